// Model in, program out: names become slots, equations an order of evaluation, memory
// (smooths, delays) stocks of its own, `--set` and `--cut` part of the equations.
//
// The order follows from what reads what; equations that wait for each other are refused
// with the whole circle shown. Nothing here knows what a quantity means.

import {expm1} from "../elementary.ts"
import {Fault} from "../fault.ts"
import type {Distribution, Expr, Model, Quantity, Scenario, Time} from "../model/index.ts"
import {ordinal} from "../random.ts"
import {applyCut, checkCuts, type Graph, type Node, unknownName} from "./influence.ts"
import {hoist} from "./invariants.ts"
import {operations} from "./mathematics.ts"
import type {Assignment, Code, Cut, EventSlot, Lag, Program, Setting, StockSlot} from "./program.ts"

/** What may be asked of a model beside what its file says. */
export type CompileOptions = {
  /** In order; a later one works on what the earlier ones give. */
  readonly settings?: readonly Setting[]
  readonly cuts?: readonly Cut[]
  /** Dated events, as in a scenario. Those before the start or after the stop do not happen. */
  readonly events?: Scenario["events"]
  /** In place of the model's own. */
  readonly method?: "euler" | "rk4"
}

/** More steps than any run that ends while someone waits for it. */
const MOST_STEPS = 20_000_000
/** Dividing two decimals misses a whole number by less than this share. */
const NEARLY = 1e-9

/**
 * Compile `model`.
 *
 * @throws Fault `engine/bad-time` (a time that does not fit the steps), `engine/algebraic-loop`,
 *   `engine/initial-loop` (initial values that wait for each other), `engine/unknown-name`, `engine/lever-range`,
 *   `engine/bad-setting`, `engine/no-path` (a cut of nothing), `engine/unknown-function`, `engine/bad-effect`.
 */
export function compile(model: Model, options: CompileOptions = {}): Program {
  return hoist(new Compiler(model, options).program())
}

/** The schedule of a scenario's levers as settings, in the order of their names. */
export function scenarioSettings(scenario: Scenario): Setting[] {
  return Object.keys(scenario.levers)
    .sort()
    .flatMap((name) =>
      scenario.levers[name]!.map(
        ({from, to, value}): Setting => ({
          name,
          act: "=",
          value,
          from,
          ...(to === undefined ? {} : {to}),
        }),
      ),
    )
}

type Place = {readonly name: string; readonly line: number; readonly source: string}

class Compiler {
  readonly model: Model
  readonly options: CompileOptions
  readonly time: Time
  readonly steps: number
  readonly every: number
  readonly quantities = new Map<string, Quantity>()
  readonly graph: Graph = new Map()
  readonly inputs: {name: string; prior: Distribution; role: "parameter" | "lever" | "contested"}[] = []
  /** Slot that readers of a node see, by key. */
  readonly seen = new Map<string, number>()
  /** Slot of a stock's own state or an input's own value, by key. */
  readonly own = new Map<string, number>()
  width = 0
  readonly stocks: StockSlot[] = []
  readonly lags: Lag[] = []
  readonly body: Assignment[] = []
  /** Everything that must be known at the start, in any order. */
  readonly starts: Assignment[] = []

  constructor(model: Model, options: CompileOptions) {
    this.model = model
    this.options = options
    this.time = {...model.time, method: options.method ?? model.time.method}
    const {steps, every} = grid(this.time)
    this.steps = steps
    this.every = every
    for (const quantity of model.quantities) this.quantities.set(quantity.name, quantity)
    this.buildGraph()
  }

  program(): Program {
    const settings = this.options.settings ?? []
    this.checkSettings(settings)
    const cuts = this.options.cuts ?? []
    checkCuts(this.graph, cuts)
    cuts.forEach((cut, i) => {
      applyCut(this.graph, cut, i)
    })
    this.allotSlots()
    this.translate(settings)
    const body = this.ordered(this.body)
    return {
      time: this.time,
      steps: this.steps,
      every: this.every,
      inputs: this.inputs,
      outputs: this.outputs(),
      stocks: this.stocks,
      prelude: this.prelude(body),
      body,
      lags: this.lags,
      events: this.events(),
      width: this.width,
    }
  }

  private buildGraph(): void {
    const add = (key: string, kind: Node["kind"], quantity: Quantity | null) => {
      const expr = kind === "stock" || kind === "input" ? null : (quantity?.equation ?? null)
      if (kind !== "stock" && kind !== "input" && !expr) throw new Error(`'${key}' has no equation`)
      const [inflows, outflows] = [quantity?.inflows ?? [], quantity?.outflows ?? []]
      this.graph.set(key, {key, origin: key, kind, expr, inflows, outflows})
    }
    for (const quantity of this.model.quantities) {
      const {name, kind} = quantity
      if (kind === "parameter" || kind === "lever") {
        this.inputs.push({name, prior: quantity.value ?? {kind: "fixed", value: 0}, role: kind})
        add(name, "input", quantity)
      } else add(name, kind, quantity)
    }
    for (const {name, chance} of this.model.contested) {
      this.inputs.push({name, prior: {kind: "chance", p: chance}, role: "contested"})
      add(name, "input", null)
    }
  }

  private outputs(): Program["outputs"] {
    const names = [...this.model.quantities.map((q) => q.name), ...this.model.contested.map((c) => c.name)]
    return names.map((name) => ({name, slot: this.seen.get(name)!}))
  }

  // Slots: inputs, then stocks, then what is computed. A held or scaled input or stock is seen in a slot of its own.
  private allotSlots(): void {
    const changed = new Set((this.options.settings ?? []).map((setting) => setting.name))
    const scaled = new Set((this.options.settings ?? []).filter((s) => s.act !== "=").map((s) => s.name))
    for (const {name} of this.inputs) this.own.set(name, this.width++)
    for (const node of this.graph.values()) if (node.kind === "stock") this.own.set(node.key, this.width++)
    // What settings and cuts add comes last, so that it moves no other slot and equations elsewhere compile alike.
    const added: string[] = []
    for (const {key, origin, kind} of this.graph.values()) {
      const own = this.own.get(key)
      if (own !== undefined && !(kind === "stock" ? scaled : changed).has(key)) this.seen.set(key, own)
      else if (own !== undefined || key !== origin) added.push(key)
      else this.seen.set(key, this.width++)
    }
    for (const key of added) this.seen.set(key, this.width++)
  }

  private translate(settings: readonly Setting[]): void {
    for (const node of [...this.graph.values()]) {
      const slot = this.seen.get(node.key)!
      const place = this.place(node.origin)
      if (node.kind === "frozen") this.starts.push({name: node.origin, slot, code: this.code(node.expr!, place)})
      else if (node.expr) {
        const code = this.code(node.expr, place)
        this.body.push({name: node.origin, slot, code: this.withSettings(node.origin, code, settings)})
      } else if (slot !== this.own.get(node.key)) {
        const code: Code = ["v", this.own.get(node.key)!]
        this.body.push({name: node.origin, slot, code: this.withSettings(node.origin, code, settings)})
      }
      if (node.kind === "stock") this.addStock(node, settings)
    }
  }

  private addStock(node: Node, settings: readonly Setting[]): void {
    const quantity = this.quantities.get(node.key)!
    const place = this.place(node.key)
    let rate: Code | null = null
    for (const flow of node.inflows) rate = rate ? ["f", "+", rate, this.slotOf(flow, place)] : this.slotOf(flow, place)
    for (const flow of node.outflows) rate = ["f", "-", rate ?? ["n", 0], this.slotOf(flow, place)]
    const slot = this.own.get(node.key)!
    const [low, high] = quantity.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    const holds = settings
      .filter((setting) => setting.name === node.key && setting.act === "=")
      .map((setting) => ({...this.during(setting), value: setting.value}))
    this.stocks.push({name: node.key, slot, rate: rate ?? ["n", 0], low, high, holds})
    const initial: Code = quantity.initial ? this.code(quantity.initial, place) : ["n", 0]
    const heldFirst = holds.findLast(({from, to}) => from === 0 && to > 0)
    this.starts.push({name: node.key, slot, code: heldFirst ? ["n", heldFirst.value] : initial})
  }

  /** The steps of a setting: from <= k < to, a bound between steps counting from the next step. */
  private during({from, to}: Setting): {from: number; to: number} {
    const {start, step} = this.time
    const index = (time: number) => Math.max(0, Math.ceil((time - start) / step - NEARLY))
    const beyond = this.steps + 1
    return {
      from: from === undefined ? 0 : Math.min(beyond, index(from)),
      to: to === undefined ? beyond : Math.min(beyond, index(to)),
    }
  }

  private withSettings(name: string, code: Code, settings: readonly Setting[]): Code {
    let result = code
    for (const setting of settings) {
      if (setting.name !== name) continue
      const {from, to} = this.during(setting)
      const value: Code = ["n", setting.value]
      const then: Code = setting.act === "=" ? value : ["f", setting.act === "*=" ? "*" : "+", result, value]
      result = from === 0 && to > this.steps ? then : ["f", "during", ["n", from], ["n", to], then, result]
    }
    return result
  }

  private checkSettings(settings: readonly Setting[]): void {
    for (const setting of settings) {
      const spelt = spell(setting)
      if (!this.graph.has(setting.name)) throw unknownName(setting.name, this.graph.keys(), spelt)
      if (!Number.isFinite(setting.value))
        throw new Fault("engine/bad-setting", `${setting.value} is not a finite number`, {place: spelt})
      const {from, to} = setting
      if (Number.isNaN(from ?? 0) || Number.isNaN(to ?? 0) || (from !== undefined && to !== undefined && from >= to))
        throw new Fault("engine/bad-setting", `A setting must begin before it ends: ${from} to ${to}`, {
          place: spelt,
          next: `Write ${setting.name}${setting.act}${setting.value}@FROM..TO with FROM < TO`,
        })
    }
    for (const quantity of this.model.quantities) if (quantity.kind === "lever") this.checkLever(quantity, settings)
  }

  /** A lever's course is known before the run: it is checked at every step at which a setting begins or ends. */
  private checkLever(lever: Quantity, settings: readonly Setting[]): void {
    const mine = settings.filter((setting) => setting.name === lever.name)
    if (mine.length === 0 || !lever.range || lever.value?.kind !== "fixed") return
    const [low, high] = lever.range
    const spans = mine.map((setting) => this.during(setting))
    const changes = [0, ...spans.flatMap(({from, to}) => [from, to])].filter((k) => k <= this.steps)
    for (const k of changes) {
      let value = lever.value.value
      let by = ""
      mine.forEach((setting, i) => {
        if (k < spans[i]!.from || k >= spans[i]!.to) return
        by = spell(setting)
        value =
          setting.act === "=" ? setting.value : setting.act === "*=" ? value * setting.value : value + setting.value
      })
      if (by !== "" && (value < low || value > high))
        throw new Fault("engine/lever-range", `${value} is outside the range of lever '${lever.name}'`, {
          place: by,
          next: `'${lever.name}' goes from ${low} to ${high} [${lever.unit}]`,
        })
    }
  }

  private place(name: string): Place {
    const quantity = this.quantities.get(name)
    return {name, line: quantity?.line ?? 0, source: quantity?.source ?? ""}
  }

  private slotOf(name: string, place: Place): Code {
    const slot = this.seen.get(name)
    if (slot === undefined) throw unknownName(name, this.quantities.keys(), showPlace(place))
    return ["v", slot]
  }

  /** An equation with its names resolved. Each call with a memory gets slots of its own, made here. */
  private code(expr: Expr, place: Place): Code {
    switch (expr.op) {
      case "number":
        return ["n", expr.value]
      case "time":
        return ["t"]
      case "name":
        return this.slotOf(expr.name, place)
      case "unary":
        return ["f", expr.fn === "-" ? "negative" : "not", this.code(expr.of, place)]
      case "binary":
        return ["f", expr.fn, this.code(expr.left, place), this.code(expr.right, place)]
      case "call":
        return this.call(
          expr.fn,
          expr.args.map((arg) => this.code(arg, place)),
          place,
        )
      case "lookup":
        throw new Fault("engine/unknown-function", "Tables cannot be run yet", {place: showPlace(place)})
    }
  }

  private call(fn: string, args: Code[], place: Place): Code {
    const [x, tau, initial] = args as [Code, Code, Code | undefined]
    switch (fn) {
      case "initial":
        return this.started(x, place)
      case "smooth":
        return this.smooth(x, tau, initial ?? x, place)
      case "smooth3": {
        const third: Code = ["f", "/", tau, ["n", 3]]
        return [0, 1, 2].reduce((from) => this.smooth(from, third, initial ?? x, place), x)
      }
      case "delay":
        return this.delay(x, tau, initial ?? x, place)
      case "delay3": {
        const third: Code = ["f", "/", tau, ["n", 3]]
        return [0, 1, 2].reduce((from) => this.delay(from, third, initial ?? x, place), x)
      }
      case "delay_fixed":
        return this.lag(x, tau, initial ?? x, place)
    }
    if (!operations.has(fn))
      throw new Fault("engine/unknown-function", `No function '${fn}' to run`, {place: showPlace(place)})
    return ["f", fn, ...args]
  }

  /** The value of `code` at the initial time, kept. */
  private started(code: Code, place: Place): Code {
    const slot = this.width++
    this.starts.push({name: place.name, slot, code})
    return ["v", slot]
  }

  /** s' = (x - s) / tau. */
  private smooth(x: Code, tau: Code, initial: Code, place: Place): Code {
    const slot = this.memory((own) => ["f", "/", ["f", "-", x, own], tau], place)
    this.starts.push({name: place.name, slot, code: initial})
    return ["v", slot]
  }

  /** m' = x - m / tau, seen as m / tau; m = tau * initial at the start. */
  private delay(x: Code, tau: Code, initial: Code, place: Place): Code {
    const slot = this.memory((own) => ["f", "-", x, ["f", "/", own, tau]], place)
    this.starts.push({name: place.name, slot, code: ["f", "*", tau, initial]})
    return ["f", "/", ["v", slot], tau]
  }

  private memory(rate: (own: Code) => Code, {name}: Place): number {
    const slot = this.width++
    const [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    this.stocks.push({name, slot, rate: rate(["v", slot]), low, high, holds: []})
    return slot
  }

  private lag(x: Code, tau: Code, initial: Code, place: Place): Code {
    const [slot, lag] = [this.width++, this.width++]
    this.starts.push({name: place.name, slot: lag, code: ["f", "whole_steps", tau]})
    const start = this.started(initial, place) as readonly ["v", number]
    this.starts.push({name: place.name, slot, code: start})
    this.lags.push({name: place.name, slot, of: x, lag, start: start[1]})
    return ["v", slot]
  }

  /** Assignments so ordered that each reads only slots written before it. */
  private ordered(assignments: readonly Assignment[]): Assignment[] {
    return order(assignments, (circle) => {
      const places = circle.map(({name}) => this.place(name))
      const names = [...places, places[0]!].map((place) => place.name)
      throw new Fault("engine/algebraic-loop", `Equations that wait for each other: ${names.join(" <- ")}`, {
        place: places.map(showPlace).join("\n     "),
        next: "Let one of them work through a stock, or with a delay: smooth(x, tau)",
      })
    })
  }

  /** Initial values and whatever of the body they need, in order. */
  private prelude(body: readonly Assignment[]): Assignment[] {
    const starting = new Set(this.starts.map((assignment) => assignment.slot))
    const bySlot = new Map([...body.filter(({slot}) => !starting.has(slot)), ...this.starts].map((a) => [a.slot, a]))
    const needed = new Set<Assignment>()
    const need = (assignment: Assignment) => {
      if (needed.has(assignment)) return
      needed.add(assignment)
      for (const slot of slotsIn(assignment.code)) {
        const writer = bySlot.get(slot)
        if (writer) need(writer)
      }
    }
    for (const assignment of this.starts) need(assignment)
    return order([...needed], (circle) => {
      const places = circle.map(({name}) => this.place(name))
      const names = [...places, places[0]!].map((place) => place.name)
      throw new Fault("engine/initial-loop", `Initial values that wait for each other: ${names.join(" <- ")}`, {
        place: places.map(showPlace).join("\n     "),
        next: "Give one of them an initial value of its own: smooth(x, tau, 0)",
      })
    })
  }

  private events(): EventSlot[] {
    const own = this.model.events.map((event): EventSlot => {
      const place = {name: event.name, line: 0, source: ""}
      return {
        name: event.name,
        when: this.eventCode(event.when, place),
        // The chance of at least one in a step of a Poisson process at this rate.
        chance: event.chance === undefined ? null : -expm1(-event.chance * this.time.step),
        address: ordinal(event.name),
        does: event.does.map((effect) => this.effect(effect, place)),
      }
    })
    const slack = this.time.step * NEARLY
    const dated = (this.options.events ?? [])
      .filter(({at}) => at >= this.time.start - slack && at <= this.time.stop + slack)
      .map((event): EventSlot => {
        const place = {name: `event at ${event.at}`, line: 0, source: event.why}
        return {
          name: place.name,
          // 1 from the step that reaches its date: it happens once, as this turns true.
          when: ["f", "step", ["n", 1], ["n", event.at]],
          chance: null,
          address: ordinal(place.name),
          does: event.does.map((effect) => this.effect(effect, place)),
        }
      })
    return [...own, ...dated]
  }

  private effect(effect: {quantity: string; act: "=" | "+=" | "-=" | "*="; amount: Expr}, place: Place) {
    const quantity = this.quantities.get(effect.quantity)
    const where = `event '${place.name}'`
    if (!quantity) throw unknownName(effect.quantity, this.quantities.keys(), where)
    if (quantity.kind !== "stock" && quantity.kind !== "lever")
      throw new Fault("engine/bad-effect", `An event cannot change '${quantity.name}', a ${quantity.kind}`, {
        place: where,
        next: "Events change stocks and levers",
      })
    const [low, high] = quantity.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    return {
      slot: this.own.get(quantity.name)!,
      act: effect.act,
      amount: this.eventCode(effect.amount, place),
      low,
      high,
    }
  }

  /** An event's expression; it stands outside the order of evaluation, so it may not bring a memory of its own. */
  private eventCode(expr: Expr, place: Place): Code {
    const before = this.starts.length
    const code = this.code(expr, place)
    if (this.starts.length > before)
      throw new Fault("engine/bad-effect", "An event's condition or amount cannot remember (smooth, delay, initial)", {
        place: `event '${place.name}'`,
        next: "Give the delayed value a name of its own, and use that name",
      })
    return code
  }
}

/** Steps of a run and steps between saved rows. @throws Fault `engine/bad-time`. */
function grid(time: Time): {steps: number; every: number} {
  const refuse = (what: string): never => {
    throw new Fault("engine/bad-time", what, {
      place: `time: {start: ${time.start}, stop: ${time.stop}, step: ${time.step}, save: ${time.save}}`,
      next: "stop - start and save must be whole multiples of step",
    })
  }
  if (![time.start, time.stop, time.step, time.save].every(Number.isFinite) || !(time.step > 0) || !(time.save > 0))
    refuse("Times must be finite, step and save above 0")
  if (time.stop < time.start) refuse(`The run stops at ${time.stop}, before it starts at ${time.start}`)
  const whole = (length: number, what: string) => {
    const ratio = length / time.step
    const count = Math.floor(ratio + 0.5)
    if (Math.abs(ratio - count) > NEARLY * Math.max(1, ratio))
      refuse(`${what} ${length} is not a whole number of steps`)
    return count
  }
  const steps = whole(time.stop - time.start, "The run's length")
  if (steps > MOST_STEPS) refuse(`${steps} steps are more than ${MOST_STEPS}`)
  const every = whole(time.save, "The interval of saved rows")
  return {steps, every: every < 1 ? refuse("The interval of saved rows is below one step") : every}
}

/** Every slot that `code` reads. */
function slotsIn(code: Code): number[] {
  if (code[0] === "v") return [code[1]]
  return code[0] === "f" ? (code.slice(2) as Code[]).flatMap(slotsIn) : []
}

/** Depth-first order by what reads what (Tarjan 1976), keeping the given order where it is free. */
function order(assignments: readonly Assignment[], refuse: (circle: Assignment[]) => never): Assignment[] {
  const bySlot = new Map(assignments.map((assignment) => [assignment.slot, assignment]))
  const done = new Set<Assignment>()
  const sorted: Assignment[] = []
  // An explicit stack, so that a chain of ten thousand auxiliaries does not exhaust the call stack.
  for (const root of assignments) {
    const path: {assignment: Assignment; reads: number[]; at: number}[] = []
    const open = new Map<Assignment, number>()
    const enter = (assignment: Assignment) => {
      const at = open.get(assignment)
      // path[i] reads path[i + 1]: the circle is already in the order "a <- b".
      if (at !== undefined) refuse(path.slice(at).map((entry) => entry.assignment))
      if (done.has(assignment)) return
      open.set(assignment, path.length)
      path.push({assignment, reads: slotsIn(assignment.code), at: 0})
    }
    enter(root)
    while (path.length > 0) {
      const top = path.at(-1)!
      if (top.at < top.reads.length) {
        const next = bySlot.get(top.reads[top.at++]!)
        if (next) enter(next)
      } else {
        path.pop()
        open.delete(top.assignment)
        done.add(top.assignment)
        sorted.push(top.assignment)
      }
    }
  }
  return sorted
}

/** A setting as it is written on the command line. */
function spell({name, act, value, from, to}: Setting): string {
  return `--set ${name}${act}${value}${from === undefined ? "" : `@${from}${to === undefined ? "" : `..${to}`}`}`
}

function showPlace({name, line, source}: Place): string {
  return `${line > 0 ? `line ${line}: ` : ""}${name}${source ? ` = ${source}` : ""}`
}
