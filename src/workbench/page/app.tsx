// The workbench's page: the rail with what is left to do and what the map holds, the line that says what the last decision did,
// and the view. Text of documents enters as text alone.

import {render} from "preact"
import {useEffect, useRef} from "preact/hooks"
import type {Card, Mark, Row} from "../shapes.ts"
import {
  ANSWERS,
  all,
  allCards,
  answer,
  at,
  beside,
  card,
  cards,
  dealCards,
  edits,
  fill,
  helps,
  inWords,
  isGone,
  laid,
  layCard,
  lookAt,
  more,
  moreCards,
  open,
  pick,
  picked,
  rows,
  select,
  selected,
  show,
  showDocument,
  standing,
  step,
  stepCard,
  told,
  trouble,
  undo,
  undoEdit,
  type View,
  view,
  wording,
  would,
  wouldLay,
} from "./state.ts"

function App() {
  return (
    <>
      <a class="skip" href="#main">
        Skip to the readings
      </a>
      <Top />
      <div class="body">
        <Rail />
        <main id="main">
          <Title />
          <EffectLine />
          {view.value === "read" ? <Read /> : view.value === "names" ? <NamesView /> : <Edits />}
        </main>
      </div>
      {helps.value && <Help />}
    </>
  )
}

function Top() {
  const found = standing.value
  return (
    <header class="top">
      <b class="brand">Brink</b>
      <span class="case">{found?.name}</span>
      <span class="question">{found?.question}</span>
      <nav aria-label="Decisions">
        <button type="button" onClick={() => setView(view.value === "edits" ? "read" : "edits")}>
          {edits.value.length === 0 ? "no edits yet" : counted(edits.value.length, "edit")}
        </button>
        <button type="button" onClick={() => void undo()} title="U">
          Undo
        </button>
        <button type="button" onClick={() => void undo(true)} title="Shift U">
          Redo
        </button>
        <button type="button" onClick={() => toggleHelp()} aria-label="Keys" title="?">
          ?
        </button>
      </nav>
    </header>
  )
}

function Rail() {
  const found = standing.value
  const last = told.value?.effect
  if (!found) return <aside class="rail" />
  const {structure} = found
  const ledger = [
    ["factors", structure.factors, null],
    ["links", structure.links, last?.links],
    ["pieces", structure.pieces, last?.pieces],
    ["told by two", structure.toldTwice, last?.toldTwice],
    ["circles", structure.circles, last?.circles],
    ["told whole", structure.whole, last?.whole],
    ["contested", structure.contested, last?.contested],
  ] as const
  return (
    <aside class="rail">
      <nav aria-label="Views">
        <button type="button" aria-current={view.value === "read" ? "page" : undefined} onClick={() => setView("read")}>
          Read <span>{found.suspects}</span>
        </button>
        <button
          type="button"
          aria-current={view.value === "names" ? "page" : undefined}
          onClick={() => setView("names")}
        >
          Names <span>{found.structure.factors}</span>
        </button>
        <button
          type="button"
          aria-current={view.value === "edits" ? "page" : undefined}
          onClick={() => setView("edits")}
        >
          Edits <span>{edits.value.length}</span>
        </button>
      </nav>
      <h2>Structure</h2>
      <dl>
        {ledger.map(([name, value, count]) => (
          <div key={name} class={count && count[0] !== count[1] ? "moved" : undefined}>
            <dt>{name}</dt>
            <dd>{count && count[0] !== count[1] ? `${count[0]} → ${count[1]}` : value}</dd>
          </div>
        ))}
        <div>
          <dt>checked</dt>
          <dd>
            {found.checked}/{found.claims}
          </dd>
        </div>
      </dl>
      {found.inMemory && (
        <p class="memory">
          This folder is no case: decisions last as long as the program runs. <code>brink init DIR FOLDER</code> makes a
          case of it.
        </p>
      )}
    </aside>
  )
}

function Title() {
  const found = standing.value
  if (!found) return <h1>{isGone.value ? "Brink has ended" : trouble.value ? trouble.value.says : "Opening"}</h1>
  if (view.value === "names") return <h1>{structureTitle(found.structure.factors, found.structure.pieces)}</h1>
  if (view.value === "edits")
    return (
      <h1>
        {edits.value.length === 0
          ? "Nobody has decided anything yet"
          : `${counted(edits.value.length, "decision")}, the last first`}
      </h1>
    )
  const weight = rows.value.reduce((sum, {score}) => sum + score, 0)
  const ten = rows.value.slice(0, 10).reduce((sum, {score}) => sum + score, 0)
  const share =
    weight > 0 && all.value <= rows.value.length ? `; the first ten carry ${inTenths(ten / weight)} of the weight` : ""
  return (
    <h1>
      {found.suspects === 0
        ? `None of the ${found.claims} readings looks odd`
        : `${found.suspects} of ${found.claims} readings look odd${found.suspects > 10 ? share : ""}`}
    </h1>
  )
}

const structureTitle = (factors: number, pieces: number): string =>
  pieces > 1
    ? `${counted(factors, "name")}, in ${pieces} pieces that nothing joins`
    : `${counted(factors, "name")}, all joined`
const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`
const inTenths = (share: number): string => `${Math.round(share * 10)} tenths`

function EffectLine() {
  const last = told.value
  const wrong = trouble.value
  return (
    <div class="decided-line" aria-live="polite" role="status">
      {isGone.value && standing.value && (
        <p class="trouble">
          <b>Brink has ended.</b> Start it again and open the address that it prints; every decision so far is in
          edits.jsonl.
        </p>
      )}
      {wrong && !isGone.value && (
        <p class="trouble">
          <b>{wrong.says}.</b> {wrong.next}
        </p>
      )}
      {last ? (
        <p>
          <b>{last.what}</b>
          {last.by === "you" ? "" : ` (by ${last.by})`}. {last.effect && inWords(last.effect)}{" "}
          <button type="button" onClick={() => void undo()}>
            undo
          </button>
        </p>
      ) : (
        !wrong && <p class="quiet">What a decision changes is said here.</p>
      )}
    </div>
  )
}

const SIGNS = {
  "+": ["+", "plus", "raises"],
  "-": ["−", "minus", "lowers"],
  "0": ["0", "none", "does not move"],
  unclear: ["?", "none", "moves somehow"],
} as const

function Sign({sign}: {sign: Row["sign"]}) {
  const [mark, kind, says] = SIGNS[sign]
  return (
    <span class={`sign ${kind}`} role="img" aria-label={says}>
      {mark}
    </span>
  )
}

function Read() {
  const list = rows.value
  const heaviest = Math.max(...list.map(({score}) => score), 1e-9)
  const found = standing.value
  return (
    <div class={beside.value ? "read withdoc" : "read"}>
      <section class="queue" aria-label="Readings">
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
            {found?.documents.map(({file, title}) => (
              <option key={file} value={file}>
                {title || file}
              </option>
            ))}
          </select>
        </label>
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
        {card.value ? <Reading of={card.value} /> : <p class="quiet">No reading is selected.</p>}
      </section>
      {beside.value && <Beside />}
    </div>
  )
}

const cut = (text: string): string => (text.length > 64 ? `${text.slice(0, 60).trimEnd()} ...` : text)

function Reading({of}: {of: Card}) {
  const place = standing.value?.documents.find(({file}) => file === of.file)
  return (
    <article>
      <p class="where">
        {[place?.publisher, place?.date].filter(Boolean).join(", ") || of.file}{" "}
        <button type="button" onClick={() => void showDocument(beside.value ? null : of.file)}>
          {beside.value ? "hide the document" : "whole document"}
        </button>
      </p>
      <div class="link">
        <End name={of.ends.cause.factor} text={of.ends.cause.text} />
        <span class={`arrow ${SIGNS[of.way][1]}`}>
          <Sign sign={of.way} />
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
          <button type="button" onClick={() => startWording(of)}>
            <kbd>4</kbd>
            <b>other words</b>
            <span>choose cause and effect in the sentence</span>
          </button>
        </li>
        <li>
          <button type="button" onClick={() => void step(1, true)}>
            <kbd>5</kbd>
            <b>skip</b>
            <span>stays in the queue</span>
          </button>
        </li>
      </ul>
      {wording.value && <Wording of={of} />}
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
  const marks = [
    of.cause && {...of.cause, kind: "cause"},
    of.effect && {...of.effect, kind: "effect"},
    of.signal && {...of.signal, kind: "signal"},
  ].filter((mark) => mark !== null)
  return <span class="said">{pieces(of.sentence, marks)}</span>
}

function pieces(text: string, marks: readonly (Mark & {kind: string})[]) {
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({from, to}) => [from, to])])].sort((a, b) => a - b)
  return cuts.slice(1).map((to, i) => {
    const from = cuts[i]!
    const kinds = marks.filter((mark) => mark.from <= from && mark.to >= to).map(({kind}) => kind)
    const words = text.slice(from, to)
    return kinds.length === 0 ? (
      words
    ) : (
      <mark key={from} class={kinds.join(" ")}>
        {words}
      </mark>
    )
  })
}

function startWording(of: Card): void {
  wording.value = {cause: of.ends.cause.text, effect: of.ends.effect.text}
}

/** Other words for cause and effect: they must stand in the sentence, and the server says so where they do not. */
function Wording({of}: {of: Card}) {
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const words = wording.value!
  const field = (side: "cause" | "effect") => (
    <label>
      {side}
      <input
        ref={side === "cause" ? first : undefined}
        value={words[side]}
        onInput={(event) => {
          wording.value = {...words, [side]: event.currentTarget.value}
        }}
      />
    </label>
  )
  return (
    <form
      class="wording"
      onSubmit={(event) => {
        event.preventDefault()
        const {cause, effect} = words
        const other = {
          ...(cause !== of.ends.cause.text && {cause}),
          ...(effect !== of.ends.effect.text && {effect}),
        }
        void answer({
          word: "other words",
          lines: ({claim}) => [{kind: "span", claim, ...other, why: "these are the words"}],
        })
      }}
    >
      {field("cause")}
      {field("effect")}
      <button type="submit">Write</button>
      <button
        type="button"
        onClick={() => {
          wording.value = null
        }}
      >
        Leave
      </button>
    </form>
  )
}

function Beside() {
  const {title, paragraphs, claims} = beside.value!
  const here = useRef<HTMLElement>(null)
  useEffect(() => {
    // Its own column alone is scrolled: the window stays where it is.
    const [column, paragraph] = [here.current, here.current?.querySelector<HTMLElement>("[aria-current]")]
    if (column && paragraph) column.scrollTop = paragraph.offsetTop - (column.clientHeight - paragraph.offsetHeight) / 2
  }, [selected.value, title])
  return (
    <section class="document" aria-label="The document" ref={here}>
      <header>
        <h2>{title}</h2>
        <button type="button" onClick={() => void showDocument(null)}>
          close
        </button>
      </header>
      <div>
        {paragraphs.map(({from, text}) => {
          const inside = claims.filter(({quote}) => quote.from >= from && quote.from < from + text.length)
          const one = inside.find(({claim}) => claim === selected.value)
          const at = ({from: a, to: b}: Mark) => ({from: a - from, to: Math.min(b - from, text.length)})
          const marks = one
            ? [
                {...at(one.cause), kind: "cause"},
                {...at(one.effect), kind: "effect"},
                ...(one.signal ? [{...at(one.signal), kind: "signal"}] : []),
              ]
            : inside.map(({quote}) => ({...at(quote), kind: "told"}))
          return (
            <p key={from} aria-current={one ? "true" : undefined}>
              {pieces(text, marks)}
              {inside.length > 0 && (
                <span class="signs">
                  {inside.map(({claim, sign}) => (
                    <button type="button" key={claim} onClick={() => void select(claim)} aria-label="Show this reading">
                      <Sign sign={sign} />
                    </button>
                  ))}
                </span>
              )}
            </p>
          )
        })}
      </div>
    </section>
  )
}

function NamesView() {
  const here = cards.value.find(({id}) => id === at.value)
  const held = cards.value.find(({id}) => id === picked.value)
  return (
    <div class="read">
      <section class="queue" aria-label="Names">
        <ol>
          {cards.value.map(({id, name, told: times, voices}) => (
            <li key={id}>
              <button
                type="button"
                class={laid.value.has(id) ? "decided" : undefined}
                aria-current={id === at.value ? "true" : undefined}
                onClick={() => lookAt(id)}
              >
                <span class="line">
                  {id === picked.value && <b>picked up: </b>}
                  {name}
                </span>
                <span class="reason">
                  {laid.value.has(id)
                    ? `is ${laid.value.get(id)}`
                    : `told ${times} ${times === 1 ? "time" : "times"}, by ${counted(voices, "voice")}`}
                </span>
              </button>
            </li>
          ))}
        </ol>
        {cards.value.length < allCards.value && (
          <button type="button" class="more" onClick={() => void moreCards()}>
            {allCards.value - cards.value.length} more
          </button>
        )}
      </section>
      <section class="card" aria-label="The name">
        {here ? (
          <article>
            <h2>What the documents call it</h2>
            <ul class="phrases">
              {here.phrases.map(({text, times, claim}) => (
                <li key={text}>
                  “{text}”{times > 1 ? `, ${times} times` : ""}{" "}
                  <button type="button" onClick={() => showReading(claim)}>
                    its reading
                  </button>
                </li>
              ))}
            </ul>
            <h2>
              {held && held.id !== here.id
                ? `Is “${held.name}” the same as “${here.name}”?`
                : "Is it one thing with another?"}
            </h2>
            <ul class="answers">
              <li>
                <button type="button" onClick={pick}>
                  <kbd>X</kbd>
                  <b>{picked.value === here.id ? "let go" : "pick up"}</b>
                  <span>
                    {picked.value === here.id ? "leaves it where it is" : "then go to the card that it belongs on"}
                  </span>
                </button>
              </li>
              <li>
                <button type="button" onClick={() => void layCard("same")} disabled={!held || held.id === here.id}>
                  <kbd>1</kbd>
                  <b>one thing</b>
                  <span>{wouldLay.value?.same ?? ""}</span>
                </button>
              </li>
              <li>
                <button type="button" onClick={() => void layCard("opposite")} disabled={!held || held.id === here.id}>
                  <kbd>2</kbd>
                  <b>opposites</b>
                  <span>{wouldLay.value?.opposite ?? ""}</span>
                </button>
              </li>
            </ul>
          </article>
        ) : (
          <p class="quiet">The map has no factor that anybody tells of.</p>
        )}
      </section>
    </div>
  )
}

/** The reading that has a phrase, in its document's list. */
function showReading(claim: string): void {
  setView("read")
  if (rows.value.every((one) => one.claim !== claim)) {
    show.value = "all"
    void fill().then(() => select(claim))
  } else void select(claim)
}

function Edits() {
  return (
    <section class="edits" aria-label="Decisions">
      {edits.value.length === 0 ? (
        <p class="quiet">Decisions made in the other views, on the command line and by others are listed here.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">No.</th>
              <th scope="col">By</th>
              <th scope="col">What</th>
              <th scope="col">Why</th>
              <th scope="col">Take back</th>
            </tr>
          </thead>
          <tbody>
            {edits.value.map((edit) => (
              <tr key={edit.n} class={edit.undone ? "decided" : undefined}>
                <td>{edit.n}</td>
                <td>{edit.by}</td>
                <td>
                  {edit.kind} <code>{edit.line}</code>
                </td>
                <td>{edit.why}</td>
                <td>
                  {edit.undone ? (
                    "taken back"
                  ) : (
                    <button type="button" onClick={() => void undoEdit(edit)}>
                      take back {edit.n}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

const KEYS = [
  ["J K", "the reading below, above"],
  ["1 2 3", "right, wrong, other way"],
  ["4", "other words"],
  ["5", "skip"],
  ["U, Shift U", "undo, redo"],
  ["D", "the document beside"],
  ["N", "names: J K, X picks up, 1 lays it as one thing, 2 as the opposite"],
  ["H", "all decisions"],
  ["?", "these keys"],
  ["Esc", "leave what is open"],
] as const

function Help() {
  const close = useRef<HTMLButtonElement>(null)
  useEffect(() => close.current?.focus(), [])
  return (
    <div class="help" role="dialog" aria-modal="true" aria-label="Keys">
      <h2>Keys</h2>
      <dl>
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <button type="button" ref={close} onClick={() => toggleHelp()}>
        Close
      </button>
    </div>
  )
}

function toggleHelp(): void {
  helps.value = !helps.value
}

function setView(next: View): void {
  view.value = next
  history.replaceState(null, "", next === "read" ? `#/read/${selected.value ?? ""}` : `#/${next}`)
  if (next === "names") void dealCards()
}

/** Single letters are dead in fields. */
function onKey(event: KeyboardEvent): void {
  const field = event.target instanceof HTMLElement && /^(?:INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)
  if (event.key === "Escape") {
    if (helps.value) toggleHelp()
    else if (wording.value) wording.value = null
    else if (beside.value) void showDocument(null)
    return
  }
  if (field || event.altKey) return
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== "z") return
    event.preventDefault()
    void undo(event.shiftKey)
    return
  }
  if (view.value === "names") {
    const act = {
      j: () => stepCard(1),
      k: () => stepCard(-1),
      x: pick,
      "1": () => void layCard("same"),
      "2": () => void layCard("opposite"),
    }[event.key.toLowerCase()]
    if (act) {
      event.preventDefault()
      act()
      return
    }
  }
  const chosen = view.value === "read" ? ANSWERS.find(({key}) => key === event.key) : undefined
  const acts: Readonly<Record<string, () => void>> = {
    j: () => void step(1),
    k: () => void step(-1),
    u: () => void undo(event.shiftKey),
    d: () => void showDocument(beside.value ? null : (card.value?.file ?? null)),
    n: () => setView(view.value === "names" ? "read" : "names"),
    h: () => setView(view.value === "edits" ? "read" : "edits"),
    "?": toggleHelp,
    ...(view.value === "read" && {
      "4": () => {
        if (card.value) startWording(card.value)
      },
      "5": () => void step(1, true),
    }),
  }
  const act = chosen ? () => void answer(chosen) : acts[event.key.toLowerCase()]
  if (!act) return
  event.preventDefault()
  act()
}

document.addEventListener("keydown", onKey)
render(<App />, document.getElementById("app")!)
void open()
