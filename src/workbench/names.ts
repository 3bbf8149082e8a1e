// The names of a case: its factors as cards, with what was laid on each; pairs that may be one thing; which document tells
// which. In: a map, its phrases and the edits. Out: rows that the page shows.
//
// A card laid on another is a `merge` in edits.jsonl, so that the cards are those of the map as it stands.

import {type Card, deal, lay, PERSON} from "../cards/index.ts"
import type {Claim} from "../claims/index.ts"
import {groupBy} from "../core/grouping.ts"
import type {Join} from "../firstreading/index.ts"
import {activeEdits, areApart, type CausalMap, type Edit, type PlacedPhrase} from "../map/index.ts"
import type {CardRow, Factors, PairQuote, PairRow, PhraseRow} from "./shapes.ts"

/** Phrases of a card that are given. */
const MOST_PHRASES = 24

/** What rows are made of. */
export type Named = {
  readonly map: CausalMap
  readonly placed: readonly PlacedPhrase[]
  readonly claims: ReadonlyMap<string, Claim>
  readonly edits: readonly Edit[]
  /** Names of the factors as they were before any was merged. */
  readonly before: ReadonlyMap<string, string>
}

/** Rows of cards, in their order. */
export function cardRows(cards: readonly Card[], {map, placed, claims, edits, before}: Named): CardRow[] {
  const byFactor = groupBy(placed, ({factor}) => factor)
  const voices = new Map(map.groundings.map(({file, lineage}) => [file, lineage]))
  const held = groupBy(heldBy(map, edits), ({home}) => home)
  return cards.map(({id, name, told}) => {
    const mine = byFactor.get(id) ?? []
    return {
      id,
      name,
      told,
      voices: new Set(mine.map(({claim}) => voices.get(claim.file) ?? claim.file)).size,
      phrases: phraseRows(mine, claims),
      holds: (held.get(id) ?? []).map(({id: one, as, n}) => ({
        id: one,
        name: before.get(one) ?? one.replaceAll("_", " "),
        as: as < 0 ? "opposite" : "same",
        n,
      })),
    }
  })
}

function phraseRows(placed: readonly PlacedPhrase[], claims: Named["claims"]): PhraseRow[] {
  const rows = new Map<string, {-readonly [K in keyof PhraseRow]: PhraseRow[K]}>()
  for (const {text, meant, turn, claim} of placed) {
    const said = oneSpaced(text)
    const known = rows.get(`${said}\0${turn}`)
    if (known) known.times++
    else
      rows.set(`${said}\0${turn}`, {
        text: said,
        words: oneSpaced(meant),
        times: 1,
        opposite: turn < 0,
        claim: claim.id,
        file: claim.file,
        quote: oneSpaced((claims.get(claim.id) ?? claim).quote.text),
      })
  }
  return [...rows.values()]
    .sort((a, b) => b.times - a.times || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .slice(0, MOST_PHRASES)
}

const oneSpaced = (text: string): string => text.replace(/\s+/g, " ").trim()

type Held = {readonly id: string; readonly home: string; readonly as: 1 | -1; readonly n: number}

/** What each merge in force laid, the factor it came to lie on at last, and how it stands to that. */
function heldBy(map: CausalMap, edits: readonly Edit[]): Held[] {
  const there = new Set(map.factors.map(({id}) => id))
  const onto = new Map<string, {readonly home: string; readonly as: 1 | -1; readonly n: number}>()
  for (const edit of activeEdits(edits)) {
    if (edit.kind !== "merge") continue
    const [home, ...others] = edit.factors
    for (const id of others)
      if (id !== home) onto.set(id, {home: home!, as: edit.opposite?.includes(id) ? -1 : 1, n: edit.n})
  }
  return [...onto].flatMap(([id, first]) => {
    let {home, as} = first
    const seen = new Set([id])
    for (let next = onto.get(home); !there.has(home) && next && !seen.has(home); next = onto.get(home)) {
      seen.add(home)
      home = next.home
      as = (as * next.as) as 1 | -1
    }
    return there.has(home) && !there.has(id) ? [{id, home, as, n: first.n}] : []
  })
}

/** What is to be said before a card is laid on another: that a document calls one the other's cause. Null where nothing is. */
export function warningOf(cards: readonly Card[], claims: readonly Claim[], move: string, onto: string): string | null {
  const laid = lay({...deal([], claims), cards}, {move, onto, as: "same", by: PERSON})
  return "table" in laid ? (laid.warns ?? null) : null
}

/** Pairs that need a person: cards of one name, or of a name and its denial, then those that words bring together. */
export function pairRows(
  cards: readonly Card[],
  joins: readonly Join[],
  {map, claims, edits, placed}: Named,
): PairRow[] {
  const names = new Map<string, string>(map.factors.map(({id, name}) => [id, name]))
  const apart = areApart(map, edits)
  const first = new Map<string, PlacedPhrase>()
  for (const phrase of placed) if (!first.has(phrase.factor)) first.set(phrase.factor, phrase)
  const quoteOf = (id: string | undefined): PairQuote | null => {
    const claim = id === undefined ? undefined : claims.get(id)
    return claim ? {claim: claim.id, file: claim.file, text: oneSpaced(claim.quote.text)} : null
  }
  const called = new Map(cards.map(({id, name}) => [id, name]))
  const row = (
    onto: string,
    move: string,
    as: "same" | "opposite",
    why: string,
    quotes: PairRow["quotes"],
    closes = 0,
  ): PairRow => ({
    onto,
    move,
    names: [names.get(onto) ?? onto, names.get(move) ?? move],
    as,
    why,
    quotes,
    closes,
  })
  const plain = deal(cards, [...claims.values()]).steps.flatMap((step): PairRow[] => {
    if (step.kind !== "laid") return []
    const {move, onto, as} = step.laid
    if (apart(move, onto)) return []
    const why = as === "same" ? `both are called ${called.get(onto)}` : `${called.get(move)} denies ${called.get(onto)}`
    return [row(onto, move, as, why, [quoteOf(first.get(onto)?.claim.id), quoteOf(first.get(move)?.claim.id)])]
  })
  const there = new Set(plain.map(({onto, move}) => [onto, move].sort().join(" ")))
  const alike = joins
    .filter(({factors}) => !there.has([...factors].sort().join(" ")))
    .map(({factors: [onto, move], sign, shared, closes, quotes}) => {
      // What they share is the beginnings of words; names have the words.
      const theirs = [onto, move].flatMap((id) => (names.get(id) ?? id).toLowerCase().match(/\p{L}+/gu) ?? [])
      const whole = shared.slice(0, 3).map((start) => theirs.find((word) => word.startsWith(start)) ?? start)
      const words = shared.length === 0 ? "contrary words" : `both have “${whole.join("”, “")}”`
      const what =
        closes === 0 ? "" : `; joined, ${closes} ${closes === 1 ? "link or circle" : "links or circles"} would close`
      const said = [quoteOf(quotes[0] ?? undefined), quoteOf(quotes[1] ?? undefined)] as const
      return row(onto, move, sign, `${words}${what}`, said, closes)
    })
  return [...plain, ...alike]
}

/** How often each document tells each factor that somebody tells of, told most first. */
export function factorRows({map}: Named, files: readonly string[]): Factors {
  const at = new Map(files.map((file, i) => [file, i]))
  const counts = new Map<string, Set<string>[]>()
  for (const {claim, file, from, to, link} of map.groundings)
    for (const id of link === null ? [] : [from, to]) {
      if (id === null) continue
      const row = counts.get(id) ?? files.map(() => new Set<string>())
      counts.set(id, row)
      row[at.get(file) ?? 0]?.add(claim)
    }
  const rows = map.factors.flatMap(({id, name}) => {
    const row = counts.get(id)?.map(({size}) => size)
    return row ? [{id, name, told: row.reduce((sum, n) => sum + n, 0), counts: row}] : []
  })
  return {files, rows: rows.sort((a, b) => b.told - a.told || (a.id < b.id ? -1 : 1))}
}
