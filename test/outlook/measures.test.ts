// Measures by hand, the sentences they make, and what is refused of them. The path is that of docs/methods/outlook.md.

import {describe, expect, test} from "vitest"
import {caseSchema} from "../../src/case/settings.ts"
import type {Executor} from "../../src/ensemble/index.ts"
import {sweepHere} from "../../src/ensemble/index.ts"
import {type WeighInput, weigh} from "../../src/outlook/index.ts"
import {comparedBy, countsIn, measured, measureIn, parseMeasure} from "../../src/outlook/measure.ts"
import {eventSays, inSays, leading, levelSays, levelWords} from "../../src/outlook/outcome-says.ts"
import {modelOf, silent, unchecked} from "./world.ts"

/** Raids a week at the ends of weeks 0 to 8: up from 1 to 5, down to 1, up to 3. */
const raids = Float64Array.of(1, 3, 5, 4, 3, 2, 1, 2, 3)
const weeks = Float64Array.of(10, 11, 12, 13, 14, 15, 16, 17, 18)
const of = (words: string) => measured(raids, weeks, parseMeasure(words, "raids"))

describe("the example of the documentation, by hand", () => {
  test.each([
    // At the end; from 1 to 3; areas of trapezoids 2 + 4 + 4.5 + 3.5 + 2.5 + 1.5 + 1.5 + 2.5.
    ["level", 3],
    ["change", 2],
    ["total", 22],
    // Weeks 2 to 4: (4.5 + 3.5) / 2. From 0.5 (2 a week) to 1 (3): 2.5.
    ["mean over 2 to 4", 4],
    ["mean over 0.5 to 1", 2.5],
    // 5 is its highest, 1 its lowest; at a level is not beyond it.
    ["ever above 4.5", 1],
    ["ever above 5", 0],
    ["ever below 1.5", 1],
    ["ever below 1", 0],
    ["always above 0.5", 1],
    ["always above 1", 0],
    ["always below 6", 1],
    ["always below 4", 0],
    // Over 3 from week 1 to week 4; below 2 from the start to 0.5, and from 5 to 7.
    ["time above 3", 3 / 8],
    ["time below 2", 2.5 / 8],
    ["time above 9", 0],
    ["time below 9", 1],
    ["longest spell above 3", 3],
    ["longest spell below 2", 2],
    // From below: between 3 at week 1 and 5 at week 2.
    ["time to 4", 1.5],
    ["time to 9", Number.POSITIVE_INFINITY],
  ])("%s", (words, value) => {
    expect(of(words)).toBeCloseTo(value, 12)
  })

  test("time above a level and time below it are all of the time, spells no longer than that", () => {
    for (const level of [0, 1.5, 2.2, 3.7, 6]) {
      const [above, below] = [of(`time above ${level}`), of(`time below ${level}`)]
      expect(above + below).toBeCloseTo(1, 12)
      expect(of(`longest spell above ${level}`)).toBeLessThanOrEqual(above * 8 + 1e-12)
      expect(of(`ever above ${level}`)).toBe(above > 0 ? 1 : 0)
      expect(of(`always above ${level}`)).toBe(of(`ever below ${level}`) === 1 || raids.includes(level) ? 0 : 1)
    }
  })
})

test("case.yaml takes the measures that there are, and no others", () => {
  const base = {format: "brink/case@1", title: "t", question: "q?"}
  const takes = (measure: string) => caseSchema.safeParse({...base, outcomes: [{quantity: "raids", measure}]}).success
  const some = ["level", "total", "mean over 1 to 2", "mean over 1 to 2 weeks", "ever above 1", "always below -2.5"]
  const none = [
    "ever",
    "ever above",
    "ever over 1",
    "mean over 1",
    "time below one",
    "always above 1 raid",
    "mean",
    "sometimes above 3",
  ]
  for (const words of [...some, "Time  below .5", "longest spell above 1e3", "time to 3", ...none]) {
    expect(takes(words), words).toBe(measureIn(words) !== null)
    expect(takes(words), words).toBe(!none.includes(words))
  }
})

test("runs are compared by the time that something lasts where it happens or not", () => {
  expect(comparedBy(parseMeasure("ever below 1", "raids"))).toEqual({kind: "time", side: "below", level: 1})
  expect(
    ["level", "mean over 1 to 2", "always above 2", "time below 1", "longest spell below 1", "time to 1"].map(countsIn),
  ).toEqual(["amount", "amount", "share", "share", "length", "date"])
})

describe("sentences", () => {
  const subject = {inside: "raids", unit: "raids a week"}

  test("of each measure, by hand, for a run in which it happens and one in which it does not", () => {
    const says = (words: string, startsAbove = false) =>
      Object.values(eventSays(parseMeasure(words, "raids"), subject, startsAbove))
    expect(says("ever above 4")).toEqual([
      "raids pass 4 a week at some time",
      "raids stay at 4 a week or less throughout",
    ])
    expect(says("ever below 4")).toEqual([
      "raids fall below 4 a week at some time",
      "raids stay at 4 a week or more throughout",
    ])
    expect(says("always above 4")).toEqual([
      "raids stay above 4 a week throughout",
      "raids fall to 4 a week or less at some time",
    ])
    expect(says("always below 4")).toEqual([
      "raids stay below 4 a week throughout",
      "raids rise to 4 a week or more at some time",
    ])
    expect(says("time above 4")).toEqual([
      "raids are above 4 a week for most of the time",
      "raids are at 4 a week or less for most of the time",
    ])
    expect(says("time below 4")).toEqual([
      "raids are below 4 a week for most of the time",
      "raids are at 4 a week or more for most of the time",
    ])
    expect(says("longest spell below 4")).toEqual(says("ever below 4"))
    expect(says("time to 4")).toEqual(["raids reach 4 a week", "raids stay below 4 a week throughout"])
    expect(says("time to 4", true)).toEqual(["raids reach 4 a week", "raids stay above 4 a week throughout"])
  })

  test("no sentence negates a threshold, on either side of any share", () => {
    for (const words of [
      "ever above 4",
      "ever below 4",
      "always above 4",
      "always below 4",
      "time above 4",
      "time below 4",
      "longest spell above 4",
      "time to 4",
    ])
      for (const share of [0, 0.1, 0.49, 0.5, 0.9, 1]) {
        const event = eventSays(parseMeasure(words, "raids"), subject, false)
        const told = inSays(leading(event, {share, low: share, high: share}), "raids")
        expect(told).toMatch(/^In .+ they (?:pass|fall|stay|rise|are|reach) /u)
        expect(told).not.toMatch(/\b(?:not|no|never|un\w+ly)\b/u)
      }
  })

  test("the share chooses which side leads, and its spread is turned with it", () => {
    const event = {so: "raids pass 4", not: "raids stay at 4"}
    expect(leading(event, {share: 0.25, low: 0.125, high: 0.5})).toEqual({
      says: "raids stay at 4",
      share: {share: 0.75, low: 0.5, high: 0.875},
    })
    expect(leading(event, {share: 0.5, low: 0.25, high: 0.75}).says).toBe("raids pass 4")
  })

  test("a level is told with its unit, its range and how it moves", () => {
    const share = (of: number) => ({share: of, low: of, high: of})
    const ways = (up: number, down: number) => ({up: share(up), down: share(down), flat: share(1 - up - down)})
    const level = {low: 0.5, mid: 2.1, high: 3.7}
    expect(levelSays(subject, level, ways(0.4, 0.4))).toBe("raids go on at about 2.1 a week (0.5–3.7)")
    expect(levelSays(subject, level, ways(0.7, 0.2), "1 June 2031")).toBe(
      "raids rise to about 2.1 a week (0.5–3.7) by 1 June 2031",
    )
    expect(levelSays(subject, level, ways(0.1, 0.8))).toBe("raids fall to about 2.1 a week (0.5–3.7)")
    expect(levelSays({inside: "hunger", unit: ""}, level, ways(0.1, 0.1), "week 9")).toBe(
      "hunger stays at about 2.1 (0.5–3.7) until week 9",
    )
    expect(levelWords("3", {inside: "deaths", unit: "people a month"})).toBe("3 people a month")
  })
})

describe("in an outlook", () => {
  const execute: Executor = async (plan) => sweepHere(plan)
  const camp = modelOf(`
    people: {kind: stock, unit: person, label: People in the camp, initial: 100, inflows: [arrivals], range: [0, 1000], because: [assumed: so]}
    arrivals: {kind: flow, unit: person/week, label: Arrivals, equation: "pace * (1 + wave)", because: [assumed: so]}
    reported: {kind: auxiliary, unit: person/month, label: Arrivals as reported, equation: arrivals * weeks, because: [assumed: so]}
    pace: {kind: parameter, unit: person/week, value: {uniform: [5, 15]}, because: [assumed: so]}
    wave: {kind: auxiliary, unit: 1, equation: time / long, because: [assumed: so]}
    long: {kind: parameter, unit: week, value: 20, because: [assumed: so]}
    weeks: {kind: parameter, unit: week/month, value: 4.348214285714286, because: [assumed: so]}
  `)
  const told = async (
    quantity: string,
    measure: string,
    more: Partial<WeighInput> = {},
    says?: WeighInput["outcomes"],
  ) => {
    const {map, reading} = silent
    const outcomes = says ?? [{quantity, measure}]
    const input = {
      model: camp,
      map,
      reading,
      check: unchecked,
      execute,
      runs: 100,
      seed: "1",
      outcomes,
      skipped: [],
      drafted: false,
    }
    return weigh({...input, ...more})
  }

  test("each measure's finding has its number, its unit and its sentences", async () => {
    const finding = async (quantity: string, measure: string) => (await told(quantity, measure)).findings[0]!
    // Arrivals of pace (1 + t/20) over 20 weeks come to 30 times pace: 300 in the middle run.
    const total = await finding("arrivals", "total")
    expect(total.mid).toBeCloseTo(300, -1)
    expect(total).toMatchObject({unit: "person"})
    expect(total.says).toMatch(/^Arrivals come to about 300 people \([\d–]+\) in all by week 20\.$/u)
    // The same reported by the month comes to the same.
    expect((await finding("reported", "total")).mid).toBeCloseTo(total.mid, 6)
    const mean = await finding("arrivals", "mean over 10 to 20")
    expect(mean.mid).toBeCloseTo(17.5, 0)
    expect(mean.says).toMatch(
      /^Arrivals are at about 1[78] people a week \([\d–]+\) on average from week 10 to week 20\.$/u,
    )
    // Pace above 10 at the end means 20 a week: half of the runs.
    const ever = await finding("arrivals", "ever above 20")
    expect(ever.mid).toBeCloseTo(0.5, 1)
    expect(ever.says).toMatch(
      /In 5 of 10 runs \(4–6\) they (?:pass 20 people a week at some time|stay at 20 people a week or less throughout)\.$/u,
    )
    const always = await finding("arrivals", "always above 10")
    expect(always.mid).toBeCloseTo(0.5, 1)
    // Over 15 for most of the time: over 15 at half time, where it is 1.5 times pace.
    const time = await finding("arrivals", "time above 15")
    expect(time.share).toBeCloseTo(0.5, 1)
    expect(time).toMatchObject({unit: "1", measure: "time above 15"})
  })

  test("an author's two sentences are told, the one that most runs bear out first", async () => {
    const says = {so: "The camp is flooded with arrivals.", not: "Arrivals stay small"}
    const outlook = await told("", "", {}, [{quantity: "arrivals", measure: "ever above 29", says}])
    expect(outlook.findings[0]!.says).toContain("In more than 9 of 10 runs (8–10) they stay small.")
    expect(outlook.event.says).toBe("the camp is flooded with arrivals")
    expect(outlook.bottomLine).toMatch(
      /^In this model, arrivals rise to about 20 people a week \([\d–]+\) by week 20\. In more than 9 of 10 runs/u,
    )
  })

  test.each([
    ["people", "total", "outlook/measure-unit", /'people' is a level \(person\), no rate.*mean over A to B/su],
    ["wave", "total", "outlook/measure-unit", /'wave' is an index or a ratio, no rate/u],
    ["arrivals", "mean over 2 to 4 months", "outlook/measure-unit", /counts time in weeks, not in months/u],
    ["arrivals", "mean over 4 to 2", "outlook/measure-time", /No weeks 4 to 2.*0 <= A < B <= 20/su],
    ["arrivals", "mean over 4 to 52", "outlook/measure-time", /0 <= A < B <= 20/u],
    ["people", "ever below 0", "outlook/measure-level", /'people' goes from 0 to 1000: nothing there is below 0/u],
    ["people", "time to 2000", "outlook/measure-level", /nothing there is 2000/u],
    ["people", "always above many", "outlook/unknown-measure", /no measure of 'people'.*ever above X/su],
  ])("%s, measure %s, is refused", async (quantity, measure, code, says) => {
    await expect(told(quantity, measure)).rejects.toThrow(expect.objectContaining({code}))
    await expect(told(quantity, measure)).rejects.toThrow(says)
  })

  test("words for an event of an amount are refused; so is one sentence without the other", async () => {
    const says = {so: "many come", not: "few come"}
    await expect(told("", "", {}, [{quantity: "arrivals", measure: "total", says}])).rejects.toThrow(
      /outlook\/measure-says: 'total' of 'arrivals' is an amount[\s\S]*Leave `says` out/u,
    )
    const parsed = caseSchema.safeParse({
      format: "brink/case@1",
      title: "t",
      question: "q?",
      outcomes: [{quantity: "raids", measure: "ever above 3", says: {so: "raids pass three"}}],
    })
    expect(parsed.error?.issues[0]?.message).toContain("both sentences, `{so: ")
  })
})
