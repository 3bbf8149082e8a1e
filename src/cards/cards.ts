// Cards: the factors of a map, each with the phrases that the documents call it by, for a person to put together what is
// one thing. In: a reading and its map. Out: cards, those told most often first, with names that are noun phrases.
//
// Nothing is applied here. Two cards are joined unasked only where their names are the same words, or one the other with a
// prefix that denies it ("trust", "mistrust"): bolder joins cost more links than they bring (docs/methods/names.md).

import type {Claim, Words} from "../claims/index.ts"
import {groupBy} from "../core/grouping.ts"
import {slug} from "../core/ids.ts"
import {
  type About,
  type Analyst,
  analyst,
  EMPTY,
  type English,
  GRADES,
  LESS,
  MORE,
  POINTING,
  TIMES,
} from "../language/index.ts"
import {type CausalMap, type Factor, type PlacedPhrase, wordsOf} from "../map/index.ts"

/** One phrase of a claim on a card. Offsets count in the text of its file. */
export type CardPhrase = {
  readonly claim: string
  readonly side: "cause" | "effect"
  readonly file: string
  readonly from: number
  readonly to: number
  readonly text: string
  /** Said of it the other way round: the card's thing falls when the phrase is so. */
  readonly opposite: boolean
}

/** One factor of the map on the table. */
export type Card = {
  /** Id of the factor. */
  readonly id: string
  /** A noun phrase; it says which way the card goes. */
  readonly name: string
  /** How many phrases of claims name it. */
  readonly told: number
  readonly phrases: readonly CardPhrase[]
  /** The name came from the phrases, and not from the case or the codebook. */
  readonly isWorded: boolean
  /** Words for it, as short as they come: what an alias may be. With how they stand to the card. */
  readonly aliases: readonly {readonly words: string; readonly opposite: boolean}[]
  /** Who proposed it in factors.yaml; null where nobody did, or a person has confirmed it. */
  readonly proposedBy: string | null
  /** A person has put it into factors.yaml, or confirmed it there. */
  readonly isOwn: boolean
}

/** What cards are made of. */
export type Material = {
  readonly map: CausalMap
  readonly placed: readonly PlacedPhrase[]
  readonly english: English
  /** What has looked at phrases of the same documents before, and keeps their trees; absent: everything is parsed. */
  readonly look?: Analyst
  /** The proposers of factors.yaml by their factors. */
  readonly proposed?: ReadonlyMap<string, string>
}

/** Of the phrases of one factor at most so many are looked at for its name. */
const MOST_LOOKED_AT = 12
/** Longer phrases are no aliases. In words. */
const LONGEST_ALIAS = 3

/**
 * The cards of a map, those told most often first; of equal ones those that stand earliest in a document, then in the order
 * of ids. What a document begins with it comes back to, and others tell it too, in words of their own.
 *
 * Factors that only words name are left out where all their phrases name a person, a place, a month or a bare group of
 * people: these neither rise nor fall.
 *
 * @param most  how many cards are wanted; phrases of no more factors than that need are parsed.
 * @param also  ids of factors that get a card besides.
 * @param through  ids of factors of which the last one ends the cards, where it comes after `most`: what was said of a card is
 *   said of what lay on it when it was one of so many.
 */
export function cardsOf(
  {map, placed, english, look = analyst(english), proposed}: Material,
  most: number,
  {also, through}: {readonly also?: ReadonlySet<string>; readonly through?: ReadonlySet<string>} = {},
): Card[] {
  const byFactor = groupBy(placed, ({factor}) => factor)
  const earliest = (phrases: readonly PlacedPhrase[]) =>
    phrases.reduce((least, {from}) => Math.min(least, from), Infinity)
  const ordered = map.factors
    .filter(({id}) => byFactor.has(id))
    .map((factor) => ({factor, phrases: byFactor.get(factor.id)!, at: earliest(byFactor.get(factor.id)!)}))
    .sort((a, b) => b.phrases.length - a.phrases.length || a.at - b.at || (a.factor.id < b.factor.id ? -1 : 1))
  const cards: Card[] = []
  const last = ordered.findLastIndex(({factor}) => through?.has(factor.id))
  let dealt = 0
  for (const [i, {factor, phrases}] of ordered.entries()) {
    if (dealt >= most && i > last && !also?.has(factor.id)) continue
    const card = cardOf(factor, phrases, look, proposed?.get(factor.id) ?? null)
    if (!card) continue
    cards.push(card)
    dealt++
  }
  return cards
}

/** What the documents call by words that no factor has, so that no card has them: each phrase once, those told most first. */
export function withoutFactor({groundings}: CausalMap): {readonly text: string; readonly told: number}[] {
  const phrases = groundings.flatMap(({unlinked}) => (unlinked?.kind === "ungrounded" ? [unlinked.phrase] : []))
  const bare = (text: string) => text.replace(/\s+/g, " ").trim()
  return [...groupBy(phrases, (text) => bare(text).toLowerCase())]
    .map(([, [text, ...others]]) => ({text: bare(text!), told: 1 + others.length}))
    .sort((a, b) => b.told - a.told)
}

/** A phrase with what it is about; `turn`: which way the map's factor goes when the words that were looked at are so. */
type Looked = {readonly phrase: PlacedPhrase; readonly about: About; readonly turn: 1 | -1}

function cardOf(
  factor: Factor,
  phrases: readonly PlacedPhrase[],
  look: Analyst,
  proposedBy: string | null,
): Card | null {
  const seen = new Set<string>()
  const looked: Looked[] = []
  for (const phrase of phrases) {
    const key = phrase.text.toLowerCase()
    if (looked.length >= MOST_LOOKED_AT) break
    if (seen.has(key)) continue
    seen.add(key)
    looked.push(lookedAt(phrase, look))
  }
  const isWorded = factor.origin === "words" && proposedBy === null
  if (isWorded && looked.every(({about}) => namesNoFactor(about))) return null
  return {
    id: factor.id,
    name: factor.name,
    told: phrases.length,
    phrases: phrases.map(phraseOf),
    isWorded,
    aliases: aliasesOf(looked),
    proposedBy,
    isOwn: factor.origin === "case",
  }
}

/** Of the words that the map looked at; of a bare being the whole phrase: "patients to arrive late" are late arrivals. */
function lookedAt(phrase: PlacedPhrase, look: Analyst): Looked {
  const {claim, side, part, turn} = phrase
  const {refers, thing, change} = claim[side]
  const about = look(claim.quote, part, refers)
  if (about.isBeing || about.label === "") return {phrase, about: look(claim.quote, phrase, refers), turn}
  // "Too few [examiners] are left": the words that say which way were not looked at.
  const isWhole = thing.some(({from, to}) => from <= phrase.from && phrase.to <= to)
  const isBare = !isWhole && thing.some(({from, to}) => from <= part.from && part.to <= to)
  if (isBare) return {phrase, about, turn: change === "-" ? opposite(turn) : turn}
  // "[The last doctors] leave": a name of the thing's words alone goes the way that the others say, whatever the tree makes of them.
  const isThing = !isWhole && change !== null && isWithin(about.label, thing)
  return {phrase, about: isThing ? {...about, turn: change === "-" ? -1 : 1} : about, turn}
}

/** Are all words of a label words of the thing? */
function isWithin(label: string, thing: readonly Words[]): boolean {
  const words = new Set(thing.flatMap(({text}) => wordsOf(text).map(({lower}) => lower)))
  return wordsOf(label).every(({lower}) => words.has(lower))
}

const opposite = (turn: 1 | -1): 1 | -1 => (turn === 1 ? -1 : 1)

function phraseOf({claim, side, from, to, text, turn}: PlacedPhrase): CardPhrase {
  return {claim: claim.id, side, file: claim.file, from, to, text, opposite: turn < 0}
}

/** A month, a person or a place alone, a bare group of people, or nothing: none of them rises or falls. */
function namesNoFactor({head, isName, isBeing, label}: About): boolean {
  return head === null || label === "" || isName || isBeing || TIMES.has(head)
}

/** Labels of one to three words, and the words that named a theme. */
function aliasesOf(looked: readonly Looked[]): Card["aliases"] {
  const found = new Map<string, boolean>()
  for (const {phrase, about, turn} of looked) {
    const put = (words: string) => {
      const bare = words.toLowerCase()
      if (bare.length < 3 || bare.split(" ").length > LONGEST_ALIAS || EMPTY.has(bare) || found.has(bare)) return
      found.set(bare, turn * about.turn < 0)
    }
    if (!namesNoFactor(about) && !saysHowMuch(about) && !POINTING.has(about.head!)) put(about.label)
    if (phrase.matched !== "") put(phrase.matched)
  }
  return [...found].map(([words, opposite]) => ({words, opposite})).sort((a, b) => (a.words < b.words ? -1 : 1))
}

/** "A rise of ten per cent" is called a rise, and so is a rise of anything. */
const saysHowMuch = ({head, modifiers}: About): boolean =>
  modifiers.length === 0 && [GRADES, LESS, MORE].some((words) => words.has(head!))

/** Prefixes that deny what stands behind them. */
const DENYING = ["mis", "dis", "un", "in", "im", "non", "il", "ir"]

/** What two cards that need no person to be joined are to one another; null where they need one. */
export function plainlyOne(a: Card, b: Card): "same" | "opposite" | null {
  const [x, y] = [slug(a.name), slug(b.name)]
  if (x === y || `${x}s` === y || x === `${y}s`) return "same"
  const denies = (long: string, short: string) =>
    short.length > 3 && DENYING.some((prefix) => long === `${prefix}${short}`)
  return denies(x, y) || denies(y, x) ? "opposite" : null
}

/** Does a claim say that one of two sets of phrases brings about the other? Gives the first such claim. */
export function saysOneCausesOther(
  a: readonly CardPhrase[],
  b: readonly CardPhrase[],
  claims: ReadonlyMap<string, Claim>,
): Claim | null {
  const sides = new Set(a.map(({claim, side}) => `${claim} ${side}`))
  const other = {cause: "effect", effect: "cause"} as const
  const hit = b.find(({claim, side}) => sides.has(`${claim} ${other[side]}`))
  return hit ? (claims.get(hit.claim) ?? null) : null
}
