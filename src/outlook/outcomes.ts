// What the outcomes do: which quantities are reported, what counts as the event, and the
// sentence that titles each panel.
//
// In: the base runs and what the case wants reported (or, without a case, the map). Out:
// one `Told` for each outcome: its view for the report, its finding, and the masks of runs
// that every other part of the outlook compares. A choice of an actor is never an outcome
// unless the case asks for it: choices are levers, not forecasts.

import {weeksPerUnit} from "../core/duration.ts"
import {Fault, nearest} from "../core/fault.ts"
import {append} from "../core/lists.ts"
import {multiply, parseUnit, printUnit} from "../core/units.ts"
import type {Runs} from "../ensemble/index.ts"
import {quantiles} from "../ensemble/index.ts"
import {findFactor, likelyOutcomes, MOST_OUTCOMES} from "../map/index.ts"
import type {Model, Quantity} from "../model/index.ts"
import type {Evidence} from "./evidence.ts"
import type {Finding, Interval, OutcomeView, Share} from "./finding.ts"
import {
  at,
  comparedBy,
  eventWhere,
  type Group,
  intervalOf,
  isAmount,
  isEvent,
  isTime,
  type Measure,
  measured,
  parseMeasure,
  seriesOf,
  shareOf,
  sortedOf,
  validIn,
  valuesOf,
} from "./measure.ts"
import {
  amountWords,
  EVEN,
  type Event,
  eventSays,
  inSays,
  leading,
  levelSays,
  levelWords,
  type Subject,
  standsSays,
  type Ways,
} from "./outcome-says.ts"
import {agree, duration, figure, inRuns, likelihood, moment, opened, spread} from "./words.ts"

/** What case.yaml asks for: a quantity (or factor), a measure, and words for its event. */
export type OutcomeWish = {
  readonly quantity: string
  readonly measure?: string
  /** The event in words, each a sentence without its stop: what is so in a run where it happens ("raids reach twelve a week"), and in one where it does not. */
  readonly says?: string | {readonly so: string; readonly not: string}
  readonly wanted?: "less" | "more"
}

/** Observed values of one quantity, in its unit, at times of the model (before 0 too). */
export type Observed = {
  readonly quantity: string
  readonly source: string
  readonly points: readonly {readonly time: number; readonly value: number}[]
}

/** An outcome settled before any run: which quantity, which measure. */
export type Outcome = {
  readonly quantity: string
  readonly measure: Measure
  readonly words: string
  /** The author's words for its event; null where the case has none, `not` too where it says one side alone. */
  readonly says: {readonly so: string; readonly not: string | null} | null
  readonly wanted: "less" | "more" | null
}

/** An outcome after the base runs, with all that comparisons need. */
export type Told = Outcome & {
  readonly label: string
  /** Inside a sentence. */
  readonly inside: string
  /** Unit of the measure, for people; empty for an index. */
  readonly unit: string
  /** What the 1 % that counts as a change is a hundredth of, in the unit of the measure. */
  readonly scale: number
  /** "raids are above 12", of a measure of the time that they are. */
  readonly stands: string | null
  /** What runs are compared by, in each base run. */
  readonly values: Float64Array
  /** Share of runs that end within 1 % of the range of where they began. */
  readonly still: Share
  /** The sentences that tell it, without their stops: its level and how it moves (null where levels mean nothing), and its event. */
  readonly level: {readonly says: string; readonly until: string; readonly amount: string} | null
  readonly leads: {readonly says: string; readonly share: Share}
  readonly event: {
    /** "raids end higher": no first capital, no stop. */
    readonly says: string
    /** Whether it happens in a run, from the series of the quantity. */
    readonly holds: (series: Float64Array) => boolean
    readonly happens: Uint8Array
    readonly share: Share
  }
  /** Of a time or a spell: whether it comes at all, where the event above may be how long it lasts. */
  readonly coming: {readonly says: string; readonly share: Share}
  readonly view: OutcomeView
  readonly finding: Finding
}

/** Whether a higher number of an outcome is the better one; null where nothing is said to be wanted of it. */
export function riseIsBetter({wanted, measure}: Pick<OutcomeView, "wanted" | "measure">): boolean | null {
  if (wanted === null) return null
  // What is wanted is wanted of the quantity: later, and below for longer, are the other way round.
  const isTurned = /^time to/u.test(measure) || /\bbelow\b/u.test(measure)
  return (wanted === "more") !== isTurned
}

/** A quantity moves when it ends this part of its range away from where it began (as in `brink press`). */
export const MOVES = 0.01

/**
 * The outcomes the case asks for, checked against the model.
 * @throws Fault `outlook/unknown-outcome` with the nearest names, `outlook/unknown-measure`.
 */
export function wished(wishes: readonly OutcomeWish[], known: Evidence): Outcome[] {
  return wishes.map((wish) => {
    const name = known.quantity(wish.quantity) ? wish.quantity : (findFactor(known.map, wish.quantity)?.id ?? "")
    const quantity = known.quantity(name)
    if (!quantity || quantity.kind === "parameter") {
      const near = nearest(
        wish.quantity,
        known.model.quantities.filter((q) => q.kind !== "parameter").map((q) => q.name),
      )
      throw new Fault("outlook/unknown-outcome", `The model has no quantity '${wish.quantity}' to report`, {
        place: "case.yaml, outcomes",
        next: near.length > 0 ? `Nearest: ${near.join(", ")}` : "Name a stock, flow or auxiliary of the model.",
      })
    }
    const words = (wish.measure ?? "level").trim()
    const measure = fitting(parseMeasure(words, wish.quantity), words, quantity, known)
    if (wish.says !== undefined && isAmount(measure))
      throw new Fault("outlook/measure-says", `'${words}' of '${name}' is an amount, of which nothing happens or not`, {
        place: "case.yaml, outcomes, says",
        next: "Leave `says` out, or take a measure with an event: ever above X, always below X, time above X, time to X.",
      })
    return {
      quantity: name,
      measure,
      words,
      says: clauses(wish.says, known.label(name), known.inside(name)),
      wanted: wish.wanted ?? known.wanted(name),
    }
  })
}

/** The author's words as clauses, to stand inside a sentence: no stop at the end, no capital that belongs to no name. */
function clauses(says: OutcomeWish["says"], label: string, inside: string): Outcome["says"] {
  const clause = (text: string) => {
    const words = text.trim().replace(/\.$/u, "")
    if (words.startsWith(label)) return `${inside}${words.slice(label.length)}`
    return words.replace(COMMON, (word) => word.toLowerCase())
  }
  if (says === undefined) return null
  return typeof says === "string" ? {so: clause(says), not: null} : {so: clause(says.so), not: clause(says.not)}
}

/** First words of a sentence that are no names. */
const COMMON =
  /^(?:The|A|An|All|Both|Each|Every|Few|Fewer|Half|It|Less|Many|Most|More|No|Nothing|Some|There|They|This|These)\b/u

/**
 * The measure, where it means something of this quantity.
 * @throws Fault `outlook/measure-unit`, `outlook/measure-time`, `outlook/measure-level`.
 */
function fitting(measure: Measure, words: string, {name, unit, range}: Quantity, known: Evidence): Measure {
  const {time} = known.model
  const place = `case.yaml, outcomes, ${name}, measure ${words}`
  if (measure.kind === "total") {
    const rate = rateOf(unit, time.unit)
    if (rate) return {...measure, factor: rate.factor}
    const level = unit === "1" ? "an index or a ratio, no rate" : `a level (${unit}), no rate`
    throw new Fault("outlook/measure-unit", `'${name}' is ${level}: there is no total of it over time`, {
      place,
      next: `Take a flow of it, so much a ${time.unit}; or mean over A to B, for its level over a while.`,
    })
  }
  if (measure.kind === "mean") {
    const one = (unit: string) => unit.replace(/s$/u, "")
    const length = time.stop - (time.now ?? time.start)
    if (measure.unit !== undefined && one(measure.unit) !== one(time.unit))
      throw new Fault("outlook/measure-unit", `The model counts time in ${plural(time.unit)}, not in ${measure.unit}`, {
        place,
        next: `Give both times in ${plural(time.unit)} after the first day.`,
      })
    if (measure.from < 0 || measure.from >= measure.to || measure.to > length)
      throw new Fault(
        "outlook/measure-time",
        `No ${plural(time.unit)} ${measure.from} to ${measure.to} to take a mean over`,
        {
          place,
          next: `0 <= A < B <= ${length}, in ${plural(time.unit)} after the first day.`,
        },
      )
  }
  if (isEvent(measure) && range && isBeyond(measure, range))
    throw new Fault(
      "outlook/measure-level",
      `'${name}' goes from ${range[0]} to ${range[1]}: nothing there is ${reach(measure)}`,
      {
        place,
        next: "Take a level inside that range, in the unit of the quantity.",
      },
    )
  return measure
}

/** Whether no value of the range is on the side of the level that is asked about. */
function isBeyond(measure: Extract<Measure, {level: number}>, [low, high]: readonly [number, number]): boolean {
  if (measure.kind === "time to") return measure.level < low || measure.level > high
  return measure.side === "above" ? measure.level >= high : measure.level <= low
}

function reach(measure: Extract<Measure, {level: number}>): string {
  return measure.kind === "time to" ? String(measure.level) : `${measure.side} ${measure.level}`
}

/**
 * What a rate adds up to over the model's time: its unit, and units of the model's time in one of the rate's. Null for
 * what is no rate; a unit that cannot be read is taken for one.
 */
export function rateOf(unit: string, timeUnit: string): {readonly unit: string; readonly factor: number} | null {
  const parsed = parseUnit(unit)
  if (!parsed) return {unit: `${unit}*${timeUnit}`, factor: 1}
  const mine = weeksPerUnit(timeUnit)
  const own = parseUnit(timeUnit)?.[0]?.[0]
  for (const [name, power] of parsed) {
    const its = weeksPerUnit(name)
    const isSame = name === own
    if (power >= 0 || !(isSame || (mine !== null && its !== null))) continue
    return {unit: printUnit(multiply(parsed, [[name, 1]])), factor: isSame ? 1 : mine! / its!}
  }
  return null
}

/**
 * Up to four outcomes from the map alone, of factors that the model runs, as `likelyOutcomes` has them; without a fitting map,
 * the model's stocks in their order.
 */
export function chosen(known: Evidence): Outcome[] {
  const {map, model} = known
  const picked = likelyOutcomes(
    map,
    (claims) => known.voices(claims).length,
    ({id}) => {
      const quantity = known.quantity(id)
      return quantity !== undefined && quantity.kind !== "lever"
    },
  )
  const names = picked.length > 0 ? picked : model.quantities.filter((q) => q.kind === "stock").map((q) => q.name)
  return (names.length > 0 ? names : model.quantities.filter((q) => q.kind === "auxiliary").map((q) => q.name))
    .slice(0, MOST_OUTCOMES)
    .map((quantity) => ({
      quantity,
      measure: {kind: "level"},
      words: "level",
      says: null,
      wanted: known.wanted(quantity),
    }))
}

/**
 * The width that 1 % of counts as a change: the declared range where it is bounded, else
 * from the 2.5th to the 97.5th percentile of all saved values of the base runs.
 */
export function scaleOf(name: string, base: Runs, known: Evidence): number {
  const range = known.quantity(name)?.range
  if (range && Number.isFinite(range[0]) && Number.isFinite(range[1]) && range[1] > range[0]) return range[1] - range[0]
  const reader = seriesOf(base, name)
  const valid = validIn(base)
  const pooled: number[] = []
  for (let run = 0; run < valid.length; run++) if (valid[run] === 1) append(pooled, reader(run))
  const sorted = Float64Array.from(pooled).sort()
  const width = at(sorted, 0.975) - at(sorted, 0.025)
  if (width > 0) return width
  // Every run stands still at one value: a hundredth of that value would be seen as a change.
  return Math.abs(sorted[0] ?? 0) || 1
}

/** What an outcome does in the base runs. */
export function tell(
  outcome: Outcome,
  n: number,
  base: Runs,
  sides: readonly Group[],
  known: Evidence,
  drafted: boolean,
  observed: Observed | undefined,
): Told {
  const {quantity, measure} = outcome
  const time = known.model.time
  const valid = validIn(base)
  const label = known.label(quantity)
  const subject: Subject = {inside: known.inside(quantity), unit: unitWords(known.quantity(quantity)!.unit)}
  const {inside} = subject
  const width = scaleOf(quantity, base, known)
  const scale = scaleIn(measure, width, length(base))
  const values = valuesOf(base, quantity, comparedBy(measure))
  const changes = valuesOf(base, quantity, {kind: "change"})
  const share = (holds: (value: number) => boolean) => shareOf(eventWhere(changes, holds), valid, sides)
  const ways: Ways = {
    up: share((v) => v > MOVES * width),
    down: share((v) => v < -MOVES * width),
    flat: share((v) => Math.abs(v) <= MOVES * width),
  }
  const own = ownEvent(outcome, subject, base, width)
  const event =
    own === null ? waysEvent(measure, inside, values, valid, width, ways, base) : parting(own, values, valid, base)
  const happens = happening(event.holds, base, quantity, valid)
  const coming = own === null ? happens : happening(own.holds, base, quantity, valid)
  const [eventShare, comes] = [shareOf(happens, valid, sides), shareOf(coming, valid, sides)]
  const amount = outcomeInterval(measure, values, valid, base, comes)
  const unit = unitOf(measure, known.quantity(quantity)!.unit, time.unit)
  const by = moment(time.stop, time.unit, time.origin ?? null)
  const id = `outcome-${n + 1}`
  const basis = known.basis([quantity])
  const bands = quantiles(base, quantity)
  const range = known.quantity(quantity)!.range
  const ends = intervalOf(valuesOf(base, quantity, {kind: "level"}), valid)
  const leads = own === null ? waySays(label, inside, ways) : leading(own, comes)
  const level = drafted ? null : levelOf(measure, subject, unit, amount, ends, ways, by, time)
  const stands = standsSays(measure, subject)
  const says = level?.says ?? draftSays(own === null, label, ways, leads, by)
  const told = [
    says,
    ...(own || (level && !isAmount(measure)) ? [inSays(leads, level ? inside : undefined)] : []),
    ...more(measure, subject, amount, comes, time.unit),
  ]
  const ending =
    level || own
      ? ""
      : ` ${measure.kind === "change" ? `Change by ${by}` : `At ${by}`}: ${spread(amount)}${unit === "" ? "" : ` ${unit}`}.`
  return {
    ...outcome,
    label,
    inside,
    unit,
    scale,
    stands,
    values,
    still: ways.flat,
    level,
    leads,
    event: {says: event.says, holds: event.holds, happens, share: eventShare},
    coming: {says: own?.so ?? event.says, share: comes},
    view: {
      quantity,
      label,
      unit: axisUnit(known, quantity, drafted),
      measure: outcome.words,
      says: opened(says),
      time: [...bands.time],
      p2_5: [...bands.p2_5],
      p10: [...bands.p10],
      p25: [...bands.p25],
      p50: [...bands.p50],
      p75: [...bands.p75],
      p90: [...bands.p90],
      p97_5: [...bands.p97_5],
      observed: observed?.points ?? [],
      observedSource: observed?.source ?? null,
      range: range?.every(Number.isFinite) ? range : null,
      ...(stands !== null && {stands: opened(stands)}),
      up: ways.up,
      down: ways.down,
      lead: {says: opened(leads.says), way: own === null ? wayOf(ways) : "event", share: leads.share},
      wanted: outcome.wanted,
      finding: id,
    },
    finding: {
      id,
      kind: "outcome",
      says: `${told.map((one) => `${opened(one)}.`).join(" ")}${ending}`,
      measure: outcome.words,
      unit: isTime(measure)
        ? time.unit
        : isEvent(measure)
          ? "1"
          : measureUnit(measure, known.quantity(quantity)!.unit, time.unit),
      ...amount,
      share: leads.share.share,
      basis,
    },
  }
}

/** What a hundredth of counts as a change, in the unit of what runs are compared by. */
function scaleIn(measure: Measure, width: number, length: number): number {
  if (isTime(measure)) return length
  if (isEvent(measure)) return 1
  return measure.kind === "total" ? width * length * (measure.factor ?? 1) : width
}

/** 1 for each valid run in which it holds of the series of `quantity`. */
function happening(
  holds: (series: Float64Array) => boolean,
  base: Runs,
  quantity: string,
  valid: Uint8Array,
): Uint8Array {
  const reader = seriesOf(base, quantity)
  return Uint8Array.from(valid, (v, run) => (v === 1 && holds(reader(run)) ? 1 : 0))
}

/** Something that happens in a run or does not: in words, and in a series. */
type Happening = Event & {
  readonly holds: (series: Float64Array) => boolean
  /** Of a spell: how long it is. */
  readonly spell?: (series: Float64Array) => number
}

/** The event of the measure itself; of a level or a change, of which nothing happens or not by itself, what its author says of a rise. */
function ownEvent({quantity, measure, says}: Outcome, subject: Subject, base: Runs, width: number): Happening | null {
  if (!isEvent(measure) && says === null) return null
  const isAbove = measure.kind === "time to" && mostBeginAbove(base, quantity, measure.level)
  const built = eventSays(measure, subject, isAbove)
  const value = (series: Float64Array) => measured(series, base.time, measure)
  const holds = (series: Float64Array): boolean => {
    switch (measure.kind) {
      case "time to":
        return Number.isFinite(value(series))
      case "time":
        return value(series) > 1 / 2
      case "ever":
      case "always":
      case "longest spell":
        return value(series) > 0
      default:
        return series[series.length - 1]! - series[0]! > MOVES * width
    }
  }
  const words = {so: says?.so ?? built.so, not: says?.not ?? built.not}
  return {...words, holds, ...(measure.kind === "longest spell" && {spell: value})}
}

/** Whether more of the valid runs begin above a level than not. */
function mostBeginAbove(base: Runs, quantity: string, level: number): boolean {
  const reader = seriesOf(base, quantity)
  let more = 0
  for (let run = 0; run < base.plan.runs; run++) if (base.status[run] === 0) more += reader(run)[0]! > level ? 1 : -1
  return more > 0
}

/** What shares of an event count: itself, or, of a spell that nearly every run has, that it lasts longer than in the middle run. */
function parting(
  {so, holds, spell}: Happening,
  values: Float64Array,
  valid: Uint8Array,
  base: Runs,
): {says: string; holds: (series: Float64Array) => boolean} {
  if (!spell) return {says: so, holds}
  const sorted = sortedOf(values, valid)
  const [low, middle, high] = [at(sorted, 0.1), at(sorted, 0.5), at(sorted, 0.9)]
  const have = sorted.filter((v) => v > 0).length
  return have > (1 - RARE) * sorted.length && middle < length(base) && high > low
    ? {says: `${so} for longer than in the middle run`, holds: (series) => spell(series) > middle}
    : {says: so, holds}
}

/**
 * Of a level, a change, a mean or a total: ending higher or lower. Where that nearly always or nearly never happens it
 * splits nothing: then the upper half of the runs.
 */
function waysEvent(
  measure: Measure,
  inside: string,
  values: Float64Array,
  valid: Uint8Array,
  width: number,
  {up, down}: Ways,
  base: Runs,
): {says: string; holds: (series: Float64Array) => boolean} {
  const value = (series: Float64Array) => measured(series, base.time, measure)
  const moves = (rises: boolean) => (series: Float64Array) =>
    (series[series.length - 1]! - series[0]!) * (rises ? 1 : -1) > MOVES * width
  const ends = (rises: boolean) => {
    return {says: `${inside} ${agree(inside, "end")} ${rises ? "higher" : "lower"}`, holds: moves(rises)}
  }
  const isTotal = isAmount(measure)
  const telling = (share: Share) => share.share >= RARE && share.share <= 1 - RARE
  if (!isTotal && (telling(up) || telling(down))) return ends(telling(up) && (!telling(down) || up.share >= down.share))
  const sorted = sortedOf(values, valid)
  // Where every run does the same no middle parts them, and what they all do is the event.
  if (!isTotal && at(sorted, 0.975) - at(sorted, 0.025) <= MOVES * width) return ends(up.share >= down.share)
  const middle = at(sorted, 0.5)
  const what =
    measure.kind === "total"
      ? `${agree(inside, "come")} to more than`
      : measure.kind === "mean"
        ? `${agree(inside, "be")} higher on average than`
        : `${agree(inside, "end")} above`
  return {
    says: `${inside} ${what} ${measure.kind === "level" || measure.kind === "change" ? "" : "in "}the middle run`,
    holds: (series) => value(series) > middle,
  }
}

/** How long the runs are. */
function length({time}: Runs): number {
  return time[time.length - 1]! - time[0]!
}

/** Under this share of runs, or over one less this (the ends of the likelihood scale), comparing groups of runs shows little. */
const RARE = 0.1

/** The way that most runs go. */
function wayOf({up, down, flat}: Ways): "up" | "down" | "flat" {
  const most = [up, down, flat].reduce((a, b) => (b.share > a.share ? b : a))
  return most === flat ? "flat" : most === up ? "up" : "down"
}

/** The clause of the way that most runs go, and their share. */
function waySays(label: string, inside: string, ways: Ways): Told["leads"] {
  const way = wayOf(ways)
  const says =
    way === "flat"
      ? `${agree(label, "stay")} near the starting level`
      : `${agree(label, "end")} ${way === "up" ? "higher" : "lower"}`
  return {says: `${inside} ${says}`, share: ways[way]}
}

/** The sentence of the level, and how it moves; of a mean, a total or a change what it comes to. */
function levelOf(
  measure: Measure,
  subject: Subject,
  unit: string,
  amount: Interval,
  ends: Interval,
  ways: Ways,
  by: string,
  time: Model["time"],
): NonNullable<Told["level"]> {
  const {inside} = subject
  const own = {inside, unit}
  if (measure.kind === "total") {
    const words = amountWords(amount, own)
    const says = `${inside} ${agree(inside, "come")} to about ${words} in all`
    return {says: `${says} by ${by}`, until: `${says} by ${by}`, amount: words}
  }
  if (measure.kind === "mean") {
    const words = amountWords(amount, subject)
    const [from, to] = [measure.from, measure.to].map((t) =>
      moment((time.now ?? time.start) + t, time.unit, time.origin ?? null),
    )
    const says = `${inside} ${agree(inside, "be")} at about ${words} on average from ${from} to ${to}`
    return {says, until: says, amount: words}
  }
  if (measure.kind === "change") {
    const words = amountWords(amount, subject)
    const says = `${inside} ${agree(inside, "change")} by ${words}`
    return {says: `${says} by ${by}`, until: `${says} by ${by}`, amount: words}
  }
  return {
    says: levelSays(subject, ends, ways),
    until: levelSays(subject, ends, ways, by),
    amount: amountWords(ends, subject),
  }
}

/** The title of an outcome of a draft, whose levels mean nothing by themselves. */
function draftSays(isWay: boolean, label: string, ways: Ways, leads: Told["leads"], by: string): string {
  if (!isWay) return `${opened(leads.says)} by ${by}: in ${inRuns(leads.share)}`
  const {up, down, flat} = ways
  const way = wayOf(ways)
  const most = ways[way]
  const ends = way === "flat" ? "stay near the starting level" : way === "up" ? "end higher" : "end lower"
  if (most.share > EVEN) return `${label} ${likelihood(most.share)} to ${ends}: in ${inRuns(most)}`
  return most === flat
    ? `${label} ${agree(label, "stay")} near the starting level in ${inRuns(flat)}`
    : `${label} ${agree(label, "end")} higher in ${inRuns(up)}, lower in ${inRuns(down).replace(" of 10 runs", " of 10")}`
}

/** What the measure adds to its event: when it comes, how long it lasts. */
function more(measure: Measure, subject: Subject, amount: Interval, comes: Share, timeUnit: string): string[] {
  if (!isEvent(measure) || comes.share === 0) return []
  const level = levelWords(figure(measure.level), subject)
  const lasts = `${spread(amount)} ${plural(timeUnit)}`
  switch (measure.kind) {
    case "time to":
      return [`where ${comes.share === 1 ? "" : "it happens, "}it takes ${lasts}`.replace("where it takes", "it takes")]
    case "longest spell":
      return [`the longest time ${measure.side} ${level} is ${lasts}`]
    case "time":
      return [`the share of the time ${measure.side} ${level} is ${spread(amount)}`]
    default:
      return []
  }
}

/** Middle and 8 of 10 of the measure; of what happens or not the share of runs in which it does, and its spread. */
function outcomeInterval(
  measure: Measure,
  values: Float64Array,
  valid: Uint8Array,
  base: Runs,
  comes: Share,
): Interval {
  if (measure.kind === "ever" || measure.kind === "always") return {low: comes.low, mid: comes.share, high: comes.high}
  return measure.kind === "time to" ? reachedOf(values, valid, length(base)) : intervalOf(values, valid)
}

/** Two shares that a reader of runs of ten does not tell apart. */
export function isLevel(up: Share, down: Share): boolean {
  return Math.abs(up.share - down.share) < LEVEL
}

/** A run of ten. */
const LEVEL = 0.1

/** Middle and 8 of 10 of the runs that reach the level; the horizon, as a lower bound, where none does. */
function reachedOf(values: Float64Array, valid: Uint8Array, horizon: number): Interval {
  const finite = Uint8Array.from(valid, (v, run) => (v === 1 && Number.isFinite(values[run]!) ? 1 : 0))
  return finite.includes(1) ? intervalOf(values, finite) : {low: horizon, mid: horizon, high: horizon}
}

function plural(unit: string): string {
  return duration(2, unit).slice(2)
}

/** The unit of a measure in the model's own writing. */
export function measureUnit(measure: Measure, unit: string, timeUnit: string): string {
  if (measure.kind !== "total") return unit
  const [a, b] = [parseUnit(unit), parseUnit(timeUnit)]
  return a && b ? printUnit(multiply(a, b)) : `${unit}*${timeUnit}`
}

function unitOf(measure: Measure, unit: string, timeUnit: string): string {
  if (isEvent(measure) && !isTime(measure)) return "of the time"
  return isTime(measure) ? plural(timeUnit) : unitWords(measureUnit(measure, unit, timeUnit))
}

/** "animal/week" as "animals a week"; an index has none. Anything less plain stays as written. */
export function unitWords(unit: string): string {
  if (unit === "1" || unit === "") return ""
  // A price of one money in another stays as it is written: LKR/USD.
  const per = /^([\p{L} ]+)(?:[^\S ]\s*)?\/\s*(\p{Ll}\p{L}*)$/u.exec(unit)
  if (per) return `${many(per[1]!.trim())} a ${per[2]}`
  if (/^1\s*\/\s*\p{L}+$/u.test(unit)) return `a ${unit.split("/")[1]!.trim()}`
  return /^[\p{L} ]+$/u.test(unit) ? many(unit) : unit
}

function many(noun: string): string {
  if (/^(?:people|cattle|sheep|fish|percent)$/u.test(noun)) return noun
  // A symbol, such as kt.
  if (/^[^aeiouy]{1,3}$/u.test(noun)) return noun
  if (noun === "person") return "people"
  // Money is not counted by its name: "USD million".
  if (/\b(?:thousand|million|billion)$/u.test(noun) || /^[A-Z]{3}$/u.test(noun)) return noun
  if (/(?:s|sh|ch|x)$/u.test(noun)) return /s$/u.test(noun) ? noun : `${noun}es`
  return /[^aeiou]y$/u.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`
}

function axisUnit(known: Evidence, quantity: string, drafted: boolean): string {
  const {unit, range} = known.quantity(quantity)!
  const words = unitWords(unit)
  if (words !== "") return words
  if (drafted) return "index, 0 to 1; 0.5 is the state when the documents were written"
  return range?.every(Number.isFinite) ? `index, ${figure(range[0])} to ${figure(range[1])}` : "index"
}
