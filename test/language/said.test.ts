// What somebody in front of a sentence says, and that it is parsed by itself.

import {expect, test} from "vitest"
import {saidIn} from "../../src/language/said.ts"
import {english} from "./english.ts"

const tokensOf = (text: string) => english().tokens(text, {from: 0, to: text.length})
const saidOf = (text: string): string | null => {
  const tokens = tokensOf(text)
  const said = saidIn(tokens)
  return said && text.slice(tokens[said.start]!.from)
}

test.each([
  ["Officials said the drought and the levy had emptied the town.", "the drought and the levy had emptied the town."],
  ["But the mayor of Oram has warned the toll could empty it.", "the toll could empty it."],
  ["The ministry said on Monday smugglers had cut the line.", "smugglers had cut the line."],
  ["The ministry said in a statement the dam had burst.", "the dam had burst."],
  ["The guild says today the market stays closed.", "the market stays closed."],
  ["She told reporters the mill would close.", "the mill would close."],
  ["He told the council in May the levy had failed.", "the levy had failed."],
  ["Growers say without a loan, the mill will close.", "without a loan, the mill will close."],
  ["Critics argue having lost their boats, the fishers left.", "having lost their boats, the fishers left."],
  ["Growers say should the dam fail, the mill will close.", "should the dam fail, the mill will close."],
  [
    "Critics argue when the dam fails, the mill will close, while the inn stays open.",
    "when the dam fails, the mill will close, while the inn stays open.",
  ],
  // What opens behind a "that".
  [
    "There are fears that since the banks closed, trade has stopped.",
    "that since the banks closed, trade has stopped.",
  ],
  [
    "She told reporters that because the council shut the market, families left.",
    "that because the council shut the market, families left.",
  ],
  ["It is clear that without a loan, the mill will close.", "that without a loan, the mill will close."],
  ["The fact that when the rains fail, wells dry up is well known.", null],
  ["The mill that in May, trade reports say, closed is open.", null],
  // No clause, or one that "that" opens; a thing that is reported; what another verb says.
  ["Officials said that the drought had emptied the town.", null],
  ["The paper reported losses at the mill.", null],
  ["The paper reports losses and blames the levy.", null],
  ["The paper reported losses that ruined the mill.", null],
  ["The council warned of a deeper crisis as aid dries up.", null],
  ["The levy is said to hurt trade.", null],
  ["The levy hurt trade, officials said.", null],
  ["What officials said hurt trade.", null],
  // Another clause may be said too, or not.
  ["Officials said the mill was closed, and the union denied it.", null],
  ["Officials said the mill was closed; the union denied it.", null],
  ["Officials said the mill was closed, adding that wages had fallen.", null],
  ['Officials said "the mill is closed".', null],
  ["Said", null],
  ["Officials said", null],
])("%s", (text, said) => expect(saidOf(text)).toBe(said))

test.each([
  ["There are fears that since the banks closed, trade has stopped.", "stopped", "fears", "acl"],
  ["She told reporters that because the council shut the market, families left.", "left", "told", "ccomp"],
])("behind a 'that' it hangs on what tells it: %s", (text, word, governor, relation) => {
  const tokens = tokensOf(text)
  const {head, rel} = english().parse(tokens)
  const at = (wanted: string) => tokens.findIndex(({lower}) => lower === wanted)
  expect([head[at(word)], rel[at(word)]]).toEqual([at(governor), relation])
  expect(rel[at("that")]).toBe("mark")
})

test("it hangs on the verb of saying, and the sentence has one root, on which its last mark hangs", () => {
  const tokens = tokensOf("Officials said the drought and the levy had emptied the town.")
  const {head, rel} = english().parse(tokens)
  const at = (word: string) => tokens.findIndex(({lower}) => lower === word)
  expect([head[at("emptied")], rel[at("emptied")]]).toEqual([at("said"), "ccomp"])
  expect([head[at("drought")], rel[at("drought")]]).toEqual([at("emptied"), "nsubj"])
  expect([head[at("levy")], rel[at("levy")]]).toEqual([at("drought"), "conj"])
  expect([...head].flatMap((above, i) => (above < 0 ? [i] : []))).toEqual([at("said")])
  expect(head[at(".")]).toBe(at("said"))
})
