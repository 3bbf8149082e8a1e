// A reality check in, a model of it out: the quantities that it sets replaced wherever they are read, its courses laid
// out as equations, and quantities added that say at each step whether it is asked for and whether it is so.
//
// The model's own quantities keep their names, so that priors and draws are those of every other run; what readers see
// instead stands beside them. A course's basis is read as it stands before anything changes: through copies of what
// lies between, which nothing else reads.
//
// Invariant: nothing here runs; no recursion goes deeper than brackets nest.

import {Fault} from "../core/fault.ts"
import {groupBy} from "../core/grouping.ts"
import {
  type Course,
  type Expr,
  functions,
  type Model,
  namesIn,
  partsOf,
  printExpression,
  type Quantity,
  readBy,
  rewritten,
} from "../model/index.ts"

/** Differences below this share of the larger side are rounding: binary64 after some thousand steps. */
const ROUNDING = 1e-9
/** Comparisons of a consequence whose two sides are shown. */
const MOST_SHOWN = 8

/** A model that is to be run for a check, and what of it answers. */
export type Tested = {
  readonly model: Model
  /** 0: not asked for at this step; 1: asked for, and so; 2: asked for, and not so. */
  readonly state: string
  /** The comparisons of the consequence: in words, both sides, and whether it is so. */
  readonly comparisons: readonly {
    readonly says: string
    readonly left: string
    readonly right: string
    readonly so: string
  }[]
}

const num = (value: number): Expr => ({op: "number", value})
const named = (name: string): Expr => ({op: "name", name})
const call = (fn: string, ...args: readonly Expr[]): Expr => ({op: "call", fn, args})
type Sign = Extract<Expr, {op: "binary"}>["fn"]
const binary = (left: Expr, fn: Sign, right: Expr): Expr => ({op: "binary", fn, left, right})
const not = (of: Expr): Expr => ({op: "unary", fn: "not", of})
const all = (parts: readonly Expr[]): Expr | null =>
  parts.length === 0 ? null : parts.reduce((left, right) => binary(left, "and", right))

type Check = NonNullable<Model["realityChecks"]>[number]
type Renaming = ReadonlyMap<string, string>
type Readers = ReadonlyMap<string, readonly {readonly name: string; readonly reader: Quantity}[]>

/** Comparisons, and what each is when it is denied. */
const OPPOSITE: ReadonlyMap<Sign, Sign> = new Map<Sign, Sign>([
  ["<", ">="],
  ["<=", ">"],
  [">", "<="],
  [">=", "<"],
  ["==", "!="],
  ["!=", "=="],
])

/**
 * `model` as `check` wants it run.
 *
 * @throws Fault `check/unknown-name`; `check/draws` where the run that is compared with would draw other numbers.
 */
export function tested(model: Model, check: Check): Tested {
  return new Testing(model, check).made()
}

class Testing {
  private readonly model: Model
  private readonly check: Check
  private readonly byName: ReadonlyMap<string, Quantity>
  private readonly taken: Set<string>
  private readonly added: Quantity[] = []
  private readonly courses: ReadonlyMap<string, Course>
  /** What readers see of each quantity that is set. */
  private readonly seen = new Map<string, string>()
  /** When each comparison of the consequence that has a course is asked for; and whether something else stands in it. */
  private readonly gates: Expr[] = []
  private ungated = false
  private readonly values = new Map<Course, {value: string; active: Expr; asked: Expr}>()

  constructor(model: Model, check: Check) {
    this.model = model
    this.check = check
    this.byName = new Map(model.quantities.map((quantity) => [quantity.name, quantity]))
    this.taken = new Set([
      ...this.byName.keys(),
      ...[...model.contested, ...model.events, ...(model.tables ?? [])].map(({name}) => name),
      ...check.courses.map(({name}) => name),
    ])
    this.courses = new Map(check.courses.map((course) => [course.name, course]))
  }

  made(): Tested {
    const {model, check} = this
    const contested = new Set(model.contested.map(({name}) => name))
    const known = (expr: Expr) => {
      for (const name of namesIn(expr))
        if (!this.byName.has(name) && !this.courses.has(name) && !contested.has(name)) throw this.unknown(name)
    }
    for (const {quantity, to} of check.sets) {
      if (!this.byName.has(quantity)) throw this.unknown(quantity)
      this.seen.set(quantity, this.fresh(`${quantity} under test`))
      known(to)
    }
    if (check.condition) known(check.condition)
    known(check.implies)
    const acting: Expr[] = []
    for (const {quantity, to} of check.sets) {
      const mine = this.coursesIn(to)
      const active = all(mine.map((course) => this.valueOf(course).active))
      if (active) acting.push(active)
      const then = this.renamed(to, quantity)
      this.add(
        this.seen.get(quantity)!,
        active ? call("if", active, then, named(quantity)) : then,
        this.byName.get(quantity)!.kind === "flow" ? "flow" : "auxiliary",
      )
    }
    const condition = check.condition ? [this.asked(check.condition, true)] : []
    const comparisons: Tested["comparisons"][number][] = []
    const so = this.asked(check.implies, true, comparisons)
    // While nothing of a consequence is asked for yet, the check is neither met nor not.
    const [first, ...others] = this.gates
    const some = first && !this.ungated ? [others.reduce((one, other) => binary(one, "or", other), first)] : []
    const asked = this.add(this.fresh("asked for"), all([...acting, ...condition, ...some]) ?? num(1))
    const state = this.fresh("reality check")
    this.add(state, call("if", named(asked), call("if", so, num(1), num(2)), num(0)), "auxiliary", true)
    const quantities = model.quantities.map((quantity) => reading(quantity, this.seen))
    const events = model.events.map((event) => ({
      ...event,
      when: renamed(event.when, this.seen),
      does: event.does.map((effect) => ({...effect, amount: renamed(effect.amount, this.seen)})),
    }))
    const {realityChecks: _, ...rest} = model
    return {
      state,
      comparisons,
      model: {
        ...rest,
        time: {...model.time, save: model.time.step},
        quantities: [...quantities, ...this.added],
        events,
      },
    }
  }

  private unknown(name: string): Fault {
    return new Fault("check/unknown-name", `'${this.check.name}' reads '${name}', which the model does not have`)
  }

  private fresh(base: string): string {
    let name = base
    for (let n = 2; this.taken.has(name); n++) name = `${base} ${n}`
    this.taken.add(name)
    return name
  }

  private add(name: string, equation: Expr, kind: "auxiliary" | "flow" = "auxiliary", shown = false): string {
    const {source, line} = this.check
    this.added.push({
      name,
      kind,
      unit: "1",
      equation,
      because: [],
      source,
      line,
      ...(shown ? {} : {inner: true as const}),
    })
    return name
  }

  private coursesIn(expr: Expr): Course[] {
    return [...namesIn(expr)].flatMap((name) => this.courses.get(name) ?? [])
  }

  /** As readers see it, courses by their values; the quantity `own` as its own equation gives it. */
  private renamed(expr: Expr, own?: string): Expr {
    const names = new Map(this.seen)
    if (own !== undefined) names.delete(own)
    for (const course of this.coursesIn(expr)) names.set(course.name, this.valueOf(course).value)
    return renamed(expr, names)
  }

  // Courses.

  private valueOf(course: Course): {value: string; active: Expr; asked: Expr} {
    const known = this.values.get(course)
    if (known) return known
    const {times, over, grace, lasting, kind} = course
    const start = call("start_time")
    const from = named(
      this.add(
        this.fresh(`${course.name} begins`),
        call("max", start, course.from ? this.renamed(course.from) : binary(start, "+", call("time_step"))),
      ),
    )
    const until = lasting ? [not(call("step", num(1), binary(from, "+", this.renamed(lasting))))] : []
    const since = (moment: Expr) => all([call("step", num(1), moment), ...until])!
    const active = since(from)
    const asked = grace ? since(binary(from, "+", this.renamed(grace))) : active
    const factor = times ? this.renamed(times) : num(1)
    const elapsed = call("max", num(0), binary({op: "time"}, "-", from))
    const span = over ? this.renamed(over) : num(1)
    let value: Expr
    if (kind === "base") value = binary(this.inBase(course.basis), "*", factor)
    else {
      const basis = this.before(course.basis)
      // Followed up to the step at which the course begins, and held from then on.
      const held = call("sample_if", not(call("step", num(1), binary(from, "+", call("time_step")))), basis, basis)
      const at = named(this.add(this.fresh(`${course.name} basis`), held))
      value = at
      if (kind === "step") value = binary(at, "*", factor)
      if (kind === "grow") value = binary(at, "*", call("exp", binary(span, "*", elapsed)))
      if (kind === "decay") value = binary(at, "*", call("exp", {op: "unary", fn: "-", of: binary(elapsed, "/", span)}))
      if (kind === "ramp") {
        const there = call("if", binary(elapsed, ">=", span), num(1), binary(elapsed, "/", span))
        const share = named(this.add(this.fresh(`${course.name} share`), there))
        value = binary(at, "*", binary(binary(factor, "*", share), "+", binary(num(1), "-", share)))
      }
    }
    const made = {value: this.add(this.fresh(`${course.name} value`), value), active, asked}
    this.values.set(course, made)
    return made
  }

  /** What a basis is before what begins with a course changes anything: stocks as they are, the rest through copies. */
  private before(basis: Expr): Expr {
    const dated = this.check.sets.filter(({to}) => this.coursesIn(to).length > 0).map(({quantity}) => quantity)
    return this.copied(basis, dated, "before", (q) => q.kind !== "stock" && !draws(q))
  }

  /** What a basis is in the run without the check. */
  private inBase(basis: Expr): Expr {
    const sets = this.check.sets.map(({quantity}) => quantity)
    return this.copied(basis, sets, "without", (quantity) => {
      if (draws(quantity) || this.model.events.length > 0)
        throw new Fault("check/draws", `'${quantity.name}' cannot be compared with a run without the check`, {
          next: "It draws random numbers, or events change the model",
        })
      return true
    })
  }

  /**
   * `basis` with copies of all that `sources` reach on their way to it; `may` says of which quantities there can be.
   */
  private copied(basis: Expr, sources: readonly string[], what: string, may: (quantity: Quantity) => boolean): Expr {
    const reached = new Set<string>()
    const waiting = [...sources]
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop())
      for (const {reader} of this.readers.get(name) ?? [])
        if (!reached.has(reader.name) && (what === "without" || may(reader))) {
          reached.add(reader.name)
          waiting.push(reader.name)
        }
    const names = new Map(this.seen)
    for (const source of sources) names.delete(source)
    const wanted: Quantity[] = []
    const want = (name: string): void => {
      const quantity = this.byName.get(name)
      if (!quantity || names.has(name) || !reached.has(name) || !may(quantity)) return
      names.set(name, this.fresh(`${name} ${what} ${this.check.name}`))
      wanted.push(quantity)
    }
    for (const name of namesIn(basis)) want(name)
    for (let i = 0; i < wanted.length; i++) for (const name of readBy(wanted[i]!)) want(name)
    for (const quantity of wanted)
      this.added.push({...reading(quantity, names), name: names.get(quantity.name)!, inner: true})
    return renamed(basis, names)
  }

  /** Which quantities read each name; worked out when it is first asked for. */
  private get readers(): Readers {
    const reads = () => this.model.quantities.flatMap((reader) => [...readBy(reader)].map((name) => ({name, reader})))
    this.known ??= groupBy(reads(), ({name}) => name)
    return this.known
  }

  private known: Readers | null = null

  // Consequences.

  /**
   * Whether `expr` is so, or, with `so` false, is not. A comparison with a course counts as met while the course is not
   * asked for; `<=`, `>=` and `==` leave room for rounding. The comparisons are listed in `into`.
   */
  private asked(expr: Expr, so: boolean, into?: Tested["comparisons"][number][]): Expr {
    if (expr.op === "unary" && expr.fn === "not") return this.asked(expr.of, !so, into)
    if (expr.op === "binary" && (expr.fn === "and" || expr.fn === "or")) {
      const spine: Extract<Expr, {op: "binary"}>[] = []
      const {fn} = expr
      let at: Expr = expr
      for (; at.op === "binary" && at.fn === fn; at = at.left) spine.push(at)
      let left = this.asked(at, so, into)
      for (let node = spine.pop(); node; node = spine.pop())
        left = binary(left, so ? fn : fn === "and" ? "or" : "and", this.asked(node.right, so, into))
      return left
    }
    const opposite = expr.op === "binary" ? OPPOSITE.get(expr.fn) : undefined
    if (expr.op !== "binary" || !opposite) {
      this.ungated ||= into !== undefined
      return so ? this.renamed(expr) : not(this.renamed(expr))
    }
    const fn = so ? expr.fn : opposite
    const left = named(this.add(this.fresh("left side"), this.renamed(expr.left), "auxiliary", into !== undefined))
    const right = named(this.add(this.fresh("right side"), this.renamed(expr.right), "auxiliary", into !== undefined))
    const asked = all(this.coursesIn(expr).map((course) => this.valueOf(course).asked))
    if (into && asked) this.gates.push(asked)
    else if (into) this.ungated = true
    const met = compared(left, fn, right)
    const result = asked ? call("if", asked, met, num(1)) : met
    if (!into || into.length >= MOST_SHOWN) return result
    const answer = this.add(this.fresh("so"), result, "auxiliary", true)
    const says = `${this.inWords(expr.left)} ${fn} ${this.inWords(expr.right)}`
    into.push({
      says,
      left: left.op === "name" ? left.name : "",
      right: right.op === "name" ? right.name : "",
      so: answer,
    })
    return named(answer)
  }

  private inWords(expr: Expr): string {
    const [course] = this.coursesIn(expr)
    if (!course || expr.op !== "name") return printExpression(expr)
    const basis = printExpression(course.basis)
    const times = course.times ? `${printExpression(course.times)} * ` : ""
    if (course.kind === "base") return `${times}${basis} without the check`
    return `a ${course.kind} from ${basis}${times === "" ? "" : ` to ${times}${basis}`}`
  }
}

/** A comparison with room for rounding where equality counts. */
function compared(left: Expr, fn: Sign, right: Expr): Expr {
  const gap = binary(num(ROUNDING), "*", call("max", call("abs", left), call("abs", right)))
  if (fn === "<=") return binary(binary(left, "-", right), "<=", gap)
  if (fn === ">=") return binary(binary(right, "-", left), "<=", gap)
  if (fn === "==") return binary(call("abs", binary(left, "-", right)), "<=", gap)
  if (fn === "!=") return binary(call("abs", binary(left, "-", right)), ">", gap)
  return binary(left, fn, right)
}

/** Whether an expression draws random numbers. */
export function draws({equation, initial, rate}: Pick<Quantity, "equation" | "initial" | "rate">): boolean {
  for (const expr of [equation, initial, rate])
    if (expr) for (const part of partsOf(expr)) if (part.op === "call" && functions.get(part.fn)?.random) return true
  return false
}

/** A quantity that reads other names. */
function reading(quantity: Quantity, names: Renaming): Quantity {
  const {equation, initial, rate, inflows, outflows} = quantity
  const flows = (list: readonly string[]) => list.map((name) => names.get(name) ?? name)
  return {
    ...quantity,
    ...(equation ? {equation: renamed(equation, names)} : {}),
    ...(initial ? {initial: renamed(initial, names)} : {}),
    ...(rate ? {rate: renamed(rate, names)} : {}),
    ...(inflows ? {inflows: flows(inflows)} : {}),
    ...(outflows ? {outflows: flows(outflows)} : {}),
  }
}

/** An expression with other names in it. */
function renamed(expr: Expr, names: Renaming): Expr {
  if (names.size === 0) return expr
  return rewritten(expr, (part) => {
    const name = part.op === "name" ? names.get(part.name) : undefined
    return name === undefined ? part : named(name)
  })
}
