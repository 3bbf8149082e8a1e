// Which way effects move with their causes, learnt. In: claims as they are found, each with the sign that it is marked with. Out:
// the weights of src/claims/sign.ts.

import {opposite} from "../../src/claims/phrase.ts"
import type {Proposal} from "../../src/claims/proposal.ts"
import {tableOf} from "../../src/claims/scorer.ts"
import {SIGNS, signBy, signFacts, signNumbers} from "../../src/claims/sign.ts"
import {factNumber} from "../../src/core/fact.ts"
import type {Dependencies} from "../../src/language/index.ts"
import {likeness} from "../../test/annotated/score.ts"
import type {Marked} from "../../test/annotated/texts.ts"
import type {FitOptions} from "./fit.ts"
import type {Found} from "./found.ts"
import {fitted, numbersOf, type Rarest} from "./learn.ts"

type Sign = Proposal["sign"]
type SignExample = {readonly d: Dependencies; readonly told: Proposal; readonly sign: Sign}

const OPTIONS: FitOptions = {passes: 10, l2: 4, rate: 0.08, drop: 0.2, orders: 6}
const RAREST: Rarest = {rivals: 2, weight: 8}
/** Phrases are those marked that have at least so much of them. */
const HALF = 0.5

/**
 * Claims that the reader finds, with the signs of the phrases as it draws them: of "a fall in wages" where "wages" is marked the other.
 * @param signOf  as it is marked; "?" for unclear, null where nothing is.
 */
export function signedClaims<C extends Pick<Marked, "cause" | "effect">>(
  found: readonly Found<C>[],
  signOf: (claim: C) => Marked["sign"] | "unclear" | null,
): SignExample[] {
  return found.flatMap(({claim, text, told: {d}, proposal}) => {
    const sign = signOf(claim)
    // A side in the sentence before has no place in this one.
    if (!proposal || proposal.before || sign === null) return []
    const marked: Marked = {sign: sign === "unclear" ? "?" : sign, ...claim}
    const [cause, effect] = (["cause", "effect"] as const).map((side) => {
      const {start, end} = proposal[side]
      return likeness(text, [d.tokens[start]!.from, d.tokens[end - 1]!.to], marked, side)
    }) as [ReturnType<typeof likeness>, ReturnType<typeof likeness>]
    if (cause.score < HALF || effect.score < HALF) return []
    const plain = sign === "?" ? "unclear" : sign
    return [
      {d, told: {...proposal, sign: proposal.ruled}, sign: cause.turns === effect.turns ? plain : opposite(plain)},
    ]
  })
}

/** `signedClaims` of several sets. */
export const signedSets = <C extends Pick<Marked, "cause" | "effect">>(
  sets: Readonly<Record<string, readonly Found<C>[]>>,
  signOf: Parameters<typeof signedClaims<C>>[1],
): Record<string, SignExample[]> =>
  Object.fromEntries(Object.entries(sets).map(([name, found]) => [name, signedClaims(found, signOf)]))

/** Of each set the share of claims with the right sign: by their rows alone, and by weights that have not seen them. */
export function signFigures(sets: Readonly<Record<string, readonly SignExample[]>>, folds: number): string {
  const right = new Map(Object.keys(sets).map((name) => [name, 0]))
  for (let fold = 0; fold < folds; fold++) {
    const rest = Object.values(sets).flatMap((set) => set.filter((_, i) => i % folds !== fold))
    const table = tableOf(learnSigns(rest))
    for (const [name, set] of Object.entries(sets)) {
      const judged = set.filter(({d, told, sign}, i) => i % folds === fold && signBy(d, told, table) === sign)
      right.set(name, right.get(name)! + judged.length)
    }
  }
  const share = (part: number, set: readonly SignExample[]) => (part / set.length).toFixed(3)
  return Object.entries(sets)
    .map(([name, set]) => {
      const byRow = set.filter(({told, sign}) => told.sign === sign).length
      return `${name.padEnd(12)} sign ${share(right.get(name)!, set)} of ${set.length}, by its row alone ${share(byRow, set)}\n`
    })
    .join("")
}

/** Weights by the number of a fact turned for a sign. */
export const learnSigns = (examples: readonly SignExample[]): Map<number, number> =>
  fitted(
    examples.map(({d, told, sign}) => ({
      rivals: signNumbers(signFacts(d, told, factNumber)).map(numbersOf),
      right: SIGNS.map((one) => one === sign),
      weight: 1,
      orNone: false,
    })),
    RAREST,
    OPTIONS,
  )
