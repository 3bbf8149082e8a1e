// Which edits no longer say anything, since a later one decided the same otherwise. In: edits that are not undone, and where
// those about claims found them. Out: for each that is overruled the number of the edit that did it.

import type {EditPlace} from "./decisions.ts"
import type {Edit} from "./map.ts"

/** One thing that an edit decides, and the edit that decided it otherwise since. */
type Part = {readonly edit: number; by: number | null}

/** What an edit about a claim decides of it: whether it is out, or what is said of it. */
function aspectsOf({edit}: EditPlace): string[] {
  if (edit.kind !== "span") return [edit.kind]
  return (["cause", "effect"] as const).filter((side) => edit[side] !== undefined)
}

/**
 * The edit that overrules each one that is overruled. A later edit about a claim brings a rejected one back, a rejection
 * silences all that was decided about it; of two edits that decide one thing the later holds.
 */
export function overruledBy(edits: readonly Edit[], places: readonly EditPlace[]): ReadonlyMap<number, number> {
  const parts: Part[] = []
  const holders = new Map<string, Map<string, Part>>()
  const take = (subject: string, aspect: string, edit: number): void => {
    const held = holders.get(subject) ?? new Map<string, Part>()
    holders.set(subject, held)
    const before = held.get(aspect)
    if (before) before.by = edit
    const part: Part = {edit, by: null}
    parts.push(part)
    held.set(aspect, part)
  }
  const drop = (subject: string, aspect: string, by: number): void => {
    const part = holders.get(subject)?.get(aspect)
    if (part) part.by = by
    holders.get(subject)?.delete(aspect)
  }
  for (const place of places)
    for (const {id} of place.claims) {
      // That a claim is rightly read does not come back with the claim; how it was corrected does.
      drop(id, place.edit.kind === "reject" ? "accept" : "reject", place.edit.n)
      for (const aspect of aspectsOf(place)) take(id, aspect, place.edit.n)
    }
  for (const held of holders.values()) {
    const out = held.get("reject")
    if (out) for (const part of held.values()) if (part !== out) part.by = out.edit
  }
  for (const edit of edits) {
    const subject = subjectOf(edit)
    if (subject !== null) take(subject, edit.kind, edit.n)
  }
  const overruled = new Map<number, number>()
  for (const {edit, by} of parts) if (by !== null) overruled.set(edit, Math.max(by, overruled.get(edit) ?? 0))
  // An edit of which some part still holds is in force.
  for (const {edit, by} of parts) if (by === null) overruled.delete(edit)
  return overruled
}

/** What an edit about a link, a factor's name or a quantity decides alone, so that a later one of its kind takes its place. */
function subjectOf(edit: Edit): string | null {
  if (edit.kind === "rename") return `factor ${edit.factors[0]}`
  if (edit.kind === "assume" && "quantity" in edit) return `quantity ${edit.quantity}`
  return (edit.kind === "sign" || edit.kind === "lag" || edit.kind === "assume") && "link" in edit
    ? `link ${edit.link}`
    : null
}
