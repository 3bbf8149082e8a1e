// Runs in, outlook out: the base ensemble, one more for each step, two for each loop, and the
// findings that come of them.
//
// In: a model with its map, reading and checks, and an executor that runs plans. Out: the
// whole outlook. Every share is of runs that did not fail; the failed are counted. All
// ensembles have the same seed, hence the same draws, run by run, so that differences are
// caused by what was changed. Same input, same bytes, whatever the executor.

import {type CheckResult, foretellingOf, type History, heldBy, knownAt, sinceThen} from "../check/index.ts"
import type {Reading} from "../claims/index.ts"
import {Fault, nearest} from "../core/fault.ts"
import {type CompileOptions, compile, failureTold, type Program, rows} from "../engine/index.ts"
import {
  type Executor,
  fromNow,
  type InForce,
  inForceAt,
  type Life,
  lapsing,
  type Pasts,
  type Runs,
  seedOf,
  stillToCome,
} from "../ensemble/index.ts"
import type {CausalMap} from "../map/index.ts"
import type {Model} from "../model/index.ts"
import {bottomLine, type Skill, type Trust, trustWords} from "./brief.ts"
import {endsToTry, type Tried} from "./choice.ts"
import {corner} from "./corner.ts"
import {drawnBy, leadingTo} from "./drawn.ts"
import {type Evidence, evidence} from "./evidence.ts"
import {findOut} from "./find-out.ts"
import type {Finding, Foretelling, OutcomeView, Outlook, SinceView, StandingView} from "./finding.ts"
import {MOST_OPTIONS, options, type Path, steps, watched} from "./levers.ts"
import {loopsOf} from "./loops.ts"
import {ENOUGH_RUNS, type Group, sidesOf, validIn} from "./measure.ts"
import {chosen, type Observed, type Outcome, type OutcomeWish, type Told, tell, wished} from "./outcomes.ts"
import {assertKnown, namesIn, type Readiness, ripeness, type Threshold, thresholdsOf, worst} from "./planning.ts"
import {type Against, returns, type Stake, type Wish} from "./price.ts"
import {type Calm, nudgedIn, pulses} from "./pulses.ts"
import {disputes, drivers, signposts, type Watched} from "./splits.ts"
import {NO_STEP, standing, type Way} from "./standing.ts"
import {counted, list, opened} from "./words.ts"
import {countedRuns} from "./worth.ts"

export type WeighInput = {
  /** Absent: what its first outcomes are asked about. */
  readonly question?: string
  readonly model: Model
  readonly map: CausalMap
  readonly reading: Reading
  readonly check: CheckResult
  readonly execute: Executor
  readonly runs: number
  /** 0 to 2^64-1, in decimal. */
  readonly seed: string
  /** What to report, of case.yaml; absent or empty: chosen from the map (see `chosen`). */
  readonly outcomes?: readonly OutcomeWish[]
  /** Levers to compare, by name; all when absent. */
  readonly levers?: readonly string[]
  readonly data?: readonly Observed[]
  /** What can be watched, and where it is published: signposts are taken from it first. */
  readonly watch?: readonly Watched[]
  /** Levels that readers plan by. */
  readonly thresholds?: readonly Threshold[]
  /** Levels in calm times, against which a loop's share of a level is told. */
  readonly calm?: readonly Calm[]
  /** Whose each quantity is, and what they want of it. */
  readonly stakes?: readonly Stake[]
  /** Combinations of steps over time to compare, such as the scenarios of a case. */
  readonly paths?: readonly Path[]
  /** Signs that a side is willing. */
  readonly ripe?: readonly Readiness[]
  /** What happened, of which the runs know what lies before the model's now; what is in force that day stays in force. */
  readonly replay?: History
  /** How long what levers set lasts once it is in force; by Gott's rule where nothing is said. */
  readonly lasts?: readonly Life[]
  /** What came of the backtests of each series; absent: none was made. */
  readonly skill?: readonly (Skill & {readonly quantity: string})[]
  readonly skipped: readonly {readonly file: string; readonly why: string}[]
  /** The end of the data that the runs' parameter sets were fitted to, in the model's time; absent: to none. */
  readonly fittedUntil?: number
  /** Pasts that were run for something else already. */
  readonly pasts?: Pasts
  /** Whether the model was drafted from the map by rule. */
  readonly drafted: boolean
  /** Whether it is a sketch, drafted from the map by rule and edited by nobody. */
  readonly untouched?: boolean
  /** After each ensemble: how many are done, of how many at most, and which it was. */
  readonly onProgress?: (done: number, total: number, says: string) => void
}

/** Outcomes that signposts are looked for: what is told first. */
const MOST_POSTED = 4
/** Numbers kept of the base ensemble: 160 MB as doubles; outcomes and factors come first, candidates for signposts last. */
const MOST_VALUES = 20_000_000

export type Opening = Pick<
  WeighInput,
  "model" | "map" | "reading" | "execute" | "runs" | "seed" | "outcomes" | "replay" | "lasts" | "pasts"
>

/**
 * What everything of an outlook is asked of: the model from its day on, with what is in force on it, and the outcomes.
 * @throws Fault `outlook/nothing-to-report`, and of `wished`.
 */
export async function opening(input: Opening) {
  const history = heldFrom(input)
  const resumed = await fromNow(input.model, input.execute, {...input, history})
  const today = input.model.time.now ?? input.model.time.start
  const inForce = inForceAt(today, history.settings ?? [], resumed.model, input.lasts)
  const model = lapsing(resumed.model, inForce, today)
  const held = heldBy(inForce, {settings: [], events: [], ...history})
  const known = evidence(model, input.map, input.reading)
  const outcomes = input.outcomes && input.outcomes.length > 0 ? wished(input.outcomes, known) : chosen(known)
  if (outcomes.length === 0)
    throw new Fault("outlook/nothing-to-report", `The model '${model.name}' has no stock or auxiliary to report`, {
      next: "Name outcomes in case.yaml, or give the model a quantity that changes.",
    })
  const levers = resumed.model.quantities.filter(({kind}) => kind === "lever")
  return {execute: resumed.execute, levers, inForce, model, held, known, outcomes}
}

type Opened = Awaited<ReturnType<typeof opening>>

/**
 * The runs if nobody takes a new step, and how many failed.
 * @throws Fault `outlook/every-run-failed`.
 */
async function unmoved(
  {runs, seed}: Pick<WeighInput, "runs" | "seed">,
  {execute, model}: Pick<Opened, "execute" | "model">,
  {program, save}: {readonly program: Program; readonly save: readonly string[]},
) {
  const base = await execute({program, runs, seed, save})
  const failed = base.status.reduce((n, status) => n + (status === 0 ? 0 : 1), 0)
  if (failed === runs)
    throw new Fault("outlook/every-run-failed", `All ${runs} runs of '${model.name}' failed`, {
      ...(base.failures[0] ? {place: failureTold(base.failures[0], model)} : {}),
      next: "Run `brink run` on the model to see where one run goes wrong.",
    })
  return {base, failed}
}

/**
 * The outcomes if nobody takes a new step.
 * @throws Fault `outlook/every-run-failed`.
 */
async function asTheyGo(
  input: Pick<WeighInput, "runs" | "seed" | "drafted" | "data">,
  opened: Pick<Opened, "execute" | "model" | "known" | "outcomes">,
  what: {readonly program: Program; readonly save: readonly string[]},
) {
  const {drafted, data} = input
  const {known, outcomes} = opened
  const {base, failed} = await unmoved(input, opened, what)
  const sides = sidesOf(base)
  const observed = (quantity: string) => data?.find((d) => d.quantity === quantity)
  const told = outcomes.map((one, n) => tell(one, n, base, sides, known, drafted, observed(one.quantity)))
  return {base, sides, told, failed}
}

/**
 * What the outcomes do if nobody takes a new step, as the whole outlook shows them, and nothing else: one ensemble.
 * @throws Fault as `weigh`, of what it asks for.
 */
export async function outcomesOf(input: Opening & Pick<WeighInput, "drafted">): Promise<OutcomeView[]> {
  const opened = await opening(input)
  const {model, held, outcomes} = opened
  const save = [...new Set(outcomes.map(({quantity}) => quantity))]
  const {told} = await asTheyGo(input, opened, {program: compile(model, held), save})
  return told.map(({view}) => view)
}

/**
 * What the runs of the whole outlook foretell of its series, and nothing else: one ensemble.
 * @throws Fault as `weigh`, of what it asks for.
 */
export async function foretellings(input: Opening & Pick<WeighInput, "data" | "fittedUntil">): Promise<Foretelling> {
  const opened = await opening(input)
  const {model, held, known, outcomes} = opened
  const {data = [], seed} = input
  const save = [...new Set(data.flatMap(({quantity}) => (known.quantity(quantity) ? [quantity] : [])))]
  const {base, failed} = await unmoved(input, opened, {program: compile(model, held), save})
  return {
    runs: input.runs,
    failed,
    since: sinceOf(input, base, known, outcomes),
    ahead: data.flatMap((series) => {
      const one = foretellingOf(base, series, {model: input.model, seed: seedOf(seed)})
      return one === null ? [] : [{...one, ...namedAs(series.quantity, known)}]
    }),
  }
}

/**
 * The whole outlook. `report` is null: where it was written is the caller's to say.
 * @throws Fault `outlook/unknown-outcome`, `outlook/unknown-measure`, `outlook/unknown-lever`,
 *               `outlook/nothing-to-report`, `outlook/every-run-failed`.
 */
export async function weigh(input: WeighInput): Promise<Outlook> {
  const {map, reading} = input
  const {execute, levers, inForce, model, held, known, outcomes} = await opening(input)
  for (const lever of input.levers ?? [])
    if (!levers.some(({name}) => name === lever))
      throw new Fault("outlook/unknown-lever", `The model has no lever '${lever}'`, {
        next:
          levers.length > 0 ? `Levers: ${levers.map(({name}) => name).join(", ")}` : "The model has no lever at all.",
      })

  for (const {quantity} of input.watch ?? [])
    if (!known.quantity(quantity) || known.quantity(quantity)!.kind === "parameter") {
      const names = known.model.quantities.filter((q) => q.kind !== "parameter").map((q) => q.name)
      const near = nearest(quantity, names)
      throw new Fault("outlook/unknown-watch", `The model has no quantity '${quantity}' to watch`, {
        place: "watch in case.yaml",
        next: near.length > 0 ? `Nearest: ${near.join(", ")}` : "Name a stock, flow or auxiliary of the model.",
      })
    }

  const {thresholds = [], stakes = [], ripe = [], paths = [], calm = []} = input
  assertKnown({thresholds, stakes, ripe, calm}, known)

  const toTry = steps(known, levers, inForce, input.levers)
  const looped = loopsOf(known, outcomes[0]!.quantity, input.drafted)
  const nudged = nudgedIn(looped.loops, outcomes[0]!.quantity, known)
  const pulsed = nudged.length + looped.loops.length * (calm.length > 0 ? 2 : 1)
  let total = 1 + toTry.steps.length + (input.drafted ? 0 : MOST_OPTIONS) + paths.length + pulsed
  let done = 0
  const ran = (says: string) => input.onProgress?.(++done, total, says)

  const program = compile(model, held)
  const watch = watched(
    known,
    outcomes.map((o) => o.quantity),
  )
  const back = returns(looped.loops, outcomes[0]!.quantity)
  const candidates = toWatch(known, outcomes, input.watch ?? [])
  const named = [
    ...namesIn(thresholds, ripe, known),
    ...stakes.map((s) => s.quantity),
    ...calm.map((c) => c.quantity),
    ...nudged,
    ...back.flatMap((r) => r.leads.map(({name}) => name)),
    ...(input.data ?? []).flatMap(({quantity}) => (known.quantity(quantity) ? [quantity] : [])),
  ]
  const save = kept(program, input.runs, [...outcomes.map((o) => o.quantity), ...watch, ...named], candidates)
  const {base, sides, told, failed} = await asTheyGo(input, {execute, model, known, outcomes}, {program, save})
  ran("no new step")
  const first = told[0]!
  const from = model.time.now ?? model.time.start
  const toCome = (one: InForce) => stillToCome(one, from, model.time.unit)
  const split = {known, first, base, sides, inForce, toCome}
  const planned = (more: number) => {
    total = 1 + endsToTry(toTry.steps, input.drafted).length + more + paths.length + pulsed
  }
  const wishes = wishesOf(told, watch, stakes, known)
  const tries = {
    known,
    held,
    steps: toTry.steps,
    told,
    watch,
    wishes,
    returns: back,
    paths,
    base,
    sides,
    execute,
    ran,
    planned,
    isDrafted: input.drafted,
  }
  const stepped = await options(tries)
  const circled = await pulses({
    known,
    held,
    loops: looped.loops,
    calm,
    told,
    base,
    sides,
    drafted: input.drafted,
    execute,
    ran,
  })
  const loopOf = (names: readonly string[]) => circled.loops.find((l) => l.factors.every(({id}, k) => id === names[k]))
  const namedLoops = (loops: readonly Against[]) =>
    loops.flatMap(({names, by}) => {
      const loop = loopOf(names)
      return loop ? [{name: loop.name, polarity: loop.polarity, finding: loop.finding, by}] : []
    })
  const offered = stepped.options.map((option, k) => {
    const {worse, stakes, loops} = stepped.prices[k]!
    return {...option, price: {worse, stakes, loops: namedLoops(loops)}}
  })
  const driven = drivers(split)
  const {among, apart} = stepped.choice
  const disputed = disputes(split, told, stepped.moves, among)
  const posted = signposts(
    split,
    told.slice(0, MOST_POSTED),
    candidates.filter((name) => base.names.includes(name)),
    input.watch ?? [],
  )

  const drawn = leadingTo(first.quantity, drawnBy(base), known.model, inForce)
  const valid = validIn(base)
  // Of a draft nothing has a size.
  const cornered = input.drafted
    ? null
    : corner({known, inForce, toCome, drawn, valid, event: {says: first.event.says, happens: first.event.happens}})
  const contested = map.links.filter((l) => l.sign === "contested").length
  const trust: Trust = {
    voices: known.voices(reading.claims.map((c) => c.id)).length,
    contested: contested > 0 ? contested : model.contested.length,
    contradicted: input.check.totals.contradicted,
    drafted: input.drafted,
    untouched: input.untouched === true,
    failed,
    runs: input.runs,
    ...(input.skill && skillOn(first.quantity, input.skill)),
  }
  const findings: Finding[] = [
    ...told.map((t) => t.finding),
    ...stepped.findings,
    ...circled.findings,
    ...driven.findings,
    ...disputed.findings,
    ...posted.findings,
  ]
  return {
    format: "brink/outlook@1",
    question: input.question ?? openQuestion(told),
    outcomes: told.map((t) => t.quantity),
    runs: input.runs,
    failed,
    seed: input.seed,
    hash: base.hash,
    findings,
    map: {factors: map.factors.length, links: map.links.length, contested, loops: map.loops.length},
    checks: input.check.totals,
    skipped: input.skipped,
    report: null,
    ...bottomLine({
      known,
      told,
      trust,
      options: offered,
      loops: circled.loops,
      disputes: disputed.disputes,
      drivers: driven.drivers,
      lapses: driven.lapses,
      held: inForce.length > 0,
    }),
    inForce: inForce.map((one) => {
      const left = toCome(one)
      return {
        lever: one.lever.name,
        label: known.label(one.lever.name),
        value: one.value,
        toCome: {low: left(0.1), mid: left(0.5), high: left(0.9)},
        source: one.life?.source ?? null,
      }
    }),
    confidence: trustWords(trust, told[0]!.inside, "full"),
    views: told.map((t) => t.view),
    options: offered,
    ...(stepped.reach && {reach: stepped.reach}),
    steps: offered.map(({lever, by, label, setting, effects, half, price}) => ({
      lever,
      ...(by !== undefined && {by}),
      label,
      setting,
      definition: effects.flatMap(({outcome, definition}) => (definition ? [{outcome, chain: definition}] : [])),
      ...(half && {half}),
      ...price,
    })),
    ...(stepped.strength && {strength: stepped.strength}),
    paths: stepped.paths.map((path) => ({...path, loops: namedLoops(path.loops)})),
    worst: input.drafted ? [] : worst(told, base, known),
    thresholds: thresholdsOf(thresholds, input.watch ?? [], base, sides, known),
    ripe: ripeness(ripe, base, sides, known),
    loops: circled.loops,
    drivers: driven.drivers,
    disputes: disputed.disputes,
    signposts: posted.signposts,
    since: sinceOf(input, base, known, outcomes),
    findOut: findOut({...split, drawn, valid}, among, apart),
    corner: cornered,
    standing: input.drafted ? null : standingOf(told, among, valid),
    event: {quantity: first.quantity, says: first.event.says, share: first.event.share, finding: first.finding.id},
    notes: notesOf(known, base, sides, toTry.left, stepped.idle, stepped.unshown, looped.left, disputed.left),
    horizon: {
      start: model.time.now ?? model.time.start,
      stop: model.time.stop,
      unit: model.time.unit,
      origin: model.time.origin ?? null,
    },
  }
}

/** How the steps to choose among stand beside taking no new step, in the runs in which all of them give a number. */
function standingOf(told: readonly Told[], among: readonly Tried[], valid: Uint8Array): StandingView | null {
  const ways: Way[] = [
    {lever: null, label: NO_STEP, values: told.map(({values}) => values)},
    ...among.map(({step: {lever, label}, outcomes}) => ({lever, label, values: outcomes})),
  ]
  if (ways.length < 2) return null
  return standing(
    told,
    ways,
    countedRuns(
      ways.flatMap(({values}) => values),
      valid,
    ),
  )
}

/** What was foretold of each series and what came: outcomes in their order, then the series with most to be held against. */
function sinceOf(
  {data = [], model, seed, fittedUntil}: Pick<WeighInput, "data" | "model" | "seed" | "fittedUntil">,
  base: Runs,
  known: Evidence,
  outcomes: readonly Outcome[],
): SinceView[] {
  const place = new Map(outcomes.map(({quantity}, n) => [quantity, n]))
  return data
    .flatMap((series) => sinceThen(base, series, {model, seed: seedOf(seed), fitted: fittedUntil ?? null}) ?? [])
    .sort(
      (a, b) =>
        (place.get(a.quantity) ?? outcomes.length) - (place.get(b.quantity) ?? outcomes.length) ||
        b.periods.length - a.periods.length,
    )
    .map((one) => ({...one, ...namedAs(one.quantity, known)}))
}

/** A quantity's label, for people, and its unit. */
function namedAs(name: string, known: Evidence): {label: string; unit: string} {
  return {label: known.label(name), unit: known.quantity(name)!.unit}
}

/** What is wanted of quantities: by those the outlook is for (outcomes and factors with a wish), and by those with a stake. */
function wishesOf(told: readonly Told[], watch: readonly string[], stakes: readonly Stake[], known: Evidence): Wish[] {
  const own = [
    ...told.map(({quantity, wanted}) => ({quantity, wanted})),
    ...watch.map((name) => ({quantity: name, wanted: known.wanted(name)})),
  ]
  return [
    ...own.flatMap(({quantity, wanted}) => (wanted === null ? [] : [{quantity, holder: null, wanted}])),
    ...stakes,
  ]
}

/** The backtests of one quantity, and those of all others, each added up. */
function skillOn(quantity: string, all: NonNullable<WeighInput["skill"]>): Pick<Trust, "skill" | "elsewhere"> {
  const sum = (some: readonly Skill[]) =>
    some.reduce((a, b) => ({tests: a.tests + b.tests, shown: a.shown + b.shown, worse: a.worse + b.worse}), {
      tests: 0,
      shown: 0,
      worse: 0,
    })
  return {
    skill: sum(all.filter((one) => one.quantity === quantity)),
    elsewhere: sum(all.filter((one) => one.quantity !== quantity)),
  }
}

/** What the runs know of what happened: nothing where the model has no now. */
function heldFrom({model, replay}: Pick<WeighInput, "model" | "replay">): CompileOptions {
  const {now, start} = model.time
  return replay === undefined || now === undefined || now <= start ? {} : knownAt(now, replay)
}

/** The question of documents that nobody asked one of: what they say of the two outcomes told first. */
function openQuestion(told: readonly Told[]): string {
  const [first, second] = told
  const about = second ? `${first!.label} and ${second.inside}` : first!.label
  return `${about}: what do these documents say will happen?`
}

/** The part of an outlook that `brink outlook --json` prints (format brink/outlook@1), in its order. */
export function outlookFile(outlook: Outlook, report: string | null) {
  const {format, question, outcomes, runs, failed, seed, hash, findings, map, checks, skipped} = outlook
  const {steps, strength, paths, worst, thresholds, ripe, since, findOut, corner, standing} = outlook
  const planning = {
    steps,
    ...(strength && {strength}),
    paths,
    worst,
    thresholds,
    ripe,
    since,
    findOut,
    corner,
    standing,
  }
  return {
    format,
    question,
    outcomes,
    runs,
    failed,
    seed,
    hash,
    findings,
    map,
    checks,
    skipped,
    report,
    ...planning,
  } as const
}

/** Candidates for signposts: moving quantities that are not an outcome and that no outcome is made of. */
function toWatch(known: Evidence, outcomes: readonly Outcome[], watch: readonly Watched[]): string[] {
  const made = new Set(outcomes.flatMap((o) => known.own(o.quantity)))
  const reported = new Set(outcomes.map((o) => o.quantity))
  const asked = watch.map(({quantity}) => quantity).filter((name) => known.quantity(name) && !reported.has(name))
  const found = known.model.quantities
    .filter(
      (q) =>
        !made.has(q.name) &&
        (q.kind === "stock" ||
          known.factor(q.name) !== undefined ||
          (q.kind === "auxiliary" && q.label !== undefined && !isDrafted(q.name))),
    )
    .filter((q) => q.kind !== "lever" && q.kind !== "parameter")
    .map((q) => q.name)
  return [...new Set([...asked, ...found])]
}

/** The inner workings of a drafted factor or link, labelled but never reported on their own. */
function isDrafted(name: string): boolean {
  return /^(?:target|effect|change)_/u.test(name)
}

/** What the base ensemble saves: all that is needed, then candidates as long as they fit. */
function kept(program: Program, runs: number, needed: readonly string[], candidates: readonly string[]): string[] {
  const room = Math.floor(MOST_VALUES / (runs * rows(program)))
  const all = [...new Set([...needed, ...candidates])]
  const wanted = new Set(needed)
  return all.slice(0, Math.max(wanted.size, room))
}

function notesOf(
  known: Evidence,
  base: Runs,
  sides: readonly Group[],
  leftLevers: readonly string[],
  idle: number,
  unshown: readonly string[],
  leftLoops: number,
  leftDisputes: number,
): string[] {
  const notes: string[] = []
  if (leftLevers.length > 0) notes.push(`Not tried, as only the levers most spoken of are: ${list(leftLevers)}.`)
  if (idle > 0)
    notes.push(
      `${opened(counted(idle, "step"))} tried moved no outcome by more than 1 part in 100 of its range, and ${idle === 1 ? "is" : "are"} not shown.`,
    )
  if (unshown.length > 0) notes.push(`Tried, and moving the outcomes less than the steps shown: ${list(unshown)}.`)
  if (leftLoops > 0) notes.push(`${leftLoops} more loops were found and not asked about.`)
  if (leftDisputes > 0) notes.push(`${leftDisputes} more disagreements are in the map.`)
  const rare = known.model.contested.filter(
    (c) => base.inputNames.includes(c.name) && sides.filter((s) => s.input === c.name).length < 2,
  )
  if (rare.length > 0)
    notes.push(
      `Fewer than ${ENOUGH_RUNS} runs on one side, so not in the spread of any share: ${list(rare.map((c) => c.question))}`,
    )
  return notes
}
