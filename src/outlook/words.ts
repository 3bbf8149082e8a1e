// Numbers and shares in words, as the report and the terminal print them.
//
// In: plain numbers. Out: text with at most two significant digits, a range beside every
// number that comes from runs, and the likelihood word of the one scale beside every
// share. No word here praises or blames. Spaces and dashes are plain characters: keeping
// "7 of 10 runs (6–8)" on one line is the page's business.

import {civilFromDays, daysFromCivil} from "../core/calendar.ts"
import {inThousands} from "../core/digits.ts"
import type {Interval, Share} from "./finding.ts"

/** Digits kept in prose (docs/methods/outlook.md): more would claim what no ensemble of assumptions knows. */
const DIGITS = 2

const MINUS = "\u2212"
const small = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
] as const

/** A count as a word up to twelve ("four"), in digits above; counts are exact. */
export function count(n: number): string {
  return small[n] ?? inThousands(String(n))
}

/** `count` with its noun: "no loop", "one voice", "four voices". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 || n === 0 ? one : many}`
}

/**
 * A number for prose: two significant digits, a true minus sign, thousands set off by
 * commas, "million" and "billion" above 999,999. `floor` is the smallest step worth
 * printing: anything under half of it prints as 0.
 */
export function figure(value: number, floor = 0): string {
  if (Number.isNaN(value)) return "not known"
  if (!Number.isFinite(value)) return value > 0 ? "without bound" : `${MINUS} without bound`
  const stepped = floor > 0 ? Math.round(value / floor) * floor : value
  if (stepped === 0 || Math.abs(value) < floor / 2) return "0"
  const rounded = Number(stepped.toPrecision(DIGITS))
  const sign = rounded < 0 ? MINUS : ""
  const size = Math.abs(rounded)
  if (size >= 1e9) return `${sign}${plain(size / 1e9)} billion`
  if (size >= 1e6) return `${sign}${plain(size / 1e6)} million`
  return sign + plain(size)
}

/** A change: as `figure`, with a plus sign where it rises. */
export function signed(value: number, floor = 0): string {
  const text = figure(value, floor)
  return value > 0 && text !== "0" ? `+${text}` : text
}

/** `0.58 (0.51–0.66)`: middle, then 8 of 10 runs. Numbers more than a hundred times finer than the largest read 0. */
export function spread(interval: Interval, how: (value: number, floor?: number) => string = figure): string {
  const floor = floorOf(interval)
  const [low, mid, high] = [interval.low, interval.mid, interval.high].map((v) => how(v, floor))
  return `${mid} (${between(low!, high!)})`
}

/** Two printed numbers as a range: an en dash, or "to" where a sign would run into it. */
export function between(low: string, high: string): string {
  return low === high
    ? low
    : /^[−+]|\s/u.test(low + high) || /^[−+]/u.test(high)
      ? `${low} to ${high}`
      : `${low}–${high}`
}

/** The step under which a number beside these three says nothing: the second digit of half of the largest. */
export function floorOf(interval: Interval): number {
  const largest = Math.max(...[interval.low, interval.mid, interval.high].map(Math.abs).filter(Number.isFinite), 0)
  if (largest === 0) return 0
  return Number(`1e${Number((largest / 2).toExponential().split("e")[1]) - DIGITS + 1}`)
}

/** The five words of the likelihood scale and the upper end of each, as a share of runs. */
export const likelihoodScale = [
  {word: "very unlikely", upTo: 0.1},
  {word: "unlikely", upTo: 0.33},
  {word: "about even", upTo: 0.66},
  {word: "likely", upTo: 0.9},
  {word: "very likely", upTo: 1},
] as const

export type LikelihoodWord = (typeof likelihoodScale)[number]["word"]

/** The likelihood word for a share of runs, 0..1: the first step of the scale that reaches it. */
export function likelihood(share: number): LikelihoodWord {
  return (likelihoodScale.find((step) => share <= step.upTo) ?? likelihoodScale[4]).word
}

/** "7 of 10", "fewer than 1 of 10", "more than 9 of 10", "10 of 10", "0 of 10". */
export function ofTen(share: number): string {
  const tenths = Math.round(share * 10)
  if (tenths === 0 && share > 0) return "fewer than 1 of 10"
  if (tenths === 10 && share < 1) return "more than 9 of 10"
  return `${tenths} of 10`
}

/** "7 of 10 runs (6–8)", "all runs", "no run". The range is the spread of the share over the readings of the documents. */
export function inRuns(share: Share): string {
  if (share.share === 1) return "all runs"
  if (share.share === 0) return "no run"
  return `${ofTen(share.share)} runs (${tenthsRange(share)})`
}

/** Share of a run that an end of a range may lie beyond a whole run: the rounding of the division, no more. */
const SLACK = 1e-9

/** "6–8": the spread of a share in whole runs of ten, rounded outward, so that it holds every share it stands for. */
export function tenthsRange(share: Share): string {
  return between(String(Math.floor(share.low * 10 + SLACK)), String(Math.ceil(share.high * 10 - SLACK)))
}

/** A fraction in words, for "settling it would narrow the range by ...". Null when under a twentieth. */
export function fraction(part: number): string | null {
  const steps: readonly (readonly [number, string])[] = [
    [0.05, ""],
    [0.15, "about a tenth"],
    [0.225, "about a fifth"],
    [0.29, "about a quarter"],
    [0.42, "about a third"],
    [0.58, "about half"],
    [0.71, "about two thirds"],
    [Number.POSITIVE_INFINITY, "most of it"],
  ]
  const words = steps.find(([upTo]) => part < upTo)![1]
  return words === "" ? null : words
}

/** "A", "A and B", "A, B and C". */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? ""
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`
}

/** The text with its first letter large, for the start of a sentence. */
export function opened(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export {agree, amountOf, eitherAmountOf, isPlural} from "../core/plural.ts"

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const

/** Days in one unit of time; months and years at their mean Gregorian length. */
const daysIn: ReadonlyMap<string, number> = new Map([
  ["day", 1],
  ["week", 7],
  ["month", 30.436875],
  ["quarter", 91.310625],
  ["year", 365.2425],
])

/**
 * A moment of the model for people: "16 August 2026" when time 0 has a date, else "week 26".
 */
export function moment(time: number, unit: string, origin: string | null): string {
  const one = unit.replace(/s$/u, "")
  const days = daysIn.get(one)
  const parsed = origin === null ? null : /^(\d{4})-(\d\d)-(\d\d)/u.exec(origin)
  if (!parsed || days === undefined) return `${one} ${figure(time)}`
  const start = daysFromCivil(+parsed[1]!, +parsed[2]!, +parsed[3]!)
  const {year, month, day} = civilFromDays(start + Math.round(time * days))
  return `${day} ${monthNames[month - 1]} ${year}`
}

/** A length of time: "52 weeks", "1 week". */
export function duration(length: number, unit: string): string {
  const one = unit.replace(/s$/u, "")
  const text = figure(length)
  return `${text} ${text === "1" ? one : `${one}s`}`
}

/** Words of a text: runs of characters between white space that hold a letter or a digit. */
export function wordsIn(text: string): string[] {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
}

/**
 * Flesch-Kincaid grade level (Kincaid and others 1975): .39 words a sentence + 11.8
 * syllables a word - 15.59. Syllables are counted as groups of vowels, a silent final e
 * left out, at least one a word; figures count as one.
 */
export function gradeLevel(text: string): number {
  const words = wordsIn(text)
  const sentences = Math.max(1, text.split(/[.!?](?=\s|$)/u).filter((part) => /\p{L}/u.test(part)).length)
  if (words.length === 0) return 0
  let syllables = 0
  for (const word of words) syllables += syllablesIn(word)
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59
}

function syllablesIn(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/gu, "")
  const groups = letters.replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/u, "").match(/[aeiouy]{1,2}/gu)
  return Math.max(1, groups?.length ?? 1)
}

/** A positive number already rounded to its digits, without exponent. */
function plain(size: number): string {
  const [mantissa, exponent] = size.toExponential().split("e")
  const decimals = Math.max(0, (mantissa!.split(".")[1]?.length ?? 0) - Number(exponent))
  const [whole, part] = size.toFixed(Math.min(decimals, 100)).split(".")
  return inThousands(whole!) + (part ? `.${part}` : "")
}
