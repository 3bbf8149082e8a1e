// A claim told to a person: what is marked in its sentence, with and without colours.

import {expect, test} from "vitest"
import type {Claim} from "../../src/claims/index.ts"
import {claimTrail, markedSentence} from "../../src/cli/claim-lines.ts"
import {type Piece, shownPieces} from "../../src/io/shown.ts"

const plain = (pieces: readonly Piece[]): string => shownPieces(pieces, false)

const QUOTE = "Under new\n  tolls, ferries backfired badly."
/** A claim whose quote stands at 100 of its file. */
function claim(cause: string, effect: string, words: string[], more: Partial<Claim> = {}): Claim {
  const at = (text: string) => {
    const from = 100 + QUOTE.indexOf(text)
    return {from, to: from + text.length, text}
  }
  const phrase = (text: string) => ({...at(text), thing: [at(text)], change: null})
  return {
    ...{id: "c1", file: "a.txt", quote: {from: 100, to: 100 + QUOTE.length, text: QUOTE}, reader: "rules@2"},
    ...{cause: phrase(cause), effect: phrase(effect), sign: "+", condition: null, hedge: null, denied: false},
    ...{refuted: false, time: "past", by: null, lag: null, strength: null, confidence: 0.95},
    why: {rule: "verb backfire", words: words.map(at)},
    ...more,
  }
}

test("cause, words and effect are marked where they stand, on one line", () => {
  expect(plain(markedSentence(claim("new\n  tolls", "ferries", ["Under"])))).toBe(
    "*Under* [new tolls], {ferries} backfired badly.",
  )
})

test("words inside a phrase are marked inside its marks; a sign of nothing is marked nowhere", () => {
  expect(plain(markedSentence(claim("new\n  tolls", "ferries backfired badly", ["backfired"])))).toBe(
    "Under [new tolls], {ferries *backfired* badly}.",
  )
  const outside = claim("new\n  tolls", "ferries", [], {why: {rule: "x", words: [{from: 3, to: 9}]}})
  expect(plain(markedSentence(outside))).toBe("Under [new tolls], {ferries} backfired badly.")
  const before = {
    ...claim("new\n  tolls", "ferries", []),
    cause: {from: 20, to: 40, text: "said before", thing: [], change: null},
  }
  expect(plain(markedSentence(before))).toBe("Under new tolls, {ferries} backfired badly.")
})

test("colours are added to the marks, never in their place", () => {
  const said = markedSentence(claim("new\n  tolls", "ferries", ["Under"]))
  const coloured = shownPieces(said, true)
  expect(coloured).toContain("[\u001B[36mnew tolls\u001B[0m]")
  expect(coloured.replace(/\u001B\[[\d;]*m/g, "")).toBe(plain(said))
})

test("control characters of a document are shown, and none reaches the screen as one", () => {
  const text = "Raids \u001B[31m  hurt\u0007 trade\u202E. "
  const said = {...claim("new\n  tolls", "ferries", []), quote: {from: 100, to: 100 + text.length, text}}
  const marked = markedSentence({
    ...said,
    cause: {from: 0, to: 0, text: "", thing: [], change: null},
    effect: said.quote,
  } as never)
  expect(plain(marked)).toBe("{Raids \\x1b[31m hurt\\x07 trade\\u202e. }")
  expect(shownPieces(marked, true)).toBe("{\u001B[35mRaids \\x1b[31m hurt\\x07 trade\\u202e. \u001B[0m}")
})

test("the trail says the rule, what is meant by a pronoun, other readers, and decisions", () => {
  const why = {rule: "verb backfire", words: [], agreed: ["llm:owl"]}
  const trail = claimTrail(
    claim("new\n  tolls", "ferries", [], {
      why,
      lag: "within weeks",
      cause: {...claim("new\n  tolls", "ferries", []).cause, refers: "the levy"},
    }),
    [{format: "brink/edit@1", n: 4, by: "ana", why: "no boats", kind: "sign", claim: "c1", sign: "0"}],
  )
  expect(trail[2]).toBe('varies: new tolls -> ferries; "new tolls" stands for "the levy"; past; when: "within weeks"')
  expect(trail[3]).toBe("read by rules@2; llm:owl reads it so too; confidence 0.95, very sure")
  expect(trail[4]).toBe("decided by ana (edit 4): sign 0: no boats")
})
