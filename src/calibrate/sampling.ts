// What is told of draws from a posterior: how they were sampled, and what they say. Shapes alone.

/** The error of one series. */
export type SampledError = {
  readonly quantity: string
  readonly of: "ratio" | "difference"
  readonly stated: boolean
  /** Of a ratio as a factor, of a difference in the series' unit; all alike where it is stated. */
  readonly p5: number
  readonly p50: number
  readonly p95: number
  /** Root mean square of the errors of the median course, in standard deviations of the error: 1 or less where all is right. */
  readonly miss: number
  /** Whether that is more than chance makes of right errors. */
  readonly beyond: boolean
  /** Correlation of the errors of the median course from one period to the next. */
  readonly neighbours: number
  /** Whether that is more than chance makes of so many independent errors. */
  readonly together: boolean
}

/** The posterior of one parameter or switch. */
export type Sampled = {
  readonly name: string
  readonly mean: number
  readonly sd: number
  readonly p5: number
  readonly p50: number
  readonly p95: number
  /** How many independent draws it rests on. */
  readonly effective: number
}

/** How draws from the posterior were sampled. */
export type Sampling = {
  readonly chains: number
  readonly sweeps: number
  /** Share of the proposals that were taken. */
  readonly accepted: number
  /** Of the unknown that mixed worst: its autocorrelation time in sweeps, the independent draws it is worth, its split R-hat. */
  readonly time: number
  readonly effective: number
  readonly between: number
  /** Whether chains have mixed so far that a longer sampling would hardly tell anything else. */
  readonly mixed: boolean
  readonly errors: readonly SampledError[]
  readonly parameters: readonly Sampled[]
}
