// What an analysis knows of words: which of them open or tie something, and how the lexicon's verbs are written. Out of the rows and
// the lexicon; nothing of what is a cause.

import {verbForms} from "../../language/index.ts"
import {ROWS} from "../rules.ts"
import {LOWERING, RAISING} from "./moving.ts"
import {GIVING, LIGHT_VERBS, PARTICLE_VERBS} from "./phrasal-verbs.ts"
import {ALTER, LOWER, RAISE, VERBS} from "./verbs.ts"

/** Connectives by their first word, longest first. */
export const CONNECTIVES: ReadonlyMap<string, readonly (readonly string[])[]> = (() => {
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
export const PARTICLES: ReadonlySet<string> = new Set([
  ...[...PARTICLE_VERBS.keys()].map((key) => key.replace(".", " ")),
  ...ROWS.flatMap(({on, names}) => (on === "verb" && names ? [...names].filter((name) => name.includes(" ")) : [])),
])

/** Written forms of the lexicon's verbs, to their lemma: lemmatisers slip on rare ones. */
export const FORMS: ReadonlyMap<string, string> = (() => {
  const table = new Map<string, string>()
  const lemmas = new Set([
    ...VERBS.flatMap(({lemmas}) => lemmas),
    ...RAISE,
    ...LOWER,
    ...ALTER,
    ...[...PARTICLE_VERBS.keys()].map((key) => key.slice(0, key.indexOf("."))),
    ...LIGHT_VERBS.flatMap(({verbs}) => verbs),
    ...GIVING.keys(),
  ])
  for (const lemma of lemmas)
    for (const form of verbForms(lemma).keys()) if (!table.has(form) || form === lemma) table.set(form, lemma)
  return table
})()
