// Small mistakes made in the sources, one at a time: does a test fail? `npm run mutate -- src/ensemble/quantiles.ts` says
// of each mistake that no test saw where it is and what was changed.
//
// `--count` mutants of the files and folders that are named, drawn with `--seed`; all of them where there are no more. Each is tried
// against the tests of its own layer, or those that `--tests test/map,test/core` names: what only a test far away sees
// counts as unseen. `--line 40` tries those of one line. A mutant that runs on is seen as well.

import {fork} from "node:child_process"
import {readdirSync, readFileSync, statSync} from "node:fs"
import {join, relative, resolve} from "node:path"
import {fileURLToPath} from "node:url"
import {readOptions, refuse, wholeNumbers} from "./options.js"
import "./typescript.js"

const project = fileURLToPath(new URL("..", import.meta.url))
const {values: options, positionals} = readOptions(import.meta.url, {
  allowPositionals: true,
  options: {
    seed: {type: "string", default: "1"},
    count: {type: "string", default: "100"},
    children: {type: "string", default: "2"},
    tests: {type: "string"},
    line: {type: "string"},
    least: {type: "string"},
  },
})
const {mutantsOf, mutated, told} = await import("./mutate/mutants.ts")
const {parseSeed, uniformAt} = await import("../src/math/random.ts")

/** Modules whose tests stand elsewhere than in the folder of their layer. */
const TESTS = {
  "src/core/opinions.ts": ["test/core/opinions.test.ts"],
  "src/math/": ["test/math", "test/ensemble", "test/engine/draws.test.ts", "test/check/fans.test.ts"],
}

const numbers = wholeNumbers(options, ["seed", "count", "children", "line", "least"])
if (positionals.length === 0) refuse("Name the modules or folders of src/ to be mutated")

const modules = positionals.flatMap((path) => {
  const whole = resolve(project, path)
  const stat = statSync(whole, {throwIfNoEntry: false})
  if (!stat) return refuse(`There is no ${path}`)
  if (stat.isFile()) return [whole]
  return readdirSync(whole, {recursive: true, encoding: "utf8"})
    .filter((file) => /\.tsx?$/.test(file))
    .sort()
    .map((file) => join(whole, file))
})
const tries = modules.flatMap((path) => {
  const text = readFileSync(path, "utf8")
  const file = relative(project, path)
  const named = Object.keys(TESTS).find((start) => file.startsWith(start))
  const tests = options.tests?.split(",") ?? (named ? TESTS[named] : [`test/${file.split("/")[1]}/`])
  return mutantsOf(text, file.endsWith("x")).map((mutant) => ({path, file, text, tests, mutant}))
})
// The same draw for the same seed and sources.
const {lo, hi} = parseSeed(options.seed)
const drawn = tries
  .filter(({text, mutant}) => !numbers.line || text.slice(0, mutant.from).split("\n").length === numbers.line)
  .map((one, i) => ({one, at: uniformAt(lo, hi, i, 0, 0, 0)}))
  .sort((a, b) => a.at - b.at)
  .slice(0, numbers.count)
  .map(({one}) => one)
  .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.mutant.from - b.mutant.from))

const began = Date.now()
const queue = [...drawn.entries()]
const outcomes = new Array(drawn.length)

/** One child, until nothing is left to try: a mutant that runs on costs the child, which is started anew. */
async function work() {
  let child = null
  const stop = () => {
    child?.kill("SIGKILL")
    child = null
  }
  const start = () =>
    new Promise((ready, reject) => {
      child = fork(new URL("./mutate/trial.js", import.meta.url), {
        cwd: project,
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      })
      child.once("message", ready)
      child.once("error", reject)
    })
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [i, {path, text, mutant, tests}] = next
    if (!child) await start()
    outcomes[i] = await new Promise((done) => {
      let clock
      const answer = (said) => {
        // What the tests take without a mutant, and more for a machine that has got busier since.
        if (said.began !== undefined) {
          clock = setTimeout(
            () => {
              end({killed: true, by: "it ran on"})
              stop()
            },
            20_000 + 3 * said.began,
          )
        } else end(said)
      }
      const left = () => end({killed: true, by: "the process ended"})
      const end = (said) => {
        clearTimeout(clock)
        child?.off("message", answer)
        child?.off("exit", left)
        done(said)
      }
      child.on("message", answer)
      child.once("exit", left)
      child.send({path, text: mutated(text, mutant), tests})
    })
    if (child?.exitCode !== null || child.killed) stop()
    if (outcomes[i].error) {
      process.stderr.write(`${outcomes[i].error}\n`)
      stop()
      process.exit(2)
    }
    const {file} = drawn[i]
    if (!outcomes[i].killed) process.stdout.write(`unseen  ${told(file, text, mutant)}\n`)
  }
  stop()
}
await Promise.all(Array.from({length: Math.min(numbers.children, drawn.length)}, work))

const files = [...new Set(drawn.map(({file}) => file))]
const share = (which) => {
  const seen = which.filter(({killed}) => killed).length
  return `${String(seen).padStart(4)} of ${String(which.length).padStart(4)}  ${((100 * seen) / Math.max(1, which.length)).toFixed(0).padStart(3)} %`
}
process.stdout.write("\n")
for (const file of files) process.stdout.write(`${share(outcomes.filter((_, i) => drawn[i].file === file))}  ${file}\n`)
process.stdout.write(
  `${share(outcomes)}  seen by tests, of ${tries.length} that could be made; ${Math.round((Date.now() - began) / 1000)} s\n`,
)
const seen = outcomes.filter(({killed}) => killed).length
if (numbers.least !== undefined && 100 * seen < numbers.least * outcomes.length) process.exitCode = 1
