// What the runs say, each sentence with its basis. The first half is the shape of
// `brink outlook --json` (format brink/outlook@1); the second is what the report draws.
//
// No number without a range; shares are of runs that did not fail; at most two
// significant digits in anything worded.

import type {Standing, Worth} from "../answers/index.ts"
import type {Ahead, SinceThen, Verdict} from "../check/index.ts"

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
  /** Of a disagreement: what knowing its side before choosing a step would be worth. */
  readonly value?: Worth & {readonly unit: string}
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
  /** "Raids are above 12 a week", of a measure of the time that they are. */
  readonly stands?: string
  /** Shares of runs that end higher / lower than they began, by more than 1 % of the range, and the event of its measure. */
  readonly up: Share
  readonly down: Share
  /** The share its title names, with its clause: "Raids end higher", "Hunger stays near the starting level", "Raids reach 12". */
  readonly lead?: {readonly says: string; readonly way: "up" | "down" | "flat" | "event"; readonly share: Share}
  /** What is wanted of it, where the codebook or the case says so: fewer deaths, more trade. */
  readonly wanted: "less" | "more" | null
  readonly finding: string
}

/** What was foretold of a series, and what came; its label is for people, its unit that of the model. */
export type SinceView = SinceThen & {readonly label: string; readonly unit: string}

/** What is foretold of a series' periods to come. */
export type AheadView = Ahead & {readonly label: string; readonly unit: string}

/** What the runs foretell of the observed series if nobody takes a new step. */
export type Foretelling = {
  readonly runs: number
  readonly failed: number
  /** Of each series that goes beyond the day asked about: what was foretold, and what came. */
  readonly since: readonly SinceView[]
  /** Of each series with periods to come that were asked for. */
  readonly ahead: readonly AheadView[]
}

export type OptionView = {
  readonly lever: string
  /** Who would have to do it, where the model says who can move the lever. */
  readonly by?: string
  /** What somebody does, as a title; of a draft which way its factor is pushed. */
  readonly label: string
  /** What that is of the lever. */
  readonly setting: string
  /** The condition of what it does: "if the council ends its patrols", "with more talks". */
  readonly taken: string
  /** Change of each outcome against no new step at the horizon, in the order of the outcomes. */
  readonly effects: readonly {
    readonly outcome: string
    readonly change: Interval
    readonly up: number
    readonly down: number
    /** The same two shares with their spread over the sides of the contested links. */
    readonly upShare?: Share
    readonly downShare?: Share
    /** Names from the lever to the outcome, where it moves it by definition (definition.ts); absent: through the system alone. */
    readonly definition?: readonly string[]
    readonly finding: string
  }[]
  /** The same with the lever half way; absent of a draft, whose sizes mean nothing. */
  readonly half?: HalfView
  /** What the step clearly makes worse beside the first outcome, in most runs; null: nothing of which anything is wanted. */
  readonly sideEffect: string | null
  /** Absent of a step that is not shown. */
  readonly price?: PriceView
  /** In how many of the readings (the sides of the disagreements) it clearly moves the first outcome, and which way. */
  readonly readings?: Readings
}

/** A step at half its strength: the lever half way from where it stands, or from its default if the step keeps it there. */
export type HalfView = {
  readonly value: number
  readonly effects: readonly {
    readonly outcome: string
    readonly change: Interval
    readonly up: number
    readonly down: number
  }[]
}

/** What half the strength of the steps shown makes of the first outcome, beside their full strength. */
export type Strength = {
  /** Levers and titles of steps of which half moves it as far as the whole, or nearly. */
  readonly asMuch: readonly {readonly lever: string; readonly label: string}[]
  /** Those of which half does next to nothing. */
  readonly hardly: readonly {readonly lever: string; readonly label: string}[]
  /** Pairs of which the first does more at full strength, and the second more at half; the clearest first. */
  readonly turned: readonly {
    readonly full: {readonly lever: string; readonly label: string}
    readonly half: {readonly lever: string; readonly label: string}
  }[]
  /** Both in sentences, or that the order stays the same; none where fewer than two steps could be put in an order. */
  readonly says: readonly string[]
}

/** A step under each side of each disagreement: clear where it moves the first outcome one way in two thirds of the runs. */
export type Readings = {
  readonly way: "up" | "down"
  readonly clear: number
  readonly of: number
  /** Disagreements of which one side alone lets it move the outcome clearly, with that side. */
  readonly only: readonly {
    readonly question: string
    readonly says: string
    /** The side as a clause after "if". */
    readonly when: string
  }[]
}

/** Which of all steps tried move the first outcome the wanted way, by the readings in which they do. */
export type Reach = {
  readonly always: readonly {readonly label: string}[]
  readonly sometimes: readonly {readonly label: string; readonly only: Readings["only"]}[]
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
  /**
   * What the circle adds to the first outcome for one of what is nudged, both added up over `pulse.within`, middle and
   * 8 of 10 of the runs that have it whole: of 1 strike 0.6 more. Null when it could not be measured.
   */
  readonly gain: Interval | null
  /** What is nudged, when, and how long what comes of it is added up, in the model's time; runs that could not be, or failed then. */
  readonly pulse?: {
    readonly of: string
    readonly label: string
    readonly at: number
    readonly within: number
    readonly lost: number
    /** "One strike more brings 0.6 more by this circle within 9 weeks (0.2–1.1).", without its stop. */
    readonly says: string
  }
  /** Of what the outcome stands above its calm, the part that the loop makes; absent where the case declares no calm. */
  readonly calm?: Interval
  /** The link that reads the run that was not nudged: CAUSE:EFFECT. */
  readonly cut: string | null
  readonly told: readonly string[]
  readonly says: string
  readonly finding: string
  /** The first outcome with the loop whole less with it open, for one of what is nudged, from the nudge on: middle and 8 of 10 of the runs that have it whole. */
  readonly course?: {
    readonly time: readonly number[]
    readonly unit: string
    readonly low: readonly number[]
    readonly mid: readonly number[]
    readonly high: readonly number[]
  }
}

/** One quantity under a step: its change at the end of the horizon, and the share of runs in which it clearly goes that way. */
export type Moved = {
  readonly quantity: string
  readonly label: string
  readonly unit: string
  readonly change: Interval
  readonly share: Share
}

/** What a step costs beside what it is taken for. */
export type PriceView = {
  /** What is wanted otherwise and clearly moves against that, by how far; the most first. */
  readonly worse: readonly Moved[]
  /** What those with a stake clearly lose and gain. */
  readonly stakes: readonly {
    readonly holder: string
    readonly loses: readonly Moved[]
    readonly gains: readonly Moved[]
  }[]
  /** Loops that work against it: what they bring back to the first outcome clearly moved, and against the step. */
  readonly loops: readonly {
    readonly name: string
    readonly polarity: LoopView["polarity"]
    readonly finding: string
    readonly by: Moved
  }[]
}

/** Several levers over time, against no new step: what it does to each outcome, and what it costs. */
export type PathView = PriceView & {
  readonly scenario: string
  readonly label: string
  readonly why: string
  readonly effects: readonly {
    readonly outcome: string
    readonly change: Interval
    readonly up: number
    readonly down: number
  }[]
}

/** Quantiles of how long something goes on; null where it lasts beyond what the runs show. `open`: share still going at the end. */
export type Spell = {
  readonly low: number | null
  readonly mid: number | null
  readonly high: number | null
  readonly runs: number
  readonly open: number
}

/** A published quantity that tells a crossing before it comes. */
export type Warning = {
  readonly quantity: string
  readonly label: string
  readonly unit: string
  readonly published: string
  readonly side: "above" | "below"
  readonly level: number
  /** Share of the crossings that it tells, how long before, and the share of its alarms that nothing follows. */
  readonly caught: number
  readonly lead: Interval
  readonly idle: number
}

/** A level that readers plan by. Times are of the model. */
export type ThresholdView = {
  readonly quantity: string
  readonly label: string
  readonly unit: string
  readonly side: "above" | "below"
  readonly level: number
  readonly says: string
  /** Beyond it on the first day, and for how long that goes on. */
  readonly already: Share
  readonly goesOn: Spell | null
  /** Crossed from the near side within the horizon: how often, when, by when, and for how long. */
  readonly comes: Share
  readonly when: Interval | null
  readonly by: readonly {readonly time: number; readonly share: Share}[]
  readonly lasts: Spell | null
  /** What all time beyond it costs, in the runs that spend any there; `beyond` is that time. */
  readonly cost?: {
    readonly quantity: string
    readonly label: string
    readonly unit: string
    /** A number, or the name of what holds it. */
    readonly usual: number | string | null
    readonly total: Interval | null
    readonly beyond: Interval | null
  }
  readonly warnings: readonly Warning[]
}

/** The worst credible course of an outcome: the level that one run in twenty passes on the unwanted side. */
export type WorstView = {
  readonly quantity: string
  readonly label: string
  readonly unit: string
  readonly wanted: "less" | "more"
  readonly now: number
  readonly at: readonly {readonly time: number; readonly mid: number; readonly worst: number}[]
  /** Where its worst credible course is worst, from the first of these times on. */
  readonly peak: {readonly time: number; readonly worst: number}
  /** Of a rate: what it adds up to from the first day. */
  readonly total?: {
    readonly unit: string
    readonly at: readonly (Interval & {readonly time: number; readonly worst: number})[]
  }
}

/** Whether the moment is ripe by the signs that the case names. */
export type RipeView = {
  readonly signs: readonly {
    readonly side: string
    readonly quantity: string
    readonly label: string
    readonly unit: string
    readonly when: "above" | "below"
    readonly level: number
    readonly now: Interval
    /** On the first day, and at the end. */
    readonly holds: Share
    readonly later: Share
  }[]
  /** Runs in which all signs hold at once. */
  readonly together: readonly {readonly time: number; readonly share: Share}[]
  readonly best: {readonly time: number; readonly share: Share}
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
  /** What knowing it before choosing a step would be worth; absent where nothing is wanted of the first outcome, or a side is rare. */
  readonly value?: Worth & {readonly unit: string}
  readonly finding: string
}

/** Something that the runs draw and that would change the choice of a step, were it known. */
export type FindOutEntry = {
  /** The name of the model's input. */
  readonly input: string
  /** A disagreement of documents, or a number that is not known. */
  readonly kind: "claim" | "number"
  readonly question: string
  /** In `unit`, that of the first outcome's measure; empty for an index. */
  readonly worth: Worth
  readonly unit: string
  /** Share of runs, 0..1, in whose group another step does most than over all. */
  readonly changes: number
  /** Of a number of which one value parts the choice: the step that does most up to it, and above it. */
  readonly turns?: {readonly at: number; readonly below: string; readonly above: string}
  readonly says: string
  readonly quotes: DisputeSide["quotes"]
  /** "told by two sources", "data: FILE", "nobody has measured it; assumed: WHY". */
  readonly rests: string
  /** Who could measure it, where the model says so. */
  readonly by?: string
}

/** What to find out before a step is chosen, most worth first. */
export type FindOutView = {
  /** The outcome that steps are compared by. */
  readonly quantity: string
  readonly unit: string
  readonly steps: number
  /** Runs in which every step gives a number. */
  readonly runs: number
  /** Inputs that were asked about. */
  readonly tried: number
  /** The most that any of them shows by chance alone. */
  readonly floor: number
  /** The step that does most over all runs. */
  readonly taken: string
  /** Labels of steps that move the outcome by definition, which are not compared with the others. */
  readonly apart: readonly string[]
  /** Labels of steps that do most whatever is found out, and are not among those compared. */
  readonly settled: readonly string[]
  readonly says: string
  readonly entries: readonly FindOutEntry[]
}

/** In which corner of what was drawn the first outcome's event happens most (PRIM, `answers/boxes.ts`). */
export type CornerView = {
  /** What happens, inside a sentence. */
  readonly event: string
  /** Runs that counted. */
  readonly runs: number
  /** At most three inputs, each with a bound or two; null: none on that side. */
  readonly limits: readonly {
    readonly input: string
    readonly question: string
    /** "the answer to ... is above 3", inside a sentence. */
    readonly says: string
    readonly low: number | null
    readonly high: number | null
    /** Share of random halves of the runs whose own corner has this limit. */
    readonly again: number
  }[]
  /** Runs in the corner over all runs; of these the share in which it happens; of all in which it happens those in it. */
  readonly mass: number
  readonly density: number
  readonly coverage: number
  /** Share of all runs in which it happens. */
  readonly overall: number
  readonly within: {readonly low: number; readonly high: number}
  /** Mean density and coverage of the corners of halves on the runs that did not find them. */
  readonly elsewhere: {readonly density: number; readonly coverage: number}
  readonly says: string
}

/** How the steps stand by each rule of choice under deep uncertainty (`answers/robustness.ts`). */
export type StandingView = {
  /** The outcome, its unit and measure; less may be better. */
  readonly quantity: string
  readonly unit: string
  readonly measure: string
  /** Runs in which every step gives a number. */
  readonly runs: number
  /** What is good enough: what the middle run has without a new step. */
  readonly enough: number
  /** The step that each rule takes, and whether they are one. */
  readonly best: {
    readonly expected: string
    readonly worst: string
    readonly regret: string
    readonly enough: string
  }
  readonly isOne: boolean
  readonly rows: readonly (Omit<Standing, "name"> & {
    /** Null: no new step. */
    readonly lever: string | null
    readonly label: string
    /** No other row is at least as good by all four of mean, worst run, regret and share of good runs, and better by one. */
    readonly pareto: boolean
  })[]
  readonly says: string
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
  /** The steps shown, with what each costs. */
  readonly steps?: readonly (Pick<OptionView, "lever" | "by" | "label" | "setting" | "half"> &
    PriceView & {
      /** The outcomes that it moves by definition, each with the names from the lever to it. */
      readonly definition: readonly {readonly outcome: string; readonly chain: readonly string[]}[]
    })[]
  /** The steps shown at half strength beside full; absent of a draft. */
  readonly strength?: Strength
  /** The combinations of steps that the case has as scenarios. */
  readonly paths?: readonly PathView[]
  /** Of a model whose levels mean something: not of a draft. */
  readonly worst?: readonly WorstView[]
  /** In the order of case.yaml. */
  readonly thresholds?: readonly ThresholdView[]
  readonly ripe?: RipeView | null
  /** What was foretold of each series that goes beyond the day asked about, and what came. */
  readonly since?: readonly SinceView[]
  /** Null where nothing is wanted of the first outcome, or fewer than two steps that differ were tried. */
  readonly findOut?: FindOutView | null
  /** Null where no corner says a tenth more than all runs do. */
  readonly corner?: CornerView | null
  /** Null where nothing is wanted of the first outcome, or no two ways differ. */
  readonly standing?: StandingView | null
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
  readonly inForce?: readonly {
    readonly lever: string
    readonly label: string
    readonly value: number
    /** How much longer, in the model's unit of time. */
    readonly toCome: Interval
    /** Who says how long such a thing lasts; null where Gott's rule stands in. */
    readonly source: string | null
  }[]
  /** Bounds that were hit, as sentences: levers not run, links left out of the groups. */
  readonly notes: readonly string[]
  readonly horizon: {
    readonly start: number
    readonly stop: number
    readonly unit: string
    readonly origin: string | null
  }
}
