// How fast documents are read, in words a second and core: `npm run bench:reading`.
//
// In: documents, each read as `brink read` reads it, sentence by sentence in one thread. Out: words a second of processor time, the
// median over rounds after those that warm up, and what opening English costs before the first word. With `--against CHECKOUT` the
// reader of another checkout reads the same documents in the same run, document by document in turn, so that a busy machine slows
// both alike: the ratio is what carries over to other machines. Whether both read the same is said, and decides the exit code.

import {readdirSync, readFileSync, statSync} from "node:fs"
import {join, relative, resolve} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"
import {readOptions, refuse} from "../scripts/options.js"
import "../scripts/typescript.js"

const HELP = `npm run bench:reading -- [options]

  --documents PATH   a text file, or a folder of them with its subfolders (the documents of the bundled cases)
  --lines            each line of a file is a sentence, and thirty of them are a document
  --against FOLDER   another checkout, whose reader reads the same in turn
  --rounds N         rounds that count (5)
  --warm N           rounds before them (as many as read 250,000 words: until then compiling takes a part of the time)
  --json             everything measured, as JSON
  --help
`
const root = fileURLToPath(new URL("..", import.meta.url))
/** Lines of one document. */
const LINES = 30
/**
 * Words read before the rounds that count. Of 46,000 words of news a first round took three times what the seventh did, the third 1.5 times,
 * and none behind that less.
 */
const WARM = 250_000

const {values: options} = readOptions(
  import.meta.url,
  {
    options: {
      documents: {type: "string"},
      lines: {type: "boolean", default: false},
      against: {type: "string"},
      rounds: {type: "string", default: "5"},
      warm: {type: "string"},
      json: {type: "boolean", default: false},
    },
  },
  HELP,
)
const whole = (name, least) => {
  const value = Number(options[name])
  return Number.isInteger(value) && value >= least
    ? value
    : refuse(`--${name} takes a whole number of ${least} or more, not '${options[name]}'`)
}
const rounds = whole("rounds", 1)

const given = options.documents ? resolve(options.documents) : join(root, "cases")
const sources = textsOf(given).flatMap(({file, text}) => {
  if (!options.lines) return [{file, text, kind: file.endsWith(".md") ? "markdown" : "text"}]
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "")
  return Array.from({length: Math.ceil(lines.length / LINES)}, (_, nth) => ({
    file: `${file}#${nth}`,
    text: lines.slice(nth * LINES, (nth + 1) * LINES).join("\n\n"),
    kind: "text",
  }))
})
const words = sources.reduce((sum, {text}) => sum + (text.match(/\S+/g)?.length ?? 0), 0)
if (words === 0) refuse(`There is no text in ${given}`)
const warm = options.warm === undefined ? Math.ceil(WARM / words) : whole("warm", 0)

const readers = [await opened("this", root)]
if (options.against) readers.push(await opened("against", resolve(options.against)))
for (let round = -warm; round < rounds; round++) {
  const spent = readers.map(() => 0)
  const read = readers.map(() => [])
  sources.forEach((_, nth) => {
    for (let k = 0; k < readers.length; k++) {
      // Who is first in one document is last in the next.
      const at = (k + nth + round + warm) % readers.length
      const before = process.cpuUsage()
      const claims = readers[at].read(nth)
      const {user, system} = process.cpuUsage(before)
      spent[at] += (user + system) / 1e6
      read[at].push(JSON.stringify(claims))
    }
  })
  readers.forEach((reader, at) => {
    reader.claims = read[at]
    if (round >= 0) reader.rates.push(words / spent[at])
  })
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]
const [own, other] = readers
const same = other ? own.claims.every((claims, nth) => claims === other.claims[nth]) : null
const result = {
  documents: sources.length,
  words,
  rounds,
  readers: readers.map(({name, opening, rates}) => ({name, opening, wordsPerSecond: Math.round(median(rates)), rates})),
  ...(other && {ratio: median(own.rates.map((rate, nth) => rate / other.rates[nth])), same}),
}
if (options.json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
else {
  process.stdout.write(`${sources.length} documents of ${words} words, ${rounds} rounds after ${warm}\n`)
  for (const {name, opening, wordsPerSecond} of result.readers)
    process.stdout.write(
      `${name}: ${wordsPerSecond} words a second of processor time; English opened in ${opening.toFixed(2)} s\n`,
    )
  if (other)
    process.stdout.write(
      `ratio ${result.ratio.toFixed(2)}; what they read is ${same ? "the same" : `not the same: ${own.claims.filter((claims, nth) => claims !== other.claims[nth]).length} documents differ`}\n`,
    )
}
process.exitCode = same === false ? 1 : 0

/** The reader of a checkout, its documents opened. */
async function opened(name, folder) {
  const of = (path) => import(pathToFileURL(join(folder, "src", path)).href)
  const [{openDocument}, {readOne}, {loadEnglish}] = await Promise.all([
    of("documents/open.ts"),
    of("claims/read.ts"),
    of("io/english.ts"),
  ])
  const before = process.cpuUsage()
  const english = loadEnglish()
  const {user, system} = process.cpuUsage(before)
  const documents = sources.map((source) => openDocument(source).document)
  return {
    name,
    opening: (user + system) / 1e6,
    rates: [],
    claims: [],
    read: (nth) => (documents[nth] ? readOne(documents[nth], english).claims : []),
  }
}

/** Text files at a path, in the order of their names. */
function textsOf(path) {
  if (!statSync(path).isDirectory()) return [{file: path, text: readFileSync(path, "utf8")}]
  return readdirSync(path, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && /\.(?:txt|md)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({file: relative(path, file), text: readFileSync(file, "utf8")}))
}
