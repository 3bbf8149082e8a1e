// Words by which the order of clauses ties one to another: comparatives, what opens a clause, what it may not open.

import {wordSet} from "../../core/word-lists.ts"

/** Marks behind which another clause begins. */
export const STOPS = /^[.;:!?–—]$|^-+$/

/** Comparatives that say that there is less. */
export const LESS = wordSet(
  "less fewer weaker lower smaller shorter slower worse poorer scarcer rarer thinner emptier cheaper milder quieter drier sparser leaner narrower shallower calmer colder cooler dimmer lighter softer gentler humbler nearer",
)

/** Adjectives that end as a comparative does, and are none. */
export const UNGRADED = wordSet(
  "other former latter inner outer upper eager proper improper sober bitter clever tender slender meager sinister super premier silver",
)

/** What may stand before the first of two comparatives. */
export const OPENING = wordSet("so and but that because then also usually : ;")

/** A mark that opens or closes a quotation. */
export const QUOTE = /^(?:["“”]|''|``)$/

/** Words that open either side of a slogan: how much there is of it. */
export const HOW_MUCH = /^(?:no|more|less|fewer)$/

/** Words that open what is followed: "as the harvest shrinks". */
export const LEADING = wordSet("as when whenever once where if")

/** What is said to be something else by a participle, and is no cause by that: "the difference being sixty votes". */
export const EQUATED = wordSet(
  "difference exception idea aim purpose point latter former first second last result reason cause one this",
)

/** Adjectives that open no state of what the clause behind them is about: "due to the frost", "prior to it". */
export const NO_STATE = wordSet(
  "due contrary prior next similar subsequent regardless irrespective relative close near such other more less most many few much thanks adjacent akin like unlike likely unlikely first last second third same early late worse better best worst last according owing inside outside",
)

/** Words that tie to an adjective what it is about. */
export const OF_STATE = wordSet("to of at about that for by with from on")
