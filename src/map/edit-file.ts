// edits.jsonl: one human decision a line, as JSON. In: its text. Out: edits as values, every bad line named.

import {z} from "zod"
import {Fault} from "../core/fault.ts"
import {KINDS} from "./edits.ts"
import type {Edit} from "./map.ts"

const head = {
  format: z.literal("brink/edit@1"),
  n: z.int().min(1),
  by: z.string(),
  why: z.string(),
  quotes: z.array(z.string()).optional(),
  was: z
    .strictObject({
      file: z.string(),
      cause: z.string(),
      effect: z.string(),
      sign: z.enum(["+", "-", "0", "unclear"]),
      denied: z.literal(true).optional(),
    })
    .optional()
    .meta({description: "What the claim was when it was decided about."}),
  called: z
    .array(z.array(z.string()))
    .optional()
    .meta({description: "What each factor was called in the documents when it was decided about."}),
  with: z.int().min(1).optional().meta({description: "Of the edit whose decision it is part of."}),
}
const text = z.string().min(1)
const sign = z.enum(["+", "-"])

/** One line of edits.jsonl. Unknown keys are refused, so that a misspelt one is not lost. */
export const editSchema = z.union([
  z.strictObject({
    ...head,
    kind: z.literal("accept"),
    claim: text,
    plainly: z.boolean().optional().meta({description: "True: its words of doubt go, too; else they stay."}),
  }),
  z.strictObject({...head, kind: z.literal("reject"), claim: text}),
  z.strictObject({...head, kind: z.literal("side"), claim: text, side: z.enum(["for", "against", "zero"])}),
  z.strictObject({...head, kind: z.literal("sign"), claim: text, sign: z.enum(["+", "-", "0", "unclear"])}),
  z.strictObject({...head, kind: z.literal("sign"), link: text, sign: z.enum(["+", "-", "contested"])}),
  z
    .strictObject({...head, kind: z.literal("span"), claim: text, cause: text.optional(), effect: text.optional()})
    .refine((edit) => edit.cause !== undefined || edit.effect !== undefined, {
      path: ["cause"],
      error: "a span says the cause, the effect, or both",
    }),
  z
    .strictObject({
      ...head,
      kind: z.literal("add"),
      claim: text,
      file: text,
      cause: text,
      effect: text,
      sign: z.enum(["+", "-", "0", "unclear"]),
      condition: z.enum(["if", "only if", "unless", "until", "without", "as long as", "once"]).optional(),
      hedge: text.optional().meta({description: "Its words of doubt."}),
      denied: z.literal(true).optional(),
      speaker: text.optional().meta({description: "Who says so."}),
    })
    .refine(({quotes}) => quotes !== undefined && quotes[0] !== "", {
      path: ["quotes"],
      error: "an added claim quotes the sentence that says it",
    }),
  z.strictObject({
    ...head,
    kind: z.literal("speaker"),
    claim: text,
    speaker: text.nullable().meta({description: "Who says so; null: whoever wrote the document."}),
  }),
  z.strictObject({...head, kind: z.literal("lag"), link: text, lag: text}),
  z
    .strictObject({
      ...head,
      kind: z.literal("merge"),
      factors: z.array(text).min(2),
      opposite: z.array(text).optional().meta({description: "Of the factors, those that rise as the first falls."}),
    })
    .refine(({factors, opposite = []}) => opposite.every((name) => factors.indexOf(name) > 0), {
      path: ["opposite"],
      error: "an opposite is one of the factors, and not the first",
    }),
  z
    .strictObject({
      ...head,
      kind: z.literal("split"),
      factors: z.tuple([text]),
      phrases: z.array(text).min(1),
      name: text.optional().meta({description: "Of the new factor that the phrases become."}),
      into: text.optional().meta({description: "A factor that is there, which takes the phrases in."}),
      opposite: z.literal(true).optional().meta({description: "The phrases say that it falls."}),
    })
    .refine(({name, into}) => name !== undefined || into !== undefined, {
      path: ["name"],
      error: "a split says the name of a new factor, or into which one the phrases go",
    }),
  z.strictObject({...head, kind: z.literal("apart"), factors: z.tuple([text, text])}),
  z.strictObject({...head, kind: z.literal("rename"), factors: z.tuple([text]), name: text}),
  z.strictObject({...head, kind: z.literal("assume"), link: text, sign}),
  z.strictObject({...head, kind: z.literal("assume"), quantity: text, value: text}),
  z.strictObject({...head, kind: z.literal("undo"), of: z.int().min(1)}),
])

/**
 * Reads edits.jsonl; blank lines are passed over.
 *
 * @throws Fault `map/invalid-file` listing every bad line as `file:line:column: what`;
 *               `map/newer-format` when a line was made by a newer Brink.
 */
export function parseEdits(source: string, file: string): Edit[] {
  const edits: Edit[] = []
  const mistakes: string[] = []
  const seen = new Set<number>()
  const lines = source.split(/\r?\n/)
  lines.forEach((line, index) => {
    if (line.trim() === "") return
    const place = `${file}:${index + 1}`
    let raw: unknown
    try {
      raw = JSON.parse(line)
    } catch (error) {
      mistakes.push(`${place}:1: not JSON (${(error as Error).message.split("\n")[0]})`)
      return
    }
    const edit = readEdit(raw, `${place}:1`)
    if (typeof edit === "string") {
      mistakes.push(`${place}:1: ${edit}`)
      return
    }
    if (seen.has(edit.n)) mistakes.push(`${place}:1: n: ${edit.n} stands on an earlier line already`)
    else if (edit.kind === "undo" && !seen.has(edit.of))
      mistakes.push(`${place}:1: of: there is no edit ${edit.of} before this line`)
    if (edit.with !== undefined && !seen.has(edit.with))
      mistakes.push(`${place}:1: with: there is no edit ${edit.with} before this line`)
    seen.add(edit.n)
    edits.push(edit)
  })
  if (mistakes.length > 0)
    throw new Fault(
      "map/invalid-file",
      `${mistakes.length === 1 ? "1 mistake" : `${mistakes.length} mistakes`} in ${file}\n${mistakes.map((m) => `  ${m}`).join("\n")}`,
      {next: "Mend these lines, or remove them; `brink edit` writes lines of the right shape."},
    )
  return edits
}

/**
 * One edit from JSON; a sentence where it is none.
 * @throws Fault `map/newer-format` for one of a newer Brink, at `place`.
 */
export function readEdit(raw: unknown, place: string): Edit | string {
  const format = typeof raw === "object" && raw !== null ? (raw as Record<string, unknown>)["format"] : undefined
  const newer = typeof format === "string" ? /^brink\/edit@(\d+)$/.exec(format) : null
  if (newer && Number(newer[1]) > 1)
    throw new Fault("map/newer-format", `${format}, made by a newer Brink`, {
      place,
      next: "This Brink reads up to brink/edit@1: update Brink.",
    })
  // Only the shapes of its kind are tried: a file may hold many thousand lines.
  const edit = shapesOf(raw)
    .map((shape) => shape.safeParse(raw))
    .find((result) => result.success)?.data as Edit | undefined
  return edit ?? whatIsWrong(raw)
}

/** The shapes that an edit of this line's kind can have. */
function shapesOf(raw: unknown): readonly (typeof editSchema.options)[number][] {
  const kind = typeof raw === "object" && raw !== null && "kind" in raw ? raw.kind : undefined
  return editSchema.options.filter((option) => option.shape.kind.value === kind)
}

/** The first thing wrong with a line, said of the kind of edit it claims to be. */
function whatIsWrong(raw: unknown): string {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return "an edit is a JSON object"
  const kind = (raw as Record<string, unknown>)["kind"]
  if (!KINDS.includes(kind as (typeof KINDS)[number]))
    return `kind: ${JSON.stringify(kind) ?? "missing"}; one of ${KINDS.join(", ")}`
  // Of the shapes that a kind has, the one that fits best says what is wrong: a link is not told that it lacks a claim.
  const mistakes = shapesOf(raw)
    .map((shape) => shape.safeParse(raw))
    .filter((result) => !result.success)
    .map(({error}) => error!.issues)
  const [fewest] = mistakes.sort((a, b) => a.length - b.length)
  const issue = fewest?.[0]
  if (issue) {
    const keys = issue.code === "unrecognized_keys" ? issue.keys.join(", ") : issue.path.map(String).join(".")
    return `${keys}: ${issue.code === "unrecognized_keys" ? `no such key in an edit of kind ${kind}` : issue.message}`
  }
  return "not an edit"
}
