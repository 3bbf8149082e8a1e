import {readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"
import {assertScenario, functions, parseModel, parseScenario, printModel, signature} from "../../src/model/index.ts"

const page = (name: string) => readFileSync(new URL(`../../docs/formats/${name}`, import.meta.url), "utf8")
const example = (name: string) => /```yaml\n([\s\S]*?)```/.exec(page(name))![1]!

describe("the pages on the model's formats", () => {
  test("show a model that reads, and reads back as it is printed", () => {
    const model = parseModel(example("model.md"), "model.md")
    expect(parseModel(printModel(model), "printed").quantities).toHaveLength(model.quantities.length)
  })

  test("show a scenario that fits that model", () => {
    assertScenario(parseScenario(example("scenario.md"), "scenario.md"), parseModel(example("model.md"), "model.md"))
  })

  test("list every function as the table has it", () => {
    for (const rule of functions.values())
      expect(page("model.md")).toContain(`| \`${signature(rule)}\` | ${rule.says} | \`${rule.example}\` |`)
  })
})
