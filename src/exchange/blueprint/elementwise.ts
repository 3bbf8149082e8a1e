// An array's definitions, element by element: XMILE and SD-JSON want an equation for each element where a file has one
// for a part of an array. In: all definitions of one variable. Out: each element once, with its equation in which the
// dimensions of the left side have given way to the element's own names.
//
// Where definitions overlap, the one that names more elements outright counts, as in flatten.ts.

import {nameKey, type Part, type Subscript, type Term, type Variable} from "./blueprint.ts"
import type {Axis, Binding, Dimensions} from "./dimensions.ts"
import {changed, num} from "./terms.ts"

/** Beyond this many elements nobody reads them one by one; the array is then written by its parts alone. */
const MOST_WRITTEN = 10_000

/** One element of a variable: its names in the order of the dimensions, and its definition for it alone. */
export type Element = {readonly names: readonly string[]; readonly variable: Variable}

/**
 * The elements that `group` defines, in the order of its definitions.
 *
 * @param group definitions of one variable.
 * @returns null where a left side is more than elements and dimensions, or there are too many elements.
 */
export function elementsOf(group: readonly Variable[], dimensions: Dimensions): Element[] | null {
  const found = new Map<string, {element: Element; outright: number}>()
  let laid = 0
  for (const variable of group) {
    const side = sideOf(variable.subscripts, dimensions)
    const excepted = variable.except.map((list) => sideOf(list, dimensions))
    if (!side || excepted.includes(null)) return null
    const outright = side.filter((place) => typeof place === "string").length
    const axes = side.map((place) => (typeof place === "string" ? [place] : place.elements))
    const size = axes.reduce((product, axis) => product * axis.length, 1)
    laid += size
    if (laid > MOST_WRITTEN) return null
    for (let ordinal = 0; ordinal < size; ordinal++) {
      const keys = elementAt(axes, ordinal)
      if (excepted.some((list) => list!.length === keys.length && list!.every((place, i) => holds(place, keys[i]!))))
        continue
      const key = keys.join("\n")
      const before = found.get(key)
      if (before && before.outright >= outright) continue
      const bindings: Binding[] = side.flatMap((place, i) =>
        typeof place === "string" ? [] : [{axis: place, element: keys[i]!}],
      )
      const names = keys.map((element) => dimensions.show(element))
      found.set(key, {outright, element: {names, variable: bound(variable, names, bindings, ordinal, dimensions)}})
    }
  }
  return [...found.values()].map(({element}) => element)
}

/** The names of an array's element by its ordinal, from 0, the last dimension running fastest. */
export function elementAt(axes: readonly (readonly string[])[], ordinal: number): string[] {
  const names: string[] = []
  let rest = ordinal
  for (let i = axes.length - 1; i >= 0; i--) {
    const axis = axes[i]!
    names.unshift(axis[rest % axis.length]!)
    rest = Math.floor(rest / axis.length)
  }
  return names
}

function sideOf(subscripts: readonly Subscript[], dimensions: Dimensions): (Axis | string)[] | null {
  const side: (Axis | string)[] = []
  for (const one of subscripts) {
    if (one.kind !== "name") return null
    const key = nameKey(one.name)
    const axis = dimensions.axes.get(key)
    if (axis) side.push(axis)
    else if (dimensions.hasElement(key)) side.push(key)
    else return null
  }
  return side
}

function holds(place: Axis | string, element: string): boolean {
  return typeof place === "string" ? place === element : place.place.has(element)
}

/** The definition of one element of it alone. */
function bound(
  variable: Variable,
  names: readonly string[],
  bindings: readonly Binding[],
  ordinal: number,
  dimensions: Dimensions,
): Variable {
  const {equation, initial} = variable
  const at = (term: Term): Term => {
    if (term.op !== "list") return settled(term, bindings, dimensions)
    return term.values[ordinal] ?? num(0)
  }
  return {
    ...variable,
    subscripts: names.map((name) => ({kind: "name", name})),
    except: [],
    equation: equation && at(equation),
    ...(initial ? {initial: at(initial)} : {}),
  }
}

/** Functions that take arrays whole: a dimension among their subscripts is all of it. */
const WHOLE =
  /^(?:vector_|allocate_|array_rank|invert_matrix|interpolate|market_priority|depreciate_by_schedule|find_market_price|demand_at_price|supply_at_price|size)/

/** A term in which the dimensions bound on the left side are the elements they stand for. */
function settled(term: Term, bindings: readonly Binding[], dimensions: Dimensions): Term {
  if (bindings.length === 0) return term
  const element = (name: string, nth: number): string | null => {
    const axis = dimensions.axes.get(nameKey(name))
    if (!axis) return null
    const found = dimensions.resolve(axis, bindings, nth)
    return found === null ? null : dimensions.show(found)
  }
  const inBrackets = (subscripts: readonly Subscript[]): readonly Subscript[] => {
    const met = new Map<string, number>()
    return subscripts.map((one) => {
      if (one.kind !== "name") return one
      const nth = met.get(nameKey(one.name)) ?? 0
      met.set(nameKey(one.name), nth + 1)
      const name = element(one.name, nth)
      return name === null ? one : {kind: "name", name}
    })
  }
  return changed(
    term,
    (node) => {
      if (node.op === "apply" || (node.op === "name" && node.subscripts.length > 0))
        return {...node, subscripts: inBrackets(node.subscripts)}
      if (node.op !== "name") return node
      // A dimension as a value is the number of its element.
      const axis = dimensions.axes.get(nameKey(node.name))
      const found = axis && dimensions.resolve(axis, bindings)
      return axis && found != null ? num((axis.place.get(found) ?? 0) + 1) : node
    },
    (node) => node.op === "call" && WHOLE.test(node.fn),
  )
}

/** Constants given by constants given by constants: no model goes deeper. */
const DEEPEST = 32

/** The number that a term of the root's constants comes to; null when it needs more. */
export function constantValue(term: Term, root: Part | undefined, depth = 0): number | null {
  // Constants that name each other so deep are none.
  if (depth > DEEPEST) return null
  if (term.op === "number") return term.value
  if (term.op === "name" && term.subscripts.length === 0) {
    const named = root?.variables.find((variable) => nameKey(variable.name) === nameKey(term.name))
    return named?.equation && named.kind !== "stock" && !named.points
      ? constantValue(named.equation, root, depth + 1)
      : null
  }
  if (term.op === "unary" && term.fn === "-") {
    const of = constantValue(term.of, root, depth + 1)
    return of === null ? null : -of
  }
  if (term.op !== "binary") return null
  const left = constantValue(term.left, root, depth + 1)
  const right = left === null ? null : constantValue(term.right, root, depth + 1)
  if (left === null || right === null) return null
  if (term.fn === "+") return left + right
  if (term.fn === "-") return left - right
  if (term.fn === "*") return left * right
  return term.fn === "/" && right !== 0 ? left / right : null
}
