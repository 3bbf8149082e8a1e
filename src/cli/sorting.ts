// A folder whose factors are sorted: its cards, how they are printed, and how factors.yaml is written. The card table and
// `brink factors` share it.

import {
  analyst,
  type Card,
  cardsOf,
  dealMore,
  type Pile,
  pilesOf,
  type Settled,
  type Sources,
  settle,
  type Table,
  type TakenIn,
  type Unsettled,
  WORDS,
  withoutFactor,
} from "../cards/index.ts"
import {gatherPhrases, type Io, inFolder, openCase, readCase, type Said} from "../case/index.ts"
import {onOneLine} from "../core/controls.ts"
import {counted} from "../core/counted.ts"
import {quoted} from "../core/fault.ts"
import {type CausalMap, structureChange} from "../map/index.ts"
import type {Common, Request} from "./request.ts"
import {giveModel, targetOf} from "./results.ts"
import {slipsIn} from "./slips.ts"
import {changeInWords} from "./structure-words.ts"
import {columns} from "./tables.ts"
import {saySome} from "./warnings.ts"

/** So many cards more are dealt where nobody says how many. */
export const MORE = 20

export type SortingOptions = Common & {out?: string}

/** A folder with its cards: what the table, the answers and the file are made from. */
export type Sorting = {
  readonly said: Said
  readonly map: CausalMap
  /** Where factors.yaml goes. */
  readonly out: string
  /**
   * The first `most` cards; of answers about others as many twenties as have them all: an answer is about a card as it lay among
   * so many.
   */
  deal(most: number, answered?: ReadonlySet<string>): readonly Card[]
  /** Refuses now what could not be written later. */
  tryToWrite(): void
  /** Settles a table and writes it; what is to be said of it, slips in the file too, goes to stderr. */
  write(table: Table, proposals: boolean): Promise<void>
}

/** Opens what is at `path`, reads it by the rules and makes its map. @throws Fault of the case layer. */
export async function openSorting(request: Request, path: string, o: SortingOptions): Promise<Sorting> {
  const {io} = request
  const opened = await openCase(path, io, o)
  // The model is asked about cards; the rules read the documents, so that the same cards lie there without it.
  const said = await readCase(opened, alone(io))
  const {map, placed} = gatherPhrases(opened, said)
  const {codebook, edits} = opened
  const sources: Sources = {reading: said.reading, map, placed, codebook, edits}
  const own = opened.inMemory ? null : inFolder(opened.path, "factors.yaml")
  const out = o.out ?? own ?? "factors.yaml"
  const english = await io.english()
  const look = analyst(english)
  const proposed = new Map(codebook.flatMap(({id, proposed: by}) => (by ? [[id, by.by] as const] : [])))
  const {printFactors} = await import("../cards/factors-file.ts")
  // The case's own file is edited, not replaced.
  const isOwn = out === own
  const target = isOwn ? {within: opened.path, force: true} : targetOf(path, o)
  return {
    said,
    map,
    out,
    tryToWrite: () => io.tryToWrite(out, target),
    deal: (most, answered) => {
      const cards = cardsOf({map, placed, english, look, proposed}, most, answered && {through: answered})
      const listed = Math.ceil(cards.length / MORE) * MORE
      return cards.length <= most ? cards : cardsOf({map, placed, english, look, proposed}, listed)
    },
    async write(table, proposals) {
      const settled = settle(table, sources, {proposals})
      const before = own === null ? null : io.readText(own, opened.path)
      const text = printFactors(before, codebook, settled.codebook)
      if (isOwn) io.writeWhole(out, text, {within: opened.path})
      else giveModel(request, text, "yaml", out, target)
      tellWritten(request, out, sources.map, settled)
      const written = {file: out, text, codebook: settled.codebook}
      saySome(request.terminal.warn, await slipsIn(request, written, edits, said, settled.placed))
    },
  }
}

function alone(io: Io): Io {
  const {languageModel, ...rest} = io
  return rest
}

/** What was written, what it did to the map, and what it could not settle. */
function tellWritten({terminal}: Request, out: string, before: CausalMap, settled: Settled): void {
  const {codebook, map, unsettled} = settled
  const proposed = codebook.filter((factor) => factor.proposed !== undefined).length
  const open = proposed === 0 ? "" : `, ${proposed} of them proposed`
  terminal.note(`${onOneLine(out)}: ${counted(codebook.length, "factor")}${open}`)
  terminal.note(changeInWords(structureChange(before, map)))
  saySome(terminal.warn, settled.takenIn.map(takenInLine))
  saySome(terminal.warn, [...new Set(unsettled.map(unsettledLine))])
}

function takenInLine({id, into, as, moved, lost}: TakenIn): string {
  const moves = moved.map(({key, value}) => `${key} ${value}`)
  const gives = lost.map(
    ({key, value, other}) => `${key} ${value}${other === undefined ? "" : ` (${into} has ${other})`}`,
  )
  const told = [
    ...(moves.length > 0 ? [`it brings ${moves.join(", ")}`] : []),
    ...(gives.length > 0 ? [`given up: ${gives.join(", ")}`] : []),
  ]
  const next = gives.length > 0 ? `\n  Mend ${into} in factors.yaml by hand where that should stand.` : ""
  return (
    onOneLine(
      `the entry ${id} is taken into ${into}${as === "opposite" ? " as its opposite" : ""}${told.length > 0 ? `; ${told.join("; ")}` : ""}`,
    ) + next
  )
}

function unsettledLine({phrase, wanted, found, turned}: Unsettled): string {
  const place = `${onOneLine(phrase.claim.file)}: "${quoted(onOneLine(phrase.text.replace(/\s+/g, " ")), 100)}"`
  const how = turned ? "is read the other way round" : found === null ? "is read as nothing" : `is read as ${found}`
  return `${place} ${how} and should be ${wanted}\n  Put its words under that factor in factors.yaml by hand, or mend the claim with brink edit.`
}

// ---- printed

/** Phrases of a card that a line shows, and letters of them. */
const MOST_SHOWN = 3
const LONGEST_SHOWN = 70
/** Phrases without a card that are shown. */
const MOST_CARDLESS = 8

/** The piles as a numbered list. A card keeps its number as long as the table lies. */
export function cardLines(table: Table): string {
  const numbers = new Map(table.cards.map(({id}, i) => [id, i + 1]))
  const piles = pilesOf(table)
  const rows = piles.map((pile) => [
    numbers.get(pile.card.id)!,
    `${pile.name}${lyingOn(pile, numbers)}${markOf(pile)}`,
    pile.told,
    shownPhrases(pile),
  ])
  const head = `${counted(piles.length, "card")}, told most first: number, name, how often told, phrases`
  const marked = piles.some((pile) => markOf(pile) !== "")
  return [
    head,
    ...(marked ? ["(? after a name: nobody has confirmed it; ~ before a phrase: it means the opposite)"] : []),
    "",
    columns(rows),
  ].join("\n")
}

/** Phrases that no card has, as one line; null where each has one. */
export function cardlessLine({map}: Sorting): string | null {
  const phrases = withoutFactor(map)
  if (phrases.length === 0) return null
  const shown = phrases.slice(0, MOST_CARDLESS).map(({text, told}) => {
    const words = onOneLine(quoted(text, LONGEST_SHOWN))
    return told > 1 ? `${words} (${told})` : words
  })
  const left = phrases.length - shown.length
  const counted =
    phrases.length === 1 ? "1 phrase has no card, since its" : `${phrases.length} phrases have no card, since their`
  return `${counted} words name nothing that rises or falls: ${shown.join(" | ")}${left > 0 ? ` +${left}` : ""}
An alias in factors.yaml gives such words a factor.`
}

/** The numbers of the cards that lie on a pile's lowest: " (with 9, opposite 12)". */
function lyingOn({members}: Pile, numbers: ReadonlyMap<string, number>): string {
  const [, ...others] = members
  const said = others.map(({card, as}) => `${as === "opposite" ? "opposite " : ""}${numbers.get(card.id)!}`)
  return said.length === 0 ? "" : ` (with ${said.join(", ")})`
}

/** What nobody has confirmed: laid by words or a model, or proposed in factors.yaml. */
function markOf({confirmed, proposedBy, card}: Pile): string {
  return !confirmed && (proposedBy.some((by) => by !== WORDS) || card.proposedBy !== null) ? " ?" : ""
}

function shownPhrases({phrases, name}: Pile): string {
  const said = new Set(
    phrases
      .map(({text, opposite}) => `${opposite ? "~" : ""}${text.replace(/\s+/g, " ")}`)
      .filter((text) => text.toLowerCase() !== name.toLowerCase()),
  )
  const shown: string[] = []
  let length = 0
  for (const text of said) {
    const cut = quoted(text, LONGEST_SHOWN)
    if (shown.length === MOST_SHOWN || (shown.length > 0 && length + cut.length > LONGEST_SHOWN)) break
    shown.push(text.length > LONGEST_SHOWN ? `${text.slice(0, text.lastIndexOf(" ", LONGEST_SHOWN))} ...` : text)
    length += cut.length
  }
  const left = said.size - shown.length
  return `${shown.join(" | ")}${left > 0 ? ` +${left}` : ""}`
}

/** The same table with more cards. */
export function withMore(table: Table, sorting: Sorting, more: number): Table {
  return dealMore(table, sorting.deal(table.cards.length + more))
}
