// What makes a case pass, leniently and strictly, on claims that no reader made.

import {expect, test} from "vitest"
import {type Claim, parseClaim} from "../../src/claims/whole.ts"
import {judge, parseCases} from "./casebook.ts"

const SENTENCE = "The long raids of the north may hurt trade."
const words = (from: number, to: number) => ({from, to, text: SENTENCE.slice(from, to)})
function claim(over: Partial<Claim> = {}): Claim {
  const phrase = (from: number, to: number) => ({...words(from, to), thing: [words(from, to)], change: null})
  return {
    ...{id: "x", file: "valley.txt", quote: words(0, SENTENCE.length), reader: "rules", confidence: 1},
    ...{cause: phrase(0, 27), effect: phrase(37, 42), sign: "-", condition: null, hedge: "may", denied: false},
    ...{refuted: false, time: "future", by: null, lag: null, strength: null},
    ...over,
  }
}
const phrase = (from: number, to: number): Claim["cause"] => ({
  ...words(from, to),
  thing: [words(from, to)],
  change: null,
})
const one = (wanted: string) => parseCases("f.txt", `# title\n${SENTENCE}\n${wanted}`)[0]!

test("a claim spelt exactly passes strictly, with or without braces and flags", () => {
  for (const line of [
    "The long raids of the north -(-)-> trade",
    "The long raids of the north {The long raids of the north} -(-)-> trade {trade}",
    'The long raids of the north -(-)-> trade ~"may"',
  ])
    expect(judge(one(`==> ${line}`), [claim()])).toEqual({lenient: true, strict: true, wrong: []})
})

test("a phrase that has more than half of the longer in common passes leniently alone", () => {
  const c = one("==> The long raids of the north -(-)-> trade")
  expect(judge(c, [claim({cause: phrase(4, 27)})])).toMatchObject({lenient: true, strict: false})
  expect(judge(c, [claim({cause: phrase(0, 12)})])).toMatchObject({lenient: false})
})

test("a wrong sign, condition or denial, a claim missed or made up is said", () => {
  const c = one("==> The long raids of the north -(-)-> trade")
  expect(judge(c, [claim({sign: "+"})]).wrong).toEqual(["sign + for: The long raids of the north -(-)-> trade"])
  expect(judge(c, [claim({condition: "if"})]).wrong).toEqual([
    "condition if for: The long raids of the north -(-)-> trade",
  ])
  expect(judge(c, [claim({denied: true})]).wrong).toHaveLength(1)
  expect(judge(c, []).wrong).toEqual(["missed: The long raids of the north -(-)-> trade"])
  expect(judge(one("==> nothing"), [claim()]).wrong[0]).toContain("spurious: The long raids of the north")
  expect(judge(one("==> nothing"), [])).toMatchObject({lenient: true, strict: true})
})

test("a line is taken apart into phrases, things, sign, condition and flags", () => {
  const c = parseClaim(
    '==> the council fails to act {the council | act -} -(+ only if)-> raids@2 {raids +} denied ~"may" by "X" ?time',
  )
  expect(c).toMatchObject({
    cause: {text: "the council fails to act", thing: ["the council", "act"], change: "-", nth: 1},
    effect: {text: "raids", nth: 2, change: "+"},
    sign: "+",
    condition: "only if",
  })
  expect([...c.flags]).toEqual([
    ["by", "X"],
    ["hedge", "may"],
    ["denied", true],
  ])
  expect([...c.open]).toEqual(["time"])
})

test("a block that is no case is refused by its first lines", () => {
  expect(() => parseCases("f.txt", "# title\nA sentence.")).toThrow("f.txt: not a case: # title / A sentence.")
})
