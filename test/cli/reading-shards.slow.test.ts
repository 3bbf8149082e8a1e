// Many documents read in shards: whoever reads which of them, in which order, killed or not, `brink read` says what it says
// of the folder; and what does not belong together is refused. The commands of docs/scale.md are run as they stand there.

import {type ChildProcess, spawn, spawnSync} from "node:child_process"
import {createHash} from "node:crypto"
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import {delimiter, join} from "node:path"
import {setTimeout as pause} from "node:timers/promises"
import {fileURLToPath} from "node:url"
import {afterAll, beforeAll, beforeEach, describe, expect, test} from "vitest"
import {cutDocuments, documentShardBytes} from "../../src/case/planned-reading.ts"
import {openDigest} from "../../src/io/workers.ts"
import {leftovers, ownEnvironment} from "../faults/processes.ts"
import {pdf} from "../io/papers.ts"
import type {Built} from "./built.ts"
import {typedIn} from "./inside.ts"
import {inValley, parsed, refused} from "./valley.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))

/** Documents of a few sentences, told about places by number. */
const DOCUMENTS = 40
const story = (k: number): string =>
  `Ford ${k} After the Flood\n\n${Array.from(
    {length: 3},
    (_, i) =>
      `The flood of the ${i + 2}th week closed ford ${k}, so prices in the valley rose by ${i + k} percent. ` +
      `If the ferry ${i} of ford ${k} fails, hunger will drive raids on the mill. Patrols reduce raids, the miller said.`,
  ).join("\n\n")}\n`

let built: Built
/** What one process says of the folder, as JSON, in words, and with its reasons: by its hash, since it is long. */
const alone: Record<string, string> = {}
const hashed = (text: string): string => createHash("sha256").update(text).digest("hex")
const ofHash = <T extends {readonly out: string}>(outcome: T): T => ({...outcome, out: hashed(outcome.out)})
const FORMS = {json: ["--json"], words: [], why: ["--why"], reasons: ["--why", "--json"]}

beforeAll(() => {
  built = inValley()
  for (let k = 0; k < DOCUMENTS; k++) built.put(`many/${k % 7}/ford-${k}.md`, story(k))
  built.put(
    "many/latin.txt",
    Buffer.from("The caf\u00e9's closure raised prices, so the miller left the valley.\n", "latin1"),
  )
  built.put("many/paper.pdf", pdf([[{x: 72, y: 72, text: "The drought raised prices, so the ford was closed."}]]))
  built.put("many/page.html", "<title>A page</title><p>The closure of the ford raised prices in the valley.</p>")
  // What is not read, each for a reason of its own.
  built.put("many/letter.odt", "x")
  built.put("many/noise.txt", Buffer.from([0, 1, 2, 3, 0, 255, 254, 0, 7]))
  built.put(
    "many/brief.txt",
    "Die Flut schloss die Furt und die Preise stiegen im ganzen Tal, sagte der M\u00fcller am Montag.\n",
  )
  symlinkSync("/etc/hostname", join(built.folder, "many/out.txt"))
  for (const [form, words] of Object.entries(FORMS)) {
    const {code, out, err} = built.brink(["read", "many", ...words])
    expect(code).toBe(1)
    expect(err.match(/skipped/gu)).toHaveLength(4)
    alone[form] = hashed(out)
  }
})
afterAll(() => built.remove())
beforeEach(() => {
  for (const name of ["shards", "plan.json", "moved"]) rmSync(join(built.folder, name), {recursive: true, force: true})
})

const brink = (...words: string[]) => typedIn(built.folder, words)
/** As a process, which keeps nothing: what it reads it reads. */
const apart = (...words: string[]) => built.brink(words, {env: {BRINK_CACHE: "off"}})
const shardsIn = (folder: string): string[] =>
  readdirSync(join(built.folder, folder)).filter((name) => name.endsWith(".shard"))
const planIn = (file: string) => JSON.parse(readFileSync(join(built.folder, file), "utf8"))

function started(...words: string[]): {child: ChildProcess; ended: Promise<{code: number | null; out: string}>} {
  const env = {...ownEnvironment(), BRINK_CACHE: "off"}
  const child = spawn(process.execPath, [built.bin, ...words], {cwd: built.folder, env})
  let out = ""
  child.stdout.on("data", (chunk) => {
    out += chunk
  })
  return {child, ended: new Promise((resolve) => child.on("close", (code) => resolve({code, out})))}
}

describe("a plan of documents", () => {
  test("its shards, read in any order, are gathered to the bytes of one process in every form", async () => {
    const planned = await brink("read", "many", "--plan", "plan.json", "--shard-documents", "6")
    expect(planned).toEqual({code: 0, out: "plan.json\n", err: "8 shards of 6 documents, numbered from 0\n"})
    const plan = parsed({...planned, out: readFileSync(join(built.folder, "plan.json"), "utf8")}, "reading-plan")
    expect(plan).toMatchObject({path: "many", shard: 6, shards: 8})
    expect(plan["documents"]).toHaveLength(DOCUMENTS + 6)
    for (const index of [7, 2, 5, 0, 1, 6, 3])
      expect(await brink("shard", "--plan", "plan.json", "--index", String(index), "--out", "shards")).toEqual({
        code: 0,
        out: `shards/${index}.shard\n`,
        err: "",
      })
    expect(refused(await brink("read", "--plan", "plan.json", "--from", "shards"))).toBe(
      "shards/missing: 1 of 8 shards are not in shards: 4\n  `brink shard --plan plan.json --out shards` computes what is missing; --index N one of them.\n",
    )
    expect((await brink("shard", "--plan", "plan.json", "--out", "shards")).err).toBe(
      "shards: 7 of 8 shards were there, 1 were computed\n",
    )
    expect((await brink("shard", "--plan", "plan.json", "--index", "4", "--out", "shards")).err).toBe(
      "shards/4.shard was there already\n",
    )
    for (const [form, words] of Object.entries(FORMS)) {
      const one = ofHash(await brink("read", "many", ...words))
      expect(one.out).toBe(alone[form])
      // Documents that were not read are counted, and named in the same words.
      expect(ofHash(await brink("read", "--plan", "plan.json", "--from", "shards", ...words))).toEqual(one)
    }
    expect(leftovers(built.folder)).toEqual([])
  })

  test.each([1, 13, 500])("in shards of %i documents says the same", async (size) => {
    await brink("read", "many", "--plan", "plan.json", "--shard-documents", String(size))
    await brink("shard", "--plan", "plan.json", "--out", "shards")
    expect(shardsIn("shards")).toHaveLength(Math.ceil((DOCUMENTS + 6) / size))
    expect(hashed((await brink("read", "--plan", "plan.json", "--from", "shards", "--json")).out)).toBe(alone["json"])
  })

  test("is cut by itself, and a shard's bytes do not go by who reads it, nor by its caches", async () => {
    await brink("read", "many", "--plan", "plan.json")
    expect(planIn("plan.json")).toMatchObject({shard: DOCUMENTS + 6, shards: 1})
    apart("shard", "--plan", "plan.json", "--out", "shards/one", "--workers", "1")
    apart("shard", "--plan", "plan.json", "--out", "shards/two", "--workers", "2")
    await brink("shard", "--plan", "plan.json", "--out", "shards/kept")
    const [one, two, kept] = ["one", "two", "kept"].map((name) =>
      readFileSync(join(built.folder, "shards", name, "0.shard")),
    )
    expect(two!.equals(one!)).toBe(true)
    expect(kept!.equals(one!)).toBe(true)
  })

  test("is moved with its documents, and its shards read elsewhere", async () => {
    mkdirSync(join(built.folder, "moved"))
    cpSync(join(built.folder, "many"), join(built.folder, "moved/many"), {recursive: true, verbatimSymlinks: true})
    await brink("read", "moved/many", "--plan", "moved/plan.json", "--shard-documents", "20")
    renameSync(join(built.folder, "moved"), join(built.folder, "shards"))
    await brink("shard", "--plan", "shards/plan.json", "--out", "shards/made")
    const words = ["read", "--plan", "shards/plan.json", "--from", "shards/made", "--json"]
    expect(hashed((await brink(...words)).out)).toBe(alone["json"])
  })

  test("of a case, with what was decided about its claims, and of one document", async () => {
    const [{id}] = JSON.parse((await brink("read", "salt", "--json")).out).claims
    expect((await brink("edit", "salt", "reject", id, "--why", "hearsay", "--by", "ana")).code).toBe(0)
    expect((await brink("read", "salt", "--why")).out).toContain("hearsay")
    for (const [path, ...words] of [
      ["salt", "--why"],
      ["salt", "--json"],
      ["many/3/ford-3.md", "--json"],
    ]) {
      const here = await brink("read", path!, ...words)
      await brink("read", path!, "--plan", "plan.json", "--shard-documents", "1", "--force")
      rmSync(join(built.folder, "shards"), {recursive: true, force: true})
      await brink("shard", "--plan", "plan.json", "--out", "shards")
      expect(await brink("read", "--plan", "plan.json", "--from", "shards", ...words)).toEqual(here)
    }
  })

  test("that is gathered is kept as if it had been read here: other commands go on from it", async () => {
    await brink("read", "many", "--plan", "plan.json")
    apart("shard", "--plan", "plan.json", "--out", "shards")
    const cache = join(built.folder, "moved")
    const env = {XDG_CACHE_HOME: cache, XDG_STATE_HOME: join(cache, "state")}
    const gathered = built.brink(["read", "--plan", "plan.json", "--from", "shards", "--json"], {env})
    expect(hashed(gathered.out)).toBe(alone["json"])
    const kept = readdirSync(join(cache, "brink")).filter((name) => name.startsWith("read-"))
    expect(kept).toHaveLength(DOCUMENTS + 3)
    // Nothing is read any more: no file of it is written anew.
    const written = () => kept.map((name) => statSync(join(cache, "brink", name)).mtimeMs)
    const before = written()
    const map = built.brink(["map", "many", "--json"], {env})
    expect(hashed(map.out)).toBe(hashed(apart("map", "many", "--json").out))
    expect(written()).toEqual(before)
  })
})

describe("a folder of shards of documents", () => {
  const shared = (...words: string[]) => ["read", "many", "--shards", "shards", "--shard-documents", "4", ...words]
  const done = (): number => (existsSync(join(built.folder, "shards")) ? shardsIn("shards").length : 0)
  const all = Math.ceil((DOCUMENTS + 6) / 4)

  test("is filled by three processes at once, of which one is killed; the others print the bytes of one", async () => {
    const [one, two] = [started(...shared("--json")), started(...shared("--json"))]
    while (!existsSync(join(built.folder, "shards/plan.json"))) await pause(5)
    const three = started("shard", "--plan", "shards/plan.json", "--out", "shards")
    while (done() < 3) await pause(5)
    two.child.kill("SIGKILL")
    const [first, third] = await Promise.all([one.ended, three.ended, two.ended])
    expect(ofHash(first)).toEqual({code: 1, out: alone["json"]})
    expect(third).toEqual({code: 0, out: "shards\n"})
    expect(leftovers(built.folder).filter((name) => !name.includes(".brink-shard-"))).toEqual([])
    // What the killed one had half-written goes with the next.
    expect(hashed((await brink(...shared("--json"))).out)).toBe(alone["json"])
    expect(readdirSync(join(built.folder, "shards")).sort()).toEqual([...shardsIn("shards"), "plan.json"].sort())
  })

  test("goes on where a killed process stood, and says what it reused", async () => {
    for (const wanted of [1, 3, 6]) {
      const {child, ended} = started(...shared("--json"))
      while (done() < wanted) await pause(5)
      child.kill("SIGKILL")
      await ended
    }
    const kept = done()
    expect(kept).toBeGreaterThanOrEqual(6)
    const last = await brink(...shared("--json"))
    expect(ofHash(last)).toMatchObject({code: 1, out: alone["json"]})
    expect(last.err).toContain(`shards: ${kept} of ${all} shards were there, ${all - kept} were computed\n`)
  })

  test("that is torn is mended with a word; to who gathers it is missing", async () => {
    await brink(...shared())
    const file = join(built.folder, "shards/3.shard")
    const whole = readFileSync(file)
    const flipped = Buffer.from(whole)
    flipped[5000]! ^= 4
    for (const torn of [whole.subarray(0, 4000), whole.subarray(0, whole.length - 1), flipped]) {
      writeFileSync(file, torn)
      expect(refused(await brink("read", "--plan", "shards/plan.json", "--from", "shards"))).toMatch(
        /^shards\/missing: 1 of 12 shards are not in shards: 3; shards\/3\.shard /u,
      )
      const mended = await brink(...shared("--json"))
      expect(hashed(mended.out)).toBe(alone["json"])
      expect(mended.err).toMatch(/^shards\/torn: shards\/3\.shard .*, and is computed anew\n/u)
      expect(readFileSync(file).equals(whole)).toBe(true)
    }
  })

  test("holds one plan: other documents and another cut are refused", async () => {
    await brink(...shared())
    expect(refused(await brink("read", "salt", "--shards", "shards", "--shard-documents", "4"))).toMatch(
      /^shards\/other-plan: shards has the shards of other documents/u,
    )
    expect(refused(await brink("read", "many", "--shards", "shards", "--shard-documents", "5"))).toMatch(
      /^shards\/other-plan: shards has shards of 4 documents, not of 5\n {2}Say --shard-documents 4/u,
    )
    expect(refused(await brink("run", "tank/model.yaml", "--runs", "9", "--shards", "shards"))).toMatch(
      /^cli\/usage: shards\/plan\.json is a plan of reading documents, and not of runs/u,
    )
    const story = readFileSync(join(built.folder, "many/0/ford-0.md"))
    built.put("many/0/ford-0.md", "The flood closed the ford, so prices rose in the valley.\n")
    expect(refused(await brink(...shared()))).toMatch(
      /^shards\/other-plan: shards has the shards of other documents, /u,
    )
    built.put("many/0/ford-0.md", story)
    expect(hashed((await brink(...shared("--json"))).out)).toBe(alone["json"])
  })
})

describe("refused", () => {
  beforeEach(async () => {
    await brink("read", "salt", "--plan", "plan.json", "--shard-documents", "1")
  })

  test.each<[string[], RegExp]>([
    [["read", "--plan", "p.json"], /cli\/usage: --plan is for one folder .* PATH is missing/u],
    [["read", "salt", "valley", "--shards", "s"], /cli\/usage: --shards is for one folder .* 2 are named/u],
    [["read", "salt", "--shard-documents", "3"], /cli\/usage: --shard-documents says how a plan is cut/u],
    [
      ["read", "salt", "--shards", "s", "--shard-documents", "0"],
      /cli\/usage: --shard-documents wants a whole number/u,
    ],
    [["read", "salt", "--plan", "p.json", "--json"], /--plan writes down what is to be read, and --json asks for/u],
    [["read", "salt", "--plan", "p.json", "--shards", "s"], /and --shards asks for/u],
    [["read", "--from", "s"], /cli\/usage: --from gathers the shards of a plan/u],
    [["read", "salt", "--plan", "plan.json", "--from", "s"], /cli\/usage: --from gathers the shards of a plan/u],
    [["read", "--plan", "plan.json", "--from", "s", "--max-file", "9"], /cli\/usage: --max-file was said/u],
    [
      ["read", "--plan", "plan.json", "--from", "s"],
      /doors\/not-found: There is no folder s\n {2}`brink shard --plan/u,
    ],
    [["read", "--plan", "none.json", "--from", "s"], /doors\/not-found: There is no file none\.json/u],
    [["read", "--text", "valley/a.txt", "--plan", "p.json"], /--plan is for many documents, and --text is of one/u],
    [
      ["read", "salt", "--plan", "p.json", "--llm", "http://127.0.0.1:9", "--llm-model", "m"],
      /cli\/usage: Shards are read where no language model is asked/u,
    ],
    [["read", "valley", "--plan", "valley/p.json"], /cli\/usage: valley\/p\.json would lie among the documents/u],
    [["read", "valley", "--shards", "valley/s"], /cli\/usage: valley\/s would lie among the documents/u],
    [["shard", "--plan", "plan.json", "--out", "salt/documents/s"], /cli\/usage: .* would lie among the documents/u],
    [["shard", "--plan", "plan.json", "--out", "s", "--index", "2"], /plan\.json has 2 shards.*\n.*from 0 to 1/u],
    [["read", "tank/scenarios/none", "--plan", "p.json"], /doors\/not-found/u],
    [["read", "salt", "--plan", "tank/model.yaml"], /doors\/not-ours/u],
    [["run", "--plan", "plan.json", "--from", "s"], /cli\/usage: plan\.json is a plan of reading documents/u],
    [["read", "--plan", "tank/model.yaml", "--from", "s"], /cli\/usage: tank\/model\.yaml is no plan of reading/u],
  ])("brink %j", async (words, what) => {
    expect(refused(await brink(...words))).toMatch(what)
    for (const name of ["p.json", "s", "valley/p.json", "valley/s", "salt/documents/s"])
      expect(existsSync(join(built.folder, name))).toBe(false)
  })

  test("a folder without a file", async () => {
    mkdirSync(join(built.folder, "moved"))
    expect(refused(await brink("read", "moved", "--plan", "p.json"))).toMatch(
      /^case\/no-document: There is no document in moved/u,
    )
  })

  const shard = async (...words: string[]) =>
    refused(await brink("shard", "--plan", "plan.json", "--out", "shards", ...words))
  const gather = async () => refused(await brink("read", "--plan", "plan.json", "--from", "shards"))

  test("documents that changed since the plan, are missing, or came to it, each by its name", async () => {
    await brink("shard", "--plan", "plan.json", "--index", "1", "--out", "shards")
    const first = readFileSync(join(built.folder, "salt/documents/a.txt"), "utf8")
    try {
      built.put("salt/documents/a.txt", `${first}The mill closed.\n`)
      expect(await shard()).toBe(
        "shards/other-documents: salt has not the documents of plan.json: 1 changed (a.txt)\n  Put back the documents that the plan was made of, or make the plan anew.\n",
      )
      built.put("salt/documents/c.txt", "Aid reduces hunger.\n")
      rmSync(join(built.folder, "salt/documents/a.txt"))
      expect(await shard()).toMatch(/: 1 missing \(a\.txt\)\n/u)
      // A shard wants its own documents alone; who gathers wants all of them, and no others.
      expect((await brink("shard", "--plan", "plan.json", "--index", "1", "--out", "shards")).code).toBe(0)
      expect(await gather()).toMatch(/: 1 missing \(a\.txt\), 1 not in the plan \(c\.txt\)\n/u)
    } finally {
      built.put("salt/documents/a.txt", first)
      rmSync(join(built.folder, "salt/documents/c.txt"))
    }
    expect((await brink("shard", "--plan", "plan.json", "--out", "shards")).code).toBe(0)
    expect((await brink("read", "--plan", "plan.json", "--from", "shards")).code).toBe(0)
  })

  const altered = (change: (plan: Record<string, never> & {documents: {file: string; sha256: string}[]}) => object) =>
    writeFileSync(join(built.folder, "plan.json"), JSON.stringify(change(planIn("plan.json")), null, 1))

  test("a plan of another version or of other weights, one that was altered, one that is none", async () => {
    altered((plan) => ({...plan, brink: "0.0.1+0123456789abcdef"}))
    expect(await shard()).toMatch(/^shards\/other-version: plan\.json was made by Brink 0\.0\.1\+0123456789abcdef, /u)
    await brink("read", "salt", "--plan", "plan.json", "--force")
    altered((plan) => ({...plan, weights: "0".repeat(64)}))
    expect(await shard()).toMatch(/^shards\/other-version: .* other weights/u)
    await brink("read", "salt", "--plan", "plan.json", "--force")
    altered((plan) => ({...plan, shard: 1}))
    expect(await shard()).toMatch(/^plan\/invalid-file: plan\.json was altered: its id is not that of what it names/u)
    altered((plan) => ({...plan, more: 1}))
    expect(await shard()).toMatch(/^plan\/invalid-file: .*more/su)
    writeFileSync(join(built.folder, "plan.json"), '{"format": "brink/reading-plan@1",')
    expect(await shard()).toMatch(/^plan\/invalid-file: /u)
  })

  test("a plan that leads out of its folder reads nothing there", async () => {
    built.put("secret.txt", "The drought raised prices.\n")
    altered((plan) => {
      const documents = plan.documents.map((one, i) => (i === 0 ? {...one, file: "../../secret.txt"} : one))
      const {shard: size, brink: version, weights, maxFile} = plan as unknown as Record<string, never>
      const {id} = cutDocuments(documents, {size: size!, version: version!, weights: weights!, maxFile: maxFile!})
      return {...plan, documents, id}
    })
    expect(await shard("--index", "0")).toMatch(/^shards\/other-documents: .*: 1 missing \(\.\.\/\.\.\/secret\.txt\)/u)
    expect(shardsIn("shards")).toEqual([])
  })

  test("shards of other documents, of runs, and one whose words are not those of its plan", async () => {
    await brink("shard", "--plan", "plan.json", "--out", "shards")
    const own = readFileSync(join(built.folder, "shards/0.shard"))
    await brink("read", "many", "--shards", "shards/other", "--shard-documents", "40")
    await brink("run", "tank/model.yaml", "--runs", "9", "--shards", "shards/runs")
    for (const other of ["other/0", "runs/0", "1"]) {
      copyFileSync(join(built.folder, `shards/${other}.shard`), join(built.folder, "shards/0.shard"))
      expect(await gather()).toMatch(/^shards\/other-plan: shards\/0\.shard is /u)
      expect(await shard()).toMatch(/^shards\/other-plan: shards\/0\.shard is /u)
    }
    writeFileSync(join(built.folder, "shards/0.shard"), "No shard.\n")
    expect(await gather()).toMatch(/^doors\/not-ours: /u)
    // Its own hash holds, and it tells of a document that the plan does not name.
    const {documents, shard: size, brink: version, weights, maxFile} = planIn("plan.json")
    const all = cutDocuments(documents, {size, version, weights, maxFile})
    const told = JSON.parse(own.toString("latin1", 4096, own.indexOf("\n", 4096)))
    const made = {documents: [{...told, source: {...told.source, file: "z.txt"}}], issues: []}
    writeFileSync(
      join(built.folder, "shards/0.shard"),
      Buffer.concat(documentShardBytes(all, 0, made, openDigest).pieces),
    )
    expect(await gather()).toMatch(/^shards\/missing: 1 of 2 .*0\.shard tells of other documents than its plan\n/u)
    await brink("shard", "--plan", "plan.json", "--out", "shards")
    expect(readFileSync(join(built.folder, "shards/0.shard")).equals(own)).toBe(true)
  })

  test("a disk that takes no more: nothing half-written stays", () => {
    const line = `ulimit -f 1; exec "${process.execPath}" "${built.bin}" shard --plan plan.json --index 0 --out shards`
    const env = {...ownEnvironment(), BRINK_CACHE: "off"}
    const {status, stdout, stderr} = spawnSync("bash", ["-c", line], {cwd: built.folder, env, encoding: "utf8"})
    expect({status, stdout}).toEqual({status: 2, stdout: ""})
    expect(stderr).toMatch(/^doors\/cannot-write: /u)
    expect(readdirSync(join(built.folder, "shards"))).toEqual([])
  })
})

describe("docs/scale.md", () => {
  const page = readFileSync(join(root, "docs/scale.md"), "utf8")
  const section = page.slice(
    page.indexOf("## Many documents"),
    page.indexOf("\n## ", page.indexOf("## Many documents") + 1),
  )
  const blocks = [...section.matchAll(/```(\w+)\n(.*?)```/gsu)].map(([, kind, text]) => ({kind, text: text!}))
  let here: string
  const shell = (text: string) => {
    const env = {...ownEnvironment(), PATH: `${join(built.folder, "bin")}${delimiter}${process.env["PATH"]}`}
    const {status, stdout, stderr} = spawnSync("bash", ["-ec", text], {
      cwd: here,
      env,
      encoding: "utf8",
      maxBuffer: 1e8,
    })
    return {code: status, out: stdout, err: stderr}
  }
  beforeEach(() => {
    here = join(built.folder, "moved")
    built.put("bin/brink", `#!/bin/sh\nexec "${process.execPath}" "${built.bin}" "$@"\n`)
    spawnSync("chmod", ["+x", join(built.folder, "bin/brink")])
    mkdirSync(here)
    cpSync(join(built.folder, "many"), join(here, "articles"), {recursive: true, verbatimSymlinks: true})
  })

  test("one folder, and a plan with its shards, as printed", () => {
    const [one, plan] = blocks.filter(({kind}) => kind === "sh").map(({text}) => text)
    expect(ofHash(shell(`${one!.trim()} --json`))).toMatchObject({code: 1, out: alone["json"]})
    rmSync(join(here, "shards"), {recursive: true})
    const lines = plan!.trim().split("\n")
    expect(lines).toHaveLength(3)
    for (const line of lines.slice(0, 2)) expect(shell(line).code).toBe(0)
    expect(shell("brink shard --plan plan.json --out shards").code).toBe(0)
    expect(ofHash(shell(lines[2]!))).toMatchObject({code: 1, out: alone["json"]})
  })

  test("make -j4 over the shards, with the page's own rules for runs", () => {
    const make = /```make\n(.*?)```/su.exec(page)![1]!
    writeFileSync(join(here, "Makefile"), make.replaceAll("brink run --plan", "-brink read --plan"))
    expect(shell("brink read articles --plan plan.json --shard-documents 7").code).toBe(0)
    expect(shell("make -j4").code).toBe(0)
    expect(hashed(readFileSync(join(here, "runs.json"), "utf8"))).toBe(alone["json"])
  })
})
