// Equations: text in, a tree of operators, names and calls out, and back to text that reads
// as the same tree.
//
// Precedence, loosest first: or; and; not; comparisons (which do not chain); + -; * /; unary
// minus; ^ (to the right). So -2^2 is -4 and 2^3^2 is 512, as in mathematics. A name that is
// not a plain word is written in double quotes: "food need". The tree is the meaning; the
// author's own words are kept beside it by whoever read the file.

import {Fault, nearest} from "../core/fault.ts"
import {arraySumOf} from "./array-sum.ts"
import {type FunctionRule, functions, signature} from "./functions.ts"
import type {Expr, LookupKind, Quantity} from "./model.ts"

/** Words that mean something in an equation, so that no quantity may be called one of them. */
export const reservedWords: ReadonlySet<string> = new Set(["time", "and", "or", "not", "if", "true", "false"])

/** A mistake in an equation: what is wrong, and how many characters into it. */
type Slip = {readonly offset: number; readonly says: string}

/** Deeper than any equation a person can read; beyond it the parser's own recursion would be the limit. */
const MOST_NESTING = 400

/** More operators than any equation, also one that was laid out for a large array, should have. */
const MOST_OPERATORS = 100_000

/**
 * How a table is read otherwise than as it says itself: `table_extend(name, x)` and so on. `name(x)` is its plain value.
 */
const READINGS: ReadonlyMap<string, LookupKind> = new Map(
  (["extend", "last", "next", "inverse", "slope", "area", "quantile"] as const).map((how) => [`table_${how}`, how]),
)

type Binary = Extract<Expr, {op: "binary"}>["fn"]

/** How tightly each operator binds; unary minus stands between `*` and `^`. */
const BINDS: ReadonlyMap<string, number> = new Map([
  ["or", 1],
  ["and", 2],
  ["<", 4],
  ["<=", 4],
  [">", 4],
  [">=", 4],
  ["==", 4],
  ["!=", 4],
  ["+", 5],
  ["-", 5],
  ["*", 6],
  ["/", 6],
  ["^", 8],
])
const NOT = 3
const COMPARISON = 4
const MINUS = 7
const TIGHTEST = 9

/** What other languages write for our operators. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ["=", "=="],
  ["<>", "!="],
  ["&&", "and"],
  ["||", "or"],
  ["!", "not"],
  ["**", "^"],
])

/**
 * Parse one equation.
 *
 * @param place where it stands, as `file:line:column`, for the message.
 * @throws Fault `model/invalid-expression` with the column, a caret under it, and the next move.
 */
export function parseExpression(text: string, place?: string, tables?: ReadonlySet<string>): Expr {
  const read = readExpression(text, tables)
  if (!("says" in read)) return read.expr
  const shown = text.replace(/\s/g, " ")
  throw new Fault(
    "model/invalid-expression",
    `${read.says} (column ${read.offset + 1})\n  ${shown}\n  ${" ".repeat(read.offset)}^`,
    {...(place === undefined ? {} : {place}), next: "docs/formats/model.md lists the operators and functions."},
  )
}

/**
 * As `parseExpression`, with a mistake handed back instead of thrown: files report all of theirs at once.
 *
 * @param tables names that are read like functions: `effect(x)`. Without them a name in double quotes may be one.
 */
export function readExpression(text: string, tables?: ReadonlySet<string>): {readonly expr: Expr} | Slip {
  try {
    return {expr: new Parser(text, tables).whole()}
  } catch (error) {
    if (error instanceof Stop) return {offset: Math.min(error.offset, text.length), says: error.message}
    throw error
  }
}

/** Every quantity or switch an equation reads, from the left. `time` and tables are none of them. */
export function namesIn(expr: Expr): Set<string> {
  const names = new Set<string>()
  for (const part of partsOf(expr)) if (part.op === "name") names.add(part.name)
  return names
}

/** Every name that a quantity reads: its flows, then those in its equation, its value at the start and its rate. */
export function readBy({equation, initial, rate, inflows = [], outflows = []}: Quantity): Set<string> {
  const names = new Set([...inflows, ...outflows])
  for (const expr of [equation, initial, rate]) if (expr) for (const name of namesIn(expr)) names.add(name)
  return names
}

/** Every table an equation reads. */
export function tablesIn(expr: Expr): Set<string> {
  const names = new Set<string>()
  for (const part of partsOf(expr)) if (part.op === "lookup") names.add(part.table)
  return names
}

/**
 * An expression and all of its parts, from the left; with a stack of its own, so that no depth exhausts the stack.
 *
 * @param turns of a sum that is kept as one term all turns, or the first alone: they differ in names only.
 */
export function* partsOf(expr: Expr, turns: "all" | "first" = "all"): Generator<Expr> {
  const waiting: Expr[] = [expr]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next
    if (next.op === "unary" || next.op === "lookup") waiting.push(next.of)
    else if (next.op === "binary") waiting.push(next.right, next.left)
    else if (next.op === "call") {
      const sum = turns === "first" ? arraySumOf(next) : null
      const args = sum ? [sum.at(0)] : next.args
      for (let i = args.length - 1; i >= 0; i--) waiting.push(args[i]!)
    }
  }
}

/** The expression with each part changed, from the inside out and from the left; no deeper than brackets nest. */
export function rewritten(expr: Expr, change: (part: Expr) => Expr): Expr {
  switch (expr.op) {
    case "number":
    case "time":
    case "name":
      return change(expr)
    case "unary":
    case "lookup":
      return change({...expr, of: rewritten(expr.of, change)})
    case "call":
      return change({...expr, args: expr.args.map((arg) => rewritten(arg, change))})
    case "binary": {
      // Chains of operators lean to the left: their spine is gone along, not down.
      const spine: Extract<Expr, {op: "binary"}>[] = []
      let at: Expr = expr
      for (; at.op === "binary"; at = at.left) spine.push(at)
      let left = rewritten(at, change)
      for (let node = spine.pop(); node; node = spine.pop())
        left = change({...node, left, right: rewritten(node.right, change)})
      return left
    }
  }
}

/** An equation as text, with no more brackets than it needs; `parseExpression` reads it back to the same tree. */
export function printExpression(expr: Expr): string {
  return print(expr, 0, printName)
}

/** As `printExpression`, with each name spelt by `spellName`: for messages that show units beside names. */
export function showExpression(expr: Expr, spellName: (name: string) => string): string {
  return print(expr, 0, spellName)
}

/** A name as an equation writes it: bare when it is one plain word, in double quotes otherwise. */
function printName(name: string): string {
  return PLAIN_NAME.test(name) && !reservedWords.has(name) ? name : JSON.stringify(name)
}

const PLAIN_NAME = /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u

function print(expr: Expr, outer: number, spellName: (name: string) => string): string {
  const within = (binds: number, text: string) => (binds < outer ? `(${text})` : text)
  switch (expr.op) {
    case "number":
      if (!Number.isFinite(expr.value)) throw new Error(`an equation cannot hold the number ${expr.value}`)
      if (Object.is(expr.value, -0)) return within(MINUS, "-0")
      return within(expr.value < 0 ? MINUS : TIGHTEST, String(expr.value))
    case "time":
      return "time"
    case "name":
      return spellName(expr.name)
    case "unary": {
      if (expr.fn === "not") return within(NOT, `not ${print(expr.of, NOT, spellName)}`)
      // A bare number after a minus is read as one negative number, so brackets keep the operator apart.
      const bare = expr.of.op === "number" && !(expr.of.value < 0 || Object.is(expr.of.value, -0))
      return within(MINUS, `-${bare ? `(${print(expr.of, 0, spellName)})` : print(expr.of, MINUS, spellName)}`)
    }
    case "binary":
      return within(BINDS.get(expr.fn)!, printChain(expr, spellName))
    case "call":
      return `${expr.fn}(${expr.args.map((argument) => print(argument, 0, spellName)).join(", ")})`
    case "lookup":
      return `${expr.how === "value" ? `${printTable(expr.table)}(` : `table_${expr.how}(${printName(expr.table)}, `}${print(expr.of, 0, spellName)})`
  }
}

/** Operators that lean to the left, as most chains do: their spine is gone along, not down. */
function printChain(expr: Extract<Expr, {op: "binary"}>, spellName: (name: string) => string): string {
  const tail: string[] = []
  let node = expr
  for (;;) {
    const binds = BINDS.get(node.fn)!
    const [least, right] = node.fn === "^" ? [TIGHTEST, MINUS] : [binds === COMPARISON ? binds + 1 : binds, binds + 1]
    const gap = node.fn === "^" ? "" : " "
    tail.push(`${gap}${node.fn}${gap}${print(node.right, right, spellName)}`)
    const left: Expr = node.left
    if (left.op !== "binary" || BINDS.get(left.fn)! < least) {
      tail.push(print(left, least, spellName))
      return tail.reverse().join("")
    }
    node = left
  }
}

/** A table's name before its brackets: in quotes where it could be taken for a function. */
function printTable(name: string): string {
  return functions.has(name) || READINGS.has(name) ? JSON.stringify(name) : printName(name)
}

/** Thrown inside the parser only. */
class Stop extends Error {
  readonly offset: number
  constructor(offset: number, says: string) {
    super(says)
    this.offset = offset
  }
}

type Token = {
  readonly kind: "number" | "word" | "quoted" | "sign" | "end"
  readonly text: string
  readonly offset: number
}

/** A Pratt (1973) parser: each operator has a strength, and an operand is taken by the stronger side. */
class Parser {
  private readonly tokens: readonly Token[]
  private readonly tables: ReadonlySet<string> | undefined
  private next = 0
  private depth = 0
  private operators = 0

  constructor(text: string, tables?: ReadonlySet<string>) {
    this.tokens = tokensOf(text)
    this.tables = tables
  }

  whole(): Expr {
    if (this.peek.kind === "end") throw new Stop(0, "the equation is empty")
    const expr = this.operand(0)
    const rest = this.peek
    if (rest.kind !== "end") throw new Stop(rest.offset, this.unexpected(rest))
    return expr
  }

  private get peek(): Token {
    return this.tokens[this.next]!
  }

  private take(): Token {
    const token = this.tokens[this.next]!
    if (token.kind !== "end") this.next++
    return token
  }

  private operand(least: number): Expr {
    if (++this.depth > MOST_NESTING) throw new Stop(this.peek.offset, `nested more than ${MOST_NESTING} deep`)
    let left = this.first()
    for (;;) {
      const operator = this.peek
      const binds = operator.kind === "sign" || operator.kind === "word" ? BINDS.get(operator.text) : undefined
      if (binds === undefined || binds < least) break
      this.take()
      this.count(operator)
      const right = this.operand(operator.text === "^" ? MINUS : binds + 1)
      left = {op: "binary", fn: operator.text as Binary, left, right}
      if (binds === COMPARISON && BINDS.get(this.peek.text) === COMPARISON && this.peek.kind === "sign")
        throw new Stop(this.peek.offset, "comparisons do not chain; write `a < b and b < c`")
    }
    this.depth--
    return left
  }

  private first(): Expr {
    const token = this.take()
    if (token.kind === "number") return {op: "number", value: Number(token.text)}
    if (token.kind === "quoted")
      return this.opens() ? this.reading(token, token, "value") : {op: "name", name: token.text}
    if (token.kind === "word") return this.word(token)
    if (token.text === "(") {
      const inner = this.operand(0)
      this.close("(", token)
      return inner
    }
    if (token.text === "-") {
      this.count(token)
      const literal = this.peek.kind === "number" ? this.peek : null
      const of = this.operand(MINUS)
      // `-2` is one number, `-2^2` is the negative of a power.
      if (literal && of.op === "number") return {op: "number", value: -of.value}
      return {op: "unary", fn: "-", of}
    }
    if (token.text === "+") throw new Stop(token.offset, "a `+` with nothing before it; leave it out")
    throw new Stop(token.offset, this.unexpected(token))
  }

  private word(token: Token): Expr {
    if (token.text === "not") {
      this.count(token)
      return {op: "unary", fn: "not", of: this.operand(NOT)}
    }
    if (this.opens() && token.text !== "time") {
      const how = READINGS.get(token.text)
      if (how) return this.reading(token, null, how)
      return this.tables?.has(token.text) && !functions.has(token.text)
        ? this.reading(token, token, "value")
        : this.call(token)
    }
    if (token.text === "time") return {op: "time"}
    if (token.text === "true") return {op: "number", value: 1}
    if (token.text === "false") return {op: "number", value: 0}
    if (token.text === "if") throw new Stop(token.offset, "`if` is a function: if(condition, then, else)")
    if (reservedWords.has(token.text)) throw new Stop(token.offset, this.unexpected(token))
    return {op: "name", name: token.text}
  }

  private opens(): boolean {
    return this.peek.text === "(" && this.peek.kind === "sign"
  }

  /** A table read: `name(x)`, or `table_extend(name, x)` with the name still to come. */
  private reading(first: Token, name: Token | null, how: LookupKind): Expr {
    this.count(first)
    const open = this.take()
    let table = name
    if (!table) {
      table = this.take()
      if (table.kind !== "word" && table.kind !== "quoted")
        throw new Stop(table.offset, `${first.text} is written ${first.text}(table, x)`)
      const comma = this.take()
      if (comma.kind !== "sign" || comma.text !== ",")
        throw new Stop(comma.offset, `${first.text} is written ${first.text}(table, x)`)
    }
    if (this.tables && !this.tables.has(table.text)) {
      const near = nearest(table.text, this.tables)
      const hint = near.length > 0 ? `; nearest: ${near.join(", ")}` : ""
      throw new Stop(table.offset, `no table \`${table.text}\`${hint}`)
    }
    const of = this.operand(0)
    this.close(`${first.text}(`, open)
    return {op: "lookup", table: table.text, of, how}
  }

  private call(name: Token): Expr {
    const rule = functions.get(name.text)
    if (!rule) {
      const near = nearest(name.text, [...functions.keys(), ...READINGS.keys(), ...(this.tables ?? [])])
      const hint = near.length > 0 ? `; nearest: ${near.join(", ")}` : ""
      throw new Stop(name.offset, `no function \`${name.text}\`${hint}`)
    }
    this.count(name)
    const open = this.take()
    const args: Expr[] = []
    if (this.peek.text !== ")" || this.peek.kind !== "sign") {
      args.push(this.operand(0))
      while (this.peek.kind === "sign" && this.peek.text === ",") {
        this.take()
        args.push(this.operand(0))
      }
    }
    this.close(`${name.text}(`, open)
    checkArguments(rule, args, name.offset)
    return {op: "call", fn: name.text, args}
  }

  private close(opened: string, at: Token): void {
    const token = this.take()
    if (token.kind === "sign" && token.text === ")") return
    if (token.kind === "end") throw new Stop(at.offset, `\`${opened}\` is never closed`)
    throw new Stop(token.offset, this.unexpected(token))
  }

  private count(token: Token): void {
    if (++this.operators > MOST_OPERATORS)
      throw new Stop(token.offset, `more than ${MOST_OPERATORS} operators; split it into auxiliaries`)
  }

  private unexpected(token: Token): string {
    if (token.kind === "end") return "the equation ends where a value should follow"
    const foreign = token.kind === "sign" ? FOREIGN.get(token.text) : undefined
    if (foreign) return `\`${token.text}\` is written \`${foreign}\` here`
    if (token.text === "," && token.kind === "sign") return "a `,` outside a function's brackets (decimals use a point)"
    if (token.kind === "number" || token.kind === "word" || token.kind === "quoted")
      return `\`${token.text}\` stands where an operator should (a name of several words goes in double quotes)`
    return `\`${token.text}\` cannot stand here`
  }
}

/** Number of arguments, and the points of a lookup, which are fixed when the model is read. */
function checkArguments(rule: FunctionRule, args: readonly Expr[], offset: number): void {
  if (args.length < rule.least || args.length > rule.most)
    throw new Stop(offset, `${rule.name} is called with ${args.length} arguments; it is ${signature(rule)}`)
  if (rule.block) {
    const [at, n] = args
    if (at?.op !== "number" || n?.op !== "number" || !Number.isInteger(at.value) || !Number.isInteger(n.value))
      throw new Stop(offset, `the first two arguments of ${rule.name}, at and n, are plain whole numbers`)
  }
  if (rule.name !== "lookup") return
  if (args.length % 2 === 0) throw new Stop(offset, "lookup ends in half a point; points are pairs x1, y1, x2, y2, ...")
  const points = args.slice(1).map((argument) => (argument.op === "number" ? argument.value : Number.NaN))
  if (points.some(Number.isNaN)) throw new Stop(offset, "the points of lookup are plain numbers")
  for (let i = 2; i < points.length; i += 2)
    if (!(points[i]! > points[i - 2]!))
      throw new Stop(offset, `the points of lookup do not rise: ${points[i - 2]}, then ${points[i]}`)
}

const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y
const WORD = /[\p{L}_][\p{L}\p{M}\p{Nd}_]*/uy
const QUOTED = /"(?:[^"\\]|\\.)*"/y
const SIGN = /<=|>=|==|!=|<>|&&|\|\||\*\*|[-+*/^<>=!(),]/y

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let offset = 0
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = offset
    return pattern.exec(text)?.[0] ?? null
  }
  while (offset < text.length) {
    if (/\s/.test(text[offset]!)) {
      offset++
      continue
    }
    const number = match(NUMBER)
    const word = number === null ? match(WORD) : null
    const quoted = number ?? word ?? match(QUOTED)
    const found = quoted ?? match(SIGN)
    if (found === null) throw new Stop(offset, strayCharacter(text, offset))
    if (number !== null) {
      const tail = /^[\p{L}_]/u.test(text.slice(offset + number.length))
      if (tail) throw new Stop(offset, `a name cannot begin with a digit unless it is in double quotes`)
      if (!Number.isFinite(Number(number))) throw new Stop(offset, `${number} is too large a number`)
      tokens.push({kind: "number", text: number, offset})
    } else if (word !== null) tokens.push({kind: "word", text: word, offset})
    else if (quoted !== null) tokens.push({kind: "quoted", text: unquoted(found, offset), offset})
    else tokens.push({kind: "sign", text: found, offset})
    offset += found.length
  }
  tokens.push({kind: "end", text: "", offset: text.length})
  return tokens
}

function unquoted(text: string, offset: number): string {
  try {
    const name: unknown = JSON.parse(text)
    if (typeof name === "string" && name !== "") return name
  } catch {
    // Falls through: a stray escape in a quoted name.
  }
  throw new Stop(offset, "a quoted name that cannot be read")
}

function strayCharacter(text: string, offset: number): string {
  const character = String.fromCodePoint(text.codePointAt(offset)!)
  if (character === '"') return "a double quote that is never closed"
  if (character === "'" || character === "`") return "a name of several words goes in double quotes"
  if (character === "[" || character === "{") return `\`${character}\` cannot stand here; group with ( )`
  if (character === "−" || character === "–") return "a dash that is not a minus sign; write -"
  if (character === "×" || character === "·") return "write * for times"
  if (character === "÷") return "write / for divided by"
  if (character === "%") return "`%` cannot stand here; write a share as 0.05"
  return `\`${character}\` cannot stand here`
}
