// The engine alone: what docs/engine.md says of it is so, in Node and in a browser.

import {spawnSync} from "node:child_process"
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {gzipSync} from "node:zlib"
import {rolldown} from "rolldown"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {compile, model, run} from "../../src/engine/alone.ts"
import {closeBrowser, openPage} from "../browser.ts"

const sources = {
  engine: fileURLToPath(new URL("../../src/engine/alone.ts", import.meta.url)),
  exchange: fileURLToPath(new URL("../../src/exchange/index.ts", import.meta.url)),
}
const page = readFileSync(new URL("../../docs/engine.md", import.meta.url), "utf8")
const folder = mkdtempSync(join(tmpdir(), "brink-engine-"))

/** Each example of the page with what it says the example prints. */
const examples = [...page.matchAll(/```js\n([\s\S]*?)```\n\nprints\n\n```text\n([\s\S]*?)```/g)].map((m) => ({
  code: m[1]!,
  prints: m[2]!,
}))

const SMALL_ENOUGH = 60_000

let bundled: string
let exchange: string

/** One module of plain JavaScript for a browser, also put into the folder of the examples. */
async function bundleOf(name: keyof typeof sources): Promise<string> {
  const bundle = await rolldown({input: sources[name], platform: "browser", logLevel: "silent"})
  const {output} = await bundle.generate({format: "esm", minify: true})
  await bundle.close()
  writeFileSync(join(folder, `${name}.mjs`), output[0].code)
  return output[0].code
}

beforeAll(async () => {
  bundled = await bundleOf("engine")
  exchange = await bundleOf("exchange")
})
afterAll(async () => {
  await closeBrowser()
  rmSync(folder, {recursive: true, force: true})
})

describe("brink/engine", () => {
  test("is one module under 60 kB gzipped that imports nothing", () => {
    expect(bundled).not.toMatch(/\bimport\b[^(]*\bfrom\b|\brequire\(/)
    expect(gzipSync(bundled).length).toBeLessThan(SMALL_ENOUGH)
  })

  test("every name that the page tells of is exported, by the module that it names", async () => {
    const names = (module: object) => new Set(Object.keys(module))
    const engine = names(await import("../../src/engine/alone.ts"))
    const members = names(await import("../../src/engine/index.ts"))
    const others = [
      names(await import("../../src/exchange/index.ts")),
      names(await import("../../src/ensemble/index.ts")),
      names(await import("../../src/index.ts")),
    ]
    const rows = page.slice(page.indexOf("| Name |"), page.indexOf("Many members at a time"))
    const told = [...rows.matchAll(/^\|(.*?)\|/gm)].flatMap((row) => [...row[1]!.matchAll(/`(\w+)(?:\(.*?\))?`/g)])
    expect(told.length).toBeGreaterThan(6)
    expect(told.map((m) => m[1]!).filter((name) => !engine.has(name))).toEqual([])
    // In the prose: what is written as a call, and what is imported in an example.
    const called = [...page.matchAll(/`(\w+)\([\w, {}]*\)`/g)].map((m) => m[1]!)
    const imported = [...page.matchAll(/^import \{([^}]*)\} from/gm)].flatMap((m) =>
      m[1]!.split(",").map((n) => n.trim()),
    )
    for (const name of [...called, ...imported])
      expect([name, [engine, members, ...others].some((module) => module.has(name))]).toEqual([name, true])
  })

  test("the page has examples", () => expect(examples.length).toBe(4))

  test.each(examples.map((example, i) => ({...example, i})))(
    "example $i prints in Node what the page says",
    ({code, prints, i}) => {
      const file = join(folder, `example${i}.mjs`)
      writeFileSync(file, code.replace(/"brink\/(engine|exchange)"/g, '"./$1.mjs"'))
      const ran = spawnSync(process.execPath, [file], {encoding: "utf8"})
      expect(ran.stderr).toBe("")
      expect(ran.stdout).toBe(prints)
    },
  )

  test("the examples print the same in a browser, and fetch nothing", async () => {
    const data = (code: string) => JSON.stringify(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`)
    const scripts = examples.map(({code}) => {
      const text = code
        .replace('"brink/engine"', data(bundled))
        .replace('"brink/exchange"', data(exchange))
        .replaceAll("console.log(", "print(")
      return `data:text/javascript;base64,${Buffer.from(`const print = (...words) => window.said.push(words.join(" "))\n${text}`).toString("base64")}`
    })
    const html = `<!doctype html><script type="module">
window.said = []
try { for (const script of ${JSON.stringify(scripts)}) await import(script) } catch (error) { window.said.push(String(error)) }
window.done = true
</script>`
    const {page: opened, requests, close} = await openPage(html)
    await opened.waitForFunction("window.done")
    const said = (await opened.evaluate("window.said")) as string[]
    await close()
    expect(`${said.join("\n")}\n`).toBe(examples.map(({prints}) => prints).join(""))
    expect(requests.filter((address) => !address.startsWith("data:"))).toEqual([])
  }, 60_000)
})

describe("an outline", () => {
  const leak = (more = {}) =>
    model({
      time: {stop: 2, step: 1},
      stocks: {"water level": {initial: 8, outflows: ["leak"]}},
      flows: {leak: '"water level" / slowness'},
      parameters: {slowness: 2},
      ...more,
    })

  test("saves every unit of time, or every step where that is longer", () => {
    expect([...run(compile(leak())).time]).toEqual([0, 1, 2])
    expect([...run(compile(leak({time: {stop: 2, step: 0.5}}))).time]).toEqual([0, 1, 2])
    expect([...run(compile(leak({time: {stop: 4, step: 2}}))).time]).toEqual([0, 2, 4])
  })

  test("may give a stock its net rate", () => {
    const account = model({time: {stop: 3, step: 1}, stocks: {money: {initial: 100, rate: "0.5 * money"}}})
    expect([...run(compile(account)).values["money"]!]).toEqual([100, 150, 225, 337.5])
  })

  test("whose equation cannot be read is refused with its name", () => {
    expect(() => leak({flows: {leak: "water level / 2"}})).toThrow(/model\/invalid-expression[\s\S]*'leak'/)
    expect(() => compile(leak({flows: {leak: "slownes / 2"}}))).toThrow(/slowness/)
    expect(() => leak({auxiliaries: {leak: 1}})).toThrow("engine/same-name: Two quantities are called 'leak'")
    expect(() => leak({tables: {bend: {x: [1, 1], y: [0, 1]}}})).toThrow("engine/bad-table")
  })
})

describe("run", () => {
  const program = compile(
    model({
      time: {stop: 2, step: 1},
      stocks: {money: {initial: 1, inflows: ["interest"]}},
      flows: {interest: "money * rate / patience"},
      parameters: {rate: 1, patience: 1},
    }),
  )

  test("gives each run its own inputs, run after run", () => {
    const {values, runs, names} = run(program, {inputs: {rate: [1, 2]}, save: ["money"]})
    expect([runs, names]).toEqual([2, ["money"]])
    expect([...values["money"]!]).toEqual([1, 2, 4, 1, 3, 9])
  })

  test("keeps the runs that did not fail", () => {
    const {values, failures} = run(program, {inputs: {patience: [1, 0, 2]}, save: ["money"]})
    expect(failures.map((failure) => [failure.run, failure.name, failure.time])).toEqual([[1, "interest", 0]])
    expect([...values["money"]!.slice(0, 3)]).toEqual([1, 2, 4])
    expect([...values["money"]!.slice(6)]).toEqual([1, 1.5, 2.25])
  })

  test("refuses what it cannot be asked", () => {
    expect(() => run(program, {inputs: {rat: 1}})).toThrow(/engine\/no-input: No input 'rat'[\s\S]*rate/)
    expect(() => run(program, {save: ["monny"]})).toThrow(/engine\/no-output: No output 'monny'[\s\S]*money/)
    expect(() => run(program, {inputs: {rate: [1, 2]}, runs: 3})).toThrow("'rate' has 2 values for 3 runs")
    expect(() => run(program, {seed: -1})).toThrow("engine/bad-seed")
  })
})
