// From piles of cards to a codebook that reads the folder as they lie. In: the table, the reading, and the codebook as it
// is. Out: the factors of factors.yaml, and every phrase that they still bring elsewhere.
//
// Words before sentences: an alias of one or two words catches what is told tomorrow, a whole phrase only itself. So the
// short words of the cards are tried first, those that catch a phrase of another card are dropped, and what then still
// reads otherwise is written down as worded. Three rounds at most.

import type {Reading} from "../claims/index.ts"
import {groupBy} from "../core/grouping.ts"
import {
  aliasIs,
  type CaseFactor,
  type CausalMap,
  type Factor,
  foldedPhrase,
  Gathering,
  type GatherOptions,
  type PlacedPhrase,
} from "../map/index.ts"
import {wordsKey} from "./same-words.ts"
import {type Pile, pilesOf, type Standing, type Table, WORDS} from "./table.ts"

/** What a table is settled against. */
export type Sources = {
  readonly reading: Reading
  readonly map: CausalMap
  readonly placed: readonly PlacedPhrase[]
  readonly codebook: readonly CaseFactor[]
  readonly edits: NonNullable<GatherOptions["edits"]>
}

/** A phrase that the written codebook brings elsewhere than it lies. */
export type Unsettled = {
  readonly phrase: PlacedPhrase
  /** Names of the factor it lies in, and of the one that it is brought to, with ids where they are called the same; null for none. */
  readonly wanted: string
  readonly found: string | null
  /** Id of that one, where the file names it. */
  readonly by: string | null
  /** It is brought to the right factor, the wrong way. */
  readonly turned: boolean
}

/** A factor of the file that was laid onto another, whose entry goes. */
export type TakenIn = {
  readonly id: string
  readonly into: string
  readonly as: Standing
  /** What it says and the other did not, which goes with it. */
  readonly moved: readonly Said[]
  /** What it says and the other says otherwise, or cannot say, which is given up. */
  readonly lost: readonly Said[]
}

/** A key of an entry with its value, a wish turned round where the entry is the opposite; `other`: what stands in the entry that stays. */
export type Said = {readonly key: string; readonly value: string; readonly other?: string}

export type Settled = {
  readonly codebook: readonly CaseFactor[]
  readonly takenIn: readonly TakenIn[]
  /** The map that the documents make with it, and where every phrase of it lies. */
  readonly map: CausalMap
  readonly placed: readonly PlacedPhrase[]
  readonly unsettled: readonly Unsettled[]
}

const ROUNDS = 3

/** How little holds a phrase that a person has not confirmed: 1 less its weakest tie (docs/methods/names.md). */
const SUSPICION = {sameWords: 0, map: 0.26, words: 0.26, model: 0.6} as const

/** One factor on its way into the file. */
type Entry = {
  readonly base: CaseFactor
  readonly aliases: Set<string>
  readonly opposites: Set<string>
  readonly phrases: Set<string>
  readonly not: Set<string>
  /** Aliases tried, which fall where they catch what is not meant; how they stand to the factor. */
  readonly tried: Map<string, boolean>
  readonly takenIn: readonly TakenIn[]
}

/**
 * The codebook of a table.
 *
 * @param options.proposals  also of cards that nobody touched: each is marked as proposed.
 * @param options.onProgress  is told each time the documents have been read by a codebook that was tried.
 */
export function settle(
  table: Table,
  found: Sources,
  options: {readonly proposals: boolean; readonly onProgress?: (share: number) => void},
): Settled {
  const written = pilesOf(table).filter((pile) => isWritten(pile, options.proposals))
  // Nobody knows how many codebooks will be tried: each takes half of what is left.
  let left = 1
  const onTried = () => {
    left /= 2
    options.onProgress?.(1 - left)
  }
  let settled = settlePiles(written, found, onTried)
  // What nobody asked for takes no phrase from anything else: it is left out where it would.
  for (let tries = 0; tries < TRIES; tries++) {
    const taking = new Set(settled.unsettled.flatMap(({phrase, by}) => [phrase.factor, ...(by === null ? [] : [by])]))
    const kept = written.filter((pile) => !(isUnasked(pile) && taking.has(pile.card.id)))
    if (kept.length === written.length) break
    written.splice(0, written.length, ...kept)
    settled = settlePiles(written, found, onTried)
  }
  const {gathering, ...rest} = settled
  return {...rest, ...gathering.gatherPlaced(found.edits)}
}

/** How often proposals are left out and the rest settled anew. */
const TRIES = 3

/** Has nobody asked for this pile but words? */
const isUnasked = ({confirmed, proposedBy}: Pile): boolean => !confirmed && proposedBy.every((by) => by === WORDS)

/** A codebook with what reads the documents by it: the map is made of the last one alone. */
type Tried = Pick<Settled, "codebook" | "unsettled" | "takenIn"> & {readonly gathering: Gathering}

function settlePiles(written: readonly Pile[], found: Sources, onTried: () => void): Tried {
  const meant = new Map<string, {readonly id: string; readonly as: Standing}>()
  for (const {card, members} of written)
    for (const member of members) meant.set(member.card.id, {id: card.id, as: member.as})
  const gone = new Set(written.flatMap(({members}) => members.slice(1).map(({card}) => card.id)))
  const before = new Map(found.codebook.map((factor) => [factor.id, factor]))
  const factors = new Map(found.map.factors.map((factor) => [factor.id, factor]))
  const entries = new Map(written.map((pile) => [pile.card.id, entryOf(pile, before, factors)]))
  const codebook = () => [
    ...found.codebook
      .filter(({id}) => !gone.has(id))
      .map((factor) => (entries.has(factor.id) ? printed(entries.get(factor.id)!) : factor)),
    ...[...entries].filter(([id]) => !before.has(id)).map(([, entry]) => printed(entry)),
  ]
  const beside = new Map<string, number>()
  for (const phrase of found.placed) beside.set(sideOf(phrase), (beside.get(sideOf(phrase)) ?? 0) + 1)
  const wants = found.placed.map((phrase): Want => {
    const to = meant.get(phrase.factor)
    const isAlone = beside.get(sideOf(phrase)) === 1
    return {phrase, isAlone, factor: to?.id ?? phrase.factor, turn: to?.as === "opposite" ? -phrase.turn : phrase.turn}
  })
  const homes = factorsByWords(wants)
  let off: Off[] = []
  let made = codebook()
  let gathering = new Gathering(found.reading, made)
  for (let round = 0; ; round++) {
    const place = placesIn(gathering.placePhrases(found.edits))
    onTried()
    off = wants.flatMap((want) => {
      const got = place(want.phrase)
      return got?.factor === want.factor && got.turn === want.turn ? [] : [{want, got}]
    })
    const isLast = round === ROUNDS
    const taken = wordsTaken(made)
    const tried = round === 0 ? triedIn(entries) : new Map<string, readonly string[]>()
    // Each of them may do something, so none is passed over.
    const mended = isLast ? [] : off.filter((one) => dropTried(one, entries, tried) || mend(one, entries, homes, taken))
    if (mended.length > 0) {
      made = codebook()
      gathering = new Gathering(found.reading, made)
      continue
    }
    // Without idle words the documents are read by another codebook; where there are none they have been.
    if (dropIdle(entries, wants, place)) {
      made = codebook()
      gathering = new Gathering(found.reading, made)
    }
    break
  }
  const nameOf = (id: string) => entries.get(id)?.base.name ?? factors.get(id)?.name ?? id
  // Two factors may have one name, and the name alone would say nothing then.
  const told = ({want, got}: Off, id: string) =>
    got && got.factor !== want.factor && foldedPhrase(nameOf(got.factor)) === foldedPhrase(nameOf(want.factor))
      ? `${nameOf(id)} (${id})`
      : nameOf(id)
  return {
    codebook: made,
    takenIn: [...entries.values()].flatMap(({takenIn}) => takenIn),
    gathering,
    unsettled: off
      .filter(({want, got}) => entries.has(want.factor) || (got !== null && entries.has(got.factor)))
      .map((one) => {
        const {want, got} = one
        return {
          phrase: want.phrase,
          wanted: told(one, want.factor),
          found: got === null ? null : told(one, got.factor),
          by: got !== null && entries.has(got.factor) ? got.factor : null,
          turned: got?.factor === want.factor,
        }
      }),
  }
}

/** Does the file get a factor of this pile? */
function isWritten({card, members, confirmed, proposedBy}: Pile, proposals: boolean): boolean {
  if (confirmed) return true
  if (proposedBy.some((by) => by !== WORDS)) return true
  return proposals && (members.length > 1 || card.isWorded)
}

function entryOf(pile: Pile, before: ReadonlyMap<string, CaseFactor>, factors: ReadonlyMap<string, Factor>): Entry {
  const {card, name, members, confirmed} = pile
  const factor = factors.get(card.id)!
  const own = before.get(card.id)
  // What only words name is what the codebook knows of whatever lies on it: its theme, and what is wanted of it.
  const themed = members.find(({card: {id}, as}) => as === "same" && factors.get(id)!.origin === "codebook")
  const known =
    factor.origin === "words" && themed ? {...fromMap(factors.get(themed.card.id)!), id: card.id} : fromMap(factor)
  const {proposed, ...kept} = own ?? known
  const by = pile.proposedBy.findLast((one) => one !== WORDS) ?? proposed?.by ?? WORDS
  const {says, takenIn} = tookIn(pile, own ?? {id: card.id}, kept, before)
  const base: CaseFactor = {
    ...kept,
    ...says,
    name,
    ...(!confirmed && {proposed: {by, suspicion: suspicionOf(pile, by), told: pile.told}}),
  }
  const entry: Entry = {
    base,
    aliases: new Set(own?.aliases ?? []),
    opposites: new Set(own?.opposites ?? []),
    phrases: new Set(own?.phrases ?? []),
    not: new Set(own?.not ?? []),
    tried: new Map(),
    takenIn,
  }
  for (const {card: member, as} of members) {
    const absorbed = member.id === card.id ? undefined : before.get(member.id)
    const turned = as === "opposite"
    const put = (words: string, opposite: boolean) => (opposite ? entry.opposites : entry.aliases).add(words)
    for (const words of absorbed?.aliases ?? []) put(words, turned)
    for (const words of absorbed?.opposites ?? []) put(words, !turned)
    for (const words of absorbed?.phrases ?? []) (turned ? entry.opposites : entry.phrases).add(words)
    for (const words of absorbed?.not ?? []) entry.not.add(words)
    if (absorbed) put(absorbed.name ?? absorbed.id.replaceAll("_", " "), turned)
    // What the case, or a theme that is written down, brings to the card already needs no word more.
    else if (member.id !== card.id || member.isWorded || (!own && factor.kind !== undefined))
      for (const {words, opposite} of member.aliases) entry.tried.set(words, opposite !== turned)
  }
  for (const words of [...entry.aliases, ...entry.opposites, name]) entry.tried.delete(words.toLowerCase())
  // "The hotel closure" has said "hotel" of the contrary; where "hotels" are the thing itself, so is a hotel.
  const same = new Set([...entry.tried].filter(([, turned]) => !turned).map(([words]) => wordsKey(words)))
  for (const words of [...entry.aliases, name]) same.add(wordsKey(words))
  for (const [words, turned] of entry.tried) if (turned && same.has(wordsKey(words))) entry.tried.delete(words)
  return entry
}

/** What an entry says of its quantity, which another may take over. */
const OF_QUANTITY = ["unit", "choice", "weight", "wanted"] as const
/** What says whose thing of which theme it is: together, or not at all. */
const OF_THEME = ["theme", "holder", "target"] as const

/**
 * What entries of the file that lie on a card say of it, where its own does not: what a person has written is not lost with
 * its entry. @param own  the card's entry; @param kept  the same, or what the shipped codebook knows of the card.
 */
function tookIn(
  {card, members}: Pile,
  own: CaseFactor,
  kept: CaseFactor,
  before: ReadonlyMap<string, CaseFactor>,
): {readonly says: Partial<CaseFactor>; readonly takenIn: readonly TakenIn[]} {
  let says: Partial<CaseFactor> = {}
  const takenIn = members.slice(1).flatMap(({card: {id}, as}): TakenIn[] => {
    const absorbed = before.get(id)
    if (!absorbed) return []
    const given = as === "opposite" ? {...absorbed, ...turnedWish(absorbed)} : absorbed
    const now = {...kept, ...says}
    const hasTheme = OF_THEME.some((key) => now[key] !== undefined)
    const moved: Said[] = []
    const lost: Said[] = []
    const take = (key: (typeof OF_QUANTITY)[number] | (typeof OF_THEME)[number], isFree: boolean) => {
      if (given[key] === undefined) return
      if (isFree) {
        says = {...says, [key]: given[key]}
        moved.push({key, value: String(given[key])})
      } else if (given[key] !== now[key])
        lost.push({
          key,
          value: String(given[key]),
          ...(now[key] !== undefined && {other: String(now[key])}),
        })
    }
    for (const key of OF_QUANTITY) take(key, own[key] === undefined && says[key] === undefined)
    // A theme brings its phrases as they are: to the contrary of a factor it would bring them the wrong way.
    for (const key of OF_THEME) take(key, as === "same" && !hasTheme)
    return [{id, into: card.id, as, moved, lost}]
  })
  return {says, takenIn}
}

const turnedWish = ({wanted}: CaseFactor): Partial<CaseFactor> =>
  wanted === undefined ? {} : {wanted: wanted === "less" ? "more" : "less"}

/** What the codebook that ships says of a factor, for a file that then says it itself. */
function fromMap(factor: Factor): CaseFactor {
  const {id, origin, theme, holder, target, kind, unit, weight, wanted, choice} = factor
  if (origin === "words") return {id}
  // A theme takes every phrase of it; where kinds tell its factors apart it would take theirs too.
  if (kind === undefined) return {id, theme, ...(holder && {holder}), ...(target && {target})}
  return {
    id,
    ...(unit !== "1" && {unit}),
    ...(choice && {choice}),
    weight,
    ...(wanted && {wanted}),
  }
}

function suspicionOf({members, phrases}: Pile, by: string): number {
  if (by !== WORDS && members.length > 1) return SUSPICION.model
  if (members.length > 1) return SUSPICION.words
  return new Set(phrases.map(({text}) => foldedPhrase(text))).size > 1 ? SUSPICION.map : SUSPICION.sameWords
}

function printed({base, aliases, opposites, phrases, not, tried}: Entry): CaseFactor {
  const {proposed, ...bare} = base
  const all = (own: ReadonlySet<string>, opposite: boolean) => [
    ...own,
    ...[...tried].filter(([, turned]) => turned === opposite).map(([words]) => words),
  ]
  const lists = {aliases: all(aliases, false), opposites: all(opposites, true), phrases: [...phrases], not: [...not]}
  const told = Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0))
  const {aliases: _a, opposites: _o, phrases: _p, not: _n, ...rest} = bare
  return {...rest, ...told, ...(proposed && {proposed})}
}

/** Where a phrase is to lie. `isAlone`: nothing else is said on its side of the claim. */
type Want = {readonly phrase: PlacedPhrase; readonly isAlone: boolean; readonly factor: string; readonly turn: number}
type Off = {readonly want: Want; readonly got: PlacedPhrase | null}

const sideOf = ({claim, side}: Pick<PlacedPhrase, "claim" | "side">): string => `${claim.id} ${side}`

/** The factors that phrases of the same words are to lie in, by the words as `foldedPhrase` folds them. */
function factorsByWords(wants: readonly Want[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byWords = groupBy(wants, ({phrase}) => foldedPhrase(phrase.meant))
  return new Map([...byWords].map(([words, same]) => [words, new Set(same.map(({factor}) => factor))]))
}

/** Finds a phrase of an earlier map in a later one: the same words at the same place, else what overlaps them. */
function placesIn(placed: readonly PlacedPhrase[]): (phrase: PlacedPhrase) => PlacedPhrase | null {
  const bySide = groupBy(placed, sideOf)
  return ({claim, side, part, meant}) => {
    const there = bySide.get(sideOf({claim, side})) ?? []
    return (
      there.find((one) => one.part.from === part.from && one.part.to === part.to && one.meant === meant) ??
      there.find((one) => one.part.from < part.to && part.from < one.part.to) ??
      null
    )
  }
}

/** The words that each factor tries. */
function triedIn(entries: ReadonlyMap<string, Entry>): ReadonlyMap<string, readonly string[]> {
  return new Map([...entries].map(([id, {tried}]) => [id, [...tried.keys()]]))
}

/**
 * Words that caught a phrase of another factor, or caught one the wrong way, are given up. Were there any? A phrase is not
 * written down for words that another phrase has had given up: without them it may well be read as it lies.
 */
function dropTried(
  {got}: Off,
  entries: ReadonlyMap<string, Entry>,
  tried: ReadonlyMap<string, readonly string[]>,
): boolean {
  const entry = got && entries.get(got.factor)
  if (!entry || got.matched === "") return false
  const caught = (tried.get(got.factor) ?? []).filter((words) => aliasIs(words, got.matched))
  for (const words of caught) entry.tried.delete(words)
  return caught.length > 0
}

/**
 * A phrase that is read otherwise than it lies is written down as worded; one that a name catches is kept from it. Was
 * there anything to write?
 */
function mend(
  {want, got}: Off,
  entries: ReadonlyMap<string, Entry>,
  homes: ReadonlyMap<string, ReadonlySet<string>>,
  taken: Taken,
): boolean {
  const entry = entries.get(want.factor)
  const words = got?.meant ?? want.phrase.meant
  if (!entry) {
    const catching = got && entries.get(got.factor)
    return catching ? added(catching.not, folded(words)) : false
  }
  if (POINTS_BACK.test(words.trim())) return false
  const {claim, side} = want.phrase
  // What is only looked at in parts is asked for as a whole, and so are words that lie in another factor elsewhere.
  const isOthers = [...(homes.get(foldedPhrase(words)) ?? [])].some((id) => id !== want.factor)
  const known = isOthers || holds(entry.phrases, folded(words)) || holds(entry.opposites, folded(words))
  const bare = folded(known && want.isAlone ? claim[side].text : words)
  if (POINTS_BACK.test(bare)) return false
  // Of two places that mean contrary things by the same words the first is heeded.
  if (holds(entry.phrases, bare) || holds(entry.opposites, bare)) return false
  // The same words cannot mean two factors: where documents differ it stays unsettled, and is told.
  const key = foldedPhrase(bare)
  const isAnothers = (by: ReadonlyMap<string, ReadonlySet<string>>) =>
    [...(by.get(key) ?? [])].some((id) => id !== want.factor)
  if (isAnothers(taken.whole) || (want.turn < 0 && isAnothers(taken.aliases))) return false
  take(taken.whole, bare, want.factor)
  return added(want.turn > 0 ? entry.phrases : entry.opposites, bare)
}

/** The factors that have words, by the words as `foldedPhrase` folds them: as whole phrases or opposites, and as aliases. */
type Taken = {readonly whole: Map<string, Set<string>>; readonly aliases: Map<string, Set<string>>}

function wordsTaken(codebook: readonly CaseFactor[]): Taken {
  const taken: Taken = {whole: new Map(), aliases: new Map()}
  for (const {id, aliases = [], opposites = [], phrases = []} of codebook) {
    for (const words of [...opposites, ...phrases]) take(taken.whole, words, id)
    for (const words of aliases) take(taken.aliases, words, id)
  }
  return taken
}

function take(by: Map<string, Set<string>>, words: string, id: string): void {
  const key = foldedPhrase(words)
  by.set(key, (by.get(key) ?? new Set()).add(id))
}

/** Is it among these words, however its letters are written? */
const holds = (words: ReadonlySet<string>, one: string): boolean =>
  [...words].some((each) => foldedPhrase(each) === foldedPhrase(one))

function added(words: Set<string>, one: string): boolean {
  if (holds(words, one)) return false
  words.add(one)
  return true
}

/** On one line. */
const folded = (words: string): string => words.replace(/\s+/g, " ").trim()

/** Words that mean something else wherever they stand. */
const POINTS_BACK = /^(?:it|they|them|this|that|these|those|which|who|he|she|we|both|all|some)$/i

/** Words that nothing is read by are left out again. Were there any? */
function dropIdle(
  entries: ReadonlyMap<string, Entry>,
  wants: readonly Want[],
  place: (phrase: PlacedPhrase) => PlacedPhrase | null,
): boolean {
  const used = new Map<string, Set<string>>()
  for (const {phrase} of wants) {
    const got = place(phrase)
    if (!got || got.matched === "") continue
    used.set(got.factor, (used.get(got.factor) ?? new Set()).add(got.matched))
  }
  let idle = 0
  for (const [id, {tried}] of entries)
    for (const words of tried.keys())
      if (![...(used.get(id) ?? [])].some((matched) => aliasIs(words, matched))) {
        tried.delete(words)
        idle++
      }
  return idle > 0
}
