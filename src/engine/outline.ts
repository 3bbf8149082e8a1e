// A model written down in a program: plain objects in, a `Model` out that `compile` takes. For who uses the engine
// alone, without files, units or reasons; equations are text in Brink's language (docs/formats/model.md).

import {Fault} from "../core/fault.ts"
import {type Method, type Model, parseExpression, type Quantity, type Table} from "../model/language.ts"

/** A model in few words. Names are free text; in equations, one that is not a plain word stands in double quotes. */
export type Outline = {
  readonly name?: string
  /** `start` is 0, `save` every unit of time (or step, if longer), `method` "euler", `unit` "time" where left out. */
  readonly time: {
    readonly start?: number
    readonly stop: number
    readonly step: number
    readonly save?: number
    readonly method?: Method
    readonly unit?: string
  }
  /** What accumulates: from `initial` on, by its flows, and by `rate`, an equation of its change per unit of time. */
  readonly stocks?: Readonly<
    Record<
      string,
      {
        readonly initial: number | string
        readonly inflows?: readonly string[]
        readonly outflows?: readonly string[]
        readonly rate?: string
      }
    >
  >
  readonly flows?: Readonly<Record<string, number | string>>
  readonly auxiliaries?: Readonly<Record<string, number | string>>
  /** Numbers that a run may be given others for. */
  readonly parameters?: Readonly<Record<string, number>>
  /** Curves through points, read as `name(x)`: straight lines, level beyond the ends. */
  readonly tables?: Readonly<Record<string, {readonly x: readonly number[]; readonly y: readonly number[]}>>
}

const BECAUSE = [{assumed: "written in a program"}]

/**
 * The model of an outline.
 *
 * @throws Fault `model/invalid-expression` for an equation that cannot be read; `engine/same-name` for a name given
 *   twice; `engine/bad-table` for points that do not rise in x. Names that nothing has are refused by `compile`.
 */
export function model(outline: Outline): Model {
  const {time, stocks = {}, flows = {}, auxiliaries = {}, parameters = {}, tables = {}} = outline
  const quantities: Quantity[] = []
  const taken = new Set<string>()
  const common = (name: string, source: string) => {
    if (taken.has(name))
      throw new Fault("engine/same-name", `Two quantities are called '${name}'`, {next: "Rename one of them."})
    taken.add(name)
    return {name, unit: "1", because: BECAUSE, source, line: 0}
  }
  const known = new Set(Object.keys(tables))
  const equation = (name: string, text: number | string) => parseExpression(String(text), `'${name}'`, known)
  for (const [name, {initial, inflows = [], outflows = [], rate}] of Object.entries(stocks))
    quantities.push({
      ...common(name, String(initial)),
      kind: "stock",
      initial: equation(name, initial),
      inflows,
      outflows,
      ...(rate === undefined ? {} : {rate: equation(name, rate)}),
    })
  for (const [name, text] of Object.entries(flows))
    quantities.push({...common(name, String(text)), kind: "flow", equation: equation(name, text)})
  for (const [name, text] of Object.entries(auxiliaries))
    quantities.push({...common(name, String(text)), kind: "auxiliary", equation: equation(name, text)})
  for (const [name, value] of Object.entries(parameters))
    quantities.push({...common(name, String(value)), kind: "parameter", value: {kind: "fixed", value}})
  const {start = 0, stop, step, save = Math.max(step, 1), method = "euler", unit = "time"} = time
  return {
    format: "brink/model@1",
    name: outline.name ?? "model",
    time: {unit, start, stop, step, save, method},
    quantities,
    contested: [],
    events: [],
    tables: Object.entries(tables).map(([name, points]) => tableOf(name, points)),
  }
}

function tableOf(name: string, {x, y}: {readonly x: readonly number[]; readonly y: readonly number[]}): Table {
  if (x.length === 0 || x.length !== y.length || x.some((value, i) => i > 0 && !(value > x[i - 1]!)))
    throw new Fault("engine/bad-table", `The table '${name}' has ${x.length} x and ${y.length} y values`, {
      next: "Give as many y as x, the x rising.",
    })
  return {name, unit: "1", x, y, between: "line", beyond: "hold", because: BECAUSE, line: 0}
}
