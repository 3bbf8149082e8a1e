// Draws that an equation makes: one uniform number in, one value of a distribution out, by
// the inverse of its distribution function, so that a draw is monotone in its number.
//
// All are cut off at `low` and `high` as the field's tools do it: the value has the
// distribution it would have among those that lie between. Where nothing lies between, the
// nearer bound comes out. A parameter outside its range gives NaN, which fails the run.

import {erfc, exp, log, pow} from "./elementary.ts"
import {betaFraction, betaQuantile, logGamma, normalQuantile, triangularQuantile} from "./random.ts"

/** Terms of the series and continued fractions of the incomplete gamma and beta functions, at most. */
const TERMS = 20_000
/** Halvings of an interval: enough for every bit of a double. */
const HALVINGS = 64
/** Whole numbers are doubles of their own up to here. */
const LARGEST_COUNT = 9007199254740992
/** From this shape on the incomplete gamma function is taken from its uniform expansion: its series would need more than `TERMS`. */
const LARGE_SHAPE = 1e7
/** From this parameter on so is the incomplete beta function: its factor in front would have lost its digits. */
const LARGE_BETA = 1e12

const HALF_ROOT = Math.SQRT1_2

/** How likely a standard normal number is below z. */
export function normalBelow(z: number): number {
  return 0.5 * erfc(-z * HALF_ROOT)
}

/** `u` moved into what the distribution function spans between its values at the two bounds. */
function between(u: number, below: number, above: number): number {
  return below + u * (above - below)
}

/** x held between low and high, and NaN kept. */
function held(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x
}

/** Normal, between low and high. Worked out on the side of the mean where the bounds lie, so that far tails keep their digits. */
export function drawNormal(u: number, low: number, high: number, mean: number, sd: number): number {
  if (!(sd >= 0) || !(low <= high)) return Number.NaN
  if (sd === 0) return held(mean, low, high)
  const a = (low - mean) / sd
  const b = (high - mean) / sd
  const p = a > 0 ? between(1 - u, normalBelow(-b), normalBelow(-a)) : between(u, normalBelow(a), normalBelow(b))
  if (!(p > 0)) return held(mean, low, high)
  const z = normalQuantile(p < 1 ? p : 1 - 1.1102230246251565e-16)
  return held(mean + sd * (a > 0 ? -z : z), low, high)
}

/** low + (high - low) u. */
export function drawUniform(u: number, low: number, high: number): number {
  return low + (high - low) * u
}

/** Exponential of mean 1, stretched, then shifted, between low and high. */
export function drawExponential(u: number, low: number, high: number, shift: number, stretch: number): number {
  return scaled(u, low, high, shift, stretch, exponentialBelow, (p) => -log(1 - p))
}

const exponentialBelow = (x: number) => (x > 0 ? 1 - exp(-x) : 0)

/** Lognormal with this mean and standard deviation of the number itself. */
export function drawLognormal(u: number, mean: number, sd: number): number {
  if (!(mean > 0) || !(sd >= 0)) return Number.NaN
  const ratio = sd / mean
  const variance = log(1 + ratio * ratio)
  return exp(log(mean) - variance / 2 + Math.sqrt(variance) * normalQuantile(u))
}

/** Triangular from `start` over `peak` to `stop`, between low and high. */
export function drawTriangular(
  u: number,
  low: number,
  high: number,
  start: number,
  peak: number,
  stop: number,
): number {
  if (!(start <= peak && peak <= stop)) return Number.NaN
  const width = stop - start
  const below = (x: number): number => {
    if (x <= start) return 0
    if (x >= stop) return 1
    return x < peak
      ? ((x - start) * (x - start)) / (width * (peak - start))
      : 1 - ((stop - x) * (stop - x)) / (width * (stop - peak))
  }
  return held(triangularQuantile(between(u, below(low), below(high)), start, peak, stop), low, high)
}

/** Weibull of scale 1, stretched, then shifted, between low and high. */
export function drawWeibull(
  u: number,
  low: number,
  high: number,
  shape: number,
  shift: number,
  stretch: number,
): number {
  if (!(shape > 0)) return Number.NaN
  const below = (x: number) => (x > 0 ? 1 - exp(-pow(x, shape)) : 0)
  return scaled(u, low, high, shift, stretch, below, (p) => pow(-log(1 - p), 1 / shape))
}

/** Gamma of scale 1, stretched, then shifted, between low and high. */
export function drawGamma(u: number, low: number, high: number, order: number, shift: number, stretch: number): number {
  if (!(order > 0)) return Number.NaN
  const below = (x: number) => (x > 0 ? gammaBelow(order, x) : 0)
  return scaled(u, low, high, shift, stretch, below, (p) => gammaQuantile(p, order))
}

/** Beta on 0 to 1, stretched, then shifted, between low and high. */
export function drawBeta(
  u: number,
  low: number,
  high: number,
  a: number,
  b: number,
  shift: number,
  stretch: number,
): number {
  if (!(a > 0 && b > 0)) return Number.NaN
  const below = (x: number) => (x <= 0 ? 0 : x >= 1 ? 1 : betaBelow(x, a, b))
  return scaled(u, low, high, shift, stretch, below, (p) => betaQuantile(p, a, b))
}

/** Logistic with this mean and scale. */
export function drawLogistic(u: number, mean: number, scale: number): number {
  return mean + scale * log(u / (1 - u))
}

/** Pareto of that shape, from `scale` up. */
export function drawPareto(u: number, shape: number, scale: number): number {
  return shape > 0 ? scale * pow(1 - u, -1 / shape) : Number.NaN
}

/** 1 with chance p, else 0. */
export function drawChance(u: number, p: number): number {
  return u < p ? 1 : 0
}

/** Tries until the first success, each with chance p: 1 + floor(ln(1 - u) / ln(1 - p)). */
export function drawGeometric(u: number, p: number): number {
  if (!(p > 0 && p <= 1)) return Number.NaN
  return p === 1 ? 1 : 1 + Math.floor(log(1 - u) / log(1 - p))
}

/** A Poisson count, stretched, then shifted, between low and high. */
export function drawPoisson(
  u: number,
  low: number,
  high: number,
  mean: number,
  shift: number,
  stretch: number,
): number {
  if (!(mean >= 0)) return Number.NaN
  const below = (k: number) => (k < 0 ? 0 : mean === 0 ? 1 : 1 - gammaBelow(Math.floor(k) + 1, mean))
  return counted(u, low, high, shift, stretch, below, mean)
}

/** A draw that counts tries, each of which succeeds with chance p. */
type OfTries = (u: number, low: number, high: number, p: number, n: number, shift: number, stretch: number) => number

/** Successes in n tries, each with chance p, stretched, then shifted, between low and high. */
export const drawBinomial: OfTries = (u, low, high, p, n, shift, stretch) => {
  if (!(p >= 0 && p <= 1 && n >= 0)) return Number.NaN
  const tries = Math.floor(n)
  const below = (k: number): number => {
    const whole = Math.floor(k)
    if (whole < 0) return 0
    if (whole >= tries || p === 0) return 1
    return p === 1 ? 0 : betaBelow(1 - p, tries - whole, whole + 1, p)
  }
  return counted(u, low, high, shift, stretch, below, tries * p)
}

/** Tries until n successes, each with chance p, stretched, then shifted, between low and high. */
export const drawNegativeBinomial: OfTries = (u, low, high, p, n, shift, stretch) => {
  if (!(p > 0 && p <= 1 && n >= 1)) return Number.NaN
  const wanted = Math.floor(n)
  const below = (k: number): number => {
    const tries = Math.floor(k)
    if (tries < wanted) return 0
    return p === 1 ? 1 : betaBelow(p, wanted, tries - wanted + 1, 1 - p)
  }
  return counted(u, low, high, shift, stretch, below, wanted / p)
}

/** A continuous distribution stretched, shifted and cut off. A negative stretch turns it round. */
function scaled(
  u: number,
  low: number,
  high: number,
  shift: number,
  stretch: number,
  below: (x: number) => number,
  quantile: (p: number) => number,
): number {
  if (stretch === 0) return held(shift, low, high)
  const a = (low - shift) / stretch
  const b = (high - shift) / stretch
  const p = stretch > 0 ? between(u, below(a), below(b)) : between(1 - u, below(b), below(a))
  return held(shift + stretch * quantile(p), low, high)
}

/** The same for counts: the smallest one whose distribution function reaches the number drawn. */
function counted(
  u: number,
  low: number,
  high: number,
  shift: number,
  stretch: number,
  below: (k: number) => number,
  guess: number,
): number {
  if (stretch === 0) return held(shift, low, high)
  const [a, b] =
    stretch > 0
      ? [(low - shift) / stretch, (high - shift) / stretch]
      : [(high - shift) / stretch, (low - shift) / stretch]
  // Below the first count that is allowed, and up to the last.
  const p = between(stretch > 0 ? u : 1 - u, below(Math.ceil(a) - 1), below(Math.floor(b)))
  return held(shift + stretch * smallest(p, below, guess), low, high)
}

/**
 * The smallest whole number k of at least 0 with below(k) >= p. Ends for every guess: no doubling goes on beyond four
 * times a guess whose neighbours are no whole numbers apart, and no halving where no double lies between.
 */
function smallest(p: number, below: (k: number) => number, guess: number): number {
  let high = Math.max(1, Math.ceil(guess))
  let low = -1
  const most = Math.max(LARGEST_COUNT, Math.min(4 * high, Number.MAX_VALUE))
  while (below(high) < p && high < most) {
    low = high
    high *= 2
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (middle <= low || middle >= high) break
    if (below(middle) < p) low = middle
    else high = middle
  }
  return high
}

/** The regularised incomplete beta function I_x(a, b) for 0 < x < 1; `y` is 1 - x, with digits of its own where x is near 1. */
function betaBelow(x: number, a: number, b: number, y: number = 1 - x): number {
  if (Math.max(a, b) > LARGE_BETA) return largeBetaBelow(x, y, a, b)
  const front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log(1 - x))
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b, TERMS)) / a
    : 1 - (front * betaFraction(1 - x, b, a, TERMS)) / b
}

/** The regularised incomplete gamma function P(a, x) for x > 0: its series (DLMF 8.11.4) or continued fraction (8.9.2). */
export function gammaBelow(a: number, x: number): number {
  if (x === Number.POSITIVE_INFINITY) return 1
  if (a > LARGE_SHAPE) return largeGammaBelow(a, x)
  const front = exp(a * log(x) - x - logGamma(a))
  // So far out that nothing is left of the side that is worked out.
  if (front === 0) return x < a + 1 ? 0 : 1
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let n = 1; n < TERMS && term > sum * 1e-17; n++) {
      term *= x / (a + n)
      sum += term
    }
    return front * sum
  }
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let value = d
  for (let n = 1; n < TERMS; n++) {
    const an = -n * (n - a)
    b += 2
    d = an * d + b
    d = 1 / (Math.abs(d) < tiny ? tiny : d)
    c = b + an / c
    c = Math.abs(c) < tiny ? tiny : c
    value *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return 1 - front * value
}

/** t - ln(1 + t) without loss of digits near 0, by its series there. */
function lessLog(t: number): number {
  if (Math.abs(t) > 0.1) return t - log(1 + t)
  let sum = 0
  let power = t
  for (let n = 2; n <= 20; n++) {
    power *= -t
    sum -= power / n
  }
  return sum
}

/** A root of twice the square, with the sign of the difference it was made of. */
const signed = (half: number, difference: number): number =>
  difference < 0 ? -Math.sqrt(2 * Math.max(0, half)) : Math.sqrt(2 * Math.max(0, half))

/**
 * P(a, x) of a large shape: the first term of Temme's uniform expansion (1979; DLMF 8.12.3 and 8.12.8), whose next is
 * smaller by the shape.
 */
function largeGammaBelow(a: number, x: number): number {
  const t = (x - a) / a
  const half = lessLog(t)
  const eta = signed(half, t)
  // 1 / t - 1 / eta, which is their series where both are near 0 (DLMF 8.12.11).
  const first = Math.abs(eta) < 0.01 ? -1 / 3 + eta / 12 - (2 / 135) * eta * eta : 1 / t - 1 / eta
  return share(normalBelow(eta * Math.sqrt(a)) - (exp(-a * half) / Math.sqrt(TURN * a)) * first)
}

/** I_x(a, b) where one of the two is large: of both by Temme's expansion (1992; DLMF 8.18.9), of one by its limit. */
function largeBetaBelow(x: number, y: number, a: number, b: number): number {
  // (1 - w / N)^N goes to e^-w: Wise (1950), off by the square of the smaller over the larger.
  if (b <= LARGE_SHAPE) return 1 - gammaBelow(b, -(a + (b - 1) / 2) * logOfShare(x, y))
  if (a <= LARGE_SHAPE) return gammaBelow(a, -(b + (a - 1) / 2) * logOfShare(y, x))
  const all = a + b
  const x0 = a / all
  const y0 = b / all
  const off = x * y0 - y * x0
  const half = x0 * lessLog(off / x0) + y0 * lessLog(-off / y0)
  const eta = signed(half, off)
  const width = Math.sqrt(x0 * y0)
  // What 1 / eta - width / off comes to near the middle; further out the factor before it is nothing.
  const first = (1 - 2 * x0) / (3 * width)
  return share(normalBelow(eta * Math.sqrt(all)) + (exp(-all * half) / Math.sqrt(TURN * all)) * first)
}

/** ln x, by what x lacks to 1 where that is little. */
const logOfShare = (x: number, lacks: number): number => (lacks < 0.1 ? -(lacks + lessLog(-lacks)) : log(x))

const share = (p: number): number => (p < 0 ? 0 : p > 1 ? 1 : p)

/** 2 pi. */
const TURN = 6.283185307179586

/** Quantile of the gamma distribution of that shape and scale 1, by halving. */
function gammaQuantile(p: number, shape: number): number {
  if (!(p > 0)) return 0
  let high = Math.max(1, 2 * shape)
  while (gammaBelow(shape, high) < p && high < 1e300) high *= 2
  let low = 0
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (gammaBelow(shape, middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
