// --set, --cut, scenarios and events: what may be asked of a model from outside.

import {describe, expect, test} from "vitest"
import {type Cut, compile, type Setting, scenarioSettings} from "../../src/engine/index.ts"
import {parseExpression} from "../../src/model/index.ts"
import {course} from "./course.ts"
import {happening, type Line, sketch} from "./sketch.ts"

const set = (name: string, act: Setting["act"], value: number, from?: number, to?: number): Setting => ({
  name,
  act,
  value,
  ...(from === undefined ? {} : {from}),
  ...(to === undefined ? {} : {to}),
})
const cut = (cause: string, effect: string): Cut => ({cause, effect})

/** A tank that fills by 2 a week and leaks a tenth of what it holds. */
const tank: Record<string, Line> = {
  tank: {stock: 10, in: ["filling"], out: ["leak"]},
  leaked: {stock: 0, in: ["leak"]},
  filling: {flow: "tap * pressure"},
  leak: {flow: "tank / 10"},
  pressure: {parameter: {kind: "uniform", low: 1, high: 3}},
  tap: {lever: 1, range: [0, 2]},
}

describe("--set", () => {
  test("holds an auxiliary, flow, parameter or lever for FROM <= t < TO, and not outside", () => {
    for (const name of ["filling", "pressure", "tap"]) {
      const run = course(sketch(tank, {stop: 6}), {settings: [set(name, "=", 0, 2, 4)]})
      expect(run.of("filling")).toEqual([2, 2, 0, 0, 2, 2, 2])
      expect(run.of(name)[2]).toBe(0)
    }
  })

  test("a bound between steps counts from the next step, also where decimals do not divide", () => {
    const model = sketch({clock: {aux: "1"}}, {stop: 3, step: 0.3, save: 0.3})
    const run = course(model, {settings: [set("clock", "=", 0, 0.61, 2.1)]})
    expect(run.of("clock")).toEqual([1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1])
  })

  test("without times holds throughout, the last row included", () => {
    expect(course(sketch(tank), {settings: [set("leak", "=", 1)]}).of("leak")).toEqual(Array(11).fill(1))
  })

  test("holds for the whole step under Runge-Kutta", () => {
    const ramping = {level: {stock: 0, in: ["flow"]}, flow: {flow: "time"}}
    const model = sketch(ramping, {stop: 4, method: "rk4"})
    // The integral of time over 0..1 and 3..4 alone: 0.5 + 3.5.
    expect(course(model, {settings: [set("flow", "=", 0, 1, 3)]}).end("level")).toBeCloseTo(4, 12)
  })

  test("a set stock ignores its flows, which act elsewhere, and goes on from the held value", () => {
    for (const method of ["euler", "rk4"] as const) {
      const run = course(sketch(tank, {stop: 5, method}), {settings: [set("tank", "=", 50, 1, 3)]})
      expect(run.of("tank").slice(1, 4)).toEqual([50, 50, 50])
      expect(run.of("leaked")[3]! - run.of("leaked")[1]!).toBeCloseTo(10, 12)
      expect(run.of("tank")[4]!).toBeLessThan(50)
    }
  })

  test("a stock set from the start begins there", () => {
    expect(course(sketch(tank), {settings: [set("tank", "=", 7)]}).of("tank")[0]).toBe(7)
  })

  test("*= and += scale and shift what its own equation gives, in the order given", () => {
    const run = course(sketch(tank, {stop: 4}), {
      settings: [set("filling", "*=", 3, 1, 3), set("filling", "+=", 1, 2, 4)],
    })
    expect(run.of("filling")).toEqual([2, 6, 7, 3, 2])
  })

  test("*= of a stock scales what others see; the stock itself integrates its own flows", () => {
    const run = course(sketch(tank, {stop: 3}), {settings: [set("tank", "*=", 2, 1, 2)]})
    const plain = course(sketch(tank, {stop: 3}))
    expect(run.of("tank")[1]).toBe(2 * plain.of("tank")[1]!)
    expect(run.of("leak")[1]).toBe(2 * plain.of("leak")[1]!)
    expect(run.of("tank")[2]).toBeCloseTo(plain.of("tank")[2]! - plain.of("leak")[1]!, 12)
  })

  test("a parameter of a stock's initial value counts when set from the start", () => {
    const model = sketch({full: {parameter: 5}, tank: {stock: "full * 2"}})
    expect(course(model, {settings: [set("full", "=", 3)]}).of("tank")[0]).toBe(6)
  })

  test("a lever outside its range is refused, scaled or scheduled ones too", () => {
    const model = sketch(tank)
    expect(() => compile(model, {settings: [set("tap", "=", 2.5)]})).toThrow(
      "engine/lever-range: 2.5 is outside the range of lever 'tap'\n  at --set tap=2.5\n  'tap' goes from 0 to 2",
    )
    expect(() => compile(model, {settings: [set("tap", "=", 1.5), set("tap", "*=", 2, 3, 5)]})).toThrow(
      "3 is outside the range of lever 'tap'\n  at --set tap*=2@3..5",
    )
    // A scaling that never meets the high setting is allowed.
    expect(() => compile(model, {settings: [set("tap", "=", 2, 0, 3), set("tap", "*=", 2, 3)]})).not.toThrow()
  })

  test("an unknown name, a number that is none, and an empty time are refused", () => {
    const model = sketch(tank)
    expect(() => compile(model, {settings: [set("tapp", "=", 1)]})).toThrow(
      /engine\/unknown-name: The model has no quantity called 'tapp'[\s\S]*Nearest names: tap/,
    )
    expect(() => compile(model, {settings: [set("leak", "=", Number.NaN)]})).toThrow("NaN is not a finite number")
    expect(() => compile(model, {settings: [set("leak", "=", 1, 5, 5)]})).toThrow("begin before it ends: 5 to 5")
  })

  test("a scenario is a schedule of its levers", () => {
    const scenario = {
      format: "brink/scenario@1",
      name: "shut",
      why: "what if",
      levers: {
        tap: [
          {from: 2, to: 4, value: 0},
          {from: 6, value: 2},
        ],
      },
      events: [],
    } as const
    const run = course(sketch(tank, {stop: 7}), {settings: scenarioSettings(scenario)})
    expect(run.of("tap")).toEqual([1, 1, 0, 0, 1, 1, 2, 2])
  })
})

/** rain feeds soil, soil and fear drive harvest through hope; price reads harvest and soil. */
const fields: Record<string, Line> = {
  rain: {aux: "10 + time"},
  soil: {aux: "rain * 2"},
  hope: {aux: "smooth(soil, 2) + 1"},
  harvest: {flow: "hope + soil"},
  store: {stock: 100, in: ["harvest"], out: ["eating"]},
  eating: {flow: "store / 10"},
  barn: {stock: 0, in: ["eating"]},
  price: {aux: "1000 / store + soil"},
}

describe("--cut CAUSE:EFFECT", () => {
  const free = course(sketch(fields))

  test("the effect alone sees the cause as it began, along every path", () => {
    const run = course(sketch(fields), {cuts: [cut("rain", "harvest")]})
    // Frozen at rain = 10: soil 20, hope settled at 21.
    expect(run.of("harvest")).toEqual(Array(11).fill(41))
    for (const name of ["rain", "soil", "hope"]) expect(run.of(name)).toEqual(free.of(name))
    // The price reads soil itself, as it is.
    run.of("price").forEach((price, i) => {
      expect(price).toBeCloseTo(1000 / run.of("store")[i]! + free.of("soil")[i]!, 9)
    })
  })

  test("a direct reader sees the frozen cause and everything else as it is", () => {
    const run = course(sketch(fields), {cuts: [cut("hope", "harvest")]})
    run.of("harvest").forEach((harvest, i) => {
      expect(harvest).toBe(21 + free.of("soil")[i]!)
    })
  })

  test("a stock as effect means its flows; a stock as cause is its value at the start", () => {
    const run = course(sketch(fields), {cuts: [cut("store", "barn")]})
    expect(run.of("eating")).toEqual(Array(11).fill(10))
    expect(run.of("barn")).toEqual(free.time.map((t) => 10 * t))
    expect(course(sketch(fields), {cuts: [cut("store", "eating")]}).of("barn")).toEqual(run.of("barn"))
  })

  test("a flow as cause of its stock is frozen at both its ends, and seen as it is elsewhere", () => {
    const run = course(sketch(fields), {cuts: [cut("eating", "barn")]})
    expect(run.of("barn")).toEqual(free.time.map((t) => 10 * t))
    const gone = run.of("store").map(
      (store, i) =>
        100 +
        run
          .of("harvest")
          .slice(0, i)
          .reduce((a, b) => a + b, 0) -
        store,
    )
    gone.forEach((amount, i) => {
      expect(amount).toBeCloseTo(10 * i, 9)
    })
    expect(run.of("eating")[5]).toBe(run.of("store")[5]! / 10)
  })

  test("at the initial time nothing has changed", () => {
    for (const [cause, effect] of [
      ["rain", "harvest"],
      ["soil", "price"],
      ["store", "store"],
      ["store", "price"],
    ] as const) {
      const run = course(sketch(fields), {cuts: [cut(cause, effect)]})
      for (const name of Object.keys(fields)) expect(run.of(name)[0]).toBe(free.of(name)[0])
    }
  })

  test("two cuts of one effect take both influences away", () => {
    const run = course(sketch(fields), {cuts: [cut("rain", "price"), cut("store", "price")]})
    expect(run.of("price")).toEqual(Array(11).fill(30))
    const doubled = course(sketch(fields), {cuts: [cut("soil", "hope"), cut("rain", "harvest")]})
    expect(doubled.of("hope")).toEqual(Array(11).fill(21))
    expect(doubled.of("harvest")).toEqual(Array(11).fill(41))
  })

  test("a cut with a set cause freezes it at what it is set to at the start", () => {
    const run = course(sketch(fields), {cuts: [cut("rain", "soil")], settings: [set("rain", "=", 3, 0, 4)]})
    expect(run.of("soil")).toEqual(Array(11).fill(6))
    expect(run.of("rain")[5]).toBe(15)
  })

  test("a pair without a path is refused with the nearest that have one", () => {
    const model = sketch(fields)
    expect(() => compile(model, {cuts: [cut("harvest", "price")]})).toThrow(
      "engine/no-path: No influence of 'harvest' on 'price' to cut\n  at --cut harvest:price\n" +
        "  A path may not lead through another stock. Nearest that have one: harvest:store, store:price",
    )
    expect(() => compile(model, {cuts: [cut("price", "rain")]})).toThrow("'price' influences nothing")
    expect(() => compile(model, {cuts: [cut("rian", "soil")]})).toThrow(/no quantity called 'rian'[\s\S]*rain/)
  })

  test("names that are also names of every object are names like others", () => {
    const model = sketch({constructor: {aux: "time"}, toString: {aux: "constructor * 2"}, __proto__x: {aux: "1"}})
    expect(course(model, {cuts: [cut("constructor", "toString")]}).of("toString")).toEqual(Array(11).fill(0))
  })
})

describe("events", () => {
  const herds: Record<string, Line> = {
    herds: {stock: 100, in: ["births"], range: [0, 500]},
    births: {flow: "rate"},
    rate: {lever: 0, range: [0, 5]},
    alarm: {aux: "time >= 2 and time < 4 or time >= 6"},
  }

  test("happen once each time their condition turns true", () => {
    const model = sketch(herds, {stop: 8, events: [happening("drought", "alarm", {herds: "*= 0.5"})]})
    expect(course(model).of("herds")).toEqual([100, 100, 50, 50, 50, 50, 25, 25, 25])
  })

  test("a condition that holds at the start happens at the start", () => {
    const model = sketch(herds, {events: [happening("gift", "time < 1", {herds: "+= 10", rate: "= 2"})]})
    expect(course(model).of("herds").slice(0, 3)).toEqual([110, 112, 114])
    expect(course(model).of("rate")[0]).toBe(2)
  })

  test("amounts are taken before any of them acts, and ranges hold", () => {
    const events = [
      happening("a", "time >= 1", {herds: "-= herds"}),
      happening("b", "time >= 1", {herds: "+= herds", rate: "+= 9"}),
    ]
    const run = course(sketch(herds, {stop: 3, events}))
    expect(run.of("herds")).toEqual([100, 100, 105, 110])
    expect(run.of("rate")[1]).toBe(5)
  })

  test("by chance happen about as often as their rate says, the same for the same run", () => {
    const model = sketch(herds, {stop: 1000, events: [happening("raid", "time > 0", {herds: "-= 0.01"}, 0.2)]})
    const happened = (run: number) => Math.round((100 - course(model, {}, {}, run).end("herds")) / 0.01)
    // 1000 weeks at 0.2 a week, one a step at most: 1000 (1 - exp(-0.2)) = 181, standard deviation 12.
    expect(Math.abs(happened(0) - 181)).toBeLessThan(4 * 12)
    expect(happened(0)).toBe(happened(0))
    expect(new Set([0, 1, 2, 3].map(happened)).size).toBeGreaterThan(1)
  })

  test("of a scenario happen at the step that reaches their date, and not outside the run", () => {
    const does = [{quantity: "herds", act: "+=", amount: parseExpression("7")}] as const
    const events = [2.5, -1, 99, 5].map((at) => ({at, does, why: "recorded"}))
    const run = course(sketch(herds, {stop: 6}), {events})
    expect(run.of("herds")).toEqual([100, 100, 100, 107, 107, 114, 114])
  })

  test("ask for arrays and for long sums as equations do", () => {
    const long = ["time", ...Array.from({length: 100}, () => "0")].join(" + ")
    const events = [
      happening("long", `${long} >= 2`, {herds: "= 5"}),
      happening("ranked", "vector_rank(0, 2, time, 2.5, 1) == 2", {herds: `+= ${long}`}),
    ]
    expect(course(sketch({herds: {stock: 1}}, {stop: 4, events})).of("herds")).toEqual([1, 1, 5, 8, 8])
  })

  test("leave a held stock alone, and change only stocks and levers", () => {
    const model = sketch(herds, {stop: 4, events: [happening("raid", "time >= 2", {herds: "*= 0"})]})
    expect(course(model, {settings: [set("herds", "=", 40, 1, 3)]}).of("herds")).toEqual([100, 40, 40, 40, 40])
    expect(() => compile(sketch(herds, {events: [happening("odd", "time > 1", {births: "= 0"})]}))).toThrow(
      "engine/bad-effect: An event cannot change 'births', a flow",
    )
    expect(() => compile(sketch(herds, {events: [happening("odd", "smooth(herds, 2) > 1", {herds: "= 0"})]}))).toThrow(
      "cannot remember",
    )
  })
})
