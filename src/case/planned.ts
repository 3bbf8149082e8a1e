// A plan of many runs, written down (format brink/plan@1): what is to be run, by name and by hash, so that any machine with
// the model and this version of Brink can compute a part of it, and all can see that they mean the same.

import {z} from "zod"
import {designKinds} from "../ensemble/index.ts"

const count = z.int().min(1)
const hash = z.string().regex(/^[0-9a-f]{64}$/)
/** What plans of every kind are written with. */
export const planParts = {count, hash}
const words = z.array(z.string()).optional()

/** What was typed behind the model, as `brink run` takes it. */
const asked = z.strictObject({
  save: z.string().optional(),
  set: words,
  cut: words,
  scenario: z.string().optional(),
  data: words.describe("Files as seen from the plan's folder, ?TAG= before those that have one."),
  strict: z.boolean().optional(),
  method: z.enum(["euler", "rk2", "rk4"]).optional(),
  backend: z.enum(["interpreter", "js", "wasm"]).optional(),
  design: z.enum(designKinds).optional(),
  float32: z.literal(true).optional().describe("Shards keep numbers as binary32 in place of binary64."),
  maxFile: count.optional(),
})

/** A file of a plan (format brink/plan@1). */
export const planSchema = z.strictObject({
  format: z.literal("brink/plan@1"),
  brink: z.string().describe("The version that computes it: its number, and the beginning of a hash of its sources."),
  model: z.string().min(1).describe("The model, case or folder of documents, as seen from the plan's folder."),
  asked,
  runs: count,
  seed: z.string().regex(/^\d{1,20}$/),
  names: z.array(z.string()).min(1).describe("The quantities that are saved, in the order of a shard's columns."),
  times: count.describe("Saved times of a run."),
  shard: count.describe("Runs of a shard; the last has what is left."),
  shards: count.describe("Shards, numbered from 0."),
  program: hash.describe("SHA-256 of the compiled model with what is set in it."),
  inputs: hash.describe("SHA-256 of all that is drawn: runs x inputs, little-endian binary64."),
  id: hash.describe("SHA-256 of all that the bytes of a shard follow from; every shard carries it."),
})

/** A plan as it is written down. */
export type Planned = z.infer<typeof planSchema>
