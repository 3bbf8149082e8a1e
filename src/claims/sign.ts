// Which way a claim's effect moves with its cause, as both are worded: more, less, not at all, or unclear. In: the tree of its
// sentence, and a proposal with the sign of its row. Out: one of the four.
//
// A linear model over the row, its words and what stands beside the effect, learnt from annotated sentences, documents and the cases
// by `npm run train:claims`. The sign of the row is one fact among others: "cost the port its licence", "drove the price down",
// "kept the weeds off the path", "left the well dry" say it in more words than one, and a list of these has no end.

import {type FactOf, factName, factNumber, turned} from "../core/fact.ts"
import {decodedOnce, parsePairs, type WeighedFact, type WeightTable, weighedFacts} from "../core/weight-table.ts"
import {type Dependencies, headOf} from "../language/index.ts"
import type {Sign} from "./claim.ts"
import {stateOf} from "./lexicon/directions.ts"
import {AWAY, BECOMING} from "./lexicon/facts.ts"
import {kindOf} from "./lexicon/kinds.ts"
import {UNWANTED} from "./lexicon/things.ts"
import type {Proposal} from "./proposal.ts"
import {SIGN_WEIGHTS} from "./sign-weights.ts"

export const SIGNS: readonly Sign[] = ["+", "-", "unclear", "0"]

/** What is told, with the sign of its row. */
export type Signed = Pick<Proposal, "cause" | "effect" | "signal" | "sign" | "denied" | "rule">

/** Words that name a state, and words that name things. */
const STATES: ReadonlySet<string> = new Set(["ADJ", "ADV"])
const THINGS: ReadonlySet<string> = new Set(["NOUN", "PROPN", "PUNCT", "DET", "NUM"])

/** So many words behind an effect may say what becomes of it: "down", "to a halt". */
const BEHIND = 3

/** Facts about the sign. `fact` as in features.ts. */
export function signFacts<T>(
  d: Dependencies,
  {cause, effect, signal, sign, denied, rule}: Signed,
  fact: FactOf<T>,
): T[] {
  const row = rule.kind === "row" ? rule.name : rule.kind
  const head = headOf(d, effect)
  const verb = d.lemma(signal.start)
  let name = verb
  for (let i = signal.start + 1; i < signal.end; i++) name += ` ${d.lower(i)}`
  const lemma = d.lemma(head)
  const kind = kindOf(d, head)
  const form = effect.start < signal.start ? (signal.start < effect.end ? "around" : "before") : "behind"
  const clause = d.isVerbal(head)
  const wanted = UNWANTED.has(lemma) ? "unwanted" : "other"
  const facts = [
    fact`any claim`,
    fact`sign ${sign}`,
    fact`row ${row}`,
    fact`row ${row}, sign ${sign}`,
    fact`row ${row}, clause ${clause}`,
    fact`row ${row}, ${form}`,
    fact`row ${row}, denied ${denied}`,
    fact`row ${row}, effect ${kind}`,
    fact`row ${row}, effect ${wanted}`,
    fact`row ${row} of ${lemma}`,
    fact`word ${verb}`,
    fact`word ${verb}, sign ${sign}`,
    fact`word ${verb}, clause ${clause}`,
    fact`word ${verb}, ${form}`,
    fact`word ${verb}, ${form}, clause ${clause}`,
    fact`word ${verb} of ${lemma}`,
    fact`word ${verb}, effect ${kind}`,
    fact`word ${verb}, effect ${wanted}`,
    fact`word ${verb}, denied ${denied}`,
    fact`words ${name}`,
    fact`words ${name}, row ${row}`,
    fact`sign ${sign}, effect ${kind}`,
    fact`sign ${sign}, effect ${wanted}`,
    fact`sign ${sign}, clause ${clause}, ${form}`,
    fact`sign ${sign} of ${lemma}`,
    fact`effect hangs as ${d.rel[head]}, sign ${sign}`,
    fact`effect hangs as ${d.rel[head]}, ${verb}`,
  ]
  const put = (place: string, word: string) =>
    facts.push(
      fact`${place} ${word}`,
      fact`${place} ${word}, sign ${sign}`,
      fact`${place} ${word}, ${verb}`,
      fact`${place} ${word}, row ${row}`,
    )
  for (const k of [1, 2]) put(`${k} before the trigger`, signal.start >= k ? d.lower(signal.start - k) : "^")
  let told = ""
  for (let k = 0; k < BEHIND; k++) {
    const i = effect.end + k
    const word = i < d.tokens.length ? d.lower(i) : "$"
    put(`${k} behind the effect`, word)
    told += ` ${word}`
    if (k > 0) put("behind the effect", told)
  }
  // What a thing becomes: "unprofitable", "to a halt", "down", "out of work", wherever bounds are drawn.
  const [first, last] =
    effect.start >= signal.end ? [effect.start + 1, effect.end + BEHIND] : [signal.end, signal.end + BEHIND]
  for (let i = first; i < last && i < d.tokens.length; i++) {
    const state = STATES.has(d.tag(i)) ? stateOf(d.lower(i)) : undefined
    const where = i < effect.end ? "inside" : "behind"
    if (state) put(`state ${where}`, state)
    if (BECOMING.has(d.lower(i))) {
      const next = d.tag(i + 1) === "DET" ? i + 2 : i + 1
      put(`becomes ${where}`, `${d.lower(i)} ${next < d.tokens.length ? d.lemma(next) : "$"}`)
    }
  }
  const until = Math.min(d.tokens.length, Math.max(effect.end, signal.end) + BEHIND)
  let away = "none"
  for (let i = signal.end; i < until; i++) if (AWAY.has(d.lower(i))) away = d.lower(i)
  put("away", away)
  put("a word behind the effect", effect.end < d.tokens.length ? d.fine(effect.end) : "$")
  put("a word ends the effect", d.fine(effect.end - 1))
  put("behind the trigger", signal.end < d.tokens.length ? d.lower(signal.end) : "$")
  put("opens the effect", d.lower(effect.start))
  put("opens the cause", d.lower(cause.start))
  put("before the cause", cause.start > 0 ? d.lower(cause.start - 1) : "^")
  put("ends the effect", d.lower(effect.end - 1))
  for (let i = effect.start; i < effect.end; i++) if (!THINGS.has(d.tag(i))) put("in the effect", d.lemma(i))
  for (const k of d.children(signal.start))
    if (d.is(k, "advmod", "compound:prt", "aux", "xcomp", "obl")) put(`on the trigger ${d.rel[k]}`, d.lemma(k))
  for (const k of d.children(head)) if (d.is(k, "amod", "det", "advmod")) put(`on the effect ${d.rel[k]}`, d.lemma(k))
  return facts
}

/** Of each sign the numbers of the facts. */
export const signNumbers = (hashes: readonly number[]): number[][] =>
  SIGNS.map((_, k) => hashes.map((hash) => turned(hash, k + 1)))

/** The likeliest sign by some weights. */
export function signBy(d: Dependencies, told: Signed, weights: WeightTable): Sign {
  const facts = signFacts(d, told, factNumber)
  const sums = SIGNS.map((_, k) => weights.sum(facts, k + 1))
  return SIGNS[sums.indexOf(Math.max(...sums))]!
}

const shipped = decodedOnce(() => parsePairs(SIGN_WEIGHTS))

/** The likeliest sign. */
export const signed = (d: Dependencies, told: Signed): Sign => signBy(d, told, shipped())

/** What each fact weighs for a sign against the one of its row, in log odds. */
export function weighedForSign(d: Dependencies, told: Signed, sign: Sign): WeighedFact[] {
  const of = (number: number, which: Sign) => shipped().sum(signNumbers([number])[SIGNS.indexOf(which)]!)
  return weighedFacts(signFacts(d, told, factName), (number) => of(number, sign) - of(number, told.sign))
}
