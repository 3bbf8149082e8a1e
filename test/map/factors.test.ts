import {expect, test} from "vitest"
import type {CausalMap} from "../../src/map/index.ts"
import {gather, themes} from "../../src/map/index.ts"
import {reading, say} from "./told.ts"

const spell = (map: CausalMap) => {
  const name = new Map(map.factors.map((f) => [f.id, f.name]))
  return map.links.map((l) => `${name.get(l.from)} -(${l.sign})-> ${name.get(l.to)}`).sort()
}

test("every theme catches its own example, and turns its opposite round", () => {
  for (const theme of themes) {
    const quote = /walkout|pay offer/.test(theme.example) ? "the union and its workers" : undefined
    const map = gather(reading(say(theme.example, "+", "the zebra census", quote ? {quote} : {})))
    const found = map.factors.find((f) => f.id !== "zebra_census")
    expect(`${theme.id}: ${found?.theme}`).toBe(`${theme.id}: ${theme.id}`)
    expect(`${theme.id} ${map.links[0]?.sign}`).toBe(`${theme.id} +`)
    if (!theme.oppositeExample) continue
    const turned = gather(reading(say(theme.oppositeExample, "+", "the zebra census")))
    expect(`${theme.id}: ${turned.factors.find((f) => f.id !== "zebra_census")?.theme}`).toBe(
      `${theme.id}: ${theme.id}`,
    )
    expect(`opposite of ${theme.id} ${turned.links[0]?.sign}`).toBe(`opposite of ${theme.id} -`)
  }
})

test("the sign between factors is the product of both changes and the claim's sign", () => {
  const map = gather(
    reading(
      say("A fall in {harvests} -", "+", "{hunger}"),
      say("the {council} fails to {act} against the raiders -", "+", "{raids} will multiply +", {condition: "if"}),
      say("The lack of {trust} -", "-", "{cooperation}"),
      say("{aid}", "-", "{the clinics} will close -", {condition: "without"}),
    ),
  )
  expect(spell(map)).toEqual([
    "Government's action on armed groups -(-)-> Attacks",
    "Harvests -(-)-> Poverty and hunger",
    "Humanitarian aid -(+)-> Public services",
    "Trust -(+)-> Cooperation",
  ])
})
