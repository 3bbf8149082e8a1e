// Arrays as XMILE has them. In: the dimensions of a file, and terms that speak of an array's places. Out: dimensions
// with their elements by name, and terms that name dimensions and elements instead.
//
// A blueprint knows no places, because other tools have none; XMILE's `SELF`, `@2`, `A'` and `A(7)` are said by names
// while they are read, and refused where no name would say the same.

import {type Dimension, nameKey, type Subscript, type Term} from "../blueprint/blueprint.ts"
import {elementAt} from "../blueprint/elementwise.ts"
import {changed, num} from "../blueprint/terms.ts"
import type {Equations} from "./equations.ts"
import {commaList} from "./name-lists.ts"
import {text, VARIABLES, type XmileFile} from "./xmile-file.ts"
import type {XmlElement} from "./xml.ts"

/** Numbered elements of one dimension, above which it is refused by name. */
const MOST_ELEMENTS = 1_000_000

/** An array that is read by a number worked out in the run has at most this many elements: each becomes an argument. */
const MOST_COUNTED = 1000

/** The dimensions that a <dimensions> declares. */
export function readDimensions(file: XmileFile, list: XmlElement | null, equations: Equations): Dimension[] {
  const dimensions: Dimension[] = []
  for (const dim of file.children(list, "dim")) {
    const name = file.nameOf(dim)
    if (name === "") {
      file.report("exchange/no-name", dim, "A dimension has no name", 'Write <dim name="...">.')
      continue
    }
    let elementNames = file.children(dim, "elem").map((element) => file.nameOf(element))
    const exact = file.own(dim, "elements")
    const size = dim.attributes.get("size")
    if (exact !== undefined) elementNames = commaList(exact)
    else if (elementNames.length === 0 && size) {
      const many = Number(size.value)
      if (!(Number.isInteger(many) && many >= 1))
        file.report(
          "exchange/dimension",
          size,
          `The size of dimension '${name}' is '${size.value.slice(0, 40)}'`,
          "Write a whole number of at least 1.",
        )
      else if (many > MOST_ELEMENTS)
        file.report(
          "exchange/too-many",
          size,
          `Dimension '${name}' has ${many} elements; at most ${MOST_ELEMENTS} are read`,
          "Make it smaller.",
        )
      else elementNames = Array.from({length: many}, (_, i) => String(i + 1))
    }
    const from = file.ownChildren(dim, "from")[0]
    const alias = file.own(dim, "alias")
    if (elementNames.length === 0 && !from && alias === undefined && !size)
      file.report(
        "exchange/dimension",
        dim,
        `Dimension '${name}' has no elements`,
        "List them as <elem>, or give its size.",
      )
    const term = from && equations.noted(text(from), from, name)
    dimensions.push({
      name,
      elements: elementNames,
      mappings: file.ownChildren(dim, "mapping").map((mapping) => {
        const to = mapping.attributes.get("to")?.value ?? ""
        const onto = mapping.attributes.get("elements")?.value
        return onto === undefined ? {to} : {to, elements: commaList(onto)}
      }),
      ...(alias === undefined ? {} : {alias}),
      ...(term ? {from: term} : {}),
      doc: file.docOf(dim),
      at: file.at(dim),
    })
  }
  return dimensions
}

/** The dimensions that a variable is declared with. */
export function dimensionsOf(file: XmileFile, variable: XmlElement): string[] {
  const list = file.child(variable, "dimensions")
  if (!list) return []
  const dims = file.children(list, "dim").map((dim) => file.nameOf(dim))
  return dims.length > 0 ? dims.filter((name) => name !== "") : commaList(text(list))
}

/** The arrays of a scope, for terms that speak of their places. */
export class Arrays {
  private readonly dimensions: ReadonlyMap<string, Dimension>
  /** Dimensions of arrays, by their keys. */
  private readonly shapes: ReadonlyMap<string, readonly string[]>

  /**
   * @param dimensions of the file, by key.
   * @param variables the elements of the scope's variables.
   */
  constructor(file: XmileFile, dimensions: ReadonlyMap<string, Dimension>, variables: readonly XmlElement[]) {
    const shapes = new Map<string, readonly string[]>()
    for (const one of variables) {
      // What has a graphical function is read at a value, not at a place.
      if (!file.standard(one) || !VARIABLES.has(one.local) || file.child(one, "gf")) continue
      const dims = dimensionsOf(file, one)
      if (dims.length > 0) shapes.set(nameKey(file.nameOf(one)), dims)
    }
    this.dimensions = dimensions
    this.shapes = shapes
  }

  /** The elements of each of some dimensions; none of one that is not declared. */
  axes(dims: readonly string[]): readonly (readonly string[])[] {
    return dims.map((one) => this.dimensions.get(nameKey(one))?.elements ?? [])
  }

  /** Whether `byNames` may find something in an equation. */
  maySpeakOfPlaces(eqn: XmlElement): boolean {
    return this.shapes.size > 0 || /[@']|self/i.test(text(eqn))
  }

  /**
   * A term with what XMILE says of places said by names: `SELF` is the variable itself, `@2` what stands second on the
   * left side, `A'` an array turned round, `A(7)` its seventh element.
   *
   * @param refuse told of what has no name.
   */
  byNames(term: Term, name: string, side: readonly Subscript[], refuse: (what: string) => void): Term {
    const keys = side.map((one) => (one.kind === "name" ? nameKey(one.name) : ""))
    const standing = (place: number): Subscript | null => {
      const one = side[place - 1]
      // A dimension that stands twice on the left side cannot be told apart by its name.
      return one && keys.indexOf(keys[place - 1]!) === keys.lastIndexOf(keys[place - 1]!) ? one : null
    }
    return changed(term, (node) => {
      if (node.op === "apply" && node.args.length === 1 && node.subscripts.length === 0)
        return this.counted(node) ?? node
      if (node.op !== "name") return node
      let {subscripts} = node
      if (subscripts.some((one) => one.kind === "name" && one.name.startsWith("@")))
        subscripts = subscripts.map((one) => {
          if (one.kind !== "name" || !one.name.startsWith("@")) return one
          const meant = standing(Number(one.name.slice(1)))
          if (!meant) refuse(`The index ${one.name}`)
          return meant ?? one
        })
      const last = subscripts.at(-1)
      if (last?.kind === "name" && last.name === "'") {
        const places = side.map((_, i) => standing(i + 1))
        if (subscripts.length > 1 || places.includes(null)) {
          refuse(`The transposition of '${node.name}'`)
          return {...node, subscripts: subscripts.slice(0, -1)}
        }
        subscripts = (places as Subscript[]).reverse()
      }
      if (nameKey(node.name) === "self") return {...node, name, subscripts: subscripts.length > 0 ? subscripts : side}
      return subscripts === node.subscripts ? node : {...node, subscripts}
    })
  }

  /** `A(7)`: the element that a number counts, the last dimension running fastest; null where A is no array. */
  private counted(node: Extract<Term, {op: "apply"}>): Term | null {
    const shape = this.shapes.get(nameKey(node.name))
    if (!shape) return null
    const axes = this.axes(shape)
    const count = axes.reduce((product, one) => product * one.length, 1)
    if (count === 0 || count > MOST_COUNTED) return null
    const nth = (index: number): Term => ({
      op: "name",
      name: node.name,
      subscripts: elementAt(axes, index).map((name) => ({kind: "name", name})),
      at: node.at,
    })
    const [index] = node.args
    if (index?.op === "number")
      return index.value >= 1 && index.value < count + 1 ? nth(Math.floor(index.value) - 1) : num(0)
    return {op: "call", fn: "element", args: [index!, ...Array.from({length: count}, (_, i) => nth(i))], at: node.at}
  }
}
