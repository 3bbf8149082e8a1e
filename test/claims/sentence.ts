// One invented sentence, read as if a document held it.

import {type Claim, claimsIn} from "../../src/claims/index.ts"
import {english} from "../language/english.ts"

export const claimsOf = (sentence: string): readonly Claim[] => claimsIn(sentence, english())

/** The same: offsets count in the sentence itself; negative where a claim reaches before it. */
export const claimsWithin = claimsOf
