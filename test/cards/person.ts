// How well factors hold together after a person has sorted so many cards. In: documents with marked phrases, by offsets, and
// the marked influences between them. Out: B-cubed over the marked phrases that the reader found (Bagga and Baldwin 1998),
// and how many of the map's links are marked ones. The folders of test/beds are scored with the same person
// (test/beds/score.ts); a phrase of theirs is found by other words than here.
//
// The person is simulated: she looks at the first cards, sees of each what most of its marked phrases are, and lays it onto
// the first card of the same mark. People err; she does not.

import {existsSync, readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {
  type Card,
  cardsOf,
  deal,
  lay,
  PERSON,
  pilesOf,
  type Sources,
  settle,
  type Table,
} from "../../src/cards/index.ts"
import {type Reading, read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import {type CausalMap, gatherPlaced, type PlacedPhrase} from "../../src/map/index.ts"
import {english} from "../language/english.ts"

/** A phrase that means a factor, or its opposite. */
export type MarkedPhrase = {file: string; from: number; to: number; factor: string; opposite: boolean}
export type MarkedLink = {from: string; sign: "+" | "-"; to: string}
export type Place = {readonly file: string; readonly from: number; readonly to: number}
/** What is marked at a place that the reader found; undefined where nothing is. */
export type MarkOf = (at: Place) => MarkedPhrase | undefined
export type MarkedFolder = {
  readonly name: string
  readonly reading: Reading
  readonly markOf: MarkOf
  readonly links: readonly MarkedLink[]
}

const here = fileURLToPath(new URL(".", import.meta.url))
const shared = process.env["BRINK_SHARED"] ?? fileURLToPath(new URL("../../../shared", import.meta.url))

/** The shared folder of that name, with the marks that stand here; null without it. */
export function markedFolder(name: string): MarkedFolder | null {
  const folder = join(shared, "data/folders", name)
  if (!existsSync(folder)) return null
  const {phrases, links} = JSON.parse(readFileSync(join(here, `${name}-marks.json`), "utf8")) as {
    phrases: readonly MarkedPhrase[]
    links: readonly MarkedLink[]
  }
  const documents = readdirSync(folder)
    .sort()
    .map((file) => openDocument({file, kind: "text", text: readFileSync(join(folder, file), "utf8")}).document!)
  return {
    name,
    reading: read(documents, lineages(documents), english(), []),
    markOf: (at) => {
      const there = phrases.filter((mark) => mark.file === at.file && meets(mark, at))
      return there.find((mark) => mark.from === at.from && mark.to === at.to) ?? there[0]
    },
    links,
  }
}

export type Sorted = {
  readonly precision: number
  readonly recall: number
  readonly f: number
  /** F1 of the map's links against the marked ones. */
  readonly links: number
  readonly loops: number
  readonly toldTwice: number
  readonly moves: number
  readonly unsettled: number
}

/** A map with its phrases, as it stands after `moves` moves of a person. */
export type SortedMap = {
  readonly map: CausalMap
  readonly placed: readonly PlacedPhrase[]
  readonly moves: number
  readonly unsettled: number
}

/** The map of a reading after a person who knows the marks has sorted the first `cards` cards; as it is read after none. */
export function sortCards(reading: Reading, markOf: MarkOf, cards: number): SortedMap {
  const {map, placed} = gatherPlaced(reading)
  if (cards === 0) return {map, placed, moves: 0, unsettled: 0}
  const sources: Sources = {reading, map, placed, codebook: [], edits: []}
  const dealt = deal(cardsOf({map, placed, english: english()}, cards), reading.claims)
  const table = byMarks(dealt, markOf)
  const {codebook, unsettled} = settle(table, sources, {proposals: false})
  const moves = table.steps.length - dealt.steps.length
  return {...gatherPlaced(reading, {codebook}), moves, unsettled: unsettled.length}
}

/** The score after `cards` cards. */
export function sorted(folder: MarkedFolder, cards: number): Sorted {
  const {map, placed, moves, unsettled} = sortCards(folder.reading, folder.markOf, cards)
  return {...score(folder, map, placed), moves, unsettled}
}

/** Two stretches are about the same words when half of the shorter lies in the other. */
function meets(a: {from: number; to: number}, b: {from: number; to: number}): boolean {
  const both = Math.min(a.to, b.to) - Math.max(a.from, b.from)
  return both > 0 && 2 * both >= Math.min(a.to - a.from, b.to - b.from)
}

/** What most marked phrases of a card are. */
function markOfCard(markOf: MarkOf, {phrases}: Card): {factor: string; opposite: boolean} | null {
  const votes = new Map<string, {times: number; turned: number}>()
  for (const phrase of phrases) {
    const mark = markOf(phrase)
    if (!mark) continue
    const vote = votes.get(mark.factor) ?? {times: 0, turned: 0}
    votes.set(mark.factor, {
      times: vote.times + 1,
      turned: vote.turned + (mark.opposite === phrase.opposite ? 1 : -1),
    })
  }
  const [best] = [...votes].sort(([a, x], [b, y]) => y.times - x.times || (a < b ? -1 : 1))
  return best ? {factor: best[0], opposite: best[1].turned < 0} : null
}

function byMarks(dealt: Table, markOf: MarkOf): Table {
  let table = dealt
  const first = new Map<string, {id: string; opposite: boolean}>()
  for (const {card} of pilesOf(dealt)) {
    const mark = markOfCard(markOf, card)
    if (!mark) continue
    const home = first.get(mark.factor)
    if (!home) {
      first.set(mark.factor, {id: card.id, opposite: mark.opposite})
      continue
    }
    const as = home.opposite === mark.opposite ? "same" : "opposite"
    const outcome = lay(table, {move: card.id, onto: home.id, as, by: PERSON})
    if ("table" in outcome) table = outcome.table
  }
  return table
}

/** A marked phrase that the reader found, and the factor of the map that it came to. */
export type FoundPhrase = {readonly mark: MarkedPhrase; readonly factor: string; readonly turn: 1 | -1}

/** Precision, recall and F of B-cubed (Bagga and Baldwin 1998) over phrases, each 0 to 1; all 0 of none. */
export function bCubed(found: readonly FoundPhrase[]): {precision: number; recall: number; f: number} {
  const share = (a: "mark" | "factor") => {
    const key = (one: FoundPhrase) => (a === "mark" ? one.mark.factor : one.factor)
    const other = (one: FoundPhrase) => (a === "mark" ? one.factor : one.mark.factor)
    const shares = found.map((one) => {
      const group = found.filter((two) => key(two) === key(one))
      return group.filter((two) => other(two) === other(one)).length / group.length
    })
    return shares.reduce((sum, each) => sum + each, 0) / Math.max(1, shares.length)
  }
  const [precision, recall] = [share("factor"), share("mark")]
  return {precision, recall, f: found.length === 0 ? 0 : (2 * precision * recall) / (precision + recall)}
}

/** What a marked factor is to a factor of the map. */
export type Stand = {readonly factor: string; readonly opposite: boolean}

/** What each factor of the map stands for, and which way: by most of its marked phrases. */
export function standsOf(found: readonly FoundPhrase[]): Map<string, Stand> {
  const stands = new Map<string, Stand>()
  for (const id of new Set(found.map(({factor}) => factor))) {
    const votes = new Map<string, number>()
    const turns = new Map<string, number>()
    for (const {mark, turn} of found.filter(({factor}) => factor === id)) {
      votes.set(mark.factor, (votes.get(mark.factor) ?? 0) + 1)
      turns.set(mark.factor, (turns.get(mark.factor) ?? 0) + (mark.opposite ? -turn : turn))
    }
    const [best] = [...votes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    stands.set(id, {factor: best![0], opposite: turns.get(best![0])! < 0})
  }
  return stands
}

const turned = {"+": "-", "-": "+"} as const

/** A link of the map between what its ends stand for, as "from sign to"; null where one of them stands for nothing. */
export function linkStands(
  {from, to, sign}: Pick<CausalMap["links"][number], "from" | "to" | "sign">,
  stands: ReadonlyMap<string, Stand>,
): string | null {
  const [a, b] = [stands.get(from), stands.get(to)]
  if (!a || !b) return null
  const isTurned = a.opposite !== b.opposite && (sign === "+" || sign === "-")
  return `${a.factor} ${isTurned ? turned[sign] : sign} ${b.factor}`
}

function score({markOf, links}: MarkedFolder, map: CausalMap, placed: readonly PlacedPhrase[]) {
  const found = placed.flatMap(({claim: {file}, from, to, turn, factor}): FoundPhrase[] => {
    const mark = markOf({file, from, to})
    return mark ? [{mark, factor, turn}] : []
  })
  const stands = standsOf(found)
  const wanted = new Set(links.map(({from, sign, to}) => `${from} ${sign} ${to}`))
  const told = new Set(map.links.map((link) => linkStands(link, stands) ?? link.id))
  const right = [...told].filter((link) => wanted.has(link)).length
  return {
    ...bCubed(found),
    links: (2 * right) / (told.size + wanted.size),
    loops: map.loops.length,
    toldTwice: map.links.filter((link) => link.for.lineages >= 2).length,
  }
}
