import {describe, expect, it} from "vitest"
import type {Blueprint, Dimension, Subscript, Term, Variable} from "../../src/exchange/blueprint.ts"
import {flatten} from "../../src/exchange/index.ts"
import {printExpression} from "../../src/model/index.ts"

const at = {line: 1, column: 1}
const num = (value: number): Term => ({op: "number", value})
const sub = (...names: string[]): Subscript[] =>
  names.map((name) => (name.endsWith("!") ? {kind: "over", name: name.slice(0, -1)} : {kind: "name", name}))
const ref = (name: string, ...names: string[]): Term => ({op: "name", name, subscripts: sub(...names), at})
const call = (fn: string, ...args: Term[]): Term => ({op: "call", fn, args, at})
const plus = (left: Term, right: Term): Term => ({op: "binary", fn: "+", left, right})
const list = (...values: number[]): Term => ({op: "list", values: values.map(num)})

const variable = (name: string, equation: Term | null, more: Partial<Variable> = {}): Variable => ({
  name,
  subscripts: [],
  except: [],
  kind: "auxiliary",
  equation,
  units: "",
  doc: "",
  source: "",
  at,
  ...more,
})

const dimension = (name: string, elements: string[], ...mappings: Dimension["mappings"][number][]): Dimension => ({
  name,
  elements,
  mappings,
  doc: "",
  at,
})

function blueprint(variables: Variable[], dimensions: Dimension[] = [], more: Partial<Blueprint> = {}): Blueprint {
  return {
    tool: "vensim",
    name: "m",
    title: "",
    doc: "",
    time: {unit: "Month", start: num(0), stop: num(10), step: num(1), save: null, method: "euler"},
    dimensions,
    macros: [],
    parts: [{name: "", variables, modules: [], groups: [], views: []}],
    checks: [],
    equivalences: [],
    settings: [],
    ...more,
  }
}

/** Every quantity by name: its equation as text, or its number. */
function laid(of: Blueprint): Record<string, string | number> {
  const {model, issues} = flatten(of, {file: "m.mdl"})
  expect(issues).toEqual([])
  return Object.fromEntries(
    model.quantities.map((q) => [
      q.name,
      q.value?.kind === "fixed" ? q.value.value : printExpression(q.equation ?? q.initial!),
    ]),
  )
}

describe("arrays", () => {
  const region = dimension("Region", ["North", "South"])
  it("has an equation for every element, with the same element on the right", () => {
    const a = variable("a", list(1, 2), {subscripts: sub("Region"), kind: "constant"})
    const b = variable("b", plus(ref("a", "Region"), num(1)), {subscripts: sub("region")})
    expect(laid(blueprint([a, b], [region]))).toEqual({
      "a[North]": 1,
      "a[South]": 2,
      "b[North]": `"a[North]" + 1`,
      "b[South]": `"a[South]" + 1`,
    })
  })

  it("adds up an array from left to right, the last dimension fastest", () => {
    const a = variable("a", list(1, 2, 3, 4), {subscripts: sub("Region", "Age")})
    const total = variable("total", call("sum", ref("a", "Region!", "Age!")))
    const flat = laid(blueprint([a, total], [region, dimension("Age", ["young", "old"])]))
    expect(flat.total).toBe(`sum("a[North,young]", "a[North,old]", "a[South,young]", "a[South,old]")`)
  })
})
