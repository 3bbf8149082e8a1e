// Sectors of a model's quantities, and who could measure a parameter, in whatever lists or draws them.

import {afterEach, beforeEach, expect, test} from "vitest"
import {formats} from "../../src/case/formats.ts"
import {type Inside, inside} from "./inside.ts"

const MODEL = `format: brink/model@1
name: hills
time: {unit: week, start: 0, stop: 20, step: 1, method: euler}
quantities:
  trade: {kind: stock, unit: coin, sector: The road, initial: purse, rate: earned - raids * toll, range: [0, .inf], because: [assumed: seen]}
  hunger: {kind: auxiliary, unit: 1, equation: 1 / (1 + trade / purse), because: [assumed: seen]}
  raids: {kind: auxiliary, unit: raid/week, sector: The hills, equation: usual * hunger * (1 - patrols), because: [assumed: seen]}
  earned: {kind: flow, unit: coin/week, sector: The road, equation: usual * toll, because: [assumed: seen]}
  purse: {kind: parameter, unit: coin, sector: The road, value: {uniform: [20, 60]}, by: the market office, because: [assumed: seen]}
  toll: {kind: parameter, unit: coin/raid, value: 2, because: [assumed: seen]}
  usual: {kind: parameter, unit: raid/week, sector: The hills, value: {uniform: [1, 3]}, by: the elders, because: [assumed: seen]}
  patrols: {kind: lever, unit: 1, value: 0, range: [0, 1], by: the council, because: [assumed: a choice]}
`
let world: Inside
beforeEach(() => {
  world = inside()
  world.put("hills/case.yaml", "format: brink/case@1\ntitle: Hills\nquestion: Will the raids end?\n")
  world.put("hills/model.yaml", MODEL)
  world.put(
    "hills/factors.yaml",
    "format: brink/factors@1\nfactors:\n  raids: {name: Raids, aliases: [raids]}\n  trade: {name: Trade, aliases: [trade]}\n  hunger: {name: Hunger, aliases: [hunger]}\n",
  )
  world.put("hills/documents/a.txt", "Raids reduce trade. Trade reduces hunger. Hunger drives raids.\n")
})
afterEach(() => world.remove())
const plain = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/[\s\u00a0\u2060]+/g, " ")

test("the map says the sector of each factor that is a quantity with one", async () => {
  const map = formats.map.parse(JSON.parse((await world.brink("map", "hills", "--json")).out))
  expect(Object.fromEntries(map.factors.map(({id, sector}) => [id, sector]))).toEqual({
    raids: "The hills",
    trade: "The road",
    hunger: undefined,
  })
  const svg = (await world.brink("map", "hills", "--svg")).out
  expect(svg.match(/class="f-tag"/g)).toHaveLength(4)
  expect(svg).toContain(">The road</text>")
  for (const words of [
    ["map", "hills", "--graphml"],
    ["export", "hills", "--to", "graphml"],
    ["export", "hills/model.yaml", "--to", "graphml"],
  ]) {
    const {out} = await world.brink(...words)
    expect(out).toContain('<key id="sector" for="node"')
    expect(out).toContain('<data key="sector">The hills</data>')
  }
})

test("the annex lists quantities by sector, those without last, and says who could measure a parameter", async () => {
  expect((await world.brink("outlook", "hills", "--runs", "40")).code).toBe(0)
  const html = world.read("brink-report.html")
  const annex = /<section id="annex-variables".*?<\/section>/s.exec(html)![0]
  const order = [...annex.matchAll(/scope="rowgroup" colspan="4">([^<]*)<|<tr id="q-([a-z]+)/g)].map(
    ([, sector, name]) => sector ?? name,
  )
  expect(order).toEqual(["The road", "trade", "earned", "The hills", "raids", "No sector", "hunger", "patrols"])
  expect(plain(annex)).toMatch(
    /The road purse: anywhere in 20 – 60 coin assumption 1 ; could be measured by the market office The hills usual:/,
  )
  expect(plain(annex)).not.toContain("measured by the council")
  world.put("hills/model.yaml", MODEL.replace(/sector: The \w+, /g, ""))
  expect((await world.brink("outlook", "hills", "--runs", "40")).code).toBe(0)
  expect(world.read("brink-report.html")).not.toContain("rowgroup")
})

test("why says both, as words and as JSON", async () => {
  const {out} = await world.brink("why", "hills", "purse")
  expect(out).toContain("parameter purse [coin], The road, line 9\n  ")
  expect(out).toContain("  could be measured by the market office\n")
  const {quantities} = JSON.parse((await world.brink("why", "hills", "purse", "--json")).out)
  expect(quantities).toMatchObject([{name: "purse", sector: "The road", by: "the market office"}])
  expect((await world.brink("why", "hills", "patrols")).out).toContain("  moved by the council\n")
  expect((await world.brink("validate", "hills")).err).toContain(
    "hills/model.yaml: 3 of 8 quantities have no sector: 'hunger' (line 6), 'toll' (line 10), 'patrols' (line 12)",
  )
})
