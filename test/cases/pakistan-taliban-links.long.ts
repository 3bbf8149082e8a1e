// Sizes of the bundled case's links, one by one (pakistan-taliban-links.yaml): each moves what it moves by at least so much.
import {readFileSync} from "node:fs"
import {expect, test} from "vitest"
import {holdingOf} from "../../scripts/links/holding.ts"
import {parseChecks} from "../../src/check/index.ts"
import {parseModel} from "../../src/model/index.ts"

const text = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8")
const model = parseModel(text("../../cases/pakistan-taliban/model.yaml"), "model.yaml")
const checks = parseChecks(text("pakistan-taliban-links.yaml"), "pakistan-taliban-links.yaml")

test("each link moves what it moves by at least its size, in 0.8 of 30 runs", async () => {
  const holds = await holdingOf(model, {checks, runs: 30})
  expect(checks.length).toBeGreaterThan(200)
  expect(checks.filter(({id}) => !holds.has(id)).map(({id, says}) => `${id}: ${says}`)).toEqual([])
}, 1_200_000)
