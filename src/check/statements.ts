// What the documents say, as statements that a model can be held to.
//
// In go a map and the reading it was gathered from, out comes one statement for every
// link that a claim bears and one for every conditional claim, in the map's order: which
// factor is to go which way, and which is then to follow which way. A statement without a
// direction is kept, with the reason why it cannot be tested. Nothing here knows a model.

import type {Claim, Reading} from "../claims/index.ts"
import {groupBy} from "../core/grouping.ts"
import {append} from "../core/lists.ts"
import {agree, amountOf, deny} from "../core/plural.ts"
import {type CausalMap, type Link, toldSign} from "../map/index.ts"
import type {Check, Verdict} from "./verdict.ts"

/** One step: up or down. */
export type Way = 1 | -1

/** A factor, by id, and which way it goes. */
export type Moved = {readonly factor: string; readonly way: Way}

/** One thing that the documents say and a model can be asked: a link, or what follows under a condition. */
export type Statement = {
  readonly id: string
  readonly kind: "link" | "conditional"
  readonly says: string
  readonly claims: readonly string[]
  readonly quote?: Check["quote"]
  readonly contested: boolean
  /** What is moved and which way, all of it together: "without dialogue and trust" are two. */
  readonly causes: readonly Moved[]
  /** The factor that is then said to move, and which way. */
  readonly effect: string
  readonly effectWay: Way
  /** Words of time between them. */
  readonly lag: string | null
  /** What the claim speaks of: where it is tested. */
  readonly time: Claim["time"]
  /** Set when no run can decide it: the verdict, and why. */
  readonly undecidable: {readonly verdict: Verdict; readonly why: string} | null
}

/** Words in the effect that judge rather than describe: no run can decide them. Each with an invented example. */
const judgements: readonly {readonly words: RegExp; readonly example: string}[] = [
  {words: /\b(should|ought to)\b/, example: "If the raids go on, the council should resign."},
  {
    words: /\b(unjust|unfair|immoral|shameful|wrong|right thing|tragic|tragedy|mistake|unacceptable|unforgivable)\b/,
    example: "If the well is sold, it will be a tragedy.",
  },
]

/** Sentences that quote a saying: what happens in it is told of nobody. Invented example: as a proverb goes, wet wood makes no friends. */
const saying =
  /\b(?:as|like) (?:an?|the|one) (?:[\w-]+ ){0,2}(?:saying|proverb|adage)\b|\b(?:proverb|adage) (?:goes|says|has it)\b/i

/** Why a hope that came to nothing is no test. */
const unmet = "It was expected, and is said not to have come about: there is no direction to test."

/** Conditions that speak of the absence of what they name: "without aid", "unless they talk". */
const absence: ReadonlySet<string> = new Set(["without", "unless"])

/**
 * Every statement of `map`: links first, in the map's order, then conditionals in the
 * reading's order. Links that no claim bears (assumed by an edit) are no statement of a
 * document; a conditional that was rejected or has no place in the map says why.
 */
export function statements(map: CausalMap, reading: Reading): Statement[] {
  const claims = new Map(reading.claims.map((claim) => [claim.id, claim]))
  const names = new Map(map.factors.map((factor) => [factor.id, factor.name]))
  const name = (id: string) => names.get(id) ?? id
  const out: Statement[] = []
  const bearing = groupBy(map.groundings, (grounding) => grounding.link)
  const links = map.links.flatMap((link) => linkStatement(link, bearing.get(link.id) ?? [], claims, name) ?? [])
  for (const together of groupBy(links, (statement) => combinedOf(statement, claims)).values())
    append(out, compound(together, name))
  const groundings = groupBy(map.groundings, (grounding) => grounding.claim)
  const conditionals: Conditional[] = []
  for (const claim of reading.claims) {
    if (claim.condition === null) continue
    const places = groundings.get(claim.id) ?? []
    places.forEach((place, i) => {
      conditionals.push({
        claim,
        statement: conditionalStatement(claim, place, places.length > 1 ? `~${i + 1}` : "", map, name),
      })
    })
  }
  // What one sentence gives as conditions of one consequence together is one statement, in the place of the first.
  for (const together of groupBy(conditionals, togetherOf).values())
    append(
      out,
      compound(
        together.map(({statement}) => statement),
        name,
      ),
    )
  return out
}

type Conditional = {readonly claim: Claim; readonly statement: Statement}

/** Words that make one cause of several: "the combined weight of tolls and patrols", "tolls, coupled with patrols". */
const combining = /\b(?:combined|combination)\b/i
const beside = /, (?:coupled|combined|paired|together|along) with\b/i

/** Equal for links that are told of causes that a sentence takes together. */
function combinedOf(
  {id, claims: [first, ...others], undecidable, effect}: Statement,
  claims: ReadonlyMap<string, Claim>,
): string {
  const claim = first === undefined || others.length > 0 || undecidable ? undefined : claims.get(first)
  if (claim && combining.test(claim.cause.text)) return JSON.stringify([first, effect])
  if (claim && beside.test(claim.quote.text))
    return JSON.stringify([claim.file, claim.quote.from, claim.effect.from, claim.effect.to, effect])
  return JSON.stringify([id])
}

/** Equal for conditionals that are parts of one condition: "without dialogue and trust", and not "with A or B". */
function togetherOf({claim, statement}: Conditional): string {
  const {condition, quote, file, effect} = claim
  const own = JSON.stringify([statement.id])
  if (statement.undecidable || /\bor\b/.test(conditionOf(claim))) return own
  return JSON.stringify([file, quote.from, quote.to, condition, effect.from, effect.to, statement.effect])
}

/** The quote without its consequence. */
function conditionOf({quote, effect}: Claim): string {
  const [from, to] = [effect.from - quote.from, effect.to - quote.from]
  return `${quote.text.slice(0, Math.max(0, from))} ${quote.text.slice(Math.max(0, to))}`
}

function compound(parts: readonly Statement[], name: (id: string) => string): Statement[] {
  const [first] = parts as [Statement, ...Statement[]]
  const causes = new Map(parts.flatMap((statement) => statement.causes.map((cause) => [cause.factor, cause])))
  const agreed = parts.every((statement) => statement.effectWay === first.effectWay)
  if (causes.size < 2 || !agreed) return [...parts]
  const whole = {
    ...first,
    id: parts.map(({id}) => id).join("+"),
    says: spoken([...causes.values()], name, first.effect, first.effectWay),
    claims: [...new Set(parts.flatMap(({claims}) => claims))],
    contested: parts.some(({contested}) => contested),
    causes: [...causes.values()],
  }
  return [whole]
}

function linkStatement(
  link: Link,
  groundings: CausalMap["groundings"],
  claims: ReadonlyMap<string, Claim>,
  name: (id: string) => string,
): Statement | null {
  const sides = [...link.for.claims, ...link.against.claims, ...link.zero.claims]
  if (sides.length === 0) return null
  // A link that is told both ways is tested the way that more lineages tell it; "+" when they are even.
  const contested = link.sign === "contested"
  const sign = toldSign(link)
  const isTurned = sign === "contested" && link.against.lineages > link.for.lineages
  const minus = sign === "-" || isTurned
  const told = isTurned ? link.against.claims : link.for.claims
  const bearing = told.length > 0 ? told : sides
  const known = bearing.map((id) => claims.get(id)).filter((claim) => claim !== undefined)
  const best = clearest(known)
  // What is only told of the cause going down is tested so.
  const ways = groundings.flatMap((place) => {
    const claim = bearing.includes(place.claim) ? claims.get(place.claim) : undefined
    return claim ? [wayOf(claim, place)] : []
  })
  const causeWay: Way = ways.length > 0 && ways.every((way) => way < 0) ? -1 : 1
  const effectWay: Way = minus ? (-causeWay as Way) : causeWay
  const causes = [{factor: link.from, way: causeWay}]
  let says = spoken(causes, name, link.to, effectWay)
  let why: string | null = null
  if (told.length === 0 && link.zero.claims.length > 0) {
    says = `${name(link.from)} is said to have no effect on ${name(link.to)}.`
    why = "It is said to have no effect, so there is no direction to test."
  } else if (told.length === 0) {
    says = spoken(causes, name, link.to, effectWay, true)
    why =
      known.every(({refuted}) => refuted) && known.length > 0
        ? unmet
        : "It is only denied, so there is no direction to test."
  } else if (link.sign === "unclear") {
    says = `${name(link.from)} affects ${name(link.to)}.`
    why = "The documents do not say which way."
  }
  if (why === null && known.length > 0 && known.every((claim) => isQuestion(claim))) why = "It is asked, not said."
  else if (why === null && known.length > 0 && known.every((claim) => saying.test(claim.quote.text)))
    why = "It is a saying."
  else if (why === null && known.length > 0 && known.every((claim) => isJudgement(claim)))
    why = "It is a judgement of value, which no run can decide."
  return {
    id: `link:${link.id}`,
    kind: "link",
    says,
    claims: bearing,
    ...(best ? {quote: quoteOf(best)} : {}),
    contested,
    causes,
    effect: link.to,
    effectWay,
    lag: link.lag,
    time: best?.time ?? "present",
    undecidable: why ? {verdict: "not testable", why} : null,
  }
}

function conditionalStatement(
  claim: Claim,
  place: CausalMap["groundings"][number],
  repeat: string,
  map: CausalMap,
  name: (id: string) => string,
): Statement {
  const link = place.link === null ? undefined : map.links.find((candidate) => candidate.id === place.link)
  const causeWay = wayOf(claim, place)
  const causes = [{factor: place.from ?? "", way: causeWay}]
  const effectWay: Way = place.sign === "-" ? (-causeWay as Way) : causeWay
  let undecidable: Statement["undecidable"] = null
  if (saying.test(claim.quote.text)) undecidable = {verdict: "not testable", why: "It is a saying."}
  else if (place.from === null || place.to === null)
    undecidable = {
      verdict: "not represented",
      why: `No factor for "${place.from === null ? claim.cause.text : claim.effect.text}": ${place.why}`,
    }
  else if (place.from === place.to)
    undecidable = {verdict: "not testable", why: `Both sides are one factor, ${name(place.from)}.`}
  else if (place.link === null || place.side === "none") undecidable = {verdict: "not testable", why: place.why}
  else if (claim.refuted) undecidable = {verdict: "not testable", why: unmet}
  else if (claim.denied)
    undecidable = {verdict: "not testable", why: "It is said not to be so, so there is no direction to test."}
  else if (place.sign === "0")
    undecidable = {verdict: "not testable", why: "It is said to have no effect, so there is no direction to test."}
  else if (place.sign === "unclear")
    undecidable = {verdict: "not testable", why: "The sentence does not say which way."}
  else if (isQuestion(claim)) undecidable = {verdict: "not testable", why: "It is asked, not said."}
  else if (isJudgement(claim))
    undecidable = {verdict: "not testable", why: "It is a judgement of value, which no run can decide."}
  return {
    id: `if:${claim.id}${repeat}`,
    kind: "conditional",
    says:
      place.from !== null && place.to !== null && (place.sign === "+" || place.sign === "-")
        ? spoken(causes, name, place.to, effectWay)
        : `${claim.cause.text}: ${claim.effect.text}`,
    claims: [claim.id],
    quote: quoteOf(claim),
    contested: link?.sign === "contested",
    causes,
    effect: place.to ?? "",
    effectWay,
    lag: claim.lag,
    time: claim.time,
    undecidable,
  }
}

/**
 * Which way the claim has its cause go; a condition of absence turns it round. So does "only if", which says what
 * happens where the condition is not met, and not that it is enough.
 */
function wayOf(claim: Claim, place: CausalMap["groundings"][number]): Way {
  const turned = claim.condition !== null && (absence.has(claim.condition) || claim.condition === "only if")
  return ((place.moves ?? claim.cause.change) === "-") !== turned ? -1 : 1
}

/** "With more X and less Y comes less Z.", of raids "come fewer Raids"; where it is denied, "More X does not bring less Z." */
function spoken(
  causes: readonly Moved[],
  name: (id: string) => string,
  effect: string,
  effectWay: Way,
  denied = false,
): string {
  const amount = (factor: string, way: Way) => amountOf(name(factor), way > 0)
  const moved = causes.map(({factor, way}) => amount(factor, way))
  if (!denied) return `With ${moved.join(" and ")} ${agree(name(effect), "come")} ${amount(effect, effectWay)}.`
  // The causes are the subject, so that the verb has their number: of two or more that of many.
  const subject = moved.join(" and ")
  const verb = causes.length > 1 ? "do not bring" : deny(name(causes[0]!.factor), "bring")
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)} ${verb} ${amount(effect, effectWay)}.`
}

/** The claim to quote: the most confident one without a hedge, else the most confident one; the first of equals. */
function clearest(claims: readonly Claim[]): Claim | undefined {
  const plain = claims.filter((claim) => claim.hedge === null && !isQuestion(claim))
  return (plain.length > 0 ? plain : claims).reduce<Claim | undefined>(
    (best, claim) => (best === undefined || claim.confidence > best.confidence ? claim : best),
    undefined,
  )
}

function quoteOf(claim: Claim): NonNullable<Check["quote"]> {
  return {file: claim.file, from: claim.quote.from, to: claim.quote.to, text: claim.quote.text}
}

function isQuestion(claim: Claim): boolean {
  return /\?["'”’)\]]*\s*$/.test(claim.quote.text)
}

function isJudgement(claim: Claim): boolean {
  const effect = claim.effect.text.toLowerCase()
  return judgements.some(({words}) => words.test(effect))
}
