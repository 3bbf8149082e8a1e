// What the page of a first reading is made from, and its look-ups. Nothing is found out here: what is not in the findings,
// the map or the reading is not on the page.

import {type Diff, hasChanged} from "../case/index.ts"
import type {Claim, Reading} from "../claims/index.ts"
import {type Document, type Lineage, publishedBy, type Range} from "../documents/index.ts"
import {type FirstReading, isNamed, type Join, namesInside} from "../firstreading/index.ts"
import type {CausalMap, Factor, Grounding, Link} from "../map/index.ts"
import type {Outlook} from "../outlook/index.ts"
import type {CarriedFile} from "./ledger.ts"
import {day, paragraph} from "./words.ts"

export type FirstReportInput = {
  readonly first: FirstReading
  readonly outlook: Outlook
  readonly map: CausalMap
  readonly reading: Reading
  readonly documents: readonly Document[]
  readonly lineages: readonly Lineage[]
  /** Name of the case or the folder. */
  readonly title: string
  /** What the case asks, where it asks anything. */
  readonly question?: string
  /** ISO date to print. */
  readonly date?: string
  readonly files?: readonly CarriedFile[]
  /** What changed since an earlier outlook; null or absent where none was given. */
  readonly changed?: Diff | null
}

/** A section of the page: its address, number and name. */
export type SectionName = {readonly id: string; readonly no: string; readonly name: string}

export type FirstLedger = FirstReportInput & {
  readonly claim: ReadonlyMap<string, Claim>
  readonly factor: ReadonlyMap<string, Factor>
  readonly link: ReadonlyMap<string, Link>
  readonly document: ReadonlyMap<string, Document>
  readonly groundings: ReadonlyMap<string, readonly Grounding[]>
  /** What each file is called in a cell. */
  readonly source: ReadonlyMap<string, string>
  /** A factor's name inside a sentence. */
  readonly inside: (id: string) => string
  readonly sections: readonly SectionName[]
  /** Claims with a row of the annex, and joins with their numbers. */
  readonly printed: ReadonlySet<string>
  readonly joins: readonly Join[]
}

/** Rows that the annex prints at most, so that the page of a large folder can still be mailed; `brink read --json` has all. */
const MOST_CLAIMS = 600

export function openFirst(input: FirstReportInput): FirstLedger {
  const {reading, map, documents, first} = input
  const groundings = new Map<string, Grounding[]>()
  for (const one of map.groundings) groundings.set(one.claim, [...(groundings.get(one.claim) ?? []), one])
  return {
    ...input,
    claim: new Map(reading.claims.map((one) => [one.id, one])),
    factor: new Map(map.factors.map((one) => [one.id, one])),
    link: new Map(map.links.map((one) => [one.id, one])),
    document: new Map(documents.map((one) => [one.file, one])),
    groundings,
    source: sourcesOf(documents, first),
    inside: namesInside(input),
    sections: sectionsOf(first, hasChanged(input.changed)),
    printed: printedOf(input),
    joins: first.gate.holds ? [] : first.joins,
  }
}

/** The sections of the page in their order; a folder whose map does not hold yet begins with what is reported. */
function sectionsOf({gate, hopes, disputes, speakers}: FirstReading, changed: boolean): SectionName[] {
  const mapped: readonly (readonly [string, string, boolean])[] = [
    ["short", "In short", true],
    ["changed", "What changed", changed],
    ["told", "Best told", true],
    ["circle", "The circle", true],
    ["if", "If … then", true],
    ["hopes", "Hopes that failed", true],
    ["who", "Who says what", true],
    ["levers", "Levers", true],
    ["silence", "Not spoken of", true],
    ["check", "Check first", true],
    ["run", "If their logic is run", gate.open || gate.drift],
  ]
  const reported: readonly (readonly [string, string, boolean])[] = [
    ["short", "In short", true],
    ["changed", "What changed", changed],
    ["reported", "Reported so far", true],
    ["if", "If … then", true],
    ["hopes", "Hopes that failed", hopes.length > 0],
    ["who", "Who says what", speakers.length + disputes.length > 0],
    ["joins", "One thing, several names?", true],
    ["check", "Check first", true],
    ["silence", "Not spoken of", true],
  ]
  const all = [
    ...(gate.holds ? mapped : reported),
    ["documents", "Documents", true] as const,
    ["method", "Method", true] as const,
  ]
  return [
    ...all.filter(([, , has]) => has).map(([id, name], at) => ({id, no: String(at + 1), name})),
    {id: "annex", no: "A", name: "Annex"},
  ]
}

export function numberOf({sections}: Pick<FirstLedger, "sections">, id: string): string {
  return sections.find((section) => section.id === id)?.no ?? ""
}

/** Claims that findings name, then those of links, then the rest, as many as there is room for. */
function printedOf({first, reading, map}: FirstReportInput): ReadonlySet<string> {
  const linked = new Set(map.groundings.filter(({link}) => link !== null).map(({claim}) => claim))
  const named = [
    ...first.short.flatMap(({claims}) => claims),
    ...first.toldTwice.flatMap(({claims}) => claims),
    ...[...first.circles.whole, ...first.circles.stitched].flatMap(({links}) =>
      links.flatMap(({claims, against}) => [...claims, ...against]),
    ),
    ...first.suspects.map(({claim}) => claim),
    ...first.levers.levers.flatMap(({claim}) => claim ?? []),
  ]
  const ids = [
    ...named,
    ...reading.claims.map(({id}) => id).sort((a, b) => Number(linked.has(b)) - Number(linked.has(a))),
  ]
  return new Set([...new Set(ids)].slice(0, MOST_CLAIMS))
}

/**
 * What files are called where there is little room: who publishes each and its day, where every document says so and no
 * two are then alike; else as much of each name as tells it from the others.
 */
function sourcesOf(documents: readonly Document[], {written}: FirstReading): Map<string, string> {
  const whenOf = (file: string) => {
    const when = written.by[file]
    return when === undefined ? "" : `, ${day(when).replace(/\u00a0\d{4}$/, "")}`
  }
  const published = documents.map((one) => {
    const who = publishedBy(one) ?? one.author?.split(",").slice(1).join(",").trim()
    return who ? `${who}${whenOf(one.file)}` : null
  })
  if (published.every((name) => name !== null) && new Set(published).size === documents.length)
    return new Map(documents.map(({file}, at) => [file, published[at]!]))
  const stems = documents.map(({file}) => file.replace(/\.[^.]+$/, ""))
  const undated = stems.map((stem) =>
    stem
      .split("/")
      .at(-1)!
      .replace(/^\d{4}-\d{2}-\d{2}[-_ ]*/, ""),
  )
  const short = undated.map((stem) => /^[\p{L}\p{N}]+/u.exec(stem)?.[0] ?? stem)
  const names =
    [short, undated].find((all) => new Set(all).size === documents.length && all.every((name) => name !== "")) ?? stems
  return new Map(documents.map(({file}, at) => [file, `${names[at]!}${whenOf(file)}`]))
}

/** "Coastal News, 14 Mar ¶ 7", with the speaker where the text names one. */
export function whereOf(ledger: FirstLedger, file: string, at: Range, by: string | null = null): string {
  const source = ledger.source.get(file) ?? file
  const place = [source, paragraph(ledger.document.get(file), at)].filter(Boolean).join(" ")
  return !isNamed(by) ? place : `${by.replace(/\s+/g, " ")}, in ${place}`
}

export function nameOf({factor}: Pick<FirstLedger, "factor">, id: string): string {
  return factor.get(id)?.name ?? id.replace(/_/g, " ")
}
