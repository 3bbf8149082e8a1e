// Whole numbers for words: spellings in, 32-bit hashes of their parts out.
//
// A linear model over millions of features keeps no list of them: each feature is hashed to
// a row of a table of weights (Weinberger et al. 2009). The same whole-number arithmetic stands in training and in
// reading, so what was learnt is found again on every machine. A change here makes
// every weights file foreign: raise FORMAT in weights.ts.

/** The parts of words that features are made of, one entry a token, each a 32-bit hash. */
export type Spelled = {
  readonly length: number
  readonly word: Int32Array
  /** Hashes of the last 1 to 5 letters, five entries a token. */
  readonly ends: Int32Array
  /** Hashes of the first 1 to 4 letters, four entries a token. */
  readonly starts: Int32Array
  /** Capital, first, digit, hyphen, all capitals, symbol, number, one letter: one bit each. */
  readonly shape: Int32Array
}

export const ENDS = 5
export const STARTS = 4

const FNV_START = 0x811c9dc5 | 0
const FNV_PRIME = 0x01000193

/** FNV-1a (Fowler, Noll and Vo 1991) over UTF-16 code units, as a signed 32-bit number. */
export function hashOf(text: string): number {
  let hash = FNV_START
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME)
  return hash | 0
}

const ZERO = 48
const NINE = 57

/** A code unit of lower-case text as features see it: every digit is 0, typographic quotes and dashes are ASCII. */
function folded(code: number): number {
  if (code < 128) return code >= ZERO && code <= NINE ? ZERO : code === 0x60 ? 0x27 : code
  if (code === 0x2018 || code === 0x2019) return 0x27
  if (code === 0x201c || code === 0x201d) return 0x22
  if (code === 0x2013 || code === 0x2014) return 0x2d
  return code
}

/** Hash of a word in any case, as `Spelled.word` has it: the key of the lexicon. */
export function wordHash(written: string): number {
  const lower = written.toLowerCase()
  let hash = FNV_START
  for (let i = 0; i < lower.length; i++) hash = Math.imul(hash ^ folded(lower.charCodeAt(i)), FNV_PRIME)
  return hash | 0
}

const CAPITAL = 1
const FIRST = 2
const DIGIT = 4
const HYPHEN = 8
const ALL_CAPITALS = 16
const SYMBOL = 32
const NUMBER = 64
const ONE_LETTER = 128

function shapeOf(written: string): number {
  let lower = 0
  let upper = 0
  let digits = 0
  let others = 0
  for (let i = 0; i < written.length; i++) {
    const code = written.charCodeAt(i)
    if (code >= 97 && code <= 122) lower++
    else if (code >= 65 && code <= 90) upper++
    else if (code >= ZERO && code <= NINE) digits++
    else if (code === 0x2e || code === 0x2c || code === 0x3a) continue
    else if (code > 0xbf && code < 0x2000) lower++
    else others++
  }
  const start = written.charCodeAt(0)
  return (
    (start >= 65 && start <= 90 ? CAPITAL : 0) |
    (digits > 0 ? DIGIT : 0) |
    (others > 0 && written.length > 1 && /[-\u2013]/.test(written) ? HYPHEN : 0) |
    (upper > 1 && lower + digits + others === 0 ? ALL_CAPITALS : 0) |
    (lower + upper + digits === 0 ? SYMBOL : 0) |
    (digits > 0 && lower + upper + others === 0 ? NUMBER : 0) |
    (written.length === 1 ? ONE_LETTER : 0)
  )
}

/** The hashes of one word, one after the other: the word, its ends, its starts, its shape but for its place. */
const [AT_ENDS, AT_STARTS, AT_SHAPE] = [1, 1 + ENDS, 1 + ENDS + STARTS]

function spellWord(written: string): Int32Array {
  const made = new Int32Array(AT_SHAPE + 1)
  const lower = written.toLowerCase()
  const size = lower.length
  let hash = FNV_START
  for (let k = 0; k < size; k++) {
    hash = Math.imul(hash ^ folded(lower.charCodeAt(k)), FNV_PRIME)
    if (k < STARTS) made[AT_STARTS + k] = hash
  }
  made[0] = hash
  for (let k = size; k < STARTS; k++) made[AT_STARTS + k] = hash
  let end = FNV_START
  for (let k = 0; k < ENDS; k++) {
    if (k < size) end = Math.imul(end ^ folded(lower.charCodeAt(size - 1 - k)), FNV_PRIME)
    // A word shorter than its ending has an ending of its own, as a suffix is not a word.
    made[AT_ENDS + k] = k < size ? end : end ^ 0x5bd1e995
  }
  made[AT_SHAPE] = shapeOf(written)
  return made
}

/** So many words are remembered with their hashes, until all are forgotten. */
const MOST_KNOWN = 20_000
const known = new Map<string, Int32Array>()

function spelledWord(written: string): Int32Array {
  const found = known.get(written)
  if (found) return found
  if (known.size === MOST_KNOWN) known.clear()
  const made = spellWord(written)
  known.set(written, made)
  return made
}

/** Hashes of the words of one sentence, in order. @param words as written. */
export function spell(words: readonly string[]): Spelled {
  const length = words.length
  const word = new Int32Array(length)
  const ends = new Int32Array(length * ENDS)
  const starts = new Int32Array(length * STARTS)
  const shape = new Int32Array(length)
  for (let i = 0; i < length; i++) {
    const made = spelledWord(words[i]!)
    word[i] = made[0]!
    for (let k = 0; k < ENDS; k++) ends[i * ENDS + k] = made[AT_ENDS + k]!
    for (let k = 0; k < STARTS; k++) starts[i * STARTS + k] = made[AT_STARTS + k]!
    shape[i] = made[AT_SHAPE]! | (i === 0 ? FIRST : 0)
  }
  return {length, word, ends, starts, shape}
}
