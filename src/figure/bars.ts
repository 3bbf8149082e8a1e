// Levels and shares beside each other: in go intervals, drivers, likelihoods, verdict
// totals and disputes of the outlook, out come strips, the tornado, the scale of
// likelihood words, the bar of verdicts and the two sides of a dispute.
//
// Invariant: every figure that ranks or compares shares one scale down its column, and
// nothing is left out without saying so. Names stand in HTML, where they wrap; only
// short labels stand in the drawing.

import {scaleLinear} from "d3-scale"
import type {CheckResult} from "../check/index.ts"
import {greatest, least} from "../core/lists.ts"
import type {DisputeSide, DisputeView, DriverView, Share} from "../outlook/index.ts"
import {type FigureOptions, linkedWords} from "./fan.ts"
import {
  at,
  escaped,
  figures,
  mark,
  marks,
  percent,
  range,
  sharesOf,
  tenths,
  tenthsRange,
  unbroken,
  widthOf,
  wrap,
} from "./lettering.ts"
import {VERDICTS, verdictMark} from "./style.ts"

/** An interval, and the scale that it is drawn on. */
export type StripView = {
  readonly low: number
  readonly mid: number
  readonly high: number
  /** Both ends of the axis, the same down a column. */
  readonly scale: readonly [number, number]
  /** Where "no change" lies; the dot is hollow when low..high holds it. Absent: no such place. */
  readonly zero?: number
  /** What it is about, for readers who do not see it; absent where the words stand beside it. */
  readonly label?: string
  /** Drawn in the second hue: the right side of two. */
  readonly right?: boolean
}

/** One interval as a bar with a dot, 20 high, as wide as its place. */
export function strip(view: StripView): string {
  const {low, mid, high, zero} = view
  if (![low, mid, high].every(Number.isFinite)) return `<span class="f-none">no value</span>`
  const [least, most] = view.scale
  const x = (value: number) => percent(least === most ? 0.5 : clamp((value - least) / (most - least)))
  const rest = zero === undefined ? "" : `<line class="f-zero" x1="${x(zero)}" x2="${x(zero)}" y1="3" y2="17"/>`
  const hollow = zero !== undefined && Math.min(low, high) <= zero && Math.max(low, high) >= zero
  const says = view.label
    ? ` role="img" aria-label="${escaped(`${view.label}: ${figures(mid)} (${range(low, high)})`)}"`
    : ' aria-hidden="true"'
  return `<svg class="f-svg f-strip${view.right ? " f-right" : ""}" width="100%" height="20"${says}><line class="f-bar" x1="${x(low)}" x2="${x(high)}" y1="10" y2="10"/>${rest}<circle class="${hollow ? "f-hollow" : "f-dot"}" cx="${x(mid)}" cy="10" r="4.5"/></svg>`
}

/** Shares of runs reached by some time, in rising order of time; both ends of the axis in the same unit of time. */
export type StepsView = {
  readonly from: number
  readonly to: number
  readonly by: readonly {readonly time: number; readonly share: number}[]
  /** For readers who do not see it. */
  readonly label: string
}

/** By when something has come, as a step line over the time from `from` to `to`; the frame is no run and all runs. 28 high. */
export function shareSteps({from, to, by, label}: StepsView): string {
  const [top, bottom] = [3, 25]
  const x = (time: number) => percent(to > from ? clamp((time - from) / (to - from)) : 0)
  const y = (share: number) => at(bottom - (bottom - top) * clamp(share))
  const points = [{time: from, share: 0}, ...by.filter(({share}) => Number.isFinite(share))]
  const lines = points.flatMap(({time, share}, i) => {
    const before = points[i - 1]?.share ?? 0
    const until = points[i + 1]?.time ?? to
    const rise =
      before === share
        ? ""
        : `<line class="f-middle" x1="${x(time)}" x2="${x(time)}" y1="${y(before)}" y2="${y(share)}"/>`
    return [rise, `<line class="f-middle" x1="${x(time)}" x2="${x(until)}" y1="${y(share)}" y2="${y(share)}"/>`]
  })
  const frame = [top, bottom].map((level) => `<line class="f-grid" x1="0" x2="100%" y1="${level}" y2="${level}"/>`)
  return `<svg class="f-svg f-steps" width="100%" height="28" role="img" aria-label="${escaped(label)}">${frame.join("")}${lines.join("")}</svg>`
}

/** What a tornado takes beside its drivers. */
export type TornadoOptions = FigureOptions & {
  /** Over the bars: "Runs of 10 in which strikes resume". */
  readonly measure?: string
  /** Whether the ends are shares of runs (0..1, worded of ten) or levels of the outcome. Default "share". */
  readonly scale?: "share" | "level"
  /** Independent voices there are; the dots are out of these. */
  readonly voices?: number
  /** Address a driver's name links to. */
  readonly link?: (driver: DriverView) => string | null
}

// More than eight bars are not compared at a glance.
const MOST_DRIVERS = 8
// The narrowest lane for bars: a phone of 360 px less the page's paddings.
const NARROWEST_LANE = 320
// Longer labels at a bar's end are cut; the range tried stands in full under the name.
const LONGEST_LABEL = 92
const LABEL = 11.5

/**
 * What moves the first outcome, longest bar first: each bar runs from the outcome at one
 * end of what was tried to the outcome at the other; the line is all runs. A table, so
 * that names wrap and a reader without sight has the same rows.
 */
export function tornado(drivers: readonly DriverView[], options: TornadoOptions = {}): string {
  const known = ranked(drivers)
  if (known.length === 0)
    return `<p class="f-none">No driver was found that moves the first outcome: its runs do not differ, or all of them failed.</p>`
  const rows = known.slice(0, MOST_DRIVERS)
  const scale = tornadoScale(rows, options.scale ?? "share")
  const lanes = rows.map((d) => lane(d, scale))
  // One padding for all rows, so that the scale is the same down the column.
  const before = greatest([12, ...lanes.map((l) => l.left)])
  const after = greatest([12, ...lanes.map((l) => l.right)])
  const style = `style="--f-before:${at(before)}px;--f-after:${at(after)}px"`
  const rules = scale.ticks.map(
    (t) => `<line class="f-grid" x1="${percent(scale.x(t))}" x2="${percent(scale.x(t))}" y1="-5" y2="101%"/>`,
  )
  const axis = axisLabels(scale).map(
    (t) => `<text class="f-mid" x="${percent(scale.x(t))}" y="12">${scale.word(t)}</text>`,
  )
  const measure = options.measure ?? (scale.kind === "share" ? "Runs of 10" : "Level of the outcome")
  const top = `<thead><tr><th scope="col" class="f-what">What nobody knows for sure</th><th scope="col" class="f-cell">${escaped(measure)}; line = all runs<div class="f-lane" ${style}><svg class="f-svg" width="100%" height="16" aria-hidden="true">${axis.join("")}</svg></div></th><th scope="col" class="f-voices">Voices</th></tr></thead>`
  const body = rows.map((driver, i) => {
    const line = `<line class="f-now" x1="${percent(scale.x(driver.overall))}" x2="${percent(scale.x(driver.overall))}" y1="-5" y2="101%"/>`
    const says = `${driver.lowLabel}: ${scale.word(driver.atLow, true)}; ${driver.highLabel}: ${scale.word(driver.atHigh, true)}; all runs ${scale.word(driver.overall, true)}`
    const drawing = `<svg class="f-svg" width="100%" height="${lanes[i]!.height}" role="img" aria-label="${escaped(says)}">${rules.join("")}${lanes[i]!.bars}${line}${lanes[i]!.labels}</svg>`
    return `<tr><th scope="row">${linkedWords(`<bdi>${escaped(driver.label)}</bdi>`, options.link?.(driver))}${tried(driver)}</th><td class="f-cell"><div class="f-lane" ${style}>${drawing}</div></td><td class="f-voices">${voiceDots(driver.voices, options.voices)}</td></tr>`
  })
  const left = known.length - rows.length
  const more =
    left > 0
      ? `<p class="f-note">The ${MOST_DRIVERS} longest of ${known.length}; ${left === 1 ? "the other moves" : `the other ${left} move`} it less.</p>`
      : ""
  return `<table class="f-table f-tornado">${top}<tbody>${body.join("")}</tbody></table>${more}`
}

/** The same as plain numbers, all drivers. */
export function tornadoTable(drivers: readonly DriverView[], options: TornadoOptions = {}): string {
  const share = (options.scale ?? "share") === "share"
  const word = (v: number) => escaped(share ? `${tenths(v)} of 10` : figures(v))
  const body = ranked(drivers).map(
    (d) =>
      `<tr><th scope="row">${escaped(d.label)}</th><td class="f-words">${escaped(d.lowLabel)}: ${word(d.atLow)}</td><td class="f-words">${escaped(d.highLabel)}: ${word(d.atHigh)}</td><td class="f-number">${word(d.overall)}</td><td>${d.voices === 0 ? "none" : d.voices}</td></tr>`,
  )
  return `<table class="f-table"><caption>${escaped(options.measure ?? "What moves the first outcome")}</caption><thead><tr><th scope="col">What</th><th scope="col">At the low end</th><th scope="col">At the high end</th><th scope="col">All runs</th><th scope="col">Voices</th></tr></thead><tbody>${body.join("")}</tbody></table>`
}

/** Independent voices as dots out of all there are; as words where there are more than fit the eye. */
function voiceDots(count: number, all = 4): string {
  const total = Math.max(all, count)
  const words = count === 0 ? "assumed" : ""
  const says = `${count} of ${total} independent voices`
  if (total > 6)
    return count === 0
      ? `<small>${words}</small>`
      : `<span class="f-number" aria-label="${says}">${count} of ${total}</span>`
  const dots = Array.from(
    {length: total},
    (_, i) => `<circle class="${i < count ? "f-voice" : "f-novoice"}" cx="${5 + i * 11}" cy="6" r="3.6"/>`,
  )
  return `<svg class="f-voicedots" width="${total * 11}" height="12" role="img" aria-label="${says}">${dots.join("")}</svg>${words ? `<small>${words}</small>` : ""}`
}

type TornadoScale = {
  readonly kind: "share" | "level"
  readonly x: (value: number) => number
  readonly ticks: readonly number[]
  readonly word: (value: number, full?: boolean) => string
}

/** Longest bar first; equal ones by name; drivers without numbers are not drawn. */
function ranked(drivers: readonly DriverView[]): DriverView[] {
  const length = (d: DriverView) => Math.max(d.atLow, d.atHigh, d.overall) - Math.min(d.atLow, d.atHigh, d.overall)
  return drivers
    .filter((d) => [d.atLow, d.atHigh, d.overall].every(Number.isFinite))
    .sort((a, b) => length(b) - length(a) || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0))
}

function tornadoScale(rows: readonly DriverView[], kind: "share" | "level"): TornadoScale {
  const values = rows.flatMap((d) => [d.atLow, d.atHigh, d.overall])
  const [low, high] = [least(values), greatest(values)]
  if (kind === "share") {
    // Whole runs of ten at both ends, and never less than two of them: half a run is not a finding.
    let [from, to] = [Math.floor(low * 10 + 1e-9), Math.ceil(high * 10 - 1e-9)]
    if (to - from < 2) [from, to] = [Math.max(0, from - 1), Math.min(10, to + 1)]
    const ticks = Array.from({length: to - from + 1}, (_, i) => (from + i) / 10)
    return {
      kind,
      x: (v) => clamp((v * 10 - from) / (to - from)),
      ticks,
      word: (v, full) => (full ? `${tenths(v)} of 10` : String(Math.round(v * 10))),
    }
  }
  const margin = high === low ? Math.abs(high) * 0.1 || 1 : 0
  const ticks = marks(low - margin, high + margin)
  const nice = scaleLinear([ticks[0]!, ticks.at(-1)!], [0, 1])
  const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : 1
  return {kind, x: (v) => clamp(nice(v)), ticks, word: (v, full) => (full ? figures(v) : mark(v, step))}
}

/** The marks that get a label: every one, or every second where they would touch on a phone. */
function axisLabels(scale: TornadoScale): number[] {
  const room = (NARROWEST_LANE - 2 * LONGEST_LABEL) / Math.max(1, scale.ticks.length - 1)
  const widest = greatest(scale.ticks.map((t) => widthOf(scale.word(t), LABEL)))
  const every = Math.max(1, Math.ceil((widest + 8) / room))
  return scale.ticks.filter((_, i) => i % every === 0)
}

/** The bars of one driver, its labels, and how far these reach out of the lane on either side. */
function lane(
  driver: DriverView,
  scale: TornadoScale,
): {bars: string; labels: string; height: number; left: number; right: number} {
  const [low, high, middle] = [scale.x(driver.atLow), scale.x(driver.atHigh), scale.x(driver.overall)]
  // Ends on both sides of all runs share one bar; ends on the same side lie one under the other.
  const split = (low < middle && high < middle) || (low > middle && high > middle)
  const height = split ? 36 : 24
  const [lowLabel, highLabel] = endsOf(driver)
  const ends = [
    {x: low, label: lowLabel, fill: "f-b80", y: 6, left: split ? low < middle : low <= high},
    {x: high, label: highLabel, fill: "f-b50", y: split ? 19 : 6, left: split ? high < middle : low > high},
  ]
  let [left, right] = [0, 0]
  const bars: string[] = []
  const labels: string[] = []
  for (const end of ends) {
    const [from, to] = [Math.min(end.x, middle), Math.max(end.x, middle)]
    if (to > from)
      bars.push(
        `<rect class="${end.fill}" x="${percent(from)}" width="${percent(to - from)}" y="${end.y}" height="12"/>`,
      )
    const {lines, cut} = wrap(end.label, LONGEST_LABEL, LABEL, 1)
    const room = widthOf(lines[0]!, LABEL) + 8
    // What the label needs beyond the lane's edge, at the lane's narrowest.
    const inner = NARROWEST_LANE - 2 * LONGEST_LABEL - 16
    if (end.left) left = Math.max(left, room - end.x * inner)
    else right = Math.max(right, room - (1 - end.x) * inner)
    const full = cut ? `<title>${escaped(end.label)}</title>` : ""
    labels.push(
      `<text class="${end.left ? "f-end" : ""}" x="${percent(end.x)}" dx="${end.left ? -6 : 6}" y="${end.y + 10}">${full}${escaped(lines[0]!)}</text>`,
    )
  }
  return {bars: bars.join(""), labels: labels.join(""), height, left, right}
}

/** What stands at the bar's ends: of a number low and high, whose amounts the table has; else the words of either side. */
function endsOf({kind, lowLabel, highLabel}: DriverView): readonly [string, string] {
  const [a, b] = [lowLabel, highLabel].map((label) =>
    Number(/^[−+]?\d[\d,.]*/u.exec(label)?.[0].replace("−", "-").replaceAll(",", "")),
  )
  if (kind !== "parameter" || !Number.isFinite(a) || !Number.isFinite(b)) return [lowLabel, highLabel]
  return a! <= b! ? ["low", "high"] : ["high", "low"]
}

/** Of a question with two answers both, as markup, the one that says yes first; the ends of a bar are cut where they are long. */
function tried({kind, lowLabel, highLabel}: DriverView): string {
  if (kind === "parameter") return ""
  const [low, high] = [lowLabel, highLabel].map((label) => `<bdi>${escaped(label)}</bdi>`)
  return kind === "contested" ? `<small>contested: ${high}, or ${low}</small>` : `<small>${high} or ${low}</small>`
}

/** One row of a table of likelihoods. */
export type LikelihoodRow = {readonly label: string; readonly share: Share; readonly href?: string}

// The words of likelihood and the share of runs each begins at: of ten, up to 1, 3.3, 6.6, 9.
const WORDS: readonly {
  readonly from: number
  readonly to: number
  readonly lines: readonly string[]
  readonly fill: string
}[] = [
  {from: 0, to: 0.1, lines: ["very", "unlikely"], fill: "f-b50"},
  {from: 0.1, to: 0.33, lines: ["unlikely"], fill: "f-b80"},
  {from: 0.33, to: 0.66, lines: ["about even"], fill: "f-b95"},
  {from: 0.66, to: 0.9, lines: ["likely"], fill: "f-b80"},
  {from: 0.9, to: 1, lines: ["very", "likely"], fill: "f-b50"},
]

/** The word for a share of runs: very unlikely to 1 of 10, unlikely to 3.3, about even to 6.6, likely to 9, very likely. */
function likelihoodWord(share: number): string {
  const step = WORDS.find((w) => share <= w.to) ?? WORDS.at(-1)!
  return step.lines.join(" ")
}

/** Shares of runs on the five-step scale of likelihood words: dot all runs, bar the spread over the readings of the documents. */
export function likelihood(rows: readonly LikelihoodRow[]): string {
  const known = rows.filter((r) => [r.share.share, r.share.low, r.share.high].every(Number.isFinite))
  if (known.length === 0) return `<p class="f-none">No share of runs to show.</p>`
  const ticks = WORDS.slice(1).map(
    (w) => `<line class="f-tick" x1="${percent(w.from)}" x2="${percent(w.from)}" y1="2" y2="10"/>`,
  )
  const lines = known.map((r) => {
    const words = sharesOf(r.share)
    return `<div class="f-row"><p><span><bdi>${escaped(r.label)}</bdi></span> ${linkedWords(`<span>${escaped(unbroken(words))}</span>`, r.href)}</p><svg class="f-svg" width="100%" height="12" aria-hidden="true"><line class="f-grid" x1="0" x2="100%" y1="6" y2="6"/>${ticks.join("")}<line class="f-bar" x1="${percent(r.share.low)}" x2="${percent(r.share.high)}" y1="6" y2="6"/><circle class="f-dot" cx="${percent(r.share.share)}" cy="6" r="4.5"/></svg></div>`
  })
  // Pixels of gap between the steps come from the paper-coloured rules.
  const scale = WORDS.map((w, i) => {
    const x = i === 0 ? "0" : i === WORDS.length - 1 ? "100%" : percent((w.from + w.to) / 2)
    const anchor = i === 0 ? "" : i === WORDS.length - 1 ? "f-end" : "f-mid"
    // "unlikely" keeps clear of "very" to its left on the narrowest page.
    const shift = i === 1 ? ' dx="5"' : ""
    return `<rect class="${w.fill}" x="${percent(w.from + 0.003)}" width="${percent(w.to - w.from - 0.006)}" y="2" height="5"/>${w.lines.map((l, j) => `<text class="${anchor}" x="${x}"${shift} y="${22 + 14 * j}">${l}</text>`).join("")}`
  })
  return `<div class="f-likelihood">${lines.join("")}<svg class="f-svg" width="100%" height="42" aria-hidden="true">${scale.join("")}</svg></div>`
}

/** The same as a table, with the word for each share. */
export function likelihoodTable(rows: readonly LikelihoodRow[]): string {
  const body = rows.map(
    (r) =>
      `<tr><th scope="row">${escaped(r.label)}</th><td class="f-number">${escaped(tenths(r.share.share))} of 10</td><td class="f-number">${escaped(unbroken(tenthsRange(r.share.low, r.share.high)))}</td><td>${likelihoodWord(r.share.share)}</td></tr>`,
  )
  return `<table class="f-table"><caption>Shares of runs</caption><thead><tr><th scope="col">What</th><th scope="col">All runs</th><th scope="col">Over the readings</th><th scope="col">In words</th></tr></thead><tbody>${body.join("")}</tbody></table>`
}

/** How many statements of the documents hold, as one bar with its key. */
export function verdictBar(totals: CheckResult["totals"]): string {
  const all = VERDICTS.reduce((sum, v) => sum + (totals[v] ?? 0), 0)
  if (all === 0) return `<p class="f-none">No statement of the documents was checked.</p>`
  const parts = VERDICTS.map((v, i) =>
    (totals[v] ?? 0) > 0 ? `<span class="f-v${i}" style="flex:${totals[v]}">${totals[v]}</span>` : "",
  )
  const key = VERDICTS.map((v) => `<li><span>${verdictMark(v)} ${totals[v] ?? 0}</span></li>`)
  return `<div class="f-verdicts" aria-hidden="true">${parts.join("")}</div><ul class="f-key">${key.join("")}</ul>`
}

/** The same as a table. */
export function verdictTable(totals: CheckResult["totals"]): string {
  const body = VERDICTS.map((v) => `<tr><th scope="row">${v}</th><td>${totals[v] ?? 0}</td></tr>`)
  return `<table class="f-table"><caption>Statements of the documents, by verdict</caption><thead><tr><th scope="col">Verdict</th><th scope="col">Statements</th></tr></thead><tbody>${body.join("")}</tbody></table>`
}

/** What the bars of a disagreement take beside its sides. */
export type ContestedOptions = FigureOptions & {
  /** "If that side is right, strikes resume in … of 10 runs". */
  readonly measure?: string
  /** Where a quote stands, in the reader's words; default the file's name. */
  readonly place?: (quote: DisputeSide["quotes"][number]) => string
  /** Quotes shown on each side; the rest are counted. Default 2. */
  readonly quotes?: number
}

/**
 * Both sides of a contested claim, each with its quotes, what the first outcome does if each
 * is right, and what settling it would be worth. The sides stand as given: neither is
 * favoured, and quotes are verbatim.
 */
export function contested(dispute: DisputeView, options: ContestedOptions = {}): string {
  const most = options.quotes ?? 2
  const place = options.place ?? ((q: DisputeSide["quotes"][number]) => q.file)
  const side = (s: DisputeSide, right: boolean) => {
    const quotes = s.quotes
      .slice(0, most)
      .map((q) => `<blockquote><bdi>“${escaped(q.text)}”</bdi><cite>${escaped(place(q))}</cite></blockquote>`)
    const left = s.quotes.length - Math.min(most, s.quotes.length)
    const rest = left > 0 ? `${left} more ${left === 1 ? "quote" : "quotes"}; ` : ""
    const none = s.quotes.length === 0 ? `<p class="f-none">No sentence says so: the side is assumed.</p>` : ""
    return `<div class="f-side${right ? " f-right" : ""}"><h4><bdi>${escaped(s.says)}</bdi></h4>${quotes.join("")}${none}<p class="f-note">${rest}${s.lineages} ${s.lineages === 1 ? "independent voice" : "independent voices"}</p></div>`
  }
  const row = (s: DisputeSide, right: boolean) =>
    `<div class="f-ifrow"><span><bdi>${escaped(s.short ?? s.says)}</bdi></span>${Number.isFinite(s.share.share) ? strip({low: s.share.low, mid: s.share.share, high: s.share.high, scale: [0, 1], right}) : "<span></span>"}<span>${escaped(unbroken(sharesOf(s.share).replace(" of 10", "")))}</span></div>`
  const [a, b] = dispute.sides
  return `<div class="f-dispute"><div class="f-sides">${side(a, false)}${side(b, true)}</div><div class="f-if"><div><p><b>${escaped(options.measure ?? "If that side is right, of 10 runs")}</b></p>${row(a, false)}${row(b, true)}</div><p><b>${linkedWords("Value of settling it.", options.href)}</b> ${escaped(dispute.worth)}</p></div></div>`
}

/** The same as a table. */
export function contestedTable(dispute: DisputeView): string {
  const body = dispute.sides.map(
    (s) =>
      `<tr><th scope="row">${escaped(s.says)}</th><td>${s.lineages}</td><td>${s.quotes.length}</td><td class="f-number">${escaped(tenths(s.share.share))} of 10</td><td class="f-number">${escaped(unbroken(tenthsRange(s.share.low, s.share.high)))}</td></tr>`,
  )
  return `<table class="f-table"><caption>${escaped(dispute.question)}</caption><thead><tr><th scope="col">Side</th><th scope="col">Voices</th><th scope="col">Quotes</th><th scope="col">If it is right</th><th scope="col">Range</th></tr></thead><tbody>${body.join("")}</tbody></table>`
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}
