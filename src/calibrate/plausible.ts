// plausible.csv: the parameter sets that a calibration kept (format brink/plausible@1).
//
// In and out: the text of the file and its sets. Comment lines say what the sets were made
// from; then a header, and a row a set, nearest first. Numbers are written in the shortest
// form that reads back as the same double, so that sets survive the file to the bit.

import {dayNumber, isoOf} from "../core/calendar.ts"
import {cell, cellsOf, numberOf, partedBy} from "../core/csv.ts"
import {Fault} from "../core/fault.ts"
import {type Mistake, refusal} from "../core/mistakes.ts"

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
  /** How they were found, where they are not the nearest of the draws. */
  readonly method?: "posterior"
  /** The largest distance kept. */
  readonly farthest: number
  /** Parameters with a spread and contested switches, in the order of the columns. */
  readonly names: readonly string[]
  readonly distances: Float64Array
  /** Sets x names, row-major. */
  readonly rows: Float64Array
  /** The line of each set in the file it was read from; absent for what was read from none. */
  readonly lines?: readonly number[]
}

const FORMAT = "brink/plausible@1"
const HASH = /^[0-9a-f]{64}$/
const DAY = /^\d{4}-\d\d-\d\d$/
const NEXT = "Make it anew with `brink calibrate`, or delete it: the priors are then drawn from."

/** The text of the file. */
export function printPlausible(plausible: Plausible): string {
  const {hash, seed, runs, until, scenario, series, method, farthest, names, distances, rows} = plausible
  const lines = [
    `# format: ${FORMAT}`,
    `# model: ${hash}`,
    `# seed: ${seed}`,
    `# runs: ${runs}`,
    `# until: ${until}`,
    ...(scenario === null ? [] : [`# scenario: ${scenario}`]),
    ...series.map((name) => `# series: ${name}`),
    ...(method ? [`# method: ${method}`] : []),
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
  let foreign = false
  const distances: number[] = []
  const rows: number[] = []
  const lines: number[] = []
  if (text.trim() === "")
    throw refusal("calibrate", file, [{place: {line: 1, column: 1}, says: "the file is empty"}], NEXT)
  text.split(/\r\n|\n|\r/).forEach((line, i) => {
    const wrong = (says: string) => mistakes.push({place: {line: i + 1, column: 1}, says})
    if (line.trim() === "" || foreign) return
    const comment = /^#\s*(\w+):(.*)$/s.exec(line)
    if (comment) {
      const [, key, value] = comment
      said.set(key!, [...(said.get(key!) ?? []), value!.trim()])
      return
    }
    if (line.startsWith("#")) return
    const cells = cellsOf(line)
    if (!header) {
      header = cells
      const other = partedBy(line)
      if (other) {
        // Every row after it would be a mistake too, and none of them says more.
        foreign = true
        wrong(`its cells are parted by ${other}, and those of a file that Brink writes by commas`)
        return
      }
      if (cells[0] !== "distance" || cells.length < 2)
        wrong("the first row names the columns, the first of them `distance`")
      if (new Set(cells).size < cells.length) wrong("two columns have one name")
      return
    }
    if (cells.length !== header.length) wrong(`${cells.length} cells in a table of ${header.length} columns`)
    const numbers = cells.map((one) => numberOf(one.trim()) ?? Number.NaN)
    const odd = numbers.findIndex((value) => Number.isNaN(value))
    if (odd >= 0) wrong(`"${cells[odd]}" in column ${header[odd] ?? odd + 1} is no number`)
    const [distance = 0] = numbers
    if (distance < (distances.at(-1) ?? 0))
      wrong(
        distances.length === 0
          ? `a distance is not below 0, found ${distance}`
          : `sets stand nearest first, and ${distance} stands below ${distances.at(-1)}`,
      )
    distances.push(distance)
    lines.push(i + 1)
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
    until: one("until", DAY),
    scenario: said.get("scenario")?.[0] ?? null,
    series: said.get("series") ?? [],
    ...(said.has("method") && one("method", /^posterior$/) && {method: "posterior" as const}),
    farthest: Number(one("farthest", /^\d/)),
    names: ((header as string[] | null) ?? ["distance"]).slice(1),
    distances: Float64Array.from(distances),
    rows: Float64Array.from(rows),
    lines,
  }
  if (DAY.test(plausible.until) && isoOf(dayNumber(plausible.until)) !== plausible.until)
    mistakes.push({place: {line: 1, column: 1}, says: `"${plausible.until}" is no day of the calendar`})
  if (distances.length === 0 && !foreign) mistakes.push({place: {line: 1, column: 1}, says: "it holds no set"})
  // The farthest set is the last: a file that ends before it was cut short.
  else if (mistakes.length === 0 && distances.at(-1) !== plausible.farthest)
    mistakes.push({
      place: {line: lines.at(-1)!, column: 1},
      says: `the last set is ${distances.at(-1)} away and the farthest that was kept ${plausible.farthest}: sets are missing, or were changed`,
    })
  if (mistakes.length > 0) throw refusal("calibrate", file, mistakes, NEXT)
  return plausible
}
