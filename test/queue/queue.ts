// How early the queue of odd readings shows what is read wrongly. In: folders with marks, read as any folder is. Out: of each
// how many readings are wrong, and how many of them stand among the first twenty; for folders that may be read also which
// rules fire on each reading, which the weights are fitted to.

import {readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {type Reading, read} from "../../src/claims/whole.ts"
import {type Document, lineages, openDocument} from "../../src/documents/index.ts"
import {SUSPICIONS, suspects} from "../../src/firstreading/index.ts"
import {type GoldFile, goldSchema, score} from "../../src/gold/index.ts"
import {Gathering} from "../../src/map/index.ts"
import {BEDS, documentsOf, marksOf} from "../beds/beds.ts"
import {english} from "../language/english.ts"

/** So many of a queue are counted: what a person does in a few minutes. */
export const FIRST = 20

/** Marked sets of test/gold: those that weights may be fitted to, and those that are only scored. */
const GOLD = {work: ["dev", "dev-crises", "dev-news", "plain"], scored: ["held-out", "held-out-2"]} as const

const gold = fileURLToPath(new URL("../gold", import.meta.url))

export type Use = "work" | "scored"

/** Sets by name, with their use: folders of test/beds, then sets of test/gold, each taken as one folder. */
export const SETS: readonly {readonly name: string; readonly use: Use}[] = [
  ...BEDS.map((name) => ({name, use: marksOf(name).use})),
  ...(["work", "scored"] as const).flatMap((use) => GOLD[use].map((name) => ({name, use}))),
]

/** One reading: what fires on it, and whether it is wrong. */
export type Judged = {readonly rules: readonly string[]; readonly isWrong: boolean}

/** Counts of one set. `chance`: how many of the first twenty are wrong on average in an order drawn by lot. */
export type Counts = {
  readonly readings: number
  readonly wrong: number
  readonly early: number
  readonly chance: number
}
export type Queued = Counts & {readonly use: Use; readonly judged: readonly Judged[]}

function marked(name: string): {documents: readonly Document[]; marks: GoldFile} {
  if (BEDS.includes(name)) {
    const {files, claims} = marksOf(name)
    return {documents: documentsOf(name), marks: goldSchema.parse({files: files.map(({file}) => file), claims})}
  }
  const folder = join(gold, name)
  const documents = readdirSync(folder)
    .filter((file) => file.endsWith(".txt"))
    .sort()
    .map((file) => {
      const {document} = openDocument({file, kind: "text", text: readFileSync(join(folder, file), "utf8")})
      if (!document) throw new Error(`${file} of ${name} is no document`)
      return document
    })
  return {documents, marks: goldSchema.parse(JSON.parse(readFileSync(join(folder, "gold.json"), "utf8")))}
}

/** Ids of readings that no mark answers for, and of those that have another sign than their mark, or deny what it does not. */
export function wrongOf({claims}: Pick<Reading, "claims">, marks: GoldFile): Set<string> {
  const wrong = new Set(score({claims}, marks).extra)
  for (const claim of claims) {
    if (wrong.has(claim.id)) continue
    const {sign, flags} = score({claims: [claim]}, marks)
    if (sign === 0 || flags.denied === 0) wrong.add(claim.id)
  }
  return wrong
}

/** Reads a set and weighs its readings as the workbench does. Of one that is only scored nothing but counts is given. */
export function queueOf(name: string): Queued {
  const {use} = SETS.find((one) => one.name === name)!
  const {documents, marks} = marked(name)
  const own = lineages(documents)
  const reading = read(documents, own, english(), [])
  const map = new Gathering(reading, []).gather([])
  const wrong = wrongOf(reading, marks)
  const rows = suspects({reading, map, documents, lineages: own, edits: [], outcomes: [], pressed: [], drift: false})
  const readings = rows.length
  return {
    use,
    readings,
    wrong: wrong.size,
    early: rows.slice(0, FIRST).filter(({claim}) => wrong.has(claim)).length,
    chance: readings === 0 ? 0 : (wrong.size * Math.min(FIRST, readings)) / readings,
    judged:
      use === "scored"
        ? []
        : rows.map(({claim, reasons}) => ({rules: reasons.map(({rule}) => rule), isWrong: wrong.has(claim)})),
  }
}

/** Rules in the order of weights. */
export const RULES: readonly string[] = SUSPICIONS.map(({id}) => id)
