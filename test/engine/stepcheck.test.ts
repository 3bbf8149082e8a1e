// Whether a step is short enough: by halving it, and by the time constants of stocks.

import {describe, expect, test} from "vitest"
import {type Given, halveStep, stepIssues} from "../../src/engine/index.ts"
import {central} from "../../src/ensemble/index.ts"
import {sketch} from "./sketch.ts"

const given: Given = (program) => program.inputs.map(({prior}) => central(prior))

describe("half the step", () => {
  test("changes Euler's course of a leak by what the two compound to, and Runge-Kutta's hardly", () => {
    const leak = (method: "euler" | "rk4") =>
      sketch({level: {stock: 100, out: ["out"]}, out: {flow: "level / 4"}}, {stop: 4, step: 1, method})
    const [level] = halveStep(leak("euler"), given).differences
    // (3/4)^t against (7/8)^2t, of 100: farthest apart at t = 4; the range is from 100 down to 100 (3/4)^4.
    const [coarse, fine] = [100 * 0.75 ** 4, 100 * 0.875 ** 8]
    expect(level).toEqual({name: "level", share: expect.closeTo((fine - coarse) / (100 - coarse), 12), time: 4})
    expect(halveStep(leak("rk4"), given).differences[0]!.share).toBeLessThan(1e-4)
  })

  test("changes nothing that is straight, and says which run fails", () => {
    const straight = sketch({level: {stock: 0, in: ["flow"]}, flow: {flow: "2"}}, {stop: 4})
    expect(halveStep(straight, given).differences.map(({share}) => share)).toEqual([0, 0])
    const failing = sketch({x: {stock: 0, in: ["f"]}, f: {flow: "1 / (time - 1.5)"}}, {stop: 4, save: 1})
    // The stock has it at the end of that half step.
    expect(halveStep(failing, given).failures.map(({name, time}) => [name, time])).toEqual([["x", 2]])
  })
})

describe("a step that is too long for a time constant is warned of, with its place", () => {
  test("in an outflow, a smooth and each stage of a delay", () => {
    const model = sketch(
      {
        fast: {stock: 10, out: ["out"]},
        out: {flow: "fast / tau"},
        tau: {parameter: 1.5},
        seen: {aux: "smooth(fast, 1, 0)"},
        late: {aux: "delay3(fast, 3, 0)"},
        slow: {stock: 10, out: ["trickle"]},
        trickle: {flow: "slow / 8"},
      },
      {stop: 4, step: 1},
    )
    const issues = stepIssues(model, given, {}, "m.yaml")
    expect(issues.map(({says}) => says)).toEqual([
      "m.yaml:5: 'late' has a time constant of 1 week, too short for a time step of 1",
      "m.yaml:4: 'seen' has a time constant of 1 week, too short for a time step of 1",
      "m.yaml:1: 'fast' has a time constant of 1.5 week, too short for a time step of 1",
    ])
    expect(issues[2]!.next).toBe("Take a time step of 0.75 or less, and compare (--halve)")
  })

  test("not in growth, not in what is emptied in one step by design, and not where the step is short", () => {
    const lines = {
      crowd: {stock: 1, in: ["births"]},
      births: {flow: "crowd * 3"},
      store: {stock: 5, out: ["use"]},
      use: {flow: "min(100, store / 1)"},
    }
    expect(stepIssues(sketch(lines, {stop: 2, step: 1}), given)).toEqual([])
    const leak = {level: {stock: 100, out: ["out"]}, out: {flow: "level / 4"}}
    expect(stepIssues(sketch(leak, {stop: 4, step: 1}), given)).toEqual([])
    expect(stepIssues(sketch(leak, {stop: 9, step: 3}), given)).toHaveLength(1)
  })
})
