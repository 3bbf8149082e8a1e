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
  `that which who whom whose what how why where when whoever whatever whichever wherever whenever while because if than as unless until though although so but
  is are was were be been being am has have had do does did will would can could may might shall should must cannot
  i we you he she it they me us him them itself themselves himself herself ourselves not never no nobody`.split(/\s+/),
)

/** Words that open a relative clause. */
export const RELATIVE: ReadonlySet<string> = new Set(["that", "which", "who"])

/** Pronouns that stand for what a verb is done to. */
const OBJECTS: ReadonlySet<string> = new Set(
  "it them us me him you itself themselves himself herself ourselves everyone anyone".split(" "),
)

/** The same, where nothing stands behind them. */
const POINTED: ReadonlySet<string> = new Set(["this", "that", "these", "those"])

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

/** Behind these an article belongs to the same phrase: "half the crop". */
const BEFORE_ARTICLE: ReadonlySet<string> = new Set([
  "half",
  "double",
  "twice",
  "such",
  "rather",
  "quite",
  "many",
  "what",
])

/** Prepositions that open a phrase and no noun: "in blue", not "outside help". */
const OPENING: ReadonlySet<string> = new Set(
  "in on at by for from with of into among between during after before against about amid despite".split(" "),
)

/** Words that say when, where or how, and name nothing. */
const ADVERBS: ReadonlySet<string> = new Set(
  `never always often ever soon already yet still away here there home back again together apart ahead abroad forward
  worse worst better best longer later sooner more most less least fewer now then too instead anyway`.split(/\s+/),
)

/** Words that may stand between "and" and a verb. */
const JUST: ReadonlySet<string> = new Set(["just", "also", "then", "even", "simply", "only", "so"])

/** Pasts that are neither nouns nor participles, with the forms in -ing that name the deed; the codebook has others. */
const PASTS: ReadonlyMap<string, string> = new Map(
  `arose:arising blew:blowing broke:breaking chose:choosing crept:creeping drew:drawing drove:driving fell:falling
  flew:flying forgot:forgetting froze:freezing ran:running rode:riding sank:sinking shook:shaking shrank:shrinking
  slept:sleeping spoke:speaking sprang:springing stank:stinking stole:stealing stood:standing swam:swimming
  threw:throwing tore:tearing wept:weeping woke:waking wore:wearing wrote:writing`
    .split(/\s+/)
    .map((pair) => pair.split(":") as [string, string]),
)

/** Words at the end of a name that say nothing without what followed. */
const DANGLING: ReadonlySet<string> = new Set(
  "and or nor the a an to of only just even also too either neither both its their his her our your my".split(" "),
)

/** Pronouns that do what the next word says. */
const DOERS: ReadonlySet<string> = new Set(
  "i you he she we they who everybody everyone nobody somebody someone anybody anyone".split(" "),
)

/** Words behind which a form in -ed is a passive. */
const PASSIVE: ReadonlySet<string> = new Set(["be", "been", "being", "is", "are", "was", "were"])

const JOINS: ReadonlySet<string> = new Set(["and", "or"])
const POSSESSIVE: ReadonlySet<string> = new Set(["its", "their", "his", "her", "our", "your", "my"])
const ARTICLE: ReadonlySet<string> = new Set(["a", "an", "the", ...POSSESSIVE])

/** Forms of verbs that are no participles, so that they stand behind a noun as what it does: "counts began". */
const DOES: ReadonlySet<string> = new Set(
  [...deedNames.keys()].filter((form) => !/(?:.{3}ing|ed|en)$/.test(form)).filter((form) => !isPastParticiple(form)),
)

/** Forms that are nouns as well, and are what is done behind the plural of a noun: "the pumps run". */
const DOES_BEHIND_PLURAL: ReadonlySet<string> = new Set(
  "run work stop go come stand lie move die wait flow burn sleep sit return arrive leave stay live travel turn hold".split(
    " ",
  ),
)

/** Pasts that are participles as well: "fish sold at night". */
function isPastParticiple(form: string): boolean {
  return /^(?:bought|brought|found|got|heard|kept|known|led|left|lent|lost|made|met|paid|put|said|sat|sent|sold|sought|spent|stolen|taught|thought|thrown|told|understood|won|worn|grown)$/.test(
    form,
  )
}

/**
 * Is the word that a name begins with a verb: by what stands before it, or by the article or possessive behind it?
 *
 * @param words the words of the name
 * @param before the word right before them in their phrase, in small letters; @param further the one before that
 */
export function beginsWithVerb(words: readonly Word[], before: string, further = ""): boolean {
  const [first, next] = words
  if (!first || functionWords.has(first.lower) || prepositions.has(first.lower) || /.ing$/.test(first.lower))
    return false
  if (DOERS.has(before) || (VERB_FOLLOWS.has(before) && before !== "not" && before !== "never")) return true
  if (PASTS.has(first.lower)) return true
  // "They will not ask for a permit", "forced us to withdraw from the quarter".
  if ((before === "not" || before === "never") && VERB_FOLLOWS.has(further)) return true
  if (before === "to" && OBJECTS.has(further)) return true
  // "It pays for rifles", "people stay at home".
  if (before === "it" && /[^s]s$/.test(first.lower) && next && !next.broken)
    return ARTICLE.has(next.lower) || prepositions.has(next.lower)
  if (before === "people" && (deedNames.has(first.lower) || DOES_BEHIND_PLURAL.has(first.lower))) return true
  const past = /.{3}ed$/.test(first.lower)
  if (past && PASSIVE.has(before)) return true
  if (!next || next.broken) return false
  // "Moved here from the city", "measured honestly, has enough".
  const third = words[2]
  const isOver = !third || third.broken || prepositions.has(third.lower) || ENDS.has(third.lower)
  if (past && isOver && /^(?:here|there|away|home|.{3,}ly)$/.test(next.lower)) return true
  return past ? ARTICLE.has(next.lower) : POSSESSIVE.has(next.lower) && !first.lower.endsWith("s")
}

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
  const [first, second] = words
  // "Leaves it idle", "mention this": whatever it may be elsewhere, a word is a verb before what only it can be done to.
  const pointed =
    second && !second.broken && (OBJECTS.has(second.lower) || (words.length === 2 && POINTED.has(second.lower)))
  if (pointed && !functionWords.has(first!.lower) && !prepositions.has(first!.lower)) return true
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
  // "After-effects" are no opening.
  while (from < words.length - 1 && OPENING.has(words[from]!.lower) && text[words[from]!.to] === " ") from++
  let to = from + 1
  while (
    to < words.length &&
    to - from < MOST_WORDS &&
    !(endsBefore(words, to) && !(wide && (opensRelative(words, to) || does(words, to)))) &&
    !opensNext(words, to, isDeed && to === from + 1)
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
  const said = words.slice(from + 1, to)
  const rest = text.slice(first.to, end).replace(/["“”()[\]]/g, "")
  const named = `${isDeed ? gerund(first.lower) : first.text}${wide ? withParticiple(rest, said) : rest}`
  // Whose it is, nobody knows outside the sentence.
  return named.replace(/ (?:its|their|his|her|our|your|my)(?= )/g, " the")
}

/** Does another noun phrase begin at `at`: "in the longer run the herd"? Behind a verb in -ing it is what is done to. */
function opensNext(words: readonly Word[], at: number, isBehindDeed: boolean): boolean {
  const before = words[at - 1]!.lower
  const isArticle = /^(?:a|an|the)$/.test(words[at]!.lower)
  if (!isArticle || isBehindDeed || /.ing$/.test(before) || BEFORE_ARTICLE.has(before)) return false
  return !functionWords.has(before) && !prepositions.has(before)
}

/** A relative clause that a name takes in, of which no preposition is left: not "in which". */
function opensRelative(words: readonly Word[], at: number): boolean {
  return RELATIVE.has(words[at]!.lower) && !prepositions.has(words[at - 1]!.lower)
}

/** "(People) who bring batons" is "(people) bringing batons"; unchanged where the clause says what was done to them. */
function withParticiple(rest: string, words: readonly Word[]): string {
  const at = words.findIndex(({lower}) => RELATIVE.has(lower))
  const verb = at < 0 ? words.find(({lower}) => DOES.has(lower)) : words[at + 1]
  if (!verb || ENDS.has(verb.lower) || functionWords.has(verb.lower) || /.{3}(?:ly|ing)$/.test(verb.lower)) return rest
  return rest.replace(at < 0 ? verb.text : `${words[at]!.text} ${verb.text}`, gerund(verb.lower))
}

/** Does a phrase say what its first noun does: "the ministry lifts the ban"? An article behind a word makes it a verb. */
export function holdsVerb(words: readonly Word[]): boolean {
  return words.some(({lower}, at) => {
    if (at === 0 || functionWords.has(lower) || prepositions.has(lower)) return false
    const next = words[at + 1]
    return does(words, at) || (next !== undefined && !next.broken && ARTICLE.has(next.lower))
  })
}

/** Does the word at `at` say what the noun before it does, or another thing that is done? */
function does(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]?.lower ?? ""
  const {lower} = words[at]!
  if (PASTS.has(lower) && !functionWords.has(before) && !prepositions.has(before)) return true
  // "Get sick or just leave".
  if (JUST.has(before) && JOINS.has(words[at - 2]?.lower ?? "") && DOES_BEHIND_PLURAL.has(lower)) return true
  if (DOES_BEHIND_PLURAL.has(lower) && /.{2}[^su]s$/.test(before)) return true
  if (!DOES.has(lower)) return false
  return JOINS.has(before) || !(functionWords.has(before) || prepositions.has(before))
}

/** Whether the noun phrase is over before the word at `at`: a mark, a clause, a verb with its tense. */
function endsBefore(words: readonly Word[], at: number): boolean {
  const {lower, broken} = words[at]!
  // "2,100 shelters".
  const number = /^\d+$/.test(lower) && /^\d+$/.test(words[at - 1]!.lower)
  if (broken && !number) return true
  if (does(words, at)) return true
  const next = words[at + 1]
  if (/.{3}ed$/.test(lower) && next && !next.broken && ARTICLE.has(next.lower)) return true
  return ENDS.has(lower) || (lower === "to" && !OPENS_NOUN.has(words[at + 1]?.lower ?? ""))
}

/** Words that say how many, and not of what. */
export const COUNT =
  /^(?:\d+|many|dozens|scores|hundreds|thousands|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)$/

/** Does a name only say how many ("400"), or that something is done ("taking")? It names no factor. */
export function saysTooLittle(name: string, isDeed: boolean): boolean {
  const said = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const content = said.filter((word) => !functionWords.has(word))
  if (isDeed && content.length === 1 && LIGHT_DEEDS.has(content[0]!)) return true
  return content.every(
    (word) =>
      ADVERBS.has(word) ||
      /^\d/.test(word) ||
      COUNT.test(word) ||
      /^(?:per|cent|percent|half|thirds?|quarters?|fourths?|fifths?|tenths?)$/.test(word),
  )
}

/** The form in -ing: of a listed verb as it is, of any other by its spelling, whatever its tense. */
function gerund(form: string): string {
  const known = deedNames.get(form) ?? PASTS.get(form)
  if (known) return known
  const stem = form.endsWith("ied") ? form.slice(0, -3) : form.endsWith("ed") ? form.slice(0, -2) : ""
  if (/[aeiouy]/.test(stem)) return `${stem}${form.endsWith("ied") ? "ying" : "ing"}`
  const verb = /(?:ss|sh|ch|x|zz|o)es$/.test(form)
    ? form.slice(0, -2)
    : /.ies$/.test(form)
      ? `${form.slice(0, -3)}y`
      : /[^su]s$/.test(form)
        ? form.slice(0, -1)
        : form
  const listed = deedNames.get(verb)
  if (listed) return listed
  if (/ie$/.test(verb)) return `${verb.slice(0, -2)}ying`
  if (/[^aeiouy]e$/.test(verb) || /[aeiou][^aeiou]e$/.test(verb)) return `${verb.slice(0, -1)}ing`
  if (/^[^aeiou]*[aeiou][^aeiouwxy]$/.test(verb)) return `${verb}${verb.at(-1)}ing`
  return `${verb}ing`
}
