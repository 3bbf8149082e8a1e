// Stocks, flows and auxiliaries of XMILE. In: one element among a model's variables. Out: its definitions: one for a
// whole variable, one for each element that has an equation of its own.
//
// What Brink noted beside XMILE's words (its kind, its exact rate, its equations for parts of an array) counts as long
// as those words are still the ones Brink wrote (fingerprints.ts). What is not read is kept as text.

import {
  bareVariable,
  type Conveyor,
  nameKey,
  type Points,
  type Subscript,
  type Term,
  type Variable,
} from "../blueprint/blueprint.ts"
import {elementAt} from "../blueprint/elementwise.ts"
import {isConstant, num} from "../blueprint/terms.ts"
import {type Arrays, dimensionsOf} from "./arrays.ts"
import type {Equation, Equations} from "./equations.ts"
import {changedSince, isMade, reportChanged} from "./fingerprints.ts"
import {type Curves, readPoints} from "./graphical.ts"
import {commaList} from "./name-lists.ts"
import {qualified} from "./vensim-xmile.ts"
import type {Wiring} from "./wiring.ts"
import {BRINK_SPACE, elements, numberIn, text, VENSIM_SPACE, wordIn, type XmileFile} from "./xmile-file.ts"
import type {XmlElement} from "./xml.ts"

/** What is set for all variables of a file or of a model, unless a variable says otherwise. */
export type Behavior = {readonly stock: boolean | undefined; readonly flow: boolean | undefined}

/** What surrounds the variables of a model or a macro. */
export type Scope = {
  readonly file: XmileFile
  readonly equations: Equations
  readonly arrays: Arrays
  readonly curves: Curves
  readonly behavior: Behavior
  /** Groups by the keys of their members. */
  readonly groupOf: ReadonlyMap<string, string>
  readonly wiring: Wiring
  /** The model's name, or `macro NAME`: under it is kept what is not read. */
  readonly part: string
}

/** A definition, and its place among all of its model where the file keeps them in another order. */
export type Entry = {readonly variable: Variable; readonly place: number | null}

const KINDS: ReadonlySet<string> = new Set(["stock", "flow", "auxiliary", "constant", "lookup", "data"])
const BETWEEN: ReadonlySet<string> = new Set(["line", "last", "next", "none"])

const KNOWN_ATTRIBUTES: ReadonlySet<string> = new Set([
  "name",
  "access",
  "leak_start",
  "leak_end",
  "type",
  "discrete",
  "subscript",
])

const KNOWN_ELEMENTS: ReadonlySet<string> = new Set([
  "eqn",
  "init_eqn",
  "mathml",
  "units",
  "doc",
  "gf",
  "dimensions",
  "element",
  "inflow",
  "outflow",
  "non_negative",
  "conveyor",
  "queue",
  "leak",
  "leak_integers",
  "overflow",
  "range",
  "multiplier",
  "xscale",
  "yscale",
  "xpts",
  "ypts",
])

/** Variables in the order they had where they were written apart: those with a place at it, the others between. */
export function placed(entries: readonly Entry[]): Variable[] {
  const at = new Map<number, Variable>()
  const rest: Variable[] = []
  for (const {variable, place} of entries) {
    if (place !== null && Number.isInteger(place) && place >= 0 && place < entries.length && !at.has(place))
      at.set(place, variable)
    else rest.push(variable)
  }
  let next = 0
  return entries.map((_, i) => at.get(i) ?? rest[next++]!)
}

/** The definitions of one variable; of a graphical function with a name of its own, that one, too. */
export function readVariable(element: XmlElement, scope: Scope): Entry[] {
  const {file, equations} = scope
  const name = file.nameOf(element)
  if (name === "") {
    file.report("exchange/no-name", element, `A <${element.local}> has no name`, `Write <${element.local} name="...">.`)
    return []
  }
  const dims = dimensionsOf(file, element)
  const parts = elementwise(element, dims, scope)
  const implied = file.own(element, "implied") !== undefined
  const out: Entry[] = []
  for (const entry of parts.length > 0 ? parts : [element]) {
    const single = entry === element
    const variable = definition(element, entry, name, sideOf(element, entry, name, dims, scope), scope)
    const place = file.own(entry, "at")
    const group = file.own(entry, "group") ?? file.own(element, "group") ?? scope.groupOf.get(nameKey(name))
    const except = file.own(entry, "except")
    out.push({
      variable: {
        ...variable,
        ...(single || dims.length === 0 || implied ? {} : {dimensions: dims}),
        ...(except === undefined ? {} : {except: equations.exceptions(except, entry)}),
        ...(group === undefined || group === "" ? {} : {group}),
      },
      place: place === undefined ? null : Number(place),
    })
    const gf = file.child(entry, "gf")
    const curve = gf ? file.nameOf(gf) : ""
    // A graphical function with a name of its own may be called by it.
    if (
      gf &&
      curve !== "" &&
      element.local !== "gf" &&
      nameKey(curve) !== nameKey(name) &&
      file.child(gf, "ypts") &&
      variable.points
    )
      out.push({variable: {...bareVariable(curve, file.at(gf)), kind: "lookup", points: variable.points}, place: null})
  }
  const multiplier = element.local === "stock" ? null : file.child(element, "multiplier")
  if (multiplier)
    file.report(
      "exchange/not-offered",
      multiplier,
      `The unit conversion multiplier of '${name}' is not offered`,
      "Write the conversion into an equation.",
    )
  file.keepRest(
    `xmile.variable:${scope.part}/${nameKey(name)}`,
    element,
    KNOWN_ATTRIBUTES,
    elements(element).filter((one) => !isKnown(file, one)),
  )
  return out
}

function isKnown(file: XmileFile, one: XmlElement): boolean {
  if (one.space === BRINK_SPACE || (one.space === VENSIM_SPACE && one.local === "netflow")) return true
  return file.standard(one) && KNOWN_ELEMENTS.has(one.local)
}

/** The subscripts that a definition is for. */
function sideOf(
  element: XmlElement,
  entry: XmlElement,
  name: string,
  dims: readonly string[],
  {file, equations}: Scope,
): readonly Subscript[] {
  const exact = file.own(entry, "subscripts")
  if (exact !== undefined) return equations.subscripts(exact, entry)
  if (entry === element) return dims.map((dim) => ({kind: "name", name: dim}))
  const written = entry.attributes.get("subscript")?.value ?? ""
  const subscripts = commaList(written).map((index): Subscript => ({kind: "name", name: index}))
  if (dims.length === 0 || subscripts.length === dims.length) return subscripts
  file.report(
    "exchange/subscript-count",
    entry,
    `'${name}' has ${dims.length === 1 ? "1 dimension" : `${dims.length} dimensions`}, and its element [${written.slice(0, 60)}] ${subscripts.length}`,
    "Name one element of each dimension, in their order.",
  )
  return subscripts.slice(0, dims.length)
}

/** The elements that have an equation each; Vensim writes one <eqn> after the other for them, without saying which. */
function elementwise(element: XmlElement, dims: readonly string[], {file, arrays}: Scope): XmlElement[] {
  const all = elements(element).filter((one) => one.local === "element")
  const made = all.filter((one) => file.standard(one) && isMade(file, one))
  // Elements that Brink wrote out for other tools are passed over, unless one of those tools has changed them since.
  const changedOne = made.find((one) => changedSince(file, one))
  if (changedOne) reportChanged(file, changedOne, `'${file.nameOf(element)}'`)
  const parts = all.filter((one) =>
    one.space === BRINK_SPACE ? !changedOne : file.standard(one) && (changedOne !== undefined || !made.includes(one)),
  )
  const eqns = parts.length === 0 && dims.length > 0 ? file.children(element, "eqn") : []
  if (eqns.length < 2) return parts
  const axes = arrays.axes(dims)
  const size = axes.reduce((product, axis) => product * axis.length, 1)
  if (size !== eqns.length) {
    file.report(
      "exchange/list-length",
      eqns[0]!,
      `'${file.nameOf(element)}' has ${size} elements, and ${eqns.length} equations`,
      "Write one <eqn> for all, or an <element> for each.",
    )
    return parts
  }
  return eqns.map((eqn, ordinal) => {
    const subscript = {value: elementAt(axes, ordinal).join(","), offset: eqn.offset}
    return {
      ...eqn,
      name: "element",
      local: "element",
      attributes: new Map([["subscript", subscript]]),
      children: [eqn],
    }
  })
}

/** One equation: of a whole variable, or of one element of an array. */
function definition(
  element: XmlElement,
  entry: XmlElement,
  name: string,
  subscripts: readonly Subscript[],
  scope: Scope,
): Variable {
  const {file, equations, arrays} = scope
  const stock = element.local === "stock"
  const flow = element.local === "flow"
  /** What an element says for itself, or the variable for all of them. */
  const find = (local: string): XmlElement | null =>
    file.child(entry, local) ?? (entry === element ? null : file.child(element, local))
  const own = (local: string): string | undefined => file.own(entry, local) ?? file.own(element, local)
  const written = find("eqn")
  // What kind a variable is, Vensim says under whatever prefix the file gives it.
  const isData = [...element.attributes].some(
    ([key, {value}]) => key.endsWith(":kind") && !file.isOwn(key) && value === "data",
  )
  const observed = isData && written ? qualified(written) : null
  const eqn = observed?.eqn ?? written
  const shown =
    subscripts.length === 0 || entry === element
      ? `'${name}'`
      : `'${name}[${entry.attributes.get("subscript")?.value ?? ""}]'`
  const leak = find("leak")
  const leaky = leak ? equations.in(leak, shown) : null
  const read: Equation = eqn ? equations.in(eqn, shown) : {term: null, source: "", open: false}
  const place = eqn ?? entry
  let equation = read.term ?? leaky?.term ?? null
  if (equation && arrays.maySpeakOfPlaces(place))
    equation = arrays.byNames(equation, name, subscripts, (what) =>
      file.report(
        "exchange/not-offered",
        place,
        `${what} in the equation of ${shown} is not offered`,
        "Name the dimensions or elements.",
      ),
    )
  if (element.local !== "gf" && !eqn && file.child(element, "mathml"))
    file.report(
      "exchange/mathml",
      element,
      `${shown} has its equation in MathML alone, which is not read`,
      "Add <eqn>.",
    )
  const initial = find("init_eqn")
  if (initial && equation) {
    const start = equations.in(initial, shown).term
    if (start) equation = {op: "call", fn: "active_initial", args: [equation, start], at: file.at(initial)}
  }
  const gf = element.local === "gf" ? element : find("gf")
  const points = gf ? readPoints(file, gf, shown, scope.curves) : null
  let withPoints = points
  if (gf && points && equation && file.own(gf, "with") !== undefined) {
    equation = {op: "points", of: equation, points}
    withPoints = null
  }
  const said = own("kind") ?? (isData ? "data" : undefined)
  if ((said === "lookup" || (said === "data" && points)) && file.own(eqn ?? element, "as") === undefined)
    equation = null
  if (!equation && !points && !read.open && said !== "data" && said !== "lookup")
    reportMissing(element, eqn ?? entry, shown, scope)
  const rate = stock ? rateOf(element, entry, scope) : undefined
  const positive =
    file.flag(entry, "non_negative") ??
    file.flag(element, "non_negative") ??
    (stock ? scope.behavior.stock : flow ? scope.behavior.flow : false)
  const conveyor = stock ? find("conveyor") : null
  const access = wordIn(element, "access")
  const between = own("between") ?? observed?.between
  const range = rangeOf(file, element, entry)
  const oven = file.child(element, "oven")
  if (oven)
    file.report(
      "exchange/not-offered",
      oven,
      `${shown} is an oven, which is not offered`,
      "Model it with a conveyor or with stocks.",
    )
  return {
    name,
    subscripts,
    except: [],
    kind: said !== undefined && KINDS.has(said) ? (said as Variable["kind"]) : kindOf(element, equation, points),
    equation: stock ? (rate ? equations.exactly(rate, shown) : null) : equation,
    ...(stock && equation ? {initial: equation} : {}),
    // Beside a rate of Brink's own, flows only show other tools what it is made of.
    ...(stock && (rate?.space !== BRINK_SPACE || file.own(element, "flows") !== undefined)
      ? {
          inflows: file.children(element, "inflow").map((one) => text(one)),
          outflows: file.children(element, "outflow").map((one) => text(one)),
        }
      : {}),
    ...(withPoints ? {points: withPoints} : {}),
    ...(between !== undefined && BETWEEN.has(between) ? {between: between as "line"} : {}),
    ...(positive && (stock || flow) ? {nonNegative: true} : {}),
    ...(conveyor ? {conveyor: readConveyor(file, conveyor, shown, equations)} : {}),
    ...(stock && file.child(element, "queue") ? {queue: true} : {}),
    ...(leak
      ? {
          leak: {
            start: fraction(element.attributes.get("leak_start")?.value, 0),
            end: fraction(element.attributes.get("leak_end")?.value, 1),
            whole: file.flag(element, "leak_integers") === true,
          },
        }
      : {}),
    ...(file.flag(element, "overflow") ? {overflow: true} : {}),
    ...(own("fixed") !== undefined ? {fixed: true} : {}),
    ...(own("supplementary") !== undefined ? {supplementary: true} : {}),
    ...(own("game") !== undefined ? {game: true} : {}),
    units: file.own(entry, "units") ?? text(file.child(element, "units")),
    ...(range ? {range} : {}),
    doc: file.own(entry, "doc") ?? file.docOf(element),
    ...(access === "input" || access === "output" ? {access} : {}),
    source:
      (eqn && file.own(eqn, "source")) ??
      (rate && file.own(rate, "source")) ??
      file.own(entry, "source") ??
      (eqn ? read.source : (leaky?.source ?? "")),
    at: file.at(entry),
  }
}

/** What kind of variable it is, where Brink has not noted one. */
function kindOf(element: XmlElement, equation: Term | null, points: Points | null): Variable["kind"] {
  const {local} = element
  if (local === "stock" || local === "flow") return local
  if (local === "gf" || (points && !equation)) return "lookup"
  return !points && equation && isConstant(equation) ? "constant" : "auxiliary"
}

/** A stock's change where it is noted whole: by Brink, unless its flows were changed since; or by Vensim. */
function rateOf(element: XmlElement, entry: XmlElement, {file, wiring}: Scope): XmlElement | undefined {
  const kept = wiring.remade.has(nameKey(text(file.child(element, "inflow"))))
    ? undefined
    : file.ownChildren(entry, "rate")[0]
  return kept ?? elements(entry).find((one) => one.local === "netflow" && one.space === VENSIM_SPACE)
}

/** An equation that is not there: a mistake, unless something else gives the value. */
function reportMissing(element: XmlElement, at: XmlElement, shown: string, {file, wiring}: Scope): void {
  if (element.local === "gf" || wordIn(element, "access") === "input") return
  const key = nameKey(file.nameOf(element))
  // A conveyor or a queue drives its own outflows; which flows those are, the model as a whole says.
  if (element.local === "flow" && wiring.driven.has(key)) return
  if (wiring.connected.has(key)) return
  if (file.child(element, "leak") || file.child(element, "overflow")) return
  file.report("exchange/no-equation", at, `${shown} has no equation`, "Write one into its <eqn>.")
}

function readConveyor(file: XmileFile, element: XmlElement, shown: string, equations: Equations): Conveyor {
  const part = (local: string): Term | undefined => {
    const child = file.child(element, local)
    return (child && equations.in(child, `<${local}> of ${shown}`).term) ?? undefined
  }
  const yes = (key: string, otherwise: boolean): boolean => {
    const value = wordIn(element, key)
    return value === undefined ? otherwise : value === "true"
  }
  const length = part("len")
  if (!length)
    file.report(
      "exchange/no-equation",
      element,
      `The conveyor ${shown} has no length`,
      "Write its transit time into <len>.",
    )
  const [capacity, inLimit, sample, arrest] = [part("capacity"), part("in_limit"), part("sample"), part("arrest")]
  return {
    length: length ?? num(1),
    ...(capacity ? {capacity} : {}),
    ...(inLimit ? {inLimit} : {}),
    ...(sample ? {sample} : {}),
    ...(arrest ? {arrest} : {}),
    discrete: yes("discrete", false),
    batchIntegrity: yes("batch_integrity", false),
    oneAtATime: yes("one_at_a_time", true),
    exponentialLeak: yes("exponential_leak", false),
  }
}

function rangeOf(file: XmileFile, element: XmlElement, entry: XmlElement): Variable["range"] | null {
  const exact = file.own(entry, "range") ?? file.own(element, "range")
  if (exact !== undefined) {
    if (exact === "") return null
    const [low, high, step] = exact.split(",").map((word) => (word.trim() === "?" ? null : Number(word)))
    return [low ?? null, high ?? null, step ?? null]
  }
  const range = file.child(element, "range")
  return range && [numberIn(range, "min") ?? null, numberIn(range, "max") ?? null, null]
}

function fraction(written: string | undefined, otherwise: number): number {
  const value = Number(written ?? Number.NaN)
  return Number.isFinite(value) ? value : otherwise
}
