// A model whose history is known: the same model from a later time on, its stocks where the history left them.
//
// Whoever compares a hundred futures of one past runs the past once. A model goes in with a time; out comes one that
// starts there, each stock at an input that bears the stock's name and is filled run by run. Only of models whose
// state is their stocks: what a delay, an `initial` or an event that turns true remembers is in no stock.

import {type Expr, functions, type Model, partsOf, type Quantity} from "../model/index.ts"

/** What a stock's value at the resumed start is called among the inputs. */
export const stateOf = (stock: string): string => `${stock} at the start`

/** Whether nothing but stocks carries a run of `model` from one step to the next. */
export function isResumable(model: Model): boolean {
  const remembers = (expr: Expr | undefined): boolean =>
    expr !== undefined &&
    [...partsOf(expr)].some(
      (part) => part.op === "call" && (functions.get(part.fn)?.memory === true || BOUND_TO_START.has(part.fn)),
    )
  return (
    model.events.every((event) => event.chance !== undefined && !remembers(event.when)) &&
    model.quantities.every(({equation, rate, inner}) => inner !== true && !remembers(equation) && !remembers(rate))
  )
}

/** Functions that count from the start of the run. */
const BOUND_TO_START = new Set(["start_time", "get_time_value"])

/** `model` from `at` on, and the stocks whose values there its inputs `stateOf(stock)` want. */
export function resumed(model: Model, at: number): {readonly model: Model; readonly stocks: readonly string[]} {
  const stocks = model.quantities.filter(({kind}) => kind === "stock")
  const states = stocks.map(
    (stock): Quantity => ({
      name: stateOf(stock.name),
      kind: "parameter",
      unit: stock.unit,
      value: {kind: "fixed", value: 0},
      because: stock.because,
      source: stock.source,
      line: stock.line,
    }),
  )
  const {now: _, ...time} = model.time
  return {
    model: {
      ...model,
      time: {...time, start: at},
      quantities: [
        ...model.quantities.map((quantity) =>
          quantity.kind === "stock"
            ? {...quantity, initial: {op: "name" as const, name: stateOf(quantity.name)}}
            : quantity,
        ),
        ...states,
      ],
    },
    stocks: stocks.map(({name}) => name),
  }
}
