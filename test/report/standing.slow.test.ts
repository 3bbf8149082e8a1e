// The corner in words and the rules of choice on the page: said where there is something to say, folded where it is a table.

import {describe, expect, test} from "vitest"
import type {CornerView, StandingView} from "../../src/outlook/index.ts"
import {type ReportInput, report} from "../../src/report/index.ts"
import {saltRoad} from "./fixture.ts"

const corner: CornerView = {
  event: "raids reach twelve a week",
  runs: 2000,
  limits: [
    {input: "feed", question: "What does feed cost?", says: "feed costs above 3 days", low: 3, high: null, again: 0.9},
  ],
  mass: 0.2,
  density: 0.7,
  coverage: 0.6,
  overall: 0.3,
  within: {low: 0.66, high: 0.74},
  elsewhere: {density: 0.58, coverage: 0.5},
  says: "Raids reach twelve a week in 7 of 10 runs in which feed costs above 3 days, and in 3 of 10 of all",
}

const row = {expected: 4.5, worst: 1, regret: 4, regret90: 3.5, enough: 0.75, dominated: false, pareto: true}
const standing: StandingView = {
  quantity: "raids",
  unit: "raids a week",
  measure: "level",
  runs: 2000,
  enough: 6,
  best: {expected: "patrols", worst: "patrols", regret: "patrols", enough: "patrols"},
  isOne: true,
  rows: [
    {...row, lever: "patrols", label: "ride <together>"},
    {...row, lever: null, label: "no new step", expected: 8.25, pareto: false, dominated: true},
  ],
  says: "“ride <together>” stands first by every rule of choice",
}

const page = (more: Partial<ReportInput["outlook"]>): string =>
  report({...saltRoad, drafted: false, outlook: {...saltRoad.outlook, ...more}})
    .replaceAll("\u2060", "")
    .replaceAll("\u00a0", " ")

describe("the page", () => {
  const told = page({corner, standing})
  const [before, after] = told.split("The steps by every rule of choice") as [string, string]

  test("says the corner, and how often other halves of the runs have it so", () => {
    expect(told).toContain(
      "in which feed costs above 3 days, and in 3 of 10 of all. Sought in halves of the runs, such a corner holds it in 6 of 10 of the others’ runs.",
    )
  })

  test("says the rule of choice in a sentence, and the table behind it when it is unfolded", () => {
    expect(before).toContain(
      "Of the one step that helps on average, if nobody can find out which run is the true one: “ride &lt;together>” stands first by every rule of choice.",
    )
    expect(before.slice(before.lastIndexOf("<details"))).not.toContain("</details>")
    const table = after.slice(0, after.indexOf("</details>"))
    expect(table.replace(/<[^>]*>/gu, "|").replace(/\|+/gu, "|")).toContain(
      "ride &lt;together>|none is as good by all four rules|4.5 raids a week|1 raids a week|4 raids a week|8 of 10 runs|no new step|another is never worse|8.3 raids a week|",
    )
    expect(table).toContain("Good enough is 6 raids a week, what the middle run has without a new step.")
  })

  test("leaves the corner out that the first driver's bar tells", () => {
    const [driver] = saltRoad.outlook.drivers
    expect(driver).toBeDefined()
    const limits = [{...corner.limits[0]!, input: driver!.parameter}]
    expect(page({corner: {...corner, limits}, standing})).not.toContain("Sought in halves of the runs")
    expect(page({corner: {...corner, limits: [...limits, ...corner.limits]}, standing})).toContain("Sought in halves")
  })

  test("has neither where there is nothing to say", () => {
    const bare = page({corner: null, standing: null})
    expect(bare).not.toContain("Sought in halves of the runs")
    expect(bare).not.toContain("by every rule of choice")
  })
})
