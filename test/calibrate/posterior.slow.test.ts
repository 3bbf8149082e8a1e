// Draws from the posterior of invented worlds: does what made the data lie where they say?

import {expect, test} from "vitest"
import {posterior} from "../../src/calibrate/index.ts"
import {uniformAt} from "../../src/math/random.ts"
import {parseModel} from "../../src/model/index.ts"
import {asking, weeks} from "./world.ts"

test("90 % intervals cover what made the data in 82 to 97 of 100 worlds, the error stated or not", {
  timeout: 400_000,
}, async () => {
  const covered = {level: 0, pace: 0}
  for (let seed = 1; seed <= 100; seed++) {
    const level = 10 + 80 * uniformAt(seed, 0, 0, 1, 0, 3)
    const pace = 10 * uniformAt(seed, 0, 0, 2, 0, 3)
    const series = weeks(level, pace, {sd: 0.05, seed})
    const {calibration} = await posterior(
      asking({
        series: [seed % 2 === 0 ? series : {...series, error: Math.exp(0.05)}],
        runs: 20_000,
        seed: String(seed),
      }),
    )
    for (const {name, p5, p95} of calibration.sampling.parameters) {
      const truth = name === "level" ? level : pace
      if (p5 <= truth && truth <= p95) covered[name as keyof typeof covered]++
    }
  }
  // 99 of 100 times so many of 100 that each cover with 90 %.
  for (const name of ["level", "pace"] as const) {
    expect(covered[name], name).toBeGreaterThanOrEqual(82)
    expect(covered[name], name).toBeLessThanOrEqual(97)
  }
})

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
