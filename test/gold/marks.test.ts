// Marks of an annotation become offsets, or are refused by their line.

import {expect, test} from "vitest"
import {boundedByWords, goldFrom} from "./marks.ts"

const TEXT = "Raids hurt trade.\nIt may recover by May, the guild of 12 traders says. Raids hurt herds.\n"
const made = (marks: string, withText = true) => goldFrom(`file a.txt\n${marks}`, () => TEXT, withText)

test("a phrase is found in its quote, the second occurrence where that is meant", () => {
  const gold = made(
    '> Raids hurt trade.\n==> Raids -(-)-> trade time past\n> Raids hurt herds.\n==> Raids {Raids +} -(-)-> herds ~"may" optional',
  )
  expect(gold.claims).toMatchObject([
    {
      id: "a.t-01",
      quote: {from: 0, to: 17},
      cause: {from: 0, to: 5, text: "Raids"},
      effect: {from: 11, to: 16},
      sign: "-",
      hedge: null,
      time: "past",
    },
    {cause: {from: TEXT.lastIndexOf("Raids"), text: "Raids", change: "+"}, hedge: "may", optional: true},
  ])
})

test("without text, no word of the document is written", () => {
  const gold = made(
    '> It may recover by May, the guild of 12 traders says.\n==> It -(+)-> recover ~"may" by "the guild" refers "Raids"',
    false,
  )
  expect(JSON.stringify(gold)).not.toMatch(/recover|guild|Raids|may/)
  expect(gold.claims[0]).toMatchObject({hedge: true, by: true, cause: {refers: {from: 0, to: 5}}})
})

test("what the protocol leaves open is not scored", () => {
  const [claim] = made("> Raids hurt trade.\n==> Raids -(-)-> trade ?sign ?hedge").claims
  expect(claim).toMatchObject({sign: undefined, hedge: undefined, denied: false})
})

test("quantities, dates and decoys stand beside claims", () => {
  const gold = made(
    '> It may recover by May, the guild of 12 traders says.\n# quantity "12 traders" 12 traders\n# date "May" 2031-05 optional\n# not-quantity "12"\nnothing',
  )
  expect(gold.quantities).toMatchObject([{value: 12, unit: "traders", quote: {text: "12 traders"}}])
  expect(gold.dates).toMatchObject([{from: "2031-05", optional: true}])
  expect(gold.nothing.map((n) => n.of)).toEqual(["quantity", "claim"])
})

test("a phrase that is not in its quote is refused with its line", () => {
  expect(() => made("> Raids hurt trade.\n==> Raids -(-)-> herds")).toThrow("line 3: not in the quote: herds")
  expect(() => made("> Raids hurt the trade.")).toThrow("line 2: the quote is not in the text")
  expect(() => made("> Raids hurt trade.\n==> Raids hurts trade")).toThrow("line 3: Not a claim line")
  expect(() => made("> Raids hurt trade.\n==> Raids -(- when)-> trade")).toThrow("No such condition as when")
})

test("half a word is no phrase", () => {
  expect(boundedByWords(TEXT, 0, 5)).toBe(true)
  expect(boundedByWords(TEXT, 0, 3)).toBe(false)
  expect(boundedByWords(TEXT, 5, 10)).toBe(false)
  expect(() => made("> Raids hurt trade.\n==> Raid -(-)-> trade")).toThrow("not in the quote: Raid")
})
