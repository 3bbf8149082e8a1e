// Files of Vensim's of any length: what they cost to read grows as they do.

import {expect, test} from "vitest"
import {readMdl} from "../../src/exchange/vensim/mdl.ts"
import {growth} from "../work.ts"

const PIECES = [
  "~",
  "|",
  "~|",
  "(",
  "a(",
  "{",
  "{\n",
  '"',
  "'",
  "\\",
  "[",
  ":",
  ":MACRO: a(",
  ":MACRO: a\n",
  ":END OF MACRO:",
  "****",
  "a:",
  "a=",
  "a=b~~|",
  "a=[(0,0)-(1,1)],(",
  "x:(a1-a9),",
  "a = INTEG(",
  ":IS:",
  "a:IS:'",
  "\\\\\\---///\n",
  '10,1,"',
  "1,(1,2",
  "a[",
  "a=1,",
  "a=-",
  "a :EXCEPT: ",
  "{a}",
  "a\\\n",
  " ",
  "\u00a0",
  "1e",
  "a = 1 ~ [",
  '"\\"|',
  '\\"|',
  "a=f(1)~~|",
  "{x|y\nz ~ |q\n",
]

test.each(PIECES)("files of nothing but %j take time in proportion to their length", async (piece) => {
  const read = (length: number) => {
    const text = piece.repeat(Math.floor(length / piece.length))
    readMdl(text, "a.mdl")
    readMdl(`a = 1 ~~|\n${text}`, "a.mdl")
  }
  expect(await growth(read, 30_000)).toBeLessThan(3)
})

test("files of thirty thousand equations take twice as long as those of half as many", async () => {
  const read = (many: number) => {
    const text = Array.from({length: many}, (_, i) => `v${i} = v${(i + 1) % many} + ${i} ~ ~ |`).join("\n")
    expect(readMdl(text, "a.mdl").blueprint.parts[0]!.variables.length).toBe(many)
  }
  expect(await growth(read, 15_000)).toBeLessThan(3)
})
