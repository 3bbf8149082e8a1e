// What edits are written with: the io layer, and a reader of phrases. In: whether an edit names words of a sentence.
// Out: both, English opened only then, as it takes time and memory.

import type {Io, PhraseReader} from "../case/index.ts"

/** `io` with what reads a phrase again as the reader read it; it may be asked only where `wanted`. */
export async function writingTo<I extends Pick<Io, "english">>(io: I, wanted: boolean): Promise<I & PhraseReader> {
  if (!wanted) return {...io, phraseAt: unopened, sentencesOf: unopened}
  const [{phraseAt, splitSentences}, english] = await Promise.all([import("../claims/whole.ts"), io.english()])
  return {...io, phraseAt: (sentence, range) => phraseAt(sentence, range, english), sentencesOf: splitSentences}
}

function unopened(): never {
  throw new Error("A phrase is to be read, and English was not asked for")
}
