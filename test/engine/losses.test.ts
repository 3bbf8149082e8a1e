// Arithmetic is IEEE 754's, and a value that is not finite loses only what depends on it: known answers, the same in
// the interpreter, in emitted JavaScript and in blocks of members.

import {describe, expect, test} from "vitest"
import {type CompileOptions, compile, emit, interpret, rows} from "../../src/engine/index.ts"
import {course} from "./course.ts"
import {agreed, inBlocks} from "./members.ts"
import {type Line, sketch} from "./sketch.ts"

/** One run, which blocks of members agree with. */
function run(lines: Record<string, Line>, options: CompileOptions = {}) {
  const model = sketch(lines, {stop: 4})
  agreed(compile(model, options), 3)
  return course(model, options)
}

const LOST = Number.NaN

describe("a value that is not finite", () => {
  test("is calculated with, and is no loss where nothing keeps it", () => {
    // 1 / (3 + 4 / 0) is 1 / infinity, 0; what is infinite has no name of its own.
    const {failure, of} = run({
      y: {aux: "1 / (3 + 4 / (time - 2))"},
      least: {aux: "min(7, 1 / abs(time - 2))"},
      below: {aux: "if(1 / (time - 2) < 0, 1, 0)"},
    })
    expect(failure).toBeNull()
    expect(of("y")).toEqual([1 / (3 + 4 / -2), 1 / (3 + 4 / -1), 0, 1 / (3 + 4 / 1), 1 / (3 + 4 / 2)])
    expect(of("least")).toEqual([0.5, 1, 7, 1, 0.5])
    expect(of("below")).toEqual([1, 1, 0, 0, 0])
  })

  test("that is saved is lost at that time, with what depends on it then; the rest stands", () => {
    const {failure, of} = run({
      odd: {aux: "1 / (time - 2)"},
      twice: {aux: "odd * 2"},
      level: {stock: 1, in: ["grows"]},
      grows: {flow: "level"},
    })
    expect(failure).toMatchObject({
      name: "odd",
      time: 2,
      status: 1,
      says: "'odd' is no longer a finite number at week 2",
    })
    expect(of("odd")).toEqual([-0.5, -1, LOST, 1, 0.5])
    expect(of("twice")).toEqual([-1, -2, LOST, 2, 1])
    expect(of("level")).toEqual([1, 2, 4, 8, 16])
  })

  test("that enters a stock loses it for good, bound or not, and nothing else", () => {
    const lines = (range?: [number, number]): Record<string, Line> => ({
      level: {stock: 1, in: ["leap"], ...(range && {range})},
      leap: {flow: "if(time == 1, 1 / 0, 1)"},
      other: {stock: 5, in: ["one"]},
      one: {flow: "1"},
    })
    for (const range of [undefined, [0, 10]] as const) {
      const {failure, of} = run(lines(range && [...range]))
      // The flow is infinite at 1, the stock from 2 on.
      expect(failure).toMatchObject({name: "leap", time: 1})
      expect(of("level")).toEqual([1, 2, LOST, LOST, LOST])
      expect(of("leap")).toEqual([1, LOST, 1, 1, 1])
      expect(of("other")).toEqual([5, 6, 7, 8, 9])
    }
  })

  test("that a stock takes between two saved rows is a loss, though no row shows where it came from", () => {
    const {failure, of} = course(
      sketch({level: {stock: 1, in: ["leap"]}, leap: {flow: "if(time == 1, 1 / 0, 1)"}}, {stop: 4, save: 2}),
    )
    expect(failure).toMatchObject({name: "level", time: 2})
    expect(of("leap")).toEqual([1, 1, 1])
  })

  test("is lost in what never changes at every time, and in an initial value from the start", () => {
    const {failure, of} = run({
      still: {aux: "zero / zero"},
      zero: {parameter: 0},
      s: {stock: "1 / zero"},
      t: {aux: "time"},
    })
    expect(failure).toMatchObject({name: "still", time: 0})
    expect(of("still")).toEqual(Array(5).fill(LOST))
    expect(of("s")).toEqual(Array(5).fill(LOST))
    expect(of("t")).toEqual([0, 1, 2, 3, 4])
  })

  test.each(["euler", "rk2", "rk4"] as const)("by %s is the same in every executor", (method) => {
    const {of} = run(
      {
        level: {stock: 1, in: ["leap"], range: [0, 50]},
        leap: {flow: "1 / (level - 3)"},
        free: {stock: 1, in: ["leap"]},
      },
      {method},
    )
    expect(of("level")[0]).toBe(1)
  })

  test("is no loss in what is not saved, and one again when that is", () => {
    const lines: Record<string, Line> = {odd: {aux: "1 / (time - 2)"}, fine: {aux: "min(odd, 3)"}}
    expect(run(lines, {saved: ["fine"]}).failure).toBeNull()
    expect(run(lines, {saved: ["fine", "odd"]}).failure).toMatchObject({name: "odd"})
    // What is not watched and yet written out has no number there either.
    const program = compile(sketch(lines, {stop: 4}), {saved: ["fine"]})
    expect(inBlocks(program, new Float64Array(0), 2).table[2]).toBe(LOST)
  })

  test("in a rank that is not taken, a table, a memory and a draw goes its way", () => {
    const {of} = run({
      odd: {aux: "1 / (time - 2)"},
      late: {aux: "delay_fixed(odd, 1, 0)"},
      kept: {aux: "smooth(time, 2)"},
      chosen: {aux: "vector_select(0, 2, 0, 1, odd, time, -1, 0, 0)"},
    })
    expect(of("late")).toEqual([0, -0.5, -1, LOST, 1])
    expect(of("chosen")).toEqual([0, 1, 2, 3, 4])
  })
})

test("a strict run ends where it divides, whatever comes of it", () => {
  const lines: Record<string, Line> = {y: {aux: "1 / (3 + 4 / (time - 2))"}, t: {aux: "time"}}
  const {failure, of} = run(lines, {strict: true})
  expect(failure).toMatchObject({name: "y", time: 2, status: 2, says: "'y' divides by zero at week 2"})
  expect(of("t")).toEqual([0, 1, LOST, LOST, LOST])
})

test("a run that was lost leaves nothing to the next of the same runner", () => {
  const program = compile(sketch({p: {parameter: 0}, y: {aux: "1 / p"}}, {stop: 1}))
  for (const runner of [interpret(program), emit(program)]) {
    const table = new Float64Array(rows(program) * 2)
    const context = {seed: {lo: 1, hi: 0}, run: 0}
    expect(runner.run([0], table, context)).toMatchObject({name: "y"})
    expect(runner.run([2], table, context)).toBeNull()
    expect([...table]).toEqual([2, 0.5, 2, 0.5])
    expect(runner.run([0], table, context)).toMatchObject({name: "y", time: 0})
  }
})
