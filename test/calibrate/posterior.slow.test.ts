// What a model's own noise and a disagreement make of the posterior.

import {expect, test} from "vitest"
import {posterior} from "../../src/calibrate/index.ts"
import {parseModel} from "../../src/model/index.ts"
import {asking, weeks} from "./world.ts"

test("a model's own noise makes the posterior wider, and a disagreement leans to what the data say", {
  timeout: 100_000,
}, async () => {
  const model = (noise: number) =>
    parseModel(
      `
format: brink/model@1
name: hills
time: {unit: week, origin: 2030-01-01, start: 0, stop: 40, step: 1, save: 1, method: euler}
quantities:
  raids: {kind: stock, unit: raid, initial: level, inflows: [growth], because: [assumed: it is so]}
  growth: {kind: flow, unit: raid/week, equation: "pace * if(scouts, 1, 0.2) + luck", because: [assumed: it is so]}
  luck: {kind: auxiliary, unit: raid/week, equation: "random_normal(-100, 100, 0, ${noise})", because: [assumed: it is so]}
  level: {kind: parameter, unit: raid, value: {uniform: [10, 90]}, because: [assumed: seen]}
  pace: {kind: parameter, unit: raid/week, value: {uniform: [0, 10]}, because: [assumed: seen]}
contested:
  scouts: {question: Do scouts draw raids?, sides: [{is: true, says: they do, claims: []}, {is: false, says: no, claims: []}], chance: 0.5, weight: stated}
`,
      "model.yaml",
    )
  const of = async (noise: number) => {
    const {calibration} = await posterior(
      asking({model: model(noise), series: [{...weeks(40, 5), error: 1.2}], runs: 60_000}),
    )
    return calibration
  }
  const [still, noisy] = [await of(0), await of(1)]
  // Without scouts the raids would have to grow by a fifth of ten a week, and they grow by five.
  expect(still.contested).toEqual([{name: "scouts", chance: 0.5, share: 1, leans: true}])
  const width = (calibration: typeof still) => {
    const pace = calibration.sampling!.parameters.find(({name}) => name === "pace")!
    return pace.p95 - pace.p5
  }
  expect(width(noisy)).toBeGreaterThan(1.05 * width(still))
})
