// When the module must ask JavaScript about a program's events: a dated one at its step alone,
// a drawn one where its draws are due, any other where its condition turns true.

import {partsOf} from "../code.ts"
import {dividing, SLACK} from "../operations/mathematics.ts"
import type {Code, EventSlot, Program} from "../program.ts"

/** How each event comes: by its date, at a step or never; by draws; by its condition turning true. */
export type Timing =
  | {readonly kind: "dated"; readonly step: number | null}
  | {readonly kind: "drawn"}
  | {readonly kind: "turning"}

export function timingOf({when, chance}: EventSlot, program: Program): Timing {
  if (chance !== null) return {kind: "drawn"}
  const [kind, name, at] = when
  if (kind === "f" && name === "reached" && at?.[0] === "n") return {kind: "dated", step: stepReaching(at[1], program)}
  return {kind: "turning"}
}

/** The first step at which `reached` is 1, by its own arithmetic; null where none is. */
function stepReaching(at: number, {time: {start, step}, steps}: Program): number | null {
  // A division may be off by a step either way.
  for (let k = Math.max(0, Math.floor((at - start) / step) - 2); k <= steps; k++)
    if (start + k * step + step * SLACK >= at) return k
  return null
}

/**
 * Steps from one look at drawn events to the next: more than one where all are drawn together, and looking in between
 * could not even find a division by zero.
 */
export function stepsBetweenDraws({events}: Program): number {
  const drawn = events.filter(({chance}) => chance !== null)
  const [first] = drawn
  return first && drawn.every(({every, when}) => every === first.every && !divides(when)) ? first.every : 1
}

function divides(code: Code): boolean {
  for (const part of partsOf(code)) if (part[0] === "f" && dividing.has(part[1])) return true
  return false
}
