// Stocks that stand at a bound of their range while their flows would take them beyond it: there the engine holds them,
// and what the flows bring or take is lost.
//
// In: a model, and runs of it with a stock and its flows among what they save. Out: which stocks were held, in how many
// runs and since when. A stock that comes to its bound and stays there by its own flows is not held, nor is one that an
// event puts there.

import type {Model, Quantity} from "../model/index.ts"
import type {Runs} from "./runs.ts"

/** Beyond a bound by this share of the range is rounding. */
const ROUNDING = 1e-9

/** How far beyond its bounds a quantity may go by rounding. */
export function slackOf([low, high]: readonly [number, number]): number {
  return ROUNDING * Math.max(1, Number.isFinite(high - low) ? high - low : Math.abs(low))
}

/** One stock that was held. */
type Held = {
  readonly stock: Quantity
  /** The bound it was first held at. */
  readonly bound: number
  /** In how many runs. */
  readonly runs: number
  /** The earliest time, over all runs. */
  readonly first: number
}

/** Looks through runs for stocks of `model` that are held; those in `except` are moved by hand. */
export class HeldStocks {
  private readonly model: Model
  private readonly stocks: readonly Quantity[]
  private readonly seen = new Set<string>()
  private readonly found = new Map<string, Held>()

  constructor(model: Model, except: ReadonlySet<string> = new Set()) {
    this.model = model
    // What an equation adds to the flows is not among what a run saves.
    this.stocks = model.quantities.filter(
      ({kind, range, rate, name}) => kind === "stock" && range !== undefined && !rate && !except.has(name),
    )
  }

  /** Names that are looked at together: each stock with its flows. */
  together(): string[][] {
    return this.stocks.map(({name, inflows = [], outflows = []}) => [...new Set([name, ...inflows, ...outflows])])
  }

  /** Looks through `runs`, or a part of their names: a stock is seen once, where all its flows are with it. */
  look({names, time, series, status}: Pick<Runs, "names" | "time" | "series" | "status">): void {
    const column = new Map(names.map((name, i) => [name, i]))
    const {step} = this.model.time
    for (const stock of this.stocks) {
      const {name, range, inflows = [], outflows = []} = stock
      const own = column.get(name)
      const flows = [...inflows.map((flow) => [flow, 1] as const), ...outflows.map((flow) => [flow, -1] as const)]
      if (this.seen.has(name) || own === undefined || flows.some(([flow]) => !column.has(flow))) continue
      this.seen.add(name)
      const [low, high] = range!
      const slack = slackOf(range!)
      for (let run = 0; run < status.length; run++) {
        if (status[run] !== 0) continue
        const base = run * names.length
        const row = (base + own) * time.length
        for (let t = 0; t < time.length; t++) {
          const value = series[row + t]!
          if (value > low && value < high) continue
          let net = 0
          for (const [flow, sign] of flows) net += sign * series[(base + column.get(flow)!) * time.length + t]!
          if (value <= low ? step * net >= -slack : step * net <= slack) continue
          const before = this.found.get(name)
          const bound = value <= low ? low : high
          this.found.set(
            name,
            before
              ? {...before, runs: before.runs + 1, first: Math.min(before.first, time[t]!)}
              : {stock, bound, runs: 1, first: time[t]!},
          )
          break
        }
      }
    }
  }

  /** What was found, in the order of the model. */
  held(): Held[] {
    return this.stocks.flatMap(({name}) => this.found.get(name) ?? [])
  }
}
