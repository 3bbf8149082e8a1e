// The naive forecasts that a model must beat.
//
// The values observed up to an origin and a horizon in periods go in, an ascending ensemble
// comes out; a single number is an ensemble of one. None sees a value after the origin.
// They are those of section "Backtest" of docs/methods/checks.md.

import {exp, log} from "../math/elementary.ts"
import {mean} from "../math/scores.ts"

/** A naive forecast. */
export type Rival = {
  readonly name: string
  /** @param past observed values up to the origin, at least `rivalMemory` + `ahead` of them. */
  forecast(past: readonly number[], ahead: number): Float64Array
}

/** A year of months: what every naive forecast has at least, before the horizon's own length. */
export const rivalMemory = 12
/** Changes are drawn from two years of months, which hold each season twice. */
const changeMemory = 24

/** All naive forecasts, the simplest first: of equals the simplest is the one to beat. */
export const rivals: readonly Rival[] = [
  {name: "last value", forecast: (past) => Float64Array.of(past[past.length - 1]!)},
  {name: "mean of last 6", forecast: (past) => Float64Array.of(mean(past.slice(-6)))},
  {name: "mean of last 12", forecast: (past) => Float64Array.of(mean(past.slice(-12)))},
  {name: "drift over 12", forecast: (past, ahead) => Float64Array.of(drift(past, ahead))},
  {name: "each of last 12", forecast: (past) => Float64Array.from(past.slice(-12)).sort()},
  {name: "changes of last 24", forecast: changes},
]

/** The simplest, and those that were best on monthly counts. */
const BESIDE = new Set(["last value", "mean of last 12", "each of last 12"])

/** The naive forecasts that stand beside what was foretold on one day; none where fewer than twelve values were known. */
export function rivalsBeside(past: readonly number[]): Rival[] {
  return past.length < rivalMemory ? [] : rivals.filter(({name}) => BESIDE.has(name))
}

/** The last value and `ahead` times the mean change over twelve periods; never below 0 where nothing was. */
function drift(past: readonly number[], ahead: number): number {
  const last = past[past.length - 1]!
  const there = last + (ahead * (last - past[past.length - 1 - rivalMemory]!)) / rivalMemory
  return past.some((value) => value < 0) ? there : Math.max(0, there)
}

/**
 * The last value, changed as it changed over `ahead` periods up to each of the last 24: the log-differences themselves,
 * each once, which is what a bootstrap of them comes to with ever more draws.
 */
function changes(past: readonly number[], ahead: number): Float64Array {
  const {difference, moved} = scaleOf(past)
  const last = past[past.length - 1]!
  const first = Math.max(ahead, past.length - changeMemory)
  const seen = past.slice(first).map((value, i) => moved(last, difference(value, past[first + i - ahead]!)))
  return Float64Array.from(seen).sort()
}

/** How values of a series differ, and how one is moved by such a difference. */
export type Scale = {difference(value: number, from: number): number; moved(value: number, by: number): number}

/**
 * Ratios, where no value is below 0; 0 counts as half the least value above it. Else plain differences.
 */
export function scaleOf(past: readonly number[]): Scale {
  const positive = past.filter((value) => value > 0)
  if (positive.length === 0 || past.some((value) => value < 0))
    return {difference: (value, from) => value - from, moved: (value, by) => value + by}
  const least = positive.reduce((a, b) => Math.min(a, b)) / 2
  return {
    difference: (value, from) => log(Math.max(value, least) / Math.max(from, least)),
    moved: (value, by) => value * exp(by),
  }
}
