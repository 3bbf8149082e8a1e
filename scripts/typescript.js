// Lets a script import the project's own TypeScript: `import "./typescript.js"`, then a dynamic import.
// Types are stripped file by file and nothing is bundled, so that every file finds its neighbours where they lie.

import {readFileSync} from "node:fs"
import {register} from "node:module"
import {fileURLToPath} from "node:url"
import {isMainThread} from "node:worker_threads"

if (isMainThread) register(import.meta.url)

/** The hook of `node:module`: gives JavaScript for a .ts or .tsx file. */
export async function load(url, context, next) {
  if (!/\.tsx?$/.test(url)) return next(url, context)
  const {transformSync} = await import("rolldown/utils")
  const file = fileURLToPath(url)
  const {code, errors} = transformSync(file, readFileSync(file, "utf8"), {
    target: "es2023",
    typescript: {onlyRemoveTypeImports: true},
    jsx: {runtime: "automatic", importSource: "preact"},
  })
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors.map(({message}) => message).join("; ")}`)
  return {format: "module", source: code, shortCircuit: true}
}
