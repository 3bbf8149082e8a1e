// Links of a case's model cut, one at a time: which of its conditions notices? `npm run links -- CASE` takes those of its
// checks.yaml, and `--checks FILE` further files of the same form.
//
// `--count` links between computed quantities, drawn with `--seed`; all of them where there are no more. A condition that
// holds of the model as it is (in 0.8 of `--runs` runs, drawn from the priors) notices a cut where it no longer holds. Those
// that are about the link are asked first, and no further ones once some notice; `--all` asks every one, and names those that
// notice no cut and so guard nothing. `--rows PAGE` also asks of a page's table whether the conditions named in each row
// (`S01: ...`) notice a cut of one of the row's own links (`a -> b`). `--least 60` ends with 1 below that share of 100.

import {existsSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {readOptions, refuse, wholeNumbers} from "./options.js"
import "./typescript.js"

const {values: options, positionals} = readOptions(import.meta.url, {
  allowPositionals: true,
  options: {
    seed: {type: "string", default: "1"},
    count: {type: "string", default: "100"},
    runs: {type: "string", default: "20"},
    checks: {type: "string", multiple: true, default: []},
    all: {type: "boolean", default: false},
    rows: {type: "string"},
    least: {type: "string"},
  },
})
const numbers = wholeNumbers(options, ["seed", "count", "runs", "least"])
const [folder] = positionals
if (!folder || !existsSync(join(folder, "model.yaml")))
  refuse("Name the folder of a case with a model.yaml: npm run links -- cases/NAME")

const {linksOf} = await import("./links/cuts.ts")
const {holdingOf} = await import("./links/holding.ts")
const {noticingOf} = await import("./links/noticing.ts")
const {parseModel} = await import("../src/model/index.ts")
const {parseChecks} = await import("../src/check/index.ts")
const {parseSeed, uniformAt} = await import("../src/math/random.ts")

const file = join(folder, "model.yaml")
const model = parseModel(readFileSync(file, "utf8"), file)
const own = join(folder, "checks.yaml")
const files = [...(existsSync(own) ? [own] : []), ...options.checks]
const checks = files.flatMap((path) => parseChecks(readFileSync(path, "utf8"), path))
if (checks.length === 0)
  refuse(`There is no condition in ${folder}: give it a checks.yaml, or name a file with --checks`)

const {lo, hi} = parseSeed(options.seed)
const all = linksOf(model)
// The same draw for the same seed and model.
const drawn = all
  .map((link, i) => ({link, i, at: uniformAt(lo, hi, i, 0, 0, 0)}))
  .sort((a, b) => a.at - b.at)
  .slice(0, numbers.count)
  .sort((a, b) => a.i - b.i)
  .map(({link}) => link)

const began = Date.now()
const holds = await holdingOf(model, {checks, runs: numbers.runs})
const guards = checks.filter(({id}) => holds.has(id))
const said = (link) => `${link.cause} -> ${link.effect}`
const noticing = noticingOf(model, {guards, runs: numbers.runs, all: options.all})
const idle = new Set(guards.map(({id}) => id))
let seen = 0
for (const link of drawn) {
  const by = await noticing(link)
  for (const id of by) idle.delete(id)
  if (by.length > 0) seen++
  process.stdout.write(
    `${by.length > 0 ? "seen  " : "unseen"}  ${said(link)}${by.length > 0 ? `  ${by.join(" ")}` : ""}\n`,
  )
}
const share = (100 * seen) / Math.max(1, drawn.length)
process.stdout.write(
  `\n${seen} of ${drawn.length} links noticed (${share.toFixed(0)} %), of ${all.length}; ${guards.length} of ${checks.length} conditions hold; ${Math.round((Date.now() - began) / 1000)} s\n`,
)
if (options.all && idle.size > 0) process.stdout.write(`noticed none of these: ${[...idle].join(" ")}\n`)

if (options.rows) {
  const known = new Map(all.map((link) => [said(link), link]))
  const {rowsOf} = await import("./links/rows.ts")
  let [kept, total] = [0, 0]
  for (const {id, links, conditions} of rowsOf(readFileSync(options.rows, "utf8"))) {
    const mine = guards.filter((one) => conditions.includes(one.id))
    const inModel = links.flatMap((link) => known.get(said(link)) ?? [])
    if (mine.length === 0 || inModel.length === 0) continue
    total++
    const by = []
    for (const link of inModel) if ((await noticing(link, mine)).length > 0) by.push(said(link))
    if (by.length > 0) kept++
    process.stdout.write(
      `${by.length > 0 ? "guards" : "idle  "}  ${id}  ${by.join(", ") || inModel.map(said).join(", ")}\n`,
    )
  }
  process.stdout.write(`${kept} of ${total} rows fail when a link of their own is cut\n`)
}
if (numbers.least !== undefined && share < numbers.least) process.exitCode = 1
