import {describe, expect, test} from "vitest"
import {
  calibrate,
  type DatedSeries,
  openDraws,
  type Plausible,
  parsePlausible,
  printPlausible,
  rake,
  theil,
} from "../../src/calibrate/index.ts"
import {compile} from "../../src/engine/index.ts"
import {type Plan, sweepHere} from "../../src/ensemble/index.ts"
import {normalQuantile, uniformAt} from "../../src/math/random.ts"
import {parseModel, parseScenario} from "../../src/model/index.ts"
import {isQuick} from "../tiers.ts"

const execute = async (plan: Plan) => sweepHere(plan)
const HASH = "a".repeat(64)

/** Raids grow by a pace from a level; whether scouts help is disputed. Months of thirty days and a bit. */
const raids = parseModel(
  `
format: brink/model@1
name: hills
time: {unit: month, origin: 2030-01-01, start: 0, stop: 36, step: 0.25, save: 1, method: euler}
quantities:
  raids: {kind: stock, unit: raid, initial: level, inflows: [growth], because: [assumed: seen]}
  growth: {kind: flow, unit: raid/month, equation: "pace * if(scouts, 1, 0.2) + push", because: [assumed: it is so]}
  level: {kind: parameter, unit: raid, value: {uniform: [10, 90]}, because: [assumed: seen]}
  pace: {kind: parameter, unit: raid/month, value: {uniform: [0, 10]}, because: [assumed: seen]}
  fixed: {kind: parameter, unit: 1, value: 3, because: [assumed: seen]}
  push: {kind: lever, unit: raid/month, value: 0, range: [0, 50]}
contested:
  scouts: {question: Do scouts draw raids?, sides: [{is: true, says: they do, claims: []}, {is: false, says: no, claims: []}], chance: 0.5, weight: stated}
`,
  "model.yaml",
)

/** Monthly values from January 2030: the straight line that the model draws, times noise of `sd` in logarithms. */
function months(level: number, pace: number, {sd = 0, seed = 1, count = 30} = {}): DatedSeries {
  const points = Array.from({length: count}, (_, i) => {
    const noise = sd * normalQuantile(uniformAt(seed, 0, i, 7, 0, 3))
    const date = `${2030 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}-01`
    return {date, value: (level + pace * (i + 0.5)) * Math.exp(noise)}
  })
  return {name: "raids", file: "raids.csv", unit: "raid", points}
}

const asked = (more: Partial<Parameters<typeof calibrate>[0]> = {}) =>
  calibrate({
    model: raids,
    hash: HASH,
    replay: null,
    series: [months(40, 5)],
    until: null,
    runs: 400,
    keep: 40,
    seed: "1",
    execute,
    ...more,
  })

function sorted({names, rows}: Plausible, name: string): number[] {
  const at = names.indexOf(name)
  return [...rows].filter((_, i) => i % names.length === at).sort((a, b) => a - b)
}

describe("Theil's shares", () => {
  const observed = [1, -1, 1, -1, 1, -1, 1, -1]
  test("of a shifted course are all bias", () => {
    const {shares, mse} = theil(
      observed.map((value) => value + 3),
      observed,
    )
    expect(mse).toBeCloseTo(9, 12)
    expect([shares!.bias, shares!.variance, shares!.covariance]).toEqual([1, 0, 0])
  })
  test("of a course that swings too far are all variance", () => {
    const {shares} = theil(
      observed.map((value) => value * 2),
      observed,
    )
    expect([shares!.bias, shares!.variance, shares!.covariance]).toEqual([0, 1, 0])
  })
  test("of a course that swings as far at other times are all covariance", () => {
    const {shares} = theil([1, 1, -1, -1, 1, 1, -1, -1], observed)
    expect([shares!.bias, shares!.variance, shares!.covariance]).toEqual([0, 0, 1])
  })
  test("add up to 1, and are none where there is no error", () => {
    const {shares} = theil([3, 1, 4, 1, 5, 9], [2, 7, 1, 8, 2, 8])
    expect(shares!.bias + shares!.variance + shares!.covariance).toBeCloseTo(1, 12)
    expect(theil([1, 2], [1, 2])).toEqual({mse: 0, shares: null})
  })
})

describe("raking", () => {
  test("gives one switch its chance, rows on a side alike", () => {
    const weights = rake([[1, 1, 1, 0]], [0.5], 4)
    for (const [k, share] of [1 / 6, 1 / 6, 1 / 6, 1 / 2].entries()) expect(weights[k]).toBeCloseTo(share, 9)
  })
  test("meets the chances of several at once", () => {
    const columns = [
      [1, 1, 1, 0, 0, 1, 0, 1],
      [1, 0, 1, 1, 0, 0, 0, 1],
      [0, 0, 1, 1, 1, 0, 1, 0],
    ]
    const chances = [0.3, 0.45, 0.85]
    const weights = rake(columns, chances, 8)
    columns.forEach((column, j) => {
      const share = column.reduce((sum, is, k) => sum + is * weights[k]!, 0)
      expect(share).toBeCloseTo(chances[j]!, 8)
    })
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12)
  })
  test("ends where no weights meet all chances", () => {
    const weights = rake([[1, 0], [1, 0]], [0.2, 0.9], 2) // biome-ignore format: a table
    expect(weights[0]! + weights[1]!).toBeCloseTo(1, 12)
  })
})

describe("a calibration", () => {
  test.skipIf(isQuick)("finds what made the data again: 80 % intervals cover it in most of 20 worlds", async () => {
    const model = {...raids, contested: raids.contested.map((one) => ({...one, chance: 1}))}
    let covered = 0
    for (let seed = 1; seed <= 20; seed++) {
      const level = 25 + 50 * uniformAt(seed, 0, 0, 1, 0, 3)
      const pace = 2 + 6 * uniformAt(seed, 0, 0, 2, 0, 3)
      const {plausible} = await asked({model, seed: String(seed), series: [months(level, pace, {sd: 0.05, seed})]})
      for (const [name, truth] of [
        ["level", level],
        ["pace", pace],
      ] as const) {
        const values = sorted(plausible, name)
        if (values[4]! <= truth && truth <= values[35]!) covered++
      }
    }
    expect(covered).toBeGreaterThanOrEqual(28)
  })

  test("says what moved, which side the data lean to, and sums by year", async () => {
    const {calibration, plausible} = await asked()
    expect(plausible.names).toEqual(["level", "pace", "scouts"])
    expect(calibration).toMatchObject({runs: 400, kept: 40, failed: 0, until: "2032-06-30", scenario: null, left: []})
    expect(calibration.contested).toEqual([{name: "scouts", chance: 0.5, share: expect.any(Number), leans: true}])
    expect(calibration.contested[0]!.share).toBeGreaterThan(0.9)
    expect(calibration.parameters.find(({name}) => name === "level")!.spread).toBeLessThan(0.7)
    const [series] = calibration.series
    expect(series).toMatchObject({quantity: "raids", periods: 30, quarters: 10})
    expect(series!.inside).toBeGreaterThan(0.7)
    expect(series!.years.map(({year, periods}) => [year, periods])).toEqual([
      [2030, 12],
      [2031, 12],
      [2032, 6],
    ])
    expect(series!.years[0]!.observed).toBeCloseTo(12 * 40 + 5 * 72, 9)
    expect(Math.abs(Math.log(series!.years[1]!.p50 / series!.years[1]!.observed))).toBeLessThan(0.1)
    expect([...plausible.distances]).toEqual([...plausible.distances].sort((a, b) => a - b))
  })

  test("weighs a series by how well its source counts", async () => {
    const steady = (error: number): DatedSeries => ({
      name: "growth",
      file: "growth.csv",
      unit: "raid/month",
      error,
      points: months(9, 0).points,
    })
    const pace = async (error: number) => {
      const {calibration, plausible} = await asked({series: [{...months(40, 3), error: 1.3}, steady(error)]})
      expect(calibration.series.reduce((sum, {weight}) => sum + weight, 0)).toBeCloseTo(1, 12)
      expect(calibration.series[1]!.weight / calibration.series[0]!.weight).toBeCloseTo(
        (Math.log(1.3) / Math.log(error)) ** 2,
        9,
      )
      return sorted(plausible, "pace")[20]!
    }
    // One series says 3 a month, the other 9: the surer is believed.
    expect(await pace(1.02)).toBeGreaterThan(7)
    expect(await pace(20)).toBeLessThan(5)
  })

  test("uses the data until a day, that day included, and what happened", async () => {
    const {calibration} = await asked({until: "2030-09-30"})
    expect(calibration).toMatchObject({until: "2030-09-30", series: [{periods: 9, quarters: 3}]})
    const replay = parseScenario(
      "format: brink/scenario@1\nwhy: a push\nlevers: {push: [{from: 0, value: 20}]}\n",
      "replay.yaml",
    )
    const pushed = await asked({replay, series: [months(40, 22)]})
    expect(pushed.calibration.scenario).toBe("replay")
    expect(pushed.calibration.nearest).toBeLessThan(1.1)
  })

  test("is refused with the reason", async () => {
    const refused = (more: Parameters<typeof asked>[0]) => expect(asked(more)).rejects
    await refused({series: [{...months(40, 5), name: "herds"}]}).toThrow(
      /^calibrate\/no-data: No column of the case's data is a quantity of its model\n {2}at raids.csv \(herds\)/,
    )
    await refused({until: "2030-08-30"}).toThrow(
      /^calibrate\/too-few-periods: A course needs 8 observed periods that it can be held against, and no series has as many\n {2}at raids: 7 observed periods lie within the run and end by then; its data go from 2030-01-01 to 2032-06-30\n {2}What counts lies from 2030-01-01 to 2030-08-30/,
    )
    await refused({until: "2029-12-31"}).toThrow(
      /^calibrate\/date-outside: --until 2029-12-31 lies outside the run\n {2}The model runs from 2030-01-01 to/,
    )
    await refused({series: [{...months(40, 5), unit: "head"}]}).toThrow(/the data are in head, the quantity in raid/)
    await refused({series: [months(5000, 5)]}).toThrow(
      /^calibrate\/no-fit: None of 400 runs comes near the data: the nearest misses by a factor of \d+ on average\n {2}at raids: \d+\n {5}level is at the upper end of its prior in the nearest 10 runs: \d+ to \d+, of 10 to 90\n/,
    )
    await refused({series: [months(1e300, 5)]}).toThrow(
      /^calibrate\/no-fit: None of 400 runs|^calibrate\/no-fit: No run of 400/,
    )
    await refused({keep: 500}).toThrow(/^calibrate\/keep-more-than-runs/)
    const still = parseModel(
      "format: brink/model@1\ntime: {unit: month, origin: 2030-01-01, start: 0, stop: 36, step: 1}\nquantities:\n  raids: {kind: stock, unit: raid, initial: 4, because: [assumed: so]}\n",
      "model.yaml",
    )
    await refused({model: still}).toThrow(/^calibrate\/no-spread: Nothing is drawn in the model 'model'/)
    const {origin: _, ...undated} = raids.time
    await refused({model: {...raids, time: undated}}).toThrow(/^calibrate\/no-date/)
  })
})

describe("plausible.csv", () => {
  test("comes back as it was written, to the bit", async () => {
    const {plausible} = await asked()
    const {lines, ...read} = parsePlausible(printPlausible(plausible), "plausible.csv")
    expect(read).toEqual(plausible)
    expect(lines).toEqual(Array.from({length: 40}, (_, k) => 9 + k))
  })
  test("is refused with the line of every mistake", async () => {
    const {plausible} = await asked({keep: 2})
    const text = printPlausible(plausible)
    const lines = text.split("\n")
    const torn = [...lines.slice(0, 8), "0.1,2", "0.1,2,x,1"].join("\n").replace(/^# seed.*\n/m, "")
    expect(() => parsePlausible(torn, "p.csv")).toThrow(
      /^calibrate\/invalid-file: 3 mistakes in p.csv\n {2}p.csv:1:1: there is no comment line `# seed: ...`\n {2}p.csv:8:1: 2 cells in a table of 4 columns\n {2}p.csv:9:1: "x" in column pace is no number/,
    )
    expect(() => parsePlausible(text.replace("plausible@1", "plausible@2"), "p.csv")).toThrow(/made by a newer Brink/)
  })
})

describe("draws from plausible sets", () => {
  const sets = (rows: readonly (readonly number[])[], names = ["level", "pace", "scouts"]): Plausible => ({
    hash: HASH,
    seed: "1",
    runs: 10,
    until: "2031-01-31",
    scenario: null,
    series: ["raids"],
    farthest: 0.1,
    names,
    distances: Float64Array.from(rows, (_, k) => k / 100),
    rows: Float64Array.from(rows.flat()),
  })
  const program = compile(raids)
  const at = (name: string) => program.inputs.findIndex((input) => input.name === name)
  const column = (table: Float64Array, name: string) =>
    [...table].filter((_, i) => i % program.inputs.length === at(name))

  test("take rows whole, and give a disagreement the chance that it has", () => {
    const rows = [
      [10, 1, 1],
      [20, 2, 1],
      [30, 3, 1],
      [40, 4, 0],
    ]
    const {inputs, notes} = openDraws(sets(rows), raids, "plausible.csv")
    const table = inputs(program, 4000, "3")
    const [level, pace, scouts] = ["level", "pace", "scouts"].map((name) => column(table, name))
    expect(level!.every((value, run) => value === 10 * pace![run]! && scouts![run] === (value === 40 ? 0 : 1))).toBe(
      true,
    )
    expect(Math.abs(scouts!.filter(Boolean).length / 4000 - 0.5)).toBeLessThan(0.03)
    expect(notes).toEqual([])
    // A run's row is its own: more runs move nothing.
    expect(column(inputs(program, 10, "3"), "level")).toEqual(level!.slice(0, 10))
  })

  test("leave a switch that the sets say nothing of to its own chance, and say so", () => {
    const one = openDraws(sets([[10, 1, 1], [20, 2, 1]]), raids, "plausible.csv") // biome-ignore format: a table
    expect(one.notes).toEqual([
      "scouts: all 2 plausible sets have it true; it is drawn by its own chance, 50 % true, apart from the sets",
    ])
    expect(column(one.inputs(program, 100, "3"), "scouts").filter(Boolean).length).toBe(50)
  })

  test("give a single run the medians, and leave what is one number as it is", () => {
    const {central, inputs} = openDraws(sets([[10, 1, 1], [20, 3, 0], [60, 4, 0]]), raids, "plausible.csv") // biome-ignore format: a table
    const given = central(program)
    expect([given[at("level")], given[at("pace")], given[at("fixed")]]).toEqual([20, 3, 3])
    const assumed = compile({
      ...raids,
      quantities: raids.quantities.map((q) => (q.name === "pace" ? {...q, value: {kind: "fixed", value: 7}} : q)),
    })
    expect(new Set(column(inputs(assumed, 50, "1"), "pace"))).toEqual(new Set([7]))
  })

  test("fill plans that have no inputs of their own, and those alone", async () => {
    const {executing} = openDraws(sets([[10, 1, 1], [20, 2, 0]]), raids, "plausible.csv") // biome-ignore format: a table
    const ran = await executing(execute)({program, runs: 50, seed: "1", save: ["raids"]})
    expect(new Set(column(ran.inputs, "level"))).toEqual(new Set([10, 20]))
    const own = Float64Array.from({length: 2 * program.inputs.length}, () => 1)
    const kept = await executing(execute)({program, runs: 2, seed: "1", save: ["raids"], inputs: own})
    expect([...kept.inputs]).toEqual([...own])
  })

  test("refuse a column that the model has not", () => {
    expect(() => openDraws(sets([[1]], ["levle"]), raids, "case/plausible.csv")).toThrow(
      /^calibrate\/foreign-column: The column 'levle' is no parameter of the model\n {2}at case\/plausible.csv\n {2}Nearest names: level/,
    )
  })
})
