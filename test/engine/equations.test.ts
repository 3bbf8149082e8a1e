// The functions of the model language, order of evaluation, and runs that fail.

import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {compile, emit, interpret, openWorkbench, rows} from "../../src/engine/index.ts"
import {functions} from "../../src/model/index.ts"
import {someOf} from "../tiers.ts"
import {course} from "./course.ts"
import {happening, type Line, sketch} from "./sketch.ts"

const of = (equation: string, more: Parameters<typeof sketch>[1] = {}) =>
  course(sketch({y: {aux: equation}, x: {aux: "time - 3"}, cause: {aux: "if(time < 2, 0, 10)"}}, more)).of("y")

describe("functions", () => {
  test("of the moment", () => {
    expect(of("-x ^ 2", {stop: 2})).toEqual([-9, -4, -1])
    expect(of("mod(x, 4)", {stop: 5})).toEqual([1, 2, 3, 0, 1, 2])
    expect(of("clamp(x, -1, 1)", {stop: 5})).toEqual([-1, -1, -1, 0, 1, 1])
    expect(of("safe_divide(1, x, 9)", {start: 2, stop: 4})).toEqual([-1, 9, 1])
    expect(of("safe_divide(1, x)", {start: 2, stop: 4})).toEqual([-1, 0, 1])
    expect(of("if(x == 0, 7, 1 / x)", {start: 2, stop: 4})).toEqual([-1, 7, 1])
    expect(of("min(x, 2, 1) + max(x, -1)", {stop: 5})).toEqual([-4, -3, -2, 0, 2, 3])
    expect(of("not x or x > 0 and x != 2", {stop: 6})).toEqual([0, 0, 0, 1, 1, 0, 1])
    expect(of("saturate(0) + tanh(0) + ln(exp(1)) + sqrt(4) + abs(-3) + floor(1.5) + ceil(1.5)", {stop: 1})[0]).toBe(
      9.5,
    )
    expect(of("lookup(x, -2, 5, 0, 1, 2, 3)", {stop: 6})).toEqual([5, 5, 3, 1, 2, 3, 3])
  })

  test("of time", () => {
    expect(of("step(2, 3)", {stop: 5})).toEqual([0, 0, 0, 2, 2, 2])
    expect(of("pulse(1, 2)", {stop: 4})).toEqual([0, 1, 1, 0, 0])
    expect(of("ramp(0.5, 1, 3)", {stop: 5})).toEqual([0, 0, 0.5, 1, 1, 1])
  })

  test("a pulse narrower than a step lasts one step, and its area is right when it fits", () => {
    expect(of("pulse(1.5, 0.25)", {stop: 4})).toEqual([0, 0, 1, 0, 0])
    for (const method of ["euler", "rk4"] as const)
      for (const step of [0.1, 0.15, 0.25, 0.5]) {
        const lines: Record<string, Line> = {level: {stock: 0, in: ["flow"]}, flow: {flow: "pulse(0.9, 1.5)"}}
        const fits = step !== 0.25 && step !== 0.5
        const area = course(sketch(lines, {stop: 6, step, save: 6, method})).end("level")
        if (fits) expect(area).toBeCloseTo(1.5, 9)
        else expect(Math.abs(area - 1.5)).toBeLessThanOrEqual(step)
      }
  })

  test("initial keeps the first value", () => expect(of("initial(x) + x", {stop: 2})).toEqual([-6, -5, -4]))

  test("smooth follows its own equation, and starts settled", () => {
    expect(of("smooth(cause, 2)", {stop: 5})).toEqual([0, 0, 0, 5, 7.5, 8.75])
    expect(of("smooth(cause, 2, 8)", {stop: 2})).toEqual([8, 4, 2])
    const fine = course(sketch({y: {aux: "smooth(step(1, 0.001), 4, 0)"}}, {stop: 8, step: 1 / 128, method: "rk4"}))
    expect(fine.end("y")).toBeCloseTo(1 - Math.exp(-2), 2)
  })

  test("smooth3 and delay3 answer by the third-order curve", () => {
    const third = 1 - Math.exp(-6) * (1 + 6 + 18)
    for (const equation of ["smooth3(1, 4, 0)", "delay3(1, 4, 0)"]) {
      const run = course(sketch({y: {aux: equation}}, {stop: 8, step: 0.125, method: "rk4"}))
      expect(run.end("y")).toBeCloseTo(third, 6)
    }
  })

  test("a delay loses nothing: what went in comes out or is still inside", () => {
    const lines: Record<string, Line> = {
      sent: {stock: 0, in: ["sending"]},
      here: {stock: 0, in: ["arriving"]},
      sending: {flow: "pulse(1, 3) * 4"},
      arriving: {flow: "delay(sending, 2 + time / 10, 0)"},
    }
    const run = course(sketch(lines, {stop: 200, step: 0.25, save: 200}))
    expect(run.end("sent")).toBe(12)
    expect(run.end("here")).toBeCloseTo(12, 3)
  })

  test("delay_fixed gives exactly what was, its whole steps held through Runge-Kutta", () => {
    expect(of("delay_fixed(x, 2, 50)", {stop: 4})).toEqual([50, 50, -3, -2, -1])
    expect(of("delay_fixed(x, 0, 50)", {stop: 2})).toEqual([50, -3, -2])
    const lines: Record<string, Line> = {level: {stock: 0, in: ["flow"]}, flow: {flow: "delay_fixed(time, 1, 0)"}}
    expect(course(sketch(lines, {stop: 4, method: "rk4"})).of("level")).toEqual([0, 0, 0, 1, 3])
  })

  test("every function of the model language runs in its own example", () => {
    for (const rule of functions.values()) {
      const lines: Record<string, Line> = {y: {aux: rule.example}}
      for (const [name] of rule.example.matchAll(/[a-z_]\w*(?!\w*\()/g))
        if (name !== "time" && name !== "y") lines[name] = {parameter: 0.5}
      expect(course(sketch(lines)).failure, rule.example).toBe(null)
    }
  })
})

describe("order and loops", () => {
  test("equations are worked out in the order of what reads what, not of the file", () => {
    const run = course(
      sketch({
        c: {aux: "b + 1"},
        b: {aux: "a + 1"},
        a: {aux: "s"},
        s: {stock: "c0"},
        c0: {aux: "k * 2"},
        k: {parameter: 4},
      }),
    )
    expect(run.of("c")).toEqual(Array(11).fill(10))
  })

  test("equations that wait for each other are refused with the circle, equations and lines", () => {
    const model = sketch({
      fear: {aux: "rumour * 2"},
      rumour: {aux: "talk + 1"},
      talk: {aux: "fear / 3"},
      calm: {aux: "fear"},
    })
    expect(() => compile(model)).toThrow(
      "engine/algebraic-loop: Equations that wait for each other: fear <- rumour <- talk <- fear\n" +
        "  at line 1: fear = rumour * 2\n     line 2: rumour = talk + 1\n     line 3: talk = fear / 3\n" +
        "  Let one of them work through a stock, or with a delay: smooth(x, tau)",
    )
    expect(() => compile(sketch({a: {aux: "a + 1"}}))).toThrow("a <- a")
  })

  test("a delay opens the circle; initial values that wait for each other are refused", () => {
    const circle = (delay: string) => sketch({fear: {aux: "rumour * 0.5 + 1"}, rumour: {aux: delay}})
    expect(course(circle("smooth(fear, 2, 1)"), {}).end("fear")).toBeCloseTo(1.97, 1)
    expect(() => compile(circle("smooth(fear, 2)"))).toThrow(
      /engine\/initial-loop[\s\S]*Give one of them an initial value/,
    )
  })

  test("times that do not fit the steps are refused", () => {
    expect(() => compile(sketch({}, {stop: 10, step: 0.3}))).toThrow(
      "engine/bad-time: The run's length 10 is not a whole number",
    )
    expect(() => compile(sketch({}, {stop: 9, step: 0.3, save: 1}))).toThrow("The interval of saved rows 1 is not")
    expect(() => compile(sketch({}, {start: 5, stop: 3}))).toThrow("stops at 3, before it starts at 5")
    expect(() => compile(sketch({}, {stop: 3, step: 0}))).toThrow("step and save above 0")
  })
})

describe("what does not change during a run is worked out once", () => {
  const counts = (lines: Record<string, Line>, more: Parameters<typeof sketch>[1] = {}) => {
    const {body, prelude} = compile(sketch(lines, more))
    return [body.length, prelude.length]
  }

  test("parameters alone, and parts of equations made of them", () => {
    expect(counts({k: {parameter: 4}, a: {aux: "sqrt(k) + 1"}, b: {aux: "a * 2"}})).toEqual([0, 2])
    expect(counts({k: {parameter: 4}, a: {aux: "exp(-k) * time"}})).toEqual([1, 1])
    expect(course(sketch({k: {parameter: 4}, a: {aux: "k ^ 2 * time"}})).of("a")[3]).toBe(48)
  })

  test("but nothing that an event moves, nor a division that might not be tried", () => {
    const events = [happening("rise", "time >= 5", {tax: "+= 0.5"})]
    const run = course(sketch({tax: {lever: 0}, price: {aux: "tax * 2 + 1"}}, {events}))
    expect(run.of("price").slice(4, 6)).toEqual([1, 2])
    const guarded = course(sketch({none: {parameter: 0}, y: {aux: "if(none > time + 99, 1 / none, 7)"}}))
    expect(guarded.failure).toBe(null)
    expect(course(sketch({none: {parameter: 0}, y: {aux: "time + 1 / none"}})).failure).toMatchObject({
      name: "y",
      time: 0,
    })
  })
})

describe("a run that fails says where and when", () => {
  test("a strict one by a division by zero, even one that would not show, and keeps what it reached", () => {
    const run = course(sketch({left: {aux: "5 - time"}, share: {aux: "min(1, 1 / left)"}}), {strict: true})
    expect(run.failure).toEqual({
      run: 0,
      status: 2,
      name: "share",
      time: 5,
      says: "'share' divides by zero at week 5",
    })
    expect(run.of("left")).toEqual([5, 4, 3, 2, 1, ...Array(6).fill(Number.NaN)])
  })

  test("a strict one by 0 / 0 too, also within a rate, a delay time and an initial value", () => {
    const strictly = (lines: Record<string, Line>) => course(sketch(lines), {strict: true}).failure
    expect(strictly({y: {aux: "time * 0 / (2 - time)"}})).toMatchObject({name: "y", time: 2, status: 2})
    expect(strictly({y: {aux: "smooth(time, time - 3)"}})).toMatchObject({name: "y", time: 3, status: 2})
    expect(strictly({z: {parameter: 0}, s: {stock: "1 / z"}})).toMatchObject({name: "s", time: 0, status: 2})
  })

  test("a stock that overflows, and a number that is none", () => {
    const boom = (range?: [number, number]): Record<string, Line> => ({
      crowd: {stock: 2, in: ["more", "others"], ...(range ? {range} : {})},
      more: {flow: "if(time < 3, 1, 1.7e308)"},
      others: {flow: "more"},
    })
    expect(course(sketch(boom())).failure).toMatchObject({status: 1, name: "crowd", time: 4})
    // A range does not hide that it overflowed.
    expect(course(sketch(boom([0, 1e9]))).failure).toMatchObject({status: 1, name: "crowd", time: 4})
    expect(course(sketch({y: {aux: "sqrt(3 - time)"}})).failure).toMatchObject({
      status: 1,
      time: 4,
      says: "'y' is no longer a finite number at week 4",
    })
    expect(course(sketch({y: {aux: "delay_fixed(time, -1, 0)"}})).failure).toMatchObject({
      status: 3,
      name: "y",
      time: 0,
    })
  })

  test("a wrong number of inputs is refused by name", () => {
    const program = compile(sketch({rate: {parameter: 1}}))
    for (const runner of [interpret(program), emit(program)]) {
      const into = new Float64Array(rows(program))
      expect(() => runner.run([], into, {seed: {lo: 0, hi: 0}, run: 0})).toThrow("Got 0 values for 1 inputs (rate)")
      expect(() => runner.run([1], new Float64Array(3), {seed: {lo: 0, hi: 0}, run: 0})).toThrow(
        "a table of 3 numbers for 11 rows",
      )
    }
  })
})

// Random equations over stocks, auxiliaries, parameters, held and cut quantities.
const leaf = fc.constantFrom("time", "s1", "s2", "p", "q", "0.5", "-2", "3", "1e-3")
const {equation} = fc.letrec<{equation: string}>((tie) => ({
  equation: fc.oneof(
    {maxDepth: 4, withCrossShrink: true},
    leaf,
    fc
      .tuple(fc.constantFrom("+", "-", "*", "/", "^", "<", ">=", "==", "and", "or"), tie("equation"), tie("equation"))
      .map(([o, a, b]) => `((${a}) ${o} (${b}))`),
    fc
      .tuple(
        fc.constantFrom("exp", "ln", "tanh", "abs", "sqrt", "saturate", "floor", "sin", "initial"),
        tie("equation"),
      )
      .map(([f, a]) => `${f}(${a})`),
    fc
      .tuple(
        fc.constantFrom("min", "max", "mod", "safe_divide", "smooth", "delay", "step", "pulse"),
        tie("equation"),
        tie("equation"),
      )
      .map(([f, a, b]) => `${f}(${a}, ${b})`),
    fc
      .tuple(
        fc.constantFrom("if", "clamp", "smooth3", "delay_fixed", "ramp"),
        tie("equation"),
        tie("equation"),
        tie("equation"),
      )
      .map(([f, a, b, c]) => `${f}(${a}, ${b}, ${c})`),
    tie("equation").map((a) => `lookup(${a}, -1, 3, 0, 0.5, 2, -4)`),
  ),
}))

test("compiled JavaScript equals the interpreter bit for bit on any model", () => {
  fc.assert(
    fc.property(
      fc.array(equation, {minLength: 3, maxLength: 3}),
      fc.constantFrom("euler" as const, "rk4" as const),
      fc.constantFrom(0.1, 0.25, 1),
      fc.boolean(),
      (equations, method, step, asked) => {
        const model = sketch(
          {
            s1: {stock: 1, in: ["f"], out: ["g"], range: [-50, 50]},
            s2: {stock: "p + 1", in: ["g"]},
            f: {flow: equations[0]!},
            g: {flow: equations[1]!},
            a: {aux: `(${equations[2]!}) + f * 0`},
            p: {parameter: {kind: "uniform", low: -1, high: 2}},
            q: {parameter: {kind: "normal", mean: 0, sd: 1}},
          },
          {stop: 5, step, save: 1, method},
        )
        const settings = [
          {name: "p", act: "*=", value: 2, from: 1, to: 3} as const,
          {name: "s2", act: "=", value: 0.25, from: 2, to: 4} as const,
        ]
        course(model, asked ? {settings} : {})
      },
    ),
    {numRuns: someOf(300)},
  )
})

test("programs on one workbench, run in turn, keep their own answers", () => {
  const lines: Record<string, Line> = {
    herd: {stock: 10, in: ["births"], range: [0, 500]},
    births: {flow: "smooth(herd, 2) * rate + delay_fixed(tax, 1, 0)"},
    rate: {parameter: 0.1},
    tax: {lever: 0, range: [0, 2]},
  }
  const events = [happening("sale", "herd > 15", {herd: "-= 3"})]
  const bench = openWorkbench()
  const runners = [0, 0.5, 1, 2].map((value) =>
    emit(compile(sketch(lines, {events}), {settings: [{name: "tax", act: "=", value, from: 2}]}), [0, 1], bench),
  )
  const run = (runner: (typeof runners)[number]) => {
    const into = new Float64Array(rows(runner.program) * 2)
    expect(runner.run([0.1, 0], into, {seed: {lo: 1, hi: 0}, run: 0})).toBe(null)
    return [...into]
  }
  const alone = runners.map((runner) => run(emit(runner.program, [0, 1])))
  for (const i of [0, 3, 1, 2, 0, 2]) expect(run(runners[i]!)).toEqual(alone[i])
  expect(new Set(alone.map(String)).size).toBe(4)
  const wide = Object.fromEntries(Array.from({length: 50}, (_, i): [string, Line] => [`a${i}`, {aux: `time + ${i}`}]))
  expect(run(emit(compile(sketch({...lines, ...wide})), [4, 5], openWorkbench(8)))).toHaveLength(22)
})
