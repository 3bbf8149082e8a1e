// What runs foretell of the periods of a series: what the page's fans and the backtest both score.

import type {Runs} from "../ensemble/index.ts"
import type {Seed} from "../math/random.ts"
import {counted, dispersionOf, type Period} from "../math/scatter.ts"
import {meansOver, type Observed, type Span} from "./periods.ts"

/** Every run is counted so often: where two lie beside each other, what is between them can be counted too. */
const COUNTINGS = 4

/**
 * The forecast of each period of `wanted`, ascending, in the unit of the series: the mean over it in each run that did not
 * fail, counted with the scatter that the series showed over the periods of `known` (`dispersionOf`). What can lie below 0
 * is no count, and is taken as the runs have it.
 */
export function foretold(
  runs: Runs,
  {quantity, source, points}: Observed,
  {known, wanted, seed}: {known: readonly Period[]; wanted: readonly Span[]; seed: Seed},
): Float64Array[] {
  const dispersion = dispersionOf(known)
  const means = wanted.map((period) => meansOver(runs, quantity, period))
  const valid = [...runs.status.keys()].filter((run) => runs.status[run] === 0)
  const countings = dispersion === 0 || points.some(({value}) => value < 0) ? 0 : COUNTINGS
  const counts = valid.flatMap((run): ArrayLike<number>[] => {
    const rates = means.map((of) => of[run]!)
    if (countings === 0) return [rates]
    const of = (again: number) => ({seed, name: `${quantity} ${source}`, draw: run * countings + again})
    return Array.from({length: countings}, (_, again) => counted(rates, dispersion, of(again)))
  })
  return wanted.map((_, i) => Float64Array.from(counts, (one) => one[i]!).sort())
}
