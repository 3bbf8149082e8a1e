// What the outcomes do: which quantities are reported, what counts as the event, and the
// sentence that titles each panel.
//
// In: the base runs and what the case wants reported (or, without a case, the map). Out:
// one `Told` for each outcome: its view for the report, its finding, and the masks of runs
// that every other part of the outlook compares. A choice of an actor is never an outcome
// unless the case asks for it: choices are levers, not forecasts.

import {Fault, nearest} from "../core/fault.ts"
import {append} from "../core/lists.ts"
import {multiply, parseUnit, printUnit} from "../core/units.ts"
import type {Runs} from "../ensemble/index.ts"
import {quantiles} from "../ensemble/index.ts"
import {findFactor} from "../map/index.ts"
import type {Evidence} from "./evidence.ts"
import type {Finding, Interval, OutcomeView, Share} from "./finding.ts"
import {
  at,
  eventWhere,
  type Group,
  intervalOf,
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
import {agree, duration, figure, inRuns, likelihood, moment, opened, spread} from "./words.ts"

/** What case.yaml asks for: a quantity (or factor), a measure, and words for its event. */
export type OutcomeWish = {
  readonly quantity: string
  readonly measure?: string
  /** What the event is, as a sentence without its stop: "raids reach twelve a week". */
  readonly says?: string
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
  readonly says: string | null
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
  /** The measure in each base run. */
  readonly values: Float64Array
  /** Share of runs that end within 1 % of the range of where they began. */
  readonly still: Share
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

/** Outcomes of a report without a case: more panels than this are not read. */
const MOST_OUTCOMES = 4

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
    return {
      quantity: name,
      measure: parseMeasure(words, wish.quantity),
      words,
      says: wish.says?.trim().replace(/\.$/u, "") ?? null,
      wanted: wish.wanted ?? known.wanted(name),
    }
  })
}

/**
 * Up to four outcomes from the map alone: factors that something in the map moves and the
 * model runs, choices left out, by weight x support, where support is the number of
 * independent voices on the links into and out of the factor, plus a tenth for each link
 * into it. A second factor of a theme counts half, a third a quarter. Without weights,
 * support alone; without a fitting map, the model's stocks in their order.
 */
export function chosen(known: Evidence): Outcome[] {
  const {map, model} = known
  const candidates = map.factors.filter(
    (f) => !f.choice && known.quantity(f.id) && known.quantity(f.id)!.kind !== "lever",
  )
  const scored = candidates.flatMap((factor) => {
    const into = map.links.filter((l) => l.to === factor.id)
    if (into.length === 0) return []
    const touching = [...into, ...map.links.filter((l) => l.from === factor.id)]
    const voices = known.voices(touching.flatMap((l) => [...l.for.claims, ...l.against.claims])).length
    return [{factor, support: voices + Math.min(10, into.length) / 10, score: 0}]
  })
  const weighted = scored.some((s) => s.factor.weight > 0)
  let left = scored.map((s) => ({...s, score: (weighted ? s.factor.weight : 1) * s.support})).filter((s) => s.score > 0)
  const picked: string[] = []
  while (picked.length < MOST_OUTCOMES && left.length > 0) {
    left.sort((a, b) => b.score - a.score || (a.factor.id < b.factor.id ? -1 : 1))
    const [best, ...rest] = left
    picked.push(best!.factor.id)
    left = rest.map((s) =>
      s.factor.theme === best!.factor.theme && s.factor.theme !== "other" ? {...s, score: s.score / 2} : s,
    )
  }
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
  const inside = known.inside(quantity)
  const width = scaleOf(quantity, base, known)
  const scale = isTime(measure) ? length(base) : measure.kind === "total" ? width * length(base) : width
  const values = valuesOf(base, quantity, measure)
  const levels = valuesOf(base, quantity, {kind: "change"})
  const up = shareOf(
    eventWhere(levels, (v) => v > MOVES * width),
    valid,
    sides,
  )
  const down = shareOf(
    eventWhere(levels, (v) => v < -MOVES * width),
    valid,
    sides,
  )
  const flat = shareOf(
    eventWhere(levels, (v) => Math.abs(v) <= MOVES * width),
    valid,
    sides,
  )
  const event = eventOf(outcome, inside, values, valid, width, up, down, base)
  const reader = seriesOf(base, quantity)
  const happens = new Uint8Array(valid.length)
  for (let run = 0; run < valid.length; run++) if (valid[run] === 1 && event.holds(reader(run))) happens[run] = 1
  const share = shareOf(happens, valid, sides)
  const coming =
    measure.kind === "longest spell"
      ? {
          says: spellSays(outcome, inside),
          share: shareOf(
            eventWhere(values, (v) => v > 0),
            valid,
            sides,
          ),
        }
      : {says: event.says, share}
  const interval =
    isTime(measure) && measure.kind === "time to" ? reachedOf(values, valid, length(base)) : intervalOf(values, valid)
  const unit = unitOf(measure, known.quantity(quantity)!.unit, time.unit)
  const by = moment(time.stop, time.unit, time.origin ?? null)
  const id = `outcome-${n + 1}`
  const title = titleOf(outcome, label, inside, by, {up, down, flat, share: coming.share}, interval, unit, time.unit)
  const basis = known.basis([quantity])
  const bands = quantiles(base, quantity)
  const range = known.quantity(quantity)!.range
  return {
    ...outcome,
    label,
    inside,
    unit,
    scale,
    values,
    still: flat,
    event: {...event, happens, share},
    coming,
    view: {
      quantity,
      label,
      unit: axisUnit(known, quantity, drafted),
      measure: outcome.words,
      says: title.says,
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
      up,
      down,
      lead: leadOf(outcome, label, coming.says, {up, down, flat, share: coming.share}),
      wanted: outcome.wanted,
      finding: id,
    },
    finding: {
      id,
      kind: "outcome",
      says: title.full,
      measure: outcome.words,
      unit: isTime(measure) ? time.unit : measureUnit(measure, known.quantity(quantity)!.unit, time.unit),
      ...interval,
      share: title.share.share,
      basis,
    },
  }
}

/** The event that shares count. An event that nearly always or nearly never happens splits nothing: then, the upper half of the runs. */
function eventOf(
  outcome: Outcome,
  inside: string,
  values: Float64Array,
  valid: Uint8Array,
  width: number,
  up: Share,
  down: Share,
  base: Runs,
): {says: string; holds: (series: Float64Array) => boolean} {
  const {measure} = outcome
  const value = (series: Float64Array) => measured(series, base.time, measure)
  if (measure.kind === "time to") {
    const says = outcome.says ?? `${inside} ${agree(inside, "reach")} ${figure(measure.level)}`
    return {says, holds: (series) => Number.isFinite(value(series))}
  }
  if (measure.kind === "longest spell") {
    const says = spellSays(outcome, inside)
    let [n, k] = [0, 0]
    for (let run = 0; run < values.length; run++)
      if (valid[run] === 1) {
        n++
        if (values[run]! > 0) k++
      }
    const middle = at(sortedOf(values, valid), 0.5)
    // Where every run has such a spell, how long it lasts is what parts them.
    if (
      k > (1 - RARE) * n &&
      middle < length(base) &&
      at(sortedOf(values, valid), 0.9) > at(sortedOf(values, valid), 0.1)
    )
      return {says: `${says} for longer than in the middle run`, holds: (series) => value(series) > middle}
    return {says, holds: (series) => value(series) > 0}
  }
  const moves = (rises: boolean) => (series: Float64Array) =>
    (series[series.length - 1]! - series[0]!) * (rises ? 1 : -1) > MOVES * width
  const telling = (share: Share) => share.share >= RARE && share.share <= 1 - RARE
  if (measure.kind !== "total" && (telling(up) || telling(down))) {
    const rises = telling(up) && (!telling(down) || up.share >= down.share)
    return {says: `${inside} ${agree(inside, "end")} ${rises ? "higher" : "lower"}`, holds: moves(rises)}
  }
  const sorted = sortedOf(values, valid)
  const middle = at(sorted, 0.5)
  if (measure.kind !== "total" && at(sorted, 0.975) - at(sorted, 0.025) <= MOVES * width) {
    // Every run does the same: no middle parts them, and what they all do is the event.
    const rises = up.share >= down.share
    return {says: `${inside} ${agree(inside, "end")} ${rises ? "higher" : "lower"}`, holds: moves(rises)}
  }
  const verb = measure.kind === "total" ? "come" : "end"
  return {
    says: `${inside} ${agree(inside, verb)} ${measure.kind === "total" ? "to more than" : "above"} the middle run`,
    holds: (series) => value(series) > middle,
  }
}

/** What a spell is, inside a sentence: "raids go above 12", or the case's words for it. */
function spellSays({measure, says}: Outcome, inside: string): string {
  if (says !== null || measure.kind !== "longest spell") return says ?? ""
  return `${inside} ${agree(inside, "go")} ${measure.side} ${figure(measure.level)}`
}

/** How long the runs are. */
function length({time}: Runs): number {
  return time[time.length - 1]! - time[0]!
}

/** Up to here the likelihood scale says "about even". */
const EVEN = 0.66

/** Under this share of runs, or over one less this (the ends of the likelihood scale), comparing groups of runs shows little. */
const RARE = 0.1

function titleOf(
  outcome: Outcome,
  label: string,
  inside: string,
  by: string,
  shares: {up: Share; down: Share; flat: Share; share: Share},
  interval: Interval,
  unit: string,
  timeUnit: string,
): {says: string; full: string; share: Share} {
  const {measure} = outcome
  const in_ = unit === "" ? "" : ` ${unit}`
  const {up, down, flat, share} = shares
  if (measure.kind === "time to") {
    const event = outcome.says ?? `${inside} ${agree(inside, "reach")} ${figure(measure.level)}${in_}`
    const says = `${opened(likelihood(share.share))} by ${by} ${that(share)} ${event}: in ${inRuns(share)}`
    const when = share.share > 0 ? ` Where it happens, after ${spread(interval)} ${plural(timeUnit)}.` : ""
    return {says, full: `${says}.${when}`, share}
  }
  if (measure.kind === "longest spell") {
    const event = spellSays(outcome, inside)
    const lasts = `${spread(interval)} ${plural(timeUnit)}`
    // Where it comes in nearly every run, how long it lasts is the news.
    const says =
      share.share > 1 - RARE
        ? `${opened(event)} for ${lasts} on end by ${by}`
        : `${opened(likelihood(share.share))} by ${by} ${that(share)} ${event}: in ${inRuns(share)}`
    return {says, full: `${says}. Longest spell ${measure.side} ${figure(measure.level)}: ${lasts}.`, share}
  }
  const amount = `${spread(interval)}${in_}`
  if (measure.kind === "total") {
    const says = `${label} ${agree(label, "come")} to ${amount} in all by ${by}`
    return {says, full: `${says}.`, share}
  }
  const most = [up, down, flat].reduce((a, b) => (b.share > a.share ? b : a))
  const way = most === flat ? "stay near the starting level" : most === up ? "end higher" : "end lower"
  const says =
    most.share > EVEN
      ? `${label} ${likelihood(most.share)} to ${way}: in ${inRuns(most)}`
      : most === flat
        ? `${label} ${agree(label, "stay")} near the starting level in ${inRuns(flat)}`
        : `${label} ${agree(label, "end")} higher in ${inRuns(up)}, lower in ${inRuns(down).replace(" of 10 runs", " of 10")}`
  const ending = measure.kind === "change" ? `Change by ${by}` : `At ${by}`
  return {says, full: `${says}. ${ending}: ${amount}.`, share: most}
}

/** Two shares that a reader of runs of ten does not tell apart. */
export function isLevel(up: Share, down: Share): boolean {
  return Math.abs(up.share - down.share) < LEVEL
}

/** A run of ten. */
const LEVEL = 0.1

/** "likely that it happens", but "about even whether it happens". */
function that(share: Share): string {
  return likelihood(share.share) === "about even" ? "whether" : "that"
}

/** The clause a likelihood row is labelled with, and its share: for times and spells the event, else the way most runs go. */
function leadOf(
  outcome: Outcome,
  label: string,
  event: string,
  {up, down, flat, share}: {up: Share; down: Share; flat: Share; share: Share},
): NonNullable<OutcomeView["lead"]> {
  if (isTime(outcome.measure)) return {says: opened(event), way: "event", share}
  const most = [up, down, flat].reduce((a, b) => (b.share > a.share ? b : a))
  if (most === flat) return {says: `${label} ${agree(label, "stay")} near the starting level`, way: "flat", share: flat}
  const way = most === up ? "up" : "down"
  return {says: `${label} ${agree(label, "end")} ${way === "up" ? "higher" : "lower"}`, way, share: most}
}

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
  return isTime(measure) ? plural(timeUnit) : unitWords(measureUnit(measure, unit, timeUnit))
}

/** "animal/week" as "animals a week"; an index has none. Anything less plain stays as written. */
export function unitWords(unit: string): string {
  if (unit === "1" || unit === "") return ""
  const per = /^([\p{L} ]+)(?:[^\S ]\s*)?\/\s*(\p{L}+)$/u.exec(unit)
  if (per) return `${many(per[1]!.trim())} a ${per[2]}`
  if (/^1\s*\/\s*\p{L}+$/u.test(unit)) return `a ${unit.split("/")[1]!.trim()}`
  return /^[\p{L} ]+$/u.test(unit) ? many(unit) : unit
}

function many(noun: string): string {
  if (/^(?:people|cattle|sheep|fish)$/u.test(noun)) return noun
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
