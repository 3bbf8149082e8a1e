// Marks of the folders that names are measured on: every phrase is where its mark says, and each folder has what it is there for.

import {createHash} from "node:crypto"
import {readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"
import {BEDS, documentsOf, madeMarks, marksOf} from "./beds.ts"
import {closesOnlyAcross, marksFrom, NO_CONTESTS, signBetween, voicesOf} from "./marks.ts"

describe.each(BEDS.map((bed) => [bed] as const))("%s", (bed) => {
  const marks = marksOf(bed)
  const texts = new Map(documentsOf(bed).map(({file, text}) => [file, text]))

  test("marks.json is what marks.txt and the documents give", () => {
    expect(readFileSync(new URL(`./${bed}/marks.json`, import.meta.url), "utf8")).toBe(madeMarks(bed))
  })

  test("every offset fits, and every document is marked", () => {
    expect(marks.files.map(({file}) => file).sort()).toEqual([...texts.keys()])
    for (const {file, sha256} of marks.files)
      expect(createHash("sha256").update(texts.get(file)!, "utf8").digest("hex")).toBe(sha256)
    for (const {file, quote, cause, effect} of marks.claims)
      for (const {from, to, text} of [cause, effect]) {
        expect(texts.get(file)!.slice(from, to)).toBe(text)
        expect(from >= quote.from && to <= quote.to).toBe(true)
      }
  })

  test("every factor has a phrase, every link a claim of its sign, every claim a link, a contest or a reason for none", () => {
    const phrases = marks.claims.flatMap(({cause, effect}) => [cause.factor, effect.factor])
    expect(marks.factors.map(({id}) => id).filter((id) => !phrases.includes(id))).toEqual([])
    const byId = new Map(marks.claims.map((claim) => [claim.id, claim]))
    for (const {from, to, sign, claims} of marks.links) {
      expect(claims.length).toBeGreaterThan(0)
      for (const id of claims) {
        const {cause, effect} = byId.get(id)!
        expect([cause.factor, signBetween(byId.get(id)!), effect.factor]).toEqual([from, sign, to])
      }
    }
    const placed = new Set(marks.links.flatMap(({claims}) => claims))
    const against = new Set(marks.contests.flatMap((contest) => contest.against))
    const left = marks.claims.filter(({id}) => !placed.has(id) && !against.has(id))
    expect(left.filter((claim) => !claim.denied && claim.hearsay === null && signBetween(claim) !== null)).toEqual([])
  })

  test("it has what a folder of news about a crisis has", () => {
    expect(marks.files.length).toBeGreaterThanOrEqual(6)
    expect(marks.files.length).toBeLessThanOrEqual(8)
    expect(marks.files.filter(({retells}) => retells !== null)).toHaveLength(1)
    for (const text of texts.values()) {
      const words = text.split(/\s+/).length
      expect(words).toBeGreaterThanOrEqual(350)
      expect(words).toBeLessThanOrEqual(700)
    }
    expect(marks.links.filter((link) => voicesOf(link, marks).size >= 2).length).toBeGreaterThanOrEqual(6)
    expect(marks.circles.filter((circle) => closesOnlyAcross(circle, marks)).length).toBeGreaterThanOrEqual(3)
    expect(marks.contests.filter(({why}) => why === null).length).toBeGreaterThanOrEqual(2)
    expect(new Set(marks.contests.map(({why}) => why))).toEqual(new Set([null, ...NO_CONTESTS]))
    expect(marks.claims.filter(({hearsay}) => hearsay !== null).length).toBeGreaterThanOrEqual(3)
  })
})

test("six folders are worked with, and four are only scored", () => {
  const uses = BEDS.map((bed) => marksOf(bed).use)
  expect(uses.filter((use) => use === "work")).toHaveLength(6)
  expect(uses.filter((use) => use === "scored")).toHaveLength(4)
})

describe("marks", () => {
  const text = "Dear bread\n\nThe drought made bread dear. Dear bread brought crowds, and the crowds brought police.\n"
  const head = "factor rain: Rain\nfactor price: Price of bread\nfactor crowds: Crowds\nfile a.txt\n"
  const dry = "> The drought\n==> The drought -(+)-> bread dear :: !rain > price\n"
  const from = (lines: string) => marksFrom(`${head}${lines}`, () => text)
  const told = `${dry}> Dear bread brought\n==> Dear bread -(+)-> crowds@1 :: price > crowds #a\n`

  test("give offsets, the factors' sign, and to each link its claims", () => {
    const made = from(`${told}link rain - price\nlink price + crowds\n`)
    expect(made.claims[0]).toMatchObject({
      quote: {from: 12, to: 40},
      cause: {from: 12, to: 23, factor: "rain", opposite: true},
      effect: {from: 29, to: 39, factor: "price", opposite: false},
    })
    expect(made.links).toEqual([
      {from: "rain", sign: "-", to: "price", claims: ["C001"], files: ["a.txt"]},
      {from: "price", sign: "+", to: "crowds", claims: ["C002"], files: ["a.txt"]},
    ])
  })

  test.each([
    [
      "a phrase that is not there",
      "> The drought\n==> The flood -(+)-> bread dear :: rain > price\n",
      /not in the sentence/,
    ],
    ["a phrase that occurs twice", "> Dear bread brought\n==> Dear bread -(+)-> crowds :: price > crowds\n", /2 times/],
    ["a quote that occurs twice", "> Dear bread\n", /2 times in the document/],
    ["a factor that nobody named", `${dry.replace("!rain", "sun")}`, /no factor is called sun/],
    ["a claim that no link has", `${told}link rain - price\n`, /tells price \+ crowds in a\.txt, which is no link/],
    ["a link of the other sign", `${told}link rain + price\nlink price + crowds\n`, /tells rain - price/],
    [
      "a link that nobody tells",
      `${told}link rain - price\nlink price + crowds\nlink rain + crowds\n`,
      /no claim tells/,
    ],
    ["a factor without a phrase", `${dry}link rain - price\n`, /no phrase names the factor crowds/],
    [
      "a circle that does not close",
      `${told}link rain - price\nlink price + crowds\ncircle R: rain > price\n`,
      /missing/,
    ],
    ["a contest about another link", `${told}contest rain > price: #a | #a\n`, /is about price > crowds/],
    [
      "one phrase with two factors",
      `${dry}==> The drought -(+)-> dear :: crowds > price\n`,
      /is !rain in another claim/,
    ],
    ["a line that is none of these", "perhaps\n", /line 5: no such mark/],
  ])("refuse %s", (_, lines, why) => {
    expect(() => from(lines)).toThrow(why)
  })
})
