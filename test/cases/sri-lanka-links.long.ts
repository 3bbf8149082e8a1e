// Links of the second case's model, cut one at a time: at least six of ten are noticed by its checks.

import {readFileSync} from "node:fs"
import {expect, test} from "vitest"
import {linksOf} from "../../scripts/links/cuts.ts"
import {holdingOf} from "../../scripts/links/holding.ts"
import {noticingOf} from "../../scripts/links/noticing.ts"
import {parseChecks} from "../../src/check/index.ts"
import {parseModel} from "../../src/model/index.ts"

const root = new URL("../../cases/sri-lanka/", import.meta.url)
const text = (path: string) => readFileSync(new URL(path, root), "utf8")
const model = parseModel(text("model.yaml"), "model.yaml")
const checks = parseChecks(text("checks.yaml"), "checks.yaml")
/** Every so many links one is cut: all of them take an hour. */
const EVERY = 5

test("checks notice most cut links", {timeout: 1_800_000}, async () => {
  const runs = 8
  const holds = await holdingOf(model, {checks, runs})
  const noticing = noticingOf(model, {guards: checks.filter(({id}) => holds.has(id)), runs})
  const cut = linksOf(model).filter((_, i) => i % EVERY === 0)
  const noticed = []
  for (const link of cut) if ((await noticing(link)).length > 0) noticed.push(link)
  expect(cut.length).toBeGreaterThan(12)
  expect(noticed.length / cut.length).toBeGreaterThanOrEqual(0.6)
})
