// A quantity set to what it is anyway changes nothing: with it every corpus model must equal itself without it, quantity
// by quantity, through copies of stocks, memories, arrays, flows and macros.

import {existsSync, readdirSync} from "node:fs"
import {describe, expect, test} from "vitest"
import {checkReality} from "../../src/check/index.ts"
import {sweepHere} from "../../src/ensemble/index.ts"
import {openModel} from "../../src/io/models.ts"
import type {Course, Expr, Model, RealityCheck} from "../../src/model/index.ts"

const shared = process.env["BRINK_SHARED"] ?? "../shared"
const root = `${shared}/data/sd-test-models/tests`
const SOURCES = 4
const COMPARED = 15

const named = (name: string): Expr => ({op: "name", name})

function same(model: Model): RealityCheck[] {
  const shown = model.quantities.filter((quantity) => !quantity.inner)
  const compared = shown.slice(0, COMPARED)
  const courses = compared.map(({name}, i): Course => ({name: `base ${i}`, kind: "base", basis: named(name)}))
  const equal = compared.map(
    ({name}, i): Expr => ({op: "binary", fn: "==", left: named(name), right: named(`base ${i}`)}),
  )
  const implies = equal.reduce((left, right): Expr => ({op: "binary", fn: "and", left, right}))
  return shown
    .filter(({name}) => !/^(?:initial|final|saveper|time)/i.test(name))
    .slice(0, SOURCES)
    .map(({name}) => ({
      name: `same ${name}`,
      sets: [{quantity: name, to: named(name)}],
      condition: null,
      implies,
      courses,
      source: "",
      line: 0,
    }))
}

/** The model of a corpus file; null for one that is refused. */
async function opened(path: string): Promise<Model | null> {
  try {
    const {model, issues} = await openModel(path)
    return issues.some((issue) => issue.grave) ? null : model
  } catch {
    return null
  }
}

describe.skipIf(!existsSync(root))("a check that changes nothing", () => {
  test("holds in every model that runs", async () => {
    const against: string[] = []
    let holds = 0
    for (const folder of readdirSync(root))
      for (const file of readdirSync(`${root}/${folder}`)) {
        const model = /\.(?:mdl|xmile|stmx)$/.test(file) ? await opened(`${root}/${folder}/${file}`) : null
        if (!model) continue
        const checks = await checkReality({
          model: {...model, realityChecks: same(model)},
          execute: async (plan) => sweepHere(plan),
          runs: 1,
          seed: "1",
        })
        for (const {id, verdict, why} of checks)
          if (verdict === "holds") holds++
          else if (!why.startsWith("The run failed")) against.push(`${file} ${id}: ${why}`)
      }
    expect(against).toEqual([])
    expect(holds).toBeGreaterThan(500)
  })
})
