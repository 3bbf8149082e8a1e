// What a lever moves by definition: where the outcome's own equation holds the lever, whatever anybody estimated.
//
// In: the equations. Out: the chain from lever to outcome, or none. Nothing runs. That a ceiling on raids lowers raids is
// no finding of a model, however much it does: such an effect is told apart from one that goes through the system.

import {type Expr, type Model, namesIn, type Quantity} from "../model/index.ts"
import {isSampled} from "./evidence.ts"

/** Functions that are arithmetic, as + and * are. */
const ARITHMETIC: ReadonlySet<string> = new Set(["min", "max", "clamp"])

/**
 * The names from `lever` to `outcome`, both included, the shortest chain; null where there is none.
 *
 * A step of it is an equation that carries the cause by arithmetic alone (sums, differences, products, quotients, `min`,
 * `max`, `clamp`). Of a stock, the outcome alone, these are its rate and its flows; every other stock ends a chain, and so
 * does any other function, a table, a condition. In a sum of several terms a term that is weighed by an estimate (a number
 * that runs draw, or a switch) ends it too: how far it counts beside the others is not known by definition. Terms that
 * hold the quantity itself, which it goes on from, are no others.
 */
export function definition(
  model: Pick<Model, "quantities" | "contested">,
  lever: string,
  outcome: string,
): string[] | null {
  const quantities = new Map(model.quantities.map((quantity) => [quantity.name, quantity]))
  const estimates = new Set([
    ...model.contested.map(({name}) => name),
    ...model.quantities.filter(({value, kind}) => kind === "parameter" && isSampled(value)).map(({name}) => name),
  ])
  // Breadth first from the outcome, so that the first chain found is the shortest.
  const onward = new Map<string, string | null>([[outcome, null]])
  for (const at of onward.keys()) {
    if (at === lever) break
    const quantity = quantities.get(at)
    if (!quantity || (quantity.kind === "stock" && at !== outcome)) continue
    for (const name of carriedInto(quantity, estimates)) if (!onward.has(name)) onward.set(name, at)
  }
  if (!onward.has(lever) || lever === outcome) return null
  const chain: string[] = []
  for (let at: string | null = lever; at !== null; at = onward.get(at)!) chain.push(at)
  return chain
}

/** What a quantity is made of by arithmetic. */
function carriedInto(
  {name, kind, equation, rate, inflows = [], outflows = []}: Quantity,
  estimates: ReadonlySet<string>,
): string[] {
  if (kind === "lever" || kind === "parameter") return []
  return [equation, rate].flatMap((expr) => (expr ? carried(expr, name, estimates) : [])).concat(inflows, outflows)
}

function carried(expr: Expr, own: string, estimates: ReadonlySet<string>): string[] {
  const within = (part: Expr) => carried(part, own, estimates)
  if (expr.op === "name") return [expr.name]
  if (expr.op === "unary") return expr.fn === "-" ? within(expr.of) : []
  const isSum = expr.op === "call" ? expr.fn === "sum" : expr.op === "binary" && (expr.fn === "+" || expr.fn === "-")
  if (expr.op === "call" && !isSum) return ARITHMETIC.has(expr.fn) ? expr.args.flatMap(within) : []
  if (expr.op === "binary" && (expr.fn === "*" || expr.fn === "/")) return [...within(expr.left), ...within(expr.right)]
  if (!isSum) return []
  const terms = termsOf(expr).filter((term) => !isPartOf(own, term))
  const certain =
    terms.length === 1 ? terms : terms.filter((term) => ![...namesIn(term)].some((name) => estimates.has(name)))
  return certain.flatMap(within)
}

/** The terms of a sum, their signs left out. */
function termsOf(expr: Expr): Expr[] {
  const found: Expr[] = []
  const waiting = [expr]
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    if (at.op === "binary" && (at.fn === "+" || at.fn === "-")) waiting.push(at.right, at.left)
    else if (at.op === "unary" && at.fn === "-") waiting.push(at.of)
    else if (at.op === "call" && at.fn === "sum") waiting.push(...at.args)
    else found.push(at)
  }
  return found
}

/** Whether a term is so much of `name`: one of its factors is that name. */
function isPartOf(name: string, term: Expr): boolean {
  if (term.op === "binary" && (term.fn === "*" || term.fn === "/"))
    return isPartOf(name, term.left) || (term.fn === "*" && isPartOf(name, term.right))
  return term.op === "name" && term.name === name
}
