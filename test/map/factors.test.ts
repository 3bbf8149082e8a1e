import fc from "fast-check"
import {expect, test} from "vitest"
import type {CausalMap} from "../../src/map/index.ts"
import {gather} from "../../src/map/index.ts"
import {isQuick} from "../tiers.ts"
import {reading, say} from "./told.ts"

const spell = (map: CausalMap) => {
  const name = new Map(map.factors.map((f) => [f.id, f.name]))
  return map.links.map((l) => `${name.get(l.from)} -(${l.sign})-> ${name.get(l.to)}`).sort()
}

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

test("what is said to be dear or cheap is its price, but for money, whose price is interest", () => {
  const linked = (effect: string) => spell(gather(reading(say("{Drought}", "+", effect))))
  expect(linked("{bread} dearer")).toEqual(["Drought -(+)-> Bread prices"])
  expect(linked("{bread} has become less expensive")).toEqual(["Drought -(-)-> Bread prices"])
  expect(linked("{seed} less affordable")).toEqual(["Drought -(+)-> Seed prices"])
  expect(linked("{seed} gets dearer in the valley")).toEqual(["Drought -(+)-> Seed prices"])
  expect(linked("{loans} costly").join()).not.toContain("prices")
  expect(linked("dear {fuel}")).toEqual(["Drought -(+)-> Fuel prices"])
  expect(linked("such cheap {seed}")).toEqual(["Drought -(-)-> Seed prices"])
  expect(linked("cheap {credit}").join()).not.toContain("prices")
  expect(linked("cheap {labour}").join()).not.toContain("prices")
  expect(linked("a costly {war}").join()).not.toContain("prices")
})

const word = fc.constantFrom(
  ..."the of and a in Arvia Arvian Arvia's Belmar clans (RF) Front raids trust mistrust closure collapse fails to act against war its group , — not lack fell will could 12 ‘ ” é 火".split(
    " ",
  ),
)
const phrase = fc.array(word, {minLength: 1, maxLength: 8}).map((words) => words.join(" "))

test.skipIf(isQuick)("whatever the words, every claim has its row, every link its factors, and names are names", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(phrase, phrase, fc.constantFrom("+", "-", "0", "unclear")), {maxLength: 6}),
      (said) => {
        const claims = said.map(([cause, effect, sign]) => say(cause, sign as "+", effect))
        const map = gather(reading(...claims))
        const ids = new Set(map.factors.map((f) => f.id))
        expect(new Set(map.groundings.map((g) => g.claim))).toEqual(new Set(claims.map((c) => c.id)))
        expect(map.links.every((l) => ids.has(l.from) && ids.has(l.to) && l.from !== l.to)).toBe(true)
        expect(
          map.factors.every(
            (f) => f.name.trim() !== "" && !/[{}]/.test(f.name) && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(f.id),
          ),
        ).toBe(true)
        expect(ids.size).toBe(map.factors.length)
        expect(new Set(map.factors.map((f) => f.name.toLowerCase())).size).toBe(map.factors.length)
      },
    ),
    {numRuns: 150, seed: 7},
  )
})
