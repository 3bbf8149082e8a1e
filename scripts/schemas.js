// Writes schemas/*.json from the schemas in the code. Run after a build: `npm run schemas`.
// A test holds that what is committed is what the code says.

import {writeFileSync} from "node:fs"
import {formats, jsonSchema} from "../dist/case/index.js"

for (const name of Object.keys(formats))
  writeFileSync(new URL(`../schemas/${name}.json`, import.meta.url), `${JSON.stringify(jsonSchema(name), null, 2)}\n`)
