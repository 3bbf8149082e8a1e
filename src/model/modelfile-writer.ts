// A model as the text of a model.yaml, in a fixed order of keys, one quantity a line where it
// fits (format brink/model@1, docs/formats/model.md).
//
// A `Model` goes in, text comes out that `parseModel` reads back to the same model but for line
// numbers: equal models give equal text, and an author's own words for an equation stay where
// they still say the same.

import {jsonText} from "../core/controls.ts"
import {append} from "../core/lists.ts"
import {printExpression, readExpression} from "./expression.ts"
import type {
  Because,
  Contested,
  Course,
  Distribution,
  Expr,
  Model,
  ModelEvent,
  Quantity,
  RealityCheck,
  Table,
} from "./model.ts"

/** Longest line of a printed quantity; beyond it the quantity goes over several lines. */
const LINE = 160

/** Parts of a course beside its kind and basis, in the order in which they are written. */
const COURSE_KEYS = ["times", "over", "from", "lasting", "grace"] as const

/** A prior in the words of the file: `6`, `triangular [0.002, 0.004, 0.006]`, `normal mean 3, sd 1`. */
export function printDistribution(prior: Distribution): string {
  switch (prior.kind) {
    case "fixed":
      return String(prior.value)
    case "uniform":
      return `uniform [${prior.low}, ${prior.high}]`
    case "triangular":
      return `triangular [${prior.low}, ${prior.mode}, ${prior.high}]`
    case "normal":
      return `normal mean ${prior.mean}, sd ${prior.sd}`
    case "lognormal":
      return `lognormal p5 ${prior.p5}, p95 ${prior.p95}`
    case "beta":
      return `beta a ${prior.a}, b ${prior.b}, from ${prior.low} to ${prior.high}`
    case "chance":
      return `chance ${prior.p}`
  }
}

/**
 * A model as the text of a model file: fixed order of keys, one quantity a line where it fits. It reads
 * back (`parseModel`) to the same model but for line numbers; the author's own words for an equation
 * stay where they still say the same. `wide`: one quantity a line however long it is, as people write models.
 */
export function printModel(model: Model, {wide = false}: {wide?: boolean} = {}): string {
  const most = wide ? Number.POSITIVE_INFINITY : LINE
  const {time} = model
  const lines = [
    "format: brink/model@1",
    `name: ${scalar(model.name)}`,
    ...(model.title === undefined ? [] : [`title: ${scalar(model.title)}`]),
    `time: ${flowMap([
      ["unit", scalar(time.unit)],
      ...(time.origin === undefined ? [] : [["origin", scalar(time.origin)] as const]),
      ["start", number(time.start)],
      ["stop", number(time.stop)],
      ["step", number(time.step)],
      ["save", number(time.save)],
      ["method", time.method],
    ])}`,
  ]
  const section = (title: string, entries: readonly (readonly [string, Pairs])[], empty: string) => {
    lines.push(entries.length === 0 ? `${title}: ${empty}` : `${title}:`)
    for (const [name, pairs] of entries) append(lines, entry(name, pairs, most))
  }
  if (model.equivalences && model.equivalences.length > 0)
    lines.push(`equivalences: ${list(model.equivalences.map((same) => list(same.map(scalar))))}`)
  if (model.units) lines.push(`units: ${model.units}`)
  const tables = new Set((model.tables ?? []).map((table) => table.name))
  section(
    "quantities",
    model.quantities.map((quantity) => [quantity.name, quantityPairs(quantity, tables)]),
    "{}",
  )
  if (model.tables && model.tables.length > 0)
    section(
      "tables",
      model.tables.map((table) => [table.name, tablePairs(table)]),
      "{}",
    )
  if (model.contested.length > 0)
    section(
      "contested",
      model.contested.map((switched) => [switched.name, contestedPairs(switched)]),
      "{}",
    )
  if (model.events.length > 0)
    section(
      "events",
      model.events.map((event) => [event.name, eventPairs(event, time.unit)]),
      "{}",
    )
  if (model.realityChecks && model.realityChecks.length > 0)
    section(
      "reality_checks",
      model.realityChecks.map((check) => [check.name, realityPairs(check)]),
      "{}",
    )
  return `${lines.join("\n")}\n`
}

/** One quantity as a line of a model file, indented as it stands there. */
export function printQuantity(quantity: Quantity): string {
  return entry(quantity.name, quantityPairs(quantity, new Set()), Number.POSITIVE_INFINITY)[0]!
}

type Pairs = readonly (readonly [key: string, text: string])[]

function tablePairs(table: Table): Pairs {
  const points = table.x.map((x, i) => list([x, table.y[i]!].map(number)))
  return [
    ["unit", table.unit === "1" ? "1" : scalar(table.unit)],
    ...(table.label === undefined ? [] : [["label", scalar(table.label)] as const]),
    ["points", list(points)],
    ...(table.between === "line" ? [] : [["between", table.between] as const]),
    ...(table.beyond === "hold" ? [] : [["beyond", table.beyond] as const]),
    ["because", becauseText(table.because)],
  ]
}

function quantityPairs(quantity: Quantity, tables: ReadonlySet<string>): Pairs {
  const pairs: (readonly [string, string])[] = [
    ["kind", quantity.kind],
    ["unit", quantity.unit === "1" ? "1" : scalar(quantity.unit)],
  ]
  if (quantity.sector !== undefined) pairs.push(["sector", scalar(quantity.sector)])
  if (quantity.label !== undefined) pairs.push(["label", scalar(quantity.label)])
  if (quantity.note !== undefined) pairs.push(["note", scalar(quantity.note)])
  if (quantity.question !== undefined) pairs.push(["question", scalar(quantity.question)])
  if (quantity.by !== undefined) pairs.push(["by", scalar(quantity.by)])
  if (quantity.deeds !== undefined)
    pairs.push(["deeds", flowMap(Object.entries(quantity.deeds).map(([end, deed]) => [end, scalar(deed)] as const))])
  const text = (expr: Expr) => equationText(expr, quantity.source, tables)
  if (quantity.initial) pairs.push(["initial", text(quantity.initial)])
  if (quantity.kind === "stock") {
    if ((quantity.inflows ?? []).length > 0) pairs.push(["inflows", list(quantity.inflows!.map(scalar))])
    if ((quantity.outflows ?? []).length > 0) pairs.push(["outflows", list(quantity.outflows!.map(scalar))])
    if (quantity.rate) pairs.push(["rate", text(quantity.rate)])
  }
  if (quantity.equation) pairs.push(["equation", text(quantity.equation)])
  if (quantity.value) pairs.push(["value", distributionText(quantity.value)])
  if (quantity.range) pairs.push(["range", list(quantity.range.map(number))])
  if (quantity.inner) pairs.push(["inner", "true"])
  if (quantity.because.length > 0) pairs.push(["because", becauseText(quantity.because)])
  return pairs
}

function contestedPairs(switched: Contested): Pairs {
  const side = (s: Contested["sides"][number]) =>
    flowMap([
      ["is", String(s.is)],
      ["says", scalar(s.says)],
      ...(s.if === undefined ? [] : [["if", scalar(s.if)] as const]),
      ["claims", list(s.claims.map(scalar))],
    ])
  return [
    ["question", scalar(switched.question)],
    ["sides", list(switched.sides.map(side))],
    ["weight", switched.weight],
    ["chance", number(switched.chance)],
  ]
}

function eventPairs(event: ModelEvent, unit: string): Pairs {
  const does = event.does.map(
    (effect) => [scalar(effect.quantity), scalar(`${effect.act} ${printExpression(effect.amount)}`)] as const,
  )
  return [
    ["when", equationText(event.when, "", new Set())],
    ...(event.chance === undefined ? [] : [["chance", scalar(`${number(event.chance)} / ${unit}`)] as const]),
    ["does", flowMap(does)],
    ["because", becauseText(event.because)],
  ]
}

function realityPairs({source, sets, condition, implies, courses}: RealityCheck): Pairs {
  const text = (expr: Expr) => scalar(printExpression(expr))
  const parts = (course: Course): Pairs => [
    ["kind", course.kind],
    ["basis", text(course.basis)],
    ...COURSE_KEYS.flatMap((key) => (course[key] ? [[key, text(course[key])] as const] : [])),
  ]
  return [
    ...(/\S/.test(source) && source !== printExpression(implies) ? [["says", scalar(source)] as const] : []),
    ...(sets.length > 0
      ? [["sets", flowMap(sets.map(({quantity, to}) => [scalar(quantity), text(to)] as const))] as const]
      : []),
    ...(condition ? [["condition", text(condition)] as const] : []),
    ["implies", text(implies)],
    ...(courses.length > 0
      ? [["courses", flowMap(courses.map((one) => [scalar(one.name), flowMap(parts(one))] as const))] as const]
      : []),
  ]
}

function entry(name: string, pairs: Pairs, most: number): string[] {
  const line = `  ${scalar(name)}: ${flowMap(pairs)}`
  if (line.length <= most) return [line]
  return [`  ${scalar(name)}:`, ...pairs.map(([key, text]) => `    ${key}: ${text}`)]
}

function distributionText(prior: Distribution): string {
  switch (prior.kind) {
    case "fixed":
      return number(prior.value)
    case "uniform":
      return flowMap([["uniform", list([prior.low, prior.high].map(number))]])
    case "triangular":
      return flowMap([["triangular", list([prior.low, prior.mode, prior.high].map(number))]])
    case "chance":
      return flowMap([["chance", number(prior.p)]])
    default: {
      const {kind, ...parts} = prior
      return flowMap([[kind, flowMap(Object.entries(parts).map(([key, value]) => [key, number(value)] as const))]])
    }
  }
}

/** The author's words while they mean the same, else the equation printed anew. */
function equationText(expr: Expr, source: string, tables: ReadonlySet<string>): string {
  const read = source === "" ? null : readExpression(source, tables)
  const same = read !== null && !("says" in read) && printExpression(read.expr) === printExpression(expr)
  return scalar(same ? source : printExpression(expr))
}

function becauseText(because: readonly Because[]): string {
  return list(
    because.map((reason) => flowMap(Object.entries(reason).map(([key, text]) => [key, scalar(text)] as const))),
  )
}

function flowMap(pairs: Pairs): string {
  return `{${pairs.map(([key, text]) => `${key}: ${text}`).join(", ")}}`
}

function list(items: readonly string[]): string {
  return `[${items.join(", ")}]`
}

/** Text that YAML reads as this same text wherever it stands: bare where that is plainly safe, else in double quotes. */
function scalar(text: string): string {
  const bare = /^[\p{L}_][\p{L}\p{M}\p{Nd}_ .()/*+^<>=-]*$/u.test(text) && !/\s$/.test(text) && !LOOKS_TYPED.test(text)
  return bare ? text : jsonText(text).replaceAll("\ufeff", "\\ufeff")
}

/** Words that YAML reads as something other than text, in this or an older version of it. */
const LOOKS_TYPED = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf)$/i

function number(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return ".inf"
  if (value === Number.NEGATIVE_INFINITY) return "-.inf"
  return Object.is(value, -0) ? "-0" : String(value)
}
