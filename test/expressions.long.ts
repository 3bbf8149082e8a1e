// A megabyte of hard text through every regular expression of the sources, each in under a second.

import {expect, test} from "vitest"
import {attacksOn, madeExpressions, timeOf, tooSlow, writtenExpressions} from "./expressions.ts"

test("a megabyte of any two words of its own costs no expression a second", async () => {
  const slow: unknown[] = []
  for (const expression of [...writtenExpressions().expressions, ...(await madeExpressions())]) {
    const attacks = attacksOn(expression.pattern, 10)
    const says = {place: expression.place, pattern: String(expression.pattern)}
    const found = tooSlow(expression, attacks, 4000, 64_000)
    if (found) slow.push({...says, ...found})
    else if (expression.longest === Infinity) {
      // Those that took longest while they were short, and some of each kind: what grows with every repetition may
      // also run out of room.
      const costly = attacks
        .map((attack) => ({attack, ms: timeOf(expression, attack, 4000)}))
        .sort((a, b) => b.ms - a.ms)
        .slice(0, 3)
        .map(({attack}) => attack)
      for (const attack of [...costly, ...attacks.slice(0, 5)]) {
        let ms = timeOf(expression, attack, 1_000_000)
        if (ms > 1000) ms = timeOf(expression, attack, 1_000_000, 3)
        if (ms > 1000) slow.push({...says, attack, length: 1_000_000, ms})
      }
    }
  }
  expect(slow).toEqual([])
})
