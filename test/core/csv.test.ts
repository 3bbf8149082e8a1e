// Cells of tables: what goes out comes back, and no spreadsheet takes a name for a formula.

import fc from "fast-check"
import {expect, test} from "vitest"
import {parsePlausible, printPlausible} from "../../src/calibrate/plausible.ts"
import {parseSeries} from "../../src/case/series.ts"
import {csv} from "../../src/cli/tables.ts"
import {cell, cellsOf, guarded, guardedTable, guardNote, unguarded} from "../../src/core/csv.ts"
import {sheetOfText} from "../../src/exchange/data/workbook.ts"
import {isQuick} from "../tiers.ts"
import {growth} from "../work.ts"

const FORMULAS = ["=cmd|' /C calc'!A0", "@SUM(1+1)", "+1", "-x", "-5", "\tx", "\rx", "'=x", "''@x", "=a,b", '="q"']

test("text that a spreadsheet would run stands behind an apostrophe, numbers and other text as they are", () => {
  for (const name of FORMULAS) expect(cell(name).replace(/^"/, "")).toMatch(/^'/)
  for (const [value, written] of [
    [-5, "-5"],
    [-0, "-0"],
    [1e-7, "1e-7"],
    ["rain", "rain"],
    ["'quoted'", "'quoted'"],
    ["a-b", "a-b"],
  ] as const)
    expect(cell(value)).toBe(written)
})

test("a cell comes back as it was, whatever it is", () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(...FORMULAS),
    fc.string({unit: fc.constantFrom("'", "=", "+", "-", "@", "\t", ",", '"', "a")}),
  )
  fc.assert(
    fc.property(
      fc.array(
        text.filter((one) => !/[\r\n]/.test(one)),
        {minLength: 1},
      ),
      (row) => {
        expect(cellsOf(row.map(cell).join(","))).toEqual(row)
      },
    ),
    {seed: 7},
  )
  for (const name of FORMULAS) expect(unguarded(guarded(name))).toBe(name)
})

test("a table of such names is safe, and every reader of tables gives the names back", () => {
  const names = FORMULAS.filter((name) => !/[\r\n\t]/.test(name))
  const table = csv(["date", ...names], [["2031-04-01", ...names.map(() => -1)]])
  for (const one of table.split("\n")[0]!.split(",").slice(1)) expect(one).not.toMatch(/^"?[=+\-@]/)
  expect(parseSeries(table, "a.csv").map(({name}) => name)).toEqual(names)
  const sheet = sheetOfText("a.csv", table, ",")!
  expect(names.map((_, i) => sheet.cell(0, i + 1))).toEqual(names)
  const plausible = {
    hash: "a".repeat(64),
    seed: "1",
    runs: 1,
    until: "2031-04-01",
    scenario: null,
    series: [],
    farthest: 0,
    names,
    distances: Float64Array.of(0),
    rows: new Float64Array(names.length),
  }
  const printed = printPlausible(plausible as never)
  expect(printed).not.toMatch(/(?:^|,)"?[=+@]/m)
  expect(parsePlausible(printed, "plausible.csv").names).toEqual(names)
})

test("a table of others' making keeps its bytes where nothing in it would run", () => {
  const plain = "# source: a count, by hand\ndate,herds\n2031-04-01,-5\n2031-05-01,+2\n"
  expect(guardedTable(plain)).toBe(plain)
  expect(guardedTable("date,=cmd()\n2031-04-01,-5\n")).toBe("date,'=cmd()\n2031-04-01,-5\n")
})

test("names so written are named, ordinary ones not", () => {
  expect(guardNote(["rain", "Time", 3])).toBeNull()
  expect(guardNote(["rain", "=x"])).toContain("1 name begins as a formula does")
  expect(guardNote(FORMULAS)).toContain("11 names begin")
})

test.skipIf(isQuick)("a cell of very many quotes is read as fast as any", async () => {
  const read = (quotes: number) => {
    expect(cellsOf(`a,"${'x""'.repeat(quotes)}",b`)[1]).toHaveLength(2 * quotes)
    expect(cellsOf(`a,"${'x""'.repeat(quotes)}`)).toHaveLength(2)
  }
  expect(await growth(read, 300_000)).toBeLessThan(3)
})
