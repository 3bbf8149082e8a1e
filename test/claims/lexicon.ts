// The examples of the lexicon: lexicon/*.txt hold a line for each word, `word | sign | sentence`, in whose sentence
// brackets hold the cause and braces the effect: `ease | - | [The bridge] eased {congestion}.` The sign may name a
// condition (`- unless`); `nothing` is a sentence in which the word tells no cause. In: those files. Out: cases as
// the casebook judges them.

import {readdirSync, readFileSync} from "node:fs"
import {ADJECTIVES} from "../../src/claims/lexicon/adjectives.ts"
import {BECAUSE_OF, CLAUSE_OPENERS, WITHOUT} from "../../src/claims/lexicon/connectives.ts"
import {JUDGEMENTS, NOUNS} from "../../src/claims/lexicon/nouns.ts"
import {parseClaim} from "../../src/claims/spelling.ts"
import {verbForms} from "../../src/language/index.ts"
import type {Case} from "./casebook.ts"

/** Words before "effect" that say which way; without one the direction is not said. */
export const EFFECT_GRADES = [
  {
    words: ["no", "little", "negligible", "minimal"],
    sign: "0",
    example: {text: "Aid has had no effect on hunger.", cause: "Aid", effect: "hunger"},
  },
  {
    words: ["harmful", "negative", "damaging", "adverse", "severe", "devastating", "chilling", "bad"],
    sign: "-",
    example: {text: "The ban had a harmful effect on trade.", cause: "The ban", effect: "trade"},
  },
  {
    words: ["positive", "beneficial", "stabilising", "stabilizing", "good", "calming"],
    sign: "+",
    example: {text: "The truce had a calming effect on prices.", cause: "The truce", effect: "prices"},
  },
] as const

/** The families that carry a whole sentence as their example; those of verbs leave out the verb. */
export const EXEMPLIFIED = [
  ...NOUNS,
  ...ADJECTIVES,
  ...BECAUSE_OF,
  ...CLAUSE_OPENERS,
  ...WITHOUT,
  ...JUDGEMENTS,
  ...EFFECT_GRADES,
]

/** "rose" of "rise". */
export function pastOf(lemma: string): string {
  return [...verbForms(lemma)].find(([, forms]) => forms.includes("past"))![0]
}

const folder = new URL("./lexicon/", import.meta.url)
const BRACKETS = /[[\]{}]/g

/** A case that is a word's example. */
export type Example = Case & {readonly word: string}

/** Every example, file by file. A blank line and one that opens with `//` say nothing. */
export function allExamples(): Example[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".txt"))
    .sort()
    .flatMap((file) =>
      readFileSync(new URL(file, folder), "utf8")
        .split("\n")
        .flatMap((row, i) => (row === "" || row.startsWith("//") ? [] : [exampleOf(file, i + 1, row)])),
    )
}

function exampleOf(file: string, line: number, row: string): Example {
  const [word, sign, marked, ...more] = row.split(" | ")
  if (!word || !sign || !marked || more.length > 0)
    throw new Error(`${file}:${line}: an example is word | sign | sentence: ${row}`)
  const sentence = marked.replace(BRACKETS, "")
  const wanted =
    sign === "nothing"
      ? []
      : [parseClaim(`==> ${phrase(marked, sentence, "[", "]")} -(${sign})-> ${phrase(marked, sentence, "{", "}")}`)]
  return {file: `lexicon/${file}`, line, title: `${word}, ${sentence}`, sentence, wanted, word}
}

/** What stands between two brackets, with `@2` where those words stand in the sentence before. */
function phrase(marked: string, sentence: string, open: string, close: string): string {
  const [from, to] = [marked.indexOf(open), marked.indexOf(close)]
  if (from < 0 || to < from) throw new Error(`No ${open}${close} in: ${marked}`)
  const words = marked.slice(from + 1, to).replace(BRACKETS, "")
  const place = marked.slice(0, from).replace(BRACKETS, "").length
  let nth = 1
  for (let at = sentence.indexOf(words); at < place; at = sentence.indexOf(words, at + 1)) nth++
  return nth > 1 ? `${words}@${nth}` : words
}
