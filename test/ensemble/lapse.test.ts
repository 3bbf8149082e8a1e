import {describe, expect, test} from "vitest"
import {compile, type Setting} from "../../src/engine/index.ts"
import {column, inForceAt, type Life, lapsing, stillToCome, stretched, sweepHere} from "../../src/ensemble/index.ts"
import {parseModel} from "../../src/model/index.ts"

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
    const aged = {...model, time: {...model.time, unit: "day"}}
    const day = [{name: "service", act: "=" as const, value: 1, from: -60}]
    const program = compile(lapsing(aged, inForceAt(10, day, aged), 10), {})
    const runs = await sweepHere({program, runs: 4000, seed: "5", save: ["running"]})
    const share = (week: number) => {
      const on = column(runs, "running", week * 2)
      return on.reduce((sum, one) => sum + one, 0) / on.length
    }
    expect(share(8)).toBe(1)
    expect(share(9.5)).toBe(1)
    for (const later of [2, 4, 12, 28]) expect(share(10 + later)).toBeCloseTo(70 / (70 + later), 1)
  })

  test("that began days ago is taken to be a month old, where the unit of time is one of a calendar", () => {
    const month = 365.25 / 84
    const [young] = inForceAt(6.5, settings, model)
    expect(stillToCome(young!, 6.5, "week")(0.5)).toBeCloseTo(month, 12)
    expect(stillToCome(young!, 6.5, "beat")(0.5)).toBeCloseTo(0.5, 12)
    // After two months the rule counts by what has passed.
    const [old] = inForceAt(6 + 2 * month, settings, model)
    expect(stillToCome(old!, 6 + 2 * month, "week")(0.75)).toBeCloseTo(6 * month, 9)
  })

  const uniform: Life = {lever: "service", life: {kind: "uniform", low: 0, high: 20}, source: "invented"}

  test("lasts as such things last, of those that are older than it is", async () => {
    const [one] = inForceAt(10, settings, model, [uniform])
    expect(one!.life).toBe(uniform)
    // Four weeks old, of lives of up to 20 weeks: 0 to 16 more, evenly.
    const toCome = stillToCome(one!, 10, "week")
    for (const u of [0.1, 0.5, 0.9]) expect(toCome(u)).toBeCloseTo(16 * u, 9)
    // The tail of a lognormal is heavy: the longer such a thing has lasted, the longer it goes on.
    const lognormal: Life = {lever: "service", life: {kind: "lognormal", p5: 1, p95: 100}, source: "invented"}
    const rest = [6.5, 10, 30].map((now) =>
      stillToCome(inForceAt(now, settings, model, [lognormal])[0]!, now, "week")(0.5),
    )
    expect(rest[0]).toBeLessThan(rest[1]!)
    expect(rest[1]).toBeLessThan(rest[2]!)
    const program = compile(lapsing(model, [one!], 10), {})
    const runs = await sweepHere({program, runs: 4000, seed: "5", save: ["running"]})
    const share = (week: number) => column(runs, "running", week * 2).reduce((sum, on) => sum + on, 0) / 4000
    expect([share(5), share(8), share(9.5)]).toEqual([0, 1, 1])
    for (const later of [2, 4, 8, 12]) expect(share(10 + later)).toBeCloseTo(1 - later / 16, 2)
    expect(share(26.5)).toBe(0)
  })

  test("and has outlasted what was said of it goes by the rule again", () => {
    const [one] = inForceAt(30, settings, model, [uniform])
    expect(one!.life).toBeUndefined()
    expect(stillToCome(one!, 30, "week")(0.5)).toBeCloseTo(24, 9)
  })

  test("in another unit is as long", () => {
    expect(stretched({kind: "lognormal", p5: 1, p95: 3}, 52)).toEqual({kind: "lognormal", p5: 52, p95: 156})
    expect(stretched({kind: "triangular", low: 1, mode: 2, high: 3}, 7)).toEqual({
      kind: "triangular",
      low: 7,
      mode: 14,
      high: 21,
    })
  })

  test("names nothing twice, and leaves a model alone in which nothing is in force", () => {
    expect(lapsing(model, [], 10)).toBe(model)
    const taken = {...model, quantities: [...model.quantities, {...model.quantities[3]!, name: "service_to_come"}]}
    const names = lapsing(taken, inForceAt(10, settings, taken), 10).quantities.map(({name}) => name)
    expect(new Set(names).size).toBe(names.length)
  })
})
