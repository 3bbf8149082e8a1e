import {describe, expect, test} from "vitest"
import {
  assertUnits,
  checkUnits,
  type Model,
  parseExpression,
  parseModel,
  printModel,
  type Quantity,
} from "../../src/model/index.ts"

/** Quantities of known units, and one auxiliary under test: what its equation is said to get wrong. */
function said(unit: string, equation: string): string {
  const given: readonly (readonly [string, string])[] = [
    ["people", "person"],
    ["food", "tonne"],
    ["need", "tonne/(person*week)"],
    ["share", "1"],
    ["span", "week"],
    ["rate", "1/week"],
    ["area", "km^2"],
  ]
  const quantities = given.map(
    ([name, unit]): Quantity => ({
      name,
      unit,
      kind: "parameter",
      value: {kind: "fixed", value: 1},
      because: [{assumed: "a test"}],
      source: "1",
      line: 1,
    }),
  )
  const tried: Quantity = {
    name: "tried",
    unit,
    kind: "auxiliary",
    equation: parseExpression(equation),
    because: [{assumed: "a test"}],
    source: equation,
    line: 9,
  }
  const model: Model = {
    format: "brink/model@1",
    name: "units",
    time: {unit: "week", start: 0, stop: 10, step: 1, save: 1, method: "euler"},
    quantities: [...quantities, tried],
    contested: [
      {
        name: "scarcity",
        question: "Is it so?",
        sides: [
          {is: true, says: "yes", claims: []},
          {is: false, says: "no", claims: []},
        ],
        chance: 0.5,
        weight: "stated",
      },
    ],
    events: [],
  }
  return checkUnits(model)
    .map((issue) => issue.says)
    .join("\n")
}

describe("an equation that measures what it says", () => {
  test.each([
    ["tonne/week", "people * need"],
    ["tonne", "food - people * need * span"],
    ["tonne", "food * (1 - share)"],
    ["tonne/week", "food * rate"],
    ["tonne/week", "food / span"],
    ["1", "food / (people * need * span)"],
    ["km", "sqrt(area)"],
    ["km^4", "area^2"],
    ["1", "share^share"],
    ["1", "exp(-rate * span)"],
    ["1", "if(food > 0, share, 1)"],
    ["tonne", "if(scarcity and time > 20, food, 0)"],
    ["tonne", "max(food, 5)"],
    ["tonne", "smooth(food, 8)"],
    ["tonne", "smooth3(food, span, 100)"],
    ["tonne", "clamp(food, 0, 40)"],
    ["tonne", "step(food, 3) + delay_fixed(food, 2, 0)"],
    ["1", "pulse(3, span)"],
    ["week", "mod(time, 52)"],
    ["tonne", "ramp(food * rate, 0, span)"],
    ["1", "lookup(food, 0, 1, 10, 2)"],
    ["person", "lookup(food, 0, 1, 10, 2)"],
    ["tonne/person", "safe_divide(food, people)"],
    ["tonne", "initial(food)"],
    ["tonne", "2 * food"],
    ["tonne", "-food + 0"],
    ["person", "40000"],
    ["person", "3 * 12 + 4"],
    ["1", "people / 40000"],
    ["1", "1 - people / 40000"],
    ["person", "people / 2"],
    ["1", "not food"],
  ])("[%s] %s", (unit, equation) => {
    expect(said(unit, equation)).toBe("")
  })
})

describe("an equation that mixes units is shown", () => {
  test.each([
    ["tonne", "people + food", "Cannot add person to tonne in 'tried'"],
    ["tonne", "food - people", "Cannot subtract person from tonne in 'tried'"],
    ["tonne", "food + 5", "Cannot add tonne to a pure number in 'tried'"],
    ["tonne", "food * rate", "'tried' is in tonne, but its equation gives tonne/week"],
    ["1", "exp(span)", "`x` of exp() is in week, not a pure number"],
    ["tonne", "smooth(food, people)", "`tau` of smooth() is in person, not week"],
    ["1", "food > people", "Cannot compare tonne with person"],
    ["tonne", "if(share, food, people)", "if() mixes tonne with person"],
    ["1", "2^food", "Cannot raise to a power in tonne"],
    ["1", "food^share", "Cannot raise tonne to a power that is not a plain number"],
    ["1", "people * span / 40", "'tried' is in 1, but its equation gives person*week"],
    ["tonne", "safe_divide(food, people, food)", "safe_divide() gives tonne/person, or else tonne"],
    ["tonne//", "food", "Cannot read the unit `tonne//` of 'tried'"],
  ])("[%s] %s", (unit, equation, says) => {
    expect(said(unit, equation)).toContain(says)
  })

  test("with its equation, the units in it, its line and the next move", () => {
    expect(said("tonne", "people + food")).toBe(
      ["Cannot add person to tonne in 'tried'", "  tried = people [person] + food [tonne]", "  at units:9"].join("\n"),
    )
  })
})

const TANK = `format: brink/model@1
time: {unit: minute, stop: 10, step: 1}
quantities:
  water: {kind: stock, unit: litre, initial: 100, outflows: [leak], because: [assumed: a]}
  leak: {kind: flow, unit: litre/minute, equation: water * leak_rate, because: [assumed: a]}
  leak_rate: {kind: parameter, unit: 1/minute, value: 0.1, because: [assumed: a]}
events:
  rain: {when: time > 5, does: {water: "+= 10"}, because: [assumed: a]}
`
const refusal = (text: string): string => {
  try {
    parseModel(text, "tank/model.yaml")
  } catch (error) {
    return (error as Error).message
  }
  return "not refused"
}

describe("a model file that mixes units", () => {
  test("is refused with the equation, its place and the next move", () => {
    expect(refusal(TANK)).toBe("not refused")
    expect(refusal(TANK.replace("water * leak_rate", "water + leak_rate"))).toBe(
      [
        "model/unit-mismatch: Cannot add litre to 1/minute in 'leak'",
        "  leak = water [litre] + leak_rate [1/minute]",
        "  at tank/model.yaml:5",
        "  Multiply one side by a parameter that carries the missing unit, or correct the declared units.",
      ].join("\n"),
    )
  })

  test("is refused for a flow that is not its stock's unit per unit of time", () => {
    const message = refusal(
      TANK.replace("unit: litre/minute, equation: water * leak_rate", "unit: litre, equation: water"),
    )
    expect(message).toContain("The flow 'leak' is in litre, but the stock 'water' [litre] moves in litre/minute")
  })

  test("is refused for an event that adds one unit to another", () => {
    expect(refusal(TANK.replace('"+= 10"', '"+= leak_rate"'))).toContain(
      "'rain' is in litre, but its equation gives 1/minute",
    )
    expect(refusal(TANK.replace('"+= 10"', '"*= water"'))).toContain("'rain' is in 1, but its equation gives litre")
  })

  test("lists the other mistakes after the first", () => {
    const message = refusal(TANK.replace("water * leak_rate", "water").replace("initial: 100", "initial: leak_rate"))
    expect(message).toContain("'water' is in litre, but its equation gives 1/minute")
    expect(message).toContain("also, at tank/model.yaml:5: 'leak' is in litre/minute, but its equation gives litre")
  })

  test("made in memory is refused by its own name", () => {
    const {quantities, ...rest} = parseModel(TANK, "m.yaml")
    const wrong = quantities.map((q) => (q.name === "leak_rate" ? {...q, unit: "1", line: 0} : {...q, line: 0}))
    expect(() => assertUnits({...rest, quantities: wrong})).toThrow(
      "'leak' is in litre/minute, but its equation gives litre",
    )
  })
})

describe("an imported model", () => {
  const imported = (...quantities: Partial<Quantity>[]): Model => ({
    format: "brink/model@1",
    name: "imported",
    time: {unit: "Month", start: 0, stop: 10, step: 1, save: 1, method: "euler"},
    quantities: quantities.map(
      (one): Quantity => ({
        name: "a",
        unit: "",
        kind: "parameter",
        value: {kind: "fixed", value: 1},
        because: [{data: "a.mdl"}],
        source: "1",
        line: 1,
        ...one,
      }),
    ),
    contested: [],
    events: [],
    units: "warn",
  })
  const says = (model: Model) => checkUnits(model, "a.mdl").map((issue) => issue.says)

  test("says nothing of what has no declared unit, and of what depends on it", () => {
    const model = imported(
      {name: "a", unit: ""},
      {name: "b", unit: "Person"},
      {name: "c", unit: "Widget", kind: "auxiliary", equation: parseExpression("a + b"), line: 3},
      {name: "d", unit: "Widget", kind: "auxiliary", equation: parseExpression("a * b ^ 2"), line: 4},
    )
    expect(says(model)).toEqual(["'c' is in Widget, but its equation gives Person\n  c = a + b [Person]\n  at a.mdl:3"])
  })

  test("counts people as persons, months as Months, and case for nothing", () => {
    const model = imported(
      {name: "b", unit: "People"},
      {name: "m", unit: "months"},
      {name: "c", unit: "PERSON/Month", kind: "auxiliary", equation: parseExpression("b / m"), line: 3},
    )
    expect(says(model)).toEqual([])
  })

  test("a mistake of an array's equation is said once, with how many elements share it", () => {
    const model = imported(
      {name: "b", unit: "Person"},
      ...["x", "y", "z"].map((at) => ({
        name: `c[${at}]`,
        unit: "Month",
        kind: "auxiliary" as const,
        equation: parseExpression("2 * b"),
        line: 7,
      })),
    )
    expect(says(model)).toEqual([
      "'c[x]' is in Month, but its equation gives Person\n  c[x] = 2 * b [Person]\n  and 2 more of the same line\n  at a.mdl:7",
    ])
  })

  test("a net rate is the stock's unit over time, and tables give their declared unit", () => {
    const model: Model = {
      ...imported(
        {name: "m", unit: "Month"},
        {name: "b", unit: "Person"},
        {
          name: "s",
          unit: "Person",
          kind: "stock",
          initial: parseExpression("b"),
          rate: parseExpression("b"),
          inflows: [],
          outflows: [],
          line: 5,
        },
        {
          name: "t",
          unit: "Widget",
          kind: "auxiliary",
          equation: {op: "lookup", table: "curve", of: parseExpression("b"), how: "value"},
          line: 6,
        },
      ),
      tables: [
        {name: "curve", unit: "Gadget", x: [0, 1], y: [0, 1], between: "line", beyond: "hold", because: [], line: 9},
      ],
    }
    expect(says(model).map((line) => line.split("\n")[0])).toEqual([
      "The change of 's' is in Person/Month, but its equation gives Person",
      "'t' is in Widget, but its equation gives Gadget",
    ])
  })

  test("a unit that is none is said once, and the file read back all the same", () => {
    const model = imported({name: "b", unit: "1000 (people"}, {name: "c", unit: "1000 (people"})
    expect(says(model)).toEqual(["Cannot read the unit `1000 (people` of 'b'\n  at a.mdl:1"])
    expect(parseModel(printModel(model), "b.yaml").quantities.map((q) => q.unit)).toEqual([
      "1000 (people",
      "1000 (people",
    ])
  })

  test("an equation of ten thousand terms is measured", () => {
    let sum = parseExpression("b")
    for (let i = 0; i < 10_000; i++) sum = {op: "binary", fn: "+", left: sum, right: {op: "name", name: "b"}}
    expect(
      says(imported({name: "b", unit: "Person"}, {name: "c", unit: "Person", kind: "auxiliary", equation: sum})),
    ).toEqual([])
  })
})
