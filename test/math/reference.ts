// Elementary functions to 300 bits and more, in whole-number arithmetic: what our own are
// measured against. Plain series, slow and plainly right; nothing of the platform's Math.
//
// A fixed-point number is a bigint in units of 2^-BITS.

const BITS = 420n
const ONE = 1n << BITS

const times = (a: bigint, b: bigint): bigint => (a * b) >> BITS
const over = (a: bigint, b: bigint): bigint => (a << BITS) / b

/** The exact value of a double, |x| < 2^60 and no finer than 2^-400. */
export function exactly(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, x)
  const word = view.getBigUint64(0)
  const exponent = Number((word >> 52n) & 0x7ffn)
  const fraction = word & 0xfffffffffffffn
  const mantissa = exponent === 0 ? fraction : fraction | 0x10000000000000n
  const shift = BITS + BigInt(Math.max(exponent, 1) - 1075)
  const size = shift >= 0n ? mantissa << shift : mantissa >> -shift
  return word >> 63n === 0n ? size : -size
}

function root(x: bigint): bigint {
  if (x <= 0n) return 0n
  const target = x << BITS
  let y = 1n << BigInt(target.toString(2).length / 2 + 1 > 0 ? Math.ceil(target.toString(2).length / 2) : 1)
  for (;;) {
    const next = (y + target / y) >> 1n
    if (next >= y) return y
    y = next
  }
}

/** x + x^3/3 + ... (sign +1) or x - x^3/3 + ... (sign -1), for small x. */
function oddSeries(x: bigint, sign: 1n | -1n): bigint {
  const square = times(x, x)
  let term = x
  let sum = 0n
  for (let n = 1n; term !== 0n; n += 2n) {
    sum += term / n
    term = sign * times(term, square)
  }
  return sum
}

function arcTangent(x: bigint): bigint {
  if (x < 0n) return -arcTangent(-x)
  let y = x
  // Half the angle five times, so that the series is short.
  for (let i = 0; i < 5; i++) y = over(y, ONE + root(ONE + times(y, y)))
  return oddSeries(y, -1n) << 5n
}

const PI = 4n * (4n * oddSeries(ONE / 5n, -1n) - oddSeries(ONE / 239n, -1n)) // Machin 1706

function exponential(x: bigint): bigint {
  const halvings = 40n
  const small = x >> halvings
  let term = ONE
  let sum = 0n
  for (let n = 1n; term !== 0n; n++) {
    sum += term
    term = times(term, small) / n
  }
  for (let i = 0n; i < halvings; i++) sum = times(sum, sum)
  return sum
}

function logarithm(x: bigint): bigint {
  let k = 0n
  let m = x
  while (m > 2n * ONE) {
    m >>= 1n
    k++
  }
  while (m < ONE) {
    m <<= 1n
    k--
  }
  const artanh = (y: bigint) => 2n * oddSeries(y, 1n)
  return artanh(over(m - ONE, m + ONE)) + k * artanh(ONE / 3n)
}

function sine(x: bigint): bigint {
  let rest = x % (2n * PI)
  if (rest < 0n) rest += 2n * PI
  const square = times(rest, rest)
  let term = rest
  let sum = 0n
  for (let n = 2n; term !== 0n; n += 2n) {
    sum += term
    term = -times(term, square) / (n * (n + 1n))
  }
  return sum
}

function errorFunction(x: bigint): bigint {
  const square = times(x, x)
  let power = x
  let sum = 0n
  for (let n = 0n; power !== 0n; n++) {
    sum += power / (2n * n + 1n)
    power = -times(power, square) / (n + 1n)
  }
  return over(2n * sum, root(PI))
}

const cosine = (x: bigint) => sine(x + PI / 2n)
const arcSine = (x: bigint) => arcTangent(over(x, root(ONE - times(x, x))))
const LN_10 = logarithm(10n * ONE)

/** Each function of a double, in fixed point. */
export const reference: Readonly<Record<string, (x: number) => bigint>> = {
  exp: (x) => exponential(exactly(x)),
  expm1: (x) => exponential(exactly(x)) - ONE,
  log: (x) => logarithm(exactly(x)),
  log10: (x) => over(logarithm(exactly(x)), LN_10),
  sin: (x) => sine(exactly(x)),
  cos: (x) => cosine(exactly(x)),
  tan: (x) => over(sine(exactly(x)), cosine(exactly(x))),
  asin: (x) => arcSine(exactly(x)),
  acos: (x) => PI / 2n - arcSine(exactly(x)),
  atan: (x) => arcTangent(exactly(x)),
  sinh: (x) => (exponential(exactly(x)) - exponential(-exactly(x))) / 2n,
  cosh: (x) => (exponential(exactly(x)) + exponential(-exactly(x))) / 2n,
  tanh: (x) => {
    const e = exponential(2n * exactly(x))
    return over(e - ONE, e + ONE)
  },
  erf: (x) => errorFunction(exactly(x)),
  erfc: (x) => ONE - errorFunction(exactly(x)),
}

/** x to the power y, for x > 0. */
export function referencePower(x: number, y: number): bigint {
  return exponential(times(exactly(y), logarithm(exactly(x))))
}

/** The angle of the point (x, y) with x > 0, or with y > 0 and any x. */
export function referenceAngle(y: number, x: number): bigint {
  if (x > 0) return arcTangent(over(exactly(y), exactly(x)))
  const turned = PI / 2n - arcTangent(over(exactly(x), exactly(Math.abs(y))))
  return y < 0 ? -turned : turned
}

/** How far `got` is from the true value, in units of the last place of the true value. */
export function misses(got: number, truth: bigint): number {
  const size = truth < 0n ? -truth : truth
  if (size === 0n) return got === 0 ? 0 : Number.POSITIVE_INFINITY
  const place = BigInt(size.toString(2).length) - 53n
  const difference = exactly(got) - truth
  const off = difference < 0n ? -difference : difference
  return Number((off * 4096n) >> place) / 4096
}
