// Every function of the language, asked for numbers that nobody means: it ends, and both ways of running agree.

import {expect, test} from "vitest"
import {functions} from "../../src/model/index.ts"
import {isQuick} from "../tiers.ts"
import {growth, steps} from "../work.ts"
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

test.skipIf(isQuick)("no function of plain numbers runs on for as long as its arguments are large", () => {
  let asked = 0
  const work = steps(() => {
    for (const {name, least, block} of functions.values()) {
      if (block || least === 0) continue
      for (let turn = 0; turn < EXTREMES.length; turn += 2) {
        const args = Array.from({length: least}, (_, i) => EXTREMES[(turn + i) % EXTREMES.length]!)
        ends(`${name}(${args.join(", ")})`)
        asked++
      }
    }
  })
  expect(asked).toBeGreaterThan(200)
  expect(work / asked).toBeLessThan(30)
})

test.skipIf(isQuick)(
  "a step that passes a hundred thousand periods of accounts costs no more than each of them",
  async () => {
    const pass = (periods: number) => {
      const {failure} = course(sketch({y: {aux: `depreciate_straightline(1, 1, ${1 / periods}, 0)`}}, {stop: 4}))
      expect(failure).toBeNull()
    }
    expect(await growth(pass, 50_000)).toBeLessThan(3)
  },
)

test.skipIf(isQuick)("a belt without leaks costs no more the longer it is", () => {
  const belt = (tau: number) => {
    const {of} = course(sketch({y: {aux: `conveyor(0, 1, ${tau}, ${tau}, 0, 0, 0)`}}, {stop: 20_000}))
    expect(of("y").slice(0, 3)).toEqual([1, 1, 1])
  }
  belt(500)
  expect(steps(() => belt(50_000))).toBeLessThan(
    10 *
      Math.max(
        1,
        steps(() => belt(500)),
      ),
  )
})
