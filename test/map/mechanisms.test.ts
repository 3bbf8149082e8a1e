// One mechanism told in other words stands on one link; different mechanisms do not. Eighteen invented worlds and, where
// the shared folder is, the articles. The floors are what stands: they may rise, and fall only with a reason.

import {describe, expect, test} from "vitest"
import {gather} from "../../src/map/index.ts"
import {english} from "../language/english.ts"
import {isQuick} from "../tiers.ts"
import {articles, pairScore, parseWorld, toldSet, worlds} from "./mechanisms.ts"

/** Of the pairs that tell one mechanism in two documents, so many at least stand on one link when the phrases are given. */
const FLOORS: Readonly<Record<string, number>> = {
  ballots: 13,
  coffee: 9,
  coup: 14,
  crown: 12,
  delta: 10,
  docks: 10,
  grid: 10,
  harbour: 7,
  islands: 11,
  lake: 12,
  pass: 7,
  prison: 4,
  quay: 5,
  river: 6,
  tenants: 5,
  terraces: 16,
  wards: 12,
  weir: 7,
}

describe("invented worlds, phrases given", () => {
  const sets = worlds()

  test("every world has its floor", () => {
    expect(sets.map((set) => set.name)).toEqual(Object.keys(FLOORS).sort())
  })

  for (const set of sets)
    test(`${set.name}: what is one mechanism stands on one link, what is two never does`, () => {
      const told = toldSet(set, english())
      const score = pairScore(set.marks, told, gather(told))
      expect(score.sameTogether).toBeGreaterThanOrEqual(FLOORS[set.name]!)
      expect(score.wrong.filter((pair) => pair.startsWith("together"))).toEqual([])
    })
})

const given = articles()

test.skipIf(given === null || isQuick)(
  "articles: one mechanism told in two documents stands on one link, phrases given",
  () => {
    const told = toldSet(given!, english())
    const score = pairScore(given!.marks, told, gather(told))
    expect(score.sameTogether / score.same).toBeGreaterThan(0.7)
  },
)

test("the trust of one is never the trust of the other, whichever form the words take", () => {
  const set = parseWorld(
    "forms",
    `== a
Raids hurt Ostmark's trust in Welland.
> ow: Raids -(-)-> Ostmark's trust in Welland
Raids feed Ostmark's mistrust toward Welland.
> ow: Raids -(+)-> Ostmark's mistrust toward Welland
Raids feed the distrust of Welland in Ostmark.
> ow: Raids -(+)-> the distrust of Welland in Ostmark
Because of raids, Welland is mistrusted by Ostmark.
> ow: raids -(+)-> Welland is mistrusted by Ostmark
Raids deepen the suspicion that Ostmark harbours toward Welland.
> ow: Raids -(+)-> the suspicion that Ostmark harbours toward Welland
Raids hurt Welland's trust in Ostmark.
> wo: Raids -(-)-> Welland's trust in Ostmark
Because of raids, Ostmark is mistrusted by Welland.
> wo: raids -(+)-> Ostmark is mistrusted by Welland
Raids feed the distrust of Ostmark in Welland.
> wo: Raids -(+)-> the distrust of Ostmark in Welland
Raids hurt trust between Ostmark and Welland.
> both: Raids -(-)-> trust between Ostmark and Welland
Because of raids, neither Ostmark nor Welland trusts the other.
> both: raids -(+)-> neither Ostmark nor Welland trusts the other
`,
  )
  const told = toldSet(set, english())
  const map = gather(told)
  const of = (mechanism: string) =>
    new Set(
      set.marks.flatMap((mark, i) =>
        mark.mechanism === mechanism ? map.groundings.filter((g) => g.claim === `m${i}`).map((g) => g.to) : [],
      ),
    )
  expect([...of("ow")]).toEqual(["trust_ostmark_welland"])
  expect([...of("wo")]).toEqual(["trust_welland_ostmark"])
  expect(of("both").size).toBe(1)
  expect([...of("both")].every((id) => !of("ow").has(id) && !of("wo").has(id))).toBe(true)
})
