// Quantities, dates and names beside the claims.

import {expect, test} from "vitest"
import {read} from "../../src/reading/index.ts"
import {lineages, openDocument} from "../../src/text/index.ts"
import {english} from "../syntax/english.ts"

function readText(text: string) {
  const {document} = openDocument({file: "valley.txt", kind: "text", text})
  if (!document) throw new Error("not read")
  return {document, reading: read([document], lineages([document]), english())}
}

const article = `Raids on the salt road

More than 1,200 traders crossed the pass in the first half of 2021, the Salt Road Council (SRC) said on 3 March 2021. Tolls rose by 12% and cost the guild $3.5 million. Between 2015 and 2019 the SRC kept the pass open. Some 40-50 herders left, the council in Arv said, and Arv has sent none back.
`

test("a number is kept with what it counts, its comparator and its period", () => {
  const {reading} = readText(article)
  const traders = reading.quantities.find((q) => q.value === 1200)!
  expect(traders).toMatchObject({unit: "trader", comparator: "more than", what: "traders"})
  expect(traders.period).toContain("2021")
  expect(reading.quantities.find((q) => q.unit === "%")).toMatchObject({value: 12})
  expect(reading.quantities.find((q) => q.unit === "$")).toMatchObject({value: 3_500_000})
  expect(reading.quantities.find((q) => q.low === 40)).toMatchObject({
    low: 40,
    high: 50,
    unit: "herder",
    comparator: "some",
  })
})

test("dates are ISO, spans have both ends", () => {
  const {reading} = readText(article)
  expect(reading.dates.map((d) => [d.from, d.to])).toContainEqual(["2021-03-03", undefined])
  expect(reading.dates.map((d) => [d.from, d.to])).toContainEqual(["2015", "2019"])
})

test("a name is folded with its abbreviation", () => {
  const {reading} = readText(article)
  expect(reading.actors).toContainEqual(expect.objectContaining({name: "Salt Road Council", alsoCalled: ["SRC"]}))
})

test("every mention stands verbatim at its offsets", () => {
  const {document, reading} = readText(article)
  for (const {quote} of [...reading.quantities, ...reading.dates, ...reading.claims])
    expect(document.text.slice(quote.from, quote.to)).toBe(quote.text)
})

test("a claim's id does not change when another part of the document does", () => {
  const one = readText("The pass\n\nThe drought caused a famine. The guild met twice last week in the old hall.\n")
    .reading.claims
  const two = readText("The pass\n\nThe guild met in the old hall once more last week. The drought caused a famine.\n")
    .reading.claims
  expect(one.map((c) => c.id)).toEqual(two.map((c) => c.id))
})

test("the same words twice have two ids", () => {
  const {reading} = readText(
    "The pass\n\nThe drought caused a famine. The guild met last week. The drought caused a famine.\n",
  )
  expect(reading.claims.map((c) => c.id.replace(/^[0-9a-f]{12}/, ""))).toEqual(["", "~2"])
})

test("what triggers a claim stands outside its phrases, or is not named", () => {
  const {reading} = readText(
    "The pass\n\nThe curfew backfired. The drought caused a famine. The clans view the toll as a betrayal. If the rains fail, herds will shrink.\n",
  )
  expect(reading.claims.length).toBeGreaterThan(3)
  for (const {signal, cause, effect} of reading.claims)
    for (const phrase of [cause, effect])
      expect(!signal || signal.to <= phrase.from || phrase.to <= signal.from).toBe(true)
})
