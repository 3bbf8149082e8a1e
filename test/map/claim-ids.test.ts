import {expect, test} from "vitest"
import {claimNamed, findClaim} from "../../src/map/index.ts"

const claims = ["3f9a02c41be7", "3f9a02c41be7~2", "3f9a77aaaaaa", "bead00000000", "3f9a88", "3f9a99", "3f9aab"].map(
  (id) => ({id}),
)

test("a claim goes by its id, or by a beginning of it that no other has", () => {
  expect(findClaim("3f9a02c41be7", claims)).toBe(claims[0])
  expect(findClaim("3f9a77", claims)).toBe(claims[2])
  expect(findClaim("bead", claims)).toBe(claims[3])
  expect(findClaim("", claims)).toBeNull()
  expect(findClaim("ffff", claims)).toBeNull()
})

test("a beginning of several names five of them; one that is too short says so", () => {
  expect(() => findClaim("3f9a", claims)).toThrow(
    "case/ambiguous-claim: 6 claims have ids that begin with '3f9a'\n  Give more signs: 3f9a02c41be7, 3f9a02c41be7~2, 3f9a77aaaaaa, 3f9a88, 3f9a99 and 1 more",
  )
  expect(() => findClaim("bea", claims)).toThrow("case/short-claim: 'bea' is too short for the id of a claim")
  expect(() => claimNamed("bfad00000000", claims)).toThrow("Nearest: bead00000000")
})
