// Whether a folder's map holds together well enough to lead with it, and whether runs of it may be shown.

import type {Gate, Levers} from "./finding.ts"
import type {Material} from "./material.ts"

/**
 * Runs may be shown where a link is told twice, a circle closes or a lever reaches an outcome, and drift does not lead
 * the drivers. Links and circles are the documents' own words: they lead the page also where drift leads the runs. A
 * lever's path is worth as much as the runs that tell its sign, so that alone it leads no page that drift decides.
 */
export function gateOf({loops, drift}: Material, toldTwice: number, {levers}: Levers): Gate {
  const circles = loops.length
  const reaching = levers.length
  const worded = toldTwice > 0 || circles > 0
  const open = (worded || reaching > 0) && !drift
  return {toldTwice, circles, reaching, drift, holds: worded || open, open}
}
