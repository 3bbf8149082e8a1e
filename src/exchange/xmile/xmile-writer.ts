// A blueprint into XMILE 1.0: what other tools read in XMILE's own words, and what it has no words for in Brink's
// vendor namespace (docs/formats/xmile.md), each such thing named in the notes.
//
// The promise: reading the text back gives the same blueprint, but for the places in the file, the spelling of names
// (blanks and underscores are one) and what XML cannot write at all. Here stands what a file is made of; its variables,
// views and equations are each a file of their own.

import {
  type Blueprint,
  type Dimension,
  type Macro,
  type Module,
  nameKey,
  type Part,
  type RealityCheck,
  type Subscript,
  type Term,
} from "../blueprint/blueprint.ts"
import {constantValue} from "../blueprint/elementwise.ts"
import {same} from "../blueprint/likeness.ts"
import {ArrayNames} from "./array-names.ts"
import {type EquationsWriter, Wording} from "./equations-writer.ts"
import {fingerprint} from "./fingerprints.ts"
import {commas} from "./name-lists.ts"
import {writeVariables} from "./variables-writer.ts"
import {writeView} from "./views-writer.ts"
import {BRINK_SPACE, ISEE_SPACE} from "./xmile-file.ts"
import {xmileName, xmileNumber} from "./xmile-formula.ts"
import {type Attributes, XmileText} from "./xmile-text.ts"

/** The text of a file, and what of the model XMILE 1.0 cannot say, in sentences. */
type WrittenXmile = {readonly text: string; readonly notes: readonly string[]}

const OASIS = "http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"

/** What XMILE calls the ways of integrating. */
const METHODS = {euler: "Euler", rk2: "RK2", rk4: "RK4"} as const

/** The blueprint as XMILE. */
export function writeXmile(blueprint: Blueprint): WrittenXmile {
  return new XmileWriter(blueprint).write()
}

class XmileWriter {
  private readonly blueprint: Blueprint
  private readonly out: XmileText
  private readonly arrays: ArrayNames
  private readonly wording: Wording

  constructor(blueprint: Blueprint) {
    this.blueprint = blueprint
    this.out = new XmileText(blueprint.settings)
    this.arrays = new ArrayNames(blueprint.dimensions)
    this.wording = new Wording(blueprint, this.arrays, this.out)
  }

  write(): WrittenXmile {
    const {blueprint, out} = this
    const attributes: Attributes = [
      ["version", "1.0"],
      ["xmlns", OASIS],
      ["xmlns:isee", ISEE_SPACE],
      ["xmlns:brink", BRINK_SPACE],
      ...blueprint.settings
        .filter(({name}) => name.startsWith("xmlns:"))
        .map(({name, text}): [string, string] => [name, text]),
      ["brink:tool", blueprint.tool === "xmile" ? null : blueprint.tool],
    ]
    out.within("xmile", attributes, () => {
      this.header()
      this.times(blueprint.parts[0])
      this.units()
      this.dimensions(blueprint.dimensions, "dimensions")
      for (const [i, part] of blueprint.parts.entries()) this.part(part, i === 0)
      for (const macro of blueprint.macros) this.macro(macro)
      out.keptLines("xmile.file")
      for (const check of blueprint.checks) this.check(check)
      for (const {name, text} of blueprint.settings)
        if (!name.startsWith("xmile.") && !name.startsWith("xmlns:") && name !== "unit")
          out.element("brink:setting", [["name", name]], text)
    })
    this.wording.tell()
    return {text: out.text, notes: out.notes}
  }

  // Header, times, units, dimensions.

  private header(): void {
    const {blueprint, out} = this
    out.within("header", [["brink:doc", blueprint.doc || null]], () => {
      out.element("name", [], blueprint.name)
      if (blueprint.title !== "") out.element("caption", [], blueprint.title)
      out.element("vendor", [], "Brink")
      out.element(
        "product",
        [
          ["version", "1.0"],
          ["lang", "en"],
        ],
        "Brink",
      )
      out.keptLines("xmile.header")
      out.within("options", [["namespace", "std, isee, brink"]], () => this.options())
    })
  }

  /** What a tool must be able to do for this model. */
  private options(): void {
    const {out} = this
    const {parts, macros} = this.blueprint
    const all = [...parts.flatMap((part) => part.variables), ...macros.flatMap((macro) => macro.variables)]
    const most = all.reduce((count, variable) => Math.max(count, variable.subscripts.length), 0)
    if (all.some((variable) => variable.conveyor))
      out.element("uses_conveyors", [
        ["arrest", all.some((variable) => variable.conveyor?.arrest) ? "true" : null],
        ["leak", all.some((variable) => variable.leak) ? "true" : null],
      ])
    if (all.some((variable) => variable.queue))
      out.element("uses_queues", [["overflow", all.some((variable) => variable.overflow) ? "true" : null]])
    if (most > 0) out.element("uses_arrays", [["maximum_dimensions", most]])
    if (parts.some((part) => part.modules.length > 0)) out.element("uses_submodels", [])
    if (macros.length > 0)
      out.element("uses_macros", [
        ["recursive_macros", "false"],
        ["option_filters", "false"],
      ])
    if (parts.some((part) => part.views.length > 0)) out.element("has_model_views", [])
  }

  private times(root: Part | undefined): void {
    const {out} = this
    const {time} = this.blueprint
    const equations = this.wording.scope(root?.variables ?? [], root?.modules.map((one) => one.name) ?? [])
    const saved = time.save === null ? null : constantValue(time.save, root)
    const attributes: Attributes = [
      ["method", METHODS[time.method]],
      ["time_units", time.unit || null],
      ["isee:save_interval", saved === null || saved <= 0 ? null : xmileNumber(saved)],
      ["brink:save", this.exactSave(root, saved, equations)],
    ]
    out.withinKept("sim_specs", attributes, "xmile.sim_specs", () => {
      this.moment("start", time.start, root, equations)
      this.moment("stop", time.stop, root, equations)
      this.moment("dt", time.step, root, equations)
    })
  }

  /** One of the times of a run, as a number where it is one. */
  private moment(name: string, term: Term, root: Part | undefined, equations: EquationsWriter): void {
    const value = constantValue(term, root)
    if (value === null) {
      this.out.tell("times of a run that are worked out from variables", name)
      equations.equation(name, term, "")
      return
    }
    const number = xmileNumber(value)
    const attributes: Attributes =
      term.op === "number"
        ? []
        : [
            ["brink:as", equations.exact(term)],
            ["brink:for", fingerprint(number)],
          ]
    this.out.element(name, attributes, number)
  }

  /** How often the run is saved, in Brink's words, where neither a number nor the variable SAVEPER says it; "" is every step. */
  private exactSave(root: Part | undefined, saved: number | null, equations: EquationsWriter): string | null {
    const {save} = this.blueprint.time
    const control = root?.variables.find(
      (variable) => nameKey(variable.name) === "saveper" && variable.subscripts.length === 0,
    )
    if (!save) return control ? "" : null
    const asNumber = save.op === "number" && save.value === saved
    const asControl = saved === null && control?.equation && same(control.equation, save)
    return asNumber || asControl ? null : equations.exact(save)
  }

  private units(): void {
    const {out} = this
    const equal = this.blueprint.equivalences
    const equations = out.kept("unit")
    if (equal.length + equations.length + out.kept("xmile.unit").length === 0) return
    out.within("model_units", [], () => {
      for (const text of equations) {
        const [name, ...equation] = text.split(" = ")
        out.within("unit", [["name", name]], () => out.element("eqn", [], equation.join(" = ")))
      }
      for (const [name, ...aliases] of equal)
        out.within("unit", [["name", name]], () => {
          for (const alias of aliases) out.element("alias", [], alias)
        })
      out.keptLines("xmile.unit")
    })
  }

  private dimensions(dimensions: readonly Dimension[], name: string): void {
    if (dimensions.length === 0) return
    const equations = this.wording.scope([], [])
    this.out.within(name, [], () => {
      for (const dimension of dimensions) this.dimension(dimension, equations)
    })
  }

  private dimension(dimension: Dimension, equations: EquationsWriter): void {
    const {out} = this
    const {name, elements, mappings, alias, from} = dimension
    const plain = this.arrays.elementsIn(dimension)
    const exact = plain.length === elements.length && plain.every((element, i) => element === elements[i])
    const numbered = plain.length > 0 && plain.every((element, i) => element === String(i + 1))
    const attributes: Attributes = [
      ["name", name],
      ["size", numbered ? plain.length : null],
      ["brink:elements", exact ? null : commas(elements)],
      ["brink:alias", alias],
      ["brink:doc", dimension.doc || null],
    ]
    if (alias !== undefined) out.tell("a second name for a dimension", name)
    if (!exact && elements.some((element) => this.arrays.isDimension(element)))
      out.tell("dimensions put together of others", name)
    if (numbered && mappings.length === 0 && !from) {
      out.element("dim", attributes)
      return
    }
    out.within("dim", attributes, () => {
      if (!numbered) for (const element of plain) out.element("elem", [["name", element]])
      for (const mapping of mappings) {
        out.tell("where the elements of one dimension go in another", `${name} -> ${mapping.to}`)
        out.element("brink:mapping", [
          ["to", mapping.to],
          ["elements", mapping.elements ? commas(mapping.elements) : null],
        ])
      }
      if (from) {
        out.tell("a dimension whose elements stand in a data file", name)
        out.element("brink:from", [], equations.exact(from))
      }
    })
  }

  // Models, macros and checks.

  private part(part: Part, main: boolean): void {
    const {out} = this
    const {name, variables, modules, groups, views} = part
    out.within("model", main ? [["brink:name", name || null]] : [["name", name]], () => {
      const groupOf = new Map<string, string>()
      for (const group of groups) for (const member of group.members) groupOf.set(nameKey(member), group.name)
      out.within("variables", [], () => {
        writeVariables(out, variables, {
          arrays: this.arrays,
          equations: this.wording.scope(
            variables,
            modules.map((one) => one.name),
          ),
          part: name,
          groupOf,
          native: this.blueprint.tool === "xmile",
        })
        for (const module of modules) this.module(module, main, name)
        for (const group of groups)
          out.within("group", [["name", group.name]], () => {
            out.doc(group.doc)
            for (const member of group.members) out.element("entity", [["name", member]])
          })
        out.keptLines(`xmile.variables:${name}`)
      })
      if (views.length + out.kept(`xmile.views:${name}`).length > 0)
        out.within("views", [], () => {
          for (const view of views) writeView(out, view)
          out.keptLines(`xmile.views:${name}`)
        })
    })
  }

  private module({name, model, connections, doc}: Module, main: boolean, part: string): void {
    const {out} = this
    const own = nameKey(model) === nameKey(name) ? null : model
    if (own !== null) out.tell("a module whose model has another name", name)
    const attributes: Attributes = [
      ["name", name],
      ["brink:model", own],
    ]
    // At the root a name without a module before it gets the dot that says so.
    const path = (end: string) => pathOf(main && !end.includes(".") ? `.${end}` : end)
    out.withinKept("module", attributes, `xmile.module:${part}/${nameKey(name)}`, () => {
      for (const {to, from} of connections)
        out.element("connect", [
          ["to", path(to)],
          ["from", path(from)],
        ])
      out.doc(doc)
    })
  }

  private macro(macro: Macro): void {
    const {out} = this
    const {name, inputs, outputs, variables} = macro
    const equations = this.wording.scope(variables, inputs)
    if (outputs.length > 0) out.tell("macros with several results", name)
    const attributes: Attributes = [
      ["name", name],
      ["brink:outputs", outputs.length > 0 ? commas(outputs) : null],
    ]
    out.within("macro", attributes, () => {
      for (const [i, input] of inputs.entries()) {
        const otherwise = macro.defaults?.[i]
        out.element("parm", [["default", otherwise ? equations.exact(otherwise) : null]], input)
      }
      if (macro.value) equations.equation("eqn", macro.value, null)
      else out.element("eqn", [], xmileName(name))
      out.keptLines(`xmile.macro:${nameKey(name)}`)
      out.doc(macro.doc)
      if (macro.dimensions.length > 0) out.tell("dimensions of a macro's own", name)
      this.dimensions(macro.dimensions, "brink:dimensions")
      if (variables.length > 0)
        out.within("variables", [], () =>
          writeVariables(out, variables, {
            arrays: this.arrays,
            equations,
            part: `macro ${name}`,
            groupOf: new Map(),
            native: this.blueprint.tool === "xmile",
          }),
        )
    })
  }

  private check({name, kind, subscripts, sets, condition, implies, source}: RealityCheck): void {
    const {out} = this
    const equations = this.wording.scope([], [])
    out.tell("reality checks", name)
    const listed = (list: readonly Subscript[]) => (list.length > 0 ? equations.subscripts(list) : null)
    const attributes: Attributes = [
      ["name", name],
      ["kind", kind],
      ["subscripts", listed(subscripts)],
    ]
    out.within("brink:check", attributes, () => {
      for (const set of sets)
        out.element(
          "brink:set",
          [
            ["name", set.name],
            ["subscripts", listed(set.subscripts)],
          ],
          equations.exact(set.to),
        )
      if (condition) out.element("brink:condition", [], equations.exact(condition))
      if (implies) out.element("brink:implies", [], equations.exact(implies))
      out.element("brink:source", [], source)
    })
  }
}

/** A path with its names as identifiers. */
function pathOf(path: string): string {
  return path.replace(/(?:\\n|[\s\u00a0])+/gu, "_")
}
