// What the known texts go on giving. A fall is a fault of the change that brings it; a rise is written down with the change,
// by `npm run known -- --write-floors`.

import {expect, test} from "vitest"
import {compare, floors} from "./floors.ts"
import {KNOWN} from "./known.ts"
import {scoreKnown} from "./score.ts"

test.each(KNOWN.map(({name}) => [name] as const))("%s: links and loops are found as before", (name) => {
  const now = scoreKnown((known) => known.name === name).get(name)!
  expect(compare(name, now, floors()[name]!)).toEqual({fell: [], rose: []})
})

test("no floor is of a text that is not there", () => {
  expect(Object.keys(floors()).sort()).toEqual(KNOWN.map(({name}) => name).sort())
})
