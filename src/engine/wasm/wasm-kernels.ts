// Elementary functions for two members at a time, as WebAssembly instructions: the same
// operations in the same order as src/math/elementary.ts, so the same bits.
//
// A kernel takes a vector from the stack and leaves one. It is written for plain arguments,
// where the scalar function has no branches; lanes that hold anything else are flagged, and
// the engine evaluates their equation again by the scalar function itself. A NaN is plain
// where it comes out as NaN.

import {type Body, vector as v} from "../../core/wasm-module.ts"
import {coefficients} from "../../math/elementary.ts"

/** What a kernel needs of the function it is written into. */
export type Kernels = {
  readonly body: Body
  /** A new local for a vector. */
  fresh(): number
  /** Takes a mask from the stack: where it is set, the value just written is not to be believed. */
  flag(): void
}

const {ln2, exp: E, log: L, pow: P} = coefficients

/** 1.5 * 2^52: a whole number below 2^51 added to it stands in its lowest bits, also below 0. */
const WHOLE_IN_LOW_BITS = 6755399441055744
/** 2^52, its bits, and the bias of exponents. */
const TWO_TO_52 = 4503599627370496
const TWO_TO_52_HIGH = 0x43300000
const BIAS = 1023
const SMALLEST_NORMAL = 2.2250738585072014e-308
const LARGEST = 1.7976931348623157e308
/** Powers of plain numbers are reckoned for exponents up to this size, and for results with binary logarithms up to that. */
const MOST_EXPONENT = 2147483648
const MOST_LOG2 = 1020

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

/** The powers that the function answers by itself, from a look at them: they are flagged. */
const POWERS_APART = [-1, 0, 0.5, 1, 2] as const

/** Whether a constant power is one that the kernel covers. */
export function isPlainPower(y: number): boolean {
  return Math.abs(y) <= MOST_EXPONENT && !POWERS_APART.some((apart) => apart === y)
}

/**
 * The vector on the stack to the power `y`, a local. Flagged are numbers that are neither 0 nor positive and normal,
 * powers that stand apart, and results that are not far from the least or the largest number.
 *
 * @param known whether `y` is a constant of `isPlainPower`.
 */
export function pow(k: Kernels, y: number, known: boolean): void {
  const {body} = k
  const [l1, l2, l3, l4, l5, l6] = P.l
  const [p1, p2, p3, p4, p5] = P.p
  const kept = (write: () => void) => {
    write()
    return keep(k)
  }
  /** Without the lower half of its bits. */
  const upper = () => body.bits(0xffffffff, 0).v(v.and)
  const given = keep(k)
  // 0 to a positive power is 0; the number 2 goes through the arithmetic in its place.
  const zero = kept(() => body.get(given).splat(0).v(v.i64Eq).get(y).splat(0).v(v.gt).v(v.and))
  const x = kept(() => body.splat(2).get(given).get(zero).v(v.bitselect))
  body.get(x).splat(SMALLEST_NORMAL).v(v.ge).get(x).splat(LARGEST).v(v.le).v(v.and).v(v.not)
  if (!known) {
    body.get(y).v(v.abs).splat(MOST_EXPONENT).v(v.le).v(v.not).v(v.or)
    for (const apart of POWERS_APART) body.get(y).splat(apart).v(v.eq).v(v.or)
  }
  k.flag()
  // x = 2^n m, with m in [1, 2) or, from 1.7324 on, half of that; near 1.5 it is reckoned from there.
  const raw = kept(() => body.get(x).bits(0x000fffff, 0xffffffff).v(v.and).splat(1).v(v.or))
  const large = kept(() => body.get(raw).bits(0x3ffbb67a, 0).v(v.ge))
  const near = kept(() => body.get(raw).bits(0x3ff3988f, 0).v(v.ge).get(large).v(v.not).v(v.and))
  const m = kept(() => body.get(raw).splat(0.5).v(v.mul).get(raw).get(large).v(v.bitselect))
  const exponent = kept(() => {
    body
      .get(x)
      .i32(52)
      .v(v.i64ShrU)
      .bits(TWO_TO_52_HIGH, 0)
      .v(v.or)
      .splat(TWO_TO_52 + BIAS)
      .v(v.sub)
    body.get(large).splat(1).v(v.and).v(v.add)
  })
  const base = kept(() => body.splat(1.5).splat(1).get(near).v(v.bitselect))
  const u = kept(() => body.get(m).get(base).v(v.sub))
  const w = kept(() => body.splat(1).get(m).get(base).v(v.add).v(v.div))
  const s = kept(() => body.get(u).get(w).v(v.mul))
  const sTop = kept(() => {
    body.get(s)
    upper()
  })
  const baseTop = kept(() => {
    body.get(m).i32(1).v(v.i64ShrU)
    upper().bits(0x20000000, 0).v(v.or)
    body.bits(0x000c0000, 0).bits(0x00080000, 0).get(near).v(v.bitselect).v(v.i64Add)
  })
  const baseRest = kept(() => body.get(m).get(baseTop).get(base).v(v.sub).v(v.sub))
  const sRest = kept(() => {
    body.get(w).get(u).get(sTop).get(baseTop).v(v.mul).v(v.sub)
    body.get(sTop).get(baseRest).v(v.mul).v(v.sub).v(v.mul)
  })
  const s2 = kept(() => body.get(s).get(s).v(v.mul))
  const r = kept(() => {
    body.get(s2).get(s2).v(v.mul)
    for (const l of [l1, l2, l3, l4, l5]) body.splat(l).get(s2)
    body.splat(l6)
    for (let i = 0; i < 5; i++) body.v(v.mul).v(v.add)
    body.v(v.mul)
    body.get(sRest).get(sTop).get(s).v(v.add).v(v.mul).v(v.add)
  })
  const square = kept(() => body.get(sTop).get(sTop).v(v.mul))
  const top = kept(() => {
    body.splat(3).get(square).v(v.add).get(r).v(v.add)
    upper()
  })
  const rest = kept(() => body.get(r).get(top).splat(3).v(v.sub).get(square).v(v.sub).v(v.sub))
  const product = kept(() => body.get(sTop).get(top).v(v.mul))
  const tail = kept(() => body.get(sRest).get(top).v(v.mul).get(rest).get(s).v(v.mul).v(v.add))
  const pTop = kept(() => {
    body.get(product).get(tail).v(v.add)
    upper()
  })
  const pRest = kept(() => body.get(tail).get(pTop).get(product).v(v.sub).v(v.sub))
  const zTop = kept(() => body.splat(P.cp.top).get(pTop).v(v.mul))
  const zRest = kept(() => {
    body.splat(P.cp.rest).get(pTop).v(v.mul).get(pRest).splat(P.cp.whole).v(v.mul).v(v.add)
    body.get(near).splat(P.log2Of1_5.rest).v(v.and).v(v.add)
  })
  const addTop = kept(() => body.get(near).splat(P.log2Of1_5.top).v(v.and))
  const t1 = kept(() => {
    body.get(zTop).get(zRest).v(v.add).get(addTop).v(v.add).get(exponent).v(v.add)
    upper()
  })
  const t2 = kept(() => {
    body.get(zRest).get(t1).get(exponent).v(v.sub).get(addTop).v(v.sub).get(zTop).v(v.sub).v(v.sub)
  })
  // log2 of the power, low + high, and 2 to that.
  const yTop = kept(() => {
    body.get(y)
    upper()
  })
  const low = kept(() => {
    body.get(y).get(yTop).v(v.sub).get(t1).v(v.mul).get(y).get(t2).v(v.mul).v(v.add)
  })
  const high = kept(() => body.get(yTop).get(t1).v(v.mul))
  const log2 = kept(() => body.get(low).get(high).v(v.add))
  body.get(log2).v(v.abs).splat(MOST_LOG2).v(v.le).v(v.not)
  k.flag()
  const n = kept(() => {
    body.get(log2).splat(0.5).v(v.add).v(v.floor).get(log2).v(v.abs).splat(0.5).v(v.gt).v(v.and)
  })
  const over = kept(() => body.get(high).get(n).v(v.sub))
  const t = kept(() => {
    body.get(low).get(over).v(v.add)
    upper()
  })
  const a = kept(() => body.get(t).splat(P.ln2.top).v(v.mul))
  const b = kept(() => {
    body.get(low).get(t).get(over).v(v.sub).v(v.sub).splat(P.ln2.whole).v(v.mul)
    body.get(t).splat(P.ln2.rest).v(v.mul).v(v.add)
  })
  const z = kept(() => body.get(a).get(b).v(v.add))
  const lost = kept(() => body.get(b).get(z).get(a).v(v.sub).v(v.sub))
  const zz = kept(() => body.get(z).get(z).v(v.mul))
  const c = kept(() => {
    body.get(z).get(zz)
    for (const p of [p1, p2, p3, p4]) body.splat(p).get(zz)
    body.splat(p5)
    for (let i = 0; i < 4; i++) body.v(v.mul).v(v.add)
    body.v(v.mul).v(v.sub)
  })
  // 1 - ((z c) / (c - 2) - (lost + z lost) - z), times 2^n by its exponent's bits, or 0.
  body.splat(1)
  body.get(z).get(c).v(v.mul).get(c).splat(2).v(v.sub).v(v.div)
  body.get(lost).get(z).get(lost).v(v.mul).v(v.add).v(v.sub)
  body.get(z).v(v.sub).v(v.sub)
  body.get(n).splat(WHOLE_IN_LOW_BITS).v(v.add).i32(52).v(v.i64Shl).v(v.i64Add)
  body.get(zero).v(v.andNot)
}
