// The paragraph that the page begins with: at most seventy words, each clause with the claims that it rests on.

import {inWords, isPlural} from "../outlook/index.ts"
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
  const clauses = found.gate.holds ? mapped(known, found) : reported(found)
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
  return `${name} ${isPlural(name) ? verb : `${verb}s`} ${known.inside(to)}`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const plural = (n: number, noun: string, many = `${noun}s`): string => `${inWords(n)} ${n === 1 ? noun : many}`

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
  return [
    ...(first ? [told(first, `${of(first.voices)} tell that`)] : []),
    ...(second ? [told(second, `${capital(inWords(second.voices))} tell that`)] : []),
    ...(circle
      ? [
          {
            says:
              whole.length > 0
                ? `${capital(plural(circle.toldBy.length, "document"))} ${circle.toldBy.length === 1 ? "tells" : "tell"} a whole circle, from ${known.inside(circle.factors[0]!)} back to itself.`
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

function reported({counts, conditions, speakers, events, figures}: Found): Clause[] {
  const ahead = events.filter((event) => event.ahead === true).length
  const gives = [
    figures.length > 0 ? plural(figures.length, "figure") : null,
    ahead > 0 ? `${plural(ahead, "date")} to come` : events.length > 0 ? plural(events.length, "dated event") : null,
    conditions.length > 0 ? plural(conditions.length, "condition") : null,
    speakers.length > 0 ? plural(speakers.length, "named speaker") : null,
  ].filter((part) => part !== null)
  const given = gives.length < 2 ? gives.join("") : `${gives.slice(0, -1).join(", ")} and ${gives.at(-1)}`
  return [
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
