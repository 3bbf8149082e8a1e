// Who says what is answered in an interview: told by the form of the page.

import {expect, test} from "vitest"
import {read} from "../../src/claims/whole.ts"
import {lineages, openDocument, type Source} from "../../src/documents/index.ts"
import {english} from "../language/english.ts"

function reading(paragraphs: readonly string[], kind: Source["kind"] = "text") {
  const {document} = openDocument({file: "a.txt", kind, text: `${paragraphs.join("\n\n")}\n`})
  return read([document!], lineages([document!]), english())
}

/** Of each claim who says it, and the cause. */
const said = (paragraphs: readonly string[], kind: Source["kind"] = "text"): string[] =>
  reading(paragraphs, kind).claims.map(({by, cause}) => `${by}: ${cause.text}`)

const QUESTIONS = [
  "What did the flood do to your market?",
  "The first thing was mud. The mud closed the stalls, and that drove the buyers to Sarn. I lost half my trade, and my neighbours lost all of theirs.",
  "Did the council help?",
  "It tried. I will say that for them. But late grants ruined the small traders, and the small traders are the market.",
  "There is talk that the dam was opened on purpose.",
  "I have heard it. According to the water board, heavy rain caused the flood. But neglect had weakened the dyke for years.",
  "What would you ask for?",
  "Pumps. Good pumps would lower the water within a day.",
]

test("questions in paragraphs of their own: the answers are whoever the introduction names", () => {
  const told = said([
    "The market after the flood",
    "Interview by Lea Orr, Upland Weekly",
    "Mira Sund is the head of the stallholders of Port Sahm, a town of 4,000 people on the lower river. She spoke to Upland Weekly about the flood.",
    ...QUESTIONS,
  ])
  expect(told).toContain("Mira Sund: late grants")
  expect(told).toContain("Mira Sund: neglect")
  expect(told).toContain("Mira Sund: Good pumps")
  // Who is named inside an answer keeps the word.
  expect(told.find((one) => one.endsWith("heavy rain"))).toMatch(/water board/)
})

test("the speaker stands among the actors", () => {
  const {actors} = reading([
    "The market after the flood",
    "Mira Sund is the head of the stallholders of Port Sahm, a town of 4,000 people on the lower river. We met her on the quay.",
    ...QUESTIONS,
  ])
  expect(actors.find(({name}) => name === "Mira Sund")?.roles).toContain("speaker")
})

test("a question between two others that ends an answer is answered by nobody else", () => {
  const told = said([
    "The market after the flood",
    "Mira Sund is the head of the stallholders of Port Sahm, a town of 4,000 people on the lower river. We met her on the quay.",
    "Were you there when the dyke broke, Ms Sund?",
    "I was there. Neglect weakened the dyke, and a small wave did the rest in a single night. It was a shame. Whom does that help?",
    "And the council, what did it do?",
    "Nothing. I waited for it.",
    "What would you ask for?",
    "Pumps. Good pumps would lower the water within a day, I think.",
  ])
  expect(told).toEqual(["Mira Sund: Neglect", "Mira Sund: Good pumps"])
})

test.each([
  ["Upland Weekly", "Sund"],
  ["UW", "MS"],
  ["Q", "A"],
])("turns that open with %s and %s", (asks, answers) => {
  const told = said([
    "The market after the flood",
    "Our reporter in conversation with Mira Sund, the head of the stallholders of Port Sahm, a town of 4,000 people on the lower river.",
    `${asks}: What did the flood do?`,
    `${answers}: The mud closed the stalls. Late grants ruined the small traders.`,
    "Neglect weakened the dyke.",
    `${asks}: What would help?`,
    `${answers}: Good pumps would lower the water within a day.`,
    `${asks}: Heavy rain caused the flood, they say. Will it come again?`,
    `${answers}: It will.`,
  ])
  expect(told).toContain("Mira Sund: Late grants")
  expect(told).toContain("Mira Sund: Neglect")
  expect(told).toContain("Mira Sund: Good pumps")
  expect(told.filter((one) => one.endsWith("Heavy rain") && one.startsWith("Mira Sund"))).toEqual([])
})

test("questions in bold need no question mark", () => {
  const told = said(
    [
      "# The market after the flood",
      "Mira Sund is the head of the stallholders of Port Sahm. She talked to us about what the flood did to the town and to her trade.",
      "**Tell me about the flood.**",
      "I lost my stall. Late grants ruined the small traders.",
      "**Who is to blame?**",
      "I blame nobody. Neglect weakened the dyke.",
      "**What would help you?**",
      "Good pumps would lower the water.",
      "**And the council?**",
      "I wait for it.",
    ],
    "markdown",
  )
  expect(told).toEqual(["Mira Sund: Late grants", "Mira Sund: Neglect", "Mira Sund: Good pumps"])
})

/** Two questions with their answers, behind what introduces them. */
const answered = (...introduction: readonly string[]): string[] =>
  said([
    "The market after the flood",
    ...introduction,
    "Q: What did the flood do to your trade?",
    "A: Mud closed the stalls.",
    "Q: And the council?",
    "A: Late grants ruined the small traders.",
  ])

test.each([
  ["Aldo Sund sells eels on the quay of Sarn. He spoke to Mira Orr."],
  ["Aldo Sund sold eels on the quay for thirty years. He talked with Mira Orr about the flood."],
  ["Aldo Sund sells eels on the quay of Sarn. He was interviewed by Mira Orr."],
  ["Aldo Sund sells eels on the quay of Sarn. Interview by Mira Orr."],
  ["Mira Orr spoke to Aldo Sund, who sells eels on the quay of Sarn."],
  ["Mira Orr went down to the quay of Sarn. She spoke to Aldo Sund."],
  ["Mira Orr works for the Upland Weekly. She spoke to Aldo Sund, who sells eels."],
])("whoever is asked answers: %s", (introduction) => {
  expect(answered(introduction)).toEqual(["Aldo Sund: Mud", "Aldo Sund: Late grants"])
})

test("where nobody but whoever asked is named, nobody is said to answer", () => {
  expect(answered("Interview by Mira Orr in the old hall of Sarn.")).toEqual(["null: Mud", "null: Late grants"])
})

test("a label is no part of what is said, and makes no rumour of it", () => {
  const pairs = [
    ["Q: What did the flood do?", "A: Mud closed the stalls.", "Q: And now?", "A: Debt drives traders away."],
    ["Q: What did the flood do?\nA: Mud closed the stalls.", "Q: And now?\nA: Debt drives traders away."],
    ["Q: What did the flood do? A: Mud closed the stalls.", "Q: And now? A: Debt drives traders away."],
    ["Orr: What did the flood do?", "Sund: Mud closed the stalls.", "Orr: And now?", "Sund: Debt drives traders away."],
  ]
  for (const turns of pairs) {
    const {claims} = reading(["The market after the flood", "Aldo Sund sells eels. He spoke to Mira Orr.", ...turns])
    expect(claims.map(({by, cause, hedge}) => [by, cause.text, hedge])).toEqual([
      ["Aldo Sund", "Mud", null],
      ["Aldo Sund", "Debt", null],
    ])
    for (const {quote} of claims) expect(quote.text).toMatch(/^(?:A|Sund): /)
  }
  // One answer is no conversation, and its label no word of it all the same.
  expect(said(["The market after the flood", "A: Mud closed the stalls."])).toEqual(["null: Mud"])
})

test("what only looks like an interview stays the author's", () => {
  // Questions of a notice, with nobody who answers.
  expect(
    said([
      "Four questions about the dyke",
      "Why did the dyke break?",
      "Neglect weakened the dyke over many years in which nobody looked.",
      "Who pays?",
      "The tax paid for the pumps that were bought last year.",
      "Will it hold?",
      "Good pumps would lower the water within a day of any flood.",
    ]).filter((one) => !one.startsWith("null: ")),
  ).toEqual([])
  // A list of terms.
  expect(
    said([
      "What the board found",
      "Mira Sund is the head of the board, which met on Monday in the old hall of the town to hear what had been found out by then.",
      "Summary: Neglect weakened the dyke.",
      "Outlook: Good pumps would lower the water.",
    ]).filter((one) => one.startsWith("Mira")),
  ).toEqual([])
})
