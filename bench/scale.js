// What much larger work would take on more machines: `node bench/scale.js`, after `npm run build`, some five minutes of two cores.
// Prints the two tables of docs/scale.md: what was measured here, and what follows from it.
//
// Measured: processes of this program, by their processor seconds (of all threads), their peak of memory and the bytes that
// they leave. Of what grows with the work two sizes are run, and the slope between them counts, so that what starts a process
// stays out of it. Derived: a million runs of the reference model, a thousand cases, a hundred thousand documents on 1, 10 and 100
// machines of two such cores. The time to compute is that of the simulated queue (scheduler.js) on equal cores with a day
// between losses; what one process gathers at the end is added.

import {spawn, spawnSync} from "node:child_process"
import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs"
import {createServer} from "node:net"
import {cpus, tmpdir} from "node:os"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {readOptions} from "../scripts/options.js"
import {simulate} from "./scheduler.js"

const {seeded} = await import("../scripts/seeded.ts")
const {values: options} = readOptions(import.meta.url, {
  options: {
    // Runs and documents of the larger of two sizes; the smaller is a quarter of it.
    runs: {type: "string", default: "8192"},
    documents: {type: "string", default: "1000"},
  },
})
const RUNS = Number(options.runs)
const DOCUMENTS = Number(options.documents)

const root = fileURLToPath(new URL("..", import.meta.url))
const CASE = join(root, "cases/pakistan-taliban")
/** The outcomes of that case. */
const SAVED = "strike_tempo,retaliation_tempo,ucdp_pak_deaths,afghan_strain,new_displacement,suffering,bilateral_trade"
const SHARD_RUNS = 256
const CORES = 2
const MACHINES = [1, 10, 100]
const WANTED = {runs: 1_000_000, cases: 1000, documents: 100_000}
/** Bytes of the numbers that are summarised at once (src/ensemble/parts.ts). */
const TABLE = 134_217_728 * 8
/** As `brink run` gives shards out. */
const WAY = {lease: 15, beats: true, copies: true, fixed: false}

const folder = mkdtempSync(join(tmpdir(), "brink-scale-"))
const children = []
/** Processor seconds, peak megabytes, what was printed, and how long it took. */
function brink(words, env = {}) {
  const began = performance.now()
  const {status, stdout, stderr} = spawnSync(process.execPath, wordsOf(words), {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1e9,
    env: {...process.env, XDG_CACHE_HOME: join(folder, "cache"), XDG_STATE_HOME: join(folder, "state"), ...env},
  })
  if (status !== 0) throw new Error(`brink ${words.join(" ")}: ${stderr}`)
  return {...toldOf(stderr), wall: (performance.now() - began) / 1000, out: stdout}
}

function wordsOf(words) {
  const file = join(folder, "measure.cjs")
  writeFileSync(
    file,
    `process.on("exit", () => {
  const {userCPUTime, systemCPUTime, maxRSS} = process.resourceUsage()
  require("node:fs").writeSync(2, "\\n" + JSON.stringify({cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024}))
})`,
  )
  return ["--require", file, join(root, "bin/brink.js"), ...words]
}

const toldOf = (stderr) => JSON.parse(stderr.trimEnd().split("\n").at(-1))

const bytesIn = (path) =>
  readdirSync(path, {recursive: true, encoding: "utf8"}).reduce((sum, name) => {
    const status = statSync(join(path, name))
    return sum + (status.isFile() ? status.size : 0)
  }, 0)

/** What grows by one for one more of it, between two sizes. */
const slope = (small, large, key, more) => Math.max(0, (large[key] - small[key]) / more)

async function measure() {
  cpSync(CASE, join(folder, "case"), {recursive: true, filter: (name) => !name.endsWith(".brink")})
  return {...(await ofRuns()), ...ofCases(), ...ofDocuments()}
}

// ---- runs

async function ofRuns() {
  brink(["map", "case", "--json"])
  const sizes = [RUNS / 4, RUNS]
  const each = sizes.map((runs) => {
    const plan = `${runs}.json`
    const asked = ["--runs", `${runs}`, "--save", SAVED, "--shard-runs"]
    brink(["run", "case", ...asked, `${SHARD_RUNS}`, "--plan", plan])
    const computed = brink(["shard", "--plan", plan, "--out", `${runs}`, "--workers", "1"])
    const gathered = brink(["run", "--plan", plan, "--from", `${runs}`, "--json", "--workers", "1"])
    return {computed, gathered, bytes: bytesIn(join(folder, `${runs}`))}
  })
  const [small, large] = each
  const more = RUNS - RUNS / 4
  // A plan of many runs of which next to nothing is computed: what every process draws.
  const drawn = [1000, 101_000].map((runs) => {
    const plan = `drawn-${runs}.json`
    brink(["run", "case", "--runs", `${runs}`, "--save", SAVED, "--shard-runs", "8", "--plan", plan])
    return brink(["shard", "--plan", plan, "--index", "0", "--out", `drawn-${runs}`, "--workers", "1"])
  })
  const runSeconds = slope(small.computed, large.computed, "cpu", more)
  return {
    runSeconds,
    runBytes: (large.bytes - small.bytes) / more,
    startSeconds: drawn[0].cpu,
    startMemory: drawn[0].memory,
    drawnSeconds: slope(drawn[0], drawn[1], "cpu", 100_000),
    drawnMemory: slope(drawn[0], drawn[1], "memory", 100_000),
    gatherRunSeconds: slope(small.gathered, large.gathered, "cpu", more),
    gatherRunMemory: slope(small.gathered, large.gathered, "memory", more),
    gatherMemory: large.gathered.memory,
    ...(await ofServer(large.gathered, runSeconds)),
  }
}

/** What a server's results cost who asked, for each of them and each megabyte; null where no server is installed. */
async function ofServer(gathered, runSeconds) {
  const server = ["nats-server", "/usr/sbin/nats-server"].find((one) => spawnSync(one, ["--version"]).status === 0)
  if (!server) return {resultSeconds: null}
  const port = await new Promise((done) => {
    const listening = createServer()
    listening.listen(0, "127.0.0.1", () => {
      const {port: free} = listening.address()
      listening.close(() => done(free))
    })
  })
  const start = (program, words, ready) =>
    new Promise((done, fail) => {
      const child = spawn(program, words, {cwd: folder})
      children.push(child)
      let said = ""
      child.stderr.on("data", (chunk) => {
        said += chunk
        if (said.includes(ready)) done(child)
      })
      child.once("exit", () => fail(new Error(said)))
    })
  await start(server, ["-a", "127.0.0.1", "-p", `${port}`, "-js", "-sd", join(folder, "nats")], "Server is ready")
  const engine = ["--engine", `nats://127.0.0.1:${port}`]
  await start(process.execPath, [join(root, "bin/brink.js"), "worker", ...engine], "Ctrl-C ends it")
  const words = ["run", "case", "--runs", `${RUNS}`, "--save", SAVED, "--shard-runs", `${SHARD_RUNS}`, "--json"]
  const asked = brink([...words, "--workers", "1", ...engine])
  // One shard in a hundred, and two at least, are computed by who asks: no part of what taking a result costs.
  const shards = Math.ceil(RUNS / SHARD_RUNS)
  const again = Math.max(2, Math.ceil(shards / 100)) * SHARD_RUNS * runSeconds
  return {resultSeconds: Math.max(0, asked.cpu - gathered.cpu - again) / shards}
}

// ---- cases

function ofCases() {
  rmSync(join(folder, "case/.brink"), {recursive: true, force: true})
  const words = ["outlook", "case", "--runs", "1000", "--workers", "1", "--out", "report.html"]
  const {cpu, memory} = brink(words)
  return {caseSeconds: cpu, caseMemory: memory, caseBytes: statSync(join(folder, "report.html")).size}
}

// ---- documents

const THINGS = [
  "the flood",
  "the drought",
  "the levy",
  "the blockade",
  "the ceasefire",
  "aid",
  "the curfew",
  "the harvest",
]
const MOVES = ["raised", "lowered", "deepened", "weakened", "reduced", "drove up"]
const MOVED = ["bread prices", "raids", "trust", "trade", "hunger", "debt", "patrols", "school attendance"]
const ENDS = ["in the hill towns", "along the river", "before the winter", "near the border", "in the old quarter"]
const FILLERS = [
  "The council met on the second morning and sat until dark.",
  "Two carts stood by the gate and nobody had come for them.",
  "The miller would say no more than he had said the week before.",
  "Most of the stalls were open, though few had anything to sell.",
]

/** Documents of some 350 invented words, no two of one origin. */
function writeDocuments(path, count) {
  mkdirSync(path)
  for (let k = 0; k < count; k++) {
    const random = seeded(k + 1)
    const one = (words) => words[Math.floor(random() * words.length)]
    const sentence = () =>
      random() < 0.4
        ? `${one(FILLERS).slice(0, -1)}, on day ${Math.floor(random() * 9000)} of the ${one(MOVED)} ledger.`
        : `In place ${Math.floor(random() * 100_000)} ${one(THINGS)} ${one(MOVES)} ${one(MOVED)} ${one(ENDS)}, so ${one(MOVED)} rose and ${one(MOVED)} fell.`
    const paragraphs = Array.from({length: 5}, () => Array.from({length: 4}, sentence).join(" "))
    writeFileSync(join(path, `${String(k).padStart(6, "0")}.txt`), `Report ${k}\n\n${paragraphs.join("\n\n")}\n`)
  }
}

function ofDocuments() {
  const [small, large] = [DOCUMENTS / 4, DOCUMENTS].map((count) => {
    const [path, plan] = [`documents-${count}`, `documents-${count}.json`]
    writeDocuments(join(folder, path), count)
    brink(["read", path, "--plan", plan])
    const read = brink(["shard", "--plan", plan, "--out", `read-${count}`, "--workers", "1"], {BRINK_CACHE: "off"})
    const gathered = brink(["read", "--plan", plan, "--from", `read-${count}`, "--json"])
    const map = brink(["map", path, "--json"])
    const words = JSON.parse(gathered.out).documents.reduce((sum, one) => sum + one.words, 0)
    return {read, gathered, map, words, bytes: bytesIn(join(folder, `read-${count}`)), json: gathered.out.length}
  })
  const more = DOCUMENTS - DOCUMENTS / 4
  // How time grows with the number of documents: as its power of this.
  const power = (key) => Math.log(large[key].cpu / small[key].cpu) / Math.log(4)
  return {
    documentWords: large.words / DOCUMENTS,
    shardDocuments: JSON.parse(readFileSync(join(folder, `documents-${DOCUMENTS}.json`), "utf8")).shard,
    documentSeconds: slope(small.read, large.read, "cpu", more),
    documentBytes: large.bytes / DOCUMENTS,
    documentJson: large.json / DOCUMENTS,
    gatherDocuments: large.gathered,
    gatherDocumentMemory: slope(small.gathered, large.gathered, "memory", more),
    gatherPower: power("gathered"),
    mapDocuments: large.map,
    mapDocumentMemory: slope(small.map, large.map, "memory", more),
    mapPower: power("map"),
    readerMemory: large.read.memory,
  }
}

// ---- words

/** Two significant digits, in plain notation. */
function two(value) {
  if (value === 0) return "0"
  const digits = Math.max(0, 1 - Math.floor(Math.log10(Math.abs(value))))
  return digits > 0 ? value.toFixed(digits) : String(Number(value.toPrecision(2)))
}
const timeOf = (seconds) =>
  seconds >= 86_400
    ? `${two(seconds / 86_400)} days`
    : seconds >= 3600
      ? `${two(seconds / 3600)} h`
      : seconds >= 60
        ? `${two(seconds / 60)} min`
        : seconds >= 0.1
          ? `${two(seconds)} s`
          : `${two(seconds * 1000)} ms`
const bytesOf = (bytes) =>
  bytes >= 1e12
    ? `${two(bytes / 1e12)} TB`
    : bytes >= 1e9
      ? `${two(bytes / 1e9)} GB`
      : bytes >= 1e6
        ? `${two(bytes / 1e6)} MB`
        : `${two(bytes / 1e3)} kB`
const megabytes = (mb) => bytesOf(mb * 1_048_576)

function tableOf(m) {
  const words = Math.round(m.documentWords)
  const rows = [
    ["one run of the reference model, seven outcomes kept over time", timeOf(m.runSeconds), bytesOf(m.runBytes), ""],
    ["to open it, in every process", timeOf(m.startSeconds), "", megabytes(m.startMemory)],
    [
      "to draw the inputs of one run, in every process but a worker at a server",
      timeOf(m.drawnSeconds),
      "",
      megabytes(m.drawnMemory),
    ],
    ["to gather one run", timeOf(m.gatherRunSeconds), "", megabytes(m.gatherRunMemory)],
    ...(m.resultSeconds === null
      ? []
      : [
          [
            `to take one result of ${SHARD_RUNS} runs from a server`,
            timeOf(m.resultSeconds),
            bytesOf(m.runBytes * SHARD_RUNS),
            "",
          ],
        ]),
    [
      "one case, from its documents to the page, 1,000 runs",
      timeOf(m.caseSeconds),
      bytesOf(m.caseBytes),
      megabytes(m.caseMemory),
    ],
    [
      `one document of ${words} words, read`,
      timeOf(m.documentSeconds),
      bytesOf(m.documentBytes),
      megabytes(m.readerMemory),
    ],
    [
      `${DOCUMENTS} documents, gathered (grows as the power ${m.gatherPower.toFixed(1)} of their number)`,
      timeOf(m.gatherDocuments.cpu),
      bytesOf(m.documentJson * DOCUMENTS),
      megabytes(m.gatherDocuments.memory),
    ],
    [`their map (power ${m.mapPower.toFixed(1)})`, timeOf(m.mapDocuments.cpu), "", megabytes(m.mapDocuments.memory)],
  ]
  return [
    `| Measured: ${cpus()[0].model}, Node ${process.versions.node} | seconds of one core | bytes | memory at most |`,
    "|---|---|---|---|",
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ]
}

/** Seconds until all of some work is computed by so many machines; `each` of a shard, `result` what taking one costs. */
function computed(machines, {work, each, overhead, result}) {
  const world = {work, overhead, gather: result, lost: 24 * 3600, back: 300}
  const given = {workers: machines * CORES, size: each, way: WAY, world, speedOf: () => 1}
  // Of five seeds the middle one: a loss a day seldom falls into minutes.
  const seconds = [1, 2, 3, 4, 5].map((seed) => simulate({...given, seed}).seconds)
  return seconds.sort((a, b) => a - b)[2]
}

function paperOf(m) {
  // As a plan of a million runs is cut by itself: at most 1,024 shards.
  const size = 1024
  const ofRun = {work: WANTED.runs * m.runSeconds, each: size * m.runSeconds, overhead: 0.1}
  const perResult = m.resultSeconds === null ? 0 : m.resultSeconds * (size / SHARD_RUNS)
  const drawing = WANTED.runs * m.drawnSeconds
  const factor = WANTED.documents / DOCUMENTS
  // Quantiles are found in tables of so many bytes, or of one quantity where that is more.
  const table = Math.max(TABLE, (WANTED.runs * m.runBytes) / SAVED.split(",").length) / 1_048_576
  const gatherTime = m.gatherDocuments.cpu * factor ** Math.max(1, m.gatherPower)
  const mapTime = m.mapDocuments.cpu * factor ** Math.max(1, m.mapPower)
  const rows = []
  for (const machines of MACHINES)
    rows.push([
      "a million runs, seven outcomes over time",
      machines,
      timeOf(computed(machines, {...ofRun, result: perResult})),
      timeOf(drawing + WANTED.runs * m.gatherRunSeconds),
      bytesOf(WANTED.runs * m.runBytes),
      megabytes(m.startMemory + WANTED.runs * m.drawnMemory + Math.min(table, WANTED.runs * m.gatherRunMemory)),
    ])
  for (const machines of MACHINES)
    rows.push([
      "a thousand cases",
      machines,
      timeOf(computed(machines, {work: WANTED.cases * m.caseSeconds, each: m.caseSeconds, overhead: 0, result: 0})),
      "none",
      bytesOf(WANTED.cases * m.caseBytes),
      "none",
    ])
  for (const machines of MACHINES)
    rows.push([
      "a hundred thousand documents",
      machines,
      timeOf(
        computed(machines, {
          work: WANTED.documents * m.documentSeconds,
          each: m.shardDocuments * m.documentSeconds,
          overhead: m.startSeconds,
          result: 0,
        }),
      ),
      `${timeOf(gatherTime)}; map ${timeOf(mapTime)}`,
      bytesOf(WANTED.documents * m.documentBytes),
      `${megabytes(m.gatherDocuments.memory + (WANTED.documents - DOCUMENTS) * m.gatherDocumentMemory)}; map ${megabytes(m.mapDocuments.memory + (WANTED.documents - DOCUMENTS) * m.mapDocumentMemory)}`,
    ])
  return [
    "| Extrapolated: machines of two such cores | machines | to compute | then one process, to gather | bytes through it | its memory |",
    "|---|---|---|---|---|---|",
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ]
}

try {
  const measured = await measure()
  const lines = [...tableOf(measured), "", ...paperOf(measured)]
  console.log(lines.join("\n"))
} finally {
  for (const child of children) child.kill("SIGKILL")
  rmSync(folder, {recursive: true, force: true})
}
