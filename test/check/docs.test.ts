import {readFileSync} from "node:fs"
import {expect, test} from "vitest"
import {parseChecks} from "../../src/check/index.ts"

test("the example of docs/methods/checks.md is a checks.yaml", () => {
  const page = readFileSync(new URL("../../docs/methods/checks.md", import.meta.url), "utf8")
  const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? ""
  const checks = parseChecks(example, "checks.yaml")
  expect(checks.map((check) => check.id)).toEqual(["E1", "E2"])
  expect(checks[0]).toMatchObject({
    from: 10,
    share: 0.8,
    comparisons: [{measure: {kind: "at", quantity: "raids", at: 18}, compare: "<", times: 0.6, plus: 0}],
  })
  expect(checks[1]).toMatchObject({
    set: {},
    share: 0.8,
    comparisons: [{measure: {kind: "max", quantity: "raids", from: 0, to: 26}, times: 0, plus: 12}],
  })
})
