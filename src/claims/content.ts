// What a clause that says who says it tells as so: "officials said that [the dam had burst]", "it is clear that [it burst]". A tree in.

import {type Dependencies, marker, NONE} from "../language/index.ts"
import {TRUE} from "./lexicon/manner.ts"
import {sayingAt} from "./lexicon/sayings.ts"
import {mannerAt} from "./manner.ts"

/** The head of the clause that words of saying, thinking or judging are about: "there are fears that [the dam burst]"; NONE of any other clause. */
export function saidUnder(d: Dependencies, verb: number): number {
  if (verb < 0) return NONE
  const isThere = d.child(verb, "expl") >= 0
  const noun = isThere ? d.children(verb, "nsubj").find((c) => sayingAt(d, c) !== undefined) : undefined
  if (noun !== undefined) return d.children(noun, "ccomp", "csubj", "acl").find((c) => c > noun) ?? NONE
  const isJudged = isThere && (d.child(verb, "cop") >= 0 || TRUE.has(d.lower(verb)))
  if (!isJudged && !(d.isVerbal(verb) && sayingAt(d, verb))) return NONE
  return d.children(verb, "ccomp", "csubj").find((c) => c > verb) ?? NONE
}

/** The same of what is handed on as so: not feared, denied, or said by a noun. */
export function contentOf(d: Dependencies, verb: number): number {
  const clause = saidUnder(d, verb)
  if (clause < 0 || d.head[clause] !== verb) return NONE
  const saying = sayingAt(d, verb)
  const isSaid = d.isVerbal(verb) && saying !== undefined && !saying.belief && !saying.denies
  const isTrue = TRUE.has(d.lower(verb)) && marker(d, clause) === "that"
  return (isSaid || isTrue) && !mannerAt(d, verb).denied ? clause : NONE
}
