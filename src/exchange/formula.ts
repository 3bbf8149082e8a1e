// Equations of other tools: text in, tokens and Terms out, each with its line and column.
//
// One tokenizer and one precedence-climbing parser (Pratt, 1973) serve both dialects; what
// a dialect calls its functions is handed in as a `Vocabulary`. A mistake is collected and
// ends its own equation only; it never throws out of here. Time is linear in the text, and
// nesting is limited, so that no file can exhaust the stack.
//
// Precedence, loosest first. Vensim: :OR:; :AND:; :NOT:; comparisons; + -; * /; unary minus; ^.
// XMILE (1.0, 3.3.1): OR; AND; = <>; < <= > >=; + -; * / // MOD; unary - + NOT; ^. So -2^2 is
// -4 in both; ^ groups to the right, everything else to the left.

import {MISSING} from "../model/language.ts"
import type {Points, Spot, Subscript, Term} from "./blueprint.ts"

/** Whose way of writing equations. */
export type Dialect = "vensim" | "xmile"

/** One token. `from` and `to` are offsets into the text it was read from. */
export type Token = {
  readonly kind: "number" | "name" | "text" | "keyword" | "sign" | "end"
  /** A name with its white space folded and quotes off; a keyword in capitals (`AND`, `LOOK FORWARD`); a sign as canonical. */
  readonly text: string
  readonly value: number
  /** A name that stood in double quotes. */
  readonly quoted: boolean
  readonly from: number
  readonly to: number
}

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

/** Keywords of Vensim that stand between colons. */
const COLON_WORDS: ReadonlySet<string> = new Set([
  "AND",
  "OR",
  "NOT",
  "NA",
  "RAW",
  "INTERPOLATE",
  "LOOK FORWARD",
  "HOLD BACKWARD",
  "EXCEPT",
  "SUPPLEMENTARY",
  "SUP",
  "IMPLIES",
  "THE CONDITION",
  "TEST INPUT",
  "IS",
  "AT LEAST ONCE",
  "CROSSING",
  "MACRO",
  "END OF MACRO",
])

/** Longer than any word between colons; beyond it a colon is a colon. */
const LONGEST_COLON_WORD = 40

/** Words of XMILE that are operators. */
const XMILE_WORDS: ReadonlySet<string> = new Set(["AND", "OR", "NOT", "MOD", "IF", "THEN", "ELSE"])

/** Signs of more than one character, longest first; the value is the canonical form. */
const LONG_SIGNS: readonly (readonly [string, string])[] = [
  ["<->", "<->"],
  ["->", "->"],
  ["<>", "<>"],
  ["<=", "<="],
  [">=", ">="],
  ["==", "=="],
  [":=", ":="],
  ["!=", "<>"],
  ["//", "//"],
]

/** Longer than any name that a tool takes. */
const LONGEST_NAME = 1000

const BREAK = 10
const RETURN = 13
/** A name whose closing quote is missing ends before a line break, `|` or `~`. */
const ENDS_OPEN_NAME: ReadonlySet<number> = new Set([BREAK, RETURN, 124, 126])
const BACKSLASH = 92
const QUOTE = 34
const APOSTROPHE = 39

/** Lines of a text, for turning offsets into places. */
export class Lines {
  private readonly starts: number[] = [0]

  constructor(text: string) {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === BREAK || (code === RETURN && text.charCodeAt(at + 1) !== BREAK)) this.starts.push(at + 1)
    }
  }

  /** Line and column, both from 1, of a UTF-16 offset. */
  spot(offset: number): Spot {
    let low = 0
    let high = this.starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return {line: low + 1, column: offset - this.starts[low]! + 1}
  }
}

function isSpace(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    code === 0xfeff ||
    code === 0x2028 ||
    code === 0x2029 ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x3000
  )
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function startsName(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || (code > 127 && !isSpace(code))
}

/** `$` may open a name in XMILE's identifiers and in old Vensim files. */
function opensName(code: number): boolean {
  return startsName(code) || code === 36
}

/** Letters, digits, `_`, `$`; in Vensim also `'`, and signs that no operator uses. */
function goesOnName(code: number, dialect: Dialect): boolean {
  if (startsName(code) || isDigit(code) || code === 36 || code === 46 || code === 35) return true
  return dialect === "vensim" ? code === APOSTROPHE || code === 37 || code === 38 || code === 63 || code === 64 : false
}

/**
 * The tokens of one equation, read on demand from `from` on. For Vensim it ends at `~` or `|` outside quotes and
 * comments, which `end` then points at; for XMILE at the end of the text.
 */
export class Tokens {
  readonly list: Token[] = []
  /** Where reading stopped: the `~` or `|`, or the end of the text. */
  readonly end: number
  readonly slips: {readonly offset: number; readonly says: string; readonly next: string}[] = []
  readonly text: string
  readonly dialect: Dialect
  /** A comment was left open: from there on `{` and `}` no longer nest, so that scanning stays linear. */
  private flat = false
  /** Where the next `}` was last found, as far as it has been looked for. */
  private close = -1

  constructor(text: string, from: number, dialect: Dialect, to: number = text.length) {
    this.text = text
    this.dialect = dialect
    this.end = this.scan(from, to)
  }

  private slip(offset: number, says: string, next: string): void {
    this.slips.push({offset, says, next})
  }

  private push(kind: Token["kind"], text: string, from: number, to: number, value = Number.NaN, quoted = false): void {
    this.list.push({kind, text, value, quoted, from, to})
  }

  private scan(from: number, to: number): number {
    const {text, dialect} = this
    let at = from
    while (at < to) {
      const code = text.charCodeAt(at)
      if (isSpace(code)) at++
      else if (code === BACKSLASH && (dialect === "vensim" || text[at + 1] === "n")) at = this.continuation(at, to)
      else if (dialect === "vensim" && (code === 124 || code === 126)) break
      else if (code === 123) at = this.comment(at, to)
      else if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(at + 1)))) at = this.number(at, to)
      else if (code === QUOTE) at = this.quoted(at, to)
      else if (code === APOSTROPHE) at = this.words(at, to)
      else if (opensName(code)) at = this.name(at, to)
      else at = this.sign(at, to)
    }
    this.push("end", "", at, at)
    return at
  }

  /** A backslash that ends a line joins it to the next; XMILE writes a break in a name as `\n`. */
  private continuation(at: number, to: number): number {
    if (this.dialect === "xmile") return at + 2
    let next = at + 1
    while (next < to && isSpace(this.text.charCodeAt(next))) next++
    if (next === at + 1) this.slip(at, "A backslash that does not end a line", "Remove it, or put the name in quotes.")
    return next
  }

  /** `{...}`, nested or not, counts as white space. In a .mdl an open one ends where its equation does. */
  private comment(at: number, to: number): number {
    const {text} = this
    const vensim = this.dialect === "vensim"
    let depth = 0
    for (let next = at; next < to && !this.flat; next++) {
      const code = text.charCodeAt(next)
      if (code === 123) depth++
      else if (code === 125 && --depth === 0) return next + 1
      else if (code === 124 && vensim) break
    }
    this.flat = true
    if (this.close < at) {
      this.close = at
      while (this.close < to) {
        const code = text.charCodeAt(this.close)
        if (code === 125 || (code === 124 && vensim)) break
        this.close++
      }
    }
    if (this.close < to && text.charCodeAt(this.close) === 125) return this.close + 1
    this.slip(at, "A comment { that no } closes", "Close it with }.")
    let next = at
    while (next < this.close && text.charCodeAt(next) !== BREAK) next++
    return next
  }

  private number(at: number, to: number): number {
    const {text} = this
    let next = at
    while (next < to && isDigit(text.charCodeAt(next))) next++
    if (text.charCodeAt(next) === 46 && next < to) {
      next++
      while (next < to && isDigit(text.charCodeAt(next))) next++
    }
    const letter = text.charCodeAt(next)
    if (letter === 69 || letter === 101) {
      let power = next + 1
      const signed = text.charCodeAt(power)
      if (signed === 43 || signed === 45) power++
      if (power < to && isDigit(text.charCodeAt(power))) {
        while (power < to && isDigit(text.charCodeAt(power))) power++
        next = power
      }
    }
    const value = Number(text.slice(at, next))
    if (!Number.isFinite(value))
      this.slip(at, "A number too large for any computer's arithmetic", "Write a smaller one.")
    this.push("number", text.slice(at, next), at, next, value)
    return next
  }

  /** `"a name"`, with `\"` for a quote inside it. It ends on its line, and is no longer than names are. */
  private quoted(at: number, to: number): number {
    const {text} = this
    const last = Math.min(to, at + LONGEST_NAME)
    let next = at + 1
    let name = ""
    let kept = next
    while (next < last) {
      const code = text.charCodeAt(next)
      if (code === QUOTE) {
        this.push("name", fold(name + text.slice(kept, next)), at, next + 1, Number.NaN, true)
        return next + 1
      }
      if (code === BREAK || code === RETURN) break
      if (code === BACKSLASH) {
        const following = text.charCodeAt(next + 1)
        if (following === QUOTE) {
          name += text.slice(kept, next)
          kept = next + 1
          next++
        } else if (following === BREAK || following === RETURN) {
          name += `${text.slice(kept, next)} `
          next++
          while (next < to && isSpace(text.charCodeAt(next))) next++
          kept = next
          continue
        } else if (following === BACKSLASH) next++
      }
      next++
    }
    this.slip(at, "A name in quotes that no quote closes", 'Close it with ".')
    // What stands behind the quote up to the end of its entry is as much of the name as anyone can tell.
    next = at + 1
    while (next < last && !ENDS_OPEN_NAME.has(text.charCodeAt(next))) next++
    this.push("name", fold(text.slice(at + 1, next)), at, next, Number.NaN, true)
    return next
  }

  /** `'a file.xls'`: words, not a name. */
  private words(at: number, to: number): number {
    const {text} = this
    let next = at + 1
    let words = ""
    let kept = next
    while (next < to && text.charCodeAt(next) !== APOSTROPHE) {
      const code = text.charCodeAt(next)
      if (code === BREAK || code === RETURN) break
      if (code === BACKSLASH && (text.charCodeAt(next + 1) === BREAK || text.charCodeAt(next + 1) === RETURN)) {
        words += text.slice(kept, next)
        next++
        while (next < to && isSpace(text.charCodeAt(next))) next++
        kept = next
      } else next++
    }
    words += text.slice(kept, next)
    const closed = next < to && text.charCodeAt(next) === APOSTROPHE
    if (!closed) this.slip(at, "Words in single quotes that no quote closes", "Close them with '.")
    this.push("text", words, at, next)
    return closed ? next + 1 : next
  }

  private name(at: number, to: number): number {
    const {text, dialect} = this
    let end = at + 1
    while (end < to) {
      const code = text.charCodeAt(end)
      if (goesOnName(code, dialect)) {
        end++
        continue
      }
      if (dialect === "xmile") {
        // `\n` is a line break that the tool drew into a name; it counts as a space.
        if (code === BACKSLASH && (text[end + 1] === "n" || text[end + 1] === "r")) end += 2
        else break
        continue
      }
      // Vensim: words go on over blanks and joined lines.
      let next = end
      while (next < to) {
        const inside = text.charCodeAt(next)
        if (isSpace(inside)) next++
        else if (
          inside === BACKSLASH &&
          (text.charCodeAt(next + 1) === BREAK ||
            text.charCodeAt(next + 1) === RETURN ||
            isSpaceToBreak(text, next + 1))
        )
          next++
        else break
      }
      if (next === end || next >= to || !goesOnName(text.charCodeAt(next), dialect)) break
      // 'words' after a name are an argument that lacks its comma, not part of the name.
      if (text.charCodeAt(next) === APOSTROPHE) break
      end = next + 1
    }
    const name = fold(dialect === "xmile" ? text.slice(at, end).replaceAll(/\\[nr]/gu, " ") : text.slice(at, end))
    const upper = dialect === "xmile" ? name.toUpperCase() : ""
    if (dialect === "xmile" && XMILE_WORDS.has(upper)) this.push("keyword", upper, at, end)
    else this.push("name", name, at, end)
    return end
  }

  private sign(at: number, to: number): number {
    const {text, dialect} = this
    const character = text[at]!
    if (character === ":" && dialect === "vensim") {
      const word = colonWord(text, at, to)
      if (word) {
        this.push("keyword", word.name, at, word.to)
        return word.to
      }
    }
    for (const [written, meant] of LONG_SIGNS) {
      if (!text.startsWith(written, at)) continue
      if (written === "->" || written === "<->" || written === ":=") {
        if (dialect === "xmile") continue
      } else if (written === "//" && dialect === "vensim") continue
      this.push("sign", meant, at, at + written.length)
      return at + written.length
    }
    this.push("sign", character, at, at + 1)
    return at + 1
  }
}

/** White space up to the end of its line: a continuation that has blanks after its backslash. */
function isSpaceToBreak(text: string, from: number): boolean {
  let at = from
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++
  return at > from && (text.charCodeAt(at) === BREAK || text.charCodeAt(at) === RETURN)
}

/** `:AND:`, `:look_forward:` and the like at `at`; null when it is only a colon. */
function colonWord(text: string, at: number, to: number): {name: string; to: number} | null {
  let end = at + 1
  const last = Math.min(to, at + LONGEST_COLON_WORD)
  while (end < last) {
    const code = text.charCodeAt(end)
    if (code === 58) break
    if (!(startsName(code) || isSpace(code))) {
      // `:SUPPLEMENTARY` is the one that may lack its second colon.
      break
    }
    end++
  }
  const name = text
    .slice(at + 1, end)
    .replace(/[\s_]+/gu, " ")
    .trim()
    .toUpperCase()
  if (text.charCodeAt(end) === 58 && end < last && COLON_WORDS.has(name)) return {name, to: end + 1}
  if (name === "SUPPLEMENTARY" || name === "SUP") return {name, to: end}
  return null
}

/** A name with runs of white space, and breaks within it, as single blanks. */
function fold(name: string): string {
  return name.replace(/(?:\\(?=[\r\n])|[\s\u00a0])+/gu, " ").trim()
}

/** How tightly each operator binds on its left; the keys are token texts. */
const BINDS: Readonly<Record<Dialect, ReadonlyMap<string, number>>> = {
  vensim: new Map([
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
  ]),
  xmile: new Map([
    ["OR", 1],
    ["AND", 2],
    ["=", 3],
    ["==", 3],
    ["<>", 3],
    ["<", 4],
    ["<=", 4],
    [">", 4],
    [">=", 4],
    ["+", 5],
    ["-", 5],
    ["*", 6],
    ["/", 6],
    ["//", 6],
    ["MOD", 6],
    ["^", 8],
  ]),
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
      if (token.text === "NOT" && token.kind === "keyword" && dialect === "xmile") {
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
          return {op: "unary", fn: "not", of: this.expression(NOT_BINDS[dialect])}
        }
        if (token.text === "NA") {
          this.index++
          return {op: "number", value: MISSING}
        }
        if (token.text === "IF") return this.branches()
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
    const subscripts = this.at("[") ? this.subscripts() : []
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
    // Vensim's macros: behind a colon, the variables that further outputs go to.
    if (this.tokens.dialect === "vensim" && this.take(":")) {
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
      x.push(...takeHalf(numbers, 0))
      y.push(...takeHalf(numbers, 1))
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
    if (this.peek().kind === "name" && after(1)) return {kind: "name", name: this.next().text}
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

/** A token for people. */
export function shown(token: Token): string {
  if (token.kind === "end") return "the end of the equation"
  if (token.kind === "keyword") return `'${token.text}'`
  if (token.kind === "text") return `'${clipped(token.text)}'`
  return `'${clipped(token.text)}'`
}

/** Names in messages are cut at this many characters. */
const LONGEST_SHOWN = 60

function clipped(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}...` : text
}

/**
 * One whole equation, nothing left over.
 *
 * @param text   the equation as its author wrote it, entities decoded.
 * @param place  from an offset into `text` to its place in the file.
 * @returns      its tree, or null with at least one grave mistake.
 */
export function readFormula(
  text: string,
  dialect: Dialect,
  vocabulary: Vocabulary,
  place: (offset: number) => Spot,
): {readonly term: Term | null; readonly mistakes: readonly Mistake[]} {
  const formula = new Formula(new Tokens(text, 0, dialect), vocabulary, place)
  const term = formula.attempt(() => {
    const whole = formula.expression()
    formula.finish()
    return whole
  })
  return {term, mistakes: formula.mistakes}
}
