import {describe, expect, test} from "vitest"
import {marginOf, meets} from "../../src/check/expectation.ts"
import {type Check, type CheckInput, check, parseChecks} from "../../src/check/index.ts"
import type {Reading} from "../../src/claims/index.ts"
import {asDraftedOf, draft, sketch} from "../../src/draft/index.ts"
import {type Plan, sweepHere} from "../../src/ensemble/index.ts"
import type {CausalMap} from "../../src/map/index.ts"
import {type Model, parseModel, printModel} from "../../src/model/index.ts"
import {claimOf, groundingOf, mapOf, readingOf} from "../draft/small-map.ts"
import {isQuick} from "../tiers.ts"

/** Raids eat trade and fear; a contested switch says whether patrols lower or raise them. */
const valley = parseModel(
  `
format: brink/model@1
time: {unit: week, start: 0, stop: 52, step: 0.25, save: 1, method: euler}
quantities:
  patrols: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
  raids: {kind: auxiliary, unit: 1, equation: "base_raids + if(patrols_calm, -1, 1) * patrols", because: [assumed: it is so]}
  base_raids: {kind: parameter, unit: 1, value: {uniform: [4, 6]}, because: [assumed: seen]}
  trade: {kind: stock, unit: 1, label: Trade on the road, initial: 10, inflows: [recovery], outflows: [loss], because: [assumed: seen]}
  recovery: {kind: flow, unit: 1/week, equation: "(20 - trade) / repair", because: [assumed: it is so]}
  loss: {kind: flow, unit: 1/week, equation: "raids * trade / 40 / repair", because: [assumed: it is so]}
  repair: {kind: parameter, unit: week, value: 8, because: [assumed: it is so]}
  songs: {kind: auxiliary, unit: 1, equation: "3", because: [assumed: it is so]}
contested:
  patrols_calm: {question: Do patrols calm the valley?, sides: [{is: true, says: they do, claims: [a]}, {is: false, says: they do not, claims: [b]}], chance: 0.6}
`,
  "model.yaml",
)

function run(map: CausalMap, more: Partial<CheckInput> & {reading?: Reading} = {}) {
  return check({
    model: valley,
    map,
    reading: readingOf(),
    execute: async (plan) => sweepHere(plan),
    runs: 200,
    seed: "1",
    drafted: false,
    ...more,
  })
}

async function one(map: CausalMap, more: Partial<CheckInput> = {}): Promise<Check> {
  return (await run(map, more)).checks[0]!
}

describe("a link is a test of the model", () => {
  test("what the model does in every run holds", async () => {
    const result = await one(mapOf({"raids -> trade": {sign: "-"}}))
    expect(result).toMatchObject({
      id: "link:raids->trade",
      kind: "link",
      says: "With more raids comes less trade.",
      verdict: "holds",
      share: 1,
      byConstruction: false,
      contested: false,
    })
    expect(result.condition).toMatchObject({from: 0, set: {raids: {plus: expect.any(Number)}}})
    expect(result.measure).toMatch(/^trade at week 26, more than 0\.0\d+ below the same run with nothing set$/)
    expect(result.why).toMatch(/^With "raids" raised by [\d.]+, "Trade on the road" goes down in all 200 runs\.$/)
  })

  test("its two courses begin alike and part by what was set", async () => {
    const {fans} = await one(mapOf({"raids -> trade": {sign: "-"}}))
    expect(fans).toMatchObject({quantity: "trade"})
    expect(fans!.with.p50[0]).toBe(fans!.without.p50[0])
    expect(fans!.with.p50.at(-1)!).toBeLessThan(fans!.without.p50.at(-1)!)
    for (const band of [fans!.with, fans!.without])
      band.p50.forEach((middle, i) => {
        expect(middle).toBeGreaterThanOrEqual(band.p10[i]!)
        expect(middle).toBeLessThanOrEqual(band.p90[i]!)
      })
  })

  test("what the model does the other way in every run is contradicted", async () => {
    const result = await one(mapOf({"raids -> trade": {sign: "+"}}))
    expect(result).toMatchObject({verdict: "contradicted", share: 0})
  })

  test("a stock whose rate is one equation is reached by what stands in it", async () => {
    const rated = parseModel(
      printModel(valley).replace("inflows: [recovery], outflows: [loss]", "rate: recovery - loss"),
      "model.yaml",
    )
    expect(rated.quantities.find(({name}) => name === "trade")?.rate).toBeDefined()
    const result = await one(mapOf({"raids -> trade": {sign: "-"}}), {model: rated})
    expect(result).toMatchObject({verdict: "holds", share: 1})
  })

  test("a link that is told and denied is tested the way it is told, however many deny it", async () => {
    const map = mapOf({"patrols -> raids": {sign: "contested", whether: "-", for: [["b"], 1], against: [["a"], 2]}})
    expect(await one(map)).toMatchObject({contested: true, claims: ["b"], says: "With more patrols come fewer raids."})
  })

  test("what a contested switch decides is mixed, with the switch's share", async () => {
    const result = await one(mapOf({"patrols -> raids": {sign: "contested", for: [["b"], 1], against: [["a"], 2]}}), {
      runs: 1000,
    })
    expect(result).toMatchObject({contested: true, verdict: "mixed", says: "With more patrols come fewer raids."})
    expect(result.condition?.set).toEqual({patrols: {is: 0.2}})
    expect(result.share).toBeCloseTo(0.6, 2)
    expect(result.why).toBe('With "patrols" held at 0.2, "raids" goes down in 6 of 10 and goes up in 4 of 10 runs.')
  })

  test("a stock is held clear of its course", async () => {
    const other = {...valley, quantities: [...valley.quantities.filter((q) => q.name !== "songs"), song()]}
    const result = await one(mapOf({"trade -> songs": {}}), {model: other})
    expect(result.verdict).toBe("holds")
    expect(result.condition?.set["trade"]?.is).toBeGreaterThan(14)
  })

  test("an effect that stands at its bound is tested the other way round", async () => {
    const full = {
      ...valley,
      quantities: valley.quantities.map((q) => (q.name === "trade" ? {...q, range: [0, 12]} : q)),
    }
    // Fewer raids, more trade: but trade is at 12 already.
    const down = mapOf({"raids -> trade": {sign: "-", for: [["k"], 1]}}, {}, [
      {...groundingOf("k", "raids->trade", "-"), moves: "-"},
    ])
    const mirrored = await one(down, {
      model: full as Model,
      reading: readingOf([claimOf("k", "Fewer raids mean trade.")]),
    })
    expect(mirrored.says).toBe("With fewer raids comes more trade.")
    expect(mirrored.condition!.set["raids"]!.plus).toBeGreaterThan(0)
  })

  test("a cause that stands at its bound is tested the other way round, and that is said", async () => {
    const printed = printModel(valley).replace(/equation: "?3"?,/, "equation: 1, range: [0, 1],")
    const calm = parseModel(printed.replace("(20 - trade)", "(20 * songs - trade)"), "model.yaml")
    const result = await one(mapOf({"songs -> trade": {}}), {model: calm})
    expect(result).toMatchObject({verdict: "holds", condition: {set: {songs: {plus: -0.2}}}})
    expect(result.measure).toContain("below the same run")
    expect(result.why).toMatch(
      /^Tried the other way round, as "songs" has no room the way told: with "songs" lowered by 0\.2, /,
    )
  })

  test("an effect that is over by the end of the lag is looked at while it lasts", async () => {
    // A fire that burns down by exp(-t / 2): water puts out half of it, and leaves a wet floor that smoulders for good.
    const fire = (smoulders: number) =>
      parseModel(
        `
format: brink/model@1
time: {unit: week, start: 0, stop: 52, step: 0.25, save: 1, method: euler}
quantities:
  heat: {kind: parameter, unit: 1, value: {uniform: [80, 120]}, because: [assumed: seen]}
  water: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
  fire: {kind: auxiliary, unit: 1, equation: "heat * exp(-time / 2) * (1 - water / 2) + ${smoulders} * water", because: [assumed: it is so]}
`,
        "model.yaml",
      )
    const link = mapOf({"water -> fire": {sign: "-"}})
    // At week 26 two millionths of it are left, and 0.002 smoulders.
    const brief = await one(link, {model: fire(0.01)})
    expect(brief).toMatchObject({verdict: "holds", share: 1})
    expect(brief.measure).toMatch(/^fire at week 13, /)
    expect(brief.why).toMatch(/ Looked at in week 13: by week 26 it is all but over\.$/)
    // What smoulders on beyond the fiftieth is there at the end, and is what counts.
    const lasting = await one(link, {model: fire(20)})
    expect(lasting).toMatchObject({verdict: "contradicted"})
    expect(lasting.measure).toMatch(/^fire at week 26, /)
    expect(lasting.why).not.toContain("Looked at")
  })

  test("a lag that is told is the horizon", async () => {
    const result = await one(mapOf({"raids -> trade": {sign: "-", lag: "within eight weeks"}}))
    expect(result.measure).toContain("at week 8,")
  })

  test("a factor is found by label, and by the claims a quantity rests on", async () => {
    const byLabel = await one(mapOf({"raids -> commerce": {sign: "-"}}, {commerce: {name: "Trade on the road"}}))
    expect(byLabel.verdict).toBe("holds")
    const bearing: Model = {
      ...valley,
      quantities: valley.quantities.map((q) => (q.name === "loss" ? {...q, because: [{claim: "k1"}]} : q)),
    }
    const byClaim = await one(
      mapOf({"raids -> caravans": {sign: "-", for: [["k1"], 1]}}, {}, [groundingOf("k1", "raids->caravans", "-")]),
      {model: bearing},
    )
    expect(byClaim.verdict).toBe("holds")
    expect(byClaim.measure).toContain("trade at week 26")
  })
})

function song(): Model["quantities"][number] {
  const songs = valley.quantities.find((q) => q.name === "songs")!
  return {
    ...songs,
    equation: {op: "binary", fn: "*", left: {op: "name", name: "trade"}, right: {op: "number", value: 2}},
  }
}

describe("a contradicted check names what would have to change", () => {
  // More rain is told to bring more harvest; it gains 1 of it and rots 1.5 of it.
  const field = parseModel(
    `
format: brink/model@1
time: {unit: week, start: 0, stop: 52, step: 1, save: 1, method: euler}
quantities:
  wet: {kind: parameter, unit: 1, value: {uniform: [-1, 1]}, because: [assumed: weather]}
  rain: {kind: auxiliary, unit: 1, equation: 3 + wet, because: [assumed: weather]}
  gain: {kind: parameter, unit: 1, value: 1, because: [assumed: seed]}
  rot: {kind: parameter, unit: 1, label: Rot in the ear, value: 1.5, because: [assumed: mould]}
  harvest: {kind: auxiliary, unit: 1, label: The harvest, equation: "gain * rain - rot * rain + 40", because: [assumed: it is so]}
`,
    "field.yaml",
  )

  test("the parameter that is nearest, in which equation, and how far it would have to go", async () => {
    const result = await one(mapOf({"rain -> harvest": {}}), {model: field})
    // gain would have to rise by half of itself, rot to fall by a third.
    expect(result.verdict).toBe("contradicted")
    expect(result.turns).toMatchObject({quantity: "harvest", parameter: "rot", is: 1.5})
    expect(result.turns!.needs).toBeLessThan(1)
    expect(result.turns!.needs).toBeGreaterThan(0.97)
    expect(result.why).toMatch(
      /It would hold with "Rot in the ear" \(rot\) at (?:1|0\.9\d), not 1\.5, in the equation of "The harvest" \(harvest\)/,
    )
  })

  test("however many numbers lead there", async () => {
    const small = Array.from({length: 12}, (_, i) => `seed_${String.fromCharCode(97 + i)}`)
    const text = printModel(field)
      .replace("gain * rain", `(${small.join(" + ")} + gain) * rain`)
      .replace(
        "quantities:",
        `quantities:\n${small.map((name) => `  ${name}: {kind: parameter, unit: 1, value: 0.001, because: [assumed: so]}`).join("\n")}`,
      )
    const result = await one(mapOf({"rain -> harvest": {}}), {model: parseModel(text, "field.yaml")})
    expect(result.turns).toMatchObject({parameter: "rot", is: 1.5})
  })

  test("a number that stands in the equation itself", async () => {
    const bare = printModel(field).replace("gain * rain - rot * rain + 40", "0.5 * rain - 0.9 * rain + 40")
    const result = await one(mapOf({"rain -> harvest": {}}), {model: parseModel(bare, "field.yaml")})
    expect(result.turns).toMatchObject({quantity: "harvest", parameter: null, is: 0.9})
    expect(result.turns!.needs).toBeCloseTo(0.5, 1)
    expect(result.why).toMatch(/It would hold with 0\.(?:5|49) in place of 0\.9 in the equation of "The harvest"/)
  })

  test("none where no single number does it, and the analyst's own checks too", async () => {
    const never = await one(mapOf({"raids -> trade": {sign: "+"}}))
    expect(never).toMatchObject({verdict: "contradicted", turns: null})
    expect(never.why).toContain("No single number on the way")
    const checks = parseChecks(
      "format: brink/checks@1\nchecks:\n  - {id: R, says: rain feeds, set: {rain: {plus: 1}}, from: 4, expect: harvest at 10 > base + 0.2}\n",
      "checks.yaml",
    )
    const {checks: own} = await run(mapOf({}), {model: field, checks})
    expect(own[0]).toMatchObject({verdict: "contradicted", turns: {parameter: "rot"}})
    // 1 - rot > 0.2
    expect(own[0]!.turns!.needs).toBeCloseTo(0.8, 1)
  })
})

describe("what no run can decide", () => {
  test("a factor without a quantity is not represented, with the nearest names", async () => {
    const result = await one(mapOf({"raid -> hunger": {}}))
    expect(result).toMatchObject({verdict: "not represented", share: null, condition: null, measure: null})
    expect(result.why).toContain("No quantity for raid (nearest names: raids")
    expect(result.why).toContain("No quantity for hunger")
  })
  test("a nearest name that stands for something else says for what", async () => {
    const result = await one(mapOf({"raids_abroad -> trade": {}, "raids -> trade": {sign: "-"}}))
    expect(result.why).toContain("No quantity for raids abroad (nearest names: raids, which stands for raids).")
  })
  test("two quantities without a path between them are not represented", async () => {
    const result = await one(mapOf({"trade -> raids": {}}))
    expect(result).toMatchObject({verdict: "not represented", why: "Nothing leads from trade to raids in the model."})
  })
  test("a link without a direction is not testable", async () => {
    expect(await one(mapOf({"raids -> trade": {sign: "unclear"}}))).toMatchObject({
      verdict: "not testable",
      why: "The documents do not say which way.",
    })
    expect(await one(mapOf({"raids -> trade": {for: [[], 0], zero: [["z"], 1]}}))).toMatchObject({
      says: "raids is said to have no effect on trade.",
      verdict: "not testable",
      why: "It is said to have no effect, so there is no direction to test.",
    })
  })
  test("a statement is told in the number of what it names, denied or not", async () => {
    const denied = {for: [[], 0] as [string[], number], against: [["d"], 1] as [string[], number]}
    const says = async (links: Record<string, object>) => (await run(mapOf(links))).checks.map((each) => each.says)
    expect(await says({"patrols -> tests": {sign: "-"}, "bots -> wait": {sign: "+"}})).toEqual([
      "With more patrols come fewer tests.",
      "With more bots comes more wait.",
    ])
    expect(await says({"bots -> tests": denied})).toEqual(["More bots do not bring more tests."])
  })

  test("a link that is only denied has no direction", async () => {
    expect(await one(mapOf({"raids -> trade": {for: [[], 0], against: [["d"], 1]}}))).toMatchObject({
      verdict: "not testable",
      says: "More raids do not bring more trade.",
    })
  })
  test("a question and a judgement of value are not testable", async () => {
    const reading = readingOf([
      claimOf("q", "Will the raids end the trade?"),
      claimOf("v", "Selling the well would be a tragedy.", {
        effect: {from: 0, to: 9, text: "a tragedy", thing: [], change: null},
      }),
    ])
    const map = mapOf({"raids -> trade": {for: [["q"], 1]}, "patrols -> raids": {for: [["v"], 1]}})
    const {checks} = await run(map, {reading})
    expect(checks.map((each) => each.why)).toEqual([
      "It is asked, not said.",
      "It is a judgement of value, which no run can decide.",
    ])
  })
  test("a link that was only assumed by an edit is no statement of a document", async () => {
    expect((await run(mapOf({"raids -> trade": {for: [[], 0]}}))).checks).toEqual([])
  })
})

describe("a conditional is a test of its own", () => {
  const claim = (more: Parameters<typeof claimOf>[2]) => claimOf("k1", "If the raids fall, trade will grow.", more)
  const map = (sign: "+" | "-" | "0") =>
    mapOf({"raids -> trade": {sign: "-", for: [["k1"], 1]}}, {}, [groundingOf("k1", "raids->trade", sign)])
  const fall = {from: 3, to: 17, text: "the raids fall", thing: [], change: "-" as const}

  test("the phrase's change says which way the cause is moved", async () => {
    const {checks} = await run(map("-"), {reading: readingOf([claim({condition: "if", cause: fall})])})
    expect(checks.map((each) => each.id)).toEqual(["link:raids->trade", "if:k1"])
    expect(checks[1]).toMatchObject({
      kind: "conditional",
      says: "With fewer raids comes more trade.",
      verdict: "holds",
      claims: ["k1"],
      quote: {file: "valley.md", from: 0, to: 35, text: "If the raids fall, trade will grow."},
    })
    expect(checks[1]?.condition?.set["raids"]).toEqual({times: 0.5})
  })
  test("without X is X going down", async () => {
    const {checks} = await run(map("-"), {reading: readingOf([claim({condition: "without"})])})
    expect(checks[1]).toMatchObject({says: "With fewer raids comes more trade.", verdict: "holds"})
  })
  test("a condition of several things is one check that moves them all, and one with 'or' is not", async () => {
    const text = "Without raids and patrols, trade will grow."
    const parts = (word: string) => {
      const quote = text.replace(" and ", ` ${word} `)
      const effect = {
        from: quote.indexOf("trade"),
        to: quote.length - 1,
        text: "trade will grow",
        thing: [],
        change: null,
      }
      const quoted = {from: 0, to: quote.length, text: quote}
      const of = (id: string) => claimOf(id, quote, {quote: quoted, condition: "without", effect})
      return readingOf([of("k1"), of("k2")])
    }
    const both = mapOf({}, {raids: {}, patrols: {}, trade: {}}, [
      groundingOf("k1", "raids->trade", "-"),
      groundingOf("k2", "patrols->trade", "-"),
    ])
    const {checks} = await run(both, {reading: parts("and")})
    expect(checks.map(({id, says}) => [id, says])).toEqual([
      ["if:k1+if:k2", "With fewer raids and fewer patrols comes more trade."],
    ])
    expect(checks[0]!.claims).toEqual(["k1", "k2"])
    // Patrols are at 0 already, so that both go up.
    expect(checks[0]!.condition!.set).toEqual({raids: {plus: expect.any(Number)}, patrols: {is: 0.2}})
    expect((await run(both, {reading: parts("or")})).checks.map(({id}) => id)).toEqual(["if:k1", "if:k2"])
  })
  test("a phrase that names the opposite moves the cause down", async () => {
    const turned = mapOf({"raids -> trade": {sign: "-", for: [["k1"], 1]}}, {}, [
      {...groundingOf("k1", "raids->trade", "-"), moves: "-"},
    ])
    const {checks} = await run(turned, {reading: readingOf([claim({condition: "if"})])})
    // The link too: all that bears it speaks of raids going down.
    expect(checks.map(({says}) => says)).toEqual(Array(2).fill("With fewer raids comes more trade."))
  })
  test("a saying is told of nobody", async () => {
    const proverb = claimOf("k1", "As a proverb goes, when raiders sleep, traders wake.", {condition: "if"})
    const {checks} = await run(map("-"), {reading: readingOf([proverb])})
    expect(checks.map(({verdict, why}) => [verdict, why])).toEqual(Array(2).fill(["not testable", "It is a saying."]))
  })
  test("a conditional said not to be so has no direction", async () => {
    const {checks} = await run(map("-"), {reading: readingOf([claim({condition: "if", denied: true})])})
    expect(checks[1]?.verdict).toBe("not testable")
  })
  test("a conditional without a place in the map says so", async () => {
    const lost = mapOf({"raids -> trade": {sign: "-"}}, {}, [groundingOf("k1", null)])
    const {checks} = await run(lost, {reading: readingOf([claim({condition: "if"})])})
    expect(checks[1]).toMatchObject({verdict: "not represented", says: "cause: effect"})
    expect(checks[1]?.why).toContain('No factor for "cause"')
  })
})

describe("counting", () => {
  const three = mapOf({
    "raids -> trade": {sign: "-"},
    "trade -> raids": {},
    "patrols -> raids": {sign: "unclear"},
  })

  test("totals add up to the checks that are not by construction", async () => {
    const result = await run(three)
    expect(result.totals).toEqual({holds: 1, mixed: 0, contradicted: 0, "not represented": 1, "not testable": 1})
    expect(result).toMatchObject({format: "brink/check@1", runs: 200, seed: "1"})
  })

  test("a drafted model's own links are listed, not counted", async () => {
    const map = mapOf({"rain -> harvest": {}, "harvest -> hunger": {sign: "-", belief: 0.5}})
    const result = await run(map, {model: draft(map, {name: "m"}), drafted: true})
    expect(result.checks.map((each) => [each.verdict, each.byConstruction])).toEqual([
      ["holds", true],
      ["mixed", true],
    ])
    expect(result.checks[1]?.share).toBeCloseTo(0.5, 2)
    expect(Object.values(result.totals)).toEqual([0, 0, 0, 0, 0])
  })

  test("of a sketch the links that nobody has edited are listed, not counted, and no others", async () => {
    const links = {"rain -> harvest": {}, "harvest -> hunger": {sign: "-" as const}}
    const model = sketch(mapOf(links), {name: "m"})
    const later = mapOf({...links, "rain -> hunger": {sign: "-"}})
    const built = async (asDrafted: readonly string[]) =>
      (await run(later, {model, asDrafted})).checks.map(({says, verdict, byConstruction}) => [
        says.split(" ").at(-1),
        verdict,
        byConstruction,
      ])
    const all = asDraftedOf(model, mapOf(links))
    expect(all).toEqual(model.quantities.map(({name}) => name))
    const ofHarvest = ["harvest.", "holds", true]
    const ofRain = ["hunger.", "holds", false]
    expect(await built(all)).toEqual([ofHarvest, ["hunger.", "holds", true], ofRain])
    expect(await built(all.filter((name) => name !== "hunger"))).toEqual([
      ofHarvest,
      ["hunger.", "holds", false],
      ofRain,
    ])
    expect((await built([])).every(([, , byConstruction]) => byConstruction === false)).toBe(true)
  })

  test("running only the part of a draft that decides the effects changes no share", async () => {
    const map = mapOf({
      "arms -> fear": {belief: 0.7},
      "fear -> arms": {belief: 0.6, lag: "within weeks"},
      "fear -> talks": {sign: "-", belief: 0.5},
      "talks -> arms": {sign: "contested", for: [["a"], 1], against: [["b"], 1]},
      "rain -> songs": {},
    })
    const model = draft(map, {name: "m"})
    const shares = async (drafted: boolean) => (await run(map, {model, drafted})).checks.map((each) => each.share)
    expect(await shares(true)).toEqual(await shares(false))
  })

  test.skipIf(isQuick)("a drafted link that the other links overrule is counted as contradicted", async () => {
    const map = mapOf({
      "rain -> mud": {sign: "+", strength: "severely"},
      "mud -> travel": {sign: "-", strength: "severely"},
      "rain -> travel": {sign: "+", strength: "slightly", lag: "in the long run"},
      "rain -> floods": {sign: "+", strength: "severely"},
      "floods -> travel": {sign: "-", strength: "severely"},
    })
    const result = await run(map, {model: draft(map, {name: "m"}), drafted: true})
    const overruled = result.checks.find((each) => each.id === "link:rain->travel")
    expect(overruled).toMatchObject({verdict: "contradicted", byConstruction: false})
    expect(result.totals.contradicted).toBe(1)
  })

  test("runs that fail are counted and not used", async () => {
    const brittle = parseModel(
      `
format: brink/model@1
time: {unit: week, start: 0, stop: 52, step: 0.5, save: 1, method: euler}
quantities:
  rain: {kind: auxiliary, unit: 1, equation: "2", because: [assumed: it is so]}
  harvest: {kind: auxiliary, unit: 1, equation: "rain / if(cracked, 0, 1)", because: [assumed: it is so]}
  cracked: {kind: parameter, unit: 1, value: {chance: 0.25}, because: [assumed: it is so]}
`,
      "model.yaml",
    )
    const result = await one(mapOf({"rain -> harvest": {}}), {model: brittle})
    expect(result).toMatchObject({verdict: "holds", share: 1})
    expect(result.why).toContain("in all 150 runs. 50 of 200 runs failed and are not counted.")
  })

  test("the same input gives the same result, and one press serves all its effects", async () => {
    let ensembles = 0
    const counting: Partial<CheckInput> = {
      execute: async (plan) => {
        ensembles++
        return sweepHere(plan)
      },
    }
    const map = mapOf({"patrols -> raids": {sign: "-"}, "patrols -> trade": {}})
    const first = await run(map, counting)
    expect(ensembles).toBe(2)
    expect(await run(map)).toEqual(first)
  })
})

describe("the analyst's own checks", () => {
  const written = (expectation: string, more = "") =>
    parseChecks(
      `format: brink/checks@1\nchecks:\n  - {id: E1, says: patrols lower raids, set: {patrols: {is: 1}}, expect: ${JSON.stringify(expectation)}${more}}\n`,
      "checks.yaml",
    )
  const none = mapOf({})

  test("an expectation is held against the same run without what is set", async () => {
    const result = await one(none, {checks: written("raids at 18 < 0.9 * base"), runs: 1000})
    expect(result).toMatchObject({id: "E1", kind: "behaviour", verdict: "mixed", measure: "raids at 18 < 0.9 * base"})
    expect(result.condition).toEqual({set: {patrols: {is: 1}}, from: 0})
    expect(result.share).toBeCloseTo(0.6, 2)
    const enough = await one(none, {checks: written("raids at 18 < 0.9 * base", ", share: 0.55")})
    expect(enough.verdict).toBe("holds")
  })
  test.each([
    ["raids at 18 < base - 2", 8],
    ["raids at 18 < base + 2", 12],
    ["raids at 18 < 0.5 * base - 1", 4],
    ["raids at 18 < base * 1.5", 15],
    ["raids at 18 < 7 - 2.5", 4.5],
    ["raids at 18 < -7", -7],
  ])("of a base of 10 %s is bounded at %d", (expectation, bound) => {
    const [comparison] = written(expectation)[0]!.comparisons
    expect([bound - 0.01, bound].map((value) => meets(comparison!, value, 10))).toEqual([true, false])
    expect(marginOf(comparison!, bound - 0.5, 10)).toBe(0.5)
    expect(marginOf(comparison!, bound + 0.5, 10)).toBe(-0.5)
    expect(meets({...comparison!, compare: "<="}, bound, 10)).toBe(true)
    expect([bound, bound + 0.01].map((value) => meets({...comparison!, compare: ">"}, value, 10))).toEqual([
      false,
      true,
    ])
    expect([bound - 0.01, bound].map((value) => meets({...comparison!, compare: ">="}, value, 10))).toEqual([
      false,
      true,
    ])
    expect(marginOf({...comparison!, compare: ">"}, bound + 0.5, 10)).toBe(0.5)
  })
  test("what is never so is contradicted", async () => {
    expect((await one(none, {checks: written("max raids from 0 to 26 > base + 5")})).verdict).toBe("contradicted")
  })
  test("what is set from a time on does not show before it", async () => {
    const checks = written("raids at 9 >= base and raids at 9 <= base", ", from: 10")
    const result = await one(none, {checks})
    expect(result).toMatchObject({verdict: "holds", condition: {from: 10}})
  })
  test("spans have a least, a largest and a mean", async () => {
    const expectation = "min trade from 0 to 52 <= 10 and mean trade from 0 to 52 > 10 and max trade from 0 to 52 > 12"
    expect((await one(none, {checks: written(expectation)})).verdict).toBe("holds")
  })
  test("a quantity that the model lacks is not represented, with the nearest names", async () => {
    const result = await one(none, {checks: written("raid at 18 < base")})
    expect(result.verdict).toBe("not represented")
    expect(result.why).toMatch(/^The model has no raid \(nearest names: .*raids\)\.$/)
  })
  test("a time beyond the run is not testable", async () => {
    expect((await one(none, {checks: written("raids at 99 < base")})).why).toBe(
      "It looks at time 99, and the model runs from 0 to 52.",
    )
  })
  test("what several ask of the same runs is run once, and answered as if each had asked alone", async () => {
    const asking = (...expectations: readonly string[]) =>
      parseChecks(
        `format: brink/checks@1\nchecks:\n${expectations
          .map(
            (text, i) => `  - {id: E${i}, says: patrols matter, set: {patrols: {is: 1}}, from: 4, expect: ${text}}\n`,
          )
          .join("")}`,
        "checks.yaml",
      )
    const told = async (texts: readonly string[], model = valley) => {
      let plans = 0
      const execute = async (plan: Plan) => {
        plans++
        return sweepHere(plan)
      }
      const {checks} = await run(none, {model, checks: asking(...texts), execute})
      return {plans, answers: checks.map(({verdict, share, fans}) => ({verdict, share, fans}))}
    }
    const texts = ["raids at 9 < base", "trade at 30 > base", "max raids from 5 to 7 > base"]
    const alone = await Promise.all(texts.map((text) => told([text])))
    const together = await told(texts)
    expect(together.answers).toEqual(alone.map(({answers}) => answers[0]))
    // The past, the course without and the course with patrols.
    expect(together.plans).toBe(3)
    // A model that knows when it will stop is another one for each stop.
    const hurried = parseModel(
      printModel(valley).replace("(20 - trade)", "(stop_time() / repair - trade)"),
      "hurried.yaml",
    )
    expect((await told(texts, hurried)).plans).toBe(7)
  })

  test("a run that fails after what is looked at counts", async () => {
    const late = parseModel(
      printModel(valley).replace("raids * trade / 40", "raids * trade / (40 * (time < 20))"),
      "late.yaml",
    )
    const checks = parseChecks(
      "format: brink/checks@1\nchecks:\n" +
        ["raids at 9 < base + 1.5", "trade at 30 > 0"]
          .map((text, i) => `  - {id: E${i}, says: so, set: {patrols: {is: 1}}, expect: ${text}}\n`)
          .join(""),
      "checks.yaml",
    )
    const {checks: answers} = await run(none, {model: late, checks})
    expect(answers.map(({verdict}) => verdict)).toEqual(["holds", "not testable"])
    expect(answers[0]!.fans!.without.p50.every(Number.isFinite)).toBe(true)
  })

  test("an expectation outside the grammar is refused with its check and how to write it", () => {
    expect(() => written("raids fall a lot")).toThrow(
      /check\/bad-expectation: "raids fall a lot" is not an expectation\n {2}at checks.yaml, check E1\n {2}Write it as "raids at 18/,
    )
    expect(() => written("max raids from 9 to 3 < 1")).toThrow("ends before it begins")
  })
  test("a file that is not in shape is refused with the place of each mistake", () => {
    expect(() =>
      parseChecks("format: brink/checks@1\nchecks:\n  - {id: E1, expect: raids at 1 < 2}\n", "checks.yaml"),
    ).toThrow(/check\/invalid-file[\s\S]*checks.yaml:3/)
  })
  test("two checks of one id are refused", () => {
    const twice = "  - {id: E1, says: x, expect: raids at 1 < 2}\n"
    expect(() => parseChecks(`format: brink/checks@1\nchecks:\n${twice}${twice}`, "checks.yaml")).toThrow(
      'check/same-id: Two checks have the id "E1"',
    )
  })
})
