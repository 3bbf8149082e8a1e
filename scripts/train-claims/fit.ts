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
  // What one choice needs, kept from choice to choice: sums and shares of its rivals, and the facts that were not dropped.
  const shares = new Float64Array(choices.reduce((most, {rivals}) => Math.max(most, rivals.length), 0))
  const ends = new Int32Array(shares.length)
  const kept = new Int32Array(
    choices.reduce(
      (most, {rivals}) =>
        Math.max(
          most,
          rivals.reduce((sum, facts) => sum + facts.length, 0),
        ),
      0,
    ),
  )
  for (const order of shuffles(choices.length, passes, draw))
    for (const at of order) {
      const {rivals, right, weight, orNone = false} = choices[at]!
      let count = 0
      let most = orNone ? 0 : Number.NEGATIVE_INFINITY
      for (let k = 0; k < rivals.length; k++) {
        const facts = rivals[k]!
        let sum = 0
        for (let f = 0; f < facts.length; f++) {
          if (drop > 0 && draw() >> 8 < dropped) continue
          kept[count++] = facts[f]!
          sum += weights[facts[f]!]!
        }
        shares[k] = sum
        ends[k] = count
        most = Math.max(most, sum)
      }
      let all = orNone ? Math.exp(-most) : 0
      let good = 0
      for (let k = 0; k < rivals.length; k++) {
        shares[k] = Math.exp(shares[k]! - most)
        all += shares[k]!
        if (right[k]) good += shares[k]!
      }
      for (let k = 0, f = 0; k < rivals.length; k++) {
        const error = (shares[k]! / all - (right[k] ? shares[k]! / good : 0)) * weight
        if (Math.abs(error) < FAINT) {
          f = ends[k]!
          continue
        }
        for (; f < ends[k]!; f++) {
          const i = kept[f]!
          const gradient = error + shrink[i]! * weights[i]!
          squares[i]! += gradient * gradient
          weights[i]! -= (rate * gradient) / Math.sqrt(squares[i]!)
        }
      }
    }
  return weights
}

/** Ceilings tried, in thousandths. */
const [LOWEST_CEILING, CEILING_STEP] = [900, 5]

/**
 * Slope, offset and ceiling that make probabilities of sums of weights (scorer.ts), the likeliest of labels 0 and 1: by Fisher's
 * scoring for each ceiling that is tried. Of equal ones the highest.
 */
export function calibrated(
  sums: readonly number[],
  labels: readonly number[],
): {slope: number; offset: number; ceiling: number} {
  let best = {slope: 1, offset: 0, ceiling: 1}
  let most = Number.NEGATIVE_INFINITY
  for (let thousandths = 1000; thousandths >= LOWEST_CEILING; thousandths -= CEILING_STEP) {
    const ceiling = thousandths / 1000
    const {slope, offset} = calibratedBelow(ceiling, sums, labels)
    const likelihood = sums.reduce((sum, z, i) => {
      const p = ceiling * exact(slope * z + offset)
      return sum + Math.log(labels[i] === 1 ? p : 1 - p)
    }, 0)
    if (likelihood > most) [best, most] = [{slope, offset, ceiling}, likelihood]
  }
  return best
}

function calibratedBelow(ceiling: number, sums: readonly number[], labels: readonly number[]) {
  let [slope, offset] = [1, 0]
  for (let step = 0; step < 50; step++) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 1e-6, 0, 1e-6]
    sums.forEach((z, i) => {
      const share = exact(slope * z + offset)
      const p = ceiling * share
      const flat = (1 - share) / (1 - p)
      const error = (p - labels[i]!) * flat
      const v = p * (1 - share) * flat
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
