// Every rule carries an example sentence, and every word of a rule works in it.

import {expect, test} from "vitest"
import {
  ADJECTIVES,
  BECAUSE_OF,
  CLAUSE_OPENERS,
  EFFECT_GRADES,
  JUDGEMENTS,
  NOUNS,
  THEREFORE,
  VERBS,
  WITHOUT,
} from "../../src/reading/lexicon.ts"
import {verbForms} from "../../src/syntax/index.ts"
import {claimsOf} from "./sentence.ts"

function past(lemma: string): string {
  return [...verbForms(lemma)].find(([, forms]) => forms.includes("past"))![0]
}

type Wanted = {cause: string; effect: string; sign?: string}

function expectClaim(sentence: string, wanted: Wanted) {
  const said = claimsOf(sentence).map((c) => ({
    cause: c.cause.text,
    effect: c.effect.text,
    ...(wanted.sign ? {sign: c.sign} : {}),
  }))
  expect(said, sentence).toContainEqual(wanted)
}

for (const family of VERBS)
  test(`verbs that "${family.name}"`, () => {
    for (const lemma of family.lemmas) {
      const text = family.example.text.replace("{}", past(lemma))
      const effect = family.frame === "alone" ? past(lemma) : family.example.effect
      expectClaim(text, {cause: family.example.cause, effect, sign: family.example.sign})
    }
  })

for (const rule of [
  ...NOUNS,
  ...ADJECTIVES,
  ...BECAUSE_OF,
  ...CLAUSE_OPENERS,
  ...WITHOUT,
  ...JUDGEMENTS,
  ...EFFECT_GRADES,
])
  test(`"${rule.example.text}"`, () => {
    const {text, cause, effect} = rule.example
    expectClaim(text, {cause, effect})
  })

for (const rule of THEREFORE)
  test(`"${rule.example}"`, () => {
    expectClaim(rule.example, {cause: "The raids spread", effect: "trade fell", sign: "+"})
  })
