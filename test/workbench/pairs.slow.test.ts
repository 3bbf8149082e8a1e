// Pairs that may be one thing, by keys.

import {expect, test} from "vitest"
import type {Pairs} from "../../src/workbench/shapes.ts"
import {toSay, windowed} from "./windowed.ts"

const here = windowed({
  documents: {
    "tavern.txt": "The old weighbridge delays the porters. The smokehouse smell has annoyed the lodgers.\n",
    "lodgers.txt": "The weighbridge delays the carts. The smell has driven out the lodgers.\n",
  },
})

test("4 joins a pair as proposed, and the other name stays", async () => {
  const page = await here.show()
  const {pairs} = await here.bench.get<Pairs>("/api/pairs")
  expect(pairs.length).toBeGreaterThan(0)
  await page.keyboard.press("n")
  await page.waitForSelector("ul.phrases")
  await page.keyboard.press("p")
  await page.waitForSelector("section[aria-label='The pair'] article")
  await page.keyboard.press("4")
  await toSay(page, `${pairs[0]!.names[1]} stays`)
  expect(here.bench.written()).toMatchObject([{kind: "merge", factors: [pairs[0]!.move, pairs[0]!.onto]}])
}, 60_000)
