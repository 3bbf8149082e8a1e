// Data that a model takes from other files: which files it names, and the same model with
// what they hold written out in it. In: a blueprint whose equations call GET XLS, GET DIRECT
// or GET 123 DATA, CONSTANTS, LOOKUPS and SUBSCRIPT, or that has data variables without an
// equation, and the files, read. Out: an ordinary blueprint and what is amiss.
//
// After this a model stands alone: no later stage and no writer opens another file. Nothing is
// made up: a cell that holds no number is named, an absent file is refused by its name.

import {nearest} from "../../core/fault.ts"
import {MISSING} from "../../model/index.ts"
import {
  type Blueprint,
  type Dimension,
  nameKey,
  type Points,
  type Spot,
  type Subscript,
  type Term,
  type Variable,
} from "../blueprint/blueprint.ts"
import {Dimensions, MOST_ELEMENTS} from "../blueprint/dimensions.ts"
import {type Finding, Findings} from "../blueprint/findings.ts"
import {visit} from "../blueprint/terms.ts"
import {
  isRefusal,
  listed,
  type Refusal,
  readConstants,
  readElements,
  readSeries,
  type Source,
  sourceOf,
} from "./external.ts"
import {type Recorded, type RecordedSeries, recordedSeries, seriesKey} from "./recorded.ts"
import type {Unreadable, Workbook} from "./workbook.ts"

/** A file that a model wants, as it names it (`/` between folders), and what first asks for it. */
export type DataFile = {
  readonly file: string
  /** "cells": a call names sheet and cell. "series": columns or rows of series with their times, for data variables. */
  readonly holds: "cells" | "series"
  readonly wantedBy: string
  readonly at: Spot
}

/** What was read for each `DataFile.file`. */
export type DataFiles = ReadonlyMap<string, Workbook | Unreadable>

/** What a user gives beside a model: files of series, in the order in which they are searched, and files for tags. */
export type GivenData = {
  readonly series: DataFiles
  /** By the tag's lower case (`?rain`): the file as the user names it, and what was read of it. */
  readonly tags: ReadonlyMap<string, {readonly file: string; readonly book: Workbook | Unreadable}>
}

/** `?tag=file` in its two parts, the tag in lower case; null for what names a file alone. */
export function taggedFile(words: string): {readonly tag: string; readonly file: string} | null {
  const at = words.indexOf("=")
  if (!words.startsWith("?") || at < 2) return null
  return {tag: words.slice(0, at).trim().toLowerCase(), file: words.slice(at + 1).trim()}
}

type Call = {
  readonly what: "data" | "constants" | "lookups" | "subscript"
  readonly args: readonly string[]
  readonly at: Spot
  readonly tool: string
}

// The names that readers give these calls, however their words are joined.
const CALL = /^get (xls|direct|123) (data|constants|lookups|subscript)$/
/** Vensim's setting that ties `?name` to a file, and the one that lists files of data. */
const TAGGED_FILE = "30"
const FILES_OF_DATA = "13"

/**
 * The files that a model names, each once, in the order in which they are asked for. A `?name` is looked up among
 * the model's own settings; one that is not there is left as it is, for `resolveData` to refuse.
 *
 * @param given tags, in lower case, that a user has named files for.
 */
export function dataFilesOf(blueprint: Blueprint, given: ReadonlySet<string> = new Set()): DataFile[] {
  const tags = tagsOf(blueprint)
  const files = new Map<string, DataFile>()
  const want = (call: Call, wantedBy: string) => {
    if (given.has(tagOf(call) ?? "")) return
    const file = fileOf(call, tags)
    if (file !== null && !files.has(`cells ${file}`))
      files.set(`cells ${file}`, {file, holds: "cells", wantedBy, at: call.at})
  }
  for (const dimension of everyDimension(blueprint)) {
    const call = dimension.from && callOf(dimension.from)
    if (call) want(call, dimension.name)
  }
  let bare: Variable | null = null
  for (const variable of everyVariable(blueprint)) {
    const call = variable.equation && callOf(variable.equation)
    if (call) want(call, variable.name)
    if (isBare(variable)) bare ??= variable
  }
  if (bare)
    for (const file of recordedFilesOf(blueprint))
      if (!files.has(`series ${file}`))
        files.set(`series ${file}`, {file, holds: "series", wantedBy: bare.name, at: bare.at})
  return [...files.values()]
}

/** Data without an equation and without points: its values come from a file of series. */
function isBare(variable: Variable): boolean {
  return variable.kind === "data" && variable.equation === null && variable.points === undefined
}

/**
 * The model with its data written out: constants as numbers and lists, data and lookups as points, element by element,
 * dimensions as lists of elements.
 *
 * @param files   what was read for each of `dataFilesOf`; one that is absent counts as not given.
 * @param options.file the model's file, as messages name it.
 * @param options.absent what becomes of a data variable that an equation uses and no file has: its model is refused, or
 *                       the variable has no value, and is lost with all that depends on it.
 * @param options.given what a user gives beside the model: it goes before what the model holds or names, which is said.
 */
export function resolveData(
  blueprint: Blueprint,
  files: DataFiles,
  options: {readonly file: string; readonly given?: Partial<GivenData>; readonly absent?: "refused" | "lost"} = {
    file: "",
  },
): {blueprint: Blueprint; issues: Finding[]} {
  const {series = new Map(), tags = new Map()} = options.given ?? {}
  const work = new Resolution(blueprint, files, {series, tags}, options.file, options.absent === "lost")
  const resolved = work.resolved()
  work.sayUnused()
  return {blueprint: resolved, issues: work.findings.all()}
}

class Resolution {
  readonly findings: Findings
  private readonly tags: ReadonlyMap<string, string>
  private readonly sources = new Map<string, Source | Refusal>()
  private readonly blueprint: Blueprint
  private readonly files: DataFiles
  private readonly given: GivenData
  /** Series of the files that a user gives, and of those that the model's settings list. */
  private readonly offered: Recorded
  private listed: Recorded | null = null
  private referenced: ReadonlySet<string> | null = null
  /** Files given whose series were taken, and tags that calls have asked for. */
  private readonly taken = new Set<string>()
  private readonly asked = new Set<string>()
  /** Absent series that are used have no value, and stop nothing. */
  private readonly lenient: boolean

  constructor(blueprint: Blueprint, files: DataFiles, given: GivenData, file: string, lenient: boolean) {
    this.lenient = lenient
    this.blueprint = blueprint
    this.files = files
    this.given = given
    this.findings = new Findings(file)
    this.tags = tagsOf(blueprint)
    this.offered = this.readOffered()
  }

  /** What a user gave and nothing asked for: a slip would go unseen. */
  sayUnused(): void {
    for (const file of this.offered.files)
      if (!this.taken.has(file))
        this.say(
          "",
          undefined,
          "exchange/unused-data",
          `${file} was given, and none of its series is taken`,
          "Head its columns by the names of data variables of the model.",
          false,
        )
    for (const [tag, {file}] of this.given.tags)
      if (!this.asked.has(tag))
        this.refuse("", undefined, {
          code: "exchange/no-such-tag",
          says: `The model reads nothing from '${tag}', for which ${file} was given`,
          next:
            this.asked.size > 0 ? `It reads from ${listed([...this.asked])}.` : "It reads from no tagged file at all.",
        })
  }

  resolved(): Blueprint {
    const {blueprint} = this
    const dimensions = blueprint.dimensions.map((dimension) => this.dimension(dimension))
    // What is wrong with the dimensions themselves is said when the model is laid out.
    const silent = new Findings("")
    const root = new Dimensions(dimensions, silent)
    return {
      ...blueprint,
      dimensions,
      macros: blueprint.macros.map((macro) => {
        const own = macro.dimensions.map((dimension) => this.dimension(dimension))
        const all = own.length > 0 ? new Dimensions([...dimensions, ...own], silent) : root
        return {
          ...macro,
          dimensions: own,
          variables: macro.variables.flatMap((variable) => this.variable(variable, all)),
        }
      }),
      parts: blueprint.parts.map((part) => ({
        ...part,
        variables: part.variables.flatMap((variable) => this.variable(variable, root)),
      })),
    }
  }

  private dimension(dimension: Dimension): Dimension {
    const call = dimension.from && callOf(dimension.from)
    if (!call) return dimension
    const answer = this.ask(call, (source) =>
      call.what === "subscript"
        ? readElements(source, call.args[2] ?? "", call.args[3] ?? "", call.args[4] ?? "")
        : misplaced(call, "only GET ... SUBSCRIPT gives elements"),
    )
    if (isRefusal(answer)) {
      this.refuse(dimension.name, call.at, answer)
      return dimension
    }
    const {from: _, ...rest} = dimension
    return {...rest, elements: answer}
  }

  private variable(variable: Variable, dimensions: Dimensions): readonly Variable[] {
    const call = variable.equation && callOf(variable.equation)
    const given = this.fromGiven(variable, call || null, dimensions)
    if (given) return given
    if (call) {
      const answer = this.answered(variable, call, dimensions)
      if (!isRefusal(answer)) return answer
      this.refuse(shown(variable), call.at, answer)
      // What follows from it is not said a second time when the model is laid out.
      const kind = call.what === "lookups" ? "lookup" : "data"
      return [{...withoutData(variable, kind, variable.subscripts), except: variable.except}]
    }
    return isBare(variable) ? this.fromRecorded(variable, dimensions) : [variable]
  }

  private answered(variable: Variable, call: Call, dimensions: Dimensions): readonly Variable[] | Refusal {
    const left = leftOf(variable, dimensions)
    if (isRefusal(left)) return left
    const {ranges, count} = left
    if (call.what === "subscript") return misplaced(call, "a variable takes DATA, CONSTANTS or LOOKUPS")
    if (call.what === "constants") {
      const wide = ranges.length > 2 ? ranges.filter((range) => range.length > 1) : ranges
      if (wide.length > 2)
        return {
          code: "exchange/too-many-ranges",
          says: `${call.tool} CONSTANTS fills at most two ranges, and this has ${wide.length}`,
          next: "Write one equation for each element of the outer ranges.",
        }
      const rows = wide.length === 2 ? wide[0]!.length : 1
      const columns = wide.at(-1)?.length ?? 1
      const answer = this.ask(call, (source) => readConstants(source, call.args[2] ?? "", rows, columns))
      if (isRefusal(answer)) return answer
      if (answer.surplus)
        this.say(
          shown(variable),
          call.at,
          "exchange/range-too-large",
          answer.surplus,
          "Check that the range is the one meant.",
          false,
        )
      return written(variable, left, answer.values)
    }
    const answer = this.ask(call, (source) => readSeries(source, call.args[2] ?? "", call.args[3] ?? "", count))
    if (isRefusal(answer)) return answer
    const gaps = answer.reduce((sum, series) => sum + series.gaps, 0)
    if (gaps > 0)
      this.say(
        shown(variable),
        call.at,
        "exchange/gaps-in-data",
        `${gaps} of ${answer.reduce((sum, series) => sum + series.gaps + series.x.length, 0)} cells read from ${call.args[0]} are empty or words`,
        "They are left out; between the others the variable's own rule holds.",
        false,
      )
    const kind = call.what === "lookups" ? "lookup" : "data"
    const made: Variable[] = []
    for (const [place, subscripts] of left.elements()) {
      const series = answer[place]!
      made.push(
        series.x.length > 0 ? withPoints(variable, kind, subscripts, series) : withoutData(variable, kind, subscripts),
      )
    }
    return made
  }

  /**
   * Data that the model itself holds, or reads from a file that it names, where a user gives a file of series that has
   * them too: the given ones, element by element. Null where none is given.
   */
  private fromGiven(variable: Variable, call: Call | null, dimensions: Dimensions): readonly Variable[] | null {
    if (this.offered.series.size === 0 || variable.kind !== "data") return null
    if (call ? call.what !== "data" : variable.points === undefined) return null
    const left = leftOf(variable, dimensions)
    if (isRefusal(left)) return null
    const taken = new Map<string, Variable>()
    const own: Variable[] = []
    for (const [, subscripts] of left.elements()) {
      const key = seriesKey(variable.name, subscripts.map(nameOf))
      const series = this.offer(key)
      if (series) taken.set(key, {...withPoints(variable, "data", subscripts, series), equation: null})
      else own.push({...variable, subscripts, except: []})
    }
    if (taken.size === 0) return null
    const from = listed([...new Set([...taken.keys()].map((key) => this.offered.series.get(key)!.file))])
    this.say(
      shown(variable),
      variable.at,
      "exchange/given-data",
      `${own.length > 0 ? `${taken.size} of its ${taken.size + own.length} elements are` : "Its values are"} taken from ${from}, not from ${call ? call.args[0] : "the model file"}`,
      "What is given beside a model goes before what the model has.",
      false,
    )
    if (own.length === 0 || !call) return [...taken.values(), ...own]
    // The others are read as the model says, all at once: which cell is whose depends on the whole array.
    const answer = this.answered(variable, call, dimensions)
    if (isRefusal(answer)) {
      this.refuse(shown(variable), call.at, answer)
      return [...taken.values(), ...own.map(({subscripts}) => withoutData(variable, "data", subscripts))]
    }
    return answer.map((one) => taken.get(seriesKey(one.name, one.subscripts.map(nameOf))) ?? one)
  }

  /** A series of a given file that has values; its file counts as taken from. */
  private offer(key: string): RecordedSeries | null {
    const series = this.offered.series.get(key)
    if (!series || series.x.length === 0) return null
    this.taken.add(series.file)
    return series
  }

  /** A data variable without an equation: its series in a file of another run or of observations. */
  private fromRecorded(variable: Variable, dimensions: Dimensions): readonly Variable[] {
    this.listed ??= this.readListed()
    const left = leftOf(variable, dimensions)
    if (isRefusal(left)) {
      this.refuse(shown(variable), variable.at, left)
      return [variable]
    }
    const made: Variable[] = []
    const absent: string[] = []
    const preferred = new Set<string>()
    for (const [, subscripts] of left.elements()) {
      const key = seriesKey(variable.name, subscripts.map(nameOf))
      const given = this.offer(key)
      const own = this.listed.series.get(key)
      const series = given ?? own
      if (given && own && own.x.length > 0) preferred.add(`from ${given.file}, not from ${own.file}`)
      if (series && series.x.length > 0) made.push(withPoints(variable, "data", subscripts, series))
      else {
        absent.push(shown({name: variable.name, subscripts}))
        made.push(withoutData(variable, "data", subscripts))
      }
    }
    if (preferred.size > 0)
      this.say(
        shown(variable),
        variable.at,
        "exchange/given-data",
        `Its values are taken ${[...preferred].join("; ")}`,
        "What is given beside a model goes before what the model has.",
        false,
      )
    if (absent.length > 0) {
      this.referenced ??= namesUsed(this.blueprint)
      const used = this.referenced.has(nameKey(variable.name))
      const files = [...this.offered.files, ...this.listed.files]
      // They are named here: that nothing is taken from them is no news then.
      for (const file of this.offered.files) this.taken.add(file)
      const near = nearest(variable.name, [...this.offered.names, ...this.listed.names])
      const where = files.length > 0 ? `in ${listed(files)}` : "in no file of data"
      this.say(
        shown(variable),
        variable.at,
        "exchange/no-data",
        absent.length === left.count
          ? `It has no equation, and its values are ${files.length > 0 ? "not " : ""}${where}`
          : `${listed(absent)} ${absent.length === 1 ? "has" : "have"} no values ${where}`,
        used
          ? near.length > 0 && files.length > 0
            ? `Nearest names there: ${listed(near)}.`
            : "Give a .tab or .csv file with a column of this name and one named Time (brink run MODEL --data FILE)."
          : "Nothing in the model uses it; it counts as missing.",
        // An array may have data for some of its elements only: the others are missing, as they are in Vensim.
        used && absent.length === left.count && !this.lenient,
      )
      if (used && absent.length === left.count && this.lenient)
        return made.map((one) => ({...one, equation: {op: "number", value: Number.NaN}}))
    }
    return made
  }

  private readOffered(): Recorded {
    const books: {file: string; workbook: Workbook}[] = []
    for (const [file, workbook] of this.given.series)
      if (workbook.kind === "unreadable") this.refuse("", undefined, workbook)
      else books.push({file, workbook})
    const recorded = recordedSeries(books)
    for (const refusal of recorded.refusals) this.refuse("", undefined, refusal)
    return recorded
  }

  /** What the model's settings list; what is wrong with it is no matter where other files are given for it. */
  private readListed(): Recorded {
    const books: {file: string; workbook: Workbook}[] = []
    const instead = this.offered.files.length > 0
    for (const file of recordedFilesOf(this.blueprint)) {
      const workbook = this.files.get(file)
      if (workbook && workbook.kind !== "unreadable") books.push({file, workbook})
      // What the model's settings name and nobody has is said only when something is missing because of it.
      else if (workbook && !instead && books.length === 0)
        this.say("", undefined, workbook.code, workbook.says, workbook.next, false)
    }
    const recorded = recordedSeries(books)
    for (const {code, says, next} of recorded.refusals)
      if (instead) this.say("", undefined, code, says, `${listed(this.offered.files)} is read in its stead.`, false)
      else this.say("", undefined, code, says, next, true)
    return recorded
  }

  private ask<T extends object>(call: Call, read: (source: Source) => T | Refusal): T | Refusal {
    const wrong = misworded(call)
    if (wrong) return wrong
    const tag = tagOf(call)
    const given = tag === null ? undefined : this.given.tags.get(tag)
    if (tag !== null) this.sayTag(tag, given?.file, call)
    if (given) return this.askOf(given.file, given.book, tag!, call, read)
    const file = fileOf(call, this.tags)
    if (file === null || file.startsWith("?"))
      return {
        code: "exchange/no-such-tag",
        says: `'${call.args[0]}' stands for a file, and the model's settings do not say which`,
        next: `${this.tags.size > 0 ? `They name ${listed([...this.tags.keys()])}. ` : ""}Say it beside the model (--data "${call.args[0]}=FILE"), or name the file itself in the call.`,
      }
    return this.askOf(file, this.files.get(file), file, call, read)
  }

  /** The first time that a tag is asked for which the model's settings tie to another file than the given one. */
  private sayTag(tag: string, file: string | undefined, call: Call): void {
    const own = this.tags.get(tag)
    if (file !== undefined && own !== undefined && own !== file && !this.asked.has(tag))
      this.say(
        "",
        call.at,
        "exchange/given-data",
        `'${call.args[0]}' stands for ${file}, not for ${own} as in the model's settings`,
        "What is given beside a model goes before what the model has.",
        false,
      )
    this.asked.add(tag)
  }

  /** @param as what tells this file from others of the same name. */
  private askOf<T extends object>(
    file: string,
    workbook: Workbook | Unreadable | undefined,
    as: string,
    call: Call,
    read: (source: Source) => T | Refusal,
  ): T | Refusal {
    const tab = call.args[1] ?? ""
    const key = `${as}\n${tab.toLowerCase()}`
    let source = this.sources.get(key)
    if (!source) {
      source = !workbook
        ? {
            code: "exchange/no-data-file",
            says: `The data file ${file} was not given`,
            next: "Give it beside the model.",
          }
        : workbook.kind === "unreadable"
          ? {code: workbook.code, says: workbook.says, next: workbook.next}
          : sourceOf(workbook, file, tab)
      this.sources.set(key, source)
    }
    return isRefusal(source) ? source : read(source)
  }

  private refuse(name: string, at: Spot | undefined, refusal: Refusal): void {
    this.say(name, at, refusal.code, refusal.says, refusal.next, true)
  }

  private say(name: string, at: Spot | undefined, code: string, says: string, next: string, grave: boolean): void {
    this.findings.add(code, at, name === "" ? says : `'${name}': ${says}`, next, grave)
  }
}

/** The elements of a left side: its ranges in order, and how many combinations they have. */
type Left = {
  readonly ranges: readonly (readonly string[])[]
  readonly count: number
  /** Every combination but the excepted ones, with its place among all; the last range runs fastest. */
  elements(): Iterable<readonly [place: number, subscripts: readonly Subscript[]]>
}

/** The elements that a left side stands for. */
function leftOf(variable: Variable, dimensions: Dimensions): Left | Refusal {
  const choices: (readonly string[])[] = []
  const ranges: (readonly string[])[] = []
  const elementsOf = (name: string) => dimensions.axes.get(nameKey(name))?.elements
  for (const subscript of variable.subscripts) {
    if (subscript.kind !== "name")
      return {
        code: "exchange/left-side",
        says: "Outside data go to elements and ranges named on the left side",
        next: "Name the range in the brackets.",
      }
    const elements = elementsOf(subscript.name)?.map((key) => dimensions.show(key))
    if (elements) ranges.push(elements)
    choices.push(elements ?? [subscript.name])
  }
  let count = 1
  for (const choice of choices) count *= choice.length
  if (count > MOST_ELEMENTS)
    return {
      code: "exchange/too-large",
      says: `It has ${count} elements, more than the ${MOST_ELEMENTS} that an array may have`,
      next: "Check the ranges in its brackets.",
    }
  const except = variable.except.map((subscripts) =>
    subscripts.map((s) => (s.kind === "name" ? new Set(elementsOf(s.name) ?? [nameKey(s.name)]) : null)),
  )
  const isExcepted = (subscripts: readonly Subscript[]) =>
    except.some(
      (sets) =>
        sets.length === subscripts.length &&
        sets.every((set, i) => set === null || set.has(nameKey(nameOf(subscripts[i]!)))),
    )
  function* elements(): Iterable<readonly [number, readonly Subscript[]]> {
    for (let place = 0; place < count; place++) {
      const subscripts: Subscript[] = []
      let rest = place
      for (let i = choices.length - 1; i >= 0; i--) {
        const choice = choices[i]!
        subscripts.unshift({kind: "name", name: choice[rest % choice.length]!})
        rest = Math.floor(rest / choice.length)
      }
      if (!isExcepted(subscripts)) yield [place, subscripts]
    }
  }
  return {ranges, count, elements}
}

/** Constants as their author would have typed them: a number, or a list over at most two ranges. */
function written(variable: Variable, left: Left, values: readonly number[]): readonly Variable[] {
  const number = (value: number): Term => ({op: "number", value})
  const base = {...variable, kind: "constant" as const}
  if (left.count === 1) return [{...base, equation: number(values[0]!)}]
  if (variable.except.length === 0) return [{...base, equation: {op: "list", values: values.map(number)}}]
  const made: Variable[] = []
  for (const [place, subscripts] of left.elements())
    made.push({...base, except: [], subscripts, equation: number(values[place]!)})
  return made
}

function withPoints(
  variable: Variable,
  kind: "data" | "lookup",
  subscripts: readonly Subscript[],
  series: {x: readonly number[]; y: readonly number[]},
): Variable {
  const between = variable.between === "last" || variable.between === "next" ? variable.between : "line"
  const points: Points = {x: series.x, y: series.y, between: kind === "data" ? between : "line", beyond: "hold"}
  return {...variable, kind, subscripts, except: [], equation: null, points}
}

/** A series without a value: missing at all times. */
function withoutData(variable: Variable, kind: "data" | "lookup", subscripts: readonly Subscript[]): Variable {
  return kind === "data"
    ? {...variable, kind: "constant", subscripts, except: [], equation: {op: "number", value: MISSING}}
    : {
        ...variable,
        kind,
        subscripts,
        except: [],
        equation: null,
        points: {x: [0], y: [MISSING], between: "line", beyond: "hold"},
      }
}

/** The call for outside data that an equation is, if it is one. */
function callOf(equation: Term): Call | null {
  if (equation.op !== "call" && equation.op !== "apply") return null
  const match = CALL.exec(nameKey(equation.op === "call" ? equation.fn : equation.name))
  if (!match) return null
  const args = equation.args.map((arg) =>
    arg.op === "text" ? arg.text : arg.op === "number" ? String(arg.value) : arg.op === "name" ? `\0${arg.name}` : "\0",
  )
  return {what: match[2] as Call["what"], args, at: equation.at, tool: `GET ${match[1]!.toUpperCase()}`}
}

const ARGUMENTS = {data: 4, lookups: 4, constants: 3, subscript: 5} as const
/** Without its last cell or its prefix a call of GET SUBSCRIPT still says what it wants. */
const FEWEST = {data: 4, lookups: 4, constants: 3, subscript: 3} as const

function misworded(call: Call): Refusal | null {
  const words = call.args.find((arg) => arg.startsWith("\0"))
  const name = `${call.tool} ${call.what.toUpperCase()}`
  if (words !== undefined)
    return {
      code: "exchange/not-a-literal",
      says: `${name} takes words in quotes${words === "\0" ? "" : `, and ${words.slice(1)} is a name`}`,
      next: "Write file, sheet and cells in single quotes.",
    }
  if (call.args.length < FEWEST[call.what] || call.args.length > ARGUMENTS[call.what])
    return {
      code: "exchange/wrong-arguments",
      says: `${name} takes ${ARGUMENTS[call.what]} arguments and has ${call.args.length}`,
      next: {
        data: "They are file, sheet, row or column of the times, first cell.",
        lookups: "They are file, sheet, row or column of the x, first cell.",
        constants: "They are file, sheet, first cell.",
        subscript: "They are file, sheet, first cell, last cell, prefix.",
      }[call.what],
    }
  return null
}

function misplaced(call: Call, instead: string): Refusal {
  return {
    code: "exchange/misplaced-call",
    says: `${call.tool} ${call.what.toUpperCase()} cannot stand here: ${instead}`,
    next: "Use the form that fits the left side.",
  }
}

/** `?name` and what it stands for, by Vensim's settings (`30:?name=file`). */
function tagsOf(blueprint: Blueprint): Map<string, string> {
  const tags = new Map<string, string>()
  for (const setting of blueprint.settings) {
    const [name, text] = settingOf(setting)
    if (name !== TAGGED_FILE) continue
    const at = text.indexOf("=")
    if (at > 0) tags.set(text.slice(0, at).trim().toLowerCase(), text.slice(at + 1).trim())
  }
  return tags
}

/** Files of data that the model's settings list (`13:data.vdf`). */
function recordedFilesOf(blueprint: Blueprint): string[] {
  const files: string[] = []
  for (const setting of blueprint.settings) {
    const [name, text] = settingOf(setting)
    if (name === FILES_OF_DATA)
      for (const file of text.split(",")) if (file.trim() !== "") files.push(slashed(file.trim()))
  }
  return [...new Set(files)]
}

/** Number and words of a setting, whether a reader kept them apart (`30`, `?a=b`) or as one line (`30:?a=b`). */
function settingOf(setting: {name: string; text: string}): [string, string] {
  const line = /^(\d+):(.*)$/s.exec(setting.text)
  return line && line[1] === setting.name.replace(/\D/g, "")
    ? [line[1]!, line[2]!]
    : [setting.name.replace(/:$/, ""), setting.text]
}

function fileOf(call: Call, tags: ReadonlyMap<string, string>): string | null {
  const named = call.args[0]?.trim()
  if (named === undefined || named === "" || named.startsWith("\0")) return null
  if (!named.startsWith("?")) return slashed(named)
  const file = tags.get(named.toLowerCase())
  return file === undefined || file === "" ? named : slashed(file)
}

/** The tag that a call names in a file's stead, in lower case. */
function tagOf(call: Call): string | null {
  const named = call.args[0]?.trim() ?? ""
  return named.startsWith("?") ? named.toLowerCase() : null
}

function slashed(file: string): string {
  return file.replace(/\\/g, "/")
}

function everyVariable(blueprint: Blueprint): Variable[] {
  return [...blueprint.parts.flatMap((part) => part.variables), ...blueprint.macros.flatMap((macro) => macro.variables)]
}

function everyDimension(blueprint: Blueprint): Dimension[] {
  return [...blueprint.dimensions, ...blueprint.macros.flatMap((macro) => macro.dimensions)]
}

function nameOf(subscript: Subscript): string {
  return subscript.kind === "name" ? subscript.name : ""
}

function shown(variable: {name: string; subscripts: readonly Subscript[]}): string {
  return variable.subscripts.length === 0
    ? variable.name
    : `${variable.name}[${variable.subscripts.map(nameOf).join(",")}]`
}

/** Keys of all names that stand in an equation. */
function namesUsed(blueprint: Blueprint): Set<string> {
  const names = new Set<string>()
  const {start, stop, step, save} = blueprint.time
  const terms = [
    ...everyVariable(blueprint).flatMap(({equation, initial}) => [equation, initial]),
    ...blueprint.macros.map((macro) => macro.value),
    ...[start, stop, step, save],
  ]
  for (const term of terms)
    if (term)
      visit(term, (node) => {
        if (node.op === "name" || node.op === "apply") names.add(nameKey(node.name))
      })
  return names
}
