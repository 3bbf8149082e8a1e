// Programs of thousands of equations: compiled, run, and cut in pieces where a function of JavaScript ends.

import {expect, test} from "vitest"
import {course} from "./course.ts"
import {happening, type Line, sketch} from "./sketch.ts"

test("a chain of ten thousand auxiliaries compiles and runs", () => {
  const lines: Record<string, Line> = {a0: {aux: "time"}}
  for (let i = 1; i <= 10_000; i++) lines[`a${i}`] = {aux: `a${i - 1} + 1`}
  expect(course(sketch(Object.fromEntries(Object.entries(lines).reverse()), {stop: 2})).of("a10000")).toEqual([
    10000, 10001, 10002,
  ])
})

test("a program too long for one function gives the same bits in pieces", () => {
  const lines: Record<string, Line> = {
    herd: {stock: "tax * 10", in: ["births"], out: ["sold"], range: [0, 900]},
    births: {flow: "herd * 0.1 + delay_fixed(sold, 2, 1)"},
    sold: {flow: "smooth3(herd, 2) * tax / 10 + mod(herd, 3)"},
    tax: {lever: 1, range: [0, 2]},
    p0: {aux: "herd"},
  }
  const padding = 5000
  for (let i = 1; i <= padding; i++) lines[`p${i}`] = {aux: `p${i - 1} + lookup(p${i - 1}, 0, 1, 9, 2)`}
  for (const method of ["euler", "rk4"] as const) {
    const events = [happening("sale", "herd > 15", {herd: "*= 0.5", tax: "+= 0.1"}, 0.9)]
    const model = sketch(lines, {stop: 12, step: 0.5, method, events})
    const settings = [{name: "herd", act: "=", value: 20, from: 4, to: 6} as const]
    const run = course(model, {settings})
    expect(run.failure).toBe(null)
    expect(run.end(`p${padding}`)).toBeGreaterThan(padding)
  }
})
