// `brink read --why` of a sentence: by its words, by its line, by a claim's id, or by what comes in.

import {readFileSync} from "node:fs"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {main} from "../../src/cli/index.ts"
import {english} from "../language/english.ts"
import {type Inside, inside} from "./inside.ts"

const ARTICLE = `Salt on the river

The levy raised grain prices in the valley of Ost. Traders left the market because the bridge had collapsed.

By the ferry the old men were playing cards.
`
let home: Inside
beforeAll(() => {
  home = inside()
  home.put("valley/a.txt", ARTICLE)
})
afterAll(() => home.remove())
const why = (...words: string[]) => home.brink("read", "--why", ...words)

describe("a sentence", () => {
  test("is given by its words", async () => {
    const {code, out, err} = await why("The levy raised grain prices in the valley of Ost.")
    expect([code, err]).toEqual([0, ""])
    expect(out).toMatch(/^The levy raised .*\nread {7}paragraph of the sentence given, 10 words\nlanguage {3}1\.The/)
    expect(out).toMatch(/\ninterpret {2}[0-9a-f]{12} {2}The levy -\(\+\)-> grain prices/)
    expect(out.split("\n").length).toBeLessThanOrEqual(41)
  })

  test("is given by its line: each of the line's sentences", async () => {
    const {code, out} = await why("valley/a.txt:3")
    expect(code).toBe(0)
    expect(out.match(/^read /gm)).toHaveLength(2)
    expect(out).toContain("because the bridge had collapsed.")
  })

  test("is given by a claim's id", async () => {
    const {claims} = JSON.parse((await home.brink("read", "valley", "--json")).out)
    const {out} = await why("valley", claims[0].id)
    expect(out).toContain(`interpret  ${claims[0].id}  `)
    expect(out.startsWith(claims[0].quote.text)).toBe(true)
  })

  test("is given by the first four signs of a claim's id", async () => {
    const {claims} = JSON.parse((await home.brink("read", "valley", "--json")).out)
    const {out} = await why("valley", claims[0].id.slice(0, 4))
    expect(out).toContain(`interpret  ${claims[0].id}  `)
    expect((await why("valley", claims[0].id.slice(0, 3))).err).toContain("Give its first 4 signs, or more.")
  })

  test("gives all that is known with --json", async () => {
    const {format, sentences} = JSON.parse((await why("valley/a.txt:3", "--json")).out)
    expect(format).toBe("brink/sentences@1")
    const {claims} = JSON.parse((await home.brink("read", "valley", "--why", "--json")).out)
    expect(sentences.flatMap((one: {interpret: unknown[]}) => one.interpret)).toEqual(claims)
    expect(Object.keys(sentences[0])).toEqual(
      expect.arrayContaining(["read", "language", "analyse", "match", "decide", "interpret", "ended"]),
    )
  })

  test("of which nothing comes says where its way ends", async () => {
    expect((await why("valley/a.txt:5")).out).toMatch(/\nEnds at \w+: /)
    expect((await why("Did the drought raise prices?")).out).toContain("Ends at language: it asks")
  })
})

test("the documented example runs, and has the stages that it prints", async () => {
  const page = readFileSync(new URL("../../docs/methods/reviewing.md", import.meta.url), "utf8")
  const [, sentence, printed] = /brink read --why "(.+)"\n```\n```\n([^`]+)```/.exec(page)!
  const stages = (text: string) => [...text.matchAll(/^[a-z]+(?= {2,})/gm)].map(([name]) => name)
  const {code, out} = await why(sentence!)
  expect(code).toBe(0)
  expect(stages(out)).toEqual(stages(printed!))
  expect(stages(out)).toEqual(["read", "language", "analyse", "match", "decide", "interpret"])
})

describe("what is no sentence", () => {
  test.each([
    [["valley/a.txt:9"], "valley/a.txt has 6 lines, and no line 9"],
    [["valley/a.txt:0"], "valley/a.txt has 6 lines, and no line 0\n  Lines are counted from 1"],
    [["valley/a.txt:-1"], "valley/a.txt has 6 lines, and no line -1"],
    [["valley/a.txt:abc"], "valley/a.txt has 6 lines, and no line abc"],
    [["valley/a.txt:99999999999999999999"], "valley/a.txt has 6 lines, and no line 99999999999999999999"],
    [["valley:3"], "valley is a folder\n  Name one document in it"],
    [["valley/z.txt:3"], "There is no file valley/z.txt"],
    [[""], "A sentence or PATH is empty\n  A sentence stands in quotes"],
    [["valley", " "], "A sentence or PATH is empty"],
    [["Drought"], "'Drought' is no file or folder, and no sentence: it is one word"],
    [
      ["The", "drought", "raised", "prices."],
      "'The' is no file or folder, and a sentence is given alone: here are 4 words",
    ],
    [["The levy raised prices.", "The bridge fell."], "put all sentences between the same two quotes"],
    [["valley", "The levy raised prices."], "'The levy raised prices.' is no file or folder, and a sentence is given"],
    [["valley", "valley/z.txt"], "There is no file or folder valley/z.txt"],
    [["valley/a.txt:2"], "No sentence of a.txt is read there: it is blank"],
    [["valley", "000000000000"], "There is no claim '000000000000'"],
    [["no such folder/a.txt"], "There is no file or folder no such folder/a.txt"],
    [["... !"], "There are no words in it"],
    [["La sequía provocó una subida de los precios y el consejo prohibió las exportaciones."], "is in Spanish"],
    [["The levy raised prices.", "--llm", "http://127.0.0.1:9", "--llm-model", "m"], "--why of a sentence does not"],
  ])("is refused: %s", async (words, says) => {
    const {code, out, err} = await why(...words)
    expect([code, out]).toEqual([2, ""])
    expect(err).toContain(says)
  })
})

test("stdin is read to its end, whatever it holds", async () => {
  const typed = async (text: string): Promise<string> => {
    let out = ""
    const write = (words: string) => {
      out += words
    }
    const streams = {isScreen: false, out: write, err: write, in: async () => text}
    expect(await main(["read", "--why", "-"], {english, streams})).toBe(0)
    return out
  }
  expect(await typed("Drought\n")).toContain("Ends at language: it has 1 token")
  const many = await typed("The levy raised prices. ".repeat(9))
  expect(many.match(/^read /gm)).toHaveLength(3)
  expect(many).toContain("\n... and 6 more sentences; --json gives all\n")
})
