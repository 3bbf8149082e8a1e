// Claims that a model names by the beginnings of their ids.

import {expect, test} from "vitest"
import {withWholeClaims} from "../../src/case/whole-claims.ts"
import {parseModel} from "../../src/model/index.ts"

const IDS = ["3f9a02c41be7", "3f9a02ffffff", "77b10c9e52d4"]
const modelWith = (claim: string) =>
  parseModel(
    `format: brink/model@1
name: m
time: {unit: week, stop: 4, step: 1}
quantities:
  rain: {kind: auxiliary, unit: 1, equation: effect(1) + late, because: [claim: "${claim}"]}
tables:
  effect: {unit: 1, points: [[0, 0], [1, 1]], because: [claim: "${claim}"]}
contested:
  late: {question: Is it late?, sides: [{is: true, says: it is, claims: ["${claim}"]}, {is: false, says: it is not}], chance: 0.5}
`,
    "cases/valley/model.yaml",
  )

test("a beginning of one id is that id, in quantities, tables and sides", () => {
  const whole = withWholeClaims(modelWith("77b1"), IDS)
  expect(whole.quantities[0]!.because).toEqual([{claim: "77b10c9e52d4"}])
  expect(whole.tables![0]!.because).toEqual([{claim: "77b10c9e52d4"}])
  expect(whole.contested[0]!.sides[0]!.claims).toEqual(["77b10c9e52d4"])
})

test("whole ids and ids of no claim stay as they are", () => {
  for (const id of ["3f9a02c41be7", "000000000000"])
    expect(withWholeClaims(modelWith(id), IDS).quantities[0]!.because).toEqual([{claim: id}])
})

test("the beginning of several is refused with their ids, its place and who rests on it", () => {
  expect(() => withWholeClaims(modelWith("3f9a02"), IDS)).toThrow(
    /case\/ambiguous-claim: 'rain' rests on .*begin with '3f9a02'\n {2}at cases\/valley\/model\.yaml:5\n {2}Give more signs: 3f9a02c41be7, 3f9a02ffffff/,
  )
  expect(() => withWholeClaims(modelWith("77b"), IDS)).toThrow(/case\/short-claim/)
})
