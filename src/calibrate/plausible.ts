// plausible.csv: the parameter sets that a calibration kept (format brink/plausible@1).
//
// In and out: the text of the file and its sets. Comment lines say what the sets were made
// from; then a header, and a row a set, nearest first. Numbers are written in the shortest
// form that reads back as the same double, so that sets survive the file to the bit.

import {cell, cellsOf} from "../csv.ts"
import {Fault} from "../fault.ts"
import {type Mistake, refusal} from "../source.ts"

/** Plausible parameter sets, and what they were made from. */
export type Plausible = {
  /** SHA-256 of what the model's runs depend on (`runsOn`). */
  readonly hash: string
  readonly seed: string
  readonly runs: number
  readonly until: string
  /** Name of the scenario that the runs had; null for none. */
  readonly scenario: string | null
  /** Quantities whose observed series were used. */
  readonly series: readonly string[]
  /** The largest distance kept. */
  readonly farthest: number
  /** Parameters with a spread and contested switches, in the order of the columns. */
  readonly names: readonly string[]
  readonly distances: Float64Array
  /** Sets x names, row-major. */
  readonly rows: Float64Array
}

const FORMAT = "brink/plausible@1"
const HASH = /^[0-9a-f]{64}$/
const NEXT = "Make it anew with `brink calibrate`, or delete it: the priors are then drawn from."

/** The text of the file. */
export function printPlausible(plausible: Plausible): string {
  const {hash, seed, runs, until, scenario, series, farthest, names, distances, rows} = plausible
  const lines = [
    `# format: ${FORMAT}`,
    `# model: ${hash}`,
    `# seed: ${seed}`,
    `# runs: ${runs}`,
    `# until: ${until}`,
    ...(scenario === null ? [] : [`# scenario: ${scenario}`]),
    ...series.map((name) => `# series: ${name}`),
    `# farthest: ${farthest}`,
    ["distance", ...names].map(cell).join(","),
  ]
  distances.forEach((distance, k) => {
    lines.push([distance, ...rows.subarray(k * names.length, (k + 1) * names.length)].map(cell).join(","))
  })
  return `${lines.join("\n")}\n`
}

/**
 * Reads the file.
 *
 * @param file as the user names it.
 * @throws Fault `calibrate/invalid-file` with the line of every mistake; `calibrate/newer-format`.
 */
export function parsePlausible(text: string, file: string): Plausible {
  const said = new Map<string, string[]>()
  const mistakes: Mistake[] = []
  let header: string[] | null = null
  const distances: number[] = []
  const rows: number[] = []
  text.split(/\r\n|\n|\r/).forEach((line, i) => {
    const wrong = (says: string) => mistakes.push({place: {line: i + 1, column: 1}, says})
    if (line.trim() === "") return
    const comment = /^#\s*(\w+):\s*(.*?)\s*$/.exec(line)
    if (comment) {
      const [, key, value] = comment
      said.set(key!, [...(said.get(key!) ?? []), value!])
      return
    }
    if (line.startsWith("#")) return
    const cells = cellsOf(line)
    if (!header) {
      header = cells
      if (cells[0] !== "distance" || cells.length < 2)
        wrong("the first row names the columns, the first of them `distance`")
      if (new Set(cells).size < cells.length) wrong("two columns have one name")
      return
    }
    if (cells.length !== header.length) wrong(`${cells.length} cells in a table of ${header.length} columns`)
    const numbers = cells.map((one) => (one.trim() === "" ? Number.NaN : Number(one)))
    const odd = numbers.findIndex((value) => !Number.isFinite(value))
    if (odd >= 0) wrong(`"${cells[odd]}" in column ${header[odd] ?? odd + 1} is no number`)
    distances.push(numbers[0]!)
    for (const value of numbers.slice(1)) rows.push(value)
  })
  const one = (key: string, fits: RegExp): string => {
    const value = said.get(key)?.[0]
    if (value === undefined || !fits.test(value))
      mistakes.push({
        place: {line: 1, column: 1},
        says: value === undefined ? `there is no comment line \`# ${key}: ...\`` : `"${value}" is no ${key}`,
      })
    return value ?? ""
  }
  const format = said.get("format")?.[0]
  const version = /^brink\/plausible@(\d+)$/.exec(format ?? "")
  if (version && Number(version[1]) > 1)
    throw new Fault("calibrate/newer-format", `${file} is of format ${format}, made by a newer Brink`, {next: NEXT})
  one("format", /^brink\/plausible@1$/)
  const plausible: Plausible = {
    hash: one("model", HASH),
    seed: one("seed", /^\d{1,20}$/),
    runs: Number(one("runs", /^\d+$/)),
    until: one("until", /^\d{4}-\d\d-\d\d$/),
    scenario: said.get("scenario")?.[0] ?? null,
    series: said.get("series") ?? [],
    farthest: Number(one("farthest", /^\d/)),
    names: ((header as string[] | null) ?? ["distance"]).slice(1),
    distances: Float64Array.from(distances),
    rows: Float64Array.from(rows),
  }
  if (distances.length === 0) mistakes.push({place: {line: 1, column: 1}, says: "it holds no set"})
  if (mistakes.length > 0) throw refusal("calibrate", file, mistakes, NEXT)
  return plausible
}
