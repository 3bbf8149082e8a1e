import {describe, expect, test} from "vitest"
import {draft} from "../../src/draft/index.ts"
import {inForceAt, type Plan, sweepHere} from "../../src/ensemble/index.ts"
import {evidence} from "../../src/outlook/evidence.ts"
import {type Outlook, type WeighInput, weigh} from "../../src/outlook/index.ts"
import {steps} from "../../src/outlook/levers.ts"
import {gradeLevel, wordsIn} from "../../src/outlook/words.ts"
import {isQuick} from "../tiers.ts"
import {digitsIn, forbidden} from "./lint.ts"
import {modelOf, silent, unchecked, type World, worldOf} from "./world.ts"

const execute = async (plan: Plan) => sweepHere(plan)

function asked(world: World, model: WeighInput["model"], more: Partial<WeighInput> = {}): WeighInput {
  return {
    question: "What will come of it?",
    ...world,
    model,
    check: unchecked,
    execute,
    runs: 400,
    seed: "1",
    skipped: [],
    drafted: false,
    ...more,
  }
}

/** Every sentence of an outlook that people read. */
function sentences(outlook: Outlook): string[] {
  return [
    outlook.bottomLine,
    outlook.confidence,
    outlook.event.says,
    ...outlook.notes,
    ...outlook.findings.map((f) => f.says),
    ...outlook.views.map((v) => v.says),
    ...outlook.loops.flatMap((l) => [l.says, l.name]),
    ...outlook.options.flatMap((o) => [o.label, o.setting, o.sideEffect ?? ""]),
    ...outlook.drivers.flatMap((d) => [d.label, d.lowLabel, d.highLabel]),
    ...outlook.disputes.flatMap((d) => [d.question, d.worth, ...d.sides.map((s) => s.says)]),
    ...outlook.signposts.flatMap((s) => [s.threshold, s.when, s.then]),
  ]
}

/** What holds of every outlook, whatever the world. */
function sound(outlook: Outlook, input: WeighInput): void {
  for (const says of sentences(outlook)) {
    expect(digitsIn(says), says).toBeLessThanOrEqual(2)
    expect(says).not.toMatch(forbidden)
  }
  JSON.stringify(outlook, (key, value) => {
    if (typeof value === "number") expect(Number.isFinite(value), key).toBe(true)
    return value
  })
  expect(wordsIn(outlook.bottomLine).length).toBeLessThanOrEqual(80)
  let at = 0
  for (const {words, finding} of outlook.anchors) {
    at = outlook.bottomLine.indexOf(words, at)
    expect(at, words).toBeGreaterThanOrEqual(0)
    at += words.length
    expect(outlook.findings.map((f) => f.id)).toContain(finding)
  }
  const ids = outlook.findings.map((f) => f.id)
  expect(new Set(ids).size).toBe(ids.length)
  const known = new Set(input.reading.claims.map((c) => c.id))
  const links = new Set(input.map.links.map((l) => l.id))
  for (const {id, basis, share} of outlook.findings) {
    expect(
      basis.links.length + basis.claims.length + basis.assumed.length + (basis.data?.length ?? 0),
      id,
    ).toBeGreaterThan(0)
    for (const link of basis.links) expect(links).toContain(link)
    for (const claim of basis.claims) expect(known).toContain(claim)
    if (share !== null) expect(share >= 0 && share <= 1, id).toBe(true)
  }
  const shown = [outlook.views, outlook.loops, outlook.drivers, outlook.disputes, outlook.signposts]
    .flat()
    .map((v) => v.finding)
  for (const finding of [...shown, ...outlook.options.flatMap((o) => o.effects.map((e) => e.finding))])
    expect(ids).toContain(finding)
}

const tank = modelOf(`
  water: {kind: stock, unit: litre, initial: 100, outflows: [leak], because: [assumed: a full tank]}
  leak: {kind: flow, unit: litre/week, equation: water * (rate + tap), because: [assumed: it leaks as it is full]}
  rate: {kind: parameter, unit: 1/week, value: {uniform: [0.05, 0.15]}, because: [assumed: old tanks]}
  tap: {kind: lever, unit: 1/week, value: 0, range: [0, 1], because: [assumed: a hand can open it]}
`)

describe("outcomes", () => {
  test("a leaking tank ends lower in every run, and the leak's rate alone decides how low", async () => {
    const input = asked(silent, tank)
    const outlook = await weigh(input)
    sound(outlook, input)
    expect(outlook.outcomes).toEqual(["water"])
    expect(outlook.views[0]).toMatchObject({down: {share: 1}, up: {share: 0}, unit: "litres"})
    // 100 exp(-20 x 0.1), Euler's step of a quarter week a little below.
    expect(outlook.findings[0]!.mid).toBeCloseTo(100 * (1 - 0.025) ** 80, 0)
    expect(outlook.event.says).toBe("water ends above the middle run")
    expect(outlook.drivers).toHaveLength(1)
    expect(outlook.drivers[0]).toMatchObject({parameter: "rate", atLow: 1, atHigh: 0, kind: "parameter", voices: 0})
  })

  test("a time that must come is reached in the share of runs that the prior gives", async () => {
    const input = asked(silent, tank, {
      outcomes: [{quantity: "water", measure: "time to 20", says: "four fifths have leaked"}],
    })
    const outlook = await weigh(input)
    sound(outlook, input)
    // Euler: (1 - rate / 4) ^ 80 = 0.2 at rate 0.0797; of 0.05 to 0.15 that leaves 0.703 above.
    expect(outlook.event.share.share).toBeCloseTo(0.703, 2)
    expect(outlook.findings[0]!.says).toContain("In 7 of 10 runs (6–8) four fifths have leaked.")
    expect(outlook.findings[0]).toMatchObject({unit: "week", measure: "time to 20"})
    expect(outlook.findings[0]!.high).toBeLessThanOrEqual(20)
  })

  test("a total is an integral in the unit of the flow times time", async () => {
    const input = asked(silent, tank, {outcomes: [{quantity: "leak", measure: "total"}], runs: 100})
    const outlook = await weigh(input)
    sound(outlook, input)
    expect(outlook.findings[0]!.unit).toBe("litre")
    expect(outlook.findings[0]!.mid).toBeGreaterThan(80)
    expect(outlook.findings[0]!.mid).toBeLessThan(90)
  })

  test("without a case, what is heaviest and most spoken of is reported, and no choice of an actor", async () => {
    const world = worldOf(
      {
        "fear -> raids": {for: 3},
        "raids -> trade": {sign: "-"},
        "raids -> patrols": {for: 3},
        "patrols -> raids": {sign: "-"},
      },
      {factors: {raids: {weight: 1}, trade: {weight: 0.4}, fear: {weight: 1}, patrols: {weight: 1, choice: true}}},
    )
    const input = asked(world, draft(world.map, {name: "m"}), {drafted: true, runs: 100})
    const outlook = await weigh(input)
    sound(outlook, input)
    // Nothing moves fear; patrols are a choice.
    expect(outlook.outcomes).toEqual(["raids", "trade"])
  })
})

describe("which way an outcome moves", () => {
  const moving = (by: number) =>
    modelOf(`
      step: {kind: auxiliary, unit: "1", equation: "if(luck < 1, -${by}, if(luck > 3, ${by}, 0))", because: [assumed: so]}
      luck: {kind: parameter, unit: "1", value: {uniform: [0, 4]}, because: [assumed: so]}
      week: {kind: parameter, unit: week, value: 1, because: [assumed: so]}
      wide: {kind: stock, unit: "1", range: [0, 100], initial: 10, rate: "step / week", because: [assumed: so]}
    `)

  test("counts from a hundredth of its range on, up as down", async () => {
    // Twenty weeks: the range of `wide` is declared, 100, so that a step of 0.049 moves 0.98 and one of 0.051 moves 1.02.
    for (const [by, moves] of [
      [0.049, 0],
      [0.051, 0.25],
    ] as const) {
      const {views} = await weigh(asked(silent, moving(by), {outcomes: [{quantity: "wide"}], runs: 400}))
      expect(views[0]!.up.share).toBeCloseTo(moves, 1)
      expect(views[0]!.down.share).toBeCloseTo(moves, 1)
    }
  })

  test("an event in a case's words is a rise over the whole time, its last moment too", async () => {
    const late = modelOf(`
      flood: {kind: stock, unit: "1", range: [0, 1], initial: 0, rate: "if(time >= 19.75, gate, 0) / week", because: [assumed: so]}
      gate: {kind: auxiliary, unit: "1", equation: "if(luck < 1, 4, 0)", because: [assumed: so]}
      luck: {kind: parameter, unit: "1", value: {uniform: [0, 4]}, because: [assumed: so]}
      week: {kind: parameter, unit: week, value: 1, because: [assumed: so]}
    `)
    const {event} = await weigh(
      asked(silent, late, {
        outcomes: [{quantity: "flood", says: {so: "the water comes", not: "it stays dry"}}],
        runs: 400,
      }),
    )
    expect(event.share.share).toBeCloseTo(0.25, 1)
  })

  test("of what documents speak of most, the next of its theme counts half, one of no theme whole", async () => {
    const world = worldOf(
      {
        "rain -> harvest": {for: 4},
        "rain -> prices": {for: 3},
        "rain -> songs": {for: 2},
        "rain -> stores": {for: 3},
      },
      {
        factors: {
          harvest: {theme: "food", origin: "case"},
          prices: {theme: "trade", origin: "case"},
          songs: {theme: "other", origin: "case"},
          stores: {theme: "food", origin: "case"},
        },
      },
    )
    const {outcomes} = await weigh(asked(world, draft(world.map, {name: "m"}), {drafted: true, runs: 60}))
    expect(outcomes).toEqual(["harvest", "prices", "songs", "stores"])
  })
})

describe("steps", () => {
  test("an open tap empties the tank further in every run, against the same run with it shut", async () => {
    const outlook = await weigh(asked(silent, tank))
    expect(outlook.options).toHaveLength(1)
    expect(outlook.options[0]).toMatchObject({
      lever: "tap",
      label: "Tap is raised to 1 a week",
      setting: "tap at 1 a week, not 0",
    })
    const [effect] = outlook.options[0]!.effects
    expect(effect).toMatchObject({up: 0, down: 1})
    expect(effect!.change.high).toBeLessThan(0)
  })

  // The soil comes to what waters it within weeks: a canal that is full when half open, a barge that floats from half on,
  // a pump that gives as it is turned; a hose waters the harvest itself.
  const farm = modelOf(`
    harvest: {kind: auxiliary, unit: 1, equation: soil + hose, because: [assumed: it is reckoned so]}
    soil: {kind: stock, unit: 1, initial: 1, rate: (watered - soil) / lag, because: [assumed: it dries and soaks]}
    watered: {kind: auxiliary, unit: 1, equation: "dry + 4 * min(1, 2 * canal) + 10 * max(0, barge - 0.5) + 4.5 * pump", because: [assumed: it is so]}
    dry: {kind: parameter, unit: 1, value: {uniform: [0.9, 1.1]}, because: [assumed: seen]}
    lag: {kind: parameter, unit: week, value: 1, because: [assumed: seen]}
    canal: {kind: lever, unit: 1, value: 0, range: [0, 1], by: the council, because: [assumed: a choice]}
    barge: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
    pump: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
    hose: {kind: lever, unit: 1, value: 0, range: [0, 6], because: [assumed: a choice]}
  `)
  const farmed = (more: Partial<WeighInput> = {}) =>
    asked(silent, farm, {outcomes: [{quantity: "harvest", wanted: "more"}], runs: 60, ...more})

  test("half the strength stands beside the whole, with the same draws", async () => {
    const progress: [number, number][] = []
    const input = farmed({onProgress: (done, total) => progress.push([done, total])})
    const outlook = await weigh(input)
    sound(outlook, input)
    const middles = outlook.options.map(({lever, effects, half}) => [
      lever,
      Number(effects[0]!.change.mid.toFixed(3)),
      half!.value,
      Number(half!.effects[0]!.change.mid.toFixed(3)),
    ])
    // By definition last, however much it does.
    expect(middles).toEqual([
      ["barge", 5, 0.5, 0],
      ["pump", 4.5, 0.5, 2.25],
      ["canal", 4, 0.5, 4],
      ["hose", 6, 3, 3],
    ])
    // The same draws: what is added is the same in every run.
    for (const {half} of outlook.options)
      expect(half!.effects[0]!.change.high - half!.effects[0]!.change.low).toBeCloseTo(0, 6)
    expect(progress.at(-1)).toEqual([progress.length, progress.length])
  })

  test("where half does as much, next to nothing, or turns the order, a sentence says so", async () => {
    const {strength, steps: shown} = await weigh(farmed())
    const levers = (some: readonly {readonly lever: string}[]) => some.map(({lever}) => lever)
    expect(levers(strength!.asMuch)).toEqual(["canal"])
    expect(levers(strength!.hardly)).toEqual(["barge"])
    expect(strength!.turned.map(({full, half}) => [full.lever, half.lever])).toContainEqual(["barge", "canal"])
    expect(strength!.says).toHaveLength(3)
    expect(strength!.says[0]).toBe(
      "Half the strength does as much to harvest, or nearly: “The council raises canal to the full”.",
    )
    expect(strength!.says[2]).toContain(
      "“The council raises canal to the full” then does more than “Barge is raised to the full”",
    )
    expect(shown!.map(({lever, by}) => [lever, by])).toContainEqual(["canal", "the council"])
    const calm = await weigh(farmed({levers: ["pump", "hose"]}))
    expect(calm.strength).toEqual({asMuch: [], hardly: [], turned: [], says: []})
    const two = await weigh(farmed({levers: ["barge", "pump"]}))
    expect(two.strength!.says.at(-1)).toContain("order of the steps is another")
  })

  test("what a step moves by definition is told apart, and is not the step of the bottom line", async () => {
    const {steps: shown, findings, bottomLine} = await weigh(farmed())
    expect(shown!.flatMap(({definition}) => definition)).toEqual([{outcome: "harvest", chain: ["hose", "harvest"]}])
    const sayings = findings.filter(({says}) => says.includes("By definition"))
    expect(sayings.map(({says}) => says)).toEqual([
      expect.stringMatching(/By definition: the equation of harvest holds hose\.$/),
    ])
    expect(bottomLine).not.toContain("hose")
  })

  test("half is half way from where the lever stands, or from its default where a step keeps what is in force", () => {
    const levers = farm.quantities.filter(({name}) => name === "pump")
    const settings = [{name: "pump", act: "=", value: 0.8, from: 0}] as const
    const halves = (known: typeof settings | readonly []) =>
      steps(evidence(farm, silent.map, silent.reading), levers, inForceAt(4, known, farm)).steps.map(
        ({value, half}) => [value, half],
      )
    expect(halves([])).toEqual([[1, 0.5]])
    expect(halves(settings)).toEqual([
      [0.8, 0.4],
      [1, 0.9],
      [0, 0.4],
    ])
  })

  test("what moves against the wish beside the main effect is the side effect", async () => {
    const world = worldOf(
      {"truce -> attacks": {sign: "-"}, "truce -> hunger": {}, "hunger -> attacks": {belief: 0.2}},
      {
        factors: {
          truce: {choice: true, name: "Truce"},
          attacks: {wanted: "less", weight: 1, name: "Attacks"},
          hunger: {wanted: "less", weight: 0.1, name: "Hunger"},
        },
      },
    )
    const input = asked(world, draft(world.map, {name: "m"}), {drafted: true, outcomes: [{quantity: "attacks"}]})
    const outlook = await weigh(input)
    sound(outlook, input)
    const truce = outlook.options.find((o) => o.label === "More truce")!
    expect(truce.effects[0]!.down).toBeGreaterThan(0.95)
    expect(truce.sideEffect).toMatch(/^Hunger rises in/u)
  })

  test("a lever that touches nothing is not shown, and a note says so", async () => {
    const idle = modelOf(`
      water: {kind: stock, unit: litre, initial: 100, outflows: [leak], because: [assumed: full]}
      leak: {kind: flow, unit: litre/week, equation: water * rate, because: [assumed: it leaks]}
      rate: {kind: parameter, unit: 1/week, value: {uniform: [0.05, 0.15]}, because: [assumed: old]}
      prayer: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: it is said to help]}
      hope: {kind: auxiliary, unit: 1, equation: prayer, because: [assumed: as above]}
    `)
    const outlook = await weigh(asked(silent, idle, {outcomes: [{quantity: "water"}]}))
    expect(outlook.options).toEqual([])
    expect(outlook.notes.join()).toContain("One step tried moved no outcome")
  })
})

describe("what happened", () => {
  const dam = modelOf(
    `
      water: {kind: stock, unit: litre, initial: 100, outflows: [leak], because: [assumed: full]}
      leak: {kind: flow, unit: litre/week, equation: water * (rate + tap), because: [assumed: it leaks]}
      rate: {kind: parameter, unit: 1/week, value: {uniform: [0.01, 0.02]}, because: [assumed: old]}
      tap: {kind: lever, unit: 1/week, value: 0, range: [0, 0.1], because: [assumed: a hand can open it]}
    `,
    "",
    "{unit: week, start: 0, stop: 20, step: 0.25, save: 1}",
  )
  const later = {...dam, time: {...dam.time, now: 10}}

  test("what is in force on the day goes on for a time nobody knows; to keep it and to end it at once are steps", async () => {
    const replay = {
      settings: [
        {name: "tap", act: "=", value: 0.1, from: 5, to: 12},
        {name: "tap", act: "=", value: 1, from: 15},
      ],
      events: [{at: 16, does: [], why: "later"}],
    } as unknown as NonNullable<WeighInput["replay"]>
    const input = asked(silent, later, {replay, runs: 100, outcomes: [{quantity: "water", wanted: "more"}]})
    const outlook = await weigh(input)
    sound(outlook, input)
    // Five weeks old: as likely as not five weeks more, a ninth of that in a tenth of the runs.
    const toCome = {low: expect.closeTo(5 / 9, 9), mid: 5, high: expect.closeTo(45, 9)}
    expect(outlook.inForce).toEqual([{lever: "tap", label: "Tap", value: 0.1, toCome, source: null}])
    expect(outlook.bottomLine).toMatch(/^If nobody takes a new step, /u)
    // Steps of a quarter: 20 with the leak alone, then `open` of 60 with the tap at 0.1 besides, the rate at about 0.015.
    const left = (rate: number, open: number) => 100 * (1 - rate / 4) ** (80 - open) * (1 - (rate + 0.1) / 4) ** open
    expect(outlook.findings[0]!.low).toBeGreaterThan(left(0.02, 60))
    expect(outlook.findings[0]!.low).toBeLessThan(left(0.01, 50))
    expect(outlook.findings[0]!.high).toBeLessThan(left(0.01, 20))
    expect(outlook.findings[0]!.high).toBeGreaterThan(left(0.02, 30))
    expect(outlook.options).toHaveLength(1)
    expect(outlook.options[0]).toMatchObject({label: "Tap is lowered to 0 a week", setting: "tap at 0 a week, not 0.1"})
    expect(outlook.options[0]!.effects[0]).toMatchObject({up: 1, down: 0})
    // In force for half a week, it is let go within ten in twenty of twenty-one runs.
    const young = {...replay, settings: [{name: "tap", act: "=", value: 0.1, from: 9.5} as const]}
    const less = await weigh({...input, replay: young, outcomes: [{quantity: "water", wanted: "less"}]})
    expect(less.options.map(({label, setting}) => [label, setting])).toEqual([
      ["Tap is kept as it stands", "tap kept at 0.1 a week throughout"],
    ])
  })

  test("where how long something lasts decides the first outcome, the bottom line is split by it, whatever is left out", async () => {
    const replay = {settings: [{name: "tap", act: "=", value: 0.1, from: 8}], events: []} as unknown as NonNullable<
      WeighInput["replay"]
    >
    const lasts = [
      {lever: "tap", life: {kind: "uniform", low: 0, high: 12} as const, source: "lives of taps (invented)"},
    ]
    const input = asked(silent, later, {
      replay,
      lasts,
      runs: 400,
      outcomes: [{quantity: "water", measure: "ever below 45", wanted: "more"}],
    })
    const outlook = await weigh(input)
    sound(outlook, input)
    expect(outlook.inForce![0]).toMatchObject({source: "lives of taps (invented)", toCome: {mid: expect.closeTo(5, 9)}})
    expect(outlook.drivers[0]).toMatchObject({parameter: "tap_to_come", label: "How much longer does tap go on?"})
    // Ten weeks to come at most, thirds of them: 1.7 in the middle of the shortest, 8.3 of the longest.
    expect(outlook.drivers[0]!.lowLabel).toBe("1.7 weeks")
    expect(outlook.drivers[0]!.highLabel).toBe("8.3 weeks")
    expect(outlook.bottomLine).toMatch(
      /It turns on how long tap lasts\. If about 1\.7 weeks more, .* in (?:no run|\d)[^;]*; if about 8\.3 weeks, in /u,
    )
    // Where the rate decides and the tap does not, nothing is split.
    const far = await weigh({...input, outcomes: [{quantity: "water", measure: "ever below 80", wanted: "more"}]})
    expect(far.bottomLine).not.toContain("It turns on how long")
  })

  test("without anything that happened nothing is held", async () => {
    const outlook = await weigh(asked(silent, later, {runs: 100}))
    expect(outlook.inForce).toEqual([])
    expect(outlook.bottomLine).toMatch(/^In this model, /u)
  })
})

describe("readings", () => {
  const torn = modelOf(
    `
      calm: {kind: stock, unit: "1", initial: 0.5, inflows: [turn], because: [assumed: middling]}
      turn: {kind: flow, unit: 1/week, equation: "(if(heeded, talks, 0) + gifts) * pace", because: [assumed: it is so]}
      pace: {kind: parameter, unit: 1/week, value: {uniform: [0.005, 0.01]}, because: [assumed: slow]}
      talks: {kind: lever, unit: "1", value: 0, range: [0, 1], deeds: {high: both clans sit down to talk}, because: [assumed: somebody may talk]}
      gifts: {kind: lever, unit: "1", value: 0, range: [0, 0.5], by: the council, because: [assumed: somebody may give]}
    `,
    "contested:\n  heeded: {question: Are talks heeded?, sides: [{is: true, says: they are, if: talks are heeded}, {is: false, says: they are not}], weight: stated, chance: 0.5}\n",
  )

  test("a step that works on one side alone is told with that side, and its worth is that of knowing it", async () => {
    const input = asked(silent, torn, {outcomes: [{quantity: "calm", wanted: "more"}]})
    const outlook = await weigh(input)
    expect(outlook.reach).toEqual({
      always: [{label: "The council raises gifts to the full"}],
      sometimes: [
        {
          label: "Both clans sit down to talk",
          only: [{question: "Are talks heeded?", says: "they are", when: "talks are heeded"}],
        },
      ],
    })
    // On average over the sides, talks and gifts do the same, 0.5 x 20 x 0.0075; with the side known, talks do twice
    // as much on one and gifts as much on the other: half of 0.075 is won on average over both.
    expect(outlook.disputes[0]!.worth).toMatch(
      /Knowing it before choosing a step is worth 0\.03\d? \(0\.03\d?–0\.0[34]\d?\) on average/u,
    )
    expect(outlook.disputes[0]!.worth).toContain(
      "“Both clans sit down to talk” does most if the first side is right, “The council raises gifts to the full” if the second",
    )
    expect(outlook.options.map(({taken}) => taken).sort()).toEqual([
      "if both clans sit down to talk",
      "if the council raises gifts to the full",
    ])
    expect(outlook.findings.find(({kind}) => kind === "lever")!.says).toMatch(
      /^If (?:both clans|the council) .+, calm ends higher in /u,
    )
  })
})

test("what is said to be published is watched first, and a name that the model has not is refused", async () => {
  const model = modelOf(`
      crowd: {kind: stock, unit: person, initial: 100, inflows: [gathering], because: [assumed: a square]}
      gathering: {kind: flow, unit: person/week, equation: rate, because: [assumed: people come]}
      rate: {kind: parameter, unit: person/week, value: {uniform: [-4, 4]}, because: [assumed: or go]}
      counted: {kind: auxiliary, unit: person, equation: "crowd * crowd / size", because: [assumed: as the press counts]}
      size: {kind: parameter, unit: person, value: 100, because: [assumed: the square]}
      pace: {kind: parameter, unit: 1/week, value: 0.1, because: [assumed: slow]}
      rage: {kind: stock, unit: "1", initial: 0.5, inflows: [stirring], because: [assumed: middling]}
      stirring: {kind: flow, unit: 1/week, equation: "if(time > 10, (crowd / size - 1) * pace, 0)", because: [assumed: slow]}
    `)
  const outcomes = [{quantity: "rage"}]
  const watch = [{quantity: "counted", published: "the evening paper, daily"}]
  const outlook = await weigh(asked(silent, model, {outcomes, watch}))
  expect(outlook.signposts[0]).toMatchObject({quantity: "counted", published: "the evening paper, daily"})
  const wrong = asked(silent, model, {outcomes, watch: [{quantity: "crowds", published: "nobody"}]})
  await expect(weigh(wrong)).rejects.toThrow(/outlook\/unknown-watch.*crowds[\s\S]*Nearest: crowd/u)
})

describe("loops", () => {
  test("of a model of its own the short loop through the outcome leads, and every loop is found once", async () => {
    const model = modelOf(`
      war: {kind: stock, unit: "1", initial: 1, rate: "(anger + far - war) / month", because: [assumed: so]}
      anger: {kind: stock, unit: "1", initial: 1, rate: "(1.2 * dead - anger) / month", because: [assumed: so]}
      dead: {kind: stock, unit: "1", initial: 1, rate: "(war - dead) / month", because: [assumed: so]}
      exile: {kind: stock, unit: "1", initial: 0, rate: "(dead - exile) / month", because: [assumed: so]}
      arms: {kind: stock, unit: "1", initial: 0, rate: "(exile - arms) / month", because: [assumed: so]}
      far: {kind: stock, unit: "1", initial: 0, rate: "(0.01 * arms - far) / month", because: [assumed: so]}
      month: {kind: parameter, unit: week, value: {uniform: [3, 5]}, because: [assumed: about]}
    `)
    const outlook = await weigh(asked(silent, model, {outcomes: [{quantity: "war"}], runs: 100}))
    expect(outlook.loops.map((l) => [l.polarity, ...l.factors.map((f) => f.id)])).toEqual([
      ["R", "war", "dead", "anger"],
      ["R", "war", "dead", "exile", "arms", "far"],
    ])
    expect(outlook.loops[0]!.gain!.mid).toBeGreaterThan(outlook.loops[1]!.gain!.mid)
  })

  test("the arms race opened at the link that leaves the outcome leaves what feedback adds", async () => {
    const race = modelOf(
      `
      a_arms: {kind: stock, unit: "1", initial: 0, inflows: [a_builds], outflows: [a_scraps], because: [assumed: none at first]}
      b_arms: {kind: stock, unit: "1", initial: 0, inflows: [b_builds], outflows: [b_scraps], because: [assumed: none at first]}
      a_builds: {kind: flow, unit: 1/week, equation: "(b_arms + grudge) * pace", because: [assumed: Richardson 1960]}
      b_builds: {kind: flow, unit: 1/week, equation: "(a_arms + 3) * pace", because: [assumed: Richardson 1960]}
      a_scraps: {kind: flow, unit: 1/week, equation: 2 * a_arms * pace, because: [assumed: Richardson 1960]}
      b_scraps: {kind: flow, unit: 1/week, equation: 2 * b_arms * pace, because: [assumed: Richardson 1960]}
      grudge: {kind: parameter, unit: "1", value: {uniform: [3, 5]}, because: [assumed: old wars]}
      pace: {kind: parameter, unit: 1/week, value: 1, because: [assumed: a week is the unit]}
    `,
      "",
      "{unit: week, start: 0, stop: 30, step: 0.125, save: 1}",
    )
    const input = asked(silent, race, {outcomes: [{quantity: "a_arms"}]})
    const outlook = await weigh(input)
    sound(outlook, input)
    expect(outlook.loops).toHaveLength(1)
    const [loop] = outlook.loops
    expect(loop).toMatchObject({polarity: "R", cut: "a_arms:b_arms", told: []})
    expect(loop!.says).toMatch(/^More a arms lead to more b arms and that in turn to more a arms: it amplifies\./u)
    // Of dx/dt = y - 2x, dy/dt = x - 2y the eigenvalues are -1 and -3: nudged, x goes back as (e^-t + e^-3t) / 2, opened
    // as e^-2t. Over the five weeks of a sixth of the horizon these come to (1 + 1/3) / 2 and 1/2, less what is left then.
    const whole = (1 - Math.exp(-5) + (1 - Math.exp(-15)) / 3) / 2
    const open = (1 - Math.exp(-10)) / 2
    expect(loop!.gain!.mid).toBeCloseTo(whole / open - 1, 2)
  })

  test("a loop of the map is run in the draft, named, and says who tells it", async () => {
    const links = {
      "raids -> fear": {},
      "fear -> raids": {},
      "raids -> talks": {},
      "talks -> raids": {sign: "-"},
    } as const
    const world = worldOf(links, {
      loops: [
        ["fear", "raids"],
        ["raids", "talks"],
      ],
      toldBy: [["one.md"], []],
      factors: {raids: {weight: 1, trend: 0.5}},
    })
    const input = asked(world, draft(world.map, {name: "m"}), {drafted: true})
    const outlook = await weigh(input)
    sound(outlook, input)
    const bySort = [...outlook.loops].sort((a, b) => (a.name < b.name ? -1 : 1))
    expect(bySort.map((l) => [l.name, l.polarity, l.told])).toEqual([
      ["Fear and raids feed each other", "R", ["one.md"]],
      ["Talks hold back raids", "B", []],
    ])
    expect(bySort[1]!.says).toContain("Several documents tell a part of it, none the whole")
    expect(bySort[0]!.says).toContain("One document tells the whole of it")
    for (const loop of outlook.loops) {
      expect(Math.sign(loop.gain!.mid)).toBe(loop.polarity === "R" ? 1 : -1)
      expect(outlook.findings.find((f) => f.id === loop.finding)!.basis.links).toEqual(loop.links.map((l) => l.id))
    }
  })
})

test("a loop is measured where all its links act, and only where enough runs have them all", async () => {
  const rare = (belief: number) =>
    worldOf(
      {"raids -> fear": {belief: 0.6}, "fear -> raids": {belief}},
      {loops: [["fear", "raids"]], factors: {raids: {weight: 1}}},
    )
  const at = async (belief: number) => {
    const world = rare(belief)
    const input = asked(world, draft(world.map, {name: "m"}), {drafted: true})
    const outlook = await weigh(input)
    sound(outlook, input)
    return outlook.loops[0]!
  }
  const often = await at(0.5)
  expect(often.says).toContain("All its links act together in 3 of 10 runs")
  expect(often.gain!.low).toBeGreaterThan(0)
  const seldom = await at(0.06)
  expect(seldom.gain).toBeNull()
  expect(seldom.says).toContain("too few to measure it by")
})

const torn = {"pressure -> talks": {sign: "contested", for: 2, against: 1}, "pressure -> anger": {}} as const

describe("disagreements", () => {
  test("a switch that decides the outcome splits it whole: one side never, the other always", async () => {
    const world = worldOf({"pressure -> talks": {sign: "contested", for: 1, against: 1}})
    const [yes, no] = [world.map.links[0]!.for.claims[0], world.map.links[0]!.against.claims[0]]
    const model = modelOf(
      `
      talks: {kind: stock, unit: "1", initial: 0.5, inflows: [turn], because: [link: pressure->talks]}
      turn: {kind: flow, unit: 1/week, equation: "(2 * moves - 1) * pace", because: [link: pressure->talks]}
      pace: {kind: parameter, unit: 1/week, value: {uniform: [0.005, 0.01]}, because: [assumed: slow]}
    `,
      `contested:\n  moves: {question: Does pressure move the talks?, sides: [{is: true, says: it does, claims: ["${yes}"]}, {is: false, says: it sets them back, claims: ["${no}"]}], weight: lineages}\n`,
    )
    const input = asked(world, model)
    const outlook = await weigh(input)
    sound(outlook, input)
    expect(outlook.views[0]!.up).toMatchObject({share: 0.5, low: 0, high: 1})
    const [dispute] = outlook.disputes
    expect(dispute!.sides.map((s) => [s.says, s.lineages, s.share.share])).toEqual([
      ["It does", 1, 1],
      ["It sets them back", 1, 0],
    ])
    expect(dispute!.worth).toContain("Settling it would move the answer by 10 runs of 10")
    expect(outlook.drivers[0]).toMatchObject({parameter: "moves", kind: "contested", atLow: 0, atHigh: 1, voices: 2})
    expect(outlook.drivers[0]!.lowLabel).toBe("it sets them back")
    expect([dispute!.finding, ...dispute!.sides.map((side) => side.short)]).toEqual([
      "dispute-1",
      "it does",
      "it sets them back",
    ])
    // Twenty weeks at .0055 to .0095 a week, .0075 in the middle, up or down from .5.
    expect(dispute!.worth).toMatch(/ That is 0\.65 \(0\.61–0\.69\) against 0\.35 \(0\.31–0\.3[89]\)\./u)

    // With twenty-odd runs a side nothing is said of what settling it is worth; each side's share is still its own.
    const [few] = (await weigh(asked(world, model, {runs: 50}))).disputes
    expect(few!.worth).toBe("One side holds in too few runs to say what settling it is worth.")
    expect(few!.sides.map((side) => side.share.share)).toEqual([1, 0])

    // A side whose author says it at length has no caption, and then the other has none either.
    const [, other] = model.contested[0]!.sides
    const wordy = {...other!, says: "it sets them back for as long as anybody in this valley is able to remember"}
    const contested = [{...model.contested[0]!, sides: [model.contested[0]!.sides[0]!, wordy]}]
    const [long] = (await weigh(asked(world, {...model, contested} as WeighInput["model"]))).disputes
    expect(long!.sides.map((side) => side.short)).toEqual([undefined, undefined])
  })

  test("of a link that is told and denied one side says that it is there, the other that it is not", async () => {
    const told = {"pressure -> talks": {sign: "contested", whether: "-", for: 1, against: 2}} as const
    const world = worldOf(told, {factors: {talks: {weight: 1}, pressure: {trend: 1}}})
    const input = asked(world, draft(world.map, {name: "m"}), {drafted: true})
    const outlook = await weigh(input)
    sound(outlook, input)
    const [dispute] = outlook.disputes
    expect(dispute!.question).toBe("Does pressure lower talks?")
    expect(dispute!.sides.map(({says, short, lineages}) => [says, short, lineages])).toEqual([
      ["More pressure leads to fewer talks", "more leads to less", 1],
      ["More pressure does not lead to fewer talks", "more does not lead to less", 2],
    ])
    const driver = outlook.drivers.find(({parameter}) => parameter === "on_pressure__talks")
    expect(driver).toMatchObject({kind: "contested", lowLabel: "does not", highLabel: "lowers"})
  })

  test("a side's quotes are the document's own words in their place, different voices first", async () => {
    const world = worldOf(torn, {factors: {talks: {weight: 1}}})
    const input = asked(world, draft(world.map, {name: "m"}), {drafted: true})
    const outlook = await weigh(input)
    sound(outlook, input)
    const [dispute] = outlook.disputes
    expect(dispute!.link).toBe("pressure->talks")
    expect(dispute!.sides.map((s) => s.quotes.map((q) => q.file))).toEqual([["one.md", "two.md"], ["three.md"]])
    for (const side of dispute!.sides)
      for (const quote of side.quotes) {
        const claim = world.reading.claims.find((c) => c.id === quote.claim)!
        expect(quote).toMatchObject({text: claim.quote.text, from: claim.quote.from, to: claim.quote.to})
      }
  })
})

test("a disagreement that changes nothing while nobody acts says what it changes of a step", async () => {
  const world = worldOf(
    {"pressure -> talks": {sign: "contested", for: 2, against: 2}, "talks -> raids": {sign: "-"}},
    {factors: {pressure: {choice: true}, raids: {weight: 1}}},
  )
  const input = asked(world, draft(world.map, {name: "m"}), {drafted: true, outcomes: [{quantity: "talks"}]})
  const outlook = await weigh(input)
  sound(outlook, input)
  expect(outlook.disputes[0]!.question).toBe("Does pressure raise or lower talks?")
  // Both sides of one step, exact by construction.
  expect(outlook.disputes[0]!.worth).toMatch(
    /It decides what one step does: with more pressure, talks end (?:higher|lower) than otherwise in (?:all runs|no run) where the first side is right, in (?:all runs|no run)/u,
  )
})

/** A square fills or empties, and what is felt there follows from week 10 on. */
const CROWD = `
      crowd: {kind: stock, unit: person, initial: 100, inflows: [gathering], because: [assumed: a square]}
      gathering: {kind: flow, unit: person/week, equation: rate, because: [assumed: people come]}
      rate: {kind: parameter, unit: person/week, value: {uniform: [-4, 4]}, because: [assumed: or go]}
      rage: {kind: stock, unit: "1", initial: 0.5, inflows: [stirring], because: [assumed: middling]}
      stirring: {kind: flow, unit: 1/week, equation: "if(time > 10, (crowd / size - 1) * pace, 0)", because: [assumed: it is slow]}
      size: {kind: parameter, unit: person, value: 100, because: [assumed: the square]}
      pace: {kind: parameter, unit: 1/week, value: 0.1, because: [assumed: slow]}
    `

describe("drivers and signposts", () => {
  test("what weighs three times as much comes first, and what weighs nothing is left out", async () => {
    const model = modelOf(`
      sum: {kind: auxiliary, unit: "1", equation: 3 * heavy + light + 0 * idle, because: [assumed: a sum]}
      heavy: {kind: parameter, unit: "1", value: {uniform: [0, 1]}, because: [assumed: a number]}
      light: {kind: parameter, unit: "1", value: {uniform: [0, 1]}, because: [assumed: a number]}
      idle: {kind: parameter, unit: "1", value: {uniform: [0, 1]}, because: [assumed: a number]}
    `)
    const input = asked(silent, model, {runs: 1000})
    const outlook = await weigh(input)
    sound(outlook, input)
    expect(outlook.drivers.map((d) => d.parameter)).toEqual(["heavy", "light"])
  })

  test("what is seen at a quarter of the way, and decides the end, is a signpost; the outcome itself is none", async () => {
    const model = modelOf(CROWD)
    const input = asked(silent, model, {outcomes: [{quantity: "rage"}]})
    const outlook = await weigh(input)
    sound(outlook, input)
    const [crowd] = outlook.signposts
    expect(crowd).toMatchObject({quantity: "crowd", when: "by week 5", source: "no document speaks of it: a gap"})
    expect(crowd!.threshold).toBe("above where it begins (100 people)")
    expect(crowd!.then).toMatch(/^rage ends higher in more than 9 of 10 runs \(9–10\), not 5 of 10 \(/u)
    expect(outlook.signposts.map((s) => s.quantity)).not.toContain("rage")
    // The other way round, a small crowd is what to watch for, and it says as much.
    const calming = modelOf(CROWD.replace("crowd / size - 1", "1 - crowd / size"))
    const [few] = (await weigh(asked(silent, calming, {outcomes: [{quantity: "rage"}]}))).signposts
    expect(few!.threshold).toBe("below where it begins (100 people)")
    expect(few!.then).toBe(crowd!.then)
    // Of four weeks a quarter is the first.
    const brief = modelOf(CROWD.replace("> 10", "> 1"), "", "{unit: week, start: 0, stop: 4, step: 0.25, save: 1}")
    const [soon] = (await weigh(asked(silent, brief, {outcomes: [{quantity: "rage"}]}))).signposts
    expect(soon!.when).toBe("by week 1")
  })

  test("the outcome under another name is no signpost, however well it tells the end", async () => {
    const model = modelOf(`
      rage: {kind: stock, unit: "1", initial: 0.5, inflows: [stirring], because: [assumed: middling]}
      stirring: {kind: flow, unit: 1/week, equation: pace, because: [assumed: it is slow]}
      pace: {kind: parameter, unit: 1/week, value: {uniform: [-0.1, 0.1]}, because: [assumed: either way]}
      calm: {kind: stock, unit: "1", initial: 0.5, outflows: [losing], because: [assumed: what rage leaves]}
      losing: {kind: flow, unit: 1/week, equation: pace * 2, because: [assumed: the same pace]}
    `)
    expect((await weigh(asked(silent, model, {outcomes: [{quantity: "rage"}]}))).signposts).toEqual([])
  })
})

describe("what is always so", () => {
  const links = {
    "raids -> fear": {for: 2, belief: 0.8},
    "fear -> raids": {belief: 0.6},
    "raids -> border_trade": {sign: "-", for: 3, belief: 0.9},
    "border_trade -> hunger": {sign: "-", belief: 0.7, lag: "within weeks"},
    "hunger -> raids": {belief: 0.5},
    "strikes -> raids": {sign: "contested", for: 2, against: 2, belief: 0.8},
    "talks -> strikes": {sign: "-", belief: 0.6},
  } as const
  const world = worldOf(links, {
    factors: {
      raids: {weight: 1, trend: 0.4, wanted: "less", theme: "attacks", name: "Hill clan raids"},
      border_trade: {weight: 0.5, wanted: "more"},
      hunger: {weight: 0.8, wanted: "less"},
      talks: {choice: true},
      strikes: {choice: true, theme: "strikes"},
    },
    loops: [
      ["border_trade", "hunger", "raids"],
      ["fear", "raids"],
    ],
    toldBy: [[], ["one.md"]],
  })
  const model = draft(world.map, {name: "valley", origin: "2031-01-01"})

  test.skipIf(isQuick)(
    "every sentence keeps the house's words, every number its range, every finding its basis",
    async () => {
      const input = asked(world, model, {drafted: true, runs: 1000})
      const outlook = await weigh(input)
      sound(outlook, input)
      expect(outlook.bottomLine).toMatch(/^By the documents' own logic, /u)
      expect(outlook.bottomLine).toMatch(/likely|about even/u)
      expect(outlook.bottomLine).toContain("How far to trust it: untested on what happened; ")
      expect(gradeLevel(outlook.bottomLine)).toBeLessThanOrEqual(12)
      expect(outlook.confidence).toContain("the model was drafted by rule")
    },
  )

  test.skipIf(isQuick)("same input, same bytes", async () => {
    const [a, b] = [
      await weigh(asked(world, model, {drafted: true})),
      await weigh(asked(world, model, {drafted: true})),
    ]
    expect(JSON.stringify(a)).toBe(JSON.stringify(b))
  })

  test("progress counts every ensemble once", async () => {
    const seen: [number, number][] = []
    await weigh(asked(world, model, {drafted: true, runs: 100, onProgress: (done, total) => seen.push([done, total])}))
    // The base, two choices both ways, a nudge, and the same with either of two loops open.
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => [n, 8]))
  })

  test("failed runs are counted, and are in no share", async () => {
    const fragile = modelOf(`
      x: {kind: stock, unit: "1", initial: 1, inflows: [growth], because: [assumed: one]}
      growth: {kind: flow, unit: 1/week, equation: "pace / if(bad, 0, 1)", because: [assumed: it breaks]}
      pace: {kind: parameter, unit: 1/week, value: 0.1, because: [assumed: slow]}
      bad: {kind: parameter, unit: "1", value: {chance: 0.25}, because: [assumed: a quarter]}
    `)
    const outlook = await weigh(asked(silent, fragile))
    expect(outlook.failed).toBe(100)
    expect(outlook.views[0]!.up.share).toBe(1)
    expect(outlook.confidence).toContain("100 of 400 runs failed")
  })
})

describe("the bottom line", () => {
  const torn = worldOf(
    {
      "pressure -> talks": {sign: "contested", for: 2, against: 2},
      "talks -> raids": {sign: "-"},
      "raids -> fear": {for: 3},
    },
    {factors: {raids: {weight: 1, trend: 0.6}, fear: {weight: 0.5}, pressure: {choice: true}}},
  )

  test("says what the trust in it rests on, and gives no grade", async () => {
    const model = draft(torn.map, {name: "m"})
    const contradicted = {...unchecked, totals: {...unchecked.totals, contradicted: 2}}
    const own = await weigh(asked(torn, model, {runs: 100}))
    expect(own.confidence).toBe(
      "untested on what happened; it rests on four independent sources, which disagree on one link",
    )
    expect(own.bottomLine).toMatch(/^In this model, /u)
    const doubted = await weigh(asked(torn, model, {runs: 100, check: contradicted}))
    expect(doubted.confidence).toBe(`${own.confidence}; it contradicts two statements of its own documents`)
    const drafted = await weigh(asked(torn, model, {runs: 100, drafted: true}))
    expect(drafted.confidence).toContain("; the model was drafted by rule; ")
  })

  test("names of any length leave out what does not fit, never the first outcome or the trust", async () => {
    const name = "Perceived deterioration of interprovincial administrative coordination capabilities"
    const map = {...torn.map, factors: torn.map.factors.map((f) => ({...f, name: `${name} (${f.id})`}))}
    const world = {...torn, map}
    const input = asked(world, draft(map, {name: "m"}), {runs: 200, drafted: true})
    const outlook = await weigh(input)
    sound(outlook, input)
    expect(outlook.bottomLine).toContain("(raids)")
    expect(outlook.bottomLine).toMatch(/How far to trust it: .*\.$/u)
  })

  test("names that look like markup or code stay text", async () => {
    const map = {
      ...torn.map,
      factors: torn.map.factors.map((f) => (f.id === "raids" ? {...f, name: "<b>$&raids</b>"} : f)),
    }
    const input = asked({...torn, map}, draft(map, {name: "m"}), {runs: 100, drafted: true})
    const outlook = await weigh(input)
    expect(outlook.bottomLine).toContain("<b>$&raids</b>")
  })
})

describe("what a case brings", () => {
  test("observed values stand beside the outcome they are of, with their source", async () => {
    const points = [{time: -4, value: 110}]
    const data = [{quantity: "water", source: "gauge.csv", points}]
    const outlook = await weigh(asked(silent, tank, {data, runs: 50}))
    expect(outlook.views[0]).toMatchObject({observed: points, observedSource: "gauge.csv"})
  })

  test("only the levers asked for are tried", async () => {
    const outlook = await weigh(asked(silent, tank, {levers: [], runs: 50}))
    expect(outlook.options).toEqual([])
  })

  test("an outcome may be asked for by any name of its factor", async () => {
    const world = worldOf({"raids -> fear": {}})
    const outlook = await weigh(
      asked(world, draft(world.map, {name: "m"}), {outcomes: [{quantity: "the fear"}], runs: 50}),
    )
    expect(outlook.outcomes).toEqual(["fear"])
  })
})

describe("refusals", () => {
  test("an outcome that the model does not have, with the nearest names", async () => {
    await expect(weigh(asked(silent, tank, {outcomes: [{quantity: "watr"}]}))).rejects.toThrow(
      "outlook/unknown-outcome: The model has no quantity 'watr' to report\n  at case.yaml, outcomes\n  Nearest: water",
    )
  })

  test("a measure that is none", async () => {
    await expect(weigh(asked(silent, tank, {outcomes: [{quantity: "water", measure: "mood"}]}))).rejects.toThrow(
      "outlook/unknown-measure: 'mood' is no measure of 'water'",
    )
  })

  test("a lever that the model does not have, with those it has", async () => {
    await expect(weigh(asked(silent, tank, {levers: ["valve"]}))).rejects.toThrow(
      "outlook/unknown-lever: The model has no lever 'valve'\n  Levers: tap",
    )
  })

  test("a model that fails in every run, with the first failure", async () => {
    const broken = modelOf(`
      x: {kind: stock, unit: "1", initial: 1, inflows: [growth], because: [assumed: one]}
      growth: {kind: flow, unit: 1/week, equation: "pace / none", because: [assumed: it breaks]}
      pace: {kind: parameter, unit: 1/week, value: 0.1, because: [assumed: slow]}
      none: {kind: parameter, unit: "1", value: 0, because: [assumed: nothing]}
    `)
    await expect(weigh(asked(silent, broken, {runs: 50}))).rejects.toThrow(
      /outlook\/every-run-failed: All 50 runs of 'm' failed\n {2}at .*growth/u,
    )
  })

  test("a model with nothing that moves", async () => {
    const still = modelOf(`
      k: {kind: parameter, unit: "1", value: 1, because: [assumed: one]}
    `)
    await expect(weigh(asked(silent, still))).rejects.toThrow("outlook/nothing-to-report")
  })
})
