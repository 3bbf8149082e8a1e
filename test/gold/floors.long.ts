// What every annotated set goes on reaching, and what each rule does for it. A fall is a fault of the change that
// brings it; a rise is written down with the change, by `npm run reading -- --write-floors`.

import {existsSync} from "node:fs"
import {join} from "node:path"
import {describe, expect, test} from "vitest"
import {GOLD_SETS} from "../claims/measure.ts"
import {compare, countsOf, floors, ruleCounts} from "./floors.ts"

const shared = process.env["BRINK_SHARED"] ?? "../shared"
const there = GOLD_SETS.filter((set) => set !== "articles" || existsSync(join(shared, "articles")))
const now = countsOf(there)

describe.each(GOLD_SETS.map((set) => [set] as const))("%s", (set) => {
  test.skipIf(!there.includes(set))("is read as well as before", () => {
    expect(compare(set, now.floors[set]!, floors()[set]!)).toEqual({fell: [], rose: []})
  })
})

test("each rule is right as often as before, and made as often", () => {
  expect(now.rules).toEqual(ruleCounts())
})
