// Functions that remember, by the definitions of the field's reference books, step by step.

import {describe, expect, test} from "vitest"
import {course} from "./course.ts"
import {type Line, type Sketch, sketch} from "./sketch.ts"

const of = (equation: string, more: Record<string, Line> = {}, clock: Sketch = {}) =>
  course(sketch({y: {aux: equation}, ...more}, {stop: 6, ...clock})).of("y")

describe("a step back", () => {
  test("is what previous shows, also within a Runge-Kutta step", () => {
    expect(of("previous(time * 2, 9)")).toEqual([9, 0, 2, 4, 6, 8, 10])
    expect(of("previous(time * 2)")).toEqual([0, 0, 2, 4, 6, 8, 10])
    const lines = {level: {stock: 0, in: ["flow"]}, flow: {flow: "previous(time, 0)"}}
    const [euler, rk4] = (["euler", "rk4"] as const).map((method) =>
      course(sketch(lines, {stop: 6, method})).of("level"),
    )
    expect(rk4!.map((x) => Number(x.toFixed(9)))).toEqual(euler)
  })

  test("breaks a circle of equations", () => {
    const run = course(sketch({a: {aux: "previous(b, 1)"}, b: {aux: "a * 2"}}, {stop: 4}))
    expect(run.of("b")).toEqual([2, 4, 8, 16, 32])
  })

  test("makes a derivative", () => expect(of("derivative(time * time)")).toEqual([0, 1, 3, 5, 7, 9, 11]))
})

describe("sample_if", () => {
  test("holds what it last took, and its initial value until then", () => {
    expect(of("sample_if(time == 2 or time == 5, time * 10, 7)")).toEqual([7, 7, 20, 20, 20, 50, 50])
    expect(of("sample_if(time == 0, 3, 7)")).toEqual([3, 3, 3, 3, 3, 3, 3])
  })

  test("decides once a step, not within it", () => {
    // Half way through the step from 1 the condition would hold.
    const lines = {level: {stock: 0, in: ["flow"]}, flow: {flow: "sample_if(time > 1.2, 1, 0)"}}
    expect(course(sketch(lines, {stop: 4, method: "rk4"})).of("level")).toEqual([0, 0, 0, 1, 2])
  })
})

test("active_initial shows its start to initial values, and its equation to everybody else", () => {
  const run = course(
    sketch(
      {
        level: {stock: "capacity * 2", in: ["flow"]},
        flow: {flow: "0"},
        capacity: {aux: "active_initial(level / 2 + time, 100)"},
      },
      {stop: 2},
    ),
  )
  expect(run.of("level")).toEqual([200, 200, 200])
  expect(run.of("capacity")).toEqual([100, 101, 102])
  // Of a constant equation too the initial value stays its own.
  expect(of("active_initial(5, 2) + initial(active_initial(5, 2))", {}, {stop: 1})).toEqual([7, 7])
})

describe("delays by a time that changes", () => {
  const late: Record<string, Line> = {tau: {aux: "if(time < 3, 3, 1)"}}
  test("of information drop what is overtaken", () => {
    // Sent at 0, 1, 2 for 3, 4, 5; sent at 3 for 4, before those of 1 and 2.
    expect(of("delay_information(time * 10, tau, -1)", late)).toEqual([-1, -1, -1, 0, 30, 40, 50])
  })

  test("of material add up what arrives together, and miss what does not", () => {
    expect(of("delay_material(time * 10, tau, -1, -9)", late)).toEqual([-1, -1, -1, 0, 10 + 30, 20 + 40, 50])
    const slower: Record<string, Line> = {tau: {aux: "if(time < 2, 1, 3)"}}
    expect(of("delay_material(time * 10, tau, -1, -9)", slower)).toEqual([-1, 0, 10, -9, -9, 20, 30])
  })
})

test("a batch gathers, is worked on alone, and comes out whole in one step", () => {
  // 3 a week: 6 are gathered in the steps from 0 and 1; two weeks of work; what gathers meanwhile waits.
  expect(of("delay_batch(3, 6, 2, 0, 0, 0)", {}, {stop: 9})).toEqual([0, 0, 0, 6, 0, 6, 0, 6, 0, 6])
  expect(of("delay_batch(0, 6, 2, 5, 3, 7)", {}, {stop: 6})).toEqual([0, 0, 0, 5, 0, 7, 0])
})

test("a belt gives what lay on it evenly, then what entered, less what leaked", () => {
  const belt = of("delay_conveyor(step(8, 2), 3, 0, 1, 6, 3)")
  expect(belt.map((x) => Number(x.toFixed(12)))).toEqual([2, 2, 2, 0, 0, 8, 8])
  // A tenth leaks from everything in each of the three steps that a load sees the end of.
  const got = of("delay_conveyor(10, 3, 0.1, 1, 0, 3)")
  expect(got[3]).toBeCloseTo(10 * 0.9 ** 3, 12)
})

test("a belt too long to be held fails its run, by name", () =>
  expect(course(sketch({y: {aux: "conveyor(0, 1, 1e12, 5, 1, 0, 0)"}})).failure?.says).toBe(
    "'y' has a delay time that is not a number of at least 0, or is longer than can be held at week 0",
  ))

describe("trends", () => {
  test("of steady growth are its rate, and carry it on", () => {
    // Euler: x grows by a tenth a step, and the average follows it in the proportion of the initial trend.
    const growth: Record<string, Line> = {x: {stock: 100, in: ["dx"]}, dx: {flow: "x * 0.1"}}
    for (const value of of("trend(x, 4, 0.1)", growth)) expect(value).toBeCloseTo(0.1, 12)
    of("forecast(x, 4, 5, 0.1) / x", growth).forEach((value) => {
      expect(value).toBeCloseTo(1.5, 12)
    })
  })

  test("of what stands still are 0, and of 0 too", () => {
    expect(of("trend(7, 4, 0)", {}, {stop: 2})).toEqual([0, 0, 0])
    expect(of("trend(0, 4, 0)", {}, {stop: 2})).toEqual([0, 0, 0])
    expect(of("forecast(7, 4, 9)", {}, {stop: 2})).toEqual([7, 7, 7])
  })
})

test("npv discounts what comes in by the factor of each step", () => {
  // d = 1, 1/(1 + r), 1/(1 + r)^2 under Euler with a step of 1, and the step's own stream counts at once.
  const rate = 0.25
  const expected = [0, 1, 2, 3].map((t) =>
    Array.from({length: t + 1}, (_, k) => 100 / (1 + rate) ** k).reduce((a, b) => a + b),
  )
  of("npv(100, 0.25, 0, 1)", {}, {stop: 3}).forEach((value, t) => {
    expect(value).toBeCloseTo(expected[t]!, 10)
  })
})

describe("a stock with a rate of its own", () => {
  const lines: Record<string, Line> = {level: {stock: 10, in: ["rain"]}, rain: {flow: "1"}, leak: {parameter: 0.1}}
  const model = sketch(lines, {stop: 3})
  const withRate = {
    ...model,
    quantities: model.quantities.map((quantity) =>
      quantity.name === "level"
        ? {
            ...quantity,
            rate: {
              op: "binary",
              fn: "*",
              left: {op: "unary", fn: "-", of: {op: "name", name: "level"}},
              right: {op: "name", name: "leak"},
            } as const,
          }
        : quantity,
    ),
  }
  test("moves by it and by its flows", () =>
    expect(
      course(withRate)
        .of("level")
        .map((x) => Number(x.toFixed(9))),
    ).toEqual([10, 10, 10, 10]))
  test("can be cut from what the rate reads", () => {
    // Without seeing itself it leaks a tenth of what it held at the start.
    const cut = course(
      {...withRate},
      {cuts: [{cause: "rain", effect: "level"}], settings: [{name: "rain", act: "=", value: 2}]},
    )
    expect(cut.failure).toBeNull()
    const alone = course(withRate, {
      cuts: [{cause: "level", effect: "level"}],
      settings: [{name: "rain", act: "=", value: 2}],
    })
    expect(alone.of("level")).toEqual([10, 11, 12, 13])
  })
})

describe("the midpoint method", () => {
  test("takes a half step, and goes by the rates it finds there", () => {
    const lines = {level: {stock: 1, in: ["growth"]}, growth: {flow: "level"}}
    // x + h (x + h/2 x) = 2.5 x for a step of 1.
    expect(course(sketch(lines, {stop: 2, method: "rk2"})).of("level")).toEqual([1, 2.5, 6.25])
  })
  test("errs by the square of the step", () => {
    const end = (step: number) =>
      course(sketch({x: {stock: 1, in: ["dx"]}, dx: {flow: "x"}}, {stop: 1, step, save: 1, method: "rk2"})).end("x")
    const order = Math.log2((Math.E - end(1 / 16)) / (Math.E - end(1 / 32)))
    expect(order).toBeCloseTo(2, 1)
  })
})

test("test inputs change at the step nearest to their time, and hold within it", () => {
  expect(of("step(1, 2.4)")).toEqual([0, 0, 1, 1, 1, 1, 1])
  expect(of("step(1, 2.6)")).toEqual([0, 0, 0, 1, 1, 1, 1])
  expect(of("pulse_train(1.4, 1, 3, 99)")).toEqual([0, 1, 0, 0, 1, 0, 0])
  const lines = {level: {stock: 0, in: ["flow"]}, flow: {flow: "ramp(1, 0, 9)"}}
  const held = course(sketch(lines, {stop: 3, method: "rk4"})).of("level")
  expect(held.map((x) => Number(x.toFixed(12)))).toEqual([0, 0, 1, 3])
})

test("the calendar counts equal months for months and years, and real days for days and weeks", () => {
  const model = (unit: string, origin: string, equation: string) => {
    const made = sketch({y: {aux: equation}}, {stop: 3})
    return course({...made, time: {...made.time, unit, origin}}).of("y")
  }
  expect(model("month", "2025-11-15", "get_time_value(0, 0, 3)")).toEqual([11, 12, 1, 2])
  expect(model("month", "2025-11-15", "get_time_value(0, 0, 1)")).toEqual([2025, 2025, 2026, 2026])
  // 2024 has a 29 February; 28 February 2024 was a Wednesday.
  expect(model("day", "2024-02-28", "get_time_value(0, 0, 4)")).toEqual([28, 29, 1, 2])
  expect(model("day", "2024-02-28", "get_time_value(0, 0, 5)")).toEqual([3, 4, 5, 6])
  expect(model("year", "2000-01-01", "get_time_value(1, time / 4, 2)")).toEqual([1, 2, 3, 4])
  expect(model("hour", "2025-01-01", "get_time_value(0, 6.5, 8)")).toEqual([30, 30, 30, 30])
  // Far beyond any calendar a day still has a date.
  expect(model("day", "2000-01-01", "get_time_value(0, 1e20, 4)").every((day) => day >= 1 && day <= 31)).toBe(true)
})
