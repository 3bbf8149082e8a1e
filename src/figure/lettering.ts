// Words and numbers as figures show them: in go names, values and shares from the map
// and the outlook, out come escaped markup, lines that fit a width, and figures a reader
// takes in at a glance.
//
// Invariant: every word from outside passes `escaped` before it becomes markup, and text
// that is cut to fit keeps its full wording in a <title>. Widths are estimated, because
// there is no page to measure on: the estimate is that of the widest system font, so
// what fits here fits everywhere.

import {inThousands, withoutNoughts} from "../core/digits.ts"
import {rounded} from "../core/rounding.ts"

/** Advances of DejaVu Sans in hundredths of the size, for the characters 32 to 126: the widest sans that systems ship as their default. */
const REGULAR = [
  32, 40, 46, 84, 64, 95, 78, 28, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
  84, 84, 54, 100, 69, 69, 70, 77, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79, 61, 79, 70, 64, 62, 74, 69, 99, 69, 62,
  69, 40, 34, 40, 84, 50, 50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60,
  82, 60, 60, 53, 64, 34, 64, 84,
]
/** The same of DejaVu Sans Bold. */
const BOLD = [
  35, 46, 52, 84, 70, 100, 88, 31, 46, 46, 53, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40, 84,
  84, 84, 58, 100, 78, 77, 74, 83, 69, 69, 82, 84, 38, 38, 78, 64, 100, 84, 85, 74, 85, 77, 72, 69, 82, 78, 110, 78, 73,
  73, 46, 37, 46, 84, 50, 50, 68, 72, 60, 72, 68, 44, 72, 72, 35, 35, 67, 35, 105, 72, 69, 72, 72, 50, 60, 48, 72, 66,
  93, 66, 66, 59, 72, 37, 72, 84,
]

/** Advance of a character outside ASCII, in hundredths: marks take no room, East Asian and emoji a full square and more. */
function advance(code: number): number {
  if ((code >= 0x300 && code <= 0x36f) || (code >= 0x200b && code <= 0x200f) || code === 0x2060 || code === 0xfeff)
    return 0
  if (code < 0x250) return code === 0xc6 || code === 0x152 ? 107 : 70
  if (code < 0x1100) return 76
  if (code >= 0x1f000) return 140
  if (code >= 0x2e80 && code <= 0xfaff) return 102
  if (code >= 0xff00 && code <= 0xff60) return 102
  if (code === 0x2013) return 52
  if (code === 0x2018 || code === 0x2019) return 33
  if (code === 0x201c || code === 0x201d) return 53
  return 100
}

/** Estimated width of `text` at `size` pixels, on the wide side. */
export function widthOf(text: string, size: number, bold = false): number {
  const table = bold ? BOLD : REGULAR
  let hundredths = 0
  for (const character of text) {
    const code = character.codePointAt(0)!
    hundredths += code >= 32 && code <= 126 ? table[code - 32]! : advance(code) * (bold ? 1.1 : 1)
  }
  return (hundredths * size) / 100
}

/** `text` for markup: the five characters of HTML escaped, what cannot stand in a document replaced by U+FFFD. */
export function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufffe\uffff]/g, "\ufffd")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;")
}

/** `name` as part of an element's id: letters and digits stay, everything else becomes its code, so that different names stay different. */
export function slug(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, (c) => (c === "_" || c === "-" ? c : `-${c.charCodeAt(0).toString(36)}-`))
}

/** A label in lines, and whether its end is cut off. */
export type Wrapped = {readonly lines: readonly string[]; readonly cut: boolean}

/**
 * `text` in at most `most` lines of at most `width` pixels. Lines are balanced: as few as
 * will do, and of these the narrowest. What does not fit ends in an ellipsis and `cut`
 * says so: the caller then owes the full text in a <title>.
 */
export function wrap(text: string, width: number, size: number, most = 2, bold = false): Wrapped {
  const measure = (s: string) => widthOf(s, size, bold)
  // Hard spaces stay: what they join is not broken.
  const clean = text.replace(/[ \t\r\n]+/g, " ").trim()
  if (measure(clean) <= width) return {lines: [clean], cut: false}
  const words = clean.match(/[^ \-/]*[-/]+|[^ \-/]+ ?| /g) ?? [clean]
  const first = filled(words, width, most, measure)
  if (first.cut) return first
  let [least, enough] = [width / 2, width]
  let best = first
  // Four halvings leave the width within a sixteenth: finer is not seen.
  for (let i = 0; i < 4; i++) {
    const middle = (least + enough) / 2
    const tried = words.some((w) => measure(w.trim()) > middle) ? null : filled(words, middle, most, measure)
    if (tried && !tried.cut && tried.lines.length === first.lines.length) {
      best = tried
      enough = middle
    } else least = middle
  }
  return best
}

/** Greedy lines; a word longer than a line is broken, the last line ends in an ellipsis when words are left. */
function filled(words: readonly string[], width: number, most: number, measure: (s: string) => number): Wrapped {
  const lines: string[] = []
  let line = ""
  let rest = words.join("")
  const end = () => {
    lines.push(line.trim())
    rest = rest.slice(line.length)
    line = ""
  }
  for (const word of words) {
    if (lines.length < most - 1 && line && measure((line + word).trimEnd()) > width) end()
    if (lines.length >= most - 1) break
    line += word
    while (measure(line.trimEnd()) > width && lines.length < most - 1) {
      const beginning = fitting(line, width, measure, "")
      const after = line.slice(beginning.length)
      line = beginning
      end()
      line = after
    }
  }
  rest = rest.trim()
  if (measure(rest) <= width) return {lines: rest ? [...lines, rest] : lines, cut: false}
  if (lines.length < most - 1) return {lines: [...lines, rest], cut: false}
  return {lines: [...lines, `${fitting(rest, width, measure, "…").trimEnd()}…`], cut: true}
}

/** The longest beginning of `text` that fits with `end` behind it; one character at least. */
function fitting(text: string, width: number, measure: (s: string) => number, end: string): string {
  const characters = [...text]
  let count = characters.length
  while (count > 1 && measure(characters.slice(0, count).join("").trimEnd() + end) > width) count--
  return characters.slice(0, count).join("")
}

/** A coordinate: one decimal, no negative zero. A coordinate that is not a number is our own mistake. */
export function at(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`a figure's coordinate is ${value}`)
  const tenths = Math.round(value * 10)
  return tenths === 0 ? "0" : String(tenths / 10)
}

/** A share of a width, 0..1, as a percentage with one decimal. */
export function percent(share: number): string {
  return `${at(share * 100)}%`
}

function plain(value: number, decimals: number): string {
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split(".")
  const digits = `${inThousands(whole!)}${fraction ? `.${fraction}` : ""}`
  return value < 0 && /[1-9]/.test(digits) ? `−${digits}` : digits
}

/** Decimals that show `value` to `significant` digits. */
function decimalsFor(value: number, significant: number): number {
  let size = Math.abs(value)
  if (size === 0) return 0
  let exponent = 0
  while (size >= 10 && exponent < 400) {
    size /= 10
    exponent++
  }
  while (size < 1 && exponent > -400) {
    size *= 10
    exponent--
  }
  return Math.max(0, significant - 1 - exponent)
}

/** A number that comes from runs, in two significant digits: "0.61", "98", "1,200", "1.2 m"; a missing one is a dash. */
export function figures(value: number): string {
  if (!Number.isFinite(value)) return "–"
  if (value === 0) return "0"
  const two = rounded(value)
  const size = Math.abs(two)
  if (size >= 1e15 || size < 1e-4) return value.toExponential(1).replace("+", "").replace(/-/g, "−")
  if (size >= 1e12) return `${plain(two / 1e12, decimalsFor(two / 1e12, 2))} tn`
  if (size >= 1e9) return `${plain(two / 1e9, decimalsFor(two / 1e9, 2))} bn`
  if (size >= 1e6) return `${plain(two / 1e6, decimalsFor(two / 1e6, 2))} m`
  const decimals = Math.min(decimalsFor(two, 2), size >= 10 ? 0 : 6)
  const text = plain(two, decimals)
  // A second digit that is nought tells nothing: "4.0" is "4".
  return text.includes(".") ? withoutNoughts(text) : text
}

/** `figures` with its sign always said: "+11", "−3", "0". */
export function signed(value: number): string {
  const text = figures(value)
  return value > 0 && text !== "0" ? `+${text}` : text
}

// Steps between marks that readers count in, the easiest first.
const STEPS = [1, 2, 5, 2.5, 3, 4, 6]

/**
 * Marks for an axis that holds low..high: four to six of them, evenly spaced at a step
 * readers count in, zero among them when it lies within, the first at or below `low` and
 * the last at or above `high`. Of the steps that do, the one that leaves least room empty.
 */
export function marks(low: number, high: number): number[] {
  const reach = high - low
  if (!(reach > 0)) return [low, low + 1]
  const power = Number(`1e${Number(reach.toExponential().split("e")[1]) - 1}`)
  let best: number[] = []
  let least = Number.POSITIVE_INFINITY
  for (const decade of [power, power * 10])
    STEPS.forEach((base, rank) => {
      const step = base * decade
      const [from, to] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)]
      const count = to - from + 1
      if (count < 4 || count > 6) return
      const waste = ((to - from) * step - reach) / reach + 0.02 * rank + (count === 6 ? 0.1 : 0)
      if (waste >= least) return
      least = waste
      best = Array.from({length: count}, (_, i) => Number(((from + i) * step).toPrecision(12)))
    })
  return best.length > 0 ? best : [low, high]
}

/** A label of an axis whose marks are `step` apart. */
export function mark(value: number, step: number): string {
  if (value === 0) return "0"
  const size = Math.max(Math.abs(value), step)
  if (size >= 1e15 || step < 1e-6) return value.toExponential(1).replace("+", "").replace(/-/g, "−")
  for (const [unit, name] of [
    [1e12, "tn"],
    [1e9, "bn"],
    [1e6, "m"],
    [1e4, "k"],
  ] as const)
    if (size >= unit) {
      const scale = unit === 1e4 ? 1e3 : unit
      return `${plain(value / scale, stepDecimals(step / scale))}${name}`
    }
  return plain(value, stepDecimals(step))
}

/** Decimals that tell marks `step` apart from each other. */
function stepDecimals(step: number): number {
  let decimals = 0
  let scaled = step
  while (decimals < 9 && Math.abs(scaled - Math.round(scaled)) > 1e-6) {
    scaled *= 10
    decimals++
  }
  return decimals
}

/** Low to high as a reader says it: "66–140", and "−5 to +1" where a sign would run into the dash. */
export function range(low: number, high: number, withSign = false): string {
  const say = withSign ? signed : figures
  const [a, b] = [say(low), say(high)]
  if (a === b) return a
  return withSign || a.startsWith("−") || b.startsWith("−") || a.includes(" ") ? `${a} to ${b}` : `${a}–${b}`
}

/** A share 0..1 in runs of ten: "7", and "<1" or ">9" where rounding would turn a few runs into none or most into all. */
export function tenths(share: number): string {
  if (!Number.isFinite(share)) return "–"
  if (share > 0 && share < 0.05) return "<1"
  if (share < 1 && share >= 0.95) return ">9"
  return String(Math.round(share * 10))
}

/** "6–8" of ten: whole runs, rounded outward, as the outlook words it. */
export function tenthsRange(low: number, high: number): string {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return "–"
  // A share that is a whole run up to the rounding of its division stays that run.
  const [a, b] = [Math.floor(low * 10 + 1e-9), Math.ceil(high * 10 - 1e-9)]
  return a === b ? String(a) : `${a}–${b}`
}

/** "7 of 10 (6–8)", "all runs", "no run": a share with its range. */
export function sharesOf(share: {readonly share: number; readonly low: number; readonly high: number}): string {
  if (share.share === 1) return "all runs"
  if (share.share === 0) return "no run"
  return `${tenths(share.share)} of 10 (${tenthsRange(share.low, share.high)})`
}

/** The same text, kept on one line in prose: hard spaces, and word joiners beside dashes. */
export function unbroken(text: string): string {
  return text.replace(/ /g, "\u00a0").replace(/–/g, "\u2060–\u2060")
}
