// Every .mdl of the shared corpus is read whole: no mistake in any, and nothing of it lost.

import {existsSync, readdirSync, readFileSync} from "node:fs"
import {join, relative} from "node:path"
import {describe, expect, test} from "vitest"
import {readMdl} from "../../src/exchange/vensim/mdl.ts"

const shared = process.env.BRINK_SHARED ?? "../shared"
const corpus = join(shared, "data", "sd-test-models")

function files(folder: string): string[] {
  return readdirSync(folder, {recursive: true, encoding: "utf8"})
    .filter((name) => /\.mdl$/i.test(name))
    .map((name) => join(folder, name))
    .sort()
}

/** UTF-8 where it is, else the Western code page that old Vensim wrote. */
function decoded(path: string): string {
  const bytes = readFileSync(path)
  try {
    return new TextDecoder("utf-8", {fatal: true}).decode(bytes)
  } catch {
    return new TextDecoder("windows-1252").decode(bytes)
  }
}

describe.skipIf(!existsSync(corpus))("the models of the field", () => {
  const read = () =>
    files(corpus).map((path) => ({
      name: relative(corpus, path),
      text: decoded(path),
      ...readMdl(decoded(path), relative(corpus, path)),
    }))

  test("are read without a grave mistake, and none is empty", () => {
    const all = read()
    expect(all.length).toBeGreaterThanOrEqual(154)
    expect(
      all.flatMap(({issues}) => issues.filter((issue) => issue.grave).map((issue) => `${issue.code}: ${issue.says}`)),
    ).toEqual([])
    expect(all.filter(({blueprint}) => blueprint.parts[0]!.variables.length === 0).map(({name}) => name)).toEqual([])
  })
})

test("the models that Brink brings itself are read without any issue", () => {
  const own = ["bench/models", "docs/examples"].filter((folder) => existsSync(folder)).flatMap(files)
  expect(own.length).toBeGreaterThan(0)
  expect(own.flatMap((path) => readMdl(decoded(path), path).issues)).toEqual([])
})
