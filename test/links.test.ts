// What `npm run links` cuts in a model, and who notices.

import {expect, test} from "vitest"
import {linksOf, startsOf, withoutLink} from "../scripts/links/cuts.ts"
import {holdingOf} from "../scripts/links/holding.ts"
import {rowsOf} from "../scripts/links/rows.ts"
import {parseChecks} from "../src/check/index.ts"
import {compile} from "../src/engine/index.ts"
import {column, sweepHere} from "../src/ensemble/index.ts"
import {parseModel} from "../src/model/index.ts"

const model = parseModel(
  `format: brink/model@1
name: feud
time: {unit: week, start: 0, stop: 20, step: 0.5, save: 1}
quantities:
  raids: {kind: stock, unit: raid, initial: 10, inflows: [provoked], outflows: [calmed], because: [assumed: seen]}
  provoked: {kind: flow, unit: raid/week, equation: "pace * (1 + anger)", because: [assumed: as told]}
  calmed: {kind: flow, unit: raid/week, equation: "raids / calming", because: [assumed: as told]}
  anger: {kind: stock, unit: 1, initial: 0.5, rate: "(raids / (raids + many) - anger) / calming", because: [assumed: as told]}
  rumours: {kind: auxiliary, unit: 1, equation: "anger * 1", because: [assumed: nobody asks about them]}
  pace: {kind: parameter, unit: raid/week, value: {uniform: [2, 4]}, because: [assumed: seen]}
  calming: {kind: parameter, unit: week, value: 4, because: [assumed: seen]}
  many: {kind: parameter, unit: raid, value: 20, because: [assumed: seen]}
`,
  "feud.yaml",
)
const starts = startsOf(model)

test("links are what one computed quantity reads of another, flows of a stock too, and no parameter and nothing of itself", () => {
  expect(linksOf(model).map(({cause, effect}) => `${cause} -> ${effect}`)).toEqual([
    "provoked -> raids",
    "calmed -> raids",
    "anger -> provoked",
    "raids -> calmed",
    "raids -> anger",
    "anger -> rumours",
  ])
})

test("a cut holds the cause at its start for the one that is cut off, and leaves every other reader alone", () => {
  const last = (cause: string, effect: string, name: string) => {
    const program = compile(withoutLink(model, {cause, effect}, starts))
    return column(sweepHere({program, runs: 3, seed: "1", save: [name]}), name, 20)
  }
  // Anger at a half for the raids alone: half as many again as the pace.
  const {inputs, inputNames} = sweepHere({program: compile(model), runs: 3, seed: "1", save: ["raids"]})
  const paces = Array.from({length: 3}, (_, run) => inputs[run * inputNames.length + inputNames.indexOf("pace")]!)
  const cut = last("anger", "provoked", "provoked")
  for (const [run, pace] of paces.entries()) expect(cut[run]).toBeCloseTo(1.5 * pace, 12)
  expect(last("anger", "provoked", "rumours")).not.toEqual(new Float64Array(3).fill(0.5))
  // 4.5 a week go on flowing in, from the 10 at the start towards 18, an eighth of the way each step.
  for (const raids of last("provoked", "raids", "raids")) expect(raids).toBeCloseTo(18 - 8 * 0.875 ** 40, 9)
  expect([...last("anger", "rumours", "rumours")]).toEqual([0.5, 0.5, 0.5])
})

test("a condition that rests on a link no longer holds when it is cut, and one that does not rest on it does", async () => {
  const checks = parseChecks(
    `format: brink/checks@1
checks:
  - {id: A1, says: Raids make people angry, set: {raids: {is: 100}}, from: 2, expect: anger at 12 > base + 0.1}
  - {id: A2, says: Angry people raid, set: {anger: {is: 1}}, from: 2, expect: raids at 12 > 1.05 * base}
`,
    "checks.yaml",
  )
  const asked = {checks, runs: 20}
  expect([...(await holdingOf(model, asked))]).toEqual(["A1", "A2"])
  const without = async (cause: string, effect: string) => [
    ...(await holdingOf(withoutLink(model, {cause, effect}, starts), asked)),
  ]
  expect(await without("raids", "anger")).toEqual(["A2"])
  expect(await without("anger", "provoked")).toEqual(["A1"])
  expect(await without("anger", "rumours")).toEqual(["A1", "A2"])
})

test("rows of a page name their links and their conditions", () => {
  const page = [
    "| # | Mechanism | Path | Shown by |",
    "|---|---|---|---|",
    "| A01 | Raids anger | `raids -> anger -> provoked`; `pace` | A1: `raids: {is: 100}` from week 2: anger at 12; A1b: more |",
    "| X | no row | `a -> b` | |",
  ].join("\n")
  expect(rowsOf(page)).toEqual([
    {
      id: "A01",
      links: [
        {cause: "raids", effect: "anger"},
        {cause: "anger", effect: "provoked"},
      ],
      conditions: ["A1", "A1b"],
    },
  ])
})
