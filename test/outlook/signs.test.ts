// Which way an equation moves when one of its names rises, and what the loops of a model are: by hand.

import {describe, expect, test} from "vitest"
import {type Model, parseExpression, parseModel} from "../../src/model/index.ts"
import {evidence} from "../../src/outlook/index.ts"
import {loopsOf, slope} from "../../src/outlook/loops.ts"
import {worldOf} from "./world.ts"

// x is asked about, everything else held; names stand for numbers of 0 and more, `1 - y` for a share.
test.each([
  ["x", "+"],
  ["y", "0"],
  ["7", "0"],
  ["time", "0"],
  ["-x", "-"],
  ["-(-x)", "+"],
  ["x + y", "+"],
  ["x - y", "+"],
  ["y - x", "-"],
  ["x - 2 * x", "?"],
  ["2 * x", "+"],
  ["-2 * x", "-"],
  ["x * y", "+"],
  ["x * -y", "-"],
  ["x * (1 - y)", "+"],
  ["x * (2 - y)", "?"],
  ["x * (y - 1)", "?"],
  ["y * (1 - x)", "-"],
  ["x * (y * -2)", "-"],
  ["x * (y / -2)", "-"],
  ["x / y", "+"],
  ["y / x", "-"],
  ["-y / x", "+"],
  ["x * ln(y)", "?"],
  ["x * tanh(y)", "?"],
  ["x * sqrt(y)", "+"],
  ["x > y", "+"],
  ["x >= y", "+"],
  ["y > x", "-"],
  ["y >= x", "-"],
  ["x < y", "-"],
  ["x <= y", "-"],
  ["y < x", "+"],
  ["y <= x", "+"],
  ["x == y", "?"],
  ["exp(x)", "+"],
  ["ln(-x)", "-"],
  ["smooth(x, y)", "+"],
  ["smooth(y, x)", "?"],
  ["smooth(y, 3)", "0"],
  ["min(x, y)", "+"],
  ["max(x, -x)", "?"],
  ["max(y, 2)", "0"],
  ["if(y > 1, x, 0)", "+"],
  ["if(y > 1, x, -x)", "?"],
  ["if(x > 1, y, 0)", "?"],
  ["sin(x)", "?"],
  ["sin(y)", "0"],
])("%s moves %s", (equation, moves) => {
  expect(slope(parseExpression(equation), "x")).toBe(moves)
})

/** A model of stocks `name: rate`, all in one unit. */
const modelOf = (rates: Readonly<Record<string, string>>): Model => {
  const quantities = Object.entries(rates).map(
    ([name, rate]) =>
      `  ${name}: {label: ${name}, kind: stock, unit: "1", initial: 1, rate: "(${rate}) / month", because: [assumed: so]}`,
  )
  const text = `format: brink/model@1
name: rings
time: {unit: week, start: 0, stop: 52, step: 0.25, save: 1}
quantities:
${quantities.join("\n")}
  month: {kind: parameter, unit: week, value: 4, because: [assumed: so]}
`
  return parseModel(text, "model.yaml")
}

describe("loops of a model of its own", () => {
  const silent = worldOf({})
  const ringsOf = (rates: Readonly<Record<string, string>>, outcome: string) => {
    const known = evidence(modelOf(rates), silent.map, silent.reading)
    return loopsOf(known, outcome, false)
  }

  test("those through the outcome come first, then those without it; of each the shorter; each once, with its signs", () => {
    const {loops, left} = ringsOf({a: "b - a", b: "c - a", c: "b + a", d: "e", e: "-d"}, "a")
    expect(loops.map(({names, signs}) => `${names.join(" ")} ${signs.join(" ")}`)).toEqual([
      "a b - +",
      "a c b + + +",
      "b c + +",
      "d e - +",
    ])
    expect(left).toBe(0)
  })
})
