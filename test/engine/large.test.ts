// Large models: long chains, long equations, many stocks. What is tried is that they compile
// and run at all, without exhausting the stack, and give the answer that is known.

import {expect, test} from "vitest"
import {compile} from "../../src/engine/index.ts"
import type {Expr, Model, Quantity} from "../../src/model/index.ts"
import {isQuick} from "../tiers.ts"
import {course} from "./course.ts"

const auxiliary = (name: string, equation: Expr): Quantity => ({
  name,
  kind: "auxiliary",
  unit: "1",
  equation,
  because: [{assumed: "a test"}],
  source: "",
  line: 0,
})
const number = (value: number): Expr => ({op: "number", value})
const named = (name: string): Expr => ({op: "name", name})

function model(quantities: Quantity[]): Model {
  return {
    format: "brink/model@1",
    name: "large",
    time: {unit: "week", start: 0, stop: 2, step: 1, save: 1, method: "euler"},
    quantities,
    contested: [],
    events: [],
  }
}

test.skipIf(isQuick)("a chain of 12,000 equations, written last first, runs to its end", () => {
  const links = Array.from({length: 12_000}, (_, i) =>
    auxiliary(`a${i}`, i === 0 ? {op: "time"} : {op: "binary", fn: "+", left: named(`a${i - 1}`), right: number(1)}),
  )
  expect(course(model(links.reverse())).of("a11999")).toEqual([11_999, 12_000, 12_001])
})

test("an equation of 10,000 operators, leaning left or right, runs", () => {
  let left: Expr = {op: "time"}
  let right: Expr = {op: "time"}
  for (let i = 0; i < 10_000; i++) left = {op: "binary", fn: i % 2 === 0 ? "+" : "-", left, right: number(2)}
  for (let i = 0; i < 900; i++) right = {op: "binary", fn: "+", left: number(1), right}
  const run = course(model([auxiliary("left", left), auxiliary("right", right)]))
  expect(run.of("left")).toEqual([0, 1, 2])
  expect(run.of("right")).toEqual([900, 901, 902])
})

test("nine hundred choices one within the other run; what none of them takes is not divided by zero", () => {
  let choice: Expr = number(-1)
  for (let i = 899; i >= 0; i--)
    choice = {
      op: "call",
      fn: "if",
      args: [{op: "binary", fn: "==", left: {op: "time"}, right: number(i)}, number(i), choice],
    }
  expect(course(model([auxiliary("choice", choice)])).of("choice")).toEqual([0, 1, 2])
  const guarded: Expr = {
    op: "call",
    fn: "if",
    args: [number(0), {op: "binary", fn: "/", left: number(1), right: {op: "time"}}, number(7)],
  }
  expect(course(model([auxiliary("guarded", guarded)])).of("guarded")).toEqual([7, 7, 7])
})

test("nesting that nothing could walk is refused by the name of its quantity", () => {
  let deep: Expr = {op: "time"}
  for (let i = 0; i < 5_000; i++) deep = {op: "unary", fn: "-", of: deep}
  expect(() => compile(model([auxiliary("deep", deep)]))).toThrow(
    "engine/too-deep: The equation of 'deep' is nested too deep to be worked out",
  )
  // A division in a branch that may not be taken cannot be tried on its own.
  let lazy: Expr = {op: "binary", fn: "/", left: number(1), right: {op: "time"}}
  for (let i = 0; i < 500; i++) lazy = {op: "call", fn: "if", args: [{op: "time"}, lazy, number(0)]}
  expect(() => compile(model([auxiliary("lazy", lazy)]))).toThrow("'lazy' is nested too deep")
})

test("a sum of 20,000 terms adds them from the left", () => {
  const terms = Array.from({length: 20_000}, () => number(0.1))
  let sum = 0
  for (let i = 0; i < terms.length; i++) sum += 0.1
  expect(course(model([auxiliary("sum", {op: "call", fn: "sum", args: terms})])).of("sum")).toEqual([sum, sum, sum])
})

test("five thousand stocks with rates of their own grow each by its own rate", () => {
  const stocks = Array.from(
    {length: 5_000},
    (_, i): Quantity => ({
      name: `s${i}`,
      kind: "stock",
      unit: "1",
      initial: number(1),
      rate: {op: "binary", fn: "*", left: named(`s${i}`), right: number(i)},
      because: [{assumed: "a test"}],
      source: "",
      line: 0,
    }),
  )
  const run = course(model(stocks))
  expect(run.of("s3")).toEqual([1, 4, 16])
  expect(run.of("s4999")).toEqual([1, 5_000, 25_000_000])
})

test("a delay time that sixty equations double, one after the other, is known beforehand at once", () => {
  const doubled = Array.from({length: 25}, (_, i): Quantity => {
    const below = named(`d${i - 1}`)
    return auxiliary(`d${i}`, i === 0 ? number(2 ** -24) : {op: "binary", fn: "+", left: below, right: below})
  })
  const delayed: Expr = {op: "call", fn: "delay_n", args: [{op: "time"}, named("d24"), number(0), number(3)]}
  expect(course(model([...doubled, auxiliary("out", delayed)])).of("out")).toEqual([0, 0, 1])
})

test("history looks back by a long sum of constants as by its value", () => {
  let ago: Expr = number(1)
  for (let i = 0; i < 60; i++) ago = {op: "binary", fn: "+", left: ago, right: number(0)}
  const at: Expr = {op: "binary", fn: "-", left: {op: "time"}, right: ago}
  const before: Expr = {op: "call", fn: "history", args: [named("x"), at]}
  const run = course(model([auxiliary("x", {op: "time"}), auxiliary("before", before)]))
  expect(run.of("before")).toEqual([0, 0, 1])
})
