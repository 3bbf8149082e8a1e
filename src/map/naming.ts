// What a factor is called that no theme names: a noun phrase of the documents' own words. In: the words of a phrase and
// whether it is said as a verb. Out: its name, or null where it tells of nothing that can have one.
//
// There are no parts of speech here. What ends a noun phrase is known by words of grammar, what begins with a verb by
// what stands before it in its sentence and by a list of verbs that are no nouns; so a name may be cut too short, never
// in the middle of a word.

import {deedNames} from "./codebook.ts"
import {functionWords, prepositions, type Word} from "./pattern.ts"

/** More words than this no name has; what "of" brings is kept where it ends before. */
const MOST_WORDS = 6

/** Words that end a noun phrase: of clauses, of verbs that carry their tense, pronouns. */
const ENDS: ReadonlySet<string> = new Set(
  `that which who whom whose where when while because if than as unless until though although so but
  is are was were be been being am has have had do does did will would can could may might shall should must
  i we you he she it they me us him them itself themselves himself herself ourselves not never no nobody`.split(/\s+/),
)

const RELATIVE: ReadonlySet<string> = new Set(["that", "which", "who"])

/** Pronouns that stand for what a verb is done to. */
const OBJECTS: ReadonlySet<string> = new Set(
  "it them us me him you itself themselves himself herself ourselves everyone anyone".split(" "),
)

/** Verbs that say nothing without what is done: "take", "let". Of any other the deed alone is a thing: "replanting". */
const LIGHT_DEEDS: ReadonlySet<string> = new Set(
  `being becoming beginning bringing coming continuing finding getting giving going happening having keeping knowing
  letting making putting remaining saying seeing seeming taking telling thinking trying understanding wanting asking
  allowing choosing expecting believing belonging managing providing doing using`.split(/\s+/),
)

/** Words behind which a verb stands; behind "to" a noun may stand as well. */
const VERB_FOLLOWS: ReadonlySet<string> = new Set(
  `will would can could may might shall should must not n't cannot never they we i he she who`.split(/\s+/),
)

/** Words that open a noun phrase. */
const OPENS_NOUN: ReadonlySet<string> = new Set(
  "a an the this that these those its their his her our your my some any no every each all both more less fewer".split(
    " ",
  ),
)

/** Words at the end of a name that say nothing without what followed. */
const DANGLING: ReadonlySet<string> = new Set([
  ..."and or nor the a an to of only just even also too either neither both its their his her our your my".split(" "),
])

/**
 * Does a phrase tell of a deed: begins it with a verb, by what it is or by the word before it in its sentence?
 *
 * @param before the word right before the phrase, in small letters; empty where there is none
 */
export function tellsDeed(words: readonly Word[], before: string): boolean {
  const first = words.find(({lower}) => lower !== "to" && lower !== "not" && !/ly$/.test(lower))
  if (!first || functionWords.has(first.lower) || prepositions.has(first.lower) || /.ing$/.test(first.lower))
    return false
  if (deedNames.has(first.lower)) return true
  const object = OPENS_NOUN.has(words[words.indexOf(first) + 1]?.lower ?? "")
  const follows = VERB_FOLLOWS.has(before) || ((before === "to" || words[0]!.lower === "to") && object)
  return follows && !/(?:s|tion|ment|ness|ity)$/.test(first.lower)
}

/** Is a deed done to what only a pronoun names, or to nothing at all: "let them", "admit"? It is no factor. */
export function namesNothing(words: readonly Word[], isDeed: boolean): boolean {
  const content = words.filter(({lower}) => !functionWords.has(lower) && !prepositions.has(lower))
  const verb = isDeed || /.ing$/.test(words[0]?.lower ?? "")
  if (verb && words.some(({lower}, i) => i > 0 && i <= 2 && OBJECTS.has(lower))) return true
  return isDeed && content.length < 2 && (content.length === 0 || LIGHT_DEEDS.has(gerund(content[0]!.lower)))
}

/**
 * The name: the noun phrase at the beginning of the words, or the deed by its form in -ing with what it is done to.
 *
 * @param text the text that the words are of
 * @param wide take a relative clause in: of a noun that says nothing alone, "people who bring batons"
 */
export function nameOfWords(text: string, words: readonly Word[], isDeed: boolean, wide = false): string {
  let from = 0
  while (from < words.length - 1 && (ENDS.has(words[from]!.lower) || words[from]!.lower === "to")) from++
  let to = from + 1
  while (
    to < words.length &&
    to - from < MOST_WORDS &&
    !(endsBefore(words, to) && !(wide && RELATIVE.has(words[to]!.lower)))
  )
    to++
  // What is cut off may leave a preposition, or an article.
  while (
    to - from > 1 &&
    (DANGLING.has(words[to - 1]!.lower) ||
      prepositions.has(words[to - 1]!.lower) ||
      (to < words.length && functionWords.has(words[to - 1]!.lower)))
  )
    to--
  const [first, last] = [words[from]!, words[to - 1]!]
  const owner = last.possessive && to < words.length ? last.to : (words[to]?.from ?? text.length)
  const end = last.possessive ? last.to + (/^['’]s?/.exec(text.slice(last.to, owner + 2))?.[0].length ?? 0) : last.to
  const rest = text.slice(first.to, end).replace(/["“”()[\]]/g, "")
  return `${isDeed ? gerund(first.lower) : first.text}${rest}`
}

/** Whether the noun phrase is over before the word at `at`: a mark, a clause, a verb with its tense. */
function endsBefore(words: readonly Word[], at: number): boolean {
  const {lower, broken} = words[at]!
  // "2,100 shelters".
  const number = /^\d+$/.test(lower) && /^\d+$/.test(words[at - 1]!.lower)
  if (broken && !number) return true
  return ENDS.has(lower) || (lower === "to" && !OPENS_NOUN.has(words[at + 1]?.lower ?? ""))
}

/** Does a name only say how many ("400"), or that something is done ("taking")? It names no factor. */
export function saysTooLittle(name: string, isDeed: boolean): boolean {
  const said = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const content = said.filter((word) => !functionWords.has(word))
  if (isDeed && content.length < 2 && LIGHT_DEEDS.has(content[0] ?? "being")) return true
  return content.every((word) => /^\d/.test(word) || /^(?:per|cent|percent|one)$/.test(word))
}

/** The form in -ing: of a listed verb as it is, of any other by its spelling. */
function gerund(verb: string): string {
  const known = deedNames.get(verb)
  if (known) return known
  if (/[^aeiouy]e$/.test(verb) || /[aeiou][^aeiou]e$/.test(verb)) return `${verb.slice(0, -1)}ing`
  if (/^[^aeiou]*[aeiou][^aeiouwxy]$/.test(verb)) return `${verb}${verb.at(-1)}ing`
  return `${verb}ing`
}
