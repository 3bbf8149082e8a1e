// How well what is one thing is brought together in a crisis that nobody wrote themes for, in one table: `npm run names`.
//
// `-- --only fishery,scored` measures these sets alone; `--json` prints one JSON value; `--failing` names what is wrong in the
// folders that are worked with; `--write-floors` writes what each set reaches now into test/beds; `--write-marks` makes
// marks.json of every folder there from its marks.txt.

import {endWithMarks, scoringOptions, wantedOf} from "./options.js"
import "./typescript.js"

const options = scoringOptions(import.meta.url)

if (options["write-marks"]) endWithMarks((await import("../test/beds/beds.ts")).writeMarks)

const {SCORED, scoreBeds, setNames} = await import("../test/beds/score.ts")
const wanted = wantedOf(options.only, setNames(), "set")
const sets = scoreBeds((set) => wanted.includes(set))

if (options["write-floors"]) {
  const {writeFloors} = await import("../test/beds/floors.ts")
  writeFloors(sets)
  process.stdout.write(`Floors of ${[...sets.keys()].join(", ")} are written\n`)
} else if (options.json) {
  const {floorOf} = await import("../test/beds/floors.ts")
  process.stdout.write(
    `${JSON.stringify(Object.fromEntries([...sets].map(([set, one]) => [set, floorOf(one)])), null, 2)}\n`,
  )
} else {
  const share = (n) => (n === 1 ? "1.00" : n.toFixed(3).replace(/^0/, ""))
  const heads = ["cards", "moves", "P", "R", "F", "links", "circles", "disputes", "lost", "rumours", "names"]
  const line = (cells) => `  ${cells.map((cell, i) => cell.padStart(Math.max(heads[i].length, 6))).join(" ")}\n`
  for (const [set, {marked, found, ceiling, rows, failing}] of sets) {
    process.stdout.write(
      `${set}: ${marked} marked phrases, ${share(found)} of them found; were all of these as marked, links ${share(ceiling)}\n${line(heads)}`,
    )
    for (const row of rows) {
      const {cards, moves, precision, recall, f, links, circles, contested, disputes, lost, rumours, names} = row
      const shares = [precision, recall, f, links, circles].map(share)
      const disputed = contested === 0 ? "none" : `${disputes} of ${contested}`
      process.stdout.write(
        line([
          `${cards}`,
          `${Math.round(moves * 10) / 10}`,
          ...shares,
          disputed,
          `${lost}`,
          `${rumours}`,
          share(names),
        ]),
      )
    }
    if (options.failing) process.stdout.write(failing.map((one) => `    ${one}\n`).join(""))
  }
  process.stdout.write(
    "\nP, R, F: B-cubed over the marked phrases found. links: F1. circles: share of the marked ones. disputes: links called\n" +
      "contested that are, of all called so. lost: disputes read on one link and not called so. rumours: those that stand as facts.\n",
  )
  if (sets.has(SCORED))
    process.stdout.write(
      `${SCORED}: means over folders that nobody tunes on, counts summed; no folder of them is named and nothing in it shown,\n` +
        "so that the figure goes on saying what happens in a crisis that nobody has seen.\n",
    )
}
