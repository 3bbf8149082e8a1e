// What kind of thing a word names, and which sorts of happening. A tree and a word in, names out.

import {type Dependencies, oncePer} from "../../language/index.ts"
import {TIMES} from "./facts.ts"
import {HAPPENINGS} from "./happenings.ts"
import {SAYING} from "./manner.ts"
import {HANDLED, isActor, PLACES, VEHICLES} from "./sorts.ts"
import {QUALITIES, UNWANTED} from "./things.ts"
import {LOWER, RAISE} from "./verbs.ts"

/** Verbs that move what they act on by their plain sense alone. */
export const raising: ReadonlySet<string> = new Set(RAISE)
export const lowering: ReadonlySet<string> = new Set(LOWER)
const DEVERBAL = /(?:tion|sion|ment|ance|ence|ing|al|age|ure|ity|ness|ism|ship|cy|ty)s?$/

/** The kinds of the words of a sentence, as far as they were asked for. */
const kindsOf = oncePer(({tokens}): (string | null)[] => new Array<string | null>(tokens.length).fill(null))

/** What kind of thing a word names. */
export function kindOf(d: Dependencies, i: number): string {
  const kinds = kindsOf(d)
  if (i < 0 || i >= kinds.length) return kindAt(d, i)
  const kind = kinds[i] ?? kindAt(d, i)
  kinds[i] = kind
  return kind
}

function kindAt(d: Dependencies, i: number): string {
  const tag = d.tag(i)
  const lemma = d.lemma(i)
  if (TIMES.has(lemma)) return "time"
  if (tag === "PROPN" || tag === "PRON" || tag === "NUM") return tag
  if (tag === "NOUN") {
    if (UNWANTED.has(lemma)) return "unwanted"
    if (isActor(lemma)) return "actor"
    if (QUALITIES.has(lemma)) return "quality"
    if (PLACES.has(lemma)) return "place"
    if (HANDLED.has(lemma) || VEHICLES.has(lemma)) return "thing"
    return DEVERBAL.test(lemma) ? "deverbal" : "noun"
  }
  if (!d.isVerbal(i)) return tag
  if (SAYING.has(lemma)) return "saying"
  if (raising.has(lemma)) return "raising"
  if (lowering.has(lemma)) return "lowering"
  return lemma === "be" || lemma === "have" ? lemma : "verb"
}

/** The sorts of happening that each word names (lexicon/happenings.ts). */
const SORTS: ReadonlyMap<string, readonly string[]> = (() => {
  const table = new Map<string, string[]>()
  for (const [sort, words] of HAPPENINGS) for (const word of words) table.set(word, [...(table.get(word) ?? []), sort])
  return table
})()
const NO_SORT: readonly string[] = []

/** The sorts of happening that a word names. */
export const sortsOf = (d: Dependencies, i: number): readonly string[] => SORTS.get(d.lemma(i)) ?? NO_SORT
