// Draws from the posterior of invented worlds: does what made the data lie where they say?

import {expect, test} from "vitest"
import {posterior} from "../../src/calibrate/index.ts"
import {uniformAt} from "../../src/math/random.ts"
import {asking, weeks} from "./world.ts"

test("90 % intervals cover what made the data in 82 to 97 of 100 worlds, the error stated or not", {
  timeout: 900_000,
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
