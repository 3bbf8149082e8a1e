// What is asked no further because the facts that candidates share leave it far behind (scorer.ts, speaker.ts) would not have been
// taken either: held over every sentence of the cases, against all facts weighed.

import {expect, test} from "vitest"
import {decide, readingsOf} from "../../src/claims/decide.ts"
import {extentLots, pairFacts} from "../../src/claims/features.ts"
import {scorer} from "../../src/claims/reader.ts"
import {extentsIn, grouped, likelyAmong, OWN_ADD, tableOf} from "../../src/claims/scorer.ts"
import {speakerOf, speakersOf, weighedForSpeaker} from "../../src/claims/speaker.ts"
import {factNumber} from "../../src/core/fact.ts"
import {SCALE} from "../../src/core/weight-table.ts"
import {parse} from "../../src/language/parse.ts"
import {english} from "../language/english.ts"
import {allCases} from "./casebook.ts"

const trees = allCases().flatMap(({sentence: text}) => {
  const {dependencies} = parse(english().tokens(text, {from: 0, to: text.length}), english())
  return dependencies ?? []
})

test("pairs that all their facts make likely are likely by those that they share", () => {
  const {pair, slope, offset, ceiling, least} = scorer()
  let [likely, lost] = [0, 0]
  for (const d of trees) {
    const groups = grouped(d, readingsOf(d, false))
    const kept = new Set(likelyAmong(d, groups, scorer()).map(({group}) => group))
    for (const group of groups) {
      const {reading, twice} = group
      const z = tableOf(pair).sum(pairFacts(d, reading, twice, factNumber)) / SCALE
      const asked = least[reading.confidence === undefined ? "row" : "given"]
      if (ceiling / (1 + Math.exp(-(slope * z + offset))) < asked) continue
      likely++
      if (!kept.has(group)) lost++
    }
  }
  expect(likely).toBeGreaterThan(1500)
  expect(lost).toBe(0)
})

test("bounds that all their facts put first are not far behind by those of their ends", () => {
  const weights = tableOf(scorer().extent)
  let [sides, lost] = [0, 0]
  for (const d of trees)
    for (const {group} of likelyAmong(d, grouped(d, readingsOf(d, false)), scorer()))
      for (const side of ["cause", "effect"] as const) {
        const sums = extentsIn(d, group, side).map((extent) => {
          const {shared, own} = extentLots(d, group.reading, side, extent, factNumber)
          const ends = shared.reduce((sum, {facts}) => sum + weights.sum(facts()), 0)
          return {ends, all: ends + weights.sum(own())}
        })
        if (sums.length === 0) continue
        sides++
        const best = sums.reduce((one, other) => (other.all > one.all ? other : one))
        if (best.ends + OWN_ADD.extent * SCALE <= Math.max(...sums.map(({ends}) => ends))) lost++
      }
  expect(sides).toBeGreaterThan(3000)
  expect(lost).toBe(0)
})

test("who is likeliest to say a claim by all facts is who says it", () => {
  let [spoken, lost] = [0, 0]
  for (const d of trees)
    for (const proposal of decide(d, scorer(), false)) {
      const places = {d, ...proposal}
      const sums = speakersOf(places).map((speaker) =>
        weighedForSpeaker(places, speaker).reduce((sum, {weight}) => sum + weight, 0),
      )
      if (!sums.some((sum) => sum > 0)) continue
      spoken++
      if (speakerOf(places)?.head !== speakersOf(places)[sums.indexOf(Math.max(...sums))]!.head) lost++
    }
  expect(spoken).toBeGreaterThan(150)
  expect(lost).toBe(0)
})
