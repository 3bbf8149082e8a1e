// Files that are damaged, hostile, or not what their names say, at every place where a case takes a file: refused or
// passed over by name, in bounded time and memory, and nothing that was there is changed.

import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs"
import {dirname, join} from "node:path"
import {deflateRawSync} from "node:zlib"
import {afterEach, beforeEach, describe, expect, test} from "vitest"
import {storeParts} from "../../src/documents/formats/storing.ts"
import {VALLEY} from "../case/memory.ts"
import {type Inside, inside} from "../cli/inside.ts"
import {TANK} from "../cli/valley.ts"

let world: Inside
beforeEach(() => {
  world = inside()
  for (const [file, text] of Object.entries(VALLEY)) world.put(file.replace("valley/", "salt/documents/"), text)
  for (const [file, text] of Object.entries(FILES)) world.put(`salt/${file}`, text)
})
afterEach(() => world.remove())

const FILES: Readonly<Record<string, string>> = {
  "case.yaml": "format: brink/case@1\ntitle: Salt road\nquestion: Will the salt road stay open?\n",
  "model.yaml": TANK.replace("brink/model@1", "brink/model@1\nname: tank"),
  "factors.yaml": "format: brink/factors@1\nfactors:\n  raids: {unit: raid, aliases: [raid]}\n",
  "checks.yaml":
    'format: brink/checks@1\nchecks:\n  - {id: E1, says: the patch keeps water, set: {patch: {is: 1}}, from: 1, expect: "water at 3 > base"}\n',
  "scenarios/patch.yaml":
    "format: brink/scenario@1\nwhy: What if the leak is patched?\nlevers: {patch: [{from: 2, value: 1}]}\n",
  "edits.jsonl":
    '{"format":"brink/edit@1","n":1,"by":"ana","why":"a name","kind":"rename","factors":["raids"],"name":"cattle raids","quotes":[]}\n',
}

const put = (name: string, bytes: string | Uint8Array): void => {
  const path = join(world.folder, name)
  mkdirSync(dirname(path), {recursive: true})
  writeFileSync(path, bytes)
}

/** A command line that ends as promised, whatever it met: 0, 1 or 2, no stack trace, no control character, in ten seconds. */
async function sound(...words: string[]) {
  const began = Date.now()
  const outcome = await world.brink(...words)
  expect([0, 1, 2]).toContain(outcome.code)
  expect(outcome.err).not.toMatch(/\n {4}at /)
  expect(outcome.err.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u)
  expect(Buffer.byteLength(outcome.err)).toBeLessThan(20_000)
  expect(Date.now() - began).toBeLessThan(10_000)
  if (outcome.code === 2) expect(outcome.out).toBe("")
  return outcome
}
const refused = async (what: RegExp, ...words: string[]): Promise<void> => {
  const {code, err} = await sound(...words)
  expect({code, err}).toMatchObject({code: 2, err: expect.stringMatching(what)})
}

describe("a file of a case that is damaged (row 5)", () => {
  test.each(Object.keys(FILES))(
    "%s cut off at any byte is read or refused with its place, and stays as it is",
    async (name) => {
      const text = FILES[name]!
      for (let end = 1; end < text.length; end += 7) {
        put(`salt/${name}`, text.slice(0, end))
        const {code, err} = await sound("validate", "salt")
        if (code === 2) expect(err).toContain(name)
        expect(readFileSync(join(world.folder, "salt", name), "utf8")).toBe(text.slice(0, end))
      }
    },
  )

  test("keys given twice, numbers that are none, unknown fields and newer versions are refused by name", async () => {
    const model = FILES["model.yaml"]!
    for (const [name, text, what] of [
      ["case.yaml", `${FILES["case.yaml"]}title: Again\n`, /case\.yaml:4/],
      ["case.yaml", `${FILES["case.yaml"]}colour: red\n`, /case\.yaml:4:1: colour/],
      ["case.yaml", FILES["case.yaml"]!.replace("case@1", "case@2"), /newer|brink\/case@1/],
      ["model.yaml", model.replace("initial: 100", "initial: .nan"), /model\.yaml/],
      ["model.yaml", model.replace("initial: 100", "initial: 1e999"), /model\.yaml/],
      ["model.yaml", model.replace("model@1", "model@9"), /newer|brink\/model@1/],
      ["model.yaml", model.replace("water * rate", "leak * rate"), /model\.yaml|loop|leak/],
      ["edits.jsonl", FILES["edits.jsonl"]!.replace("edit@1", "edit@7"), /edits\.jsonl/],
      ["edits.jsonl", FILES["edits.jsonl"]!.replace('"n":1', '"n":1e999'), /edits\.jsonl/],
    ] as const) {
      put(`salt/${name}`, text)
      await refused(what, "validate", "salt")
      expect(readFileSync(join(world.folder, "salt", name), "utf8")).toBe(text)
      put(`salt/${name}`, FILES[name]!)
    }
  })
})

describe("what is not the text it says it is (row 7)", () => {
  const PNG = Uint8Array.from([
    0x89,
    0x50,
    0x4e,
    0x47,
    13,
    10,
    26,
    10,
    ...Array.from({length: 4000}, (_, i) => (i * 131) % 256),
  ])
  const SENTENCE = `${VALLEY["valley/b.txt"]}\n`
  test.each([
    ["a picture", PNG],
    ["UTF-16 with a mark", Buffer.from(`\ufeff${SENTENCE.repeat(20)}`, "utf16le")],
    ["UTF-16 without one", Buffer.from(SENTENCE.repeat(20), "utf16le")],
    ["Latin-1", Buffer.from(`Café raids. ${SENTENCE.repeat(20)}`, "latin1")],
    ["NUL bytes", Buffer.from(SENTENCE.repeat(20).replaceAll(" ", " \0"))],
    ["halves of surrogates", Buffer.from([...Buffer.from(SENTENCE), 0xed, 0xa0, 0x80, 0x0a, ...Buffer.from(SENTENCE)])],
    ["noise", Uint8Array.from({length: 50_000}, (_, i) => (Math.imul(i + 1, 2_654_435_761) >>> 13) & 255)],
    ["nothing", new Uint8Array(0)],
    ["line ends alone", Buffer.from("\r\n".repeat(5000))],
  ])("%s as a document: read with its encoding named, or skipped; quotes stay where they are", async (_, bytes) => {
    put("mixed/good.txt", SENTENCE)
    put("mixed/odd.txt", bytes)
    const {code, out} = await sound("read", "mixed", "--json")
    expect(code).toBeLessThan(2)
    const {claims} = JSON.parse(out) as {claims: {file: string; quote: {from: number; to: number; text: string}}[]}
    expect(claims.some(({file}) => file === "good.txt")).toBe(true)
    if (!claims.some(({file}) => file === "odd.txt")) return
    const {out: text} = await sound("read", "--text", "mixed/odd.txt")
    for (const {quote} of claims.filter(({file}) => file === "odd.txt"))
      expect(text.slice(quote.from, quote.to)).toBe(quote.text)
  })

  test.each(Object.keys(FILES))("a picture in the place of %s is refused by name", async (name) => {
    put(`salt/${name}`, PNG)
    await refused(new RegExp(name.replace(".", "\\.")), "validate", "salt")
  })
})

describe("archives (row 8)", () => {
  const part = (name: string, content: Uint8Array) => new Map([[name, content]])
  test("that inflate without end, hold a hundred thousand parts, lie about sizes, or hold archives are skipped by name", async () => {
    put("mixed/good.txt", VALLEY["valley/b.txt"])
    const bomb = deflated("word/document.xml", deflateRawSync(new Uint8Array(120_000_000)), 120_000_000)
    put("mixed/bomb.docx", bomb)
    put("mixed/liar.docx", deflated("word/document.xml", deflateRawSync(new Uint8Array(120_000_000)), 1000))
    put("mixed/many.docx", manyParts(60_000))
    put("mixed/nested.docx", storeParts(part("word/document.xml", storeParts(part("x", new Uint8Array(10))))))
    put("mixed/slip.docx", storeParts(part("../../slip.txt", Buffer.from("out"))))
    const {code, err, out} = await sound("read", "mixed", "--json")
    expect(code).toBe(1)
    for (const name of ["bomb", "liar", "many", "nested", "slip"]) expect(err).toContain(`skipped ${name}.docx`)
    expect(JSON.parse(out).claims.length).toBeGreaterThan(0)
    expect(existsSync(join(world.folder, "../slip.txt"))).toBe(false)
  })
})

describe("names and places (row 9)", () => {
  test("no name leads out of the folder that was named", async () => {
    put("outside.txt", "Raids reduce trade in the valley.\n")
    put("in/a.txt", VALLEY["valley/b.txt"])
    symlinkSync("../outside.txt", join(world.folder, "in/link.txt"))
    symlinkSync("..", join(world.folder, "in/up"))
    symlinkSync("loop", join(world.folder, "in/loop"))
    const {out, err} = await sound("read", "in", "--json")
    expect(new Set((JSON.parse(out) as {claims: {file: string}[]}).claims.map(({file}) => file))).toEqual(
      new Set(["a.txt"]),
    )
    for (const name of ["link.txt", "up", "loop"]) expect(err).toContain(`skipped ${name}: `)
    for (const name of ["../../etc/passwd", "..", "/etc/hostname", "C:\\x", "a\0b", "CON", "x".repeat(5000)]) {
      await sound("run", "salt", "--scenario", name)
      // The folder above is a folder like any other; it is not read here because of all that may lie in it.
      if (name !== "..") await sound("read", name)
      await sound("run", "salt/model.yaml", "--csv", join("nowhere", name))
    }
  })

  test("documents whose names differ by case alone are both kept", async () => {
    put("two/A.txt", VALLEY["valley/a.txt"])
    put("two/sub/a.txt", VALLEY["valley/b.txt"])
    put("two/a.txt", VALLEY["valley/b.txt"].replace("Mill", "Weir"))
    expect((await sound("init", "kept", "two")).code).toBe(0)
    const names = readdirSync(join(world.folder, "kept/documents"), {recursive: true, encoding: "utf8"})
    expect(names.filter((name) => name.endsWith(".txt"))).toHaveLength(3)
  })
})

describe("YAML and JSON that grow (row 10)", () => {
  const levels = Array.from({length: 30}, (_, i) => `k${i}: &a${i} [${i === 0 ? "x" : `*a${i - 1}, *a${i - 1}`}]`)
  test.each([
    ["aliases of aliases", levels.join("\n")],
    ["a hundred thousand brackets", "[".repeat(100_000)],
    ["a hundred thousand levels", Array.from({length: 3000}, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
    ["a million anchors", Array.from({length: 1_000_000}, (_, i) => `- &a${i} 1`).join("\n")],
    ["a million keys", Array.from({length: 1_000_000}, (_, i) => `k${i}: 1`).join("\n")],
    ["one long line", `title: ${"a ".repeat(5_000_000)}`],
  ])("%s: refused in time at every place where YAML is read", async (_, text) => {
    for (const name of ["case.yaml", "model.yaml", "factors.yaml", "checks.yaml", "scenarios/patch.yaml"]) {
      put(`salt/${name}`, `${text}\n`)
      await refused(new RegExp(name.replace(".", "\\.")), "validate", "salt")
      put(`salt/${name}`, FILES[name]!)
    }
  })
})

describe("names that every object has (row 11)", () => {
  const NAMES = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf"]
  test.each(NAMES)(
    "%s as a key or a name changes nothing outside, and is a name like any other or refused",
    async (name) => {
      for (const file of Object.keys(FILES)) {
        const text = file.endsWith(".jsonl")
          ? FILES[file]!.replace('"n":1', `"${name}":{"polluted":true},"n":1`)
          : `${FILES[file]}${name}: {polluted: true}\n`
        put(`salt/${file}`, text)
        await sound("validate", "salt")
        put(`salt/${file}`, FILES[file]!)
      }
      put("salt/model.yaml", TANK.replaceAll("water", name))
      await sound("run", "salt", "--json")
      await sound("run", "salt", "--set", `${name}=1`)
      await sound("run", "salt", "--save", name, "--json")
      await sound("why", "salt", name)
      put("salt/model.yaml", FILES["model.yaml"]!)
      put("salt/factors.yaml", `format: brink/factors@1\nfactors:\n  ${name}: {aliases: [raid, "${name}"]}\n`)
      await sound("map", "salt", "--json")
      await sound("edit", "salt", "rename", "raids", name, "--why", name, "--by", name)
      await sound("edit", "salt", "merge", name, "trade", "--why", name)
      expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined()
      expect(Object.keys(Object.prototype)).toEqual([])
    },
  )
})

describe("caches (row 4)", () => {
  test("cut at every 4 KB, with one bit flipped, or of another model: made anew, the same bytes", async () => {
    const words = ["outlook", "salt", "--runs", "10", "--out", "page.html", "--date", "2031-01-01"]
    expect((await sound(...words)).code).toBe(0)
    const page = world.read("page.html")
    const folder = join(world.folder, "salt/.brink")
    const caches = (of: string) => readdirSync(join(world.folder, of, ".brink")).filter((each) => !each.startsWith("."))
    // The same case with another leak: its caches are whole, sealed and of somebody else.
    for (const [file, text] of Object.entries(VALLEY)) world.put(file.replace("valley/", "brine/documents/"), text)
    for (const [file, text] of Object.entries(FILES)) world.put(`brine/${file}`, text)
    world.put("brine/model.yaml", FILES["model.yaml"]!.replace("name: tank", "name: vat"))
    expect((await sound("outlook", "brine", "--runs", "12", "--out", "brine.html", "--date", "2031-01-01")).code).toBe(
      0,
    )
    const kind = (name: string) => name.replace(/[0-9a-f]{8,}.*$/, "")
    let foreign = 0
    for (const name of caches("salt")) {
      const path = join(folder, name)
      const bytes = readFileSync(path)
      const damaged: Buffer[] = []
      for (let end = 0; end < bytes.length; end += 4096) damaged.push(bytes.subarray(0, end))
      for (const other of caches("brine").filter((each) => kind(each) === kind(name))) {
        const theirs = readFileSync(join(world.folder, "brine/.brink", other))
        if (theirs.equals(bytes)) continue
        damaged.push(theirs, Buffer.concat([theirs.subarray(0, 130), bytes.subarray(130)]))
        foreign++
      }
      for (const at of [0, 10, 70, 140, Math.floor(bytes.length / 2), bytes.length - 2]) {
        const copy = Buffer.from(bytes)
        copy[at]! ^= 1
        damaged.push(copy)
      }
      damaged.push(Buffer.from("{}"), Buffer.from("\n\n"), Buffer.from(`${"0".repeat(64)} ${"0".repeat(64)}\n[]\n`))
      for (const content of damaged) {
        writeFileSync(path, content)
        expect((await sound(...words)).code).toBe(0)
        expect(world.read("page.html")).toBe(page)
      }
      rmSync(path)
      mkdirSync(path)
      expect((await sound(...words)).code).toBe(0)
      rmSync(path, {recursive: true})
    }
    expect(foreign).toBeGreaterThan(0)
  })
})

describe("time and place (row 15)", () => {
  test("edits are in the order of their numbers, whatever the clock of their files", async () => {
    const {utimesSync} = await import("node:fs")
    const log = join(world.folder, "salt/edits.jsonl")
    for (const year of [1970, 2038, 2106, 2400]) {
      utimesSync(log, year * 31_556_952 - 62_167_219_200, year * 31_556_952 - 62_167_219_200)
      const done = await sound("edit", "salt", "rename", "raids", `raids of ${year}`, "--why", "a name")
      expect(done.code).toBe(0)
    }
    const numbers = readFileSync(log, "utf8")
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as {n: number}).n)
    expect(numbers).toEqual([1, 2, 3, 4, 5])
  })
})

/** A zip archive of one deflated part, whose directory may lie about its size. */
function deflated(name: string, packed: Uint8Array, size: number): Uint8Array {
  const bytes = Buffer.from(storeParts(new Map([[name, packed]])))
  const entry = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  for (const at of [8, entry + 10]) bytes.writeUInt16LE(8, at)
  for (const at of [22, entry + 24]) bytes.writeUInt32LE(size, at)
  return bytes
}

const manyParts = (count: number): Uint8Array =>
  storeParts(new Map(Array.from({length: count}, (_, i) => [`word/p${i}.xml`, new Uint8Array(1)])))
