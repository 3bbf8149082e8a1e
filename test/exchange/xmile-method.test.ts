// By which method an XMILE file is run.

import {expect, test} from "vitest"
import {readXmile} from "../../src/exchange/index.ts"

const read = (vendor: string, product: string, method: string) => {
  const {blueprint, issues} = readXmile(
    `<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
<header><vendor>${vendor}</vendor><product version="1.0" lang="en">${product}</product></header>
<sim_specs method="${method}"><start>0</start><stop>4</stop><dt>1</dt></sim_specs>
<model><variables><aux name="x"><eqn>1</eqn></aux></variables></model></xmile>`,
    "m.xmile",
  )
  return {method: blueprint.time.method, says: issues.map((issue) => `${issue.grave} ${issue.code} ${issue.at?.line}`)}
}

test("a file is run by the method it names", () => {
  expect(read("isee systems, inc.", "Stella Architect", "RK4")).toEqual({method: "rk4", says: []})
  expect(read("Ventana Systems, xmutil", "Vensim, xmutil", "RK4")).toEqual({method: "rk4", says: []})
  expect(read("Ventana Systems, Inc.", "Vensim", "Euler")).toEqual({method: "euler", says: []})
})

test("Vensim's own export says RK4 of every model: Euler is taken, and that is said", () => {
  expect(read("Ventana Systems, Inc.", "Vensim", "RK4")).toEqual({
    method: "euler",
    says: ["false exchange/method 3"],
  })
})
