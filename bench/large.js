// What many runs of the reference model cost with all answers: `node bench/large.js [--runs 10000,100000]`, after `npm run build`.
//
// A copy of the case that ships, its documents read and nothing run. Out: a table. Processor seconds are those of all threads;
// on two quiet cores the wall is some six tenths of them, on a shared machine it is no figure. Memory is the process's peak.

import {spawnSync} from "node:child_process"
import {cpSync, mkdtempSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {readOptions} from "../scripts/options.js"

const root = fileURLToPath(new URL("..", import.meta.url))
const {values: options} = readOptions(import.meta.url, {options: {runs: {type: "string", default: "10000"}}})

/** Starts the program, and tells at its end what it took: the line behind what it printed itself. */
const MEASURED = `process.on("exit", () => {
  const {userCPUTime, systemCPUTime, maxRSS} = process.resourceUsage()
  require("node:fs").writeSync(2, "\\n" + JSON.stringify({cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024}))
})`

const folder = mkdtempSync(join(tmpdir(), "brink-large-"))
try {
  const measure = join(folder, "measure.cjs")
  ;(await import("node:fs")).writeFileSync(measure, MEASURED)
  const brink = (...words) => {
    const began = performance.now()
    const {status, stdout, stderr} = spawnSync(
      process.execPath,
      ["--require", measure, join(root, "bin/brink.js"), ...words],
      {encoding: "utf8", maxBuffer: 1e9},
    )
    if (status !== 0) throw new Error(stderr)
    const {cpu, memory} = JSON.parse(stderr.trimEnd().split("\n").at(-1))
    return {wall: (performance.now() - began) / 1000, cpu, memory, out: stdout}
  }
  const told = ({wall, cpu, memory}) =>
    `${cpu.toFixed(1).padStart(8)} ${wall.toFixed(1).padStart(8)} ${memory.toFixed(0).padStart(8)}`
  console.log(`${"".padEnd(24)} ${"CPU s".padStart(8)} ${"wall s".padStart(8)} ${"MB".padStart(8)}`)
  for (const runs of options.runs.split(",")) {
    const path = join(folder, `case-${runs}`)
    cpSync(join(root, "cases/pakistan-taliban"), path, {recursive: true, filter: (name) => !name.endsWith(".brink")})
    brink("map", path, "--json")
    const first = brink("decide", path, "--runs", runs, "--json")
    const second = brink("decide", path, "--runs", runs, "--json")
    console.log(`${`${runs} runs`.padEnd(24)} ${told(first)}`)
    console.log(`${"  the same again".padEnd(24)} ${told(second)}`)
    if (first.out !== second.out) throw new Error("the same call printed something else")
  }
} finally {
  rmSync(folder, {recursive: true, force: true})
}
