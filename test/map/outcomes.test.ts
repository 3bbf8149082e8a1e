// Outcomes and lever signs of a map without a run: against every path, followed plainly.

import fc from "fast-check"
import {expect, test} from "vitest"
import {type CausalMap, leverSigns, likelyOutcomes} from "../../src/map/index.ts"
import {someOf} from "../tiers.ts"

const IDS = ["a", "b", "c", "d", "e", "f"]
type Arrow = {from: string; to: string; sign: "+" | "-" | "contested" | "unclear"}

const mapOf = (arrows: readonly Arrow[], choices: readonly string[]) =>
  ({
    factors: IDS.map((id) => ({id, choice: choices.includes(id), weight: 0, theme: "other"})),
    links: arrows.map(({from, to, sign}) => ({
      id: `${from}->${to}`,
      from,
      to,
      sign,
      belief: 0.5,
      for: {claims: [`${from}${to}`]},
      against: {claims: []},
      zero: {claims: []},
    })),
  }) as unknown as CausalMap

/** Signs of all paths of at most four links, by trying every list of factors; 0 for a path without one sign. */
function pathSigns(arrows: readonly Arrow[], lever: string, outcome: string): Set<number> {
  const signs = new Set<number>()
  const go = (path: readonly string[], sign: number): void => {
    const at = path.at(-1)!
    if (at === outcome) signs.add(sign)
    if (path.length > 4) return
    for (const {from, to, sign: own} of arrows)
      if (from === at && !path.includes(to)) go([...path, to], own === "+" ? sign : own === "-" ? -sign : 0)
  }
  go([lever], 1)
  // -0 is 0.
  return new Set([...signs].map((sign) => sign || 0))
}

const arrows = fc.uniqueArray(
  fc.record({
    from: fc.constantFrom(...IDS),
    to: fc.constantFrom(...IDS),
    sign: fc.constantFrom<Arrow["sign"][]>("+", "-", "contested", "unclear"),
  }),
  {selector: ({from, to}) => `${from}${to}`, maxLength: 16},
)

const byPair = (a: {lever: string; outcome: string}, b: {lever: string; outcome: string}): number =>
  a.lever + a.outcome < b.lever + b.outcome ? -1 : 1

test("a lever's sign is that of every path of at most four links, and open where they differ", () => {
  fc.assert(
    fc.property(arrows, fc.subarray(IDS), fc.subarray(IDS, {minLength: 1}), (links, choices, outcomes) => {
      const found = leverSigns(mapOf(links, choices), outcomes)
      const wanted = choices
        .filter((id) => !outcomes.includes(id))
        .flatMap((lever) =>
          outcomes.flatMap((outcome) => {
            const signs = pathSigns(links, lever, outcome)
            if (signs.size === 0) return []
            const [only] = [...signs]
            return [{lever, outcome, sign: signs.size > 1 || only === 0 ? "open" : only === 1 ? "raises" : "lowers"}]
          }),
        )
      expect([...found].sort(byPair)).toEqual(wanted.sort(byPair))
    }),
    {numRuns: someOf(400)},
  )
})

test("likely outcomes are what voices tell of, choices left out, and none that nothing moves", () => {
  const map = mapOf(
    [
      {from: "a", to: "b", sign: "+"},
      {from: "b", to: "c", sign: "+"},
      {from: "c", to: "d", sign: "-"},
    ],
    ["d"],
  )
  expect(likelyOutcomes(map, (claims) => new Set(claims).size)).toEqual(["b", "c"])
})

test("what every voice speaks of is an outcome, though words alone name it", () => {
  const arrows: Arrow[] = ["a", "c", "d", "e"].map((from) => ({from, to: "b", sign: "+"}))
  const map = mapOf([...arrows, {from: "a", to: "f", sign: "+"}], ["a", "c", "d", "e"])
  const factors = map.factors.map((factor) =>
    factor.id === "b"
      ? {...factor, origin: "words" as const, weight: 0.1}
      : {...factor, origin: "codebook" as const, weight: 0.3},
  )
  const voicesOf = (lineage: (claim: string) => string) => (claims: readonly string[]) =>
    new Set(claims.map(lineage)).size
  expect(
    likelyOutcomes(
      {...map, factors},
      voicesOf((claim) => claim),
    ),
  ).toEqual(["b", "f"])
  expect(
    likelyOutcomes(
      {...map, factors},
      voicesOf(() => "one"),
    ),
  ).toEqual(["f", "b"])
})
