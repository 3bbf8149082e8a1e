// What a score says of readings whose mistakes are known.

import {describe, expect, test} from "vitest"
import {annotationAsReading, type GoldFile, goldSchema, mistakesIn, type Scored, score} from "../../src/gold/index.ts"
import {isQuick} from "../tiers.ts"
import {growth} from "../work.ts"

const place = (from: number, to: number) => ({from, to})
/** A gold of one file: a claim at 0-10 and 20-30 in the sentence 0-40, one more in the next. */
function gold(more: Partial<GoldFile> = {}): GoldFile {
  return goldSchema.parse({
    format: "brink/gold@1",
    files: [{file: "a.txt", sha256: "aa"}],
    claims: [
      {
        id: "G1",
        file: "a.txt",
        quote: place(0, 40),
        cause: place(0, 10),
        effect: place(20, 30),
        sign: "-",
        hedge: "may",
        denied: false,
      },
      {
        id: "G2",
        file: "a.txt",
        quote: place(41, 90),
        cause: place(50, 60),
        effect: place(70, 80),
        sign: "+",
        hedge: null,
        denied: true,
      },
    ],
    ...more,
  })
}

/** The reading that the gold itself is. */
const asRead = (g: GoldFile): Scored => annotationAsReading(g)

test("an annotation scored against itself is perfect, in every measure", () => {
  const s = score(asRead(gold()), gold())
  expect(s).toMatchObject({recall: 1, precision: 1, f1: 1, sign: 1, spurious: 0, missed: [], extra: []})
  expect(s.strict.f1).toBe(1)
  expect(s.sentences).toMatchObject({wanted: 2, found: 2, precision: 1})
  expect(s.flags).toMatchObject({hedge: 1, denied: 1})
})

test("a phrase three times too long is found by the shorter and not by the longer", () => {
  const g = gold()
  const read = asRead(g)
  const claims = read.claims.map((c, i) => (i === 0 ? {...c, effect: {...c.effect, from: 20, to: 50}} : c))
  const s = score({...read, claims}, g)
  expect(s.found).toBe(2)
  expect(s.strict.found).toBe(1)
  expect(s.strict.f1).toBe(0.5)
})

test("a claim with the wrong effect misses the claim and not the sentence", () => {
  const g = gold()
  const read = asRead(g)
  const claims = read.claims.map((c, i) => (i === 0 ? {...c, effect: {...c.effect, from: 31, to: 40}} : c))
  const s = score({...read, claims}, g)
  expect(s).toMatchObject({found: 1, recall: 0.5, precision: 0.5, missed: ["G1"], extra: ["G1"]})
  expect(s.sentences).toMatchObject({found: 2, precision: 1})
})

test("a rare flag is counted of those that have it, found claims or not", () => {
  const g = gold()
  const s = score({...asRead(g), claims: asRead(g).claims.slice(0, 1)}, g)
  expect(s.flags.denied).toBe(1)
  expect(s.counts.denied).toEqual({wanted: 1, found: 0, wrongly: 0})
  expect(s.counts.hedge).toEqual({wanted: 1, found: 1, wrongly: 0})
})

test("an optional claim is neither missed nor made up", () => {
  const required = gold()
  const g = gold({claims: required.claims.map((c, i) => (i === 1 ? {...c, optional: true} : c))})
  const whole = score(asRead(required), g)
  expect(whole).toMatchObject({wanted: 1, recall: 1, precision: 1})
  expect(score({...asRead(required), claims: asRead(required).claims.slice(0, 1)}, g)).toMatchObject({
    recall: 1,
    precision: 1,
  })
})

test("each claim answers for one gold claim at most", () => {
  const g = gold()
  const twice = [...asRead(g).claims, {...asRead(g).claims[0]!, id: "again"}]
  expect(score({claims: twice}, g)).toMatchObject({found: 2, spurious: 1, extra: ["again"]})
})

test("a stretch that says nothing is broken by a claim there", () => {
  const g = gold({nothing: [{file: "a.txt", from: 100, to: 140, of: "claim"}]})
  const first = asRead(g).claims[0]!
  const made = {
    ...first,
    id: "X",
    quote: {...first.quote, from: 100, to: 140},
    cause: {...first.cause, from: 100, to: 110},
    effect: {...first.effect, from: 120, to: 130},
  }
  expect(score(asRead(g), g)).toMatchObject({silent: 1, broken: 0})
  expect(score({claims: [...asRead(g).claims, made]}, g)).toMatchObject({silent: 1, broken: 1})
})

describe("mistakes in an annotation", () => {
  const documents = [
    {file: "a.txt", length: 100},
    {file: "b.txt", length: 100},
  ]
  const claim = {id: "G1", file: "a.txt", cause: place(0, 10), effect: place(20, 30), sign: "+"} as const
  const says = (more: object, of: object = {documents}): string[] =>
    mistakesIn(goldSchema.parse({claims: [claim], ...more}), of).map(({path, says}) => `${path.join(".")} | ${says}`)

  test("one that is in order has none", () => {
    expect(says({})).toEqual([])
    expect(mistakesIn(gold(), {documents})).toEqual([])
    expect(
      says({claims: [claim, {...claim, sign: "-"}, {...claim, id: "G2"}, {...claim, effect: place(90, 100)}]}),
    ).toEqual([])
  })

  test.each([
    [
      {effect: place(90, 101)},
      "claims.0.effect | claim 1 (G1): its effect, 90 to 101, lies outside the text of a.txt, which ends at 100",
    ],
    [{cause: place(10, 10)}, "claims.0.cause | claim 1 (G1): its cause, 10 to 10, is empty"],
    [{cause: place(10, 0)}, "claims.0.cause | claim 1 (G1): its cause, 10 to 0, is reversed"],
    [{quote: place(40, 0)}, "claims.0.quote | claim 1 (G1): its quote, 40 to 0, is reversed"],
    [{quote: place(5, 40)}, "claims.0.cause | claim 1 (G1): its cause, 0 to 10, lies outside its quote, 5 to 40"],
    [{quote: place(0, 25)}, "claims.0.effect | claim 1 (G1): its effect, 20 to 30, lies outside its quote, 0 to 25"],
    [
      {id: undefined, cause: {...place(0, 10), thing: [place(5, 5)]}},
      "claims.0.cause.thing.0 | claim 1: a thing of its cause, 5 to 5, is empty",
    ],
    [
      {file: "c.txt"},
      "claims.0.file | claim 1 (G1): it is in c.txt, which the reading does not list; nearest: a.txt, b.txt",
    ],
  ])("of a claim: %j", (more, mistake) => {
    expect(says({claims: [{...claim, ...more}]})).toEqual([mistake])
  })

  test("a claim given twice; in files that are left out nothing is looked at", () => {
    expect(says({claims: [claim, claim]})).toEqual([
      "claims.1 | claim 2 (G1): it says what claim 1 (G1) says, in the same words and with the same sign",
    ])
    expect(says({files: ["b.txt"]})).toEqual([])
  })

  test("of quantities, dates and stretches that say nothing", () => {
    expect(
      says({
        quantities: [{file: "a.txt", quote: place(200, 210), value: 1}],
        dates: [{file: "a.txt", quote: place(9, 5), from: "2031"}],
        nothing: [{file: "a.txt", from: 7, to: 7}],
      }),
    ).toEqual([
      "quantities.0.quote | quantity 1: its quote, 200 to 210, lies outside the text of a.txt, which ends at 100",
      "dates.0.quote | date 1: its quote, 9 to 5, is reversed",
      "nothing.0 | stretch 1 of `nothing`: its place, 7 to 7, is empty",
    ])
  })

  test("where the reading says no length and no files, only what the annotation itself shows is one", () => {
    expect(says({claims: [{...claim, effect: place(90, 101)}]}, {})).toEqual([])
    expect(says({claims: [{...claim, cause: place(3, 1)}]}, {})).toHaveLength(1)
  })
})

test("files that were not annotated are not scored", () => {
  const g = gold()
  const elsewhere = {...asRead(g).claims[0]!, id: "X", file: "b.txt"}
  expect(score({claims: [...asRead(g).claims, elsewhere]}, g)).toMatchObject({claims: 2, precision: 1})
})

describe("quantities and dates", () => {
  const g = gold({
    quantities: [{file: "a.txt", quote: place(5, 20), value: 2400, unit: "people"}],
    dates: [{file: "a.txt", quote: place(30, 41), from: "2025-08"}],
    nothing: [
      {file: "a.txt", from: 60, to: 69, of: "quantity"},
      {file: "a.txt", from: 70, to: 79, of: "date"},
    ],
  })
  const quote = (from: number, to: number) => ({from, to, text: ""})

  test("a number is found by its place and its value, a date by the days it names", () => {
    const s = score(
      {
        claims: [],
        quantities: [{file: "a.txt", quote: quote(10, 15), value: 2400, unit: "person"}],
        dates: [{file: "a.txt", quote: quote(33, 41), from: "2025-08-01", to: "2025-08-31"}],
      },
      g,
    )
    expect(s.quantities).toMatchObject({found: 1, spurious: 0, taken: 0})
    expect(s.dates).toMatchObject({found: 1, spurious: 0, taken: 0})
  })

  test("a wrong value is missed and made up, a decoy is taken", () => {
    const s = score(
      {
        claims: [],
        quantities: [
          {file: "a.txt", quote: quote(5, 20), value: 24, unit: "person"},
          {file: "a.txt", quote: quote(66, 68), value: 5, unit: "article"},
        ],
        dates: [{file: "a.txt", quote: quote(74, 78), from: "1974"}],
      },
      g,
    )
    expect(s.quantities).toMatchObject({found: 0, spurious: 2, decoys: 1, taken: 1})
    expect(s.dates).toMatchObject({found: 0, taken: 1})
  })
})

test("a gold of another version of the file is refused", () => {
  const g = gold()
  const s = {...asRead(g), documents: [{file: "a.txt", sha256: "bb"}]}
  expect(() => score(s, g)).toThrow(/reading\/other-version: a\.txt is not the version that was annotated.*bb.*aa/)
})

test("a gold of a file that was not read is refused, with the nearest names", () => {
  const g = gold()
  const s = {...asRead(g), documents: [{file: "docs/a.txt", sha256: "aa"}]}
  expect(() => score(s, g)).toThrow(/reading\/not-read: The gold annotates a\.txt.*\n.*Nearest: docs\/a\.txt/)
})

test.skipIf(isQuick)("twenty thousand claims are scored in twice the time of ten thousand", async () => {
  const scored = (many: number) => {
    const claims = Array.from({length: many}, (_, i) => ({
      id: String(i),
      file: "a.txt",
      cause: place(i * 100, i * 100 + 10),
      effect: place(i * 100 + 20, i * 100 + 30),
    }))
    const g = goldSchema.parse({claims})
    expect(score(annotationAsReading(g), g).f1).toBe(1)
  }
  expect(await growth(scored, 10_000)).toBeLessThan(3)
})
