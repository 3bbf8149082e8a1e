// In which corner of what was drawn something happens: scenario discovery by boxes.
//
// In: columns of drawn inputs and whether it happened, run by run. Out: boxes, each narrower than the last, and the one that
// tells most; how often halves of the runs find it again, and what it holds on the halves that did not find it.

import {Fault} from "../core/fault.ts"
import {exp, log} from "../math/elementary.ts"
import {ascending} from "../math/order.ts"
import {betaFraction, logGamma, ordinal, type Seed, streams, uniformAt} from "../math/random.ts"
import {mean} from "../math/scores.ts"
import {wilson} from "../math/shares.ts"
import type {Groups} from "./knowing.ts"

/** Part of the runs in a box that one peel takes, and part of all runs that a box keeps at least. */
export type Peeling = {readonly peel: number; readonly least: number}

const USUAL: Peeling = {peel: 0.1, least: 0.05}
/** Limits on one input; an end that was not moved is infinite. Both ends belong to the box. */
export type Limit = {readonly input: number; readonly low: number; readonly high: number}

export type Box = {
  /** Runs in it over all runs; those in it in which it happens, over those in it, and over all in which it happens. */
  readonly mass: number
  readonly density: number
  readonly coverage: number
  /** The inputs that are limited, in their order. */
  readonly limits: readonly Limit[]
}

/** Of more limits people keep no picture (Bryant and Lempert 2010 call for two or three). */
const MOST_LIMITS = 3
/** A limit that chance makes more often than this is dropped. */
const CHANCE = 0.05
const HALVES = 20
/** Runs in which it happens, and in which it does not, under which no box is sought. */
const FEWEST = 30

/**
 * The patient rule induction method (Friedman and Fisher 1999), its peels: from all runs on, the end of one input is cut
 * off, about `peel` of the runs in the box, each time the one that raises the mean most for a run it takes. The first box
 * holds all runs; each is inside the one before.
 *
 * @param columns  inputs, each with a number a run.
 * @param happens  1 or 0 a run.
 * @param orders   of each input the runs that count in ascending order; all of them where it is left out.
 */
export function peeled(
  columns: readonly Float64Array[],
  happens: Uint8Array,
  {peel, least}: Peeling = USUAL,
  orders: readonly Uint32Array[] = columns.map(ascending),
): Box[] {
  const n = orders[0]?.length ?? 0
  let total = 0
  for (const run of orders[0] ?? []) total += happens[run]!
  const low = new Float64Array(columns.length).fill(Number.NEGATIVE_INFINITY)
  const high = new Float64Array(columns.length).fill(Number.POSITIVE_INFINITY)
  const boxes: Box[] = []
  /** The runs in the box by each input: what is cut off stands at an end of one of them. */
  const inside = orders.map((order) => order.slice())
  let [size, hits] = [n, total]
  const keep = () =>
    boxes.push({
      mass: size / n,
      density: hits / size,
      coverage: hits / total,
      limits: [...columns.keys()].flatMap((input) =>
        low[input] === Number.NEGATIVE_INFINITY && high[input] === Number.POSITIVE_INFINITY
          ? []
          : [{input, low: low[input]!, high: high[input]!}],
      ),
    })
  if (n > 0) keep()
  const isIn = new Uint8Array(happens.length)
  while (n > 0) {
    const before = hits / size
    let best: {gain: number; fresh: boolean; input: number; isHigh: boolean; at: number; held: number} | null = null
    for (let input = 0; input < columns.length; input++) {
      const [order, column] = [inside[input]!, columns[input]!]
      const isFree = low[input] === Number.NEGATIVE_INFINITY && high[input] === Number.POSITIVE_INFINITY
      for (const isHigh of [true, false]) {
        const at = cutAt(order, column, size, isHigh ? 1 - peel : peel, isHigh)
        let [left, held] = [size, hits]
        if (isHigh) for (; left > 0 && column[order[left - 1]!]! > at; left--) held -= happens[order[left - 1]!]!
        else for (; left > 0 && column[order[size - left]!]! < at; left--) held -= happens[order[size - left]!]!
        if (left === 0 || left === size) continue
        const gain = (held / left - before) / (size - left)
        // Of equal gains the one that limits an input already limited, so that boxes stay easy to say.
        if (best === null || gain > best.gain || (gain === best.gain && best.fresh && !isFree))
          best = {gain, fresh: isFree, input, isHigh, at, held}
      }
    }
    if (best === null || best.gain <= 0) return boxes
    const {input, isHigh, at} = best
    const [column, chosen] = [columns[input]!, inside[input]!]
    let left = 0
    for (let place = 0; place < size; place++) {
      const run = chosen[place]!
      isIn[run] = (isHigh ? column[run]! <= at : column[run]! >= at) ? 1 : 0
      left += isIn[run]!
    }
    if (left < least * n) return boxes
    for (const order of inside) {
      let kept = 0
      for (let place = 0; place < size; place++) {
        const run = order[place]!
        order[kept] = run
        kept += isIn[run]!
      }
    }
    size = left
    hits = best.held
    if (isHigh) high[input] = at
    else low[input] = at
    keep()
  }
  return boxes
}

/** Where a share of sorted values lies, half way between neighbours; among equal values half way to the next further in. */
function cutAt(order: Uint32Array, column: Float64Array, count: number, share: number, isHigh: boolean): number {
  const place = (count - 1) * share
  let [low, high] = [Math.floor(place), Math.ceil(place)]
  const [below, above] = [column[order[low]!]!, column[order[high]!]!]
  if (below !== above) return (below + above) / 2
  // The nearest that is further in, by halving: many runs may have one value.
  if (isHigh) {
    let from = 0
    while (from < low) {
      const middle = (from + low) >> 1
      if (column[order[middle]!]! >= above) low = middle
      else from = middle + 1
    }
    low = Math.max(0, low - 1)
  } else {
    let to = count
    while (high < to) {
      const middle = (high + to) >> 1
      if (column[order[middle]!]! > below) to = middle
      else high = middle + 1
    }
    high = Math.min(count - 1, high)
  }
  return (column[order[low]!]! + column[order[high]!]!) / 2
}

/** A box that was chosen, and how sure it is. */
export type Discovered = Omit<Box, "limits"> & {
  /** Share of all runs in which it happens. */
  readonly overall: number
  /** 95 % score interval of the density (Wilson 1927), as if the box had been known before. */
  readonly within: {readonly low: number; readonly high: number}
  readonly limits: readonly (Limit & {
    readonly name: string
    /** Chance that the box without this limit holds as many where it holds (one-sided binomial test). */
    readonly chance: number
    /** Share of random halves of the runs whose own box limits this input at the same end. */
    readonly again: number
  })[]
  /** Mean density and coverage of the halves' own boxes on the runs that did not find them. */
  readonly elsewhere: {readonly density: number; readonly coverage: number}
}

/**
 * The box in which it happens most: of those with at most three limits the one whose density and coverage have the greatest
 * harmonic mean (van Rijsbergen 1979), less the limits that chance would make (Bryant and Lempert 2010, section 2.2). Null
 * where no limit is beyond chance.
 *
 * @param names  of the inputs, for draws and for who reads it.
 * @param sets   where inputs were drawn in sets: halves are of whole sets, so that no set of the one is in the other.
 * @throws Fault `answers/constant` (it happens in every run, or in none), `answers/too-few`, `answers/other-runs`.
 */
export function discovered(
  names: readonly string[],
  columns: readonly Float64Array[],
  happens: Uint8Array,
  event: string,
  seed: Seed,
  sets: Groups | null = null,
): Discovered | null {
  assertFinds(columns, happens, event)
  const n = happens.length
  const hits = sumOf(happens)
  const orders = columns.map(ascending)
  const box = chosenOf(columns, happens, orders)
  if (box === null) return null
  const sides = new Map(
    box.limits.map(({input, low, high}) => [input, [low > Number.NEGATIVE_INFINITY, high < Number.POSITIVE_INFINITY]]),
  )
  const again = new Map(box.limits.map(({input}) => [input, 0]))
  const elsewhere: {density: number; coverage: number}[] = []
  const address = ordinal(`halves of ${event}`)
  for (let half = 0; half < HALVES; half++) {
    const kinds = sets?.count ?? n
    const order = Uint32Array.from({length: kinds}, (_, k) => k)
    for (let k = kinds - 1; k > 0; k--) {
      const other = Math.min(k, Math.floor(uniformAt(seed.lo, seed.hi, half, address, k, streams.bootstrap) * (k + 1)))
      const held = order[k]!
      order[k] = order[other]!
      order[other] = held
    }
    const isFirst = new Uint8Array(kinds)
    for (const kind of order.slice(0, kinds >> 1)) isFirst[kind] = 1
    const runs = Uint32Array.from(happens.keys())
    const [ours, others] = [1, 0].map((is) => runs.filter((run) => isFirst[sets?.of[run] ?? run] === is)) as [
      Uint32Array,
      Uint32Array,
    ]
    const isOurs = new Uint8Array(n)
    for (const run of ours) isOurs[run] = 1
    const found = chosenOf(
      columns,
      happens,
      orders.map((order) => within(order, isOurs, ours.length)),
    )
    if (found === null) continue
    for (const {input, low, high} of found.limits) {
      const [isLow, isHigh] = sides.get(input) ?? [false, false]
      if ((isLow && low > Number.NEGATIVE_INFINITY) || (isHigh && high < Number.POSITIVE_INFINITY))
        again.set(input, again.get(input)! + 1)
    }
    const inside = others.filter((run) => isInside(found.limits, columns, run))
    const held = inside.reduce((sum, run) => sum + happens[run]!, 0)
    const all = others.reduce((sum, run) => sum + happens[run]!, 0)
    if (inside.length > 0 && all > 0) elsewhere.push({density: held / inside.length, coverage: held / all})
  }
  const [low, high] = wilson(Math.round(box.density * box.mass * n), Math.round(box.mass * n))
  return {
    ...box,
    overall: hits / n,
    within: {low, high},
    limits: box.limits.map((limit) => ({
      ...limit,
      name: names[limit.input]!,
      chance: chanceOf(box.limits, limit, columns, happens, orders[0]!),
      again: again.get(limit.input)! / HALVES,
    })),
    elsewhere: {
      density: elsewhere.length > 0 ? mean(elsewhere.map((one) => one.density)) : Number.NaN,
      coverage: elsewhere.length > 0 ? mean(elsewhere.map((one) => one.coverage)) : Number.NaN,
    },
  }
}

/** An order of runs with some of them alone, which are so many. */
function within(order: Uint32Array, isOne: Uint8Array, count: number): Uint32Array {
  const kept = new Uint32Array(count + 1)
  let at = 0
  for (let place = 0; place < order.length; place++) {
    const run = order[place]!
    kept[at] = run
    at += isOne[run]!
  }
  return kept.subarray(0, count)
}

function chosenOf(columns: readonly Float64Array[], happens: Uint8Array, orders: readonly Uint32Array[]): Box | null {
  const score = ({density, coverage}: Box) =>
    density + coverage > 0 ? (2 * density * coverage) / (density + coverage) : 0
  let best: Box | null = null
  for (const box of peeled(columns, happens, USUAL, orders))
    if (box.limits.length > 0 && box.limits.length <= MOST_LIMITS && (best === null || score(box) > score(best)))
      best = box
  if (best === null) return null
  const [runs] = orders as [Uint32Array]
  let limits = best.limits
  for (;;) {
    const chances = limits.map((limit) => chanceOf(limits, limit, columns, happens, runs))
    const worst = chances.indexOf(Math.max(...chances))
    if (limits.length === 0) return null
    if (chances[worst]! <= CHANCE) return measured(limits, columns, happens, runs)
    limits = limits.filter((_, k) => k !== worst)
  }
}

function measured(
  limits: readonly Limit[],
  columns: readonly Float64Array[],
  happens: Uint8Array,
  runs: Uint32Array,
): Box {
  let [size, held, total] = [0, 0, 0]
  for (const run of runs) {
    total += happens[run]!
    if (isInside(limits, columns, run)) {
      size++
      held += happens[run]!
    }
  }
  return {mass: size / runs.length, density: held / size, coverage: held / total, limits}
}

/** The chance of as many hits in the box, were they as frequent in it as in the box without `limit`. */
function chanceOf(
  limits: readonly Limit[],
  limit: Limit,
  columns: readonly Float64Array[],
  happens: Uint8Array,
  runs: Uint32Array,
): number {
  const wider = measured(
    limits.filter((one) => one !== limit),
    columns,
    happens,
    runs,
  )
  const box = measured(limits, columns, happens, runs)
  const size = Math.round(box.mass * runs.length)
  return binomialFrom(Math.round(box.density * size), size, wider.density)
}

/** The chance of at least k of n, each with chance p: the incomplete beta function (DLMF 8.17.5). */
export function binomialFrom(k: number, n: number, p: number): number {
  if (k <= 0) return 1
  if (p >= 1) return 1
  if (p <= 0) return 0
  const [a, b] = [k, n - k + 1]
  const front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(p) + b * log(1 - p))
  return p < (a + 1) / (a + b + 2) ? (front * betaFraction(p, a, b)) / a : 1 - (front * betaFraction(1 - p, b, a)) / b
}

function isInside(limits: readonly Limit[], columns: readonly Float64Array[], run: number): boolean {
  for (const {input, low, high} of limits) {
    const value = columns[input]![run]!
    if (value < low || value > high) return false
  }
  return true
}

function sumOf(values: Uint8Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}

function assertFinds(columns: readonly Float64Array[], happens: Uint8Array, event: string): void {
  const other = columns.find(({length}) => length !== happens.length)
  if (other)
    throw new Fault(
      "answers/other-runs",
      `An input has ${other.length} runs, and '${event}' is known of ${happens.length}`,
      {
        next: "Give every input in the same runs.",
      },
    )
  const hits = sumOf(happens)
  if (hits === 0 || hits === happens.length)
    throw new Fault(
      "answers/constant",
      `'${event}' happens in ${hits === 0 ? "no run" : "every run"}: nothing decides it`,
      {
        next: "Ask about another event, or another level.",
      },
    )
  if (Math.min(hits, happens.length - hits) < FEWEST)
    throw new Fault("answers/too-few", `'${event}' happens in ${hits} of ${happens.length} runs`, {
      next: `Where it happens and where it does not must be ${FEWEST} runs each at least: ask for more runs.`,
    })
}
