// Ways to tell a cause, to leave it open, to say who says so and to deny it, each filled with several pairs of things: so many are read.

import {expect, test} from "vitest"
import type {Claim} from "../../src/claims/whole.ts"
import {claimsOf, holds} from "./sentence.ts"
import {type Filled, filled, TEMPLATES} from "./templates.ts"

type Side = {readonly text: string; readonly refers?: string}

/** Whether a side, or what it stands for, has a word. */
const has = ({text, refers = ""}: Side, word: string): boolean => holds(`${text} ${refers}`, word)

const between = ({text, ...wanted}: Filled): Claim[] =>
  claimsOf(text).filter(({cause, effect}) => has(cause, wanted.cause) && has(effect, wanted.effect))

/** The share of the sentences of which something holds; those of which it does not are named. */
function share(sentences: readonly Filled[], holds: (one: Filled) => boolean): {share: number; others: string} {
  const others = sentences.filter((one) => !holds(one))
  return {share: 1 - others.length / sentences.length, others: others.map(({text}) => text).join("\n")}
}

test("of some 550 ways to tell a cause the share that is read, whatever the things are, is at least .95", () => {
  const read = share(filled("templates", 2), (one) => between(one).length > 0)
  expect(read.share, read.others).toBeGreaterThanOrEqual(0.95)
}, 300_000)

test("of some 110 ways to leave a cause open the share that is read as that is at least .93", () => {
  const open = share(filled("templates-hedged", 4), (one) => between(one).some(({hedge}) => hedge !== null))
  expect(open.share, open.others).toBeGreaterThanOrEqual(0.93)
}, 300_000)

test("of some 100 ways to say whose word a cause is the share that is read with who says it is at least .91", () => {
  const told = share(filled("templates-told", 4), (one) => between(one).some(({by}) => /mayor/i.test(by ?? "")))
  expect(told.share, told.others).toBeGreaterThanOrEqual(0.91)
}, 300_000)

test("of some 100 ways to say that it is not so at least .97 are told by no claim as a fact", () => {
  const isTold = ({denied, hedge, sign}: Claim): boolean => !denied && hedge === null && sign !== "0"
  const quiet = share(filled("templates-denied", 4), (one) => !between(one).some(isTold))
  expect(quiet.share, quiet.others).toBeGreaterThanOrEqual(0.97)
}, 300_000)

test.each(TEMPLATES)("each template of %s has a cause and an effect, once", (file) => {
  for (const {template, text, cause, effect} of filled(file, 1)) {
    expect(text, template).not.toMatch(/[{}]/)
    expect([cause, effect], template).not.toContain("")
  }
  const templates = filled(file, 1).map(({template}) => template)
  expect(new Set(templates).size).toBe(templates.length)
})
