import {describe, expect, test} from "vitest"
import {draft} from "../../src/draft/index.ts"
import {type Edit, gather, placePhrases} from "../../src/map/index.ts"
import {trace} from "../../src/words/index.ts"
import {reading, say} from "../map/told.ts"
import {modelOf, worldOf} from "../outlook/world.ts"

const world = worldOf({
  "raids -> fear": {for: 2},
  "talks -> fear": {sign: "-"},
  "pressure -> talks": {sign: "contested", for: 1, against: 1},
})
const drafted = {...world, model: draft(world.map, {name: "m"})}

describe("why", () => {
  test("from a quantity to its equation, the links it is made of, and their words, in one answer", () => {
    const why = trace("fear", drafted)
    expect(why).toMatchObject({format: "brink/why@1", kind: "quantity", name: "fear"})
    expect(why.says).toBe("Fear: a stock, an index without unit.")
    expect(trace("target_fear", drafted).says).toBe("Where Fear is heading: an auxiliary, an index without unit.")
    expect(why.quantities[0]).toMatchObject({name: "fear", kind: "stock", label: "Fear"})
    expect(why.quantities.map((q) => q.name)).toContain("target_fear")
    // The causes are stocks with answers of their own.
    expect(why.quantities.map((q) => q.name)).not.toContain("raids")
    expect(why.links.map((l) => [l.id, l.says])).toEqual([
      ["raids->fear", "More raids lead to more fear."],
      ["talks->fear", "More talks lead to less fear."],
    ])
    expect(why.links[0]!.claims.map((c) => c.file)).toEqual(["one.md", "two.md"])
    for (const {id, text, from, to} of why.links.flatMap((l) => l.claims)) {
      const {quote} = world.reading.claims.find((c) => c.id === id)!
      expect({text, from, to}).toEqual({text: quote.text, from: quote.from, to: quote.to})
    }
    expect(why.assumed.length).toBeGreaterThan(0)
  })

  test("a link, a claim and a factor's other name are traced too", () => {
    const link = trace("pressure -> talks", drafted)
    const {from, to} = drafted.map.links.find(({id}) => id === "pressure->talks")!
    const named = (id: string) => drafted.map.factors.find((one) => one.id === id)!.name
    expect(trace(`${named(from)}  -(+)->  ${named(to)}`, drafted)).toEqual(link)
    expect(link.says).toBe("More pressure leads to more or to fewer talks: the documents disagree.")
    expect(link.links[0]!.claims.map((c) => c.side)).toEqual(["for", "against"])
    const denied = worldOf({"fasting -> talks": {sign: "contested", whether: "-", for: 1, against: 1}})
    const {says} = trace("fasting -> talks", {...drafted, ...denied})
    expect(says).toBe("More fasting leads to fewer talks, which others in the documents deny.")
    const id = link.links[0]!.claims[0]!.id
    expect(trace(id, drafted)).toMatchObject({kind: "claim", links: [{id: "pressure->talks"}], claims: []})
    expect(trace("the raids", drafted)).toMatchObject({kind: "factor", name: "raids"})
  })

  test("phrases stand as worded, with whether they turn their link round; of a factor that is a quantity too", () => {
    const told = reading(
      say("the {tolls}", "+", "fewer {wagons} -", {id: "c1"}),
      say("the {tolls}", "-", "{wagons}", {id: "c2", file: "b.txt"}),
    )
    const map = gather(told)
    const [link] = map.links
    const input = {reading: told, map, model: draft(map, {name: "m"}), placed: placePhrases(told)}
    const [one, two] = trace(link!.id, input).links[0]!.claims
    expect(one).toMatchObject({
      id: "c1",
      cause: {text: "the tolls", turned: false},
      sign: "+",
      effect: {text: "fewer wagons", turned: true},
    })
    expect(two).toMatchObject({id: "c2", sign: "-", effect: {text: "wagons", turned: false}})
    const wagons = trace(link!.to, input)
    expect(wagons.kind).toBe("quantity")
    expect(wagons.phrases).toEqual([
      {text: "fewer wagons", turned: true, claims: ["c1"]},
      {text: "wagons", turned: false, claims: ["c2"]},
    ])
    expect(trace(link!.id, input).phrases).toEqual([])
  })

  test("a contested switch shows both sides' claims", () => {
    const why = trace("sign_pressure__talks", drafted)
    expect(why.kind).toBe("contested")
    expect(why.says).toMatch(/\?$/u)
    expect(why.claims.map((c) => c.side)).toEqual(["for", "against"])
  })

  test("what is assumed says by whom: the model, or the editor who decided it", () => {
    const edits: Edit[] = [
      {
        format: "brink/edit@1",
        n: 1,
        by: "ana",
        why: "as in the last two years",
        kind: "assume",
        quantity: "rate",
        value: "0.2",
      },
      {
        format: "brink/edit@1",
        n: 2,
        by: "ben",
        why: "another matter",
        kind: "rename",
        factors: ["talks"],
        name: "Parley",
      },
    ]
    const model = modelOf(`
      water: {kind: stock, unit: litre, initial: 100, outflows: [leak], because: [data: tank.csv]}
      leak: {kind: flow, unit: litre/week, equation: water * rate, because: [link: raids->fear]}
      rate: {kind: parameter, unit: 1/week, value: {uniform: [0.1, 0.2]}, because: [assumed: old tanks leak]}
    `)
    const why = trace("water", {...world, model, edits})
    expect(why.assumed).toEqual([
      {where: "rate", says: "old tanks leak", by: "the model"},
      {where: "rate", says: "as in the last two years", by: "ana"},
    ])
    expect(why.data).toEqual(["tank.csv"])
    expect(why.quantities.map((q) => [q.name, q.equation, q.reads])).toEqual([
      ["water", "100", ["leak"]],
      ["leak", "water * rate", ["rate", "water"]],
      ["rate", "uniform [0.1, 0.2]", []],
    ])
    expect(why.edits.map((e) => e.n)).toEqual([1])
  })

  test("a finding is traced by its id where findings are given", () => {
    const findings = [
      {
        id: "outcome-1",
        kind: "outcome" as const,
        says: "Fear likely to end higher.",
        measure: "level",
        unit: "1",
        low: 0,
        mid: 0,
        high: 1,
        share: 0.7,
        basis: {params: [], links: ["raids->fear"], claims: [], assumed: []},
      },
    ]
    expect(trace("outcome-1", {...drafted, findings})).toMatchObject({kind: "finding", links: [{id: "raids->fear"}]})
  })

  test("a name that is nowhere is refused with the nearest", () => {
    expect(() => trace("riads", drafted)).toThrow(
      /outlook\/unknown-name: Nothing is called 'riads': no quantity, factor, link or claim\n {2}Nearest: .*raids/iu,
    )
  })

  test("names that objects bear are only names", () => {
    expect(() => trace("__proto__", drafted)).toThrow("outlook/unknown-name")
    expect(() => trace("constructor", drafted)).toThrow("outlook/unknown-name")
  })
})
