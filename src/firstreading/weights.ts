// How much each reason to doubt a reading counts, and what hangs on it: data. In: nothing. Out: numbers.
//
// `fitted` weights are log odds: by how much the odds of a misreading (its words, its sign, or what is denied) grow where
// the rule holds and all else is equal. They are those of a logistic regression, none below 0, with a penalty on squares
// (Hoerl and Kennard 1970), over the marked folders that may be read (`npm run queue -- --fit` makes them again): 806
// readings, 157 of them wrong. `judged` weights are of rules that these marks cannot judge: what became a factor, who
// holds a claim, how much rests on it. docs/methods/first-reading.md says how the order fares on folders not seen.

export const SUSPICION_WEIGHTS = {
  "both-sides-here": {weight: 0.13, from: "fitted"},
  charge: {weight: 0.2, from: "judged"},
  "speaker-in-phrase": {weight: 0.18, from: "fitted"},
  deed: {weight: 0.3, from: "judged"},
  "pronoun-cause": {weight: 0.5, from: "judged"},
  "pronoun-effect": {weight: 0.2, from: "judged"},
  people: {weight: 0.2, from: "judged"},
  "dispute-side": {weight: 0.3, from: "judged"},
  "sole-cue": {weight: 0.2, from: "judged"},
  "pronoun-resolved": {weight: 0, from: "fitted"},
  denial: {weight: 0.61, from: "fitted"},
  clause: {weight: 0.31, from: "fitted"},
  "sole-way": {weight: 0.1, from: "judged"},
  island: {weight: 0.05, from: "judged"},
  "set-aside": {weight: 0.17, from: "fitted"},
  "very-unsure": {weight: 1.75, from: "fitted"},
  unsure: {weight: 0.74, from: "fitted"},
  "loose-connective": {weight: 0.65, from: "fitted"},
  crowded: {weight: 0.24, from: "fitted"},
  "cut-short": {weight: 0.4, from: "fitted"},
  "denial-in-phrase": {weight: 0.52, from: "fitted"},
  "one-word": {weight: 0.15, from: "fitted"},
  "pronoun-begins": {weight: 0.34, from: "fitted"},
  "far-apart": {weight: 0.9, from: "fitted"},
} as const satisfies Readonly<Record<string, {readonly weight: number; readonly from: "fitted" | "judged"}>>

/** A rule by which a reading looks wrong. */
export type SuspicionId = keyof typeof SUSPICION_WEIGHTS

/** A reading of less suspicion looks plain. */
export const LEAST_ODD = 0.5

/** What one thing that ends with a claim counts. Judgement. */
export const HANGS = {circle: 3, toldTwice: 2, dispute: 2, lever: 0.7, link: 0.5, beside: 0.25} as const

/** What hangs on a claim is worth as much as its suspicion when it comes to this. Judgement, tried on the marked folders. */
export const HANGS_SCALE = 6
