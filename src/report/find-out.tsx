// What to find out before a step is chosen: each disagreement or number that would change the choice, with its worth, and what
// is known of it. In: the ledger. Out: one section, left out where no two steps differ.

import type {JSX} from "preact"
import type {FindOutEntry, FindOutView} from "../outlook/index.ts"
import {Folded} from "./folded.tsx"
import {Section} from "./front.tsx"
import {Heads} from "./heads.tsx"
import {type Ledger, numberOf, rowOf} from "./ledger.ts"
import {Onward, Quote} from "./panel.tsx"
import {bind, capital, count, counted, listed, ofTen, range, two} from "./words.ts"

/** Entries shown before anything is unfolded. */
const FIRST = 3

function findOutTitle({entries, settled, taken}: FindOutView): string {
  const [first] = entries
  if (!first) return `“${taken}” does most whatever is found out`
  const choice = settled.length === 0 ? "" : `, were “${settled[0]}” not to be had`
  return `${first.question.replace(/[?.]$/u, "")}? That would change most${choice}`
}

/** What is compared, and above what an entry stands. */
function compared({steps, tried, floor, unit, apart, settled, runs}: FindOutView): string {
  const chance = floor > 0 ? ` More than ${two(floor)}${unit === "" ? "" : ` ${unit}`} is shown by none by chance.` : ""
  const left = [
    ...(settled.length > 0 ? [`${quotedList(settled)}, best whatever is known`] : []),
    ...(apart.length > 0 ? [`${quotedList(apart)}, tied to the outcome by definition`] : []),
  ]
  return `Worth is what the step that does most gives more, on average over ${counted(runs, "run")}, where this is known before choosing: of ${counted(tried, "unknown")} for a choice among ${counted(steps, "step")}${left.length > 0 ? `, without ${left.join(" and without ")}` : ""}.${chance}`
}

const quotedList = (labels: readonly string[]): string => listed(labels.map((label) => `“${label}”`))

function Entries({ledger, entries}: {ledger: Ledger; entries: readonly FindOutEntry[]}): JSX.Element {
  return (
    <table class="stack">
      <Heads
        of={[
          ["To find out", "30%"],
          ["Worth knowing", "17%"],
          ["Then another step does most"],
          ["What is known", "36%"],
        ]}
      />
      <tbody>
        {entries.map(({input, question, worth, unit, changes, quotes, rests, by}) => (
          <tr>
            <th scope="row">
              <Onward to={rowOf(ledger, "quantity", input)}>{bind(question)}</Onward>
            </th>
            <td data-l="Worth knowing">
              <span>
                <b>{two(worth.mid)}</b>{" "}
                <small>{bind(`(${range(worth.low, worth.high)})${unit === "" ? "" : ` ${unit}`}`)}</small>
              </span>
            </td>
            <td data-l="Then another step does most">
              <span class="num">{ofTen(changes)} runs</span>
            </td>
            <td data-l="What is known">
              <span>
                {bind(capital(rests))}
                {by === undefined ? null : <small>who could measure it: {by}</small>}
                {quotes.map(({claim}) => (
                  <Quote ledger={ledger} claim={claim} />
                ))}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function FindOut({ledger}: {ledger: Ledger}): JSX.Element | null {
  const {findOut} = ledger.outlook
  if (!findOut || !ledger.numbers.has("find-out")) return null
  const {entries} = findOut
  return (
    <Section
      id="find-out"
      no={numberOf(ledger, "find-out")}
      name="Find out first"
      purpose="before a step is chosen"
      finding={findOutTitle(findOut)}
    >
      {entries.length > 0 ? (
        <>
          <Entries ledger={ledger} entries={entries.slice(0, FIRST)} />
          {entries.length > FIRST ? (
            <Folded says={`The other ${count(entries.length - FIRST)}`}>
              <Entries ledger={ledger} entries={entries.slice(FIRST)} />
            </Folded>
          ) : null}
        </>
      ) : null}
      <p class="note">{bind(compared(findOut))}</p>
    </Section>
  )
}
