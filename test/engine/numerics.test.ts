// Closed forms, published values and conservation: what integration must get right.

import {describe, expect, test} from "vitest"
import {course} from "./course.ts"
import {sketch} from "./sketch.ts"

const decay = (step: number, method: "euler" | "rk4") =>
  course(
    sketch(
      {level: {stock: 100, out: ["leak"]}, leak: {flow: "level * rate"}, rate: {parameter: 0.3}},
      {stop: 8, step, method},
    ),
  ).end("level")

describe("a leak follows the exponential", () => {
  const exact = 100 * Math.exp(-0.3 * 8)
  const order = (method: "euler" | "rk4", step: number) =>
    Math.log2(Math.abs(decay(step, method) - exact) / Math.abs(decay(step / 2, method) - exact))
  test("Euler's error halves with the step", () => expect(order("euler", 1 / 64)).toBeCloseTo(1, 1))
  test("Runge-Kutta's error falls sixteenfold with half the step", () => expect(order("rk4", 0.25)).toBeCloseTo(4, 0))
})

test("a harmonic oscillator comes back after one turn, by Runge-Kutta", () => {
  const run = course(
    sketch(
      {
        place: {stock: 1, in: ["moving"]},
        speed: {stock: 0, in: ["pull"]},
        moving: {flow: "speed"},
        pull: {flow: "-place"},
      },
      {stop: 6.28, step: 0.01, save: 6.28, method: "rk4"},
    ),
  )
  expect(run.end("place")).toBeCloseTo(Math.cos(6.28), 8)
  expect(run.end("speed")).toBeCloseTo(-Math.sin(6.28), 8)
})

test("Richardson's arms race has its value at t = 5 and its equilibrium (11/3, 10/3)", () => {
  const lines = {
    x: {stock: 0, in: ["dx"]},
    y: {stock: 0, in: ["dy"]},
    dx: {flow: "k * y - a * x + g"},
    dy: {flow: "l * x - b * y + h"},
    ...Object.fromEntries(Object.entries({k: 1, l: 1, a: 2, b: 2, g: 4, h: 3}).map(([n, v]) => [n, {parameter: v}])),
  }
  const at5 = course(sketch(lines, {stop: 5, step: 0.01, save: 5, method: "rk4"}))
  expect(at5.end("x")).toBeCloseTo(3.64308, 5)
  expect(at5.end("y")).toBeCloseTo(3.30975, 5)
  const late = course(sketch(lines, {stop: 60, step: 0.05, save: 60, method: "rk4"}))
  expect(late.end("x")).toBeCloseTo(11 / 3, 12)
  expect(late.end("y")).toBeCloseTo(10 / 3, 12)
})

test("Turchin's demographic-fiscal model peaks and breaks where the literature says", () => {
  const run = course(
    sketch(
      {
        N: {stock: 0.5, in: ["growth"], range: [0, Number.POSITIVE_INFINITY]},
        S: {stock: 0, in: ["surplus"], range: [0, Number.POSITIVE_INFINITY]},
        k: {aux: "1 + 3 * S / (10 + S)"},
        growth: {flow: "0.02 * N * (1 - N / k)"},
        surplus: {flow: "1 * N * (1 - N / k) - beta * N"},
        beta: {parameter: 0.25},
      },
      {stop: 500, step: 0.05},
    ),
  )
  const S = run.of("S")
  const N = run.of("N")
  const top = S.indexOf(Math.max(...S))
  expect(S[top]).toBeCloseTo(48.88, 2)
  expect(run.time[top]).toBeCloseTo(159.1, 1)
  const peak = N.indexOf(Math.max(...N))
  expect(N[peak]).toBeCloseTo(3.131, 3)
  expect(run.time[peak]).toBeCloseTo(227.05, 1)
  const broke = S.findIndex((s, i) => i > top && s === 0)
  expect(run.time[broke]).toBeCloseTo(245.75, 1)
  expect(run.end("N")).toBeCloseTo(1.004, 3)
})

test("logistic growth has its closed form", () => {
  const run = course(
    sketch(
      {crowd: {stock: 10, in: ["joining"]}, joining: {flow: "0.4 * crowd * (1 - crowd / 1000)"}},
      {stop: 20, step: 0.125, save: 1, method: "rk4"},
    ),
  )
  run.time.forEach((t, i) => {
    expect(run.of("crowd")[i]).toBeCloseTo(1000 / (1 + 99 * Math.exp(-0.4 * t)), 4)
  })
})

test("what leaves one stock arrives in another: the total stays", () => {
  for (const method of ["euler", "rk4"] as const) {
    const run = course(
      sketch(
        {
          well: {stock: 900, out: ["falling_ill"], in: ["recovering"]},
          ill: {stock: 100, in: ["falling_ill"], out: ["recovering"]},
          falling_ill: {flow: "well * ill * 0.0005"},
          recovering: {flow: "ill * 0.1"},
          all: {aux: "well + ill"},
        },
        {stop: 52, step: 0.25, method},
      ),
    )
    for (const total of run.of("all")) expect(total).toBeCloseTo(1000, 9)
  }
})

test("time is start + k * step, and rows are chosen by counting steps", () => {
  const run = course(sketch({clock: {aux: "time"}}, {start: 1, stop: 3, step: 0.1, save: 0.5}))
  expect(run.time).toEqual([1, 1.5, 2, 2.5, 3])
  expect(run.of("clock")).toEqual(run.time)
  const odd = course(sketch({clock: {aux: "time"}}, {stop: 7, step: 1, save: 3}))
  expect(odd.time).toEqual([0, 3, 6, 7])
})

test("a stock stays inside its declared range", () => {
  const run = course(
    sketch({tank: {stock: 3, out: ["use"], range: [0, 5]}, use: {flow: "if(time < 5, 1, -2)"}}, {stop: 10}),
  )
  expect(run.of("tank")).toEqual([3, 2, 1, 0, 0, 0, 2, 4, 5, 5, 5])
})
