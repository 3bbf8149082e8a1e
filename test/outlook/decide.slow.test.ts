// All that one ensemble answers: the same whatever the parts, and after any of them was lost; known answers on a small world.

import {describe, expect, test} from "vitest"
import {type Plan, sample, sweepHere} from "../../src/ensemble/index.ts"
import {type DecideInput, type Decision, decide, type PartKey, weigh} from "../../src/outlook/index.ts"
import {modelOf, silent, unchecked} from "./world.ts"

/** Over four weeks sowing brings 4 `harvest`, buying 1.6; the rain falls on both, and moves no choice. */
const granary = modelOf(
  `
  grain: {kind: stock, unit: tonne, initial: 0, inflows: [brought], because: [assumed: the store is empty]}
  brought: {kind: flow, unit: tonne/week, equation: "sowing * harvest + buying * market + rain", because: [assumed: what comes in]}
  harvest: {kind: parameter, unit: tonne/week, question: How much does a field give?, value: {uniform: [0, 1]}, because: [assumed: fields differ]}
  market: {kind: parameter, unit: tonne/week, value: 0.4, because: [assumed: what is for sale]}
  rain: {kind: parameter, unit: tonne/week, value: {uniform: [0, 5]}, because: [assumed: it falls as it falls]}
  sowing: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
  buying: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
  `,
  "",
  "{unit: week, start: 0, stop: 4, step: 1, save: 1}",
)

const keptIn =
  (store: Map<string, Uint8Array>): DecideInput["keep"] =>
  async (part, make) => {
    const key = JSON.stringify(part)
    const made = store.get(key) ?? (await make())
    store.set(key, made)
    return made
  }

function asked(runs: number, more: Partial<DecideInput> = {}): Promise<Decision> {
  return decide({
    ...silent,
    model: granary,
    execute: async (plan: Plan) => sweepHere(plan),
    runs,
    seed: "1",
    outcomes: [{quantity: "grain", measure: "ever above 10", wanted: "more"}],
    inputs: (program, span) => sample(program, runs, "1", undefined, span),
    keep: keptIn(new Map()),
    room: (bytes) => new ArrayBuffer(bytes),
    ...more,
  })
}

describe("what many runs decide", () => {
  test("is the same bits whatever the size of the parts, exact or in bins", async () => {
    const few = await asked(3000)
    expect(await asked(3000, {part: 256})).toEqual(few)
    expect(await asked(3000, {part: 2999})).toEqual(few)
    expect(few.outcomes[0]!.course.exact).toBe(true)
    const many = await asked(20_480)
    expect(many.outcomes[0]!.course).toMatchObject({exact: false, outside: 0})
    expect(await asked(20_480, {part: 3000})).toEqual(many)
    expect(many.notes.join(" ")).toContain("counted in 512 bins")
    // Grain at the end is 4 rain, even between 0 and 20.
    const {p10, p50, p90} = many.outcomes[0]!.course
    for (const [course, is] of [
      [p10, 2],
      [p50, 10],
      [p90, 18],
    ] as const)
      expect(Math.abs(course.at(-1)! - is)).toBeLessThan(0.2)
  })

  test("is the same bits after a stop behind any part, of which none that was kept is run again", async () => {
    const whole = await asked(600, {part: 200})
    for (const stop of [0, 1, 4, 8]) {
      const store = new Map<string, Uint8Array>()
      const keep = keptIn(store)
      let left = stop
      const dying: DecideInput["keep"] = async (part, make) => {
        if (left-- === 0) throw new Error("killed")
        return keep(part, make)
      }
      await expect(asked(600, {part: 200, keep: dying})).rejects.toThrow("killed")
      const before = new Set(store.keys())
      const made: PartKey[] = []
      const watching: DecideInput["keep"] = (part, make) =>
        keep(part, () => {
          made.push(part)
          return make()
        })
      expect(await asked(600, {part: 200, keep: watching})).toEqual(whole)
      expect(made.some((part) => before.has(JSON.stringify(part)))).toBe(false)
      expect(made.length + before.size).toBe(9)
    }
  })

  test("names the input that decides, the corner, and how the steps stand by each rule", async () => {
    const {outcomes, corner, standing, steps, failed} = await asked(4000, {
      outcomes: [{quantity: "grain", wanted: "more"}],
    })
    expect(failed).toBe(0)
    expect(outcomes[0]!.decides![0]!.name).toBe("rain")
    expect(outcomes[0]!.decides![0]!.prcc!.mid).toBeGreaterThan(0.99)
    expect(steps.compared).toHaveLength(2)
    expect(corner === null || corner.limits.every(({input}) => input === "rain")).toBe(true)
    const rows = new Map(standing!.rows.map((row) => [row.lever, row]))
    // Without a step 4 rain, on average 10; sowing 2 more, buying 1.6 more.
    expect(rows.get(null)!.expected).toBeCloseTo(10, 1)
    expect(rows.get("sowing")!.expected).toBeCloseTo(12, 1)
    expect(rows.get("buying")!.expected).toBeCloseTo(11.6, 1)
    // Sowing may bring nothing, where buying brings 1.6; buying may bring 2.4 less than sowing.
    expect(rows.get("sowing")!.regret).toBeCloseTo(1.6, 1)
    expect(rows.get("buying")!.regret).toBeCloseTo(2.4, 1)
    expect(rows.get(null)!.dominated).toBe(true)
    // A label is of the numbers beside it: what no row is as good as by all four has none that is.
    const four = ({expected, worst, regret, enough}: (typeof standing & {})["rows"][number]) => [
      expected,
      worst,
      -regret,
      enough,
    ]
    for (const row of standing!.rows) {
      const isBeaten = standing!.rows.some((other) => {
        const pairs = four(row).map((mine, k) => four(other)[k]! - mine)
        return pairs.every((by) => by >= 0) && pairs.some((by) => by > 0)
      })
      expect(row.pareto, row.label).toBe(!isBeaten)
      if (row.dominated) expect(row.pareto).toBe(false)
    }
    expect(standing!.isOne).toBe(false)
    expect(standing!.best.expected).toContain("Sowing")
  })

  test("names no input from which no path leads to the outcome, however well the two go together by chance", async () => {
    // Songs are drawn with the rain, to the last digit, and sung for nobody but the choir.
    const lines = `
  grain: {kind: stock, unit: tonne, initial: 0, inflows: [brought], because: [assumed: the store is empty]}
  brought: {kind: flow, unit: tonne/week, equation: "rain", because: [assumed: what comes in]}
  rain: {kind: parameter, unit: tonne/week, value: {uniform: [0, 5]}, because: [assumed: it falls as it falls]}
  songs: {kind: parameter, unit: 1, value: {uniform: [0, 5]}, because: [assumed: sung as it rains]}
  choir: {kind: auxiliary, unit: 1, equation: "songs", because: [assumed: it sings]}
  `
    const sung = modelOf(lines, "", "{unit: week, start: 0, stop: 4, step: 1, save: 1}")
    const found = await asked(400, {
      model: sung,
      outcomes: [{quantity: "grain"}],
      inputs: (program, span) => {
        const names = program.inputs.map(({name}) => name)
        const table = sample(program, 400, "1", undefined, span)
        const [rain, songs] = [names.indexOf("rain"), names.indexOf("songs")]
        if (rain >= 0 && songs >= 0)
          for (let at = 0; at < table.length; at += names.length) table[at + songs] = 5 - table[at + rain]!
        return table
      },
    })
    expect(found.outcomes[0]!.decides!.map(({name}) => name)).toEqual(["rain"])
    expect(found.corner === null || found.corner.limits.every(({input}) => input === "rain")).toBe(true)
  })

  test("says where knowing a number turns the choice: buying up to what it brings, sowing above", async () => {
    const {findOut} = await asked(4000, {outcomes: [{quantity: "grain", wanted: "more"}]})
    const [entry] = findOut!.entries
    expect(entry!.input).toBe("harvest")
    expect(Math.abs(entry!.turns!.at - 0.4)).toBeLessThan(0.07)
    expect(entry!.turns!.below).toContain("uying")
    expect(entry!.says).toContain("Up to 0.")
  })

  test("says of one step or of several that they help most", async () => {
    const told = async (model: typeof granary) =>
      (await asked(300, {model, outcomes: [{quantity: "grain", wanted: "more"}]})).notes.join(" ")
    expect(await told(granary)).toContain("the two steps that help most")
    const one = {
      ...granary,
      quantities: granary.quantities.map((q) => (q.name === "buying" ? {...q, kind: "parameter" as const} : q)),
    }
    expect(await told(one)).toContain("the one step that helps most")
  })

  test("chooses among the same steps as the page, each lever once, and recommends the same", async () => {
    const words = `
  heat: {kind: stock, unit: 1, initial: 0.5, range: [0, 1], rate: "pace * (load - fans * wind + trucks * (0.3 - wind) - 0.02 * songs)", because: [assumed: a test]}
  pace: {kind: parameter, unit: 1/week, value: 0.1, because: [assumed: a test]}
  load: {kind: parameter, unit: 1, value: {uniform: [0.1, 0.6]}, because: [assumed: nobody knows]}
  wind: {kind: parameter, unit: 1, value: {uniform: [0, 0.5]}, because: [assumed: nobody knows]}
  fans: {kind: lever, unit: 1, value: 0.5, range: [0, 1], because: [assumed: a choice]}
  trucks: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
  songs: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
  `
    const model = modelOf(words, "", "{unit: week, start: 0, stop: 4, step: 1, save: 1}")
    const outcomes = [{quantity: "heat", wanted: "less"}] as const
    const {standing, findOut, steps} = await asked(300, {model, outcomes})
    const page = await weigh({
      ...silent,
      model,
      outcomes,
      check: unchecked,
      execute: async (plan: Plan) => sweepHere(plan),
      runs: 300,
      seed: "1",
      skipped: [],
      drafted: false,
    })
    expect(page.standing).toEqual(standing)
    expect(page.findOut).toEqual(findOut)
    expect(
      page.options
        .slice(0, steps.compared.length)
        .map(({label}) => label)
        .sort(),
    ).toEqual([...steps.compared].sort())
    const levers = page.options.map(({lever}) => lever)
    expect(new Set(levers).size).toBe(levers.length)
    expect(page.options.find(({lever}) => lever === "fans")!.label).toBe("Fans are raised to the full")
  })

  test("holds no step against another where nothing is wanted, and says so", async () => {
    const {standing, findOut, notes} = await asked(300, {outcomes: [{quantity: "grain"}]})
    expect([standing, findOut]).toEqual([null, null])
    expect(notes.join(" ")).toContain("Nothing is said to be wanted")
  })
})
