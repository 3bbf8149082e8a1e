// What every annotated set must go on reaching. In: a set as it is read now, and the counts that it reached
// before (gold/floors.json). Out: what fell, in words that name the set and never a sentence of it; what rose, so that
// the floor is raised with it. `npm run reading -- --write-floors` writes the counts of today.

import {existsSync, readFileSync, writeFileSync} from "node:fs"
import {fileURLToPath} from "node:url"
import type {Reading} from "../../src/claims/whole.ts"
import type {Score} from "../../src/gold/index.ts"
import {GOLD_SETS, type GoldSet, HELD_OUT, readSet} from "../claims/measure.ts"

export type Floor = {
  /** Claims that the annotation wants, and how many of them were found. */
  readonly wanted: number
  readonly found: number
  /** Claims read, and how many of them no annotated claim answers for. */
  readonly claims: number
  readonly spurious: number
  /** Stretches marked as saying nothing, and how many of them have a claim. */
  readonly silent: number
  readonly broken: number
  /** Of the claims found, the share whose sign is the annotation's; null where none was found. */
  readonly sign: number | null
}

/** Of each rule: claims that an annotated one answers for, and all that it makes. */
export type RuleCounts = Readonly<Record<string, {readonly right: number; readonly made: number}>>

const pathOf = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url))

export const floorOf = ({wanted, found, claims, spurious, silent, broken, sign}: Score): Floor => ({
  wanted,
  found,
  claims,
  spurious,
  silent,
  broken,
  sign: sign === null ? null : Number(sign.toFixed(4)),
})

/** Counts as they were written down, by set. */
export function floors(): Readonly<Record<string, Floor>> {
  return JSON.parse(readFileSync(pathOf("floors.json"), "utf8")) as Record<string, Floor>
}

/** Counts of each rule on the sets that may be looked at, as they were written down. */
export function ruleCounts(): RuleCounts {
  return JSON.parse(readFileSync(pathOf("rule-counts.json"), "utf8")) as RuleCounts
}

const HALF = 0.5
const share = (part: number, whole: number): string => (whole === 0 ? "none" : (part / whole).toFixed(3))

/** How `now` differs from its floor, a line for each figure; `fell` is a fault, `rose` a floor to be raised. */
export function compare(set: string, now: Floor, floor: Floor): {fell: string[]; rose: string[]} {
  const [fell, rose]: [string[], string[]] = [[], []]
  /** @param more  claims by which the figure is better than its floor. */
  const weigh = (figure: string, more: number, was: string, is: string): void => {
    if (more <= -HALF) fell.push(`${set}: ${figure} fell from ${was} to ${is}`)
    else if (more >= HALF) rose.push(`${set}: ${figure} rose from ${was} to ${is}`)
  }
  if (now.wanted !== floor.wanted || now.silent !== floor.silent)
    fell.push(
      `${set}: another annotation, of ${now.wanted} claims and ${now.silent} silent stretches; its floor is of ${floor.wanted} and ${floor.silent}`,
    )
  weigh("recall", now.found - floor.found, share(floor.found, floor.wanted), share(now.found, now.wanted))
  const right = ({claims, spurious}: Floor): number => (claims === 0 ? 0 : (claims - spurious) / claims)
  weigh("precision", (right(now) - right(floor)) * now.claims, right(floor).toFixed(3), right(now).toFixed(3))
  weigh("stretches that say nothing and have a claim", floor.broken - now.broken, `${floor.broken}`, `${now.broken}`)
  weigh("signs right", ((now.sign ?? 1) - (floor.sign ?? 1)) * now.found, `${floor.sign}`, `${now.sign}`)
  return {fell, rose}
}

function countRules({reading, score}: {reading: Reading; score: Score}, counts: Map<string, [number, number]>): void {
  const extra = new Set(score.extra)
  for (const {id, why} of reading.claims) {
    const count = counts.get(why?.rule ?? "") ?? [0, 0]
    counts.set(why?.rule ?? "", [count[0] + (extra.has(id) ? 0 : 1), count[1] + 1])
  }
}

/** Counts of today: of each of `sets` that is there, and of the rules over those that may be looked at. */
export function countsOf(sets: readonly GoldSet[]): {floors: Record<string, Floor>; rules: RuleCounts} {
  const found: Record<string, Floor> = {}
  const counts = new Map<string, [number, number]>()
  for (const set of sets) {
    const each = readSet(set)
    if ("skipped" in each) continue
    found[set] = floorOf(each.score)
    // The articles may be absent, and then no count of a rule would hold.
    if (!HELD_OUT.has(set) && set !== "articles") countRules(each, counts)
  }
  const rules = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, [right, made]]) => [rule, {right, made}])
  return {floors: found, rules: Object.fromEntries(rules) as RuleCounts}
}

/** Writes the counts of today, those of sets that are not there as they were. Returns the sets written. */
export function writeFloors(): string[] {
  const now = countsOf(GOLD_SETS)
  const lines = (record: object): string =>
    `{\n${Object.entries(record)
      .map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      .join(",\n")}\n}\n`
  writeFileSync(pathOf("floors.json"), lines({...(existsSync(pathOf("floors.json")) ? floors() : {}), ...now.floors}))
  writeFileSync(pathOf("rule-counts.json"), lines(now.rules))
  return Object.keys(now.floors)
}
