// factors.yaml (format brink/factors@1), the case's own codebook. In: its text. Out: the factors that the analyst has named, every
// mistake refused with its place.

import {z} from "zod"
import {nearest} from "../core/fault.ts"
import {refusal} from "../core/mistakes.ts"
import {readPlaced} from "../core/source.ts"
import {themes} from "./codebook.ts"

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

/** What the map calls the theme of a factor that has none. */
const NO_THEME = "other"

/** One factor of factors.yaml; its key is `id`. */
export type CaseFactor = {readonly id: string} & z.infer<typeof entry>

/**
 * Reads factors.yaml.
 *
 * @throws Fault `map/invalid-file` naming every mistake with its line and column, themes that the codebook does not have too.
 */
export function parseCodebook(text: string, file: string): CaseFactor[] {
  const {value, valueAt} = readPlaced(text, file, codebookSchema, "map")
  const {factors} = value
  const codebook = Object.keys(factors).map((id): CaseFactor => ({id, ...factors[id]!}))
  const known = new Set([...themes.map(({id}) => id), NO_THEME])
  const mistakes = codebook.flatMap(({id, theme}) => {
    if (theme === undefined || known.has(theme)) return []
    const [near] = nearest(theme, known, 1)
    const meant = near === undefined ? "" : `; did you mean \`${near}\`?`
    return [{place: valueAt(["factors", id, "theme"]), says: `factors.${id}.theme: no such theme, ${theme}${meant}`}]
  })
  if (mistakes.length > 0)
    throw refusal(
      "map",
      file,
      mistakes,
      "Name a theme of the shipped codebook, or leave `theme` out: a factor needs none.",
    )
  return codebook
}
