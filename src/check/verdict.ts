// Does the model say what the documents say? One check for each causal statement, with
// its verdict. The shape of `brink check --json` (format brink/check@1).

import type {Scores, Skill} from "../math/scores.ts"
import type {Fans} from "./fans.ts"
import type {Turning} from "./turning.ts"

export type Verdict = "holds" | "mixed" | "contradicted" | "not represented" | "not testable"

/** One statement, expectation or series held against the model's runs, with its verdict. */
export type Check = {
  readonly id: string
  readonly kind: "link" | "conditional" | "behaviour" | "data"
  readonly says: string
  readonly claims: readonly string[]
  readonly quote?: {readonly file: string; readonly from: number; readonly to: number; readonly text: string}
  readonly contested: boolean
  /** What a draft that nobody has edited was made of: listed, not counted. */
  readonly byConstruction: boolean
  readonly condition: {
    readonly set: Readonly<Record<string, {readonly is?: number; readonly times?: number; readonly plus?: number}>>
    readonly from: number
    readonly to?: number
    /** The scenario it is tested on; absent: the base run. */
    readonly scenario?: string
  } | null
  readonly measure: string | null
  readonly verdict: Verdict
  readonly share: number | null
  readonly why: string
  /** Of a contradicted check: the nearest change of one number with which it would hold; null where none does. */
  readonly turns?: Turning | null
  /** What was watched, without and with what was set; absent where nothing was run. */
  readonly fans?: Fans
}

/** How the model and the naive forecasts did on one observed series, so many periods ahead (`--backtest`). */
export type Backtested = {
  readonly quantity: string
  readonly source: string
  /** Periods ahead. */
  readonly horizon: number
  /** What a period is: "month", or "period" where it is no span of the calendar. */
  readonly period: string
  readonly origins: number
  /** The first and the last origin, in the model's time. */
  readonly from: number
  readonly to: number
  /** The model first, then every naive forecast. */
  readonly methods: readonly ({readonly name: string} & Scores)[]
  /** The naive forecast with the lowest score, which is the one to beat. */
  readonly best: string
  /** How many quantities of the model name the file of the series as a reason: with any, this was no forecast in advance. */
  readonly fitted: number
} & Skill

/** All checks of a model, in the order asked, with how many got which verdict. The format brink/check@1. */
export type CheckResult = {
  readonly format: "brink/check@1"
  readonly model: string
  readonly runs: number
  readonly seed: string
  readonly checks: readonly Check[]
  readonly totals: Readonly<Record<Verdict, number>>
  /** For each observed series and horizon that could be scored; absent where none was asked for. */
  readonly backtest?: readonly Backtested[]
}
