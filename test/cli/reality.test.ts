import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {type Inside, inside} from "./inside.ts"

const MODEL = `{UTF-8}
rain = 10 ~ mm ~|
wells = 5 ~ mm ~|
water = rain + wells ~ mm ~|
drought :TEST INPUT: rain = RC STEP(rain, 0) ~~|
without rain no water :THE CONDITION: drought :IMPLIES: water = 0 ~~|
wells go on :THE CONDITION: drought :IMPLIES: water >= RC STEP CHECK(0, wells, 1) ~~|
INITIAL TIME = 0 ~~|
FINAL TIME = 3 ~~|
TIME STEP = 1 ~~|
SAVEPER = 3 ~~|
`

describe("brink check of a model file", () => {
  let here: Inside
  beforeAll(() => {
    here = inside()
    here.put("well.mdl", MODEL)
    here.put("bare.mdl", MODEL.replace(/^.*:(?:THE|TEST).*\n/gm, ""))
    here.put("slip.mdl", MODEL.replace("water = 0", "watre = 0"))
  })
  afterAll(() => here.remove())

  test("prints a verdict for each reality check and ends with 1 when one is contradicted", async () => {
    const {code, out, err} = await here.brink("check", "well.mdl")
    expect(code).toBe(1)
    expect(err).toBe("")
    expect(out).toContain("contradicted  0.00    without rain no water: drought :IMPLIES: water = 0")
    expect(out).toContain("First at time 1: water == 0, where the left side is 5 and the right 0.")
    expect(out).toContain("1 holds, 0 mixed, 1 contradicted")
  })

  test("as JSON it is one brink/check@1", async () => {
    const {code, out} = await here.brink("check", "well.mdl", "--json")
    expect(code).toBe(1)
    const told = JSON.parse(out)
    expect(told).toMatchObject({format: "brink/check@1", model: "well", runs: 1, seed: "1"})
    expect(told.totals).toMatchObject({holds: 1, contradicted: 1})
    expect(told.checks.map((check: {kind: string}) => check.kind)).toEqual(["behaviour", "behaviour"])
  })

  test("the model.yaml made of it has the same verdicts", async () => {
    expect((await here.brink("import", "well.mdl", "--out", "well.yaml")).code).toBe(0)
    const before = JSON.parse((await here.brink("check", "well.mdl", "--json")).out)
    const after = JSON.parse((await here.brink("check", "well.yaml", "--json")).out)
    expect(after.checks).toEqual(before.checks)
  })

  test("validate counts them, and does not run them", async () => {
    const {code, out} = await here.brink("validate", "well.mdl")
    expect(code).toBe(0)
    expect(out).toContain("2 reality checks; `brink check well.mdl` runs them")
  })

  test("a model that states nothing, and what belongs to a case, are refused", async () => {
    const bare = await here.brink("check", "bare.mdl")
    expect(bare).toMatchObject({code: 2, out: ""})
    expect(bare.err).toContain("check/no-check: bare.mdl states nothing that could be checked")
    const back = await here.brink("check", "well.mdl", "--backtest")
    expect(back).toMatchObject({code: 2, out: ""})
    expect(back.err).toContain("--backtest is for a case, and well.mdl is one model")
  })

  test("a check that cannot be laid out is a warning with its place; the others are run", async () => {
    const {code, out, err} = await here.brink("check", "slip.mdl")
    expect(code).toBe(0)
    expect(out).toContain("1 holds")
    expect(err).toContain("exchange/unknown-name: No name 'watre'")
    expect(err).toContain("at slip.mdl:6:57")
    expect(err).toContain("Did you mean 'water'?")
  })
})
