import {existsSync, mkdirSync, readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {commandsPage} from "../../src/cli/index.ts"
import {VALLEY} from "../case/memory.ts"
import type {Built, Outcome} from "./built.ts"
import {typedIn} from "./inside.ts"
import {inValley, parsed, refused, TANK} from "./valley.ts"

let built: Built
beforeAll(() => {
  built = inValley()
})
afterAll(() => built.remove())

/** The command line in this process. As a process it is started where that is the point. */
const brink = (...words: string[]): Promise<Outcome> => typedIn(built.folder, words)

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
      "decide",
      "diff",
      "init",
      "read",
      "score",
      "map",
      "factors",
      "press",
      "why",
      "edit",
      "open",
      "draft",
      "todo",
      "validate",
      "schema",
      "run",
      "shard",
      "worker",
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
    // The help names what --json prints here: a list of these, and no reading.
    expect((await brink("read", "--help")).out).toContain(`{${Object.keys(lines[0]).join(", ")}}`)
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

  test("a gold with mistakes is refused, each named with its line and its claim", async () => {
    built.put("reading.json", (await brink("read", "valley", "--json")).out)
    const claims = [
      {id: "G1", file: "a.txt", cause: {from: 0, to: 3}, effect: {from: 4, to: 99_999}},
      {id: "G2", file: "z.txt", cause: {from: 3, to: 0}, effect: {from: 4, to: 8}},
    ]
    built.put("wrong.json", JSON.stringify({format: "brink/gold@1", claims}, null, 1))
    const err = refused(await brink("score", "reading.json", "wrong.json"))
    expect(err).toContain("reading/invalid-file: 3 mistakes in wrong.json")
    expect(err).toMatch(/wrong\.json:11:\d+: claim 1 \(G1\): its effect, 4 to 99999, lies outside the text of a\.txt/)
    expect(err).toContain("claim 2 (G2): it is in z.txt, which the reading does not list")
    expect(err).toContain("claim 2 (G2): its cause, 3 to 0, is reversed")
    // Told from an annotation in the place of the reading, too.
    expect(refused(await brink("score", "wrong.json", "wrong.json"))).toContain("1 mistake in wrong.json")
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
    expect(await water("--cut", "water->leak")).toEqual(await water("--cut", "water:leak"))
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
    expect(refused(await brink("open", "tank", "--by", " "))).toContain("cli/usage: --by is empty")
    expect(refused(await brink("open", "tank", "--port", "0"))).toContain("--port wants a whole number from 1 to 65535")
    expect(refused(await brink("run", "old.mdl"))).toContain("doors/not-found: There is no file old.mdl")
    expect(refused(await brink("check", "valley", "--backtest"))).toContain(
      "check/no-data: There are no observed series in valley to score the model on",
    )
    expect(refused(await brink("outlook", "valley", "--since", "x.json"))).toContain("There is no x.json")
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
