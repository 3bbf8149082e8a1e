// Model in, program out: names become slots, equations an order of evaluation, memory
// (smooths, delays) stocks of its own, `--set` and `--cut` part of the equations.
//
// The order follows from what reads what; equations that wait for each other are refused
// with the whole circle shown. Nothing here knows what a quantity means.

import {expm1} from "../elementary.ts"
import {Fault, nearest} from "../fault.ts"
import type {Quantity, Scenario} from "../model/index.ts"
import {
  type Distribution,
  type Expr,
  type FunctionRule,
  functions,
  type Method,
  type Model,
  type Time,
} from "../model/language.ts"
import {ordinal} from "../random.ts"
import {argumentsOf, readsOf} from "./code.ts"
import {applyCut, checkCuts, type Graph, type Node, unknownName} from "./influence.ts"
import {hoist} from "./invariants.ts"
import {originDays, unitLength} from "./operations/calendar.ts"
import {conveyorShows, type DeviceKind, devices} from "./operations/devices.ts"
import {certain, dividing, operations} from "./operations/mathematics.ts"
import {vectors} from "./operations/vectors.ts"
import {
  type Assignment,
  type Code,
  type Cut,
  type DeviceSlot,
  type EventSlot,
  type Lag,
  type Program,
  type ProgramTable,
  type Setting,
  type StockSlot,
  slotsOf,
} from "./program.ts"

/** What may be asked of a model beside what its file says. */
export type CompileOptions = {
  /** In order; a later one works on what the earlier ones give. */
  readonly settings?: readonly Setting[]
  readonly cuts?: readonly Cut[]
  /** Dated events, as in a scenario. Those before the start or after the stop do not happen. */
  readonly events?: Scenario["events"]
  /** In place of the model's own. */
  readonly method?: Method
}

/** More steps than any run that ends while someone waits for it. */
const MOST_STEPS = 20_000_000
/** Dividing two decimals misses a whole number by less than this share. */
const NEARLY = 1e-9
/** An expression higher than this is worked out in parts, each in a slot of its own: no walk over code goes deeper. */
const TALL = 60
/** Deepest nesting of brackets and calls. */
const DEEPEST = 1_000
/** Highest expression that cannot be worked out in parts, because branches that are not taken divide. */
const MOST_HEIGHT = 400
/** Whole multiples of the step count as such where division leaves them a hair below. */
const ROUNDING = 1e-12
/** Highest order of a delay or smooth: each stage is a stock. */
const HIGHEST_ORDER = 1_000
/** Most fiscal periods of one run, where each has a stock of its own. */
const MOST_PERIODS = 1_000
/** Longest array that a function of whole arrays is asked for. */
const LONGEST_ARRAY = 100_000

/**
 * Compile `model`.
 *
 * @throws Fault `engine/bad-time` (a time that does not fit the steps), `engine/algebraic-loop`,
 *   `engine/initial-loop` (initial values that wait for each other), `engine/unknown-name`, `engine/lever-range`,
 *   `engine/bad-setting`, `engine/no-path` (a cut of nothing), `engine/unknown-function`, `engine/bad-effect`,
 *   `engine/bad-argument` (an order, seed or length that is no such constant), `engine/too-deep`.
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

/** Where a refusal points: an equation as written, in the model's file where it has one. */
type Place = {readonly file?: string; readonly name: string; readonly line: number; readonly source: string}

class Compiler {
  readonly model: Model
  readonly options: CompileOptions
  readonly time: Time
  readonly steps: number
  readonly every: number
  readonly quantities = new Map<string, Quantity>()
  private readonly settingsByName = new Map<string, Setting[]>()
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
  readonly devices: DeviceSlot[] = []
  readonly tables: readonly ProgramTable[]
  readonly tableOf: ReadonlyMap<string, number>
  /** First slot of what each block works out, by its function and arguments. */
  readonly blocks = new Map<string, number>()
  /** How high an expression is, and whether it divides; leaves are not in them. */
  readonly heights = new WeakMap<Code, number>()
  readonly divides = new WeakSet<Code>()
  /** Draws made so far by the quantity that is being translated. */
  draws = 0
  /** Where parts of tall expressions go. */
  parts: Assignment[] = this.body

  constructor(model: Model, options: CompileOptions) {
    this.model = model
    this.options = options
    this.time = {...model.time, method: options.method ?? model.time.method}
    const {steps, every} = grid(this.time)
    this.steps = steps
    this.every = every
    for (const quantity of model.quantities) this.quantities.set(quantity.name, quantity)
    for (const setting of options.settings ?? []) {
      const known = this.settingsByName.get(setting.name)
      if (known) known.push(setting)
      else this.settingsByName.set(setting.name, [setting])
    }
    this.tables = (model.tables ?? []).map(({name, x, y, between, beyond}) => ({name, x, y, between, beyond}))
    this.tableOf = new Map(this.tables.map(({name}, i) => [name, i]))
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
    this.translate()
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
      devices: this.devices,
      events: this.events(),
      tables: this.tables,
      width: this.width,
    }
  }

  private buildGraph(): void {
    const add = (key: string, kind: Node["kind"], quantity: Quantity | null) => {
      const expr = kind === "input" ? null : ((kind === "stock" ? quantity?.rate : quantity?.equation) ?? null)
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
    const shown = this.model.quantities.filter((quantity) => !quantity.inner)
    const names = [...shown.map((q) => q.name), ...this.model.contested.map((c) => c.name)]
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

  private translate(): void {
    for (const node of [...this.graph.values()]) {
      const slot = this.seen.get(node.key)!
      const place = this.place(node.origin)
      // A double draws the same numbers as the quantity it doubles.
      this.draws = 0
      if (node.kind === "frozen") this.starts.push({name: node.origin, slot, code: this.code(node.expr!, place)})
      else if (node.expr && node.kind !== "stock") {
        const code = this.code(node.expr, place)
        this.body.push({name: node.origin, slot, code: this.withSettings(node.origin, code)})
      } else if (slot !== this.own.get(node.key)) {
        const code: Code = ["v", this.own.get(node.key)!]
        this.body.push({name: node.origin, slot, code: this.withSettings(node.origin, code)})
      }
      if (node.kind === "stock") this.addStock(node)
    }
  }

  private addStock(node: Node): void {
    const quantity = this.quantities.get(node.key)!
    const place = this.place(node.key)
    let rate: Code | null = null
    for (const flow of node.inflows) rate = rate ? ["f", "+", rate, this.slotOf(flow, place)] : this.slotOf(flow, place)
    for (const flow of node.outflows) rate = ["f", "-", rate ?? ["n", 0], this.slotOf(flow, place)]
    if (node.expr) {
      const change = this.code(node.expr, place)
      rate = rate ? ["f", "+", rate, change] : change
    }
    const slot = this.own.get(node.key)!
    const [low, high] = quantity.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    const holds = this.settingsOf(node.key)
      .filter((setting) => setting.act === "=")
      .map((setting) => ({...this.during(setting), value: setting.value}))
    this.stocks.push({name: node.key, slot, rate: rate ?? ["n", 0], low, high, holds})
    this.parts = this.starts
    const initial: Code = quantity.initial ? this.code(quantity.initial, place) : ["n", 0]
    this.parts = this.body
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

  /** What is asked of one quantity; an array's elements may all be set, so they are looked up by name. */
  private settingsOf(name: string): readonly Setting[] {
    return this.settingsByName.get(name) ?? []
  }

  private withSettings(name: string, code: Code): Code {
    let result = code
    for (const setting of this.settingsOf(name)) {
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
    for (const quantity of this.model.quantities) if (quantity.kind === "lever") this.checkLever(quantity)
  }

  /** A lever's course is known before the run: it is checked at every step at which a setting begins or ends. */
  private checkLever(lever: Quantity): void {
    const mine = this.settingsOf(lever.name)
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
    const {line = 0, source = ""} = this.quantities.get(name) ?? {}
    const {file} = this.model
    return {name, line, source, ...(file === undefined ? {} : {file})}
  }

  private slotOf(name: string, place: Place): Code {
    const slot = this.seen.get(name)
    if (slot === undefined) throw unknownName(name, this.quantities.keys(), showPlace(place))
    return ["v", slot]
  }

  /**
   * An equation with its names resolved. Each call with a memory gets slots of its own, made here.
   *
   * @param lazy whether it stands where it may not be evaluated at all.
   */
  private code(expr: Expr, place: Place, lazy = false, depth = 0): Code {
    if (depth > DEEPEST) throw tooDeep(place)
    switch (expr.op) {
      case "number":
        return ["n", expr.value]
      case "time":
        return ["t"]
      case "name":
        return this.slotOf(expr.name, place)
      case "unary":
        return this.made(
          ["f", expr.fn === "-" ? "negative" : "not", this.code(expr.of, place, lazy, depth + 1)],
          place,
          lazy,
        )
      case "binary": {
        // A chain of operators leans to the left: its spine is gone along, not down.
        const spine: Extract<Expr, {op: "binary"}>[] = []
        let left: Expr = expr
        while (left.op === "binary") {
          spine.push(left)
          left = left.left
        }
        let code = this.code(left, place, lazy, depth + 1)
        for (const {fn, right} of spine.reverse()) {
          const late = lazy || fn === "and" || fn === "or"
          code = this.made(["f", fn, code, this.code(right, place, late, depth + 1)], place, lazy)
        }
        return code
      }
      case "call": {
        const always = certain.get(expr.fn)
        const args = expr.args.map((arg, i) =>
          this.code(arg, place, lazy || (always !== undefined && !always.includes(i)), depth + 1),
        )
        return this.made(this.call(expr.fn, args, expr.args, place), place, lazy)
      }
      case "lookup": {
        const table = this.tableOf.get(expr.table)
        if (table === undefined) {
          const near = nearest(expr.table, this.tableOf.keys())
          throw new Fault("engine/unknown-name", `The model has no table called '${expr.table}'`, {
            place: showPlace(place),
            next: near.length > 0 ? `Nearest names: ${near.join(", ")}` : "Write its points under `tables`",
          })
        }
        return this.made(["l", table, expr.how, this.code(expr.of, place, lazy, depth + 1)], place, lazy)
      }
    }
  }

  /** Notes how high `code` is; a tall one is worked out on its own, and read from its slot. */
  private made(code: Code, place: Place, lazy: boolean): Code {
    if (code[0] !== "f" && code[0] !== "l") return code
    let height = 0
    let divides = code[0] === "f" && dividing.has(code[1])
    for (const arg of argumentsOf(code)) {
      height = Math.max(height, this.heights.get(arg) ?? 0)
      divides ||= this.divides.has(arg)
    }
    height++
    if (divides) this.divides.add(code)
    if (height > TALL && !(lazy && divides)) {
      const slot = this.width++
      this.parts.push({name: place.name, slot, code})
      return ["v", slot]
    }
    // Deeper than any text that is still parsed, or code that is still walked, without exhausting the stack.
    if (height > MOST_HEIGHT) throw tooDeep(place)
    this.heights.set(code, height)
    return code
  }

  private call(fn: string, args: Code[], written: readonly Expr[], place: Place): Code {
    const [x, tau, initial] = args as [Code, Code, Code | undefined]
    const rule = functions.get(fn)
    // For trees that no parser has read: what is laid out here takes its arguments apart.
    if (rule && args.length < rule.least && !operations.has(fn))
      throw new Fault("engine/bad-argument", `${fn} is called with ${args.length} arguments, not ${rule.least}`, {
        place: showPlace(place),
      })
    const order = () => this.constant(written[3]!, "an order", fn, place, (n) => n >= 1 && n <= HIGHEST_ORDER)
    switch (fn) {
      case "initial":
        return this.started(x, place)
      case "active_initial":
        return this.activeInitial(x, tau, place)
      case "previous":
        return this.before(x, (tau as Code | undefined) ?? x, place)
      case "sample_if":
        return this.sample(x, tau, initial!, place)
      case "derivative":
        return this.still(["f", "/", ["f", "-", x, this.before(x, x, place)], ["n", this.time.step]], place)
      case "smooth":
        return this.smooth(x, tau, initial ?? x, place)
      case "smooth3":
        return this.chain(3, x, tau, (from, part) => this.smooth(from, part, initial ?? x, place))
      case "smooth_n":
        return this.chain(order(), x, tau, (from, part) => this.smooth(from, part, initial!, place))
      case "delay":
        return this.delay(x, tau, initial ?? x, place)
      case "delay3":
        return this.chain(3, x, tau, (from, part) => this.delay(from, part, initial ?? x, place))
      case "delay_n":
        return this.delayOfOrder(
          this.stages(order(), written[1]!),
          x,
          tau,
          initial!,
          this.steady(written[1]!, 0),
          place,
        )
      case "delay_fixed":
        return this.lag(x, tau, initial ?? x, place)
      case "trend":
        return this.trend(x, tau, initial ?? ["n", 0], place)
      case "forecast":
        return this.forecast(args, place)
      case "npv":
        return this.presentValue(args, ["n", 1], place)
      case "npve":
        return this.presentValue(args, discounted(tau, this.time.step), place)
      case "depreciate_straightline":
        return this.straightLine(args, place)
      case "depreciate_by_schedule":
        return this.bySchedule(args, written, place)
      case "internal_rate":
        return this.internalRate(args, written, place)
      case "history":
        return this.history(x, tau, written[1]!, place)
      case "time_step":
        return ["n", this.time.step]
      case "start_time":
        return ["n", this.time.start]
      case "stop_time":
        return ["n", this.time.stop]
      case "counter": {
        const since: Code = ["f", "-", ["t"], ["n", this.time.start]]
        return ["f", "+", x, ["f", "mod", since, ["f", "-", tau, x]]]
      }
      case "get_time_value":
        return this.timeValue(args)
      case "random_pink_noise":
        return this.pinkNoise(args, written, place)
    }
    if (fn === "conveyor") return this.conveyor(args, written, place)
    if (devices.has(fn)) return this.device(fn as DeviceKind, args, place)
    if (rule?.random) return this.draw(rule, args, written, place)
    if (vectors.has(fn)) return this.block(fn, args, written, place)
    if (!operations.has(fn)) {
      const near = nearest(fn, operations.keys())
      throw new Fault("engine/unknown-function", `No function '${fn}' to run`, {
        place: showPlace(place),
        ...(near.length > 0 ? {next: `Nearest names: ${near.join(", ")}`} : {}),
      })
    }
    return ["f", fn, ...(fn === "min" || fn === "max" ? numbersLast(args) : args)]
  }

  /** What an expression of numbers and fixed parameters is worth, when it is a constant. */
  private constant(expr: Expr, what: string, fn: string, place: Place, sane: (value: number) => boolean): number {
    const value = this.valueOf(expr, 0)
    if (value === null || !sane(value))
      throw new Fault(
        "engine/bad-argument",
        `${fn} needs ${what} that is a constant${value === null ? "" : `, not ${value}`}`,
        {place: showPlace(place), next: "Write a plain number, or a parameter with a fixed value"},
      )
    return Math.floor(value)
  }

  private valueOf(expr: Expr, depth: number): number | null {
    if (depth > TALL) return null
    if (expr.op === "number") return expr.value
    if (expr.op === "name") {
      const quantity = this.quantities.get(expr.name)
      const set = this.settingsOf(expr.name).findLast((s) => s.act === "=")
      if (set) return set.value
      if (quantity?.value?.kind === "fixed") return quantity.value.value
      return quantity?.equation ? this.valueOf(quantity.equation, depth + 1) : null
    }
    const [fn, args]: [string, readonly Expr[]] =
      expr.op === "unary"
        ? [expr.fn === "-" ? "negative" : "not", [expr.of]]
        : expr.op === "binary"
          ? [expr.fn, [expr.left, expr.right]]
          : expr.op === "call"
            ? [expr.fn, expr.args]
            : ["", []]
    if (fn === "time_step") return this.time.step
    if (fn === "start_time") return this.time.start
    if (fn === "stop_time") return this.time.stop
    const operation = operations.get(fn)
    if (!operation || functions.get(fn)?.random || vectors.has(fn)) return null
    const values = args.map((arg) => this.valueOf(arg, depth + 1))
    if (values.some((value) => value === null)) return null
    const {start, step} = this.time
    const moment = {t: start, t0: start, k: 0, step, zero: false, run: 0, seed: {lo: 0, hi: 0}}
    return operation.value((i) => values[i]!, values.length, moment)
  }

  /** A draw's address is the quantity's name, how many draws it made before, and its seed. */
  private draw({name: fn, most}: FunctionRule, args: Code[], written: readonly Expr[], place: Place): Code {
    // The seed stands last, and may be left out.
    const own = most - 1
    const seed = args.length > own ? this.constant(written[own]!, "a seed", fn, place, Number.isFinite) : 0
    const address = ordinal(`${place.name}\u0000${this.draws++}\u0000${seed}`)
    return ["f", fn, ["n", address], ...args.slice(0, own)]
  }

  /** p' = (w - p) / tau, with white noise w that gives p the standard deviation asked for. */
  private pinkNoise(args: Code[], written: readonly Expr[], place: Place): Code {
    const [, , tau] = args as [Code, Code, Code]
    const white = this.draw(functions.get("random_pink_noise")!, args, written, place)
    const noise: Code = ["f", "white_noise", ...argumentsOf(white)]
    return this.smooth(noise, tau, args[0]!, place)
  }

  /** A function of whole arrays: one block for all calls that differ in the element they ask for alone. */
  private block(fn: string, args: Code[], written: readonly Expr[], place: Place): Code {
    const {count, takes} = vectors.get(fn)!
    const whole = (value: number) => Number.isInteger(value) && value >= 0
    const at = this.constant(written[0]!, "an element", fn, place, whole)
    const n = this.constant(written[1]!, "a length", fn, place, (value) => whole(value) && value <= LONGEST_ARRAY)
    const rest = args.slice(2)
    if (!takes(n, rest.length))
      throw new Fault("engine/bad-argument", `${fn} of ${n} elements is called with ${rest.length} numbers`, {
        place: showPlace(place),
        next: "Its arrays stand one after the other, element by element, each as long as it says",
      })
    const results = count(n)
    if (at >= results)
      throw new Fault("engine/bad-argument", `${fn} has ${results} results, and no ${at}`, {place: showPlace(place)})
    const code: Code = ["f", fn, ["n", n], ...rest]
    const key = JSON.stringify(code)
    let slot = this.blocks.get(key)
    if (slot === undefined) {
      slot = this.width
      this.width += results
      this.blocks.set(key, slot)
      this.body.push({name: place.name, slot, code, count: results})
    }
    return ["v", slot + at]
  }

  /** A device shows slots at the beginning of a step and takes its arguments at its end. */
  private device(kind: DeviceKind, args: Code[], place: Place): Code {
    const {shows, starts, repeats} = devices.get(kind)!
    const count = shows ?? conveyorShows(args.length)
    const slot = this.width
    this.width += count
    const begins = (repeats ? args : args.slice(0, starts.length)).map(
      (arg) => (this.started(arg, place) as readonly ["v", number])[1],
    )
    this.devices.push({name: place.name, kind, slot, count, given: args, begins})
    return ["v", slot]
  }

  /** One belt for all calls that differ in which of its flows they ask for alone. */
  private conveyor(args: readonly Code[], written: readonly Expr[], place: Place): Code {
    const given = args.slice(1)
    const flows = conveyorShows(given.length)
    const which = this.constant(
      written[0]!,
      "a flow",
      "conveyor",
      place,
      (n) => Number.isInteger(n) && n >= 0 && n < flows,
    )
    const key = JSON.stringify(["conveyor", ...given])
    let slot = this.blocks.get(key)
    if (slot === undefined) {
      slot = (this.device("conveyor", given, place) as readonly ["v", number])[1]
      this.blocks.set(key, slot)
    }
    return ["v", slot + which]
  }

  /** Vensim's GET TIME VALUE: the calendar at an offset from now, or from the start. */
  private timeValue(args: Code[]): Code {
    const [relative, offset, measure] = args as [Code, Code, Code]
    const unit = unitLength(this.time.unit)
    const {calendar, even} = originDays(this.time.origin)
    const base: Code = ["f", "if", ["f", "==", relative, ["n", 1]], ["n", this.time.start], ["f", "step_begin"]]
    return ["f", "calendar", ["n", unit], ["n", unit > 0 ? even : calendar], ["f", "+", base, offset], measure]
  }

  /** The value of `code` at the initial time, kept. */
  private started(code: Code, place: Place): Code {
    const slot = this.width++
    this.starts.push({name: place.name, slot, code})
    return ["v", slot]
  }

  /** Seen as `start` by whatever is worked out at the initial time, as x from the first step on. */
  private activeInitial(x: Code, start: Code, {name}: Place): Code {
    const slot = this.width++
    this.body.push({name, slot, code: x})
    this.starts.push({name, slot, code: start})
    return ["v", slot]
  }

  /** x one step ago, `initial` at the start. */
  private before(x: Code, initial: Code, place: Place): Code {
    const slot = this.width++
    const [lag, start] = [this.started(["n", 1], place), this.started(initial, place)] as (readonly ["v", number])[]
    this.starts.push({name: place.name, slot, code: start!})
    this.lags.push({name: place.name, slot, of: x, lag: lag![1], start: start![1]})
    return ["v", slot]
  }

  /** `code` as it is at the beginning of a step, also within a Runge-Kutta step. */
  private still(code: Code, {name}: Place): Code {
    if (this.time.method === "euler") return code
    const slot = this.width++
    this.body.push({name, slot, code: ["f", "once", code, ["v", slot]]})
    return ["v", slot]
  }

  /** x where the condition holds, else what it was a step ago. */
  private sample(condition: Code, x: Code, initial: Code, place: Place): Code {
    const slot = this.width++
    const held = this.before(["v", slot], initial, place)
    const code: Code = ["f", "if", condition, x, held]
    const own: Code = ["v", slot]
    this.body.push({name: place.name, slot, code: this.time.method === "euler" ? code : ["f", "once", code, own]})
    return own
  }

  /** zidz(x - a, tau * abs(a)), a' = (x - a) / tau, a = x / (1 + initial * tau) at the start. */
  private trend(x: Code, tau: Code, initial: Code, place: Place): Code {
    const average = this.smooth(x, tau, beforeTrend(x, tau, initial), place)
    return ["f", "zidz", ["f", "-", x, average], ["f", "*", tau, ["f", "abs", average]]]
  }

  /** x * (1 + zidz(x - a, tau * a) * horizon), a as in `trend`. */
  private forecast(args: Code[], place: Place): Code {
    const [x, tau, horizon, initial] = args as [Code, Code, Code, Code | undefined]
    const average = this.smooth(x, tau, initial ? beforeTrend(x, tau, initial) : x, place)
    const trend: Code = ["f", "zidz", ["f", "-", x, average], ["f", "*", tau, average]]
    return ["f", "*", x, ["f", "+", ["n", 1], ["f", "*", trend, horizon]]]
  }

  /** (n + stream * step * d) * factor, d' = -d * rate / (1 + rate * step), n' = stream * d; d is `first` at the start. */
  private presentValue(args: Code[], first: Code, place: Place): Code {
    const [stream, rate, initial, factor] = args as [Code, Code, Code, Code]
    const step: Code = ["n", this.time.step]
    const one: Code = ["n", 1]
    const discount = this.memory(
      (own) => ["f", "/", ["f", "*", ["f", "negative", own], rate], ["f", "+", one, ["f", "*", rate, step]]],
      place,
    )
    this.starts.push({name: place.name, slot: discount, code: first})
    const sum = this.memory(() => ["f", "*", stream, ["v", discount]], place)
    this.starts.push({name: place.name, slot: sum, code: initial})
    const now: Code = ["f", "*", ["f", "*", stream, step], ["v", discount]]
    return ["f", "*", ["f", "+", ["v", sum], now], factor]
  }

  /** What this step brings counts at once, so that each period writes off its share of all that it brings in. */
  private straightLine(args: Code[], place: Place): Code {
    const earlier = this.device("depreciation", args, place) as readonly ["v", number]
    const periods: Code = ["v", earlier[1] + 1]
    return ["f", "/", ["f", "+", this.still(args[0]!, place), earlier], periods]
  }

  /** As in equal parts, by shares; the calls give how many there are. */
  private bySchedule(args: Code[], written: readonly Expr[], place: Place): Code {
    const n = this.constant(written[1]!, "a length", "depreciate_by_schedule", place, (count) => count >= 1)
    const given = args.slice(2)
    if (given.length !== 3 + 2 * n)
      throw new Fault(
        "engine/bad-argument",
        `depreciate_by_schedule of ${n} shares is called with ${given.length} numbers`,
        {
          place: showPlace(place),
          next: "Behind the time since which periods count stand its shares, then as many amounts",
        },
      )
    const earlier = this.device("depreciation_schedule", given, place) as readonly ["v", number]
    return ["f", "+", ["f", "*", this.still(given[0]!, place), ["v", earlier[1] + 1]], earlier]
  }

  /** A stock for each period's sum, and the rate at which all of them are worth nothing. */
  private internalRate(args: Code[], written: readonly Expr[], place: Place): Code {
    const [stream, , initial, at, missing] = args as [Code, Code, Code, Code, Code]
    const {start, step} = this.time
    const period = this.valueOf(written[1]!, 0)
    const periods = period !== null && period > 0 ? Math.floor((this.steps * step) / period + NEARLY) + 1 : 0
    if (period === null || periods < 1 || periods > MOST_PERIODS)
      throw new Fault(
        "engine/bad-argument",
        period === null || periods < 1
          ? "internal_rate needs a period that is a constant above 0"
          : `internal_rate has ${periods} periods in this run, more than ${MOST_PERIODS}`,
        {place: showPlace(place), next: "Give it the length of a fiscal period, such as a year, as a plain number"},
      )
    const flow = this.still(stream, place)
    const begins = (j: number) => Math.ceil((j * period) / step - NEARLY)
    const sums = Array.from({length: periods}, (_, j): Code => {
      const within = (code: Code): Code => ["f", "during", ["n", begins(j)], ["n", begins(j + 1)], code, ["n", 0]]
      const slot = this.memory(() => within(stream), place)
      this.starts.push({name: place.name, slot, code: ["n", 0]})
      return ["f", "+", ["v", slot], within(["f", "*", flow, ["n", step]])]
    })
    const since: Code = ["f", "/", ["f", "-", at, ["n", start]], ["n", period]]
    const slot = this.width++
    this.body.push({
      name: place.name,
      slot,
      code: ["f", "rate_of_return", ["n", periods], ...sums, initial, since, missing],
      count: 1,
    })
    return ["v", slot]
  }

  /** x at a time that is known beforehand, or so long ago as is. */
  private history(x: Code, at: Code, written: Expr, place: Place): Code {
    if (written.op === "binary" && written.fn === "-" && written.left.op === "time" && this.steady(written.right, 0)) {
      const ago = this.valueOf(written.right, 0)
      if (ago === 0) return x
      if (ago !== null && ago < 0) return ["n", 0]
      return this.lag(x, (at as readonly ["f", string, Code, Code])[3], ["n", 0], place)
    }
    if (written.op === "time") return x
    if (this.steady(written, 0)) return this.sample(["f", "pulse", at, ["n", 0]], x, ["n", 0], place)
    throw new Fault("engine/bad-argument", "history is asked for a time that changes in the run", {
      place: showPlace(place),
      next: "Write a time that is a constant, or time - c with c a constant",
    })
  }

  /** n stages in a row, each of tau / n. */
  private chain(n: number, x: Code, tau: Code, stage: (from: Code, part: Code) => Code): Code {
    const part: Code = ["f", "/", tau, ["n", n]]
    let from = x
    for (let i = 0; i < n; i++) from = stage(from, part)
    return from
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

  /** As many stages as a delay time known beforehand has steps: a stage shorter than a step would give more than it holds. */
  private stages(order: number, tau: Expr): number {
    const length = this.valueOf(tau, 0)
    return length === null
      ? order
      : Math.max(1, Math.min(order, Math.floor((length / this.time.step) * (1 + ROUNDING))))
  }

  /** Whether an expression has one value in a run: numbers and parameters alone, which no lever or event moves. */
  private steady(expr: Expr, depth: number): boolean {
    if (depth > TALL) return false
    if (expr.op === "number") return true
    if (expr.op === "call") return /^(?:time_step|start_time|stop_time)$/.test(expr.fn)
    if (expr.op === "name") {
      const quantity = this.quantities.get(expr.name)
      if (quantity?.kind === "parameter") return true
      return quantity?.equation ? this.steady(quantity.equation, depth + 1) : false
    }
    if (expr.op === "unary") return this.steady(expr.of, depth + 1)
    return expr.op === "binary" && this.steady(expr.left, depth + 1) && this.steady(expr.right, depth + 1)
  }

  /**
   * Vensim's DELAY N: n delays in a row, of which the last gives m / tau with the tau of the step before, and gives it
   * for the whole of a step (Vensim reference guide, DELAY N).
   */
  private delayOfOrder(n: number, x: Code, tau: Code, initial: Code, steady: boolean, place: Place): Code {
    const part: Code = ["f", "/", tau, ["n", n]]
    let from = x
    for (let i = 1; i < n; i++) from = this.delay(from, part, initial, place)
    const before = steady ? part : this.before(part, part, place)
    let out: Code = ["n", 0]
    const slot = this.memory((own) => {
      out = this.still(["f", "/", own, before], place)
      return ["f", "-", from, out]
    }, place)
    this.starts.push({name: place.name, slot, code: ["f", "*", part, initial]})
    return out
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
      const next = "Let one of them work through a stock, or with a delay: smooth(x, tau)"
      throw this.circular("engine/algebraic-loop", "Equations", circle, next)
    })
  }

  /** A refusal that shows the whole circle. */
  private circular(code: string, what: string, circle: readonly Assignment[], next: string): Fault {
    const places = circle.map(({name}) => this.place(name))
    const names = [...places, places[0]!].map((place) => place.name)
    return new Fault(code, `${what} that wait for each other: ${names.join(" <- ")}`, {
      place: places.map(showPlace).join("\n     "),
      next,
    })
  }

  /** Initial values and whatever of the body they need, in order. */
  private prelude(body: readonly Assignment[]): Assignment[] {
    const starting = new Set(this.starts.map((assignment) => assignment.slot))
    const bySlot = writers([...body.filter(({slot}) => !starting.has(slot)), ...this.starts])
    const needed = new Set<Assignment>(this.starts)
    // A set is gone through in the order in which it grows.
    for (const assignment of needed)
      for (const slot of waitsFor(assignment.code)) {
        const writer = bySlot.get(slot)
        if (writer) needed.add(writer)
      }
    return order([...needed], (circle) => {
      const next = "Give one of them an initial value of its own: smooth(x, tau, 0)"
      throw this.circular("engine/initial-loop", "Initial values", circle, next)
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
          when: ["f", "reached", ["n", event.at]],
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
  const refuse = (what: string, next = "stop - start and save must be whole multiples of step"): never => {
    throw new Fault("engine/bad-time", what, {
      place: `time: {start: ${time.start}, stop: ${time.stop}, step: ${time.step}, save: ${time.save}}`,
      next,
    })
  }
  if (![time.start, time.stop, time.step, time.save].every(Number.isFinite) || !(time.step > 0) || !(time.save > 0))
    refuse("Times must be finite, step and save above 0", "Correct the times of the run")
  if (time.stop < time.start)
    refuse(`The run stops at ${time.stop}, before it starts at ${time.start}`, "Let it stop later")
  const whole = (length: number, what: string) => {
    const ratio = length / time.step
    const count = Math.floor(ratio + 0.5)
    if (Math.abs(ratio - count) > NEARLY * Math.max(1, ratio))
      refuse(`${what} ${length} is not a whole number of steps`)
    return count
  }
  const steps = whole(time.stop - time.start, "The run's length")
  if (steps > MOST_STEPS) refuse(`${steps} steps are more than ${MOST_STEPS}`, "Choose a longer step, or a shorter run")
  const every = whole(time.save, "The interval of saved rows")
  return {steps, every: every < 1 ? refuse("The interval of saved rows is below one step") : every}
}

/** x / (1 + growth * tau): where the average of x stands that has grown at that rate for long. */
function beforeTrend(x: Code, tau: Code, growth: Code): Code {
  return ["f", "/", x, ["f", "+", ["n", 1], ["f", "*", growth, tau]]]
}

/** 1 / (1 + rate * step). */
function discounted(rate: Code, step: number): Code {
  return ["f", "/", ["n", 1], ["f", "+", ["n", 1], ["f", "*", rate, ["n", step]]]]
}

/** Every slot that must be written before `code` is worked out; what `once` was a moment ago is nothing it waits for. */
function waitsFor(code: Code): number[] {
  return readsOf(code[0] === "f" && code[1] === "once" ? code[2]! : code)
}

/** Which assignment writes each slot. */
function writers(assignments: readonly Assignment[]): Map<number, Assignment> {
  const bySlot = new Map<number, Assignment>()
  for (const assignment of assignments) for (const slot of slotsOf(assignment)) bySlot.set(slot, assignment)
  return bySlot
}

/** Depth-first order by what reads what (Tarjan 1976), keeping the given order where it is free. */
function order(assignments: readonly Assignment[], refuse: (circle: Assignment[]) => never): Assignment[] {
  const bySlot = writers(assignments)
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
      path.push({assignment, reads: waitsFor(assignment.code), at: 0})
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

function tooDeep(place: Place): Fault {
  return new Fault("engine/too-deep", `The equation of '${place.name}' is nested too deep to be worked out`, {
    place: showPlace({...place, source: ""}),
    next: "Split it into auxiliaries",
  })
}

/** A setting as it is written on the command line. */
function spell({name, act, value, from, to}: Setting): string {
  return `--set ${name}${act}${value}${from === undefined ? "" : `@${from}${to === undefined ? "" : `..${to}`}`}`
}

function showPlace({file, name, line, source}: Place): string {
  const where = line <= 0 ? "" : file === undefined ? `line ${line}: ` : `${file}:${line}: `
  return `${where}${name}${source ? ` = ${source}` : ""}`
}

/**
 * Arguments of min and max so ordered that what is worked out comes first, then quantities, then plain numbers: where
 * the first is no number the result is none, and quantities that are none are seen in their own place.
 */
function numbersLast(args: readonly Code[]): Code[] {
  const place = ([kind]: Code) => (kind === "n" ? 2 : kind === "v" || kind === "t" ? 1 : 0)
  return [0, 1, 2].flatMap((wanted) => args.filter((arg) => place(arg) === wanted))
}
