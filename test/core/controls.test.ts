// Control characters are shown, never sent; everything else stays as it is.

import fc from "fast-check"
import {expect, test} from "vitest"
import {jsonText, onOneLine, withoutControls} from "../../src/core/controls.ts"
import {shownMessage, shownPieces} from "../../src/io/shown.ts"

const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]|\p{Cs}/u
const anything = fc.string({unit: "binary", maxLength: 40})

test("each is written out as a program would write it", () => {
  expect(withoutControls("a\u001b]0;t\u0007\u001b[2J\u009b2J\u007f\r\u0000")).toBe(
    "a\\x1b]0;t\\x07\\x1b[2J\\x9b2J\\x7f\\r\\x00",
  )
  expect(withoutControls("\u202eabc\u2066\u2069\u2028\ud83d|\ude00|😀")).toBe(
    "\\u202eabc\\u2066\\u2069\\u2028\\ud83d|\\ude00|😀",
  )
  expect(withoutControls("two\n\tlines, naïve 東京 שלום")).toBe("two\n\tlines, naïve 東京 שלום")
  expect(onOneLine("a\nb\tc\r\u001b")).toBe("a\\nb\\tc\\r\\x1b")
})

test("no character that steers a screen is left, in whatever text", () => {
  fc.assert(
    fc.property(anything, anything, (a, b) => {
      const text = `${a}\u001b[2J${b}`
      expect(withoutControls(text)).not.toMatch(STEERING)
      expect(shownMessage(text)).not.toMatch(/\n(?! {2})/)
      expect(shownPieces([text, {colour: "cyan", words: text}], false)).not.toMatch(STEERING)
      const coloured = shownPieces([text, {colour: "cyan", words: text}], true)
      expect(coloured.replace("\u001b[36m", "").replace("\u001b[0m", "")).not.toMatch(STEERING)
    }),
    {seed: 1},
  )
})

test("JSON has the same value, and of ordinary text the same bytes", () => {
  fc.assert(
    fc.property(anything, (text) => {
      const value = {[text]: [text, "\u009b\u2028\u202e\u007f"]}
      expect(JSON.parse(jsonText(value))).toEqual(value)
      expect(jsonText(value)).not.toMatch(STEERING)
      expect(jsonText(value, 1)).not.toMatch(STEERING)
    }),
    {seed: 1},
  )
  expect(jsonText({a: 'naïve 東京 \n\u001b"', b: 1}, 2)).toBe(
    JSON.stringify({a: 'naïve 東京 \n\u001b"', b: 1}, null, 2),
  )
})

test("what a message names cannot begin a line of its own", () => {
  expect(shownMessage("skipped a\nskipped b: all is well")).toBe("skipped a\\nskipped b: all is well")
  expect(shownMessage("case/x: what\n  at a.yaml:1:2\n  Do this.")).toBe("case/x: what\n  at a.yaml:1:2\n  Do this.")
})
