// A document beside a view: its text with the claims of it marked, and a claim that was missed added in its own words.

import {signal} from "@preact/signals"
import {useEffect, useRef} from "preact/hooks"
import type {DocumentView, Mark, Row} from "../shapes.ts"
import {pieces, Sign, SignChoice} from "./parts.tsx"
import {getDocument} from "./send.ts"
import {foretold, made, onChanged, short, tryTo} from "./state.ts"
import {asNamed} from "./wording.tsx"

export const beside = signal<DocumentView | null>(null)
/** The sentence that the keys stand on. */
const sentence = signal<Mark | null>(null)

/** Words of a document that were chosen, with their place in it. */
type Chosen = {readonly text: string; readonly from: number}
/** A claim on its way: its sentence, its two phrases and their sign. */
type Adding = {
  readonly at: Mark
  readonly quote: string
  readonly cause: Chosen | null
  readonly effect: Chosen | null
  readonly sign: Row["sign"]
  /** Begun by a key: then its first field is typed in. */
  readonly byKey: boolean
}
const adding = signal<Adding | null>(null)
const would = signal("")

export async function showDocument(file: string | null): Promise<void> {
  if (file !== beside.value?.file) {
    sentence.value = null
    adding.value = null
  }
  beside.value = file === null ? null : await tryTo(() => getDocument(file))
}

onChanged(async () => {
  if (beside.value) await showDocument(beside.value.file)
})

/** Leaves what is open, the innermost first; false where nothing is. */
export function leaveDocument(): boolean {
  if (adding.value) adding.value = null
  else if (beside.value) void showDocument(null)
  else return false
  return true
}

export function documentKeys(key: string): (() => void) | undefined {
  if (!beside.value) return undefined
  return {"[": () => stepSentence(-1), "]": () => stepSentence(1)}[key]
}

const sentencesOf = (document: DocumentView): readonly Mark[] => document.paragraphs.flatMap((one) => one.sentences)

function stepSentence(by: 1 | -1, current?: Mark): void {
  const all = sentencesOf(beside.value!)
  const now = current ?? sentence.value
  const at = now ? all.findIndex(({from}) => from === now.from) : by === 1 ? -1 : all.length
  sentence.value = all[Math.min(all.length - 1, Math.max(0, at + by))] ?? null
}

/** The words of a document between two places of one paragraph. */
function textAt(document: DocumentView, {from, to}: Mark): string {
  const home = document.paragraphs.find((one) => from >= one.from && from < one.from + one.text.length)
  return home ? home.text.slice(from - home.from, to - home.from) : ""
}

/** Shows a document at a sentence of it, and begins to add a claim that it tells. */
export async function addAt(file: string, quote: string): Promise<void> {
  await showDocument(file)
  const found = beside.value
  if (found?.file !== file) return
  sentence.value ??= sentencesOf(found).find((one) => quote.startsWith(textAt(found, one))) ?? null
  startAdding()
}

/** Begins with a guess: what stands before the first comma, and what behind the last. */
function startAdding(): void {
  const document = beside.value!
  if (!sentence.value) stepSentence(1)
  const at = sentence.value
  if (!at) return
  const quote = textAt(document, at)
  const bare = quote.replace(/[.!?]["”’)]*$/, "")
  const [first, last] = [bare.indexOf(","), bare.lastIndexOf(",")]
  const words = (from: number, to: number): Chosen => {
    const text = bare.slice(from, to)
    const lead = text.length - text.trimStart().length
    return {text: text.trim(), from: at.from + from + lead}
  }
  const middle = first > 0 ? first : Math.max(1, bare.indexOf(" ", bare.length / 2))
  adding.value = {
    at,
    quote,
    cause: words(0, middle),
    effect: words(last > 0 ? last + 1 : middle, bare.length),
    sign: "+",
    byKey: true,
  }
  void foresee()
}

/** Words that were selected with the mouse: the first are the cause, the next the effect. */
function choose(paragraph: HTMLElement, from: number, text: string): void {
  const range = getSelection()?.rangeCount ? getSelection()!.getRangeAt(0) : null
  if (!range || range.collapsed || !paragraph.contains(range.startContainer) || !paragraph.contains(range.endContainer))
    return
  const before = document.createRange()
  before.selectNodeContents(paragraph)
  before.setEnd(range.startContainer, range.startOffset)
  const start = before.toString().length
  const words = text.slice(start, Math.min(text.length, start + range.toString().length))
  const lead = words.length - words.trimStart().length
  const chosen = {text: words.trim(), from: from + start + lead}
  if (chosen.text === "") return
  const all = sentencesOf(beside.value!)
  const now = adding.value
  const both = now?.cause && !now.effect ? [now.cause, chosen] : [chosen]
  const [low, high] = [
    Math.min(...both.map((one) => one.from)),
    Math.max(...both.map((one) => one.from + one.text.length)),
  ]
  const touched = all.filter((one) => one.from < high && one.to > low)
  const [first, last] = [touched[0], touched.at(-1)]
  if (!first || !last) return
  const at = {from: first.from, to: last.to}
  const quote = textAt(beside.value!, at)
  // Two sentences of two paragraphs are no sentence: then this is a new cause.
  adding.value =
    both.length === 2 && quote.length === at.to - at.from
      ? {...now!, at, quote, effect: chosen}
      : {at, quote, cause: chosen, effect: null, sign: now?.sign ?? "+", byKey: false}
  void foresee()
}

const named = ({quote, at}: Adding, {text, from}: Chosen): string => asNamed(quote, text, from - at.from)

function lineOf(one: Adding): object | null {
  if (!one.cause?.text || !one.effect?.text) return null
  return {
    kind: "add",
    file: beside.value!.file,
    cause: named(one, one.cause),
    effect: named(one, one.effect),
    sign: one.sign,
    quotes: [one.quote],
    why: "missed by the reader",
  }
}

async function foresee(): Promise<void> {
  const now = adding.value
  would.value = ""
  const line = now && lineOf(now)
  if (!line) return
  const says = await foretold([line])
  if (adding.value === now) would.value = says
}

async function write(): Promise<void> {
  const line = adding.value && lineOf(adding.value)
  if (!line) return
  const {cause, effect} = adding.value!
  const what = `added: “${short(cause!.text)}” and “${short(effect!.text)}”`
  await made([line], what, {
    show: () => {
      adding.value = null
    },
  })
}

export function Beside({selected, onSelect}: {selected: string | null; onSelect: (claim: string) => void}) {
  const {title, paragraphs, claims, file} = beside.value!
  const here = useRef<HTMLElement>(null)
  useEffect(() => {
    // Its own column alone is scrolled: the window stays where it is.
    const column = here.current
    const target = column?.querySelector<HTMLElement>(sentence.value ? "mark.here" : "[aria-current]")
    const block = target?.closest("p")
    if (column && block) column.scrollTop = block.offsetTop - (column.clientHeight - block.offsetHeight) / 2
  }, [selected, file, sentence.value])
  return (
    <section class="document" aria-label="The document" ref={here}>
      <header>
        <h2>{title}</h2>
        <button type="button" onClick={() => void showDocument(null)}>
          close
        </button>
      </header>
      <p class="quiet hint">
        Something missed? Select the cause, then the effect; or <kbd>[</kbd> <kbd>]</kbd> to a sentence and{" "}
        <button type="button" onClick={startAdding}>
          add a claim (A)
        </button>
      </p>
      <div>
        {paragraphs.map(({from, text}) => {
          const inside = claims.filter(({quote}) => quote.from >= from && quote.from < from + text.length)
          const one = inside.find(({claim}) => claim === selected)
          const at = ({from: a, to: b}: Mark) => ({from: a - from, to: Math.min(b - from, text.length)})
          const isIn = (mark: Mark | null): mark is Mark =>
            mark !== null && mark.from >= from && mark.from < from + text.length
          const now = adding.value
          const placed = (chosen: Chosen | null): Mark | null =>
            chosen && {from: chosen.from, to: chosen.from + chosen.text.length}
          const marks = [
            ...(one && !now
              ? [
                  {...at(one.cause), kind: "cause"},
                  {...at(one.effect), kind: "effect"},
                  ...(one.signal ? [{...at(one.signal), kind: "signal"}] : []),
                ]
              : inside.map(({quote}) => ({...at(quote), kind: "told"}))),
            ...[sentence.value].filter(isIn).map((mark) => ({...at(mark), kind: "here"})),
            ...(now
              ? [
                  ...[placed(now.cause)].filter(isIn).map((mark) => ({...at(mark), kind: "cause"})),
                  ...[placed(now.effect)].filter(isIn).map((mark) => ({...at(mark), kind: "effect"})),
                ]
              : []),
          ]
          return (
            <p
              key={from}
              aria-current={one ? "true" : undefined}
              onMouseUp={(event) => choose(event.currentTarget, from, text)}
            >
              {pieces(text, marks)}
              {inside.length > 0 && (
                <span class="signs">
                  {inside.map(({claim, sign}) => (
                    <button type="button" key={claim} onClick={() => onSelect(claim)} aria-label="Show this reading">
                      <Sign sign={sign} />
                    </button>
                  ))}
                </span>
              )}
            </p>
          )
        })}
      </div>
      {adding.value && <AddForm />}
    </section>
  )
}

/** Below the text, so that no word moves while words are chosen. */
function AddForm() {
  const first = useRef<HTMLInputElement>(null)
  const now = adding.value!
  useEffect(() => {
    if (now.byKey) first.current?.focus()
  }, [now.at.from, now.byKey])
  const field = (side: "cause" | "effect") => (
    <label>
      {side}
      <input
        ref={side === "cause" ? first : undefined}
        value={now[side]?.text ?? ""}
        onInput={(event) => {
          const text = event.currentTarget.value
          const inside = now.quote.indexOf(text.trim())
          adding.value = {...now, [side]: {text: text.trim(), from: now.at.from + Math.max(0, inside)}}
        }}
        onChange={() => void foresee()}
      />
    </label>
  )
  return (
    <form
      class="wording adding"
      onSubmit={(event) => {
        event.preventDefault()
        void write()
      }}
    >
      <b>A claim that was missed</b>
      {field("cause")}
      <SignChoice
        of="more of it"
        sign={now.sign}
        onChoose={(sign) => {
          adding.value = {...now, sign}
          void foresee()
        }}
      />
      {field("effect")}
      <p class="quiet" aria-live="polite">
        {now.effect ? would.value : "Now select the effect."}
      </p>
      <p>
        <button type="submit">Write</button>{" "}
        <button
          type="button"
          onClick={() => {
            adding.value = null
          }}
        >
          Leave
        </button>
      </p>
    </form>
  )
}
