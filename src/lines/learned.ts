// Learned help: what a corpus of sentences with marked causes and effects teaches about one sentence. A tree in;
// out a probability that the sentence tells a cause, and the relations that it then tells.
//
// Four tables, one after another: the chain proposes pairs of spans (chain.ts), the pairs are ranked (pairs.ts), each
// told pair gets its signal (signals.ts), and the sentence is judged (sentence.ts). Optional: without it the rules
// speak alone. It knows nothing of signs, hedges or denials, and never makes a claim of a document (docs/methods/learned-help.md).

import type {Dependencies, Span} from "../language/index.ts"
import {CHAIN_TEMPLATES, Chain, COLUMNS, chainRows, type ScoredPair} from "./chain.ts"
import {chosen} from "./choose.ts"
import {type Facts, factsOf} from "./facts.ts"
import {type Ends, rowsOfPairs} from "./pairs.ts"
import {sentenceRows} from "./sentence.ts"
import {signalCandidates} from "./signals.ts"
import {shares, summed, type Table} from "./table.ts"

/** Spans of each side and order, and pairs, that the chain passes on. */
const WIDE = 35
const MOST_PAIRS = 200

/** A sentence of more tokens is not judged. The longest of the corpus has 140. */
const MOST_TOKENS = 400

/** A sentence is doubtful down to this part of the threshold: below it, plain facts abound. */
const DOUBT = 4

export type LearnedRelation = {
  /** Tokens. */
  readonly cause: Span
  readonly effect: Span
  readonly signal: Span | null
  /** The probability that the cause is right plus that the effect is, 0 to 2, of what is left after those before. */
  readonly worth: number
}

export type LearnedReading = {
  /** That the sentence tells a cause. */
  readonly probability: number
  /** Whether that is enough: the threshold is learnt too. */
  readonly causal: boolean
  /** Not enough, but not out of the question: at least a quarter of what would be. */
  readonly doubtful: boolean
  /** At most three, surest first; those of a sentence that tells none are what it would tell if it did. */
  readonly relations: readonly LearnedRelation[]
}

/** What has been learnt of causes. Its working memory is reused from sentence to sentence. */
export type Learned = {
  /** One sentence. Takes time in the square of its tokens at most. */
  read(d: Dependencies): LearnedReading
}

/** The tables, and what goes with them. */
export type LearnedModel = {
  /** Hashes of lemmas that often signal a cause. */
  readonly signals: ReadonlySet<number>
  readonly chain: Table
  readonly pairs: Table
  readonly signal: Table
  readonly sentence: Table
  /** A sentence at least this probable is called causal. */
  readonly threshold: number
}

export function openModel(model: LearnedModel): Learned {
  const chain = new Chain()
  return {
    read(d) {
      if (d.tokens.length < 2 || d.tokens.length > MOST_TOKENS)
        return {probability: 0, causal: false, doubtful: false, relations: []}
      const facts = factsOf(d, model.signals)
      const pairs = candidates(chain, model.chain, facts)
      const ranked = rank(model.pairs, facts, pairs)
      const likeliest = ranked.best < 0 ? null : ranked.rows[ranked.best]!
      const odds = summed(model.sentence, sentenceRows(facts, likeliest))
      const probability = shares(Float64Array.of(0, odds))[1]!
      return {
        probability,
        causal: probability >= model.threshold,
        doubtful: probability < model.threshold && DOUBT * probability >= model.threshold,
        relations: chosen(pairs, ranked.shares).map(({index, worth}): LearnedRelation => {
          const {cause, effect} = pairs[index]!
          return {
            cause: {start: cause.from, end: cause.to},
            effect: {start: effect.from, end: effect.to},
            signal: signalOf(model.signal, facts, cause, effect),
            worth,
          }
        }),
      }
    },
  }
}

/** The pairs that the chain proposes. */
export function candidates(chain: Chain, table: Table, facts: Facts): ScoredPair[] {
  const n = facts.length
  const rows = chainRows(facts, table.bits)
  const {weights, step} = table
  chain.open(n)
  const sums = new Float64Array(COLUMNS)
  for (let j = 0; j < n; j++) {
    sums.fill(0)
    for (let t = 0; t < CHAIN_TEMPLATES; t++) {
      const at = rows[j * CHAIN_TEMPLATES + t]! * COLUMNS
      for (let k = 0; k < COLUMNS; k++) sums[k] = sums[k]! + weights[at + k]!
    }
    for (let k = 0; k < COLUMNS; k++) chain.scores[j * COLUMNS + k] = sums[k]! * step
  }
  chain.sum()
  return chain.pairs(WIDE, MOST_PAIRS)
}

export type Ranked = {readonly rows: readonly Int32Array[]; readonly shares: Float64Array; readonly best: number}

export function rank(table: Table, facts: Facts, pairs: readonly ScoredPair[]): Ranked {
  const rows = rowsOfPairs(facts, pairs)
  const p = shares(Float64Array.from(rows, (list) => summed(table, list)))
  let best = -1
  for (let k = 0; k < p.length; k++) if (best < 0 || p[k]! > p[best]!) best = k
  return {rows, shares: p, best}
}

/** The likeliest signal, where having one is likelier than not. */
function signalOf(table: Table, facts: Facts, cause: Ends, effect: Ends): Span | null {
  const {spans, rows} = signalCandidates(facts, cause, effect)
  const p = shares(Float64Array.from(rows, (list) => summed(table, list)))
  if (p[0]! >= 0.5) return null
  let best = 1
  for (let k = 2; k < p.length; k++) if (p[k]! > p[best]!) best = k
  return spans[best - 1] ?? null
}
