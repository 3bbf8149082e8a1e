// Writes what is made from the code and kept in the repository: schemas/*.json and
// docs/commands.md. `npm run generate` builds first. Tests hold that what is committed is
// what the code says.

import {writeFileSync} from "node:fs"
import {formats, jsonSchema} from "../dist/case/index.js"
import {commandsPage} from "../dist/cli/index.js"

const write = (name, text) => writeFileSync(new URL(`../${name}`, import.meta.url), text)

for (const name of Object.keys(formats)) write(`schemas/${name}.json`, `${JSON.stringify(jsonSchema(name), null, 2)}\n`)
write("docs/commands.md", commandsPage())
