// What a sentence only inserts: ", aid workers warn,", ", on the other hand,", ", driven from the plain by drought,". Tokens in,
// the places of insertions out.
//
// A parser goes astray where a clause is cut in two; without the insertion it reads the clause whole. The words stay where they
// are. Invariant: insertions do not overlap, are in order, and never cover a whole sentence.

import type {Span, Token} from "../language/index.ts"
import {verbForms} from "../language/index.ts"
import {TENSED} from "./bounds.ts"
import {CITING, SAYING, TURNS} from "./lexicon.ts"

/** An insertion with the marks around it. `relation`: what it is to the noun right before it, where it only says more of that. */
export type Insertion = Span & {readonly relation?: "acl:relcl" | "acl" | "appos"}

/** Longest insertion, in tokens. */
const LONGEST = 18

const SPOKEN: ReadonlySet<string> = new Set([...SAYING.keys()].flatMap((lemma) => [...verbForms(lemma).keys()]))
const RELATIVE: ReadonlySet<string> = new Set(["which", "who", "whose", "whom", "where"])
const SUBORDINATING: ReadonlySet<string> = new Set(
  "if unless until because when while although though whereas once since after before so than that as".split(" "),
)
const JOINING: ReadonlySet<string> = new Set(["and", "but", "while", "or"])
/** Words that open a clause or phrase put in front. */
const FRONTING: ReadonlySet<string> = new Set(
  "if unless until without with after since as because when once should had were in under despite given".split(" "),
)

const isComma = (token: Token | undefined): boolean => token?.text === ","
const isStop = (token: Token | undefined): boolean => token !== undefined && /^[.!]$/.test(token.text)
const isBreak = (token: Token): boolean => /^(?:[;:()"“”])$/.test(token.text)
/** A dash between words, no hyphen inside one. */
const isDash = (tokens: readonly Token[], i: number): boolean => {
  const token = tokens[i]!
  if (!/^(?:-|–|—|--)$/.test(token.text)) return false
  return token.text !== "-" || (tokens[i - 1]?.to !== token.from && tokens[i + 1]?.from !== token.to)
}
const hasTense = (token: Token | undefined): boolean => token !== undefined && TENSED.has(token.xpos)
const nominal = (token: Token | undefined): boolean =>
  token !== undefined && ["NOUN", "PROPN", "PRON", "NUM"].includes(token.tag)

/** The insertions of a sentence. */
export function insertions(tokens: readonly Token[]): Insertion[] {
  const found: Insertion[] = []
  for (let i = 1; i < tokens.length - 1; i++) {
    const dash = isDash(tokens, i)
    if (!dash && !isComma(tokens[i])) continue
    const end = closing(tokens, i, dash)
    if (end <= i + 1) continue
    const words = tokens.slice(i + 1, end)
    const stopped = isStop(tokens[end])
    const relation = dash || stopped ? undefined : relationOf(tokens, i, end)
    const said =
      (!stopped && TURNS.has(words.map(({lower}) => lower).join(" "))) ||
      speaks(words) ||
      (dash && !stopped && i > 2 && !words.some(hasTense))
    if (!said && !relation) continue
    // The mark that closes goes with it, unless it also parts what stands around: a fronted clause, a second one.
    const parts = stopped || isBreak(tokens[end]!) || fronts(tokens, i) || JOINING.has(tokens[end + 1]?.lower ?? "")
    found.push({start: i, end: parts && !relation ? end : end + 1, ...(relation && {relation})})
    i = found.at(-1)!.end - 1
  }
  return found
}

/** Where what opens behind the mark at `i` closes: at the next such mark or stop; -1 with another break before it, or none near. */
function closing(tokens: readonly Token[], i: number, dash: boolean): number {
  for (let k = i + 1; k < tokens.length && k - i <= LONGEST + 1; k++) {
    if (isStop(tokens[k]) || (dash ? isDash(tokens, k) : isComma(tokens[k]))) return k
    if (isBreak(tokens[k]!) || (!dash && isDash(tokens, k))) return -1
  }
  return -1
}

/**
 * What stands between a subject and its verb, by its first word: "the herders, driven from the plain by drought, have". It has a
 * verb with a tense only behind a relative pronoun, and the sentence's verb follows.
 */
function relationOf(tokens: readonly Token[], i: number, end: number): Insertion["relation"] {
  const [opener, next, verb] = [tokens[i + 1]!, tokens[i + 2]!, tokens[end + 1]?.tag === "ADV" ? end + 2 : end + 1]
  if (!nominal(tokens[i - 1]) || !hasTense(tokens[verb])) return undefined
  if (opener.tag === "CCONJ" || SUBORDINATING.has(opener.lower) || CITING.has(opener.lemma)) return undefined
  const words = tokens.slice(i + 1, end)
  const relative = words.findIndex(({lower}) => RELATIVE.has(lower) || lower === "that")
  const tense = words.findIndex(hasTense)
  if (relative === 0) return tense < 0 ? undefined : "acl:relcl"
  if (tense >= 0 && (relative < 0 || relative > tense)) return undefined
  const described = opener.tag === "ADV" ? next : opener
  return described.tag === "ADJ" || /^VB[NG]$/.test(described.xpos)
    ? "acl"
    : opener.tag === "DET" || nominal(opener)
      ? "appos"
      : undefined
}

/** Whether what stands before `i` is a clause or phrase put in front, which a comma must part from the rest. */
function fronts(tokens: readonly Token[], i: number): boolean {
  if (!FRONTING.has(tokens[0]!.lower)) return false
  const comma = tokens.findIndex(isComma)
  return comma < 0 || comma >= i
}

/** Whether words are a source, or a speaker and a verb of saying and little else: "aid workers warn", "said the mayor in May". */
function speaks(words: readonly Token[]): boolean {
  if (words[0]!.lower === "according" && words[1]?.lower === "to") return true
  const at = words.findIndex(
    (word) => SPOKEN.has(word.lower) && (hasTense(word) || word.tag === "VERB" || word === words.at(-1)),
  )
  if (at < 0 || words.length < 2 || words.filter(hasTense).length > 2) return false
  if (at === 0) return nominal(words[1]) || words[1]!.tag === "DET"
  return (
    words.length - at <= 5 &&
    words.slice(0, at).some(nominal) &&
    !/^(?:who|which|that|and|but|as|if)$/.test(words[0]!.lower) &&
    !words.slice(at).some(({lower}) => /^(?:that|to|if|whether)$/.test(lower))
  )
}
