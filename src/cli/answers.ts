// A file of answers about cards: lines that lay one onto another. In: its text, and a table. Out: the table with every move
// that stands; the others named by their lines.

import {z} from "zod"
import {moveSchema} from "../cards/asking.ts"
import {keep, lay, name, PERSON, type Table} from "../cards/index.ts"
import {onOneLine} from "../core/controls.ts"
import {Fault, quoted} from "../core/fault.ts"
import {givenIn, type Request} from "./request.ts"

const keepSchema = z.strictObject({keep: z.string().min(1)})
const nameSchema = z.strictObject({name: z.string().min(1), card: z.string().min(1)})
const answerSchema = z.union([moveSchema, keepSchema, nameSchema])

type Answer = z.infer<typeof answerSchema>

/** The lines of a file, each an answer or why it is none; and the ids that they name. */
export type Answers = {
  readonly file: string
  readonly lines: readonly {readonly line: number; readonly made: Answer | string}[]
  readonly ids: ReadonlySet<string>
}

/** @throws Fault `doors/not-found`; `cards/no-answer` for a file without a line. */
export async function readAnswers(request: Request, file: string): Promise<Answers> {
  const {text, name: shown} = await givenIn(request, file)
  const lines = text.split(/\r?\n/).flatMap((said, i) => (said.trim() === "" ? [] : [{line: i + 1, made: read(said)}]))
  if (lines.length === 0)
    throw new Fault("cards/no-answer", `There is no answer in ${shown}`, {
      next: 'One JSON object a line: {"move": ID, "onto": ID, "as": "same" or "opposite"}.',
    })
  const ids = lines.flatMap(({made}) =>
    typeof made === "string"
      ? []
      : "move" in made
        ? [made.move, made.onto]
        : "keep" in made
          ? [made.keep]
          : [made.card],
  )
  return {file: shown, lines, ids: new Set(ids)}
}

function read(text: string): Answer | string {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return `not JSON: ${quoted(onOneLine(text), 80)}`
  }
  const parsed = answerSchema.safeParse(raw)
  if (parsed.success) return parsed.data
  return `not an answer: ${quoted(onOneLine(text), 80)}`
}

/** What came of answers: the table, and a line for each that is refused, or of which something is to be said. */
export function applied(
  dealt: Table,
  {file, lines}: Answers,
): {readonly table: Table; readonly refused: readonly string[]; readonly warned: readonly string[]} {
  let table = dealt
  const refused: string[] = []
  const warned: string[] = []
  for (const {line, made} of lines) {
    const place = `${file}:${line}`
    if (typeof made === "string") {
      refused.push(`${place}: ${made}\n  Write {"move": ID, "onto": ID, "as": "same" or "opposite"}.`)
      continue
    }
    const outcome =
      "move" in made
        ? lay(table, {...made, by: PERSON})
        : "keep" in made
          ? keep(table, made.keep)
          : name(table, made.card, made.name)
    if ("refused" in outcome) refused.push(`${place}: ${onOneLine(outcome.refused)}\n  ${outcome.next}`)
    else {
      table = outcome.table
      if (outcome.warns !== undefined) warned.push(`${place}: ${onOneLine(outcome.warns)}`)
    }
  }
  return {table, refused, warned}
}
