// An analyst's further checks: the text of checks.yaml (format brink/checks@1).
//
// In goes the file, out come checks whose `expect` is parsed: comparisons of a measure of
// a quantity with a number or with the same measure in the same run without the set. A
// mistake is refused with its place. The grammar is docs/methods/checks.md.

import {z} from "zod"
import {Fault} from "../core/fault.ts"
import {readYaml} from "../core/source.ts"

/** "raids at 18", "max raids from 0 to 26". Times in the model's own unit; `base`: without what is set. */
export type Measure =
  | {readonly kind: "at"; readonly quantity: string; readonly at: number}
  | {
      readonly kind: "min" | "max" | "mean"
      readonly quantity: string
      readonly from: number
      readonly to: number
    }

/** One comparison: `measure cmp times * base + plus`; `times` is 0 where the bound is a bare number. */
export type Comparison = {
  readonly measure: Measure
  readonly compare: "<" | "<=" | ">" | ">="
  readonly times: number
  readonly plus: number
}

/** An expectation of the analyst's own: what is set, and what the model is then to show. */
export type CaseCheck = {
  readonly id: string
  readonly says: string
  readonly set: Readonly<Record<string, {readonly is?: number; readonly times?: number; readonly plus?: number}>>
  /** When the set begins and ends, in the model's time; throughout when absent. */
  readonly from?: number
  readonly to?: number
  readonly expect: string
  /** All of them must be so in a run. */
  readonly comparisons: readonly Comparison[]
  /** Share of the valid runs in which it must be so. */
  readonly share: number
}

/** The checks of one checks.yaml, in its order. */
export type CaseChecks = readonly CaseCheck[]

/** Share of runs that a check needs unless it says otherwise. */
export const neededShare = 0.8

const setting = z
  .strictObject({is: z.number().optional(), times: z.number().optional(), plus: z.number().optional()})
  .refine((value) => Object.keys(value).length === 1, "one of `is`, `times` or `plus`")

/** checks.yaml as written; `schemas/checks.json` is made from it. */
export const checksSchema = z.strictObject({
  format: z.literal("brink/checks@1"),
  checks: z.array(
    z.strictObject({
      id: z.string().min(1).describe("Unique in the file."),
      says: z.string().min(1).describe("The check as a sentence."),
      set: z.record(z.string(), setting).optional().describe("What is held, scaled or shifted; nothing when absent."),
      from: z.number().optional().describe("Time from which it is set."),
      to: z.number().optional().describe("Time until which it is set."),
      expect: z.string().min(1).describe("For example: raids at 18 < 0.6 * base"),
      share: z.number().min(0).max(1).optional().describe("Share of runs in which it must be so; 0.8 when absent."),
    }),
  ),
})

/**
 * Read a checks.yaml.
 *
 * @param file  as the user names it, for messages.
 * @throws Fault `check/invalid-file` with every mistake and its place; `check/bad-expectation`
 *               for an `expect` that is not in the grammar; `check/same-id` for an id given twice.
 */
export function parseChecks(text: string, file: string): CaseChecks {
  const read = readYaml(text, file, checksSchema, "check")
  const seen = new Set<string>()
  return read.checks.map((check) => {
    if (seen.has(check.id))
      throw new Fault("check/same-id", `Two checks have the id "${check.id}"`, {
        place: file,
        next: "Give each check an id of its own.",
      })
    seen.add(check.id)
    if (check.from !== undefined && check.to !== undefined && check.to <= check.from)
      throw new Fault("check/bad-times", `Check ${check.id} is set from ${check.from} to ${check.to}`, {
        place: `${file}, check ${check.id}`,
        next: "`to` must be later than `from`.",
      })
    return {
      id: check.id,
      says: check.says,
      set: check.set ?? {},
      ...(check.from === undefined ? {} : {from: check.from}),
      ...(check.to === undefined ? {} : {to: check.to}),
      expect: check.expect,
      comparisons: parseExpectation(check.expect, `${file}, check ${check.id}`),
      share: check.share ?? neededShare,
    }
  })
}

const number = String.raw`[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?`
// As in equations: a plain word, or any name in double quotes.
const name = String.raw`(?:[\p{L}_][\p{L}\p{N}_]*|"[^"]+")`
const measurePattern = `(?:(?<kind>min|max|mean)\\s+(?<spanned>${name})\\s+from\\s+(?<from>${number})\\s+to\\s+(?<to>${number})|(?<name>${name})\\s+at\\s+(?<at>${number}))`
const boundPattern = `(?:(?<before>${number})\\s*\\*\\s*base|base(?:\\s*\\*\\s*(?<after>${number}))?|(?<number>${number}))(?:\\s*(?<op>[-+])\\s*(?<plus>\\d+(?:\\.\\d*)?|\\.\\d+))?`
const comparisonPattern = new RegExp(`^${measurePattern}\\s*(?<compare><=|>=|<|>)\\s*${boundPattern}$`, "u")

/**
 * The comparisons of an `expect`, joined by `and`:
 * `NAME at TIME`, or `min|max|mean NAME from TIME to TIME`; then `<`, `<=`, `>` or `>=`;
 * then a number, `base`, `NUMBER * base` or `base * NUMBER`, and perhaps `+ NUMBER` or `- NUMBER`.
 *
 * @throws Fault `check/bad-expectation`.
 */
function parseExpectation(text: string, place?: string): Comparison[] {
  return text.split(/(?<!\s)\s+and\s+/).map((part) => {
    const groups = comparisonPattern.exec(part.trim())?.groups
    if (!groups)
      throw new Fault("check/bad-expectation", `"${part.trim()}" is not an expectation`, {
        ...(place ? {place} : {}),
        next: 'Write it as "raids at 18 < 0.6 * base" or "max raids from 0 to 26 < 12".',
      })
    const measure: Measure = groups["kind"]
      ? {
          kind: groups["kind"] as "min" | "max" | "mean",
          quantity: unquoted(groups["spanned"]!),
          from: Number(groups["from"]),
          to: Number(groups["to"]),
        }
      : {kind: "at", quantity: unquoted(groups["name"]!), at: Number(groups["at"])}
    if (measure.kind !== "at" && measure.to < measure.from)
      throw new Fault("check/bad-expectation", `"${part.trim()}" ends before it begins`, {
        ...(place ? {place} : {}),
        next: "Write the earlier time first.",
      })
    const plus = groups["plus"] ? (groups["op"] === "-" ? -1 : 1) * Number(groups["plus"]) : 0
    return {
      measure,
      compare: groups["compare"] as Comparison["compare"],
      times: groups["number"] !== undefined ? 0 : Number(groups["before"] ?? groups["after"] ?? 1),
      plus: groups["number"] !== undefined ? Number(groups["number"]) + plus : plus,
    }
  })
}

function unquoted(written: string): string {
  return written.startsWith('"') ? written.slice(1, -1) : written
}

/** Times at which a comparison looks. */
export function timesOf(measure: Measure): [number, number] {
  return measure.kind === "at" ? [measure.at, measure.at] : [measure.from, measure.to]
}

function boundOf({times, plus}: Comparison, base: number): number {
  return times === 0 ? plus : times * base + plus
}

/** How far a run is on the right side of the comparison's bound; above 0 exactly where it meets it. */
export function marginOf(comparison: Comparison, value: number, base: number): number {
  const over = value - boundOf(comparison, base)
  const by = comparison.compare.startsWith(">") ? over : -over
  return meets(comparison, value, base) ? Math.max(by, Number.MIN_VALUE) : Math.min(by, 0)
}

/** Whether a run meets the comparison: `value` with what is set, `base` without. */
export function meets(comparison: Comparison, value: number, base: number): boolean {
  const bound = boundOf(comparison, base)
  if (comparison.compare === "<") return value < bound
  if (comparison.compare === "<=") return value <= bound
  if (comparison.compare === ">") return value > bound
  return value >= bound
}
