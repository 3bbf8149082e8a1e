// A stock with ten thousand flows: added up from left to right like the few of any other, in parts, so that nothing
// goes ten thousand brackets deep.

import {expect, test} from "vitest"
import {compile, emit, interpret, model, rows} from "../../src/engine/alone.ts"
import {flatten, readXmile} from "../../src/exchange/index.ts"
import {inBlocks} from "./members.ts"

const MANY = 10_000

test("10,000 inflows and 1,000 outflows, in every executor", () => {
  const flows: Record<string, string> = {}
  const inflows = Array.from({length: MANY}, (_, i) => `in ${i}`)
  const outflows = Array.from({length: MANY / 10}, (_, i) => `out ${i}`)
  inflows.forEach((name, i) => {
    flows[name] = `${i} / 7`
  })
  outflows.forEach((name, i) => {
    flows[name] = `${i} / 9 + level * 0`
  })
  const program = compile(model({time: {stop: 2, step: 1}, stocks: {level: {initial: 5, inflows, outflows}}, flows}))
  // By hand: every inflow in its order, then every outflow, in doubles.
  let change = 0 / 7
  for (let i = 1; i < MANY; i++) change += i / 7
  for (let i = 0; i < MANY / 10; i++) change -= i / 9
  const level = program.outputs.findIndex(({name}) => name === "level")
  const wanted = [5, 5 + change, 5 + change + change]
  for (const runner of [interpret(program), emit(program, [level])]) {
    const width = runner.kept.length
    const table = new Float64Array(rows(program) * width)
    expect(runner.run([], table, {seed: {lo: 1, hi: 0}, run: 0})).toBeNull()
    const at = runner.kept.indexOf(level)
    expect(Array.from({length: 3}, (_, row) => table[row * width + at])).toEqual(wanted)
  }
  const blocks = inBlocks(program, new Float64Array(0), 3, 0, undefined, [level])
  expect(blocks).toMatchObject({failures: [], table: Float64Array.from([...wanted, ...wanted, ...wanted])})
})

test("10,000 outflows of a stock that stays at 0 or above are served in their order", () => {
  // 25 are there, each flow wants 1: the first twenty-five get it, the others nothing.
  const names = Array.from({length: MANY}, (_, i) => `out ${i}`)
  const xmile = `<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"><header><vendor>v</vendor><product version="1">p</product></header>
<sim_specs><start>0</start><stop>1</stop><dt>1</dt></sim_specs><model><variables><stock name="level"><eqn>25</eqn>
${names.map((name) => `<outflow>${name.replace(" ", "_")}</outflow>`).join("\n")}<non_negative/></stock>
${names.map((name) => `<flow name="${name}"><eqn>1</eqn></flow>`).join("\n")}</variables></model></xmile>`
  const flat = flatten(readXmile(xmile, "m.xmile").blueprint, {file: "m.xmile"})
  expect(flat.issues.filter(({grave}) => grave)).toEqual([])
  const program = compile(flat.model)
  const runner = emit(program)
  const table = new Float64Array(rows(program) * runner.kept.length)
  expect(runner.run([], table, {seed: {lo: 1, hi: 0}, run: 0})).toBeNull()
  const value = (name: string) => table[program.outputs.findIndex((output) => output.name === name)]
  expect([value("out 0"), value("out 24"), value("out 25"), value("out 9999")]).toEqual([1, 1, 0, 0])
})
