// The table promises what the engine does: each function, on t = 0, 1, ... 6, against values
// worked out by hand or by the closed form its row states.
import {expect, test} from "vitest"
import {functions, parseModel} from "../../src/model/index.ts"
import {course} from "../engine/course.ts"

const known: Record<string, readonly [equation: string, values: readonly number[]]> = {
  if: ["if(t > 3, 1, 2)", [2, 2, 2, 2, 1, 1, 1]],
  min: ["min(t, 3)", [0, 1, 2, 3, 3, 3, 3]],
  max: ["max(t, 3)", [3, 3, 3, 3, 4, 5, 6]],
  clamp: ["clamp(t, 2, 4)", [2, 2, 2, 3, 4, 4, 4]],
  abs: ["abs(-t)", [0, 1, 2, 3, 4, 5, 6]],
  floor: ["floor(t / 2)", [0, 0, 1, 1, 2, 2, 3]],
  ceil: ["ceil(t / 2)", [0, 1, 1, 2, 2, 3, 3]],
  mod: ["mod(-t, 3)", [0, 2, 1, 0, 2, 1, 0]],
  sqrt: ["sqrt(t)", [0, 1, 2, 3, 4, 5, 6].map(Math.sqrt)],
  exp: ["exp(t)", [0, 1, 2, 3, 4, 5, 6].map(Math.exp)],
  ln: ["ln(t + 1)", [1, 2, 3, 4, 5, 6, 7].map(Math.log)],
  tanh: ["tanh(t)", [0, 1, 2, 3, 4, 5, 6].map(Math.tanh)],
  saturate: ["saturate(t)", [0, 1, 2, 3, 4, 5, 6].map((z) => 1 / (1 + Math.exp(-z)))],
  sin: ["sin(t)", [0, 1, 2, 3, 4, 5, 6].map(Math.sin)],
  cos: ["cos(t)", [0, 1, 2, 3, 4, 5, 6].map(Math.cos)],
  safe_divide: ["safe_divide(1, t - 3, 9)", [-1 / 3, -1 / 2, -1, 9, 1, 1 / 2, 1 / 3]],
  lookup: ["lookup(t, 1, 0, 2, 4, 4, 0)", [0, 0, 4, 2, 0, 0, 0]],
  step: ["step(2, 3)", [0, 0, 0, 2, 2, 2, 2]],
  pulse: ["pulse(2, 2)", [0, 0, 1, 1, 0, 0, 0]],
  ramp: ["ramp(1, 2, 4)", [0, 0, 0, 1, 2, 2, 2]],
  initial: ["initial(t + 5)", [5, 5, 5, 5, 5, 5, 5]],
  // s' = (1 - s) / 2 from 0; in a chain of three 3 / 2 stands for 1 / 2.
  smooth: ["smooth(step(1, 0), 2, 0)", [0, 1, 2, 3, 4, 5, 6].map((t) => 1 - Math.exp(-t / 2))],
  delay: ["delay(step(1, 0), 2, 0)", [0, 1, 2, 3, 4, 5, 6].map((t) => 1 - Math.exp(-t / 2))],
  smooth3: ["smooth3(step(1, 0), 2, 0)", [0, 1, 2, 3, 4, 5, 6].map(thirdOrder)],
  delay3: ["delay3(step(1, 0), 2, 0)", [0, 1, 2, 3, 4, 5, 6].map(thirdOrder)],
  delay_fixed: ["delay_fixed(t, 2, 7)", [7, 7, 0, 1, 2, 3, 4]],
}

/** What comes out of three equal lags of 2/3 in a row after a step to 1: the Erlang distribution. */
function thirdOrder(t: number): number {
  const k = (3 * t) / 2
  return 1 - Math.exp(-k) * (1 + k + (k * k) / 2)
}

test.each([...functions.keys()])("%s does what the table says", (name) => {
  const [equation, values] = known[name]!
  const model = parseModel(
    `format: brink/model@1
time: {unit: week, stop: 6, step: 0.0625, save: 1, method: rk4}
quantities:
  t: {kind: stock, unit: 1, initial: 0, inflows: [passing], because: [assumed: a clock]}
  passing: {kind: flow, unit: 1/week, equation: 1, because: [assumed: a clock]}
  tried: {kind: auxiliary, unit: 1, equation: "${equation}", because: [assumed: what is tried]}
`,
    "functions.yaml",
  )
  const got = course(model).of("tried")
  values.forEach((value, t) => {
    expect(got[t], `${equation} at ${t}`).toBeCloseTo(value, 5)
  })
})
