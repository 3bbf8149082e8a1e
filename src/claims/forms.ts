// What an analysis knows of words: which of them open or tie something, and how the lexicon's verbs are written. Out of the rows and
// the lexicon; nothing of what is a cause.

import {behindGrade, type Dependencies, NONE, NOUNS, TENSED, verbForms} from "../language/index.ts"
import {LOWERING, RAISING} from "./lexicon/moving.ts"
import {GIVING, LIGHT_VERBS, PARTICLE_VERBS} from "./lexicon/phrasal-verbs.ts"
import {GRADED} from "./lexicon/roles.ts"
import {ALTER, LESSENING, LOWER, RAISE, VERBS} from "./lexicon/verbs.ts"
import type {Predicate} from "./predicate.ts"
import {ROWS} from "./rules.ts"

/** Connectives by their first word, longest first. */
const CONNECTIVES: ReadonlyMap<string, readonly (readonly string[])[]> = (() => {
  const table = new Map<string, string[][]>()
  const names = new Set(ROWS.flatMap(({on, names}) => (on === "connective" && names ? [...names] : [])))
  for (const name of names) {
    const sequence = name.split(" ")
    table.set(sequence[0]!, [...(table.get(sequence[0]!) ?? []), sequence])
  }
  for (const sequences of table.values())
    sequences.sort((a, b) => b.length - a.length || (a.join(" ") < b.join(" ") ? -1 : 1))
  return table
})()

/** Verbs that say by themselves which way they move what they act on: no light verbs. */
export const MOVING: ReadonlySet<string> = new Set([...RAISING, ...LOWERING])

/** Verbs with their particles, "bring about". */
const PARTICLES: ReadonlySet<string> = new Set([
  ...[...PARTICLE_VERBS.keys()].map((key) => key.replace(".", " ")),
  ...ROWS.flatMap(({on, names}) => (on === "verb" && names ? [...names].filter((name) => name.includes(" ")) : [])),
])

/** Written forms of the lexicon's verbs, to their lemma: lemmatisers slip on rare ones. */
const FORMS: ReadonlyMap<string, string> = (() => {
  const table = new Map<string, string>()
  const lemmas = new Set([
    ...VERBS.flatMap(({lemmas}) => lemmas),
    ...RAISE,
    ...LOWER,
    ...ALTER,
    ...LESSENING,
    ...[...PARTICLE_VERBS.keys()].map((key) => key.slice(0, key.indexOf("."))),
    ...LIGHT_VERBS.flatMap(({verbs}) => verbs),
    ...GIVING.keys(),
  ])
  for (const lemma of lemmas)
    for (const form of verbForms(lemma).keys()) if (!table.has(form) || form === lemma) table.set(form, lemma)
  return table
})()

/** Whether a word that is no verb to the tree is spelt as one, and a tagger thought of one: "rust and neglect cause leaks". */
export function spelledAsVerb(d: Dependencies, i: number): boolean {
  const token = d.tokens[i]!
  return (
    i > 0 &&
    (d.tag(i) === "NOUN" || d.tag(i) === "ADJ" || d.tag(i) === "VERB") &&
    FORMS.has(token.lower) &&
    // "that the vaccine causes infertility"
    ((/(?:s|ed)$/.test(token.lower) &&
      NOUNS.has(d.tag(i - 1)) &&
      (NOUNS.has(d.tag(i + 1)) || d.tag(i + 1) === "ADJ")) ||
      isOnlyVerb(d, i) ||
      isTail(d, i) ||
      isHelped(d, i) ||
      token.outer === "VERB" ||
      token.second?.startsWith("VERB/") === true ||
      PARTICLES.has(`${FORMS.get(token.lower)} ${d.lower(i + 1)}`))
  )
}

/** "Long closures anger farmers": the only word of a sentence that can be its verb. */
const isOnlyVerb = (d: Dependencies, i: number): boolean =>
  d.fine(i - 1) === "NNS" && IN_NAME.has(d.tag(i + 1)) && !d.tokens.some(({xpos}) => TENSED.has(xpos))

/** "The levy helped fuel a boycott": taggers take what is helped for a name. */
export const isHelped = (d: Dependencies, i: number): boolean =>
  d.lemma(i - 1) === "help" && d.isVerbal(i - 1) && FORMS.get(d.lower(i)) === d.lower(i) && IN_NAME.has(d.tag(i + 1))

/** "The strike dragged on, exhausting families"; no "long, exhausting shifts". */
export const isTail = (d: Dependencies, i: number): boolean =>
  d.lower(i).endsWith("ing") &&
  d.lower(i - 1) === "," &&
  !["ADJ", "ADV"].includes(d.tag(i - 2)) &&
  IN_NAME.has(d.tag(i + 1)) &&
  d.tokens.slice(0, i).some(({xpos}) => TENSED.has(xpos))

/** Tags of words of which the name of a thing is made. */
export const IN_NAME: ReadonlySet<string> = new Set([...NOUNS, "DET", "ADJ", "PRON"])

/** A verb's lemma, with its particle where it has one; and its words, as far as they stand together. */
export function spelling(d: Dependencies, v: number): Pick<Predicate, "name" | "at"> {
  const form = FORMS.get(d.lower(v))
  // "A quarrel lay behind it" is of "lie", which no list of forms tells from "lay".
  const lemma = form === undefined || (form === d.lower(v) && d.fine(v) === "VBD") ? d.lemma(v) : form
  const particle = particleOf(d, v, lemma)
  return {
    name: particle < 0 ? lemma : `${lemma} ${d.lower(particle)}`,
    at: {start: v, end: particle === v + 1 ? v + 2 : v + 1},
  }
}

function particleOf(d: Dependencies, v: number, lemma: string): number {
  const own = d.child(v, "compound:prt")
  if (own >= 0) return own
  const next = d.children(v, "advmod", "obl", "xcomp").find((c) => c > v && PARTICLES.has(`${lemma} ${d.lower(c)}`))
  return next ?? (PARTICLES.has(`${lemma} ${d.lower(v + 1)}`) ? v + 1 : -1)
}

/** Where the words of a connective that begins at a token end, with what grades them: "because in part of", "as a direct result of"; NONE. */
function endOf(d: Dependencies, from: number, sequence: readonly string[]): number {
  let at = from
  for (let nth = 0; nth < sequence.length; nth++) {
    const word = sequence[nth]!
    if (nth > 0 && d.lower(at) !== word) {
      at = behindGrade((i) => d.lower(i), at)
      if (d.tag(at) === "ADJ" && GRADED.has(d.lower(at + 1))) at++
    }
    if (d.lower(at) !== word) return NONE
    at++
  }
  return at
}

/** The connective that begins at a token, the longest that does; null where none does. */
export function connectiveFrom(d: Dependencies, i: number): {readonly name: string; readonly end: number} | null {
  const sequences = CONNECTIVES.get(d.lower(i))
  if (!sequences) return null
  for (const sequence of sequences) {
    const end = endOf(d, i, sequence)
    if (end < 0) continue
    // "And [as a result of] the drought": no "and as a result".
    const inner = d.tag(i) === "CCONJ" ? connectiveFrom(d, i + 1) : null
    return inner && inner.end > end ? null : {name: sequence.join(" "), end}
  }
  return null
}
