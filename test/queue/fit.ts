// Weights of the rules of suspicion from readings that are known to be right or wrong. In: which rules fire on each. Out: log
// odds, none below 0: a reason to doubt takes no doubt away. Logistic regression with a penalty on squares (Hoerl and
// Kennard 1970), by projected gradient steps of a fixed length, so that the same readings give the same weights.

import type {Judged} from "./queue.ts"

/** The penalty, in squares of log odds: chosen by leaving one set out at a time (1 and 3 do alike, 10 worse). */
const PENALTY = 3
const STEPS = 4000
/** How much faster the constant goes than the weights, which share one step by the bound below. */
const CONSTANT = 3

/** The weight of each rule. @param rules those that are fitted; others are taken as silent. */
export function fitted(judged: readonly Judged[], rules: readonly string[]): Map<string, number> {
  const at = new Map(rules.map((rule, i) => [rule, i]))
  const rows = judged.map((one) => one.rules.flatMap((rule) => at.get(rule) ?? []))
  const weights = rules.map(() => 0)
  const share = judged.filter(({isWrong}) => isWrong).length / Math.max(1, judged.length)
  if (share === 0 || share === 1) return new Map(rules.map((rule) => [rule, 0]))
  let constant = Math.log(share / (1 - share))
  // The curvature is at most a quarter of the sum of squared row lengths times the most that share a rule.
  const bound = 0.25 * rows.reduce((sum, row) => sum + row.length + 1, 0) + PENALTY
  for (let step = 0; step < STEPS; step++) {
    const slope = weights.map((weight) => PENALTY * weight)
    let slopeOfConstant = 0
    rows.forEach((row, i) => {
      const odds = row.reduce((sum, rule) => sum + weights[rule]!, constant)
      const miss = 1 / (1 + Math.exp(-odds)) - (judged[i]!.isWrong ? 1 : 0)
      slopeOfConstant += miss
      for (const rule of row) slope[rule]! += miss
    })
    for (const [i, each] of slope.entries()) weights[i] = Math.max(0, weights[i]! - each / bound)
    constant -= (CONSTANT * slopeOfConstant) / bound
  }
  return new Map(rules.map((rule, i) => [rule, weights[i]!]))
}
