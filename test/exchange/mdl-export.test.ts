// What other tools say otherwise is said in Vensim's words, or refused by name.

import {describe, expect, test} from "vitest"
import {central} from "../../src/ensemble/index.ts"
import {flatten} from "../../src/exchange/flat/flatten.ts"
import {readMdl} from "../../src/exchange/vensim/mdl.ts"
import {exportMdl} from "../../src/exchange/vensim/mdl-export.ts"
import {writeMdl} from "../../src/exchange/vensim/mdl-writer.ts"
import {readXmile} from "../../src/exchange/xmile/xmile.ts"
import {writeXmile} from "../../src/exchange/xmile/xmile-writer.ts"

const xmile = (variables: string, more = "", views = ""): string => `<?xml version="1.0" encoding="utf-8"?>
<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
<header><name>small</name><vendor>v</vendor><product version="1">p</product></header>
<sim_specs method="RK4" time_units="day"><start>0</start><stop>4</stop><dt>0.5</dt></sim_specs>
${more}<model><variables>${variables}</variables>${views}</model></xmile>`

const read = (text: string) => readXmile(text, "small.xmile").blueprint

function exported(text: string): {text: string; notes: readonly string[]} {
  const blueprint = read(text)
  return exportMdl(blueprint, flatten(blueprint, {file: "small.xmile"}).model, central)
}

/** The entry of one variable, its lines as they stand. */
function entry(text: string, name: string): string {
  const from = text.indexOf(`\n${name}`)
  return text.slice(from + 1, text.indexOf("\n\t|", from))
}

describe("an XMILE model as a .mdl", () => {
  test("has its stocks as integrals of their flows, its doc and units beside them", () => {
    const {text} = exported(
      xmile(`<stock name="water"><eqn>100</eqn><inflow>rain</inflow><outflow>leak</outflow><units>litre</units><doc>In the tank.</doc></stock>
<flow name="rain"><eqn>5</eqn></flow><flow name="leak"><eqn>water / 10</eqn><non_negative/></flow>`),
    )
    expect(entry(text, "water")).toBe("water= INTEG (\n\train - leak,\n\t\t100)\n\t~\tlitre\n\t~\tIn the tank.")
    expect(entry(text, "leak")).toContain("=\n\tMAX(0, water/10)\n")
    expect(entry(text, "TIME STEP")).toContain("=\n\t0.5\n\t~\tday\n")
    expect(text).toContain("\n15:0,0,0,5,0,0\n")
    expect(readMdl(text, "small.mdl").blueprint.time.method).toBe("rk4")
  })

  test("reads graphs that jump, or go on beyond their ends, by the functions that do so", () => {
    const gf = (type: string) => `<gf type="${type}"><xscale min="0" max="2"/><ypts>1,3,2</ypts></gf>`
    const {text} = exported(
      xmile(`<aux name="stairs"><eqn>TIME</eqn>${gf("discrete")}</aux>
<aux name="line"><eqn>TIME</eqn>${gf("continuous")}</aux>
<aux name="beyond"><eqn>TIME</eqn>${gf("extrapolate")}</aux>`),
    )
    expect(entry(text, "stairs=")).toContain("LOOKUP BACKWARD(stairs graph, Time)")
    expect(entry(text, "line")).toContain("WITH LOOKUP(Time,(")
    expect(entry(text, "beyond=")).toContain("LOOKUP EXTRAPOLATE(beyond graph, Time)")
  })

  test("says what an array function runs over", () => {
    const {text, notes} = exported(
      xmile(
        `<aux name="need"><dimensions><dim name="Town"/></dimensions><eqn>3</eqn></aux>
<aux name="twice"><dimensions><dim name="Town"/></dimensions><eqn>need[Town] * 2</eqn></aux>
<aux name="total"><eqn>SUM(need[*])</eqn></aux>`,
        `<dimensions><dim name="Town"><elem name="hill"/><elem name="coast"/></dim></dimensions>`,
      ),
    )
    expect(notes).toEqual([])
    expect(text).toContain("Town:\n\thill, coast\n")
    expect(entry(text, "twice")).toContain("twice[Town]=\n\tneed[Town]*2\n")
    expect(entry(text, "total")).toContain("total=\n\tSUM(need[Town!])\n")
  })

  test("with modules is laid out flat, and says so", () => {
    const {text, notes} = exported(
      `${xmile(`<aux name="price"><eqn>2</eqn></aux><module name="shop"><connect to="shop.cost" from="price"/></module>`).replace("</xmile>", "")}
<model name="shop"><variables><aux name="cost" access="input"><eqn>0</eqn></aux><aux name="sum"><eqn>cost * 3</eqn></aux></variables></model></xmile>`,
    )
    expect(notes[0]).toBe(
      "A .mdl has no words for modules ('shop'): every element and every module's variable is written as a variable of its own",
    )
    expect(entry(text, '"shop.sum"')).toContain('="shop.cost"*3'.replace("=", "=\n\t"))
    expect(entry(text, '"shop.cost"')).toContain("=\n\tprice\n")
  })

  test("with conveyors is refused by name, with the next move", () => {
    const belt =
      xmile(`<stock name="belt"><eqn>10</eqn><inflow>in</inflow><outflow>out</outflow><conveyor><len>4</len></conveyor></stock>
<flow name="in"><eqn>3</eqn></flow><flow name="out"><eqn>0</eqn></flow>`)
    expect(() => writeMdl(read(belt))).toThrow(/exchange\/not-in-mdl: A \.mdl has no words for conveyors \('belt'\)/)
    expect(() => exported(belt)).toThrow(/exchange\/not-in-mdl[\s\S]*Export it to XMILE/)
  })

  test("keeps the places of what is drawn", () => {
    const {text} = exported(
      xmile(
        `<stock name="water"><eqn>100</eqn><inflow>rain</inflow></stock><flow name="rain"><eqn>wet</eqn></flow><aux name="wet"><eqn>5</eqn></aux>`,
        "",
        `<views><view><stock name="water" x="300" y="200"/><flow name="rain" x="220" y="200"><pts><pt x="140" y="200"/><pt x="278" y="200"/></pts></flow>
<aux name="wet" x="220" y="120"/><connector angle="270"><from>wet</from><to>rain</to></connector></view></views>`,
      ),
    )
    const items = readMdl(text, "small.mdl").blueprint.parts[0]!.views[0]!.items
    const at = (kind: string, name: string) => {
      const item = items.find((one) => one.kind === kind && one.name === name)!
      return [item.x, item.y]
    }
    expect(at("stock", "water")).toEqual([300, 200])
    expect(at("flow", "rain")).toEqual([220, 200])
    expect(at("auxiliary", "wet")).toEqual([220, 120])
    expect(items.find((one) => one.kind === "flow")).toMatchObject({to: "water"})
    expect(items.find((one) => one.kind === "connector")).toMatchObject({from: "wet", to: "rain"})
    expect(items.filter((one) => one.kind === "cloud").length).toBe(1)
  })
})

describe("a .mdl", () => {
  const control = "FINAL TIME=4~~|INITIAL TIME=0~~|TIME STEP=1~~|SAVEPER=1~~|"

  test("comes back from XMILE as it was, its sketch with it", () => {
    const text = `{UTF-8}
a= 3 ~ litre [0,10] ~ A number. |
b[D]= a * D ~~|
D: one, two -> E ~~|
E: three, four ~~|
b[one]:EXCEPT:[two]= 1 ~~|
check1 :TEST INPUT: a = 5 ~~|
${control}
\\\\\\---/// Sketch information - do not modify anything except names
V300  Do not put anything below this section - it will be ignored
*View 1
$192-192-192,0,Times New Roman|12||0-0-0|0-0-0|0-0-255|-1--1--1|-1--1--1|96,96,100,0
10,1,a,131,77,12,11,8,3,0,0,0,0,0,0
///---\\\\\\
:L\u007f<%^E!@
22:litre,liter
`
    const first = readMdl(text, "a.mdl").blueprint
    const written = writeMdl(first).text
    const back = readXmile(writeXmile(first).text, "a.xmile").blueprint
    expect(writeMdl(back).text).toBe(written)
    expect(written).toContain("\n10,1,a,131,77,12,11,8,3,0,0,0,0,0,0\n")
    expect(written).toContain("\na=\n\t3\n\t~\tlitre [0,10]\n\t~\tA number.\n")
    expect(written).toContain("check1 :TEST INPUT:\n\ta = 5\n")
    expect(written).toContain("\n22:litre,liter\n")
  })

  test("numbers are written as short as they can be, and mean the same double", () => {
    const numbers = ["0.1", "1e-7", "1.7976931348623157e+308", "5e-324", "123456789.12345679", "-0.5"]
    const text = numbers.map((n, i) => `n${i}= ${n} ~~|`).join("\n") + control
    const {text: written} = writeMdl(readMdl(text, "a.mdl").blueprint)
    numbers.forEach((n, i) => {
      expect(entry(written, `n${i}`)).toContain(`=\n\t${n}\n`)
    })
  })

  test("data that are there at their own times alone are missing in between, in Vensim too", () => {
    const blueprint = readMdl(
      `seen :RAW: := 3 ~~|use = IF THEN ELSE(seen = :NA:, -1, seen) ~~|${control}`,
      "a.mdl",
    ).blueprint
    const [part] = blueprint.parts
    const variables = part!.variables.map((variable) =>
      variable.name === "seen"
        ? {
            ...variable,
            kind: "data" as const,
            equation: null,
            points: {x: [0, 2], y: [7, 8], between: "line" as const, beyond: "hold" as const},
          }
        : variable,
    )
    const {text} = writeMdl({...blueprint, parts: [{...part!, variables}]})
    expect(entry(text, "seen=")).toContain(
      "IF THEN ELSE(LOOKUP BACKWARD(seen times, Time) = Time, \\\n\t\tLOOKUP BACKWARD(seen series, Time), :NA:)",
    )
  })
})
