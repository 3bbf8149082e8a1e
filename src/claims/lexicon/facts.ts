// Words of which a model is told that they stand somewhere. To change a list is to learn its weights anew.

import {wordSet} from "../../core/word-lists.ts"

export const TIMES = wordSet(
  "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december year month week day hour minute night morning afternoon evening today yesterday tomorrow time moment period decade",
)
/** Words that open a clause or an adjunct: inside a phrase they say that it may have run on. */
export const OPENING = wordSet(
  "after before as when while because since that which who if until till for over against amid during following where and but to by with in on at from",
)

export const DENYING = wordSet("not n't never no nobody none neither nor nothing without hardly barely scarcely")
export const AMOUNTS: ReadonlyMap<string, string> = new Map([
  ["more", "more"],
  ["less", "less"],
  ["fewer", "less"],
  ["few", "less"],
])
export const DEFINITE = wordSet("the what this that my our your his her its their")

/** Verbs that say no more than that what they take begins, or goes on. */
export const ASPECTUAL = wordSet("begin start continue")

/** Words that take a thing from where it is, or hold it there: "kept off the path", "kept in check". */
export const AWAY = wordSet("from out away off apart clear outside back down low check bay control")

/** Words after which stands what a thing becomes: "to a halt", "out of work". */
export const BECOMING = wordSet("to in at out from into off away down up")
