// A blueprint into the text of a Vensim .mdl: equations under their groups, macros first, the control section and the
// drawing last, as Vensim itself lays a file out.
//
// Reading the text back gives a model with the same runs, to the last bit. What Vensim cannot say of itself is said
// by an equation of the same value where there is one; what has none (modules, conveyors, queues, XMILE's stocks that
// give way to 0) is refused by name, so that the caller can lay the model out flat first and write that.

import {Fault} from "../../core/fault.ts"
import {groupBy} from "../../core/grouping.ts"
import {MISSING} from "../../model/index.ts"
import {
  type Blueprint,
  bareVariable,
  type Dimension,
  type Macro,
  nameKey,
  type Part,
  type Points,
  type Subscript,
  type Term,
  type Variable,
} from "../blueprint/blueprint.ts"
import {
  binary,
  call,
  changed,
  choose,
  type Formula,
  NOWHERE,
  named,
  num,
  spellOut,
  type Words,
} from "../blueprint/terms.ts"
import {drawnViews} from "./mdl-sketch.ts"
import {GRAPHS} from "./sketch.ts"
import {VensimFormula, vensimNumber} from "./vensim-formula.ts"
import {vensimReserved, writeVensimCall} from "./vensim-functions.ts"

/** The text of a file, and what of the model it cannot hold, in sentences. */
export type Written = {readonly text: string; readonly notes: readonly string[]}

/** Vensim's numbers for its ways of integrating with a fixed step, in the setting `15:`. */
const METHODS = {euler: 0, rk4: 5, rk2: 4} as const

/** Where the way of integrating stands among the numbers of setting `15:`, from 0. */
const METHOD_FIELD = 3

/** What Vensim's own variables of time are called. */
const CONTROL = ["FINAL TIME", "INITIAL TIME", "SAVEPER", "TIME STEP"] as const

const CONTROL_KEYS: ReadonlySet<string> = new Set(CONTROL.map(nameKey))

/** Vensim's way to read a table other than by straight lines held at the ends. */
const READINGS: ReadonlyMap<string, string> = new Map([
  ["extend", "lookup_extrapolate"],
  ["last", "lookup_backward"],
  ["next", "lookup_forward"],
])

/** The group they stand under. */
const CONTROL_GROUP = "Control"

const RULE = "*".repeat(56)

/** Names that mean something else unless they stand in quotes. */
const RESERVED: ReadonlySet<string> = new Set([...vensimReserved, "time"])

const STEP = named("TIME STEP")
const NOW: Term = {op: "time"}

/** What Vensim says by other means than a function. */
const VENSIM_WORDS: ReadonlyMap<string, Formula> = new Map<string, Formula>([
  ["time_step", () => STEP],
  ["start_time", () => named("INITIAL TIME")],
  ["stop_time", () => named("FINAL TIME")],
  ["previous", ([x, start]) => (start ? call("delay_fixed", x!, STEP, start) : null)],
  // Until the delay has passed, the value at the start stands: what the input had then.
  ["delay_fixed", ([x, delay, start]) => (start ? null : call("delay_fixed", x!, delay!, x!))],
  ["log10", ([x]) => call("log", x!, num(10))],
  [
    "pulses",
    ([volume, first, interval]) =>
      binary(
        binary(volume!, "/", STEP),
        "*",
        interval && !(interval.op === "number" && interval.value <= 0)
          ? call("pulse_train", first!, STEP, interval, named("FINAL TIME"))
          : call("pulse", first!, STEP),
      ),
  ],
  // A constant time ago it is what a fixed delay gives, and at a constant time what was sampled then.
  [
    "history",
    ([x, at]) => {
      if (at!.op === "number") return call("sample_if", call("pulse", at!, num(0)), x!, num(0))
      const ago = at!.op === "binary" && at!.fn === "-" && at!.left.op === "time" ? at!.right : null
      return ago?.op === "number" && ago.value > 0 ? call("delay_fixed", x!, ago, num(0)) : null
    },
  ],
  ["mean", ([array, more]) => (more ? null : binary(call("sum", array!), "/", call("size", array!)))],
])

/** Of these the last digit may differ from what the tool they come from gives. */
const NEARLY: ReadonlyMap<string, string> = new Map([["log10", "log10(x) is written LOG(x, 10)"]])

/** More names than this in one message help nobody. */
const MOST_NAMED = 8

/**
 * The blueprint as a .mdl.
 *
 * @throws Fault `exchange/not-in-mdl` naming everything that Vensim has no words for.
 */
export function writeMdl(blueprint: Blueprint): Written {
  return new MdlWriter(blueprint).write()
}

/** Whether `writeMdl` would refuse, and why: one phrase for each thing Vensim has no words for. */
function unsayable(blueprint: Blueprint): string[] {
  const [root, ...others] = blueprint.parts
  const found: string[] = []
  const list = (what: string, names: readonly string[]) => {
    if (names.length > 0) found.push(`${what} (${listed(names)})`)
  }
  const variables = root?.variables ?? []
  const modules = root?.modules ?? []
  list(
    "modules",
    modules.map((one) => one.name),
  )
  if (modules.length === 0)
    list(
      "parts that no module uses",
      others.map((one) => one.name),
    )
  const those = (test: (variable: Variable) => unknown) => [
    ...new Set(variables.filter(test).map((variable) => variable.name)),
  ]
  list(
    "conveyors",
    those((v) => v.conveyor),
  )
  list(
    "queues",
    those((v) => v.queue),
  )
  list(
    "leaks and overflows",
    those((v) => v.leak || v.overflow),
  )
  list(
    "stocks that stay at 0 or above",
    those((v) => v.kind === "stock" && v.nonNegative),
  )
  // Series are written out as lookups, and what has an equation of a lookup is no data any more.
  if (variables.some((v) => v.kind === "data" && v.points)) {
    const all = [...variables, ...blueprint.macros.flatMap((macro) => macro.variables)]
    const renamed = all.filter((v) => v.kind === "data" && v.between && v.equation?.op === "name")
    list("series that are others under a rule of their own", [...new Set(renamed.map((v) => v.name))])
  }
  return found
}

class MdlWriter {
  private readonly blueprint: Blueprint
  private readonly root: Part
  private readonly formula: VensimFormula
  private readonly notes: string[] = []
  private readonly missing = new Set<string>()
  private readonly unwritable = new Set<string>()
  private readonly taken: Set<string>
  /** How many subscripts a variable has, and the dimension at each place, by key. */
  private readonly shapes: ReadonlyMap<string, readonly string[]>
  private readonly lookups: ReadonlyMap<string, Points>
  private readonly sizes: ReadonlyMap<string, number>

  private readonly words: Words = {
    knows: (fn, args) => {
      const nearly = NEARLY.get(fn)
      if (nearly) this.note(`${nearly}; its last digit may differ`)
      return writeVensimCall(fn, args) !== null
    },
    own: VENSIM_WORDS,
    missing: (fn) => this.missing.add(fn),
  }

  constructor(blueprint: Blueprint) {
    this.blueprint = blueprint
    this.root = blueprint.parts[0] ?? {name: "", variables: [], modules: [], groups: [], views: []}
    this.formula = new VensimFormula(writeVensimCall, RESERVED)
    this.taken = new Set(this.root.variables.map((variable) => nameKey(variable.name)))
    this.sizes = sizesOf(blueprint.dimensions)
    this.shapes = shapesOf(this.root.variables, blueprint.dimensions)
    this.lookups = new Map(
      this.root.variables.flatMap((v) =>
        v.kind === "lookup" && v.points ? [[nameKey(v.name), v.points] as const] : [],
      ),
    )
  }

  write(): Written {
    const refused = [...unsayable(this.blueprint), ...this.clashes(), ...this.gathered()]
    if (refused.length > 0) throw notInMdl(refused)
    const body = [
      ...this.blueprint.macros.map((macro) => this.macro(macro)),
      ...this.blueprint.dimensions.map((dimension) => this.dimension(dimension)),
      ...this.grouped(),
      ...this.checks(),
      ...this.control(),
    ].join("")
    const lost = [...(this.missing.size > 0 ? [`functions (${listed([...this.missing])})`] : []), ...this.unwritable]
    if (lost.length > 0) throw notInMdl(lost)
    const text = `{UTF-8}\n${this.about()}${body}${this.sketch()}${this.settings()}`
    return {text, notes: this.notes}
  }

  /** Elements that two dimensions share without one being part of the other, and names that Vensim has no way to tell apart. */
  private clashes(): string[] {
    if (this.blueprint.tool === "vensim") return []
    const found: string[] = []
    const homes = new Map<string, string>()
    const shared = new Set<string>()
    for (const dimension of this.blueprint.dimensions)
      for (const element of dimension.elements) {
        const key = nameKey(element)
        const home = homes.get(key)
        if (home !== undefined && home !== nameKey(dimension.name)) shared.add(element)
        homes.set(key, nameKey(dimension.name))
      }
    const numbered = [...homes.keys()].filter((key) => /^\d+$/.test(key))
    if (numbered.length > 0) found.push(`elements that are numbers (${listed(numbered)})`)
    else if (shared.size > 0) found.push(`elements of several dimensions (${listed([...shared])})`)
    return found
  }

  /** What the model says of itself: Vensim keeps it in a group without members. */
  private about(): string {
    const {title, name, doc, tool} = this.blueprint
    if (tool === "vensim" || doc.trim() === "") return ""
    return header(title || name || "About", doc)
  }

  private macro(macro: Macro): string {
    const names = (list: readonly string[]) => list.map((name) => this.formula.name(name)).join(", ")
    const outputs = macro.outputs.length > 0 ? ` : ${names(macro.outputs)}` : ""
    const variables = [...macro.variables]
    if (macro.value && !variables.some((variable) => nameKey(variable.name) === nameKey(macro.name)))
      variables.push({...bareVariable(macro.name, NOWHERE), equation: macro.value})
    return [
      `:MACRO: ${this.formula.name(macro.name)}(${names(macro.inputs)}${outputs})\n`,
      ...macro.dimensions.map((dimension) => this.dimension(dimension)),
      ...variables.map((variable) => this.variable(variable)),
      ":END OF MACRO:\n\n",
    ].join("")
  }

  private dimension({name, elements, mappings, alias, from, doc}: Dimension): string {
    const {formula} = this
    const left = formula.name(name)
    if (alias !== undefined) return `${left} <-> ${formula.name(alias)} ~~|\n\n`
    const maps = mappings.map(({to, elements: sent}) =>
      sent ? `(${formula.name(to)}: ${sent.map((element) => formula.name(element)).join(", ")})` : formula.name(to),
    )
    const right = from ? formula.equation(from) : elements.map((element) => formula.name(element)).join(", ")
    const mapped = maps.length > 0 ? ` -> ${maps.join(", ")}` : ""
    return `${left}:\n\t${right}${mapped}\n\t~\t\n\t~\t${prose(doc)}\n\t|\n\n`
  }

  /** Variables in the file's order under the headers of their groups; the control section comes later. */
  private grouped(): string[] {
    const members = groupBy(this.root.variables, (variable) =>
      this.isControl(variable) || variable.group === CONTROL_GROUP ? null : (variable.group ?? ""),
    )
    const docs = new Map(this.root.groups.map((group) => [group.name, group.doc]))
    docs.delete(CONTROL_GROUP)
    // What has no group stands before the first header, or it would fall under it.
    const names = ["", ...new Set([...docs.keys(), ...members.keys()])].filter((name, i) => name !== "" || i === 0)
    return names.flatMap((name) => [
      ...(name === "" ? [] : [header(name, docs.get(name) ?? "")]),
      ...(members.get(name) ?? []).flatMap((variable) => this.said(variable)),
    ])
  }

  private isControl(variable: Variable): boolean {
    return CONTROL_KEYS.has(nameKey(variable.name))
  }

  /** One variable, or it and what Vensim needs beside it. */
  private said(variable: Variable): string[] {
    const {points} = variable
    if (variable.kind === "data" && points) return this.series(variable, points)
    if (variable.kind === "lookup" || !points || !variable.equation) return [this.variable(variable)]
    const reading = readingOf(points)
    if (!reading)
      return [this.variable({...variable, points: undefined, equation: {op: "points", of: variable.equation, points}})]
    // WITH LOOKUP knows one way to read its points; the others need a lookup of their own.
    const table = this.free(`${variable.name} graph`)
    return [
      this.variable({...variable, kind: "lookup", name: table, equation: null, doc: `Of ${variable.name}.`}),
      this.variable({
        ...variable,
        points: undefined,
        equation: call(reading, named(table, variable.subscripts), variable.equation),
      }),
    ]
  }

  /** Data written out: a lookup of the series, read at Time. */
  private series(variable: Variable, points: Points): string[] {
    // A missing value is no point of the series.
    const there = points.x.map((_, i) => i).filter((i) => points.y[i] !== MISSING)
    const x = there.map((i) => points.x[i]!)
    const of = {...points, x, y: there.map((i) => points.y[i]!)}
    const between = variable.between === "none" ? "last" : (variable.between ?? points.between)
    const table = this.free(`${variable.name} series`)
    const curve: Variable = {...variable, kind: "lookup", equation: null, supplementary: undefined, fixed: undefined}
    const reading = readingOf({...points, between, beyond: "hold"})
    const read = (name: string): Term =>
      reading
        ? call(reading, named(name, variable.subscripts), NOW)
        : {op: "apply", name, subscripts: variable.subscripts, args: [NOW], at: variable.at}
    const made = [this.variable({...curve, name: table, points: of, doc: `Data of ${variable.name}.`})]
    let equation = read(table)
    if (variable.between === "none") {
      // Without a rule for the time between them, values are there at their own times only.
      const times = this.free(`${variable.name} times`)
      made.push(
        this.variable({...curve, name: times, points: {...of, y: x}, doc: `When ${variable.name} has a value.`}),
      )
      equation = choose(binary(read(times), "==", NOW), equation, num(MISSING))
    }
    const value: Variable = {...variable, kind: "auxiliary", points: undefined, between: undefined, equation}
    return [...made, this.variable(value)]
  }

  /** A name that nothing of the file has. */
  private free(wanted: string): string {
    let name = wanted
    for (let n = 2; this.taken.has(nameKey(name)); n++) name = `${wanted} ${n}`
    this.taken.add(nameKey(name))
    return name
  }

  private variable(variable: Variable): string {
    const {formula} = this
    const except =
      variable.except.length > 0 ? `:EXCEPT: ${variable.except.map((list) => formula.subscripts(list)).join(", ")}` : ""
    const left = formula.reference(variable.name, variable.subscripts) + except
    const supplementary = variable.supplementary ? "\n\t~\t:SUPPLEMENTARY" : ""
    const units = [variable.units.replace(/[~|]/g, " ").trim(), bounds(variable)]
      .filter((text) => text !== "")
      .join(" ")
    return `${left}${this.right(variable)}\n\t~\t${units}\n\t~\t${prose(variable.doc)}${supplementary}\n\t|\n\n`
  }

  /** From the sign that sets it on. */
  private right(variable: Variable): string {
    const {formula} = this
    const {kind, equation, points} = variable
    if (kind === "lookup") {
      const text = points ? formula.points(points) : equation ? formula.equation(this.ready(equation, variable)) : ""
      return `(\n\t${text})`
    }
    if (kind === "data") {
      const qualifier = QUALIFIERS[variable.between ?? "default"]
      return equation ? `${qualifier}:=\n\t${formula.equation(this.ready(equation, variable))}` : qualifier
    }
    if (kind === "stock") {
      const rate = this.ready(this.netRate(variable), variable)
      const initial = this.ready(variable.initial ?? num(0), variable)
      return `= INTEG (\n\t${formula.equation(rate)},\n\t\t${formula.equation(initial)})`
    }
    if (!equation) {
      this.unwritable.add(`variables without an equation ('${variable.name}')`)
      return "=\n\t0"
    }
    if (variable.game) return `=\n\tGAME(${this.listed(equation, variable)})`
    const shown = variable.nonNegative ? call("max", num(0), equation) : equation
    const sign = variable.fixed ? "==" : "="
    return `${sign}\n\t${this.listed(shown, variable)}`
  }

  private listed(equation: Term, variable: Variable): string {
    if (equation.op !== "list") return this.formula.equation(this.ready(equation, variable))
    // Of two dimensions or more: rows of the last one, each closed by a semicolon.
    const open = variable.subscripts.filter((one) => one.kind === "name" && this.sizes.has(nameKey(one.name)))
    const last = open.at(-1)
    this.formula.rowLength = open.length > 1 && last?.kind === "name" ? this.sizes.get(nameKey(last.name))! : 0
    const text = this.formula.equation(equation)
    this.formula.rowLength = 0
    return text
  }

  /** Stocks with flows of more dimensions than they have; Brink adds up their elements one by one, which SUM does not. */
  private gathered(): string[] {
    const more = (stock: Variable) =>
      [...(stock.inflows ?? []), ...(stock.outflows ?? [])].some(
        (flow) => (this.shapes.get(nameKey(flow)) ?? []).length > stock.subscripts.length,
      )
    const stocks = this.root.variables.filter((one) => one.kind === "stock" && !one.equation && more(one))
    return stocks.length > 0
      ? [`arrays of flows into stocks that lack a dimension of theirs (${listed(stocks.map((one) => one.name))})`]
      : []
  }

  /** What flows bring, less what they take, in the order the engine adds them up. */
  private netRate(stock: Variable): Term {
    if (stock.equation) return stock.equation
    let net: Term | null = null
    for (const name of stock.inflows ?? []) {
      const flow = named(name, this.subscriptsFor(name, stock))
      net = net ? binary(net, "+", flow) : flow
    }
    for (const name of stock.outflows ?? []) {
      const flow = named(name, this.subscriptsFor(name, stock))
      net = net ? binary(net, "-", flow) : {op: "unary", fn: "-", of: flow}
    }
    return net ?? num(0)
  }

  /** A flow of an array stock is read element by element. */
  private subscriptsFor(flow: string, stock: Variable): readonly Subscript[] {
    return (this.shapes.get(nameKey(flow)) ?? []).length > 0 ? stock.subscripts : []
  }

  /** An equation in Vensim's own functions and subscripts. */
  private ready(equation: Term, variable: Variable): Term {
    const spelt = spellOut(equation, this.words)
    const whole = this.blueprint.tool === "vensim" ? spelt : this.subscripted(spelt, variable)
    return this.readAsDrawn(whole)
  }

  /** Lookups that are not read by straight lines are read by the function of Vensim that does. */
  private readAsDrawn(equation: Term): Term {
    return changed(equation, (node) => {
      if (node.op === "points") {
        if (readingOf(node.points))
          this.unwritable.add("points inside an equation that are not joined by straight lines")
        return node
      }
      if (node.op !== "apply" || node.args.length !== 1) return node
      const points = this.lookups.get(nameKey(node.name))
      const reading = points ? readingOf(points) : null
      return reading ? call(reading, named(node.name, node.subscripts), node.args[0]!) : node
    })
  }

  /**
   * XMILE's arrays in Vensim's words: an array named without subscripts has the dimensions it was made with, `*` in a
   * sum runs over the dimension of its place.
   */
  private subscripted(equation: Term, variable: Variable): Term {
    const bound = new Set(variable.subscripts.map((one) => (one.kind === "name" ? nameKey(one.name) : "")))
    const rewrite = (term: Term, within: boolean): Term => {
      if (term.op === "call" && ARRAY_FUNCTIONS.has(term.fn))
        return {...term, args: term.args.map((arg) => rewrite(arg, true))}
      if (term.op === "name") return {...term, subscripts: this.places(term.name, term.subscripts, bound, within)}
      if (term.op === "apply")
        return {
          ...term,
          subscripts: this.places(term.name, term.subscripts, bound, within),
          args: term.args.map((arg) => rewrite(arg, within)),
        }
      if (term.op === "unary") return {...term, of: rewrite(term.of, within)}
      if (term.op === "points") return {...term, of: rewrite(term.of, within)}
      if (term.op === "call") return {...term, args: term.args.map((arg) => rewrite(arg, within))}
      if (term.op !== "binary") return term
      const spine: Extract<Term, {op: "binary"}>[] = []
      let at: Term = term
      for (; at.op === "binary"; at = at.left) spine.push(at)
      let left = rewrite(at, within)
      for (let node = spine.pop(); node; node = spine.pop()) left = {...node, left, right: rewrite(node.right, within)}
      return left
    }
    return rewrite(equation, false)
  }

  private places(
    name: string,
    subscripts: readonly Subscript[],
    bound: ReadonlySet<string>,
    within: boolean,
  ): readonly Subscript[] {
    const shape = this.shapes.get(nameKey(name)) ?? []
    if (shape.length === 0) return subscripts
    const given = subscripts.length > 0 ? subscripts : shape.map((): Subscript => ({kind: "all"}))
    return given.map((one, i): Subscript => {
      const dimension = shape[i]
      if (one.kind === "all" && dimension !== undefined) {
        if (dimension === "") this.unwritable.add(`arrays whose dimension is not told ('${name}')`)
        // Outside an array function the element is that of the left side.
        const same = bound.has(nameKey(dimension)) && !(within && subscripts.length > 0)
        return within && !same ? {kind: "over", name: dimension} : {kind: "name", name: dimension}
      }
      if (one.kind === "range" || one.kind === "term") this.unwritable.add(`elements chosen in the run ('${name}')`)
      return one
    })
  }

  private checks(): string[] {
    return this.blueprint.checks.map(({name, subscripts, kind, source}) => {
      const word = kind === "test input" ? ":TEST INPUT:" : ":THE CONDITION:"
      return `${this.formula.reference(name, subscripts)} ${word}\n\t${source}\n\t~\t\n\t~\t\n\t|\n\n`
    })
  }

  /** The section every file of Vensim ends its equations with. */
  private control(): string[] {
    const {time} = this.blueprint
    const kept = groupBy(this.root.variables, (variable) => (this.isControl(variable) ? nameKey(variable.name) : null))
    const made: Record<(typeof CONTROL)[number], readonly [Term | null, string]> = {
      "FINAL TIME": [time.stop, "The final time for the simulation."],
      "INITIAL TIME": [time.start, "The initial time for the simulation."],
      SAVEPER: [time.save ?? time.step, "The frequency with which output is stored."],
      "TIME STEP": [time.step, "The time step for the simulation."],
    }
    const doc = this.root.groups.find((group) => group.name === CONTROL_GROUP)?.doc ?? ""
    const others = this.root.variables.filter((v) => v.group === CONTROL_GROUP && !this.isControl(v))
    return [
      header(CONTROL_GROUP, doc || "Simulation Control Parameters"),
      ...others.flatMap((variable) => this.said(variable)),
      ...CONTROL.flatMap((name) => {
        const own = kept.get(nameKey(name))
        const [equation, doc] = made[name]
        if (own && this.blueprint.tool === "vensim") return own.map((variable) => this.variable(variable))
        // Elsewhere such a variable repeats what the run's own settings say: here it is them.
        if (own) return [this.variable({...own[0]!, kind: "constant", equation})]
        return [
          this.variable({...bareVariable(name, NOWHERE), equation: equation!, kind: "constant", units: time.unit, doc}),
        ]
      }),
    ]
  }

  private sketch(): string {
    return drawnViews(this.root.views, (name) => this.formula.name(name))
  }

  private settings(): string {
    const {time, equivalences, settings, tool} = this.blueprint
    const lines: string[] = []
    const own = tool === "vensim" ? settings : []
    for (const {name, text} of own) {
      if (name === "22" || !/^\d+$/.test(name)) continue
      lines.push(`${name}:${text}`)
    }
    for (const words of equivalences) lines.push(`22:${words.map((word) => word.replace(/[,\r\n]/g, " ")).join(",")}`)
    if (!own.some(({name}) => name === "15")) lines.push(`15:${withMethod("0,0,0,0,0,0", time.method)}`)
    const graphs = own.find(({name}) => name === GRAPHS)
    return `${DRAWINGS_END}\n${graphs ? `${graphs.text}\n` : ""}${SETTINGS_MARK}\n${lines.map((line) => `${line}\n`).join("")}`
  }

  private note(sentence: string): void {
    if (!this.notes.includes(sentence)) this.notes.push(sentence)
  }
}

/** Closes the drawings, and opens the settings, as Vensim writes them; the third character of the second is a delete. */
const DRAWINGS_END = "///---\\\\\\"
const SETTINGS_MARK = ":L\u007f<%^E!@"

/** What `Variable.between` is called. */
const QUALIFIERS = {
  line: " :INTERPOLATE: ",
  last: " :HOLD BACKWARD: ",
  next: " :LOOK FORWARD: ",
  none: " :RAW: ",
  default: "",
} as const

/** Functions that run over whole arrays: a bare array or `*` inside them is all of it. */
const ARRAY_FUNCTIONS: ReadonlySet<string> = new Set(["sum", "product", "vmin", "vmax", "mean", "min", "max", "size"])

/** The function that reads points other than by straight lines held at the ends; null for those. */
function readingOf(points: Points): string | null {
  const way = points.between !== "line" ? points.between : points.beyond === "extend" ? "extend" : null
  return way ? READINGS.get(way)! : null
}

function withMethod(text: string, method: keyof typeof METHODS): string {
  const fields = text.split(",")
  while (fields.length <= METHOD_FIELD) fields.push("0")
  fields[METHOD_FIELD] = String(METHODS[method])
  return fields.join(",")
}

/** Elements of every dimension, those of dimensions named among them counted in; a circle counts as none. */
function sizesOf(dimensions: readonly Dimension[]): Map<string, number> {
  const byKey = new Map(dimensions.map((dimension) => [nameKey(dimension.name), dimension]))
  const sizes = new Map<string, number>()
  const size = (key: string, depth: number): number => {
    const known = sizes.get(key)
    const dimension = byKey.get(key)
    if (known !== undefined || !dimension || depth > byKey.size) return known ?? 1
    sizes.set(key, 0)
    const own = dimension.alias
      ? size(nameKey(dimension.alias), depth + 1)
      : dimension.elements.reduce((sum, element) => sum + size(nameKey(element), depth + 1), 0)
    sizes.set(key, own)
    return own
  }
  for (const key of byKey.keys()) size(key, 0)
  return sizes
}

/** The dimensions that each variable was made with, from all its equations. */
function shapesOf(variables: readonly Variable[], dimensions: readonly Dimension[]): Map<string, readonly string[]> {
  const names = new Map(dimensions.map((dimension) => [nameKey(dimension.name), dimension.name]))
  const homes = new Map<string, string>()
  for (const dimension of dimensions)
    for (const element of dimension.elements)
      if (!homes.has(nameKey(element))) homes.set(nameKey(element), dimension.name)
  const shapes = new Map<string, readonly string[]>()
  for (const {name, subscripts} of variables) {
    const key = nameKey(name)
    if (subscripts.length === 0 || shapes.has(key)) continue
    shapes.set(
      key,
      subscripts.map((one) =>
        one.kind === "name" ? (names.get(nameKey(one.name)) ?? homes.get(nameKey(one.name)) ?? "") : "",
      ),
    )
  }
  return shapes
}

function header(name: string, doc: string): string {
  return `${RULE}\n\t.${name}\n${RULE}~\n\t\t${prose(doc)}\n\t|\n\n`
}

/** `[0, ?, 1]`, without the bounds at the end that are not given. */
function bounds({range}: Variable): string {
  if (!range || range.every((bound) => bound === null)) return ""
  const shown = range.map((bound) => (bound === null ? "?" : vensimNumber(bound)))
  return `[${(range[2] === null ? shown.slice(0, 2) : shown).join(",")}]`
}

/** Words of people: the signs that end a field are none of Vensim's words. */
function prose(text: string): string {
  return text
    .replace(/[~|]/g, "-")
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd())
    .join("\n\t\t")
    .trimEnd()
}

function notInMdl(what: readonly string[]): Fault {
  return new Fault("exchange/not-in-mdl", `A .mdl has no words for ${what.join("; ")}`, {
    next: "Export it to XMILE, or say these parts of the model with stocks, flows and auxiliaries.",
  })
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => `'${name}'`)
  return names.length > MOST_NAMED ? `${shown.join(", ")} and ${names.length - MOST_NAMED} more` : shown.join(", ")
}
