// How a claim is held out: facts of the words around it, of what governs it and of what stands behind, and what they weigh.

import {expect, test} from "vitest"
import {HELD, heldBy, heldFacts, heldNumbers} from "../../src/claims/held.ts"
import {factHash, factName} from "../../src/core/fact.ts"
import {WeightTable} from "../../src/core/weight-table.ts"
import {claimsIn} from "../../src/gold/index.ts"
import type {Dependencies, Span} from "../../src/language/index.ts"
import {givenTokens, parse} from "../../src/language/parse.ts"
import {heldPieces} from "../annotated/texts.ts"
import {english} from "../language/english.ts"

function treeOf(text: string): Dependencies {
  const {dependencies} = parse(givenTokens(english(), text, {from: 0, to: text.length}).given, english())
  return dependencies!
}

function toldOf(text: string, cause: string, effect: string, behind: readonly string[] = []) {
  const d = treeOf(text)
  const span = (words: string): Span => {
    const from = text.indexOf(words)
    const inside = d.tokens.flatMap((token, i) => (token.from >= from && token.to <= from + words.length ? [i] : []))
    return {start: inside[0]!, end: inside.at(-1)! + 1}
  }
  const [c, e] = [span(cause), span(effect)]
  const after = behind.map((sentence) => ({d: treeOf(sentence), tells: false}))
  return {d, cause: c, effect: e, signal: {start: c.end, end: e.start}, after}
}

const RUMOUR = "Fishermen whisper that the cables killed the eels."

test("facts are of what stands around a claim, and not of what it tells", () => {
  const facts = heldFacts(toldOf(RUMOUR, "the cables", "the eels"), factName)
  expect(facts).toContain("the word whisper")
  expect(facts).toContain("in a row that X")
  expect(facts).toContain("above whisper")
  expect(facts.join("\n")).not.toMatch(/cable|eel/)
})

test("of the sentences behind only short ones that tell nothing give facts of their words", () => {
  const long =
    "The harbour master, who has kept the books of the port since the spring of the year before last, was away."
  const facts = heldFacts(toldOf(RUMOUR, "the cables", "the eels", ["Nobody could confirm it.", long]), factName)
  expect(facts).toContain("said behind confirm")
  expect(facts).not.toContain("said behind master")
})

test("the likeliest way is taken where the writer's own is not likelier by a margin", () => {
  const told = toldOf(RUMOUR, "the cables", "the eels")
  const numbers = heldNumbers([factHash("any claim")])
  // The first number is the way's own, the second what all ways share.
  const weigh = (way: number, weight: number) => heldBy(told, WeightTable.of([[numbers[way]![0]!, weight]]))
  expect(numbers).toHaveLength(HELD.length)
  expect(weigh(0, 300)).toBe("rumoured")
  expect(weigh(3, 300)).toBe("feared")
  // A denial has no margin.
  const denied = HELD.indexOf("denied")
  const against = numbers.map(([own]) => own!)
  expect(heldBy(told, WeightTable.of(against.map((number, way) => [number, way === denied ? -100 : -2000])))).toBe(null)
  expect(heldBy(told, WeightTable.of(against.map((number, way) => [number, way === denied ? 100 : -2000])))).toBe(
    "denied",
  )
})

test.each([
  ["A voice note passed from hand to hand claims that the new pumps spoil the wells.", /rumoured/],
  ["There are fears that the tax will ruin the harvest.", /fear/],
  ["The union accused the mayor of starving the schools.", /accused/],
  ["The growers' league accuses the mill of poisoning the river.", /accused/],
  ["The ministry's survey found that the new pumps spoil the wells.", /^$/],
  ["The new pumps spoil the wells, the engineer said.", /^$/],
  ["It is clear that the new pumps spoil the wells.", /^$/],
  ["There is strong evidence that the new pumps spoil the wells.", /^$/],
])("%s", (text, hedge) => {
  const [claim] = claimsIn(text, english())
  expect(claim?.hedge ?? "").toMatch(hedge)
})

test("pieces stand as they are marked: both phrases in one piece, apart, each claim once, no text both learnt and scored", () => {
  const [learnt, scored] = [[...heldPieces("held"), ...heldPieces("held-way")], heldPieces("held-scored")]
  const claims = [...learnt, ...scored].map(({text, cause, effect, sign}) => `${cause} ${effect} ${sign} ${text}`)
  expect(new Set(claims).size).toBe(claims.length)
  const texts = new Set(learnt.map(({text}) => text))
  expect(scored.filter(({text}) => texts.has(text))).toEqual([])
  for (const {id, text, cause, effect, by} of [...learnt, ...scored]) {
    for (const [from, to] of [cause, effect, ...(by ? [by] : [])]) {
      expect(from, id).toBeGreaterThanOrEqual(0)
      expect(to, id).toBeGreaterThan(from)
      expect(to, id).toBeLessThanOrEqual(text.length)
    }
    expect(cause[1] <= effect[0] || effect[1] <= cause[0], id).toBe(true)
  }
})

test.each([
  ["The figures show that the toll has raised the price of bread.", false],
  ["It is true that the toll has raised the price of bread.", false],
  ["Nobody denies that the toll has raised the price of bread.", false],
  ["The ministry no longer denies that the toll has raised the price of bread.", false],
  ["The ministry denies that the toll has raised the price of bread.", true],
  ["It is not true that the toll has raised the price of bread.", true],
  ["There is no evidence that the toll has raised the price of bread.", true],
])("whether it is denied: %s", (text, denied) => {
  expect(claimsIn(text, english()).map((claim) => claim.denied)).toEqual([denied])
})
