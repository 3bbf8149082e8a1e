// Models of other tools from the command line: run, imported, exported, validated.

import {cpSync, existsSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {isDeepStrictEqual} from "node:util"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {parse} from "yaml"
import {type Inside, inside} from "./inside.ts"

const examples = fileURLToPath(new URL("../../docs/examples", import.meta.url))
const cases = fileURLToPath(new URL("../../cases", import.meta.url))

let here: Inside
beforeAll(() => {
  here = inside()
  cpSync(examples, join(here.folder, "examples"), {recursive: true})
  cpSync(cases, join(here.folder, "cases"), {recursive: true})
  here.put("cup.mdl", CUP)
})
afterAll(() => here.remove())

const CONTROL = `
FINAL TIME = 4 ~ minute ~|
INITIAL TIME = 0 ~ minute ~|
TIME STEP = 0.5 ~ minute ~|
SAVEPER = 1 ~ minute ~|
`

/** A stock that halves its distance to its surroundings: with steps of one half, each takes away a half of it. */
const CUP = `Warmth = INTEG(-Loss, 80) ~ degree ~ |
Loss = Warmth / Time to Cool ~ degree/minute ~ |
Time to Cool = 1 ~ minute ~ |
${CONTROL}`

/** A CSV as rows by name of its first line. */
function table(text: string): Record<string, number[]> {
  const [head = "", ...rows] = text.trim().split("\n")
  // Names of elements stand in quotes, because they hold commas.
  const names = [...head.matchAll(/"((?:[^"]|"")*)"|[^,]+/g)].map((m) => (m[1] ?? m[0]).replaceAll('""', '"'))
  const columns: Record<string, number[]> = Object.create(null)
  names.forEach((name, i) => {
    columns[name] = rows.map((row) => Number(row.split(",")[i]))
  })
  return columns
}

async function csv(...words: string[]): Promise<Record<string, number[]>> {
  const outcome = await here.brink("run", ...words, "--csv", "-")
  expect(outcome.err).toBe("")
  return table(outcome.out)
}

describe("run", () => {
  test("a .mdl runs as its equations say, under the names it has there", async () => {
    const run = await csv("cup.mdl")
    expect(Object.keys(run)).toEqual([
      "Time",
      "Warmth",
      "Loss",
      "Time to Cool",
      "FINAL TIME",
      "INITIAL TIME",
      "TIME STEP",
      "SAVEPER",
    ])
    expect(run["Time"]).toEqual([0, 1, 2, 3, 4])
    expect(run["Warmth"]).toEqual([80, 20, 5, 1.25, 0.3125])
  })

  test("names are found whatever their case and blanks; exact ones first", async () => {
    const run = await csv("cup.mdl", "--save", "time_to_cool, WARMTH", "--set", "TIME TO_COOL=2")
    expect(Object.keys(run)).toEqual(["Time", "Warmth", "Time to Cool"])
    expect(run["Warmth"]![1]).toBe(80 * 0.75 * 0.75)
    expect(run["Time to Cool"]).toEqual([2, 2, 2, 2, 2])
  })

  test("a whole array by its name, an element with blanks behind its commas", async () => {
    const whole = await csv("examples/grain-depot.mdl", "--save", "need, Base Need[ coast ]")
    expect(Object.keys(whole)).toEqual(["Time", "base need[coast]", "need[hill]", "need[coast]"])
    expect(whole["need[hill]"]!.slice(6, 10)).toEqual([60, 60, 90, 90])
    const doubled = await csv("examples/grain-depot.mdl", "--save", "need", "--set", "base need*=2")
    expect(doubled["need[hill]"]![0]).toBe(120)
    expect(doubled["need[coast]"]![0]).toBe(80)
  })

  test("Vensim's control variables are the run's times", async () => {
    const longer = await csv("cup.mdl", "--set", "FINAL TIME=6", "--set", "time step=1", "--save", "Warmth,TIME STEP")
    expect(longer["Time"]).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(longer["Warmth"]).toEqual([80, 0, 0, 0, 0, 0, 0])
    expect(longer["TIME STEP"]![0]).toBe(1)
    const outcome = await here.brink("run", "cup.mdl", "--set", "FINAL TIME=6@2..3")
    expect(outcome).toMatchObject({code: 2, out: ""})
    expect(outcome.err).toContain("is one number for the whole run")
  })

  test("a cut leaves the cause as it was for its effect alone", async () => {
    const run = await csv("cup.mdl", "--cut", "warmth:loss", "--save", "Warmth,Loss")
    expect(run["Loss"]).toEqual([80, 80, 80, 80, 80])
  })

  test("many runs, their table and their hash; the hash is that of any backend and number of workers", async () => {
    const one = await here.brink("run", "cup.mdl", "--runs", "3", "--json", "--workers", "1", "--out", "runs.csv")
    const two = await here.brink("run", "cup.mdl", "--runs", "3", "--json", "--workers", "2")
    expect(one.code).toBe(0)
    expect(JSON.parse(one.out).hash).toBe(JSON.parse(two.out).hash)
    expect(here.read("runs.csv").split("\n")[0]).toBe(
      "run,time,Warmth,Loss,Time to Cool,FINAL TIME,INITIAL TIME,TIME STEP,SAVEPER",
    )
  }, 60_000)

  test("a unit that clashes is a warning with its equation and place, and the run goes on", async () => {
    here.put("units.mdl", CUP.replace("Warmth / Time to Cool ~ degree/minute", "Warmth + Time to Cool ~ degree/minute"))
    const outcome = await here.brink("run", "units.mdl", "--csv", "-")
    expect(outcome.code).toBe(0)
    expect(outcome.out).toContain("Time,Warmth")
    expect(outcome.err).toContain(
      "model/unit-mismatch: Cannot add degree to minute in 'Loss'\n  Loss = Warmth [degree] + Time to Cool [minute]\n  at units.mdl:2\n",
    )
  })

  test("mistakes that make another model of it are refused together, each with its place", async () => {
    here.put(
      "broken.mdl",
      CUP.replace("-Loss", "-Los").replace("= 1 ~ minute", "= (1 + ~ minute").replace("Warmth / ", "Wormth / "),
    )
    const outcome = await here.brink("run", "broken.mdl")
    expect(outcome).toMatchObject({code: 2, out: ""})
    expect(outcome.err).toMatch(/^exchange\//)
    for (const part of ["'Los'", "'Wormth'", "broken.mdl:1:", "broken.mdl:2:", "broken.mdl:3:", "Loss", "Warmth"])
      expect(outcome.err).toContain(part)
  })

  test("several mistakes have a line each, in the order of the file", async () => {
    here.put("slips.mdl", `a = SMOTH(b, 3) ~~|\nb = 3 + * 4 ~~|\nc = a[north] ~~|${CONTROL}`)
    expect((await here.brink("run", "slips.mdl")).err).toBe(
      [
        "exchange/unreadable: 3 mistakes in slips.mdl",
        "  slips.mdl:1:5: No function, macro or lookup 'SMOTH'. Did you mean 'SMOOTH', 'SMOOTH3', 'SMOOTHI'?",
        "  slips.mdl:2:9: Expected a value, found '*'. Write a number, a name or an expression here.",
        "  slips.mdl:3:5: 'a' has 0 dimensions, and stands here with 1 subscript, in 'c'. Give it one for each",
        "",
      ].join("\n"),
    )
  })

  test("a folder of models, and a file that is neither model nor document, are told from documents", async () => {
    here.put("models/a.mdl", CUP)
    const folder = await here.brink("run", "models")
    expect(folder).toMatchObject({code: 2, out: ""})
    expect(folder.err).toBe(
      "cli/usage: models is a folder, and no case\n  Name one of the models in it: models/a.mdl\n",
    )
    here.put("rain.csv", "a,b\n")
    expect((await here.brink("run", "rain.csv")).err).toContain("rain.csv is neither a model nor a document")
  })

  test("validate takes the data that a run takes", async () => {
    here.put("tide.csv", "Time,tide\n0,1\n4,5\n")
    here.put("harbour-levels.mdl", `tide ~ m ~|\nlevel = tide * 2 ~ m ~|${CONTROL}`)
    expect((await here.brink("validate", "harbour-levels.mdl")).err).toContain("exchange/no-data: 'tide'")
    const outcome = await here.brink("validate", "harbour-levels.mdl", "--data", "tide.csv")
    expect(outcome).toMatchObject({code: 0, err: ""})
    expect(outcome.out).toContain("tide.csv: read\n")
    here.put("own.yaml", (await here.brink("import", "cup.mdl")).out)
    expect((await here.brink("validate", "own.yaml", "--data", "tide.csv")).err).toContain(
      "cli/usage: --data gives series",
    )
  })

  test("a command that reads documents says what a model is for", async () => {
    const outcome = await here.brink("outlook", "cup.mdl")
    expect(outcome).toMatchObject({code: 2, out: ""})
    expect(outcome.err).toContain("case/model: cup.mdl is a model, and this command reads documents or a case")
    expect(outcome.err).toContain("`brink run cup.mdl` runs it")
  })

  test("a file of data that is not there is refused even where none is needed", async () => {
    const outcome = await here.brink("run", "cup.mdl", "--data", "serie.csv")
    expect(outcome).toMatchObject({code: 2, out: ""})
    expect(outcome.err).toContain("doors/no-data-file: --data serie.csv: There is no such file")
  })

  test("results that no file of their kind holds are refused before the runs", async () => {
    for (const [words, says] of [
      [["--set", "FINAL TIME=4000000", "--json"], "at 4000001 times are more than one JSON value holds"],
      [
        ["--set", "FINAL TIME=40", "--runs", "10000000", "--out", "x.csv"],
        "cli/too-large: 10000000 runs of 7 quantities",
      ],
      [["--runs", "2000000", "--out", "x.parquet"], "50000000 numbers of one table"],
    ] as const) {
      const outcome = await here.brink("run", "cup.mdl", ...words)
      expect(outcome).toMatchObject({code: 2, out: ""})
      expect(outcome.err).toContain(says)
    }
  })

  test("a setting of times that the run has not is said, and the run goes on", async () => {
    const idle = await here.brink(
      "run",
      "cup.mdl",
      "--set",
      "Time to Cool=2@2030..2040",
      "--set",
      "Time to Cool=3@-5..0",
    )
    expect(idle.code).toBe(0)
    expect(idle.err).toBe(
      "--set Time to Cool=2@2030..2040 is never in force: the run goes from 0 to 4\n" +
        "--set Time to Cool=3@-5..0 is never in force: the run goes from 0 to 4\n",
    )
    expect((await here.brink("run", "cup.mdl", "--set", "Time to Cool=2@4")).err).toBe("")
  })

  test("a misspelt array is answered with its name", async () => {
    here.put("towns.mdl", `town: hill, shore ~~|\nGrain Store[town] = 3, 4 ~~|${CONTROL}`)
    const outcome = await here.brink("run", "towns.mdl", "--save", "grain stor")
    expect(outcome.err).toContain("Did you mean 'Grain Store'")
  })

  test("macros that call each other without end are one mistake", async () => {
    const macro = (n: number) => `:MACRO: M${n}(x)\nM${n} = M${n + 1}(x) + M${n + 1}(x) ~~|\n:END OF MACRO:\n`
    const macros = Array.from({length: 20}, (_, n) => macro(n)).join("")
    here.put("many-macros.mdl", `${macros}:MACRO: M20(x)\nM20 = x ~~|\n:END OF MACRO:\nz = M0(1) ~~|${CONTROL}`)
    const {err, code} = await here.brink("run", "many-macros.mdl")
    expect(code).toBe(2)
    expect(err).toMatch(/^exchange\/too-large: Macros are called more than 100000 times/)
    expect(err.split("\n").length).toBeLessThan(5)
  })

  test("a circle of equations is shown", async () => {
    here.put("circle.mdl", `a = b + 1 ~~|\nb = c ~~|\nc = a ~~|${CONTROL}`)
    const outcome = await here.brink("run", "circle.mdl")
    expect(outcome).toMatchObject({code: 2, out: ""})
    expect(outcome.err).toContain(
      "\n  at circle.mdl:1: a = b + 1\n     circle.mdl:2: b = c\n     circle.mdl:3: c = a\n",
    )
    expect(outcome.err).toMatch(/engine\/algebraic-loop: [\s\S]*a.*b.*c|b.*c.*a|c.*a.*b/)
  })

  test("a file that is not there, or no model, is refused", async () => {
    expect((await here.brink("run", "cub.mdl")).err).toContain("Did you mean cup.mdl?")
    here.put("letter.mdl", "Dear all,\nno model here.\n")
    const outcome = await here.brink("run", "letter.mdl")
    expect(outcome).toMatchObject({code: 2, out: ""})
    expect(outcome.err).toContain("exchange/not-a-model")
    here.put("empty.mdl", "")
    expect((await here.brink("run", "empty.mdl")).code).toBe(2)
  })
})

describe("the step", () => {
  test("half of it is tried, and what that moves is said for each output, the farthest first", async () => {
    const outcome = await here.brink("run", "cup.mdl", "--halve", "--save", "Warmth,Time to Cool")
    expect(outcome.code).toBe(0)
    // By the closed form 80 (1 - h)^(t / h): at t = 1 steps of one half leave 20, of one quarter 25.3125.
    expect(outcome.out.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
      ["step 0.25 in place of 0.5", "share of its range", "at"],
      ["Warmth", "6.667 %", "1"],
      ["Time to Cool", "0"],
      [""],
    ])
    const asJson = JSON.parse((await here.brink("run", "cup.mdl", "--halve", "--json", "--save", "Warmth")).out)
    const least = 80 * 0.5 ** 8
    expect(asJson).toEqual({
      step: 0.5,
      half: 0.25,
      differences: [{name: "Warmth", share: 5.3125 / (80 - least), time: 1}],
    })
  })

  test("too long a step for a time constant is a warning with its place", async () => {
    here.put("hot.mdl", CUP.replace("Time to Cool = 1", "Time to Cool = 0.3"))
    const outcome = await here.brink("run", "hot.mdl", "--csv", "-")
    expect(outcome.code).toBe(0)
    expect(outcome.err).toContain(
      "engine/long-step: 'Warmth' has a time constant of 0.3 minute, too short for a time step of 0.5\n  at hot.mdl:1\n",
    )
  })

  test("--halve is one thing and another is another", async () => {
    const outcome = await here.brink("run", "cup.mdl", "--halve", "--runs", "5")
    expect(outcome).toMatchObject({code: 2, out: ""})
    expect(outcome.err).toContain("cli/usage: --halve compares two runs")
  })
})

describe("import", () => {
  test("model.yaml of it runs with the same bits", async () => {
    for (const file of ["cup.mdl", "examples/grain-depot.mdl"]) {
      const made = await here.brink("import", file, "--out", "imported.yaml")
      expect(made).toMatchObject({code: 0, out: ""})
      const before = await here.brink("run", file, "--csv", "-")
      const after = await here.brink("run", "imported.yaml", "--csv", "-")
      expect(after).toEqual(before)
    }
  })

  test("names are found in it as in the file it came from", async () => {
    await here.brink("import", "cup.mdl", "--out", "imported.yaml")
    const run = await csv("imported.yaml", "--save", "WARMTH", "--set", "time step=1")
    expect(run["Warmth"]).toEqual([80, 0, 0, 0, 0])
  })

  test("says what each quantity rests on", async () => {
    await here.brink("import", "cup.mdl", "--out", "imported.yaml")
    expect(here.read("imported.yaml")).toContain("because: [{data: cup.mdl}]")
  })

  test("a model that is Brink's own already is refused", async () => {
    const outcome = await here.brink("import", "cases/arms-race/model.yaml")
    expect(outcome).toMatchObject({code: 2, out: ""})
    expect(outcome.err).toContain("is not a model of another tool")
  })
})

describe("the examples", () => {
  test("in XMILE the depot runs with the same bits", async () => {
    const before = await csv("examples/grain-depot.mdl")
    const after = await csv("examples/grain-depot.xmile")
    for (const name of Object.keys(before)) expect(after[name], name).toEqual(before[name])
  })

  test("grain-depot.yaml is grain-depot.mdl imported, but for three numbers", async () => {
    here.put("grain-depot.mdl", here.read("examples/grain-depot.mdl"))
    const imported = (await here.brink("import", "grain-depot.mdl")).out
    const {quantities: shipped, ...rest} = parse(here.read("examples/grain-depot.yaml"))
    const {quantities, ...sameRest} = parse(imported)
    expect(rest).toEqual(sameRest)
    expect(Object.keys(shipped)).toEqual(Object.keys(quantities))
    const others = Object.keys(shipped).filter((name) => !isDeepStrictEqual(shipped[name], quantities[name]))
    expect(others).toEqual(["surge[hill]", "weeks to see a change", "weeks on the road"])
    const spread = await here.brink("run", "examples/grain-depot.yaml", "--runs", "50", "--json")
    expect(JSON.parse(spread.out)).toMatchObject({runs: 50, failed: 0})
  })
})

describe("export", () => {
  test.each([["mdl"], ["xmile"]])("to .%s and back runs with the same bits", async (format) => {
    for (const file of ["cup.mdl", "examples/grain-depot.mdl"]) {
      const made = await here.brink("export", file, "--to", format, "--out", `out.${format}`)
      expect(made).toMatchObject({code: 0, out: ""})
      const before = await csv(file)
      const after = await csv(`out.${format}`)
      for (const name of Object.keys(before)) expect(after[name], name).toEqual(before[name])
    }
  })

  test.each([["mdl"], ["xmile"]])("the bundled case goes to .%s and comes back with the same bits", async (format) => {
    // An event of the case strikes by chance; no other tool has it, so the run to compare with goes without.
    const yaml = readFileSync(join(cases, "pakistan-taliban/model.yaml"), "utf8")
    here.put("quiet.yaml", yaml.slice(0, yaml.indexOf("events:")))
    const made = await here.brink("export", "quiet.yaml", "--to", format, "--out", `case.${format}`)
    expect(made.code).toBe(0)
    expect(made.err).toContain("priors are given by their central values")
    const before = table((await here.brink("run", "quiet.yaml", "--csv", "-")).out)
    const after = table((await here.brink("run", `case.${format}`, "--csv", "-")).out)
    expect(Object.keys(before).length).toBeGreaterThan(60)
    for (const name of Object.keys(before)) expect(after[name], name).toEqual(before[name])
  })

  test("SD-JSON holds every variable", async () => {
    const made = await here.brink("export", "cup.mdl", "--to", "sd-json")
    expect(made.code).toBe(0)
    const names = JSON.parse(made.out).variables.map((variable: {name: string}) => variable.name)
    expect(names).toEqual(expect.arrayContaining(["Warmth", "Loss", "Time to Cool"]))
  })

  test("one run as CSV is what run --csv prints", async () => {
    const table = await here.brink("export", "cup.mdl", "--to", "csv")
    expect(table).toEqual(await here.brink("run", "cup.mdl", "--csv", "-"))
  })

  test("the structure of a model, and the map of a case, as GraphML", async () => {
    const model = await here.brink("export", "cup.mdl", "--to", "graphml")
    expect(model.out).toContain('<data key="name">Time to Cool</data><data key="kind">parameter</data>')
    expect(model.out).toContain('<edge source="n3" target="n2"><data key="role">equation</data></edge>')
    expect(model.out).toContain('<edge source="n2" target="n1"><data key="role">rate</data></edge>')
    const map = await here.brink("export", "cases/arms-race", "--to", "graphml")
    expect(map.out).toBe((await here.brink("map", "cases/arms-race", "--graphml")).out)
  })

  test("a format that is none is refused, and so is a place that cannot be written", async () => {
    const wrong = await here.brink("export", "cup.mdl", "--to", "xmill")
    expect(wrong).toMatchObject({code: 2, out: ""})
    expect(wrong.err).toContain("Did you mean 'xmile'?")
    const nowhere = await here.brink("export", "cup.mdl", "--to", "mdl", "--out", "no/such/folder/x.mdl")
    expect(nowhere).toMatchObject({code: 2, out: ""})
    expect(existsSync(join(here.folder, "no"))).toBe(false)
  })
})

describe("validate", () => {
  test("a model in order is said to be, with what it is made of", async () => {
    expect(await here.brink("validate", "cup.mdl")).toEqual({
      code: 0,
      out: "cup.mdl: 1 stock, 6 other quantities, 0 tables; euler, minute 0 to 4 by 0.5\n",
      err: "",
    })
  })

  test("every issue is listed, and ends it with 1", async () => {
    here.put("units.mdl", CUP.replace("Warmth / Time to Cool ~ degree/minute", "Warmth + Time to Cool ~ degree/minute"))
    const outcome = await here.brink("validate", "units.mdl")
    expect(outcome.code).toBe(1)
    expect(outcome.err).toContain("at units.mdl:2")
  })

  test("many mistakes are listed, all of them", async () => {
    const wrong = Array.from({length: 30}, (_, i) => `v${i} = nothing${i} ~~|`).join("\n")
    here.put("many.mdl", `${wrong}${CONTROL}`)
    const outcome = await here.brink("validate", "many.mdl")
    expect(outcome).toMatchObject({code: 2, out: ""})
    for (let i = 0; i < 30; i++) expect(outcome.err).toContain(`'nothing${i}'`)
    expect((await here.brink("run", "many.mdl")).err).toContain("and 20 more; `brink validate many.mdl` lists all")
  })
})
