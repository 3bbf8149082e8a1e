// The hashes that this Node gives, for `npm run golden`: `node print.js ROOT` prints one line of
// JSON, {[title]: {[backend]: hash}}. Bundled, because Node 20 cannot run TypeScript.

import {backends, golden, runsOf, titleOf} from "./fingerprints.ts"

const root = process.argv[2]!
const all = golden.map((one) => [
  titleOf(one),
  Object.fromEntries(backends.map((backend) => [backend.name, runsOf(root, one, backend).hash])),
])
process.stdout.write(`${JSON.stringify(Object.fromEntries(all))}\n`)
