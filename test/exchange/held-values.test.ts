// What Vensim's models count on beside its manual: a held value read in the condition on which it changes, data that
// are other data or missing for some elements, units in the words of a macro's inputs; and what is said once only.

import {describe, expect, test} from "vitest"
import {compile, run} from "../../src/engine/index.ts"
import {exportMdl, flatten, readMdl, resolveData} from "../../src/exchange/index.ts"
import {MISSING} from "../../src/model/index.ts"

const CONTROL = "\nINITIAL TIME = 0 ~~|\nFINAL TIME = 6 ~~|\nTIME STEP = 1 ~~|\nSAVEPER = TIME STEP ~~|\n"

function laid(equations: string) {
  const read = readMdl(`{UTF-8}\n${equations}${CONTROL}`, "m.mdl")
  const flat = flatten(read.blueprint, {file: "m.mdl", said: read.issues})
  return {model: flat.model, says: [...read.issues, ...flat.issues].map(({code, at}) => `${code} ${at?.line}`)}
}

function course(equations: string): (name: string) => number[] {
  const {model, says} = laid(equations)
  expect(says).toEqual([])
  const {values} = run(compile(model))
  return (name) => [...values[name]!]
}

const WAVE = "wave = IF THEN ELSE(Time = 1, 5, IF THEN ELSE(Time = 3, 9, IF THEN ELSE(Time = 5, 7, 2))) ~~|\n"

describe("a value that is held", () => {
  test("may be read in the condition on which a new one is taken: the highest so far", () => {
    const value = course(`${WAVE}peak = SAMPLE IF TRUE(wave > peak, wave, wave) ~~|`)
    expect(value("wave")).toEqual([2, 5, 2, 9, 2, 7, 2])
    expect(value("peak")).toEqual([2, 5, 5, 9, 9, 9, 9])
  })

  test("may be read in the new one: it counts", () => {
    expect(course("n = SAMPLE IF TRUE(MODULO(Time, 2) = 0, n + 1, 0) ~~|")("n")).toEqual([1, 1, 2, 2, 3, 3, 4])
  })

  test("in a macro is each caller's own, and in an array each element's", () => {
    const value = course(`:MACRO: LOWEST(x)
LOWEST = SAMPLE IF TRUE(x < LOWEST, x, x) ~~|
:END OF MACRO:
${WAVE}d: a, b ~~|
course[a] = -wave ~~|
course[b] = wave - 3 ~~|
low[d] = LOWEST(course[d]) ~~|
high[d] = SAMPLE IF TRUE(course[d] > high[d], course[d], -99) ~~|`)
    expect(value("low[a]")).toEqual([-2, -5, -5, -9, -9, -9, -9])
    expect(value("low[b]")).toEqual([-1, -1, -1, -1, -1, -1, -1])
    expect(value("high[b]")).toEqual([-1, 2, 2, 6, 6, 6, 6])
  })

  test("another element of the array is read as it is now", () => {
    const value = course(`d: a, b ~~|
x[a] = Time ~~|
x[b] = SAMPLE IF TRUE(x[a] > 2, x[a], 0) ~~|`)
    expect(value("x[b]")).toEqual([0, 0, 0, 3, 4, 5, 6])
  })
})

describe("what is wrong is said once", () => {
  test("a function that Vensim has and Brink has not is not unknown as well", () => {
    expect(laid("x = QUEUE AGE OLDEST(Time) ~~|").says).toEqual(["exchange/unsupported 2"])
  })

  test("data that no file gives are not called a lookup that is missing where they are read at another time", () => {
    expect(laid("seen ~~|\nthen = GET DATA BETWEEN TIMES(seen, Time - 1, 0) ~~|").says).toEqual(["exchange/no-data 2"])
  })
})

describe("an array of data of which some elements have none", () => {
  test("is missing there, as in Vensim, and the others are read", () => {
    const read = readMdl(
      `{UTF-8}
d: a, b ~~|
seen[d] ~~|
then[d] = GET DATA BETWEEN TIMES(seen[d], Time, 0) ~~|
known = SUM(IF THEN ELSE(seen[d!] = :NA:, 0, seen[d!])) ~~|${CONTROL}`,
      "m.mdl",
    )
    const more = new Map([["s.dat", {kind: "text" as const, file: "s.dat", text: "seen[b]\n0\t1\n6\t13\n"}]])
    const resolved = resolveData(read.blueprint, new Map(), {file: "m.mdl", given: {series: more}})
    expect(resolved.issues.map(({code, grave}) => [code, grave])).toEqual([["exchange/no-data", false]])
    const flat = flatten(resolved.blueprint, {file: "m.mdl", said: resolved.issues})
    expect(flat.issues).toEqual([])
    const {values} = run(compile(flat.model))
    expect([...values["known"]!]).toEqual([1, 3, 5, 7, 9, 11, 13])
    expect([...values["then[b]"]!]).toEqual([1, 3, 5, 7, 9, 11, 13])
    expect(values["then[a]"]![2]).toBe(MISSING)
  })
})

describe("a data variable that is another one", () => {
  test("has that one's values under its own rule for what stands between, in a macro too", () => {
    const read = readMdl(
      `{UTF-8}
:MACRO: KNOWN(data)
KNOWN = INTEG(IF THEN ELSE(points = :NA:, 0, 1), 0) ~~|
points :RAW: := data ~~|
:END OF MACRO:
seen ~~|
history := seen ~~|
points :RAW: := history ~~|
held :HOLD BACKWARD: := history ~~|
count = KNOWN(history) ~~|${CONTROL}`,
      "m.mdl",
    )
    const more = new Map([["s.dat", {kind: "text" as const, file: "s.dat", text: "seen\n0\t1\n3\t4\n"}]])
    const resolved = resolveData(read.blueprint, new Map(), {file: "m.mdl", given: {series: more}})
    const flat = flatten(resolved.blueprint, {file: "m.mdl", said: resolved.issues})
    expect([...resolved.issues, ...flat.issues]).toEqual([])
    const {values} = run(compile(flat.model))
    expect([...values["history"]!]).toEqual([1, 2, 3, 4, 4, 4, 4])
    expect([...values["points"]!].map((value) => (value === MISSING ? "-" : value)).join(" ")).toBe("1 - - 4 - - -")
    expect([...values["held"]!]).toEqual([1, 1, 1, 4, 4, 4, 4])
    expect([...values["count"]!]).toEqual([0, 1, 1, 1, 2, 2, 2])
    // A .mdl has the series as lookups: the rule goes with them, element by element.
    const {text, notes} = exportMdl(resolved.blueprint, flat.model, () => 0)
    expect(notes[0]).toContain("series that are others under a rule of their own ('points', 'held')")
    const back = run(compile(flatten(readMdl(text, "back.mdl").blueprint, {file: "back.mdl"}).model))
    for (const name of ["points", "held", "count"]) expect(back.values[name]).toEqual(values[name])
  })
})

describe("units of a macro", () => {
  test("in the words of its inputs are each call's own, and clash with nothing", () => {
    const {model} = laid(`:MACRO: EASE(x, tau)
EASE = INTEG(pace, x) ~ x ~|
pace = (x - EASE)/tau ~ x/tau ~|
steps = 1 ~ Widget ~|
:END OF MACRO:
level = 5 ~ Litre ~|
eased = EASE(level, 3) ~ Litre ~|`)
    const units = new Map(model.quantities.map(({name, unit}) => [name, unit]))
    expect(units.get("eased.EASE.EASE")).toBe("")
    expect(units.get("eased.EASE.pace")).toBe("")
    expect(units.get("eased.EASE.steps")).toBe("Widget")
  })
})
