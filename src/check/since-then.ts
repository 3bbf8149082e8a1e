// What was foretold on the day asked about, and what came after it.
//
// In go the runs of an outlook, which know nothing of what happened after the model's now, and an observed series that
// goes beyond it; out come, period by period, where the runs lay and what was observed, how much of it lay inside, and
// the score of the runs beside three naive forecasts made on the same day. The method is docs/methods/checks.md.

import type {Runs} from "../ensemble/index.ts"
import {quantile7} from "../math/quantiles.ts"
import type {Seed} from "../math/random.ts"
import type {Period} from "../math/scatter.ts"
import {crps, mean} from "../math/scores.ts"
import type {Model} from "../model/index.ts"
import {foretold} from "./foretold.ts"
import {type Observed, periodName, periodsOf} from "./periods.ts"
import {rivalMemory, rivalsBeside} from "./rivals.ts"

/** A period after the day asked about, its observed value, and percentiles of what the runs may be counted as. */
export type Came = {
  readonly from: number
  readonly to: number
  readonly observed: number
  readonly p2_5: number
  readonly p10: number
  readonly p25: number
  readonly p50: number
  readonly p75: number
  readonly p90: number
  readonly p97_5: number
}

/** What was foretold of one series, and what came. */
export type SinceThen = {
  readonly quantity: string
  readonly source: string
  /** What a period is called: "month". */
  readonly period: string
  /** The periods after the day that the runs reach, in order; at least one. */
  readonly periods: readonly Came[]
  /** How many observed values lie between p25 and p75, and between p10 and p90. */
  readonly inside: {readonly half: number; readonly eight: number}
  /** Values of the series that were known on the day, the latest last: twelve at most, as the naive forecasts see them. */
  readonly known: readonly Period[]
  /** Mean continuous ranked probability score over the periods, lower is better; the runs first. */
  readonly scores: readonly {readonly name: string; readonly crps: number}[]
  /** Of the periods, how many begin within the data that the parameter sets of the runs were fitted to. */
  readonly seen: number
}

const SHARES = {p2_5: 0.025, p10: 0.1, p25: 0.25, p50: 0.5, p75: 0.75, p90: 0.9, p97_5: 0.975} as const

/**
 * What `runs` foretold of `series` after the model's now, and what came; null where the series does not go beyond it,
 * or the runs do not reach its next period or keep no such quantity.
 *
 * A forecast of a period is the mean over it in each run that did not fail, counted with the scatter that the series
 * showed up to the day (`dispersionOf`). What was observed of a period that the day lies in is neither known nor foretold.
 *
 * @param runs   at least from the model's now on.
 * @param fitted the end of the data that the runs' parameter sets were fitted to, in the model's time; null: to none.
 */
export function sinceThen(
  runs: Runs,
  series: Observed,
  {model, seed, fitted = null}: {model: Pick<Model, "time">; seed: Seed; fitted?: number | null},
): SinceThen | null {
  const {quantity, source, points} = series
  const {now} = model.time
  if (now === undefined || !runs.names.includes(quantity) || !runs.status.includes(0)) return null
  const {periods} = periodsOf(points)
  const last = runs.time[runs.time.length - 1]!
  const slack = 1e-9 * Math.max(1, Math.abs(last))
  const known = periods.filter(({to}) => to <= now + slack)
  const after = periods.filter(({from, to}) => from >= now - slack && to <= last + slack && to > from)
  if (after.length === 0) return null
  const members = foretold(runs, series, {known, wanted: after, seed})
  const came = after.map(({from, to, value}, i): Came => {
    const [p2_5, p10, p25, p50, p75, p90, p97_5] = Object.values(SHARES).map((share) => quantile7(members[i]!, share))
    return {
      from,
      to,
      observed: value,
      p2_5: p2_5!,
      p10: p10!,
      p25: p25!,
      p50: p50!,
      p75: p75!,
      p90: p90!,
      p97_5: p97_5!,
    }
  })
  const past = known.map(({value}) => value)
  const score = (forecast: (i: number) => Float64Array) => mean(after.map(({value}, i) => crps(forecast(i), value)))
  const naive = rivalsBeside(past)
  const between = (low: keyof typeof SHARES, high: keyof typeof SHARES) =>
    came.filter((one) => one.observed >= one[low] && one.observed <= one[high]).length
  return {
    quantity,
    source,
    period: periodName(after, model),
    periods: came,
    inside: {half: between("p25", "p75"), eight: between("p10", "p90")},
    known: known.slice(-rivalMemory),
    scores: [
      {name: "model", crps: score((i) => members[i]!)},
      ...naive.map(({name, forecast}) => ({name, crps: score((i) => forecast(past, i + 1))})),
    ],
    seen: fitted === null ? 0 : after.filter(({from}) => from < fitted - slack).length,
  }
}
