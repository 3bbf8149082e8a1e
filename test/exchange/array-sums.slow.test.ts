// Sums over arrays that are kept as one term: the numbers are those of the sum written out, bit for bit, in every
// executor, and what cannot be kept so is written out.

import {expect, test} from "vitest"
import {compile, emit, interpret, type Program, rows} from "../../src/engine/index.ts"
import {centralInputs} from "../../src/ensemble/index.ts"
import {flatten, readMdl, readXmile, writeXmile} from "../../src/exchange/index.ts"
import {arraySumOf, checkUnits, type Model, printModel, rewritten} from "../../src/model/index.ts"
import {agreed} from "../engine/members.ts"

const N = 20
const CONTROL = "FINAL TIME = 3 ~~| INITIAL TIME = 0 ~~| TIME STEP = 1 ~~| SAVEPER = 1 ~~|"
const DIMENSIONS = `row: (r1-r${N}) ~~| mid: (m1-m${N}) ~~| col: (c1-c${N}) ~~| part: m1, m3, m2 ~~| mapped: (x1-x${N}) -> mid ~~|`

function laidOut(text: string): Model {
  const {model, issues} = flatten(readMdl(`{UTF-8}\n${DIMENSIONS}\n${text}\n${CONTROL}`, "m.mdl").blueprint, {
    file: "m.mdl",
  })
  expect(issues.filter(({grave}) => grave).map(({says}) => says)).toEqual([])
  return model
}

/** The same model with every sum written out. */
function writtenOut(model: Model): Model {
  const plain = <T>(expr: T) => (expr ? rewritten(expr as never, (part) => part) : expr)
  return {
    ...model,
    quantities: model.quantities.map((one) => ({
      ...one,
      ...(one.equation && {equation: plain(one.equation)}),
      ...(one.rate && {rate: plain(one.rate)}),
      ...(one.initial && {initial: plain(one.initial)}),
    })),
  }
}

const sumsIn = (model: Model): number =>
  model.quantities.filter(({equation}) => equation && arraySumOf(equation) !== null).length

function values(program: Program): Map<string, number[]> {
  const [first, second] = [interpret(program), emit(program)].map((runner) => {
    const table = new Float64Array(rows(program) * program.outputs.length)
    expect(runner.run(centralInputs(program), table, {seed: {lo: 1, hi: 0}, run: 0})).toBeNull()
    return table
  })
  expect(new BigUint64Array(second!.buffer)).toEqual(new BigUint64Array(first!.buffer))
  const width = program.outputs.length
  return new Map(
    program.outputs.map(({name}, i) => [name, Array.from({length: rows(program)}, (_, r) => first![r * width + i]!)]),
  )
}

const PRODUCT = `a[row,mid] = 0.1 * row + 0.7 * mid ~~|
b[mid,col] = (mid - 0.3 * col) / (1 + Time) ~~|
c[row,col] = SUM(a[row,mid!] * b[mid!,col]) ~~|`

test("a matrix product is that of the numbers, added up in their order", () => {
  const model = laidOut(PRODUCT)
  expect(sumsIn(model)).toBe(N * N)
  const found = values(compile(model))
  for (const time of [0, 3])
    for (const [i, j] of [
      [1, 1],
      [7, 20],
      [20, 3],
    ] as const) {
      let sum = 0
      for (let k = 1; k <= N; k++) {
        const term = (0.1 * i + 0.7 * k) * ((k - 0.3 * j) / (1 + time))
        sum = k === 1 ? term : sum + term
      }
      expect(found.get(`c[r${i},c${j}]`)![time]).toBe(sum)
    }
})

test.each([
  ["a product of matrices", PRODUCT],
  [
    "all of a matrix, with the outer subscript last",
    `${PRODUCT} t[col] = SUM(b[mid!,col]) ~~| u = SUM(a[row!,mid!]) ~~|`,
  ],
  [
    "a column against a row, and a scalar",
    `${PRODUCT} s = 1.7 ~~| d[row] = 1 + SUM(s * a[row,mid!] - b[mid!,c2]) / 3 ~~|`,
  ],
  ["a square against itself, its diagonal twice", "q[row,row] = row + 0.1 ~~| t = SUM(q[row!,row!] * q[row!,r3]) ~~|"],
  ["differences, a sign and time", `${PRODUCT} d[row] = SUM(-a[row,mid!] - Time * 0.1 + b[mid!,c1] * 3) ~~|`],
  ["zeros that have a sign", "z[mid] = -0.0 * mid ~~| t = SUM(z[mid!] * 1) ~~|"],
  [
    "stocks and initial values",
    `${PRODUCT} l[row] = INTEG(SUM(a[row,mid!] * b[mid!,c1]) - l[row], SUM(a[row,mid!])) ~~| s = SUM(l[row!]) ~~|`,
  ],
])("%s has the bits of the sum written out", (_, text) => {
  const model = laidOut(text)
  const [kept, out] = [model, writtenOut(model)].map((one) => values(compile(one)))
  expect(kept).toEqual(out)
  agreed(compile(model), 3)
})

test.each([
  [
    "a part of a dimension in another order",
    "p[mid] = mid ~~| t = SUM(p[part!]) + SUM(p[part!] * p[part!]) ~~|",
    3 * 2 - 0 + 14,
  ],
  ["an array with a mapping", "p[mid] = mid ~~| t = SUM(p[mid!] * 0 + 1) ~~|", N],
  [
    "the number of an element for each turn",
    "p[mid] = mid ~~| t = SUM(p[mid!] * mid) ~~|",
    (N * (N + 1) * (2 * N + 1)) / 6,
  ],
  ["a sum with a function in it", "p[mid] = mid ~~| t = SUM(MAX(p[mid!], 5)) ~~|", 5 * 5 + ((6 + N) * (N - 5)) / 2],
])("%s is what it was", (_, text, wanted) => {
  expect(values(compile(laidOut(text))).get("t")![0]).toBe(wanted)
})

test("an element that is set, scaled or cut off is the one that the sum reads", () => {
  const model = laidOut("p[mid] = mid ~~| k = 2 ~~| q[mid] = k * mid ~~| t = SUM(p[mid!]) ~~| u = SUM(q[mid!]) ~~|")
  const whole = (N * (N + 1)) / 2
  expect(values(compile(model, {settings: [{name: "p[m3]", act: "=", value: 100}]})).get("t")![0]).toBe(whole + 97)
  expect(values(compile(model, {settings: [{name: "q[m4]", act: "*=", value: 10}]})).get("u")![0]).toBe(2 * whole + 72)
  expect(values(compile(model, {cuts: [{cause: "q[m4]", effect: "u"}]})).get("u")![0]).toBe(2 * whole)
})

test("units, text, and other tools' files are those of the sum written out", () => {
  const units = laidOut("a[mid] = 1 ~ tonne ~| b[mid] = 2 ~ person ~| t = SUM(a[mid!] + b[mid!]) ~ tonne ~|")
  expect(checkUnits(units, "m.mdl").map(({says}) => says.split("\n")[0])).toEqual(
    checkUnits(writtenOut(units), "m.mdl").map(({says}) => says.split("\n")[0]),
  )
  const model = laidOut(PRODUCT)
  expect(printModel(model)).toBe(printModel(writtenOut(model)))
  const read = readMdl(`{UTF-8}\n${DIMENSIONS}\n${PRODUCT}\n${CONTROL}`, "m.mdl").blueprint
  const back = flatten(readXmile(writeXmile(read).text, "m.xmile").blueprint, {file: "m.xmile"})
  expect(values(compile(back.model)).get("c[r7,c20]")).toEqual(values(compile(model)).get("c[r7,c20]"))
})

test("a hundred by hundred product is kept as ten thousand terms, not a million", () => {
  const big = `row: (r1-r100) ~~| mid: (m1-m100) ~~| col: (c1-c100) ~~|\n${PRODUCT}\n${CONTROL}`
  const {model} = flatten(readMdl(`{UTF-8}\n${big}`, "m.mdl").blueprint, {file: "m.mdl"})
  expect(sumsIn(model)).toBe(10_000)
  const program = compile(model)
  const size = (code: readonly unknown[]): number =>
    code.reduce((sum: number, part) => sum + (Array.isArray(part) ? size(part) : 1), 0)
  // Each is a sum over turns of a product of two rows: a dozen numbers and words.
  const codes = program.body.filter(({name}) => name.startsWith("c[")).map(({code}) => size(code))
  expect(Math.max(...codes)).toBeLessThan(20)
})
