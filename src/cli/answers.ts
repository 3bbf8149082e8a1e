// A file of answers about cards: lines that lay one onto another. In: its text, and a table. Out: the table with every move
// that stands; the others named by their lines.

import {z} from "zod"
import {moveSchema} from "../cards/asking.ts"
import {keep, lay, name, PERSON, type Table} from "../cards/index.ts"
import {onOneLine} from "../core/controls.ts"
import {Fault, quoted} from "../core/fault.ts"
import {givenIn, type Request} from "./request.ts"

const keepSchema = z.strictObject({keep: z.string().min(1)})
// Whether words are a name, the table says.
const nameSchema = z.strictObject({name: z.string(), card: z.string().min(1)})
const answerSchema = z.union([moveSchema, keepSchema, nameSchema])

type Answer = z.infer<typeof answerSchema>
/** Why a line is no answer, and what to write. */
type NoAnswer = {readonly wrong: string; readonly next: string}

/** The lines of a file, each an answer or why it is none; and the ids that they name. */
export type Answers = {
  readonly file: string
  readonly lines: readonly {readonly line: number; readonly made: Answer | NoAnswer}[]
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
    "wrong" in made ? [] : "move" in made ? [made.move, made.onto] : "keep" in made ? [made.keep] : [made.card],
  )
  return {file: shown, lines, ids: new Set(ids)}
}

const MOVE = 'Write {"move": ID, "onto": ID, "as": "same" or "opposite"}.'

function read(text: string): Answer | NoAnswer {
  const shown = quoted(onOneLine(text), 80)
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return {wrong: `not JSON: ${shown}`, next: MOVE}
  }
  const parsed = answerSchema.safeParse(raw)
  if (!parsed.success) return {wrong: `not an answer: ${shown}`, next: nextFor(raw)}
  const twice = keyTwice(text)
  if (twice === null) return parsed.data
  return {wrong: `the key "${twice}" stands twice: ${shown}`, next: "Keep one of the two, or write two lines."}
}

/** How the answer is written that a line looks like. */
function nextFor(raw: unknown): string {
  const has = (key: string) => typeof raw === "object" && raw !== null && Object.hasOwn(raw, key)
  if (has("card") || has("name")) return 'Write {"card": ID, "name": WORDS}.'
  return has("keep") ? 'Write {"keep": ID}.' : MOVE
}

/** A key that stands twice in the JSON of an object without objects in it, where JSON's own reader takes the last; else null. */
function keyTwice(text: string): string | null {
  const seen = new Set<string>()
  for (let from = text.indexOf('"'); from >= 0; ) {
    let end = from + 1
    while (text[end] !== '"') end += text[end] === "\\" ? 2 : 1
    const after = text.slice(end + 1).trimStart()
    if (after.startsWith(":")) {
      const key: string = JSON.parse(text.slice(from, end + 1))
      if (seen.has(key)) return key
      seen.add(key)
    }
    from = text.indexOf('"', end + 1)
  }
  return null
}

/** What came of answers: the table, and a line for each that is refused, or of which something is to be said. */
export function applied(
  dealt: Table,
  {file, lines}: Answers,
  turnOf: (name: string) => 1 | -1,
): {readonly table: Table; readonly refused: readonly string[]; readonly warned: readonly string[]} {
  let table = dealt
  const refused: string[] = []
  const warned: string[] = []
  for (const {line, made} of lines) {
    const place = `${file}:${line}`
    if ("wrong" in made) {
      refused.push(`${place}: ${made.wrong}\n  ${made.next}`)
      continue
    }
    const outcome =
      "move" in made
        ? lay(table, {...made, by: PERSON})
        : "keep" in made
          ? keep(table, made.keep)
          : name(table, made.card, made.name, turnOf)
    if ("refused" in outcome) refused.push(`${place}: ${onOneLine(outcome.refused)}\n  ${outcome.next}`)
    else {
      table = outcome.table
      if (outcome.warns !== undefined) warned.push(`${place}: ${onOneLine(outcome.warns)}`)
    }
  }
  return {table, refused, warned}
}
