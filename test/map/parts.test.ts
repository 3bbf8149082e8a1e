// Parts of a theme: two nouns of one theme are two factors, until one story is told of both.

import {expect, test} from "vitest"
import {gather} from "../../src/map/index.ts"
import {reading, say} from "./told.ts"

const factors = (...claims: readonly ReturnType<typeof say>[]) =>
  gather(reading(...claims))
    .factors.filter(({theme}) => theme === "forest")
    .map(({id}) => id)
    .sort()

test("what two nouns of a theme name stands apart where nothing is told of both", () => {
  const claims = [say("{the forests}", "+", "{rainfall}"), say("{the woodland}", "-", "{noise} from the road")] as const
  expect(factors(...claims)).toHaveLength(2)
  // The order of telling changes nothing.
  expect(factors(...[...claims].reverse())).toEqual(factors(...claims))
})

test("and is one factor where one link is told of both, with one sign", () => {
  expect(factors(say("{the forests}", "+", "{rainfall}"), say("{the woodland}", "+", "{rainfall}"))).toEqual(["forest"])
  expect(factors(say("{the forests}", "+", "{rainfall}"), say("{the woodland}", "-", "{rainfall}"))).toHaveLength(2)
})

test("one noun in two forms is one", () => {
  expect(factors(say("{the forest}", "+", "{rainfall}"), say("{the forests}", "-", "{noise} from the road"))).toEqual([
    "forest",
  ])
})

test("a part is of the kind that a phrase says, and not of its root", () => {
  const {factors: all} = gather(
    reading(say("{mangroves}", "+", "{rainfall}"), say("{the woodland}", "-", "{noise} from the road")),
  )
  const kinds = all.filter(({theme}) => theme === "forest").map(({kind}) => kind)
  expect(kinds.sort()).toEqual(["mangroves", "woodland"])
})
