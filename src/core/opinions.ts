// Numbers that are judgement and nothing else: how much a voice is worth, what words of doubt take away, how strong and how
// fast a link is where no document says so. Data, each with its reason.
//
// They stand in one place because they are what a reader who disagrees with Brink will want to change, and because none
// of them can be measured. test/core/opinions.test.ts says of each what follows from it. Bounds on work, and numbers that
// a formula's source gives, stand where they are used.

import type {Weeks} from "./duration.ts"

// ---- how surely a link is told: docs/methods/belief.md

/** One lineage's outright statement is true of the situation about this often: single sources err, and so do readers. */
export const SOURCE_TRUST = 0.75

/** By how much words of doubt lower what one claim is worth. Tried in order; the first that occurs in the hedge counts. */
export const HEDGES: readonly {readonly words: RegExp; readonly worth: number; readonly example: string}[] = [
  {words: /\b(?:unlikely|doubtful|hardly)\b/i, worth: 0.3, example: "Talks are unlikely to end the strike."},
  // Unmeasured, as what is said to be unlikely: whoever hands it on does not answer for it.
  {
    words: /\b(?:rumou?red|alleged(?:ly)?|accused)\b/i,
    worth: 0.3,
    example: "The port is alleged to have caused the delay.",
  },
  {
    words: /\b(?:might|could|perhaps|possibly|potential(?:ly)?|fear(?:s|ed)?)\b/i,
    worth: 0.6,
    example: "Floods could spread cholera.",
  },
  {words: /\b(?:may|can|risks?|threatens?)\b/i, worth: 0.65, example: "Drought may raise prices."},
  {
    words: /\b(?:likely|probably|expected|should|appears?|seems?)\b/i,
    worth: 0.8,
    example: "A strike is likely to delay cargo.",
  },
  {words: /\b(?:will|would|must)\b/i, worth: 0.95, example: "A strike would delay cargo."},
  {words: /./, worth: 0.8, example: "By some accounts the fees caused the strike."},
]

/** A condition says how it works, not that it will happen: the link it names is nearly as well told. */
export const CONDITION_WORTH = 0.9

/** Told of the past as it happened: the strongest form a text has. */
export const REPORTED_WORTH = 1

/** A claim that says there is an influence, and not which way. */
export const UNCLEAR_WORTH = 0.5

/** A denial, a refuted expectation or "has no effect" takes away at most this share of a link's belief. */
export const DENIAL_WEIGHT = 0.6

/** A link a person has added by an `assume` edit: meant to be there, and still an assumption. */
export const ASSUMED_BELIEF = 0.75

/** A claim read less surely than this is most often misread: it is listed, and drawn when somebody accepts it. */
export const LEAST_DRAWN = 0.3

// ---- how a map is ordered and its gaps filled: docs/methods/factors.md, docs/methods/loops.md

/** What weighs a factor that only words name as an outcome: little, for nobody has said what it is. */
export const WORDS_WEIGHT = 0.1

/** What weighs a factor of the case's own that says no weight and no theme: somebody asked for it, and said no more. */
export const CASE_WEIGHT = 0.5

/** Two voices for a rise and none for a fall are not yet a trend of 1: as if so many more had said nothing. */
export const TREND_DOUBT = 2

/** A phrase that names nobody means the pair the folder is about, when that has this many times the claims of the next. */
export const DOMINANCE = 3

/**
 * One word names a theme only where a field of it has this part of the words that name themes in a folder, in the likeliest mixture of
 * fields (of .1 to .3 on the folders that are worked with .2 is best).
 */
export const FIELD_SHARE = 0.2

/** Of fewer words that name themes, shares of fields say nothing. */
export const FIELD_TOLD = 30

/**
 * A setting is spoken of where this part of the words of the sentences read are its words: of force, 10 to 16 in 1,000 in folders
 * about war and gangs, 4 at most in others (of 3 to 8 in 1,000 any does as well).
 */
export const SETTING_SPOKEN = 0.005

/** What each end that has a theme, or that the analyst named, adds to a link's rank: both together weigh as a voice does. */
export const KNOWN_END = 0.5

// ---- what a drafted model assumes where the documents give no number: docs/methods/draft.md
//
// Spans are wide on purpose: a statement that survives them does not rest on them.

/** How fast a factor follows its causes: the time constant, in weeks, of a kind of factor. */
export type Pace = {
  readonly kind: string
  readonly weeks: Weeks
  readonly why: string
  readonly example: string
}

/** By what kind of thing the codebook says a theme is. */
export const PACES = {
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
} as const satisfies Readonly<Record<string, Pace>>

/** A factor of no theme of the codebook that is nobody's choice. */
export const OTHER_PACE: Pace = {
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
export const WEIGHTS: readonly Weight[] = [
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
export const BELIEF_FLOOR = 0.05

/**
 * Shift of a factor's target when the documents' own words all say that it rises: from the middle to about 0.6.
 * What was rising when it was written about is weak evidence of what goes on rising, so a told trend alone must
 * not decide the answer: with the spread below, a factor told rising by four voices rises alone in some 7 or 8 of 10 runs.
 */
export const TREND_REACH = 0.12
/** Half-width of every trend: things also move for reasons that no document tells. */
export const TREND_SPREAD = 0.12
/** Share of trend and spread that stays a factor's own where the model has causes of it: the rest moves through them. */
export const OWN_SHARE = 0.5

/** Slope of the saturating curve at its middle is 1 when its argument is multiplied by 4: a weight is then an effect at the margin. */
export const STEEPNESS = 4
/** The state of the day the documents were written: the middle of 0..1. */
export const MIDDLE = 0.5
/** How far a lever can push a factor's target, to either side. */
export const PUSH_REACH = 0.5
/** Weeks that a drafted model runs unless told otherwise: a year. */
export const DEFAULT_HORIZON = 52
/** Weeks between steps and between saved rows. The fastest time constant is four steps. */
export const STEP_WEEKS = 0.5
/** Weeks between saved rows: two steps, as fine as a table or a figure of a year can show. */
export const SAVE_WEEKS = 1
/** Shortest lag that is modelled, two steps: a shorter one would be unstable under Euler and is no delay at this step. */
export const SHORTEST_LAG = 1
/** Chance that a link raises its effect where no claim says which way it goes. */
export const UNKNOWN_SIGN = 0.5
