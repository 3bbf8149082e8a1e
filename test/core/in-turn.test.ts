// Work begun ahead of its turn, and answered in turn.

import {expect, test} from "vitest"
import {inTurn} from "../../src/core/in-turn.ts"

test("answers come in order, and no more is begun ahead than was said", async () => {
  const begun: number[] = []
  const heard: number[] = []
  const slowFirst = (item: number) => {
    begun.push(item)
    return new Promise<number>((resolve) => setTimeout(() => resolve(item * 10), item === 1 ? 20 : 1))
  }
  for (const [item, answer] of inTurn([1, 2, 3, 4, 5], 2, slowFirst)) {
    heard.push(await answer)
    expect(heard.at(-1)).toBe(item * 10)
    expect(begun.length).toBe(Math.min(5, item + 2))
  }
  expect(heard).toEqual([10, 20, 30, 40, 50])
  expect(begun).toEqual([1, 2, 3, 4, 5])
})

test("of several refusals the first in order is heard, and what was begun behind it is let go", async () => {
  const begun: number[] = []
  const refused = async (item: number) => {
    begun.push(item)
    if (item === 3) throw new Error("three, at once")
    await new Promise((resolve) => setTimeout(resolve, 5))
    if (item === 2) throw new Error("two, later")
    return item
  }
  const all = async () => {
    const heard: number[] = []
    for (const [, answer] of inTurn([1, 2, 3, 4, 5], 2, refused)) heard.push(await answer)
    return heard
  }
  await expect(all()).rejects.toThrow("two, later")
  expect(begun).toEqual([1, 2, 3, 4])
})

test("nothing is asked of no items", () => {
  expect([...inTurn([], 2, async () => 1)]).toEqual([])
})
