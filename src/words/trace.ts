// From a name to the words it rests on: quantity -> equation -> links -> quotes.
//
// In: the model, the map, the reading and the edits. Out: a `Trace` that `brink why` prints. Nothing is searched by
// likeness: every step follows a `because`, a link id or a claim id, so a trace is exact or it is a refusal with the
// nearest names. Two steps always suffice.

import type {Claim, Reading} from "../claims/index.ts"
import {Fault, nearest} from "../core/fault.ts"
import {groupBy} from "../core/grouping.ts"
import {
  type CausalMap,
  type Edit,
  type Factor,
  findClaim,
  findFactor,
  type Link,
  type PlacedPhrase,
} from "../map/index.ts"
import type {Because, Model, Quantity} from "../model/index.ts"
import {
  agree,
  amountOf,
  capitalised,
  claimsOf,
  type Evidence,
  eitherAmountOf,
  evidence,
  type Finding,
  readsOf,
} from "../outlook/index.ts"

/** A phrase as worded; `turned`: it is taken to say that its factor falls, so that it turns the sign of the link round. */
export type TracedPhrase = {readonly text: string; readonly turned: boolean}

/** A claim's words in their place, and what it counts for where it is told. */
export type TracedClaim = {
  readonly id: string
  readonly file: string
  readonly lineage: string
  /** The quote: UTF-16 code units, half open, into the document's text; `text` is those units. */
  readonly from: number
  readonly to: number
  readonly text: string
  readonly by: string | null
  /** Its phrases, and the sign between them, as worded. */
  readonly cause: TracedPhrase
  readonly sign: Claim["sign"]
  readonly effect: TracedPhrase
  readonly side: "for" | "against" | "zero" | "unclear" | "none"
  /** How it came into the map, or why it did not, as a sentence. */
  readonly why: string
}

export type TracedLink = {
  readonly id: string
  /** "More A leads to more B." */
  readonly says: string
  readonly from: string
  readonly to: string
  readonly sign: Link["sign"]
  readonly belief: number
  /** Independent voices for, against, and for no effect. */
  readonly voices: readonly [number, number, number]
  readonly claims: readonly TracedClaim[]
}

/** A quantity of the model: what it is, how it is computed, what it reads. */
export type TracedQuantity = {
  readonly name: string
  readonly label: string
  readonly kind: Quantity["kind"] | "contested"
  readonly unit: string
  /** The equation, initial value or prior as written. */
  readonly equation: string
  /** Line of the model file, 0 for a model made in memory. */
  readonly line: number
  /** Names its equation, initial value and flows read, in code-unit order. */
  readonly reads: readonly string[]
  readonly because: readonly string[]
  /** The part of the system it belongs to, where it says one. */
  readonly sector?: string
  /** Of a parameter who could measure it, of a lever who can move it, where it says so. */
  readonly by?: string
}

/** What stands behind one name, in at most two steps: the name's own, then the links' and claims' words. */
export type Trace = {
  readonly format: "brink/why@1"
  readonly name: string
  readonly kind: "quantity" | "contested" | "factor" | "link" | "claim" | "finding"
  /** One sentence that says what the name is. */
  readonly says: string
  /** The quantity asked for, then the quantities of its equation that are its own (not other stocks or factors). */
  readonly quantities: readonly TracedQuantity[]
  readonly links: readonly TracedLink[]
  /** Of a factor, also where it is a quantity of the model: the phrases that name it, each with the claims that have it. */
  readonly phrases: readonly (TracedPhrase & {readonly claims: readonly string[]})[]
  /** Claims that no link above carries. */
  readonly claims: readonly TracedClaim[]
  /** What is assumed: where, why, and by whom (an editor's name, the model's author, or the drafting rule). */
  readonly assumed: readonly {readonly where: string; readonly says: string; readonly by: string}[]
  readonly data: readonly string[]
  /** The human decisions about any of it. */
  readonly edits: readonly {readonly n: number; readonly kind: string; readonly by: string; readonly why: string}[]
}

/**
 * Everything behind `name`, with the phrases where `placed` says which factor each of them names: a quantity, a contested switch, a factor (id, name or alias),
 * a link id, a claim id or its beginning, or, with `findings`, the id of a finding.
 * @throws Fault `outlook/unknown-name` with the nearest names; of `findClaim` for a beginning that is of several.
 */
export function trace(
  name: string,
  input: {
    readonly model: Model
    readonly map: CausalMap
    readonly reading: Reading
    readonly edits?: readonly Edit[]
    readonly placed?: readonly PlacedPhrase[]
    readonly findings?: readonly Finding[]
  },
): Trace {
  const known = evidence(input.model, input.map, input.reading)
  const {model, map, reading} = input
  const traced = tracer(known, input.edits ?? [], input.placed ?? [])

  const link = linkNamed(name, map, known)
  if (link) return traced("link", link.id, linkSays(link, known), [], [link.id], [])
  const ofClaim = (claim: Claim): Trace => {
    const {id} = claim
    const carrier = map.groundings.find((g) => g.claim === id)?.link ?? null
    return traced("claim", id, claimSays(claim), [], carrier === null ? [] : [carrier], [id])
  }
  const claim = known.claim(name)
  if (claim) return ofClaim(claim)
  const finding = input.findings?.find((f) => f.id === name)
  if (finding)
    return traced("finding", name, finding.says, finding.basis.params, finding.basis.links, finding.basis.claims)
  const contested = model.contested.find((c) => c.name === name)
  if (contested) return traced("contested", name, contested.question, [name], [], [])
  if (known.quantity(name)) return traced("quantity", name, quantitySays(known, name), [name], linksOf(map, name), [])
  const factor = findFactor(map, name)
  if (factor) {
    const asked = known.quantity(factor.id) ? [factor.id] : []
    return traced("factor", factor.id, factorSays(factor), asked, linksOf(map, factor.id), factor.claims)
  }
  // The beginning of an id comes last: a word may be one, and names go first.
  const begun = findClaim(name, reading.claims)
  if (begun) return ofClaim(begun)
  const names = [
    ...model.quantities.map((q) => q.name),
    ...model.contested.map((c) => c.name),
    ...map.factors.flatMap((f) => [f.id, f.name]),
    ...map.links.map((l) => l.id),
    ...reading.claims.map((c) => c.id),
  ]
  const near = nearest(name, names)
  throw new Fault("outlook/unknown-name", `Nothing is called '${name}': no quantity, factor, link or claim`, {
    next:
      near.length > 0
        ? `Nearest: ${near.join(", ")}`
        : "`brink map` lists the factors and links, `brink read` the claims.",
  })
}

/** A link by its id, or as `brink map` prints one: "Border openness -(-)-> Prices". */
function linkNamed(name: string, map: CausalMap, known: Evidence): Link | undefined {
  const at = name.indexOf("->")
  if (at < 0) return undefined
  const [from, to] = [
    name
      .slice(0, at)
      .replace(/-\([^()]*\)$/u, "")
      .trim(),
    name.slice(at + 2).trim(),
  ]
  const id = (end: string) => findFactor(map, end)?.id ?? end
  return known.link(`${id(from)}->${id(to)}`)
}

/** "More A leads to more B": a link as a sentence without its full stop. */
function linkSays(link: Link, known: Evidence): string {
  const [cause, effect] = [known.inside(link.from), known.inside(link.to)]
  const more = capitalised(amountOf(cause, true))
  const leads = agree(cause, "lead")
  if (link.whether)
    return `${more} ${leads} to ${amountOf(effect, link.whether === "+")}, which others in the documents deny`
  if (link.sign === "+") return `${more} ${leads} to ${amountOf(effect, true)}`
  if (link.sign === "-") return `${more} ${leads} to ${amountOf(effect, false)}`
  if (link.sign === "contested") return `${more} ${leads} to ${eitherAmountOf(effect)}: the documents disagree`
  return `Something about ${cause} changes ${effect}; the documents do not say which way`
}

/** Why a thing stands, as a line: "link a->b", "claim 12ab", "data herds.csv", "assumed: ...". */
function becauseLine(because: Because): string {
  if ("link" in because) return `link ${because.link}`
  if ("claim" in because) return `claim ${because.claim}`
  if ("data" in because) return `data ${because.data}`
  return `assumed: ${because.assumed}`
}

function tracer(known: Evidence, edits: readonly Edit[], placed: readonly PlacedPhrase[]) {
  const {map, reading} = known
  const lineages = new Map(reading.documents.map((d) => [d.file, d.lineage]))
  const groundings = new Map(map.groundings.map((g) => [g.claim, g]))

  const ofClaim = groupBy(placed, (one) => one.claim.id)

  /** @param link  in which the phrases stand; a claim may be in several, with other parts of them. */
  function claim(id: string, link?: Link): TracedClaim[] {
    const found = known.claim(id)
    if (!found) return []
    const grounding = groundings.get(id)
    const {file, quote, by, sign} = found
    const phrase = (side: "cause" | "effect"): TracedPhrase => {
      const end = side === "cause" ? link?.from : link?.to
      const mine = ofClaim.get(id)?.find((one) => one.side === side && (end === undefined || one.factor === end))
      return {text: spaced(found[side].text), turned: mine?.turn === -1}
    }
    return [
      {
        id,
        file,
        lineage: lineages.get(file) ?? file,
        from: quote.from,
        to: quote.to,
        text: quote.text,
        by,
        cause: phrase("cause"),
        sign,
        effect: phrase("effect"),
        side: grounding?.side ?? "none",
        why: grounding?.why ?? "",
      },
    ]
  }

  function link(id: string): TracedLink[] {
    const found = known.link(id)
    if (!found) return []
    const {from, to, sign, belief} = found
    const voices = [found.for.lineages, found.against.lineages, found.zero.lineages] as const
    return [
      {
        id,
        says: `${linkSays(found, known)}.`,
        from,
        to,
        sign,
        belief,
        voices,
        claims: toldIn(found).flatMap((one) => claim(one, found)),
      },
    ]
  }

  /** Claims that are on a side of the link, and those that stand apart in it. */
  const toldIn = (one: Link): string[] => [...new Set([...claimsOf(one), ...(one.unclear?.claims ?? [])])]

  function phrasesOf(factor: string): Trace["phrases"] {
    const mine = placed.filter((one) => one.factor === factor)
    const same = groupBy(mine, ({meant, turn}) => `${turn} ${spaced(meant)}`)
    return [...same.values()].map((all) => ({
      text: spaced(all[0]!.meant),
      turned: all[0]!.turn < 0,
      claims: [...new Set(all.map((one) => one.claim.id))],
    }))
  }

  function quantity(name: string): TracedQuantity[] {
    const found = known.quantity(name)
    const contested = known.model.contested.find((c) => c.name === name)
    if (contested) {
      const equation = contested.sides.map((s) => `${s.is ? 1 : 0}: ${s.says}`).join("; ")
      const because = contested.sides.flatMap((s) => s.claims.map((c) => `claim ${c}`))
      return [{name, label: contested.question, kind: "contested", unit: "1", equation, line: 0, reads: [], because}]
    }
    if (!found) return []
    const {kind, unit, source, line, sector, by} = found
    const stated = {...(sector !== undefined && {sector}), ...(by !== undefined && {by})}
    const because = found.because.map(becauseLine)
    return [
      {name, label: known.label(name), kind, unit, equation: source, line, reads: readsOf(found), because, ...stated},
    ]
  }

  return (
    kind: Trace["kind"],
    name: string,
    says: string,
    asked: readonly string[],
    links: readonly string[],
    claims: readonly string[],
  ): Trace => {
    const names = [...new Set(asked.flatMap((one) => known.own(one)))]
    const basis = known.basis(asked, {links, claims})
    const told = basis.links.flatMap(link)
    const carried = new Set(told.flatMap((l) => l.claims.map((c) => c.id)))
    const about = new Set([name, ...names, ...basis.links, ...basis.claims, ...told.flatMap((l) => [l.from, l.to])])
    const mine = edits.filter((edit) => subjects(edit).some((subject) => about.has(subject)))
    return {
      format: "brink/why@1",
      name,
      kind,
      says: says.endsWith("?") ? says : `${says.replace(/\.$/u, "")}.`,
      quantities: names.flatMap(quantity),
      links: told,
      phrases: kind === "factor" || kind === "quantity" ? phrasesOf(name) : [],
      claims: basis.claims.filter((id) => !carried.has(id)).flatMap((id) => claim(id)),
      assumed: assumptions(known, names, mine),
      data: [...(basis.data ?? [])],
      edits: mine.map(({n, kind: act, by, why}) => ({n, kind: act, by, why})),
    }
  }
}

function assumptions(known: Evidence, names: readonly string[], edits: readonly Edit[]): Trace["assumed"] {
  const written = names.flatMap((where) =>
    (known.quantity(where)?.because ?? []).flatMap((because) =>
      "assumed" in because ? [{where, says: because.assumed, by: "the model"}] : [],
    ),
  )
  const decided = edits.flatMap((edit) =>
    edit.kind === "assume" ? [{where: subjects(edit)[0]!, says: edit.why, by: edit.by}] : [],
  )
  return [...written, ...decided]
}

const spaced = (text: string): string => text.replace(/\s+/gu, " ").trim()

/** What an edit is about: claim, link, factors, quantity. */
function subjects(edit: Edit): string[] {
  if ("claim" in edit) return [edit.claim]
  if ("link" in edit) return [edit.link]
  if ("factors" in edit) return [...edit.factors]
  if ("quantity" in edit) return [edit.quantity]
  return []
}

function linksOf(map: CausalMap, factor: string): string[] {
  return map.links.filter((l) => l.to === factor).map((l) => l.id)
}

function factorSays(factor: Factor): string {
  const also = factor.alsoCalled.slice(0, 3).map((words) => `"${words}"`)
  return also.length > 0 ? `${factor.name}: also called ${also.join(", ")}` : factor.name
}

function quantitySays(known: Evidence, name: string): string {
  const {kind, unit} = known.quantity(name)!
  return `${known.label(name)}: ${kind === "auxiliary" ? "an" : "a"} ${kind}${unit === "1" ? ", an index without unit" : ` in ${unit}`}`
}

function claimSays(claim: Claim): string {
  return `${claim.file} says it${claim.by ? `, of ${claim.by}` : ""}: "${claim.quote.text.replace(/\s+/gu, " ").trim()}"`
}
