// Where in a model a factor of the map is, and what in the model reaches what.
//
// In go a model and a map, out come the quantity that stands for each factor, or none,
// with how it was found, and the paths of influence between quantities. Nothing is
// guessed beyond equal names: a factor with no quantity of its name, label or alias, and
// no quantity that rests on its links or claims, is not represented.

import {slug} from "../core/ids.ts"
import {append} from "../core/lists.ts"
import type {CausalMap, Factor} from "../map/index.ts"
import {type Model, namesIn, type Quantity, readBy} from "../model/index.ts"

/** The quantity of a model that stands for a factor of the map, and by what it was found. */
export type Counterpart = {readonly quantity: Quantity; readonly by: "name" | "label" | "alias" | "because"}

/**
 * The quantity for each factor id that has one. Tried in this order, over all factors
 * before the next is tried: the same name; the same label; an alias equal to a name or
 * label; the quantity most of whose `because` are links into the factor or claims
 * grounded there (never a parameter or a lever; ties go to the earlier in the model).
 */
export function counterparts(model: Model, map: CausalMap): Map<string, Counterpart> {
  const found = new Map<string, Counterpart>()
  const taken = new Set<string>()
  const byName = new Map<string, Quantity>()
  const byLabel = new Map<string, Quantity>()
  for (const quantity of model.quantities) {
    byName.set(slug(quantity.name), quantity)
    const label = slug(quantity.label ?? quantity.name)
    if (!byLabel.has(label)) byLabel.set(label, quantity)
  }
  const settle = (by: Counterpart["by"], look: (factor: Factor) => Quantity | undefined) => {
    for (const factor of map.factors) {
      if (found.has(factor.id)) continue
      const quantity = look(factor)
      if (!quantity || taken.has(quantity.name)) continue
      found.set(factor.id, {quantity, by})
      taken.add(quantity.name)
    }
  }
  settle("name", (factor) => byName.get(slug(factor.id)) ?? byName.get(slug(factor.name)))
  settle("label", (factor) => byLabel.get(slug(factor.name)) ?? byLabel.get(slug(factor.id)))
  settle("alias", (factor) => {
    for (const alias of factor.alsoCalled) {
      const quantity = byName.get(slug(alias)) ?? byLabel.get(slug(alias))
      if (quantity) return quantity
    }
    return undefined
  })
  const votes = votesByFactor(model, map)
  settle("because", (factor) => {
    let best: {quantity: Quantity; count: number} | undefined
    for (const [quantity, count] of votes.get(factor.id) ?? [])
      if (!taken.has(quantity.name) && count > (best?.count ?? 0)) best = {quantity, count}
    return best?.quantity
  })
  return found
}

/**
 * For each factor, how many `because` of each moving quantity speak of it as their effect.
 * A flow's votes go to the stock it fills or drains: a claim that raids cut herds is borne
 * by the outflow, and it is the herds that go down.
 */
function votesByFactor(model: Model, map: CausalMap): Map<string, Map<Quantity, number>> {
  const effectOfLink = new Map(map.links.map((link) => [link.id, link.to]))
  const effectOfClaim = new Map<string, string>()
  for (const grounding of map.groundings)
    if (grounding.to !== null && !effectOfClaim.has(grounding.claim)) effectOfClaim.set(grounding.claim, grounding.to)
  const stockOf = new Map<string, Quantity>()
  for (const stock of model.quantities)
    for (const flow of [...(stock.inflows ?? []), ...(stock.outflows ?? [])])
      if (!stockOf.has(flow)) stockOf.set(flow, stock)
  const votes = new Map<string, Map<Quantity, number>>()
  for (const bearer of model.quantities) {
    if (bearer.kind === "parameter" || bearer.kind === "lever") continue
    const quantity = stockOf.get(bearer.name) ?? bearer
    for (const because of bearer.because) {
      const factor =
        "link" in because
          ? effectOfLink.get(because.link)
          : "claim" in because
            ? effectOfClaim.get(because.claim)
            : undefined
      if (factor === undefined) continue
      const of = votes.get(factor) ?? new Map<Quantity, number>()
      of.set(quantity, (of.get(quantity) ?? 0) + 1)
      votes.set(factor, of)
    }
  }
  return votes
}

/**
 * Names that `name` reaches along equations, flows, initial values and events, itself
 * only when it lies on a loop. Breadth first, so the order is by distance.
 */
export function reachedFrom(name: string, readers: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>()
  let edge = [name]
  while (edge.length > 0) {
    const next: string[] = []
    for (const from of edge)
      for (const to of readers.get(from) ?? [])
        if (!reached.has(to)) {
          reached.add(to)
          next.push(to)
        }
    edge = next
  }
  return reached
}

/**
 * The part of a model without events that decides `effects` while the stock `held` is held
 * throughout: what they read, and what that reads; of the held stock nothing but its value.
 * A run of the part gives `effects` the same bits as a run of the whole, as every draw is
 * addressed by name. It does not see what fails elsewhere.
 */
export function partDeciding(model: Model, held: string, effects: Iterable<string>): Model {
  const quantities = new Map(model.quantities.map((quantity) => [quantity.name, quantity]))
  const {rate: _, ...stock} = quantities.get(held)!
  quantities.set(held, {...stock, inflows: [], outflows: []})
  const needed = new Set<string>()
  const queue = [held, ...effects]
  while (queue.length > 0) {
    const name = queue.pop()!
    if (needed.has(name)) continue
    needed.add(name)
    const quantity = quantities.get(name)
    if (quantity) append(queue, readBy(quantity))
  }
  return {
    ...model,
    quantities: [...quantities.values()].filter(({name}) => needed.has(name)),
    contested: model.contested.filter(({name}) => needed.has(name)),
  }
}

/** For each name of the model, the quantities that read it directly, in the model's order. */
export function readersOf(model: Model): Map<string, string[]> {
  const readers = new Map<string, string[]>()
  const add = (from: string, to: string) => {
    const list = readers.get(from)
    if (list) list.push(to)
    else readers.set(from, [to])
  }
  for (const quantity of model.quantities) {
    for (const name of readBy(quantity)) add(name, quantity.name)
  }
  for (const event of model.events) {
    const when = namesIn(event.when)
    for (const effect of event.does)
      for (const name of new Set([...when, ...namesIn(effect.amount)])) add(name, effect.quantity)
  }
  return readers
}
