// How much of a known system is read from a short text that tells it, in one table: `npm run known`.
//
// `-- --only road,arms` scores these texts alone; `--json` prints one JSON value; `--failing` names what is missed and made up in
// the texts that are worked with; `--write-floors` writes what each text reaches now into test/known; `--write-marks` makes the
// marks with offsets of every text there from its marks.

import {endWithMarks, scoringOptions, wantedOf} from "./options.js"
import "./typescript.js"

const options = scoringOptions(import.meta.url)

const {FOLDERS, KNOWN, writeMarks} = await import("../test/known/known.ts")

if (options["write-marks"]) endWithMarks(writeMarks)

const wanted = wantedOf(
  options.only,
  KNOWN.map(({name}) => name),
  "text",
)
const {scoreKnown, sumOf} = await import("../test/known/score.ts")
const texts = scoreKnown(({name}) => wanted.includes(name))
const folderOf = new Map(KNOWN.map(({folder, name}) => [name, folder]))
const FIRST = ["work", "scored"]
const TOTALS = [...FOLDERS.map((folder) => [folder, [folder]]), ["first ten", FIRST], ["all", FOLDERS]]
const totals = TOTALS.flatMap(([total, folders]) => {
  const of = [...texts].filter(([name]) => folders.includes(folderOf.get(name))).map(([, one]) => one)
  return of.length === 0 ? [] : [[total, sumOf(of)]]
})

if (options["write-floors"]) {
  const {writeFloors} = await import("../test/known/floors.ts")
  writeFloors(texts)
  process.stdout.write(`Floors of ${[...texts.keys()].join(", ")} are written\n`)
} else if (options.json) {
  const {floorOf} = await import("../test/known/floors.ts")
  const plain = (list) => Object.fromEntries([...list].map(([name, one]) => [name, floorOf(one)]))
  process.stdout.write(`${JSON.stringify({texts: plain(texts), totals: plain(totals)}, null, 2)}\n`)
} else {
  const width = Math.max(...[...texts.keys()].map((name) => name.length), 9)
  const cells = (list) => list.map((cell) => `${cell}`.padStart(11)).join("")
  const half = (counts, {links, loops}) =>
    cells([`${counts.links} of ${links}`, counts.unmarked, `${counts.loops} of ${loops}`])
  const heads = cells(["links", "unmarked", "loops"])
  process.stdout.write(`${" ".repeat(width)}  ${"the map's own names".padStart(33)}  ${"perfect names".padStart(33)}\n`)
  process.stdout.write(`${" ".repeat(width)}  ${heads}  ${heads}\n`)
  const line = (name, one) =>
    process.stdout.write(`${name.padEnd(width)}  ${half(one.ownNames, one)}  ${half(one.perfectNames, one)}\n`)
  for (const [name, one] of texts) {
    line(name, one)
    if (options.failing) process.stdout.write(one.failing.map((what) => `    ${what}\n`).join(""))
  }
  process.stdout.write("\n")
  for (const [name, one] of totals) line(name, one)
  process.stdout.write(
    "\nlinks: marked links found with their sign. unmarked: links that are no marked one, or have not its sign. loops: marked loops\n" +
      "found. Perfect names: every phrase in the factor that it is marked for, so that only the reading is measured.\n",
  )
}
