// Sectors on a drawn map: letters on the frames, and a key that says what they stand for.

import {describe, expect, test} from "vitest"
import {neighbourhood} from "../../src/figure/index.ts"
import {town as townOf} from "./worlds.ts"

const town = townOf(16, 20)
const ids = town.factors.filter(({id}) => town.links.some(({from, to}) => from === id || to === id)).map(({id}) => id)
const names = ["Harbour", "Hauliers", "Harvest", "Hall & mill <old>", "Trade"]
const sectors = new Map(ids.slice(0, -1).map((id, i) => [id, names[i % names.length]!]))
/** The tags of a drawing, left, top and letters, in their order. */
const tagsOf = (html: string) =>
  [
    ...html.matchAll(
      /<g class="f-tag"><rect x="(-?[\d.]+)" y="(-?[\d.]+)" width="([\d.]+)" height="([\d.]+)" rx="2"\/><text[^>]*>([^<]*)</g,
    ),
  ].map(([, x, y, width, height, letters]) => ({
    x: Number(x),
    y: Number(y),
    width: Number(width),
    height: Number(height),
    letters: letters!,
  }))
const svgOf = (html: string) => html.slice(html.indexOf("<svg"), html.indexOf("</svg>"))

describe("a map with sectors", () => {
  const html = neighbourhood(town, {sectors})
  const plain = neighbourhood(town)
  const inside = neighbourhood(town, {sectors, keyInside: true})

  test("has a tag on each frame of a factor with one, and is else drawn as without", () => {
    const drawn = sectors.size
    expect(tagsOf(svgOf(html))).toHaveLength(drawn)
    const withoutTags = (text: string) => text.replace(/<g class="f-tag">.*?<\/g>/gs, "")
    expect(withoutTags(svgOf(html))).toBe(svgOf(plain))
    expect(neighbourhood(town, {sectors: new Map()})).toBe(plain)
  })

  test("tells sectors apart by letters of their own names, each in the key once", () => {
    const key = /<ul class="f-key">(.*)<\/ul>/s.exec(html)![1]!
    const said = [...key.matchAll(/<text[^>]*>([^<]*)<\/text><\/g><\/svg>([^<]*)<\/li>/g)].map(([, letters, words]) => [
      letters,
      words,
    ])
    expect(said).toEqual([
      ["Ha", "Harbour"],
      ["Hu", "Hauliers"],
      ["Hr", "Harvest"],
      ["Hl", "Hall &amp; mill &lt;old&gt;"],
      ["Tr", "Trade"],
    ])
  })

  test("as a file of its own has the key in the drawing, and nothing of it beyond the edge", () => {
    const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(inside)!.map(Number)
    const tags = tagsOf(inside)
    expect(tags).toHaveLength(sectors.size + names.length)
    for (const tag of tags) {
      expect(tag.x).toBeGreaterThanOrEqual(0)
      expect(tag.y).toBeGreaterThanOrEqual(0)
      expect(tag.x + tag.width).toBeLessThanOrEqual(width!)
      expect(tag.y + tag.height).toBeLessThanOrEqual(height!)
    }
    expect(inside).not.toContain("f-key")
    for (const name of ["Harbour", "Hall &amp; mill &lt;old&gt;"]) expect(inside).toContain(`>${name}</text>`)
  })

  test("lists the sectors that are drawn and no others", () => {
    const one = neighbourhood(town, {focus: town.links[0]!.from, sectors: new Map([["nothing", "Nowhere"]])})
    expect(one).not.toContain("Nowhere")
    expect(one).not.toContain("f-tag")
  })
})
