// Ten sentences with their trees. A tree that changes is not always worse, but it is always
// worth a look: the file of weights, the hashing or the templates have changed.

import {readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"
import {loadEnglish} from "../../src/io/english.ts"
import type {English} from "../../src/language/index.ts"
import {isQuick} from "../tiers.ts"
import {english} from "./english.ts"

/** "ferry/NN<3:nsubj": word, Penn tag, number of the governor counted from 1 (0 for the root), relation. */
function spell(language: English, text: string): string {
  const tokens = language.tokens(text, {from: 0, to: text.length})
  const tree = language.parse(tokens)
  return tokens.map((token, i) => `${token.text}/${token.xpos}<${tree.head[i]! + 1}:${tree.rel[i]}`).join(" ")
}

const cases = readFileSync(new URL("./trees.txt", import.meta.url), "utf8")
  .split("\n\n")
  .map((block) =>
    block
      .trim()
      .split("\n")
      .filter((line) => !line.startsWith("#")),
  )
  .filter((lines) => lines.length > 1)
  .map((lines) => ({text: lines[0]!, tree: lines.slice(1).join(" ")}))

describe("the weights that ship parse", () => {
  test("at least ten sentences", () => expect(cases.length).toBeGreaterThanOrEqual(10))
  test.each(cases)("$text", ({text, tree}) => {
    expect(spell(english(), text)).toBe(tree)
  })
})

test.skipIf(isQuick)("English that is opened twice says the same twice", () => {
  const again = loadEnglish()
  for (const {text} of cases) expect(spell(again, text)).toBe(spell(english(), text))
})

test("a sentence far longer than any beam is read", () => {
  const text = `The council ${"met and ".repeat(300)}left.`
  const tokens = english().tokens(text, {from: 0, to: text.length})
  const tree = english().parse(tokens)
  expect(tokens.length).toBe(604)
  expect(tree.head.filter((head) => head === -1).length).toBe(1)
})

test("nothing is parsed to nothing", () => {
  expect(english().tokens("   ", {from: 0, to: 3})).toEqual([])
  expect(english().parse([])).toEqual({head: new Int32Array(0), rel: []})
})
