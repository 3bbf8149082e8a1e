// The card table: cards laid onto one another by a person, by equal words or by a language model. In: cards and moves. Out:
// the table as it then lies, or why a move cannot stand. Nothing here reads or writes a file, so that a page and a terminal
// share it.
//
// A card that lies on another is the same thing, or its opposite, and goes with it wherever that one is laid: so what lies
// together is a tree with a sign on each edge, and a move between two cards of one tree either says what it says already,
// or contradicts it.

import type {Claim} from "../claims/index.ts"
import {quoted} from "../core/fault.ts"
import {groupBy} from "../core/grouping.ts"
import {stem, wordsOf} from "../map/index.ts"
import {type Card, type CardPhrase, plainlyOne, saysOneCausesOther} from "./cards.ts"
import {wordsKey} from "./same-words.ts"

/** How one card stands to the one it is laid onto. */
export type Standing = "same" | "opposite"

/** One card laid onto another, by their ids. */
export type Move = {readonly move: string; readonly onto: string; readonly as: Standing}

/** Who laid it: a person, "words" where both are called the same, or "llm:" and a model's name. */
export type Laid = Move & {readonly by: string}

/** Characters of a name. */
const LONGEST_NAME = 80

/** Whom a person's moves are by. */
export const PERSON = "person"
/** Whom moves are by that need nobody. */
export const WORDS = "words"

/** What was done at the table, in order. */
export type Step =
  | {readonly kind: "laid"; readonly laid: Laid}
  | {readonly kind: "kept"; readonly card: string}
  | {readonly kind: "named"; readonly card: string; readonly name: string}

/** The cards of a reading as they lie. */
export type Table = {
  /** As they were dealt: those told most first. */
  readonly cards: readonly Card[]
  readonly claims: ReadonlyMap<string, Claim>
  readonly steps: readonly Step[]
}

/** Cards that lie together. */
export type Pile = {
  /** The card that all others lie on: its id and its name are the pile's. */
  readonly card: Card
  readonly name: string
  /** Every card of it, the one below first, and how each stands to that one. */
  readonly members: readonly {readonly card: Card; readonly as: Standing}[]
  readonly told: number
  readonly phrases: readonly CardPhrase[]
  /** A person has laid or named something in it, or said that it is right. */
  readonly confirmed: boolean
  /** Who has laid cards of it without being a person, in the order of their names. */
  readonly proposedBy: readonly string[]
}

/** What came of a move: the table after it, and what is to be said of it; or why it is refused. */
export type Outcome =
  | {readonly table: Table; readonly warns?: string}
  | {readonly refused: string; readonly next: string}

/** A table with nothing laid but what needs nobody: cards of one name, and of a name and its denial. */
export function deal(cards: readonly Card[], claims: readonly Claim[]): Table {
  let table: Table = {cards, claims: new Map(claims.map((claim) => [claim.id, claim])), steps: []}
  for (const [i, card] of cards.entries())
    for (const onto of cards.slice(0, i)) {
      // The case and the codebook know what they tell apart.
      if (!card.isWorded || !onto.isWorded) continue
      const as = plainlyOne(card, onto)
      if (as === null) continue
      const outcome = lay(table, {move: card.id, onto: onto.id, as, by: WORDS})
      if ("table" in outcome) table = outcome.table
      break
    }
  return table
}

/** The same table with these cards, which hold those that it had. */
export function dealMore(table: Table, cards: readonly Card[]): Table {
  const more = deal(cards, [...table.claims.values()])
  const own = table.steps.filter((step) => step.kind !== "laid" || step.laid.by !== WORDS)
  return {...more, steps: [...more.steps, ...own]}
}

/** The moves of a table on other cards, in their order; those that cannot stand there are left out, and told. */
export function laidAgain(
  {claims, steps}: Table,
  cards: readonly Card[],
): {readonly table: Table; readonly refused: readonly {readonly step: Step; readonly why: string}[]} {
  let table = deal(cards, [...claims.values()])
  const refused: {step: Step; why: string}[] = []
  for (const step of steps) {
    if (step.kind === "laid" && step.laid.by === WORDS) continue
    const outcome =
      step.kind === "laid"
        ? lay(table, step.laid)
        : step.kind === "kept"
          ? keep(table, step.card)
          : name(table, step.card, step.name)
    if ("refused" in outcome) refused.push({step, why: outcome.refused})
    else table = outcome.table
  }
  return {table, refused}
}

type Place = {readonly root: string; readonly as: Standing}

const times = (a: Standing, b: Standing): Standing => (a === b ? "same" : "opposite")

/** Where every card lies: on which card at last, and how it stands to that. */
function placesOf({cards, steps}: Table): Map<string, Place> {
  const onto = new Map<string, Place>()
  const find = (id: string): Place => {
    const next = onto.get(id)
    if (!next) return {root: id, as: "same"}
    const far = find(next.root)
    const place = {root: far.root, as: times(next.as, far.as)}
    onto.set(id, place)
    return place
  }
  for (const step of steps) {
    if (step.kind !== "laid") continue
    const {laid} = step
    const [a, b] = [find(laid.move), find(laid.onto)]
    if (a.root !== b.root) onto.set(a.root, {root: b.root, as: times(times(a.as, b.as), laid.as)})
  }
  return new Map(cards.map(({id}) => [id, find(id)]))
}

/** The piles, in the order in which their lowest cards were dealt; a card that nothing lies on is one. */
export function pilesOf(table: Table): Pile[] {
  const places = placesOf(table)
  const lying = groupBy(table.cards, ({id}) => places.get(id)!.root)
  const touched = new Set<string>()
  const proposers = new Map<string, Set<string>>()
  const names = new Map<string, string>()
  for (const step of table.steps) {
    const root = places.get(step.kind === "laid" ? step.laid.move : step.card)!.root
    if (step.kind === "laid" && step.laid.by !== PERSON)
      proposers.set(root, (proposers.get(root) ?? new Set()).add(step.laid.by))
    else touched.add(root)
    // A card that was named before it was laid as the opposite of another gives that one no name.
    if (step.kind === "named" && places.get(step.card)!.as === "same") names.set(root, step.name)
  }
  return table.cards.flatMap((card): Pile[] => {
    const there = lying.get(card.id)
    if (!there) return []
    const mine = [card, ...there.filter((other) => other !== card)].map((one) => ({
      card: one,
      as: places.get(one.id)!.as,
    }))
    return [
      {
        card,
        name: names.get(card.id) ?? card.name,
        members: mine,
        told: mine.reduce((sum, one) => sum + one.card.told, 0),
        phrases: mine.flatMap(({card: {phrases}, as}) =>
          as === "same" ? phrases : phrases.map((phrase) => ({...phrase, opposite: !phrase.opposite})),
        ),
        confirmed: touched.has(card.id),
        proposedBy: [...(proposers.get(card.id) ?? [])].sort(),
      },
    ]
  })
}

/**
 * Lays a card onto another. Refused: an id that no card has, a card onto itself, and what contradicts the moves before it.
 * Where a claim says that one of the two brings about the other, a person is warned and a language model refused.
 */
export function lay(table: Table, laid: Laid): Outcome {
  const byId = new Map(table.cards.map((card) => [card.id, card]))
  for (const id of [laid.move, laid.onto]) if (!byId.has(id)) return noCard(id)
  const [one, other] = [byId.get(laid.move)!, byId.get(laid.onto)!]
  const owned = laid.by === PERSON ? undefined : [one, other].find(({isOwn}) => isOwn)
  if (owned)
    return {refused: `${owned.name} is a person's, and only a person lays cards there`, next: "Lay it by hand."}
  if (one === other) return {refused: `${one.name} lies on itself`, next: "Name two cards."}
  const places = placesOf(table)
  const [a, b] = [places.get(one.id)!, places.get(other.id)!]
  if (a.root === b.root) {
    const before = times(a.as, b.as)
    if (before === laid.as) return {table, warns: `${one.name} lies with ${other.name} already`}
    return {
      refused: `${one.name} would be ${laid.as === "same" ? "the same as" : "the opposite of"} ${other.name}, and by the moves before it is ${before === "same" ? "the same" : "its opposite"}`,
      next: "Undo one of the moves between the two.",
    }
  }
  const piles = new Map(pilesOf(table).map((pile) => [pile.card.id, pile]))
  const said = saysOneCausesOther(piles.get(a.root)!.phrases, piles.get(b.root)!.phrases, table.claims)
  const after: Table = {...table, steps: [...table.steps, {kind: "laid", laid}]}
  if (!said) return {table: after}
  const says = `${said.file} says that one brings about the other: "${said.quote.text.replace(/\s+/g, " ").trim()}"`
  if (laid.by === PERSON) return {table: after, warns: `${other.name} would then be its own cause: ${says}`}
  return {refused: `${one.name} and ${other.name} would be one factor, its own cause: ${says}`, next: "Lay it by hand."}
}

/** Says that a pile is right as it lies. */
export function keep(table: Table, id: string): Outcome {
  if (!table.cards.some((card) => card.id === id)) return noCard(id)
  return {table: {...table, steps: [...table.steps, {kind: "kept", card: id}]}}
}

function noCard(id: string): Outcome {
  return {
    refused: `there is no card ${quoted(JSON.stringify(id), 80)}`,
    next: "Take ids of the cards that were printed last.",
  }
}

/**
 * Gives a pile another name. A person is warned of one that goes the other way, by its own words or by the phrases that hold them: the
 * file keeps no way of a name, and the links of "bee shortage" would be those of the bees, of "checkpoints" those of the access that they bar.
 * @param turnOf  which way a name goes; absent: nobody is warned.
 */
export function name(table: Table, id: string, wanted: string, turnOf?: (name: string) => 1 | -1): Outcome {
  const kept = keep(table, id)
  if ("refused" in kept) return kept
  const bare = wanted.replace(/\s+/g, " ").trim()
  if (!/\p{L}/u.test(bare) || bare.length > LONGEST_NAME)
    return {refused: `${JSON.stringify(bare.slice(0, LONGEST_NAME))} is no name`, next: "Give it a noun or two."}
  const pile = pilesOf(table).find(({members}) => members.some(({card}) => card.id === id))!
  const before = pile.card.name
  const {card, as} = pile.members.find((member) => member.card.id === id)!
  if (as === "opposite")
    return {
      refused: `${card.name} lies as the opposite of ${pile.name}, which the name would be of`,
      next: `Name ${before}, or undo the move.`,
    }
  const after: Table = {...table, steps: [...table.steps, {kind: "named", card: id, name: bare}]}
  if (!turnOf) return {table: after}
  const ways = pile.members.flatMap(({card: {aliases}, as}) =>
    aliases
      .filter(({words}) => wordsKey(words) === wordsKey(bare))
      .map(({opposite}) => opposite !== (as === "opposite")),
  )
  // "Loss of income" is no contrary of "economic strain": only of one thing do words say which way.
  const isContrary =
    ways.length > 0 ? ways.every((opposite) => opposite) : turnOf(bare) !== turnOf(before) && shareWord(bare, before)
  if (!isContrary) return {table: after}
  return {
    table: after,
    warns: `${bare} reads as the contrary of ${before}, and the links would say the reverse of the documents; name the thing itself, and put words for its contrary under \`opposites\` in factors.yaml`,
  }
}

/** Do two names hold one word, whatever its form? */
function shareWord(a: string, b: string): boolean {
  const stems = new Set(wordsOf(b).map(({lower}) => stem(lower)))
  return wordsOf(a).some(({lower}) => lower.length > 2 && stems.has(stem(lower)))
}

/** The table before the last thing that a person or a model did; null where nothing was done. */
export function undo(table: Table): {readonly table: Table; readonly undone: Step} | null {
  const undone = table.steps.at(-1)
  if (!undone || (undone.kind === "laid" && undone.laid.by === WORDS)) return null
  return {table: {...table, steps: table.steps.slice(0, -1)}, undone}
}
