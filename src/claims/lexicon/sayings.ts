// Words of saying and thinking, and what they make of what is said.

import {words} from "../../core/word-lists.ts"
import type {Dependencies} from "../../language/index.ts"
import {HANDING_ON, SAYING, TELLING} from "./manner.ts"

type Saying = {readonly belief: boolean; readonly denies: boolean}

const of = (saying: Saying) => (word: string) => [word, saying] as const
const BELIEVED: Saying = {belief: true, denies: false}
const SAID: Saying = {belief: false, denies: false}
const DENIED: Saying = {belief: false, denies: true}
/** Nouns and adjectives for somebody's word, which what they say hangs on: "fears that the strike would ...", "are convinced that". */
const WORDS_OF: ReadonlyMap<string, Saying> = new Map([
  ...words(
    "fear belief hope expectation concern suspicion assumption prediction worry theory hypothesis guess hunch risk danger chance possibility probability likelihood prospect",
  ).map(of(BELIEVED)),
  ...words("convinced persuaded certain sure afraid adamant confident worried").map(of(BELIEVED)),
  ...words(
    "claim warning allegation accusation assertion argument report charge view explanation contention conclusion idea notion rumour rumor suggestion evidence proof indication sign",
  ).map(of(SAID)),
  ...words("denial dispute disagreement doubt question").map(of(DENIED)),
])

/** Words whose content is so where there are none of them: "had no idea that the levy hurt trade". */
export const UNAWARE: ReadonlySet<string> = new Set(["idea", "warning"])

/** What a word of saying or thinking makes of what is said; undefined of any other. */
export function sayingAt(d: Dependencies, i: number): Saying | undefined {
  if (i < 0) return undefined
  if (d.tag(i) === "VERB") return SAYING.get(d.lemma(i)) ?? HANDING_ON.get(d.lemma(i)) ?? WORDS_OF.get(d.lower(i))
  return WORDS_OF.get(d.tag(i) === "NOUN" ? d.lemma(i) : d.lower(i))
}

/** What sort of verb of saying a word is. */
export function sortOfSaying(lemma: string): string {
  if (TELLING.has(lemma)) return "telling"
  const saying = SAYING.get(lemma)
  if (saying) return saying.belief ? "believing" : saying.denies ? "denying" : "saying"
  return HANDING_ON.has(lemma) ? "handing" : "other"
}
