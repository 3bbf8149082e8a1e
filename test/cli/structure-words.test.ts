// What an edit moved, as the command line names it below its counts.

import {expect, test} from "vitest"
import {changeInWords, movesInWords} from "../../src/cli/structure-words.ts"
import {type Edit, gather, structureChange} from "../../src/map/index.ts"
import {reading, say, circleTold as told} from "../map/told.ts"

const claim = (cause: string, file = "a.txt"): string =>
  told.claims.find((one) => one.cause.text === cause && one.file === file)!.id
const factor = (name: string): string => gather(told).factors.find((one) => one.name.toLowerCase() === name)!.id
const change = (...acts: readonly object[]) => {
  const edits = acts.map((act, i) => ({format: "brink/edit@1", by: "ana", why: "so", n: i + 1, ...act}) as Edit)
  return structureChange(gather(told), gather(told, {edits}))
}
const moves = (...acts: readonly object[]) => movesInWords(change(...acts).moved)

test("links with another sign, gone and new ones, tellers and circles stand by name", () => {
  expect(moves()).toEqual([])
  expect(moves({kind: "sign", claim: claim("hinges", "b.txt"), sign: "-"})).toEqual([
    "  Hinges -> Buttons: was +, now -",
  ])
  expect(moves({kind: "reject", claim: claim("spindles")})).toEqual([
    "  gone: Spindles -> Looms",
    "  a circle opens: Kites -> Spindles -> Looms -> Kites",
  ])
  expect(moves({kind: "reject", claim: claim("looms")})).toEqual(["  told by one now: Looms -> Kites"])
  expect(moves({kind: "assume", link: `${factor("kites")}->${factor("looms")}`, sign: "-"})).toEqual([
    "  new: Kites -> Looms (-)",
    "  a circle closes: Kites -> Looms -> Kites",
  ])
})

test("what a merge renames is neither gone nor new, by name or in the counts", () => {
  const merged = change({kind: "merge", factors: [factor("hinges"), factor("looms")]})
  expect(movesInWords(merged.moved)).toEqual([])
  expect(changeInWords(merged)).toMatch(/^links moved by name alone: circles /)
})

test("many have eight lines, of which each sort has its share", () => {
  const many = reading(
    ...["oats", "rye", "flax", "hemp", "beans", "peas", "millet", "barley", "spelt"].map((crop) =>
      say(crop, "+", "kites"),
    ),
    say("kites", "+", "oats"),
  )
  const edits = many.claims.map(
    ({id}, i) => ({format: "brink/edit@1", by: "ana", why: "so", n: i + 1, kind: "reject", claim: id}) as Edit,
  )
  const lines = movesInWords(structureChange(gather(many), gather(many, {edits})).moved)
  expect(lines).toHaveLength(9)
  expect(lines.slice(0, 7).every((line) => line.startsWith("  gone: "))).toBe(true)
  expect(lines.slice(7)).toEqual([expect.stringMatching(/^ {2}a circle opens: /), "  ... and 3 more"])
})
