import {describe, expect, test} from "vitest"
import {type Plan, sweepHere} from "../../src/ensemble/index.ts"
import {type Outlook, outlookFile, type WeighInput, weigh} from "../../src/outlook/index.ts"
import {lengths} from "../../src/outlook/planning.ts"
import {modelOf, silent, unchecked} from "./world.ts"

function outlookOf(model: WeighInput["model"], more: Partial<WeighInput> = {}): Promise<Outlook> {
  return weigh({
    ...silent,
    model,
    check: unchecked,
    execute: async (plan: Plan) => sweepHere(plan),
    runs: 400,
    seed: "1",
    skipped: [],
    drafted: false,
    outcomes: [{quantity: "road", measure: "level", wanted: "more"}],
    ...more,
  })
}

// A road that wears away at a rate nobody knows, and what is carried on it.
const worn = modelOf(
  `
  road: {kind: stock, unit: 1, initial: 1, rate: "-wear", because: [assumed: stones fall]}
  wear: {kind: parameter, unit: 1/week, value: {uniform: [0.02, 0.1]}, because: [assumed: nobody knows]}
  carried: {kind: auxiliary, unit: crate/week, equation: full * road, because: [assumed: carts]}
  full: {kind: parameter, unit: crate/week, value: 10, because: [assumed: all carts]}
  `,
)

describe("a level that plans change at", () => {
  test("first passage is that of the closed form, with its dates and its share by each date", async () => {
    const {thresholds} = await outlookOf(worn, {
      thresholds: [{quantity: "road", below: 0.5, says: "the road is half gone"}],
    })
    const one = thresholds![0]!
    // 1 - wear t = 0.5 at t = 0.5 / wear: within 20 weeks where wear > 0.025, in 75 of 80 runs.
    expect(one.says).toBe("the road is half gone")
    expect(one.already.share).toBe(0)
    expect(one.goesOn).toBeNull()
    expect(one.comes.share).toBeCloseTo(0.9375, 2)
    expect(one.when!.mid).toBeCloseTo(0.5 / (0.025 + 0.075 / 2), 1)
    expect(one.when!.low).toBeCloseTo(0.5 / (0.025 + 0.075 * 0.9), 1)
    // By week 8, wear over 0.0625; by week 4 none, as 0.125 is more than any.
    expect(one.by.map(({time}) => time)).toEqual([4, 8, 12, 20])
    expect(one.by[0]!.share.share).toBe(0)
    expect(one.by[1]!.share.share).toBeCloseTo(0.469, 2)
    // What is worn away stays so: no length was seen to end.
    expect(one.lasts).toMatchObject({low: null, mid: null, high: null, open: 1})
  })

  test("its cost is the shortfall of a flow while it lasts, in the unit of the flow's sum", async () => {
    const costs = {quantity: "carried", usual: "full"}
    const [one] = (await outlookOf(worn, {thresholds: [{quantity: "road", below: 0.5, costs}]})).thresholds!
    // From t = 0.5 / w to 20 the shortfall is 10 w t: 5 w (400 - 0.25 / w^2); in the middle crossing run w = 0.0625.
    expect(one!.cost!.unit).toBe("crate")
    expect(one!.cost!.total!.mid).toBeCloseTo(5 * 0.0625 * (400 - 0.25 / 0.0625 ** 2), 0)
    expect(one!.cost!.beyond!.mid).toBeCloseTo(12, 1)
    const number = (
      await outlookOf(worn, {thresholds: [{quantity: "road", below: 0.5, costs: {quantity: "carried", usual: 10}}]})
    ).thresholds!
    expect(number[0]!.cost!.total).toEqual(one!.cost!.total)
    // Without what is usual the flow itself is the cost.
    const whole = (await outlookOf(worn, {thresholds: [{quantity: "road", below: 0.5, costs: {quantity: "carried"}}]}))
      .thresholds!
    expect(whole[0]!.cost!.total!.mid).toBeLessThan(one!.cost!.total!.mid)
  })

  test("a run that begins beyond it is told as going on, and what comes back as coming anew", async () => {
    const tide = modelOf(`
      tide: {kind: auxiliary, unit: 1, equation: "sin(time / pace + shift) + 2", because: [assumed: moon]}
      pace: {kind: parameter, unit: week, value: 1.5915494309189535, because: [assumed: a period of ten weeks]}
      shift: {kind: parameter, unit: 1, value: {uniform: [1, 2]}, because: [assumed: nobody knows]}
      road: {kind: auxiliary, unit: 1, equation: tide, because: [assumed: moon]}
    `)
    const [one] = (await outlookOf(tide, {thresholds: [{quantity: "tide", above: 2}]})).thresholds!
    // A period of ten weeks: it begins high, falls under its middle at (pi - shift) / 0.628 and comes back five weeks on.
    expect(one!.already.share).toBe(1)
    expect(one!.goesOn!.mid).toBeCloseTo((Math.PI - 1.5) / 0.6283, 0)
    expect(one!.comes.share).toBe(1)
    expect(one!.when!.mid - one!.goesOn!.mid!).toBeCloseTo(5, 0)
    expect(one!.lasts!.mid).toBeCloseTo(5, 1)
    expect(one!.lasts!.open).toBe(0)
  })

  test("is not crossed by what only reaches it, from either side", async () => {
    const still = modelOf(`
      road: {kind: stock, unit: 1, initial: 1, rate: "if(time < 10, slope, 0)", because: [assumed: so]}
      slope: {kind: auxiliary, unit: 1/week, equation: "if(luck > 1, pace, -pace)", because: [assumed: so]}
      pace: {kind: parameter, unit: 1/week, value: 0.125, because: [assumed: so]}
      luck: {kind: parameter, unit: 1, value: {uniform: [0, 2]}, because: [assumed: so]}
    `)
    for (const at of [{below: -0.25}, {above: 2.25}]) {
      const [one] = (await outlookOf(still, {thresholds: [{quantity: "road", ...at}]})).thresholds!
      expect([one!.already.share, one!.comes.share]).toEqual([0, 0])
    }
  })

  test("a quantity that the model does not have is refused with the place and the nearest", async () => {
    await expect(outlookOf(worn, {thresholds: [{quantity: "raod", below: 0.5}]})).rejects.toMatchObject({
      code: "outlook/unknown-quantity",
      place: "case.yaml, thresholds",
      next: "Nearest: road",
    })
    await expect(outlookOf(worn, {ripe: [{side: "north", quantity: "wear", above: 0}]})).rejects.toThrow("that moves")
    await expect(
      outlookOf(worn, {stakes: [{holder: "carters", quantity: "carts", wanted: "more"}]}),
    ).rejects.toMatchObject({
      place: "case.yaml, stakes",
    })
  })
})

test("lengths that are cut off count as at least so long: the remissions of Freireich (1963), told twice", () => {
  const ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
  const going = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
  const once = [...ended.map((length) => ({length, ended: true})), ...going.map((length) => ({length, ended: false}))]
  // The product-limit estimate of this textbook case is 0.857 after 6 weeks and passes a half at 23.
  expect(lengths([...once, ...once])).toEqual({low: 6, mid: 23, high: null, runs: 42, open: 12 / 21})
  expect(lengths(once)).toBeNull()
})

describe("warning", () => {
  // Smoke four weeks before fire, which comes within the horizon in about half of the runs; dust knows nothing.
  const fire = modelOf(`
    road: {kind: auxiliary, unit: 1, equation: "if(time > onset, 1, 0)", because: [assumed: fire]}
    smoke: {kind: auxiliary, unit: 1, equation: "if(time > onset - four, 1, 0) + 0.2 * haze", because: [assumed: smoke]}
    dust: {kind: auxiliary, unit: 1, equation: "haze * sin(time / four) + haze", because: [assumed: wind]}
    four: {kind: parameter, unit: week, value: 4, because: [assumed: wood smoulders]}
    onset: {kind: parameter, unit: week, value: {uniform: [5, 35]}, because: [assumed: nobody knows]}
    haze: {kind: parameter, unit: 1, value: {uniform: [0, 1]}, because: [assumed: nobody knows]}
  `)
  const watch = [
    {quantity: "smoke", published: "the tower, daily"},
    {quantity: "dust", published: "the tower, daily"},
  ]

  test("what tells a crossing is found, with its lead time and its false alarms; what does not is left out", async () => {
    const [one] = (await outlookOf(fire, {watch, thresholds: [{quantity: "road", above: 0.5}]})).thresholds!
    expect(one!.comes.share).toBeCloseTo(0.5, 1)
    expect(one!.warnings.map(({quantity}) => quantity)).toEqual(["smoke"])
    const [smoke] = one!.warnings
    expect(smoke!.published).toBe("the tower, daily")
    expect(smoke!.caught).toBeGreaterThan(0.95)
    // The fire is seen on the row after it, and so is the smoke.
    expect(smoke!.lead.mid).toBeGreaterThan(2.9)
    expect(smoke!.lead.mid).toBeLessThan(4.6)
    // Alarms of fires that come in the four weeks after the end: 4 of (15 + 4).
    expect(smoke!.idle).toBeGreaterThan(0.1)
    expect(smoke!.idle).toBeLessThan(0.32)
  })

  test("nothing is said of it where nothing is watched", async () => {
    const [one] = (await outlookOf(fire, {thresholds: [{quantity: "road", above: 0.5}]})).thresholds!
    expect(one!.warnings).toEqual([])
  })
})

describe("the worst credible case", () => {
  test("is the level that one run in twenty passes, at each time and at its worst, and the sum of a flow", async () => {
    const {worst} = await outlookOf(worn, {
      outcomes: [
        {quantity: "road", wanted: "more"},
        {quantity: "carried", wanted: "less"},
      ],
    })
    const [road, carried] = worst!
    expect(road!.at.map(({time}) => time)).toEqual([4, 8, 12])
    // More is wanted: the worst is the low end, wear at its 95 in 100.
    expect(road!.at[1]!.worst).toBeCloseTo(1 - 8 * 0.096, 2)
    expect(road!.at[1]!.mid).toBeCloseTo(1 - 8 * 0.06, 2)
    expect(road!.peak).toMatchObject({time: 20})
    expect(road!.total).toBeUndefined()
    expect(carried!.peak).toMatchObject({time: 4})
    expect(carried!.total!.unit).toBe("crate")
    // 10 (t - w t^2 / 2) at week 8, wear at its 5 in 100.
    expect(carried!.total!.at[1]!.worst).toBeCloseTo(10 * (8 - (0.024 * 64) / 2), 0)
  })

  test("is not told of a draft's indices, nor of an outcome of which nothing is wanted", async () => {
    expect((await outlookOf(worn, {drafted: true})).worst).toEqual([])
    expect((await outlookOf(worn, {outcomes: [{quantity: "carried"}]})).worst).toEqual([])
  })
})

describe("the price of a step", () => {
  // Patrols lower raids and cost trust; less fear of raids brings travellers, and travellers bring raiders back.
  const valley = modelOf(
    `
    road: {kind: stock, unit: 1, initial: 10, rate: "(8 + travellers - 6 * patrols - road) / slow", because: [assumed: prey]}
    fear: {kind: stock, unit: 1, initial: 5, rate: "(road / 2 - fear) / slow", because: [assumed: talk]}
    travellers: {kind: stock, unit: 1, initial: 2, rate: "(7 - fear - travellers) / slow", because: [assumed: courage]}
    trust: {kind: stock, unit: 1, initial: 0.5, range: [0, 1], rate: "(0.5 - 0.3 * patrols - trust) / slow", because: [assumed: boots]}
    slow: {kind: parameter, unit: week, value: {uniform: [1.5, 2.5]}, because: [assumed: nobody knows]}
    patrols: {kind: lever, unit: 1, value: 0, range: [0, 1]}
    `,
    "",
    "{unit: week, start: 0, stop: 40, step: 0.25, save: 1}",
  )
  const outcomes = [{quantity: "road", wanted: "less"}] as const

  test("names who loses and who gains, and by how much", async () => {
    const {steps} = await outlookOf(valley, {
      outcomes,
      stakes: [
        {quantity: "trust", holder: "villages", wanted: "more"},
        {quantity: "road", holder: "raiders", wanted: "more"},
        {quantity: "travellers", holder: "inns", wanted: "more"},
      ],
    })
    const [patrols] = steps!
    expect(patrols).toMatchObject({lever: "patrols", worse: []})
    const of = new Map(patrols!.stakes.map((one) => [one.holder, one]))
    expect(of.get("villages")!.loses.map(({quantity}) => quantity)).toEqual(["trust"])
    expect(of.get("villages")!.loses[0]!.change.mid).toBeCloseTo(-0.3, 2)
    expect(of.get("raiders")!.loses[0]!.share.share).toBe(1)
    expect(of.get("inns")).toMatchObject({loses: [], gains: [{quantity: "travellers"}]})
  })

  test("what gets worse for those the outlook is for is told without anybody's stake", async () => {
    const {steps} = await outlookOf(valley, {outcomes: [...outcomes, {quantity: "trust", wanted: "more"}]})
    expect(steps![0]!.worse.map(({quantity}) => quantity)).toEqual(["trust"])
    expect(steps![0]!.stakes).toEqual([])
  })

  test("names the balancing loop whose parts all move against the step, and what it brings back", async () => {
    const outlook = await outlookOf(valley, {outcomes})
    expect(outlook.steps![0]!.loops.map(({polarity, by}) => [polarity, by.quantity])).toEqual([["B", "travellers"]])
    expect(outlook.steps![0]!.loops[0]!.by.change.mid).toBeGreaterThan(0)
    expect(outlook.findings.map(({id}) => id)).toContain(outlook.steps![0]!.loops[0]!.finding)
    // With the parts of the loop standing still, nothing works against the step.
    const still = modelOf(
      `
      road: {kind: stock, unit: 1, initial: 10, rate: "(8 - 6 * patrols - road) / slow", because: [assumed: prey]}
      slow: {kind: parameter, unit: week, value: {uniform: [1.5, 2.5]}, because: [assumed: nobody knows]}
      patrols: {kind: lever, unit: 1, value: 0, range: [0, 1]}
      `,
    )
    expect((await outlookOf(still, {outcomes})).steps![0]!.loops).toEqual([])
  })

  test("a path of one lever does what the step does, and an event of its own comes on top", async () => {
    const settings = [{name: "patrols", act: "=", value: 1, from: 0}] as const
    const path = {name: "k1-patrols", label: "Patrols", why: "What if they patrol?", settings, events: []}
    const flood = {at: 39, does: [{quantity: "road", act: "+=", amount: {op: "number", value: 100}}], why: "flood"}
    const {paths, steps, options} = await outlookOf(valley, {
      outcomes,
      paths: [path, {...path, name: "k2", events: [flood] as unknown as typeof path.events}],
    })
    const [alone, flooded] = paths!
    expect(alone).toMatchObject({scenario: "k1-patrols", why: "What if they patrol?"})
    expect(alone!.effects[0]!.change).toEqual(options[0]!.effects[0]!.change)
    expect(alone!.loops).toEqual(steps![0]!.loops)
    expect(flooded!.effects[0]!.change.mid).toBeGreaterThan(alone!.effects[0]!.change.mid + 20)
  })

  test("what a loop adds over time is told from the nudge on, and is nothing on its day", async () => {
    const {loops} = await outlookOf(valley, {outcomes})
    const {course} = loops.find(({factors}) => factors.some(({id}) => id === "travellers"))!
    // Of 40 weeks a twelfth is 3.3; what comes of it is followed for two sixths, of seven weeks each.
    expect([course!.time[0], course!.time.at(-1)]).toEqual([4, 18])
    expect(course!.mid[0]).toBe(0)
    for (const [k, mid] of course!.mid.entries()) {
      expect(course!.low[k]).toBeLessThanOrEqual(mid)
      expect(course!.high[k]).toBeGreaterThanOrEqual(mid)
    }
  })
})

test("what else gets worse under a step is what does so in most of its runs, counted again one by one", async () => {
  // Meters bring payment and cost diesel, tariffs bring payment and theft, guards cost nothing, idlers worsen cuts alone.
  const grid = modelOf(`
    cuts: {kind: stock, unit: 1, initial: 0.5, range: [0, 1], rate: "(0.5 - 0.2 * tariffs - 0.2 * meters - 0.1 * guards + 0.2 * idlers - cuts) / slow", because: [assumed: load]}
    theft: {kind: stock, unit: 1, initial: 0.5, range: [0, 1], rate: "(0.5 + much * tariffs - cuts_felt - theft) / slow", because: [assumed: hunger]}
    cuts_felt: {kind: auxiliary, unit: 1, equation: "0 * cuts", because: [assumed: none]}
    diesel: {kind: stock, unit: 1, initial: 0.5, range: [0, 1], rate: "(0.5 - 0.04 * meters + 0.03 * tariffs - diesel) / slow", because: [assumed: bills]}
    payment: {kind: stock, unit: 1, initial: 0.5, range: [0, 1], rate: "(0.5 + 0.3 * meters + 0.3 * tariffs - payment) / slow", because: [assumed: bills]}
    slow: {kind: parameter, unit: week, value: {uniform: [1.5, 2.5]}, because: [assumed: nobody knows]}
    much: {kind: parameter, unit: 1, value: {uniform: [-0.02, 0.12]}, because: [assumed: nobody knows]}
    meters: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
    tariffs: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
    guards: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
    idlers: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
  `)
  const wanted = {cuts: "less", theft: "less", diesel: "more", payment: null} as const
  const levers = ["meters", "tariffs", "guards", "idlers"]
  const kept: Awaited<ReturnType<typeof sweepHere>>[] = []
  const {options, steps} = await outlookOf(grid, {
    outcomes: Object.entries(wanted).map(([quantity, wish]) => ({quantity, ...(wish && {wanted: wish})})),
    execute: async (plan: Plan) => {
      const runs = sweepHere({...plan, save: [...new Set([...plan.save!, ...levers])]})
      kept.push(runs)
      return runs
    },
  })
  const end = (runs: (typeof kept)[number], name: string, run: number): number => {
    const place = run * runs.names.length + runs.names.indexOf(name)
    return runs.series[(place + 1) * runs.time.length - 1]!
  }
  const stands = (runs: (typeof kept)[number], lever: string, value: number) =>
    levers.every((name) => end(runs, name, 0) === (name === lever ? value : 0))
  const base = kept.find((runs) => stands(runs, "none", 1))!
  expect(options.map(({lever}) => lever).sort()).toEqual([...levers].sort())
  for (const [n, {lever, sideEffect}] of options.entries()) {
    const moved = kept.find((runs) => stands(runs, lever, 1))!
    const counted = Object.entries(wanted).flatMap(([name, wish]) => {
      let [worse, way] = [0, wish === "more" ? -1 : 1]
      for (let run = 0; run < 400; run++) if ((end(moved, name, run) - end(base, name, run)) * way > 0.01) worse++
      return wish && name !== "cuts" && worse >= (400 * 2) / 3
        ? [{name, worse, verb: wish === "more" ? "falls" : "rises"}]
        : []
    })
    const [most] = counted.sort((a, b) => b.worse - a.worse)
    expect(sideEffect === null, lever).toBe(most === undefined)
    if (most) expect(sideEffect!.toLowerCase()).toContain(`${most.name} ${most.verb} in`)
    // What the step costs is the same list, with the first outcome where that gets worse.
    expect(
      steps!
        [n]!.worse.map(({quantity}) => quantity)
        .filter((name) => name !== "cuts")
        .sort(),
    ).toEqual(counted.map(({name}) => name).sort())
  }
  const told = Object.fromEntries(options.map(({lever, sideEffect}) => [lever, sideEffect]))
  expect(told).toMatchObject({guards: null, idlers: null})
  expect(told.meters).toMatch(/^Diesel falls in all runs/u)
  expect(told.tariffs).toMatch(/^Theft rises in \d of 10 runs/u)
})

test("the moment is ripe in the runs in which all signs hold at once", async () => {
  const model = modelOf(`
    road: {kind: auxiliary, unit: 1, equation: weary * time / all, because: [assumed: war]}
    doubt: {kind: auxiliary, unit: 1, equation: hope, because: [assumed: talk]}
    all: {kind: parameter, unit: week, value: 20, because: [assumed: the horizon]}
    weary: {kind: parameter, unit: 1, value: {uniform: [0, 1]}, because: [assumed: nobody knows]}
    hope: {kind: parameter, unit: 1, value: {uniform: [0, 1]}, because: [assumed: nobody knows]}
  `)
  const {ripe} = await outlookOf(model, {
    ripe: [
      {side: "north", quantity: "road", above: 0.4},
      {side: "south", quantity: "doubt", below: 0.5},
    ],
  })
  expect(ripe!.signs.map(({side, holds}) => [side, Math.round(holds.share * 10)])).toEqual([
    ["north", 0],
    ["south", 5],
  ])
  expect(ripe!.signs[0]!.later.share).toBeCloseTo(0.6, 1)
  expect(ripe!.together.at(-1)).toMatchObject({time: 20})
  expect(ripe!.together.at(-1)!.share.share).toBeCloseTo(0.3, 1)
  expect(ripe!.best.time).toBe(20)
  expect((await outlookOf(model)).ripe).toBeNull()
})

describe("confidence counts the outcome's own series", () => {
  const scored = (quantity: string, shown: number) => ({quantity, tests: 4, shown, worse: 0})

  test("skill on another series is said and not counted", async () => {
    const {confidence, bottomLine} = await outlookOf(worn, {skill: [scored("carried", 3)]})
    expect(confidence).toContain("no series counts road, so this is untested")
    expect(confidence).toContain("on other series it beat the best simple forecast three times in four tests")
    expect(bottomLine).not.toContain("three times")
  })

  test("skill on its own series is, and only that", async () => {
    const {bottomLine, confidence} = await outlookOf(worn, {skill: [scored("road", 1), scored("carried", 3)]})
    expect(bottomLine).toContain("tried on its past, it beat the best simple forecast once in four tests")
    expect(confidence).not.toContain("three times")
    expect((await outlookOf(worn, {skill: [scored("road", 0)]})).confidence).toMatch(
      /^tried on its past, it never beat/,
    )
  })
})

test("all of it stands in the file, and it is the same bytes every time", async () => {
  const more = {thresholds: [{quantity: "road", below: 0.5}], ripe: [{side: "north", quantity: "road", below: 0.9}]}
  const [a, b] = [await outlookOf(worn, more), await outlookOf(worn, more)]
  const file = outlookFile(a, null)
  expect(JSON.stringify(file)).toBe(JSON.stringify(outlookFile(b, null)))
  expect(Object.keys(file)).toEqual(expect.arrayContaining(["steps", "worst", "thresholds", "ripe"]))
})
