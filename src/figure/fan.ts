// Quantities over time: in goes one outcome's view (percentiles of the runs, observed
// values), out come the fan, its table twin, and the sparkline of a signpost.
//
// Invariant: text never scales. The plot is as wide as its place: x in per cent, y in
// pixels; only bands and lines lie in a stretched viewBox. Zero is always on the axis
// unless the page asks for other levels and says which,
// observed dots are neither smoothed nor joined, nothing is drawn beyond the horizon,
// and a gap in the numbers is a gap in the picture.

import {scaleLinear} from "d3-scale"
import {area, line} from "d3-shape"
import {civilFromDays, dayNumber, daysFromCivil, isDay} from "../core/calendar.ts"
import {greatest, least} from "../core/lists.ts"
import type {LoopView, OutcomeView, Outlook} from "../outlook/index.ts"
import {at, escaped, figures, mark, marks, percent, range, slug, unbroken, widthOf} from "./lettering.ts"

/** What a fan draws of an outcome: percentiles of the runs over time, and what was observed. */
export type Foretold = Omit<OutcomeView, "measure" | "up" | "down" | "lead" | "wanted" | "finding" | "observedSource">

/** What every figure takes: an id that is unique on its page (derived from the data when absent) and the place its number links to. */
export type FigureOptions = {
  readonly id?: string
  /** Address the headline number links to, such as "#i-f3". */
  readonly href?: string
}

/** Something that happened, for a hairline. */
export type FanEvent = {readonly time: number; readonly says: string}

/** What a fan takes beside its outcome. */
export type FanOptions = FigureOptions & {
  /** Unit of time and calendar origin; without an origin times are worded "week 13". */
  readonly horizon?: Pick<Outlook["horizon"], "start" | "unit" | "origin">
  /** First and last time of the axis, so that several panels share it. Default: all there is to show. */
  readonly span?: readonly [number, number]
  /** Lowest and highest level that the axis must hold, in place of zero: for an index whose beginning is what is compared, named in words beside the panel. */
  readonly levels?: readonly [number, number]
  /** Things that happened: hairlines with letters a, b, c; `eventKey` says what they are, once for all panels. */
  readonly events?: readonly FanEvent[]
  /** What the last issue expected. */
  readonly previous?: readonly {readonly time: number; readonly value: number}[]
}

// Sizes in pixels. The plot leaves room for the events' letters above and the dates below.
const HEIGHT = 150
const TOP = 16
const BOTTOM = 130
// The stretched box; its x runs 0..1000 over the axis.
const SPREAD = 1000
// The narrowest plot a page gives: a phone of 360 px, or two columns at 680, less paddings. Labels must fit in it.
const NARROWEST = 196
// From this width of the plot on there is room for more dates (style.ts shows them from 290 px on).
const ROOMY = 280
const TEXT = 11.5

/** The fan of one outcome: bands of the runs, middle run, observed values, "today", and the end's middle and range in words. */
export function fan(view: Foretold, options: FanOptions = {}): string {
  const id = options.id ?? `fan-${slug(view.quantity)}`
  const last = lastFinite(view)
  if (last < 0)
    return `<p class="f-none">No run gave a value for ${escaped(view.label)}, so there is nothing to draw.</p>`
  const observed = view.observed.filter((o) => Number.isFinite(o.value) && Number.isFinite(o.time))
  const previous = (options.previous ?? []).filter((p) => Number.isFinite(p.value))
  const events = options.events ?? []
  const first = least([view.time[0]!, ...observed.map((o) => o.time)])
  const [from, to] = options.span ?? [first, Math.max(view.time[last]!, view.time.at(-1)!)]
  const reach = to - from || 1
  const x = (time: number) => (time - from) / reach
  const ticks = options.levels
    ? marks(...options.levels)
    : gridOf(
        view,
        [...observed.filter((o) => o.time >= from), ...previous].map((p) => p.value),
      )
  const y = scaleLinear([ticks[0]!, ticks.at(-1)!], [BOTTOM, TOP])
  const visible = (time: number) => x(time) >= -1e-9 && x(time) <= 1 + 1e-9

  const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : 1
  const labels = ticks.map((t) => mark(t, step))
  const end = endLabel(view, last, y)
  const before = Math.max(30, 10 + greatest(labels.map((l) => widthOf(l, TEXT))))
  const after = Math.max(58, end.width + 12)

  // The level that all others are read against: zero, or the middle of the levels asked for.
  const base = options.levels ? ticks[(ticks.length - 1) / 2] : 0
  const rules = ticks.map(
    (t, i) =>
      `<line class="${t === base ? "f-axis" : "f-grid"}" x1="0" x2="100%" y1="${at(y(t))}" y2="${at(y(t))}"/><text class="f-end" x="-6" y="${at(y(t) + 4)}">${labels[i]}</text>`,
  )
  const today = options.horizon?.start ?? 0
  const moments = [
    ...eventMarks(
      events.filter((e) => visible(e.time)),
      events,
      x,
    ),
    visible(today) && today > from
      ? `<line class="f-now" x1="${percent(x(today))}" x2="${percent(x(today))}" y1="${TOP - 4}" y2="${BOTTOM + 4}"/>`
      : "",
  ]
  const dots = observed
    .filter((o) => visible(o.time))
    .map((o) => `<circle class="f-observed" cx="${percent(x(o.time))}" cy="${at(y(o.value))}" r="1.9"/>`)
  const dates = timeLabels(from, to, today, options.horizon).map(
    (d) => `<text class="${d.anchor}" x="${percent(d.share)}" y="${BOTTOM + 15}">${escaped(d.text)}</text>`,
  )

  const body = [
    ...rules,
    stretched(view, x, y, previous),
    ...moments,
    ...dots,
    ...dates,
    linked(end.markup + (options.href ? end.under : ""), options.href, `${view.label}: ${end.says}`),
  ].join("")
  return `<div class="f-fan" style="--f-before:${at(before)}px;--f-after:${at(after)}px"><svg class="f-svg" width="100%" height="${HEIGHT}" role="${options.href ? "group" : "img"}" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${escaped(view.says || view.label)}</title><desc id="${id}-d">${escaped(
    described(
      view,
      last,
      observed.filter((o) => visible(o.time)),
      options.horizon,
    ),
  )}</desc>${body}</svg></div>`
}

/** The letters of `events` and what happened: once, under all the panels that show them. */
export function eventKey(events: readonly FanEvent[], horizon?: FanOptions["horizon"]): string {
  if (events.length === 0) return ""
  return `<ul class="f-events">${events
    .map((e, i) => `<li><b>${letter(i)}</b> ${escaped(dateOf(e.time, horizon))}, <bdi>${escaped(e.says)}</bdi></li>`)
    .join("")}</ul>`
}

// Steps of the runs a table lists: as many as a reader compares, the first and the last among them.
const TABLE_ROWS = 13

/** The same as a table: every observed value, then the runs at up to 13 times. */
export function fanTable(view: OutcomeView, options: FanOptions = {}): string {
  const when = (time: number) => escaped(dateOf(time, options.horizon))
  const seen = [...view.observed]
    .sort((a, b) => a.time - b.time)
    .map((o) => `<tr><th scope="row">${when(o.time)}</th><td colspan="3">${figures(o.value)} observed</td></tr>`)
  const count = view.time.length
  const rows = Math.min(TABLE_ROWS, count)
  const chosen = Array.from({length: rows}, (_, i) => (rows === 1 ? 0 : Math.round((i * (count - 1)) / (rows - 1))))
  const runs = chosen.map((i) => {
    const cell = (low: number, high: number) => `<td class="f-number">${unbroken(range(low, high))}</td>`
    return `<tr><th scope="row">${when(view.time[i]!)}</th><td class="f-number">${figures(view.p50[i]!)}</td>${cell(view.p10[i]!, view.p90[i]!)}${cell(view.p2_5[i]!, view.p97_5[i]!)}</tr>`
  })
  const source = view.observedSource && seen.length > 0 ? ` Observed: ${escaped(view.observedSource)}.` : ""
  return `<table class="f-table"><caption>${escaped(view.label)}, ${escaped(view.measure || view.unit)}.${source}</caption><thead><tr><th scope="col">Time</th><th scope="col">Middle run</th><th scope="col">8 of 10 runs</th><th scope="col">19 of 20 runs</th></tr></thead><tbody>${seen.join("")}${runs.join("")}</tbody></table>`
}

/** What a sparkline takes beside its series. */
export type SparklineOptions = FigureOptions & {
  /** What the line is, for readers who do not see it. */
  readonly label?: string
  /** Level that matters, in the unit of the series: an orange line. */
  readonly threshold?: number
}

/** A line of 96 by 24 without an axis: the course of a series, its last value, and the threshold watched for. */
export function sparkline(series: readonly number[], options: SparklineOptions = {}): string {
  const [width, height, inset] = [96, 24, 3]
  const known = series.filter((v) => Number.isFinite(v))
  const threshold = Number.isFinite(options.threshold) ? options.threshold : undefined
  if (known.length === 0) return `<span class="f-none">no series</span>`
  const levels = threshold === undefined ? known : [...known, threshold]
  const [low, high] = [least(levels), greatest(levels)]
  // A series that never moves lies in the middle, not on the floor.
  const y = scaleLinear(low === high ? [low - 1, high + 1] : [low, high], [height - inset, inset])
  const x = (i: number) => (series.length === 1 ? width : 2 + (i * (width - 4)) / (series.length - 1))
  const path = line<number>(
    (_, i) => x(i),
    (v) => y(v),
  )
    .defined((v) => Number.isFinite(v))
    .digits(1)([...series])
  const end = series.findLastIndex((v) => Number.isFinite(v))
  const limit =
    threshold === undefined
      ? ""
      : `<line class="f-threshold" x1="0" x2="${width}" y1="${at(y(threshold))}" y2="${at(y(threshold))}"/>`
  const says = `${options.label ?? "Series"}: from ${figures(known[0]!)} to ${figures(known.at(-1)!)}, between ${figures(least(known))} and ${figures(greatest(known))}${threshold === undefined ? "" : `; threshold ${figures(threshold)}`}`
  return `<svg class="f-svg" width="${width}" height="${height}" role="img" aria-label="${escaped(says)}">${limit}<path class="f-spark" d="${path ?? ""}"/><circle class="f-observed" cx="${at(x(end))}" cy="${at(y(series[end]!))}" r="2.4"/></svg>`
}

type Course = {readonly p10: readonly number[]; readonly p50: readonly number[]; readonly p90: readonly number[]}

/**
 * Two courses over each other, 132 by 40, without an axis: 8 of 10 runs and the middle run with nothing set (grey,
 * dashed) and with something set (blue). `label` names what is shown for readers who do not see it.
 */
export function twoFans(
  {time, without, with: with_}: {readonly time: readonly number[]; readonly without: Course; readonly with: Course},
  label: string,
): string {
  const [width, height, inset] = [132, 40, 2]
  const all = [without, with_].flatMap(({p10, p50, p90}) => [...p10, ...p50, ...p90])
  if (time.length === 0 || !all.every(Number.isFinite)) return `<span class="f-none">no course</span>`
  const [low, high] = [least(all), greatest(all)]
  const y = scaleLinear(low === high ? [low - 1, high + 1] : [low, high], [height - inset, inset])
  const first = time[0]!
  const span = time.at(-1)! - first
  // Whole pixels: a page may hold a hundred of these.
  const point = (value: number, i: number) =>
    `${Math.round(span > 0 ? ((time[i]! - first) / span) * width : width)} ${Math.round(y(value))}`
  const way = (values: readonly number[]) => values.map(point)
  const band = ({p10, p90}: Course) => `M${way(p90).join("L")}L${way(p10).reverse().join("L")}Z`
  const end = ({p10, p50, p90}: Course) => `${figures(p50.at(-1)!)} (${range(p10.at(-1)!, p90.at(-1)!)})`
  const says = `${label}: at the end ${end(without)} with nothing set, ${end(with_)} with it`
  return `<svg class="f-svg" width="${width}" height="${height}" role="img" aria-label="${escaped(says)}"><path class="f-without" d="${band(without)}"/><path class="f-with" d="${band(with_)}"/><path class="f-was" d="M${way(without.p50).join("L")}"/><path class="f-middle" d="M${way(with_.p50).join("L")}"/></svg>`
}

/**
 * What a loop adds over time, 240 by 56, for one of what was nudged: above the line at zero more, below it less; middle
 * run and 8 of 10 runs. `scale` is the lowest and the highest level drawn, so that several can be compared.
 */
export function loopCourse(
  course: NonNullable<LoopView["course"]>,
  options: {readonly label: string; readonly scale?: readonly [number, number]},
): string {
  const {time, low, mid, high} = course
  const [width, height, inset] = [240, 56, 2]
  if (time.length === 0 || ![...low, ...mid, ...high].every(Number.isFinite))
    return `<span class="f-none">no course</span>`
  const [lowest, highest] = options.scale ?? [least([0, ...low]), greatest([0, ...high])]
  const y = scaleLinear(lowest === highest ? [-1, 1] : [lowest, highest], [height - inset, inset])
  const [first, span] = [time[0]!, time.at(-1)! - time[0]!]
  const way = (levels: readonly number[]) =>
    levels.map((v, i) => `${at(span > 0 ? ((time[i]! - first) / span) * width : width)} ${at(y(v))}`)
  const far = mid.reduce((a, v, i) => (Math.abs(v) > Math.abs(mid[a]!) ? i : a), 0)
  const says = `${options.label}: at the most ${figures(mid[far]!)} (${range(low[far]!, high[far]!)}), at the end ${figures(mid.at(-1)!)} (${range(low.at(-1)!, high.at(-1)!)})`
  return `<svg class="f-svg f-course" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(says)}"><path class="f-with" d="M${way(high).join("L")}L${way(low).reverse().join("L")}Z"/><line class="f-axis" x1="0" x2="${width}" y1="${at(y(0))}" y2="${at(y(0))}"/><path class="f-middle" d="M${way(mid).join("L")}"/></svg>`
}

/** Drawing inside a link when there is an address for it; `says` is the link's name, and what shows under the pointer. */
export function linked(markup: string, href: string | undefined | null, says: string): string {
  return href ? `<a class="f-open" href="${escaped(href)}"><title>${escaped(says)}</title>${markup}</a>` : markup
}

/** The same for words in HTML, which name the link themselves. */
export function linkedWords(markup: string, href: string | undefined | null): string {
  return href ? `<a class="f-open" href="${escaped(href)}">${markup}</a>` : markup
}

/** Last step at which the middle run is a number, or -1. */
function lastFinite(view: Foretold): number {
  return view.p50.findLastIndex((v) => Number.isFinite(v))
}

/** Levels of the grid, the first and the last the ends of the axis: zero on it, everything drawn within, and the whole range where the runs use a good part of it. */
function gridOf(view: Foretold, more: readonly number[]): number[] {
  const all = [...view.p2_5, ...view.p97_5, ...view.p50, ...more].filter((v) => Number.isFinite(v))
  let [low, high] = [least([0, ...all]), greatest([0, ...all])]
  if (view.range) {
    const [least, most] = view.range
    // Half the range in use: then the reader should see how much room is left.
    if (Number.isFinite(most) && most > high && high >= most / 2) high = most
    if (Number.isFinite(least) && least < low && low <= least / 2) low = least
  }
  if (low === high) high = low + 1
  return marks(low, high)
}

/** Bands, middle run and last issue's line, in a box that stretches with the page. */
function stretched(
  view: Foretold,
  x: (time: number) => number,
  y: (value: number) => number,
  previous: readonly {readonly time: number; readonly value: number}[],
): string {
  const steps = view.time.map((_, i) => i)
  const across = (time: number) => x(time) * SPREAD
  const band = (name: string, low: readonly number[], high: readonly number[]) => {
    const path = area<number>()
      .x((i) => across(view.time[i]!))
      .y0((i) => y(low[i]!))
      .y1((i) => y(high[i]!))
      .defined((i) => Number.isFinite(low[i]) && Number.isFinite(high[i]))
      .digits(1)(steps)
    return path ? `<path class="${name}" d="${path}"/>` : ""
  }
  const course = line<{readonly time: number; readonly value: number}>(
    (p) => across(p.time),
    (p) => y(p.value),
  )
    .defined((p) => Number.isFinite(p.value))
    .digits(1)
  const middle = course(steps.map((i) => ({time: view.time[i]!, value: view.p50[i]!})))
  const ghost = previous.length > 0 ? `<path class="f-ghost" d="${course([...previous]) ?? ""}"/>` : ""
  return `<svg x="0" y="0" width="100%" height="${HEIGHT}" viewBox="0 0 ${SPREAD} ${HEIGHT}" preserveAspectRatio="none">${band("f-b95", view.p2_5, view.p97_5)}${band("f-b80", view.p10, view.p90)}${band("f-b50", view.p25, view.p75)}${ghost}<path class="f-middle" d="${middle ?? ""}"/></svg>`
}

/** Middle and 8-of-10 range at the right edge, kept inside the plot's height. */
function endLabel(
  view: Foretold,
  last: number,
  y: (value: number) => number,
): {markup: string; under: string; width: number; says: string} {
  const middle = figures(view.p50[last]!)
  const spread = range(view.p10[last]!, view.p90[last]!)
  const between = spread === middle ? "8 of 10 alike" : spread
  // The two lines stay between the top of the box and the axis labels.
  const base = Math.min(BOTTOM - 10, Math.max(TOP + 2, y(view.p50[last]!) + 2))
  const width = Math.max(widthOf(middle, 13, true), widthOf(between, TEXT))
  return {
    markup: `<text class="f-strong" x="100%" dx="8" y="${at(base)}">${middle}</text><text x="100%" dx="8" y="${at(base + 15)}">${between}</text>`,
    // A box of its own at the right edge, because the line's ends are in pixels from there.
    under: `<svg x="100%" y="${at(base)}" width="1" height="1" overflow="visible"><line class="f-under" x1="8" x2="${at(8 + widthOf(middle, 13, true) * 0.9)}" y1="3" y2="3"/></svg>`,
    width,
    says: `middle run ${middle}, 8 of 10 runs ${between}`,
  }
}

/** Hairlines with letters; letters closer than 9 px at the narrowest plot are pushed apart. */
function eventMarks(shownEvents: readonly FanEvent[], all: readonly FanEvent[], x: (time: number) => number): string[] {
  const placed = [...shownEvents].sort((a, b) => a.time - b.time)
  const centres: number[] = []
  for (const event of placed) {
    const wanted = x(event.time) * NARROWEST
    centres.push(Math.max(wanted, (centres.at(-1) ?? Number.NEGATIVE_INFINITY) + 9))
  }
  return placed.map((event, i) => {
    const share = percent(x(event.time))
    const shift = centres[i]! - x(event.time) * NARROWEST
    return `<line class="f-event" x1="${share}" x2="${share}" y1="${TOP - 4}" y2="${BOTTOM}"/><text class="f-mid f-ink" x="${share}"${shift > 0.05 ? ` dx="${at(shift)}"` : ""} y="${TOP - 6}">${letter(all.indexOf(event))}</text>`
  })
}

/** a to z, then aa, ab: as many letters as there are events. */
function letter(index: number): string {
  const tail = String.fromCharCode(97 + (index % 26))
  return index < 26 ? tail : letter(Math.floor(index / 26) - 1) + tail
}

type TimeLabel = {
  readonly share: number
  readonly text: string
  readonly anchor: "" | "f-mid" | "f-end"
  /** Shown only where the plot is at least ROOMY wide. */
  readonly roomy: boolean
}

/** Labels under the axis, the important first: today, the end, the beginning, then halfway; one that would touch another is shortened, shown only where there is room, or left out. */
function timeLabels(from: number, to: number, today: number, horizon: FanOptions["horizon"]): TimeLabel[] {
  const reach = to - from || 1
  const inside = today > from && today < to
  const wanted: {time: number; forms: readonly DateForm[]}[] = []
  if (today >= from && today < to) wanted.push({time: today, forms: ["full", "short"]})
  wanted.push({time: to, forms: today >= from && today < to ? ["short"] : ["full", "short"]})
  wanted.push({time: from, forms: ["month"]})
  if (inside) wanted.push({time: Math.round((from + today) / 2), forms: ["month"]})
  wanted.push({time: Math.round((Math.max(today, from) + to) / 2), forms: ["short"]})
  const placed: (TimeLabel & {readonly width: number})[] = []
  // First the labels that fit the narrowest plot, then those that fit where there is room.
  for (const roomy of [false, true])
    for (const {time, forms} of wanted) {
      const share = (time - from) / reach
      if (placed.some((p) => p.share === share)) continue
      const anchor = share >= 1 ? "f-end" : share <= 0 ? "" : "f-mid"
      for (const form of forms) {
        const text = dateOf(time, horizon, form)
        const label = {share, text, anchor, roomy, width: widthOf(text, TEXT)} as const
        if (!fits(label, placed, roomy ? ROOMY : NARROWEST)) continue
        placed.push(label)
        break
      }
    }
  return placed
}

/** Whether a label keeps clear of the others and of the panel's edges when the plot is `room` wide. */
function fits(
  label: TimeLabel & {readonly width: number},
  others: readonly (TimeLabel & {readonly width: number})[],
  room: number,
): boolean {
  const ends = (l: TimeLabel & {readonly width: number}) => {
    const left = l.share * room - (l.anchor === "f-end" ? l.width : l.anchor === "" ? 0 : l.width / 2)
    return [left, left + l.width] as const
  }
  const [left, right] = ends(label)
  // A label may reach into the padding on either side, not beyond it.
  if (left < -28 || right > room + 50) return false
  return others.every((o) => {
    const [from, to] = ends(o)
    return right < from - 8 || left > to + 8
  })
}

/** "15 Feb 2031", "15 Feb", "Feb 2031". */
type DateForm = "full" | "short" | "month"

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/**
 * A time of the model in words: a calendar date where the horizon has an origin (an ISO
 * date, UTC), else "week 13". Months and years move on the calendar, a part of a month
 * by its share of 30.44 days.
 */
export function dateOf(time: number, horizon: FanOptions["horizon"], form: DateForm = "full"): string {
  const unit = horizon?.unit ?? "step"
  const day = horizon?.origin && isDay(horizon.origin) ? later(dayNumber(horizon.origin), time, unit) : null
  if (day === null) {
    const name = /s$/.test(unit) && unit.length > 3 ? unit.slice(0, -1) : unit
    return time === (horizon?.start ?? 0) ? "today" : `${name} ${figuresOfTime(time)}`
  }
  const date = civilFromDays(Math.floor(day))
  const month = MONTHS[date.month - 1]!
  if (/^year/.test(unit)) return String(date.year)
  if (form === "month") return `${month} ${date.year}`
  return form === "short" ? `${date.day} ${month}` : `${date.day} ${month} ${date.year}`
}

function figuresOfTime(time: number): string {
  return mark(Math.round(time * 10) / 10, Number.isInteger(time) ? 1 : 0.1)
}

/** The day number `time` units after day `begin`, or null where the unit is not one of the calendar's. */
function later(begin: number, time: number, unit: string): number | null {
  const name = unit.toLowerCase().replace(/s$/, "")
  if (name === "hour") return begin + time / 24
  if (name === "day") return begin + time
  if (name === "week" || name === "wk") return begin + time * 7
  const months = name === "month" ? time : name === "quarter" ? time * 3 : name === "year" ? time * 12 : null
  if (months === null) return null
  const whole = Math.floor(months)
  const {year, month, day} = civilFromDays(begin)
  const years = Math.floor((month - 1 + whole) / 12)
  const moved = daysFromCivil(year + years, month + whole - years * 12, Math.min(28, day))
  return moved + Math.round((months - whole) * 30.44)
}

/** What the fan shows, in two sentences. */
function described(
  view: Foretold,
  last: number,
  observed: readonly {readonly time: number; readonly value: number}[],
  horizon: FanOptions["horizon"],
): string {
  const first = view.p50.findIndex((v) => Number.isFinite(v))
  const [begin, end] = [figures(view.p50[first]!), figures(view.p50[last]!)]
  const moves = begin === end ? `stays at ${end}` : `goes from ${begin} to ${end}`
  const values = observed.map((o) => o.value)
  const seen =
    values.length > 0
      ? `${values.length} observed values between ${figures(least(values))} and ${figures(greatest(values))}. `
      : ""
  return `${seen}The middle run ${moves} by ${dateOf(view.time[last]!, horizon)}; 8 of 10 runs end at ${range(view.p10[last]!, view.p90[last]!)}, 19 of 20 at ${range(view.p2_5[last]!, view.p97_5[last]!)}.`
}
