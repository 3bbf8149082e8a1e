// Every model of the corpus, with its data written out: exported to XMILE and read again it is the same model, to the
// last bit of every number, and so are its runs.
import {existsSync, readdirSync} from "node:fs"
import {join} from "node:path"
import {describe, expect, it} from "vitest"
import {flatten, readXmile, writeXmile} from "../../src/exchange/index.ts"
import {openBlueprint} from "../../src/io/models.ts"

const shared = process.env["BRINK_SHARED"] ?? "../shared"
const corpus = join(shared, "data/sd-test-models")

/** All of a model but the lines and the words of the file it was read from; numbers with their signs. */
function bits(model: unknown): string {
  return JSON.stringify(model, (key, value) =>
    key === "line" || key === "source" ? undefined : Object.is(value, -0) ? "-0" : value,
  )
}

describe.skipIf(!existsSync(corpus))("the corpus through XMILE", () => {
  const files = existsSync(corpus)
    ? (readdirSync(corpus, {recursive: true}) as string[]).filter((path) => /\.(mdl|xmile|stmx)$/.test(path)).sort()
    : []

  it.each(files)("%s comes back with the same bits", async (path) => {
    const {blueprint} = await openBlueprint(join(corpus, path))
    const before = flatten(blueprint, {file: path})
    const back = readXmile(writeXmile(blueprint).text, path)
    const after = flatten(back.blueprint, {file: path})
    expect(bits(after.model)).toBe(bits(before.model))
  })
})
