// Data that a model took from other files goes with it into every format, and gives the same bits there.

import {describe, expect, test} from "vitest"
import {compile, interpret, rows, savedTimes} from "../../src/engine/index.ts"
import {
  type Blueprint,
  flatten,
  readMdl,
  readXmile,
  resolveData,
  type Workbook,
  writeMdl,
  writeXmile,
} from "../../src/exchange/index.ts"

const MODEL = `{UTF-8}
Quay: north, south ~~|
tide:INTERPOLATE: := GET DIRECT DATA('d.csv', ',', 'A', 'B2') ~~|
ferry:HOLD BACKWARD: := GET DIRECT DATA('d.csv', ',', 'A', 'B2') ~~|
price:LOOK FORWARD: := GET DIRECT DATA('d.csv', ',', 'A', 'B2') ~~|
seen[Quay]:RAW: := GET DIRECT DATA('d.csv', ',', 'A', 'B2') ~~|
berths[Quay] = GET DIRECT CONSTANTS('d.csv', ',', 'B2') ~~|
wear(GET DIRECT LOOKUPS('d.csv', ',', 'A', 'C2')) ~~|
cost = wear(Time * 0.7) + berths[south] ~~|
known[Quay] = IF THEN ELSE(seen[Quay] = :NA:, -1, seen[Quay]) ~~|
INITIAL TIME = -1 ~~|
FINAL TIME = 8 ~~|
TIME STEP = 0.5 ~~|
SAVEPER = TIME STEP ~~|
`
const book: Workbook = {kind: "text", text: "Time,a,b\n0,1,5\n1.5,2.5,6\n3,,7\n4,0.1,\n6.5,9,8\n"}

function opened(): Blueprint {
  const read = readMdl(MODEL, "m.mdl")
  const {blueprint, issues} = resolveData(read.blueprint, new Map([["d.csv", book]]), {file: "m.mdl"})
  expect([...read.issues, ...issues].filter((issue) => issue.grave)).toEqual([])
  return blueprint
}

/** Each output at each saved time, as bits. */
function ran(blueprint: Blueprint): Map<string, BigUint64Array> {
  const {model, issues} = flatten(blueprint, {file: "m"})
  expect(issues.filter((issue) => issue.grave)).toEqual([])
  const program = compile(model)
  const inputs = program.inputs.map(({prior}) => (prior.kind === "fixed" ? prior.value : 0))
  const table = new Float64Array(rows(program) * program.outputs.length)
  expect(interpret(program).run(inputs, table, {seed: {lo: 1, hi: 0}, run: 0})).toBeNull()
  return new Map(
    program.outputs.map(({name}, at) => [
      name,
      new BigUint64Array(
        Float64Array.from(savedTimes(program), (_, row) => table[row * program.outputs.length + at]!).buffer,
      ),
    ]),
  )
}

const values = (run: Map<string, BigUint64Array>, name: string) => [...new Float64Array(run.get(name)!.buffer)]

test("what stands between given values follows the variable's own rule", () => {
  const run = ran(opened())
  // Times -1, -0.5, ... 8.
  expect(values(run, "known[north]")).toEqual([
    -1, -1, 1, -1, -1, 2.5, -1, -1, -1, -1, 0.1, -1, -1, -1, -1, 9, -1, -1, -1,
  ])
  expect(values(run, "ferry").slice(0, 8)).toEqual([1, 1, 1, 1, 1, 2.5, 2.5, 2.5])
  expect(values(run, "price").slice(0, 8)).toEqual([1, 1, 1, 2.5, 2.5, 2.5, 0.1, 0.1])
  expect(values(run, "tide")[4]).toBeCloseTo(2, 12)
  expect(values(run, "known[south]")[12]).toBe(-1)
})

describe("written and read again it gives the same bits", () => {
  const compared = (back: Blueprint) => {
    const [before, after] = [ran(opened()), ran(back)]
    for (const [name, bits] of before) expect([name, after.get(name)]).toEqual([name, bits])
  }

  test("as .mdl", () => compared(readMdl(writeMdl(opened()).text, "m.mdl").blueprint))

  test("as XMILE", () => compared(readXmile(writeXmile(opened()).text, "m.xmile").blueprint))
})
