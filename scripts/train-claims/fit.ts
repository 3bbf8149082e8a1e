// A linear model over sparse facts that chooses among rivals. In: choices, with the numbers of each rival's facts. Out: a
// weight a fact.
//
// Stochastic gradient descent with a rate for each weight (Duchi et al. 2011) and L2, in an order that a seed shuffles: the same
// examples give the same weights.

export type FitOptions = {
  /** Passes over the examples. */
  readonly passes: number
  /** Strength of L2 on each weight, spread over the examples that have its fact. */
  readonly l2: number
  readonly rate: number
  /** Share of the facts that each rival goes without, drawn anew each time (dropout: Srivastava et al. 2014); 0 by default. */
  readonly drop?: number
  /** Orders of the examples that are each learnt from; weights are their mean (bagging: Breiman 1996). 1 by default. */
  readonly orders?: number
}

/** Rivals of which one or several are right. */
export type Choice = {
  readonly rivals: readonly Int32Array[]
  readonly right: readonly boolean[]
  readonly weight: number
  /** That none is right is a choice too, whose sum is 0. */
  readonly orNone?: boolean
}

const exact = (z: number): number => 1 / (1 + Math.exp(-z))

/** Numbers below 2^31 by a linear congruence, the same for the same seed. */
function drawsOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return state
  }
}

/** So many orders of `count` things, by those draws. */
function* shuffles(count: number, passes: number, draw: () => number): Generator<Int32Array> {
  const order = Int32Array.from({length: count}, (_, i) => i)
  for (let pass = 0; pass < passes; pass++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = draw() % (i + 1)
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
 * @returns a weight for each of `size` facts. Time: linear in the rivals' facts, times the passes and the orders.
 */
export function fitChoices(choices: readonly Choice[], size: number, options: FitOptions): Float64Array {
  const {orders = 1} = options
  const counts = new Float64Array(size)
  for (const {rivals} of choices) for (const facts of rivals) for (const i of facts) counts[i]!++
  const shrink = counts.map((count) => options.l2 / Math.max(1, count))
  const mean = new Float64Array(size)
  for (let nth = 0; nth < orders; nth++) {
    const weights = fitOnce(choices, shrink, options, drawsOf(1 + 7 * nth))
    for (let i = 0; i < size; i++) mean[i]! += weights[i]! / orders
  }
  return mean
}

function fitOnce(
  choices: readonly Choice[],
  shrink: Float64Array,
  {passes, rate, drop = 0}: FitOptions,
  draw: () => number,
): Float64Array {
  const weights = new Float64Array(shrink.length)
  const squares = new Float64Array(shrink.length).fill(1e-2)
  // The low bits of such draws repeat soon: the high ones decide.
  const dropped = Math.round(drop * (0x7fffffff >> 8))
  for (const order of shuffles(choices.length, passes, draw))
    for (const at of order) {
      const {right, weight, orNone = false} = choices[at]!
      const rivals =
        drop > 0 ? choices[at]!.rivals.map((facts) => facts.filter(() => draw() >> 8 >= dropped)) : choices[at]!.rivals
      const sums = rivals.map((facts) => {
        let sum = 0
        for (const i of facts) sum += weights[i]!
        return sum
      })
      const most = Math.max(...sums, ...(orNone ? [0] : []))
      const none = orNone ? Math.exp(-most) : 0
      const shares = sums.map((z) => Math.exp(z - most))
      const all = shares.reduce((sum, share) => sum + share, none)
      const good = right.includes(true) ? shares.reduce((sum, share, k) => (right[k] ? sum + share : sum), 0) : none
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
