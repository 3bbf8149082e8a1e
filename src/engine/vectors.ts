// Functions of whole arrays: numbers in one row in, a row of results out. The interpreter
// and the compiled forms call these same functions, once for all elements of a result, so
// their bits agree by construction.
//
// The definitions are those of Vensim's reference ("Arrays, Vectors, and Subscripts" and
// "Allocation Functions"). Where an array has no answer, NaN comes out and fails the run.

import {normalBelow} from "../distributions.ts"
import {exp, pow} from "../elementary.ts"
import {MISSING} from "../missing.ts"

/** How many results a block has, and how it works them out. */
export type VectorFunction = {
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
  takes: (n, args) => args === n + 1,
  fill: (n, args, into, first) => {
    const place = Math.floor(args[n]!)
    into[first] = place >= 1 && place <= n ? sorted(n, args, true)[place - 1]! + 1 : 0
  },
}

const select: VectorFunction = {
  count: one,
  takes: (n, args) => args === 2 * n + 3,
  fill: (n, args, into, first) => {
    const action = args[2 * n + 1]!
    const error = args[2 * n + 2]!
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
    if (wrong) into[first] = Number.NaN
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
/** Halvings of the interval of prices. */
const HALVINGS = 200

/** The share of a demand that is served at a price: 1 far below its priority, 0 far above. */
function share(price: number, shape: number, priority: number, width: number, extra: number): number {
  if (shape === SHAPES.fixed) return 1
  if (!(width > 0)) return price < priority ? 1 : price > priority ? 0 : 0.5
  const x = (price - priority) / width
  switch (shape) {
    case SHAPES.rectangular:
      return x <= -0.5 ? 1 : x >= 0.5 ? 0 : 0.5 - x
    case SHAPES.triangular: {
      if (x <= -0.5) return 1
      if (x >= 0.5) return 0
      return x < 0 ? 1 - 2 * (x + 0.5) * (x + 0.5) : 2 * (0.5 - x) * (0.5 - x)
    }
    case SHAPES.normal:
      return normalBelow(-x)
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

/** How many widths from its priority every shape has reached all or nothing, to the last bit. */
const REACH = 40

/** The prices between which something changes. */
function span(all: readonly Agents[]): [number, number] {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const {n, profiles, args} of all)
    for (let i = 0; i < n; i++) {
      const shape = shapeOf(args[profiles + 4 * i]!)
      const priority = args[profiles + 4 * i + 1]!
      const width = Math.abs(args[profiles + 4 * i + 2]!)
      if (shape === SHAPES.fixed) continue
      const reach = shape === SHAPES.elastic ? Math.abs(priority) * REACH : width * REACH
      low = Math.min(low, priority - reach)
      high = Math.max(high, priority + reach)
    }
  return low <= high ? [low, high] : [0, 0]
}

/** The price at which `excess`, which falls with it, is 0: by halving, to the last bit. */
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
  ["allocate_available", allocateAvailable],
  ["allocate_by_priority", allocateByPriority],
  ["find_market_price", findMarketPrice],
  ["demand_at_price", atPrice(false)],
  ["supply_at_price", atPrice(true)],
  ["invert_matrix", invertMatrix],
])
