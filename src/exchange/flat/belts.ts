// Conveyors and queues (XMILE 1.0, 4.2.2 and 4.2.3). In: flat quantities, and which stocks are such. Out: the same,
// with the flows that a conveyor or a queue drives given their equations, and those into a conveyor held to what it
// takes.
//
// The stock stays a stock of its flows, so that nothing is gained or lost; what comes off a belt, and what leaks from
// it, is what the engine's `conveyor` remembers. A queue lets out all that it holds: its outflows are served in order,
// each as far as the conveyor behind it takes it, so that a flow after the first is the overflow. Batches are not kept
// together, and come as they are.

import type {Expr, Quantity} from "../../model/index.ts"
import {binary, call, named, number} from "./expressions.ts"

/** One stock that drives its own outflows. */
export type Belt = {
  readonly stock: string
  readonly inflows: readonly string[]
  readonly outflows: readonly string[]
  /** Null: a queue. */
  readonly conveyor: {
    readonly length: Expr
    readonly initial: Expr
    readonly capacity?: Expr
    readonly inLimit?: Expr
    readonly sample?: Expr
    readonly arrest?: Expr
    readonly exponential: boolean
  } | null
}

/** A flow that leaks: where on the belt, from 0 at its entrance to 1 at its end. */
export type Leak = {readonly start: number; readonly end: number}

const minus = (from: Expr, names: readonly string[]): Expr =>
  names.reduce((rest, name) => binary(rest, "-", named(name)), from)
const unlessHalted = (arrest: Expr | undefined, expr: Expr): Expr =>
  arrest ? call("if", arrest, number(0), expr) : expr

/** The flows that belts drive, by name. */
export function drivenBy(belts: readonly Belt[]): ReadonlySet<string> {
  return new Set(belts.flatMap(({outflows}) => outflows))
}

/** The quantities with their belts' flows worked out. `leaks` says which flows leak; their equations are fractions. */
export function runBelts(
  quantities: readonly Quantity[],
  belts: readonly Belt[],
  leaks: ReadonlyMap<string, Leak>,
): readonly Quantity[] {
  if (belts.length === 0) return quantities
  const equations = new Map<string, Expr>()
  for (const {name, kind, equation} of quantities) if (kind === "flow" && equation) equations.set(name, equation)
  for (const {stock, outflows, conveyor} of belts)
    if (!conveyor)
      outflows.forEach((flow, i) => {
        const held = binary(named(stock), "/", call("time_step"))
        equations.set(flow, i === 0 ? held : call("max", number(0), minus(held, outflows.slice(0, i))))
      })
  for (const belt of belts) if (belt.conveyor) runConveyor(belt, belt.conveyor, equations, leaks)
  return quantities.map((quantity) => {
    const equation = equations.get(quantity.name)
    return equation ? {...quantity, equation} : quantity
  })
}

function runConveyor(
  {stock, inflows, outflows}: Belt,
  conveyor: NonNullable<Belt["conveyor"]>,
  equations: Map<string, Expr>,
  leaks: ReadonlyMap<string, Leak>,
): void {
  const {length, initial, capacity, inLimit, sample, arrest, exponential} = conveyor
  inflows.forEach((flow, i) => {
    const earlier = inflows.slice(0, i)
    const limits: Expr[] = []
    if (inLimit) limits.push(minus(inLimit, earlier))
    if (capacity) {
      const free = binary(binary(capacity, "-", named(stock)), "/", call("time_step"))
      const leaving = outflows.reduce((sum, name) => binary(sum, "+", named(name)), free)
      limits.push(minus(leaving, earlier))
    }
    const own = equations.get(flow)
    if (!own) return
    const most = limits.map((limit) => call("max", number(0), limit))
    if (most.length > 0 || arrest)
      equations.set(flow, unlessHalted(arrest, most.length > 0 ? call("min", own, ...most) : own))
  })
  const entering = inflows.reduce<Expr | null>((sum, name) => (sum ? binary(sum, "+", named(name)) : named(name)), null)
  const leaking = outflows.filter((flow) => leaks.has(flow))
  const [leaving] = outflows.filter((flow) => !leaks.has(flow))
  const shared: Expr[] = [
    entering ?? number(0),
    length,
    initial,
    sample ?? number(1),
    arrest ?? number(0),
    number(exponential ? 1 : 0),
  ]
  for (const flow of leaking) {
    const {start, end} = leaks.get(flow)!
    shared.push(equations.get(flow) ?? number(0), number(start), number(end))
  }
  if (leaving !== undefined) equations.set(leaving, unlessHalted(arrest, call("conveyor", number(0), ...shared)))
  leaking.forEach((flow, i) => {
    equations.set(flow, unlessHalted(arrest, call("conveyor", number(i + 1), ...shared)))
  })
}
