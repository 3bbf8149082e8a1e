// What the annotated set that is read every day goes on reaching; floors.long.ts does all of them.

import {expect, test} from "vitest"
import {compare, countsOf, type Floor, floors} from "./floors.ts"

const floor: Floor = {wanted: 40, found: 30, claims: 40, spurious: 8, silent: 10, broken: 1, sign: 0.9}

test("one claim less, one more made up, one stretch broken or one sign turned is a fall", () => {
  const falls = (now: Partial<Floor>): string[] => compare("a set", {...floor, ...now}, floor).fell
  expect(falls({})).toEqual([])
  expect(falls({found: 29})).toEqual(["a set: recall fell from 0.750 to 0.725"])
  expect(falls({claims: 41, spurious: 9})).toEqual(["a set: precision fell from 0.800 to 0.780"])
  expect(falls({broken: 2})).toEqual(["a set: stretches that say nothing and have a claim fell from 1 to 2"])
  expect(falls({sign: 26 / 30})).toHaveLength(1)
  // What is found more often may dilute a share by less than half a claim.
  expect(falls({found: 34, claims: 44, spurious: 9})).toEqual([])
})

test("a rise asks for its floor to be raised", () => {
  expect(compare("a set", {...floor, found: 31}, floor)).toEqual({
    fell: [],
    rose: ["a set: recall rose from 0.750 to 0.775"],
  })
})

test("another annotation has no floor yet", () => {
  expect(compare("a set", {...floor, wanted: 41}, floor).fell).toHaveLength(1)
})

test("dev is read as well as before", () => {
  const now = countsOf(["dev"]).floors["dev"]!
  expect(compare("dev", now, floors()["dev"]!)).toEqual({fell: [], rose: []})
})
