// Random numbers that depend on what they are for, and on nothing else.
//
// An address (run, name, draw, stream) and a 64-bit seed go in, a number in (0, 1) comes
// out, by a counter-based generator: there is no state to advance, so a draw does not
// depend on the order of draws, on the number of workers, or on which other inputs exist.
// Values of a distribution come by its inverse: one uniform number, one value, monotone,
// so that stratified designs carry over.

import {contentHash} from "../core/ids.ts"
import {readSeed} from "../core/seeds.ts"
import {exp, log} from "./elementary.ts"

/** A 64-bit seed as two unsigned 32-bit words. */
export type Seed = {readonly lo: number; readonly hi: number}

/**
 * What a draw is for. `run`, `draw` are whole numbers 0 .. 2^32-1; `name` is the `ordinal` of an input's or event's
 * name; `stream` separates uses: see `streams`.
 */
export type Address = {readonly run: number; readonly name: number; readonly draw: number; readonly stream: number}

/** The uses of random numbers, so that none meets another's. */
export const streams = {
  inputs: 0,
  noise: 1,
  design: 2,
  bootstrap: 3,
  draws: 4,
  plausible: 5,
  scramble: 6,
  chains: 7,
} as const

/** The seed written as a whole number 0 .. 2^64-1 in decimal, or null where `text` is none. */
export function parseSeed(text: string): Seed | null {
  const value = readSeed(text)
  return value === null ? null : {lo: Number(value & 0xffff_ffffn), hi: Number(value >> 32n)}
}

/** The stable number of a name: the first 32 bits of the SHA-256 of its UTF-8 bytes. */
export function ordinal(name: string): number {
  return Number.parseInt(contentHash(name).slice(0, 8), 16)
}

// Multipliers and key increments of Philox4x32 (Salmon et al. 2011, table 2).
const M0 = 0xd2511f53
const M1 = 0xcd9e8d57
const W0 = 0x9e3779b9
const W1 = 0xbb67ae85

/** The upper 32 bits of a * b for unsigned 32-bit a and b, from 16-bit halves in whole-number arithmetic. */
function upperProduct(a: number, b: number): number {
  const aLow = a & 0xffff
  const aHigh = a >>> 16
  const bLow = b & 0xffff
  const bHigh = b >>> 16
  const left = Math.imul(aHigh, bLow)
  const right = Math.imul(aLow, bHigh)
  const carried = ((Math.imul(aLow, bLow) >>> 16) + (left & 0xffff) + (right & 0xffff)) >>> 16
  return (Math.imul(aHigh, bHigh) + (left >>> 16) + (right >>> 16) + carried) | 0
}

/**
 * Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011): ten rounds over the counter (c0, c1, c2, c3) under the key
 * (k0, k1), all unsigned 32-bit. `out` receives the four words.
 */
export function philox4x32(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  out: Uint32Array,
): void {
  let x0 = c0 | 0
  let x1 = c1 | 0
  let x2 = c2 | 0
  let x3 = c3 | 0
  let key0 = k0 | 0
  let key1 = k1 | 0
  for (let round = 0; round < 10; round++) {
    const high0 = upperProduct(M0, x0)
    const low0 = Math.imul(M0, x0)
    const high1 = upperProduct(M1, x2)
    const low1 = Math.imul(M1, x2)
    x0 = high1 ^ x1 ^ key0
    x1 = low1
    x2 = high0 ^ x3 ^ key1
    x3 = low0
    key0 = (key0 + W0) | 0
    key1 = (key1 + W1) | 0
  }
  out[0] = x0
  out[1] = x1
  out[2] = x2
  out[3] = x3
}

/** The largest double below 1. */
const BELOW_ONE = 1 - 1 / 9007199254740992

const WORDS = new Uint32Array(4) // scratch: written whole before it is read

/**
 * A number strictly between 0 and 1: (53 bits + 1/2) / 2^53 of Philox at counter (run, name, draw, stream) under the
 * seed as key. A pure function of its arguments.
 */
export function uniform(seed: Seed, address: Address): number {
  return uniformAt(seed.lo, seed.hi, address.run, address.name, address.draw, address.stream)
}

/** `uniform` without objects, for inner loops: the seed's words, then run, name, draw, stream. */
export function uniformAt(lo: number, hi: number, run: number, name: number, draw: number, stream: number): number {
  philox4x32(run, name, draw, stream, lo, hi, WORDS)
  const u = ((WORDS[0]! >>> 5) * 67108864 + (WORDS[1]! >>> 6) + 0.5) / 9007199254740992
  // All 53 bits set would round to 1.
  return u < 1 ? u : BELOW_ONE
}

/** low + (high - low) p. */
export function uniformQuantile(p: number, low: number, high: number): number {
  return low + (high - low) * p
}

/** The triangular distribution on [low, high] with its top at `mode`, in closed form. */
export function triangularQuantile(p: number, low: number, mode: number, high: number): number {
  const width = high - low
  if (width === 0) return low
  return p < (mode - low) / width
    ? low + Math.sqrt(p * width * (mode - low))
    : high - Math.sqrt((1 - p) * width * (high - mode))
}

/** exp(mu + sigma z_p): the logarithm is normal with mean `mu` and standard deviation `sigma`. */
export function lognormalQuantile(p: number, mu: number, sigma: number): number {
  return exp(mu + sigma * normalQuantile(p))
}

/** c[0] + c[1] x + ... + c[7] x^7, by Horner's rule. */
function polynomial(c: readonly number[], x: number): number {
  let value = c[7]!
  for (let i = 6; i >= 0; i--) value = value * x + c[i]!
  return value
}

// Coefficients of Wichura (1988), algorithm AS 241, PPND16.
const CENTRE_TOP = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
  33430.57558358813, 2509.0809287301227,
]
const CENTRE_BOTTOM = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
  5226.495278852854,
]
const SIDE_TOP = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
]
const SIDE_BOTTOM = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
]
const TAIL_TOP = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
]
const TAIL_BOTTOM = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
  1.421511758316446e-7, 2.0442631033899397e-15,
]

/** The standard normal quantile, relative error about 1e-16: Wichura (1988), Applied Statistics 37, AS 241. */
export function normalQuantile(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * polynomial(CENTRE_TOP, r)) / polynomial(CENTRE_BOTTOM, r)
  }
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p))
  const value =
    r <= 5
      ? polynomial(SIDE_TOP, r - 1.6) / polynomial(SIDE_BOTTOM, r - 1.6)
      : polynomial(TAIL_TOP, r - 5) / polynomial(TAIL_BOTTOM, r - 5)
  return q < 0 ? -value : value
}

// Lanczos (1964) approximation of the gamma function with g = 607/128, coefficients of Godfrey (2001).
const LANCZOS = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202,
  0.00003399464998481189, 0.00004652362892704858, -0.00009837447530487956, 0.0001580887032249125,
  -0.00021026444172410488, 0.00021743961811521265, -0.0001643181065367639, 0.00008441822398385275,
  -0.000026190838401581408, 0.0000036899182659531625,
]

/** The logarithm of the gamma function for x > 0, relative error about 1e-15. */
export function logGamma(x: number): number {
  let sum = LANCZOS[0]!
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (x + i)
  const t = x + 607 / 128 + 0.5
  return (x + 0.5) * log(t) - t + log((2.5066282746310007 * sum) / x)
}

/** Lentz's continued fraction of the incomplete beta function (DLMF 8.17.22), so many terms at most. */
export function betaFraction(x: number, a: number, b: number, terms = 200): number {
  const tiny = 1e-300
  let c = 1
  let d = 1 - ((a + b) * x) / (a + 1)
  d = 1 / (Math.abs(d) < tiny ? tiny : d)
  let value = d
  for (let m = 1; m <= terms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 + even * d
    c = 1 + even / c
    d = 1 / (Math.abs(d) < tiny ? tiny : d)
    c = Math.abs(c) < tiny ? tiny : c
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 + odd * d
    c = 1 + odd / c
    d = 1 / (Math.abs(d) < tiny ? tiny : d)
    c = Math.abs(c) < tiny ? tiny : c
    value *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return value
}

/** Quantile of the beta distribution with shapes a, b > 0 on [0, 1]: 53 halvings of the incomplete beta function. */
export function betaQuantile(p: number, a: number, b: number): number {
  const scale = logGamma(a + b) - logGamma(a) - logGamma(b)
  const turn = (a + 1) / (a + b + 2)
  let low = 0
  let high = 1
  for (let i = 0; i < 53; i++) {
    const x = (low + high) / 2
    const front = exp(scale + a * log(x) + b * log(1 - x))
    const below = x < turn ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b
    if (below < p) low = x
    else high = x
  }
  return (low + high) / 2
}
