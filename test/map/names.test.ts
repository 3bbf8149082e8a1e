// What words of a document are about, and which way: sentences in which a map went wrong by a word's looks.

import {describe, expect, test} from "vitest"
import {read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import {type CausalMap, gather} from "../../src/map/index.ts"
import {english} from "../language/english.ts"

/** The map of texts, each a document. */
function mapOf(...texts: readonly string[]): CausalMap {
  const documents = texts.map((text, i) => openDocument({file: `${i}.txt`, kind: "text", text}).document!)
  return gather(read(documents, lineages(documents), english(), []))
}

/** Its links as `from (sign) to`, by ids. */
const links = (...texts: readonly string[]): string[] =>
  mapOf(...texts).links.map(({from, sign, to}) => `${from} (${sign}) ${to}`)

describe("a word that only begins as a verb does is another word", () => {
  test.each([
    ["Banana exports have raised farm incomes.", "exports_banana (+) farm_income"],
    ["Harmony in the schools has reduced crime.", "services (-) crime"],
    ["Bandits in the valley have reduced trade.", "bandit (-) trade"],
    ["Raisin exports have raised farm incomes.", "exports_raisin (+) farm_income"],
  ])("%s", (sentence, link) => {
    expect(links(sentence)).toEqual([link])
  })

  test.each([
    ["Banned exports have raised prices.", "exports (-) prices"],
    ["The disruption of trade has raised prices.", "trade (-) prices"],
    ["Cancelled trains have reduced trade.", "transit_rail (+) trade"],
  ])("and the verb in any form, with its noun, turns what it stands with: %s", (sentence, link) => {
    expect(links(sentence)).toEqual([link])
  })
})

describe("a word of two meanings", () => {
  const roads = "The bridge and the road reopened because of the repairs."

  test("is what its own sentence says, whatever the rest of the document speaks of", () => {
    expect(links(`The storm has raised the real toll. ${roads}`)).toContain("storms (+) suffering")
    expect(links(`The death toll has raised prices. ${roads}`)).toContain("suffering (+) prices")
    expect(links("The toll on lorries has raised prices. Deaths on the road have raised fear.")).toContain(
      "taxes (+) prices",
    )
  })

  test("is settled by the rest of the document where it is what the phrase is about, and not where it tells of another noun", () => {
    const port = "The port closed because of the storm."
    expect(links(`Rising wages have raised the number of vessels. ${port}`)).toContain("wages (+) shipping")
    expect(links(`Rising wages have raised vessel insurance. ${port}`)).not.toContain("wages (+) shipping")
  })
})
