// Two outlooks of one case: today's, and one of an earlier day from what was known then; what is foretold, written down,
// and how it fared.

import {afterEach, beforeEach, expect, test} from "vitest"
import {formats} from "../../src/case/formats.ts"
import {contentHash} from "../../src/core/ids.ts"
import {type Inside, inside} from "./inside.ts"

const MODEL = `format: brink/model@1
name: hills
time: {unit: month, origin: 2030-01-01, start: 0, stop: 30, step: 0.5, save: 0.5, method: euler}
quantities:
  raids: {kind: stock, unit: raid/month, label: Raids, initial: level, rate: (drift - calming * patrols) / month, range: [0, .inf], because: [assumed: seen]}
  level: {kind: parameter, unit: raid/month, value: {uniform: [10, 90]}, because: [assumed: seen]}
  drift: {kind: parameter, unit: raid/month, value: {uniform: [0, 4]}, because: [assumed: seen]}
  calming: {kind: parameter, unit: raid/month, value: {uniform: [1, 3]}, because: [assumed: seen]}
  month: {kind: parameter, unit: month, value: 1, because: [assumed: a unit]}
  patrols: {kind: lever, unit: 1, label: Patrols, value: 0, range: [0, 1], because: [assumed: a choice]}
`
const REPLAY =
  "format: brink/scenario@1\nwhy: What happened.\nlevers: {patrols: [{from: 13, value: 1}, {from: 18, value: 0}]}\n"
const monthName = (i: number) => `${2030 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`
const value = (i: number) => 30 + 2 * i + ((5 * i) % 7)
const data = (months: number) =>
  `# source: the ledger, unit: raid/month\ndate,raids\n${Array.from({length: months}, (_, i) => `${monthName(i)},${value(i)}`).join("\n")}\n`
const document = (date: string, says: string) => `---\ndate: ${date}\n---\n\n${says}\n`
const settings = (more: string) => `format: brink/case@1\ntitle: Hills\nquestion: Will the raids end?\n${more}`
const TODAY = "start: 2031-10-20\n"
const BACK = "retrospective: 2031-02-20\n"

let world: Inside
beforeEach(() => {
  world = inside()
  world.put("hills/case.yaml", settings(TODAY + BACK))
  world.put("hills/model.yaml", MODEL)
  world.put("hills/scenarios/replay.yaml", REPLAY)
  world.put("hills/data/raids.csv", data(21))
  world.put("hills/documents/a.txt", document("2030-06-01", "Patrols reduce raids within weeks. Raids reduce trade."))
  world.put("hills/documents/b.txt", document("2031-08-01", "Raids increase trade in the valley. Hunger drives raids."))
})
afterEach(() => world.remove())

const FEW = ["--runs", "60"]
const outlook = async (...words: string[]) => {
  const {code, out, err} = await world.brink("outlook", "hills", ...FEW, "--json", ...words)
  expect(err).not.toContain("undefined")
  return {code, err, file: out === "" ? null : JSON.parse(out)}
}
const plain = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/[\s\u00a0\u2060]+/g, " ")

test("today's outlook tells what the retrospective foretold and what came, as the retrospective itself does", async () => {
  await world.brink(
    "calibrate",
    "hills",
    "--runs",
    "600",
    "--keep",
    "20",
    "--until",
    "2031-01-31",
    "--out",
    "plausible-early.csv",
    "--quiet",
  )
  await world.brink("calibrate", "hills", "--runs", "600", "--keep", "20", "--quiet")
  const today = await outlook("--out", "today.html")
  expect(formats.outlook.safeParse(today.file).error).toBeUndefined()
  expect(today.file.since).toEqual([])
  const [back] = today.file.retrospectives
  expect(back).toMatchObject({
    day: "2031-02-20",
    documents: 1,
    later: 1,
    fittedUntil: "2031-01-31",
    runs: 60,
    failed: 0,
  })
  const [since] = back.since
  expect(since).toMatchObject({quantity: "raids", period: "month", seen: 0})
  // From March to September of 2031: the last month but one of the data ends after the day of today's.
  expect(since.periods.map(({observed}: {observed: number}) => observed)).toEqual(
    [14, 15, 16, 17, 18, 19, 20].map(value),
  )
  expect(since.scores.map(({name}: {name: string}) => name)).toEqual([
    "model",
    "last value",
    "mean of last 12",
    "each of last 12",
  ])
  // The day is the case's own; no second forecaster.
  const alone = await outlook("--retrospective", "--out", "back.html")
  expect(alone.err).toContain("b.txt: of 2031-08-01, after 2031-02-20: left out")
  expect(alone.file.since).toEqual(back.since)
  expect(alone.file.retrospectives).toBeUndefined()
  expect((await outlook("--retrospective", "--as-of", "2031-02-20")).file.since).toEqual(back.since)

  const page = plain(world.read("today.html"))
  expect(page).toContain("Foretold as of 20 Feb 2031")
  expect(page).toContain(
    "Made from what was known that day: 1 document (the one that came later is left out), what had happened by then",
  )
  expect(page).toContain("numbers fitted to data until 31 Jan 2031")
  expect(page).not.toContain("have not been measured against what happened")
  expect(page).toMatch(/Foretold as of 20 Feb 2031: raids, of seven months \w+ fell where 8 of 10 runs lay/)
  expect(world.read("back.html")).toContain("Since then")

  // Kept beside the other, and taken from there.
  const again = await outlook("--out", "again.html")
  expect(again.file.retrospectives).toEqual(today.file.retrospectives)
  expect((await outlook("--workers", "1")).file.retrospectives).toEqual(today.file.retrospectives)
})

test("several days are told, the latest first; those from the day asked about on are not", async () => {
  world.put("hills/case.yaml", settings(`${TODAY}retrospective: [2031-02-20, 2031-05-20]\n`))
  const days = async (...words: string[]) =>
    ((await outlook(...words)).file.retrospectives ?? []).map(({day}: {day: string}) => day)
  expect(await days()).toEqual(["2031-05-20", "2031-02-20"])
  expect(await days("--as-of", "2031-05-20")).toEqual(["2031-02-20"])
  expect(await days("--as-of", "2031-01-20")).toEqual([])
  expect((await outlook("--retrospective")).file.since[0].periods[0].from).toBeCloseTo(17, 1)
})

test("days that are none, lie after the start, stand twice or lie outside the run are refused with their place", async () => {
  const refused = async (more: string, ...words: string[]) => {
    world.put("hills/case.yaml", settings(more))
    const {code, out, err} = await world.brink(...(words.length > 0 ? words : ["outlook", "hills", ...FEW]))
    expect([code, out]).toEqual([2, ""])
    return err
  }
  expect(await refused(`${TODAY}retrospective: 2031-02-30\n`)).toMatch(/case\.yaml:5:\d+: .*a date such as 2031-10-01/)
  expect(await refused(`${TODAY}retrospective: [2031-02-20, 2031-10-21]\n`)).toMatch(
    /case\.yaml:5:\d+: .*a day up to the start, 2031-10-20; 2031-10-21 lies after it/,
  )
  expect(await refused(`${TODAY}retrospective: [2031-02-20, 2031-02-20]\n`)).toContain("each day once")
  const early = `${TODAY}retrospective: 2029-12-31\n`
  world.put("hills/documents/a.txt", document("2029-06-01", "Patrols reduce raids within weeks. Raids reduce trade."))
  for (const words of [[], ["validate", "hills"], ["outlook", "hills", "--retrospective", ...FEW]])
    expect(await refused(early, ...words)).toContain(
      "case/as-of: retrospective 2029-12-31 in case.yaml: it lies outside the model's run, 2030-01-01 to",
    )
  world.put("hills/documents/c.txt", "Raids raise prices.\n")
  expect(await refused(TODAY + BACK)).toContain("case/retrospective: Nobody can say whether this document was known")
})

test("what is foretold is written down, knows nothing later, and is scored on what came", async () => {
  const register = async (file: string, ...words: string[]) => {
    const {code} = await outlook("--register", file, ...words)
    expect(code).toBe(0)
    return formats.foretold.parse(JSON.parse(world.read(file)))
  }
  world.put("hills/case.yaml", settings(`${TODAY + BACK}horizon: 12 months\n`))
  const told = await register("back.json", "--retrospective", "--keep")
  expect(told).toMatchObject({
    day: "2031-02-20",
    retrospective: true,
    runs: 60,
    seed: "1",
    plausible: null,
    documents: 1,
  })
  expect(told.claims).toBe(contentHash(world.read("hills/claims.jsonl")))
  expect(told.made.documents.map(({file}) => file)).toEqual(["a.txt"])
  const [raids] = told.series
  expect(raids).toMatchObject({quantity: "raids", source: "the ledger", unit: "raid/month", period: "month"})
  expect(raids!.periods.map(({from}) => from)).toEqual(Array.from({length: 11}, (_, i) => `${monthName(14 + i)}-01`))
  expect(raids!.known.at(-1)).toEqual({from: "2031-01-01", to: "2031-02-01", value: value(12)})
  // Without what came later it is the same, to the bit, but for what it was made of.
  const {file} = await outlook("--retrospective")
  world.put("hills/data/raids.csv", data(14))
  const {made: _, ...blind} = await register("blind.json", "--retrospective")
  expect(blind).toEqual({...told, made: undefined, series: told.series})
  world.put("hills/data/raids.csv", data(21))

  const score = (...words: string[]) => world.brink("score", "back.json", "--against", "hills", ...words)
  const early = await score()
  expect(early).toMatchObject({code: 2, out: ""})
  expect(early.err).toMatch(
    /^check\/not-over: back\.json foretells periods of which hills\/data has nothing yet\n {2}at raids: 4 of 11 months, from 2031-10-01 on\n {2}--until 2031-09-30 scores/,
  )
  const scored = JSON.parse((await score("--until", "2031-09-30", "--json")).out)
  const [since] = file.since
  expect(scored.series[0].inside).toEqual(since.inside)
  expect(scored.series[0].periods.map(({p50}: {p50: number}) => p50)).toEqual(
    since.periods.map(({p50}: {p50: number}) => p50),
  )
  // Of forecasts that are one number the score is that of the page.
  for (const name of ["last value", "mean of last 12"]) {
    const of = (all: {name: string}[]) => all.find((one) => one.name === name) as unknown as Record<string, number>
    expect(of(scored.series[0].scores).score).toBeCloseTo(of(since.scores).crps!, 9)
  }
  expect((await score("--until", "2031-09-30")).out).toMatch(
    /of 7 months \d lay where 8 of 10 runs lay, \d where half did/,
  )
  world.put("hills/data/raids.csv", data(25))
  expect((await score()).out).toContain("of 11 months")
  world.put("hills/data/raids.csv", data(25).replace(/^2031-05,.*\n/m, ""))
  expect((await score()).err).toContain("hills/data: no value of raids from 2031-05-01: not scored")
})

test("another series, another format and what is not there are refused", async () => {
  expect((await outlook("--retrospective", "--register", "back.json")).code).toBe(0)
  const refused = async (...words: string[]) => {
    const {code, out, err} = await world.brink(...words)
    expect([code, out]).toEqual([2, ""])
    return err
  }
  const score = ["score", "back.json", "--against", "hills", "--until", "2031-09-30"]
  const put = (from: string, to: string) => world.put("hills/data/raids.csv", data(21).replace(from, to))
  put("the ledger", "another ledger")
  expect(await refused(...score)).toContain(
    'check/other-series: back.json foretells raids of "the ledger", and the data have it of "another ledger"',
  )
  put("date,raids", "date,raid")
  expect(await refused(...score)).toContain("no column of the data has that name\n  at hills/data\n  Nearest: raid.")
  put("raid/month", "head")
  expect(await refused(...score)).toContain("in raid/month, and the data are in head")
  put("2031-03,", "2031-03-01,7\n2031-03-15,")
  expect(await refused(...score)).toContain(
    "from 2031-03-01 to 2031-04-01 as one period, and the data have a value between",
  )
  put("x", "x")
  expect(await refused("score", "back.json")).toContain("brink score back.json --against CASE")
  expect(await refused("score", "hills/data/raids.csv", "--against", "hills")).toMatch(/^reading\//)
  expect(await refused(...score.slice(0, 4), "--until", "2031-02-28")).toContain(
    "foretells no month of raids that ends by 2031-02-28",
  )
  world.put("hills/case.yaml", settings(""))
  expect(await refused("outlook", "hills", ...FEW, "--register", "none.json")).toContain("case/no-foretelling: No day")
  world.put("hills/case.yaml", settings(TODAY))
  world.put("hills/data/raids.csv", data(1))
  expect(await refused("outlook", "hills", ...FEW, "--register", "none.json")).toContain(
    "No series of data has a period to come",
  )
})
