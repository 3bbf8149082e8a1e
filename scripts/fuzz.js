// Damaged inputs by the thousand against the whole command line: `npm run fuzz`, for a night.
//
// `-- --kind mdl,xmile` tries these kinds alone; `--seed` and `--from` say which mutations, `--count` how many of each
// kind (10,000 unless said otherwise), `--children` in how many processes. What fails is printed with the line that makes it again,
// made small and written into test/fuzz/found, unless `--keep no` says not to. test/fuzz/hunt.ts says what a failure is.

import {readOptions, refuse, wholeNumbers} from "./options.js"
import "./typescript.js"

const {values: options} = readOptions(import.meta.url, {
  options: {
    kind: {type: "string"},
    seed: {type: "string", default: "1"},
    from: {type: "string", default: "0"},
    count: {type: "string", default: "10000"},
    children: {type: "string", default: "2"},
    keep: {type: "string", default: "yes"},
  },
})
const {KINDS} = await import("../test/fuzz/kinds.ts")
const {openWorkshop} = await import("../test/fuzz/hand.ts")
const {addressed, hunt} = await import("../test/fuzz/hunt.ts")
const {keep} = await import("../test/fuzz/keeping.ts")

const names = Object.keys(KINDS)
const kinds = options.kind?.split(",") ?? names
const unknown = kinds.filter((kind) => !names.includes(kind))
if (unknown.length > 0) refuse(`There is no kind called ${unknown.join(", ")}; there are ${names.join(", ")}`)
const numbers = wholeNumbers(options, ["seed", "from", "count", "children"])

const shop = await openWorkshop()
const began = Date.now()
const found = []
const hunted = await hunt(shop, {
  ...numbers,
  hands: numbers.children,
  kinds,
  onFailure: (failure) => {
    found.push(failure)
    process.stdout.write(
      `\n${failure.key}\n  ${addressed(failure)}\n  ${failure.done}\n  ${failure.says.replace(/\n/g, "\n  ").slice(0, 2000)}\n`,
    )
  },
  onProgress: (tried) => {
    if (tried % 1000 === 0)
      process.stderr.write(`${tried} tried, ${found.length} mistakes, ${Math.round((Date.now() - began) / 1000)} s\n`)
  },
})
if (options.keep === "yes") for (const failure of found) process.stdout.write(`kept: ${await keep(shop, failure)}\n`)
await shop.close()
const {tried, codes, failures, notAlone, slowest, largest} = hunted
for (const {key, times} of failures) process.stdout.write(`${String(times).padStart(6)}  ${key}\n`)
for (const alone of notAlone)
  process.stdout.write(
    `not alone: ${alone.key}\n  ${addressed(alone)}\n  ${alone.says.replace(/\n/g, "\n  ").slice(0, 1500)}\n`,
  )
process.stdout.write(
  `${tried} mutations in ${Math.round((Date.now() - began) / 1000)} s; exit codes ${JSON.stringify(codes)}; ${failures.length} mistakes\n` +
    `longest ${Math.round(slowest.cpu)} ms: ${slowest.where}\nlargest ${Math.round(largest.resident / 1e6)} MB: ${largest.where}\n`,
)
process.exitCode = failures.length + notAlone.length > 0 ? 1 : 0
