// Two checkouts of Brink on the same material, byte by byte: `node scripts/compare.js OLD NEW`.
//
// Both must be built. What each prints (claims with their reasons, maps, runs, outlook, page) is hashed for the bundled
// cases and the annotated sets of NEW, and for the articles and folders of the shared folder where there is one
// (BRINK_SHARED). Every case is copied, so that neither finds what the other has kept. Ends with 1 where anything differs.

import {spawnSync} from "node:child_process"
import {createHash} from "node:crypto"
import {cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {join, resolve} from "node:path"
import {refuse} from "./options.js"

const [before, after] = process.argv.slice(2).map((path) => resolve(path))
if (!before || !after || [before, after].some((path) => !existsSync(join(path, "dist"))))
  refuse("Usage: node scripts/compare.js OLD NEW, two checkouts that are built")
const shared = resolve(process.env.BRINK_SHARED ?? join(after, "../shared"))
const folders = (path) =>
  existsSync(path)
    ? readdirSync(path, {withFileTypes: true})
        .filter((entry) => entry.isDirectory())
        .map((entry) => join(path, entry.name))
    : []
const documents = [
  ...folders(join(after, "test/gold")),
  ...[join(shared, "articles")].filter((path) => existsSync(path)),
  ...folders(join(shared, "data/folders")),
]
const cases = folders(join(after, "cases")).filter((path) => existsSync(join(path, "case.yaml")))

/** What a command prints, and the file it writes where it writes one; how it ended is part of it. */
function hashOf(checkout, words, cwd, written) {
  const {status, stdout} = spawnSync(process.execPath, [join(checkout, "bin/brink.js"), ...words], {
    cwd,
    maxBuffer: 2 ** 30,
  })
  const hash = createHash("sha256").update(`${status}\n`).update(stdout)
  if (written) hash.update(existsSync(join(cwd, written)) ? readFileSync(join(cwd, written)) : "none")
  return hash.digest("hex").slice(0, 16)
}

const tasks = [
  ...documents.flatMap((path) => [
    {path, words: (here) => ["read", here, "--json", "--why"]},
    {path, words: (here) => ["map", here, "--json"]},
  ]),
  ...cases.flatMap((path) => [
    {path, words: (here) => ["read", here, "--json", "--why"]},
    {path, words: (here) => ["map", here, "--json"]},
    {path, words: (here) => ["run", here, "--runs", "200", "--json"]},
    {path, words: (here) => ["check", here, "--runs", "60", "--json"]},
    {path, words: (here) => ["outlook", here, "--runs", "60", "--json", "--out", "page.html"], written: "page.html"},
  ]),
]
let different = 0
for (const {path, words, written} of tasks) {
  const [was, is] = [before, after].map((checkout) => {
    const folder = mkdtempSync(join(tmpdir(), "brink-compare-"))
    try {
      cpSync(path, join(folder, "it"), {recursive: true, filter: (file) => !file.endsWith(".brink")})
      return hashOf(checkout, words("it"), folder, written)
    } finally {
      rmSync(folder, {recursive: true, force: true})
    }
  })
  if (was !== is) different++
  const where = path.startsWith(after) ? path.slice(after.length + 1) : `shared${path.slice(shared.length)}`
  process.stdout.write(`${was === is ? "same   " : "DIFFERS"} ${is} ${words(where).join(" ")}\n`)
}
process.stdout.write(`${tasks.length - different} of ${tasks.length} the same\n`)
process.exit(different > 0 ? 1 : 0)
