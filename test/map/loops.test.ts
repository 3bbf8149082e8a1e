import {expect, test} from "vitest"
import type {Factor, Grounding, Link, Loop} from "../../src/map/index.ts"
import {gather} from "../../src/map/index.ts"
import {findLoops, MOST_LENGTH, MOST_LOOPS} from "../../src/map/loops.ts"
import {reading, say} from "./told.ts"

const nobody = {claims: [], lineages: 0}

function link(from: string, to: string, sign: Link["sign"] = "+", belief = 0.5): Link {
  return {
    id: `${from}->${to}`,
    from,
    to,
    sign,
    belief,
    lag: null,
    strength: null,
    for: nobody,
    against: nobody,
    zero: nobody,
  }
}

function loopsOf(links: readonly Link[]): {loops: Loop[]; issues: readonly {code: string; says: string}[]} {
  const ids = [...new Set(links.flatMap((l) => [l.from, l.to]))]
  const factors = ids.map(
    (id): Factor => ({
      id,
      name: id,
      theme: "other",
      alsoCalled: [],
      unit: "1",
      claims: [],
      origin: "words",
      merges: [],
      choice: false,
      weight: 0,
      trend: 0,
    }),
  )
  return findLoops(factors, links, [] as Grounding[], new Map())
}

test("an even number of minus signs reinforces, an odd number balances, a contested link decides nothing", () => {
  expect(loopsOf([link("a", "b", "-"), link("b", "a", "-")]).loops[0]?.polarity).toBe("R")
  expect(loopsOf([link("a", "b", "+"), link("b", "a", "-")]).loops[0]?.polarity).toBe("B")
  expect(loopsOf([link("a", "b", "contested"), link("b", "a", "-")]).loops[0]?.polarity).toBe("contested")
})

test("a link that is told and denied has its sign in a loop", () => {
  const whether = {...link("a", "b", "contested"), whether: "-"} as const
  expect(loopsOf([whether, link("b", "a", "+")]).loops[0]?.polarity).toBe("B")
})

test("a link of unclear sign closes no loop", () => {
  expect(loopsOf([link("a", "b", "unclear"), link("b", "a")]).loops).toEqual([])
})

test("a loop begins at its smallest factor and is found once, with the product of its beliefs", () => {
  const {loops} = loopsOf([link("c", "a"), link("a", "b", "-", 0.4), link("b", "c")])
  expect(loops).toHaveLength(1)
  expect(loops[0]).toMatchObject({factors: ["a", "b", "c"], links: ["a->b", "b->c", "c->a"], polarity: "B"})
  expect(loops[0]!.belief).toBeCloseTo(0.1, 12)
})

test("in a complete graph of five, every cycle is found: 10 + 20 + 30 + 24", () => {
  const ids = ["a", "b", "c", "d", "e"]
  const {loops} = loopsOf(ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => link(from, to))))
  const counts = [2, 3, 4, 5].map((n) => loops.filter((l) => l.factors.length === n).length)
  expect(counts).toEqual([10, 20, 30, 24])
})

test("a ring of eight is a loop and a ring of nine is not", () => {
  const ring = (n: number) => Array.from({length: n}, (_, i) => link(`f${i}`, `f${(i + 1) % n}`))
  expect(loopsOf(ring(MOST_LENGTH)).loops).toHaveLength(1)
  expect(loopsOf(ring(MOST_LENGTH + 1)).loops).toHaveLength(0)
})

test("two hundred links among twenty factors are bounded, said so, and quick", () => {
  const links: Link[] = []
  for (let i = 0; i < 20; i++) for (let k = 1; k <= 10; k++) links.push(link(`f${i}`, `f${(i * 3 + k * 7) % 20}`))
  const unique = [...new Map(links.filter((l) => l.from !== l.to).map((l) => [l.id, l])).values()]
  const {loops, issues} = loopsOf(unique)
  expect(loops).toHaveLength(MOST_LOOPS)
  expect(issues[0]?.code).toBe("map/loops-not-shown")
  expect(issues[0]?.says).toMatch(/^\d+ more loops were found than the 200 shown/)
  // Work is bounded by steps, the same on every machine; no clock is asked here.
  expect(loopsOf(unique).loops).toEqual(loops)
})

test("a loop names the files that tell the whole of it", () => {
  const claims = [
    say("{strikes} by the army", "+", "{retaliation}", {file: "a.txt"}),
    say("{retaliation}", "+", "{strikes} by the army", {file: "a.txt"}),
    say("{strikes} by the army", "+", "{retaliation}", {file: "b.txt"}),
  ]
  const map = gather(reading(...claims))
  expect(map.loops[0]).toMatchObject({polarity: "R", toldBy: ["a.txt"]})
})
