// Lemmas. A word's lower-case form and its Penn tag in, its base form out.
//
// The rules are learnt: for each kind of form ("VBG", "NNS" ...) endings say how many letters go
// and what comes instead, the longest ending that is known decides, and a whole word is the
// longest ending of all. So "causing" becomes "cause" because words in -using lose -ing and
// gain an -e, and "fled" becomes "flee" because it is known. Irregular verbs and nouns that no
// treebank of this size has are listed here.

import {hashOf} from "./hashing.ts"
import {pastForms} from "./inflection.ts"

/** How a form becomes its lemma: so many letters off its end, these on. */
export type Change = {readonly off: number; readonly on: string}

export type LemmaModel = {
  readonly changes: readonly Change[]
  /** From `endingKey` to an index of `changes`. */
  readonly changeOf: ReadonlyMap<number, number>
}

/** Longest ending that is looked at, in letters; whole words come on top. */
export const LONGEST_ENDING = 6

/** Tags whose forms are made alike. */
export function kindOfForm(penn: string): string {
  if (penn === "VBD" || penn === "VBN") return "VBD"
  if (penn === "NNPS") return "NNS"
  if (penn === "RBR") return "JJR"
  if (penn === "RBS") return "JJS"
  if (penn === "VB" || penn === "VBP") return "VBP"
  if (penn === "JJ" || penn === "NN" || penn === "NNP" || penn === "RB" || penn === "CD") return "plain"
  return penn
}

/** Key of an ending of words of one kind. @param whole the ending is the whole word. */
export function endingKey(kind: string, ending: string, whole: boolean): number {
  return hashOf(`${kind}${whole ? "=" : "-"}${ending}`)
}

/** What a change makes of a form. */
export function changed(form: string, change: Change): string {
  return form.slice(0, form.length - change.off) + change.on
}

/** Plurals that follow the languages they come from, or none. */
const PLURALS: ReadonlyMap<string, string> = new Map([
  ["analyses", "analysis"],
  ["axes", "axis"],
  ["bacteria", "bacterium"],
  ["bases", "base"],
  ["calves", "calf"],
  ["children", "child"],
  ["crises", "crisis"],
  ["criteria", "criterion"],
  ["data", "data"],
  ["diagnoses", "diagnosis"],
  ["elves", "elf"],
  ["emphases", "emphasis"],
  ["feet", "foot"],
  ["geese", "goose"],
  ["halves", "half"],
  ["hooves", "hoof"],
  ["hypotheses", "hypothesis"],
  ["knives", "knife"],
  ["larvae", "larva"],
  ["leaves", "leaf"],
  ["lives", "life"],
  ["livestock", "livestock"],
  ["loaves", "loaf"],
  ["matrices", "matrix"],
  ["media", "media"],
  ["men", "man"],
  ["mice", "mouse"],
  ["nuclei", "nucleus"],
  ["oases", "oasis"],
  ["oxen", "ox"],
  ["parentheses", "parenthesis"],
  ["people", "person"],
  ["phenomena", "phenomenon"],
  ["police", "police"],
  ["potatoes", "potato"],
  ["selves", "self"],
  ["series", "series"],
  ["shelves", "shelf"],
  ["species", "species"],
  ["stimuli", "stimulus"],
  ["teeth", "tooth"],
  ["theses", "thesis"],
  ["thieves", "thief"],
  ["tomatoes", "tomato"],
  ["wives", "wife"],
  ["wolves", "wolf"],
  ["women", "woman"],
])

/** Past forms that are spelt as another verb's base form, whose own past is not spelt so: "a quarrel lay behind it". */
const ONLY_PAST: ReadonlyMap<string, string> = new Map([["lay", "lie"]])

/** What irregular verbs are compounded with: "rebuilt", "overthrew", "misunderstood". */
const PREFIX = /^(?:re|over|under|out|fore|mis|up|un|with|inter)/
/** What is left of a word must still be one. */
const VOWEL = /[aeiouy]/

/** An "l" behind a second vowel is doubled before "-ing" and "-ed": "fuelling", "signalled"; but not where it is the word's own: "recalling". */
const DOUBLED = /[aeiou][^aeiou]*[aei]ll$/
const ITS_OWN = /(?:c|f|st|thr|squ)all$|(?:qu|t|s|(?:mis|re)sp)ell$|(?:f|k|m|st)ill$/

/** What "-er" is left behind by where the word itself ends in an "e": "scarc", "tru", "simpl", "dens", "rar"; and by a doubled letter. */
const WITHOUT_E = /(?:[cuv]|[^aeiou]e|[bdgpt]l|[lnr]s|rg|^[^aeiou]{1,2}[aiou][bdfgklmnprst])$/
const TWICE = /([bdgmnprt])\1$/

/** The word whose comparative or superlative a form is, of what is left without "-er" or "-est". */
function ungraded(left: string, form: string): string {
  if (!/^(?:er|est)$/.test(form.slice(left.length))) return left
  if (TWICE.test(left) && left !== "odd") return left.slice(0, -1)
  return WITHOUT_E.test(left) ? `${left}e` : left
}

export class Lemmatiser {
  readonly #model: LemmaModel
  readonly #past = pastForms()

  constructor(model: LemmaModel) {
    this.#model = model
  }

  /** @param lower lower case, quotes in ASCII. @param penn Penn tag. @returns lower case. */
  lemma(lower: string, penn: string): string {
    const {changes, changeOf} = this.#model
    const kind = kindOfForm(penn)
    const past = penn === "VBD" ? ONLY_PAST.get(lower) : undefined
    if (past) return past
    const known = changeOf.get(endingKey(kind, lower, true))
    if (known !== undefined) return this.#apply(lower, changes[known]!)
    if (kind === "plain") return lower
    if (kind === "VBD") {
      const base = this.#past.get(lower)
      if (base) return base
      const prefix = PREFIX.exec(lower)?.[0]
      const rest = prefix && this.#past.get(lower.slice(prefix.length))
      if (rest) return prefix + rest
    }
    if (kind === "NNS") {
      const one = PLURALS.get(lower)
      if (one) return one
      if (lower.endsWith("men") && lower.length > 4) return `${lower.slice(0, -2)}an`
    }
    for (let length = Math.min(LONGEST_ENDING, lower.length - 1); length >= 0; length--) {
      const change = changeOf.get(endingKey(kind, lower.slice(lower.length - length), false))
      if (change === undefined) continue
      const lemma = this.#apply(lower, changes[change]!)
      if (kind === "JJR" || kind === "JJS") return ungraded(lemma, lower)
      if (DOUBLED.test(lemma) && !ITS_OWN.test(lemma)) return lemma.slice(0, -1)
      return VOWEL.test(lemma) ? lemma : lower
    }
    return lower
  }

  #apply(lower: string, change: Change): string {
    const lemma = changed(lower, change).toLowerCase()
    return lemma === "" ? lower : lemma
  }
}
