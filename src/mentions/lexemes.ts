// The words, numerals and marks of one sentence as numbers and dates are read in them: a
// sentence in, lexemes out, each with its place in the document. Own cutting, because what
// a numeral is ("1,200", "3.5", "40kg", "G7", "3/related") must not hang on how a tagger
// cuts words; tags are looked up by place, and only where a sentence holds a number at all.

import type {Range} from "../documents/index.ts"
import type {Tag, Token} from "../language/index.ts"

/** A numeral in digits, a word, or one other character. */
export type Lexeme = Range & {
  readonly text: string
  /** Lower case, with typographic quotes and dashes in ASCII. */
  readonly lower: string
  readonly kind: "number" | "word" | "mark"
  /** Begins where the lexeme before it ends. */
  readonly glued: boolean
}

/** A sentence cut into lexemes, with the tagger's word for each. */
export type TaggedSentence = {
  readonly text: string
  readonly lexemes: readonly Lexeme[]
  /** Part of speech of the lexeme at `i`: that of the token it stands in; null beyond the ends. */
  tag(i: number): Tag | null
  lemma(i: number): string
}

const LEXEME = /\d+(?:[.,'’]\d+)*|[\p{L}\p{M}]+(?:['’]\p{L}+)*|[^\s\d\p{L}\p{M}]|[\p{M}]/gu

/** The lexemes of `text` within `range`; their places count in the whole of `text`. */
export function lexemesIn(text: string, range: Range): Lexeme[] {
  const lexemes: Lexeme[] = []
  LEXEME.lastIndex = 0
  const written = text.slice(range.from, range.to)
  let end = -1
  for (let match = LEXEME.exec(written); match; match = LEXEME.exec(written)) {
    const words = match[0]
    const first = words.charCodeAt(0)
    const digit = first >= 48 && first <= 57
    const kind = digit ? "number" : LETTER.test(words) ? "word" : "mark"
    lexemes.push({
      from: range.from + match.index,
      to: range.from + match.index + words.length,
      text: words,
      lower: digit ? words : plain(words),
      kind,
      glued: match.index === end,
    })
    end = match.index + words.length
  }
  return lexemes
}

const LETTER = /^\p{L}/u

/** Lexemes with tags: `tokens` are asked for when the first tag is. */
export function tagged(text: string, lexemes: readonly Lexeme[], tokens: () => readonly Token[]): TaggedSentence {
  let at: Int32Array | null = null
  let all: readonly Token[] = []
  const tokenOf = (i: number): Token | null => {
    if (i < 0 || i >= lexemes.length) return null
    if (!at) {
      all = tokens()
      at = placed(lexemes, all)
    }
    return all[at[i]!] ?? null
  }
  let hasTense: boolean | null = null
  const tensed = (): boolean => {
    hasTense ??= tokens().some(({xpos}) => xpos === "VBZ" || xpos === "VBP" || xpos === "VBD" || xpos === "MD")
    return hasTense
  }
  return {
    text,
    lexemes,
    tag: (i) => {
      const token = tokenOf(i)
      if (!token) return null
      // "the share of girls in school rose": where no word has a tense, the one that the coarser tagger calls a verb has.
      if (token.tag === "NOUN" && token.outer === "VERB" && !tensed()) return "VERB"
      return token.tag
    },
    lemma: (i) => {
      const token = tokenOf(i)
      const lexeme = lexemes[i]
      if (!lexeme) return ""
      return token && token.to - token.from === lexeme.to - lexeme.from ? token.lemma : lexeme.lower
    },
  }
}

/** For each lexeme the token that its first character stands in, or -1. */
function placed(lexemes: readonly Lexeme[], tokens: readonly Token[]): Int32Array {
  const at = new Int32Array(lexemes.length).fill(-1)
  let token = 0
  lexemes.forEach((lexeme, i) => {
    while (token < tokens.length && tokens[token]!.to <= lexeme.from) token++
    if (token < tokens.length && tokens[token]!.from <= lexeme.from) at[i] = token
  })
  return at
}

const TYPOGRAPHIC = /[‘’“”–—‐‑−]/

/** Lower case with typographic quotes and dashes in ASCII. */
function plain(word: string): string {
  const lower = word.toLowerCase()
  if (!TYPOGRAPHIC.test(lower)) return lower
  return lower
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—‐‑−]/g, "-")
}
