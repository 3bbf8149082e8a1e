// What a loop does: one quantity of it is nudged once, with the loop whole and with the loop open.
//
// In: the loops, and the base runs. Out: a view and a finding for each loop. Both runs of a pair are the same run, draw
// for draw, and have the same nudge; in the second the loop's link reads the path of the run that was not nudged, so
// that the nudge does not go round. What the first has more than the second is what the circle adds. One program holds
// all nudges and links behind switches (engine/twin.ts), so that a loop costs an ensemble and no program.

import {Fault} from "../core/fault.ts"
import {ENSEMBLES_AHEAD, inTurn} from "../core/in-turn.ts"
import {greatest} from "../core/lists.ts"
import {type CompileOptions, compile, type Program, surplusOf, type Twin, twinOf} from "../engine/index.ts"
import {type Executor, quantiles, type Runs} from "../ensemble/index.ts"
import {type Expr, type Model, partsOf} from "../model/index.ts"
import type {Evidence} from "./evidence.ts"
import type {Finding, Interval, LoopView, Share} from "./finding.ts"
import {linkOf, loopWords, type RunLoop, wholeIn} from "./loops.ts"
import {ENOUGH_RUNS, type Group, intervalOf, levelsAt, seriesOf, shareOf, validIn, waysOf} from "./measure.ts"
import {levelWords, type Subject} from "./outcome-says.ts"
import {MOVES, scaleOf, type Told, unitWords} from "./outcomes.ts"
import {agree, between, count, duration, figure, floorOf, inRuns, moment, opened} from "./words.ts"

/** Levels of quantities in calm times, in their units, as the case declares them. */
export type Calm = {readonly quantity: string; readonly level: number}

/** The nudge comes within this part of the horizon: past what the runs begin with, and with time left to see what comes of it. */
const EARLIEST = 1 / 12
const LATEST = 1 / 2
/** How long after the nudge what it brought is counted, as a part of the horizon: two months of a year. */
const WINDOW = 1 / 6
/** Windows for which the course of what comes of a nudge is followed. */
const FOLLOWED = 2
/** A nudge is this part of the range of what is nudged: so little that twice as much would bring twice as much. */
const SMALL = 0.001
/** A nudge of which less than this part was taken, at a bound of the range, says nothing. */
const TAKEN = 0.5
/** Part of the greatest effect under which the other way is no turn. */
const TURN = 0.1
/** A circle that adds less than this part of what it is given adds next to nothing. */
const NOTHING = 0.005
/** Under this share of runs the other way is not told. */
const RARE = 0.1

/** What one loop is asked with. */
type Asked = {
  readonly loop: RunLoop
  readonly n: number
  /** The link that reads the run that was not nudged; null where none can. */
  readonly link: {readonly cause: string; readonly effect: string; readonly on: string; readonly calm?: number} | null
  /** What is nudged, and the switch of that nudge. */
  readonly of: string
  readonly on: string
}

/** The quantities that are nudged: the outcome where the loop passes through it, else the cause of the link. */
export function nudgedIn(loops: readonly RunLoop[], outcome: string, known: Evidence): string[] {
  return [...new Set(loops.map((loop) => nudgedOf(loop, loops, outcome, known)))]
}

function nudgedOf(loop: RunLoop, all: readonly RunLoop[], outcome: string, known: Evidence): string {
  return loop.names.includes(outcome) ? outcome : (linkOf(loop, all, outcome, known)?.cause ?? loop.names[0]!)
}

/** Nudges each loop and says what it adds to the first outcome. */
export async function pulses(input: {
  readonly known: Evidence
  /** What is set in every run. */
  readonly held: CompileOptions
  readonly loops: readonly RunLoop[]
  readonly calm: readonly Calm[]
  readonly told: readonly Told[]
  readonly base: Runs
  readonly sides: readonly Group[]
  readonly drafted: boolean
  readonly execute: Executor
  readonly ran: (says: string) => void
}): Promise<{loops: LoopView[]; findings: Finding[]}> {
  const {known, base, sides, execute} = input
  const first = input.told[0]!
  const outcome = first.quantity
  assertReached(input.calm, base, known)
  const calmOf = new Map(input.calm.map(({quantity, level}) => [quantity, level]))
  const asked = input.loops.map((loop, n): Asked => {
    const link = linkOf(loop, input.loops, outcome, known)
    const calm = link && calmOf.has(outcome) ? calmOf.get(link.cause) : undefined
    const of = nudgedOf(loop, input.loops, outcome, known)
    return {
      loop,
      n,
      link: link && {...link, on: `loop ${n}\u0000`, ...(calm !== undefined && {calm})},
      of,
      on: `nudge of ${of}\u0000`,
    }
  })
  if (asked.length === 0) return {loops: [], findings: []}
  const scales = new Map([outcome, ...asked.map(({of}) => of)].map((name) => [name, 0]))
  for (const name of scales.keys()) scales.set(name, scaleOf(name, base, known))
  const nudges = [...scales].flatMap(([name, scale]) => {
    const one = asked.find(({of}) => of === name)
    return one ? [{name, on: one.on, ...nudgeOf(name, base, scale)}] : []
  })
  const window = windowOf(base)
  const {program, links} = programOf(
    known,
    input.held,
    nudges,
    asked,
    outcome,
    stopOf(base, nudges, window, asked, known.model),
  )
  const run = (switches: Readonly<Record<string, number>>, save: readonly string[]) =>
    execute({...base.plan, program, save: [...new Set(save)], inputs: withSwitches(base, program, switches)})
  const save = (of: string) => [twinOf(outcome), surplusOf(outcome), surplusOf(of)]
  // Each table is taken for what it tells as it comes; only those of the nudges with every loop whole are kept.
  const wholes = new Map<string, Runs>()
  const effects = new Map<number, Effect>()
  type Job = {readonly says: string; readonly start: () => Promise<Runs>; readonly take: (runs: Runs) => void}
  const jobs: Job[] = [
    ...nudges.map(({name, on}) => ({
      says: `${known.inside(name)} nudged`,
      start: () => run({[on]: 1}, save(name)),
      take: (runs: Runs) => wholes.set(name, runs),
    })),
    ...asked.flatMap((one): Job[] => {
      const {loop, link, n, of, on} = one
      if (!link || !links.has(link.on)) return []
      const says = `the same, without ${known.inside(link.cause)} on ${known.inside(link.effect)}`
      const nudge = nudges.find(({name}) => name === of)!
      const open: Job = {
        says,
        start: () => run({[on]: 1, [link.on]: 1}, save(of)),
        take: (runs) => {
          const pair = {whole: wholes.get(of)!, open: runs}
          effects.set(n, {...effectOf({...one, ...nudge, ...pair, window, first, base, sides, scales}), calm: null})
        },
      }
      const calm: Job = {
        says: `${says}, at calm`,
        start: () => run({[link.on]: 2}, [twinOf(outcome)]),
        take: (runs) => {
          effects.set(n, {...effects.get(n)!, calm: calmShare(runs, calmOf.get(outcome)!, first, base, loop)})
        },
      }
      return link.calm === undefined ? [open] : [open, calm]
    }),
  ]
  for (const [{says, take}, runs] of inTurn(jobs, ENSEMBLES_AHEAD, ({start}) => start())) {
    take(await runs)
    input.ran(says)
  }
  const done = asked.map((one) => ({...one, effect: effects.get(one.n) ?? null}))
  const worth = (d: (typeof done)[number]) => d.effect?.reach ?? -1
  done.sort((a, b) => worth(b) - worth(a) || a.n - b.n)
  if (!input.drafted) lead(done, outcome)
  const findings: Finding[] = []
  const taken = new Set<string>()
  const views = done.map((one, n) => {
    const id = `loop-${n + 1}`
    const {view, finding} = viewOf(one, id, {first, known, taken, base, sides, calm: calmOf.get(outcome)})
    findings.push(finding)
    return view
  })
  return {loops: views, findings}
}

/**
 * One program with every nudge and every link that can be turned behind a switch.
 * A loop that only other stocks carry has no such link; it is shown without a number.
 */
function programOf(
  known: Evidence,
  held: CompileOptions,
  nudges: Twin["nudges"],
  asked: readonly Asked[],
  outcome: string,
  stop: number,
): {program: Program; links: ReadonlySet<string>} {
  const model = {...known.model, time: {...known.model.time, stop}}
  const all = asked.flatMap(({link}) => link ?? [])
  const with_ = (links: Twin["links"]) =>
    compile(model, {
      ...held,
      twin: {nudges, links, shown: [outcome], sums: [...new Set([outcome, ...nudges.map(({name}) => name)])]},
    })
  const isLink = (link: Twin["links"][number]) => {
    try {
      with_([link])
      return true
    } catch (problem) {
      if (problem instanceof Fault && problem.code === "engine/no-path") return false
      throw problem
    }
  }
  try {
    return {program: with_(all), links: new Set(all.map(({on}) => on))}
  } catch (problem) {
    if (!(problem instanceof Fault) || problem.code !== "engine/no-path") throw problem
    const links = all.filter(isLink)
    return {program: with_(links), links: new Set(links.map(({on}) => on))}
  }
}

/** The inputs of the base runs, and the switches. */
function withSwitches(base: Runs, program: Program, switches: Readonly<Record<string, number>>): Float64Array {
  const width = program.inputs.length
  const columns = new Map(base.inputNames.map((name, k) => [name, k]))
  const inputs = new Float64Array(base.plan.runs * width)
  program.inputs.forEach(({name}, k) => {
    const column = columns.get(name)
    for (let run = 0; run < base.plan.runs; run++)
      inputs[run * width + k] =
        column === undefined ? (switches[name] ?? 0) : base.inputs[run * base.inputNames.length + column]!
  })
  return inputs
}

/** Rows from the nudge to the end of what is counted. */
function windowOf({time}: Runs): number {
  const length = time[time.length - 1]! - time[0]!
  const row = time.findIndex((t) => t - time[0]! >= WINDOW * length - 1e-9)
  return Math.max(1, row)
}

/**
 * How long the runs need be: what comes of a nudge is followed for two windows. To the end where a calm is told, which is
 * of the whole horizon, and where equations ask when the run stops.
 */
function stopOf(
  {time}: Runs,
  nudges: readonly {readonly row: number}[],
  window: number,
  asked: readonly Asked[],
  {quantities, events}: Model,
): number {
  const last = time.length - 1
  const asks = (expr: Expr | undefined) =>
    expr !== undefined && [...partsOf(expr)].some((part) => part.op === "call" && part.fn === "stop_time")
  const isWhole =
    asked.some(({link}) => link?.calm !== undefined) ||
    quantities.some(({equation, rate, initial}) => asks(equation) || asks(rate) || asks(initial)) ||
    events.some(({when, does}) => asks(when) || does.some(({amount}) => asks(amount)))
  return time[isWhole ? last : Math.min(last, greatest(nudges.map(({row}) => row)) + FOLLOWED * window)]!
}

/**
 * When and by how much a quantity is nudged: by a thousandth of its range; on the first saved day from a twelfth of the
 * horizon on, and before half of it, on which the middle run is not above the middle of its own course (half way
 * between its lowest and its highest), so that it is not nudged at a peak; on the lowest of those days where all are.
 */
function nudgeOf(name: string, base: Runs, scale: number): {at: number; by: number; row: number} {
  const {time} = base
  const middle = quantiles(base, name).p50
  const length = time[time.length - 1]! - time[0]!
  const halfway = (Math.min(...middle) + Math.max(...middle)) / 2
  const rows = [...time.keys()].filter((row) => {
    const part = (time[row]! - time[0]!) / length
    return row > 0 && part >= EARLIEST - 1e-9 && part <= LATEST + 1e-9
  })
  const low = rows.find((row) => middle[row]! <= halfway)
  const row = low ?? rows.reduce((best, r) => (middle[r]! < middle[best]! ? r : best), rows[0] ?? 1)
  return {at: time[row]!, by: SMALL * scale, row}
}

/** Over the runs in which the loop is whole and the nudge was taken, but for `reach` and `whole`. */
type Effect = {
  /** Too few runs have all of its links. */
  readonly isSeldomWhole: boolean
  /** Runs in which all of its links act. */
  readonly whole: Share
  /** What the circle adds to the outcome for one of what is nudged, until the window's end. */
  readonly gain: Interval
  /** Runs in which it adds more than nothing, and less. */
  readonly adds: Share
  readonly takes: Share
  /** Runs of the base in which no pair could be made, or the nudge was not taken. */
  readonly lost: number
  /** The mean size of the gain over all runs, 0 where the loop is not whole, in ranges of both: what loops are ranked by. */
  readonly reach: number
  /** The outcome with the loop whole less with it open, from the nudge on, for one of what is nudged. */
  readonly course: readonly Interval[]
  readonly time: readonly number[]
  /** Of what the outcome stands above its calm, the part that the loop makes; null where no calm is declared. */
  readonly calm: Interval | null
}

function effectOf(one: {
  readonly loop: RunLoop
  readonly of: string
  readonly row: number
  readonly by: number
  readonly whole: Runs
  readonly open: Runs
  readonly window: number
  readonly first: Told
  readonly base: Runs
  readonly sides: readonly Group[]
  /** The ranges of the outcome and of what is nudged. */
  readonly scales: ReadonlyMap<string, number>
}): Omit<Effect, "calm"> {
  const {loop, of, row, by, base, first, sides, scales} = one
  const outcome = first.quantity
  const valid = validIn(base, one.whole, one.open)
  const isWhole = wholeIn(loop, base)
  const end = Math.min(base.time.length - 1, row + one.window)
  const [step] = [one.open.plan.program.time.step]
  const own = levelsAt(one.open, surplusOf(of), end, valid)
  const [round, straight] = [one.whole, one.open].map((runs) => levelsAt(runs, surplusOf(outcome), end, valid))
  const counts = valid.map((v, run) => v & isWhole[run]! & (own[run]! >= TAKEN * by * step ? 1 : 0))
  const gain = own.map((v, run) => (counts[run] === 1 ? (round![run]! - straight![run]!) / v : Number.NaN))
  const ratio = scales.get(of)! / scales.get(outcome)!
  let [n, size, sum] = [0, 0, 0]
  for (let run = 0; run < valid.length; run++) {
    n += valid[run]!
    if (counts[run] !== 1) continue
    size++
    sum += Math.abs(gain[run]!) * ratio
  }
  const wholeSize = valid.reduce((all, v, run) => all + (v & isWhole[run]!), 0)
  const ran = base.status.reduce((all, status, run) => all + (status === 0 && isWhole[run] === 1 ? 1 : 0), 0)
  const [after, before] = [one.whole, one.open].map((runs) => seriesOf(runs, twinOf(outcome)))
  const last = Math.min(one.open.time.length - 1, row + FOLLOWED * one.window)
  const ways = waysOf(gain, counts, sides)
  const rows = Array.from({length: last - row + 1}, (_, k) => row + k)
  return {
    isSeldomWhole: wholeSize < Math.min(n, ENOUGH_RUNS) || size === 0,
    whole: shareOf(isWhole, valid, sides),
    gain: intervalOf(gain, counts),
    adds: ways.up,
    takes: ways.down,
    lost: ran - size,
    reach: n > 0 ? sum / n : 0,
    course: rows.map((r) => {
      const apart = Float64Array.from(counts, (c, run) =>
        c === 1 ? (after!(run)[r]! - before!(run)[r]!) / by : Number.NaN,
      )
      return intervalOf(apart, counts)
    }),
    time: rows.map((r) => base.time[r]!),
  }
}

/** Of what the outcome stands above its calm on average over the horizon, the part that goes when the link reads calm. */
function calmShare(calmed: Runs, calm: number, first: Told, base: Runs, loop: RunLoop): Interval {
  const valid = validIn(base, calmed)
  const isWhole = wholeIn(loop, base)
  const [now, without] = [seriesOf(base, first.quantity), seriesOf(calmed, twinOf(first.quantity))]
  const counts = valid.map((v, run) => v & isWhole[run]!)
  const least = MOVES * first.scale
  const parts = Float64Array.from(valid, (_, run) => {
    if (counts[run] !== 1) return Number.NaN
    const above = mean(now(run), base.time) - calm
    if (above > least) return 1 - (mean(without(run), base.time) - calm) / above
    counts[run] = 0
    return Number.NaN
  })
  return intervalOf(parts, counts)
}

/** The mean of a series over time, by trapezoids. */
function mean(series: Float64Array, time: Float64Array): number {
  let sum = 0
  for (let t = 1; t < series.length; t++) sum += ((series[t]! + series[t - 1]!) / 2) * (time[t]! - time[t - 1]!)
  return sum / (time[time.length - 1]! - time[0]!)
}

/** @throws Fault `outlook/calm-not-reached` for a level that no run has on both sides of it, or at it. */
function assertReached(calm: readonly Calm[], base: Runs, known: Evidence): void {
  for (const {quantity, level} of calm) {
    const reader = seriesOf(base, quantity)
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let run = 0; run < base.plan.runs; run++)
      if (base.status[run] === 0)
        for (const v of reader(run)) {
          low = Math.min(low, v)
          high = Math.max(high, v)
        }
    if (level >= low && level <= high) continue
    const unit = unitWords(known.quantity(quantity)!.unit)
    const in_ = unit === "" ? "" : ` ${unit}`
    throw new Fault("outlook/calm-not-reached", `No run comes to the calm of '${quantity}' at ${level}${in_}`, {
      place: `case.yaml, calm, ${quantity}`,
      next: `The runs go from ${figure(low)} to ${figure(high)}${in_}: declare a level among these, or mend the model.`,
    })
  }
}

/** Part of the strongest loop's gain under which a loop is not what a reader should see first. */
const STRONG = 0.25
/** Part of its links that a loop may share with one before it and still tell something new. */
const SHARED = 0.5
/** A loop of more than this is not named by anybody who speaks of it. */
const EASY = 6

/**
 * Of loops ranked by what they add, those that a reader would name come first: short, through the outcome, strong, of
 * known direction, and not the one before told again; the rest keep their order.
 */
function lead(done: {readonly loop: RunLoop; readonly effect: {reach: number} | null}[], outcome: string): void {
  const strongest = greatest([0, ...done.map(({effect}) => effect?.reach ?? 0)])
  const steps = ({names}: RunLoop) => names.map((name, k) => `${name}\u0000${names[(k + 1) % names.length]}`)
  const leading: typeof done = []
  for (const one of done) {
    const {names, signs} = one.loop
    const isEasy = names.length >= 3 && names.length <= EASY && names.includes(outcome)
    if (!isEasy || signs.includes("unclear") || !one.effect || one.effect.reach < STRONG * strongest) continue
    const mine = steps(one.loop)
    const isNew = leading.every(({loop}) => {
      const theirs = new Set(steps(loop))
      return mine.filter((step) => theirs.has(step)).length <= SHARED * mine.length
    })
    if (isNew) leading.push(one)
  }
  const rest = done.filter((one) => !leading.includes(one))
  done.splice(0, done.length, ...leading, ...rest)
}

function viewOf(
  {loop, link, of, effect}: Asked & {readonly effect: Effect | null},
  id: string,
  {
    first,
    known,
    taken,
    base,
    sides,
    calm,
  }: {
    readonly first: Told
    readonly known: Evidence
    readonly taken: Set<string>
    readonly base: Runs
    readonly sides: readonly Group[]
    readonly calm: number | undefined
  },
): {view: LoopView; finding: Finding} {
  const {time} = known.model
  const {view, chain, teller, polarity} = loopWords(loop, known, taken)
  const links = view.links.filter((l) => known.link(l.id)).map((l) => l.id)
  const basis = known.basis(links.length > 0 ? [] : loop.names, {links})
  const unit = unitWords(known.quantity(first.quantity)!.unit)
  const says = (sentences: readonly string[]) => sentences.filter((one) => one !== "").join(" ")
  const cut = link && effect ? `${link.cause}:${link.effect}` : null
  if (!effect || effect.isSeldomWhole) {
    const why = effect
      ? `All its links act together in ${inRuns(effect.whole)}, too few to measure it by.`
      : "No single link of it can be held apart in the model, so what it adds is not known."
    const {low, share, high} = shareOf(wholeIn(loop, base), validIn(base), sides)
    const measure = "share of runs in which all its links act"
    const told = says([chain, why, teller])
    return {
      view: {...view, gain: null, cut, says: told, finding: id},
      finding: {id, kind: "loop", says: told, measure, unit: "1", low, mid: share, high, share, basis},
    }
  }
  const window = windowOf(base)
  const within = effect.time[Math.min(window, effect.time.length - 1)]! - effect.time[0]!
  const day = moment(effect.time[0]!, time.unit, time.origin ?? null)
  const gainWords = pulseSays(effect, of, first, known, duration(within, time.unit))
  const turn = turnOf(effect, polarity, (t) => moment(t, time.unit, time.origin ?? null))
  const where =
    effect.whole.share === 1 ? "" : `All its links act together in ${inRuns(effect.whole)}; of these it is said.`
  const told = says([chain, gainWords, turn, calmSays(effect, first, calm), where, teller])
  const units =
    of === first.quantity ? "1" : `${known.quantity(first.quantity)!.unit} for 1 ${known.quantity(of)!.unit}`
  const measure = `what the loop adds to ${first.quantity} for one more of ${of}, within ${duration(within, time.unit)} of ${day}, in the runs with all its links`
  return {
    view: {
      ...view,
      gain: effect.gain,
      cut,
      says: told,
      finding: id,
      pulse: {
        of,
        label: known.label(of),
        at: effect.time[0]!,
        within,
        lost: effect.lost,
        says: gainWords.replace(/\.$/u, ""),
      },
      ...(effect.calm && Number.isFinite(effect.calm.mid) && {calm: effect.calm}),
      course: {
        time: effect.time,
        unit,
        low: effect.course.map((one) => one.low),
        mid: effect.course.map((one) => one.mid),
        high: effect.course.map((one) => one.high),
      },
    },
    finding: {
      id,
      kind: "loop",
      says: says([
        told,
        effect.lost > 0 ? `${opened(count(effect.lost))} of its runs could not be nudged, or failed then.` : "",
      ]),
      measure,
      unit: units,
      ...effect.gain,
      share: effect.adds.share,
      basis,
    },
  }
}

/** "One strike more brings 0.6 more by this circle within 9 weeks (0.2–1.1).": the gain, in the words of what is nudged. */
function pulseSays({gain}: Effect, of: string, first: Told, known: Evidence, within: string): string {
  const own: Subject = {inside: known.inside(of), unit: unitWords(known.quantity(of)!.unit)}
  const outcome: Subject = {inside: first.inside, unit: unitWords(known.quantity(first.quantity)!.unit)}
  const isOutcome = of === first.quantity
  const noun = isOutcome ? nounOf(own) : null
  if (Math.max(...[gain.low, gain.mid, gain.high].map(Math.abs)) < NOTHING)
    return noun === null
      ? `Whatever raises ${own.inside} does next to nothing more for ${outcome.inside} by this circle within ${within}.`
      : `One ${noun} more brings next to nothing more by this circle within ${within}.`
  const floor = floorOf(gain)
  const [low, mid, high] = [gain.low, gain.mid, gain.high].map((v) => figure(Math.abs(v), floor)) as [
    string,
    string,
    string,
  ]
  const [more, less] = noun === null ? ["more", "less"] : ["more", "fewer"]
  const sized = (v: number, size: string) => (size === "0" ? size : `${size} ${v < 0 ? less : more}`)
  const range =
    Math.sign(gain.low) * Math.sign(gain.high) < 0 && low !== "0" && high !== "0"
      ? `${sized(gain.low, low)} to ${sized(gain.high, high)}`
      : gain.mid < 0
        ? between(high, low)
        : between(low, high)
  const when = `by this circle within ${within}${low === high && low === mid ? "" : ` (${range})`}.`
  const way = gain.mid < 0 ? "lowers" : "raises"
  if (noun !== null) return `One ${noun} more brings ${mid} ${gain.mid < 0 ? less : more} ${when}`
  if (isOutcome && gain.mid < 0) return `Of whatever raises ${own.inside}, ${mid} is taken away ${when}`
  if (isOutcome) return `Whatever raises ${own.inside} brings ${mid} of that again ${when}`
  return `What raises ${own.inside} by ${oneOf(known.quantity(of)!.unit)} ${way} ${outcome.inside} by ${levelWords(mid, outcome)} ${when}`
}

/** "1 strike a week": one of a unit, as the model writes it. */
function oneOf(unit: string): string {
  const [, noun, per] = /^([\p{L} ]+)\/(\p{L}+)$/u.exec(unit) ?? []
  return unit === "1" ? "1" : noun === undefined ? `1 ${unit}` : `1 ${noun.trim()} a ${per}`
}

/** What one of a rate is, where its name has the word: a "strike" of "Pakistani strikes", counted a week. */
function nounOf({inside, unit}: Subject): string | null {
  const many = /^(\p{L}+) a \p{L}+$/u.exec(unit)?.[1]
  return many === undefined || many === "people" || levelWords("1", {inside, unit}) === `1 ${unit}`
    ? null
    : singular(many)
}

function singular(noun: string): string {
  return noun
    .replace(/ies$/u, "y")
    .replace(/(?<=s|sh|ch|x)es$/u, "")
    .replace(/s$/u, "")
}

/** Whether it amplifies, brakes, or does one and then the other, by the middle of the runs over time. */
function turnOf(
  {course, time, adds, takes, gain}: Effect,
  polarity: LoopView["polarity"],
  day: (t: number) => string,
): string {
  const mid = course.map((one) => one.mid)
  const [most, least] = [greatest([0, ...mid]), -greatest([0, ...mid.map((v) => -v)])]
  const size = Math.max(most, -least)
  if (size === 0 || Math.max(Math.abs(gain.low), Math.abs(gain.high)) < NOTHING) return ""
  const strong = mid.findIndex((v) => Math.abs(v) >= TURN * size)
  const isUp = mid[strong]! > 0
  const back = mid.findIndex((v, i) => i > strong && (isUp ? v <= -TURN * size : v >= TURN * size))
  const verb = (up: boolean) => (up ? "amplifies" : "brakes")
  if (back >= 0) return `It ${verb(isUp)} at first and ${verb(!isUp)} from about ${day(time[back]!)} on.`
  if (adds.share > RARE && takes.share > RARE) return `It amplifies in ${inRuns(adds)}, and brakes in others.`
  return polarity === "contested" ? `It ${verb(isUp)} in most runs.` : ""
}

/** What part of the outcome above its calm the loop makes. */
function calmSays({calm}: Effect, first: Told, level: number | undefined): string {
  if (!calm || level === undefined || !Number.isFinite(calm.mid)) return ""
  const subject = {inside: first.inside, unit: first.view.unit.startsWith("index") ? "" : first.view.unit}
  const floor = floorOf(calm)
  const [low, mid, high] = [calm.low, calm.mid, calm.high].map((v) => figure(v, floor))
  return `Of what ${first.inside} ${agree(first.inside, "stand")} above calm (${levelWords(figure(level), subject)}), it makes ${mid} parts of one (${between(low!, high!)}).`
}
