// The two files that a score is made of: what a person annotated (docs/formats/gold.md), and a reading, or as much of one as is scored.

import {z} from "zod"
import type {Claim, DocumentEntry} from "../claims/whole.ts"
import type {DateMention, Quantity} from "../mentions/index.ts"

const range = z.object({from: z.int().min(0), to: z.int().min(0)})
const said = z.union([z.string(), z.boolean()]).nullable().optional()
const goldPhrase = range.extend({
  thing: z.array(range).optional(),
  change: z.enum(["+", "-"]).nullable().optional(),
})
const goldClaim = z.object({
  id: z.string().optional(),
  file: z.string(),
  quote: range
    .optional()
    .describe("The sentence or sentences that say it; without it, from the first phrase to the last."),
  cause: goldPhrase,
  effect: goldPhrase,
  sign: z.enum(["+", "-", "0", "unclear"]).optional(),
  condition: z.string().nullable().optional(),
  hedge: said,
  denied: z.boolean().optional(),
  refuted: z.boolean().optional(),
  by: said,
  time: z.enum(["past", "present", "future"]).optional(),
  lag: said,
  strength: said,
  optional: z.boolean().optional().describe("Neither missed when absent nor spurious when there."),
})
const goldQuantity = z.object({
  file: z.string(),
  quote: range,
  value: z.number(),
  low: z.number().optional(),
  high: z.number().optional(),
  unit: z.string().optional(),
  optional: z.boolean().optional(),
})
const goldDate = z.object({
  file: z.string(),
  quote: range,
  from: z.string(),
  to: z.string().optional(),
  optional: z.boolean().optional(),
})
const decoy = range.extend({file: z.string(), of: z.enum(["claim", "quantity", "date"]).default("claim")})

/** A gold annotation (docs/formats/gold.md). `files`: what was annotated; others are not scored. A reading is one too. */
export const goldSchema = z.object({
  format: z.enum(["brink/gold@1", "brink/reading@1"]).optional(),
  files: z.array(z.union([z.string(), z.object({file: z.string(), sha256: z.string().optional()})])).optional(),
  claims: z.array(goldClaim),
  quantities: z.array(goldQuantity).optional(),
  dates: z.array(goldDate).optional(),
  nothing: z.array(decoy).optional(),
})
export type GoldFile = z.infer<typeof goldSchema>

/** What is scored: a reading, or as much of one as there is. `optional` claims (of an annotation scored as a reading) are never spurious. */
export type Scored = {
  readonly documents?: readonly Pick<DocumentEntry, "file" | "sha256" | "length">[]
  readonly claims: readonly (Omit<Claim, "confidence" | "reader" | "why"> & {readonly optional?: boolean})[]
  readonly quantities?: readonly Pick<Quantity, "file" | "quote" | "value" | "low" | "high" | "unit">[]
  readonly dates?: readonly Pick<DateMention, "file" | "quote" | "from" | "to">[]
}
