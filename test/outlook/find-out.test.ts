// What to find out first, on worlds whose answer is worked on paper; and that finding it out changes the choice as foretold.

import {describe, expect, test} from "vitest"
import {type Plan, sweepHere} from "../../src/ensemble/index.ts"
import {type Outlook, type WeighInput, weigh} from "../../src/outlook/index.ts"
import {modelOf, silent, unchecked, type World, worldOf} from "./world.ts"

const outlookOf = (model: WeighInput["model"], world: World = silent, runs = 1000): Promise<Outlook> =>
  weigh({
    ...world,
    model,
    check: unchecked,
    execute: async (plan: Plan) => sweepHere(plan),
    runs,
    seed: "1",
    skipped: [],
    drafted: false,
    outcomes: [{quantity: "grain", wanted: "more"}],
  })

/** Over four weeks sowing brings 4 `harvest`, buying 1.6, both the same `rain`, which moves no choice. */
const granary = (harvest: string, more = "") =>
  modelOf(
    `
    grain: {kind: stock, unit: tonne, initial: 0, inflows: [brought], because: [assumed: the store is empty]}
    brought: {kind: flow, unit: tonne/week, equation: "${more === "" ? "sowing * harvest" : "sowing * if(heeded, harvest, 0)"} + buying * market + rain", because: [assumed: what comes in]}
    harvest: {kind: parameter, unit: tonne/week, question: How much does a field give?, value: ${harvest}, because: [assumed: fields differ], by: the miller}
    market: {kind: parameter, unit: tonne/week, value: 0.4, because: [assumed: what is for sale]}
    rain: {kind: parameter, unit: tonne/week, value: {uniform: [0, 5]}, because: [assumed: it falls as it falls]}
    sowing: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
    buying: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
    `,
    more,
    "{unit: week, start: 0, stop: 4, step: 1, save: 1}",
  )

describe("what to find out first", () => {
  test("is the number that decides which step does most, by what knowing it is worth, and no other", async () => {
    const {findOut} = await outlookOf(granary("{uniform: [0, 1]}"))
    // The mean of max(4 h, 1.6) is 2.32 where h is even between 0 and 1; the mean of 4 h is 2.
    expect(findOut!.entries.map(({input}) => input)).toEqual(["harvest"])
    const [entry] = findOut!.entries
    expect(Math.abs(entry!.worth.mid - 0.32)).toBeLessThan(0.03)
    expect(entry!.worth.low).toBeLessThan(0.32)
    expect(entry!.worth.high).toBeGreaterThan(0.32)
    // Buying does more where h is under 0.4.
    expect(entry!.changes).toBeCloseTo(0.4, 1)
    expect(findOut).toMatchObject({tried: 2, runs: 1000, unit: "tonnes"})
    expect(entry!.worth.mid).toBeGreaterThan(findOut!.floor)
    expect(entry!.says).toMatch(/^How much does a field give\? Knowing it before choosing a step is worth 0\.3\d? /u)
    expect(entry).toMatchObject({kind: "number", by: "the miller", quotes: []})
    expect(entry!.rests).toContain("nobody has measured it")
    expect(entry!.rests).toContain("assumed: fields differ")
  })

  test("when found out, changes the choice as foretold, by as much on average, and is asked about no longer", async () => {
    const before = await outlookOf(granary("{uniform: [0, 1]}"))
    let gained = 0
    const taken: string[] = []
    for (const known of [0.1, 0.3, 0.5, 0.7, 0.9]) {
      const {findOut, options} = await outlookOf(granary(String(known)), silent, 100)
      expect(findOut!.entries).toEqual([])
      expect(findOut!.says).toContain("the step that does most stays the same")
      taken.push(findOut!.taken)
      const does = options.map(({effects}) => effects[0]!.change.mid)
      gained += Math.max(...does) / 5
    }
    expect(new Set(taken.slice(0, 2)).size).toBe(1)
    expect(new Set(taken.slice(2)).size).toBe(1)
    expect(taken[0]).not.toBe(taken[4])
    expect(taken[4]).toBe(before.findOut!.taken)
    expect(Math.abs(gained - 2 - before.findOut!.entries[0]!.worth.mid)).toBeLessThan(0.03)
  })

  test("has a disagreement with the quotes of both sides, before a number that is worth less", async () => {
    const world = worldOf({"sowing -> grain": {sign: "contested", for: 1, against: 1}})
    const {for: yes, against: no} = world.map.links[0]!
    const contested = `contested:\n  heeded: {question: Does sowing bring grain?, sides: [{is: true, says: it does, claims: ["${yes.claims[0]}"]}, {is: false, says: it does not, claims: ["${no.claims[0]}"]}], weight: stated, chance: 0.5}\n`
    const {findOut} = await outlookOf(granary("{uniform: [0.6, 1]}", contested), world)
    // Sowing gives 4 x 0.8 where it is heeded and nothing elsewhere: 1.6 on average, as buying does; with the side known 2.4.
    const [first] = findOut!.entries
    expect(first).toMatchObject({input: "heeded", kind: "claim", rests: "told by two sources"})
    expect(Math.abs(first!.worth.mid - 0.8)).toBeLessThan(0.05)
    expect(first!.quotes.map(({claim}) => claim).sort()).toEqual([yes.claims[0], no.claims[0]].sort())
    expect(first!.quotes.every(({text}) => text.includes("sowing"))).toBe(true)
  })

  test("is nothing where one step does most whatever is known", async () => {
    const {findOut} = await outlookOf(granary("{uniform: [0.8, 1]}"))
    expect(findOut!.entries).toEqual([])
    expect(findOut!.floor).toBe(0)
  })

  /** The granary behind a stock, so that no step moves the grain by definition but giving it away; stealing does most of all. */
  const silo = modelOf(
    `
    grain: {kind: auxiliary, unit: tonne, equation: silo + given, because: [assumed: what people have]}
    given: {kind: lever, unit: tonne, value: 0, range: [0, 50], because: [assumed: a choice]}
    silo: {kind: stock, unit: tonne, initial: 0, inflows: [brought], because: [assumed: the store is empty]}
    brought: {kind: flow, unit: tonne/week, equation: sowing * harvest + buying * market + stealing, because: [assumed: what comes in]}
    harvest: {kind: parameter, unit: tonne/week, value: {uniform: [0, 1]}, because: [assumed: fields differ]}
    market: {kind: parameter, unit: tonne/week, value: 0.4, because: [assumed: what is for sale]}
    sowing: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
    buying: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
    stealing: {kind: lever, unit: tonne/week, value: 0, range: [0, 9], because: [assumed: a choice]}
    `,
    "",
    "{unit: week, start: 0, stop: 4, step: 1, save: 1}",
  )

  test("is asked of the choice without what moves the outcome by definition, and without a step that does most whatever is known", async () => {
    const {findOut} = await outlookOf(silo)
    expect(findOut!.apart).toHaveLength(1)
    expect(findOut!.apart[0]).toMatch(/given/iu)
    expect(findOut!.settled).toHaveLength(1)
    expect(findOut!.settled[0]).toMatch(/stealing/iu)
    expect(findOut!.steps).toBe(2)
    // As in the granary: the mean of max(4 h, 1.6) less that of 4 h.
    expect(findOut!.entries.map(({input}) => input)).toEqual(["harvest"])
    expect(Math.abs(findOut!.entries[0]!.worth.mid - 0.32)).toBeLessThan(0.03)
    expect(findOut!.says).toMatch(
      /does most whatever is found out\. Find out first, before choosing among two steps without it$/u,
    )
  })

  test("is not asked where no step is better than another, or there is one alone", async () => {
    const still = modelOf(
      `
      grain: {kind: stock, unit: tonne, initial: 9, outflows: [eaten], because: [assumed: a full store]}
      eaten: {kind: flow, unit: tonne/week, equation: hunger * (1 - 0 * fast), because: [assumed: people eat]}
      hunger: {kind: parameter, unit: tonne/week, value: {uniform: [0, 1]}, because: [assumed: it differs]}
      fast: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: it does nothing]}
      `,
      "",
      "{unit: week, start: 0, stop: 4, step: 1, save: 1}",
    )
    expect((await outlookOf(still, silent, 100)).findOut).toBeNull()
  })
})
