// Vensim's functions whose result is an array, on left sides of other dimensions than their argument's, and VECTOR SELECT
// in all its forms. Every number is worked out by hand; the matrices are inverted on paper.

import {describe, expect, test} from "vitest"
import {compile, emit, interpret, rows} from "../../src/engine/index.ts"
import {centralInputs} from "../../src/ensemble/index.ts"
import {flatten} from "../../src/exchange/index.ts"
import {readMdl} from "../../src/exchange/vensim/mdl.ts"

const WORLD = `
row: r1, r2 ~~|
column <-> row ~~|
three: t1, t2, t3 ~~|
place: p1, p2, p3 ~~|
firm: f1, f2, f3 -> rank ~~|
rank: k1, k2, k3 -> firm ~~|
two: u1, u2 ~~|
other: o1, o2 ~~|
a[row,column] = 1, 2; 3, 4; ~~|
apart[two,other] = 1, 2; 3, 4; ~~|
twice[row,row] = 1, 2; 3, 4; ~~|
many[three,two,other] = 1 ~~|
earns[firm] = 5, 3, 8 ~~|
wants[firm] = 3, 1, 2 ~~|
urgency[firm] = 1, 5, 9 ~~|
FINAL TIME = 1 ~~|
INITIAL TIME = 0 ~~|
TIME STEP = 1 ~~|
SAVEPER = TIME STEP ~~|
`

function laidOut(entries: string) {
  const {blueprint, issues} = readMdl(entries + WORLD, "world.mdl")
  const {model, issues: more} = flatten(blueprint, {file: "world.mdl"})
  return {model, refused: [...issues, ...more].filter(({grave}) => grave).map(({says}) => says)}
}

/** The values of `names` at the start, by the interpreter and, the same, by emitted JavaScript; the failure of the run. */
function atStart(entries: string, names: readonly string[]) {
  const {model, refused} = laidOut(entries)
  expect(refused).toEqual([])
  const program = compile(model)
  const width = program.outputs.length
  const [first, second] = [interpret(program), emit(program)].map((runner) => {
    const table = new Float64Array(rows(program) * width)
    const failure = runner.run(centralInputs(program), table, {seed: {lo: 1, hi: 0}, run: 0})
    return {says: failure?.says, values: names.map((name) => table[program.outputs.findIndex((o) => o.name === name)]!)}
  })
  expect(second).toEqual(first)
  return first!
}

const valuesOf = (entries: string, names: readonly string[]) => {
  const {says, values} = atStart(entries, names)
  expect(says).toBeUndefined()
  return values.map((value) => Math.round(value * 1e9) / 1e9)
}

// The inverse of (1 2; 3 4) is (-2 1; 1.5 -0.5): Vensim's own example.
describe("INVERT MATRIX", () => {
  test.each([
    ["its own subscripts", "y[row,column] = INVERT MATRIX(a[row,column], 2)", "r", "r", [-2, 1, 1.5, -0.5]],
    // The left side names the columns first: its first place still counts the rows of the inverse.
    ["its subscripts exchanged", "y[column,row] = INVERT MATRIX(a[row,column], 2)", "r", "r", [-2, 1, 1.5, -0.5]],
    ["subscripts of other names", "y[row,column] = INVERT MATRIX(apart[two,other], 2)", "r", "r", [-2, 1, 1.5, -0.5]],
    ["one range twice", "y[row,column] = INVERT MATRIX(twice[row,row], 2)", "r", "r", [-2, 1, 1.5, -0.5]],
    ["one range twice on both sides", "y[row,row] = INVERT MATRIX(a[row,row], 2)", "r", "r", [-2, 1, 1.5, -0.5]],
    ["a range twice, other names left", "y[two,other] = INVERT MATRIX(a[row,row], 2)", "u", "o", [-2, 1, 1.5, -0.5]],
  ])("on a left side with %s", (_, equation, i, j, wanted) => {
    const names = [1, 2].flatMap((m) => [1, 2].map((n) => `y[${i}${m},${j}${n}]`))
    expect(valuesOf(`${equation} ~~|`, names)).toEqual(wanted)
  })

  test("of the matrix that the outer subscript chooses", () => {
    // (2 0; 0 4) and (1 1; 0 1): their inverses are (0.5 0; 0 0.25) and (1 -1; 0 1).
    const entries = `m[u1,row,column] = 2, 0; 0, 4; ~~| m[u2,row,column] = 1, 1; 0, 1; ~~|
y[two,other,row] = INVERT MATRIX(m[two,row,column], ELMCOUNT(row)) ~~|`
    const names = ["u1", "u2"].flatMap((k) => ["o1", "o2"].flatMap((i) => ["r1", "r2"].map((j) => `y[${k},${i},${j}]`)))
    expect(valuesOf(entries, names)).toEqual([0.5, 0, 0, 0.25, 1, -1, 0, 1])
  })

  test.each([
    ["y = INVERT MATRIX(a[row,column], 2) ~~|", "does not end in two subscripts of 2 elements each"],
    ["y[three,row] = INVERT MATRIX(a[row,column], 2) ~~|", "does not end in two subscripts of 2 elements each"],
    [
      "y[row,column] = INVERT MATRIX(a[row,column], 3) ~~|",
      "the number of its rows, 2, in its second place, which is 3",
    ],
  ])("refuses %s", (equation, says) => {
    expect(laidOut(equation).refused.join()).toContain(says)
  })
})

// "Relative to the last subscript": earns 5, 3, 8 is sorted 3, 5, 8, the firms 1, 0, 2 counted from 0; ranks 2, 1, 3.
describe("an array along a dimension that is not the left side's", () => {
  test.each([
    ["y[firm] = VECTOR SORT ORDER(earns[firm], 1)", "f", [1, 0, 2]],
    ["y[rank] = VECTOR SORT ORDER(earns[firm], 1)", "k", [1, 0, 2]],
    ["y[place] = VECTOR SORT ORDER(earns[firm], 1)", "p", [1, 0, 2]],
    ["y[place] = VECTOR SORT ORDER(earns[firm], -1)", "p", [2, 0, 1]],
    ["y[place] = VECTOR RANK(earns[firm], 1)", "p", [2, 1, 3]],
    ["y[place] = VECTOR REORDER(earns[firm], order[firm]) ~~| order[firm] = 2, 0, 1", "p", [8, 5, 3]],
    // Of 4, the most urgent get 2, then 1; the last gets what is left.
    ["y[place] = ALLOCATE BY PRIORITY(wants[firm], urgency[firm], 3, 1, 4)", "p", [1, 1, 2]],
    ["y[p1] = VECTOR RANK(earns[firm], 1) ~~| y[p2] = 0 ~~| y[p3] = VECTOR RANK(earns[firm], -1)", "p", [2, 0, 1]],
  ] as const)("%s", (equation, letter, wanted) => {
    expect(
      valuesOf(
        `${equation} ~~|`,
        [1, 2, 3].map((i) => `y[${letter}${i}]`),
      ),
    ).toEqual(wanted)
  })

  test.each([
    "y = VECTOR SORT ORDER(earns[firm], 1)",
    "y[two] = VECTOR RANK(earns[firm], 1)",
    "y[two] = ALLOCATE BY PRIORITY(wants[firm], urgency[firm], 3, 1, 4)",
    // `three` says already which row is sorted.
    "grid[three,place] = 1 ~~| y[three] = VECTOR SORT ORDER(grid[three,place], 1)",
  ])("is refused in %s", (equation) => {
    expect(laidOut(`${equation} ~~|`).refused.join()).toMatch(
      /gives 3 numbers, one for each element of '(?:firm|place)'/,
    )
  })

  test("refuses priorities that are not as many as the requests", () => {
    const entries = "y[firm] = ALLOCATE BY PRIORITY(wants[firm], short[two], 3, 1, 4) ~~| short[two] = 1 ~~|"
    expect(laidOut(entries).refused.join()).toContain("as many priorities as requests, 3")
  })
})

// Selected is where the first array is not 0: nothing, the second (-1), or the first and the second (2, -1). The second
// array is 3, 4.
describe("VECTOR SELECT", () => {
  const SELECTIONS = "none[two] = 0, 0 ~~| one[two] = 0, -1 ~~| both[two] = 2, -1 ~~| v[two] = 3, 4 ~~|"
  const value = (selection: string, action: string, error: string) =>
    atStart(`y = VECTOR SELECT(${selection}[two!], v[two!], -5, ${action}, ${error}) ~~| ${SELECTIONS}`, ["y"])

  test.each([
    // Weighted: 2 * 3 and -1 * 4. Their sum, product, least, most and mean; 3 ^ 2 * 4 ^ -1; then of 3 and 4 alone.
    [0, 2],
    [1, -24],
    [2, -4],
    [3, 6],
    [4, 1],
    [5, 2.25],
    [6, 7],
    [7, 12],
    [8, 3],
    [9, 4],
    [10, 3.5],
  ])("puts both together by action %d", (action, wanted) => {
    expect(value("both", String(action), "0").values[0]).toBeCloseTo(wanted, 12)
    // An action worked out in the run misses its whole number by rounding.
    expect(value("both", `(0.1 + 0.2) * 10 / 3 * ${action}`, "0").values[0]).toBeCloseTo(wanted, 12)
  })

  // "1 and 3: an error where nothing is selected; 2 and 3: where more than one is."
  test.each([
    ["none", 0, -5],
    ["one", 0, -4],
    ["both", 0, 2],
    ["none", 1, null],
    ["one", 1, -4],
    ["both", 1, 2],
    ["none", 2, -5],
    ["one", 2, -4],
    ["both", 2, null],
    ["none", 3, null],
    ["one", 3, -4],
    ["both", 3, null],
    ["one", 4, null],
  ] as const)("with %s selected, error action %d gives %s", (selection, error, wanted) => {
    const {says, values} = value(selection, "0", String(error))
    if (wanted === null) expect(says).toContain("'y'")
    else expect([says, values[0]]).toEqual([undefined, wanted])
  })
})
