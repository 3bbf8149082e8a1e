// Models in a few words, for tests: one line a quantity.

import {
  type Distribution,
  type Method,
  type Model,
  type ModelEvent,
  parseExpression,
  type Quantity,
} from "../../src/model/index.ts"

export type Line =
  | {stock: string | number; in?: string[]; out?: string[]; range?: [number, number]}
  | {flow: string}
  | {aux: string}
  | {parameter: number | Distribution}
  | {lever: number; range?: [number, number]}

export type Sketch = {
  start?: number
  stop?: number
  step?: number
  save?: number
  method?: Method
  contested?: Record<string, number>
  events?: ModelEvent[]
}

/** A model of `lines`; time runs 0 .. 10 by 1 in weeks unless said. */
export function sketch(lines: Record<string, Line>, more: Sketch = {}): Model {
  const quantities = Object.entries(lines).map(([name, line], i): Quantity => {
    const common = {name, unit: "1", because: [{assumed: "a test"}], line: i + 1}
    if ("stock" in line) {
      const {stock, in: inflows = [], out: outflows = [], range} = line
      const initial = parseExpression(String(stock))
      return {...common, kind: "stock", initial, inflows, outflows, source: String(stock), ...(range ? {range} : {})}
    }
    if ("flow" in line) return {...common, kind: "flow", equation: parseExpression(line.flow), source: line.flow}
    if ("aux" in line) return {...common, kind: "auxiliary", equation: parseExpression(line.aux), source: line.aux}
    if ("lever" in line) {
      const value = {kind: "fixed", value: line.lever} as const
      return {...common, kind: "lever", value, range: line.range ?? [0, 1], source: String(line.lever)}
    }
    const value: Distribution =
      typeof line.parameter === "number" ? {kind: "fixed", value: line.parameter} : line.parameter
    return {...common, kind: "parameter", value, source: ""}
  })
  const {start = 0, stop = 10, step = 1, save = step, method = "euler"} = more
  return {
    format: "brink/model@1",
    name: "sketch",
    time: {unit: "week", start, stop, step, save, method},
    quantities,
    contested: Object.entries(more.contested ?? {}).map(([name, chance]) => ({
      name,
      question: `${name}?`,
      sides: [],
      chance,
      weight: "stated" as const,
    })),
    events: more.events ?? [],
  }
}

/** An event that does `does` (quantity: "*= 0.9") when `when` holds. */
export function happening(name: string, when: string, does: Record<string, string>, chance?: number): ModelEvent {
  return {
    name,
    when: parseExpression(when),
    ...(chance === undefined ? {} : {chance}),
    does: Object.entries(does).map(([quantity, text]) => {
      const [, act, amount] = /^(=|\+=|-=|\*=)\s*(.*)$/.exec(text)!
      return {quantity, act: act as "=", amount: parseExpression(amount!)}
    }),
    because: [{assumed: "a test"}],
  }
}
