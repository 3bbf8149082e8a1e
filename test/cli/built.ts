// The program as people start it: the sources stripped of their types into a folder of their
// own, so that these tests never run yesterday's build, and started as a process.

import {spawnSync} from "node:child_process"
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import {tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"
import ts from "typescript"

const project = fileURLToPath(new URL("../..", import.meta.url))

export type Outcome = {readonly code: number | null; readonly out: string; readonly err: string}

export type Built = {
  /** The program's file. */
  readonly bin: string
  /** A folder that is removed at the end. */
  readonly folder: string
  /** Starts `brink` with these words. */
  brink(words: readonly string[], more?: {cwd?: string; env?: Record<string, string>}): Outcome
  /** A file in the folder, its own folders made. */
  put(name: string, content: string | Uint8Array): string
  remove(): void
}

/** Longer than any command of these tests takes on a busy machine. */
const PATIENCE_MS = 120_000

/** Makes the program ready. It lies under `node_modules/.cache`, where its own imports are found. */
export function build(): Built {
  const cache = join(project, "node_modules/.cache")
  mkdirSync(cache, {recursive: true})
  const made = mkdtempSync(join(cache, "brink-"))
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    rewriteRelativeImportExtensions: true,
    verbatimModuleSyntax: true,
    jsx: ts.JsxEmit.ReactJSX,
    jsxImportSource: "preact",
  }
  for (const file of readdirSync(join(project, "src"), {recursive: true, encoding: "utf8"})) {
    if (!/\.tsx?$/.test(file)) continue
    const emitted = ts.transpileModule(readFileSync(join(project, "src", file), "utf8"), {
      fileName: file,
      compilerOptions: options,
    })
    const path = join(made, "dist", file.replace(/\.tsx?$/, ".js"))
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(path, emitted.outputText)
  }
  cpSync(join(project, "bin"), join(made, "bin"), {recursive: true})
  cpSync(join(project, "package.json"), join(made, "package.json"))
  for (const shipped of ["cases", "weights"])
    if (existsSync(join(project, shipped))) symlinkSync(join(project, shipped), join(made, shipped))
  const folder = mkdtempSync(join(tmpdir(), "brink-cli-"))
  const bin = join(made, "bin/brink.js")
  return {
    bin,
    folder,
    brink: (words, more = {}) => {
      // As a user starts it: npm's own variables of this test run are not the user's.
      const env = Object.fromEntries(
        Object.entries(process.env).filter(([name]) => !/^(?:npm_|INIT_CWD|NODE_OPTIONS|VITEST)/.test(name)),
      )
      const ran = spawnSync(process.execPath, [bin, ...words], {
        cwd: more.cwd ?? folder,
        env: {...env, ...more.env},
        encoding: "utf8",
        timeout: PATIENCE_MS,
        maxBuffer: 1 << 28,
      })
      return {code: ran.status, out: ran.stdout, err: ran.stderr}
    },
    put: (name, content) => {
      const path = join(folder, name)
      mkdirSync(dirname(path), {recursive: true})
      writeFileSync(path, content)
      return path
    },
    remove: () => {
      rmSync(made, {recursive: true, force: true})
      rmSync(folder, {recursive: true, force: true})
    },
  }
}
