// Where a clause may begin, by the order of words.

import {expect, test} from "vitest"
import {clauseStarts} from "../../src/language/index.ts"
import {withParticiples} from "../../src/language/starts.ts"
import {english} from "./english.ts"

const startsOf = (text: string): string[] => {
  const tokens = english().tokens(text, {from: 0, to: text.length})
  return clauseStarts(tokens).map((at) => tokens[at]!.text)
}

test.each([
  ["Had the rains come, the herds would have grown.", ["Had"]],
  ["\u201cHad the rains come, the herds would have grown.\u201d", ["Had"]],
  ["But had the rains come, the herds would have grown.", ["But", "had"]],
  ["In May, should the dam fail, the valley will flood.", ["In", "should"]],
  ["Officials said that no sooner had the toll risen than trade stopped.", ["Officials", "no"]],
  ["Officials said the longer it lasts, the fewer come.", ["Officials", "the"]],
  ["It is clear that had the rains come, the herds would have grown.", ["It", "had"]],
  [
    "According to the guild, officials said that had the rains come, herds would grow.",
    ["According", "officials", "had"],
  ],
  // A "that" behind a mark, or of a clause inside another, opens nothing by itself.
  ["The levy, officials fear, means that trade will stop.", ["The"]],
])("%s", (text, starts) => expect(startsOf(text)).toEqual(starts))

// Whatever the tagger says: these words are tagged as past tenses first.
test.each([
  ["Its harbour blocked, the island ran out of fuel.", "blocked", "VBN"],
  ["Officials said its harbour blocked, the island ran out of fuel.", "blocked", "VBN"],
  ["Its harbour flourished, the mayor said.", "flourished", "VBN"],
  ["The harbour flourished, and trade grew.", "flourished", "VBD"],
  ["Faced with a strike, the mill closed.", "Faced", "VBN"],
  // What is joined to things behind a verb of the present names another one; what has an object of its own does not.
  ["The gap risks higher tensions and limited military measures.", "limited", "VBN"],
  ["The gap risks higher tensions and limited the number of patrols.", "limited", "VBD"],
  ["The gap raised tensions and limited military measures.", "limited", "VBD"],
])("%s", (text, word, xpos) => {
  const tokens = english()
    .tokens(text, {from: 0, to: text.length})
    .map((token) => (token.text === word ? {...token, tag: "VERB" as const, xpos: "VBD"} : token))
  expect(withParticiples(tokens).find((token) => token.text === word)!.xpos).toBe(xpos)
})
