// What stands in front of a clause and is parsed apart from it.

import {expect, test} from "vitest"
import {frontOf, openingEnd} from "../../src/language/fronts.ts"
import {english} from "./english.ts"

const tokensOf = (text: string) => english().tokens(text, {from: 0, to: text.length})
const frontIn = (text: string): string | null => {
  const tokens = tokensOf(text)
  const front = frontOf(tokens, () => false)
  return front && text.slice(tokens[front.start]!.from, tokens[front.end - 1]!.to)
}

test.each([
  // Several things are joined behind it, or something is inserted in the one that is there.
  ["After two years of talks, the levy and the frost emptied the stores.", "After two years of talks,"],
  ["According to the guild, tolls and raids have ruined the road.", "According to the guild,"],
  [
    "Although the harvest was good, the levy and the frost are the main causes of it.",
    "Although the harvest was good,",
  ],
  ["But in May, the levy and the frost emptied the stores.", "in May,"],
  ["Meanwhile, the levy and the frost emptied the stores.", "Meanwhile,"],
  // What something is like, or a fact, is told there.
  ["When prices are high, profits are low.", "When prices are high,"],
  ["Due to the fact that the rains failed, herds shrank.", "Due to the fact that the rains failed,"],
  ["In the hills, raids, tolls and bad roads have emptied the inns.", "In the hills,"],
  ["As a result of the levy, wages, which had long been stable, fell.", "As a result of the levy,"],
  // Two stand in front; of a clause that stands in front the first is no part.
  [
    "According to the guild, because of the levy, tolls and raids ruined it.",
    "According to the guild, because of the levy,",
  ],
  ["In May, since the rains failed, families left.", "In May,"],
  ["Still, once prices had doubled, trade stopped.", "Still,"],
  ["In May, the boats, where young fish gather, stayed in.", null],
  // One thing alone a parser takes for the subject; a list in front may go on behind its comma.
  ["In May, the levy emptied the stores.", null],
  ["In the hills, the plain and the port, prices fell.", null],
  ["In war films or carters' tales, the fights and the beatings are real.", null],
  ["Of the 1,000 boats and barges that left few came back.", null],
  ["At a time when the mills, the looms and the inns are shut, who pays?", null],
  ["The levy, the frost and the raids emptied the stores.", null],
  ["In May", null],
  ["In May,", null],
])("%s", (text, front) => expect(frontIn(text)).toBe(front))

test.each([
  ["No doubt the flood cut the road.", 2],
  ["Last month floods cut the road.", 2],
  ["What is worse, the flood cut the road.", 4],
  ["What is worse, because of the flood trade stopped.", 4],
  ["What is worse is the flood.", 0],
  ["Last month's floods cut the road.", 0],
  ["", 0],
])("%s opens with %i words that are no part of its clause", (text, end) => expect(openingEnd(tokensOf(text))).toBe(end))

test("a phrase hangs as one, a clause as a clause, an adverb as an adverb", () => {
  const relationOf = (text: string, word: string) => {
    const tokens = tokensOf(text)
    return english().parse(tokens).rel[tokens.findIndex(({lower}) => lower === word)]
  }
  expect(relationOf("After two years of talks, the levy and the frost emptied the stores.", "years")).toBe("obl")
  expect(relationOf("When the talks failed, the levy and the frost emptied the stores.", "failed")).toBe("advcl")
  expect(relationOf("Meanwhile, the levy and the frost emptied the stores.", "meanwhile")).toBe("advmod")
})
