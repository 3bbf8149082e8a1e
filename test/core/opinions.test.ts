// What follows from each number of src/core/opinions.ts, in words and in a figure worked by hand: whoever changes a number
// changes a sentence here, and sees what the number was for.

import {describe, expect, test} from "vitest"
import type {Claim} from "../../src/claims/index.ts"
import {HEDGES, WEIGHTS} from "../../src/core/opinions.ts"
import {draft, leftOut} from "../../src/draft/index.ts"
import {compile} from "../../src/engine/index.ts"
import {sweepHere, valueAt} from "../../src/ensemble/index.ts"
import {type CausalMap, gather, parseCodebook} from "../../src/map/index.ts"
import {findLoops} from "../../src/map/loops.ts"
import type {Model} from "../../src/model/index.ts"
import {claimOf, groundingOf, mapOf} from "../draft/small-map.ts"
import {reading, say, type Told} from "../map/told.ts"

/** A claim of a reader who is sure, from a file of its own for each name. */
const floods = (more: Told = {}) => say("{floods}", "+", "{hunger}", {confidence: 1, ...more})
const denial = (file: string, more: Told = {}) => floods({file, denied: true, ...more})
const beliefIn = (...claims: readonly ReturnType<typeof say>[]) => gather(reading(...claims)).links[0]!.belief

describe("a link's belief", () => {
  test("is .75 with one voice that says it outright: a source is wrong one time in four", () => {
    expect(beliefIn(floods())).toBe(0.75)
  })

  test("is .9375 with two independent voices: one sixteenth is left to doubt; a third leaves a quarter of that", () => {
    expect(beliefIn(floods(), floods({file: "b.txt"}))).toBe(0.9375)
    expect(beliefIn(floods(), floods({file: "b.txt"}), floods({file: "c.txt"}))).toBe(0.984375)
  })

  test.each([
    ["would", 0.7125],
    ["is likely to", 0.6],
    ["by some accounts", 0.6],
    ["may", 0.4875],
    ["could", 0.45],
    ["is unlikely to", 0.225],
  ])('with one voice that says "%s" is %s', (hedge, belief) => {
    expect(beliefIn(floods({hedge}))).toBe(belief)
  })

  test("follows the most doubtful of several words of doubt, unless one of them says that it will not be", () => {
    expect(beliefIn(floods({hedge: "would possibly"}))).toBe(beliefIn(floods({hedge: "possibly"})))
    expect(beliefIn(floods({hedge: "may well be likely to"}))).toBe(beliefIn(floods({hedge: "may"})))
    expect(beliefIn(floods({hedge: "should perhaps"}))).toBe(beliefIn(floods({hedge: "perhaps"})))
    expect(beliefIn(floods({hedge: "could hardly"}))).toBe(beliefIn(floods({hedge: "hardly"})))
  })

  test("is .675 with one voice that says it under a condition: a tenth less", () => {
    expect(beliefIn(floods({condition: "if"}))).toBe(0.675)
  })

  test("is .375 with one voice that does not say which way: half", () => {
    expect(beliefIn(say("{floods}", "unclear", "{hunger}", {confidence: 1}))).toBe(0.375)
  })

  test("falls from .75 to .4125 by one outright denial, and by no number of them under four tenths of itself", () => {
    expect(beliefIn(floods(), denial("b.txt"))).toBe(0.4125)
    const many = Array.from({length: 40}, (_, i) => denial(`d${i}.txt`))
    expect(beliefIn(floods(), ...many)).toBeCloseTo(0.3, 9)
  })

  test("is .75 where a person assumes it: as one outright voice", () => {
    const edit = {format: "brink/edit@1", n: 1, by: "ana", why: "seen", kind: "assume"} as const
    const edits = [{...edit, link: "hunger->flood", sign: "+"} as const]
    const map = gather(reading(floods()), {edits})
    expect(map.links.find(({from}) => from === "hunger")?.belief).toBe(0.75)
  })
})

describe("words of doubt", () => {
  test("are tried from the surest way of being wrong on: each example is of its own row", () => {
    for (const hedge of HEDGES) expect(HEDGES.find(({words}) => words.test(hedge.example))).toBe(hedge)
  })
})

describe("a map", () => {
  const weightOf = (map: CausalMap, id: string) => map.factors.find((factor) => factor.id === id)?.weight

  test("reports what only words name at a tenth of what it reports first", () => {
    const map = gather(reading(say("{floods}", "+", "{the zebra census}")))
    expect(weightOf(map, "zebra_census")).toBe(0.1)
  })

  test("reports a factor that the case asked for, and said no more of, at half of what it reports first", () => {
    const codebook = parseCodebook("format: brink/factors@1\nfactors: {zebra_census: {}}\n", "factors.yaml")
    expect(weightOf(gather(reading(say("{floods}", "+", "{the zebra census}")), {codebook}), "zebra_census")).toBe(0.5)
  })

  test("sees a trend of a third where one voice tells a rise, a half where two do, none where they disagree", () => {
    const rising = (file: string) => say("{floods}", "+", "growing {hunger} +", {file})
    const falling = (file: string) => say("{floods}", "-", "less {hunger} -", {file})
    const trend = (...claims: readonly ReturnType<typeof say>[]) =>
      gather(reading(...claims)).factors.find(({id}) => id === "hunger")!.trend
    expect(trend(rising("a.txt"))).toBeCloseTo(1 / 3, 6)
    expect(trend(rising("a.txt"), rising("b.txt"))).toBe(0.5)
    expect(trend(rising("a.txt"), falling("b.txt"))).toBe(0)
    expect(trend(rising("a.txt"), rising("b.txt"), falling("c.txt"))).toBe(0.2)
  })

  test("takes what names nobody for the one spoken of three times as often as the next, not twice", () => {
    const anger = (of: string, times: number) =>
      Array.from({length: times}, () => say("{floods}", "+", `{anger in ${of}}`))
    const factors = (times: number) =>
      gather(reading(...anger("France", times), ...anger("Denmark", 1), say("{public anger}", "+", "{riots}")))
        .factors.filter(({theme}) => theme === "anger")
        .map(({holder}) => holder ?? "nobody")
    expect(factors(3)).toEqual(["Denmark", "France"])
    expect(factors(2)).toContain("nobody")
  })

  test("lists a link between two known factors with one voice beside one between unknown ones with two", () => {
    // Each link stands alone, so that ends weigh the same. One voice of .75 c: belief .75 c; two: 1 - (1 - .75 c)^2.
    const first = (one: number, two: number) =>
      gather(
        reading(
          floods({confidence: one}),
          say("{quilt fairs}", "+", "{the zebra census}", {file: "b.txt", confidence: two}),
          say("{quilt fairs}", "+", "{the zebra census}", {file: "c.txt", confidence: two}),
        ),
      ).links[0]!.from
    // .60 against .59, then .60 against .61: two known ends weigh as the second voice does, no more and no less.
    expect(first(0.8, 0.4796)).toBe("flood")
    expect(first(0.8, 0.5007)).toBe("quilt_fair")
  })
})

describe("a loop's rank", () => {
  const ring = (a: string, b: string, belief: number) => ({
    [`${a} -> ${b}`]: {belief},
    [`${b} -> ${a}`]: {belief: 1},
  })
  const first = (map: CausalMap, told: readonly string[] = []) => {
    const links = told.flatMap((loop) => map.links.filter(({id}) => id.includes(loop)).map(({id}) => id))
    const groundings = links.map((id) => ({...groundingOf(`c_${id}`, id), side: "for" as const}))
    const claims = new Map<string, Claim>(groundings.map(({claim}) => [claim, claimOf(claim, claim)]))
    return findLoops(map.factors, map.links, groundings, claims).loops[0]!.factors[0]
  }

  test("doubles with a file that tells the whole of it", () => {
    const map = (belief: number) => mapOf({...ring("ash", "bog", belief), ...ring("cod", "dam", 0.8)})
    expect(first(map(0.41), ["ash"])).toBe("ash")
    expect(first(map(0.39), ["ash"])).toBe("cod")
  })

  test("doubles with an outcome in it that is reported first", () => {
    const map = (belief: number) =>
      mapOf({...ring("ash", "bog", belief), ...ring("cod", "dam", 0.8)}, {bog: {weight: 1}})
    expect(first(map(0.41))).toBe("ash")
    expect(first(map(0.39))).toBe("cod")
  })
})

describe("a drafted model", () => {
  const one = mapOf({"rain -> harvest": {}})
  const priorOf = (model: Model, name: string) => model.quantities.find((quantity) => quantity.name === name)?.value
  const triangular = (low: number, mode: number, high: number) => ({kind: "triangular", low, mode, high})

  test.each([
    ["attacks", false, "a run of events follows its causes in 2 to 10 weeks, 4 most likely", [2, 4, 10]],
    ["patrols", true, "a choice in 4 to 26, 10 most likely", [4, 10, 26]],
    ["trade", false, "a state of affairs in 6 to 30, 13 most likely: a season", [6, 13, 30]],
    ["trust", false, "an attitude in 8 to 52, 20 most likely", [8, 20, 52]],
    ["other", false, "what no word tells the kind of in 3 to 26, 8 most likely", [3, 8, 26]],
  ] as const)("%s (a choice: %s): %s", (theme, choice, _, [low, mode, high]) => {
    const model = draft(mapOf({"rain -> harvest": {}}, {harvest: {theme, choice}}), {name: "m"})
    expect(priorOf(model, "tau_harvest")).toEqual(triangular(low, mode, high))
  })

  test.each([
    ["slightly", "a slight effect moves a fifth as far as its cause, 8 to 35 hundredths", [0.08, 0.2, 0.35]],
    [null, "one without words half as far, 2 to 8 tenths", [0.2, 0.5, 0.8]],
    ["severely", "a strong one eight tenths as far, half to a little further than its cause", [0.5, 0.8, 1.1]],
  ] as const)("%s: %s", (strength, _, [low, mode, high]) => {
    const model = draft(mapOf({"rain -> harvest": {strength}}), {name: "m"})
    expect(priorOf(model, "weight_rain__harvest")).toEqual(triangular(low, mode, high))
  })

  test("knows each word of strength by its example", () => {
    for (const weight of WEIGHTS)
      expect(WEIGHTS.find(({words}) => words === null || words.test(weight.example.toLowerCase()))).toBe(weight)
  })

  test("has a link that is told in one run of twenty, and none that is told less", () => {
    const map = mapOf({"rain -> harvest": {belief: 0.05}, "rain -> talk": {belief: 0.049}})
    expect(priorOf(draft(map, {name: "m"}), "on_rain__harvest")).toEqual({kind: "chance", p: 0.05})
    expect(leftOut(map).links.map(({to}) => to)).toEqual(["talk"])
  })

  test("takes either way in half the runs where no claim says which", () => {
    const map = mapOf({"rain -> talk": {sign: "unclear"}})
    expect(priorOf(draft(map, {name: "m"}), "sign_rain__talk")).toEqual({kind: "chance", p: 0.5})
  })

  test("lets a factor told rising alone head for .62 at most likely, from one that has stopped to one that rises faster", () => {
    const model = draft(mapOf({"rain -> harvest": {}}, {rain: {trend: 1}}), {name: "m"})
    expect(priorOf(model, "trend_rain")).toEqual(triangular(-0.12, 0.12, 0.24))
    expect(1 / (1 + Math.exp(-4 * 0.12))).toBeCloseTo(0.62, 2)
  })

  test("lets one of which nothing is told move by as much either way, and half as much where it has causes", () => {
    const model = draft(mapOf({"rain -> harvest": {}}, {harvest: {trend: 1}}), {name: "m"})
    expect(priorOf(model, "trend_rain")).toEqual(triangular(-0.12, 0, 0.12))
    expect(priorOf(model, "trend_harvest")).toEqual(triangular(-0.06, 0.06, 0.12))
  })

  test("shows a lag of a week, and takes a shorter one for none", () => {
    const lagged = (lag: string) => priorOf(draft(mapOf({"rain -> harvest": {lag}}), {name: "m"}), "lag_rain__harvest")
    expect(lagged("after one week")).toEqual(triangular(1, 1, 1.5))
    expect(lagged("after six days")).toBeUndefined()
  })

  test("runs for a year of weeks, in half weeks, and saves each", () => {
    expect(draft(one, {name: "m"}).time).toMatchObject({unit: "week", start: 0, stop: 52, step: 0.5, save: 1})
  })

  test("lets a choice be pushed as far as would take it from .50 to .88, or to .12", () => {
    const model = draft(mapOf({"rain -> harvest": {}}, {rain: {choice: true}}), {name: "m"})
    expect(model.quantities.find(({name}) => name === "push_rain")?.range).toEqual([-0.5, 0.5])
    expect(1 / (1 + Math.exp(-4 * 0.5))).toBeCloseTo(0.88, 2)
  })

  test("starts at the middle, and a cause a hundredth above it moves its effect by the weight's share of that", () => {
    const settings = [
      {name: "rain", act: "=" as const, value: 0.51},
      {name: "trend_harvest", act: "=" as const, value: 0},
      {name: "tau_harvest", act: "=" as const, value: 2},
      {name: "weight_rain__harvest", act: "=" as const, value: 0.4},
    ]
    const runs = sweepHere({program: compile(draft(one, {name: "m"}), {settings}), runs: 1, seed: "1"})
    expect(valueAt(runs, 0, "harvest", 0)).toBe(0.5)
    expect(valueAt(runs, 0, "harvest", runs.time.length - 1)).toBeCloseTo(0.504, 5)
  })
})
