// Writes gallery.html: every figure of test/figure/gallery on one page, in light and in
// dark, for people to look at. `npm run gallery`, then open the file.
//
// The figures are TypeScript; vite (which comes with vitest) loads them as they are.

import {readdirSync, writeFileSync} from "node:fs"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"
import {runnerImport} from "vite"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const folder = join(root, "test", "figure", "gallery")
const load = async (file) => (await runnerImport(file, {root, configFile: false, logLevel: "error"})).module
const {page} = await load(join(folder, "..", "page.ts"))

const figures = {}
for (const file of readdirSync(folder).sort())
  for (const [name, draw] of Object.entries(await load(join(folder, file))))
    if (typeof draw === "function") figures[name] = draw()

const out = process.argv[2] ?? join(root, "gallery.html")
writeFileSync(out, page(figures))
process.stdout.write(`${Object.keys(figures).length} figures in ${out}\n`)
