import {readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"
import {parseSeries} from "../../src/case/index.ts"
import {
  backtest,
  check,
  crps,
  type Forecasts,
  type History,
  type Observed,
  rivals,
  scoresOf,
  skillOver,
} from "../../src/check/index.ts"
import {type Life, type Plan, sweepHere} from "../../src/ensemble/index.ts"
import {normalQuantile, uniform} from "../../src/math/random.ts"
import {parseModel} from "../../src/model/index.ts"
import {mapOf, readingOf} from "../draft/small-map.ts"
import {isQuick} from "../tiers.ts"

const seed = {lo: 1, hi: 0}
const draw = (name: number, draw: number) => uniform(seed, {run: 0, name, draw, stream: 0})

/** Raids grow by a tenth of 20 a week from 20, give or take, and fall as fast from week 9 on; patrols stop that. */
const turning = modelWith("{uniform: [1.5, 2.5]}")
/** Raids stay what they were. */
const still = modelWith("0")

function modelWith(pace: string) {
  return parseModel(
    `
format: brink/model@1
time: {unit: week, start: 0, stop: 20, step: 0.5, save: 1, method: euler}
quantities:
  raids: {kind: stock, unit: raid, initial: 20, inflows: [growth], because: [data: raids.csv]}
  growth: {kind: flow, unit: raid/week, equation: "pace * (1 - patrols) * if(time < 9, 1, -1)", because: [assumed: it is so]}
  pace: {kind: parameter, unit: raid/week, value: ${pace}, because: [assumed: seen]}
  patrols: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: none]}
`,
    "model.yaml",
  )
}

/** Weekly values before and after the start: the mean over each week of what `of` gives at its middle. */
function observed(of: (time: number) => number, from = -24, to = 18): Observed {
  const points = []
  for (let time = from; time < to; time++) points.push({time, value: of(time + 0.5)})
  return {quantity: "raids", source: "invented", file: "my/data/raids.csv", points}
}

const known = observed((time) => 20 + (time < 9 ? 2 * Math.max(0, time) : 36 - 2 * time))

/** Raids on a straight line of `low` to `high` more each period of the model's. */
const line = (low = 1, high = 3, unit = "week") =>
  parseModel(
    `
format: brink/model@1
time: {unit: ${unit}, start: 0, stop: 20, step: 0.5, save: 1, method: euler}
quantities:
  herds: {kind: stock, unit: raid, initial: 7, outflows: [decay], because: [data: herds.csv]}
  decay: {kind: flow, unit: raid/${unit}, equation: pace, because: [assumed: another quantity]}
  raids: {kind: stock, unit: raid, initial: 0, inflows: [growth], because: [data: raids.csv]}
  growth: {kind: flow, unit: raid/${unit}, equation: pace, because: [assumed: it is so]}
  pace: {kind: parameter, unit: raid/${unit}, value: {uniform: [${low}, ${high}]}, because: [assumed: seen]}
`,
    "model.yaml",
  )

async function backtested(series: Observed, model = turning, replay?: History, lasts: readonly Life[] = []) {
  const plans: Plan[] = []
  const execute = async (plan: Plan) => {
    plans.push(plan)
    return sweepHere(plan)
  }
  const result = await backtest({
    model,
    observed: [series],
    ...(replay && {replay}),
    lasts,
    execute,
    runs: 200,
    seed: "1",
  })
  return {...result, plans}
}

async function atOne(series: Observed, model = turning) {
  return (await backtested(series, model)).checks[0]!
}

describe("the continuous ranked probability score", () => {
  test("of one number is its absolute error", () => expect(crps([3], 5)).toBe(2))
  test("of four numbers is known", () => expect(crps([1, 2, 3, 7], 2.5)).toBeCloseTo(0.5625, 12))
  test("of a wide uniform ensemble at its middle is a twelfth of its width", () => {
    const ensemble = Array.from({length: 2001}, (_, i) => i / 2000)
    expect(crps(ensemble, 0.5)).toBeCloseTo(1 / 12, 3)
  })
  test("of the normal distribution is known in closed form", () => {
    const normal = Array.from({length: 4000}, (_, i) => normalQuantile((i + 0.5) / 4000))
    expect(crps(normal, 0)).toBeCloseTo(0.2336949773, 3)
    expect(crps(normal, 1)).toBeCloseTo(0.6024413576, 3)
  })
})

describe("coverage", () => {
  /** Forecasts of 200 standard normal values by normal ensembles of this spread. */
  const forecasts = (spread: number): Forecasts =>
    Array.from({length: 200}, (_, i) => ({
      value: normalQuantile(draw(1, i)),
      members: Array.from({length: 400}, (_, m) => spread * normalQuantile((m + 0.5) / 400)),
    }))
  test("of who knows the distribution is nominal within its 99 % band", () => {
    const {coverage} = scoresOf(forecasts(1))
    expect(coverage).toBeGreaterThan(0.727)
    expect(coverage).toBeLessThan(0.873)
  })
  test("of who is twice too sure is too low", () => expect(scoresOf(forecasts(0.5)).coverage).toBeLessThan(0.727))
  test("of single numbers is not defined", () =>
    expect(scoresOf([{members: [3], value: 5}])).toEqual({mae: 2, crps: 2, coverage: null}))
})

describe("skill", () => {
  const errors = Array.from({length: 60}, (_, i) => 1 + draw(2, i))
  test("over oneself is 0, of perfect forecasts 1", () => {
    expect(skillOver(errors, errors, 3, seed, "a")).toEqual({skill: 0, low: 0, high: 0})
    expect(
      skillOver(
        errors.map(() => 0),
        errors,
        3,
        seed,
        "a",
      ),
    ).toEqual({skill: 1, low: 1, high: 1})
  })
  test("of worse forecasts is negative and not clipped", () => {
    const {skill, low, high} = skillOver(
      errors.map((error) => 3 * error),
      errors,
      1,
      seed,
      "a",
    )
    for (const value of [skill, low, high]) expect(value).toBeCloseTo(-2, 12)
  })
  test("over who was perfect is minus infinity, and 0 where both were", () => {
    expect(skillOver([1, 1], [0, 0], 1, seed, "a").skill).toBe(Number.NEGATIVE_INFINITY)
    expect(skillOver([0, 0], [0, 0], 1, seed, "a")).toEqual({skill: 0, low: 0, high: 0})
  })
  test("is less sure where neighbours err alike and blocks know it", () => {
    const alike = errors.map((_, i) => 1 + draw(3, Math.floor(i / 6)))
    const rival = errors.map(() => 1.5)
    const width = (block: number) => {
      const {low, high} = skillOver(alike, rival, block, seed, "a")
      return high - low
    }
    expect(width(6)).toBeGreaterThan(1.5 * width(1))
  })
})

// Deaths in Pakistan by month; known answers worked out by hand from the same file. A figure is of all months of a
// window, each forecast from `ahead` months before.
describe("the naive forecasts on the months of the bundled case", () => {
  const file = "cases/pakistan-taliban/data/ucdp_deaths.csv"
  const {points} = parseSeries(readFileSync(new URL(`../../${file}`, import.meta.url), "utf8"), file)[0]!
  const windows = [
    {from: "2022-01", to: "2024-12"},
    {from: "2025-01", to: "2026-05"},
  ]
  const of = (name: string, window: (typeof windows)[number], ahead: number) => {
    const rival = rivals.find((one) => one.name === name)!
    const made: Forecasts = points.flatMap(({date, value}, i) => {
      const month = date.slice(0, 7)
      if (month < window.from || month > window.to) return []
      const past = points.slice(0, i - ahead + 1).map((point) => point.value)
      return [{members: rival.forecast(past, ahead), value}]
    })
    return scoresOf(made)
  }
  test.each([
    ["last value", [33.0, 42.6, 47.5, 51.1], [90.2, 105.8, 97.3, 140.7]],
    ["mean of last 6", [35.3, 38.3, 38.9, 45.7], [83.8, 88.9, 109.1, 155.7]],
    ["mean of last 12", [34.7, 37.3, 41.6, 49.5], [96.2, 108.0, 129.6, 167.8]],
    ["drift over 12", [34.2, 46.3, 57.6, 60.2], [91.3, 116.3, 107.7, 157.5]],
  ])("%s: mean absolute errors", (name, ...known) => {
    windows.forEach((window, w) => {
      const found = [1, 3, 6, 12].map((ahead) => Number(of(name, window, ahead).mae.toFixed(1)))
      expect(found).toEqual(known[w])
    })
  })
  test("each of the last 12: scores", () => {
    const found = windows.map((window) =>
      [1, 3, 6, 12].map((h) => Number(of("each of last 12", window, h).crps.toFixed(1))),
    )
    expect(found).toEqual([
      [27.7, 31.2, 34.4, 40.8],
      [70.5, 82.8, 102.6, 150.0],
    ])
  })
  // The known answers are a bootstrap's, of a window that is not told: they agree to the digit one month ahead in the
  // first window, and to an eighth elsewhere.
  test("changes of the last 24: scores", () => {
    const told = [
      [26.4, 33.6, 32.4, 36.0],
      [67.3, 88.6, 92.7, 106.0],
    ]
    expect(of("changes of last 24", windows[0]!, 1).crps).toBeCloseTo(26.4, 1)
    windows.forEach((window, w) => {
      ;[1, 3, 6, 12].forEach((ahead, i) => {
        const ratio = of("changes of last 24", window, ahead).crps / told[w]![i]!
        expect(Math.abs(ratio - 1)).toBeLessThan(0.125)
      })
    })
  })
})

describe.skipIf(isQuick)("a backtest", () => {
  test("shows skill where the model knows what comes and the naive forecasts do not", async () => {
    const {checks, scores} = await backtested(known)
    expect(checks.map(({id}) => id)).toEqual(["data:raids:1", "data:raids:3", "data:raids:6", "data:raids:12"])
    expect(checks[1]).toMatchObject({kind: "data", verdict: "holds", condition: null})
    expect(checks[1]!.share).toBeGreaterThan(0.8)
    expect(checks[1]!.why).toMatch(
      /^Skill shown, in-sample: the score is .* better at \d+ of 16 origins.* Source: invented$/,
    )
    expect(checks[1]!.why).toContain("1 of its quantities name this file as a reason")
    expect(scores.map(({horizon, origins, period}) => [horizon, origins, period])).toEqual([
      [1, 18, "week"],
      [3, 16, "week"],
    ])
    expect(scores[0]).toMatchObject({quantity: "raids", from: 0, to: 17})
    expect(scores[0]!.methods.map(({name}) => name)).toEqual(["model", ...rivals.map(({name}) => name)])
    expect(scores[1]!.low).toBeGreaterThan(0)
  })
  test("scores everybody by hand on a straight line: a pace of 1 to 3 is wrong by a sixth of all the weeks since the start", async () => {
    // Two more each week, from below zero, so that nothing is a count; at the place in each week where a run's mean lies.
    const {scores} = await backtested(
      observed((time) => 2 * (time - 0.25)),
      line(),
    )
    expect(scores.map(({horizon}) => horizon)).toEqual([1, 3])
    for (const {horizon, methods} of scores) {
      const [own, ...naive] = methods
      // At t weeks it is wrong evenly by up to t either way, a twelfth of that width; the weeks are those from h - 1 to 17.
      const weeks = (horizon - 1 + 17) / 2 + 0.25
      expect([own!.name, own!.crps]).toEqual(["model", expect.closeTo(weeks / 6, 2)])
      // The last value is two a week behind, a mean over n weeks n - 1 more; who goes on as before is right. Twelve values
      // two apart differ by 143 / 18 on average, of which the score takes off half.
      expect(Object.fromEntries(naive.map(({name, crps}) => [name, crps]))).toEqual({
        "last value": 2 * horizon,
        "mean of last 6": 2 * horizon + 5,
        "mean of last 12": 2 * horizon + 11,
        "each of last 12": expect.closeTo(2 * horizon + 11 - 143 / 36, 9),
        "changes of last 24": 0,
        "drift over 12": 0,
      })
    }
  })
  test("tells a score of ten or more with one decimal: 20 to 60 more each week, three ahead, is 195 / 6", async () => {
    const {checks} = await backtested(
      observed((time) => 40 * (time - 0.25)),
      line(20, 60),
    )
    expect(checks[1]!.why).toContain(": the score is 32.5 against 0 of the best naive forecast, ")
    expect(checks[0]!.why).toContain(": the score is 29.2 against 0 of")
  })
  test.each(["day", "week", "month", "quarter", "year"])("calls a %s by its name", async (unit) => {
    const {scores, checks} = await backtested(
      observed((time) => 2 * time),
      line(1, 3, unit),
    )
    expect(scores[0]!.period).toBe(unit)
    expect(checks[1]!.says).toBe(`The model foresees raids 3 ${unit}s ahead better than a naive forecast does.`)
  })
  test("says so where nothing happened and the last value was the better forecast", async () => {
    const result = await atOne(observed(() => 20))
    expect(result).toMatchObject({verdict: "contradicted", share: 0})
    expect(result.why).toMatch(/^Worse than the naive forecast, in-sample: .* a skill of minus infinity/)
  })
  test("shows no skill where it knows no more than the others", async () => {
    const result = await atOne(
      observed((time) => 20 + 4 * normalQuantile(draw(4, time + 30.5)), -24, 20),
      still,
    )
    expect(result.verdict).toBe("mixed")
    expect(result.why).toMatch(/^No skill shown, in-sample: /)
  })
  test("says which horizons have too few origins, and which series has too few for any", async () => {
    const {checks} = await backtested(known)
    expect(checks[2]).toMatchObject({
      verdict: "not testable",
      share: null,
      measure: null,
      why: "To say anything of skill 6 weeks ahead 18 origins are needed, and there are 13.",
    })
    const short = (await backtested(observed(() => 20, -5, 8))).checks
    expect(short.map(({id}) => id)).toEqual(["data:raids"])
    expect(short[0]!.why).toBe(
      "To say anything of skill 6 origins are needed, each within the run, with 13 observed periods before it and one after; there are 0.",
    )
  })
  test("begins where thirteen periods lie before what is forecast, and ends where the run does", async () => {
    // Thirteen weeks from 8 weeks before the start are over at 5; three ahead two weeks more have to be known.
    const late = (
      await backtested(
        observed((time) => 2 * time, -8, 20),
        line(),
      )
    ).scores
    expect(late.map(({horizon, from, to, origins}) => [horizon, from, to, origins])).toEqual([
      [1, 5, 19, 15],
      [3, 7, 17, 11],
    ])
  })
  test("scores periods that end between two steps of the model", async () => {
    const shifted = observed((time) => 2 * time)
    const points = shifted.points.map(({time, value}) => ({time: time + 0.25, value: value + 0.5}))
    const {scores} = await backtested({...shifted, points}, line())
    // A quarter past a step each week has two of them, at its quarter and its three quarters: those of weeks 0 to 17.
    expect(scores[0]!.methods[0]!.crps).toBeCloseTo((8.5 + 0.75) / 6, 2)
    expect(scores[0]!.to).toBe(17.25)
  })
  test("counts the quantities that name the file, and says nothing where none does", async () => {
    const why = async (file: string) => (await backtested({...known, file}, line())).checks[0]!.why
    expect(await why("my/data/raids.csv")).toContain(": 1 of its quantities name this file")
    expect(await why("my/data/songs.csv")).not.toContain("name this file")
  })
  test("does not score periods of different lengths", async () => {
    const early = await atOne({...known, points: known.points.filter((_, i) => i !== 1)})
    expect(early.why).toBe("Its periods are not of one length: that of value 1 is 2 long, and most are 1.")
    const {points} = known
    const gap = await atOne({...known, points: [...points.slice(0, 30), ...points.slice(31)]})
    expect(gap).toMatchObject({id: "data:raids", verdict: "not testable"})
    expect(gap.why).toBe("Its periods are not of one length: that of value 30 is 2 long, and most are 1.")
  })
  test("of a quantity that the model lacks is not represented", async () => {
    const result = await atOne({...known, quantity: "songs"})
    expect(result).toMatchObject({id: "data:songs", verdict: "not represented", why: "The model has no songs."})
  })
  test("draws from the priors where the plausible sets have seen what comes", async () => {
    type From = "sets" | "earlier sets" | "priors"
    const asked: From[] = []
    const draw = (from: From) => async (plan: Plan) => {
      asked.push(from)
      return sweepHere(plan)
    }
    const drawing = (until: number, earlier: readonly number[] = []) =>
      backtest({
        model: turning,
        observed: [known],
        execute: draw("sets"),
        fitted: {
          until,
          earlier: earlier.map((end) => ({until: end, execute: draw("earlier sets")})),
          priors: draw("priors"),
        },
        runs: 40,
        seed: "1",
      })
    const why = async (until: number) => (await drawing(until)).checks[0]!.why
    // Origins lie at 0 to 17: the data end before all of them, between the 10th and the 11th, and after all.
    expect(await why(0)).toContain("from the plausible sets at 18 of the origins, and from the priors at the 0 whose")
    expect(asked).toEqual(["sets"])
    asked.length = 0
    expect(await why(10)).toContain("from the plausible sets at 8 of the origins, and from the priors at the 10 whose")
    expect(asked.sort()).toEqual(["priors", "sets"])
    asked.length = 0
    expect(await why(30)).toContain("the plausible sets have seen what came after every origin")
    expect(asked).toEqual(["priors"])
    asked.length = 0
    const {checks} = await drawing(10, [4])
    expect(checks[0]!.why).toContain(
      "from the plausible sets fitted by then at 14 of the origins, and from the priors at the 4 whose",
    )
    expect(asked.sort()).toEqual(["earlier sets", "priors", "sets"])
  })
  test("scores two files of one quantity and one source apart", async () => {
    const other = {...observed((time) => 20 + Math.max(0, time)), file: "my/data/raids-again.csv"}
    const input = {model: turning, execute: async (plan: Plan) => sweepHere(plan), runs: 40, seed: "1"}
    const [one, two, both] = await Promise.all(
      [[known], [other], [known, other]].map((series) => backtest({...input, observed: series})),
    )
    expect(both!.checks).toEqual([...one!.checks, ...two!.checks])
    expect(both!.scores).toEqual([...one!.scores, ...two!.scores])
    expect(one!.scores[0]!.methods[0]!.crps).not.toBe(two!.scores[0]!.methods[0]!.crps)
  })

  test("is the same again with the same seed", async () => {
    expect((await backtested(known)).scores).toEqual((await backtested(known)).scores)
  })
  test("stands at the end of the checks and counts in their totals", async () => {
    const seen: [number, number][] = []
    const result = await check({
      model: turning,
      map: mapOf({}),
      reading: readingOf(),
      execute: async (plan) => sweepHere(plan),
      runs: 100,
      seed: "1",
      drafted: false,
      observed: [known],
      onProgress: (done, total) => seen.push([done, total]),
    })
    expect(result.checks.map(({id}) => id)).toEqual(["data:raids:1", "data:raids:3", "data:raids:6", "data:raids:12"])
    expect(result.totals["not testable"]).toBe(2)
    expect(result.backtest).toHaveLength(2)
    expect(seen).toEqual([[1, 1]])
  })
})

describe("what happened", () => {
  const patrols = (from: number, to?: number) => ({name: "patrols", act: "=" as const, value: 1, from, ...(to && {to})})
  test("is known up to each origin: a lever pulled later changes no forecast made before", async () => {
    const at = async (replay?: History) => (await backtested(known, turning, replay)).scores
    expect(await at({settings: [patrols(17)], events: []})).toEqual(await at())
    expect(await at({settings: [patrols(10)], events: []})).not.toEqual(await at())
  })
  test("takes one ensemble for each stretch in which nothing new is known, and one for each origin at which something is in force", async () => {
    const {plans} = await backtested(known, turning, {settings: [patrols(6, 12)], events: []})
    // Before it is known; 7 to 12, while it is in force, each as far as three periods ahead; and once its end is known.
    expect(plans.map(({program}) => program.steps)).toEqual([36, 26, 28, 30, 32, 34, 36])
  })
  test("of a lever in force the end is not known: it lapses as the page's runs have it", async () => {
    const lasts = [{lever: "patrols", life: {kind: "uniform", low: 0, high: 10} as const, source: "invented"}]
    const replay = {settings: [patrols(6, 12)], events: []}
    const {plans} = await backtested(known, turning, replay, lasts)
    const share = (plan: Plan, time: number) => {
      const runs = sweepHere({...plan, runs: 2000, save: ["patrols"]})
      const at = runs.time.indexOf(time)
      return (
        Array.from({length: 2000}, (_, run) => runs.series[run * runs.time.length + at]!).reduce((a, b) => a + b) / 2000
      )
    }
    // Known at 8: in force for two of at most ten weeks. At 10 it has been for four.
    expect([7, 8].map((time) => share(plans[2]!, time))).toEqual([1, 1])
    expect(share(plans[2]!, 11)).toBeCloseTo(1 - 3 / 8, 2)
    expect(share(plans[4]!, 13)).toBeCloseTo(1 - 3 / 6, 2)
    // Once its end is known it ended then.
    expect([11, 13].map((time) => share(plans.at(-1)!, time))).toEqual([1, 0])
  })
})
