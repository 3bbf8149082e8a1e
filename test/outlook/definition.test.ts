import {describe, expect, test} from "vitest"
import {parseModel} from "../../src/model/index.ts"
import {definition} from "../../src/outlook/definition.ts"

/** A toll road: what a gate lets through is reckoned, what carters make of it is estimated. */
const road = parseModel(
  `
format: brink/model@1
time: {unit: week, start: 0, stop: 52, step: 0.25, save: 1, method: euler}
quantities:
  gate: {kind: lever, unit: 1, value: 1, range: [0, 1]}
  escort: {kind: lever, unit: 1, value: 0, range: [0, 1]}
  grant: {kind: lever, unit: coin/week, value: 0, range: [0, 9]}
  carts_wanted: {kind: parameter, unit: cart/week, value: {uniform: [20, 40]}, because: [assumed: seen]}
  courage: {kind: parameter, unit: 1, value: {uniform: [0.1, 0.5]}, because: [assumed: opinion]}
  toll: {kind: parameter, unit: coin/cart, value: 2, because: [assumed: it is written on the gate]}
  slowness: {kind: parameter, unit: week, value: {uniform: [1, 4]}, because: [assumed: opinion]}
  forgotten: {kind: parameter, unit: 1/week, value: 0.01, because: [assumed: opinion]}
  carts: {kind: auxiliary, unit: cart/week, equation: "carts_wanted * gate * (1 + courage * escort)", because: [assumed: it is so]}
  known_carts: {kind: stock, unit: cart/week, initial: 0, rate: "(carts - known_carts) / slowness - known_carts * forgotten", because: [assumed: it is so]}
  tolls: {kind: flow, unit: coin/week, equation: "min(99, toll * carts + grant)", because: [assumed: it is so]}
  coins: {kind: stock, unit: coin, initial: 0, inflows: [tolls], because: [assumed: it is so]}
  mood: {kind: auxiliary, unit: 1, equation: "saturate(carts / carts_wanted)", because: [assumed: it is so]}
  market: {kind: auxiliary, unit: cart/week, equation: "known_carts * 2", because: [assumed: it is so]}
  fair: {kind: auxiliary, unit: 1, equation: "if(gate > 0.5, 1, 0)", because: [assumed: it is so]}
  tide: {kind: auxiliary, unit: cart/week, equation: "if(night, carts_wanted, 0) - carts", because: [assumed: it is so]}
contested:
  night: {question: Do carts go by night?, sides: [{is: true, says: they do, claims: [a]}, {is: false, says: they do not, claims: [b]}], chance: 0.5}
`,
  "model.yaml",
)

const of = (lever: string, outcome: string) => definition(road, lever, outcome)

describe("what a lever moves by definition", () => {
  test("is what its own equation holds, whatever the estimates beside it", () => {
    expect(of("gate", "carts")).toEqual(["gate", "carts"])
  })
  test("goes through auxiliaries and flows to the stock that is looked at", () => {
    expect(of("gate", "coins")).toEqual(["gate", "carts", "tolls", "coins"])
    expect(of("grant", "coins")).toEqual(["grant", "tolls", "coins"])
  })
  test("goes into a stock by its rate, of which what it goes on from is no other term", () => {
    expect(of("gate", "known_carts")).toEqual(["gate", "carts", "known_carts"])
  })
  test("and through a difference whose other term is in dispute", () => {
    expect(of("gate", "tide")).toEqual(["gate", "carts", "tide"])
  })
  test("ends at a term that an estimate weighs against others", () => {
    expect(of("escort", "carts")).toBeNull()
    expect(of("escort", "coins")).toBeNull()
  })
  test("ends at a stock on the way, a function and a condition", () => {
    expect(of("gate", "market")).toBeNull()
    expect(of("gate", "mood")).toBeNull()
    expect(of("gate", "fair")).toBeNull()
  })
  test("is nothing where no equation leads", () => {
    expect(of("grant", "carts")).toBeNull()
    expect(of("gate", "gate")).toBeNull()
  })
})
