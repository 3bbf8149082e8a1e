// Numbers that count nothing: names ("Route 66", "G7"), references ("page 3", "Article 5"),
// times of day, telephone numbers, scores, list numbers, versions, addresses, codes. A
// sentence and a numeral in, yes or no out. The rules go by form and by what kind of word
// stands before; the words are those English puts before a number that is a name.

import {plural} from "./dates.ts"
import type {Lexeme, TaggedSentence} from "./lexemes.ts"
import type {Numeral} from "./numerals.ts"

/** After these a number is a reference, whatever follows. */
const REFERENCES = new Set(
  `article articles section sections chapter chapters page pages p pp paragraph paragraphs para paras clause clauses verse annex appendix figure fig
  table volume vol issue no nos nr number numbers version release edition resolution directive regulation decree statute amendment
  protocol bill route highway motorway autobahn freeway interstate junction exit platform gate terminal room suite apartment flat floor
  flight bus tram channel episode season box postcode zip id ref reference isbn doi serial model mark type class category tier grade
  ward precinct booth lane runway berth apollo formula covid sars boeing airbus agenda vision`.split(/\s+/),
)
/** After these too, unless the number counts what comes behind it: "every day 40 carts", "in the camp 300 tents". */
const STAGES = new Set(
  `day week month year night round phase stage step level part act item option question point rule line group team unit battalion brigade
  division regiment company district zone sector block camp lot plot house building area region scenario case exhibit rank position
  chapter game match set match lap leg tranche wave area top big studio`.split(/\s+/),
)
const STREETS = new Set(
  "street st road rd avenue ave boulevard blvd lane drive square terrace close crescent alley parkway".split(" "),
)
const DIALLING = new Set("call phone tel telephone hotline dial fax whatsapp mobile text sms helpline".split(" "))
const SCORING = new Set(
  "win won wins beat beats beaten lose lost loses draw drew defeat defeated score scored victory goal goals match lead led trailed ahead".split(
    " ",
  ),
)
const ZONES = new Set("gmt utc hrs hours hour local est cet bst ist".split(" "))
/** Endings glued to a number by a hyphen that make it say a form and not a count. */
const SHAPES = new Set(
  "way sided pronged faced tier tiered fold star point party state legged eyed handed dimensional winged time timed off size stop piece wheeler wheeled stroke step part track hander parter".split(
    " ",
  ),
)
/** What may stand glued behind figures without making them a code. */
const GLUED_MARKS = new Set([
  "%",
  ",",
  ".",
  ";",
  ":",
  "!",
  "?",
  ")",
  "]",
  '"',
  "”",
  "’",
  "'",
  "+",
  "°",
  "-",
  "…",
  "£",
  "€",
  "$",
  "(",
])
/** Longest telephone code or other run of figures that may still be counted without separators. */
const LONGEST_BARE = 7

/** Whether the numeral names, refers or tells the time, and so counts nothing. `follows`: it is followed by what it could count. */
export function isNumberName(sentence: TaggedSentence, numeral: Numeral, follows: boolean, heading: boolean): boolean {
  const {lexemes} = sentence
  const {start, end} = numeral
  const digits = lexemes[start]!.kind === "number"
  return (
    (digits && (isCode(lexemes, numeral) || isClock(lexemes, numeral) || isDialled(lexemes, start, end))) ||
    isListNumber(lexemes, numeral, heading) ||
    isReference(lexemes, numeral, follows) ||
    isScore(lexemes, numeral, follows) ||
    isAddress(lexemes, numeral) ||
    isShape(lexemes, end) ||
    isProperName(sentence, numeral, follows, heading)
  )
}

/** Whether figures at `i` are glued to letters or marks of a code, a path or an address. */
function isCode(lexemes: readonly Lexeme[], {start, end, bare}: Numeral): boolean {
  const first = lexemes[start]!
  if (bare && /^0\d/.test(first.text)) return true
  if (bare && first.text.length > LONGEST_BARE) return true
  const before = lexemes[start - 1]
  if (before && first.glued) {
    if (before.kind !== "mark" && !isCurrencyCode(before.text)) return true
    if (/[/@#_=&*+.:\\]/.test(before.text)) return true
    if (before.lower === "-" && before.glued) return true
  }
  const after = lexemes[end]
  if (!after?.glued) return false
  if (after.kind === "number") return true
  if (after.kind === "mark") {
    if (after.text === "/" && lexemes[end + 1]?.glued) return !PER.has(lexemes[end + 1]!.lower)
    if ((after.text === ":" || after.text === ".") && lexemes[end + 1]?.glued) return true
    // "3-B", "747-400"; a range has been taken together before this is asked.
    if (after.text === "(" && lexemes[end + 1]?.kind === "number") return true
    if (after.text === "°") return /^[nsew]$/.test(lexemes[end + 1]?.lower ?? "") || lexemes[end + 1]?.kind === "number"
    return !GLUED_MARKS.has(after.text) && !/^\p{Sc}|[—–]$/u.test(after.text)
  }
  // A word glued on: an ordinal, a unit (known to whoever counts), or a code.
  return (
    /^(?:st|nd|rd|th|d|g|s|st\.|x\d)$/.test(after.lower) || (after.lower === "x" && lexemes[end + 1]?.glued === true)
  )
}

const PER = new Set("day week month year hour h s kg km person head".split(" "))

/** "USD3m", "Rs500", "US$": letters that may be glued before figures. */
export function isCurrencyCode(text: string): boolean {
  return /^(?:Rs|RM|USD|EUR|GBP|JPY|CNY|INR|PKR|AFN|CHF|AUD|CAD|NZD|SEK|NOK|DKK|RUB|TRY|ZAR|NGN|KES|SAR|AED|ILS|UAH|BDT|LKR|NPR|IDR|MYR|PHP|THB|VND|KRW|BRL|MXN|EGP|ETB|GHS|PLN|CZK|HUF|Tk|Sh|Ksh|KSh)$/.test(
    text,
  )
}

/** "10:30", "5pm", "9 o'clock", "0600 hours". */
export function isClock(lexemes: readonly Lexeme[], {start, end, bare}: Numeral): boolean {
  const written = lexemes[start]!.text
  if (lexemes[start + 1]?.text === ":" && lexemes[start + 1]!.glued && lexemes[start + 2]?.kind === "number")
    return true
  const after = lexemes[end]?.lower ?? ""
  if (/^(?:am|pm|o'clock|noon)$/.test(after)) return true
  if (
    (after === "a" || after === "p") &&
    lexemes[end + 1]?.text === "." &&
    lexemes[end + 2]?.lower === "m" &&
    lexemes[end + 2]!.glued
  )
    return true
  return bare && /^\d{4}$/.test(written) && Number(written) < 2400 && ZONES.has(after) && written.startsWith("0")
    ? true
    : bare && /^\d{4}$/.test(written) && /^(?:gmt|utc|hrs)$/.test(after)
}

/** Groups of figures in a row, or after a word of telephoning. */
function isDialled(lexemes: readonly Lexeme[], start: number, end: number): boolean {
  for (let k = start - 1; k >= 0 && k >= start - 4; k--)
    if (DIALLING.has(lexemes[k]!.lower)) {
      const figures = lexemes[start]!.text.length
      if (figures >= 3 && k >= start - 3 && lexemes[start]!.text === lexemes[start]!.text.replace(/\D/g, "")) {
        // "They call 300 men": a noun follows; "call 300 or 911" names no thing.
        const next = lexemes[end]
        if (next?.kind !== "word" || next.lower === "or") return true
      }
    }
  let groups = 1
  let figures = lexemes[start]!.text.length
  const near = (k: number) => {
    const part = lexemes[k]
    return part?.kind === "number" && /^\d{2,5}$/.test(part.text) ? part : null
  }
  for (let k = end; ; ) {
    const mark = lexemes[k]?.lower === "-" && lexemes[k]!.glued ? 1 : 0
    const part = near(k + mark)
    if (!part || part.from - lexemes[k + mark - 1]!.to > 1) break
    groups++
    figures += part.text.length
    k += mark + 1
  }
  for (let k = start - 1; ; ) {
    const mark = lexemes[k]?.lower === "-" && lexemes[k + 1]!.glued ? 1 : 0
    const part = near(k - mark)
    if (!part || lexemes[k - mark + 1]!.from - part.to > 1) break
    groups++
    figures += part.text.length
    k -= mark + 1
  }
  if (groups >= 3 && figures >= 7) return true
  // Two groups are a range or a list more often; three and four figures joined by a hyphen are not ("555-0123").
  return (
    groups === 2 && figures >= 7 && lexemes.slice(Math.max(0, start - 2), end + 2).some((l) => /^0\d{3}$/.test(l.text))
  )
}

/** "1." or "(2)" or "3.2" that opens a line, "[12]" anywhere. */
function isListNumber(lexemes: readonly Lexeme[], {start, end, bare}: Numeral, heading: boolean): boolean {
  const before = lexemes[start - 1]
  const after = lexemes[end]
  if (
    bare &&
    before &&
    after &&
    ((before.text === "(" && after.text === ")") || (before.text === "[" && after.text === "]"))
  )
    return true
  if (before && before.text === "[" && bare) return true
  const opens = start === 0 || (start === 1 && /[[(#*•-]/.test(before!.text))
  if (!opens || !after) return false
  if (bare && after.glued && (after.text === ")" || after.text === "." || after.text === ":")) return true
  const written = lexemes[start]!.text
  if (/^\d+\.\d+$/.test(written) && /^\p{Lu}/u.test(after.text) && !after.glued) return true
  return heading && bare && lexemes.length <= 5 && /^\p{Lu}/u.test(after.text) && !plural(after.lower)
}

function isReference(lexemes: readonly Lexeme[], {start, bare, kind, value}: Numeral, follows: boolean): boolean {
  if (!(bare || kind === "words" || /^\d+\.\d+$/.test(lexemes[start]!.text))) return false
  let at = start - 1
  // "No. 5", "pp. 3", "Articles 5 and 7", "sections 3-5", "page #3".
  while (at >= 0 && (lexemes[at]!.text === "." || lexemes[at]!.text === "#")) at--
  if (isSerial(lexemes[at]) && lexemes[at - 1]?.kind === "number") at -= 2
  const word = lexemes[at]
  if (word?.kind !== "word") return false
  if (/[,;:(]/.test(lexemes[at + 1]!.text)) return false
  // "No 40 traders" does not occur; "a number 40" neither. "Numbers of 40": the word "of" stands between.
  if (REFERENCES.has(word.lower)) return !(word.lower === "no" && follows && word.text === "no")
  if (word.lower === "top" || word.lower === "big") return at === start - 1
  if (!STAGES.has(word.lower)) return false
  // "Year 12 pupils", "Class 8".
  if (/^\p{Lu}/u.test(word.text) && at === start - 1) return true
  // "The camp 300 tents", "last year 40 carts".
  return !follows && value < 1000
}

function isSerial(lexeme: Lexeme | undefined): boolean {
  return lexeme !== undefined && ["and", "or", "to", ",", "-", "&"].includes(lexeme.lower)
}

/** "Won 3-1", "a 2-0 defeat": falling or level figures joined by a dash with nothing counted behind, or beside a word of play. */
function isScore(lexemes: readonly Lexeme[], {start, end, bare}: Numeral, follows: boolean): boolean {
  const dash = lexemes[end]
  const second = lexemes[end + 1]
  if (!bare || dash?.lower !== "-" || second?.kind !== "number" || !/^\d{1,3}$/.test(second.text)) return false
  if (!dash.glued || !second.glued) return false
  const [a, b] = [Number(lexemes[start]!.text), Number(second.text)]
  const played = lexemes.slice(Math.max(0, start - 4), end + 5).some((lexeme) => SCORING.has(lexeme.lower))
  return (a >= b && !follows) || (played && !follows)
}

/** "12 High Street", "221 Baker St". */
function isAddress(lexemes: readonly Lexeme[], {end, bare}: Numeral): boolean {
  if (!bare) return false
  for (let k = end; k < end + 4; k++) {
    const word = lexemes[k]
    if (word?.kind !== "word" || !/^\p{Lu}/u.test(word.text)) return false
    if (k > end && STREETS.has(word.lower)) return true
  }
  return false
}

/** "Two-way", "one-sided", "three-pronged". */
function isShape(lexemes: readonly Lexeme[], end: number): boolean {
  const word = lexemes[end + 1]
  return lexemes[end]?.lower === "-" && lexemes[end]!.glued && word?.glued === true && SHAPES.has(word.lower)
}

/** "Apollo 11", "Unit Seven", "the Five Crowns", "Group of Nine": a capital before it or in it, where capitals mean something. */
function isProperName(
  {lexemes, tag}: TaggedSentence,
  {start, end, bare, kind, value}: Numeral,
  follows: boolean,
  heading: boolean,
): boolean {
  const first = lexemes[start]!
  const before = lexemes[start - 1]
  if (heading) return false
  const capital = first.kind === "word" && /^\p{Lu}/u.test(first.text)
  if (capital && start > 0 && !/^["“‘'(:—–-]$/.test(before!.text)) return true
  if (capital && /^\p{Lu}/u.test(lexemes[end]?.text ?? "") && tag(end) === "PROPN" && tag(end + 1) === "PROPN")
    return true
  if (!before || first.glued || !(bare || kind === "words")) return false
  const named = (i: number) => i > 0 && lexemes[i]?.kind === "word" && /^\p{Lu}/u.test(lexemes[i]!.text)
  if (named(start - 1) && !follows) return true
  // "ISO 9001 rules", "Mach 2 speeds", but "in Arv 40 carts burned": a name that no preposition leads.
  if (bare && /^\p{Lu}/u.test(before.text) && (tag(start - 1) === "PROPN" || tag(start - 1) === "NOUN")) {
    let lead = start - 2
    while (lead >= 0 && tag(lead) === "PROPN") lead--
    if (/^\p{Lu}{2,}$/u.test(before.text) || tag(lead) !== "ADP") return true
  }
  // "World Cup 2026 tickets": a year behind a name belongs to it.
  if (named(start - 1) && bare && value >= 1900 && value <= 2100) return true
  return before.lower === "of" && named(start - 2) && !follows && !plural(lexemes[start - 2]!.lower)
}
