// factors.yaml (format brink/factors@1), the case's own codebook. In: its text. Out: the factors that the analyst has named, every
// mistake refused with its place.

import {z} from "zod"
import {readYaml} from "../core/source.ts"

const entry = z.strictObject({
  name: z.string().min(1).optional(),
  theme: z.string().min(1).optional(),
  holder: z.string().min(1).optional(),
  target: z.string().min(1).optional(),
  // YAML reads `unit: 1` as a number; it is the unit of what has none.
  unit: z.union([z.string().min(1), z.literal(1).transform(String)]).optional(),
  aliases: z.array(z.string().min(1)).optional(),
  /** Words for its opposite: they turn the sign round. */
  opposites: z.array(z.string().min(1)).optional(),
  choice: z.boolean().optional(),
  weight: z.number().min(0).max(1).optional(),
  wanted: z.enum(["less", "more"]).optional(),
  /** Whole phrases as the documents word them; they are asked for before any alias, and mean nothing else. */
  phrases: z.array(z.string().min(1)).optional(),
  /** Phrases that an alias must leave alone. */
  not: z.array(z.string().min(1)).optional(),
  /** Nobody has confirmed it yet. */
  proposed: z
    .strictObject({
      by: z.string().min(1).describe('"words", or "llm:" and the name of a language model.'),
      suspicion: z.number().min(0).max(1).describe("1 less the weakest tie that holds a phrase of it."),
      told: z.int().min(0).describe("Phrases of claims that name it."),
    })
    .optional(),
})

/** factors.yaml. */
export const codebookSchema = z.strictObject({
  format: z.literal("brink/factors@1"),
  factors: z.record(z.string().regex(/^[\p{L}_][\p{L}\p{N}_]*$/u, "a name: letters, digits and _"), entry),
})

/** One factor of factors.yaml; its key is `id`. */
export type CaseFactor = {readonly id: string} & z.infer<typeof entry>

/**
 * Reads factors.yaml.
 *
 * @throws Fault `map/invalid-file` naming every mistake with its line and column.
 */
export function parseCodebook(text: string, file: string): CaseFactor[] {
  const {factors} = readYaml(text, file, codebookSchema, "map")
  return Object.keys(factors).map((id) => ({id, ...factors[id]!}))
}
