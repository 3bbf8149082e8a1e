// The hashes that this Node gives, for `npm run golden`: `node print.js ROOT` prints one line of
// JSON, {[title]: {[backend]: hash}}. Bundled, because Node 20 cannot run TypeScript.

import {backends, golden, runsOf, titleOf} from "./fingerprints.ts"

const root = process.argv[2]!
const all: Record<string, Record<string, string>> = {}
for (const one of golden) {
  const hashes: Record<string, string> = {}
  for (const backend of backends) hashes[backend] = (await runsOf(root, one, backend)).hash
  all[titleOf(one)] = hashes
}
process.stdout.write(`${JSON.stringify(all)}\n`)
