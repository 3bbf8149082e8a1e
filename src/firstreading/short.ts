// The paragraph that the page begins with: at most seventy words, each clause with the claims that it rests on.

import {withArticle} from "../core/plural.ts"
import {inWords, isPlural, list} from "../outlook/index.ts"
import type {Clause, FirstReading, ToldLink} from "./finding.ts"
import {helpSays} from "./levers.ts"
import type {Material} from "./material.ts"

export const MOST_WORDS = 70

type Found = Pick<
  FirstReading,
  | "counts"
  | "levers"
  | "gate"
  | "toldTwice"
  | "circles"
  | "disputes"
  | "silences"
  | "conditions"
  | "speakers"
  | "events"
  | "figures"
>

/** Clauses in their order, as many as there is room for. */
export function shortOf(known: Material, found: Found): Clause[] {
  const clauses = found.gate.holds ? mapped(known, found) : reported(known, found)
  const kept: Clause[] = []
  let words = 0
  for (const clause of clauses) {
    const more = clause.says.split(/\s+/).length
    if (words + more > MOST_WORDS) continue
    kept.push(clause)
    words += more
  }
  return kept
}

/** "dialogue lowers armed conflict" */
export function linkInWords(
  known: Pick<Material, "inside">,
  {from, to, sign}: Pick<ToldLink, "from" | "to" | "sign">,
): string {
  const name = known.inside(from)
  const verb = sign === "-" ? "lower" : sign === "+" ? "raise" : "move"
  return `${withArticle(name)} ${isPlural(name) ? verb : `${verb}s`} ${withArticle(known.inside(to))}`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const plural = (n: number, noun: string, many = `${noun}s`): string => `${inWords(n)} ${n === 1 ? noun : many}`

/** Factors that the first clause names where no two voices agree on anything. */
const MOST_NAMED = 3

/** What most statements are about, that a page on which nothing is told twice says of what it speaks; null where all is told once. */
function mostTold(known: Material): Clause | null {
  const told = new Map<string, Set<string>>()
  for (const {claim, from, to} of [...known.groundings.values()].flat())
    for (const factor of [from, to])
      if (factor !== null && known.factor.has(factor) && !known.rejected.has(claim))
        told.set(factor, (told.get(factor) ?? new Set()).add(claim))
  const most = [...told]
    .filter(([, claims]) => claims.size > 1)
    .sort(([a, one], [b, other]) => other.size - one.size || (a < b ? -1 : 1))
    .slice(0, MOST_NAMED)
  if (most.length < MOST_NAMED) return null
  const counts = list(most.map(([, {size}]) => String(size)))
  return {
    says: `Most is told of ${list(most.map(([id]) => known.inside(id)))} (${counts} of ${known.reading.claims.length} statements).`,
    claims: most.map(([, claims]) => known.best([...claims])[0]!),
  }
}

function mapped(known: Material, {counts, toldTwice, circles, disputes, silences, levers, gate}: Found): Clause[] {
  const [first, second, third] = toldTwice
  const told = (link: ToldLink, lead: string): Clause => ({
    says: `${lead} ${linkInWords(known, link)}.`,
    claims: link.claims,
  })
  const of = (n: number) =>
    n === counts.voices
      ? n === 2
        ? "Both voices"
        : `All ${inWords(n)} voices`
      : `${capital(inWords(n))} of ${inWords(counts.voices)} voices`
  const {whole, stitched} = circles
  const circle = whole[0] ?? stitched[0]
  const dispute = disputes[0]
  const [least] = silences.helped
  const most = toldTwice.length === 0 ? mostTold(known) : null
  return [
    ...(most ? [most] : []),
    ...(first ? [told(first, `${of(first.voices)} tell that`)] : []),
    ...(second ? [told(second, `${capital(inWords(second.voices))} tell that`)] : []),
    ...(circle
      ? [
          {
            says:
              whole.length > 0
                ? `${capital(plural(circle.toldBy.length, "document"))} ${circle.toldBy.length === 1 ? "tells" : "tell"} a whole circle, from ${withArticle(known.inside(circle.factors[0]!))} back to itself.`
                : `No document tells a circle whole; ${inWords(counts.circles)} can be pieced together.`,
            claims: circle.links.flatMap(({claims}) => claims.slice(0, 1)),
          },
        ]
      : []),
    ...(dispute
      ? [
          {
            says: `Open between them: whether ${linkInWords(known, {...dispute, sign: dispute.whether ?? "+"})}.`,
            claims: [...dispute.raises.slice(0, 1), ...dispute.lowers.slice(0, 1)],
          },
        ]
      : []),
    ...(least && least.by.length < 2
      ? [
          {
            says: `${capital(helpSays(levers, least, known))}.`,
            claims: levers.levers.filter(({factor}) => factor === least.by[0]).flatMap(({claim}) => claim ?? []),
          },
        ]
      : []),
    ...(third ? [told(third, `${capital(inWords(third.voices))} tell that`)] : []),
    ...(toldTwice.length === 0 && !circle
      ? [
          {
            says: `No two documents agree on a link; ${plural(gate.reaching, "choice")} ${gate.reaching === 1 ? "has" : "have"} a told path to what is asked about.`,
            claims: [],
          },
        ]
      : []),
  ]
}

function reported(known: Material, {counts, conditions, speakers, events, figures}: Found): Clause[] {
  const most = mostTold(known)
  const ahead = events.filter((event) => event.ahead === true).length
  const gives = [
    figures.length > 0 ? plural(figures.length, "figure") : null,
    ahead > 0 ? `${plural(ahead, "date")} to come` : events.length > 0 ? plural(events.length, "dated event") : null,
    conditions.length > 0 ? plural(conditions.length, "condition") : null,
    speakers.length > 0 ? plural(speakers.length, "named speaker") : null,
  ].filter((part) => part !== null)
  const given = list(gives)
  return [
    ...(most ? [most] : []),
    {
      says:
        counts.documents === 1
          ? "One document cannot confirm itself: no link is told twice, and no circle closes."
          : "The documents cannot be run yet: no two of them were read to agree on a link, and no circle closes.",
      claims: [],
    },
    ...(given === ""
      ? []
      : [
          {
            says: `What ${counts.documents === 1 ? "it does give" : "they do give"}: ${given}.`,
            claims: conditions.slice(0, 1).flatMap(({claims}) => claims.slice(0, 1)),
          },
        ]),
  ]
}
