// How the verbs of a sentence group with their auxiliaries, and where phrases and clauses begin and end.

import {describe, expect, test} from "vitest"
import {type Clauses, clausesOf} from "../../src/claims/clauses.ts"
import {claimsIn} from "../../src/gold/index.ts"
import {bareSpan, type Span} from "../../src/language/index.ts"
import {parse, treeOf} from "../../src/language/parse.ts"
import {english} from "../language/english.ts"

const parsed = (text: string) => parse(english().tokens(text, {from: 0, to: text.length}), english()).dependencies!
const clausesFor = (text: string): Clauses => clausesOf(parsed(text))

function wordsOf(text: string, clauses: Clauses, span: Span | null): string | null {
  return span && text.slice(clauses.d.tokens[span.start]!.from, clauses.d.tokens[span.end - 1]!.to)
}

const at = (clauses: Clauses, word: string): number => clauses.d.tokens.findIndex(({lower}) => lower === word)

describe("a verb with its auxiliaries", () => {
  test.each<[text: string, words: string, finite: boolean]>([
    ["The price of flour has risen.", "has risen", true],
    ["The bridge was closed by the town.", "was closed", true],
    ["The ferry will never sail again.", "will never sail", true],
    ["A lorry could no longer be filled.", "could no longer be filled", true],
    ["The mayor wants to close the school.", "to close", false],
    ["Prices fell by a tenth.", "fell", true],
    ["The wells are dry.", "are", true],
    ["By closing the pass they starved the town.", "closing", false],
  ])("%s", (text, words, finite) => {
    const clauses = clausesFor(text)
    const group = clauses.groups.find((one) => wordsOf(text, clauses, one) === words)
    expect(group!.finite).toBe(finite)
    for (let i = group!.start; i < group!.end; i++) expect(clauses.groupOf(i)).toBe(group)
  })

  test("a participle that says of what kind a thing is, and a name, are none", () => {
    expect(clausesFor("The frozen river closed the port.").groups.map(({head}) => head)).toEqual([3])
  })
})

describe("what a verb is said of", () => {
  test.each([
    ["The closing of the pass hurt the market.", "hurt", "The closing of the pass"],
    ["The guild that met in March has split.", "split", "The guild that met in March"],
    ["The drought emptied the wells and killed the cattle.", "killed", "The drought"],
    ["There is less rain in the hills.", "is", "There"],
  ])("%s: %s", (text, verb, subject) => {
    const clauses = clausesFor(text)
    expect(wordsOf(text, clauses, clauses.subject(clauses.groupOf(at(clauses, verb))!))).toBe(subject)
  })

  test("is named from its first word on, whatever a parser makes of a short aside", () => {
    const text =
      "Fever has reached three more valleys because of the floods, the health ministry said on Thursday, and wells are closed."
    const [claim] = claimsIn(text, english())
    expect(claim!.by).toBe("the health ministry")
  })

  test("is marked where it is a whole clause", () => {
    const clauses = clausesFor("Closing the school harms the village.")
    expect(clauses.subject(clauses.groupOf(at(clauses, "harms"))!)?.clause).toBe(true)
  })
})

describe("bounds", () => {
  test("of a clause, with what is joined to it without a comma", () => {
    const text = "Fuel is scarce and roads are bad, so aid arrives late."
    const clauses = clausesFor(text)
    expect(wordsOf(text, clauses, {start: 0, end: clauses.clauseEnd(0)})).toBe("Fuel is scarce and roads are bad")
  })

  test("of what is left without conjunctions, prepositions and marks at its ends", () => {
    const text = "And in the hills, today, the wells dried up."
    const clauses = clausesFor(text)
    const hills = {start: 0, end: at(clauses, "today")}
    expect(wordsOf(text, clauses, bareSpan(clauses.d, hills))).toBe("the hills")
    expect(bareSpan(clauses.d, {start: 0, end: 1})).toBe(null)
  })
})

test("of a question, of which nothing is read, clauses can be asked for too", () => {
  const text = "Has the flood closed the bridge?"
  const tokens = english().tokens(text, {from: 0, to: text.length})
  expect(parse(tokens, english()).dependencies).toBe(null)
  expect(clausesOf(treeOf(tokens, english())).groups.map(({head}) => tokens[head]!.lemma)).toContain("close")
})
