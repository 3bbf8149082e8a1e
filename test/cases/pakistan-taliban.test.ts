// The bundled case: its files read and fit each other, its model runs for a year without a
// failed run, and it moves the way the documents say it moves.
import {readdirSync, readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"
import {check, parseChecks} from "../../src/check/index.ts"
import {compile, scenarioSettings} from "../../src/engine/index.ts"
import {column, type Runs, sweepHere} from "../../src/ensemble/index.ts"
import {gather, parseCodebook} from "../../src/map/index.ts"
import {assertScenario, parseModel, parseScenario, printModel} from "../../src/model/index.ts"
import {read} from "../../src/reading/index.ts"
import {type Document, lineages, openDocument} from "../../src/text/index.ts"
import {english} from "../syntax/english.ts"

const root = new URL("../../cases/pakistan-taliban/", import.meta.url)
const text = (path: string) => readFileSync(new URL(path, root), "utf8")
const model = parseModel(text("model.yaml"), "cases/pakistan-taliban/model.yaml")
const codebook = parseCodebook(text("factors.yaml"), "factors.yaml")

const documents: Document[] = readdirSync(new URL("documents/", root))
  .sort()
  .map((file) => openDocument({file, kind: "markdown", text: text(`documents/${file}`)}).document!)
const voices = lineages(documents)
const reading = read(documents, voices, english(), [])
const map = gather(reading, {codebook})
const link = (id: string) => map.links.find((l) => l.id === id)

const scenarioOf = (name: string) => parseScenario(text(`scenarios/${name}.yaml`), `scenarios/${name}.yaml`)
const RUNS = 100
function runs(scenario?: string): Runs {
  const given = scenario === undefined ? null : scenarioOf(scenario)
  const options = given ? {settings: scenarioSettings(given), events: given.events} : {}
  return sweepHere({program: compile(model, options), runs: RUNS, seed: "1"})
}
const base = runs()
function median(r: Runs, name: string, week: number): number {
  const sorted = [...column(r, name, week)].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}

describe("the briefs", () => {
  test("say in their first line what they are a brief of, and name outlet and date", () => {
    for (const document of documents) {
      expect(document.text, document.file).toMatch(/\n---\nThis is a brief, in other words, of an? /)
      expect(document.text, document.file).toMatch(/inferred/)
      expect(document.publisher, document.file).toBeTruthy()
      expect(document.date, document.file).toBeTruthy()
    }
  })

  test("count the two rewrites of one article as one voice", () => {
    expect(voices.map((lineage) => lineage.files.length).sort()).toEqual([1, 1, 1, 2])
    expect(voices.find((lineage) => lineage.files.length === 2)!.files.map((file) => file.slice(0, 3))).toEqual([
      "001",
      "004",
    ])
  })

  test("tell pressure on Kabul both ways, and the core links with the right sign", () => {
    expect(link("pressure_on_kabul->kabul_action")!.sign).toBe("contested")
    for (const [id, sign] of [
      ["ttp_sanctuary->ttp_attacks", "+"],
      ["ttp_attacks->mutual_trust", "-"],
      ["taliban_ttp_bond->kabul_action", "-"],
      ["kabul_action->pakistani_strikes", "-"],
      ["pakistani_strikes->taliban_retaliation", "+"],
      ["mediation->taliban_retaliation", "-"],
      ["border_closure->afghan_strain", "+"],
      ["engagement->indian_influence", "-"],
    ])
      expect(link(id!)?.sign, id).toBe(sign)
  })

  test("close loops through strikes, trust and Kabul's action", () => {
    const through = (...factors: string[]) => map.loops.some((l) => factors.every((f) => l.factors.includes(f)))
    expect(through("pakistani_strikes", "taliban_retaliation", "mutual_trust")).toBe(true)
    expect(through("kabul_action", "ttp_sanctuary", "ttp_attacks")).toBe(true)
    expect(through("kabul_action", "pakistani_strikes", "taliban_sovereignty")).toBe(true)
  })
})

describe("the model", () => {
  test("rests on links of the map and claims of the briefs that are there", () => {
    const named = model.quantities.flatMap((q) => q.because).flatMap((b) => ("link" in b ? [b.link] : []))
    expect(named.filter((id) => !link(id))).toEqual([])
    const claims = model.contested.flatMap((c) => c.sides).flatMap((side) => side.claims)
    expect(claims.filter((id) => !reading.claims.some((claim) => claim.id === id))).toEqual([])
    expect(claims.length).toBeGreaterThan(0)
  })

  test("reads back as it is printed", () => {
    const printed = printModel(model)
    expect(printModel(parseModel(printed, "printed.yaml"))).toBe(printed)
  })

  test("runs for a year without a failed run, every index between 0 and 1", () => {
    expect(base.failures).toEqual([])
    const indices = model.quantities.filter((q) => q.range?.[0] === 0 && q.range[1] === 1).map((q) => q.name)
    for (const name of indices)
      for (const week of [0, 13, 26, 52])
        for (const value of column(base, name, week)) {
          expect(value, name).toBeGreaterThanOrEqual(0)
          expect(value, name).toBeLessThanOrEqual(1)
        }
  })

  test("starts near what was counted: some 340 deaths a month in Pakistan, 4,000 a year", () => {
    expect(median(base, "pakistan_deaths", 4)).toBeGreaterThan(250)
    expect(median(base, "pakistan_deaths", 4)).toBeLessThan(420)
  })

  test("under a truce alone quietens the exchange and not the insurgency, and relapses when mediators leave", () => {
    const truce = runs("truce-only")
    expect(truce.failures).toEqual([])
    expect(median(truce, "taliban_retaliation", 26)).toBeLessThan(0.4 * median(base, "taliban_retaliation", 26))
    const attacks = median(truce, "ttp_attacks", 26) / median(base, "ttp_attacks", 26)
    expect(Math.abs(attacks - 1)).toBeLessThan(0.1)
    expect(median(truce, "pakistani_strikes", 52)).toBeGreaterThan(2 * median(truce, "pakistani_strikes", 26))
  })

  test("under a verified bargain quietens both", () => {
    const bargain = runs("verified-bargain")
    expect(median(bargain, "pakistani_strikes", 52)).toBeLessThan(0.3 * median(base, "pakistani_strikes", 52))
    expect(median(bargain, "ttp_attacks", 52)).toBeLessThan(0.9 * median(base, "ttp_attacks", 52))
    expect(median(bargain, "taliban_cohesion", 52)).toBeLessThan(median(base, "taliban_cohesion", 52))
  })

  test("fits every scenario of the case", () => {
    for (const file of readdirSync(new URL("scenarios/", root)))
      assertScenario(scenarioOf(file.replace(".yaml", "")), model)
  })
})

test("the case's own checks hold", async () => {
  const checks = parseChecks(text("checks.yaml"), "checks.yaml")
  const execute = async (plan: Parameters<typeof sweepHere>[0]) => sweepHere(plan)
  const result = await check({model, map, reading, execute, runs: RUNS, seed: "1", drafted: false, checks})
  const own = result.checks.filter((c) => checks.some((wanted) => wanted.id === c.id))
  expect(own.map((c) => [c.id, c.verdict])).toEqual(checks.map((c) => [c.id, "holds"]))
  // A model may disagree with its documents, but this one was written to say the same.
  expect(result.checks.filter((c) => c.verdict === "contradicted").map((c) => c.says)).toEqual([])
})

test("the observed deaths are there, with source and licence", () => {
  const lines = text("data/ucdp_deaths.csv").trim().split("\n")
  expect(lines.filter((line) => /^# (source|licence|unit|citation): /.test(line))).toHaveLength(4)
  expect(lines).toContain("date,pakistan_deaths,afghanistan_deaths")
  expect(lines).toContain("2025-10,479,148")
  expect(lines.filter((line) => /^\d{4}-\d{2},\d+,\d+$/.test(line))).toHaveLength(197)
})
