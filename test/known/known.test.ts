// Known texts: every phrase is where its mark says, each text has what it is there for, and the score is plain where it is by hand.

import {createHash} from "node:crypto"
import {describe, expect, test} from "vitest"
import {openDocument} from "../../src/documents/index.ts"
import {marksFrom} from "../beds/marks.ts"
import {compare} from "./floors.ts"
import {documentOf, KNOWN, madeMarks, marksOf, printedMarksOf} from "./known.ts"
import {type Figures, type Scored, scoreText, sumOf} from "./score.ts"

describe.each(KNOWN.map((known) => [known.name, known] as const))("%s", (name, known) => {
  const marks = marksOf(known)
  const {text} = documentOf(known)

  test("its marks with offsets are what its marks and its text give", () => {
    expect(printedMarksOf(known)).toBe(madeMarks(known))
    expect(marks.files).toEqual([
      {file: `${name}.txt`, sha256: createHash("sha256").update(text, "utf8").digest("hex"), retells: null},
    ])
    for (const {cause, effect} of marks.claims)
      for (const {from, to, text: words} of [cause, effect]) expect(text.slice(from, to)).toBe(words)
  })

  test("it is short, stands in the folder of its use, and tells two loops at least", () => {
    const words = text.split(/\s+/).length
    expect(words).toBeGreaterThanOrEqual(150)
    expect(words).toBeLessThanOrEqual(350)
    expect(marks.use).toBe(known.use)
    expect(marks.circles.length).toBeGreaterThanOrEqual(2)
    expect(marks.contests).toEqual([])
  })
})

test("five texts are worked with, five are only scored, and twelve and fifteen came later, to be worked with", () => {
  const folders = [
    ...Array(5).fill("work"),
    ...Array(5).fill("scored"),
    ...Array(12).fill("more"),
    ...Array(15).fill("later"),
  ]
  expect(KNOWN.map(({folder}) => folder)).toEqual(folders)
})

describe("the score", () => {
  const marks = `use work
factor tolls: Tolls
factor trade: Trade
factor anger: Anger
file a.txt
> Tolls reduced
==> Tolls -(-)-> trade :: tolls > trade
> Weak trade
==> Weak trade -(+)-> anger :: !trade > anger
> The lost business
==> The lost business -(-)-> calm :: !trade > !anger
> Rage
==> Rage -(-)-> tolls :: anger > tolls
link tolls - trade
link trade - anger
link anger - tolls
circle B: tolls > trade > anger
`
  const whole =
    "Tolls reduced trade.\nWeak trade increased anger.\nThe lost business reduced calm.\nRage reduced tolls.\n"
  const scored = (text: string): Scored =>
    scoreText(
      openDocument({file: "a.txt", kind: "text", text}).document!,
      marksFrom(marks, () => whole),
    )

  test("perfect names bring together what the map keeps apart, and the loop closes", () => {
    const {links, loops, ownNames, perfectNames, failing} = scored(whole)
    expect([links, loops]).toEqual([3, 1])
    expect(perfectNames).toEqual({links: 3, unmarked: 0, loops: 1})
    expect(ownNames.loops).toBe(0)
    expect(failing.filter((line) => !line.startsWith("lost in names"))).toEqual([])
  })

  test("where a text says the same words each time, the map's own names close the loop", () => {
    const text = "Tolls reduced trade.\nTrade reduced anger.\nAnger reduced tolls.\n"
    const told = marksFrom(
      `use scored
factor tolls: Tolls
factor trade: Trade
factor anger: Anger
file a.txt
> Tolls reduced
==> Tolls -(-)-> trade :: tolls > trade
> Trade reduced
==> Trade -(-)-> anger :: trade > anger
> Anger reduced
==> Anger -(-)-> tolls :: anger > tolls
link tolls - trade
link trade - anger
link anger - tolls
circle B: tolls > trade > anger
`,
      () => text,
    )
    const all = {links: 3, unmarked: 0, loops: 1}
    const {ownNames, perfectNames} = scoreText(openDocument({file: "a.txt", kind: "text", text}).document!, told)
    expect({ownNames, perfectNames}).toEqual({ownNames: all, perfectNames: all})
  })

  test("of a text that is only scored nothing is named", () => {
    const {document} = openDocument({file: "a.txt", kind: "text", text: whole.replaceAll("reduced", "met")})
    const folder = marksFrom(marks, () => whole)
    expect(scoreText(document!, folder).failing).toContain("not read: tolls - trade")
    expect(scoreText(document!, {...folder, use: "scored"}).failing).toEqual([])
  })

  test("a link that is not told is missed with its loop, and one of the other sign is not a marked one", () => {
    // As long as the sentences that they stand for, so that the marks' offsets still fit.
    const turned = whole.replace("Tolls reduced trade", "Tolls boosted trade").replace("Rage reduced", "Rage, say, of")
    expect(scored(turned).perfectNames).toEqual({links: 1, unmarked: 1, loops: 0})
    expect(scored(turned).failing).toEqual(
      expect.arrayContaining([
        "not read: tolls - trade",
        "not read: anger - tolls",
        "read and not marked: tolls + trade",
      ]),
    )
  })

  test("counts are summed over texts, and a fall is told from a rise", () => {
    const one: Figures = {
      links: 9,
      loops: 3,
      ownNames: {links: 4, unmarked: 2, loops: 1},
      perfectNames: {links: 6, unmarked: 1, loops: 2},
    }
    expect(sumOf([one, one])).toEqual({
      links: 18,
      loops: 6,
      ownNames: {links: 8, unmarked: 4, loops: 2},
      perfectNames: {links: 12, unmarked: 2, loops: 4},
    })
    expect(compare("a", one, one)).toEqual({fell: [], rose: []})
    expect(compare("a", {...one, ownNames: {links: 3, unmarked: 1, loops: 1}}, one)).toEqual({
      fell: ["a, with the map's own names: 4 links found became 3"],
      rose: ["a, with the map's own names: 2 links that are not marked became 1"],
    })
    expect(compare("a", {...one, links: 8}, one).fell).toHaveLength(1)
  })
})
