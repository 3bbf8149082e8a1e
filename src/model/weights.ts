// Weights that stand bare in equations that mix indices, and equations that read too much.
//
// An index has no unit that could hold a number in it to account: what 0.3 stands for in `0.2 + 0.3 * anger` nobody can
// measure, name or vary. In: a model. Out: where such numbers stand, and which equations read more than a reader can weigh.

import {parseUnit} from "../core/units.ts"
import {namesIn, partsOf} from "./expression.ts"
import type {Expr, Model, Quantity} from "./model.ts"

/** The numbers that stand bare in an equation that mixes indices, in their order. */
export type BareWeights = {readonly name: string; readonly line: number; readonly weights: readonly number[]}

/** An equation with more inputs than it should have. */
export type Crowded = {readonly name: string; readonly line: number; readonly inputs: readonly string[]}

/** Inputs that an equation may have at most. */
export const MOST_INPUTS = 12

/** Inputs that a reader can still weigh against each other: of more than these an author is told. */
export const EASY_INPUTS = 8

/** Days in a week, months in a year, and the like: numbers that nobody weighs. */
const CONVERSIONS = new Set([7, 12, 24, 52, 60, 100, 365, 365.25, 1000, 3600, 1e6])

/**
 * Numbers other than 0, 1, -1 and conversions of units in the equations (and rates) that mix indices: those of an index,
 * and those of anything else that read one. An equation among quantities with units has its numbers held to account by
 * them. Initial values are apart: they are one number each, and `initial` names it.
 */
export function bareWeights({quantities}: Pick<Model, "quantities">): BareWeights[] {
  const indices = new Set(quantities.filter(isIndex).map(({name}) => name))
  return quantities.flatMap((quantity) => {
    const own = indices.has(quantity.name)
    const weights = equationsOf(quantity)
      .filter((expr) => own || [...namesIn(expr)].some((name) => indices.has(name)))
      .flatMap((expr) =>
        [...partsOf(expr, "first")].flatMap((part) =>
          part.op === "number" && part.value !== 0 && Math.abs(part.value) !== 1 && !CONVERSIONS.has(part.value)
            ? [part.value]
            : [],
        ),
      )
    return weights.length > 0 ? [{name: quantity.name, line: quantity.line, weights}] : []
  })
}

/**
 * Equations and rates that read more than `most` quantities that can differ from time to time or by decision: stocks,
 * flows, auxiliaries, levers and switches. Parameters are apart, since a weight belongs to its input, and so are tables.
 */
export function crowded({quantities}: Pick<Model, "quantities">, most: number = MOST_INPUTS): Crowded[] {
  const parameters = new Set(quantities.filter(({kind}) => kind === "parameter").map(({name}) => name))
  return quantities.flatMap((quantity) => {
    const inputs = equationsOf(quantity)
      .map((expr) => [...namesIn(expr)].filter((name) => !parameters.has(name) && name !== quantity.name))
      .reduce((a, b) => (b.length > a.length ? b : a), [])
    return inputs.length > most ? [{name: quantity.name, line: quantity.line, inputs}] : []
  })
}

function equationsOf({equation, rate}: Quantity): Expr[] {
  return [equation, rate].filter((expr) => expr !== undefined)
}

/** Whether a quantity has no unit that could hold a number beside it to account; parameters are named numbers themselves. */
function isIndex({kind, unit}: Quantity): boolean {
  const parsed = kind === "parameter" ? null : parseUnit(unit)
  return parsed !== null && parsed.length === 0
}
