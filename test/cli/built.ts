// The program as people start it: the sources put together, and beside that each stripped of its types for tests of one
// file, in a folder of their own, so that these tests never run yesterday's build, and started as a process.

import {execFileSync, spawnSync} from "node:child_process"
import {createHash} from "node:crypto"
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs"
import {tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"
import {type TransformOptions, transformSync} from "rolldown/utils"

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

/** A program that no test has asked for so long, in milliseconds, is removed. */
const LEFT_ALONE_MS = 3_600_000

/**
 * Makes the program ready. It lies under `node_modules/.cache`, where its own imports are found, in a folder named by
 * all that it is made of: so it is made once for all files of tests, and anew whenever a source has changed.
 */
export function build(): Built {
  const made = program()
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
    remove: () => rmSync(folder, {recursive: true, force: true}),
  }
}

/** Puts together what is started: the one part that is made asynchronously. */
const PROGRAM = `
const [script, root, folder] = process.argv.slice(1)
await (await import(script)).writeProgram(root, folder)
`

const OPTIONS: TransformOptions = {
  target: "es2023",
  typescript: {onlyRemoveTypeImports: true, rewriteImportExtensions: "rewrite"},
  jsx: {runtime: "automatic", importSource: "preact"},
}

/** The folder of the program made of the sources as they are. */
function program(): string {
  const sources = readdirSync(join(project, "src"), {recursive: true, encoding: "utf8"})
    .filter((file) => /\.tsx?$/.test(file))
    .sort()
    .map((file) => ({file, text: readFileSync(join(project, "src", file), "utf8")}))
  const recipes = ["package.json", "bin/brink.js", "scripts/program.js", "test/cli/built.ts"]
  const hash = createHash("sha256").update(JSON.stringify([project, sources]))
  for (const file of recipes) hash.update(readFileSync(join(project, file)))
  const cache = join(project, "node_modules/.cache")
  const made = join(cache, `brink-${hash.digest("hex").slice(0, 16)}`)
  const now = new Date()
  if (existsSync(made)) {
    utimesSync(made, now, now)
    return made
  }
  mkdirSync(cache, {recursive: true})
  for (const name of readdirSync(cache)) {
    const old = join(cache, name)
    if (
      name.startsWith("brink-") &&
      now.getTime() - (statSync(old, {throwIfNoEntry: false})?.mtimeMs ?? 0) > LEFT_ALONE_MS
    )
      rmSync(old, {recursive: true, force: true})
  }
  // Made aside and then named, so that nobody starts half of it.
  const aside = mkdtempSync(`${made}-`)
  for (const {file, text} of sources) {
    const path = join(aside, "dist", file.replace(/\.tsx?$/, ".js"))
    mkdirSync(dirname(path), {recursive: true})
    const {code, errors} = transformSync(file, text, OPTIONS)
    if (errors.length > 0) throw new SyntaxError(`${file}: ${errors.map(({message}) => message).join("; ")}`)
    writeFileSync(path, code)
  }
  const script = pathToFileURL(join(project, "scripts/program.js")).href
  const words = ["--input-type=module", "--eval", PROGRAM, "--", script, project, join(aside, "dist/program")]
  execFileSync(process.execPath, words, {stdio: ["ignore", "ignore", "inherit"]})
  cpSync(join(project, "bin"), join(aside, "bin"), {recursive: true})
  cpSync(join(project, "package.json"), join(aside, "package.json"))
  for (const shipped of ["cases", "weights"])
    if (existsSync(join(project, shipped))) symlinkSync(join(project, shipped), join(aside, shipped))
  try {
    renameSync(aside, made)
  } catch (error) {
    // Another file of tests was first.
    if (!existsSync(made)) throw error
    rmSync(aside, {recursive: true, force: true})
  }
  return made
}
