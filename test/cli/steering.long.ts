// Every command over a case whose every word tries to steer the screen: what reaches it shows those characters, and is
// none of them. Results for programs stay as they are, unless a screen is where they go.

import {readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {afterAll, afterEach, beforeAll, describe, expect, test} from "vitest"
import {readXml} from "../../src/exchange/xmile/xml.ts"
import type {Outcome} from "./built.ts"
import {type Inside, inside} from "./inside.ts"

const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]|\p{Cs}/u
/** A title set, a screen cleared twice, a deletion, a carriage return, words turned round. */
const EVIL = "\u001b]0;owned\u0007\u001b[2J\u009b2J\u007f\r\u202edesrever\u2066x"
/** Little enough of it for a document: one that is full of control characters is no text. */
const MARK = "\u001b[2J\u009b\u202e"
/** The same in a file's name, which has lines too. */
const NAME = "a\u001b[2J\u009b2J\u007f\u202e\nskipped b"
const yaml = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)
const PLAIN = "The road through the hills is old, and nobody knows who built it. The mill stands beside it. ".repeat(12)
/** As far as a name of a model may go. */
const raids = "raids \u202eupon\u2066 us"

const MODEL = `format: brink/model@1
name: ${yaml(`hills${EVIL}`)}
time: {unit: week, origin: 2030-01-01, start: 0, stop: 104, step: 0.5, save: 1, method: euler}
quantities:
  ${yaml(raids)}: {kind: stock, unit: raid, initial: level, inflows: [provoked], label: ${yaml(`Raids${EVIL}`)}, because: [assumed: ${yaml(EVIL)}]}
  provoked: {kind: flow, unit: raid/week, equation: "pace * (1 - patrols)", because: [assumed: as told]}
  level: {kind: parameter, unit: raid, value: {uniform: [20, 60]}, because: [assumed: seen]}
  pace: {kind: parameter, unit: raid/week, value: {uniform: [2, 6]}, because: [assumed: seen]}
  patrols: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a choice]}
contested:
  feud: {question: ${yaml(`Is there ${EVIL}?`)}, sides: [{is: true, says: ${yaml(`there is${EVIL}`)}, claims: []}, {is: false, says: there is none, claims: []}], chance: 0.5, weight: stated}
`
const DATA = `# source: ledger${EVIL}, licence: CC0, unit: raid\ndate,${raids}\n2030-01,44\n2030-02,45\n`
const FILES: Readonly<Record<string, string>> = {
  "hills/case.yaml": `format: brink/case@1\ntitle: ${yaml(`Hills${EVIL}`)}\nquestion: ${yaml(`Will it end${EVIL}?`)}\nstart: 2031-07-01\nhorizon: 20 weeks\n`,
  "hills/factors.yaml": `format: brink/factors@1\nfactors:\n  raids: {unit: raid, name: ${yaml(`Raids${EVIL}`)}, aliases: [${yaml(`raid${EVIL}`)}]}\n`,
  [`hills/documents/${NAME}.txt`]: `---\ntitle: T${EVIL}\nauthor: A${MARK}\npublisher: P${MARK}\n---\n\nPatrols${MARK} reduce raids within weeks. Raids${MARK} reduce trade in the valley, said Mr Oak${MARK}. Trade reduces raids.\n\n${PLAIN}\n`,
  [`hills/documents/${NAME}.doc`]: "no text",
  [`hills/documents/${NAME}.pdf`]: "no pdf",
  "hills/documents/b.md": `---\ntitle: [${MARK}\n---\n\nRaids do not reduce trade, the miller wrote.\n\n${PLAIN}\n`,
  [`hills/scenarios/s${NAME}.yaml`]: `format: brink/scenario@1\nwhy: ${yaml(EVIL)}\nlevers: {patrols: [{from: 2, value: 1}]}\n`,
  "hills/edits.jsonl": `${JSON.stringify({format: "brink/edit@1", n: 1, by: `ana${EVIL}`, why: `hearsay${EVIL}`, kind: "reject", claim: "0123456789ab"})}\n`,
  "model/model.yaml": MODEL,
  [`model/data/d${NAME}.csv`]: DATA,
  "broken/case.yaml": `format: brink/case@1\ntitle: x\nquestion: ${yaml(EVIL)}\n${yaml(EVIL)}: 1\n`,
  "torn.yaml": `format: brink/model@1\nname: x${EVIL}\nquantities: {[${EVIL}\n`,
  "evil.yaml": MODEL.replace(
    "pace * ",
    `\\"${EVIL.replace(/./gsu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)}\\" * `,
  ),
  "named.yaml": MODEL.replaceAll("pace", yaml(`pace${EVIL}`)),
  "evil.mdl": `{UTF-8}\n"ra${EVIL}ids"= INTEG (growth, 3)\n  ~ raid\n  ~ ${EVIL}\n  |\ngrowth= "no${EVIL}such" * FOO${EVIL}(2)\n  ~ raid/week\n  ~\n  |\nFINAL TIME = 4\n~ week\n~|\nINITIAL TIME = 0\n~ week\n~|\nTIME STEP = 1\n~ week\n~|\nSAVEPER = TIME STEP\n~ week\n~|\n`,
  "fine.mdl": `{UTF-8}\n"ra\u001b[2J\u009bids\u202e"= INTEG (growth, 3)\n  ~ raid\n  ~ said ${EVIL}\n  |\ngrowth= 2\n  ~ raid/week\n  ~\n  |\nFINAL TIME = 4\n~ week\n~|\nINITIAL TIME = 0\n~ week\n~|\nTIME STEP = 1\n~ week\n~|\nSAVEPER = TIME STEP\n~ week\n~|\n`,
  [`${NAME}.txt`]: `Raids${MARK} reduce trade. ${PLAIN}\n`,
  "gold.yaml": `format: brink/gold@1\n${yaml(EVIL)}: 1\n`,
  "cases/c.txt": `# a ${EVIL} title\nRaids${EVIL} reduce trade.\nnothing ${EVIL}\n`,
}
const FEW = ["--runs", "30", "--workers", "1"]

let world: Inside
beforeAll(() => {
  world = inside()
  for (const [file, text] of Object.entries(FILES)) world.put(file, text)
})
afterAll(() => world.remove())

/** Nothing in `text` steers a screen; of a message, nothing it names begins a line. */
function tame({out, err}: Outcome, what: string): void {
  for (const [name, text] of [
    ["stdout", out],
    ["stderr", err],
  ] as const) {
    const at = text.search(STEERING)
    expect(at < 0 ? "" : `${what}, ${name}: ${JSON.stringify(text.slice(Math.max(0, at - 60), at + 20))}`).toBe("")
  }
  expect(err, what).not.toMatch(/^skipped b(?!roken)/m)
  expect(err, what).not.toContain("mistake in Brink")
}

const HUMAN: readonly (readonly string[])[] = [
  ["read", "hills"],
  ["read", "hills", "--why"],
  ["read", `${NAME}.txt`, "--why"],
  ["read", "--lines", `${NAME}.txt`],
  ["read", "hills", "--as-case", EVIL],
  ["map", "hills"],
  ["map", "hills", "--svg", "--focus", EVIL],
  ["press", "hills", "raids"],
  ["press", "hills", EVIL],
  ["why", "hills", "raids"],
  ["why", "hills", "trade"],
  ["why", "hills", EVIL],
  ["edit", "hills"],
  ["edit", "hills", "reject", EVIL, "--why", EVIL, "--by", EVIL],
  ["edit", "hills", EVIL],
  ["edit", "hills", "rename", "raids", `new${EVIL}`, "--why", EVIL, "--by", EVIL],
  ["validate", "hills"],
  ["validate", "model/model.yaml"],
  ["validate", "broken"],
  ["validate", "torn.yaml"],
  ["validate", "evil.mdl"],
  ["validate", "fine.mdl"],
  ["outlook", "hills", ...FEW, "--out", `out${EVIL}.html`],
  ["outlook", "hills", ...FEW, "--out", "report.html"],
  ["outlook", `no${EVIL}such`],
  ["outlook", "hills", "--out", `no/such${NAME}/report.html`],
  ["init", `new${EVIL}`, `${NAME}.txt`, "--title", EVIL],
  ["init", `new${EVIL}`],
  ["check", "hills", ...FEW],
  ["check", "model/model.yaml", "--documents", "hills", ...FEW],
  ["calibrate", "hills", "--runs", "100"],
  ["run", "model/model.yaml"],
  ["run", "model/model.yaml", ...FEW],
  ["run", "model/model.yaml", "--numerics"],
  ["run", "model/model.yaml", "--set", `${EVIL}=1`],
  ["run", "model/model.yaml", "--set", EVIL],
  ["run", "model/model.yaml", "--cut", `${EVIL}:b`],
  ["run", "model/model.yaml", "--save", EVIL],
  ["run", "model/model.yaml", "--scenario", EVIL],
  ["run", "hills", "--scenario", `s${NAME}`],
  ["run", "evil.yaml"],
  ["run", "named.yaml"],
  ["run", "evil.mdl"],
  ["run", "fine.mdl"],
  ["run", "torn.yaml"],
  ["import", "fine.mdl", "--out", `i${EVIL}.yaml`],
  ["import", "evil.mdl", "--out", "i.yaml"],
  ["export", "fine.mdl", "--to", EVIL],
  ["score", "hills", "gold.yaml"],
  ["score", "hills", `${EVIL}.yaml`],
  ["score", "--cases", "cases"],
  ["schema", EVIL],
  [EVIL],
  ["read", `--${EVIL}`],
  ["read", "hills", "--max-file", EVIL],
  ["read", "hills", "--llm-model", EVIL, "--llm", EVIL],
  ["read", "hills", "--llm-model", `a\u202eb`, "--llm-replies", `${EVIL}/r.jsonl`],
  ["outlook", "hills", "--date", EVIL],
  ["outlook", "hills", "--seed", EVIL],
  ["run"],
]
const JSONS: readonly (readonly string[])[] = [
  ["read", "hills", "--json", "--why"],
  ["map", "hills", "--json"],
  ["press", "hills", "trade", "--json"],
  ["why", "hills", "trade", "--json"],
  ["check", "hills", ...FEW, "--json"],
  ["outlook", "hills", ...FEW, "--json", "--out", "report.html"],
  ["run", "model/model.yaml", "--json"],
  ["run", "model/model.yaml", ...FEW, "--json"],
  ["export", "fine.mdl", "--to", "sd-json", "--out", "-"],
]
const EXACT: readonly (readonly string[])[] = [
  ["read", "--text", `${NAME}.txt`],
  ["run", "model/model.yaml", "--csv", "-"],
  ["map", "hills", "--svg"],
  ["map", "hills", "--graphml"],
  ["draft", "hills"],
  ["export", "fine.mdl", "--to", "mdl", "--out", "-"],
  ["export", "fine.mdl", "--to", "graphml", "--out", "-"],
  ["export", "fine.mdl", "--to", "xmile", "--out", "-"],
  ["export", "fine.mdl", "--to", "csv", "--out", "-"],
]

describe("a case that tries to steer the screen", () => {
  test("shows its control characters in every result for people and in every message", async () => {
    for (const words of HUMAN) tame(await world.brink(...words), words.join(" "))
  })

  test("a file that is skipped is one line, whatever its name", async () => {
    const {err, code} = await world.brink("read", "hills")
    expect(code).toBe(1)
    const skipped = err.split("\n").filter((line) => line.startsWith("skipped "))
    expect(skipped).toHaveLength(2)
    for (const line of skipped)
      expect(line).toMatch(/^skipped a\\x1b\[2J\\x9b2J\\x7f\\u202e\\nskipped b\.(?:doc|pdf): \S/)
  })

  test("has its characters as escapes in JSON, with the same value", async () => {
    for (const words of JSONS) {
      const outcome = await world.brink(...words)
      tame(outcome, words.join(" "))
      expect(() => JSON.parse(outcome.out), words.join(" ")).not.toThrow()
      expect(JSON.stringify(JSON.parse(outcome.out)), words.join(" ")).toMatch(STEERING)
    }
  })

  test("has its characters in results for programs, whose XML is well formed", async () => {
    for (const words of EXACT) {
      const {out, err, code} = await world.brink(...words)
      expect([code === 2 ? err : "", out === ""], words.join(" ")).toEqual(["", false])
      tame({code, out: "", err}, words.join(" "))
      if (/^(?:<\?xml|<svg)/.test(out)) expect(() => readXml(out), words.join(" ")).not.toThrow()
    }
    expect((await world.brink("read", "--text", `${NAME}.txt`)).out).toBe(FILES[`${NAME}.txt`])
    expect((await world.brink("run", "model/model.yaml", "--csv", "-")).out.split("\n")[0]).toContain(raids)
  })

  test("has no control character in a report", async () => {
    await world.brink("outlook", "hills", ...FEW, "--out", "page.html")
    const page = world.read("page.html")
    expect(page.search(STEERING)).toBe(-1)
    expect(page).toContain("\\x1b]0;owned\\x07\\x1b[2J\\x9b2J")
  })

  test("leaves what it keeps readable: kept files hold escapes", async () => {
    await world.brink("outlook", "hills", ...FEW, "--keep", "--out", "page.html")
    for (const file of ["map.json", "outlook.json", "claims.jsonl"]) {
      expect(world.read(`hills/${file}`).search(STEERING)).toBe(-1)
    }
    expect(readdirSync(join(world.folder, "hills"))).toContain("map.json")
    expect(readFileSync(join(world.folder, "hills/map.json"), "utf8")).toContain("\\u009b2J")
  })
})

describe("on a screen", () => {
  const kept = Object.getOwnPropertyDescriptor(process.stdout, "isTTY")
  const env = {NO_COLOR: process.env["NO_COLOR"], TERM: process.env["TERM"]}
  afterEach(() => {
    if (kept) Object.defineProperty(process.stdout, "isTTY", kept)
    else Reflect.deleteProperty(process.stdout, "isTTY")
    for (const [name, value] of Object.entries(env))
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
  })

  test("results for programs show them too, and only Brink's own colours are sent", async () => {
    Object.defineProperty(process.stdout, "isTTY", {value: true, configurable: true})
    delete process.env["NO_COLOR"]
    process.env["TERM"] = "xterm"
    for (const words of [...EXACT, ...JSONS]) tame(await world.brink(...words), words.join(" "))
    const {out, err} = await world.brink("read", "hills", "--why")
    expect(out).toContain("\u001b[36m")
    tame({code: 0, out: out.replace(/\u001b\[(?:36|35|1;33|0)m/g, ""), err}, "read --why")
  })
})
