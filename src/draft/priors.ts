// What a drafted model assumes where the documents give no number: how fast a factor
// follows its causes, how strong a link is, how far a told trend carries. Data, each with
// the reason that the drafted model prints beside it.
//
// Every number here is judgement, not measurement. Spans are wide on purpose: a statement
// that survives them does not rest on them.

import type {Weeks} from "../core/duration.ts"
import {type Theme, themes} from "../map/index.ts"
import type {Distribution} from "../model/index.ts"

/** How fast a factor follows its causes: the time constant, in weeks, of a kind of factor. */
export type Pace = {
  readonly kind: string
  readonly weeks: Weeks
  readonly why: string
  readonly example: string
}

/** By what kind of thing the codebook says a theme is. */
const paces: Readonly<Record<Theme["kind"], Pace>> = {
  event: {
    kind: "a run of events",
    weeks: {low: 2, mode: 4, high: 10},
    why: "violence, protest and the like answer within weeks",
    example: "Raids answer a killing within weeks.",
  },
  choice: {
    kind: "a choice of an actor",
    weeks: {low: 4, mode: 10, high: 26},
    why: "policies are decided and carried out over weeks to months",
    example: "The council decides on patrols between two of its sessions.",
  },
  state: {
    kind: "a state of affairs",
    weeks: {low: 6, mode: 13, high: 30},
    why: "economies, services, havens and balances of power change over a season",
    example: "Hunger follows a failed harvest within a season.",
  },
  attitude: {
    kind: "an attitude or a bond",
    weeks: {low: 8, mode: 20, high: 52},
    why: "attitudes and bonds change over months",
    example: "Trust between the two clans takes a season or more to mend.",
  },
}

/** A factor of no theme of the codebook that is nobody's choice. */
const otherPace: Pace = {
  kind: "a factor of no special kind",
  weeks: {low: 3, mode: 8, high: 26},
  why: "no word says how fast it moves, so weeks to half a year are all tried",
  example: "Talk of the road comes and goes.",
}

/** How strong a link is: by how much the effect's level moves, in the end, for one unit of the cause's. */
export type Weight = {
  readonly kind: "strong" | "plain" | "slight"
  readonly low: number
  readonly mode: number
  readonly high: number
  /** Words of strength that say so, matched in lower case; none for `plain`. */
  readonly words: RegExp | null
  readonly why: string
  readonly example: string
}

/** In the order in which they are tried. */
const weights: readonly Weight[] = [
  {
    kind: "slight",
    low: 0.08,
    mode: 0.2,
    high: 0.35,
    words:
      /\b(slight(ly)?|somewhat|partly|partially|marginal(ly)?|modest(ly)?|a little|a bit|minor|mild(ly)?|limited|small|barely)\b/,
    why: "the words say the effect is small",
    example: "Patrols slightly lower the raids.",
  },
  {
    kind: "strong",
    low: 0.5,
    mode: 0.8,
    high: 1.1,
    words:
      /\b(severe(ly)?|sharp(ly)?|strong(ly)?|great(ly)?|deep(ly)?|huge(ly)?|massive(ly)?|dramatic(ally)?|drastic(ally)?|significant(ly)?|substantial(ly)?|serious(ly)?|heav(y|ily)|major|enormous(ly)?|directly|decisive(ly)?|critical(ly)?|very|far|vast(ly)?|completely|fully|entirely|steep(ly)?|main|chief|primar(y|ily)|largely|mainly|fundamental(ly)?)\b/,
    why: "the words say the effect is large",
    example: "The drought severely cut the herds.",
  },
  {
    kind: "plain",
    low: 0.2,
    mode: 0.5,
    high: 0.8,
    words: null,
    why: "no word says how strong it is, so weak and strong are both tried",
    example: "Hunger raises raids.",
  },
]

/** Lowest belief with which a link is drafted: below one in twenty runs it could not be told from noise. */
export const beliefFloor = 0.05

/**
 * Shift of a factor's target when the documents' own words all say that it rises: from the middle to about 0.6.
 * What was rising when it was written about is weak evidence of what goes on rising, so a told trend alone must
 * not decide the answer: with the spread below, a factor told rising by four voices rises alone in some 7 or 8 of 10 runs.
 */
export const trendReach = 0.12
/** Half-width of every trend: things also move for reasons that no document tells. */
export const trendSpread = 0.12
/** Share of trend and spread that stays a factor's own where the model has causes of it: the rest moves through them. */
export const ownShare = 0.5

/** Slope of the saturating curve at its middle is 1 when its argument is multiplied by 4: a weight is then an effect at the margin. */
export const steepness = 4
/** The state of the day the documents were written: the middle of 0..1. */
export const middle = 0.5
/** How far a lever can push a factor's target, to either side. */
export const pushReach = 0.5
/** Weeks that a drafted model runs unless told otherwise: a year. */
export const defaultHorizon = 52
/** Weeks between steps and between saved rows. The fastest time constant is four steps. */
export const stepWeeks = 0.5
/** Weeks between saved rows: two steps, as fine as a table or a figure of a year can show. */
export const saveWeeks = 1
/** Shortest lag that is modelled, two steps: a shorter one would be unstable under Euler and is no delay at this step. */
export const shortestLag = 1

/** How fast a factor is: by the kind of its theme, else as a choice when it is one. */
export function paceOf(theme: string, choice: boolean): Pace {
  const kind = themes.find((known) => known.id === theme)?.kind ?? (choice ? "choice" : null)
  return kind ? paces[kind] : otherPace
}

/** The weight that words of strength call for. */
export function weightOf(strength: string | null): Weight {
  const words = strength?.toLowerCase() ?? ""
  for (const weight of weights) if (weight.words === null || weight.words.test(words)) return weight
  throw new Error("the last weight takes every word")
}

/** A triangular prior over a span. */
export function triangular(span: {low: number; mode: number; high: number}): Distribution {
  return {kind: "triangular", low: span.low, mode: span.mode, high: span.high}
}
