// What `npm run links` cuts in a model: one link between computed quantities at a time.

import {compile} from "../../src/engine/index.ts"
import {centralInputs, sweepHere, valueAt} from "../../src/ensemble/index.ts"
import type {Expr, Model, Quantity} from "../../src/model/index.ts"
import {namesIn, rewritten} from "../../src/model/index.ts"

/** EFFECT reads CAUSE by itself, not through anything between them. */
export type DirectLink = {readonly cause: string; readonly effect: string}

const isComputed = ({kind}: Quantity) => kind === "stock" || kind === "flow" || kind === "auxiliary"

/**
 * Every link by which one stock, flow or auxiliary reads another, in the order of the model; what a quantity reads of itself
 * and what its value at the start reads are none.
 */
export function linksOf({quantities}: Pick<Model, "quantities">): DirectLink[] {
  const computed = new Set(quantities.filter(isComputed).map(({name}) => name))
  return quantities.filter(isComputed).flatMap(({name, equation, rate, inflows = [], outflows = []}) => {
    const read = new Set([...inflows, ...outflows])
    for (const expr of [equation, rate]) if (expr) for (const cause of namesIn(expr)) read.add(cause)
    return [...read].filter((cause) => computed.has(cause) && cause !== name).map((cause) => ({cause, effect: name}))
  })
}

/** What each stock, flow and auxiliary is as the run begins, every input at the middle of its prior. */
export function startsOf(model: Model): Map<string, number> {
  const {start, step} = model.time
  const program = compile({...model, time: {...model.time, stop: start + step, save: step}})
  const names = model.quantities.filter(isComputed).map(({name}) => name)
  const run = sweepHere({program, runs: 1, seed: "1", save: names, inputs: centralInputs(program)})
  return new Map(names.map((name) => [name, valueAt(run, 0, name, 0)]))
}

/**
 * `model` in which EFFECT goes on reading CAUSE as it is when the run begins, by `starts`: a number, so that a run can still
 * be gone on with from any day.
 */
export function withoutLink(model: Model, {cause, effect}: DirectLink, starts: ReadonlyMap<string, number>): Model {
  const held: Expr = {op: "number", value: starts.get(cause)!}
  const cut = (expr: Expr): Expr => rewritten(expr, (part) => (part.op === "name" && part.name === cause ? held : part))
  const quantities = model.quantities.map((quantity): Quantity => {
    if (quantity.name !== effect) return quantity
    const {equation, rate, inflows = [], outflows = []} = quantity
    // What flows in and out goes on at its first pace.
    const steady = [
      ...(inflows.includes(cause) ? [held] : []),
      ...(outflows.includes(cause) ? [{op: "unary", fn: "-", of: held} as const] : []),
    ]
    const own = rate ? [cut(rate)] : []
    const [first, ...others] = [...own, ...steady]
    const whole = others.reduce((left, right): Expr | undefined => left && {op: "binary", fn: "+", left, right}, first)
    return {
      ...quantity,
      ...(equation && {equation: cut(equation)}),
      ...(whole && {rate: whole}),
      ...(quantity.inflows && {inflows: inflows.filter((name) => name !== cause)}),
      ...(quantity.outflows && {outflows: outflows.filter((name) => name !== cause)}),
    }
  })
  return {...model, quantities}
}
