// Clauses that say a claim themselves: what the reading holds of it, and what the map makes of it.

import {describe, expect, test} from "vitest"
import type {Reading} from "../../src/claims/index.ts"
import {read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import {type Edit, gather} from "../../src/map/index.ts"
import {english} from "../language/english.ts"

function readingOf(text: string): Reading {
  const {document} = openDocument({file: "a.txt", kind: "text", text: `The port\n\n${text}\n`})
  return read([document!], lineages([document!]), english())
}

/** Links of a map by the names of their factors. */
function linked(reading: Reading, edits: readonly Edit[] = []): string[] {
  const {factors, links} = gather(reading, {edits})
  const name = (id: string) => factors.find((one) => one.id === id)!.name
  return links.map(({from, sign, to}) => `${name(from)} ${sign} ${name(to)}`).sort()
}

test("an effect that says a claim holds its words", () => {
  const reading = readingOf("The dam cut the catch because the fish could not pass.")
  const outer = reading.claims.find(({signal}) => signal?.text === "because")!
  expect(outer.effect).toMatchObject({
    text: "The dam cut the catch",
    says: {cause: {text: "The dam"}, signal: {text: "cut"}, sign: "-", effect: {text: "the catch"}},
  })
  expect(outer.cause).not.toHaveProperty("says")
})

describe("what brings about such an effect", () => {
  test.each([
    ["The dam cut the catch because the fish could not pass.", ["Dams - Catch", "Fish stocks + Catch"]],
    [
      "A toll would slow the trucks, because drivers would queue at the booth.",
      ["Taxes - Trucks", "Waiting times - Trucks"],
    ],
    [
      "Price controls led to shortages, since mills stopped selling.",
      ["Mills + Supplies", "Price and rent controls - Supplies"],
    ],
    // Why something is not brought about is why there is more, or less, of it than there would be.
    [
      "Rationing had not reduced its output, since the mine runs on diesel generators.",
      ["Fuel and power supply + Output", "Supplies + Output"],
    ],
    // What a cause does is the cause as a whole.
    ["If trucks bring water, the water in the tank will rise.", ["Trucks + Water"]],
    // Nothing is its own cause.
    ["The ban raised smuggling because smuggling pays.", ["Ban + Crime"]],
  ])("%s", (sentence, links) => {
    expect(linked(readingOf(sentence))).toEqual(links)
  })
})

test("an effect that names a thing is about that thing, whatever a relative clause adds", () => {
  const {claims} = readingOf("The heat brought a drought that killed the herds.")
  expect(claims.map(({effect}) => effect.text)).toContain("a drought that killed the herds")
  expect(claims.every(({effect}) => effect.says === undefined)).toBe(true)
})

test("what a person rewords says what its own words say", () => {
  const reading = readingOf("The dam cut the catch because the fish could not pass.")
  const {id} = reading.claims.find(({signal}) => signal?.text === "because")!
  const edit: Edit = {format: "brink/edit@1", n: 1, by: "ana", why: "", kind: "span", claim: id, effect: "The dam"}
  expect(linked(reading, [edit])).toEqual(["Dams - Catch", "Fish stocks - Dams"])
})
