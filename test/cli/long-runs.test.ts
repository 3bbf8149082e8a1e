// Runs of more rows than a machine should be asked to hold, and tables that are made as they are written.

import {afterAll, expect, test} from "vitest"
import {runCsv} from "../../src/cli/one-run.ts"
import {inside} from "./inside.ts"

const here = inside()
afterAll(() => here.remove())

const herds = (last: number): string =>
  `herds = INTEG(births - raids, 40) ~~|\nbirths = 2 ~~|\nraids = 2 ~~|\nTIME STEP = 1 ~~|\nINITIAL TIME = 0 ~~|\nFINAL TIME = ${last} ~~|\nSAVEPER = 1 ~~|\n`

test("one run of too many numbers is refused before it begins, with what would do", async () => {
  here.put("long.mdl", herds(9_999_999))
  for (const words of [
    ["run", "long.mdl"],
    ["run", "long.mdl", "--csv", "-"],
    ["run", "long.mdl", "--halve"],
    ["export", "long.mdl", "--to", "csv"],
  ]) {
    const {code, out, err} = await here.brink(...words)
    expect({code, out}).toEqual({code: 2, out: ""})
    expect(err).toContain(
      "cli/too-large: One run saves 7 quantities at 10000000 times, and at most 50000000 numbers are kept\n  Save less often",
    )
  }
})

test("a table is made row by row while it is written", () => {
  const time = Array.from({length: 300_000}, (_, row) => row)
  let asked = 0
  const value = (_name: string, row: number): number => {
    asked++
    return row
  }
  const pieces = runCsv({time, value, failure: null}, ["herds"])[Symbol.iterator]()
  expect(String(pieces.next().value).startsWith("Time,herds\n0,0\n1,1\n")).toBe(true)
  expect(asked).toBeLessThan(time.length)
})
