// A switch that no equation reads is named; one that an equation, a rate or an event reads is not.

import {expect, test} from "vitest"
import {parseModel, unreadSwitches} from "../../src/model/index.ts"

test("switches that nothing reads", () => {
  const side = "{question: Is it?, sides: [{is: true, says: it is}, {is: false, says: it is not}], chance: 0.5}"
  const model = parseModel(
    `format: brink/model@1
name: m
time: {unit: week, stop: 4, step: 1}
quantities:
  a: {kind: auxiliary, unit: 1, equation: "if(first, 1, 0)", because: [assumed: seen]}
  b: {kind: stock, unit: 1, initial: second, rate: (third - b) / a_week, because: [assumed: seen]}
  a_week: {kind: parameter, unit: week, value: 1, because: [assumed: a week]}
contested:
  first: ${side}
  second: ${side}
  third: ${side}
  fourth: ${side}
  fifth: ${side}
events:
  e: {when: fifth > 0, does: {b: "= 1"}, because: [assumed: seen]}
`,
    "m.yaml",
  )
  expect(unreadSwitches(model)).toEqual(["fourth"])
})
