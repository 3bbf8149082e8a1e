// Replies of a language model as a file keeps them, one a line, so that a reading can be made again without a server.
//
// In: the lines of such a file. Out: replies by key, and the lines again. A reply is kept as the model gave it, and goes
// through the same acceptance every time: a file that was tampered with can propose, and nothing more.

import {z} from "zod"
import {jsonText} from "../../core/controls.ts"
import {Fault} from "../../core/fault.ts"
import {type Mistake, refusal} from "../../core/mistakes.ts"

/** One line of a file of replies (schemas/llm-reply.json). */
export const keptSchema = z.strictObject({
  format: z.literal("brink/llm-reply@1"),
  key: z
    .string()
    .regex(/^[0-9a-f]{64}$/, {error: "64 hexadecimal digits"})
    .describe("SHA-256 over model, version of the prompt and the piece of a document that was read."),
  model: z.string().min(1),
  reply: z.string().describe("What the model answered, as it stands."),
})

/** A reply as it is kept. */
export type Kept = z.infer<typeof keptSchema>

/**
 * Replies by key; of two with one key the later.
 * @throws Fault `reading/invalid-file` with every line that is none; `reading/newer-format`.
 */
export function parseKept(text: string, file: string): Map<string, Kept> {
  const kept = new Map<string, Kept>()
  const mistakes: Mistake[] = []
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === "") return
    const place = {line: index + 1, column: 1}
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      mistakes.push({place, says: "not JSON"})
      return
    }
    const format = (value as {format?: unknown} | null)?.format
    const newer = typeof format === "string" ? /^brink\/llm-reply@(?!1$)\d+$/.exec(format) : null
    if (newer)
      throw new Fault("reading/newer-format", `${newer[0]}, made by a newer Brink`, {
        place: `${file}:${index + 1}:1`,
        next: "This Brink reads up to brink/llm-reply@1: update Brink.",
      })
    const read = keptSchema.safeParse(value)
    if (read.success) kept.set(read.data.key, read.data)
    else {
      const [issue] = read.error.issues
      mistakes.push({place, says: `${issue!.path.join(".") || "a kept reply"}: ${issue!.message}`})
    }
  })
  if (mistakes.length > 0)
    throw refusal("reading", file, mistakes, "Name a file that --llm-replies wrote, or one that is not there yet.")
  return kept
}

/** The lines of a file of replies, in the order in which they were first kept. */
export function printKept(kept: Iterable<Kept>): string {
  return [...kept]
    .map(({key, model, reply}) => `${jsonText({format: "brink/llm-reply@1", key, model, reply})}\n`)
    .join("")
}
