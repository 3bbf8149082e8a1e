// Effects that say a claim: in "the dam cut the catch because no fish could pass" the fish bring about "the dam cut the catch", which
// tells of the catch. In: the claims of one sentence. Out: the same, each effect with the claim that it says itself.

import type {Range} from "../documents/index.ts"
import {type Dependencies, headOf, type Span} from "../language/index.ts"
import type {Claim, Phrase} from "./claim.ts"
import {opposite} from "./phrase.ts"
import type {Proposal} from "./proposal.ts"

/** A claim, and what it was made of. */
type Made = {readonly claim: Claim; readonly origin: {readonly proposal: Proposal}}

/** Below this confidence a claim is not what a phrase says. */
const SURE = 0.5

const holds = (outer: Range, inner: Range): boolean => inner.from >= outer.from && inner.to <= outer.to

/** The claim that a phrase says from its first word on, down to what it ends in. */
function saidBy(phrase: Phrase, claims: readonly Claim[]): Phrase["says"] {
  for (const {cause, effect, signal, sign: told, denied, confidence} of claims) {
    if ((told !== "+" && told !== "-") || confidence < SURE || cause.from !== phrase.from) continue
    if (!holds(phrase, effect) || (signal && !holds(phrase, signal))) continue
    // Why the outage did not cut sales is why they are higher than they would be.
    const sign = denied ? opposite(told) : told
    const further = saidBy(effect, claims)
    if (further) return sign === "-" ? {...further, sign: opposite(further.sign)} : further
    const {from, to, text} = cause
    return {cause: {from, to, text}, ...(signal && {signal}), sign, effect}
  }
  return undefined
}

/** @param made  the claims of one sentence. */
export function nested<T extends Made>(d: Dependencies, made: readonly T[]): T[] {
  const claims = made.map(({claim}) => claim)
  const isClause = (span: Span) => d.headsClause(headOf(d, span))
  return made.map((one) => {
    const {claim, origin} = one
    const {before, effect} = origin.proposal
    // "A drought that killed the herds" is about the drought.
    const says = before !== "effect" && isClause(effect) ? saidBy(claim.effect, claims) : undefined
    return says ? {...one, claim: {...claim, effect: {...claim.effect, says}}} : one
  })
}
