// Does the model foresee what was then observed, better than no model would?
//
// In go a model and observed series in its time, out comes one check for each series whose
// quantity the model has: the ensemble from the model's own start is scored on every later
// period against naive forecasts made from the values before it. "No skill shown" is a
// result and is said. The method is docs/methods/checks.md.

import {compile} from "../engine/index.ts"
import {type Executor, quantile7, type Runs} from "../ensemble/index.ts"
import type {Model} from "../model/index.ts"
import type {Check, Verdict} from "./verdict.ts"

/** Observed values of one quantity, in its unit; each stands for the period up to the next. Times of the model, ascending. */
export type Observed = {
  readonly quantity: string
  readonly source: string
  readonly points: readonly {readonly time: number; readonly value: number}[]
}

/** A model, and the series it is held against. */
export type BacktestInput = {
  readonly model: Model
  readonly observed: readonly Observed[]
  readonly execute: Executor
  readonly runs: number
  readonly seed: string
}

/** Fewer periods than this say nothing of skill. */
const leastPeriods = 6
/** The second naive forecast is drawn from this many last values: a year of months. */
const memory = 12
/** Fewer values before the start than this make no spread to forecast from. */
const leastMemory = 3

/** Two-sided 95 % points of Student's t, by degrees of freedom; the next lower entry is taken, which is the wider. */
const studentT: readonly (readonly [number, number])[] = [
  [5, 2.571],
  [6, 2.447],
  [7, 2.365],
  [8, 2.306],
  [9, 2.262],
  [10, 2.228],
  [12, 2.179],
  [15, 2.131],
  [20, 2.086],
  [30, 2.042],
  [60, 2],
]

/**
 * One check of kind "data" for each observed series, in their order.
 *
 * A period is scored when it lies within the run. The score is the continuous ranked
 * probability score (Matheson and Winkler 1976) of the valid runs' means over the period;
 * for a single number it is the absolute error. Naive forecasts: the last value before the
 * start, and the last twelve values before it as an ensemble; the better of the two over the
 * scored periods is the one to beat. `share` is the share of periods in which the model beats it.
 * `holds` (`contradicted`): the 95 % interval of the mean difference lies on the model's
 * (the naive forecast's) side of 0; else `mixed`: no skill shown.
 */
export async function backtest(input: BacktestInput): Promise<Check[]> {
  const known = new Set(input.model.quantities.map((quantity) => quantity.name))
  const save = [...new Set(input.observed.map(({quantity}) => quantity))].filter((name) => known.has(name))
  if (save.length === 0) return input.observed.map((series) => unscored(series, "not represented", noQuantity(series)))
  const fine = {...input.model, time: {...input.model.time, save: input.model.time.step}}
  const runs = await input.execute({program: compile(fine, {}), runs: input.runs, seed: input.seed, save})
  return input.observed.map((series) =>
    known.has(series.quantity)
      ? scored(series, runs, input.model)
      : unscored(series, "not represented", noQuantity(series)),
  )
}

function noQuantity({quantity}: Observed): string {
  return `The model has no ${quantity}.`
}

type Period = {readonly from: number; readonly to: number; readonly value: number}

function scored(series: Observed, runs: Runs, model: Model): Check {
  const {start, stop} = model.time
  const {before, periods} = split(series, start, stop)
  if (periods.length < leastPeriods)
    return unscored(
      series,
      "not testable",
      `To say anything of skill ${leastPeriods} observed periods must lie within the run, and there are ${periods.length}.`,
    )
  if (before.length < leastMemory)
    return unscored(
      series,
      "not testable",
      `A naive forecast needs ${leastMemory} values before the start, and there are ${before.length}.`,
    )
  const members = periods.map((period) => forecast(runs, series.quantity, period))
  if (members[0]!.length === 0) return unscored(series, "not testable", "Every run failed.")
  const model_ = periods.map(({value}, i) => crps(members[i]!, value))
  const last = before[before.length - 1]!
  const recent = Float64Array.from(before.slice(-memory)).sort()
  const naive = [
    {name: "that the last value before the start goes on", scores: periods.map(({value}) => Math.abs(last - value))},
    {
      name: `that each period is like one of the ${recent.length} before the start`,
      scores: periods.map(({value}) => crps(recent, value)),
    },
  ].reduce((best, other) => (mean(other.scores) < mean(best.scores) ? other : best))
  const gains = model_.map((score, i) => naive.scores[i]! - score)
  const wins = gains.filter((gain) => gain > 0).length
  const [low, high] = interval(gains)
  const verdict: Verdict = low > 0 ? "holds" : high < 0 ? "contradicted" : "mixed"
  const inside = periods.filter(({value}, i) => {
    const sorted = members[i]!
    return value >= quantile7(sorted, 0.1) && value <= quantile7(sorted, 0.9)
  }).length
  const result = {holds: "Skill shown", contradicted: "Worse than the naive forecast", mixed: "No skill shown"}[verdict]
  const failed = runs.status.length - members[0]!.length
  const failures = failed > 0 ? ` ${failed} of ${runs.status.length} runs failed and are not counted.` : ""
  return {
    ...frame(series),
    measure: `mean continuous ranked probability score of ${series.quantity} over ${periods.length} periods after the start, against the naive forecast ${naive.name}`,
    verdict,
    share: wins / periods.length,
    why: `${result}: the score is ${two(mean(model_))} against ${two(mean(naive.scores))} (lower is better), a gain of ${two(mean(gains))} (${two(low)} to ${two(high)}); better in ${wins} of ${periods.length} periods; observed values between the lowest and the highest tenth of runs: ${inside} of ${periods.length}. Source: ${series.source}${failures}`,
  }
}

/** The values before `start`, and the periods that lie between `start` and `stop`. */
function split({points}: Observed, start: number, stop: number): {before: number[]; periods: Period[]} {
  const gaps = points.slice(1).map((point, i) => point.time - points[i]!.time)
  const usual = gaps.length > 0 ? quantile7(Float64Array.from(gaps).sort(), 0.5) : 0
  const periods: Period[] = []
  const before: number[] = []
  points.forEach(({time, value}, i) => {
    const to = points[i + 1]?.time ?? time + usual
    // A period that the start falls into is neither history nor forecast.
    if (to <= start) before.push(value)
    else if (time >= start && to <= stop) periods.push({from: time, to, value})
  })
  return {before, periods}
}

/** The mean over a period in each valid run, ascending. */
function forecast(runs: Runs, quantity: string, {from, to}: Period): Float64Array {
  const j = runs.names.indexOf(quantity)
  const times = runs.time.length
  let first = 0
  while (first + 1 < times && runs.time[first]! < from) first++
  let end = first + 1
  while (end < times && runs.time[end]! < to) end++
  const means: number[] = []
  runs.status.forEach((status, run) => {
    if (status !== 0) return
    const at = (run * runs.names.length + j) * times
    means.push(mean(runs.series.subarray(at + first, at + end)))
  })
  return Float64Array.from(means).sort()
}

/**
 * Continuous ranked probability score of an ensemble, ascending, for an observed value:
 * mean |x - y| - half the mean |x - x'| (Gneiting and Raftery 2007, equation 21).
 */
export function crps(sorted: ArrayLike<number>, value: number): number {
  const n = sorted.length
  let [error, spread] = [0, 0]
  for (let i = 0; i < n; i++) {
    error += Math.abs(sorted[i]! - value)
    // The sum of |x - x'| over all pairs of an ascending list, in one pass.
    spread += (2 * i - n + 1) * sorted[i]!
  }
  return error / n - spread / (n * n)
}

function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

/** 95 % interval of the mean of differences, by Student's t. Periods are taken as independent, which flatters both sides alike. */
function interval(values: readonly number[]): [number, number] {
  const centre = mean(values)
  const squares = values.map((value) => (value - centre) * (value - centre))
  const error = Math.sqrt((mean(squares) * values.length) / (values.length - 1) / values.length)
  let t = studentT[0]![1]
  for (const [df, point] of studentT) if (values.length - 1 >= df) t = point
  return [centre - t * error, centre + t * error]
}

function frame(series: Observed) {
  return {
    id: `data:${series.quantity}`,
    kind: "data" as const,
    says: `From its start the model foresees ${series.quantity} better than a naive forecast does.`,
    claims: [],
    contested: false,
    byConstruction: false,
    condition: null,
  }
}

function unscored(series: Observed, verdict: Verdict, why: string): Check {
  return {...frame(series), measure: null, verdict, share: null, why}
}

/** Two significant digits. */
function two(value: number): string {
  return String(Number(value.toPrecision(2)))
}
