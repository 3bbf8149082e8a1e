// Elementary functions with the same bits on every machine.
//
// A number goes in, a number comes out; only +, -, *, /, comparison and the bits of a
// double are used, because these alone are exactly specified by IEEE 754 and ECMAScript.
// Math.exp, Math.pow and their kind differ between engines and between versions of one
// engine, so nothing whose result reaches a run or a hash may call them.
//
// The algorithms and their minimax coefficients are those of fdlibm 5.3:
// Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a
// Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute this
// software is freely granted, provided that this notice is preserved.

// Scratch to see a double as two 32-bit words. Every function writes it before reading it, so
// nothing is carried from one call to the next.
const AS_DOUBLE = new Float64Array(1)
const AS_WORDS = new Uint32Array(AS_DOUBLE.buffer)
// Index of the word with sign and exponent: 1 where bytes are little-endian.
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0
const LOW = 1 - HIGH

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const INVERSE_LN2 = Math.LOG2E
/** exp() is infinite above this, and zero below UNDERFLOW. */
const OVERFLOW = 709.782712893384
const UNDERFLOW = -745.1332191019411

/** 2^(i - 1022) for i = 0 .. 2045: every normal power of two, by exact doubling. Not to be written to. */
export const POWERS_OF_TWO: Float64Array = (() => {
  const table = new Float64Array(2046)
  let power = 2.2250738585072014e-308
  for (let i = 0; i < table.length; i++) {
    table[i] = power
    power *= 2
  }
  return table
})()

const TWO_TO_54 = 18014398509481984

/** x * 2^k, rounded once, for |x| in [0.25, 4]. */
function scale(x: number, k: number): number {
  if (k > 1023) return x * POWERS_OF_TWO[2045]! * (k - 1023 > 1023 ? Number.POSITIVE_INFINITY : POWERS_OF_TWO[k - 1]!)
  if (k >= -1020) return x * POWERS_OF_TWO[k + 1022]!
  return k < -1076 ? x * 0 : (x * POWERS_OF_TWO[k + 54 + 1022]!) / TWO_TO_54
}

/** x with the lower 32 bits of its significand cleared. */
function upper(x: number): number {
  AS_DOUBLE[0] = x
  AS_WORDS[LOW] = 0
  return AS_DOUBLE[0]!
}

function highWord(x: number): number {
  AS_DOUBLE[0] = x
  return AS_WORDS[HIGH]! | 0
}

const P1 = 0.16666666666666602
const P2 = -0.0027777777777015593
const P3 = 0.00006613756321437934
const P4 = -0.0000016533902205465252
const P5 = 4.1381367970572385e-8

/** Between these exp() needs no care for overflow or subnormal results: the power of two is in the table. */
const EXP_LOW = -708
const EXP_HIGH = 709

/**
 * e^x. Error below 1 ulp; exp(-Infinity) = 0, overflow gives Infinity, subnormal results are kept.
 * x = k ln 2 + r with |r| <= ln 2 / 2; a rational Remez approximation on r (fdlibm e_exp.c), its polynomial in the
 * order of Estrin (1960), which waits less.
 */
export function exp(x: number): number {
  const inside = x > EXP_LOW && x < EXP_HIGH
  if (!inside) {
    if (Number.isNaN(x)) return x
    if (x > OVERFLOW) return Number.POSITIVE_INFINITY
    if (x < UNDERFLOW) return 0
  }
  const k = Math.floor(x * INVERSE_LN2 + 0.5)
  const high = x - k * LN2_HIGH
  const low = k * LN2_LOW
  const r = high - low
  const z = r * r
  const c = r - z * (P1 + z * P2 + z * z * (P3 + z * P4 + z * z * P5))
  const y = 1 - (low - (r * c) / (2 - c) - high)
  return inside ? y * POWERS_OF_TWO[k + 1022]! : scale(y, k)
}

/**
 * JavaScript text of exp(`x`), the same bits without the cost of a call. `scratch` names a new variable. The text
 * reads `exp` and `POWERS_OF_TWO` by these names.
 */
export function expText(x: string, scratch: () => string): string {
  const [v, k, high, low, r, z, c] = [scratch(), scratch(), scratch(), scratch(), scratch(), scratch(), scratch()]
  const polynomial = `${P1} + ${z} * (${P2}) + ${z} * ${z} * (${P3} + ${z} * (${P4}) + ${z} * ${z} * ${P5})`
  const inside =
    `${k} = Math.floor(${v} * ${INVERSE_LN2} + 0.5), ${high} = ${v} - ${k} * ${LN2_HIGH}, ${low} = ${k} * ${LN2_LOW}, ` +
    `${r} = ${high} - ${low}, ${z} = ${r} * ${r}, ${c} = ${r} - ${z} * (${polynomial}), ` +
    `(1 - (${low} - (${r} * ${c}) / (2 - ${c}) - ${high})) * POWERS_OF_TWO[${k} + 1022]`
  return `(${v} = ${x}, ${v} > ${EXP_LOW} && ${v} < ${EXP_HIGH} ? (${inside}) : exp(${v}))`
}

const Q1 = -0.03333333333333313
const Q2 = 0.0015873015872548146
const Q3 = -0.0000793650757867488
const Q4 = 0.000004008217827329362
const Q5 = -2.0109921818362437e-7

/** e^x - 1 without loss near 0. Error below 1 ulp (fdlibm s_expm1.c). */
export function expm1(x: number): number {
  if (Number.isNaN(x)) return x
  if (x > OVERFLOW) return Number.POSITIVE_INFINITY
  if (x < -38) return -1 // e^-38 is below half an ulp of 1
  const size = x < 0 ? -x : x
  if (size < 5.551115123125783e-17) return x // 2^-54
  const k = size <= 0.34657359027997264 ? 0 : Math.floor(x * INVERSE_LN2 + 0.5)
  const high = x - k * LN2_HIGH
  const low = k * LN2_LOW
  const r = high - low
  const lost = high - r - low
  const half = 0.5 * r
  const squared = r * half
  const r1 = 1 + squared * (Q1 + squared * (Q2 + squared * (Q3 + squared * (Q4 + squared * Q5))))
  const t = 3 - r1 * half
  let e = squared * ((r1 - t) / (6 - r * t))
  if (k === 0) return r - (r * e - squared)
  e = r * (e - lost) - lost - squared
  if (k === -1) return 0.5 * (r - e) - 0.5
  if (k === 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e)
  if (k <= -2 || k > 56) return scale(1 - (e - r), k) - 1
  const small = POWERS_OF_TWO[1022 - k]! // 2^-k
  return k < 20 ? scale(1 - small - (e - r), k) : scale(r - (e + small) + 1, k)
}

const LG1 = 0.6666666666666735
const LG2 = 0.3999999999940942
const LG3 = 0.2857142874366239
const LG4 = 0.22222198432149784
const LG5 = 0.1818357216161805
const LG6 = 0.15313837699209373
const LG7 = 0.14798198605116586

/**
 * Natural logarithm. Error below 1 ulp; log(0) = -Infinity, of a negative number NaN.
 * x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)]; a Remez polynomial in f / (2 + f) (fdlibm e_log.c).
 */
export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN
  if (x === 0) return Number.NEGATIVE_INFINITY
  if (x === Number.POSITIVE_INFINITY) return x
  let k = 0
  if (x < 2.2250738585072014e-308) {
    k = -54
    AS_DOUBLE[0] = x * TWO_TO_54
  } else AS_DOUBLE[0] = x
  const word = AS_WORDS[HIGH]! | 0
  const shift = ((word + 0x95f64) >>> 20) - 1023
  AS_WORDS[HIGH] = word - (shift << 20)
  k += shift
  const f = AS_DOUBLE[0]! - 1
  if (f === 0) return k * LN2_HIGH + k * LN2_LOW
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const rest = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7))) + w * (LG2 + w * (LG4 + w * LG6))
  const half = 0.5 * f * f
  return k * LN2_HIGH - (half - (s * (half + rest) + k * LN2_LOW) - f)
}

/** Decimal logarithm, within 2 ulp; exact for powers of ten up to 10^22. */
export function log10(x: number): number {
  const rounded = Math.round(log(x) * Math.LOG10E)
  if (rounded >= 0 && rounded <= 22 && pow(10, rounded) === x) return rounded
  return log(x) * Math.LOG10E
}

// log2 of x as a sum t1 + t2, t1 with 21 trailing zeros: about 64 bits in all (fdlibm e_pow.c).
const L1 = 0.5999999999999946
const L2 = 0.4285714285785502
const L3 = 0.33333332981837743
const L4 = 0.272728123808534
const L5 = 0.23066074577556175
const L6 = 0.20697501780033842
const LN2 = Math.LN2
const LN2_TOP = 0.6931471824645996
const LN2_REST = -1.904654299957768e-9
const OVERFLOW_TAIL = 8.008566259537294e-17 // -(1024 - log2(largest double + half an ulp))
const CP = 0.9617966939259756 // 2 / (3 ln 2)
const CP_TOP = 0.9617967009544373
const CP_REST = -7.028461650952758e-9
const INVERSE_LN2_TOP = 1.4426950216293335
const INVERSE_LN2_REST = 1.9259629911266175e-8
const LOG2_OF_1_5_TOP = 0.5849624872207642
const LOG2_OF_1_5_REST = 1.350039202129749e-8

/**
 * x to the power y. Error below 0.7 ulp; a whole number to a whole power is exact wherever the result is a
 * whole number below 2^53. Special values as ECMAScript defines them: pow(x, 0) = 1, pow(1, Infinity) = NaN,
 * a negative number to a power that is not whole is NaN (fdlibm e_pow.c).
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
  if (y === 1) return x
  if (y === 2) return x * x
  const size = Math.abs(x)
  if (Math.abs(y) === Number.POSITIVE_INFINITY) {
    if (size === 1) return Number.NaN
    return size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0
  }
  const negative = x < 0 || (x === 0 && 1 / x < 0)
  const whole = Math.floor(y) === y
  const odd = whole && Math.abs(y) < 9007199254740992 && y - 2 * Math.floor(y / 2) === 1
  const sign = negative && odd ? -1 : 1
  if (x === 0 || size === Number.POSITIVE_INFINITY)
    return sign * ((size === 0) === y > 0 ? 0 : Number.POSITIVE_INFINITY)
  if (negative && !whole) return Number.NaN
  if (y === -1) return 1 / x
  if (y === 0.5) return Math.sqrt(x)
  if (size === 1) return sign
  return sign * powerOfPositive(size, y)
}

/** size^y for a finite size > 0 that is not 1, and a finite y that is not 0. */
function powerOfPositive(size: number, y: number): number {
  let t1: number
  let t2: number
  if (Math.abs(y) > 2147483648) {
    // Any size not next to 1 overflows or underflows at such powers.
    const word = highWord(size)
    if (Math.abs(y) > 18446744073709552000 || word < 0x3fefffff || word > 0x3ff00000)
      return size < 1 === y < 0 ? Number.POSITIVE_INFINITY : 0
    const t = size - 1
    const w = t * t * (0.5 - t * (0.3333333333333333 - t * 0.25))
    const u = INVERSE_LN2_TOP * t
    const v = t * INVERSE_LN2_REST - w * INVERSE_LN2
    t1 = upper(u + v)
    t2 = v - (t1 - u)
  } else {
    let n = 0
    let mantissa = size
    if (mantissa < 2.2250738585072014e-308) {
      mantissa *= 9007199254740992
      n = -53
    }
    AS_DOUBLE[0] = mantissa
    let word = AS_WORDS[HIGH]! | 0
    n += (word >> 20) - 0x3ff
    const fraction = word & 0x000fffff
    word = fraction | 0x3ff00000
    let near = 0 // nearest of 1 and 1.5: the interval of the mantissa
    if (fraction > 0x3988e) {
      if (fraction < 0xbb67a) near = 1
      else {
        n += 1
        word -= 0x00100000
      }
    }
    AS_WORDS[HIGH] = word
    mantissa = AS_DOUBLE[0]!
    const base = near === 1 ? 1.5 : 1
    const u = mantissa - base
    const v = 1 / (mantissa + base)
    const s = u * v
    const sTop = upper(s)
    AS_WORDS[HIGH] = ((word >> 1) | 0x20000000) + 0x00080000 + (near << 18)
    AS_WORDS[LOW] = 0
    const baseTop = AS_DOUBLE[0]!
    const baseRest = mantissa - (baseTop - base)
    const sRest = v * (u - sTop * baseTop - sTop * baseRest)
    const s2 = s * s
    let r = s2 * s2 * (L1 + s2 * (L2 + s2 * (L3 + s2 * (L4 + s2 * (L5 + s2 * L6)))))
    r += sRest * (sTop + s)
    const square = sTop * sTop
    const top = upper(3 + square + r)
    const rest = r - (top - 3 - square)
    const product = sTop * top
    const tail = sRest * top + rest * s
    const pTop = upper(product + tail)
    const pRest = tail - (pTop - product)
    const zTop = CP_TOP * pTop
    const zRest = CP_REST * pTop + pRest * CP + (near === 1 ? LOG2_OF_1_5_REST : 0)
    const addTop = near === 1 ? LOG2_OF_1_5_TOP : 0
    t1 = upper(zTop + zRest + addTop + n)
    t2 = zRest - (t1 - n - addTop - zTop)
  }
  const yTop = upper(y)
  const low = (y - yTop) * t1 + y * t2
  let high = yTop * t1
  let z = low + high
  if (z >= 1024) {
    if (z > 1024 || low + OVERFLOW_TAIL > z - high) return Number.POSITIVE_INFINITY
  } else if (z <= -1075) {
    if (z < -1075 || low <= z - high) return 0
  }
  const n = Math.abs(z) > 0.5 ? Math.floor(z + 0.5) : 0
  high -= n
  const t = upper(low + high)
  const u = t * LN2_TOP
  const v = (low - (t - high)) * LN2 + t * LN2_REST
  z = u + v
  const w = v - (z - u)
  const zz = z * z
  const c = z - zz * (P1 + zz * (P2 + zz * (P3 + zz * (P4 + zz * P5))))
  const r = (z * c) / (c - 2) - (w + z * w)
  return scale(1 - (r - z), n)
}

/** Hyperbolic tangent. Error below 2 ulp; by expm1, so that nothing is lost near 0 (fdlibm s_tanh.c). */
export function tanh(x: number): number {
  if (Number.isNaN(x)) return x
  const size = x < 0 ? -x : x
  if (size < 2.7755575615628914e-17) return x // 2^-55
  let z: number
  if (size >= 22) z = 1
  else if (size >= 1) z = 1 - 2 / (expm1(2 * size) + 2)
  else {
    const t = expm1(-2 * size)
    z = -t / (t + 2)
  }
  return x < 0 ? -z : z
}

// pi / 2 in pieces of 33 bits, each with what remains after it.
const HALF_PI_1 = 1.5707963267341256
const HALF_PI_1_REST = 6.077100506506192e-11
const HALF_PI_2 = 6.077100506303966e-11
const HALF_PI_2_REST = 2.0222662487959506e-21
const HALF_PI_3 = 2.0222662487111665e-21
const HALF_PI_3_REST = 8.4784276603689e-32
const TWO_OVER_PI = 0.6366197723675814
/** Above 2^20 the multiple of pi/2 no longer fits the pieces above; whole-number arithmetic is used instead. */
const PIECEWISE_LIMIT = 1048576

/** Bits of pi kept for huge arguments: 1024 for the largest exponent, 53 for the result, and a margin. */
const PI_BITS = 1216n
/** floor(pi * 2^PI_BITS), by Machin's formula pi = 16 atan(1/5) - 4 atan(1/239) (1706) with 64 guard bits. */
const PI_WHOLE = (() => {
  const bits = PI_BITS + 64n
  const inverseTangent = (n: bigint) => {
    let term = (1n << bits) / n
    let sum = term
    for (let i = 3n, sign = -1n; term !== 0n; i += 2n, sign = -sign) {
      term /= n * n
      sum += (sign * term) / i
    }
    return sum
  }
  return (16n * inverseTangent(5n) - 4n * inverseTangent(239n)) >> 64n
})()

/** x - n pi/2 as a sum of two doubles, and n modulo 4. `into` receives [quadrant, high, low]. */
function reduce(x: number, into: Float64Array): void {
  if (Math.abs(x) > PIECEWISE_LIMIT) {
    reduceHuge(x, into)
    return
  }
  const n = Math.floor(x * TWO_OVER_PI + 0.5)
  let r = x - n * HALF_PI_1
  let w = n * HALF_PI_1_REST
  let high = r - w
  // Each next piece is needed only when the subtraction cancelled more bits than the last one held.
  if (Math.abs(high) < Math.abs(x) * 1.52587890625e-5) {
    const before = r
    w = n * HALF_PI_2
    r = before - w
    w = n * HALF_PI_2_REST - (before - r - w)
    high = r - w
    if (Math.abs(high) < Math.abs(x) * 1.7763568394002505e-15) {
      const again = r
      w = n * HALF_PI_3
      r = again - w
      w = n * HALF_PI_3_REST - (again - r - w)
      high = r - w
    }
  }
  into[0] = n - 4 * Math.floor(n / 4)
  into[1] = high
  into[2] = r - high - w
}

/** The same in whole numbers, exact to the last bit: |x| > 2^20, so x * 2^32 is whole. */
function reduceHuge(x: number, into: Float64Array): void {
  AS_DOUBLE[0] = Math.abs(x)
  const word = AS_WORDS[HIGH]! | 0
  const exponent = (word >>> 20) - 1075
  const mantissa = (BigInt((word & 0xfffff) | 0x100000) << 32n) | BigInt(AS_WORDS[LOW]!)
  // Units of 2^-PI_BITS: |x| is whole in them, and pi/2 is PI_WHOLE / 2 to one unit.
  const shift = PI_BITS + BigInt(exponent)
  const doubled = mantissa << (shift + 1n)
  let quotient = doubled / PI_WHOLE
  let rest = doubled - quotient * PI_WHOLE
  if (rest * 2n > PI_WHOLE) {
    quotient += 1n
    rest -= PI_WHOLE
  }
  if (x < 0) {
    quotient = -quotient
    rest = -rest
  }
  // rest / 2^(PI_BITS + 1), its first 116 bits or so split over two doubles.
  const drop = PI_BITS + 1n - 116n
  const kept = rest >> drop
  const high = Number(kept)
  into[0] = Number(((quotient % 4n) + 4n) % 4n)
  into[1] = high / TWO_TO_58 / TWO_TO_58
  into[2] = Number(kept - BigInt(high)) / TWO_TO_58 / TWO_TO_58
}

const TWO_TO_58 = 288230376151711740

const S1 = -0.16666666666666632
const S2 = 0.00833333333332249
const S3 = -0.0001984126982985795
const S4 = 0.0000027557313707070068
const S5 = -2.5050760253406863e-8
const S6 = 1.58969099521155e-10

/** sin(x + y) for |x| <= pi/4, y the part of the argument below x (fdlibm k_sin.c). */
function sineNearZero(x: number, y: number): number {
  const z = x * x
  const v = z * x
  const r = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)))
  return x - (z * (0.5 * y - v * r) - y - v * S1)
}

const C1 = 0.0416666666666666
const C2 = -0.001388888888887411
const C3 = 0.00002480158728947673
const C4 = -2.7557314351390663e-7
const C5 = 2.087572321298175e-9
const C6 = -1.1359647557788195e-11

/** cos(x + y) for |x| <= pi/4 (fdlibm k_cos.c). */
function cosineNearZero(x: number, y: number): number {
  const z = x * x
  const r = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))))
  const half = 0.5 * z
  const w = 1 - half
  return w + (1 - w - half + (z * r - x * y))
}

const REDUCED = new Float64Array(3) // scratch of sin, cos and tan: written whole before it is read

/** Sine of x radians. Error below 1 ulp at any size of x; of an infinity NaN. */
export function sin(x: number): number {
  if (!(Math.abs(x) < Number.POSITIVE_INFINITY)) return Number.NaN
  if (Math.abs(x) <= 0.7853981633974483) return Math.abs(x) < 7.450580596923828e-9 ? x : sineNearZero(x, 0)
  reduce(x, REDUCED)
  const quadrant = REDUCED[0]!
  const value = quadrant % 2 === 0 ? sineNearZero(REDUCED[1]!, REDUCED[2]!) : cosineNearZero(REDUCED[1]!, REDUCED[2]!)
  return quadrant < 2 ? value : -value
}

/** Cosine of x radians. Error below 1 ulp at any size of x; of an infinity NaN. */
export function cos(x: number): number {
  if (!(Math.abs(x) < Number.POSITIVE_INFINITY)) return Number.NaN
  if (Math.abs(x) <= 0.7853981633974483) return cosineNearZero(x, 0)
  reduce(x, REDUCED)
  const quadrant = REDUCED[0]!
  const value = quadrant % 2 === 0 ? cosineNearZero(REDUCED[1]!, REDUCED[2]!) : sineNearZero(REDUCED[1]!, REDUCED[2]!)
  return quadrant === 0 || quadrant === 3 ? value : -value
}

const TAN = [
  0.3333333333333341, 0.13333333333320124, 0.05396825397622605, 0.021869488294859542, 0.0088632398235993,
  0.0035920791075913124, 0.0014562094543252903, 0.0005880412408202641, 0.0002464631348184699, 0.00007817944429395571,
  0.00007140724913826082, -0.000018558637485527546, 0.00002590730518636337,
] as const
const QUARTER_PI = 0.7853981633974483
const QUARTER_PI_REST = 3.061616997868383e-17

/** tan(x + y), or -1 / tan(x + y) when `inverted`, for |x| <= pi/4 (fdlibm k_tan.c). */
function tangentNearZero(x: number, y: number, inverted: boolean): number {
  const large = Math.abs(x) >= 0.67434
  const negative = x < 0
  let at = x
  let rest = y
  if (large) {
    // Near pi/4 the series is slow: tan(pi/4 - u) is worked out from tan u.
    at = QUARTER_PI - (negative ? -x : x) + (QUARTER_PI_REST - (negative ? -y : y))
    rest = 0
  }
  const z = at * at
  const w = z * z
  const odd = TAN[1] + w * (TAN[3] + w * (TAN[5] + w * (TAN[7] + w * (TAN[9] + w * TAN[11]))))
  const even = z * (TAN[2] + w * (TAN[4] + w * (TAN[6] + w * (TAN[8] + w * (TAN[10] + w * TAN[12])))))
  const s = z * at
  const r = rest + z * (s * (odd + even) + rest) + TAN[0] * s
  const sum = at + r
  if (large) {
    const v = inverted ? -1 : 1
    return (negative ? -1 : 1) * (v - 2 * (at - ((sum * sum) / (sum + v) - r)))
  }
  if (!inverted) return sum
  // -1 / (at + r) to the last place, in two parts.
  const top = upper(sum)
  const low = r - (top - at)
  const a = -1 / sum
  const t = upper(a)
  return t + a * (1 + t * top + t * low)
}

/** Tangent of x radians. Error below 1 ulp at any size of x; of an infinity NaN. */
export function tan(x: number): number {
  if (!(Math.abs(x) < Number.POSITIVE_INFINITY)) return Number.NaN
  if (Math.abs(x) <= QUARTER_PI) return Math.abs(x) < 7.450580596923828e-9 ? x : tangentNearZero(x, 0, false)
  reduce(x, REDUCED)
  return tangentNearZero(REDUCED[1]!, REDUCED[2]!, REDUCED[0]! % 2 === 1)
}

const ATAN = [
  0.3333333333333293, -0.19999999999876483, 0.14285714272503466, -0.11111110405462356, 0.09090887133436507,
  -0.0769187620504483, 0.06661073137387531, -0.058335701337905735, 0.049768779946159324, -0.036531572744216916,
  0.016285820115365782,
] as const

/** Arc tangent in radians, -pi/2 .. pi/2. Error below 1 ulp (fdlibm s_atan.c). */
export function atan(x: number): number {
  if (Number.isNaN(x)) return x
  const size = x < 0 ? -x : x
  if (size >= 73786976294838210000) return x < 0 ? -1.5707963267948966 : 1.5707963267948966 // 2^66
  if (size < 7.450580596923828e-9) return x
  let at = x
  let turn = 0 // the arc tangent of 0.5, 1, 1.5 or infinity, in two parts, when the argument is turned by it
  let turnRest = 0
  if (size >= 0.4375) {
    if (size < 0.6875) {
      turn = 0.4636476090008061
      turnRest = 2.2698777452961687e-17
      at = (2 * size - 1) / (2 + size)
    } else if (size < 1.1875) {
      turn = 0.7853981633974483
      turnRest = 3.061616997868383e-17
      at = (size - 1) / (size + 1)
    } else if (size < 2.4375) {
      turn = 0.982793723247329
      turnRest = 1.3903311031230998e-17
      at = (size - 1.5) / (1 + 1.5 * size)
    } else {
      turn = 1.5707963267948966
      turnRest = 6.123233995736766e-17
      at = -1 / size
    }
  }
  const z = at * at
  const w = z * z
  const odd = z * (ATAN[0] + w * (ATAN[2] + w * (ATAN[4] + w * (ATAN[6] + w * (ATAN[8] + w * ATAN[10])))))
  const even = w * (ATAN[1] + w * (ATAN[3] + w * (ATAN[5] + w * (ATAN[7] + w * ATAN[9]))))
  if (turn === 0) return at - at * (odd + even)
  const value = turn - (at * (odd + even) - turnRest - at)
  return x < 0 ? -value : value
}

/**
 * The coefficients of the kernels, for those who write the same arithmetic in another language (src/engine/
 * wasm-kernels.ts): one table, so that the two cannot come apart.
 */
export const coefficients = {
  ln2: {high: LN2_HIGH, low: LN2_LOW, inverse: INVERSE_LN2},
  /** `exp` needs no care for arguments whose size is at most `plain`. */
  exp: {plain: -EXP_LOW, p: [P1, P2, P3, P4, P5]},
  log: {lg: [LG1, LG2, LG3, LG4, LG5, LG6, LG7]},
  pow: {
    l: [L1, L2, L3, L4, L5, L6],
    p: [P1, P2, P3, P4, P5],
    cp: {whole: CP, top: CP_TOP, rest: CP_REST},
    ln2: {whole: LN2, top: LN2_TOP, rest: LN2_REST},
    log2Of1_5: {top: LOG2_OF_1_5_TOP, rest: LOG2_OF_1_5_REST},
  },
} as const

const PI = Math.PI
const PI_REST = 1.2246467991473532e-16
const HALF_PI = 1.5707963267948966
const HALF_PI_REST = 6.123233995736766e-17

/** The angle of the point (x, y), -pi .. pi. Error below 2 ulp; signs of zeros and infinities count (fdlibm e_atan2.c). */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
  const left = x < 0 || Object.is(x, -0)
  const below = y < 0 || Object.is(y, -0)
  const signed = (angle: number) => (below ? -angle : angle)
  if (y === 0) return left ? signed(PI) : y
  if (x === 0) return signed(HALF_PI)
  const wide = Math.abs(x)
  const high = Math.abs(y)
  if (wide === Number.POSITIVE_INFINITY) {
    const steep = high === Number.POSITIVE_INFINITY
    return signed(left ? (steep ? 3 * QUARTER_PI : PI) : steep ? QUARTER_PI : 0)
  }
  if (high === Number.POSITIVE_INFINITY) return signed(HALF_PI)
  const ratio = high / wide
  if (ratio >= 1152921504606847000) return signed(HALF_PI) // 2^60, beyond which the rest is below the last place
  if (!left) return signed(atan(ratio))
  return signed(PI - ((ratio < 8.673617379884035e-19 ? 0 : atan(ratio)) - PI_REST))
}

/** (asin(x) - x) / x as a function of z = x^2, for z <= 1/4 (fdlibm e_asin.c). */
function arcSeries(z: number): number {
  const top =
    z *
    (0.16666666666666666 +
      z *
        (-0.3255658186224009 +
          z *
            (0.20121253213486293 +
              z * (-0.04005553450067941 + z * (0.0007915349942898145 + z * 0.00003479331075960212)))))
  const bottom =
    1 + z * (-2.403394911734414 + z * (2.0209457602335057 + z * (-0.6882839716054533 + z * 0.07703815055590194)))
  return top / bottom
}

/** The angle -pi/2 .. pi/2 whose sine is x. Error below 1 ulp; beyond 1 NaN (fdlibm e_asin.c). */
export function asin(x: number): number {
  const size = Math.abs(x)
  if (!(size <= 1)) return Number.NaN
  if (size === 1) return x * HALF_PI + x * HALF_PI_REST
  if (size < 7.450580596923828e-9) return x
  if (size < 0.5) return x + x * arcSeries(x * x)
  const z = (1 - size) * 0.5
  const s = Math.sqrt(z)
  const r = arcSeries(z)
  let angle: number
  if (size >= 0.975) angle = HALF_PI - (2 * (s + s * r) - HALF_PI_REST)
  else {
    const w = upper(s)
    const c = (z - w * w) / (s + w)
    const p = 2 * s * r - (HALF_PI_REST - 2 * c)
    angle = QUARTER_PI - (p - (QUARTER_PI - 2 * w))
  }
  return x < 0 ? -angle : angle
}

/** The angle 0 .. pi whose cosine is x. Error below 1 ulp; beyond 1 NaN (fdlibm e_acos.c). */
export function acos(x: number): number {
  const size = Math.abs(x)
  if (!(size <= 1)) return Number.NaN
  if (size === 1) return x > 0 ? 0 : PI
  if (size < 0.5) return size < 5.551115123125783e-17 ? HALF_PI : HALF_PI - (x - (HALF_PI_REST - x * arcSeries(x * x)))
  if (x < 0) {
    const z = (1 + x) * 0.5
    const s = Math.sqrt(z)
    return PI - 2 * (s + (arcSeries(z) * s - HALF_PI_REST))
  }
  const z = (1 - x) * 0.5
  const s = Math.sqrt(z)
  const top = upper(s)
  const c = (z - top * top) / (s + top)
  return 2 * (top + (arcSeries(z) * s + c))
}

/** (e^x - e^-x) / 2. Error below 2 ulp (fdlibm e_sinh.c). */
export function sinh(x: number): number {
  const size = Math.abs(x)
  if (!(size < Number.POSITIVE_INFINITY) || size < 3.725290298461914e-9) return x
  const half = x < 0 ? -0.5 : 0.5
  if (size < 22) {
    const e = expm1(size)
    return size < 1 ? half * (2 * e - (e * e) / (e + 1)) : half * (e + e / (e + 1))
  }
  if (size <= OVERFLOW) return half * exp(size)
  const root = exp(0.5 * size)
  return half * root * root
}

/** (e^x + e^-x) / 2. Error below 2 ulp (fdlibm e_cosh.c). */
export function cosh(x: number): number {
  const size = Math.abs(x)
  if (Number.isNaN(size)) return x
  if (size < 0.34657359027997264) {
    const e = expm1(size)
    return 1 + (e * e) / (2 * (1 + e))
  }
  if (size < 22) {
    const e = exp(size)
    return 0.5 * e + 0.5 / e
  }
  if (size <= OVERFLOW) return 0.5 * exp(size)
  const root = exp(0.5 * size)
  return 0.5 * root * root
}

// Of erf near 0 (x < 0.84375), near 1 (to 1.25), and of exp(x^2) x erfc(x) from there to 1/0.35, and beyond it.
const ERF_P = [
  0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442, -0.000023763016656650163,
] as const
const ERF_Q = [
  0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164, -0.000003960228278775368,
] as const
const ERF_PA = [
  -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175, -0.11089469428239668,
  0.035478304325618236, -0.002166375594868791,
] as const
const ERF_QA = [
  0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
  0.011984499846799107,
] as const
const ERF_RA = [
  -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
  -184.60509290671104, -81.2874355063066, -9.814329344169145,
] as const
const ERF_SA = [
  19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783, 108.63500554177944,
  6.570249770319282, -0.0604244152148581,
] as const
const ERF_RB = [
  -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
  -1025.0951316110772, -483.5191916086514,
] as const
const ERF_SB = [
  30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644, 474.52854120695537,
  -22.44095244658582,
] as const
const ERF_AT_1 = 0.8450629115104675 // the leading bits of erf(1)

/** c[0] + c[1] x + c[2] x^2 + ..., by Horner's rule. */
function series(c: readonly number[], x: number): number {
  let value = c[c.length - 1]!
  for (let i = c.length - 2; i >= 0; i--) value = c[i]! + x * value
  return value
}

/** exp(-x^2) / x times what erfc needs, for x >= 1.25 (fdlibm s_erf.c). */
function complementTail(x: number): number {
  const s = 1 / (x * x)
  const near = x < 1 / 0.35
  const top = near ? series(ERF_RA, s) : series(ERF_RB, s)
  const bottom = 1 + s * (near ? series(ERF_SA, s) : series(ERF_SB, s))
  // x^2 split, so that its rounding does not come out as an error of exp.
  const z = upper(x)
  return (exp(-z * z - 0.5625) * exp((z - x) * (z + x) + top / bottom)) / x
}

/** The error function 2 / sqrt(pi) * integral of exp(-t^2) from 0 to x. Error below 1 ulp (fdlibm s_erf.c). */
export function erf(x: number): number {
  if (Number.isNaN(x)) return x
  const size = Math.abs(x)
  let value: number
  if (size < 0.84375) {
    if (size < 3.725290298461914e-9) return x + 0.1283791670955126 * x
    const z = x * x
    return x + x * (series(ERF_P, z) / (1 + z * series(ERF_Q, z)))
  }
  if (size < 1.25) {
    const s = size - 1
    value = ERF_AT_1 + series(ERF_PA, s) / (1 + s * series(ERF_QA, s))
  } else value = size >= 6 ? 1 : 1 - complementTail(size)
  return x < 0 ? -value : value
}

/** 1 - erf(x) without loss where x is large. Error below 2.5 ulp (fdlibm s_erf.c). */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x
  const size = Math.abs(x)
  if (size < 0.84375) {
    if (size < 1.3877787807814457e-17) return 1 - x
    const z = x * x
    const y = series(ERF_P, z) / (1 + z * series(ERF_Q, z))
    return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x - 0.5 + x * y)
  }
  if (size < 1.25) {
    const s = size - 1
    const rest = series(ERF_PA, s) / (1 + s * series(ERF_QA, s))
    return x >= 0 ? 1 - ERF_AT_1 - rest : 1 + (ERF_AT_1 + rest)
  }
  if (x > 0) return size >= 28 ? 0 : complementTail(size)
  return size >= 6 ? 2 : 2 - complementTail(size)
}
