// Members of an ensemble side by side, as WebAssembly: each has the bits, the status and the
// words that the interpreter gives it alone. A thousand random models in wasm.long.ts.

import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {compile, openBlocks, rows, type Setting} from "../../src/engine/index.ts"
import {assemble} from "../../src/engine/wasm/wasm.ts"
import type {Distribution} from "../../src/model/index.ts"
import {anyModel} from "./any-model.ts"
import {agreed, inBlocks, instantiate} from "./members.ts"
import {happening, type Line, sketch} from "./sketch.ts"

const spread = (low: number, high: number): {parameter: Distribution} => ({parameter: {kind: "uniform", low, high}})

/** A tank that fills and leaks, with a delay and a smooth behind it. */
const tank: Record<string, Line> = {
  tank: {stock: 10, in: ["filling"], out: ["leak"]},
  held: {stock: "tank", in: ["leak"], range: [0, 20]},
  filling: {flow: "tap * pressure * exp(-time / 9)"},
  leak: {flow: "tank / life"},
  seen: {aux: "smooth(tank, 3) + delay_fixed(leak, life / 2, 1)"},
  pressure: spread(1, 3),
  life: spread(2, 9),
  tap: {lever: 1, range: [0, 2]},
}

describe("bits", () => {
  test("of random models of the whole language", () => {
    fc.assert(
      fc.property(anyModel, (model) => {
        agreed(compile(model), 5)
      }),
      {seed: 3, numRuns: 40, endOnFailure: true},
    )
  }, 60_000)

  test("by every method, with settings, cuts, events and delays, for full, single and odd blocks", () => {
    const events = [
      happening("storm", "tank > 8", {tank: "-= 2", tap: "*= 0.9"}),
      happening("rain", "time > 2", {tank: "+= 1"}, 0.4),
    ]
    const settings: Setting[] = [
      {name: "tank", act: "=", value: 3, from: 2, to: 4},
      {name: "filling", act: "*=", value: 2, from: 3},
      {name: "held", act: "+=", value: 1},
    ]
    for (const method of ["euler", "rk2", "rk4"] as const)
      for (const options of [{}, {settings}, {cuts: [{cause: "tank", effect: "leak"}]}]) {
        const program = compile(sketch(tank, {stop: 6, step: 0.25, save: 1, events}), {...options, method})
        agreed(program, 63)
      }
    const program = compile(sketch(tank, {stop: 6, step: 0.5, save: 1, events}))
    for (const count of [1, 2, 64, 65, 129]) agreed(program, count, undefined, 7)
  })

  test("of stocks whose rates read each other, move at different times, and are many behind one equation", () => {
    const pair: Record<string, Line> = {
      hunters: {stock: 2, in: ["born"], out: ["hunger"]},
      hares: {stock: 9, in: ["litters"], out: ["caught"]},
      smell: {aux: "smooth(hares, 2) + smooth(smooth(hunters, 3), 4)"},
      born: {flow: "hunters * hares * 0.02"},
      hunger: {flow: "hunters / (1 + hares / patience)"},
      litters: {flow: "hares * (1 - hares / room)"},
      caught: {flow: "hunters * hares * 0.05 + smell * 0.001"},
      patience: spread(0.5, 2),
      room: spread(20, 80),
    }
    agreed(compile(sketch(pair, {stop: 20, step: 0.25, save: 1})), 40)
    const many: Record<string, Line> = {
      sun: {aux: "exp(-time / 5) * light"},
      light: spread(1, 2),
      lost: {aux: "sun * 2"},
    }
    for (let i = 0; i < 40; i++) {
      many[`leaf_${i}`] = {stock: i, in: [`growth_${i}`]}
      many[`growth_${i}`] = {flow: `sun * ${i} - smooth(leaf_${(i + 1) % 40}, 3) / (light - ${i === 7 ? 1.5 : -1})`}
    }
    agreed(compile(sketch(many, {stop: 6, step: 0.5, save: 2})), 40)
  })

  test("of kernels at arguments of every kind", () => {
    const arguments_ = [
      0,
      -0,
      1,
      -1,
      0.5,
      1e-320,
      -1e-320,
      5e-324,
      2.2250738585072014e-308,
      1.7976931348623157e308,
      708,
      708.5,
      709.5,
      710,
      -708.5,
      -744,
      -746,
      1e300,
      -1e300,
      1e-300,
      0.7071067811865475,
      Math.SQRT1_2,
      Math.SQRT2,
      0.34657359027997264,
      20,
      22,
      37,
      1e5,
      1e6,
      1e9,
      1e22,
      -7.5,
      2.5,
      3.5,
      -2.5,
      1e15 + 0.5,
    ]
    const of = (equation: string) => compile(sketch({y: {aux: equation}, x: spread(0, 1), z: spread(0, 1)}, {stop: 0}))
    const inputs = Float64Array.from(arguments_.flatMap((x, i) => [x, arguments_[(i * 7 + 3) % arguments_.length]!]))
    for (const call of [
      "exp(x)",
      "ln(x)",
      "saturate(x)",
      "tanh(x)",
      "sin(x)",
      "cos(x)",
      "tan(x)",
      "x ^ z",
      ...[-3, -2.5, -1, 0, 0.1, 1, 1.7, 3, 4, 40, 1e6, -1e12].map((power) => `x ^ ${power}`),
      "x ^ 2",
      "x ^ 0.5",
      "sqrt(x)",
      "x / z",
      "mod(x, z)",
      "remainder(x, z)",
      "min(x, z, 1)",
      "max(x, z, 0)",
      "clamp(x, -1, z)",
      "round(x)",
      "trunc(x)",
      "floor(x) + ceil(z)",
      "sign(x)",
      "quantum(x, z)",
      "zidz(x, z)",
      "xidz(x, z, 3)",
      "safe_divide(x, z, x)",
      "if(x > z, 1 / x, ln(z))",
      "x > 0 and 1 / x > 2",
      "x == 0 or 1 / x > 2",
      "not x",
      "lookup(x, -1, 2, 0.5, -1, 2, 0)",
      "pulse_train(x, z, 1, 9) + pulses(x, z, 1) + pulse(x, z) + step(x, z) + ramp(x, z, 2)",
      "abs(x) * atan(z) + asin(0.1 * sign(x)) + log10(abs(z) + 1)",
    ])
      agreed(of(call), arguments_.length, inputs)
  })

  test("of what stands in a table, at its points, between and beyond them", () => {
    for (const beyond of ["hold", "extend", "none"] as const)
      for (const between of ["line", "last", "next", "none"] as const)
        for (const points of [1, 2, 9, 40]) {
          const x = Array.from({length: points}, (_, i) => i / 4)
          const table = {name: "t", unit: "1", x, y: x.map((at) => 3 - at * at), between, beyond, because: [], line: 0}
          const model = sketch({y: {aux: "0"}, x: spread(-1, 3)}, {stop: 0})
          const read = {op: "lookup", table: "t", how: "value", of: {op: "name", name: "x"}} as const
          const quantities = model.quantities.map((q) => (q.name === "y" ? {...q, equation: read} : q))
          const inputs = Float64Array.from([...x, -1, -0.1, 0.1, 0.3, 2.9, 11, -0])
          agreed(compile({...model, quantities, tables: [table]}), inputs.length, inputs)
        }
  })
})

describe("failures", () => {
  test("of some members leave the others as they are, and are told as the interpreter tells them", () => {
    const lines: Record<string, Line> = {
      level: {stock: 1, in: ["growth"]},
      growth: {flow: "level * rate"},
      share: {aux: "1 / (limit - floor(level))"},
      lost: {aux: "if(level > 200, sqrt(0 - level), 0)"},
      kept: {aux: "max(lost, 1)"},
      rate: spread(0.1, 1.2),
      limit: {parameter: {kind: "chance", p: 0.5}},
    }
    const {failures} = agreed(compile(sketch(lines, {stop: 12, save: 3})), 200)
    expect(failures.length).toBeGreaterThan(20)
    expect(failures.length).toBeLessThan(200)
    expect(new Set(failures.map(({name}) => name))).toEqual(new Set(["share", "lost"]))
  })

  test("in a branch that is not taken do not count", () => {
    const safe: Record<string, Line> = {
      y: {aux: "if(x > 0, 1 / x, 0) + (x > 0 and 1 / x > 1) + safe_divide(ln(x), x)"},
      x: {parameter: {kind: "chance", p: 0.5}},
    }
    expect(agreed(compile(sketch(safe)), 64).failures).toEqual([])
  })

  test("of every member, of a delay that is none, and of an overflow that is clamped again", () => {
    const all: Record<string, Line> = {y: {aux: "1 / x"}, x: {parameter: 0}}
    expect(agreed(compile(sketch(all)), 70).failures).toHaveLength(70)
    const delays: Record<string, Line> = {y: {aux: "delay_fixed(time, tau, 0)"}, tau: spread(-2, 4)}
    const late = agreed(compile(sketch(delays)), 64).failures
    expect(late[0]!.says).toContain("has a delay time that is not a number of at least 0")
    // Where the rate alone divides by zero, at a step that saves no row, and only at the stop, where it moves nothing.
    const rate: Record<string, Line> = {
      level: {stock: 1, in: ["flow"]},
      other: {stock: 1, in: ["ebb"]},
      flow: {flow: "1 / (at - time)"},
      ebb: {flow: "level * 0.1"},
      at: {parameter: {kind: "uniform", low: 0, high: 20}},
    }
    const inputs = Float64Array.from({length: 40}, (_, i) => i / 2)
    expect(agreed(compile(sketch(rate, {stop: 12, save: 4})), 40, inputs).failures.length).toBeGreaterThan(10)
    const burst: Record<string, Line> = {
      level: {stock: 1, in: ["flow"], range: [0, 10]},
      flow: {flow: "if(time == at, 1e308 * 1e10, 0)"},
      at: {parameter: {kind: "chance", p: 0.5}},
    }
    expect(agreed(compile(sketch(burst, {save: 10})), 64).failures.length).toBeGreaterThan(0)
  })
})

describe("memory", () => {
  test("a program too large for a block of 64 runs in smaller blocks, or is said not to fit", () => {
    const lines: Record<string, Line> = {level: {stock: 0, in: ["flow"]}, flow: {flow: "pace"}, pace: spread(0, 1)}
    const long = compile(sketch(lines, {stop: 400_000}))
    const blocks = openBlocks(long, instantiate)!
    expect(blocks.members).toBeGreaterThanOrEqual(2)
    expect(blocks.members).toBeLessThan(64)
    agreed(compile(sketch(lines, {stop: 30_000})), 3)
    expect(assemble(compile(sketch(lines, {stop: 19_000_000})))).toBeNull()
  })

  test("the size of a block does not show in the bits", () => {
    const program = compile(sketch(tank, {stop: 6, step: 0.25}))
    const inputs = Float64Array.from({length: 64 * program.inputs.length}, (_, i) => 1 + (i % 7) / 8)
    const whole = inBlocks(program, inputs, 64)
    for (const members of [2, 16, 128]) expect(inBlocks(program, inputs, 64, 0, members)).toEqual(whole)
  })

  test("a chosen few outputs are written, in the order asked for", () => {
    const program = compile(sketch(tank, {stop: 6}))
    const kept = [3, 0]
    const inputs = new Float64Array(2 * program.inputs.length).fill(2)
    const into = new Float64Array(2 * kept.length * rows(program))
    openBlocks(program, instantiate, kept)!.run(inputs, into, {seed: {lo: 1, hi: 0}, run: 0, count: 2})
    const all = inBlocks(program, inputs, 2).table
    const [length, outputs] = [rows(program), program.outputs.length]
    for (let member = 0; member < 2; member++)
      kept.forEach((output, i) => {
        const from = (member * outputs + output) * length
        const at = (member * kept.length + i) * length
        expect(into.slice(at, at + length)).toEqual(all.slice(from, from + length))
      })
  })
})
