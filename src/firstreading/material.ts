// Look-ups that every part of the first reading shares: what a claim stands in, who says it, whether somebody decided.

import {type Claim, RUMOUR} from "../claims/index.ts"
import {groupBy} from "../core/grouping.ts"
import type {Document, Passage, Range, Words} from "../documents/index.ts"
import {splitSentences} from "../language/index.ts"
import {activeEdits, decide, type Factor, type Grounding, type Link, type Loop} from "../map/index.ts"
import type {FirstReadingInput} from "./finding.ts"
import {plain} from "./wording.ts"

/** A speaker as the text names him, and the party that he is counted to. */
export type SaidBy = {readonly by: string; readonly party: string; readonly actor: boolean}

export type Material = FirstReadingInput & {
  readonly claim: ReadonlyMap<string, Claim>
  readonly factor: ReadonlyMap<string, Factor>
  readonly link: ReadonlyMap<string, Link>
  /** Circles of the map whose every link somebody tells, or assumes: a denial closes none. */
  readonly loops: readonly Loop[]
  /** Of each claim where it came into the map: one for each of its links, or one that says why it has none. */
  readonly groundings: ReadonlyMap<string, readonly Grounding[]>
  readonly document: ReadonlyMap<string, Document>
  /** Claims that a person has decided about, and those of them that were rejected. */
  readonly decided: ReadonlySet<string>
  readonly rejected: ReadonlySet<string>
  /** The document's lineage. */
  voice(file: string): string
  /** The same for claims of one sentence, and of its copies in other documents of the lineage. */
  worded(claim: Claim): string
  /** Who says a claim, where the text says so and names him; null for the author, a rumour, "they" and who is only counted. */
  speaker(claim: Claim): SaidBy | null
  /** The passage that a place lies in; -1: none. */
  passage(file: string, at: Range): number
  /** The whole sentence that a place lies in. */
  sentence(file: string, at: Range): Words
  /** A factor's name inside a sentence: small where its first word is a common one. */
  inside(id: string): string
  /** Claims in force in the order of their places, surest first where `best` asks. */
  best(claims: readonly string[]): string[]
}

const PRONOUN = /^(?:he|she|it|they|we|i|you|who|one|some|many|others|those|these|this|that|both)$/i

/** Whether it is the author who says something: the text gives it to nobody, or he speaks of himself. */
export const isAuthor = (by: string | null): boolean => by === null || /^(?:i|we)$/i.test(by.trim())

/** Whoever is called by a pronoun has no name of his own: "its owner", "a report she submitted". */
const HANGS = /^(?:its|his|her|their|my|our|your)\s|\s(?:he|she|they|we|I|it)\s/i
/** Whoever is only counted, or is anybody, has none either: "two more insurers", "some folks", "people up here". */
const COUNTED =
  /^(?:(?:about|around|nearly|almost|over|only|at least|more than) )?(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|hundreds|thousands|some|several|many|most|few|a few|a number|a handful|half|one of|others|people|folks|everybody|everyone|somebody|someone|anybody|anyone|nobody|no one)(?![\p{L}\p{N}'’-])/iu
/** "Four Mills": capitals behind the first word make a name of it. */
const IS_NAME = /^\S+ \p{Lu}/u
/** A name between a comma and another comma or the verb: ", Sel Works, says", ", Ivo Kar said". Of at most 80 characters. */
const APPOSED =
  /^, (\p{Lu}[\p{L}.'’-]*(?: (?:(?:of|de|van|von) )?\p{Lu}[\p{L}.'’-]*){0,4})(?=,| (?:\p{Ll}+(?:s|ed|ld)\b|has|had|said))/u
const ARTICLE = /^(?:the|an?)\s+/i
const TITLED = /^(?:dr|prof|professor|mr|mrs|ms|sir|dame|minister|president|governor|mayor) /

/** Roles that say what somebody does in the documents, not what kind of body he is. */
const NO_KIND = new Set(["speaker", "in causes", "in effects", "mediator"])

/** Whether a text names whoever says something, rather than calling him "he" or "they". */
export function isNamed(by: string | null): by is string {
  return by !== null && !PRONOUN.test(by.trim())
}

/** Opens the look-ups. */
export function material(input: FirstReadingInput): Material {
  const {reading, map, documents, lineages, edits} = input
  const claim = new Map(reading.claims.map((one) => [one.id, one]))
  const factor = new Map(map.factors.map((one) => [one.id, one]))
  const link = new Map(map.links.map((one) => [one.id, one]))
  const document = new Map(documents.map((one) => [one.file, one]))
  const found = decide(activeEdits(edits), reading)
  const lineageOf = new Map(lineages.flatMap(({name, files}) => files.map((file) => [file, name] as const)))
  const rank = new Map(reading.claims.map((one, at) => [one.id, at]))
  const parties = reading.actors
    .filter(({roles}) => roles.some((role) => !NO_KIND.has(role)) && !roles.includes("person"))
    .flatMap(({name, alsoCalled}) => [name, ...alsoCalled].map((called) => ({name, words: ` ${plain(called)} `})))
    .sort((a, b) => b.words.length - a.words.length)
  // Of somebody with one name alone the title that a text gives him stays.
  const named = new Map(
    reading.actors.flatMap(({name, alsoCalled}) =>
      alsoCalled.length === 0 ? [] : [name, ...alsoCalled].map((called) => [plain(called), name] as const),
    ),
  )
  const speaker = ({by, quote}: Claim): SaidBy | null => {
    if (!isNamed(by) || by === RUMOUR) return null
    // "Its owner, Sel Works, says": the name says who that is.
    const behind = APPOSED.exec(quote.text.slice(quote.text.indexOf(by) + by.length).slice(0, 80))?.[1]
    const called = quote.text.includes(by) ? behind : undefined
    if (!called && HANGS.test(by)) return null
    const said = ` ${plain(by)} `
    const meant = parties.find(({words}) => said.includes(words))
    if (meant && !called) return {by, party: meant.name, actor: true}
    const known = named.get(plain(called ?? by.replace(ARTICLE, "")).replace(TITLED, ""))
    if (known) return {by, party: known, actor: parties.some(({name}) => name === known)}
    if (called) return {by, party: called, actor: false}
    if (COUNTED.test(by) && !IS_NAME.test(by)) return null
    return {by, party: by.replace(ARTICLE, "").replace(/^./u, (c) => c.toUpperCase()), actor: false}
  }
  const passage = (file: string, at: Range): number =>
    document.get(file)?.passages.findIndex(({from, to}) => at.from >= from && at.from < to) ?? -1
  const split = new Map<Passage, Range[]>()
  return {
    ...input,
    claim,
    factor,
    link,
    loops: map.loops.filter((loop) => loop.links.every((id) => isTold(link.get(id)!))),
    groundings: groupBy(map.groundings, (grounding) => grounding.claim),
    document,
    decided: new Set(found.places.flatMap(({claims}) => claims.map(({id}) => id))),
    rejected: new Set(found.rejected.keys()),
    voice: (file) => lineageOf.get(file) ?? file,
    worded: ({file, quote}) => `${lineageOf.get(file) ?? file}\n${quote.text.replace(/\s+/g, " ")}`,
    speaker,
    passage,
    sentence(file, at) {
      const {text = "", plain = text, passages = []} = document.get(file) ?? {}
      const within = passages[passage(file, at)]
      if (!within) return {from: at.from, to: at.to, text: text.slice(at.from, at.to)}
      if (!split.has(within)) split.set(within, splitSentences(plain, within))
      const {from, to} = split.get(within)!.find((range) => at.from >= range.from && at.from < range.to) ?? within
      return {from, to, text: text.slice(from, to)}
    },
    inside: namesInside(input),
    best: (ids) =>
      ids
        .filter((id) => claim.has(id) && !found.rejected.has(id))
        .sort((a, b) => claim.get(b)!.confidence - claim.get(a)!.confidence || rank.get(a)! - rank.get(b)!),
  }
}

/** Whether somebody tells a link as acting, or assumes it, rather than only denying it. */
export function isTold({for: told, against, zero}: Link): boolean {
  return told.claims.length > 0 || against.claims.length + zero.claims.length === 0
}

/** Where a sentence stands: claims with the same key are of one sentence. */
export function sentenceKey({file, quote}: Claim): string {
  return `${file}\u0000${quote.from}`
}

/**
 * How a factor's name stands inside a sentence: small where its first word is a common one, and no part of the name of an
 * actor. In: what the folder names. Out: from an id to words.
 */
export function namesInside({reading, map}: Pick<FirstReadingInput, "reading" | "map">): (id: string) => string {
  const names = new Map(map.factors.map(({id, name}) => [id, name]))
  const actors = [
    ...reading.actors.flatMap(({name, alsoCalled}) => [name, ...alsoCalled]),
    ...map.factors.flatMap(({holder, target}) => [holder ?? "", target ?? ""]),
  ]
  const proper = new Set(actors.flatMap((name) => name.split(/[\s-]+/)))
  // "Gold", where a chamber of gold traders speaks and gold is told of.
  const told = reading.claims.map(({cause, effect}) => `${cause.text} ${effect.text}`).join(" ")
  const common = new Set(told.match(/(?<!\p{L})\p{Ll}+(?!\p{L})/gu))
  const isName = (word: string) => proper.has(word) && !common.has(word.toLowerCase())
  return (id) => {
    const name = names.get(id) ?? id.replace(/_/g, " ")
    const first = /^[^\s'’-]+/.exec(name)?.[0] ?? ""
    return !isName(first) && /^\p{Lu}\p{Ll}*$/u.test(first) ? name.charAt(0).toLowerCase() + name.slice(1) : name
  }
}
