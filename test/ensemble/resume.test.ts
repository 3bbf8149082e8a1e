// Many futures of one past: what goes on from a history is what the whole run would have been.
import {expect, test} from "vitest"
import {compile, isResumable} from "../../src/engine/index.ts"
import {column, fromNow, type Plan, sweepHere} from "../../src/ensemble/index.ts"
import {parseModel} from "../../src/model/index.ts"

const MODEL = (equation: string) => `format: brink/model@1
name: well
time: {unit: week, start: 0, stop: 20, step: 0.25, save: 1, method: euler}
quantities:
  water: {kind: stock, unit: m^3, initial: depth * 2, inflows: [rain], outflows: [use], range: [0, .inf], because: [assumed: a test]}
  rain: {kind: flow, unit: m^3/week, equation: "${equation}", because: [assumed: a test]}
  use: {kind: flow, unit: m^3/week, equation: water * thirst, because: [assumed: a test]}
  depth: {kind: parameter, unit: m^3, value: {uniform: [1, 5]}, because: [assumed: a test]}
  thirst: {kind: parameter, unit: 1/week, value: {uniform: [0.1, 0.2]}, because: [assumed: a test]}
  wet: {kind: parameter, unit: m^3/week, value: {uniform: [0.5, 1]}, because: [assumed: a test]}
`
const execute = async (plan: Plan) => sweepHere(plan)
const parsed = (equation: string, now?: number) => {
  const model = parseModel(MODEL(equation), "well.yaml")
  return now === undefined ? model : {...model, time: {...model.time, now}}
}

test("a resumed run has the bits of the whole run after its now", async () => {
  const whole = sweepHere({program: compile(parsed("wet"), {}), runs: 40, seed: "3"})
  const {model, execute: go} = await fromNow(parsed("wet", 8), execute, {runs: 40, seed: "3"})
  expect(model.time.start).toBe(8)
  const later = await go({program: compile(model, {}), runs: 40, seed: "3", save: ["water"]})
  expect([...later.time]).toEqual(Array.from({length: 13}, (_, i) => 8 + i))
  for (const [row, time] of [...later.time].entries())
    expect([...column(later, "water", row)]).toEqual([...column(whole, "water", time)])
})

test("what happened before stays in the history: a setting of the past acts on the state alone", async () => {
  const past = [{name: "wet", act: "=" as const, value: 0, from: 0, to: 8}]
  const whole = sweepHere({program: compile(parsed("wet"), {settings: past}), runs: 5, seed: "3"})
  const {model, execute: go} = await fromNow(parsed("wet", 8), execute, {runs: 5, seed: "3", history: {settings: past}})
  const later = await go({program: compile(model, {}), runs: 5, seed: "3", save: ["water"]})
  expect([...column(later, "water", 12)]).toEqual([...column(whole, "water", 20)])
})

test.each([
  ["from the start", {}, 20],
  ["from before now, and on", {from: 3}, 20],
  ["from now on, which is not of the past", {from: 8}, 8],
])("a setting %s is in force up to now, and whoever goes on says what holds then", async (_, when, until) => {
  const held = {name: "wet", act: "=" as const, value: 0, ...when}
  const whole = sweepHere({program: compile(parsed("wet"), {settings: [held]}), runs: 5, seed: "3"})
  const {model, execute: go} = await fromNow(parsed("wet", 8), execute, {
    runs: 5,
    seed: "3",
    history: {settings: [held]},
  })
  // What began before goes on only where it is given again.
  const settings = until === 20 ? [{...held, from: 8}] : []
  const later = await go({program: compile(model, {settings}), runs: 5, seed: "3", save: ["water"]})
  expect([...column(later, "water", 0)]).toEqual([...column(whole, "water", 8)])
  if (until === 20) expect([...column(later, "water", 12)]).toEqual([...column(whole, "water", 20)])
})

test("a model that remembers in more than its stocks is run whole, and its past rows are dropped", async () => {
  const equation = "smooth(wet * (1 + step(1, 4)), 3)"
  expect(isResumable(parsed(equation))).toBe(false)
  expect(isResumable(parsed("wet"))).toBe(true)
  const {model, execute: go} = await fromNow(parsed(equation, 8), execute, {runs: 5, seed: "3"})
  expect(model.time.start).toBe(0)
  const later = await go({program: compile(model, {}), runs: 5, seed: "3", save: ["water"]})
  const whole = sweepHere({program: compile(parsed(equation), {}), runs: 5, seed: "3"})
  expect(later.time[0]).toBe(8)
  // Of two quantities, so that each run's columns have to be told apart, and no number more.
  const both = await go({program: compile(model, {}), runs: 5, seed: "3", save: ["water", "use"]})
  expect(both.series.length).toBe(5 * 2 * 13)
  for (const [row, time] of [...both.time].entries())
    for (const name of ["water", "use"]) expect([...column(both, name, row)]).toEqual([...column(whole, name, time)])
  expect([...column(later, "water", 0)]).toEqual([...column(whole, "water", 8)])
})

test("a run that fails on the way fails from there on, and the others go on", async () => {
  const equation = "wet / (if(depth > 3 and time > 2, 0, 1))"
  const {model, execute: go} = await fromNow(parsed(equation, 8), execute, {runs: 40, seed: "3"})
  const later = await go({program: compile(model, {}), runs: 40, seed: "3", save: ["water"]})
  const failed = later.status.reduce((n, status) => n + (status === 0 ? 0 : 1), 0)
  expect(failed).toBeGreaterThan(10)
  expect(failed).toBeLessThan(30)
})
