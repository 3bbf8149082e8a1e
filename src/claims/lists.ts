// Lists: which words are named one beside the other, by "and", by commas, or as what goes along with something. A tree in.

import type {Dependencies} from "../language/index.ts"
import {firstUp} from "./bounds.ts"
import {itemsBehind} from "./clause-pairs.ts"
import type {Argument} from "./predicate.ts"

const PERIOD = /^(?:year|month|decade|week|generation)s$/
const LISTED: ReadonlySet<string> = new Set(["NOUN", "PROPN", "PRON", "NUM"])
const isListed = (d: Dependencies, i: number): boolean => LISTED.has(d.tag(i)) && d.child(i, "case", "nsubj", "cop") < 0

/** Of a list that is an argument, each member: one claim a pair. */
export function membersOf(d: Dependencies, argument: Argument): readonly Argument[] {
  const {head, kind, before = d.tokens.length, span} = argument
  if (kind !== "phrase" || span) return [argument]
  const announced = itemsBehind(d, head)
  if (announced.length > 0) return announced
  // "years of neglect, bad prices and war": the years are the first of the list.
  const of = PERIOD.test(d.lower(head)) ? d.children(head, "nmod").find((c) => c > head) : undefined
  const others = [...d.children(head, "conj"), ...(of === undefined ? [] : d.children(of, "conj"))]
    .filter((c) => isListed(d, c) && c > head && d.first[c]! > head && d.first[c]! < before)
    .sort((a, b) => d.first[a]! - d.first[b]!)
  // Names that are joined act together.
  if (others.length === 0 || [head, ...others].every((one) => d.tag(one) === "PROPN")) return [argument]
  const ends = [...others.map((one) => d.first[one]!), before]
  return [
    {...argument, before: ends[0]!},
    ...others.flatMap((one, nth) => membersOf(d, {head: one, kind, before: ends[nth + 1]!, how: "member"})),
  ]
}

/** The word that a list which a word is in begins with; the word itself where it is in none. */
const firstOf = (d: Dependencies, i: number): number =>
  firstUp(d, i, (at) => {
    const above = d.head[at]!
    return above < 0 || above > at || !(d.is(at, "conj") || (d.is(at, "nmod") && PERIOD.test(d.lower(above))))
  })

/** Whether two words are members of one list. */
export const inOneList = (d: Dependencies, a: number, b: number): boolean => a !== b && firstOf(d, a) === firstOf(d, b)
