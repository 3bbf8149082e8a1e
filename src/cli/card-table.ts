// The card table in the terminal. In: lines as somebody types or sends them. Out: the cards as they lie, a line for each
// thing done, and factors.yaml where it was asked for. A line that cannot be meant is answered, never fatal.

import {keep, lay, name, type Outcome, PERSON, type Pile, pilesOf, type Step, type Table, undo} from "../cards/index.ts"
import {onOneLine} from "../core/controls.ts"
import {counted} from "../core/counted.ts"
import {Fault, quoted} from "../core/fault.ts"
import type {ExitCode, Request} from "./request.ts"
import {cardLines, cardlessLine, MORE, type Sorting, withMore} from "./sorting.ts"

const HELP = `7 onto 3            card 7 is the same thing as card 3
9 opposite of 3     card 9 is its opposite: one rises as the other falls
show 7              its phrases, each in its sentence
name 7 WORDS        another name          keep 7     right as it lies
20 more             20 more cards         list       the cards as they lie
undo                takes back the last of these
write               writes factors.yaml   quit       ends
Cards move whole: "brink edit CASE split" takes single phrases off one`

const MOST_MORE = 1000

/**
 * Takes lines until they end or one says quit. Gives 1 where something that was done is not written, where phrases of what
 * was written lie elsewhere, and of lines that nobody types where one of them could not be followed.
 */
export async function cardTable(request: Request, sorting: Sorting, dealt: Table): Promise<ExitCode> {
  const {io, terminal} = request
  let table = dealt
  /** What the file holds of the table; null where nothing was written. */
  let written: Table | null = null
  let warnedOnce = false
  let isUnsettled = false
  let unfollowed = 0
  const say = (text: string) => terminal.say(`${text}\n`)
  const refuse = (text: string) => {
    unfollowed++
    say(text)
  }
  const ended = (): ExitCode => {
    if (!io.isTyped && unfollowed > 0)
      terminal.warn(`${counted(unfollowed, "line", "lines")} could not be followed: see the answers`)
    return isUnsettled || (!io.isTyped && unfollowed > 0) ? 1 : 0
  }
  const unsaved = () => unwritten(table, written ?? dealt)
  say(cardLines(table))
  const cardless = cardlessLine(sorting)
  if (cardless !== null) say(`\n${cardless}`)
  say('\n"7 onto 3", "9 opposite of 3", show, undo, more, write, quit; "help" says more')
  const take = (outcome: Outcome, done: (after: Table) => string) => {
    if ("refused" in outcome) refuse(`${onOneLine(outcome.refused)}. ${outcome.next}`)
    else {
      table = outcome.table
      say(outcome.warns === undefined ? done(table) : `${done(table)}\n${onOneLine(outcome.warns)}`)
    }
  }
  for await (const typed of io.inputLines("> ")) {
    const line = typed.replace(/\s+/g, " ").trim()
    if (line === "") continue
    const leaving = /^(?:quit|exit|q)$/i.test(line)
    if (leaving && (unsaved() === 0 || warnedOnce)) return ended()
    warnedOnce = leaving
    const move = /^(\d{1,6}) (onto|on|opposite of|opposite) (\d{1,6})$/i.exec(line)
    const about = /^(show|keep) (\d{1,6})$/i.exec(line)
    const naming = /^name (\d{1,6}) (.+)$/i.exec(line)
    const more = /^(?:(\d{1,6}) )?more$/i.exec(line)
    if (leaving) say(`${counted(unsaved(), "change is", "changes are")} not written: "write" first, or "quit" again`)
    else if (move) {
      const [one, onto] = [numbered(table, sorting, move[1]!), numbered(table, sorting, move[3]!)]
      if (typeof one === "string" || typeof onto === "string") refuse(typeof one === "string" ? one : String(onto))
      else {
        const as = /^opposite/i.test(move[2]!) ? "opposite" : "same"
        take(lay(table, {move: one.id, onto: onto.id, as, by: PERSON}), (after) => pileLine(after, one.id))
      }
    } else if (about) {
      const card = numbered(table, sorting, about[2]!)
      if (typeof card === "string") refuse(card)
      else if (about[1]!.toLowerCase() === "show") say(shown(table, pileWith(table, card.id)))
      else take(keep(table, card.id), (after) => `kept: ${pileLine(after, card.id)}`)
    } else if (naming) {
      const card = numbered(table, sorting, naming[1]!)
      if (typeof card === "string") refuse(card)
      else take(name(table, card.id, naming[2]!, sorting.turnOf), (after) => pileLine(after, card.id))
    } else if (more) {
      const before = table.cards.length
      const wanted = Math.min(Number(more[1] ?? MORE), MOST_MORE)
      table = withMore(table, sorting, wanted)
      if (table.cards.length === before) say("There are no more cards.")
      else say(cardLines(table))
    } else if (/^list$/i.test(line)) say(cardLines(table))
    else if (/^help$/i.test(line)) say(HELP)
    else if (/^undo$/i.test(line)) {
      const back = undo(table)
      if (!back) refuse("Nothing has been done that could be taken back.")
      else {
        say(`taken back: ${stepLine(table, back.undone)}`)
        table = back.table
      }
    } else if (/^write$/i.test(line)) {
      try {
        const done = await sorting.write(table, false)
        const isAnew = done.table !== table
        table = done.table
        written = table
        isUnsettled = done.isUnsettled
        say(done.isChanged ? `written: ${onOneLine(sorting.out)}` : "There is nothing to write.")
        if (isAnew) say(cardLines(table))
        for (const why of done.refused) refuse(onOneLine(why))
      } catch (fault) {
        // What somebody has sorted by hand is not lost with a disk that is full.
        if (!(fault instanceof Fault) || !io.isTyped) throw fault
        say(fault.message)
      }
    } else refuse(`${quoted(JSON.stringify(line), 60)} is no move. For example: 7 onto 3; "help" lists all.`)
  }
  if (unsaved() === 0) return ended()
  terminal.warn(`${counted(unsaved(), "change is", "changes are")} not written: the lines ended without "write"`)
  ended()
  return 1
}

/** How many things were done since. */
function unwritten(table: Table, since: Table): number {
  const own = ({steps}: Table) => steps.filter((step) => step.kind !== "laid" || step.laid.by === PERSON)
  const [now, then] = [own(table), own(since)]
  const common = now.findIndex((step, i) => step !== then[i])
  return common < 0 ? then.length - now.length : Math.max(now.length, then.length) - common
}

/** The card of a number, or what is to be said where there is none. */
function numbered(table: Table, sorting: Sorting, number: string): Table["cards"][number] | string {
  const card = table.cards[Number(number) - 1]
  if (card) return card
  const hasMore = withMore(table, sorting, 1).cards.length > table.cards.length
  return `There is no card ${Number(number)}: they go from 1 to ${table.cards.length}${hasMore ? '. "20 more" brings more.' : ", and there are no more."}`
}

const pileWith = (table: Table, id: string): Pile =>
  pilesOf(table).find(({members}) => members.some(({card}) => card.id === id))!

const numberOf = (table: Table, id: string): number => table.cards.findIndex((card) => card.id === id) + 1

/** "3 Travel ban: 9 phrases, with 7 Roadblocks, opposite 9 Lifting of the ban" */
function pileLine(table: Table, id: string): string {
  const pile = pileWith(table, id)
  const [, ...others] = pile.members
  const with_ = others.map(
    ({card, as}) => `${as === "opposite" ? "opposite " : "with "}${numberOf(table, card.id)} ${card.name}`,
  )
  const told = counted(pile.phrases.length, "phrase")
  return `${numberOf(table, pile.card.id)} ${pile.name}: ${[told, ...with_].join(", ")}`
}

function stepLine(table: Table, step: Step): string {
  const called = (id: string) => `${numberOf(table, id)} ${table.cards.find((card) => card.id === id)?.name ?? ""}`
  if (step.kind === "kept") return `keep ${called(step.card)}`
  if (step.kind === "named") return `name ${called(step.card)} ${step.name}`
  const {move, onto, as} = step.laid
  return `${called(move)} ${as === "same" ? "onto" : "opposite of"} ${called(onto)}`
}

/** Letters of a sentence that are shown around a phrase. */
const LONGEST_SENTENCE = 300

/** A pile with its phrases, each in its sentence, by file. */
function shown(table: Table, pile: Pile): string {
  const lines = pile.phrases.map(({claim, file, text, opposite}) => {
    const quote = table.claims.get(claim)?.quote.text.replace(/\s+/g, " ").trim() ?? ""
    return `  ${opposite ? "opposite: " : ""}${text.replace(/\s+/g, " ")}\n      ${onOneLine(file)}: "${quoted(quote, LONGEST_SENTENCE)}"`
  })
  return [pileLine(table, pile.card.id), ...new Set(lines)].join("\n")
}
