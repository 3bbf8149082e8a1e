// Distributions as files word them. In: one as its schema lets it through. Out: the distribution, and what none can be.

import type {Distribution} from "./model.ts"

/** A number, or what is known of it; `distributionSchema` holds files to this. */
export type WordedDistribution =
  | number
  | {uniform: [number, number]}
  | {triangular: [number, number, number]}
  | {normal: {mean: number; sd: number}}
  | {lognormal: {p5: number; p95: number}}
  | {beta: {a: number; b: number; low?: number | undefined; high?: number | undefined}}
  | {chance: number}

/**
 * A distribution as a file words it.
 * @param wrong is told what no distribution can be.
 */
export function distributionOf(file: WordedDistribution, wrong: (says: string) => void): Distribution {
  const sane = (ok: boolean, says: string) => {
    if (!ok) wrong(says)
  }
  if (typeof file === "number") return {kind: "fixed", value: file}
  if ("uniform" in file) {
    const [low, high] = file.uniform
    sane(low <= high, `uniform runs from the lower to the higher value, found [${low}, ${high}]`)
    return {kind: "uniform", low, high}
  }
  if ("triangular" in file) {
    const [low, mode, high] = file.triangular
    sane(
      low <= mode && mode <= high && low < high,
      `triangular is [low, likeliest, high] in rising order, found [${low}, ${mode}, ${high}]`,
    )
    return {kind: "triangular", low, mode, high}
  }
  if ("normal" in file) {
    sane(file.normal.sd > 0, `the sd of a normal is above 0, found ${file.normal.sd}`)
    return {kind: "normal", ...file.normal}
  }
  if ("lognormal" in file) {
    const {p5, p95} = file.lognormal
    sane(0 < p5 && p5 < p95, `lognormal needs 0 < p5 < p95, found p5 ${p5}, p95 ${p95}`)
    return {kind: "lognormal", p5, p95}
  }
  if ("beta" in file) {
    const {a, b, low = 0, high = 1} = file.beta
    sane(a > 0 && b > 0, `a and b of a beta are above 0, found a ${a}, b ${b}`)
    sane(low < high, `a beta runs from low to high, found low ${low}, high ${high}`)
    return {kind: "beta", a, b, low, high}
  }
  sane(file.chance >= 0 && file.chance <= 1, `a chance is between 0 and 1, found ${file.chance}`)
  return {kind: "chance", p: file.chance}
}
