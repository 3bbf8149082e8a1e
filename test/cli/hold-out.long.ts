// scripts/hold-out.js on an invented case: what is registered is scored, and nothing else.

import {execFileSync, spawnSync} from "node:child_process"
import {createHash} from "node:crypto"
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"
import {afterAll, beforeAll, expect, test} from "vitest"

const script = fileURLToPath(new URL("../../scripts/hold-out.js", import.meta.url))
const folder = mkdtempSync(join(tmpdir(), "brink-hold-out-"))
const put = (name: string, text: string) => {
  mkdirSync(dirname(join(folder, name)), {recursive: true})
  writeFileSync(join(folder, name), text)
}
const months = Array.from(
  {length: 18},
  (_, i) => `${2030 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`,
)
const MODEL = `format: brink/model@1
name: hills
time: {unit: week, origin: 2030-01-01, start: 0, stop: 90, step: 0.5, save: 1, method: euler}
quantities:
  raids: {kind: stock, unit: raid, initial: 40, inflows: [growth], because: [assumed: seen]}
  growth: {kind: flow, unit: raid/week, equation: "pace - 2 * patrols * pace", because: [assumed: seen]}
  pace: {kind: parameter, unit: raid/week, value: {uniform: [0, 4]}, because: [assumed: seen]}
  patrols: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
`
const claims = {
  until: "2031-02-28",
  without: ["later.txt"],
  claims: [
    {id: "C1", quantity: "raids", measure: "rise", from: 61, to: 70, above: 0, observed: true},
    {id: "C2", quantity: "raids", measure: "max", from: 61, to: 70, above: 1e6, observed: false},
    {id: "C3", occurred: false, condition: "the pass is closed"},
  ],
}
const holdOut = (...more: string[]) => {
  const {status, stdout, stderr} = spawnSync(
    process.execPath,
    [
      script,
      "variant",
      ...["--case", "hills", "--claims", "claims.json", "--data", "data/raids.csv", "--registration", "registered.md"],
      ...["--draws", "200", "--keep", "10", "--runs", "50", ...more],
    ],
    {cwd: folder, encoding: "utf8"},
  )
  return {code: status, out: stdout, err: stderr}
}
let made: ReturnType<typeof holdOut>
beforeAll(() => {
  put("hills/model.yaml", MODEL)
  put(
    "hills/scenarios/replay.yaml",
    `format: brink/scenario@1\nwhy: What happened.\nlevers: {patrols: [{from: 10, to: 12, value: 0.5}, {from: 65, value: 0.2}]}\nevents:\n  - {at: 75, does: {raids: "*= 2"}, why: a feud}\n`,
  )
  put(
    "hills/data/raids.csv",
    `# unit: raid\ndate,raids\n${months.map((month, i) => `${month},${40 + 9 * i}`).join("\n")}\n`,
  )
  put("hills/documents/early.txt", "Patrols reduce raids.\n")
  put("hills/documents/later.txt", "The raids went on.\n")
  put("claims.json", JSON.stringify(claims))
  made = holdOut()
}, 120_000)
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex")
const read = (name: string) => readFileSync(join(folder, name), "utf8")

test("the variant has seen nothing after the cut-off, and what is to be registered is printed", () => {
  expect(made).toMatchObject({code: 0, err: ""})
  expect(execFileSync("ls", [join(folder, "variant/documents")], {encoding: "utf8"})).toBe("early.txt\n")
  expect(read("variant/data/raids.csv")).toContain("\n2031-02,157")
  expect(read("variant/data/raids.csv")).not.toContain("2031-03")
  const known = JSON.stringify({
    settings: [{name: "patrols", act: "=", value: 0.5, from: 10, to: 12}],
    events: [],
  })
  expect(made.out).toContain(`\n${hashOf(MODEL)}  model.yaml\n${hashOf(read("claims.json"))}  claims.json\n`)
  expect(made.out).toContain(`\n${hashOf(known)}  what had happened\n`)
  expect(made.out).toContain(`\n${hashOf(read("variant/plausible.csv"))}  plausible.csv\n`)
})

test("what is registered is scored; a claim whose condition did not come about is not", () => {
  put("registered.md", made.out)
  const {code, out, err} = holdOut("--score")
  expect([code, err]).toEqual([0, ""])
  expect(out).toContain("what had happened by then; 0 of 50 runs failed\n")
  expect(out).toContain("C3    not scored: its condition did not come about (the pass is closed)\n")
  // Raids rise whatever the pace, and never by so much: both claims are foretold, and two are counted.
  expect(out).toContain("C1    1.00  came\nC2    0.00  did not come\nBrier score 0.000 (always 0.5: 0.250)\n")
  expect(out).toMatch(/\nraids week 61: observed 166, \d+ \d+ \d+\n/)
  expect(out).toMatch(/\nraids: \d of 4 months inside; CRPS \d+, last value \d+, each of last 12 \d+\n/)
}, 120_000)

test("what was changed after it was registered is refused by name, and no score is shown", () => {
  put("registered.md", made.out)
  put("claims.json", JSON.stringify({...claims, claims: claims.claims.slice(0, 1)}))
  put("hills/model.yaml", MODEL.replace("[0, 4]", "[0, 5]"))
  const {code, out, err} = holdOut("--score")
  expect(code).toBe(2)
  expect(err).toMatch(/^Not as it was registered in registered\.md: model\.yaml, claims\.json\. Score the texts/)
  expect(out).not.toContain("Brier")
}, 120_000)
