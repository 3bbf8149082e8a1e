// A Brink model said in another tool's terms: the same bits, and words for what no other tool can hold.

import {describe, expect, test} from "vitest"
import {compile, interpret, rows} from "../../src/engine/index.ts"
import {central, centralInputs, seedOf} from "../../src/ensemble/index.ts"
import {blueprintOf} from "../../src/exchange/blueprint/blueprint-of.ts"
import {flatten} from "../../src/exchange/flat/flatten.ts"
import {readMdl} from "../../src/exchange/vensim/mdl.ts"
import {writeMdl} from "../../src/exchange/vensim/mdl-writer.ts"
import {readXmile} from "../../src/exchange/xmile/xmile.ts"
import {writeXmile} from "../../src/exchange/xmile/xmile-writer.ts"
import {checkUnits, type Model, parseModel} from "../../src/model/index.ts"

const tank = (lines: string, more = "") =>
  parseModel(
    `format: brink/model@1
time: {unit: hour, start: 0, stop: 6, step: 0.5, save: 1}
quantities:
${lines
  .trim()
  .split("\n")
  .map((line) => `  ${line.trim().replace(/\}$/, ", because: [assumed: a test]}")}`)
  .join("\n")}
${more}`,
    "tank.yaml",
  )

/** Values of each quantity at each saved time. */
function run(model: Model): Map<string, readonly number[]> {
  const program = compile(model)
  const width = program.outputs.length
  const table = new Float64Array(rows(program) * width)
  expect(interpret(program).run(centralInputs(program), table, {seed: seedOf("1"), run: 0})).toBeNull()
  return new Map(
    program.outputs.map(({name}, i) => [
      name,
      Array.from({length: rows(program)}, (_, row) => table[row * width + i]!),
    ]),
  )
}

/** The model written in each format and read again. */
function there(model: Model): Model[] {
  const {blueprint} = blueprintOf(model, central)
  const read = [readMdl(writeMdl(blueprint).text, "tank.mdl"), readXmile(writeXmile(blueprint).text, "tank.xmile")]
  return read.map(({blueprint, issues}) => {
    expect(issues.filter((issue) => issue.grave)).toEqual([])
    return flatten(blueprint, {file: "tank"}).model
  })
}

function same(model: Model): void {
  const before = run(model)
  for (const back of there(model)) {
    expect(checkUnits(back)).toEqual([])
    const after = run(back)
    for (const [name, values] of before) expect(after.get(name), name).toEqual(values)
  }
}

describe("a model of Brink's in another tool's words runs with the same bits, and its units hold", () => {
  test("its priors at their central values, which the notes name", () => {
    const model = tank(`
      water: {kind: stock, unit: litre, initial: 100, outflows: [leak]}
      leak: {kind: flow, unit: litre/hour, equation: water * rate}
      rate: {kind: parameter, unit: 1/hour, value: {lognormal: {p5: 0.1, p95: 0.4}}}`)
    same(model)
    const {notes, blueprint} = blueprintOf(model, central)
    expect(notes).toEqual(["priors are given by their central values, and in words: rate"])
    const rate = blueprint.parts[0]!.variables.find((variable) => variable.name === "rate")!
    expect(rate.doc).toBe("Prior: lognormal p5 0.1, p95 0.4.\nBecause: assumed a test.")
  })

  test("a stock that its range holds", () => {
    const model = tank(`
      water: {kind: stock, unit: 1, initial: 0.9, inflows: [rain], range: [0, 1]}
      rain: {kind: flow, unit: 1/hour, equation: "if(time < 3, 0.3, -0.7)"}`)
    const before = run(model)
    expect(before.get("water")).toEqual([0.9, 1, 1, 1, 0.30000000000000004, 0, 0])
    same(model)
    expect(blueprintOf(model, central).notes).toEqual(["ranges of stocks are kept by a flow of their own: water"])
  })

  test("a stock with a unit, held from both sides, and one of which only a rate is given", () => {
    const model = tank(`
      water: {kind: stock, unit: litre, initial: 12, inflows: [rain], range: [10, 20]}
      rain: {kind: flow, unit: litre/hour, equation: "if(time < 3, 6, -9)"}
      silt: {kind: stock, unit: kg, initial: 1, rate: "if(time < 3, 2, -3) * pour", range: [0, 4]}
      pour: {kind: parameter, unit: kg/hour, value: 1}`)
    expect(run(model).get("water")).toEqual([12, 18, 20, 20, 11, 10, 10])
    same(model)
    const units = blueprintOf(model, central).blueprint.parts[0]!.variables.map(({name, units}) => `${name}: ${units}`)
    expect(units).toEqual(
      expect.arrayContaining(["water kept in range: litre/hour", "most water: litre", "least water: litre"]),
    )
  })

  test("functions that Vensim lacks, tables, and names of any kind", () => {
    same(
      tank(
        `
      "a[x,y]": {kind: parameter, unit: 1, value: 0.3}
      "time of day": {kind: auxiliary, unit: 1, equation: "mod(7.25, 2) + floor(-1.5) + ceil(2.1) + sign(-3)"}
      max: {kind: auxiliary, unit: 1, equation: "max(\\"a[x,y]\\", 0.1, 0.5)"}
      held: {kind: auxiliary, unit: 1, equation: "clamp(\\"a[x,y]\\" * 7, 0, 1) + saturate(0.2) + safe_divide(1, 0, 9)"}
      both: {kind: auxiliary, unit: 1, equation: "mean(1, 2, 4) + product(2, 3) + bend(0.25) + lookup(0.5, 0, 0, 1, 3)"}
      slow: {kind: auxiliary, unit: 1, equation: "smooth(step(1, 2), 3) + delay3(step(1, 2), 2) + tanh(0.3)"}`,
        "tables:\n  bend: {unit: 1, points: [[0, 1], [1, 5]], because: [assumed: a test]}",
      ),
    )
  })

  test("a rate beside flows, in the engine's order", () => {
    same(
      tank(`
      water: {kind: stock, unit: litre, initial: 1, inflows: [a], outflows: [b], rate: 0.1 * water / hour}
      hour: {kind: parameter, unit: hour, value: 1}
      a: {kind: flow, unit: litre/hour, equation: "0.7"}
      b: {kind: flow, unit: litre/hour, equation: "0.1"}`),
    )
  })
})

describe("what no other tool can hold", () => {
  test("is named: switches, events", () => {
    const model = tank(
      `
      herds: {kind: stock, unit: animal, initial: 10}`,
      `contested:
  scarcity: {question: Is it so?, sides: [{is: true, says: it is}, {is: false, says: it is not}], weight: stated, chance: 0.3}
events:
  drought: {when: time > 2, chance: 0.02 / hour, does: {herds: "*= 0.9"}, because: [assumed: a test]}
`,
    )
    const {notes, blueprint} = blueprintOf(model, central)
    expect(notes).toEqual([
      "contested switches are constants, 1 or 0 as likelier: scarcity",
      "events are left out: drought",
    ])
    expect(blueprint.doc).toBe("Event drought: when time > 2 (chance 0.02 / hour), herds *= 0.9.")
    const scarcity = blueprint.parts[0]!.variables.find((variable) => variable.name === "scarcity")!
    expect(scarcity.equation).toEqual({op: "number", value: 0})
    expect(scarcity.doc).toContain("Is it so? 1 = it is; 0 = it is not")
  })

  test("functions of whole arrays, once they are laid out, are refused with the way out", () => {
    const model = tank(`
      first: {kind: auxiliary, unit: 1, equation: "vector_rank(0, 2, 5, 3, 1)"}`)
    expect(() => blueprintOf(model, central)).toThrow(
      /exchange\/laid-out: 'vector_rank' works on whole arrays[\s\S]*Export the file that the model was imported from/,
    )
  })
})
