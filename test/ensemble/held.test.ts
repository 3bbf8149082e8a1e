// Stocks that the engine holds at a bound, counted in tables written by hand: a run a row, level, rain and leak in it.

import {expect, test} from "vitest"
import {HeldStocks, slackOf} from "../../src/ensemble/held.ts"
import {parseModel} from "../../src/model/index.ts"

const tank = parseModel(
  `
format: brink/model@1
time: {unit: week, start: 0, stop: 6, step: 0.5, save: 2, method: euler}
quantities:
  level: {kind: stock, unit: 1, initial: 5, inflows: [rain], outflows: [leak], range: [0, 12], because: [assumed: seen]}
  rain: {kind: flow, unit: 1/week, equation: size, because: [assumed: seen]}
  leak: {kind: flow, unit: 1/week, equation: size, because: [assumed: seen]}
  size: {kind: parameter, unit: 1/week, value: 1, because: [assumed: seen]}
`,
  "tank.yaml",
)

type Run = {level: number[]; rain: number[]; leak: number[]; failed?: boolean}
const heldIn = (runs: readonly Run[], except?: ReadonlySet<string>) => {
  const held = new HeldStocks(tank, except)
  held.look({
    names: ["level", "rain", "leak"],
    time: Float64Array.of(0, 2, 4, 6),
    series: Float64Array.from(runs.flatMap(({level, rain, leak}) => [...level, ...rain, ...leak])),
    status: Uint8Array.from(runs, ({failed}) => (failed ? 1 : 0)),
  })
  return held.held().map(({stock, bound, runs, first}) => [stock.name, bound, runs, first])
}
const flowing: Run = {level: [5, 6, 7, 8], rain: [3, 3, 3, 3], leak: [2, 2, 2, 2]}

test("a stock is held where its flows would take it on: once in a run, from the first time on in any of them", () => {
  const full: Run = {level: [5, 11, 12, 12], rain: [3, 3, 3, 3], leak: [2, 2, 2, 2]}
  expect(heldIn([flowing])).toEqual([])
  expect(heldIn([flowing, full])).toEqual([["level", 12, 1, 4]])
  const sooner: Run = {...full, level: [5, 12, 12, 11]}
  expect(heldIn([full, flowing, sooner, full])).toEqual([["level", 12, 3, 2]])
  expect(heldIn([full, {...sooner, failed: true}])).toEqual([["level", 12, 1, 4]])
  expect(heldIn([full], new Set(["level"]))).toEqual([])
})

test("one that is empty is held where more flows out than in, and not where it fills again or stays", () => {
  const empty: Run = {level: [5, 2, 0, 0], rain: [1, 1, 1, 1], leak: [2, 2, 2, 2]}
  expect(heldIn([empty])).toEqual([["level", 0, 1, 4]])
  expect(heldIn([{...empty, leak: [2, 2, 1, 1]}])).toEqual([])
  expect(heldIn([{...empty, leak: [2, 2, 0, 0]}])).toEqual([])
  // Full, and just as much flows out as in, or more: it stays, or falls.
  expect(heldIn([{level: [5, 12, 12, 11], rain: [3, 2, 1, 1], leak: [2, 2, 2, 2]}])).toEqual([])
})

test("rounding is a billionth of the range, of an open one of its lower bound, and never less than a billionth", () => {
  expect(slackOf([0, 12])).toBeCloseTo(1.2e-8, 18)
  expect(slackOf([-400, Number.POSITIVE_INFINITY])).toBeCloseTo(4e-7, 18)
  expect(slackOf([0, 0.5])).toBe(1e-9)
  const brimful = (more: number): Run => ({level: [5, 12, 12, 12], rain: [3, 2 + more, 2, 2], leak: [2, 2, 2, 2]})
  // In half a week a flow brings half of it.
  expect(heldIn([brimful(2e-8)])).toEqual([])
  expect(heldIn([brimful(3e-8)])).toEqual([["level", 12, 1, 2]])
})
