// Marks of an annotation into a gold file: `node scripts/gold.js MARKS TEXTFOLDER [--no-text] > gold.json`.
//
// Marks are spelt as docs/annotating.md says; offsets are found here, in UTF-16 code units into the
// UTF-8 text of each file, its byte order mark dropped. A phrase that is not in its quote is refused
// with its line. `--no-text` writes offsets and labels alone, for texts that may not be copied.

import {existsSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {readOptions, refuse} from "./options.js"
import "./typescript.js"

const {values, positionals} = readOptions(import.meta.url, {
  options: {"no-text": {type: "boolean"}},
  allowPositionals: true,
})
const [marks, folder] = positionals
if (!marks || !folder) refuse("Usage: node scripts/gold.js MARKS TEXTFOLDER [--no-text]")
const {goldFrom} = await import("../test/gold/marks.ts")
const textOf = (file) => {
  const path = join(folder, file)
  if (!existsSync(path)) throw new Error(`there is no ${path}`)
  return readFileSync(path, "utf8").replace(/^\uFEFF/, "")
}
try {
  const gold = goldFrom(readFileSync(marks, "utf8"), textOf, !values["no-text"])
  const lines = (list) => list.map((entry) => `    ${JSON.stringify(entry)}`).join(",\n")
  const part = ([key, value]) =>
    `  ${JSON.stringify(key)}: ${Array.isArray(value) && value.length > 0 ? `[\n${lines(value)}\n  ]` : JSON.stringify(value)}`
  process.stdout.write(`{\n${Object.entries(gold).map(part).join(",\n")}\n}\n`)
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
