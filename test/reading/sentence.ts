// One invented sentence, read as if a document held it.

import {type Claim, read} from "../../src/reading/index.ts"
import {lineages, openDocument} from "../../src/text/index.ts"
import {english} from "../syntax/english.ts"

const BEFORE = "The valley, seen by those who live there\n\n"

export function claimsOf(sentence: string): readonly Claim[] {
  const text = `${BEFORE}${sentence} That is all that was said of it there.\n`
  const {document} = openDocument({file: "valley.txt", kind: "text", text})
  if (!document) throw new Error("the case was not read as English")
  return read([document], lineages([document]), english()).claims
}

/** The same, with offsets into the sentence itself; negative where a claim reaches before it. */
export function claimsWithin(sentence: string): readonly Claim[] {
  const shifted = <T extends {from: number; to: number}>(place: T): T => ({
    ...place,
    from: place.from - BEFORE.length,
    to: place.to - BEFORE.length,
  })
  const phrase = (p: Claim["cause"]): Claim["cause"] => ({...shifted(p), thing: p.thing.map(shifted)})
  return claimsOf(sentence).map((claim) => ({
    ...claim,
    quote: shifted(claim.quote),
    cause: phrase(claim.cause),
    effect: phrase(claim.effect),
  }))
}
