import {describe, expect, test} from "vitest"
import {draft} from "../../src/draft/index.ts"
import {type Plan, sweepHere} from "../../src/ensemble/index.ts"
import type {CausalMap} from "../../src/map/index.ts"
import {type Press, press} from "../../src/outlook/press.ts"
import {mapOf} from "../draft/small-map.ts"

const map = mapOf({
  "rain -> harvest": {strength: "severely"},
  "harvest -> hunger": {sign: "-", strength: "severely"},
  "songs -> dances": {belief: 0.5},
})

function pressIt(of: CausalMap, factor: string, direction: "+" | "-" = "+"): Promise<Press> {
  const execute = async (plan: Plan) => sweepHere(plan)
  return press({model: draft(of, {name: "m"}), map: of, factor, direction, runs: 200, seed: "1", execute})
}

describe("pressing a factor", () => {
  test("says for each other factor in which share of runs it ends higher, lower or the same", async () => {
    const result = await pressIt(map, "rain")
    expect(result).toMatchObject({format: "brink/press@1", factor: "rain", direction: "+", runs: 200})
    expect(result.responses.map((response) => response.factor)).toEqual(["harvest", "hunger", "songs", "dances"])
    expect(result.responses[0]).toEqual({factor: "harvest", name: "harvest", up: 1, down: 0, none: 0})
    expect(result.responses[1]?.down).toBe(1)
    for (const {up, down, none} of result.responses) expect(up + down + none).toBeCloseTo(1, 12)
  })

  test("down is the mirror of up where nothing loops", async () => {
    const [up, down] = [await pressIt(map, "rain"), await pressIt(map, "rain", "-")]
    expect(down.responses[0]).toMatchObject({up: 0, down: 1})
    expect(down.responses[1]?.up).toBe(up.responses[1]?.down)
  })

  test("what has no path from it does not move in any run", async () => {
    const result = await pressIt(map, "rain")
    for (const factor of ["songs", "dances"])
      expect(result.responses.find((response) => response.factor === factor)).toMatchObject({up: 0, down: 0, none: 1})
  })

  test("a factor whose id no quantity may bear is pressed all the same", async () => {
    const result = await pressIt(mapOf({"time -> harvest": {}}), "time")
    expect(result.responses[0]).toMatchObject({factor: "harvest", up: 1})
  })

  test("pressed twice it says the same", async () => {
    expect(await pressIt(map, "rain")).toEqual(await pressIt(map, "rain"))
  })

  test("an unknown factor is refused with the nearest ids", async () => {
    await expect(pressIt(map, "rains")).rejects.toThrow(
      'press/unknown-factor: The map has no factor "rains"\n  Nearest: rain',
    )
  })

  test("a factor that no link touches is refused", async () => {
    const lonely = mapOf({"rain -> harvest": {}}, {weather: {}})
    await expect(pressIt(lonely, "weather")).rejects.toThrow("press/not-linked: No link of the model touches weather")
  })
})
