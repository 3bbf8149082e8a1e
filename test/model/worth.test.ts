// What equations of constants are worth before a run.

import {expect, test} from "vitest"
import {type Expr, parseExpression, worthOf} from "../../src/model/index.ts"

/** Names as equations, and no function but max. */
const knowing = (names: Record<string, string>, time: number | null = null) => ({
  time: () => time,
  name: (name: string): Expr | null => (names[name] === undefined ? null : parseExpression(names[name])),
  call: (fn: string, args: readonly number[]) => (fn === "max" ? Math.max(...args) : null),
})
const worth = (text: string, names: Record<string, string> = {}, time: number | null = null) =>
  worthOf(parseExpression(text), knowing(names, time))

test("operators work on what names stand for", () => {
  expect(worth("2 * a ^ 2 - b / 4", {a: "3", b: "a + 5"})).toBe(16)
  expect(worth("(a >= 3 and not (a == 4)) + (a < 1 or a != 3)", {a: "3"})).toBe(1)
  expect(worth("max(a, 7)", {a: "3"})).toBe(7)
})

test("what is not known makes the whole unknown, but for a branch that is not taken", () => {
  expect(worth("1 + b")).toBeNull()
  expect(worth("sin(1)")).toBeNull()
  expect(worth("time + 1")).toBeNull()
  expect(worth("time + 1", {}, 5)).toBe(6)
  expect(worth("if(2 > 1, 3, b)")).toBe(3)
})

test("a name that waits for itself is not known", () => {
  expect(worth("a", {a: "b + 1", b: "a - 1"})).toBeNull()
})

test("a hundred equations that each read the one below twice take a hundred looks", () => {
  let looks = 0
  const doubling = {
    ...knowing({}),
    name: (name: string): Expr | number => {
      looks++
      const i = Number(name.slice(1))
      return i === 0 ? 1 : parseExpression(`x${i - 1} + x${i - 1}`)
    },
  }
  expect(worthOf(parseExpression("x100"), doubling)).toBe(2 ** 100)
  expect(looks).toBe(101)
})
