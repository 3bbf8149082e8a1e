// What a .mdl says, form by form: each test is a sentence about Vensim's files, on models made up for it.

import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {
  type Blueprint,
  nameKey,
  type Subscript,
  type Term,
  type Variable,
} from "../../src/exchange/blueprint/blueprint.ts"
import {readMdl} from "../../src/exchange/vensim/mdl.ts"
import {VensimFormula} from "../../src/exchange/vensim/vensim-formula.ts"
import {
  readVensimCall,
  vensimFunctions,
  vensimNames,
  vensimReserved,
  writeVensimCall,
} from "../../src/exchange/vensim/vensim-functions.ts"
import {MISSING} from "../../src/model/index.ts"
import {isQuick, someOf} from "../tiers.ts"

const CONTROL = `
********************************************************
	.Control
********************************************************~
		Simulation Control Parameters
	|

FINAL TIME  = 52
	~	Week
	~	The final time for the simulation.
	|

INITIAL TIME  = 0
	~	Week
	~	The initial time for the simulation.
	|

SAVEPER  = 
        TIME STEP
	~	Week [0,?]
	~	The frequency with which output is stored.
	|

TIME STEP  = 0.25
	~	Week [0,?]
	~	The time step for the simulation.
	|
`

/** A whole file of these entries. */
const model = (entries: string, behind = "") => `{UTF-8}\n${entries}\n${CONTROL}${behind}`

function read(entries: string, behind = ""): Blueprint {
  const {blueprint, issues} = readMdl(model(entries, behind), "road.mdl")
  expect(issues.filter((issue) => issue.grave).map(({says}) => says)).toEqual([])
  return blueprint
}

const named = (blueprint: Blueprint, name: string): Variable[] =>
  blueprint.parts[0]!.variables.filter((variable) => nameKey(variable.name) === nameKey(name))

/** The one equation of a variable, or the first of several. */
function one(entries: string, name: string): Variable {
  const found = named(read(entries), name)[0]
  expect(found, name).toBeDefined()
  return found!
}

function issues(text: string): string[] {
  return readMdl(text, "road.mdl").issues.map(({code, says}) => `${code}: ${says}`)
}

const number = (value: number): Term => ({op: "number", value})
const indices = (subscripts: readonly Subscript[]) =>
  subscripts.map((subscript) =>
    subscript.kind === "over" ? `${subscript.name}!` : subscript.kind === "name" ? subscript.name : "?",
  )

describe("equations", () => {
  test("an entry is an equation, its units with their range, and a comment", () => {
    const variable = one(
      "herd size = 40000 ~ animal [0,1e6,100] ~ Counted in spring,\\\n\t\t before births.\n\tTwice. |",
      "herd size",
    )
    expect(variable).toMatchObject({
      name: "herd size",
      kind: "constant",
      equation: number(40000),
      units: "animal",
      range: [0, 1e6, 100],
      doc: "Counted in spring,before births.\nTwice.",
      source: "40000",
      at: {line: 2, column: 1},
    })
  })

  test("a range may leave its ends open", () => {
    expect(one("a = 1 ~ Month [0,?] ~ |", "a").range).toEqual([0, null, null])
    expect(one("a = 1 ~ [-inf, inf] ~ |", "a").range).toBeUndefined()
    expect(one("a = 1 ~ [?,5] ~ |", "a")).toMatchObject({units: "", range: [null, 5, null]})
  })

  test("a comment in braces may stand anywhere in an equation, and hold anything", () => {
    const {equation} = one("{first} a {of two | or ~ three} = {so\n\t} 1 + {not {2} but} 3 ~~|", "a")
    expect(equation).toMatchObject({op: "binary", left: number(1), right: number(3)})
  })

  test("a stock is INTEG of a rate from an initial value", () => {
    expect(
      one(
        "herds = INTEG (\n\tbirths - losses,\n\t\t40000)\n\t~\tanimal\n\t~\t|\nbirths = 3 ~~|\nlosses = 2 ~~|",
        "herds",
      ),
    ).toMatchObject({
      kind: "stock",
      equation: {op: "binary", fn: "-", left: {name: "births"}, right: {name: "losses"}},
      initial: number(40000),
      source: "INTEG ( births - losses, 40000)",
    })
  })

  test("names run over blanks, line breaks and joined lines, and case, blanks and underscores do not tell them apart", () => {
    const blueprint = read(
      "net birth\\\n\t\t rate = Herd_Size * growth\n\tper year ~~|\nherd size = 1 ~~|\ngrowth per year = 2 ~~|",
    )
    const [variable] = named(blueprint, "NET_BIRTH_RATE")
    expect(variable!.name).toBe("net birth rate")
    expect(variable!.equation).toMatchObject({left: {name: "Herd_Size"}, right: {name: "growth per year"}})
  })

  test("a name in quotes may hold anything, also bars, tildes and quotes", () => {
    const blueprint = read('"a | b ~ \\"c\\" [1] = 2" = 5 ~~|\ntwice = 2*"a | b ~ \\"c\\" [1] = 2" ~~|')
    expect(blueprint.parts[0]!.variables[0]).toMatchObject({name: 'a | b ~ "c" [1] = 2', equation: number(5)})
    expect(blueprint.parts[0]!.variables[1]!.equation).toMatchObject({right: {name: 'a | b ~ "c" [1] = 2'}})
  })

  test("a name may be any script's, and may be called __proto__", () => {
    const blueprint = read("größe = 人口 ~~|\n人口 = 3 ~~|\n__proto__ = 4 ~~|\nconstructor = __proto__ ~~|")
    expect(blueprint.parts[0]!.variables.slice(0, 4).map(({name}) => name)).toEqual([
      "größe",
      "人口",
      "__proto__",
      "constructor",
    ])
  })

  test("== is a constant that is never changed, := is data, and a bare name is data from a file", () => {
    expect(one("c == 5 ~~|", "c")).toMatchObject({kind: "constant", fixed: true})
    expect(one("c := 2*other ~~|\nother ~~|", "c")).toMatchObject({kind: "data", equation: {op: "binary"}})
    expect(one("rain[valley] ~ mm ~ measured |\nvalley: a, b ~~|", "rain")).toMatchObject({
      kind: "data",
      equation: null,
      units: "mm",
    })
  })

  test.each([
    [":RAW:", "none"],
    [":INTERPOLATE:", "line"],
    [":HOLD BACKWARD:", "last"],
    [":look_forward:", "next"],
  ])("%s says what stands between data", (word, between) => {
    expect(one(`rain${word}~~|`, "rain")).toMatchObject({kind: "data", between})
    expect(one(`rain${word}:= GET XLS DATA('rain.xls', 'Sheet1', 'A', 'B2') ~~|`, "rain")).toMatchObject({
      kind: "data",
      between,
      equation: {
        op: "call",
        fn: "get_xls_data",
        args: ["rain.xls", "Sheet1", "A", "B2"].map((text) => ({op: "text", text})),
      },
    })
  })

  test("where a call takes its numbers from says what its variable is", () => {
    expect(one("c = GET DIRECT CONSTANTS('a.csv', ',', 'B2*') ~~|", "c").kind).toBe("constant")
    expect(one("c := GET XLS CONSTANTS('a.xls', 'S', 'B2') ~~|", "c").kind).toBe("constant")
    expect(one("c = GET XLS LOOKUPS('a.xls', 'S', '1', 'B2') ~~|", "c").kind).toBe("lookup")
    expect(one("c( GET XLS LOOKUPS('a.xls', 'S', '1', 'B2') ) ~~|", "c")).toMatchObject({
      kind: "lookup",
      equation: {fn: "get_xls_lookups"},
    })
  })

  test("a file may be named by a string variable, in double quotes, or not quoted at all", () => {
    const entries = "book :IS: 'harvest.xls' ~~|\nc = GET XLS CONSTANTS(book, \"My Sheet\", B2) ~~|"
    const texts = ["harvest.xls", "My Sheet", "B2"].map((text) => ({op: "text", text}))
    expect(one(entries, "c").equation).toMatchObject({args: texts})
    expect(named(read(entries), "book")).toEqual([])
  })

  test("numbers for an array stand in rows, the last dimension running fastest", () => {
    const values = (name: string, entries: string) => {
      const {equation, kind} = one(entries, name)
      expect(kind).toBe("constant")
      return equation!.op === "list"
        ? equation!.values.map((value) => (value.op === "number" ? value.value : Number.NaN))
        : []
    }
    expect(values("m", "m[a,b] = 1,2;-3,4; ~~|")).toEqual([1, 2, -3, 4])
    expect(values("m", "m[a,b] = TABBED ARRAY(\n\t1\t-2\n\t3\t4 ) ~~|")).toEqual([1, -2, 3, 4])
    expect(values("m", "m[a] = 1, :NA:, 3 ~~|")).toEqual([1, MISSING, 3])
  })

  test("one variable has several equations, and all of them its units and range", () => {
    const all = named(read("rate[a] = 1 ~~|\nrate[b] = 2*Time ~~|\nrate[c] = 3 ~ 1/Week [0,9] ~ per week |"), "rate")
    expect(all.map(({subscripts}) => indices(subscripts))).toEqual([["a"], ["b"], ["c"]])
    expect(all.map(({units}) => units)).toEqual(["1/Week", "1/Week", "1/Week"])
    expect(all.map(({range}) => range?.[1])).toEqual([9, 9, 9])
    expect(all.map(({doc}) => doc)).toEqual(["", "", "per week"])
  })

  test("EXCEPT takes out one left side or several", () => {
    const {except} = one("x[d, e] :EXCEPT: [a, e], [d, b] = 1 ~~|", "x")
    expect(except.map(indices)).toEqual([
      ["a", "e"],
      ["d", "b"],
    ])
  })

  test("a dimension with ! is run over by the function around it", () => {
    expect(one("total = SUM(x[d!]*y[d!,a]) ~~|\nx[d] = 1 ~~|\ny[d,e] = 1 ~~|", "total").equation).toMatchObject({
      fn: "sum",
      args: [
        {
          op: "binary",
          right: {
            subscripts: [
              {kind: "over", name: "d"},
              {kind: "name", name: "a"},
            ],
          },
        },
      ],
    })
  })

  test("GAME and :SUPPLEMENTARY are remembered", () => {
    expect(one("lever = GAME(3 + x) ~~|\nx = 1 ~~|", "lever")).toMatchObject({game: true, equation: {op: "binary"}})
    expect(one("lever = GAME(3) + 1 ~~|", "lever")).not.toHaveProperty("game")
    expect(one("x = 1 ~ ~ kept ~ :SUPPLEMENTARY |", "x")).toMatchObject({supplementary: true, doc: "kept"})
    expect(one("x = 1 ~~~:SUPPLEMENTARY|", "x")).toMatchObject({supplementary: true, doc: ""})
  })
})

describe("lookups", () => {
  const points = (entries: string) => one(entries, "table").points

  test("have a box with points of reference in it, which are not points", () => {
    expect(points("table( [(0,0)-(10,2),(3,1)],(0,0),(5,1.5),(10,2) ) ~~|")).toEqual({
      x: [0, 5, 10],
      y: [0, 1.5, 2],
      between: "line",
      beyond: "hold",
      box: [0, 10, 0, 2],
    })
  })

  test("may have no box, blanks and joined lines everywhere, or all x before all y", () => {
    const wanted = {x: [0, 5, 10], y: [0, -1.5, 2]}
    expect(points("table((0,0),( 5\t,- 1.5)\\\n\t\t,(10,2)) ~~|")).toMatchObject(wanted)
    expect(points("table(0,5,10,0,-1.5,2) ~~|")).toMatchObject(wanted)
    expect(points("table = [(0,0)-(10,2)],(0,0),(5,-1.5),(10,2) ~~|")).toMatchObject(wanted)
  })

  test("may differ by element, and are applied to a value", () => {
    const blueprint = read(
      "table[a]((0,0),(1,1)) ~~|\ntable[b]((0,1),(1,0)) ~~|\nd: a, b ~~|\ny[d] = table[d](Time/2) ~~|",
    )
    expect(named(blueprint, "table").map(({subscripts, points}) => [indices(subscripts), points!.y])).toEqual([
      [["a"], [0, 1]],
      [["b"], [1, 0]],
    ])
    expect(named(blueprint, "y")[0]!.equation).toMatchObject({op: "apply", name: "table", args: [{op: "binary"}]})
  })

  test("stand inside an equation behind WITH LOOKUP", () => {
    expect(one("y = WITH LOOKUP (\n\tTime,\n\t\t([(0,0)-(9,9)],(0,1),(9,2) )) ~~|", "y").equation).toMatchObject({
      op: "points",
      of: {op: "time"},
      points: {x: [0, 9], y: [1, 2]},
    })
  })

  test("with an odd number of numbers are refused, and so are points that are none", () => {
    expect(issues(model("table(1,2,3) ~~|"))).toEqual([
      "exchange/unreadable: A lookup needs as many y as x values; 3 numbers are not two equal rows (road.mdl:2:7)",
    ])
    expect(issues(model("table((1,2),(3)) ~~|"))).toEqual([
      "exchange/unreadable: Expected ',' between x and y, found ')' (road.mdl:2:15)",
    ])
    expect(issues(model("table( [(0,0)-(1,1)] ) ~~|"))).toEqual([
      "exchange/unreadable: A lookup without points (road.mdl:2:8)",
    ])
  })
})

describe("subscript ranges", () => {
  const dimension = (entry: string) => {
    const {at: _, doc: __, ...rest} = read(entry).dimensions[0]!
    return rest
  }

  test("list elements and other ranges, or number them", () => {
    expect(dimension("road: north, south pass, lower ~~|")).toEqual({
      name: "road",
      elements: ["north", "south pass", "lower"],
      mappings: [],
    })
    expect(dimension("road: (r1-r3), (q08-q11), x ~~|").elements).toEqual([
      "r1",
      "r2",
      "r3",
      "q08",
      "q09",
      "q10",
      "q11",
      "x",
    ])
  })

  test("map to other ranges, in order or element by element", () => {
    expect(dimension("clan: a, b -> road, (valley: v1, v2), herd ~~|").mappings).toEqual([
      {to: "road"},
      {to: "valley", elements: ["v1", "v2"]},
      {to: "herd"},
    ])
  })

  test("may be another name of a range, and come from a sheet", () => {
    expect(dimension("path <-> road ~~|")).toEqual({name: "path", elements: [], mappings: [], alias: "road"})
    expect(dimension("road: GET DIRECT SUBSCRIPT('r.csv', ',', 'A2', 'A', '') -> valley ~~|")).toMatchObject({
      from: {fn: "get_direct_subscript"},
      mappings: [{to: "valley"}],
    })
  })

  test("that make no sense are refused, a million elements before they are made", () => {
    expect(issues(model("road: (r3-r1) ~~|"))).toEqual([
      "exchange/unreadable: 'r3-r1' is no range of elements (road.mdl:2:8)",
    ])
    expect(issues(model("road: (r1-q3) ~~|"))).toEqual([
      "exchange/unreadable: 'r1-q3' is no range of elements (road.mdl:2:8)",
    ])
    expect(issues(model("road: (r1-r99999999999) ~~|"))).toEqual([
      "exchange/too-large: 'r1-r99999999999' would make 99999999999 elements; one file may have 1000000 (road.mdl:2:8)",
    ])
  })
})

describe("macros", () => {
  const entries = `:MACRO: SPREAD(input, delay time : held)
SPREAD = held/delay time
	~	input/delay time
	~	What is let go.
	|
held = INTEG(input - SPREAD, input*delay time) ~~|
half = TIME STEP$/2 + Time$ ~~|
:END OF MACRO:
:MACRO: TWICE(x)
TWICE = SPREAD(x, 2) + x ~~|
:END OF MACRO:
out = TWICE(in) ~~|
in = 3 ~~|
let go = SPREAD(in, 4 : kept) ~~|`

  test("have inputs and equations of their own, and call each other", () => {
    const blueprint = read(entries)
    expect(blueprint.macros.map(({name, inputs, outputs, doc}) => ({name, inputs, outputs, doc}))).toEqual([
      {name: "SPREAD", inputs: ["input", "delay time"], outputs: [], doc: "What is let go."},
      {name: "SPREAD held", inputs: ["input", "delay time"], outputs: [], doc: "What is let go."},
      {name: "TWICE", inputs: ["x"], outputs: [], doc: ""},
    ])
    const kinds = blueprint.macros.map(({variables}) => variables.map(({name, kind}) => `${name} ${kind}`))
    expect(kinds[0]).toEqual(["SPREAD auxiliary", "held stock", "half auxiliary"])
    expect(kinds[1]).toEqual([...kinds[0]!, "SPREAD held auxiliary"])
    expect(blueprint.macros[0]!.variables[2]!.equation).toMatchObject({
      left: {left: {name: "TIME STEP$"}},
      right: {op: "time"},
    })
    expect(named(blueprint, "held")).toEqual([])
    expect(named(blueprint, "out")[0]!.equation).toMatchObject({op: "apply", name: "TWICE"})
  })

  test("give further outputs to the variables behind the colon, of which each gets an equation", () => {
    const blueprint = read(entries)
    expect(named(blueprint, "let go")[0]!.equation).toMatchObject({name: "SPREAD", args: [{name: "in"}, number(4)]})
    expect(named(blueprint, "kept")[0]!.equation).toMatchObject({name: "SPREAD held", args: [{name: "in"}, number(4)]})
    const arrays =
      read(`${entries.slice(0, entries.indexOf("out = "))}total = SUM(kept[d!]) ~~|\nd: a, b ~~|\nin[d] = 3, 4 ~~|
let go[d] = 2*SPREAD(in[d], 4 : kept[d]) ~~|`)
    expect(named(arrays, "kept")[0]).toMatchObject({subscripts: [{name: "d"}], equation: {name: "SPREAD held"}})
    expect(issues(model(`${entries}\nz = SPREAD(1, 2 : 3) ~~|`))).toEqual([
      "exchange/macro: A further output of a macro that goes to no variable (road.mdl:16:5)",
    ])
  })

  test("may be defined behind their use", () => {
    expect(read("out = TWICE(3) ~~|\n:MACRO: TWICE(x)\nTWICE = 2*x ~~|\n:END OF MACRO:").macros).toHaveLength(1)
  })

  test("and lookups may have names of Vensim's functions, which they then are", () => {
    const blueprint = read(
      "out = SMOOTH(in, SSHAPE(2)) ~~|\nin = 3 ~~|\nSSHAPE((0,0),(1,1)) ~~|\n:MACRO: SMOOTH(x, y)\nSMOOTH = x/y ~~|\n:END OF MACRO:",
    )
    expect(named(blueprint, "out")[0]!.equation).toMatchObject({
      op: "apply",
      name: "SMOOTH",
      args: [{}, {op: "apply", name: "SSHAPE"}],
    })
  })

  test("left open, ended twice or without a result are refused", () => {
    expect(
      issues(model(":MACRO: TWICE(x)\nTWICE = 2*x ~~|")).filter((says) => says.startsWith("exchange/macro")),
    ).toEqual(["exchange/macro: The macro 'TWICE' is not closed before line 31 (road.mdl:2:1)"])
    expect(issues(model(":END OF MACRO:\na = 1 ~~|"))).toEqual([
      "exchange/macro: :END OF MACRO: without a macro before it (road.mdl:2:1)",
    ])
    expect(issues(model(":MACRO: TWICE(x)\nthrice = 3*x ~~|\n:END OF MACRO:"))).toEqual([
      "exchange/macro: The macro 'TWICE' has no equation for 'TWICE', which is its result (road.mdl:2:1)",
    ])
  })
})

describe("the rest of a file", () => {
  test("the control section says when a run begins, ends, steps and saves, and its variables stay variables", () => {
    const blueprint = read("a = 1 ~~|")
    expect(blueprint.time).toEqual({
      unit: "Week",
      start: number(0),
      stop: number(52),
      step: number(0.25),
      save: {op: "name", name: "TIME STEP", subscripts: [], at: expect.anything()},
      method: "euler",
    })
    expect(blueprint.parts[0]!.variables.map(({name}) => name)).toEqual([
      "a",
      "FINAL TIME",
      "INITIAL TIME",
      "SAVEPER",
      "TIME STEP",
    ])
  })

  test("any spelling of the control variables will do; without them nothing runs", () => {
    const {blueprint, issues: found} = readMdl("final_time = 3 ~~|\nInitial  Time = 1 ~~|\ntime_step = 1 ~~|", "a.mdl")
    expect(found).toEqual([])
    expect(blueprint.time).toMatchObject({start: number(1), stop: number(3), save: null})
    const {issues: missing} = readMdl("a = 1 ~~|", "a.mdl")
    expect(missing.map(({says, grave}) => `${grave} ${says}`)).toEqual([
      "true No INITIAL TIME in this file (a.mdl)",
      "true No FINAL TIME in this file (a.mdl)",
      "true No TIME STEP in this file (a.mdl)",
    ])
  })

  test("groups keep what was written under them, and one without members is the model's notes", () => {
    const blueprint = read(
      "****\n\t.Herds\n****~\n\t\tAll about herds.\n\t|\na = 1 ~~|\nb[x] = 1 ~~|\nb[y] = 2 ~~|\n****\n.notes\n****~ Made up. |",
    )
    expect(blueprint.parts[0]!.groups.map(({name, members}) => [name, members])).toEqual([
      ["Herds", ["a", "b"]],
      ["notes", []],
      ["Control", ["FINAL TIME", "INITIAL TIME", "SAVEPER", "TIME STEP"]],
    ])
    expect(named(blueprint, "a")[0]!.group).toBe("Herds")
    expect(blueprint.doc).toBe("Made up.")
  })

  test("reality checks are kept apart from the equations", () => {
    const {checks, parts} = read(
      "no rain[v] :TEST INPUT: rain[v] = RC STEP(rain[v], 0) :AND: wells = 0 ~~|\n" +
        "no rain no herds :THE CONDITION: no rain[a] :IMPLIES: herds <= 5 :AND: wells = 0 ~~|\n" +
        "always :THE CONDITION: :IMPLIES: herds >= 0 ~~|\nodd :THE CONDITION: herds :CROSSING: 3 ~~|",
    )
    expect(parts[0]!.variables.map(({name}) => name)).not.toContain("no rain")
    expect(
      checks.map(({name, kind, sets, condition, implies}) => [
        name,
        kind,
        sets.map((s) => s.name),
        condition?.op,
        implies?.op,
      ]),
    ).toEqual([
      ["no rain", "test input", ["rain", "wells"], undefined, undefined],
      ["no rain no herds", "condition", [], "name", "binary"],
      ["always", "condition", [], undefined, "binary"],
      ["odd", "condition", [], "name", undefined],
    ])
    expect(checks[1]!.source).toBe("no rain[a] :IMPLIES: herds <= 5 :AND: wells = 0")
  })

  const SKETCH = `\\\\\\---/// Sketch information - do not modify anything except names
V300  Do not put anything below this section - it will be ignored
*Herds
$192-192-192,0,Times New Roman|12||0-0-0|0-0-0|0-0-255|-1--1--1|-1--1--1|72,72,100,0
10,1,Herds,300,200,40,20,3,3,0,0,0,0,0,0
12,2,48,480,200,10,8,0,3,0,0,-1,0,0,0
1,3,5,2,4,0,0,22,0,0,0,-1--1--1,,1|(440,200)|
1,4,5,1,100,0,0,22,0,0,0,-1--1--1,,1|(370,200)|
11,5,48,405,200,6,8,34,3,0,0,1,0,0,0
10,6,"losses, all",405,220,40,8,40,3,0,0,-1,0,0,0
10,7,rain,300,300,20,8,8,3,0,0,0,0,0,0
1,8,7,6,1,0,45,0,0,64,0,-1--1--1,,1|(350,280)|
12,9,0,100,100,50,20,8,7,0,0,-1,0,0,0
Less rain, fewer herds
10,11,Time,50,50,26,11,8,2,0,3,-1,0,0,0,128-128-128,0-0-0,|12||128-128-128
\\\\\\---/// Sketch information - do not modify anything except names
V300  Do not put anything below this section - it will be ignored
*Second view
$192-192-192,0,Times New Roman|12||0-0-0|0-0-0|0-0-255|-1--1--1|-1--1--1|72,72,100,0
///---\\\\\\
:GRAPH Herds
:VAR Herds
:L\u007f<%^E!@
1:Current.vdf
22:$,Dollar,Dollars
22:Week,Weeks
15:0,0,0,5,0,0
30:?harvest=harvest.xls
`

  test("views hold what is drawn where, and their own lines", () => {
    const {views} = read("a = 1 ~~|", SKETCH).parts[0]!
    expect(views.map(({name}) => name)).toEqual(["Herds", "Second view"])
    expect(views[0]!.items).toEqual([
      {kind: "stock", name: "Herds", x: 300, y: 200, width: 80, height: 40},
      {kind: "cloud", name: "", x: 480, y: 200, width: 20, height: 16},
      {
        kind: "flow",
        name: "losses, all",
        x: 405,
        y: 200,
        from: "Herds",
        points: [
          [440, 200],
          [370, 200],
        ],
      },
      {kind: "auxiliary", name: "rain", x: 300, y: 300, width: 40, height: 16},
      {
        kind: "connector",
        name: "",
        x: 350,
        y: 280,
        from: "rain",
        to: "losses, all",
        points: [[350, 280]],
        polarity: "-",
      },
      {kind: "text", name: "Less rain, fewer herds", x: 100, y: 100, width: 100, height: 40},
      {kind: "alias", name: "Time", x: 50, y: 50, width: 52, height: 22},
    ])
    expect(views[0]!.raw).toMatchObject({tool: "vensim"})
    expect(views[0]!.raw!.text.split("\n")[1]).toBe("*Herds")
  })

  test("settings tell the method and which units mean the same", () => {
    const {time, equivalences, settings} = read("a = 1 ~~|", SKETCH)
    expect(time.method).toBe("rk4")
    expect(equivalences).toEqual([
      ["$", "Dollar", "Dollars"],
      ["Week", "Weeks"],
    ])
    expect(settings).toContainEqual({name: "30", text: "?harvest=harvest.xls"})
    expect(settings).toContainEqual({name: "graphs", text: ":GRAPH Herds\n:VAR Herds"})
  })

  test.each([
    [0, "euler", 0],
    [1, "rk4", 1],
    [2, "euler", 0],
    [3, "rk2", 1],
    [4, "rk2", 0],
    [5, "rk4", 0],
  ])("method %i is %s, and steps of Vensim's own choosing are said to be replaced", (code, method, said) => {
    const {blueprint, issues: found} = readMdl(
      model("a = 1 ~~|", `///---\\\\\\\n:L<%^E!@\n15:0,0,0,${code},0,0\n`),
      "a.mdl",
    )
    expect(blueprint.time.method).toBe(method)
    expect(found.map(({code: name, grave}) => [name, grave])).toEqual(said ? [["exchange/adaptive-steps", false]] : [])
  })

  test("lines may end as on any system", () => {
    const unix = model("net birth\\\n\t\t rate = 2*\\\n\t\tx ~ Week ~ two\nlines |\nx = 1 ~~|", SKETCH)
    const plain = (text: string) =>
      JSON.stringify(readMdl(text, "a.mdl"), (key, value) => (key === "raw" ? null : value))
    expect(plain(unix.replaceAll("\n", "\r\n"))).toBe(plain(unix))
    expect(plain(`\ufeff${unix}`).replaceAll(/"column":\d+/gu, "")).toBe(plain(unix).replaceAll(/"column":\d+/gu, ""))
  })
})

describe("Vensim's functions", () => {
  const at = {line: 1, column: 1}
  const args = (count: number): Term[] =>
    Array.from({length: count}, (_, i) => ({op: "name", name: `a${i}`, subscripts: [], at}))

  test("are found in any case and with underscores for blanks", () => {
    for (const name of ["IF THEN ELSE", "if_then_else", "If Then  Else"])
      expect(readVensimCall(name, args(3), at, () => {})).toMatchObject({fn: "if"})
  })

  test.each([
    ["SMOOTH3I(x, 5, 0)", "smooth3", 3],
    ["DELAY1(x, 5)", "delay", 2],
    ["DELAY N(x, 5, 0, 4)", "delay_n", 4],
    ["INTEGER(x)", "trunc", 1],
    ["MODULO(x, 3)", "remainder", 2],
    ["RANDOM 0 1()", "random_uniform", 2],
    ["RANDOM NORMAL(0, 9, 3, 1, 77)", "random_normal", 5],
    ["LOOKUP EXTRAPOLATE(x, 3)", "lookup_extrapolate", 2],
    ["VECTOR SORT ORDER(x, 1)", "vector_sort_order", 2],
  ])("%s is %s", (text, fn, count) => {
    const {equation} = one(`y = ${text} ~~|\nx = 1 ~~|`, "y")
    expect(equation).toMatchObject({op: "call", fn})
    expect(equation!.op === "call" ? equation!.args.length : 0).toBe(count)
  })

  test("DELAYP is a third-order delay and the stock of what is under way", () => {
    const blueprint = read("out = DELAYP(in, 6 : held) ~~|\nin = 2 ~~|")
    expect(named(blueprint, "out")[0]!.equation).toMatchObject({fn: "delay3", args: [{name: "in"}, number(6)]})
    expect(named(blueprint, "held")[0]).toMatchObject({
      kind: "stock",
      equation: {fn: "-", left: {name: "in"}, right: {name: "out"}},
      initial: {fn: "*", left: {name: "in"}, right: number(6)},
    })
  })

  test("POWER is a power, TIME BASE a line, GAME nothing", () => {
    expect(one("y = TIME BASE(2000, 0.5) ~~|", "y").equation).toMatchObject({
      left: number(2000),
      right: {fn: "*", right: {op: "time"}},
    })
    expect(one("y = POWER(2, 3) ~~|", "y").equation).toMatchObject({op: "binary", fn: "^"})
    expect(one("y = 1 + GAME(2) ~~|", "y").equation).toMatchObject({right: number(2)})
  })

  test("are written again as they were read", () => {
    for (const rule of vensimFunctions.values()) {
      if (rule.written === false || rule.fn.startsWith("get_")) continue
      for (const count of new Set([rule.least, rule.most])) {
        const term = readVensimCall(rule.name, args(count), at, () => {})
        if (term?.op !== "call") throw new Error(rule.name)
        expect(writeVensimCall(term.fn, term.args), rule.name).toEqual({name: rule.name, args: args(count)})
      }
    }
  })

  test("that are called wrongly, not known to Brink or to nobody are refused, each with its reason", () => {
    expect(issues(model("y = MAX(1, 2, 3) ~~|"))).toEqual([
      "exchange/arguments: MAX takes 1 to 2 arguments, found 3 (road.mdl:2:5)",
    ])
    expect(issues(model("y = STEP(1) ~~|"))).toEqual([
      "exchange/arguments: STEP takes 2 arguments, found 1 (road.mdl:2:5)",
    ])
    expect(issues(model("y = FIND ZERO(1, 2) ~~|"))).toEqual([
      "exchange/unsupported: Vensim's function FIND ZERO is none that Brink can run: equations that wait for each other are refused with the circle shown; what an iteration comes to depends on how it is done (road.mdl:2:5)",
    ])
    expect(issues(model("y = 1 + INTEG(1, 2) ~~|"))).toEqual([
      "exchange/arguments: INTEG inside an expression (road.mdl:2:9)",
    ])
    expect(issues(model("y = INTEG(1) ~~|"))).toEqual([
      "exchange/arguments: INTEG takes a rate and an initial value, found only one argument (road.mdl:2:5)",
    ])
    expect(issues(model("y = A FUNCTION OF(x, -z) ~~|"))).toEqual([
      "exchange/not-written: An equation that is not written yet: A FUNCTION OF only names its causes (road.mdl:2:5)",
    ])
    const {issues: found} = readMdl(
      model("y = smoth(1, 2) ~~|\nspread table((0,0),(1,1)) ~~|\nz = spred table(3) ~~|"),
      "road.mdl",
    )
    expect(found.map(({says, next}) => `${says} ${next}`)).toEqual([
      "No function, macro or lookup 'smoth' (road.mdl:2:5) Did you mean 'SMOOTH', 'SMOOTH3', 'SMOOTHI'?",
      "No function, macro or lookup 'spred table' (road.mdl:4:5) Did you mean 'spread table'?",
    ])
  })

  test("have names that no two of them share", () => {
    expect(new Set(vensimNames.map(nameKey)).size).toBe(vensimNames.length)
  })
})

describe("printing and reading", () => {
  const leaf = fc.oneof(
    fc.double({noNaN: true, noDefaultInfinity: true}).map((value): Term => ({op: "number", value})),
    fc.constant<Term>({op: "time"}),
    fc.constantFrom("a", "net birth rate", "a | b", "größe", "Time 2", "1st", 'say "so"', "x'y", "and", "MAX").map(
      (name): Term => ({
        op: "name",
        name,
        subscripts: [
          {kind: "name", name: "d"},
          {kind: "over", name: "e f"},
        ],
        at,
      }),
    ),
  )
  const at = {line: 1, column: 1}
  const {term} = fc.letrec<{term: Term}>((tie) => ({
    term: fc.oneof(
      {maxDepth: 6, withCrossShrink: true},
      leaf,
      fc.tuple(fc.constantFrom("-", "not"), tie("term")).map(([fn, of]): Term => ({op: "unary", fn: fn as "-", of})),
      fc
        .tuple(
          fc.constantFrom("+", "-", "*", "/", "^", "<", "<=", ">", ">=", "==", "!=", "and", "or"),
          tie("term"),
          tie("term"),
        )
        .map(([fn, left, right]): Term => ({op: "binary", fn: fn as "+", left, right})),
      fc
        .tuple(fc.constantFrom("max", "smooth", "zidz", "remainder", "pulse"), tie("term"), tie("term"))
        .map(([fn, a, b]): Term => ({op: "call", fn, args: [a, b], at})),
      tie("term").map((of): Term => ({op: "apply", name: "table", subscripts: [], args: [of], at})),
      tie("term").map(
        (of): Term => ({
          op: "points",
          of,
          points: {x: [-1, 2.5], y: [0, 1e-9], between: "line", beyond: "hold", box: [0, 1, 2, 3]},
        }),
      ),
    ),
  }))

  test("any equation, printed by the writer, reads as the same tree", () => {
    const printer = new VensimFormula(writeVensimCall, vensimReserved)
    fc.assert(
      fc.property(term, (tree) => {
        const text = printer.equation(tree)
        const back = one(`y = ${text} ~~|\ntable((0,0),(1,1)) ~~|`, "y").equation
        expect(JSON.stringify(plain(back!))).toBe(JSON.stringify(plain(tree)))
      }),
      {numRuns: someOf(500), seed: 5},
    )
  })

  /** Without places, and with a minus before a number taken into it, as readers do. */
  function plain(tree: Term): unknown {
    return JSON.parse(
      JSON.stringify(tree, (key, value) => {
        if (key === "at") return undefined
        if (value?.op === "number")
          return {op: "number", value: Object.is(value.value, -0) ? "-0" : String(value.value)}
        return value
      }),
      (_, value) =>
        value?.op === "unary" && value.fn === "-" && value.of.op === "number"
          ? {op: "number", value: value.of.value.startsWith("-") ? value.of.value.slice(1) : `-${value.of.value}`}
          : value,
    )
  }
})

describe("bad files", () => {
  test("tell every mistake with its place, and read on behind each", () => {
    const text = model(
      [
        "a = 1 + ~~|",
        "b = (2 ~~|",
        "c = 3 ~~|",
        "d = ] ~~|",
        "1st = 4 ~~|",
        "e f g h : ~~|",
        "f = 5 6 ~~|",
        "g = ~~|",
        "h[x = 3 ~~|",
        "= 4 ~~|",
        "i * 3 ~~|",
        "j = x[ ] ~~|",
      ].join("\n"),
    )
    expect(issues(text)).toEqual([
      "exchange/unreadable: Expected a value, found the end of the equation (road.mdl:2:9)",
      "exchange/unreadable: Expected ')' to close the bracket, found the end of the equation (road.mdl:3:8)",
      "exchange/unreadable: Expected a value, found ']' (road.mdl:5:5)",
      "exchange/unreadable: Expected the name of a variable, found '1' (road.mdl:6:1)",
      "exchange/unreadable: Expected a name, found the end of the equation (road.mdl:7:11)",
      "exchange/unreadable: Expected an operator, found '6' (road.mdl:8:7)",
      "exchange/not-written: Nothing stands behind the = of 'g' (road.mdl:9:3)",
      "exchange/unreadable: Expected ']' after the subscripts, found '=' (road.mdl:10:5)",
      "exchange/unreadable: Expected the name of a variable, found '=' (road.mdl:11:1)",
      "exchange/unreadable: Expected = after 'i', found '*' (road.mdl:12:3)",
      "exchange/unreadable: Expected a name, found ']' (road.mdl:13:8)",
    ])
    expect(named(readMdl(text, "a.mdl").blueprint, "c")[0]!.equation).toEqual(number(3))
  })

  test("that hold no model are said to be none, with little else", () => {
    const readme = "# Notes\n\n| herd | size |\n| --- | --- |\n| goats | ~40 |\n\nSee = above.\n".repeat(50)
    for (const text of ["", "hello", "\u0000\u0001\u0002", "| | |", "a | b | c", readme]) {
      const [first, ...others] = readMdl(text, "a.mdl").issues
      expect(first, JSON.stringify(text)).toMatchObject({code: "exchange/not-a-model", grave: true})
      expect(others.length).toBeLessThanOrEqual(3)
    }
    expect(issues('# made\nModel {\n  Name "a|b" ~\n}')[0]).toBe(
      "exchange/not-a-model: A Simulink model, not a Vensim model (road.mdl:1:1)",
    )
    expect(issues("PK\u0003\u0004|~")[0]).toContain("A zip archive")
    expect(issues("<?xml version='1.0'?><xmile/>")[0]).toContain("An XML file")
  })

  test("that end in the middle say so", () => {
    expect(issues("FINAL TIME = 3 ~~|\na = 12")).toContain(
      "exchange/unclosed: The file ends in the middle of this entry (road.mdl:2:1)",
    )
  })

  test("with a bar left out show the comment that swallowed an equation", () => {
    expect(issues(model("a = 1 ~ ~ one\nb = 2 ~ ~ two |"))).toEqual([
      "exchange/comment: A comment with ~ in it, or an entry that no | ends (road.mdl:2:7)",
    ])
  })

  test("with characters that are none point to the first", () => {
    expect(issues(model("gr\ufffd\ufffdse = 1 ~~|"))).toEqual([
      "exchange/encoding: Characters that are not in the file's encoding (road.mdl:2:3)",
    ])
  })

  test("left open in quotes or comments cost their own entry only", () => {
    const text = model(
      "a = \"b + 1 ~~|\nc = 3 ~~|\nd = 1 + {open ~~|\ne = 4 ~~|\nf = GET XLS DATA('open ~~|\ng = 5 ~~|",
    )
    const {blueprint, issues: found} = readMdl(text, "a.mdl")
    expect(found.filter(({grave}) => grave).map(({at}) => at?.line)).toEqual(expect.arrayContaining([2, 4, 6]))
    expect(named(blueprint, "g")[0]!.equation).toEqual(number(5))
    expect(named(blueprint, "c")[0]!.equation).toEqual(number(3))
    expect(named(blueprint, "e")[0]!.equation).toEqual(number(4))
  })

  test.skipIf(isQuick)("are cut anywhere without a crash", () => {
    const whole = model(
      'a[d] :EXCEPT: [x] = IF THEN ELSE(b > 1 :AND: c = "q \\" r", TABLE(3), -2^2) ~ u [0,?] ~ doc ~ :SUPPLEMENTARY |\n' +
        ":MACRO: M(p : q)\nM = p ~~|\nq = INTEG(1, 2) ~~|\n:END OF MACRO:\nTABLE([(0,0)-(1,1)],(0,1),(2,3)) ~~|\nd: (x1-x3), y -> (e: f, g) ~~|\n" +
        "r :THE CONDITION: a :IMPLIES: b ~~|\ns:RAW::= GET XLS DATA('f.xls', 'S', 'A', 'B2') ~~|",
      '\\\\\\---/// Sketch\nV300\n*View\n10,1,"a, b",1,2,3\n1,2,3,4\n12,4,0,1,1,1,1,8,7\n///---\\\\\\\n:L<%^E!@\n15:0,0\n22:a,b\n',
    )
    const complete = whole.indexOf("TIME STEP  = 0.25")
    for (let cut = 0; cut < whole.length; cut += 2) {
      const {issues: found} = readMdl(whole.slice(0, cut), "a.mdl")
      if (cut < complete)
        expect(
          found.some(({grave}) => grave),
          String(cut),
        ).toBe(true)
    }
  })

  test("changed at random are read or refused, never a crash", () => {
    const piece = fc.constantFrom(
      ..."|~[](){}\"'=:;,!*-+/^<>\\\n\t.$&% 0123456789abc".split(""),
      ":=",
      "->",
      "<->",
      ":AND:",
      ":NOT:",
      ":NA:",
      ":RAW:",
      ":EXCEPT:",
      ":MACRO:",
      ":END OF MACRO:",
      ":TEST INPUT:",
      ":THE CONDITION:",
      ":IMPLIES:",
      ":IS:",
      "INTEG(",
      "WITH LOOKUP(",
      "TABBED ARRAY(",
      "GET XLS DATA(",
      "\\\n",
      "~~|",
      "****",
      "\\\\\\---///\n",
      ":L<%^E!@\n",
      "1e5",
      "Time",
      "\u0000",
      "\ufffd",
      "人口",
    )
    fc.assert(
      fc.property(fc.array(piece, {maxLength: 120}), (pieces) => {
        const {issues: found} = readMdl(pieces.join(""), "a.mdl")
        for (const {code, says, file} of found) expect(code !== "" && says !== "" && file === "a.mdl").toBe(true)
      }),
      {numRuns: someOf(2000), seed: 3},
    )
  })

  test("with a thousand mistakes list the first of them and count the rest", () => {
    const found = issues(model("a = ) ~~|\n".repeat(1000)))
    expect(found.length).toBe(201)
    expect(found.at(-1)).toContain("800 more issues")
  })
})
