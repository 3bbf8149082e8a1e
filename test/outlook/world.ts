// Invented worlds for the outlook's tests: a map from lines such as "raids -> fear +", with
// a document, a voice and a quote for every claim, so that a basis can be traced to words.

import type {CheckResult} from "../../src/check/index.ts"
import type {Claim, Reading} from "../../src/claims/index.ts"
import type {CausalMap, Factor, Link, Loop} from "../../src/map/index.ts"
import {type Model, parseModel} from "../../src/model/index.ts"

export type LinkTold = {
  readonly sign?: Link["sign"]
  readonly whether?: Link["whether"]
  readonly belief?: number
  /** Voices that say the sign ("+" when contested, or `whether`), and the other one or that it is not so. */
  readonly for?: number
  readonly against?: number
  readonly lag?: string
  readonly strength?: string
}

export type World = {readonly map: CausalMap; readonly reading: Reading}

/**
 * A world from links such as `"raids -> fear": {sign: "+"}`. Voice n writes document `n.md`
 * (named `one.md`, `two.md`, ...), and each voice of a link says one sentence of its own.
 */
export function worldOf(
  links: Record<string, LinkTold>,
  more: {factors?: Record<string, Partial<Factor>>; loops?: readonly string[][]; toldBy?: readonly string[][]} = {},
): World {
  const files = ["one.md", "two.md", "three.md", "four.md", "five.md"]
  const claims: Claim[] = []
  const at = new Map(files.map((file) => [file, 0]))
  const ids = new Set(Object.keys(more.factors ?? {}))
  const groundings: CausalMap["groundings"][number][] = []
  const made = Object.entries(links).map(([name, told]): Link => {
    const [from, to] = name.split("->").map((part) => part.trim()) as [string, string]
    ids.add(from)
    ids.add(to)
    const say = (voices: number, skip: number, sign: "+" | "-"): string[] =>
      Array.from({length: voices}, (_, n) => {
        const file = files[(n + skip) % files.length]!
        const text = `In village ${claims.length} people say that more ${from} brings ${sign === "+" ? "more" : "less"} ${to}.`
        const start = at.get(file)!
        at.set(file, start + text.length + 1)
        const id = claims.length.toString(16).padStart(12, "0")
        const phrase = (of: string) => ({from: start, to: start + of.length, text: of, thing: [], change: null})
        claims.push({
          id,
          file,
          quote: {from: start, to: start + text.length, text},
          cause: phrase(from),
          effect: phrase(to),
          sign,
          condition: null,
          hedge: null,
          denied: false,
          refuted: false,
          time: "present",
          by: null,
          lag: null,
          strength: null,
          reader: "test",
          confidence: 0.8,
        })
        groundings.push({
          claim: id,
          file,
          lineage: file,
          from,
          to,
          link: `${from}->${to}`,
          sign,
          side: skip === 0 ? "for" : "against",
          why: "by name",
        })
        return id
      })
    const sign = told.sign ?? "+"
    const votes = told.for ?? 1
    const way = (told.whether ?? sign) === "-" ? "-" : "+"
    const yes = say(votes, 0, way)
    const no = say(told.against ?? 0, votes, told.whether ?? (way === "-" ? "+" : "-"))
    return {
      id: `${from}->${to}`,
      from,
      to,
      sign,
      ...(told.whether && {whether: told.whether}),
      belief: told.belief ?? 1,
      lag: told.lag ?? null,
      strength: told.strength ?? null,
      for: {claims: yes, lineages: yes.length},
      against: {claims: no, lineages: no.length},
      zero: {claims: [], lineages: 0},
    }
  })
  const byId = new Map(made.map((l) => [l.id, l]))
  const factors = [...ids].map((id): Factor => {
    const name = id.replaceAll("_", " ")
    return {
      id,
      name: name.charAt(0).toUpperCase() + name.slice(1),
      theme: "other",
      alsoCalled: [`the ${name}`],
      unit: "1",
      claims: made.flatMap((l) => (l.from === id || l.to === id ? [...l.for.claims, ...l.against.claims] : [])),
      origin: "words",
      merges: [],
      choice: false,
      weight: 0,
      trend: 0,
      ...more.factors?.[id],
    }
  })
  const loops = (more.loops ?? []).map((ring, n): Loop => {
    const ringLinks = ring.map((from, k) => byId.get(`${from}->${ring[(k + 1) % ring.length]}`)!)
    return {
      factors: ring,
      links: ringLinks.map((l) => l.id),
      polarity: ringLinks.filter((l) => l.sign === "-").length % 2 === 0 ? "R" : "B",
      belief: ringLinks.reduce((b, l) => b * l.belief, 1),
      toldBy: more.toldBy?.[n] ?? [],
    }
  })
  const documents = files
    .filter((file) => at.get(file)! > 0)
    .map((file) => ({id: file, file, title: file, words: 100, lineage: file, boilerplate: []}))
  return {
    map: {format: "brink/map@1", factors, links: made, loops, issues: [], groundings},
    reading: {format: "brink/reading@1", documents, claims, quantities: [], dates: [], actors: [], issues: []},
  }
}

/** A world of which no document speaks. */
export const silent: World = worldOf({})

export const unchecked: CheckResult = {
  format: "brink/check@1",
  model: "m",
  runs: 0,
  seed: "1",
  checks: [],
  totals: {holds: 0, mixed: 0, contradicted: 0, "not represented": 0, "not testable": 0},
}

/** A model from the quantities' lines alone. */
export function modelOf(
  quantities: string,
  more = "",
  time = "{unit: week, start: 0, stop: 20, step: 0.25, save: 1}",
): Model {
  const lines = quantities
    .trim()
    .split("\n")
    .map((line) => `  ${line.trim()}`)
  return parseModel(
    `format: brink/model@1\nname: m\ntime: ${time}\nquantities:\n${lines.join("\n")}\n${more}`,
    "m.yaml",
  )
}
