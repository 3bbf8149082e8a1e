// What waits to be written, as plain values: whether the list of edits has it already, and its lines.

import type {EditRow} from "../shapes.ts"

/** A decision that is not written yet. `rev`: edits that were known when it was made. */
export type Waiting = {
  readonly lines: readonly object[]
  readonly what: string
  readonly why?: string
  readonly rev: number
}

/** What an edit says for itself, and what the server adds. */
const OWN = new Set(["n", "with", "why"])

/**
 * The edits that wrote a decision already: one of its author's for each of its lines, made after what the decision knew and
 * not `before` with another that waited. Null where a line is missing.
 */
export function writtenBy(
  {lines, rev}: Waiting,
  edits: readonly EditRow[],
  by: string,
  before: ReadonlySet<number>,
): readonly number[] | null {
  const since = edits.slice(0, Math.max(0, edits.length - rev)).reverse()
  const found: number[] = []
  for (const line of lines) {
    const said = Object.entries(line).filter(([name]) => !OWN.has(name))
    const edit = since.find((one) => {
      if (one.by !== by || before.has(one.n) || found.includes(one.n)) return false
      const there = JSON.parse(one.line) as Record<string, unknown>
      return said.every(([name, value]) => isSame(value, there[name]))
    })
    if (!edit) return null
    found.push(edit.n)
  }
  return found
}

/** What is written says how words that an edit names are read, behind them in braces. */
function isSame(asked: unknown, there: unknown): boolean {
  if (typeof asked === "string" && typeof there === "string") return there === asked || there.startsWith(`${asked} {`)
  return JSON.stringify(asked) === JSON.stringify(there)
}

/** Lines that are one decision number themselves from here on, so that no undo's `of` means them. */
const FIRST_NUMBER = 1_000_000

/** What waits as lines that `brink edit CASE --from FILE` takes. */
export function asLines(all: readonly Waiting[]): string {
  let next = FIRST_NUMBER
  return all
    .flatMap(({lines, why}) => {
      const head = next
      return lines.map((line) => {
        const part = "with" in line ? {with: head} : {}
        const whole = {...(why !== undefined && {why}), ...line, n: next, ...part}
        next++
        return `${JSON.stringify(whole)}\n`
      })
    })
    .join("")
}
