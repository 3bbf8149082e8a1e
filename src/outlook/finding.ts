// What the runs say, each sentence with its basis. The first half is the shape of
// `brink outlook --json` (format brink/outlook@1); the second is what the report draws.
//
// No number without a range; shares are of runs that did not fail; at most two
// significant digits in anything worded.

import type {Verdict} from "../check/index.ts"

export type Basis = {
  readonly params: readonly string[]
  readonly links: readonly string[]
  readonly claims: readonly string[]
  readonly assumed: readonly string[]
  /** Data files that equations or priors rest on, and the columns where named. */
  readonly data?: readonly string[]
}

export type Finding = {
  readonly id: string
  readonly kind: "outcome" | "lever" | "loop" | "driver" | "dispute" | "signpost"
  readonly says: string
  readonly measure: string
  readonly unit: string
  readonly low: number
  readonly mid: number
  readonly high: number
  /** Share of runs, 0..1, of what the sentence says. */
  readonly share: number | null
  readonly basis: Basis
}

/** A share of runs with its spread over the readings of the documents (the sides of the contested links). */
export type Share = {readonly share: number; readonly low: number; readonly high: number}

/** Three points of a distribution over runs: p10, p50, p90. */
export type Interval = {readonly low: number; readonly mid: number; readonly high: number}

/** One reported quantity over time. Arrays have one number for each of `time`. */
export type OutcomeView = {
  readonly quantity: string
  readonly label: string
  readonly unit: string
  readonly measure: string
  /** A sentence that says what it does: the title of its panel. */
  readonly says: string
  readonly time: readonly number[]
  readonly p2_5: readonly number[]
  readonly p10: readonly number[]
  readonly p25: readonly number[]
  readonly p50: readonly number[]
  readonly p75: readonly number[]
  readonly p90: readonly number[]
  readonly p97_5: readonly number[]
  /** Observed values in the same unit, at times before and after 0, where the case has data. */
  readonly observed: readonly {readonly time: number; readonly value: number}[]
  readonly observedSource: string | null
  readonly range: readonly [number, number] | null
  /** Shares of runs that end higher / lower than they began, by more than 1 % of the range, and the event of its measure. */
  readonly up: Share
  readonly down: Share
  /** The share its title names, with its clause: "Raids end higher", "Hunger stays near the starting level", "Raids reach 12". */
  readonly lead?: {readonly says: string; readonly way: "up" | "down" | "flat" | "event"; readonly share: Share}
  /** What is wanted of it, where the codebook or the case says so: fewer deaths, more trade. */
  readonly wanted: "less" | "more" | null
  readonly finding: string
}

export type OptionView = {
  readonly lever: string
  readonly label: string
  readonly setting: string
  /** Change of each outcome against no new step at the horizon, in the order of the outcomes. */
  readonly effects: readonly {
    readonly outcome: string
    readonly change: Interval
    readonly up: number
    readonly down: number
    /** The same two shares with their spread over the sides of the contested links. */
    readonly upShare?: Share
    readonly downShare?: Share
    readonly finding: string
  }[]
  readonly sideEffect: string | null
  /** In how many of the readings (the sides of the disagreements) it clearly moves the first outcome, and which way. */
  readonly readings?: Readings
}

/** A step under each side of each disagreement: clear where it moves the first outcome one way in two thirds of the runs. */
export type Readings = {
  readonly way: "up" | "down"
  readonly clear: number
  readonly of: number
  /** Disagreements of which one side alone lets it move the outcome clearly, with that side. */
  readonly only: readonly {readonly question: string; readonly says: string}[]
}

/** Which of all steps tried move the first outcome the wanted way, by the readings in which they do. */
export type Reach = {
  readonly always: readonly {readonly label: string; readonly setting: string}[]
  readonly sometimes: readonly {readonly label: string; readonly setting: string; readonly only: Readings["only"]}[]
}

export type LoopView = {
  readonly name: string
  readonly polarity: "R" | "B" | "contested"
  readonly factors: readonly {readonly id: string; readonly label: string}[]
  readonly links: readonly {
    readonly id: string
    readonly sign: "+" | "-" | "contested" | "unclear"
    readonly voices: number
    readonly against: number
    readonly delayed: boolean
  }[]
  /** By how much the first outcome's end moves when the loop is cut, as a share of its spread; null when it could not be cut. */
  readonly share: Interval | null
  readonly cut: string | null
  readonly told: readonly string[]
  readonly says: string
  readonly finding: string
}

export type DriverView = {
  readonly parameter: string
  readonly label: string
  readonly kind: "parameter" | "contested" | "presence"
  /** The values tried at the low and the high end, as worded on the bar. */
  readonly lowLabel: string
  readonly highLabel: string
  /** Share of runs (0..1) or level in which the first outcome happens, at each end, and over all. */
  readonly atLow: number
  readonly atHigh: number
  readonly overall: number
  readonly voices: number
  readonly finding: string
}

export type DisputeSide = {
  readonly says: string
  /** The same in a few words, for a caption beside the other side's. */
  readonly short?: string
  readonly quotes: readonly {
    readonly claim: string
    readonly file: string
    readonly text: string
    readonly from: number
    readonly to: number
  }[]
  readonly lineages: number
  /** What the first outcome does in the runs where this side is right. */
  readonly share: Share
}

export type DisputeView = {
  readonly id: string
  readonly question: string
  readonly link: string | null
  readonly sides: readonly [DisputeSide, DisputeSide]
  /** What settling it would be worth, as a sentence. */
  readonly worth: string
  readonly finding: string
}

export type SignpostView = {
  readonly quantity: string
  readonly label: string
  readonly threshold: string
  readonly when: string
  readonly then: string
  readonly series: readonly number[]
  readonly source: string
  /** Who publishes it and how often, where the case says so. */
  readonly published?: string
  readonly finding: string
}

export type OutlookFile = {
  readonly format: "brink/outlook@1"
  readonly question: string
  readonly outcomes: readonly string[]
  readonly runs: number
  readonly failed: number
  readonly seed: string
  readonly hash: string
  readonly findings: readonly Finding[]
  readonly map: {readonly factors: number; readonly links: number; readonly contested: number; readonly loops: number}
  readonly checks: Readonly<Record<Verdict, number>>
  readonly skipped: readonly {readonly file: string; readonly why: string}[]
  readonly report: string | null
}

/** The whole outlook: the file above, and what the report draws. */
export type Outlook = OutlookFile & {
  readonly bottomLine: string
  /** Finding ids that the bottom line's numbers link to, with the words that carry the link. */
  readonly anchors: readonly {readonly words: string; readonly finding: string}[]
  readonly confidence: string
  readonly views: readonly OutcomeView[]
  readonly options: readonly OptionView[]
  /** Absent where nothing is said to be wanted of the first outcome, or nobody disagrees. */
  readonly reach?: Reach
  readonly loops: readonly LoopView[]
  readonly drivers: readonly DriverView[]
  readonly disputes: readonly DisputeView[]
  readonly signposts: readonly SignpostView[]
  /** What shares of drivers, disputes, signposts and loops count: "raids end higher". Lower case unless a name. */
  readonly event: {
    readonly quantity: string
    readonly says: string
    readonly share: Share
    readonly finding: string
  }
  /** Levers that stand elsewhere than at their defaults on the day asked about, and stay there; absent: none does. */
  readonly inForce?: readonly {readonly lever: string; readonly label: string; readonly value: number}[]
  /** Bounds that were hit, as sentences: levers not run, links left out of the groups. */
  readonly notes: readonly string[]
  readonly horizon: {
    readonly start: number
    readonly stop: number
    readonly unit: string
    readonly origin: string | null
  }
}
