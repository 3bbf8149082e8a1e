// Order statistics without sorting, and ensembles whose tables are let go.

import fc from "fast-check"
import {expect, test} from "vitest"
import {compile} from "../../src/engine/index.ts"
import {HeldStocks, type Part, quantiles, reducingHere, Share, summarised, sweepHere} from "../../src/ensemble/index.ts"
import {Ranks} from "../../src/ensemble/ranks.ts"
import {openDigest} from "../../src/io/workers.ts"
import {sketch} from "../engine/sketch.ts"

const number = fc.oneof(
  fc.double({noNaN: true}),
  fc.double({min: 0, max: 1, noNaN: true}),
  fc.constantFrom(0, -0, 1, 1, 1e300, -1e300, 5e-324),
)
const columns = fc.oneof(
  fc.array(number, {minLength: 1, maxLength: 300}),
  fc.array(number, {minLength: 128, maxLength: 2000}),
  fc.array(fc.integer({min: 0, max: 5}), {minLength: 128, maxLength: 1000}),
  fc.array(fc.oneof(number, fc.constant(Number.NaN)), {minLength: 128, maxLength: 400}),
)

test("each rank has the number that sorting puts there, bit by bit", () => {
  const ranks = new Ranks()
  fc.assert(
    fc.property(columns, fc.array(fc.nat(), {minLength: 1, maxLength: 20}), (values, some) => {
      const sorted = Float64Array.from(values).sort()
      const wanted = some.map((one) => one % values.length).sort((a, b) => a - b)
      const found = new Float64Array(wanted.length)
      ranks.of(Float64Array.from(values), wanted, found)
      wanted.forEach((rank, i) => {
        expect(Object.is(found[i], sorted[rank])).toBe(true)
      })
    }),
    {numRuns: 300, seed: 20261121},
  )
})

const model = sketch(
  {
    crowd: {stock: "size", in: ["joining"], out: ["leaving"], range: [0, 40]},
    joining: {flow: "size * 3"},
    leaving: {flow: "crowd * rate"},
    size: {parameter: {kind: "uniform", low: 1, high: 20}},
    rate: {parameter: {kind: "uniform", low: 0, high: 0.3}},
    twice: {aux: "size * 2"},
    seen: {aux: "crowd + twice"},
  },
  {stop: 20},
)
const program = compile(model)
const look = () => {}

test("tables that are let go give the quantiles and the hash of one table, whatever their size", async () => {
  const plan = {program, runs: 150, seed: "4"}
  const whole = sweepHere(plan)
  for (const most of [150 * 21, 150 * 21 * 2, 150 * 21 * 3])
    for (const names of [undefined, ["seen", "size", "crowd", "joining", "leaving"]]) {
      const save = names ?? whole.names
      const asked = {...plan, save}
      const done = await summarised(asked, async (part) => sweepHere(part), reducingHere(openDigest), {
        together: [],
        look,
        most,
      })
      expect(done!.whole.hash).toBe(sweepHere(asked).hash)
      expect(done!.whole.names).toEqual(save)
      for (const name of save) expect(done!.quantiles.get(name)).toEqual(quantiles(whole, name))
    }
})

test("two shares of the work give what one gives", async () => {
  const asked = {program, runs: 151, seed: "4", save: ["seen", "size", "crowd", "joining", "leaving"]}
  const two = {
    ...reducingHere(openDigest),
    begin: () => {
      const shares = [new Share(1, 2, openDigest), new Share(0, 2, openDigest)]
      return async (part: Part) => {
        for (const share of shares) share.take(part)
      }
    },
  }
  const execute = async (part: Parameters<typeof sweepHere>[0]) => sweepHere(part)
  const more = {together: [], look, most: 151 * 21 * 2}
  const [once, twice] = [
    await summarised(asked, execute, reducingHere(openDigest), more),
    await summarised(asked, execute, two, more),
  ]
  expect(twice!.whole.hash).toBe(once!.whole.hash)
  expect(twice!.quantiles).toEqual(once!.quantiles)
})

test("a stock is looked at with its flows, once, however the tables are cut", async () => {
  const plan = {program, runs: 50, seed: "4"}
  const at = new HeldStocks(model)
  at.look(sweepHere(plan))
  expect(at.held()[0]!.runs).toBeGreaterThan(5)
  for (const each of [3, 4]) {
    const watched = new HeldStocks(model)
    const save = ["crowd", "seen", "twice", "leaving", "size", "joining"]
    await summarised({...plan, save}, async (part) => sweepHere(part), reducingHere(openDigest), {
      together: watched.together(),
      look: (part) => watched.look(part),
      most: 50 * 21 * each,
    })
    expect(watched.held()).toEqual(at.held())
  }
})

test("where a run fails, or one table holds all, a summary is refused", async () => {
  const failing = compile(sketch({a: {stock: 1, in: ["b"]}, b: {flow: "a * a"}, c: {aux: "a + b"}}, {stop: 20}))
  const asked = {together: [], look, most: 21 * 10}
  const execute = async (part: Parameters<typeof sweepHere>[0]) => sweepHere(part)
  expect(await summarised({program: failing, runs: 10, seed: "1"}, execute, reducingHere(openDigest), asked)).toBeNull()
  const all = {...asked, most: 1e6}
  expect(await summarised({program, runs: 10, seed: "1"}, execute, reducingHere(openDigest), all)).toBeNull()
})
