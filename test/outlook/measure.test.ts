import {describe, expect, test} from "vitest"
import type {Runs} from "../../src/ensemble/index.ts"
import {wilson} from "../../src/math/shares.ts"
import {
  at,
  differ,
  type Group,
  intervalOf,
  measured,
  parseMeasure,
  shareOf,
  sidesOf,
  validIn,
  valuesOf,
} from "../../src/outlook/measure.ts"

const time = Float64Array.of(0, 1, 2, 3, 4)
const rise = Float64Array.of(0, 1, 2, 3, 4)
const hump = Float64Array.of(0, 4, 4, 0, 4)

/** A table of runs made by hand: one name "x", one contested input "side". */
function runsOf(series: readonly (readonly number[])[], sides: readonly number[], status?: readonly number[]): Runs {
  const times = series[0]!.length
  return {
    plan: {
      program: {inputs: [{name: "side", prior: {kind: "chance", p: 0.5}, role: "contested"}]} as never,
      runs: series.length,
      seed: "1",
    },
    inputNames: ["side"],
    names: ["x"],
    time: Float64Array.from({length: times}, (_, t) => t),
    inputs: Float64Array.from(sides),
    series: Float64Array.from(series.flat()),
    status: Uint8Array.from(status ?? series.map(() => 0)),
    failures: [],
    hash: "",
  }
}

describe("measures", () => {
  test("level, change and total of a straight line", () => {
    expect(measured(rise, time, parseMeasure("level", "x"))).toBe(4)
    expect(measured(rise, time, parseMeasure("change", "x"))).toBe(4)
    expect(measured(rise, time, parseMeasure("total", "x"))).toBe(8)
  })

  test("the time to a level is read between the saved rows, from the side it began on", () => {
    expect(measured(rise, time, parseMeasure("time to 2.5", "x"))).toBe(2.5)
    expect(measured(rise, time, parseMeasure("time to 0", "x"))).toBe(0)
    expect(measured(rise, time, parseMeasure("time to 9", "x"))).toBe(Number.POSITIVE_INFINITY)
    expect(measured(rise.toReversed(), time, parseMeasure("time to 1", "x"))).toBe(3)
    expect(measured(rise, time, parseMeasure("time to -1", "x"))).toBe(Number.POSITIVE_INFINITY)
  })

  test("the longest spell is one unbroken stretch, not the sum of all", () => {
    expect(measured(hump, time, parseMeasure("longest spell above 2", "x"))).toBe(2)
    expect(measured(hump, time, parseMeasure("longest spell below 2", "x"))).toBe(1)
    expect(measured(hump, time, parseMeasure("longest spell above 9", "x"))).toBe(0)
    expect(measured(hump, time, parseMeasure("longest spell above -1", "x"))).toBe(4)
  })

  test("a measure that is none is refused with those there are", () => {
    expect(() => parseMeasure("time until 3", "raids")).toThrow(
      "outlook/unknown-measure: 'time until 3' is no measure of 'raids'",
    )
    expect(() => parseMeasure("time to soon", "raids")).toThrow("Measures: level, change, total, mean over A to B")
  })

  test("a failed run has no number, and is in no share", () => {
    const runs = runsOf(
      [
        [0, 1],
        [0, Number.NaN],
        [0, 3],
      ],
      [1, 1, 0],
      [0, 1, 0],
    )
    expect([...valuesOf(runs, "x", {kind: "level"})]).toEqual([1, Number.NaN, 3])
    expect([...validIn(runs)]).toEqual([1, 0, 1])
    expect(shareOf(Uint8Array.of(1, 1, 0), validIn(runs), []).share).toBe(0.5)
  })
})

describe("shares", () => {
  test("the spread of a share reaches from one side of a disagreement to the other", () => {
    const sides = Array.from({length: 200}, (_, run) => run % 2)
    const runs = runsOf(
      sides.map((side) => [0, side]),
      sides,
    )
    const groups = sidesOf(runs)
    expect(groups.map(({input, is, size}: Group) => [input, is, size])).toEqual([
      ["side", true, 100],
      ["side", false, 100],
    ])
    expect(shareOf(Uint8Array.from(sides), validIn(runs), groups)).toEqual({share: 0.5, low: 0, high: 1})
  })

  test("a side with under thirty runs does not speak", () => {
    const sides = Array.from({length: 100}, (_, run) => (run < 20 ? 1 : 0))
    expect(
      sidesOf(
        runsOf(
          sides.map((s) => [0, s]),
          sides,
        ),
      ).map((g) => g.is),
    ).toEqual([false])
  })

  test("without a disagreement the spread is what the number of runs can tell", () => {
    const {share, low, high} = shareOf(Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]), new Uint8Array(10).fill(1), [])
    expect(share).toBe(0.1)
    // Wilson's interval of 1 in 10, as in Brown, Cai and DasGupta 2001: 0.018 to 0.404.
    expect(low).toBeCloseTo(0.0179, 4)
    expect(high).toBeCloseTo(0.4042, 4)
  })

  test("equal shares do not differ, and 400 of 1,000 against 500 of 1,000 do", () => {
    expect(differ({k: 50, n: 100}, {k: 50, n: 100})).toBe(false)
    expect(differ({k: 48, n: 100}, {k: 52, n: 100})).toBe(false)
    expect(differ({k: 400, n: 1000}, {k: 500, n: 1000})).toBe(true)
    expect(differ({k: 0, n: 40}, {k: 40, n: 40})).toBe(true)
  })

  test("the interval of two shares is Newcombe's: 56 of 70 against 48 of 80 differ by 0.2 (0.0524 to 0.3339)", () => {
    const [l1, u1] = wilson(56, 70)
    const [l2, u2] = wilson(48, 80)
    expect(0.2 - Math.sqrt((0.8 - l1) ** 2 + (u2 - 0.6) ** 2)).toBeCloseTo(0.0524, 4)
    expect(0.2 + Math.sqrt((u1 - 0.8) ** 2 + (0.6 - l2) ** 2)).toBeCloseTo(0.3339, 4)
    expect(differ({k: 56, n: 70}, {k: 48, n: 80})).toBe(true)
  })

  test("a quantile beside runs that never arrive is not stretched towards for ever", () => {
    const values = Float64Array.of(1, 2, 3, Number.POSITIVE_INFINITY)
    expect(at(values, 0.5)).toBe(2.5)
    expect(at(values, 0.9)).toBe(Number.POSITIVE_INFINITY)
    expect(intervalOf(Float64Array.of(1, 2, 3), Uint8Array.of(1, 1, 1))).toEqual({low: 1.2, mid: 2, high: 2.8})
    expect(at(new Float64Array(0), 0.5)).toBeNaN()
  })
})
