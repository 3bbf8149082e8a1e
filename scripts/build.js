// Builds dist/ from src/: `npm run build`. In: the sources. Out: JavaScript and types, a file for each source, without what an
// earlier build left of sources that are gone; in dist/program what is started and installed; in dist/page the page of `brink open`.

import {spawnSync} from "node:child_process"
import {readdirSync, readFileSync, rmSync} from "node:fs"
import {join, relative, sep} from "node:path"
import {fileURLToPath} from "node:url"
import {mark} from "./build-if-behind.js"
import {writeProgram} from "./program.js"
import {writeWorkbench} from "./workbench.js"

const root = fileURLToPath(new URL("..", import.meta.url))
const dist = join(root, "dist")

const started = Date.now()
// Removed first: a build that fails is then not taken for today's.
rmSync(join(dist, ".built"), {force: true})
const compiled = spawnSync(process.execPath, [compiler(), "-p", join(root, "tsconfig.build.json")], {stdio: "inherit"})
if (compiled.status !== 0) process.exit(compiled.status ?? 1)
removeStale()
await writeProgram(root, join(dist, "program"))
await writeWorkbench(root, join(dist, "page"))
mark(root, started)

/** The compiler's own program: `npx` would look for it in the folder one stands in. */
function compiler() {
  const folder = join(root, "node_modules/typescript")
  const {bin} = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  return join(folder, typeof bin === "string" ? bin : bin.tsc)
}

/** Files of `folder` and those below it, relative to it, `/`-separated. */
function filesOf(folder) {
  return readdirSync(folder, {withFileTypes: true, recursive: true})
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort()
}

function removeStale() {
  const made = new Set(
    filesOf(join(root, "src")).flatMap((file) => {
      const name = file.replace(/\.tsx?$/, "")
      return [`${name}.js`, `${name}.d.ts`]
    }),
  )
  for (const file of filesOf(dist)) if (!made.has(file)) rmSync(join(dist, file))
  // Deepest first, so that a folder of empty folders goes too.
  const folders = readdirSync(dist, {withFileTypes: true, recursive: true}).filter((entry) => entry.isDirectory())
  for (const path of folders
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .reverse())
    if (readdirSync(path).length === 0) rmSync(path, {recursive: true})
}
