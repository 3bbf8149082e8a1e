// Does the model foresee what was then observed, better than no model would?
//
// In go a model, observed series in its time and what is known to have happened; out come one
// check for each series and horizon, and the scores of all methods. Time is rolled on, period by
// period: at each origin the model and the naive forecasts know what was observed and what had
// happened by then, and nothing later. What is scored is what an outlook of that day would show:
// the runs at their own levels, with the same lapses and the same scatter of counts (foretold.ts).
// "No skill shown" is a result and is said. The method is docs/methods/checks.md.

import {groupBy} from "../core/grouping.ts"
import {ENSEMBLES_AHEAD, inTurn} from "../core/in-turn.ts"
import {greatest, least} from "../core/lists.ts"
import {rounded} from "../core/rounding.ts"
import {type CompileOptions, compile, type Setting} from "../engine/index.ts"
import {type Executor, type InForce, inForceAt, type Life, lapsing, type Runs, seedOf} from "../ensemble/index.ts"
import type {Seed} from "../math/random.ts"
import type {Period} from "../math/scatter.ts"
import {crps, type Forecasts, type Skill, scoresOf, skillOver} from "../math/scores.ts"
import type {Model} from "../model/index.ts"
import {foretold} from "./foretold.ts"
import {type Observed, periodName, periodsOf, plural} from "./periods.ts"
import {rivalMemory, rivals} from "./rivals.ts"
import type {Backtested, Check, Verdict} from "./verdict.ts"

/** The case's scenario `replay`, as the engine takes it. */
export type History = {readonly settings: readonly Setting[]; readonly events: CompileOptions["events"]}

/** A model, the series it is held against, and what happened meanwhile. */
export type BacktestInput = {
  readonly model: Model
  readonly observed: readonly Observed[]
  readonly replay?: History
  /** How long what levers set lasts once it is in force; by Gott's rule where nothing is said. */
  readonly lasts?: readonly Life[]
  readonly execute: Executor
  /** Where `execute` draws from sets that were fitted to data; absent where it draws from the priors. */
  readonly fitted?: FittedDraws
  readonly runs: number
  /** 0 to 2^64-1, in decimal. */
  readonly seed: string
  readonly onProgress?: (done: number) => void
}

/** Parameter sets that have seen data, which no forecast made before these data may use. */
export type FittedDraws = {
  /** The end of the data, in the model's time. */
  readonly until: number
  /** Sets that had seen less, the earliest first: a forecast draws from the latest that had not seen what it foretells. */
  readonly earlier: readonly {readonly until: number; readonly execute: Executor}[]
  /** Draws from the priors instead. */
  readonly priors: Executor
}

/** Periods ahead that are forecast: of months, the next, a quarter, half a year and a year. */
export const horizons = [1, 3, 6, 12] as const
/** Fewer origins than this, or than three blocks of the bootstrap, say nothing of skill. */
const leastOrigins = 6
const leastBlocks = 3
/** Months differ by a tenth from each other; a gap makes one period twice as long. */
const unevenShare = 0.15

/** A series that can be scored: its periods, and for each origin (the number of the last period known) which horizons. */
type Trial = {
  readonly series: Observed
  readonly periods: readonly Period[]
  readonly origins: readonly {readonly last: number; readonly ahead: readonly number[]}[]
}

/** Origins at which the same had happened: one ensemble forecasts from all of them. */
type Stretch = {
  readonly known: History
  /** Levers in force, which lapse after the origin; where there are any, it is the only one of its stretch. */
  readonly inForce: readonly InForce[]
  /** Draws from the sets that were fitted by then; from the priors where none was. */
  readonly drawn: {readonly execute: Executor; readonly fitted: boolean}
  readonly origins: readonly {readonly trial: Trial; readonly last: number; readonly ahead: readonly number[]}[]
}

/** What was foretold of a period, member by member, and its value; what was observed by its origin, and when that was. */
type Forecast = {
  readonly members: Float64Array
  readonly value: number
  readonly past: readonly number[]
  readonly at: number
}

/** How many ensembles `backtest` runs. */
export function backtestEnsembles(
  input: Pick<BacktestInput, "model" | "observed" | "replay" | "lasts" | "execute" | "fitted">,
): number {
  const trials = input.observed.map((series) => placed(series, input.model)).filter((one) => "origins" in one)
  return stretches(trials, input).length
}

/**
 * Checks of kind "data", for each observed series in their order one for each horizon (`data:NAME:h`), or a single one
 * (`data:NAME`) that says why it cannot be scored; and the scores of every method.
 *
 * `share` is the share of origins at which the model's score beats that of the best naive forecast. `holds`
 * (`contradicted`): the 95 % interval of skill lies above (below) 0; else `mixed`: no skill shown.
 *
 * @throws Fault what `compile` throws of the model.
 */
export async function backtest(input: BacktestInput): Promise<{checks: Check[]; scores: Backtested[]}> {
  const seed = seedOf(input.seed)
  const placements = input.observed.map((series) => placed(series, input.model))
  const trials = placements.filter((one) => "origins" in one)
  const forecasts = new Map<Trial, Map<number, Forecast[]>>()
  let done = 0
  for (const [stretch, made] of inTurn(stretches(trials, input), ENSEMBLES_AHEAD, (one) => forecasting(input, one))) {
    const runs = await made
    for (const {trial, last, ahead} of stretch.origins) {
      const {periods, series} = trial
      const known = periods.slice(0, last + 1)
      const past = known.map(({value}) => value)
      const own = forecasts.get(trial) ?? new Map<number, Forecast[]>()
      forecasts.set(trial, own)
      for (const h of ahead) {
        const [members] = foretold(runs, series, {known, wanted: [periods[last + h]!], seed})
        if (members!.length === 0) continue
        const all = own.get(h) ?? []
        own.set(h, all)
        all.push({members: members!, value: periods[last + h]!.value, past, at: periods[last]!.to})
      }
    }
    input.onProgress?.(++done)
  }
  const checks: Check[] = []
  const scores: Backtested[] = []
  for (const one of placements) {
    if ("verdict" in one) {
      checks.push(unscored(one.series, null, one.verdict, one.why))
      continue
    }
    for (const h of horizons) {
      const made = (forecasts.get(one)?.get(h) ?? []).sort((a, b) => a.at - b.at)
      const least = originsNeeded(h)
      const period = periodName(one.periods, input.model)
      if (made.length < least) {
        const why = `To say anything of skill ${h} ${plural(period, h)} ahead ${least} origins are needed, and there are ${made.length}.`
        checks.push(unscored(one.series, h, "not testable", why, period))
        continue
      }
      const scored = score(one, h, made, seed, input)
      checks.push(scored.check)
      scores.push(scored.table)
    }
  }
  return {checks, scores}
}

function originsNeeded(ahead: number): number {
  return Math.max(leastOrigins, leastBlocks * ahead)
}

/** The origins of a series and the horizons of each, or why there are none. */
function placed(series: Observed, model: Model): Trial | {series: Observed; verdict: Verdict; why: string} {
  const {quantity, points} = series
  if (!model.quantities.some(({name}) => name === quantity))
    return {series, verdict: "not represented", why: `The model has no ${quantity}.`}
  const {periods, gaps, usual} = periodsOf(points)
  const uneven = gaps.findIndex((gap) => Math.abs(gap - usual) > unevenShare * usual)
  if (uneven >= 0)
    return {
      series,
      verdict: "not testable",
      why: `Its periods are not of one length: that of value ${uneven + 1} is ${two(gaps[uneven]!)} long, and most are ${two(usual)}.`,
    }
  const {start, stop} = model.time
  const slack = 1e-9 * Math.max(1, Math.abs(start), Math.abs(stop))
  const origins = periods.flatMap((_, last) => {
    if (periods[last]!.to < start - slack) return []
    const ahead = horizons.filter((h) => {
      const target = periods[last + h]
      return target !== undefined && target.to <= stop + slack && last + 1 >= rivalMemory + h
    })
    return ahead.length > 0 ? [{last, ahead}] : []
  })
  const needed = originsNeeded(horizons[0])
  if (origins.length < needed)
    return {
      series,
      verdict: "not testable",
      why: `To say anything of skill ${needed} origins are needed, each within the run, with ${rivalMemory + 1} observed periods before it and one after; there are ${origins.length}.`,
    }
  return {series, periods, origins}
}

/** What had happened by `time`: later settings and events are dropped, and of a setting in force nobody knows the end. */
export function knownAt(time: number, {settings, events = []}: History): History {
  return {
    settings: settings
      .filter(({from}) => from === undefined || from < time)
      .map(({to, ...setting}) => (to === undefined || to > time ? setting : {...setting, to})),
    events: events.filter(({at}) => at < time),
  }
}

function stretches(
  trials: readonly Trial[],
  {model, replay, lasts, ...input}: Pick<BacktestInput, "model" | "replay" | "lasts" | "execute" | "fitted">,
): Stretch[] {
  const sources = sourcesOf(input)
  const origins = trials.flatMap((trial) =>
    trial.origins.map((origin) => {
      const at = trial.periods[origin.last]!.to
      const known = knownAt(at, replay ?? {settings: [], events: []})
      return {
        trial,
        ...origin,
        at,
        known,
        inForce: inForceAt(at, known.settings, model, lasts),
        drawn: drawnBy(at, sources),
      }
    }),
  )
  // Events are told apart by how many of them had come: they are dropped by their time alone. What is in force lapses
  // by how long it has lasted at the origin.
  const groups = groupBy(origins, ({at, known, inForce, drawn}) =>
    JSON.stringify([
      known.settings,
      (known.events ?? []).map((one) => one.at),
      sources.indexOf(drawn),
      inForce.length > 0 ? at : null,
    ]),
  )
  return [...groups.values()].map((group) => ({...group[0]!, origins: group}))
}

/** Where a forecast may draw from, by the end of the data that it has seen: the priors first, which have seen none. */
type Source = Stretch["drawn"] & {readonly until: number}

function sourcesOf({execute, fitted}: Pick<BacktestInput, "execute" | "fitted">): readonly Source[] {
  if (!fitted) return [{until: Number.NEGATIVE_INFINITY, execute, fitted: false}]
  const {until, earlier, priors} = fitted
  const sets = [...earlier, {until, execute}]
  return [
    {until: Number.NEGATIVE_INFINITY, execute: priors, fitted: false},
    ...sets.map((one) => ({...one, fitted: true})),
  ]
}

/** The source that has seen most of what lies before an origin, and nothing after it. */
function drawnBy(at: number, sources: readonly Source[]): Source {
  return sources.findLast(({until}) => at >= until - 1e-9 * Math.max(1, Math.abs(until)))!
}

/** The ensemble from the model's start to the last period that is forecast, every step kept. */
async function forecasting(
  {model, runs, seed}: BacktestInput,
  {known, inForce, drawn, origins}: Stretch,
): Promise<Runs> {
  const {start, stop, step} = model.time
  const ends = origins.flatMap(({trial, last, ahead}) => ahead.map((h) => trial.periods[last + h]!.to))
  const steps = Math.min(Math.round((stop - start) / step), Math.ceil((greatest(ends) - start) / step))
  const fine = {...model, time: {...model.time, stop: start + steps * step, save: step}}
  const save = [...new Set(origins.map(({trial}) => trial.series.quantity))]
  const {trial, last} = origins[0]!
  const world = lapsing(fine, inForce, trial.periods[last]!.to)
  return drawn.execute({program: compile(world, heldBy(inForce, known)), runs, seed, save})
}

/** What had happened, but for the levers whose lapse the model has. */
export function heldBy(inForce: readonly InForce[], known: History): History {
  const lapses = new Set(inForce.map(({lever}) => lever.name))
  return {...known, settings: known.settings.filter(({name, to}) => to !== undefined || !lapses.has(name))}
}

/** The scores of all methods for one series and horizon, and the check that they decide. */
function score(
  trial: Trial,
  ahead: number,
  made: readonly Forecast[],
  seed: Seed,
  {model, replay, execute, fitted: sets, runs}: BacktestInput,
) {
  const {series} = trial
  const methods = [
    {name: "model", forecasts: made as Forecasts},
    ...rivals.map(({name, forecast}) => ({
      name,
      forecasts: made.map(({past, value}): Forecasts[number] => ({members: forecast(past, ahead), value})),
    })),
  ].map(({name, forecasts}) => ({
    name,
    each: forecasts.map(({members, value}) => crps(members, value)),
    ...scoresOf(forecasts),
  }))
  const [own, ...naive] = methods
  const best = naive.reduce((a, b) => (b.crps < a.crps ? b : a))
  const skill = skillOver(own!.each, best.each, ahead, seed, `skill ${series.quantity} ${series.source} ${ahead}`)
  const verdict: Verdict = skill.low > 0 ? "holds" : skill.high < 0 ? "contradicted" : "mixed"
  const wins = own!.each.filter((one, i) => one < best.each[i]!).length
  const period = periodName(trial.periods, model)
  const valid = least(made.map(({members}) => members.length))
  const shown = {holds: "Skill shown", contradicted: "Worse than the naive forecast", mixed: "No skill shown"}[verdict]
  const known = replay
    ? " What happened (the scenario replay) is known to the model up to each origin, and not beyond."
    : ""
  const sources = sourcesOf({execute, ...(sets && {fitted: sets})})
  const before = made.filter(({at}) => !drawnBy(at, sources).fitted).length
  const which = sets && sets.earlier.length > 0 ? "the plausible sets fitted by then" : "the plausible sets"
  const drawn = !sets
    ? ""
    : before === made.length
      ? " Runs draw from the priors: the plausible sets have seen what came after every origin."
      : ` Runs draw from ${which} at ${made.length - before} of the origins, and from the priors at the ${before} whose future the sets have seen.`
  const sighted = fittedTo(series, model)
  const result = sighted > 0 ? `${shown}, in-sample` : shown
  const fitted =
    sighted > 0
      ? ` The model was not made in advance: ${sighted} of its quantities name this file as a reason for their numbers.`
      : ""
  const failures = valid < runs ? ` Up to ${runs - valid} of ${runs} runs failed and are not counted.` : ""
  const check: Check = {
    ...frame(series, ahead, period),
    measure: `mean continuous ranked probability score of ${series.quantity} ${ahead} ${plural(period, ahead)} ahead over ${made.length} origins, against the naive forecast ${best.name}`,
    verdict,
    share: wins / made.length,
    why: `${result}: the score is ${two(own!.crps)} against ${two(best.crps)} of the best naive forecast, ${best.name} (lower is better), a skill of ${skillSaid(skill)}; better at ${wins} of ${made.length} origins; ${Math.round(own!.coverage! * made.length)} of ${made.length} observed values in the interval of 80 %.${known}${drawn}${fitted} Source: ${series.source}${failures}`,
  }
  const table: Backtested = {
    quantity: series.quantity,
    source: series.source,
    horizon: ahead,
    period,
    origins: made.length,
    from: made[0]!.at,
    to: made[made.length - 1]!.at,
    methods: methods.map(({each: _, ...method}) => method),
    best: best.name,
    fitted: sighted,
    ...skill,
  }
  return {check, table}
}

/** How many quantities of the model give the file of a series as a reason. */
function fittedTo({file}: Observed, {quantities}: Model): number {
  const name = file?.split(/[\\/]/).at(-1)
  return quantities.filter(({because}) => because.some((one) => "data" in one && one.data === name)).length
}

/** Skill and its interval, for a sentence. */
export function skillSaid({skill, low, high}: Skill): string {
  const said = (value: number) =>
    Number.isFinite(value) ? value.toFixed(2).replace(/^-(0\.00)$/, "$1") : "minus infinity"
  return `${said(skill)} (${said(low)} to ${said(high)})`
}

function frame(series: Observed, ahead: number | null, period = "period") {
  const when = ahead === null ? "" : ` ${ahead} ${plural(period, ahead)} ahead`
  return {
    id: ahead === null ? `data:${series.quantity}` : `data:${series.quantity}:${ahead}`,
    kind: "data" as const,
    says: `The model foresees ${series.quantity}${when} better than a naive forecast does.`,
    claims: [],
    contested: false,
    byConstruction: false,
    condition: null,
  }
}

function unscored(series: Observed, ahead: number | null, verdict: Verdict, why: string, period?: string): Check {
  return {...frame(series, ahead, period), measure: null, verdict, share: null, why}
}

/** Two significant digits; from 10 to 1000 one digit behind the point. */
function two(value: number): string {
  return Math.abs(value) >= 10 && Math.abs(value) < 1000 ? value.toFixed(1) : String(rounded(value))
}
