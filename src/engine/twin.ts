// A second course of the same model within the same run: its twin, which differs from the first by a nudge and by what
// it is made to read.
//
// In: the equations of a model as a graph, its events, and what is asked of the twin. Out: the graph with every node
// doubled that a nudge can reach, through stocks and events too; the rest is shared. The twin draws the same random
// numbers as the first course, so that with every switch at 0 the two are the same, bit for bit.

import {type Expr, type Model, namesIn} from "../model/language.ts"
import {checkCuts, type Graph, isComputed, type Node, renamed, reroute} from "./influence.ts"
import type {Cut} from "./program.ts"

/** What the second course of a model does otherwise, and what of it comes out. */
export type Twin = {
  /** Each quantity that the twin raises by `by`, in its unit, for the one step at time `at`; a stock, as that step begins. */
  readonly nudges: readonly (Switched & {readonly name: string; readonly at: number; readonly by: number})[]
  /**
   * Influences, as a cut means them, that the twin takes from elsewhere: where the switch is 1, EFFECT in the twin reads
   * CAUSE as it is in the first course; where it is 2, it reads `calm`.
   */
  readonly links: readonly (Switched & Cut & {readonly calm?: number})[]
  /** Quantities whose course in the twin comes out, under `twinOf(name)`. */
  readonly shown: readonly string[]
  /** Quantities of which the integral over time of the twin less the first course comes out, under `surplusOf(name)`. */
  readonly sums: readonly string[]
}

/** What an event reads and changes. */
type Happenings = readonly Pick<Model["events"][number], "when" | "does">[]

/** The name of an input, 0 where nothing is asked for, that turns something on. It comes after the inputs of the model. */
type Switched = {readonly on: string}

/** What a quantity of the twin is called among the outputs: no name of a model holds a null. */
export const twinOf = (name: string): string => `${name}\u0000twin`
/** What the integral over time of the twin less the first course is called. */
export const surplusOf = (name: string): string => `${name}\u0000surplus`

/**
 * Adds the twin to `graph`, in place.
 * @returns the names of the quantities that were doubled.
 * @throws Fault `engine/unknown-name`, `engine/no-path` for a link that is none.
 */
export function addTwin(graph: Graph, events: Happenings, twin: Twin): Set<string> {
  checkCuts(graph, twin.links)
  const doubled = reachedFrom(
    graph,
    events,
    twin.nudges.map(({name}) => name),
  )
  const twinned = (name: string) => (doubled.has(name) ? twinOf(name) : name)
  /** The keys of all nodes of the twin. */
  const nodes = new Set<string>()
  for (const name of doubled) {
    const node = graph.get(name)!
    nodes.add(twinOf(name))
    graph.set(twinOf(name), {
      ...node,
      key: twinOf(name),
      expr: node.expr && renamed(node.expr, twinned),
      inflows: node.inflows.map(twinned),
      outflows: node.outflows.map(twinned),
    })
  }
  /** Of each cause: the nodes of the twin that stand for it. */
  const standing = new Map<string, Set<string>>()
  twin.links.forEach((link, i) => {
    if (!doubled.has(link.cause)) return
    const own = standing.get(link.cause) ?? new Set([twinOf(link.cause)])
    standing.set(link.cause, own)
    readElsewhere(graph, link, `\u0000link ${i}`, nodes, own)
  })
  return doubled
}

/** The names that a change of `roots` can reach, through equations, flows and events. */
function reachedFrom(graph: Graph, events: Happenings, roots: readonly string[]): Set<string> {
  const readers = new Map<string, string[]>()
  const add = (from: string, to: string) => {
    const known = readers.get(from)
    if (known) known.push(to)
    else readers.set(from, [to])
  }
  // A value that was kept from the start is the same in both courses.
  for (const {key, kind, expr, inflows, outflows} of graph.values())
    if (kind !== "frozen") for (const name of [...(expr ? namesIn(expr) : []), ...inflows, ...outflows]) add(name, key)
  for (const {when, does} of events)
    for (const {quantity, amount} of does)
      for (const name of [...namesIn(when), ...namesIn(amount)]) add(name, quantity)
  const reached = new Set(roots)
  // A set is gone through in the order in which it grows.
  for (const name of reached) for (const reader of readers.get(name) ?? []) reached.add(reader)
  return reached
}

const number = (value: number): Expr => ({op: "number", value})
const named = (name: string): Expr => ({op: "name", name})
const choice = (on: string, is: number, then: Expr, otherwise: Expr): Expr => ({
  op: "call",
  fn: "if",
  args: [{op: "binary", fn: "==", left: named(on), right: number(is)}, then, otherwise],
})

/**
 * Makes EFFECT of the twin read CAUSE through nodes that the link's switch turns elsewhere. Links of one cause may lie on
 * one path: each turns what the others left there.
 */
function readElsewhere(
  graph: Graph,
  {cause, effect, on, calm}: Twin["links"][number],
  suffix: string,
  nodes: Set<string>,
  standing: Set<string>,
): void {
  const turned = new Map<string, string>()
  const seenAs = (key: string): string => {
    const made = turned.get(key)
    if (made) return made
    const own = `${key}${suffix}`
    turned.set(key, own)
    const left = calm === undefined ? named(key) : choice(on, 2, number(calm), named(key))
    const node: Node = {key: own, origin: own, kind: "auxiliary", expr: null, inflows: [], outflows: []}
    graph.set(own, {...node, expr: choice(on, 1, named(cause), left)})
    return own
  }
  const whole = graph.get(twinOf(effect))!
  const flows = [...whole.inflows, ...whole.outflows]
  const wanted = new Set(whole.kind === "stock" ? flows.map((flow) => graph.get(flow)!.origin) : [effect])
  const ends = new Set([...nodes].filter((key) => isComputed(graph.get(key)) && wanted.has(graph.get(key)!.origin)))
  if (whole.kind === "stock" && whole.expr) ends.add(whole.key)
  for (const key of reroute(graph, {causes: standing, ends, seenAs, suffix})) nodes.add(key)
  // A flow as cause and the stock it fills or empties as effect: both its ends see it so.
  if (whole.kind === "stock" && flows.some((flow) => standing.has(flow)))
    for (const key of nodes) {
      const node = graph.get(key)!
      const swap = (flow: string) => (standing.has(flow) ? seenAs(flow) : flow)
      node.inflows = node.inflows.map(swap)
      node.outflows = node.outflows.map(swap)
    }
  for (const key of turned.values()) standing.add(key)
}
