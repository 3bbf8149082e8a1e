// What `mechanisms.test.ts` holds when phrases are given, held when they are read.

import {expect, test} from "vitest"
import {gather} from "../../src/map/index.ts"
import {english} from "../language/english.ts"
import {articles, pairScore, readSet, toldSet, worlds} from "./mechanisms.ts"

test("invented worlds, read: two mechanisms never stand on one link", () => {
  let same = 0
  let together = 0
  for (const set of worlds()) {
    const heard = readSet(set, english())
    const score = pairScore(set.marks, heard, gather(heard))
    expect(score.wrong.filter((pair) => pair.startsWith("together"))).toEqual([])
    same += score.same
    together += score.sameTogether
  }
  expect(together / same).toBeGreaterThan(0.4)
})

const given = articles()

test.skipIf(given === null)("articles: different mechanisms on one link under 1 % of pairs, told and read", () => {
  for (const reading of [toldSet(given!, english()), readSet(given!, english())]) {
    const score = pairScore(given!.marks, reading, gather(reading))
    expect(score.differentTogether / score.different).toBeLessThan(0.01)
  }
})
