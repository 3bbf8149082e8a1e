// What changed between two versions of a case, as typed: `brink diff`, and `brink outlook --since`.
import {cpSync} from "node:fs"
import {join} from "node:path"
import {afterEach, beforeEach, describe, expect, test} from "vitest"
import {formats} from "../../src/case/formats.ts"
import {type Inside, inside} from "./inside.ts"

const MODEL = `format: brink/model@1
name: hills
time: {unit: week, origin: 2031-01-01, start: 0, stop: 40, step: 0.5, save: 1, method: euler}
quantities:
  raids: {kind: stock, unit: raid, initial: 30, inflows: [provoked], outflows: [calmed], range: [0, .inf], because: [assumed: seen]}
  provoked: {kind: flow, unit: raid/week, equation: pace, because: [assumed: as told]}
  calmed: {kind: flow, unit: raid/week, equation: "raids / calming", because: [assumed: as told]}
  pace: {kind: parameter, unit: raid/week, value: {uniform: [1, 5]}, because: [assumed: seen]}
  calming: {kind: parameter, unit: week, value: 10, because: [assumed: seen]}
`
const HILLS: Readonly<Record<string, string>> = {
  "case.yaml":
    "format: brink/case@1\ntitle: Hills\nquestion: Will the raids end?\nhorizon: 20 weeks\noutcomes:\n  - {quantity: raids, measure: level}\n",
  "model.yaml": MODEL,
  "documents/a.txt": "Patrols reduce raids within weeks. Raids reduce trade in the valley.\n",
}
const RUNS = ["--runs", "40", "--workers", "1"]

let world: Inside
beforeEach(() => {
  world = inside()
  for (const [file, text] of Object.entries(HILLS)) world.put(`hills/${file}`, text)
  cpSync(join(world.folder, "hills"), join(world.folder, "later"), {recursive: true})
})
afterEach(() => world.remove())

async function said(...words: string[]): Promise<string> {
  const {code, out, err} = await world.brink(...words)
  expect([code, err]).toEqual([0, ""])
  return out
}
async function refused(...words: string[]): Promise<string> {
  const {code, out, err} = await world.brink(...words)
  expect([code, out]).toEqual([2, ""])
  return err
}

describe("brink diff", () => {
  test("says that nothing changed, wherever the cases stand and whatever a comment says", async () => {
    world.put("later/model.yaml", MODEL.replace("name: hills", "# Seen again.\nname: hills"))
    expect(await said("diff", "hills", "later", ...RUNS)).toBe("Nothing changed.\n")
  })

  test("names the document and the edit that moved something, and what each moved", async () => {
    world.put("later/documents/b.txt", "Drought increases raids. Tolls reduce trade in the valley.\n")
    await world.brink("edit", "later", "assume", "pace", "{uniform: [4, 5]}", "--by", "Noor", "--why", "counted")
    const words = await said("diff", "hills", "later", ...RUNS)
    expect(words).toContain("  [1] document added: b.txt; 2 claims gained\n  [2] edit 1: assume pace\n")
    expect(words).toContain("Claims: 2 gained, 0 lost, 0 decided.")
    expect(words).toMatch(/drought->attacks +new: \+ by 1 voice +\[1\]/)
    const found = JSON.parse(await said("diff", "hills", "later", ...RUNS, "--json"))
    expect(formats.diff.safeParse(found).error).toBeUndefined()
    // Raids end higher where pace x calming is above 30: in half of the runs of 1 to 5, in all of 4 to 5.
    expect(found.outcomes).toMatchObject([{id: "raids: level", after: 1, by: [{step: 1}]}])
    expect(found.outcomes[0].before).toBeCloseTo(0.5, 1)
    expect(found.outcomes[0].by[0].moved).toBeCloseTo(1 - found.outcomes[0].before, 12)
    expect(found.links.every(({by}: {by: number[]}) => String(by) === "0")).toBe(true)
  })

  test("compares folders of documents by their claims and links alone", async () => {
    world.put("hills/documents/b.txt", "Drought increases raids.\n")
    const words = await said("diff", "hills/documents", "later/documents", ...RUNS)
    expect(words).toContain("document removed: b.txt; 1 lost")
    expect(words).not.toContain("Outcomes")
  })

  test("names files that were passed over, and ends with 1", async () => {
    world.put("later/documents/c.txt", "\u0000\u0001\u0002\u0003".repeat(99))
    const {code, err} = await world.brink("diff", "hills", "later", ...RUNS)
    expect(code).toBe(1)
    expect(err.match(/skipped/g)).toHaveLength(1)
    expect(err).toContain("c.txt")
  })

  test("takes outlooks that were written down, and says what it could not replay", async () => {
    await world.brink("outlook", "hills", ...RUNS, "--keep")
    world.put("later/documents/a.txt", "Patrols reduce raids within weeks.\n")
    await world.brink("outlook", "later", ...RUNS, "--keep")
    const files = ["hills/outlook.json", "later/outlook.json"]
    expect(await said("diff", ...files)).toContain(
      "[1] document changed: a.txt (not replayed: the earlier files are not here); 1 lost",
    )
    expect(await said("diff", files[0]!, files[0]!)).toBe("Nothing changed.\n")
  })
})

describe("brink outlook --since", () => {
  test("has what changed as its page's second section, and nothing where nothing did", async () => {
    await world.brink("outlook", "later", ...RUNS, "--keep", "--out", "first.html")
    world.put("later/documents/b.txt", "Drought increases raids.\n")
    const kept = world.read("later/outlook.json")
    world.put("earlier.json", kept)
    const words = await said("outlook", "later", ...RUNS, "--since", "earlier.json", "--out", "second.html")
    expect(words).toContain("[1] document added: b.txt; 1 claim gained")
    expect(world.read("second.html")).toMatch(/<section id="changed".*document added: b\.txt/s)
    await world.brink("outlook", "later", ...RUNS, "--keep", "--out", "third.html")
    const again = await said("outlook", "later", ...RUNS, "--since", "later/outlook.json", "--out", "fourth.html")
    expect(again).toContain("Nothing changed.")
    expect(world.read("fourth.html")).toBe(world.read("third.html"))
    expect(world.read("fourth.html")).not.toContain('id="changed"')
  })

  test("is on the page of a first reading too, without shares", async () => {
    world.put("earlier.json", await said("outlook", "hills/documents", ...RUNS, "--json", "--out", "first.html"))
    world.put("later/documents/b.txt", "Drought increases raids.\n")
    await said("outlook", "later/documents", ...RUNS, "--since", "earlier.json", "--out", "second.html")
    const changed = /<section id="changed".*?<\/section>/s.exec(world.read("second.html"))?.[0]
    expect(changed).toContain("document added: b.txt; 1 claim gained")
    expect(changed).not.toContain("runs")
    expect(world.read("first.html")).not.toContain('id="changed"')
  })

  test("counts the runs that the earlier one counted", async () => {
    await world.brink("outlook", "hills", ...RUNS, "--keep")
    world.put("later/documents/b.txt", "Drought increases raids.\n")
    const outlook = JSON.parse(
      await said("outlook", "later", "--runs", "60", "--workers", "1", "--since", "hills/outlook.json", "--json"),
    )
    expect(outlook.changed.outcomes).toEqual([])
    expect(formats.outlook.safeParse(outlook).error).toBeUndefined()
  })

  test.each([
    ["a file that is not there", "gone.json", null, "There is no gone.json"],
    ["a torn file", "torn.json", '{"format": "brink/outlook@1", "runs": 4', "torn.json is no whole JSON value"],
    ["another format", "other.json", '{"format": "brink/map@1"}', `is not an outlook: its format is "brink/map@1"`],
    [
      "an outlook without its version",
      "old.json",
      '{"format": "brink/outlook@1", "runs": 40, "seed": "1"}',
      "(version:",
    ],
    [
      "an outlook of another case",
      "far.json",
      JSON.stringify({
        ...{format: "brink/outlook@1", runs: 40, seed: "1"},
        version: {
          made: {documents: [{file: "sea.txt", hash: "0"}], edits: [], files: {}},
          follows: {claims: [], links: [], loops: 0},
        },
      }),
      "far.json is an outlook of another case",
    ],
  ])("refuses %s", async (_, file, text, says) => {
    if (text !== null) world.put(file, text)
    expect(await refused("outlook", "later", ...RUNS, "--since", file)).toContain(says)
  })
})
