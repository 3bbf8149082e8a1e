// Whether a sentence holds words that a rule over trees could start from: only then is its tree worth making, and
// trees are half the work of reading. Tokens in, yes or no out.
//
// It must let through whatever framed and linked (frames.ts, linking.ts) can start from, and may let through more. So a word
// that starts nothing by itself ("paved", "central") counts only where the sentence has one of those that it needs.

import type {Token} from "../language/index.ts"
import {halves} from "./halves.ts"
import {
  ADJECTIVES,
  BEARING,
  BECAUSE_OF,
  CLAUSE_OPENERS,
  COMPOUNDED,
  GIVING,
  LEANING,
  LIGHT_VERBS,
  NOUNS,
  PARTICLE_VERBS,
  PLACE_VERBS,
  SHARES,
  WITHOUT,
} from "./lexicon.ts"
import {DISCORD, FRONTED_STATES} from "./linking.ts"
import {FAMILIES, FORMS} from "./proposal.ts"
import {announcesList, BYPRODUCTS, GAME, GRADES, LITTER} from "./talk.ts"

/** What a written form can start, and what it takes. */
type Trigger = {
  alone: boolean
  /** Words, as written or as lemmas, one of which must stand in the sentence. */
  readonly beside: Set<string>
  /** Words that must follow it. */
  readonly before: (readonly string[])[]
}

function triggerOf(table: Map<string, Trigger>, word: string): Trigger {
  const known = table.get(word)
  if (known) return known
  const made: Trigger = {alone: false, beside: new Set(), before: []}
  table.set(word, made)
  return made
}

/** Forms of verbs, which start something only where they are tagged as verbs: "the court", "a place" start nothing. */
const VERBAL: ReadonlyMap<string, Trigger> = (() => {
  const table = new Map<string, Trigger>()
  const lightOf = (lemma: string) => LIGHT_VERBS.filter(({verbs}) => verbs.includes(lemma)).map(({noun}) => noun)
  const particlesOf = (lemma: string) =>
    [...PARTICLE_VERBS.keys()].filter((key) => key.startsWith(`${lemma}.`)).map((key) => key.slice(lemma.length + 1))
  for (const [form, lemma] of FORMS)
    if (FAMILIES.has(lemma) || GIVING.has(lemma)) triggerOf(table, form).alone = true
    else
      for (const companion of [...lightOf(lemma), ...particlesOf(lemma), "under"])
        triggerOf(table, form).beside.add(companion)
  return table
})()

const TRIGGERS: ReadonlyMap<string, Trigger> = (() => {
  const table = new Map<string, Trigger>()
  const of = (word: string) => triggerOf(table, word)
  const beside = (word: string, companions: Iterable<string>) => {
    for (const companion of companions) of(word).beside.add(companion)
  }
  const inRow = ([first, ...rest]: readonly string[]) => {
    if (rest.length === 0) of(first!).alone = true
    else of(first!).before.push(rest)
  }
  for (const {verbs, noun} of [...LIGHT_VERBS, ...PLACE_VERBS])
    for (const form of [noun, plural(noun)]) beside(form, verbs)
  for (const {nouns, prepositions} of NOUNS)
    for (const noun of nouns) for (const form of [noun, plural(noun)]) beside(form, [...prepositions, "to"])
  for (const noun of BEARING) for (const form of [noun, plural(noun)]) inRow([form])
  for (const noun of SHARES) for (const form of [noun, plural(noun)]) beside(form, ["play", "have"])
  for (const [word, {prepositions}] of LEANING) beside(word, prepositions)
  for (const {words, prepositions} of ADJECTIVES) for (const word of words) beside(word, prepositions)
  for (const {words} of [...BECAUSE_OF, ...CLAUSE_OPENERS, ...WITHOUT]) if (words[0] !== "where") inRow(words)
  for (const mark of [";", ":"]) inRow([mark, "where"])
  for (const word of COMPOUNDED) inRow(["-", word])
  for (const word of "therefore thus hence consequently accordingly so since when behind through lest else enough too owes owed".split(
    " ",
  ))
    inRow([word])
  // What talk starts from (talk.ts).
  for (const word of "reason reasons problem eat eats feed feeds live lives prey gives give graze grazes = → > theres".split(
    " ",
  ))
    inRow([word])
  for (const grade of GRADES) inRow(["with", grade])
  for (const reflects of ["reflect", "reflects", "reflected", "reflecting"]) inRow([reflects])
  // "due less to the document than to the trade".
  inRow(["due"])
  for (const linked of ["linked", "tied"]) inRow([linked, "to"])
  for (const is of ["is", "are"]) for (const amount of ["more", "less", "fewer", "no"]) inRow([is, amount])
  for (const form of "leave leaves drop drops dump dumps throw throws".split(" ")) beside(form, LITTER)
  for (const form of ["make", "makes"]) beside(form, BYPRODUCTS)
  for (const form of "catch catches hunt hunts shoot shoots take takes remove removes chase chases".split(" "))
    beside(form, GAME)
  for (const form of "hold holds contain contains carry carries bear bears yield yields".split(" "))
    beside(form, ["more", "less", "fewer"])
  beside("over", DISCORD)
  beside("such", ["that"])
  for (const after of "by through with when after if once".split(" ")) inRow(["only", after])
  for (const asks of ["why", "how"]) for (const is of ["is", "was", "'s"]) inRow([is, asks])
  for (const outcome of "result effect consequence outcome upshot".split(" ")) inRow(["the", outcome])
  for (const what of ["result", "consequence"]) inRow(["as", "a", what])
  return table
})()

const VERB_LIKE: ReadonlySet<string> = new Set(["VERB", "AUX", "ADP", "SCONJ"])

/** Words that trigger a claim only where they open a sentence. */
const FRONTED: ReadonlySet<string> = new Set([
  "with",
  "where",
  "had",
  "were",
  "should",
  "otherwise",
  "having",
  "fearing",
  ...FRONTED_STATES.keys(),
  "behind",
  "at",
])

function plural(noun: string): string {
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : /(?:s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`
}

/** Whether a sentence holds what a rule over its tree could start from. */
export function tellsCauses(tokens: readonly Token[]): boolean {
  if (FRONTED.has(tokens[0]?.lower ?? "")) return true
  for (let i = 0; i < tokens.length; i++) {
    const {lower, tag, xpos} = tokens[i]!
    if (lower === "as" && tag === "SCONJ") return true
    if (lower === ":" && i > 0 && announcesList(tokens[i - 1]!.lower)) return true
    if (starts(tokens, i, TRIGGERS.get(lower))) return true
    // "following the flood", "given the drought": prepositions that are forms of verbs.
    const verb = VERB_LIKE.has(tag) || xpos.startsWith("VB") || lower === "following"
    if (verb && starts(tokens, i, VERBAL.get(lower))) return true
  }
  return halves(tokens)?.opens === "command"
}

function starts(tokens: readonly Token[], i: number, trigger: Trigger | undefined): boolean {
  return trigger !== undefined && (trigger.alone || follows(tokens, i, trigger) || stands(tokens, i, trigger))
}

function follows(tokens: readonly Token[], i: number, {before}: Trigger): boolean {
  return before.some((words) => words.every((word, k) => tokens[i + 1 + k]?.lower === word))
}

function stands(tokens: readonly Token[], i: number, {beside}: Trigger): boolean {
  return beside.size > 0 && tokens.some((one, k) => k !== i && (beside.has(one.lower) || beside.has(one.lemma)))
}
