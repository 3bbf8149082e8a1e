// Model in, program out: names become slots, equations an order of evaluation, memory
// (smooths, delays) stocks of its own, `--set` and `--cut` part of the equations.
//
// The order follows from what reads what; equations that wait for each other are refused
// with the whole circle shown. Nothing here knows what a quantity means.

import {Fault, nearest} from "../core/fault.ts"
import {expm1} from "../math/elementary.ts"
import {ordinal} from "../math/random.ts"
import type {Quantity, Scenario} from "../model/index.ts"
import {
  arraySumOf,
  type Distribution,
  type Expr,
  type FunctionRule,
  functions,
  type Method,
  type Model,
  type Summand,
  type Time,
} from "../model/language.ts"
import {argumentsOf} from "./code.ts"
import {Constants} from "./constants.ts"
import {applyCut, checkCuts, type Graph, type Node, renamed, unknownName} from "./influence.ts"
import {hoist} from "./invariants.ts"
import {originDays, unitLength} from "./operations/calendar.ts"
import {certain, dividing, operations} from "./operations/mathematics.ts"
import {vectors} from "./operations/vectors.ts"
import {neededFor, ordered} from "./order.ts"
import {type Place, showPlace} from "./place.ts"
import type {Assignment, Code, Cut, EventSlot, Program, ProgramTable, Setting} from "./program.ts"
import {Remembering} from "./remembering.ts"
import {Settings} from "./settings.ts"
import {Slots} from "./slots.ts"
import {grid, NEARLY} from "./steps.ts"
import {addTwin, surplusOf, type Twin, twinOf} from "./twin.ts"

/** What may be asked of a model beside what its file says. */
export type CompileOptions = {
  /** In order; a later one works on what the earlier ones give. */
  readonly settings?: readonly Setting[]
  readonly cuts?: readonly Cut[]
  /** A second course of the model in the same run, and what it does otherwise. */
  readonly twin?: Twin
  /** Dated events, as in a scenario. Those before the start or after the stop do not happen. */
  readonly events?: Scenario["events"]
  /** In place of the model's own. */
  readonly method?: Method
  /** What is saved, by name: only there, and in stocks, a value that is not finite loses a run. All outputs without it. */
  readonly saved?: readonly string[]
  /** End a run where it divides by zero, or where a value is not finite. */
  readonly strict?: boolean
}

/** An expression higher than this is worked out in parts, each in a slot of its own: nothing that recurses over code goes deeper. */
const TALL = 60
/** Deepest nesting of brackets and calls. */
const DEEPEST = 1_000
/** Highest expression that cannot be worked out in parts, because branches that are not taken divide. */
const MOST_HEIGHT = 400
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

class Compiler {
  private readonly model: Model
  private readonly options: CompileOptions
  private readonly time: Time
  private readonly steps: number
  private readonly every: number
  private readonly quantities: ReadonlyMap<string, Quantity>
  private readonly settings: Settings
  private readonly constants: Constants
  private readonly graph: Graph = new Map()
  private readonly inputs: {name: string; prior: Distribution; role: "parameter" | "lever" | "contested"}[] = []
  /** Slot that readers of a node see, by key. */
  private readonly seen = new Map<string, number>()
  /** Slot of a stock's own state or an input's own value, by key. */
  private readonly own = new Map<string, number>()
  private readonly slots = new Slots()
  private readonly remembering: Remembering
  private readonly tables: readonly ProgramTable[]
  private readonly tableOf: ReadonlyMap<string, number>
  /** First slot of what each block works out, by its function and arguments. */
  private readonly blocks = new Map<string, number>()
  /** How high an expression is, and whether it divides; leaves are not in them. */
  private readonly heights = new WeakMap<Code, number>()
  private readonly divides = new WeakSet<Code>()
  /** Draws made so far by the quantity that is being translated. */
  private draws = 0
  /** Where parts of tall expressions go. */
  private parts = this.slots.body

  constructor(model: Model, options: CompileOptions) {
    this.model = model
    this.options = options
    this.time = {...model.time, method: options.method ?? model.time.method}
    const {steps, every} = grid(this.time)
    this.steps = steps
    this.every = every
    this.quantities = new Map(model.quantities.map((quantity) => [quantity.name, quantity]))
    this.settings = new Settings(options.settings ?? [], this.time, steps)
    this.constants = new Constants(this.quantities, this.settings, this.time)
    this.remembering = new Remembering(this.slots, this.constants, this.time, steps)
    this.tables = (model.tables ?? []).map(({name, x, y, between, beyond}) => ({name, x, y, between, beyond}))
    this.tableOf = new Map(this.tables.map(({name}, i) => [name, i]))
    this.buildGraph()
  }

  program(): Program {
    const {graph, slots, time, steps, every, inputs, tables} = this
    this.settings.check(graph, this.model.quantities)
    const cuts = this.options.cuts ?? []
    checkCuts(graph, cuts)
    cuts.forEach((cut, i) => {
      applyCut(graph, cut, i)
    })
    this.addTwin()
    this.allotSlots()
    this.translate()
    // What events ask for beyond plain code (arrays, tall expressions) is worked out with the equations.
    const events = this.events()
    const outputs = this.outputs()
    const body = ordered(slots.body, (circle) => {
      const next = "Let one of them work through a stock, or with a delay: smooth(x, tau)"
      throw this.circular("engine/algebraic-loop", "Equations", circle, next)
    })
    const prelude = ordered(neededFor(slots.starts, body), (circle) => {
      const next = "Give one of them an initial value of its own: smooth(x, tau, 0)"
      throw this.circular("engine/initial-loop", "Initial values", circle, next)
    })
    const {stocks, lags, devices, width} = slots
    const {saved, strict} = this.options
    const wanted = new Set(saved)
    const watched = outputs.flatMap(({name}, i) => (wanted.has(name) ? [i] : []))
    const losing = {...(saved && {watched}), ...(strict && {strict: true as const})}
    return {...losing, time, steps, every, inputs, outputs, stocks, prelude, body, lags, devices, events, tables, width}
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
    const outputs = names.map((name) => ({name, slot: this.seen.get(name)!}))
    const {twin} = this.options
    if (!twin) return outputs
    const {seen, slots} = this
    const inTwin = (name: string): number => {
      const slot = seen.get(this.twinned(name))
      if (slot === undefined) throw unknownName(name, this.quantities.keys(), "what is shown of a twin")
      return slot
    }
    const surplus = (name: string) =>
      slots.memory(name, () => ["f", "-", ["v", inTwin(name)], ["v", seen.get(name)!]], ["n", 0])[1]
    return [
      ...outputs,
      ...twin.shown.map((name) => ({name: twinOf(name), slot: inTwin(name)})),
      ...twin.sums.map((name) => ({name: surplusOf(name), slot: surplus(name)})),
    ]
  }

  /** Names of the quantities that the twin has for itself; empty without a twin. */
  private doubled: ReadonlySet<string> = new Set()

  /** The key under which the twin sees a quantity. */
  private readonly twinned = (name: string): string => (this.doubled.has(name) ? twinOf(name) : name)

  /** @throws Fault `engine/bad-twin`, and those of `addTwin`. */
  private addTwin(): void {
    const {twin, events = []} = this.options
    if (!twin) return
    for (const {on} of [...twin.nudges, ...twin.links]) {
      if (this.graph.has(on)) continue
      this.inputs.push({name: on, prior: {kind: "fixed", value: 0}, role: "parameter"})
      this.graph.set(on, {key: on, origin: on, kind: "input", expr: null, inflows: [], outflows: []})
    }
    for (const {name} of twin.nudges) {
      const quantity = this.quantities.get(name)
      if (!quantity) throw unknownName(name, this.quantities.keys(), `a nudge of ${name}`)
      if (quantity.kind === "parameter" || quantity.kind === "lever")
        throw new Fault("engine/bad-twin", `'${name}' is a ${quantity.kind}, which nothing feeds back to`, {
          place: `a nudge of ${name}`,
          next: "Nudge a stock, a flow or an auxiliary",
        })
    }
    const dated = events.map(({does}) => ({when: {op: "number" as const, value: 1}, does}))
    this.doubled = addTwin(this.graph, [...this.model.events, ...dated], twin)
  }

  // Slots: inputs, then stocks, then what is computed. A held or scaled input or stock is seen in a slot of its own.
  private allotSlots(): void {
    for (const {name} of this.inputs) this.own.set(name, this.slots.next())
    for (const {key, origin, kind} of this.graph.values()) {
      // What an event changes in the twin is the twin's own, as a stock is.
      const isOwn = kind === "stock" || (kind === "input" && key !== origin)
      if (isOwn) this.own.set(key, this.slots.next())
    }
    // What settings and cuts add comes last, so that it moves no other slot and equations elsewhere compile alike.
    const added: string[] = []
    for (const {key, origin, kind} of this.graph.values()) {
      const own = this.own.get(key)
      // A stock that is held is so in its own slot.
      const changed = this.settings.of(origin).some(({act}) => kind !== "stock" || act !== "=")
      if (own !== undefined && !changed) this.seen.set(key, own)
      else if (own !== undefined || key !== origin) added.push(key)
      else this.seen.set(key, this.slots.next())
    }
    for (const key of added) this.seen.set(key, this.slots.next())
  }

  private translate(): void {
    for (const node of [...this.graph.values()]) {
      const slot = this.seen.get(node.key)!
      const place = this.place(node.origin)
      // A double draws the same numbers as the quantity it doubles.
      this.draws = 0
      const {origin: name} = node
      if (node.kind === "frozen") this.slots.starts.push({name, slot, code: this.code(node.expr!, place)})
      else if (node.expr && node.kind !== "stock") {
        const code = this.settings.applied(name, this.code(node.expr, place))
        this.slots.body.push({name, slot, code: this.nudged(node.key, code)})
      } else if (slot !== this.own.get(node.key)) {
        const code: Code = ["v", this.own.get(node.key)!]
        this.slots.body.push({name, slot, code: this.settings.applied(name, code)})
      }
      if (node.kind === "stock") this.addStock(node)
      if (node.kind === "input" && node.key !== name)
        this.slots.starts.push({name, slot: this.own.get(node.key)!, code: ["v", this.own.get(name)!]})
    }
  }

  /** `code`, the value of a computed quantity of the twin, with what it is nudged by. */
  private nudged(key: string, code: Code): Code {
    let result = code
    for (const nudge of this.options.twin?.nudges ?? [])
      if (twinOf(nudge.name) === key) {
        const step = Math.round((nudge.at - this.time.start) / this.time.step)
        result = ["f", "during", ["n", step], ["n", step + 1], ["f", "+", result, this.amountOf(nudge)], result]
      }
    return result
  }

  private amountOf({on, by}: Twin["nudges"][number]): Code {
    return ["f", "*", ["v", this.seen.get(on)!], ["n", by]]
  }

  private addStock(node: Node): void {
    const quantity = this.quantities.get(node.origin)!
    const place = this.place(node.origin)
    // From left to right, as they are written: thousands of flows are added up in parts, each going on from the last.
    let rate: Code | null = null
    const join = (sign: "+" | "-", first: Code, flow: Code) => this.made(["f", sign, first, flow], place, false)
    for (const flow of node.inflows) rate = rate ? join("+", rate, this.slotOf(flow, place)) : this.slotOf(flow, place)
    for (const flow of node.outflows) rate = join("-", rate ?? ["n", 0], this.slotOf(flow, place))
    if (node.expr) {
      const change = this.code(node.expr, place)
      rate = rate ? join("+", rate, change) : change
    }
    const slot = this.own.get(node.key)!
    const [low, high] = quantity.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    const holds = this.settings.holds(node.origin)
    this.slots.stocks.push({name: node.origin, slot, rate: rate ?? ["n", 0], low, high, holds})
    this.parts = this.slots.starts
    const initial: Code = quantity.initial ? this.code(quantity.initial, place) : ["n", 0]
    this.parts = this.slots.body
    const heldFirst = holds.findLast(({from, to}) => from === 0 && to > 0)
    this.slots.starts.push({name: node.origin, slot, code: heldFirst ? ["n", heldFirst.value] : initial})
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
        const sum = arraySumOf(expr)
        const added = sum && this.arraySum(sum.term, sum.turns, place)
        if (added) return this.made(["s", sum.turns, added], place, lazy)
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

  /** Slots of elements by the lists of names that rows go through. */
  private readonly slotsOfNames = new Map<readonly string[], Int32Array>()

  /** The term of a sum over arrays; null where the elements that a row goes through do not stand evenly apart. */
  private arraySum(term: Summand, turns: number, place: Place): Code | null {
    switch (term.op) {
      case "number":
        return ["n", term.value]
      case "time":
        return ["t"]
      case "name":
        return this.slotOf(term.name, place)
      case "row": {
        const slots = this.slotsOf(term.names, place)
        const first = slots[term.first]!
        const stride = turns > 1 ? slots[term.first + term.stride]! - first : 0
        for (let turn = 0; turn < turns; turn++)
          if (slots[term.first + turn * term.stride] !== first + turn * stride) return null
        return ["w", first, stride, turns]
      }
      case "unary": {
        const of = this.arraySum(term.of, turns, place)
        return of && ["f", "negative", of]
      }
      case "binary": {
        const left = this.arraySum(term.left, turns, place)
        const right = left && this.arraySum(term.right, turns, place)
        return right && ["f", term.fn, left, right]
      }
    }
  }

  /** The slot of each of these names. */
  private slotsOf(names: readonly string[], place: Place): Int32Array {
    const known = this.slotsOfNames.get(names)
    if (known) return known
    for (const name of names)
      if (!this.seen.has(name)) throw unknownName(name, this.quantities.keys(), showPlace(place))
    const slots = Int32Array.from(names, (name) => this.seen.get(name)!)
    this.slotsOfNames.set(names, slots)
    return slots
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
      const slot = this.slots.next()
      this.parts.push({name: place.name, slot, code})
      return ["v", slot]
    }
    // Deeper than any text that is still parsed, or code that is still gone through, without exhausting the stack.
    if (height > MOST_HEIGHT) throw tooDeep(place)
    this.heights.set(code, height)
    return code
  }

  private call(fn: string, args: readonly Code[], written: readonly Expr[], place: Place): Code {
    const rule = functions.get(fn)
    // For trees that no parser has read: what is laid out here takes its arguments apart.
    if (rule && args.length < rule.least && !operations.has(fn))
      throw new Fault("engine/bad-argument", `${fn} is called with ${args.length} arguments, not ${rule.least}`, {
        place: showPlace(place),
      })
    const made = this.remembering.call(fn, args, written, place)
    if (made !== null) return made
    switch (fn) {
      case "time_step":
        return ["n", this.time.step]
      case "start_time":
        return ["n", this.time.start]
      case "stop_time":
        return ["n", this.time.stop]
      case "counter": {
        const [start, end] = args as [Code, Code]
        const since: Code = ["f", "-", ["t"], ["n", this.time.start]]
        return ["f", "+", start, ["f", "mod", since, ["f", "-", end, start]]]
      }
      case "get_time_value":
        return this.timeValue(args)
      case "random_pink_noise":
        return this.pinkNoise(args, written, place)
    }
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

  /** A draw's address is the quantity's name, how many draws it made before, and its seed. */
  private draw({name: fn, most}: FunctionRule, args: readonly Code[], written: readonly Expr[], place: Place): Code {
    // The seed stands last, and may be left out.
    const own = most - 1
    const seed = args.length > own ? this.constants.whole(written[own]!, "a seed", fn, place, Number.isFinite) : 0
    const address = ordinal(`${place.name}\u0000${this.draws++}\u0000${seed}`)
    return ["f", fn, ["n", address], ...args.slice(0, own)]
  }

  /** p' = (w - p) / tau, with white noise w that gives p the standard deviation asked for. */
  private pinkNoise(args: readonly Code[], written: readonly Expr[], place: Place): Code {
    const [mean, , tau] = args as [Code, Code, Code]
    const white = this.draw(functions.get("random_pink_noise")!, args, written, place)
    return this.remembering.smooth(["f", "white_noise", ...argumentsOf(white)], tau, mean, place.name)
  }

  /** A function of whole arrays: one block for all calls that differ in the element they ask for alone. */
  private block(fn: string, args: readonly Code[], written: readonly Expr[], place: Place): Code {
    const {count, takes} = vectors.get(fn)!
    const whole = (value: number) => Number.isInteger(value) && value >= 0
    const at = this.constants.whole(written[0]!, "an element", fn, place, whole)
    const n = this.constants.whole(
      written[1]!,
      "a length",
      fn,
      place,
      (value) => whole(value) && value <= LONGEST_ARRAY,
    )
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
      slot = this.slots.next(results)
      this.blocks.set(key, slot)
      this.slots.body.push({name: place.name, slot, code, count: results})
    }
    return ["v", slot + at]
  }

  /** Vensim's GET TIME VALUE: the calendar at an offset from now, or from the start. */
  private timeValue(args: readonly Code[]): Code {
    const [relative, offset, measure] = args as [Code, Code, Code]
    const unit = unitLength(this.time.unit)
    const {calendar, even} = originDays(this.time.origin)
    const base: Code = ["f", "if", ["f", "==", relative, ["n", 1]], ["n", this.time.start], ["f", "step_begin"]]
    return ["f", "calendar", ["n", unit], ["n", unit > 0 ? even : calendar], ["f", "+", base, offset], measure]
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

  private events(): EventSlot[] {
    const {step} = this.time
    const inUnit = Math.max(1, Math.round(1 / step))
    const every = Math.abs(inUnit * step - 1) < NEARLY ? inUnit : 1
    /** As it happens in the first course; what of it the twin has for itself happens there too, by the same draws. */
    const both = (
      slot: Omit<EventSlot, "does">,
      when: Expr | null,
      does: Scenario["events"][number]["does"],
      place: Place,
    ) => {
      const first: EventSlot = {...slot, does: does.map((effect) => this.effect(effect, place))}
      const again = does.filter(({quantity}) => this.doubled.has(quantity))
      if (again.length === 0) return [first]
      const second: EventSlot = {
        ...slot,
        ...(when && {when: this.eventCode(renamed(when, this.twinned), place)}),
        does: again.map((effect) => this.effect(effect, place, this.twinned)),
      }
      return [first, second]
    }
    const own = this.model.events.flatMap((event): EventSlot[] => {
      const place = {name: event.name, line: 0, source: ""}
      const slot = {
        name: event.name,
        when: this.eventCode(event.when, place),
        // The chance of at least one between two draws of a Poisson process at this rate.
        chance: event.chance === undefined ? null : -expm1(-event.chance * every * step),
        every,
        address: ordinal(event.name),
      }
      return both(slot, event.when, event.does, place)
    })
    const slack = step * NEARLY
    /** 1 from the step that reaches its date: it happens once, as this turns true. */
    const onDate = (name: string, at: number): Omit<EventSlot, "does"> => {
      return {name, when: ["f", "reached", ["n", at]], chance: null, every: 1, address: ordinal(name)}
    }
    const dated = (this.options.events ?? [])
      .filter(({at}) => at >= this.time.start - slack && at <= this.time.stop + slack)
      .flatMap((event) => {
        const name = `event at ${event.at}`
        return both(onDate(name, event.at), null, event.does, {name, line: 0, source: event.why})
      })
    const nudges = (this.options.twin?.nudges ?? []).flatMap((nudge): EventSlot[] => {
      const {kind, range} = this.quantities.get(nudge.name)!
      if (kind !== "stock") return []
      const [low, high] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
      const slot = this.own.get(twinOf(nudge.name))!
      const does = [{slot, act: "+=" as const, amount: this.amountOf(nudge), low, high}]
      return [{...onDate(`nudge of ${nudge.name}`, nudge.at), does}]
    })
    return [...own, ...dated, ...nudges]
  }

  private effect(
    effect: {quantity: string; act: "=" | "+=" | "-=" | "*="; amount: Expr},
    place: Place,
    seenAs?: (name: string) => string,
  ) {
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
      slot: this.own.get(seenAs ? seenAs(quantity.name) : quantity.name)!,
      act: effect.act,
      amount: this.eventCode(seenAs ? renamed(effect.amount, seenAs) : effect.amount, place),
      low,
      high,
    }
  }

  /** An event's expression; it stands outside the order of evaluation, so it may not bring a memory of its own. */
  private eventCode(expr: Expr, place: Place): Code {
    const before = this.slots.starts.length
    const code = this.code(expr, place)
    if (this.slots.starts.length > before)
      throw new Fault("engine/bad-effect", "An event's condition or amount cannot remember (smooth, delay, initial)", {
        place: `event '${place.name}'`,
        next: "Give the delayed value a name of its own, and use that name",
      })
    return code
  }
}

function tooDeep(place: Place): Fault {
  return new Fault("engine/too-deep", `The equation of '${place.name}' is nested too deep to be worked out`, {
    place: showPlace({...place, source: ""}),
    next: "Split it into auxiliaries",
  })
}

/**
 * Arguments of min and max so ordered that what is worked out comes first, then quantities, then plain numbers: where
 * the first is no number the result is none, and quantities that are none are seen in their own place.
 */
function numbersLast(args: readonly Code[]): Code[] {
  const place = ([kind]: Code) => (kind === "n" ? 2 : kind === "v" || kind === "t" ? 1 : 0)
  return [0, 1, 2].flatMap((wanted) => args.filter((arg) => place(arg) === wanted))
}
