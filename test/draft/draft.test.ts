import {describe, expect, test} from "vitest"
import {draft, leftOut, paceOf, weightOf} from "../../src/draft/index.ts"
import {compile} from "../../src/engine/index.ts"
import {column, type Runs, sweepHere, valueAt} from "../../src/ensemble/index.ts"
import type {CausalMap} from "../../src/map/index.ts"
import {checkUnits, type Model, parseModel, printModel} from "../../src/model/index.ts"
import {press} from "../../src/outlook/press.ts"
import {isQuick} from "../tiers.ts"
import {growthOf} from "../work.ts"
import {type LinkSketch, mapOf} from "./small-map.ts"

function sweep(model: Model, runs: number, settings: Parameters<typeof compile>[1] = {}): Runs {
  return sweepHere({program: compile(model, settings), runs, seed: "1"})
}

const execute = async (plan: Parameters<typeof sweepHere>[0]) => sweepHere(plan)

async function pressed(map: CausalMap, factor: string, direction: "+" | "-" = "+", runs = 200) {
  const result = await press({model: draft(map, {name: "m"}), map, factor, direction, runs, seed: "1", execute})
  return new Map(result.responses.map((response) => [response.factor, response]))
}

describe("what a draft implies", () => {
  test("one link that is believed: pressing the cause raises the effect in every run", async () => {
    const responses = await pressed(mapOf({"rain -> harvest": {}}), "rain")
    expect(responses.get("harvest")).toMatchObject({up: 1, down: 0, none: 0})
  })

  test("two links in a chain multiply their signs", async () => {
    const map = mapOf({
      "rain -> hunger": {sign: "-", strength: "severely"},
      "hunger -> raids": {sign: "-", strength: "severely"},
    })
    const responses = await pressed(map, "rain")
    expect(responses.get("hunger")?.down).toBe(1)
    expect(responses.get("raids")?.up).toBeGreaterThan(0.95)
    expect(responses.get("raids")?.down).toBe(0)
  })

  test("an effect does not move its cause", async () => {
    const responses = await pressed(mapOf({"rain -> harvest": {}}), "harvest")
    expect(responses.get("rain")).toMatchObject({up: 0, down: 0, none: 1})
  })

  test("a link that is believed 0.3 acts in three runs of ten", async () => {
    const responses = await pressed(mapOf({"rain -> harvest": {belief: 0.3}}), "rain", "+", 1000)
    expect(responses.get("harvest")?.up).toBeCloseTo(0.3, 2)
  })

  test("a contested sign splits the runs as the lineages do, two to one", async () => {
    const map = mapOf({"pressure -> talks": {sign: "contested", for: [["a", "b"], 2], against: [["c"], 1]}})
    const responses = await pressed(map, "pressure", "+", 1000)
    expect(responses.get("talks")?.up).toBeCloseTo(2 / 3, 2)
    expect(responses.get("talks")?.down).toBeCloseTo(1 / 3, 2)
  })

  test("a link that is told and denied is there in the runs of those who tell it, and goes their way", async () => {
    const sides: LinkSketch = {sign: "contested", for: [["a", "b"], 2], against: [["c"], 1], belief: 0.2}
    const map = mapOf({"pressure -> talks": {...sides, whether: "-"}})
    const responses = await pressed(map, "pressure", "+", 1000)
    expect(responses.get("talks")?.down).toBeCloseTo(2 / 3, 2)
    expect(responses.get("talks")?.none).toBeCloseTo(1 / 3, 2)
    const model = draft(map, {name: "m"})
    expect(model.contested).toMatchObject([
      {
        name: "on_pressure__talks",
        question: "Does pressure lower talks?",
        sides: [
          {is: true, says: "pressure lowers talks", claims: ["a", "b"]},
          {is: false, says: "pressure does not lower talks", claims: ["c"]},
        ],
      },
    ])
    expect(printModel(parseModel(printModel(model), "model.yaml"))).toBe(printModel(model))
  })

  test("a sign that no claim tells goes either way in half the runs", async () => {
    const responses = await pressed(mapOf({"rain -> talk": {sign: "unclear"}}), "rain", "+", 1000)
    expect(responses.get("talk")?.up).toBeCloseTo(0.5, 2)
  })

  test("a strong link moves more than a slight one", () => {
    const end = (strength: string | null) => {
      const model = draft(mapOf({"rain -> harvest": {strength}}), {name: "m"})
      const runs = sweep(model, 100, {settings: [{name: "rain", act: "=", value: 0.7}]})
      return column(runs, "harvest", runs.time.length - 1).reduce((a, b) => a + b) / 100
    }
    expect(end("severely")).toBeGreaterThan(end(null))
    expect(end(null)).toBeGreaterThan(end("slightly"))
    expect(end("slightly")).toBeGreaterThan(0.5)
  })

  test("an effect that takes years is behind one that takes weeks", () => {
    const early = (lag: string | null) => {
      const model = draft(mapOf({"rain -> harvest": {lag}}), {name: "m"})
      const runs = sweep(model, 100, {settings: [{name: "rain", act: "=", value: 0.7}]})
      return column(runs, "harvest", 20).reduce((a, b) => a + b) / 100
    }
    expect(early("for years") - 0.5).toBeLessThan((early("within weeks") - 0.5) / 2)
  })
})

describe("a draft at rest and in motion", () => {
  const loop = mapOf({"arms -> fear": {}, "fear -> arms": {}, "fear -> talks": {sign: "-"}})

  test("without a trend and without a push everything stays where it began, exactly", () => {
    const model = draft(loop, {name: "m"})
    const still = model.quantities.filter((quantity) => quantity.name.startsWith("trend_"))
    const runs = sweep(model, 50, {settings: still.map(({name}) => ({name, act: "=" as const, value: 0}))})
    for (const factor of ["arms", "fear", "talks"])
      for (let t = 0; t < runs.time.length; t++) expect([...column(runs, factor, t)]).toEqual(Array(50).fill(0.5))
  })

  test.skipIf(isQuick)(
    "a factor that the documents put rising rises in some eight runs of ten, and nothing leaves 0 to 1",
    () => {
      const map = mapOf(
        {"arms -> fear": {strength: "severely"}, "fear -> arms": {strength: "severely"}},
        {arms: {trend: 1}},
      )
      const runs = sweep(draft(map, {name: "m"}), 300)
      expect(runs.failures).toEqual([])
      expect(runs.time.length).toBe(53)
      for (let run = 0; run < 300; run++)
        for (let t = 0; t < 53; t++) {
          const value = valueAt(runs, run, "arms", t)
          expect(value).toBeGreaterThan(0)
          expect(value).toBeLessThan(1)
        }
      const risen = column(runs, "arms", 52).filter((end) => end > 0.5).length / 300
      expect(risen).toBeGreaterThan(0.7)
      expect(risen).toBeLessThan(0.9)
    },
  )

  test("two damps around a loop bring a pushed factor back towards its start", () => {
    const map = mapOf(
      {"raids -> patrols": {strength: "severely"}, "patrols -> raids": {sign: "-", strength: "severely"}},
      {raids: {choice: true}},
    )
    const open = mapOf({"raids -> patrols": {strength: "severely"}}, {raids: {choice: true}})
    const end = (which: CausalMap) => {
      const runs = sweep(draft(which, {name: "m"}), 200, {settings: [{name: "push_raids", act: "=", value: 0.3}]})
      return column(runs, "raids", 52).reduce((a, b) => a + b) / 200
    }
    expect(end(map)).toBeLessThan(end(open))
    expect(end(map)).toBeGreaterThan(0.5)
  })
})

describe("what a draft is made of", () => {
  const map = mapOf(
    {
      "raids -> trade": {sign: "-", strength: "severely", lag: "within weeks", belief: 0.6},
      "truce -> raids": {sign: "contested", for: [["a"], 1], against: [["b", "c"], 2], belief: 0.8},
      "trade -> truce": {sign: "unclear", belief: 0.4},
      "rumour -> raids": {belief: 0.01},
    },
    {truce: {choice: true, theme: "ceasefire"}, weather: {}},
  )
  const model = draft(map, {name: "salt road", origin: "2025-10-01", horizon: 26})

  test("every quantity says what it rests on", () => {
    for (const quantity of model.quantities) {
      expect(quantity.because.length, quantity.name).toBeGreaterThan(0)
      expect(quantity.label, quantity.name).toBeTruthy()
      expect(quantity.source, quantity.name).not.toBe("")
    }
    const effect = model.quantities.find((quantity) => quantity.name === "effect_raids__trade")
    expect(effect?.because).toEqual([{link: "raids->trade"}, {claim: "c_raids_trade"}])
    expect(effect?.source).toContain("smooth(raids, lag_raids__trade, 0.5)")
  })

  test("each choice of an actor is a lever that rests at no new step", () => {
    const levers = model.quantities.filter((quantity) => quantity.kind === "lever")
    expect(levers).toMatchObject([{name: "push_truce", range: [-0.5, 0.5], value: {kind: "fixed", value: 0}}])
  })

  test("a contested link is kept as two sides, weighed by lineages", () => {
    expect(model.contested).toMatchObject([
      {
        name: "sign_truce__raids",
        weight: "lineages",
        sides: [
          {is: true, claims: ["a"]},
          {is: false, claims: ["b", "c"]},
        ],
      },
    ])
    expect(model.contested[0]?.chance).toBeCloseTo(1 / 3, 6)
  })

  test("what is left out is named", () => {
    const out = leftOut(map)
    expect(out.links.map((link) => link.id)).toEqual(["rumour->raids"])
    expect(out.factors.map((factor) => factor.id).sort()).toEqual(["rumour", "weather"])
    expect(model.quantities.some((quantity) => quantity.name === "weather")).toBe(false)
  })

  test("units agree in every equation", () => {
    expect(checkUnits(model)).toEqual([])
  })

  test("the printed model reads back as the same model", () => {
    const text = printModel(model)
    const back = parseModel(text, "model.yaml")
    expect(printModel(back)).toBe(text)
    const bare = (of: Model) => of.quantities.map(({line, source, ...rest}) => rest)
    expect(bare(back)).toEqual(bare(model))
    expect(back.contested).toEqual(model.contested)
    expect(back.time).toEqual(model.time)
  })

  test("the same map gives the same model", () => {
    expect(JSON.stringify(draft(map, {name: "salt road", origin: "2025-10-01", horizon: 26}))).toBe(
      JSON.stringify(model),
    )
  })

  test("a factor whose id looks like a name that the draft makes does not collide with it", () => {
    const odd = mapOf({"push_raids -> raids": {}, "constructor -> __proto__": {}}, {raids: {choice: true}})
    const names = draft(odd, {name: "m"}).quantities.map((quantity) => quantity.name)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toContain("push_raids_2")
    expect(names).toContain("target___proto__")
  })

  test("a factor whose id is a word of the language gets a name that can be written", () => {
    const odd = draft(mapOf({"time -> 1999": {}}), {name: "m"})
    expect(parseModel(printModel(odd), "model.yaml").quantities.map((quantity) => quantity.name)).toEqual(
      odd.quantities.map((quantity) => quantity.name),
    )
    expect(odd.quantities.map((quantity) => quantity.name)).toContain("time_")
  })

  test.skipIf(isQuick)(
    "sixty factors and a hundred and fifty links are drafted, and run; twice as many cost twice as much",
    async () => {
      const mapWith = (factors: number) => {
        const links: Record<string, {sign: "+" | "-"; belief: number}> = {}
        for (let i = 0; i < 2.5 * factors; i++) {
          const [from, to] = [(i * 7) % factors, (i * 13 + 5 + Math.floor(i / factors)) % factors]
          if (from !== to) links[`f${from} -> f${to}`] = {sign: i % 3 ? "+" : "-", belief: 0.2 + (i % 8) / 10}
        }
        return mapOf(links)
      }
      expect(sweep(draft(mapWith(60), {name: "big"}), 50).failures).toEqual([])
      expect(await growthOf(mapWith, (map) => draft(map, {name: "big"}), 120)).toBeLessThan(3)
    },
  )
})

describe("what a draft refuses", () => {
  test("a map without a link that is believed", () => {
    expect(() => draft(mapOf({"rain -> harvest": {belief: 0}}), {name: "m"})).toThrow(
      /draft\/nothing-to-draft: None of the 1 links of the map can be drafted/,
    )
  })
  test("a horizon that is no span of time", () => {
    expect(() => draft(mapOf({"rain -> harvest": {}}), {name: "m", horizon: 0})).toThrow(
      /draft\/bad-horizon: A drafted model cannot run for 0 weeks/,
    )
  })
})

test("words of strength and kinds of factor find their priors", () => {
  expect(weightOf("severely").kind).toBe("strong")
  expect(weightOf("slightly").kind).toBe("slight")
  expect(weightOf(null).kind).toBe("plain")
  expect(paceOf("trust", false).weeks.mode).toBeGreaterThan(paceOf("attacks", false).weeks.mode)
  expect(paceOf("checkpoints", true).kind).toBe("a choice of an actor")
})
