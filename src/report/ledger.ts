// What the report is made from, and the look-ups that lead from any number back to words:
// finding -> link -> claim -> quote -> place in a document. Nothing is computed here that a
// room before has not found; a name that leads nowhere gives undefined, and the page says so.
//
// Keys are the user's own words (file names, factor names), hence Map, never a plain object.

import {type Diff, hasChanged, type Retrospective, type TrackRecord} from "../case/index.ts"
import type {CheckResult} from "../check/index.ts"
import type {Claim, Reading} from "../claims/index.ts"
import type {Document, Lineage} from "../documents/index.ts"
import type {CausalMap, Edit, Factor, Grounding, Link} from "../map/index.ts"
import type {Contested, Distribution, Model, Quantity} from "../model/index.ts"
import {
  type Evidence,
  evidence,
  type Finding,
  type OutcomeView,
  type Outlook,
  type SinceView,
} from "../outlook/index.ts"
import {anchor, dayNumber, daysIn, opened, place, range, tenths, two} from "./words.ts"

/** Everything the page shows. It finds nothing out: what is not in here is not in the report. */
export type ReportInput = {
  readonly outlook: Outlook
  readonly map: CausalMap
  readonly reading: Reading
  readonly model: Model
  readonly check: CheckResult
  readonly documents: readonly Document[]
  readonly lineages: readonly Lineage[]
  /** The model was made from the map by rule, and no analyst has worked on it. */
  readonly drafted: boolean
  /** The model is a sketch of the map that was drafted by rule, and nobody has edited it since. */
  readonly untouched?: boolean
  readonly title: string
  /** ISO date to print; without one no date of making is printed, so that the same case gives the same bytes. */
  readonly date?: string
  /** How the model fared on the case's series; null or absent where it was not held against any. */
  readonly record?: TrackRecord | null
  /** What changed since an earlier outlook; null or absent where none was given. */
  readonly changed?: Diff | null
  /** What was foretold of days before the one asked about, and what came, the latest day first. */
  readonly retrospectives?: readonly Retrospective[]
  /** Human decisions that shaped the map, for the list in the evidence base. */
  readonly edits?: readonly Edit[]
  /** The model and its data as files, which the page carries as long as they are small. */
  readonly files?: readonly CarriedFile[]
}

/** A file to take on with: its name, what it is, and its text. */
export type CarriedFile = {readonly name: string; readonly says: string; readonly text: string}

/** A quote as the page shows it: the very characters, and where they stand. */
export type Quoted = {
  readonly claim: string
  readonly text: string
  readonly where: string
  readonly row: string | null
}

/** Look-ups over one `ReportInput`, and the words for its things. */
export type Ledger = ReportInput & {
  readonly claim: ReadonlyMap<string, Claim>
  readonly link: ReadonlyMap<string, Link>
  readonly factor: ReadonlyMap<string, Factor>
  readonly document: ReadonlyMap<string, Document>
  readonly quantity: ReadonlyMap<string, Quantity>
  readonly contested: ReadonlyMap<string, Contested>
  readonly finding: ReadonlyMap<string, Finding>
  readonly view: ReadonlyMap<string, OutcomeView>
  readonly grounding: ReadonlyMap<string, Grounding>
  /** What has a row in the annexes: all of it in most cases, else what findings rest on before the rest. */
  readonly printed: Record<"claims" | "links" | "quantities", ReadonlySet<string>>
  /** The numbers of the page's sections, by their addresses. */
  readonly numbers: ReadonlyMap<string, string>
  /** The outlook's own look-ups: names inside a sentence keep or lose their capital by its rule. */
  readonly known: Pick<Evidence, "inside" | "own">
}

/**
 * Rows the annexes print at most, so that the report of a large folder can still be mailed (400 kB compressed,
 * test/report/report.slow.test.ts). `brink map --json`, `brink read --json` and `brink draft --whole` have all of them.
 */
const MOST_ROWS = {claims: 600, links: 300, variables: 300, parts: 900}

export function openLedger(input: ReportInput): Ledger {
  const maps = {
    claim: new Map(input.reading.claims.map((c) => [c.id, c])),
    link: new Map(input.map.links.map((l) => [l.id, l])),
    factor: new Map(input.map.factors.map((f) => [f.id, f])),
    document: new Map(input.documents.map((d) => [d.file, d])),
    quantity: new Map(input.model.quantities.map((q) => [q.name, q])),
    contested: new Map(input.model.contested.map((c) => [c.name, c])),
    finding: new Map(input.outlook.findings.map((f) => [f.id, f])),
    view: new Map(input.outlook.views.map((v) => [v.finding, v])),
    grounding: new Map(input.map.groundings.map((g) => [g.claim, g])),
  }
  const ledger = {...input, ...maps, known: evidence(input.model, input.map, input.reading)}
  return {...ledger, printed: printedOf(ledger), numbers: new Map(sectionsOf(input).map(({id, no}) => [id, no]))}
}

/** Outcomes that the first sections show; further ones are among what is planned by. */
export const MOST_FANS = 4

/** What was foretold of the series that go beyond the day asked about, and what came. */
export function sinceOf({outlook}: Pick<ReportInput, "outlook">): readonly SinceView[] {
  return outlook.since ?? []
}

/** Retrospectives of which something came since, the latest day first. */
export function lookedBack({retrospectives = []}: Pick<ReportInput, "retrospectives">): readonly Retrospective[] {
  return retrospectives.filter(({since}) => since.length > 0)
}

/** A section of the page: its address, its number, and its name in the list of contents. */
export type SectionName = {readonly id: string; readonly no: string; readonly name: string}

/** The sections that a page has, in order, numbered without gaps. */
export function sectionsOf(
  input: Pick<ReportInput, "outlook" | "changed" | "retrospectives" | "drafted">,
): SectionName[] {
  const {outlook, changed} = input
  const all: readonly (readonly [id: string, name: string, has: boolean])[] = [
    ["s1", "Bottom line", true],
    ["changed", "What changed", hasChanged(changed)],
    ["s2", "Outlook", true],
    ["since", "Since then", sinceOf(input).length > 0 || lookedBack(input).length > 0],
    ["s3", "Why", true],
    ["s4", "Options", true],
    ["s5", "What drives it", true],
    // Of a draft nothing has a size, so that nothing is worth an amount.
    ["find-out", "Find out first", Boolean(outlook.findOut) && !input.drafted],
    ["planning", "Planning", hasPlanning(outlook)],
    ["price", "Who might resist", hasPrice(outlook)],
    ["s6", "Contested", true],
    ["s7", "Checks", true],
    ["s8", "Signposts", true],
    ["s9", "Evidence", true],
    ["s10", "Method", true],
  ]
  return all.filter(([, , has]) => has).map(([id, name], k) => ({id, no: String(k + 1), name}))
}

/** The day number of a time of the model, fractions kept; null where its time has no calendar. */
export function dayAt({outlook: {horizon}}: Pick<Ledger, "outlook">, time: number): number | null {
  const origin = horizon.origin ? dayNumber(horizon.origin) : null
  const days = daysIn(horizon.unit)
  return origin === null || days === null ? null : origin + time * days
}

/** A day in the model's time: the inverse of `dayAt`. */
export function timeOf({outlook: {horizon}}: Pick<Ledger, "outlook">, day: string): number | null {
  const origin = horizon.origin ? dayNumber(horizon.origin) : null
  const days = daysIn(horizon.unit)
  const at = dayNumber(day)
  return origin === null || days === null || at === null ? null : (at - origin) / days
}

/** The number of a section; of one that the page does not have, none. */
export function numberOf({numbers}: Pick<Ledger, "numbers">, id: string): string {
  return numbers.get(id) ?? ""
}

/** Whether the outlook has something to plan by beside its first outcomes. */
function hasPlanning({thresholds = [], worst = [], views}: Outlook): boolean {
  return thresholds.length > 0 || worst.some(({at}) => at.length > 0) || views.length > MOST_FANS
}

/** Whether any step shown has a price, or the case says when the moment is ripe. */
function hasPrice({ripe = null, paths = [], options}: Outlook): boolean {
  return (
    ripe !== null ||
    paths.length > 0 ||
    options.some(({price}) => price && price.worse.length + price.stakes.length + price.loops.length > 0)
  )
}

/** The ids to print: those that findings name first, each list in the order it has there and then in its own. */
function printedOf(ledger: Omit<Ledger, "printed" | "numbers">): Ledger["printed"] {
  const {outlook, map, model, reading} = ledger
  const bases = outlook.findings.map((f) => f.basis)
  const first = (most: number, known: ReadonlyMap<string, unknown>, ...lists: readonly string[][]): Set<string> => {
    const ids = new Set<string>()
    for (const id of lists.flat()) if (ids.size < most && known.has(id)) ids.add(id)
    return ids
  }
  const links = first(
    MOST_ROWS.links,
    ledger.link,
    bases.flatMap((b) => b.links),
    map.links.map((l) => l.id),
  )
  const quotes = outlook.disputes.flatMap((d) => d.sides.flatMap((s) => s.quotes.map((q) => q.claim)))
  const inMap = reading.claims.filter((c) => ledger.grounding.get(c.id)?.link).map((c) => c.id)
  const claims = first(
    MOST_ROWS.claims,
    ledger.claim,
    bases.flatMap((b) => b.claims),
    quotes,
    [...links].flatMap((id) => claimsOf(ledger.link.get(id)!)),
    inMap,
    reading.claims.map((c) => c.id),
  )
  const shown = [
    ...outlook.views.map((v) => v.quantity),
    ...outlook.options.map((o) => o.lever),
    ...outlook.signposts.map((s) => s.quantity),
    ...outlook.loops.flatMap((l) => l.factors.map((f) => f.id)),
  ]
  const isLooked = (name: string): boolean => isVariable(ledger, ledger.quantity.get(name)!)
  const names = model.quantities.map((q) => q.name)
  const asked = [...shown, ...bases.flatMap((b) => b.params)].filter((name) => ledger.quantity.has(name))
  const variables = first(MOST_ROWS.variables, ledger.quantity, asked.filter(isLooked), names.filter(isLooked))
  const parts = first(
    MOST_ROWS.parts,
    ledger.quantity,
    asked.filter((name) => !isLooked(name)),
    names.filter((name) => !isLooked(name)),
  )
  return {claims, links, quantities: new Set([...variables, ...parts])}
}

/** The address of the row of a claim, link or quantity in the annexes; null when it has none. */
export function rowOf(ledger: Pick<Ledger, "printed">, kind: "claim" | "link" | "quantity", id: string): string | null {
  const {claims, links, quantities} = ledger.printed
  if (kind === "claim") return claims.has(id) ? `#${anchor("c", id)}` : null
  if (kind === "link") return links.has(id) ? `#${anchor("l", id)}` : null
  return quantities.has(id) ? `#${anchor("q", id)}` : null
}

/** The name of a quantity, lever, switch or factor for people. */
export function nameOf(ledger: Ledger, name: string): string {
  return (
    ledger.quantity.get(name)?.label ??
    ledger.factor.get(name)?.name ??
    ledger.contested.get(name)?.question ??
    opened(name)
  )
}

/** A sentence of another layer with the model's names in it (`salt_price`) opened to the names people read. */
export function named(ledger: Ledger, sentence: string): string {
  return sentence.replace(/\p{L}(?<!\p{L}\p{N}*\p{L})[\p{L}\p{N}]*(?:_[\p{L}\p{N}]+)+/gu, (name) =>
    ledger.quantity.has(name) || ledger.factor.has(name) ? ledger.known.inside(name) : name,
  )
}

/** "Hunger → Raids": the two ends of a link by their names. */
export function linkName(ledger: Ledger, id: string): string {
  const link = ledger.link.get(id)
  const [from, to] = link ? [link.from, link.to] : (id.split("->") as [string, string?])
  return to ? `${nameOf(ledger, from)} \u2192 ${nameOf(ledger, to)}` : id
}

/** Which way a link runs, in plain words. */
export function signWords({sign, whether}: Pick<Link, "sign" | "whether">): string {
  if (whether) return `contested: that more leads to ${whether === "+" ? "more" : "less"} is told and denied`
  if (sign === "+") return "more leads to more"
  if (sign === "-") return "more leads to less"
  return sign === "contested" ? "contested: both ways are told" : "no direction is told"
}

/** What the claims for a contested link say that its cause does, and those against it. */
export function sidesOf({whether}: Pick<Link, "whether">): readonly [pro: string, con: string] {
  return [whether === "-" ? "lowers" : "raises", whether ? "denies" : "lowers or denies"]
}

/** A claim's quote with its place; undefined for a claim that is not in the reading. */
export function quotedOf(ledger: Ledger, id: string): Quoted | undefined {
  const claim = ledger.claim.get(id)
  if (!claim) return undefined
  return {
    claim: id,
    text: claim.quote.text,
    where: place(claim.file, claim.quote, ledger.document.get(claim.file)),
    row: rowOf(ledger, "claim", id),
  }
}

/** Claims one after the other, each lineage once before any lineage twice, no quote twice. */
export function spreadOverVoices(ledger: Ledger, ids: readonly string[], most: number): string[] {
  const seenWords = new Set<string>()
  const known: string[] = []
  for (const id of ids) {
    const claim = ledger.claim.get(id)
    if (!claim) continue
    const words = `${claim.file}\u0000${claim.quote.from}`
    if (seenWords.has(words)) continue
    seenWords.add(words)
    known.push(id)
  }
  const voices = new Set<string>()
  const first: string[] = []
  const rest: string[] = []
  for (const id of known) {
    const voice = ledger.grounding.get(id)?.lineage ?? ledger.claim.get(id)!.file
    if (voices.has(voice)) rest.push(id)
    else {
      voices.add(voice)
      first.push(id)
    }
  }
  return [...first, ...rest].slice(0, most)
}

/** Every claim of a link, for first, then against, then those that say it has no effect. */
export function claimsOf(link: Link): string[] {
  return [...link.for.claims, ...link.against.claims, ...link.zero.claims]
}

/** Whether a quantity is one a reader looks up, rather than a working part of one: a factor, a lever, or anything an analyst wrote. */
export function isVariable(ledger: Pick<Ledger, "drafted" | "factor">, quantity: Quantity): boolean {
  if (quantity.kind === "parameter") return false
  return !ledger.drafted || quantity.kind === "lever" || ledger.factor.has(quantity.name)
}

/** A prior for people, in runs rather than distributions. */
export function priorWords(prior: Distribution): string {
  switch (prior.kind) {
    case "fixed":
      return two(prior.value)
    case "uniform":
      return `anywhere in ${range(prior.low, prior.high)}`
    case "triangular":
      return `${two(prior.mode)} (${range(prior.low, prior.high)})`
    case "normal":
      return `${two(prior.mean)} (${range(prior.mean - 1.2816 * prior.sd, prior.mean + 1.2816 * prior.sd)} in 8 of 10 runs)`
    case "lognormal":
      return `${range(prior.p5, prior.p95)} in 9 of 10 runs`
    case "beta":
      return `between ${range(prior.low, prior.high)}`
    case "chance":
      return `at work in ${tenths(prior.p)} of 10 runs`
  }
}

/** A unit for people; the model's "1" is an index. */
export function unitWords(unit: string): string {
  if (unit === "1" || unit === "") return "index"
  return /^(?:day|week|month|quarter|year)$/.test(unit) ? `${unit}s` : unit.replace("/", " per ")
}
