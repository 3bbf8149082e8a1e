// Marks of an annotation into a gold file: `node scripts/gold.js MARKS TEXTFOLDER [--no-text] > gold.json`.
//
// Marks are spelt as docs/annotating.md says; offsets are found here, in UTF-16 code units into the
// UTF-8 text of each file, its byte order mark dropped. A phrase that is not in its quote is refused
// with its line. `--no-text` writes offsets and labels alone, for texts that may not be copied.

import {mkdtempSync, readFileSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"
import {parseArgs} from "node:util"
import {build} from "rolldown"

const {values, positionals} = parseArgs({options: {"no-text": {type: "boolean"}}, allowPositionals: true})
const [marks, folder] = positionals
if (!marks || !folder) {
  process.stderr.write("Usage: node scripts/gold.js MARKS TEXTFOLDER [--no-text]\n")
  process.exit(2)
}
const root = fileURLToPath(new URL("..", import.meta.url))
const work = mkdtempSync(join(tmpdir(), "brink-gold-"))
try {
  const bundle = join(work, "marks.mjs")
  await build({
    input: join(root, "test/reading/gold/marks.ts"),
    platform: "node",
    logLevel: "silent",
    output: {file: bundle, format: "esm"},
  })
  const {goldFrom} = await import(pathToFileURL(bundle).href)
  const textOf = (file) => readFileSync(join(folder, file), "utf8").replace(/^\uFEFF/, "")
  const gold = goldFrom(readFileSync(marks, "utf8"), textOf, !values["no-text"])
  const lines = (list) => list.map((entry) => `    ${JSON.stringify(entry)}`).join(",\n")
  const part = ([key, value]) =>
    `  ${JSON.stringify(key)}: ${Array.isArray(value) && value.length > 0 ? `[\n${lines(value)}\n  ]` : JSON.stringify(value)}`
  process.stdout.write(`{\n${Object.entries(gold).map(part).join(",\n")}\n}\n`)
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
} finally {
  rmSync(work, {recursive: true, force: true})
}
