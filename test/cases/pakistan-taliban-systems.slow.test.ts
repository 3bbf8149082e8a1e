// The table of docs/cases/pakistan-taliban.md: each system of the inventory is in the model and does something, every
// name on the page is one of the model's, and page and tests have the same rows.
import {readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"
import {check, parseChecks} from "../../src/check/index.ts"
import {sweepHere} from "../../src/ensemble/index.ts"
import {parseModel, readBy} from "../../src/model/index.ts"
import {mapOf, readingOf} from "../draft/small-map.ts"

const text = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8")
const model = parseModel(text("../../cases/pakistan-taliban/model.yaml"), "model.yaml")
const page = text("../../docs/cases/pakistan-taliban.md")
const checks = parseChecks(text("pakistan-taliban-systems.yaml"), "pakistan-taliban-systems.yaml")

/** The rows of the page's tables, by the first cell, which is a letter and two digits. */
const rows = new Map(
  [...page.matchAll(/^\| ([A-Z]\d\d) \|(.*)\|$/gm)].map(([, id, rest]) => [
    id!,
    rest!.split(" | ").map((c) => c.trim()),
  ]),
)
const numbered = (letter: string, last: number) =>
  Array.from({length: last}, (_, i) => `${letter}${String(i + 1).padStart(2, "0")}`)
const known = new Set([
  ...model.quantities.map(({name}) => name),
  ...model.contested.map(({name}) => name),
  ...model.events.map(({name}) => name),
])

describe("the page", () => {
  test.each([
    ["S", 28],
    ["L", 22],
    ["P", 24],
    ["T", 14],
    ["O", 10],
    ["X", 13],
  ])("has a row for each of %s01 to %s%i", (letter, last) => {
    expect([...rows.keys()].filter((id) => id.startsWith(letter as string))).toEqual(
      numbered(letter as string, last as number),
    )
  })

  test("names nothing that the model lacks", () => {
    // What stands between backticks in a row is a name, a path of names, or a setting of them.
    const named = [...rows.values()].flatMap((cells) =>
      [
        ...cells
          .slice(1)
          .join(" ")
          .matchAll(/`([^`]+)`/g),
      ].flatMap(([, code]) => code!.match(/[a-z][a-z0-9_]{2,}/g) ?? []),
    )
    expect(named.length).toBeGreaterThan(150)
    expect([...new Set(named)].filter((name) => !known.has(name) && !["plus", "times"].includes(name))).toEqual([])
  })

  test("draws arrows that the equations have", () => {
    const reads = new Map(model.quantities.map((quantity) => [quantity.name, readBy(quantity)]))
    const arrows = [...rows.values()].flatMap((cells) =>
      [...cells.join(" ").matchAll(/`([a-z_ >-]+->[a-z_ >-]+)`/g)].flatMap(([, path]) => {
        const names = path!.split("->").map((name) => name.trim())
        return names.slice(1).map((to, i) => [names[i]!, to] as const)
      }),
    )
    expect(arrows.length).toBeGreaterThan(50)
    expect(arrows.filter(([from, to]) => !reads.get(to)?.has(from)).map((arrow) => arrow.join(" -> "))).toEqual([])
  })

  test("tells each check as it is run, and no other", () => {
    const told = numbered("S", 28).flatMap((id) =>
      [
        ...rows
          .get(id)!
          .at(-1)!
          .matchAll(/(S\d\d[a-z]?): `/g),
      ].map(([, check]) => check),
    )
    expect(told).toEqual(checks.map(({id}) => id))
    for (const {id, expect: asked, from} of checks)
      expect(rows.get(id.slice(0, 3))!.at(-1), id).toMatch(
        new RegExp(`${id}: .*from week ${from}.*: ${asked.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`),
      )
  })
})

test("each of S01 to S28 does what its row says, in at least 0.8 of the runs", async () => {
  const map = mapOf({})
  const execute = async (plan: Parameters<typeof sweepHere>[0]) => sweepHere(plan)
  const asked = {model, map, reading: readingOf(), execute, runs: 60, seed: "1", drafted: false, checks}
  const result = await check(asked)
  expect(result.checks.filter(({verdict}) => verdict !== "holds").map(({id, why}) => `${id}: ${why}`)).toEqual([])
  expect(result.checks.map(({id}) => id)).toEqual(checks.map(({id}) => id))
}, 120_000)
