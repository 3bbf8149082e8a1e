// Who reads whom, and running without one influence.
//
// The equations of a model come in as a graph of nodes; a cut rewrites it so that EFFECT
// alone sees CAUSE at its value at the initial time. What stands between them is doubled:
// the original goes on for its other readers, the double reads the frozen value. Stocks
// are never doubled: an influence through a stock is that stock's, not the path's.

import {Fault, nearest} from "../core/fault.ts"
import {type Expr, namesIn, rewritten} from "../model/language.ts"
import type {Cut} from "./program.ts"

/** A quantity, or its double made by a cut. Names within `expr`, `inflows`, `outflows` are keys of nodes. */
export type Node = {
  /** The quantity's name; of a double or a frozen value that name with a suffix no name can have. */
  readonly key: string
  /** The quantity it is or doubles. */
  readonly origin: string
  readonly kind: "stock" | "flow" | "auxiliary" | "input" | "frozen"
  expr: Expr | null
  inflows: readonly string[]
  outflows: readonly string[]
}

/** The equations of a model by the keys of their nodes, for asking what reads what. */
export type Graph = Map<string, Node>

export const isComputed = (node: Node | undefined): node is Node & {expr: Expr} =>
  node !== undefined && (node.kind === "flow" || node.kind === "auxiliary")

/** The nodes whose change CAUSE's nodes can reach through auxiliaries and flows alone, nearest first. */
function reached(graph: Graph, from: ReadonlySet<string>, stopAt: ReadonlySet<string>): Set<string> {
  const readers = new Map<string, string[]>()
  for (const node of graph.values())
    if (isComputed(node) || (node.kind === "stock" && node.expr && stopAt.has(node.key)))
      for (const name of namesIn(node.expr!)) {
        const list = readers.get(name)
        if (list) list.push(node.key)
        else readers.set(name, [node.key])
      }
  const seen = new Set<string>()
  const queue = [...from]
  for (let at = 0; at < queue.length; at++)
    for (const reader of readers.get(queue[at]!) ?? []) {
      if (seen.has(reader) || from.has(reader)) continue
      seen.add(reader)
      if (!stopAt.has(reader)) queue.push(reader)
    }
  return seen
}

/** The flows of a stock, or the computed quantity itself: where a cut toward it takes place. */
function targets(graph: Graph, effect: Node): Set<string> {
  const origins = effect.kind === "stock" ? [...effect.inflows, ...effect.outflows] : [effect.key]
  const wanted = new Set(origins)
  const ends = [...graph.values()].filter((node) => isComputed(node) && wanted.has(node.origin)).map((n) => n.key)
  // A stock with an equation for its change is an end itself.
  return new Set(effect.kind === "stock" && effect.expr ? [...ends, effect.key] : ends)
}

/** Whether `cause` has a path to `effect` that a cut can take away. */
function connected(graph: Graph, cause: Node, effect: Node): boolean {
  if (effect.kind === "stock" && (effect.inflows.includes(cause.key) || effect.outflows.includes(cause.key)))
    return true
  const ends = targets(graph, effect)
  // No path leads through a stock, but one may end at the change of the stock that is meant.
  const seen = reached(graph, new Set([cause.key]), new Set(effect.kind === "stock" ? [effect.key] : []))
  return [...ends].some((end) => seen.has(end) || (end === cause.key && readsItself(graph, cause)))
}

const readsItself = (graph: Graph, node: Node): boolean => {
  const seen = reached(graph, new Set([node.key]), new Set())
  if (node.kind === "stock") return node.expr !== null && namesIn(node.expr).has(node.key)
  return isComputed(node) && [...namesIn(node.expr)].some((name) => name === node.key || seen.has(name))
}

/**
 * Refuses cuts that name nothing or cut nothing, before any is made.
 * @throws Fault `engine/unknown-name`, `engine/no-path`.
 */
export function checkCuts(graph: Graph, cuts: readonly Cut[]): void {
  for (const cut of cuts) {
    const spelt = `${cut.cause}:${cut.effect}`
    for (const name of [cut.cause, cut.effect])
      if (!graph.has(name)) throw unknownName(name, graph.keys(), `--cut ${spelt}`)
    const cause = graph.get(cut.cause)!
    const effect = graph.get(cut.effect)!
    if (connected(graph, cause, effect)) continue
    const pairs = nearestPairs(graph, cause, effect)
    throw new Fault("engine/no-path", `No influence of '${cut.cause}' on '${cut.effect}' to cut`, {
      place: `--cut ${spelt}`,
      next:
        pairs.length > 0
          ? `A path may not lead through another stock. Nearest that have one: ${pairs.join(", ")}`
          : `'${cut.cause}' influences nothing`,
    })
  }
}

/** Pairs near to the one asked for that do have a path: along the way through stocks, then by name. */
function nearestPairs(graph: Graph, cause: Node, effect: Node): string[] {
  const pairs: string[] = []
  const add = (from: string, to: string) => {
    const pair = `${from}:${to}`
    if (!pairs.includes(pair) && connected(graph, graph.get(from)!, graph.get(to)!)) pairs.push(pair)
  }
  const stocks = [...graph.values()].filter((node) => node.kind === "stock")
  for (const stock of stocks)
    if (connected(graph, cause, stock) && connected(graph, stock, effect)) {
      add(cause.key, stock.key)
      add(stock.key, effect.key)
    }
  const effects = [...graph.values()].filter((node) => connected(graph, cause, node)).map((node) => node.key)
  for (const name of nearest(effect.key, effects)) add(cause.key, name)
  for (const name of effects.slice(0, 2)) add(cause.key, name)
  const causes = [...graph.values()].filter((node) => connected(graph, node, effect)).map((node) => node.key)
  for (const name of nearest(cause.key, causes)) add(name, effect.key)
  for (const name of causes.slice(0, 2)) add(name, effect.key)
  return pairs.slice(0, 4)
}

/** Names shown where none is near. */
const NAMES_SHOWN = 8

/** A refusal of a name that the model does not have. */
export function unknownName(name: string, names: Iterable<string>, place: string): Fault {
  const all = [...names]
  const near = nearest(name, all)
  const some = all.slice(0, NAMES_SHOWN).join(", ")
  return new Fault("engine/unknown-name", `The model has no quantity called '${name}'`, {
    place,
    next:
      near.length > 0
        ? `Nearest names: ${near.join(", ")}`
        : `Its names: ${some}${all.length > NAMES_SHOWN ? ` and ${all.length - NAMES_SHOWN} more` : ""}`,
  })
}

/** Rewrites `graph` in place for one cut that `checkCuts` let pass. `number` tells doubles of several cuts apart. */
export function applyCut(graph: Graph, cut: Cut, number: number): void {
  const causes = new Set(
    [...graph.values()].filter((n) => n.origin === cut.cause && n.kind !== "frozen").map((n) => n.key),
  )
  const frozen = `${cut.cause}\u0000start`
  if (!graph.has(frozen))
    graph.set(frozen, {
      key: frozen,
      origin: cut.cause,
      kind: "frozen",
      expr: {op: "name", name: cut.cause},
      inflows: [],
      outflows: [],
    })
  const effect = graph.get(cut.effect)!
  const ends =
    effect.kind === "stock"
      ? targets(graph, effect)
      : new Set([...graph.values()].filter((n) => n.origin === cut.effect && isComputed(n)).map((n) => n.key))
  reroute(graph, {causes, ends, seenAs: () => frozen, suffix: `\u0000${number}`})
  // A flow as cause and the stock it fills or empties as effect: both its ends see it frozen.
  if (effect.kind === "stock" && [...effect.inflows, ...effect.outflows].includes(cut.cause))
    for (const node of graph.values()) {
      const swap = (flow: string) => (flow === cut.cause ? frozen : flow)
      node.inflows = node.inflows.map(swap)
      node.outflows = node.outflows.map(swap)
    }
}

/**
 * Makes the nodes `ends` see `seenAs(cause)` wherever a path of auxiliaries and flows leads to them from one of `causes`.
 * What stands between is doubled, so that its other readers keep what they read.
 * @returns the keys of the doubles: those of what they double, and `suffix`.
 */
export function reroute(
  graph: Graph,
  by: {
    readonly causes: ReadonlySet<string>
    readonly ends: ReadonlySet<string>
    readonly seenAs: (cause: string) => string
    readonly suffix: string
  },
): string[] {
  const {causes, ends, seenAs, suffix} = by
  const between = reached(graph, causes, ends)
  const doubles = new Map<string, string>()
  const seenBy = (name: string): string => {
    if (causes.has(name)) return seenAs(name)
    if (!between.has(name) || ends.has(name)) return name
    const made = doubles.get(name)
    if (made) return made
    const original = graph.get(name)!
    const key = `${name}${suffix}`
    doubles.set(name, key)
    const double: Node = {...original, key, expr: original.expr}
    graph.set(key, double)
    double.expr = renamed(original.expr!, seenBy)
    return key
  }
  for (const end of ends) {
    const node = graph.get(end)!
    node.expr = renamed(node.expr!, seenBy)
  }
  return [...doubles.values()]
}

/** The same expression with every name put through `to`. */
export function renamed(expr: Expr, to: (name: string) => string): Expr {
  return rewritten(expr, (part) => (part.op === "name" ? {op: "name", name: to(part.name)} : part))
}
