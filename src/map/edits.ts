// Human decisions about the map: one JSON object a line, append-only. In: edits as values. Out: which of them are in force
// after undo and redo, and their lines.
//
// An edit is never changed or removed. Undoing is one more edit, and so is undoing an undo.
// Applying them is gather's: the map is always the documents plus the edits.

import {jsonText} from "../core/controls.ts"
import type {Edit} from "./map.ts"

/** The kinds of edit. */
export const KINDS = [
  "accept",
  "reject",
  "side",
  "sign",
  "span",
  "speaker",
  "add",
  "lag",
  "merge",
  "split",
  "apart",
  "rename",
  "assume",
  "undo",
] as const

/** The order of keys in a printed edit: the same on every machine, and the same as in docs/formats/edits.md. */
const KEY_ORDER = [
  "format",
  "n",
  "by",
  "why",
  "kind",
  "claim",
  "plainly",
  "side",
  "file",
  "cause",
  "effect",
  "link",
  "factors",
  "opposite",
  "phrases",
  "name",
  "into",
  "quantity",
  "value",
  "sign",
  "condition",
  "hedge",
  "denied",
  "speaker",
  "lag",
  "of",
  "with",
  "quotes",
  "was",
  "called",
] as const

/** One line, without the line feed. Keys in a fixed order. */
export function printEdit(edit: Edit): string {
  const record = edit as unknown as Record<string, unknown>
  const ordered: Record<string, unknown> = {}
  for (const key of KEY_ORDER) if (record[key] !== undefined) ordered[key] = record[key]
  return jsonText(ordered)
}

/** Numbers of the edits that are undone, undos among them, each with that of the first undo in force that undoes it. */
export function undoneBy(edits: readonly Edit[]): Map<number, number> {
  const undone = new Map<number, number>()
  // From the last to the first: an undo that is itself undone undoes nothing.
  for (const edit of [...edits].reverse()) if (edit.kind === "undo" && !undone.has(edit.n)) undone.set(edit.of, edit.n)
  return undone
}

/** The edits in force, in order: an undone one is left out, and so is an undo that is itself undone. Undos are not listed. */
export function activeEdits(edits: readonly Edit[]): Exclude<Edit, {kind: "undo"}>[] {
  const undone = undoneBy(edits)
  return edits.filter((edit): edit is Exclude<Edit, {kind: "undo"}> => edit.kind !== "undo" && !undone.has(edit.n))
}
