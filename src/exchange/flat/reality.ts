// Reality checks in, as Vensim words them; out come checks of the flat model: what each makes so, what it watches, what
// must follow, element by element.
//
// What Vensim's reference says (Reality Check, and the functions RC ...): a condition is made so, not waited for. A
// test input or `variable = expression` replaces the variable wherever it is read, its own name on the right being
// what its own equation gives; `variable < expression` replaces it only while that is not so; `:OR:` makes a check of
// each side. What cannot be made so (a comparison of expressions, `<>`) is watched.
//
// Invariant: checks add nothing to what the model runs, and a check that cannot be laid out is a warning.

import {type Course, type Expr, type RealityCheck, rewritten} from "../../model/index.ts"
import {type Blueprint, nameKey, type RealityCheck as Stated, type Term, type Variable} from "../blueprint/blueprint.ts"
import {type Finding, Findings} from "../blueprint/findings.ts"
import {changed} from "../blueprint/terms.ts"
import {Expansion} from "./expansion.ts"
import {type Common, type Instance, Scope} from "./scope.ts"
import {NO_OVER, type Site, type Works} from "./site.ts"

/** Ways in which a condition with `:OR:` can come about; one with more is not laid out. */
const MOST_WAYS = 16
/** Conditions and consequences nested deeper than this are not laid out. */
const DEEPEST = 200
/** Checks, elements counted, that are laid out; the others are counted. */
const MOST_CHECKS = 2_000

type Comparison = "<" | "<=" | ">" | ">=" | "==" | "!="

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "==": "!=",
  "!=": "==",
}
const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
  "==": "==",
  "!=": "!=",
}
const isComparison = (fn: string): fn is Comparison => Object.hasOwn(OPPOSITE, fn)

/** Vensim's functions of courses: which course, and where its arguments stand behind `grace`. */
const COURSES: ReadonlyMap<string, {kind: Course["kind"]; args: readonly ("basis" | "times" | "over")[]}> = new Map([
  ["rc_step", {kind: "step", args: ["basis", "times"]}],
  ["rc_ramp", {kind: "ramp", args: ["basis", "times", "over"]}],
  ["rc_grow", {kind: "grow", args: ["basis", "over"]}],
  ["rc_decay", {kind: "decay", args: ["basis", "over"]}],
  ["rc_compare", {kind: "base", args: ["basis", "times"]}],
])
const CHECKING = "_check"
/** Vensim's variables that are the times of the run. */
const TIMES: ReadonlySet<string> = new Set(["initial time", "final time", "time step", "saveper"])

/** What laying checks out asks of whoever holds the flat model. */
export type Layout = {
  readonly blueprint: Blueprint
  readonly file: string
  readonly common: Common
  readonly root: Scope
  readonly works: Works
  /** Names of the flat model's quantities: only these can be set. */
  readonly quantities: ReadonlySet<string>
}

/** Part of a condition: to be made so, or to be watched. */
type Part = {readonly term: Term; readonly site: Site}

/** The checks of a blueprint, laid out; none of its issues is grave. */
export function realityChecks(layout: Layout): {checks: RealityCheck[]; issues: Finding[]} {
  if (layout.blueprint.checks.length === 0) return {checks: [], issues: []}
  return new Laying(layout).all()
}

/** Thrown inside this file: a check that cannot be laid out, its finding already made. */
class Unlaid extends Error {}

class Laying {
  private readonly layout: Layout
  private readonly findings: Findings
  private readonly scope: Scope
  private readonly expansion: Expansion
  private readonly inputs = new Map<string, Stated>()
  private readonly instances = new Map<Stated, readonly Instance[]>()
  private readonly checks: RealityCheck[] = []

  constructor(layout: Layout) {
    this.layout = layout
    this.findings = new Findings(layout.file, [], {mild: true})
    const {works} = layout
    const refused = (what: string, site: Site): Expr => {
      this.refuse(site.instance.definition.variable, `${what} in a reality check`, "Give it a variable of its own")
    }
    const own: Works = {
      findings: this.findings,
      budget: 0,
      tables: works.tables,
      macros: {
        names: () => works.macros.names(),
        call: (name, _args, _at, site) =>
          [...works.macros.names()].some((macro) => nameKey(macro) === nameKey(name))
            ? refused(`The macro '${name}' is called`, site)
            : null,
      },
      work: (_expr, site) => refused("An element is chosen in the run", site),
      seriesOf: () => null,
    }
    this.expansion = new Expansion(own)
    const common = {...layout.common, findings: this.findings}
    // Checks are seen by nothing: their names live in a scope of their own.
    this.scope = new Scope(common, "", layout.root, {dimensions: common.dimensions, depth: 0})
  }

  all(): {checks: RealityCheck[]; issues: Finding[]} {
    const {checks} = this.layout.blueprint
    for (const check of checks) {
      this.instances.set(check, this.scope.declare([standIn(check)]))
      if (check.kind === "test input") this.inputs.set(nameKey(check.name), check)
    }
    for (const check of checks) if (check.kind === "condition") this.condition(check)
    return {checks: this.checks, issues: this.findings.all()}
  }

  refuse(where: Pick<Variable, "at" | "name">, says: string, next: string): never {
    this.findings.add("exchange/reality-check", where.at, `${says}, in '${where.name}'`, next)
    throw new Unlaid()
  }

  private condition(check: Stated): void {
    // What the reader could not read it has said.
    if (!check.implies) return
    for (const instance of this.instances.get(check) ?? []) {
      if (this.checks.length >= MOST_CHECKS) {
        const says = `More than ${MOST_CHECKS} reality checks, each element counted`
        this.findings.add("exchange/too-large", check.at, says, "The others are left out")
        return
      }
      try {
        const site = this.site(instance)
        const ways = check.condition ? this.ways(check.condition, true, site, 0) : [[]]
        ways.forEach((way, i) => {
          const name = i === 0 ? instance.flat : `${instance.flat} (${i + 1})`
          const made = new Making(name, check, this)
          const laid = made.check(way, check.implies!, site)
          if (laid) this.checks.push(laid)
        })
      } catch (error) {
        if (!(error instanceof Unlaid)) throw error
      }
    }
  }

  site(instance: Instance): Site {
    return {
      instance,
      scope: this.layout.root,
      bindings: instance.bindings,
      over: NO_OVER,
      wild: null,
      made: {calls: 0, works: 0},
    }
  }

  /** The ways in which a condition can be so: each a list of parts that must all be. */
  private ways(term: Term, so: boolean, site: Site, depth: number): Part[][] {
    const {variable} = site.instance.definition
    if (depth > DEEPEST) this.refuse(variable, `A condition nested more than ${DEEPEST} deep`, "Break it up")
    if (term.op === "unary" && term.fn === "not") return this.ways(term.of, !so, site, depth + 1)
    if (term.op === "binary" && (term.fn === "and" || term.fn === "or")) {
      const left = this.ways(term.left, so, site, depth + 1)
      const right = this.ways(term.right, so, site, depth + 1)
      const all =
        (term.fn === "or") === so
          ? [...left, ...right]
          : left.flatMap((one) => right.map((other) => [...one, ...other]))
      if (all.length > MOST_WAYS)
        this.refuse(variable, `A condition that can be so in more than ${MOST_WAYS} ways`, "Break it up into several")
      return all
    }
    const input = term.op === "name" && this.inputs.has(nameKey(term.name))
    // A test input that is not to be is simply not made.
    if (input && !so) return [[]]
    if (so) return [[{term, site}]]
    const denied: Term =
      term.op === "binary" && isComparison(term.fn)
        ? {...term, fn: OPPOSITE[term.fn]}
        : {op: "unary", fn: "not", of: term}
    return [[{term: denied, site}]]
  }

  /** The test input that a name means, and the site of the element meant. */
  input(term: Term, site: Site): {input: Stated; site: Site} | null {
    if (term.op !== "name") return null
    const input = this.inputs.get(nameKey(term.name))
    const access = this.scope.names.get(nameKey(term.name))
    if (!input || !access) return null
    let found: Instance | null = null
    this.expansion.element(access, term.name, term.subscripts, term.at, site, (instance) => {
      found = instance
      return {op: "number", value: 1}
    })
    if (!found) throw new Unlaid()
    return {input, site: this.site(found)}
  }

  /** A term laid out, its functions of courses still calls of theirs. */
  translate(term: Term, site: Site): Expr {
    const before = this.findings.count
    // The run that is compared with is the one without the check, whichever name it has.
    const bare = changed(term, (node) =>
      node.op === "call" && node.fn.startsWith("rc_compare") ? {...node, args: node.args.slice(1)} : node,
    )
    const expr = this.expansion.translate(bare, site)
    if (this.findings.count > before) throw new Unlaid()
    return expr
  }

  /** The quantity that a name means when it can be set; null when it is none. */
  quantity(term: Term, site: Site): string | null {
    if (term.op !== "name" || !this.layout.root.find(term.name)) return null
    const expr = this.translate(term, site)
    return expr.op === "name" && this.layout.quantities.has(expr.name) ? expr.name : null
  }

  /** RC START TIME where the model has it; null: one step after the start. */
  get start(): Expr | null {
    const access = this.layout.root.find("RC START TIME")
    const name = access?.entry.name
    return name !== undefined && this.layout.quantities.has(name) ? {op: "name", name} : null
  }

  free(name: string): boolean {
    return !this.layout.common.taken.has(name)
  }
}

/** One check while it is made. */
class Making {
  private readonly name: string
  private readonly stated: Stated
  private readonly laying: Laying
  private readonly sets = new Map<string, Expr>()
  private readonly courses: Course[] = []
  private condition: Expr | null = null

  constructor(name: string, stated: Stated, laying: Laying) {
    this.name = name
    this.stated = stated
    this.laying = laying
  }

  check(way: readonly Part[], implies: Term, site: Site): RealityCheck | null {
    for (const part of way) this.part(part)
    const then = this.withCourses(this.laying.translate(implies, site))
    const {source, at} = this.stated
    return {
      name: this.name,
      sets: [...this.sets].map(([quantity, to]) => ({quantity, to})),
      condition: this.condition,
      implies: then,
      courses: this.courses,
      source,
      line: at.line,
    }
  }

  private part({term, site}: Part): void {
    const input = this.laying.input(term, site)
    if (input) {
      for (const {name, subscripts, to} of input.input.sets)
        this.set({op: "name", name, subscripts, at: input.input.at}, "==", to, input.site)
      return
    }
    if (term.op === "binary" && isComparison(term.fn)) {
      if (this.set(term.left, term.fn, term.right, site)) return
      if (term.left.op === "number" && this.set(term.right, MIRRORED[term.fn], term.left, site)) return
    }
    const watched = this.withCourses(this.laying.translate(term, site))
    this.condition = this.condition ? {op: "binary", fn: "and", left: this.condition, right: watched} : watched
  }

  /** Makes a comparison so by setting its left side; false when that cannot be set. */
  private set(left: Term, fn: Comparison, right: Term, site: Site): boolean {
    if (fn === "!=") return false
    const quantity = this.laying.quantity(left, site)
    if (quantity === null) return false
    if (left.op === "name" && TIMES.has(nameKey(left.name)))
      this.laying.refuse(
        site.instance.definition.variable,
        `'${left.name}' is set`,
        "The times of the run stay as they are",
      )
    const own: Expr = {op: "name", name: quantity}
    const bound = this.withCourses(this.laying.translate(right, site))
    const to: Expr =
      fn === "==" ? bound : {op: "call", fn: "if", args: [{op: "binary", fn, left: own, right: bound}, own, bound]}
    const before = this.sets.get(quantity)
    this.sets.set(quantity, before ? renamed(to, quantity, before) : to)
    return true
  }

  /** Calls of RC functions replaced by the names of the courses they stand for. */
  private withCourses(expr: Expr): Expr {
    return rewritten(expr, (node) => {
      if (node.op !== "call" || !node.fn.startsWith("rc_")) return node
      const checking = node.fn.endsWith(CHECKING)
      const rule = COURSES.get(checking ? node.fn.slice(0, -CHECKING.length) : node.fn)
      if (!rule) return node
      const args = [...node.args]
      // RC COMPARE CHECK has its grace behind the variable, the others in front.
      const grace = checking ? args.splice(rule.kind === "base" ? 1 : 0, 1)[0] : undefined
      const [basis, times] = [args[0], rule.args[1] === "times" ? args[1] : undefined]
      const over = rule.args.includes("over") ? args[rule.args.indexOf("over")] : undefined
      const from = args[rule.args.length] ?? this.laying.start
      const lasting = args[rule.args.length + 1]
      if (!basis) return node
      let n = this.courses.length + 1
      while (!this.laying.free(`course ${n}`)) n++
      const name = `course ${n}`
      this.courses.push({
        name,
        kind: rule.kind,
        basis,
        ...(times ? {times} : {}),
        ...(over ? {over} : {}),
        ...(from ? {from} : {}),
        ...(lasting ? {lasting} : {}),
        ...(grace ? {grace} : {}),
      })
      return {op: "name", name}
    })
  }
}

/** What a check is for the scope: a variable whose left side says at which elements it stands. */
function standIn({name, subscripts, source, at}: Stated): Variable {
  return {
    name,
    subscripts,
    except: [],
    kind: "auxiliary",
    equation: null,
    units: "",
    doc: "",
    source,
    at,
  }
}

function renamed(expr: Expr, name: string, by: Expr): Expr {
  return rewritten(expr, (node) => (node.op === "name" && node.name === name ? by : node))
}
