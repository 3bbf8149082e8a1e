import {spawn, spawnSync} from "node:child_process"
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs"
import {join} from "node:path"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {formats} from "../../src/case/index.ts"
import {commandsPage} from "../../src/cli/index.ts"
import {VALLEY} from "../case/memory.ts"
import {type Built, build, type Outcome} from "./built.ts"
import {typedIn} from "./inside.ts"

let built: Built
beforeAll(() => {
  built = build()
  for (const [file, text] of Object.entries(VALLEY)) built.put(file, text)
  for (const [file, text] of Object.entries(VALLEY)) built.put(file.replace("valley/", "salt/documents/"), text)
  built.put("salt/case.yaml", "format: brink/case@1\ntitle: Salt road\nquestion: Will the salt road stay open?\n")
  built.put("tank/model.yaml", TANK)
  built.put(
    "tank/scenarios/patch.yaml",
    "format: brink/scenario@1\nwhy: What if the leak is patched?\nlevers: {patch: [{from: 2, value: 1}]}\n",
  )
  built.put(
    "tank/scenarios/other.yaml",
    "format: brink/scenario@1\nwhy: Of another model.\nlevers: {harvests: [{from: 2, value: 1}]}\n",
  )
})
afterAll(() => built.remove())

const TANK = `format: brink/model@1
time: {unit: hour, start: 0, stop: 4, step: 0.5, save: 1, method: euler}
quantities:
  water: {kind: stock, unit: litre, initial: 100, outflows: [leak], because: [assumed: a full tank]}
  leak: {kind: flow, unit: litre/hour, equation: water * rate * (1 - patch), because: [assumed: a hole]}
  rate: {kind: parameter, unit: 1/hour, value: {uniform: [0.1, 0.3]}, because: [assumed: its size is unknown]}
  patch: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
`

/** The command line in this process. As a process it is started where that is the point. */
const brink = (...words: string[]): Promise<Outcome> => typedIn(built.folder, words)

/** A refusal: 2, nothing on stdout, no stack trace. */
function refused(outcome: Outcome): string {
  expect(outcome).toMatchObject({code: 2, out: ""})
  expect(outcome.err).not.toMatch(/\n\s+at .*[(/].*:\d+:\d+\)?$/m)
  expect(outcome.err).toMatch(/^[a-z]+\/[a-z-]+: /)
  return outcome.err
}

/** The one JSON value on stdout, held against its published schema. */
function parsed(outcome: Outcome, format: keyof typeof formats): Record<string, unknown> {
  const value = JSON.parse(outcome.out)
  const result = formats[format].safeParse(value)
  expect(result.success ? [] : result.error.issues.slice(0, 3)).toEqual([])
  return value
}

describe("as a process", () => {
  test("done is 0, refused is 2 with words on stderr alone and no stack trace", () => {
    expect(built.brink(["run", "tank/model.yaml", "--json"]).code).toBe(0)
    expect(refused(built.brink(["map", "nowhere"]))).toContain("doors/not-found: There is no file or folder nowhere")
    expect(built.brink(["--help"])).toMatchObject({code: 0, err: ""})
  }, 60_000)
})

describe("help", () => {
  test("fits a screen for every command, and each shows an example", async () => {
    const help = await brink("--help")
    expect(help.code).toBe(0)
    const commands = [...help.out.matchAll(/^ {2}([a-z]+) {2,}[A-Z]/gm)].map((m) => m[1]!)
    expect(commands).toEqual([
      "outlook",
      "init",
      "read",
      "score",
      "map",
      "press",
      "why",
      "edit",
      "draft",
      "validate",
      "schema",
      "run",
      "import",
      "export",
      "check",
      "calibrate",
    ])
    for (const words of [[], ...commands.map((c) => [c])]) {
      const {out, code} = await brink(...words, "--help")
      expect([words, code]).toEqual([words, 0])
      expect(out.split("\n").length).toBeLessThanOrEqual(40)
      expect(out).toMatch(/Examples?:/)
    }
  }, 120_000)

  test("docs/commands.md is what --help prints", () => {
    const page = readFileSync(new URL("../../docs/commands.md", import.meta.url), "utf8")
    expect(page, "docs/commands.md is stale: npm run generate").toBe(commandsPage())
  })

  test("a wrong command line is refused with the next move", async () => {
    expect(refused(await brink("outlok"))).toBe("cli/usage: Unknown command 'outlok'\n  Did you mean outlook?\n")
    expect(refused(await brink("run", "tank/model.yaml", "--unknown"))).toContain(
      "cli/usage: Unknown option '--unknown'",
    )
    expect(refused(await brink("map"))).toContain("cli/usage: Missing required argument 'PATH'")
    expect(refused(await brink("run", "tank/model.yaml", "--runs", "many"))).toContain(
      "--runs wants a whole number from 1 to 10000000, and got 'many'",
    )
    expect(refused(await brink("run", "tank/model.yaml", "--seed", "18446744073709551616"))).toContain(
      "--seed wants a whole number from 0 to 18446744073709551615",
    )
    expect(refused(await brink("read"))).toContain("cli/usage: Missing PATH")
  }, 60_000)
})

describe("what documents say", () => {
  test("read --json is one value that its schema allows, with every quote where it says", async () => {
    const outcome = await brink("read", "valley", "--json")
    expect(outcome.code).toBe(0)
    const reading = parsed(outcome, "reading") as {
      claims: {file: string; quote: {from: number; to: number; text: string}}[]
    }
    expect(reading.claims.length).toBeGreaterThan(3)
    for (const {file, quote} of reading.claims)
      expect(VALLEY[`valley/${file}` as keyof typeof VALLEY].slice(quote.from, quote.to)).toBe(quote.text)
  })

  test("read --text prints the text that offsets count in, read --lines each line's relations", async () => {
    expect((await brink("read", "--text", "valley/a.txt")).out).toBe(VALLEY["valley/a.txt"])
    built.put("page.html", "<h1>Salt</h1><p>Raids   hurt\ntrade.</p>")
    expect((await brink("read", "--text", "page.html")).out).toBe("# Salt\n\nRaids hurt trade.\n")
    built.put("lines.txt", "Raids hurt trade.\nThe valley is green.\n")
    const lines = JSON.parse((await brink("read", "--lines", "lines.txt", "--json")).out)
    expect(lines.map((l: {line: number; causal: boolean}) => [l.line, l.causal])).toEqual([
      [1, true],
      [2, false],
    ])
  })

  test("a case is read as its documents folder is: the same files, the same ids", async () => {
    expect((await brink("read", "salt", "--json")).out).toBe((await brink("read", "salt/documents", "--json")).out)
  })

  test("map --json and press --json hold to their schemas, and two results on stdout are refused", async () => {
    const map = parsed(await brink("map", "valley", "--json"), "map") as {factors: {id: string}[]}
    const press = parsed(await brink("press", "valley", `${map.factors[0]!.id}-`, "--runs", "20", "--json"), "press")
    expect(press).toMatchObject({factor: map.factors[0]!.id, direction: "-", runs: 20})
    expect((await brink("map", "valley", "--graphml")).out).toContain(
      '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    )
    expect((await brink("map", "valley", "--svg")).out).toContain("<svg")
    expect(refused(await brink("map", "valley", "--json", "--svg"))).toContain(
      "cli/usage: Two results on stdout: --json and --svg",
    )
    expect(refused(await brink("press", "valley", "unicorns"))).toContain(
      "map/unknown-factor: The map has no factor 'unicorns'",
    )
    expect(refused(await brink("why", "valley", "unicorns"))).toContain("'unicorns'")
  }, 60_000)

  test("why leads from a finding of the outlook to what it rests on", async () => {
    const {out, code} = await brink("why", "valley", "outcome-1", "--runs", "20", "--json")
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({format: "brink/why@1", kind: "finding", name: "outcome-1"})
  }, 60_000)

  test("map --svg is a file of its own; --focus goes with it; a finding that is not there is refused with those that are", async () => {
    const {code, out} = await brink("map", "valley", "--svg")
    expect(code).toBe(0)
    expect(out).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<\/svg>\n$/)
    expect(out.match(/<svg/g)).toHaveLength(1)
    expect(refused(await brink("map", "valley", "--focus", "raids"))).toContain("Add --svg.")
    expect(refused(await brink("why", "valley", "outcome-99", "--runs", "5"))).toContain("it has: outcome-1")
  }, 60_000)

  test("why leads from a factor to quotes", async () => {
    const [factor] = (JSON.parse((await brink("map", "valley", "--json")).out) as {factors: {id: string}[]}).factors
    const {out, code} = await brink("why", "valley", factor!.id)
    expect(code).toBe(0)
    expect(out).toMatch(/\n *"[^"]+"\n +[ab]\.txt:\d+-\d+/)
  })

  test("a reading is scored against itself as perfect", async () => {
    const reading = built.put("reading.json", (await brink("read", "valley", "--json")).out)
    const {claims} = JSON.parse(readFileSync(reading, "utf8"))
    built.put("gold.json", JSON.stringify({claims}))
    expect(JSON.parse((await brink("score", "reading.json", "gold.json", "--json")).out)).toMatchObject({
      recall: 1,
      precision: 1,
      sign: 1,
      missed: [],
      extra: [],
    })
  })

  test("a score is a table, and names what was missed", async () => {
    built.put("reading.json", (await brink("read", "valley", "--json")).out)
    const claim = {id: "G1", file: "a.txt", cause: {from: 0, to: 3}, effect: {from: 4, to: 8}}
    built.put("one.json", JSON.stringify({format: "brink/gold@1", files: ["a.txt"], claims: [claim]}))
    const {out, code} = await brink("score", "reading.json", "one.json", "--misses")
    expect(code).toBe(0)
    expect(out).toMatch(/^ +recall +precision +F1\nboth phrases, most of the shorter +0\.000/)
    expect(out).toMatch(/\nG1 +a\.txt +0-3 +4-8\n/)
  })

  test("a gold of another version, of a file not read, or of another format is refused", async () => {
    built.put("reading.json", (await brink("read", "valley", "--json")).out)
    const gold = (name: string, value: unknown) => built.put(name, JSON.stringify(value))
    gold("old.json", {format: "brink/gold@1", files: [{file: "a.txt", sha256: "0".repeat(64)}], claims: []})
    expect(refused(await brink("score", "reading.json", "old.json"))).toMatch(
      /reading\/other-version: a\.txt is not the version that was annotated/,
    )
    gold("elsewhere.json", {format: "brink/gold@1", files: ["docs/a.txt"], claims: []})
    expect(refused(await brink("score", "reading.json", "elsewhere.json"))).toContain("Nearest: a.txt")
    gold("map.json", {format: "brink/map@1", factors: []})
    expect(refused(await brink("score", "reading.json", "map.json"))).toContain(
      "map.json is brink/map@1, not an annotation",
    )
    expect(refused(await brink("score", "map.json", "reading.json"))).toContain(
      "map.json is brink/map@1, not a reading",
    )
  })
})

describe("bad input among good", () => {
  test("a binary, an unread type, another language and an over-long file are skipped, named, and the exit code is 1", async () => {
    built.put("mixed/a.txt", VALLEY["valley/a.txt"])
    built.put(
      "mixed/b.txt",
      Uint8Array.from({length: 500}, (_, i) => (i * 37) % 256),
    )
    built.put(
      "mixed/c.txt",
      "Le conseil a fermé la route du sel après un troisième raid, et les charretiers craignent que la fermeture ne dure tout l'hiver.",
    )
    built.put("mixed/d.docx", "PK")
    built.put("mixed/e.txt", VALLEY["valley/a.txt"].repeat(20))
    const {code, err, out} = await brink("read", "mixed", "--max-file", "2000", "--json")
    expect(code).toBe(1)
    expect(JSON.parse(out).documents).toHaveLength(1)
    expect(err).toContain("skipped b.txt: It cannot be read: it is not text")
    expect(err).toContain("skipped c.txt: The document is in French, and only English is read.")
    expect(err).toContain("skipped d.docx: It is no whole Word document: it is no zip archive, or it is cut short.")
    expect(err).toContain("skipped e.txt: It has")
  })

  test("an empty folder, a folder without English, documents without a cause, and no folder at all are refused", async () => {
    mkdirSync(join(built.folder, "empty"), {recursive: true})
    built.put(
      "french/c.txt",
      "Le conseil a fermé la route du sel après un troisième raid, et les charretiers craignent que la fermeture ne dure tout l'hiver.",
    )
    built.put("plain/a.txt", "The valley is green. The mill is old. Nobody lives there.")
    for (const command of ["outlook", "map", "draft", "check"]) {
      expect(refused(await brink(command, "empty"))).toContain(
        "case/no-document: There is no English document to read in empty",
      )
      expect(refused(await brink(command, "french"))).toContain("c.txt: The document is in French")
      expect(refused(await brink(command, "plain"))).toContain(
        "case/no-claim: No sentence in plain says that one thing causes another",
      )
    }
    expect(refused(await brink("read", "nowhere"))).toContain("doors/not-found: There is no file or folder nowhere")
    expect(existsSync(join(built.folder, "brink-report.html"))).toBe(false)
  }, 120_000)

  test("a case with a torn YAML file is refused with the place, and nothing is written", async () => {
    built.put("torn/case.yaml", "format: brink/case@1\ntitle: Salt\nquestion: [Will it\n")
    built.put("torn/documents/a.txt", VALLEY["valley/a.txt"])
    for (const command of ["outlook", "validate", "check"])
      expect(refused(await brink(command, "torn"))).toMatch(
        /case\/invalid-file: 1 mistake in torn\/case\.yaml\n {2}torn\/case\.yaml:\d+:\d+: /,
      )
    expect(readdirSync(join(built.folder, "torn")).sort()).toEqual(["case.yaml", "documents"])
  }, 60_000)

  test("an output that cannot be written is refused before work begins", async () => {
    expect(refused(await brink("outlook", "valley", "--out", "no/such/folder/report.html"))).toBe(
      "doors/cannot-write: Cannot write no/such/folder/report.html: there is no folder no/such/folder\n  Name a file in a folder that is there and can be written.\n",
    )
    expect(refused(await brink("outlook", "nowhere", "--out", "valley"))).toContain("it is a folder")
    expect(refused(await brink("run", "tank/model.yaml", "--csv", "no/such.csv"))).toContain("doors/cannot-write")
  })
})

describe("a model is run", () => {
  test("run --csv - prints every variable at every saved time; Euler's leak is exact by hand", async () => {
    const {out, code} = await brink("run", "tank/model.yaml", "--csv", "-")
    expect(code).toBe(0)
    const rows = out
      .trimEnd()
      .split("\n")
      .map((line) => line.split(","))
    expect(rows[0]).toEqual(["Time", "water", "leak", "rate", "patch"])
    expect(rows.map((r) => r[0])).toEqual(["Time", "0", "1", "2", "3", "4"])
    // The median of uniform 0.1 to 0.3 is 0.2; two half steps an hour leave 0.9 x 0.9.
    expect(Number(rows[2]![1])).toBeCloseTo(81, 10)
  })

  test("run --json holds to its schema, --save keeps what is asked for, --set and --cut act", async () => {
    const run = parsed(await brink("run", "tank/model.yaml", "--json", "--save", "water"), "run")
    expect(run).toMatchObject({names: ["water"], time: [0, 1, 2, 3, 4]})
    const water = async (...words: string[]): Promise<number[]> =>
      JSON.parse((await brink("run", "tank/model.yaml", "--json", ...words)).out).values.water
    expect(await water("--set", "rate=0")).toEqual([100, 100, 100, 100, 100])
    expect((await water("--set", "patch=1@2"))[4]).toBeCloseTo(100 * 0.9 ** 4, 10)
    expect((await water("--set", "rate*=2", "--set", "rate+=0.1"))[1]).toBeCloseTo(100 * 0.75 ** 2, 10)
    expect((await water("--cut", "water:leak"))[1]).toBeCloseTo(80, 10)
    expect((await water("--scenario", "patch"))[4]).toBeCloseTo(100 * 0.9 ** 4, 10)
    for (const backend of ["interpreter", "wasm"])
      expect(await water("--backend", backend)).toEqual(await water("--backend", "js"))
    expect((await water("--method", "rk4"))[4]).toBeCloseTo(100 * Math.exp(-0.8), 3)
  }, 60_000)

  test("an ensemble's quantiles and hash do not depend on the number of workers; --out holds every run", async () => {
    const one = await brink("run", "tank/model.yaml", "--runs", "50", "--json", "--workers", "1", "--out", "runs.csv")
    const two = await brink("run", "tank/model.yaml", "--runs", "50", "--json", "--workers", "2")
    const runs = parsed(one, "runs")
    expect(runs).toMatchObject({runs: 50, failed: 0, seed: "1"})
    expect(two.out).toBe(one.out)
    const rows = readFileSync(join(built.folder, "runs.csv"), "utf8").trimEnd().split("\n")
    expect(rows[0]).toBe("run,time,water,leak,rate,patch")
    expect(rows).toHaveLength(1 + 50 * 5)
    expect((await brink("run", "tank/model.yaml", "--runs", "5", "--out", "runs.parquet")).code).toBe(0)
    expect(readFileSync(join(built.folder, "runs.parquet")).subarray(0, 4).toString()).toBe("PAR1")
  })

  test("what cannot be asked of it is refused by name", async () => {
    expect(refused(await brink("read", "--text", "inside.txt", "--json"))).toContain("Two results on stdout")
    expect(refused(await brink("read", "--text", "valley"))).toContain("valley is a folder")
    const asked = async (...words: string[]): Promise<string> =>
      refused(await brink("run", "tank/model.yaml", ...words))
    expect(await asked("--set", "pach=1")).toContain("'pach'")
    expect(await asked("--set", "pach=1")).toContain("patch")
    expect(await asked("--set", "patch=2")).toMatch(/patch.*range|range.*patch/s)
    expect(await asked("--set", "patch")).toContain("--set wants NAME=VALUE")
    expect(await asked("--cut", "water")).toContain("--cut wants CAUSE:EFFECT")
    expect(await asked("--cut", "patch:rate")).toContain("patch")
    expect(await asked("--scenario", "pach")).toContain("Did you mean 'patch'?")
    expect(await asked("--scenario", "other")).toContain("harvests")
    expect(await asked("--save", "watr")).toContain("Did you mean 'water'")
    expect(await asked("--json", "--csv", "-")).toContain("Two results on stdout")
    expect(await asked("--backend", "wsm")).toContain("Did you mean 'wasm'?")
    expect(await asked("--runs", "5", "--out", "runs.xlsx")).toContain(".csv or .parquet")
    for (const command of ["diff", "open"])
      expect(refused(await brink(command, "tank", "--to", "csv"))).toContain(
        `cli/not-yet: brink ${command} is not built yet`,
      )
    expect(refused(await brink("run", "old.mdl"))).toContain("doors/not-found: There is no file old.mdl")
    expect(refused(await brink("check", "valley", "--backtest"))).toContain(
      "check/no-data: There are no observed series in valley to score the model on",
    )
    expect(refused(await brink("outlook", "valley", "--since", "x.json"))).toContain(
      "cli/not-yet: --since is not built yet",
    )
  }, 120_000)

  test("a unit error and an algebraic loop are refused with their places", async () => {
    built.put("units.yaml", TANK.replace("water * rate", "water + rate"))
    expect(refused(await brink("run", "units.yaml"))).toMatch(/model\/unit-mismatch: [\s\S]*leak[\s\S]*units\.yaml:5/)
    built.put(
      "loop.yaml",
      TANK.replace("value: {uniform: [0.1, 0.3]}", "equation: leak / water").replace(
        "kind: parameter",
        "kind: auxiliary",
      ),
    )
    expect(refused(await brink("run", "loop.yaml"))).toMatch(/leak.*<-.*rate|rate.*<-.*leak/s)
  })

  test("a stock that becomes infinite is a failed run: counted, the others kept, exit code 1", async () => {
    built.put(
      "blast.yaml",
      TANK.replace("outflows", "inflows")
        .replace("water * rate * (1 - patch)", "exp(water / (1 {litre}) * rate) * (1 {litre/hour})")
        .replace(/ \{litre[^}]*\}/g, ""),
    )
    built.put(
      "blast.yaml",
      `format: brink/model@1
time: {unit: hour, start: 0, stop: 4, step: 0.5, save: 1, method: euler}
quantities:
  heat: {kind: stock, unit: 1, initial: 1, inflows: [growth], because: [assumed: a start]}
  growth: {kind: flow, unit: 1/hour, equation: exp(heat * size) / hours, because: [assumed: it feeds itself]}
  size: {kind: parameter, unit: 1, value: {uniform: [0, 2]}, because: [assumed: unknown]}
  hours: {kind: parameter, unit: hour, value: 1, because: [assumed: a unit]}
`,
    )
    const {code, out, err} = await brink("run", "blast.yaml", "--runs", "50", "--json")
    expect(code).toBe(1)
    const {failed} = parsed({code, out, err}, "runs") as {failed: number}
    expect(failed).toBeGreaterThan(0)
    expect(failed).toBeLessThan(50)
    expect(err).toMatch(/run \d+ failed: .*heat|growth/)
  })
})

describe("a case is made and mended", () => {
  test("init copies the documents and keeps what they say; a second time it is refused", async () => {
    const {code, out} = await brink("init", "new", "valley", "page.html", "--question", "Will it stay open?")
    expect({code, out}).toEqual({code: 0, out: "new\n"})
    expect(readdirSync(join(built.folder, "new")).sort()).toEqual([
      "case.yaml",
      "claims.jsonl",
      "documents",
      "map.json",
    ])
    expect((await brink("validate", "new")).code).toBe(0)
    expect(refused(await brink("init", "new"))).toContain("case/already-there: new is a case already")
  })

  test("edit appends one line; a wrong one is refused and the file stays", async () => {
    const {claims} = JSON.parse((await brink("read", "salt", "--json")).out)
    const {code, out} = await brink("edit", "salt", "reject", claims[0].id, "--why", "a rumour", "--by", "ana")
    expect(code).toBe(0)
    const file = join(built.folder, "salt/edits.jsonl")
    expect(readFileSync(file, "utf8")).toBe(out)
    parsed({code, out, err: ""}, "edit")
    expect(refused(await brink("edit", "salt", "reject", "0123", "--why", "x"))).toContain("case/unknown-claim")
    expect(refused(await brink("edit", "salt", "rejcet", "0123", "--why", "x"))).toContain("Did you mean 'reject'?")
    expect(refused(await brink("edit", "salt", "undo", "--why", "x"))).toContain("undo wants the number of an edit")
    expect(refused(await brink("edit", "valley", "undo", "1", "--why", "x"))).toContain("case/not-a-case")
    expect((await brink("edit", "salt", "undo", "1", "--why", "it was none")).code).toBe(0)
    expect(readFileSync(file, "utf8").startsWith(out)).toBe(true)
  }, 60_000)

  test("init gives two documents of one name two names, and a page its own front matter", async () => {
    built.put("twins/a.md", "Raids hurt trade.")
    built.put(
      "twins/a.html",
      '<html><head><title>Salt</title><meta name="author" content="Ana Brandt"></head><body><p>Aid calmed the port.</p></body></html>',
    )
    expect((await brink("init", "twin-case", "twins")).code).toBe(0)
    expect(readdirSync(join(built.folder, "twin-case/documents")).sort()).toEqual(["a-2.md", "a.md"])
    const {documents} = JSON.parse((await brink("read", "twin-case", "--json")).out)
    expect(documents.map((d: {title: string; author?: string}) => [d.title, d.author])).toContainEqual([
      "Salt",
      "Ana Brandt",
    ])
  })

  test("init keeps documents under the folder they have in common, and refuses where none can be read", async () => {
    built.put("far/a/one.txt", "Raids hurt trade.")
    built.put("far/b/two.txt", "Aid calmed the port.")
    expect(
      (await brink("init", "far-case", join(built.folder, "far/a/one.txt"), join(built.folder, "far/b"))).code,
    ).toBe(0)
    const files = readdirSync(join(built.folder, "far-case/documents"), {recursive: true}) as string[]
    expect(files.filter((file) => file.endsWith(".txt")).sort()).toEqual(["a/one.txt", "b/two.txt"])
    mkdirSync(join(built.folder, "nothing-in-it"))
    expect(refused(await brink("init", "no-case", "nothing-in-it"))).toContain("case/no-document")
    expect(existsSync(join(built.folder, "no-case"))).toBe(false)
  })

  test("validate names what leads nowhere: a claim that no document makes, data that is not there, an outcome the model lacks", async () => {
    built.put(
      "loose/case.yaml",
      "format: brink/case@1\ntitle: Tank\nquestion: Will it hold?\noutcomes: [{quantity: watr}]\n",
    )
    built.put(
      "loose/model.yaml",
      TANK.replace("assumed: a hole", "claim: 0123456789ab").replace("assumed: its size is unknown", "data: holes.csv"),
    )
    const {code, err} = await brink("validate", "loose")
    expect(code).toBe(1)
    expect(err).toContain("loose/model.yaml:5: 'leak' rests on the claim 0123456789ab, which no document makes")
    expect(err).toContain("loose/model.yaml:6: 'rate' rests on holes.csv, which is not in data/")
    expect(err).toContain("loose/case.yaml: the outcome 'watr' is no quantity of the model; nearest: water")
  })

  test("validate holds the names of checks.yaml against the model; check takes a case as the documents of another", async () => {
    built.put("kettle/case.yaml", "format: brink/case@1\ntitle: Tank\nquestion: How long?\n")
    built.put("kettle/model.yaml", TANK)
    built.put("kettle/documents/a.txt", "Leaks empty tanks. A leak reduces the water in the tank.\n")
    built.put(
      "kettle/checks.yaml",
      'format: brink/checks@1\nchecks:\n  - {id: E1, says: a patch helps, set: {pach: {is: 1}}, expect: "water at 4 > base"}\n',
    )
    const {code, err} = await brink("validate", "kettle")
    expect(code).toBe(1)
    expect(err).toContain("kettle/checks.yaml: check E1 names 'pach', which the model does not have; nearest: patch")
    expect((await brink("check", "salt", "--documents", "kettle", "--runs", "10")).err).toBe("")
    expect(refused(await brink("check", "salt", "--documents", "kettle", "--backtest"))).toContain(
      "leaves the case's data out",
    )
    // A case with a model of its own needs no document of its own to be held against those of others.
    built.put("bare/case.yaml", "format: brink/case@1\ntitle: Tank\nquestion: How long?\n")
    built.put("bare/model.yaml", TANK)
    const bare = await brink("check", "bare", "--documents", "kettle", "--runs", "10", "--json")
    expect(bare.code).toBe(0)
    expect((parsed(bare, "check") as {checks: unknown[]}).checks.length).toBeGreaterThan(0)
  }, 60_000)

  test("an edit that lost its place is named by every command that applies it, and the exit code is 1", async () => {
    for (const [file, text] of Object.entries(VALLEY)) built.put(file.replace("valley/", "moved/documents/"), text)
    built.put("moved/case.yaml", "format: brink/case@1\ntitle: Salt road\nquestion: Will it?\n")
    const {claims} = parsed(await brink("read", "moved", "--json"), "reading") as {claims: {id: string; file: string}[]}
    const gone = claims.find((c) => c.file === "b.txt")!.id
    expect((await brink("edit", "moved", "reject", gone, "--why", "hearsay")).code).toBe(0)
    built.put("moved/documents/b.txt", "Aid reduces hunger in the valley.\n")
    for (const words of [
      ["map"],
      ["check", "--runs", "5"],
      ["outlook", "--runs", "5", "--out", "moved.html"],
      ["draft"],
    ]) {
      const {code, err} = await brink(words[0]!, "moved", ...words.slice(1))
      expect([words[0], code]).toEqual([words[0], 1])
      expect(err).toContain(`edit 1 (reject) by analyst has lost its place: claim ${gone}`)
    }
  }, 60_000)

  test("two writers at one case lose no edit", async () => {
    built.put("both/case.yaml", "format: brink/case@1\ntitle: Both\nquestion: Will both stay?\n")
    built.put("both/documents/a.txt", VALLEY["valley/a.txt"])
    const {claims} = JSON.parse((await brink("read", "both", "--json")).out)
    const write = (by: string): Promise<number | null> =>
      new Promise((done) => {
        spawn(process.execPath, [built.bin, "edit", "both", "accept", claims[0].id, "--why", "seen", "--by", by], {
          cwd: built.folder,
          stdio: "ignore",
        }).on("exit", done)
      })
    expect(await Promise.all(["ana", "ben", "cem"].map(write))).toEqual([0, 0, 0])
    const lines = readFileSync(join(built.folder, "both/edits.jsonl"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line))
    expect(lines.map((l) => l.n)).toEqual([1, 2, 3])
    expect(lines.map((l) => l.by).sort()).toEqual(["ana", "ben", "cem"])
    expect(readdirSync(join(built.folder, "both")).sort()).toEqual(["case.yaml", "documents", "edits.jsonl"])
  }, 60_000)

  test("names that reach behind objects, alias bombs and numbers beyond all bounds are refused, and nothing is polluted", async () => {
    const bomb = `a: &a [x, x]\n${Array.from(
      {length: 30},
      (_, i) =>
        `${String.fromCharCode(98 + (i % 24))}${i}: &z${i} [${Array(9)
          .fill(i === 0 ? "*a" : `*z${i - 1}`)
          .join(", ")}]`,
    ).join("\n")}\n`
    for (const text of [
      "format: brink/case@1\ntitle: x\nquestion: y\n__proto__: {polluted: 1}\n",
      "format: brink/case@1\ntitle: x\nquestion: y\nconstructor: {prototype: {polluted: 1}}\n",
      "format: brink/case@1\ntitle: x\ntitle: z\nquestion: y\n",
      bomb,
      "[".repeat(50_000),
    ]) {
      built.put("evil/case.yaml", text)
      expect(refused(await brink("validate", "evil"))).toMatch(/case\/invalid-file: /)
    }
    built.put("evil.yaml", TANK.replace("initial: 100", "initial: 1e999"))
    expect(refused(await brink("run", "evil.yaml"))).toMatch(/evil\.yaml:4/)
    expect(({} as {polluted?: unknown}).polluted).toBeUndefined()
  }, 60_000)

  test("a draft is text that runs", async () => {
    built.put("drafted.yaml", (await brink("draft", "valley")).out)
    expect((await brink("run", "drafted.yaml", "--json")).code).toBe(0)
  })

  test("schema prints what schemas/ holds", async () => {
    expect(JSON.parse((await brink("schema", "model")).out)).toMatchObject({title: "brink/model@1"})
    expect(refused(await brink("schema", "modle"))).toContain("Did you mean 'model'?")
  })
})

describe("the whole road", () => {
  test("outlook writes the report and ends with its path; nothing else is written for a folder", async () => {
    const before = readdirSync(join(built.folder, "valley"))
    const {code, out, err} = built.brink(["outlook", "valley", "--runs", "30", "--out", "salt-report.html"])
    expect([code, err]).toEqual([0, ""])
    expect(out.trimEnd().split("\n").at(-1)).toBe("salt-report.html")
    expect(readFileSync(join(built.folder, "salt-report.html"), "utf8")).toMatch(/^<!doctype html>/i)
    expect(readdirSync(join(built.folder, "valley"))).toEqual(before)
  }, 120_000)

  test("outlook --json and check --json hold to their schemas; --csv has every outcome; --keep writes into a case only", async () => {
    const outcome = await brink(
      "outlook",
      "salt",
      "--runs",
      "30",
      "--json",
      "--keep",
      "--csv",
      "outcomes.csv",
      "--out",
      "salt-2.html",
    )
    expect(parsed(outcome, "outlook")).toMatchObject({
      runs: 30,
      report: "salt-2.html",
      question: "Will the salt road stay open?",
    })
    expect(readFileSync(join(built.folder, "outcomes.csv"), "utf8")).toMatch(
      /^outcome,time,p2_5,p10,p25,p50,p75,p90,p97_5\n/,
    )
    for (const file of ["claims.jsonl", "map.json", "outlook.json"])
      expect(existsSync(join(built.folder, "salt", file))).toBe(true)
    parsed({...outcome, out: readFileSync(join(built.folder, "salt/map.json"), "utf8")}, "map")
    const check = await brink("check", "salt", "--runs", "30", "--json")
    const {totals, checks} = parsed(check, "check") as {
      totals: Record<string, number>
      checks: {byConstruction: boolean}[]
    }
    expect(Object.values(totals).reduce((a, b) => a + b, 0)).toBe(checks.filter((c) => !c.byConstruction).length)
    expect(refused(await brink("outlook", "valley", "--keep"))).toContain("--keep writes into a case")
    expect(refused(await brink("outlook", "valley", "--date", "2031-02-30"))).toContain("got '2031-02-30'")
    for (const [file, text] of Object.entries(VALLEY)) built.put(file.replace("valley/", "stuck/documents/"), text)
    built.put("stuck/case.yaml", "format: brink/case@1\ntitle: Salt road\nquestion: Will it?\n")
    mkdirSync(join(built.folder, "stuck/map.json"))
    expect(refused(await brink("outlook", "stuck", "--keep", "--out", "stuck.html"))).toContain(
      "stuck/map.json: it is a folder",
    )
    expect(existsSync(join(built.folder, "stuck.html"))).toBe(false)
  }, 120_000)

  test("the same bytes under another time zone, locale, working directory and number of workers", async () => {
    const elsewhere = join(built.folder, "elsewhere")
    mkdirSync(elsewhere, {recursive: true})
    const here = built.brink(["outlook", "valley", "--runs", "30", "--json", "--out", "r.html", "--workers", "1"], {
      env: {TZ: "UTC", LANG: "C"},
    })
    const there = built.brink(["outlook", "../valley", "--runs", "30", "--json", "--out", "r.html", "--workers", "2"], {
      cwd: elsewhere,
      env: {TZ: "Pacific/Apia", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8"},
    })
    expect(there.out).toBe(here.out)
    expect(readFileSync(join(elsewhere, "r.html"), "utf8")).toBe(readFileSync(join(built.folder, "r.html"), "utf8"))
  }, 120_000)

  test("the hash of 1,000 runs is the same with one worker and with two, in two folders, under another time zone and locale", () => {
    const elsewhere = join(built.folder, "elsewhere-2")
    mkdirSync(elsewhere, {recursive: true})
    const one = built.brink(["run", "valley", "--runs", "1000", "--json", "--workers", "1"])
    const two = built.brink(["run", "../valley", "--runs", "1000", "--json", "--workers", "2"], {
      cwd: elsewhere,
      env: {TZ: "Asia/Kathmandu", LC_ALL: "tr_TR.UTF-8"},
    })
    expect(parsed(one, "runs")).toMatchObject({runs: 1000, failed: 0, hash: expect.stringMatching(/^[0-9a-f]{64}$/)})
    expect(two.out).toBe(one.out)
  }, 120_000)

  test("nothing depends on the day: hash, stdout and report are the same years from now, in workers too", () => {
    // Shifts every clock of the process and of its workers by some twelve years.
    const later = `const now = Date.now.bind(Date); const by = 4e11
      globalThis.Date = class extends Date { constructor(...a) { a.length ? super(...a) : super(now() + by) } static now() { return now() + by } }`
    const env = {NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(later)}`}
    const year = spawnSync(process.execPath, ["-p", "new Date().getFullYear()"], {
      env: {...process.env, ...env},
      encoding: "utf8",
    })
    expect(Number(year.stdout)).toBeGreaterThan(new Date().getFullYear() + 10)
    for (const words of [
      ["run", "valley", "--runs", "1000", "--json", "--workers", "2"],
      ["outlook", "valley", "--runs", "30", "--out", "clock.html"],
    ]) {
      const files = () => (words[0] === "outlook" ? readFileSync(join(built.folder, "clock.html"), "utf8") : "")
      const today = {...built.brink(words), files: files()}
      const then = {...built.brink(words, {env}), files: files()}
      expect(today.code).toBe(0)
      expect(then).toEqual(today)
    }
  }, 120_000)

  test("a report in the folder that is read changes nothing: a second run gives the bytes of the first", () => {
    built.put("again/a.txt", VALLEY["valley/a.txt"])
    const run = () => built.brink(["outlook", ".", "--runs", "30"], {cwd: join(built.folder, "again")})
    const page = () => readFileSync(join(built.folder, "again/brink-report.html"), "utf8")
    const first = {...run(), page: page()}
    expect(first).toMatchObject({code: 0, err: ""})
    expect({...run(), page: page()}).toEqual(first)
  }, 120_000)

  test("npm start means PATH where the user stood", async () => {
    writeFileSync(join(built.folder, "inside.txt"), "Raids hurt trade.")
    const ran = built.brink(["read", "inside.txt", "--json"], {
      cwd: "/",
      env: {INIT_CWD: built.folder, npm_lifecycle_event: "start", npm_package_name: "brink"},
    })
    expect(ran.code).toBe(0)
  })
})
