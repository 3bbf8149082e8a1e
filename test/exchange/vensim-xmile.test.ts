// What Vensim, and converters of its models, write into XMILE beside XMILE's own words; and how modules of Stella hand
// their results outwards.

import {describe, expect, test} from "vitest"
import {compile, run} from "../../src/engine/index.ts"
import {exportMdl, flatten, readMdl, readXmile, writeXmile} from "../../src/exchange/index.ts"

const SPACES =
  'xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0" xmlns:vensim="http://www.vensim.com/XMILE" xmlns:isee="http://iseesystems.com/XMILE"'

function file(body: string, header = '<product version="1.0" lang="en">Vensim</product>'): string {
  return `<?xml version="1.0"?><xmile version="1.0" ${SPACES}><header>${header}</header>
<sim_specs method="euler" time_units="Day"><start>0<doc>The first day</doc></start><stop>4<doc>The last, 4</doc></stop>
<dt>0.5<doc>half a day</doc></dt><vensim:saveper>TIME_STEP<doc>all</doc></vensim:saveper></sim_specs>${body}</xmile>`
}

function course(text: string): {values: (name: string) => number[]; issues: string[]} {
  const read = readXmile(text, "m.xmile")
  const {model, issues} = flatten(read.blueprint, {file: "m.xmile", said: read.issues})
  const said = [...read.issues, ...issues].filter((one) => one.grave).map((one) => one.says)
  const ran = run(compile(model))
  const back = readXmile(writeXmile(read.blueprint).text, "back.xmile")
  const again = run(compile(flatten(back.blueprint, {file: "back.xmile", said: back.issues}).model))
  for (const name of ran.names) expect([name, ...again.values[name]!]).toEqual([name, ...ran.values[name]!])
  return {values: (name) => [...ran.values[name]!], issues: said}
}

describe("Vensim's own XMILE", () => {
  const model = file(`<macro name="EASED"><parm>input</parm><parm>tau</parm><eqn>EASED</eqn><variables>
<stock name="EASED"><eqn>input</eqn><vensim:netflow>PACE</vensim:netflow></stock>
<aux name="PACE" access="output"><eqn>MIN(0,(input-EASED)/tau)</eqn></aux>
<aux name="STEPS"><eqn>1/TIME STEP$</eqn></aux></variables></macro>
<model><variables>
<stock name="store"><eqn> 8 </eqn><vensim:netflow> 2*rate </vensim:netflow></stock>
<stock name="drained"><eqn>8</eqn><outflow>
  rate
</outflow></stock>
<aux name="rate"><eqn>IF_THEN_ELSE(:NOT: TIME &lt; 1 :AND: TIME &lt; 3, 1, ZIDZ(3, 0))</eqn></aux>
<aux name="eased"><eqn>EASED(store,2:pace_of_it)</eqn></aux>
<aux name="pace_seen"><eqn>pace_of_it*1</eqn></aux>
<aux name="DT"><eqn>TIME_STEP</eqn></aux>
<aux name="TIME_STEP"><eqn>DT</eqn></aux>
<aux name="late"><eqn>DELAY_FIXED(rate, 1, 7)</eqn></aux>
<aux name="shot"><eqn>PULSE(1, 1)</eqn></aux>
<aux name="gone"><eqn>IF_THEN_ELSE(:NA: = :NA:, 1, 0)</eqn></aux>
</variables></model>`)

  test("words about the times of a run are no part of the numbers", () => {
    expect(course(model).issues).toEqual([])
  })

  test("a net flow fills its stock", () => {
    const {values} = course(model)
    expect(values("rate")).toEqual([0, 0, 1, 1, 1, 1, 0, 0, 0])
    expect(values("store")).toEqual([8, 8, 8, 9, 10, 11, 12, 12, 12])
    expect(values("drained")).toEqual([8, 8, 8, 7.5, 7, 6.5, 6, 6, 6])
  })

  test(":NOT: reaches over the comparison behind it, as in Vensim", () => {
    // With XMILE's NOT, which does not, (NOT TIME) < 1 would hold from the first step on.
    expect(course(model).values("rate")[1]).toBe(0)
  })

  test("a macro's further result goes to the variable behind the colon", () => {
    const {values} = course(model)
    expect(values("pace_of_it")).toEqual(values("pace_seen"))
    expect(values("eased")[0]).toBe(8)
  })

  test("its TIME_STEP is the step, even beside a variable called DT", () => {
    const {values} = course(model)
    expect(values("DT")[0]).toBe(0.5)
    expect(values("TIME_STEP")[3]).toBe(0.5)
  })

  test("its functions mean what they mean in Vensim", () => {
    const {values} = course(model)
    expect(values("late")).toEqual([7, 7, 0, 0, 1, 1, 1, 1, 0])
    // A pulse of Vensim's has a start and a width; XMILE's a volume and a first time.
    expect(values("shot")).toEqual([0, 0, 1, 1, 0, 0, 0, 0, 0])
    expect(values("gone")[0]).toBe(1)
  })

  test("a data variable keeps its qualifier, and the equation behind it is read", () => {
    const read = readXmile(
      file(`<model><variables>
<aux vensim:kind="data" name="seen"><eqn>:INTERPOLATE:</eqn></aux>
<aux vensim:kind="data" name="twice"><eqn>:HOLD BACKWARD::=2*seen  </eqn></aux>
<aux vensim:kind="data" name="points"><eqn>:RAW::=seen</eqn></aux></variables></model>`),
      "m.xmile",
    )
    expect(read.issues.filter((one) => one.grave)).toEqual([])
    const [seen, twice, points] = read.blueprint.parts[0]!.variables
    expect([seen!.kind, seen!.between, seen!.equation]).toEqual(["data", "line", null])
    expect([twice!.kind, twice!.between, twice!.equation?.op]).toEqual(["data", "last", "binary"])
    expect([points!.kind, points!.between, points!.equation?.op]).toEqual(["data", "none", "name"])
  })
})

describe("models that converters brought to XMILE", () => {
  test("functions that only Vensim has are read as Vensim's, with blanks or underscores in their names", () => {
    const {values, issues} = course(
      file(
        `<dimensions><dim name="D"><elem name="a"/><elem name="b"/><elem name="c"/></dim></dimensions><model><variables>
<aux name="h"><element subscript="a"><eqn>30</eqn></element><element subscript="b"><eqn>10</eqn></element><element subscript="c"><eqn>20</eqn></element><dimensions><dim name="D"/></dimensions></aux>
<aux name="order"><eqn>VECTOR SORT ORDER(h[D], 1)</eqn><dimensions><dim name="D"/></dimensions></aux>
<aux name="picked"><eqn>VECTOR_SELECT(h[*], h[*], 0, 0, 0)</eqn></aux>
<aux name="kept"><eqn>IF THEN ELSE(TIME &gt; 9, 1, SAMPLE IF TRUE(TIME = 1, 5, 2))</eqn></aux></variables></model>`,
        "<vendor>Ventana Systems, converted</vendor><product>Vensim, converted</product>",
      ),
    )
    expect(issues).toEqual([])
    expect(["a", "b", "c"].map((one) => values(`order[${one}]`)[0])).toEqual([1, 2, 0])
    expect(values("picked")[0]).toBe(30 * 30 + 10 * 10 + 20 * 20)
    expect(values("kept")).toEqual([2, 2, 5, 5, 5, 5, 5, 5, 5])
  })
})

describe("Stella's words", () => {
  const stella = "<vendor>isee systems, inc.</vendor><product>Stella</product>"

  test("a resource is shared out along a dimension", () => {
    const {values, issues} = course(
      file(
        `<dimensions><dim name="D"><elem name="near"/><elem name="far"/></dim></dimensions><model><variables>
<aux name="wish"><dimensions><dim name="D"/></dimensions><eqn>10</eqn></aux>
<aux name="rank"><dimensions><dim name="D"/></dimensions><element subscript="near"><eqn>9</eqn></element><element subscript="far"><eqn>1</eqn></element></aux>
<aux name="got"><dimensions><dim name="D"/></dimensions><eqn>ALLOCATE(12, D, wish[D.*], rank[D.*], 1)</eqn></aux></variables></model>`,
        stella,
      ),
    )
    expect(issues).toEqual([])
    expect(values("got[near]")[0]).toBeCloseTo(10, 6)
    expect(values("got[far]")[0]).toBeCloseTo(2, 6)
  })

  test("flows of an array into a stock that is none are added up", () => {
    const text = file(
      `<dimensions><dim name="Age"><elem name="young"/><elem name="old"/></dim><dim name="Place"><elem name="here"/><elem name="there"/></dim></dimensions>
<model><variables>
<stock name="pool"><eqn>100</eqn><outflow>leaving</outflow></stock>
<stock name="by age"><dimensions><dim name="Age"/></dimensions><eqn>0</eqn><inflow>leaving</inflow></stock>
<flow name="leaving"><dimensions><dim name="Age"/><dim name="Place"/></dimensions><eqn>Age + 10*Place</eqn></flow></variables></model>`,
      stella,
    )
    const {values, issues} = course(text)
    expect(issues).toEqual([])
    // 11 + 21 + 12 + 22 a day, of which the young are 11 + 21.
    expect(values("pool")[2]).toBe(100 - 66)
    expect(values("by age[young]")[2]).toBe(32)
    expect(values("by age[old]")[2]).toBe(34)
    const {blueprint} = readXmile(text, "m.xmile")
    const {text: mdl, notes} = exportMdl(blueprint, flatten(blueprint, {file: "m.xmile"}).model, () => 0)
    expect(notes[0]).toContain("arrays of flows into stocks that lack a dimension of theirs ('pool', 'by age')")
    const back = run(compile(flatten(readMdl(mdl, "back.mdl").blueprint, {file: "back.mdl"}).model))
    expect([...back.values["pool"]!]).toEqual(values("pool"))
  })

  test("MOD stands between two values, or before them like a function", () => {
    const {values, issues} = course(
      file(`<model><variables><aux name="a"><eqn>7 MOD 3 + MOD(TIME*2, 3)</eqn></aux></variables></model>`, stella),
    )
    expect(issues).toEqual([])
    expect(values("a")).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3])
    const wrong = course(file(`<model><variables><aux name="a"><eqn>MOD(7)</eqn></aux></variables></model>`, stella))
    expect(wrong.issues[0]).toContain("MOD takes two values")
  })

  test("a module hands its result to a variable beside it, and names in quotes are its names", () => {
    const {values, issues} = course(
      file(
        `<model><variables>
<module name="mill"><connect to=".flour" from="mill.&quot;in/out&quot;"/><connect2 to="flour" from="mill.&quot;in/out&quot;"/><connect to="mill.grain" from=".grain"/></module>
<aux name="flour" access="input"><eqn>mill</eqn></aux><aux name="grain"><eqn>6</eqn></aux><aux name="bread"><eqn>flour*2</eqn></aux></variables></model>
<model name="mill"><variables><aux name="grain" access="input"><eqn>1</eqn></aux><aux name="flour" access="output"><eqn>0</eqn></aux>
<aux name="in/out" access="output"><eqn>grain/2</eqn></aux></variables></model>`,
        stella,
      ),
    )
    expect(issues).toEqual([])
    expect(values("flour")[0]).toBe(3)
    expect(values("bread")[0]).toBe(6)
    expect(values("mill.flour")[0]).toBe(0)
  })
})
