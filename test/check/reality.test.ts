import {existsSync, readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"
import {type Check, checkReality, runsNeeded} from "../../src/check/index.ts"
import {compile, emit, rows} from "../../src/engine/index.ts"
import {central, sweepHere} from "../../src/ensemble/index.ts"
import {blueprintOf, flatten, readMdl, readXmile, writeMdl, writeXmile} from "../../src/exchange/index.ts"
import {type Model, parseModel, printModel} from "../../src/model/index.ts"

const CONTROL = `
INITIAL TIME = 0 ~~|
FINAL TIME = 6 ~~|
TIME STEP = 1 ~~|
SAVEPER = 2 ~~|
`

function laid(equations: string): {model: Model; says: string[]; grave: boolean} {
  const read = readMdl(`{UTF-8}\n${equations}\n${CONTROL}`, "m.mdl")
  const flat = flatten(read.blueprint, {file: "m.mdl", said: read.issues as never})
  const issues = [...read.issues, ...flat.issues]
  return {
    model: flat.model,
    says: issues.map((issue) => `${issue.code}: ${issue.says}`),
    grave: issues.some((issue) => issue.grave),
  }
}

const verdicts = (model: Model, runs = 1): Promise<Check[]> =>
  checkReality({model, execute: async (plan) => sweepHere(plan), runs, seed: "1"})

async function checked(equations: string): Promise<Check[]> {
  const {model, says} = laid(equations)
  expect(says).toEqual([])
  return verdicts(model)
}

const first = async (equations: string) => (await checked(equations))[0]!

describe("what a condition makes so", () => {
  test("a test input holds from RC START TIME on, and its consequence is asked for from then on", async () => {
    const check = await first(`
workers = 10 ~~| productivity = 3 ~~| output = workers * productivity ~~| RC START TIME = 2 ~~|
strike :TEST INPUT: workers = RC STEP(workers, 0) ~~|
no hands no goods :THE CONDITION: strike :IMPLIES: output = 0 ~~|`)
    expect(check).toMatchObject({id: "no hands no goods", kind: "behaviour", verdict: "holds", share: 1})
    // Steps 2, 3, 4, 5 and 6; at 0 and 1 the output is 30.
    expect(check.why).toBe("So at all 5 steps at which it is asked for.")
  })

  test("without RC START TIME a course begins one step after the start", async () => {
    const check = await first(`
x = 10 ~~|
c :THE CONDITION: x = RC STEP(x, 0.5) :IMPLIES: x = 5 ~~|`)
    expect(check.why).toBe("So at all 6 steps at which it is asked for.")
  })

  test("the basis of a check is what it was before anything changed; the first breach is told with its values", async () => {
    // 15 at time 2 before the rain stops, 5 afterwards; asked for from 3 on.
    const model = (times: number) => `
rain = 10 ~~| wells = 5 ~~| water = rain + wells ~~| RC START TIME = 2 ~~|
c :THE CONDITION: rain = RC STEP(rain, 0) :IMPLIES: water <= RC STEP CHECK(1, water, ${times}) ~~|`
    expect(await first(model(0.5))).toMatchObject({verdict: "holds"})
    const check = await first(model(0.1))
    expect(check).toMatchObject({verdict: "contradicted", share: 0})
    expect(check.why).toBe(
      "Not so at 4 of the 4 steps at which it is asked for. First at time 3: water <= a step from water to 0.1 * water, where the left side is 5 and the right 1.5.",
    )
  })

  test("a comparison is made so only while it is not", async () => {
    // 20, 30, ... 80: from 50 on the variable goes its own way.
    const check = await first(`
heat = 20 + 10 * Time ~~|
warm :THE CONDITION: heat > 50 :IMPLIES: heat = MAX(50, 20 + 10 * Time) ~~|`)
    expect(check).toMatchObject({verdict: "holds"})
    expect(check.why).toBe("So at all 7 steps at which it is asked for.")
  })

  test("two bounds on one variable are both made so", async () => {
    const check = await first(`
x = 10 * Time ~~|
c :THE CONDITION: x >= 15 :AND: x <= 35 :IMPLIES: x = MIN(35, MAX(15, 10 * Time)) ~~|`)
    expect(check).toMatchObject({verdict: "holds"})
  })

  test("a stock that is set is seen so by its readers", async () => {
    const check = await first(`
demand = 4 ~~| inventory = INTEG(-shipments, 1) ~~| shipments = MIN(demand, inventory) ~~|
stocked :TEST INPUT: inventory = 3 * demand ~~|
ships :THE CONDITION: stocked :IMPLIES: shipments >= demand ~~|
empties :THE CONDITION: :IMPLIES: shipments >= demand ~~|`)
    expect(check).toMatchObject({verdict: "holds"})
    const [, second] = await checked(`
demand = 4 ~~| inventory = INTEG(-shipments, 1) ~~| shipments = MIN(demand, inventory) ~~|
stocked :THE CONDITION: inventory = 3 * demand :IMPLIES: shipments >= demand ~~|
empties :THE CONDITION: :IMPLIES: shipments >= demand ~~|`)
    expect(second).toMatchObject({id: "empties", verdict: "contradicted"})
    expect(second!.why).toContain("First at time 0: shipments >= demand, where the left side is 1 and the right 4.")
  })

  test("each element of an array is a check, with the test input of that element", async () => {
    const checks = await checked(`
R: north, south ~~| rain[R] = 4, 6 ~~| wells[R] = 0, 3 ~~| water[R] = rain[R] + wells[R] ~~|
dry[R] :TEST INPUT: rain[R] = RC STEP(rain[R], 0) ~~|
thirst[R] :THE CONDITION: dry[R] :IMPLIES: water[R] = 0 ~~|
one :THE CONDITION: dry[south] :IMPLIES: water[north] = 4 ~~|`)
    expect(checks.map(({id, verdict}) => [id, verdict])).toEqual([
      ["thirst[north]", "holds"],
      ["thirst[south]", "contradicted"],
      ["one", "holds"],
    ])
  })

  test("an :OR: is a check of each side, and :NOT: turns a comparison round", async () => {
    const checks = await checked(`
a = 1 ~~| b = 1 ~~| c = MAX(a, b) ~~|
either :THE CONDITION: a = 5 :OR: :NOT: (b < 7) :IMPLIES: c = 5 ~~|`)
    expect(checks.map(({id, verdict}) => [id, verdict])).toEqual([
      ["either", "holds"],
      ["either (2)", "contradicted"],
    ])
    expect(checks[1]!.why).toContain("the left side is 7 and the right 5")
  })
})

describe("what cannot be made so is watched", () => {
  const model = (bound: number) => `
a = Time ~~| b = 2 ~~|
c :THE CONDITION: a + b > ${bound} :IMPLIES: a > ${bound - 3} ~~|`

  test("the consequence counts at the steps at which the condition is the case", async () => {
    // a + b is 5 at time 3: steps 4, 5, 6.
    expect((await first(model(5))).why).toBe("So at all 3 steps at which it is asked for.")
  })

  test("a condition that never comes true proves nothing", async () => {
    expect(await first(model(50))).toMatchObject({
      verdict: "not testable",
      share: null,
      why: "It is asked for at no step: a + b > 50 never comes true.",
    })
  })

  test("a consequence that the run ends before is neither met nor not", async () => {
    const check = await first(`
x = 1 ~~| c :THE CONDITION: x = RC STEP(x, 2) :IMPLIES: x <= RC STEP CHECK(40, x, 1) ~~|`)
    expect(check.verdict).toBe("not testable")
  })
})

describe("courses", () => {
  const course = async (call: string, is: string) =>
    first(`x = 10 ~~| RC START TIME = 2 ~~| c :THE CONDITION: x = ${call} :IMPLIES: x = ${is} ~~|`)

  test("a ramp goes from the basis to its multiple, and stays there", async () => {
    const check = await course("RC RAMP(x, 3, 4)", "10 + 5 * (Time - 2)")
    expect(check.why).toBe("So at all 5 steps at which it is asked for.")
    expect((await course("RC RAMP(x, 3, 2)", "MIN(30, 10 + 10 * (Time - 2))")).verdict).toBe("holds")
  })

  test("growth and decay are exponential from the start time on", async () => {
    expect((await course("RC GROW(x, 0.1)", "10 * EXP(0.1 * (Time - 2))")).verdict).toBe("holds")
    expect((await course("RC DECAY(x, 4)", "10 * EXP((2 - Time) / 4)")).verdict).toBe("holds")
  })

  test("start and duration of its own; afterwards the variable goes its own way", async () => {
    expect((await course("RC STEP(x, 0, 3, 2)", "0")).why).toBe("So at all 2 steps at which it is asked for.")
    const check = await first(`
x = 10 ~~| s = INTEG(x, 0) ~~| c :THE CONDITION: x = RC STEP(x, 0, 1, 2) :IMPLIES: s <= 10 ~~|
all :THE CONDITION: :IMPLIES: s <= 10 ~~|`)
    expect(check.verdict).toBe("holds")
  })

  test("the multiple is read as it is at each time, the basis once", async () => {
    expect(
      (await first("x = 10 + Time ~~| y = Time ~~| c :THE CONDITION: x = RC STEP(x, y, 2) :IMPLIES: x = 12 * Time ~~|"))
        .verdict,
    ).toBe("holds")
  })

  test("a leak under Euler falls faster than the exponential of its time constant, and slower than a shorter one", async () => {
    // 100 * 0.75^k against 100 * exp(-k / 4) and 100 * exp(-k / 3).
    const model = (tau: number) => `
feed = 25 ~~| tank = INTEG(feed - tank / 4, 100) ~~|
c :THE CONDITION: feed = RC STEP(feed, 0, 1) :IMPLIES: tank <= RC DECAY CHECK(1, tank, ${tau}, 1) ~~|`
    expect((await first(model(4))).verdict).toBe("holds")
    const check = await first(model(3))
    expect(check.why).toContain("Not so at 5 of the 5 steps at which it is asked for. First at time 2:")
    expect(check.why).toContain("the left side is 75 and the right 71.65")
  })

  test("RC COMPARE is the run without the check", async () => {
    const model = (sign: string) => `
births = 10 ~~| people = INTEG(births, 100) ~~|
c :THE CONDITION: births = RC COMPARE('base', births, 2)
  :IMPLIES: people ${sign} RC COMPARE CHECK('base', people, 0, 1) ~~|`
    expect((await first(model(">="))).verdict).toBe("holds")
    // Doubled from time 1 on: 130 at time 2, where it would be 120.
    expect((await first(model("<="))).why).toContain(
      "First at time 2: people <= 1 * people without the check, where the left side is 130 and the right 120.",
    )
  })

  test("a run that draws cannot be compared with one that draws other numbers", async () => {
    const check = await first(`
push = 1 ~~| noise = push * RANDOM NORMAL(-1, 1, 0, 1, 3) ~~|
c :THE CONDITION: push = 2 :IMPLIES: noise >= RC COMPARE CHECK('base', noise, 0, 1) ~~|`)
    expect(check.verdict).toBe("not testable")
    expect(check.why).toContain("'noise' cannot be compared with a run without the check")
  })
})

describe("checks that cannot be run", () => {
  test("a variable set to what waits for it is a circle, and said to be", async () => {
    const check = await first(`
a = 1 ~~| b = a + 1 ~~| c :THE CONDITION: a = b :IMPLIES: b > 0 ~~|`)
    expect(check.verdict).toBe("not testable")
    expect(check.why).toMatch(/^The changed model cannot be run: .*b/)
  })

  test("a run that fails is told, not counted", async () => {
    const check = await first(`
a = 1 ~~| b = 6 / a ~~| c :THE CONDITION: a = RC STEP(a, 0) :IMPLIES: b > 0 ~~|`)
    expect(check).toMatchObject({verdict: "not testable", share: null})
    expect(check.why).toContain("'b' is no longer a finite number at time 1")
  })

  const warned = (check: string) => laid(`herds = 5 ~~| R: p, q ~~| y[R] = 1 ~~| m = 2 ~~|\n${check}`)

  test("is a warning with its place, and leaves the model what it is", () => {
    const {model, says, grave} = warned("c :THE CONDITION: herdz = 1 :IMPLIES: herds = 0 ~~|")
    expect(says).toEqual(["exchange/unknown-name: No name 'herdz' (m.mdl:3:19)"])
    expect(grave).toBe(false)
    expect(model.realityChecks).toBeUndefined()
  })

  test("an unknown dimension, an array as a number, a condition of too many ways", () => {
    expect(warned("c[Z] :THE CONDITION: :IMPLIES: herds = 0 ~~|").says[0]).toContain("No subscript 'Z' (m.mdl:3:1)")
    expect(warned("c :THE CONDITION: y[z] = 0 :IMPLIES: herds = 0 ~~|").says[0]).toContain("m.mdl:3:19")
    const either = (x: string) => `(${x} = 1 :OR: ${x} = 2)`
    const many = Array.from({length: 5}, () => either("m")).join(" :AND: ")
    const {says, grave} = warned(`c :THE CONDITION: ${many} :IMPLIES: herds = 0 ~~|`)
    expect(says[0]).toBe("exchange/reality-check: A condition that can be so in more than 16 ways, in 'c' (m.mdl:3:1)")
    expect(grave).toBe(false)
  })

  test("functions that there are not, macros, times of the run, and what speaks of the whole run", () => {
    const only = (check: string) => {
      const {says, grave} = warned(check)
      expect(grave).toBe(false)
      expect(says).toHaveLength(1)
      return says[0]
    }
    expect(only("c :THE CONDITION: foo(3) > 2 :IMPLIES: herds = 0 ~~|")).toBe(
      "exchange/unknown-function: No function 'foo' (m.mdl:3:19)",
    )
    expect(
      only(":MACRO: TWICE(x)\nTWICE = 2 * x ~~|\n:END OF MACRO:\nc :THE CONDITION: m = TWICE(2) :IMPLIES: m = 4 ~~|"),
    ).toBe("exchange/reality-check: The macro 'TWICE' is called in a reality check, in 'c' (m.mdl:6:1)")
    expect(only("c :THE CONDITION: TIME STEP = 1 :IMPLIES: herds = 0 ~~|")).toBe(
      "exchange/reality-check: 'TIME STEP' is set, in 'c' (m.mdl:3:1)",
    )
    expect(only("c :THE CONDITION: m = 1 :IMPLIES: herds > :AT LEAST ONCE: 7 ~~|")).toContain(
      ":AT LEAST ONCE: in a reality check is not offered",
    )
  })

  test("ten thousand conditions in a row are refused in words", () => {
    const {says} = warned(`c :THE CONDITION: ${Array(10_000).fill("m = 2").join(" :AND: ")} :IMPLIES: herds = 0 ~~|`)
    expect(says[0]).toContain("nested more than")
  })
})

describe("over runs", () => {
  const model = (bound: number) =>
    parseModel(
      `format: brink/model@1
time: {unit: week, stop: 4, step: 1}
quantities:
  chance: {kind: parameter, unit: 1, value: {uniform: [0, 1]}, because: [assumed: made up]}
  twice: {kind: auxiliary, unit: 1, equation: 2 * chance, because: [assumed: made up]}
reality_checks:
  bounded: {says: not more than that, implies: twice <= ${2 * bound}}
  pushed: {sets: {chance: 1}, implies: twice == 2}
`,
      "m.yaml",
    )

  test("a check has the share of runs in which it is so", async () => {
    const [bounded, pushed] = await verdicts(model(0.5), 200)
    expect(bounded).toMatchObject({verdict: "mixed", share: 0.5, says: "bounded: not more than that"})
    expect(bounded!.why).toMatch(
      /^So in 100 of the 200 runs in which it is asked for\. First at week 0: twice <= 1, where/,
    )
    expect(pushed).toMatchObject({verdict: "holds", share: 1, condition: {set: {chance: {is: 1}}, from: 0}})
    expect((await verdicts(model(0.9), 200))[0]).toMatchObject({verdict: "holds", share: 0.9})
    expect((await verdicts(model(0.1), 200))[0]).toMatchObject({verdict: "contradicted", share: 0.1})
  })

  test("the left side shown is that of the first run that is against it", async () => {
    const [bounded] = await verdicts(model(0.5), 50)
    const shown = Number(/left side is (\S+) and/.exec(bounded!.why)![1])
    expect(shown).toBeGreaterThan(1)
    expect(shown).toBeLessThanOrEqual(2)
  })

  test("a model in which nothing is drawn needs one run", () => {
    expect(runsNeeded(laid("a = 1 ~~|").model, 1000)).toBe(1)
    expect(runsNeeded(laid("a = RANDOM UNIFORM(0, 1, 2) ~~|").model, 1000)).toBe(1000)
    expect(runsNeeded(model(1), 1000)).toBe(1000)
  })
})

describe("in files", () => {
  const TEXT = `
R: north, south ~~| rain[R] = 4, 6 ~~| water[R] = rain[R] + 1 ~~| RC START TIME = 2 ~~|
dry[R] :TEST INPUT: rain[R] = RC RAMP(rain[R], 0, 2) ~~|
thirst[R] :THE CONDITION: dry[R] :AND: water[R] * 2 > 1 :IMPLIES: water[R] <= RC DECAY CHECK(0.5, water[R], 9, 1, 3) ~~|
`
  test("model.yaml keeps what was laid out", async () => {
    const {model} = laid(TEXT)
    const printed = printModel({...model, quantities: model.quantities.map((q) => ({...q, unit: "1"}))})
    const again = parseModel(printed, "m.yaml")
    const bare = (m: Model) => m.realityChecks!.map(({line: _, ...check}) => check)
    expect(bare(again)).toEqual(bare(model))
    expect(printModel(again)).toBe(printed)
    expect(await verdicts(again)).toEqual(await verdicts(model))
  })

  test("a .mdl and an XMILE file written of it have the same verdicts", async () => {
    const {blueprint} = readMdl(`{UTF-8}\n${TEXT}\n${CONTROL}`, "m.mdl")
    const model = flatten(blueprint, {file: "m.mdl"}).model
    const mdl = readMdl(writeMdl(blueprint).text, "w.mdl").blueprint
    expect(await verdicts(flatten(mdl, {file: "w.mdl"}).model)).toEqual(await verdicts(model))
    const xmile = readXmile(writeXmile(blueprint).text, "w.xmile").blueprint
    const told = await verdicts(flatten(xmile, {file: "w.xmile"}).model)
    expect(told.map(({id, verdict, why}) => [id, verdict, why])).toEqual(
      (await verdicts(model)).map(({id, verdict, why}) => [id, verdict, why]),
    )
  })

  test("what other tools' formats do not hold is named", () => {
    expect(blueprintOf(laid(TEXT).model, central).notes).toContain(
      "reality checks are left out: thirst[north], thirst[south]",
    )
  })

  test("a run knows nothing of them", () => {
    const {model} = laid(TEXT)
    const {realityChecks: _, ...bare} = model
    const values = (m: Model) => {
      const program = compile(m)
      const into = new Float64Array(rows(program) * program.outputs.length)
      emit(program).run(
        program.inputs.map(({prior}) => central(prior)),
        into,
        {seed: {lo: 1, hi: 0}, run: 0},
      )
      return [...into]
    }
    expect(values(model)).toEqual(values(bare))
  })

  test("the page on model.yaml shows checks that run", async () => {
    const page = readFileSync(new URL("../../docs/formats/model.md", import.meta.url), "utf8")
    const shown = /\n( {4}reality_checks:\n(?: {6}.*\n)+)/.exec(page)![1]!.replace(/^ {4}/gm, "")
    const model = parseModel(`${/```yaml\n([\s\S]*?)```/.exec(page)![1]!}${shown}`, "model.md")
    const checks = await verdicts(
      {
        ...model,
        contested: [],
        quantities: model.quantities.map((q) => (q.name === "rain" ? {...q, equation: {op: "number", value: 9}} : q)),
      },
      20,
    )
    expect(checks.map(({id, verdict}) => [id, verdict])).toEqual([
      ["dry year", "holds"],
      ["never empty", "not testable"],
    ])
  })

  test("mistakes of a model.yaml are told with their places", () => {
    const text = `format: brink/model@1
time: {unit: week, stop: 4, step: 1}
quantities:
  a: {kind: parameter, unit: 1, value: 1, because: [assumed: made up]}
reality_checks:
  one: {sets: {b: 2}, implies: a > cc}
  two: {implies: a > a2, courses: {a: {kind: ramp, basis: a}}}
`
    expect(() => parseModel(text, "m.yaml")).toThrow(/m\.yaml:6:.*sets `b`, which the model does not have/)
    expect(() => parseModel(text, "m.yaml")).toThrow(/reads `cc`, which the model does not have/)
    expect(() => parseModel(text, "m.yaml")).toThrow(/`a` is a quantity of the model; choose another name/)
    expect(() => parseModel(text, "m.yaml")).toThrow(/m\.yaml:7:.*a ramp needs `over`/)
  })
})

const shared = process.env["BRINK_SHARED"] ?? "../shared"
const corpus = `${shared}/data/sd-test-models/tests/reality_checks/test_reality_checks.mdl`
describe.skipIf(!existsSync(corpus))("the corpus", () => {
  test("its reality checks hold, as its equations say", async () => {
    const {blueprint} = readMdl(readFileSync(corpus, "utf8"), corpus)
    const flat = flatten(blueprint, {file: corpus})
    expect(flat.issues).toEqual([])
    const checks = await verdicts(flat.model)
    expect(checks.map(({id, verdict}) => [id, verdict])).toEqual([
      ["no_productivity_no_output[a]", "holds"],
      ["no_productivity_no_output[b]", "holds"],
      ["no_productivity_no_output[c]", "holds"],
      ["no_productivity_no_output[d]", "holds"],
      ["no_workers_no_output", "holds"],
    ])
  })
})
