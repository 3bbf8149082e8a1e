// How claims are held out, learnt. In: claims as they are found, each with how it is marked to be held out. Out: the weights of
// src/claims/held.ts.

import {HELD, type Held, heldFacts, heldNumbers, type Told} from "../../src/claims/held.ts"
import {factNumber} from "../../src/core/fact.ts"
import type {FitOptions} from "./fit.ts"
import type {Found, ofBeds, ofCases, ofDocuments, ofPieces, ofSentences} from "./found.ts"
import {fitted, numbersOf, type Rarest} from "./learn.ts"

/** A claim in its sentences, how it is held out (null: as the writer's own), and what that weighs. */
type HeldExample = {readonly told: Told; readonly held: Held | null; readonly weight: number}

const OPTIONS: FitOptions = {passes: 20, l2: 1, rate: 0.08, drop: 0.3, orders: 6}
const RAREST: Rarest = {rivals: 3, weight: 16}

/** What the words of its own clause deny is asked nothing. */
const isAsked = ({proposal}: Found<unknown>): boolean => !proposal?.denied

function examples<C>(found: readonly Found<C>[], weight: number, heldOf: (claim: C) => Held | null): HeldExample[] {
  return found.filter(isAsked).map(({claim, told}) => ({told, held: heldOf(claim), weight}))
}

/** Invented pieces: nearly all of what is known about how claims are held out. */
export const heldInPieces = (found: ReturnType<typeof ofPieces>): HeldExample[] =>
  examples(found, 1, ({held}) => (held === "own" ? null : held))

/** Annotated sentences: what is neither hedged nor denied in them is told as it is. */
export const heldInSentences = (found: ReturnType<typeof ofSentences>, weight: number): HeldExample[] =>
  examples(
    found.filter(({claim: {hedged, denied}}) => !hedged && !denied),
    weight,
    () => null,
  )

export const heldInCases = (found: ReturnType<typeof ofCases>): HeldExample[] =>
  examples(found, 1, ({flags}) =>
    flags.has("denied") ? "denied" : (HELD.find((one) => `${flags.get("hedge")}`.split(/\W+/).includes(one)) ?? null),
  )

export const heldInBeds = (found: ReturnType<typeof ofBeds>): HeldExample[] =>
  examples(found, 1, ({marked: {denied, hearsay}}) => (denied ? "denied" : hearsay === "rumour" ? "rumoured" : hearsay))

/** An annotated set of documents: what has no word of doubt there is told as it is. */
export const heldInDocuments = (found: ReturnType<typeof ofDocuments>): HeldExample[] =>
  examples(
    found.filter(({claim: {marked}}) => !marked.hedge && !marked.denied && !marked.refuted),
    1,
    () => null,
  )

/** Examples that stand alone, each before sentences that have nothing to do with it: what stands behind mostly says nothing of a claim. */
export const beforeOthers = (examples: readonly HeldExample[], others: readonly HeldExample[]): HeldExample[] =>
  examples.flatMap((example, i) => {
    if (example.told.after.length > 0) return []
    const after = [2 * i, 2 * i + 1].map((k) => ({d: others[k % others.length]!.told.d, tells: k % 2 === 1}))
    return {...example, told: {...example.told, after}}
  })

/** Weights by the number of a fact turned for a way; own is what no way outweighs. */
export const learnHeld = (examples: readonly HeldExample[]): Map<number, number> =>
  fitted(
    examples.map(({told, held, weight}) => ({
      rivals: heldNumbers(heldFacts(told, factNumber)).map(numbersOf),
      right: HELD.map((way) => way === held),
      weight,
      orNone: true,
    })),
    RAREST,
    OPTIONS,
  )
