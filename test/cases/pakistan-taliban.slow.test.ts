// The bundled case: its files read and fit each other, its model runs for a year without a
// failed run, and it moves the way the documents say it moves.
import {readdirSync, readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"
import {check, parseChecks} from "../../src/check/index.ts"
import {read} from "../../src/claims/whole.ts"
import {lineages} from "../../src/documents/index.ts"
import {compile, scenarioSettings} from "../../src/engine/index.ts"
import {column, type Runs, sweepHere} from "../../src/ensemble/index.ts"
import {gather, parseCodebook} from "../../src/map/index.ts"
import {assertScenario, parseModel, parseScenario, printModel} from "../../src/model/index.ts"
import {documentsIn} from "../documents/folder.ts"
import {english} from "../language/english.ts"

const root = new URL("../../cases/pakistan-taliban/", import.meta.url)
const text = (path: string) => readFileSync(new URL(path, root), "utf8")
const model = parseModel(text("model.yaml"), "cases/pakistan-taliban/model.yaml")
const codebook = parseCodebook(text("factors.yaml"), "factors.yaml")

const documents = documentsIn(new URL("documents/", root))
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

const LEVERS =
  "mediation_effort will_for_peace kabul_action_order threat_posture engagement_policy strike_ceiling closure_policy expulsion_policy fence_building regional_restraint india_tension_shock fatwa dismantle_facilitation community_integration_policy development_policy ttp_talks aid_policy recognition_offer monitoring_policy delink_india ct_policy".split(
    " ",
  )
const QUANTITIES =
  "attack_rate deaths_attacks strike_tempo retaliation_tempo clashes_rate ceasefire_strength fighters_total recruitment militants_killed sanctuary_permissiveness facilitation_network local_grievance ct_operations domestic_pressure diplomatic_credibility threat_credibility trust_pak_in_kabul trust_kabul_in_pak sovereignty_salience kabul_action cohesion iskp_strength border_openness bilateral_trade reroute_share afghan_strain pakistan_strain refugees_in_pakistan indian_engagement political_instability clerical_mobilisation afghan_sympathy recognition aid_flow war_weariness ucdp_pak_deaths ucdp_afg_deaths".split(
    " ",
  )

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
      ["sanctuary_permissiveness->attack_rate", "+"],
      ["attack_rate->mutual_trust", "-"],
      ["ideological_tie->kabul_action", "-"],
      ["kabul_action->strike_tempo", "-"],
      ["strike_tempo->retaliation_tempo", "+"],
      ["mediation_at_work->retaliation_tempo", "-"],
      ["closure_policy->afghan_strain", "+"],
      ["engagement_policy->indian_engagement", "-"],
    ])
      expect(link(id!)?.sign, id).toBe(sign)
  })

  test("close loops through strikes, trust and Kabul's action", () => {
    const through = (...factors: string[]) => map.loops.some((l) => factors.every((f) => l.factors.includes(f)))
    expect(through("strike_tempo", "retaliation_tempo", "mutual_trust")).toBe(true)
    expect(through("kabul_action", "sanctuary_permissiveness", "attack_rate")).toBe(true)
    expect(through("kabul_action", "strike_tempo", "sovereignty_salience")).toBe(true)
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

  test("runs from August 2021 on without a failed run, every stock and index in its bounds", () => {
    expect(base.failures).toEqual([])
    const bounded = model.quantities.filter((q) => q.range !== undefined && q.kind !== "parameter")
    expect(bounded.length).toBeGreaterThan(90)
    for (const {name, range} of bounded)
      for (const week of [0, 13, 52, 104, 217, 270, 330])
        for (const value of column(base, name, week)) {
          expect(value, name).toBeGreaterThanOrEqual(range![0])
          expect(value, name).toBeLessThanOrEqual(range![1])
        }
  })

  test("keeps the names that scenarios and other tools rely on", () => {
    const kinds = new Map(model.quantities.map((q) => [q.name, q.kind]))
    for (const name of LEVERS) expect(kinds.get(name), name).toBe("lever")
    for (const name of QUANTITIES) expect(["stock", "flow", "auxiliary"], name).toContain(kinds.get(name))
    const moving = [...kinds.values()].filter((kind) => kind !== "parameter").length
    expect(moving).toBeGreaterThanOrEqual(85)
  })

  test("under a truce alone quietens the exchange and not the insurgency, and relapses when mediators leave", () => {
    const truce = runs("k03-truce-only")
    expect(truce.failures).toEqual([])
    expect(median(truce, "retaliation_tempo", 226)).toBeLessThan(0.4 * median(base, "retaliation_tempo", 226))
    const attacks = median(truce, "attack_rate", 226) / median(base, "attack_rate", 226)
    expect(Math.abs(attacks - 1)).toBeLessThan(0.1)
    expect(median(truce, "strike_tempo", 284)).toBeGreaterThan(2 * median(truce, "strike_tempo", 243))
  })

  test("under a verified bargain quietens both", () => {
    const bargain = runs("k04-verified-bargain")
    expect(median(bargain, "strike_tempo", 270)).toBeLessThan(0.3 * median(base, "strike_tempo", 270))
    expect(median(bargain, "attack_rate", 270)).toBeLessThan(0.9 * median(base, "attack_rate", 270))
    expect(median(bargain, "cohesion", 270)).toBeLessThan(median(base, "cohesion", 270))
  })

  test("fits every scenario of the case", () => {
    for (const file of readdirSync(new URL("scenarios/", root)))
      assertScenario(scenarioOf(file.replace(".yaml", "")), model)
  })
})

test("the case's own checks hold", async () => {
  const checks = parseChecks(text("checks.yaml"), "checks.yaml")
  const execute = async (plan: Parameters<typeof sweepHere>[0]) => sweepHere(plan)
  const result = await check({model, map, reading, execute, runs: 60, seed: "1", drafted: false, checks})
  const own = result.checks.filter((c) => checks.some((wanted) => wanted.id === c.id))
  expect(own.map((c) => [c.id, c.verdict])).toEqual(checks.map((c) => [c.id, "holds"]))
  // A model may disagree with its documents, but this one was written to say the same.
  expect(result.checks.filter((c) => c.verdict === "contradicted").map((c) => c.says)).toEqual([])
}, 120_000)

test("the observed deaths are there, with source and licence", () => {
  const lines = text("data/ucdp_deaths.csv").trim().split("\n")
  expect(lines.filter((line) => /^# (source|licence|unit|citation): /.test(line))).toHaveLength(4)
  expect(lines).toContain("date,ucdp_pak_deaths,ucdp_afg_deaths")
  expect(lines).toContain("2025-10,479,148")
  expect(lines.filter((line) => /^\d{4}-\d{2},\d+,\d+$/.test(line))).toHaveLength(197)
})
