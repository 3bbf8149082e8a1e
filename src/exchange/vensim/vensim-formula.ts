// Terms as Vensim writes them. In: a term in Vensim's own functions and names. Out: the text of an equation that
// reads back as the same tree, with brackets only where the tree needs them, and broken into lines where it is long.
//
// Precedence is that of the reader (formula.ts): :OR:; :AND:; :NOT:; comparisons; + -; * /; unary minus; ^.

import {MISSING} from "../../model/index.ts"
import {inQuotes, nameKey, type Points, type Subscript, type Term, unquoted} from "../blueprint/blueprint.ts"

/** How Vensim calls a function: its name and the arguments in its order; null when it has none like it. */
type Spell = (fn: string, args: readonly Term[]) => {readonly name: string; readonly args: readonly Term[]} | null

const ATOM = 9
const POWER = 8
const MINUS = 7
const NOT = 3

const SIGNS: ReadonlyMap<string, readonly [text: string, binds: number]> = new Map([
  ["or", [" :OR: ", 1]],
  ["and", [" :AND: ", 2]],
  ["<", [" < ", 4]],
  ["<=", [" <= ", 4]],
  [">", [" > ", 4]],
  [">=", [" >= ", 4]],
  ["==", [" = ", 4]],
  ["!=", [" <> ", 4]],
  ["+", [" + ", 5]],
  ["-", [" - ", 5]],
  ["*", ["*", 6]],
  ["/", ["/", 6]],
  ["^", ["^", POWER]],
])
const COMPARISON = 4

/** Where a line may end; no name or number holds it. */
const BREAK = "\u0001"

/** Vensim's own files keep their equations about this wide. */
const WIDTH = 78

/** Keywords and words of the language: a variable called so needs quotes. */
const PLAIN = /^[\p{L}_][\p{L}\p{M}\p{Nd}_$ ]*$/u

/**
 * A name as an equation writes it: in quotes unless letters, digits, `_`, `$` and single blanks are all of it.
 *
 * @param reserved names (by `nameKey`) that mean something else without quotes.
 */
export function vensimName(name: string, reserved: ReadonlySet<string>): string {
  const folded = unquoted(name)
    .replace(/(?:\\n|[\s\u0000-\u001f\u00a0])+/gu, " ")
    .trim()
  return PLAIN.test(folded) && !reserved.has(nameKey(folded)) ? folded : inQuotes(folded)
}

/** A number in the shortest form that reads back as the same double. */
export function vensimNumber(value: number): string {
  if (value === MISSING) return ":NA:"
  return Object.is(value, -0) ? "-0" : String(value)
}

/** Prints terms; one for a whole file. */
export class VensimFormula {
  private readonly spell: Spell
  private readonly reserved: ReadonlySet<string>
  /** Elements of a row, for lists of two dimensions. */
  rowLength = 0

  /** @param spell asked of each call; where it gives null, the function is written by its own name. */
  constructor(spell: Spell, reserved: ReadonlySet<string>) {
    this.spell = spell
    this.reserved = reserved
  }

  name(name: string): string {
    return vensimName(name, this.reserved)
  }

  /** `name[a, b!]`. */
  reference(name: string, subscripts: readonly Subscript[]): string {
    return `${this.name(name)}${this.subscripts(subscripts)}`
  }

  subscripts(subscripts: readonly Subscript[]): string {
    return subscripts.length === 0 ? "" : `[${subscripts.map((one) => this.subscript(one)).join(",")}]`
  }

  private subscript(one: Subscript): string {
    switch (one.kind) {
      case "name":
        return this.name(one.name)
      case "over":
        return `${this.name(one.name)}!`
      case "all":
        return "*"
      case "range":
        return `${this.inner(one.from)}:${this.inner(one.to)}`
      case "term":
        return this.inner(one.term)
    }
  }

  private inner(term: Term): string {
    return this.print(term).text.replaceAll(BREAK, "")
  }

  /** An equation, its later lines indented by two tabs. */
  equation(term: Term): string {
    return fill(this.print(term).text)
  }

  /** The points of a lookup, without the brackets around them. */
  points(points: Points): string {
    return fill(this.pointsText(points))
  }

  private pointsText({x, y, box}: Points): string {
    const pairs = x.map((value, i) => `(${vensimNumber(value)},${vensimNumber(y[i]!)})`)
    const range = box ? [`[(${number(box[0])},${number(box[2])})-(${number(box[1])},${number(box[3])})]`] : []
    return [...range, ...pairs].join(`,${BREAK}`)
  }

  private print(term: Term): {text: string; binds: number} {
    switch (term.op) {
      case "number":
        return {
          text: vensimNumber(term.value),
          binds: term.value !== MISSING && (term.value < 0 || Object.is(term.value, -0)) ? MINUS : ATOM,
        }
      case "time":
        return {text: "Time", binds: ATOM}
      case "name":
        return {text: this.reference(term.name, term.subscripts), binds: ATOM}
      case "text":
        return {text: `'${term.text.replaceAll("'", "")}'`, binds: ATOM}
      case "unary":
        return term.fn === "-"
          ? {text: `-${this.within(term.of, MINUS + 1)}`, binds: MINUS}
          : {text: `:NOT: ${this.within(term.of, ATOM)}`, binds: NOT}
      case "binary":
        return this.binary(term)
      case "call": {
        const spelt = this.spell(term.fn, term.args) ?? {
          name: term.fn.toUpperCase().replaceAll("_", " "),
          args: term.args,
        }
        return {text: `${spelt.name}(${this.arguments(spelt.args)})`, binds: ATOM}
      }
      case "apply":
        return {text: `${this.reference(term.name, term.subscripts)}(${this.arguments(term.args)})`, binds: ATOM}
      case "points":
        return {text: `WITH LOOKUP(${this.within(term.of, 0)},${BREAK}(${this.pointsText(term.points)}))`, binds: ATOM}
      case "list":
        return {text: this.list(term.values), binds: 0}
    }
  }

  private arguments(args: readonly Term[]): string {
    return args.map((arg) => this.within(arg, 0)).join(`, ${BREAK}`)
  }

  private within(term: Term, outer: number): string {
    const {text, binds} = this.print(term)
    return binds < outer ? `(${text})` : text
  }

  /** Down the left side without recursion: sums may have ten thousand terms. */
  private binary(term: Extract<Term, {op: "binary"}>): {text: string; binds: number} {
    const spine: Extract<Term, {op: "binary"}>[] = []
    let at: Term = term
    for (; at.op === "binary"; at = at.left) spine.push(at)
    let {text, binds} = this.print(at)
    for (let node = spine.pop(); node; node = spine.pop()) {
      const [sign, own] = SIGNS.get(node.fn)!
      const bracketed = binds < own || (binds === own && (own === POWER || own === COMPARISON))
      const left = bracketed ? `(${text})` : text
      // A minus or a denial behind an operator gets brackets, as people write it.
      const right = this.print(node.right)
      const wrapped = right.binds <= own || right.binds === MINUS || right.binds === NOT
      const spaced = sign.endsWith(" ") ? `${sign}${BREAK}` : sign
      text = `${left}${spaced}${wrapped ? `(${right.text})` : right.text}`
      binds = own
    }
    return {text, binds}
  }

  /** `1,2;3,4;` in rows of `rowLength`; in one row where that is 0. */
  private list(values: readonly Term[]): string {
    const row = this.rowLength
    const texts = values.map((value) => this.within(value, 0))
    if (row === 0) return texts.join(`,${BREAK}`)
    let text = ""
    texts.forEach((value, i) => {
      text += value + ((i + 1) % row === 0 ? `;${BREAK}` : ",")
    })
    return text
  }
}

/** Bounds of a box may be anything finite; what is not is left to the tool. */
const number = (value: number): string => (Number.isFinite(value) ? vensimNumber(value) : "0")

/** Breaks at the marks, each line but the last ending in a backslash. */
function fill(text: string): string {
  const lines: string[] = []
  let line = ""
  for (const piece of text.split(BREAK)) {
    if (line !== "" && line.length + piece.length > WIDTH) {
      lines.push(line)
      line = ""
    }
    line += piece
  }
  lines.push(line)
  return lines.join("\\\n\t\t")
}
