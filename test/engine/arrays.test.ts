// Functions of whole arrays: sorting, choosing, sharing out, inverting, with answers worked
// out by hand, and what cannot be asked of them.

import {describe, expect, test} from "vitest"
import {compile} from "../../src/engine/index.ts"
import {course} from "./course.ts"
import {type Line, sketch} from "./sketch.ts"

/** All `count` elements of one call, at time 0; `%` stands for the element asked for. */
function elements(call: string, count: number, more: Record<string, Line> = {}): number[] {
  const lines = Object.fromEntries(
    Array.from({length: count}, (_, i) => [`e${i}`, {aux: call.replace("%", String(i))}]),
  )
  const run = course(sketch({...lines, ...more}, {stop: 1}))
  return Array.from({length: count}, (_, i) => run.of(`e${i}`)[0]!)
}

describe("sorting", () => {
  test("gives places from 0, ranks from 1, and keeps equal elements in their order", () => {
    expect(elements("vector_sort_order(%, 4, 5, 2, 5, 1, 1)", 4)).toEqual([3, 1, 0, 2])
    expect(elements("vector_sort_order(%, 4, 5, 2, 5, 1, -1)", 4)).toEqual([0, 2, 1, 3])
    expect(elements("vector_rank(%, 4, 5, 2, 5, 1, 1)", 4)).toEqual([3, 2, 4, 1])
    expect(elements("vector_reorder(%, 3, 7, 8, 9, 2, 0, 1)", 3)).toEqual([9, 7, 8])
    expect(elements("array_rank(0, 3, 7, 9, 8, %)", 4)).toEqual([0, 1, 3, 2])
  })

  test("of the result and of what is sorted is one and the same block for all elements", () => {
    const lines = Object.fromEntries([0, 1, 2].map((i) => [`e${i}`, {aux: `vector_rank(${i}, 3, time, 1, 2, 1)`}]))
    const program = compile(sketch(lines))
    expect(program.body.filter(({count}) => count !== undefined)).toHaveLength(1)
  })
})

describe("choosing", () => {
  const select = (action: number, error = 0, chosen = "2, 0, 3") =>
    elements(`vector_select(%, 3, ${chosen}, 5, 6, 7, 99, ${action}, ${error})`, 1)[0]

  test("weighs, or leaves as it is, and then adds, multiplies, takes the least, the most or the mean", () => {
    expect([0, 1, 2, 3, 4].map((action) => select(action))).toEqual([31, 210, 10, 21, 15.5])
    expect([5, 6, 7, 8, 9, 10].map((action) => select(action))).toEqual([25 * 343, 12, 35, 5, 7, 6])
  })

  test("of nothing gives what is said for that, and fails where it is told to", () => {
    expect(select(0, 0, "0, 0, 0")).toBe(99)
    const failing = (chosen: string, error: number) =>
      course(sketch({y: {aux: `vector_select(0, 3, ${chosen}, 5, 6, 7, 99, 0, ${error})`}})).failure?.says
    expect(failing("0, 0, 0", 1)).toBe("'y' is no longer a finite number at week 0")
    expect(failing("1, 1, 0", 2)).toBe("'y' is no longer a finite number at week 0")
    expect(failing("1, 0, 0", 3)).toBeUndefined()
  })
})

describe("sharing out what is available", () => {
  const shape = (kind: number) => `${kind}, 5, 2, 0, ${kind}, 6, 2, 0`

  test("gives everybody what she asks for where there is enough, and nothing where there is nothing", () => {
    expect(elements(`allocate_available(%, 2, 10, 20, ${shape(1)}, 31)`, 2)).toEqual([10, 20])
    expect(elements(`allocate_available(%, 2, 10, 20, ${shape(1)}, 0)`, 2)).toEqual([0, 0])
  })

  test.each([1, 2, 3, 4])("gives all there is, more of it to the higher priority, by shape %d", (kind) => {
    for (const available of [3, 10, 25]) {
      const [one, other] = elements(`allocate_available(%, 2, 20, 20, ${shape(kind)}, ${available})`, 2)
      expect(one! + other!).toBeCloseTo(available, 9)
      expect(other!).toBeGreaterThan(one!)
    }
  })

  test("by rectangular shapes is linear: two equal requests a width apart in priority are served one after the other", () => {
    const apart = "1, 5, 2, 0, 1, 7, 2, 0"
    expect(elements(`allocate_available(%, 2, 10, 10, ${apart}, 8)`, 2)[1]).toBeCloseTo(8, 12)
    expect(elements(`allocate_available(%, 2, 10, 10, ${apart}, 14)`, 2)[0]).toBeCloseTo(4, 12)
    // Half a width apart: the shares at the price p are 1/2 - (p - 5) / 2 and 1/2 - (p - 6) / 2, half apart.
    const [one, other] = elements(`allocate_available(%, 2, 10, 10, ${shape(1)}, 10)`, 2)
    expect([one, other]).toEqual([expect.closeTo(2.5, 12), expect.closeTo(7.5, 12)])
  })

  test("in whole amounts gives whole amounts, and all of them", () => {
    const whole = elements("allocate_available(%, 3, 5, 5, 5, 11, 5, 9, 0, 11, 5, 9, 0, 11, 5, 9, 0, 7)", 3)
    expect(whole.every(Number.isInteger)).toBe(true)
    expect(whole.reduce((a, b) => a + b)).toBe(7)
  })

  test("by fixed shapes shares in proportion to the requests", () =>
    expect(elements("allocate_available(%, 2, 30, 10, 0, 0, 0, 0, 0, 0, 0, 0, 20)", 2)).toEqual([15, 5]))

  test("meets supply and demand at one price", () => {
    const price = elements("find_market_price(%, 1, 12, 3, 5, 2, 0, 8, 3, 7, 1, 0)", 1)[0]!
    const [wanted] = elements(`demand_at_price(%, 1, 12, 3, 5, 2, 0, ${price})`, 1)
    const [given] = elements(`supply_at_price(%, 1, 8, 3, 7, 1, 0, ${price})`, 1)
    expect(wanted).toBeCloseTo(given!, 9)
  })

  test("has its price at the end of the curves where nothing is wanted, and where more is than there can be", () => {
    const ends = (shape: number, width: number, demand: number): number =>
      elements(`find_market_price(%, 1, ${demand}, ${shape}, 4, ${width}, 0, 8, ${shape}, 6, ${width}, 0)`, 1)[0]!
    // Half a width for shapes that end, 5 deviations of a normal curve, 10 widths of an exponential one.
    for (const [shape, reach] of [
      [1, 0.5],
      [2, 0.5],
      [3, 5],
      [4, 10],
    ] as const) {
      expect(ends(shape, 0.5, 0)).toBeCloseTo(4 - reach * 0.5, 9)
      expect(ends(shape, 0.5, 0)).toBeLessThan(ends(shape, 0.5, 3))
    }
    expect(elements("find_market_price(%, 1, 9, 0, 4, 1, 0, 8, 3, 6, 0.2, 0)", 1)[0]!).toBeCloseTo(7, 9)
  })

  test("draws no normal curve narrower than 0.05", () => {
    const at = (width: number) => elements(`demand_at_price(%, 1, 1, 3, 10, ${width}, 0, 10.1)`, 1)[0]!
    expect(at(0)).toBe(at(0.05))
    expect(at(0.02)).toBe(at(0.05))
    expect(at(0.06)).toBeGreaterThan(at(0.05))
    // Two deviations above its priority, within the 1e-5 of the formula that the field's tool works with.
    expect(Math.abs(at(0.05) - 0.022750132)).toBeLessThan(1e-5)
    expect(elements("demand_at_price(%, 1, 1, 3, 10, 1, 0, 10)", 1)[0]!).toBeCloseTo(0.5, 6)
    expect(elements("demand_at_price(%, 1, 1, 3, 10, 1, 0, 8)", 1)[0]! + at(0.05)).toBeCloseTo(1, 12)
  })
})

describe("inverting a matrix", () => {
  test("gives what multiplies with it to one, also where its first element is 0", () => {
    expect(elements("invert_matrix(%, 2, 0, 2, 4, 0)", 4)).toEqual([0, 0.25, 0.5, 0])
    // A Hilbert matrix of three: its inverse is of whole numbers.
    const inverse = elements("invert_matrix(%, 3, 1, 1 / 2, 1 / 3, 1 / 2, 1 / 3, 1 / 4, 1 / 3, 1 / 4, 1 / 5)", 9)
    expect(inverse.map((x) => Number(x.toFixed(9)))).toEqual([9, -36, 30, -36, 192, -180, 30, -180, 180])
  })

  test("that has no inverse fails the run, by name", () =>
    expect(course(sketch({inverse: {aux: "invert_matrix(0, 2, 1, 2, 2, 4)"}})).failure?.says).toBe(
      "'inverse' is no longer a finite number at week 0",
    ))
})

describe("what cannot be asked is refused", () => {
  const asked =
    (equation: string, more: Record<string, Line> = {}) =>
    () =>
      compile(sketch({y: {aux: equation}, ...more}))
  test("another number of elements than it says", () =>
    expect(asked("vector_rank(0, 3, 1, 2, 1)")).toThrow("vector_rank of 3 elements is called with 3 numbers"))
  test("an element that the result does not have", () =>
    expect(asked("vector_rank(3, 3, 1, 2, 3, 1)")).toThrow("vector_rank has 3 results, and no 3"))
  test("an order that is no constant, or none at all", () => {
    expect(asked("smooth_n(time, 4, 0, time)")).toThrow("smooth_n needs an order that is a constant")
    expect(asked("delay_n(time, 4, 0, 0)")).toThrow("delay_n needs an order that is a constant, not 0")
    expect(asked("smooth_n(time, 4, 0, n + 1)", {n: {parameter: 2}})).not.toThrow()
  })
  test("a name that is no function, with the nearest", () => {
    const model = sketch({y: {aux: "time"}})
    const broken = {
      ...model,
      quantities: [{...model.quantities[0]!, equation: {op: "call", fn: "smoth", args: []} as const}],
    }
    expect(() => compile(broken)).toThrow(/engine\/unknown-function: No function 'smoth' to run/)
  })
})
