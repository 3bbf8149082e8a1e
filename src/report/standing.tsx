// How the steps stand by each rule of choice, and in which corner of what was drawn the outcome happens. In: the ledger. Out: a
// sentence each, where there is one to say, with the table of all rules folded.

import type {JSX} from "preact"
import {inWords, type StandingView} from "../outlook/index.ts"
import {Folded} from "./folded.tsx"
import {Heads} from "./heads.tsx"
import type {Ledger} from "./ledger.ts"
import {bind, counted, ofTen, two} from "./words.ts"

/** Nothing is said twice: where one step stands first by every rule, that is the sentence. */
export function Standing({ledger}: {ledger: Ledger}): JSX.Element | null {
  const {standing} = ledger.outlook
  if (!standing || ledger.drafted) return null
  return (
    <>
      <p class="prose">
        {bind(`${amongWords(standing)}, if nobody can find out which run is the true one: ${inside(standing.says)}.`)}
      </p>
      <Folded says="The steps by every rule of choice">
        <Rules standing={standing} />
      </Folded>
    </>
  )
}

/** The steps that are held against each other: fewer than are shown where some shown do not help. */
function amongWords({rows}: StandingView): string {
  const steps = rows.filter(({lever}) => lever !== null).length
  return steps === 1 ? "Of the one step that helps on average" : `Of the ${inWords(steps)} steps that help on average`
}

const inside = (says: string): string => says.replace(/^[A-Z](?=[a-z])/u, (letter) => letter.toLowerCase())

function Rules({standing}: {standing: StandingView}): JSX.Element {
  const {rows, unit, measure, runs, enough} = standing
  const amount = (value: number) => `${two(value)}${unit === "" ? "" : ` ${unit}`}`
  return (
    <>
      <table class="stack rules">
        <Heads of={[["Step", "32%"], ["On average"], ["In the worst run"], ["Most regret"], ["Good enough in"]]} />
        <tbody>
          {rows.map(({label, expected, worst, regret, enough: share, dominated, pareto}) => (
            <tr>
              <th scope="row">
                {label}
                <small>
                  {dominated
                    ? "another is never worse"
                    : pareto
                      ? "none is as good by all four rules"
                      : "another is as good by all four rules"}
                </small>
              </th>
              <td data-l="On average">{bind(amount(expected))}</td>
              <td data-l="In the worst run">{bind(amount(worst))}</td>
              <td data-l="Most regret">{bind(amount(regret))}</td>
              <td data-l="Good enough in">{ofTen(share)} runs</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="note">
        {bind(
          `Of ${measure}, over ${counted(runs, "run")}. Regret is what the best step of the same run gives more. Good enough is ${amount(enough)}, what the middle run has without a new step.`,
        )}
      </p>
    </>
  )
}

/** The corner in which the first outcome's event happens most; of one input that leads the figure above the figure has told it. */
export function Corner({ledger}: {ledger: Ledger}): JSX.Element | null {
  const {corner, drivers} = ledger.outlook
  if (!corner || ledger.drafted) return null
  if (corner.limits.every(({input}) => input === drivers[0]?.parameter)) return null
  return (
    <p class="prose">
      {bind(
        `${corner.says}. Sought in halves of the runs, such a corner holds it in ${ofTen(corner.elsewhere.density)} of the others’ runs.`,
      )}
    </p>
  )
}
