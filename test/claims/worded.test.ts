// Signs for phrases as they are worded, and who is named beside a claim.

import {describe, expect, test} from "vitest"
import {claimsOf} from "./sentence.ts"

/** The one claim of a sentence, in short: cause, sign, effect. */
const short = (sentence: string): readonly string[] =>
  claimsOf(sentence).map(({cause, sign, effect}) => `${cause.text} ${sign} ${effect.text}`)

test.each([
  ["The mill stood idle for want of water.", "want of water + The mill stood idle"],
  ["The ferry stayed in port for lack of fuel.", "lack of fuel + The ferry stayed in port"],
  ["The lockout brought production at the mill to a standstill.", "The lockout - production at the mill"],
  ["The price of bread hangs on the harvest.", "the harvest + The price of bread"],
  ["The shortage of ships keeps freight rates high.", "The shortage of ships + freight rates"],
])("%s", (sentence, wanted) => {
  expect(short(sentence).join("; ")).toContain(wanted)
})

// Some of what hangs on how much there is of a thing rises with it, and the words do not say which does. Misread as a rise.
test.fails("The price of bread hangs on how much snow covers the wheat.", () => {
  expect(short("The price of bread hangs on how much snow covers the wheat.").join("; ")).toContain("unclear")
})

test.each([
  ["The mayor accused the dam of causing the flood.", "the dam"],
  ["The union blames the mayor for starving the schools.", "the mayor"],
  ["The mill paid a fine for poisoning the river.", "The mill paid a fine"],
])("who does it: %s", (sentence, doer) => {
  expect(claimsOf(sentence).map(({cause}) => cause.text)).toEqual([doer])
})

describe("who says it", () => {
  test.each([
    ["The embargo, sceptics argue, hurt the poor.", "sceptics"],
    ["The drought raised the price of bread, according to the bakers' guild.", "the bakers' guild"],
    ["In the millers' view, the levy raised the price of flour.", "the millers"],
    ["Inspectors found that poor wiring had caused the fire.", "Inspectors"],
    ["The mayor accuses the mill of polluting the river.", "The mayor"],
    ["The river warden, who resigned in May, said that the weir had ruined the fishery.", "The river warden"],
    ["The levy, said several millers, raised the price of flour.", "several millers"],
    ["Higher fares have cut ridership, warned the mayor of Tull.", "the mayor of Tull"],
    ["It was the minister's message that taxes reduce trade.", "the minister"],
    ["The flood destroyed the bridge, the head of the guild, Ana Roth, told local radio.", "the head of the guild"],
    ["My brother-in-law, who sells salt, swears that the levy raised the price of flour.", "My brother-in-law"],
    [
      "The vice-president of the guild said that the levy raised the price of flour.",
      "The vice-president of the guild",
    ],
  ])("%s", (sentence, by) => {
    expect(claimsOf(sentence).map((claim) => claim.by)).toEqual([by])
  })

  test.each([
    "The drought raised the price of bread, but the guild said that it would last.",
    "The drought raised the price of bread in the valley, where farmers say the wells are dry.",
    "The drought raised the price of bread, which surprised the millers, who hold meetings every week.",
    "The drought raised the price of bread; the guild announced a meeting.",
  ])("nobody's in particular: %s", (sentence) => {
    const told = claimsOf(sentence).filter(({cause}) => cause.text === "The drought")
    expect(told.map((claim) => claim.by)).toEqual([null])
  })
})

test.each([
  ["The council closed the wells to starve the raiders.", "to"],
  ["The fire spread perhaps because of the wind.", "perhaps"],
  ["The strike could not stop the merger.", null],
  ["The strike may stop the merger.", "may"],
])("what leaves it open: %s", (sentence, hedge) => {
  expect(claimsOf(sentence).map((claim) => claim.hedge)).toEqual([hedge])
})

test("words of doubt of two verbs stand apart, and the same word once", () => {
  const hedges = (text: string) => claimsOf(text).map(({hedge}) => hedge)
  expect(hedges("Local tests would shorten the wait in the valley to twenty weeks, the union reckons.")).toEqual([
    "would, reckons",
  ])
  expect(hedges("The ministry expects the higher fee to cut early bookings by a quarter.")).toEqual(["expects"])
})

test.each([
  ["The outage forced the hospital to close two wards.", "the hospital to close two wards"],
  ["The strike brought trade to a standstill.", "trade"],
])("what it comes to, and what it is made to do: %s", (sentence, effect) => {
  expect(claimsOf(sentence).map((claim) => claim.effect.text)).toEqual([effect])
})
