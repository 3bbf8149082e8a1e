// What a phrase comes down to: the roots of its content words, and which of them is the head. In: a frame. Out: its gist.
// It is what is compared when no theme says that two phrases are about the same thing; nothing of it is ever shown but
// as the reason of a merge.

import {emptyWords, lessening, lightHeads} from "./codebook.ts"
import {functionWords, prepositions, rootOf, type Word, wordsOf} from "./pattern.ts"
import type {Theme} from "./theme.ts"

/** The words of one item of a phrase, and which of them name what it is about. */
export type FrameWords = {
  /** The words of this item, as worded. */
  readonly text: string
  readonly theme: Theme | null
  /** The words that named the theme. */
  readonly matched: string
  /** For phrases that no theme names: the content words up to the first preposition, stemmed, the head last. */
  readonly content: readonly string[]
  /** For the same: roots of what stands behind its first "of". */
  readonly about: readonly string[]
  /** It is a clause: the last of `about` is what it says of its subject. */
  readonly says: boolean
}

/** The roots of a phrase's content words, and those that head it: its last noun, and what a clause says of it. */
export type Gist = {readonly heads: readonly string[]; readonly roots: readonly string[]}

/** So many words before a theme's own are taken as its modifiers. */
const MODIFIERS = 2

/** Words that head nothing, whatever they stand in. */
const TELLS_NOTHING = /^(?:\d.*|.{1,2})$/

/** Is this a word of grammar, or one that says too little to tell one thing from another? */
export function isEmpty(lower: string): boolean {
  return (
    functionWords.has(lower) ||
    prepositions.has(lower) ||
    lightHeads.has(lower) ||
    emptyWords.has(lower) ||
    lessening.has(lower)
  )
}

/** Does this word say what a phrase is about? */
function isContent({lower}: Word): boolean {
  return !isEmpty(lower) && !TELLS_NOTHING.test(lower)
}

/** Frames do not change, and are asked about again at every gathering. */
const known = new WeakMap<FrameWords, Gist>()

/** The gist of a frame: of a theme, its words and what stands beside them; else its own content words. */
export function gistOf(frame: FrameWords): Gist {
  const there = known.get(frame)
  if (there) return there
  const gist = gistAnew(frame)
  known.set(frame, gist)
  return gist
}

function gistAnew(frame: FrameWords): Gist {
  if (frame.theme === null) {
    // "A lower ceiling" is the ceiling, where that is said of nothing else.
    const telling = frame.content.filter((word) => !emptyWords.has(word))
    const own = (telling.length > 0 ? telling : frame.content).map(bareRoot)
    const heads = own.length > 0 ? [own.at(-1)!] : []
    if (frame.about.length > 0 && frame.says) heads.push(frame.about.at(-1)!)
    return {heads, roots: [...new Set([...own, ...frame.about])]}
  }
  const words = wordsOf(frame.text)
  const named = wordsOf(frame.matched)
  const at = words.findIndex((_, i) => named.length > 0 && named.every((w, k) => words[i + k]?.lower === w.lower))
  if (at < 0) return {heads: [], roots: []}
  const roots: string[] = []
  const take = (word: Word) => {
    const root = bareRoot(word.lower)
    if (isContent(word) && !roots.includes(root)) roots.push(root)
  }
  for (let i = at - 1, seen = 0; i >= 0 && seen < MODIFIERS && isContent(words[i]!); i--, seen++) take(words[i]!)
  const end = at + named.length
  for (let i = at; i < end; i++) take(words[i]!)
  const head = roots.at(-1)
  if (words[end]?.lower === "of")
    for (let i = end + 1; i < words.length && !prepositions.has(words[i]!.lower) && !words[i]!.broken; i++)
      take(words[i]!)
  return {heads: head === undefined ? [] : [head], roots}
}

/** "Overcrowding" and "crowding", "replanting" and "planting": what is done again or too much is still that. */
export function bareRoot(word: string): string {
  const root = rootOf(word)
  const bare = /^(?:over|re)(.{4,})$/.exec(root)?.[1]
  return bare ?? root
}
