// A .mdl written from a blueprint reads back as the same model.

import {existsSync, readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {describe, expect, test} from "vitest"
import {Fault} from "../../src/core/fault.ts"
import {compile, emit, rows} from "../../src/engine/index.ts"
import {central, centralInputs, seedOf} from "../../src/ensemble/index.ts"
import {type Blueprint, nameKey} from "../../src/exchange/blueprint/blueprint.ts"
import {flatten} from "../../src/exchange/flat/flatten.ts"
import {readMdl} from "../../src/exchange/vensim/mdl.ts"
import {exportMdl} from "../../src/exchange/vensim/mdl-export.ts"
import {writeMdl} from "../../src/exchange/vensim/mdl-writer.ts"
import {readXmile} from "../../src/exchange/xmile/xmile.ts"
import type {Model} from "../../src/model/index.ts"

const shared = process.env["BRINK_SHARED"] ?? "../shared"
const corpus = join(shared, "data/sd-test-models")

const read = (text: string): Blueprint => readMdl(text, "a.mdl").blueprint

/** A flat model without where its equations stand and how they were worded. */
const bare = (model: Model): unknown =>
  JSON.parse(
    JSON.stringify(model, (key, value) =>
      key === "line" || key === "source" || key === "at" ? undefined : Object.is(value, -0) ? "-0" : value,
    ),
  )

const flat = (blueprint: Blueprint): unknown => bare(flatten(blueprint, {file: "a.mdl"}).model)

function files(folder: string, kind = /\.mdl$/): string[] {
  return readdirSync(folder, {withFileTypes: true, recursive: true})
    .filter((entry) => entry.isFile() && kind.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** What a model's run saves, by name; the failure of a run that fails. */
function run(model: Model): Map<string, string> {
  const program = compile(model)
  const width = program.outputs.length
  const table = new Float64Array(rows(program) * width)
  const failed = emit(program).run(centralInputs(program), table, {seed: seedOf("1"), run: 0})
  const columns = program.outputs.map(({name}, i) => {
    const values = Array.from({length: rows(program)}, (_, row) => table[row * width + i]!)
    return [nameKey(name), values.map((value) => (Object.is(value, -0) ? "-0" : String(value))).join(" ")] as const
  })
  return new Map([...columns, ["failure", failed ? "failed" : ""]])
}

describe.skipIf(!existsSync(corpus))("every XMILE model of the corpus", () => {
  test("goes to .mdl and comes back with the same bits, or is refused by name", () => {
    const different: string[] = []
    const refused: string[] = []
    for (const file of files(corpus, /\.(?:xmile|stmx)$/)) {
      const name = file.slice(corpus.length + 1)
      const read = readXmile(readFileSync(file, "utf8"), "a.xmile")
      const {model, issues} = flatten(read.blueprint, {file: "a.xmile"})
      if ([...read.issues, ...issues].some((issue) => issue.grave)) continue
      let text: string
      try {
        text = exportMdl(read.blueprint, model, central).text
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        refused.push(`${name}: ${error.what}`)
        continue
      }
      const again = readMdl(text, "a.mdl")
      const back = flatten(again.blueprint, {file: "a.mdl"})
      const grave = [...again.issues, ...back.issues].find((issue) => issue.grave)
      if (grave) different.push(`${name}: ${grave.says}`)
      else {
        const before = run(model)
        const after = run(back.model)
        const lost = [...before.keys()].filter((key) => before.get(key) !== after.get(key))
        if (lost.length > 0) different.push(`${name}: ${lost.slice(0, 3).join("; ")}`)
      }
    }
    expect(different).toEqual([])
    expect(refused).toEqual([])
  }, 60_000)
})

describe.skipIf(!existsSync(corpus))("every .mdl of the corpus", () => {
  test("written and read again is the same model, and writing it again changes nothing", () => {
    const different: string[] = []
    for (const file of files(corpus)) {
      const bytes = readFileSync(file)
      const name = file.slice(corpus.length + 1)
      const utf8 = bytes.toString("utf8")
      const first = read(utf8.includes("\ufffd") ? bytes.toString("latin1") : utf8)
      const {text} = writeMdl(first)
      const again = readMdl(text, "a.mdl")
      const grave = again.issues.filter((issue) => issue.grave)
      const before = readMdl(utf8, "a.mdl").issues.filter((issue) => issue.grave)
      if (grave.length > before.length) different.push(`${name}: ${grave[0]!.says}`)
      else if (JSON.stringify(flat(first)) !== JSON.stringify(flat(again.blueprint))) different.push(name)
      else if (writeMdl(again.blueprint).text !== text) different.push(`${name}: written twice`)
    }
    expect(different).toEqual([])
  }, 60_000)
})
