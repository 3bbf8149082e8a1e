// The page as a string: what it must hold and what it must never hold, on a rich invented
// case, on the least one, and on one whose every name is an attack.

import {createHash} from "node:crypto"
import {gzipSync} from "node:zlib"
import {type DefaultTreeAdapterTypes, parse} from "parse5"
import {describe, expect, test} from "vitest"
import {type ReportInput, report} from "../../src/report/index.ts"
import {least, saltRoad} from "./fixture.ts"

type Element = DefaultTreeAdapterTypes.Element
type Node = DefaultTreeAdapterTypes.Node

const isElement = (node: Node): node is Element => "tagName" in node
const attribute = (e: Element, name: string): string | undefined => e.attrs.find((a) => a.name === name)?.value
const hasClass = (e: Element, name: string): boolean => (attribute(e, "class") ?? "").split(/\s+/).includes(name)

/** Every element of the page, in order. */
function elements(html: string): Element[] {
  const all: Element[] = []
  const visit = (node: Node): void => {
    if (isElement(node)) all.push(node)
    if ("childNodes" in node) for (const child of node.childNodes) visit(child)
  }
  visit(parse(html))
  return all
}

/** The text under a node, leaving out what `skip` holds for. */
function textOf(node: Node, skip: (e: Element) => boolean = () => false): string {
  if (node.nodeName === "#text") return (node as DefaultTreeAdapterTypes.TextNode).value
  if (isElement(node) && skip(node)) return " "
  return "childNodes" in node ? node.childNodes.map((child) => textOf(child, skip)).join("") : ""
}

const quoted = (e: Element): boolean => ["blockquote", "q", "style", "script", "code", "pre"].includes(e.tagName)
const body = (html: string): Element => elements(html).find((e) => e.tagName === "body")!
const plain = (text: string): string =>
  text
    .replace(/\u2060/g, "")
    .replace(/\s+/g, " ")
    .trim()
const under = (html: string, id: string): string =>
  plain(textOf(elements(html).find((e) => attribute(e, "id") === id)!))

const full = report(saltRoad)
const small = report(least)

describe.each([
  ["a rich case", full, saltRoad],
  ["the least case", small, least],
])("%s", (_, html, input) => {
  test("asks for nothing: no address outside the page, and a policy that forbids any", () => {
    for (const e of elements(html)) {
      expect(["img", "iframe", "object", "embed", "link", "base", "form"]).not.toContain(e.tagName)
      for (const {name, value} of e.attrs) {
        expect(name).not.toMatch(/^on/)
        if (/^(?:href|src|xlink:href|action|data|poster|srcset)$/.test(name)) expect(value).toMatch(/^#/)
        expect(value.replace(/url\(#[^)]*\)/g, "")).not.toMatch(/url\(/)
      }
    }
    expect(html).not.toMatch(/@import|url\((?!#)/)
    expect(html).toContain(`http-equiv="Content-Security-Policy" content="default-src 'none';`)
  })

  test("allows the one script it carries, by its hash", () => {
    const scripts = elements(html).filter((e) => e.tagName === "script")
    expect(scripts).toHaveLength(1)
    const hash = createHash("sha256").update(textOf(scripts[0]!)).digest("base64")
    expect(html).toContain(`script-src 'sha256-${hash}'`)
  })

  test("has no id twice, and no link inside it that leads nowhere", () => {
    const ids = elements(html).flatMap((e) => attribute(e, "id") ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    const known = new Set(ids)
    for (const e of elements(html)) {
      const to = attribute(e, "href")
      if (to !== undefined) expect(known).toContain(decodeURIComponent(to.slice(1)))
      for (const id of (attribute(e, "aria-labelledby") ?? "").split(" ").filter(Boolean)) expect(known).toContain(id)
    }
  })

  test("leads every headline number to a quote, a row of data or a named assumption in two steps", () => {
    const all = elements(html)
    const numbers = new Set(all.flatMap((e) => (attribute(e, "href") ?? "").match(/^#(i-.*)/)?.[1] ?? []))
    expect(numbers.size).toBeGreaterThan(0)
    for (const id of numbers) {
      const panel = all.find((e) => e.tagName === "aside" && attribute(e, "id") === id)
      expect(panel, id).toBeDefined()
      const words = plain(textOf(panel!))
      const hasQuote = containing(panel!, (e) => e.tagName === "blockquote")
      const footing =
        hasQuote ||
        words.includes("Assumed") ||
        words.includes("Data ") ||
        words.includes("No statement is contradicted")
      expect(footing, `${id}: ${words}`).toBe(true)
    }
  })

  test("shows each link with a quote that stands in its document at the place given", () => {
    const rows = elements(html).filter((e) => e.tagName === "tr" && (attribute(e, "id") ?? "").startsWith("l-"))
    expect(rows).toHaveLength(input.map.links.length)
    for (const row of rows) expect(containing(row, (e) => e.tagName === "q")).toBe(true)
    const cites = elements(html).filter((e) => e.tagName === "blockquote")
    for (const quote of cites) {
      const place = /([^\s“”]+), ¶ \d+, characters (\d+)–(\d+)/.exec(plain(textOf(quote)))
      expect(place, plain(textOf(quote))).not.toBeNull()
      const document = input.documents.find((d) => d.file === place![1])!
      expect(textOf(quote)).toContain(`“${document.text.slice(Number(place![2]), Number(place![3]))}”`)
    }
  })

  test("keeps to its words: no per cent of events, no probability, no median", () => {
    const ring = (e: Element) => hasClass(e, "f-ring") || hasClass(e, "f-table")
    const words = textOf(body(html), (e) => quoted(e) || ring(e))
    expect(words).not.toMatch(/\d\s*%/)
    expect(words).not.toMatch(/probab|median|polarity|\bsignifican(?!t figures)/i)
  })

  test("breaks no range over a line", () => {
    const cites = (e: Element) =>
      quoted(e) || hasClass(e, "f-table") || e.tagName === "title" || e.tagName === "desc" || e.tagName === "svg"
    const words = textOf(body(html), cites)
    expect(words.match(/\d–\d/g) ?? []).toEqual([])
    expect(words.match(/\d of 10\b/g) ?? []).toEqual([])
  })

  test("shows no number from runs with more than two significant digits", () => {
    const shown = elements(html).filter((e) => hasClass(e, "v") || hasClass(e, "big") || hasClass(e, "note"))
    for (const e of shown)
      for (const number of plain(textOf(e, (inner) => inner.tagName === "code")).match(/\d[\d,]*\.?\d*/g) ?? []) {
        const digits = number.replace(/\D/g, "").replace(/^0+/, "").replace(/0+$/, "")
        // Counts (of documents, runs, links) are exact; a decimal point never is.
        if (number.includes(".")) expect(digits.length, number).toBeLessThanOrEqual(2)
      }
  })

  test("says its bottom line in at most 80 words, each number a link", () => {
    const lead = elements(html).find((e) => hasClass(e, "lead"))!
    expect(plain(textOf(lead)).split(" ").length).toBeLessThanOrEqual(80)
    const links: Element[] = []
    collect(lead, (e) => e.tagName === "a", links)
    expect(links.map((a) => attribute(a, "href"))).toEqual(input.outlook.anchors.map((a) => `#i-${a.finding}`))
  })

  test("is small enough to mail, and the same bytes every time", () => {
    expect(gzipSync(html).length).toBeLessThan(400_000)
    expect(report(input)).toBe(html)
  })
})

function containing(node: Node, holds: (e: Element) => boolean): boolean {
  const found: Element[] = []
  collect(node, holds, found)
  return found.length > 0
}

function collect(node: Node, holds: (e: Element) => boolean, into: Element[]): void {
  if (isElement(node) && holds(node)) into.push(node)
  if ("childNodes" in node) for (const child of node.childNodes) collect(child, holds, into)
}

describe("the track record", () => {
  const scores = (low: number, high: number, horizon: number) => ({
    quantity: "road_traffic",
    source: "toll book",
    horizon,
    period: "month",
    origins: 20,
    from: -80,
    to: 0,
    best: "last value",
    fitted: 0,
    skill: (low + high) / 2,
    low,
    high,
    methods: ["model", "last value", "mean of last 6"].map((name, i) => ({
      name,
      mae: 10 + i,
      crps: 7 + i,
      coverage: i ? null : 0.75,
    })),
  })
  const years = [{year: 2030, periods: 12, observed: 900, p10: 700, p50: 800, p90: 880}]
  const fit = {
    quantity: "road_traffic",
    unit: "cart/week",
    weight: 1,
    periods: 12,
    quarters: 4,
    inside: 0.5,
    insideRates: 0.3,
    dispersion: 4,
    years,
  }
  const shares = {bias: 0.6, variance: 0.1, covariance: 0.3}
  const record = {
    runs: 300,
    scores: [scores(0.1, 0.4, 1), scores(-0.2, 0.3, 12)],
    unscored: [],
    fits: [{...fit, theil: {mse: 1, shares}}],
  }
  const html = report({...saltRoad, record})

  test("every method and horizon stands there, with no skill where that is so", () => {
    expect(under(html, "s10")).toMatch(/Two backtests: better than the best simple forecast in 1 and no skill in 1/)
    expect(under(html, "s10")).toMatch(/1 month.*better.*0\.25.*12 months.*no skill.*0\.05/)
    for (const name of ["This model", "Last month again", "Mean of 6 months", "15 of 20"])
      expect(under(html, "s10")).toContain(name)
    expect(under(html, "s10")).toMatch(/900 above ?700\u2060?–\u2060?880/)
    expect(under(html, "s10")).toContain("6 wrong level")
  })

  test("the first page claims no more than that", () => {
    expect(under(html, "s1")).toMatch(/tried on past [^.]+ it beat the best simple forecast once of two \(section/)
    expect(under(full, "s1")).toContain("no forecast skill has been shown")
  })
})

test("a check shows its quote, both courses with their ends, and its verdict; what does not fit is folded, not lost", () => {
  const [first] = saltRoad.check.checks
  const band = (low: number) => ({p10: [1, low], p50: [2, low + 1], p90: [3, low + 2]})
  const fans = {quantity: "road_traffic", time: [0, 26], without: band(20), with: band(10)}
  const many = Array.from({length: 30}, (_, i) => ({...first!, id: `many-${i}`, why: `Reason ${i}.`, fans}))
  const check = {
    ...saltRoad.check,
    checks: many,
    totals: {...saltRoad.check.totals, holds: 30, contradicted: 0, mixed: 0},
  }
  const html = report({...saltRoad, check})
  const words = under(html, "s7")
  expect(words).toContain("without: 21 (20–22)")
  expect(words).toContain("with: 11 (10–12)")
  for (const {why} of many) expect(words).toContain(why)
  expect(html).toContain("at the end 21 (20–22) with nothing set, 11 (10–12) with it")
})

describe("what is said before it is forwarded", () => {
  test("the contradictions and the missing skill stand in section 1", () => {
    const s1 = under(full, "s1")
    expect(s1).toContain("It contradicts 1 of the 7 others")
    expect(s1).toContain("no forecast skill has been shown")
    const kept = {
      ...saltRoad,
      drafted: false,
      check: {...saltRoad.check, checks: saltRoad.check.checks.map((c) => ({...c, byConstruction: false}))},
    }
    expect(under(report(kept), "s1")).toContain(
      "The model contradicts 1 of the 5 statements of its own documents that it was tested on",
    )
  })

  test("a title does not say that it happens where the scale says about even", () => {
    const [first] = saltRoad.outlook.views
    const even = (up: number, down: number) =>
      under(
        report({
          ...saltRoad,
          outlook: {
            ...saltRoad.outlook,
            views: [
              {
                ...first!,
                up: {share: up, low: up, high: up},
                down: {share: down, low: down, high: down},
                lead: {says: "Raids end higher", way: "up", share: {share: up, low: up, high: up}},
              },
            ],
          },
        }),
        "s2",
      )
    expect(even(0.48, 0.44)).toContain(`${first!.label} may go either way`)
    expect(even(0.6, 0.3)).toMatch(new RegExp(`${first!.label} tends? higher`))
    expect(even(0.7, 0.2)).toContain("Raids end higher")
    // Counts of ways say what counts, where they stand.
    expect(even(0.7, 0.2)).toContain("Higher or lower: by more than a hundredth of the range")
    expect(under(report(saltRoad), "s4")).toContain(
      "a run counts where it changes by more than a hundredth of the range",
    )
  })

  test("a loop that does nothing is not drawn beside one that does", () => {
    const [first, second] = saltRoad.outlook.loops
    const loops = [first!, {...second!, name: "Spiral: idle and idle", gain: {low: 0, mid: 0.001, high: 0.02}}]
    expect(under(report({...saltRoad, outlook: {...saltRoad.outlook, loops}}), "s3")).not.toContain("idle")
    const idle = [{...second!, gain: {low: -0.001, mid: 0.001, high: 0.002}}]
    const page = report({...saltRoad, outlook: {...saltRoad.outlook, loops: idle}})
    const still = under(page, "s3")
    expect(still).toContain("No loop moves")
    // What moves nothing is named, and neither drawn nor told with digits that say nothing.
    expect(still).toContain(second!.name)
    expect(still).not.toContain("0.001")
    expect(page.slice(page.indexOf('id="s3"'), page.indexOf('id="s4"'))).not.toContain('class="rings')
  })

  test("the indices of a drafted model are drawn about their beginning, and the page says from where to where", () => {
    const views = saltRoad.outlook.views.map((v) => ({
      ...v,
      unit: "index, 0 to 1",
      range: [0, 1] as const,
      p50: v.time.map(() => 0.5),
      p2_5: v.time.map(() => 0.44),
      p97_5: v.time.map(() => 0.57),
    }))
    const html = report({...saltRoad, outlook: {...saltRoad.outlook, views}})
    expect(under(html, "s2")).toContain("These axes show 0.4–0.6, the same in every panel.")
    const kept = report({...saltRoad, drafted: false, outlook: {...saltRoad.outlook, views}})
    expect(under(kept, "s2")).not.toContain("These axes show")
  })

  test("a drafted model has a row a variable, with its causes, and folds its equations away", () => {
    const variables = elements(full).find((e) => attribute(e, "id") === "annex-variables")!
    const folded: Element[] = []
    collect(variables, (e) => e.tagName === "details", folded)
    expect(folded).toHaveLength(1)
    expect(plain(textOf(variables, (e) => e.tagName === "details"))).not.toContain("Strength of Raids")
    expect(plain(textOf(folded[0]!))).toContain("Strength of Raids")
  })

  test("that a drafted model repeats what it was built from is said to prove nothing", () => {
    expect(under(full, "s1")).toContain("so that it repeats them proves nothing")
    expect(under(full, "s7")).toMatch(/The model was built from .+ proves nothing, so/)
  })

  test("a drafted model is called one, and a kept one is not", () => {
    expect(under(full, "s1")).toContain("A drafted model. No analyst has built or checked this model")
    expect(report({...saltRoad, drafted: false})).not.toContain("A drafted model.")
    const sketched = report({...saltRoad, drafted: false, untouched: true})
    expect(under(sketched, "s1")).toContain("A draft that nobody has edited. The model is as brink draft wrote it")
    expect(full).not.toContain("A draft that nobody has edited.")
  })

  test("contradicted statements come before those that hold", () => {
    const s7 = under(full, "s7")
    expect(s7.indexOf("Some elders say")).toBeLessThan(s7.indexOf("The raids have cut traffic"))
  })

  test("statements that could not be tested do not pass for agreement", () => {
    const totals = {holds: 0, mixed: 0, contradicted: 0, "not represented": 3, "not testable": 8}
    const html = report({...saltRoad, check: {...saltRoad.check, checks: saltRoad.check.checks.slice(5, 7), totals}})
    expect(under(html, "s1")).toContain("None of the 11 statements of its own documents could be tested on the model")
    expect(under(html, "s7")).toContain("None of the eleven statements could be tested on the model")
    expect(html).toContain("no statement could be tested")
  })

  test("failed runs are counted and files that were not read are named", () => {
    expect(under(full, "s10")).toContain("14 failed, were counted as failed, and are in no share")
    expect(under(full, "s9")).toContain("scan.pdf")
  })

  test("rewrites are one voice, with the evidence for it", () => {
    expect(under(full, "s9")).toContain("Five documents, four voices: two share one origin and count once")
    expect(under(full, "s9")).toContain(
      "001-ford-letter.md and 004-road-weekly.md: one voice. 2 of 2 paragraphs run parallel",
    )
  })
})

describe("empty places are said in words", () => {
  test("no loop, no lever, no driver, no dispute, no check, no signpost", () => {
    expect(under(small, "s3")).toContain("No loop was found")
    expect(under(small, "s4")).toContain("No lever was found")
    expect(under(small, "s5")).toContain("No single assumption moves the answer")
    expect(under(small, "s6")).toContain("There is one voice only, so nobody is there to disagree")
    expect(under(small, "s7")).toContain("No statement of the documents could be put to the model")
    expect(under(small, "s8")).toContain("No early sign was found")
  })

  test("one document is one voice, and that is said", () => {
    expect(under(small, "s9")).toContain("One document, one voice: nothing here is confirmed by anyone else")
  })

  test("a number without any footing is not passed over", () => {
    const bare: ReportInput = {
      ...least,
      model: {...least.model, quantities: []},
      outlook: {
        ...least.outlook,
        findings: least.outlook.findings.map((f) => ({...f, basis: {params: [], links: [], claims: [], assumed: []}})),
      },
    }
    expect(report(bare)).toContain("No quote, no data and no named assumption stand behind this number.")
  })

  test("no outcome at all", () => {
    const none = report({...least, outlook: {...least.outlook, views: [], findings: [], anchors: []}})
    expect(under(none, "s2")).toContain("No outcome could be followed")
  })
})

describe("a folder of thousands of claims", () => {
  // Sixty copies of the case under other names: 1,020 links, 1,440 claims, no quote the same.
  const copies = Array.from({length: 60}, (_, k) => k)
  const renamed = <T>(value: T, k: number): T =>
    JSON.parse(
      JSON.stringify(value)
        .replace(/a([1-5]0000000)/g, `${(k + 10).toString(16)}a$1`)
        .replace(
          /"(raids|road_traffic|salt_price|hunger|recruits|patrols|truce|trust|road_toll|relief_grain|council_unity|herds)((?:->)?)/g,
          `"x${k}_$1$2`,
        )
        .replace(/->(?=[a-z])/g, `->x${k}_`)
        .replace(/(weight|push)_(?=[a-z])/g, `$1_x${k}_`)
        .replace(/"text":"/g, `"text":"${(k * 2654435761).toString(36)} `),
    ) as T
  const many: ReportInput = {
    ...saltRoad,
    map: {
      ...saltRoad.map,
      factors: copies.flatMap((k) => (k ? renamed(saltRoad.map.factors, k) : saltRoad.map.factors)),
      links: copies.flatMap((k) => (k ? renamed(saltRoad.map.links, k) : saltRoad.map.links)),
      groundings: copies.flatMap((k) => (k ? renamed(saltRoad.map.groundings, k) : saltRoad.map.groundings)),
    },
    model: {
      ...saltRoad.model,
      quantities: copies.flatMap((k) => (k ? renamed(saltRoad.model.quantities, k) : saltRoad.model.quantities)),
    },
    reading: {
      ...saltRoad.reading,
      claims: copies.flatMap((k) => (k ? renamed(saltRoad.reading.claims, k) : saltRoad.reading.claims)),
    },
  }
  const html = report(many)

  test("still makes a report of less than 400 kB compressed", () => {
    expect(many.map.links).toHaveLength(60 * saltRoad.map.links.length)
    expect(gzipSync(html).length).toBeLessThan(400_000)
  })

  test("says what it does not print, keeps every row a finding rests on, and no link is dead", () => {
    expect(under(html, "annex-links")).toContain("1,020 links, each with the words that tell it; the 300 that")
    expect(under(html, "annex-claims")).toContain("1,440 causal claims, of which 600 are printed")
    const ids = new Set(elements(html).flatMap((e) => attribute(e, "id") ?? []))
    for (const e of elements(html)) {
      const to = attribute(e, "href")
      if (to !== undefined) expect(ids).toContain(decodeURIComponent(to.slice(1)))
    }
    for (const finding of many.outlook.findings)
      for (const link of finding.basis.links) expect(ids.has(`l-${link.replace("->", "-.3e.")}`)).toBe(true)
  })
})

test("a date shows only when it is given", () => {
  expect(plain(textOf(body(full)))).toContain("Outlook · Salt road · 15 Feb 2026")
  expect(plain(textOf(body(report({...saltRoad, date: undefined}))))).not.toContain("· 15 Feb 2026")
})

describe("words of documents are text, never markup", () => {
  const attack = `"><img src=x onerror=alert(1)><script>alert(2)</script><a href="javascript:alert(3)">'&lt;</a>`
  const swap = (text: string): string => JSON.parse(JSON.stringify(text)) as string
  /** Every string of the case that is not an id, a file or a fixed word gets the attack appended. */
  const poisoned = (value: unknown, key = ""): unknown => {
    if (typeof value === "string")
      return /^(?:title|publisher|author|name|label|question|says|quote|worth|threshold|when|then|source|why|text|says|setting|sideEffect|by|evidence|lowLabel|highLabel|confidence)$/.test(
        key,
      )
        ? swap(value) + attack
        : value
    if (Array.isArray(value)) return value.map((v) => poisoned(v, key))
    if (value !== null && typeof value === "object")
      return Object.fromEntries(
        Object.entries(value).map(([k, v]) => [k, k === "passages" || k === "time" ? v : poisoned(v, k)]),
      )
    return value
  }
  const hostile = poisoned(saltRoad) as ReportInput
  const html = report({
    ...hostile,
    title: attack,
    model: {...saltRoad.model, name: attack},
    outlook: {...hostile.outlook, question: attack, bottomLine: saltRoad.outlook.bottomLine + attack},
  })

  test("no element or attribute comes of it", () => {
    const all = elements(html)
    expect(all.filter((e) => e.tagName === "img")).toEqual([])
    expect(all.filter((e) => e.tagName === "script")).toHaveLength(1)
    for (const e of all)
      for (const {name, value} of e.attrs) {
        expect(name).not.toMatch(/^on/)
        if (name === "href") expect(value).toMatch(/^#/)
      }
  })

  test("the reader sees the very characters", () => {
    expect(textOf(body(html))).toContain(attack)
    expect(textOf(elements(html).find((e) => e.tagName === "title")!)).toContain(attack)
  })

  test("names such as constructor and __proto__ are names", () => {
    const odd: ReportInput = {
      ...saltRoad,
      documents: [
        ...saltRoad.documents,
        {...saltRoad.documents[0]!, file: "__proto__"},
        {...saltRoad.documents[0]!, file: "constructor"},
      ],
      outlook: {...saltRoad.outlook, horizon: {...saltRoad.outlook.horizon, unit: "constructor"}},
    }
    expect(report(odd)).toContain("__proto__")
  })
})
