// What a model takes from other files is written out in it, and every way in which that can
// fail is said by name and place.

import {describe, expect, test} from "vitest"
import type {Blueprint, Dimension, Subscript, Term, Variable} from "../../src/exchange/blueprint/blueprint.ts"
import {type DataFiles, dataFilesOf, resolveData} from "../../src/exchange/data/data.ts"
import type {Cell, Workbook} from "../../src/exchange/data/workbook.ts"
import {MISSING} from "../../src/model/index.ts"
import {isQuick} from "../tiers.ts"
import {growth} from "../work.ts"

const at = {line: 3, column: 5}
const name = (word: string): Subscript => ({kind: "name", name: word})
const get = (fn: string, ...args: string[]): Term => ({
  op: "call",
  fn,
  args: args.map((text): Term => ({op: "text", text})),
  at,
})

function variable(left: string, kind: Variable["kind"], equation: Term | null, more: Partial<Variable> = {}): Variable {
  const [, word, inside] = /^([^[]+)(?:\[(.*)\])?$/.exec(left)!
  const subscripts = inside === undefined ? [] : inside.split(",").map((part) => name(part.trim()))
  return {name: word!, subscripts, except: [], kind, equation, units: "", doc: "", source: "", at, ...more}
}

const dimension = (word: string, elements: string[], from?: Term): Dimension => ({
  name: word,
  elements,
  mappings: [],
  doc: "",
  at,
  ...(from && {from}),
})

function model(variables: Variable[], dimensions: Dimension[] = [], settings: Blueprint["settings"] = []): Blueprint {
  const number = (value: number): Term => ({op: "number", value})
  return {
    tool: "vensim",
    name: "ferry",
    title: "",
    doc: "",
    time: {unit: "week", start: number(0), stop: number(10), step: number(1), save: null, method: "euler"},
    dimensions,
    macros: [],
    parts: [{name: "", variables, modules: [], groups: [], views: []}],
    checks: [],
    equivalences: [],
    settings,
  }
}

const book = (sheets: Record<string, Cell[][]>, names: [string, string, string?][] = []): Workbook => ({
  kind: "sheets",
  sheets: Object.entries(sheets).map(([word, cells]) => ({name: word, cells})),
  names: names.map(([word, refersTo, scope]) => ({name: word, refersTo, scope: scope ?? null})),
})
const text = (words: string): Workbook => ({kind: "text", text: words})
const files = (books: Record<string, Workbook>): DataFiles => new Map(Object.entries(books))

const quays = dimension("quay", ["north", "south", "east"])
const tides = dimension("tide", ["high", "low"])

function resolved(variables: Variable[], given: DataFiles, dimensions: Dimension[] = [quays, tides]) {
  const {blueprint, issues} = resolveData(model(variables, dimensions), given, {file: "ferry.mdl"})
  return {variables: blueprint.parts[0]!.variables, dimensions: blueprint.dimensions, issues}
}

/** Elements with their numbers or points, as one line each. */
function shown(variables: readonly Variable[]): string[] {
  return variables.map((v) => {
    const left = `${v.name}[${v.subscripts.map((s) => (s.kind === "name" ? s.name : "?")).join(",")}]`.replace("[]", "")
    if (v.points) return `${left} ${v.points.x.map((x, i) => `${x}:${v.points!.y[i]}`).join(" ")}`
    const {equation} = v
    if (equation?.op === "number") return `${left} = ${equation.value}`
    if (equation?.op === "list")
      return `${left} = ${equation.values.map((t) => (t.op === "number" ? t.value : "?")).join(",")}`
    return `${left} ${equation?.op}`
  })
}

const refusal = (variables: Variable[], given: DataFiles, dimensions?: Dimension[]) => {
  const {issues} = resolved(variables, given, dimensions)
  return issues.map((issue) => `${issue.grave ? "grave" : "note"} ${issue.code}: ${issue.says}. ${issue.next}`)
}

const harbour = files({
  "harbour.xlsx": book(
    {
      Ships: [
        ["week", 0, 1, 2, null, 4],
        ["north", 10, 11, 12, 13, 14],
        ["south", 20, null, 22, 23, "closed"],
        ["east", 30, 31, 32, 33, 34],
      ],
      Down: [
        ["t", "a", "b"],
        [0, 1, 4],
        [5, 2, 5],
        [10, 3, 6],
      ],
    },
    [
      ["weeks", "Ships!$B$1:$F$1"],
      ["calls", "Ships!$B$2:$F$4"],
      ["times", "Down!$A$2:$A$4"],
      ["pair", "'Down'!$B$2:$C$4"],
      ["corner", "Ships!$B$2"],
      ["row", "Ships!$B$2:$D$2", "Ships"],
      ["row", "Down!$B$2:$C$2"],
    ],
  ),
})

describe("constants", () => {
  const constant = (left: string, cell: string, sheet = "Ships") =>
    variable(left, "constant", get("get_xls_constants", "harbour.xlsx", sheet, cell))

  test("one number from one cell, whatever the case of the sheet's name", () => {
    expect(shown(resolved([constant("berths", "c2", "sHiPs")], harbour).variables)).toEqual(["berths = 11"])
  })

  test("a vector goes across, and down with a star", () => {
    expect(shown(resolved([constant("calls[quay]", "B2")], harbour).variables)).toEqual(["calls[quay] = 10,11,12"])
    expect(shown(resolved([constant("calls[quay]", "B2*")], harbour).variables)).toEqual(["calls[quay] = 10,20,30"])
  })

  test("a table: the last range across, the one before it down; a star exchanges them", () => {
    const down = (cell: string) => shown(resolved([constant("x[quay,tide]", cell, "Down")], harbour).variables)
    expect(down("B2")).toEqual(["x[quay,tide] = 1,4,2,5,3,6"])
    expect(shown(resolved([constant("x[tide,quay]", "B2*", "Down")], harbour).variables)).toEqual([
      "x[tide,quay] = 1,2,3,4,5,6",
    ])
  })

  test("an element among the ranges takes no cells of its own", () => {
    expect(shown(resolved([constant("x[quay,low]", "B2*", "Down")], harbour).variables)).toEqual([
      "x[quay,low] = 1,2,3",
    ])
  })

  test("a named range is its first cell, on the sheet it names; one of the sheet itself goes before others", () => {
    expect(shown(resolved([constant("x", "corner")], harbour).variables)).toEqual(["x = 10"])
    expect(shown(resolved([constant("x[quay]", "row")], harbour).variables)).toEqual(["x[quay] = 10,11,12"])
    expect(shown(resolved([constant("x[tide]", "row", "Down")], harbour).variables)).toEqual(["x[tide] = 1,4"])
  })

  test("elements taken out by EXCEPT keep their cells and get no equation", () => {
    const left = variable("x[quay]", "constant", get("get_xls_constants", "harbour.xlsx", "Ships", "B2"), {
      except: [[name("south")]],
    })
    expect(shown(resolved([left], harbour).variables)).toEqual(["x[north] = 10", "x[east] = 12"])
  })

  test("a .csv needs no sheet, and its second argument may be the delimiter", () => {
    const given = files({
      "a.csv": text("x, y\n1, 2\n"),
      "b.txt": text('x;y\n1,5;"2,25"\n'),
      "c.tab": text("1\t2.5\r\n3\t4"),
    })
    const from = (file: string, delimiter: string, cell: string) =>
      shown(
        resolved([variable("x", "constant", get("get_direct_constants", file, delimiter, cell))], given).variables,
      )[0]
    expect(from("a.csv", ",", "B2")).toBe("x = 2")
    expect(from("a.csv", "", "B2")).toBe("x = 2")
    expect(from("b.txt", ";", "A2")).toBe("x = 1.5")
    expect(from("b.txt", "", "B2")).toBe("x = 2.25")
    expect(from("c.tab", "", "B1")).toBe("x = 2.5")
  })
})

describe("data and lookups", () => {
  const data = (left: string, along: string, cell: string, sheet = "Ships", kind: "data" | "lookups" = "data") =>
    variable(left, kind === "data" ? "data" : "lookup", get(`get_direct_${kind}`, "harbour.xlsx", sheet, along, cell))

  test("time in a row: series go across, elements down; what is no number is left out and said", () => {
    const {variables, issues} = resolved([data("calls[quay]", "1", "B2")], harbour)
    expect(shown(variables)).toEqual([
      "calls[north] 0:10 1:11 2:12 4:14",
      "calls[south] 0:20 2:22",
      "calls[east] 0:30 1:31 2:32 4:34",
    ])
    expect(issues.map((issue) => [issue.grave, issue.says])).toEqual([
      [false, "'calls[quay]': 2 of 12 cells read from harbour.xlsx are empty or words (ferry.mdl:3:5)"],
    ])
    expect(variables.every((v) => v.kind === "data" && v.equation === null)).toBe(true)
  })

  test("time in a column: series go down, elements across", () => {
    expect(shown(resolved([data("x[tide]", "A", "B2", "Down")], harbour).variables)).toEqual([
      "x[high] 0:1 5:2 10:3",
      "x[low] 0:4 5:5 10:6",
    ])
  })

  test("time as a named range or as a cell in line with the first value", () => {
    const down = ["x[high] 0:1 5:2 10:3", "x[low] 0:4 5:5 10:6"]
    expect(shown(resolved([data("x[tide]", "times", "pair", "Down")], harbour).variables)).toEqual(down)
    expect(shown(resolved([data("x[tide]", "A2", "B2", "Down")], harbour).variables)).toEqual(down)
    expect(shown(resolved([data("x", "B1", "B2")], harbour).variables)).toEqual(["x 0:10 1:11 2:12 4:14"])
    expect(shown(resolved([data("x[quay]", "weeks", "calls")], harbour).variables)[2]).toBe(
      "x[east] 0:30 1:31 2:32 4:34",
    )
  })

  test("the series of a table of elements stand one below the other, the last range running fastest", () => {
    const pair = dimension("pair", ["a", "b"])
    const given = files({
      "h.xlsx": book({
        S: [
          [0, 1],
          [1, 2],
          [3, 4],
          [5, 6],
          [7, 8],
        ],
      }),
    })
    const left = variable("x[pair,tide]", "data", get("get_xls_data", "h.xlsx", "S", "1", "A2"))
    expect(shown(resolved([left], given, [pair, tides]).variables)).toEqual([
      "x[a,high] 0:1 1:2",
      "x[a,low] 0:3 1:4",
      "x[b,high] 0:5 1:6",
      "x[b,low] 0:7 1:8",
    ])
  })

  test("lookups are points without a call, and say how they go on beyond their ends", () => {
    const [first] = resolved([data("f", "A", "B2", "Down", "lookups")], harbour).variables
    expect(first).toMatchObject({
      kind: "lookup",
      equation: null,
      points: {x: [0, 5, 10], y: [1, 2, 3], between: "line", beyond: "hold"},
    })
  })

  test("the qualifier between given values stays with the variable", () => {
    const left = {...data("x", "A", "B2", "Down"), between: "next" as const}
    expect(resolved([left], harbour).variables[0]).toMatchObject({between: "next", points: {between: "next"}})
  })

  test("an element whose cells are all empty is missing at all times; the others stand", () => {
    const given = files({
      "h.xlsx": book({
        S: [
          [0, 1],
          [1, 2],
          [null, null],
          [5, 6],
        ],
      }),
    })
    const left = variable("x[quay]", "data", get("get_xls_data", "h.xlsx", "S", "1", "A2"))
    expect(shown(resolved([left], given).variables)).toEqual([
      "x[north] 0:1 1:2",
      `x[south] = ${MISSING}`,
      "x[east] 0:5 1:6",
    ])
  })
})

describe("elements of dimensions", () => {
  const given = files({"h.xlsx": book({S: [["a", "b", 3], [" c ", null, "d"], ["e"]]})})
  const from = (last: string, prefix: string) =>
    resolved([], given, [dimension("part", [], get("get_direct_subscript", "h.xlsx", "S", "A1", last, prefix))])
      .dimensions[0]!

  test("across, then down, blanks passed over, each with its prefix", () => {
    expect(from("C2", "P")).toMatchObject({elements: ["Pa", "Pb", "P3", "Pc", "Pd"]})
    expect(from("C2", "P").from).toBeUndefined()
  })

  test("a last row, a last column, or neither", () => {
    expect(from("1", "").elements).toEqual(["a", "b", "3"])
    expect(from("A", "").elements).toEqual(["a", "c", "e"])
    expect(from("", "").elements).toEqual(["a", "b", "3", "c", "d", "e"])
  })

  test("constants follow a dimension that a file fills", () => {
    const part = dimension("part", [], get("get_direct_subscript", "h.xlsx", "S", "A1", "C1", ""))
    const numbers = {...Object.fromEntries(given), "n.csv": text("1,2,3")}
    const x = variable("x[part]", "constant", get("get_direct_constants", "n.csv", ",", "A1"))
    expect(shown(resolved([x], files(numbers), [part]).variables)).toEqual(["x[part] = 1,2,3"])
  })
})

describe("data variables without an equation", () => {
  const settings = [{name: "13", text: "runs\\base.vdf"}]
  const series = text('Time\tload[north,high]\t"load [ South , low ]"\tfares\n0\t1\t2\t\n1\t3\t4\t9\n')
  const bare = (left: string) => variable(left, "data", null)

  test("their values come from a file of series, by name and elements however they are spelt", () => {
    const {blueprint, issues} = resolveData(
      model([bare("Load[north,high]"), bare("LOAD[south,low]")], [quays, tides], settings),
      files({"runs/base.vdf": series}),
      {file: "f.mdl"},
    )
    expect(shown(blueprint.parts[0]!.variables)).toEqual(["Load[north,high] 0:1 1:3", "LOAD[south,low] 0:2 1:4"])
    expect(issues).toEqual([])
  })

  test("the files wanted are those the model's settings list, and only when something needs them", () => {
    expect(dataFilesOf(model([bare("fares")], [], settings))).toEqual([
      {file: "runs/base.vdf", holds: "series", wantedBy: "fares", at},
    ])
    expect(dataFilesOf(model([], [], settings))).toEqual([])
  })

  test("blanks in a series are no values; times may go along the first row; Vensim's .dat lists name by name", () => {
    const from = (words: string) =>
      shown(
        resolveData(model([bare("fares")]), new Map(), {file: "f.mdl", given: {series: files({"x.csv": text(words)})}})
          .blueprint.parts[0]!.variables,
      )
    expect(from("Time,fares\n0,\n1,9\n")).toEqual(["fares 1:9"])
    expect(from("Time,0,1,2\nfares,5,,7\n")).toEqual(["fares 0:5 2:7"])
    expect(from("other[a, b]\n0\t1\nfares\n0\t2\n1.5\t3\n")).toEqual(["fares 0:2 1.5:3"])
  })

  test("one that has no values is grave where an equation uses it, and missing where none does", () => {
    const use = variable("income", "auxiliary", {op: "name", name: "Fares", subscripts: [], at})
    const said = (variables: Variable[]) =>
      resolveData(model(variables), new Map(), {
        file: "f.mdl",
        given: {series: files({"x.csv": text("Time,fare\n0,1\n")})},
      }).issues.map((i) => `${i.grave} ${i.says} ${i.next}`)
    expect(said([bare("fares"), use])).toEqual([
      "true 'fares': It has no equation, and its values are not in 'x.csv' (f.mdl:3:5) Nearest names there: 'fare'.",
    ])
    expect(said([bare("fares")])).toEqual([
      "false 'fares': It has no equation, and its values are not in 'x.csv' (f.mdl:3:5) Nothing in the model uses it; it counts as missing.",
    ])
  })

  test("a file without series is refused", () => {
    const {issues} = resolveData(model([bare("fares")]), new Map(), {
      file: "f.mdl",
      given: {series: files({"x.csv": text("a,b\n1,2\n")})},
    })
    expect(issues[0]).toMatchObject({
      grave: true,
      code: "exchange/no-series",
      says: "x.csv holds no series over time (f.mdl)",
    })
  })
})

describe("files", () => {
  const constant = (file: string, sheet = "S", cell = "A1") =>
    variable("x", "constant", get("get_xls_constants", file, sheet, cell))

  test("each is wanted once, backslashes as slashes, tags by the model's settings, whatever their case", () => {
    const settings = [
      {name: "30", text: "?Book=data\\book.xlsx"},
      {name: "30", text: "?other=b.xlsx"},
    ]
    const wanted = dataFilesOf(
      model([constant("?book"), constant("data\\book.xlsx"), constant("?OTHER")], [], settings),
    )
    expect(wanted.map((w) => w.file)).toEqual(["data/book.xlsx", "b.xlsx"])
  })

  test("a tag that nothing explains is refused", () => {
    const {issues} = resolveData(model([constant("?book")], [], [{name: "30", text: "?boot=b.xlsx"}]), new Map(), {
      file: "f.mdl",
    })
    expect(issues[0]!.says).toBe(
      "'x': '?book' stands for a file, and the model's settings do not say which (f.mdl:3:5)",
    )
    expect(issues[0]!.next).toBe(
      `They name '?boot'. Say it beside the model (--data "?book=FILE"), or name the file itself in the call.`,
    )
  })

  test("a file that was not given, or that could not be read, is said once for each equation", () => {
    const unreadable = new Map([
      [
        "h.xlsx",
        {
          kind: "unreadable",
          code: "doors/no-data-file",
          says: "There is no data file h.xlsx",
          next: "Nearest names in its folder: g.xlsx.",
        } as const,
      ],
    ])
    expect(refusal([constant("h.xlsx")], unreadable)).toEqual([
      "grave doors/no-data-file: 'x': There is no data file h.xlsx (ferry.mdl:3:5). Nearest names in its folder: g.xlsx.",
    ])
    expect(refusal([constant("h.xlsx")], new Map())[0]).toContain("The data file h.xlsx was not given")
  })

  test("a variable whose data are not there is missing, so that nothing else is said because of it", () => {
    expect(shown(resolved([constant("h.xlsx")], new Map()).variables)).toEqual([`x = ${MISSING}`])
  })
})

describe("refusals", () => {
  const constants = (left: string, ...args: string[]) => variable(left, "constant", get("get_xls_constants", ...args))
  const data = (left: string, ...args: string[]) => variable(left, "data", get("get_xls_data", "harbour.xlsx", ...args))
  const first = (left: Variable, given = harbour) => refusal([left], given)[0]

  test("a sheet that is not there: those that are", () => {
    expect(first(constants("x", "harbour.xlsx", "Boats", "A1"))).toBe(
      "grave exchange/no-such-sheet: 'x': harbour.xlsx has no sheet 'Boats' (ferry.mdl:3:5). Its sheets: 'Ships', 'Down'.",
    )
  })

  test("a cell outside, a cell that is none, a cell without a number", () => {
    expect(first(constants("x", "harbour.xlsx", "Down", "Z9"))).toContain(
      "exchange/cell-outside: 'x': Z9 lies outside sheet 'Down' of harbour.xlsx (ferry.mdl:3:5). It is filled up to C4.",
    )
    expect(first(constants("x", "harbour.xlsx", "Down", "week"))).toContain(
      "exchange/no-such-cell: 'x': 'week' is no cell and no named range of harbour.xlsx (ferry.mdl:3:5). Did you mean 'weeks'?",
    )
    expect(first(constants("x[quay]", "harbour.xlsx", "Ships", "E3"))).toContain(
      "exchange/no-numbers: 'x[quay]': Sheet 'Ships' of harbour.xlsx has no number in F3 ('closed'), G3 (empty)",
    )
  })

  test("a range smaller than the array, with the star that would help", () => {
    expect(first(constants("x[quay]", "harbour.xlsx", "Down", "times"))).toContain(
      "exchange/range-too-small: 'x[quay]': The range 'times' of harbour.xlsx is 3 x 1 cells (down x across), and 1 x 3 cells (down x across) are wanted (ferry.mdl:3:5). Put a * behind its name to read down first, or enlarge the range.",
    )
    expect(first(data("x[quay]", "Down", "times", "pair"))).toContain("holds 2 series, and 3 are wanted")
  })

  test("a range larger than the array is read from its first cell, and said", () => {
    expect(first(constants("x[tide]", "harbour.xlsx", "Ships", "row"))).toBe(
      "note exchange/range-too-large: 'x[tide]': The range 'row' of harbour.xlsx is 1 x 3 cells (down x across), and only 1 x 2 cells (down x across) are read (ferry.mdl:3:5). Check that the range is the one meant.",
    )
  })

  test("times that do not rise, that are not there, that are a table, that are not in line", () => {
    const given = files({
      "harbour.xlsx": book(
        {
          S: [
            [0, 2, 2],
            [1, 2, 3],
          ],
        },
        [["all", "S!$A$1:$C$2"]],
      ),
    })
    expect(first(data("x", "S", "1", "A2"), given)).toContain(
      "exchange/time-not-rising: 'x': C1 of sheet 'S' of harbour.xlsx is 2 after 2 (ferry.mdl:3:5). Sort the sheet so that row 1 rises",
    )
    expect(first(data("x", "S", "9", "A2"), given)).toContain(
      "There are no numbers in row 9 of sheet 'S' of harbour.xlsx from A9 on",
    )
    expect(first(data("x", "S", "all", "A2"), given)).toContain(
      "exchange/time-is-a-table: 'x': The range 'all' of harbour.xlsx is 2 x 3 cells",
    )
    expect(first(data("x", "S", "B1", "A2"), given)).toContain(
      "'B1' of harbour.xlsx stands neither in the row nor in the column",
    )
  })

  test("more than two ranges, too many elements, words that are no literal, arguments that are missing", () => {
    const depth = dimension("depth", ["shallow", "deep"])
    const three = constants("x[quay,tide,depth]", "harbour.xlsx", "Ships", "B2")
    expect(refusal([three], harbour, [quays, tides, depth])[0]).toContain(
      "GET XLS CONSTANTS fills at most two ranges, and this has 3",
    )
    const many = dimension(
      "many",
      Array.from({length: 1500}, (_, i) => `m${i}`),
    )
    expect(refusal([constants("x[many,many]", "harbour.xlsx", "Ships", "B2")], harbour, [many])[0]).toContain(
      "exchange/too-large: 'x[many,many]': It has 2250000 elements",
    )
    const call: Term = {op: "call", fn: "get_xls_constants", args: [{op: "name", name: "book", subscripts: [], at}], at}
    expect(first(variable("x", "constant", call))).toContain(
      "GET XLS CONSTANTS takes words in quotes, and book is a name",
    )
    expect(first(constants("x", "harbour.xlsx", "Ships"))).toContain("GET XLS CONSTANTS takes 3 arguments and has 2")
    expect(first(variable("x", "data", get("get_xls_subscript", "harbour.xlsx", "Ships", "A1", "A2", "")))).toContain(
      "exchange/misplaced-call",
    )
  })

  test("a dimension whose cells are empty", () => {
    const part = dimension("part", [], get("get_xls_subscript", "harbour.xlsx", "Ships", "E1", "E1", ""))
    expect(refusal([], harbour, [part])[0]).toContain(
      "exchange/no-elements: 'part': There are no names from E1 to E1 on sheet 'Ships'",
    )
  })
})

test.skipIf(isQuick)(
  "text made to be slow to read is read in time that grows with its length, or refused",
  async () => {
    const x = variable("x", "constant", get("get_direct_constants", "a.csv", ",", "A1"))
    for (const words of [
      (length: number) => `${"1".repeat(length)}x`,
      (length: number) => '"'.repeat(length + 1),
      (length: number) => `"${"a".repeat(length)}`,
      (length: number) => " ".repeat(length),
      (length: number) => "\n".repeat(length),
    ])
      expect(
        await growth(
          (length) => expect(refusal([x], files({"a.csv": text(words(length))}))).toHaveLength(1),
          // Even, so that the quotes are odd in number.
          500_000,
        ),
      ).toBeLessThan(3)
    expect(refusal([x], files({"a.csv": text(",".repeat(6_000_000))}))[0]).toContain(
      "a.csv has more than 5000000 cells",
    )
  },
  30_000,
)

test("a model without outside data comes back as it was", () => {
  const plain = model([variable("x", "constant", {op: "number", value: 1})], [quays])
  expect(resolveData(plain, new Map())).toEqual({blueprint: plain, issues: []})
})
