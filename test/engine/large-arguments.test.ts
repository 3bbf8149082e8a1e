// Every function of the language, asked for numbers that nobody means: it ends, and both ways of running agree.

import {expect, test} from "vitest"
import {functions} from "../../src/model/index.ts"
import {course} from "./course.ts"
import {sketch} from "./sketch.ts"

const EXTREMES = ["1e18", "1e300", "-1e18", "1e-300", "0", "1e9"]

/** Refusals of an argument are an end as well. */
function ends(equation: string): void {
  try {
    course(sketch({y: {aux: equation}}, {stop: 1}))
  } catch (error) {
    if (!/^(?:engine|model)\/|FormulaFault|expression/.test(String((error as {code?: string}).code ?? error)))
      throw error
  }
}

test("no function of plain numbers runs on for as long as its arguments are large", () => {
  const began = performance.now()
  let asked = 0
  for (const {name, least, block} of functions.values()) {
    if (block || least === 0) continue
    for (let turn = 0; turn < EXTREMES.length; turn += 2) {
      const args = Array.from({length: least}, (_, i) => EXTREMES[(turn + i) % EXTREMES.length]!)
      ends(`${name}(${args.join(", ")})`)
      asked++
    }
  }
  expect(asked).toBeGreaterThan(200)
  expect(performance.now() - began).toBeLessThan(10_000)
})

test("a step that passes a hundred thousand periods of accounts takes no longer than one", () => {
  const began = performance.now()
  const {failure} = course(sketch({y: {aux: "depreciate_straightline(1, 1, 0.00001, 0)"}}, {stop: 4}))
  expect(failure).toBeNull()
  expect(performance.now() - began).toBeLessThan(6000)
})

test("a belt without leaks costs no more the longer it is", () => {
  const belt = (tau: number) => `conveyor(0, 1, ${tau}, ${tau}, 0, 0, 0)`
  const began = performance.now()
  const long = course(sketch({y: {aux: belt(50_000)}}, {stop: 20_000}))
  expect(long.of("y").slice(0, 3)).toEqual([1, 1, 1])
  expect(performance.now() - began).toBeLessThan(6000)
})
