// How much of a known system is read from a short text that tells it. In: a text of test/known, read and gathered as any
// document is, and its marks. Out: links and loops found, twice: with the map's own names, and with every phrase in the factor
// that it is marked for, which leaves to the reader what is the reader's.

import {phraseAt, type Reading, read} from "../../src/claims/whole.ts"
import {type Document, lineages} from "../../src/documents/index.ts"
import {sentences} from "../../src/language/index.ts"
import {gatherPlaced, type PlacedPhrase} from "../../src/map/index.ts"
import {type FolderMarks, signBetween} from "../beds/marks.ts"
import {circlesFound, foundPhrases, marker, phrasesOf, sidesOf, wordsOf} from "../beds/score.ts"
import {linkStands, type MarkedPhrase, type MarkOf, type Place, standsOf} from "../cards/person.ts"
import {english} from "../language/english.ts"
import {documentOf, KNOWN, type KnownText, marksOf} from "./known.ts"

/** Counts of one text under one way of naming, or of several texts together. */
export type Counts = {
  /** Marked links that are there with their sign. */
  readonly links: number
  /** Links that are no marked one, or have not its sign. */
  readonly unmarked: number
  /** Marked loops that are there with their polarity. */
  readonly loops: number
}
export type Figures = {
  /** Marked links and loops. */
  readonly links: number
  readonly loops: number
  readonly ownNames: Counts
  readonly perfectNames: Counts
}
export type Scored = Figures & {
  /** What is not read, lost in names, or read and not marked, in words; empty for texts that are only scored. */
  readonly failing: readonly string[]
}

const linksAsWords = ({links}: FolderMarks): Set<string> =>
  new Set(links.map(({from, sign, to}) => `${from} ${sign} ${to}`))

/** A factor's influence on itself is no link, on a map neither: both ends lie in one marked phrase, or say one thing twice. */
const isLink = (told: string): boolean => {
  const [from, , to] = told.split(" ")
  return from !== to
}

function countsOf(told: ReadonlySet<string>, loops: number, folder: FolderMarks): Counts {
  const wanted = linksAsWords(folder)
  const links = [...told].filter((link) => wanted.has(link)).length
  return {links, unmarked: told.size - links, loops}
}

/**
 * Links that the claims tell when every phrase stands for what it is marked for, as "from sign to"; a claim with an
 * end that is no marked phrase as its id.
 */
function linksByMarks(
  {claims}: Reading,
  placed: readonly PlacedPhrase[],
  markOf: MarkOf,
  lessAt: (at: Place) => boolean,
): Set<string> {
  const sides = sidesOf(claims, placed)
  const told = new Set<string>()
  for (const {id, file, sign, denied} of claims) {
    if (denied) continue
    const marksAt = (side: "cause" | "effect"): MarkedPhrase[] => [
      ...new Set(
        sides.get(id)![side].flatMap(({from, to}) => {
          const mark = markOf({file, from, to})
          if (!mark) return []
          // "Results suffer" is less of what is marked as "results".
          return lessAt(mark) === lessAt({file, from, to}) ? mark : {...mark, opposite: !mark.opposite}
        }),
      ),
    ]
    const [causes, effects] = [marksAt("cause"), marksAt("effect")]
    if (causes.length === 0 || effects.length === 0) told.add(`${id}: an end that is not marked`)
    for (const cause of causes)
      for (const effect of effects)
        told.add(`${cause.factor} ${signBetween({cause, effect, sign}) ?? sign} ${effect.factor}`)
  }
  return new Set([...told].filter(isLink))
}

/** Whether the words at a place of a document say that there is less of something, as a phrase of their sentence. */
function lessIn(document: Document): (at: Place) => boolean {
  const all = sentences(document)
  return ({from, to}) => {
    const sentence = all.find((one) => one.from < to && from < one.to)
    if (!sentence) return false
    const range = {from: Math.max(from, sentence.from) - sentence.from, to: Math.min(to, sentence.to) - sentence.from}
    return phraseAt(document.text.slice(sentence.from, sentence.to), range, english()).change === "-"
  }
}

/** Marked loops of which every link is told. */
function loopsTold({circles, links}: FolderMarks, told: ReadonlySet<string>): number {
  return circles.filter(({factors}) =>
    factors.every((from, i) =>
      links.some(
        (link) =>
          link.from === from &&
          link.to === factors[(i + 1) % factors.length] &&
          told.has(`${from} ${link.sign} ${link.to}`),
      ),
    ),
  ).length
}

/** Reads a document and scores it against its marks. */
export function scoreText(document: Document, folder: FolderMarks): Scored {
  const reading = read([document], lineages([document]), english(), [])
  const {map, placed} = gatherPlaced(reading)
  const words = wordsOf([document])
  // A text is short and each of its phrases stands for one thing, so that half of the shorter one says which is meant.
  const meets = (a: Place, b: Place): boolean => {
    const both = words(a.file, Math.max(a.from, b.from), Math.min(a.to, b.to))
    return a.file === b.file && 2 * both >= Math.min(words(a.file, a.from, a.to), words(b.file, b.from, b.to))
  }
  const markOf = marker(phrasesOf(folder), words, meets)
  const stands = standsOf(foundPhrases(placed, markOf, words))
  const asNamed = new Set(map.links.map((link) => linkStands(link, stands) ?? link.id).filter(isLink))
  const asMarked = linksByMarks(reading, placed, markOf, lessIn(document))
  const wanted = linksAsWords(folder)
  const missed = [...wanted].filter((link) => !asMarked.has(link))
  const failing = [
    ...missed.map((link) => `not read: ${link}`),
    ...[...wanted].filter((link) => asMarked.has(link) && !asNamed.has(link)).map((link) => `lost in names: ${link}`),
    ...[...asMarked].filter((link) => !wanted.has(link)).map((link) => `read and not marked: ${link}`),
  ]
  return {
    links: folder.links.length,
    loops: folder.circles.length,
    ownNames: countsOf(asNamed, circlesFound(folder, map, stands).length, folder),
    perfectNames: countsOf(asMarked, loopsTold(folder, asMarked), folder),
    failing: folder.use === "scored" ? [] : failing,
  }
}

/** Figures of several texts together: every count is summed. */
export function sumOf(all: readonly Figures[]): Figures {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
  const counts = (way: "ownNames" | "perfectNames"): Counts => ({
    links: sum(all.map((one) => one[way].links)),
    unmarked: sum(all.map((one) => one[way].unmarked)),
    loops: sum(all.map((one) => one[way].loops)),
  })
  return {
    links: sum(all.map(({links}) => links)),
    loops: sum(all.map(({loops}) => loops)),
    ownNames: counts("ownNames"),
    perfectNames: counts("perfectNames"),
  }
}

/** Figures of every text, in the order of `KNOWN`. */
export function scoreKnown(only: (known: KnownText) => boolean = () => true): Map<string, Scored> {
  return new Map(KNOWN.filter(only).map((known) => [known.name, scoreText(documentOf(known), marksOf(known))]))
}
