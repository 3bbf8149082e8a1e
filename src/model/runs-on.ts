// What the runs of a model depend on, as text: equations, priors, ranges, events, tables, units and times, without the
// prose around them. In: a model. Out: text that is equal for two models whose runs draw and compute the same, however
// their files are worded, commented or ordered; sets that were fitted to a model are tied to the hash of it.
//
// Prose is named and left out, all else is kept: a part of the model that is added one day changes the text, and can
// cost a calibration too many, never one too few.

import {printExpression} from "./expression.ts"
import type {Expr, Model} from "./model.ts"

/** What is written for people, or says where something stands. */
const PROSE: ReadonlySet<string> = new Set([
  "label",
  "note",
  "question",
  "by",
  "sector",
  "deeds",
  "because",
  "source",
  "line",
  "inner",
])

/**
 * The text. Chances of contested switches are no part of it: they follow the documents, and what was fitted under
 * others is weighed anew (docs/methods/calibration.md). Neither are reality checks, which no run knows of.
 */
export function runsOn({format, time, quantities, contested, events, tables, units, equivalences}: Model): string {
  const parts = {
    format,
    time,
    quantities: byName(quantities),
    contested: byName(contested).map(({name}) => name),
    // In the order of the file: of events in one step, the later finds what the earlier did.
    events,
    tables: byName(tables ?? []),
    units: units ?? null,
    equivalences: equivalences ?? [],
  }
  return JSON.stringify(parts, (key, value) => (PROSE.has(key) ? undefined : plain(value)))
}

const byName = <T extends {readonly name: string}>(all: readonly T[]): T[] =>
  [...all].sort((a, b) => (a.name < b.name ? -1 : 1))

/** Equations as they print, keys in one order, and infinity, which JSON has no word for. */
function plain(value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value)
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value
  if ("op" in value) return printExpression(value as Expr)
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
