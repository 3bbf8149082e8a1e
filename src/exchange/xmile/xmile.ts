// XMILE in, a blueprint out: .xmile, .stmx, .itmx and .xml files of XMILE 1.0 (OASIS, 2015), those of Stella and of
// iThink before it, and what Brink itself wrote, whose vendor namespace says what XMILE cannot.
//
// What could be read always comes back, with every issue beside it; nothing is thrown for what a file holds. What
// has no place in a blueprint (parts of a header, an interface, styles) is kept as text among its settings, so that
// writing loses nothing. Here stands what concerns the file as a whole; its models are models.ts.

import {type Blueprint, type Macro, nameKey, type Part, type Read, type RealityCheck} from "../blueprint/blueprint.ts"
import {separateOutputs} from "../blueprint/macro-outputs.ts"
import {num} from "../blueprint/terms.ts"
import {readDimensions} from "./arrays.ts"
import {Equations, type Language, wordsIn} from "./equations.ts"
import {Models, mainModel} from "./models.ts"
import {readTimes} from "./sim-specs.ts"
import {asInVensim, vensimWriter} from "./vensim-xmile.ts"
import {BRINK_SPACE, elements, text, wordIn, XmileFile} from "./xmile-file.ts"
import {placesIn} from "./xmile-functions.ts"
import {wordsOf, type XmlElement} from "./xml.ts"

/**
 * Reads an XMILE file.
 *
 * @param source as decoded.
 * @param name   as the user names it; it opens every place in an issue.
 */
export function readXmile(source: string, name: string): Read {
  const file = new XmileFile(source, name)
  const {root} = file
  const header = file.child(root, "header")
  if (header) readHeader(file, header)
  const writer = vensimWriter(file)
  const macroNames = new Set(file.children(root, "macro").map((macro) => nameKey(file.nameOf(macro))))
  const bare: Language = {macros: macroNames, vensim: writer.wordByWord, places: new Map()}
  const main = mainModel(file)
  const specs = file.child(root, "sim_specs") ?? file.child(main, "sim_specs")
  if (root && !specs)
    file.report(
      "exchange/no-times",
      root,
      "The file says nowhere when its run begins and ends",
      "Add <sim_specs> with <start> and <stop>.",
    )
  const dimensions = readDimensions(file, file.child(root, "dimensions"), new Equations(file, wordsIn(bare, [])))
  const language = {...bare, places: placesIn(dimensions)}
  const equivalences = readUnits(file, file.child(root, "model_units"))
  const models = new Models(file, language, dimensions, main)
  const parts = models.parts()
  if (root && !main) file.report("exchange/no-model", root, "The file holds no <model>", "Add one with its variables.")
  const outer = parts[0]?.variables ?? []
  const equations = new Equations(
    file,
    wordsIn(
      language,
      outer.map((variable) => variable.name),
    ),
  )
  const time = readTimes(file, specs, outer, equations, writer.exports)
  const macros = models.macros()
  const nothing: Part = {name: "", variables: [], modules: [], groups: [], views: []}
  const blueprint: Blueprint = {
    tool: (root && (file.own(root, "tool") as Blueprint["tool"] | undefined)) || "xmile",
    name: text(file.child(header, "name")) || stem(name),
    title: text(file.child(header, "caption")),
    doc: (header && file.own(header, "doc")) ?? "",
    time,
    dimensions,
    ...separated(file, macros, parts.length === 0 ? [nothing] : parts.map((part) => asInVensim(part, writer))),
    checks: root ? file.ownChildren(root, "check").map((one) => readCheck(file, one, language)) : [],
    equivalences,
    settings: file.settings,
  }
  if (root) keepOutermost(file, root)
  reportUnknownModels(file, parts)
  return {blueprint, issues: file.findings.all()}
}

/** Macros of several results, as Vensim has them, taken apart into macros of one. */
function separated(
  file: XmileFile,
  macros: readonly Macro[],
  parts: readonly Part[],
): Pick<Blueprint, "macros" | "parts"> {
  const apart = parts.map((part) => separateOutputs(macros, part.variables, file.findings))
  return {
    macros: apart[0]!.macros,
    parts: parts.map((part, i) => ({...part, variables: apart[i]!.variables})),
  }
}

function readHeader(file: XmileFile, header: XmlElement): void {
  const known = new Set(["name", "caption", "vendor", "product", "options", "smile"])
  for (const one of elements(header)) {
    if (one.local === "includes" && file.standard(one))
      file.report(
        "exchange/includes",
        one,
        "The file includes other files, which are not read",
        "Put their macros and models into this file.",
        elements(one).length > 0,
      )
    if (known.has(one.local) && file.standard(one)) continue
    file.keep("xmile.header", one)
  }
}

/** Units that mean the same; those defined by others, or switched off, are kept. */
function readUnits(file: XmileFile, units: XmlElement | null): string[][] {
  const equal: string[][] = []
  for (const unit of file.children(units, "unit")) {
    const name = file.nameOf(unit)
    const equation = text(file.child(unit, "eqn"))
    const aliases = file.children(unit, "alias").map((alias) => text(alias))
    if (wordIn(unit, "disabled") === "true" || name === "") {
      file.keep("xmile.unit", unit)
      continue
    }
    const plain = /^[\p{L}\p{N}_$ ]+$/u.test(equation)
    if (equation !== "" && !plain) file.settings.push({name: "unit", text: `${name} = ${equation}`})
    const names = [...new Set([name, ...(plain ? [equation] : []), ...aliases])].filter((word) => word !== "")
    if (names.length > 1) equal.push(names)
  }
  return equal
}

function readCheck(file: XmileFile, check: XmlElement, language: Language): RealityCheck {
  const equations = new Equations(file, wordsIn(language, []))
  const name = file.nameOf(check)
  const shown = `the check '${name}'`
  const subscriptsOf = (one: XmlElement) => equations.subscripts(one.attributes.get("subscripts")?.value ?? "", one)
  const part = (local: string) => {
    const element = file.ownChildren(check, local)[0]
    return element ? equations.exactly(element, shown) : null
  }
  return {
    name,
    subscripts: subscriptsOf(check),
    kind: check.attributes.get("kind")?.value === "condition" ? "condition" : "test input",
    sets: file.ownChildren(check, "set").map((set) => ({
      name: file.nameOf(set),
      subscripts: subscriptsOf(set),
      to: equations.exactly(set, shown) ?? num(0),
    })),
    condition: part("condition"),
    implies: part("implies"),
    source: wordsOf(file.ownChildren(check, "source")[0] ?? check).text,
    at: file.at(check),
  }
}

/** Outermost elements that a blueprint has no place for. */
function keepOutermost(file: XmileFile, root: XmlElement): void {
  const known = new Set(["header", "sim_specs", "dimensions", "model_units", "behavior", "model", "macro"])
  for (const one of elements(root)) {
    if (one.space === BRINK_SPACE) {
      if (one.local === "setting") file.settings.push({name: file.nameOf(one), text: wordsOf(one).text})
      continue
    }
    if (file.standard(one) && known.has(one.local)) continue
    if (one.local === "data" && file.standard(one) && file.children(one, "import").length > 0)
      file.report(
        "exchange/data-import",
        one,
        "The file's connections to data files are kept and not followed",
        "Put the numbers into the model.",
        false,
      )
    file.keep("xmile.file", one)
  }
}

/** Modules whose model the file lacks. */
function reportUnknownModels(file: XmileFile, parts: readonly Part[]): void {
  const names = parts.map((part) => part.name).filter((name) => name !== "")
  const known = new Set(names.map(nameKey))
  for (const part of parts)
    for (const {model, at} of part.modules)
      if (!known.has(nameKey(model)) || nameKey(model) === "") file.findings.unknown("model", model, at, names)
}

function stem(file: string): string {
  const base = file.split(/[/\\]/).at(-1) ?? file
  return base.replace(/\.[^.]*$/, "") || base
}
