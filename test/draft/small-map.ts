// Small invented maps for the tests of draft, check and press: "herds -+-> trade" and the like.

import type {Claim, Reading} from "../../src/claims/index.ts"
import type {CausalMap, Factor, Grounding, Link} from "../../src/map/index.ts"

export type LinkSketch = Partial<Omit<Link, "for" | "against" | "zero">> & {
  /** Claim ids and lineages. */
  for?: [string[], number]
  against?: [string[], number]
  zero?: [string[], number]
}

/** A map from lines such as "raids -> trade": every factor named, each link with its belief and sides. */
export function mapOf(
  links: Record<string, LinkSketch>,
  factors: Record<string, Partial<Factor>> = {},
  groundings: Grounding[] = [],
): CausalMap {
  const ids = new Set(Object.keys(factors))
  const made: Link[] = Object.entries(links).map(([id, sketch]) => {
    const [from, to] = id.split("->").map((part) => part.trim()) as [string, string]
    ids.add(from)
    ids.add(to)
    const side = (given: [string[], number] | undefined) => ({claims: given?.[0] ?? [], lineages: given?.[1] ?? 0})
    return {
      sign: "+",
      belief: 1,
      lag: null,
      strength: null,
      ...sketch,
      id: `${from}->${to}`,
      from,
      to,
      for: side(sketch.for ?? [[`c_${from}_${to}`], 1]),
      against: side(sketch.against),
      zero: side(sketch.zero),
    }
  })
  return {
    format: "brink/map@1",
    factors: [...ids].map((id) => ({
      id,
      name: id.replaceAll("_", " "),
      theme: "other",
      alsoCalled: [],
      unit: "1",
      claims: [`about_${id}`],
      origin: "words",
      merges: [],
      choice: false,
      weight: 0,
      trend: 0,
      ...factors[id],
    })),
    links: made,
    loops: [],
    issues: [],
    groundings,
  }
}

/** A claim whose quote is a sentence of its own. */
export function claimOf(id: string, text: string, more: Partial<Claim> = {}): Claim {
  const words = {from: 0, to: text.length, text}
  const phrase = (of: string) => ({from: 0, to: of.length, text: of, thing: [], change: null})
  return {
    id,
    file: "valley.md",
    quote: words,
    cause: phrase("cause"),
    effect: phrase("effect"),
    sign: "+",
    condition: null,
    hedge: null,
    denied: false,
    refuted: false,
    time: "present",
    by: null,
    lag: null,
    strength: null,
    reader: "test",
    confidence: 0.8,
    ...more,
  }
}

export function readingOf(claims: Claim[] = []): Reading {
  return {format: "brink/reading@1", documents: [], claims, quantities: [], dates: [], actors: [], issues: []}
}

/** Where one claim stands in a map. */
export function groundingOf(claim: string, link: string | null, sign: Grounding["sign"] = "+"): Grounding {
  const [from, to] = link?.split("->") ?? [null, null]
  return {
    claim,
    file: "valley.md",
    lineage: "valley.md",
    from: from ?? null,
    to: to ?? null,
    link,
    sign,
    side: link ? "for" : "none",
    why: link ? "by name" : "no factor is named by these words",
  }
}
