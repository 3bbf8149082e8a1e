// A blueprint in, a flat model out: every array element, macro call and module variable becomes a quantity of its
// own, named as people see it (`name[a,b]`, `module.name`), and every lookup and series of data a table.
//
// Numbers written out become parameters, which a user may set; what follows from them stays an equation, so that it
// follows when they are set. Nothing is worked out here but the times of the run.
//
// Invariant: names of the flat model are unique, issues carry their place, and a model that had a grave issue may
// hold numbers that are none.

import {groupBy} from "../../core/grouping.ts"
import {type Expr, MISSING, type Model, type Quantity, type Time} from "../../model/index.ts"
import {type Blueprint, nameKey, type Part, type Spot, type Term, type Variable} from "../blueprint/blueprint.ts"
import {Dimensions, MOST_QUANTITIES, spelling} from "../blueprint/dimensions.ts"
import {type Finding, Findings} from "../blueprint/findings.ts"
import {changed, visit} from "../blueprint/terms.ts"
import {type Belt, drivenBy, type Leak, runBelts} from "./belts.ts"
import {Expansion} from "./expansion.ts"
import {call, NOTHING, named, number} from "./expressions.ts"
import {limitOutflows, type StockFlows} from "./limits.ts"
import {Macros} from "./macros.ts"
import {realityChecks} from "./reality.ts"
import {type Common, type Instance, refuseSize, Scope, SEAM, unused} from "./scope.ts"
import type {Series} from "./site.ts"
import {NO_OVER, type Site, type Works} from "./site.ts"
import {Tables} from "./tables.ts"
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

/** Modules within modules deeper than this hold themselves. */
const DEEPEST_MODULE = 30
/** Data variables that are each only another: a chain longer than this is a circle. */
const MOST_LINKS = 100
/** Uses of modules beyond which a file is refused: each may hold more of them. */
const MOST_MODULES = 10_000

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
  readonly tables: Tables
  readonly macros: Macros
  budget = 0
  private readonly blueprint: Blueprint
  private readonly file: string
  private readonly common: Common
  private readonly root: Scope
  private readonly expansion: Expansion
  private readonly quantities: Quantity[] = []
  private readonly taken = new Set<string>()
  private readonly waiting: Instance[] = []
  private readonly stockFlows: StockFlows[] = []
  /** What the author says of a variable, by each of its equations. */
  private readonly notes = new Map<Variable, string>()
  private readonly belts: Belt[] = []
  private readonly leaks = new Map<string, Leak>()
  /** Flows without an equation of their own: a conveyor or a queue must drive them. */
  private readonly undriven: Instance[] = []
  private moduleCount = 0

  constructor(blueprint: Blueprint, {file, said}: FlattenOptions) {
    this.blueprint = blueprint
    this.file = file
    this.findings = new Findings(file, said)
    const dimensions = new Dimensions(blueprint.dimensions, this.findings, blueprint.tool === "xmile")
    this.common = {dimensions, findings: this.findings, taken: this.taken, laid: 0, keys: new Map()}
    this.root = new Scope(this.common, "", null)
    this.tables = new Tables(file, this.findings)
    this.expansion = new Expansion(this)
    this.macros = new Macros({
      blueprint,
      common: this.common,
      root: this.root,
      expansion: this.expansion,
      wait: (instances) => this.wait(instances),
      inner: (name, equation, site) => this.inner(name, equation, site),
    })
  }

  flat(): Flat {
    const [main, ...others] = this.blueprint.parts
    if (main) {
      const models = new Map(others.map((part) => [nameKey(part.name), part]))
      this.declarePart(main, this.root, models, 0)
    }
    // What is too large is refused for that alone: looking through the rest of it takes as long as laying it out.
    if (this.common.overfull) return {model: this.model(NO_TIME, []), issues: this.findings.all()}
    this.expandAll()
    this.refuseUndriven()
    const quantities = limitOutflows(runBelts(this.asFlows(), this.belts, this.leaks), this.stockFlows)
    const {time, controls, more} = timeOf(this.blueprint, quantities, (term) => this.inRoot(term), this.findings)
    const reality = realityChecks({
      blueprint: this.blueprint,
      file: this.file,
      common: this.common,
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
      tables: this.tables.all,
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
      const inside = new Scope(this.common, `${scope.prefix}${spelling(module.name)}.`, scope)
      scope.modules.set(nameKey(module.name), inside)
      this.declarePart(model, inside, models, depth + 1)
    }
    // Each equation is for one element at least.
    const over = part.variables[MOST_QUANTITIES - this.common.laid]
    if (over) {
      refuseSize(this.common, over, 1)
      return
    }
    for (const variables of groupBy(part.variables, ({name}) => nameKey(name)).values()) {
      this.wait(scope.declare(variables))
      const note = noteOf(variables)
      if (note !== "") for (const variable of variables) this.notes.set(variable, note)
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

  private wait(instances: readonly Instance[]): void {
    for (const instance of instances) this.waiting.push(instance)
  }

  private expandAll(): void {
    // What is laid out may call macros, whose variables wait behind it.
    for (let next = 0; next < this.waiting.length; next++) this.expand(this.waiting[next]!)
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
    const instance = {flat: variable.name, entry, definition, bindings: [], elements: [], ordinal: 0}
    return this.expansion.translate(term, this.site(instance))
  }

  private expand(instance: Instance): void {
    const {variable, scope} = instance.definition
    if (this.stubs.has(instance.entry.name)) return
    if (instance.entry.kind === "table") {
      this.tables.of(instance)
      return
    }
    const given = this.givenBy.get(instance.entry.name)
    if (given) {
      const name: Term = {op: "name", name: given.from, subscripts: [], at: given.at}
      const site = {...this.site(instance), scope: given.outside}
      this.add(instance, {kind: "auxiliary", equation: this.expansion.translate(name, site)})
      return
    }
    if (variable.kind === "stock") {
      this.addStock(instance)
      return
    }
    if (variable.kind === "data" && variable.equation === null) {
      this.addData(instance)
      return
    }
    if (variable.kind === "flow" && variable.leak) this.leaks.set(instance.flat, variable.leak)
    if (!variable.equation && variable.kind === "flow") {
      this.undriven.push(instance)
      this.add(instance, {kind: "flow", equation: NOTHING})
      return
    }
    if (!variable.equation) {
      if (!this.unreadable(variable))
        this.findings.add("exchange/no-equation", variable.at, `'${instance.flat}' has no equation`, "Give it one")
      this.add(instance, {kind: "auxiliary", equation: NOTHING})
      return
    }
    const site = this.site(instance)
    const recorded = variable.kind === "data" && variable.between ? this.recordedBy(variable.equation, site) : null
    if (recorded !== null) {
      const table = this.tables.variant(recorded, variable.between!)
      this.add(instance, {kind: "auxiliary", equation: {op: "lookup", table, of: {op: "time"}, how: "value"}})
      return
    }
    let equation = this.expansion.translate(this.held(variable, variable.equation), site)
    const table = variable.points ? this.tables.of(instance) : null
    if (table !== null) equation = {op: "lookup", table, of: equation, how: "value"}
    if (variable.kind === "flow") {
      if (variable.nonNegative) equation = call("max", number(0), equation)
      this.add(instance, {kind: "flow", equation})
    } else if (equation.op === "number" && !scope.inner && Number.isFinite(equation.value))
      this.add(instance, {kind: "parameter", value: {kind: "fixed", value: equation.value}})
    else this.add(instance, {kind: "auxiliary", equation})
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
      if (next === null) return source.definition.variable.points ? this.tables.of(source) : null
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

  private addStock(instance: Instance): void {
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
    this.add(instance, {
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

  private addData(instance: Instance): void {
    const {variable} = instance.definition
    if (!variable.points) {
      const says = `'${instance.flat}' is data, and no file gives it`
      this.findings.add("exchange/no-data", variable.at, says, "Give a file of data that has a column of this name")
      this.add(instance, {kind: "auxiliary", equation: NOTHING})
      return
    }
    const table = this.tables.of(instance)!
    this.add(instance, {kind: "auxiliary", equation: {op: "lookup", table, of: {op: "time"}, how: "value"}})
  }

  private add(instance: Instance, what: Pick<Quantity, "kind"> & Partial<Quantity>): void {
    const {variable, scope} = instance.definition
    const note = this.notes.get(variable)
    this.quantities.push({
      name: instance.flat,
      unit: variable.units,
      ...(note === undefined ? {} : {note}),
      because: [{data: this.file}],
      source: variable.source,
      line: variable.at.line,
      ...(scope.inner ? {inner: true as const} : {}),
      ...what,
    })
  }

  /** A quantity that belongs to the equation at `site`. */
  private inner(name: string, equation: Expr, site: Site): void {
    const {variable} = site.instance.definition
    this.quantities.push({
      name,
      kind: "auxiliary",
      unit: "",
      equation,
      because: [{data: this.file}],
      source: variable.source,
      line: variable.at.line,
      inner: true,
    })
  }

  seriesOf(flat: string): Series {
    // Instances of the model's own variables wait from the beginning; those of macros are no data.
    this.byFlat ??= new Map(this.waiting.map((instance) => [instance.flat, instance]))
    const instance = this.byFlat.get(flat)
    const variable = instance?.definition.variable
    if (!instance || !variable) return null
    const {equation} = variable
    if (equation?.op === "number" && (equation.value === MISSING || Number.isNaN(equation.value)))
      return {equation: number(MISSING)}
    if (variable.kind !== "data") return null
    if (variable.equation === null) {
      const table = variable.points ? this.tables.of(instance) : null
      return table === null ? null : {table}
    }
    if (variable.equation.op === "call" && variable.equation.fn === "x_if_missing") return "filled"
    return {equation: this.expansion.translate(variable.equation, this.site(instance))}
  }

  /** Instances by their names in the flat model, once somebody asks. */
  private byFlat: ReadonlyMap<string, Instance> | null = null

  work(expr: Expr, site: Site): Expr {
    const count = ++site.made.works
    const name = unused(this.taken, `${site.instance.flat}.index${count > 1 ? ` ${count}` : ""}`)
    this.inner(name, expr, site)
    return named(name)
  }
}

/** The times of a model that is refused before they are worked out. */
const NO_TIME: Time = {unit: "", start: 0, stop: 0, step: 1, save: 1, method: "euler"}

/** One comment for all elements of a variable: Vensim's files say it behind one of its equations alone. */
function noteOf(variables: readonly Variable[]): string {
  const doc = variables.find((variable) => variable.doc.trim() !== "")?.doc ?? ""
  return doc.replace(/\s+/gu, " ").trim()
}
