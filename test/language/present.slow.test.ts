// Verbs of the lexicon in the present, as textbooks and briefs have them: are they verbs to the tagger? Words beside them are none that
// it has learnt them with (scripts/train/forms.ts).

import {expect, test} from "vitest"
import {verbsToLearn} from "../../scripts/train/forms.ts"
import {verbForms} from "../../src/language/inflection.ts"
import {english} from "./english.ts"

const ONE = ["Hard frost", "The merger", "Weak demand", "Her refusal"]
const SEVERAL = ["Hard frosts", "The mergers", "Weak banks", "Her refusals"]
const TO = ["the orchards", "old habits"]
/** Of verbs that are nouns too ("raids the orchards"), some stay nouns. */
const LEAST = 0.99

test("each is one behind a thing that does it, and behind several", () => {
  const missed: string[] = []
  let sentences = 0
  for (const [lemma, preposition] of verbsToLearn()) {
    const third = [...verbForms(lemma)].find(([, forms]) => forms.includes("third"))![0]
    for (const [verb, subjects] of [[third, ONE] as const, [lemma, SEVERAL] as const])
      for (const [n, subject] of subjects.entries()) {
        const text = [subject, verb, ...(preposition ? [preposition] : []), `${TO[n % TO.length]}.`].join(" ")
        const at = subject.length + 1
        sentences++
        if (
          english()
            .tokens(text, {from: 0, to: text.length})
            .find(({from}) => from === at)?.tag !== "VERB"
        )
          missed.push(text)
      }
  }
  expect(sentences).toBeGreaterThan(8000)
  expect(1 - missed.length / sentences, missed.join("\n")).toBeGreaterThanOrEqual(LEAST)
})
