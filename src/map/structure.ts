// What became of a map's structure: links and the circles they close, before and after. In: two maps. Out: counts.

import type {CausalMap, Link} from "./map.ts"

/** Counts of a map's structure. */
export type Structure = {
  /** Circles that its links close, as far as the map lists them (docs/methods/loops.md says how far). */
  readonly loops: number
  readonly links: number
  /** Links that claims of two lineages or more stand for. */
  readonly toldTwice: number
  readonly contested: number
}

/** Two structures, and how many links are in one alone, or have another sign. All 0 where nothing moved. */
export type StructureChange = {
  readonly before: Structure
  readonly after: Structure
  readonly gone: number
  readonly added: number
  readonly turned: number
}

type Shape = Pick<CausalMap, "links" | "loops">

/** What moved from one map to the other. */
export function structureChange(before: Shape, after: Shape): StructureChange {
  const [then, now] = [before, after].map(({links}) => new Map(links.map(({id, sign}) => [id, sign]))) as [
    Map<string, string>,
    Map<string, string>,
  ]
  return {
    before: structureOf(before),
    after: structureOf(after),
    gone: [...then.keys()].filter((id) => !now.has(id)).length,
    added: [...now.keys()].filter((id) => !then.has(id)).length,
    turned: [...now].filter(([id, sign]) => then.has(id) && then.get(id) !== sign).length,
  }
}

/** Do claims of two lineages or more stand for a link? */
export const isToldTwice = (link: Link): boolean => link.for.lineages >= 2

/** Counts a map's structure. */
export function structureOf({links, loops}: Shape): Structure {
  return {
    loops: loops.length,
    links: links.length,
    toldTwice: links.filter(isToldTwice).length,
    contested: links.filter((link) => link.sign === "contested").length,
  }
}
