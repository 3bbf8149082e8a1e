// What to find out before a step is chosen, for a terminal. In: the list. Out: lines.

import {type FindOutView, figure} from "../outlook/index.ts"

/** A line for each entry with what it rests on; nothing where no step is better than another. */
export function findOutLines(findOut: FindOutView | null | undefined): string[] {
  if (!findOut) return []
  const {entries, says, floor, unit, tried, steps} = findOut
  const chance = floor > 0 ? `, more than the ${figure(floor)}${unit === "" ? "" : ` ${unit}`} that chance shows` : ""
  return [
    "",
    entries.length > 0 ? `${says} (of ${tried} unknowns${chance}):` : `${says} (${tried} unknowns, ${steps} steps).`,
    ...entries.flatMap(({says: one, quotes, rests, by}, n) => [
      `${n + 1}. ${one}`,
      `   ${rests}${by === undefined ? "" : `; who could measure it: ${by}`}`,
      ...quotes.map(({file, text}) => `   ${file}: “${text.replace(/\s+/gu, " ")}”`),
    ]),
  ]
}
