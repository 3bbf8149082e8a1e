// Other words for a reading: the end or the start of its phrases moved word by word in the sentence, or typed; cause and effect
// exchanged; another sign; another factor that words as they are mean. What it would do stands there before it is written.

import {signal} from "@preact/signals"
import {useEffect, useRef} from "preact/hooks"
import type {Card, Mark, Row} from "../shapes.ts"
import {SignChoice} from "./parts.tsx"
import {getFactors} from "./send.ts"
import {foretold} from "./state.ts"

type Side = "cause" | "effect"
/** Words, and where they begin in the sentence; null where they do not stand in it as they are. */
type Phrase = {readonly text: string; readonly from: number | null}
type Wording = {
  readonly claim: string
  readonly sentence: string
  readonly was: Readonly<Record<Side, Phrase>> & {readonly sign: Row["sign"]; readonly about: About}
  readonly cause: Phrase
  readonly effect: Phrase
  readonly sign: Row["sign"]
  readonly about: About
}
/** The factor that the words of each side mean, by id; null where they mean none. */
type About = Readonly<Record<Side, string | null>>

/** Factors that words may mean, by name. */
const factors = signal<readonly {readonly id: string; readonly name: string}[]>([])
export const wording = signal<Wording | null>(null)
const would = signal("")

export function startWording(of: Card): void {
  const phrase = (side: Side): Phrase => {
    const [mark, {text}] = [of[side], of.ends[side]]
    return {text, from: mark && of.sentence.slice(mark.from, mark.to) === text ? mark.from : null}
  }
  const about = {cause: of.ends.cause.id, effect: of.ends.effect.id}
  const was = {cause: phrase("cause"), effect: phrase("effect"), sign: of.sign, about}
  wording.value = {claim: of.claim, sentence: of.sentence, was, ...was}
  would.value = ""
  void getFactors().then(
    ({rows}) => {
      const named = new Map(rows.map(({id, name}) => [id, {id, name}]))
      // What is in no link has no row; what the words mean now can be kept all the same.
      for (const {id, factor} of [of.ends.cause, of.ends.effect])
        if (id !== null && !named.has(id)) named.set(id, {id, name: factor ?? id})
      factors.value = [...named.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    // Without them the words can be corrected all the same.
    () => {},
  )
}

export function leaveWording(): void {
  wording.value = null
}

/** Words as an edit names them: behind @2 the second place in the sentence where they stand. `from`: their place in it. */
export function asNamed(sentence: string, text: string, from: number): string {
  const isLetter = (one: string | undefined) => one !== undefined && /[\p{L}\p{N}]/u.test(one)
  let nth = 1
  for (let i = sentence.indexOf(text); i >= 0 && i < from; i = sentence.indexOf(text, i + 1))
    if (!isLetter(sentence[i - 1]) && !isLetter(sentence[i + text.length])) nth++
  return nth === 1 ? text : `${text}@${nth}`
}

/** Where a phrase stands now, for the marks of the sentence. */
export function markOf(now: Wording, side: Side): Mark | null {
  const {text, from} = now[side]
  return from === null ? null : {from, to: from + text.length}
}

/** The words of a sentence, without the signs around them. Of one sentence. */
const wordsOf = (sentence: string): Mark[] =>
  [...sentence.matchAll(/[\p{L}\p{N}](?:\S*[\p{L}\p{N}%])?/gu)].map(({0: word, index}) => ({
    from: index,
    to: index + word.length,
  }))

/** A phrase with its end, or its start, a word further; null where it can go no further, or stands nowhere. */
export function moved(sentence: string, {text, from}: Phrase, edge: "start" | "end", by: 1 | -1): Phrase | null {
  if (from === null) return null
  const words = wordsOf(sentence)
  const to = from + text.length
  const inside = words.flatMap((word, i) => (word.to > from && word.from < to ? [i] : []))
  const [first, last] = [inside[0], inside.at(-1)]
  if (first === undefined || last === undefined) return null
  const [start, end] = edge === "start" ? [first + by, last] : [first, last + by]
  const [a, b] = [words[start], words[end]]
  if (!a || !b || start > end) return null
  // The edge that stays keeps the signs that the reader took in.
  const [low, high] = [edge === "start" ? a.from : Math.min(from, a.from), edge === "end" ? b.to : Math.max(to, b.to)]
  return {text: sentence.slice(low, high), from: low}
}

const isOther = (now: Phrase, then: Phrase): boolean => now.text !== then.text || now.from !== then.from

/** Lines that the words as they are now would write; none where nothing is other than before. */
export function wordLines({claim, sentence, was, cause, effect, sign, about}: Wording): object[] {
  const named = ({text, from}: Phrase) => (from === null ? text : asNamed(sentence, text, from))
  const span = {
    ...(isOther(cause, was.cause) && {cause: named(cause)}),
    ...(isOther(effect, was.effect) && {effect: named(effect)}),
  }
  // Words that are others now find their factor by themselves.
  const meant = (["cause", "effect"] as const).flatMap((side) => {
    const [home, into] = [was.about[side], about[side]]
    if (home === null || into === null || home === into || isOther({cause, effect}[side], was[side])) return []
    const phrases = [was[side].text.replace(/\s+/g, " ")]
    return [{kind: "split", factors: [home], phrases, into, why: "these words mean that"}]
  })
  return [
    ...(Object.keys(span).length > 0 ? [{kind: "span", claim, ...span, why: "these are the words"}] : []),
    ...(sign === was.sign ? [] : [{kind: "sign", claim, sign, why: "it goes this way"}]),
    ...meant,
  ]
}

function change(next: Wording): void {
  wording.value = next
  const lines = wordLines(next)
  would.value = ""
  if (lines.length === 0) return
  void foretold(
    lines.map((line, i) => (lines.length === 1 ? line : i === 0 ? {...line, n: 1} : {...line, with: 1})),
  ).then((says) => {
    if (wording.value === next) would.value = says
  })
}

export function WordingForm({onWrite}: {onWrite(lines: readonly object[]): void}) {
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const now = wording.value!
  const field = (side: Side) => (
    <label>
      {side}
      <input
        ref={side === "cause" ? first : undefined}
        value={now[side].text}
        aria-describedby="wording-keys"
        onKeyDown={(event) => {
          const by = {ArrowRight: 1, ArrowLeft: -1}[event.key] as 1 | -1 | undefined
          if (by === undefined || now[side].from === null || event.ctrlKey || event.altKey || event.metaKey) return
          event.preventDefault()
          const next = moved(now.sentence, now[side], event.shiftKey ? "start" : "end", by)
          if (next) change({...now, [side]: next})
        }}
        onInput={(event) => {
          const text = event.currentTarget.value
          const from = now.sentence.indexOf(text.trim())
          change({...now, [side]: {text, from: from < 0 || text !== text.trim() ? null : from}})
        }}
      />
    </label>
  )
  /** The factor that the words of a side mean, of those that the map has. */
  const meaning = (side: Side) =>
    now.was.about[side] !== null && (
      <label>
        {side} means
        <select
          value={now.about[side] ?? ""}
          disabled={isOther(now[side], now.was[side])}
          onChange={(event) => change({...now, about: {...now.about, [side]: event.currentTarget.value}})}
        >
          {factors.value.map(({id, name}) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    )
  return (
    <form
      class="wording"
      onSubmit={(event) => {
        event.preventDefault()
        onWrite(wordLines(now))
      }}
    >
      {field("cause")}
      {field("effect")}
      <div class="meant">
        {meaning("cause")}
        {meaning("effect")}
      </div>
      <SignChoice of="as worded" sign={now.sign} onChoose={(sign) => change({...now, sign})} />
      <span>
        <button type="submit">Write</button>{" "}
        <button type="button" onClick={() => change({...now, cause: now.effect, effect: now.cause})}>
          Exchange the two
        </button>{" "}
        <button type="button" onClick={leaveWording}>
          Leave
        </button>
      </span>
      <p class="quiet" id="wording-keys">
        <kbd>←</kbd> <kbd>→</kbd> move the end of the phrase, with <kbd>Shift</kbd> its start; words may be typed, too
      </p>
      <p aria-live="polite">{would.value}</p>
    </form>
  )
}
