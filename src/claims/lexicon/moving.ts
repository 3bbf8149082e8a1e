// Verbs that raise or lower what they act on, in one set each.

import {wordSet} from "../../core/word-lists.ts"
import {withParticle} from "./phrasal-verbs.ts"
import {LESSENING, LOWER, RAISE, VERBS} from "./verbs.ts"

/** Verbs that raise what they act on. */
export const RAISING: ReadonlySet<string> = new Set([
  ...RAISE,
  ...VERBS.filter((f) => (f.frame === "object" || f.frame === "object to") && f.sign === "+" && !f.heads).flatMap(
    (f) => f.lemmas,
  ),
  ...withParticle("+"),
])

/** Verbs that lower what they act on. */
export const LOWERING: ReadonlySet<string> = new Set([
  ...LOWER,
  ...VERBS.filter((f) => (f.frame === "object" || f.frame === "object from") && f.sign === "-").flatMap(
    (f) => f.lemmas,
  ),
  ...withParticle("-"),
  ...LESSENING,
  ...wordSet("end disperse scatter injure wound kill block disrupt contain control quell curb stop halt prevent avoid"),
])
