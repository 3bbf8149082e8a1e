// A folder whose factors are sorted: its cards, how they are printed, and how factors.yaml is written. The card table and
// `brink factors` share it.

import {basename, dirname, resolve} from "node:path"
import {
  analyst,
  type Card,
  cardsOf,
  dealMore,
  laidAgain,
  type Pile,
  pilesOf,
  type Settled,
  type Sources,
  type Step,
  settle,
  type Table,
  type TakenIn,
  turnOfName,
  type Unsettled,
  WORDS,
  withoutFactor,
} from "../cards/index.ts"
import {gatherPhrases, type Io, inFolder, isCase, openCase, readCase, type Said} from "../case/index.ts"
import {onOneLine} from "../core/controls.ts"
import {counted} from "../core/counted.ts"
import {Fault, quoted} from "../core/fault.ts"
import {marked, unmarked} from "../core/own-mark.ts"
import {type CausalMap, structureChange} from "../map/index.ts"
import type {Common, Request} from "./request.ts"
import {targetOf} from "./results.ts"
import {slipsIn} from "./slips.ts"
import {changeInWords, movesInWords} from "./structure-words.ts"
import {columns} from "./tables.ts"
import {saySome} from "./warnings.ts"

/** So many cards more are dealt where nobody says how many. */
export const MORE = 20

export type SortingOptions = Common & {out?: string}

/** A folder with its cards: what the table, the answers and the file are made from. */
export type Sorting = {
  readonly said: Said
  /** What the documents say with the factors as they stand in the file. */
  map(): CausalMap
  /** Where factors.yaml goes. */
  readonly out: string
  /**
   * The first `most` cards; of answers about others as many twenties as have them all: an answer is about a card as it lay among
   * so many.
   */
  deal(most: number, answered?: ReadonlySet<string>): readonly Card[]
  /** Which way the words of a name go. */
  readonly turnOf: (name: string) => 1 | -1
  /** Refuses now what could not be written later. */
  tryToWrite(): void
  /** Settles a table and writes it where it changes anything; what is to be said of it, slips in the file too, goes to stderr. */
  write(table: Table, proposals: boolean): Promise<Written>
}

export type Written = {
  /** False where the file already says what the table does. */
  readonly isChanged: boolean
  /** The table, dealt anew with its moves where another has written the file meanwhile. */
  readonly table: Table
  /** Moves that cannot stand on what the other has written. */
  readonly refused: readonly string[]
  /** Phrases are read otherwise than they lie. */
  readonly isUnsettled: boolean
}

/** What a table is dealt from: a file of factors as it was read, and what the documents say with it. */
type Dealt = {
  /** The factors' text, without Brink's mark; null where there is none. */
  readonly text: string | null
  /** The file that is written carries the mark. */
  readonly isMarked: boolean
  /** There is a file of factors that the sitting goes on from. */
  readonly goesOn: boolean
  readonly sources: Sources
}

/** How often a table is settled anew because another has written the file meanwhile. */
const MOST_TRIES = 20

/**
 * Opens what is at `path`, reads it by the rules and makes its map. A sitting goes on from the factors in the file that it
 * writes, where there are any, so that none loses what one before has sorted.
 *
 * @param proposes  what is proposed unasked is all that is written: a file of earlier proposals alone is made anew.
 * @throws Fault of the case layer; `cards/not-for-factors` where the file is another one of a case.
 */
export async function openSorting(
  request: Request,
  path: string,
  o: SortingOptions,
  {proposes}: {readonly proposes: boolean},
): Promise<Sorting> {
  const {io, terminal} = request
  const opened = await openCase(path, io, o)
  // The model is asked about cards; the rules read the documents, so that the same cards lie there without it.
  const said = await readCase(opened, alone(io))
  const own = opened.inMemory ? null : inFolder(opened.path, "factors.yaml")
  const out = o.out ?? own ?? "factors.yaml"
  refuseCaseFile(out, io)
  const english = await io.english()
  const look = analyst(english)
  const [{printFactors}, {parseCodebook}] = await Promise.all([
    import("../cards/factors-file.ts"),
    import("../map/index.ts"),
  ])
  // The case's own file is edited, not replaced.
  const isOwn = out === own
  const target = isOwn ? {within: opened.path, force: true} : targetOf(path, o)
  // A pipe or a terminal holds nothing that could be lost.
  const isKept = out !== "-" && !out.startsWith("/dev/") && (io.kindOfPath(out) === "file" || !io.kindOfPath(out))
  const read = (): string | null =>
    isOwn ? io.readText(out, opened.path) : isKept && io.kindOfPath(out) === "file" ? io.readText(out) : null
  const dealtFrom = (there: string | null): Dealt => {
    const ofCase = own === null ? null : isOwn ? there : io.readText(own, opened.path)
    const bare = there === null || isOwn ? null : unmarked(there)
    const isFactors = there !== null && !isOwn && !o.force && FACTORS.test(there)
    const known = ofCase === null ? [] : parseCodebook(ofCase, own!)
    const codebook = isFactors ? parseCodebook(there, out) : known
    const isAnew = proposes && bare !== null && holdsNoWork(codebook, known)
    const goesOn = isFactors && !isAnew
    const text = goesOn ? (bare ?? there) : ofCase
    const mine = goesOn ? codebook : known
    const {map, placed} = gatherPhrases({...opened, codebook: mine}, said)
    return {
      text,
      isMarked: !isOwn && out !== "-" && (!goesOn || bare !== null),
      goesOn,
      sources: {reading: said.reading, map, placed, codebook: mine, edits: opened.edits},
    }
  }
  /** The file as it stands, as far as this sitting knows. */
  let standing = read()
  let dealt = dealtFrom(standing)
  let hasWritten = false
  if (dealt.goesOn)
    terminal.note(`${onOneLine(out)}: goes on from its ${counted(dealt.sources.codebook.length, "factor")}`)
  const deal = (most: number, answered?: ReadonlySet<string>): readonly Card[] => {
    const {map, placed, codebook} = dealt.sources
    const proposed = new Map(codebook.flatMap(({id, proposed: by}) => (by ? [[id, by.by] as const] : [])))
    const material = {map, placed, english, look, proposed}
    const cards = cardsOf(material, most, answered && {through: answered})
    const listed = Math.ceil(cards.length / MORE) * MORE
    return cards.length <= most ? cards : cardsOf(material, listed)
  }
  /** False where the file is no longer as this sitting knows it. */
  const put = (text: string): boolean => {
    if (out === "-") terminal.give(text)
    else if (!isKept) io.replaceOwn(out, text, target)
    else
      return io.locked(`${out}.lock`, () => {
        if (read() !== standing) return false
        if (isOwn || dealt.goesOn || hasWritten) io.writeWhole(out, text, isOwn ? {within: opened.path} : {})
        else io.replaceOwn(out, text, target)
        // Without what must not be written down.
        standing = read()
        hasWritten = true
        return true
      })
    return true
  }
  return {
    said,
    map: () => dealt.sources.map,
    out,
    turnOf: (name) => turnOfName(look, name),
    tryToWrite: () => io.tryToWrite(out, target),
    deal,
    async write(given, proposals) {
      let table = given
      const refused: string[] = []
      for (let tries = 0; ; tries++) {
        const {sources, text: before, isMarked} = dealt
        const settled = settleWithBar(request, table, sources, proposals)
        const bare = printFactors(before, sources.codebook, settled.codebook)
        const text = isMarked ? marked(bare, "yaml") : bare
        const isUnsettled = settled.unsettled.length > 0
        const isAsRead = !hasWritten && (bare === before || (before === null && settled.codebook.length === 0))
        if (isAsRead || text === standing) {
          terminal.note(`${onOneLine(out)}: no factor changes, so nothing is written`)
          tellUnsettled(request, settled)
          return {isChanged: false, table, refused, isUnsettled}
        }
        if (put(text)) {
          tellWritten(request, out, sources.map, settled)
          const written = {file: out, text, codebook: settled.codebook}
          saySome(terminal.warn, await slipsIn(request, written, opened.edits, said, settled.placed))
          if (opened.inMemory && isKept && !isCase(dirname(out), io)) terminal.note(noCaseLine(out, path))
          return {isChanged: true, table, refused, isUnsettled}
        }
        if (tries === MOST_TRIES)
          throw new Fault("cards/written-meanwhile", `Others keep writing ${out}, and nothing was written`, {
            next: "Do it again when they have ended.",
          })
        terminal.note(`${onOneLine(out)} was written by another meanwhile: the cards are laid anew behind that`)
        standing = read()
        dealt = dealtFrom(standing)
        hasWritten = false
        const named = new Set(table.steps.flatMap(idsIn))
        const again = laidAgain(table, deal(table.cards.length, named))
        table = again.table
        refused.push(...again.refused.map(({step, why}) => `${idsIn(step).join(" and ")}: ${why}`))
      }
    },
  }
}

/** Of many documents settling takes a minute: a bar says that it goes on. */
function settleWithBar({terminal}: Request, table: Table, sources: Sources, proposals: boolean): Settled {
  const bar = terminal.bar("settling the cards")
  try {
    return settle(table, sources, {proposals, onProgress: (share) => bar.to(share)})
  } finally {
    bar.end()
  }
}

/** What a file says of itself that holds factors. */
const FACTORS = /^[{ \t]*["']?format["']?[ \t]*:[ \t]*["']?brink\/factors@/m

/** Is every factor only proposed, or as the case itself has it? */
function holdsNoWork(codebook: Sources["codebook"], known: Sources["codebook"]): boolean {
  const own = new Map(known.map((factor) => [factor.id, JSON.stringify(factor)]))
  return codebook.every((factor) => factor.proposed !== undefined || own.get(factor.id) === JSON.stringify(factor))
}

const idsIn = (step: Step): string[] => (step.kind === "laid" ? [step.laid.move, step.laid.onto] : [step.card])

/** Files of a case that hold something else than factors, and folders of which every file is read. */
const CASE_FILES =
  /^(?:case\.yaml|edits\.jsonl|model\.yaml|checks\.yaml|claims\.jsonl|map\.json|outlook\.json|plausible.*\.csv)$/i
const CASE_FOLDERS = /^(?:documents|data|scenarios|\.brink)$/i

/** @throws Fault where factors in this place would break a case. */
function refuseCaseFile(out: string, io: Io): void {
  const whole = resolve(out)
  let name = basename(whole)
  let folder = dirname(whole)
  for (let isFile = true; folder !== dirname(folder); isFile = false) {
    if ((isFile ? CASE_FILES : CASE_FOLDERS).test(name) && isCase(folder, io))
      throw new Fault("cards/not-for-factors", `${out} is a file of a case, and not the one for its factors`, {
        next: "Leave --out away, or name factors.yaml or a file that no case has.",
      })
    name = basename(folder)
    folder = dirname(folder)
  }
}

function noCaseLine(out: string, path: string): string {
  return onOneLine(
    `${out} is not read with ${path} by other commands until it is a case: brink init DIR ${path}, then copy it to DIR/factors.yaml`,
  )
}

function alone(io: Io): Io {
  const {languageModel, ...rest} = io
  return rest
}

/** What was written, what it did to the map, and what it could not settle. */
function tellWritten({terminal}: Request, out: string, before: CausalMap, settled: Settled): void {
  const {codebook, map} = settled
  const proposed = codebook.filter((factor) => factor.proposed !== undefined).length
  const open = proposed === 0 ? "" : `, ${proposed} of them proposed`
  terminal.note(`${onOneLine(out)}: ${counted(codebook.length, "factor")}${open}`)
  const change = structureChange(before, map)
  terminal.note(changeInWords(change))
  // A word that is one factor's now may have been another's: what else moved is named.
  for (const line of movesInWords(change.moved)) terminal.note(line)
  saySome(terminal.warn, settled.takenIn.map(takenInLine))
  tellUnsettled({terminal}, settled)
}

function tellUnsettled({terminal}: Pick<Request, "terminal">, {unsettled}: Settled): void {
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
export function cardlessLine(sorting: Sorting): string | null {
  const phrases = withoutFactor(sorting.map())
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

/** The numbers of the cards that lie on a pile's lowest: " (with 9, 15; opposites 12)". */
function lyingOn({members}: Pile, numbers: ReadonlyMap<string, number>): string {
  const [, ...others] = members
  const numbered = (standing: "same" | "opposite") =>
    others.flatMap(({card, as}) => (as === standing ? [numbers.get(card.id)!] : [])).join(", ")
  const [same, opposite] = [numbered("same"), numbered("opposite")]
  const said = [...(same ? [`with ${same}`] : []), ...(opposite ? [`opposites ${opposite}`] : [])]
  return said.length === 0 ? "" : ` (${said.join("; ")})`
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
