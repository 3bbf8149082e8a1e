// What kind of thing a phrase names: somebody who acts, something that can rise, fall or happen, a time, an amount. A
// tree and a span in, yes or no out.
//
// Frames ask because the same verb tells a deed of somebody and a cause of a thing: "the mayor raised the flag", "the
// drought raised prices".

import {type Dependencies, NONE, type Span} from "../language/index.ts"
import {type Argument, marker} from "./arguments.ts"
import {DIRECTION_NOUNS, MOVEMENT_VERBS} from "./direction.ts"
import {ACTORS, PERSONS, QUALITIES, THINGS, UNWANTED} from "./lexicon.ts"
import {singular} from "./phrase.ts"

/** Whether a phrase says that there is more or less of its thing: "even fewer boats". */
export function graded(d: Dependencies, {start}: Span): boolean {
  let at = start
  while (["even", "far", "much", "many", "way", "a", "lot"].includes(d.lower(at)) && d.fine(at + 1) !== "NN") at++
  return ["more", "less", "fewer"].includes(d.lower(at))
}

/** Whether a clause tells, or a noun names, that something rises or falls. */
export function changes(d: Dependencies, one: Argument): boolean {
  return one.clause ? MOVEMENT_VERBS.has(d.lemma(one.head)) : DIRECTION_NOUNS.has(singular(d.lower(one.head)))
}

/** Whether a phrase names somebody who acts, so that the verb may tell a deed and no cause. */
export function isActor(d: Dependencies, argument: Argument): boolean {
  if (argument.clause) return false
  const head = argument.head
  const word = d.lower(head)
  if (d.tag(head) === "PRON") {
    // "The bridge did not revive trade, but it": what it stands for.
    const noun = word === "it" || word === "they" ? subjectBefore(d, head) : NONE
    if (noun !== NONE) return isActor(d, {start: noun, end: noun + 1, head: noun, clause: false})
    return SOMEBODY.has(word)
  }
  if (namesActor(word)) return true
  if (THINGS.has(word) || isAbstract(word)) return false
  return d.tag(head) === "PROPN" || INITIALS.test(d.tokens[head]!.text)
}

/** The first subject of the sentence, before `i`, where it is a noun; else NONE. */
function subjectBefore(d: Dependencies, i: number): number {
  for (let k = 0; k < i; k++) if (d.is(k, "nsubj")) return d.tag(k) === "NOUN" ? k : NONE
  return NONE
}

/** Whether a noun is one for somebody who acts. */
export function namesActor(word: string): boolean {
  const one = singular(word)
  return ACTORS.has(one) || PERSONS.has(one) || (PERSONAL.test(word) && !IMPERSONAL.has(one))
}

const SOMEBODY = new Set(
  "he she we i you who it they one everyone everybody anyone anybody someone somebody nobody whoever".split(" "),
)

/** "RF": a name in its first letters. */
const INITIALS = /^\p{Lu}{2,6}$/u

/** Endings of nouns for those who do something. */
const PERSONAL = /(?:[^aeiou]er|ator|ctor|itor|ist|ian|eer|man|men|woman|women|people|folk)s?$/

/** Nouns with such an ending that name things. */
const IMPERSONAL = new Set(
  "amber anger answer barrier barter boulder bumper chatter checklist clutter crater dagger dinner  fodder glacier handover hangover changeover crossover takeover turnover spillover heist helicopter lager layover locker manoeuvre merger mortar newspaper omen ouster pier pointer primer rudder rumour saucer shutter slaughter slumber stopper supper sticker thermometer tiger tinder ulcer waiver blister bluster beer deer career veneer batter bladder blunder boiler border browser bunker burner butter calculator cancer canister carrier cellar center centre chamber chapter charter cluster compiler computer cooler copper corner counter cover cucumber cutter cylinder danger disaster disorder drawer elevator ember encounter equator escalator excavator factor feather fever fiber fibre filler filter finger fist flower folder freezer freighter frontier gather gender generator hammer hamper harvester heater hunger incubator indicator ladder laser layer leather ledger letter lever liner list litre liver lobster lorry lumber matter meager meter metre mist mixer monitor motor murder number offer operator order paper parser pepper pier plaster plunder poster powder power prayer printer quarter quiver radar radiator reactor recorder regimen register remainder reminder river roster router rubber scandal scanner scooter sector semester sensor server sewer shelter shower silver slander specimen starter steamer summer surrender tanker temper tender tensor theatre thriller thunder tier timber toaster tower tractor trailer transfer trawler trigger trimester twist vector ventilator water weather whisper winter wrist".split(
    " ",
  ),
)

/** Whether a phrase names what can rise, fall or happen rather than somebody or something. */
export function bearsChange(d: Dependencies, argument: Argument): boolean {
  const word = singular(d.lower(argument.head))
  return (
    argument.clause ||
    UNWANTED.has(word) ||
    QUALITIES.has(word) ||
    isAbstract(d.lower(argument.head)) ||
    d.fine(argument.head) === "VBG"
  )
}

/** The sign of what gets worse: there is more of what is unwanted, and less of anything else. */
export const worsened = (d: Dependencies, head: number): "+" | "-" =>
  UNWANTED.has(singular(d.lower(head))) ? "+" : "-"

function isAbstract(word: string): boolean {
  return (
    UNWANTED.has(singular(word)) || /(ty|ion|ions|ment|ness|ance|ence|ism|ship|ure|age|ing|th|dom|cy|gy)$/.test(word)
  )
}

/** Whether what a phrase names is its doer's own: "its rate". */
export function owned(d: Dependencies, argument: Argument): boolean {
  return ["its", "their", "his", "her"].includes(d.lower(argument.start))
}

/** Whether a phrase names what the world around feels: a price, a fear, a shortage. */
export function worldly(d: Dependencies, argument: Argument): boolean {
  const word = singular(d.lower(argument.head))
  return UNWANTED.has(word) || QUALITIES.has(word)
}

/** Whether a phrase is a person's pronoun and nothing else: who, not what. */
export function isPerson(d: Dependencies, argument: Argument): boolean {
  return (
    argument.end - argument.start === 1 &&
    ["i", "we", "you", "he", "she", "who", "me", "us", "him", "her"].includes(d.lower(argument.start))
  )
}

const TIMES = new Set(
  "year month week day decade hour century summer winter spring autumn minute morning evening time".split(" "),
)

const MONTHS = new Set(
  "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday".split(
    " ",
  ),
)

const HOLIDAYS =
  "christmas easter ramadan eid diwali midsummer halloween thanksgiving pentecost whitsun lent hanukkah passover".split(
    " ",
  )
const DATE_WORDS: ReadonlySet<string> = new Set([
  ...MONTHS,
  ...HOLIDAYS,
  ..."day week weekend fortnight month quarter season year decade century hour minute night morning afternoon evening noon midday midnight dawn dusk today yesterday tomorrow tonight spring summer autumn winter jan feb mar apr jun jul aug sept sep oct nov dec then now".split(
    " ",
  ),
])
const AROUND_DATES: ReadonlySet<string> = new Set(
  "the a an this that last next past previous same early late earlier later mid end start beginning middle turn of in on at about around half first second third fourth final new very long few some many several other before".split(
    " ",
  ),
)

/**
 * Whether a phrase is a date and nothing else: "last Tuesday", "the end of March", "mid-May 2031".
 *
 * @param words of the phrase, in small letters
 */
export function isDate(words: readonly string[]): boolean {
  const parts = words.flatMap((word) => word.split(/[-–]/)).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const dated = (word: string) =>
    DATE_WORDS.has(word) || DATE_WORDS.has(singular(word)) || /^(?:(?:19|20)\d\ds?|\d{1,2}(?:st|nd|rd|th)?)$/.test(word)
  return parts.some(dated) && parts.every((word) => dated(word) || AROUND_DATES.has(word))
}

/** Whether a phrase only says when. */
export function isTime(d: Dependencies, argument: Argument): boolean {
  if (argument.clause) return false
  const word = d.lower(argument.head)
  // "A wet August" is weather.
  if (MONTHS.has(word) && d.tag(argument.head) === "PROPN") return d.child(argument.head, "amod") === NONE
  // "has changed post-2014": since when.
  if (/^(?:pre|post|mid)-/.test(word) && d.child(argument.head, "det") === NONE) return true
  // "three weeks of rioting": the rioting.
  if (d.children(argument.head, "nmod").some((c) => c > argument.head && marker(d, c) === "of")) return false
  return (
    TIMES.has(singular(word)) &&
    d
      .children(argument.head)
      .some((c) => d.is(c, "nummod") || ["last", "next", "this", "that", "same", "previous"].includes(d.lower(c)))
  )
}

/** Whether a phrase only says how much: "$103.7 million", "760". */
export function isAmount(d: Dependencies, argument: Argument): boolean {
  if (argument.clause || d.children(argument.head, "nmod").some((c) => marker(d, c) === "of")) return false
  return d.tag(argument.head) === "NUM" || d.tag(argument.head) === "SYM"
}
