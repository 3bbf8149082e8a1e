import {expect, test} from "vitest"
import {adverbialEnd} from "../../src/language/adverbials.ts"
import {parse} from "../../src/language/parse.ts"
import {english} from "./english.ts"

const tokensOf = (text: string) => english().tokens(text, {from: 0, to: text.length})

/** The phrases of a sentence that say no more than an adverb before its verb. */
const found = (text: string): string[] => {
  const tokens = tokensOf(text)
  return tokens.flatMap((_, start) => {
    const end = start === 0 ? -1 : adverbialEnd(tokens, start)
    const words = tokens.slice(start, end).map(({lower}) => lower)
    return end < 0 ? [] : [words.join(" ")]
  })
}

test.each([
  ["The dyke in the long run starved the eels.", "in the long run"],
  ["The toll has by and large ruined the carters.", "by and large"],
  ["The toll on salt by no means raised the price of bread.", "by no means"],
  ["Wages, which over time rose, fell.", "over time"],
  ["The lock has year after year flooded the meadow.", "year after year"],
])("a phrase that says no more than an adverb, before a verb: %s", (text, phrase) => {
  expect(found(text)).toEqual([phrase])
})

test.each([
  "In the long run the dyke starved the eels.",
  "The dyke starved the eels in the long run.",
  "People in many places sold their herds.",
  "The runners at the front won.",
])("what stands elsewhere, or says which: %s", (text) => {
  expect(found(text)).toEqual([])
})

test("it hangs on the verb, and not on the subject before it", () => {
  const tokens = tokensOf("The drought in the long run emptied the villages.")
  const {dependencies: d} = parse(tokens, english())
  const [run, verb] = ["run", "emptied"].map((word) => tokens.findIndex(({lower}) => lower === word))
  expect(d?.head[run!]).toBe(verb)
  expect(d?.lower(d.child(verb!, "nsubj"))).toBe("drought")
})
