// A window that takes in what each decision moved shows what one that asks for all of it anew would show.

import {afterAll, beforeAll, expect, test} from "vitest"
import type {Cards, CaseView, Decided, EditRow, Queue} from "../../src/workbench/shapes.ts"
import {type Launched, launched} from "./launched.ts"

let bench: Launched
beforeAll(async () => {
  bench = await launched()
}, 60_000)
afterAll(() => bench.end())

/** Whole numbers below `n`, the same for a seed on every machine (Numerical Recipes, Press et al. 1992). */
let state = 5
const below = (n: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return Math.floor((state / 4294967296) * n)
}
const one = <T>(list: readonly T[]): T => list[below(list.length)]!

test("counts and the list of edits, after each of 120 seeded decisions and undos", async () => {
  const {rows} = await bench.get<Queue>("/api/queue?show=all")
  let found = await bench.get<CaseView>("/api/case")
  let {edits} = await bench.get<{edits: EditRow[]}>("/api/edits")
  const undone: number[] = []
  for (let i = 0; i < 120; i++) {
    const {cards} = await bench.get<Cards>("/api/cards?most=40")
    const {claim} = one(rows)
    const acts: (() => object)[] = [
      () => ({kind: "accept", claim}),
      () => ({kind: "reject", claim}),
      () => ({kind: "sign", claim, sign: one(["+", "-"])}),
      () => ({kind: "merge", factors: [one(cards).id, one(cards).id]}),
      ...(edits.length > 0 ? new Array(3).fill(() => ({kind: "undo", of: one(edits).n})) : []),
    ]
    const {
      edits: made,
      counted,
      restated,
      refused,
    } = await bench.get<Decided>("/api/edits", {lines: [one(acts)()], why: `decision ${i}`})
    expect(refused.length + made.length).toBe(1)
    found = {...found, ...counted}
    const other = new Map(restated!.map((edit) => [edit.n, edit]))
    undone.push(...other.keys())
    edits = [...[...made].reverse(), ...edits.map((edit) => other.get(edit.n) ?? edit)]
    expect(found).toEqual(await bench.get<CaseView>("/api/case"))
    expect(edits).toEqual((await bench.get<{edits: EditRow[]}>("/api/edits")).edits)
  }
  // Some were undone, and some of these undos undone.
  expect(undone.length).toBeGreaterThan(new Set(undone).size)
  const map = JSON.parse((await bench.world.brink("map", "case", "--json")).out)
  expect(found.structure).toMatchObject({
    factors: map.factors.length,
    links: map.links.length,
    circles: map.loops.length,
  })
}, 120_000)

test("a list that was changed otherwise than at its end is asked for anew", async () => {
  const {rows} = await bench.get<Queue>("/api/queue?show=all")
  const text = bench.world.read("case/edits.jsonl")
  const lines = text.trimEnd().split("\n")
  bench.world.put("case/edits.jsonl", `${lines.slice(0, -1).join("\n")}\n`)
  const {counted, restated} = await bench.get<Decided>("/api/edits", {
    lines: [{kind: "reject", claim: rows[0]!.claim}],
    why: "after others took lines away",
  })
  // As many lines as before, of which the last is another. Where the list was seen to be shorter before the decision came,
  // windows were told that already.
  expect(counted.rev).toBe(lines.length)
  expect([null, []]).toContainEqual(restated)
  const {edits} = await bench.get<{edits: EditRow[]}>("/api/edits")
  expect(edits.map(({line}) => line).reverse()).toEqual(bench.world.read("case/edits.jsonl").trimEnd().split("\n"))
})
