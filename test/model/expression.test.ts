import fc from "fast-check"
import {describe, expect, test} from "vitest"
import type {Expr} from "../../src/model/index.ts"
import {functions, namesIn, parseExpression, printExpression, tablesIn} from "../../src/model/index.ts"

/** The value of an equation of plain numbers, by the tree alone: enough to see that the tree is right. */
function value(expr: Expr): number {
  if (expr.op === "number") return expr.value
  if (expr.op === "unary") return expr.fn === "-" ? -value(expr.of) : Number(value(expr.of) === 0)
  if (expr.op !== "binary") throw new Error("only numbers here")
  const [a, b] = [value(expr.left), value(expr.right)]
  switch (expr.fn) {
    case "+":
      return a + b
    case "-":
      return a - b
    case "*":
      return a * b
    case "/":
      return a / b
    case "^":
      return a ** b
    case "<":
      return Number(a < b)
    case ">":
      return Number(a > b)
    case "<=":
      return Number(a <= b)
    case ">=":
      return Number(a >= b)
    case "==":
      return Number(a === b)
    case "!=":
      return Number(a !== b)
    case "and":
      return Number(a !== 0 && b !== 0)
    case "or":
      return Number(a !== 0 || b !== 0)
  }
}

const sum = (text: string) => value(parseExpression(text))

const name = fc.oneof(
  fc.constantFrom("herds", "raids", "x", "constructor", "été", "food need", "2025_war", 'a "b"', "time"),
  fc.string({minLength: 1, maxLength: 6, unit: "grapheme"}).filter((s) => !/\p{Cs}/u.test(s)),
)
const number = fc.oneof(fc.double({noNaN: true, noDefaultInfinity: true}), fc.integer({min: -9, max: 9}))
const comparison = fc.constantFrom("<", "<=", ">", ">=", "==", "!=" as const)
const {tree} = fc.letrec<{tree: Expr}>((tie) => ({
  tree: fc.oneof(
    {depthSize: "small", withCrossShrink: true},
    number.map((n): Expr => ({op: "number", value: n})),
    fc.constant<Expr>({op: "time"}),
    name.map((n): Expr => ({op: "name", name: n})),
    fc.record({op: fc.constant("unary" as const), fn: fc.constantFrom("-", "not" as const), of: tie("tree")}),
    fc.record({
      op: fc.constant("binary" as const),
      fn: fc.oneof(fc.constantFrom("+", "-", "*", "/", "^", "and", "or" as const), comparison),
      left: tie("tree"),
      right: tie("tree"),
    }),
    fc.record({
      op: fc.constant("call" as const),
      fn: fc.constant("max"),
      args: fc.array(tie("tree"), {minLength: 1, maxLength: 3}),
    }),
    fc.record({
      op: fc.constant("lookup" as const),
      table: name,
      how: fc.constantFrom("value", "extend", "last", "next", "inverse", "slope", "area" as const),
      of: tie("tree"),
    }),
  ) as fc.Arbitrary<Expr>,
}))

describe("an equation", () => {
  test("follows the precedence of mathematics", () => {
    expect(sum("-2^2")).toBe(-4)
    expect(sum("2^-2")).toBe(0.25)
    expect(sum("2^3^2")).toBe(512)
    expect(sum("10 - 4 - 3")).toBe(3)
    expect(sum("100 / 10 / 5")).toBe(2)
    expect(sum("2 + 3 * 4")).toBe(14)
    expect(sum("(2 + 3) * 4")).toBe(20)
    expect(sum("-3 - -2")).toBe(-1)
    expect(sum("--3")).toBe(3)
    expect(sum("1 + 1 == 2 and not 3 < 2")).toBe(1)
    expect(sum("0 and 0 or 1")).toBe(1)
    expect(sum("not 1 == 2")).toBe(1)
    expect(sum(".5 + 1e-1 + 2.")).toBeCloseTo(2.6, 15)
    expect(sum("true + false")).toBe(1)
  })

  test("names what it reads, and nothing else", () => {
    const expr = parseExpression('base * if(scarcity, smooth("food need", 8), time) + max(0, base)')
    expect([...namesIn(expr)].sort()).toEqual(["base", "food need", "scarcity"])
  })

  test("keeps a function's name free for a quantity that is not called", () => {
    expect(parseExpression("delay + step").op).toBe("binary")
    expect([...namesIn(parseExpression("delay(delay, 2)"))]).toEqual(["delay"])
  })

  test("of every function in the table, the example reads and prints back", () => {
    for (const rule of functions.values()) {
      const expr = parseExpression(rule.example)
      expect(parseExpression(printExpression(expr)), rule.name).toEqual(expr)
      expect(JSON.stringify(expr), rule.name).toContain(`"fn":"${rule.name}"`)
    }
  })

  test("printed, it reads back to the same tree, whatever the tree", () => {
    fc.assert(
      fc.property(tree, (expr) => {
        expect(parseExpression(printExpression(expr), undefined, tablesIn(expr))).toEqual(expr)
      }),
      {seed: 7, numRuns: 2000},
    )
  })

  test("of a hundred thousand terms is read, printed and searched without deep recursion", () => {
    const long = `a${" - b * 2".repeat(49_000)}`
    const expr = parseExpression(long)
    expect(printExpression(expr)).toBe(long)
    expect([...namesIn(expr)]).toEqual(["a", "b"])
  })

  test("reads a table by its name, as the table says or otherwise", () => {
    const tables = new Set(["effect", "step", "food effect"])
    const read = (text: string) => parseExpression(text, undefined, tables)
    expect(read("effect(x)")).toEqual({op: "lookup", table: "effect", of: {op: "name", name: "x"}, how: "value"})
    expect(read("table_slope(effect, 2)")).toMatchObject({table: "effect", how: "slope"})
    expect(read('"food effect"(x) + 1')).toMatchObject({left: {table: "food effect", how: "value"}})
    // A function keeps its name; a table of the same name is read in quotes.
    expect(read("step(1, 2)")).toMatchObject({op: "call"})
    expect(read('"step"(2)')).toMatchObject({op: "lookup", table: "step"})
    expect(() => read("efect(x)")).toThrow("no function `efect`; nearest: effect")
    expect(() => read("table_slope(efect, x)")).toThrow("no table `efect`; nearest: effect")
    expect(() => read("table_slope(effect)")).toThrow("table_slope is written table_slope(table, x)")
    expect([...tablesIn(read('effect("step"(x))'))]).toEqual(["effect", "step"])
  })

  test("is printed with no more brackets than it needs", () => {
    for (const text of [
      "a + b * c",
      "(a + b) * c",
      "a - (b - c)",
      "-a^2",
      "(-a)^2",
      "not a and b",
      "a < b or c",
      "if(a > 0, -2, 1e-7)",
      "2^-x",
    ])
      expect(printExpression(parseExpression(text))).toBe(text)
  })
})

describe("an equation with a mistake is refused", () => {
  const refused = (text: string): string => {
    try {
      parseExpression(text, "model.yaml:3:20")
    } catch (error) {
      return (error as Error).message
    }
    throw new Error(`${text} was not refused`)
  }

  test("with a caret under it, its column, the place and the next move", () => {
    expect(refused("herds * birth rate")).toBe(
      [
        "model/invalid-expression: `rate` stands where an operator should (a name of several words goes in double quotes) (column 15)",
        "  herds * birth rate",
        "                ^",
        "  at model.yaml:3:20",
        "  docs/formats/model.md lists the operators and functions.",
      ]
        .join("\n")
        .replace("                ^", `  ${" ".repeat(14)}^`),
    )
  })

  test.each([
    ["smoth(x, 3)", "no function `smoth`; nearest: smooth"],
    ["smooth(x)", "smooth is called with 1 arguments; it is smooth(x, tau, [initial])"],
    ["a < b < c", "comparisons do not chain"],
    ["a = b", "`=` is written `==` here"],
    ["a && b", "`&&` is written `and` here"],
    ["a ** 2", "`**` is written `^` here"],
    ["(a + b", "`(` is never closed"],
    ["max(a, b", "`max(` is never closed"],
    ["a + ", "the equation ends where a value should follow"],
    ["", "the equation is empty"],
    ["1,5 * a", "a `,` outside a function's brackets"],
    ["5%", "write a share as 0.05"],
    ["a − b", "a dash that is not a minus sign"],
    ["2025_war + 1", "a name cannot begin with a digit"],
    ["if a > 1", "`if` is a function"],
    ["lookup(x, 0, 1, 0, 2)", "the points of lookup do not rise: 0, then 0"],
    ["lookup(x, 0, 1, 1, 2, 3)", "lookup ends in half a point"],
    ["lookup(x, 0, 1, y, 2)", "the points of lookup are plain numbers"],
    ["1e999", "1e999 is too large a number"],
    ['"food need', "a double quote that is never closed"],
    ["+a", "a `+` with nothing before it"],
    ["a ) b", "`)` cannot stand here"],
    ["time(3)", "`(` cannot stand here"],
  ])("%s", (text, says) => {
    expect(refused(text)).toContain(says)
  })

  test("whatever its characters: in words, never a crash", () => {
    const pieces = fc.constantFrom(
      "a",
      "1",
      "+",
      "-",
      "*",
      "^",
      "(",
      ")",
      ",",
      "<",
      "==",
      "and",
      "not",
      "if",
      "max",
      '"',
      ".",
      "e",
      " ",
      "§",
    )
    fc.assert(
      fc.property(fc.array(pieces, {maxLength: 14}), (parts) => {
        try {
          const expr = parseExpression(parts.join(""))
          expect(parseExpression(printExpression(expr), undefined, tablesIn(expr))).toEqual(expr)
        } catch (error) {
          expect((error as Error).message).toMatch(/^model\/invalid-expression: /)
        }
      }),
      {seed: 5, numRuns: 3000},
    )
  })

  test("when it is nested or long beyond reading", () => {
    expect(refused("(".repeat(5000))).toContain("nested more than 400 deep")
    expect(refused(`a${" + a".repeat(100_001)}`)).toContain("more than 100000 operators")
    expect(refused("-".repeat(5000))).toContain("nested more than")
  })
})
