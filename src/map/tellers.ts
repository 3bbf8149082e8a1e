// Who tells links that follow one another: one file all of them, or several a part each, so that their stories meet in the map
// alone. In: the rows of a map and the claims that they are of. Out: files, and where nobody tells both sides.

import type {Claim} from "../claims/index.ts"
import type {Grounding} from "./map.ts"

/** Of each link the files that say it, undenied. */
export type Tellers = ReadonlyMap<string, ReadonlySet<string>>

/** Of the links `among`, by id. */
export function tellersOf(
  among: ReadonlySet<string>,
  groundings: readonly Grounding[],
  claims: ReadonlyMap<string, Claim>,
): Tellers {
  const files = new Map<string, Set<string>>()
  for (const {link, claim: id, side, file} of groundings) {
    if (link === null || !among.has(link)) continue
    const claim = claims.get(id)
    if (!claim || claim.denied || claim.refuted || side === "zero" || side === "none") continue
    files.set(link, (files.get(link) ?? new Set()).add(file))
  }
  return files
}

/** The files that tell every one of `links`, sorted. */
export function toldWhole(links: readonly string[], tellers: Tellers): string[] {
  const [first, ...rest] = links.map((id) => tellers.get(id) ?? new Set<string>())
  return [...(first ?? [])].filter((file) => rest.every((files) => files.has(file))).sort((a, b) => (a < b ? -1 : 1))
}

/**
 * Where two documents only meet: the numbers of those of `links` that no file tells together with the one before; of a circle
 * the last stands before the first.
 */
export function meetings(links: readonly string[], tellers: Tellers, isCircle: boolean): number[] {
  return links.flatMap((id, i) => {
    const before = i > 0 ? links[i - 1] : isCircle ? links.at(-1) : undefined
    if (before === undefined) return []
    const files = tellers.get(before)
    return files && [...(tellers.get(id) ?? [])].some((file) => files.has(file)) ? [] : [i]
  })
}

/** Links of a path, by their numbers, that the same files tell all of. */
export type Stretch = {readonly first: number; readonly last: number; readonly files: readonly string[]}

/** A path cut into stretches that some file tells whole, each as long as it can be from its beginning; links that no file tells are left out. */
export function stretchesTold(links: readonly string[], tellers: Tellers): Stretch[] {
  const stretches: Stretch[] = []
  for (let first = 0; first < links.length; ) {
    let last = first
    while (last + 1 < links.length && toldWhole(links.slice(first, last + 2), tellers).length > 0) last++
    const files = toldWhole(links.slice(first, last + 1), tellers)
    if (files.length > 0) stretches.push({first, last, files})
    first = last + 1
  }
  return stretches
}
