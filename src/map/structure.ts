// What became of a map's structure: links and the circles they close, before and after. In: two maps. Out: counts,
// and what moved.

import type {CausalMap} from "./map.ts"
import {isToldTwice, type Moved, movedBetween} from "./moved.ts"

/** Counts of a map's structure. */
export type Structure = {
  /** Circles that its links close, as far as the map lists them (docs/methods/loops.md says how far). */
  readonly loops: number
  readonly links: number
  /** Links that claims of two lineages or more stand for. */
  readonly toldTwice: number
  readonly contested: number
}

/** Two structures, and what moved from the one to the other. */
export type StructureChange = {readonly before: Structure; readonly after: Structure; readonly moved: Moved}

/** What moved from one map of a reading to another. */
export function structureChange(before: CausalMap, after: CausalMap): StructureChange {
  return {before: structureOf(before), after: structureOf(after), moved: movedBetween(before, after)}
}

/** Counts a map's structure. */
export function structureOf({links, loops}: Pick<CausalMap, "links" | "loops">): Structure {
  return {
    loops: loops.length,
    links: links.length,
    toldTwice: links.filter(isToldTwice).length,
    contested: links.filter((link) => link.sign === "contested").length,
  }
}
