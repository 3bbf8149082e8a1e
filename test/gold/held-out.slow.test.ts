// Held-out texts stay unread only if the table of the reader's figures tells nothing of them but totals.

import {readFileSync} from "node:fs"
import {expect, test} from "vitest"
import {measure} from "../claims/measure.ts"

const heldOut = ["held-out", "held-out-2"] as const

test.each(heldOut)("of %s totals are told, and neither a phrase nor which claims fail", (part) => {
  const gold = JSON.parse(readFileSync(new URL(`${part}/gold.json`, import.meta.url), "utf8")) as {
    claims: {id: string; cause: {text: string}; effect: {text: string}}[]
  }
  const {rows, failing, figures} = measure(part)
  expect(rows.map((row) => row.measure)).toContain("sign")
  // Counted, so that a failure of this test does not print them either.
  expect(failing.length).toBe(0)
  const told = JSON.stringify({rows, figures})
  for (const {id, cause, effect} of gold.claims) {
    expect(told).not.toContain(JSON.stringify(id))
    // A phrase of one word may be a word of the table itself.
    for (const {text} of [cause, effect]) if (text.includes(" ")) expect(told).not.toContain(text)
  }
  expect(figures).not.toHaveProperty("missed")
  expect(figures).not.toHaveProperty("extra")
})
