// Data given on the command line beside a model of another tool: files for its tags, and series in place of its own.

import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {type Inside, inside} from "./inside.ts"

let here: Inside
beforeAll(() => {
  here = inside()
})
afterAll(() => here.remove())

const CONTROL = "FINAL TIME = 2 ~~| INITIAL TIME = 0 ~~| TIME STEP = 1 ~~| SAVEPER = 1 ~~|"
/** Settings of a model stand behind its sketch. */
const settings = (...lines: string[]) => `\n\\\\\\---/// Sketch\nV300\n///---\\\\\\\n:L<%^E!@\n${lines.join("\n")}\n`

/** One column of a run's table. */
async function column(name: string, ...words: string[]): Promise<{values: number[]; err: string; code: number | null}> {
  const {out, err, code} = await here.brink("run", ...words, "--csv", "-", "--save", name)
  return {
    values: out
      .trim()
      .split("\n")
      .slice(1)
      .map((row) => Number(row.slice(row.indexOf(",") + 1))),
    err,
    code,
  }
}

describe("a tag", () => {
  const MODEL = `rain = GET XLS CONSTANTS('?Weather', ',', 'B2') ~~|\nwater = rain * 10 ~~|\n${CONTROL}`
  beforeAll(() => {
    here.put("wet.csv", "place,rain\nhere,7\n")
    here.put("dry/dry.csv", "place,rain\nhere,2\n")
  })

  test("stands for the file that is given, whatever its case", async () => {
    here.put("tagged.mdl", MODEL)
    expect(await here.brink("run", "tagged.mdl")).toMatchObject({code: 2, out: ""})
    expect((await here.brink("run", "tagged.mdl")).err).toContain('--data "?Weather=FILE"')
    expect((await column("water", "tagged.mdl", "--data", "?weather=wet.csv")).values).toEqual([70, 70, 70])
    expect((await column("water", "tagged.mdl", "--data", "?WEATHER=dry/dry.csv")).values).toEqual([20, 20, 20])
  })

  test("that the model's settings tie to another file is said", async () => {
    here.put("tied.mdl", MODEL + settings("30:?Weather=wet.csv"))
    expect(await column("water", "tied.mdl")).toMatchObject({values: [70, 70, 70], err: ""})
    const {values, err} = await column("water", "tied.mdl", "--data", "?Weather=dry/dry.csv")
    expect(values).toEqual([20, 20, 20])
    expect(err).toContain("'?Weather' stands for dry/dry.csv, not for wet.csv as in the model's settings")
  })

  test("that the model does not name, a file that is not there, and one tag twice are refused", async () => {
    here.put("tagged.mdl", MODEL)
    const said = async (...words: string[]) => {
      const {code, out, err} = await here.brink("run", "tagged.mdl", ...words)
      expect({code, out}).toEqual({code: 2, out: ""})
      return err
    }
    expect(await said("--data", "?Weather=wet.csv", "--data", "?Whether=wet.csv")).toContain(
      "It reads from '?weather'.",
    )
    expect(await said("--data", "?Weather=hail.csv")).toContain("--data ?Weather=hail.csv: There is no such file")
    expect(await said("--data", "?Weather=wet.csv", "--data", "?weather=dry/dry.csv")).toContain(
      "two files for '?weather'",
    )
  })
})

describe("series that the model has already", () => {
  beforeAll(() => {
    here.put("own.csv", "Time,tide,tug[north],tug[south]\n0,1,1,2\n2,1,1,2\n")
    here.put("given.csv", "Time,tide,tug[south]\n0,5,9\n2,5,9\n")
    here.put("words.csv", "a,b\nc,d\n")
  })

  test("by a call for a file, are taken from the given file, and that is said", async () => {
    here.put("called.mdl", `tide := GET XLS DATA('own.csv', ',', 'A', 'B2') ~~|\nlevel = tide * 2 ~~|\n${CONTROL}`)
    expect(await column("level", "called.mdl")).toMatchObject({values: [2, 2, 2], err: ""})
    const {values, err} = await column("level", "called.mdl", "--data", "given.csv")
    expect(values).toEqual([10, 10, 10])
    expect(err).toContain("'tide': Its values are taken from 'given.csv', not from own.csv")
  })

  test("for some elements of an array, leave the others to the model", async () => {
    const model = `side: north, south ~~|\ntug[side] := GET XLS DATA('own.csv', ',', 'A', 'C2') ~~|\nboth = SUM(tug[side!]) ~~|\n${CONTROL}`
    here.put("array.mdl", model)
    expect((await column("both", "array.mdl")).values).toEqual([3, 3, 3])
    const {values, err} = await column("both", "array.mdl", "--data", "given.csv")
    expect(values).toEqual([10, 10, 10])
    expect(err).toContain("1 of its 2 elements are taken from 'given.csv', not from own.csv")
  })

  test("in a file that its settings list, are taken from the given one, and that is said", async () => {
    here.put("listed.mdl", `tide ~~|\nlevel = tide * 2 ~~|\n${CONTROL}${settings("13:own.csv,")}`)
    expect(await column("level", "listed.mdl")).toMatchObject({values: [2, 2, 2], err: ""})
    const {values, err} = await column("level", "listed.mdl", "--data", "given.csv")
    expect(values).toEqual([10, 10, 10])
    expect(err).toContain("'tide': Its values are taken from given.csv, not from own.csv")
  })

  test("a listed file without series stops nothing when another is given", async () => {
    here.put("bad.mdl", `tide ~~|\nlevel = tide * 2 ~~|\n${CONTROL}${settings("13:words.csv,")}`)
    expect((await here.brink("run", "bad.mdl")).err).toContain("words.csv holds no series over time")
    const {values, err, code} = await column("level", "bad.mdl", "--data", "given.csv")
    expect({values, code}).toEqual({values: [10, 10, 10], code: 0})
    expect(err).toContain("words.csv holds no series over time")
    expect(err).toContain("'given.csv' is read in its stead")
  })

  test("a given file of which nothing is taken is named", async () => {
    here.put("plain.mdl", `tide := GET XLS DATA('own.csv', ',', 'A', 'B2') ~~|\nlevel = tide ~~|\n${CONTROL}`)
    here.put("else.csv", "Time,wind\n0,1\n")
    const {values, err} = await column("level", "plain.mdl", "--data", "else.csv")
    expect(values).toEqual([1, 1, 1])
    expect(err).toContain("else.csv was given, and none of its series is taken")
  })
})
