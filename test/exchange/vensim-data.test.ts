// Functions of Vensim that ask for data at times of their own, held against values worked out by hand. The words of
// Vensim's reference that they rest on stand above each.

import {describe, expect, test} from "vitest"
import {compile, emit, interpret, rows} from "../../src/engine/index.ts"
import {centralInputs} from "../../src/ensemble/index.ts"
import {flatten, resolveData} from "../../src/exchange/index.ts"
import {readMdl} from "../../src/exchange/vensim/mdl.ts"
import {MISSING} from "../../src/model/index.ts"

/** Seen at 1, 2 and 4; the other at 2 and 3. */
const SERIES = "Time,seen,other,sheep[north],sheep[south]\n1,10,,1,\n2,20,5,2,20\n3,,7,,30\n4,40,,4,\n"

function read(entries: string, times = "FINAL TIME = 5 ~~| TIME STEP = 0.5 ~~|") {
  const text = `${entries}\nINITIAL TIME = 0 ~~| ${times} SAVEPER = TIME STEP ~~|`
  const {blueprint, issues} = readMdl(text, "m.mdl")
  const more = new Map([["seen.csv", {kind: "text", text: SERIES} as const]])
  const resolved = resolveData(blueprint, new Map(), {file: "m.mdl", given: {series: more}})
  const flat = flatten(resolved.blueprint, {file: "m.mdl"})
  return {model: flat.model, issues: [...issues, ...resolved.issues, ...flat.issues]}
}

/** All saved values of `name`; interpreter and emitted JavaScript agree. */
function course(entries: string, name: string, times?: string): number[] {
  const {model, issues} = read(entries, times)
  expect(issues.filter(({grave}) => grave).map(({says}) => says)).toEqual([])
  const program = compile(model)
  const at = program.outputs.findIndex((output) => output.name === name)
  const tables = [interpret(program), emit(program)].map((runner) => {
    const table = new Float64Array(rows(program) * program.outputs.length)
    expect(runner.run(centralInputs(program), table, {seed: {lo: 1, hi: 0}, run: 0})?.says).toBeUndefined()
    return table
  })
  expect(tables[1]).toEqual(tables[0])
  return Array.from({length: rows(program)}, (_, row) => tables[0]![row * program.outputs.length + at]!)
}

// "Returns the value of a data variable at a time using the specified interpolation mode, or :NA: if the time is before
// the first or after the last data point. Mode 0: interpolating; 1: the later time value; -1: the earlier."
describe("GET DATA BETWEEN TIMES", () => {
  const NA = MISSING
  const modes = [
    // At 0, 0.5, ... 5. Points at 1 (10), 2 (20) and 4 (40); at a point its own value in every mode.
    ["0", [NA, NA, 10, 15, 20, 25, 30, 35, 40, NA, NA]],
    ["1", [NA, NA, 10, 20, 20, 40, 40, 40, 40, NA, NA]],
    ["-1", [NA, NA, 10, 10, 20, 20, 20, 20, 40, NA, NA]],
  ] as const

  test.each(modes)("in mode %s before, on, between and after the points", (mode, wanted) => {
    expect(course(`seen ~~| y = GET DATA BETWEEN TIMES(seen, Time, ${mode}) ~~|`, "y")).toEqual(wanted)
  })

  test.each(modes)("in mode %s, the mode worked out in the run", (mode, wanted) => {
    const entries = `seen ~~| how = ${mode} ~~| y = GET DATA BETWEEN TIMES(seen, Time, how) ~~|`
    expect(course(entries, "y")).toEqual(wanted)
  })

  test.each(modes)("in mode %s at the initial time", (mode, wanted) => {
    const shifts = [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]
    const entries = shifts.map(
      (shift, i) => `y${i} = INITIAL(GET DATA BETWEEN TIMES(seen, Time + ${shift}, ${mode})) ~~|`,
    )
    const found = shifts.map((_, i) => course(`seen ~~| ${entries[i]}`, `y${i}`).at(-1))
    expect(found).toEqual(wanted)
  })

  test("the last point is met by a time that rounding leaves beside it", () => {
    // 3 * 0.1 is above 0.3 by one bit, and 10 * 0.4 is exactly 4.
    const entries = "seen ~~| y = GET DATA BETWEEN TIMES(seen, Time * 4 / 0.3, 0) ~~|"
    expect(course(entries, "y", "FINAL TIME = 0.3 ~~| TIME STEP = 0.1 ~~|").at(-1)).toBe(40)
  })
})

// "If some but not all data for an expression is available at once, the expression will not be computed at all. X IF
// MISSING will cause NUMBER to be substituted for the value of the missing data."
describe("X IF MISSING", () => {
  test("stands for what is missing at a time at which something else was recorded", () => {
    // Recorded at 1: 10 and nothing, 2: 20 and 5, 3: nothing and 7, 4: 40 and nothing; straight lines between.
    const entries = "seen ~~| other ~~| y := X IF MISSING(seen + 2 * other, 1) ~~|"
    const wanted = [12, 12, 12, 21, 30, 22.5, 15, 28.5, 42, 42, 42]
    expect(course(entries, "y")).toEqual(wanted)
  })

  test.each([
    [":HOLD BACKWARD:", [12, 12, 12, 12, 30, 30, 15, 15, 42, 42, 42]],
    [":LOOK FORWARD:", [12, 12, 12, 30, 30, 15, 15, 42, 42, 42, 42]],
    [":RAW:", [MISSING, MISSING, 12, MISSING, 30, MISSING, 15, MISSING, 42, MISSING, MISSING]],
  ])("with %s between the times of the combination", (rule, wanted) => {
    const entries = `seen ~~| other ~~| y ${rule} := X IF MISSING(seen + 2 * other, 1) ~~|`
    expect(course(entries, "y")).toEqual(wanted)
  })

  test("of a single series is that series, whatever the number", () => {
    const entries = "seen ~~| y := X IF MISSING(seen, -99) ~~|"
    expect(course(entries, "y")).toEqual([10, 10, 10, 15, 20, 25, 30, 35, 40, 40, 40])
  })

  test("of a sum over an array adds what was recorded, through data made of data", () => {
    // At 1: 1 + 0, 2: 2 + 20, 3: 0 + 30, 4: 4 + 0; twice that through `both`.
    const entries = `place: north, south ~~| sheep[place] ~~| both[place] := sheep[place] * 2 ~~|
y := X IF MISSING(SUM(both[place!]), 0) ~~|`
    expect(course(entries, "y").filter((_, i) => i % 2 === 0)).toEqual([2, 2, 44, 60, 8, 8])
  })

  test.each([
    ["y = 1 + X IF MISSING(seen, 0) ~~|", "not the whole of a data equation"],
    ["n = 3 ~~| y := X IF MISSING(seen, n) ~~|", "fills with something that is no number"],
    ["z := X IF MISSING(seen, 0) ~~| y := X IF MISSING(z + other, 0) ~~|", "X IF MISSING themselves"],
  ])("is refused in %s", (entries, says) => {
    const {issues} = read(`seen ~~| other ~~| ${entries}`)
    expect(
      issues
        .filter(({grave}) => grave)
        .map((issue) => issue.says)
        .join(),
    ).toContain(says)
  })
})
