// Numbers that nobody varies, and equations that read too much.

import {expect, test} from "vitest"
import {bareWeights, crowded, EASY_INPUTS, MOST_INPUTS, parseModel} from "../../src/model/index.ts"

const inputs = Array.from({length: 13}, (_, i) => `cause_${i}`)
const model = parseModel(
  `format: brink/model@1
time: {unit: week, start: 0, stop: 4, step: 1}
quantities:
  anger: {kind: stock, unit: 1, initial: 0.3, rate: "(clamp(0.2 + 0.5 * toll * 7 - shame / 100, 0, 1) - anger) / fading", because: [assumed: so]}
  shame: {kind: auxiliary, unit: 1, equation: "1 - weight * anger ^ 2", because: [assumed: so]}
  toll: {kind: auxiliary, unit: coin/week, equation: 3 * fading * pay, because: [assumed: no index]}
  fines: {kind: auxiliary, unit: coin/week, equation: 40 * fading * pay * (0.2 + shame) / 7, because: [assumed: it reads one]}
  begging: {kind: stock, unit: coin, initial: 400, rate: pay * fading / 3 * cause_0, because: [assumed: it reads a lever]}
  well: {kind: stock, unit: litre, initial: 400, rate: 0.3 * well / fading, because: [assumed: physics]}
  fading: {kind: parameter, unit: week, value: 4, because: [assumed: a month]}
  weight: {kind: parameter, unit: 1, value: 0.4, because: [assumed: named]}
  pay: {kind: lever, unit: coin/week^2, value: 2, range: [0, 5], because: [assumed: so]}
${inputs.map((name) => `  ${name}: {kind: lever, unit: 1, value: 0.5, range: [0, 1], because: [assumed: so]}`).join("\n")}
  everything: {kind: auxiliary, unit: 1, equation: "${inputs.join(" + ")} + weight", because: [assumed: so]}
  most: {kind: auxiliary, unit: 1, equation: "${inputs.slice(1).join(" + ")} + weight", because: [assumed: so]}
`.replace("toll * 7", "toll / pay / fading * 7"),
  "model.yaml",
)

test("numbers stand bare where an equation is an index's or reads one, but 0, 1 and conversions; those among units and first values do not", () => {
  expect(bareWeights(model)).toEqual([
    {name: "anger", line: 4, weights: [0.2, 0.5]},
    {name: "shame", line: 5, weights: [2]},
    {name: "fines", line: 7, weights: [40, 0.2]},
    {name: "begging", line: 8, weights: [3]},
  ])
})

test("an equation of more than twelve inputs is crowded; parameters and itself are no inputs", () => {
  expect([EASY_INPUTS, MOST_INPUTS]).toEqual([8, 12])
  expect(crowded(model)).toEqual([{name: "everything", line: 26, inputs}])
  expect(crowded(model, EASY_INPUTS).map(({name}) => name)).toEqual(["everything", "most"])
  expect(crowded(model, 13)).toEqual([])
  expect(crowded(model, 1).map(({name}) => name)).toEqual(["anger", "fines", "begging", "everything", "most"])
})
