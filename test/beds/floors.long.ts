// What names go on reaching on the folders of test/beds. A fall is a fault of the change that brings it; a rise is written
// down with the change, by `npm run names -- --write-floors`.

import {expect, test} from "vitest"
import {compare, floors} from "./floors.ts"
import {scoreBeds, setNames} from "./score.ts"

test.each(setNames().map((set) => [set] as const))("%s: names hold together as well as before", (set) => {
  const now = scoreBeds((one) => one === set).get(set)!
  expect(compare(set, now, floors()[set]!)).toEqual({fell: [], rose: []})
})
