// The lexicon as it stands in lexicon/*.txt: every word has an example there, and every example is read, or stands in
// known-misses.txt. Every rule carries an example sentence of its own as well, which says what its words share.

import {describe, expect, test} from "vitest"
import {ADJECTIVES, LEANING} from "../../src/claims/lexicon/adjectives.ts"
import {BECAUSE_OF, CLAUSE_OPENERS, THEREFORE, WITHOUT} from "../../src/claims/lexicon/connectives.ts"
import {BEARING, JUDGEMENTS, NOUNS, SHARES} from "../../src/claims/lexicon/nouns.ts"
import {GIVING, LIGHT_VERBS, PARTICLE_VERBS, PLACE_VERBS} from "../../src/claims/lexicon/phrasal-verbs.ts"
import {ALTER, LOWER, RAISE, VERBS, type VerbFamily} from "../../src/claims/lexicon/verbs.ts"
import {isQuick} from "../tiers.ts"
import {faultsOf, knownMisses} from "./casebook.ts"
import {allExamples, EFFECT_GRADES, EXEMPLIFIED, pastOf} from "./lexicon.ts"
import {claimsOf} from "./sentence.ts"

const examples = allExamples()
const misses = knownMisses()

test.skipIf(isQuick).each([...new Set(examples.map(({file}) => file))])("%s is read as it says", (file) => {
  expect(
    faultsOf(
      examples.filter((each) => each.file === file),
      misses,
    ),
  ).toEqual([])
})

describe("every word has an example in test/claims/lexicon", () => {
  const given = new Map<string, Set<string>>()
  for (const {file, word, wanted} of examples) {
    if (wanted.length === 0) continue
    const kind = file.slice("lexicon/".length, -".txt".length)
    given.set(kind, (given.get(kind) ?? new Set<string>()).add(word))
  }
  const within = (...kinds: string[]): Set<string> => new Set(kinds.flatMap((kind) => [...(given.get(kind) ?? [])]))
  /** Two spellings of one word need one example. */
  const plain = (word: string): string => word.replace(/([iy])z(e|ing)$/, "$1s$2").replace(/ense$/, "ence")
  const lacking = (words: readonly string[], has: (word: string) => boolean): string[] =>
    words.filter((word) => !has(plain(word)))

  test("verbs", () => {
    const single = within("verbs-raise", "verbs-lower", "verbs-frames")
    for (const list of [RAISE, LOWER, ALTER]) expect(lacking(list, (word) => single.has(word))).toEqual([])
    const second = (family: VerbFamily): readonly string[] | null => {
      if (family.frame === "object to") return ["to"]
      if (family.frame === "object from") return ["from"]
      if (family.frame === "complement") return ["so"]
      return family.prepositions ?? null
    }
    for (const family of VERBS) {
      const after = second(family)
      const has = (lemma: string): boolean =>
        after
          ? [...single].some((word) => {
              const [first, ...rest] = word.split(" ")
              return first === lemma && rest.some((one) => after.includes(one))
            })
          : single.has(lemma)
      expect(lacking(family.lemmas, has), family.name).toEqual([])
    }
  })

  test("verbs with particles and nouns", () => {
    const particles = within("verbs-with-particles")
    expect([...PARTICLE_VERBS.keys()].filter((key) => !particles.has(key.replace(".", " ")))).toEqual([])
    const nouns = within("verbs-with-nouns")
    expect(lacking([...GIVING.keys()], (word) => nouns.has(word))).toEqual([])
    for (const {verbs, noun} of [...LIGHT_VERBS, ...PLACE_VERBS])
      expect(
        verbs.some((verb) => nouns.has(`${verb} ${noun}`)),
        noun,
      ).toBe(true)
  })

  test("nouns, adjectives, connectives", () => {
    const all = within("nouns", "adjectives", "connectives")
    const words = [
      ...NOUNS.flatMap((family) => family.nouns),
      ...BEARING,
      ...SHARES,
      ...ADJECTIVES.flatMap((family) => family.words),
      ...LEANING.keys(),
      ...[...BECAUSE_OF, ...CLAUSE_OPENERS, ...WITHOUT, ...THEREFORE].map((rule) =>
        rule.words.filter((word) => word !== ",").join(" "),
      ),
      ...JUDGEMENTS.flatMap((judgement) => judgement.nouns),
    ]
    expect(lacking(words, (word) => all.has(word))).toEqual([])
    const graded = [...all].map((word) => word.split(" ")[0])
    expect(
      lacking(
        EFFECT_GRADES.flatMap((grade) => grade.words),
        (word) => graded.includes(word),
      ),
    ).toEqual([])
  })
})

/** Examples that are misread. A test of one fails on the day that it is read, and its name goes. */
const MISREAD: ReadonlySet<string> = new Set([
  "The raids {} trade impossible.",
  "Relations {} into war.",
  "The truce will hold assuming the patrols continue.",
  "The truce will hold providing the patrols continue.",
  "The clans armed in response to the raids.",
])
const testOf = (name: string) => (MISREAD.has(name) ? test.fails : test)

type Wanted = {cause: string; effect: string; sign?: string}

const said = (sentence: string, wanted: Wanted): Wanted[] =>
  claimsOf(sentence).map((c) => ({cause: c.cause.text, effect: c.effect.text, ...(wanted.sign ? {sign: c.sign} : {})}))

function expectClaim(sentence: string, wanted: Wanted) {
  expect(said(sentence, wanted), sentence).toContainEqual(wanted)
}

for (const family of VERBS)
  testOf(family.example.text)(`verbs that "${family.name}"`, () => {
    const lemma = family.lemmas[0]!
    const text = family.example.text.replace("{}", pastOf(lemma))
    const {cause, effect, sign} = family.example
    if (family.frame === "alone") expectClaim(text, {cause, effect: pastOf(lemma), sign})
    // Who dies, and that they die, are the same effect.
    else if (family.name === "die of")
      expect([effect, `${effect} ${pastOf(lemma)}`].map((either) => ({cause, effect: either, sign}))).toContainEqual(
        said(text, {cause, effect, sign})[0],
      )
    else expectClaim(text, {cause, effect, sign})
  })

for (const rule of EXEMPLIFIED)
  testOf(rule.example.text)(`"${rule.example.text}"`, () => {
    const {text, cause, effect} = rule.example
    expectClaim(text, {cause, effect})
  })

for (const rule of THEREFORE)
  test(`"${rule.example}"`, () => {
    expectClaim(rule.example, {cause: "The raids spread", effect: "trade fell", sign: "+"})
  })
