// Paths from one factor to another: all of them, none twice, the best told first.

import {expect, test} from "vitest"
import {
  type CausalMap,
  gather,
  type Link,
  MOST_STEPS,
  meetings,
  routesBetween,
  stretchesTold,
  tellersOf,
  toldWhole,
} from "../../src/map/index.ts"
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
/** Claims of maps of links alone, which nobody tells. */
const NOBODY = new Map()
const mapOf = (...links: Link[]): Pick<CausalMap, "links" | "groundings"> => ({links, groundings: []})
const ways = (map: Pick<CausalMap, "links" | "groundings">, from: string, to: string, most = 1000) =>
  routesBetween(map, NOBODY, from, to, most).routes.map(({links}) => [from, ...links.map((one) => one.to)].join(""))

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
  const {routes, of} = routesBetween(map, NOBODY, "a", "d", 2)
  expect([routes.length, of]).toEqual([2, 4])
  expect(ways(map, "a", "d")).toEqual(["abd", "ad", "acd", "abcd"])
  expect(routesBetween(map, NOBODY, "a", "d", 9).routes.map(({sign}) => sign)).toEqual([
    "+",
    "-",
    "unclear",
    "contested",
  ])
  const denied = mapOf({...link("a", "b", "contested"), whether: "-"}, link("b", "d", "-"))
  expect(routesBetween(denied, NOBODY, "a", "d", 1).routes.map(({sign}) => sign)).toEqual(["+"])
  expect(ways(map, "d", "a")).toEqual([])
  expect(ways(map, "a", "a")).toEqual([])
})

test("names where two documents only meet: no one file tells both sides, of a path and of a circle", () => {
  const told = reading(
    say("looms", "+", "kites"),
    say("kites", "+", "spindles", {file: "b.txt"}),
    say("spindles", "+", "looms", {file: "b.txt"}),
    say("spindles", "+", "looms"),
  )
  const map = gather(told)
  const claims = new Map(told.claims.map((one) => [one.id, one]))
  const id = (name: string) => map.factors.find((one) => one.name.toLowerCase() === name)!.id
  const [route] = routesBetween(map, claims, id("looms"), id("spindles"), 9).routes
  expect([route!.toldBy, route!.meets]).toEqual([[], [id("kites")]])
  const [loop] = map.loops
  const tellers = tellersOf(new Set(loop!.links), map.groundings, claims)
  expect(toldWhole(loop!.links, tellers)).toEqual([])
  // The way back is told by both, so that the circle is joined at the kites alone.
  expect(meetings(loop!.links, tellers, true).map((i) => loop!.factors[i])).toEqual([id("kites")])
})

test("a path is cut into stretches that one file tells whole, each as long as it can be; what nobody tells is in none", () => {
  const tellers = new Map(
    Object.entries({p: ["b", "a"], q: ["a", "b"], r: ["b", "c"], s: ["c"], t: []}).map(
      ([link, files]) => [link, new Set(files)] as const,
    ),
  )
  expect(stretchesTold(["p", "q", "r", "s", "t", "p"], tellers)).toEqual([
    {first: 0, last: 2, files: ["b"]},
    {first: 3, last: 3, files: ["c"]},
    {first: 5, last: 5, files: ["a", "b"]},
  ])
  expect(stretchesTold([], tellers)).toEqual([])
})

test("says who tells all of a path; a map that is a thicket is searched within bounds", () => {
  const told = reading(
    say("looms", "+", "kites"),
    say("kites", "+", "spindles"),
    say("kites", "+", "spindles", {file: "b.txt"}),
  )
  const map = gather(told)
  const claims = new Map(told.claims.map((one) => [one.id, one]))
  const id = (name: string) => map.factors.find((one) => one.name.toLowerCase() === name)!.id
  expect(routesBetween(map, claims, id("looms"), id("spindles"), 9).routes[0]).toMatchObject({
    toldBy: ["a.txt"],
    meets: [],
  })
  const ids = Array.from({length: 60}, (_, i) => `f${i}`)
  const thicket = mapOf(...ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => link(from, to))))
  const cut = routesBetween(thicket, NOBODY, "f0", "f59", 10)
  expect([cut.routes.length, cut.isCut]).toEqual([10, true])
})
