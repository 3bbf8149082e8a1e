// What arrays are called in XMILE: which dimensions each is declared with. In: a blueprint's dimensions, and the
// definitions of a variable. Out: a dimension for each place of it, or none where its elements lie in no dimension
// together.
//
// Vensim declares an array by its definitions alone, XMILE by its dimensions: here the one is worked out from the other.

import {groupBy} from "../../core/grouping.ts"
import {type Dimension, nameKey, type Variable} from "../blueprint/blueprint.ts"
import {Dimensions} from "../blueprint/dimensions.ts"
import {type Element, elementsOf} from "../blueprint/elementwise.ts"
import {Findings} from "../blueprint/findings.ts"

/** Variables of one name together, in the order in which each name first stands. */
export function grouped(variables: readonly Variable[]): Variable[][] {
  const scalars = new Set<string>()
  const groups = groupBy(variables, (variable) => {
    const key = nameKey(variable.name)
    if (variable.subscripts.length > 0) return key
    // Two variables of one name that are no elements of an array are a mistake of the file's, and kept as two.
    if (scalars.has(key)) return variable
    scalars.add(key)
    return `${key}\n`
  })
  return [...groups.values()]
}

/** Finds the dimensions that a variable's definitions run along. */
export class ArrayNames {
  private readonly dimensions: Dimensions
  private readonly keys: ReadonlySet<string>

  constructor(dimensions: readonly Dimension[]) {
    this.dimensions = new Dimensions(dimensions, new Findings(""))
    this.keys = new Set(dimensions.map((dimension) => nameKey(dimension.name)))
  }

  isDimension(name: string): boolean {
    return this.keys.has(nameKey(name))
  }

  /** The elements of a dimension as people see them, those of dimensions named among them counted in. */
  elementsIn(dimension: Dimension): readonly string[] {
    const axis = this.dimensions.axes.get(nameKey(dimension.name))
    return axis ? axis.elements.map((element) => this.dimensions.show(element)) : dimension.elements
  }

  /** Whether a dimension has an element of that name. */
  isElement(name: string, dimension: string | null): boolean {
    return dimension !== null && (this.dimensions.axes.get(nameKey(dimension))?.place.has(nameKey(name)) ?? false)
  }

  /** The elements of an array one by one; null where they are too many. */
  elementsOf(group: readonly Variable[]): Element[] | null {
    return elementsOf(group, this.dimensions)
  }

  /** The dimensions that the definitions of a variable lie in, each the smallest that holds all of them; null where none does. */
  declared(group: readonly Variable[]): readonly (string | null)[] {
    const [first] = group
    if (first!.dimensions) return first!.dimensions
    return first!.subscripts.map((_, place) => {
      const names = group.map((variable) => {
        const one = variable.subscripts[place]
        return one?.kind === "name" ? one.name : null
      })
      const [only] = names
      if (only && names.every((name) => name !== null && nameKey(name) === nameKey(only)) && this.isDimension(only))
        return only
      const elements = new Set<string>()
      for (const name of names) {
        if (name === null) return null
        const axis = this.dimensions.axes.get(nameKey(name))
        if (axis) for (const element of axis.elements) elements.add(element)
        else elements.add(nameKey(name))
      }
      return this.dimensions.around([...elements])?.name ?? null
    })
  }
}
