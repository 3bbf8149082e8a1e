// Which numbers of a run must be looked at for having become infinite or none, and which show
// it by themselves: an infinity or a NaN that reaches a stock nothing else touches stays there.
//
// A program goes in, slots come out. The fewer are looked at while time goes by, the faster;
// none may be missed, because a run that is lost in between and finite at its end has failed.

import {argumentsOf} from "../code.ts"
import {type Code, changingSlots, lookedAt, type Program} from "../program.ts"

/** Slots of stocks that, once no finite number, never are one again: their last value tells. */
export function absorbingStocks({stocks, events}: Program): Set<number> {
  const touched = new Set(events.flatMap(({does}) => does.map(({slot}) => slot)))
  return new Set(
    stocks
      .filter(
        ({slot, low, high, holds}) =>
          low === Number.NEGATIVE_INFINITY &&
          high === Number.POSITIVE_INFINITY &&
          holds.length === 0 &&
          !touched.has(slot),
      )
      .map(({slot}) => slot),
  )
}

/** Of the outputs that are watched or `kept` those that change, and whose infinity or NaN would not reach the rate of an absorbing stock. */
export function unshownOutputs(program: Program, kept: readonly number[], absorbing: ReadonlySet<number>): number[] {
  const shown = new Set(absorbing)
  // A midpoint step moves by the rates in its middle alone: those at its beginning do not reach the stocks.
  const moving = program.time.method === "rk2" ? [] : program.stocks
  for (const {slot, rate} of moving) if (absorbing.has(slot)) for (const read of spread(rate)) shown.add(read)
  for (let i = program.body.length - 1; i >= 0; i--) {
    const {slot, code, count} = program.body[i]!
    if (count === undefined && shown.has(slot)) for (const read of spread(code)) shown.add(read)
  }
  const changing = changingSlots(program)
  return [...lookedAt(program, kept)].filter((slot) => changing.has(slot) && !shown.has(slot))
}

/** Operations whose value is infinite or none where one of their arguments is. */
const SPREADING: ReadonlySet<string> = new Set(["+", "-", "*", "negative", "abs", "sqrt", "sum", "product", "mean"])

/** Slots of which an infinity or a NaN always reaches the value of `code`. */
function spread(code: Code): number[] {
  const found: number[] = []
  const open = [code]
  for (let next = open.pop(); next; next = open.pop()) {
    if (next[0] === "v") found.push(next[1])
    else if (next[0] === "f" && SPREADING.has(next[1])) for (const arg of argumentsOf(next)) open.push(arg)
    else if (next[0] === "f" && next[1] === "/") open.push(next[2]!)
  }
  return found
}
