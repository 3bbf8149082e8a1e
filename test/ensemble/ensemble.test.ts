// Designs, tables, quantiles and hashes: what makes an ensemble the same everywhere.

import {createHash} from "node:crypto"
import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {compile} from "../../src/engine/index.ts"
import {
  central,
  centralInputs,
  column,
  inParts,
  inputColumn,
  longTable,
  quantile7,
  quantileOf,
  quantiles,
  type Runs,
  sample,
  sweepHere,
  validRuns,
  valueAt,
} from "../../src/ensemble/index.ts"
import {ColumnQuantiles} from "../../src/ensemble/quantiles.ts"
import type {Distribution} from "../../src/model/index.ts"
import {happening, type Line, sketch} from "../engine/sketch.ts"

const priors: Record<string, Distribution> = {
  rain: {kind: "uniform", low: 0, high: 1},
  yield: {kind: "triangular", low: 0, mode: 0.3, high: 1},
  price: {kind: "normal", mean: 10, sd: 2},
  herd: {kind: "lognormal", p5: 10, p95: 60},
  trust: {kind: "beta", a: 2, b: 5, low: -1, high: 3},
  holds: {kind: "chance", p: 0.3},
  fixed: {kind: "fixed", value: 4},
}
const lines = (names: readonly string[]) =>
  Object.fromEntries(names.map((name): [string, Line] => [name, {parameter: priors[name]!}]))
const all = Object.keys(priors)
const program = (names: readonly string[]) => compile(sketch(lines(names)))

describe("a Latin hypercube", () => {
  test.each([1, 2, 7, 1000])("of %i runs has exactly one in each stratum of each input", (runs) => {
    const table = sample(program(["rain", "price"]), runs, "7")
    for (let stratum = 0; stratum < runs; stratum++) {
      const low = quantileOf(priors["price"]!, Math.max(1e-300, stratum / runs))
      const high = stratum + 1 === runs ? Number.POSITIVE_INFINITY : quantileOf(priors["price"]!, (stratum + 1) / runs)
      const inside = Array.from({length: runs}, (_, run) => table[run * 2 + 1]!).filter((x) => x > low && x <= high)
      if (runs <= 7 || stratum % 97 === 0) expect(inside.length).toBe(1)
    }
    const strata = new Set(Array.from({length: runs}, (_, run) => Math.floor(table[run * 2]! * runs)))
    expect(strata.size).toBe(runs)
  })

  test("draws of an input do not move when another is added, removed or put elsewhere", () => {
    const column_ = (names: string[], name: string) => {
      const table = sample(program(names), 50, "3")
      return Array.from({length: 50}, (_, run) => table[run * names.length + names.indexOf(name)]!)
    }
    const alone = column_(["herd"], "herd")
    expect(column_(all, "herd")).toEqual(alone)
    expect(column_([...all].reverse(), "herd")).toEqual(alone)
    expect(column_(["rain", "herd"], "herd")).toEqual(alone)
    expect(column_(all, "rain")).not.toEqual(alone)
  })

  test("inputs are not correlated with one another", () => {
    const table = sample(program(["rain", "yield"]), 2000, "1")
    const pairs = Array.from(
      {length: 2000},
      (_, run) => [table[run * 2]! - 0.5, table[run * 2 + 1]! - 1.3 / 3] as const,
    )
    const sum = (f: (p: readonly [number, number]) => number) => pairs.reduce((total, pair) => total + f(pair), 0)
    const r = sum(([a, b]) => a * b) / Math.sqrt(sum(([a]) => a * a) * sum(([, b]) => b * b))
    expect(Math.abs(r)).toBeLessThan(3 / Math.sqrt(2000))
  })

  test("has the moments of its priors, and a chance comes true in its share of runs", () => {
    const runs = 4000
    const table = sample(program(all), runs, "11")
    const values = (name: string) =>
      Array.from({length: runs}, (_, run) => table[run * all.length + all.indexOf(name)]!)
    const mean = (xs: number[]) => xs.reduce((a, b) => a + b, 0) / xs.length
    expect(mean(values("rain"))).toBeCloseTo(0.5, 3)
    expect(mean(values("yield"))).toBeCloseTo(1.3 / 3, 3)
    expect(mean(values("price"))).toBeCloseTo(10, 2)
    expect(mean(values("trust"))).toBeCloseTo(-1 + (4 * 2) / 7, 2)
    expect(mean(values("holds"))).toBeCloseTo(0.3, 3)
    const herd = values("herd").sort((a, b) => a - b)
    expect(quantile7(herd, 0.05)).toBeCloseTo(10, 1)
    expect(quantile7(herd, 0.95)).toBeCloseTo(60, 0)
    expect(new Set(values("fixed"))).toEqual(new Set([4]))
  })

  test("another seed gives other draws; a seed that is none is refused", () => {
    expect(sample(program(["rain"]), 5, "1")).not.toEqual(sample(program(["rain"]), 5, "2"))
    expect(() => sample(program(["rain"]), 5, "-3")).toThrow(
      "ensemble/bad-seed: '-3' is not a seed\n  A seed is a whole number from 0 to 18446744073709551615",
    )
  })
})

test("the central value is the median", () => {
  const known: Record<string, number> = {rain: 0.5, price: 10, herd: Math.sqrt(600), holds: 0, fixed: 4}
  for (const [name, median] of Object.entries(known)) expect(central(priors[name]!)).toBeCloseTo(median, 12)
  for (const name of all) expect(central(priors[name]!)).toBe(quantileOf(priors[name]!, 0.5))
  expect(central({kind: "chance", p: 0.5})).toBe(1)
  expect([...centralInputs(program(["fixed", "rain"]))]).toEqual([4, 0.5])
})

test("of the runs 0 to 40 the printed quantiles are 1, 4, 10, 20, 30, 36 and 39: forty steps, and each share of them", () => {
  const program = compile(sketch({n: {parameter: {kind: "uniform", low: 0, high: 40}}}, {stop: 1}))
  const runs = sweepHere({
    program,
    runs: 41,
    seed: "1",
    inputs: Float64Array.from({length: 41}, (_, i) => (i * 7) % 41),
  })
  const {time, ...found} = quantiles(runs, "n")
  expect(time).toEqual([0, 1])
  expect(found).toEqual({
    p2_5: [1, 1],
    p10: [4, 4],
    p25: [10, 10],
    p50: [20, 20],
    p75: [30, 30],
    p90: [36, 36],
    p97_5: [39, 39],
  })
})

test("a quantile between two runs lies its share of the way: of 0, 1, 2, 10 the upper tenth begins at 7.6", () => {
  const program = compile(sketch({n: {parameter: {kind: "uniform", low: 0, high: 10}}}, {stop: 1}))
  const found = quantiles(sweepHere({program, runs: 4, seed: "1", inputs: Float64Array.of(10, 0, 2, 1)}), "n")
  // Three steps: p * 3 is .075, .3, .75, 1.5, 2.25, 2.7, 2.925 of them from the bottom.
  const wanted = [0.075, 0.3, 0.75, 1.5, 4, 7.6, 9.4]
  const shares = [found.p2_5, found.p10, found.p25, found.p50, found.p75, found.p90, found.p97_5]
  shares.forEach((values, k) => {
    expect(values[0]).toBeCloseTo(wanted[k]!, 12)
  })
})

test("one run is every quantile of itself, and of none there is no quantile", () => {
  const work = new ColumnQuantiles(1)
  const into = new Float64Array(9).fill(-1)
  work.write(Float64Array.of(6), into, 1)
  expect([...into]).toEqual([-1, 6, 6, 6, 6, 6, 6, 6, -1])
  new ColumnQuantiles(0).write(new Float64Array(0), into, 1)
  expect([...into]).toEqual([-1, ...Array(7).fill(Number.NaN), -1])
})

test("quantiles are of type 7", () => {
  const x = [1, 2, 3, 7]
  expect([0, 0.25, 0.5, 0.9, 1].map((p) => quantile7(x, p))).toEqual([1, 1.75, 2.5, expect.closeTo(5.8, 12), 7])
  expect(quantile7([5], 0.3)).toBe(5)
  expect(quantile7([], 0.5)).toBe(Number.NaN)
  fc.assert(
    fc.property(
      fc.array(fc.double({noNaN: true, min: -1e9, max: 1e9}), {minLength: 1}),
      fc.double({min: 0, max: 1, noNaN: true}),
      (xs, p) => {
        const sorted = Float64Array.from(xs).sort()
        const q = quantile7(sorted, p)
        expect(q >= sorted[0]! && q <= sorted.at(-1)!).toBe(true)
      },
    ),
  )
})

// A stock that overflows where growth is high: some runs fail, late.
const failing = compile(
  sketch(
    {
      crowd: {stock: 1, in: ["joining"]},
      joining: {flow: "crowd * growth * if(growth > 0.8, 1e40, 1)"},
      growth: {parameter: {kind: "uniform", low: 0, high: 1}},
    },
    {stop: 12},
  ),
)

describe("failed runs", () => {
  const runs = sweepHere({program: failing, runs: 50, seed: "1"})
  const failed = [...runs.status].filter((status) => status !== 0).length

  test("stay in the table with their reason and what they reached", () => {
    expect(failed).toBe(10)
    expect(runs.failures.length).toBe(10)
    for (const {run, name, says, time} of runs.failures) {
      expect(runs.status[run]).toBe(1)
      expect(says).toMatch(new RegExp(`^'${name}' is no longer a finite number at week ${time}$`))
      expect(valueAt(runs, run, name, time)).toBeNaN()
      // Where a flow is lost first, the stock is one step later, and for good.
      const row = Array.from({length: 13}, (_, t) => valueAt(runs, run, "crowd", t))
      const reached = name === "crowd" ? time : time + 1
      expect(row.filter(Number.isFinite).length).toBe(reached)
      expect(row.slice(reached).every(Number.isNaN)).toBe(true)
    }
  })

  test("fail whatever is kept of them", () => {
    const few = sweepHere({program: failing, runs: 50, seed: "1", save: ["growth", "crowd"]})
    expect(few.failures).toEqual(runs.failures)
    expect(few.names).toEqual(["growth", "crowd"])
    const bits = (x: number) => (Number.isNaN(x) ? "none" : x)
    for (let run = 0; run < 50; run++)
      for (const name of few.names)
        for (let t = 0; t < 13; t++) expect(bits(valueAt(few, run, name, t))).toBe(bits(valueAt(runs, run, name, t)))
    expect(sweepHere({program: failing, runs: 50, seed: "1", save: []}).failures).toEqual(runs.failures)
  })

  test("are not in columns and quantiles, whose run numbers say so", () => {
    const values = column(runs, "crowd", 12)
    expect(values.length).toBe(40)
    expect(inputColumn(runs, "growth").every((growth) => growth <= 0.8)).toBe(true)
    validRuns(runs).forEach((run, i) => {
      expect(values[i]).toBe(valueAt(runs, run, "crowd", 12))
    })
    const q = quantiles(runs, "crowd")
    expect(q.p50[12]).toBe(quantile7(values.slice().sort(), 0.5))
    expect(q.p50[0]).toBe(1)
    expect(q.time).toEqual([...runs.time])
  })

  test("stand in the long table with empty cells", () => {
    const table = longTable(runs)
    expect(table.names).toEqual(["run", "time", "crowd", "joining", "growth"])
    expect(table.length).toBe(50 * 13)
    const rows = [...table.rows()]
    expect(rows[14]!.slice(0, 2)).toEqual([1, 1])
    expect(rows.filter((row) => Number.isNaN(row[2]!)).length).toBeGreaterThan(0)
  })
})

describe("the hash", () => {
  test("is SHA-256 over the runs' digests of status and values, one NaN, by name", () => {
    const runs = sweepHere({program: failing, runs: 6, seed: "5", save: ["growth", "crowd"]})
    const digests = Array.from({length: 6}, (_, run) => {
      const bytes = Buffer.alloc(1 + 2 * 13 * 8)
      bytes[0] = runs.status[run]!
      runs.names.forEach((name, j) => {
        for (let t = 0; t < 13; t++) {
          const value = valueAt(runs, run, name, t)
          if (Number.isNaN(value)) Buffer.from("000000000000f87f", "hex").copy(bytes, 1 + (j * 13 + t) * 8)
          else bytes.writeDoubleLE(value, 1 + (j * 13 + t) * 8)
        }
      })
      return createHash("sha256").update(bytes).digest()
    })
    expect(runs.hash).toBe(createHash("sha256").update(Buffer.concat(digests)).digest("hex"))
  })

  test("does not change with time, but with seed, runs and what is kept", () => {
    const plan = {program: failing, runs: 20, seed: "1"}
    const hash = sweepHere(plan).hash
    expect(sweepHere(plan).hash).toBe(hash)
    expect(
      new Set([
        hash,
        sweepHere({...plan, seed: "2"}).hash,
        sweepHere({...plan, runs: 21}).hash,
        sweepHere({...plan, save: ["crowd"]}).hash,
      ]).size,
    ).toBe(4)
  })

  test("has been the same since it was written", () => {
    const model = sketch(
      {
        store: {stock: 100, in: ["harvest"], out: ["eaten"], range: [0, 400]},
        harvest: {flow: "smooth(rain, 3) * yield * 30"},
        eaten: {flow: "store * 0.1 * exp(-trust / 10)"},
        ...lines(["rain", "yield", "trust", "holds"]),
      },
      {
        stop: 30,
        step: 0.25,
        save: 1,
        method: "rk4",
        events: [happening("fire", "store > 90", {store: "*= 0.9"}, 0.1)],
        contested: {dry: 0.4},
      },
    )
    expect(sweepHere({program: compile(model), runs: 100, seed: "20261120"}).hash).toBe(
      "b0731232121cd61656c1c057b688a81d0ff6caeb9d2e921c5a4c9b3b591af11d",
    )
  })
})

test("given inputs stand in place of drawn ones", () => {
  const runs = sweepHere({program: failing, runs: 2, seed: "1", inputs: Float64Array.of(0, 0.5), save: ["crowd"]})
  expect(column(runs, "crowd", 12)).toEqual(Float64Array.of(1, 1.5 ** 12))
  expect(runs.inputs).toEqual(Float64Array.of(0, 0.5))
  expect(() => sweepHere({program: failing, runs: 3, seed: "1", inputs: Float64Array.of(1)})).toThrow(
    "Got 1 input values for 3 runs of 1 inputs",
  )
})

test("names that do not come out and impossible sizes are refused", () => {
  expect(() => sweepHere({program: failing, runs: 2, seed: "1", save: ["crowds"]})).toThrow(
    "ensemble/unknown-name: The model has no quantity called 'crowds' to save\n  Nearest names: crowd",
  )
  expect(() => sweepHere({program: failing, runs: 0, seed: "1"})).toThrow("Cannot make 0 runs")
  expect(() => sweepHere({program: failing, runs: 4e9, seed: "1"})).toThrow("ensemble/too-large")
  expect(() => valueAt(sweepHere({program: failing, runs: 1, seed: "1"}), 0, "joinin", 0)).toThrow(
    "Nearest names: joining",
  )
})

test("a table made name by name has the hash, the failures and the quantiles of the whole", async () => {
  const plan = {program: failing, runs: 60, seed: "5"}
  const whole = sweepHere(plan)
  const seen: string[] = []
  const take = (part: Runs) => {
    for (const name of part.names) {
      expect(quantiles(part, name)).toEqual(quantiles(whole, name))
      seen.push(name)
    }
  }
  for (const most of [1, 60 * 13 * 2, 1e9]) {
    seen.length = 0
    const {hash, names, failures, status} = await inParts(plan, async (part) => sweepHere(part), take, {most})
    expect({hash, names, failures}).toEqual({hash: whole.hash, names: whole.names, failures: whole.failures})
    expect(status).toEqual(whole.status)
    expect(seen).toEqual(whole.names)
  }
  expect(whole.failures.length).toBeGreaterThan(0)
})
