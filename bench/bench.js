// How fast runs are made, beside the other simulators that JavaScript has and beside C:
// `npm run bench`. Two models (bench/models), every system once per round, rounds
// interleaved so that a busy machine disturbs all alike, medians over the rounds after one
// that warms up. Before any figure counts, the answers are compared run by run.
//
// Figures hold for one machine; the ratios carry over better. Nothing here asserts a speed:
// the exit code is 1 only where answers differ.

import {execFileSync} from "node:child_process"
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {arch, cpus, platform, tmpdir} from "node:os"
import {join} from "node:path"
import {performance} from "node:perf_hooks"
import {fileURLToPath, pathToFileURL} from "node:url"
import {readOptions} from "../scripts/options.js"
import {blocks, oneByOne, wholePlan} from "./systems/brink.js"
import {builds, compilerVersion, openC} from "./systems/c.js"
import {openSdeverywhere} from "./systems/sdeverywhere.js"
import {openSimulation} from "./systems/simulation.js"

const HELP = `npm run bench -- [options]

  --model NAME     big or sir; both by default
  --only TEXT      systems whose name holds TEXT (several: --only brink --only 128)
  --rounds N       rounds that count, after one that warms up (7)
  --seconds S      at most about S seconds for one system in one round, by making fewer runs (no limit)
  --by TIME        ratios by the clock, or by processor time (clock); the latter where the machine is busy
  --json           everything measured, as JSON
  --markdown       the same as Markdown
  --page           the same, written into docs/speed.md between its marks
  --list           names of the systems
  --no-install     leave peers out that are not installed, instead of installing them
  --help

Peers are installed into bench/peers on first use (npm run bench:peers does it alone); without a
network, or without a C compiler, those systems are named and left out. Progress goes to stderr.
`

/** Digits to which all answers must agree; beyond them other libraries' exp shows. */
const AGREEMENT = 1e-12

/** Runs per round: about a quarter of a second of the faster systems, and what patience allows of the others. */
const MODELS = {
  big: {
    kept: Array.from({length: 10}, (_, i) => `store_${i + 1}`),
    runs: {simulation: 2, interpreter: 4, sdeverywhere: 100, compiled: 256, blocks: 1024, plan: 1024, c: 1024},
  },
  sir: {
    kept: ["susceptible", "infectious", "recovered"],
    runs: {simulation: 4, interpreter: 32, sdeverywhere: 500, compiled: 1024, blocks: 9984, plan: 9984, c: 9984},
  },
}

const {values: options} = readOptions(
  import.meta.url,
  {
    options: {
      model: {type: "string", multiple: true},
      only: {type: "string", multiple: true},
      rounds: {type: "string", default: "7"},
      seconds: {type: "string"},
      by: {type: "string", default: "clock"},
      json: {type: "boolean", default: false},
      markdown: {type: "boolean", default: false},
      page: {type: "boolean", default: false},
      list: {type: "boolean", default: false},
      "no-install": {type: "boolean", default: false},
    },
  },
  HELP,
)
const rounds = Number(options.rounds)
if (!Number.isInteger(rounds) || rounds < 1) stop(`--rounds takes a whole number of 1 or more, not '${options.rounds}'`)
if (options.by !== "clock" && options.by !== "processor") stop(`--by takes clock or processor, not '${options.by}'`)
const asked = options.model ?? ["big", "sir"]
for (const name of asked) if (!Object.hasOwn(MODELS, name)) stop(`there is no model '${name}'; there are big and sir`)

function stop(says) {
  process.stderr.write(`bench: ${says}\n`)
  process.exit(2)
}

const ABSENT = "not installed; npm run bench:peers installs it"

const tell = (text) => process.stderr.write(`${text}\n`)
const wanted = (name) => !options.only || options.only.some((part) => name.toLowerCase().includes(part.toLowerCase()))

// Another build than the one in dist/, for who works on the engine: BRINK_DIST.
const dist = pathToFileURL(`${process.env.BRINK_DIST ?? fileURLToPath(new URL("../dist", import.meta.url))}/`)
const from = async (path) => import(new URL(path, dist).href)
if (!existsSync(new URL("engine/index.js", dist))) stop("there is no build; run `npm run build` first")
const engine = await from("engine/index.js")
const ensemble = await from("ensemble/index.js")
const io = await from("io/workers.js")
const {parseModel} = await from("model/index.js")
const {openBlocks} = engine

/** What of the peers is installed, installed now where that may be. */
function peers() {
  const folder = fileURLToPath(new URL("./peers", import.meta.url))
  if (!existsSync(join(folder, "node_modules")) && !options["no-install"]) {
    tell("installing the peers into bench/peers ...")
    try {
      execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
        cwd: folder,
        stdio: ["ignore", "ignore", "pipe"],
      })
    } catch (error) {
      tell(
        `the peers cannot be installed: ${
          String(error.stderr ?? error.message)
            .trim()
            .split("\n")[0]
        }`,
      )
    }
  }
  const version = (name) => {
    const file = join(folder, "node_modules", name, "package.json")
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).version : null
  }
  return {simulation: version("simulation"), sdeverywhere: version("@sdeverywhere/compile")}
}

/** A model of the benchmark, compiled, with the inputs that every system gets. */
function openModel(name) {
  const {kept, runs} = MODELS[name]
  const file = new URL(`./models/${name}.yaml`, import.meta.url)
  const source = parseModel(readFileSync(file, "utf8"), `${name}.yaml`)
  const program = engine.compile(source)
  const most = Math.max(...Object.values(runs))
  return {
    name,
    source,
    program,
    runs,
    kept: kept.map((output) => program.outputs.findIndex((o) => o.name === output)),
    inputs: ensemble.sample(program, most, "1"),
    seed: ensemble.seedOf("1"),
    rows: engine.rows(program),
    mdl: fileURLToPath(new URL(`./models/${name}.mdl`, import.meta.url)),
    /** Variables as a modeller counts them: stocks, a smooth being one, and auxiliaries, flows among them. */
    variables: program.stocks.length + source.quantities.filter((q) => q.equation).length,
  }
}

/** The systems of a model: `[key, name, () => contender or null, why it is not here or null]`, slow ones first. */
function systems(model, folder, have) {
  const {runs, program, kept} = model
  const pool = (more) => io.openExecutor({workers: 1, ...more})
  return [
    ["simulation", "simulation (npm)", () => openSimulation(model, runs.simulation), have.simulation ? null : ABSENT],
    [
      "sde",
      "SDEverywhere, generated JavaScript",
      () => openSdeverywhere(model, runs.sdeverywhere),
      have.sdeverywhere ? null : ABSENT,
    ],
    ["interpreter", "Brink, interpreter", () => oneByOne(model, engine.interpret(program), runs.interpreter), null],
    [
      "js",
      "Brink, JavaScript, one run at a time",
      () => oneByOne(model, engine.emit(program, kept), runs.compiled),
      null,
    ],
    ["wasm", "Brink, WebAssembly over members", () => blocks(model, openBlocks, runs.blocks), null],
    ["plan", "Brink, ensemble, 1 thread, tables filled", () => wholePlan(model, pool(), runs.plan), null],
    [
      "plan2",
      "Brink, ensemble, 2 threads, tables filled",
      () => wholePlan(model, pool({workers: 2, small: 0}), runs.plan),
      null,
    ],
    ...builds.map((build) => [
      `c${build.key}`,
      build.name,
      () => openC(model, build, runs.c, folder),
      compilerVersion() === null ? "there is no C compiler" : lacking(build.needs),
    ]),
  ].filter(([, name]) => wanted(name))
}

/** Instructions that the machine says it lacks, in words; null where it has them or does not say. */
function lacking(needs) {
  const lacks = `the machine has no ${needs}`
  if (!needs) return null
  if (arch() !== "x64") return lacks
  if (platform() !== "linux") return null
  return new RegExp(`\\b${needs}\\b`).test(readFileSync("/proc/cpuinfo", "utf8")) ? null : lacks
}

/** One round of one system: its sums, and seconds by the clock and of processor time. */
async function measure(contender) {
  const sums = new Float64Array(contender.runs)
  const before = process.cpuUsage()
  const start = performance.now()
  const own = await contender.run(sums)
  const wall = (performance.now() - start) / 1000
  const {user, system} = process.cpuUsage(before)
  return {sums, ...(own ?? {wall, work: (user + system) / 1e6})}
}

/** Largest share by which two systems' sums differ, over the runs both made. */
function difference(a, b) {
  let worst = 0
  for (let run = 0; run < Math.min(a.length, b.length); run++)
    if (!Object.is(a[run], b[run])) {
      const gap = Math.abs(a[run] - b[run]) / Math.max(Math.abs(a[run]), Math.abs(b[run]))
      worst = gap <= worst ? worst : gap
    }
  return worst
}

/** Milliseconds of processor time that the hash of 1,000 runs costs, which no rate above includes. */
async function hashing(model) {
  const {program, kept, inputs} = model
  const save = kept.map((output) => program.outputs[output].name)
  const given = inputs.subarray(0, 1000 * program.inputs.length)
  const executor = io.openExecutor({workers: 1})
  const result = await executor.execute({program, runs: 1000, seed: "1", save, inputs: given})
  const before = process.cpuUsage()
  if (result.hash.length !== 64) throw new Error("no hash")
  const {user, system} = process.cpuUsage(before)
  await executor.close()
  return (user + system) / 1000
}

const median = (xs) => xs.toSorted((a, b) => a - b)[Math.floor(xs.length / 2)]

async function bench(name, folder, have) {
  const model = openModel(name)
  const work = (runs) => (model.variables * model.program.steps * runs) / 1e6
  const contenders = []
  const left = []
  for (const [key, name, open, absent] of systems(model, folder, have)) {
    let contender = null
    let why = absent ?? "its model does not fit"
    try {
      if (absent === null) contender = await open()
    } catch (error) {
      why = String(error.stderr ?? error.message)
        .trim()
        .split("\n")[0]
    }
    if (contender) contenders.push({key, name, contender, rates: [], byWork: [], sums: null})
    else {
      left.push({name, why})
      tell(`  ${name}: left out (${why})`)
    }
  }
  for (let round = 0; round <= rounds; round++) {
    tell(`${name}: ${round === 0 ? "warming up" : `round ${round} of ${rounds}`}`)
    for (const system of contenders) {
      let measured = await measure(system.contender)
      if (round === 0 && options.seconds && measured.wall > Number(options.seconds)) {
        const share = Number(options.seconds) / measured.wall
        system.contender.runs = Math.max(1, Math.floor(system.contender.runs * share))
        measured = {...measured, sums: measured.sums.slice(0, system.contender.runs)}
      }
      system.sums ??= measured.sums
      if (round === 0) continue
      const million = work(system.contender.runs)
      system.rates.push(million / measured.wall)
      system.byWork.push(million / measured.work)
    }
  }
  for (const {contender} of contenders) await contender.close?.()
  const truth = contenders.find(({key}) => key === "js")?.sums ?? contenders.at(-1)?.sums
  return {
    model: name,
    variables: model.variables,
    steps: model.program.steps,
    hashing: await hashing(model),
    left,
    systems: contenders.map(({key, name, contender, rates, byWork, sums}) => ({
      key,
      name,
      runs: contender.runs,
      rate: median(rates),
      low: Math.min(...rates),
      high: Math.max(...rates),
      byWork: median(byWork),
      difference: difference(sums, truth),
    })),
  }
}

const short = (x) =>
  x === null || Number.isNaN(x) ? "-" : x >= 1000 ? thousands(x) : String(Number(x.toPrecision(x < 1 ? 2 : 3)))
const thousands = (x) => String(Math.round(x)).replace(/\B(?=(\d{3})+$)/g, ",")

/** The columns of a table: words, and what stands there for a system. */
function columns({systems, variables, steps}) {
  const speed = (system) => (options.by === "processor" ? system?.byWork : system?.rate) ?? Number.NaN
  const ratio = (key) => (system) => short(speed(system) / speed(systems.find((one) => one.key === key)))
  return [
    ["", ({name}) => name],
    ["M var-steps/s (range)", ({rate, low, high}) => `${short(rate)} (${short(low)}-${short(high)})`],
    ["of processor time", ({byWork}) => short(byWork)],
    ["x simulation", ratio("simulation")],
    ["x SDEverywhere", ratio("sde")],
    ["x C 128", ratio("c128")],
    ["x C 512", ratio("c512")],
    ["1,000 runs", (system) => milliseconds((variables * steps * 1000) / speed(system) / 1000)],
    ["answers", ({difference}) => (difference === 0 ? "same bits" : `within ${difference.toExponential(0)}`)],
  ]
}

const milliseconds = (ms) => (ms < 10_000 ? `${short(ms)} ms` : `${short(ms / 1000)} s`)

const hashed = ({hashing}) => `Hashing 1,000 of these runs, in no figure above: ${milliseconds(hashing)}.`

function markdown(result) {
  const all = columns(result)
  const row = (cells) => `| ${cells.join(" | ")} |`
  return [
    `### ${result.model}: ${result.variables} variables, ${thousands(result.steps)} Euler steps`,
    "",
    row(all.map(([head]) => head)),
    row(all.map((_, i) => (i === 0 ? "---" : "--:"))),
    ...result.systems.map((system) => row(all.map(([, cell]) => cell(system)))),
    "",
    hashed(result),
    ...(result.left.length
      ? ["", `Left out: ${result.left.map(({name, why}) => `${name} (${why})`).join("; ")}.`]
      : []),
  ].join("\n")
}

function plain(result) {
  const all = columns(result)
  const rows = [all.map(([head]) => head), ...result.systems.map((system) => all.map(([, cell]) => cell(system)))]
  const widths = all.map((_, i) => Math.max(...rows.map((row) => row[i].length)))
  const line = (row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  ")
  return [
    `${result.model}: ${result.variables} variables, ${thousands(result.steps)} Euler steps, ${rounds} rounds`,
    ...rows.map(line),
    hashed(result),
  ].join("\n")
}

if (options.list) {
  for (const [, name] of systems(openModel("sir"), tmpdir(), {})) process.stdout.write(`${name}\n`)
  process.exit(0)
}

const have = peers()
const machine = {
  processor: cpus()[0]?.model ?? arch(),
  cores: cpus().length,
  platform: `${platform()} ${arch()}`,
  node: process.version,
  compiler: compilerVersion(),
  simulation: have.simulation,
  sdeverywhere: have.sdeverywhere,
  rounds,
}
const folder = mkdtempSync(join(tmpdir(), "brink-bench-"))
const results = []
try {
  for (const name of asked) results.push(await bench(name, folder, have))
} finally {
  rmSync(folder, {recursive: true, force: true})
}

const where =
  `${machine.processor}, ${machine.cores} cores, ${machine.platform}; Node ${machine.node.slice(1)}` +
  `${machine.compiler ? `, ${machine.compiler}` : ""}${have.simulation ? `, simulation ${have.simulation}` : ""}` +
  `${have.sdeverywhere ? `, @sdeverywhere/compile ${have.sdeverywhere}` : ""}. Medians of ${rounds} interleaved rounds; ratios by ${options.by === "processor" ? "processor time" : "the clock"}.`
if (options.json) process.stdout.write(`${JSON.stringify({machine, results}, null, 2)}\n`)
else if (options.page) {
  const page = new URL("../docs/speed.md", import.meta.url)
  const [before, , after] = readFileSync(page, "utf8").split(
    /(?<=<!-- tables: .*-->\n)([\s\S]*?)(?=<!-- end of tables -->)/,
  )
  writeFileSync(page, `${before}\n${[where, ...results.map(markdown)].join("\n\n")}\n\n${after}`)
  process.stdout.write("written into docs/speed.md\n")
} else if (options.markdown) process.stdout.write(`${[where, ...results.map(markdown)].join("\n\n")}\n`)
else process.stdout.write(`${[where, ...results.map(plain)].join("\n\n")}\n`)

const wrong = results.flatMap(({model, systems}) =>
  systems.filter(({difference}) => !(difference <= AGREEMENT)).map(({name}) => `${model}: ${name}`),
)
if (wrong.length > 0) {
  tell(`answers differ by more than ${AGREEMENT}: ${wrong.join("; ")}`)
  process.exitCode = 1
}
