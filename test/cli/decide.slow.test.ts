// `brink decide`: a table and a value of the same answers, kept for the next call; refused where no step has a size.

import {readdirSync} from "node:fs"
import {join} from "node:path"
import {afterAll, beforeAll, expect, test} from "vitest"
import {formats} from "../../src/case/formats.ts"
import {type Inside, inside} from "./inside.ts"

const TOLD = "A fall in harvests deepened the debt. The debt hurt trade. If trade falls, the debt will grow.\n"
const CASE = `format: brink/case@1
title: Store
question: Will there be grain?
outcomes:
  - {quantity: grain, measure: level, wanted: more}
`
const MODEL = `format: brink/model@1
name: store
time: {unit: week, start: 0, stop: 4, step: 1, save: 1, method: euler}
quantities:
  grain: {kind: stock, unit: tonne, initial: 0, inflows: [brought], because: [assumed: the store is empty]}
  brought: {kind: flow, unit: tonne/week, equation: sowing * harvest + buying * 0.4 + rain, because: [assumed: what comes in]}
  harvest: {kind: parameter, unit: tonne/week, value: {uniform: [0, 1]}, because: [assumed: fields differ]}
  rain: {kind: parameter, unit: tonne/week, value: {uniform: [0, 5]}, because: [assumed: it falls as it falls]}
  sowing: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
  buying: {kind: lever, unit: tonne/week, value: 0, range: [0, 1], because: [assumed: a choice]}
`

let here: Inside
beforeAll(() => {
  here = inside()
  here.put("store/case.yaml", CASE)
  here.put("store/documents/a.md", TOLD)
  here.put("store/model.yaml", MODEL)
  here.put("docs/a.md", TOLD)
})
afterAll(() => here.remove())

test("gives a value of its published format, and the same bytes again from what was kept", async () => {
  const words = ["decide", "store", "--runs", "600", "--workers", "1", "--json"] as const
  const first = await here.brink(...words)
  expect(first.code).toBe(0)
  const decision = formats.decision.parse(JSON.parse(first.out))
  expect(decision).toMatchObject({format: "brink/decision@1", runs: 600, failed: 0})
  expect(decision.outcomes[0]!.decides!.map(({name}) => name)).toEqual(["rain", "harvest"])
  const kept = readdirSync(join(here.folder, "store/.brink"))
  expect(kept.some((name) => name.startsWith("decision-"))).toBe(true)
  // Parts of the runs are let go once what they came to is kept.
  expect(kept.filter((name) => name.startsWith("part-"))).toEqual([])
  expect(await here.brink(...words)).toMatchObject({code: 0, out: first.out})
  const {out} = await here.brink("decide", "store", "--runs", "600", "--workers", "1")
  expect(out).toContain("600 runs, 0 failed, seed 1\n")
  // Nothing is sown, so the harvest moves nothing, and is named to programs alone.
  expect(out).toMatch(/\brain\b/i)
  expect(out).not.toMatch(/\bharvest\b/i)
})

test("is refused for documents without a model, with the next move", async () => {
  const {code, out, err} = await here.brink("decide", "docs")
  expect([code, out]).toEqual([2, ""])
  expect(err).toContain("case/no-model: A drafted model has words and signs")
  expect(err).toContain("brink draft docs --out")
})

test("says in the place of the answer that runs are too few to say what decides", async () => {
  const {out, code} = await here.brink("decide", "store", "--runs", "4", "--workers", "1", "--json")
  expect(code).toBe(0)
  expect(JSON.parse(out).outcomes[0]).toMatchObject({decides: null, why: expect.stringContaining("too few")})
})
