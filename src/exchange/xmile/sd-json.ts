// A blueprint into SD-JSON, the JSON in which the services of the BEAMS initiative's sd-ai, Stella and CoModel hand
// system dynamics models to each other: variables with XMILE equations, relationships with polarity, modules, specs.
//
// The form was read off that project's own description of it. It has no macros, views, mappings, units that are
// equal or settings; what a model has of those is named in the notes. Polarities are worked out here: how an equation
// moves with each name in it, all quantities taken as positive, which is how causal diagrams are drawn.

import {jsonText} from "../../core/controls.ts"
import {groupBy} from "../../core/grouping.ts"
import {type Blueprint, nameKey, type Part, type Term, type Variable} from "../blueprint/blueprint.ts"
import {Dimensions} from "../blueprint/dimensions.ts"
import {constantValue, elementsOf} from "../blueprint/elementwise.ts"
import {Findings} from "../blueprint/findings.ts"
import {visit} from "../blueprint/terms.ts"
import {netName} from "./flows.ts"
import {type Inexact, type Names, XmileFormula} from "./xmile-formula.ts"

/** The text of a file, and what of the model SD-JSON cannot hold, in sentences. */
type WrittenSdJson = {readonly text: string; readonly notes: readonly string[]}

type Entry = {
  name: string
  type: "stock" | "flow" | "variable"
  equation: string
  documentation?: string
  units?: string
  uniflow?: boolean
  inflows?: string[]
  outflows?: string[]
  dimensions?: string[]
  arrayEquations?: {equation: string; forElements: string[]}[]
  crossLevelGhostOf?: string
  graphicalFunction?: {points: {x: number; y: number}[]}
  subType?: string
  additionalProperties?: Record<string, string | boolean>
}

type Relationship = {from: string; to: string; polarity: "+" | "-" | ""; polarityReasoning: string}

/** How a whole moves when a part of it grows: with it, against it, both or neither way. */
type Sign = "+" | "-" | "?" | "0"

const REASONS: Readonly<Record<"+" | "-" | "", string>> = {
  "+": "Worked out from the equation, all quantities taken as positive: more of one, more of the other.",
  "-": "Worked out from the equation, all quantities taken as positive: more of one, less of the other.",
  "": "The equation moves with it both ways, or only now and then.",
}

/** Functions that rise with their first arguments and do not care for the rest. */
const RISING: ReadonlyMap<string, number> = new Map([
  ["min", Number.POSITIVE_INFINITY],
  ["max", Number.POSITIVE_INFINITY],
  ["vmin", Number.POSITIVE_INFINITY],
  ["vmax", Number.POSITIVE_INFINITY],
  ["sum", Number.POSITIVE_INFINITY],
  ["mean", Number.POSITIVE_INFINITY],
  ["product", Number.POSITIVE_INFINITY],
  ["sqrt", 1],
  ["exp", 1],
  ["ln", 1],
  ["log10", 1],
  ["tanh", 1],
  ["floor", 1],
  ["ceil", 1],
  ["round", 1],
  ["trunc", 1],
  ["smooth", 1],
  ["smooth3", 1],
  ["smooth_n", 1],
  ["delay", 1],
  ["delay3", 1],
  ["delay_n", 1],
  ["delay_fixed", 1],
  ["delay_information", 1],
  ["previous", 1],
  ["initial", 1],
  ["active_initial", 1],
  ["step", 1],
  ["pulses", 1],
  ["ramp", 1],
  ["abs", 1],
])

/** Functions that divide their first argument by their second. */
const QUOTIENTS: ReadonlySet<string> = new Set(["safe_divide", "zidz", "xidz"])

/** The blueprint as SD-JSON, indented by two blanks. */
export function writeSdJson(blueprint: Blueprint): WrittenSdJson {
  const inexact: Inexact = {functions: new Set(), parts: new Set(), points: false}
  const notes: string[] = []
  const dimensions = new Dimensions(blueprint.dimensions, new Findings(""))
  const places = placesOf(blueprint)
  const variables: Entry[] = []
  const relationships: Relationship[] = []
  for (const {part, prefix, ghosts} of places) {
    const writer = new PartWriter(blueprint, part, prefix, ghosts, dimensions, inexact)
    writer.write()
    for (const one of writer.variables) variables.push(one)
    for (const one of writer.relationships) relationships.push(one)
    for (const note of writer.notes) if (!notes.includes(note)) notes.push(note)
  }
  const spelt = new Map(variables.map((one) => [nameKey(one.name), one.name]))
  for (const one of variables)
    if (one.crossLevelGhostOf !== undefined)
      one.crossLevelGhostOf = spelt.get(nameKey(one.crossLevelGhostOf)) ?? one.crossLevelGhostOf
  const modules = places
    .filter(({prefix}) => prefix !== "")
    .map(({prefix, parent}) => ({name: prefix, parentModule: parent}))
  const number = (term: Term): number | null => constantValue(term, blueprint.parts[0])
  const {time} = blueprint
  const listed = blueprint.dimensions.filter(
    (dimension) => (dimensions.axes.get(nameKey(dimension.name))?.elements.length ?? 0) > 0,
  )
  const specs = {
    startTime: number(time.start) ?? 0,
    stopTime: number(time.stop) ?? 100,
    dt: number(time.step) ?? 1,
    ...(time.unit === "" ? {} : {timeUnits: time.unit}),
    integrationMethod: time.method === "euler" ? "Euler" : "RK4",
    ...(listed.length === 0
      ? {}
      : {
          arrayDimensions: listed.map((dimension) => {
            const elements = (dimensions.axes.get(nameKey(dimension.name))?.elements ?? []).map((one) =>
              dimensions.show(one),
            )
            const numbered = elements.length > 0 && elements.every((one, i) => one === String(i + 1))
            return {type: numbered ? "numeric" : "labels", name: dimension.name, size: elements.length, elements}
          }),
        }),
  }
  const lost = (what: string, names: readonly string[]) => {
    if (names.length > 0)
      notes.push(
        `SD-JSON has no ${what}: ${names.slice(0, 8).join(", ")}${names.length > 8 ? ` and ${names.length - 8} more` : ""}`,
      )
  }
  lost(
    "macros",
    blueprint.macros.map((macro) => macro.name),
  )
  lost(
    "reality checks",
    blueprint.checks.map((check) => check.name),
  )
  lost(
    "mappings between dimensions",
    blueprint.dimensions.filter((one) => one.mappings.length > 0).map((one) => one.name),
  )
  lost(
    "dimensions whose elements stand in a data file",
    blueprint.dimensions.filter((one) => !listed.includes(one)).map((one) => one.name),
  )
  lost("functions of these names; they are written brink.NAME(...)", [...inexact.functions])
  if (blueprint.parts.some((part) => part.views.length > 0))
    notes.push("SD-JSON has no views: positions are not written")
  if ([time.start, time.stop, time.step].some((term) => number(term) === null))
    notes.push("SD-JSON takes times as numbers; those worked out from variables are written as 0, 100 and 1")
  const document = {variables, relationships, ...(modules.length > 0 ? {modules} : {}), specs}
  return {text: `${jsonText(document, 2)}\n`, notes}
}

type Place = {
  readonly part: Part
  /** The module's own name; empty at the root. */
  readonly prefix: string
  readonly parent: string
  /** Inputs by key, and the full name of what they show. */
  readonly ghosts: ReadonlyMap<string, string>
}

/** Each part with the module it is used as; a model that stands in itself stops there. */
function placesOf(blueprint: Blueprint): Place[] {
  const [root] = blueprint.parts
  const places: Place[] = []
  if (!root) return places
  const byName = new Map(blueprint.parts.slice(1).map((part) => [nameKey(part.name), part]))
  const waiting: {part: Part; prefix: string; parent: string; ghosts: Map<string, string>}[] = [
    {part: root, prefix: "", parent: "", ghosts: new Map()},
  ]
  const used = new Set<string>()
  for (let place = waiting.shift(); place; place = waiting.shift()) {
    places.push(place)
    for (const module of place.part.modules) {
      const part = byName.get(nameKey(module.model))
      const key = nameKey(module.name)
      if (!part || used.has(key)) continue
      used.add(key)
      const ghosts = new Map<string, string>()
      for (const {to, from} of module.connections) {
        const local = to.split(".")
        const source = from.startsWith(".") ? from.slice(1) : from
        ghosts.set(
          nameKey(local.at(-1)!),
          source.includes(".") || place.prefix === "" ? source : `${place.prefix}.${source}`,
        )
      }
      waiting.push({part, prefix: module.name, parent: place.prefix, ghosts})
    }
  }
  return places
}

class PartWriter {
  readonly variables: Entry[] = []
  readonly relationships: Relationship[] = []
  readonly notes = new Set<string>()
  private readonly part: Part
  private readonly prefix: string
  private readonly ghosts: ReadonlyMap<string, string>
  private readonly dimensions: Dimensions
  private readonly print: XmileFormula
  /** The first definition of each of the part's variables, by key. */
  private readonly firsts = new Map<string, Variable>()

  constructor(
    blueprint: Blueprint,
    part: Part,
    prefix: string,
    ghosts: ReadonlyMap<string, string>,
    dimensions: Dimensions,
    inexact: Inexact,
  ) {
    this.part = part
    this.prefix = prefix
    this.ghosts = ghosts
    this.dimensions = dimensions
    for (const variable of part.variables) {
      const key = nameKey(variable.name)
      if (!this.firsts.has(key)) this.firsts.set(key, variable)
    }
    const names: Names = {
      macros: new Set(blueprint.macros.map((macro) => nameKey(macro.name))),
      taken: new Set(this.firsts.keys()),
      dimensionsOf: () => undefined,
    }
    this.print = new XmileFormula(names, inexact)
  }

  write(): void {
    const groups = groupBy(this.part.variables, ({name}) => nameKey(name))
    const pipes = new Set<string>()
    for (const variable of this.part.variables) {
      const {inflows, outflows} = this.flowsOf(variable)
      for (const name of [...inflows, ...outflows]) pipes.add(nameKey(name))
    }
    for (const [key, group] of groups) this.variable(group, key, pipes)
  }

  /** A name as people read it: breaks that a diagram drew into it are blanks. */
  private full(name: string): string {
    const words = name.replace(/(?:\\n|\s)+/gu, " ").trim()
    return this.prefix === "" ? words : `${this.prefix}.${words}`
  }

  private named(name: string): string {
    const own = this.firsts.get(nameKey(name))
    return own === undefined ? name : this.full(own.name)
  }

  /** A stock's flows, or the one that its change is written as. */
  private flowsOf(stock: Variable): {inflows: string[]; outflows: string[]; net: boolean} {
    if (stock.kind !== "stock") return {inflows: [], outflows: [], net: false}
    if (!stock.equation) return {inflows: [...(stock.inflows ?? [])], outflows: [...(stock.outflows ?? [])], net: false}
    const inflows: string[] = []
    const outflows: string[] = []
    let left: Term = stock.equation
    const rest: [Term, boolean][] = []
    for (; left.op === "binary" && (left.fn === "+" || left.fn === "-"); left = left.left)
      rest.push([left.right, left.fn === "+"])
    rest.push([left, true])
    const plain = rest.reverse().every(([one, more]) => {
      const inner = one.op === "unary" && one.fn === "-" ? one.of : one
      const up = inner === one ? more : !more
      if (inner.op === "number" && inner.value === 0) return true
      const flow = inner.op === "name" ? this.firsts.get(nameKey(inner.name)) : undefined
      if (inner.op !== "name" || !flow || flow.kind === "stock" || flow.kind === "lookup") return false
      ;(up ? inflows : outflows).push(inner.name)
      return true
    })
    return plain ? {inflows, outflows, net: false} : {inflows: [netName(stock.name)], outflows: [], net: true}
  }

  private variable(group: readonly Variable[], key: string, pipes: ReadonlySet<string>): void {
    const first = group[0]!
    const stock = first.kind === "stock"
    const {inflows, outflows, net} = this.flowsOf(first)
    const ghost = this.ghosts.get(key)
    const doc = group.find((variable) => variable.doc !== "")?.doc
    const units = group.find((variable) => variable.units !== "")?.units
    const entry: Entry = {
      name: this.full(first.name),
      type:
        ghost !== undefined
          ? "variable"
          : stock
            ? "stock"
            : first.kind === "flow" || pipes.has(key)
              ? "flow"
              : "variable",
      equation: "",
      ...(doc ? {documentation: doc} : {}),
      ...(units ? {units} : {}),
    }
    if (entry.type === "flow") entry.uniflow = first.nonNegative === true
    if (stock && ghost === undefined) {
      entry.inflows = inflows.map((name) => this.named(name))
      entry.outflows = outflows.map((name) => this.named(name))
    }
    this.array(entry, group, stock)
    if (ghost !== undefined) {
      entry.crossLevelGhostOf = ghost
      entry.equation = ""
      delete entry.arrayEquations
    } else this.special(entry, first, key)
    const points = group.find((variable) => variable.points)?.points ?? pointsIn(first)
    if (points) {
      entry.graphicalFunction = {points: points.x.map((x, i) => ({x, y: points.y[i]!}))}
      if (points.between !== "line" || points.beyond !== "hold")
        this.notes.add(`SD-JSON has no steps or extrapolation in graphical functions: ${first.name}`)
      if (group.length > 1 && group.filter((variable) => variable.points).length > 1)
        this.notes.add(`SD-JSON has one graphical function for a whole array; the first is written: ${first.name}`)
    }
    this.variables.push(entry)
    if (ghost !== undefined) return
    if (net) this.net(first)
    if (stock) {
      for (const name of entry.inflows!) this.relate(name, entry.name, "+")
      for (const name of entry.outflows!) this.relate(name, entry.name, "-")
    } else this.influences(group, entry.name)
  }

  /** A stock whose change is any expression gets a flow that is that expression. */
  private net(stock: Variable): void {
    const name = this.full(netName(stock.name))
    this.variables.push({name, type: "flow", equation: this.print.plain(stock.equation!), uniflow: false})
    this.signs(stock.equation!, name)
  }

  private array(entry: Entry, group: readonly Variable[], stock: boolean): void {
    const first = group[0]!
    const text = (variable: Variable): string => {
      const term = stock ? variable.initial : variable.equation
      if (!term) return variable.points && variable.kind === "data" ? "TIME" : variable.points ? "0" : ""
      return this.print.plain(term.op === "points" ? term.of : term)
    }
    if (first.subscripts.length === 0) {
      entry.equation = text(first)
      return
    }
    const elements = elementsOf(group, this.dimensions)
    const dims = first.dimensions ?? this.dimensionsOf(group, elements)
    if (dims) entry.dimensions = [...dims]
    const whole = group.length === 1 && first.except.length === 0 && !first.dimensions && first.equation?.op !== "list"
    if (whole && !stock) {
      entry.equation = text(first)
      return
    }
    if (!elements) {
      this.notes.add(`Too many elements to be written one by one: ${first.name}`)
      return
    }
    entry.arrayEquations = elements.map(({names, variable}) => ({equation: text(variable), forElements: [...names]}))
  }

  private dimensionsOf(group: readonly Variable[], elements: ReturnType<typeof elementsOf>): string[] | null {
    const [first] = group
    const dims: string[] = []
    for (const [place, one] of first!.subscripts.entries()) {
      const axis =
        group.length === 1 && one.kind === "name"
          ? this.dimensions.axes.get(nameKey(one.name))
          : this.dimensions.around((elements ?? []).map(({names}) => nameKey(names[place]!)))
      if (!axis) return null
      dims.push(axis.name)
    }
    return dims
  }

  /** Stocks and flows that are more than sums: SD-JSON's sub-types. */
  private special(entry: Entry, variable: Variable, key: string): void {
    const {conveyor} = variable
    const print = (term: Term) => this.print.plain(term)
    if (conveyor) {
      entry.subType = "conveyor"
      entry.additionalProperties = {
        processTime: print(conveyor.length),
        ...(conveyor.capacity ? {capacity: print(conveyor.capacity)} : {}),
        ...(conveyor.inLimit ? {inflowLimit: print(conveyor.inLimit)} : {}),
        ...(conveyor.sample ? {sample: print(conveyor.sample)} : {}),
        ...(conveyor.arrest ? {arrest: print(conveyor.arrest)} : {}),
        oneAtATime: conveyor.oneAtATime,
        splitBatches: !conveyor.batchIntegrity,
      }
    } else if (variable.queue) {
      entry.subType = "queue"
      const overflow = (variable.outflows ?? []).some((name) =>
        this.part.variables.some((one) => nameKey(one.name) === nameKey(name) && one.overflow),
      )
      entry.additionalProperties = {fifoEnabled: true, overflow}
    } else if (variable.kind === "stock" && variable.nonNegative) entry.subType = "nonNegative"
    else if (variable.leak) {
      entry.subType = "conveyorLeakage"
      const source = this.part.variables.find(
        (one) => one.conveyor && (one.outflows ?? []).some((name) => nameKey(name) === key),
      )
      entry.additionalProperties = {
        leakFraction: variable.equation ? print(variable.equation) : "",
        exponential: source?.conveyor?.exponentialLeak === true,
        ...(variable.leak.start === 0 ? {} : {leakZoneStart: String(variable.leak.start * 100)}),
        ...(variable.leak.end === 1 ? {} : {leakZoneEnd: String(variable.leak.end * 100)}),
        leakIntegers: variable.leak.whole,
      }
      entry.equation = ""
    } else if (variable.overflow) entry.subType = "queueOverflow"
    else if (variable.kind === "flow" && !variable.equation) {
      const from = this.part.variables.find(
        (one) => (one.conveyor || one.queue) && (one.outflows ?? []).some((name) => nameKey(name) === key),
      )
      if (from) entry.subType = from.queue ? "queueOutflow" : "discreteOutflow"
    } else if (entry.type === "variable" && /\b(?:DELAY(?:1|3|N)?|SMTH(?:1|3|N))\(/.test(entry.equation))
      entry.subType = "delayVariable"
  }

  private influences(group: readonly Variable[], to: string): void {
    for (const variable of group)
      if (variable.equation) this.signs(variable.equation, to, variable.points ? slope(variable.points.y) : "+")
  }

  /** A link from each variable that an equation reads. */
  private signs(term: Term, to: string, outer: Sign = "+"): void {
    const names = new Map<string, string>()
    visit(term, (node) => {
      if (node.op === "name" || node.op === "apply") names.set(nameKey(node.name), node.name)
    })
    const found = polarities(term)
    for (const [key, name] of names) {
      const known = this.firsts.has(key) || name.includes(".")
      if (!known) continue
      const sign = times(outer, found.get(key) ?? "?")
      this.relate(this.named(name), to, sign === "+" || sign === "-" ? sign : "")
    }
  }

  private readonly related = new Map<string, Relationship>()

  private relate(from: string, to: string, polarity: "+" | "-" | ""): void {
    const key = `${nameKey(from)}\n${nameKey(to)}`
    const before = this.related.get(key)
    if (before) {
      // Elements of one array may differ in the sign of the same link.
      if (before.polarity !== polarity) {
        before.polarity = ""
        before.polarityReasoning = REASONS[""]
      }
      return
    }
    const one: Relationship = {from, to, polarity, polarityReasoning: REASONS[polarity]}
    this.related.set(key, one)
    this.relationships.push(one)
  }
}

function pointsIn(variable: Variable) {
  return variable.equation?.op === "points" ? variable.equation.points : undefined
}

/** Which way a graphical function goes, as a whole. */
function slope(y: readonly number[]): Sign {
  const up = y.some((value, i) => i > 0 && value > y[i - 1]!)
  const down = y.some((value, i) => i > 0 && value < y[i - 1]!)
  return up && down ? "?" : down ? "-" : up ? "+" : "0"
}

function times(a: Sign, b: Sign): Sign {
  if (a === "0" || b === "0") return "0"
  if (a === "?" || b === "?") return "?"
  return a === b ? "+" : "-"
}

function joined(a: Sign | undefined, b: Sign): Sign {
  return a === undefined || a === "0" || a === b ? b : b === "0" ? a : "?"
}

/** How a term moves with each name in it, by key; with an explicit stack, since equations may be long. */
function polarities(term: Term): Map<string, Sign> {
  const signs = new Map<string, Sign>()
  const waiting: [Term, Sign][] = [[term, "+"]]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [node, sign] = next
    const add = (one: Term | undefined, inner: Sign) => {
      if (one) waiting.push([one, times(sign, inner)])
    }
    switch (node.op) {
      case "name":
        signs.set(nameKey(node.name), joined(signs.get(nameKey(node.name)), sign))
        break
      case "unary":
        add(node.of, "-")
        break
      case "binary":
        if (
          node.fn === "+" ||
          node.fn === "*" ||
          node.fn === "and" ||
          node.fn === "or" ||
          node.fn === ">" ||
          node.fn === ">=" ||
          node.fn === "^"
        ) {
          add(node.left, "+")
          add(node.right, node.fn === ">" || node.fn === ">=" ? "-" : node.fn === "^" ? "?" : "+")
        } else if (node.fn === "-" || node.fn === "/") {
          add(node.left, "+")
          add(node.right, "-")
        } else {
          const less = node.fn === "<" || node.fn === "<="
          add(node.left, less ? "-" : "?")
          add(node.right, less ? "+" : "?")
        }
        break
      case "call": {
        const rising = RISING.get(node.fn) ?? 0
        const quotient = QUOTIENTS.has(node.fn)
        for (const [i, arg] of node.args.entries())
          add(
            arg,
            node.fn === "if"
              ? i === 0
                ? "?"
                : "+"
              : quotient
                ? i === 0
                  ? "+"
                  : i === 1
                    ? "-"
                    : "?"
                : i < rising
                  ? "+"
                  : "?",
          )
        break
      }
      case "apply":
        signs.set(nameKey(node.name), "?")
        for (const arg of node.args) add(arg, "?")
        break
      case "points":
        add(node.of, slope(node.points.y))
        break
      case "list":
        for (const value of node.values) add(value, "+")
        break
      default:
        break
    }
  }
  return signs
}
