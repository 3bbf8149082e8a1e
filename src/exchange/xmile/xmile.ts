// XMILE in, a blueprint out: .xmile, .stmx, .itmx and .xml files of XMILE 1.0 (OASIS, 2015), those of Stella and of
// iThink before it, and what Brink itself wrote, whose vendor namespace says what XMILE cannot.
//
// What could be read always comes back, with every issue beside it; nothing is thrown for what a file holds. What
// has no place in a blueprint (parts of a header, an interface, styles) is kept as text among its settings, so that
// writing loses nothing. Which XML is mended, and how, is xml.ts; which words are functions, xmile-functions.ts.

import {groupBy} from "../../grouping.ts"
import {
  type Blueprint,
  type Conveyor,
  type Dimension,
  type Macro,
  type Module,
  nameKey,
  type Part,
  type Points,
  type Read,
  type RealityCheck,
  type Subscript,
  type Term,
  type Variable,
  type View,
} from "../blueprint/blueprint.ts"
import {Findings} from "../blueprint/findings.ts"
import {Formula, type Vocabulary} from "../blueprint/formula.ts"
import {separateOutputs} from "../blueprint/macro-outputs.ts"
import {changed, isConstant, call as made, NOWHERE, num} from "../blueprint/terms.ts"
import {Tokens} from "../blueprint/tokens.ts"
import {placesIn, xmileVocabulary} from "./xmile-functions.ts"
import {escapeAttribute, printXml, readXml, wordsOf, type XmlElement, type XmlNode} from "./xml.ts"

/** The vendor namespace of Brink's own additions. */
export const BRINK_SPACE = "urn:brink:xmile:1"

/** The namespace of Stella's additions, whether a file declares it or not. */
export const ISEE_SPACE = "http://iseesystems.com/XMILE"

/** The namespace of Vensim's additions. */
export const VENSIM_SPACE = "http://www.vensim.com/XMILE"

/** How Vensim qualifies a data variable, before the sign of its equation if it has one: `:RAW::=a*2`. */
const QUALIFIER = /^\s*:\s*(RAW|INTERPOLATE|LOOK[ _]FORWARD|HOLD[ _]BACKWARD)\s*:\s*(?::?=)?/i

const QUALIFIED: ReadonlyMap<string, NonNullable<Variable["between"]>> = new Map([
  ["RAW", "none"],
  ["INTERPOLATE", "line"],
  ["LOOK FORWARD", "next"],
  ["HOLD BACKWARD", "last"],
])

/** Elements that are variables, and never stand inside one another. */
const VARIABLES: ReadonlySet<string> = new Set(["stock", "flow", "aux"])

/** A model of more variables than this is refused before memory is spent on it. */
const MOST_VARIABLES = 1_000_000

/** An array that is read by a number worked out in the run has at most this many elements: each becomes an argument. */
const MOST_COUNTED = 1000

/** Numbered elements of one dimension, above which it is refused by name. */
const MOST_ELEMENTS = 1_000_000

/** What a fingerprint says of a text that another tool may have changed since; FNV-1a (Fowler, Noll, Vo). */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return hash.toString(16).padStart(8, "0")
}

/**
 * Reads an XMILE file.
 *
 * @param text as decoded.
 * @param file as the user names it; it opens every place in an issue.
 */
export function readXmile(text: string, file: string): Read {
  return new XmileReader(text, file).read()
}

/** One equation, or a list for the elements of an array; null where it cannot be read as it stands. */
export function readXmileEquation(text: string, vocabulary: Vocabulary): Term | null {
  const formula = new Formula(new Tokens(text, 0, "xmile"), vocabulary, () => NOWHERE)
  const term = expressionOrList(formula)
  return formula.mistakes.length === 0 ? term : null
}

function expressionOrList(formula: Formula): Term | null {
  return formula.attempt((): Term => {
    const term = formula.expressionOrList()
    formula.finish()
    return term
  })
}

/** What is set for all variables of a file or of a model, unless a variable says otherwise. */
type Behavior = {readonly stock: boolean | undefined; readonly flow: boolean | undefined}

type Setting = Blueprint["settings"][number]

class XmileReader {
  private readonly file: string
  private readonly findings: Findings
  private readonly xml: ReturnType<typeof readXml>
  /** The namespace of the file's root: what its elements without prefix are in. */
  private space = ""
  /** `brink:` as this file spells the prefix. */
  private ownPrefix = "brink:"
  private readonly macroNames = new Set<string>()
  private readonly settings: Setting[] = []
  private count = 0
  private declared: readonly Dimension[] = []
  /** Places of `dimension.element`, from 1. */
  private places: ReadonlyMap<string, number> = new Map()
  private vensim = false

  constructor(text: string, file: string) {
    this.file = file
    this.findings = new Findings(file)
    this.xml = readXml(text, VARIABLES)
  }

  private at(node: {readonly offset: number}) {
    return this.xml.spot(node.offset)
  }

  read(): Read {
    const {root, mistakes, mistaken} = this.xml
    for (const {offset, says, next, grave} of mistakes)
      this.findings.add("exchange/xml", this.xml.spot(offset), capital(says), next, grave)
    if (mistaken > mistakes.length)
      this.findings.add(
        "exchange/xml",
        undefined,
        `${mistaken - mistakes.length} more mistakes in the XML`,
        "Mend those above first.",
        false,
      )
    if (root?.local !== "xmile") {
      const found = root ? `its outermost element is <${root.name.slice(0, 60)}>` : "it holds no XML element"
      this.findings.add(
        "exchange/not-a-model",
        root ? this.at(root) : undefined,
        `${this.file} is no XMILE model: ${found}`,
        "Give a file whose outermost element is <xmile>.",
      )
      return this.whole(null)
    }
    return this.whole(root)
  }

  private whole(root: XmlElement | null): Read {
    if (root) {
      this.space = root.space
      for (const [key, {value}] of root.attributes) {
        if (!key.startsWith("xmlns:")) continue
        if (value === BRINK_SPACE) this.ownPrefix = `${key.slice(6)}:`
        else if (!(key === "xmlns:isee" && value === ISEE_SPACE)) this.settings.push({name: key, text: value})
      }
      for (const prefix of this.xml.undeclared)
        if (prefix !== "isee") this.settings.push({name: `xmlns:${prefix}`, text: `urn:undeclared:${prefix}`})
    }
    const header = root ? this.child(root, "header") : null
    const name = text(header && this.child(header, "name")) || stem(this.file)
    const title = text(header && this.child(header, "caption"))
    const doc = header ? this.own(header, "doc") : undefined
    if (header) this.header(header)
    const models = root ? this.children(root, "model") : []
    const main = this.mainModel(models)
    const specs = (root && this.child(root, "sim_specs")) ?? (main && this.child(main, "sim_specs"))
    if (root && !specs)
      this.findings.add(
        "exchange/no-times",
        this.at(root),
        "The file says nowhere when its run begins and ends",
        "Add <sim_specs> with <start> and <stop>.",
      )
    this.vensim = this.wordByWord(root)
    const macros = root ? this.children(root, "macro") : []
    for (const macro of macros) this.macroNames.add(nameKey(this.nameOf(macro)))
    const dimensions = root ? this.dimensions(this.child(root, "dimensions")) : []
    this.declared = dimensions
    this.places = placesIn(dimensions)
    const equivalences = root ? this.units(this.child(root, "model_units")) : []
    const behavior = this.behavior(root && this.child(root, "behavior"), {stock: undefined, flow: undefined})
    const parts = main ? [this.part(main, true, behavior)] : []
    for (const model of models) if (model !== main) parts.push(this.part(model, false, behavior))
    if (root && !main)
      this.findings.add("exchange/no-model", this.at(root), "The file holds no <model>", "Add one with its variables.")
    const time = this.time(specs ?? null, parts[0], root)
    const blueprint: Blueprint = {
      tool: (root && (this.own(root, "tool") as Blueprint["tool"] | undefined)) || "xmile",
      name,
      title,
      doc: doc ?? "",
      time,
      dimensions,
      ...this.separated(
        macros.flatMap((macro) => this.macro(macro) ?? []),
        parts.length === 0
          ? [{name: "", variables: [], modules: [], groups: [], views: []}]
          : this.fromVensim(root)
            ? parts.map(asInVensim)
            : this.vensim
              ? parts.map(withOwnStep)
              : parts,
      ),
      checks: root ? this.ownChildren(root, "check").map((check) => this.check(check)) : [],
      equivalences,
      settings: this.settings,
    }
    if (root) this.rest(root)
    this.connections(blueprint)
    return {blueprint, issues: this.findings.all()}
  }

  /** Macros of several results, as Vensim has them, taken apart into macros of one. */
  private separated(macros: readonly Macro[], parts: readonly Part[]): Pick<Blueprint, "macros" | "parts"> {
    if (macros.every((macro) => macro.outputs.length === 0)) return {macros, parts}
    const apart = parts.map((part) => separateOutputs(macros, part.variables, this.findings))
    return {
      macros: apart[0]?.macros ?? macros,
      parts: parts.map((part, i) => ({...part, variables: apart[i]!.variables})),
    }
  }

  /** Whether Vensim wrote the file, or a tool that takes Vensim's models over word by word (xmutil). */
  private fromVensim(root: XmlElement | null): boolean {
    const header = root && this.child(root, "header")
    const vendor = header && this.child(header, "vendor")
    return vendor !== null && /ventana/i.test(text(vendor))
  }

  /** Whether the equations are Vensim's own words: later versions of Vensim write them so, and name no vendor. */
  private wordByWord(root: XmlElement | null): boolean {
    const header = root && this.child(root, "header")
    const product = header && this.child(header, "product")
    return (
      header !== null &&
      this.child(header, "vendor") === null &&
      product !== null &&
      text(product).toLowerCase() === "vensim"
    )
  }

  /** Whether Vensim itself wrote the file, not a converter of its models. */
  private exportedByVensim(root: XmlElement | null): boolean {
    const header = root && this.child(root, "header")
    const product = header && this.child(header, "product")
    return this.fromVensim(root) && product !== null && text(product).trim().toLowerCase() === "vensim"
  }

  // Elements and attributes.

  /** Children that are XMILE's own, by name; found once, since an array's element has thousands of them. */
  private readonly families = new WeakMap<XmlElement, ReadonlyMap<string, readonly XmlElement[]>>()

  private family(of: XmlElement): ReadonlyMap<string, readonly XmlElement[]> {
    const known = this.families.get(of)
    if (known) return known
    const family = groupBy(elements(of), (one) => (this.standard(one) ? one.local : null))
    this.families.set(of, family)
    return family
  }

  /** The first child of that name that is XMILE's own. */
  private child(of: XmlElement, local: string): XmlElement | null {
    return this.family(of).get(local)?.[0] ?? null
  }

  private children(of: XmlElement, local: string): readonly XmlElement[] {
    return this.family(of).get(local) ?? []
  }

  private standard(element: XmlElement): boolean {
    return element.space === this.space
  }

  private ownChildren(of: XmlElement, local: string): XmlElement[] {
    return elements(of).filter((node) => node.local === local && node.space === BRINK_SPACE)
  }

  /** An attribute of Brink's own. */
  private own(of: XmlElement, local: string): string | undefined {
    return of.attributes.get(this.ownPrefix + local)?.value
  }

  private nameOf(of: XmlElement): string {
    return (of.attributes.get("name")?.value ?? "").trim()
  }

  /** Whether an element is there and does not say `false`. */
  private flag(of: XmlElement, local: string): boolean | undefined {
    const child = this.child(of, local)
    return child ? text(child).toLowerCase() !== "false" : undefined
  }

  // Header, times, units, dimensions.

  private header(header: XmlElement): void {
    const known = new Set(["name", "caption", "vendor", "product", "options", "smile"])
    for (const one of elements(header)) {
      if (one.local === "includes" && this.standard(one))
        this.findings.add(
          "exchange/includes",
          this.at(one),
          "The file includes other files, which are not read",
          "Put their macros and models into this file.",
          elements(one).length > 0,
        )
      if (known.has(one.local) && this.standard(one)) continue
      this.settings.push({name: "xmile.header", text: printXml(one)})
    }
  }

  private time(specs: XmlElement | null, root: Part | undefined, document: XmlElement | null): Blueprint["time"] {
    const nothing = {unit: "", start: num(0), stop: num(100), step: num(1), save: null, method: "euler"} as const
    if (!specs) return nothing
    const vocabulary = this.vocabulary(root?.variables.map((variable) => variable.name) ?? [])
    const number = (local: string, otherwise: number, needed: boolean): Term => {
      const element = this.child(specs, local)
      const term = element && this.equation(undocumented(element), `<${local}>`, vocabulary).term
      if (!term && (needed || element))
        this.findings.add(
          "exchange/no-times",
          this.at(element ?? specs),
          element ? `<${local}> holds no number` : `The times of the run lack <${local}>; ${otherwise} is taken`,
          `Write <${local}>${otherwise}</${local}> with the number you mean.`,
        )
      return term ?? num(otherwise)
    }
    const start = number("start", 0, true)
    const stop = number("stop", 100, true)
    let step = number("dt", 1, false)
    const dt = this.child(specs, "dt")
    if (dt?.attributes.get("reciprocal")?.value.trim().toLowerCase() === "true") {
      if (step.op === "number" && step.value !== 0) step = num(1 / step.value)
      else
        this.findings.add(
          "exchange/no-times",
          this.at(dt),
          "<dt> is the reciprocal of no number",
          "Write how many steps a unit of time has.",
        )
    }
    const known = new Set(["start", "stop", "dt", "time_units"])
    const extra = new Set(["method", "time_units"])
    let save: Term | null = null
    const saved = this.own(specs, "save")
    const interval =
      specs.attributes.get("isee:save_interval") ??
      specs.attributes.get("save_interval") ??
      specs.attributes.get("savestep")
    const saveper = elements(specs).find((one) => one.local === "saveper" && one.space === VENSIM_SPACE)
    const element =
      this.child(specs, "savestep") ??
      this.child(specs, "save_interval") ??
      this.child(specs, "save_step") ??
      (saveper && undocumented(saveper)) ??
      null
    if (saved !== undefined) save = saved === "" ? null : this.formula(saved, this.at(specs), "save", vocabulary)
    else if (interval) {
      const value = Number(interval.value)
      // 0 is Stella's word for every step.
      if (value > 0) save = num(value)
    } else if (element) {
      // The step itself is what goes without saying.
      if (nameKey(text(element)) !== "time step") save = this.equation(element, `<${element.local}>`, vocabulary).term
      known.add(element.local)
    } else {
      // Files that another tool's models were turned into carry that tool's control variables.
      const control = root?.variables.find(
        (variable) => nameKey(variable.name) === "saveper" && variable.subscripts.length === 0,
      )
      if (control?.equation) save = control.equation
    }
    const attributes = [...specs.attributes].filter(
      ([key]) =>
        !extra.has(key) &&
        !["isee:save_interval", "save_interval", "savestep"].includes(key) &&
        !key.startsWith(this.ownPrefix) &&
        !key.startsWith("xmlns"),
    )
    const inside = elements(specs).filter((one) => !(this.standard(one) && known.has(one.local)))
    if (attributes.length > 0 || inside.length > 0)
      this.settings.push({name: "xmile.sim_specs", text: skeleton("sim_specs", attributes, inside)})
    return {
      unit: (specs.attributes.get("time_units")?.value ?? text(this.child(specs, "time_units"))).trim(),
      start,
      stop,
      step,
      save,
      method: this.method(specs, document),
    }
  }

  /**
   * Vensim's own export says RK4 of every model, whatever its settings are (each of the field's test models that it
   * wrote says so beside a .mdl that says Euler): there the word tells nothing, and Euler is Vensim's default.
   */
  private method(specs: XmlElement, root: XmlElement | null): Blueprint["time"]["method"] {
    const written = specs.attributes.get("method")
    if (written?.value.trim().toLowerCase() === "rk4" && this.exportedByVensim(root)) {
      this.findings.add(
        "exchange/method",
        this.xml.spot(written.offset),
        "Vensim writes the method RK4 into every XMILE file; Euler, its default, is taken",
        "Run it with --method rk4 where the model means RK4.",
        false,
      )
      return "euler"
    }
    const wanted = (written?.value ?? "")
      .split(",")
      .map((word) => word.trim().toLowerCase())
      .filter((word) => word !== "")
    for (const word of wanted) if (word === "euler" || word === "rk2" || word === "rk4") return word
    if (wanted.length === 0) return "euler"
    this.findings.add(
      "exchange/method",
      this.xml.spot(written!.offset),
      `The integration method '${written!.value.trim().slice(0, 40)}' is not offered; rk4 is taken`,
      "Choose euler, rk2 or rk4.",
      false,
    )
    return "rk4"
  }

  private units(units: XmlElement | null): string[][] {
    const equal: string[][] = []
    if (!units) return equal
    for (const unit of this.children(units, "unit")) {
      const name = this.nameOf(unit)
      const equation = text(this.child(unit, "eqn"))
      const aliases = this.children(unit, "alias").map((alias) => text(alias))
      if (unit.attributes.get("disabled")?.value.trim().toLowerCase() === "true" || name === "") {
        this.settings.push({name: "xmile.unit", text: printXml(unit)})
        continue
      }
      const plain = /^[\p{L}\p{N}_$ ]+$/u.test(equation)
      if (equation !== "" && !plain) this.settings.push({name: "unit", text: `${name} = ${equation}`})
      const names = [...new Set([name, ...(plain ? [equation] : []), ...aliases])].filter((word) => word !== "")
      if (names.length > 1) equal.push(names)
    }
    return equal
  }

  private dimensions(list: XmlElement | null): Dimension[] {
    const dimensions: Dimension[] = []
    if (!list) return dimensions
    const vocabulary = this.vocabulary([])
    for (const dim of this.children(list, "dim")) {
      const name = this.nameOf(dim)
      if (name === "") {
        this.findings.add("exchange/no-name", this.at(dim), "A dimension has no name", 'Write <dim name="...">.')
        continue
      }
      let elementNames = this.children(dim, "elem").map((element) => this.nameOf(element))
      const exact = this.own(dim, "elements")
      const size = dim.attributes.get("size")
      if (exact !== undefined) elementNames = commaList(exact)
      else if (elementNames.length === 0 && size) {
        const many = Number(size.value)
        if (!(Number.isInteger(many) && many >= 1)) {
          this.findings.add(
            "exchange/dimension",
            this.xml.spot(size.offset),
            `The size of dimension '${name}' is '${size.value.slice(0, 40)}'`,
            "Write a whole number of at least 1.",
          )
        } else if (many > MOST_ELEMENTS) {
          this.findings.add(
            "exchange/too-many",
            this.xml.spot(size.offset),
            `Dimension '${name}' has ${many} elements; at most ${MOST_ELEMENTS} are read`,
            "Make it smaller.",
          )
        } else elementNames = Array.from({length: many}, (_, i) => String(i + 1))
      }
      const from = this.ownChildren(dim, "from")[0]
      const alias = this.own(dim, "alias")
      if (elementNames.length === 0 && !from && alias === undefined && !size)
        this.findings.add(
          "exchange/dimension",
          this.at(dim),
          `Dimension '${name}' has no elements`,
          "List them as <elem>, or give its size.",
        )
      const term = from && this.formula(text(from), this.at(from), name, vocabulary)
      dimensions.push({
        name,
        elements: elementNames,
        mappings: this.ownChildren(dim, "mapping").map((mapping) => {
          const to = mapping.attributes.get("to")?.value ?? ""
          const onto = mapping.attributes.get("elements")?.value
          return onto === undefined ? {to} : {to, elements: commaList(onto)}
        }),
        ...(alias === undefined ? {} : {alias}),
        ...(term ? {from: term} : {}),
        doc: this.docOf(dim),
        at: this.at(dim),
      })
    }
    return dimensions
  }

  private behavior(element: XmlElement | null, outer: Behavior): Behavior {
    if (!element) return outer
    const all = this.flag(element, "non_negative")
    const of = (local: string) => {
      const own = this.child(element, local)
      return own ? this.flag(own, "non_negative") : undefined
    }
    return {stock: of("stock") ?? all ?? outer.stock, flow: of("flow") ?? all ?? outer.flow}
  }

  // Models.

  /** What holds a model's variables: iThink and STELLA 10 wrote them into <model> itself. */
  private variablesOf(model: XmlElement): XmlElement | null {
    const own = this.child(model, "variables")
    if (own) return own
    const bare = elements(model).filter(
      (one) => this.standard(one) && (VARIABLES.has(one.local) || one.local === "module" || one.local === "gf"),
    )
    return bare.length > 0 ? {...model, children: bare} : null
  }

  /** The root: the model without a name; else the one that no module uses; else the first. */
  private mainModel(models: readonly XmlElement[]): XmlElement | null {
    const unnamed = models.find((model) => this.nameOf(model) === "")
    if (unnamed) return unnamed
    const used = new Set<string>()
    for (const model of models) {
      const variables = this.variablesOf(model)
      if (variables) for (const module of this.children(variables, "module")) used.add(nameKey(this.modelOf(module)))
    }
    return models.find((model) => !used.has(nameKey(this.nameOf(model)))) ?? models[0] ?? null
  }

  private modelOf(module: XmlElement): string {
    return this.own(module, "model") ?? module.attributes.get("model_name")?.value ?? this.nameOf(module)
  }

  private part(model: XmlElement, main: boolean, outer: Behavior): Part {
    const name = main ? (this.own(model, "name") ?? "") : this.nameOf(model)
    if (model.attributes.has("encryption-scheme"))
      this.findings.add(
        "exchange/encrypted",
        this.at(model),
        `The model '${name}' is encrypted`,
        "Save it without encryption.",
      )
    if (model.attributes.has("resource"))
      this.findings.add(
        "exchange/includes",
        this.at(model),
        `The model '${name}' stands in another file, which is not read`,
        "Put it into this file.",
      )
    const specs = this.child(model, "sim_specs")
    if (specs && !main)
      this.findings.add(
        "exchange/own-times",
        this.at(specs),
        `The model '${name}' has times of its own; those of the file are taken`,
        "Remove its <sim_specs>.",
      )
    const behavior = this.behavior(this.child(model, "behavior"), outer)
    const variables = this.variablesOf(model)
    const views = this.child(model, "views")
    if (!variables) return {name, variables: [], modules: [], groups: [], views: views ? this.views(views, name) : []}
    const listed = elements(variables)
    const names: string[] = []
    for (const one of listed) if (this.standard(one)) names.push(this.nameOf(one), ...this.innerNames(one))
    const vocabulary = this.vocabulary(names)
    const groups = this.children(variables, "group").map((group) => this.group(group))
    const groupOf = new Map<string, string>()
    for (const group of groups) for (const member of group.members) groupOf.set(nameKey(member), group.name)
    const curves = this.curves(variables)
    const shapes = new Map<string, readonly string[]>()
    for (const one of listed) {
      if (!this.standard(one) || !VARIABLES.has(one.local) || this.child(one, "gf")) continue
      const dims = this.dimensionsOf(one)
      if (dims.length > 0) shapes.set(nameKey(this.nameOf(one)), dims)
    }
    this.shapes = shapes
    const out: {variable: Variable; place: number | null}[] = []
    const strangers: Setting[] = []
    const modules: Module[] = []
    for (const one of listed) {
      if (!this.standard(one)) {
        if (one.local !== "dependencies") this.settings.push({name: `xmile.variables:${name}`, text: printXml(one)})
        continue
      }
      if ((this.own(one, "made") !== undefined && !this.ownHand(one)) || one.local === "group") continue
      if (one.local === "module") continue
      if (VARIABLES.has(one.local) || one.local === "gf") {
        const entries = this.variable(one, vocabulary, behavior, curves, groupOf, name)
        this.count += entries.length
        if (this.count > MOST_VARIABLES) {
          this.findings.add(
            "exchange/too-many",
            this.at(one),
            `The file has more than ${MOST_VARIABLES} equations`,
            "Make the model smaller.",
          )
          break
        }
        for (const entry of entries) out.push(entry)
      } else {
        strangers.push({name: `xmile.variables:${name}`, text: printXml(one)})
        this.findings.add(
          "exchange/unknown-element",
          this.at(one),
          `<${one.name.slice(0, 60)}> is nothing that XMILE has among variables; it is passed over`,
          "Remove it, or check its spelling.",
          false,
        )
      }
    }
    for (const one of this.children(variables, "module")) {
      const module = this.module(one, name, main)
      if (module) modules.push(module)
    }
    this.settings.push(...strangers)
    const part = {name, variables: placed(out), modules, groups, views: views ? this.views(views, name) : []}
    this.twice(part.variables)
    return part
  }

  /** A name that two variables share. Elements of one array share theirs. */
  private twice(variables: readonly Variable[]): void {
    const seen = new Map<string, Variable>()
    for (const variable of variables) {
      const key = nameKey(variable.name)
      const before = seen.get(key)
      if (before && variable.subscripts.length === 0 && before.subscripts.length === 0)
        this.findings.add(
          "exchange/twice",
          variable.at,
          `'${variable.name}' is defined again; first in line ${before.at.line}`,
          "Give one of the two another name.",
        )
      else seen.set(key, variable)
    }
  }

  private innerNames(one: XmlElement): string[] {
    const gf = this.child(one, "gf")
    const name = gf ? this.nameOf(gf) : ""
    return name === "" ? [] : [name]
  }

  /** Graphical functions by name, for variables that only name theirs. */
  private curves(variables: XmlElement): Map<string, XmlElement> {
    const curves = new Map<string, XmlElement>()
    for (const one of elements(variables)) {
      if (!this.standard(one)) continue
      const gf = one.local === "gf" ? one : this.child(one, "gf")
      if (!gf || !this.child(gf, "ypts")) continue
      for (const name of new Set([this.nameOf(gf), this.nameOf(one)])) if (name !== "") curves.set(nameKey(name), gf)
    }
    return curves
  }

  private group(group: XmlElement): Part["groups"][number] {
    const members = elements(group)
      .filter((one) => one.local === "entity" || one.local === "var")
      .map((one) => this.nameOf(one) || text(one))
    return {name: this.nameOf(group), doc: this.docOf(group), members: members.filter((name) => name !== "")}
  }

  private module(module: XmlElement, part: string, main: boolean): Module | null {
    const name = this.nameOf(module)
    if (name === "") {
      this.findings.add("exchange/no-name", this.at(module), "A module has no name", 'Write <module name="...">.')
      return null
    }
    if (module.attributes.has("resource"))
      this.findings.add(
        "exchange/includes",
        this.at(module),
        `The model of module '${name}' stands in another file, which is not read`,
        "Put it into this file as <model>.",
      )
    const connections: {to: string; from: string}[] = []
    const met = new Set<string>()
    for (const local of ["connect", "connect2"])
      for (const connect of this.children(module, local)) {
        const to = this.path(connect.attributes.get("to")?.value ?? "", main)
        const from = this.path(connect.attributes.get("from")?.value ?? "", main)
        if (to === "" || from === "") {
          this.findings.add(
            "exchange/connection",
            this.at(connect),
            `A connection of module '${name}' lacks an end`,
            'Write <connect to="..." from="..."/>.',
          )
          continue
        }
        // Without a module before it, `to` is the input of this very module; a dot alone is the model around it, which
        // Stella's own <connect2> takes for granted.
        const dotted = local === "connect2" || connect.attributes.get("to")!.value.includes(".")
        const into = dotted ? to : `${name}.${to}`
        if (met.has(nameKey(into))) continue
        met.add(nameKey(into))
        connections.push({to: into, from})
      }
    const extra = elements(module).filter(
      (one) => !(this.standard(one) && ["connect", "connect2", "doc"].includes(one.local)),
    )
    this.keep(module, part, name, new Set(["name", "model_name", "resource"]), extra)
    return {name, model: this.modelOf(module), connections, doc: this.docOf(module), at: this.at(module)}
  }

  /** `.x` is x of the root. */
  private path(written: string, main: boolean): string {
    // Quotes around a part of the path are not of the name: `a."in/out"`.
    const path = written.trim().replace(/(^|\.)"((?:[^"\\]|\\.)*)"(?=\.|$)/g, "$1$2")
    return main && path.startsWith(".") ? path.slice(1) : path
  }

  // Variables.

  private variable(
    element: XmlElement,
    vocabulary: Vocabulary,
    behavior: Behavior,
    curves: ReadonlyMap<string, XmlElement>,
    groupOf: ReadonlyMap<string, string>,
    part: string,
  ): {variable: Variable; place: number | null}[] {
    const name = element.attributes.get("name")?.value.trim() ?? ""
    if (name === "") {
      this.findings.add(
        "exchange/no-name",
        this.at(element),
        `A <${element.local}> has no name`,
        `Write <${element.local} name="...">.`,
      )
      return []
    }
    const dims = this.dimensionsOf(element)
    const parts = this.elementwise(element, dims)
    const stock = element.local === "stock"
    const implied = this.own(element, "implied") !== undefined
    const out: {variable: Variable; place: number | null}[] = []
    for (const entry of parts.length > 0 ? parts : [element]) {
      const single = entry === element
      const written = entry.attributes.get("subscript")?.value ?? ""
      const exact = this.own(entry, "subscripts")
      let subscripts: readonly Subscript[] =
        exact !== undefined
          ? this.subscriptsOf(exact, entry, vocabulary)
          : single
            ? dims.map((dim) => ({kind: "name", name: dim}))
            : commaList(written).map((index) => ({kind: "name", name: index}))
      if (!single && exact === undefined && dims.length > 0 && subscripts.length !== dims.length) {
        this.findings.add(
          "exchange/subscript-count",
          this.at(entry),
          `'${name}' has ${dims.length === 1 ? "1 dimension" : `${dims.length} dimensions`}, and its element [${written.slice(0, 60)}] ${subscripts.length}`,
          "Name one element of each dimension, in their order.",
        )
        if (subscripts.length > dims.length) subscripts = subscripts.slice(0, dims.length)
      }
      const variable = this.entry(element, entry, name, subscripts, vocabulary, behavior, curves)
      const place = this.own(entry, "at")
      const group = this.own(entry, "group") ?? this.own(element, "group") ?? groupOf.get(nameKey(name))
      const except = this.own(entry, "except")
      out.push({
        variable: {
          ...variable,
          ...(single || dims.length === 0 || implied ? {} : {dimensions: dims}),
          ...(except === undefined ? {} : {except: this.exceptions(except, entry, vocabulary)}),
          ...(group === undefined || group === "" ? {} : {group}),
        },
        place: place === undefined ? null : Number(place),
      })
      const named = this.child(entry, "gf")
      const curve = named ? this.nameOf(named) : ""
      // A graphical function with a name of its own may be called by it.
      if (
        curve !== "" &&
        element.local !== "gf" &&
        nameKey(curve) !== nameKey(name) &&
        named &&
        this.child(named, "ypts") &&
        variable.points
      )
        out.push({variable: {...bare(curve, this.at(named)), kind: "lookup", points: variable.points}, place: null})
    }
    if (!stock) this.withoutEquation(element, name)
    this.keep(
      element,
      part,
      name,
      KNOWN_ATTRIBUTES,
      elements(element).filter((one) => !this.known(one)),
    )
    return out
  }

  /** What reading `element` would pass over is kept as text. */
  private keep(
    element: XmlElement,
    part: string,
    name: string,
    known: ReadonlySet<string>,
    inside: readonly XmlElement[],
  ): void {
    const attributes = [...element.attributes].filter(
      ([key]) => !known.has(key) && !key.startsWith("xmlns") && !key.startsWith(this.ownPrefix),
    )
    if (attributes.length > 0 || inside.length > 0)
      this.settings.push({
        name: `xmile.${element.local === "module" ? "module" : "variable"}:${part}/${nameKey(name)}`,
        text: skeleton(element.name, attributes, inside),
      })
  }

  private known(one: XmlElement): boolean {
    if (one.space === BRINK_SPACE || (one.space === VENSIM_SPACE && one.local === "netflow")) return true
    return this.standard(one) && KNOWN_ELEMENTS.has(one.local)
  }

  /** Parts of XMILE and of Stella that change what is computed, and are not offered. */
  private withoutEquation(element: XmlElement, name: string): void {
    const multiplier = this.child(element, "multiplier")
    if (multiplier)
      this.findings.add(
        "exchange/not-offered",
        this.at(multiplier),
        `The unit conversion multiplier of '${name}' is not offered`,
        "Write the conversion into an equation.",
      )
  }

  /** The elements that have an equation each; Vensim writes one <eqn> after the other for them, without saying which. */
  private elementwise(element: XmlElement, dims: readonly string[]): XmlElement[] {
    const all = elements(element).filter((one) => one.local === "element")
    const made = all.filter((one) => this.standard(one) && this.own(one, "made") !== undefined)
    // Elements that Brink wrote out for other tools are passed over, unless one of those tools has changed them since.
    const changedOne = made.find((one) => this.ownHand(one))
    if (changedOne) this.changedSince(changedOne, `'${this.nameOf(element)}'`)
    const parts = all.filter((one) =>
      one.space === BRINK_SPACE ? !changedOne : this.standard(one) && (changedOne !== undefined || !made.includes(one)),
    )
    const eqns = parts.length === 0 && dims.length > 0 ? this.children(element, "eqn") : []
    if (eqns.length < 2) return parts
    const axes = dims.map((dim) => this.declared.find(({name}) => nameKey(name) === nameKey(dim))?.elements ?? [])
    const size = axes.reduce((product, axis) => product * axis.length, 1)
    if (size !== eqns.length) {
      this.findings.add(
        "exchange/list-length",
        this.at(eqns[0]!),
        `'${this.nameOf(element)}' has ${size} elements, and ${eqns.length} equations`,
        "Write one <eqn> for all, or an <element> for each.",
      )
      return parts
    }
    return eqns.map((eqn, ordinal) => {
      const indices: string[] = []
      let rest = ordinal
      for (const axis of [...axes].reverse()) {
        indices.unshift(axis[rest % axis.length]!)
        rest = Math.floor(rest / axis.length)
      }
      const subscript = {value: indices.join(","), offset: eqn.offset}
      return {
        ...eqn,
        name: "element",
        local: "element",
        attributes: new Map([["subscript", subscript]]),
        children: [eqn],
      }
    })
  }

  private dimensionsOf(element: XmlElement): string[] {
    const list = this.child(element, "dimensions")
    if (!list) return []
    const dims = this.children(list, "dim").map((dim) => this.nameOf(dim))
    return dims.length > 0 ? dims.filter((name) => name !== "") : commaList(text(list))
  }

  private subscriptsOf(written: string, at: XmlElement, vocabulary: Vocabulary): readonly Subscript[] {
    if (written.trim() === "") return []
    const formula = new Formula(new Tokens(`[${written}]`, 0, "xmile"), vocabulary, () => this.at(at))
    return formula.attempt(() => formula.subscripts()) ?? []
  }

  private exceptions(written: string, at: XmlElement, vocabulary: Vocabulary): (readonly Subscript[])[] {
    const formula = new Formula(new Tokens(written, 0, "xmile"), vocabulary, () => this.at(at))
    const lists: (readonly Subscript[])[] = []
    formula.attempt(() => {
      do lists.push(formula.subscripts())
      while (formula.take(","))
      formula.finish()
    })
    return lists
  }

  /** One equation: a whole variable, or one element of an array. */
  private entry(
    element: XmlElement,
    entry: XmlElement,
    name: string,
    subscripts: readonly Subscript[],
    vocabulary: Vocabulary,
    behavior: Behavior,
    curves: ReadonlyMap<string, XmlElement>,
  ): Variable {
    const stock = element.local === "stock"
    const flow = element.local === "flow"
    const find = (local: string): XmlElement | null =>
      this.child(entry, local) ?? (entry === element ? null : this.child(element, local))
    const written = find("eqn")
    const isData = [...element.attributes].some(
      ([key, {value}]) => key.endsWith(":kind") && !key.startsWith(this.ownPrefix) && value === "data",
    )
    const qualified = isData && written ? QUALIFIER.exec(wordsOf(written).text) : null
    const eqn = qualified && written ? shortened(written, qualified[0].length) : written
    const shown =
      subscripts.length === 0 || entry === element
        ? `'${name}'`
        : `'${name}[${entry.attributes.get("subscript")?.value ?? ""}]'`
    const leak = find("leak")
    const leaky = leak ? this.equation(leak, shown, vocabulary) : null
    const read = eqn ? this.equation(eqn, shown, vocabulary) : {term: null, source: "", open: false}
    let equation = this.fitted(read.term ?? leaky?.term ?? null, name, subscripts, eqn ?? entry, shown)
    if (element.local !== "gf" && !eqn && this.child(element, "mathml"))
      this.findings.add(
        "exchange/mathml",
        this.at(element),
        `${shown} has its equation in MathML alone, which is not read`,
        "Add <eqn>.",
      )
    const initial = find("init_eqn")
    if (initial && equation) {
      const start = this.equation(initial, shown, vocabulary).term
      if (start) equation = {op: "call", fn: "active_initial", args: [equation, start], at: this.at(initial)}
    }
    const gf = element.local === "gf" ? element : find("gf")
    const points = gf ? this.points(gf, shown, curves) : null
    let withPoints = points
    if (gf && points && equation && this.own(gf, "with") !== undefined) {
      equation = {op: "points", of: equation, points}
      withPoints = null
    }
    let kind = this.own(entry, "kind") ?? this.own(element, "kind") ?? (isData ? "data" : undefined)
    if (kind === "lookup" || (kind === "data" && points))
      equation = this.own(eqn ?? element, "as") === undefined ? null : equation
    if (kind === undefined || !KINDS.has(kind))
      kind = stock
        ? "stock"
        : flow
          ? "flow"
          : element.local === "gf" || (points && !equation)
            ? "lookup"
            : !points && equation && isConstant(equation)
              ? "constant"
              : "auxiliary"
    if (!equation && !points && read.term === null && !read.open && kind !== "data" && kind !== "lookup")
      this.missing(element, entry, eqn, shown)
    const kept =
      stock && this.remade.has(nameKey(text(this.child(element, "inflow"))))
        ? undefined
        : this.ownChildren(entry, "rate")[0]
    const rate = stock
      ? (kept ?? elements(entry).find((one) => one.local === "netflow" && one.space === VENSIM_SPACE))
      : undefined
    const inflows = this.children(element, "inflow").map((one) => text(one))
    const outflows = this.children(element, "outflow").map((one) => text(one))
    const positive =
      this.flag(entry, "non_negative") ??
      this.flag(element, "non_negative") ??
      (stock ? behavior.stock : flow ? behavior.flow : false)
    const conveyor = stock ? find("conveyor") : null
    const access = element.attributes.get("access")?.value.trim().toLowerCase()
    const between =
      this.own(entry, "between") ??
      this.own(element, "between") ??
      (qualified ? QUALIFIED.get(qualified[1]!.replace("_", " ").toUpperCase()) : undefined)
    const yes = (local: string) => (this.own(entry, local) ?? this.own(element, local)) !== undefined
    const range = this.range(element, entry)
    const oven = this.child(element, "oven")
    if (oven)
      this.findings.add(
        "exchange/not-offered",
        this.at(oven),
        `${shown} is an oven, which is not offered`,
        "Model it with a conveyor or with stocks.",
      )
    return {
      name,
      subscripts,
      except: [],
      kind: kind as Variable["kind"],
      equation: stock ? (rate ? this.exactly(rate, shown, vocabulary) : null) : equation,
      ...(stock && equation ? {initial: equation} : {}),
      // Beside a rate of Brink's own, flows only show other tools what it is made of.
      ...(stock && (rate?.space !== BRINK_SPACE || this.own(element, "flows") !== undefined)
        ? {inflows, outflows}
        : {}),
      ...(withPoints ? {points: withPoints} : {}),
      ...(between !== undefined && BETWEEN.has(between) ? {between: between as "line"} : {}),
      ...(positive && (stock || flow) ? {nonNegative: true} : {}),
      ...(conveyor ? {conveyor: this.conveyor(conveyor, shown, vocabulary)} : {}),
      ...(stock && this.child(element, "queue") ? {queue: true} : {}),
      ...(leak
        ? {
            leak: {
              start: fraction(element.attributes.get("leak_start")?.value, 0),
              end: fraction(element.attributes.get("leak_end")?.value, 1),
              whole: this.flag(element, "leak_integers") === true,
            },
          }
        : {}),
      ...(this.flag(element, "overflow") ? {overflow: true} : {}),
      ...(yes("fixed") ? {fixed: true} : {}),
      ...(yes("supplementary") ? {supplementary: true} : {}),
      ...(yes("game") ? {game: true} : {}),
      units: this.own(entry, "units") ?? text(this.child(element, "units")),
      ...(range ? {range} : {}),
      doc: this.own(entry, "doc") ?? this.docOf(element),
      ...(access === "input" || access === "output" ? {access} : {}),
      source:
        (eqn && this.own(eqn, "source")) ??
        (rate && this.own(rate, "source")) ??
        this.own(entry, "source") ??
        (eqn ? read.source : (leaky?.source ?? "")),
      at: this.at(entry),
    }
  }

  /** Dimensions of arrays by their names, in the model that is being read. */
  private shapes: ReadonlyMap<string, readonly string[]> = new Map()

  /**
   * An equation with what XMILE says of places said by names: `SELF` is the variable itself, `@2` what stands second
   * on the left side, `A'` an array turned round, `A(7)` its seventh element.
   */
  private fitted(
    term: Term | null,
    name: string,
    side: readonly Subscript[],
    at: XmlElement,
    shown: string,
  ): Term | null {
    if (!term || (this.shapes.size === 0 && !/[@']|self/i.test(text(at)))) return term
    const offer = (what: string) =>
      this.findings.add(
        "exchange/not-offered",
        this.at(at),
        `${what} in the equation of ${shown} is not offered`,
        "Name the dimensions or elements.",
      )
    const keys = side.map((one) => (one.kind === "name" ? nameKey(one.name) : ""))
    const standing = (place: number): Subscript | null => {
      const one = side[place - 1]
      // A dimension that stands twice on the left side cannot be told apart by its name.
      return one && keys.indexOf(keys[place - 1]!) === keys.lastIndexOf(keys[place - 1]!) ? one : null
    }
    return changed(term, (node) => {
      if (node.op === "apply" && node.args.length === 1 && node.subscripts.length === 0)
        return this.element(node) ?? node
      if (node.op !== "name") return node
      let {subscripts} = node
      if (subscripts.some((one) => one.kind === "name" && one.name.startsWith("@")))
        subscripts = subscripts.map((one) => {
          if (one.kind !== "name" || !one.name.startsWith("@")) return one
          const meant = standing(Number(one.name.slice(1)))
          if (!meant) offer(`The index ${one.name}`)
          return meant ?? one
        })
      const last = subscripts.at(-1)
      if (last?.kind === "name" && last.name === "'") {
        const places = side.map((_, i) => standing(i + 1))
        if (subscripts.length > 1 || places.includes(null)) {
          offer(`The transposition of '${node.name}'`)
          return {...node, subscripts: subscripts.slice(0, -1)}
        }
        subscripts = (places as Subscript[]).reverse()
      }
      if (nameKey(node.name) === "self") return {...node, name, subscripts: subscripts.length > 0 ? subscripts : side}
      return subscripts === node.subscripts ? node : {...node, subscripts}
    })
  }

  /** `A(7)`: the element that a number counts, the last dimension running fastest; null where A is no array. */
  private element(node: Extract<Term, {op: "apply"}>): Term | null {
    const shape = this.shapes.get(nameKey(node.name))
    if (!shape) return null
    const sizes = shape.map((one) => this.declared.find((dim) => nameKey(dim.name) === nameKey(one))?.elements ?? [])
    const count = sizes.reduce((product, one) => product * one.length, 1)
    if (count === 0 || count > MOST_COUNTED) return null
    const nth = (index: number): Term => {
      let rest = index
      const subscripts: Subscript[] = []
      for (const elementNames of [...sizes].reverse()) {
        subscripts.unshift({kind: "name", name: elementNames[rest % elementNames.length]!})
        rest = Math.floor(rest / elementNames.length)
      }
      return {op: "name", name: node.name, subscripts, at: node.at}
    }
    const [index] = node.args
    if (index?.op === "number")
      return index.value >= 1 && index.value < count + 1 ? nth(Math.floor(index.value) - 1) : num(0)
    return {op: "call", fn: "element", args: [index!, ...Array.from({length: count}, (_, i) => nth(i))], at: node.at}
  }

  /** An equation that is not there: a mistake, unless something else gives the value. */
  private missing(element: XmlElement, entry: XmlElement, eqn: XmlElement | null, shown: string): void {
    if (element.local === "gf" || element.attributes.get("access")?.value.trim().toLowerCase() === "input") return
    // A conveyor or a queue drives its own outflows; which flows those are, the model as a whole says.
    if (element.local === "flow" && this.driven.has(nameKey(this.nameOf(element)))) return
    if (this.connected.has(nameKey(this.nameOf(element)))) return
    if (this.child(element, "leak") || this.child(element, "overflow")) return
    this.findings.add(
      "exchange/no-equation",
      this.at(eqn ?? entry),
      `${shown} has no equation`,
      "Write one into its <eqn>.",
    )
  }

  /** Outflows of conveyors and queues, all models together. */
  private get driven(): ReadonlySet<string> {
    if (this.outflows) return this.outflows
    const driven = new Set<string>()
    const {root} = this.xml
    for (const model of root ? this.children(root, "model") : []) {
      const variables = this.variablesOf(model)
      for (const stock of variables ? this.children(variables, "stock") : [])
        if (elements(stock).some((one) => one.local === "conveyor" || one.local === "queue" || one.local === "oven"))
          for (const flow of this.children(stock, "outflow")) driven.add(nameKey(text(flow)))
    }
    this.outflows = driven
    return driven
  }

  private outflows: ReadonlySet<string> | null = null

  /** Whether something that Brink wrote for other tools is not as Brink wrote it. */
  private ownHand(made: XmlElement): boolean {
    const mark = this.own(made, "made")
    return mark !== undefined && mark !== "true" && mark !== fingerprint(handwriting(made))
  }

  private changedSince(at: XmlElement, shown: string): void {
    this.findings.add(
      "exchange/changed",
      this.at(at),
      `The equations of ${shown} were changed after Brink wrote them; as they stand now they count, without what Brink had noted beside them`,
      "Nothing, if the change was meant.",
      false,
    )
  }

  /** Flows that Brink made for stocks of any rate, and that were changed since: they count in place of the rate. */
  private get remade(): ReadonlySet<string> {
    if (this.flowsRemade) return this.flowsRemade
    const remade = new Set<string>()
    const {root} = this.xml
    for (const model of root ? this.children(root, "model") : []) {
      const variables = this.child(model, "variables")
      for (const flow of variables ? this.children(variables, "flow") : [])
        if (this.own(flow, "made") !== undefined && this.ownHand(flow)) {
          remade.add(nameKey(this.nameOf(flow)))
          this.changedSince(flow, `'${this.nameOf(flow)}'`)
        }
    }
    this.flowsRemade = remade
    return remade
  }

  private flowsRemade: ReadonlySet<string> | null = null

  /** Names that some module's connection gives a value to, all models together. */
  private get connected(): ReadonlySet<string> {
    if (this.inputs) return this.inputs
    const inputs = new Set<string>()
    const {root} = this.xml
    for (const model of root ? this.children(root, "model") : []) {
      const variables = this.variablesOf(model)
      for (const module of variables ? this.children(variables, "module") : [])
        for (const connect of elements(module))
          inputs.add(nameKey((connect.attributes.get("to")?.value ?? "").split(".").at(-1)!.replace(/^"|"$/g, "")))
    }
    this.inputs = inputs
    return inputs
  }

  private inputs: ReadonlySet<string> | null = null

  private conveyor(element: XmlElement, shown: string, vocabulary: Vocabulary): Conveyor {
    const part = (local: string): Term | undefined => {
      const child = this.child(element, local)
      return (child && this.equation(child, `<${local}> of ${shown}`, vocabulary).term) ?? undefined
    }
    const yes = (key: string, otherwise: boolean): boolean => {
      const value = element.attributes.get(key)?.value.trim().toLowerCase()
      return value === undefined ? otherwise : value === "true"
    }
    const length = part("len")
    if (!length)
      this.findings.add(
        "exchange/no-equation",
        this.at(element),
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

  private range(element: XmlElement, entry: XmlElement): Variable["range"] | null {
    const exact = this.own(entry, "range") ?? this.own(element, "range")
    if (exact !== undefined) {
      if (exact === "") return null
      const [low, high, step] = exact.split(",").map((word) => (word.trim() === "?" ? null : Number(word)))
      return [low ?? null, high ?? null, step ?? null]
    }
    const range = this.child(element, "range")
    if (!range) return null
    const bound = (key: string): number | null => {
      const value = range.attributes.get(key)?.value.trim()
      return value === undefined || value === "" || Number.isNaN(Number(value)) ? null : Number(value)
    }
    return [bound("min"), bound("max"), null]
  }

  // Equations.

  /** What the words of a model's equations stand for. */
  private vocabulary(names: Iterable<string>): Vocabulary {
    const known = new Set<string>()
    for (const name of names) if (name !== "") known.add(nameKey(name))
    return xmileVocabulary(
      (key) =>
        known.has(key) || this.macroNames.has(key) || (key.includes(".") && !/^(?:std|isee|brink)\s*\./.test(key)),
      () => this.macroNames,
      {vensim: this.vensim, places: this.places},
    )
  }

  /** The equation in an element, as exactly as Brink wrote it where it has not been changed since. */
  private equation(
    element: XmlElement,
    shown: string,
    vocabulary: Vocabulary,
  ): {term: Term | null; source: string; open: boolean} {
    const words = wordsOf(element)
    const source = words.text.replace(/\r\n?/g, "\n").trim()
    const exact = this.own(element, "as")
    if (exact !== undefined) {
      if (this.own(element, "for") === fingerprint(source))
        return {term: this.formula(exact, this.at(element), shown, vocabulary), source, open: false}
      this.findings.add(
        "exchange/changed",
        this.at(element),
        `The equation of ${shown} was changed after Brink wrote it; as it stands now it counts, without what Brink had noted beside it`,
        "Nothing, if the change was meant.",
        false,
      )
    }
    if (/^\?+$/.test(source.replace(/\{[^{}]*\}/g, "").trim())) {
      this.findings.add(
        "exchange/no-equation",
        this.at(element),
        `${shown} has no equation yet: \`${source.slice(0, 20)}\``,
        "Write one into its <eqn>.",
      )
      return {term: null, source, open: true}
    }
    const place = (index: number) => this.xml.spot(words.offsetAt(index))
    const formula = new Formula(new Tokens(words.text, 0, "xmile"), vocabulary, place)
    if (formula.done && formula.mistakes.length === 0) return {term: null, source, open: false}
    const term = this.run(formula, shown)
    return {term, source, open: term === null}
  }

  /** The exact form in an attribute or element of Brink's own, whose place is that of its element. */
  private exactly(element: XmlElement, shown: string, vocabulary: Vocabulary): Term | null {
    const words = wordsOf(element)
    const formula = new Formula(new Tokens(words.text, 0, "xmile"), vocabulary, (index) =>
      this.xml.spot(words.offsetAt(index)),
    )
    return this.run(formula, shown)
  }

  private formula(
    written: string,
    at: ReturnType<XmileReader["at"]>,
    shown: string,
    vocabulary: Vocabulary,
  ): Term | null {
    return this.run(new Formula(new Tokens(written, 0, "xmile"), vocabulary, () => at), shown)
  }

  /** One expression, or a list of them for the elements of an array. */
  private run(formula: Formula, shown: string): Term | null {
    const term = expressionOrList(formula)
    for (const mistake of formula.mistakes)
      this.findings.add(
        mistake.code,
        mistake.at,
        `${mistake.says}, in the equation of ${shown}`,
        mistake.next,
        mistake.grave,
      )
    return term
  }

  // Graphical functions.

  private points(gf: XmlElement, shown: string, curves: ReadonlyMap<string, XmlElement>): Points | null {
    if (!this.child(gf, "ypts")) {
      const named = curves.get(nameKey(this.nameOf(gf)))
      if (named && named !== gf) return this.points(named, shown, new Map())
      this.findings.add(
        "exchange/points",
        this.at(gf),
        `The graphical function of ${shown} has no points`,
        "Give it <ypts>, with <xscale> or <xpts>.",
      )
      return null
    }
    const y = this.numbers(gf, "ypts", shown)
    const scale = this.scale(gf, "xscale")
    let x = this.child(gf, "xpts") ? this.numbers(gf, "xpts", shown) : null
    if (!y || y.length === 0) return null
    if (!x && !this.child(gf, "xpts")) {
      if (!scale) {
        this.findings.add(
          "exchange/points",
          this.at(gf),
          `The graphical function of ${shown} has neither <xscale> nor <xpts>`,
          "Give it one of the two.",
        )
        return null
      }
      const last = y.length - 1
      x = y.map((_, i) =>
        i === last && last > 0 ? scale[1] : scale[0] + ((scale[1] - scale[0]) * i) / Math.max(1, last),
      )
    }
    if (!x) return null
    if (x.length !== y.length) {
      this.findings.add(
        "exchange/points",
        this.at(gf),
        `The graphical function of ${shown} has ${x.length} x values and ${y.length} y values`,
        "Give each x its y.",
      )
      const both = Math.min(x.length, y.length)
      if (both === 0) return null
      x = x.slice(0, both)
    }
    const sorted = this.rising(x, y.slice(0, x.length), gf, shown)
    const type = gf.attributes.get("type")?.value.trim().toLowerCase()
    const discrete = type === "discrete" || gf.attributes.get("discrete")?.value.trim().toLowerCase() === "true"
    const between = this.own(gf, "between") ?? (discrete ? "last" : "line")
    const beyond = type === "extrapolate" ? "extend" : "hold"
    if (type !== undefined && !["continuous", "extrapolate", "discrete", ""].includes(type))
      this.findings.add(
        "exchange/points",
        this.at(gf),
        `'${type.slice(0, 40)}' is no type of graphical function; straight lines are taken`,
        "Write continuous, extrapolate or discrete.",
        false,
      )
    const yscale = this.scale(gf, "yscale")
    const exact = this.own(gf, "box")?.split(",").map(Number)
    const box: Points["box"] =
      exact?.length === 4
        ? (exact as [number, number, number, number])
        : yscale
          ? [scale?.[0] ?? sorted.x[0]!, scale?.[1] ?? sorted.x.at(-1)!, yscale[0], yscale[1]]
          : undefined
    return {
      ...sorted,
      between: between === "next" || between === "last" ? between : "line",
      beyond: (this.own(gf, "beyond") ?? beyond) === "extend" ? "extend" : "hold",
      ...(box ? {box} : {}),
    }
  }

  private rising(
    x: readonly number[],
    y: readonly number[],
    gf: XmlElement,
    shown: string,
  ): {x: number[]; y: number[]} {
    let rising = true
    for (let i = 1; i < x.length; i++) if (!(x[i]! > x[i - 1]!)) rising = false
    if (rising) return {x: [...x], y: [...y]}
    this.findings.add(
      "exchange/points",
      this.at(gf),
      `The x values of the graphical function of ${shown} do not rise; they are sorted, and of equal ones the last counts`,
      "Order them, each x once.",
      false,
    )
    const kept = new Map<number, number>()
    for (const [i, at] of x.entries()) kept.set(at, y[i]!)
    const order = [...kept.keys()].sort((a, b) => a - b)
    return {x: order, y: order.map((at) => kept.get(at)!)}
  }

  private numbers(gf: XmlElement, local: string, shown: string): number[] | null {
    const element = this.child(gf, local)!
    const separator = element.attributes.get("sep")?.value ?? ","
    const written = wordsOf(element).text.trim()
    const split = (by: string | RegExp) => {
      const words = written.split(by).map((word) => word.trim())
      while (words.length > 0 && words.at(-1) === "") words.pop()
      return words
    }
    const numeric = (words: readonly string[]) => words.length > 0 && words.every((word) => NUMBER.test(word))
    let words = separator === "" || separator.trim() === "" ? split(/\s+/) : split(separator)
    if (!numeric(words)) {
      const loose = split(/[\s,;]+/)
      if (numeric(loose)) words = loose
    }
    if (numeric(words)) return words.map(Number)
    const wrong = words.find((word) => !NUMBER.test(word)) ?? ""
    this.findings.add(
      "exchange/points",
      this.at(element),
      `<${local}> of ${shown} holds '${wrong.slice(0, 40)}', which is no number`,
      `Write numbers with '${separator}' between them.`,
    )
    return null
  }

  private scale(gf: XmlElement, local: string): [number, number] | null {
    const element = this.child(gf, local)
    if (!element) return null
    const low = Number(element.attributes.get("min")?.value ?? Number.NaN)
    const high = Number(element.attributes.get("max")?.value ?? Number.NaN)
    return Number.isFinite(low) && Number.isFinite(high) ? [low, high] : null
  }

  // Macros and checks.

  private macro(macro: XmlElement): Macro | null {
    const name = this.nameOf(macro)
    if (name === "") {
      this.findings.add("exchange/no-name", this.at(macro), "A macro has no name", 'Write <macro name="...">.')
      return null
    }
    const filter = macro.attributes.get("filter")
    if (filter) {
      this.settings.push({name: "xmile.file", text: printXml(macro)})
      this.findings.add(
        "exchange/filter",
        this.at(macro),
        `The macro '${name}' filters the values of variables; such filters are not run`,
        "Write what it does into equations.",
        nameKey(name) !== "non negative",
      )
      return null
    }
    const specs = this.child(macro, "sim_specs")
    if (specs)
      this.findings.add(
        "exchange/not-offered",
        this.at(specs),
        `The macro '${name}' runs over times of its own, which is not offered`,
        "Write it as a formula.",
      )
    const variables = this.child(macro, "variables")
    const listed = variables ? elements(variables).filter((one) => this.standard(one)) : []
    const parms = this.children(macro, "parm")
    const inputs = parms.map((parm) => text(parm))
    const vocabulary = this.vocabulary([
      ...inputs,
      ...listed.flatMap((one) => [this.nameOf(one), ...this.innerNames(one)]),
    ])
    const defaults = parms.map((parm) => {
      const written = parm.attributes.get("default")
      return written
        ? this.formula(
            written.value,
            this.xml.spot(written.offset),
            `the default of '${text(parm)}' in macro '${name}'`,
            vocabulary,
          )
        : null
    })
    const curves = variables ? this.curves(variables) : new Map()
    const none: Behavior = {stock: undefined, flow: undefined}
    const out: {variable: Variable; place: number | null}[] = []
    for (const one of listed) {
      if (this.own(one, "made") !== undefined) continue
      if (VARIABLES.has(one.local) || one.local === "gf")
        for (const entry of this.variable(one, vocabulary, none, curves, new Map(), `macro ${name}`)) out.push(entry)
      else if (one.local === "module")
        this.findings.add(
          "exchange/not-offered",
          this.at(one),
          `The macro '${name}' holds a module, which is not offered`,
          "Write it out as variables.",
        )
    }
    const eqn = this.child(macro, "eqn")
    const inner = placed(out)
    let value = eqn ? this.equation(eqn, `macro '${name}'`, vocabulary).term : null
    const result = inner.some((variable) => nameKey(variable.name) === nameKey(name))
    if (value?.op === "name" && nameKey(value.name) === nameKey(name) && result) value = null
    else if (!value && !result)
      this.findings.add(
        "exchange/no-equation",
        this.at(macro),
        `The macro '${name}' has no equation`,
        "Say in <eqn> what it gives.",
      )
    // Vensim marks what a macro gives beside its result; in what order they are called, they stand.
    const marked = inner.filter((variable) => variable.access === "output" && nameKey(variable.name) !== nameKey(name))
    const outputs = this.own(macro, "outputs")
    const format = this.child(macro, "format")
    if (format) this.settings.push({name: `xmile.macro:${nameKey(name)}`, text: printXml(format)})
    const dimensions = this.ownChildren(macro, "dimensions")[0]
    return {
      name,
      inputs,
      ...(defaults.some((one) => one !== null) ? {defaults} : {}),
      outputs: outputs === undefined ? marked.map((variable) => variable.name) : commaList(outputs),
      variables: inner,
      ...(value ? {value} : {}),
      dimensions: this.dimensions(dimensions ?? null),
      doc: this.docOf(macro),
      at: this.at(macro),
    }
  }

  private check(check: XmlElement): RealityCheck {
    const vocabulary = this.vocabulary([])
    const name = this.nameOf(check)
    const part = (local: string): Term | null => {
      const element = this.ownChildren(check, local)[0]
      return element ? this.exactly(element, `the check '${name}'`, vocabulary) : null
    }
    return {
      name,
      subscripts: this.subscriptsOf(check.attributes.get("subscripts")?.value ?? "", check, vocabulary),
      kind: check.attributes.get("kind")?.value === "condition" ? "condition" : "test input",
      sets: this.ownChildren(check, "set").map((set) => ({
        name: this.nameOf(set),
        subscripts: this.subscriptsOf(set.attributes.get("subscripts")?.value ?? "", set, vocabulary),
        to: this.exactly(set, `the check '${name}'`, vocabulary) ?? num(0),
      })),
      condition: part("condition"),
      implies: part("implies"),
      source: wordsOf(this.ownChildren(check, "source")[0] ?? check).text,
      at: this.at(check),
    }
  }

  // Views.

  private views(views: XmlElement, part: string): View[] {
    const out: View[] = []
    for (const one of elements(views)) {
      if (one.local === "view" && this.standard(one)) out.push(this.view(one))
      else if (one.local !== "dependencies") this.settings.push({name: `xmile.views:${part}`, text: printXml(one)})
    }
    return out
  }

  private view(view: XmlElement): View {
    const items: View["items"][number][] = []
    const interactive = view.attributes.get("type")?.value === "interface"
    if (!interactive)
      for (const one of elements(view)) {
        const item = this.item(one)
        if (item) items.push(item)
      }
    const sketch = this.ownChildren(view, "sketch")[0]
    const drawn = this.own(view, "drawn") !== undefined
    return {
      name: view.attributes.get("name")?.value ?? "",
      items,
      raw: sketch ? {tool: "vensim", text: wordsOf(sketch).text} : drawn ? null : {tool: "xmile", text: printXml(view)},
    }
  }

  private item(one: XmlElement): View["items"][number] | null {
    const ours = one.space === BRINK_SPACE && one.local === "item"
    if (!ours && !this.standard(one)) return null
    const kind = ours ? one.attributes.get("kind")?.value : ITEMS.get(one.local)
    if (kind === undefined || !ITEM_KINDS.has(kind)) return null
    const number = (key: string): number | undefined => {
      const value = one.attributes.get(key)?.value
      return value === undefined || value.trim() === "" || Number.isNaN(Number(value)) ? undefined : Number(value)
    }
    const words = (local: string): string | undefined => {
      const child = this.child(one, local)
      if (!child) return undefined
      const alias = this.child(child, "alias")
      return text(child) || (alias ? `#${alias.attributes.get("uid")?.value ?? ""}` : "")
    }
    const pts = this.child(one, "pts")
    const points = pts
      ? this.children(pts, "pt").map((pt): [number, number] => [
          Number(pt.attributes.get("x")?.value ?? 0),
          Number(pt.attributes.get("y")?.value ?? 0),
        ])
      : undefined
    const name =
      this.own(one, "name") ??
      (kind === "text" && !ours
        ? text(one)
        : kind === "alias" && !ours
          ? (words("of") ?? "")
          : (one.attributes.get("name")?.value ?? ""))
    const exactly = (key: string): number | undefined => {
      const value = this.own(one, key)
      return value === undefined ? number(key) : Number(value)
    }
    const width = exactly("width")
    const height = exactly("height")
    const angle = this.own(one, "angle") === "none" ? undefined : number("angle")
    const drawn = this.own(one, "points")
    const through = drawn
      ? drawn.split(" ").map((pair): [number, number] => {
          const [x, y] = pair.split(",").map(Number)
          return [x ?? 0, y ?? 0]
        })
      : points
    const end = (local: "from" | "to"): string | undefined =>
      this.own(one, local) ?? (kind === "connector" && !ours ? words(local) : one.attributes.get(local)?.value)
    const from = end("from")
    const to = end("to")
    const polarity = one.attributes.get("polarity")?.value
    return {
      kind: kind as View["items"][number]["kind"],
      name,
      x: exactly("x") ?? 0,
      y: exactly("y") ?? 0,
      ...(width === undefined ? {} : {width}),
      ...(height === undefined ? {} : {height}),
      ...(from === undefined ? {} : {from}),
      ...(to === undefined ? {} : {to}),
      ...(angle === undefined ? {} : {angle}),
      ...(through && through.length > 0 ? {points: through} : {}),
      ...(polarity === "+" || polarity === "-" ? {polarity} : {}),
    }
  }

  // What is left.

  private docOf(of: XmlElement): string {
    const doc = this.child(of, "doc")
    if (!doc) return this.own(of, "doc") ?? ""
    const words = wordsOf(doc).text.replace(/\r\n?/g, "\n")
    return doc.attributes.get("xml:space")?.value === "preserve" ? words : words.trim()
  }

  /** Outermost elements that a blueprint has no place for. */
  private rest(root: XmlElement): void {
    const known = new Set(["header", "sim_specs", "dimensions", "model_units", "behavior", "model", "macro"])
    for (const one of elements(root)) {
      if (one.space === BRINK_SPACE) {
        if (one.local === "setting") this.settings.push({name: this.nameOf(one), text: wordsOf(one).text})
        continue
      }
      if (this.standard(one) && known.has(one.local)) continue
      if (one.local === "data" && this.standard(one) && this.children(one, "import").length > 0)
        this.findings.add(
          "exchange/data-import",
          this.at(one),
          "The file's connections to data files are kept and not followed",
          "Put the numbers into the model.",
          false,
        )
      this.settings.push({name: "xmile.file", text: printXml(one)})
    }
  }

  /** Inputs that nothing is connected to, and modules of no model. */
  private connections(blueprint: Blueprint): void {
    const models = new Set(blueprint.parts.map((part) => nameKey(part.name)))
    for (const part of blueprint.parts)
      for (const module of part.modules)
        if (!models.has(nameKey(module.model)) || nameKey(module.model) === "")
          this.findings.unknown(
            "model",
            module.model,
            module.at,
            blueprint.parts.map((one) => one.name).filter((name) => name !== ""),
          )
  }
}

const KINDS: ReadonlySet<string> = new Set(["stock", "flow", "auxiliary", "constant", "lookup", "data"])
const BETWEEN: ReadonlySet<string> = new Set(["line", "last", "next", "none"])
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

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

/** Elements of a view, and what each shows. */
const ITEMS: ReadonlyMap<string, string> = new Map([
  ["stock", "stock"],
  ["flow", "flow"],
  ["aux", "auxiliary"],
  ["module", "module"],
  ["alias", "alias"],
  ["text_box", "text"],
  ["connector", "connector"],
])

const ITEM_KINDS: ReadonlySet<string> = new Set([
  "stock",
  "flow",
  "auxiliary",
  "module",
  "alias",
  "cloud",
  "valve",
  "text",
  "connector",
])

/** An element without the documentation that stands among its words. */
function undocumented(element: XmlElement): XmlElement {
  return {...element, children: element.children.filter((node) => node.kind !== "element" || node.local !== "doc")}
}

/** An element without the first characters of its words, which stand in its first piece of text. */
function shortened(element: XmlElement, characters: number): XmlElement {
  const words = wordsOf(element)
  const [first] = element.children.filter((node) => node.kind !== "element")
  if (!first) return element
  return {
    ...element,
    children: [{...first, text: words.text.slice(characters), offset: words.offsetAt(characters), stretches: []}],
  }
}

function elements(of: XmlElement): XmlElement[] {
  return of.children.filter((node: XmlNode): node is XmlElement => node.kind === "element")
}

/** The words of an element, without white space around them; "" when it is not there. */
function text(element: XmlElement | null): string {
  return element ? wordsOf(element).text.replace(/\r\n?/g, "\n").trim() : ""
}

/** An element with nothing but some of its attributes and children, as text. */
function skeleton(
  name: string,
  attributes: readonly (readonly [string, {readonly value: string}])[],
  inside: readonly XmlElement[],
): string {
  const written = attributes.map(([key, {value}]) => ` ${key}="${escapeAttribute(value)}"`).join("")
  return `<${name}${written}>${inside.map(printXml).join("")}</${name}>`
}

/** Names between commas; those in double quotes may hold commas themselves. */
export function commaList(written: string): string[] {
  const names: string[] = []
  const name = /\s*(?:"((?:[^"\\]|\\.)*)"|([^,"]*))\s*(?:,|$)/y
  while (name.lastIndex < written.length) {
    const from = name.lastIndex
    const match = name.exec(written)
    if (!match) {
      names.push(written.slice(from).trim())
      break
    }
    names.push(match[1] === undefined ? match[2]!.trim() : match[1].replace(/\\(.)/g, "$1"))
  }
  return names.filter((one) => one !== "")
}

/** The equations in an element that Brink made for other tools, as one text for its fingerprint. */
function handwriting(made: XmlElement): string {
  return elements(made)
    .flatMap((one) => (one.local === "element" ? elements(one) : [one]))
    .flatMap((one) => (one.local === "gf" ? elements(one) : [one]))
    .filter((one) => one.local === "eqn" || one.local === "xpts" || one.local === "ypts")
    .map((one) => text(one))
    .join("\n")
}

/** Variables in the order they had where they were written apart: those with a place at it, the others between. */
function placed(entries: readonly {variable: Variable; place: number | null}[]): Variable[] {
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

function fraction(written: string | undefined, otherwise: number): number {
  const value = Number(written ?? Number.NaN)
  return Number.isFinite(value) ? value : otherwise
}

function bare(name: string, at: {line: number; column: number}): Variable {
  return {name, subscripts: [], except: [], kind: "auxiliary", equation: null, units: "", doc: "", source: "", at}
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

function stem(file: string): string {
  const base = file.split(/[/\\]/).at(-1) ?? file
  return base.replace(/\.[^.]*$/, "") || base
}

/** Vensim says of its TIME STEP that it is XMILE's DT, even where the model has a variable called DT: the step itself. */
function withOwnStep(part: Part): Part {
  const variables = part.variables.map((variable) =>
    nameKey(variable.name) === "time step" &&
    variable.equation?.op === "name" &&
    nameKey(variable.equation.name) === "dt"
      ? {...variable, equation: made("time_step")}
      : variable,
  )
  return {...part, variables}
}

/**
 * Vensim writes its INTEGER and MODULO as XMILE's INT and MOD, and means what it always does by them: numbers below 0
 * lose their fraction, and what is left over has their sign.
 */
function asInVensim(part: Part): Part {
  const mended = (term: Term): Term =>
    changed(term, (node) =>
      node.op !== "call"
        ? node
        : node.fn === "floor"
          ? {...node, fn: "trunc"}
          : node.fn === "mod"
            ? {...node, fn: "remainder"}
            : node,
    )
  const variables = part.variables.map((variable) => ({
    ...variable,
    equation: variable.equation && mended(variable.equation),
    ...(variable.initial ? {initial: mended(variable.initial)} : {}),
  }))
  return {...part, variables}
}
