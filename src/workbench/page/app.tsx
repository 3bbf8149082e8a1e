// The workbench's page: the rail with what is left to do and what the map holds, the line that says what the last decision did,
// and the view. Text of documents enters as text alone.

import {signal} from "@preact/signals"
import {render} from "preact"
import {useEffect, useRef} from "preact/hooks"
import {counted} from "../../core/counted.ts"
import type {Opening} from "../shapes.ts"
import {editsView} from "./edits.tsx"
import {type Deed, Find} from "./find.tsx"
import {type KeyPressed, keyIn, liveView} from "./live.tsx"
import {mapView} from "./map.tsx"
import {namesView} from "./names.tsx"
import {effectShown, readView} from "./read.tsx"
import {copyText, saveText} from "./save.ts"
import {keepAs} from "./send.ts"
import {
  address,
  changed,
  conflict,
  edits,
  inWords,
  isBusy,
  isGone,
  keptAs,
  keepTheirs as leaveTheirs,
  open,
  opening,
  shares,
  standing,
  told,
  trouble,
  tryTo,
  undo,
  undoEdit,
  view,
} from "./state.ts"
import type {Hint, Shown, ViewName} from "./view.ts"
import {waiting} from "./waiting.ts"
import {asLines} from "./waiting-lines.ts"

const VIEWS: readonly Shown[] = [readView, namesView, mapView, liveView, editsView]
const viewOf = (name: ViewName): Shown => VIEWS.find((one) => one.name === name)!

const helps = signal(false)
const finds = signal(false)

function App() {
  const shown = viewOf(view.value)
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById("main")?.focus()}>
        Skip to the view
      </button>
      <Top />
      <div class="body">
        <Rail />
        <main id="main" tabIndex={-1} aria-busy={isBusy.value}>
          <ConflictBar />
          <ChangedBar />
          <div class="title">
            <h1>{titleOf(shown)}</h1>
            {standing.value && <Hints of={shown.hints?.() ?? []} />}
          </div>
          {(standing.value !== null || opening.value === null) && <EffectLine />}
          {standing.value ? <shown.Body /> : opening.value && <Progress of={opening.value} />}
          {!isWide && <InRuns />}
        </main>
      </div>
      {helps.value && <Help />}
      {finds.value && <Find deeds={DEEDS} go={go} close={toggleFind} />}
    </>
  )
}

function titleOf(shown: Shown): string {
  if (standing.value) return shown.title()
  if (isGone.value) return "Brink has ended"
  return trouble.value ? trouble.value.says : opening.value ? doingIn(opening.value) : "Opening"
}

function doingIn({doing, done, of}: Opening): string {
  if (doing === null) return "Opening the documents"
  return doing === "read" ? `Reading: ${done} of ${counted(of, "document")}` : "Gathering the map"
}

/** The keys that a view is worked with most. */
function Hints({of}: {of: readonly Hint[]}) {
  return (
    <p class="hints">
      {of.map(([keys, does]) => (
        <span key={keys}>
          {keys.split(" ").map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{" "}
          {does}
        </span>
      ))}
    </p>
  )
}

/** How far the program is with a case that it is still opening. */
function Progress({of: at}: {of: Opening}) {
  return (
    <section class="opening" aria-label="Opening">
      <progress value={at.done} max={Math.max(at.of, 1)} aria-label={doingIn(at)} />
      <p class="quiet">
        Documents are read once: what is read of them is kept for the next time. The first reading stands here when all
        are read.
      </p>
    </section>
  )
}

function Top() {
  const found = standing.value ?? opening.value
  return (
    <header class="top">
      <b class="brand">Brink</b>
      <span class="case">{found?.name}</span>
      <span class="question">{found?.question}</span>
      {standing.value && (
        <nav aria-label="Decisions">
          <button type="button" onClick={() => go(view.value === "edits" ? "read" : "edits")}>
            {edits.value.length === 0 ? "no edits yet" : counted(edits.value.length, "edit")}
          </button>
          <button type="button" onClick={() => void undo()} title="U">
            Undo
          </button>
          <button type="button" onClick={() => void undo(true)} title="Shift U">
            Redo
          </button>
          <button type="button" class="find-open" onClick={toggleFind}>
            Find or do <kbd>/</kbd>
          </button>
          <button type="button" onClick={() => toggleHelp()} aria-label="Keys" title="?">
            ?
          </button>
        </nav>
      )}
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
    ["lever signs", structure.levers, last?.levers],
  ] as const
  return (
    <aside class="rail">
      <nav aria-label="Views">
        {VIEWS.map(({name}) => (
          <button
            key={name}
            type="button"
            aria-current={view.value === name ? "page" : undefined}
            onClick={() => go(name)}
          >
            {name.charAt(0).toUpperCase() + name.slice(1)} <span>{leftIn(name)}</span>
          </button>
        ))}
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
      {isWide && <InRuns />}
      {found.inMemory && (
        <details class="memory" open={isWide}>
          <summary>This folder is no case: decisions last as long as the program runs.</summary>
          <Keep />
        </details>
      )}
    </aside>
  )
}

/** What the last decisions moved in runs of a model drafted from the map: it comes later than their effect, and moves no row. */
function InRuns() {
  const found = shares.value
  return (
    <section class="in-runs" role="status" aria-label="In runs">
      {found && found.says.length > 0 && (
        <>
          <h2>In runs</h2>
          {found.says.map((says) => (
            <p key={says}>{says}</p>
          ))}
          {found.runs > 0 && (
            <p class="quiet">
              {found.runs} runs for each choice, of a model drafted from the map. Lever signs are those of told paths.
            </p>
          )}
        </>
      )}
    </section>
  )
}

/** Where there is room for what stands beside a view. */
const isWide = matchMedia("(min-width: 681px)").matches

/** Makes a case of a folder that is none, so that its decisions last. */
function Keep() {
  const name = useRef<HTMLInputElement>(null)
  const found = standing.value!
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault()
        const kept = await tryTo(() => keepAs(name.current?.value ?? ""))
        if (kept) await keptAs(kept.path)
      }}
    >
      <label>
        Keep as a case <input ref={name} value={`${found.name}-case`} aria-describedby="keep-in" />
      </label>
      <p id="keep-in">in {found.keepIn}</p>
      <button type="submit">Keep</button>
    </form>
  )
}

/** Others decided about the same: both stand here, and one key says which holds. */
function ConflictBar() {
  const found = conflict.value
  if (!found) return null
  return (
    <section class="notice" role="alert" aria-label="Another decision about the same">
      <p>
        <b>{found.says}.</b>{" "}
        {found.edits.map(({n, by, kind, why}) => `Edit ${n} by ${by}: ${kind}, “${why}”.`).join(" ")} Yours,{" "}
        {found.what}, was not written. The later of two decisions holds.
      </p>
      <p>
        <button type="button" onClick={keepTheirs}>
          <kbd>1</kbd> keep theirs
        </button>
        <button type="button" onClick={() => void found.again()}>
          <kbd>2</kbd> write mine after it
        </button>
      </p>
    </section>
  )
}

function keepTheirs(): void {
  leaveTheirs()
  viewOf(view.value).renew?.()
}

/** Documents that were read again, and the decisions that this cost their place. */
function ChangedBar() {
  const found = changed.value
  if (!found) return null
  const lost = found.lost[0]
  return (
    <section class="notice" role="alert" aria-label="Documents that have changed">
      <p>
        <b>{found.says}.</b> {lost && `${lost.says}. ${lost.next}`}
        {found.lost.length > 1 &&
          ` So have ${counted(found.lost.length - 1, "other edit")}: the list of edits has them.`}
      </p>
      <p>
        {lost?.near && (
          <button type="button" onClick={() => leaveChanged(() => go("read", lost.near!))}>
            decide on the nearest
          </button>
        )}
        {lost && (
          <button type="button" onClick={() => leaveChanged(() => void takeBack(lost.n))}>
            take back edit {lost.n}
          </button>
        )}
        <button type="button" onClick={() => leaveChanged()}>
          leave it
        </button>
      </p>
    </section>
  )
}

function leaveChanged(act: () => void = () => {}): void {
  changed.value = null
  act()
}

async function takeBack(n: number): Promise<void> {
  const edit = edits.value.find((one) => one.n === n)
  if (edit) await undoEdit(edit)
}

function EffectLine() {
  const last = told.value
  const wrong = trouble.value
  return (
    <div class="decided-line" aria-live="polite" role="status">
      {isGone.value && standing.value && (
        <p class="trouble">
          <b>Brink has ended.</b> Start it again and open the address that it prints.{" "}
          {waiting.value.length === 0 ? (
            "Every decision so far is in edits.jsonl; those that you make now wait here."
          ) : (
            <>
              {counted(waiting.value.length, "decision")} {waiting.value.length === 1 ? "waits" : "wait"} here and{" "}
              {waiting.value.length === 1 ? "is" : "are"} written once it is back.{" "}
              <button type="button" onClick={() => void takeLines()}>
                copy as lines
              </button>{" "}
              {taken.value}
            </>
          )}
        </p>
      )}
      {wrong && !isGone.value && (
        <p class="trouble">
          <b>{wrong.says}.</b> {wrong.next}
        </p>
      )}
      {last ? (
        <p>
          {last.n !== undefined && <span class="quiet">{last.n} </span>}
          <b>{last.what}</b>
          {last.by === "you" || last.by === null ? "" : ` (by ${last.by})`}. {last.effect && inWords(last.effect)}{" "}
          {last.by === "you" && (
            <button type="button" onClick={() => void undo()}>
              undo
            </button>
          )}
        </p>
      ) : (
        !wrong && <p class="quiet">What a decision changes is said here.</p>
      )}
    </div>
  )
}

/** What became of the lines that were taken along. */
const taken = signal("")

/** Takes what waits along, as lines for `brink edit CASE --from FILE`. */
async function takeLines(): Promise<void> {
  const lines = asLines(waiting.value)
  if (await copyText(lines)) taken.value = "They are on the clipboard, for brink edit CASE --from FILE."
  else {
    saveText("decisions.jsonl", "application/jsonl", lines)
    taken.value = "They are saved as decisions.jsonl, for brink edit CASE --from FILE."
  }
}

/** What is left to do in a view, or what it holds. */
function leftIn(name: ViewName): number | string {
  const found = standing.value
  if (!found) return ""
  if (name === "map") return found.structure.links
  return name === "read"
    ? found.suspects
    : name === "names"
      ? found.structure.factors
      : name === "edits"
        ? edits.value.length
        : ""
}

const KEYS = [
  ["G then R N M P E", "Read, Names, Map, Page, Edits"],
  ["J K", "what is below, above; of the map the next link, the one before, and Enter its quotes"],
  ["1 2 3", "right, wrong, other way; of names one thing, opposites, two things"],
  [
    "4",
    "other words, where the arrows move the end of a phrase and with Shift its start; of pairs the other name stays",
  ],
  ["W", "because: your reason, which the next answer is written with"],
  ["5", "skip"],
  ["6", "other speaker: who says it"],
  ["X", "pick up a card, or let go"],
  ["M", "the map around what a reading brings about; of names 20 more cards"],
  ["Q", "the sentences of a card"],
  ["T, S", "ticks the next phrase of a card; splits off what is ticked"],
  ["Enter", "of a pair: as proposed"],
  ["A X C T", "of the map: around one, from one to another, circles, matrix; + and - take a step more or less"],
  ["P, F", "pairs; factors by document"],
  ["R, J K", "of the page: makes it anew; its next reading, the one before, with 1 2 3 to decide"],
  ["U, Shift U", "undo, redo"],
  ["D", "the document beside; [ ] go by sentence"],
  ["A", "adds a claim that the reader missed"],
  ["N, H", "names; all decisions"],
  ["/, Ctrl K", "find a factor, a document or a reading, or do something"],
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

/** Goes to a view; `rest` says where in it. */
function go(name: ViewName, rest = ""): void {
  view.value = name
  address(name)
  viewOf(name).enter?.(rest)
}

/** Goes where the address says. */
function follow(): void {
  const [, name, rest = ""] = /^#\/([a-z]+)(?:\/(.*))?$/.exec(location.hash) ?? []
  const known = VIEWS.find((one) => one.name === name)
  go(known?.name ?? "read", known ? rest : "")
}

/** When G was pressed, in milliseconds: the next letter is a view's. */
let chord = Number.NEGATIVE_INFINITY
const CHORD_MS = 1500

/** Single letters are dead in fields. */
function onKey(event: KeyboardEvent): void {
  const target = event.target instanceof HTMLElement ? event.target : null
  const isField = target !== null && /^(?:INPUT|SELECT|TEXTAREA)$/.test(target.tagName)
  const isTyped = isField && !(target instanceof HTMLInputElement && target.type === "checkbox")
  if (event.altKey) return
  const {key, shiftKey, timeStamp} = event
  const act = actOf({key, shiftKey, ctrlKey: event.ctrlKey || event.metaKey}, timeStamp, isTyped)
  if (!act) return
  // What Escape leaves in a field is the browser's too.
  if (key !== "Escape") event.preventDefault()
  act()
}

/** What a key does, wherever it was pressed; undefined for none of this page's. */
function actOf({key: pressed, shiftKey, ctrlKey}: KeyPressed, at: number, isTyped: boolean): (() => void) | undefined {
  if (pressed === "Escape") return leave
  const key = pressed.toLowerCase()
  if (ctrlKey && key === "k" && standing.value) return toggleFind
  if (isTyped || !standing.value || finds.value) return undefined
  if (ctrlKey) return key === "z" ? () => void undo(shiftKey) : undefined
  if (conflict.value && key === "1") return keepTheirs
  if (conflict.value && key === "2") return () => void conflict.value?.again()
  const chosen = at - chord < CHORD_MS ? VIEWS.find(({name}) => name[0] === key) : undefined
  chord = Number.NEGATIVE_INFINITY
  if (chosen) return () => go(chosen.name)
  return viewOf(view.value).keys?.(key, shiftKey) ?? everywhere(key, shiftKey, at)
}

/** Leaves what is open, the innermost first. */
function leave(): void {
  if (finds.value) toggleFind()
  else if (helps.value) toggleHelp()
  else if (conflict.value) keepTheirs()
  else if (changed.value) leaveChanged()
  else viewOf(view.value).leave?.()
}

function everywhere(key: string, shiftKey: boolean, at: number): (() => void) | undefined {
  const acts: Readonly<Record<string, () => void>> = {
    u: () => void undo(shiftKey),
    n: () => go(view.value === "names" ? "read" : "names"),
    m: () => go("map", view.value === "read" && effectShown() !== null ? `around/${effectShown()}` : ""),
    h: () => go(view.value === "edits" ? "read" : "edits"),
    g: () => {
      chord = at
    },
    "/": toggleFind,
    "?": toggleHelp,
  }
  return acts[key]
}

function toggleFind(): void {
  finds.value = !finds.value
}

/** What is done from the field of finding, besides going to what is found. */
const DEEDS: readonly Deed[] = [
  ...VIEWS.map(({name}) => ({says: `go to ${name}`, key: `G ${name[0]!.toUpperCase()}`, act: () => go(name)})),
  {says: "undo", key: "U", act: () => void undo()},
  {says: "redo", key: "Shift U", act: () => void undo(true)},
  {says: "pairs of names", key: "N P", act: () => go("names", "pairs")},
  {says: "factors by document", key: "N F", act: () => go("names", "factors")},
  {says: "circles of the map", key: "M C", act: () => go("map", "circles")},
  {says: "matrix of the map", key: "M T", act: () => go("map", "matrix")},
  {says: "from one factor to another", key: "M X", act: () => go("map", "paths")},
  {says: "keys", key: "?", act: () => toggleHelp()},
]

document.addEventListener("keydown", onKey)
addEventListener("message", (event: MessageEvent) => {
  const key = keyIn(event)
  if (key) actOf(key, event.timeStamp, false)?.()
})
addEventListener("hashchange", follow)
render(<App />, document.getElementById("app")!)
void open().then((isOpen) => {
  if (isOpen) follow()
})
