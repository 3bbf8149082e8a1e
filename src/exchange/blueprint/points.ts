// Points in the order in which a table is read. In: places and heights as they come. Out: places strictly rising.
//
// Here because tables, series of data from other files and graphs over graphs all want it alike.

import {MISSING} from "../../model/index.ts"

/** Places (x) strictly rising, each with its height (y). */
type Rising = {readonly x: readonly number[]; readonly y: readonly number[]}

/**
 * Points sorted by x, of those at one place the last; what has no y is left out. Points that rise already are given
 * back as they are.
 *
 * @param present points whose y is MISSING are left out too.
 */
export function rising(x: readonly number[], y: readonly number[], present = false): Rising {
  let good = x.length === y.length
  for (let i = 0; good && i < x.length; i++) good = (i === 0 || x[i]! > x[i - 1]!) && !(present && y[i] === MISSING)
  if (good) return {x, y}
  const order = x.map((_, i) => i).filter((i) => i < y.length && !(present && y[i] === MISSING))
  order.sort((a, b) => x[a]! - x[b]! || a - b)
  const kept = order.filter((i, place) => place + 1 === order.length || x[order[place + 1]!] !== x[i])
  return {x: kept.map((i) => x[i]!), y: kept.map((i) => y[i]!)}
}
