// Every count and figure of the first reading, counted again from what `brink read` and `brink map` print, by other means
// than the page's; and the page's own numbers against these. On invented folders, and on the shared ones where they are.

import {existsSync, readdirSync} from "node:fs"
import {join, resolve} from "node:path"
import {fileURLToPath} from "node:url"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import type {z} from "zod"
import {formats} from "../../src/case/formats.ts"
import {type Inside, inside} from "../cli/inside.ts"
import {attribute, elements, plainText} from "../report/elements.ts"

const here = fileURLToPath(new URL("..", import.meta.url))
const shared = resolve(process.env["BRINK_SHARED"] ?? "../shared")
const folders: [string, string][] = [
  ["night-buses", join(here, "folders/night-buses")],
  ["harbour-strike", join(here, "folders/harbour-strike")],
  ["the shared articles", join(shared, "articles")],
  ["the shared folder on cholera", join(shared, "data/folders/cholera")],
]

const made: Inside[] = []
afterAll(() => {
  for (const one of made) one.remove()
})

type First = z.infer<(typeof formats)["first-reading"]>
type Reading = z.infer<(typeof formats)["reading"]>
type CausalMap = z.infer<(typeof formats)["map"]>

/** Words that say a level, or how likely something is: none stands on a page of words and signs. */
const LIKELIHOOD = /\b(?:very )?(?:un)?likely\b|about even|probab|\bpercentile|\bmedian\b|\d\s*%|\bfans?\b/i

describe.each(folders)("%s", (_, folder) => {
  const there = existsSync(folder)
  let first: First
  let reading: Reading
  let map: CausalMap
  let html: string
  beforeAll(async () => {
    if (!there) return
    const world = inside()
    made.push(world)
    const json = async (...words: string[]) => JSON.parse((await world.brink(...words, "--json")).out)
    const outlook = formats.outlook.parse(await json("outlook", folder, "--runs", "60"))
    first = outlook.firstReading!
    reading = formats.reading.parse(await json("read", folder))
    map = formats.map.parse(await json("map", folder))
    html = world.read("brink-report.html")
  }, 240_000)

  test.runIf(there)("counts what was read", () => {
    const claims = reading.claims
    const told = new Map<string, Set<string>>()
    const against = new Set<string>()
    const lineage = Object.fromEntries(reading.documents.map(({file, lineage: of}) => [file, of]))
    for (const {link, file, side} of map.groundings ?? []) {
      if (link === null) continue
      if (side === "for") told.set(link, (told.get(link) ?? new Set()).add(lineage[file]!))
      if (side === "against" || side === "zero") against.add(link)
    }
    const twice = map.links.filter(
      ({id, sign}) => sign !== "unclear" && sign !== "contested" && (told.get(id)?.size ?? 0) > 1 && !against.has(id),
    )
    const circles = map.loops.filter(({links = []}) => links.every((id) => told.has(id)))
    const unnamed = new Set([
      "he",
      "she",
      "it",
      "they",
      "we",
      "i",
      "who",
      "some",
      "many",
      "others",
      "this",
      "that",
      "those",
      "these",
      "you",
      "one",
      "both",
      "rumour",
    ])
    // Who is only counted has none: "some importers", "two members of the board".
    const counted = (by: string) =>
      ["some", "several", "two", "three", "four", "most"].includes(by.toLowerCase().split(" ")[0]!)
    // "Her aides" have no name of their own; "its owner, Sel Works, says" has one.
    const hangs = (by: string, quote: string) =>
      ["its", "his", "her", "their", "my", "our", "your"].includes(by.toLowerCase().split(" ")[0]!) &&
      !/^, [A-Z]/.test(quote.slice(quote.indexOf(by) + by.length))
    const named = claims.filter(
      ({by, quote}) => by && !unnamed.has(by.toLowerCase()) && !counted(by) && !hangs(by, quote.text),
    )
    expect(first.counts).toEqual({
      documents: new Set(reading.documents.map(({file}) => file)).size,
      voices: new Set(Object.values(lineage)).size,
      words: reading.documents.map(({words}) => words).reduce((a, b) => a + b),
      statements: claims.length,
      conditions: claims.filter(({condition}) => condition).length,
      spoken: named.length,
      // Several ways to name a party are one party.
      speakers: expect.toSatisfy(
        (n: number) => n >= first.speakers.length && n <= new Set(named.map(({by}) => by)).size,
      ),
      hopes: claims.filter(({refuted}) => refuted).length,
      figures: reading.quantities.length,
      dates: reading.dates.length,
      actors: reading.actors.length,
      factors: map.factors.length,
      links: map.links.length,
      toldTwice: twice.length,
      circles: circles.length,
      toldWhole: circles.filter(({toldBy}) => toldBy.length).length,
      checked: 0,
    })
    expect(first.toldTwice.map(({link}) => link)).toEqual(twice.map(({id}) => id))
    for (const {link, claims: quoted, voices} of first.toldTwice) {
      expect(voices).toBe(told.get(link)!.size)
      expect(new Set(quoted.map((id) => lineage[claims.find((claim) => claim.id === id)!.file])).size).toBe(voices)
    }
  })

  test.runIf(there)("has each sentence of a list once, and every sentence that belongs there", () => {
    const of = (id: string) => reading.claims.find((claim) => claim.id === id)!
    const places = (ids: readonly string[]) => ids.map((id) => `${of(id).file} ${of(id).quote.from}`)
    const meant = (pick: (claim: Reading["claims"][number]) => boolean) => [
      ...new Set(places(reading.claims.filter(pick).map(({id}) => id))),
    ]
    expect(places(first.conditions.map(({claims}) => claims[0]!)).sort()).toEqual(
      meant(({condition, refuted}) => condition !== null && !refuted).sort(),
    )
    expect(places(first.hopes.map(({claim}) => claim)).sort()).toEqual(meant(({refuted}) => refuted).sort())
    const said = places(first.speakers.flatMap(({sentences}) => sentences.map(({claim}) => claim)))
    expect(new Set(said).size).toBe(said.length)
  })

  test.runIf(there)("sets no voice against itself, and no two sentences of one paragraph against each other", () => {
    for (const {raises, lowers} of first.disputes) {
      expect(Math.min(raises.length, lowers.length)).toBeGreaterThan(0)
      for (const one of raises)
        for (const other of lowers) {
          const [a, b] = [one, other].map((id) => reading.claims.find((claim) => claim.id === id)!) as [
            Reading["claims"][number],
            Reading["claims"][number],
          ]
          const voices = [a, b].map(({file}) => reading.documents.find((document) => document.file === file)!.lineage)
          if (voices[0] === voices[1]) expect(a.by).not.toBe(b.by)
        }
    }
  })

  test.runIf(there)("opens the gate as its rule says", () => {
    const {toldTwice, circles, reaching, drift, holds, open} = first.gate
    expect(toldTwice).toBe(first.counts.toldTwice)
    expect(circles).toBe(first.counts.circles)
    expect(reaching).toBe(first.levers.levers.length)
    expect(open).toBe(toldTwice + circles + reaching > 0 && !drift)
    expect(holds).toBe(toldTwice + circles > 0 || open)
    const ids = elements(html).flatMap((e) => (e.tagName === "section" ? [attribute(e, "id")!] : []))
    expect(ids.slice(0, 2)).toEqual(holds ? ["short", "told"] : ["short", "reported"])
    expect(ids.includes("run")).toBe(holds && (open || drift))
    expect(ids.includes("joins")).toBe(!holds)
  })

  test.runIf(there)("prints these numbers, and as many rows as it says", () => {
    const {counts} = first
    const facts = elements(html)
      .filter((e) => e.tagName === "dd")
      .map((e) => plainText(e))
    expect(facts[0]).toContain(`${counts.documents} document`)
    expect(facts[0]).toContain(`${counts.voices} independent voice`)
    expect(facts[1]).toContain(`${counts.statements} causal statements`)
    expect(facts[3]).toContain(`${counts.toldTwice} of ${counts.links} links`)
    expect(facts[4]).toContain(`0 of ${counts.statements}`)
    const rows = (id: string, tag = "tr") => {
      const section = elements(html).find((e) => attribute(e, "id") === id)
      return section === undefined ? 0 : elements(section).filter((e) => e.tagName === tag).length
    }
    const heads = (id: string) => {
      const section = elements(html).find((e) => attribute(e, "id") === id)
      return section === undefined ? 0 : elements(section).filter((e) => e.tagName === "thead").length
    }
    expect(rows("if") - heads("if")).toBe(first.conditions.length)
    expect(rows("hopes", "blockquote")).toBe(first.hopes.length)
    expect(rows("check") - heads("check")).toBe(first.suspects.length)
    expect(rows("documents") - heads("documents")).toBe(counts.documents)
    if (!first.gate.holds) expect(rows("reported") - heads("reported")).toBe(first.events.length + first.figures.length)
    if (first.gate.holds) expect(rows("told", "tbody")).toBe(counts.toldTwice)
    const annexed = elements(html).flatMap((e) =>
      /^c-/.test(attribute(e, "id") ?? "") ? [attribute(e, "id")!.slice(2)] : [],
    )
    expect(annexed.sort()).toEqual(reading.claims.map(({id}) => id.replace(/~/g, ".7e.")).sort())
  })

  test.runIf(there)("has no level, no fan and no likelihood word outside quotes", () => {
    const body = elements(html).find((e) => e.tagName === "body")!
    const quotes = new Set(["blockquote", "q", "code", "script", "style", "a"])
    const text = plainText(body, (e) => quotes.has(e.tagName) || attribute(e, "class") === "quoted")
    // A factor's name is the documents' words too.
    const own = map.factors.reduce((left, {name}) => left.replaceAll(name.toLowerCase(), ""), text.toLowerCase())
    expect(LIKELIHOOD.exec(own)?.[0]).toBeUndefined()
    const classes = new Set(elements(html).flatMap((e) => (attribute(e, "class") ?? "").split(" ")))
    for (const figure of ["f-fan", "f-tornado", "f-likelihood", "f-verdicts"]) expect(classes).not.toContain(figure)
  })
})

test("the folders that come with the tests are there", () => {
  for (const [, folder] of folders.slice(0, 2)) expect(readdirSync(folder).length).toBeGreaterThan(0)
})
