// Functions of whole arrays: numbers in one row in, a row of results out. The interpreter
// and the compiled forms call these same functions, once for all elements of a result, so
// their bits agree by construction.
//
// The definitions are those of Vensim's reference ("Arrays, Vectors, and Subscripts" and
// "Allocation Functions"). Where an array has no answer, NaN comes out and fails the run.

import {MISSING} from "../../core/missing.ts"
import {exp, pow} from "../../math/elementary.ts"
import type {Reading} from "../program.ts"
import {openTable, readTable} from "./tables.ts"

/** How many results a block has, and how it works them out. */
type VectorFunction = {
  /** Number of results, from the length `n` that the call gives. */
  readonly count: (n: number) => number
  /** Whether it can be called with so many numbers after `n`. */
  readonly takes: (n: number, args: number) => boolean
  /** Writes the results to `into` from index `first` on. `args` are the arrays' elements and scalars, in order. */
  readonly fill: (n: number, args: ArrayLike<number>, into: {[index: number]: number}, first: number) => void
}

/** Indices 0 .. n-1 so ordered that x rises (or falls); equal ones stay in their order. */
function sorted(n: number, x: ArrayLike<number>, rising: boolean): number[] {
  return Array.from({length: n}, (_, i) => i).sort((a, b) => {
    const [left, right] = rising ? [x[a]!, x[b]!] : [x[b]!, x[a]!]
    return left < right ? -1 : left > right ? 1 : a - b
  })
}

const one = () => 1
const each = (n: number) => n

const sortOrder: VectorFunction = {
  count: each,
  takes: (n, args) => args === n + 1,
  fill: (n, args, into, first) => {
    sorted(n, args, args[n]! > 0).forEach((index, place) => {
      into[first + place] = index
    })
  },
}

const rank: VectorFunction = {
  count: each,
  takes: (n, args) => args === n + 1,
  fill: (n, args, into, first) => {
    sorted(n, args, args[n]! > 0).forEach((index, place) => {
      into[first + index] = place + 1
    })
  },
}

const reorder: VectorFunction = {
  count: each,
  takes: (n, args) => args === 2 * n,
  fill: (n, args, into, first) => {
    for (let i = 0; i < n; i++) {
      const from = Math.floor(args[n + i]! + 0.5)
      into[first + i] = from >= 0 && from < n ? args[from]! : Number.NaN
    }
  },
}

const elementMap: VectorFunction = {
  count: each,
  takes: (n, args) => args === n + 1,
  fill: (n, args, into, first) => {
    const offset = Math.floor(args[n]! + 0.5)
    for (let i = 0; i < n; i++) {
      const from = i + offset
      into[first + i] = from >= 0 && from < n ? args[from]! : MISSING
    }
  },
}

const arrayRank: VectorFunction = {
  count: one,
  takes: (n, args) => args === n + 1 || args === 2 * n + 1,
  fill: (n, args, into, first) => {
    const last = args.length - 1
    const place = Math.floor(args[last]!)
    const order = sorted(n, args, true)
    // Of equal ones those come first whose second number is smaller.
    if (last === 2 * n) order.sort((a, b) => args[a]! - args[b]! || args[n + a]! - args[n + b]! || a - b)
    into[first] = place >= 1 && place <= n ? order[place - 1]! + 1 : 0
  },
}

const select: VectorFunction = {
  count: one,
  takes: (n, args) => args === 2 * n + 3,
  fill: (n, args, into, first) => {
    const action = Math.floor(args[2 * n + 1]! + 0.5)
    const error = Math.floor(args[2 * n + 2]! + 0.5)
    let chosen = 0
    let sum = 0
    let product = 1
    let least = Number.POSITIVE_INFINITY
    let most = Number.NEGATIVE_INFINITY
    for (let i = 0; i < n; i++) {
      const weight = args[i]!
      if (weight === 0) continue
      const x = args[n + i]!
      const value = action === 5 ? pow(x, weight) : action > 5 ? x : weight * x
      chosen++
      sum += value
      product *= value
      least = Math.min(least, value)
      most = Math.max(most, value)
    }
    const wrong = (chosen === 0 && (error === 1 || error === 3)) || (chosen > 1 && (error === 2 || error === 3))
    if (wrong || !(error >= 0 && error <= 3)) into[first] = Number.NaN
    else if (chosen === 0) into[first] = args[2 * n]!
    else
      switch (action) {
        case 0:
        case 6:
          into[first] = sum
          break
        case 1:
        case 5:
        case 7:
          into[first] = product
          break
        case 2:
        case 8:
          into[first] = least
          break
        case 3:
        case 9:
          into[first] = most
          break
        case 4:
        case 10:
          into[first] = sum / chosen
          break
        default:
          into[first] = Number.NaN
      }
  },
}

/** Shapes of profiles: what Vensim calls ptype. Ten more asks for whole amounts. */
const SHAPES = {fixed: 0, rectangular: 1, triangular: 2, normal: 3, exponential: 4, elastic: 5} as const
/** Halvings of an interval of prices or rates. */
const HALVINGS = 200

/** The narrowest normal curve that Vensim draws, as its published runs of widths from 0 to 1 show. */
const LEAST_DEVIATION = 0.05

/** How wide a shape is: as it says, but a normal curve never narrower than `LEAST_DEVIATION`. */
function widthOf(shape: number, width: number): number {
  return shape === SHAPES.normal && width < LEAST_DEVIATION ? LEAST_DEVIATION : width
}

/**
 * The part of a normal curve above z, for z from 0: formula 26.2.16 of Abramowitz and Stegun (1964), after Hastings,
 * within 1e-5. Vensim's published runs have its digits, also far out, where it is 2 in 100 above the true ones.
 */
function tail(z: number): number {
  const t = 1 / (1 + 0.33267 * z)
  return DENSITY * exp(-0.5 * z * z) * (t * (0.4361836 + t * (-0.1201676 + t * 0.937298)))
}

/** Of the normal curve at 0: one over the square root of twice pi. */
const DENSITY = 0.3989422804014327

/** The share of a demand that is served at a price: 1 far below its priority, 0 far above. */
function share(price: number, shape: number, priority: number, width: number, extra: number): number {
  if (shape === SHAPES.fixed) return 1
  const wide = widthOf(shape, width)
  if (!(wide > 0)) return price < priority ? 1 : price > priority ? 0 : 0.5
  const x = (price - priority) / wide
  switch (shape) {
    case SHAPES.rectangular:
      return x <= -0.5 ? 1 : x >= 0.5 ? 0 : 0.5 - x
    case SHAPES.triangular: {
      if (x <= -0.5) return 1
      if (x >= 0.5) return 0
      return x < 0 ? 1 - 2 * (x + 0.5) * (x + 0.5) : 2 * (0.5 - x) * (0.5 - x)
    }
    case SHAPES.normal:
      return x < 0 ? 1 - tail(-x) : tail(x)
    case SHAPES.exponential:
      return x < 0 ? 1 - 0.5 * exp(x) : 0.5 * exp(-x)
    case SHAPES.elastic:
      // Constant elasticity, cut off at `width` times the priority on either side.
      return price <= 0 ? 1 : Math.min(1, pow(price / priority, -extra))
    default:
      return Number.NaN
  }
}

/** Shape, priority, width and extra of agent i, and its quantity. */
type Agents = {
  readonly n: number
  readonly quantities: number
  readonly profiles: number
  readonly args: ArrayLike<number>
}

const shapeOf = (ptype: number) => (ptype >= 10 ? ptype - 10 : ptype)

/** What agent i takes at a price (demand) or gives (supply: the same curve, mirrored at its priority). */
function amount({args, quantities, profiles}: Agents, i: number, price: number, supplies: boolean): number {
  const at = profiles + 4 * i
  const [shape, priority, width, extra] = [shapeOf(args[at]!), args[at + 1]!, args[at + 2]!, args[at + 3]!]
  const quantity = args[quantities + i]!
  if (!supplies || shape === SHAPES.fixed) return quantity * share(price, shape, priority, width, extra)
  if (shape === SHAPES.elastic) return quantity * Math.min(1, price <= 0 ? 0 : pow(price / priority, extra))
  return quantity * share(2 * priority - price, shape, priority, width, extra)
}

function total(agents: Agents, price: number, supplies: boolean): number {
  let sum = 0
  for (let i = 0; i < agents.n; i++) sum += amount(agents, i, price, supplies)
  return sum
}

/**
 * How many widths from its priority a shape is taken to have reached all or nothing: where nothing is wanted, or more
 * than there is, the price stands there. Vensim's published runs have these ends; of the elastic shape none is known.
 */
const REACH: readonly number[] = [0, 0.5, 0.5, 5, 10, 40]

/** The prices between which something changes. */
function span(all: readonly Agents[]): [number, number] {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const {n, profiles, args} of all)
    for (let i = 0; i < n; i++) {
      const shape = shapeOf(args[profiles + 4 * i]!)
      const priority = args[profiles + 4 * i + 1]!
      const width = widthOf(shape, Math.abs(args[profiles + 4 * i + 2]!))
      if (shape === SHAPES.fixed) continue
      const reach = (REACH[shape] ?? 0) * (shape === SHAPES.elastic ? Math.abs(priority) : width)
      low = Math.min(low, priority - reach)
      high = Math.max(high, priority + reach)
    }
  return low <= high ? [low, high] : [0, 0]
}

/** Where `excess`, above 0 at `low` and not at `high`, comes to 0: by halving, to the last bit. */
function clearing(low: number, high: number, excess: (price: number) => number): number {
  let [a, b] = [low, high]
  for (let i = 0; i < HALVINGS; i++) {
    const middle = a + (b - a) / 2
    if (middle === a || middle === b) break
    if (excess(middle) > 0) a = middle
    else b = middle
  }
  return b
}

const allocateAvailable: VectorFunction = {
  count: each,
  takes: (n, args) => args === 5 * n + 1,
  fill: (n, args, into, first) => {
    const agents: Agents = {n, quantities: 0, profiles: n, args}
    const available = args[5 * n]!
    let wanted = 0
    for (let i = 0; i < n; i++) wanted += args[i]!
    if (available >= wanted || !(available > 0)) {
      for (let i = 0; i < n; i++) into[first + i] = available > 0 ? args[i]! : Number.isNaN(available) ? available : 0
      return
    }
    const [low, high] = span([agents])
    const price = clearing(low, high, (p) => total(agents, p, false) - available)
    let given = 0
    for (let i = 0; i < n; i++) {
      into[first + i] = amount(agents, i, price, false)
      given += into[first + i]!
    }
    // Where requests jump at the price (no width), or are fixed, the rest is shared in proportion.
    if (given > available * (1 + 1e-12))
      for (let i = 0; i < n; i++) into[first + i] = into[first + i]! * (available / given)
    if (args[n]! >= 10) wholeAmounts(n, args, into, first, available)
  },
}

/** Whole amounts: the fractions dropped, and what is left over given out one by one, largest fraction first. */
function wholeAmounts(
  n: number,
  requests: ArrayLike<number>,
  into: {[index: number]: number},
  first: number,
  available: number,
): void {
  const fractions = Array.from({length: n}, (_, i) => into[first + i]! - Math.floor(into[first + i]!))
  let left = Math.floor(available)
  for (let i = 0; i < n; i++) {
    into[first + i] = Math.floor(into[first + i]!)
    left -= into[first + i]!
  }
  for (const i of sorted(n, fractions, false)) {
    if (left < 1) break
    if (into[first + i]! + 1 <= requests[i]!) {
      into[first + i] = into[first + i]! + 1
      left -= 1
    }
  }
}

/**
 * Higher priorities first: the share of a request falls from 1 to 0 over `width` as the price passes its priority,
 * the rectangular shape of allocateAvailable (Vensim's manual calls the two one algorithm).
 */
const allocateByPriority: VectorFunction = {
  count: each,
  takes: (n, args) => args === 2 * n + 2,
  fill: (n, args, into, first) => {
    const width = args[2 * n]!
    const supply = args[2 * n + 1]!
    const rows = new Float64Array(5 * n + 1)
    for (let i = 0; i < n; i++) {
      rows[i] = args[i]!
      rows.set([SHAPES.rectangular, args[n + i]!, width, 0], n + 4 * i)
    }
    rows[5 * n] = supply
    allocateAvailable.fill(n, rows, into, first)
  },
}

/** What is left of a request at a price in units of priority: the rectangular shape. */
export function priorityShare(request: number, priority: number, width: number, price: number): number {
  return request * share(price, SHAPES.rectangular, priority, width, 0)
}

/** The price at which allocateByPriority shares out. */
const marketPriority: VectorFunction = {
  count: one,
  takes: (n, args) => args === 2 * n + 2,
  fill: (n, args, into, first) => {
    const width = args[2 * n]!
    const supply = args[2 * n + 1]!
    const wanted = (price: number): number => {
      let sum = 0
      for (let i = 0; i < n; i++) sum += priorityShare(args[i]!, args[n + i]!, width, price)
      return sum
    }
    let low = Number.POSITIVE_INFINITY
    let high = Number.NEGATIVE_INFINITY
    for (let i = 0; i < n; i++) {
      low = Math.min(low, args[n + i]! - Math.abs(width) / 2)
      high = Math.max(high, args[n + i]! + Math.abs(width) / 2)
    }
    // Where there is enough for all the price is one at which nobody gives anything up.
    into[first] = wanted(low) <= supply ? low : clearing(low, high, (price) => wanted(price) - supply)
  },
}

/** How each mode of VECTOR LOOKUP reads, and whether it goes on beyond the ends. */
const LOOKUP_MODES: readonly (readonly [how: Reading, extends_: boolean])[] = [
  ["value", false],
  ["area", false],
  ["last", false],
  ["extend", true],
  ["next", false],
  ["inverse", false],
  ["slope", false],
  ["area", true],
  ["inverse", true],
  ["slope", true],
]

const vectorLookup: VectorFunction = {
  count: one,
  takes: (n, args) => args === n + 4,
  fill: (n, args, into, first) => {
    const [x, low, high] = [args[n]!, args[n + 1]!, args[n + 2]!]
    const mode = LOOKUP_MODES[Math.floor(args[n + 3]! + 0.5)]
    into[first] = Number.NaN
    if (!mode || n < 1 || !(high > low || n === 1)) return
    const [how, extended] = mode
    const places = Array.from({length: n}, (_, i) => (n === 1 ? low : low + ((high - low) * i) / (n - 1)))
    const heights = places.map((_, i) => args[i]!)
    const beyond = extended ? "extend" : "hold"
    const table = openTable({name: "", x: places, y: heights, between: "line", beyond})
    into[first] = how === "inverse" && extended ? inverseDrawnOn(places, heights, x) : readTable(table, how, x)
  },
}

/** As a table's "inverse", but a height beyond both ends is looked for on the nearer end's line. */
function inverseDrawnOn(places: readonly number[], heights: readonly number[], y: number): number {
  const last = places.length - 1
  const table = openTable({name: "", x: places, y: heights, between: "line", beyond: "hold"})
  const place = readTable(table, "inverse", y)
  if (last < 1 || readTable(table, "value", place) === y) return place
  if (place !== places[0]! && place !== places[last]!) return place
  const i = place === places[0]! ? 0 : last - 1
  const rise = heights[i + 1]! - heights[i]!
  return rise === 0 ? place : places[i]! + (y - heights[i]!) * ((places[i + 1]! - places[i]!) / rise)
}

/** n sizes, n places from 0 to 1, then the numbers, the last dimension running fastest. */
const interpolation: VectorFunction = {
  count: one,
  takes: (n, args) => n >= 1 && args > 2 * n,
  fill: (n, args, into, first) => {
    let size = 1
    for (let d = 0; d < n; d++) size *= args[d]!
    into[first] = Number.NaN
    if (size !== args.length - 2 * n || !(size >= 1)) return
    let numbers = Array.from({length: size}, (_, i) => args[2 * n + i]!)
    // The last dimension is taken out first, then the one before it.
    for (let d = n - 1; d >= 0; d--) {
      const length = args[d]!
      const at = Math.max(0, Math.min(1, args[n + d]!)) * (length - 1)
      if (Number.isNaN(at)) return
      const low = Math.min(length - 1, Math.floor(at))
      const high = Math.min(length - 1, low + 1)
      const part = at - low
      numbers = Array.from({length: numbers.length / length}, (_, i) => {
        const [a, b] = [numbers[i * length + low]!, numbers[i * length + high]!]
        return part === 0 ? a : a + (b - a) * part
      })
    }
    into[first] = numbers[0]!
  },
}

/** Rates that are looked at for a change of sign on either side of 0, and how near to -1 the lowest is. */
const RATES = 200
const LOWEST_RATE = -1 + 1e-9

const rateOfReturn: VectorFunction = {
  count: one,
  takes: (n, args) => args === n + 3,
  fill: (n, args, into, first) => {
    const [initial, place, missing] = [args[n]!, args[n + 1]!, args[n + 2]!]
    /** What all are worth: at the start for rates above 0, at the end for those below, so that nothing overflows. */
    const worth = (rate: number): number => {
      let sum = 0
      if (rate > 0) {
        for (let i = n - 1; i >= 0; i--) sum = (sum + args[i]!) / (1 + rate)
        return initial === 0 ? sum : sum + initial * pow(1 + rate, -place)
      }
      for (let i = 0; i < n; i++) sum = sum * (1 + rate) + args[i]!
      return initial === 0 ? sum : sum + initial * pow(1 + rate, n - place)
    }
    const at = (i: number) => (i === -RATES ? LOWEST_RATE : i / RATES)
    into[first] = missing
    if (worth(0) === 0) {
      // Nothing at all has no rate; what adds up to nothing has the rate 0.
      let some = initial !== 0
      for (let i = 0; i < n; i++) some ||= args[i] !== 0
      if (some) into[first] = 0
      return
    }
    for (let i = 0; i < RATES; i++) {
      for (const side of [1, -1]) {
        const [near, far] = [at(side * i), at(side * (i + 1))]
        if (worth(near) > 0 !== worth(far) > 0) {
          // Which of the two is above it does not matter.
          const above = worth(near) > 0
          into[first] = clearing(near, far, (rate) => (worth(rate) > 0 === above ? 1 : -1))
          return
        }
      }
    }
  },
}

const findMarketPrice: VectorFunction = {
  count: one,
  takes: (n, args) => args >= 5 * n && args % 5 === 0,
  fill: (n, args, into, first) => {
    const suppliers = Math.floor((args.length - 5 * n) / 5)
    const demand: Agents = {n, quantities: 0, profiles: n, args}
    const supply: Agents = {n: suppliers, quantities: 5 * n, profiles: 5 * n + suppliers, args}
    const [low, high] = span([demand, supply])
    into[first] = clearing(low, high, (p) => total(demand, p, false) - total(supply, p, true))
  },
}

const atPrice = (supplies: boolean): VectorFunction => ({
  count: each,
  takes: (n, args) => args === 5 * n + 1,
  fill: (n, args, into, first) => {
    const agents: Agents = {n, quantities: 0, profiles: n, args}
    for (let i = 0; i < n; i++) into[first + i] = amount(agents, i, args[5 * n]!, supplies)
  },
})

/** The inverse by Gauss and Jordan, the largest of each column as pivot. */
const invertMatrix: VectorFunction = {
  count: (n) => n * n,
  takes: (n, args) => args === n * n,
  fill: (n, args, into, first) => {
    const left = Float64Array.from({length: n * n}, (_, i) => args[i]!)
    const right = Float64Array.from({length: n * n}, (_, i) => (i % (n + 1) === 0 ? 1 : 0))
    const swap = (m: Float64Array, a: number, b: number) => {
      for (let k = 0; k < n; k++) {
        const held = m[a * n + k]!
        m[a * n + k] = m[b * n + k]!
        m[b * n + k] = held
      }
    }
    for (let column = 0; column < n; column++) {
      let pivot = column
      for (let row = column + 1; row < n; row++)
        if (Math.abs(left[row * n + column]!) > Math.abs(left[pivot * n + column]!)) pivot = row
      const largest = left[pivot * n + column]!
      if (!(Math.abs(largest) > 0)) {
        for (let i = 0; i < n * n; i++) into[first + i] = Number.NaN
        return
      }
      swap(left, pivot, column)
      swap(right, pivot, column)
      for (let k = 0; k < n; k++) {
        left[column * n + k] = left[column * n + k]! / largest
        right[column * n + k] = right[column * n + k]! / largest
      }
      for (let row = 0; row < n; row++) {
        const factor = left[row * n + column]!
        if (row === column || factor === 0) continue
        for (let k = 0; k < n; k++) {
          left[row * n + k] = left[row * n + k]! - factor * left[column * n + k]!
          right[row * n + k] = right[row * n + k]! - factor * right[column * n + k]!
        }
      }
    }
    for (let i = 0; i < n * n; i++) into[first + i] = right[i]!
  },
}

/** Every function of whole arrays by its name in the language. */
export const vectors: ReadonlyMap<string, VectorFunction> = new Map([
  ["vector_sort_order", sortOrder],
  ["vector_rank", rank],
  ["vector_reorder", reorder],
  ["vector_elm_map", elementMap],
  ["vector_select", select],
  ["array_rank", arrayRank],
  ["vector_lookup", vectorLookup],
  ["interpolate", interpolation],
  ["rate_of_return", rateOfReturn],
  ["market_priority", marketPriority],
  ["allocate_available", allocateAvailable],
  ["allocate_by_priority", allocateByPriority],
  ["find_market_price", findMarketPrice],
  ["demand_at_price", atPrice(false)],
  ["supply_at_price", atPrice(true)],
  ["invert_matrix", invertMatrix],
])
