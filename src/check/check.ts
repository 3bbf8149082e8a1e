// Does the model say what the documents say?
//
// In go a model, a map and its reading, and a way to run ensembles; out comes a verdict
// for each statement: the cause is moved, the same runs without it are laid beside, and
// the effect is watched at the end of the told lag. Runs are compared with themselves
// (common random numbers), failed runs are counted and never used. Statements with the
// same press and horizon share one ensemble. The method is docs/methods/checks.md.

import type {Reading} from "../claims/index.ts"
import {weeksOf, weeksPerUnit} from "../core/duration.ts"
import {nearest} from "../core/fault.ts"
import {groupBy} from "../core/grouping.ts"
import {ENSEMBLES_AHEAD, inTurn} from "../core/in-turn.ts"
import {append, greatest, least} from "../core/lists.ts"
import {rounded} from "../core/rounding.ts"
import {compile, type Setting} from "../engine/index.ts"
import {
  type Executor,
  fromNow,
  type Life,
  type Pasts,
  quantile7,
  type Resumed,
  type Runs,
  valueAt,
} from "../ensemble/index.ts"
import type {CausalMap} from "../map/index.ts"
import {labelOf, type Model, partsOf, type Quantity} from "../model/index.ts"
import {backtest, backtestEnsembles, type FittedDraws, type History} from "./backtest.ts"
import {type Counterpart, counterparts, partDeciding, reachedFrom, readersOf} from "./counterpart.ts"
import {type CaseCheck, type CaseChecks, marginOf, meets, neededShare, timesOf} from "./expectation.ts"
import {fansOf} from "./fans.ts"
import type {Observed} from "./periods.ts"
import {checkReality} from "./reality.ts"
import {type Statement, statements, type Way} from "./statements.ts"
import {type Question, type Turning, turning} from "./turning.ts"
import type {Check, CheckResult, Verdict} from "./verdict.ts"

/** What a check needs: a model, what the documents say, and who executes runs. */
export type CheckInput = {
  readonly model: Model
  readonly map: CausalMap
  readonly reading: Reading
  readonly execute: Executor
  readonly runs: number
  /** 0 to 2^64-1, in decimal. */
  readonly seed: string
  /** The model was drafted from this very map: its own links hold by construction. */
  readonly drafted: boolean
  /** Quantities that stand as they were drafted from this map: what only they say holds by construction, too. */
  readonly asDrafted?: readonly string[]
  /** The case's checks.yaml, parsed. */
  readonly checks?: CaseChecks
  /** What really happened, where the case knows: what is said of the past and the present is tested on it. */
  readonly replay?: History
  /** Observed series to score the model on (`--backtest`); none when absent. */
  readonly observed?: readonly Observed[]
  /** How long what levers set lasts, for the backtest. */
  readonly lasts?: readonly Life[]
  /** Where `execute` draws from sets fitted to data: what the backtest does about it. */
  readonly fitted?: FittedDraws
  /** Where pasts of `execute` are kept, for whoever asks for them next. */
  readonly pasts?: Pasts
  readonly onProgress?: (done: number, total: number) => void
}

/** A movement counts from this share of the effect's p5 to p95 spread in the base ensemble: less is no answer. */
const movementShare = 0.01
/** An effect is over when the runs, with the press and without, lie within this share of how far apart they once lay since. */
const overShare = 0.02
/** Below this share of the value itself a difference is rounding: binary64 after some thousand steps. */
const roundingShare = 1e-9
/** Share of its range, or of its spread, by which a cause is moved: felt, and within what happens. */
const pressShare = 0.2
/** Room for this share of that movement is enough; with less, the statement is tested the other way round. */
const enoughRoom = 0.5
/** Without a told lag an effect is looked for after half a year. */
const defaultWeeks = 26
/** The base ensemble is saved at four points up to the horizon, so that a held stock can be set clear of its course. */
const baseRows = 4

type Amount = {readonly is?: number; readonly times?: number; readonly plus?: number}
/** What is set of each cause, and whether all of it is the other way round than told. */
type Pressed = {
  readonly amounts: readonly (readonly [Quantity, Amount])[]
  readonly mirrored: boolean
  /** Causes without room the way told; none where that is the effect's. */
  readonly tight: readonly Quantity[]
}
/** A quantity of the model that is moved, and which way. */
type Cause = {readonly quantity: Quantity; readonly way: Way}

/** A statement that runs can decide, with where it is in the model. */
type Trial = {
  readonly statement: Statement
  readonly index: number
  readonly causes: readonly Cause[]
  readonly effect: Quantity
  /** Steps until the effect is looked at. */
  readonly steps: number
  readonly world: World
  /** The model was drafted from it. */
  readonly isBuiltIn: boolean
}

/** Where a statement is tested: on what happened or on the base run, and from when. */
type World = {readonly replay: boolean; readonly from: number}

/**
 * Check every link and conditional of `map`, and the case's own checks, on `model`.
 *
 * In a run a statement holds when the effect moves the stated way, and is opposed when it
 * moves the other way, by more than 1 % of the effect's p5 to p95 spread over the base
 * ensemble at that time. `holds`: in at least 0.8 of the valid runs; `contradicted`: opposed
 * in at least 0.8; else `mixed`. `share` is of the runs that failed neither with nor without.
 *
 * Checks are in the order of the map's links, the reading's conditionals, the case's checks, the model's reality checks,
 * the observed series.
 * The links and conditionals that the model was drafted from where nobody has edited it since, and does not contradict, are
 * `byConstruction`: listed, not in `totals`.
 *
 * @throws Fault what `compile` throws of the model.
 */
export async function check(input: CheckInput): Promise<CheckResult> {
  const {model, map, reading} = input
  const all = statements(map, reading)
  const places = counterparts(model, map)
  const reach = new Reach(model)
  const drafted = draftedLinks(input)
  const results: (Check | undefined)[] = []
  const trials: Trial[] = []
  all.forEach((statement, index) => {
    const placed = place(statement, index, input, places, reach)
    if ("verdict" in placed) results[index] = undecided(statement, placed.verdict, placed.why)
    else trials.push({...placed, isBuiltIn: isBuiltIn(statement, input.drafted, drafted)})
  })
  const caseChecks = input.checks ?? []
  const groups = grouped(trials)
  const observed = input.observed ?? []
  const total =
    groups.length + new Set(groups.map(stretchOf)).size + caseChecks.length + backtestEnsembles({...input, observed})
  let done = 0
  const advance = () => input.onProgress?.(++done, total)
  const bases = new Map<string, Promise<Runs>>()
  const courses = new Courses(input)
  const baseOf = async (group: Group, past: Resumed) => {
    const base = await runBase(input, past, group, groups)
    advance()
    return base
  }
  const decided = async (group: Group) => {
    const stretch = stretchOf(group)
    const past = await courses.of(group.world)
    const base = bases.get(stretch) ?? baseOf(group, past)
    bases.set(stretch, base)
    await runGroup(input, past, group, await base, results)
  }
  for (const [, done] of inTurn(groups, ENSEMBLES_AHEAD, decided)) {
    await done
    advance()
  }
  const checks = results.map((result, index) => {
    if (!result) throw new Error(`statement ${all[index]?.id} was never decided`)
    return result
  })
  const asked = caseChecks.map((one) => askedOf(one, input))
  for (const one of asked) if ("settings" in one) courses.want(one)
  const answered = async (one: (typeof asked)[number]) => ("settings" in one ? runCaseCheck(input, courses, one) : one)
  for (const [, done] of inTurn(asked, ENSEMBLES_AHEAD, answered)) {
    checks.push(await done)
    advance()
  }
  if (model.realityChecks) append(checks, await checkReality({...input, onProgress: () => {}}))
  const scored = observed.length > 0 ? await backtest({...input, observed, onProgress: advance}) : null
  if (scored) append(checks, scored.checks)
  return {
    format: "brink/check@1",
    model: model.name,
    runs: input.runs,
    seed: input.seed,
    checks,
    totals: totalsOf(checks),
    ...(scored && {backtest: scored.scores}),
  }
}

/** Is the model a draft that was made of what the statement says? */
function isBuiltIn({causes, effect}: Statement, isDraft: boolean, drafted: ReadonlySet<string>): boolean {
  return isDraft || causes.every(({factor}) => drafted.has(`${factor}->${effect}`))
}

/** Links that the model follows in quantities that stand as they were drafted, and in no other. */
function draftedLinks({model, asDrafted = []}: CheckInput): ReadonlySet<string> {
  const names = new Set(asDrafted)
  const linksOf = (isDrafted: boolean) =>
    model.quantities
      .filter(({name}) => names.has(name) === isDrafted)
      .flatMap(({because}) => because.flatMap((one) => ("link" in one ? one.link : [])))
  const others = new Set(linksOf(false))
  return new Set(linksOf(true).filter((link) => !others.has(link)))
}

/** How many checks have each verdict, those that hold by construction left out. */
export function totalsOf(checks: readonly Check[]): Record<Verdict, number> {
  const totals: Record<Verdict, number> = {
    holds: 0,
    mixed: 0,
    contradicted: 0,
    "not represented": 0,
    "not testable": 0,
  }
  for (const one of checks) if (!one.byConstruction) totals[one.verdict]++
  return totals
}

/** What each quantity reaches, worked out once for each. */
class Reach {
  readonly #readers: ReadonlyMap<string, readonly string[]>
  readonly #reached = new Map<string, Set<string>>()
  constructor(model: Model) {
    this.#readers = readersOf(model)
  }
  has(from: string, to: string): boolean {
    let reached = this.#reached.get(from)
    if (!reached) {
      reached = reachedFrom(from, this.#readers)
      this.#reached.set(from, reached)
    }
    return reached.has(to)
  }
}

/** Where a statement is in the model, or why runs cannot decide it. */
function place(
  statement: Statement,
  index: number,
  {model, map, replay}: CheckInput,
  places: ReadonlyMap<string, Counterpart>,
  reach: Reach,
): Omit<Trial, "isBuiltIn"> | {verdict: Verdict; why: string} {
  if (statement.undecidable) return statement.undecidable
  const missing = [...statement.causes.map(({factor}) => factor), statement.effect].filter((id) => !places.has(id))
  if (missing.length > 0) {
    const names = model.quantities.filter(({kind}) => kind !== "parameter").map((quantity) => quantity.name)
    const said = missing.map((id) => {
      const near = nearest(id, names).map((other) => {
        const meant = map.factors.find((factor) => places.get(factor.id)?.quantity.name === other)
        return meant ? `${other}, which stands for ${meant.name}` : other
      })
      const label = map.factors.find((factor) => factor.id === id)?.name ?? id
      return `No quantity for ${label}${near.length > 0 ? ` (nearest names: ${near.join("; ")})` : ""}.`
    })
    return {verdict: "not represented", why: said.join(" ")}
  }
  const causes = statement.causes.map(({factor, way}) => ({quantity: places.get(factor)!.quantity, way}))
  const effect = places.get(statement.effect)!.quantity
  if (causes.some(({quantity}) => quantity.name === effect.name))
    return {verdict: "not testable", why: `Both sides are one quantity of the model, ${effect.name}.`}
  const idle = causes.find(({quantity}) => !reach.has(quantity.name, effect.name))
  if (idle)
    return {verdict: "not represented", why: `Nothing leads from ${idle.quantity.name} to ${effect.name} in the model.`}
  return {statement, index, causes, effect, ...whenTested(model, statement, replay !== undefined)}
}

/**
 * What is said of the future is tested on the base run from now on, of the present on what happened from now on, of the
 * past on what happened up to now: without a replay all on the base run, and without a now all from the start.
 */
function whenTested(model: Model, {lag, time}: Statement, replayed: boolean): {steps: number; world: World} {
  const {start, now = start, step} = model.time
  const steps = horizonSteps(model, lag, now)
  const replay = replayed && time !== "future"
  return {steps, world: {replay, from: replay && time === "past" ? Math.max(start, now - steps * step) : now}}
}

/**
 * Steps after which an effect is looked for: the longest reading of the told lag, else 26
 * weeks, or a quarter of the run where the model is shorter than that or its unit of time
 * is no calendar unit. Never beyond the run, and a multiple of four steps.
 */
function horizonSteps(model: Model, lag: string | null, from: number): number {
  const {unit, stop, step} = model.time
  const span = stop - from
  const week = weeksPerUnit(unit)
  const told = weeksOf(lag)
  let horizon = span / 4
  if (week !== null && told) horizon = Math.min(span, told.high / week)
  else if (week !== null && defaultWeeks / week <= span) horizon = defaultWeeks / week
  const whole = Math.round(span / step)
  // A run shorter than four steps is taken whole.
  const most = Math.max(Math.floor(whole / baseRows) * baseRows, Math.min(whole, baseRows))
  return Math.min(most, Math.max(baseRows, Math.ceil(Math.round((horizon / step) * 1e6) / 1e6 / baseRows) * baseRows))
}

type Group = {
  readonly causes: readonly Cause[]
  readonly steps: number
  readonly world: World
  readonly trials: readonly Trial[]
}

/** Groups of one stretch share a base ensemble. */
function stretchOf({steps, world}: Group): string {
  return JSON.stringify([steps, world])
}

/** Trials that share causes, directions and horizon, in the order in which they first come. */
function grouped(trials: readonly Trial[]): Group[] {
  const groups = groupBy(trials, (trial) =>
    JSON.stringify([trial.causes.map(({quantity, way}) => [quantity.name, way]), trial.steps, trial.world]),
  )
  return [...groups.values()].map((members) => {
    const first = members[0]!
    return {causes: first.causes, steps: first.steps, world: first.world, trials: members}
  })
}

/** The model cut short `steps` after `from`, which is its now, with `rows` saved rows from there on, after the first. */
function shortened(model: Model, steps: number, rows: number, from: number): Model {
  const {step} = model.time
  const every = Math.max(1, Math.floor(steps / rows))
  return {...model, time: {...model.time, now: from, stop: from + steps * step, save: every * step}}
}

/** What a group is run on. */
function historyOf({replay}: CheckInput, world: World): {settings: readonly Setting[]; events?: History["events"]} {
  return world.replay && replay ? {settings: replay.settings, events: replay.events} : {settings: []}
}

/** Runs that several checks look at, made once: what happened up to a time, and the courses of the analyst's checks. */
class Courses {
  private readonly input: CheckInput
  private readonly known = new Map<string, Promise<Resumed>>()
  /** By start and settings: until when, and of which quantities. */
  private readonly wanted = new Map<string, {until: number; readonly save: Set<string>}>()
  private readonly courses = new Map<string, Promise<Runs>>()
  /** Where the time of the stop stands in equations, a longer run is another one. */
  private readonly apart: boolean

  constructor(input: CheckInput) {
    this.input = input
    this.apart = readsStop(input.model)
  }

  /** The model from the day on from which something is tested. */
  of(world: World): Promise<Resumed> {
    const {model, runs, seed, execute, pasts} = this.input
    const key = JSON.stringify(world)
    const asked = {...model, time: {...model.time, now: world.from}}
    const history = historyOf(this.input, world)
    const past = this.known.get(key) ?? fromNow(asked, execute, {runs, seed, history, ...(pasts && {pasts})})
    this.known.set(key, past)
    return past
  }

  /** Says that `with_` and `without` will be asked of this, so that courses are run as long and as wide as all ask. */
  want({since, until, save, settings}: Behaviour): void {
    for (const set of [settings, []]) {
      const key = this.keyOf(since, until, set)
      const known = this.wanted.get(key) ?? {until, save: new Set()}
      known.until = Math.max(known.until, until)
      for (const name of save) known.save.add(name)
      this.wanted.set(key, known)
    }
  }

  without({since, until}: Behaviour): Promise<Runs> {
    return this.course(since, until, [])
  }

  with_({since, until, settings}: Behaviour): Promise<Runs> {
    return this.course(since, until, settings)
  }

  private keyOf(since: number, until: number, settings: readonly Setting[]): string {
    return JSON.stringify([since, settings, this.apart ? until : null])
  }

  private course(since: number, until: number, settings: readonly Setting[]): Promise<Runs> {
    const key = this.keyOf(since, until, settings)
    const runs = this.courses.get(key) ?? this.run(since, settings, this.wanted.get(key)!)
    this.courses.set(key, runs)
    return runs
  }

  /** Every step is saved: a time that is asked for may lie between the model's own saved rows. */
  private async run(
    since: number,
    settings: readonly Setting[],
    {until, save}: {readonly until: number; readonly save: ReadonlySet<string>},
  ): Promise<Runs> {
    const {runs, seed} = this.input
    const {model, execute} = await this.of({replay: false, from: since})
    const fine: Model = {...model, time: {...model.time, stop: until, save: model.time.step}}
    return execute({program: compile(fine, {settings}), runs, seed, save: [...save]})
  }
}

/** Whether an equation, a condition or an effect of `model` knows when the run will stop. */
function readsStop({quantities, events}: Model): boolean {
  const exprs = [
    ...quantities.flatMap(({equation, rate, initial}) => [equation, rate, initial]),
    ...events.flatMap(({when, does}) => [when, ...does.map(({amount}) => amount)]),
  ]
  return exprs.some((expr) => expr && [...partsOf(expr)].some((part) => part.op === "call" && part.fn === "stop_time"))
}

async function runBase(input: CheckInput, past: Resumed, of: Group, groups: readonly Group[]): Promise<Runs> {
  const names = new Set<string>()
  for (const group of groups)
    if (stretchOf(group) === stretchOf(of))
      for (const trial of group.trials) {
        for (const {quantity} of trial.causes) names.add(quantity.name)
        names.add(trial.effect.name)
      }
  const program = compile(shortened(past.model, of.steps, baseRows, of.world.from), historyOf(input, of.world))
  return past.execute({program, runs: input.runs, seed: input.seed, save: [...names]})
}

async function runGroup(
  input: CheckInput,
  past: Resumed,
  group: Group,
  base: Runs,
  results: (Check | undefined)[],
): Promise<void> {
  const stuck = groupBy(group.trials, (trial) => isStuck(trial, base))
  for (const [mirrored, trials] of stuck) await runTrials(input, past, {...group, trials}, mirrored, base, results)
}

/** Whether too many runs have the effect at the bound of its range already for the statement to hold that way. */
function isStuck({statement, effect}: Trial, base: Runs): boolean {
  const bound = effect.range?.[statement.effectWay > 0 ? 1 : 0]
  if (bound === undefined || !Number.isFinite(bound)) return false
  const spread = coursesOf(base, effect.name).at(-1)
  if (!spread) return false
  const least = movementShare * (spread.p95 - spread.p5)
  const values = valuesAt(base, effect.name, base.time.length - 1).filter((value) => Number.isFinite(value))
  return values.filter((value) => Math.abs(bound - value) <= least).length > (1 - neededShare) * values.length
}

async function runTrials(
  input: CheckInput,
  past: Resumed,
  group: Group,
  mirrored: boolean,
  base: Runs,
  results: (Check | undefined)[],
): Promise<void> {
  const pressed = pressOf(group.causes, mirrored, base)
  if (!pressed) {
    for (const {statement, index} of group.trials)
      results[index] = undecided(
        statement,
        "not testable",
        `${listed(group.causes.map(({quantity}) => quantity.name))} cannot be moved: fixed within its range, or no run reached the end.`,
      )
    return
  }
  const names = [...new Set(group.trials.map((trial) => trial.effect.name))]
  // A drafted model saturates and cannot fail, so that what does not decide these effects need not be run.
  const [first, ...others] = pressed.amounts
  const part =
    input.drafted && others.length === 0 && first?.[1].is !== undefined && input.model.events.length === 0
      ? partDeciding(past.model, first[0].name, names)
      : past.model
  const {from} = group.world
  const history = historyOf(input, group.world)
  const program = compile(shortened(part, group.steps, baseRows, from), {
    ...history,
    settings: [...history.settings, ...pressed.amounts.map(([{name}, amount]) => settingOf(name, amount, from))],
  })
  const runs = await past.execute({program, runs: input.runs, seed: input.seed, save: names})
  for (const trial of group.trials) {
    const result = judged(trial, pressed, base, runs, input.model, trial.isBuiltIn)
    results[trial.index] =
      result.verdict === "contradicted"
        ? await explained(input, result, questionOf(input, trial, pressed, {base, runs}))
        : result
  }
}

/** A contradicted check with what would have to change for it to hold. */
async function explained(input: CheckInput, result: Check, question: Question): Promise<Check> {
  const turns = await turning(question)
  return {...result, turns, why: `${result.why} ${turningSaid(turns, input.model)}`}
}

function turningSaid(turns: Turning | null, model: Model): string {
  if (!turns) return "No single number on the way between turns this, from 0 to ten times what it is."
  const label = (name: string) => called(model.quantities.find((quantity) => quantity.name === name)!)
  const {quantity, parameter, is, needs} = turns
  const [to, from] = [plainNumber(needs), plainNumber(is)]
  const change =
    parameter === null ? `${to} in place of ${from}` : `${label(parameter)} (${parameter}) at ${to}, not ${from},`
  return `It would hold with ${change} in the equation of ${label(quantity)} (${quantity}): the nearest change of a single number.`
}

/** What a trial asks of single runs. */
function questionOf(
  input: CheckInput,
  trial: Trial,
  pressed: Pressed,
  {base, runs: under}: {readonly base: Runs; readonly runs: Runs},
): Question {
  const {statement, effect, world} = trial
  const row = rowJudged(effect.name, base, under)
  const spread = coursesOf(base, effect.name)[row]
  const steps = Math.round((base.time[row]! - world.from) / input.model.time.step)
  const stated = statement.effectWay * (pressed.mirrored ? -1 : 1)
  const at = (runs: Runs, run: number) => valueAt(runs, run, effect.name, runs.time.length - 1)
  return {
    model: shortened(input.model, steps, 1, world.from),
    execute: input.execute,
    seed: input.seed,
    history: historyOf(input, world),
    settings: pressed.amounts.map(([{name}, amount]) => settingOf(name, amount, world.from)),
    causes: pressed.amounts.map(([{name}]) => name),
    effects: [effect.name],
    margin: (runs, without, run) => (at(runs, run) - at(without, run)) * stated,
    least: movementShare * (spread ? spread.p95 - spread.p5 : 0),
    share: neededShare,
  }
}

/** `--set` as the engine takes it. */
function settingOf(name: string, amount: Amount, from?: number, to?: number): Setting {
  const span = {...(from === undefined ? {} : {from}), ...(to === undefined ? {} : {to})}
  if (amount.is !== undefined) return {name, act: "=", value: amount.is, ...span}
  if (amount.times !== undefined) return {name, act: "*=", value: amount.times, ...span}
  if (amount.plus !== undefined) return {name, act: "+=", value: amount.plus, ...span}
  throw new Error(`nothing is set of ${name}`)
}

/**
 * How causes are moved, each its own way: a stock and a lever are held: a stock clear of its base course
 * (beyond p95, or p5, of what the base runs take, by 0.2 of its range), a lever 0.2 of its
 * range from its default. Everything else is shifted by 0.2 of its declared range, else of
 * the larger of its spread and its size; down, where it is never negative, it is halved.
 * Where one lacks half the room that it needs that way, all are moved the other way, which
 * tests the same statement mirrored; where one lacks it both ways, those are moved that have
 * any. Null where there is no room at all.
 *
 * @param first whether the mirrored way is the one to try first: the effect has no room the told way.
 */
function pressOf(causes: readonly Cause[], first: boolean, base: Runs): Pressed | null {
  const pressed = [first, !first].map((mirrored) => {
    const found = causes.map(({quantity, way}) => pressTowards(quantity, (mirrored ? -way : way) as Way, base))
    const amounts = causes.flatMap(({quantity}, i) => {
      const one = found[i]
      return one && one.room > movementShare ? [[quantity, one.amount] as const] : []
    })
    const tight = causes.filter((_, i) => (found[i]?.room ?? 0) < enoughRoom)
    return {amounts, mirrored, tight, roomy: tight.length === 0}
  })
  const chosen = pressed.find(({roomy}) => roomy) ?? pressed.find(({amounts}) => amounts.length > 0)
  if (!chosen) return null
  const told = pressed.find(({mirrored}) => !mirrored)!.tight.map(({quantity}) => quantity)
  return {amounts: chosen.amounts, mirrored: chosen.mirrored, tight: first ? [] : told}
}

/** What is set, and how much of the whole movement there is room for. */
function pressTowards(cause: Quantity, way: Way, base: Runs): {amount: Amount; room: number} | null {
  const [low, high] = cause.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  const declared = Number.isFinite(high - low) ? high - low : null
  const course = coursesOf(base, cause.name)
  if (course.length === 0) return null
  const p5 = least(course.map((row) => row.p5))
  const p95 = greatest(course.map((row) => row.p95))
  const last = course[course.length - 1]!
  const size = pressShare * (declared ?? (Math.max(p95 - p5, Math.abs(last.p50)) || 1))
  if (cause.kind === "stock" || cause.kind === "lever") {
    const clear = way > 0 ? p95 : p5
    const held = tidy(Math.min(high, Math.max(low, clear + way * size)))
    // Room is needed beyond the middle run at least: a stock at its bound cannot be raised.
    const middles = course.map((row) => row.p50)
    const room = way > 0 ? held - greatest(middles) : least(middles) - held
    return {amount: {is: held}, room: room / size}
  }
  if (way < 0 && p5 >= 0 && last.p50 > 0 && declared === null) return {amount: {times: 0.5}, room: 1}
  // What stands at the bound of its range in the middle run cannot go further that way.
  const left = way > 0 ? high - last.p50 : last.p50 - low
  return {amount: {plus: tidy(way * size)}, room: declared === null ? 1 : Math.min(1, left / size)}
}

/** To six significant digits: a held value is for people to read and to type. */
function tidy(value: number): number {
  return Number(value.toPrecision(6))
}

type Spread = {readonly p5: number; readonly p50: number; readonly p95: number}

/** What was worked out of an ensemble: many statements ask for the same one. */
const spreads = new WeakMap<Runs, Map<string, Spread[]>>()

/** p5, p50 and p95 over the valid runs at each saved row. Empty when no run is valid. */
function coursesOf(runs: Runs, name: string): Spread[] {
  const of = spreads.get(runs) ?? new Map<string, Spread[]>()
  spreads.set(runs, of)
  const course = of.get(name) ?? courseOf(runs, name)
  of.set(name, course)
  return course
}

function courseOf(runs: Runs, name: string): Spread[] {
  const out: Spread[] = []
  for (let t = 0; t < runs.time.length; t++) {
    const sorted = valuesAt(runs, name, t)
      .filter((value) => Number.isFinite(value))
      .sort()
    if (sorted.length === 0) return []
    out.push({p5: quantile7(sorted, 0.05), p50: quantile7(sorted, 0.5), p95: quantile7(sorted, 0.95)})
  }
  return out
}

/** One value for each run at saved row `t`; NaN for a failed run. */
function valuesAt(runs: Runs, name: string, t: number): Float64Array {
  const j = runs.names.indexOf(name)
  if (j < 0) throw new Error(`${name} was not saved`)
  const [width, times] = [runs.names.length, runs.time.length]
  return Float64Array.from(runs.status, (status, run) =>
    status === 0 ? runs.series[(run * width + j) * times + t]! : Number.NaN,
  )
}

/**
 * The saved row at which an effect is looked at: the end of the told lag, or, where the effect is all but over by then,
 * the last at which it is not. What is left of it at the end says nothing of how it was while it lasted.
 */
function rowJudged(name: string, base: Runs, runs: Runs): number {
  const pressed = coursesOf(runs, name)
  const spans = coursesOf(base, name).map(({p5, p95}, t) =>
    pressed[t] ? Math.max(p95, pressed[t].p95) - Math.min(p5, pressed[t].p5) : p95 - p5,
  )
  const last = base.time.length - 1
  if (spans.length <= last) return last
  // Nothing has followed yet at the moment of the press.
  const most = greatest(spans.slice(1))
  return spans.findLastIndex((span, t) => t > 0 && span >= overShare * most)
}

function judged(trial: Trial, pressed: Pressed, base: Runs, runs: Runs, model: Model, built: boolean): Check {
  const {statement, effect} = trial
  const row = rowJudged(effect.name, base, runs)
  const before = valuesAt(base, effect.name, row)
  const after = valuesAt(runs, effect.name, row)
  const spread = coursesOf(base, effect.name)[row]
  const margin = movementShare * (spread ? spread.p95 - spread.p5 : 0)
  // Moving the causes the other way is the same statement mirrored.
  const stated = statement.effectWay * (pressed.mirrored ? -1 : 1)
  let [valid, with_, opposed] = [0, 0, 0]
  for (let run = 0; run < before.length; run++) {
    const [from, to] = [before[run]!, after[run]!]
    if (!Number.isFinite(from) || !Number.isFinite(to)) continue
    valid++
    const least = Math.max(margin, roundingShare * Math.abs(from))
    const moved = (to - from) * stated
    if (moved > least) with_++
    else if (moved < -least) opposed++
  }
  const condition = {
    set: Object.fromEntries(pressed.amounts.map(([{name}, amount]) => [name, amount])),
    from: trial.world.from,
    ...(trial.world.replay ? {scenario: "replay"} : {}),
  }
  const looked = (t: number) => `${unitOfTime(model)} ${tidy(base.time[t]!)}`
  const beyond = margin > 0 ? `more than ${plainNumber(margin)} ` : ""
  const measure = `${effect.name} at ${looked(row)}, ${beyond}${stated > 0 ? "above" : "below"} the same run with nothing set${trial.world.replay ? ", on what happened" : ""}`
  const failed = before.length - valid
  const failures = failed > 0 ? ` ${failed} of ${before.length} runs failed and are not counted.` : ""
  if (valid === 0)
    return {
      ...undecided(statement, "not testable", `Every run failed.${failures}`),
      condition,
      measure,
    }
  const verdict: Verdict =
    with_ / valid >= neededShare ? "holds" : opposed / valid >= neededShare ? "contradicted" : "mixed"
  const ways: [string, number][] = [
    [stated > 0 ? "goes up" : "goes down", with_],
    [stated > 0 ? "goes down" : "goes up", opposed],
    ["does not move", valid - with_ - opposed],
  ]
  const told = ways.filter(([, count]) => count > 0).map(([does, count]) => `${does} in ${shareSaid(count, valid)}`)
  const runsSaid = told.length > 1 ? " runs" : ""
  const set = listed(pressed.amounts.map(([quantity, amount]) => `${called(quantity)} ${amountSaid(amount)}`))
  const tight = pressed.tight.length > 0 ? pressed.tight : [effect]
  const turned = pressed.mirrored
    ? `Tried the other way round, as ${listed(tight.map(called))} ${tight.length > 1 ? "have" : "has"} no room the way told: with`
    : "With"
  const end = base.time.length - 1
  const over = row < end ? ` Looked at in ${looked(row)}: by ${looked(end)} it is all but over.` : ""
  const why = `${turned} ${set}, ${called(effect)} ${listed(told)}${runsSaid}.${over}${failures}`
  return {
    id: statement.id,
    kind: statement.kind,
    says: statement.says,
    claims: statement.claims,
    ...(statement.quote ? {quote: statement.quote} : {}),
    contested: statement.contested,
    // A draft is made of these very statements: their shares are their beliefs, no news.
    byConstruction: built && verdict !== "contradicted",
    condition,
    measure,
    verdict,
    share: with_ / valid,
    why,
    fans: fansOf(base, runs, effect.name),
  }
}

function undecided(statement: Statement, verdict: Verdict, why: string): Check {
  return {
    id: statement.id,
    kind: statement.kind,
    says: statement.says,
    claims: statement.claims,
    ...(statement.quote ? {quote: statement.quote} : {}),
    contested: statement.contested,
    byConstruction: false,
    condition: null,
    measure: null,
    verdict,
    share: null,
    why,
  }
}

/** "a, b and c". */
function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`
}

/** What people call a quantity, in quotes: a label is a name, whatever its capitals and its number. */
function called(quantity: Quantity): string {
  return `"${labelOf(quantity)}"`
}

/** A share of runs in words: of ten; rounding must not turn some into none or into all. */
function shareSaid(count: number, of: number): string {
  if (count === of) return `all ${of} runs`
  const tenths = Math.round((count / of) * 10)
  return tenths === 0 ? "fewer than 1 of 10" : tenths === 10 ? "more than 9 of 10" : `${tenths} of 10`
}

function amountSaid(amount: Amount): string {
  if (amount.is !== undefined) return `held at ${plainNumber(amount.is)}`
  if (amount.times !== undefined) return `times ${plainNumber(amount.times)}`
  const by = amount.plus ?? 0
  return `${by < 0 ? "lowered" : "raised"} by ${plainNumber(Math.abs(by))}`
}

/** Two significant digits for a sentence; a whole number under a thousand is left as it is. */
function plainNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1000) return String(value)
  return String(rounded(value))
}

function unitOfTime(model: Model): string {
  return weeksPerUnit(model.time.unit) === null ? "time" : model.time.unit.trim().replace(/s$/, "")
}

/** Why one of the analyst's own checks cannot be asked of `model`; null where it can. */
export function notAskable(asked: CaseCheck, model: Model): {verdict: Verdict; why: string} | null {
  const known = [...model.quantities, ...model.contested].map(({name}) => name)
  const named = [...Object.keys(asked.set), ...asked.comparisons.map((one) => one.measure.quantity)]
  const unknown = [...new Set(named)].filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    const lacking = unknown.map((name) => {
      const near = nearest(name, known)
      return `The model has no ${name}${near.length > 0 ? ` (nearest names: ${near.join(", ")})` : ""}.`
    })
    return {verdict: "not represented", why: lacking.join(" ")}
  }
  const {start, stop} = model.time
  const untestable = (why: string) => ({verdict: "not testable" as const, why})
  const times = asked.comparisons.flatMap((one) => timesOf(one.measure))
  const outside = times.find((time) => time < start || time > stop)
  if (outside !== undefined)
    return untestable(`It looks at time ${outside}, and the model runs from ${start} to ${stop}.`)
  for (const [name, {is, times: by = 1, plus = 0}] of Object.entries(asked.set)) {
    const lever = model.quantities.find((one) => one.name === name && one.kind === "lever")
    if (!lever?.range || lever.value?.kind !== "fixed") continue
    const value = is ?? lever.value.value * by + plus
    const [low, high] = lever.range
    if (value < low || value > high)
      return untestable(`It sets ${name} to ${value}, and the lever goes from ${low} to ${high}.`)
  }
  if (!asked.comparisons.some((one) => one.times !== 0)) return null
  if (Object.keys(asked.set).length === 0)
    return untestable("It compares with the run in which nothing is set, and sets nothing.")
  const {from = start, to = stop} = asked
  return from >= stop || to <= start
    ? untestable(`It sets something from ${from} to ${to}, and the model runs from ${start} to ${stop}.`)
    : null
}

/** One of the analyst's own checks, as runs can decide it. */
type Behaviour = {
  readonly asked: CaseCheck
  readonly settings: readonly Setting[]
  /** Steps at or around the times that it looks at and sets. */
  readonly since: number
  readonly until: number
  readonly save: readonly string[]
}

function frameOf(asked: CaseCheck, model: Model) {
  return {
    id: asked.id,
    kind: "behaviour" as const,
    says: asked.says,
    claims: [],
    contested: false,
    byConstruction: false,
    condition:
      Object.keys(asked.set).length === 0
        ? null
        : {set: asked.set, from: asked.from ?? model.time.start, ...(asked.to === undefined ? {} : {to: asked.to})},
    measure: asked.expect,
  }
}

/** What is to be run for a check; the check itself where runs cannot decide it. */
function askedOf(asked: CaseCheck, {model}: CheckInput): Behaviour | Check {
  const frame = frameOf(asked, model)
  const trouble = (verdict: Verdict, why: string): Check => ({...frame, verdict, share: null, why})
  const wrong = notAskable(asked, model)
  if (wrong) return trouble(wrong.verdict, wrong.why)
  const {start, stop, step} = model.time
  const times = asked.comparisons.flatMap((one) => timesOf(one.measure))
  const save = [...new Set(asked.comparisons.map((one) => one.measure.quantity))]
  const settings = Object.entries(asked.set).map(([name, amount]) => settingOf(name, amount, asked.from, asked.to))
  const from = least([Math.max(start, asked.from ?? start), ...times])
  const until =
    start + Math.min(stop - start, Math.max(step, Math.ceil((greatest(times) - start) / step - 1e-9) * step))
  const since = start + Math.floor((from - start) / step + 1e-9) * step
  return {asked, settings, since, until, save}
}

async function runCaseCheck(input: CheckInput, courses: Courses, behaviour: Behaviour): Promise<Check> {
  const {model} = input
  const {asked, settings, since, until, save} = behaviour
  const {step} = model.time
  const frame = frameOf(asked, model)
  const base = await courses.without(behaviour)
  const runs = settings.length > 0 ? await courses.with_(behaviour) : base
  const whole = [reached(base, until), reached(runs, until)]
  let [valid, met] = [0, 0]
  for (let run = 0; run < input.runs; run++) {
    if (whole.some((valid) => valid[run] === 0)) continue
    valid++
    if (
      asked.comparisons.every((one) => meets(one, measured(runs, run, one.measure), measured(base, run, one.measure)))
    )
      met++
  }
  const failed = input.runs - valid
  const failures = failed > 0 ? ` ${failed} of ${input.runs} runs failed and are not counted.` : ""
  if (valid === 0) return {...frame, verdict: "not testable", share: null, why: `Every run failed.${failures}`}
  const verdict: Verdict =
    met / valid >= asked.share ? "holds" : (valid - met) / valid >= neededShare ? "contradicted" : "mixed"
  const result: Check = {
    ...frame,
    verdict,
    share: met / valid,
    why: `"${asked.expect}" is so in ${met} of ${valid} runs; ${Math.ceil(asked.share * valid - 1e-9)} are needed.${failures}`,
    fans: fansOf(base, runs, save[0]!, until),
  }
  if (verdict !== "contradicted") return result
  return explained(input, result, {
    model: {...model, time: {...model.time, now: since, stop: until, save: step}},
    execute: input.execute,
    seed: input.seed,
    history: {},
    settings,
    causes: Object.keys(asked.set),
    effects: save,
    margin: (with_, without, run) => {
      const least = asked.comparisons.map((one) =>
        marginOf(one, measured(with_, run, one.measure), measured(without, run, one.measure)),
      )
      return least.reduce((a, b) => Math.min(a, b))
    },
    least: 0,
    share: asked.share,
  })
}

/** Whether each run came as far as `until`: what failed later counts. */
function reached(runs: Runs, until: number): Uint8Array {
  const whole = Uint8Array.from(runs.status, (status) => (status === 0 ? 1 : 0))
  for (const {run, time} of runs.failures) if (time > until) whole[run] = 1
  return whole
}

/** The value of a measure in one run; a time between steps is the step before it. */
function measured(runs: Runs, run: number, measure: CaseCheck["comparisons"][number]["measure"]): number {
  const j = runs.names.indexOf(measure.quantity)
  const row = (run * runs.names.length + j) * runs.time.length
  const [from, to] = timesOf(measure)
  const [first, last] = [rowAt(runs.time, from), rowAt(runs.time, to)]
  const values = runs.series.subarray(row + first, row + last + 1)
  if (measure.kind === "min") return values.reduce((a, b) => Math.min(a, b))
  if (measure.kind === "max") return values.reduce((a, b) => Math.max(a, b))
  return values.reduce((a, b) => a + b) / values.length
}

/** The last saved row at or before `time`, with room for the rounding of start + k * step. */
function rowAt(times: Float64Array, time: number): number {
  const slack = 1e-9 * Math.max(1, Math.abs(time))
  let row = 0
  while (row + 1 < times.length && times[row + 1]! <= time + slack) row++
  return row
}
