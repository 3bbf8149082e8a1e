// Terms in, expressions over flat names out: one equation at one element of its left side.
//
// Names are looked up in the equation's scope, dimensions stand for the element that the left side binds, array
// functions become functions of many numbers in a stated order (the last dimension running fastest, from left to
// right), lookups become reads of tables, and each call of a macro gets variables of its own.
//
// Invariant: an equation that cannot be laid out gives an issue and a number that is none, never a throw; nothing
// here calls itself deeper than brackets nest.

import {type Expr, type LookupKind, MISSING} from "../../model/index.ts"
import {nameKey, type Spot, type Subscript, type Term, type Variable} from "../blueprint/blueprint.ts"
import type {Axis} from "../blueprint/dimensions.ts"
import {binary, NOTHING, named, number} from "./expressions.ts"
import {type Access, type Instance, openAxes, SEAM} from "./scope.ts"
import {type Expander, lengthOf, type Run, type Site, type Works} from "./site.ts"
import {dataReads} from "./table-reads.ts"
import {arrayFunctions} from "./vectors.ts"

/** More numbers than this in all array functions together are refused: memory is not spent on them. */
const MOST_TERMS = 10_000_000

/** Names in messages stand whole; only what is longer is cut in the middle: macros within macros make names of any length. */
const LONGEST_SHOWN = 1_000

function shortened(name: string): string {
  if (name.length <= LONGEST_SHOWN) return name
  return `${name.slice(0, LONGEST_SHOWN / 2)} ... ${name.slice(-LONGEST_SHOWN / 3)}`
}

/** How each function that takes a lookup reads it. The lookup is its first argument. */
const READS: ReadonlyMap<string, LookupKind> = new Map([
  ["lookup_value", "value"],
  ["lookup_extend", "extend"],
  ["lookup_extrapolate", "extend"],
  ["lookup_last", "last"],
  ["lookup_backward", "last"],
  ["lookup_next", "next"],
  ["lookup_forward", "next"],
  ["lookup_inverse", "inverse"],
  ["lookup_invert", "inverse"],
  ["lookup_slope", "slope"],
  ["lookup_quantile", "quantile"],
])

/** Functions of a few numbers that are also one of all numbers of an array. */
const FEW_OR_ALL: ReadonlySet<string> = new Set(["min", "max"])

/** Lays equations out, element by element. */
export class Expansion implements Expander {
  readonly works: Works
  /** Rows of arrays that functions of whole arrays were given, by their first element and the dimension they run along. */
  readonly rows = new Map<string, Expr[]>()

  constructor(works: Works) {
    this.works = works
  }

  /** One equation at one element. */
  translate(term: Term, site: Site): Expr {
    switch (term.op) {
      case "number":
        return number(term.value)
      case "time":
        return {op: "time"}
      case "name":
        return this.name(term.name, term.subscripts, term.at, site)
      case "unary":
        return {op: "unary", fn: term.fn, of: this.translate(term.of, site)}
      case "binary": {
        // Ten thousand terms added up lean to the left: down that side without recursion.
        const spine: Extract<Term, {op: "binary"}>[] = []
        let at: Term = term
        for (; at.op === "binary"; at = at.left) spine.push(at)
        let left = this.translate(at, site)
        for (let node = spine.pop(); node; node = spine.pop())
          left = binary(left, node.fn, this.translate(node.right, site))
        return left
      }
      case "call":
        return this.call(term, site)
      case "apply":
        return this.apply(term, site)
      case "points":
        return {
          op: "lookup",
          table: this.works.tables.written(term.points, site.instance),
          of: this.translate(term.of, site),
          how: "value",
        }
      case "list":
        return this.listed(term, site)
      case "text":
        return this.fail(
          site,
          undefined,
          "exchange/text-as-number",
          `The words '${term.text}' stand where a number belongs`,
          "Words are arguments of functions that read files",
        )
    }
  }

  fail(site: Site, at: Spot | undefined, code: string, says: string, next: string): Expr {
    this.works.findings.add(
      code,
      at && at.line > 0 ? at : site.instance.definition.variable.at,
      `${says}, in '${shortened(site.instance.flat)}'`,
      next,
    )
    return NOTHING
  }

  /** One number of a list: that of the element at hand, by the dimensions of the left side. */
  private listed(term: Extract<Term, {op: "list"}>, site: Site): Expr {
    const {ordinal, definition} = site.instance
    const {values} = term
    if (values.length !== definition.size) {
      const says = `'${definition.variable.name}' has ${definition.size} elements here, and its list ${values.length} numbers`
      this.works.findings.add(
        "exchange/list-length",
        definition.variable.at,
        says,
        "Give one number for each element, the last dimension running fastest",
      )
      return NOTHING
    }
    return this.translate(values[ordinal]!, site)
  }

  private call(term: Extract<Term, {op: "call"}>, site: Site): Expr {
    const {fn, args} = term
    const how = READS.get(fn)
    if (how !== undefined) return this.read(term, how, site)
    // `lookup(curve, x)`: the first argument is the name of a curve; with more, x and points are meant.
    if (fn === "lookup" && args.length === 2) return this.read(term, "value", site)
    const data = dataReads.get(fn)
    if (data) return data(this, term, site)
    const array = arrayFunctions.get(fn)
    if (array) {
      const laid = array(this, term, site)
      if (laid) return laid
    }
    return {op: "call", fn, args: args.map((arg) => this.translate(arg, site))}
  }

  /** A lookup read at a value, the lookup first. */
  read(term: Extract<Term, {op: "call"}>, how: LookupKind, site: Site): Expr {
    const [curve, x] = term.args
    if (!curve || !x)
      return this.fail(site, term.at, "exchange/arguments", `'${term.fn}' takes a lookup and a value`, "Give it both")
    if (curve.op === "points")
      return {
        op: "lookup",
        table: this.works.tables.written(curve.points, site.instance),
        of: this.translate(x, site),
        how,
      }
    if (curve.op !== "name")
      return this.fail(
        site,
        term.at,
        "exchange/no-lookup",
        `'${term.fn}' takes the name of a lookup first`,
        "Give the lookup a name of its own",
      )
    return this.readNamed(curve.name, curve.subscripts, x, how, curve.at, site)
  }

  private readNamed(
    name: string,
    subscripts: readonly Subscript[],
    x: Term,
    how: LookupKind,
    at: Spot,
    site: Site,
  ): Expr {
    const access = site.scope.find(name)
    if (!access) return this.unknown(name, at, site)
    const of = this.translate(x, site)
    return this.element(access, name, subscripts, at, site, (instance) => {
      const table = this.works.tables.of(instance)
      // Data that no file gives were named for that.
      if (table === null && lacksData(instance.definition.variable)) return number(MISSING)
      if (table === null)
        return this.fail(
          site,
          at,
          "exchange/no-lookup",
          `'${name}' is read like a lookup and is none`,
          "Write name * (...) where a product is meant",
        )
      return {op: "lookup", table, of, how}
    })
  }

  /** A macro called, or a lookup applied to a value. */
  private apply(term: Extract<Term, {op: "apply"}>, site: Site): Expr {
    const {name, args, at, subscripts} = term
    const access = site.scope.find(name)
    if (access?.entry.kind !== "table") {
      const result = this.works.macros.call(name, args, at, site)
      if (result) return result
    }
    if (!access) {
      // That Vensim has the function and Brink has not, its reader said.
      if (!this.works.findings.saidBefore("exchange/unsupported", at))
        this.works.findings.unknown("function", name, at, [...this.works.macros.names(), ...site.scope.spelt()])
      return NOTHING
    }
    if (args.length !== 1)
      return this.fail(
        site,
        at,
        "exchange/arguments",
        `The lookup '${name}' is read at one value, not ${args.length}`,
        "Give it one argument",
      )
    return this.readNamed(name, subscripts, args[0]!, "value", at, site)
  }

  private unknown(name: string, at: Spot, site: Site): Expr {
    this.works.findings.unknown("name", name, at, site.scope.spelt())
    return NOTHING
  }

  /** A name in an equation: a variable, or an element or dimension that stands for its number. */
  private name(name: string, subscripts: readonly Subscript[], at: Spot, site: Site): Expr {
    const access = site.scope.find(name)
    if (access)
      return this.element(access, name, subscripts, at, site, (instance) =>
        access.entry.kind === "table"
          ? this.fail(
              site,
              at,
              "exchange/bare-lookup",
              `The lookup '${name}' stands where a number belongs`,
              "Read it at a value: name(x)",
            )
          : named(instance.flat),
      )
    if (subscripts.length === 0) {
      const value = this.asNumber(nameKey(name), site)
      if (value !== null) return number(value)
    }
    return this.unknown(name, at, site)
  }

  /** The number that a dimension (of the element at hand) or an element stands for, from 1. */
  private asNumber(key: string, site: Site): number | null {
    const {dimensions} = site.scope
    const axis = dimensions.axes.get(key)
    if (!axis) return dimensions.numberOf(key)
    const element = site.over.get(key) ?? dimensions.resolve(axis, site.bindings)
    if (element === null) return null
    return axis.place.has(element) ? dimensions.numberOf(element, axis) : null
  }

  /**
   * One element of an array.
   *
   * @param give what stands for it once it is known which; with an index worked out in the run it is asked for
   *   every element that may be meant.
   */
  element(
    access: Access,
    name: string,
    subscripts: readonly Subscript[],
    at: Spot,
    site: Site,
    give: (instance: Instance) => Expr,
  ): Expr {
    const {entry, settled} = access
    const {axes} = entry
    const open = settled.reduce((count: number, element) => count + (element === null ? 1 : 0), 0)
    if (subscripts.length > 0 && subscripts.length !== open)
      return this.fail(
        site,
        at,
        "exchange/subscript-count",
        `'${name}' has ${open} ${open === 1 ? "dimension" : "dimensions"}, and stands here with ${subscripts.length} ${subscripts.length === 1 ? "subscript" : "subscripts"}`,
        "Give it one for each",
      )
    const keys: (string | Expr)[] = []
    // Only an array with two places can have the same dimension twice.
    const used = axes.length > 1 ? new Map<string, number>() : null
    let [next, wild, place] = [0, 0, 0]
    for (let i = 0; i < axes.length; i++) {
      const fixed = settled[i]!
      const axis = axes[i]!
      if (fixed !== null) {
        keys.push(fixed)
        place = place * axis.elements.length + axis.place.get(fixed)!
      } else {
        const subscript: Subscript = subscripts[next++] ?? {kind: "all"}
        const key =
          subscript.kind === "all" || subscript.kind === "range"
            ? this.whole(axis, subscript, wild++, used, site)
            : this.index(subscript, axis, used, site)
        if (key === null) {
          if (subscripts.length === 0)
            return this.fail(
              site,
              at,
              "exchange/array-as-number",
              `'${name}' is an array and stands where a number belongs`,
              "Say which element, or put an array function around it",
            )
          return this.badSubscript(subscript, axis, name, at, site)
        }
        keys.push(key)
        place = typeof key === "string" ? place * axis.elements.length + axis.place.get(key)! : Number.NaN
      }
    }
    const instance = entry.placed.get(place)
    if (instance) return give(instance)
    return this.chosen(access, name, keys, 0, at, site, give)
  }

  /** What `*` stands for: the element that the array function around it is at, else the one that is bound. */
  private whole(
    axis: Axis,
    subscript: Subscript,
    nth: number,
    used: Map<string, number> | null,
    site: Site,
  ): string | null {
    if (site.wild) {
      const place = site.wild[nth]
      if (place === undefined) return null
      const elements = subscript.kind === "range" ? this.rangeOf(axis, subscript, site) : axis.elements
      return elements?.[place] ?? null
    }
    if (subscript.kind === "range") return null
    return this.bound(axis, used, site)
  }

  /** The elements that `low:high` names, both ends counted; null where an end is none of the axis. */
  rangeOf(axis: Axis, subscript: Extract<Subscript, {kind: "range"}>, site: Site): readonly string[] | null {
    const place = (term: Term): number | null => {
      if (term.op === "name") {
        const named = axis.place.get(nameKey(term.name))
        if (named !== undefined) return named
      }
      const end = this.translate(term, site)
      return end.op === "number" && axis.elements[end.value - 1] !== undefined ? end.value - 1 : null
    }
    const [low, high] = [place(subscript.from), place(subscript.to)]
    return low === null || high === null ? null : axis.elements.slice(low, high + 1)
  }

  private bound(axis: Axis, used: Map<string, number> | null, site: Site): string | null {
    const nth = used?.get(axis.key) ?? 0
    used?.set(axis.key, nth + 1)
    const over = site.over.get(axis.key)
    if (over !== undefined && axis.key !== "") return over
    const element = site.scope.dimensions.resolve(axis, site.bindings, nth)
    if (element !== null && axis.place.has(element)) return element
    return axis.elements.length === 1 ? axis.elements[0]! : null
  }

  /** The element that a subscript names; an expression where it is worked out in the run; null where it is none. */
  private index(subscript: Subscript, axis: Axis, used: Map<string, number> | null, site: Site): string | Expr | null {
    const {dimensions} = site.scope
    if (subscript.kind === "name" || subscript.kind === "over") {
      const key = site.scope.key(subscript.name)
      const wanted = dimensions.axes.get(key)
      if (wanted) {
        const nth = used?.get(key) ?? 0
        used?.set(key, nth + 1)
        // Beside `dim!` a plain `dim` is still the left side's, if that binds it.
        const left = dimensions.resolve(wanted, site.bindings, nth)
        const run = site.over.get(key) ?? null
        const element = (subscript.kind === "over" ? (run ?? left) : (left ?? run)) ?? this.sentOver(wanted, site)
        if (element === null) return axis.place.has(key) ? key : null
        if (axis.place.has(element)) return element
        // The array has other elements at this place: those that this dimension's are mapped to.
        return dimensions.resolve(axis, [{axis: wanted, element}])
      }
      if (axis.place.has(key)) return key
      if (subscript.kind === "name" && site.scope.find(subscript.name))
        return this.name(subscript.name, [], site.instance.definition.variable.at, site)
      return null
    }
    if (subscript.kind !== "term") return null
    const {term} = subscript
    if (term.op === "name" && term.subscripts.length === 0) {
      const key = site.scope.key(term.name)
      if (dimensions.axes.has(key) || axis.place.has(key))
        return this.index({kind: "name", name: term.name}, axis, used, site)
    }
    const index = this.translate(term, site)
    if (index.op !== "number") return index
    const named = String(index.value)
    return axis.place.has(named) ? named : (axis.elements[index.value - 1] ?? null)
  }

  /** The one element that a subscript names at this element of the left side; null where it names none, or several. */
  settledAt(subscript: Subscript, axis: Axis, used: Map<string, number> | null, site: Site): string | null {
    const key = this.index(subscript, axis, used, site)
    return typeof key === "string" && axis.place.has(key) ? key : null
  }

  /** The element of `wanted` that a dimension which is run over is mapped to, where it stands. */
  private sentOver(wanted: Axis, site: Site): string | null {
    const {dimensions} = site.scope
    for (const [key, element] of site.over) {
      const sent = dimensions.sentTo(dimensions.axes.get(key)!, element, wanted)
      if (sent.length === 1) return sent[0]!
    }
    return null
  }

  private badSubscript(subscript: Subscript, axis: Axis, name: string, at: Spot, site: Site): Expr {
    const {dimensions} = site.scope
    const shown =
      subscript.kind === "name" || subscript.kind === "over" ? subscript.name : subscript.kind === "all" ? "*" : "index"
    const key = nameKey(shown)
    if (subscript.kind === "name" && !dimensions.axes.has(key) && !dimensions.hasElement(key)) {
      const names = [...dimensions.axes.values()].map((a) => a.name)
      this.works.findings.unknown("subscript", shown, at, [...names, ...dimensions.spelt.values()])
      return NOTHING
    }
    const elements = axis.elements
      .slice(0, 6)
      .map((element) => dimensions.show(element))
      .join(", ")
    return this.fail(
      site,
      at,
      "exchange/subscript",
      `'${shown}' is no element of '${name}' here`,
      `${axis.name === "" ? "Its elements there" : `'${axis.name}'`}: ${elements}${axis.elements.length > 6 ? ", ..." : ""}; a dimension on the right must be on the left, be mapped to one there, or be run over`,
    )
  }

  /** Which element: by its key, or by a choice in the run where an index is worked out then. */
  private chosen(
    access: Access,
    name: string,
    keys: readonly (string | Expr)[],
    from: number,
    at: Spot,
    site: Site,
    give: (instance: Instance) => Expr,
  ): Expr {
    const {axes} = access.entry
    let open = from
    while (open < keys.length && typeof keys[open] === "string") open++
    if (open === keys.length) {
      const instance = access.entry.instances.get(keys.join(SEAM))
      if (instance) return give(instance)
      const shown = keys.map((key) => site.scope.dimensions.show(key as string)).join(",")
      return this.fail(
        site,
        at,
        "exchange/no-equation",
        `'${name}[${shown}]' has no equation`,
        "Define it, or leave it out here",
      )
    }
    const axis = axes[open]!
    let index = keys[open] as Expr
    if (index.op !== "name" && index.op !== "time") index = this.works.work(index, site)
    this.spend(axis.elements.length, site, at)
    const each = axis.elements.map((element) =>
      this.chosen(access, name, keys.with(open, element), open + 1, at, site, give),
    )
    return {op: "call", fn: "element", args: [index, ...each]}
  }

  /** Whether `count` more numbers may be laid out. */
  spend(count: number, site: Site, at: Spot | undefined): boolean {
    this.works.budget += count
    if (this.works.budget <= MOST_TERMS) return true
    this.fail(
      site,
      at,
      "exchange/too-large",
      `Array functions run over more than ${MOST_TERMS} numbers in all`,
      "Models of this size are not read",
    )
    return false
  }

  runs(terms: readonly Term[], site: Site): Run[] {
    const runs: Run[] = []
    const met = new Set<string>()
    const {dimensions} = site.scope
    const over = (key: string) => {
      if (met.has(key)) return
      met.add(key)
      const axis = dimensions.axes.get(key)
      if (axis) runs.push({kind: "dimension", axis})
    }
    const unbound: Axis[] = []
    const wilds: number[] = []
    let markedAlone = false
    const wild = (nth: number, length: number) => {
      wilds[nth] = Math.max(wilds[nth] ?? 0, length)
    }
    const visit = (term: Term): void => {
      switch (term.op) {
        case "unary":
          visit(term.of)
          return
        case "binary": {
          const spine: Term[] = []
          let at: Term = term
          for (; at.op === "binary"; at = at.left) spine.push(at.right)
          visit(at)
          for (let right = spine.pop(); right; right = spine.pop()) visit(right)
          return
        }
        case "points":
          visit(term.of)
          return
        case "call": {
          // An array function inside runs over its own; of a few numbers' least or largest what is marked is run here.
          if (arrayFunctions.has(term.fn) && !FEW_OR_ALL.has(term.fn)) return
          const before = markedAlone
          markedAlone ||= FEW_OR_ALL.has(term.fn)
          for (const arg of term.args) visit(arg)
          markedAlone = before
          return
        }
        case "apply":
          for (const subscript of term.subscripts) if (subscript.kind === "over") over(nameKey(subscript.name))
          for (const arg of term.args) visit(arg)
          return
        case "name":
          break
        default:
          return
      }
      if (markedAlone) {
        for (const subscript of term.subscripts) if (subscript.kind === "over") over(nameKey(subscript.name))
        return
      }
      const access = site.scope.find(term.name)
      if (!access || access.entry.kind === "table") return
      const axes = openAxes(access)
      let nth = 0
      if (term.subscripts.length === 0) {
        for (const axis of axes) wild(nth++, axis.elements.length)
        return
      }
      term.subscripts.forEach((subscript, i) => {
        const axis = axes[i]
        if (subscript.kind === "over") over(nameKey(subscript.name))
        else if (subscript.kind === "all") wild(nth++, axis?.elements.length ?? 0)
        else if (subscript.kind === "range" && axis) wild(nth++, this.rangeOf(axis, subscript, site)?.length ?? 0)
        else if (subscript.kind === "name") {
          const key = nameKey(subscript.name)
          const wanted = dimensions.axes.get(key)
          if (wanted && !site.over.has(key) && dimensions.resolve(wanted, site.bindings) === null) unbound.push(wanted)
        }
      })
    }
    for (const term of terms) visit(term)
    // A dimension that nothing binds runs too, unless one that runs already is mapped to it.
    const running = [...runs.flatMap((run) => (run.kind === "dimension" ? [run.axis] : [])), ...outerAxes(site)]
    for (const wanted of unbound)
      if (!running.some((axis) => dimensions.sentTo(axis, axis.elements[0] ?? "", wanted).length === 1))
        over(wanted.key)
    wilds.forEach((length, nth) => {
      runs.push({kind: "wild", nth, length})
    })
    return runs
  }

  /** Call `each` at every combination of `runs`, the last running fastest; false where there are too many. */
  forEach(runs: readonly Run[], site: Site, at: Spot, each: (site: Site) => void): boolean {
    const lengths = runs.map(lengthOf)
    const count = lengths.reduce((product, length) => product * length, 1)
    if (!this.spend(count, site, at)) return false
    const over = new Map(site.over)
    const wild: number[] | null = runs.some((run) => run.kind === "wild") ? [] : (site.wild as number[] | null)
    const inside: Site = {...site, over, wild}
    for (let ordinal = 0; ordinal < count; ordinal++) {
      let rest = ordinal
      for (let i = runs.length - 1; i >= 0; i--) {
        const run = runs[i]!
        const place = rest % lengths[i]!
        rest = Math.floor(rest / lengths[i]!)
        if (run.kind === "wild") wild![run.nth] = place
        else over.set(run.axis.key, run.axis.elements[place]!)
      }
      each(inside)
    }
    return true
  }
}

/** The dimensions that array functions further out run over. */
function outerAxes({over, scope}: Site): Axis[] {
  return [...over.keys()].map((key) => scope.dimensions.axes.get(key)!)
}

/** Whether a variable stands for data that no file gives. */
function lacksData({kind, equation}: Variable): boolean {
  if (kind === "data") return true
  return equation?.op === "number" && (equation.value === MISSING || Number.isNaN(equation.value))
}
