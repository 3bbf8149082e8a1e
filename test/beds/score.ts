// How well what is one thing is brought together in a crisis that nobody wrote themes for. In: a marked folder of test/beds,
// read and gathered as any folder is. Out: figures as it is read, and after a simulated person has sorted cards
// (test/cards/person.ts). Of a folder that is only scored nothing is ever named: means over all such folders are given.

import {type Claim, type Reading, read} from "../../src/claims/whole.ts"
import {groupBy} from "../../src/core/grouping.ts"
import {type Document, lineages} from "../../src/documents/index.ts"
import type {English} from "../../src/language/index.ts"
import type {CausalMap, PlacedPhrase} from "../../src/map/index.ts"
import {mean} from "../../src/math/scores.ts"
import {
  bCubed,
  type FoundPhrase,
  linkStands,
  type MarkedPhrase,
  type MarkOf,
  type Place,
  type Stand,
  sortCards,
  standsOf,
} from "../cards/person.ts"
import {english} from "../language/english.ts"
import {BEDS, documentsOf, marksOf} from "./beds.ts"
import {type FolderMarks, type MarkedClaim, type MarkedContest, signBetween} from "./marks.ts"

/** After so many cards a folder is scored. */
export const CARDS = [0, 20, 40, 60] as const

/** Figures of one folder after so many cards, or their means over several. Shares are 0 to 1. */
export type Row = {
  readonly cards: number
  readonly moves: number
  /** B-cubed over the marked phrases that the reader found (Bagga and Baldwin 1998). */
  readonly precision: number
  readonly recall: number
  readonly f: number
  /** F1 of the map's links against the marked ones, sign included. */
  readonly links: number
  /** Share of the marked circles that are among the map's. */
  readonly circles: number
  /** Links that the map calls contested, and how many of them are. */
  readonly contested: number
  readonly disputes: number
  /** Marked disputes of which both sides stand on one link, with their signs, that is not called contested. */
  readonly lost: number
  /** Rumours and allegations that stand on a link as if they were held as facts. */
  readonly rumours: number
  /** Share of the factors' names that are noun phrases. */
  readonly names: number
}
export type Figures = {
  /** Marked phrases, and the share of them that the reader found. */
  readonly marked: number
  readonly found: number
  /** F1 of links if every phrase that was found stood in the factor that it is marked for, and no other phrase in any of these. */
  readonly ceiling: number
  readonly rows: readonly Row[]
}
export type Scored = Figures & {
  /** What is wrong, in words; empty for folders that are only scored. */
  readonly failing: readonly string[]
}

const turned = {"+": "-", "-": "+"} as const

/** Two stretches are one phrase when of the words in either at least this share is in both (Jaccard 1901). */
const SAME = 0.5
/** Of a rumour so much of the shorter phrase in common is enough: a rumour read with a word more is still one. */
const TOUCHES = 0.5

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu

/** Counts the words that start in a stretch of a document. */
export type Words = (file: string, from: number, to: number) => number

/** Counts words in these documents. */
export function wordsOf(documents: readonly Document[]): Words {
  const starts = new Map(documents.map(({file, text}) => [file, [...text.matchAll(WORD)].map(({index}) => index)]))
  const before = (list: readonly number[], at: number): number => {
    let [low, high] = [0, list.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (list[middle]! < at) low = middle + 1
      else high = middle
    }
    return low
  }
  return (file, from, to) => (to <= from ? 0 : before(starts.get(file)!, to) - before(starts.get(file)!, from))
}

/** Words in both of two stretches, as a share of the words in either; 0 in different documents. */
function likeness(a: Place, b: Place, words: Words): number {
  if (a.file !== b.file) return 0
  const both = words(a.file, Math.max(a.from, b.from), Math.min(a.to, b.to))
  const either = words(a.file, a.from, a.to) + words(b.file, b.from, b.to) - both
  return either === 0 ? 0 : both / either
}

/** The distinct phrases of the marked claims. */
export function phrasesOf({claims}: FolderMarks): MarkedPhrase[] {
  const found = new Map<string, MarkedPhrase>()
  for (const {file, cause, effect} of claims)
    for (const {from, to, factor, opposite} of [cause, effect])
      found.set(`${file} ${from} ${to}`, {file, from, to, factor, opposite})
  return [...found.values()]
}

/** Finds the marked phrase that a place is most like, of those that `meets` it: by default, that share half of all words. */
export function marker(
  phrases: readonly MarkedPhrase[],
  words: Words,
  meets: (mark: MarkedPhrase, at: Place) => boolean = (mark, at) => likeness(mark, at, words) >= SAME,
): MarkOf {
  return (at) => {
    let best: MarkedPhrase | undefined
    let most = 0
    for (const mark of phrases) {
      const share = likeness(mark, at, words)
      if (share > most && meets(mark, at)) [best, most] = [mark, share]
    }
    return best
  }
}

/** Of each marked phrase that was found the placed phrase that is most like it. */
export function foundPhrases(placed: readonly PlacedPhrase[], markOf: MarkOf, words: Words): FoundPhrase[] {
  const best = new Map<MarkedPhrase, {phrase: PlacedPhrase; share: number}>()
  for (const phrase of placed) {
    const at = {file: phrase.claim.file, from: phrase.from, to: phrase.to}
    const mark = markOf(at)
    if (!mark) continue
    const share = likeness(mark, at, words)
    if (share > (best.get(mark)?.share ?? 0)) best.set(mark, {phrase, share})
  }
  return [...best].map(([mark, {phrase}]) => ({mark, factor: phrase.factor, turn: phrase.turn}))
}

/** Signs of a link that some claim tells: those of a contest's weaker side are told too. */
function signsTold(folder: FolderMarks): Map<string, Set<string>> {
  const told = new Map(folder.links.map(({from, sign, to}) => [`${from} ${to}`, new Set<string>([sign])]))
  for (const {from, to, against, why} of folder.contests) {
    const signs = told.get(`${from} ${to}`)
    for (const claim of folder.claims) {
      const sign = signBetween(claim)
      if (against.includes(claim.id) && !claim.denied && sign !== null) signs?.add(sign)
    }
    if (why === null) signs?.add("contested")
  }
  return told
}

/** F1 of links told, each as "from sign to" between marked factors, or as anything else where an end stands for none. */
function linkScore(folder: FolderMarks, told: ReadonlySet<string>): number {
  const right = signsTold(folder)
  const met = new Set<string>()
  let fits = 0
  for (const link of told) {
    const [from, sign, to] = link.split(" ") as [string, string?, string?]
    if (sign === undefined || !right.get(`${from} ${to}`)?.has(sign)) continue
    fits++
    met.add(`${from} ${to}`)
  }
  const [precision, recall] = [fits / Math.max(1, told.size), met.size / Math.max(1, folder.links.length)]
  return fits === 0 ? 0 : (2 * precision * recall) / (precision + recall)
}

/** The links of a map whose every phrase that was found stands in the factor that it is marked for. */
function linksAsMarked(map: CausalMap, placed: readonly PlacedPhrase[], markOf: MarkOf): Set<string> {
  const ends = groupBy(
    placed.map(({claim, side, from, to, factor, turn}) => {
      const mark = markOf({file: claim.file, from, to})
      const end = mark ? {id: mark.factor, turn: mark.opposite ? -turn : turn} : {id: `unmarked:${factor}`, turn: 1}
      return {...end, key: `${claim.id} ${side} ${factor}`}
    }),
    ({key}) => key,
  )
  const told = new Set<string>()
  for (const {claim, from, to, link, sign, side} of map.groundings) {
    if (link === null || side !== "for") continue
    for (const a of ends.get(`${claim} cause ${from}`) ?? [])
      for (const b of ends.get(`${claim} effect ${to}`) ?? []) {
        const isTurned = a.turn !== b.turn && (sign === "+" || sign === "-")
        told.add(`${a.id} ${isTurned ? turned[sign] : sign} ${b.id}`)
      }
  }
  return told
}

/** A circle of the map in marked factors, from the smallest, neighbours that stand for one factor taken as one. */
function circleKey(factors: readonly string[], polarity: string): string {
  const ring = factors.filter((factor, i) => factor !== factors[(i + 1) % factors.length])
  const turns = ring.map((_, i) => [...ring.slice(i), ...ring.slice(0, i)].join(" > ")).sort()
  return `${polarity} ${turns[0] ?? ""}`
}

/** Those of the marked circles that are among the map's with their polarity, each as a line. */
export function circlesFound({circles}: FolderMarks, {loops}: CausalMap, stands: ReadonlyMap<string, Stand>): string[] {
  const there = new Set<string>()
  for (const {factors, polarity} of loops) {
    const stood = factors.map((id) => stands.get(id)?.factor)
    if (stood.includes(undefined)) continue
    // A circle through a disputed link has either polarity.
    for (const each of polarity === "contested" ? ["R", "B"] : [polarity]) there.add(circleKey(stood as string[], each))
  }
  return circles.map(({factors, polarity}) => circleKey(factors, polarity)).filter((key) => there.has(key))
}

/** The phrases of a claim by its side: each whole, and the parts of a list. */
export function sidesOf(claims: readonly Claim[], placed: readonly PlacedPhrase[]) {
  const sides = new Map(
    claims.map((claim) => [
      claim.id,
      {cause: [claim.cause as {from: number; to: number}], effect: [claim.effect as {from: number; to: number}]},
    ]),
  )
  for (const {claim, side, from, to} of placed) sides.get(claim.id)?.[side].push({from, to})
  return sides
}
type Sides = ReturnType<typeof sidesOf>

/** Claims as read that are the marked one: both phrases by `likes`. */
function claimsLike(
  mark: MarkedClaim,
  reading: Reading,
  sides: Sides,
  likes: (a: Place, b: Place) => boolean,
): Claim[] {
  return reading.claims.filter((claim) => {
    const own = sides.get(claim.id)!
    const is = (side: "cause" | "effect") =>
      own[side].some((at) => likes({file: claim.file, ...at}, {file: mark.file, ...mark[side]}))
    return claim.file === mark.file && is("cause") && is("effect")
  })
}

type Disputes = {
  readonly contested: number
  readonly disputes: number
  readonly lost: readonly MarkedContest[]
  readonly wrong: readonly string[]
}

function disputeScore(
  folder: FolderMarks,
  map: CausalMap,
  stands: ReadonlyMap<string, Stand>,
  read: (mark: MarkedClaim) => readonly Claim[],
): Disputes {
  const trueOnes = folder.contests.filter(({why}) => why === null)
  const drawn = map.links
    .filter(({sign}) => sign === "contested")
    .map((link) => ({id: link.id, pair: linkStands(link, stands)?.replace(" contested ", " ") ?? ""}))
  const isTrue = (pair: string) => trueOnes.some(({from, to}) => pair === `${from} ${to}`)
  const linksOf = (ids: readonly string[]): Set<string> => {
    const marks = folder.claims.filter(({id}) => ids.includes(id))
    const claims = new Set(
      marks.flatMap((mark) =>
        read(mark)
          .filter(({sign, denied}) => sign === mark.sign && denied === mark.denied)
          .map(({id}) => id),
      ),
    )
    return new Set(map.groundings.flatMap(({claim, link}) => (link !== null && claims.has(claim) ? [link] : [])))
  }
  const called = new Set(drawn.map(({id}) => id))
  const lost = trueOnes.filter((contest) => {
    const against = linksOf(contest.against)
    const both = [...linksOf(contest.for)].filter((link) => against.has(link))
    return both.length > 0 && !both.some((link) => called.has(link))
  })
  return {
    contested: drawn.length,
    disputes: drawn.filter(({pair}) => isTrue(pair)).length,
    lost,
    wrong: drawn.filter(({pair}) => !isTrue(pair)).map(({id}) => id),
  }
}

/** Words by which a claim is somebody's and no fact, as the reader writes them in `hedge`. */
const HELD = /\b(?:rumoured|alleged(?:ly)?|accused|feared)\b/

/** Sides of a link that a claim counts on; the others are put aside and asked about. */
const STANDING: ReadonlySet<string> = new Set(["for", "against"])

/** Marked rumours and allegations that stand for a link without a word that says what they are. */
function rumoursStanding(folder: FolderMarks, map: CausalMap, read: (mark: MarkedClaim) => readonly Claim[]): string[] {
  const standing = new Set(
    map.groundings.flatMap(({claim, link, side}) => (link !== null && STANDING.has(side) ? [claim] : [])),
  )
  return folder.claims
    .filter(({hearsay}) => hearsay !== null)
    .filter((mark) => read(mark).some(({id, hedge, denied}) => standing.has(id) && !denied && !HELD.test(hedge ?? "")))
    .map(({cause, effect}) => `${cause.text} -> ${effect.text}`)
}

const LEADS_ON =
  /\b(?:of|in|on|at|by|for|from|with|without|about|against|between|among|within|into|onto|under|to|through|during|towards?|near|until|per|via|as|and|or|the|an?)$/i

/**
 * Is a name a noun phrase? It holds a noun or a gerund, no finite verb and no pronoun, and ends in neither a preposition, an
 * article nor a conjunction. Words are tagged by themselves and inside a sentence, and held to be a verb where both say so:
 * a name alone is too short to be sure of.
 */
export function isNounPhrase(name: string, english: English): boolean {
  const bare = /^\p{Lu}\p{Ll}/u.test(name) ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : name
  const head = "The report speaks of "
  const sentence = `${head}${bare}.`
  const alone = english.tokens(name, {from: 0, to: name.length})
  const inside = english
    .tokens(sentence, {from: 0, to: sentence.length})
    .filter(({from}) => from >= head.length && from < sentence.length - 1)
  if (inside.length === 0) return false
  const tagAlone = new Map(alone.map(({from, xpos}) => [from, xpos]))
  const isVerb = (xpos: string | undefined) => /^(?:VB[DPZ]?|MD)$/.test(xpos ?? "")
  if (inside.some(({from, xpos}) => isVerb(xpos) && isVerb(tagAlone.get(from - head.length)))) return false
  if (inside.some(({xpos}) => /^(?:PRP\$?|WP\$?|WDT|WRB|EX)$/.test(xpos))) return false
  // At the end of so short a text the tagger takes most prepositions for particles, which may end a name: "the closing down".
  if (/^(?:IN|TO|DT|CC)$/.test(inside.at(-1)!.xpos) || LEADS_ON.test(name)) return false
  return [...inside, ...alone].some(({xpos}) => /^(?:NN|VBG)/.test(xpos))
}

/** Reads a folder, sorts its cards and scores it after each number of `CARDS`. */
export function scoreBed(bed: string): Scored {
  return scoreFolder(documentsOf(bed), marksOf(bed))
}

/** As `scoreBed`, of documents and what is marked in them, after each of `sorted` cards. */
export function scoreFolder(
  documents: readonly Document[],
  folder: FolderMarks,
  sorted: readonly number[] = CARDS,
): Scored {
  const reading = read(documents, lineages(documents), english(), [])
  const words = wordsOf(documents)
  const phrases = phrasesOf(folder)
  const markOf = marker(phrases, words)
  const failing: string[] = []
  let [found, ceiling] = [0, 0]
  const rows = sorted.map((cards): Row => {
    const {map, placed, moves} = sortCards(reading, markOf, cards)
    const there = foundPhrases(placed, markOf, words)
    const stands = standsOf(there)
    const sides = sidesOf(reading.claims, placed)
    const isSame = (a: Place, b: Place) => likeness(a, b, words) >= SAME
    const touches = (a: Place, b: Place) => {
      const both = Math.min(a.to, b.to) - Math.max(a.from, b.from)
      return a.file === b.file && both >= TOUCHES * Math.min(a.to - a.from, b.to - b.from)
    }
    const disputes = disputeScore(folder, map, stands, (mark) => claimsLike(mark, reading, sides, isSame))
    const rumours = rumoursStanding(folder, map, (mark) => claimsLike(mark, reading, sides, touches))
    const used = new Set(placed.map(({factor}) => factor))
    const names = map.factors.filter(({id}) => used.has(id)).map(({name}) => name)
    const bad = names.filter((name) => !isNounPhrase(name, english()))
    if (cards === 0) {
      found = there.length / phrases.length
      ceiling = linkScore(folder, linksAsMarked(map, placed, markOf))
    }
    failing.push(
      ...disputes.wrong.map((link) => `${cards} cards: ${link} is no dispute`),
      ...disputes.lost.map(({from, to}) => `${cards} cards: the dispute about ${from} > ${to} is lost`),
      ...rumours.map((rumour) => `${cards} cards: a rumour stands: ${rumour}`),
      ...bad.map((name) => `${cards} cards: no noun phrase: ${name}`),
    )
    return {
      cards,
      moves,
      ...bCubed(there),
      links: linkScore(folder, new Set(map.links.map((link) => linkStands(link, stands) ?? link.id))),
      circles: folder.circles.length === 0 ? 1 : circlesFound(folder, map, stands).length / folder.circles.length,
      contested: disputes.contested,
      disputes: disputes.disputes,
      lost: disputes.lost.length,
      rumours: rumours.length,
      names: names.length === 0 ? 1 : 1 - bad.length / names.length,
    }
  })
  return {marked: phrases.length, found, ceiling, rows, failing: folder.use === "scored" ? [] : failing}
}

/** Means of figures of one folder or more; what is counted in whole pieces is summed instead. */
export function meanOf(all: readonly Figures[]): Figures {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
  const summed: ReadonlySet<string> = new Set(["contested", "disputes", "lost", "rumours"])
  const rows = all[0]!.rows.map((_, i) => {
    const same = all.map((figures) => figures.rows[i]!)
    const keys = Object.keys(same[0]!) as (keyof Row)[]
    return Object.fromEntries(
      keys.map((key) => [key, (summed.has(key) ? sum : mean)(same.map((row) => row[key]))]),
    ) as Row
  })
  return {
    marked: sum(all.map(({marked}) => marked)),
    found: mean(all.map((one) => one.found)),
    ceiling: mean(all.map((one) => one.ceiling)),
    rows,
  }
}

/** Name of what stands for all folders that are only scored. */
export const SCORED = "scored"

const bedsFor = (use: FolderMarks["use"]): string[] => BEDS.filter((bed) => marksOf(bed).use === use)

/** Names of what is scored: each folder to be worked with, and `SCORED`. */
export const setNames = (): string[] => [...bedsFor("work"), SCORED]

/** Figures of each folder to be worked with, and under `SCORED` of all others together. */
export function scoreBeds(only: (set: string) => boolean = () => true): Map<string, Scored> {
  const sets = new Map<string, Scored>()
  for (const bed of bedsFor("work")) if (only(bed)) sets.set(bed, scoreBed(bed))
  if (only(SCORED)) sets.set(SCORED, {...meanOf(bedsFor("scored").map(scoreBed)), failing: []})
  return sets
}
