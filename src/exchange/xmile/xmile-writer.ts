// A blueprint into XMILE 1.0: what other tools read in XMILE's own words, and what it has no words for in Brink's
// vendor namespace (docs/formats/xmile.md), each such thing named in the notes.
//
// The promise: reading the text back gives the same blueprint, but for the places in the file, the spelling of names
// (blanks and underscores are one) and what XML cannot write at all. So every equation is read back while it is
// written, and noted beside itself, in an attribute, where XMILE's words would come back as another one.

import {atan2} from "../../elementary.ts"
import {groupBy} from "../../grouping.ts"
import {MISSING} from "../../model/index.ts"
import {
  type Blueprint,
  type Dimension,
  type Macro,
  nameKey,
  type Part,
  type Points,
  type RealityCheck,
  type Subscript,
  type Term,
  type Variable,
  type View,
} from "../blueprint/blueprint.ts"
import {Dimensions} from "../blueprint/dimensions.ts"
import {constantValue, elementsOf} from "../blueprint/elementwise.ts"
import {Findings} from "../blueprint/findings.ts"
import type {Vocabulary} from "../blueprint/formula.ts"
import {same, sameSubscripts} from "../blueprint/likeness.ts"
import {isConstant, visit} from "../blueprint/terms.ts"
import {readXmileEquation} from "./equations.ts"
import {fingerprint} from "./fingerprints.ts"
import {commaList} from "./name-lists.ts"
import {BRINK_SPACE, ISEE_SPACE} from "./xmile-file.ts"
import {type Heard, type Names, XmileFormula, xmileName, xmileNumber} from "./xmile-formula.ts"
import {placesIn, xmileVocabulary} from "./xmile-functions.ts"
import {cdata, escapeAttribute, escapeText} from "./xml.ts"

/** The text of a file, and what of the model XMILE 1.0 cannot say, in sentences. */
export type WrittenXmile = {readonly text: string; readonly notes: readonly string[]}

const OASIS = "http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"

/** Names in one note; of more, the number is told. */
const MOST_NAMED = 8

/** What XMILE calls the ways of integrating. */
const METHODS = {euler: "Euler", rk2: "RK2", rk4: "RK4"} as const

/** Degrees in a radian. */
const DEGREES = 57.29577951308232

/** The blueprint as XMILE. */
export function writeXmile(blueprint: Blueprint): WrittenXmile {
  return new XmileWriter(blueprint).write()
}

type Attributes = readonly (readonly [name: string, value: string | number | null | undefined])[]

/** What a set of variables is written with: the root's, a module's, a macro's. */
type Scope = {readonly print: XmileFormula; readonly vocabulary: Vocabulary; readonly part: string}

class XmileWriter {
  private readonly blueprint: Blueprint
  private readonly out: string[] = []
  private depth = 0
  /** Texts of the file's own settings, by name. */
  private readonly settings: ReadonlyMap<string, Blueprint["settings"]>
  private readonly macroKeys: ReadonlySet<string>
  private readonly dimensions: Dimensions
  private readonly dimensionKeys: ReadonlySet<string>
  private readonly places: ReadonlyMap<string, number>
  private readonly heard: Heard = {functions: new Set(), parts: new Set(), points: false}
  /** What goes to the vendor namespace, by kind, with the names it concerns. */
  private readonly told = new Map<string, Set<string>>()

  constructor(blueprint: Blueprint) {
    this.blueprint = blueprint
    this.settings = groupBy(blueprint.settings, ({name}) => name)
    this.macroKeys = new Set(blueprint.macros.map((macro) => nameKey(macro.name)))
    this.dimensions = new Dimensions(blueprint.dimensions, new Findings(""))
    this.places = placesIn(blueprint.dimensions)
    this.dimensionKeys = new Set(blueprint.dimensions.map((dimension) => nameKey(dimension.name)))
  }

  write(): WrittenXmile {
    const {blueprint} = this
    this.out.push('<?xml version="1.0" encoding="utf-8"?>\n')
    const spaces = blueprint.settings.filter(({name}) => name.startsWith("xmlns:"))
    this.open("xmile", [
      ["version", "1.0"],
      ["xmlns", OASIS],
      ["xmlns:isee", ISEE_SPACE],
      ["xmlns:brink", BRINK_SPACE],
      ...spaces.map(({name, text}): [string, string] => [name, text]),
      ["brink:tool", blueprint.tool === "xmile" ? null : blueprint.tool],
    ])
    this.header()
    const root = blueprint.parts[0]
    this.times(root)
    this.units()
    this.dimensionList(blueprint.dimensions, "dimensions")
    for (const [i, part] of blueprint.parts.entries()) this.part(part, i === 0)
    for (const macro of blueprint.macros) this.macro(macro)
    for (const raw of this.kept("xmile.file")) this.raw(raw)
    for (const check of blueprint.checks) this.check(check)
    for (const {name, text} of blueprint.settings)
      if (!name.startsWith("xmile.") && !name.startsWith("xmlns:") && name !== "unit")
        this.element("brink:setting", [["name", name]], text)
    this.close("xmile")
    return {text: this.out.join(""), notes: this.notes()}
  }

  // Text.

  private line(text: string): void {
    this.out.push("\t".repeat(this.depth), text, "\n")
  }

  private open(name: string, attributes: Attributes = []): void {
    this.line(`<${name}${written(attributes)}>`)
    this.depth++
  }

  private close(name: string): void {
    this.depth--
    this.line(`</${name}>`)
  }

  /** An element with words in it, or an empty one. Several lines go into it as they are. */
  private element(name: string, attributes: Attributes, words = ""): void {
    this.line(
      words === ""
        ? `<${name}${written(attributes)}/>`
        : `<${name}${written(attributes)}>${escapeText(words)}</${name}>`,
    )
  }

  /** What the reader kept as text under that name. */
  private kept(name: string): string[] {
    return (this.settings.get(name) ?? []).map(({text}) => text)
  }

  private raw(xml: string): void {
    this.line(xml)
  }

  private tell(kind: string, name: string): void {
    const names = this.told.get(kind)
    if (names) names.add(name)
    else this.told.set(kind, new Set([name]))
  }

  private notes(): string[] {
    for (const fn of this.heard.functions) this.tell("functions that XMILE has none like, written brink.NAME(...)", fn)
    for (const name of this.heard.parts)
      this.tell("parts of dimensions that an array function runs over, written [*:NAME]", name)
    if (this.heard.points) this.tell("points inside an equation, written brink.with_lookup(...)", "WITH LOOKUP")
    return [...this.told].map(([kind, names]) => {
      const all = [...names]
      const shown = all.slice(0, MOST_NAMED).join(", ")
      return `XMILE 1.0 cannot say ${kind}: ${shown}${all.length > MOST_NAMED ? ` and ${all.length - MOST_NAMED} more` : ""}`
    })
  }

  // Header, times, units, dimensions.

  private header(): void {
    const {blueprint} = this
    this.open("header", [["brink:doc", blueprint.doc || null]])
    this.element("name", [], blueprint.name)
    if (blueprint.title !== "") this.element("caption", [], blueprint.title)
    this.element("vendor", [], "Brink")
    this.element(
      "product",
      [
        ["version", "1.0"],
        ["lang", "en"],
      ],
      "Brink",
    )
    for (const raw of this.kept("xmile.header")) this.raw(raw)
    this.options()
    this.close("header")
  }

  private options(): void {
    const {parts, macros} = this.blueprint
    const all = [...parts.flatMap((part) => part.variables), ...macros.flatMap((macro) => macro.variables)]
    const most = all.reduce((count, variable) => Math.max(count, variable.subscripts.length), 0)
    this.open("options", [["namespace", "std, isee, brink"]])
    if (all.some((variable) => variable.conveyor))
      this.element("uses_conveyors", [
        ["arrest", all.some((variable) => variable.conveyor?.arrest) ? "true" : null],
        ["leak", all.some((variable) => variable.leak) ? "true" : null],
      ])
    if (all.some((variable) => variable.queue))
      this.element("uses_queues", [["overflow", all.some((variable) => variable.overflow) ? "true" : null]])
    if (most > 0) this.element("uses_arrays", [["maximum_dimensions", most]])
    if (parts.some((part) => part.modules.length > 0)) this.element("uses_submodels", [])
    if (macros.length > 0)
      this.element("uses_macros", [
        ["recursive_macros", "false"],
        ["option_filters", "false"],
      ])
    if (parts.some((part) => part.views.length > 0)) this.element("has_model_views", [])
    this.close("options")
  }

  private times(root: Part | undefined): void {
    const {time} = this.blueprint
    const scope = this.scope(root?.variables ?? [], root?.modules.map((one) => one.name) ?? [], "")
    const saved = time.save === null ? null : constantValue(time.save, root)
    const control = root?.variables.find(
      (variable) => nameKey(variable.name) === "saveper" && variable.subscripts.length === 0,
    )
    const asControl = control?.equation && time.save && same(control.equation, time.save) && saved === null
    const [head, rest] = skeletonParts(this.kept("xmile.sim_specs")[0] ?? "")
    const plainSave = saved !== null && time.save?.op === "number" && time.save.value === saved
    const attributes = written([
      ["method", METHODS[time.method]],
      ["time_units", time.unit || null],
      ["isee:save_interval", saved === null || saved <= 0 ? null : xmileNumber(saved)],
      [
        "brink:save",
        plainSave || asControl
          ? null
          : time.save
            ? scope.print.exact(time.save)
            : control || saved !== null
              ? ""
              : null,
      ],
    ])
    this.line(`<sim_specs${attributes}${head}>`)
    this.depth++
    for (const [name, term] of [
      ["start", time.start],
      ["stop", time.stop],
      ["dt", time.step],
    ] as const) {
      const value = constantValue(term, root)
      if (value === null) {
        this.tell("times of a run that are worked out from variables", name)
        this.equation(name, term, scope, "")
      } else if (term.op === "number") this.element(name, [], xmileNumber(value))
      else
        this.element(
          name,
          [
            ["brink:as", scope.print.exact(term)],
            ["brink:for", fingerprint(xmileNumber(value))],
          ],
          xmileNumber(value),
        )
    }
    if (rest !== "") this.raw(rest)
    this.close("sim_specs")
  }

  private units(): void {
    const equal = this.blueprint.equivalences
    const equations = this.kept("unit")
    const raws = this.kept("xmile.unit")
    if (equal.length + equations.length + raws.length === 0) return
    this.open("model_units")
    for (const text of equations) {
      const [name, ...equation] = text.split(" = ")
      this.open("unit", [["name", name]])
      this.element("eqn", [], equation.join(" = "))
      this.close("unit")
    }
    for (const [name, ...aliases] of equal) {
      this.open("unit", [["name", name]])
      for (const alias of aliases) this.element("alias", [], alias)
      this.close("unit")
    }
    for (const raw of raws) this.raw(raw)
    this.close("model_units")
  }

  private dimensionList(dimensions: readonly Dimension[], name: string): void {
    if (dimensions.length === 0) return
    this.open(name)
    const scope = this.scope([], [], "")
    for (const dimension of dimensions) {
      const key = nameKey(dimension.name)
      const axis = this.dimensions.axes.get(key)
      const plain = axis ? axis.elements.map((element) => this.dimensions.show(element)) : [...dimension.elements]
      const exact = sameWords(plain, dimension.elements) ? null : commas(dimension.elements)
      const numbered = plain.length > 0 && plain.every((element, i) => element === String(i + 1))
      const attributes: Attributes = [
        ["name", dimension.name],
        ["size", numbered ? plain.length : null],
        ["brink:elements", exact],
        ["brink:alias", dimension.alias],
        ["brink:doc", dimension.doc || null],
      ]
      if (dimension.alias !== undefined) this.tell("a second name for a dimension", dimension.name)
      if (exact !== null && dimension.elements.some((element) => this.dimensionKeys.has(nameKey(element))))
        this.tell("dimensions put together of others", dimension.name)
      if (numbered && dimension.mappings.length === 0 && !dimension.from) {
        this.element("dim", attributes)
        continue
      }
      this.open("dim", attributes)
      if (!numbered) for (const element of plain) this.element("elem", [["name", element]])
      for (const mapping of dimension.mappings) {
        this.tell("where the elements of one dimension go in another", `${dimension.name} -> ${mapping.to}`)
        this.element("brink:mapping", [
          ["to", mapping.to],
          ["elements", mapping.elements ? commas(mapping.elements) : null],
        ])
      }
      if (dimension.from) {
        this.tell("a dimension whose elements stand in a data file", dimension.name)
        this.element("brink:from", [], scope.print.exact(dimension.from))
      }
      this.close("dim")
    }
    this.close(name)
  }

  // Models.

  private scope(variables: readonly Variable[], more: readonly string[], part: string): Scope {
    const known = new Set<string>([...variables.map((variable) => nameKey(variable.name)), ...more.map(nameKey)])
    const declared = new Map<string, readonly (string | null)[]>()
    for (const group of grouped(variables)) declared.set(nameKey(group[0]!.name), this.declared(group))
    const names: Names = {
      macros: this.macroKeys,
      taken: new Set([...known, ...this.macroKeys]),
      dimensionsOf: (name) => declared.get(nameKey(name)),
    }
    const vocabulary = xmileVocabulary(
      (key) =>
        known.has(key) || this.macroKeys.has(key) || (key.includes(".") && !/^(?:std|isee|brink)\s*\./.test(key)),
      () => [],
      {vensim: false, places: this.places},
    )
    return {print: new XmileFormula(names, this.heard), vocabulary, part}
  }

  /** The dimensions that the definitions of a variable lie in, each the smallest that holds all of them; null where none does. */
  private declared(group: readonly Variable[]): readonly (string | null)[] {
    const [first] = group
    if (first!.dimensions) return first!.dimensions
    return first!.subscripts.map((_, place) => {
      const names = group.map((variable) => {
        const one = variable.subscripts[place]
        return one?.kind === "name" ? one.name : null
      })
      const [only] = names
      if (
        only &&
        names.every((name) => name !== null && nameKey(name) === nameKey(only)) &&
        this.dimensionKeys.has(nameKey(only))
      )
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

  private part(part: Part, main: boolean): void {
    this.open("model", main ? [["brink:name", part.name || null]] : [["name", part.name]])
    const modules = part.modules.map((one) => one.name)
    const scope = this.scope(part.variables, modules, part.name)
    this.open("variables")
    const groupOf = new Map<string, string>()
    for (const group of part.groups) for (const member of group.members) groupOf.set(nameKey(member), group.name)
    this.variables(part.variables, scope, groupOf)
    for (const module of part.modules) this.module(module, main, part.name)
    for (const group of part.groups) {
      this.open("group", [["name", group.name]])
      this.doc(group.doc)
      for (const member of group.members) this.element("entity", [["name", member]])
      this.close("group")
    }
    for (const raw of this.kept(`xmile.variables:${part.name}`)) this.raw(raw)
    this.close("variables")
    const extra = this.kept(`xmile.views:${part.name}`)
    if (part.views.length + extra.length > 0) {
      this.open("views")
      for (const view of part.views) this.view(view)
      for (const raw of extra) this.raw(raw)
      this.close("views")
    }
    this.close("model")
  }

  private module(module: Part["modules"][number], main: boolean, part: string): void {
    const own = nameKey(module.model) === nameKey(module.name) ? null : module.model
    if (own !== null) this.tell("a module whose model has another name", module.name)
    const [head, rest] = skeletonParts(this.kept(`xmile.module:${part}/${nameKey(module.name)}`)[0] ?? "")
    this.line(
      `<module${written([
        ["name", module.name],
        ["brink:model", own],
      ])}${head}>`,
    )
    this.depth++
    // At the root a name without a module before it gets the dot that says so.
    const path = (name: string) => pathOf(main && !name.includes(".") ? `.${name}` : name)
    for (const {to, from} of module.connections)
      this.element("connect", [
        ["to", path(to)],
        ["from", path(from)],
      ])
    this.doc(module.doc)
    if (rest !== "") this.raw(rest)
    this.close("module")
  }

  // Variables.

  private variables(variables: readonly Variable[], scope: Scope, groupOf: ReadonlyMap<string, string>): void {
    const groups = grouped(variables)
    const place = new Map<Variable, number>()
    for (const [i, variable] of variables.entries()) place.set(variable, i)
    const flows = this.flows(variables)
    let next = 0
    // Definitions of one array that stand apart in the file they come from keep their places.
    const apart = groups.some((group) => group.some((variable) => place.get(variable) !== next++))
    for (const group of groups) {
      const loose = apart && group.some((variable, i) => place.get(variable)! !== place.get(group[0]!)! + i)
      this.variable(group, scope, groupOf, flows, loose ? place : null)
    }
  }

  /** The stocks whose change is a sum of flows that are nobody else's, and what those flows are. */
  private flows(variables: readonly Variable[]): Flows {
    const byKey = new Map<string, Variable>()
    for (const variable of variables) byKey.set(nameKey(variable.name), variable)
    const inOf = new Map<string, number>()
    const outOf = new Map<string, number>()
    const sides = new Map<string, {inflows: string[]; outflows: string[]} | null>()
    for (const stock of variables) {
      if (stock.kind !== "stock" || !stock.equation) continue
      const key = nameKey(stock.name)
      const split = sides.has(key) ? null : signedNames(stock.equation, stock.subscripts)
      const fits =
        split?.every(({name}) => {
          const flow = byKey.get(nameKey(name))
          return (
            flow &&
            (flow.kind === "auxiliary" || flow.kind === "flow" || flow.kind === "constant") &&
            nameKey(name) !== key &&
            flow.subscripts.length === stock.subscripts.length
          )
        }) ?? false
      const inflows = (split ?? []).filter((one) => one.sign > 0).map((one) => one.name)
      const outflows = (split ?? []).filter((one) => one.sign < 0).map((one) => one.name)
      sides.set(key, fits ? {inflows, outflows} : null)
      for (const name of inflows) inOf.set(nameKey(name), (inOf.get(nameKey(name)) ?? 0) + 1)
      for (const name of outflows) outOf.set(nameKey(name), (outOf.get(nameKey(name)) ?? 0) + 1)
    }
    const pipes = new Set<string>()
    for (const [key, side] of sides) {
      if (!side) continue
      const alone = [...side.inflows, ...side.outflows].every(
        (name) => (inOf.get(nameKey(name)) ?? 0) <= 1 && (outOf.get(nameKey(name)) ?? 0) <= 1,
      )
      if (!alone) sides.set(key, null)
      else for (const name of [...side.inflows, ...side.outflows]) pipes.add(nameKey(name))
    }
    return {sides, pipes}
  }

  private variable(
    group: readonly Variable[],
    scope: Scope,
    groupOf: ReadonlyMap<string, string>,
    flows: Flows,
    place: ReadonlyMap<Variable, number> | null,
  ): void {
    const first = group[0]!
    const key = nameKey(first.name)
    const stock = group.some((variable) => variable.kind === "stock")
    const tag = stock
      ? "stock"
      : group.some((variable) => variable.kind === "flow") || flows.pipes.has(key)
        ? "flow"
        : "aux"
    const dims = this.declared(group)
    const whole =
      group.length === 1 &&
      first.except.length === 0 &&
      !first.dimensions &&
      first.subscripts.every(
        (one, i) => one.kind === "name" && dims[i] !== null && nameKey(dims[i]!) === nameKey(one.name),
      )
    const units = group.find((variable) => variable.units !== "")?.units ?? ""
    const doc = group.find((variable) => variable.doc !== "")?.doc ?? ""
    const ranged = group.find((variable) => variable.range)
    const [low, high, by] = ranged?.range ?? [null, null, null]
    // Where an equation is for a part of the array, or is a list of its numbers, other tools get its elements one by one.
    const parted =
      dims.length > 0 &&
      group.some(
        (variable) =>
          variable.except.length > 0 ||
          variable.equation?.op === "list" ||
          (!whole &&
            variable.subscripts.some(
              (one, i) =>
                one.kind === "name" &&
                this.dimensionKeys.has(nameKey(one.name)) &&
                !this.isElement(one.name, dims[i] ?? null),
            )),
      )
    const [head, rest] = skeletonParts(this.kept(`xmile.variable:${scope.part}/${key}`)[0] ?? "")
    const leaks = group.find((variable) => variable.leak)?.leak
    const access = group.find((variable) => variable.access)?.access
    const about = group.map((variable) => ({variable, kind: kindRead(tag, variable)}))
    const alone = whole && !parted
    const entry = parted ? "brink:element" : "element"
    const own = (variable: Variable, kind: string): Attributes => [
      ["brink:kind", variable.kind === kind ? null : variable.kind],
      ["brink:at", place ? place.get(variable) : null],
      ["brink:between", variable.between],
      ["brink:fixed", variable.fixed ? "true" : null],
      ["brink:supplementary", variable.supplementary ? "true" : null],
      ["brink:game", variable.game ? "true" : null],
      ["brink:group", variable.group === groupOf.get(key) ? null : (variable.group ?? "")],
    ]
    for (const {variable, kind} of about) {
      if (variable.kind === "data" && variable.kind !== kind) this.tell("data variables", variable.name)
      if (variable.between && variable.kind !== "data") this.tell("how data stand between their times", variable.name)
    }
    const attributes: Attributes = [
      ["name", first.name],
      ["access", access],
      ["leak_start", leaks && leaks.start !== 0 ? xmileNumber(leaks.start) : null],
      ["leak_end", leaks && leaks.end !== 1 ? xmileNumber(leaks.end) : null],
      ["brink:implied", !alone && !first.dimensions && dims.length > 0 ? "true" : null],
      [
        "brink:range",
        ranged && (by !== null || low === null || high === null)
          ? [low, high, by].map((one) => (one === null ? "?" : xmileNumber(one))).join(",")
          : null,
      ],
      ...(alone ? own(first, about[0]!.kind) : []),
    ]
    this.line(`<${tag}${written(attributes)}${head}>`)
    this.depth++
    this.dimensionsOf(first.name, dims)
    for (const {variable, kind} of about) {
      if (!alone) {
        const names = variable.subscripts.map((one) => (one.kind === "name" ? one.name : null))
        const subscript = names.map((name) => (name === null ? "?" : comma(name))).join(", ")
        const exact = names.includes(null) || !sameWords(commaList(subscript), names as string[])
        if (variable.except.length > 0) this.tell("elements left out by :EXCEPT:", variable.name)
        this.open(entry, [
          ["subscript", subscript],
          [
            "brink:subscripts",
            exact ? variable.subscripts.map((one) => scope.print.subscript(one, true)).join(", ") : null,
          ],
          [
            "brink:except",
            variable.except.length > 0
              ? variable.except
                  .map((list) => `[${list.map((one) => scope.print.subscript(one, true)).join(", ")}]`)
                  .join(", ")
              : null,
          ],
          ["brink:units", variable.units === units ? null : variable.units],
          ["brink:doc", variable.doc === doc ? null : variable.doc],
          [
            "brink:range",
            !ranged || variable === ranged
              ? null
              : (variable.range ?? [null])
                  .map((one) => (one === null ? "?" : xmileNumber(one)))
                  .join(",")
                  .replace(/^\?$/, ""),
          ],
          ...own(variable, kind),
        ])
      }
      this.body(variable, tag, scope, flows)
      if (!alone) this.close(entry)
    }
    if (parted) this.elements(group, tag, scope)
    if (stock) this.pipes(first, flows, key)
    if (leaks?.whole) this.element("leak_integers", [])
    if (group.some((variable) => variable.overflow)) this.element("overflow", [])
    if (group.some((variable) => variable.queue)) this.element("queue", [])
    if (low !== null && high !== null)
      this.element("range", [
        ["min", xmileNumber(low)],
        ["max", xmileNumber(high)],
      ])
    if (units !== "") this.element("units", [], units)
    this.doc(doc)
    if (rest !== "") this.raw(rest)
    this.close(tag)
    if (stock && group.some((variable) => variable.equation) && !flows.sides.get(key)) this.netFlow(group, scope, dims)
  }

  private dimensionsOf(name: string, dims: readonly (string | null)[]): void {
    if (dims.length === 0) return
    this.open("dimensions")
    for (const [i, dim] of dims.entries()) {
      if (dim === null) this.tell("elements of an array that lie in no dimension together", name)
      this.element("dim", [["name", dim ?? `${name} ${i + 1}`]])
    }
    this.close("dimensions")
  }

  /** The elements of an array one by one, in plain words; the reader of Brink's own passes them over. */
  private elements(group: readonly Variable[], tag: string, scope: Scope): void {
    const name = group[0]!.name
    const elements = elementsOf(group, this.dimensions)
    if (!elements) {
      this.tell("an array whose parts have equations and whose elements are too many to be written one by one", name)
      return
    }
    this.tell("equations for parts of an array, kept beside those of its elements", name)
    for (const {names, variable} of elements) {
      const term = tag === "stock" ? variable.initial : variable.equation
      const points = tag === "stock" ? undefined : term?.op === "points" ? term.points : variable.points
      const eqn = term
        ? scope.print.plain(term.op === "points" ? term.of : term)
        : variable.kind === "data"
          ? "TIME"
          : "0"
      const drawn = points ? [points.x.map(xmileNumber).join(","), points.y.map(xmileNumber).join(",")] : []
      this.open("element", [
        ["subscript", names.map(comma).join(", ")],
        ["brink:made", fingerprint([eqn, ...drawn].join("\n"))],
      ])
      if (term || points) this.element("eqn", [], eqn)
      if (points) this.gf(points, false, variable, true)
      this.close("element")
    }
  }

  private isElement(name: string, dimension: string | null): boolean {
    return dimension !== null && (this.dimensions.axes.get(nameKey(dimension))?.place.has(nameKey(name)) ?? false)
  }

  private pipes(stock: Variable, flows: Flows, key: string): void {
    const side = flows.sides.get(key)
    const [inflows, outflows] = stock.equation
      ? [side?.inflows ?? [netName(stock.name)], side?.outflows ?? []]
      : [stock.inflows ?? [], stock.outflows ?? []]
    for (const name of inflows) this.element("inflow", [], xmileName(name))
    for (const name of outflows) this.element("outflow", [], xmileName(name))
  }

  /** A stock whose change is any expression gets a flow that is that expression; the reader of Brink's own passes it over. */
  private netFlow(group: readonly Variable[], scope: Scope, dims: readonly (string | null)[]): void {
    const first = group[0]!
    const whole =
      group.length === 1 &&
      first.except.length === 0 &&
      first.subscripts.every((one, i) => one.kind === "name" && nameKey(one.name) === nameKey(dims[i] ?? ""))
    const laid = whole ? [{names: [], variable: first}] : (elementsOf(group, this.dimensions) ?? [])
    const eqns = laid.map(({variable}) => (variable.equation ? scope.print.plain(variable.equation) : ""))
    this.open("flow", [
      ["name", netName(first.name)],
      ["brink:made", fingerprint(eqns.filter((eqn) => eqn !== "").join("\n"))],
    ])
    this.dimensionsOf(first.name, dims)
    for (const [i, {names}] of laid.entries()) {
      if (!whole) this.open("element", [["subscript", names.map(comma).join(", ")]])
      if (eqns[i] !== "") this.element("eqn", [], eqns[i])
      if (!whole) this.close("element")
    }
    this.close("flow")
  }

  /** What is each equation's own: itself, its points, what keeps it above 0. */
  private body(variable: Variable, tag: string, scope: Scope, flows: Flows): void {
    const {points, source} = variable
    const stock = tag === "stock"
    scope.print.self = nameKey(variable.name)
    if (stock) {
      if (variable.initial) this.equation("eqn", variable.initial, scope, source)
      if (variable.equation) {
        if (!flows.sides.get(nameKey(variable.name)))
          this.tell("a stock whose change is no sum of flows, written with a flow of its own", variable.name)
        const exact = scope.print.exact(variable.equation)
        this.element("brink:rate", [], exact)
        this.faithful(variable.equation, exact, scope, variable.name)
      } else if (!variable.initial && source !== "") this.element("eqn", [], source)
    } else if (variable.leak && !variable.overflow) {
      if (variable.equation) this.equation("leak", variable.equation, scope, source)
      else this.element("leak", [])
    } else this.flowing(variable, scope)
    const {conveyor} = variable
    if (conveyor) {
      this.open("conveyor", [
        ["discrete", conveyor.discrete ? "true" : null],
        ["batch_integrity", conveyor.batchIntegrity ? "true" : null],
        ["one_at_a_time", conveyor.oneAtATime ? null : "false"],
        ["exponential_leak", conveyor.exponentialLeak ? "true" : null],
      ])
      for (const [name, term] of [
        ["len", conveyor.length],
        ["capacity", conveyor.capacity],
        ["in_limit", conveyor.inLimit],
        ["sample", conveyor.sample],
        ["arrest", conveyor.arrest],
      ] as const)
        if (term) this.equation(name, term, scope, null)
      this.close("conveyor")
    }
    if (variable.nonNegative) this.element("non_negative", [])
    if (points && variable.kind !== "stock") this.gf(points, false, variable)
  }

  private flowing(variable: Variable, scope: Scope): void {
    const {equation, points, source} = variable
    if (variable.kind === "lookup" && !equation) {
      this.element("eqn", [["brink:source", source === "0" ? null : source]], "0")
      return
    }
    if (variable.kind === "data" && !equation) {
      // Observations over time are a graphical function of time.
      if (points) this.element("eqn", [["brink:source", source === "TIME" ? null : source]], "TIME")
      else if (source !== "") this.element("eqn", [["brink:source", source]])
      return
    }
    if (!equation) {
      // What its author wrote and nobody could read stays for the author.
      if (source !== "")
        this.element(
          "eqn",
          [["brink:source", this.blueprint.tool === "xmile" ? null : source]],
          this.blueprint.tool === "xmile" ? source : "",
        )
      return
    }
    if (equation.op === "points" && !points) {
      this.equation("eqn", equation.of, scope, source)
      this.gf(equation.points, true, variable)
      return
    }
    if (equation.op === "call" && equation.fn === "active_initial" && equation.args.length === 2) {
      this.equation("eqn", equation.args[0]!, scope, source)
      this.equation("init_eqn", equation.args[1]!, scope, null)
      return
    }
    const kept = variable.kind === "lookup" || (variable.kind === "data" && points !== undefined)
    this.equation("eqn", equation, scope, source, kept)
  }

  /**
   * An equation in an element of that name: as its author wrote it where that is XMILE and still so, else in XMILE's
   * words; with the exact form beside it where those would be read as another.
   *
   * @param source as its author wrote it; null where that is not kept.
   * @param exactly the exact form stands beside it in any case.
   */
  private equation(name: string, term: Term, scope: Scope, source: string | null, exactly = false): void {
    let text = scope.print.plain(term)
    if (this.blueprint.tool === "xmile" && source && same(readXmileEquation(source, scope.vocabulary), term))
      text = source
    const faithful = !exactly && same(readXmileEquation(text, scope.vocabulary), term)
    const exact = faithful ? null : scope.print.exact(term)
    if (exact !== null) this.faithful(term, exact, scope, name)
    if (holdsMissing(term)) this.tell("a missing value, written as Vensim's number for it", ":NA:")
    this.element(
      name,
      [
        ["brink:as", exact],
        ["brink:for", exact === null ? null : fingerprint(text.trim())],
        ["brink:source", source === null || source === text.trim() ? null : source],
      ],
      text,
    )
  }

  /** Says so when not even the exact form comes back as it was. */
  private faithful(term: Term, exact: string, scope: Scope, name: string): void {
    if (!same(readXmileEquation(exact, scope.vocabulary), term))
      this.tell("an equation that would be read back as another", name)
  }

  private gf(points: Points, within: boolean, variable: Variable, plain = false): void {
    const {x, y, between, beyond, box} = points
    const type = between === "last" ? "discrete" : beyond === "extend" ? "extrapolate" : null
    const implied = box && box[0] === x[0] && box[1] === x.at(-1)
    if (between === "next") this.tell("points whose values hold backward", variable.name)
    this.open("gf", [
      ["type", type],
      ["brink:with", within ? "true" : null],
      ["brink:box", box && !implied && !plain ? box.map(xmileNumber).join(",") : null],
      ["brink:between", between === "next" ? "next" : null],
      ["brink:beyond", between === "last" && beyond === "extend" ? "extend" : null],
    ])
    if (box)
      this.element("yscale", [
        ["min", xmileNumber(box[2])],
        ["max", xmileNumber(box[3])],
      ])
    this.element("xpts", [], x.map(xmileNumber).join(","))
    this.element("ypts", [], y.map(xmileNumber).join(","))
    this.close("gf")
  }

  private doc(doc: string): void {
    if (doc !== "")
      this.element("doc", [["xml:space", doc === doc.trim() && !doc.includes("\r") ? null : "preserve"]], doc)
  }

  // Macros and checks.

  private macro(macro: Macro): void {
    const scope = this.scope(macro.variables, macro.inputs, `macro ${macro.name}`)
    if (macro.outputs.length > 0) this.tell("macros with several results", macro.name)
    this.open("macro", [
      ["name", macro.name],
      ["brink:outputs", macro.outputs.length > 0 ? commas(macro.outputs) : null],
    ])
    for (const [i, input] of macro.inputs.entries()) {
      const otherwise = macro.defaults?.[i]
      this.element("parm", [["default", otherwise ? scope.print.exact(otherwise) : null]], input)
    }
    if (macro.value) this.equation("eqn", macro.value, scope, null)
    else this.element("eqn", [], xmileName(macro.name))
    for (const raw of this.kept(`xmile.macro:${nameKey(macro.name)}`)) this.raw(raw)
    this.doc(macro.doc)
    if (macro.dimensions.length > 0) {
      this.tell("dimensions of a macro's own", macro.name)
      this.dimensionList(macro.dimensions, "brink:dimensions")
    }
    if (macro.variables.length > 0) {
      this.open("variables")
      this.variables(macro.variables, scope, new Map())
      this.close("variables")
    }
    this.close("macro")
  }

  private check(check: RealityCheck): void {
    const scope = this.scope([], [], "")
    this.tell("reality checks", check.name)
    const subscripts = (list: readonly Subscript[]) =>
      list.length > 0 ? list.map((one) => scope.print.subscript(one, true)).join(", ") : null
    this.open("brink:check", [
      ["name", check.name],
      ["kind", check.kind],
      ["subscripts", subscripts(check.subscripts)],
    ])
    for (const set of check.sets)
      this.element(
        "brink:set",
        [
          ["name", set.name],
          ["subscripts", subscripts(set.subscripts)],
        ],
        scope.print.exact(set.to),
      )
    if (check.condition) this.element("brink:condition", [], scope.print.exact(check.condition))
    if (check.implies) this.element("brink:implies", [], scope.print.exact(check.implies))
    this.element("brink:source", [], check.source)
    this.close("brink:check")
  }

  // Views.

  private view(view: View): void {
    if (view.raw?.tool === "xmile") {
      this.raw(view.raw.text)
      return
    }
    this.open("view", [
      ["type", "stock_flow"],
      ["name", view.name || null],
      ["brink:drawn", "true"],
    ])
    const centres = new Map<string, readonly [number, number]>()
    for (const item of view.items)
      if (item.kind !== "connector" && item.name !== "") centres.set(nameKey(item.name), [item.x, item.y])
    for (const [i, item] of view.items.entries()) this.item(item, i + 1, centres)
    if (view.raw) {
      this.tell("how Vensim draws a view, kept beside it", view.name || "view")
      this.line(`<brink:sketch>${cdata(view.raw.text)}</brink:sketch>`)
    }
    this.close("view")
  }

  private item(
    item: View["items"][number],
    uid: number,
    centres: ReadonlyMap<string, readonly [number, number]>,
  ): void {
    const number = (value: number | undefined) => (value === undefined ? null : xmileNumber(value))
    const size: Attributes = [
      ["x", xmileNumber(item.x)],
      ["y", xmileNumber(item.y)],
      ["width", number(item.width)],
      ["height", number(item.height)],
    ]
    const ends: Attributes = [
      ["brink:from", item.from],
      ["brink:to", item.to],
    ]
    const pts = (): void => {
      this.open("pts")
      for (const [x, y] of item.points ?? [])
        this.element("pt", [
          ["x", xmileNumber(x)],
          ["y", xmileNumber(y)],
        ])
      this.close("pts")
    }
    const tag = TAGS.get(item.kind)
    const differs = (name: string) => (nameKey(xmileName(name)) === nameKey(name) ? null : name)
    if (item.kind === "connector" && item.from !== undefined && item.to !== undefined) {
      const [a, b] = [centres.get(nameKey(item.from)), centres.get(nameKey(item.to))]
      const angle = item.angle ?? (a && b ? Math.round(atan2(a[1] - b[1], b[0] - a[0]) * DEGREES * 100) / 100 : 0)
      this.open("connector", [
        ["uid", uid],
        ["angle", xmileNumber(angle)],
        ["polarity", item.polarity],
        ["brink:angle", item.angle === undefined ? "none" : null],
        ["brink:name", item.name || null],
        ["brink:from", differs(item.from)],
        ["brink:to", differs(item.to)],
        ["brink:x", item.x === 0 ? null : xmileNumber(item.x)],
        ["brink:y", item.y === 0 ? null : xmileNumber(item.y)],
        ["brink:width", number(item.width)],
        ["brink:height", number(item.height)],
        [
          "brink:points",
          item.points ? item.points.map(([x, y]) => `${xmileNumber(x)},${xmileNumber(y)}`).join(" ") : null,
        ],
      ])
      this.element("from", [], xmileName(item.from))
      this.element("to", [], xmileName(item.to))
      this.close("connector")
    } else if (item.kind === "text" && !item.points && item.from === undefined && item.to === undefined) {
      this.element(
        "text_box",
        [["uid", uid], ...size, ["brink:name", item.name === item.name.trim() ? null : item.name]],
        item.name,
      )
    } else if (item.kind === "alias") {
      this.open("alias", [
        ["uid", uid],
        ...size,
        ...ends,
        ["brink:name", xmileName(item.name) === item.name ? null : item.name],
      ])
      this.element("of", [], xmileName(item.name))
      this.close("alias")
    } else if (tag !== undefined) {
      const attributes: Attributes = [
        ["name", item.name],
        ...size,
        ...ends,
        ["polarity", item.polarity],
        ["angle", number(item.angle)],
      ]
      if (!item.points) this.element(tag, attributes)
      else {
        this.open(tag, attributes)
        pts()
        this.close(tag)
      }
    } else {
      const attributes: Attributes = [
        ["kind", item.kind],
        ["name", item.name],
        ...size,
        ["from", item.from],
        ["to", item.to],
        ["angle", number(item.angle)],
        ["polarity", item.polarity],
      ]
      if (!item.points) this.element("brink:item", attributes)
      else {
        this.open("brink:item", attributes)
        pts()
        this.close("brink:item")
      }
    }
  }
}

type Flows = {
  /** By the stock's key: its flows, or null where its change is no sum of them. */
  readonly sides: ReadonlyMap<
    string,
    {readonly inflows: readonly string[]; readonly outflows: readonly string[]} | null
  >
  /** Variables that are such flows. */
  readonly pipes: ReadonlySet<string>
}

const TAGS: ReadonlyMap<string, string> = new Map([
  ["stock", "stock"],
  ["flow", "flow"],
  ["auxiliary", "aux"],
  ["module", "module"],
])

function written(attributes: Attributes): string {
  return attributes
    .map(([name, value]) =>
      value === null || value === undefined ? "" : ` ${name}="${escapeAttribute(String(value))}"`,
    )
    .join("")
}

/** Variables of one name together, in the order in which each name first stands. */
function grouped(variables: readonly Variable[]): Variable[][] {
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

/** What the reader makes of an entry that says nothing of its kind. */
function kindRead(tag: string, variable: Variable): string {
  if (tag === "stock" || tag === "flow") return tag
  if (variable.kind === "lookup" || variable.kind === "data") return "auxiliary"
  if (variable.points && !variable.equation) return "lookup"
  return variable.equation && !variable.points && isConstant(variable.equation) ? "constant" : "auxiliary"
}

/** A sum of names with their signs; null where a term is anything else. `subscripts` are those of the left side. */
function signedNames(term: Term, subscripts: readonly Subscript[]): {name: string; sign: 1 | -1}[] | null {
  const names: {name: string; sign: 1 | -1}[] = []
  const met = new Set<string>()
  const add = (one: Term, sign: 1 | -1): boolean => {
    if (one.op === "unary" && one.fn === "-") return add(one.of, sign === 1 ? -1 : 1)
    if (one.op === "number" && one.value === 0) return true
    if (one.op !== "name" || !sameSubscripts(one.subscripts, subscripts) || met.has(nameKey(one.name))) return false
    met.add(nameKey(one.name))
    names.push({name: one.name, sign})
    return true
  }
  let left = term
  const rest: [Term, 1 | -1][] = []
  while (left.op === "binary" && (left.fn === "+" || left.fn === "-")) {
    rest.push([left.right, left.fn === "+" ? 1 : -1])
    left = left.left
  }
  if (!add(left, 1)) return null
  for (let one = rest.pop(); one; one = rest.pop()) if (!add(one[0], one[1])) return null
  return names
}

function holdsMissing(term: Term): boolean {
  let found = false
  visit(term, (node) => {
    if (node.op === "number" && node.value === MISSING) found = true
  })
  return found
}

/** The attributes and the inside of an element that the reader kept as text. */
function skeletonParts(text: string): [head: string, inside: string] {
  if (text === "") return ["", ""]
  // Attribute values hold no bare `>`: the first one ends the tag.
  const end = text.indexOf(">")
  const space = text.search(/\s|>/)
  return [text.slice(space, end).trimEnd(), text.slice(end + 1, text.lastIndexOf("</"))]
}

function netName(stock: string): string {
  return `${stock} net flow`
}

/** A path with its names as identifiers. */
function pathOf(path: string): string {
  return path.replace(/(?:\\n|[\s\u00a0])+/gu, "_")
}

function comma(name: string): string {
  return /[",]/.test(name) ? `"${name.replace(/(["\\])/g, "\\$1")}"` : name
}

function commas(names: readonly string[]): string {
  return names.map(comma).join(", ")
}

function sameWords(a: readonly string[], b: readonly (string | null)[]): boolean {
  return a.length === b.length && a.every((word, i) => word === b[i])
}
