// Words of time as spans of weeks: "within weeks", "six months later", "gradually".
//
// In goes the phrase as a document words it, out comes a low, a most likely and a high
// number of weeks, or null where the words name no span. It stands here because
// the drafted model (how long a cause takes) and the checks (how long to wait for an
// effect) must read the same words the same way.

/** Weeks: the shortest, most likely and longest reading of the words. `0 < low <= mode <= high`. */
export type Weeks = {readonly low: number; readonly mode: number; readonly high: number}

/** Weeks in one of each unit; months and years as 365.25 / 12 and 365.25 days. */
const weeksIn: ReadonlyMap<string, number> = new Map([
  ["hour", 1 / 168],
  ["day", 1 / 7],
  ["night", 1 / 7],
  ["week", 1],
  ["fortnight", 2],
  ["month", 365.25 / 84],
  ["season", 13],
  ["quarter", 13],
  ["year", 365.25 / 7],
  ["decade", 3652.5 / 7],
  ["generation", 25 * (365.25 / 7)],
])

/** Numbers as words. "a few" and "several" are read as 3 and 5 (middle of what readers report: 3, and 4 to 7). */
const numberWords: ReadonlyMap<string, number> = new Map([
  ["one", 1],
  ["couple", 2],
  ["two", 2],
  ["three", 3],
  ["few", 3],
  ["four", 4],
  ["five", 5],
  ["several", 5],
  ["six", 6],
  ["seven", 7],
  ["eight", 8],
  ["nine", 9],
  ["ten", 10],
  ["eleven", 11],
  ["twelve", 12],
  ["dozen", 12],
  ["twenty", 20],
  ["thirty", 30],
])

/** Words of pace without a number. Judgement, kept wide; the first that matches is taken. */
const paces: readonly {readonly words: RegExp; readonly weeks: Weeks; readonly example: string}[] = [
  {
    words: /\b(immediate(ly)?|instant(ly)?|at once|overnight|straight away|right away)\b/,
    weeks: {low: 0.25, mode: 0.5, high: 1},
    example: "The raid immediately closed the road.",
  },
  {
    words: /\b(short[- ](term|run)|soon|quick(ly)?|rapid(ly)?|swift(ly)?|shortly)\b/,
    weeks: {low: 1, mode: 3, high: 8},
    example: "Prices soon followed the harvest.",
  },
  {
    words: /\b(gradual(ly)?|slow(ly)?|over time|in time|increasingly)\b/,
    weeks: {low: 8, mode: 26, high: 78},
    example: "Drought gradually empties the villages.",
  },
  {
    words: /\b(eventual(ly)?|long[- ](term|run)|ultimately|in the end|prolonged)\b/,
    weeks: {low: 26, mode: 52, high: 156},
    example: "In the long run the tax erodes trust.",
  },
]

/** Most times a bare plural stands for: "within weeks" is read as one to eight weeks, three most likely. */
const bare: Weeks = {low: 1, mode: 3, high: 8}
/** Years and decades are told in smaller counts: "for years" is one to five, two most likely. */
const bareLong: Weeks = {low: 1, mode: 2, high: 5}

/**
 * The span that `words` name, in weeks; null when they name none.
 *
 * A number and a unit ("six months") is read as half to one and a half times itself; after
 * "within" or "less than" as at most itself. A plural alone ("weeks") is a few of them; a
 * word of pace ("gradually") has a span of its own.
 */
export function weeksOf(words: string | null): Weeks | null {
  if (words === null) return null
  const text = words.toLowerCase().replace(/-/g, " ")
  const found = text.match(/\b(hour|day|night|week|fortnight|month|season|quarter|year|decade|generation)(s?)\b/)
  if (!found) return paces.find((pace) => pace.words.test(words.toLowerCase()))?.weeks ?? null
  const unit = weeksIn.get(found[1]!)!
  const before = text.slice(0, found.index)
  const plural = found[2] === "s"
  const count = countIn(before) ?? (plural ? null : 1)
  if (count === null) return scaled(unit > weeksIn.get("quarter")! ? bareLong : bare, unit)
  const half = /\bhalf\b/.test(before) ? 0.5 : 1
  const atMost = /\b(within|less than|under|up to|no more than|before)\b/.test(before)
  return scaled(atMost ? {low: 0.25, mode: 0.5, high: 1} : {low: 0.5, mode: 1, high: 1.5}, unit * count * half)
}

/** Words that may stand beside a unit, a number or a word of pace, and say no other thing than time. */
const besides = new Set(
  `a an the within in over for after before by during through throughout at of to or and up no not less more than under
   some about around roughly nearly almost only just half past last next following coming first second later afterwards
   ago least most another same very so many matter course space end beginning middle early late whole entire from between
   long short term run time once away straight right overnight immediate immediately instant instantly soon quick quickly
   rapid rapidly swift swiftly shortly gradual gradually slow slowly increasingly eventual eventually ultimately prolonged`.split(
    /\s+/,
  ),
)

/**
 * What keeps words that a person writes from being a span of time: those that say no time ("banana"), or all of them where they
 * have no length. Empty where they are one. Texts are read by `weeksOf` alone, which passes over what it does not know.
 */
export function noSpanIn(words: string): string[] {
  const each = words
    .trim()
    .split(/[\s,–-]+/)
    .filter((word) => word !== "")
  const isKnown = (word: string): boolean => {
    const lower = word.toLowerCase()
    if (/^\d/.test(lower)) return /^\d+(?:\.\d+)?$/.test(lower) && Number(lower) > 0
    return besides.has(lower) || numberWords.has(lower) || weeksPerUnit(lower) !== null
  }
  const other = each.filter((word) => !isKnown(word))
  return other.length === 0 && weeksOf(words) === null ? [words.trim()] : other
}

/** The last number in `text`, in digits or words; null when there is none. "a few" is 3, not 1. */
function countIn(text: string): number | null {
  const words = text.match(/\d+(?:\.\d+)?|[a-z]+/g) ?? []
  for (let i = words.length - 1; i >= 0; i--) {
    const word = words[i]!
    const value = /^\d/.test(word) ? Number(word) : numberWords.get(word)
    if (value !== undefined && value > 0) return value
  }
  return null
}

function scaled(weeks: Weeks, by: number): Weeks {
  return {low: weeks.low * by, mode: weeks.mode * by, high: weeks.high * by}
}

/** Weeks in one of a model's units of time ("day", "weeks", "month", "year"); null for a unit that is no span of time. */
export function weeksPerUnit(unit: string): number | null {
  const name = unit.trim().toLowerCase()
  return weeksIn.get(name) ?? weeksIn.get(name.replace(/s$/, "")) ?? null
}
