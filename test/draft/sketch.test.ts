// A sketch: few lines, best told first, read back as the same model, and every number in it named.

import {describe, expect, test} from "vitest"
import {gapsOf, toldOf} from "../../src/check/index.ts"
import {linesFor, MOST_LINES, printSketch, sketch} from "../../src/draft/index.ts"
import {compile} from "../../src/engine/index.ts"
import {column, sweepHere} from "../../src/ensemble/index.ts"
import {bareWeights, crowded, type Model, parseModel, unreadSwitches} from "../../src/model/index.ts"
import {type LinkSketch, mapOf} from "./small-map.ts"

const kindOf = (model: Model, name: string) => model.quantities.find((quantity) => quantity.name === name)?.kind
const sketched = (links: Record<string, LinkSketch>, factors: Parameters<typeof mapOf>[1] = {}) =>
  sketch(mapOf(links, factors), {name: "m"})

/** A map of `count` causes in a row, each told by as many voices as its number says. */
const row = (count: number) =>
  Object.fromEntries(
    Array.from({length: count}, (_, i) => [
      `a${i} -> a${i + 1}`,
      {for: [[`c${i}`], 1 + (i % 5)] as [string[], number]},
    ]),
  )

describe("what a factor is guessed to be", () => {
  const model = sketched(
    {
      "rain -> harvest": {},
      "patrols -> raids": {sign: "-"},
      "raids -> hunger": {},
      "hunger -> toll": {},
      "toll -> raids": {},
    },
    {patrols: {choice: true}, toll: {choice: true}, raids: {theme: "attacks"}, hunger: {theme: "food"}},
  )

  test("a choice that nothing moves is a lever, one that has causes a stock with a push", () => {
    expect([kindOf(model, "patrols"), kindOf(model, "toll"), kindOf(model, "push_toll")]).toEqual([
      "lever",
      "stock",
      "lever",
    ])
  })

  test("what nothing moves is a number, events on no circle are at once, all else has a memory", () => {
    expect(kindOf(model, "rain")).toBe("parameter")
    expect(kindOf(model, "raids")).toBe("stock")
    expect(kindOf(sketched({"rain -> raids": {}}, {raids: {theme: "attacks"}}), "raids")).toBe("auxiliary")
  })

  test("the sign of a link is that of its effect, a contested one goes by its switch", () => {
    const two = sketched({
      "rain -> harvest": {sign: "-"},
      "wind -> fires": {sign: "contested", for: [["a", "b"], 2], against: [["c"], 1]},
    })
    const at = (settings: Parameters<typeof compile>[1], name: string) =>
      column(sweepHere({program: compile(two, settings), runs: 40, seed: "1"}), name, 52)
    const [low, high] = [0.3, 0.7].map((value) => ({settings: [{name: "rain", act: "=" as const, value}]}))
    expect(two.contested[0]).toMatchObject({name: "wind_raises_fires", weight: "lineages"})
    expect(two.contested[0]!.chance).toBeCloseTo(2 / 3, 6)
    expect(unreadSwitches(two)).toEqual([])
    const denied = sketched({"wind -> fires": {sign: "contested", whether: "-", against: [["c"], 1]}})
    expect(denied.contested[0]).toMatchObject({
      name: "wind_lowers_fires",
      question: "Does wind lower fires?",
      chance: 0.5,
    })
    expect(denied.quantities.some(({source}) => source.includes("- if(wind_lowers_fires, 1, 0) *"))).toBe(true)
    at(high!, "harvest").forEach((value, run) => {
      expect(value).toBeLessThan(at(low!, "harvest")[run]!)
    })
  })
})

describe("the text of a sketch", () => {
  test("has at most 120 lines, takes what is told best, and counts what is left as `brink todo` does", () => {
    const map = mapOf({...row(200), "talk -> silence": {sign: "unclear"}}, {moon: {}})
    const made = sketch(map, {name: "m"})
    const {unmodelled, unfollowed} = gapsOf(map, made)
    const drawn = new Set(
      made.quantities.flatMap(({because}) => because.flatMap((one) => ("link" in one ? one.link : []))),
    )
    expect(unfollowed.map(({link}) => link.id).sort()).toEqual(
      map.links
        .map(({id}) => id)
        .filter((id) => !drawn.has(id))
        .sort(),
    )
    const told = (voices: number) => unfollowed.filter(({link}) => link.for.lineages === voices).length
    expect(told(5)).toBeLessThan(told(1))
    const text = printSketch(made, {
      factors: {left: unmodelled.length, of: toldOf(map).length},
      links: {left: unfollowed.length, of: map.links.length},
    })
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(MOST_LINES)
    const kept = made.quantities.filter(({name}) => /^a\d+$/.test(name)).length
    // The moon stands on no link, so that nothing is told of it.
    expect(text).toContain(
      `# Not in it: ${203 - kept} of 203 factors and ${unfollowed.length} of 201 links that are told of.`,
    )
  })

  test("reads back as the same model, with no bare weight and no equation of more than eight inputs", () => {
    const many = Object.fromEntries(Array.from({length: 20}, (_, i) => [`b${i} -> hub`, {}]))
    const left = {factors: {left: 0, of: 40}, links: {left: 13, of: 40}}
    const text = printSketch(sketched({...many, ...row(20)}), left)
    const back = parseModel(text, "model.yaml")
    expect(printSketch(back, left)).toBe(text)
    expect(bareWeights(back)).toEqual([])
    expect(crowded(back, 8)).toEqual([])
    expect(sweepHere({program: compile(back), runs: 20, seed: "1"}).status.every((status) => status === 0)).toBe(true)
  })

  test("is refused where nothing can be drafted", () => {
    expect(() => sketched({"rain -> talk": {sign: "unclear"}})).toThrow(/draft\/nothing-to-draft/)
  })
})

test("lines for a factor fit a model that counts in units, and start where it is", () => {
  const map = mapOf({"store -> prices": {sign: "-"}, "moon -> prices": {}})
  const prices = map.factors.find(({id}) => id === "prices")!
  const lines = linesFor(prices, [{quantity: "store", link: map.links[0]!}], ["store", "leak", "weight_in_prices"])
  const text = (more: readonly string[]) =>
    [
      "format: brink/model@1",
      "name: m",
      "time: {unit: week, stop: 4, step: 1}",
      "quantities:",
      "  store: {kind: stock, unit: kt, initial: 40, rate: -leak, because: [assumed: counted]}",
      "  leak: {kind: parameter, unit: kt/week, value: 5, because: [assumed: seen]}",
      "  weight_in_prices: {kind: parameter, unit: 1, value: 1, because: [assumed: of something else]}",
      ...more,
    ].join("\n")
  const model = parseModel(text(lines), "m.yaml")
  expect(lines).toHaveLength(3)
  const run = sweepHere({program: compile(model), runs: 30, seed: "1"})
  const [first, last] = [column(run, "prices", 0), column(run, "prices", 4)]
  // Half of the store is gone: half a weight more.
  const weight = column(run, "weight_in_prices_2", 0)
  first.forEach((value, r) => {
    expect(last[r]).toBeCloseTo(Math.min(1, value + weight[r]! / 2), 9)
  })
})
