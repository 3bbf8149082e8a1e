// What a sentence only inserts: ", aid workers warn,", ", on the other hand,", ", she said". Tokens in, the places
// of insertions out.
//
// Parsers and windows alike go astray where a clause is cut in two; without the insertion both read it whole. The
// words stay where they are: only who reads passes over them. Invariant: insertions do not overlap, are in order,
// and never cover a whole sentence.

import type {Span, Token} from "../syntax/index.ts"
import {verbForms} from "../syntax/index.ts"
import {SAYING} from "./lexicon.ts"

/** An insertion with the commas around it; `says` where it tells who says the rest. */
export type Insertion = Span & {readonly says: boolean}

/** Turns of phrase that link sentences and say nothing of their own. */
const TURNS: ReadonlySet<string> = new Set([
  ...[
    "however",
    "meanwhile",
    "moreover",
    "furthermore",
    "though",
    "too",
    "indeed",
    "nevertheless",
    "nonetheless",
    "instead",
  ],
  ...[
    "on the other hand",
    "on the one hand",
    "for example",
    "for instance",
    "by contrast",
    "in contrast",
    "in fact",
    "of course",
  ],
  ...[
    "in particular",
    "at the same time",
    "as a rule",
    "in effect",
    "to be sure",
    "in short",
    "in practice",
    "in theory",
    "above all",
  ],
  ...[
    "in other words",
    "after all",
    "at least",
    "in return",
    "in part",
    "if anything",
    "by and large",
    "in general",
    "so far",
  ],
])

/** Longest insertion, in tokens. */
const LONGEST = 14
/** Longest turn of phrase, in tokens. */
const LONGEST_TURN = 4

const SPOKEN: ReadonlySet<string> = new Set([...SAYING.keys()].flatMap((lemma) => [...verbForms(lemma).keys()]))

const isComma = (token: Token | undefined): boolean => token?.text === ","
const isQuote = (token: Token | undefined): boolean => token !== undefined && /^["“”]$/.test(token.text)
/** A dash between words, no hyphen inside one. */
const isDash = (tokens: readonly Token[], i: number): boolean => {
  const token = tokens[i]
  if (!token || !/^(?:-|–|—|--)$/.test(token.text)) return false
  return token.text !== "-" || (tokens[i - 1]?.to !== token.from && tokens[i + 1]?.from !== token.to)
}
const isStop = (token: Token | undefined): boolean => token !== undefined && /^[.!]$/.test(token.text)
const hasTense = (token: Token): boolean => ["VBZ", "VBP", "VBD", "MD"].includes(token.xpos)

/** The insertions of a sentence. */
export function insertions(tokens: readonly Token[]): Insertion[] {
  const found: Insertion[] = []
  for (let i = 1; i < tokens.length - 1; i++) {
    const dash = isDash(tokens, i)
    if (!isComma(tokens[i]) && !dash) continue
    const start = isQuote(tokens[i + 1]) ? i + 2 : i + 1
    let end = start
    while (
      end < tokens.length &&
      end - start <= LONGEST &&
      !(dash ? isDash(tokens, end) : isComma(tokens[end])) &&
      !isStop(tokens[end]) &&
      !isQuote(tokens[end])
    )
      end++
    if (end >= tokens.length || end === start || end - start > LONGEST) continue
    const final = isStop(tokens[end])
    const words = tokens.slice(start, end)
    const turn = !final && words.length <= LONGEST_TURN && TURNS.has(words.map((word) => word.lower).join(" "))
    const says = !turn && speaks(words)
    const aside = dash && !final && !words.some(hasTense) && i > 2
    if (!turn && !says && !aside) continue
    // The comma that closes goes with it, unless it also parts what stands around: a fronted clause, a second one.
    const parts = fronts(tokens, i) || ["and", "but", "while", "or"].includes(tokens[end + 1]?.lower ?? "")
    const close = final || parts || isQuote(tokens[end]) ? end : end + 1
    found.push({start: i, end: close, says})
    i = close - 1
  }
  return found
}

const FRONTING: ReadonlySet<string> = new Set([
  "if",
  "unless",
  "until",
  "without",
  "with",
  "after",
  "since",
  "as",
  "because",
  "when",
  "once",
  "should",
  "had",
  "were",
  "in",
  "under",
  "despite",
  "given",
])

/** Whether what stands before `i` is a clause or phrase put in front, which a comma must part from the rest. */
function fronts(tokens: readonly Token[], i: number): boolean {
  if (!FRONTING.has(tokens[0]!.lower)) return false
  for (let k = 1; k < i; k++) if (isComma(tokens[k])) return false
  return true
}

/** Whether words are a speaker and a verb of saying and nothing else: "aid workers warn", "said the mayor". */
function speaks(words: readonly Token[]): boolean {
  const verbs = words.filter((word) => hasTense(word) || (SPOKEN.has(word.lower) && word.tag === "VERB"))
  if (verbs.length === 0 || verbs.length > 2 || !verbs.some((verb) => SPOKEN.has(verb.lower))) return false
  const last = words.at(-1)!
  const ends = SPOKEN.has(last.lower) && words.length > 1
  const opens =
    SPOKEN.has(words[0]!.lower) && words.length > 1 && ["NOUN", "PROPN", "PRON", "DET"].includes(words[1]!.tag)
  // "said on Tuesday", "told the court", "now concede": what follows or precedes the verb within reason.
  const at = words.findIndex((word) => SPOKEN.has(word.lower))
  const trailing = words.slice(at + 1)
  const told =
    at > 0 &&
    trailing.length <= 4 &&
    !trailing.some(
      (word) => ["IN", "WDT", "TO"].includes(word.xpos) && ["that", "to", "if", "whether"].includes(word.lower),
    )
  const subject = words.slice(0, at).some((word) => ["NOUN", "PROPN", "PRON"].includes(word.tag))
  return (
    opens ||
    ((ends || told) && subject && !["who", "which", "that", "and", "but", "as", "if"].includes(words[0]!.lower))
  )
}
