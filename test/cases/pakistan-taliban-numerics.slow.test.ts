// The bundled case's numbers, in few runs; pakistan-taliban-numerics.long.ts asks for many.
import {readFileSync} from "node:fs"
import {expect, test} from "vitest"
import {boundsKept, stepHalved} from "../../src/check/index.ts"
import {sweepHere} from "../../src/ensemble/index.ts"
import {parseModel} from "../../src/model/index.ts"

const root = new URL("../../cases/pakistan-taliban/", import.meta.url)
const model = parseModel(readFileSync(new URL("model.yaml", root), "utf8"), "model.yaml")
const outcomes = ["strike_tempo", "retaliation_tempo", "ucdp_pak_deaths", "afghan_strain"]
const asked = {model, execute: async (plan: Parameters<typeof sweepHere>[0]) => sweepHere(plan), seed: "1", outcomes}

test("half the step leaves the yearly means of the outcomes as they are", async () => {
  const {verdict, why} = await stepHalved({...asked, runs: 40})
  expect(verdict, why).toBe("holds")
}, 60_000)

test("levers anywhere in their ranges: no run fails, every quantity keeps its bounds by its own equations", async () => {
  const {verdict, why} = await boundsKept({...asked, runs: 100})
  expect(verdict, why).toBe("holds")
}, 60_000)
