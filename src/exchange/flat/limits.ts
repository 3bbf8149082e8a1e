// Stocks that stay at 0 or above (XMILE's non_negative). In: quantities, and which stocks are such. Out: the same,
// with the outflows of each such stock giving way.
//
// What an outflow may take in a step is what the stock holds and what flows in, less what the outflows before it
// take: min(equation, max(0, stock / dt + inflows - earlier outflows)), in the order in which the file lists them
// (XMILE 1.0, 4.3: outflows are served in the order of their list). An inflow that waits for the outflow itself is
// left out of what is there. A flow out of several stocks cannot give way to one of them: it stays as it is, and the
// stock alone is held at 0, as are stocks that an inflow below 0 drains.

import {type Expr, namesIn, type Quantity} from "../../model/index.ts"
import {binary, call, named, number} from "./expressions.ts"

/** One stock with the names of its flows. */
export type StockFlows = {
  readonly stock: string
  readonly inflows: readonly string[]
  readonly outflows: readonly string[]
  readonly nonNegative: boolean
}

/**
 * Flows of one stock beyond which what is left before each outflow is a quantity of its own: the same sums in the same
 * order, but written once, not again for every outflow.
 */
const FEW_FLOWS = 20

/** The quantities, with the outflows of non-negative stocks limited to what is there. */
export function limitOutflows(quantities: readonly Quantity[], stocks: readonly StockFlows[]): readonly Quantity[] {
  const limited = stocks.filter((stock) => stock.nonNegative && stock.outflows.length > 0)
  if (limited.length === 0) return quantities
  const drained = new Map<string, number>()
  for (const {outflows} of stocks) for (const flow of outflows) drained.set(flow, (drained.get(flow) ?? 0) + 1)
  const byName = new Map(quantities.map((quantity) => [quantity.name, quantity]))
  const edges = new Map<string, string[]>()
  const reads = (name: string): string[] => {
    const known = edges.get(name)
    if (known) return known
    const quantity = byName.get(name)
    const names = quantity && quantity.kind !== "stock" && quantity.equation ? [...namesIn(quantity.equation)] : []
    edges.set(name, names)
    return names
  }
  const gives = (flow: string) => drained.get(flow) === 1 && byName.get(flow)?.equation !== undefined
  for (const {stock, inflows, outflows} of limited) {
    // Each outflow waits for what the one before it waited for, and for that one.
    const before = (i: number) => `${stock}\n${i}`
    outflows.forEach((flow, i) => {
      edges.set(before(i), i === 0 ? [...inflows] : [before(i - 1), outflows[i - 1]!])
      if (gives(flow)) edges.set(flow, [...reads(flow), before(i)])
    })
  }
  const circle = circles([...byName.keys()], reads)
  const changed = new Map<string, Quantity>()
  const more: Quantity[] = []
  for (const {stock, inflows, outflows} of limited) {
    const around = new Map<number, number>()
    for (const name of [...inflows, ...outflows]) {
      const own = circle.get(name)!
      around.set(own, (around.get(own) ?? 0) + 1)
    }
    /** What is there before the outflow at hand for those that wait in one circle, or in none (-1). */
    const there = new Map<number, {expr: Expr; upTo: number}>()
    const many = inflows.length + outflows.length > FEW_FLOWS
    outflows.forEach((flow, i) => {
      if (!gives(flow)) return
      const quantity = byName.get(flow)!
      const own = circle.get(flow)!
      const key = around.get(own)! > 1 ? own : -1
      let {expr, upTo} = there.get(key) ?? {expr: binary(named(stock), "/", call("time_step")), upTo: 0}
      const known = there.has(key)
      if (!known) for (const name of inflows) if (circle.get(name) !== key) expr = binary(expr, "+", named(name))
      for (; upTo < i; upTo++) if (circle.get(outflows[upTo]!) !== key) expr = binary(expr, "-", named(outflows[upTo]!))
      if (many && expr.op !== "name") {
        let name = `${flow}.left before`
        for (let n = 2; byName.has(name); n++) name = `${flow}.left before ${n}`
        const {because, source, line} = quantity
        const inner: Quantity = {name, kind: "auxiliary", unit: "", equation: expr, because, source, line, inner: true}
        byName.set(name, inner)
        more.push(inner)
        expr = named(name)
      }
      there.set(key, {expr, upTo})
      changed.set(flow, {...quantity, equation: call("min", quantity.equation!, call("max", number(0), expr))})
    })
  }
  return [...quantities.map((quantity) => changed.get(quantity.name) ?? quantity), ...more]
}

/** For each name the number of its strongly connected component (Tarjan 1972, on a stack of its own). */
function circles(names: readonly string[], reads: (name: string) => readonly string[]): Map<string, number> {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const component = new Map<string, number>()
  const open: string[] = []
  let [count, found] = [0, 0]
  for (const root of names) {
    if (index.has(root)) continue
    const path: {name: string; next: number}[] = [{name: root, next: 0}]
    while (path.length > 0) {
      const top = path.at(-1)!
      if (top.next === 0 && !index.has(top.name)) {
        index.set(top.name, count)
        low.set(top.name, count++)
        open.push(top.name)
      }
      const children = reads(top.name)
      if (top.next < children.length) {
        const child = children[top.next++]!
        if (!index.has(child)) path.push({name: child, next: 0})
        else if (!component.has(child)) low.set(top.name, Math.min(low.get(top.name)!, index.get(child)!))
        continue
      }
      path.pop()
      const parent = path.at(-1)
      if (parent) low.set(parent.name, Math.min(low.get(parent.name)!, low.get(top.name)!))
      if (low.get(top.name) !== index.get(top.name)) continue
      for (;;) {
        const member = open.pop()!
        component.set(member, found)
        if (member === top.name) break
      }
      found++
    }
  }
  return component
}
