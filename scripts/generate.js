// Writes what is made from other files and kept in the repository: src/map/codebook.data.ts from codebook.yaml,
// schemas/*.json and docs/commands.md from the code. `npm run generate` builds afterwards. Tests hold that what is
// committed is what those files say.

import {readFileSync, writeFileSync} from "node:fs"
import {refuse} from "./options.js"
import "./typescript.js"

const at = (name) => new URL(`../${name}`, import.meta.url)
const write = (name, text) => writeFileSync(at(name), text)

const {Fault} = await import("../src/core/fault.ts")
const {codebookModule} = await import("./codebook.ts")
const codebook = "src/map/codebook.yaml"
try {
  write("src/map/codebook.data.ts", codebookModule(readFileSync(at(codebook), "utf8"), codebook))
} catch (error) {
  if (!(error instanceof Fault)) throw error
  refuse(error.message)
}

// Loaded only now: what they stand on reads the codebook.
const {formats, jsonSchema} = await import("../src/case/formats.ts")
const {commandsPage} = await import("../src/cli/index.ts")
for (const name of Object.keys(formats)) write(`schemas/${name}.json`, `${JSON.stringify(jsonSchema(name), null, 2)}\n`)
write("docs/commands.md", commandsPage())
