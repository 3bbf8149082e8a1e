// "Since then": the page says what was foretold and what came, and when its horizon has passed.
import {expect, test} from "vitest"
import {type ReportInput, report} from "../../src/report/index.ts"
import {saltRoad} from "./fixture.ts"

type Since = NonNullable<ReportInput["outlook"]["since"]>[number]

/** Weeks 4 to 16 in months of four: three values came, one of them where 8 of 10 runs lay. */
const raids: Since = {
  quantity: "raids",
  label: "Raids on the salt road",
  unit: "raid/month",
  source: "the ledger of the ford",
  period: "month",
  periods: [20, 90, 95].map((observed, i) => ({
    ...{from: 4 + 4 * i, to: 8 + 4 * i, observed},
    ...{p2_5: 5, p10: 10, p25: 15, p50: 20, p75: 25, p90: 30, p97_5: 35},
  })),
  inside: {half: 1, eight: 1},
  known: Array.from({length: 12}, (_, i) => ({from: 4 * i - 48, to: 4 * i - 44, value: 20 + i})),
  scores: [
    {name: "model", crps: 47},
    {name: "last value", crps: 32},
    {name: "mean of last 12", crps: 41},
    {name: "each of last 12", crps: 30.4},
  ],
  seen: 0,
}
const withSince = (...since: Since[]): ReportInput => ({...saltRoad, outlook: {...saltRoad.outlook, since}})
const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/\u2060/g, "")
    .replace(/[\s\u00a0]+/g, " ")
const section = (html: string, id: string): string =>
  plain(new RegExp(`<section id="${id}".*?</section>`, "s").exec(html)?.[0] ?? "")

test("the section's title, its table and the page's beginning say how many lay inside, and what came closer", () => {
  const html = report(withSince(raids))
  const said = section(html, "since")
  expect(said).toContain(
    "Raids on the salt road: of three months one fell where 8 of 10 runs lay, and a draw from the last 12 months came closer",
  )
  expect(said).toContain("this model 47; last month again 32; mean of 12 months 41; a draw from the last 12 months 30.")
  expect(said).toMatch(/20 \(10–30\) 15–25 20 inside/)
  expect(said).toMatch(/20 \(10–30\) 15–25 90 above/)
  expect(section(html, "s1")).toMatch(/Since then: .*, of three months one fell where 8 of 10 runs lay/)
  expect(section(html, "s1")).not.toContain("have not been measured against what happened")
})

test("a series of one month has a line and no figure; one without a past has no rival", () => {
  const [first] = raids.periods
  const html = report(withSince({...raids, periods: [first!], inside: {half: 1, eight: 1}, scores: [raids.scores[0]!]}))
  const said = section(html, "since")
  expect(said).toContain("the one month observed fell inside of where 8 of 10 runs lay")
  expect(said).not.toContain("came closer")
  expect(said).toMatch(/Raids on the salt road: .* 20 , foretold 10–30/)
})

test("months that the runs' numbers were fitted to are told", () => {
  expect(section(report(withSince({...raids, seen: 2})), "since")).toContain(
    "The runs’ numbers were fitted to data that hold 2 of these values too",
  )
})

test("without later values there is no such section, and the page says that nothing was measured", () => {
  const html = report(saltRoad)
  expect(html).not.toContain('id="since"')
  expect(section(html, "s1")).toContain("have not been measured against what happened")
  expect(html).not.toContain("This horizon has passed")
})

test("a page whose horizon has passed says so on top, by the last day that it knows of", () => {
  const top = (input: ReportInput) => plain(/<header>.*?<\/header>/s.exec(report(input))![0])
  expect(top({...saltRoad, date: "2026-05-01"})).not.toContain("This horizon has passed")
  expect(top({...saltRoad, date: "2027-03-01"})).toContain(
    "This horizon has passed. What is told here ends on 14 Feb 2027",
  )
  // To the end of week 64 from 15 February 2026.
  const periods = raids.periods.map((one) => ({...one, from: one.from + 48, to: one.to + 48}))
  expect(top(withSince({...raids, periods}))).toContain("up to 8 May 2027. Section 3 has what came")
})
