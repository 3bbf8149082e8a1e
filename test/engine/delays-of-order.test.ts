// Delays of higher order: what they hold, what they give, and when.

import {describe, expect, test} from "vitest"
import {course} from "./course.ts"
import {sketch} from "./sketch.ts"

describe("a delay of order n", () => {
  test("with a constant tau it is n delays in a row", () => {
    const run = course(sketch({n: {aux: "delay_n(step(5, 2), 6, 1, 3)"}, three: {aux: "delay3(step(5, 2), 6, 1)"}}))
    expect(run.of("n")).toEqual(run.of("three"))
  })

  test("what it gives follows a change of tau one step later, and nothing is lost", () => {
    // By hand, order 1: m' = 4 - out, m(0) = 8; tau goes from 2 to 4 at time 2. Out is m / 2 up to and at time 2.
    const run = course(
      sketch({tau: {aux: "2 + step(2, 2)"}, out: {aux: "delay_n(4 - 4 * (time > 3), tau, 4, 1)"}}, {stop: 5}),
    )
    expect(run.of("out")).toEqual([4, 4, 4, 2, 2.5, 1.875])
  })

  test("stages shorter than a step are left out: a tau of 2.5 steps has two stages, one of 3 steps three", () => {
    const lines = (tau: number) => ({
      three: {aux: `delay_n(step(5, 2), ${tau}, 1, 3)`},
      two: {aux: `delay_n(step(5, 2), ${tau}, 1, 2)`},
    })
    const short = course(sketch(lines(0.25), {step: 0.1}))
    expect(short.of("three")).toEqual(short.of("two"))
    // 0.3 / 0.1 is a hair below 3 in binary.
    const whole = course(sketch(lines(0.3), {step: 0.1}))
    expect(whole.of("three")).not.toEqual(whole.of("two"))
    expect(Math.max(...whole.of("three"))).toBeCloseTo(5, 10)
  })

  test("under Runge-Kutta it gives one value for the whole of a step", () => {
    const run = course(
      sketch(
        {
          taken: {stock: 0, in: ["out"]},
          out: {flow: "delay_n(4, 2, 1, 1)"},
          euler: {stock: 0, in: ["held"]},
          held: {flow: "previous(taken, 0) * 0 + out"},
        },
        {method: "rk4"},
      ),
    )
    const out = run.of("out")
    const taken = run.of("taken")
    for (let k = 0; k + 1 < out.length; k++) expect(taken[k + 1]! - taken[k]!).toBeCloseTo(out[k]!, 12)
  })
})
