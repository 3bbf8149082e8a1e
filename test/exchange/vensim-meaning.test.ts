// Vensim's functions end to end: an equation of a .mdl, read, laid out flat and run, gives what its reference says. The
// numbers are worked out by hand for time 2 of a run from 0 in steps of 1.

import {describe, expect, test} from "vitest"
import {compile, interpret, rows} from "../../src/engine/index.ts"
import {centralInputs} from "../../src/ensemble/index.ts"
import {flatten} from "../../src/exchange/index.ts"
import {readMdl} from "../../src/exchange/vensim/mdl.ts"
import {vensimFunctions} from "../../src/exchange/vensim/vensim-functions.ts"
import {MISSING} from "../../src/model/index.ts"

/** x is 5 at time 2. */
const WORLD = `
x = 3 + Time ~~|
d: a, b, c ~~|
v[d] = 3, 1, 2 ~~|
w[d] = 0, 1, 2 ~~|
ones[d] = 1 ~~|
profile: ptype, ppriority, pwidth, pextra ~~|
wants[d,profile] = 3,5,1,0; 3,6,1,0; 3,4,1,0; ~~|
row: r1, r2 ~~|
column <-> row ~~|
square[row,column] = 2, 1; 1, 3; ~~|
curve((0,0),(5,10)) ~~|
even((0,1),(9,1)) ~~|
none = 0 ~~|
FINAL TIME = 4 ~~|
INITIAL TIME = 0 ~~|
TIME STEP = 1 ~~|
SAVEPER = TIME STEP ~~|
`

/** Every value of a run at time 2, by name. */
function atTwo(entries: string): Map<string, number> {
  const {blueprint, issues} = readMdl(entries + WORLD, "world.mdl")
  const {model, issues: more} = flatten(blueprint, {file: "world.mdl"})
  expect([...issues, ...more].filter(({grave}) => grave).map(({says}) => says)).toEqual([])
  const program = compile(model)
  const width = program.outputs.length
  const table = new Float64Array(rows(program) * width)
  const failed = interpret(program).run(centralInputs(program), table, {seed: {lo: 1, hi: 0}, run: 0})
  expect(failed?.says).toBeUndefined()
  return new Map(program.outputs.map(({name}, i) => [name, table[2 * width + i]!]))
}

const cases: readonly (readonly [equation: string, wanted: number])[] = [
  ["IF THEN ELSE(x > 4 :AND: :NOT: x = 6, 1, 2)", 1],
  ["MIN(x, 4)", 4],
  ["MAX(x, 4)", 5],
  ["ABS(-x)", 5],
  ["INTEGER(-2.5)", -2],
  ["MODULO(-7, 3)", -1],
  ["QUANTUM(7.9, 2)", 6],
  ["SQRT(9)", 3],
  ["EXP(LN(4))", 4],
  ["LN(1)", 0],
  ["LOG(8, 2)", 3],
  ["GAMMA LN(5)", 3.1780538303479458],
  ["SIN(0)", 0],
  ["COS(0)", 1],
  ["TAN(0)", 0],
  ["ARCSIN(1)", Math.PI / 2],
  ["ARCCOS(1)", 0],
  ["ARCTAN(1)", Math.PI / 4],
  ["SINH(0)", 0],
  ["COSH(0)", 1],
  ["TANH(0)", 0],
  ["ZIDZ(x, 1e-7)", 0],
  ["ZIDZ(x, 2)", 2.5],
  ["XIDZ(x, 0, 7)", 7],
  ["POWER(2, 3)", 8],
  ["-2^2", -4],
  ["STEP(4, 2)", 4],
  ["PULSE(2, 1)", 1],
  ["PULSE TRAIN(0, 1, 2, 4)", 1],
  ["RAMP(2, 1, 3)", 2],
  ["TIME BASE(10, 2)", 14],
  ["GAME(x)", 5],
  ["INITIAL(x)", 3],
  ["REINITIAL(x)", 3],
  ["ACTIVE INITIAL(x, 9)", 5],
  ["SAMPLE IF TRUE(Time = 1, x, 0)", 4],
  ["SMOOTH(7, 2)", 7],
  // One step of a time constant 1 fills each stage; the second stage sees the first a step later.
  ["SMOOTHI(4, 1, 0)", 4],
  ["SMOOTH3(7, 2)", 7],
  ["SMOOTH3I(3, 3, 0)", 0],
  ["SMOOTH N(4, 2, 0, 2)", 4],
  ["DELAY1(7, 2)", 7],
  ["DELAY1I(4, 1, 0)", 4],
  ["DELAY3(7, 3)", 7],
  ["DELAY3I(3, 3, 0)", 0],
  ["DELAY N(4, 2, 0, 2)", 4],
  ["DELAY FIXED(x, 2, 0)", 3],
  ["DELAY INFORMATION(x, 2, 0)", 3],
  ["DELAY MATERIAL(x, 2, 0, 0)", 3],
  ["DELAY CONVEYOR(x, 2, 0, even, 0, 2)", 3],
  ["TREND(5, 2, 0)", 0],
  ["FORECAST(5, 2, 3)", 5],
  // Two a step at no discount: 2 and 2 before, 2 now.
  ["NPV(2, 0, 0, 1)", 6],
  // Halved in each step, the first at its end: 2/2 + 2/4 + 2/8.
  ["NPVE(2, 1, 0, 1)", 1.75],
  // Half of 5 now, half of the 4 before.
  ["DEPRECIATE STRAIGHTLINE(x, 2, 1, 1)", 4.5],
  // All of one period's 9 in two parts, the period two steps long: 3 + 4 in it, then 5 now.
  ["DEPRECIATE STRAIGHTLINE(x, 4, 2, 9)", (5 + (3 + 4) / 2) / 2],
  // Half of 5 now, a sixth of the 4 before, a third of the 3 before that; nothing is left of before the start.
  ["DEPRECIATE BY SCHEDULE(x, v[a], none, 3, 0)", 5 / 2 + 4 / 6 + 3 / 3],
  // 1 is put in, and 2.25 comes out at the end of the second period.
  ["INTERNAL RATE OF RETURN(STEP(2.25, 1) - STEP(2.25, 2), 1, -1, 0)", 0.5],
  ["INTERNAL RATE OF RETURN(x, 1, 0, 0)", MISSING],
  ["DELAYP(7, 3)", 7],
  ["ALLOC P(3, x, 2, 5.5)", 0.75],
  // Of 3 requests the third is filled, the others by 0.625 and 0.125 of 1 and 3.
  ["MARKETP(v[a], w[a], ELMCOUNT(d), 2, 3)", 0.75],
  ["VECTOR LOOKUP(v[a], x, 3, 7, 0)", 1],
  ["VECTOR LOOKUP(v[a], x, 3, 7, 1)", 4],
  ["VECTOR LOOKUP(v[a], 6, 3, 7, 2)", 1],
  ["VECTOR LOOKUP(v[a], 9, 3, 7, 3)", 3],
  ["VECTOR LOOKUP(v[a], 9, 3, 7, 0)", 2],
  ["VECTOR LOOKUP(v[a], 4, 3, 7, 4)", 1],
  ["VECTOR LOOKUP(v[a], 2, 3, 7, 5)", 4],
  ["VECTOR LOOKUP(v[a], 4, 3, 7, 6)", -1],
  // Drawn on to the left the height is 4 at 2: an area of 3.5 below the beginning.
  ["VECTOR LOOKUP(v[a], 2, 3, 7, 7)", -3.5],
  ["VECTOR LOOKUP(v[a], 4, 3, 7, 8)", 2],
  ["VECTOR LOOKUP(v[a], 9, 3, 7, 9)", 0.5],
  ["TIME SHIFT(curve, 1)", 6],
  ["CUMULATE(curve)", 4],
  ["CUMULATEF(curve)", 10],
  ["SUM(v[d!])", 6],
  ["PROD(v[d!])", 6],
  ["VMIN(v[d!])", 1],
  ["VMAX(v[d!])", 3],
  ["ELMCOUNT(d)", 3],
  ["VECTOR SELECT(w[d!], v[d!], -1, 0, 0)", 5],
  ["LOOKUP EXTRAPOLATE(curve, 6)", 12],
  ["TABXL(curve, 6)", 12],
  ["curve(6)", 10],
  ["LOOKUP FORWARD(curve, 1)", 10],
  ["LOOKUP BACKWARD(curve, 1)", 0],
  ["LOOKUP INVERT(curve, 4)", 2],
  ["LOOKUP SLOPE(curve, 1)", 2],
  ["LOOKUP AREA(curve, 0, 2)", 4],
  ["WITH LOOKUP(x, ((4,0),(6,10)))", 5],
  ["GET DATA AT TIME(curve, 1)", 2],
  ["GET DATA BETWEEN TIMES(curve, 1, 0)", 2],
  ["GET DATA FIRST TIME(curve)", 0],
  ["GET DATA LAST TIME(curve)", 5],
  ["GET DATA MAX(curve, 0, 5)", 10],
  ["GET DATA MIN(curve, 0, 5)", 0],
  ["GET DATA MEAN(curve, 0, 5)", 5],
  ["GET DATA MEDIAN(curve, 0, 5)", 5],
  ["GET DATA STDV(curve, 0, 5)", Math.sqrt(50)],
  ["GET DATA TOTAL POINTS(curve)", 2],
  ["IF THEN ELSE(x > 4, :NA:, 1)", MISSING],
]

const arrays: readonly (readonly [equation: string, element: string, wanted: number])[] = [
  ["y[d] = VECTOR SORT ORDER(v[d], 1)", "y[a]", 1],
  ["y[d] = VECTOR RANK(v[d], 1)", "y[a]", 3],
  ["y[d] = VECTOR REORDER(v[d], w[d])", "y[b]", 1],
  ["y[d] = VECTOR ELM MAP(v[a], w[d])", "y[c]", 2],
  ["y[row,column] = INVERT MATRIX(square[row,column], 2)", "y[r1,r1]", 0.6],
  // Enough for all: everyone gets what is asked for.
  ["y[d] = ALLOCATE AVAILABLE(v[d], wants[d,ptype], 6)", "y[a]", 3],
  ["y[d] = ALLOCATE BY PRIORITY(v[d], w[d], ELMCOUNT(d), 2, 6)", "y[c]", 2],
  // At a price far below every wish, all is taken; far above, nothing.
  ["y[d] = DEMAND AT PRICE(v[d], wants[d,ptype], -99)", "y[a]", 3],
  ["y[d] = SUPPLY AT PRICE(v[d], wants[d,ptype], 99)", "y[a]", 3],
]

/** Draws, and what lies within which bounds. */
const draws: readonly (readonly [equation: string, low: number, high: number])[] = [
  ["RANDOM 0 1()", 0, 1],
  ["RANDOM UNIFORM(2, 3, 7)", 2, 3],
  ["RANDOM NORMAL(4, 6, 5, 1, 7)", 4, 6],
  ["RANDOM EXPONENTIAL(0, 3, 0, 1, 7)", 0, 3],
  ["RANDOM POISSON(0, 9, 2, 0, 1, 7)", 0, 9],
  ["RANDOM GAMMA(0, 9, 2, 0, 1, 7)", 0, 9],
  ["RANDOM BETA(0, 1, 2, 3, 0, 1, 7)", 0, 1],
  ["RANDOM BINOMIAL(0, 5, 0.3, 5, 0, 1, 7)", 0, 5],
  ["RANDOM NEGATIVE BINOMIAL(0, 99, 0.5, 2, 0, 1, 7)", 0, 99],
  ["RANDOM TRIANGULAR(0, 9, 1, 2, 3, 7)", 1, 3],
  ["RANDOM WEIBULL(0, 9, 2, 0, 1, 7)", 0, 9],
  ["RANDOM PINK NOISE(5, 0.01, 4, 7)", 4, 6],
  ["RANDOM LOOKUP(curve, 2, 3, 0, 1, 7)", 2, 3],
  // Stretched and shifted by what it is drawn from, 0 to 5.
  ["RANDOM LOOKUP(even, -99, 99, 10, 2, 7)", 10, 28],
]

describe("at time 2", () => {
  const values = atTwo(
    [
      ...cases.map(([equation], i) => `case ${i} = ${equation} ~~|`),
      ...draws.map(([equation], i) => `draw ${i} = ${equation} ~~|`),
    ].join("\n"),
  )

  test.each(cases.map(([equation, wanted], i) => [equation, wanted, i] as const))("%s is %d", (_, wanted, i) => {
    expect(values.get(`case ${i}`)).toBeCloseTo(wanted, 12)
  })

  test.each(draws.map(([equation, low, high], i) => [equation, low, high, i] as const))(
    "%s lies between %d and %d",
    (_, low, high, i) => {
      expect(values.get(`draw ${i}`)).toBeGreaterThanOrEqual(low)
      expect(values.get(`draw ${i}`)).toBeLessThanOrEqual(high)
    },
  )

  test.each(arrays)("%s makes %s %d", (equation, element, wanted) => {
    expect(atTwo(`${equation} ~~|`).get(element)).toBeCloseTo(wanted, 9)
  })
})

test("every function of the table is among these, or takes its numbers from files, clocks or checks", () => {
  const shown = [...cases, ...draws, ...arrays].map(([equation]) => equation).join("\n")
  const elsewhere = /^(?:GET (?:XLS|DIRECT|123) |RC |GET TIME VALUE$|X IF MISSING$|DELAY BATCH$|FIND MARKET PRICE$)/
  const missing = [...vensimFunctions.values()]
    .map(({name}) => name)
    .filter((name) => !elsewhere.test(name) && !shown.includes(`${name}(`))
  expect(missing).toEqual([])
})
