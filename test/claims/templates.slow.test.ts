// Ways to tell a cause, each filled with two pairs of things: so many of them are read.

import {expect, test} from "vitest"
import {claimsOf, holds} from "./sentence.ts"
import {filled} from "./templates.ts"

type Side = {readonly text: string; readonly refers?: string}

/** Whether a side, or what it stands for, has a word. */
const has = ({text, refers = ""}: Side, word: string): boolean => holds(`${text} ${refers}`, word)

test("of some 550 ways to tell a cause the share that is read, whatever the things are, is at least .95", () => {
  const sentences = filled(2)
  const missed = sentences.filter(
    ({text, ...wanted}) =>
      !claimsOf(text).some(({cause, effect}) => has(cause, wanted.cause) && has(effect, wanted.effect)),
  )
  const read = 1 - missed.length / sentences.length
  expect(read, missed.map(({text}) => text).join("\n")).toBeGreaterThanOrEqual(0.95)
}, 300_000)

test("each template has a cause and an effect, once", () => {
  for (const {template, text, cause, effect} of filled(1)) {
    expect(text, template).not.toMatch(/[{}]/)
    expect([cause, effect], template).not.toContain("")
  }
  const templates = filled(1).map(({template}) => template)
  expect(new Set(templates).size).toBe(templates.length)
})
