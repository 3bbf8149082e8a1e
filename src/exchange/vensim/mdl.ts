// Vensim's .mdl files, read. In: a file's text, decoded. Out: a Blueprint of all that could be read, and every mistake
// with its line and column.
//
// A .mdl is a row of entries, each `equation ~ units ~ comment |`; macros, groups and reality checks stand among them,
// drawings and settings behind them (sketch.ts). A mistake costs its own entry only: reading goes on behind the next
// bar. Time is linear in the text. What is said where is that of Vensim's reference guide and of files it wrote. Here
// stand the entries and what is between them; what one equation says is mdl-equation.ts.

import {append} from "../../core/lists.ts"
import {
  type Blueprint,
  type Dimension,
  type Macro,
  nameKey,
  type Read,
  type RealityCheck,
  type Spot,
  type Term,
  type Variable,
} from "../blueprint/blueprint.ts"
import {Findings} from "../blueprint/findings.ts"
import {Formula, type Mistake, type Vocabulary} from "../blueprint/formula.ts"
import {separateOutputs} from "../blueprint/macro-outputs.ts"
import {Lines, Tokens} from "../blueprint/tokens.ts"
import {
  dimensionSide,
  type ElementCount,
  type LeftSide,
  leftSide,
  pipeline,
  rightSide,
  testInputs,
} from "./mdl-equation.ts"
import {readSketch, sketchStart} from "./sketch.ts"
import {readVensimCall, vensimNames, vensimUnsupported} from "./vensim-functions.ts"

/** The variables that say when a run begins and ends, by key; Vensim keeps them under .Control. */
const CONTROLS = {start: "initial time", stop: "final time", step: "time step", save: "saveper"} as const

/** Comments between entries are no longer than this; longer ones are part of the entry they open. */
const LONGEST_REMARK = 200
/** Letters before `:IS:` that can name a string. */
const LONGEST_STRING_NAME = 200

/** A file with more grave mistakes than this is not read to its end: no person wrote it as a model. */
const MOST_MISTAKES = 2000

/** Of a file that is no model, so many mistakes are shown. */
const MOST_IN_NO_MODEL = 3

/** Files of other kinds that end in .mdl, or were given that name, by how they begin. */
const OTHER_FILES: readonly (readonly [RegExp, string])[] = [
  [/^\s*(?:#[^\n]{0,500}\n\s*){0,20}(?:Model|Library)\s*\{/u, "A Simulink model"],
  [/^\s*<(?:\?xml|xmile)/u, "An XML file (an XMILE model ends in .xmile or .stmx)"],
  [/^PK\u0003\u0004/u, "A zip archive"],
]

/** What a lone equation looks like; a text without any of it is no .mdl. */
const SIGNS_OF_A_MODEL = /[~|]/

/**
 * Read a .mdl.
 *
 * @param text the whole file, decoded; a byte order mark does not matter.
 * @param file its name, for messages.
 */
export function readMdl(text: string, file: string): Read {
  return new MdlReader(text, file).read()
}

/** An equation's text with its joined lines and runs of white space as single blanks. */
function tidy(text: string): string {
  return text.replace(/(?:\\\r?\n|\s)+/gu, " ").trim()
}

/** What Brink puts behind its own words to know its file again: no part of them. */
const OWN_MARK = /\n\t\tWritten by Brink; as it was while this fits: [0-9a-f]{16}(?=\n)/

/** A comment's text: joined lines joined, the indentation of the others taken away. */
function tidyDoc(text: string): string {
  return text
    .replace(/\\\r?\n[ \t]*/gu, "")
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .join("\n")
    .trim()
}

type Scope = {readonly variables: Variable[]; readonly dimensions: Dimension[]}
type OpenMacro = Scope & {
  readonly name: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly at: Spot
}
type Group = {readonly name: string; readonly doc: string; readonly members: string[]; readonly known: Set<string>}

/** What stands behind the equation of an entry. */
type Fields = {
  readonly units: string
  readonly range: Variable["range"] | null
  readonly doc: string
  readonly supplementary: boolean
}

class MdlReader {
  private readonly text: string
  private readonly file: string
  private readonly lines: Lines
  private readonly findings: Findings
  private readonly root: Scope = {variables: [], dimensions: []}
  private readonly macros: Macro[] = []
  private readonly checks: RealityCheck[] = []
  private readonly groups: Group[] = []
  private readonly applied: {readonly name: string; readonly at: Spot}[] = []
  /** What string variables hold, by key: `file :IS: 'data.xls'`; calls that name files may name them instead. */
  private readonly strings: ReadonlyMap<string, string>
  /** Keys of the macros that the file defines anywhere. */
  private readonly macroNames: ReadonlySet<string>
  private macro: OpenMacro | null = null
  private group: Group | null = null
  private readonly elements: ElementCount = {made: 0}
  private mistakes = 0
  /** Equations end here. */
  private readonly end: number

  constructor(text: string, file: string) {
    this.text = text
    this.file = file
    this.lines = new Lines(text)
    this.findings = new Findings(file)
    this.end = sketchStart(text)
    this.strings = stringsOf(text.slice(0, this.end))
    this.macroNames = macroNamesOf(text.slice(0, this.end))
  }

  read(): Read {
    const {text, end, findings} = this
    if (SIGNS_OF_A_MODEL.test(text)) this.entries()
    if (this.macro) this.closeMacro(this.lines.spot(end), false)
    const broken = text.indexOf("\ufffd")
    if (broken >= 0)
      findings.add(
        "exchange/encoding",
        this.lines.spot(broken),
        "Characters that are not in the file's encoding",
        "Save the file as UTF-8.",
        false,
      )
    const {variables, dimensions} = this.root
    const read = variables.filter(({equation, points}) => equation || points).length + dimensions.length
    const controls: ReadonlySet<string> = new Set(Object.values(CONTROLS))
    const timed = variables.some(({name}) => controls.has(nameKey(name)))
    if (this.macros.length === 0 && !timed && read <= this.mistakes) {
      // What went wrong on the way matters little in a file that is something else.
      const {blueprint} = this.outcome()
      return {blueprint, issues: [...this.notAModel(), ...findings.all().slice(0, MOST_IN_NO_MODEL)]}
    }
    this.checkApplied()
    return this.outcome()
  }

  private outcome(): Read {
    const blueprint = this.blueprint()
    return {blueprint, issues: this.findings.all()}
  }

  private notAModel(): Read["issues"] {
    const {text} = this
    const other = OTHER_FILES.find(([sign]) => sign.test(text.slice(0, 2000)))?.[1]
    const findings = new Findings(this.file)
    findings.add(
      "exchange/not-a-model",
      {line: 1, column: 1},
      other ? `${other}, not a Vensim model` : "No equation of a Vensim model in this file",
      "A .mdl of Vensim has entries of the form: name = equation ~ units ~ comment |",
    )
    return findings.all()
  }

  private blueprint(): Blueprint {
    const sketch = readSketch(this.text.slice(this.end))
    const {macros, variables} = separateOutputs(this.macros, withUnits(this.root.variables), this.findings)
    if (sketch.adaptive)
      this.findings.add(
        "exchange/adaptive-steps",
        undefined,
        `The file asks for ${sketch.method === "rk4" ? "RK4" : "RK2"} with steps of Vensim's own choosing`,
        "It is run with the fixed TIME STEP; --halve shows how much that matters.",
        false,
      )
    const name = (this.file.split(/[/\\]/u).pop() ?? this.file).replace(/\.mdl$/iu, "")
    return {
      tool: "vensim",
      name,
      title: name,
      // A group without members is where Vensim keeps the notes on the model itself.
      doc: this.groups
        .filter((group) => group.members.length === 0)
        .map((group) => group.doc)
        .filter((doc) => doc !== "")
        .join("\n\n"),
      time: {...this.control(), method: sketch.method},
      dimensions: this.root.dimensions,
      macros,
      parts: [
        {
          name: "",
          variables,
          modules: [],
          groups: this.groups.map(({name: title, doc, members}) => ({name: title, doc, members})),
          views: sketch.views,
        },
      ],
      checks: this.checks,
      equivalences: sketch.equivalences,
      settings: sketch.settings,
    }
  }

  /** When the run begins, ends, steps and saves; a missing one is refused, a usual number standing in its place. */
  private control(): Omit<Blueprint["time"], "method"> {
    const byKey = new Map<string, Variable>()
    for (const variable of this.root.variables) {
      const key = nameKey(variable.name)
      if (!byKey.has(key)) byKey.set(key, variable)
    }
    const term = (key: string, otherwise: number): Term => {
      const found = byKey.get(key)?.equation
      if (found) return found
      if (!byKey.has(key) && this.root.variables.length > 0)
        this.findings.add(
          "exchange/no-control",
          undefined,
          `No ${key.toUpperCase()} in this file`,
          `Add an equation: ${key.toUpperCase()} = ... ~~|`,
        )
      return {op: "number", value: otherwise}
    }
    const unit = [CONTROLS.step, CONTROLS.start, CONTROLS.stop]
      .map((key) => byKey.get(key)?.units ?? "")
      .find((units) => units !== "")
    return {
      unit: unit ?? "",
      start: term(CONTROLS.start, 0),
      stop: term(CONTROLS.stop, 100),
      step: term(CONTROLS.step, 1),
      save: byKey.get(CONTROLS.save)?.equation ?? null,
    }
  }

  /** `name(...)` of no built-in function must be a macro's, or that of something this file defines. */
  private checkApplied(): void {
    if (this.applied.length === 0) return
    const known = new Set<string>()
    const shownNames: string[] = [...vensimNames]
    for (const macro of this.macros) {
      known.add(nameKey(macro.name))
      shownNames.push(macro.name)
      for (const input of macro.inputs) known.add(nameKey(input))
      for (const variable of macro.variables) known.add(nameKey(variable.name))
    }
    for (const variable of this.root.variables) {
      known.add(nameKey(variable.name))
      if (variable.kind === "lookup") shownNames.push(variable.name)
    }
    for (const {name, at} of this.applied) {
      const key = nameKey(name)
      if (known.has(key)) continue
      const why = vensimUnsupported.get(key)
      if (why !== undefined)
        this.findings.add(
          "exchange/unsupported",
          at,
          `Vensim's function ${name.toUpperCase()} is none that Brink can run: ${why}`,
          "Write it out with functions that docs/formats/vensim.md lists.",
        )
      else this.findings.unknown("function, macro or lookup", name, at, shownNames)
    }
  }

  // Entries.

  private entries(): void {
    const {text, end} = this
    let at = 0
    while (at < end) {
      at = this.skip(at)
      if (at >= end) break
      if (this.mistakes > MOST_MISTAKES) {
        const says = `More than ${MOST_MISTAKES} mistakes; what stands behind them is not read`
        this.findings.add("exchange/too-many", this.lines.spot(at), says, "Is this a Vensim model?")
        break
      }
      if (text.startsWith("**", at)) at = this.readGroup(at)
      else if (colonWordAt(text, at, "END OF MACRO")) at = this.endMacro(at)
      else if (colonWordAt(text, at, "MACRO")) at = this.openMacro(at)
      else at = this.entry(at)
    }
  }

  /** White space, bars left over, comments such as `{UTF-8}`; one like `{**name**}` opens a group, as Dynamo wrote it. */
  private skip(from: number): number {
    const {text, end} = this
    let at = from
    while (at < end) {
      const code = text.charCodeAt(at)
      if (code <= 32 || code === 0xfeff || code === 0xa0 || code === 124) at++
      else if (code === 123) {
        const remark = /^\{[^{}\n]*\}/u.exec(text.slice(at, at + LONGEST_REMARK))
        if (!remark) break
        const title = /^\{(?:\*{2,}|\*+([^*]+)\*+)\}$/u.exec(remark[0])
        if (title) this.openGroup(tidy(title[1] ?? "").replace(/^\./u, ""), "")
        at += remark[0].length
      } else break
    }
    return at
  }

  /** Up to the bar that ends an entry, or the end of the equations. */
  private bar(from: number): number {
    const at = this.text.indexOf("|", from)
    return at < 0 || at > this.end ? this.end : at
  }

  /** `*** .Name ***~ comment |`. */
  private readGroup(from: number): number {
    const bar = this.bar(from)
    const [head = "", ...docs] = this.text.slice(from, bar).split("~")
    const name = tidy(head.replaceAll("*", " ")).replace(/^\./u, "").trim()
    this.openGroup(name, tidyDoc(docs.join("~").replace(OWN_MARK, "")))
    return bar + 1
  }

  private openGroup(name: string, doc: string): void {
    this.group = {name, doc, members: [], known: new Set()}
    if (name !== "" && this.macro === null) this.groups.push(this.group)
  }

  private entry(from: number): number {
    const {text, end} = this
    const tokens = new Tokens(text, from, "vensim", end)
    const stop = tokens.end
    const formula = new Formula(tokens, this.vocabulary(), (offset) => this.lines.spot(offset))
    const bar = stop < end ? this.bar(stop) : end
    const fields = this.fields(stop, bar)
    if (formula.done) {
      // Units and comments without an equation: nothing to read, but something was meant.
      if (stop < end && text[stop] === "~" && tokens.slips.length === 0)
        this.findings.add(
          "exchange/no-equation",
          this.lines.spot(stop),
          "An entry without an equation",
          "Write name = equation before the first ~.",
          false,
        )
      this.collect(formula.mistakes, true)
      return bar + 1
    }
    if (bar >= end)
      this.findings.add(
        "exchange/unclosed",
        this.lines.spot(from),
        "The file ends in the middle of this entry",
        "Each entry ends with |. Is the file complete?",
      )
    this.equation(formula, fields)
    return bar + 1
  }

  private collect(mistakes: readonly Mistake[], grave: boolean): void {
    for (const {code, says, next, at, grave: own} of mistakes) {
      this.findings.add(code, at, says, next, own && grave)
      if (own && grave) this.mistakes++
    }
  }

  /** `~ units ~ comment ~ :SUPPLEMENTARY |`, from the first `~` on. */
  private fields(from: number, to: number): Fields {
    if (from >= to) return {units: "", range: null, doc: "", supplementary: false}
    const [units = "", ...rest] = this.text.slice(from + 1, to).split("~")
    let supplementary = false
    const docs = rest.filter((field) => {
      const flag = /^[\s\\]*:\s*SUP(?:PLEMENTARY)?\b:?[\s\\]*$/iu.test(field)
      supplementary ||= flag
      return !flag
    })
    if (docs.length > 1 && docs.some((doc, i) => i > 0 && doc.trim() !== ""))
      this.findings.add(
        "exchange/comment",
        this.lines.spot(from),
        "A comment with ~ in it, or an entry that no | ends",
        "Is a | missing before the next equation? What stands there is read as a comment.",
        false,
      )
    const {unit, range} = unitsOf(tidy(units))
    return {units: unit, range, doc: tidyDoc(docs.join("~")), supplementary}
  }

  // Macros.

  /** `:MACRO: name(inputs : outputs)`; what follows it is its equations. */
  private openMacro(from: number): number {
    if (this.macro) this.closeMacro(this.lines.spot(from), false)
    const close = this.headerEnd(from)
    const tokens = new Tokens(this.text, from, "vensim", close)
    const formula = new Formula(tokens, this.vocabulary(), (offset) => this.lines.spot(offset))
    const at = this.lines.spot(from)
    const header = formula.attempt(() => {
      formula.expect("MACRO", "before a macro")
      const name = formula.elementName()
      const inputs: string[] = []
      const outputs: string[] = []
      if (formula.take("(")) {
        let list = inputs
        while (!formula.at(")") && !formula.done) {
          if (formula.take(":")) list = outputs
          else if (!formula.take(",")) list.push(formula.elementName())
        }
        formula.expect(")", "after the macro's arguments")
      }
      return {name, inputs, outputs}
    })
    this.collect(formula.mistakes, true)
    this.macro = {...(header ?? {name: "", inputs: [], outputs: []}), variables: [], dimensions: [], at}
    return Math.max(tokens.end, from + 1)
  }

  /** Behind the bracket that closes a macro's arguments; where none does, at the end of the line. */
  private headerEnd(from: number): number {
    const {text, end} = this
    let at = from + 1
    let quoted = false
    let open = false
    for (; at < end; at++) {
      const character = text[at]
      if (character === '"') quoted = !quoted
      else if (character === "(") open = true
      else if (character === ")" && !quoted) return at + 1
      else if (character === "~" || character === "|") return at
      else if (character === "\n" && (!open || quoted)) return at
    }
    return end
  }

  private endMacro(from: number): number {
    const at = this.lines.spot(from)
    const close = this.text.indexOf(":", from + 1) + 1
    if (this.macro) this.closeMacro(at, true)
    else
      this.findings.add(
        "exchange/macro",
        at,
        ":END OF MACRO: without a macro before it",
        "Open the macro with :MACRO: name(...).",
      )
    return Math.max(close, from + 1)
  }

  private closeMacro(at: Spot, closed: boolean): void {
    const macro = this.macro!
    this.macro = null
    if (!closed)
      this.findings.add(
        "exchange/macro",
        macro.at,
        `The macro '${macro.name}' is not closed before line ${at.line}`,
        "Close it with :END OF MACRO: behind its last equation.",
      )
    if (macro.name === "") return
    const {name, inputs, outputs, variables, dimensions} = macro
    const key = nameKey(name)
    if (closed && !variables.some((variable) => nameKey(variable.name) === key))
      this.findings.add(
        "exchange/macro",
        macro.at,
        `The macro '${name}' has no equation for '${name}', which is its result`,
        `Add an equation ${name} = ... to it.`,
      )
    const doc = variables.find((variable) => nameKey(variable.name) === key)?.doc ?? ""
    this.macros.push({name, inputs, outputs, variables: withUnits(variables), dimensions, doc, at: macro.at})
  }

  // Equations.

  private vocabulary(): Vocabulary {
    const inMacro = this.macro !== null
    return {
      call: (name, args, at, report) => {
        // A macro of the file's own stands before a function of the tool.
        const own = this.macroNames.has(nameKey(name))
        const call = own ? null : readVensimCall(name, args, at, report, this.strings)
        if (!call) this.applied.push({name, at})
        return call
      },
      // In a macro `Time$` is the model's own Time; `x$`, the model's own x, is kept as written.
      word: (name) => {
        const key = nameKey(name)
        return key === "time" || (inMacro && key === "time$") ? {op: "time"} : null
      },
    }
  }

  private get scope(): Scope {
    return this.macro ?? this.root
  }

  private equation(formula: Formula, fields: Fields): void {
    const at = formula.here()
    const applied = this.applied.length
    const left = formula.attempt(() => leftSide(formula))
    const checks = formula.at("TEST INPUT") || formula.at("THE CONDITION")
    if (left !== null) {
      if (checks) this.check(formula, left)
      else if (formula.take("IS")) formula.attempt(() => this.string(formula))
      else if (formula.at(":") || formula.at("<->")) this.dimension(formula, left, fields.doc)
      else this.variable(formula, left, fields, at)
    }
    // A check that cannot be read leaves the model what it is; functions that it calls are looked up when it is laid out.
    if (checks) this.applied.length = applied
    this.collect(formula.mistakes, !checks)
  }

  private variable(formula: Formula, left: LeftSide, fields: Fields, at: Spot): void {
    const source = this.sourceOf(formula)
    const right = formula.attempt(() => rightSide(formula, left))
    const variable: Variable = {
      name: left.name,
      subscripts: left.subscripts,
      except: left.except,
      ...(right ?? {kind: "auxiliary" as const, equation: null}),
      ...(left.between ? {between: left.between} : {}),
      ...(fields.supplementary ? {supplementary: true} : {}),
      units: fields.units,
      ...(fields.range ? {range: fields.range} : {}),
      doc: fields.doc,
      ...(this.group && !this.macro ? {group: this.group.name} : {}),
      source,
      at,
    }
    const parts = this.macroNames.has("delayp") ? null : pipeline(variable)
    // It was taken for a macro's name before.
    if (parts) this.applied.pop()
    append(this.scope.variables, parts ?? [variable])
    if (this.group && !this.macro) {
      const key = nameKey(left.name)
      if (!this.group.known.has(key)) {
        this.group.known.add(key)
        this.group.members.push(left.name)
      }
    }
  }

  /** `'words'` behind `:IS:`; they were gathered before. */
  private string(formula: Formula): void {
    if (formula.next().kind !== "text")
      formula.fail("A string variable that holds no words", "Write name :IS: 'words'.", formula.here())
    formula.finish()
  }

  /** What stands behind the sign of the equation, as its author wrote it. */
  private sourceOf(formula: Formula): string {
    const {tokens} = formula
    const first = formula.peek()
    const from = first.kind === "sign" && /^(?:=|==|:=)$/u.test(first.text) ? first.to : first.from
    return tidy(this.text.slice(from, tokens.end))
  }

  private dimension(formula: Formula, {name, at}: LeftSide, doc: string): void {
    const read = formula.attempt(() => dimensionSide(formula, this.elements))
    if (read) this.scope.dimensions.push({name, ...read, doc, at})
  }

  // Reality checks.

  private check(formula: Formula, left: LeftSide): void {
    const {name, subscripts, at} = left
    const kind = formula.next().text === "TEST INPUT" ? "test input" : "condition"
    const source = tidy(this.text.slice(formula.peek().from, formula.tokens.end))
    let sets: RealityCheck["sets"] = []
    let condition: Term | null = null
    let implies: Term | null = null
    formula.attempt(() => {
      if (kind === "test input") {
        sets = testInputs(formula)
        return
      }
      if (!formula.at("IMPLIES")) condition = formula.expression()
      formula.expect("IMPLIES", "after the condition")
      const word = formula.tokens.list.find(({kind, text}) => kind === "keyword" && OVER_TIME.has(text))
      if (word)
        formula.fail(
          `:${word.text}: in a reality check is not offered`,
          "Only what must be so at every step is checked.",
          formula.place(word.from),
          "exchange/reality-check",
        )
      implies = formula.expression()
      formula.finish()
    })
    this.checks.push({name, subscripts, kind, sets, condition, implies, source, at})
  }
}

/** Words of a consequence that speak of the run as a whole. */
const OVER_TIME: ReadonlySet<string> = new Set(["CROSSING", "AT LEAST ONCE"])

/** The string variables of a text, wherever they stand. */
function stringsOf(text: string): Map<string, string> {
  const strings = new Map<string, string>()
  if (!/:[ \t]{0,9}IS[ \t]{0,9}:/iu.test(text)) return strings
  let done = 0
  for (const match of text.matchAll(/:[ \t]{0,9}IS[ \t]{0,9}:\s{0,99}'([^'\n]{0,999})'/giu)) {
    let from = match.index
    while (from > done && match.index - from < LONGEST_STRING_NAME && !/[|~:=\n]/u.test(text[from - 1]!)) from--
    if (from < match.index) strings.set(nameKey(text.slice(from, match.index).trim()), match[1]!)
    done = match.index + match[0].length
  }
  return strings
}

/** Keys of the macros that a text defines, wherever they stand. */
function macroNamesOf(text: string): Set<string> {
  const names = new Set<string>()
  for (const match of text.matchAll(/:[ \t]{0,9}MACRO[ \t]{0,9}:\s{0,99}([^(|~:]{1,200})\(/giu))
    names.add(nameKey(match[1]!.trim()))
  return names
}

/** `:WORD:` at a place, in any case, blanks and underscores alike. */
function colonWordAt(text: string, at: number, word: string): boolean {
  if (text.charCodeAt(at) !== 58) return false
  const piece = text
    .slice(at, at + word.length + 10)
    .toUpperCase()
    .replace(/[\s_]+/gu, " ")
  return piece.startsWith(`:${word}:`) || piece.startsWith(`: ${word} :`)
}

/** `Month [0,?]`: the unit, and the bounds that the tool's sliders keep to. */
function unitsOf(text: string): {unit: string; range: Variable["range"] | null} {
  const open = text.indexOf("[")
  if (open < 0) return {unit: text, range: null}
  const close = text.indexOf("]", open)
  const inside = close < 0 ? text.slice(open + 1) : text.slice(open + 1, close)
  const bounds = inside.split(",").map((bound) => {
    const word = bound.trim()
    const value = word === "" ? Number.NaN : Number(word)
    return Number.isFinite(value) ? value : null
  })
  const unit = (text.slice(0, open) + (close < 0 ? "" : text.slice(close + 1))).trim()
  const range: [number | null, number | null, number | null] = [bounds[0] ?? null, bounds[1] ?? null, bounds[2] ?? null]
  return {unit, range: range.every((bound) => bound === null) ? null : range}
}

/** Units and bounds are written once for the several equations of one variable; here each has them. */
function withUnits(variables: readonly Variable[]): Variable[] {
  const units = new Map<string, Pick<Variable, "units" | "range">>()
  for (const {name, units: unit, range} of variables) {
    if (unit === "" && !range) continue
    const key = nameKey(name)
    const known = units.get(key)
    units.set(key, {
      units: known?.units ? known.units : unit,
      ...(known?.range ? {range: known.range} : range ? {range} : {}),
    })
  }
  return variables.map((variable) => {
    const known = units.get(nameKey(variable.name))
    if (!known || (variable.units !== "" && (variable.range || !known.range))) return variable
    return {
      ...variable,
      units: variable.units === "" ? known.units : variable.units,
      ...(variable.range ? {} : known.range ? {range: known.range} : {}),
    }
  })
}
