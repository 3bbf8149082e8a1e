// What a model lacks of its map: factors by voices, quantities that rest on nothing told.

import {expect, test} from "vitest"
import {gapsOf} from "../../src/check/index.ts"
import {parseModel, printModel} from "../../src/model/index.ts"
import {groundingOf, mapOf} from "../draft/small-map.ts"

const map = mapOf(
  {
    "rain -> harvest": {for: [["c1"], 1]},
    "raids -> trade": {for: [["c2", "c3"], 2]},
    "harvest -> prices": {for: [["c4"], 1]},
  },
  {moon: {}},
  [
    groundingOf("c1", "rain->harvest"),
    groundingOf("c2", "raids->trade"),
    {...groundingOf("c3", "raids->trade"), lineage: "b.md"},
    groundingOf("c4", "harvest->prices"),
  ],
)
const model = parseModel(
  `format: brink/model@1
name: m
time: {unit: week, stop: 4, step: 1}
quantities:
  rain: {kind: lever, unit: 1, value: 1, range: [0, 2]}
  store: {kind: stock, unit: 1, initial: 1, rate: (rain - store) / a_week, because: [assumed: between rain and fields]}
  harvest: {kind: auxiliary, unit: 1, equation: store, because: [assumed: seen]}
  prices: {kind: auxiliary, unit: 1, equation: 1 - harvest, because: [link: harvest->prices]}
  a_week: {kind: parameter, unit: week, value: 1, because: [assumed: a week]}
`,
  "m.yaml",
)

test("factors that are told of and have no quantity stand by voices; what no link names is none", () => {
  const {unmodelled} = gapsOf(map, model)
  expect(unmodelled.map(({factor, voices}) => [factor.id, voices])).toEqual([
    ["raids", 2],
    ["trade", 2],
  ])
})

test("links have a path of equations or are lacking, told of whether their ends have quantities", () => {
  const {unfollowed} = gapsOf(map, model)
  expect(unfollowed.map(({link, voices, between}) => [link.id, voices, between])).toEqual([["raids->trade", 2, null]])
  const apart = parseModel(printModel(model).replace("rain - store", "1 - store"), "m.yaml")
  expect(
    gapsOf(map, apart).unfollowed.map(({link, between}) => [link.id, between?.from.name, between?.to.name]),
  ).toEqual([
    ["raids->trade", undefined, undefined],
    ["rain->harvest", "rain", "harvest"],
  ])
})

test("a quantity could rest on links from what reaches it, by however many others; numbers need no claim", () => {
  const {ungrounded} = gapsOf(map, model)
  expect(ungrounded.map(({quantity, links}) => [quantity.name, links.map(({id}) => id)])).toEqual([
    ["rain", ["rain->harvest"]],
    ["harvest", ["rain->harvest"]],
    ["store", []],
  ])
})
