// brink calibrate, and what other commands make of the file it writes.

import {existsSync, rmSync} from "node:fs"
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
  expect((await world.brink("validate", "hills")).out).toContain(
    "plausible.csv: of this model.yaml, fitted to data until 2031-06-30\n",
  )

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
  const {out} = await calibrate("--json", "--until", "2031-03-31", "--out", "./one.csv")
  expect(formats.calibration.parse(JSON.parse(out))).toMatchObject({kept: 30, until: "2031-03-31"})
  expect((await calibrate("--json", "--until", "2031-03-31", "--out", "./two.csv")).out).toBe(out)
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

test("of several files the day asked about takes the latest that has not seen beyond it; a retrospective else the priors", async () => {
  const asking = (start?: string) =>
    world.put(
      "hills/case.yaml",
      `format: brink/case@1\ntitle: Hills\nquestion: Will the raids end?\n${start ? `start: ${start}\n` : ""}`,
    )
  const levels = async () => (await world.brink("run", "hills", "--save", "level", "--json")).out
  const from = async (name: string) => {
    const texts = names.map((one) => world.read(`hills/${one}`))
    for (const one of names) if (one !== name) rmSync(join(world.folder, "hills", one))
    const found = await levels()
    names.forEach((one, i) => {
      world.put(`hills/${one}`, texts[i]!)
    })
    return found
  }
  const names = ["plausible-2030-12-31.csv", "plausible-late.csv", "plausible.csv"]
  expect((await calibrate("--until", "2030-12-31", "--out", names[0]!)).out).toMatch(
    /\nhills\/plausible-2030-12-31\.csv\n$/,
  )
  await calibrate("--quiet", "--until", "2031-03-31", "--out", names[1]!)
  await calibrate("--quiet")
  expect((await world.brink("validate", "hills")).out).toContain(
    "plausible-2030-12-31.csv: of this model.yaml, fitted to data until 2030-12-31\nplausible-late.csv: of this model.yaml, fitted to data until 2031-03-31\nplausible.csv: of this model.yaml, fitted to data until 2031-06-30\n",
  )
  const each = [await from(names[0]!), await from(names[1]!), await from(names[2]!)]
  expect(new Set(each).size).toBe(3)
  for (const [start, found] of [
    [undefined, 2],
    ["2031-07-05", 2],
    ["2031-06-30", 2],
    ["2031-06-29", 1],
    ["2030-12-31", 0],
    // None of them is of then or before: the latest, and no retrospective.
    ["2030-10-01", 2],
  ] as const) {
    asking(start)
    expect(await levels(), start).toBe(each[found])
  }

  world.put("hills/documents/a.txt", "---\ndate: 2030-05-01\n---\n\nRaids lower trade. Trade lowers raids.\n")
  const outlook = async (...words: string[]) => {
    const {out, err} = await world.brink("outlook", "hills", "--runs", "60", "--retrospective", "--json", ...words)
    return {since: JSON.parse(out).since[0], err}
  }
  const [early, none] = [await outlook("--as-of", "2031-01-15"), await outlook("--as-of", "2030-11-15")]
  expect(early.err).not.toContain("fitted to data after")
  expect(early.since.seen).toBe(0)
  expect(none.err).toContain("plausible.csv: fitted to data after 2030-11-15: the priors are drawn from")
  // A cache of one day's sets is not another day's.
  expect(await outlook("--as-of", "2031-01-15")).toEqual(early)
  rmSync(join(world.folder, "hills", names[0]!))
  expect((await outlook("--as-of", "2031-01-15")).since).not.toEqual(early.since)
})

test("two files of one day, or one of another model, are refused by name", async () => {
  await calibrate("--quiet")
  expect((await calibrate("--out", "plausible-again.csv")).err).toBe(
    "calibrate/same-until: 2 files of plausible sets were fitted to data until 2031-06-30\n  at hills/plausible-again.csv, hills/plausible.csv\n  Keep one of them, or calibrate the other anew with another --until.\n",
  )
  world.put("hills/plausible-again.csv", world.read("hills/plausible.csv"))
  expect((await world.brink("run", "hills", "--runs", "5")).err).toContain("calibrate/same-until: 2 files")
  world.put(
    "hills/plausible-again.csv",
    world.read("hills/plausible.csv").replace(/^# until:.*/m, "# until: 2031-05-31"),
  )
  expect((await world.brink("run", "hills", "--runs", "5")).code).toBe(0)
  world.put(
    "hills/plausible-again.csv",
    world.read("hills/plausible-again.csv").replace(/^# model: .*/m, `# model: ${contentHash("another")}`),
  )
  const other = await world.brink("run", "hills", "--runs", "5")
  expect(other).toMatchObject({code: 2, out: ""})
  expect(other.err).toMatch(/^calibrate\/other-model: [^\n]*\n {2}at hills\/plausible-again\.csv\n/)
  expect(other.err).toContain("`brink calibrate hills --until 2031-05-31 --out plausible-again.csv` makes")
  // What is made anew takes the place of the other one alone.
  expect((await calibrate("--until", "2031-05-31", "--out", "plausible-again.csv", "--quiet")).code).toBe(0)
  expect((await world.brink("run", "hills", "--runs", "5")).code).toBe(0)
  const sets = await calibrate("--out", "sets.csv")
  expect(sets.err).toContain("hills/sets.csv: runs of the case look for plausible*.csv alone")
})

test("draws from the posterior are written like the nearest, by any number of workers, and runs draw from them", async () => {
  const noisy = months.map((m, i) => `${m},${(30 + 5 * i) * (1 + 0.05 * ((7 * i) % 5) - 0.1)}`).join("\n")
  world.put("hills/data/raids.csv", `# unit: raid, error: 1.1\ndate,raids\n${noisy}\n`)
  const sampled = (...words: string[]) => world.brink("calibrate", "hills", "--method", "posterior", ...words)
  const made = await sampled()
  expect([made.code, made.err]).toEqual([0, ""])
  expect(made.out).toMatch(
    /^200 draws from the posterior by \d+ runs, on data until 2031-06-30; they miss by a factor of [\d.]+ to [\d.]+ on average\n64 chains, \d+ sweeps after as many that were dropped; \d+ % of proposals taken; worth \d+ independent draws, split R-hat 1\.\d\d/,
  )
  expect(made.out).toMatch(/\nerror of a period: a factor of 1\.1, as stated; no error is taken to go with another\n/)
  expect(made.out).toMatch(/\nparameter +shift, in prior sd +spread left +p5 +p50 +p95\n/)
  const written = world.read("hills/plausible.csv")
  expect(written).toContain("\n# method: posterior\n")
  await sampled("--quiet", "--workers", "1")
  expect(world.read("hills/plausible.csv")).toBe(written)
  const {out} = await sampled("--json", "--out", "./one.csv")
  expect(formats.calibration.parse(JSON.parse(out))).toMatchObject({kept: 200, sampling: {chains: 64, mixed: true}})
  expect((await world.brink("run", "hills", "--runs", "50")).code).toBe(0)
  world.put("hills/model.yaml", MODEL.replace("[0, 10]", "[0, 11]"))
  expect((await world.brink("run", "hills", "--runs", "50")).err).toContain(
    "`brink calibrate hills --method posterior` makes them anew",
  )
  const few = await sampled("--runs", "600")
  expect([few.code, few.out]).toEqual([2, ""])
  expect(few.err).toMatch(/^calibrate\/too-few-runs: 600 runs are too few for 64 chains, which 2 unknowns take/)
})

test("an error that is stated far too small is warned of, and one stated twice refused", async () => {
  const noisy = months.map((m, i) => `${m},${(30 + 5 * i) * (1 + 0.1 * ((7 * i) % 5) - 0.2)}`).join("\n")
  const posterior = async (comment: string) => {
    world.put("hills/data/raids.csv", `# unit: raid\n# ${comment}\ndate,raids\n${noisy}\n`)
    return world.brink("calibrate", "hills", "--method", "posterior", "--runs", "20000")
  }
  const small = await posterior("sd: 1")
  expect(small.code).toBe(0)
  expect(small.out).toContain("\nerror of a period: 1 raid, as stated;")
  expect(small.err).toMatch(/raids: the runs miss by [\d.]+ times the error that is stated;/)
  expect((await posterior("sd: 1, error: 1.3")).err).toContain(
    "both an error and a standard deviation are stated of raids",
  )
  expect((await posterior("sd: 0")).err).toContain('"0" is no standard deviation: a number above 0')
})
