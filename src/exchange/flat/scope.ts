// Variables in, arrays laid open: within one scope (a file's root, one use of a module, one call of a macro) every
// name with its axes, and for each element the equation that defines it.
//
// Invariant: an element has exactly one equation. Where left sides overlap, the one that names more elements outright
// counts, and the reader is told.

import {nameKey, type Spot, type Subscript, type Variable} from "../blueprint/blueprint.ts"
import {type Axis, axisOf, type Binding, type Dimensions, MOST_QUANTITIES, spelling} from "../blueprint/dimensions.ts"
import type {Findings} from "../blueprint/findings.ts"

/** One element of a variable, or the variable itself where it is no array. */
export type Instance = {
  /** The name it has in the flat model. */
  readonly flat: string
  readonly entry: Entry
  readonly definition: Definition
  readonly bindings: readonly Binding[]
  /** The keys of its elements, one for each place of the left side. */
  readonly elements: readonly string[]
  /** Where it stands in `definition`, by the dimensions of its left side, the last running fastest, from 0. */
  readonly ordinal: number
}

/** One equation with its left side worked out. */
export type Definition = {
  readonly variable: Variable
  /** How many places of the left side name one element. */
  readonly outright: number
  /** Elements that the equation is for. */
  readonly size: number
  /** Where names on its right side are looked up. */
  readonly scope: Scope
}

/** A variable of a scope. */
export type Entry = {
  readonly name: string
  /** A table has no value of its own: it is read at a value. */
  readonly kind: "quantity" | "table"
  readonly axes: readonly Axis[]
  /** By the elements' keys, joined by `SEAM`. */
  readonly instances: Map<string, Instance>
  /** By the elements' places in `axes`, counted with the last running fastest: the quick way to one of many. */
  readonly placed: Map<number, Instance>
}

/** A name as a scope sees it: an entry, some of whose places may be settled already; null is a place still open. */
export type Access = {readonly entry: Entry; readonly settled: readonly (string | null)[]}

/** The places of an array that are still open, in order. */
export function openAxes({entry, settled}: Access): readonly Axis[] {
  return entry.axes.filter((_, i) => settled[i] === null)
}

/** `base`, or, where that is taken, the first of `base (2)`, `base (3)` ... that is not; it is taken then. */
export function unused(taken: Set<string>, base: string): string {
  let name = base
  for (let n = 2; taken.has(name); n++) name = `${base} (${n})`
  taken.add(name)
  return name
}

/** Stands between elements' keys; no key can hold it, because `nameKey` folds line breaks. */
export const SEAM = "\n"

/** What every scope of one blueprint shares. */
export type Common = {
  readonly dimensions: Dimensions
  readonly findings: Findings
  /** Names of the flat model, none of which may be given twice. */
  readonly taken: Set<string>
  /** Elements laid out so far. */
  laid: number
  /** Whether it was said that there are too many. */
  overfull?: boolean
  /** Keys of names met so far: working one out is slower than finding it. */
  readonly keys: Map<string, string>
}

/** Says that `variable`, which has `size` elements, makes the model larger than what is laid out. */
export function refuseSize(common: Common, variable: Variable, size: number): void {
  const says =
    size === 1
      ? `The model has more than ${MOST_QUANTITIES} quantities, every element counted`
      : `'${variable.name}' has ${size} elements, which makes more than ${MOST_QUANTITIES} in the model`
  common.findings.add("exchange/too-large", variable.at, says, "Models of this size are not read")
  common.overfull = true
}

/** The names of one scope, with their axes and the equation of each element. */
export class Scope {
  /** Stands before every name of it: `hares.`; empty at the root. */
  readonly prefix: string
  /** Where names are looked up that it does not have itself. */
  readonly outer: Scope | null
  /** The variables of it are works of a macro, not for showing. */
  readonly inner: boolean
  readonly names = new Map<string, Access>()
  /** Modules that stand in it, by key. */
  readonly modules = new Map<string, Scope>()
  readonly dimensions: Dimensions
  /** How deep macros have called each other down to it. */
  readonly depth: number
  private readonly common: Common

  /** @param macro of what a macro works in: its dimensions, and how deep it was called. */
  constructor(
    common: Common,
    prefix: string,
    outer: Scope | null,
    macro?: {readonly dimensions: Dimensions; readonly depth: number},
  ) {
    this.common = common
    this.prefix = prefix
    this.outer = outer
    this.inner = macro !== undefined
    this.dimensions = macro?.dimensions ?? common.dimensions
    this.depth = macro?.depth ?? 0
  }

  /**
   * What `name` means here: a variable of this scope, of a module in it (`module.variable`), or, where this is a
   * macro, of what is around it.
   */
  find(name: string): Access | undefined {
    return this.findKey(this.key(name))
  }

  /** `nameKey`, remembered. */
  key(name: string): string {
    const {keys} = this.common
    const known = keys.get(name)
    if (known !== undefined) return known
    const key = nameKey(name)
    keys.set(name, key)
    return key
  }

  private findKey(key: string): Access | undefined {
    const own = this.names.get(key) ?? this.inModule(key)
    if (own) return own
    if (key.startsWith(".")) return this.root.findKey(key.slice(1).trimStart())
    if (!this.inner) return this.outer && key.includes(".") ? this.fromAnywhere(key) : undefined
    // A macro of Vensim reaches the model's own variables as `name$`.
    return this.outer?.findKey(key.endsWith("$") ? key.slice(0, -1).trimEnd() : key)
  }

  private get root(): Scope {
    let root: Scope = this
    while (root.outer) root = root.outer
    return root
  }

  /** `module.variable` as XMILE writes it in any model of a file: names of modules are unique in all of it (3.7.4). */
  private fromAnywhere(key: string): Access | undefined {
    const waiting: Scope[] = [this.root]
    for (let scope = waiting.shift(); scope; scope = waiting.shift()) {
      const found = scope.inModule(key)
      if (found) return found
      for (const module of scope.modules.values()) waiting.push(module)
    }
    return undefined
  }

  private inModule(key: string): Access | undefined {
    for (let dot = key.indexOf("."); dot > 0; dot = key.indexOf(".", dot + 1)) {
      const found = this.modules.get(key.slice(0, dot).trimEnd())?.findKey(key.slice(dot + 1).trimStart())
      if (found) return found
    }
    return undefined
  }

  /** All names of it, as people spell them. */
  *spelt(): Iterable<string> {
    for (const {entry} of this.names.values()) yield entry.name.slice(this.prefix.length)
    for (const [key, module] of this.modules) for (const name of module.spelt()) yield `${key}.${name}`
    if (this.inner && this.outer) yield* this.outer.spelt()
  }

  /**
   * Lay out the equations of one variable, all of the same name.
   *
   * @returns its instances, in order of their definitions.
   */
  declare(variables: readonly Variable[], equationScope: Scope = this): readonly Instance[] {
    const first = variables[0]!
    const {findings} = this.common
    const sides: {side: Side; variable: Variable}[] = []
    for (const variable of variables) {
      const side = this.side(variable.subscripts, variable.at)
      if (!side) continue
      if (sides.length > 0 && side.length !== sides[0]!.side.length) {
        const before = sides[0]!.side.length
        const says = `'${first.name}' is defined with ${before} ${before === 1 ? "subscript" : "subscripts"}, and here with ${side.length}`
        findings.add("exchange/subscript-count", variable.at, says, "Give every definition the same dimensions")
        continue
      }
      sides.push({side, variable})
    }
    if (sides.length === 0) return []
    const arity = sides[0]!.side.length
    const axes = Array.from({length: arity}, (_, i) => {
      const stated =
        first.dimensions?.[i] === undefined ? undefined : this.dimensions.axes.get(nameKey(first.dimensions[i]))
      return this.axisAt(
        sides.map(({side}) => side[i]!),
        stated,
      )
    })
    const kind = variables.every((variable) => variable.kind === "lookup") ? "table" : "quantity"
    const entry: Entry = {
      name: this.freshName(spelling(first.name)),
      kind,
      axes,
      instances: new Map(),
      placed: new Map(),
    }
    for (const {side, variable} of sides) this.spread(entry, side, variable, equationScope)
    this.names.set(nameKey(first.name), {entry, settled: axes.map(() => null)})
    return [...entry.instances.values()]
  }

  /** A name of the flat model that nothing else has: `base`, with this scope's prefix. */
  freshName(base: string): string {
    return unused(this.common.taken, this.prefix + base)
  }

  /** A left side: each place one element or an axis. */
  private side(subscripts: readonly Subscript[], at: Spot): Side | null {
    const side: (Axis | string)[] = []
    for (const subscript of subscripts) {
      const place = this.place(subscript)
      if (place === null) {
        const name = subscript.kind === "name" || subscript.kind === "over" ? subscript.name : subscript.kind
        const known = [...this.dimensions.axes.values()].map((axis) => axis.name)
        this.common.findings.unknown("subscript", name, at, [...known, ...this.dimensions.spelt.values()])
        return null
      }
      side.push(place)
    }
    return side
  }

  private place(subscript: Subscript): Axis | string | null {
    const {dimensions} = this
    if (subscript.kind === "term" && subscript.term.op === "number") {
      const key = String(subscript.term.value)
      return dimensions.hasElement(key) ? key : null
    }
    const name =
      subscript.kind === "name"
        ? subscript.name
        : subscript.kind === "term" && subscript.term.op === "name"
          ? subscript.term.name
          : null
    if (name === null) return null
    const key = nameKey(name)
    return dimensions.axes.get(key) ?? (dimensions.hasElement(key) ? key : null)
  }

  /** The elements that one place of an array has over all its definitions. */
  private axisAt(places: readonly (Axis | string)[], stated: Axis | undefined): Axis {
    let widest: Axis | null = stated ?? null
    for (const place of places)
      if (typeof place !== "string" && (!widest || place.elements.length > widest.elements.length)) widest = place
    const elements = new Set<string>()
    const met = new Set<Axis | string>()
    for (const place of places) {
      if (met.has(place)) continue
      met.add(place)
      if (typeof place === "string") elements.add(place)
      else for (const element of place.elements) elements.add(element)
    }
    if (widest && elements.size === widest.elements.length && widest.elements.every((e) => elements.has(e)))
      return widest
    const all = [...elements]
    // Definitions by elements and parts: in the order of the dimension that holds them all.
    const around = stated && all.every((e) => stated.place.has(e)) ? stated : this.dimensions.around(all)
    if (!around) return axisOf("", all)
    if (around.elements.length === all.length) return around
    return {
      ...axisOf(
        "",
        around.elements.filter((element) => elements.has(element)),
      ),
      key: "",
    }
  }

  private spread(entry: Entry, side: Side, variable: Variable, scope: Scope): void {
    const {common} = this
    const axes = side.map((place) => (typeof place === "string" ? axisOf("", [place]) : place))
    const size = axes.reduce((product, axis) => product * axis.elements.length, 1)
    if (common.laid + size > MOST_QUANTITIES) {
      if (size > MOST_QUANTITIES || !common.overfull) refuseSize(common, variable, size)
      return
    }
    common.laid += size
    const outright = side.filter((place) => typeof place === "string").length
    const definition: Definition = {variable, outright, size, scope}
    const taken = this.exceptions(variable, side.length)
    const at = side.map(() => 0)
    for (let ordinal = 0; ordinal < size; ordinal++) {
      let rest = ordinal
      for (let i = axes.length - 1; i >= 0; i--) {
        const length = axes[i]!.elements.length
        at[i] = rest % length
        rest = Math.floor(rest / length)
      }
      const elements = axes.map((axis, i) => axis.elements[at[i]!]!)
      if (taken.some((except) => except.every((set, i) => set.has(elements[i]!)))) continue
      this.put(entry, elements, axes, definition, ordinal)
    }
  }

  private put(
    entry: Entry,
    elements: readonly string[],
    axes: readonly Axis[],
    definition: Definition,
    ordinal: number,
  ): void {
    const {dimensions, common} = this
    const key = elements.join(SEAM)
    const before = entry.instances.get(key)
    const shown = elements.map((element) => dimensions.show(element)).join(",")
    const flat = before?.flat ?? (elements.length === 0 ? entry.name : unused(common.taken, `${entry.name}[${shown}]`))
    if (before) {
      const {variable, outright} = before.definition
      const same = outright === definition.outright
      const line = variable.at.line > 0 ? ` at line ${variable.at.line}` : ""
      common.findings.add(
        "exchange/defined-twice",
        definition.variable.at,
        `'${flat}' is defined here and${line}`,
        same
          ? "Take one away, or leave elements out of one with :EXCEPT:"
          : "The one that names more elements outright counts",
        same,
      )
      if (definition.outright <= outright) return
    }
    // Axes first, so that a dimension of the left side is found before an element that happens to lie in it.
    const bindings: Binding[] = []
    for (let i = 0; i < axes.length; i++)
      if (axes[i]!.key !== "") bindings.push({axis: axes[i]!, element: elements[i]!})
    for (let i = 0; i < axes.length; i++)
      if (axes[i]!.key === "") {
        const of = definition.variable.dimensions?.[i]
        const axis = of === undefined ? undefined : dimensions.axes.get(nameKey(of))
        bindings.push({axis: axis ?? axes[i]!, element: elements[i]!})
      }
    const instance: Instance = {flat, entry, definition, bindings, elements, ordinal}
    entry.instances.set(key, instance)
    entry.placed.set(placeOf(entry.axes, elements), instance)
  }

  /** For each list of exceptions, the elements it takes out at each place. */
  private exceptions(variable: Variable, arity: number): ReadonlySet<string>[][] {
    const lists: ReadonlySet<string>[][] = []
    for (const list of variable.except) {
      const side = this.side(list, variable.at)
      if (!side) continue
      if (side.length !== arity) {
        const says = `'${variable.name}' has ${arity} subscripts, and an exception of it ${side.length}`
        this.common.findings.add(
          "exchange/subscript-count",
          variable.at,
          says,
          "Give every exception the dimensions of the left side",
        )
        continue
      }
      lists.push(side.map((place) => (typeof place === "string" ? new Set([place]) : new Set(place.elements))))
    }
    return lists
  }
}

type Side = readonly (Axis | string)[]

/** Where elements stand among all that `axes` have, the last running fastest. */
function placeOf(axes: readonly Axis[], elements: readonly string[]): number {
  let place = 0
  for (let i = 0; i < axes.length; i++) place = place * axes[i]!.elements.length + axes[i]!.place.get(elements[i]!)!
  return place
}
