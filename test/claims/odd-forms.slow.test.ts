// What odd texts give: no claim whose words are not there, none where nothing is said, and a document of which most is given up is
// named. How the work grows is measured against itself.

import {describe, expect, test} from "vitest"
import {readOne} from "../../src/claims/read.ts"
import {phraseAt, read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import {english} from "../language/english.ts"
import {growth} from "../work.ts"
import {documentOf, FORMS, PROSE} from "./odd-forms.ts"

const openedOf = (text: string) => openDocument({file: "odd.txt", kind: "text", text}).document!

describe.each(Object.keys(FORMS))("%s", (form) => {
  test("gives no claim that is not said", () => {
    const document = openedOf(documentOf(form, 5))
    const {claims} = readOne(document, english())
    const {says} = FORMS[form]!
    if (!says) expect(claims.map(({quote}) => quote.text)).toEqual([])
    for (const claim of claims) {
      for (const {from, to, text} of [claim.quote, claim.cause, claim.effect])
        expect(document.text.slice(from, to)).toBe(text)
      expect(claim.quote.text).toMatch(says!)
    }
  })

  test("takes work that grows as it does", async () => {
    const grown = await growth((size) => readOne(openedOf(documentOf(form, size)), english()), 5)
    expect(grown).toBeLessThan(3)
  }, 60_000)
})

describe("a document of which most is given up", () => {
  const issuesOf = (text: string) => {
    const document = openedOf(text)
    return read([document], lineages([document]), english()).issues.filter(({code}) => code.startsWith("text/"))
  }

  test("is named, with how much of it was not read", () => {
    expect(issuesOf(documentOf("one sentence without a stop", 5))).toEqual([
      {
        code: "text/long-sentences",
        file: "odd.txt",
        says: expect.stringMatching(
          /^\d{4} of its \d{4} words stand in sentences of more than 120, which are not read\.$/,
        ),
        next: "Check that its text was saved with its full stops, and that it is no table.",
      },
    ])
  })

  test("is not one with a long list among its paragraphs", () => {
    const list = `${Array.from({length: 140}, () => "salt").join(", ")}.`
    const prose = "The council met in the old hall that day, and the clerk read to them.\n\n".repeat(30)
    expect(issuesOf(`${prose}${list}\n`)).toEqual([])
  })
})

test("a phrase that somebody chose in a sentence without an end costs no more than its words", async () => {
  const endless = (size: number) => `The drought ${"which says that the mill of ".repeat(size)}the end.`
  const grown = await growth((size) => phraseAt(endless(size), {from: 0, to: 11}, english()), 16_000)
  expect(grown).toBeLessThan(3)
}, 60_000)

test("words that are names of what every object has are words like any other", () => {
  const sentences = Object.getOwnPropertyNames(Object.prototype).flatMap((word) => [
    `The ${word} raised the price of the salt.`,
    `${word} the rains come, the herds would have grown.`,
    `The drought will ${word} the herds, and ${word} trade, because ${word} did.`,
  ])
  const {claims} = readOne(openedOf(`${PROSE.repeat(4)}${sentences.join(" ")}\n`), english())
  expect(claims.map(({cause}) => cause.text)).toContain("The constructor")
})
