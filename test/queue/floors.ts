// What the queue must go on reaching. In: counts as they are now, and those that were written down (floors.json, by
// `npm run queue -- --write-floors`). Out: what fell.

import {readFileSync, writeFileSync} from "node:fs"
import {fileURLToPath} from "node:url"
import type {Counts} from "./queue.ts"

const path = fileURLToPath(new URL("./floors.json", import.meta.url))

/** The first twenty may hold so many fewer: one more rule of the reader moves one or two. */
const FALL = 1

type Floor = Pick<Counts, "readings" | "wrong" | "early">

/** Counts as they were written down, by set. */
export function floors(): Readonly<Record<string, Floor>> {
  return JSON.parse(readFileSync(path, "utf8")) as Record<string, Floor>
}

/** Sums over sets. */
export function totalsOf(sets: readonly Counts[]): Counts {
  const sum = (key: keyof Counts) => sets.reduce((total, set) => total + set[key], 0)
  return {readings: sum("readings"), wrong: sum("wrong"), early: sum("early"), chance: sum("chance")}
}

/** Why a set falls short of its floor: of what it was then, times by which chance is beaten; null where it does not. */
export function fell(now: Counts, floor: Floor): string | null {
  const then = (floor.early * floor.readings) / Math.max(1, floor.wrong)
  const is = (now.early * now.readings) / Math.max(1, now.wrong)
  const less = (FALL * now.readings) / Math.max(1, now.wrong)
  return is + less < then
    ? `${floor.early} of ${floor.wrong} misreadings came early, and now ${now.early} of ${now.wrong}`
    : null
}

/** Writes the counts of today, a line for each set. */
export function writeFloors(sets: ReadonlyMap<string, Counts>): void {
  const line = ({readings, wrong, early}: Counts) => `{ "readings": ${readings}, "wrong": ${wrong}, "early": ${early} }`
  writeFileSync(
    path,
    `{\n${[...sets].map(([name, one]) => `  ${JSON.stringify(name)}: ${line(one)}`).join(",\n")}\n}\n`,
  )
}
