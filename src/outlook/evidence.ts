// What joins numbers to evidence: from a quantity to what its equation and priors rest on.
//
// In: the model, the map and the reading. Out: look-ups, and the basis of any quantity, down to the stocks and factors
// it reads. Nothing is searched by likeness: every step follows a `because`, a link id or a claim id.

import type {Claim, Reading} from "../claims/index.ts"
import type {CausalMap, Factor, Link} from "../map/index.ts"
import {type Contested, type Distribution, type Model, type Quantity, readBy} from "../model/index.ts"
import type {Basis} from "./finding.ts"
import {opened} from "./words.ts"

/** What joins numbers to evidence: look-ups over one model, one map and one reading, made once. */
export type Evidence = {
  readonly model: Model
  readonly map: CausalMap
  readonly reading: Reading
  quantity(name: string): Quantity | undefined
  factor(name: string): Factor | undefined
  link(id: string): Link | undefined
  claim(id: string): Claim | undefined
  /** For people, at the start of a sentence or standing alone. */
  label(name: string): string
  /** For people, inside a sentence: a common first word in lower case. */
  inside(name: string): string
  /** "less" or "more" where the codebook says which is wanted. */
  wanted(name: string): "less" | "more" | null
  /** Names of the documents' lineages among these claims, in code-unit order. */
  voices(claims: Iterable<string>): string[]
  /** Quantities that `name` is computed from at one instant, itself first, up to other stocks and factors. */
  own(name: string): string[]
  /** Everything these quantities rest on. */
  basis(names: readonly string[], more?: {links?: readonly string[]; claims?: readonly string[]}): Basis
}

/** Makes the look-ups. Pure; costs one pass over model, map and reading. */
export function evidence(model: Model, map: CausalMap, reading: Reading): Evidence {
  const quantities = new Map(model.quantities.map((q) => [q.name, q]))
  const switches = new Map(model.contested.map((c) => [c.name, c]))
  const factors = new Map(map.factors.map((f) => [f.id, f]))
  const links = new Map(map.links.map((l) => [l.id, l]))
  const claims = new Map(reading.claims.map((c) => [c.id, c]))
  const lineages = new Map(reading.documents.map((d) => [d.file, d.lineage]))
  const names = properWords(map, reading)

  function label(name: string): string {
    const quantity = quantities.get(name)
    return (
      quantity?.label ?? factors.get(name)?.name ?? switches.get(name)?.question ?? opened(name.replace(/_/gu, " "))
    )
  }

  function own(name: string): string[] {
    const found = new Set([name])
    for (const at of found) {
      const quantity = quantities.get(at)
      // A stock is its flows, whatever else bears their names.
      for (const flow of [...(quantity?.inflows ?? []), ...(quantity?.outflows ?? [])]) found.add(flow)
      for (const read of readsOf(quantity))
        if (switches.has(read) || isInner(quantities.get(read), factors)) found.add(read)
    }
    return [...found]
  }

  /** Links of the map into a factor whose cause its quantity reads. */
  function linksRead(name: string): string[] {
    if (!factors.has(name)) return []
    const reads = new Set(own(name).flatMap((one) => [one, ...readsOf(quantities.get(one))]))
    return map.links.filter((link) => link.to === name && reads.has(link.from)).map((link) => link.id)
  }

  function basis(wanted: readonly string[], more: {links?: readonly string[]; claims?: readonly string[]} = {}): Basis {
    const params = new Set<string>()
    const linkIds = new Set(more.links ?? [])
    const claimIds = new Set(more.claims ?? [])
    const assumed = new Set<string>()
    const data = new Set<string>()
    for (const name of new Set(wanted.flatMap(own))) {
      const quantity = quantities.get(name)
      if (switches.has(name) || (quantity?.kind === "parameter" && isSampled(quantity.value))) params.add(name)
      for (const side of switches.get(name)?.sides ?? []) for (const id of side.claims) claimIds.add(id)
      for (const because of quantity?.because ?? [])
        if ("link" in because) linkIds.add(because.link)
        else if ("claim" in because) claimIds.add(because.claim)
        else if ("data" in because) data.add(because.data)
        else assumed.add(because.assumed)
    }
    for (const name of wanted) for (const link of linksRead(name)) linkIds.add(link)
    for (const id of linkIds) for (const claim of claimsOf(links.get(id))) claimIds.add(claim)
    return {
      params: [...params],
      links: [...linkIds],
      claims: [...claimIds],
      assumed: [...assumed],
      ...(data.size > 0 ? {data: [...data]} : {}),
    }
  }

  return {
    model,
    map,
    reading,
    quantity: (name) => quantities.get(name),
    factor: (name) => factors.get(name),
    link: (id) => links.get(id),
    claim: (id) => claims.get(id),
    label,
    inside: (name) => insideSentence(label(name), names),
    wanted: (name) => factors.get(name)?.wanted ?? null,
    voices: (ids) => {
      const found = new Set<string>()
      for (const id of ids) {
        const claim = claims.get(id)
        if (claim) found.add(lineages.get(claim.file) ?? claim.file)
      }
      return [...found].sort()
    },
    own,
    basis,
  }
}

/** What a side of a disagreement says. */
export function sideOf(contested: Contested, is: boolean): string {
  return contested.sides.find((s) => s.is === is)?.says ?? (is ? "yes" : "no")
}

/** The same as a clause after "if": its author's, else its answer to the question. */
export function conditionOf(contested: Contested, is: boolean): string {
  const own = contested.sides.find((s) => s.is === is)?.if
  return own ?? `the answer to “${contested.question}” is “${sideOf(contested, is)}”`
}

/** All claims of a link, for, against and for no effect, in that order, each once. */
export function claimsOf(link: Link | undefined): string[] {
  return link ? [...new Set([...link.for.claims, ...link.against.claims, ...link.zero.claims])] : []
}

/** Names that a quantity reads, itself left out, in code-unit order. */
export function readsOf(quantity: Quantity | undefined): string[] {
  if (!quantity) return []
  const names = readBy(quantity)
  names.delete(quantity.name)
  return [...names].sort()
}

/** Whether the runs draw it: anything but a fixed number. */
export function isSampled(prior: Distribution | undefined): boolean {
  return prior !== undefined && prior.kind !== "fixed"
}

/** A quantity that belongs to whatever reads it: no stock, and no factor of the map. */
function isInner(quantity: Quantity | undefined, factors: ReadonlyMap<string, Factor>): boolean {
  return quantity !== undefined && quantity.kind !== "stock" && !factors.has(quantity.name)
}

/** First words that are names, by the map's and the reading's actors: they keep their capital inside a sentence. */
function properWords(map: CausalMap, reading: Reading): Set<string> {
  const names = [
    ...map.factors.flatMap((f) => [f.holder ?? "", f.target ?? ""]),
    ...reading.actors.flatMap((a) => [a.name, ...a.alsoCalled]),
  ]
  return new Set(names.flatMap((name) => name.split(/[^\p{L}\p{N}]+/u)).filter((word) => /^\p{Lu}/u.test(word)))
}

function insideSentence(label: string, proper: ReadonlySet<string>): string {
  const first = /^[\p{L}\p{N}]+/u.exec(label)?.[0] ?? ""
  const isName =
    proper.has(first) ||
    /\p{Lu}|\p{N}/u.test(first.slice(1)) ||
    label.startsWith(`${first}'s `) ||
    label.startsWith(`${first}’s `)
  return isName || first === "" ? label : first.charAt(0).toLowerCase() + label.slice(1)
}
