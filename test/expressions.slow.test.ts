// Every regular expression of the sources takes time in proportion to its text: documents, models, tables and names
// come from strangers, and one megabyte of a word and a blank must not cost more than any other megabyte.

import {expect, test} from "vitest"
import {attacksOn, type Expression, madeExpressions, tooSlow, writtenExpressions} from "./expressions.ts"

const free = {place: "here", splits: false, longest: Infinity}

/** Each expression once, at its first place. */
async function all(): Promise<Expression[]> {
  const every = [...writtenExpressions().expressions, ...(await madeExpressions())]
  return [...new Map(every.map((e) => [`${e.pattern} ${e.splits} ${e.longest}`, e])).values()]
}

test("what is slow is found by attacks made from the expression alone", () => {
  // Each stands for a kind: what is looked for at the end, two repetitions that share letters, one inside another, a start
  // at every letter, an end that never comes, and one whose failing needs another line.
  for (const pattern of [
    /\s+$/,
    /^a\s*b?\s*$/,
    /^(?:\d+)+$/,
    /(\p{Lu}\p{L}+)\s+of/u,
    /<!--[\s\S]*?-->/g,
    /^\s*:\s*(.+)$/,
    /^(?:[a-z]+ ?)+!$/,
  ])
    expect(tooSlow({...free, pattern}, attacksOn(pattern, 6), 2000, 32_000), String(pattern)).not.toBeNull()
  for (const pattern of [/(?<!\s)\s+$/, /^\d+(?:\.\d*)?$/, /<!--[\s\S]{0,100}?-->/g, /^(?:a|b)*$/])
    expect(tooSlow({...free, pattern}, attacksOn(pattern, 6), 2000, 32_000), String(pattern)).toBeNull()
  // A length that the sources declare is believed, and weighed against a megabyte of such texts.
  expect(tooSlow({...free, pattern: /\s+$/, longest: 100}, attacksOn(/\s+$/, 6), 2000, 32_000)).toBeNull()
}, 120_000)

test("expressions are made while modules load, so that all of them can be tried", async () => {
  const made = new Set((await madeExpressions()).map(({place}) => place))
  expect(writtenExpressions().made.filter(({place}) => !made.has(place))).toEqual([])
  expect(writtenExpressions().expressions.length).toBeGreaterThan(500)
})

test("every expression of the sources is linear", async () => {
  const slow = (await all()).flatMap((expression) => {
    const found = tooSlow(expression, attacksOn(expression.pattern, 2), 2000, 16_000)
    return found ? [{place: expression.place, pattern: String(expression.pattern), ...found}] : []
  })
  expect(slow).toEqual([])
  // Some eight hundred expressions, a second or two for each on a busy machine.
}, 300_000)
