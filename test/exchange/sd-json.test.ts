// SD-JSON: its structure, and what a model's equations say of its links.
import {existsSync, readdirSync, readFileSync} from "node:fs"
import {describe, expect, it} from "vitest"
import {z} from "zod"
import {readMdl, readXmile, writeSdJson} from "../../src/exchange/index.ts"
import {isQuick} from "../tiers.ts"

const shared = process.env["BRINK_SHARED"] ?? "../shared"
const corpus = `${shared}/data/sd-test-models`

/** The form as the field's own description has it; nothing else may stand in it. */
const equation = z.string()
const sdJson = z.strictObject({
  variables: z.array(
    z.strictObject({
      name: z.string().min(1),
      type: z.enum(["stock", "flow", "variable"]),
      equation,
      documentation: z.string().optional(),
      units: z.string().optional(),
      uniflow: z.boolean().optional(),
      inflows: z.array(z.string()).optional(),
      outflows: z.array(z.string()).optional(),
      dimensions: z.array(z.string()).optional(),
      arrayEquations: z.array(z.strictObject({equation, forElements: z.array(z.string()).min(1)})).optional(),
      crossLevelGhostOf: z.string().optional(),
      graphicalFunction: z
        .strictObject({points: z.array(z.strictObject({x: z.number(), y: z.number()})).min(1)})
        .optional(),
      subType: z
        .enum([
          "queue",
          "conveyor",
          "nonNegative",
          "discreteOutflow",
          "conveyorLeakage",
          "queueOutflow",
          "queueOverflow",
          "delayVariable",
        ])
        .optional(),
      additionalProperties: z.record(z.string(), z.union([z.string(), z.boolean()])).optional(),
    }),
  ),
  relationships: z.array(
    z.strictObject({from: z.string(), to: z.string(), polarity: z.enum(["+", "-", ""]), polarityReasoning: z.string()}),
  ),
  modules: z.array(z.strictObject({name: z.string(), parentModule: z.string()})).optional(),
  specs: z.strictObject({
    startTime: z.number(),
    stopTime: z.number(),
    dt: z.number(),
    timeUnits: z.string().optional(),
    integrationMethod: z.enum(["Euler", "RK4"]),
    arrayDimensions: z
      .array(
        z.strictObject({
          type: z.enum(["numeric", "labels"]),
          name: z.string(),
          size: z.number().int().min(1),
          elements: z.array(z.string()),
        }),
      )
      .optional(),
  }),
})

const CONTROL = "\nFINAL TIME = 8 ~~|\nINITIAL TIME = 0 ~~|\nTIME STEP = 0.5 ~~|\nSAVEPER = TIME STEP ~~|\n"
const write = (mdl: string) => {
  const {text, notes} = writeSdJson(readMdl(mdl + CONTROL, "m.mdl").blueprint)
  return {...sdJson.parse(JSON.parse(text)), notes}
}
const xmile = (variables: string, rest = "") => {
  const file = `<xmile version="1.0"><header><name>n</name></header><sim_specs method="RK4" time_units="day"><start>0</start><stop>4</stop></sim_specs><dimensions><dim name="n" size="2"/></dimensions><model><variables>${variables}</variables></model>${rest}</xmile>`
  const {text, notes} = writeSdJson(readXmile(file, "n.xmile").blueprint)
  return {...sdJson.parse(JSON.parse(text)), notes}
}

describe("SD-JSON", () => {
  it("has stocks with their flows, equations in XMILE's words, and links with their polarity", () => {
    const {variables, relationships, specs} = write(
      "water = INTEG(rain - leak, 3) ~ m3 ~ a pond |\nrain = 2 * weather ~~|\nleak = water / holding time ~~|\nholding time = 4 ~~|\nweather = IF THEN ELSE(Time > 2, 1, 0) ~~|",
    )
    expect(variables[0]).toEqual({
      name: "water",
      type: "stock",
      equation: "3",
      documentation: "a pond",
      units: "m3",
      inflows: ["rain"],
      outflows: ["leak"],
    })
    expect(variables.find((one) => one.name === "leak")).toMatchObject({
      type: "flow",
      equation: "water/holding_time",
      uniflow: false,
    })
    expect(variables.find((one) => one.name === "weather")).toMatchObject({
      type: "variable",
      equation: "IF TIME > 2 THEN 1 ELSE 0",
    })
    const polarity = Object.fromEntries(relationships.map(({from, to, polarity: sign}) => [`${from} -> ${to}`, sign]))
    expect(polarity).toMatchObject({
      "rain -> water": "+",
      "leak -> water": "-",
      "weather -> rain": "+",
      "water -> leak": "+",
      "holding time -> leak": "-",
    })
    expect(specs).toEqual({startTime: 0, stopTime: 8, dt: 0.5, timeUnits: specs.timeUnits, integrationMethod: "Euler"})
  })

  it("leaves a link open where the equation moves both ways", () => {
    const {relationships} = write(
      "a = 1 ~~|\nb = a - 2 * a ~~|\nc = MAX(0, 3 - a) ~~|\nd = SIN(a) ~~|\ne = WITH LOOKUP(a, ((0,1),(1,0))) ~~|\nf = WITH LOOKUP(a, ((0,1),(1,2),(2,0))) ~~|",
    )
    const sign = (to: string) => relationships.find((one) => one.to === to)?.polarity
    expect(["b", "c", "d", "e", "f"].map(sign)).toEqual(["", "-", "", "-", ""])
  })

  it("gives a stock whose rate is any expression a flow of its own", () => {
    const {variables, relationships} = write("x = INTEG(2 * a - x * a, 1) ~~|\na = 1 ~~|")
    expect(variables[0]).toMatchObject({name: "x", inflows: ["x net flow"], outflows: []})
    expect(variables[1]).toMatchObject({name: "x net flow", type: "flow", equation: "2*a - x*a"})
    expect(relationships).toContainEqual(expect.objectContaining({from: "a", to: "x net flow", polarity: ""}))
  })

  it("names arrays' dimensions and writes their stocks element by element", () => {
    const {variables, specs} = write(
      "place: pond, lake ~~|\nx[place] = INTEG(y[place], 1) ~~|\ny[place] = z[place] * 2 ~~|\nz[pond] = 1 ~~|\nz[lake] = Time ~~|",
    )
    expect(specs.arrayDimensions).toEqual([{type: "labels", name: "place", size: 2, elements: ["pond", "lake"]}])
    expect(variables.find((one) => one.name === "x")).toMatchObject({
      dimensions: ["place"],
      arrayEquations: [
        {equation: "1", forElements: ["pond"]},
        {equation: "1", forElements: ["lake"]},
      ],
    })
    expect(variables.find((one) => one.name === "y")).toMatchObject({equation: "z[place]*2", dimensions: ["place"]})
    expect(variables.find((one) => one.name === "z")!.arrayEquations).toEqual([
      {equation: "1", forElements: ["pond"]},
      {equation: "TIME", forElements: ["lake"]},
    ])
  })

  it("names modules, and the variables that each sees of another as ghosts", () => {
    const {variables, modules, specs} = xmile(
      '<module name="fish"><connect to="fish.food" from=".grain"/></module><aux name="grain"><eqn>fish.size</eqn></aux>',
      '<model name="fish"><variables><aux name="food" access="input"/><aux name="size" access="output"><eqn>food * 2</eqn></aux></variables></model>',
    )
    expect(modules).toEqual([{name: "fish", parentModule: ""}])
    expect(variables.map((one) => one.name)).toEqual(["grain", "fish.food", "fish.size"])
    expect(variables[1]).toMatchObject({crossLevelGhostOf: "grain", equation: ""})
    expect(specs).toMatchObject({integrationMethod: "RK4", timeUnits: "day", dt: 1})
  })

  it("says what kind of stock or flow it is", () => {
    const {variables} = xmile(
      '<stock name="belt"><eqn>1</eqn><outflow>off</outflow><outflow>lost</outflow><conveyor><len>2</len></conveyor></stock><flow name="off"/><flow name="lost" leak_end="0.5"><leak>0.1</leak></flow><stock name="jar"><eqn>1</eqn><non_negative/></stock><aux name="late"><eqn>SMTH1(belt, 2)</eqn></aux><stock name="line"><eqn>0</eqn><queue/></stock>',
    )
    expect(variables.map((one) => one.subType)).toEqual([
      "conveyor",
      "discreteOutflow",
      "conveyorLeakage",
      "nonNegative",
      "delayVariable",
      "queue",
    ])
    expect(variables[0]!.additionalProperties).toMatchObject({processTime: "2", oneAtATime: true})
    expect(variables[2]!.additionalProperties).toMatchObject({leakFraction: "0.1", leakZoneEnd: "50"})
  })

  it("names what it has no place for", () => {
    const {notes} = write(
      ":MACRO: M(a)\nM = a ~~|\n:END OF MACRO:\nA: a1, a2 -> B ~~|\nB: b1, b2 ~~|\nx[A] = GET TIME VALUE(0, 0, 1) ~~|",
    )
    expect(notes).toEqual([
      "SD-JSON has no macros: M",
      "SD-JSON has no mappings between dimensions: A",
      "SD-JSON has no functions of these names; they are written brink.NAME(...): get_time_value",
    ])
  })
})

describe.skipIf(!existsSync(corpus))("the test models of the field", () => {
  it.skipIf(isQuick)("are all written in that form", {timeout: 60_000}, () => {
    for (const path of (readdirSync(corpus, {recursive: true}) as string[]).filter((one) =>
      /\.(mdl|xmile|stmx)$/.test(one),
    )) {
      const text = readFileSync(`${corpus}/${path}`, "utf8")
      const {blueprint} = path.endsWith(".mdl") ? readMdl(text, path) : readXmile(text, path)
      const parsed = sdJson.safeParse(JSON.parse(writeSdJson(blueprint).text))
      expect([path, parsed.error?.message]).toEqual([path, undefined])
    }
  })
})
