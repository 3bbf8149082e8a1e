// Draws in equations: their distributions by mean and spread, their bounds, and what they
// depend on.

import {describe, expect, test} from "vitest"
import {
  drawBinomial,
  drawExponential,
  drawGamma,
  drawNegativeBinomial,
  drawNormal,
  drawPoisson,
  drawTriangular,
  gammaBelow,
  normalBelow,
} from "../../src/math/distributions.ts"
import {steps} from "../work.ts"
import {course} from "./course.ts"
import {type Line, sketch} from "./sketch.ts"

const LONG = 4000
const of = (equation: string, more: Record<string, Line> = {}, run = 0) =>
  course(sketch({y: {aux: equation}, ...more}, {stop: LONG, step: 1}), {}, {}, run).of("y")
const mean = (x: readonly number[]) => x.reduce((sum, value) => sum + value, 0) / x.length
const spread = (x: readonly number[]) => {
  const centre = mean(x)
  return Math.sqrt(mean(x.map((value) => (value - centre) ** 2)))
}

describe("a draw has its mean and standard deviation", () => {
  // Four standard errors of the mean of 4,001 draws are 6.3 percent of a standard deviation.
  test.each<readonly [string, number, number]>([
    ["random_uniform(2, 6)", 4, 4 / Math.sqrt(12)],
    ["random_normal(-99, 99, 3, 2)", 3, 2],
    ["random_exponential(0, 999, 1, 2)", 3, 2],
    ["random_lognormal(3, 2)", 3, 2],
    ["random_poisson(0, 999, 4, 0, 1)", 4, 2],
    ["random_gamma(0, 999, 4, 1, 0.5)", 3, 1],
    ["random_beta(0, 9, 2, 2, 0, 4)", 2, 4 * Math.sqrt(0.05)],
    ["random_binomial(0, 99, 0.25, 12, 0, 1)", 3, 1.5],
    ["random_negative_binomial(0, 999, 0.5, 2, 0, 1)", 4, 2],
    ["random_geometric(0.5)", 2, Math.SQRT2],
    ["random_triangular(0, 9, 0, 3, 6)", 3, 6 / Math.sqrt(24)],
    ["random_weibull(0, 999, 1, 0, 3)", 3, 3],
    ["random_logistic(3, 1)", 3, Math.PI / Math.sqrt(3)],
    ["random_chance(0.3)", 0.3, Math.sqrt(0.21)],
  ])("%s", (equation, expected, deviation) => {
    const got = of(equation)
    expect(Math.abs(mean(got) - expected)).toBeLessThan(0.065 * deviation)
    expect(Math.abs(spread(got) / deviation - 1)).toBeLessThan(0.12)
  })

  test("pink noise keeps its standard deviation, and forgets over its time", () => {
    const got = of("random_pink_noise(5, 2, 10)").slice(100)
    expect(Math.abs(mean(got) - 5)).toBeLessThan(0.6)
    expect(Math.abs(spread(got) / 2 - 1)).toBeLessThan(0.2)
    const centre = mean(got)
    const centred = got.map((value) => value - centre)
    const along = mean(centred.slice(10).map((value, i) => value * centred[i]!)) / spread(got) ** 2
    // (1 - 1/10)^10 = 0.35 of it is left after ten steps.
    expect(Math.abs(along - 0.9 ** 10)).toBeLessThan(0.15)
  })
})

describe("a draw of a large argument ends, and is the one that the normal curve says", () => {
  const CUTS = [-1.2815515655446004, 0, 1.2815515655446004]
  const atCuts = (draw: (u: number) => number, centre: number, width: number) =>
    [0.1, 0.5, 0.9].map((u) => (draw(u) - centre) / width)

  test.each([1.01e7, 1e9, 1e12, 1e15, 1e18])("of %d", (n) => {
    const drawn = [
      atCuts((u) => drawPoisson(u, 0, 1e300, n, 0, 1), n, Math.sqrt(n)),
      atCuts((u) => drawBinomial(u, 0, 1e300, 0.5, n, 0, 1), n / 2, Math.sqrt(n) / 2),
      atCuts((u) => drawGamma(u, 0, 1e300, n, 0, 1), n, Math.sqrt(n)),
      atCuts((u) => drawNegativeBinomial(u, 0, 1e300, 0.25, n, 0, 1), 4 * n, Math.sqrt(12 * n)),
    ]
    for (const got of drawn) for (let i = 0; i < 3; i++) expect(Math.abs(got[i]! - CUTS[i]!)).toBeLessThan(2e-3)
  })

  test("rare successes in very many tries come as a Poisson count does, and the first ones as a gamma does", () => {
    for (const u of [0.01, 0.1, 0.5, 0.9, 0.99]) {
      expect(drawBinomial(u, 0, 1e300, 1e-13, 1e14, 0, 1)).toBe(drawPoisson(u, 0, 1e300, 10, 0, 1))
      expect(drawBinomial(u, 0, 1e300, 1e-17, 1e18, 0, 1)).toBe(drawPoisson(u, 0, 1e300, 10, 0, 1))
      const [tries, waited] = [drawNegativeBinomial(u, 0, 1e300, 1e-16, 10, 0, 1), drawGamma(u, 0, 1e300, 10, 0, 1)]
      expect(Math.abs((tries * 1e-16) / waited - 1)).toBeLessThan(1e-9)
    }
  })

  test("the expansion for large shapes goes on where the series ends", () => {
    for (const cut of [-5, -1, -0.01, 0, 0.01, 1, 5]) {
      const at = (shape: number) => gammaBelow(shape, shape + cut * Math.sqrt(shape))
      const step = (at(1e7) - at(9.9e6)) / 1e5
      expect(Math.abs(at(1e7 + 1) - at(1e7) - step)).toBeLessThan(1e-7)
    }
  })

  test("no argument of a draw keeps it for longer than fifty million plain steps", () => {
    const values = [0, 0.5, 1, 1e-300, 1e7, 1e16, 1e18, 1e300, Number.MAX_VALUE, Number.NaN, Number.POSITIVE_INFINITY]
    let draws = 0
    const work = steps(() => {
      for (const a of values)
        for (const b of values) {
          for (const draw of [drawBinomial, drawNegativeBinomial]) draw(0.9, 0, 1e300, a, b, 0, 1)
          drawPoisson(0.9, a, 1e300, b, 0, 1)
          drawGamma(0.9, a, 1e300, b, 0, 1)
          draws += 4
        }
    })
    expect(work / draws).toBeLessThan(50)
  })
})

describe("a draw is cut off at its bounds", () => {
  test("and has the distribution of what lies between", () => {
    // The upper half of a normal distribution has the mean sqrt(2 / pi).
    const half = of("random_normal(0, 99, 0, 1)")
    expect(Math.min(...half)).toBeGreaterThanOrEqual(0)
    expect(mean(half)).toBeCloseTo(Math.sqrt(2 / Math.PI), 1)
    expect(new Set(of("random_poisson(2, 3, 5, 0, 1)"))).toEqual(new Set([2, 3]))
  })

  test("keeps the digits of a far tail, and takes the nearer bound where nothing lies between", () => {
    // Above 10 standard deviations the next number is about 1/10 of one away.
    const far = drawNormal(0.5, 10, 1e9, 0, 1)
    expect(far).toBeGreaterThan(10)
    expect(far).toBeLessThan(10.2)
    expect(drawNormal(0.5, 60, 70, 0, 1)).toBe(60)
    expect(drawExponential(0.5, -5, -3, 0, 1)).toBe(-3)
  })

  test("and a parameter that none has gives no number", () => {
    expect(drawNormal(0.5, 0, 1, 0, -1)).toBeNaN()
    expect(drawGamma(0.5, 0, 9, 0, 0, 1)).toBeNaN()
    expect(drawBinomial(0.5, 0, 9, 1.5, 3, 0, 1)).toBeNaN()
    expect(drawTriangular(0.5, 0, 9, 3, 2, 1)).toBeNaN()
    const failing = course(sketch({y: {aux: "random_geometric(2)"}}, {}))
    expect(failing.failure?.says).toBe("'y' is no longer a finite number at week 0")
  })
})

test("counts come by the sums of their published tables", () => {
  // Poisson of mean 3: P(0) = .0498, P(<= 1) = .1991, P(<= 2) = .4232.
  expect([0.049, 0.05, 0.199, 0.2, 0.423, 0.424].map((u) => drawPoisson(u, 0, 99, 3, 0, 1))).toEqual([0, 1, 1, 2, 2, 3])
  // Of 4 tries at one half: 1/16, 5/16, 11/16, 15/16.
  expect([0.06, 0.07, 0.31, 0.32, 0.93, 0.94].map((u) => drawBinomial(u, 0, 9, 0.5, 4, 0, 1))).toEqual([
    0, 1, 1, 2, 3, 4,
  ])
  // Two successes at one half take 2 tries with chance 1/4, at most 3 with 1/2.
  expect([0.2, 0.3, 0.45, 0.55].map((u) => drawNegativeBinomial(u, 0, 99, 0.5, 2, 0, 1))).toEqual([2, 3, 3, 4])
  // Large means too: half of a Poisson of mean 10,000 lies near it.
  expect(Math.abs(drawPoisson(0.5, 0, 1e9, 10_000, 0, 1) - 10_000)).toBeLessThanOrEqual(1)
})

test("the incomplete gamma function and the normal distribution have their closed forms", () => {
  // P(1, x) = 1 - exp(-x); P(2, x) = 1 - (1 + x) exp(-x).
  for (const x of [0.1, 1, 2.5, 7, 30]) {
    expect(gammaBelow(1, x)).toBeCloseTo(1 - Math.exp(-x), 13)
    expect(gammaBelow(2, x)).toBeCloseTo(1 - (1 + x) * Math.exp(-x), 13)
  }
  expect(normalBelow(1.959963984540054)).toBeCloseTo(0.975, 14)
})

describe("a draw depends on its run, its quantity, its place in the equation, its seed and the step", () => {
  const first = of("random_uniform(0, 1)")
  test("and on nothing else", () => {
    expect(of("random_uniform(0, 1)", {other: {aux: "random_uniform(0, 1)"}})).toEqual(first)
    expect(of("random_uniform(0, 1)", {}, 1)).not.toEqual(first)
    expect(of("random_uniform(0, 1, 5)")).not.toEqual(first)
    const two = of("random_uniform(0, 1) - random_uniform(0, 1)")
    expect(two.every((value) => value !== 0)).toBe(true)
  })

  test("so that a cut elsewhere, also through its own quantity, leaves the noise as it was", () => {
    const model = sketch(
      {
        level: {stock: 0, in: ["flow"]},
        flow: {flow: "noise"},
        noise: {aux: "random_normal(-99, 99, push, 1)"},
        push: {aux: "time"},
      },
      {stop: 20},
    )
    const [whole, without] = [course(model), course(model, {cuts: [{cause: "push", effect: "level"}]})]
    const noise = whole.of("noise")
    // What the level gains without the push is the same noise about 0.
    without.of("level").forEach((level, t) => {
      if (t > 0) expect(level - without.of("level")[t - 1]!).toBeCloseTo(noise[t - 1]! - (t - 1), 6)
    })
  })

  test("and holds still within a Runge-Kutta step", () => {
    const lines = {level: {stock: 0, in: ["flow"]}, flow: {flow: "random_uniform(0, 1)"}}
    const [euler, rk4] = (["euler", "rk4"] as const).map((method) =>
      course(sketch(lines, {stop: 50, method})).of("level"),
    )
    rk4!.forEach((value, t) => {
      expect(value).toBeCloseTo(euler![t]!, 12)
    })
  })

  test("and a seed that is no constant is refused", () =>
    expect(() => of("random_uniform(0, 1, time)")).toThrow(
      "engine/bad-argument: random_uniform needs a seed that is a constant",
    ))
})
