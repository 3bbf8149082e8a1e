// Paths from one factor to another: all of them, none twice, the best told first.

import {expect, test} from "vitest"
import {type CausalMap, gather, type Link, MOST_STEPS, routesBetween} from "../../src/map/index.ts"
import {reading, say} from "./told.ts"

const nobody = {claims: [], lineages: 0}
const link = (from: string, to: string, sign: Link["sign"] = "+", voices = 1): Link => ({
  id: `${from}->${to}`,
  from,
  to,
  sign,
  belief: 0.5,
  lag: null,
  strength: null,
  for: {claims: [], lineages: voices},
  against: nobody,
  zero: nobody,
})
const mapOf = (...links: Link[]): Pick<CausalMap, "links" | "groundings"> => ({links, groundings: []})
const ways = (map: Pick<CausalMap, "links" | "groundings">, from: string, to: string, most = 1000) =>
  routesBetween(map, from, to, most).routes.map(({links}) => [from, ...links.map((one) => one.to)].join(""))

/** Every way of at most so many links that passes no factor twice, by trying all. */
function all(links: readonly Link[], at: string, to: string, passed: readonly string[] = [at]): string[] {
  if (passed.length > 1 && at === to) return [passed.join("")]
  if (passed.length > MOST_STEPS) return []
  return links.flatMap((one) =>
    one.from === at && !passed.includes(one.to) ? all(links, one.to, to, [...passed, one.to]) : [],
  )
}

test("all paths of dense maps, as trying every way finds them", () => {
  for (let seed = 1; seed <= 30; seed++) {
    let state = seed
    const draw = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state / 4294967296
    }
    const ids = [..."abcdefg"]
    const links = ids.flatMap((from) => ids.filter((to) => to !== from && draw() < 0.4).map((to) => link(from, to)))
    expect(ways(mapOf(...links), "a", "g").sort()).toEqual(all(links, "a", "g").sort())
  }
})

test("best told first, then the shortest; the sign is the product, and unknown where one is", () => {
  const map = mapOf(
    link("a", "b", "-", 2),
    link("b", "d", "-", 2),
    link("a", "d", "-"),
    link("a", "c", "unclear"),
    link("c", "d", "+"),
    link("b", "c", "contested"),
  )
  const {routes, of} = routesBetween(map, "a", "d", 2)
  expect([routes.length, of]).toEqual([2, 4])
  expect(ways(map, "a", "d")).toEqual(["abd", "ad", "acd", "abcd"])
  expect(routesBetween(map, "a", "d", 9).routes.map(({sign}) => sign)).toEqual(["+", "-", "unclear", "contested"])
  expect(ways(map, "d", "a")).toEqual([])
  expect(ways(map, "a", "a")).toEqual([])
})

test("says who tells all of a path; a map that is a thicket is searched within bounds", () => {
  const told = reading(
    say("looms", "+", "kites"),
    say("kites", "+", "spindles"),
    say("kites", "+", "spindles", {file: "b.txt"}),
  )
  const map = gather(told)
  const id = (name: string) => map.factors.find((one) => one.name.toLowerCase() === name)!.id
  expect(routesBetween(map, id("looms"), id("spindles"), 9).routes[0]!.toldBy).toEqual(["a.txt"])
  const ids = Array.from({length: 60}, (_, i) => `f${i}`)
  const thicket = mapOf(...ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => link(from, to))))
  const cut = routesBetween(thicket, "f0", "f59", 10)
  expect([cut.routes.length, cut.isCut]).toEqual([10, true])
})
