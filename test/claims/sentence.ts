// One invented sentence, read as if a document held it.

import {parseRule, spellRule} from "../../src/claims/rule.ts"
import type {Claim} from "../../src/claims/whole.ts"
import {claimsIn} from "../../src/gold/index.ts"
import {english} from "../language/english.ts"

export const claimsOf = (sentence: string): readonly Claim[] => claimsIn(sentence, english())

/** Whether words hold one, in any letters. */
export const holds = (words: string, word: string): boolean => words.toLowerCase().split(/\W+/).includes(word)

/** Rules that are not parsed to what is spelt so. */
export const misspelt = (rules: readonly string[]): readonly string[] =>
  rules.filter((id) => {
    const rule = parseRule(id)
    return rule === null || spellRule(rule) !== id
  })

/** The rules that made claims. */
export const rulesOf = (claims: readonly Claim[]): readonly string[] => claims.map(({why}) => why?.rule ?? "none")
