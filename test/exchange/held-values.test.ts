// Variables that read themselves where Vensim lets them: a held value in the condition on which it changes, also inside
// a macro and for each element of an array; and what is said once only.

import {describe, expect, test} from "vitest"
import {compile, run} from "../../src/engine/index.ts"
import {flatten, readMdl} from "../../src/exchange/index.ts"

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
