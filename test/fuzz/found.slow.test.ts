// What fuzzing found once, tried from then on: every file under found/ is typed in a process with the time and the
// memory that fuzzing gives it, and nothing may be wrong any more. `npm run fuzz` writes such files.

import {afterAll, beforeAll, expect, test} from "vitest"
import {openWorkshop, type Workshop} from "./hand.ts"
import {again, allKept} from "./keeping.ts"

let shop: Workshop
beforeAll(async () => {
  shop = await openWorkshop()
})
afterAll(() => shop.close())

test("nothing that was found once is wrong any more", async () => {
  const kept = allKept(shop.project)
  expect(kept.size).toBeGreaterThan(0)
  const hand = shop.hand("found")
  const wrong: Record<string, string> = {}
  for (const [name, what] of kept) {
    const says = await again(hand, what)
    if (says !== null) wrong[name] = says
  }
  expect(wrong).toEqual({})
})
