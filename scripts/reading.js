// How well the reader reads, in one table: `npm run reading`.
//
// `-- --only cases,dev` measures these parts alone; `--json` prints one JSON value; `--failing` names what
// fails (never of the held-out sets, of which totals alone are printed); `--write-misses` writes the cases that fail now
// into test/claims/known-misses.txt; `--write-floors` writes what each annotated set reaches now, and each rule on them,
// into test/claims/gold. `--without had,do-or` reads without these rows of the table, which says what they are worth, and writes
// nothing. Treebanks and corpora are read from the shared folder (BRINK_SHARED). Parts whose data are not there are said to be skipped.

import {readOptions, refuse} from "./options.js"
import "./typescript.js"

const {values: options} = readOptions(import.meta.url, {
  options: {
    only: {type: "string"},
    json: {type: "boolean", default: false},
    failing: {type: "boolean", default: false},
    "write-misses": {type: "boolean", default: false},
    "write-floors": {type: "boolean", default: false},
    without: {type: "string"},
  },
})
if (options.without && (options["write-misses"] || options["write-floors"])) refuse("--without writes nothing")
if (options.without) {
  const {ROWS, ROWS_BY_NAME} = await import("../src/claims/rules.ts")
  const gone = new Set(options.without.split(","))
  const unknown = [...gone].filter((row) => !ROWS.some(({id}) => id === row))
  if (unknown.length > 0) refuse(`There is no row called ${unknown.join(", ")} (src/claims/rules.ts)`)
  for (const table of Object.values(ROWS_BY_NAME))
    for (const [name, rows] of table)
      table.set(
        name,
        rows.filter(({id}) => !gone.has(id)),
      )
}
const {PARTS, measure, writeMisses} = await import("../test/claims/measure.ts")
const {measureAnnotated, writeAnnotatedFloors} = await import("../test/annotated/measure.ts")

if (options["write-misses"]) {
  process.stdout.write(`${writeMisses()} cases do not pass\n`)
  process.exit(0)
}
if (options["write-floors"]) {
  const {writeFloors} = await import("../test/gold/floors.ts")
  process.stdout.write(`Floors of ${[...writeFloors(), ...(await writeAnnotatedFloors())].join(", ")} are written\n`)
  process.exit(0)
}
const wanted = options.only?.split(",") ?? PARTS
const unknown = wanted.filter((part) => !PARTS.includes(part))
if (unknown.length > 0) refuse(`There is no part called ${unknown.join(", ")}; there are ${PARTS.join(", ")}`)

const all = {}
for (const part of wanted) {
  const {rows, failing, figures, skipped} = part === "annotated" ? await measureAnnotated() : measure(part)
  all[part] = skipped ? {skipped} : figures
  if (options.json) continue
  const width = Math.max(0, ...rows.map((row) => row.measure.length))
  const second = Math.max(0, ...rows.map((row) => row.figure.length))
  const line = ({measure, figure, detail}) =>
    `  ${measure.padEnd(width)}  ${figure.padEnd(second)}  ${detail ?? ""}`.trimEnd()
  process.stdout.write(
    `${part}${skipped ? `: skipped, ${skipped}` : ""}\n${rows.map((row) => `${line(row)}\n`).join("")}`,
  )
  if (options.failing) process.stdout.write(failing.map((f) => `${f.replaceAll(/^/gm, "    ")}\n`).join(""))
}
if (options.json) process.stdout.write(`${JSON.stringify(all, null, 2)}\n`)
