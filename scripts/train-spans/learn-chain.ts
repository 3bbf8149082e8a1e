// Learns the table of the chain (src/lines/chain.ts): likelihood of the relations marked, stochastic steps
// whose size shrinks with what each weight has moved (AdaGrad: Duchi, Hazan and Singer 2011), in a fixed order.
//
// Each column is learnt as the sum of one of its own and one it shares with the other order, so that what a cause
// looks like is learnt from both.

import {
  BEGINS_FIRST,
  BETWEEN,
  CHAIN_TEMPLATES,
  Chain,
  COLUMNS,
  ENDS_FIRST,
  IN_FIRST,
  OF_ORDER,
} from "../../src/lines/chain.ts"
import type {Table} from "../../src/lines/table.ts"
import type {Place} from "./corpus.ts"
import type {Random} from "./random.ts"

export type ChainExample = {
  readonly length: number
  readonly rows: Int32Array
  readonly gold: readonly {readonly cause: Place; readonly effect: Place}[]
}

/** Columns in training: those of the chain, then cause and effect whatever the order: in, begins, ends. */
const SHARED = 6
const WIDTH = COLUMNS + SHARED
/** For each column of the chain the shared one, -1 for none. */
const sharedOf: readonly number[] = Array.from({length: COLUMNS}, (_, k) => {
  const order = Math.floor(k / OF_ORDER)
  const column = k % OF_ORDER
  if (column === BETWEEN) return -1
  const kind = column < BEGINS_FIRST ? 0 : column < ENDS_FIRST ? 1 : 2
  const second = column % 2
  const effect = order === 0 ? second : 1 - second
  return COLUMNS + kind * 2 + effect
})

export type ChainSettings = {
  readonly bits: number
  readonly epochs: number
  readonly rate: number
  /** Pull of every weight towards 0. */
  readonly decay: number
  /** Rows seen in fewer sentences are not learnt. */
  readonly rarest: number
}

/** @returns a table of COLUMNS. */
export function learnChain(examples: readonly ChainExample[], settings: ChainSettings, random: Random): Table {
  const {bits, epochs, rate, decay, rarest} = settings
  const weights = new Float64Array(WIDTH << bits)
  const moved = new Float64Array(WIDTH << bits)
  const seen = counted(
    examples.map((e) => e.rows),
    bits,
  )
  const kept = examples.map(({rows}) => rows.map((row) => (seen[row]! >= rarest ? row : -1)))
  const chain = new Chain()
  const order = examples.map((_, i) => i)
  for (let epoch = 0; epoch < epochs; epoch++) {
    random.shuffle(order)
    for (const i of order) {
      const {length: n, gold} = examples[i]!
      const rows = kept[i]!
      chain.open(n)
      const scores = chain.scores
      const own = new Float64Array(WIDTH)
      for (let j = 0; j < n; j++) {
        own.fill(0)
        for (let t = 0; t < CHAIN_TEMPLATES; t++) {
          const row = rows[j * CHAIN_TEMPLATES + t]!
          if (row < 0) continue
          const at = row * WIDTH
          for (let k = 0; k < WIDTH; k++) own[k] = own[k]! + weights[at + k]!
        }
        for (let k = 0; k < COLUMNS; k++)
          scores[j * COLUMNS + k] = own[k]! + (sharedOf[k]! < 0 ? 0 : own[sharedOf[k]!]!)
      }
      chain.sum()
      const gradient = new Float64Array(n * COLUMNS)
      const share = gold.length
      chain.expect(gradient, share)
      for (const g of gold) mark(gradient, g)
      const g = new Float64Array(WIDTH)
      for (let j = 0; j < n; j++) {
        g.fill(0)
        let any = false
        for (let k = 0; k < COLUMNS; k++) {
          const x = gradient[j * COLUMNS + k]!
          if (Math.abs(x) < 1e-4) continue
          any = true
          g[k] = g[k]! + x
          const s = sharedOf[k]!
          if (s >= 0) g[s] = g[s]! + x
        }
        if (!any) continue
        for (let t = 0; t < CHAIN_TEMPLATES; t++) {
          const row = rows[j * CHAIN_TEMPLATES + t]!
          if (row < 0) continue
          for (let k = 0; k < WIDTH; k++) {
            if (g[k] === 0) continue
            const at = row * WIDTH + k
            const slope = g[k]! + decay * weights[at]!
            moved[at] = moved[at]! + slope * slope
            weights[at] = weights[at]! - (rate * slope) / Math.sqrt(moved[at]! + 1e-8)
          }
        }
      }
    }
  }
  const table = new Float64Array(COLUMNS << bits)
  for (let row = 0; row < 1 << bits; row++)
    for (let k = 0; k < COLUMNS; k++)
      table[row * COLUMNS + k] =
        weights[row * WIDTH + k]! + (sharedOf[k]! < 0 ? 0 : weights[row * WIDTH + sharedOf[k]!]!)
  return {bits, width: COLUMNS, step: 1, weights: table}
}

/** Takes what is marked from the gradient. */
function mark(gradient: Float64Array, {cause, effect}: {cause: Place; effect: Place}): void {
  const order = cause[0] <= effect[0] ? 0 : 1
  const [first, second] = order === 0 ? [cause, effect] : [effect, cause]
  const take = (j: number, column: number) => {
    const at = j * COLUMNS + order * OF_ORDER + column
    gradient[at] = gradient[at]! - 1
  }
  ;[first, second].forEach(([from, to], k) => {
    take(from, BEGINS_FIRST + k)
    take(to - 1, ENDS_FIRST + k)
    for (let j = from; j < to; j++) take(j, IN_FIRST + k)
  })
  for (let j = first[1]; j < second[0]; j++) take(j, BETWEEN)
}

/** In how many examples each row shows. */
export function counted(rows: readonly Int32Array[], bits: number): Int32Array {
  const seen = new Int32Array(1 << bits)
  const last = new Int32Array(1 << bits).fill(-1)
  rows.forEach((list, i) => {
    for (const row of list)
      if (last[row] !== i) {
        last[row] = i
        seen[row] = seen[row]! + 1
      }
  })
  return seen
}
