import {readFileSync} from "node:fs"
import {createRequire} from "node:module"
import {afterAll, describe, expect, test} from "vitest"
import type {Moved, OptionView, Outlook} from "../../src/outlook/index.ts"
import {type ReportInput, report} from "../../src/report/index.ts"
import {sectionsOf} from "../../src/report/ledger.ts"
import {closeBrowser, openPage} from "../browser.ts"
import {saltRoad} from "./fixture.ts"

afterAll(closeBrowser)

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

const share = (share: number) => ({share, low: share - 0.1, high: share + 0.1})
const quantity = saltRoad.outlook.views[0]!.quantity
const label = saltRoad.outlook.views[0]!.label

function moved(mid: number): Moved {
  return {quantity, label, unit: "1", change: {low: mid - 0.1, mid, high: mid + 0.1}, share: share(0.8)}
}

const planned: Partial<Outlook> = {
  worst: [
    {
      quantity,
      label,
      unit: "raids a week",
      wanted: "less",
      now: 3,
      at: [4, 8, 12].map((time) => ({time, mid: 4, worst: 4 + time})),
      peak: {time: 20, worst: 31},
      total: {unit: "raid", at: [4, 8, 12].map((time) => ({time, low: 9, mid: 12, high: 20, worst: 25}))},
    },
  ],
  thresholds: [
    {
      quantity,
      label,
      unit: "raid/week",
      side: "above",
      level: 12,
      says: "raids pass twelve a week",
      already: share(0.2),
      goesOn: {low: 1, mid: 3, high: null, runs: 200, open: 0.3},
      comes: share(0.4),
      when: {low: 4, mid: 9, high: 30},
      by: [4, 52].map((time) => ({time, share: share(time / 130)})),
      lasts: {low: 2, mid: null, high: null, runs: 400, open: 0.6},
      cost: {
        quantity,
        label,
        unit: "crown",
        usual: 40,
        total: {low: 100, mid: 640, high: 1500},
        beyond: {low: 3, mid: 9, high: 20},
      },
      warnings: [
        {
          quantity,
          label: "Smoke on the ridge",
          unit: "1",
          published: "the tower, daily",
          side: "above",
          level: 0.4,
          caught: 0.7,
          lead: {low: 2, mid: 5, high: 9},
          idle: 0.3,
        },
      ],
    },
  ],
  ripe: {
    signs: [
      {
        side: "hill clans",
        quantity,
        label,
        unit: "1",
        when: "above",
        level: 0.5,
        now: {low: 0.2, mid: 0.4, high: 0.6},
        holds: share(0.3),
        later: share(0.6),
      },
    ],
    together: [0, 4].map((time) => ({time, share: share(0.3)})),
    best: {time: 4, share: share(0.3)},
  },
}

const input: ReportInput = {
  ...saltRoad,
  outlook: {
    ...saltRoad.outlook,
    ...planned,
    options: saltRoad.outlook.options.map((option) => ({
      ...option,
      price: {
        worse: [moved(0.3)],
        stakes: [
          {holder: "the hill clans", loses: [moved(-0.2)], gains: []},
          {holder: "the inns", loses: [], gains: [moved(0.2)]},
        ],
        loops: [
          {name: "Raids hold back fear", polarity: "B", finding: saltRoad.outlook.loops[0]!.finding, by: moved(0.1)},
        ],
      },
    })),
  },
}

/** Words of one section, white space folded. */
function under(html: string, id: string): string {
  const section = html.slice(html.indexOf(`<section id="${id}"`), html.length)
  const end = section.indexOf("<section id=", 5)
  return section
    .slice(0, end < 0 ? undefined : end)
    .replace(/<[^>]*>/g, " ")
    .replace(/[\u2060]/g, "")
    .replace(/\s+/g, " ")
}

describe("what readers plan by", () => {
  const html = report(input)

  test("a threshold has when, how long, at what cost and with how much warning, each as a range", () => {
    const words = under(html, "planning")
    expect(words).toMatch(/About even: raids pass twelve a week at some time by \d+ \w+ \d{4}/)
    expect(words).toMatch(/already so in 2 of 10 runs \(1–3\) goes on for 3 weeks \(1 to beyond the end of the runs\)/)
    expect(words).toContain("2 weeks at least; in half of the runs beyond their end")
    expect(html).toMatch(/class="f-svg f-steps"[^>]* aria-label="by [^"]+ of 10 runs, by [^"]+ in 4 of 10 runs"/)
    expect(words).toMatch(/640 \(100–1,500\) crowns/)
    expect(words).toMatch(/Smoke on the ridge the tower, daily .*above 0\.4 .*7 of 10 .*5 \(2–9\) weeks .*3 of 10/)
  })

  test("the worst credible case stands with its dates, and a rate is added up", () => {
    const words = under(html, "planning")
    expect(words).toMatch(/In 4 weeks .*In 8 weeks .*In 12 weeks/)
    expect(words).toMatch(/8 4 .*12 4 .*16 4 .*31 /)
    expect(words).toMatch(/added up, raids 0 25 12 25 12 25 12/)
  })

  test("each step has what it makes worse, who loses and what would undo part of it", () => {
    const words = under(html, "price")
    expect(words).toMatch(/^.*Each of the \w+ steps costs the hill clans something they want/)
    expect(words).toContain("gains only: the inns")
    expect(words).toContain("( the loop )")
    expect(words).toMatch(/All at once, if nobody takes a new step: in 3 of 10 runs/)
  })

  test("what to find out first stands with its worth, the runs in which it changes the choice, and what is known of it", () => {
    const [dispute] = saltRoad.outlook.disputes
    const entry = (input: string, mid: number) => ({
      input,
      kind: "claim" as const,
      question: "Do patrols lower the raids?",
      worth: {low: mid / 2, mid, high: 2 * mid, floor: 0.1},
      unit: "raids",
      changes: 0.3,
      says: "",
      quotes: dispute!.sides[0]!.quotes,
      rests: "told by two sources",
      by: "the toll house",
    })
    const findOut = {
      quantity,
      unit: "raids",
      steps: 5,
      runs: 600,
      tried: 21,
      floor: 0.2,
      taken: "Relief grain",
      apart: ["The road is closed"],
      settled: ["Joint patrols"],
      says: "",
      entries: [entry("patrols_work", 4), ...[1, 2, 3].map((mid) => entry(`other_${mid}`, 4 - mid))],
    }
    const authored = {...input, drafted: false}
    const page = report({...authored, outlook: {...input.outlook, findOut}})
    const words = under(page, "find-out")
    expect(words).toContain("Do patrols lower the raids? That would change most, were “Joint patrols” not to be had")
    expect(words).toMatch(/4 \(2–8\) raids 3 of 10 runs Told by two sources who could measure it: the toll house/)
    expect(words).toContain(`“${dispute!.sides[0]!.quotes[0]!.text}”`)
    expect(words).toContain("The other 1")
    expect(words).toMatch(
      /over 600 runs.*of 21 unknowns for a choice among 5 steps, without “Joint patrols”, best whatever/,
    )
    expect(words).toContain("without “The road is closed”, tied to the outcome by definition. More than 0.2 raids")
    // Of a draft nothing has a size.
    expect(report({...input, drafted: true, outlook: {...input.outlook, findOut}})).not.toContain('id="find-out"')
    const sure = {...findOut, entries: [], settled: [], apart: [], floor: 0}
    expect(under(report({...authored, outlook: {...input.outlook, findOut: sure}}), "find-out")).toContain(
      "“Relief grain” does most whatever is found out",
    )
  })

  test("of the steps shown those that make something worse are counted in words", () => {
    const [step] = input.outlook.options
    const priced = (worse: readonly Moved[]) => ({...step!, price: {worse, stakes: [], loops: []}})
    const [first] = input.outlook.outcomes
    const [other, itself] = ["trust", first!].map((quantity) => ({...moved(0.3), quantity})) as [Moved, Moved]
    const title = (...options: OptionView[]) => under(report({...input, outlook: {...input.outlook, options}}), "price")
    expect(title(priced([other]), priced([]))).toContain("One of the two steps shown makes something else worse")
    expect(title(priced([other]), priced([other]))).toContain("Each of the two steps shown makes something else worse")
    expect(title(priced([other]), priced([other]), priced([]))).toContain(
      "Two of the three steps shown make something else worse",
    )
    // What is asked about first is nothing else.
    expect(title(priced([other]), priced([itself]))).toContain("One of the two steps shown makes something else worse")
  })

  test("sections are numbered without gaps, and words lead to the right one", () => {
    const all = sectionsOf(input)
    expect(all.map(({no}) => no)).toEqual(all.map((_, k) => String(k + 1)))
    const checks = all.find(({id}) => id === "s7")!.no
    expect(checks).toBe("9")
    expect(under(html, "s1")).toContain(`(section ${checks})`)
    expect(under(html, "s7")).toMatch(/^ *9 /)
    // Without them the page has neither the sections nor a hole in its numbers.
    const plain = sectionsOf({
      drafted: false,
      outlook: {...saltRoad.outlook, views: saltRoad.outlook.views.slice(0, 4)},
    })
    expect(plain.map(({id}) => id)).not.toContain("planning")
    expect(plain.at(-1)!.no).toBe("10")
  })

  test("axe finds nothing at either width, and nothing is wider than the screen", async () => {
    for (const width of [1280, 390]) {
      const opened = await openPage(html, {width})
      await opened.page.evaluate(axe)
      const found = await opened.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
      expect((found as {violations: {id: string}[]}).violations.map(({id}) => id)).toEqual([])
      expect(await opened.page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0)
      await opened.close()
    }
  })
})
