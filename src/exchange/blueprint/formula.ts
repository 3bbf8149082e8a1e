// Equations of other tools: tokens in, Terms out, each with its line and column.
//
// One precedence-climbing parser (Pratt, 1973) serves both dialects; what a dialect calls its functions is handed in as a
// `Vocabulary`. A mistake is collected and ends its own equation only; it never throws out of here. Time is linear in
// the text, and nesting is limited, so that no file can exhaust the stack.
//
// Precedence, loosest first. Vensim: :OR:; :AND:; :NOT:; comparisons; + -; * /; unary minus; ^.
// XMILE (1.0, 3.3.1): OR; AND; = <>; < <= > >=; + -; * / // MOD; unary - + NOT; ^. So -2^2 is
// -4 in both; ^ groups to the right, everything else to the left.

import {append} from "../../core/lists.ts"
import {MISSING} from "../../model/language.ts"
import type {Points, Spot, Subscript, Term} from "./blueprint.ts"
import {type Dialect, shown, type Token, type Tokens} from "./tokens.ts"

/** What is wrong in an equation, where, and what to do about it. `grave` false: read all the same. */
export type Mistake = {
  readonly code: string
  readonly says: string
  readonly next: string
  readonly at: Spot
  readonly grave: boolean
}

/** What a dialect's words stand for. */
export type Vocabulary = {
  /** What `name(args)` is when `name` is a built-in function; null when it is none: a macro or a lookup. */
  call(name: string, args: readonly Term[], at: Spot, report: (mistake: Mistake) => void): Term | null
  /** What a bare name is when it is the tool's own (Time, PI); null: a variable. */
  word(name: string, at: Spot): Term | null
}

/** Deeper than equations that people or their generators write; each level takes a few frames of the stack. */
export const MOST_NESTING = 300

/** How tightly each operator binds on its left; the keys are token texts. */
const VENSIM_BINDS: ReadonlyMap<string, number> = new Map([
  ["OR", 1],
  ["AND", 2],
  ["=", 4],
  ["==", 4],
  ["<>", 4],
  ["<", 4],
  ["<=", 4],
  [">", 4],
  [">=", 4],
  ["+", 5],
  ["-", 5],
  ["*", 6],
  ["/", 6],
  ["^", 8],
])

const BINDS: Readonly<Record<Dialect, ReadonlyMap<string, number>>> = {
  vensim: VENSIM_BINDS,
  // In XMILE, whether two values are equal is asked after which is larger; and it has operators of its own.
  xmile: new Map([...VENSIM_BINDS, ["=", 3], ["==", 3], ["<>", 3], ["//", 6], ["MOD", 6]]),
}

/** The operand of a `:NOT:` reaches over comparisons; that of XMILE's NOT does not. */
const NOT_BINDS: Readonly<Record<Dialect, number>> = {vensim: 3, xmile: 7}
const MINUS_BINDS = 7
const POWER_BINDS = 8

type Binary = Extract<Term, {op: "binary"}>["fn"]

const OPERATIONS: ReadonlyMap<string, Binary> = new Map<string, Binary>([
  ["OR", "or"],
  ["AND", "and"],
  ["=", "=="],
  ["==", "=="],
  ["<>", "!="],
  ["<", "<"],
  ["<=", "<="],
  [">", ">"],
  [">=", ">="],
  ["+", "+"],
  ["-", "-"],
  ["*", "*"],
  ["/", "/"],
  ["^", "^"],
])

/** Ends the reading of one equation; never leaves this file but through `attempt`. */
class Stop {
  readonly mistake: Mistake

  constructor(mistake: Mistake) {
    this.mistake = mistake
  }
}

/**
 * Reads Terms, subscripts, points and lists off the tokens of one equation. The methods throw inside; call them
 * through `attempt`, which turns the first thing that cannot be read into a `Mistake` and null.
 */
export class Formula {
  private index = 0
  private depth = 0
  readonly mistakes: Mistake[] = []
  readonly tokens: Tokens
  readonly vocabulary: Vocabulary
  readonly place: (offset: number) => Spot

  constructor(tokens: Tokens, vocabulary: Vocabulary, place: (offset: number) => Spot) {
    this.tokens = tokens
    this.vocabulary = vocabulary
    this.place = place
    for (const slip of tokens.slips)
      this.mistakes.push({
        code: "exchange/unreadable",
        says: slip.says,
        next: slip.next,
        at: place(slip.offset),
        grave: true,
      })
  }

  /** Runs `read`; on a mistake gives null, the mistake among `mistakes`. */
  attempt<T>(read: () => T): T | null {
    try {
      return read()
    } catch (stop) {
      if (!(stop instanceof Stop)) throw stop
      this.mistakes.push(stop.mistake)
      this.depth = 0
      return null
    }
  }

  /** The token to be read next, or one further on. */
  peek(ahead = 0): Token {
    const {list} = this.tokens
    return list[Math.min(this.index + ahead, list.length - 1)]!
  }

  next(): Token {
    const token = this.peek()
    if (token.kind !== "end") this.index++
    return token
  }

  /** Whether a sign or keyword stands next. */
  at(text: string): boolean {
    const token = this.peek()
    return (token.kind === "sign" || token.kind === "keyword") && token.text === text
  }

  /** Takes the sign or keyword if it stands next. */
  take(text: string): boolean {
    if (!this.at(text)) return false
    this.index++
    return true
  }

  get done(): boolean {
    return this.peek().kind === "end"
  }

  /** Where the next token begins. */
  here(): Spot {
    return this.place(this.peek().from)
  }

  /** Puts the reading back to a token that `mark` gave. */
  mark(): number {
    return this.index
  }

  back(mark: number): void {
    this.index = mark
  }

  fail(says: string, next: string, at: Spot = this.here(), code = "exchange/unreadable"): never {
    throw new Stop({code, says, next, at, grave: true})
  }

  expect(text: string, why: string): void {
    if (!this.take(text))
      this.fail(`Expected '${text}' ${why}, found ${shown(this.peek())}`, `Write the missing '${text}'.`)
  }

  /** Refuses whatever is left over. */
  finish(): void {
    if (this.done) return
    const token = this.peek()
    const last = this.tokens.list[this.index - 1]
    if (last && (token.kind === "name" || token.kind === "number" || token.text === "(" || token.kind === "text"))
      this.fail(`Expected an operator, found ${shown(token)}`, "Write an operator (+ - * / ...) or a comma before it.")
    this.fail(
      token.text === ")" || token.text === "]"
        ? `A '${token.text}' that nothing opened`
        : `Expected the end of the equation, found ${shown(token)}`,
      "Remove it, or complete what stands before it.",
    )
  }

  private deeper(): void {
    if (++this.depth > MOST_NESTING)
      this.fail(
        `Nested more than ${MOST_NESTING} deep`,
        "Break the equation up into several.",
        undefined,
        "exchange/nested",
      )
  }

  /** An expression whose operators bind tighter than `loosest`. */
  expression(loosest = 0): Term {
    this.deeper()
    let left = this.operand()
    const {dialect} = this.tokens
    for (;;) {
      const token = this.peek()
      if (token.kind !== "sign" && token.kind !== "keyword") break
      if (token.text === "NOT" && token.kind === "keyword" && dialect === "xmile" && this.peek(1).text !== "NOT") {
        // `x NOT`: a converter of Vensim's `:NOT: x` wrote it so; behind a value it can mean nothing else.
        this.index++
        this.mistakes.push({
          code: "exchange/not-behind",
          says: "NOT stands behind what it denies; it is read as if before it",
          next: "Write NOT before its operand.",
          at: this.place(token.from),
          grave: false,
        })
        left = {op: "unary", fn: "not", of: left}
        continue
      }
      const binds = BINDS[dialect].get(token.text)
      if (binds === undefined || binds <= loosest) break
      this.index++
      const right = this.expression(binds === POWER_BINDS ? binds - 1 : binds)
      left = this.joined(token, left, right)
    }
    this.depth--
    return left
  }

  private joined(token: Token, left: Term, right: Term): Term {
    const at = () => this.place(token.from)
    if (token.text === "//") return {op: "call", fn: "safe_divide", args: [left, right], at: at()}
    if (token.text === "MOD") return {op: "call", fn: "mod", args: [left, right], at: at()}
    return {op: "binary", fn: OPERATIONS.get(token.text)!, left, right}
  }

  private operand(): Term {
    const {dialect} = this.tokens
    const token = this.peek()
    switch (token.kind) {
      case "number":
        this.index++
        return {op: "number", value: token.value}
      case "text":
        this.index++
        return {op: "text", text: token.text}
      case "name":
        return this.named()
      case "keyword":
        if (token.text === "NOT") {
          this.index++
          // Vensim's `:NOT:` in a file of XMILE is still Vensim's.
          const whose = this.tokens.text[token.from] === ":" ? "vensim" : dialect
          return {op: "unary", fn: "not", of: this.expression(NOT_BINDS[whose])}
        }
        if (token.text === "NA") {
          this.index++
          return {op: "number", value: MISSING}
        }
        if (token.text === "IF") return this.branches()
        // MOD between two values is XMILE's; as a function many write it.
        if (token.text === "MOD" && this.peek(1).text === "(") {
          this.index++
          const args = this.arguments()
          if (args.length !== 2)
            this.fail("MOD takes two values", "Write a MOD b.", this.place(token.from), "exchange/arguments")
          return {op: "call", fn: "mod", args, at: this.place(token.from)}
        }
        break
      case "sign":
        if (token.text === "-") {
          this.index++
          const of = this.expression(MINUS_BINDS)
          return of.op === "number" ? {op: "number", value: -of.value} : {op: "unary", fn: "-", of}
        }
        if (token.text === "+") {
          this.index++
          return this.expression(MINUS_BINDS)
        }
        if (token.text === "(") {
          this.index++
          const inside = this.expression()
          this.expect(")", "to close the bracket")
          return inside
        }
        break
      case "end":
        break
    }
    return this.fail(`Expected a value, found ${shown(token)}`, "Write a number, a name or an expression here.")
  }

  /** XMILE: IF condition THEN this ELSE that. */
  private branches(): Term {
    const at = this.here()
    this.index++
    // `IF THEN ELSE(a, b, c)`, as Vensim calls it.
    if (this.peek().text === "THEN" && this.peek(1).text === "ELSE" && this.peek(2).text === "(") {
      this.index += 2
      return this.commaIf(at)
    }
    if (this.peek().text === "(" && this.calledWithCommas()) return this.commaIf(at)
    const condition = this.expression()
    this.expect("THEN", "after the condition")
    const then = this.expression()
    this.expect("ELSE", "after what THEN gives")
    const otherwise = this.expression()
    return {op: "call", fn: "if", args: [condition, then, otherwise], at}
  }

  /** Whether the bracket that stands next closes before any THEN but holds a comma of its own: `IF(a, b, c)`. */
  private calledWithCommas(): boolean {
    let depth = 0
    for (let ahead = this.index; ahead < this.tokens.list.length; ahead++) {
      const token = this.tokens.list[ahead]!
      if (token.kind === "keyword" && token.text === "THEN") return false
      if (token.kind !== "sign") continue
      if (token.text === "(" || token.text === "[") depth++
      else if (token.text === ")" || token.text === "]") {
        if (--depth === 0) return false
      } else if (token.text === "," && depth === 1) return true
    }
    return false
  }

  private commaIf(at: Spot): Term {
    const args = this.arguments()
    if (args.length !== 3)
      this.fail("IF takes a condition and two values", "Write IF condition THEN this ELSE that.", at)
    return {op: "call", fn: "if", args, at}
  }

  /** A name: a variable, one element of it, a function called, a macro or lookup applied. */
  private named(): Term {
    const token = this.wholeName()
    const at = this.place(token.from)
    let subscripts = this.at("[") ? this.subscripts() : []
    // `A'` turns dimensions round; which they are, the reader knows.
    if (this.tokens.dialect === "xmile" && this.take("'")) subscripts = [...subscripts, {kind: "name", name: "'"}]
    if (this.at("(")) {
      const tabbed = token.text.toUpperCase().replaceAll("_", " ") === "TABBED ARRAY"
      const args = tabbed ? this.numbers() : this.arguments()
      if (subscripts.length === 0 && !token.quoted) {
        const call = this.vocabulary.call(token.text, args, at, (mistake) => this.mistakes.push(mistake))
        if (call) return call
      }
      return {op: "apply", name: token.text, subscripts, args, at}
    }
    if (subscripts.length === 0 && !token.quoted) {
      const word = this.vocabulary.word(token.text, at)
      if (word) return word
    }
    return {op: "name", name: token.text, subscripts, at}
  }

  /**
   * A name as it stands; in XMILE names side by side without quotes are one: nothing else can stand between them, and
   * files that a converter wrote have macro names with blanks.
   */
  private wholeName(): Token {
    let token = this.next()
    if (this.tokens.dialect !== "xmile") return token
    for (;;) {
      const following = this.peek()
      // `SAMPLE IF TRUE(`: no value can stand before an IF.
      const beside = this.peek(1)
      if (following.kind === "keyword" && following.text === "IF" && !token.quoted && beside.kind === "name") {
        this.index += 2
        token = {...token, text: `${token.text} IF ${beside.text}`, to: beside.to}
        continue
      }
      if (token.quoted || following.kind !== "name" || following.quoted) return token
      this.index++
      token = {...token, text: `${token.text} ${following.text}`, to: following.to}
    }
  }

  /** `(a, b, ...)`; an argument may also be points, as WITH LOOKUP has them. */
  private arguments(): Term[] {
    this.expect("(", "before the arguments")
    const args: Term[] = []
    if (this.take(")")) return args
    for (;;) {
      if (this.atPoints()) args.push({op: "points", of: {op: "time"}, points: this.points(")")})
      else args.push(this.expression())
      if (this.take(",")) {
        if (this.at(")")) break
        continue
      }
      if (this.take(";")) continue
      break
    }
    // Vensim's macros: behind a colon, the variables that further outputs go to; in the XMILE it writes, too.
    if (this.take(":")) {
      args.push(this.expression())
      while (this.take(",")) args.push(this.expression())
    }
    this.expect(")", "to close the arguments")
    return args
  }

  /** Numbers set apart by white space alone, in brackets, where `1 -2` is two of them: TABBED ARRAY. */
  private numbers(): Term[] {
    this.expect("(", "before the numbers")
    const args: Term[] = []
    while (!this.at(")") && !this.done) {
      args.push({op: "number", value: this.signed()})
      if (!this.take(",")) this.take(";")
    }
    this.expect(")", "to close the numbers")
    return args
  }

  /** Whether points begin here: `((x,y)` or `([(`; an expression in brackets has no comma of its own. */
  private atPoints(): boolean {
    if (this.tokens.dialect === "xmile") return false
    let ahead = 0
    if (this.peek(ahead).text === "(" && this.peek(ahead).kind === "sign") ahead++
    if (this.peek(ahead).text === "[" && this.peek(ahead).kind === "sign") return true
    if (!(this.peek(ahead).text === "(" && this.peek(ahead).kind === "sign")) {
      // `(1, 2)` as a first point without brackets around the whole list.
      if (ahead === 0) return false
      ahead--
    }
    ahead++
    if (this.peek(ahead).text === "-" || this.peek(ahead).text === "+") ahead++
    return this.peek(ahead).kind === "number" && this.peek(ahead + 1).text === ","
  }

  /**
   * Points up to the sign `close`, which is left standing, or to the end of the equation (null): `[(0,0)-(10,10)],(1,2),(3,4)`, with or without box and
   * brackets around them, or x1,x2,...,y1,y2,...
   */
  points(close: string | null): Points {
    const start = this.here()
    const bracketed = this.at("(") && !this.onePoint()
    if (bracketed) this.index++
    const box = this.at("[") ? this.box() : undefined
    if (box) this.take(",")
    const x: number[] = []
    const y: number[] = []
    if (this.at("(")) {
      while (this.take("(")) {
        x.push(this.signed())
        this.expect(",", "between x and y")
        y.push(this.signed())
        this.expect(")", "after a point")
        if (!this.take(",")) break
      }
    } else {
      const numbers: number[] = []
      while (!this.at(")") && !this.done) {
        numbers.push(this.signed())
        if (!this.take(",")) break
      }
      if (numbers.length % 2 !== 0)
        this.fail(
          `A lookup needs as many y as x values; ${numbers.length} numbers are not two equal rows`,
          "Write all x values, then all y values.",
          start,
        )
      append(x, takeHalf(numbers, 0))
      append(y, takeHalf(numbers, 1))
    }
    if (bracketed) this.expect(")", "after the points")
    if (close !== null && !this.at(close))
      this.fail(`Expected '${close}' after the points, found ${shown(this.peek())}`, "Complete the points.")
    if (x.length === 0) this.fail("A lookup without points", "Give it at least one point (x, y).", start)
    return this.ordered(x, y, box, start)
  }

  /** Whether `(x, y)` and no more stands between the brackets that open next. */
  private onePoint(): boolean {
    let ahead = 1
    let numbers = 0
    for (;;) {
      while (this.peek(ahead).text === "-" || this.peek(ahead).text === "+") ahead++
      if (this.peek(ahead).kind !== "number") return false
      numbers++
      const after = this.peek(++ahead)
      if (after.kind !== "sign" || numbers === 2) return numbers === 2 && after.text === ")"
      if (after.text !== ",") return false
      ahead++
    }
  }

  /**
   * Points must go up in x; those that do not are put in order, and it is said. Where several have the same x, the
   * line jumps there: up to x it leads to the first of them, behind x it starts from the last, which for that
   * stands at the next larger number.
   */
  private ordered(x: readonly number[], y: readonly number[], box: Points["box"], at: Spot): Points {
    const extra = box ? {box} : {}
    const fall = x.findIndex((value, i) => i > 0 && value < x[i - 1]!)
    if (fall > 0)
      this.mistakes.push({
        code: "exchange/points",
        says: `The x values of a lookup do not rise: ${x[fall - 1]} is followed by ${x[fall]}; they are read in rising order`,
        next: "Order its points by x.",
        at,
        grave: false,
      })
    const order = x.map((_, i) => i)
    if (fall > 0) order.sort((a, b) => x[a]! - x[b]! || a - b)
    const outX: number[] = []
    const outY: number[] = []
    for (const i of order) {
      const [here, value] = [x[i]!, y[i]!]
      const last = outX.at(-1)
      if (last === undefined || here > last) {
        outX.push(here)
        outY.push(value)
      } else if (last > here) outY[outY.length - 1] = value
      else if (value !== outY.at(-1)) {
        outX.push(nextUp(here))
        outY.push(value)
      }
    }
    return {x: outX, y: outY, between: "line", beyond: "hold", ...extra}
  }

  /** `[(0,0)-(10,10)]`, with points inside it that the tool draws for reference; those are passed over. */
  private box(): [number, number, number, number] {
    this.expect("[", "before the range")
    const pair = (): [number, number] => {
      this.expect("(", "before a corner of the range")
      const a = this.signed()
      this.expect(",", "between the two numbers")
      const b = this.signed()
      this.expect(")", "after a corner of the range")
      return [a, b]
    }
    const low = pair()
    this.expect("-", "between the corners of the range")
    const high = pair()
    while (this.take(",")) if (this.at("(")) pair()
    this.expect("]", "after the range")
    return [low[0], high[0], low[1], high[1]]
  }

  /** A number with signs before it. */
  signed(): number {
    let sign = 1
    while (this.at("-") || this.at("+")) if (this.next().text === "-") sign = -sign
    const token = this.peek()
    if (token.kind === "keyword" && token.text === "NA") {
      this.index++
      return MISSING
    }
    if (token.kind !== "number") this.fail(`Expected a number, found ${shown(token)}`, "Write a number here.")
    this.index++
    return sign * token.value
  }

  /** One expression; or several with commas and semicolons between them, as a list: an array's values, row by row. */
  expressionOrList(): Term {
    const first = this.expression()
    if (!this.at(",") && !this.at(";")) return first
    const values = [first]
    while (this.take(",") || this.take(";")) {
      if (this.done) break
      values.push(this.expression())
    }
    return {op: "list", values}
  }

  /** `[a, b!, *]` and whatever else may stand in the brackets. */
  subscripts(): Subscript[] {
    this.expect("[", "before subscripts")
    const out: Subscript[] = []
    for (;;) {
      out.push(this.subscript())
      if (!this.take(",")) break
    }
    this.expect("]", "after the subscripts")
    return out
  }

  private subscript(): Subscript {
    const {dialect} = this.tokens
    const after = (ahead: number) => {
      const {kind, text} = this.peek(ahead)
      return kind === "sign" && (text === "," || text === "]")
    }
    if (this.at("*") && after(1)) {
      this.index++
      return {kind: "all"}
    }
    // `*:part`, the whole of a part of the dimension, is what `part!` says.
    if (this.at("*") && this.peek(1).text === ":" && this.peek(2).kind === "name") {
      this.index += 2
      return {kind: "over", name: this.next().text}
    }
    if (dialect === "vensim") {
      const name = this.elementName()
      if (this.take("!")) return {kind: "over", name}
      return {kind: "name", name}
    }
    // `dimension.*` is Stella's word for the whole of a dimension, `dimension!` Vensim's.
    if (this.peek().kind === "name" && after(2)) {
      const {text} = this.peek()
      const whole = text.endsWith(".") && this.peek(1).text === "*" ? text.slice(0, -1) : text
      if (whole !== text || this.peek(1).text === "!") {
        this.index += 2
        return {kind: "over", name: whole}
      }
    }
    // `@2`: whatever stands in the second place of the left side.
    if (this.at("@") && this.peek(1).kind === "number" && after(2)) {
      this.index++
      return {kind: "name", name: `@${this.next().text}`}
    }
    if (this.peek().kind === "name" && after(1)) {
      const {text, quoted} = this.next()
      // `a[TIME]`: a word of the language is an index like any expression.
      const word = quoted ? null : this.vocabulary.word(text, this.here())
      return word ? {kind: "term", term: word} : {kind: "name", name: text}
    }
    const from = this.expression()
    if (!this.take(":")) return {kind: "term", term: from}
    return {kind: "range", from, to: this.expression()}
  }

  /** A name in brackets or in a list of elements; it may begin with a digit there. */
  elementName(): string {
    const token = this.next()
    if (token.kind === "name") return token.text
    if (token.kind === "number") {
      const following = this.peek()
      if (following.kind === "name" && following.from === token.to && !following.quoted) {
        this.index++
        return token.text + following.text
      }
      return token.text
    }
    if (token.kind !== "end") this.index--
    return this.fail(`Expected a name, found ${shown(token)}`, "Write an element or a dimension here.")
  }
}

/** The smallest double above a finite one. */
function nextUp(value: number): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value === 0 ? 0 : value)
  const bits = view.getBigInt64(0)
  view.setBigInt64(0, bits >= 0n ? bits + 1n : bits - 1n)
  return view.getFloat64(0)
}

function takeHalf(numbers: readonly number[], half: 0 | 1): readonly number[] {
  const middle = numbers.length / 2
  return half === 0 ? numbers.slice(0, middle) : numbers.slice(middle)
}
