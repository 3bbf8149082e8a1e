// Word patterns: how a codebook says which words name a theme. In: a pattern as a person
// writes it, and the words of a phrase. Out: where it matches.
//
// The map may not look at tokens of the language layer, so it keeps this small word list of
// its own: lower case, possessive endings and hyphens opened, offsets into the phrase.
// Nothing here knows any theme.

/** One word of a phrase. `from` and `to` are offsets into the text that was split. */
export type Word = {
  readonly text: string
  /** Lower case, without a possessive ending. */
  readonly lower: string
  readonly from: number
  readonly to: number
  /** Carries `'s` or a bare `'` after s. */
  readonly possessive: boolean
  /** Joined to the word before it by a hyphen or dash without spaces. */
  readonly joined: boolean
  /** A comma, dash, bracket, semicolon or full stop stands between it and the word before it. */
  readonly broken: boolean
}

const WORD = /[\p{L}\p{N}]+(?:\.\p{L}(?=\.)|['’](?!s\b)\p{L}+)*(['’]s\b|['’](?=\s|$))?/gu

/** The words of `text`, in order. "Salt-road's" gives salt, road. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let end = 0
  for (const match of text.matchAll(WORD)) {
    const whole = match[0]
    const ending = match[1] ?? ""
    const bare = whole.slice(0, whole.length - ending.length)
    const gap = text.slice(end, match.index)
    const before = words.at(-1)
    // "for want of nurses": before "of" the word is a lack, whatever else it can be.
    if (before?.lower === "want" && bare.toLowerCase() === "of") words[words.length - 1] = {...before, lower: "lack"}
    words.push({
      text: bare,
      lower: bare.toLowerCase(),
      from: match.index,
      to: match.index + bare.length,
      possessive: ending.includes("s") || (ending !== "" && /s$/i.test(bare)),
      joined: words.length > 0 && /^[-‐-―]$/u.test(gap),
      broken: /[,;:()[\]"“”.!?]|\s[-‐-―]+\s/u.test(gap),
    })
    end = match.index + whole.length
  }
  return words
}

/** The words of a phrase in small letters, with one blank between: two phrases of the same words are the same. */
export function foldedPhrase(text: string): string {
  return wordsOf(text)
    .map((w) => text.slice(w.from, w.to).toLowerCase().replace(/’/g, "'") + (w.possessive ? "'s" : ""))
    .join(" ")
}

/**
 * A pattern: words in order. `strik*` any ending; `a|b` either; `..` up to three words
 * between, not across a comma. After ` ~ ` words of which one must stand somewhere in the
 * document's claims (for words with two meanings); a trailing ` @` asks that a named actor
 * stands directly before ("Arv's escalation"), ` &armed` that the phrase names an armed group, ` &place` that it names a part of the world, ` &actor` that it names somebody.
 */
export type Pattern = {
  readonly steps: readonly (Matcher | "gap")[]
  readonly near: readonly Matcher[]
  /** Who must be there: an actor directly before, an armed group or a part of the world anywhere in the phrase. */
  readonly asks: "owner" | "armed" | "place" | "actor" | null
  /** What the first word may be: whole words, and beginnings of words. For indexing. */
  readonly first: {readonly words: readonly string[]; readonly stems: readonly string[]}
}

type Matcher = (word: string) => boolean

/** Reads one pattern. Throws on an empty one: patterns are our own data. */
export function pattern(source: string): Pattern {
  const [body, near] = source.split(" ~ ")
  const words = body!.trim().split(/\s+/)
  const last = words.at(-1)
  const asks =
    last === "@"
      ? "owner"
      : last === "&armed"
        ? "armed"
        : last === "&place"
          ? "place"
          : last === "&actor"
            ? "actor"
            : null
  if (asks) words.pop()
  if (words.length === 0) throw new Error(`empty pattern "${source}"`)
  return {
    steps: words.map((word) => (word === ".." ? "gap" : matcher(word))),
    near: near ? near.trim().split("|").map(matcher) : [],
    asks,
    first: optionsOf(words[0]!.split("|")),
  }
}

function optionsOf(options: readonly string[]): {words: string[]; stems: string[]} {
  return {
    words: options.filter((option) => !option.endsWith("*")),
    stems: options.filter((option) => option.endsWith("*")).map((option) => option.slice(0, -1)),
  }
}

const matcher = (source: string): Matcher => wordMatcher(source.split("|"))

/** Is a word, in small letters, one of these: a whole one, or with a beginning that ends in `*`? */
export function wordMatcher(options: readonly string[]): Matcher {
  const {words, stems} = optionsOf(options)
  const exact = new Set(words)
  return (word) => exact.has(word) || stems.some((stem) => word.startsWith(stem))
}

/** The end (exclusive) of the match that begins at word `at`, or -1. The nearest end wins. */
export function matchAt(pattern: Pattern, words: readonly Word[], at: number): number {
  return advance(pattern.steps, 0, words, at, at)
}

const LONGEST_GAP = 3

function advance(steps: Pattern["steps"], step: number, words: readonly Word[], at: number, begin: number): number {
  if (step === steps.length) return at
  const current = steps[step]!
  if (current === "gap") {
    for (let skip = 0; skip <= LONGEST_GAP && at + skip < words.length; skip++) {
      if (words[at + skip]!.broken && at + skip > begin) return -1
      const end = advance(steps, step + 1, words, at + skip, begin)
      if (end >= 0) return end
    }
    return -1
  }
  const word = words[at]
  if (!word || !current(word.lower)) return -1
  if (word.broken && at > begin) return -1
  return advance(steps, step + 1, words, at + 1, begin)
}

/** Words that say nothing about what a phrase is about. */
export const functionWords: ReadonlySet<string> = new Set(
  `a an the this that these those such any some every each all both either neither no not only also even just still yet
  its their his her our your my it they he she we you i them him us itself themselves which who whom whose what
  and or but nor as than then there here so very more most much many few little less least several various other another own same
  is are was were be been being am has have had do does did can could may might must shall should will would to
  of in on at by for from with without about against between among within into onto over under across through during toward towards
  along around near after before since until while when where if because despite amid upon per via out up down off again
  recent recently current currently ongoing potential possible already further often now today new newly
  one two first second last next past future particularly especially including`
    .split(/\s+/)
    .filter((word) => word !== ""),
)

/** Prepositions that open a new phrase behind the head noun. */
export const prepositions: ReadonlySet<string> = new Set(
  `of in on at by for from with without about against between among within into onto over under across through during
  toward towards along around near after before since until upon per via despite amid inside outside beyond behind like as`.split(
    /\s+/,
  ),
)

/** The word that heads a noun phrase, the last before its first preposition; -1 where it begins with one. */
export function headAt(words: readonly Word[]): number {
  const behind = words.findIndex(({lower}) => prepositions.has(lower))
  return (behind < 0 ? words.length : behind) - 1
}

/** A rough stem: enough for "border clash" and "border clashes" to meet, never for showing. */
export function stem(word: string): string {
  let w = word.toLowerCase()
  if (/^(?:bus|virus|bonus|campus|status|census|focus|surplus)es$/.test(w)) w = w.slice(0, -2)
  else if (w.length > 4 && w.endsWith("ies")) w = `${w.slice(0, -3)}y`
  else if (/^(?:(?:mid|house)?wi|kni|li)ves$/.test(w)) w = `${w.slice(0, -3)}fe`
  else if (/^(?:lea|loa|thie|wol|hal|shel|cal)ves$/.test(w)) w = `${w.slice(0, -3)}f`
  else if (w.length > 4 && /[^h]oes$/.test(w) && w !== "canoes") w = w.slice(0, -2)
  else if (w.length > 4 && /(?:ss|sh|ch|x|z)es$/.test(w)) w = w.slice(0, -2)
  else if (w.length > 3 && w.endsWith("s") && !/(?:ss|us|is)$/.test(w)) w = w.slice(0, -1)
  return w
}

const ENDINGS =
  "isations izations isation ization ational ations ation itions ition ements ement ments ment ances ance ences ence ancies ancy encies ency ities ity iness ness ingly ings ing ions ion ures ure ages age alist ism ists ist ers ers er ors or als al ives ive ous able ible ful less ied ed es s e y".split(
    " ",
  )

/** Endings of one and the same verb may leave a letter less: "hire", "hired". */
const VERBAL: ReadonlySet<string> = new Set(["ed", "ing", "e"])

/** A root keeps at least this many letters. */
const SHORTEST_ROOT = 4

/**
 * What words of one family have in common: "closure", "closing" and "closed" are "clos". Rougher than `stem`: good for
 * asking whether two phrases speak of the same thing, where more than a root must agree; never for showing.
 */
export function rootOf(word: string): string {
  let root = stem(word)
  for (let rounds = 0; rounds < 3; rounds++) {
    const ending = ENDINGS.find(
      (e) => root.endsWith(e) && root.length - e.length >= (VERBAL.has(e) ? SHORTEST_ROOT - 1 : SHORTEST_ROOT),
    )
    if (!ending) break
    root = root.slice(0, -ending.length)
    // "Shipping" is of "ship".
    if (/([bdgmnprt])\1$/.test(root) && root.length > SHORTEST_ROOT) root = root.slice(0, -1)
  }
  return root
}
