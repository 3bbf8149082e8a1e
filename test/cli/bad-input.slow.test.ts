// What bad input gets: a refusal that names the place and the next move, or a finding that is said. One small case, and
// one change to it at a time.

import {afterEach, beforeEach, describe, expect, test} from "vitest"
import {type Inside, inside} from "./inside.ts"

const MODEL = `format: brink/model@1
name: hills
time: {unit: week, origin: 2030-01-01, start: 0, stop: 104, step: 0.5, save: 1, method: euler}
quantities:
  raids: {kind: stock, unit: raid, initial: level, inflows: [provoked], outflows: [calmed], range: [0, .inf], because: [assumed: seen]}
  provoked: {kind: flow, unit: raid/week, equation: "pace * (1 - patrols)", because: [assumed: as told]}
  calmed: {kind: flow, unit: raid/week, equation: "raids / calming", because: [assumed: as told]}
  trade: {kind: auxiliary, unit: 1, equation: "if(feud, 1, 1) / (1 + raids / half)", because: [assumed: as told]}
  level: {kind: parameter, unit: raid, value: {uniform: [20, 60]}, because: [assumed: seen]}
  pace: {kind: parameter, unit: raid/week, value: {uniform: [2, 6]}, because: [assumed: seen]}
  calming: {kind: parameter, unit: week, value: {triangular: [8, 12, 20]}, because: [assumed: seen]}
  half: {kind: parameter, unit: raid, value: 40, because: [assumed: seen]}
  patrols: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
contested:
  feud: {question: Is there a feud?, sides: [{is: true, says: yes, claims: []}, {is: false, says: no, claims: []}], chance: 0.5, weight: stated}
`
  .replace("says: yes", "says: there is")
  .replace("says: no", "says: there is none")
const ROWS = Array.from({length: 18}, (_, i) => {
  const month = `${2030 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`
  return `${month},${44 + ((i * 7) % 5)}`
})
const HEAD = "# source: the ledger, licence: CC0, unit: raid\ndate,raids\n"
const DATA = `${HEAD}${ROWS.join("\n")}\n`
const CASE = `format: brink/case@1
title: Hills
question: Will the raids end?
start: 2031-07-01
horizon: 20 weeks
outcomes:
  - {quantity: raids, measure: level}
`
const HILLS: Readonly<Record<string, string>> = {
  "case.yaml": CASE,
  "model.yaml": MODEL,
  "data/raids.csv": DATA,
  "documents/a.txt": "Patrols reduce raids within weeks. Raids reduce trade in the valley.\n",
  "factors.yaml":
    "format: brink/factors@1\nfactors:\n  raids: {unit: raid, aliases: [raid]}\n  patrols: {aliases: [patrol]}\n  trade: {name: Trade}\n",
}
const FEW = ["--runs", "20", "--workers", "1"]
const FIT = ["calibrate", "hills", "--runs", "100", "--keep", "5", "--workers", "1"]

let world: Inside
beforeEach(() => {
  world = inside()
  for (const [file, text] of Object.entries(HILLS)) world.put(`hills/${file}`, text)
})
afterEach(() => world.remove())

/** `text` with one thing changed, which must be in it. */
function changed(text: string, from: string, to: string): string {
  expect(text).toContain(from)
  return text.replace(from, to)
}
const model = (from: string, to: string) => world.put("hills/model.yaml", changed(MODEL, from, to))
const data = (rows: readonly string[], head = HEAD) => world.put("hills/data/raids.csv", `${head}${rows.join("\n")}\n`)
const scenario = (body: string) =>
  world.put("hills/scenarios/odd.yaml", `format: brink/scenario@1\nwhy: What if?\n${body}`)

async function refused(...words: string[]): Promise<string> {
  const {code, out, err} = await world.brink(...words)
  expect([code, out]).toEqual([2, ""])
  expect(err).not.toMatch(/\n\s+at .*\.[jt]s:\d+/)
  return err
}
async function said(...words: string[]): Promise<string> {
  const {code, err} = await world.brink(...words)
  expect(code).toBe(1)
  return err
}

test("the case itself is in order", async () => {
  expect(await world.brink("validate", "hills")).toMatchObject({code: 0, err: ""})
  expect(await world.brink("run", "hills")).toMatchObject({code: 0, err: ""})
})

describe("a table of data", () => {
  test.each([
    [
      "a date twice",
      () => data([...ROWS, "2030-05,99"]),
      "raids.csv:21:1: 2030-05 has a value already, in line 7; keep one row for each date",
    ],
    [
      "a day of a month that has a value",
      () => data([...ROWS, "2030-05-15,99"]),
      "raids.csv:21:1: 2030-05-15 lies in 2030-05, which has a value in line 7",
    ],
    [
      "semicolons and decimal commas",
      () =>
        data(
          ROWS.map((row) => `${row.replace(",", ";")},5`),
          HEAD.replace("date,", "date;"),
        ),
      "1 mistake in hills/data/raids.csv\n  hills/data/raids.csv:2:1: its cells are parted by semicolons",
    ],
    [
      "a decimal comma",
      () => data([...ROWS, '2031-12,"40,5"']),
      '"40,5" in column raids is no number; write it with a',
    ],
    ["a hexadecimal number", () => data([...ROWS, "2031-12,0x1f"]), '"0x1f" in column raids is no number'],
    ["another order of dates", () => data(["01/08/2030,4"]), '"01/08/2030" is no date such as 2031-04-30'],
    [
      "a column twice",
      () => data([], HEAD.replace("date,raids", "date,raids,raids")),
      'two columns are called "raids"',
    ],
    ["nothing", () => world.put("hills/data/raids.csv", ""), "there is no row that names the columns"],
  ])("with %s is refused with its line", async (_, spoil, says) => {
    spoil()
    for (const words of [["validate", "hills"], FIT, ["check", "hills", "--backtest", ...FEW]])
      expect(await refused(...words)).toContain(says)
  })

  test("gaps, and rows before the run, are said", async () => {
    data(["2029-12,40", ...ROWS.filter((_, i) => i < 4 || i > 6)])
    expect((await world.brink("validate", "hills")).out).toContain(
      "raids, 16 values, 1 of them before the run, nothing between 2030-04 and 2030-08\n",
    )
    expect((await world.brink(...FIT)).err).toContain("nothing of raids between 2030-04 and 2030-08; the value before")
  })

  test("counts below 0, another unit and an unknown column are found", async () => {
    data([...ROWS, "2031-11,-4"])
    expect(await said("validate", "hills")).toContain(
      "hills/data/raids.csv: -4 at 2031-11 of raids lie outside its range from 0 to Infinity in the model",
    )
    expect(await refused(...FIT)).toContain("raids: -4 at 2031-11 is below 0, and no ratio can be made of it")
    data(ROWS, HEAD.replace("unit: raid", "unit: person"))
    expect(await said("validate", "hills")).toContain("raids is in person there, and in raid in the model")
    data(ROWS, HEAD.replace("date,raids", "date,riads"))
    expect(await said("validate", "hills")).toContain("the column riads is no quantity of the model; nearest: raids\n")
    expect(await refused(...FIT)).toContain("hills/data/raids.csv (riads; nearest: raids)")
  })

  test("sorted otherwise, with a byte order mark, or with CRLF is the same table", async () => {
    const run = async (text: string) => {
      world.put("hills/data/raids.csv", text)
      return (await world.brink(...FIT, "--out", "sets.csv")).out
    }
    const out = await run(DATA)
    expect(await run(`\ufeff${HEAD}${[...ROWS].reverse().join("\r\n")}\r\n`)).toBe(out)
  })

  test("that ends before --until was seen to its end only", async () => {
    await world.brink(...FIT, "--until", "2031-12-01")
    expect(world.read("hills/plausible.csv")).toContain("# until: 2031-06-30\n")
  })
})

test("a calibration that cannot fit says how near it came, and at which end of which prior it stuck", async () => {
  data(ROWS.map((row) => row.replace(/,.*/, ",900")))
  const err = await refused(...FIT)
  expect(err).toMatch(
    /^calibrate\/no-fit: None of 100 runs comes near the data: the nearest misses by a factor of 1\d on/,
  )
  expect(err).toMatch(
    /\n {5}calming is at the upper end of its prior in the nearest 5 runs: \d+ to \d+, of 8(?:\.\d)? to \d+\n/,
  )
})

describe("a model that was changed", () => {
  test("an equation of thirteen inputs is refused with its place, and bare weights and long equations are told by place", async () => {
    const roads = Array.from({length: 13}, (_, i) => `road_${i}`)
    const lines = roads.map(
      (name) => `  ${name}: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: so]}`,
    )
    const model = (inputs: readonly string[]) =>
      `format: brink/model@1\ntime: {unit: week, start: 0, stop: 4, step: 1}\nquantities:\n${lines.join("\n")}\n  traffic: {kind: auxiliary, unit: 1, equation: "0.3 * (${inputs.join(" + ")})", because: [assumed: so]}\n`
    world.put("crowded.yaml", model(roads))
    expect(await refused("validate", "crowded.yaml")).toContain(
      "model/too-many-inputs: 1 equation has more than 12 inputs\n  crowded.yaml:17: 'traffic' reads 13: road_0, road_1,",
    )
    world.put("crowded.yaml", model(roads.slice(1)))
    expect(await world.brink("validate", "crowded.yaml")).toMatchObject({
      code: 0,
      err: "crowded.yaml: 1 bare weight stands in 1 equation that mixes indices: no run varies them; name each as a parameter with a range\ncrowded.yaml:17: 'traffic' has 1: 0.3\ncrowded.yaml:17: 'traffic' reads 12, more than 8: give what belongs together a quantity of its own\n",
    })
    world.put("crowded.yaml", model(roads.slice(5)).replace("0.3 * ", ""))
    expect(await world.brink("validate", "crowded.yaml")).toMatchObject({code: 0, err: ""})
  })

  test("where some quantities say their sector, those that do not are counted", async () => {
    const model = (sector: string) =>
      `format: brink/model@1\ntime: {unit: week, start: 0, stop: 4, step: 1}\nquantities:\n  grain: {kind: stock, unit: tonne, ${sector} initial: 4, because: [assumed: so]}\n  mills: {kind: stock, unit: mill, initial: 4, because: [assumed: so]}\n`
    world.put("mills.yaml", model("sector: Food,"))
    expect(await world.brink("validate", "mills.yaml")).toMatchObject({
      code: 0,
      err: "mills.yaml: 1 of 2 quantities has no sector: 'mills' (line 5)\n",
    })
    world.put("mills.yaml", model(""))
    expect(await world.brink("validate", "mills.yaml")).toMatchObject({code: 0, err: ""})
  })

  test("lasts of a lever that the model lacks is refused", async () => {
    const lasts = (lever: string) =>
      `${CASE}lasts:\n  - {lever: ${lever}, life: {uniform: [1, 9]}, unit: week, source: opinion}\n`
    world.put("hills/case.yaml", lasts("patrol"))
    expect(await refused("validate", "hills")).toMatch(
      /case\/lasts: lasts: the model has no lever 'patrol'.*Nearest: patrols/s,
    )
    world.put("hills/case.yaml", lasts("patrols"))
    expect(await world.brink("validate", "hills")).toMatchObject({code: 0, err: ""})
  })

  test("a loop without a stock is refused by validate too, with the circle", async () => {
    model("  trade:", '  fear: {kind: auxiliary, unit: 1, equation: "trade * 2", because: [assumed: so]}\n  trade:')
    model(
      "  trade:",
      '  fear: {kind: auxiliary, unit: 1, equation: "anger / 2", because: [assumed: so]}\n  anger: {kind: auxiliary, unit: 1, equation: "fear + 1", because: [assumed: so]}\n  trade:',
    )
    for (const command of ["validate", "run"])
      expect(await refused(command, "hills")).toMatch(
        /^engine\/algebraic-loop: .* fear <- anger <- fear\n {2}at hills\/model\.yaml:8: fear = anger \/ 2/,
      )
  })

  test("a unit that breaks is refused with its line", async () => {
    model("raids / calming", "raids * calming")
    expect(await refused("run", "hills")).toMatch(
      /^model\/unit-mismatch: 'calmed'.*\n.*\n {2}at hills\/model\.yaml:7\n/,
    )
  })

  test("a stock held at its bound is said, and an event that moves it hides nothing", async () => {
    const drained = changed(MODEL, "raids / calming", "raids / calming + 2 * pace")
    world.put("hills/model.yaml", drained)
    const {code, err} = await world.brink("run", "hills", ...FEW)
    expect(code).toBe(0)
    expect(err).toMatch(
      /^hills\/model\.yaml:5: 'raids' is held at its bound 0 in 20 of 20 runs, first at week \d+: its flows would take it beyond\n/,
    )
    // Emptied by its own equation it comes to the same bound, and nothing holds it there.
    model("raids / calming", "raids / step_length")
    expect((await world.brink("run", "hills", "--set", "patrols=1")).err).not.toContain("held at its bound")
    const event = 'events:\n  lull: {when: "raids > 59", does: {raids: "*= 0.99"}, because: [assumed: so]}\n'
    world.put("hills/model.yaml", `${drained}${event}`)
    const {out} = await world.brink("check", "hills", "--numerics", "--json", ...FEW)
    const bounds = JSON.parse(out).checks.find((one: {id: string}) => one.id === "numerics:bounds")
    expect(bounds).toMatchObject({
      verdict: "contradicted",
      why: expect.stringContaining("raids, but for being held at 0, in 20 runs"),
    })
  })

  test("runs that fail are counted, with the line of the equation", async () => {
    model("raids / calming", "raids / calming * if(feud, 1, 1 / (feud - feud))")
    const {code, out, err} = await world.brink("run", "hills", ...FEW)
    expect(code).toBe(1)
    expect(err).toMatch(/^run \d+ failed: 'calmed' is no longer a finite number at week 0 \(hills\/model\.yaml:7\)\n/)
    expect(out).toMatch(/\n20 runs, [1-9]\d* failed, seed 1/)
    expect(await said("check", "hills", ...FEW)).toMatch(
      /^\d+ of 20 runs failed under some check; .*model\.yaml:7\)\n/m,
    )
  })

  test("an event that puts a lever beyond its range is refused", async () => {
    world.put(
      "hills/model.yaml",
      `${MODEL}events:\n  march: {when: "time > 3", does: {patrols: "= 4"}, because: [assumed: so]}\n`,
    )
    expect(await refused("run", "hills")).toContain(
      "events.march.does.patrols: it sets `patrols` to 4, outside its range [0, 1]",
    )
    world.put("hills/model.yaml", MODEL)
    scenario('events:\n  - {at: 5, does: {patrols: "= 4"}, why: a march}\n')
    expect(await refused("run", "hills", "--scenario", "odd")).toContain(
      "hills/scenarios/odd.yaml:4:5: the event at 5 sets `patrols` to 4, outside its range [0, 1]",
    )
  })
})

test("what of a scenario lies beyond the run is said", async () => {
  scenario("levers: {patrols: [{from: 200, value: 1}]}\nevents:\n  - {at: -5, does: {raids: '*= 2'}, why: long ago}\n")
  expect(await world.brink("run", "hills", "--scenario", "odd")).toMatchObject({
    code: 0,
    err: "hills/scenarios/odd.yaml:3:10: 'patrols' from 200 is never in force: the run goes from 0 to 104\nhills/scenarios/odd.yaml:5:5: the event at -5 never happens: the run goes from 0 to 104\n",
  })
})

describe("checks.yaml", () => {
  test.each([
    [
      "sets a lever out of its range",
      "set: {patrols: {is: 7}}",
      "raids at 90 < base",
      "sets patrols to 7, and the lever goes from 0 to 1.",
    ],
    [
      "begins after the run",
      "set: {patrols: {is: 1}}, from: 900",
      "raids at 90 < base",
      "sets something from 900 to 104, and the model runs from 0 to 104.",
    ],
    [
      "looks beyond the run",
      "set: {patrols: {is: 1}}",
      "raids at 500 < base",
      "looks at time 500, and the model runs from 0 to 104.",
    ],
    [
      "compares with itself",
      "set: {}",
      "raids at 90 < base",
      "compares with the run in which nothing is set, and sets nothing.",
    ],
  ])("a check that %s cannot be tested, and is found", async (_, set, expects, why) => {
    world.put(
      "hills/checks.yaml",
      `format: brink/checks@1\nchecks:\n  - {id: E1, says: so it is, ${set}, expect: "${expects}"}\n`,
    )
    expect(await said("validate", "hills")).toContain(`hills/checks.yaml: check E1 is not testable: It ${why}`)
    const {code, out} = await world.brink("check", "hills", ...FEW)
    expect(code).toBe(0)
    expect(out).toContain(`It ${why}`)
  })
})

test("factors.yaml: an alias of two factors, another unit and a slip of a name are found", async () => {
  world.put(
    "hills/factors.yaml",
    "format: brink/factors@1\nfactors:\n  raids: {unit: person, aliases: [raid]}\n  patrol: {aliases: [Raid]}\n  weather: {aliases: [rain]}\n",
  )
  expect(await said("validate", "hills")).toBe(
    "hills/factors.yaml: raids is in person there, and in raid in the model\nhills/factors.yaml: patrol is no quantity of the model; did you mean patrols?\nhills/factors.yaml:4:22: 'Raid' is an alias of raids and of patrol; it can mean one of them\n  Keep it in one, or lay the two together.\nhills/factors.yaml:5:23: no document has 'rain', of weather\n  Spell it as the documents do, or take it out.\n",
  )
})

describe("plausible.csv that was changed by hand", () => {
  const rows = (text: string) => text.trimEnd().split("\n")
  test.each<[string, (text: string) => string, RegExp]>([
    [
      "cut short",
      (text) => `${rows(text).slice(0, -1).join("\n")}\n`,
      /:\d+:1: the last set is .*: sets are missing, or were changed/,
    ],
    [
      "sorted otherwise",
      (text) => [...rows(text).slice(0, 9), ...rows(text).slice(9).reverse()].join("\n"),
      /sets stand nearest first/,
    ],
    [
      "a value beyond its prior",
      (text) => text.replace(/\n(0\.\d+),[^,]+/, "\n$1,900"),
      /^calibrate\/outside-prior: 900 is no value of 'level': its prior is uniform \[20, 60\]\n {2}at hills\/plausible\.csv:9\n/,
    ],
    ["half a switch", (text) => text.replace(/,[01]\n/, ",0.5\n"), /0\.5 is no value of 'feud': it is 1 or 0/],
    [
      "a column less",
      (text) =>
        text.replace(/,[^,\n]+$/gm, (last, at) =>
          text.lastIndexOf("\n#", at) > text.lastIndexOf("\n", at) - 1 ? last : "",
        ),
      /^calibrate\/missing-column: There is no column for 'feud'/,
    ],
    ["semicolons", (text) => text.replaceAll(",", ";"), /1 mistake in .*\n.*its cells are parted by semicolons/],
    ["emptied", () => "", /the file is empty/],
    [
      "a day that is none",
      (text) => text.replace(/until: .*/, "until: 2031-02-31"),
      /"2031-02-31" is no day of the calendar/,
    ],
  ])("%s is refused", async (_, spoil, says) => {
    await world.brink(...FIT, "--quiet")
    world.put("hills/plausible.csv", spoil(world.read("hills/plausible.csv")))
    for (const command of ["validate", "run", "check"]) expect(await refused(command, "hills")).toMatch(says)
  })
})

test("a start outside the run and a horizon beyond it are said; a horizon of nothing is refused", async () => {
  world.put("hills/case.yaml", changed(CASE, "2031-07-01", "2052-07-01"))
  expect(await said("validate", "hills")).toContain(
    "hills/case.yaml: start 2052-07-01 lies outside the model's run, 2030-01-01 to 2031-12-30: the whole run is told",
  )
  world.put("hills/case.yaml", changed(CASE, "20 weeks", "9 years"))
  expect(await said("validate", "hills")).toContain("the horizon, 9 years from 2031-07-01, goes beyond the model's run")
  world.put("hills/case.yaml", changed(CASE, "20 weeks", "0 weeks"))
  expect(await refused("validate", "hills")).toContain("case.yaml:5:10: horizon: a length such as 52 weeks")
})

test("--as-of puts the day asked about, and what was observed after it is held against what the runs say", async () => {
  const asked = ["outlook", "hills", "--as-of", "2030-12-03", ...FEW]
  const outlook = JSON.parse((await world.brink(...asked, "--json")).out)
  const [since] = outlook.since
  expect(since).toMatchObject({quantity: "raids", period: "month", source: "the ledger"})
  // The month that the day lies in is neither known nor foretold; the horizon of 20 weeks ends before the fifth month does.
  expect(since.known).toHaveLength(11)
  expect(since.periods).toHaveLength(3)
  expect(since.periods.map(({observed}: {observed: number}) => observed)).toEqual(
    ROWS.slice(12, 15).map((row) => Number(row.split(",")[1])),
  )
  expect(world.read("brink-report.html")).toContain("Since then")
})

test.each([
  ["2029-12-31", "it lies outside the model's run, 2030-01-01 to 2031-12-30"],
  ["2032-02-01", "it lies outside the model's run"],
  ["2031-02-30", "--as-of wants a date, and got '2031-02-30'"],
])("--as-of %s is refused", async (day, says) => {
  expect(await refused("outlook", "hills", "--as-of", day, ...FEW)).toContain(says)
})

test("a retrospective leaves out what was written later, naming it, and refuses what nobody can date", async () => {
  const asked = ["outlook", "hills", "--retrospective", ...FEW]
  expect(await refused(...asked)).toContain(
    "case/retrospective: Nobody can say whether this document was known on 2031-07-01: no date is given",
  )
  const dated = (day: string, says: string) => `---\ndate: ${day}\n---\n\n${says}\n`
  world.put(
    "hills/documents/a.txt",
    dated("2031-07", "Patrols reduce raids within weeks. Raids reduce trade in the valley."),
  )
  world.put(
    "hills/documents/b.txt",
    dated("2031-07-02", "Raids increase trade in the valley. Patrols reduce raids within weeks."),
  )
  const {code, out, err} = await world.brink(...asked, "--json")
  expect([code, err]).toEqual([0, expect.stringContaining("b.txt: of 2031-07-02, after 2031-07-01: left out")])
  // What it says is what the folder says without the later one.
  const {map} = JSON.parse(out)
  expect(map.contested).toBe(0)
  const whole = JSON.parse((await world.brink("outlook", "hills", ...FEW, "--json")).out)
  expect(whole.map.contested).toBe(1)
  world.put("hills/documents/a.txt", dated("2031-08", "Patrols reduce raids within weeks."))
  expect(await refused(...asked)).toContain("case/retrospective: All 2 documents know what came after 2031-07-01")
  world.put("hills/case.yaml", changed(CASE, "start: 2031-07-01\n", ""))
  expect(await refused(...asked)).toContain("case/retrospective: A retrospective is of a day, and the case has none")
})

test("--as-of before the first document, or of a model without a calendar, is refused", async () => {
  world.put("hills/documents/b.md", "---\ndate: 2031-03-01\n---\n\nPatrols reduce raids.\n")
  expect(await refused("outlook", "hills", "--as-of", "2031-02-01", ...FEW)).toContain("is of 2031-03-01")
  world.put("hills/model.yaml", changed(MODEL, "origin: 2030-01-01, ", ""))
  expect(await refused("outlook", "hills", "--as-of", "2031-04-01", ...FEW)).toContain("the model has no calendar")
})

test("an empty file says that it is empty, and an assumed value that is none says of what", async () => {
  world.put("hills/checks.yaml", "")
  expect(await refused("run", "hills")).toContain("hills/checks.yaml:1:1: the file is empty")
  world.put("hills/checks.yaml", "format: brink/checks@1\nchecks: []\n")
  for (const value of ["many", "[1"])
    expect(await refused("edit", "hills", "assume", "pace", value, "--why", "so")).toContain(
      `case/not-a-value: '${value}' is no value for 'pace': `,
    )
})

test("an outlook of two runs says that they are only two", async () => {
  const {out} = await world.brink("outlook", "hills", "--runs", "2", "--workers", "1", "--quiet")
  expect(out).toMatch(/How far to trust it: .*only two runs; /)
})
