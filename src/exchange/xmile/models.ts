// The models and macros of an XMILE file. In: a <model> or a <macro>. Out: its variables, modules and groups with what
// surrounds them: names, arrays, graphical functions, what is set for all.
//
// A file with too many variables is refused by name before memory is spent on them, all its models together.

import {
  type Dimension,
  type Macro,
  type Module,
  nameKey,
  type Part,
  type Term,
  type Variable,
} from "../blueprint/blueprint.ts"
import {Arrays, readDimensions} from "./arrays.ts"
import {Equations, type Language, wordsIn} from "./equations.ts"
import {changedSince, isMade} from "./fingerprints.ts"
import {curvesOf} from "./graphical.ts"
import {commaList} from "./name-lists.ts"
import {type Behavior, type Entry, placed, readVariable, type Scope} from "./variables.ts"
import {readViews} from "./views.ts"
import {Wiring} from "./wiring.ts"
import {elements, text, VARIABLES, type XmileFile} from "./xmile-file.ts"
import type {XmlElement} from "./xml.ts"

/** A model of more variables than this is refused before memory is spent on it. */
const MOST_VARIABLES = 1_000_000

const UNSET: Behavior = {stock: undefined, flow: undefined}

/** Reads all models and macros of one file. */
export class Models {
  private readonly file: XmileFile
  private readonly language: Language
  /** By key; of two with one name the first. */
  private readonly dimensions: ReadonlyMap<string, Dimension>
  private readonly behavior: Behavior
  private readonly wiring: Wiring
  private readonly main: XmlElement | null
  private count = 0

  /** @param main the root. */
  constructor(file: XmileFile, language: Language, dimensions: readonly Dimension[], main: XmlElement | null) {
    this.file = file
    this.language = language
    this.dimensions = new Map([...dimensions].reverse().map((one) => [nameKey(one.name), one]))
    this.wiring = new Wiring(file)
    this.behavior = this.behaviorOf(file.root, UNSET)
    this.main = main
  }

  /** The parts of the blueprint, the root first. */
  parts(): Part[] {
    const {main} = this
    if (!main) return []
    return [main, ...this.file.models.filter((model) => model !== main)].map((model) => this.part(model))
  }

  private behaviorOf(element: XmlElement | null, outer: Behavior): Behavior {
    const {file} = this
    const behavior = file.child(element, "behavior")
    if (!behavior) return outer
    const all = file.flag(behavior, "non_negative")
    const of = (local: string) => {
      const own = file.child(behavior, local)
      return own ? file.flag(own, "non_negative") : undefined
    }
    return {stock: of("stock") ?? all ?? outer.stock, flow: of("flow") ?? all ?? outer.flow}
  }

  private part(model: XmlElement): Part {
    const {file} = this
    const isMain = model === this.main
    const name = isMain ? (file.own(model, "name") ?? "") : file.nameOf(model)
    this.reportElsewhere(model, name)
    const specs = file.child(model, "sim_specs")
    if (specs && !isMain)
      file.report(
        "exchange/own-times",
        specs,
        `The model '${name}' has times of its own; those of the file are taken`,
        "Remove its <sim_specs>.",
      )
    const variables = file.variablesOf(model)
    const views = file.child(model, "views")
    if (!variables) return {name, variables: [], modules: [], groups: [], views: readViews(file, views, name)}
    const groups = file.children(variables, "group").map((group) => this.group(group))
    const groupOf = new Map<string, string>()
    for (const group of groups) for (const member of group.members) groupOf.set(nameKey(member), group.name)
    const listed = elements(variables)
    const scope: Scope = {
      ...this.scope(variables, listed, [], name),
      behavior: this.behaviorOf(model, this.behavior),
      groupOf,
    }
    const entries: Entry[] = []
    const strangers: XmlElement[] = []
    for (const one of listed) {
      if (!file.standard(one)) {
        if (one.local !== "dependencies") file.keep(`xmile.variables:${name}`, one)
        continue
      }
      if (one.local === "group" || one.local === "module" || (isMade(file, one) && !changedSince(file, one))) continue
      if (!isVariable(one)) {
        strangers.push(one)
        file.report(
          "exchange/unknown-element",
          one,
          `<${one.name.slice(0, 60)}> is nothing that XMILE has among variables; it is passed over`,
          "Remove it, or check its spelling.",
          false,
        )
        continue
      }
      const read = readVariable(one, scope)
      this.count += read.length
      if (this.count > MOST_VARIABLES) {
        file.report(
          "exchange/too-many",
          one,
          `The file has more than ${MOST_VARIABLES} equations`,
          "Make the model smaller.",
        )
        break
      }
      for (const entry of read) entries.push(entry)
    }
    const modules = file.children(variables, "module").flatMap((one) => readModule(file, one, name, isMain) ?? [])
    for (const one of strangers) file.keep(`xmile.variables:${name}`, one)
    const part = {name, variables: placed(entries), modules, groups, views: readViews(file, views, name)}
    this.reportTwice(part.variables)
    return part
  }

  private reportElsewhere(model: XmlElement, name: string): void {
    const {file} = this
    if (model.attributes.has("encryption-scheme"))
      file.report("exchange/encrypted", model, `The model '${name}' is encrypted`, "Save it without encryption.")
    if (model.attributes.has("resource"))
      file.report(
        "exchange/includes",
        model,
        `The model '${name}' stands in another file, which is not read`,
        "Put it into this file.",
      )
  }

  /** What surrounds the variables among `listed`; `inputs` are names beside theirs. */
  private scope(
    variables: XmlElement | null,
    listed: readonly XmlElement[],
    inputs: readonly string[],
    part: string,
  ): Scope {
    const {file} = this
    const names = listed
      .filter((one) => file.standard(one))
      .flatMap((one) => {
        const gf = file.child(one, "gf")
        return [file.nameOf(one), ...(gf ? [file.nameOf(gf)] : [])]
      })
    return {
      file,
      equations: new Equations(file, wordsIn(this.language, [...inputs, ...names])),
      arrays: new Arrays(file, this.dimensions, listed),
      curves: variables ? curvesOf(file, variables) : new Map(),
      behavior: UNSET,
      groupOf: new Map(),
      wiring: this.wiring,
      part,
    }
  }

  /** A name that two variables share. Elements of one array share theirs. */
  private reportTwice(variables: readonly Variable[]): void {
    const seen = new Map<string, Variable>()
    for (const variable of variables) {
      const key = nameKey(variable.name)
      const before = seen.get(key)
      if (before && variable.subscripts.length === 0 && before.subscripts.length === 0)
        this.file.findings.add(
          "exchange/twice",
          variable.at,
          `'${variable.name}' is defined again; first in line ${before.at.line}`,
          "Give one of the two another name.",
        )
      else seen.set(key, variable)
    }
  }

  private group(group: XmlElement): Part["groups"][number] {
    const {file} = this
    const members = elements(group)
      .filter((one) => one.local === "entity" || one.local === "var")
      .map((one) => file.nameOf(one) || text(one))
    return {name: file.nameOf(group), doc: file.docOf(group), members: members.filter((name) => name !== "")}
  }

  /** The macros of the file. */
  macros(): Macro[] {
    return this.file.children(this.file.root, "macro").flatMap((macro) => this.macro(macro) ?? [])
  }

  private macro(macro: XmlElement): Macro | null {
    const {file} = this
    const name = file.nameOf(macro)
    if (name === "") {
      file.report("exchange/no-name", macro, "A macro has no name", 'Write <macro name="...">.')
      return null
    }
    if (macro.attributes.has("filter")) {
      file.keep("xmile.file", macro)
      file.report(
        "exchange/filter",
        macro,
        `The macro '${name}' filters the values of variables; such filters are not run`,
        "Write what it does into equations.",
        nameKey(name) !== "non negative",
      )
      return null
    }
    const specs = file.child(macro, "sim_specs")
    if (specs)
      file.report(
        "exchange/not-offered",
        specs,
        `The macro '${name}' runs over times of its own, which is not offered`,
        "Write it as a formula.",
      )
    const variables = file.child(macro, "variables")
    const listed = variables ? elements(variables).filter((one) => file.standard(one)) : []
    const parms = file.children(macro, "parm")
    const inputs = parms.map((parm) => text(parm))
    const scope = this.scope(variables, listed, inputs, `macro ${name}`)
    const defaults = parms.map((parm) => {
      const written = parm.attributes.get("default")
      return written
        ? scope.equations.noted(written.value, written, `the default of '${text(parm)}' in macro '${name}'`)
        : null
    })
    const entries: Entry[] = []
    for (const one of listed) {
      if (isMade(file, one)) continue
      if (isVariable(one)) for (const entry of readVariable(one, scope)) entries.push(entry)
      else if (one.local === "module")
        file.report(
          "exchange/not-offered",
          one,
          `The macro '${name}' holds a module, which is not offered`,
          "Write it out as variables.",
        )
    }
    const inner = placed(entries)
    const value = this.macroValue(macro, name, inner, scope.equations)
    // Vensim marks what a macro gives beside its result; in what order they are called, they stand.
    const marked = inner.filter((variable) => variable.access === "output" && nameKey(variable.name) !== nameKey(name))
    const outputs = file.own(macro, "outputs")
    const format = file.child(macro, "format")
    if (format) file.keep(`xmile.macro:${nameKey(name)}`, format)
    const dimensions = file.ownChildren(macro, "dimensions")[0] ?? null
    return {
      name,
      inputs,
      ...(defaults.some((one) => one !== null) ? {defaults} : {}),
      outputs: outputs === undefined ? marked.map((variable) => variable.name) : commaList(outputs),
      variables: inner,
      ...(value ? {value} : {}),
      dimensions: readDimensions(file, dimensions, new Equations(file, wordsIn(this.language, []))),
      doc: file.docOf(macro),
      at: file.at(macro),
    }
  }

  /** What a macro gives where that is more than its variable of the same name. */
  private macroValue(macro: XmlElement, name: string, inner: readonly Variable[], equations: Equations): Term | null {
    const {file} = this
    const eqn = file.child(macro, "eqn")
    const value = eqn ? equations.in(eqn, `macro '${name}'`).term : null
    const result = inner.some((variable) => nameKey(variable.name) === nameKey(name))
    if (value?.op === "name" && nameKey(value.name) === nameKey(name) && result) return null
    if (!value && !result)
      file.report("exchange/no-equation", macro, `The macro '${name}' has no equation`, "Say in <eqn> what it gives.")
    return value
  }
}

function isVariable(one: XmlElement): boolean {
  return VARIABLES.has(one.local) || one.local === "gf"
}

/** The root: the model without a name; else the one that no module uses; else the first. */
export function mainModel(file: XmileFile): XmlElement | null {
  const {models} = file
  const unnamed = models.find((model) => file.nameOf(model) === "")
  if (unnamed) return unnamed
  const used = new Set<string>()
  for (const model of models)
    for (const module of file.children(file.variablesOf(model), "module")) used.add(nameKey(modelOf(file, module)))
  return models.find((model) => !used.has(nameKey(file.nameOf(model)))) ?? models[0] ?? null
}

/** The name of the model that a module is. */
function modelOf(file: XmileFile, module: XmlElement): string {
  return file.own(module, "model") ?? module.attributes.get("model_name")?.value ?? file.nameOf(module)
}

function readModule(file: XmileFile, module: XmlElement, part: string, main: boolean): Module | null {
  const name = file.nameOf(module)
  if (name === "") {
    file.report("exchange/no-name", module, "A module has no name", 'Write <module name="...">.')
    return null
  }
  if (module.attributes.has("resource"))
    file.report(
      "exchange/includes",
      module,
      `The model of module '${name}' stands in another file, which is not read`,
      "Put it into this file as <model>.",
    )
  const connections: {to: string; from: string}[] = []
  const met = new Set<string>()
  for (const local of ["connect", "connect2"])
    for (const connect of file.children(module, local)) {
      const written = connect.attributes.get("to")?.value ?? ""
      const to = pathIn(written, main)
      const from = pathIn(connect.attributes.get("from")?.value ?? "", main)
      if (to === "" || from === "") {
        file.report(
          "exchange/connection",
          connect,
          `A connection of module '${name}' lacks an end`,
          'Write <connect to="..." from="..."/>.',
        )
        continue
      }
      // Without a module before it, `to` is the input of this very module; a dot alone is the model around it, which
      // Stella's own <connect2> takes for granted.
      const into = local === "connect2" || written.includes(".") ? to : `${name}.${to}`
      if (met.has(nameKey(into))) continue
      met.add(nameKey(into))
      connections.push({to: into, from})
    }
  file.keepRest(
    `xmile.module:${part}/${nameKey(name)}`,
    module,
    new Set(["name", "model_name", "resource"]),
    elements(module).filter((one) => !(file.standard(one) && ["connect", "connect2", "doc"].includes(one.local))),
  )
  return {name, model: modelOf(file, module), connections, doc: file.docOf(module), at: file.at(module)}
}

/** A path as names: without quotes around its parts, and without the dot that says the root. */
function pathIn(written: string, main: boolean): string {
  const path = written.trim().replace(/(^|\.)"((?:[^"\\]|\\.)*)"(?=\.|$)/g, "$1$2")
  return main && path.startsWith(".") ? path.slice(1) : path
}
