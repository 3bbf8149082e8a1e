// The second bundled case: its files fit each other, its model is written by the rules for equations, it says what its
// documents say, its checks hold, and its page says what came.

import {readdirSync, readFileSync} from "node:fs"
import {fileURLToPath} from "node:url"
import {afterAll, describe, expect, test} from "vitest"
import {bareWeights, crowded, parseModel, unreadSwitches} from "../../src/model/index.ts"
import {inside, typedIn} from "../cli/inside.ts"

const project = fileURLToPath(new URL("../../", import.meta.url))
const root = new URL("../../cases/sri-lanka/", import.meta.url)
const text = (path: string) => readFileSync(new URL(path, root), "utf8")
const model = parseModel(text("model.yaml"), "cases/sri-lanka/model.yaml")
const scratch = inside()
afterAll(() => scratch.remove())
const typed = (...words: string[]) => typedIn(project, words)

describe("its documents", () => {
  for (const file of readdirSync(new URL("documents/", root)))
    test(`${file} is a brief of a kind of report, of 250 to 450 words, dated before the day asked about`, () => {
      const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text(`documents/${file}`))!
      expect(head).toMatch(/^publisher: \S/m)
      expect(head).toMatch(/^brief: Brink$/m)
      expect(/^date: (\S+)$/m.exec(head!)![1]! < "2022-01-31").toBe(true)
      const words = body!.split(/\s+/).filter((word) => word !== "").length
      expect(words).toBeGreaterThanOrEqual(250)
      expect(words).toBeLessThanOrEqual(450)
    })
})

describe("its model", () => {
  test("has no bare weight, no crowded equation, no switch that nothing reads", () => {
    expect(bareWeights(model)).toEqual([])
    expect(crowded(model, 8)).toEqual([])
    expect(unreadSwitches(model)).toEqual([])
  })

  test("says of every quantity what it is called and who could answer it, and of every lever who moves it and how", () => {
    for (const {name, label, question} of model.quantities)
      expect([name, label !== undefined, question?.endsWith("?")]).toEqual([name, true, true])
    for (const {name, deeds} of model.quantities.filter(({kind}) => kind === "lever"))
      expect([name, deeds !== undefined]).toEqual([name, true])
  })

  test("is in order with the rest of the case", {timeout: 60_000}, async () => {
    expect(await typed("validate", "cases/sri-lanka")).toMatchObject({code: 0, err: ""})
  })

  test("represents its documents: at most three of ten statements are not in it, none is contradicted", {
    timeout: 300_000,
  }, async () => {
    const {out, code} = await typed("check", "cases/sri-lanka", "--runs", "100", "--json")
    const {checks} = JSON.parse(out) as {checks: {id: string; verdict: string; quote?: unknown}[]}
    const [told, own] = [checks.filter(({quote}) => quote), checks.filter(({quote}) => !quote)]
    expect(told.length).toBeGreaterThan(60)
    expect(told.filter(({verdict}) => verdict === "not represented").length / told.length).toBeLessThanOrEqual(0.3)
    expect(checks.filter(({verdict}) => verdict === "contradicted")).toEqual([])
    expect(own.filter(({verdict}) => verdict !== "holds").map(({id}) => id)).toEqual([])
    expect(code).toBe(0)
  })
})

test("its page says what was foretold and what came, and the parameter sets saw no later figure", {
  timeout: 600_000,
}, async () => {
  expect(text("plausible.csv")).toMatch(/^# until: 2022-01-31$/m)
  const {code, err} = await typed("outlook", "cases/sri-lanka", "--runs", "60", "--out", `${scratch.folder}/page.html`)
  expect([code, err]).toEqual([0, expect.not.stringContaining("mistake")])
  const page = scratch.read("page.html")
  expect(page).toContain("Since then")
  for (const month of ["Feb", "Apr", "Sep"]) expect(page).toContain(`<th scope="row">${month} 2022</th>`)
})
