// What the documents tell in so many words: links told twice, conditions, hopes that failed, who says what, and on what
// two voices differ.

import type {Claim} from "../claims/index.ts"
import {groupBy} from "../core/grouping.ts"
import {type Link, toldSign} from "../map/index.ts"
import type {Condition, Dispute, FirstReading, Speaker, ToldLink} from "./finding.ts"
import {isAuthor, type Material, sentenceKey} from "./material.ts"
import {isNotOnly} from "./suspicions.ts"

/** The surest claim of each voice among `ids`; a voice's first. */
export function onePerVoice(known: Material, ids: readonly string[]): string[] {
  const voices = groupBy(known.best(ids), (id) => known.voice(known.claim.get(id)!.file))
  return [...voices.values()].map(([first]) => first!)
}

/** A link with a claim of each voice. */
export function toldLink(known: Material, link: Link): ToldLink {
  const {id, from, to} = link
  return {
    link: id,
    from,
    to,
    sign: toldSign(link),
    voices: link.for.lineages,
    claims: onePerVoice(known, link.for.claims),
    against: onePerVoice(known, link.against.claims),
  }
}

/** Links that two or more independent voices tell and none denies, best told first. */
export function toldTwiceOf(known: Material): ToldLink[] {
  return known.map.links
    .filter(
      ({sign, for: told, against, zero}) =>
        (sign === "+" || sign === "-") && told.lineages >= 2 && against.claims.length + zero.claims.length === 0,
    )
    .map((link) => toldLink(known, link))
}

/**
 * Claims in force, sentence by sentence in the order of the documents, one that several documents of one lineage have in the first of
 * them; `pick` says which are meant.
 */
function bySentence(known: Material, pick: (claim: Claim) => boolean): Claim[][] {
  const meant = known.reading.claims.filter((claim) => !known.rejected.has(claim.id) && pick(claim))
  return [...groupBy(meant, known.worded).values()].map((claims) =>
    known.best(claims.map(({id}) => id)).map((id) => known.claim.get(id)!),
  )
}

/** Sentences that say what depends on what. */
export function conditionsOf(known: Material): Condition[] {
  return bySentence(known, ({condition, refuted}) => condition !== null && !refuted).map((claims) => ({
    claims: claims.map(({id}) => id),
    hedge: claims.find(({hedge}) => hedge !== null)?.hedge ?? null,
    // A speaker with a name before one without: "my neighbour" and "they" are not the author either.
    by: (claims.find((claim) => known.speaker(claim) !== null) ?? claims.find(({by}) => !isAuthor(by)))?.by ?? null,
  }))
}

/** Expectations that the documents themselves say did not come true, one a sentence. */
export function hopesOf(known: Material): FirstReading["hopes"] {
  return bySentence(known, ({refuted}) => refuted).map(([claim]) => ({claim: claim!.id, by: claim!.by}))
}

/** Who is reported to say what, parties with most sentences first. Failed hopes have a section of their own. */
export function speakersOf(known: Material): Speaker[] {
  const said = bySentence(known, (claim) => !claim.refuted && known.speaker(claim) !== null).map(([claim]) => ({
    claim: claim!.id,
    ...known.speaker(claim!)!,
  }))
  return [...groupBy(said, ({party}) => party)]
    .map(([name, of]) => ({
      name,
      actor: of[0]!.actor,
      sentences: of.map(({claim, by}) => ({claim, by})),
    }))
    .sort((a, b) => b.sentences.length - a.sentences.length)
}

/**
 * Links on which two voices differ: both ways are told, or one tells it and another denies it. Two sentences of one
 * paragraph are one voice, whoever is quoted in them; so are two claims of one lineage that no two speakers share. Whoever
 * is read to say both in one paragraph says neither, and "not only" denies nothing.
 */
export function disputesOf(known: Material): Dispute[] {
  return known.map.links.flatMap((link) => {
    const {id, from, to, for: told, against, zero} = link
    const sign = toldSign(link)
    const ups = serious(known, told.claims, [...against.claims, ...zero.claims])
    const downs = serious(known, [...against.claims, ...zero.claims], told.claims)
    const differs = (one: string, other: string) => areTwoVoices(known, known.claim.get(one)!, known.claim.get(other)!)
    const raises = onePerSentence(
      known,
      ups.filter((one) => downs.some((other) => differs(one, other))),
    )
    const lowers = onePerSentence(
      known,
      downs.filter((one) => raises.some((other) => differs(one, other))),
    )
    if (raises.length === 0 || sign === "unclear") return []
    const isDenial = (one: string) => known.claim.get(one)!.denied || known.claim.get(one)!.sign === "0"
    const whether = sign !== "contested" && lowers.every(isDenial) ? {whether: sign} : {}
    const [more, less] = sign === "-" ? [lowers, raises] : [raises, lowers]
    return [{link: id, from, to, raises: more, lowers: less, ...whether}]
  })
}

/** Whether two claims come from two voices; a failed hope is nobody's word against another. */
function areTwoVoices(known: Material, a: Claim, b: Claim): boolean {
  if (a.refuted || b.refuted) return false
  if (a.file === b.file && known.passage(a.file, a.quote) === known.passage(b.file, b.quote)) return false
  if (known.voice(a.file) !== known.voice(b.file)) return true
  const [one, other] = [known.speaker(a), known.speaker(b)]
  return one !== null && other !== null && one.party !== other.party
}

/** Claims of one side that can be set against another voice, surest first; `other`: those of the other side. */
function serious(known: Material, ids: readonly string[], other: readonly string[]): string[] {
  const place = (id: string): string => {
    const {file, quote} = known.claim.get(id)!
    return `${file}\u0000${known.passage(file, quote)}`
  }
  const both = new Set(known.best(other).map(place))
  return known.best(ids).filter((id) => !both.has(place(id)) && !isNotOnly(known.claim.get(id)!))
}

function onePerSentence(known: Material, ids: readonly string[]): string[] {
  return [...groupBy(ids, (id) => sentenceKey(known.claim.get(id)!)).values()].map(([first]) => first!)
}
