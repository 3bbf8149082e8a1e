// What a clause that says who says it tells as so: "officials said that [the dam had burst]", "it is clear that [it burst]". A tree in.

import {type Dependencies, marker, NONE} from "../language/index.ts"
import {TRUE} from "./lexicon/manner.ts"
import {sayingAt} from "./lexicon/sayings.ts"
import {mannerAt} from "./manner.ts"

/** The head of what a clause that `verb` heads hands on, up to token `end`; NONE where it hands nothing on, or not as so. */
export function contentOf(d: Dependencies, verb: number, end = d.tokens.length): number {
  if (verb < 0) return NONE
  const saying = sayingAt(d, verb)
  const isSaid = d.isVerbal(verb) && saying !== undefined && !saying.belief && !saying.denies
  const isTrue = TRUE.has(d.lower(verb)) && d.child(verb, "expl") >= 0
  if (!isSaid && !isTrue) return NONE
  const clause = d.children(verb, "ccomp", "csubj").find((c) => c > verb && d.first[c]! < end)
  if (clause === undefined || !(isSaid || marker(d, clause) === "that") || mannerAt(d, verb).denied) return NONE
  return clause
}

/** The clause that some words of saying, thinking or judging are about: "there are fears that [the dam burst]"; NONE of any other clause. */
export function saidUnder(d: Dependencies, verb: number): number {
  if (verb < 0) return NONE
  const noun =
    d.child(verb, "expl") >= 0 ? d.children(verb, "nsubj").find((c) => sayingAt(d, c) !== undefined) : undefined
  const of = noun ?? verb
  const isJudged = d.child(verb, "cop") >= 0 && d.child(verb, "expl") >= 0
  if (noun === undefined && !isJudged && !(d.isVerbal(verb) && sayingAt(d, verb))) return NONE
  return d.children(of, "ccomp", "csubj", "acl").find((c) => c > of) ?? NONE
}
