// Base forms: learnt endings, known words, irregular verbs and nouns.

import {expect, test} from "vitest"
import {english} from "./english.ts"

const lemmas = (text: string) =>
  Object.fromEntries(
    english()
      .tokens(text, {from: 0, to: text.length})
      .map((token) => [token.lower, token.lemma]),
  )

test.each([
  ["The levies are causing shortages.", {levies: "levy", causing: "cause", shortages: "shortage", are: "be"}],
  [
    "They are fuelling it, signalling it, recalling it and quelling it.",
    {fuelling: "fuel", signalling: "signal", recalling: "recall", quelling: "quell"},
  ],
  [
    "Bread is scarcer, wiser and simpler, nets are thinner, and fish are rarer and bigger than in the nearest bay.",
    {
      scarcer: "scarce",
      wiser: "wise",
      simpler: "simple",
      thinner: "thin",
      rarer: "rare",
      bigger: "big",
      nearest: "near",
    },
  ],
  ["They imperilled it and installed it.", {imperilled: "imperil", installed: "install"}],
  ["They withdrew the guards and fled after the crises.", {crises: "crisis", withdrew: "withdraw", fled: "flee"}],
  ["Dams have driven the herders away.", {dams: "dam", have: "have", driven: "drive", herders: "herder"}],
  ["The port didn’t reopen.", {did: "do", "n't": "not", reopen: "reopen"}],
  ["It keeps spreading and worsening.", {keeps: "keep", spreading: "spread", worsening: "worsen"}],
  ["Women and children were stopped.", {women: "woman", children: "child", were: "be", stopped: "stop"}],
  ["Escalating tariffs hit the weaker harbours.", {tariffs: "tariff", weaker: "weak", harbours: "harbour"}],
])("%s", (text, wanted) => {
  expect(lemmas(text)).toMatchObject(wanted)
})

test("the lemma of a word is lower case and never empty", () => {
  const text = "S 's ’ ... Gr\u00fcnau's \u{1f30a} \u0130 NATO-LED"
  for (const token of english().tokens(text, {from: 0, to: text.length})) {
    expect(token.lemma).not.toBe("")
    expect(token.lemma).toBe(token.lemma.toLowerCase())
  }
})
