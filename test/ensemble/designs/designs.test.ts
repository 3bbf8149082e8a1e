// Designs hold what their names promise: strata, published points, balance, one input moved at a time; and a draw's address
// is its name.

import {describe, expect, test} from "vitest"
import {compile} from "../../../src/engine/index.ts"
import {type Design, type DesignKind, type Drawn, designOf} from "../../../src/ensemble/designs/design.ts"
import {directionNumbers, MOST_DIMENSIONS} from "../../../src/ensemble/designs/directions.ts"
import {scrambledSobol, sobolFractions} from "../../../src/ensemble/designs/sobol.ts"
import {
  drawnInputs,
  type Factor,
  fractionalFactorial,
  fullFactorial,
  inputsOf,
  sample,
  seedOf,
} from "../../../src/ensemble/index.ts"
import {normalQuantile} from "../../../src/math/random.ts"
import type {Distribution} from "../../../src/model/index.ts"
import {sketch} from "../../engine/sketch.ts"

const uniform: Distribution = {kind: "uniform", low: 0, high: 1}
const named = (...names: string[]): Drawn[] => names.map((name) => ({name, prior: uniform}))
const columnOf = (design: Design, name: string) => {
  const k = design.names.indexOf(name)
  return Array.from({length: design.runs}, (_, run) => design.points[run * design.names.length + k]!)
}

describe("Sobol' points", () => {
  // Joe and Kuo's points, as scipy 1.17 and other programs give them.
  const published = [
    [0, 0, 0, 0, 0],
    [0.5, 0.5, 0.5, 0.5, 0.5],
    [0.75, 0.25, 0.25, 0.25, 0.75],
    [0.25, 0.75, 0.75, 0.75, 0.25],
    [0.375, 0.375, 0.625, 0.875, 0.375],
    [0.875, 0.875, 0.125, 0.375, 0.875],
    [0.625, 0.125, 0.875, 0.625, 0.625],
    [0.125, 0.625, 0.375, 0.125, 0.125],
  ]
  /** The published order is that of the Gray code. */
  const gray = (i: number) => i ^ (i >> 1)

  test("are those published, in eight dimensions", () => {
    for (const [i, point] of published.entries())
      for (const [dimension, value] of point.entries())
        expect(sobolFractions(dimension, 8)[gray(i)]! / 2 ** 32).toBe(value)
    const fourth = Array.from({length: 8}, (_, dimension) => sobolFractions(dimension, 8)[gray(3)]! / 2 ** 32)
    expect(fourth).toEqual([0.25, 0.75, 0.75, 0.75, 0.25, 0.25, 0.75, 0.25])
  })

  test("have direction numbers with the bit of their place as the lowest, in every dimension", () => {
    const lowest = (v: Uint32Array) => Array.from(v, (number, k) => number !== 0 && Math.clz32(number & -number) === k)
    for (let dimension = 0; dimension < MOST_DIMENSIONS; dimension++)
      expect(lowest(directionNumbers(dimension)).every(Boolean)).toBe(true)
  })

  test("fill every elementary box of the first two dimensions once", () => {
    const [x, y] = [scrambledSobol(0, 64, seedOf("5"), 1), scrambledSobol(1, 64, seedOf("5"), 2)]
    for (let rows = 1; rows <= 64; rows *= 2) {
      const boxes = new Set(
        Array.from(x, (value, i) => `${Math.floor(value * rows)} ${Math.floor((y[i]! * 64) / rows)}`),
      )
      expect(boxes.size).toBe(64)
    }
  })

  test.each([1, 2, 16, 1024])("scrambled, keep one of %i points in each cell of each dimension", (count) => {
    for (const dimension of [0, 1, 2, 57, 1023]) {
      const values = scrambledSobol(dimension, count, seedOf("9"), dimension)
      expect(new Set(Array.from(values, (value) => Math.floor(value * count))).size).toBe(count)
      expect(values.every((value) => value > 0 && value < 1)).toBe(true)
    }
  })

  test("are scrambled anew by another seed and another address", () => {
    const first = scrambledSobol(3, 64, seedOf("1"), 7)
    expect(scrambledSobol(3, 64, seedOf("1"), 7)).toEqual(first)
    expect(scrambledSobol(3, 64, seedOf("2"), 7)).not.toEqual(first)
    expect(scrambledSobol(3, 64, seedOf("1"), 8)).not.toEqual(first)
  })

  test("are each uniform over seeds: the mean of the first point is a half", () => {
    let sum = 0
    for (let seed = 0; seed < 400; seed++) sum += scrambledSobol(2, 4, seedOf(String(seed)), 3)[0]!
    // Four standard errors of the mean of 400 uniform numbers.
    expect(Math.abs(sum / 400 - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / 400))
  })
})

describe("a design", () => {
  const sizes: [DesignKind, (inputs: number) => number][] = [
    ["latin", () => 50],
    ["sobol", () => 64],
    ["saltelli", (k) => 64 * (k + 2)],
    ["morris", (k) => 12 * (k + 1)],
  ]

  test.each(sizes)("%s has its numbers strictly inside (0, 1), the same at every call", (kind, size) => {
    const design = designOf(kind, named("rain", "price", "herd"), size(3), "4")
    expect(design.points.every((u) => u > 0 && u < 1)).toBe(true)
    expect(designOf(kind, named("rain", "price", "herd"), size(3), "4")).toEqual(design)
    expect(designOf(kind, named("rain", "price", "herd"), size(3), "5").points).not.toEqual(design.points)
  })

  test("latin has no draw that another input moves, wherever that one stands", () => {
    const alone = columnOf(designOf("latin", named("price"), 40, "2"), "price")
    expect(columnOf(designOf("latin", named("rain", "price", "herd"), 40, "2"), "price")).toEqual(alone)
  })

  test("latin is the hypercube that runs have had all along", () => {
    const program = compile(sketch({rain: {parameter: uniform}, price: {parameter: {kind: "normal", mean: 10, sd: 2}}}))
    expect(inputsOf(designOf("latin", drawnInputs(program), 30, "3"), program)).toEqual(sample(program, 30, "3"))
  })

  test("sobol has no draw that one more input at the end moves", () => {
    const few = designOf("sobol", named("rain", "price"), 64, "2")
    const more = designOf("sobol", named("rain", "price", "herd"), 64, "2")
    for (const name of ["rain", "price"]) expect(columnOf(more, name)).toEqual(columnOf(few, name))
  })

  test("saltelli has no draw that one more input at the end moves: A and B stay", () => {
    const few = designOf("saltelli", named("rain", "price"), 64 * 4, "2")
    const more = designOf("saltelli", named("rain", "price", "herd"), 64 * 5, "2")
    const base = (design: Design, name: string, row: number) =>
      columnOf(design, name).filter((_, run) => run % design.block === row)
    for (const name of ["rain", "price"])
      for (const row of [0, 1]) expect(base(more, name, row)).toEqual(base(few, name, row))
  })

  test("saltelli moves one column of A to B in each further row", () => {
    const design = designOf("saltelli", named("rain", "price", "herd"), 64 * 5, "2")
    for (let j = 0; j < 64; j++) {
      const at = (row: number, column: number) => design.points[(j * 5 + row) * 3 + column]!
      for (let i = 0; i < 3; i++)
        for (let column = 0; column < 3; column++) expect(at(i + 2, column)).toBe(at(column === i ? 1 : 0, column))
    }
  })

  test("morris moves each input once a trajectory, by half of it, and starts elsewhere by its name alone", () => {
    const few = designOf("morris", named("rain", "price"), 3 * 20, "6")
    const more = designOf("morris", named("herd", "rain", "price"), 4 * 20, "6")
    for (const name of ["rain", "price"]) {
      const starts = (design: Design) => columnOf(design, name).filter((_, run) => run % design.block === 0)
      expect(starts(more)).toEqual(starts(few))
      const moves = columnOf(more, name).flatMap((u, run, all) =>
        run % 4 === 0 || all[run - 1] === u ? [] : [u - all[run - 1]!],
      )
      expect(moves.length).toBe(20)
      expect(moves.every((move) => Math.abs(move) === 0.5)).toBe(true)
    }
  })

  test("morris moves what is there or not from one side to the other, however rare", () => {
    const program = compile(sketch({holds: {parameter: {kind: "chance", p: 0.02}}}))
    const table = inputsOf(designOf("morris", drawnInputs(program), 20, "1"), program)
    for (let t = 0; t < 10; t++) expect(table[2 * t]! + table[2 * t + 1]!).toBe(1)
  })

  test("gives values by the inverse of each distribution", () => {
    const program = compile(
      sketch({price: {parameter: {kind: "normal", mean: 10, sd: 2}}, fixed: {parameter: {kind: "fixed", value: 4}}}),
    )
    const design = designOf("sobol", drawnInputs(program), 16, "1")
    const table = inputsOf(design, program)
    const [price, fixed] = ["price", "fixed"].map((name) => program.inputs.findIndex((input) => input.name === name))
    for (let run = 0; run < 16; run++) {
      expect(table[run * 2 + price!]).toBe(10 + 2 * normalQuantile(design.points[run]!))
      expect(table[run * 2 + fixed!]).toBe(4)
    }
  })
})

describe("a design that cannot be is refused", () => {
  const three = named("rain", "price", "herd")

  test.each<[DesignKind, number, string]>([
    ["latin", 0, "at least 1"],
    ["sobol", 1, "power of two"],
    ["saltelli", 100, "320 runs at least"],
    ["morris", 20, "40 runs at least"],
  ])("%s of %i runs, with the size it wants", (kind, runs, says) => {
    expect(() => designOf(kind, three, runs, "1")).toThrow(/design\/too-small/u)
    expect(() => designOf(kind, three, runs, "1")).toThrow(says)
  })

  test.each<[DesignKind, number, string]>([
    ["sobol", 100, "64 or 128 runs"],
    ["saltelli", 5 * 100, "320 or 640 runs"],
    ["morris", 42, "40 or 44 runs"],
  ])("%s of %i runs, with the sizes about it", (kind, runs, says) => {
    expect(() => designOf(kind, three, runs, "1")).toThrow(/design\/wrong-size/u)
    expect(() => designOf(kind, three, runs, "1")).toThrow(says)
  })

  test("for an input named twice, for none, for more than there are dimensions", () => {
    expect(() => designOf("latin", named("rain", "rain"), 10, "1")).toThrow(/design\/named-twice: 'rain'/u)
    expect(() => designOf("latin", [], 10, "1")).toThrow(/design\/nothing-drawn/u)
    const many = named(...Array.from({length: 1025}, (_, i) => `input ${i}`))
    expect(() => designOf("sobol", many, 64, "1")).toThrow(/design\/too-many-inputs.*1024.*1025/su)
    expect(() => designOf("saltelli", many.slice(0, 513), 515 * 64, "1")).toThrow(/room for 512 inputs/u)
  })

  test.each<[Distribution, string]>([
    [{kind: "uniform", low: 3, high: 1}, "3 is above its high end 1"],
    [{kind: "triangular", low: 0, mode: 5, high: 4}, "do not rise"],
    [{kind: "normal", mean: 0, sd: -1}, "-1"],
    [{kind: "normal", mean: Number.NaN, sd: 1}, "NaN"],
    [{kind: "lognormal", p5: 0, p95: 2}, "above 0"],
    [{kind: "beta", a: 0, b: 1, low: 0, high: 1}, "shapes"],
    [{kind: "chance", p: 1.5}, "1.5"],
  ])("for %o", (prior, says) => {
    expect(() => designOf("latin", [{name: "price", prior}], 10, "1")).toThrow(/design\/bad-distribution: 'price'/u)
    expect(() => designOf("latin", [{name: "price", prior}], 10, "1")).toThrow(says)
  })

  test("for another model", () => {
    const design = designOf("latin", named("rain"), 10, "1")
    const program = compile(sketch({price: {parameter: uniform}}))
    expect(() => inputsOf(design, program)).toThrow(/design\/other-inputs/u)
  })
})

describe("a factorial design", () => {
  const two = (n: number): Factor[] =>
    Array.from({length: n}, (_, i) => ({name: `dispute ${i}`, levels: ["no", "yes"]}))
  const signs = (design: ReturnType<typeof fullFactorial>, column: number) =>
    Array.from({length: design.rows}, (_, row) => 2 * design.cells[row * design.factors.length + column]! - 1)
  const dot = (...columns: number[][]) =>
    columns[0]!.reduce((sum, _, row) => sum + columns.reduce((p, c) => p * c[row]!, 1), 0)

  test("has every combination once, the last factor turning fastest", () => {
    const design = fullFactorial([
      {name: "scenario", levels: ["calm", "drought", "flood"]},
      {name: "option", levels: ["none", "patrols"]},
    ])
    expect(Array.from(design.cells)).toEqual([0, 0, 0, 1, 1, 0, 1, 1, 2, 0, 2, 1])
  })

  // Box and Hunter (1961): runs of the smallest fractions.
  test.each<[3 | 4, number, number]>([
    [3, 3, 4],
    [3, 7, 8],
    [3, 15, 16],
    [4, 4, 8],
    [4, 8, 16],
    [4, 16, 32],
  ])("of resolution %i for %i factors takes %i runs", (resolution, factors, rows) => {
    const design = fractionalFactorial(two(factors), resolution)
    expect(design.rows).toBe(rows)
    const columns = Array.from({length: factors}, (_, k) => signs(design, k))
    for (let i = 0; i < factors; i++) {
      expect(columns[i]!.reduce((a, b) => a + b, 0)).toBe(0)
      for (let j = 0; j < i; j++) {
        expect(dot(columns[i]!, columns[j]!)).toBe(0)
        if (resolution === 4)
          for (let k = 0; k < factors; k++)
            if (k !== i && k !== j) expect(dot(columns[i]!, columns[j]!, columns[k]!)).toBe(0)
      }
    }
  })

  test("finds the effects of a linear answer from its fraction", () => {
    const design = fractionalFactorial(two(7), 3)
    const weights = [3, -1, 4, 1, -5, 9, 2]
    const columns = weights.map((_, k) => signs(design, k))
    const answer = Array.from({length: 8}, (_, row) => weights.reduce((sum, w, k) => sum + w * columns[k]![row]!, 0))
    expect(columns.map((column) => dot(column, answer) / 8)).toEqual(weights)
  })

  test("is refused for nothing, twice the same, no choice, three levels in a fraction, and too many", () => {
    expect(() => fullFactorial([])).toThrow(/design\/nothing-drawn/u)
    expect(() => fullFactorial([...two(1), ...two(1)])).toThrow(/design\/named-twice: 'dispute 0'/u)
    expect(() => fullFactorial([{name: "option", levels: ["none"]}])).toThrow(
      /design\/no-choice: 'option' has 1 level:/u,
    )
    expect(() => fullFactorial([{name: "option", levels: ["a", "a"]}])).toThrow(/has the level 'a' twice/u)
    expect(() => fractionalFactorial([{name: "option", levels: ["a", "b", "c"]}], 3)).toThrow(/design\/not-two-levels/u)
    expect(() => fullFactorial(two(17))).toThrow(/design\/too-many-combinations.*131072/su)
  })
})
