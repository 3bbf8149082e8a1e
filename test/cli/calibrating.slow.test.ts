// brink calibrate, and what other commands make of the file it writes.

import {existsSync} from "node:fs"
import {join} from "node:path"
import {afterEach, beforeEach, expect, test} from "vitest"
import {formats} from "../../src/case/formats.ts"
import {contentHash} from "../../src/core/ids.ts"
import {type Inside, inside} from "./inside.ts"

const MODEL = `format: brink/model@1
name: hills
time: {unit: month, origin: 2030-01-01, start: 0, stop: 24, step: 0.5, save: 1, method: euler}
quantities:
  raids: {kind: stock, unit: raid, initial: level, inflows: [growth], because: [assumed: seen]}
  growth: {kind: flow, unit: raid/month, equation: pace, because: [assumed: seen]}
  level: {kind: parameter, unit: raid, value: {uniform: [10, 90]}, because: [assumed: seen]}
  pace: {kind: parameter, unit: raid/month, value: {uniform: [0, 10]}, because: [assumed: seen]}
`
const months = Array.from({length: 18}, (_, i) => `${i < 12 ? 2030 : 2031}-${String((i % 12) + 1).padStart(2, "0")}`)
const data = (level: number) =>
  `# unit: raid\ndate,raids\n${months.map((m, i) => `${m},${level + 5 * i}`).join("\n")}\n`

let world: Inside
beforeEach(() => {
  world = inside()
  world.put("hills/case.yaml", "format: brink/case@1\ntitle: Hills\nquestion: Will the raids end?\n")
  world.put("hills/model.yaml", MODEL)
  world.put("hills/data/raids.csv", data(30))
})
afterEach(() => world.remove())
const calibrate = (...words: string[]) => world.brink("calibrate", "hills", "--runs", "600", "--keep", "30", ...words)
const sets = () => existsSync(join(world.folder, "hills/plausible.csv"))

test("sets are written, and runs of the case draw from them until what runs of the model depend on changes", async () => {
  const before = await world.brink("run", "hills", "--runs", "50")
  const made = await calibrate()
  expect([made.code, made.err]).toEqual([0, ""])
  expect(made.out).toMatch(
    /^30 of 600 runs kept, on data until 2031-06-30; they miss by a factor of 1\.\d+ to 1\.\d+ on average\n\nraids \[raid\]: \d+ % of 6 quarters inside the 80 % band of counts \(\d+ % inside that of the rates alone; a count's variance is [\d.]+ times its mean\), 100 % of the distance; error of the median course: bias/,
  )
  expect(made.out).toMatch(/\n2030 +12 +690 +\d/)
  expect(made.out.endsWith("\nhills/plausible.csv\n")).toBe(true)
  const written = world.read("hills/plausible.csv")
  expect(written.split("\n").filter((line) => /^\d/.test(line)).length).toBe(30)
  const after = await world.brink("run", "hills", "--runs", "50")
  expect([after.code, after.out === before.out]).toEqual([0, false])
  const single = await world.brink("run", "hills", "--save", "level", "--json")
  const levels = written.split("\n").flatMap((line) => (/^\d/.test(line) ? [Number(line.split(",")[1])] : []))
  levels.sort((a, b) => a - b)
  expect(JSON.parse(single.out).values.level[0]).toBeCloseTo((levels[14]! + levels[15]!) / 2, 12)
  expect((await world.brink("validate", "hills")).out).toContain("plausible.csv: of this model.yaml")

  world.put("hills/model.yaml", MODEL.replaceAll("\n", "\r\n"))
  expect((await world.brink("run", "hills", "--runs", "50")).out).toBe(after.out)
  const reworded = `# Raids of the hills.\n${MODEL}`
    .replace("[assumed: seen]", "[assumed: heard and seen]")
    .replace("0.5", "0.50")
  world.put("hills/model.yaml", reworded)
  expect((await world.brink("run", "hills", "--runs", "50")).out).toBe(after.out)
  world.put("hills/model.yaml", MODEL.replace("[0, 10]", "[0, 11]"))
  expect(await world.brink("run", "hills", "--runs", "50")).toEqual({
    code: 2,
    out: "",
    err: "calibrate/other-model: These plausible sets were made for another model.yaml: an equation, a number, a unit, an event or a time in it has changed since\n  at hills/plausible.csv\n  `brink calibrate hills` makes them anew; without the file the priors are drawn from.\n",
  })
  expect((await calibrate("--quiet")).code).toBe(0)
  expect((await world.brink("run", "hills", "--runs", "50")).code).toBe(0)
})

test("--json is of its format, and the same line gives the same bytes", async () => {
  const {out} = await calibrate("--json", "--until", "2031-03-31", "--out", "one.csv")
  expect(formats.calibration.parse(JSON.parse(out))).toMatchObject({kept: 30, until: "2031-03-31"})
  expect((await calibrate("--json", "--until", "2031-03-31", "--out", "two.csv")).out).toBe(out)
  expect(world.read("two.csv")).toBe(world.read("one.csv"))
  expect(sets()).toBe(false)
})

test("refusals end with 2 and write nothing", async () => {
  world.put("hills/data/raids.csv", data(4000))
  const far = await calibrate()
  expect([far.code, far.out, sets()]).toEqual([2, "", false])
  expect(far.err).toMatch(/^calibrate\/no-fit: None of 600 runs comes near the data/)
  expect((await calibrate("--until", "2031-02-30")).err).toMatch(
    /^cli\/usage: --until wants a date, and got '2031-02-30'/,
  )
  expect((await calibrate("--until", "2099-01-01")).err).toMatch(/^calibrate\/date-outside/)
  const bare = await world.brink("calibrate", "hills/data")
  expect([bare.code, bare.err]).toEqual([2, expect.stringMatching(/^calibrate\/no-model: hills\/data is no case/)])
  expect(sets()).toBe(false)
})

test("sets that name the text of model.yaml, as older ones do, are of that text", async () => {
  expect((await calibrate("--quiet")).code).toBe(0)
  const older = world.read("hills/plausible.csv").replace(/^# model: .*/m, `# model: ${contentHash(MODEL)}`)
  world.put("hills/plausible.csv", older)
  expect((await world.brink("run", "hills", "--runs", "50")).code).toBe(0)
  world.put("hills/model.yaml", `# Raids of the hills.\n${MODEL}`)
  expect((await world.brink("run", "hills", "--runs", "50")).err).toMatch(/^calibrate\/other-model/)
})
