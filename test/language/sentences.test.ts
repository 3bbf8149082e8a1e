import fc from "fast-check"
import {expect, test} from "vitest"
import {openDocument} from "../../src/documents/index.ts"
import {sentences, splitSentences} from "../../src/language/index.ts"
import {someOf} from "../tiers.ts"

const split = (text: string): string[] =>
  splitSentences(text, {from: 0, to: text.length}).map((s) => text.slice(s.from, s.to))

test.each([
  ["Raids rose. Trade fell.", ["Raids rose.", "Trade fell."]],
  [
    "The U.N.-led talks of Gen. Mora failed. Nobody spoke.",
    ["The U.N.-led talks of Gen. Mora failed.", "Nobody spoke."],
  ],
  [
    "The U.S. Treasury paid. It left the U.S. The mill closed.",
    ["The U.S. Treasury paid.", "It left the U.S.", "The mill closed."],
  ],
  ["J. K. Amsel and A. Brandt met.", ["J. K. Amsel and A. Brandt met."]],
  [
    "Prices rose 3.5 percent in Oct. 2031, from 2.1. Bread rose most.",
    ["Prices rose 3.5 percent in Oct. 2031, from 2.1.", "Bread rose most."],
  ],
  ["It called the council a “regime.” The elders left.", ["It called the council a “regime.”", "The elders left."]],
  ["“Will it hold?” he asked. Nobody knew.", ["“Will it hold?” he asked.", "Nobody knew."]],
  ["They waited... and the ford fell. Then... Nothing.", ["They waited... and the ford fell.", "Then...", "Nothing."]],
  ["Who pays? The carters! (All of them.) Still.", ["Who pays?", "The carters!", "(All of them.)", "Still."]],
  ["1. Open the gate. 2. Pay the toll.", ["1. Open the gate.", "2. Pay the toll."]],
  [
    "The road closed at 5 p.m. Monday. At 6 a.m. It opened.",
    ["The road closed at 5 p.m. Monday.", "At 6 a.m.", "It opened."],
  ],
  ["They crossed the ford.Then the rain came.", ["They crossed the ford.", "Then the rain came."]],
  ["See example.com for prices, or node.js.", ["See example.com for prices, or node.js."]],
  ["Grain, salt, etc. were taxed. Wool was not.", ["Grain, salt, etc. were taxed.", "Wool was not."]],
  ["Is it No. 7? No. It is not.", ["Is it No. 7?", "No.", "It is not."]],
  [
    "At 6 a.m. the ferries left. He left at 6 p.m. Ferries stayed. It rang at 5 p.m. GMT.",
    ["At 6 a.m. the ferries left.", "He left at 6 p.m.", "Ferries stayed.", "It rang at 5 p.m. GMT."],
  ],
  [
    "Raids rose.[1] Trade fell.[2][3] Prices rose.12 Then war came.",
    ["Raids rose.[1]", "Trade fell.[2][3]", "Prices rose.12", "Then war came."],
  ],
  ["Why did it fall?Nobody knows. The end…The start.", ["Why did it fall?", "Nobody knows.", "The end…", "The start."]],
  [
    "The toll (see Art. 5, para. 3, p. 12) rose. Nobody paid.",
    ["The toll (see Art. 5, para. 3, p. 12) rose.", "Nobody paid."],
  ],
  [
    "They met at No. 10 Mill St. It was late. The St. Anne mill closed.",
    ["They met at No. 10 Mill St.", "It was late.", "The St. Anne mill closed."],
  ],
  ["Hides fell. eBay rose. He fled. al-Amsel stayed.", ["Hides fell.", "eBay rose.", "He fled.", "al-Amsel stayed."]],
  [
    `"He said 'the "toll" must fall.' Nobody heard." So it rose.`,
    [`"He said 'the "toll" must fall.'`, 'Nobody heard."', "So it rose."],
  ],
  [
    "Hunger rose. \u200fسلام\u200f. He wept. 道は閉じた。Trade fell.",
    ["Hunger rose.", "\u200fسلام\u200f.", "He wept.", "道は閉じた。", "Trade fell."],
  ],
  ["Raids rose 🙂🙂. 🔥 Trade fell!", ["Raids rose 🙂🙂.", "🔥 Trade fell!"]],
  [
    "They waited . . . and left. Raids hurt trade. . . . Patrols help.",
    ["They waited . . . and left.", "Raids hurt trade. . . .", "Patrols help."],
  ],
])("%s", (text, wanted) => {
  expect(split(text)).toEqual(wanted)
})

test("a heading is a sentence of its own, and no sentence crosses a passage", () => {
  const text =
    "Who Pays\n\nRaids rose, and the carters\nlost their trade. The mill closed\n\nThe End Of Salt\n\nLeave a Reply"
  const {document} = openDocument({file: "a.txt", kind: "text", text})
  expect(sentences(document!).map((s) => [s.role, text.slice(s.from, s.to)])).toEqual([
    ["title", "Who Pays"],
    ["paragraph", "Raids rose, and the carters\nlost their trade."],
    ["paragraph", "The mill closed"],
    ["heading", "The End Of Salt"],
  ])
})

test("sentences hold every letter of a passage, in order, without white space at their ends", () => {
  const bit = fc.constantFrom(
    "Raids rose",
    ".",
    "!",
    "?",
    "…",
    " ",
    "\n",
    "“",
    "”",
    "U.S.",
    "Dr.",
    "3.5",
    "a",
    "A",
    "(",
    ")",
    "—",
    "🜂",
    "'",
    "1.",
  )
  fc.assert(
    fc.property(fc.array(bit, {maxLength: 60}), (bits) => {
      const text = bits.join("")
      const ranges = splitSentences(text, {from: 0, to: text.length})
      expect(
        ranges
          .map((r) => text.slice(r.from, r.to))
          .join("")
          .replace(/\s/g, ""),
      ).toBe(text.replace(/\s/g, ""))
      for (const r of ranges) expect(text.slice(r.from, r.to)).toBe(text.slice(r.from, r.to).trim())
    }),
    {seed: 2, numRuns: someOf(500)},
  )
})

test("a run of words without an end is cut at white space, so that no sentence is longer than a reader can bear", () => {
  const text = "Raids hurt trade and ".repeat(5000)
  const found = split(text)
  expect(Math.max(...found.map((s) => s.length))).toBeLessThanOrEqual(2000)
  expect(found.join(" ")).toBe(text.trim())
})

test.each([
  ["PORT ILM - The dam hurt trade.", ["PORT ILM -", "The dam hurt trade."]],
  [
    "GRAY HARBOUR, Ostermark, 12 May — The dam hurt trade.",
    ["GRAY HARBOUR, Ostermark, 12 May —", "The dam hurt trade."],
  ],
  ["SARRAT: The dam hurt trade.", ["SARRAT:", "The dam hurt trade."]],
  ["UN: The dam hurt trade.", ["UN: The dam hurt trade."]],
  ["TV-2 showed the dam. It stood.", ["TV-2 showed the dam.", "It stood."]],
])("a dateline is no part of a report's first sentence: %s", (first, wanted) => {
  const text = `${first}\n\nNobody spoke of it again that year, in the lower town or in the upper one.`
  const document = openDocument({file: "a.txt", kind: "text", text}).document!
  const said = sentences(document).map(({from, to}) => document.text.slice(from, to))
  expect(said.slice(0, wanted.length)).toEqual(wanted)
})

test("a list longer than a sentence leaves no rest that reads like one", () => {
  const text = `It is false, whatever a list of ${"sacks of almonds, ".repeat(118)}may say, that the levy raised prices.`
  const ranges = splitSentences(text, {from: 0, to: text.length})
  expect(text.length).toBeGreaterThan(2000)
  expect(ranges).toHaveLength(2)
  for (const {from, to} of ranges) expect(to - from).toBeGreaterThan(1000)
})
