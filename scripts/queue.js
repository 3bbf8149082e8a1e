// How early the queue of odd readings shows what is read wrongly, in one table: `npm run queue`.
//
// `-- --fit` prints the weights that the sets that may be read give the rules (of src/firstreading/weights.ts);
// `--write-floors` writes what each set reaches now into test/queue; `--json` prints one JSON value. Of sets that are only
// scored counts alone are printed.

import {readOptions} from "./options.js"
import "./typescript.js"

const {values: options} = readOptions(import.meta.url, {
  options: {
    fit: {type: "boolean", default: false},
    json: {type: "boolean", default: false},
    "write-floors": {type: "boolean", default: false},
  },
})
const {FIRST, SETS, queueOf} = await import("../test/queue/queue.ts")
const {totalsOf, writeFloors} = await import("../test/queue/floors.ts")
const {SUSPICION_WEIGHTS} = await import("../src/firstreading/index.ts")

const wanted = SETS.filter(({use}) => !options.fit || use === "work")
const sets = new Map(wanted.map(({name}) => [name, queueOf(name)]))

if (options.fit) {
  const {fitted} = await import("../test/queue/fit.ts")
  const rules = Object.keys(SUSPICION_WEIGHTS).filter((id) => SUSPICION_WEIGHTS[id].from === "fitted")
  const judged = [...sets.values()].flatMap((set) => set.judged)
  for (const [rule, weight] of fitted(judged, rules)) {
    const fires = judged.filter((one) => one.rules.includes(rule))
    const wrong = fires.filter(({isWrong}) => isWrong).length
    process.stdout.write(`${rule.padEnd(20)} ${weight.toFixed(2)}  of ${fires.length} readings ${wrong} wrong\n`)
  }
} else if (options["write-floors"]) {
  writeFloors(sets)
  process.stdout.write(`Floors of ${[...sets.keys()].join(", ")} are written\n`)
} else if (options.json) {
  const bare = [...sets].map(([name, {judged: _, ...counts}]) => [name, counts])
  process.stdout.write(`${JSON.stringify(Object.fromEntries(bare), null, 2)}\n`)
} else {
  const line = (name, {readings, wrong, early, chance}) =>
    `${name.padEnd(14)} ${String(readings).padStart(8)} ${String(wrong).padStart(6)} ${String(early).padStart(9)} ${chance.toFixed(1).padStart(10)} ${(chance === 0 ? "-" : (early / chance).toFixed(1)).padStart(6)}\n`
  process.stdout.write(`               readings  wrong  first ${FIRST}  by chance  times\n`)
  for (const use of ["work", "scored"]) {
    for (const {name} of wanted.filter((set) => set.use === use)) process.stdout.write(line(name, sets.get(name)))
    process.stdout.write(line(`all ${use}`, totalsOf([...sets.values()].filter((set) => set.use === use))))
  }
}
