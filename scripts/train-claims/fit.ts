// Linear models over sparse facts: a logistic regression, and a choice among rivals. In: examples with the numbers of their
// facts. Out: a weight a fact.
//
// Stochastic gradient descent with a rate for each weight (Duchi et al. 2011) and L2, in an order that a seed shuffles: the same
// examples give the same weights.

export type Example = {readonly facts: Int32Array; readonly label: 0 | 1; readonly weight: number}

export type FitOptions = {
  /** Passes over the examples. */
  readonly passes: number
  /** Strength of L2 on each weight, spread over the examples that have its fact. */
  readonly l2: number
  readonly rate: number
}

/** Rivals of which one or several are right. */
export type Choice = {
  readonly rivals: readonly Int32Array[]
  readonly right: readonly boolean[]
  readonly weight: number
}

const exact = (z: number): number => 1 / (1 + Math.exp(-z))

/** @returns a weight for each of `size` facts. Time: linear in the examples' facts, times the passes. */
export function fitWeights(examples: readonly Example[], size: number, {passes, l2, rate}: FitOptions): Float64Array {
  const weights = new Float64Array(size)
  const squares = new Float64Array(size).fill(1e-2)
  const counts = new Float64Array(size)
  for (const {facts} of examples) for (const i of facts) counts[i]!++
  const shrink = counts.map((count) => l2 / Math.max(1, count))
  for (const order of shuffles(examples.length, passes)) {
    for (const at of order) {
      const {facts, label, weight} = examples[at]!
      let z = 0
      for (const i of facts) z += weights[i]!
      const error = (exact(z) - label) * weight
      for (const i of facts) {
        const gradient = error + shrink[i]! * weights[i]!
        squares[i]! += gradient * gradient
        weights[i]! -= (rate * gradient) / Math.sqrt(squares[i]!)
      }
    }
  }
  return weights
}

/** So many orders of `count` things, the same each time. */
function* shuffles(count: number, passes: number): Generator<Int32Array> {
  const order = Int32Array.from({length: count}, (_, i) => i)
  let state = 1
  for (let pass = 0; pass < passes; pass++) {
    for (let i = order.length - 1; i > 0; i--) {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
      const j = state % (i + 1)
      const kept = order[i]!
      order[i] = order[j]!
      order[j] = kept
    }
    yield order
  }
}

/** Pulls that are weaker than this move no weight. */
const FAINT = 1e-4

/**
 * A softmax over the rivals of each choice, of which any right one will do (a conditional logit: McFadden 1974).
 * @returns a weight for each of `size` facts. Time: linear in the rivals' facts, times the passes.
 */
export function fitChoices(choices: readonly Choice[], size: number, {passes, l2, rate}: FitOptions): Float64Array {
  const weights = new Float64Array(size)
  const squares = new Float64Array(size).fill(1e-2)
  const counts = new Float64Array(size)
  for (const {rivals} of choices) for (const facts of rivals) for (const i of facts) counts[i]!++
  const shrink = counts.map((count) => l2 / Math.max(1, count))
  for (const order of shuffles(choices.length, passes))
    for (const at of order) {
      const {rivals, right, weight} = choices[at]!
      const sums = rivals.map((facts) => facts.reduce((sum, i) => sum + weights[i]!, 0))
      const most = Math.max(...sums)
      const shares = sums.map((z) => Math.exp(z - most))
      const all = shares.reduce((sum, share) => sum + share, 0)
      const good = shares.reduce((sum, share, k) => (right[k] ? sum + share : sum), 0)
      for (const [k, facts] of rivals.entries()) {
        const error = (shares[k]! / all - (right[k] ? shares[k]! / good : 0)) * weight
        if (Math.abs(error) < FAINT) continue
        for (const i of facts) {
          const gradient = error + shrink[i]! * weights[i]!
          squares[i]! += gradient * gradient
          weights[i]! -= (rate * gradient) / Math.sqrt(squares[i]!)
        }
      }
    }
  return weights
}

/** Facts by number: those that at least `least` examples have. */
export function numbered(facts: Iterable<readonly string[]>, least: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (const each of facts) for (const fact of new Set(each)) counts.set(fact, (counts.get(fact) ?? 0) + 1)
  const numbers = new Map<string, number>()
  for (const [fact, count] of counts) if (count >= least) numbers.set(fact, numbers.size)
  return numbers
}

export function numbersOf(facts: readonly string[], numbers: ReadonlyMap<string, number>): Int32Array {
  const found = new Set<number>()
  for (const fact of facts) {
    const number = numbers.get(fact)
    if (number !== undefined) found.add(number)
  }
  return Int32Array.from(found)
}

/** Slope and offset that make sums of weights probabilities (Platt 1999), by Newton's method. */
export function calibrated(sums: readonly number[], labels: readonly number[]): {slope: number; offset: number} {
  let [slope, offset] = [1, 0]
  for (let step = 0; step < 50; step++) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 1e-6, 0, 1e-6]
    sums.forEach((z, i) => {
      const p = exact(slope * z + offset)
      const error = p - labels[i]!
      const v = p * (1 - p)
      ga += error * z
      gb += error
      haa += v * z * z
      hab += v * z
      hbb += v
    })
    const determinant = haa * hbb - hab * hab
    slope -= (hbb * ga - hab * gb) / determinant
    offset -= (haa * gb - hab * ga) / determinant
  }
  return {slope, offset}
}
