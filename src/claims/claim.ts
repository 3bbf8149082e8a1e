// What one sentence says causes what: the words, their places, and how surely it is said.
// This is the shape `brink read --json` prints (format brink/reading@1).
//
// Nothing is guessed here. `cause` and `effect` are the phrases as worded, `sign` relates
// them as worded; that "a fall in harvests" is harvests going down stands beside, in
// `thing` and `change`, and only the map multiplies the three.

import type {DocumentEntry, Range, Texts, Words} from "../documents/index.ts"
import type {Actor, DateMention, Quantity} from "../mentions/index.ts"

export type Sign = "+" | "-" | "0" | "unclear"
export type Condition = "if" | "only if" | "unless" | "until" | "without" | "as long as" | "once"

/** A phrase by its own words. */
export type Worded = Words & {
  /** What varies, without the words that say which way; its parts in order. */
  readonly thing: readonly Words[]
  /** Which way the phrase says the thing moves; null where it names the thing alone. */
  readonly change: "+" | "-" | null
  /** What "this" or "it" stands for, where the phrase is an anaphor. */
  readonly refers?: string
  /** A noun phrase for what varies, by the tree of its words: "sale of lambs". Absent where they have none. */
  readonly about?: string
}

export type Phrase = Worded & {
  /** Of an effect the claim that it says itself: "the dam cut the catch" tells of the catch. Absent where it says none. */
  readonly says?: {readonly cause: Words; readonly signal?: Words; readonly sign: "+" | "-"; readonly effect: Worded}
}

/** Who says what is only rumoured, as `by` of a claim has it. */
export const RUMOUR = "rumour"

export type Claim = {
  /** 12 hexadecimal digits over file, quote, cause and effect (`~2` for repeats). */
  readonly id: string
  readonly file: string
  /** The sentence or sentences that say it. */
  readonly quote: Words
  readonly cause: Phrase
  readonly effect: Phrase
  readonly signal?: Words
  /** Between the phrases as worded; "0" = said to have no effect. */
  readonly sign: Sign
  readonly condition: Condition | null
  /** The hedging words: "may", "is likely to". */
  readonly hedge: string | null
  /** Said not to be so. */
  readonly denied: boolean
  /** Expected, and said not to have come about. */
  readonly refuted: boolean
  readonly time: "past" | "present" | "future"
  /** Who says so, when the text attributes it; RUMOUR where it is rumoured and nobody is named. */
  readonly by: string | null
  /** Words of time between cause and effect: "within weeks". */
  readonly lag: string | null
  /** Words of strength: "severely". */
  readonly strength: string | null
  readonly reader: string
  /** 0..1 */
  readonly confidence: number
  readonly why?: {
    /** As `rule.ts` spells it, unless another program's reader made the claim. */
    readonly rule: string
    readonly words: readonly Range[]
    /** Other readers that make the same claim. */
    readonly agreed?: readonly string[]
  }
}

export type Reading = {
  readonly format: "brink/reading@1"
  readonly documents: readonly DocumentEntry[]
  readonly claims: readonly Claim[]
  readonly quantities: readonly Quantity[]
  readonly dates: readonly DateMention[]
  readonly actors: readonly Actor[]
  /** Of the documents; never printed. Absent where claims alone were handed over: then no claim can be added to them. */
  readonly texts?: Texts
  readonly issues: readonly {
    readonly code: string
    readonly file: string
    readonly says: string
    readonly next: string
  }[]
}
