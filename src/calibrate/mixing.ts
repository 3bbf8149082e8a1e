// Whether chains have mixed: what their draws are worth.
//
// In: the states of several chains in one coordinate. Out: their autocorrelation time, the number
// of independent draws they are worth, and whether they tell the same.

/** How one coordinate was sampled. */
export type Mixing = {
  /** Integrated autocorrelation time, in sweeps. */
  readonly time: number
  /** How many independent draws all states are worth. */
  readonly effective: number
  /** Split R-hat: near 1 where every half of every chain tells the same, larger where they do not. */
  readonly between: number
}

/** The window of the sum of autocorrelations is this many times what the sum comes to. */
const WINDOW = 5

/**
 * How well chains have mixed in one coordinate.
 *
 * The autocorrelation time is 1 + 2 times the sum of the autocorrelations up to a window of five times itself (Sokal
 * 1997), of deviations from the mean of all chains, so that chains which stay apart show. Split R-hat is Gelman and
 * Rubin's (1992) of the halves of all chains (Gelman et al. 2013, 11.4).
 *
 * @param values states x chains, row-major, `every` sweeps apart.
 */
export function mixingOf(values: Float64Array, chains: number, every = 1): Mixing {
  const mean = meanOf(values)
  const covariance = (lag: number) => {
    let sum = 0
    for (let i = lag * chains; i < values.length; i++) sum += (values[i]! - mean) * (values[i - lag * chains]! - mean)
    return sum / values.length
  }
  const variance = covariance(0)
  // Nothing ever moved: one draw, and no agreement.
  if (!(variance > 0)) return {time: Number.POSITIVE_INFINITY, effective: 1, between: Number.POSITIVE_INFINITY}
  const states = values.length / chains
  let time = 1
  for (let lag = 1; lag < states && lag < WINDOW * time; lag++) time += (2 * covariance(lag)) / variance
  // Draws that answer each other may come to less than one; no more than all of them is claimed.
  time = Math.max(1, time)
  return {time: time * every, effective: values.length / time, between: splitBetween(values, chains)}
}

function splitBetween(values: Float64Array, chains: number): number {
  const states = values.length / chains
  const half = Math.floor(states / 2)
  const parts = Array.from({length: 2 * chains}, (_, part) => {
    const [chain, from] = [part >> 1, (part & 1) * (states - half)]
    const mine = Float64Array.from({length: half}, (_, i) => values[(from + i) * chains + chain]!)
    const centre = meanOf(mine)
    const squares = mine.reduce((sum, value) => sum + (value - centre) * (value - centre), 0)
    return {centre, variance: squares / (half - 1)}
  })
  const centre = meanOf(parts.map((part) => part.centre))
  const apart = parts.reduce((sum, part) => sum + (part.centre - centre) * (part.centre - centre), 0)
  const within = meanOf(parts.map((part) => part.variance))
  if (!(within > 0)) return Number.POSITIVE_INFINITY
  return Math.sqrt((half - 1) / half + apart / (parts.length - 1) / within)
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}
