// Claims read in single sentences held against the annotation of those sentences, as docs/annotating.md counts: both phrases
// share half of their content words with the marked ones (Jaccard), one to one, best over the spans that count as good.
// A claim that is optional is neither missed when absent nor wrong when read.

import type {Annotated, Marked, Place} from "./texts.ts"

/** A claim that a reader made. `confidence`: 0 to 1. */
export type Made = {
  readonly cause: Place
  readonly effect: Place
  readonly sign: string
  readonly denied: boolean
  readonly hedged: boolean
  readonly conditional: boolean
  readonly by: boolean
  readonly confidence: number
  readonly rule: string
}

const STOP = new Set(
  "the a an of to in on for and or but is are was were be been it its that this their they with by as at from has have had will would could may might can".split(
    " ",
  ),
)

function contentWords(text: string): Set<string> {
  const all =
    text
      .toLowerCase()
      .replace(/[’‘]/g, "'")
      .match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? []
  const content = all.filter((word) => !STOP.has(word))
  return new Set(content.length > 0 ? content : all)
}

/** The share of all content words of two stretches that both have. */
export function jaccard(a: string, b: string): number {
  const [x, y] = [contentWords(a), contentWords(b)]
  let both = 0
  for (const word of x) if (y.has(word)) both++
  return both / (x.size + y.size - both || 1)
}

const meet = ([a, b]: Place, [c, d]: Place): boolean => a < d && c < b

/** How well a span answers for a marked phrase, and whether the alternative that it answers for turns the sign. */
export function likeness(
  text: string,
  span: Place,
  marked: Marked,
  side: "cause" | "effect",
): {score: number; turns: boolean} {
  let best = {score: 0, turns: false}
  const spans = [{[side]: marked[side], turns: false}, ...(marked.also ?? [])]
  for (const {turns, ...also} of spans) {
    const other = also[side]
    if (!other || !meet(span, other)) continue
    const score = jaccard(text.slice(...span), text.slice(...other))
    if (score > best.score) best = {score, turns: turns === true}
  }
  return best
}

const TURNED: Readonly<Record<string, string>> = {"+": "-", "-": "+"}

export type Pair = {readonly made: number; readonly marked: number; readonly sign: boolean}

/** Claims one to one, required ones first, then the best likeness. */
export function pairs({text, claims}: Annotated, made: readonly Made[]): Pair[] {
  const all: (Pair & {rank: number})[] = []
  for (const [i, read] of made.entries())
    for (const [j, marked] of claims.entries()) {
      const cause = likeness(text, read.cause, marked, "cause")
      const effect = likeness(text, read.effect, marked, "effect")
      if (cause.score < 0.5 || effect.score < 0.5) continue
      const sign = cause.turns === effect.turns ? marked.sign : (TURNED[marked.sign] ?? marked.sign)
      const said = read.sign === "unclear" ? "?" : read.sign
      all.push({made: i, marked: j, sign: said === sign, rank: cause.score + effect.score + (marked.optional ? 0 : 10)})
    }
  all.sort((a, b) => b.rank - a.rank || a.made - b.made || a.marked - b.marked)
  const [mine, theirs] = [new Set<number>(), new Set<number>()]
  return all.filter(({made: i, marked: j}) => {
    if (mine.has(i) || theirs.has(j)) return false
    mine.add(i)
    theirs.add(j)
    return true
  })
}

type Flags = {readonly hedged: number; readonly denied: number; readonly conditional: number; readonly by: number}

export type SentenceScore = {
  /** Required claims; those of them found; claims read that are right, and wrong. Optional ones are in neither. */
  readonly wanted: number
  readonly found: number
  readonly wrong: number
  readonly signs: number
  readonly flags: Flags
  /** Marked claims that have each flag: of what nobody marked nothing can be right. */
  readonly flagged: Flags
  /** Sentences by whether they hold a required claim (null: optional ones alone) and whether one was read. */
  readonly causal: {readonly both: number; readonly marked: number; readonly read: number}
  /** Of each claim that counts: its confidence and whether it is right. */
  readonly confidences: readonly (readonly [confidence: number, right: boolean])[]
}

const EMPTY: SentenceScore = {
  wanted: 0,
  found: 0,
  wrong: 0,
  signs: 0,
  flags: {hedged: 0, denied: 0, conditional: 0, by: 0},
  flagged: {hedged: 0, denied: 0, conditional: 0, by: 0},
  causal: {both: 0, marked: 0, read: 0},
  confidences: [],
}

const withMore = ({hedged, denied, conditional, by}: Flags, of: (flag: keyof Flags) => number): Flags => ({
  hedged: hedged + of("hedged"),
  denied: denied + of("denied"),
  conditional: conditional + of("conditional"),
  by: by + of("by"),
})

/** Claims read, held against the marked ones, summed over sentences. `made[i]` are those of `sentences[i]`. */
export function scoreSentences(sentences: readonly Annotated[], made: readonly (readonly Made[])[]): SentenceScore {
  let sum = EMPTY
  const confidences: [number, boolean][] = []
  sentences.forEach((sentence, i) => {
    const read = made[i]!
    const matched = pairs(sentence, read)
    const required = sentence.claims.filter(({optional}) => !optional).length
    const right = matched.filter(({marked}) => !sentence.claims[marked]!.optional)
    const used = new Set(matched.map((pair) => pair.made))
    const lone = read.filter((_, k) => !used.has(k))
    for (const pair of right) confidences.push([read[pair.made]!.confidence, true])
    for (const claim of lone) confidences.push([claim.confidence, false])
    const agree = (flag: keyof Flags) =>
      right.filter((pair) => read[pair.made]![flag] === Boolean(sentence.claims[pair.marked]![flag])).length
    const having = (flag: keyof Flags) => sentence.claims.filter((claim) => claim[flag]).length
    const open = required === 0 && sentence.claims.length > 0
    sum = {
      wanted: sum.wanted + required,
      found: sum.found + right.length,
      wrong: sum.wrong + lone.length,
      signs: sum.signs + right.filter(({sign}) => sign).length,
      flags: withMore(sum.flags, agree),
      flagged: withMore(sum.flagged, having),
      causal: open
        ? sum.causal
        : {
            both: sum.causal.both + Number(required > 0 && read.length > 0),
            marked: sum.causal.marked + Number(required > 0),
            read: sum.causal.read + Number(read.length > 0),
          },
      confidences,
    }
  })
  return sum
}

/** Precision, recall and their harmonic mean. */
export function f1Of(found: number, wanted: number, read: number): {precision: number; recall: number; f1: number} {
  const [precision, recall] = [found / Math.max(1, read), found / Math.max(1, wanted)]
  return {precision, recall, f1: (2 * precision * recall) / (precision + recall || 1)}
}

/** Confidences in ten bins of equal width. */
const binned = (confidences: SentenceScore["confidences"]): SentenceScore["confidences"][number][][] =>
  Array.from({length: 10}, (_, bin) => confidences.filter(([p]) => Math.min(9, Math.floor(p * 10)) === bin))

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)

/** Ten equal bins of confidence: the mean distance between what is claimed and what is right (Naeini et al. 2015). */
export function calibrationError(confidences: SentenceScore["confidences"]): number {
  const errors = binned(confidences).map((inside) =>
    Math.abs(sumOf(inside.map(([p]) => p)) - inside.filter(([, right]) => right).length),
  )
  return sumOf(errors) / Math.max(1, confidences.length)
}

/**
 * The calibration error to expect of as many claims where each is right exactly as often as is said of it: chance alone, the less
 * the more claims there are. What is right in a bin is then a sum of unequal coins, told exactly by adding one coin at a time.
 */
export function calibrationErrorByChance(confidences: SentenceScore["confidences"]): number {
  const errors = binned(confidences).map((inside) => {
    let chances = [1]
    for (const [p] of inside)
      chances = [...chances, 0].map((chance, right) => chance * (1 - p) + (right > 0 ? chances[right - 1]! * p : 0))
    const said = sumOf(inside.map(([p]) => p))
    return sumOf(chances.map((chance, right) => chance * Math.abs(right - said)))
  })
  return sumOf(errors) / Math.max(1, confidences.length)
}
