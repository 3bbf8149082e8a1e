// Vensim's .mdl files, read. In: a file's text, decoded. Out: a Blueprint of all that could be read, and every mistake
// with its line and column.
//
// A .mdl is a row of entries, each `equation ~ units ~ comment |`; macros, groups and reality checks stand among them,
// drawings and settings behind them (sketch.ts). A mistake costs its own entry only: reading goes on behind the next
// bar. Time is linear in the text. What is said where is that of Vensim's reference guide and of files it wrote.

import {MISSING} from "../../missing.ts"
import {
  type Blueprint,
  type Dimension,
  type Macro,
  nameKey,
  type Read,
  type RealityCheck,
  type Spot,
  type Subscript,
  type Term,
  type Variable,
} from "../blueprint/blueprint.ts"
import {Findings} from "../blueprint/findings.ts"
import {Formula, type Mistake, type Vocabulary} from "../blueprint/formula.ts"
import {separateOutputs} from "../blueprint/macro-outputs.ts"
import {isConstant} from "../blueprint/terms.ts"
import {Lines, shown, Tokens} from "../blueprint/tokens.ts"
import {readSketch, sketchStart} from "./sketch.ts"
import {readVensimCall, vensimNames, vensimUnsupported} from "./vensim-functions.ts"

/** Elements that ranges like (a1-a1000) may make in one file; beyond it the range is a slip. */
const MOST_ELEMENTS = 1_000_000

/** The variables that say when a run begins and ends, by key; Vensim keeps them under .Control. */
const CONTROLS = {start: "initial time", stop: "final time", step: "time step", save: "saveper"} as const

/** Comments between entries are no longer than this; longer ones are part of the entry they open. */
const LONGEST_REMARK = 200

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

/** The part of an equation before its sign. */
type LeftSide = {
  readonly name: string
  readonly subscripts: readonly Subscript[]
  readonly except: readonly (readonly Subscript[])[]
  readonly between: Variable["between"] | null
  readonly at: Spot
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
  private elements = 0
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
        const title = /^\{\*+([^*]*)\*+\}$/u.exec(remark[0])?.[1]
        if (title !== undefined) this.openGroup(tidy(title).replace(/^\./u, ""), "")
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
    this.openGroup(name, tidyDoc(docs.join("~")))
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
    const left = formula.attempt(() => this.leftSide(formula))
    const checks = formula.at("TEST INPUT") || formula.at("THE CONDITION")
    if (left !== null) {
      if (checks) this.check(formula, left)
      else if (formula.take("IS")) formula.attempt(() => this.string(formula))
      else if (formula.at(":") || formula.at("<->")) this.dimension(formula, left, fields)
      else this.variable(formula, left, fields, at)
    }
    // A check that cannot be read leaves the model what it is; functions that it calls are looked up when it is laid out.
    if (checks) this.applied.length = applied
    this.collect(formula.mistakes, !checks)
  }

  private variable(formula: Formula, left: LeftSide, fields: Fields, at: Spot): void {
    const source = this.sourceOf(formula)
    const right = formula.attempt(() => this.rightSide(formula, left))
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
    this.scope.variables.push(variable)
    this.pipeline(variable)
    if (this.group && !this.macro) {
      const key = nameKey(left.name)
      if (!this.group.known.has(key)) {
        this.group.known.add(key)
        this.group.members.push(left.name)
      }
    }
  }

  /**
   * `out = DELAYP(in, time : held)` is a DELAY3 that also tells what is under way: held' = in - out, in * time at the
   * start. It is taken apart into these two.
   */
  private pipeline(variable: Variable): void {
    const {equation, name, subscripts} = variable
    if (equation?.op !== "apply" || nameKey(equation.name) !== "delayp" || equation.args.length !== 3) return
    const [input, time, held] = equation.args
    if (held!.op !== "name" || this.macroNames.has("delayp")) return
    const {variables} = this.scope
    variables[variables.length - 1] = {
      ...variable,
      equation: {op: "call", fn: "delay3", args: [input!, time!], at: equation.at},
    }
    variables.push({
      name: held!.name,
      subscripts: held!.subscripts,
      except: [],
      kind: "stock",
      equation: {op: "binary", fn: "-", left: input!, right: {op: "name", name, subscripts, at: equation.at}},
      initial: {op: "binary", fn: "*", left: input!, right: time!},
      units: "",
      doc: "",
      source: variable.source,
      at: held!.at,
    })
    this.applied.pop()
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

  private leftSide(formula: Formula): LeftSide {
    const at = formula.here()
    const token = formula.next()
    if (token.kind !== "name")
      formula.fail(
        `Expected the name of a variable, found ${shown(token)}`,
        "An entry begins with a name; one that holds other signs than letters, digits and blanks goes in quotes.",
        at,
      )
    const subscripts = formula.at("[") ? formula.subscripts() : []
    const except: Subscript[][] = []
    let between: Variable["between"] | null = null
    for (;;) {
      if (formula.take("EXCEPT")) {
        except.push(formula.subscripts())
        while (formula.take(",")) except.push(formula.subscripts())
      } else if (formula.take("INTERPOLATE")) between = "line"
      else if (formula.take("HOLD BACKWARD")) between = "last"
      else if (formula.take("LOOK FORWARD")) between = "next"
      else if (formula.take("RAW")) between = "none"
      else break
    }
    return {name: token.text, subscripts, except, between, at}
  }

  private rightSide(
    formula: Formula,
    left: LeftSide,
  ): Pick<Variable, "kind" | "equation" | "initial" | "points" | "fixed" | "game"> {
    if (formula.done) return {kind: "data", equation: null}
    if (formula.at("(")) return this.lookup(formula)
    const sign = formula.next()
    if (!(sign.kind === "sign" && (sign.text === "=" || sign.text === "==" || sign.text === ":="))) {
      formula.fail(
        `Expected = after '${left.name}', found ${shown(sign)}`,
        "Write name = equation; a name that holds other signs goes in quotes.",
        formula.place(sign.from),
      )
    }
    if (formula.done)
      formula.fail(
        `Nothing stands behind the ${sign.text} of '${left.name}'`,
        "Write its equation.",
        formula.place(sign.from),
        "exchange/not-written",
      )
    const fixed = sign.text === "==" ? {fixed: true} : {}
    const own = formula.peek()
    const key = own.kind === "name" && !own.quoted && formula.peek(1).text === "(" ? nameKey(own.text) : ""
    if (key === "integ") return {...this.stock(formula), ...fixed}
    if (key === "sinteg") return {...this.restrictedStock(formula, left), ...fixed}
    // Points behind the sign: a lookup that was typed like a variable.
    if (formula.at("[") || (formula.at("(") && this.pointsAhead(formula))) {
      const points = formula.points(null)
      formula.finish()
      return {kind: "lookup", equation: null, points}
    }
    const played = key === "game" ? this.game(formula) : null
    const equation = played ?? formula.expressionOrList()
    formula.finish()
    const game = played ? {game: true} : {}
    if (sign.text === ":=" || left.between) return {kind: dataKind(equation), equation, ...game}
    return {kind: kindOf(equation), equation, ...fixed, ...game}
  }

  /** `GAME(x)` and nothing else; else null, and nothing is taken. */
  private game(formula: Formula): Term | null {
    const mark = formula.mark()
    formula.next()
    formula.expect("(", "after GAME")
    const inside = formula.expression()
    if (formula.take(")") && formula.done) return inside
    formula.back(mark)
    return null
  }

  private pointsAhead(formula: Formula): boolean {
    const first = formula.peek(1).text
    return first === "[" || (first === "(" && formula.peek(2).kind === "number" && formula.peek(3).text === ",")
  }

  private stock(formula: Formula): Pick<Variable, "kind" | "equation" | "initial"> {
    const at = formula.here()
    formula.next()
    formula.expect("(", "after INTEG")
    const rate = formula.expression()
    if (!formula.take(","))
      formula.fail(
        "INTEG takes a rate and an initial value, found only one argument",
        "Write INTEG(rate, initial value).",
        at,
        "exchange/arguments",
      )
    // The initial values of an array may be a list of numbers.
    const initial = formula.expressionOrList()
    formula.expect(")", "to close INTEG")
    if (!formula.done)
      formula.fail(
        `INTEG is followed by ${shown(formula.peek())}`,
        "INTEG(rate, initial value) must be the whole right side of its equation.",
        at,
      )
    return {kind: "stock", equation: rate, initial}
  }

  /**
   * `SINTEG(rate, initial, min, max, quant, spec, thresh)`: a stock kept between two numbers, and at `spec` where it
   * comes nearer to it than `thresh`. Said by its rate: what brings it there in one step.
   */
  private restrictedStock(formula: Formula, left: LeftSide): Pick<Variable, "kind" | "equation" | "initial"> {
    const at = formula.here()
    formula.next()
    formula.expect("(", "after SINTEG")
    const given = [formula.expression()]
    while (formula.take(",")) given.push(formula.expression())
    formula.expect(")", "to close SINTEG")
    const [rate, initial, ...bounds] = given
    const numbers = bounds.map((bound) => (bound.op === "number" ? bound.value : minus(bound)))
    if (!rate || !initial || bounds.length !== 5 || numbers.includes(null) || !formula.done)
      formula.fail(
        "SINTEG not called as Vensim calls it",
        "Write SINTEG(rate, initial, min, max, quant, spec, thresh), the last five numbers or :NA:, and nothing behind it.",
        at,
        "exchange/arguments",
      )
    const [min, max, quant, spec, thresh] = numbers.map((value) => (value === MISSING ? null : value)) as (
      | number
      | null
    )[] as [number | null, number | null, number | null, number | null, number | null]
    if (quant !== null)
      formula.fail(
        "SINTEG in multiples of a quantum is none that Brink can run: Vensim's reference does not say which way it rounds",
        "Write :NA: for quant, and QUANTUM where the whole number is read.",
        at,
        "exchange/unsupported",
      )
    const number = (value: number): Term => ({op: "number", value})
    const call = (fn: string, ...args: readonly Term[]): Term => ({op: "call", fn, args, at})
    const restricted = (x: Term): Term => {
      let kept = x
      if (max !== null) kept = call("min", kept, number(max!))
      if (min !== null) kept = call("max", kept, number(min!))
      if (spec === null || thresh === null) return kept
      const off = call("abs", {op: "binary", fn: "-", left: kept, right: number(spec!)})
      return call("if", {op: "binary", fn: "<", left: off, right: number(thresh!)}, number(spec!), kept)
    }
    if (restricted(rate!) === rate) return {kind: "stock", equation: rate!, initial: initial!}
    const now: Term = {op: "name", name: left.name, subscripts: left.subscripts, at}
    const step = call("time_step")
    const change: Term = {op: "binary", fn: "*", left: rate!, right: step}
    const next = restricted({op: "binary", fn: "+", left: now, right: change})
    const net: Term = {op: "binary", fn: "/", left: {op: "binary", fn: "-", left: next, right: now}, right: step}
    return {kind: "stock", equation: net, initial: restricted(initial!)}
  }

  /** `name( [(0,0)-(10,10)],(1,2),(3,4) )`, or a call that says where the points are. */
  private lookup(formula: Formula): Pick<Variable, "kind" | "equation" | "points"> {
    formula.expect("(", "before the points")
    if (formula.peek().kind === "name") {
      const equation = formula.expression()
      formula.expect(")", "after where the points come from")
      formula.finish()
      return {kind: "lookup", equation}
    }
    const points = formula.points(")")
    formula.expect(")", "after the points")
    formula.finish()
    return {kind: "lookup", equation: null, points}
  }

  // Dimensions.

  /** `name: a, b, (c1-c9) -> other, (another: x, y, z)` or `name <-> other`. */
  private dimension(formula: Formula, left: LeftSide, fields: Fields): void {
    const {name, at} = left
    const read = formula.attempt((): Pick<Dimension, "elements" | "mappings" | "alias" | "from"> => {
      if (formula.take("<->")) {
        const alias = formula.elementName()
        formula.finish()
        return {elements: [], mappings: [], alias}
      }
      formula.expect(":", "after the name of a subscript range")
      const token = formula.peek()
      const called = token.kind === "name" && formula.peek(1).text === "(" && formula.peek(1).kind === "sign"
      const from = called ? formula.expression() : undefined
      const elements = called ? [] : this.elementList(formula)
      const mappings = formula.take("->") ? this.mappings(formula) : []
      formula.finish()
      return {elements, mappings, ...(from ? {from} : {})}
    })
    if (read) this.scope.dimensions.push({name, ...read, doc: fields.doc, at})
  }

  private elementList(formula: Formula): string[] {
    const elements: string[] = []
    for (;;) {
      if (formula.take("(")) {
        const at = formula.here()
        const from = formula.elementName()
        formula.expect("-", "between the ends of a range")
        const to = formula.elementName()
        formula.expect(")", "after a range")
        this.range(formula, from, to, at, elements)
      } else elements.push(formula.elementName())
      if (!formula.take(",")) break
      // A comma at the end of the list is harmless.
      if (formula.done || formula.at("->")) break
    }
    return elements
  }

  /** `a1-a10`: the elements between, numbered. */
  private range(formula: Formula, from: string, to: string, at: Spot, into: string[]): void {
    const start = numbered(from)
    const stop = numbered(to)
    if (!start || !stop || nameKey(start.stem) !== nameKey(stop.stem) || stop.number < start.number)
      formula.fail(
        `'${from}-${to}' is no range of elements`,
        "Both ends have the same name with numbers behind it, the smaller one first: (a1-a10).",
        at,
      )
    const count = stop.number - start.number + 1
    this.elements += count
    if (this.elements > MOST_ELEMENTS)
      formula.fail(
        `'${from}-${to}' would make ${count} elements; one file may have ${MOST_ELEMENTS}`,
        "Is one of its numbers a slip?",
        at,
        "exchange/too-large",
      )
    const width = start.digits.startsWith("0") ? start.digits.length : 0
    for (let i = start.number; i <= stop.number; i++) into.push(start.stem + String(i).padStart(width, "0"))
  }

  private mappings(formula: Formula): {to: string; elements?: string[]}[] {
    const mappings: {to: string; elements?: string[]}[] = []
    for (;;) {
      if (formula.take("(")) {
        const to = formula.elementName()
        formula.expect(":", "between the dimension and its elements")
        mappings.push({to, elements: this.elementList(formula)})
        formula.expect(")", "after the mapped elements")
      } else mappings.push({to: formula.elementName()})
      if (!formula.take(",")) break
    }
    return mappings
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
        sets = this.settings(formula, formula.expression())
        formula.finish()
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

  /** `a = x :AND: b = y`: what is set to what. */
  private settings(formula: Formula, term: Term): {name: string; subscripts: readonly Subscript[]; to: Term}[] {
    const sets: {name: string; subscripts: readonly Subscript[]; to: Term}[] = []
    const rest = [term]
    for (let next = rest.pop(); next; next = rest.pop()) {
      if (next.op === "binary" && next.fn === "and") rest.push(next.right, next.left)
      else if (next.op === "binary" && next.fn === "==" && next.left.op === "name")
        sets.push({name: next.left.name, subscripts: next.left.subscripts, to: next.right})
      else formula.fail("A test input that sets nothing", "Write variable = expression.")
    }
    return sets
  }
}

/** The value of `-1`; null of anything else. */
function minus(term: Term): number | null {
  return term.op === "unary" && term.fn === "-" && term.of.op === "number" ? -term.of.value : null
}

/** Words of a consequence that speak of the run as a whole. */
const OVER_TIME: ReadonlySet<string> = new Set(["CROSSING", "AT LEAST ONCE"])

/** The string variables of a text, wherever they stand. */
function stringsOf(text: string): Map<string, string> {
  const strings = new Map<string, string>()
  if (!/:[ \t]{0,9}IS[ \t]{0,9}:/iu.test(text)) return strings
  for (const match of text.matchAll(/([^|~:=\n]{1,200}):[ \t]{0,9}IS[ \t]{0,9}:\s{0,99}'([^'\n]{0,999})'/giu))
    strings.set(nameKey(match[1]!.trim()), match[2]!)
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

/** The stem and number of `sector12`. */
function numbered(name: string): {stem: string; digits: string; number: number} | null {
  let at = name.length
  while (at > 0 && name.charCodeAt(at - 1) >= 48 && name.charCodeAt(at - 1) <= 57) at--
  const digits = name.slice(at)
  // Fifteen digits are exact in a double.
  if (digits === "" || digits.length > 15) return null
  return {stem: name.slice(0, at), digits, number: Number(digits)}
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

function externalOf(term: Term): string {
  const call = term.op === "call" ? /^get_[a-z0-9]+_(data|constants|lookups|subscript)$/u.exec(term.fn) : null
  return call?.[1] ?? ""
}

/** What an equation behind `=` makes its variable. */
function kindOf(equation: Term): Variable["kind"] {
  const external = externalOf(equation)
  if (external === "constants") return "constant"
  if (external === "lookups") return "lookup"
  if (external === "data") return "data"
  return isConstant(equation) ? "constant" : "auxiliary"
}

/** What an equation behind `:=` makes it. */
function dataKind(equation: Term): Variable["kind"] {
  const external = externalOf(equation)
  return external === "constants" ? "constant" : external === "lookups" ? "lookup" : "data"
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
