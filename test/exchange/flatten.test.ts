import {describe, expect, it} from "vitest"
import {compile, emit, interpret, rows} from "../../src/engine/index.ts"
import {flatten, readMdl, readXmile} from "../../src/exchange/index.ts"
import {type Model, printExpression} from "../../src/model/index.ts"
import {isQuick} from "../tiers.ts"

const CONTROL = `
INITIAL TIME = 0 ~~|
FINAL TIME = 4 ~~|
TIME STEP = 1 ~~|
SAVEPER = TIME STEP ~~|
`

function vensim(equations: string): {model: Model; says: string[]} {
  const read = readMdl(`{UTF-8}\n${equations}\n${CONTROL}`, "m.mdl")
  const flat = flatten(read.blueprint, {file: "m.mdl"})
  return {model: flat.model, says: [...read.issues, ...flat.issues].map((issue) => `${issue.code}: ${issue.says}`)}
}

function xmile(inside: string, before = ""): {model: Model; says: string[]} {
  const text = `<?xml version="1.0"?><xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
<header><vendor>x</vendor><product version="1">x</product></header>
<sim_specs><start>0</start><stop>4</stop><dt>1</dt></sim_specs>${before}${inside}</xmile>`
  const read = readXmile(text, "m.xmile")
  const flat = flatten(read.blueprint, {file: "m.xmile"})
  return {model: flat.model, says: [...read.issues, ...flat.issues].map((issue) => `${issue.code}: ${issue.says}`)}
}

/** Every quantity but the control variables: its equation as text, or its number. */
function laid({model, says}: {model: Model; says: string[]}): Record<string, string | number> {
  expect(says).toEqual([])
  const control = /^(?:INITIAL TIME|FINAL TIME|TIME STEP|SAVEPER)$/
  return Object.fromEntries(
    model.quantities
      .filter((q) => !control.test(q.name))
      .map((q) => [
        q.name,
        q.value?.kind === "fixed" ? q.value.value : printExpression(q.equation ?? q.initial!).replaceAll('"', ""),
      ]),
  )
}

describe("arrays", () => {
  it("an equation for a dimension is one equation for each element", () => {
    const flat = vensim("R: North, South ~~| a[R] = 1, 2 ~~| b[R] = a[R] + 1 ~~|")
    expect(laid(flat)).toEqual({"a[North]": 1, "a[South]": 2, "b[North]": "a[North] + 1", "b[South]": "a[South] + 1"})
  })

  it("numbers in a list belong to elements in order, the last dimension fastest", () => {
    const flat = vensim("R: N, S ~~| A: y, o ~~| a[R, A] = 1, 2; 3, 4; ~~| b[S, A] = 7, 8 ~~|")
    expect(laid(flat)).toEqual({"a[N,y]": 1, "a[N,o]": 2, "a[S,y]": 3, "a[S,o]": 4, "b[S,y]": 7, "b[S,o]": 8})
  })

  it("names are spelt as where they were first defined, and compared without case and blanks", () => {
    const flat = vensim("Region: North ~~| Big_Town[region] = 1 ~~| x = BIG  TOWN[ NORTH ] ~~|")
    expect(laid(flat)).toEqual({"Big_Town[North]": 1, x: "Big_Town[North]"})
  })

  it("beside a dimension that a sum runs over, the same dimension unmarked is the left side's", () => {
    const flat = vensim("D: a, b ~~| w[D] = 1, 2 ~~| x[D] = 3, 4 ~~| s[D] = SUM(w[D] * x[D!]) ~~|")
    const {"s[a]": first, "s[b]": second} = laid(flat)
    expect([first, second]).toEqual(["sum(w[a] * x[a], w[a] * x[b])", "sum(w[b] * x[a], w[b] * x[b])"])
  })

  it("elements may be defined one by one, and a part of a dimension together", () => {
    const flat = vensim("D: a, b, c ~~| P: b, c ~~| x[a] = 1 ~~| x[P] = 2 ~~| y[P] = x[P] ~~| z[D] = x[D] ~~|")
    expect(laid(flat)).toEqual({
      "x[a]": 1,
      "x[b]": 2,
      "x[c]": 2,
      "y[b]": "x[b]",
      "y[c]": "x[c]",
      "z[a]": "x[a]",
      "z[b]": "x[b]",
      "z[c]": "x[c]",
    })
  })

  it(":EXCEPT: takes out elements, parts of dimensions and several lists of them", () => {
    const flat = vensim(
      "D: a, b, c ~~| P: b, c ~~| K: e, f ~~| x[D, K] :EXCEPT: [P, f], [a, e] = 1 ~~| x[P, f] = 2 ~~| x[a, e] = 3 ~~|",
    )
    expect(laid(flat)).toEqual({"x[a,f]": 1, "x[b,e]": 1, "x[c,e]": 1, "x[b,f]": 2, "x[c,f]": 2, "x[a,e]": 3})
  })

  it("a dimension made of other dimensions has their elements in order", () => {
    const flat = vensim("All: first, P, (n1-n3) ~~| P: b, c ~~| x[All] = ELMCOUNT(All) ~~|")
    expect(Object.keys(laid(flat))).toEqual(["x[first]", "x[b]", "x[c]", "x[n1]", "x[n2]", "x[n3]"])
    expect(laid(flat)["x[n3]"]).toBe(6)
  })

  it("a dimension as a number is the element's place in the largest dimension that holds it, from 1", () => {
    const flat = vensim("D: a, b, c ~~| P: c, b ~~| x[P] = P * 10 ~~| y = b ~~|")
    expect(laid(flat)).toEqual({"x[c]": "3 * 10", "x[b]": "2 * 10", y: 2})
  })
})

describe("mappings", () => {
  it("send elements one after the other, in both directions", () => {
    const flat = vensim(
      "Skill: smith, baker -> Ware ~~| Ware: knife, bread ~~| s[Skill] = 1, 2 ~~| w[Ware] = s[Skill] ~~| t[Skill] = w[Ware] ~~|",
    )
    expect(laid(flat)).toMatchObject({
      "w[knife]": "s[smith]",
      "w[bread]": "s[baker]",
      "t[smith]": "w[knife]",
      "t[baker]": "w[bread]",
    })
  })

  it("count before an element that lies in both dimensions: each cohort is fed by the one before", () => {
    const flat = vensim(
      "Age: kid, adult, old ~~| Later: adult, old ~~| Before: kid, adult -> Later ~~| out[Age] = 1, 2, 3 ~~| in[Later] = out[Before] ~~|",
    )
    expect(laid(flat)).toMatchObject({"in[adult]": "out[kid]", "in[old]": "out[adult]"})
  })

  it("may name elements and parts of the other dimension", () => {
    const flat = vensim(
      "Town: t1, t2, t3 ~~| East: t2, t3 ~~| Land: lw, le -> (Town: t1, East) ~~| l[Land] = 1, 2 ~~| x[Town] = l[Land] ~~|",
    )
    expect(laid(flat)).toMatchObject({"x[t1]": "l[lw]", "x[t2]": "l[le]", "x[t3]": "l[le]"})
  })

  it("hold for a part of the dimension that is mapped", () => {
    const flat = vensim("A: a1, a2, a3 -> B ~~| B: b1, b2, b3 ~~| P: a2, a3 ~~| y[B] = 1, 2, 3 ~~| x[P] = y[B] ~~|")
    expect(laid(flat)).toMatchObject({"x[a2]": "y[b2]", "x[a3]": "y[b3]"})
  })

  it("an alias is its dimension under another name, so that a matrix can have it twice", () => {
    const flat = vensim("D: a, b ~~| E <-> D ~~| m[D, E] = 1, 2; 3, 4; ~~| t[D, E] = m[E, D] ~~|")
    expect(laid(flat)).toMatchObject({"t[a,b]": "m[b,a]", "t[b,a]": "m[a,b]"})
  })
})

describe("array functions", () => {
  it("add up from left to right, the last dimension fastest", () => {
    const flat = vensim(
      "R: N, S ~~| A: y, o ~~| a[R, A] = 1, 2; 3, 4; ~~| t = SUM(a[R!, A!]) ~~| r[R] = SUM(a[R, A!] * 2) ~~|",
    )
    expect(laid(flat)).toMatchObject({
      t: "sum(a[N,y], a[N,o], a[S,y], a[S,o])",
      "r[S]": "sum(a[S,y] * 2, a[S,o] * 2)",
    })
  })

  it("take the extremes and the product of what is marked", () => {
    const flat = vensim("D: a, b ~~| x[D] = 1, 2 ~~| lo = VMIN(x[D!]) ~~| hi = VMAX(x[D!]) ~~| p = PROD(x[D!]) ~~|")
    expect(laid(flat)).toMatchObject({lo: "min(x[a], x[b])", hi: "max(x[a], x[b])", p: "product(x[a], x[b])"})
  })

  it("whose result is an array become a call for each element", () => {
    const flat = vensim(
      "D: a, b ~~| E: e1, e2 ~~| x[E, D] = 1, 2; 3, 4; ~~| s[E, D] = VECTOR SORT ORDER(x[E, D], 1) ~~|",
    )
    expect(laid(flat)).toMatchObject({
      "s[e1,a]": "vector_sort_order(0, 2, x[e1,a], x[e1,b], 1)",
      "s[e2,b]": "vector_sort_order(1, 2, x[e2,a], x[e2,b], 1)",
    })
  })

  it("allocate by profiles of four numbers, from the element that is named on", () => {
    const flat = vensim(
      "U: u1, u2 ~~| P: type, rank, width, extra ~~| ask[U] = 5, 6 ~~| how[U, P] = 1, 5, 2, 0; 1, 3, 2, 0; ~~| got[U] = ALLOCATE AVAILABLE(ask[U], how[U, type], 7) ~~|",
    )
    const how = (u: string) => ["type", "rank", "width", "extra"].map((p) => `how[${u},${p}]`).join(", ")
    expect(laid(flat)["got[u2]"]).toBe(`allocate_available(1, 2, ask[u1], ask[u2], ${how("u1")}, ${how("u2")}, 7)`)
  })
})

describe("lookups", () => {
  it("are tables, and are read where they are applied", () => {
    const flat = vensim("f((0,0),(10,5)) ~~| x = f(Time / 2) ~~|")
    expect(laid(flat)).toEqual({x: "f(time / 2)"})
    expect(flat.model.tables).toMatchObject([{name: "f", x: [0, 10], y: [0, 5], between: "line", beyond: "hold"}])
  })

  it("may be arrays, each element its own table", () => {
    const flat = vensim("D: a, b ~~| f[a]((0,0),(1,1)) ~~| f[b]((0,5),(1,6)) ~~| x[D] = f[D](Time) ~~|")
    expect(flat.says).toEqual([])
    expect(flat.model.tables?.map((table) => [table.name, table.y])).toEqual([
      ["f[a]", [0, 1]],
      ["f[b]", [5, 6]],
    ])
    expect(flat.model.quantities[1]?.equation).toMatchObject({op: "lookup", table: "f[b]"})
  })

  it("written in an equation get one table for all elements", () => {
    const flat = vensim("D: a, b ~~| y[D] = 1, 2 ~~| x[D] = WITH LOOKUP(y[D], ((0,0),(1,1))) ~~|")
    expect(flat.model.tables?.map((table) => table.name)).toEqual(["x lookup"])
  })

  it("standing where a number belongs are an issue with the place", () => {
    expect(vensim("f((0,0),(1,1)) ~~|\nx = f + 1 ~~|").says[0]).toMatch(
      /bare-lookup: The lookup 'f' .* in 'x' \(m.mdl:3:/,
    )
  })
})

describe("macros", () => {
  const twice = ":MACRO: TWICE(x)\nTWICE = x * two ~~|\ntwo = 2 ~~|\n:END OF MACRO:\n"
  it("give every call and every element variables of its own", () => {
    const flat = vensim(`${twice}D: a, b ~~| y[D] = 3, 4 ~~| z[D] = TWICE(y[D]) + TWICE(1) ~~|`)
    const names = flat.model.quantities.filter((q) => q.inner).map((q) => q.name)
    expect(names).toContain("z[a].TWICE.two")
    expect(names).toContain("z[b].TWICE 2.two")
    expect(laid(flat)).toMatchObject({
      "z[a]": "z[a].TWICE.TWICE + z[a].TWICE 2.TWICE",
      "z[a].TWICE.TWICE": "y[a] * z[a].TWICE.two",
      "z[b].TWICE 2.TWICE": "z[b].TWICE 2.x * z[b].TWICE 2.two",
    })
  })

  it("may call macros, and hold stocks", () => {
    const flat = vensim(
      `${twice}:MACRO: FILL(rate)\nFILL = INTEG(TWICE(rate), 0) ~~|\n:END OF MACRO:\nlevel = FILL(3) ~~|`,
    )
    const stock = flat.model.quantities.find((q) => q.kind === "stock")!
    expect(stock.name).toBe("level.FILL.FILL")
    expect(printExpression(stock.rate!)).toBe('"level.FILL.FILL.TWICE.TWICE"')
  })

  it("may set further variables, which equations before the call read too", () => {
    const flat = vensim(
      ":MACRO: HALVES(x : rest)\nHALVES = x / 2 ~~|\nrest = x - HALVES ~~|\n:END OF MACRO:\nearly = left[a] ~~| D: a, b ~~| y[D] = 3, 4 ~~| z[D] = HALVES(y[D] : left[D]) ~~|",
    )
    expect(laid(flat)).toMatchObject({
      early: "left[a]",
      "left[b]": "left[b].HALVES rest.HALVES rest",
      "left[b].HALVES rest.rest": "y[b] - left[b].HALVES rest.HALVES",
    })
    expect(flat.model.quantities[0]!.name).toBe("early")
  })

  it("that call themselves are refused by name", () => {
    const flat = vensim(":MACRO: LOOP(x)\nLOOP = LOOP(x) + 1 ~~|\n:END OF MACRO:\ny = LOOP(1) ~~|")
    expect(flat.says.join("\n")).toMatch(/macro-circle: Macro 'LOOP' calls itself/)
  })

  it("take lookups as inputs", () => {
    const flat = vensim(
      ":MACRO: AT(curve, x)\nAT = curve(x) ~~|\n:END OF MACRO:\nf((0,0),(1,1)) ~~| y = AT(f, Time) ~~|",
    )
    expect(laid(flat)).toMatchObject({"y.AT.AT": "f(y.AT.x)"})
  })
})

describe("constants", () => {
  it("stay parameters, and what follows from them stays an equation", () => {
    const {model} = vensim("price = 5 ~ $ ~ The price. | double price = 2 * price ~~|")
    expect(model.quantities.slice(0, 2)).toMatchObject([
      {name: "price", kind: "parameter", unit: "$", value: {kind: "fixed", value: 5}, line: 2},
      {name: "double price", kind: "auxiliary"},
    ])
  })
})

describe("times", () => {
  it("may be equations of constants", () => {
    const read = readMdl(
      "{UTF-8}\nyears = 2 ~~| INITIAL TIME = 10 ~~| FINAL TIME = INITIAL TIME + 12 * years ~~| TIME STEP = 1/8 ~~| SAVEPER = 4 * TIME STEP ~~|",
      "m.mdl",
    )
    const {model, issues} = flatten(read.blueprint, {file: "m.mdl"})
    expect(issues).toEqual([])
    expect(model.time).toMatchObject({start: 10, stop: 34, step: 0.125, save: 0.5})
  })

  const changing = (text: string) => {
    const {model, issues} = flatten(readMdl(`{UTF-8}\nINITIAL TIME = 0 ~~| ${text}`, "m.mdl").blueprint, {
      file: "m.mdl",
    })
    return {
      stop: model.time.stop,
      said: issues.map(({code, grave, says}) => `${code} ${grave} ${says.replace(/ \(m.mdl.*/, "")}`),
    }
  }

  it.skipIf(isQuick)("a final time that changes with time ends the run at the first step that has reached it", () => {
    const rest = "TIME STEP = 1 ~~| SAVEPER = 1 ~~|"
    // At 5 it is 9 still, at 6 it is 6.
    expect(changing(`FINAL TIME = IF THEN ELSE(Time > 5, 6, 9) ~~| ${rest}`)).toEqual({stop: 6, said: []})
    // Before 5 it is 10, and 50 from then on.
    expect(changing(`FINAL TIME = IF THEN ELSE(Time < 5, 10, 50) ~~| ${rest}`)).toEqual({stop: 50, said: []})
    // It falls while time rises: 20 - 2 t is t between 6 and 7.
    expect(changing(`FINAL TIME = 20 - 2 * Time ~~| ${rest}`)).toEqual({stop: 7, said: []})
    expect(changing(`FINAL TIME = Time + 1 ~~| ${rest}`).said.join()).toContain("not reached within 1000000 time steps")
  })

  it("a step or a save interval that is written with time and never changes is one", () => {
    const same = "TIME STEP = IF THEN ELSE(Time < 3, 0.5, 1 / 2) ~~| SAVEPER = MAX(1, TIME STEP + 0 * Time) ~~|"
    expect(changing(`FINAL TIME = 9 ~~| ${same}`)).toEqual({stop: 9, said: []})
  })

  it("what is not evenly spaced, or waits for the run itself, is refused by name", () => {
    const level = "level = INTEG(1, 0) ~~|"
    expect(changing("FINAL TIME = 9 ~~| TIME STEP = IF THEN ELSE(Time < 4, 1, 0.5) ~~| SAVEPER = 1 ~~|").said).toEqual([
      "exchange/varying-time true The time step changes in the run: it is 1 at 0 and 0.5 at 4",
    ])
    expect(changing("FINAL TIME = 9 ~~| TIME STEP = 1 ~~| SAVEPER = IF THEN ELSE(Time < 5, 1, 3) ~~|").said).toEqual([
      "exchange/varying-time true The interval of saved values changes in the run: it is 1 at 0 and 3 at 5",
    ])
    expect(changing(`${level} FINAL TIME = 9 + level ~~| TIME STEP = 1 ~~| SAVEPER = 1 ~~|`).said.join()).toContain(
      "true The final time depends on 'level', which the run works out",
    )
  })
})

describe("times that do not fit together", () => {
  const timed = (start: number, stop: number, step: number, save: number) => {
    const text = `{UTF-8}\nINITIAL TIME = ${start} ~~|\nFINAL TIME = ${stop} ~~|\nTIME STEP = ${step} ~~|\nSAVEPER = ${save} ~~|`
    const {model, issues} = flatten(readMdl(text, "m.mdl").blueprint, {file: "m.mdl"})
    return {time: model.time, says: issues.map(({says, grave}) => `${grave ? "grave" : "minor"}: ${says}`)}
  }

  it("a stop between two steps is moved to the second, and saved values to whole steps", () => {
    const {time, says} = timed(0, 5.1, 0.5, 0.7)
    expect(time).toMatchObject({stop: 5.5, save: 0.5})
    expect(says).toEqual([
      "minor: The time from 0 to 5.1 is no whole number of time steps of 0.5; the run ends at 5.5 (m.mdl:3:1)",
      "minor: Values are saved every 0.7, which is no whole number of time steps of 0.5; they are saved every 0.5 (m.mdl:5:1)",
    ])
  })

  it("decimals that divide each other are whole numbers of steps", () => {
    expect(timed(1, 10, 0.1, 0.3)).toMatchObject({time: {stop: 10, save: 0.3}, says: []})
  })

  it("a step of 0 and a run that ends before it begins are grave", () => {
    expect(timed(0, 5, 0, 1).says[0]).toBe("grave: The time step is 0 (m.mdl:4:1)")
    expect(timed(5, 0, 1, 1).says[0]).toBe("grave: The run ends at 0, before it begins at 5 (m.mdl:3:1)")
  })
})

describe("modules", () => {
  const two = `<model><variables>
<module name="herd"><connect to="birth rate" from="rate"/></module>
<module name="flock" ><connect to="birth rate" from="herd.size"/></module>
<aux name="rate"><eqn>0.1</eqn></aux><aux name="both"><eqn>herd.size + flock.size</eqn></aux></variables></model>`
  const part = (
    name: string,
  ) => `<model name="${name}"><variables><aux name="birth rate" access="input"><eqn>0</eqn></aux>
<flow name="births"><eqn>size * birth_rate</eqn></flow><stock name="size"><eqn>10</eqn><inflow>births</inflow></stock></variables></model>`

  it("are laid out with their name before those of their variables; inputs are what they are connected to", () => {
    const flat = laid(xmile(two + part("herd") + part("flock")))
    expect(flat).toMatchObject({
      "herd.birth rate": "rate",
      "herd.births": "herd.size * herd.birth rate",
      "flock.birth rate": "herd.size",
      both: "herd.size + flock.size",
    })
  })
})

describe("XMILE's dimensions", () => {
  const dims = `<dimensions><dim name="Two" size="2"/><dim name="Three" size="3"/><dim name="Town"><elem name="x"/><elem name="y"/></dim><dim name="Port"><elem name="y"/></dim></dimensions>`
  const over = (name: string, dim: string, equation: string) =>
    `<aux name="${name}"><dimensions><dim name="${dim}"/></dimensions><eqn>${equation}</eqn></aux>`

  it("are each their own where elements are numbers: a sum over another one runs over all of it", () => {
    const flat = xmile(
      `<model><variables>${over("b", "Three", "7")}${over("a", "Two", "SUM(b[Three]) * Two")}</variables></model>`,
      dims,
    )
    expect(laid(flat)).toMatchObject({"a[2]": "sum(b[1], b[2], b[3]) * 2"})
  })

  it("share elements that have names where one is part of the other", () => {
    const flat = xmile(
      `<model><variables>${over("t", "Town", "7")}${over("p", "Port", "t + t[Town]")}</variables></model>`,
      dims,
    )
    expect(laid(flat)).toMatchObject({"p[y]": "t[y] + t[y]"})
  })
})

describe("inputs of modules", () => {
  const inside = (body: string) =>
    `<model name="part"><variables><aux name="given" access="input"><eqn>0</eqn></aux>${body}</variables></model>`
  const outside = (body: string) =>
    `<model><variables><module name="part"><connect to="given" from="whole"/></module>${body}</variables></model>`

  it("may be whole arrays", () => {
    const flat = xmile(
      outside(`<aux name="whole"><dimensions><dim name="D"/></dimensions><eqn>2</eqn></aux>`) +
        inside(`<aux name="all"><eqn>SUM(given)</eqn></aux>`),
      `<dimensions><dim name="D" size="2"/></dimensions>`,
    )
    expect(laid(flat)).toMatchObject({"part.all": "sum(whole[1], whole[2])"})
    expect(Object.keys(laid(flat))).not.toContain("part.given")
  })

  it("may be lookups", () => {
    const flat = xmile(
      outside(`<gf name="whole"><xscale min="0" max="1"/><ypts>0,5</ypts></gf>`) +
        inside(`<aux name="read"><eqn>LOOKUP(given, 0.5)</eqn></aux>`),
    )
    expect(laid(flat)).toMatchObject({"part.read": "whole(0.5)"})
  })
})

describe("stocks that stay at 0 or above", () => {
  it("limit their outflows, in order, to what is there", () => {
    const flat =
      xmile(`<model><variables><stock name="S"><eqn>10</eqn><inflow>in</inflow><outflow>a</outflow><outflow>b</outflow><non_negative/></stock>
<flow name="in"><eqn>1</eqn></flow><flow name="a"><eqn>4</eqn></flow><flow name="b"><eqn>5</eqn></flow></variables></model>`)
    expect(laid(flat)).toMatchObject({
      in: "1",
      a: "min(4, max(0, S / time_step() + in))",
      b: "min(5, max(0, S / time_step() + in - a))",
    })
  })

  it("do not limit a flow out of two stocks, which belongs to neither alone", () => {
    const flat = xmile(`<model><variables><stock name="S"><eqn>10</eqn><outflow>a</outflow><non_negative/></stock>
<stock name="T"><eqn>10</eqn><outflow>a</outflow></stock><flow name="a"><eqn>4</eqn></flow></variables></model>`)
    expect(laid(flat)).toMatchObject({a: "4"})
    expect(flat.model.quantities[0]).toMatchObject({name: "S", range: [0, Number.POSITIVE_INFINITY]})
  })

  it("leave an inflow out of what is there when it waits for the outflow itself", () => {
    const flat =
      xmile(`<model><variables><stock name="S"><eqn>10</eqn><inflow>in</inflow><outflow>out</outflow><non_negative/></stock>
<flow name="in"><eqn>out / 2</eqn></flow><flow name="out"><eqn>4</eqn></flow></variables></model>`)
    expect(laid(flat)).toMatchObject({out: "min(4, max(0, S / time_step()))"})
  })
})

describe("mistakes", () => {
  it("are found several at a time, each with its place and the nearest names", () => {
    const {says} = vensim("rabbits = 5 ~~|\nx = rabbit * 2 ~~|\nD: a, b ~~|\ny[D] = 1, 2 ~~|\nz = y[c] ~~|\nw = y ~~|")
    expect(says.length).toBe(3)
    expect(says[0]).toMatch(/unknown-name: No name 'rabbit' \(m.mdl:3:5\)/)
    expect(says[1]).toMatch(/unknown-subscript: No subscript 'c'/)
    expect(says[2]).toMatch(/array-as-number: 'y' is an array/)
  })

  it("that the reader named are not named again", () => {
    const read = readMdl(`{UTF-8}\nx = 1 +\n  * 2 ~~|\ny = x + z ~~|${CONTROL}`, "m.mdl")
    const flat = flatten(read.blueprint, {file: "m.mdl", said: read.issues})
    expect(read.issues.length).toBe(1)
    expect(flat.issues.map(({says}) => says)).toEqual(["No name 'z' (m.mdl:4:9)"])
  })

  it("a model of a million elements is refused by name before it is laid out", () => {
    const {says, model} = vensim("A: (a1-a1001) ~~| B: (b1-b1001) ~~| x[A, B] = 1 ~~|")
    expect(says[0]).toMatch(/too-large: 'x' has 1002001 elements, which makes more than 150000/)
    expect(model.quantities.length).toBeLessThan(10)
  })

  it("names such as __proto__ are names like others", () => {
    expect(laid(vensim("__proto__ = 1 ~~| constructor = __proto__ + 1 ~~|"))).toEqual(
      Object.fromEntries([
        ["__proto__", 1],
        ["constructor", "__proto__ + 1"],
      ]),
    )
  })
})

describe("conveyors and queues", () => {
  /** The values of a run, by name. */
  const course = ({model, says}: {model: Model; says: string[]}): Record<string, number[]> => {
    expect(says).toEqual([])
    const program = compile(model)
    const runs = [interpret(program), emit(program)].map((runner) => {
      const table = new Float64Array(rows(program) * program.outputs.length)
      const inputs = program.inputs.map(({prior}) => (prior.kind === "fixed" ? prior.value : 0))
      expect(runner.run(inputs, table, {seed: {lo: 0, hi: 0}, run: 0})).toBeNull()
      return table
    })
    expect(runs[1]).toEqual(runs[0])
    const {outputs} = program
    return Object.fromEntries(
      outputs.map(({name}, i) => [
        name,
        Array.from({length: rows(program)}, (_, k) => runs[0]![k * outputs.length + i]!),
      ]),
    )
  }

  it("what enters a conveyor leaves it after its length, and what lies on it at the start leaves evenly before", () => {
    const flat = course(
      xmile(`<model><variables><stock name="S"><eqn>6</eqn><inflow>in</inflow><outflow>out</outflow><conveyor><len>2</len></conveyor></stock>
<flow name="in"><eqn>10 + TIME</eqn></flow><flow name="out"/></variables></model>`),
    )
    expect(flat.out).toEqual([3, 3, 10, 11, 12])
    expect(flat.S).toEqual([6, 13, 21, 23, 25])
  })

  it("a leak takes its fraction of what entered by the end of the belt, and nothing is lost beside", () => {
    const flat = course(
      xmile(`<model><variables><stock name="S"><eqn>0</eqn><inflow>in</inflow><outflow>out</outflow><outflow>lost</outflow><conveyor><len>2</len></conveyor></stock>
<flow name="in"><eqn>10</eqn></flow><flow name="out"/><flow name="lost"><leak>0.2</leak></flow></variables></model>`),
    )
    expect(flat.lost).toEqual([0, 1, 2, 2, 2])
    expect(flat.out).toEqual([0, 0, 8, 8, 8])
    expect(flat.S).toEqual([0, 10, 19, 19, 19])
  })

  it("a full conveyor takes no more than leaves it, and none of it moves while it is arrested", () => {
    const full = course(
      xmile(`<model><variables><stock name="S"><eqn>0</eqn><inflow>in</inflow><outflow>out</outflow><conveyor><len>3</len><capacity>12</capacity></conveyor></stock>
<flow name="in"><eqn>10</eqn></flow><flow name="out"/></variables></model>`),
    )
    expect(full.in).toEqual([10, 2, 0, 10, 2])
    const halted = course(
      xmile(`<model><variables><stock name="S"><eqn>4</eqn><inflow>in</inflow><outflow>out</outflow><conveyor><len>2</len><arrest>IF TIME = 1 THEN 1 ELSE 0</arrest></conveyor></stock>
<flow name="in"><eqn>10</eqn></flow><flow name="out"/></variables></model>`),
    )
    expect(halted.out).toEqual([2, 0, 2, 10, 10])
    expect(halted.in).toEqual([10, 0, 10, 10, 10])
  })

  it("a queue lets out what the conveyor behind it takes; the rest overflows where there is a way", () => {
    const flat = course(
      xmile(`<model><variables><stock name="Q"><eqn>3</eqn><inflow>come</inflow><outflow>board</outflow><outflow>walk</outflow><queue/></stock>
<flow name="come"><eqn>5</eqn></flow><flow name="board"/><flow name="walk"><overflow/></flow>
<stock name="Bus"><eqn>0</eqn><inflow>board</inflow><outflow>off</outflow><conveyor><len>2</len><in_limit>4</in_limit></conveyor></stock>
<flow name="off"/></variables></model>`),
    )
    expect(flat.board).toEqual([3, 4, 4, 4, 4])
    expect(flat["walk"]).toEqual([0, 1, 1, 1, 1])
    expect(flat.off).toEqual([0, 0, 3, 4, 4])
  })
})
