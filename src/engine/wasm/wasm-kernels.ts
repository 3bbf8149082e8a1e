// Elementary functions for two members at a time, as WebAssembly instructions: the same
// operations in the same order as src/elementary.ts, so the same bits.
//
// A kernel takes a vector from the stack and leaves one. It is written for plain arguments,
// where the scalar function has no branches; lanes that hold anything else are flagged, and
// the engine evaluates their equation again by the scalar function itself. A NaN is plain
// where it comes out as NaN.

import {coefficients} from "../../elementary.ts"
import {type Body, vector as v} from "./wasm-module.ts"

/** What a kernel needs of the function it is written into. */
export type Kernels = {
  readonly body: Body
  /** A new local for a vector. */
  fresh(): number
  /** Takes a mask from the stack: where it is set, the value just written is not to be believed. */
  flag(): void
}

const {ln2, exp: E, log: L} = coefficients

/** 1.5 * 2^52: a whole number below 2^51 added to it stands in its lowest bits, also below 0. */
const WHOLE_IN_LOW_BITS = 6755399441055744
/** 2^52, its bits, and the bias of exponents. */
const TWO_TO_52 = 4503599627370496
const TWO_TO_52_HIGH = 0x43300000
const BIAS = 1023
const SMALLEST_NORMAL = 2.2250738585072014e-308
const LARGEST = 1.7976931348623157e308

/** The vector on the stack into a new local. */
export function keep(k: Kernels): number {
  const local = k.fresh()
  k.body.set(local)
  return local
}

/** e^x; arguments beyond +-708 are flagged. */
export function exp(k: Kernels): void {
  const {body} = k
  const [p1, p2, p3, p4, p5] = E.p
  const x = keep(k)
  body.get(x).v(v.abs).splat(E.plain).v(v.gt)
  k.flag()
  body.get(x).splat(ln2.inverse).v(v.mul).splat(0.5).v(v.add).v(v.floor)
  const n = keep(k)
  body.get(x).get(n).splat(ln2.high).v(v.mul).v(v.sub)
  const high = keep(k)
  body.get(n).splat(ln2.low).v(v.mul)
  const low = keep(k)
  body.get(high).get(low).v(v.sub)
  const r = keep(k)
  body.get(r).get(r).v(v.mul)
  const z = keep(k)
  body.get(z).get(z).v(v.mul)
  const zz = keep(k)
  body.get(r).get(z)
  body.splat(p1).get(z).splat(p2).v(v.mul).v(v.add)
  body.get(zz)
  body.splat(p3).get(z).splat(p4).v(v.mul).v(v.add)
  body.get(zz).splat(p5).v(v.mul).v(v.add)
  body.v(v.mul).v(v.add)
  body.v(v.mul).v(v.sub)
  const c = keep(k)
  // 1 - ((low - (r * c) / (2 - c)) - high), times 2^n by its exponent's bits.
  body.splat(1)
  body.get(low).get(r).get(c).v(v.mul).splat(2).get(c).v(v.sub).v(v.div).v(v.sub)
  body.get(high).v(v.sub).v(v.sub)
  body.get(n).splat(WHOLE_IN_LOW_BITS).v(v.add).i32(52).v(v.i64Shl).v(v.i64Add)
}

/** Natural logarithm; anything but a positive normal number is flagged. */
export function log(k: Kernels): void {
  const {body} = k
  const [lg1, lg2, lg3, lg4, lg5, lg6, lg7] = L.lg
  const x = keep(k)
  body.get(x).splat(SMALLEST_NORMAL).v(v.ge).get(x).splat(LARGEST).v(v.le).v(v.and).v(v.not)
  k.flag()
  // Biased exponent of x, one more where its significand is above the square root of 2.
  body.get(x).bits(0x95f64, 0).v(v.i64Add).i32(52).v(v.i64ShrU)
  const exponent = keep(k)
  body.get(x).get(exponent).bits(0, BIAS).v(v.i64Sub).i32(52).v(v.i64Shl).v(v.i64Sub).splat(1).v(v.sub)
  const f = keep(k)
  body
    .get(exponent)
    .bits(TWO_TO_52_HIGH, 0)
    .v(v.or)
    .splat(TWO_TO_52 + BIAS)
    .v(v.sub)
  const n = keep(k)
  body.get(f).splat(2).get(f).v(v.add).v(v.div)
  const s = keep(k)
  body.get(s).get(s).v(v.mul)
  const z = keep(k)
  body.get(z).get(z).v(v.mul)
  const w = keep(k)
  body.get(z)
  body.splat(lg1).get(w).splat(lg3).get(w).splat(lg5).get(w).splat(lg7)
  for (let i = 0; i < 3; i++) body.v(v.mul).v(v.add)
  body.v(v.mul)
  body.get(w)
  body.splat(lg2).get(w).splat(lg4).get(w).splat(lg6)
  for (let i = 0; i < 2; i++) body.v(v.mul).v(v.add)
  body.v(v.mul).v(v.add)
  const rest = keep(k)
  body.splat(0.5).get(f).v(v.mul).get(f).v(v.mul)
  const half = keep(k)
  // n ln2 - (half - (s * (half + rest) + n ln2') - f)
  body.get(n).splat(ln2.high).v(v.mul)
  body.get(half).get(s).get(half).get(rest).v(v.add).v(v.mul).get(n).splat(ln2.low).v(v.mul).v(v.add).v(v.sub)
  body.get(f).v(v.sub).v(v.sub)
}
