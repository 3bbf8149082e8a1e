// What a case's model lacks of what its documents tell. In: a map and a model. Out: factors that no quantity stands for,
// links that no equations follow, and quantities that rest on nothing that a document says, those told by most voices first.

import {groupBy} from "../core/grouping.ts"
import type {CausalMap, Factor, Link} from "../map/index.ts"
import type {Model, Quantity} from "../model/index.ts"
import {counterparts, reachedFrom, readersOf} from "./counterpart.ts"

/** A factor without a quantity: who tells of it, and by which links. */
export type Unmodelled = {
  readonly factor: Factor
  /** Independent voices behind the links that it stands on. */
  readonly voices: number
  readonly links: readonly Link[]
}

/** A quantity that moves and rests on no claim and no link, with the links that it could rest on. */
export type Ungrounded = {
  readonly quantity: Quantity
  /** Links of the map into it from what reaches it in the model (of a lever those out of it), best told first. */
  readonly links: readonly Link[]
  readonly voices: number
}

/** A link that the model does not have: an end has no quantity, or no path of equations leads from the one to the other. */
export type Unfollowed = {
  readonly link: Link
  readonly voices: number
  /** The quantities of its ends, where both have one. */
  readonly between: {readonly from: Quantity; readonly to: Quantity} | null
}

export type Gaps = {
  readonly unmodelled: readonly Unmodelled[]
  readonly unfollowed: readonly Unfollowed[]
  readonly ungrounded: readonly Ungrounded[]
}

/** Factors of a map that are told of: those on a link. Of others there is nothing that a model could say. */
export function toldOf({factors, links}: CausalMap): Factor[] {
  const on = new Set(links.flatMap(({from, to}) => [from, to]))
  return factors.filter(({id}) => on.has(id))
}

/**
 * Factors on a link that have no counterpart among the quantities, links without a path between theirs, and stocks, flows, auxiliaries and levers none of whose
 * `because` is a claim or a link. All by voices, then in the order of the map and of the model.
 */
export function gapsOf(map: CausalMap, model: Model): Gaps {
  const found = counterparts(model, map)
  const on = groupBy(
    map.links.flatMap((link) => [...new Set([link.from, link.to])].map((end) => ({end, link}))),
    ({end}) => end,
  )
  const lineages = new Map(map.groundings.map(({claim, lineage}) => [claim, lineage]))
  const voicesOf = (links: readonly Link[]) =>
    new Set(
      links
        .flatMap((link) => [link.for, link.against, link.zero, ...(link.unclear ? [link.unclear] : [])])
        .flatMap(({claims}) => claims.map((claim) => lineages.get(claim))),
    ).size
  const unmodelled = toldOf(map).flatMap((factor) => {
    const links = on.get(factor.id)!.map(({link}) => link)
    return found.has(factor.id) ? [] : [{factor, voices: voicesOf(links), links}]
  })
  const readers = readersOf(model)
  const unfollowed = map.links.flatMap((link) => {
    const [from, to] = [link.from, link.to].map((end) => found.get(end)?.quantity)
    const between = from && to ? {from, to} : null
    if (between && reachedFrom(between.from.name, readers).has(between.to.name)) return []
    return [{link, voices: voicesOf([link]), between}]
  })
  const factorOf = new Map([...found].map(([factor, {quantity}]) => [quantity.name, factor]))
  const ungrounded = model.quantities.flatMap((quantity) => {
    if (quantity.kind === "parameter" || quantity.because.some((one) => "claim" in one || "link" in one)) return []
    const own = factorOf.get(quantity.name)
    const reaches = (from: string) => {
      const cause = found.get(from)?.quantity.name
      return cause !== undefined && reachedFrom(cause, readers).has(quantity.name)
    }
    const links = (own === undefined ? [] : (on.get(own) ?? []))
      .map(({link}) => link)
      .filter(({from, to}) => (quantity.kind === "lever" ? from === own : to === own && reaches(from)))
    const best = [...links].sort((a, b) => voicesOf([b]) - voicesOf([a]))
    return [{quantity, links: best, voices: voicesOf(best)}]
  })
  return {
    unmodelled: [...unmodelled].sort((a, b) => b.voices - a.voices || b.links.length - a.links.length),
    unfollowed: [...unfollowed].sort((a, b) => b.voices - a.voices),
    ungrounded: [...ungrounded].sort((a, b) => b.voices - a.voices),
  }
}
