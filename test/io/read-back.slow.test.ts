// Tables of runs as other programs read them: CSV by pandas and by R, from Debian's packages. Where one is absent its test is
// skipped by name; `.ci/run` installs them. Debian 12 has no reader of Parquet for either (neither pyarrow, fastparquet nor
// R's arrow): Parquet is read back by Arrow's own reader in parquet-elsewhere.slow.test.ts.

import {execFileSync, spawnSync} from "node:child_process"
import {mkdtempSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {afterAll, expect, test} from "vitest"
import {csvPieces} from "../../src/cli/tables.ts"
import {compile} from "../../src/engine/index.ts"
import {longTable, sweepHere} from "../../src/ensemble/index.ts"
import {sketch} from "../engine/sketch.ts"

const folder = mkdtempSync(join(tmpdir(), "brink-read-back-"))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const program = compile(
  sketch(
    {left: {aux: "4 - time * pace"}, share: {aux: "1 / left"}, pace: {parameter: {kind: "uniform", low: 0, high: 1}}},
    {stop: 5},
  ),
)
const table = longTable(sweepHere({program, runs: 4, seed: "1"}))
const file = join(folder, "runs.csv")
writeFileSync(file, [...csvPieces(table.names, table.rows())].join(""))
/** Every number in the 17 digits that tell doubles apart; an empty cell is NaN. */
const wanted = [...table.rows()].map((row) => row.map((value) => (Number.isFinite(value) ? value : null)))

/** Debian's own Python: another one beside it does not see Debian's packages. */
const PYTHON = "/usr/bin/python3"
const hasPandas = spawnSync(PYTHON, ["-c", "import pandas"]).status === 0
const hasR = spawnSync("Rscript", ["--version"]).status === 0

const parsed = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => line.split(" ").map((cell) => (/^(?:nan|NA|NaN)$/.test(cell) ? null : Number(cell))))

test.skipIf(!hasPandas)("pandas reads a table of runs to the same numbers and columns", () => {
  const code = `import pandas, sys
t = pandas.read_csv(sys.argv[1], float_precision="round_trip")
print(" ".join(t.columns))
for row in t.itertuples(index=False): print(" ".join("%.17g" % cell for cell in row))`
  const [head, ...rows] = execFileSync(PYTHON, ["-c", code, file], {encoding: "utf8"}).trim().split("\n")
  expect(head!.split(" ")).toEqual(table.names)
  expect(parsed(rows.join("\n"))).toEqual(wanted)
})

test.skipIf(!hasR)("R reads a table of runs to the same columns, and to the numbers within its last digit", () => {
  const code = `t <- read.csv(commandArgs(TRUE)[1], check.names = FALSE)
cat(names(t), "\\n")
for (i in seq_len(nrow(t))) cat(sprintf("%.17g", as.numeric(t[i, ])), "\\n")`
  const script = join(folder, "read.R")
  writeFileSync(script, code)
  const [head, ...rows] = execFileSync("Rscript", ["--vanilla", script, file], {encoding: "utf8"}).trim().split("\n")
  expect(head!.trim().split(" ")).toEqual(table.names)
  const read = parsed(rows.map((row) => row.trim()).join("\n"))
  expect(read).toHaveLength(wanted.length)
  for (const [i, row] of read.entries())
    for (const [k, cell] of row.entries()) {
      const is = wanted[i]![k]!
      if (is === null) expect(cell).toBeNull()
      // R's own reader rounds by long doubles: now and then it is a last digit off.
      else expect(Math.abs(cell! - is)).toBeLessThanOrEqual(Math.abs(is) * 2 ** -51)
    }
})
