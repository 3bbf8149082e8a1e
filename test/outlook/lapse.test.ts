import {describe, expect, test} from "vitest"
import {compile, type Setting} from "../../src/engine/index.ts"
import {column, sweepHere} from "../../src/ensemble/index.ts"
import {parseModel} from "../../src/model/index.ts"
import {inForceAt, lapsing} from "../../src/outlook/lapse.ts"

const model = parseModel(
  `
format: brink/model@1
name: ferry
time: {unit: week, start: 0, stop: 40, step: 0.5, save: 0.5}
quantities:
  service: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a ferry runs or does not]}
  fare: {kind: lever, unit: 1, value: 0.2, range: [0, 1], because: [assumed: what it costs]}
  subsidy: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: what a town pays]}
  running: {kind: auxiliary, unit: 1, equation: service, because: [assumed: as told]}
  cost: {kind: auxiliary, unit: 1, equation: fare + subsidy, because: [assumed: as told]}
`,
  "ferry.yaml",
)
const settings: readonly Setting[] = [
  {name: "service", act: "=", value: 1, from: 6},
  {name: "fare", act: "=", value: 0.2, from: 2},
  {name: "subsidy", act: "=", value: 0.5, from: 2, to: 5},
]

describe("what is in force", () => {
  test("is a lever that stands elsewhere than at its default, and was not let go", () => {
    expect(
      inForceAt(10, settings, model).map(({lever, value, since, otherwise}) => [lever.name, value, since, otherwise]),
    ).toEqual([["service", 1, 6, 0]])
    expect(inForceAt(6, settings, model)).toEqual([])
  })

  test("after t weeks is still in force s weeks later in t / (t + s) of the runs (Gott 1993)", async () => {
    const program = compile(lapsing(model, inForceAt(10, settings, model), 10), {})
    const runs = await sweepHere({program, runs: 4000, seed: "5", save: ["running"]})
    const share = (week: number) => {
      const on = column(runs, "running", week * 2)
      return on.reduce((sum, one) => sum + one, 0) / on.length
    }
    expect(share(5)).toBe(0)
    expect(share(8)).toBe(1)
    expect(share(9.5)).toBe(1)
    for (const later of [2, 4, 12, 28]) expect(share(10 + later)).toBeCloseTo(4 / (4 + later), 1)
  })

  test("names nothing twice, and leaves a model alone in which nothing is in force", () => {
    expect(lapsing(model, [], 10)).toBe(model)
    const taken = {...model, quantities: [...model.quantities, {...model.quantities[3]!, name: "service_to_come"}]}
    const names = lapsing(taken, inForceAt(10, settings, taken), 10).quantities.map(({name}) => name)
    expect(new Set(names).size).toBe(names.length)
  })
})
