// The state of a program while it is being laid out: slots given away so far, and what is
// written to them when. Code goes in, the slot that shows its value comes out.
//
// Each slot is written by exactly one of starts, stocks, body, lags and devices; but what
// starts from a value of its own stands in `starts` beside one of the others.

import type {Assignment, Code, DeviceSlot, Lag, StockSlot} from "./program.ts"

/** The value of a slot. */
export type SlotCode = readonly ["v", number]

/** The slots of one program in the making. */
export class Slots {
  width = 0
  readonly stocks: StockSlot[] = []
  readonly lags: Lag[] = []
  readonly devices: DeviceSlot[] = []
  /** Evaluated at every step, in any order. */
  readonly body: Assignment[] = []
  /** Everything that must be known at the start, in any order. */
  readonly starts: Assignment[] = []

  /** The first of so many new slots. */
  next(count = 1): number {
    const first = this.width
    this.width += count
    return first
  }

  /** The value of `code` at the initial time, kept. */
  started(name: string, code: Code): SlotCode {
    const slot = this.next()
    this.starts.push({name, slot, code})
    return ["v", slot]
  }

  /** The value of `code` at every step; it may read its own slot, which then shows what was there before. */
  computed(name: string, code: (own: SlotCode) => Code): SlotCode {
    const own: SlotCode = ["v", this.next()]
    this.body.push({name, slot: own[1], code: code(own)})
    return own
  }

  /** A stock without bounds that begins with `initial`. */
  memory(name: string, rate: (own: SlotCode) => Code, initial: Code): SlotCode {
    const own: SlotCode = ["v", this.next()]
    const [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    this.stocks.push({name, slot: own[1], rate: rate(own), low, high, holds: []})
    this.starts.push({name, slot: own[1], code: initial})
    return own
  }
}
