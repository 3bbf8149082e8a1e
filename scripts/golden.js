// Runs the pinned ensembles (test/golden) under several versions of Node and compares every
// backend's hash with test/golden/hashes.json: `npm run golden`.
//
// Versions other than the running one come from the registry's packages of Node (test/nodes.ts); a
// version that cannot be had is skipped by name.
// `--write` pins what the interpreter gives under the running Node, and names the backends that
// differ from it; `--node 20,24` chooses versions.

import {execFileSync} from "node:child_process"
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {build} from "rolldown"
import {readOptions} from "./options.js"
import "./typescript.js"

const {MAJORS, nodeOf} = await import("../test/nodes.ts")

const {values: options} = readOptions(import.meta.url, {
  options: {write: {type: "boolean", default: false}, node: {type: "string", default: MAJORS.join(",")}},
})
const root = fileURLToPath(new URL("..", import.meta.url))
const pinnedFile = join(root, "test/golden/hashes.json")

const work = mkdtempSync(join(tmpdir(), "brink-golden-"))
let wrong = 0
try {
  const bundle = join(work, "print.mjs")
  await build({
    input: join(root, "test/golden/print.ts"),
    platform: "node",
    output: {file: bundle, format: "esm"},
    logLevel: "silent",
  })
  if (options.write) {
    const made = JSON.parse(execFileSync(process.execPath, [bundle, root]).toString())
    const pinned = {}
    for (const [title, {interpreter, ...others}] of Object.entries(made)) {
      pinned[title] = interpreter
      for (const [backend, hash] of Object.entries(others))
        if (hash !== interpreter) {
          wrong++
          process.stdout.write(`${backend} differs from the interpreter on ${title}\n`)
        }
    }
    writeFileSync(pinnedFile, `${JSON.stringify(pinned, null, 2)}\n`)
    process.stdout.write(`pinned ${Object.keys(pinned).length} hashes\n`)
  } else {
    const pinned = JSON.parse(readFileSync(pinnedFile, "utf8"))
    for (const major of options.node.split(",")) {
      const {node, why} = nodeOf(major)
      if (!node) {
        process.stdout.write(`Node ${major}: skipped, it cannot be installed here (${why})\n`)
        continue
      }
      const version = execFileSync(node, ["--version"]).toString().trim()
      const made = JSON.parse(execFileSync(node, [bundle, root], {maxBuffer: 1 << 24}).toString())
      let same = 0
      for (const [title, hashes] of Object.entries(made))
        for (const [backend, hash] of Object.entries(hashes)) {
          if (hash === pinned[title]) same++
          else {
            wrong++
            process.stdout.write(
              `Node ${version}, ${backend}, ${title}: ${hash}, pinned ${pinned[title] ?? "nothing"}\n`,
            )
          }
        }
      const backends = Object.keys(Object.values(made)[0]).join(", ")
      process.stdout.write(`Node ${version}: ${same} hashes as pinned, ${wrong} not (${backends})\n`)
    }
  }
} finally {
  rmSync(work, {recursive: true, force: true})
}
if (wrong > 0) process.exitCode = 1
