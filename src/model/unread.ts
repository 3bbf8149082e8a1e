// Switches that nothing reads. In: a model. Out: the names of disagreements that no equation and no event knows of, so
// that both of their sides are one world.

import {namesIn} from "./expression.ts"
import type {Expr, Model} from "./model.ts"

/** Names under `contested` that no equation, rate, initial value or event of the model reads, in their order. */
export function unreadSwitches({
  quantities,
  contested,
  events,
}: Pick<Model, "quantities" | "contested" | "events">): string[] {
  const exprs: (Expr | undefined)[] = [
    ...quantities.flatMap(({equation, rate, initial}) => [equation, rate, initial]),
    ...events.flatMap(({when, does}) => [when, ...does.map(({amount}) => amount)]),
  ]
  const read = new Set(exprs.flatMap((expr) => (expr ? [...namesIn(expr)] : [])))
  return contested.flatMap(({name}) => (read.has(name) ? [] : [name]))
}
