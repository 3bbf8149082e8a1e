// The architecture as a test: an import that the table in layers.ts does not
// allow fails here, with its file.

import {readdirSync, readFileSync} from "node:fs"
import {dirname, join, normalize, relative, sep} from "node:path"
import {fileURLToPath} from "node:url"
import {expect, test} from "vitest"
import {entries, mayImport} from "./layers.ts"

const root = fileURLToPath(new URL("../", import.meta.url))
const src = join(root, "src")

/** Layers that know nothing of a disk, a clock or a terminal. */
const pure = Object.keys(mayImport).filter((layer) => !["case", "report", "io", "cli"].includes(layer))

function files(folder: string): string[] {
  return readdirSync(folder, {withFileTypes: true})
    .flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)]))
    .filter((file) => /\.tsx?$/.test(file))
    .sort()
}

/** The layer of a file; the public face of the package stands above all of them. */
const layerOf = (file: string) => {
  const [layer, ...rest] = relative(src, file).split(sep)
  return rest.length === 0 ? "index" : layer!
}

/** Layers of single files, each of which may be imported. */
const inSingleFiles = (layer: string) => layer === "core" || layer === "math"

type Import = {file: string; target: string; typeOnly: boolean}

function imports(file: string): Import[] {
  const text = readFileSync(file, "utf8")
  const found: Import[] = []
  // What is imported when it is needed (`import("...")`) is an arrow like any other; in a type it is one of a type.
  for (const match of text.matchAll(/(typeof )?\bimport\("(\.[^"]+)"\)/g))
    found.push({file, target: normalize(join(dirname(file), match[2]!)), typeOnly: match[1] !== undefined})
  for (const match of text.matchAll(/^\s*(?:import|export)\s+(type\s+)?([^"';]*?)\s*(?:from\s+)?"(\.[^"]+\.tsx?)"/gm)) {
    const names = match[2]!.trim()
    const allTypes =
      /^\{/.test(names) &&
      names
        .replace(/[{}]/g, "")
        .split(",")
        .map((n) => n.trim())
        .filter(Boolean)
        .every((n) => n.startsWith("type "))
    found.push({file, target: normalize(join(dirname(file), match[3]!)), typeOnly: match[1] !== undefined || allTypes})
  }
  return found
}

const all = files(src).flatMap(imports)
const place = (i: Import) => `${relative(root, i.file)} -> ${relative(root, i.target)}`

test("every layer is in the table, and every layer of the table is there", () => {
  const layers = new Set(files(src).map(layerOf))
  layers.delete("index")
  expect([...layers].sort()).toEqual(Object.keys(mayImport).sort())
})

test("layers import only what the table allows", () => {
  const wrong = all.filter(({file, target, typeOnly}) => {
    const [from, to] = [layerOf(file), layerOf(target)]
    if (from === to || typeOnly || from === "index") return false
    return from === "core" || !(inSingleFiles(to) || mayImport[from]!.includes(to))
  })
  expect(wrong.map(place)).toEqual([])
})

test("a layer is imported by its index, or by a file that is named in layers.ts", () => {
  const entry = (target: string) =>
    /[/\\]index\.tsx?$/.test(target) || entries.has(relative(src, target).split(sep).join("/"))
  const wrong = all.filter(
    ({file, target}) => layerOf(file) !== layerOf(target) && !inSingleFiles(layerOf(target)) && !entry(target),
  )
  expect(wrong.map(place)).toEqual([])
})

test("every file that is named as an entry is imported by another layer", () => {
  const used = new Set(
    all
      .filter(({file, target}) => layerOf(file) !== layerOf(target))
      .map(({target}) => relative(src, target).split(sep).join("/")),
  )
  expect([...entries].filter((file) => !used.has(file))).toEqual([])
})

test("files of a layer do not go through its index", () => {
  const wrong = all.filter(({file, target}) => layerOf(file) === layerOf(target) && /[/\\]index\.tsx?$/.test(target))
  expect(wrong.map(place)).toEqual([])
})

test("no file imports itself in a circle, for types either", () => {
  const next = new Map<string, string[]>()
  for (const i of all) next.set(i.file, [...(next.get(i.file) ?? []), i.target])
  const done = new Set<string>()
  const circles: string[] = []
  const follow = (file: string, path: readonly string[]) => {
    if (path.includes(file))
      circles.push([...path.slice(path.indexOf(file)), file].map((f) => relative(src, f)).join(" -> "))
    if (done.has(file) || path.includes(file)) return
    for (const target of next.get(file) ?? []) follow(target, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) follow(file, [])
  expect(circles).toEqual([])
})

test("every index says its names one by one", () => {
  const wrong = files(src).filter((file) => /export \* /.test(readFileSync(file, "utf8")))
  expect(wrong).toEqual([])
})

test("no drawer: no file is named for what it might hold", () => {
  const drawers = /^(utils?|helpers?|common|shared|misc|manager|service|types|base)\.tsx?$/
  expect(files(src).filter((file) => drawers.test(file.split(sep).at(-1)!))).toEqual([])
})

test("the pure layers never ask the clock, the locale or chance", () => {
  const impure = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\blocaleCompare\b|\btoLocale\w+|\bIntl\./
  const wrong = files(src).filter(
    (file) =>
      pure.includes(layerOf(file)) &&
      readFileSync(file, "utf8")
        .split("\n")
        .some((line) => impure.test(line.replace(/\/\/.*$|^\s*\*.*$/, ""))),
  )
  expect(wrong.map((file) => relative(root, file))).toEqual([])
})

test("no transcendental function of Math in the model path", () => {
  const banned =
    /\bMath\s*\[|=\s*Math\b(?!\.)|\bMath\.(exp|expm1|log|log2|log10|log1p|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh|cbrt|hypot)\b|[\w)\]] ?\*\* ?[\w(]/
  const path = [
    "core",
    "math",
    "model",
    "exchange",
    "draft",
    "engine",
    "ensemble",
    "answers",
    "check",
    "outlook",
    "words",
  ]
  const wrong = files(src).filter(
    (file) =>
      path.includes(layerOf(file)) &&
      readFileSync(file, "utf8")
        .split("\n")
        .some((line) => banned.test(line.replace(/\/\/.*$|^\s*\/?\*.*$/, ""))),
  )
  expect(wrong.map((file) => relative(root, file))).toEqual([])
})
