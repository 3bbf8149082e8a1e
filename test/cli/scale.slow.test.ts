// More than one process: plans, shards and folders of them give the bytes of `brink run`, whoever computes what, in which
// order, killed or not. The commands of docs/scale.md are run as they stand there.

import {type ChildProcess, spawn, spawnSync} from "node:child_process"
import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from "node:fs"
import {availableParallelism} from "node:os"
import {basename, delimiter, join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"
import {afterAll, beforeAll, beforeEach, describe, expect, test} from "vitest"
import {seeded} from "../../scripts/seeded.ts"
import {leftovers, ownEnvironment} from "../faults/processes.ts"
import {freePort, SERVER} from "../io/nats-server.ts"
import type {Built} from "./built.ts"
import {typedIn} from "./inside.ts"
import {inValley, parsed, raidedHerds, refused} from "./valley.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))

/** Some seconds of work in many shards. */
const LONG = raidedHerds({stop: 200, save: 10, failing: 0.0097})
const RUNS = ["--runs", "300", "--seed", "3"]

let built: Built
/** What one process says of the long model, as JSON. */
let alone: string
beforeAll(() => {
  built = inValley()
  built.put("long.yaml", LONG)
  const {code, out} = built.brink(["run", "long.yaml", ...RUNS, "--json"])
  expect(code).toBe(1)
  expect(JSON.parse(out).failed).toBeGreaterThan(5)
  alone = out
})
afterAll(() => built.remove())
beforeEach(() => {
  for (const name of ["shards", "plan.json", "moved"]) rmSync(join(built.folder, name), {recursive: true, force: true})
})

/** In this process: what threads and processes of their own are for is started as such. */
const brink = (...words: string[]) => typedIn(built.folder, words)
const shardsIn = (folder: string): string[] =>
  readdirSync(join(built.folder, folder)).filter((name) => name.endsWith(".shard"))

/** The same as a process that goes on by itself. */
function started(...words: string[]): {
  child: ChildProcess
  ended: Promise<{code: number | null; out: string; err: string}>
} {
  const child = spawn(process.execPath, [built.bin, ...words], {cwd: built.folder, env: ownEnvironment()})
  const told = {out: "", err: ""}
  child.stdout.on("data", (chunk) => {
    told.out += chunk
  })
  child.stderr.on("data", (chunk) => {
    told.err += chunk
  })
  return {child, ended: new Promise((resolve) => child.on("close", (code) => resolve({code, ...told})))}
}

describe("a plan", () => {
  test("names what is to be run; its shards, computed in any order, are gathered to the bytes of one process", async () => {
    const planned = await brink("run", "long.yaml", ...RUNS, "--shard-runs", "35", "--plan", "plan.json")
    expect(planned).toMatchObject({code: 0, out: "plan.json\n", err: "9 shards of 35 runs, numbered from 0\n"})
    const plan = parsed({...planned, out: readFileSync(join(built.folder, "plan.json"), "utf8")}, "plan")
    expect(plan).toMatchObject({model: "long.yaml", runs: 300, seed: "3", shard: 35, shards: 9})
    for (const index of [8, 2, 5, 0, 1, 7, 3, 6])
      expect(await brink("shard", "--plan", "plan.json", "--index", String(index), "--out", "shards")).toEqual({
        code: 0,
        out: `shards/${index}.shard\n`,
        err: "",
      })
    const lacking = refused(await brink("run", "--plan", "plan.json", "--from", "shards", "--json"))
    expect(lacking).toBe(
      "shards/missing: 1 of 9 shards are not in shards: 4\n  `brink shard --plan plan.json --out shards` computes what is missing; --index N one of them.\n",
    )
    expect(await brink("shard", "--plan", "plan.json", "--out", "shards")).toEqual({
      code: 0,
      out: "shards\n",
      err: "shards: 8 of 9 shards were there, 1 were computed\n",
    })
    // What was there is left as it was, and that is said.
    expect((await brink("shard", "--plan", "plan.json", "--index", "4", "--out", "shards")).err).toBe(
      "shards/4.shard was there already\n",
    )
    expect(await brink("run", "--plan", "plan.json", "--from", "shards", "--json")).toMatchObject({code: 1, out: alone})
    // The long table, and the words, are those of one process too.
    const table = async (...words: string[]) => {
      const {code, out, err} = await brink("run", ...words, "--out", "runs.csv")
      return {code, out, err, text: readFileSync(join(built.folder, "runs.csv"), "utf8")}
    }
    expect(await table("--plan", "plan.json", "--from", "shards")).toEqual(await table("long.yaml", ...RUNS))
    expect(leftovers(built.folder)).toEqual([])
  })

  test("of binary32 keeps half the bytes, says so, and takes no shard of the other width", async () => {
    const cut = ["--shard-runs", "100", "--plan", "plan.json"]
    await brink("run", "long.yaml", ...RUNS, ...cut, "--float32")
    await brink("shard", "--plan", "plan.json", "--out", "shards/narrow")
    const told = JSON.parse((await brink("run", "--plan", "plan.json", "--from", "shards/narrow", "--json")).out)
    const wide = JSON.parse(alone)
    expect(told).toMatchObject({numbers: "binary32", runs: 300, failed: wide.failed})
    expect(wide).not.toHaveProperty("numbers")
    const [narrow, full] = [told, wide].map(({quantiles}) => quantiles.herds.p50 as number[])
    expect(narrow).toEqual(full!.map(() => expect.any(Number)))
    for (const [k, value] of full!.entries())
      expect(Math.abs(narrow![k]! - value)).toBeLessThanOrEqual(value * 2 ** -23)
    expect(narrow).not.toEqual(full)
    // The same plan without the word is another one.
    await brink("run", "long.yaml", ...RUNS, ...cut, "--force")
    expect(refused(await brink("run", "--plan", "plan.json", "--from", "shards/narrow", "--json"))).toMatch(
      /^shards\/other-plan: .*0\.shard is a shard of another plan/u,
    )
    const words = ["run", "long.yaml", ...RUNS, "--shards", "shards/one"] as const
    expect((await brink(...words, "--float32")).out).toContain(", numbers of binary32\n")
    expect(refused(await brink(...words))).toContain("the id, the width of numbers (--float32) differ")
    expect(refused(await brink("run", "long.yaml", ...RUNS, "--float32"))).toContain(
      "--float32 says what shards keep of each number",
    )
  })

  test("takes scenario, settings, cuts, names, method and design with it, and is moved with its model", async () => {
    const asked = ["--scenario", "patch", "--set", "patch=0.5@1..2", "--save", "water", "--method", "rk4"]
    const runs = ["--runs", "64", "--seed", "7", "--design", "sobol"]
    const here = await brink("run", "tank/model.yaml", ...asked, ...runs, "--json")
    expect(here.code).toBe(0)
    mkdirSync(join(built.folder, "moved"))
    cpSync(join(built.folder, "tank"), join(built.folder, "moved/tank"), {recursive: true})
    await brink("run", "moved/tank/model.yaml", ...asked, ...runs, "--shard-runs", "13", "--plan", "moved/plan.json")
    renameSync(join(built.folder, "moved"), join(built.folder, "shards"))
    expect((await brink("shard", "--plan", "shards/plan.json", "--out", "shards/made")).code).toBe(0)
    expect(await brink("run", "--plan", "shards/plan.json", "--from", "shards/made", "--json")).toEqual(here)
  })

  test("of a case draws what the case draws, and of a drafted model runs the draft", async () => {
    for (const path of [join(root, "cases/sri-lanka"), "salt"]) {
      const here = await brink("run", path, "--runs", "50", "--json")
      await brink("run", path, "--runs", "50", "--shard-runs", "20", "--plan", "plan.json", "--force")
      await brink("shard", "--plan", "plan.json", "--out", `shards/${basename(path)}`)
      expect(here.out).toContain("brink/runs@1")
      expect(await brink("run", "--plan", "plan.json", "--from", `shards/${basename(path)}`, "--json")).toEqual(here)
    }
  })
})

describe("a folder of shards", () => {
  const shared = (...words: string[]) => [
    "run",
    "long.yaml",
    ...RUNS,
    "--shard-runs",
    "20",
    "--shards",
    "shards",
    ...words,
  ]

  test.each(["1", "2", "4"])("with %s workers prints the bytes of one process", (workers) => {
    expect(built.brink(shared("--json", "--workers", workers))).toMatchObject({code: 1, out: alone})
    const again = built.brink(shared("--json", "--workers", workers))
    expect(again).toMatchObject({code: 1, out: alone})
    expect(again.err).toMatch(/^shards: 15 of 15 shards were there, 0 were computed\n/u)
    expect(readdirSync(join(built.folder, "shards")).sort()).toEqual([...shardsIn("shards"), "plan.json"].sort())
  })

  test("is filled by three processes at once, each shard by one of them; each that gathers prints the same", async () => {
    const [one, two] = [started(...shared("--json")), started(...shared("--json"))]
    while (!existsSync(join(built.folder, "shards/plan.json"))) await new Promise((resolve) => setTimeout(resolve, 10))
    const three = started("shard", "--plan", "shards/plan.json", "--out", "shards")
    const [first, second, third] = await Promise.all([one.ended, two.ended, three.ended])
    expect([first.out, second.out]).toEqual([alone, alone])
    expect(third).toMatchObject({code: 0, out: "shards\n"})
    const computed = [first, second, third].map(({err}) => Number(/ (\d+) were computed/u.exec(err)?.[1] ?? 15))
    expect(computed.reduce((a, b) => a + b)).toBe(15)
    expect(readdirSync(join(built.folder, "shards")).sort()).toEqual([...shardsIn("shards"), "plan.json"].sort())
  })

  test("goes on where a killed process stood, and says what it reused", async () => {
    const random = seeded(20)
    const there = () => (existsSync(join(built.folder, "shards")) ? shardsIn("shards").length : 0)
    const kept: number[] = []
    for (const wanted of [0, 2, 5, 9]) {
      const {child, ended} = started(...shared("--json"))
      while (there() < wanted) await new Promise((resolve) => setTimeout(resolve, 5))
      // Anywhere between two shards, and at first in the program's start.
      await new Promise((resolve) => setTimeout(resolve, 200 * random()))
      child.kill("SIGKILL")
      await ended
      kept.push(there())
    }
    // Nothing that was there is lost.
    expect(kept).toEqual([...kept].sort((a, b) => a - b))
    rmSync(join(built.folder, "shards", shardsIn("shards")[0] ?? "none"), {force: true})
    const left = there()
    expect(left).toBeGreaterThan(5)
    const last = await brink(...shared("--json"))
    expect(last).toMatchObject({code: 1, out: alone})
    const said = `shards: ${left} of 15 shards were there, ${15 - left} were computed\n`
    expect(last.err.startsWith(said)).toBe(true)
    expect(readdirSync(join(built.folder, "shards")).sort()).toEqual([...shardsIn("shards"), "plan.json"].sort())
  })

  test("with one of three killed in the middle ends with the same bytes", async () => {
    const [one, two, three] = [started(...shared("--json")), started(...shared("--json")), started(...shared("--json"))]
    while (!existsSync(join(built.folder, "shards")) || shardsIn("shards").length < 3)
      await new Promise((resolve) => setTimeout(resolve, 5))
    two.child.kill("SIGKILL")
    const [first, , third] = await Promise.all([one.ended, two.ended, three.ended])
    expect([first.out, third.out]).toEqual([alone, alone])
    const left = readdirSync(join(built.folder, "shards")).filter((name) => name.endsWith(".claim"))
    expect(left).toEqual([])
  })

  test("a claim is touched while its process computes and hears nothing", () => {
    const script = `
      import {statSync} from "node:fs"
      const {Claims} = await import(process.argv[2])
      const claims = new Claims(".")
      claims.take("0.claim")
      await new Promise((resolve) => setTimeout(resolve, 3000))
      const before = statSync("0.claim").mtimeMs
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 8000)
      console.log(statSync("0.claim").mtimeMs > before)
      await claims.close()`
    const file = pathToFileURL(join(built.bin, "../../dist/io/claims.js")).href
    // A file: threads take over the options of their process, and `--eval` would be one.
    const words = [built.put("touched.mjs", script), file]
    const {stdout, stderr} = spawnSync(process.execPath, words, {cwd: built.folder, encoding: "utf8"})
    expect([stdout, stderr]).toEqual(["true\n", ""])
  })

  test("holds one plan: another is refused with what differs, and the folder stays", async () => {
    await brink(...shared("--json"))
    const other = async (...words: string[]) => refused(await brink("run", "long.yaml", ...words, "--shards", "shards"))
    expect(await other("--runs", "300", "--seed", "4", "--shard-runs", "20")).toMatch(
      /^shards\/other-plan: shards has the runs of another plan: what its runs draw, the seed, the id differ\n/u,
    )
    expect(await other(...RUNS)).toMatch(/the runs of a shard, the number of shards, the id differ/u)
    expect(await other(...RUNS, "--shard-runs", "20", "--set", "rate=0.002")).toMatch(
      /the model, or what is set in it/u,
    )
    expect((await brink(...shared("--json"))).out).toBe(alone)
  })

  test("that is torn is mended, with a word", async () => {
    await brink(...shared("--json"))
    const file = join(built.folder, "shards/3.shard")
    const whole = readFileSync(file)
    writeFileSync(file, whole.subarray(0, 5000))
    const torn = await brink(...shared("--json"))
    expect(torn).toMatchObject({code: 1, out: alone})
    expect(torn.err).toMatch(/^shards\/torn: shards\/3\.shard is not what its hash says, and is computed anew\n/u)
    expect(readFileSync(file).equals(whole)).toBe(true)
  })
})

describe("refused", () => {
  beforeEach(async () => {
    await brink("run", "tank/model.yaml", "--runs", "20", "--shard-runs", "10", "--plan", "plan.json")
  })

  test.each<[string[], RegExp]>([
    [["run"], /cli\/usage: Run what\?/u],
    [["run", "tank", "--plan", "p.json"], /cli\/usage: --plan is for many runs\n {2}Add --runs N/u],
    [["run", "tank", "--shards", "s"], /cli\/usage: --shards is for many runs/u],
    [
      ["run", "tank/model.yaml", "--runs", "9", "--shards", "tank"],
      /doors\/not-ours: tank holds files, and no plan\.json/u,
    ],
    [["run", "tank/model.yaml", "--runs", "9", "--shards", "tank/model.yaml"], /doors\/cannot-write/u],
    [["run", "tank", "--runs", "9", "--shard-runs", "3"], /cli\/usage: --shard-runs says how a plan is cut/u],
    [["run", "tank", "--runs", "9", "--plan", "p.json", "--json"], /--json asks for its results/u],
    [["run", "tank", "--runs", "9", "--plan", "p.json", "--shards", "s"], /--shards asks for its results/u],
    [
      ["run", "tank", "--runs", "9", "--plan", "p.json", "--llm", "http://127.0.0.1:9", "--llm-model", "m"],
      /brink draft/u,
    ],
    [["run", "tank", "--runs", "9", "--plan", "none/p.json"], /doors\/cannot-write/u],
    [["run", "tank", "--runs", "9", "--plan", "tank/model.yaml"], /doors\/not-ours/u],
    [["run", "--from", "s"], /cli\/usage: --from gathers the shards of a plan/u],
    [["run", "tank", "--plan", "plan.json", "--from", "s"], /cli\/usage: --from gathers/u],
    [
      ["run", "--plan", "plan.json", "--from", "s", "--runs", "5"],
      /cli\/usage: --runs was said when the plan was made/u,
    ],
    [["run", "--plan", "plan.json", "--from", "s", "--seed", "5"], /cli\/usage: --seed was said/u],
    [["run", "--plan", "plan.json", "--from", "s", "--save", "water"], /cli\/usage: --save was said/u],
    [["run", "--plan", "plan.json", "--from", "s", "--csv", "-"], /cli\/usage: --csv is the table of one run/u],
    [["run", "--plan", "plan.json", "--from", "s"], /doors\/not-found: There is no folder s\n {2}`brink shard --plan/u],
    [["run", "--plan", "none.json", "--from", "s"], /doors\/not-found: There is no file none\.json/u],
    [["shard", "--plan", "plan.json"], /cli\/usage: Required option '--out <DIR>'/u],
    [["shard", "--plan", "plan.json", "--out", "s", "--index", "2"], /plan\.json has 2 shards.*\n.*from 0 to 1/u],
    [["shard", "--plan", "plan.json", "--out", "s", "--index", "-1"], /cli\/usage: --index wants a whole number/u],
    [["shard", "--plan", "plan.json", "--out", "plan.json"], /doors\/cannot-write/u],
    [["shard", "--plan", "tank/model.yaml", "--out", "s"], /plan\/invalid-file/u],
  ])("brink %j", async (words, what) => {
    expect(refused(await brink(...words))).toMatch(what)
    for (const name of ["p.json", "s"]) expect(existsSync(join(built.folder, name))).toBe(false)
  })

  const altered = (change: Record<string, unknown>): void => {
    const plan = JSON.parse(readFileSync(join(built.folder, "plan.json"), "utf8"))
    writeFileSync(join(built.folder, "plan.json"), JSON.stringify({...plan, ...change}))
  }
  const shard = async () => refused(await brink("shard", "--plan", "plan.json", "--out", "shards"))

  test("a plan of another version, by its name", async () => {
    altered({brink: "0.0.1+0123456789abcdef"})
    expect(await shard()).toMatch(
      /^shards\/other-version: plan\.json was made by Brink 0\.0\.1\+0123456789abcdef, and this is /u,
    )
  })

  test("a plan whose model has changed, with what differs", async () => {
    const model = readFileSync(join(built.folder, "tank/model.yaml"), "utf8")
    try {
      built.put("tank/model.yaml", model.replace("0.3]", "0.4]"))
      expect(await shard()).toMatch(
        /^shards\/other-model: tank\/model\.yaml does not give the runs of plan\.json: the model, /u,
      )
      built.put("tank/model.yaml", `# A comment changes nothing.\n${model}`)
      expect((await brink("shard", "--plan", "plan.json", "--out", "shards")).code).toBe(0)
    } finally {
      built.put("tank/model.yaml", model)
    }
  })

  test("a plan that was altered, and one with a word too many or of another format", async () => {
    altered({runs: 21, shards: 3})
    expect(await shard()).toMatch(/^shards\/other-model: .*: what its runs draw, the id differ/u)
    altered({more: 1})
    expect(await shard()).toMatch(/^plan\/invalid-file: .*more/su)
    altered({format: "brink/plan@2", more: undefined})
    expect(await shard()).toMatch(/^plan\/newer-format: plan\.json is brink\/plan@2/u)
    writeFileSync(join(built.folder, "plan.json"), "{")
    expect(await shard()).toMatch(/^plan\/invalid-file: /u)
  })

  test("a disk that takes no more: nothing half-written stays, and what was there is read later", async () => {
    await brink("run", "long.yaml", ...RUNS, "--shard-runs", "20", "--plan", "plan.json", "--force")
    const line = `ulimit -f 4; exec "${process.execPath}" "${built.bin}" shard --plan plan.json --index 0 --out shards`
    const {status, stdout, stderr} = spawnSync("bash", ["-c", line], {
      cwd: built.folder,
      env: ownEnvironment(),
      encoding: "utf8",
    })
    expect({status, stdout}).toEqual({status: 2, stdout: ""})
    expect(stderr).toMatch(
      /^doors\/cannot-write: Cannot write shards\/0\.shard: it would be larger than files may be here/u,
    )
    expect(readdirSync(join(built.folder, "shards"))).toEqual([])
  })
})

/** Blocks of code of the page, by their language. */
const blocks = [...readFileSync(join(root, "docs/scale.md"), "utf8").matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
  ([, language, text]) => ({language: language!, text: text!}),
)
const block = (language: string, word: string): string =>
  blocks.find((one) => one.language === language && one.text.includes(word))!.text

describe("docs/scale.md", () => {
  let here: string
  beforeAll(() => {
    here = join(built.folder, "page")
    mkdirSync(join(here, "bin"), {recursive: true})
    cpSync(join(root, "cases/arms-race"), join(here, "cases/arms-race"), {recursive: true})
    writeFileSync(join(here, "bin/brink"), `#!/bin/sh\nexec "${process.execPath}" "${built.bin}" "$@"\n`, {mode: 0o755})
  })
  beforeEach(() => rmSync(join(here, "shards"), {recursive: true, force: true}))

  const shell = (text: string) => {
    const env = {...ownEnvironment(), PATH: `${join(here, "bin")}${delimiter}${process.env["PATH"]}`}
    const {status, stdout, stderr} = spawnSync("bash", ["-e", "-c", text], {cwd: here, env, encoding: "utf8"})
    return {code: status, out: stdout, err: stderr}
  }
  const has = (program: string) => spawnSync("bash", ["-c", `command -v ${program}`]).status === 0
  const one = () => shell("brink run cases/arms-race --runs 1000 --json").out
  const gather = "brink run --plan plan.json --from shards --json"
  const plan = block("sh", "--shard-runs 100")

  test("one folder: the same bytes, going on, a worker of its own", async () => {
    const whole = shell(block("sh", "--shards shards").trim().concat(" --json\n"))
    expect(whole).toMatchObject({code: 0, out: one()})
    rmSync(join(here, "shards/0.shard"))
    rmSync(join(here, "shards/2.shard"))
    expect(shell(block("sh", "--shards shards")).err).toBe(shownLine("shards: 2 of 4"))
    rmSync(join(here, "shards/1.shard"))
    expect(shell(block("sh", "--plan shards/plan.json"))).toMatchObject({code: 0, out: "shards\n"})
  })

  test("a plan, a shard, and what gathering wants", async () => {
    const [first, second, third] = plan.trim().split("\n")
    expect(shell(`${first}\n${second}`)).toMatchObject({code: 0})
    expect(shell(third!)).toMatchObject({code: 2, err: expect.stringMatching(/^shards\/missing: 9 of 10/u)})
    expect(shell("brink shard --plan plan.json --out shards").code).toBe(0)
    expect(shell(third!)).toMatchObject({code: 0, out: one()})
  })

  test("make -j4", async () => {
    shell(plan.split("\n")[0]!)
    writeFileSync(join(here, "Makefile"), block("make", "SHARDS"))
    expect(shell(block("sh", "make -j4"))).toMatchObject({code: 0})
    expect(readFileSync(join(here, "runs.json"), "utf8")).toBe(one())
    // A shard that is taken away is the one that is made again.
    rmSync(join(here, "shards/4.shard"))
    const again = shell(block("sh", "make -j4"))
    expect(again.out.match(/--index \d+/gu)).toEqual(["--index 4"])
    expect(shell(block("sh", "make -j4")).out).toContain("up to date")
  })

  test("xargs -P 4", async () => {
    shell(plan.split("\n")[0]!)
    expect(shell(block("sh", "xargs"))).toMatchObject({code: 0})
    expect(shell(gather).out).toBe(one())
  })

  test.skipIf(!has("parallel"))("parallel", () => {
    shell(plan.split("\n")[0]!)
    expect(shell(block("sh", "parallel --jobs"))).toMatchObject({code: 0})
    expect(shell(gather).out).toBe(one())
  })

  test.skipIf(!has("snakemake"))("snakemake", () => {
    shell(plan.split("\n")[0]!)
    writeFileSync(join(here, "Snakefile"), block("python", "rule gather"))
    expect(shell("snakemake --cores 4")).toMatchObject({code: 0})
    expect(readFileSync(join(here, "runs.json"), "utf8")).toBe(one())
  })

  test.skipIf(!SERVER)("a NATS server, two workers, and who asks", async () => {
    // The page's own commands, at a port that is free.
    const at = String(await freePort())
    const own = (text: string) => text.replaceAll("4222", at)
    const serve = own(block("sh", "nats-server -js")).trim().replace("nats-server", SERVER!)
    const env = {...ownEnvironment(), PATH: `${join(here, "bin")}${delimiter}${process.env["PATH"]}`}
    const children: ChildProcess[] = []
    /** Starts what goes on, and waits for its word that it does. */
    const lasting = async (line: string, ready: string) => {
      const child = spawn("bash", ["-c", `exec ${line}`], {cwd: here, env})
      children.push(child)
      let said = ""
      await new Promise<void>((done, fail) => {
        child.stderr.on("data", (chunk) => {
          said += chunk
          if (said.includes(ready)) done()
        })
        child.once("exit", () => fail(new Error(said)))
      })
    }
    try {
      await lasting(`${serve} -p ${at}`, "Server is ready")
      for (let i = 0; i < 2; i++) await lasting(own(block("sh", "brink worker")).trim(), "Ctrl-C ends it")
      const line = own(block("sh", "--runs 1000 --engine").trim())
      expect(shell(`${line} --json`)).toMatchObject({code: 0, out: one()})
    } finally {
      for (const child of children) child.kill("SIGKILL")
    }
  })

  test("the script for Slurm, given what Slurm gives it", async () => {
    shell(plan.split("\n")[0]!)
    const cores = Math.min(2, availableParallelism())
    for (const task of [9, 0])
      expect(
        shell(`export SLURM_ARRAY_TASK_ID=${task} SLURM_CPUS_PER_TASK=${cores}\n${block("sh", "SBATCH")}`),
      ).toMatchObject({code: 0, out: `shards/${task}.shard\n`})
  })
})

/** A line that the page shows as printed. */
function shownLine(begins: string): string {
  const page = readFileSync(join(root, "docs/scale.md"), "utf8")
  return `${page.split("\n").find((line) => line.startsWith(begins))}\n`
}
