// How well factors hold together after a person has sorted so many cards. In: documents with marked phrases, by offsets, and
// the marked influences between them. Out: B-cubed over the marked phrases that the reader found (Bagga and Baldwin 1998),
// and how many of the map's links are marked ones.
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
export type MarkedFolder = {
  readonly name: string
  readonly reading: Reading
  readonly phrases: readonly MarkedPhrase[]
  readonly links: readonly MarkedLink[]
}

const here = fileURLToPath(new URL(".", import.meta.url))
const shared = process.env["BRINK_SHARED"] ?? fileURLToPath(new URL("../../../shared", import.meta.url))

/** The shared folder of that name, with the marks that stand here; null without it. */
export function markedFolder(name: string): MarkedFolder | null {
  const folder = join(shared, "data/folders", name)
  if (!existsSync(folder)) return null
  const marks = JSON.parse(readFileSync(join(here, `${name}-marks.json`), "utf8")) as Omit<
    MarkedFolder,
    "name" | "reading"
  >
  const documents = readdirSync(folder)
    .sort()
    .map((file) => openDocument({file, kind: "text", text: readFileSync(join(folder, file), "utf8")}).document!)
  return {
    name,
    reading: read(documents, lineages(documents), english(), []),
    phrases: marks.phrases,
    links: marks.links,
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

/** The score after `cards` cards. */
export function sorted(folder: MarkedFolder, cards: number): Sorted {
  const {reading} = folder
  const {map, placed} = gatherPlaced(reading)
  const sources: Sources = {reading, map, placed, codebook: [], edits: []}
  const dealt = deal(cardsOf({map, placed, english: english()}, cards), reading.claims)
  const table = byMarks(dealt, folder)
  const settled = cards === 0 ? null : settle(table, sources, {proposals: false})
  const codebook = settled?.codebook ?? []
  const now = cards === 0 ? {map, placed} : gatherPlaced(reading, {codebook})
  const moves = table.steps.length - dealt.steps.length
  return {...score(folder, now.map, now.placed), moves, unsettled: settled?.unsettled.length ?? 0}
}

/** Two stretches are about the same words when half of the shorter lies in the other. */
function meets(a: {from: number; to: number}, b: {from: number; to: number}): boolean {
  const both = Math.min(a.to, b.to) - Math.max(a.from, b.from)
  return both > 0 && 2 * both >= Math.min(a.to - a.from, b.to - b.from)
}

const markOf = ({phrases}: MarkedFolder, at: {file: string; from: number; to: number}): MarkedPhrase | undefined => {
  const there = phrases.filter((mark) => mark.file === at.file && meets(mark, at))
  return there.find((mark) => mark.from === at.from && mark.to === at.to) ?? there[0]
}

/** What most marked phrases of a card are. */
function markOfCard(folder: MarkedFolder, {phrases}: Card): {factor: string; opposite: boolean} | null {
  const votes = new Map<string, {times: number; turned: number}>()
  for (const phrase of phrases) {
    const mark = markOf(folder, phrase)
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

function byMarks(dealt: Table, folder: MarkedFolder): Table {
  let table = dealt
  const first = new Map<string, {id: string; opposite: boolean}>()
  for (const {card} of pilesOf(dealt)) {
    const mark = markOfCard(folder, card)
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

function score(folder: MarkedFolder, map: CausalMap, placed: readonly PlacedPhrase[]) {
  const found = placed.flatMap((phrase) => {
    const {from, to, turn, factor} = phrase
    const mark = markOf(folder, {file: phrase.claim.file, from, to})
    return mark ? [{mark, factor, turn}] : []
  })
  const share = (a: "mark" | "factor") => {
    const key = (one: (typeof found)[number]) => (a === "mark" ? one.mark.factor : one.factor)
    const other = (one: (typeof found)[number]) => (a === "mark" ? one.factor : one.mark.factor)
    const shares = found.map((one) => {
      const group = found.filter((two) => key(two) === key(one))
      return group.filter((two) => other(two) === other(one)).length / group.length
    })
    return shares.reduce((sum, each) => sum + each, 0) / shares.length
  }
  const [precision, recall] = [share("factor"), share("mark")]
  // What a factor stands for, and which way: by most of its marked phrases.
  const stands = new Map<string, {factor: string; opposite: boolean}>()
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
  const wanted = new Set(folder.links.map(({from, sign, to}) => `${from} ${sign} ${to}`))
  const told = new Set(
    map.links.map(({from, to, sign}) => {
      const [a, b] = [stands.get(from), stands.get(to)]
      if (!a || !b) return `${from} ${sign} ${to}`
      const turned = sign === "+" ? "-" : "+"
      return `${a.factor} ${sign === "+" || sign === "-" ? (a.opposite === b.opposite ? sign : turned) : sign} ${b.factor}`
    }),
  )
  const right = [...told].filter((link) => wanted.has(link)).length
  return {
    precision,
    recall,
    f: (2 * precision * recall) / (precision + recall),
    links: (2 * right) / (told.size + wanted.size),
    loops: map.loops.length,
    toldTwice: map.links.filter((link) => link.for.lineages >= 2).length,
  }
}
