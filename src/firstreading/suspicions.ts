// The rules by which a reading looks wrong: a test of one claim each; weights.ts has their weights. In: a claim and what
// stands around it. Out: a sentence that says why, or null.

import type {Claim} from "../claims/index.ts"
import type {Link} from "../map/index.ts"
import type {Material} from "./material.ts"
import type {SuspicionId} from "./weights.ts"
import {stemsOf} from "./wording.ts"

/** What a rule looks at. */
export type Around = {
  readonly known: Material
  /** Links that the claim stands in. */
  readonly links: readonly Link[]
  /** Other claims of its sentence. */
  readonly beside: readonly Claim[]
  /** Links that touch each factor. */
  readonly degree: ReadonlyMap<string, number>
  /** Links that are the only told way to an outcome. */
  readonly bridges: ReadonlySet<string>
  /** As `cuesOf` gives them. */
  readonly cues: ReadonlyMap<string, ReadonlyMap<string, string>>
}

export type SuspicionRule = {
  readonly id: SuspicionId
  /** What the rule is about; a stroke between two documents. */
  readonly example: string
  readonly test: (claim: Claim, around: Around) => string | null
}

const NOT_ONLY = /\bnot\s+(?:only|merely|just|simply|solely)\b/i
const CHARGE =
  /\b(?:rumou?rs?|blam(?:e|es|ed|ing)|accus(?:e|es|ed|ing|ations?)|alleg(?:e|es|ed|edly|ations?)|fear(?:s|ed|ful)?|suspects?|suspected|suspicions?|conclud(?:e|es|ed|ing)\s+that)\b/i
/** So many characters before a claim's first word a charge still means it. */
const NEAR = 40
const SPEAKS = /\b(?:said|says|told|according to|argues?|argued|warned|believes? that|stated|added)\b/i
const DEED =
  /^(?:let|pay|make|give|keep|send|take|able|unable|been able|seek|seeks)\b|\b(?:seeks?|sees?|gets?|lifts?|pulls?|brings?|has had|must|should)\s+(?:a|an|the|its|their|his|her|it)\b/i
const PRONOUN =
  /^(?:it|they|this|that|these|those|he|she|we|us|them|which|who|anything|everything|something)(?:\s+(?:happens?|does(?:\s+not)?|drops?|occurs?|continues?|fails?|less|more))?$/i
const CLAUSE = /\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|does|do|did|cannot)\b/i
const PEOPLE =
  /^(?:(?:the|our|most|many|some|more|of|local|young|other|all|their|her|his|afghan)\s+)*(?:people|famil(?:y|ies)|patients?|parents?|child(?:ren)?|wom[ae]n|m[ae]n|mothers?|buyers?|traders?|farmers?|residents?|households?|workers?|fishermen|voters?|youths?|refugees?|soldiers?|warriors?|midwives|staff|vendors?|importers?|exporters?|commuters?|tenants?|drivers?|students?|teachers?|nurses?|superpower|country|nation)\b/i
/** Below these the reader itself is unsure, by its confidence. */
const UNSURE = 0.6
const VERY_UNSURE = 0.45
/** Words that tie two clauses in time, company or place as often as by cause. */
const LOOSE = /^(?:after|and|as|for want of|since|so that|until|when|where|while|with|without)$/i
const DENIES = /^(?:not|no|no one|nobody|without)\b/i
/** Words that no phrase ends with. */
const BREAKS_OFF =
  /\b(?:that|which|who|when|where|of|in|on|at|by|for|from|with|to|and|or|than|as|the|a|an|had|has|is|are|was|were|would|could|will|not)$/i
const STANDS_FOR = /^(?:it|they|this|that|these|those|he|she|i|you|we|us|them|which|who|whose|what)\b/i
/** So many commas between cause and effect, and one of them is likely another clause's. */
const MANY_COMMAS = 3
/** So many other readings of one sentence, and one of them is likely one too many. */
const CROWD = 2
const sides = ["cause", "effect"] as const

/** Of each factor of the codebook: the cue word by which a phrase was put under it. */
export function cuesOf({map}: Pick<Material, "map">): Map<string, ReadonlyMap<string, string>> {
  return new Map(
    map.factors.filter(({origin}) => origin === "codebook").map(({id, name, merges}) => [id, cuesIn(merges, name)]),
  )
}

/** From `"the real toll is higher" is Taxes: "toll" names taxes` the phrase and its cue. */
function cuesIn(merges: readonly string[], name: string): Map<string, string> {
  const is = `" is ${name}: "`
  return new Map(
    merges.flatMap((why): [string, string][] => {
      const at = why.indexOf(is)
      const to = why.indexOf('" names ', at)
      return at < 1 || to < 0 ? [] : [[oneSpaced(why.slice(1, at)), why.slice(at + is.length, to)]]
    }),
  )
}

const oneSpaced = (text: string): string => text.replace(/\s+/g, " ")

/** A phrase that one cue word alone made a factor, while its other words share nothing with that factor. */
function soleCue(claim: Claim, {known, cues}: Around): {cue: string; factor: string; phrase: string} | null {
  for (const {from, to} of known.groundings.get(claim.id) ?? [])
    for (const [side, id] of [
      ["cause", from],
      ["effect", to],
    ] as const) {
      const phrase = oneSpaced(claim[side].text)
      const cue = id === null ? undefined : cues.get(id)?.get(phrase)
      if (cue === undefined) continue
      const {name, alsoCalled} = known.factor.get(id!)!
      const own = new Set(stemsOf(cue))
      const others = stemsOf(phrase).filter((word) => !own.has(word))
      const called = new Set([name, ...alsoCalled.filter((one) => one !== phrase)].flatMap(stemsOf))
      if (own.size === 1 && others.length >= 2 && !others.some((word) => called.has(word)))
        return {cue, factor: name, phrase}
    }
  return null
}

/** "Not only X but Y" denies nothing, though a reader may take it for a denial. */
export function isNotOnly({denied, quote}: Claim): boolean {
  return denied && NOT_ONLY.test(quote.text)
}

/** In the order in which reasons of one weight are told. */
export const SUSPICIONS: readonly SuspicionRule[] = [
  {
    id: "both-sides-here",
    example: "Patrols reduce raids. Patrols increase raids in the hills.",
    test: (claim, {known, links}) => {
      const other = links.flatMap((link) => otherSide(link, claim.id)).map((id) => known.claim.get(id)!)
      const here = other.filter(({file}) => file === claim.file)
      if (here.length === 0) return null
      const same = here.some(({quote}) => known.passage(claim.file, quote) === known.passage(claim.file, claim.quote))
      const place = same ? "paragraph" : "document"
      const unclear = links.some(
        (link) =>
          link.unclear?.claims.includes(claim.id) ||
          otherSide(link, claim.id).some((id) => link.unclear?.claims.includes(id)),
      )
      return unclear
        ? `One ${place} says both that it rises and that it falls: do these two disagree?`
        : `Both sides of a dispute stand in one ${place}.`
    },
  },
  {
    id: "charge",
    example: "The guild concluded that chlorine causes fever.",
    test: ({quote, cause, effect, signal, hedge}, _) => {
      if (hedge !== null) return null
      const from = Math.max(quote.from, Math.min(cause.from, effect.from, signal?.from ?? cause.from) - NEAR)
      const to = Math.max(signal?.to ?? 0, Math.min(cause.to, effect.to))
      const words = CHARGE.exec(quote.text.slice(from - quote.from, to - quote.from))?.[0]
      return words ? `“${words}” says what is charged, feared or rumoured, not what causes what.` : null
    },
  },
  {
    id: "speaker-in-phrase",
    example: "The market closed after engineers said that the wall was weak.",
    test: ({cause, effect}) => {
      const phrase = [cause, effect].find(({text}) => SPEAKS.test(text))
      return phrase ? `The speaker was read into “${clipped(phrase.text)}”.` : null
    },
  },
  {
    id: "deed",
    example: "The council seeks a balance, avoiding a strike.",
    test: (claim, {known}) => {
      for (const side of sides) {
        const {text} = claim[side]
        const names = (known.groundings.get(claim.id) ?? []).flatMap(({from, to}) => {
          const factor = known.factor.get((side === "cause" ? from : to) ?? "")
          return factor?.origin === "words" ? [factor.name] : []
        })
        const name = names.find((one) => DEED.test(one))
        if (name !== undefined) return `A deed became a factor: “${name}”.`
        if (names.length > 0 && DEED.test(text)) return `A deed became a factor: “${clipped(text)}”.`
      }
      return null
    },
  },
  {
    id: "pronoun-cause",
    example: "This led to a strike.",
    test: ({cause}) =>
      PRONOUN.test(cause.text) && cause.refers === undefined
        ? `“${cause.text}” stands for something that was not found.`
        : null,
  },
  {
    id: "pronoun-effect",
    example: "The strike has hurt them.",
    test: ({effect}) =>
      PRONOUN.test(effect.text)
        ? `“${effect.text}” ${effect.refers === undefined ? "stands for something that was not found." : `was taken for “${clipped(effect.refers)}”.`}`
        : null,
  },
  {
    id: "people",
    example: "The levy hurts traders.",
    test: (claim, {links}) => {
      if (links.length === 0) return null
      const phrase = sides
        .map((side) => claim[side].text)
        .find((text) => PEOPLE.test(text) && !CLAUSE.test(text) && text.split(/\s+/).length <= 4)
      return phrase ? `“${phrase}” are somebody, not something that rises or falls.` : null
    },
  },
  {
    id: "dispute-side",
    example: "Patrols reduce raids. / Patrols increase raids.",
    test: (claim, {links}) =>
      links.some((link) => link.sign === "contested" && otherSide(link, claim.id).length > 0)
        ? "It is one side of a dispute."
        : null,
  },
  {
    id: "sole-cue",
    example: "The fish in the old painting have reduced trade.",
    test: (claim, around) => {
      const found = soleCue(claim, around)
      return found ? `By the one word “${found.cue}”, “${clipped(found.phrase)}” became ${found.factor}.` : null
    },
  },
  {
    id: "pronoun-resolved",
    example: "The dam broke. It drowned the fields.",
    test: ({cause}) =>
      PRONOUN.test(cause.text) && cause.refers !== undefined
        ? `“${cause.text}” was taken for “${clipped(cause.refers)}”.`
        : null,
  },
  {
    id: "denial",
    example: "The levy has not reduced trade.",
    test: ({denied}) => (denied ? "It was read as a denial." : null),
  },
  {
    id: "clause",
    example: "If the gates at the harbour are shut again this week, the market will be empty.",
    test: ({cause, effect}) => {
      const phrase = [cause, effect].find(({text}) => CLAUSE.test(text) && text.split(/\s+/).length >= 6)
      return phrase ? `A whole clause was taken for one thing: “${clipped(phrase.text)}”.` : null
    },
  },
  {
    id: "sole-way",
    example: "Hunger raises crime. Crime raises hunger.",
    test: (claim, {links, known, bridges}) => {
      const alone = links.filter((link) => link.for.claims.length === 1 && link.for.claims[0] === claim.id)
      if (alone.some(({id}) => known.loops.some((loop) => loop.links.includes(id))))
        return "It alone tells an arrow of a circle."
      return alone.some(({id}) => bridges.has(id)) ? "It alone tells the only way to an outcome." : null
    },
  },
  {
    id: "island",
    example: "Warriors defeated a superpower.",
    test: (_, {links, degree, known}) => {
      const alone = links.find(({from, to}) => degree.get(from) === 1 && degree.get(to) === 1)
      return alone ? `Nothing else touches ${known.inside(alone.from)} and ${known.inside(alone.to)}.` : null
    },
  },
  {
    id: "set-aside",
    example: "Hunger led to more hunger.",
    test: ({id}, {links, known}) =>
      links.length === 0
        ? `It stands in no link: ${known.groundings.get(id)?.[0]?.why ?? "nothing is told of it"}.`
        : null,
  },
  {
    id: "very-unsure",
    example: "The harvest failed after the raid.",
    test: ({confidence}) => (confidence < VERY_UNSURE ? "The reader itself is very unsure of it." : null),
  },
  {
    id: "unsure",
    example: "Traders left after the raid.",
    test: ({confidence}) =>
      confidence >= VERY_UNSURE && confidence < UNSURE ? "The reader itself is unsure of it." : null,
  },
  {
    id: "loose-connective",
    example: "When the gates close, the market is empty.",
    test: ({signal}) =>
      signal && LOOSE.test(signal.text) ? `“${signal.text}” may say when, where or with what, and not why.` : null,
  },
  {
    id: "crowded",
    example: "A flood damages the mill, and frost and hail hurt the vines.",
    test: (_, {beside}) => (beside.length >= CROWD ? `${beside.length + 1} readings were made of its sentence.` : null),
  },
  {
    id: "cut-short",
    example: "The strike raises the price of.",
    test: ({cause, effect}) => {
      const phrase = [cause, effect].find(({text}) => BREAKS_OFF.test(text))
      return phrase ? `“${clipped(phrase.text)}” breaks off.` : null
    },
  },
  {
    id: "denial-in-phrase",
    example: "No rain means no harvest.",
    test: ({cause, effect}) => {
      const phrase = [cause, effect].find(({text}) => DENIES.test(text))
      return phrase ? `A denial stands inside “${clipped(phrase.text)}”.` : null
    },
  },
  {
    id: "one-word",
    example: "Frost hurts the harvest.",
    test: ({cause, effect}) => {
      const phrase = [cause, effect].find(({text}) => !/\s/.test(text) && !PRONOUN.test(text))
      return phrase ? `One word alone was taken for cause or effect: “${clipped(phrase.text)}”.` : null
    },
  },
  {
    id: "pronoun-begins",
    example: "If they hoard flour, prices will rise.",
    test: ({cause, effect}) => {
      const phrase = [cause, effect].find(({text}) => STANDS_FOR.test(text) && !PRONOUN.test(text))
      return phrase ? `“${clipped(phrase.text)}” begins with a word that stands for something else.` : null
    },
  },
  {
    id: "far-apart",
    example: "The levy, which the guild, the port and the mill, all of them old foes, had wanted, hurts trade.",
    test: ({quote, cause, effect}) => {
      const [from, to] = [Math.min(cause.to, effect.to), Math.max(cause.from, effect.from)]
      const between = quote.text.slice(Math.max(0, from - quote.from), Math.max(0, to - quote.from))
      return between.split(",").length > MANY_COMMAS ? "Cause and effect stand far apart in their sentence." : null
    },
  },
]

/** Claims on the other side of a link than one of its claims. */
export function otherSide({for: told, against, zero, unclear}: Link, claim: string): readonly string[] {
  const others = [...against.claims, ...zero.claims, ...(unclear?.claims ?? [])]
  if (told.claims.includes(claim)) return others.filter((id) => !told.claims.includes(id))
  return others.includes(claim) ? told.claims : []
}

/** Characters of a phrase that a reason quotes. */
const LONGEST = 60

function clipped(text: string): string {
  const line = oneSpaced(text)
  return line.length <= LONGEST ? line : `${line.slice(0, line.lastIndexOf(" ", LONGEST))} …`
}
