// XMILE written: what other tools read, what stands beside it for Brink, and that everything comes back.
import {existsSync, readdirSync, readFileSync} from "node:fs"
import * as fc from "fast-check"
import {describe, expect, it} from "vitest"
import {type Blueprint, nameKey, type Term} from "../../src/exchange/blueprint/blueprint.ts"
import {readMdl, readXmile, writeXmile} from "../../src/exchange/index.ts"

const shared = process.env["BRINK_SHARED"] ?? "../shared"
const corpus = `${shared}/data/sd-test-models`

/** A blueprint without its places; names where they are only referred to by their keys. */
function content(value: unknown, key = ""): unknown {
  const listed = ["inflows", "outflows", "members", "inputs", "outputs"].includes(key)
  if (Array.isArray(value))
    return value.map((one) => (listed && typeof one === "string" ? nameKey(one) : content(one, key)))
  if (typeof value !== "object" || value === null) return value
  const from = value as Record<string, unknown>
  const refers = "op" in from || from["kind"] === "name" || from["kind"] === "over"
  const out: Record<string, unknown> = {}
  for (const [name, one] of Object.entries(from)) {
    if (name === "at" || one === undefined) continue
    if ((name === "inflows" || name === "outflows") && (one as unknown[]).length === 0) continue
    const reference = (name === "name" && refers) || ((name === "from" || name === "to") && typeof one === "string")
    out[name] = reference ? nameKey(one as string) : content(one, name)
  }
  return out
}

const vensim = (text: string): Blueprint => readMdl(text, "m.mdl").blueprint
const CONTROL = "\nFINAL TIME = 8 ~~|\nINITIAL TIME = 0 ~~|\nTIME STEP = 0.5 ~~|\nSAVEPER = TIME STEP ~~|\n"

/** Written and read again; fails where anything but places has changed. */
function there(blueprint: Blueprint): {text: string; notes: readonly string[]; back: Blueprint} {
  const {text, notes} = writeXmile(blueprint)
  const {blueprint: back, issues} = readXmile(text, "m.xmile")
  expect(issues.filter((issue) => issue.grave)).toEqual([])
  expect(content(back)).toEqual(content(blueprint))
  return {text, notes, back}
}

const number = (value: number): Term => ({op: "number", value})
const at = {line: 0, column: 0}

describe("what XMILE can say it says in its own words", () => {
  it("stocks with flows, whose rate in Vensim was their sum", () => {
    const {text, notes} = there(
      vensim(`water = INTEG(rain - leak, 3) ~ m3 ~ in the pond |\nrain = 2 ~~|\nleak = water / 4 ~~|${CONTROL}`),
    )
    expect(text).toContain("<inflow>rain</inflow>")
    expect(text).toContain("<outflow>leak</outflow>")
    expect(text).toContain('<flow name="leak" brink:kind="auxiliary">')
    expect(text).toContain("<units>m3</units>")
    expect(text).toContain("<doc>in the pond</doc>")
    expect(notes).toEqual([])
  })

  it("a stock whose rate is no sum, by a flow made for it", () => {
    const {text, notes, back} = there(vensim(`water = INTEG(2 * rain, 3) ~~|\nrain = 2 ~~|${CONTROL}`))
    expect(text).toMatch(/<flow name="water net flow" brink:made="[0-9a-f]{8}">/)
    expect(text).toContain("<inflow>water_net_flow</inflow>")
    expect(back.parts[0]!.variables.map((one) => one.name)).not.toContain("water net flow")
    expect(notes[0]).toBe(
      "XMILE 1.0 cannot say a stock whose change is no sum of flows, written with a flow of its own: water",
    )
  })

  it("choices, delays and lookups by XMILE's names", () => {
    const {text} = there(
      vensim(
        `a = IF THEN ELSE(Time > 2 :AND: Time <= 4, SMOOTH3(b, 2), curve(Time)) ~~|\nb = DELAY FIXED(a, 2, 0) ~~|\ncurve([(0,0)-(9,9)],(0,1),(2,3)) ~~|\nc = WITH LOOKUP(Time, ((0,1),(5,2))) ~~|${CONTROL}`,
      ),
    )
    expect(text).toContain("IF TIME &gt; 2 AND TIME &lt;= 4 THEN SMTH3(b, 2) ELSE LOOKUP(curve, TIME)</eqn>")
    expect(text).toContain("DELAY(a, 2, 0)</eqn>")
    expect(text).toContain("<xpts>0,2</xpts>")
    expect(text).toContain('<gf brink:with="true">')
  })

  it("names as identifiers, in quotes where they are none", () => {
    const {text} = there(vensim(`"a-b (c)" = 1 ~~|\nplain name = "a-b (c)" + pi ~~|\npi = 3 ~~|${CONTROL}`))
    expect(text).toContain('<aux name="a-b (c)">')
    expect(text).toContain('"a-b_(c)" + "pi"')
  })

  it("the times of a run as numbers, though they are worked out", () => {
    const {text} = there(
      vensim(
        "a = 1 ~~|\nFINAL TIME = 2 * 4 ~~|\nINITIAL TIME = 0 ~~|\nTIME STEP = 1/4 ~~|\nSAVEPER = TIME STEP * 2 ~~|\n",
      ),
    )
    expect(text).toMatch(/<stop brink:as="[^"]*" brink:for="[0-9a-f]{8}">8<\/stop>|<stop>8<\/stop>/)
    expect(text).toMatch(/<dt[^>]*>0\.25<\/dt>/)
    expect(text).toContain('isee:save_interval="0.5"')
  })

  it("arrays, element by element where Vensim has equations for their parts", () => {
    const {text, notes} = there(
      vensim(
        `place: pond, lake, sea ~~|\nfresh: pond, lake ~~|\nx[fresh] = y[fresh] ~~|\nx[sea] = 7 ~~|\ny[place] = 1, 2, 3 ~~|${CONTROL}`,
      ),
    )
    expect(text).toMatch(/<element subscript="pond" brink:made="[0-9a-f]{8}">/)
    expect(text).toContain("<eqn>y[pond]</eqn>")
    expect(notes.join()).toContain("equations for parts of an array, kept beside those of its elements: x, y")
  })

  it("its own files as their authors wrote them, comments and spelling", () => {
    const text = writeXmile(
      readXmile(
        '<xmile version="1.0"><header><name>n</name></header><sim_specs><start>0</start><stop>1</stop></sim_specs><model><variables><aux name="a"><eqn>{half} .5*TIME</eqn></aux></variables></model></xmile>',
        "a.xmile",
      ).blueprint,
    ).text
    expect(text).toContain("<eqn>{half} .5*TIME</eqn>")
  })

  it("a variable's own last value by SELF", () => {
    const {blueprint} = readXmile(
      '<xmile version="1.0"><header><name>n</name></header><sim_specs><start>0</start><stop>1</stop></sim_specs><model><variables><aux name="a"><eqn>PREVIOUS(SELF, 0) + 1</eqn></aux></variables></model></xmile>',
      "a.xmile",
    )
    expect(there(blueprint).text).toContain(">PREVIOUS(SELF, 0) + 1</eqn>")
  })

  it("positions that Vensim drew", () => {
    const blueprint = vensim(`a = 1 ~~|${CONTROL}`)
    const view = {
      name: "View 1",
      raw: null,
      items: [
        {kind: "auxiliary" as const, name: "a", x: 10, y: 20, width: 30, height: 8},
        {kind: "cloud" as const, name: "", x: 1, y: 2},
      ],
    }
    const {text} = there({...blueprint, parts: [{...blueprint.parts[0]!, views: [view]}]})
    expect(text).toContain('<aux name="a" x="10" y="20" width="30" height="8"/>')
    expect(text).toContain('<brink:item kind="cloud" name="" x="1" y="2"/>')
  })
})

describe("what XMILE cannot say stands beside it, and is named", () => {
  const said = (mdl: string) => there(vensim(mdl + CONTROL)).notes.join("\n")

  it("functions of Vensim alone", () => {
    expect(said("a = GET TIME VALUE(0, 0, 1) ~~|")).toContain(
      "functions that XMILE has none like, written brink.NAME(...): get_time_value",
    )
  })

  it("functions that are nearly XMILE's, kept exactly", () => {
    const {text} = there(vensim(`a = ZIDZ(1, Time) ~~|${CONTROL}`))
    expect(text).toMatch(
      /<eqn brink:as="brink\.zidz\(1, TIME\)" brink:for="[0-9a-f]{8}"[^>]*>SAFEDIV\(1, TIME\)<\/eqn>/,
    )
  })

  it("mappings, exceptions, data, missing values, sums over parts, reality checks", () => {
    expect(said("A: a1, a2 -> B ~~|\nB: b1, b2 ~~|\nx[A] = 1 ~~|")).toContain(
      "where the elements of one dimension go in another: A -> B",
    )
    expect(said("A: a1, a2 ~~|\nx[A] :EXCEPT: [a1] = 1 ~~|\nx[a1] = 2 ~~|")).toContain(
      "elements left out by :EXCEPT:: x",
    )
    expect(said("x :INTERPOLATE: ~~|")).toContain("data variables: x")
    expect(said("x = IF THEN ELSE(Time = :NA:, 1, 2) ~~|")).toContain("a missing value")
    expect(said("A: a1, a2, a3 ~~|\nS: a1, a2 ~~|\nx[A] = 1 ~~|\ny = SUM(x[S!]) ~~|")).toContain(
      "parts of dimensions that an array function runs over, written [*:NAME]: S",
    )
    expect(said("x = 1 ~~|\nnone :THE CONDITION: x = 0 :IMPLIES: x = 0 ~~|")).toContain("reality checks: none")
  })

  it("the sketch and the settings of Vensim's own file", () => {
    const sketch =
      "\\\\\\---/// Sketch information - do not modify anything except names\nV300  Do not put anything below this section - it will be ignored\n*One\n$192-192-192,0,Arial|12||0-0-0|0-0-0|0-0-255|-1--1--1|-1--1--1|72,72,100,0\n10,1,a,100,50,40,20,8,3,0,0,0,0,0,0\n///---\\\\\\\n:L\u007f<%^E!@\n1:Current.vdf\n15:0,0,0,0,0,0\n"
    const {text, back} = there(vensim(`a = 1 ~~|${CONTROL}${sketch}`))
    expect(text).toContain("<brink:sketch><![CDATA[V300")
    expect(back.settings).toContainEqual({name: "1", text: "Current.vdf"})
    expect(back.parts[0]!.views[0]!.raw?.tool).toBe("vensim")
  })

  it("an equation that another tool has changed since counts as it now stands, and that is said", () => {
    const {text} = writeXmile(vensim(`a = ZIDZ(1, Time) ~~|${CONTROL}`))
    const {blueprint, issues} = readXmile(text.replace("SAFEDIV(1, TIME)", "SAFEDIV(2, TIME)"), "m.xmile")
    expect(blueprint.parts[0]!.variables[0]!.equation).toMatchObject({fn: "safe_divide"})
    expect(issues[0]).toMatchObject({code: "exchange/changed", grave: false})
  })

  it("so do elements and flows that Brink wrote out for other tools, where one of them has changed them", () => {
    const {text} = writeXmile(
      vensim(`A: a1, a2 ~~|\nx[A] = 1, 2 ~~|\nwater = INTEG(2 * rain, 3) ~~|\nrain = 2 ~~|${CONTROL}`),
    )
    const {blueprint, issues} = readXmile(
      text.replace(/(made="[^"]*">\s*<eqn>)2</, "$17<").replace("<eqn>2*rain<", "<eqn>3*rain<"),
      "m.xmile",
    )
    expect(issues.map((issue) => [issue.code, issue.grave])).toEqual([
      ["exchange/changed", false],
      ["exchange/changed", false],
    ])
    const {variables} = blueprint.parts[0]!
    expect(variables.filter((one) => one.name === "x").map((one) => one.equation)).toEqual([number(1), number(7)])
    expect(variables.find((one) => one.name === "water")).toMatchObject({equation: null, inflows: ["water_net_flow"]})
    expect(variables.find((one) => one.name === "water net flow")).toMatchObject({kind: "flow", source: "3*rain"})
  })
})

describe("round trips", () => {
  it("keep modules, conveyors, queues, groups, defaults and what no blueprint has a place for", () => {
    const text = `<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0" xmlns:isee="http://iseesystems.com/XMILE" xmlns:v="urn:v">
<header><name>n</name><author>somebody</author><v:x y="1"/></header><sim_specs isee:sim_duration="2"><start>0</start><stop>9</stop><dt>1</dt></sim_specs>
<isee:prefs layer="model"/><model_units><unit name="q" disabled="true"/></model_units>
<dimensions><dim name="n" size="2"/><dim name="p, q"><elem name="a, b"/><elem name="c"/></dim></dimensions>
<model><variables><module name="m"><connect to="m.in" from=".out"/><isee:note/></module><aux name="out" access="output" autoexport="true"><eqn>1</eqn><format precision="0.1"/></aux>
<stock name="belt"><eqn>5</eqn><outflow>off</outflow><conveyor one_at_a_time="false"><len>2</len></conveyor></stock><flow name="off"/>
<aux name="x"><dimensions><dim name="p, q"/></dimensions><element subscript='"a, b"'><eqn>1</eqn></element><element subscript="c"><eqn>2</eqn></element></aux>
<group name="g"><entity name="x"/></group></variables><views><style color="red"/><view type="interface"><button/></view></views></model>
<model name="m"><variables><aux name="in" access="input"/></variables></model>
<macro name="F"><parm>a</parm><parm default="a">b</parm><eqn>a + b</eqn></macro></xmile>`
    const {blueprint, issues} = readXmile(text, "n.xmile")
    expect(issues).toEqual([])
    const {text: again} = there(blueprint)
    for (const kept of [
      "<author>somebody</author>",
      '<v:x y="1"/>',
      'isee:sim_duration="2"',
      '<isee:prefs layer="model"/>',
      'autoexport="true"',
      '<format precision="0.1"/>',
      '<style color="red"/>',
      "<button/>",
      "<isee:note/>",
      'default="a"',
      'from=".out"',
    ])
      expect(again).toContain(kept)
    expect(writeXmile(readXmile(again, "n.xmile").blueprint).text).toBe(again)
  })

  it("give any equation back as the same tree", () => {
    const leaf = fc.oneof(
      fc.double({noNaN: true, noDefaultInfinity: true}).map(number),
      fc.constantFrom("a", "b c", "a-b", "if", "Größe").map((name): Term => ({op: "name", name, subscripts: [], at})),
      fc.constant<Term>({op: "time"}),
    )
    const {term} = fc.letrec<{term: Term}>((tie) => ({
      term: fc.oneof(
        {maxDepth: 5},
        leaf,
        fc
          .tuple(
            fc.constantFrom("+", "-", "*", "/", "^", "<", "<=", ">", ">=", "==", "!=", "and", "or" as const),
            tie("term"),
            tie("term"),
          )
          .map(([fn, left, right]): Term => ({op: "binary", fn: fn as "+", left, right})),
        fc
          .tuple(fc.constantFrom("-", "not" as const), tie("term"))
          .map(([fn, of]): Term => (fn === "-" && of.op === "number" ? number(-of.value) : {op: "unary", fn, of})),
        fc
          .tuple(
            fc.constantFrom("if", "smooth_n", "delay_n", "xidz"),
            fc.array(tie("term"), {minLength: 4, maxLength: 4}),
          )
          .map(([fn, args]): Term => ({op: "call", fn, args: fn === "if" || fn === "xidz" ? args.slice(1) : args, at})),
        fc
          .tuple(
            fc.constantFrom("abs", "initial", "zidz", "mod", "max", "vector_rank", "saturate"),
            tie("term"),
            tie("term"),
          )
          .map(([fn, x, y]): Term => ({op: "call", fn, args: fn === "abs" || fn === "initial" ? [x] : [x, y], at})),
        tie("term").map(
          (x): Term => ({
            op: "apply",
            name: "curve",
            subscripts: [
              {kind: "over", name: "d"},
              {kind: "all"},
              {kind: "name", name: "e 1"},
              {kind: "term", term: x},
            ],
            args: [x],
            at,
          }),
        ),
        tie("term").map(
          (of): Term => ({
            op: "points",
            of,
            points: {x: [0, 1.5], y: [-1e300, 0.1], between: "next", beyond: "extend"},
          }),
        ),
      ),
    }))
    const frame = vensim(`a = 1 ~~|\nb c = 1 ~~|\n"a-b" = 1 ~~|\n"if" = 1 ~~|\nGröße = 1 ~~|${CONTROL}`)
    fc.assert(
      fc.property(term, (equation) => {
        const variable = {
          name: "x",
          subscripts: [],
          except: [],
          kind: "auxiliary" as const,
          equation,
          units: "",
          doc: "",
          source: "",
          at,
        }
        if (equation.op === "number") return
        there({...frame, parts: [{...frame.parts[0]!, variables: [...frame.parts[0]!.variables, variable]}]})
      }),
      {numRuns: 150},
    )
  })

  it("write any words so that XML holds them", () => {
    const base = vensim(`a = 1 ~~|${CONTROL}`)
    fc.assert(
      fc.property(fc.string({unit: "binary"}), (words) => {
        // What XML 1.0 has no way to write is left out.
        const writable = words
          .replace(
            /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
            "",
          )
          .replace(/\r\n?/g, "\n")
        const [first, ...rest] = base.parts[0]!.variables
        there({
          ...base,
          doc: writable,
          parts: [{...base.parts[0]!, variables: [{...first!, doc: writable, source: writable.trim()}, ...rest]}],
        })
      }),
      {numRuns: 60},
    )
  })
})

describe.skipIf(!existsSync(corpus))("the test models of the field", () => {
  const files = existsSync(corpus)
    ? (readdirSync(corpus, {recursive: true}) as string[]).filter((path) => /\.(mdl|xmile|stmx)$/.test(path)).sort()
    : []

  it("come back from XMILE as they were", {timeout: 60_000}, () => {
    expect(files.length).toBeGreaterThan(270)
    for (const path of files) {
      const text = readFileSync(`${corpus}/${path}`, "utf8")
      const {blueprint} = path.endsWith(".mdl") ? readMdl(text, path) : readXmile(text, path)
      const back = readXmile(writeXmile(blueprint).text, path).blueprint
      expect({path, ...(content(back) as object)}).toEqual({path, ...(content(blueprint) as object)})
    }
  })
})
