// Numbers as prose writes them: "1,200", "3.5 million", "twenty-one", "half a million", "two
// thirds", "hundreds of thousands". Lexemes and a place in, the number that begins there out.
// What it counts, and whether it counts anything, is not known here.

import type {Lexeme} from "./lexemes.ts"

/** A number that stands at lexemes [start, end). */
export type Numeral = {
  readonly start: number
  readonly end: number
  readonly value: number
  /** Where the words name a span: "hundreds", "several thousand". */
  readonly low?: number
  readonly high?: number
  /** `share`: a part of something ("a third", "one in five"). `vague`: "dozens". */
  readonly kind: "digits" | "words" | "vague" | "share"
  /** Digits alone, without separators, decimals or a word of scale: may be a year, a name or a page. */
  readonly bare: boolean
  /** What a word or letter of scale multiplied by; 1 without one. */
  readonly scale: number
  /** "40-odd", "40-plus", "40+". */
  readonly loose?: "about" | "more than"
}

const UNITS: ReadonlyMap<string, number> = new Map(
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    .split(" ")
    .map((word, value) => [word, value] as const),
)
const TENS: ReadonlyMap<string, number> = new Map(
  "twenty thirty forty fifty sixty seventy eighty ninety".split(" ").map((word, i) => [word, 20 + 10 * i] as const),
)
/** Words of scale, South Asian ones included. */
const SCALES: ReadonlyMap<string, number> = new Map([
  ["hundred", 100],
  ["thousand", 1e3],
  ["lakh", 1e5],
  ["million", 1e6],
  ["crore", 1e7],
  ["billion", 1e9],
  ["trillion", 1e12],
  ["dozen", 12],
])
/** Letters of scale glued to digits. "m" and "b" are also metres and bytes: whoever counts decides by what follows. */
const SUFFIXES: ReadonlyMap<string, number> = new Map([
  ["k", 1e3],
  ["m", 1e6],
  ["mn", 1e6],
  ["mln", 1e6],
  ["mio", 1e6],
  ["b", 1e9],
  ["bn", 1e9],
  ["bln", 1e9],
  ["tn", 1e12],
  ["trn", 1e12],
])
/** More than one of a scale, said without a number: at least two of it and fewer than ten, a dozen or a score fewer than a hundred. */
const PLURALS: ReadonlyMap<string, readonly [low: number, high: number, central: number]> = new Map([
  ["dozens", [24, 99, 50]],
  ["scores", [40, 99, 60]],
  ["tens", [20, 99, 40]],
  ["hundreds", [200, 999, 400]],
  ["thousands", [2e3, 9999, 4e3]],
  ["lakhs", [2e5, 999_999, 4e5]],
  ["millions", [2e6, 9_999_999, 4e6]],
  ["crores", [2e7, 99_999_999, 4e7]],
  ["billions", [2e9, 9_999_999_999, 4e9]],
  ["trillions", [2e12, 9_999_999_999_999, 4e12]],
])
/** What "several" and "a few" leave open, as multiples of the scale behind them. */
const SEVERAL: ReadonlyMap<string, readonly [low: number, high: number, central: number]> = new Map([
  ["several", [3, 9, 5]],
  ["few", [2, 5, 3]],
  ["couple", [2, 3, 2]],
])
const PARTS: ReadonlyMap<string, number> = new Map([
  ["half", 2],
  ["halves", 2],
  ["third", 3],
  ["thirds", 3],
  ["quarter", 4],
  ["quarters", 4],
  ["fifth", 5],
  ["fifths", 5],
  ["sixth", 6],
  ["sixths", 6],
  ["seventh", 7],
  ["sevenths", 7],
  ["eighth", 8],
  ["eighths", 8],
  ["ninth", 9],
  ["ninths", 9],
  ["tenth", 10],
  ["tenths", 10],
])
const GLYPHS: ReadonlyMap<string, number> = new Map([
  ["½", 1 / 2],
  ["⅓", 1 / 3],
  ["⅔", 2 / 3],
  ["¼", 1 / 4],
  ["¾", 3 / 4],
  ["⅕", 1 / 5],
  ["⅛", 1 / 8],
])
/** Words after "a third" that make it a part of something rather than the one after the second. */
const AFTER_PART = new Set(
  "of more less higher lower fewer larger smaller bigger cheaper greater since by in from over between compared last this to and but before after during within as for at on per when while if so because or than".split(
    " ",
  ),
)

/** Longest denominator that a fraction in digits is read with: "3/4" is one, "9/11" and "12/03" are not. */
const LARGEST_DENOMINATOR = 10

/** The number that begins at lexeme `i`, or null. */
export function numeralAt(lexemes: readonly Lexeme[], i: number): Numeral | null {
  const first = lexemes[i]
  if (!first) return null
  if (first.kind === "number") return digitsAt(lexemes, i)
  if (first.kind === "mark") {
    const part = GLYPHS.get(first.text)
    return part === undefined ? null : share(i, i + 1, part)
  }
  return wordsAt(lexemes, i)
}

/** Whether `word` can begin a number: a cheap question before the dear one. */
export function mayBeginNumeral(word: string): boolean {
  return (
    UNITS.has(word) ||
    TENS.has(word) ||
    PLURALS.has(word) ||
    word === "a" ||
    word === "an" ||
    word === "half" ||
    word === "several" ||
    word === "hundred" ||
    word === "thousand" ||
    word === "few"
  )
}

// ---- digits

function digitsAt(lexemes: readonly Lexeme[], i: number): Numeral | null {
  const written = lexemes[i]!.text
  let value = readFigures(written)
  if (value === null) return null
  let end = i + 1
  let bare = /^\d+$/.test(written)
  // "1 200 000": groups of three, each one blank away. A number that is written so begins with one to three digits.
  if (/^[1-9]\d{0,2}$/.test(written))
    while (isGroup(lexemes, end)) {
      value = value * 1000 + Number(lexemes[end]!.text)
      bare = false
      end++
    }
  const glyph = lexemes[end]?.glued ? GLYPHS.get(lexemes[end]!.text) : undefined
  if (glyph !== undefined) return scaled(lexemes, {start: i, end: end + 1, value: value + glyph, bare: false})
  const fraction = fractionAt(lexemes, i)
  if (fraction) return fraction
  // "2 1/2".
  const rest = bare && !lexemes[end]?.glued ? fractionAt(lexemes, end) : null
  if (rest) return scaled(lexemes, {start: i, end: rest.end, value: value + rest.value, bare: false})
  const ratio = ratioAt(lexemes, i, end, value)
  return ratio ?? scaled(lexemes, {start: i, end, value, bare})
}

/** The value of a numeral as written, or null where it is none: "2.0.1", "3,4,5". */
function readFigures(written: string): number | null {
  if (/^\d+(?:\.\d+)?$/.test(written)) return Number(written)
  // By thousands, by lakhs, with apostrophes, and with dots where there is more than one.
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(written) || /^\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?$/.test(written))
    return Number(written.replaceAll(",", ""))
  if (/^\d{1,3}(?:['’]\d{3})+(?:\.\d+)?$/.test(written)) return Number(written.replace(/['’]/g, ""))
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(written)) return Number(written.replaceAll(".", ""))
  if (/^\d{1,3},\d{1,2}$/.test(written)) return Number(written.replace(",", "."))
  return null
}

function isGroup(lexemes: readonly Lexeme[], i: number): boolean {
  const group = lexemes[i]
  return group !== undefined && /^\d{3}$/.test(group.text) && group.from === lexemes[i - 1]!.to + 1
}

/** "3/4": one that is part of nothing longer. */
function fractionAt(lexemes: readonly Lexeme[], i: number): Numeral | null {
  const [above, bar, below, after] = [lexemes[i], lexemes[i + 1], lexemes[i + 2], lexemes[i + 3]]
  if (!above || !bar || !below || bar.text !== "/" || !bar.glued || !below.glued) return null
  const [n, d] = [Number(above.text), Number(below.text)]
  if (!(n >= 1 && n < d && d <= LARGEST_DENOMINATOR) || (after?.glued && /[/\p{L}\d]/u.test(after.text))) return null
  return share(i, i + 3, n / d)
}

function share(start: number, end: number, value: number): Numeral {
  return {start, end, value, kind: "share", bare: false, scale: 1}
}

/** "9 out of 10", "one in five": a share, where the second is larger and round enough to be a measure. */
function ratioAt(lexemes: readonly Lexeme[], start: number, end: number, value: number): Numeral | null {
  const outOf = lexemes[end]?.lower === "out" && lexemes[end + 1]?.lower === "of"
  const at = outOf ? end + 2 : lexemes[end]?.lower === "in" ? end + 1 : -1
  const second = at < 0 ? undefined : lexemes[at]
  if (!second) return null
  const whole =
    second.kind === "number" ? readFigures(second.text) : (UNITS.get(second.lower) ?? TENS.get(second.lower))
  if (whole === undefined || whole === null || whole <= value || value < 1) return null
  // "40 in 2022" is a year; "three in five" is not "three in 12 districts".
  if (!outOf && !(value <= 9 && [2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100, 1000].includes(whole))) return null
  const after = lexemes[at + 1]
  if (after?.glued && after.kind !== "mark") return null
  // "One in ten years", "two in three days": so many in so long.
  if (!outOf && after && TIME.has(after.lower)) return null
  return share(start, at + 1, value / whole)
}

const TIME = new Set("seconds minutes hours days weeks months years decades".split(" "))

/** A number with the word or letter of scale behind it. */
function scaled(
  lexemes: readonly Lexeme[],
  {start, end, value, bare}: {start: number; end: number; value: number; bare: boolean},
): Numeral {
  let scale = 1
  let at = end
  for (;;) {
    const hyphen = lexemes[at]?.text === "-" && lexemes[at]!.glued && lexemes[at + 1]?.glued ? 1 : 0
    const word = lexemes[at + hyphen]
    if (!word) break
    const by = word.glued && hyphen === 0 ? SUFFIXES.get(word.lower) : SCALES.get(word.lower.replace(/s$/, ""))
    // "40 dozens" is none; "3 lakhs", "two crores" are.
    if (by === undefined || (word.lower.endsWith("s") && !/^(?:lakh|crore)s$/.test(word.lower))) break
    scale *= by
    at += hyphen + 1
    // "Three hundred thousand", "two lakh crore".
    if (word.glued && hyphen === 0) break
  }
  const loose = looseAt(lexemes, at)
  return {
    start,
    end: loose ? loose.end : at,
    value: exact(value * scale),
    kind: "digits",
    bare: bare && scale === 1,
    scale,
    ...(loose ? {loose: loose.means} : {}),
  }
}

/** 1.1 x 1,000,000 is 1,100,000 and not 1,100,000.0000000002: fifteen figures are more than any text gives. */
function exact(value: number): number {
  return Number(value.toPrecision(15))
}

/** "-odd", "-plus", "+" glued behind a number. */
function looseAt(lexemes: readonly Lexeme[], at: number): {end: number; means: "about" | "more than"} | null {
  const mark = lexemes[at]
  if (!mark) return null
  if (mark.text === "+" && mark.glued && lexemes[at + 1]?.kind !== "number") return {end: at + 1, means: "more than"}
  const word = lexemes[at + 1]
  if (mark.text !== "-" || !mark.glued || !word?.glued) return null
  if (word.lower === "odd") return {end: at + 2, means: "about"}
  return word.lower === "plus" ? {end: at + 2, means: "more than"} : null
}

// ---- words

function wordsAt(lexemes: readonly Lexeme[], i: number): Numeral | null {
  const word = lexemes[i]!.lower
  if (!mayBeginNumeral(word)) return null
  return vagueAt(lexemes, i) ?? partAt(lexemes, i) ?? countAt(lexemes, i)
}

/** "Dozens", "tens of thousands", "several hundred", "a few thousand", "a couple of hundred". */
function vagueAt(lexemes: readonly Lexeme[], i: number): Numeral | null {
  const lower = (k: number) => lexemes[k]?.lower ?? ""
  const plural = PLURALS.get(lower(i))
  if (plural) {
    // "Thousands of millions" and the like: each further one multiplies by its scale.
    const next = lower(i + 1) === "of" ? SCALES.get(lower(i + 2).replace(/s$/, "")) : undefined
    if (next !== undefined && next > 12 && lower(i + 2).endsWith("s")) return vague(i, i + 3, plural, next)
    return vague(i, i + 1, plural, 1)
  }
  const article = lower(i) === "a" ? 1 : 0
  const open = SEVERAL.get(lower(i + article))
  if (!open || (article === 1) === (lower(i + article) === "several")) return null
  const of = lower(i + article + 1) === "of" ? 1 : 0
  const at = i + article + 1 + of
  const by = SCALES.get(lower(at))
  if (by !== undefined) return vague(i, at + 1, open, by)
  // "A couple of weeks" is two or three of them; "a few" and "several" of anything else give no number.
  return lower(i + article) === "couple" && of === 1 && lexemes[at]?.kind === "word" ? vague(i, at, open, 1) : null
}

function vague(
  start: number,
  end: number,
  [low, high, central]: readonly [number, number, number],
  by: number,
): Numeral {
  // "Tens of thousands": up to the last whole one below the next name.
  const top = by === 1 ? high : high * by + (by - 1)
  return {start, end, value: central * by, low: low * by, high: top, kind: "vague", bare: false, scale: by}
}

/** "A third", "two-thirds", "half", "three quarters", "one in five", "half a million". */
function partAt(lexemes: readonly Lexeme[], i: number): Numeral | null {
  const lower = (k: number) => lexemes[k]?.lower ?? ""
  const joined = (k: number) => lexemes[k]?.text === "-" && lexemes[k]!.glued && lexemes[k + 1]?.glued === true
  if (lower(i) === "half") {
    if (joined(i + 1)) return lower(i + 2) === "a" ? scaleOf(lexemes, i, i + 3, 1 / 2) : null
    if (lower(i + 1) === "a" || lower(i + 1) === "an") {
      const whole = scaleOf(lexemes, i, i + 2, 1 / 2)
      if (whole) return whole
      // "Half a year", "half a hectare".
      return {start: i, end: i + 2, value: 1 / 2, kind: "words", bare: false, scale: 1}
    }
    const before = lower(i - 1)
    if (["first", "second", "other", "better", "latter", "last", "each"].includes(before)) return null
    return share(i, i + 1, 1 / 2)
  }
  const top = lower(i) === "a" || lower(i) === "an" ? 1 : UNITS.get(lower(i))
  if (top === undefined || top === 0) return null
  const hyphen = joined(i + 1) ? 1 : 0
  const at = i + 1 + hyphen
  const below = PARTS.get(lower(at))
  if (below === undefined) {
    const ratio = lower(i) === "a" ? null : ratioAt(lexemes, i, i + 1, top)
    return ratio
  }
  const plural = lower(at).endsWith("s")
  if (plural ? top < 2 : top > 1) return null
  if (lower(at) === "half" && hyphen === 0 && lower(i) === "one") return null
  // "A quarter of a million".
  if (lower(at + 1) === "of" && lower(at + 2) === "a") {
    const whole = scaleOf(lexemes, i, at + 3, top / below)
    if (whole) return whole
  }
  const next = lexemes[at + 1]
  const part = plural || hyphen === 1 || !next || next.kind !== "word" || AFTER_PART.has(next.lower)
  // "Three quarters" in a row are time only when "the first" stands before; dates take those first.
  return part ? share(i, at + 1, top / below) : null
}

/** `times` a word of scale at `at`. */
function scaleOf(lexemes: readonly Lexeme[], start: number, at: number, times: number): Numeral | null {
  const by = SCALES.get(lexemes[at]?.lower ?? "")
  if (by === undefined) return null
  const more = SCALES.get(lexemes[at + 1]?.lower ?? "")
  const end = more ? at + 2 : at + 1
  return {start, end, value: times * by * (more ?? 1), kind: "words", bare: false, scale: by * (more ?? 1)}
}

/** Numbers spelt out: "forty", "twenty-one", "a hundred and five thousand", "two and a half million". */
function countAt(lexemes: readonly Lexeme[], i: number): Numeral | null {
  const lower = (k: number) => lexemes[k]?.lower ?? ""
  let at = i
  let total = 0
  let group = -1
  let largest = 1
  const article = lower(i) === "a" || lower(i) === "an"
  if (article) {
    if (!SCALES.has(lower(i + 1))) return null
    group = 1
    at++
  }
  for (;;) {
    const hyphen = at > i && lexemes[at]?.text === "-" && lexemes[at]!.glued && lexemes[at + 1]?.glued ? 1 : 0
    // "A hundred and five", "two and a half".
    const and = hyphen === 0 && at > i && lower(at) === "and" ? 1 : 0
    const word = lower(at + hyphen + and)
    const unit = UNITS.get(word)
    const ten = TENS.get(word)
    const by = SCALES.get(word)
    if (and === 1 && by === undefined && !(group >= 100 || total > 0)) {
      if (word === "a" && lower(at + 2) === "half" && group >= 0) {
        group += 1 / 2
        at += 3
        continue
      }
      break
    }
    if (ten !== undefined && (group < 0 || (group >= 100 && group % 100 === 0))) group = Math.max(group, 0) + ten
    else if (unit !== undefined && (group < 0 || fits(unit, group))) group = Math.max(group, 0) + unit
    else if (by !== undefined && and === 0 && (group >= 0 || at === i)) {
      if (by === 100) group = Math.max(group, 1) * 100
      else {
        total += Math.max(group, at === i ? 1 : 0) * by
        group = 0
      }
      largest = Math.max(largest, by)
    } else break
    at += hyphen + and + 1
  }
  const value = total + Math.max(group, 0)
  if (at === i || (article && at === i + 1)) return null
  // "Hundred" alone names no number in prose ("the hundred"), nor does a number before "of hundreds".
  if (at === i + 1 && (lower(i) === "hundred" || lower(i) === "thousand")) return null
  const loose = looseAt(lexemes, at)
  return {
    start: i,
    end: loose ? loose.end : at,
    value: exact(value),
    kind: "words",
    bare: false,
    scale: largest,
    ...(loose ? {loose: loose.means} : {}),
  }
}

/** Whether "twenty" can go on with "one", "two hundred" with "twelve". */
function fits(unit: number, group: number): boolean {
  const below = group % 100
  return (below === 0 && group >= 100) || (unit >= 1 && unit <= 9 && below >= 20 && below % 10 === 0)
}
