// The measures of labelled corpora, on spans whose score is known.

import {expect, test} from "vitest"
import {fairCounts, fairScore, fairSentence, type Relation} from "./fair.ts"
import {newsSentences, pythonStrings, relationOf, rowsOf} from "./news.ts"
import {treebank, treeScore} from "./trees.ts"

const span = (from: number, to: number, label: string) => ({from, to, label})
const relation = (cause: [number, number], effect: [number, number], ...signals: [number, number][]): Relation => ({
  cause,
  effect,
  signals,
})

test("a perfect prediction scores one", () => {
  const gold = [span(0, 3, "cause"), span(4, 9, "effect")]
  expect(fairScore(fairCounts(gold, gold)).f1).toBe(1)
})

test("wrong bounds, a wrong label and both are half an error on each side", () => {
  const gold = [span(0, 3, "cause"), span(4, 9, "effect"), span(10, 12, "cause")]
  const read = [span(0, 2, "cause"), span(4, 9, "cause"), span(11, 14, "effect")]
  expect(fairCounts(gold, read)).toEqual({hits: 0, label: 1, bounds: 1, both: 1, extra: 0, missed: 0})
  const c = fairCounts([...gold, span(20, 22, "effect")], [...read, span(20, 22, "effect")])
  expect(fairScore(c)).toEqual({precision: 0.4, recall: 0.4, f1: 0.4000000000000001})
})

test("what is missed is missed, what is made up is made up", () => {
  expect(fairCounts([span(0, 3, "cause")], [span(5, 6, "cause")])).toMatchObject({extra: 1, missed: 1})
})

test("the order of predictions does not matter, and only as many count as there are relations", () => {
  const a = relation([0, 2], [3, 5])
  const b = relation([6, 8], [9, 11])
  for (const read of [
    [a, b],
    [b, a],
    [a, b, relation([1, 2], [4, 6])],
  ]) {
    const c = fairSentence([a, b], read, 12, true)
    expect(c.arguments).toMatchObject({hits: 4, extra: 0, missed: 0})
  }
})

test("a span of one word runs on to the next tag, for gold and prediction alike, unless closed", () => {
  const gold = [relation([0, 1], [4, 6])]
  expect(fairSentence(gold, gold, 6, false).arguments.hits).toBe(2)
  const longer = [relation([0, 4], [4, 6])]
  expect(fairSentence(gold, longer, 6, false).arguments.hits).toBe(2)
  expect(fairSentence(gold, longer, 6, true).arguments).toMatchObject({hits: 1, bounds: 1})
})

test("marked texts become spans of tokens", () => {
  expect(
    relationOf("The <ARG1>herds left</ARG1> <SIG0>because</SIG0> <ARG0>wells <SIG1>ran</SIG1> dry</ARG0> ."),
  ).toEqual({
    cause: [4, 7],
    effect: [1, 3],
    signals: [
      [3, 4],
      [5, 6],
    ],
  })
})

test("cells with quotes and lists in Python's spelling are read", () => {
  expect(rowsOf('\uFEFFa,b\r\n"x, ""y""",2\n')).toEqual([
    ["a", "b"],
    ['x, "y"', "2"],
  ])
  expect(pythonStrings(`['it\\'s', "the 'big' one", 'caf\\xe9']`)).toEqual(["it's", "the 'big' one", "café"])
  const csv = `text,causal_text_w_pairs\n"a , b","['<ARG0>a</ARG0> , <ARG1>b</ARG1>']"\nnothing,[]\n`
  expect(newsSentences(csv).map((s) => [s.causal, s.tokens.length])).toEqual([
    [true, 3],
    [false, 1],
  ])
})

test("a tree is compared at the words that are cut alike", () => {
  const row = (...cells: (string | number)[]) =>
    [cells[0], cells[1], "_", cells[2], "_", "_", cells[3], cells[4], "_", "_"].join("\t")
  const bank = treebank(
    `# text = Raids hurt trade.\n${row(1, "Raids", "NOUN", 2, "nsubj")}\n${row(2, "hurt", "VERB", 0, "root")}\n${row(3, "trade", "NOUN", 2, "obj")}\n${row(4, ".", "PUNCT", 2, "punct")}\n`,
  )
  const token = (from: number, to: number, tag: "NOUN" | "VERB") => ({
    from,
    to,
    text: "",
    lower: "",
    lemma: "",
    tag,
    xpos: "",
  })
  const english = {
    tokens: () => [token(0, 5, "NOUN"), token(6, 10, "NOUN"), token(11, 17, "NOUN")],
    parse: () => ({head: Int32Array.of(1, -1, 1), rel: ["nsubj:pass", "root", "obj"] as const}),
  }
  expect(treeScore(bank, english)).toEqual({words: 4, alike: 2, tagged: 1, attached: 2, labelled: 2})
})
