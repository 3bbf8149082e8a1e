import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {z} from "zod"
import type {Distribution, Expr, Model, Quantity} from "../../src/model/index.ts"
import {
  checkUnits,
  modelSchema,
  parseExpression,
  parseModel,
  printExpression,
  printModel,
  weighLineages,
} from "../../src/model/index.ts"
import {isQuick, someOf} from "../tiers.ts"

const SALT_ROAD = `format: brink/model@1
time: {unit: week, origin: 2025-10-01, start: 0, stop: 52, step: 0.25, save: 1, method: euler}
quantities:
  herds:        {kind: stock, unit: animal, initial: 40000, inflows: [births], outflows: [losses], range: [0, .inf], because: [data: herds.csv]}
  births:       {kind: flow, unit: animal/week, equation: herds * birth_rate, because: [assumed: long-run average]}
  losses:       {kind: flow, unit: animal/week, equation: raids * animals_per_raid, because: [claim: 3f9a02c41be7]}
  raids:        {kind: auxiliary, unit: raid/week, equation: "base_raids * (1 - patrols) * if(scarcity, hunger / 0.5, 1)", because: [link: hunger->raids]}
  hunger:       {kind: auxiliary, unit: 1, equation: "smooth(max(0, 1 - herds / 40000), 8)", because: [link: herds->hunger]}
  birth_rate:   {kind: parameter, unit: 1/week, value: {triangular: [0.002, 0.004, 0.006]}, because: [assumed: three sources disagree]}
  animals_per_raid: {kind: parameter, unit: animal/raid, value: {lognormal: {p5: 10, p95: 60}}, because: [data: raids.csv]}
  base_raids:   {kind: parameter, unit: raid/week, value: 6, because: [data: raids.csv]}
  patrols:      {kind: lever, unit: 1, value: 0, range: [0, 1]}
contested:
  scarcity:     {question: Does hunger drive raids?, sides: [{is: true, says: it does, claims: [3f9a02c41be7, 90ab41d2c3e8~2]}, {is: false, says: it does not, claims: [77b10c9e52d4]}], weight: lineages}
events:
  drought:      {when: "time > 20", chance: 0.02 / week, does: {herds: "*= 0.9"}, because: [claim: 90ab41d2c3e8~2]}
`

/** The model a file of these lines holds: a valid clock, and whatever quantities are given. */
const file = (quantities: string, more = "") =>
  `format: brink/model@1\ntime: {unit: week, stop: 10, step: 0.5}\nquantities:\n${quantities}\n${more}`

const refused = (text: string): string => {
  try {
    parseModel(text, "model.yaml")
  } catch (error) {
    expect((error as Error).name).toBe("Fault")
    return (error as Error).message
  }
  throw new Error("was not refused")
}

describe("a model file", () => {
  test("comes back as its clock, quantities, switches and events", () => {
    const model = parseModel(SALT_ROAD, "cases/salt-road/model.yaml")
    expect(model.name).toBe("model")
    expect(model.time).toEqual({
      unit: "week",
      origin: "2025-10-01",
      start: 0,
      stop: 52,
      step: 0.25,
      save: 1,
      method: "euler",
    })
    expect(model.quantities.map((q) => q.name)).toEqual([
      "herds",
      "births",
      "losses",
      "raids",
      "hunger",
      "birth_rate",
      "animals_per_raid",
      "base_raids",
      "patrols",
    ])
    const herds = model.quantities[0]!
    expect(herds).toMatchObject({
      kind: "stock",
      initial: {op: "number", value: 40000},
      inflows: ["births"],
      outflows: ["losses"],
      range: [0, Number.POSITIVE_INFINITY],
      because: [{data: "herds.csv"}],
      line: 4,
    })
    expect(model.quantities[5]!.value).toEqual({kind: "triangular", low: 0.002, mode: 0.004, high: 0.006})
    expect(model.events[0]).toMatchObject({
      name: "drought",
      chance: 0.02,
      does: [{quantity: "herds", act: "*=", amount: {op: "number", value: 0.9}}],
    })
  })

  test("weighs a disagreement by its claims until a chance is stated", () => {
    expect(parseModel(SALT_ROAD, "m.yaml").contested[0]).toMatchObject({chance: 2 / 3, weight: "lineages"})
    const stated = SALT_ROAD.replace("weight: lineages", "chance: 0.25")
    expect(parseModel(stated, "m.yaml").contested[0]).toMatchObject({chance: 0.25, weight: "stated"})
    const resolved = SALT_ROAD.replace("weight: lineages", "weight: lineages, chance: 0.5")
    expect(parseModel(resolved, "m.yaml").contested[0]).toMatchObject({chance: 0.5, weight: "lineages"})
    const silent = SALT_ROAD.replace(/claims: \[[^\]]*\]/g, "claims: []")
    expect(parseModel(silent, "m.yaml").contested[0]).toMatchObject({chance: 0.5, weight: "lineages"})
  })

  test("weighs a disagreement by independent voices once the documents are known", () => {
    const model = parseModel(SALT_ROAD, "m.yaml")
    const lineage: Record<string, string> = {"3f9a02c41be7": "a.md", "90ab41d2c3e8~2": "a.md", "77b10c9e52d4": "b.md"}
    const weigh = (m: typeof model, known = lineage) =>
      weighLineages(m, (claim) => known[claim] ?? null).contested[0]!.chance
    expect(weigh(model)).toBe(1 / 2)
    expect(weigh(model, {"3f9a02c41be7": "a.md"})).toBe(1)
    expect(weigh(model, {})).toBe(2 / 3)
    expect(weigh(parseModel(SALT_ROAD.replace("weight: lineages", "chance: 0.25"), "m.yaml"))).toBe(0.25)
  })

  test("has a step, a clock and a method of its own when it is silent", () => {
    const model = parseModel(file("  a: {kind: auxiliary, unit: 1, equation: 2, because: [assumed: a]}"), "m.yaml")
    expect(model.time).toEqual({unit: "week", start: 0, stop: 10, step: 0.5, save: 1, method: "euler"})
    expect(model.contested).toEqual([])
    expect(model.events).toEqual([])
  })

  test("may name a quantity by a word that objects are born with, or by several words", () => {
    const model = parseModel(
      file(
        [
          "  constructor: {kind: parameter, unit: 1, value: 2, because: [assumed: a]}",
          "  food need: {kind: auxiliary, unit: 1, equation: constructor * toString, because: [assumed: a]}",
          "  toString: {kind: auxiliary, unit: 1, equation: constructor + 1, because: [assumed: a]}",
          "  hunger: {kind: auxiliary, unit: 1, equation: '\"food need\" / 2', because: [assumed: a]}",
        ].join("\n"),
      ),
      "m.yaml",
    )
    expect(model.quantities.map((q) => q.name)).toEqual(["constructor", "food need", "toString", "hunger"])
  })

  test("has a published JSON Schema", () => {
    const schema = z.toJSONSchema(modelSchema, {io: "input"})
    expect(JSON.stringify(schema)).toContain("triangular")
  })
})

describe("a model file with a mistake is refused", () => {
  test("a quantity that does not say what it rests on is named", () => {
    const message = refused(SALT_ROAD.replace(", because: [data: herds.csv]", ""))
    expect(message).toContain("model.yaml:4:3: quantities.herds.because: missing; say what it rests on")
    expect(refused(SALT_ROAD.replace("because: [data: herds.csv]", "because: []"))).toContain(
      "quantities.herds.because: say what it rests on",
    )
  })

  test("a name the model does not have is refused at its place, with the nearest", () => {
    expect(refused(SALT_ROAD.replace("herds * birth_rate", "herds * birthrate"))).toContain(
      "model.yaml:5:67: quantities.births.equation: reads `birthrate`, which the model does not have; nearest: birth_rate",
    )
  })

  test("a mistake in an equation is refused with its column", () => {
    expect(refused(SALT_ROAD.replace("raids * animals_per_raid", "raids * * 2"))).toContain(
      "model.yaml:6:67: quantities.losses.equation: `*` cannot stand here (column 9 of `raids * * 2`)",
    )
  })

  test("all mistakes are named at once, in the order of the file", () => {
    const message = refused(
      SALT_ROAD.replace("inflows: [births]", "inflows: [birth]")
        .replace("value: {triangular: [0.002, 0.004, 0.006]}", "value: {triangular: [0.004, 0.002, 0.006]}")
        .replace("range: [0, 1]", "range: [0.5, 1]"),
    )
    expect(message.split("\n").slice(0, 4)).toEqual([
      "model/invalid-file: 3 mistakes in model.yaml",
      "  model.yaml:4:71: quantities.herds.inflows.0: no flow `birth` in the model; nearest: births",
      "  model.yaml:9:56: quantities.birth_rate.value: triangular is [low, likeliest, high] in rising order, found [0.004, 0.002, 0.006]",
      "  model.yaml:12:47: quantities.patrols.value: the default 0 is outside the range [0.5, 1]",
    ])
  })

  test.each([
    ["outflows: [losses]", "outflows: [raids]", "`raids` is of kind auxiliary; only a flow moves a stock"],
    ["inflows: [births]", "inflows: [births, births]", "`births` stands twice"],
    ["stop: 52", "stop: 0", "the end (0) is not after the start (0)"],
    ["step: 0.25", "step: 0.3", "52 is no whole number of time steps of 0.3"],
    ["step: 0.25", "step: 0", "a step of 0 goes nowhere"],
    ["step: 0.25", "step: 1e-9", "time steps are more than 10000000"],
    ["save: 1", "save: 0.4", "rows are saved every 0.4, which is no whole number of time steps of 0.25"],
    ["origin: 2025-10-01", "origin: 2025-13-01", "`2025-13-01` is no date"],
    ["unit: week", "unit: km/week", "`km/week` is no unit of time"],
    ["method: euler", "method: eular", 'time.method: expected one of "euler"|"rk2"|"rk4", found "eular"'],
    ["{lognormal: {p5: 10, p95: 60}}", "{lognormal: {p5: 60, p95: 10}}", "lognormal needs 0 < p5 < p95"],
    ["{lognormal: {p5: 10, p95: 60}}", "{normal: {mean: 10, sd: 0}}", "the sd of a normal is above 0"],
    ["{lognormal: {p5: 10, p95: 60}}", "{uniform: [60, 10]}", "uniform runs from the lower to the higher"],
    ["{lognormal: {p5: 10, p95: 60}}", "{beta: {a: 0, b: 1}}", "a and b of a beta are above 0"],
    ["{lognormal: {p5: 10, p95: 60}}", "{beta: {a: 1, b: 1, low: 2, high: 1}}", "a beta runs from low to high"],
    ["{lognormal: {p5: 10, p95: 60}}", "{chance: 1.5}", "a chance is between 0 and 1, found 1.5"],
    ["{lognormal: {p5: 10, p95: 60}}", "{lognormal: {p5: 10, p59: 60}}", "did you mean `p95`?"],
    ["range: [0, .inf]", "range: [1, 0]", "the lowest value (1) is not below the highest (0)"],
    ["initial: 40000", "initial: -1", "the initial value -1 is outside the range [0, Infinity]"],
    ["range: [0, 1]", "range: [0, .inf]", "a lever can be moved only between two finite values"],
    ["kind: lever", "kind: leaver", "a kind is one of stock, flow, auxiliary, parameter, lever"],
    ["range: [0, 1]", "label: x", "quantities.patrols.range: missing"],
    ["unit: animal,", "unit: animal//x,", "`animal//x` cannot be read"],
    ["{is: false, says", "{is: true, says", "two sides, one with `is: true` and one with `is: false`"],
    ["weight: lineages", "weight: 1.5", "a chance is between 0 and 1, found 1.5"],
    ["weight: lineages", "weight: stated", "`weight: stated` needs a `chance:`"],
    ['"*= 0.9"', '"0.9"', "begin with =, +=, -= or *="],
    ['herds: "*= 0.9"', 'raids: "*= 0.9"', "an event changes stocks and levers; this model has: herds"],
    ["0.02 / week", "0.02 / day", "a chance is written as 0.02 / week, found `0.02 / day`"],
    ["claim: 3f9a02c41be7", "claim: 123456789012", "a claim's id as text; put one of digits alone in quotes"],
    ["drought:", "herds:", "this name is already in `quantities`; choose another"],
    ["scarcity:     {", "time:     {", "`time` means something else in equations"],
    ["drought:", "'7':", "a name is letters, digits and _"],
    ["format: brink/model@1", "format: brink/model@2", "made by a newer Brink"],
  ])("%s -> %s", (from, to, says) => {
    expect(SALT_ROAD).toContain(from)
    expect(refused(SALT_ROAD.replace(from, to))).toContain(says)
  })

  test("a quantity that stands twice is refused", () => {
    expect(refused(SALT_ROAD.replace("  births: ", "  herds: "))).toContain("this key stands twice")
  })
})

// Generated models: any tree whose units are free (all quantities dimensionless), so that only the writing is tried.
const words = fc.oneof(
  fc.constantFrom("true", "no", "it's: a # test", "- x", "3", "~", "été", "a, b", "*x", "null", "2025-10-01", "0x1F"),
  fc.string({minLength: 1, maxLength: 20, unit: "binary"}).filter((s) => /\S/.test(s) && !/\p{Cs}/u.test(s)),
)
const finite = fc.oneof(
  fc.double({min: -1e12, max: 1e12, noNaN: true}).map((n) => n + 0),
  fc.integer({min: -99, max: 99}),
)
const positive = fc.double({min: 1e-6, max: 1e6, noNaN: true})
const ordered = (n: number) => fc.uniqueArray(finite, {minLength: n, maxLength: n}).map((a) => a.sort((x, y) => x - y))
const prior: fc.Arbitrary<Distribution> = fc.oneof(
  finite.map((value): Distribution => ({kind: "fixed", value})),
  ordered(2).map(([low, high]): Distribution => ({kind: "uniform", low: low!, high: high!})),
  ordered(3).map(([low, mode, high]): Distribution => ({kind: "triangular", low: low!, mode: mode!, high: high!})),
  fc.tuple(finite, positive).map(([mean, sd]): Distribution => ({kind: "normal", mean, sd})),
  positive.map((p5): Distribution => ({kind: "lognormal", p5, p95: p5 * 3})),
  fc
    .tuple(positive, positive, ordered(2))
    .map(([a, b, [low, high]]): Distribution => ({kind: "beta", a, b, low: low!, high: high!})),
  fc.double({min: 0, max: 1, noNaN: true}).map((p): Distribution => ({kind: "chance", p: p + 0})),
)
const because = fc.array(
  fc.oneof(
    words.map((claim) => ({claim})),
    words.map((link) => ({link})),
    words.map((data) => ({data})),
    words.map((assumed) => ({assumed})),
  ),
  {minLength: 1, maxLength: 3},
)
const equation = (names: readonly string[]): fc.Arbitrary<Expr> =>
  fc
    .tuple(fc.constantFrom(...names), finite, fc.constantFrom("+", "-", "*", "/", "<", "and" as const))
    .map(([name, value, fn]): Expr => ({op: "binary", fn, left: {op: "name", name}, right: {op: "number", value}}))
const NAMES = ["herds", "food need", "x1", "constructor", "été", "delay", "2025_war", "on"]
const described = fc.record({label: fc.option(words, {nil: undefined}), because})
const anyModel: fc.Arbitrary<Model> = fc
  .record({
    name: words,
    title: fc.option(words, {nil: undefined}),
    descriptions: fc.array(described, {minLength: NAMES.length, maxLength: NAMES.length}),
    equations: fc.array(equation(NAMES), {minLength: 5, maxLength: 5}),
    prior,
    bounds: ordered(2),
    table: fc.record({
      points: ordered(3),
      values: fc.tuple(finite, finite, finite),
      between: fc.constantFrom("line", "last", "next", "none" as const),
      beyond: fc.constantFrom("hold", "extend", "none" as const),
      how: fc.constantFrom("value", "extend", "inverse", "area" as const),
      named: fc.constantFrom("effect", "step", "food [a,b]", "2x"),
    }),
    chance: fc.double({min: 0, max: 1, noNaN: true}).map((p) => p + 0),
    says: fc.tuple(words, words, words),
    claims: fc.tuple(fc.array(words, {maxLength: 2}), fc.array(words, {maxLength: 2})),
  })
  .map((g): Model => {
    const quantities = NAMES.map((name, i): Quantity => {
      const shared = {name, unit: "1", ...g.descriptions[i]!, line: 0, source: ""}
      if (shared.label === undefined) delete (shared as {label?: string}).label
      if (i === 0)
        return {
          ...shared,
          kind: "stock",
          initial: {op: "number", value: 3},
          inflows: ["food need"],
          outflows: [],
          rate: {op: "number", value: 0},
        }
      if (i === 1) return {...shared, unit: "1/week", kind: "flow", equation: {op: "number", value: 0}}
      if (i === 2) return {...shared, kind: "parameter", value: g.prior}
      if (i === 3)
        return {
          ...shared,
          kind: "lever",
          value: {kind: "fixed", value: g.bounds[0]!},
          range: [g.bounds[0]!, g.bounds[1]!],
        }
      return {...shared, kind: "auxiliary", equation: g.equations[i - 4]!}
    })
    return {
      format: "brink/model@1",
      name: g.name,
      ...(g.title === undefined ? {} : {title: g.title}),
      time: {unit: "week", start: 0, stop: 10, step: 0.5, save: 1, method: "rk4"},
      quantities: [
        ...quantities,
        {
          name: "read [a,b]: #1",
          kind: "auxiliary",
          unit: "1",
          equation: {op: "lookup", table: g.table.named, how: g.table.how, of: {op: "name", name: "x1"}},
          because: g.descriptions[0]!.because,
          inner: true,
          line: 0,
          source: "",
        },
      ],
      tables: [
        {
          name: g.table.named,
          unit: "1",
          x: g.table.points,
          y: g.table.values,
          between: g.table.between,
          beyond: g.table.beyond,
          because: g.descriptions[1]!.because,
          line: 0,
        },
      ],
      equivalences: [
        ["USD", "$"],
        ["person", "head"],
      ],
      contested: [
        {
          name: "switch",
          question: g.says[0],
          sides: [
            {is: true, says: g.says[1], claims: g.claims[0]},
            {is: false, says: g.says[2], claims: g.claims[1]},
          ],
          chance: g.chance,
          weight: "stated",
        },
      ],
      events: [
        {
          name: "flood",
          when: {op: "binary", fn: ">", left: {op: "time"}, right: {op: "number", value: 2}},
          chance: 0.5,
          does: [{quantity: "herds", act: "-=", amount: {op: "number", value: 1}}],
          because: g.descriptions[0]!.because,
        },
      ],
    }
  })
  .filter((model) => checkUnits(model).length === 0)

/** A model without what reading a file adds: its name, line numbers, and the author's words for an equation. */
const meaning = ({file: _file, ...model}: Model) => ({
  ...model,
  quantities: model.quantities.map(({source: _source, line: _line, ...quantity}) => quantity),
  tables: model.tables?.map(({line: _line, ...table}) => table),
})

describe("a model file torn at random", () => {
  const snippets = [
    "{",
    "}",
    "[",
    ": ",
    "\n",
    "  ",
    "- ",
    '"',
    "'",
    "*",
    "&a ",
    "!!",
    "?",
    "|",
    ".inf",
    "0",
    "null",
    ",",
    "#",
    "\t",
    "é",
  ]
  const tear = fc.record({
    at: fc.nat({max: SALT_ROAD.length}),
    drop: fc.nat({max: 12}),
    put: fc.array(fc.constantFrom(...snippets), {maxLength: 3}).map((parts) => parts.join("")),
  })
  test("is read, or refused in words; it never crashes", () => {
    fc.assert(
      fc.property(fc.array(tear, {minLength: 1, maxLength: 3}), (tears) => {
        const torn = tears.reduce((text, t) => text.slice(0, t.at) + t.put + text.slice(t.at + t.drop), SALT_ROAD)
        try {
          parseModel(torn, "m.yaml")
        } catch (error) {
          expect((error as Error).name, String(error)).toBe("Fault")
          expect((error as Error).message).toMatch(/^model\/[a-z-]+: /)
        }
      }),
      {seed: 11, numRuns: someOf(300)},
    )
  })
})

describe("a model printed", () => {
  test.skipIf(isQuick)("reads back to the same model, whatever its words and numbers", () => {
    fc.assert(
      fc.property(anyModel, (model) => {
        const text = printModel(model)
        expect(meaning(parseModel(text, "m.yaml"))).toEqual(meaning(model))
        expect(printModel(parseModel(text, "m.yaml"))).toBe(text)
      }),
      {seed: 3, numRuns: someOf(100)},
    )
  })

  test("keeps the author's words for an equation while they say the same", () => {
    const model = parseModel(SALT_ROAD.replace("herds * birth_rate", "(herds)*birth_rate"), "m.yaml")
    expect(printModel(model)).toContain('equation: "(herds)*birth_rate"')
    const births = model.quantities[1]!
    const changed = {
      ...model,
      quantities: model.quantities.map((q) =>
        q === births ? {...q, equation: parseExpression("herds * 2 * birth_rate")} : q,
      ),
    }
    expect(printModel(changed)).toContain("equation: herds * 2 * birth_rate")
  })

  test("what a page says of a lever, a number and a side comes back as it was written, and deeds are a lever's alone", () => {
    const words = SALT_ROAD.replace("kind: lever,", "kind: lever, by: the clans, deeds: {high: the clans ride out},")
      .replace("kind: parameter,", 'kind: parameter, question: "How fast, in a good year?",')
      .replace("{is: true,", "{is: true, if: fodder is scarce,")
    const read = parseModel(words, "m.yaml")
    const again = parseModel(printModel(read), "m.yaml")
    for (const model of [read, again]) {
      expect(model.quantities.find(({kind}) => kind === "lever")).toMatchObject({
        by: "the clans",
        deeds: {high: "the clans ride out"},
      })
      expect(model.quantities.map(({question}) => question)).toContain("How fast, in a good year?")
      expect(model.contested[0]!.sides.find(({is}) => is)!.if).toBe("fodder is scarce")
    }
    const wrong = SALT_ROAD.replace("kind: parameter,", "kind: parameter, deeds: {low: herds shrink},")
    expect(() => parseModel(wrong, "m.yaml")).toThrow(/deeds/u)
  })

  test("puts one quantity on a line where it fits, keys in one order", () => {
    const text = printModel(parseModel(SALT_ROAD, "m.yaml"))
    expect(text).toContain(
      "\n  births: {kind: flow, unit: animal/week, equation: herds * birth_rate, because: [{assumed: long-run average}]}\n",
    )
    expect(text).toContain("\n  scarcity:\n    question: ")
    expect(printExpression(parseModel(text, "m.yaml").events[0]!.when)).toBe("time > 20")
  })
})
