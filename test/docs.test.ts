// Documents of the project tell the truth: links lead somewhere, the table of the layers
// is what the imports are held to, and the commands that the README shows exist.

import {existsSync, readdirSync, readFileSync} from "node:fs"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"
import {expect, test} from "vitest"
import {mayImport} from "./layers.ts"

const root = fileURLToPath(new URL("../", import.meta.url))
const pages = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "THIRD_PARTY.md"]
  .concat(folder("docs"), folder("cases"))
  .filter((file) => file.endsWith(".md") && !file.includes("/documents/"))

function folder(name: string): string[] {
  return readdirSync(join(root, name), {withFileTypes: true, recursive: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort()
}

const read = (page: string) => readFileSync(join(root, page), "utf8")

test("every link between pages leads somewhere", () => {
  const broken = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
      .map((match) => match[1]!)
      .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(page), target)))
      .map((target) => `${page}: ${target}`),
  )
  expect(broken).toEqual([])
})

test("files that pages name in code are there", () => {
  const named = /`((?:src|test|docs|cases|schemas|bin|scripts|bench)\/[\w./-]*\w)`/g
  const missing = pages.flatMap((page) =>
    [...read(page).matchAll(named)]
      .map((m) => m[1]!)
      .filter((file) => !existsSync(join(root, file)))
      .map((file) => `${page}: ${file}`),
  )
  expect(missing).toEqual([])
})

test("the table of the layers is what the imports are held to", () => {
  const rows = [...read("ARCHITECTURE.md").matchAll(/^\| (\w+) \|.*\| ?([\w, ]*?) ?\|$/gm)].filter(
    ([, layer]) => layer !== "Layer",
  )
  const drawn = rows.map(([, layer, imports]) => [layer, imports === "" ? [] : imports!.split(", ")])
  expect(Object.fromEntries(drawn)).toEqual(mayImport)
})

test("the picture of the architecture leaves room to read it whole", () => {
  expect(read("ARCHITECTURE.md").split("\n").length).toBeLessThanOrEqual(151)
})

test("no page knows a machine or a registry", () => {
  const wrong = pages.filter((page) => /\/(work|home|root|tmp)\/|registry\.npmjs|\.npmrc/.test(read(page)))
  expect(wrong).toEqual([])
})
