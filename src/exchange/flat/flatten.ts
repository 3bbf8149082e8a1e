// A blueprint in, a flat model out: every array element, macro call and module variable becomes a quantity of its
// own, named as people see it (`name[a,b]`, `module.name`), and every lookup and series of data a table.
//
// Numbers written out become parameters, which a user may set; what follows from them stays an equation, so that it
// follows when they are set. Nothing is worked out here but the times of the run.
//
// Invariant: names of the flat model are unique, issues carry their place, and a model that had a grave issue may
// hold numbers that are none.

import {groupBy} from "../../grouping.ts"
import type {Expr, Model, Quantity, Table, Time} from "../../model/index.ts"
import {
  type Blueprint,
  type Macro,
  nameKey,
  type Part,
  type Points,
  type Spot,
  type Term,
  type Variable,
} from "../blueprint/blueprint.ts"
import {Dimensions, MOST_ELEMENTS, spelling} from "../blueprint/dimensions.ts"
import {type Finding, Findings} from "../blueprint/findings.ts"
import {rising} from "../blueprint/points.ts"
import {changed, visit} from "../blueprint/terms.ts"
import {type Belt, drivenBy, type Leak, runBelts} from "./belts.ts"
import {Expansion, type Site, type Works} from "./expansion.ts"
import {call, NOTHING, named, number} from "./expressions.ts"
import {limitOutflows, type StockFlows} from "./limits.ts"
import {realityChecks} from "./reality.ts"
import {type Access, type Ground, type Instance, refuseSize, Scope, SEAM, unused} from "./scope.ts"
import {timeOf} from "./times.ts"

/** How a blueprint is laid out. */
export type FlattenOptions = {
  /** The model's file as the user names it, for messages. */
  readonly file: string
  /** What the reader found already: it is not said again. */
  readonly said?: readonly Finding[]
}

/** A flat model, and what is amiss with it; with a grave issue the model is not what its file says. */
export type Flat = {readonly model: Model; readonly issues: readonly Finding[]}

/** Macros that call each other deeper than this call themselves. */
const DEEPEST_MACRO = 50
/** Modules within modules deeper than this hold themselves. */
const DEEPEST_MODULE = 30
/** Data variables that are each only another: a chain longer than this is a circle. */
const MOST_LINKS = 100
/** Uses of modules, and calls of macros, beyond which a file is refused: each may hold more of them. */
const MOST_MODULES = 10_000
const MOST_CALLS = 100_000

/**
 * Lay a blueprint out flat. Data from other files must be in it already (`resolveData`).
 *
 * Never throws on what a file says: mistakes are issues.
 */
export function flatten(blueprint: Blueprint, options: FlattenOptions): Flat {
  return new Flattening(blueprint, options).flat()
}

class Flattening implements Works {
  readonly findings: Findings
  budget = 0
  private readonly blueprint: Blueprint
  private readonly file: string
  private readonly ground: Ground
  private readonly root: Scope
  private readonly expansion: Expansion
  private readonly quantities: Quantity[] = []
  private readonly tables: Table[] = []
  private readonly taken = new Set<string>()
  private readonly tableIndex = new Map<string, number>()
  /** Tables of lookups and graphical functions, by instance. */
  private readonly tableOfInstance = new Map<Instance, string>()
  /** Tables of points written inside an equation. */
  private readonly tableOfPoints = new Map<Points, string>()
  private readonly waiting: {instance: Instance; inner: boolean; depth: number}[] = []
  private readonly macros: ReadonlyMap<string, Blueprint["macros"][number]>
  private readonly stockFlows: StockFlows[] = []
  /** What the author says of a variable, by each of its equations. */
  private readonly notes = new Map<Variable, string>()
  private readonly belts: Belt[] = []
  private readonly leaks = new Map<string, Leak>()
  /** Flows without an equation of their own: a conveyor or a queue must drive them. */
  private readonly undriven: Instance[] = []
  private depth = 0
  private moduleCount = 0
  private callCount = 0

  constructor(blueprint: Blueprint, {file, said}: FlattenOptions) {
    this.blueprint = blueprint
    this.file = file
    this.findings = new Findings(file, said)
    const dimensions = new Dimensions(blueprint.dimensions, this.findings, blueprint.tool === "xmile")
    this.ground = {dimensions, findings: this.findings, taken: this.taken, laid: 0, keys: new Map()}
    this.root = new Scope(this.ground, "", null, false)
    this.expansion = new Expansion(this)
    this.macros = new Map(blueprint.macros.map((macro) => [nameKey(macro.name), macro]))
  }

  flat(): Flat {
    const [main, ...others] = this.blueprint.parts
    if (main) {
      const models = new Map(others.map((part) => [nameKey(part.name), part]))
      this.declarePart(main, this.root, models, 0)
    }
    // What is too large is refused for that alone: looking through the rest of it takes as long as laying it out.
    if (this.ground.overfull) return {model: this.model(NO_TIME, []), issues: this.findings.all()}
    this.expandAll()
    this.refuseUndriven()
    const quantities = limitOutflows(runBelts(this.asFlows(), this.belts, this.leaks), this.stockFlows)
    const {time, controls, more} = timeOf(this.blueprint, quantities, (term) => this.inRoot(term), this.findings)
    const reality = realityChecks({
      blueprint: this.blueprint,
      file: this.file,
      ground: this.ground,
      root: this.root,
      works: this,
      quantities: new Set(this.blueprint.checks.length > 0 ? quantities.map((quantity) => quantity.name) : []),
    })
    const model = this.model(time, [...quantities.map((quantity) => controls.get(quantity.name) ?? quantity), ...more])
    return {
      model: reality.checks.length > 0 ? {...model, realityChecks: reality.checks} : model,
      issues: [...this.findings.all(), ...reality.issues],
    }
  }

  private model(time: Time, quantities: readonly Quantity[]): Model {
    const {title, name, tool, equivalences} = this.blueprint
    return {
      format: "brink/model@1",
      name: name === "" ? "model" : name,
      ...(title === "" ? {} : {title}),
      file: this.file,
      time,
      quantities,
      contested: [],
      events: [],
      tables: this.tables,
      equivalences,
      ...(tool === "brink" ? {} : {units: "warn" as const}),
    }
  }

  /** What a stock names among its flows is one, however the file words it: a number there, or an auxiliary. */
  private asFlows(): readonly Quantity[] {
    const flows = new Set(this.stockFlows.flatMap(({inflows, outflows}) => [...inflows, ...outflows]))
    return this.quantities.map((quantity): Quantity => {
      if (!flows.has(quantity.name) || quantity.kind === "stock" || quantity.kind === "flow") return quantity
      const {value, ...rest} = quantity
      const equation = quantity.equation ?? number(value?.kind === "fixed" ? value.value : 0)
      return {...rest, kind: "flow", equation}
    })
  }

  // Parts and modules.

  private declarePart(part: Part, scope: Scope, models: ReadonlyMap<string, Part>, depth: number): void {
    for (const module of part.modules) {
      const model = models.get(nameKey(module.model))
      if (!model) {
        this.findings.unknown(
          "submodel",
          module.model,
          module.at,
          [...models.values()].map((m) => m.name),
        )
        continue
      }
      if (++this.moduleCount > MOST_MODULES) {
        const says = `The modules of the file are used more than ${MOST_MODULES} times`
        this.findings.add("exchange/too-large", module.at, says, "Models of this size are not read")
        return
      }
      if (depth >= DEEPEST_MODULE) {
        this.findings.add(
          "exchange/module-circle",
          module.at,
          `Module '${module.name}' holds itself`,
          "Take it out of its own submodel",
        )
        continue
      }
      const inside = new Scope(this.ground, `${scope.prefix}${spelling(module.name)}.`, scope, false)
      scope.modules.set(nameKey(module.name), inside)
      this.declarePart(model, inside, models, depth + 1)
    }
    // Each equation is for one element at least.
    const over = part.variables[MOST_ELEMENTS - this.ground.laid]
    if (over) {
      refuseSize(this.ground, over, 1)
      return
    }
    for (const variables of grouped(part.variables).values()) {
      const instances = scope.declare(variables)
      const note = noteOf(variables)
      if (note !== "") for (const variable of variables) this.notes.set(variable, note)
      for (const instance of instances) this.waiting.push({instance, inner: false, depth: 0})
    }
    // What a module is given is worked out outside it.
    for (const module of part.modules) {
      const inside = scope.modules.get(nameKey(module.name))
      if (inside)
        for (const {to, from} of module.connections) this.connect(inside, module.name, to, from, module.at, scope)
    }
  }

  private connect(inside: Scope, module: string, to: string, from: string, at: Spot, outside: Scope): void {
    const prefix = `${nameKey(module)}.`
    const into = nameKey(to).startsWith(prefix)
    const key = into ? nameKey(to).slice(prefix.length).trimStart() : nameKey(to)
    // A result of the module may be handed to a variable beside it.
    const outward = !into && nameKey(from).startsWith(prefix)
    const target = outward ? outside.find(key) : inside.find(key)
    const source = outside.find(from)
    if (!source) this.findings.unknown("name", from, at, outside.spelt())
    if (!target) this.findings.unknown("name", to, at, (outward ? outside : inside).spelt())
    if (!source || !target) return
    if (outward) {
      this.givenBy.set(target.entry.name, {from, outside, at})
      return
    }
    // A lookup, or an array where the module says nothing of dimensions: the name inside is the thing outside.
    if (source.entry.kind === "table" || (target.entry.axes.length === 0 && source.settled.includes(null))) {
      inside.names.set(key, source)
      this.stubs.add(target.entry.name)
      return
    }
    this.givenBy.set(target.entry.name, {from, outside, at})
  }

  /** Entries of modules that stand for something outside and are nothing themselves, by name. */
  private readonly stubs = new Set<string>()
  /** Entries of modules that take their value from outside, by name. */
  private readonly givenBy = new Map<string, {from: string; outside: Scope; at: Spot}>()

  // Equations.

  private expandAll(): void {
    // Tables first: an equation that reads one asks for it by instance.
    for (let next = 0; next < this.waiting.length; next++) {
      const {instance, inner, depth} = this.waiting[next]!
      this.depth = depth
      this.expand(instance, inner)
    }
  }

  private site(instance: Instance): Site {
    return {
      instance,
      scope: instance.definition.scope,
      bindings: instance.bindings,
      over: NO_OVER,
      wild: null,
      made: {calls: 0, works: 0},
    }
  }

  private inRoot(term: Term): Expr {
    const variable: Variable = {
      name: "simulation settings",
      subscripts: [],
      except: [],
      kind: "auxiliary",
      equation: term,
      units: "",
      doc: "",
      source: "",
      at: {line: 0, column: 0},
    }
    const definition = {variable, outright: 0, size: 1, scope: this.root}
    const entry = {name: variable.name, kind: "quantity" as const, axes: [], instances: new Map(), placed: new Map()}
    return this.expansion.translate(term, this.site({flat: variable.name, entry, definition, bindings: [], ordinal: 0}))
  }

  private expand(instance: Instance, inner: boolean): void {
    const {variable} = instance.definition
    if (this.stubs.has(instance.entry.name)) return
    if (instance.entry.kind === "table") {
      this.tableOf(instance)
      return
    }
    const given = this.givenBy.get(instance.entry.name)
    if (given) {
      const name: Term = {op: "name", name: given.from, subscripts: [], at: given.at}
      const site = {...this.site(instance), scope: given.outside}
      this.add(instance, inner, {kind: "auxiliary", equation: this.expansion.translate(name, site)})
      return
    }
    if (variable.kind === "stock") {
      this.addStock(instance, inner)
      return
    }
    if (variable.kind === "data" && variable.equation === null) {
      this.addData(instance, inner)
      return
    }
    if (variable.kind === "flow" && variable.leak) this.leaks.set(instance.flat, variable.leak)
    if (!variable.equation && variable.kind === "flow") {
      this.undriven.push(instance)
      this.add(instance, inner, {kind: "flow", equation: NOTHING})
      return
    }
    if (!variable.equation) {
      if (!this.unreadable(variable))
        this.findings.add("exchange/no-equation", variable.at, `'${instance.flat}' has no equation`, "Give it one")
      this.add(instance, inner, {kind: "auxiliary", equation: NOTHING})
      return
    }
    const site = this.site(instance)
    const recorded = variable.kind === "data" && variable.between ? this.recordedBy(variable.equation, site) : null
    if (recorded !== null) {
      const table = this.variant(recorded, variable.between!)
      this.add(instance, inner, {kind: "auxiliary", equation: {op: "lookup", table, of: {op: "time"}, how: "value"}})
      return
    }
    let equation = this.expansion.translate(this.held(variable, variable.equation), site)
    const table = variable.points ? this.tableOf(instance) : null
    if (table !== null) equation = {op: "lookup", table, of: equation, how: "value"}
    if (variable.kind === "flow") {
      if (variable.nonNegative) equation = call("max", number(0), equation)
      this.add(instance, inner, {kind: "flow", equation})
    } else if (equation.op === "number" && !inner && Number.isFinite(equation.value))
      this.add(instance, inner, {kind: "parameter", value: {kind: "fixed", value: equation.value}})
    else this.add(instance, inner, {kind: "auxiliary", equation})
  }

  /**
   * The table behind a data variable that is another one under its own rule for what stands between (`points :RAW: :=
   * seen`): the values of that one count where they were recorded, not what stands between them there. Null when
   * the equation is anything else.
   */
  private recordedBy(equation: Term, site: Site): string | null {
    let [term, within] = [equation, site]
    for (let links = 0; links < MOST_LINKS; links++) {
      const access = term.op === "name" ? within.scope.find(term.name) : undefined
      if (term.op !== "name" || !access) return null
      const met: Instance[] = []
      this.expansion.element(access, term.name, term.subscripts, term.at, within, (one) => {
        met.push(one)
        return NOTHING
      })
      const [source] = met
      if (!source || met.length > 1 || source.definition.variable.kind !== "data") return null
      const {equation: next} = source.definition.variable
      if (next === null) return source.definition.variable.points ? this.tableOf(source) : null
      ;[term, within] = [next, this.site(source)]
    }
    return null
  }

  /**
   * A variable that holds a value may read itself in the condition on which it takes a new one: `SAMPLE IF TRUE(x > peak,
   * x, x)` of a peak. What it reads is the value it holds.
   */
  private held(variable: Variable, equation: Term): Term {
    const known = this.holding.get(variable)
    if (known) return known
    let holds = false
    visit(equation, (node) => {
      holds ||= node.op === "call" && node.fn === "sample_if"
    })
    if (!holds) {
      this.holding.set(variable, equation)
      return equation
    }
    const own = variable.subscripts.map((one) => (one.kind === "name" ? nameKey(one.name) : ""))
    const isSelf = (node: Term): node is Extract<Term, {op: "name"}> =>
      node.op === "name" &&
      nameKey(node.name) === nameKey(variable.name) &&
      node.subscripts.length === own.length &&
      node.subscripts.every((one, i) => one.kind === "name" && nameKey(one.name) === own[i])
    const made = changed(equation, (node) => {
      if (node.op !== "call" || node.fn !== "sample_if" || node.args.length !== 3) return node
      const [condition, value, first] = node.args as [Term, Term, Term]
      const reading = (term: Term) =>
        changed(term, (inner) =>
          isSelf(inner) ? {op: "call", fn: "previous", args: [inner, first], at: inner.at} : inner,
        )
      return {...node, args: [reading(condition), reading(value), first]}
    })
    this.holding.set(variable, made)
    return made
  }

  private readonly holding = new WeakMap<Variable, Term>()

  /** Whether the reader said what is wrong with an equation: that it has none is then no news. */
  private unreadable(variable: Variable): boolean {
    const {line} = variable.at
    this.starts ??= this.blueprint.parts.flatMap((part) => part.variables.map(({at}) => at.line)).sort((a, b) => a - b)
    let [low, high] = [0, this.starts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.starts[middle]! <= line) low = middle + 1
      else high = middle
    }
    return this.findings.saidWithin(line, this.starts[low] ?? Number.POSITIVE_INFINITY)
  }

  /** Lines at which variables begin, in order. */
  private starts: readonly number[] | null = null

  /**
   * The flows of an array into or out of a stock that lacks some of its dimensions: all elements along those (Stella
   * adds them up). Null where the stock has them all.
   */
  private across(name: string, {scope, instance}: Site): readonly string[] | null {
    const access = scope.find(name)
    if (!access || access.settled.some((element) => element !== null)) return null
    const {axes, instances} = access.entry
    const bound = axes.map((axis) => instance.bindings.find((binding) => binding.axis === axis)?.element)
    if (!bound.includes(undefined)) return null
    const alike = [...instances].filter(([key]) =>
      key.split(SEAM).every((element, i) => bound[i] === undefined || bound[i] === element),
    )
    return alike.map(([, flow]) => flow.flat)
  }

  private addStock(instance: Instance, inner: boolean): void {
    const {variable} = instance.definition
    const site = this.site(instance)
    const initial = variable.initial ? this.initialOf(variable.initial, variable, site) : undefined
    if (!initial && !this.unreadable(variable))
      this.findings.add(
        "exchange/no-initial",
        variable.at,
        `Stock '${instance.flat}' has no initial value`,
        "Give it one",
      )
    const rate = variable.equation ? this.expansion.translate(variable.equation, site) : undefined
    const flows = (names: readonly string[] | undefined): string[] => {
      const flats: string[] = []
      for (const name of names ?? []) {
        const several = this.across(name, site)
        if (several) {
          for (const flat of several) flats.push(flat)
          continue
        }
        const flow = this.expansion.translate({op: "name", name, subscripts: [], at: variable.at}, site)
        if (flow.op === "name") flats.push(flow.name)
      }
      return flats
    }
    const inflows = flows(variable.inflows)
    const outflows = flows(variable.outflows)
    const drives = variable.conveyor !== undefined || variable.queue === true
    const nonNegative = variable.nonNegative === true && !drives
    if (drives) this.addBelt(instance, inflows, outflows, initial ?? NOTHING, site)
    this.stockFlows.push({stock: instance.flat, inflows, outflows, nonNegative})
    this.add(instance, inner, {
      kind: "stock",
      initial: initial ?? NOTHING,
      ...(rate ? {rate} : {}),
      ...(inflows.length > 0 ? {inflows} : {}),
      ...(outflows.length > 0 ? {outflows} : {}),
      ...(nonNegative ? {range: [0, Number.POSITIVE_INFINITY] as const} : {}),
    })
  }

  private addBelt(
    instance: Instance,
    inflows: readonly string[],
    outflows: readonly string[],
    initial: Expr,
    site: Site,
  ): void {
    const {conveyor, at} = instance.definition.variable
    const part = (name: "capacity" | "inLimit" | "sample" | "arrest") => {
      const term = conveyor?.[name]
      return term ? {[name]: this.expansion.translate(term, site)} : {}
    }
    this.belts.push({
      stock: instance.flat,
      inflows,
      outflows,
      conveyor: conveyor
        ? {
            length: this.expansion.translate(conveyor.length, site),
            initial,
            ...part("capacity"),
            ...part("inLimit"),
            ...part("sample"),
            ...part("arrest"),
            exponential: conveyor.exponentialLeak,
          }
        : null,
    })
    if (conveyor?.batchIntegrity)
      this.findings.add(
        "exchange/batches",
        at,
        `'${instance.flat}' keeps batches together, which is not offered`,
        "What arrives is laid on the belt as it comes",
        false,
      )
  }

  /** A stock's initial value; a conveyor's list of what lies on it at the start is added up, and laid out evenly. */
  private initialOf(term: Term, variable: Variable, site: Site): Expr {
    if (!variable.conveyor || term.op !== "list") return this.expansion.translate(term, site)
    this.findings.add(
      "exchange/conveyor-shape",
      variable.at,
      `What lies on the conveyor '${site.instance.flat}' at the start is listed; its sum is laid out evenly`,
      "Begin with nothing on it where the order matters",
      false,
    )
    return {op: "call", fn: "sum", args: term.values.map((value) => this.expansion.translate(value, site))}
  }

  /** A conveyor drives one outflow and its leaks; a flow that nothing drives needs an equation. */
  private refuseUndriven(): void {
    for (const {stock, outflows, conveyor} of this.belts) {
      const leaving = outflows.filter((flow) => !this.leaks.has(flow))
      if (conveyor && leaving.length > 1)
        this.findings.add(
          "exchange/conveyor-outflows",
          undefined,
          `The conveyor '${stock}' has ${leaving.length} outflows that are no leaks: ${leaving.join(", ")}`,
          "Mark all but one with <leak>",
        )
    }
    const driven = drivenBy(this.belts)
    for (const instance of this.undriven)
      if (!driven.has(instance.flat))
        this.findings.add(
          "exchange/no-equation",
          instance.definition.variable.at,
          `'${instance.flat}' has no equation`,
          "Give it one",
        )
  }

  private addData(instance: Instance, inner: boolean): void {
    const {variable} = instance.definition
    if (!variable.points) {
      const says = `'${instance.flat}' is data, and no file gives it`
      this.findings.add("exchange/no-data", variable.at, says, "Give a file of data that has a column of this name")
      this.add(instance, inner, {kind: "auxiliary", equation: NOTHING})
      return
    }
    const table = this.tableOf(instance)!
    this.add(instance, inner, {kind: "auxiliary", equation: {op: "lookup", table, of: {op: "time"}, how: "value"}})
  }

  private add(instance: Instance, inner: boolean, what: Pick<Quantity, "kind"> & Partial<Quantity>): void {
    const {variable} = instance.definition
    const note = this.notes.get(variable)
    this.quantities.push({
      name: instance.flat,
      unit: variable.units,
      ...(note === undefined ? {} : {note}),
      because: [{data: this.file}],
      source: variable.source,
      line: variable.at.line,
      ...(inner ? {inner: true as const} : {}),
      ...what,
    })
  }

  // Tables.

  tableOf(instance: Instance): string | null {
    const known = this.tableOfInstance.get(instance)
    if (known !== undefined) return known
    const {variable} = instance.definition
    const points = variable.points ?? (variable.equation?.op === "points" ? variable.equation.points : undefined)
    if (!points) {
      if (instance.entry.kind !== "table") return null
      const says = `The lookup '${instance.flat}' has no points`
      this.findings.add("exchange/no-points", variable.at, says, "Give it points (x, y)")
      return this.newTable(instance.flat, {x: [0], y: [0], between: "line", beyond: "hold"}, variable)
    }
    const data = variable.kind === "data"
    const name = instance.entry.kind === "table" ? instance.flat : `${instance.flat} ${data ? "data" : "graph"}`
    const table = this.newTable(name, points, variable, data ? variable.between : undefined)
    this.tableOfInstance.set(instance, table)
    return table
  }

  pointsTable(points: Points, instance: Instance): string {
    const known = this.tableOfPoints.get(points)
    if (known !== undefined) return known
    const table = this.newTable(`${instance.entry.name} lookup`, points, instance.definition.variable)
    this.tableOfPoints.set(points, table)
    return table
  }

  private newTable(base: string, points: Points, variable: Variable, between?: Table["between"]): string {
    let name = base
    for (let n = 2; this.tableIndex.has(name); n++) name = `${base} ${n}`
    const {x, y} = rising(points.x, points.y, variable.kind === "data")
    this.putTable({
      name,
      unit: variable.units,
      x,
      y,
      between: between ?? points.between,
      beyond: between === "none" ? "none" : points.beyond,
      because: [{data: this.file}],
      line: variable.at.line,
    })
    return name
  }

  pointsOf(name: string): Table {
    return this.tables[this.tableIndex.get(name)!]!
  }

  variant(name: string, between: Table["between"]): string {
    const table = this.pointsOf(name)
    const beyond = between === "none" ? "none" : table.beyond === "none" ? "hold" : table.beyond
    if (table.between === between && table.beyond === beyond) return name
    const other = `${name} (${between})`
    if (!this.tableIndex.has(other)) this.putTable({...table, name: other, between, beyond})
    return other
  }

  derived(name: string, what: string, points: {readonly x: readonly number[]; readonly y: readonly number[]}): string {
    const other = `${name} (${what})`
    if (!this.tableIndex.has(other)) this.putTable({...this.pointsOf(name), name: other, ...points})
    return other
  }

  private putTable(table: Table): void {
    this.tableIndex.set(table.name, this.tables.length)
    this.tables.push(table)
  }

  // Macros.

  *macroNames(): Iterable<string> {
    for (const macro of this.blueprint.macros) yield macro.name
  }

  callMacro(name: string, args: readonly Term[], at: Spot, site: Site): Expr | null {
    const macro = this.macros.get(nameKey(name))
    if (!macro) return null
    const least = macro.inputs.filter((_, i) => !macro.defaults?.[i]).length
    if (args.length < least || args.length > macro.inputs.length)
      return this.expansion.fail(
        site,
        at,
        "exchange/arguments",
        `Macro '${macro.name}' takes ${macro.inputs.length} arguments, not ${args.length}`,
        `It takes ${macro.inputs.join(", ")}`,
      )
    if (this.depth >= DEEPEST_MACRO)
      return this.expansion.fail(
        site,
        at,
        "exchange/macro-circle",
        `Macro '${macro.name}' calls itself`,
        "A macro cannot use its own result",
      )
    if (++this.callCount > MOST_CALLS) {
      // Once: what follows from it fills pages.
      if (this.callCount === MOST_CALLS + 1)
        this.expansion.fail(
          site,
          at,
          "exchange/too-large",
          `Macros are called more than ${MOST_CALLS} times, each call and element counted`,
          "Models of this size are not read",
        )
      return NOTHING
    }
    const call = ++site.made.calls
    const prefix = `${site.instance.flat}.${spelling(macro.name)}${call > 1 ? ` ${call}` : ""}.`
    const own =
      macro.dimensions.length > 0
        ? new Dimensions(
            [...this.blueprint.dimensions, ...macro.dimensions],
            this.findings,
            this.blueprint.tool === "xmile",
          )
        : this.ground.dimensions
    const scope = new Scope(this.ground, prefix, this.root, true, own)
    macro.inputs.forEach((input, i) => {
      const given = args[i]
      const left = macro.defaults?.[i]
      if (given) scope.names.set(nameKey(input), this.argument(input, given, scope, site))
      // What is left out is worked out in the macro's own names, of inputs before it.
      else if (left) scope.names.set(nameKey(input), this.argument(input, left, scope, {...site, scope}))
    })
    const taken = new Set(macro.inputs.map(nameKey))
    for (const [key, variables] of grouped(this.measured(macro))) {
      if (taken.has(key)) continue
      for (const instance of scope.declare(variables)) this.waiting.push({instance, inner: true, depth: this.depth + 1})
    }
    const result = scope.names.get(nameKey(macro.name))
    if (result) return this.expansion.element(result, macro.name, [], at, site, ({flat}) => named(flat))
    if (macro.value) {
      const inside: Site = {...site, scope, over: NO_OVER, wild: null}
      return this.expansion.translate(macro.value, inside)
    }
    return this.expansion.fail(
      site,
      at,
      "exchange/macro-result",
      `Macro '${macro.name}' sets no variable of its own name`,
      "Its result is the variable called as the macro",
    )
  }

  /**
   * A macro's variables. Units in the words of its inputs (`input/time`) are another's for each call: such a variable
   * has those that its equation gives.
   */
  private measured(macro: Macro): readonly Variable[] {
    const known = this.inMacros.get(macro)
    if (known) return known
    const words = new Set(macro.inputs.map(nameKey))
    const ofInput = (units: string) => units.split(/[*/()^]/).some((word) => words.has(nameKey(word)))
    const made = macro.variables.map((variable) => (ofInput(variable.units) ? {...variable, units: ""} : variable))
    this.inMacros.set(macro, made)
    return made
  }

  private readonly inMacros = new WeakMap<Macro, readonly Variable[]>()

  /** What a macro's input is: a name is itself, whole arrays and lookups too; anything else is worked out once. */
  private argument(input: string, arg: Term, scope: Scope, site: Site): Access {
    if (arg.op === "name") {
      const access = site.scope.find(arg.name)
      if (access) {
        const settled = this.settled(access, arg, site)
        if (settled) return {entry: access.entry, settled}
      }
    }
    const entry = {
      name: scope.freshName(spelling(input)),
      kind: "quantity" as const,
      axes: [],
      instances: new Map<string, Instance>(),
      placed: new Map<number, Instance>(),
    }
    const instance: Instance = {...site.instance, flat: entry.name, entry, bindings: [], ordinal: 0}
    entry.instances.set("", instance)
    entry.placed.set(0, instance)
    this.quantities.push(this.innerQuantity(entry.name, this.expansion.translate(arg, site), site))
    return {entry, settled: []}
  }

  /** Which places of an array an argument settles; null when it must be worked out. */
  private settled(access: Access, arg: Extract<Term, {op: "name"}>, site: Site): (string | null)[] | null {
    let next = 0
    const settled: (string | null)[] = []
    for (let i = 0; i < access.entry.axes.length; i++) {
      const before = access.settled[i]!
      const axis = access.entry.axes[i]!
      if (before !== null) {
        settled.push(before)
        continue
      }
      const subscript = arg.subscripts[next++]
      if (!subscript || subscript.kind === "all" || subscript.kind === "over") {
        const over = subscript?.kind === "over" ? site.over.get(nameKey(subscript.name)) : undefined
        settled.push(over ?? null)
        continue
      }
      if (subscript.kind !== "name") return null
      const {dimensions} = site.scope
      const key = nameKey(subscript.name)
      const wanted = dimensions.axes.get(key)
      if (!wanted) {
        if (!axis.place.has(key)) return null
        settled.push(key)
        continue
      }
      const element = site.over.get(key) ?? dimensions.resolve(wanted, site.bindings)
      if (element !== null && !axis.place.has(element)) return null
      settled.push(element)
    }
    return settled
  }

  private innerQuantity(name: string, equation: Expr, site: Site): Quantity {
    const {variable} = site.instance.definition
    return {
      name,
      kind: "auxiliary",
      unit: "",
      equation,
      because: [{data: this.file}],
      source: variable.source,
      line: variable.at.line,
      inner: true,
    }
  }

  work(expr: Expr, site: Site): Expr {
    const count = ++site.made.works
    const name = unused(this.taken, `${site.instance.flat}.index${count > 1 ? ` ${count}` : ""}`)
    this.quantities.push(this.innerQuantity(name, expr, site))
    return named(name)
  }
}

/** The times of a model that is refused before they are worked out. */
const NO_TIME: Time = {unit: "", start: 0, stop: 0, step: 1, save: 1, method: "euler"}

const NO_OVER: ReadonlyMap<string, string> = new Map()

/** Variables by name, in the order in which each name first stands. */
function grouped(variables: readonly Variable[]): Map<string, Variable[]> {
  return groupBy(variables, (variable) => nameKey(variable.name))
}

/** One comment for all elements of a variable: Vensim's files say it behind one of its equations alone. */
function noteOf(variables: readonly Variable[]): string {
  const doc = variables.find((variable) => variable.doc.trim() !== "")?.doc ?? ""
  return doc.replace(/\s+/gu, " ").trim()
}
