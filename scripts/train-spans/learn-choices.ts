// Learns which of several candidates is right: the logarithm of the odds is a sum of weights, the likelihood of those
// marked right is raised (AdaGrad, fixed order).

import {shares, type Table} from "../../src/lines/table.ts"
import type {Random} from "./random.ts"

export type Choice = {
  /** Rows of each candidate, of 32 bits. */
  readonly rows: readonly Int32Array[]
  /** How much of the right answer each candidate is; the sum is the choice's weight. */
  readonly right: Float64Array
}

export type ChoiceSettings = {
  readonly bits: number
  readonly epochs: number
  readonly rate: number
  readonly decay: number
  readonly rarest: number
}

/** @returns a table of one column. */
export function learnChoices(choices: readonly Choice[], settings: ChoiceSettings, random: Random): Table {
  const {bits, epochs, rate, decay, rarest} = settings
  const shift = 32 - bits
  const seen = new Int32Array(1 << bits)
  const last = new Int32Array(1 << bits).fill(-1)
  choices.forEach(({rows}, i) => {
    for (const list of rows)
      for (const r of list) {
        const row = r >>> shift
        if (last[row] !== i) {
          last[row] = i
          seen[row] = seen[row]! + 1
        }
      }
  })
  const weights = new Float64Array(1 << bits)
  const moved = new Float64Array(1 << bits)
  const sums = new Float64Array(1 << bits)
  const gradient = new Float64Array(1 << bits)
  let touchedRows = new Int32Array(1 << 12)
  let moment = 1
  const order = choices.map((_, i) => i)
  for (let epoch = 0; epoch < epochs; epoch++) {
    random.shuffle(order)
    for (const i of order) {
      const {rows, right} = choices[i]!
      let weight = 0
      for (const r of right) weight += r
      if (weight === 0) continue
      const scores = Float64Array.from(rows, (list) => {
        let sum = 0
        for (const r of list) sum += weights[r >>> shift]!
        return sum
      })
      const p = shares(scores)
      let touched = 0
      rows.forEach((list, k) => {
        const g = weight * p[k]! - right[k]!
        if (Math.abs(g) < LEAST) return
        for (const r of list) {
          const row = r >>> shift
          if (seen[row]! < rarest) continue
          if (gradient[row] === 0) touchedRows[touched++] = row
          gradient[row] = gradient[row]! + g
          if (touched === touchedRows.length) touchedRows = longer(touchedRows)
        }
      })
      for (let k = 0; k < touched; k++) {
        const row = touchedRows[k]!
        const slope = gradient[row]! + decay * weights[row]!
        if (gradient[row] === 0) continue
        gradient[row] = 0
        moved[row] = moved[row]! + slope * slope
        const step = (rate * slope) / Math.sqrt(moved[row]! + 1e-8)
        weights[row] = weights[row]! - step
        sums[row] = sums[row]! - step * moment
      }
      moment++
    }
  }
  // The average over all moments generalises better than the last.
  return {bits, width: 1, step: 1, weights: weights.map((w, i) => w - sums[i]! / moment)}
}

/** Slopes smaller than this move nothing. */
const LEAST = 1e-4

function longer(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const more = new Int32Array(list.length * 2)
  more.set(list)
  return more
}
