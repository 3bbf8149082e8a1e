// Read: the queue of readings, the oddest first, and one reading with its answers. Rows stay where they are while the view is
// open; what was decided is greyed, and the next undecided row is selected.

import {computed, effect, signal, untracked} from "@preact/signals"
import {useEffect, useRef} from "preact/hooks"
import type {Card, Row} from "../shapes.ts"
import {addAt, Beside, beside, documentKeys, leaveDocument, showDocument} from "./document.tsx"
import {cut, pieces, SIGNS, Sign} from "./parts.tsx"
import {getCard, getQueue} from "./send.ts"
import {leaveSpeaker, SpeakerForm, speaking, startSpeaker} from "./speaker.tsx"
import {
  address,
  changed,
  foretold,
  isGone,
  made,
  onChanged,
  short,
  standing,
  tryTo,
  undoneClaim,
  view,
} from "./state.ts"
import type {Shown} from "./view.ts"
import {leaveWording, markOf, startWording, WordingForm, wording} from "./wording.tsx"

const show = signal("odd")
const rows = signal<readonly Row[]>([])
const all = signal(0)
const selected = signal<string | null>(null)
const card = signal<Card | null>(null)
/** Edits that were known when the card was asked for. */
let knownAt = 0
/** A reason in the person's own words, which the next answer is written with; null while none is being written. */
const because = signal<string | null>(null)
/** What each answer would do, by its key, for the card that is shown. */
const would = signal<ReadonlyMap<string, string>>(new Map())

/** The factor that the reading which is shown brings about. */
export const effectShown = (): string | null => card.value?.ends.effect.id ?? null

export const readView: Shown = {
  name: "read",
  title,
  Body: Read,
  hints: () => [
    ["J K", "move"],
    ["W", "because"],
    ["D", "document"],
    ["A", "add"],
    ["?", "keys"],
  ],
  enter: (rest) => void enter(rest),
  keys(key) {
    const chosen = ANSWERS.find((one) => one.key === key)
    if (chosen) return () => void answer(chosen)
    return (
      documentKeys(key) ??
      {
        j: () => void step(1),
        k: () => void step(-1),
        d: () => void showDocument(beside.value ? null : (card.value?.file ?? null)),
        a: () => {
          if (card.value) void addAt(beside.value?.file ?? card.value.file, card.value.sentence)
        },
        "4": () => {
          if (card.value) openWording(card.value)
        },
        "5": () => void step(1, true),
        "6": () => {
          if (card.value) openSpeaker(card.value)
        },
        w: () => {
          if (card.value) because.value ??= ""
          queueMicrotask(() => document.querySelector<HTMLInputElement>("form.because input")?.focus())
        },
      }[key]
    )
  },
  renew: () => void renew(),
  leave() {
    if (wording.value) leaveWording()
    else if (speaking.value) leaveSpeaker()
    else if (because.value !== null) because.value = null
    else return leaveDocument()
    return true
  },
}

async function enter(rest: string): Promise<void> {
  const [, file] = /^document\/(.+)$/.exec(rest) ?? []
  if (file !== undefined) {
    await enterDocument(decoded(file))
    return
  }
  if (rows.value.length === 0) {
    if (standing.value?.suspects === 0) show.value = "all"
    await fill()
  }
  if (rest !== "" && rows.value.every(({claim}) => claim !== rest)) {
    show.value = "all"
    await fill()
  }
  const there = rows.value.find(({claim}) => claim === (rest || selected.value))
  await select(there?.claim ?? rows.value[0]?.claim ?? null)
}

/** Shows a document beside its own readings. */
async function enterDocument(file: string): Promise<void> {
  show.value = file
  await fill()
  await select(rows.value[0]?.claim ?? null)
  await showDocument(file)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function title(): string {
  const found = standing.value!
  const weight = rows.value.reduce((sum, {score}) => sum + score, 0)
  const ten = rows.value.slice(0, 10).reduce((sum, {score}) => sum + score, 0)
  const share =
    weight > 0 && all.value <= rows.value.length
      ? `; the first ten carry ${Math.round((100 * ten) / weight)} % of the weight`
      : ""
  if (found.claims === 0) return "No sentence of these documents tells a cause"
  return found.suspects === 0
    ? `None of the ${found.claims} readings looks odd`
    : `${found.suspects} of ${found.claims} readings look odd${found.suspects > 10 ? share : ""}`
}

/** An answer to a card: its key, its word, and the lines it writes. */
export type Answer = {readonly key: string; readonly word: string; readonly lines: (of: Card) => readonly object[]}

const turned = {"+": "-", "-": "+", "0": "+", unclear: "+"} as const

export const ANSWERS: readonly Answer[] = [
  {
    key: "1",
    word: "right",
    lines: ({claim, hedge}) => [{kind: "accept", claim, why: "read rightly", ...(hedge !== null && {plainly: false})}],
  },
  {key: "2", word: "wrong", lines: ({claim}) => [{kind: "reject", claim, why: "not what the sentence says"}]},
  {
    key: "3",
    word: "other way",
    lines: ({claim, sign}) => [{kind: "sign", claim, sign: turned[sign], why: "it goes the other way"}],
  },
]

/** One of the two forms at a time: each takes the keys that are typed. */
function openWording(of: Card): void {
  leaveSpeaker()
  startWording(of)
}

function openSpeaker(of: Card): void {
  leaveWording()
  startSpeaker(of)
}

/** Fills the queue anew: on coming to the view, never while it is worked on. */
async function fill(): Promise<void> {
  const queue = await tryTo(() => getQueue(show.value, 0))
  if (!queue) return
  rows.value = queue.rows
  all.value = queue.of
}

/** More rows behind those that are shown. */
async function more(): Promise<void> {
  const queue = await tryTo(() => getQueue(show.value, rows.value.length))
  if (!queue) return
  const there = new Set(rows.value.map(({claim}) => claim))
  rows.value = [...rows.value, ...queue.rows.filter(({claim}) => !there.has(claim))]
  all.value = queue.of
}

async function select(claim: string | null): Promise<void> {
  // Whoever types words of this reading goes on typing.
  if (claim !== selected.value) {
    leaveWording()
    leaveSpeaker()
    because.value = null
  }
  selected.value = claim
  would.value = new Map()
  if (claim === null) {
    card.value = null
    return
  }
  if (view.value === "read") address(`read/${claim}`)
  const known = standing.value?.rev ?? 0
  const found = (await tryTo(() => getCard(claim))) ?? keptCard(claim)
  if (selected.value !== claim) return
  if (!found && isGone.value) card.value = null
  if (!found) return
  kept.set(claim, found)
  card.value = found
  knownAt = known
  if (beside.value && beside.value.file !== found.file) await showDocument(found.file)
  void foresee(found)
}

/** What each answer would do comes after the card, never before it. */
async function foresee(of: Card): Promise<void> {
  for (const {key, lines} of ANSWERS) {
    if (selected.value !== of.claim) return
    const says = await foretold(lines(of))
    if (selected.value === of.claim) would.value = new Map(would.value).set(key, says)
  }
  await lookAhead(of.claim)
}

/** Cards that were shown, and those of the rows that come next, so that work goes on while the program is gone. */
const kept = new Map<string, Card>()
const MOST_AHEAD = 10

const keptCard = (claim: string): Card | null => (isGone.value ? (kept.get(claim) ?? null) : null)

async function lookAhead(from: string): Promise<void> {
  const at = rows.value.findIndex(({claim}) => claim === from)
  const next = rows.value.slice(at + 1).filter(({verdict}) => verdict === null)
  for (const {claim} of next.slice(0, MOST_AHEAD)) {
    if (kept.has(claim)) continue
    if (selected.value !== from || isGone.value) return
    const found = await getCard(claim).catch(() => null)
    if (found) kept.set(claim, found)
  }
}

/** Decides, and goes on to the next row that nobody has decided about. */
async function answer({word, lines}: Pick<Answer, "word" | "lines">): Promise<void> {
  const of = card.value
  if (!of) return
  const what = `${word}: “${short(of.ends.cause.text)}” and “${short(of.ends.effect.text)}”`
  const why = because.value?.trim() || null
  const written = lines(of).map((line) => (why === null ? line : {...line, why}))
  if (written.length === 0) return
  await made(written, what, {
    rev: knownAt,
    show: async () => {
      rows.value = rows.value.map((one) => (one.claim === of.claim ? {...one, verdict: word as Row["verdict"]} : one))
      leaveWording()
      leaveSpeaker()
      because.value = null
      await step(1, true)
    },
  })
}

/** Shows what others decided about the reading, and what comes next. */
async function renew(): Promise<void> {
  const claim = selected.value
  if (claim === null) return
  await select(claim)
  const verdict = card.value?.verdict ?? null
  rows.value = rows.value.map((one) => (one.claim === claim ? {...one, verdict} : one))
}

// Documents that were read again have other readings.
effect(() => {
  if (changed.value !== null) untracked(() => void fill().then(() => enter("")))
})

// After an undo the row it was about is shown again, with what stands of it now.
onChanged(async () => {
  const claim = undoneClaim.value
  undoneClaim.value = null
  if (claim === null || rows.value.length === 0) return
  // A claim that was added is gone with the edit that added it.
  const found = (await getCard(claim).catch(() => null)) ?? keptCard(claim)
  if (!found) return
  rows.value = rows.value.map((one) => (one.claim === claim ? {...one, verdict: found.verdict} : one))
  if (view.value === "read") await select(claim)
})

/** The row before or after; with `undecided`, the next that nobody has decided about, from the top again at the end. */
async function step(by: 1 | -1, undecided = false): Promise<void> {
  const list = rows.value
  const at = list.findIndex(({claim}) => claim === selected.value)
  for (let k = 1; k <= list.length; k++) {
    const next = list[(at + by * k + list.length * k) % list.length]!
    if (!undecided && (at + by * k < 0 || at + by * k >= list.length)) return
    if (!undecided || next.verdict === null) {
      await select(next.claim)
      return
    }
  }
  await select(selected.value)
}

function Read() {
  const list = rows.value
  const heaviest = Math.max(...list.map(({score}) => score), 1e-9)
  const found = standing.value
  return (
    <div class={beside.value ? "read withdoc" : "read"}>
      <section class="queue" aria-label="Readings">
        <Choice />
        {list.length === 0 && found && <p class="quiet">Nothing here: choose other readings above.</p>}
        <ol>
          {list.map((one) => (
            <li key={one.claim}>
              <button
                type="button"
                class={one.verdict === null ? undefined : "decided"}
                aria-current={one.claim === selected.value ? "true" : undefined}
                onClick={() => void select(one.claim)}
              >
                <span class="line">
                  {cut(one.cause)} <Sign sign={one.sign} /> {cut(one.effect)}
                </span>
                <span class="reason">{one.verdict ?? one.why ?? "looks plain"}</span>
                <span class="bar" aria-hidden="true">
                  <i style={{width: `${Math.round((100 * one.score) / heaviest)}%`}} />
                </span>
              </button>
            </li>
          ))}
        </ol>
        {list.length < all.value && (
          <button type="button" class="more" onClick={() => void more()}>
            {all.value - list.length} more
          </button>
        )}
      </section>
      <section class="card" aria-label="The reading">
        {card.value ? <Reading of={card.value} /> : <p class="quiet">{nothingShown()}</p>}
      </section>
      {beside.value && <Beside selected={selected.value} onSelect={(claim) => void select(claim)} />}
    </div>
  )
}

/** The documents, which no decision moves: hundreds are not drawn again after each. */
const documents = computed(() => standing.value?.documents ?? [])

function Choice() {
  return (
    <label>
      Show{" "}
      <select
        value={show.value}
        onChange={(event) => {
          show.value = event.currentTarget.value
          void fill().then(() => select(rows.value[0]?.claim ?? null))
        }}
      >
        <option value="odd">odd readings, heaviest first</option>
        <option value="all">all readings</option>
        {documents.value.map(({file, title}) => (
          <option key={file} value={file}>
            {title || file}
          </option>
        ))}
      </select>
    </label>
  )
}

const nothingShown = (): string =>
  isGone.value && selected.value !== null
    ? "This reading was not fetched before Brink ended. It is shown once Brink runs again; what was decided is kept."
    : "No reading is selected."

function Reading({of}: {of: Card}) {
  const place = standing.value?.documents.find(({file}) => file === of.file)
  return (
    <article>
      <p class="where">
        {[place?.publisher, place?.date].filter(Boolean).join(", ") || of.file}{" "}
        <button type="button" onClick={() => void showDocument(beside.value ? null : of.file)}>
          {beside.value ? "hide the document" : "whole document"}
        </button>{" "}
        {of.ends.effect.id !== null && of.unlinked === null && (
          <a href={`#/map/around/${encodeURIComponent(of.ends.effect.id)}`}>around {of.ends.effect.factor}</a>
        )}
      </p>
      <div class="link">
        <End name={of.ends.cause.factor} text={of.ends.cause.text} />
        <span class={`arrow ${SIGNS[of.way][1]}`}>
          <Sign sign={of.way} />
          <i aria-hidden="true" />
        </span>
        <End name={of.ends.effect.factor} text={of.ends.effect.text} />
      </div>
      <p class="facts">{factsOf(of).join(" · ")}</p>
      <blockquote>
        {of.before && <span class="near">{of.before} </span>}
        <Sentence of={of} />
        {of.after && <span class="near"> {of.after}</span>}
      </blockquote>
      {(of.reasons.length > 0 || of.carries) && (
        <div class="why">
          <h2>Why it is here</h2>
          <ul>
            {of.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
          {of.carries && (
            <>
              <h2>What hangs on it</h2>
              <p>{of.carries}</p>
            </>
          )}
        </div>
      )}
      <h2>
        {of.verdict === null
          ? "Is it read rightly? What each answer does"
          : `Decided: ${of.verdict}. Another answer replaces it`}
      </h2>
      <ul class="answers">
        {ANSWERS.map((one) => (
          <li key={one.key}>
            <button type="button" onClick={() => void answer(one)}>
              <kbd>{one.key}</kbd>
              <b>{one.word}</b>
              <span>{would.value.get(one.key) ?? ""}</span>
            </button>
          </li>
        ))}
        <li>
          <button type="button" onClick={() => openWording(of)}>
            <kbd>4</kbd>
            <b>other words</b>
            <span>choose cause and effect in the sentence, another sign, or what they mean</span>
          </button>
        </li>
        <li>
          <button type="button" onClick={() => void step(1, true)}>
            <kbd>5</kbd>
            <b>skip</b>
            <span>stays in the queue</span>
          </button>
        </li>
        <li>
          <button type="button" onClick={() => openSpeaker(of)}>
            <kbd>6</kbd>
            <b>other speaker</b>
            <span>say who says it, or that its author does</span>
          </button>
        </li>
      </ul>
      {because.value !== null && <Because />}
      {wording.value && <WordingForm onWrite={(written) => void answer({word: "other words", lines: () => written})} />}
      {speaking.value && (
        <SpeakerForm onWrite={(written) => void answer({word: "other speaker", lines: () => written})} />
      )}
    </article>
  )
}

function End({name, text}: {name: string | null; text: string}) {
  return (
    <span class="end">
      <b>{name ?? "no factor"}</b>
      <small>from “{cut(text)}”</small>
    </span>
  )
}

function factsOf(of: Card): string[] {
  return [
    of.denied ? "denied" : null,
    of.refuted ? "a hope that failed" : null,
    of.condition === null ? null : `condition: “${of.condition}”`,
    of.hedge === null ? null : `words of doubt: “${of.hedge}”`,
    of.by === null ? null : `said by ${of.by}`,
    of.unlinked,
  ].filter((fact) => fact !== null)
}

/** The sentence, its cause underlined once, its effect twice, its signal bold. */
function Sentence({of}: {of: Card}) {
  const now = wording.value
  const [cause, effect] = now ? [markOf(now, "cause"), markOf(now, "effect")] : [of.cause, of.effect]
  const marks = [
    cause && {...cause, kind: "cause"},
    effect && {...effect, kind: "effect"},
    of.signal && {...of.signal, kind: "signal"},
  ].filter((mark) => mark !== null)
  return <span class="said">{pieces(of.sentence, marks)}</span>
}

/** The reason that the next answer is written with. */
function Because() {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <form
      class="wording because"
      onSubmit={(event) => {
        event.preventDefault()
        // The answer is a key again.
        field.current?.blur()
      }}
    >
      <label>
        because
        <input
          ref={field}
          value={because.value ?? ""}
          aria-describedby="because-keys"
          onInput={(event) => {
            because.value = event.currentTarget.value
          }}
        />
      </label>
      <p class="quiet" id="because-keys">
        <kbd>Enter</kbd>, then the answer: it is written with this reason. <kbd>Esc</kbd> leaves it.
      </p>
    </form>
  )
}
