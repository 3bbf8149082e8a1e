// `brink factors`: the factors of a folder as cards, put together by a person at the card table, by a file of answers or by
// a language model, and written as factors.yaml. Out: the cards, or what became of the map. Nothing is written unasked.

import {deal, type Laid, lay, PERSON, pilesOf, type Table} from "../cards/index.ts"
import {skipped} from "../case/index.ts"
import type {LanguageModel} from "../claims/index.ts"
import {onOneLine} from "../core/controls.ts"
import {applied, readAnswers} from "./answers.ts"
import {type ExitCode, needsAttention, oneResult, type Request, usage} from "./request.ts"
import {cardLines, cardlessLine, openSorting, type SortingOptions} from "./sorting.ts"
import {json} from "./tables.ts"
import {saySome} from "./warnings.ts"

type FactorsOptions = SortingOptions & {cards: number; sort?: boolean; answers?: string}

/** `brink factors` */
export async function actFactors(request: Request, path: string, o: FactorsOptions): Promise<ExitCode> {
  const {io, terminal} = request
  oneResult({"--sort": o.sort === true, "--json": o.json === true})
  if (o.sort && o.answers !== undefined)
    throw usage("--sort and --answers both say how cards are laid", "Ask for one of them.")
  const answers = o.answers === undefined ? null : await readAnswers(request, o.answers)
  const sorts = o.sort === true || (io.isTyped && !o.json && answers === null && o.out === undefined)
  const proposes = o.out !== undefined && answers === null && !sorts
  const sorting = await openSorting(request, path, o, {proposes})
  const {said} = sorting
  const writes = answers !== null || o.out !== undefined
  // What could not be written is refused before anything is asked.
  if (writes || o.sort) sorting.tryToWrite()
  let table = deal(sorting.deal(o.cards, answers?.ids), said.reading.claims)
  if (io.languageModel) table = await layByModel(request, table, io.languageModel)
  const after = answers ? applied(table, answers, sorting.turnOf) : null
  if (after) table = after.table
  let open: ExitCode = (after?.refused.length ?? 0) > 0 ? 1 : 0
  if (sorts) {
    const {cardTable} = await import("./card-table.ts")
    open = await cardTable(request, sorting, table)
  } else {
    if (o.json) terminal.give(json({format: "brink/cards@1", cards: printedCards(table)}))
    else {
      terminal.say(`${cardLines(table)}\n`)
      const cardless = cardlessLine(sorting)
      if (cardless !== null) terminal.say(`\n${cardless}\n`)
    }
    saySome(terminal.always, after?.refused ?? [])
    saySome(terminal.warn, after?.warned ?? [])
    if (writes) {
      const written = await sorting.write(table, answers === null)
      saySome(terminal.always, written.refused)
      if (written.refused.length > 0 || written.isUnsettled) open = 1
    }
  }
  const skips = needsAttention(request, skipped(said.reading))
  return open || skips
}

/** Refused moves that are told one by one. */
const MOST_TOLD = 10

/** Asks a model about the cards as they lie, and lays what it says and may stand. */
async function layByModel({terminal}: Request, dealt: Table, model: LanguageModel): Promise<Table> {
  const {questionAbout, movesIn, MOST_CARDS_ASKED} = await import("../cards/asking.ts")
  const piles = pilesOf(dealt)
  if (piles.length < 2) {
    terminal.note(`${model.name} is not asked: there are no two cards`)
    return dealt
  }
  const question = questionAbout(piles, model.name)
  const answer = (await model.ask([question])).get(question.key)
  if (!answer || !("text" in answer)) return dealt
  const {moves, others} = movesIn(answer.text)
  const by = `llm:${model.name}`
  let table = dealt
  const refused: string[] = []
  for (const move of moves) {
    const outcome = lay(table, {...move, by})
    if ("table" in outcome) table = outcome.table
    else refused.push(outcome.refused)
  }
  const left = piles.length > MOST_CARDS_ASKED ? ` The first ${MOST_CARDS_ASKED} cards were shown to it.` : ""
  const wrong = refused.length + others
  terminal.note(`${model.name} lays ${moves.length - refused.length} cards; ${wrong} of its moves cannot stand.${left}`)
  for (const why of refused.slice(0, MOST_TOLD)) terminal.note(`refused: ${onOneLine(why)}`)
  if (refused.length > MOST_TOLD) terminal.note(`and ${refused.length - MOST_TOLD} more`)
  return table
}

// ---- printed

/** Cards as programs get them: what lies together is one. */
function printedCards(table: Table) {
  const laid = laidUnasked(table)
  return pilesOf(table).map(({card, name, told, phrases, members}) => {
    const ids = new Set(members.map((member) => member.card.id))
    const proposed = laid.filter(({move}) => ids.has(move))
    return {
      id: card.id,
      name,
      told,
      phrases: phrases.map(({file, from, to, text, opposite}) => ({file, from, to, text, opposite})),
      ...(proposed.length > 0 && {proposed}),
    }
  })
}

function laidUnasked({steps}: Table): Laid[] {
  return steps.flatMap((step) => (step.kind === "laid" && step.laid.by !== PERSON ? [step.laid] : []))
}
