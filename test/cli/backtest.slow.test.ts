import {afterAll, beforeAll, expect, test} from "vitest"
import {formats} from "../../src/case/formats.ts"
import {type Inside, inside} from "./inside.ts"

const MODEL = `format: brink/model@1
time: {unit: week, origin: 2031-01-06, start: 0, stop: 30, step: 0.5, save: 1, method: euler}
quantities:
  raids: {kind: stock, unit: raid, initial: 20, inflows: [growth], because: [data: raids.csv]}
  growth: {kind: flow, unit: raid/week, equation: "pace * (1 - patrols) * if(time < 12, 1, -1)", because: [assumed: seen]}
  pace: {kind: parameter, unit: raid/week, value: {uniform: [1.5, 2.5]}, because: [assumed: seen]}
  patrols: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: none]}
`

/** Weekly raids from half a year before the start: steady, rising to the twelfth week, falling. */
function data(): string {
  const rows = ["# source: invented", "date,raids"]
  for (let week = -26; week < 30; week++) {
    const date = new Date(Date.UTC(2031, 0, 6 + 7 * week)).toISOString().slice(0, 10)
    rows.push(`${date},${20 + (week < 12 ? 2 * Math.max(0, week) : 48 - 2 * week)}`)
  }
  return `${rows.join("\n")}\n`
}

let here: Inside
beforeAll(() => {
  here = inside()
  here.put("road/case.yaml", "format: brink/case@1\ntitle: Salt road\nquestion: Will it?\n")
  here.put("road/documents/a.txt", "Hunger in the hills increases raids on the road.\n")
  here.put("road/model.yaml", MODEL)
  here.put("road/data/raids.csv", data())
  here.put(
    "road/scenarios/replay.yaml",
    "format: brink/scenario@1\nwhy: What happened.\nlevers: {patrols: [{from: 28, value: 1}]}\n",
  )
})
afterAll(() => here.remove())

test("brink check --backtest prints the scores of all methods, and what the model was fitted to", async () => {
  const {out, err} = await here.brink("check", "road", "--backtest", "--runs", "100")
  expect(err).toBe("")
  const lines = out.split("\n")
  const head = lines.findIndex((line) => line.startsWith("series"))
  expect(lines[head]).toMatch(/^series\s+ahead\s+origins\s+method\s+MAE\s+CRPS\s+in 80 %\s+skill \(95 %\)$/)
  expect(lines[head + 1]).toMatch(/^raids\s+1 week\s+30\s+model\s+\d\.\d+\s+\d\.\d+\s+\d+ %\s+-?\d\.\d\d \(/)
  expect(lines[head + 2]).toMatch(/^\s+last value\s+[12]\.\d+\s+[12]\.\d+\s+-/)
  expect(out).toMatch(/the one to beat/)
  expect(out).toContain("No forecast made in advance: the model names the data of raids as a reason")
})

test("as JSON the scores stand in `backtest` beside the checks", async () => {
  const {out} = await here.brink("check", "road", "--backtest", "--runs", "100", "--json")
  const told = formats.check.parse(JSON.parse(out))
  expect(told.checks.filter(({kind}) => kind === "data").map(({id}) => id)).toEqual([
    "data:raids:1",
    "data:raids:3",
    "data:raids:6",
    "data:raids:12",
  ])
  expect(told.backtest!.map(({horizon, origins, fitted}) => [horizon, origins, fitted])).toEqual([
    [1, 30, 1],
    [3, 28, 1],
    [6, 25, 1],
  ])
  expect(
    formats.check.parse(JSON.parse((await here.brink("check", "road", "--runs", "10", "--json")).out)).backtest,
  ).toBe(undefined)
})
