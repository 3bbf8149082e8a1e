// The scorer of names: its measures by hand, and small folders of which the score is plain.

import {describe, expect, test} from "vitest"
import {openDocument} from "../../src/documents/index.ts"
import {bCubed, type FoundPhrase} from "../cards/person.ts"
import {english} from "../language/english.ts"
import {compare} from "./floors.ts"
import {marksFrom} from "./marks.ts"
import {type Figures, isNounPhrase, meanOf, type Scored, scoreFolder} from "./score.ts"

test("B-cubed is the mean share of each phrase's group that is its own kind", () => {
  const found = (...pairs: string[]): FoundPhrase[] =>
    pairs.map((pair, from) => ({
      mark: {file: "a.txt", from, to: from + 1, factor: pair[0]!, opposite: false},
      factor: pair[1]!,
      turn: 1,
    }))
  // Two phrases of a and one of b, all in one factor: shares of 2/3, 2/3 and 1/3.
  expect(bCubed(found("ax", "ax", "bx")).precision).toBeCloseTo(5 / 9, 12)
  expect(bCubed(found("ax", "ax", "bx"))).toMatchObject({recall: 1, f: expect.closeTo(5 / 7, 12)})
  // Bagga and Baldwin's example: groups of 5, 2 and 5, of which the last two were put together.
  const truth = found(...Array(5).fill("ax"), "by", "by", ...Array(5).fill("cy"))
  expect(bCubed(truth).precision).toBeCloseTo((5 + 2 * (2 / 7) + 5 * (5 / 7)) / 12, 12)
  expect(bCubed(truth).recall).toBe(1)
  expect(bCubed([])).toEqual({precision: 0, recall: 0, f: 0})
})

test.each([
  ["Price of bread", true],
  ["Late payments to the guild", true],
  ["Closing the wells", true],
  ["Been able", false],
  ["Bury their dead", false],
  ["Trust in", false],
  ["The council refused the tolls", false],
])("%s: is a noun phrase, %s", (name, is) => {
  expect(isNounPhrase(name, english())).toBe(is)
})

describe("a small folder", () => {
  const factors = "factor tolls: Tolls\nfactor trade: Trade\n"
  const scored = (documents: Record<string, string>, lines: string, cards: readonly number[]): Scored =>
    scoreFolder(
      Object.entries(documents).map(([file, text]) => openDocument({file, kind: "text", text}).document!),
      marksFrom(factors + lines, (file) => documents[file]!),
      cards,
    )

  test("a person who sorts its cards brings together what words keep apart, and the circle closes", () => {
    const texts = {
      "a.txt": "The tolls reduced trade. Weak trade increased anger.\n",
      "b.txt": "Bitterness increased the levy. The levy reduced commerce.\n",
    }
    const marks = `factor anger: Anger
file a.txt
> The tolls
==> The tolls -(-)-> trade :: tolls > trade
> Weak trade
==> Weak trade -(+)-> anger :: !trade > anger
file b.txt
> Bitterness increased
==> Bitterness -(+)-> the levy :: anger > tolls
> The levy
==> The levy -(-)-> commerce :: tolls > trade
link tolls - trade
link trade - anger
link anger + tolls
circle R: tolls > trade > anger
`
    const {marked, found, ceiling, rows} = scored(texts, marks, [0, 20])
    const [unasked, sorted] = rows
    expect([marked, found, ceiling]).toEqual([8, 1, 1])
    expect(unasked).toMatchObject({precision: 1, moves: 0, circles: 0})
    expect(unasked!.recall).toBeLessThan(1)
    expect(sorted).toMatchObject({precision: 1, recall: 1, f: 1, links: 1, circles: 1, names: 1})
    expect(sorted!.moves).toBeGreaterThan(0)
  })

  const two = {"a.txt": "The tolls reduced trade.\n", "b.txt": "The tolls increased trade.\n"}
  const first = "file a.txt\n> The tolls\n==> The tolls -(-)-> trade :: tolls > trade #less\nlink tolls - trade\n"
  const second = "file b.txt\n> The tolls\n==> The tolls -(+)-> trade :: tolls > trade #more\n"

  test("what is one factor of the map and two of the marks costs precision", () => {
    const other = second.replace("tolls > trade #more", "fees > trade #more")
    const [row] = scored(two, `factor fees: Fees\n${first}${other}link fees + trade\n`, [0]).rows
    expect(row!.precision).toBeLessThan(1)
    expect(row!.recall).toBe(1)
  })

  test("a dispute is one where the marks say so, and none where they say why not", () => {
    const dispute = scored(two, `${first}${second}contest tolls > trade: #less | #more\n`, [0])
    expect(dispute.rows[0]).toMatchObject({contested: 1, disputes: 1, lost: 0, links: 1})
    const lines = `${first}${second}no contest tolls > trade: #less | #more scope\n`
    const none = scored(two, lines, [0])
    expect(none.rows[0]).toMatchObject({contested: 1, disputes: 0, lost: 0, links: 0})
    expect(none.failing).toContain("0 cards: toll->trade is no dispute")
    expect(scored(two, `use scored\n${lines}`, [0]).failing).toEqual([])
  })

  test("a dispute of which both sides were read on one link is lost where it is not called one", () => {
    // One voice, and nothing that sets the two against one another.
    const one = {"a.txt": "The tolls reduced trade. In May the tolls increased trade.\n"}
    const lines = `file a.txt
> The tolls
==> The tolls -(-)-> trade :: tolls > trade #less
> In May
==> the tolls -(+)-> trade :: tolls > trade #more
link tolls - trade
contest tolls > trade: #less | #more
`
    expect(scored(one, lines, [0]).rows[0]).toMatchObject({contested: 0, disputes: 0, lost: 1})
  })

  test("a rumour stands where it is read as a plain claim", () => {
    const rumour = (opening: string) =>
      scored(
        {"a.txt": `${opening}he tolls reduced trade.\n`, "b.txt": two["b.txt"]},
        `file a.txt\n> ${opening}he\n==> ${opening.at(-1)}he tolls -(-)-> trade :: tolls > trade rumour
${second}link tolls + trade\n`,
        [0],
      ).rows[0]!.rumours
    expect(rumour("T")).toBe(1)
    expect(rumour("A rumour has it that t")).toBe(0)
  })
})

const row = {cards: 0, moves: 2, precision: 0.9, recall: 0.5, f: 0.6, links: 0.4, circles: 0.5}
const counts = {contested: 3, disputes: 2, lost: 0, rumours: 1, names: 0.95}
const figures: Figures = {marked: 100, found: 0.6, ceiling: 0.5, rows: [{...row, ...counts}]}
const withRow = (more: Partial<Figures["rows"][number]>): Figures => ({
  ...figures,
  rows: [{...figures.rows[0]!, ...more}],
})

test("a share that falls, a dispute lost or made up and a rumour more are faults; a rise asks for its floor", () => {
  const falls = (now: Figures) => compare("a set", now, figures).fell
  expect(compare("a set", figures, figures)).toEqual({fell: [], rose: []})
  expect(falls(withRow({f: 0.59}))).toEqual(["a set: F unasked fell from 0.600 to 0.590"])
  expect(falls(withRow({contested: 4}))).toEqual(["a set: 1 disputes that are none unasked became 2"])
  expect(falls(withRow({contested: 2, disputes: 1}))).toEqual(["a set: 2 disputes found unasked became 1"])
  expect(falls(withRow({lost: 1}))).toHaveLength(1)
  expect(falls(withRow({rumours: 2}))).toHaveLength(1)
  expect(falls({...figures, marked: 101})).toHaveLength(1)
  expect(compare("a set", withRow({links: 0.43, rumours: 0}), figures)).toEqual({
    fell: [],
    rose: ["a set: F1 of links unasked rose from 0.400 to 0.430", "a set: 1 rumours that stand unasked became 0"],
  })
})

test("of several folders shares are averaged, and pieces are counted", () => {
  const mean = meanOf([figures, figures, withRow({f: 0.9})])
  expect(mean.rows[0]!.f).toBeCloseTo(0.7, 12)
  expect(mean).toMatchObject({marked: 300, found: 0.6})
  expect(mean.rows[0]).toMatchObject({contested: 9, disputes: 6, rumours: 3})
})
