// The small cases that ship are worked examples: each must give the answer its README states.
import {readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"
import {read as readDocuments} from "../../src/claims/whole.ts"
import {lineages} from "../../src/documents/index.ts"
import {scenarioSettings} from "../../src/engine/index.ts"
import {gather, parseCodebook} from "../../src/map/index.ts"
import {assertScenario, parseModel, parseScenario} from "../../src/model/index.ts"
import {documentsIn} from "../documents/folder.ts"
import {course} from "../engine/course.ts"
import {english} from "../language/english.ts"

const read = (path: string) => readFileSync(new URL(`../../cases/${path}`, import.meta.url), "utf8")
const model = (name: string) => parseModel(read(`${name}/model.yaml`), `cases/${name}/model.yaml`)

describe("the arms race", () => {
  const race = course(model("arms-race"))
  const at = (name: string, time: number) => race.of(name)[race.time.indexOf(time)]!

  test("passes through Richardson's values at year 5", () => {
    expect(at("arms_of_arvia", 5)).toBeCloseTo(3.64308, 5)
    expect(at("arms_of_belmark", 5)).toBeCloseTo(3.30975, 5)
  })

  test("settles at (11/3, 10/3)", () => {
    expect(race.end("arms_of_arvia")).toBeCloseTo(11 / 3, 6)
    expect(race.end("arms_of_belmark")).toBeCloseTo(10 / 3, 6)
  })

  test("runs away when fear outweighs fatigue", () => {
    const away = course(model("arms-race"), {settings: [{name: "fear_of_arvia", act: "=", value: 4.5}]})
    const arms = away.of("arms_of_arvia")
    expect(away.end("arms_of_arvia")).toBeGreaterThan(10)
    expect(arms.every((value, i) => i === 0 || value > arms[i - 1]!)).toBe(true)
  })

  test("without the spiral each side arms for its grievance alone", () => {
    const alone = course(model("arms-race"), {cuts: [{cause: "arms_of_belmark", effect: "arms_of_arvia"}]})
    expect(alone.end("arms_of_arvia")).toBeCloseTo(2, 6)
  })
})

describe("the leaking tank", () => {
  test("follows the exponential", () => {
    const tank = course(model("leaking-tank"))
    for (const day of [0, 7, 10, 20, 60]) expect(tank.of("water")[day]!).toBeCloseTo(100 * Math.exp(-0.1 * day), 5)
  })

  test("settles at what the trucks bring over what leaks", () => {
    const tank = model("leaking-tank")
    const scenario = parseScenario(read("leaking-tank/scenarios/trucks.yaml"), "trucks.yaml")
    assertScenario(scenario, tank)
    const refilled = course(tank, {settings: scenarioSettings(scenario), events: scenario.events})
    expect(refilled.of("water")[14]!).toBeCloseTo(100 * Math.exp(-1.4), 5)
    expect(refilled.end("water")).toBeCloseTo(100 - (100 - 100 * Math.exp(-1.4)) * Math.exp(-4.6), 4)
  })
})

/** The map of a case's documents with its codebook: "R arms_of_arvia arms_of_belmark". */
function loops(name: string): string[] {
  const documents = documentsIn(new URL(`../../cases/${name}/documents`, import.meta.url))
  const codebook = parseCodebook(read(`${name}/factors.yaml`), `${name}/factors.yaml`)
  const map = gather(readDocuments(documents, lineages(documents), english(), []), {codebook})
  return map.loops.map((loop) => `${loop.polarity} ${loop.factors.join(" ")}`)
}

test("the articles of the small cases tell the loops of their models", () => {
  expect(loops("arms-race").sort()).toEqual([
    "B arms_of_arvia disarming_of_arvia",
    "B arms_of_belmark disarming_of_belmark",
    "R arms_of_arvia arms_of_belmark",
  ])
  expect(loops("leaking-tank")).toEqual(["B leak water"])
})
