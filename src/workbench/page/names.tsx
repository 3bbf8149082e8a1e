// Names: the card table, on which a person moves cards that are one thing onto one another; behind it pairs that words bring
// together, and which document tells which factor. A card keeps its place while the view is open.

import {computed, signal} from "@preact/signals"
import {useEffect, useRef} from "preact/hooks"
import {counted} from "../../core/counted.ts"
import type {CardRow, Factors, PairRow, PhraseRow} from "../shapes.ts"
import {cut} from "./parts.tsx"
import {asCsv, saveText} from "./save.ts"
import {getCards, getFactors, getPairs} from "./send.ts"
import {address, edits, foretold, made, onChanged, standing, tryTo, undoEdit, view} from "./state.ts"
import type {Shown} from "./view.ts"

type Tab = "cards" | "pairs" | "factors"
const tab = signal<Tab>("cards")

/** The field for the name of phrases that are split off. */
const OWN_NAME = "own-name"

const FIRST = 40
const MORE = 20
const cards = signal<ReadonlyMap<string, CardRow>>(new Map())
/** Ids in the order in which they were dealt; a card that lies on another keeps its place. */
const order = signal<readonly string[]>([])
const dealt = signal(FIRST)
const hasMore = signal(false)
/** The card that is looked at, and the one that was picked up to be laid on another. */
const at = signal<string | null>(null)
const picked = signal<string | null>(null)
/** The card that one is dragged over. */
const over = signal<string | null>(null)
const wouldLay = signal<{readonly same: string; readonly opposite: string} | null>(null)
const showsQuotes = signal(false)
/** Phrases that are ticked, by their words. */
const ticked = signal<ReadonlySet<string>>(new Set())
const renames = signal<string | null>(null)

const pairs = signal<readonly PairRow[] | null>(null)
const pairAt = signal(0)
/** What was said of a pair, by its two ids. */
const answered = signal<ReadonlyMap<string, string>>(new Map())
const wouldJoin = signal("")
const factors = signal<Factors | null>(null)

/** Which card each card that is gone lies on, and how. */
const lies = computed(
  () =>
    new Map(
      [...cards.value.values()].flatMap(({id: onto, holds}) =>
        holds.map(({id, as, n, name}) => [id, {onto, as, n, name}] as const),
      ),
    ),
)

export const namesView: Shown = {
  name: "names",
  title: () => {
    const {factors: all, pieces} = standing.value!.structure
    return pieces > 1
      ? `${counted(all, "name")}, in ${pieces} pieces that nothing joins`
      : `${counted(all, "name")}, all joined`
  },
  Body: Names,
  hints: () =>
    tab.value === "cards"
      ? [
          ["J K", "move"],
          ["X", "pick up"],
          ["Q", "sentences"],
          ["M", "more"],
          ["?", "keys"],
        ]
      : tab.value === "pairs"
        ? [
            ["J K", "move"],
            ["Enter", "as proposed"],
            ["?", "keys"],
          ]
        : [["?", "keys"]],
  enter: (rest) => void enter(rest),
  keys(key) {
    if (key === "f") return () => void openTab(tab.value === "factors" ? "cards" : "factors")
    if (key === "p") return () => void openTab(tab.value === "pairs" ? "cards" : "pairs")
    if (tab.value === "pairs")
      return {
        j: () => stepPair(1),
        k: () => stepPair(-1),
        "1": () => void join("same"),
        "2": () => void join("opposite"),
        "3": () => void join("apart"),
        "4": () => void join("other"),
        "5": () => stepPair(1),
        // Enter on a button presses that button.
        ...(document.activeElement instanceof HTMLButtonElement
          ? {}
          : {enter: () => void join(pairs.value?.[pairAt.value]?.as ?? "same")}),
      }[key]
    if (tab.value === "factors") return undefined
    return {
      j: () => stepCard(1),
      k: () => stepCard(-1),
      arrowright: () => stepCard(1),
      arrowleft: () => stepCard(-1),
      arrowdown: () => stepCard(columns()),
      arrowup: () => stepCard(-columns()),
      x: pick,
      q: () => {
        showsQuotes.value = !showsQuotes.value
      },
      m: () => void deal(MORE),
      t: tickNext,
      s: () => document.getElementById(OWN_NAME)?.focus(),
      "1": () => void lay("same"),
      "2": () => void lay("opposite"),
    }[key]
  },
  leave() {
    if (renames.value !== null) renames.value = null
    else if (picked.value !== null) picked.value = null
    else if (ticked.value.size > 0) ticked.value = new Set()
    else return false
    return true
  },
}

async function enter(rest: string): Promise<void> {
  const wanted = rest.split("/")[0]
  await openTab(wanted === "pairs" || wanted === "factors" ? wanted : rest === "" ? tab.value : "cards")
}

async function openTab(next: Tab): Promise<void> {
  tab.value = next
  address(next === "cards" ? "names" : `names/${next}`)
  if (next === "cards") {
    if (cards.value.size === 0) await deal(0)
  } else if (next === "pairs") {
    pairs.value = (await tryTo(getPairs))?.pairs ?? []
    answered.value = new Map()
    pairAt.value = 0
    void foreseeJoin()
  } else factors.value = await tryTo(getFactors)
}

/** Deals so many cards more; those that lie there stay where they are. */
async function deal(more: number): Promise<void> {
  const most = dealt.value + more
  const found = await tryTo(() => getCards(most))
  if (!found) return
  dealt.value = most
  hasMore.value = found.more
  cards.value = new Map(found.cards.map((one) => [one.id, one]))
  const known = new Set(order.value)
  order.value = [...order.value, ...found.cards.map(({id}) => id).filter((id) => !known.has(id))]
  if (at.value === null || !cards.value.has(at.value)) lookAt(found.cards[0]?.id ?? null)
}

onChanged(async () => {
  if (view.value === "names" && tab.value === "cards") return deal(0)
  // Dealt anew when somebody comes back.
  cards.value = new Map()
  if (view.value === "names" && tab.value === "factors") factors.value = await tryTo(getFactors)
})

const nameOf = (id: string): string => cards.value.get(id)?.name ?? lies.value.get(id)?.name ?? id

function lookAt(id: string | null): void {
  if (id !== at.value) {
    ticked.value = new Set()
    renames.value = null
  }
  at.value = id
  wouldLay.value = null
  if (id !== null) void foreseeLaying(id)
}

/** Picks up the card that is looked at, or lets go of the one that was. */
function pick(): void {
  picked.value = picked.value === null || picked.value !== at.value ? at.value : null
  wouldLay.value = null
}

/** Ticks the first phrase of the card that is not ticked. */
function tickNext(): void {
  const next = cards.value.get(at.value ?? "")?.phrases.find(({words}) => !ticked.value.has(words))
  if (next) ticked.value = new Set(ticked.value).add(next.words)
}

/** The card before or after that lies on no other. */
function stepCard(by: number): void {
  const free = order.value.filter((id) => cards.value.has(id))
  const now = free.indexOf(at.value ?? "")
  const next = free[Math.min(free.length - 1, Math.max(0, now + by))]
  if (next === undefined) return
  lookAt(next)
  queueMicrotask(() => document.getElementById(`card-${next}`)?.scrollIntoView({block: "nearest"}))
}

function columns(): number {
  const first = document.querySelector<HTMLElement>(".tiles > li")
  const all = document.querySelector<HTMLElement>(".tiles")
  return first && all ? Math.max(1, Math.round(all.clientWidth / first.offsetWidth)) : 1
}

/** The line that lays a card. */
function mergeLine(move: string, onto: string, as: "same" | "opposite"): object {
  const line = {
    kind: "merge",
    factors: [onto, move],
    why: as === "same" ? "one thing" : "one is the other turned round",
  }
  return as === "same" ? line : {...line, opposite: [move]}
}

async function foreseeLaying(onto: string): Promise<void> {
  const move = picked.value
  if (move === null || move === onto || !cards.value.has(onto)) return
  const both = {
    same: await foretold([mergeLine(move, onto, "same")]),
    opposite: await foretold([mergeLine(move, onto, "opposite")]),
  }
  if (at.value === onto && picked.value === move) wouldLay.value = both
}

/** Lays the picked card on the one looked at. */
const lay = (as: "same" | "opposite"): Promise<void> => layOn(picked.value, at.value, as)

async function layOn(move: string | null, onto: string | null, as: "same" | "opposite"): Promise<void> {
  over.value = null
  if (move === null || onto === null || move === onto || !cards.value.has(onto) || !cards.value.has(move)) return
  const what = as === "same" ? nameOf(onto) : `the opposite of ${nameOf(onto)}`
  const said = `${nameOf(move)} is ${what}`
  at.value = onto
  await made([mergeLine(move, onto, as)], said, {
    show: () => {
      picked.value = null
      wouldLay.value = null
    },
  })
}

function Names() {
  return (
    <>
      <nav class="tabs" aria-label="Ways to sort names">
        {(
          [
            ["cards", "Cards", ""],
            ["pairs", "Pairs", "P"],
            ["factors", "By document", "F"],
          ] as const
        ).map(([id, name, key]) => (
          <button
            key={id}
            type="button"
            aria-current={tab.value === id ? "page" : undefined}
            onClick={() => void openTab(id)}
          >
            {name} {key && <kbd>{key}</kbd>}
          </button>
        ))}
      </nav>
      {tab.value === "cards" ? <Table /> : tab.value === "pairs" ? <PairsTab /> : <FactorsTab />}
    </>
  )
}

function Table() {
  const here = at.value === null ? undefined : cards.value.get(at.value)
  return (
    <div class="table">
      <section aria-label="Cards">
        <p class="quiet hint">
          Told most first. Drag a card onto another, or pick it up (<kbd>X</kbd>), go to the other and say what it is to
          it: <kbd>1</kbd> one thing, <kbd>2</kbd> its opposite.
        </p>
        <ol class="tiles">
          {order.value.map((id) => (
            <Tile key={id} id={id} />
          ))}
        </ol>
        {hasMore.value && (
          <button type="button" class="more" onClick={() => void deal(MORE)}>
            {MORE} more cards <kbd>M</kbd>
          </button>
        )}
        {order.value.length === 0 && <p class="quiet">The map has no factor that anybody tells of.</p>}
      </section>
      <section class="card" aria-label="The card">
        {here && <Details of={here} />}
      </section>
    </div>
  )
}

function Tile({id}: {id: string}) {
  const card = cards.value.get(id)
  const on = lies.value.get(id)
  if (!card)
    return on ? (
      <li class="tile laid">
        <span>
          {on.name} is {on.as === "opposite" ? "the opposite of " : ""}
          {nameOf(on.onto)}
        </span>
      </li>
    ) : null
  const isOver = over.value === id && picked.value !== null && picked.value !== id
  const shown = card.phrases.slice(0, 3)
  return (
    <li
      id={`card-${id}`}
      class={`tile${picked.value === id ? " held" : ""}`}
      draggable
      onDragStart={(event) => {
        picked.value = id
        event.dataTransfer?.setData("text/plain", card.name)
      }}
      onDragEnd={() => {
        over.value = null
        picked.value = null
      }}
      onDragOver={(event) => {
        if (picked.value === null || picked.value === id) return
        event.preventDefault()
        over.value = id
      }}
      onDrop={(event) => {
        event.preventDefault()
        void layOn(picked.value, id, "same")
      }}
    >
      <button type="button" aria-current={id === at.value ? "true" : undefined} onClick={() => lookAt(id)}>
        <b>
          {picked.value === id && <span class="mark-held">picked up: </span>}
          {card.name}
        </b>
        <span class="reason">
          {counted(card.told, "phrase")}
          {card.voices > 1 ? `, ${card.voices} voices` : ""}
        </span>
        <span class="said">
          {shown.map(({text, opposite}) => `${opposite ? "opposite: " : ""}${cut(text, 40)}`).join(" · ")}
        </span>
        {card.holds.length > 0 && (
          <span class="held-here">
            holds {card.holds.map(({name, as}) => (as === "opposite" ? `the opposite, ${name}` : name)).join("; ")}
          </span>
        )}
      </button>
      {isOver && (
        <div class="drops">
          <Drop onto={id} as="same" />
          <Drop onto={id} as="opposite" />
        </div>
      )}
    </li>
  )
}

/** A half of a card that another is dragged over; by keyboard 1 and 2 do the same. */
function Drop({onto, as}: {onto: string; as: "same" | "opposite"}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      class="drop"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        event.stopPropagation()
        void layOn(picked.value, onto, as)
      }}
    >
      {as === "same" ? "one thing" : "its opposite"}
    </button>
  )
}

function Details({of}: {of: CardRow}) {
  const held = picked.value === null ? undefined : cards.value.get(picked.value)
  const isOther = held !== undefined && held.id !== of.id
  return (
    <article>
      <h2 class="name">{of.name}</h2>
      <ul class="answers">
        <li>
          <button type="button" onClick={pick}>
            <kbd>X</kbd>
            <b>{picked.value === of.id ? "let go" : "pick up"}</b>
            <span>
              {picked.value === of.id
                ? "leaves it where it is; then go to the card that it belongs on"
                : "to lay it on another"}
            </span>
          </button>
        </li>
        {isOther && (
          <>
            <li>
              <button type="button" onClick={() => void lay("same")}>
                <kbd>1</kbd>
                <b>one thing</b>
                <span>
                  “{held.name}” is “{of.name}”. {wouldLay.value?.same}
                </span>
              </button>
            </li>
            <li>
              <button type="button" onClick={() => void lay("opposite")}>
                <kbd>2</kbd>
                <b>opposites</b>
                <span>
                  “{held.name}” rises as “{of.name}” falls. {wouldLay.value?.opposite}
                </span>
              </button>
            </li>
          </>
        )}
      </ul>
      {of.holds.length > 0 && (
        <>
          <h2>What lies on it</h2>
          <ul class="phrases">
            {of.holds.map(({id, name, as, n}) => (
              <li key={id}>
                {name}
                {as === "opposite" ? ", as its opposite" : ""}{" "}
                <button type="button" onClick={() => takeOff(n)}>
                  take off
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>
        What the documents call it{" "}
        <button
          type="button"
          aria-pressed={showsQuotes.value}
          onClick={() => {
            showsQuotes.value = !showsQuotes.value
          }}
        >
          {showsQuotes.value ? "without" : "with"} the sentences <kbd>Q</kbd>
        </button>
      </h2>
      <ul class="phrases ticks">
        {of.phrases.map((phrase) => (
          <Phrase key={`${phrase.text} ${phrase.opposite}`} of={phrase} />
        ))}
      </ul>
      <Mend of={of} />
    </article>
  )
}

function takeOff(n: number): void {
  const edit = edits.value.find((one) => one.n === n)
  if (edit) void undoEdit(edit)
}

function Phrase({of: {text, words, times, opposite, claim, file, quote}}: {of: PhraseRow}) {
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={ticked.value.has(words)}
          onChange={(event) => {
            const next = new Set(ticked.value)
            if (event.currentTarget.checked) next.add(words)
            else next.delete(words)
            ticked.value = next
          }}
        />{" "}
        “{text}”{opposite ? " (the opposite)" : ""}
        {times > 1 ? `, ${times} times` : ""}
      </label>{" "}
      <a href={`#/read/${claim}`}>its reading</a>
      {showsQuotes.value && (
        <blockquote>
          {quote} <small>{file}</small>
        </blockquote>
      )}
    </li>
  )
}

/** One thing in two: ticked phrases go elsewhere, or turn round; and another name. */
function Mend({of}: {of: CardRow}) {
  const chosen = [...ticked.value]
  const others = [...cards.value.values()].filter(({id}) => id !== of.id)
  const into = useRef<HTMLSelectElement>(null)
  const name = useRef<HTMLInputElement>(null)
  const split = (line: object, what: string) =>
    made([{kind: "split", factors: [of.id], phrases: chosen, ...line}], what, {
      show: () => {
        ticked.value = new Set()
      },
    })
  const many = counted(chosen.length, "phrase")
  const first = of.phrases.find(({words}) => ticked.value.has(words))?.text ?? ""
  const guess = first.charAt(0).toUpperCase() + first.slice(1)
  if (chosen.length === 0)
    return renames.value === null ? (
      <p class="quiet">
        Tick phrases (<kbd>T</kbd> the next one) to move them to another card, into one of their own, or to turn them
        round.{" "}
        <button
          type="button"
          class="plain"
          onClick={() => {
            renames.value = of.name
          }}
        >
          Another name
        </button>
      </p>
    ) : (
      <Rename of={of} />
    )
  return (
    <div class="mend">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const wanted = name.current?.value.trim() ?? ""
          if (wanted !== "")
            void split({name: wanted, why: "two things"}, `${many} of ${of.name} split off as ${wanted}`)
        }}
      >
        <label>
          a factor of their own{" "}
          <input
            ref={name}
            id={OWN_NAME}
            key={guess}
            defaultValue={guess}
            onFocus={(event) => event.currentTarget.select()}
          />
        </label>
        <button type="submit">
          Split off <kbd>S</kbd>
        </button>
      </form>
      {others.length > 0 && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const id = into.current?.value
            const other = cards.value.get(id ?? "")
            if (other)
              void split(
                {into: other.id, why: "these words mean the other"},
                `${many} of ${of.name} moved to ${other.name}`,
              )
          }}
        >
          <label>
            the card{" "}
            <select ref={into}>
              {others.map(({id, name: called}) => (
                <option key={id} value={id}>
                  {cut(called, 40)}
                </option>
              ))}
            </select>
          </label>
          <button type="submit">Move there</button>
        </form>
      )}
      <button
        type="button"
        onClick={() =>
          void split({into: of.id, opposite: true, why: "they say the opposite"}, `${many} of ${of.name} turned round`)
        }
      >
        Turn round: they say that it falls, or no longer
      </button>
    </div>
  )
}

function Rename({of}: {of: CardRow}) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  return (
    <form
      class="mend"
      onSubmit={(event) => {
        event.preventDefault()
        const wanted = field.current?.value.trim() ?? ""
        if (wanted === "") return
        void made(
          [{kind: "rename", factors: [of.id], name: wanted, why: "a better name"}],
          `${of.name} is called ${wanted}`,
          {
            show: () => {
              renames.value = null
            },
          },
        )
      }}
    >
      <label>
        name <input ref={field} value={renames.value ?? ""} />
      </label>
      <button type="submit">Rename</button>
    </form>
  )
}

// ---- pairs

const keyOf = ({onto, move}: PairRow): string => `${onto} ${move}`

function stepPair(by: 1 | -1, undecided = false): void {
  const list = pairs.value ?? []
  for (let i = pairAt.value + by; i >= 0 && i < list.length; i += by)
    if (!undecided || !answered.value.has(keyOf(list[i]!))) {
      pairAt.value = i
      break
    }
  void foreseeJoin()
}

async function foreseeJoin(): Promise<void> {
  const pair = pairs.value?.[pairAt.value]
  wouldJoin.value = ""
  if (!pair || answered.value.has(keyOf(pair))) return
  const says = await foretold([mergeLine(pair.move, pair.onto, pair.as)])
  if (pairs.value?.[pairAt.value] === pair) wouldJoin.value = says
}

/** @param as  `other`: as proposed, and the other name stays. */
async function join(as: "same" | "opposite" | "apart" | "other"): Promise<void> {
  const pair = pairs.value?.[pairAt.value]
  if (!pair || answered.value.has(keyOf(pair))) return
  const [stays, goes] = pair.names
  const {onto, move} = pair
  const word = {same: "one thing", opposite: "opposites", apart: "two things", other: `${goes} stays`}[as]
  const line =
    as === "apart"
      ? {kind: "apart", factors: [onto, move], why: word}
      : as === "other"
        ? mergeLine(onto, move, pair.as)
        : mergeLine(move, onto, as)
  const isDone = await made([line], `${stays} and ${goes}: ${word}`, {
    show: () => {
      answered.value = new Map(answered.value).set(keyOf(pair), word)
    },
  })
  if (isDone) stepPair(1, true)
}

function PairsTab() {
  const list = pairs.value
  const pair = list?.[pairAt.value]
  return (
    <div class="read">
      <section class="queue" aria-label="Pairs">
        {list?.length === 0 && <p class="quiet">No two names share words that would make one ask.</p>}
        <ol>
          {list?.map((one, i) => (
            <li key={keyOf(one)}>
              <button
                type="button"
                class={answered.value.has(keyOf(one)) ? "decided" : undefined}
                aria-current={i === pairAt.value ? "true" : undefined}
                onClick={() => {
                  pairAt.value = i
                  void foreseeJoin()
                }}
              >
                <span class="line">
                  {one.names[0]} {one.as === "same" ? "and" : "against"} {one.names[1]}
                </span>
                <span class="reason">{answered.value.get(keyOf(one)) ?? one.why}</span>
              </button>
            </li>
          ))}
        </ol>
      </section>
      <section class="card" aria-label="The pair">
        {pair && (
          <article>
            {pair.names.map((name, i) => (
              <div key={name}>
                <h2 class="name">{name}</h2>
                {pair.quotes[i] && (
                  <blockquote>
                    {pair.quotes[i].text} <small>{pair.quotes[i].file}</small>
                  </blockquote>
                )}
              </div>
            ))}
            <h2>One thing? {pair.why}</h2>
            <ul class="answers">
              {(
                [
                  ["1", "one thing", "same"],
                  ["2", "opposites", "opposite"],
                  ["3", "two things", "apart"],
                  ["4", "the other name", "other"],
                ] as const
              ).map(([key, word, as]) => (
                <li key={key}>
                  <button type="button" onClick={() => void join(as)} disabled={answered.value.has(keyOf(pair))}>
                    <kbd>{key}</kbd>
                    <b>{word}</b>
                    <span>
                      {as === pair.as
                        ? `as proposed. ${wouldJoin.value}`
                        : as === "other"
                          ? `as proposed, but “${pair.names[1]}” stays in place of “${pair.names[0]}”`
                          : as === "apart"
                            ? "nobody is asked again"
                            : as === "opposite"
                              ? "one rises as the other falls"
                              : ""}
                    </span>
                  </button>
                </li>
              ))}
              <li>
                <button type="button" onClick={() => stepPair(1)}>
                  <kbd>5</kbd>
                  <b>skip</b>
                  <span>stays in the list</span>
                </button>
              </li>
            </ul>
          </article>
        )}
      </section>
    </div>
  )
}

// ---- factors by document

function FactorsTab() {
  const found = factors.value
  if (!found) return <p class="quiet pad">Counting.</p>
  const documents = standing.value?.documents ?? []
  const titleOf = (file: string) => documents.find((one) => one.file === file)?.title || file
  const rows = () => [
    ["factor", "told", ...found.files],
    ...found.rows.map(({name, told, counts}) => [name, told, ...counts]),
  ]
  return (
    <section class="wide" aria-label="Factors by document">
      <p class="quiet hint">
        How many readings of each document are about a factor.{" "}
        <button type="button" onClick={() => saveText("factors.csv", "text/csv", asCsv(rows()))}>
          as CSV
        </button>
      </p>
      <div class="counted">
        <table class="counts">
          <thead>
            <tr>
              <th scope="col">Factor</th>
              <th scope="col">Told</th>
              {found.files.map((file) => (
                <th scope="col" key={file} title={file}>
                  {cut(titleOf(file), 28)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.rows.map(({id, name, told, counts}) => (
              <tr key={id}>
                <th scope="row">
                  <a href={`#/map/around/${encodeURIComponent(id)}`}>{name}</a>
                </th>
                <td>{told}</td>
                {counts.map((n, i) => (
                  <td key={found.files[i]} class={n === 0 ? "zero" : undefined}>
                    {n === 0 ? "·" : n}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
