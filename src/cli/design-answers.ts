// `brink run --design`: what decides the quantities asked about, by the design that the runs were made with. In: a design and
// its runs. Out: answers for JSON, and tables.

import {
  type Correlation,
  type Effect,
  type Estimate,
  type Index,
  morrisEffects,
  rankCorrelations,
  sobolIndices,
} from "../answers/index.ts"
import {Fault} from "../core/fault.ts"
import {hasChance, type Program} from "../engine/index.ts"
import {type Design, type DesignKind, designOf, drawnInputs, type Runs, valueAt} from "../ensemble/index.ts"
import {columns, short} from "./tables.ts"

/** Quantities that are answered for at once; each has a table of all inputs. */
const MOST_ASKED = 10
/** Rows of a table on a terminal; JSON has all. */
const MOST_ROWS = 15

/** What decides one quantity at the end of the run. */
export type DesignAnswer =
  | {
      readonly quantity: string
      readonly method: "sobol"
      readonly variance: number
      readonly lost: number
      readonly inputs: readonly Index[]
    }
  | {readonly quantity: string; readonly method: "morris"; readonly lost: number; readonly inputs: readonly Effect[]}
  | {readonly quantity: string; readonly method: "prcc"; readonly inputs: readonly Correlation[]}

/**
 * The design of a program's runs.
 *
 * @throws Fault `cli/usage`; `design/noisy` where chance within a run would pass for what inputs do; as `designOf`.
 */
export function askedDesign(
  kind: DesignKind,
  program: Program,
  runs: number,
  seed: string,
  asked: readonly string[] | null,
): Design {
  if (asked === null || asked.length > MOST_ASKED)
    throw new Fault("cli/usage", "--design answers what decides a quantity, and asks which", {
      next: `Name ${asked === null ? "it" : `at most ${MOST_ASKED}`} with --save.`,
    })
  if ((kind === "saltelli" || kind === "morris") && hasChance(program))
    throw new Fault(
      "design/noisy",
      `A ${kind} design compares runs that differ in one input, and each run of this model has chance of its own`,
      {
        next: "Use --design latin or sobol.",
      },
    )
  return designOf(kind, drawnInputs(program), runs, seed)
}

/**
 * What decides each saved quantity at the end.
 *
 * @throws Fault `answers/constant`, `answers/no-outcome`, `answers/too-few`.
 */
export function answersOf(design: Design, runs: Runs): DesignAnswer[] {
  const last = runs.time.length - 1
  return runs.names.map((quantity): DesignAnswer => {
    const outcomes = Float64Array.from({length: design.runs}, (_, run) =>
      runs.status[run] === 0 ? valueAt(runs, run, quantity, last) : Number.NaN,
    )
    switch (design.kind) {
      case "saltelli": {
        const {variance, lost, inputs} = sobolIndices(design, outcomes, quantity)
        return {quantity, method: "sobol", variance, lost, inputs}
      }
      case "morris": {
        const {lost, inputs} = morrisEffects(design, outcomes, quantity)
        return {quantity, method: "morris", lost, inputs}
      }
      default:
        return {quantity, method: "prcc", inputs: rankCorrelations(design, outcomes, quantity)}
    }
  })
}

/** The answers as tables, what decides most first. */
export function answerTables(answers: readonly DesignAnswer[], end: number): string {
  return answers
    .map((answer) => `\nWhat decides ${answer.quantity} at ${short(end)}\n${columns(tableOf(answer))}\n`)
    .join("")
}

function tableOf(answer: DesignAnswer): (string | number)[][] {
  const cell = ({low, mid, high}: Estimate) => `${mid.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`
  const amount = ({low, mid, high}: Estimate) => `${short(mid)} (${short(low)} to ${short(high)})`
  const cut = (head: string[], rows: {by: number; cells: string[]}[]) => {
    const sorted = rows.sort((a, b) => b.by - a.by)
    const left = sorted.length - MOST_ROWS
    const rest = left > 0 ? [[`and ${left} more`, ...head.slice(1).map(() => "")]] : []
    return [head, ...sorted.slice(0, MOST_ROWS).map(({cells}) => cells), ...rest]
  }
  switch (answer.method) {
    case "sobol":
      return cut(
        ["input", "share of variance by itself", "with all others"],
        answer.inputs.map(({name, first, total}) => ({by: total.mid, cells: [name, cell(first), cell(total)]})),
      )
    case "morris":
      return cut(
        ["input", "mean size of effect", "mean effect", "deviation"],
        answer.inputs.map(({name, mu, muStar, sigma}) => ({
          by: muStar.mid,
          cells: [name, amount(muStar), short(mu), short(sigma)],
        })),
      )
    case "prcc":
      return cut(
        ["input", "partial rank correlation"],
        answer.inputs.map(({name, prcc, why}) => ({
          by: prcc === null ? -1 : Math.abs(prcc.mid),
          cells: [name, prcc === null ? `none: ${why}` : cell(prcc)],
        })),
      )
  }
}
