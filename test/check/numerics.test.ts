import {expect, test} from "vitest"
import {numerics} from "../../src/check/index.ts"
import {type Plan, sweepHere} from "../../src/ensemble/index.ts"
import {parseModel} from "../../src/model/index.ts"

const tank = (leak: string) =>
  parseModel(
    `
format: brink/model@1
time: {unit: week, start: 0, stop: 104, step: 1, save: 4, method: euler}
quantities:
  open: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a tap]}
  level: {kind: stock, unit: 1, initial: 10, inflows: [rain], outflows: [leak], range: [0, 12], because: [assumed: seen]}
  rain: {kind: flow, unit: 1/week, equation: "0.1 * size", because: [assumed: seen]}
  size: {kind: parameter, unit: 1/week, value: {uniform: [0.9, 1.1]}, because: [assumed: seen]}
  a_week: {kind: parameter, unit: week, value: 1, because: [assumed: a unit]}
  leak: {kind: flow, unit: 1/week, equation: "(${leak}) / a_week", because: [assumed: seen]}
`,
    "tank.yaml",
  )
const ask = (leak: string, outcomes = ["level"]) =>
  numerics({model: tank(leak), execute: async (plan) => sweepHere(plan), runs: 50, seed: "1", outcomes})

test("a slow leak holds both, at its step and at half of it", async () => {
  const [step, bounds] = await ask("level * (0.01 + 0.01 * open)")
  expect(step).toMatchObject({id: "numerics:step", verdict: "holds", share: 1})
  expect(step!.why).toMatch(/^Half the step changes them by 0\.\d+ % at most: most of level in year [12], in /)
  expect(bounds).toMatchObject({id: "numerics:bounds", verdict: "holds", share: 1})
  expect(bounds!.measure).toBe("1 quantities with a range, 1 levers drawn over theirs")
})

test("a leak that the step follows badly is contradicted, with the outcome and the year", async () => {
  const [step] = await ask("level * level * 0.05")
  expect(step).toMatchObject({verdict: "contradicted", share: 0})
  expect(step!.why).toContain("most of level in year 1")
  // Rain is the same at any step; the outcome named after it is looked at all the same.
  const [both] = await ask("level * level * 0.05", ["rain", "level"])
  expect(both!.why).toContain("most of level in year 1")
})

test("a yearly mean is that of its fifty-two weeks: a leak of a twentieth a week is 0.29 % more at half the step", async () => {
  // The level nears 2 from 10. By .95 a week its mean over weeks 0 to 51 is 2 + 8 (1 - .95^52) / 2.6, and over the year after it
  // 2 + 8 * .95^52 (1 - .95^52) / 2.6 = 2.1988; by .975 each half week 2 + 8 * .975^104 (1 - .975^104) / 2.6 = 2.2052.
  // In the first year they are half as far apart, as a share of it: 4.8633 and 4.8558.
  const [step] = await ask("level * 0.05")
  expect(step!.why).toMatch(
    /^Half the step changes them by 0\.29 % at most: most of level in year 2, in the central run/,
  )
})

test("they are tests of the model, and not true by how it was made", async () => {
  for (const one of await ask("level * 0.01"))
    expect(one).toMatchObject({kind: "behaviour", byConstruction: false, contested: false, condition: null})
})

test("a stock that leaves its bounds at some place of a lever is named, though the engine would hold it", async () => {
  const [, bounds] = await ask("open * 3")
  expect(bounds!.verdict).toBe("contradicted")
  expect(bounds!.why).toMatch(/^0 of 50 runs failed; beyond its bounds went level by up to \d+ in \d+ runs\.$/)
})

test("every run beyond a bound is counted", async () => {
  const model = parseModel(
    `
format: brink/model@1
time: {unit: week, start: 0, stop: 20, step: 1, save: 4, method: euler}
quantities:
  height: {kind: auxiliary, unit: 1, equation: "2 + luck", range: [0, 1], because: [assumed: seen]}
  luck: {kind: parameter, unit: 1, value: {uniform: [0, 1]}, because: [assumed: seen]}
`,
    "tank.yaml",
  )
  const execute = async (plan: Plan) => sweepHere(plan)
  const [, bounds] = await numerics({model, execute, runs: 50, seed: "1", outcomes: ["height"]})
  expect(bounds!.measure).toBe("1 quantities with a range, 0 levers drawn over theirs")
  expect(bounds!.why).toMatch(/^0 of 50 runs failed; beyond its bounds went height by up to 2(\.0)? in 50 runs\.$/)
})

test("runs that fail are a contradiction, with the place of the first", async () => {
  const [, bounds] = await ask("level * 0.01 + 0 / max(0, open - 0.5)")
  expect(bounds!.verdict).toBe("contradicted")
  expect(bounds!.share).toBeCloseTo(0.5, 1)
  expect(bounds!.why).toMatch(/^25 of 50 runs failed \(the first at leak, time 0\)/)
})
