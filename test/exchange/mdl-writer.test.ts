// A .mdl written from a blueprint reads back as the same model.

import {existsSync, readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {describe, expect, test} from "vitest"
import type {Blueprint} from "../../src/exchange/blueprint.ts"
import {flatten} from "../../src/exchange/flatten.ts"
import {readMdl} from "../../src/exchange/mdl.ts"
import {writeMdl} from "../../src/exchange/mdl-writer.ts"
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

function files(folder: string): string[] {
  return readdirSync(folder, {withFileTypes: true, recursive: true})
    .filter((entry) => entry.isFile() && entry.name.endsWith(".mdl"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

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
