// From a stretch of words to a phrase: what varies (`thing`), and which way the words say it moves (`change`). The invariant is the
// contract's: only words inside the phrase count, and what the direction words leave is still there verbatim.

import type {Words} from "../documents/index.ts"
import {type About, aboutIn, bareSpan, headOf, type Span, wordsOf} from "../language/index.ts"
import type {Phrase} from "./claim.ts"
import type {Clauses} from "./clauses.ts"
import {DEEDS_TOLD, DEMONSTRATIVES, POINTING_ALONE, POINTING_HEADS} from "./lexicon/directions.ts"
import {movingParts, wayOf} from "./movement.ts"

/** "-" turned "+" and back; null stays. */
export function opposite<T extends string | null>(sign: T): T {
  return (sign === "+" ? "-" : sign === "-" ? "+" : sign) as T
}

/** Whether the phrase only points back: "this", "such a scenario", "these moves", "the move". */
export function pointsBack(clauses: Clauses, span: Span): boolean {
  const first = clauses.d.lower(span.start)
  const head = clauses.d.lower(headOf(clauses.d, span))
  if (POINTING_ALONE.has(first) && span.end - span.start === 1) return true
  return (
    ((DEMONSTRATIVES.has(first) || first === "every" || first === "each") && POINTING_HEADS.has(head)) ||
    (first === "the" && span.end === span.start + 2 && DEEDS_TOLD.has(head)) ||
    sumsUp(clauses, span)
  )
}

/** Whether it sums up the clause before it: "a move" in "the ferries stopped, a move that emptied the inns". */
export const sumsUp = ({d}: Clauses, span: Span): boolean =>
  /^an?$/.test(d.lower(span.start)) && d.lower(span.start - 1) === "," && POINTING_HEADS.has(d.lower(headOf(d, span)))

/**
 * The phrase that `span` words.
 * @param refers  what an anaphor stands for, when the caller found it.
 */
export function phraseOf(clauses: Clauses, text: string, span: Span, refers?: string): Phrase {
  const change = wayOf(clauses.d, span)
  const parts = named(clauses, change === null ? [span] : movingParts(clauses.d, span, change))
  const whole = wordsOf(clauses.d, text, span)
  const thing = (parts.length > 0 ? parts : [span]).map((part) => wordsOf(clauses.d, text, part))
  const about = aboutOf(clauses, whole, thing, change)
  return {
    ...whole,
    thing,
    change,
    ...(refers ? {refers} : {}),
    ...(about === null ? {} : {about}),
  }
}

/** The noun phrase that what varies is called by; null where there is none. */
function aboutOf(clauses: Clauses, whole: Words, thing: readonly Words[], change: Phrase["change"]): string | null {
  const about = aboutIn(clauses.d, change === null ? [whole] : thing)
  if (isTold(about, change)) return about.label
  if (change !== "-") return null
  // "The council's failure to dredge": what is left of it names nothing, and the whole says by itself that there is less.
  const all = aboutIn(clauses.d, [whole])
  return all.turn === -1 && isTold({...all, turn: 1}, change) ? all.label : null
}

/**
 * Whether it names what the phrase moves: it says more than who somebody is (the number of drivers may fall, drivers do not), and what
 * turns it round is among the words of the change.
 */
const isTold = ({label, turn, isBeing, isName}: About, change: Phrase["change"]): boolean =>
  label !== "" && !/['’]s?$/.test(label) && turn === 1 && !isName && !(isBeing && change === null)

/** Tags of words that name or say something. */
const CONTENT: ReadonlySet<string> = new Set(["NOUN", "PROPN", "VERB", "ADJ", "NUM", "PRON", "ADV", "AUX"])

/** The parts of spans that name something. */
const named = (clauses: Clauses, spans: readonly Span[]): Span[] =>
  spans
    .flatMap((part) => partsOf(clauses, part))
    .map((part) => bareSpan(clauses.d, part))
    .filter((part): part is Span => part !== null)
    .filter(({start, end}) => clauses.d.tokens.slice(start, end).some(({tag}) => CONTENT.has(tag)))

/** What words are about, those aside that say which way it goes: of a clause its subject, and what its verb says of it; else all of them. */
function partsOf(clauses: Clauses, span: Span): Span[] {
  const turned = turnedInto(clauses, span)
  if (turned) return turned
  const verb = clauses.groups.find(
    (group) => group.start >= span.start && group.end <= span.end && group.finite && !clauses.isRelative(group),
  )
  if (!verb) return [span]
  const said = {start: verb.head, end: span.end}
  return verb.start > span.start ? [{start: span.start, end: verb.start}, said] : [said]
}

/** "The clans into war", "traders from crossing", "families to bury their dead": who, and what of them. */
function turnedInto(clauses: Clauses, {start, end}: Span): Span[] | null {
  for (let k = start + 1; k < end - 1; k++) {
    const infinitive = clauses.d.lower(k) === "to" && clauses.groupOf(k)?.start === k && clauses.d.tag(start) !== "VERB"
    const kept = clauses.d.lower(k) === "from" && clauses.d.tokens[k + 1]!.xpos === "VBG"
    if (clauses.d.lower(k) === "into" || kept || infinitive)
      return [
        {start, end: k},
        {start: k + 1, end},
      ]
  }
  return null
}
