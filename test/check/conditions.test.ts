// Sentences in, the tests that they become out: which way each kind of condition has its cause go, what is moved
// together, and whether that happened or is to come. Invented throughout.

import {describe, expect, test} from "vitest"
import {type CheckInput, type CheckResult, check} from "../../src/check/index.ts"
import {read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import {sweepHere} from "../../src/ensemble/index.ts"
import {gather, parseCodebook} from "../../src/map/index.ts"
import {parseModel} from "../../src/model/index.ts"
import {english} from "../language/english.ts"

const codebook = parseCodebook(
  `format: brink/factors@1
factors:
  raids: {theme: attacks}
  tolls: {theme: other, aliases: [toll]}
  patrols: {theme: other, aliases: [patrol], choice: true}
  trade: {theme: trade}
  hunger: {theme: other}
`,
  "factors.yaml",
)

/** Raids and tolls eat trade, patrols keep raids down, and where there is less trade there is hunger. */
const road = parseModel(
  `
format: brink/model@1
time: {unit: week, start: 0, stop: 104, step: 0.5, save: 1, method: euler}
quantities:
  patrols: {kind: lever, unit: 1, value: 0.5, range: [0, 1], because: [assumed: a choice]}
  tolls: {kind: lever, unit: 1, value: 0.5, range: [0, 1], because: [assumed: a choice]}
  base_raids: {kind: parameter, unit: 1, value: {uniform: [4, 6]}, because: [assumed: seen]}
  raids: {kind: auxiliary, unit: 1, equation: "base_raids - 3 * patrols", because: [assumed: it is so]}
  trade: {kind: stock, unit: 1, initial: 10, rate: "(20 - raids - 4 * tolls - trade) / repair", because: [assumed: it is so]}
  repair: {kind: parameter, unit: week, value: 8, because: [assumed: it is so]}
  hunger: {kind: auxiliary, unit: 1, equation: "20 - trade", because: [assumed: it is so]}
`,
  "model.yaml",
)

async function told(text: string, more: Partial<CheckInput> = {}): Promise<CheckResult["checks"]> {
  const {document} = openDocument({file: "a.txt", kind: "text", text})
  const reading = read([document!], lineages([document!]), english(), [])
  const map = gather(reading, {codebook})
  const execute: CheckInput["execute"] = async (plan) => sweepHere(plan)
  const result = await check({model: road, map, reading, execute, runs: 40, seed: "1", drafted: false, ...more})
  return result.checks
}

const ways = (set: Record<string, {is?: number; plus?: number; times?: number}>) =>
  Object.entries(set).map(([name, {is, plus, times}]) => {
    const lower = (is ?? 0.5) < 0.5 || (plus ?? 0) < 0 || (times ?? 1) < 1
    return `${name} ${lower ? "down" : "up"}`
  })

describe("each kind of condition", () => {
  test.each([
    ["If raids increase, trade will fall.", "With more Raids comes less Trade.", "raids up"],
    ["Should raids increase, trade will fall.", "With more Raids comes less Trade.", "raids up"],
    ["Unless patrols are stepped up, raids will increase.", "With fewer Patrols come more Raids.", "patrols down"],
    ["Without patrols, trade will fall.", "With fewer Patrols comes less Trade.", "patrols down"],
    ["Until the raids stop, trade will keep falling.", "With fewer Raids comes more Trade.", "raids down"],
    // What is needed need not be enough: without it there is none.
    ["Trade will recover only if patrols increase.", "With fewer Patrols comes less Trade.", "patrols down"],
    ["As long as the raids continue, hunger will grow.", "With more Raids comes more Hunger.", "raids up"],
    ["No trade will come back unless tolls are cut.", "With more Tolls comes less Trade.", "tolls up"],
    ["If the council ends tolls, no hunger will remain.", "With fewer Tolls comes less Hunger.", "tolls down"],
    ["Once the patrols return, trade will recover.", "With more Patrols comes more Trade.", "patrols up"],
  ])("%s", async (sentence, says, moved) => {
    const conditional = (await told(sentence)).find(({kind}) => kind === "conditional")!
    expect(conditional).toMatchObject({says, verdict: "holds"})
    expect(ways(conditional.condition!.set)).toEqual([moved])
  })

  test("a model that does the opposite contradicts it", async () => {
    const [, conditional] = await told("Unless patrols are stepped up, trade will grow.")
    expect(conditional).toMatchObject({kind: "conditional", verdict: "contradicted"})
  })
})

describe("what is told together", () => {
  test.each([
    ["Trade will fall unless raids and tolls are cut.", "With more Raids and more Tolls comes less Trade."],
    ["If neither raids nor tolls fall, trade will collapse.", "With more Raids and more Tolls comes less Trade."],
    ["The combined weight of raids and tolls has ruined trade.", "With more Raids and more Tolls comes less Trade."],
  ])("%s", async (sentence, says) => {
    const whole = (await told(sentence)).at(-1)!
    expect(whole).toMatchObject({says, verdict: "holds"})
    expect(ways(whole.condition!.set)).toEqual(["raids up", "tolls up"])
  })

  test("what is only listed is told of each", async () => {
    const says = (await told("Raids and tolls have ruined trade.")).map((one) => one.says)
    expect(says).toEqual(["With more Raids comes less Trade.", "With more Tolls comes less Trade."])
  })

  test("each of several consequences is a check of its own", async () => {
    const checks = await told("If raids increase, trade will fall and hunger will grow.")
    const says = checks.filter(({kind}) => kind === "conditional").map((one) => one.says)
    expect(says).toEqual(["With more Raids comes less Trade.", "With more Raids comes more Hunger."])
  })
})

test("the past is tested on what happened up to now, the present on it from now, the future on the base run", async () => {
  const model = {...road, time: {...road.time, now: 52}}
  const replay = {
    settings: [{name: "tolls", act: "=" as const, value: 0.9}],
    events: [],
  }
  const where = async (sentence: string) => (await told(sentence, {model, replay}))[0]!.condition
  expect(await where("Raids ruined trade.")).toMatchObject({from: 26, scenario: "replay"})
  expect(await where("Raids ruin trade.")).toMatchObject({from: 52, scenario: "replay"})
  const future = await where("Raids will ruin trade.")
  expect(future?.from).toBe(52)
  expect(future).not.toHaveProperty("scenario")
})

describe("what is no test", () => {
  test.each([
    ["Raids did not reduce trade.", "It is only denied, so there is no direction to test."],
    [
      "The council had hoped that patrols would revive trade. Instead, the road emptied.",
      "It was expected, and is said not to have come about: there is no direction to test.",
    ],
  ])("%s", async (sentence, why) => {
    expect((await told(sentence))[0]).toMatchObject({verdict: "not testable", why})
  })
})
