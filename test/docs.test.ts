// Documents of the project tell the truth: links lead somewhere, the picture of the rooms
// is the table the imports are held to, and the commands that the README shows exist.

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

test("the picture of the rooms is what the imports are held to", () => {
  const drawn = [...read("ARCHITECTURE.md").matchAll(/^ {2}(\w+) --> (\w+)$/gm)].map((m) => `${m[1]} -> ${m[2]}`)
  const reaches = (from: string, to: string, without?: string): boolean =>
    mayImport[from]!.some((next) => next !== without && (next === to || reaches(next, to)))
  const needed = Object.keys(mayImport).flatMap((from) =>
    mayImport[from]!.filter((to) => !mayImport[from]!.some((via) => via !== to && reaches(via, to))).map(
      (to) => `${from} -> ${to}`,
    ),
  )
  expect(drawn.sort()).toEqual(needed.sort())
})

test("no page knows a machine or a registry", () => {
  const wrong = pages.filter((page) => /\/(work|home|root|tmp)\/|registry\.npmjs|\.npmrc/.test(read(page)))
  expect(wrong).toEqual([])
})
