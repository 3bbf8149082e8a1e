// Which names are near enough to one that is not there to be named in its refusal.

import {expect, test} from "vitest"
import {nearest} from "../../src/core/fault.ts"

test("a slip of the pen has its name, whatever the letter case: a letter wrong, missing, doubled or exchanged", () => {
  const names = ["harvest", "water", "wasm", "runs", "Question", "ferry_tolls"]
  const slips = [
    ["harvst", "harvest"],
    ["WATR", "water"],
    ["wsm", "wasm"],
    ["rans", "runs"],
    ["questoin", "Question"],
    ["fery_tols", "ferry_tolls"],
  ] as const
  for (const [slip, name] of slips) expect([slip, nearest(slip, names)]).toEqual([slip, [name]])
})

test("words that only look a little alike are not named", () => {
  expect(nearest("colour", ["holder", "unit", "label", "our"])).toEqual([])
  expect(nearest("nonsense", ["disease", "incense", "defence", "sense"])).toEqual(["sense"])
  expect(nearest("prices", ["crises", "slices"])).toEqual([])
  expect(nearest("ate", ["climate"])).toEqual([])
  expect(nearest("x", ["y", "xylophone", "ab"])).toEqual([])
})

test("of names that hold another the beginning of a word is enough, and so is most of it", () => {
  expect(nearest("price", ["food price index", "surprices", "priceless"])).toEqual([
    "food price index",
    "priceless",
    "surprices",
  ])
  expect(nearest("crowds", ["crowd"])).toEqual(["crowd"])
  expect(nearest("the long drought", ["drought"])).toEqual(["drought"])
})

test("the nearest come first, and no more than asked for", () => {
  expect(nearest("smoth", ["SMOOTHI", "SMOOTH", "SMOOTH3"])).toEqual(["SMOOTH", "SMOOTH3", "SMOOTHI"])
  expect(nearest("smoth", ["SMOOTHI", "SMOOTH", "SMOOTH3"], 1)).toEqual(["SMOOTH"])
})
