// What was done to the structure of a map, as a line for people.

import {counted} from "../core/counted.ts"
import type {StructureChange} from "../map/index.ts"

const COUNTS = [
  ["circles", "loops"],
  ["links", "links"],
  ["told twice", "toldTwice"],
  ["contested", "contested"],
] as const

/** "circles 13 to 12, links 80 to 79, told twice 10 to 10, contested 4 to 4 (1 link gone)" */
export function changeInWords({before, after, gone, added, turned}: StructureChange): string {
  const links = [
    [gone, "gone"],
    [added, "new"],
    [turned, "with another sign"],
  ] as const
  const moved = links.filter(([n]) => n > 0).map(([n, how]) => `${counted(n, "link")} ${how}`)
  const still = moved.length === 0 && COUNTS.every(([, key]) => before[key] === after[key])
  if (still) return `nothing moved: ${COUNTS.map(([name, key]) => `${name} ${after[key]}`).join(", ")}`
  const counts = COUNTS.map(([name, key]) => `${name} ${before[key]} to ${after[key]}`).join(", ")
  return moved.length === 0 ? counts : `${counts} (${moved.join(", ")})`
}
