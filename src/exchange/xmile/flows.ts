// Stocks and flows told apart. In: the variables of a model whose stocks may have any rate, as Vensim's have. Out: for
// each stock the flows that its rate is a sum of, or that it is none; and which variables are such flows.
//
// XMILE's stocks know flows alone, and a flow fills at most one stock and drains at most one. A variable that stands in
// more rates than that is no flow.

import {nameKey, type Subscript, type Term, type Variable} from "../blueprint/blueprint.ts"
import {sameSubscripts} from "../blueprint/likeness.ts"

type Sides = {readonly inflows: readonly string[]; readonly outflows: readonly string[]}

/** Which stocks are fed and drained by flows alone, and by which. */
export type Flows = {
  /** By the stock's key: its flows, or null where its change is no sum of them. */
  readonly sides: ReadonlyMap<string, Sides | null>
  /** Keys of the variables that are such flows. */
  readonly pipes: ReadonlySet<string>
}

/** The stocks whose change is a sum of flows that are nobody else's, and what those flows are. */
export function flowsOf(variables: readonly Variable[]): Flows {
  const byKey = new Map<string, Variable>()
  for (const variable of variables) byKey.set(nameKey(variable.name), variable)
  const inOf = new Map<string, number>()
  const outOf = new Map<string, number>()
  const sides = new Map<string, Sides | null>()
  for (const stock of variables) {
    if (stock.kind !== "stock" || !stock.equation) continue
    const key = nameKey(stock.name)
    const split = sides.has(key) ? null : signedNames(stock.equation, stock.subscripts)
    const fits =
      split?.every(({name}) => {
        const flow = byKey.get(nameKey(name))
        return (
          flow &&
          (flow.kind === "auxiliary" || flow.kind === "flow" || flow.kind === "constant") &&
          nameKey(name) !== key &&
          flow.subscripts.length === stock.subscripts.length
        )
      }) ?? false
    const inflows = (split ?? []).filter((one) => one.sign > 0).map((one) => one.name)
    const outflows = (split ?? []).filter((one) => one.sign < 0).map((one) => one.name)
    sides.set(key, fits ? {inflows, outflows} : null)
    for (const name of inflows) inOf.set(nameKey(name), (inOf.get(nameKey(name)) ?? 0) + 1)
    for (const name of outflows) outOf.set(nameKey(name), (outOf.get(nameKey(name)) ?? 0) + 1)
  }
  const pipes = new Set<string>()
  for (const [key, side] of sides) {
    if (!side) continue
    const all = [...side.inflows, ...side.outflows].map(nameKey)
    const alone = all.every((flow) => (inOf.get(flow) ?? 0) <= 1 && (outOf.get(flow) ?? 0) <= 1)
    if (!alone) sides.set(key, null)
    else for (const flow of all) pipes.add(flow)
  }
  return {sides, pipes}
}

/** A sum of names with their signs; null where a term is anything else. `subscripts` are those of the left side. */
function signedNames(term: Term, subscripts: readonly Subscript[]): {name: string; sign: 1 | -1}[] | null {
  const names: {name: string; sign: 1 | -1}[] = []
  const met = new Set<string>()
  const add = (one: Term, sign: 1 | -1): boolean => {
    if (one.op === "unary" && one.fn === "-") return add(one.of, sign === 1 ? -1 : 1)
    if (one.op === "number" && one.value === 0) return true
    if (one.op !== "name" || !sameSubscripts(one.subscripts, subscripts) || met.has(nameKey(one.name))) return false
    met.add(nameKey(one.name))
    names.push({name: one.name, sign})
    return true
  }
  let left = term
  const rest: [Term, 1 | -1][] = []
  while (left.op === "binary" && (left.fn === "+" || left.fn === "-")) {
    rest.push([left.right, left.fn === "+" ? 1 : -1])
    left = left.left
  }
  if (!add(left, 1)) return null
  for (let one = rest.pop(); one; one = rest.pop()) if (!add(one[0], one[1])) return null
  return names
}

/** What the flow is called that a stock of any rate gets. */
export function netName(stock: string): string {
  return `${stock} net flow`
}
