// How many suffer something: however their number is told, and whether or not it is said who they are.

import {expect, test} from "vitest"
import {claimsOf} from "./sentence.ts"

const VERBS = ["killed", "wounded", "displaced", "stranded"]
const COUNTS = [
  "at least nine",
  "more than forty",
  "up to 12",
  "close to 3,000",
  "as many as 200",
  "nearly 90",
  "some 600",
  "an estimated 4,000",
  "no fewer than six",
  "around a dozen",
  "between 20 and 30",
  "upwards of 500",
  "anywhere from 10 to 20",
  "over 300",
  "almost 1,200",
  "a further nine",
  "as few as three",
  "well over 100",
  "fewer than ten",
]
const DOERS = ["The blast", "The flood", "The raid"]

/** The number told last: "20" of "anywhere from 10 to 20". */
const lastOf = (count: string): string => count.slice(count.lastIndexOf(" ") + 1)

const sentences = VERBS.flatMap((verb) =>
  COUNTS.flatMap((count) =>
    ["", " villagers"].map((who, i) => ({
      text: `${DOERS[(count.length + i) % DOERS.length]} ${verb} ${count}${who}.`,
      ends: `${lastOf(count)}${who}`,
    })),
  ),
)

test("of some 150 ways to tell how many suffer, with and without who they are, at least .98 are read", () => {
  const missed = sentences.filter(({text, ends}) => !claimsOf(text).some(({effect}) => effect.text.endsWith(ends)))
  expect(1 - missed.length / sentences.length, missed.map(({text}) => text).join("\n")).toBeGreaterThanOrEqual(0.98)
})
