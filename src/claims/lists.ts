// Lists: which words are named one beside the other, by "and", by commas, or as what goes along with something. A tree in.

import type {Dependencies} from "../language/index.ts"
import {itemsBehind} from "./clause-pairs.ts"
import type {Argument} from "./predicate.ts"

const PERIOD = /^(?:year|month|decade|week|generation)s$/
const LISTED: ReadonlySet<string> = new Set(["NOUN", "PROPN", "PRON", "NUM"])
const isListed = (d: Dependencies, i: number): boolean => LISTED.has(d.tag(i)) && d.child(i, "case", "nsubj", "cop") < 0

/** Participles and prepositions behind a thing that name another one beside it: "raids, coupled with tolls". */
const JOINING: ReadonlySet<string> = new Set(["couple", "combine", "pair"])
const BESIDE: ReadonlySet<string> = new Set(["along with", "together with", "as well as", "in addition to"])

/** Words before a phrase, "together with". */
const openedBy = (d: Dependencies, i: number): string => {
  let words = ""
  for (let k = d.first[i]!; k < i && ["ADP", "ADV", "SCONJ", "CCONJ", "NOUN"].includes(d.tag(k)); k++)
    words += ` ${d.lower(k)}`
  return words.trim()
}

/** What is named beside a thing, and where the words begin that name it. */
function besides(d: Dependencies, head: number): {readonly head: number; readonly first: number}[] {
  return d.children(head, "acl", "nmod").flatMap((c) => {
    if (c < head) return []
    if (BESIDE.has(openedBy(d, c))) return [{head: c, first: d.first[c]!}]
    if (!JOINING.has(d.lemma(c)) || d.fine(c) !== "VBN") return []
    return d
      .children(c, "obl", "nmod")
      .filter((k) => k > c && openedBy(d, k) === "with")
      .map((k) => ({head: k, first: d.first[c]!}))
  })
}

/** Of a list that is an argument, each member: one claim a pair. */
export function membersOf(d: Dependencies, argument: Argument): readonly Argument[] {
  const {head, kind, before = d.tokens.length, span} = argument
  if (kind !== "phrase" || span) return [argument]
  const announced = itemsBehind(d, head)
  if (announced.length > 0) return announced
  // "years of neglect, bad prices and war": the years are the first of the list.
  const of = PERIOD.test(d.lower(head)) ? d.children(head, "nmod").find((c) => c > head) : undefined
  const joined = [...d.children(head, "conj"), ...(of === undefined ? [] : d.children(of, "conj"))]
  const others = [
    ...joined.filter((c) => isListed(d, c)).map((c) => ({head: c, first: d.first[c]!})),
    ...besides(d, head),
  ].filter(({head: other, first}) => other > head && first > head && first < before)
  // Names that are joined act together.
  if (d.tag(head) === "PROPN" && others.every((one) => d.tag(one.head) === "PROPN")) return [argument]
  if (others.length === 0) return [argument]
  others.sort((a, b) => a.first - b.first)
  const ends = [...others.map(({first}) => first), before]
  return [
    {...argument, before: ends[0]!},
    ...others.flatMap((one, nth) => membersOf(d, {head: one.head, kind, before: ends[nth + 1]!, how: "member"})),
  ]
}

/** The word that a list which a word is in begins with; the word itself where it is in none. */
function firstOf(d: Dependencies, i: number): number {
  let at = i
  for (let above = d.head[at]!; above >= 0 && above < at; above = d.head[at]!) {
    const company = d.is(at, "obl", "nmod") && d.is(above, "acl") && JOINING.has(d.lemma(above))
    if (d.is(at, "conj") || (d.is(at, "nmod") && PERIOD.test(d.lower(above))) || BESIDE.has(openedBy(d, at))) at = above
    else if (company && d.head[above]! >= 0) at = d.head[above]!
    else break
  }
  return at
}

/** Whether two words are members of one list. */
export const inOneList = (d: Dependencies, a: number, b: number): boolean => a !== b && firstOf(d, a) === firstOf(d, b)
