// Whether two words of factors.yaml are one: however their letters are written, singular or plural.

import {foldedPhrase, stem} from "../map/index.ts"

/** What words that are one have in common. */
export const wordsKey = (words: string): string => foldedPhrase(words).split(" ").map(stem).join(" ")
