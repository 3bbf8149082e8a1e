// A YAML (or JSON) file people write: text in, a validated value out, and the line and
// column of every part of it, so that a mistake is named where it stands.
//
// All mistakes are listed at once, not only the first. What YAML allows and a case file
// never needs (duplicate keys, `__proto__`, unknown tags, thousands of aliases) is refused.
// Here because five layers read such files and all should refuse them in the same way.

import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  Lexer,
  LineCounter,
  type Pair,
  parseDocument,
  type YAMLMap,
} from "yaml"
import type {z} from "zod"
import {Fault, nearest} from "./fault.ts"
import {greatest} from "./lists.ts"
import {type Mistake, type Place, refusal, spell} from "./mistakes.ts"

/** Keys and indices from the top of the file down to one part of it. */
export type Path = readonly PropertyKey[]

/** A validated value, and where its parts stand in the text. */
export type Sourced<T> = {
  readonly value: T
  /** Where the key (or list item) at `path` begins; where the nearest part above it begins when it is absent. */
  keyAt(path: Path): Place
  /** Where the value at `path` begins, moved `offset` characters into it when it is a scalar on one line. */
  valueAt(path: Path, offset?: number): Place
}

/** Room for honest reuse; an alias bomb needs millions. */
const MOST_ALIASES = 100
/** Aliases times words of a file: each alias is looked up from the file's beginning on. */
const MOST_LOOKED_UP = 50_000_000
/** Letters of a file. */
const MOST_LETTERS = 20_000_000
/**
 * Words of a file: keys, values, signs, line ends and what lies between them. A model of twenty thousand quantities has
 * fewer than two million; no other file that people write has a fifth of that.
 */
const MOST_WORDS = {model: 2_000_000, other: 400_000} as const
/** Letters of one of them. */
const LONGEST_WORD = 200_000
/** Lists and maps inside one another. */
const MOST_NESTING = 100

/**
 * Parse and validate one file.
 *
 * @param file   as the user names it; it opens every place in a message.
 * @param schema what the file may hold; unknown keys are reported with the nearest known one.
 * @param layer  whose file it is: the first half of the Fault's code.
 * @throws Fault `<layer>/invalid-file` listing every mistake as `file:line:column: path: what`;
 *               `<layer>/newer-format` when `format` has a higher number than `schema` knows.
 */
export function readYaml<T>(text: string, file: string, schema: z.ZodType<T>, layer: string): T {
  return readPlaced(text, file, schema, layer).value
}

/** As `readYaml`, and keeps the places of the parts for checks that come after. */
export function readPlaced<T>(text: string, file: string, schema: z.ZodType<T>, layer: string): Sourced<T> {
  const beyond = beyondReading(text, MOST_WORDS[layer === "model" ? "model" : "other"])
  if (beyond) throw refusal(layer, file, [beyond], "Split the file, or write it in a simpler way.")
  const counter = new LineCounter()
  const syntax: Mistake[] = []
  let document: Document | null = null
  let raw: unknown = null
  try {
    const parsed = parseDocument(text, {lineCounter: counter, prettyErrors: false, uniqueKeys: false})
    document = parsed
    for (const error of [...parsed.errors, ...parsed.warnings])
      syntax.push({place: at(counter, error.pos[0]), says: worded(error.code, error.message)})
    if (syntax.length === 0) {
      findForbiddenKeys(parsed.contents, counter, syntax)
      if (syntax.length === 0) raw = parsed.toJS({maxAliasCount: MOST_ALIASES})
    }
  } catch (error) {
    // The parser recurses: it gives up on absurd nesting with a RangeError, and on alias bombs with a ReferenceError.
    if (!(error instanceof RangeError || error instanceof ReferenceError)) throw error
    const says =
      error instanceof RangeError ? "nested too deeply to be read" : "too many aliases (`*name`); write it out"
    syntax.push({place: {line: 1, column: 1}, says})
  }
  if (syntax.length > 0) throw refusal(layer, file, syntax, "Mend the YAML at these places.")

  if (raw === null || raw === undefined)
    throw refusal(
      layer,
      file,
      [{place: {line: 1, column: 1}, says: "the file is empty"}],
      "Write what belongs there, or delete it; the pages of docs/formats/ show its shape.",
    )
  const places = new Places(document!, text, counter)
  const result = schema.safeParse(raw)
  if (result.success)
    return {
      value: result.data,
      keyAt: (path) => places.keyAt(path),
      valueAt: (path, offset) => places.valueAt(path, offset),
    }

  const newer = newerFormat(result.error.issues, raw)
  if (newer)
    throw new Fault(`${layer}/newer-format`, `${file} is ${newer.found}, made by a newer Brink`, {
      place: spell(file, places.valueAt(["format"])),
      next: `This Brink reads up to ${newer.known}: update Brink, or save the file in that format.`,
    })
  const mistakes = result.error.issues.flatMap((issue) => explain(issue, raw, schema, places))
  throw refusal(layer, file, mistakes, nextMove(raw))
}

/** Line and column of an offset into a text, for layers that keep offsets rather than nodes. */
export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset)
  const line = before.split("\n").length
  return {line, column: offset - (before.lastIndexOf("\n") + 1) + 1}
}

/**
 * What makes a file longer or deeper than the parser should be given, with its place; null for a file that is not. The
 * words alone are gone through, which costs a tenth of reading them.
 */
function beyondReading(text: string, mostWords: number): Mistake | null {
  if (text.length > MOST_LETTERS)
    return {place: {line: 1, column: 1}, says: `${text.length} letters are more than the ${MOST_LETTERS} that are read`}
  let words = 0
  let aliases = 0
  let flow = 0
  let offset = 0
  let lineAt = 0
  let line = 1
  /** Columns at which the lists and maps begin that are open, and whether this line has said where it begins. */
  const indents: number[] = []
  let marks = 0
  let begun = false
  const here = (says: string): Mistake => ({place: {line, column: offset - lineAt + 1}, says})
  for (const word of new Lexer().lex(text)) {
    // Marks of the lexer itself, which do not stand in the text.
    if (word === "\u0002" || word === "\u0018" || word === "\u001f") continue
    if (++words > mostWords) return here(`a file of more than ${mostWords} words, signs and line ends is not read`)
    if (word.length > LONGEST_WORD) return here(`a text of ${word.length} letters is longer than ${LONGEST_WORD}`)
    const first = word[0]
    if (first === "*" && ++aliases * words > MOST_LOOKED_UP)
      return here(`${aliases} aliases (\`*name\`) are too many for a file of this length; write them out`)
    const blank = first === " " || first === "\t" || first === "\n" || first === "\r"
    if (!blank && !begun && flow === 0 && first !== "#") {
      begun = true
      const column = offset - lineAt
      while (indents.length > 0 && indents.at(-1)! >= column) indents.pop()
      indents.push(column)
    }
    if (word === "[" || word === "{") flow++
    else if ((word === "]" || word === "}") && flow > 0) flow--
    else if (flow === 0 && (word === "-" || word === "?" || word === ":")) marks++
    if (indents.length + marks + flow > MOST_NESTING) return here(`nested more than ${MOST_NESTING} deep`)
    offset += word.length
    const end = word.lastIndexOf("\n")
    if (end < 0) continue
    for (let next = word.indexOf("\n"); next >= 0; next = word.indexOf("\n", next + 1)) line++
    lineAt = offset - word.length + end + 1
    marks = 0
    begun = false
  }
  return null
}

function at(counter: LineCounter, offset: number): Place {
  const {line, col} = counter.linePos(offset)
  return {line: Math.max(1, line), column: Math.max(1, col)}
}

/** The parser's own words are for programmers; these few are what people meet. */
function worded(code: string, message: string): string {
  if (code === "MULTIPLE_DOCS") return "a second document begins here (`---`); keep one in a file"
  if (message.includes("call stack")) return "nested too deeply to be read"
  if (code === "TAB_AS_INDENT") return "a tab indents this line; use spaces"
  return message.split("\n")[0]!.replace(/\.$/, "")
}

/** A key that stands twice hides what it said before; `__proto__` as a key would reach behind the object it is put in; a list or map as a key is a slip in brackets. */
function findForbiddenKeys(node: unknown, counter: LineCounter, into: Mistake[]): void {
  if (!isCollection(node)) return
  // Looked at here and not by the parser, which compares every key of a map with every other.
  const keys = new Set<string>()
  for (const item of node.items) {
    if (!isPair(item)) {
      findForbiddenKeys(item, counter, into)
      continue
    }
    if (isCollection(item.key))
      into.push({place: at(counter, item.key.range?.[0] ?? 0), says: "a key is a word, not a list or a map; quote it"})
    const key = isScalar(item.key) ? item.key : null
    if (key?.value === "__proto__")
      into.push({place: at(counter, key.range?.[0] ?? 0), says: "`__proto__` cannot be a key; choose another name"})
    if (key && keys.has(String(key.value)))
      into.push({place: at(counter, key.range?.[0] ?? 0), says: "this key stands twice in the same map; keep one"})
    if (key) keys.add(String(key.value))
    findForbiddenKeys(item.value, counter, into)
  }
}

class Places {
  private readonly document: Document
  /** Pairs of each map by their keys, made when first asked for: a model may have a hundred thousand. */
  private readonly pairs = new WeakMap<YAMLMap, Map<string, Pair>>()
  private readonly text: string
  private readonly counter: LineCounter

  constructor(document: Document, text: string, counter: LineCounter) {
    this.document = document
    this.text = text
    this.counter = counter
  }

  keyAt(path: Path): Place {
    const parent = this.nodeAt(path.slice(0, -1))
    const last = path.at(-1)
    if (last !== undefined && isMap(parent)) {
      const pair = this.pairOf(parent, String(last))
      if (pair && isScalar(pair.key) && pair.key.range) return at(this.counter, pair.key.range[0])
    }
    return this.valueAt(path)
  }

  valueAt(path: Path, offset = 0): Place {
    for (let length = path.length; length >= 0; length--) {
      const node = this.nodeAt(path.slice(0, length))
      if (!isNode(node) || !node.range) continue
      if (length < path.length && length > 0) return this.keyAt(path.slice(0, length))
      const [from, to] = node.range
      if (offset > 0 && isScalar(node) && typeof node.value === "string") {
        const inside = this.text.slice(from, to).indexOf(node.value)
        if (inside >= 0) return at(this.counter, from + inside + Math.min(offset, node.value.length))
      }
      const quoted = isScalar(node) && (node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE")
      return at(this.counter, offset === 0 || !quoted ? from : from + 1)
    }
    return {line: 1, column: 1}
  }

  private pairOf(map: YAMLMap, key: string): Pair | undefined {
    let pairs = this.pairs.get(map)
    if (!pairs) {
      pairs = new Map()
      for (const pair of map.items)
        if (isScalar(pair.key) && !pairs.has(String(pair.key.value))) pairs.set(String(pair.key.value), pair)
      this.pairs.set(map, pairs)
    }
    return pairs.get(key)
  }

  private nodeAt(path: Path): unknown {
    let node: unknown = this.document.contents
    for (const key of path) {
      if (!isCollection(node)) return undefined
      if (isMap(node)) {
        node = this.pairOf(node, String(key))?.value
      } else node = node.items[Number(key)]
    }
    return node
  }
}

type Complaint = z.core.$ZodIssue

/** Keys that a refusal lists. */
const MOST_KEYS = 8

/** What each complaint of the schema says to a person, with its place. */
function explain(issue: Complaint, raw: unknown, schema: z.ZodType, places: Places): Mistake[] {
  const name = (path: Path) => (path.length === 0 ? "" : `${path.map(String).join(".")}: `)
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => {
      const missing = knownKeys(schema, issue.path).filter((k) => valueIn(raw, [...issue.path, k]) === undefined)
      const near = nearest(key, missing, 1)[0]
      // `{says: one, two}` is three keys to YAML: the commonest slip in files written by hand.
      const torn = valueIn(raw, [...issue.path, key]) === null
      const comma = "; a comma inside { } ends a value: put a value with a comma in quotes"
      const open = missing.length > 0 && missing.length <= MOST_KEYS ? `; there may be ${missing.join(", ")}` : ""
      const hint = near ? `; did you mean \`${near}\`?` : torn ? comma : open
      return {
        place: places.keyAt([...issue.path, key]),
        says: `${name([...issue.path, key])}no such key here${hint}`,
      }
    })
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const branch = likeliest(issue.errors)
    if (branch.some((inner) => inner.path.length > 0))
      return branch.flatMap((inner) =>
        explain({...inner, path: [...issue.path, ...inner.path]} as Complaint, raw, schema, places),
      )
    const wanted = [...new Set(issue.errors.flatMap((errors) => errors.map((e) => expected(e))))].join(", or ")
    const torn = typeof issue.path.at(-1) === "number" && typeof valueIn(raw, issue.path) === "string"
    const comma = torn ? "; a comma inside [ ] ends a value: put a value with a comma in quotes" : ""
    const missing = issue.path.length > 0 && valueIn(raw, issue.path) === undefined ? "missing; " : ""
    const place = missing === "" ? places.valueAt(issue.path) : places.keyAt(issue.path.slice(0, -1))
    return [{place, says: `${name(issue.path)}${missing}${wanted}${found(raw, issue.path)}${comma}`}]
  }
  if (issue.code === "invalid_key" || issue.code === "invalid_element")
    return issue.issues.map((inner) => ({
      place: places.keyAt(issue.path),
      says: `${name(issue.path)}${expected(inner as Complaint)}`,
    }))
  const value = valueIn(raw, issue.path)
  if (value === undefined && (issue.code === "invalid_type" || issue.code === "invalid_value"))
    return [
      {
        place: places.keyAt(issue.path.slice(0, -1)),
        says: `${name(issue.path)}missing; ${expected(issue)}${meaning(schema, issue.path)}`,
      },
    ]
  return [{place: places.valueAt(issue.path), says: `${name(issue.path)}${expected(issue)}${found(raw, issue.path)}`}]
}

/** ": what stands there", where the schema says what it is; without the stop of a sentence. */
function meaning(schema: z.ZodType, path: Path): string {
  const described = describedAt(schema, path)
  return described === null ? "" : `: ${described.replace(/\.$/, "")}`
}

/** The alternative that got furthest before it failed is the one that was meant. */
function likeliest(branches: readonly (readonly Complaint[])[]): readonly Complaint[] {
  const depth = (branch: readonly Complaint[]) =>
    greatest(branch.map((e) => e.path.length + (e.code === "unrecognized_keys" ? 0.5 : 0)))
  return branches.reduce((best, branch) =>
    depth(branch) > depth(best) || (depth(branch) === depth(best) && branch.length < best.length) ? branch : best,
  )
}

/** The schema's message without its programmer's preamble. */
function expected(issue: Complaint): string {
  return issue.message
    .replace(/^Invalid (input|option): /, "")
    .replace(/, received .*$/s, "")
    .replace(/^Invalid input$/, "not what can stand here")
    .replace(/^Too big: expected \w+ to be <=\s*(\S+)$/, "at most $1")
    .replace(/^Too small: expected \w+ to be >=\s*(\S+)$/, "at least $1")
    .replace(/^Too small: expected string to have >=1 characters$/, "a word or more, not an empty text")
}

/** ", found ..." where the value is short enough to be shown. */
function found(raw: unknown, path: Path): string {
  const value = valueIn(raw, path)
  if (value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length > 3)) return ""
  const shown = JSON.stringify(value) ?? String(value)
  return shown.length > 60 ? "" : `, found ${typeof value === "number" ? String(value) : shown}`
}

function valueIn(raw: unknown, path: Path): unknown {
  let value: unknown = raw
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return value
}

/** The keys a schema knows at a path, through records, lists, options and alternatives. */
function knownKeys(schema: unknown, path: Path): string[] {
  return layersAt(schema, path).flatMap((layer) => {
    const def = defOf(layer)
    return def?.type === "object" ? Object.keys(def["shape"] as object) : []
  })
}

/** What the schema says of what stands at `path`, in words of its author; null where it says nothing. */
function describedAt(schema: unknown, path: Path): string | null {
  for (const layer of layersAt(schema, path)) {
    const {description} = layer as z.ZodType
    if (description !== undefined) return description
  }
  return null
}

type Definition = Record<string, unknown> & {readonly type: string}

const defOf = (schema: unknown) => (schema as {_zod?: {def: Definition}} | undefined)?._zod?.def

/** What the schema holds at `path`: every alternative, what wraps it before what is inside. */
function layersAt(schema: unknown, path: Path): unknown[] {
  const def = defOf(schema)
  if (!def) return []
  const [head, ...rest] = path
  const own = head === undefined ? [schema] : []
  const within = (inner: unknown) => [...own, ...layersAt(inner, path)]
  if (def.type === "union")
    return [...own, ...(def["options"] as unknown[]).flatMap((option) => layersAt(option, path))]
  if (def.type === "lazy") return within((def["getter"] as () => unknown)())
  if (def.type === "pipe") return within(def["in"])
  if (def["innerType"]) return within(def["innerType"])
  if (head === undefined) return own
  if (def.type === "object") {
    const shape = def["shape"] as Record<string, unknown>
    return Object.hasOwn(shape, head) ? layersAt(shape[String(head)], rest) : []
  }
  if (def.type === "record") return layersAt(def["valueType"], rest)
  if (def.type === "array") return layersAt(def["element"], rest)
  if (def.type === "tuple") return layersAt((def["items"] as unknown[])[Number(head)], rest)
  return []
}

/** Says so when the file's `format` is the schema's, with a higher number. */
function newerFormat(issues: readonly Complaint[], raw: unknown): {found: string; known: string} | null {
  const found = valueIn(raw, ["format"])
  if (typeof found !== "string") return null
  for (const issue of issues) {
    if (issue.path.length !== 1 || issue.path[0] !== "format" || issue.code !== "invalid_value") continue
    for (const known of issue.values) {
      const [family, number] = split(found)
      const [wanted, most] = split(String(known))
      if (family === wanted && number > most) return {found, known: String(known)}
    }
  }
  return null
}

function split(format: string): [string, number] {
  const match = /^(.*)@(\d{1,9})$/.exec(format)
  return match ? [match[1]!, Number(match[2])] : [format, -1]
}

function nextMove(raw: unknown): string {
  const format = valueIn(raw, ["format"])
  const name = typeof format === "string" ? /^brink\/([a-z-]+)@\d+$/.exec(format)?.[1] : undefined
  const schema = name
    ? `\`brink schema ${name}\` prints what it may hold.`
    : "the pages of docs/formats/ show its shape."
  return `Mend the file at these places; ${schema}`
}
