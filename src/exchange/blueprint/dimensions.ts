// Dimensions in, axes out: every subscript range of a blueprint with its elements in order, what it is an alias
// of, and where its elements go in the dimensions that it is mapped to.
//
// Invariant: an element is known by its `nameKey` alone; the same element may lie in many ranges, and an axis is
// never changed once it is made. Mappings hold in both directions; one that the file declares wins over one that
// follows from its opposite.

import {type Dimension, nameKey, unquoted} from "./blueprint.ts"
import type {Findings} from "./findings.ts"

/** A dimension, a part of one, or the elements that one place of an array has: in order, without repeats. */
export type Axis = {
  /** As the file spells it; empty for the elements of an array that are no dimension together. */
  readonly name: string
  readonly key: string
  readonly elements: readonly string[]
  /** Place of each element, from 0. */
  readonly place: ReadonlyMap<string, number>
}

/** Elements of one array, or of one dimension, beyond which a file is refused: memory is not spent on it. */
export const MOST_ELEMENTS = 1_000_000
/** Quantities of one model, every element counted: laid out, compiled and run they take half of 512 MB and some seconds. */
export const MOST_QUANTITIES = 150_000

/** An axis over `elements`; repeats count once. */
export function axisOf(name: string, elements: Iterable<string>): Axis {
  const place = new Map<string, number>()
  for (const element of elements) if (!place.has(element)) place.set(element, place.size)
  return {name, key: nameKey(name), elements: [...place.keys()], place}
}

/** What stands for a dimension on a left side: which one, and its element in the case at hand. */
export type Binding = {readonly axis: Axis; readonly element: string}

/** The dimensions of one blueprint, worked out. */
export class Dimensions {
  readonly axes = new Map<string, Axis>()
  /** How an element is spelt where it is first listed, by key. */
  readonly spelt = new Map<string, string>()
  /** From a dimension's key to another's: where each element goes. */
  private readonly maps = new Map<string, Map<string, ReadonlyMap<string, readonly string[]>>>()
  /** The dimensions each element lies in, by its key, in the file's order. */
  private readonly homes = new Map<string, Axis[]>()
  private readonly findings: Findings
  private readonly apart: boolean

  /** @param apart whether each dimension's elements are its own (XMILE), also where they are spelt alike. */
  constructor(declared: readonly Dimension[], findings: Findings, apart = false) {
    this.findings = findings
    this.apart = apart
    this.layOut(declared)
    for (const dimension of declared) this.map(dimension)
    for (const axis of this.axes.values())
      for (const element of axis.elements) {
        const homes = this.homes.get(element)
        if (homes) homes.push(axis)
        else this.homes.set(element, [axis])
      }
  }

  /** The spelling of an element for people. */
  show(element: string): string {
    return this.spelt.get(element) ?? element
  }

  /** Whether some dimension has this element. */
  hasElement(key: string): boolean {
    return this.homes.has(key)
  }

  /**
   * The number that an element stands for in an equation, from 1: its place in the largest dimension that holds it
   * (of equals the first), which is Vensim's whole family of ranges; null where no dimension does.
   *
   * @param range a dimension whose elements must all lie in the one that counts.
   */
  numberOf(key: string, range?: Axis): number | null {
    const family = range ? this.familyOf(range) : this.homeOf(key)
    const place = family?.place.get(key)
    return place === undefined ? null : place + 1
  }

  /** The largest dimension that has this element, of equals the first. */
  homeOf(key: string): Axis | undefined {
    let best: Axis | undefined
    for (const home of this.homes.get(key) ?? []) if (!best || home.elements.length > best.elements.length) best = home
    return best
  }

  private readonly families = new Map<Axis, Axis>()

  /** The largest dimension that holds all of `range`; itself in files whose dimensions are each their own. */
  private familyOf(range: Axis): Axis {
    const known = this.families.get(range)
    if (known) return known
    let best = range
    for (const home of this.apart ? [] : (this.homes.get(range.elements[0] ?? "") ?? []))
      if (
        (home.elements.length > best.elements.length ||
          (home.elements.length === best.elements.length && this.before(home, best))) &&
        range.elements.every((element) => home.place.has(element))
      )
        best = home
    this.families.set(range, best)
    return best
  }

  private before(a: Axis, b: Axis): boolean {
    for (const axis of this.axes.values()) if (axis === a || axis === b) return axis === a && a !== b
    return false
  }

  /** The smallest dimension that has all of `elements`. */
  around(elements: readonly string[]): Axis | null {
    let best: Axis | null = null
    for (const axis of this.homes.get(elements[0] ?? "") ?? [])
      if (
        (!best || axis.elements.length < best.elements.length) &&
        elements.every((element) => axis.place.has(element))
      )
        best = axis
    return best
  }

  /**
   * Which element of `wanted` is meant where the left side binds `bindings`: the element bound to `wanted` itself,
   * else where a mapping sends a bound element, else a bound element that lies in `wanted`, else where a mapping
   * of the whole that a bound part belongs to sends it.
   *
   * @param nth which of several bindings of the same dimension (`x[Age, Age]`), from 0.
   * @returns the element, null when nothing bound leads to `wanted`.
   */
  resolve(wanted: Axis, bindings: readonly Binding[], nth = 0): string | null {
    let seen = 0
    let last: string | null = null
    for (const {axis, element} of bindings)
      if (axis.key === wanted.key && axis.key !== "") {
        last = element
        if (seen++ === nth) return element
      }
    if (last !== null) return last
    for (const {axis, element} of bindings) {
      const sent = this.maps.get(axis.key)?.get(wanted.key)?.get(element)
      if (sent?.length === 1) return sent[0]!
    }
    for (const {axis, element} of bindings)
      if (wanted.place.has(element) && (!this.apart || this.alike(axis, wanted))) return element
    for (const {element} of bindings) {
      const sent = this.sentAround(element, wanted)
      if (sent !== null) return sent
    }
    return null
  }

  /**
   * Whether elements of the same name are the same in files whose dimensions are each their own: where one of the two is
   * part of the other, and elements have names rather than numbers.
   */
  private alike(a: Axis, b: Axis): boolean {
    const [small, large] = a.elements.length <= b.elements.length ? [a, b] : [b, a]
    return small.elements.every((element) => large.place.has(element) && !/^\d+$/.test(element))
  }

  /** All elements of `wanted` that `element` of `axis` is mapped to. */
  sentTo(axis: Axis, element: string, wanted: Axis): readonly string[] {
    return this.maps.get(axis.key)?.get(wanted.key)?.get(element) ?? []
  }

  /** Through mappings between any dimension that holds `element` and any that holds all of `wanted`. */
  private sentAround(element: string, wanted: Axis): string | null {
    for (const home of this.homes.get(element) ?? [])
      for (const [to, sends] of this.maps.get(home.key) ?? []) {
        const target = this.axes.get(to)!
        if (!wanted.elements.every((e) => target.place.has(e))) continue
        const sent = sends.get(element)?.filter((e) => wanted.place.has(e))
        if (sent?.length === 1) return sent[0]!
      }
    return null
  }

  // Names of dimensions among a dimension's elements stand for theirs; they may be declared later, so each is laid out
  // when it is first asked for, on an explicit stack.
  private layOut(declared: readonly Dimension[]): void {
    const byKey = new Map<string, Dimension>()
    for (const dimension of declared) {
      const key = nameKey(dimension.name)
      if (byKey.has(key))
        this.findings.add(
          "exchange/dimension-twice",
          dimension.at,
          `Dimension '${dimension.name}' is declared twice`,
          "The first declaration counts",
          false,
        )
      else byKey.set(key, dimension)
    }
    const open = new Set<string>()
    const parts = ({elements, alias}: Dimension) => (alias === undefined ? elements : [alias])
    for (const root of byKey.keys()) {
      const stack = [root]
      while (stack.length > 0) {
        const key = stack.at(-1)!
        const dimension = byKey.get(key)!
        if (this.axes.has(key)) {
          stack.pop()
          continue
        }
        open.add(key)
        const waiting = parts(dimension)
          .map(nameKey)
          .filter((part) => part !== key && byKey.has(part) && !this.axes.has(part))
        const circle = waiting.find((part) => open.has(part))
        if (circle !== undefined)
          this.findings.add(
            "exchange/dimension-circle",
            dimension.at,
            `Dimension '${dimension.name}' is part of itself, through '${byKey.get(circle)!.name}'`,
            "List the elements in one of them",
          )
        const next = waiting.find((part) => !open.has(part))
        if (next !== undefined) {
          stack.push(next)
          continue
        }
        this.axes.set(key, this.axis(dimension, parts(dimension)))
        open.delete(key)
        stack.pop()
      }
    }
  }

  private axis(dimension: Dimension, parts: readonly string[]): Axis {
    const elements: string[] = []
    for (const part of parts) {
      const key = nameKey(part)
      const inner = this.axes.get(key)
      if (inner) for (const element of inner.elements) elements.push(element)
      else {
        elements.push(key)
        if (!this.spelt.has(key)) this.spelt.set(key, spelling(part))
      }
      if (elements.length > MOST_ELEMENTS) {
        this.findings.add(
          "exchange/too-large",
          dimension.at,
          `Dimension '${dimension.name}' has more than ${MOST_ELEMENTS} elements`,
          "Models of this size are not read",
        )
        return axisOf(dimension.name, [])
      }
    }
    if (dimension.alias !== undefined && !this.axes.has(nameKey(dimension.alias)))
      this.findings.unknown(
        "dimension",
        dimension.alias,
        dimension.at,
        [...this.axes.values()].map((axis) => axis.name),
      )
    return axisOf(dimension.name, elements)
  }

  private map(dimension: Dimension): void {
    const from = this.axes.get(nameKey(dimension.name))
    if (!from) return
    for (const mapping of dimension.mappings) {
      const to = this.axes.get(nameKey(mapping.to))
      if (!to) {
        this.findings.unknown(
          "dimension",
          mapping.to,
          dimension.at,
          [...this.axes.values()].map((axis) => axis.name),
        )
        continue
      }
      const sends = this.sends(from, to, mapping.elements)
      if (!sends) {
        this.findings.add(
          "exchange/mapping-lengths",
          dimension.at,
          `'${dimension.name}' has ${from.elements.length} elements, and its mapping to '${mapping.to}' another number`,
          "Say for each element where it goes: -> (OTHER: a, b, ...)",
        )
        continue
      }
      this.note(from.key, to.key, sends, true)
      const back = new Map<string, string[]>()
      for (const [element, goals] of sends)
        for (const goal of goals) {
          const sources = back.get(goal)
          if (sources) sources.push(element)
          else back.set(goal, [element])
        }
      this.note(to.key, from.key, back, false)
    }
  }

  private readonly declaredMaps = new Set<string>()

  private note(from: string, to: string, sends: ReadonlyMap<string, readonly string[]>, declared: boolean): void {
    const pair = `${from}\n${to}`
    if (!declared && this.declaredMaps.has(pair)) return
    if (declared) this.declaredMaps.add(pair)
    const known = this.maps.get(from)
    if (known) known.set(to, sends)
    else this.maps.set(from, new Map([[to, sends]]))
  }

  /** Where each element goes; null when the numbers do not match. A name of a part of `to` stands for all of it. */
  private sends(from: Axis, to: Axis, listed: readonly string[] | undefined): Map<string, readonly string[]> | null {
    const goals = (name: string): readonly string[] => {
      const key = nameKey(name)
      return to.place.has(key) ? [key] : (this.axes.get(key)?.elements ?? [key])
    }
    let each: (readonly string[])[] = listed ? listed.map(goals) : to.elements.map((element) => [element])
    if (each.length !== from.elements.length) each = each.flat().map((element) => [element])
    if (each.length !== from.elements.length) return null
    return new Map(from.elements.map((element, i) => [element, each[i]!]))
  }
}

/** A name as people see it: without the quotes around it, its line breaks and runs of blanks one space each. */
export function spelling(name: string): string {
  return unquoted(name)
    .replace(/(?:[\s\u00a0]|\\n)+/gu, " ")
    .trim()
}
