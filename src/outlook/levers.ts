// What steps would change: each lever at its ends, against the same runs without it.
//
// In: the model, its base runs and an executor. Out: options, the most moving first and
// none called best, and one finding for each option and outcome. Both runs of a pair have
// the same draws (common random numbers), so a difference is the lever's and nothing
// else's. Whether an actor would take a step is not in here: choices are never forecasts.

import {ENSEMBLES_AHEAD, inTurn} from "../core/in-turn.ts"
import {greatest} from "../core/lists.ts"
import {type CompileOptions, compile, type Setting} from "../engine/index.ts"
import type {Executor, InForce, Runs} from "../ensemble/index.ts"
import type {Quantity} from "../model/index.ts"
import {type Choice, choiceOf, comparedSteps, endsToTry, type Step, type Tried} from "./choice.ts"
import {definition} from "./definition.ts"
import {conditionOf, type Evidence, sideOf} from "./evidence.ts"
import type {Finding, Interval, Moved, OptionView, PathView, Reach, Readings, Share, Strength} from "./finding.ts"
import {
  comparedIn,
  differ,
  drawnAs,
  ENOUGH_RUNS,
  eventWhere,
  type Group,
  intervalOf,
  isTime,
  seriesOf,
  shareOf,
  tally,
  validIn,
  waysOf,
} from "./measure.ts"
import {MOVES, riseIsBetter, type Told, unitWords} from "./outcomes.ts"
import {type Against, against, CLEAR, priceOf, type Return, scalesOf, type Wish} from "./price.ts"
import {strengthOf} from "./strength.ts"
import {agree, amountOf, figure, inRuns, opened, signed, spread} from "./words.ts"

/** Levers tried at most, in an outlook; the others are named in a note. */
const MOST_LEVERS = 16
/** An author names her levers one by one, and wants each of them tried. */
const MOST_OWN_LEVERS = 40
/** Options that help, where it is said what is wanted: the rest of the room shows what makes it worse. */
const MOST_HELPING = 4
/** Options in a report: more are not compared by anybody. */
export const MOST_OPTIONS = 6
/** A step that moves every outcome in fewer runs than this moves nothing. */
const IDLE = 0.05

/** The steps to try: each lever's ends that differ from its default, at most `MOST_LEVERS` levers. */
export function steps(
  known: Evidence,
  levers: readonly Quantity[],
  inForce: readonly InForce[],
  asked?: readonly string[],
): {steps: Step[]; left: string[]} {
  const ranked = levers
    .filter(({name}) => !asked || asked.includes(name))
    .map((lever, n) => ({lever, n, voices: voicesOf(known, lever.name)}))
    .sort((a, b) => b.voices - a.voices || a.n - b.n)
  const most = levers.some(({name}) => factorOf(known, name) !== null) ? MOST_LEVERS : MOST_OWN_LEVERS
  const tried = ranked.slice(0, most)
  const found = tried.flatMap(({lever}) => {
    const stands = inForce.find((one) => one.lever === lever)
    const usual = lever.value?.kind === "fixed" ? lever.value.value : 0
    const now = stands?.value ?? usual
    const [low, high] = lever.range ?? [now, now]
    const factor = factorOf(known, lever.name)
    const ends = [high, low].filter((end) => Number.isFinite(end) && end !== now)
    if (stands) ends.unshift(now)
    if (factor && toldLess(known, factor)) ends.reverse()
    return ends.map((value, order) => {
      const inside = factor ? amountOf(known.inside(factor), value > now) : deedOf(known, lever, value, now)
      const amount = `${figure(value)}${unitAfter(lever.unit)}`
      return {
        lever: lever.name,
        value,
        half: ((value === now ? usual : now) + value) / 2,
        ...(lever.by !== undefined && {by: lever.by}),
        order,
        factor,
        label: opened(inside),
        setting: factor
          ? `pushed ${value > now ? "up" : "down"} throughout`
          : `${known.inside(lever.name)} ${value === now ? `kept at ${amount} throughout` : `at ${amount}, not ${figure(now)}`}`,
        taken: `${factor ? "with" : "if"} ${inside}`,
      }
    })
  })
  return {
    steps: found,
    left: ranked.slice(most).map(({lever}) => known.label(factorOf(known, lever.name) ?? lever.name)),
  }
}

/**
 * What somebody does who moves a lever to this end of its range, or keeps it where it stands: in its author's words, else
 * of who can move it (nobody in particular where that is not said), its name, and the level in its unit.
 */
function deedOf(known: Evidence, lever: Quantity, value: number, now: number): string {
  const own = lever.deeds?.[value === now ? "kept" : value > now ? "high" : "low"]
  if (own !== undefined) return own
  const name = known.inside(lever.name)
  const unit = unitAfter(lever.unit)
  const [verb, done] = value === now ? ["keep", "kept"] : value > now ? ["raise", "raised"] : ["lower", "lowered"]
  const far = unit === "" ? `the ${value > now ? "full" : "least"}` : `${figure(value)}${unit}`
  const how = value === now ? "as it stands" : `to ${far}`
  return lever.by === undefined
    ? `${name} ${agree(name, "be")} ${done} ${how}`
    : `${lever.by} ${agree(lever.by, verb)} ${name} ${how}`
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

/** Quantities looked at for what a step makes worse beside the outcomes: factors whose wanted direction the codebook knows. */
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
  /** What the step changes in each run; NaN where a run of the pair failed. */
  readonly changes: Float64Array
  /** The outcome in each run with the step. */
  readonly values: Float64Array
}

/** Several levers over time, with a sentence of why. */
export type Path = {
  readonly name: string
  readonly label: string
  readonly why: string
  readonly settings: readonly Setting[]
  readonly events: NonNullable<CompileOptions["events"]>
}

/** A path as it was run; its loops are still to be named. */
export type Priced = Omit<PathView, "loops"> & {readonly loops: readonly Against[]}

/** Runs every step and says what it changes. `findings` holds those of the options shown. */
export async function options(input: {
  readonly known: Evidence
  /** What is set in every run. */
  readonly held: CompileOptions
  readonly steps: readonly Step[]
  readonly told: readonly Told[]
  readonly watch: readonly string[]
  /** What is wanted of which quantity, by whom: what a step is held against. */
  readonly wishes: readonly Wish[]
  /** How loops come back to the first outcome. */
  readonly returns: readonly Return[]
  readonly base: Runs
  readonly sides: readonly Group[]
  readonly execute: Executor
  readonly ran: (says: string) => void
  /** Whether the model was drafted by rule: nothing in it has a size. */
  readonly isDrafted: boolean
  /** Combinations of steps over time, such as the scenarios of a case. */
  readonly paths: readonly Path[]
  /** Told how many steps are run beside the first ends. */
  readonly planned: (more: number) => void
}): Promise<{
  options: OptionView[]
  findings: Finding[]
  idle: number
  unshown: string[]
  moves: Occurrence[]
  reach: Reach | null
  tried: Tried[]
  /** The steps that are held against each other; of a draft, and where nothing is wanted, all that were tried. */
  choice: Choice
  /** What each option costs, and the loops against it, in the order of the options. */
  prices: (ReturnType<typeof priceOf> & {loops: Against[]})[]
  paths: Priced[]
  /** Null of a draft. */
  strength: Strength | null
}> {
  const {known, told, watch, wishes, returns, base, sides, isDrafted} = input
  const save = [
    ...new Set([
      ...told.map((t) => t.quantity),
      ...watch,
      ...wishes.map((w) => w.quantity),
      ...returns.flatMap((r) => r.leads.map(({name}) => name)),
    ]),
  ]
  const scales = scalesOf(wishes, base, known)
  const tried: {
    step: Step
    effects: Effect[]
    side: string | null
    moves: number
    size: number
    readings: Readings | null
    valid: Uint8Array
    price: ReturnType<typeof priceOf>
    loops: Against[]
  }[] = []
  const happenings: Occurrence[] = []
  const {now} = known.model.time
  const begun = async (own: readonly Setting[], events: Path["events"]) => {
    const {held} = input
    const program = compile(known.model, {
      ...held,
      settings: [...(held.settings ?? []), ...own],
      ...(events.length > 0 && {events: [...(held.events ?? []), ...events]}),
    })
    return input.execute({...base.plan, program, save, ...drawnAs(base, program)})
  }
  const seen = (runs: Runs, label: string) => {
    input.ran(label)
    const valid = validIn(base, runs)
    return {runs, valid, effects: told.map((t) => compare(t, base, runs, valid, sides))}
  }
  /** What the first outcome's level does, what that costs, and what works against it. */
  const priced = (runs: Runs, valid: Uint8Array, factor: string | null) => {
    const {up, down} = levelEffect(told[0]!, base, runs, valid, sides)
    const rises = up.share >= CLEAR ? true : down.share >= CLEAR ? false : null
    return {
      price: priceOf(wishes, factor, base, runs, sides, scales, known),
      loops: against(returns, rises, base, runs, sides, known),
    }
  }
  const moved = (lever: string, value: number) => begun([stepSetting({lever, value}, now)], [])
  const attempt = (step: Step) => moved(step.lever, step.value)
  const look = (step: Step, made: Runs) => {
    const {runs, valid, effects} = seen(made, step.label)
    const moves = greatest(effects.map((e) => Math.abs(e.up.share - e.down.share)))
    const size = greatest(effects.map((e, k) => Math.abs(e.change.mid) / told[k]!.scale))
    effects.forEach((effect, k) => {
      for (const rises of [true, false])
        happenings.push({
          says: `${step.taken}, ${movedSays(told[k]!, rises)}`,
          happens: rises ? effect.rises : effect.falls,
          valid,
        })
    })
    const {price, loops} = priced(runs, valid, step.factor)
    const side = sideEffect(price.worse, told[0]!)
    const readings = readingsOf(effects[0]!, known, sides, valid)
    tried.push({step, effects, side, moves, size, readings, valid, price, loops})
  }
  const most = (a: (typeof tried)[number], b: (typeof tried)[number]) =>
    b.moves - a.moves || b.size - a.size || (a.step.lever < b.step.lever ? -1 : 1)
  const isMoving = (t: (typeof tried)[number]) => t.effects.some((e) => e.up.share + e.down.share >= IDLE)
  const firsts = endsToTry(input.steps, isDrafted)
  for (const [step, made] of inTurn(firsts, ENSEMBLES_AHEAD, attempt)) look(step, await made)
  const opposite = new Map(input.steps.flatMap((step) => (isDrafted && step.order === 1 ? [[step.lever, step]] : [])))
  const paths: Priced[] = []
  for (const [path, made] of inTurn(input.paths, ENSEMBLES_AHEAD, ({settings, events}) => begun(settings, events))) {
    const {runs, valid, effects} = seen(await made, path.label)
    const {price, loops} = priced(runs, valid, null)
    const view = effects.map(({change, up, down}, k) => ({
      outcome: told[k]!.quantity,
      change,
      up: up.share,
      down: down.share,
    }))
    paths.push({scenario: path.name, label: path.label, why: path.why, effects: view, ...price, loops})
  }
  const found = tried.filter(isMoving).sort(most)
  const others = found
    .flatMap(({step}) => opposite.get(step.lever) ?? [])
    .slice(0, Math.max(0, MOST_OPTIONS - found.length))
  input.planned(others.length + (isDrafted ? 0 : MOST_OPTIONS))
  for (const [step, made] of inTurn(others, ENSEMBLES_AHEAD, attempt)) look(step, await made)
  const moving = tried.filter(isMoving).sort((a, b) => a.step.order - b.step.order || most(a, b))
  const better = riseIsBetter({wanted: told[0]!.wanted, measure: told[0]!.words})
  const chainTo = ({lever, factor}: Step, outcome: Told) =>
    factor === null ? definition(known.model, lever, outcome.quantity) : null
  // What moves the first outcome by definition stands after what does so through the system: it tells nothing of it.
  const apart = ({step}: {readonly step: Step}) => chainTo(step, told[0]!) !== null
  const asTried = tried.map(({step, effects, valid}) => ({
    step,
    values: effects[0]!.values,
    valid,
    outcomes: effects.map(({values}) => values),
  }))
  const choice =
    better === null || isDrafted
      ? null
      : choiceOf(
          asTried,
          {before: told[0]!.values, better, least: MOVES * told[0]!.scale},
          known.model,
          told[0]!.quantity,
        )
  const isChosen = new Set(choice?.among.map(({step}) => step))
  const chosen =
    choice === null
      ? moving.slice(0, MOST_OPTIONS).sort(most)
      : telling(
          tried.filter((t) => isChosen.has(t.step) || isMoving(t)).sort(most),
          ({step}) => isChosen.has(step),
          ({step, effects}) =>
            apart({step}) && !harms(effects, told)
              ? clearly(effects[0]!, better!)
              : Math.min(0, clearly(effects[0]!, better!)),
        )
  const shown = [...chosen.filter((t) => !apart(t)), ...chosen.filter(apart)]
  const halves: Effect[][] = []
  if (!isDrafted) {
    input.planned(others.length + shown.length)
    const steps = shown.map(({step}) => step)
    for (const [step, made] of inTurn(steps, ENSEMBLES_AHEAD, ({lever, half}) => moved(lever, half)))
      halves.push(seen(await made, `${step.label}, half`).effects)
  }
  const findings: Finding[] = []
  const views = shown.map(({step, effects, side, readings}, n) => ({
    lever: step.lever,
    ...(step.by !== undefined && {by: step.by}),
    label: step.label,
    setting: step.setting,
    taken: step.taken,
    sideEffect: side,
    ...(readings && {readings}),
    effects: effects.map(({change, up, down}, k) => {
      const outcome = told[k]!
      const chain = chainTo(step, outcome)
      const id = `lever-${n + 1}-${k + 1}`
      const links = step.factor ? known.map.links.filter((l) => l.from === step.factor).map((l) => l.id) : []
      findings.push({
        id,
        kind: "lever",
        says: `${leverSays(step, outcome, change, up, down)}${chain ? ` ${definitionSays(chain, known)}` : ""}`,
        measure: `${comparedWords(outcome)} of ${outcome.quantity}, less the same runs without the step`,
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
        ...(chain && {definition: chain}),
        finding: id,
      }
    }),
    ...(halves[n] && {
      half: {
        value: step.half,
        effects: halves[n].map(({change, up, down}, k) => ({
          outcome: told[k]!.quantity,
          change,
          up: up.share,
          down: down.share,
        })),
      },
    }),
  }))
  return {
    options: views,
    findings,
    idle: tried.length - moving.length,
    unshown: [...new Set(moving.filter((t) => !shown.includes(t)).map((t) => t.step.label))].filter(
      (label) => !shown.some((t) => t.step.label === label),
    ),
    moves: happenings,
    reach:
      better === null
        ? null
        : reachOf(
            moving.filter(({effects}) => !harms(effects, told)),
            better,
          ),
    tried: asTried,
    choice: choice ?? {...comparedSteps(asTried, known.model, told[0]!.quantity), left: []},
    paths,
    prices: shown.map(({price, loops}) => ({...price, loops})),
    strength: isDrafted
      ? null
      : strengthOf(
          shown.map((t, n) => ({
            lever: t.step.lever,
            label: t.step.label,
            apart: apart(t),
            whole: t.effects[0]!,
            half: halves[n]![0]!,
          })),
          told[0]!,
        ),
  }
}

/** "By definition: the ceiling on raids stands in the equation of raids." */
function definitionSays(chain: readonly string[], known: Evidence): string {
  const [lever, ...others] = chain.map((name) => known.inside(name))
  const outcome = others.at(-1)!
  const between = others.slice(0, -1)
  return between.length === 0
    ? `By definition: the equation of ${outcome} holds ${lever}.`
    : `By definition: ${outcome} is reckoned from ${between.reverse().join(", that from ")}, and that from ${lever}.`
}

/** Which way a step clearly moves the first outcome: 1 the better way, -1 the worse, 0 neither. */
function clearly({up, down}: Effect, better: boolean): -1 | 0 | 1 {
  const [good, bad] = better ? [up, down] : [down, up]
  return good.share >= CLEAR ? 1 : bad.share >= CLEAR ? -1 : 0
}

/** Whether a step clearly moves an outcome beside the first one against what is wanted of it: that is no help. */
function harms(effects: readonly Effect[], told: readonly Told[]): boolean {
  return told.some((outcome, k) => {
    const better = riseIsBetter({wanted: outcome.wanted, measure: outcome.words})
    return k > 0 && better !== null && clearly(effects[k]!, better) === -1
  })
}

/**
 * The steps to show, each lever once: those that are chosen among, those that help by definition, then what makes the outcome
 * worse, then the rest; `wayOf` of what is not chosen.
 */
function telling<T extends {readonly step: Step; readonly effects: readonly Effect[]}>(
  some: readonly T[],
  isChosen: (one: T) => boolean,
  wayOf: (one: T) => number,
): T[] {
  const scaled = (t: T) => Math.abs(t.effects[0]!.change.mid)
  const levers = new Set<string>()
  const once = (list: readonly T[]) =>
    [...list]
      .sort((a, b) => scaled(b) - scaled(a))
      .filter(({step}) => !levers.has(step.lever) && levers.add(step.lever))
  const of = (way: number) => once(some.filter((one) => !isChosen(one) && wayOf(one) === way))
  const [chosen, helping, hindering, others] = [once(some.filter(isChosen)), of(1), of(-1), of(0)]
  const room = Math.max(MOST_OPTIONS - chosen.length, 0)
  const kept = helping.slice(0, Math.max(room - hindering.length, Math.min(room, MOST_HELPING - chosen.length), 0))
  return [...chosen, ...kept, ...hindering, ...others].slice(0, MOST_OPTIONS)
}

/** The first outcome under each side of each disagreement; null where nobody disagrees. */
function readingsOf(
  {up, down, rises, falls}: Effect,
  known: Evidence,
  sides: readonly Group[],
  valid: Uint8Array,
): Readings | null {
  const groups = sides.map((side) => ({side, ...tally(up.share >= down.share ? rises : falls, valid, side.has)}))
  const all = groups.filter(({n}) => n >= ENOUGH_RUNS)
  if (all.length === 0) return null
  const isClear = ({k, n}: {k: number; n: number}) => k / n >= CLEAR
  const only = known.model.contested.flatMap((one) => {
    const both = all.filter(({side}) => side.input === one.name)
    const clear = both.filter(isClear)
    return both.length === 2 && clear.length === 1 && differ(both[0]!, both[1]!)
      ? [
          {
            question: one.question,
            says: sideOf(one, clear[0]!.side.is),
            when: conditionOf(one, clear[0]!.side.is),
          },
        ]
      : []
  })
  return {way: up.share >= down.share ? "up" : "down", clear: all.filter(isClear).length, of: all.length, only}
}

/** Of the steps that help, those that do so in every reading, and those that do so on one side of a disagreement only. */
function reachOf(
  tried: readonly {readonly step: Step; readonly readings: Readings | null}[],
  better: boolean,
): Reach | null {
  const helping = tried.flatMap(({step: {label}, readings}) =>
    readings && (readings.way === "up") === better ? [{label, readings}] : [],
  )
  if (!tried.some(({readings}) => readings !== null)) return null
  return {
    always: helping.filter(({readings}) => readings.clear === readings.of).map(({label}) => ({label})),
    sometimes: helping
      .filter(({readings}) => readings.only.length > 0)
      .map(({label, readings}) => ({label, only: readings.only})),
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

/** A step as a setting: the lever stands at its value from now on, or throughout. */
export function stepSetting({lever, value}: Pick<Step, "lever" | "value">, now: number | undefined) {
  return {name: lever, act: "=" as const, value, ...(now === undefined ? {} : {from: now})}
}

/** Difference run by run. */
function compare(outcome: Told, base: Runs, runs: Runs, valid: Uint8Array, sides: readonly Group[]): Effect {
  const [before, after] = [seriesOf(base, outcome.quantity), seriesOf(runs, outcome.quantity)]
  const value = (series: Float64Array) => comparedIn(series, base.time, outcome.measure)
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
    changes: change,
    values: Float64Array.from(valid, (v, run) => (v === 1 ? value(after(run)) : Number.NaN)),
  }
}

/** Which way a step moves the level of an outcome at the end, whatever it is measured by. */
function levelEffect(
  outcome: Told,
  base: Runs,
  runs: Runs,
  valid: Uint8Array,
  sides: readonly Group[],
): Pick<Effect, "up" | "down"> {
  const [before, after] = [seriesOf(base, outcome.quantity), seriesOf(runs, outcome.quantity)]
  const last = base.time.length - 1
  const change = Float64Array.from(valid, (v, run) => (v === 1 ? after(run)[last]! - before(run)[last]! : Number.NaN))
  return waysOf(change, valid, sides)
}

/** "war ends lower than otherwise": what a step does, without its subject's first capital. */
export function movedSays(outcome: Told, rises: boolean): string {
  const {inside, measure, stands} = outcome
  if (measure.kind === "time to") return `${outcome.coming.says} ${rises ? "later" : "sooner"} than otherwise`
  if (stands !== null) return `${stands} for ${rises ? "longer" : "a shorter time"} than otherwise`
  if (measure.kind === "total") return `${inside} ${agree(inside, "come")} to ${rises ? "more" : "less"} than otherwise`
  if (measure.kind === "mean") return `${inside} ${agree(inside, "be")} ${rises ? "higher" : "lower"} than otherwise`
  return `${inside} ${agree(inside, "end")} ${rises ? "higher" : "lower"} than otherwise`
}

/** Something that happens in some runs of a step and not in others. */
export type Occurrence = {readonly says: string; readonly happens: Uint8Array; readonly valid: Uint8Array}

/** What runs are compared by, as a measure is written. */
function comparedWords({measure, words}: Told): string {
  return measure.kind === "ever" || measure.kind === "always" ? words.replace(/^\w+/u, "time") : words
}

function leverSays(step: Step, outcome: Told, change: Interval, up: Share, down: Share): string {
  const unit = outcome.unit === "" ? "" : ` ${outcome.unit}`
  const isDate = outcome.measure.kind === "time to"
  const {inside} = outcome
  const {kind} = outcome.measure
  const verb = kind === "total" ? `${agree(inside, "come")} to` : agree(inside, kind === "mean" ? "be" : "end")
  const subject = isDate ? outcome.coming.says : (outcome.stands ?? `${inside} ${verb}`)
  const [more, less] = isDate
    ? ["later", "sooner"]
    : outcome.stands !== null
      ? ["for longer", "for a shorter time"]
      : kind === "total"
        ? ["more", "less"]
        : ["higher", "lower"]
  const by = `change ${spread(change, signed)}${unit}`
  if (up.share < IDLE && down.share < IDLE)
    return `${opened(step.taken)}, next to nothing changes for ${outcome.inside}; ${by}.`
  const [most, other, way, back] = up.share >= down.share ? [up, down, more, less] : [down, up, less, more]
  const counts = `A run counts from a change of ${figure(MOVES * outcome.scale)}${unit} on.`
  return `${opened(step.taken)}, ${subject} ${way} in ${inRuns(most)}, ${back} in ${inRuns(other)}; ${by}. ${counts}`
}

/**
 * Of what a step clearly makes worse beside the first outcome, that which it does in most runs; null where it makes nothing
 * else worse. The list is that of what the step costs, so that the two never differ.
 */
function sideEffect(worse: readonly Moved[], first: Told): string | null {
  const [most] = worse.filter(({quantity}) => quantity !== first.quantity).sort((a, b) => b.share.share - a.share.share)
  if (most === undefined) return null
  const {label, change, share} = most
  return `${label} ${agree(label, change.mid > 0 ? "rise" : "fall")} in ${inRuns(share)}`
}
