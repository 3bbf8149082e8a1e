// What a section of a first reading says in its title is what its rows show.

import {expect, test} from "vitest"
import type {Push} from "../../src/firstreading/finding.ts"
import {isPlain} from "../../src/report/first-check.tsx"
import {firstReport} from "../../src/report/index.ts"
import {readFolder} from "../firstreading/night-buses.ts"
import {attribute, type Element, elements, plainText} from "./elements.ts"

/** The section of a folder's page that is called by `id`: its words, and those of each of its rows. */
async function section(id: string, ...texts: string[]): Promise<{says: string; rows: string[][]}> {
  const files = Object.fromEntries(texts.map((text, at) => [`ford/${at + 1}.txt`, text]))
  const result = await readFolder(files, "ford")
  const page = firstReport({...result, first: result.first!, outlook: result.outlook!, title: "ford"})
  const found = elements(page).find((e) => e.tagName === "section" && attribute(e, "id") === id)!
  const under = (e: Element, ...tags: string[]) => elements(e).filter(({tagName}) => tags.includes(tagName))
  return {
    says: plainText(found),
    rows: under(found, "tr").map((row) => under(row, "td", "th").map((cell) => plainText(cell))),
  }
}

test("a condition is the author's or somebody else's in the title as in its row", async () => {
  const {says, rows} = await section(
    "if",
    `When the ferries stop

If the council ends the subsidy, crime will rise.

My brother-in-law, who sells salt in the valley, swears that the mills would return if the council lowered the toll.

"If the toll stays, crime will rise," said Mayor Ilse Harnow.
`,
  )
  const by = rows.flatMap(([, , who]) => (who === undefined || who === "Who says so" ? [] : [who]))
  expect(by).toEqual(["the author", "My brother-in-law", "Mayor Ilse Harnow"])
  expect(says).toContain("Three sentences say what depends on what; two in the words of somebody other than the author")
})

test.each<[boolean, Push[]]>([
  [true, ["raises", "no path told", "lowers"]],
  [false, ["raises", "mostly lowers"]],
  [false, ["raises", "open"]],
  [false, ["mostly raises", "no path told"]],
  [false, ["no path told"]],
])("a lever pushes one way only: %s, of %j", (plain, pushes) => {
  expect(isPlain({pushes: pushes.map((push) => ({outcome: "crime", push, up: 0.5, down: 0.5}))})).toBe(plain)
})

test("the section of levers says what counts as a choice, and how another becomes one", async () => {
  const {says} = await section(
    "levers",
    "The toll\n\nThe toll reduces crime. Higher fares reduce crime.\n",
    "The toll again\n\nThe toll reduces crime. Crime raises fares.\n",
  )
  expect(says).toContain("As choices count themes of the codebook that somebody decides")
  expect(says).toContain("factors.yaml marks choice: true")
  expect(says).toContain("To have one tried, name it there")
})
