// Which way phrases move, and which of their words name what moves.

import {describe, expect, test} from "vitest"
import {phraseAt} from "../../src/claims/span.ts"
import {likeliestParts} from "../../src/math/stretches.ts"
import {english} from "../language/english.ts"

/** The phrase in brackets of a sentence: its direction, and what varies. */
function told(marked: string): string {
  const [before, phrase, after] = marked.split(/[[\]]/) as [string, string, string]
  const {change, thing} = phraseAt(
    `${before}${phrase}${after}`,
    {from: before.length, to: before.length + phrase.length},
    english(),
  )
  return `${change ?? "0"} ${thing.map(({text}) => text).join(" | ")}`
}

describe("the likeliest parts", () => {
  /** By trying every choice of words. */
  const best = (sums: readonly number[], cost: number): number => {
    let most = 0
    for (let chosen = 0; chosen < 1 << sums.length; chosen++) {
      let [sum, parts] = [0, 0]
      for (const [i, one] of sums.entries())
        if ((chosen >> i) & 1) {
          sum += one
          if (i === 0 || !((chosen >> (i - 1)) & 1)) parts++
        }
      most = Math.max(most, sum - cost * Math.max(0, parts - 1))
    }
    return most
  }
  const worth = (sums: readonly number[], cost: number): number => {
    const parts = likeliestParts(sums, cost)
    const sum = parts.flatMap(({start, end}) => sums.slice(start, end)).reduce((all, one) => all + one, 0)
    return sum - cost * Math.max(0, parts.length - 1)
  }

  test.each([
    [[], []],
    [[-5, -1], []],
    [[50, -1000, 500], [{start: 2, end: 3}]],
    [
      [500, -1000, 500],
      [
        {start: 0, end: 1},
        {start: 2, end: 3},
      ],
    ],
    [[500, -100, 500], [{start: 0, end: 3}]],
  ])("%j", (sums, parts) => {
    expect(likeliestParts(sums, 256)).toEqual(parts)
  })

  test("are worth as much as the best of all choices", () => {
    let state = 7
    const draw = () => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
      return (state % 1201) - 600
    }
    for (let round = 0; round < 200; round++) {
      const sums = Array.from({length: round % 10}, draw)
      expect(worth(sums, 256)).toBe(best(sums, 256))
    }
  })
})

test.each([
  ["[The closure of the pass] ruined trade.", "- the pass"],
  ["In summer [the boats stay away].", "- the boats"],
  ["[The closing speech] angered the crowd.", "0 The closing speech"],
  ["If [neither raids nor tolls fall], trade will collapse.", "+ raids nor tolls"],
  ["The raid destroyed [the little trust they had].", "0 the little trust they had"],
  ["The raid left [little trust].", "- trust"],
  ["The strike left [hospitals short of staff].", "- hospitals | staff"],
  ["The ferry stopped because [the harbour ran short of fuel].", "- the harbour | fuel"],
  // To begin is to be more of it, but where it is a fall that begins.
  ["Crops died when [the rains started to fail].", "- the rains"],
  ["After the ban [prices began to fall].", "- prices"],
  ["After the fair [the queue began to shrink].", "- the queue"],
  ["In the drought [the lake began shrinking].", "- the lake"],
  ["In spring [output continued to fall].", "- output"],
  ["After the fair [rents began to rise].", "+ rents"],
  ["After the fair [drivers began to arrive].", "+ drivers"],
  ["Patience won back [some of the trust that was lost in November].", "0 some of the trust that was lost in November"],
])("%s", (marked, wanted) => {
  expect(told(marked)).toBe(wanted)
})

test("what moves is named by more than an article", () => {
  expect(told("Talks failed when [the market froze].")).toBe("- the market froze")
})
