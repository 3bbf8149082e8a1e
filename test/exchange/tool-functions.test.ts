// Functions that few models call: what Stella's and Vensim's references say of them, with numbers worked out by hand,
// and what is said where they cannot be run. Written by one tool, each comes back from the other with the same bits.
import {describe, expect, it} from "vitest"
import {compile, emit, interpret, rows} from "../../src/engine/index.ts"
import {centralInputs} from "../../src/ensemble/index.ts"
import type {Blueprint} from "../../src/exchange/blueprint/blueprint.ts"
import {flatten} from "../../src/exchange/index.ts"
import {readMdl} from "../../src/exchange/vensim/mdl.ts"
import {exportMdl} from "../../src/exchange/vensim/mdl-export.ts"
import {writeMdl} from "../../src/exchange/vensim/mdl-writer.ts"
import {readXmile} from "../../src/exchange/xmile/xmile.ts"
import {writeXmile} from "../../src/exchange/xmile/xmile-writer.ts"
import type {Model} from "../../src/model/index.ts"

/** Everything that comes out of a run, by name, at each time. */
function run(model: Model, how: typeof interpret = interpret): Map<string, readonly number[]> {
  const program = compile(model)
  const width = program.outputs.length
  const table = new Float64Array(rows(program) * width)
  const failed = how(program).run(centralInputs(program), table, {seed: {lo: 1, hi: 0}, run: 0})
  expect(failed?.says).toBeUndefined()
  const course = (i: number) => Array.from({length: rows(program)}, (_, row) => table[row * width + i]!)
  return new Map(program.outputs.map(({name}, i) => [name, course(i)]))
}

function laidOut(blueprint: Blueprint, file: string): Model {
  const {model, issues} = flatten(blueprint, {file})
  expect(issues.filter(({grave}) => grave).map(({says}) => says)).toEqual([])
  return model
}

function ofMdl(text: string): Blueprint {
  const {blueprint, issues} = readMdl(text, "world.mdl")
  expect(issues.map(({says}) => says)).toEqual([])
  return blueprint
}

function ofXmile(text: string): Blueprint {
  const {blueprint, issues} = readXmile(text, "world.xmile")
  expect(issues.map(({says}) => says)).toEqual([])
  return blueprint
}

const TIMES = "FINAL TIME = 4 ~~|\nINITIAL TIME = 0 ~~|\nTIME STEP = 1 ~~|\nSAVEPER = TIME STEP ~~|\n"

/** A .xmile of auxiliaries by name, from time 0 to 4 in steps of 1. */
const file = (auxiliaries: Record<string, string>, more = "", dt = 1) => `<?xml version="1.0"?>
<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
<header><name>world</name><vendor>nobody</vendor><product version="1">none</product></header>
<sim_specs><start>0</start><stop>4</stop><dt>${dt}</dt></sim_specs>
<dimensions><dim name="d"><elem name="a"/><elem name="b"/><elem name="c"/></dim>${more.includes("grid") ? '<dim name="e" size="2"/>' : ""}</dimensions>
<model><variables>${Object.entries(auxiliaries)
  .map(([name, eqn]) => `<aux name="${name}"><eqn>${eqn}</eqn></aux>`)
  .join("\n")}
${more}
</variables></model></xmile>`

const MORE = `
<aux name="v"><dimensions><dim name="d"/></dimensions><element subscript="a"><eqn>3</eqn></element>
<element subscript="b"><eqn>1</eqn></element><element subscript="c"><eqn>2</eqn></element></aux>
<aux name="alike"><dimensions><dim name="d"/></dimensions><eqn>7</eqn></aux>
<aux name="grid"><dimensions><dim name="e"/><dim name="d"/></dimensions>
<element subscript="1,a"><eqn>0</eqn></element><element subscript="1,b"><eqn>2</eqn></element>
<element subscript="1,c"><eqn>4</eqn></element><element subscript="2,a"><eqn>10</eqn></element>
<element subscript="2,b"><eqn>12</eqn></element><element subscript="2,c"><eqn>14</eqn></element></aux>
<aux name="hill"><eqn>TIME</eqn><gf><xpts>0,2,4</xpts><ypts>0,4,0</ypts></gf></aux>
<aux name="slope"><eqn>TIME</eqn><gf type="extrapolate"><xpts>0,2</xpts><ypts>0,4</ypts></gf></aux>
<aux name="days"><eqn>TIME</eqn><gf><xpts>1,2,3</xpts><ypts>0,1,4</ypts></gf></aux>
<aux name="flows"><eqn>TIME</eqn><gf><xpts>1,2,3</xpts><ypts>5,7,1</ypts></gf></aux>`

describe("Stella's function", () => {
  const cases: readonly (readonly [equation: string, course: readonly number[]])[] = [
    // A loan of 10,000 at 1 % a month, repaid in 36 months.
    ["ROUND(100 * PMT(0.01, 36, 10000, 0)) / 100", [-332.14, -332.14, -332.14, -332.14, -332.14]],
    ["PMT(0, 4, 10, 2)", [-3, -3, -3, -3, -3]],
    ["FV(0.5, 2, -4, 0)", [10, 10, 10, 10, 10]],
    ["FV(0, 3, -4, 1)", [11, 11, 11, 11, 11]],
    ["PV(0.5, 2, -9, 0)", [10, 10, 10, 10, 10]],
    ["PV(0, 3, -4, -1)", [13, 13, 13, 13, 13]],
    ["IRR(-1 + STEP(1, 1) + STEP(2.25, 2) - STEP(2.25, 3), 9)", [9, 9, 0.5, 0.5, 0.5]],
    ["CGROWTH(10) * 10", [1, 1, 1, 1, 1]],
    ["ENDVAL(TIME + 3)", [3, 3, 3, 3, 3]],
    ["ENDVAL(TIME + 3, 8)", [8, 8, 8, 8, 8]],
    ["RUNCOUNT + SENSIRUNCOUNT", [0, 0, 0, 0, 0]],
    ["HISTORY(TIME + 3, TIME - 2)", [0, 0, 3, 4, 5]],
    ["HISTORY(TIME + 3, 2)", [0, 0, 5, 5, 5]],
    ["HISTORY(TIME + 3, 0)", [3, 3, 3, 3, 3]],
    ["HISTORY(TIME + 3, -1)", [0, 0, 0, 0, 0]],
    ["HISTORY(TIME + 3, TIME)", [3, 4, 5, 6, 7]],
    ["INTERPOLATE(v, TIME / 4)", [3, 2, 1, 1.5, 2]],
    ["INTERPOLATE(v, TIME - 1)", [3, 3, 2, 2, 2]],
    ["INTERPOLATE(grid, 0.5, TIME / 4)", [5, 6, 7, 8, 9]],
    ["INTERPOLATE(grid[2, *], TIME / 4)", [10, 11, 12, 13, 14]],
    ["LOOKUPAREA(hill)", [8, 8, 8, 8, 8]],
    ["LOOKUPAREA(hill, TIME)", [0, 1, 4, 7, 8]],
    ["LOOKUPAREA(hill, 1, TIME)", [1, 0, 3, 6, 7]],
    ["LOOKUPAREA(hill, 9, 1)", [7, 7, 7, 7, 7]],
    ["LOOKUPAREA(slope, 3, 0)", [9, 9, 9, 9, 9]],
    ["LOOKUPXY(TIME, days, flows)", [5, 7, 5, 3, 1]],
    ["RANK(v, 2)", [3, 3, 3, 3, 3]],
    ["RANK(alike, 2)", [2, 2, 2, 2, 2]],
    ["RANK(alike, 2, v)", [3, 3, 3, 3, 3]],
    ["RANK(alike, TIME, v)", [0, 2, 3, 1, 0]],
    ["LOGN(1)", [0, 0, 0, 0, 0]],
    ["INVNORM(0.5, 3, 2)", [3, 3, 3, 3, 3]],
  ]
  const auxiliaries = Object.fromEntries(cases.map(([equation], i) => [`case_${i}`, equation]))
  const blueprint = ofXmile(file(auxiliaries, MORE))
  const model = laidOut(blueprint, "world.xmile")
  const values = run(model)

  it.each(cases.map(([equation, course], i) => [equation, course, i] as const))("%s", (_, course, i) => {
    values.get(`case_${i}`)!.forEach((value, t) => {
      expect(value, `at ${t}`).toBeCloseTo(course[t]!, 9)
    })
  })

  it("gives the same bits as JavaScript, and when it comes back from XMILE", () => {
    expect(run(model, emit)).toEqual(values)
    const back = ofXmile(writeXmile(blueprint).text)
    expect(run(laidOut(back, "world.xmile"))).toEqual(values)
  })

  it("NORMALCDF tells what lies within one standard deviation", () => {
    const {a, b} = Object.fromEntries(
      run(laidOut(ofXmile(file({a: "NORMALCDF(-1, 1)", b: "NORMALCDF(1, 5, 3, 2)"})), "world.xmile")),
    )
    expect(a![0]).toBeCloseTo(0.682689492137, 9)
    expect(b![0]).toBeCloseTo(0.682689492137, 9)
  })

  it("CGROWTH grows by its percentage whatever the step is", () => {
    const stock =
      '<stock name="s"><eqn>100</eqn><inflow>f</inflow></stock><flow name="f"><eqn>s * CGROWTH(21)</eqn></flow>'
    const {s} = Object.fromEntries(run(laidOut(ofXmile(file({}, stock, 0.5)), "world.xmile")))
    expect(s!.at(-1)).toBeCloseTo(100 * 1.21 ** 4, 9)
  })

  it("FV, PV and PMT are their formula in Vensim, with the same bits", () => {
    const money = file({r: "0.01 * TIME", f: "FV(r, 3, -4, 2)", p: "PV(r, 3, -4, 2)", q: "PMT(r, 3, 10, 1)"})
    const before = run(laidOut(ofXmile(money), "world.xmile"))
    const after = run(laidOut(ofMdl(writeMdl(ofXmile(money)).text), "world.mdl"))
    for (const name of ["f", "p", "q"]) expect(after.get(name)).toEqual(before.get(name))
  })

  it("HISTORY, LOOKUPAREA and CGROWTH are said in Vensim's words, with the same bits", () => {
    const told = {
      a: "HISTORY(TIME * 3, TIME - 2)",
      b: "HISTORY(TIME * 3, 2)",
      c: "LOOKUPAREA(hill, TIME)",
      d2: "CGROWTH(10)",
      e2: "LOOKUPXY(TIME, days, flows)",
    }
    const graphs = MORE.slice(MORE.indexOf('<aux name="hill">'))
    const blueprint = ofXmile(file(told, graphs))
    const before = laidOut(blueprint, "world.xmile")
    const {text} = exportMdl(blueprint, before, () => 0)
    const after = run(laidOut(ofMdl(text), "world.mdl"))
    for (const name of Object.keys(told)) expect(after.get(name)).toEqual(run(before).get(name))
  })

  it("HISTORY of a time that wanders is refused", () => {
    const wandering = laidOut(ofXmile(file({a: "HISTORY(TIME, SIN(TIME))"})), "world.xmile")
    expect(() => compile(wandering)).toThrow("history is asked for a time that changes in the run")
  })

  it("INTERPOLATE with too few places is refused by name", () => {
    const {issues} = flatten(ofXmile(file({a: "INTERPOLATE(grid, 1)"}, MORE)), {file: "world.xmile"})
    expect(issues.map(({says}) => says).join("\n")).toContain(
      "'interpolate' needs an array with as many dimensions as places, 1, in 'a'",
    )
  })
})

describe("Vensim's function", () => {
  const courses = (text: string) => run(laidOut(ofMdl(text + TIMES), "world.mdl"))

  it("DEPRECIATE STRAIGHTLINE writes an investment off in equal parts, the year of it included", () => {
    const got = courses(
      "spent = IF THEN ELSE(Time = 1, 12, 0) ~~|\nwritten off = DEPRECIATE STRAIGHTLINE(spent, 3, 1, 0) ~~|\n",
    ).get("written off")
    expect(got).toEqual([0, 4, 4, 4, 0])
  })

  it("DEPRECIATE STRAIGHTLINE lumps what a fiscal period brings, and gives out all of it", () => {
    const text = `spent = IF THEN ELSE(Time = 0.5, 12, 0) ~~|
written off = DEPRECIATE STRAIGHTLINE(spent, 2, 1, 0) ~~|
sum = INTEG(written off, 0) ~~|
FINAL TIME = 4 ~~|\nINITIAL TIME = 0 ~~|\nTIME STEP = 0.5 ~~|\nSAVEPER = TIME STEP ~~|`
    const got = run(laidOut(ofMdl(text), "world.mdl"))
    expect(got.get("written off")).toEqual([0, 6, 3, 3, 0, 0, 0, 0, 0])
    expect(got.get("sum")!.at(-1)).toBe(6)
  })

  it("DEPRECIATE BY SCHEDULE writes off by shares, and what is left of before the start period by period", () => {
    const text = `part: p1, p2, p3 ~~|
share[part] = 50, 30, 20 ~~|
left[part] = 7, 4, 1 ~~|
spent = IF THEN ELSE(Time = 0.5, 20, 0) ~~|
written off = DEPRECIATE BY SCHEDULE(spent, share[p1], left[p1], 3, 0) ~~|
from the middle of a year = DEPRECIATE BY SCHEDULE(spent, share[p1], left[p1], 3, -0.5) ~~|
FINAL TIME = 4 ~~|\nINITIAL TIME = 0 ~~|\nTIME STEP = 0.5 ~~|\nSAVEPER = TIME STEP ~~|`
    const got = run(laidOut(ofMdl(text), "world.mdl"))
    // 20 a year for half a year are 10: 10 a year of it at once, 3 in the next year, 2 in the third.
    expect(got.get("written off")).toEqual([7, 17, 7, 7, 3, 3, 0, 0, 0])
    expect(got.get("from the middle of a year")).toEqual([7, 14, 4, 4, 4, 2, 2, 0, 0])
  })

  it("fiscal periods shorter than any step, and lives without end, take no time", () => {
    const text = (lifetime: string, fiscal: string) =>
      ofMdl(`share[part] = 1, 1 ~~|
part: p1, p2 ~~|
none = 0 ~~|
a = DEPRECIATE STRAIGHTLINE(3, ${lifetime}, ${fiscal}, 0) ~~|
b = DEPRECIATE BY SCHEDULE(3, share[p1], none, ${fiscal}, -1000000) ~~|
${TIMES}`)
    const short = run(laidOut(text("0.00000002", "0.00000001"), "world.mdl"))
    expect(short.get("b")!.every(Number.isFinite)).toBe(true)
    const program = compile(laidOut(text("1000000000", "1"), "world.mdl"))
    const table = new Float64Array(rows(program) * program.outputs.length)
    const failed = interpret(program).run(centralInputs(program), table, {seed: {lo: 1, hi: 0}, run: 0})
    expect(failed?.name).toBe("a")
  })

  it("SINTEG stays between its bounds, and at its special value where it comes near", () => {
    const got = courses(`low = SINTEG(-3, 7, 0, :NA:, :NA:, :NA:, :NA:) ~~|
between = SINTEG(5, 1, 0, 12, :NA:, :NA:, :NA:) ~~|
near = SINTEG(-1, 2.05, :NA:, :NA:, :NA:, 0, 0.1) ~~|
below = SINTEG(-1, -9, -1.5, :NA:, :NA:, :NA:, :NA:) ~~|
plain = SINTEG(2, 1, :NA:, :NA:, :NA:, :NA:, :NA:) ~~|
`)
    expect(got.get("low")).toEqual([7, 4, 1, 0, 0])
    expect(got.get("between")).toEqual([1, 6, 11, 12, 12])
    expect(got.get("near")!.map((value) => Math.round(value * 1e9) / 1e9)).toEqual([2.05, 1.05, 0, -1, -2])
    expect(got.get("below")).toEqual([-1.5, -1.5, -1.5, -1.5, -1.5])
    expect(got.get("plain")).toEqual([1, 3, 5, 7, 9])
  })

  it.each([
    ["s = SINTEG(1, 2, 0, 9, 1, :NA:, :NA:)", "SINTEG in multiples of a quantum is none that Brink can run"],
    ["s = SINTEG(1, 2, 0)", "SINTEG not called as Vensim calls it"],
    ["s = 1 + SINTEG(1, 2, 0, 9, 1, 1, 1)", "SINTEG inside an expression"],
    ["s = SHIFT IF TRUE(1, 2, 3, 4, 5)", "Vensim's function SHIFT IF TRUE is none that Brink can run"],
    ["s = NPVE(1, 2)", "NPVE takes 4 arguments, found 2"],
  ])("%s is refused", (equation, says) => {
    const {issues} = readMdl(`${equation} ~~|\n${TIMES}`, "world.mdl")
    expect(issues.map((issue) => issue.says).join("\n")).toContain(says)
  })

  it("RANDOM LOOKUP draws with the density of its lookup", () => {
    // All between 0 and 1 alike, twice as often between 1 and 2.
    const text = `density((0,1),(0.999999,1),(1.000001,2),(2,2)) ~~|
drawn = RANDOM LOOKUP(density, 0, 2, 0, 1, 0) ~~|
FINAL TIME = 3000 ~~|\nINITIAL TIME = 0 ~~|\nTIME STEP = 1 ~~|\nSAVEPER = TIME STEP ~~|`
    const drawn = run(laidOut(ofMdl(text), "world.mdl")).get("drawn")!
    expect(drawn.filter((value) => value < 1).length / drawn.length).toBeCloseTo(1 / 3, 1)
    expect(drawn.filter((value) => value < 0.5).length / drawn.length).toBeCloseTo(1 / 6, 1)
  })

  it("RANDOM LOOKUP of what is no density is refused", () => {
    const {issues} = flatten(ofMdl(`flat((0,0),(1,0)) ~~|\na = RANDOM LOOKUP(flat, 0, 1, 0, 1, 0) ~~|\n${TIMES}`), {
      file: "world.mdl",
    })
    expect(issues.map(({says}) => says).join()).toContain("no density")
  })

  it("ALLOC P at the price of MARKETP shares out what ALLOCATE BY PRIORITY does", () => {
    const got = courses(`d: a, b, c ~~|
wants[d] = 3, 1, 2 ~~|
urgency[d] = 0, 1, 2 ~~|
price = MARKETP(wants[a], urgency[a], ELMCOUNT(d), 2, 3) ~~|
two steps[d] = ALLOC P(wants[d], urgency[d], 2, price) ~~|
one step[d] = ALLOCATE BY PRIORITY(wants[d], urgency[d], ELMCOUNT(d), 2, 3) ~~|
`)
    for (const element of ["a", "b", "c"])
      expect(got.get(`two steps[${element}]`)![0]).toBeCloseTo(got.get(`one step[${element}]`)![0]!, 12)
  })

  it("data equations take their numbers from another series, shifted or added up", () => {
    const got = courses(`series((0,1),(1,2),(2,4),(3,8),(4,16)) ~~|
seen := series(Time) ~~|
ahead := TIME SHIFT(series, 1) ~~|
added := CUMULATE(series) ~~|
total := CUMULATEF(series) ~~|
`)
    expect(got.get("ahead")).toEqual([2, 4, 8, 16, 16])
    expect(got.get("added")).toEqual([1, 3, 7, 15, 31])
    expect(got.get("total")).toEqual([31, 31, 31, 31, 31])
  })

  it("each comes back from .mdl and from XMILE with the same bits", () => {
    const blueprint = ofMdl(`d: a, b, c ~~|
v[d] = 3, 1, 2 ~~|
curve((0,0),(2,3),(5,10)) ~~|
x = 3 + Time ~~|
n = NPVE(x, 0.1, 0, 1) ~~|
s = DEPRECIATE STRAIGHTLINE(x, 3, 1, 2) ~~|
i = INTERNAL RATE OF RETURN(x - 5, 1, -1, 0) ~~|
p = MARKETP(v[a], v[a], ELMCOUNT(d), 2, x) ~~|
q[d] = ALLOC P(v[d], v[d], 2, p) ~~|
l = VECTOR LOOKUP(v[a], x, 0, 9, 0) ~~|
r = RANDOM LOOKUP(curve, 0, 4, 0, 1, 7) ~~|
t = TIME SHIFT(curve, 1) ~~|
c = CUMULATE(curve) ~~|
k = SINTEG(-1, 3, 0, :NA:, :NA:, :NA:, :NA:) ~~|
y = DELAYP(x, 3 : held) ~~|
${TIMES}`)
    const before = run(laidOut(blueprint, "world.mdl"))
    expect(run(laidOut(blueprint, "world.mdl"), emit)).toEqual(before)
    expect(run(laidOut(ofMdl(writeMdl(blueprint).text), "world.mdl"))).toEqual(before)
    expect(run(laidOut(ofXmile(writeXmile(blueprint).text), "world.xmile"))).toEqual(before)
  })
})
