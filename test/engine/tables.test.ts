// Tables: what is read between, at and beyond their points, each way of reading, short ones
// and long ones alike, against values worked out by hand.

import {describe, expect, test} from "vitest"
import {MISSING, type Model, parseExpression, type Table} from "../../src/model/index.ts"
import {course} from "./course.ts"
import {sketch} from "./sketch.ts"

const table = (points: readonly (readonly [number, number])[], more: Partial<Table> = {}): Table => ({
  name: "curve",
  unit: "1",
  x: points.map(([x]) => x),
  y: points.map(([, y]) => y),
  between: "line",
  beyond: "hold",
  because: [{assumed: "a test"}],
  line: 0,
  ...more,
})

/** `text` at time 0, 0.5, 1, ..., with the table `curve`. */
function read(text: string, points: Table, stop = 4, step = 0.5): number[] {
  const names = new Set(["curve"])
  const model: Model = {
    ...sketch({}, {stop, step}),
    quantities: [
      {
        name: "y",
        kind: "auxiliary",
        unit: "1",
        equation: parseExpression(text, undefined, names),
        because: [{assumed: "a test"}],
        source: text,
        line: 1,
      },
    ],
    tables: [points],
  }
  return course(model).of("y")
}

const hill: readonly (readonly [number, number])[] = [
  [1, 2],
  [2, 4],
  [3, 0],
]

describe("a table", () => {
  test("is straight between its points, and keeps their values beyond them", () =>
    expect(read("curve(time)", table(hill))).toEqual([2, 2, 2, 3, 4, 2, 0, 0, 0]))

  test("goes on along its end's lines where it is told to, by itself or by the reader", () => {
    const drawn = [0, 1, 2, 3, 4, 2, 0, -2, -4]
    expect(read("curve(time)", table(hill, {beyond: "extend"}))).toEqual(drawn)
    expect(read("table_extend(curve, time)", table(hill))).toEqual(drawn)
  })

  test("takes the value of the point before, or after", () => {
    const last = [2, 2, 2, 2, 4, 4, 0, 0, 0]
    const next = [2, 2, 2, 4, 4, 0, 0, 0, 0]
    expect(read("curve(time)", table(hill, {between: "last"}))).toEqual(last)
    expect(read("table_last(curve, time)", table(hill))).toEqual(last)
    expect(read("curve(time)", table(hill, {between: "next"}))).toEqual(next)
    expect(read("table_next(curve, time)", table(hill))).toEqual(next)
  })

  test("is missing between and beyond points that stand for their own time alone", () => {
    const none = [MISSING, MISSING, 2, MISSING, 4, MISSING, 0, MISSING, MISSING]
    expect(read("curve(time)", table(hill, {between: "none"}))).toEqual(none)
    const inside = [MISSING, MISSING, 2, 3, 4, 2, 0, MISSING, MISSING]
    expect(read("curve(time)", table(hill, {beyond: "none"}))).toEqual(inside)
  })

  test("finds a point by a time that rounding has moved", () => {
    const tenths = table(
      [...Array(11)].map((_, i) => [Number((i / 10).toFixed(1)), i]),
      {between: "none"},
    )
    expect(read("curve(time)", tenths, 1, 0.1)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  test("passes over missing values, except where each stands for itself", () => {
    const gap = [
      [0, 1],
      [1, MISSING],
      [2, 3],
    ] as const
    expect(read("curve(time)", table(gap), 2, 1)).toEqual([1, 2, 3])
    expect(read("curve(time)", table(gap, {between: "last"}), 2, 1)).toEqual([1, 1, 3])
    expect(read("curve(time)", table(gap, {between: "none"}), 2, 1)).toEqual([1, MISSING, 3])
  })

  test("has a slope, an area and an inverse", () => {
    expect(read("table_slope(curve, time)", table(hill))).toEqual([0, 0, 2, 2, -4, -4, -4, 0, 0])
    // From 1: a trapezoid of 2 to 4, then a triangle of 4 to 0; before 1 the value 2 is held, and counts below 0.
    expect(read("table_area(curve, time)", table(hill))).toEqual([-2, -1, 0, 1.25, 3, 4.5, 5, 5, 5])
    expect(read("table_inverse(curve, time)", table(hill))).toEqual([3, 2.875, 2.75, 2.625, 1, 1.25, 1.5, 1.75, 2])
    expect(read("table_inverse(curve, time + 5)", table(hill), 1)).toEqual([1, 1, 1])
  })

  test("of one point is that point, of none it is no number", () => {
    expect(read("curve(time)", table([[1, 7]], {beyond: "extend"}), 2)).toEqual([7, 7, 7, 7, 7])
    expect(read("curve(time)", table([]), 1)).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })

  test("that is long is searched, and gives the bits of its own arithmetic", () => {
    const points = Array.from({length: 400}, (_, i): [number, number] => [i / 7, Math.sin(i) * i])
    const got = read("curve(time)", table(points), 57, 0.25)
    got.forEach((value, k) => {
      const at = k * 0.25
      const i = points.findLastIndex(([x]) => x <= at)
      const [[x0, y0], next] = [points[i]!, points[i + 1]]
      expect(value).toBe(next ? y0 + (at - x0) * ((next[1] - y0) / (next[0] - x0)) : y0)
    })
  })
})

test("a table that the model does not have is refused by name", () => {
  const model: Model = {
    ...sketch({}, {}),
    quantities: [
      {
        name: "y",
        kind: "auxiliary",
        unit: "1",
        equation: {op: "lookup", table: "curvy", how: "value", of: {op: "time"}},
        because: [],
        source: "curvy(time)",
        line: 3,
      },
    ],
    tables: [table(hill)],
  }
  expect(() => course(model)).toThrow(/no table called 'curvy'[\s\S]*line 3: y = curvy\(time\)[\s\S]*curve/)
})
