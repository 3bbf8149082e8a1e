// A scenario: levers over time and dated events, with a sentence of why (format
// brink/scenario@1, docs/formats/scenario.md). Text in, a checked `Scenario` out.
//
// A scenario is read without its model, as it stands in its own file; `assertScenario` then
// holds it against the model it is to run on. Times are in the model's own unit.

import {z} from "zod"
import {type Mistake, refusal, spell} from "../core/mistakes.ts"
import {type Path, readPlaced} from "../core/source.ts"
import {readExpression} from "./expression.ts"
import type {Effect, Scenario} from "./model.ts"
import {readEffect, stem} from "./modelfile.ts"

const words = z.string().regex(/\S/, {error: "a few words, not an empty text"})

/** What a scenario file may hold (format brink/scenario@1). */
export const scenarioSchema = z.strictObject({
  format: z.literal("brink/scenario@1"),
  name: words.optional(),
  why: words.meta({description: "One sentence: what is tried, and why it is worth trying."}),
  levers: z
    .record(
      z.string(),
      z.array(z.strictObject({from: z.number(), to: z.number().optional(), value: z.number()})).min(1, {
        error: "when it stands where, e.g. [{from: 24, value: 0.6}]",
      }),
    )
    .optional(),
  events: z
    .array(
      z.strictObject({
        at: z.number(),
        does: z.record(z.string(), z.union([z.string(), z.number()])),
        why: words,
      }),
    )
    .optional(),
})

/**
 * Read a scenario.
 *
 * @param file as the user names it; its base name is the scenario's name when the file gives none.
 * @throws Fault `model/invalid-file` listing every mistake; `model/newer-format`.
 */
export function parseScenario(text: string, file: string): Scenario {
  const read = readPlaced(text, file, scenarioSchema, "model")
  const {value} = read
  const mistakes: Mistake[] = []
  const wrong = (path: Path, says: string, offset?: number) =>
    mistakes.push({place: read.valueAt(path, offset), says: `${path.map(String).join(".")}: ${says}`})

  for (const [lever, spans] of Object.entries(value.levers ?? {}))
    spans.forEach((span, i) => {
      const path = ["levers", lever, i]
      if (span.to !== undefined && !(span.to > span.from))
        wrong(path, `it ends (${span.to}) before it begins (${span.from})`)
      const before = spans[i - 1]
      if (before && !(span.from > before.from))
        wrong(path, `spans stand in order of time: ${before.from}, then ${span.from}`)
      else if (before?.to !== undefined && before.to > span.from)
        wrong(path, `it begins (${span.from}) before the span above it ends (${before.to})`)
    })

  const events = (value.events ?? []).map((event, i) => {
    const does: Effect[] = []
    for (const [target, written] of Object.entries(event.does)) {
      const path = ["events", i, "does", target]
      const effect = readEffect(
        target,
        written,
        (says) => wrong(path, says),
        (text) => {
          const parsed = readExpression(text)
          if (!("says" in parsed)) return parsed.expr
          wrong(path, `${parsed.says} (column ${parsed.offset + 1} of \`${text}\`)`, parsed.offset)
          return {op: "number", value: 0}
        },
      )
      if (effect) does.push(effect)
    }
    return {at: event.at, does, why: event.why}
  })
  if (mistakes.length > 0)
    throw refusal("model", file, mistakes, "Mend the file at these places; docs/formats/scenario.md shows each part.")
  const places = new Map<string, string>()
  for (const lever of Object.keys(value.levers ?? {}))
    places.set(`levers.${lever}`, spell(file, read.keyAt(["levers", lever])))
  events.forEach((_, i) => {
    places.set(`events.${i}`, spell(file, read.valueAt(["events", i])))
  })
  return {
    format: "brink/scenario@1",
    name: value.name ?? stem(file),
    why: value.why,
    levers: value.levers ?? {},
    events,
    places,
  }
}
