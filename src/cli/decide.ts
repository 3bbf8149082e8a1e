// `brink decide`: what many runs of a case decide. In: a case with a model. Out: tables and sentences, or one value: what
// decides each outcome, in which corner it happens, how the steps stand, what to find out before one is taken.

import {decided, skipped} from "../case/index.ts"
import {type Decision, figure, type Interval, spread} from "../outlook/index.ts"
import {BUNDLED_CASE} from "./bundled-case.ts"
import {findOutLines} from "./find-out-lines.ts"
import {type Common, type ExitCode, needsAttention, type Request} from "./request.ts"
import {columns, json} from "./tables.ts"
import {saySome} from "./warnings.ts"

/** Inputs that a table names of one outcome; JSON has all. */
const MOST_INPUTS = 5

/** `brink decide` */
export async function actDecide(request: Request, given: string | undefined, o: Common): Promise<ExitCode> {
  const {terminal, io} = request
  const bar = terminal.bar("running")
  let result: Awaited<ReturnType<typeof decided>>
  try {
    result = await decided(given ?? BUNDLED_CASE, io, {
      runs: o.runs!,
      seed: o.seed!,
      ...(o.maxFile !== undefined && {maxFile: o.maxFile}),
      onShare: (share) => bar.to(share),
    })
  } finally {
    bar.end()
  }
  const {decision, reading, notes, reused} = result
  if (reused > 0) terminal.note(`${reused} parts of the runs were there already`)
  if (o.json) terminal.give(json(decision))
  else terminal.say(`${told(decision).join("\n")}\n`)
  saySome(terminal.note, [...decision.notes, ...notes])
  const code = needsAttention(request, skipped(reading))
  if (decision.failed > 0)
    terminal.warn(`${decision.failed} of ${decision.runs} runs failed; they are counted, not dropped`)
  return decision.failed > 0 ? 1 : code
}

function told({outcomes, corner, standing, findOut, runs, failed, seed}: Decision): string[] {
  const cell = ({low, mid, high}: Interval) => `${mid.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`
  // What cannot be told from nothing decides nothing.
  const isTold = (prcc: Interval | null): prcc is Interval => prcc !== null && (prcc.low > 0 || prcc.high < 0)
  const deciding = outcomes.flatMap(({label, decides}) => {
    if (decides === null) return []
    const named = decides.flatMap(({question, prcc}) => (isTold(prcc) ? [[cell(prcc), question]] : []))
    if (named.length === 0) return [[label, "", `none of ${decides.length} inputs, as far as ${runs} runs can tell`]]
    return named.slice(0, MOST_INPUTS).map((each, n) => [n === 0 ? label : "", ...each])
  })
  return [
    columns([
      ["outcome", "measure", "p50 (p10 to p90)", "unit"],
      ...outcomes.map(({label, measure, amount, unit}) => [label, measure, spread(amount), unit]),
    ]),
    "",
    ...(deciding.length > 0
      ? [
          "What decides each (partial rank correlation, 95 % interval):",
          columns([["outcome", "correlation", "input"], ...deciding]),
          "",
        ]
      : []),
    corner === null
      ? `No corner of what was drawn says more of the first outcome than all runs do.`
      : `${corner.says}. Found again on other runs: in ${(100 * corner.elsewhere.density).toFixed(0)} of 100.`,
    ...(standing === null ? [] : ["", ...standingLines(standing)]),
    ...findOutLines(findOut),
    "",
    `${runs} runs, ${failed} failed, seed ${seed}`,
  ]
}

function standingLines({says, rows, enough, unit, measure, runs}: NonNullable<Decision["standing"]>): string[] {
  const rule = `good enough: ${figure(enough)}${unit === "" ? "" : ` ${unit}`}, as the middle run without a new step`
  return [
    `${says} (${[measure, unit].filter((one) => one !== "").join(", ")}; ${runs} runs; ${rule}):`,
    columns([
      ["step", "mean", "worst", "most regret", "good enough", ""],
      ...rows.map(({label, expected, worst, regret, enough: share, dominated, pareto}) => [
        label,
        figure(expected),
        figure(worst),
        figure(regret),
        `${(100 * share).toFixed(0)} %`,
        dominated
          ? "another is never worse"
          : pareto
            ? "none is as good by all four"
            : "another is as good by all four",
      ]),
    ]),
  ]
}
