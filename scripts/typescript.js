// Lets a script import the house's own TypeScript: `import "./typescript.js"`, then a dynamic import.
// Types are stripped file by file and nothing is bundled, so that every file finds its neighbours where they lie.

import {readFileSync} from "node:fs"
import {register} from "node:module"
import {fileURLToPath} from "node:url"
import {isMainThread} from "node:worker_threads"

if (isMainThread) register(import.meta.url)

/** The hook of `node:module`: gives JavaScript for a .ts or .tsx file. */
export async function load(url, context, next) {
  if (!/\.tsx?$/.test(url)) return next(url, context)
  const {default: ts} = await import("typescript")
  const {outputText} = ts.transpileModule(readFileSync(fileURLToPath(url), "utf8"), {
    fileName: url,
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2023,
      verbatimModuleSyntax: true,
      jsx: ts.JsxEmit.ReactJSX,
      jsxImportSource: "preact",
    },
  })
  return {format: "module", source: outputText, shortCircuit: true}
}
