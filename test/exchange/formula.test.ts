// Equations of other tools as trees: precedence and forms of both dialects, places, and what bad text gets.

import {describe, expect, test} from "vitest"
import type {Subscript, Term} from "../../src/exchange/blueprint/blueprint.ts"
import {MOST_NESTING, type Vocabulary} from "../../src/exchange/blueprint/formula.ts"
import {type Dialect, Lines} from "../../src/exchange/blueprint/tokens.ts"
import {isQuick} from "../tiers.ts"
import {readFormula} from "./read-formula.ts"

/** Milliseconds of processor time that this process has used: other work on the machine does not count. */
const busy = () => process.cpuUsage().user / 1000

const plain: Vocabulary = {
  call: (name, args, at) =>
    ["MAX", "IF THEN ELSE", "TABBED ARRAY"].includes(name.toUpperCase()) ? {op: "call", fn: name, args, at} : null,
  word: (name) => (name.toLowerCase() === "time" ? {op: "time"} : null),
}

function read(text: string, dialect: Dialect = "vensim") {
  const lines = new Lines(text)
  return readFormula(text, dialect, plain, (offset) => lines.spot(offset))
}

/** A tree with every bracket written out. */
function spelt(term: Term | null): string {
  if (term === null) return "unreadable"
  switch (term.op) {
    case "number":
      return String(term.value)
    case "name":
      return term.subscripts.length > 0 ? `${term.name}[${term.subscripts.map(index).join(",")}]` : term.name
    case "time":
      return "time"
    case "unary":
      return `(${term.fn} ${spelt(term.of)})`
    case "binary":
      return `(${spelt(term.left)} ${term.fn} ${spelt(term.right)})`
    case "call":
      return `${term.fn}(${term.args.map(spelt).join(", ")})`
    case "apply":
      return `@${term.name}${term.subscripts.length > 0 ? `[${term.subscripts.map(index).join(",")}]` : ""}(${term.args.map(spelt).join(", ")})`
    case "points":
      return `points(${term.points.x.map((x, i) => `${x} ${term.points.y[i]}`).join("; ")})`
    case "text":
      return `'${term.text}'`
    case "list":
      return `list(${term.values.map(spelt).join(", ")})`
  }
}

function index(subscript: Subscript): string {
  switch (subscript.kind) {
    case "name":
      return subscript.name
    case "over":
      return `${subscript.name}!`
    case "all":
      return "*"
    case "range":
      return `${spelt(subscript.from)}:${spelt(subscript.to)}`
    case "term":
      return `=${spelt(subscript.term)}`
  }
}

const tree = (text: string, dialect: Dialect = "vensim") => {
  const {term, mistakes} = read(text, dialect)
  expect(mistakes).toEqual([])
  return spelt(term)
}

describe("Vensim equations", () => {
  test.each([
    ["a + b * c", "(a + (b * c))"],
    ["a - b - c", "((a - b) - c)"],
    ["a / b / c", "((a / b) / c)"],
    ["-2^2", "(- (2 ^ 2))"],
    ["2^3^2", "(2 ^ (3 ^ 2))"],
    ["2^-1", "(2 ^ -1)"],
    ["a*-b", "(a * (- b))"],
    ["-a*b", "((- a) * b)"],
    ["a--1", "(a - -1)"],
    ["a > b :AND: :NOT: c = d :OR: e", "(((a > b) and (not (c == d))) or e)"],
    ["a <> b", "(a != b)"],
    ["a = b + 1", "(a == (b + 1))"],
    [".5 + 5. + 1e-3 + 2E+2", "(((0.5 + 5) + 0.001) + 200)"],
    ["net birth\\\n\t\t rate * 2", "(net birth rate * 2)"],
    ["net birth\n rate * 2", "(net birth rate * 2)"],
    ['"a \\"b\\" | c" + Women\'s share', '(a "b" | c + Women\'s share)'],
    ["größe + 人口", "(größe + 人口)"],
    ["a {a comment {inside} here} + b", "(a + b)"],
    ["x[a, b!, North East]", "x[a,b!,North East]"],
    ["table(Time)", "@table(time)"],
    ["table[a](x)", "@table[a](x)"],
    ["M(a, b : c, d)", "@M(a, b, c, d)"],
    ["MAX(a, (b))", "MAX(a, b)"],
    ["F('file|~.xls', 'B2*')", "@F('file|~.xls', 'B2*')"],
    ["W(x, ([(0,0)-(10,10)],(0,1),(2,-3)))", "@W(x, points(0 1; 2 -3))"],
    ["W(x, ([(0,0)-(10,10),(1,1),(2,2)],(0,1),(2,3)))", "@W(x, points(0 1; 2 3))"],
    ["W(x, ((0,1),(2,3)))", "@W(x, points(0 1; 2 3))"],
    ["W(x, (0,1),(2,3))", "@W(x, points(0 1; 2 3))"],
    ["W(x, (0,2,1,3))", "@W(x, points(0 1; 2 3))"],
    ["TABBED ARRAY(1\t-2\n3\t4)", "TABBED ARRAY(1, -2, 3, 4)"],
    ["IF THEN ELSE(a = :NA:, 1, 0)", "IF THEN ELSE((a == -6.490371073168535e+32), 1, 0)"],
  ])("%s", (text, wanted) => expect(tree(text)).toBe(wanted))
})

describe("XMILE equations", () => {
  test.each([
    ["a + b MOD c", "(a + mod(b, c))"],
    ["a // b", "safe_divide(a, b)"],
    ["IF a > 1 AND b THEN c ELSE d + 1", "if(((a > 1) and b), c, (d + 1))"],
    ["if(a) then(b) else(c)", "if(a, b, c)"],
    ["NOT a = b", "((not a) == b)"],
    ["a < b = c", "((a < b) == c)"],
    ["-2^2", "(- (2 ^ 2))"],
    ["2^3^2", "(2 ^ (3 ^ 2))"],
    ["x[1, *]", "x[=1,*]"],
    ["x[dim, 2:3]", "x[dim,2:3]"],
    ["x[b+1]", "x[=(b + 1)]"],
    ['sector.stock + "A.b"', "(sector.stock + A.b)"],
    ["Birth_Rate {people} * .34", "(Birth_Rate * 0.34)"],
    ["Birth\\nRate", "Birth Rate"],
    ["a == b", "(a == b)"],
  ])("%s", (text, wanted) => expect(tree(text, "xmile")).toBe(wanted))
})

describe("bad equations", () => {
  const first = (text: string, dialect: Dialect = "vensim") => {
    const {mistakes} = read(text, dialect)
    const mistake = mistakes[0]!
    return `${mistake.at.line}:${mistake.at.column} ${mistake.says}`
  }

  test("name what was expected, and where", () => {
    expect(first("a +\n  * b")).toBe("2:3 Expected a value, found '*'")
    expect(first("a + (b")).toBe("1:7 Expected ')' to close the bracket, found the end of the equation")
    expect(first("a + b)")).toBe("1:6 A ')' that nothing opened")
    expect(first("3 b")).toBe("1:3 Expected an operator, found 'b'")
    expect(first("x[a")).toBe("1:4 Expected ']' after the subscripts, found the end of the equation")
    expect(first('"a b + c')).toBe("1:1 A name in quotes that no quote closes")
    expect(first("a + {b")).toBe("1:5 A comment { that no } closes")
    expect(first("W(x,((0,1),(2)))")).toBe("1:14 Expected ',' between x and y, found ')'")
    expect(first("1e999")).toBe("1:1 A number too large for any computer's arithmetic")
    expect(first("")).toBe("1:1 Expected a value, found the end of the equation")
  })

  test("points that do not rise are put in order, and said", () => {
    const {term, mistakes} = read("W(x,((2,1),(1,5),(3,7)))")
    expect(spelt(term)).toBe("@W(x, points(1 5; 2 1; 3 7))")
    expect(mistakes.map((m) => m.grave)).toEqual([false])
    expect(mistakes[0]!.says).toContain("2 is followed by 1")
  })

  test("points with one x are a jump: the last of them stands at the next number up", () => {
    expect(tree("W(x,((0,0),(1,5),(1,6),(1,7),(2,8)))")).toBe("@W(x, points(0 0; 1 5; 1.0000000000000002 7; 2 8))")
    expect(tree("W(x,((-1,5),(-1,7)))")).toBe("@W(x, points(-1 5; -0.9999999999999999 7))")
    expect(tree("W(x,((0,5),(0,7)))")).toBe("@W(x, points(0 5; 5e-324 7))")
    expect(tree("W(x,((1,5),(1,5),(2,6)))")).toBe("@W(x, points(1 5; 2 6))")
  })

  test.skipIf(isQuick)("a hundred thousand brackets are refused, not a crash", () => {
    expect(first("(".repeat(100_000))).toContain(`Nested more than ${MOST_NESTING} deep`)
    expect(first("-".repeat(100_000))).toContain("deep")
    expect(first("a^".repeat(100_000))).toContain("deep")
    expect(first("f(".repeat(100_000), "xmile")).toContain("deep")
    expect(first("IF ".repeat(100_000), "xmile")).toContain("deep")
  })

  test("a hundred thousand operators in a row are read, quickly", () => {
    const {term, mistakes} = read(`a${" + a".repeat(100_000)}`)
    expect(mistakes).toEqual([])
    expect(term?.op).toBe("binary")
  })

  test.skipIf(isQuick)("hostile text takes time in proportion to its length", () => {
    const pieces = [
      "{",
      "{\n",
      '"',
      "'",
      "\\",
      "\\\n",
      "[",
      "a ",
      "a\\\n",
      ":",
      ":AND",
      "(1,",
      "'a",
      "{a}{",
      "%",
      "\u0000",
    ]
    for (const piece of pieces) {
      const start = busy()
      read(piece.repeat(100_000))
      read(piece.repeat(100_000), "xmile")
      expect(busy() - start, piece).toBeLessThan(1000)
    }
  })
})
