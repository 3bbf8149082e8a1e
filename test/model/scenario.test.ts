import {describe, expect, test} from "vitest"
import {assertScenario, parseModel, parseScenario} from "../../src/model/index.ts"

const PATROLS = `format: brink/scenario@1
why: What if the two clans patrol together from spring?
levers: {patrols: [{from: 24, to: 30, value: 0.6}, {from: 30, value: 0.2}]}
events:
  - {at: 12, does: {herds: "-= 500"}, why: a late frost}
`
const MODEL = `format: brink/model@1
time: {unit: week, stop: 52, step: 0.5}
quantities:
  herds: {kind: stock, unit: animal, initial: 40000, because: [assumed: a]}
  raids: {kind: auxiliary, unit: raid/week, equation: 6, because: [assumed: a]}
  patrols: {kind: lever, unit: 1, value: 0, range: [0, 1], because: [assumed: a]}
`
const model = parseModel(MODEL, "salt-road.yaml")

const refused = (text: string): string => {
  try {
    assertScenario(parseScenario(text, "scenarios/patrols.yaml"), model)
  } catch (error) {
    expect((error as Error).name).toBe("Fault")
    return (error as Error).message
  }
  throw new Error("was not refused")
}

describe("a scenario file", () => {
  test("comes back as levers over time and dated events, named by its file", () => {
    const scenario = parseScenario(PATROLS, "scenarios/patrols.yaml")
    expect({...scenario, places: [...scenario.places!]}).toEqual({
      places: [
        ["levers.patrols", "scenarios/patrols.yaml:3:10"],
        ["events.0", "scenarios/patrols.yaml:5:5"],
      ],
      format: "brink/scenario@1",
      name: "patrols",
      why: "What if the two clans patrol together from spring?",
      levers: {
        patrols: [
          {from: 24, to: 30, value: 0.6},
          {from: 30, value: 0.2},
        ],
      },
      events: [
        {at: 12, does: [{quantity: "herds", act: "-=", amount: {op: "number", value: 500}}], why: "a late frost"},
      ],
    })
    assertScenario(scenario, model)
  })

  test("may move nothing", () => {
    expect(parseScenario("format: brink/scenario@1\nwhy: nothing is done\nevents: []\n", "calm.yaml")).toMatchObject({
      name: "calm",
      levers: {},
      events: [],
    })
  })

  test.each([
    ["why: What if the two clans patrol together from spring?", "", "why: missing"],
    ["to: 30", "to: 24", "it ends (24) before it begins (24)"],
    ["{from: 30, value: 0.2}", "{from: 28, value: 0.2}", "it begins (28) before the span above it ends (30)"],
    ["{from: 30, value: 0.2}", "{from: 20, value: 0.2}", "spans stand in order of time: 24, then 20"],
    ['"-= 500"', '"500"', "begin with =, +=, -= or *="],
    ['"-= 500"', '"-= 500 +"', "the equation ends where a value should follow"],
    ["levers: {patrols: [", "lever: {patrols: [", "did you mean `levers`?"],
    ["scenario@1", "scenario@2", "made by a newer Brink"],
  ])("is refused: %s -> %s", (from, to, says) => {
    expect(PATROLS).toContain(from)
    expect(refused(PATROLS.replace(from, to))).toContain(says)
  })
})

describe("a scenario of another model is refused", () => {
  test("with every name that does not fit, and the nearest", () => {
    const message = refused(
      PATROLS.replace("patrols: [", "patrol: [").replace("herds:", "herd:").replace("500", "500 * flock"),
    )
    expect(message).toContain("model/foreign-scenario: The scenario 'patrols' does not fit the model 'salt-road'")
    expect(message).toMatch(/\.yaml:3:10: `patrol` is no lever/)
    expect(message).toContain("`patrol` is no lever of the model; nearest: patrols")
    expect(message).toContain("the event at 12 changes `herd`, no stock or lever of the model; nearest: herds")
    expect(message).toContain("the event at 12 reads `flock`, which the model does not have")
  })

  test("for a value outside a lever's range, and for a quantity that is no lever", () => {
    expect(refused(PATROLS.replace("value: 0.6", "value: 1.6"))).toContain("1.6 is outside the range [0, 1]")
    expect(refused(PATROLS.replace("patrols: [", "raids: ["))).toContain("`raids` is of kind auxiliary, not a lever")
  })
})
