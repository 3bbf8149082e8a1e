// A twin: a second course of a model in the same run, nudged, and reading single influences from the first.

import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {compile, emit, interpret, rows, surplusOf, type Twin, twinOf} from "../../src/engine/index.ts"
import {sample} from "../../src/ensemble/index.ts"
import {isQuick, someOf} from "../tiers.ts"
import {anyModel} from "./any-model.ts"
import {course} from "./course.ts"
import {agreed} from "./members.ts"
import {happening, type Line, sketch} from "./sketch.ts"

/** x decays by itself within two weeks, and feeds itself back by `gain`. */
const fed: Record<string, Line> = {
  x: {stock: 5, in: ["again"], out: ["loss"]},
  again: {flow: "gain * x / 2"},
  loss: {flow: "x / 2"},
  gain: {parameter: 0.4},
}
const time = {stop: 40, step: 0.01, save: 1}
const nudge = (by: number): Twin => ({
  nudges: [{on: "push", name: "x", at: 4, by}],
  links: [{on: "link", cause: "x", effect: "again"}],
  shown: ["x"],
  sums: ["x"],
})

describe("known answers", () => {
  test("of a stock that feeds itself back by 0.4: its own decay, the slower one, and 0.4 / 0.6 more in all", () => {
    const model = sketch(fed, time)
    const twin = nudge(0.5)
    const whole = course(model, {twin}, {push: 1, link: 0})
    const opened = course(model, {twin}, {push: 1, link: 1})
    for (const [row, at] of whole.time.entries()) {
      const since = at - 4
      const [slow, fast] = since < 0 ? [0, 0] : [Math.exp((-0.6 * since) / 2), Math.exp(-since / 2)]
      expect((whole.of(twinOf("x"))[row]! - whole.of("x")[row]!) / 0.5).toBeCloseTo(slow, 2)
      expect((opened.of(twinOf("x"))[row]! - opened.of("x")[row]!) / 0.5).toBeCloseTo(fast, 2)
    }
    const own = opened.end(surplusOf("x"))
    expect(own / 0.5).toBeCloseTo(2, 2)
    const circle = (whole.end(surplusOf("x")) - own) / own
    expect(Math.abs(circle / (0.4 / 0.6) - 1)).toBeLessThan(0.01)
  })

  test("an auxiliary and a flow are raised for one step alone", () => {
    const model = sketch({...fed, seen: {aux: "x * 2"}}, {stop: 6, step: 0.5})
    for (const name of ["seen", "again"]) {
      const twin: Twin = {nudges: [{on: "push", name, at: 2, by: 3}], links: [], shown: [name], sums: [name]}
      const run = course(model, {twin}, {push: 1})
      const apart = run.of(twinOf(name)).map((value, row) => value - run.of(name)[row]!)
      expect(apart[4]).toBeCloseTo(3, 12)
      expect(apart.slice(0, 4)).toEqual([0, 0, 0, 0])
      if (name === "seen") expect(run.end(surplusOf(name))).toBeCloseTo(1.5, 12)
    }
  })

  test("a link that reads a calm value holds the twin to it from the start, and the first course keeps its own", () => {
    const model = sketch(fed, time)
    const links = [{on: "link", cause: "x", effect: "again", calm: 1}]
    const twin: Twin = {...nudge(0), links}
    const run = course(model, {twin}, {push: 0, link: 2})
    // dx/dt = (0.4 * 1 - x) / 2 goes to 0.4; the first course goes to nothing.
    expect(run.end(twinOf("x"))).toBeCloseTo(0.4, 3)
    expect(run.end("x")).toBeLessThan(0.01)
  })

  test("every path is taken elsewhere, through what stands between and through flows, and other readers keep theirs", () => {
    const model = sketch(
      {
        x: {stock: 5, in: ["again"], out: ["loss"]},
        y: {stock: 0, in: ["loss"]},
        mood: {aux: "x / 10"},
        again: {flow: "mood + x / 20"},
        loss: {flow: "mood + 0.1"},
      },
      {stop: 8},
    )
    const links = [{on: "link", cause: "x", effect: "again"}]
    const twin: Twin = {nudges: [{on: "push", name: "x", at: 2, by: 1}], links, shown: ["again", "loss", "y"], sums: []}
    const run = course(model, {twin}, {push: 1, link: 1})
    expect(run.of(twinOf("again"))).toEqual(run.of("again"))
    expect(run.of(twinOf("loss"))[2]! - run.of("loss")[2]!).toBeCloseTo(0.1, 12)
    const flow = {...twin, links: [{on: "link", cause: "loss", effect: "y"}]}
    const held = course(model, {twin: flow}, {push: 1, link: 1})
    expect(held.of(twinOf("y"))).toEqual(held.of("y"))
  })

  test("two links on one path are turned one by one, and together", () => {
    const model = sketch(
      {x: {stock: 4, out: ["loss"]}, loss: {flow: "b / 4"}, a: {aux: "x"}, b: {aux: "a + x"}},
      {stop: 5},
    )
    const links = [
      {on: "one", cause: "x", effect: "a"},
      {on: "two", cause: "x", effect: "b"},
    ]
    const twin: Twin = {nudges: [{on: "push", name: "x", at: 1, by: 1}], links, shown: ["a", "b"], sums: []}
    const at1 = (given: Record<string, number>, name: string) => {
      const run = course(model, {twin}, {push: 1, one: 0, two: 0, ...given})
      return run.of(twinOf(name))[1]! - run.of(name)[1]!
    }
    expect([at1({}, "a"), at1({}, "b")]).toEqual([1, 2])
    expect([at1({one: 1}, "a"), at1({one: 1}, "b")]).toEqual([0, 1])
    expect([at1({two: 1}, "a"), at1({two: 1}, "b")]).toEqual([1, 0])
    expect([at1({one: 1, two: 1}, "a"), at1({one: 1, two: 1}, "b")]).toEqual([0, 0])
  })

  test("what happens to the first course happens to the twin, by the same draws", () => {
    const events = [
      happening("storm", "x > 1", {x: "*= 0.9", tap: "= 0.5"}, 0.3),
      happening("alarm", "x > 4.5", {x: "-= 1"}),
    ]
    const lines: Record<string, Line> = {...fed, seen: {aux: "x * tap + random_normal(0, 9, 0, 1)"}, tap: {lever: 1}}
    const model = sketch(lines, {stop: 30, step: 0.25, events})
    const none = {...nudge(1), shown: ["x", "seen"]}
    for (let run = 0; run < 4; run++) {
      const still = course(model, {twin: none}, {push: 0, link: 1}, run)
      for (const name of ["x", "seen"]) expect(still.of(twinOf(name))).toEqual(still.of(name))
      expect(still.end(surplusOf("x"))).toBe(0)
    }
    // The alarm rings in the twin alone: 4 and a nudge of 1 pass 4.5, as 4 does not.
    const rung = course(
      sketch({x: {stock: 4}}, {stop: 4, events: events.slice(1)}),
      {
        twin: {nudges: [{on: "push", name: "x", at: 2, by: 1}], links: [], shown: ["x"], sums: []},
      },
      {push: 1},
    )
    expect([rung.of("x"), rung.of(twinOf("x"))]).toEqual([
      [4, 4, 4, 4, 4],
      [4, 4, 5, 4, 4],
    ])
  })
})

test.skipIf(isQuick)(
  "of any model: with nothing turned on the twin is the first course, bit for bit, on every backend",
  () => {
    fc.assert(
      fc.property(anyModel, (model) => {
        const names = model.quantities.flatMap(({name, inner}) => (inner ? [] : [name]))
        const twin: Twin = {
          nudges: [{on: "push", name: "s0", at: 2 * model.time.step, by: 0.25}],
          links: [],
          shown: names,
          sums: ["s1"],
        }
        const program = compile(model, {twin})
        const inputs = sample(program, 1, "1")
        const into = new Float64Array(rows(program) * program.outputs.length)
        interpret(program).run(inputs, into, {seed: {lo: 1, hi: 0}, run: 0})
        const column = (name: string) => {
          const at = program.outputs.findIndex((output) => output.name === name)
          return Array.from({length: rows(program)}, (_, row) => into[row * program.outputs.length + at]!)
        }
        for (const name of names) expect(column(twinOf(name))).toEqual(column(name))
        const pushed = inputs.slice()
        pushed[program.inputs.findIndex(({name}) => name === "push")] = 1
        const [one, other] = [interpret(program), emit(program)].map((runner) => {
          const table = new Float64Array(into.length)
          runner.run(pushed, table, {seed: {lo: 1, hi: 0}, run: 0})
          return new BigUint64Array(table.buffer)
        })
        expect(other).toEqual(one)
      }),
      {seed: 5, numRuns: someOf(100)},
    )
  },
)

test("members side by side have the bits of one by one, by every method", () => {
  const events = [happening("storm", "x > 4", {x: "-= 0.5"}, 0.4)]
  const lines: Record<string, Line> = {...fed, gain: {parameter: {kind: "uniform", low: 0.1, high: 0.9}}}
  for (const method of ["euler", "rk2", "rk4"] as const) {
    const program = compile(sketch(lines, {stop: 12, step: 0.5, method, events}), {twin: nudge(0.5)})
    const inputs = sample(program, 33, "7")
    program.inputs.forEach(({name}, k) => {
      if (name === "push" || name === "link")
        for (let run = 0; run < 33; run++) inputs[run * program.inputs.length + k] = run % (name === "push" ? 2 : 3)
    })
    agreed(program, 33, inputs)
  }
})

test("refused: a nudge of what nothing feeds, a name that is none, a link that is none", () => {
  const of = (twin: Partial<Twin>) => () => compile(sketch(fed, time), {twin: {...nudge(1), ...twin}})
  expect(of({nudges: [{on: "push", name: "gain", at: 4, by: 1}]})).toThrow(
    expect.objectContaining({code: "engine/bad-twin"}),
  )
  expect(of({nudges: [{on: "push", name: "xx", at: 4, by: 1}]})).toThrow(
    expect.objectContaining({code: "engine/unknown-name"}),
  )
  expect(of({links: [{on: "link", cause: "gain", effect: "x2"}]})).toThrow(
    expect.objectContaining({code: "engine/unknown-name"}),
  )
  expect(of({links: [{on: "link", cause: "loss", effect: "gain"}]})).toThrow(
    expect.objectContaining({code: "engine/no-path"}),
  )
})
