// What a disagreement of a drafted model asks, in the number of its cause.

import {expect, test} from "vitest"
import {dispute} from "../../src/draft/draft.ts"
import {worldOf} from "../outlook/world.ts"

test("a question, and the sides that answer it, agree with the cause", () => {
  const {map} = worldOf({"fees -> trade": {sign: "contested", for: 1, against: 1}})
  const [link] = map.links
  const says = (from: string, whether?: "+" | "-") => {
    const {question, sides} = dispute("sign", {...link!, ...(whether && {whether})}, from, "Trade")
    return [question, ...sides.map((side) => side.says)]
  }
  expect(says("Fees")).toEqual(["Do Fees raise or lower Trade?", "Fees raise Trade", "Fees lower Trade"])
  expect(says("Fees", "-")).toEqual(["Do Fees lower Trade?", "Fees lower Trade", "Fees do not lower Trade"])
  expect(says("Trust", "+")).toEqual(["Does Trust raise Trade?", "Trust raises Trade", "Trust does not raise Trade"])
})
