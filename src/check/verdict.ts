// Does the model say what the documents say? One check for each causal statement, with
// its verdict. The shape of `brink check --json` (format brink/check@1).

export type Verdict = "holds" | "mixed" | "contradicted" | "not represented" | "not testable"

/** One statement, expectation or series held against the model's runs, with its verdict. */
export type Check = {
  readonly id: string
  readonly kind: "link" | "conditional" | "behaviour" | "data"
  readonly says: string
  readonly claims: readonly string[]
  readonly quote?: {readonly file: string; readonly from: number; readonly to: number; readonly text: string}
  readonly contested: boolean
  /** A drafted model's own links: listed, not counted. */
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
}

/** All checks of a model, in the order asked, with how many got which verdict. The format brink/check@1. */
export type CheckResult = {
  readonly format: "brink/check@1"
  readonly model: string
  readonly runs: number
  readonly seed: string
  readonly checks: readonly Check[]
  readonly totals: Readonly<Record<Verdict, number>>
}
