// What one gathering leaves to the next: the very object, for as long as nothing that it is made of is another.

import {expect, test} from "vitest"
import {areTheSame, haveSame, Unchanged} from "../../src/map/unchanged.ts"

const [kite, loom] = [{is: "kite"}, {is: "loom"}]

test("a value is made anew where what it is made of is another, or in another order", () => {
  const values = new Unchanged<{readonly of: number}>()
  let made = 0
  const get = (...of: readonly object[]) => values.get("one", of, () => ({of: ++made}))
  const first = get(kite, loom)
  expect(get(kite, loom)).toBe(first)
  expect(get(loom, kite).of).toBe(2)
  expect(get(loom, kite, kite).of).toBe(3)
  expect(get(loom, {...kite}, kite).of).toBe(4)
  expect(values.get("other", [loom], () => ({of: 0})).of).toBe(0)
})

test("a value that says the same as the last is the last", () => {
  const values = new Unchanged<object>()
  const first = values.settle("one", {...kite}, haveSame)
  expect(values.settle("one", {...kite}, haveSame)).toBe(first)
  expect(values.settle("one", loom, haveSame)).toBe(loom)
  expect(values.settle("one", {...kite}, haveSame)).not.toBe(first)
})

test("objects have the same values under the same names, and lists the same objects in the same order", () => {
  expect(haveSame({a: kite, b: 1}, {b: 1, a: kite})).toBe(true)
  expect(haveSame({a: kite}, {a: {...kite}})).toBe(false)
  expect(haveSame({a: 1}, {a: 1, b: undefined})).toBe(false)
  expect(haveSame({a: 1, b: undefined}, {a: 1, c: undefined})).toBe(false)
  expect(areTheSame([kite, loom], [kite, loom])).toBe(true)
  expect(areTheSame([kite, loom], [loom, kite])).toBe(false)
  expect(areTheSame([kite], [kite, loom])).toBe(false)
})
