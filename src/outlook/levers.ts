// What steps would change: each lever at its ends, against the same runs without it.
//
// In: the model, its base runs and an executor. Out: options, the most moving first and
// none called best, and one finding for each option and outcome. Both runs of a pair have
// the same draws (common random numbers), so a difference is the lever's and nothing
// else's. Whether an actor would take a step is not in here: choices are never forecasts.

import {compile} from "../engine/index.ts"
import type {Executor, Runs} from "../ensemble/index.ts"
import type {Finding, Interval, OptionView, Share} from "./finding.ts"
import {
  drawnAs,
  ENOUGH_RUNS,
  eventWhere,
  type Group,
  intervalOf,
  isTime,
  measured,
  seriesOf,
  shareOf,
  validIn,
} from "./measure.ts"
import {MOVES, scaleOf, type Told, unitWords} from "./outcomes.ts"
import type {Evidence} from "./trace.ts"
import {agree, amountOf, figure, inRuns, opened, signed, spread} from "./words.ts"

/** One lever at one of its ends. */
export type Step = {
  readonly lever: string
  readonly value: number
  readonly label: string
  readonly setting: string
  /** The factor a drafted lever pushes. */
  readonly factor: string | null
  /** First or second choice of this lever: a drafted lever's told direction comes first. */
  readonly order: number
}

/** Levers tried at most, in an outlook; the others are named in a note. */
const MOST_LEVERS = 16
/** Options in a report: more are not compared by anybody. */
const MOST_OPTIONS = 6
/** A side effect is worth a line from this share of runs on. */
const CONSISTENT = 0.5
/** A step that moves every outcome in fewer runs than this moves nothing. */
const IDLE = 0.05

/** The steps to try: each lever's ends that differ from its default, at most `MOST_LEVERS` levers. */
export function steps(known: Evidence, asked?: readonly string[]): {steps: Step[]; left: string[]} {
  const levers = known.model.quantities.filter((q) => q.kind === "lever" && (!asked || asked.includes(q.name)))
  const ranked = levers
    .map((lever, n) => ({lever, n, voices: voicesOf(known, lever.name)}))
    .sort((a, b) => b.voices - a.voices || a.n - b.n)
  const tried = ranked.slice(0, MOST_LEVERS)
  const found = tried.flatMap(({lever}) => {
    const now = lever.value?.kind === "fixed" ? lever.value.value : 0
    const [low, high] = lever.range ?? [now, now]
    const factor = factorOf(known, lever.name)
    const ends = [high, low].filter((end) => Number.isFinite(end) && end !== now)
    if (factor && toldLess(known, factor)) ends.reverse()
    return ends.map((value, order) => ({
      lever: lever.name,
      value,
      order,
      factor,
      label: factor ? opened(amountOf(known.inside(factor), value > now)) : known.label(lever.name),
      setting: factor
        ? `pushed ${value > now ? "up" : "down"} throughout`
        : `at ${figure(value)}${unitAfter(lever.unit)}, not ${figure(now)}`,
    }))
  })
  return {
    steps: found,
    left: ranked.slice(MOST_LEVERS).map(({lever}) => known.label(factorOf(known, lever.name) ?? lever.name)),
  }
}

function unitAfter(unit: string): string {
  const words = unitWords(unit)
  return words === "" ? "" : ` ${words}`
}

/** The factor that a drafted lever `push_<factor>` pushes. */
function factorOf(known: Evidence, lever: string): string | null {
  const id = lever.startsWith("push_") ? lever.slice("push_".length) : ""
  return known.factor(id) && known.quantity(id) ? id : null
}

/** Independent voices on the links that leave the pushed factor: what the documents speak of most is tried first. */
function voicesOf(known: Evidence, lever: string): number {
  const factor = factorOf(known, lever)
  if (!factor) return 0
  return known.voices(
    known.map.links.filter((l) => l.from === factor).flatMap((l) => [...l.for.claims, ...l.against.claims]),
  ).length
}

/** Whether the documents speak more often of less of it than of more, as a cause. */
function toldLess(known: Evidence, factor: string): boolean {
  let more = 0
  let less = 0
  for (const grounding of known.map.groundings) {
    if (grounding.from !== factor) continue
    const claim = known.claim(grounding.claim)
    if (!claim) continue
    const lacking = claim.condition === "without" || claim.condition === "unless"
    if ((claim.cause.change === "-") !== lacking) less++
    else more++
  }
  return less > more
}

/** Quantities looked at for side effects beside the outcomes: factors whose wanted direction the codebook knows. */
export function watched(known: Evidence, outcomes: readonly string[], most = 12): string[] {
  return known.map.factors
    .filter((f) => known.wanted(f.id) !== null && known.quantity(f.id) && !outcomes.includes(f.id))
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))
    .slice(0, most)
    .map((f) => f.id)
}

type Effect = {
  readonly change: Interval
  readonly up: Share
  readonly down: Share
  /** 1 for each run in which the outcome ends higher, lower, than without the step. */
  readonly rises: Uint8Array
  readonly falls: Uint8Array
}

/** Runs every step and says what it changes. `findings` holds those of the options shown. */
export async function options(input: {
  readonly known: Evidence
  readonly steps: readonly Step[]
  readonly told: readonly Told[]
  readonly watch: readonly string[]
  readonly base: Runs
  readonly sides: readonly Group[]
  readonly execute: Executor
  readonly ran: (says: string) => void
  /** Told how many steps are run beside the first ends. */
  readonly planned: (more: number) => void
}): Promise<{options: OptionView[]; findings: Finding[]; idle: number; unshown: string[]; moves: Occurrence[]}> {
  const {known, told, watch, base, sides} = input
  const save = [...new Set([...told.map((t) => t.quantity), ...watch])]
  const scales = new Map(watch.map((name) => [name, scaleOf(name, base, known)]))
  const tried: {step: Step; effects: Effect[]; side: string | null; moves: number; size: number}[] = []
  const happenings: Occurrence[] = []
  const {now} = known.model.time
  const attempt = async (step: Step) => {
    const program = compile(known.model, {
      settings: [{name: step.lever, act: "=", value: step.value, ...(now === undefined ? {} : {from: now})}],
    })
    const runs = await input.execute({...base.plan, program, save, ...drawnAs(base, program)})
    input.ran(step.label)
    const valid = validIn(base, runs)
    const effects = told.map((t) => compare(t, base, runs, valid, sides))
    const moves = Math.max(...effects.map((e) => Math.abs(e.up.share - e.down.share)))
    const size = Math.max(...effects.map((e, k) => Math.abs(e.change.mid) / told[k]!.scale))
    effects.forEach((effect, k) => {
      for (const rises of [true, false])
        happenings.push({
          says: `with ${stepInside(known, step)}, ${movedSays(told[k]!, rises)}`,
          happens: rises ? effect.rises : effect.falls,
          valid,
        })
    })
    tried.push({step, effects, side: sideEffect(step, effects, input, runs, valid, scales), moves, size})
  }
  const most = (a: (typeof tried)[number], b: (typeof tried)[number]) =>
    b.moves - a.moves || b.size - a.size || (a.step.lever < b.step.lever ? -1 : 1)
  const isMoving = (t: (typeof tried)[number]) => t.effects.some((e) => e.up.share + e.down.share >= IDLE)
  for (const step of input.steps) if (step.order === 0) await attempt(step)
  // The other end of a lever is mostly the mirror of the first: it is run where there is room to show it.
  const opposite = new Map(input.steps.flatMap((step) => (step.order === 1 ? [[step.lever, step]] : [])))
  const moved = tried.filter(isMoving).sort(most)
  const others = moved
    .flatMap(({step}) => opposite.get(step.lever) ?? [])
    .slice(0, Math.max(0, MOST_OPTIONS - moved.length))
  input.planned(others.length)
  for (const step of others) await attempt(step)
  const moving = tried.filter(isMoving).sort((a, b) => a.step.order - b.step.order || most(a, b))
  const shown = moving.slice(0, MOST_OPTIONS).sort(most)
  const findings: Finding[] = []
  const views = shown.map(({step, effects, side}, n) => ({
    lever: step.lever,
    label: step.label,
    setting: step.setting,
    sideEffect: side,
    effects: effects.map(({change, up, down}, k) => {
      const outcome = told[k]!
      const id = `lever-${n + 1}-${k + 1}`
      const links = step.factor ? known.map.links.filter((l) => l.from === step.factor).map((l) => l.id) : []
      findings.push({
        id,
        kind: "lever",
        says: leverSays(step, outcome, change, up, down),
        measure: `${outcome.words} of ${outcome.quantity}, less the same runs without the step`,
        unit: isTime(outcome.measure) ? known.model.time.unit : outcome.finding.unit,
        ...change,
        share: Math.max(up.share, down.share),
        basis: merged(known.basis([step.lever], {links}), outcome.finding.basis),
      })
      return {
        outcome: outcome.quantity,
        change,
        up: up.share,
        down: down.share,
        upShare: up,
        downShare: down,
        finding: id,
      }
    }),
  }))
  return {
    options: views,
    findings,
    idle: tried.length - moving.length,
    unshown: moving.slice(MOST_OPTIONS).map((t) => t.step.label),
    moves: happenings,
  }
}

function merged(a: Finding["basis"], b: Finding["basis"]): Finding["basis"] {
  const join = (x: readonly string[] = [], y: readonly string[] = []) => [...new Set([...x, ...y])]
  const data = join(a.data, b.data)
  return {
    params: join(a.params, b.params),
    links: join(a.links, b.links),
    claims: join(a.claims, b.claims),
    assumed: join(a.assumed, b.assumed),
    ...(data.length > 0 ? {data} : {}),
  }
}

/** Difference run by run. A time that never comes counts as the horizon, so that coming at all is a change. */
function compare(outcome: Told, base: Runs, runs: Runs, valid: Uint8Array, sides: readonly Group[]): Effect {
  const [before, after] = [seriesOf(base, outcome.quantity), seriesOf(runs, outcome.quantity)]
  const horizon = base.time[base.time.length - 1]! - base.time[0]!
  const value = (series: Float64Array) => {
    const v = measured(series, base.time, outcome.measure)
    return Number.isFinite(v) || !isTime(outcome.measure) ? v : horizon
  }
  const change = new Float64Array(valid.length).fill(Number.NaN)
  for (let run = 0; run < valid.length; run++)
    if (valid[run] === 1) change[run] = value(after(run)) - value(before(run))
  const least = MOVES * outcome.scale
  const [rises, falls] = [eventWhere(change, (v) => v > least), eventWhere(change, (v) => v < -least)]
  return {
    change: intervalOf(change, valid),
    up: shareOf(rises, valid, sides),
    down: shareOf(falls, valid, sides),
    rises,
    falls,
  }
}

/** A step inside a sentence: "more talks" of a drafted lever, else the lever and its setting. */
export function stepInside(
  known: Evidence,
  step: {readonly lever: string; readonly label: string; readonly setting: string},
): string {
  if (step.label === known.label(step.lever)) return `${known.inside(step.lever)} ${step.setting}`
  return step.label.charAt(0).toLowerCase() + step.label.slice(1)
}

/** "war ends lower than otherwise": what a step does, without its subject's first capital. */
export function movedSays(outcome: Told, rises: boolean): string {
  const {kind} = outcome.measure
  if (kind === "time to") return `${outcome.event.says} ${rises ? "later" : "sooner"} than otherwise`
  if (kind === "longest spell") return `${outcome.event.says} for ${rises ? "longer" : "a shorter time"} than otherwise`
  return `${outcome.inside} ${agree(outcome.inside, "end")} ${rises ? "higher" : "lower"} than otherwise`
}

/** Something that happens in some runs of a step and not in others. */
export type Occurrence = {readonly says: string; readonly happens: Uint8Array; readonly valid: Uint8Array}

function leverSays(step: Step, outcome: Told, change: Interval, up: Share, down: Share): string {
  const unit = outcome.unit === "" ? "" : ` ${outcome.unit}`
  const subject = isTime(outcome.measure) ? outcome.event.says : outcome.inside
  const [more, less] =
    outcome.measure.kind === "time to"
      ? ["later", "sooner"]
      : outcome.measure.kind === "longest spell"
        ? ["for longer", "for a shorter time"]
        : ["higher", "lower"]
  const by = `change ${spread(change, signed)}${unit}`
  if (up.share < IDLE && down.share < IDLE)
    return `${step.label}, ${step.setting}: next to nothing changes for ${outcome.inside}; ${by}.`
  const [most, other, way, back] = up.share >= down.share ? [up, down, more, less] : [down, up, less, more]
  return `${step.label}, ${step.setting}: ${subject} ${way} in ${inRuns(most)}, ${back} in ${inRuns(other)}; ${by}.`
}

/**
 * What moves the other way most consistently: against what is wanted where the main effect
 * goes with it (or the reverse), over the outcomes and the watched factors. Null when
 * nothing does in at least half of the runs.
 */
function sideEffect(
  step: Step,
  effects: readonly Effect[],
  input: {
    readonly known: Evidence
    readonly told: readonly Told[]
    readonly watch: readonly string[]
    readonly base: Runs
    readonly sides: readonly Group[]
  },
  runs: Runs,
  valid: Uint8Array,
  scales: ReadonlyMap<string, number>,
): string | null {
  const {known, told, watch, base, sides} = input
  if (valid.reduce((n, v) => n + v, 0) < ENOUGH_RUNS) return null
  const main = effects
    .map((effect, k) => ({effect, outcome: told[k]!}))
    .reduce((a, b) => (strength(b.effect) > strength(a.effect) ? b : a))
  const mainUp = main.effect.up.share >= main.effect.down.share
  const aim = (wanted: "less" | "more" | null, up: boolean): boolean | null =>
    wanted ? (wanted === "more") === up : null
  const mainGood = aim(main.outcome.wanted, mainUp)
  const levels = watch
    .filter((name) => name !== step.factor)
    .map((name) => {
      const [before, after] = [seriesOf(base, name), seriesOf(runs, name)]
      const change = new Float64Array(valid.length).fill(Number.NaN)
      for (let run = 0; run < valid.length; run++)
        if (valid[run] === 1) change[run] = after(run)[base.time.length - 1]! - before(run)[base.time.length - 1]!
      const least = MOVES * scales.get(name)!
      return {
        name: known.label(name),
        wanted: known.wanted(name),
        up: shareOf(
          eventWhere(change, (v) => v > least),
          valid,
          sides,
        ),
        down: shareOf(
          eventWhere(change, (v) => v < -least),
          valid,
          sides,
        ),
      }
    })
  const others = told.flatMap((t, k) =>
    t === main.outcome || isTime(t.measure)
      ? []
      : [{name: t.label, wanted: t.wanted, up: effects[k]!.up, down: effects[k]!.down}],
  )
  let best: {says: string; share: number} | null = null
  for (const {name, wanted, up, down} of [...others, ...levels])
    for (const rises of [true, false]) {
      const good = aim(wanted, rises)
      const opposite = mainGood === null || good === null ? rises !== mainUp : good !== mainGood
      const share = rises ? up : down
      if (!opposite || share.share < CONSISTENT || (best && share.share <= best.share)) continue
      best = {share: share.share, says: `${name} ${agree(name, rises ? "rise" : "fall")} in ${inRuns(share)}`}
    }
  return best?.says ?? null
}

function strength(effect: Effect): number {
  return Math.abs(effect.up.share - effect.down.share)
}
