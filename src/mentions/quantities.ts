// How much, of what: the numbers of a sentence that count or measure something. A tagged
// sentence and the places of its dates in, quantities with value, unit, what is counted,
// comparator, period and claimant out, each with its place.
//
// A number is a quantity by what stands round it: a noun that is counted, a unit, money, a
// per cent sign, a verb of level, a comparison. A number that has none of these, or that
// names or refers (number-names.ts), is passed over.

import type {Dependencies} from "../language/index.ts"
import {claimantOf, SAYING} from "./claimant.ts"
import {type DateSpan, plural} from "./dates.ts"
import type {Lexeme, TaggedSentence} from "./lexemes.ts"
import {
  ABBREVIATIONS,
  BEFALLING,
  CHANGES,
  CONTAINERS,
  LEVELS,
  MEASURES,
  MONEY,
  ONLY_GLUED,
  STATES_OF_PEOPLE,
  TIME_UNITS,
} from "./measures.ts"
import type {Quantity} from "./mention.ts"
import {isClock, isCurrencyCode, isNumberName} from "./number-names.ts"
import {mayBeginNumeral, type Numeral, numeralAt} from "./numerals.ts"

/**
 * What words before a number do: compare it and nothing else ("more than"); compare it, unless they say where or when
 * ("over"); or stand before a number without comparing it ("some").
 */
type Force = "firm" | "placing" | "loose"

/** A comparison before a number: its words, as written in small letters, and the first of them. */
type Comparison = {readonly words: string; readonly force: Force; readonly start: number}

const PLACING = ["over", "under", "above", "below", "around", "about", "near"]
const LOOSE = ["some", "another", "only", "just"]
const FIRM = [
  "at the very least",
  "no more than",
  "no less than",
  "no fewer than",
  "not more than",
  "not less than",
  "slightly more than",
  "slightly less than",
  "significantly more than",
  "far more than",
  "well in excess of",
  "in excess of",
  "a minimum of",
  "a maximum of",
  "an average of",
  "an estimated",
  "a total of",
  "as many as",
  "as much as",
  "as few as",
  "as little as",
  "as high as",
  "as low as",
  "upwards of",
  "upward of",
  "more than",
  "fewer than",
  "less than",
  "greater than",
  "higher than",
  "lower than",
  "larger than",
  "bigger than",
  "longer than",
  "shorter than",
  "older than",
  "younger than",
  "at least",
  "at most",
  "up to",
  "close to",
  "just over",
  "just under",
  "just above",
  "just below",
  "just short of",
  "short of",
  "well over",
  "well under",
  "well above",
  "well below",
  "a little over",
  "a little under",
  "slightly over",
  "slightly under",
  "only about",
  "only around",
  "only some",
  "roughly",
  "approximately",
  "approx",
  "circa",
  "nearly",
  "almost",
  "exactly",
  "precisely",
  "barely",
  "merely",
  "virtually",
  "practically",
  "fully",
  "estimated",
]

/** Comparisons before a number, longest first; a word of the list is one lexeme. */
const COMPARISONS: readonly {readonly words: readonly string[]; readonly force: Force}[] = [
  ...FIRM.map((said) => ({words: said.split(" "), force: "firm" as const})),
  ...PLACING.map((said) => ({words: [said], force: "placing" as const})),
  ...LOOSE.map((said) => ({words: [said], force: "loose" as const})),
].sort((a, b) => b.words.length - a.words.length)
const LAST_WORDS = new Set(COMPARISONS.map(({words}) => words.at(-1)!))
const COMPARING_MARKS = new Set(["~", "≈", "<", ">", "≤", "≥", "±"])
/** Comparisons behind a number. */
const BEHIND: readonly (readonly string[])[] = [
  ["or", "more"],
  ["or", "fewer"],
  ["or", "less"],
  ["or", "so"],
  ["at", "least"],
  ["at", "most"],
]

const PERIOD_WORDS = new Set(
  "on in during over since between from by within for at until till before after through throughout across".split(" "),
)
const DETERMINERS = new Set(
  "the a an its their his her our this that these those all both each every some any".split(" "),
)
const DEFINITE = new Set("the these those its their his her our both other".split(" "))
/** What "one" opens without counting. */
const ONE_OF = new Set(
  "of another day side hand way thing reason example end more sense word kind sort type area factor step thing's time".split(
    " ",
  ),
)

/** A change named this many lexemes before "from 40 to 80" is theirs. */
const CHANGE_WITHIN = 12

/** No age is higher, in years. */
const OLDEST = 130

/** Past tenses of verbs of level that are nouns as well, and may be tagged so. */
const PAST_LEVELS = new Set(["rose", "fell", "slid", "dove", "shot", "stood", "hit"])

/** The longest noun phrase looked for behind a number, and before a verb, in lexemes. */
const LONGEST_PHRASE = 10

type Draft = {-readonly [K in keyof Quantity]: Quantity[K]} & {start: number; end: number}

/** What stands behind a number: how it is measured, what it counts, where that ends. */
type Counted = {readonly unit: string; readonly what: string; readonly end: number; readonly head?: number}

/**
 * The quantities of one sentence, in order.
 * @param dates    its dates: figures inside them count nothing.
 * @param heading  a title or heading, where capitals mean nothing.
 * @param tree     its tree, where one was made: without it whoever says the numbers is looked for beside them.
 */
export function quantitiesIn(
  sentence: TaggedSentence,
  dates: readonly DateSpan[],
  file: string,
  heading: boolean,
  tree: Dependencies | null = null,
): Quantity[] {
  return new QuantityReader(sentence, dates, file, heading, tree).all()
}

class QuantityReader {
  private readonly found: Draft[] = []
  private readonly sentence: TaggedSentence
  private readonly dates: readonly DateSpan[]
  private readonly file: string
  private readonly heading: boolean
  private readonly tree: Dependencies | null
  constructor(
    sentence: TaggedSentence,
    dates: readonly DateSpan[],
    file: string,
    heading: boolean,
    tree: Dependencies | null,
  ) {
    this.tree = tree
    this.sentence = sentence
    this.dates = dates
    this.file = file
    this.heading = heading
  }

  all(): Quantity[] {
    const {lexemes} = this.sentence
    let date = 0
    for (let i = 0; i < lexemes.length; ) {
      while (date < this.dates.length && this.dates[date]!.end <= i) date++
      const span = this.dates[date]
      if (span && span.start <= i && !span.lasts) {
        i = span.end
        continue
      }
      const lexeme = lexemes[i]!
      const begins =
        lexeme.kind === "number" ||
        (lexeme.kind === "word" ? mayBeginNumeral(lexeme.lower) : /[½⅓⅔¼¾⅕⅛]/.test(lexeme.text))
      const end = begins ? this.at(i, span && span.start > i ? span.start : lexemes.length) : null
      i = end ?? i + 1
    }
    this.periods()
    const untreed = this.found.length > 0 && !this.tree ? this.claimant() : null
    return this.found.map(({start: _start, end: _end, ...quantity}) => {
      const claimant = this.tree ? claimantOf(this.tree, this.sentence.text, quantity.quote) : untreed
      return claimant ? {...quantity, claimant} : quantity
    })
  }

  private lower(i: number): string {
    return this.sentence.lexemes[i]?.lower ?? ""
  }

  private written(start: number, end: number): string {
    const {lexemes, text} = this.sentence
    return end <= start ? "" : text.slice(lexemes[start]!.from, lexemes[end - 1]!.to).replace(/\s+/g, " ")
  }

  /** Reads the number at `i`; gives where to go on, or null where none begins there. No number reaches beyond `limit`. */
  private at(i: number, limit: number): number | null {
    const {lexemes} = this.sentence
    const first = numeralAt(lexemes, i)
    if (!first || first.end > limit) return null
    const second = this.rangeEnd(first, limit)
    const numeral = second ?? first
    const money = this.currencyBefore(i)
    const counted = this.counted(numeral, money)
    const follows = counted !== null && this.lower(numeral.end) !== "of"
    // Both figures of a run are asked after: "3-1", "sections 3-5".
    const asked = second ? {...first, end: second.end} : first
    if (!money && this.isHyphenated(i, counted)) return numeral.end
    // "Room 4B": a letter is a scale beside money or a count.
    const letter = lexemes[first.end - 1]!
    if (!money && !counted && first.scale > 1 && letter.text.length === 1 && letter.lower !== "k") return first.end
    if (second && isClock(lexemes, second)) return second.end
    if (!money && isNumberName(this.sentence, second ? {...first, end: first.end} : first, follows, this.heading))
      return this.beyond(asked)
    if (this.isIdiom(numeral, counted)) return numeral.end
    const comparator = this.comparator(money?.start ?? i, counted?.unit ?? null)
    const bare = counted ?? this.bare(numeral, comparator, money)
    if (!bare) return numeral.end
    return this.add(i, numeral, money, comparator, bare, limit)
  }

  /** "Plus-Two", "S -6": a piece of a word, unless the hyphen is the minus of a temperature or a share. */
  private isHyphenated(i: number, counted: Counted | null): boolean {
    const {lexemes} = this.sentence
    if (this.lower(i - 1) !== "-" || !lexemes[i]!.glued) return false
    return !(this.isNegative(i) && counted !== null && /^(?:°|%|degree|percentage|basis)/.test(counted.unit))
  }

  /** Past a number that counts nothing, and past what is glued to it. */
  private beyond({end}: Numeral): number {
    const {lexemes} = this.sentence
    let at = end
    while (
      at < lexemes.length &&
      lexemes[at]!.glued &&
      (lexemes[at]!.kind !== "mark" || /[/:.@_-]/.test(lexemes[at]!.lower)) &&
      lexemes[at + 1]?.glued
    )
      at++
    if (at > end && lexemes[at]?.glued) at++
    return at
  }

  private add(
    i: number,
    numeral: Numeral,
    money: {start: number; unit: string} | null,
    comparator: Comparison | null,
    counted: Counted,
    limit: number,
  ): number {
    const {lexemes, text} = this.sentence
    let start = comparator && comparator.start < i ? comparator.start : (money?.start ?? i)
    if (this.lower(i - 1) === "-" && lexemes[i]!.glued && start === i) start = i - 1
    const opening = this.lower(start - 1)
    if (numeral.low !== undefined && numeral.kind !== "vague" && (opening === "between" || opening === "from")) start--
    const behind = this.behind(numeral.end) ?? this.behind(counted.end)
    const end = Math.min(Math.max(counted.end, numeral.end, behind?.end ?? 0), Math.max(limit, numeral.end))
    const rate = end < limit ? this.rate(end) : null
    const last = rate?.end ?? end
    const sign = this.isNegative(i) ? -1 : 1
    const scale = this.metres(numeral, counted)
    const said = comparator?.words ?? behind?.words ?? numeral.loose
    const from = lexemes[start]!.from
    const to = lexemes[last - 1]!.to
    const measured = counted.what === "" ? this.subject(i, comparator?.start ?? start) : counted.what
    this.found.push({
      file: this.file,
      quote: {from, to, text: text.slice(from, to)},
      value: sign * numeral.value * scale,
      ...(numeral.low !== undefined ? {low: numeral.low * scale, high: numeral.high! * scale} : {}),
      ...(said ? {comparator: said} : {}),
      unit: rate ? `${counted.unit}/${rate.unit}` : counted.unit,
      what: measured,
      ...(rate?.period ? {period: rate.period} : {}),
      start,
      end: last,
    })
    // "60% of the valley's 450 wells": the number inside is one of its own.
    for (let k = numeral.end; k < (rate ? end : last); k++) if (lexemes[k]!.kind === "number") return k
    return last
  }

  /** "-12°C": a minus and not a hyphen. */
  private isNegative(i: number): boolean {
    const {lexemes} = this.sentence
    const mark = lexemes[i - 1]
    return mark?.lower === "-" && lexemes[i]!.glued && !mark.glued
  }

  /** A letter read as a scale that was a unit: "3m high". */
  private metres(numeral: Numeral, counted: Counted): number {
    return counted.unit === "metre" && numeral.scale === 1e6 && this.lower(numeral.end - 1) === "m" ? 1e-6 : 1
  }

  // ---- ranges

  /** The number at the other end of "300-400", "between 30 and 40", "from 12 to 9", "3 to 5 million". */
  private rangeEnd(first: Numeral, limit: number): Numeral | null {
    const {lexemes} = this.sentence
    if (first.kind === "vague") return null
    let at = first.end
    // A sign or unit between the two: "5%-10%", "$3m to $5m", "5 km to 10 km".
    const percent = this.percentAt(at)
    if (percent) at = percent.end
    // "15-to-24-year-olds".
    const hyphened = lexemes[at]?.lower === "-" && this.lower(at + 1) === "to" && this.lower(at + 2) === "-"
    if (hyphened) at++
    const mark = lexemes[at]
    if (!mark) return null
    const dash = mark.lower === "-" && ((mark.glued && lexemes[at + 1]?.glued) || mark.text !== "-")
    const opening = this.lower(this.beforeMoney(first.start))
    const and =
      mark.lower === "and" && (opening === "between" || this.lower(this.beforeMoney(first.start) - 1) === "between")
    const to = mark.lower === "to" || (mark.lower === "or" && first.kind === "words")
    if (!dash && !and && !to) return null
    let begin = at + (hyphened ? 2 : 1)
    const sign = lexemes[begin]
    if (sign && /^\p{Sc}$/u.test(sign.text)) begin++
    const second = numeralAt(lexemes, begin)
    if (!second || second.end > limit || second.kind === "vague") return null
    if ((second.kind === "share") !== (first.kind === "share")) return null
    if (dash && first.bare && second.bare && first.value > second.value) return null
    // "Four to one", "9 to 5" without a word of change are odds and hours.
    if (to && !percent && first.value > second.value && opening !== "from") return null
    // "Fell 5% to 40%": a change and where it led, unless "from" stands before.
    if (to && (opening === "by" || this.isLevelVerb(this.beforeMoney(first.start)))) return null
    if (percent && this.percentAt(second.end)?.unit !== percent.unit) return null
    if (mark.lower === "or" && !(second.value === first.value + 1 || second.value > first.value)) return null
    const scale = first.scale === 1 && second.scale > 1 && first.value < 1000 ? second.scale : 1
    const [a, b] = [first.value * scale, second.value]
    const [low, high] = a <= b ? [a, b] : [b, a]
    // A fall "from 12 to 9" ends at 9; what lies "between 30 and 40" is best told by its middle.
    const value = opening === "from" ? b : (low + high) / 2
    return {...second, start: first.start, value, low, high, kind: first.kind, bare: false, scale: second.scale}
  }

  private isLevelVerb(i: number): boolean {
    return this.sentence.tag(i) === "VERB" && LEVELS.has(this.sentence.lemma(i))
  }

  private beforeMoney(start: number): number {
    const money = this.currencyBefore(start)
    return (money?.start ?? start) - 1
  }

  // ---- money, per cent, units, nouns

  /** "$", "US$", "Rs", "USD" before figures. */
  private currencyBefore(i: number): {start: number; unit: string} | null {
    const {lexemes} = this.sentence
    let at = i - 1
    const last = lexemes[at]
    if (!last || lexemes[i]!.kind !== "number") return null
    if (/^\p{Sc}$/u.test(last.text)) {
      const letters = lexemes[at - 1]
      const prefixed = last.glued && letters !== undefined && /^(?:US|A|C|NZ|HK|S|R|AU|CA|NT|Z|J|E)$/.test(letters.text)
      return {start: prefixed ? at - 1 : at, unit: prefixed ? `${letters!.text}${last.text}` : last.text}
    }
    if (last.text === "." && lexemes[at - 1]?.text === "Rs") at--
    const code = lexemes[at]!
    return isCurrencyCode(code.text) ? {start: at, unit: code.text === "Rs" ? "rupee" : code.text} : null
  }

  /** "%", "per cent", "percentage points", "basis points" at `i`. */
  private percentAt(i: number): {unit: string; end: number} | null {
    const word = this.lower(i)
    if (word === "%" || word === "percent" || word === "pct") {
      const points = /^points?$/.test(this.lower(i + 1)) && word !== "%"
      return points ? {unit: "percentage point", end: i + 2} : {unit: "%", end: i + 1}
    }
    if (word === "per" && this.lower(i + 1) === "cent") return {unit: "%", end: i + 2}
    if (word === "pc" || word === "p.c") return {unit: "%", end: i + 1}
    if ((word === "percentage" || word === "basis") && /^points?$/.test(this.lower(i + 1)))
      return {unit: `${word} point`, end: i + 2}
    if (word === "-" && this.sentence.lexemes[i]!.glued) {
      if (this.lower(i + 1) === "percent") return {unit: "%", end: i + 2}
      if ((this.lower(i + 1) === "percentage" || this.lower(i + 1) === "basis") && this.lower(i + 2) === "-")
        return {unit: `${this.lower(i + 1)} point`, end: i + 4}
      if ((this.lower(i + 1) === "percentage" || this.lower(i + 1) === "basis") && this.lower(i + 2) === "point")
        return {unit: `${this.lower(i + 1)} point`, end: i + 3}
    }
    return null
  }

  /** What the number counts or measures, from what stands behind it and its money before it. */
  private counted(numeral: Numeral, money: {unit: string} | null): Counted | null {
    const {end} = numeral
    const aged = this.lower(numeral.start - 1)
    const span = aged === "between" || aged === "from" ? this.lower(numeral.start - 2) : aged
    if ((span === "aged" || span === "age" || span === "ages") && numeral.value < OLDEST)
      return {unit: "year", what: "age", end}
    if (money) return {unit: money.unit, ...this.measured(this.hyphen(end) ? end + 1 : end, true)}
    const percent = this.percentAt(end)
    if (percent) return {unit: percent.unit, ...this.measured(percent.end, false)}
    const {lexemes} = this.sentence
    const next = lexemes[end]
    if (next && /^\p{Sc}$/u.test(next.text)) return {unit: next.text, ...this.measured(end + 1, true)}
    const code = next && !next.glued && isCurrencyCode(next.text) ? next.text : null
    if (code) return {unit: code, ...this.measured(end + 1, true)}
    const unit = this.unitAt(numeral)
    if (unit) return {unit: unit.unit, ...this.measured(unit.end, false)}
    if (this.hyphen(end)) return this.compound(numeral)
    return this.noun(numeral)
  }

  private hyphen(i: number): boolean {
    const {lexemes} = this.sentence
    return (
      lexemes[i]?.lower === "-" &&
      lexemes[i]!.glued &&
      lexemes[i + 1]?.glued === true &&
      lexemes[i + 1]!.kind === "word"
    )
  }

  /** A unit in letters: "40kg", "12 km", "5 sq km", "30°C", "3 square kilometres". */
  private unitAt(numeral: Numeral): {unit: string; end: number} | null {
    const {lexemes} = this.sentence
    let at = numeral.end
    const last = lexemes[at - 1]
    // "3m high", "a 3m wall": metres, unless many of something follow.
    if (last?.text === "m" && last.glued && numeral.scale === 1e6 && !this.pluralFollows(at))
      return {unit: "metre", end: at}
    const next = lexemes[at]
    if (!next) return null
    if (next.text === "°" || next.text === "º") {
      const letter = lexemes[at + 1]
      return /^[CFK]$/.test(letter?.text ?? "")
        ? {unit: `°${letter!.text}`, end: at + 2}
        : {unit: "degree", end: at + 1}
    }
    const square = next.lower === "sq" || next.lower === "cu" || next.lower === "square" || next.lower === "cubic"
    if (square) at += lexemes[at + 1]?.text === "." ? 2 : 1
    const word = lexemes[at]
    if (word?.kind !== "word") return null
    const prefix = square ? (next.lower.startsWith("sq") ? "square " : "cubic ") : ""
    const full = this.sentence.lemma(at)
    if (square && MEASURES.has(singular(full))) return {unit: `${prefix}${singular(full)}`, end: at + 1}
    const short = ABBREVIATIONS.get(word.lower)
    if (short === undefined || (ONLY_GLUED.has(word.lower) && !word.glued)) return null
    // "40C" is a temperature, "4x4" no factor, and "3d" a shape.
    if (/^[CFT]$/.test(word.text) ? word.text === "T" : /^[cf]$/.test(word.text)) return null
    if (word.lower === "h" && lexemes[at + 1]?.glued) return null
    const squared = word.glued && (lexemes[at + 1]?.text === "²" || lexemes[at + 1]?.text === "³") ? 1 : 0
    if (squared) return {unit: `${lexemes[at + 1]!.text === "²" ? "square" : "cubic"} ${short}`, end: at + 2}
    const slash =
      lexemes[at + 1]?.text === "/" && lexemes[at + 1]!.glued && lexemes[at + 2]?.glued ? lexemes[at + 2]!.lower : ""
    const per = slash === "h" ? "hour" : slash === "s" ? "second" : TIME_UNITS.has(slash) ? slash : null
    return {unit: `${prefix}${short}${per ? `/${per}` : ""}`, end: per ? at + 3 : at + 1}
  }

  private pluralFollows(i: number): boolean {
    for (let k = i; k < i + 3; k++) {
      const tag = this.sentence.tag(k)
      if (tag === "NOUN" && plural(this.lower(k))) return true
      if (tag !== "ADJ" && tag !== "NOUN" && tag !== "PROPN") return false
    }
    return false
  }

  /** What a sum, a share or a measure is of: "of grain", "in aid", "rise in tolls", or the noun it describes. */
  private measured(at: number, money: boolean): {what: string; end: number} {
    const word = this.lower(at)
    if (word === "worth" && this.lower(at + 1) === "of") return this.ofPhrase(at + 1, at) ?? {what: "", end: at}
    if (word === "of" || (money && (word === "in" || word === "for" || word === "on"))) {
      const phrase = this.ofPhrase(at, at)
      if (phrase && !TIME_UNITS.has(singular(this.lower(phrase.end - 1)))) return phrase
      return {what: "", end: at}
    }
    // "12% higher", "3 km long": what is measured is the subject.
    const noun = this.nounPhrase(at)
    if (!noun || noun.head === undefined) return {what: "", end: at}
    const head = singular(this.sentence.lemma(noun.head))
    // "30 per cent year on year".
    if (TIME_UNITS.has(head)) return {what: "", end: at}
    const next = this.lower(noun.end)
    if (CHANGES.has(head) && (next === "in" || next === "of")) {
      const phrase = this.ofPhrase(noun.end, noun.end)
      if (phrase) return phrase
    }
    return {what: this.written(at, noun.end), end: noun.end}
  }

  /** The noun phrase behind the preposition at `i`, its articles left out. */
  private ofPhrase(i: number, orEnd: number): {what: string; end: number} | null {
    let at = i + 1
    while (DETERMINERS.has(this.lower(at))) at++
    const noun = this.nounPhrase(at)
    return noun ? {what: this.written(at, noun.end), end: noun.end} : orEnd < 0 ? null : null
  }

  /** "Three-day strike", "12-year-old boy", "30-member council", "20-foot wall". */
  private compound(numeral: Numeral): Counted | null {
    const {lexemes} = this.sentence
    const at = numeral.end + 1
    const word = this.lower(at)
    const name = singular(word)
    if (this.lower(at + 1) === "-" && /^olds?$/.test(this.lower(at + 2))) {
      const plainAge = at + 3
      const noun = this.nounPhrase(plainAge)
      return {unit: name, what: noun ? this.written(plainAge, noun.end) : "age", end: noun?.end ?? plainAge}
    }
    const digits = lexemes[numeral.start]!.kind === "number"
    const counts =
      word === "member" || word === "man" || word === "person" || word === "seat" || word === "strong" || word === "bed"
    const measure = MEASURES.has(name) || TIME_UNITS.has(name) || MONEY.has(name) || ABBREVIATIONS.has(word)
    if (!measure && !counts && !(digits && this.sentence.tag(at) === "NOUN")) return null
    if (["point", "league", "star"].includes(word)) return null
    // "Three-day-long", "12-km-long".
    let after = at + 1
    if (this.lower(after) === "-" && ["long", "wide", "high", "deep", "tall"].includes(this.lower(after + 1)))
      after += 2
    const noun = this.nounPhrase(after)
    const what = noun ? this.written(after, noun.end) : ""
    const unit = word === "strong" ? "person" : (ABBREVIATIONS.get(word) ?? name)
    return {unit, what, end: noun?.end ?? after}
  }

  /** The noun that is counted, with the words that describe it. */
  private noun(numeral: Numeral): Counted | null {
    // "A dozen or so carts".
    let at = this.behind(numeral.end)?.end ?? numeral.end
    const of = this.lower(at) === "of"
    // "Dozens of carts", "a third of the herd", "9 out of 10 carters"; of a plain number only "two of the carts".
    if (of) {
      if (this.lower(at + 1) === "these" || this.lower(at + 1) === "them" || this.lower(at + 1) === "us") return null
      at++
      while (DETERMINERS.has(this.lower(at))) at++
      const whole = numeral.kind === "vague" ? null : numeralAt(this.sentence.lexemes, at)
      const wholeNoun = whole ? this.nounPhrase(whole.end) : null
      if (wholeNoun && whole && numeral.kind === "share")
        return {unit: "1", what: this.written(whole.end, wholeNoun.end), end: numeral.end}
      // "Two of the 14 wells": both count wells.
      if (whole && wholeNoun)
        return {unit: this.unitOf(wholeNoun.head), what: this.written(whole.end, wholeNoun.end), end: numeral.end}
    }
    // "Half the herd".
    while (numeral.kind === "share" && DETERMINERS.has(this.lower(at))) at++
    while (
      ["more", "other", "further", "additional", "extra", "new"].includes(this.lower(at)) &&
      this.sentence.tag(at + 1) !== "ADP"
    )
      at++
    // "At about 9 last night": what follows says when.
    if (["last", "this", "next", "yesterday", "today"].includes(this.lower(at))) return null
    const state = this.sentence.lexemes[at]
    // "40 killed", "leaving 12 dead", but "40 wounded men".
    if (state && !state.glued && STATES_OF_PEOPLE.has(state.lower) && !this.nounSoon(at + 1))
      return {unit: "person", what: state.text, end: at + 1}
    const noun = this.nounPhrase(at, true)
    if (!noun) return null
    const head = noun.head
    // "Three of Xandor's clans met": no count of the place itself.
    if (of && numeral.kind === "words" && this.sentence.tag(head) === "PROPN" && !isPlural(this.sentence, head))
      return null
    const name = singular(this.sentence.lemma(head))
    if (numeral.kind === "share") return {unit: "1", what: this.written(at, noun.end), end: noun.end, head}
    const next = this.lower(noun.end)
    if (name === "time") return this.times(noun.end)
    if (TIME_UNITS.has(name)) {
      // "12 years old", "three days of talks".
      if (next === "old") return {unit: name, what: "", end: noun.end + 1, head}
      const phrase = next === "of" ? this.ofPhrase(noun.end, -1) : null
      return {unit: name, what: phrase?.what ?? "", end: phrase?.end ?? noun.end, head}
    }
    const money = MONEY.has(name) && head === noun.end - 1
    if (MEASURES.has(name) || CONTAINERS.has(name) || money) {
      const phrase =
        next === "of" ||
        (money && ["in", "on", "for"].includes(next)) ||
        (next === "worth" && this.lower(noun.end + 1) === "of")
          ? this.ofPhrase(next === "worth" ? noun.end + 1 : noun.end, -1)
          : null
      if (phrase) return {unit: name, what: phrase.what, end: phrase.end, head}
      if (MEASURES.has(name) || money) return {unit: name, what: "", end: noun.end, head}
    }
    // "Line 7 of the metro", "a level 4 alert": what a number above one counts is a plural.
    if (!of && numeral.kind !== "vague" && numeral.value !== 1 && !isPlural(this.sentence, head)) return null
    const more = next === "of" ? this.ofPhrase(noun.end, -1) : null
    const end = more?.end ?? noun.end
    return {unit: this.unitOf(head), what: this.written(at, end), end, head}
  }

  /** What a counted noun is called as a unit: its lemma. */
  private unitOf(head: number): string {
    const lemma = this.sentence.lemma(head)
    if (lemma.endsWith("men") && lemma.length > 3) return `${lemma.slice(0, -3)}man`
    return lemma === "others" || lemma === "other" ? "person" : lemma
  }

  /** "Three times as many carts", "three times higher", "three times a week". */
  private times(at: number): Counted {
    if (this.lower(at) === "as" || this.lower(at) === "more" || this.lower(at) === "the") {
      let k = at
      while (["as", "many", "much", "more", "the", "high", "large"].includes(this.lower(k))) k++
      const noun = this.nounPhrase(k)
      return {unit: "time", what: noun ? this.written(k, noun.end) : "", end: noun?.end ?? at}
    }
    return {unit: "time", what: "", end: at}
  }

  /**
   * The noun phrase that begins at `at`: describing words, then nouns, up to the first plural
   * (a verb in -s behind one is often taken for a noun). Null where no noun comes.
   */
  private nounPhrase(at: number, counted = false): {end: number; head: number} | null {
    const {lexemes} = this.sentence
    let head = -1
    let owned = false
    let k = at
    for (; k < Math.min(lexemes.length, at + LONGEST_PHRASE); k++) {
      const lexeme = lexemes[k]!
      if (lexeme.kind === "number") {
        if (owned && head < 0) continue
        break
      }
      const tag = this.sentence.tag(k)
      if (lexeme.kind === "mark") {
        // "cross-border raids", "U.S. troops", "traders' carts".
        if (lexeme.text === "." && lexeme.glued && isAbbreviated(lexemes[k - 1], lexemes[k + 1])) continue
        const inside =
          lexeme.glued &&
          lexemes[k + 1]?.glued &&
          (lexeme.lower === "-" || lexeme.text === "." || lexeme.text === "’" || lexeme.text === "'")
        if (inside || (lexeme.text === "." && tag === "PROPN" && lexeme.glued && lexemes[k - 1]!.text.length === 1))
          continue
        break
      }
      // Behind a number a word in -s is a plural, though it be taken for a verb.
      if (tag === "NOUN" || tag === "PROPN" || (k === at && counted && tag === "VERB" && plural(lexeme.lower))) {
        if (head >= 0 && this.closed(head, k)) break
        // An owner describes: "the valley's wells".
        if (/'s$|s'$/.test(lexeme.lower)) {
          owned = true
          continue
        }
        head = k
        continue
      }
      if (tag === "ADJ" || (tag === "NUM" && head < 0) || (tag === "VERB" && head < 0 && this.describes(k))) {
        if (head >= 0 && !this.nounSoon(k + 1)) break
        // "40 carters unable to pay": an adjective behind a plural describes nothing ahead.
        if (head >= 0 && plural(lexemes[head]!.lower)) break
        continue
      }
      if (tag === "ADV" && head < 0 && ["ADJ", "VERB"].includes(this.sentence.tag(k + 1) ?? "") && this.nounSoon(k + 1))
        continue
      if (tag === "CCONJ" && head < 0 && k > at && this.sentence.tag(k + 1) === "ADJ") continue
      break
    }
    return head < 0 ? null : {head, end: head + 1}
  }

  /** Whether a noun phrase ends at a plural `head`: unless the plural itself describes ("arms dealers"). */
  private closed(head: number, next: number): boolean {
    const {lexemes} = this.sentence
    if (!plural(lexemes[head]!.lower) || (this.sentence.tag(head) === "PROPN" && !lexemes[next]!.glued)) return false
    if (TIME_UNITS.has(singular(lexemes[head]!.lower)) || MEASURES.has(singular(lexemes[head]!.lower))) return true
    if (lexemes[next]!.glued) return false
    return !(this.sentence.tag(next) === "NOUN" && isPlural(this.sentence, next) && !this.opensPhrase(next + 1))
  }

  /** Whether an object begins at `i`: then the word before it was a verb. */
  private opensPhrase(i: number): boolean {
    const tag = this.sentence.tag(i)
    return tag === "DET" || tag === "PRON" || tag === "ADJ" || tag === "NOUN" || tag === "PROPN" || tag === "NUM"
  }

  private describes(i: number): boolean {
    return /(?:ed|en|ing|own|lt|nt|id|ng)$/.test(this.lower(i)) && this.nounSoon(i + 1)
  }

  private nounSoon(i: number): boolean {
    for (let k = i; k < i + 3; k++) {
      const tag = this.sentence.tag(k)
      if (tag === "NOUN" || tag === "PROPN") return true
      if (tag !== "ADJ" && tag !== "VERB" && this.lower(k) !== "-") return false
    }
    return false
  }

  // ---- numbers without a noun

  /** A number that nothing behind it says what it counts: by its verb, its comparison, or the quantity before it. */
  private bare(numeral: Numeral, comparator: Comparison | null, money: {start: number} | null): Counted | null {
    const {lexemes} = this.sentence
    const {start, end} = numeral
    const next = lexemes[end]
    if (next?.glued && next.kind === "word") return null
    if (numeral.kind === "vague") {
      const tag = this.sentence.tag(end)
      // "Hundreds fled".
      if (tag === "VERB" || tag === "AUX") return {unit: "person", what: "", end}
    }
    // "Ivo Kar, 28, a carter": an age.
    if (numeral.bare && numeral.value < OLDEST && this.lower(start - 1) === "," && this.lower(end) === ",")
      if (this.sentence.tag(start - 2) === "PROPN" && !money) return {unit: "year", what: "age", end}
    // "43 were killed".
    if (this.sentence.tag(end) === "AUX")
      for (let k = end + 1; k < end + 4; k++)
        if (STATES_OF_PEOPLE.has(this.lower(k))) return {unit: "person", what: lexemes[k]!.text, end}
    const them = this.lower(end) === "of" && ["them", "these", "those", "us", "whom"].includes(this.lower(end + 1))
    if (them && numeral.kind !== "share") {
      const whole = this.found.at(-1)
      return {unit: whole?.unit ?? "person", what: whole?.what ?? "", end: end + 2}
    }
    if (this.lower(end) === "per" && numeralAt(lexemes, end + 1)) return {unit: "1", what: "", end}
    if (numeral.kind === "share") return this.isPart(numeral) ? {unit: "1", what: "", end} : null
    let at = (comparator?.start ?? money?.start ?? start) - 1
    while (
      ["to", "at", "by", "from", "between", "still", "now", "already", "of"].includes(this.lower(at)) ||
      this.sentence.tag(at) === "ADV"
    )
      at--
    const verb =
      this.sentence.tag(at) === "VERB" || this.sentence.tag(at) === "AUX" || this.sentence.tag(at) === "NOUN"
        ? this.sentence.lemma(at)
        : ""
    const last = this.found.at(-1)
    const ends =
      !next ||
      next.kind === "mark" ||
      ["ADP", "ADV", "CCONJ", "SCONJ", "AUX", "PART"].includes(this.sentence.tag(end) ?? "") ||
      this.lower(end) === "a"
    const befell =
      this.lower(start - 1) === "and" && this.sentence.tag(end) === "VERB" && /(?:ed|en|t)$/.test(this.lower(end))
    if (!ends && !befell) return null
    if (BEFALLING.has(verb) && this.sentence.tag(at) !== "NOUN") return {unit: "person", what: lexemes[at]!.text, end}
    const level = LEVELS.has(verb) || PAST_LEVELS.has(this.lower(at))
    if (level || CHANGES.has(verb)) {
      const stands =
        at === start - 1 &&
        (verb === "number" || verb === "hit" || verb === "stand") &&
        this.sentence.tag(at) === "NOUN"
      return stands
        ? null
        : {
            unit: last && this.lower(start - 1) === "to" && last.unit !== "%" ? last.unit : "1",
            what: last && this.lower(start - 1) === "to" ? last.what : "",
            end,
          }
    }
    // "Doubled, from 40 to 80 a day": a change that the sentence names, or a rate.
    if (numeral.low !== undefined && numeral.kind !== "vague" && this.lower(start - 1) === "from") {
      const changes = lexemes
        .slice(Math.max(0, start - CHANGE_WITHIN), start)
        .some((_, k) => this.isLevelVerb(Math.max(0, start - CHANGE_WITHIN) + k))
      if (changes || this.rate(end)) return {unit: "1", what: "", end}
    }
    const acted = this.sentence.tag(at) === "VERB" && at === (comparator?.start ?? start) - 1
    // "Drew millions": people.
    if (acted && numeral.kind === "vague") return {unit: "person", what: "", end}
    // "Killed 23 raiders and captured nine".
    if (acted && last && !["%", "1"].includes(last.unit) && !TIME_UNITS.has(last.unit))
      return {unit: last.unit, what: last.what, end}
    // "40 carts in May and 60 in June", "from 12 raids to 9".
    if (last && this.continues(start, comparator, last)) return {unit: last.unit, what: last.what, end}
    if (numeral.kind === "vague") return comparator ? {unit: "1", what: "", end} : null
    const large = !numeral.bare && numeral.kind !== "words" && numeral.value >= 1000
    return large || comparator?.force === "firm" ? {unit: "1", what: "", end} : null
  }

  /** A part of something named: "nearly half", "by a third"; a bare "half" says no share. */
  private isPart({start, end}: Numeral): boolean {
    const before = this.lower(start - 1)
    if (this.comparator(start, null) || ["by", "to", "than", "only"].includes(before)) return true
    // "Half of 2024" is a time.
    if (/^\d{4}$/.test(this.lower(end + 1))) return false
    return this.lower(end) === "of" && this.sentence.tag(end + 1) !== null
  }

  private continues(start: number, comparator: Comparison | null, last: Draft): boolean {
    const before = this.lower((comparator?.start ?? start) - 1)
    const since = before === "from" && ["up", "down"].includes(this.lower((comparator?.start ?? start) - 2))
    const against =
      ["against", "versus", "vs"].includes(before) ||
      (before === "with" && this.lower((comparator?.start ?? start) - 2) === "compared")
    if ((since || against) && last.unit !== "1") return true
    if (!since && !["and", "or", "to", ",", "but"].includes(before)) return false
    if (
      (last.unit === "1" && before !== "to") ||
      (TIME_UNITS.has(last.unit) && before !== "or") ||
      start - last.end > 8
    )
      return false
    // "15 carts were burnt and seven damaged".
    const done = this.sentence.tag(start + 1) === "VERB" && /(?:ed|en|t)$/.test(this.lower(start + 1))
    if (before === "and" && done) return true
    // Not across another clause: no verb stands between.
    for (let k = last.end; k < start; k++)
      if (this.sentence.tag(k) === "VERB" || this.sentence.tag(k) === "AUX") return false
    const next = this.sentence.lexemes[start + 1]
    return since || before === "to" || !next || next.kind === "mark" || this.sentence.tag(start + 1) === "ADP"
  }

  /** "One of the", "the two sides", "one day": words that are numbers and count nothing. */
  private isIdiom(numeral: Numeral, counted: Counted | null): boolean {
    const {lexemes} = this.sentence
    const {start, end, value, kind} = numeral
    if (kind !== "words" || lexemes[start]!.kind !== "word") return false
    const before = this.lower(start - 1)
    const comparison = this.comparator(start, null)
    const compared = comparison !== null && comparison.force !== "loose"
    if (end === start + 1 && value === 1 && lexemes[start]!.lower === "one") {
      if (compared && this.lower(end) !== "of" && counted !== null) return false
      if (ONE_OF.has(this.lower(end)) || counted === null) return true
      if (TIME_UNITS.has(counted.unit) || MEASURES.has(counted.unit) || MONEY.has(counted.unit))
        return this.lower(end) === "day"
      if (PERSONS.has(counted.unit)) return ["no", "the", "any", "every", "this", "that", "each"].includes(before)
      return true
    }
    if (end !== start + 1 || value > 4 || compared) return false
    const unit = counted?.unit ?? ""
    // "The two sides", "both", "their three neighbours": a set already known is referred to, not counted.
    return DEFINITE.has(before) && !TIME_UNITS.has(unit) && !MEASURES.has(unit)
  }

  // ---- what stands round

  /** The comparison that ends right before `i`. */
  private comparator(i: number, unit: string | null): Comparison | null {
    const {lexemes} = this.sentence
    const mark = lexemes[i - 1]
    if (mark && COMPARING_MARKS.has(mark.text)) return {words: mark.text, force: "firm", start: i - 1}
    const last = this.lower(i - 1)
    if (last === "." && this.lower(i - 2) === "c" && lexemes[i - 1]!.glued)
      return {words: "c.", force: "firm", start: i - 2}
    if (!LAST_WORDS.has(last)) return null
    for (const {words, force} of COMPARISONS) {
      const start = i - words.length
      if (start < 0 || !words.every((word, k) => this.lower(start + k) === word)) continue
      // "Over three days" is a time in which; "lasted over three days" compares.
      if (unit !== null && TIME_UNITS.has(unit) && words.length === 1 && words[0] === "over") {
        const before = this.lower(start - 1)
        if (before !== "for" && before !== "after" && this.sentence.tag(start - 1) !== "VERB") return null
      }
      return {words: this.written(start, i).toLowerCase(), force, start}
    }
    return null
  }

  private behind(i: number): {words: string; end: number} | null {
    for (const words of BEHIND)
      if (words.every((word, k) => this.lower(i + k) === word)) return {words: words.join(" "), end: i + words.length}
    return null
  }

  /** "A day", "per week", "each year", "/month", "daily", "a barrel", "per 1,000 births". */
  private rate(i: number): {unit: string; period?: string; end: number} | null {
    const {lexemes} = this.sentence
    const word = this.lower(i)
    const adverb = ADVERBS.get(word)
    if (adverb) return {unit: adverb, period: this.written(i, i + 1), end: i + 1}
    const slash = word === "/" && lexemes[i]?.glued
    if (word !== "a" && word !== "an" && word !== "per" && word !== "each" && word !== "every" && !slash) return null
    if (word === "per" && this.lower(i + 1) === "cent") return null
    const number = word === "per" || word === "every" ? numeralAt(lexemes, i + 1) : null
    const at = number ? number.end : i + 1
    const noun = lexemes[at]
    if (noun?.kind !== "word") return number && word === "per" ? {unit: this.written(i + 1, at), end: at} : null
    const name = singular(noun.lower)
    const written = number ? `${this.written(i + 1, number.end)} ${name}` : name
    if (TIME_UNITS.has(name)) return {unit: written, period: this.written(i, at + 1), end: at + 1}
    // "$40 a barrel", "3 carts per family"; "a" before another noun opens a phrase of its own.
    const priced =
      MEASURES.has(name) || CONTAINERS.has(name) || ["person", "head", "piece", "family", "household"].includes(name)
    if (word === "per" || slash || (priced && (word === "a" || word === "an")))
      return word === "per" && this.sentence.tag(at) !== "NOUN" && !number ? null : {unit: written, end: at + 1}
    return null
  }

  /** The subject of the verb that the number at `i` belongs to: what a level or a sum is of. */
  private subject(i: number, start: number): string {
    let k = start - 1
    if (this.lower(k) === "-" || this.currencyBefore(i)) k = Math.min(k, i - 2)
    const tag = (at: number) => this.sentence.tag(at)
    const skip = (...tags: string[]) => {
      while (k >= 0 && k > start - 14 && tags.includes(tag(k) ?? "")) k--
    }
    // "Up from 9 per cent": of the same thing as the number before.
    if (this.lower(k) === "from" && ["up", "down"].includes(this.lower(k - 1)) && this.found.length > 0)
      return this.found.at(-1)!.what
    if (this.lower(k) === "worth") {
      const worth = this.phraseLeft(k)
      if (worth) return this.written(worth.start, worth.end)
    }
    const preposition = tag(k) === "ADP" || tag(k) === "PART"
    skip("ADP", "PART", "ADV", "DET", "SCONJ")
    // "Inflation of 12%", "an output of 300 carts": the noun itself.
    if (preposition && (tag(k) === "NOUN" || tag(k) === "PROPN")) {
      const noun = this.phraseLeft(k + 1)
      // "By 25 basis points to 3.75%": what the number before measured.
      const last = this.found.at(-1)
      if (noun && last && noun.start < last.end) return last.what
      if (noun && (this.lower(start - 1) === "at" || !CHANGES.has(singular(this.sentence.lemma(k)))))
        return this.written(noun.start, noun.end)
      if (noun && this.lower(noun.end) === "") return ""
    }
    // Past an object to the verb: "cost the guild $3 million".
    const verb = tag(k) === "NOUN" || tag(k) === "ADJ" ? k : -1
    for (let n = 0; n < 8 && k >= 0 && tag(k) !== "VERB" && tag(k) !== "AUX"; n++, k--)
      if (/^[,;:()“”"]$/.test(this.lower(k))) break
    // No noun stands right before a sum: "the mission costs" has a verb, whatever it was taken for.
    if (tag(k) !== "VERB" && tag(k) !== "AUX") {
      const owner = verb === start - 1 && !preposition ? this.phraseLeft(verb) : null
      return owner ? this.written(owner.start, owner.end) : ""
    }
    skip("VERB", "AUX", "ADV", "PART")
    // "The budget, some 2 million marks, was cut by a third": past what is put in.
    if (this.lower(k) === ",") {
      let opened = k - 1
      while (opened >= 0 && k - opened < LONGEST_PHRASE + 4 && this.lower(opened) !== ",") opened--
      if (this.lower(opened) === ",") k = opened - 1
    }
    const subject = this.phraseLeft(k + 1)
    return subject ? this.written(subject.start, subject.end) : ""
  }

  /** The noun phrase that ends right before lexeme `end`, articles left out. */
  private phraseLeft(end: number): {start: number; end: number} | null {
    const {lexemes} = this.sentence
    let k = end - 1
    // A name's short form in brackets: "the Salt Road Council (SRC) said".
    if (this.lower(k) === ")" && this.lower(k - 2) === "(") k -= 3
    let noun = false
    const last = k
    for (; k >= 0 && k > end - LONGEST_PHRASE; k--) {
      const lexeme = lexemes[k]!
      const tag = this.sentence.tag(k)
      // The first word of a sentence wears a capital, and may be taken for anything.
      // "Over the past four years prices rose": a time is no part of what follows it.
      if (noun && TIME_UNITS.has(singular(lexeme.lower)) && plural(lexeme.lower)) break
      if (tag === "NOUN" || tag === "PROPN" || (k === 0 && !noun && (tag === "ADJ" || tag === "VERB"))) {
        noun = true
        continue
      }
      if (noun && (tag === "ADJ" || tag === "NUM" || DETERMINERS.has(lexeme.lower))) continue
      if (
        noun &&
        (lexeme.lower === "of" || lexeme.lower === "in" || lexeme.lower === "per") &&
        ["NOUN", "PROPN"].includes(this.sentence.tag(k - 1) ?? "")
      )
        continue
      if (
        noun &&
        lexeme.kind === "mark" &&
        lexeme.glued &&
        (lexeme.lower === "-" || lexeme.text === "’" || lexeme.text === "'" || lexeme.text === ".")
      )
        continue
      if (noun && tag === "PART" && lexeme.lower.startsWith("'")) continue
      break
    }
    if (!noun) return null
    let start = k + 1
    // "At least 40 carts left": the carts, without how many.
    for (let n = start; n < last; n++) if (lexemes[n]!.kind === "number") start = n + 1
    while (
      start <= last &&
      (DETERMINERS.has(lexemes[start]!.lower) || lexemes[start]!.kind !== "word" || this.sentence.tag(start) === "NUM")
    )
      start++
    return start > last ? null : {start, end: last + 1}
  }

  /** Who says the numbers of a sentence without a tree: "according to X", "X said", ", said X". */
  private claimant(): string | null {
    const {lexemes} = this.sentence
    for (let i = 0; i < lexemes.length; i++) {
      const word = lexemes[i]!
      if (word.kind !== "word") continue
      if (word.lower === "according" && this.lower(i + 1) === "to") {
        let at = i + 2
        while (DETERMINERS.has(this.lower(at))) at++
        const noun = this.nounPhrase(at)
        if (!noun) continue
        const of = this.lower(noun.end) === "of" ? this.ofPhrase(noun.end, -1) : null
        return this.written(at, of?.end ?? noun.end)
      }
      // "The ministry estimates that": a verb whatever it was taken for.
      const that = this.lower(i + 1) === "that" && SAYING.has(singular(word.lower))
      if (!that && (this.sentence.tag(i) !== "VERB" || !SAYING.has(this.sentence.lemma(i)))) continue
      const before = lexemes[i - 1]
      if (before && (before.text === "," || /^["”’']$/.test(before.text))) {
        let at = i + 1
        while (DETERMINERS.has(this.lower(at))) at++
        const noun = this.nounPhrase(at)
        if (noun && !TIME_UNITS.has(singular(this.lower(noun.head))) && !this.verbSoon(noun.end))
          return this.written(at, noun.end)
      }
      let k = i
      while (k > 0 && (this.sentence.tag(k - 1) === "AUX" || this.sentence.tag(k - 1) === "ADV")) k--
      // "40 were reported killed": nobody is named.
      if (
        k < i &&
        this.lower(i - 1) !== "has" &&
        this.lower(i - 1) !== "have" &&
        this.lower(i - 1) !== "had" &&
        this.sentence.tag(i - 1) === "AUX"
      )
        continue
      const subject = this.phraseLeft(k)
      // What is counted reports nothing: "40 carters reported losses" is about them.
      if (!subject || this.found.some((q) => subject.start < q.end && q.start < subject.end)) continue
      return this.written(subject.start, subject.end)
    }
    return null
  }

  /** Whether a clause goes on at `i` with a verb: then what stands before it is its subject. */
  private verbSoon(i: number): boolean {
    for (let k = i; k < i + LONGEST_PHRASE; k++) {
      const tag = this.sentence.tag(k)
      if (tag === "VERB" || tag === "AUX") return true
      if (tag === null || tag === "PUNCT") return false
    }
    return false
  }

  /** When each quantity holds: the nearest words of time in the sentence, a day on which somebody spoke left out. */
  private periods(): void {
    // "40 carts in two days": a duration behind a count is its period.
    this.found.forEach((quantity, at) => {
      const next = this.found[at + 1]
      if (!next || quantity.period !== undefined || !TIME_UNITS.has(next.unit) || next.start > quantity.end + 3) return
      if (["in", "within", "over", "during", "for"].includes(this.lower(next.start - 1)))
        quantity.period = this.written(next.start - 1, next.end)
    })
    const spans = this.dates.filter(({start}) => !this.isDayOfSpeech(start))
    for (const quantity of this.found) {
      if (quantity.period !== undefined) continue
      // "The next six months": a duration that is a date is its own period.
      if (TIME_UNITS.has(quantity.unit) && this.dates.some((d) => d.start < quantity.end && quantity.start < d.end))
        continue
      let best: DateSpan | null = null
      let least = Number.POSITIVE_INFINITY
      for (const span of spans) {
        if (span.start < quantity.end && quantity.start < span.end) continue
        // A period behind the number is nearer to it than one before it at the same distance.
        const away = span.start >= quantity.end ? span.start - quantity.end : quantity.start - span.end + 1 / 2
        if (away < least) {
          least = away
          best = span
        }
      }
      if (best) quantity.period = this.withPreposition(best.start, best.end)
    }
  }

  private isDayOfSpeech(start: number): boolean {
    const at = this.lower(start - 1) === "on" ? start - 2 : start - 1
    return this.sentence.tag(at) === "VERB" && SAYING.has(this.sentence.lemma(at))
  }

  private withPreposition(start: number, end: number): string {
    let at = start
    if (["the", "all", "early", "late", "alone"].includes(this.lower(at - 1))) at--
    if (this.lower(at - 1) === "of" && this.lower(at - 2) === "all") at -= 2
    if (PERIOD_WORDS.has(this.lower(at - 1))) at--
    return this.written(at, end)
  }
}

/** Whether the noun at `i` is a plural, by its form or as the tagger says by its lemma. */
function isPlural(sentence: TaggedSentence, i: number): boolean {
  const word = sentence.lexemes[i]!.lower
  return plural(word) || INVARIABLE.has(word) || (sentence.lemma(i) !== word && !/(?:ing|ed|er|'s)$/.test(word))
}

/** Nouns whose plural looks like their singular. */
const INVARIABLE = new Set(
  "aircraft spacecraft fish deer livestock poultry personnel staff crew clergy infantry cavalry series species offspring head dead youth elderly folk percent".split(
    " ",
  ),
)

const ADVERBS: ReadonlyMap<string, string> = new Map([
  ["daily", "day"],
  ["weekly", "week"],
  ["monthly", "month"],
  ["yearly", "year"],
  ["annually", "year"],
  ["hourly", "hour"],
])

/** Who can be counted by "one": people, so that "one policy" and "one view" are none. */
const PERSONS = new Set(
  `person people man woman child boy girl soldier civilian officer policeman guard trader farmer worker teacher student driver villager resident
  journalist militant rebel fighter protester prisoner hostage refugee migrant patient nurse doctor official trader herder sailor pilot victim`.split(
    /\s+/,
  ),
)

/** The singular of a unit's name as the tagger may leave it. */
function singular(word: string): string {
  if (word === "feet") return "foot"
  if (word === "inches") return "inch"
  if (word === "men") return "man"
  if (word === "centuries") return "century"
  if (word === "boxes") return "box"
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`
  return word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word
}

/** "Mr.", "V." before another capital: a full stop that ends nothing. */
function isAbbreviated(before: Lexeme | undefined, after: Lexeme | undefined): boolean {
  return (
    before !== undefined &&
    after !== undefined &&
    /^\p{Lu}\p{L}{0,2}$/u.test(before.text) &&
    /^\p{Lu}/u.test(after.text)
  )
}
