// Programs as text, for machines that share no disk: every bit comes back, and what is no program of the language's own
// words is refused, since what is run is made of them.

import {expect, test} from "vitest"
import {compile, emit, type Program, programText, readProgram} from "../../src/engine/index.ts"
import {crowd} from "../ensemble/crowd.ts"
import {sketch} from "./sketch.ts"

/** A program with stocks, a lag, a device, a table, events and numbers that JSON has no word for. */
const rich = (): Program =>
  compile(
    sketch(
      {
        level: {stock: 1, in: ["inflow"]},
        inflow: {flow: "growth * if(level > 3, -0.0, 1) * smooth(level, 2)"},
        late: {aux: "delay_fixed(level, 2, 0)"},
        belt: {aux: "delay_material(level, 2, 0, 0)"},
        growth: {parameter: {kind: "lognormal", p5: 0.1, p95: 0.9}},
      },
      {stop: 12},
    ),
    {settings: [{name: "level", act: "=", value: 2, from: 3, to: Number.POSITIVE_INFINITY}]},
  )

test.each([
  ["a crowd with events", crowd],
  ["one with a lag, a device and holds without an end", rich],
])("%s comes back as it was, to the last bit", (_, make) => {
  const program = make()
  const text = programText(program)
  const back = readProgram(text)!
  expect(back).toEqual(program)
  expect(programText(back)).toBe(text)
  const run = (one: Program) => {
    const into = new Float64Array((one.steps / one.every + 1) * one.outputs.length)
    emit(one).run([0.25], into, {seed: {lo: 1, hi: 0}, run: 0})
    return [...new BigUint64Array(into.buffer)]
  }
  expect(run(back)).toEqual(run(program))
})

/** The program with what stands at a path put in another's place. */
function changed(path: string, value: unknown): string {
  const told = JSON.parse(programText(rich()))
  const steps = path.split(".")
  const last = steps.pop()!
  const at = steps.reduce((part, step) => part[step], told)
  if (value === undefined) delete at[last]
  else at[last] = value
  return JSON.stringify(told)
}

const CODE = "process.exit(3)"

test.each<[string, unknown]>([
  ["body.0.slot", CODE],
  ["body.0.slot", 1e9],
  ["body.0.slot", -1],
  ["body.0.slot", 0.5],
  ["body.0.name", 3],
  ["body.0.code", ["v", CODE]],
  ["body.0.code", ["n", CODE]],
  ["body.0.code", ["f", CODE, ["n", 1]]],
  ["body.0.code", ["f", "constructor", ["n", 1]]],
  ["body.0.code", ["f", "+", ["n", 1], ["v", `0]; ${CODE}; V[0`]]],
  ["body.0.code", ["l", 0, CODE, ["t"]]],
  ["body.0.code", ["l", 7, "value", ["t"]]],
  ["body.0.code", ["s", CODE, ["t"]]],
  ["body.0.code", ["w", 0, CODE, 3]],
  ["body.0.code", ["x", 1]],
  ["body.0.code", "t"],
  ["body.0.count", 1e6],
  ["stocks.0.low", CODE],
  ["stocks.0.holds", [{from: CODE, to: 2, value: 1}]],
  ["stocks.0.rate", undefined],
  ["stocks.0.more", 1],
  ["lags.0.start", 1e9],
  ["time.step", CODE],
  ["time.method", CODE],
  ["steps", CODE],
  ["every", 0],
  ["width", CODE],
  ["inputs.0.prior", {kind: "fixed", value: CODE}],
  ["outputs.0.slot", CODE],
  ["watched", [1e6]],
  ["strict", CODE],
  ["events", [{name: "e", when: ["t"], chance: CODE, every: 1, address: 1, does: []}]],
  ["events", [{name: "e", when: ["t"], chance: 0, every: 1, address: CODE, does: []}]],
  ["events", [{name: "e", when: ["t"], chance: 0, every: CODE, address: 1, does: []}]],
  [
    "events",
    [
      {
        name: "e",
        when: ["t"],
        chance: 0,
        every: 1,
        address: 1,
        does: [{slot: 0, act: CODE, amount: ["t"], low: 0, high: 1}],
      },
    ],
  ],
  ["devices.0.kind", "constructor"],
  ["tables", [{name: "t", x: [CODE], y: [1], between: "line", beyond: "hold"}]],
])("%s as %j is no program", (path, value) => {
  expect(readProgram(changed(path, value))).toBeNull()
})

test("nor is what is no JSON, no record, or nested without an end", () => {
  for (const text of ["", "{", "null", "[]", "3", `${"[".repeat(200_000)}${"]".repeat(200_000)}`])
    expect(readProgram(text)).toBeNull()
  const deep = `${'["f","-",'.repeat(100_000)}["t"]${"]".repeat(100_000)}`
  expect(readProgram(changed("body.0.code", "deep").replace('"deep"', deep))).toBeNull()
})
