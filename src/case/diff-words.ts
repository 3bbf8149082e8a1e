// What changed between two versions of a case, in words: for the terminal and for the page.

import type {DiffStep, LinkMove, OutcomeMove} from "./diff.ts"
import type {Change} from "./version.ts"

/** "document added: dam.md; 12 claims gained". */
export function stepWords({changes, replayed, gained, lost}: DiffStep): string {
  const what =
    changes.length === 0
      ? "nothing in the case: another version of Brink, or other options"
      : `${changes.map(changeWords).join(", ")}${replayed ? "" : " (not replayed: the earlier files are not here)"}`
  return [
    what,
    ...(gained.length > 0 ? [`${gained.length} ${gained.length === 1 ? "claim" : "claims"} gained`] : []),
    ...(lost.length > 0 ? [`${lost.length} lost`] : []),
  ].join("; ")
}

function changeWords({kind, how, name}: Change): string {
  if (kind === "edit") return how === "removed" ? `${name} (taken back)` : name
  return kind === "document" ? `document ${how}: ${name}` : `${name} ${how}`
}

/** "new: + by 2 voices", "contested by 2 voices against 1, was + by 2 voices". */
export function linkWords({before, after}: Pick<LinkMove, "before" | "after">): string {
  const state = ({sign, for: pro, against}: NonNullable<LinkMove["before"]>) =>
    `${sign} by ${pro} ${pro === 1 ? "voice" : "voices"}${against > 0 ? ` against ${against}` : ""}`
  if (after === null) return `gone: was ${state(before!)}`
  return before === null ? `new: ${state(after)}` : `${state(after)}, was ${state(before)}`
}

const inHundred = (share: number): string => `${Math.round(share * 100)} of 100 runs`

/** "The ford closes: in 50 of 100 runs, before in 20 of 100 runs". */
export function outcomeWords({says, before, after}: OutcomeMove): string {
  return `${says.replace(/[.]$/, "")}: in ${inHundred(after)}, before in ${inHundred(before)}`
}

/** "[2] +30 of 100 runs": what one step moved. */
export function moveWords({step, moved}: OutcomeMove["by"][number]): string {
  return `[${step + 1}] ${moved < 0 ? "\u2212" : "+"}${inHundred(Math.abs(moved))}`
}
