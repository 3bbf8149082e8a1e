// The intervals of the outlook against figures worked by hand or published: what a range of runs says, when two shares
// differ, how a family of comparisons is widened, and what knowing a side is worth.

import {describe, expect, test} from "vitest"
import type {Runs} from "../../src/ensemble/index.ts"
import {wilson, Z95} from "../../src/math/shares.ts"
import {
  at,
  differ,
  intervalOf,
  levelsAt,
  type Measure,
  measured,
  momentsOf,
  shareOf,
  sidesOf,
  tally,
  validIn,
  valuesOf,
} from "../../src/outlook/measure.ts"
import {narrowing, thirds, together} from "../../src/outlook/splits.ts"
import {between, floorOf, fraction, spread, tenthsRange} from "../../src/outlook/words.ts"
import {choiceWorth} from "../../src/outlook/worth.ts"

const all = (n: number) => new Uint8Array(n).fill(1)
const upTo = (n: number) => Float64Array.from({length: n}, (_, i) => i + 1)

describe("a range of runs", () => {
  test("is p10 to p90 between order statistics: of 1 to 11 it is 2 to 10, of 1 to 6 it is 1.5 to 5.5", () => {
    expect(intervalOf(upTo(11), all(11))).toEqual({low: 2, mid: 6, high: 10})
    expect(intervalOf(upTo(6), all(6))).toEqual({low: 1.5, mid: 3.5, high: 5.5})
  })

  test("leaves out runs that failed, and those not asked about", () => {
    const values = Float64Array.of(1, Number.NaN, 2, 3, 99)
    expect(intervalOf(values, Uint8Array.of(1, 1, 1, 1, 0))).toEqual({low: 1.2, mid: 2, high: 2.8})
  })

  test("has a mean with the error of n - 1: of 1, 2, 3, 4 it is 2.5, and the root of 5/12", () => {
    const {mean, n, error} = momentsOf(
      Float64Array.of(1, 2, 3, 4, Number.POSITIVE_INFINITY, 50),
      Uint8Array.of(1, 1, 1, 1, 1, 0),
    )
    expect([mean, n]).toEqual([2.5, 4])
    expect(error).toBeCloseTo(Math.sqrt(5 / 12), 12)
    // Of two it is half their distance: 0 and 2 have a mean of 1, give or take 1.
    expect(momentsOf(Float64Array.of(0, 2), all(2))).toEqual({mean: 1, n: 2, error: 1})
    expect(momentsOf(Float64Array.of(7), all(1))).toEqual({mean: 7, n: 1, error: 0})
    expect(momentsOf(new Float64Array(0), all(0))).toEqual({mean: 0, n: 0, error: 0})
  })
})

describe("one number of a run", () => {
  const uneven = Float64Array.of(10, 11, 14)
  const of = (levels: readonly number[], measure: Measure) => measured(Float64Array.from(levels), uneven, measure)

  test("is over time as it passed: 2, 6, 3 at 10, 11, 14 add up to 4 + 13.5, and end 1 above their start", () => {
    expect(of([2, 6, 3], {kind: "total"})).toBe(17.5)
    expect(of([2, 6, 3], {kind: "change"})).toBe(1)
    expect(of([2, 6, 3], {kind: "level"})).toBe(3)
  })

  test("is the time from the start to a level: three quarters up from 2 to 6, two thirds down from 6 to 3", () => {
    const to = (level: number) => ({kind: "time to", level}) as const
    expect(of([2, 6, 3], to(5))).toBeCloseTo(0.75, 12)
    expect(of([6, 3, 2], to(4))).toBeCloseTo(2 / 3, 12)
    expect(of([6, 5, 2], to(4))).toBeCloseTo(2, 12)
    // On the level is there: at once, or when it is first touched.
    expect(of([2, 6, 3], to(2))).toBe(0)
    expect(of([2, 5, 5], to(5))).toBe(1)
    expect(of([0.5, 0.2, -0.5], to(0))).toBeCloseTo(1 + (3 * 2) / 7, 12)
    expect(of([2, 6, 3], to(7))).toBe(Number.POSITIVE_INFINITY)
  })

  test("is the longest time beyond a level: 10.5 to 13 above 4, 13 to 14 below it", () => {
    const spell = (side: "above" | "below", level: number) => ({kind: "longest spell", side, level}) as const
    expect(of([2, 6, 3], spell("above", 4))).toBeCloseTo(2.5, 12)
    expect(of([2, 6, 3], spell("below", 4))).toBeCloseTo(1, 12)
    expect(of([6, 3, 6], spell("above", 4))).toBeCloseTo(2, 12)
    expect(of([6, 3, 2], spell("above", 4))).toBeCloseTo(2 / 3, 12)
    // On the level is not beyond it.
    expect(of([4, 4, 4], spell("above", 4))).toBe(0)
  })
})

test("a quantile beside numbers without bound is the nearer of its neighbours", () => {
  const values = Float64Array.of(1, 2, 3, 4, Number.POSITIVE_INFINITY)
  expect(at(values, 0.85)).toBe(4)
  expect(at(values, 0.9)).toBe(Number.POSITIVE_INFINITY)
})

test("a range beside runs that never arrive ends at the nearer neighbour, and goes on for ever where half of them never do", () => {
  const never = Number.POSITIVE_INFINITY
  // Four steps: p10 lies .4 of one from the bottom, p50 on the middle, p90 .6 of one over the fourth.
  expect(intervalOf(Float64Array.of(1, 2, 3, 4, never), all(5))).toEqual({low: 1.4, mid: 3, high: never})
  // One step: p10 is nearer to 1, p90 to what never comes.
  expect(intervalOf(Float64Array.of(1, never), all(2))).toEqual({low: 1, mid: never, high: never})
  // Two steps: p50 lies on the 2, beyond which nothing arrives.
  expect(intervalOf(Float64Array.of(1, 2, never), all(3))).toEqual({low: 1.2, mid: 2, high: never})
})

describe("the sides of two disagreements, and two quantities", () => {
  const names = ["x", "y"]
  /** Sixty runs of two quantities at two times: x is the run, then the run + .5; y is minus that. */
  const runs = {
    plan: {
      program: {
        inputs: ["first", "second"].map((name) => ({name, prior: {kind: "chance", p: 0.5}, role: "contested"})),
      },
      runs: 60,
      seed: "1",
    },
    inputNames: ["first", "second"],
    names,
    time: Float64Array.of(0, 1),
    inputs: Float64Array.from({length: 120}, (_, i) => (i % 2 === 0 ? (i < 60 ? 0.52 : 0.5) : i < 58 ? 1 : 0)),
    series: Float64Array.from({length: 240}, (_, i) => {
      const [run, name, row] = [Math.floor(i / 4), Math.floor(i / 2) % 2, i % 2]
      return (run + row / 2) * (name === 0 ? 1 : -1)
    }),
    status: Uint8Array.from({length: 60}, (_, run) => (run === 59 ? 1 : 0)),
    failures: [],
    hash: "",
  } as unknown as Runs

  test("are each read from their own place, and a run that failed from none", () => {
    expect([...levelsAt(runs, "x", 1, validIn(runs))].slice(0, 3)).toEqual([0.5, 1.5, 2.5])
    expect([...levelsAt(runs, "y", 0, validIn(runs))].slice(1, 3)).toEqual([-1, -2])
    expect(levelsAt(runs, "y", 0, validIn(runs))[59]).toBeNaN()
    expect(valuesOf(runs, "y", {kind: "change"})[7]).toBe(-0.5)
  })

  test("are spoken of from thirty runs on; a draw above half is the first side", () => {
    // "first": .52 in runs 0 to 29, .5 in 30 to 58. "second": 1 in runs 0 to 28, 0 in 29 to 58.
    expect(sidesOf(runs).map(({input, is, size}) => [input, is, size])).toEqual([
      ["first", true, 30],
      ["second", false, 30],
    ])
  })

  test("draw a share down as well as up: 20 of 80, of which one side has 4 of 40", () => {
    const event = Uint8Array.from({length: 80}, (_, run) => (run < 4 || run >= 64 ? 1 : 0))
    const side = {input: "s", is: true, has: event.map((_, run) => (run < 40 ? 1 : 0)), size: 40}
    expect(shareOf(event, all(80), [side])).toEqual({share: 0.25, low: 0.1, high: wilson(20, 80)[1]})
  })
})

describe("the score interval of a share", () => {
  test("ends at z2 / (n + z2) where none of n was seen, and begins at its mirror where all were", () => {
    expect(wilson(0, 10, 2)[0]).toBe(0)
    expect(wilson(0, 10, 2)[1]).toBeCloseTo(4 / 14, 12)
    expect(wilson(10, 10, 2)[0]).toBeCloseTo(10 / 14, 12)
    expect(wilson(10, 10, 2)[1]).toBe(1)
  })

  test("is even about a half: of 5 in 10 at z = 2 it reaches 1 / sqrt(14) either way", () => {
    // p = 1/2: centre 1/2; half = z / (1 + z2/n) sqrt(1/4n + z2/4n2) = z / (2 sqrt(n + z2)).
    const [low, high] = wilson(5, 10, 2)
    expect(low).toBeCloseTo(0.5 - 1 / Math.sqrt(14), 12)
    expect(high).toBeCloseTo(0.5 + 1 / Math.sqrt(14), 12)
  })

  test("is of 95 in 100 unless told otherwise: 81 of 263 is .2553 to .3662 (Newcombe 1998, table I)", () => {
    const [low, high] = wilson(81, 263)
    expect(low).toBeCloseTo(0.2553, 4)
    expect(high).toBeCloseTo(0.3662, 4)
    expect(Z95).toBeCloseTo(1.959964, 6)
  })

  test("is what a share spreads over where sides agree, and the sides themselves where they lie beyond", () => {
    const event = Uint8Array.from({length: 80}, (_, run) => (run % 2 === 0 ? 1 : 0))
    const side = {input: "side", is: true, has: Uint8Array.from(event), size: 40}
    const [low, high] = wilson(40, 80)
    expect(shareOf(event, all(80), [])).toEqual({share: 0.5, low, high})
    expect(shareOf(event, all(80), [side])).toEqual({share: 0.5, low, high: 1})
    expect(shareOf(event, all(80), [side], Uint8Array.from(event))).toMatchObject({share: 1, high: 1})
    expect(shareOf(event, new Uint8Array(80), [])).toEqual({share: Number.NaN, low: Number.NaN, high: Number.NaN})
  })

  test("hears a side of thirty runs, and not one of twenty-nine", () => {
    const event = Uint8Array.from({length: 200}, (_, run) => (run < 30 ? 1 : 0))
    const side = (size: number) => ({input: "s", is: true, has: event.map((_, run) => (run < size ? 1 : 0)), size})
    expect(shareOf(event, all(200), [side(30)]).high).toBe(1)
    expect(shareOf(event, all(200), [side(29)]).high).toBe(wilson(30, 200)[1])
  })

  test("counts what is valid, within and on the side, and no other run", () => {
    const [event, valid] = [Uint8Array.of(1, 1, 1, 1, 0), Uint8Array.of(1, 1, 1, 0, 1)]
    expect(tally(event, valid)).toEqual({k: 3, n: 4})
    expect(tally(event, valid, Uint8Array.of(1, 1, 0, 1, 1))).toEqual({k: 2, n: 3})
    expect(tally(event, valid, Uint8Array.of(1, 1, 0, 1, 1), Uint8Array.of(0, 1, 1, 1, 1))).toEqual({k: 1, n: 2})
  })
})

describe("two shares", () => {
  test("differ up to the z at which their interval meets 0: 56 of 70 and 48 of 80 up to 2.6465", () => {
    const [a, b] = [
      {k: 56, n: 70},
      {k: 48, n: 80},
    ]
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      expect(differ(one, other, 2.646)).toBe(true)
      expect(differ(one, other, 2.647)).toBe(false)
    }
    expect(differ(a, b)).toBe(differ(a, b, 1.96))
  })

  test("do not differ where one of them was seen in no run", () => {
    expect(differ({k: 0, n: 0}, {k: 40, n: 40})).toBe(false)
    expect(differ({k: 40, n: 40}, {k: 0, n: 0})).toBe(false)
  })
})

test("many comparisons are widened for all together: 1 at 1.9600, 10 at 2.8070 (the normal quantile of .9975)", () => {
  expect(together(1)).toBeCloseTo(1.959964, 5)
  expect(together(0)).toBe(together(1))
  expect(together(10)).toBeCloseTo(2.807034, 5)
})

test("of numbers 1 to 10 the bottom third ends at 4 and the top third begins at 7", () => {
  const {low, high} = thirds(upTo(10), all(10))
  expect([...low].map((is, i) => (is ? i + 1 : 0)).filter(Boolean)).toEqual([1, 2, 3, 4])
  expect([...high].map((is, i) => (is ? i + 1 : 0)).filter(Boolean)).toEqual([7, 8, 9, 10])
})

describe("settling a disagreement narrows the range", () => {
  test("by all of it where each side has one value, and by nothing where the sides are alike", () => {
    const halves = [
      Uint8Array.from({length: 40}, (_, i) => (i < 20 ? 1 : 0)),
      Uint8Array.from({length: 40}, (_, i) => (i < 20 ? 0 : 1)),
    ]
    expect(narrowing({values: Float64Array.from({length: 40}, (_, i) => (i < 20 ? 1 : 2))}, all(40), halves)).toBe(1)
    expect(narrowing({values: Float64Array.from({length: 40}, (_, i) => i % 20)}, all(40), halves)).toBeCloseTo(0, 1)
    expect(narrowing({values: new Float64Array(40)}, all(40), halves)).toBe(0)
  })

  test("by the mean of the sides, each as often as it is drawn: a tenth left on 30 of 40 and a half on 10", () => {
    // p10 to p90 of n + 1 even steps of width w is .8 n w: 0 to 10 by steps is 8 wide.
    const values = Float64Array.from({length: 44}, (_, i) => (i < 33 ? (i % 11) / 10 : ((i - 33) % 11) / 2))
    const groups = [values.map((_, i) => (i < 33 ? 1 : 0)), values.map((_, i) => (i < 33 ? 0 : 1))].map((g) =>
      Uint8Array.from(g),
    )
    const width = ({low, high}: {low: number; high: number}) => high - low
    const [a, b] = groups.map((group) => width(intervalOf(values, group)))
    expect([a, b].map((w) => Math.round(w! * 10) / 10)).toEqual([0.8, 4])
    const whole = width(intervalOf(values, all(44)))
    expect(narrowing({values}, all(44), groups)).toBeCloseTo(1 - (33 * a! + 11 * b!) / 44 / whole, 12)
  })
})

describe("a range in words", () => {
  test("is rounded outward to whole runs of ten, and a whole one stays where it is", () => {
    expect(tenthsRange({share: 0.5, low: 0.41, high: 0.59})).toBe("4–6")
    expect(tenthsRange({share: 0.5, low: 0.3, high: 0.7})).toBe("3–7")
    // .1 + .2 is a little over .3 in binary: still three runs of ten, not four.
    expect(tenthsRange({share: 0.2, low: 0.1, high: 0.1 + 0.2})).toBe("1–3")
    expect(tenthsRange({share: 0.7, low: 0.7, high: 0.7})).toBe("7")
  })

  test("ends at the second digit of half its largest number", () => {
    expect(floorOf({low: 0, mid: 3, high: 30})).toBe(1)
    expect(floorOf({low: 0, mid: 3, high: 19})).toBe(0.1)
    expect(floorOf({low: -400, mid: 3, high: 30})).toBe(10)
    expect(floorOf({low: 0, mid: 0, high: 0})).toBe(0)
    expect(spread({low: 0.04, mid: 3, high: 30})).toBe("3 (0–30)")
    expect(spread({low: 0.5, mid: 3, high: 30})).toBe("3 (1–30)")
  })

  test('is joined by a dash, by "to" beside a sign, and is one number where both ends read alike', () => {
    expect([
      between("1", "2"),
      between("−2", "1"),
      between("1", "+2"),
      between("1 million", "2 million"),
      between("3", "3"),
    ]).toEqual(["1–2", "−2 to 1", "1 to +2", "1 million to 2 million", "3"])
  })

  test("is narrowed by a tenth from 5 to 15 of 100, a fifth to 22.5, a quarter to 29, a third to 42, half to 58, two thirds to 71", () => {
    const steps = [0.05, 0.15, 0.225, 0.29, 0.42, 0.58, 0.71]
    const words = ["a tenth", "a fifth", "a quarter", "a third", "half", "two thirds"].map((part) => `about ${part}`)
    expect(steps.map((step) => fraction(step))).toEqual([...words, "most of it"])
    expect(steps.map((step) => fraction(step - 1e-9))).toEqual([null, ...words])
  })
})

describe("knowing the side before a step is chosen", () => {
  const base = {plan: {seed: "1"}} as Runs
  /** One step gives 1 where the first side holds and 0 elsewhere, the other the reverse. */
  const apart = (yes: number, n: number) => {
    const side = Uint8Array.from({length: n}, (_, run) => (run < yes ? 1 : 0))
    return choiceWorth(
      [Float64Array.from(side), Float64Array.from(side, (is) => 1 - is)],
      all(n),
      side,
      "dispute",
      base,
    )
  }

  test("is worth the share of the rarer side where each step is right on one: 1 with it, 2/3 without", () => {
    const choice = apart(80, 120)!
    expect([choice.all, choice.yes, choice.no]).toEqual([0, 0, 1])
    expect(choice.worth.mid).toBeCloseTo(1 / 3, 12)
    // The share of 40 of 120 drawn again: its 95 of 100 reach from 30 to 50 (binomial), each end within 2 of 200 samples.
    expect(choice.worth.low * 120).toBeGreaterThanOrEqual(28)
    expect(choice.worth.low * 120).toBeLessThanOrEqual(32)
    expect(choice.worth.high * 120).toBeGreaterThanOrEqual(48)
    expect(choice.worth.high * 120).toBeLessThanOrEqual(52)
    // Dealt at random, the first step does most on both sides, however they fall.
    expect(choice.worth.floor).toBe(0)
  })

  test("is never worth more than half where the sides are even, and chance alone shows some of it", () => {
    const {worth} = apart(60, 120)!
    expect(worth.mid).toBe(0.5)
    expect(worth.high).toBeLessThanOrEqual(0.5)
    // |a - 30| / 60 for a hypergeometric count a with deviation 2.75: the greatest of twenty is some two deviations.
    expect(worth.floor).toBeGreaterThan(0.04)
    expect(worth.floor).toBeLessThan(0.17)
  })

  test("is worth nothing where one step does most on both sides, beyond doubt", () => {
    const side = Uint8Array.from({length: 100}, (_, run) => run % 2)
    const choice = choiceWorth([new Float64Array(100), new Float64Array(100).fill(1)], all(100), side, "dispute", base)!
    expect([choice.all, choice.yes, choice.no]).toEqual([1, 1, 1])
    expect(choice.worth).toEqual({low: 0, mid: 0, high: 0, floor: 0})
  })

  test("is not told with one step, nor with a side of under thirty runs", () => {
    expect(apart(30, 60)).not.toBeNull()
    expect(apart(29, 60)).toBeNull()
    expect(apart(31, 60)).toBeNull()
    expect(
      choiceWorth(
        [upTo(60)],
        all(60),
        Uint8Array.from({length: 60}, (_, i) => i % 2),
        "dispute",
        base,
      ),
    ).toBeNull()
  })

  test("leaves out a run that failed or never arrives under any step", () => {
    const side = Uint8Array.from({length: 62}, (_, run) => run % 2)
    const [first, second] = [Float64Array.from(side), Float64Array.from(side, (is) => 1 - is)]
    first[0] = Number.NaN
    second[1] = Number.POSITIVE_INFINITY
    expect(choiceWorth([first, second], all(62), side, "dispute", base)!.worth.mid).toBe(0.5)
    first[2] = Number.NaN
    expect(choiceWorth([first, second], all(62), side, "dispute", base)).toBeNull()
  })
})
