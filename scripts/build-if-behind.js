// Builds where the sources are newer than what was built of them, so that `npm start` after a pull runs today's code. In a
// package that was installed there are no sources, and nothing is done. `prestart` and `prepare` of
// package.json run it.

import {spawnSync} from "node:child_process"
import {existsSync, mkdirSync, readdirSync, realpathSync, statSync, utimesSync, writeFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"

/** Of a finished build: its time is when that began, so that what was saved meanwhile counts as newer. */
const stampOf = (root) => join(root, "dist/.built")

/** Notes that dist/ holds what src/ held at `time`, in milliseconds. */
export function mark(root, time) {
  mkdirSync(join(root, "dist"), {recursive: true})
  writeFileSync(stampOf(root), "")
  utimesSync(stampOf(root), time / 1000, time / 1000)
}

/** Whether there are sources that dist/ was not built of. A folder is as new as the last file that was removed from it. */
export function isBehind(root) {
  const src = join(root, "src")
  if (!existsSync(src)) return false
  const built = statSync(stampOf(root), {throwIfNoEntry: false})?.mtimeMs
  if (built === undefined) return true
  const newer = (path) => (statSync(path, {throwIfNoEntry: false})?.mtimeMs ?? 0) > built
  const within = readdirSync(src, {recursive: true, encoding: "utf8"}).map((name) => join(src, name))
  const recipes = ["package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json"]
  recipes.push("scripts/build.js", "scripts/program.js", "scripts/workbench.js", "tsconfig.page.json")
  return [src, ...within, ...recipes.map((name) => join(root, name))].some(newer)
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL("..", import.meta.url))
  if (isBehind(root)) {
    process.stderr.write("Building: the sources are newer than dist.\n")
    const {status} = spawnSync(process.execPath, [join(root, "scripts/build.js")], {stdio: "inherit"})
    process.exitCode = status ?? 1
  }
}
