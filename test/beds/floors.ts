// What names must go on reaching on the folders of test/beds. In: figures as they are now, and those that were written down
// (floors.json). Out: what fell; what rose by so much that the floor is to be raised with it. `npm run names -- --write-floors`
// writes the figures of today.

import {existsSync, readFileSync, writeFileSync} from "node:fs"
import {fileURLToPath} from "node:url"
import type {Figures, Row} from "./score.ts"

const path = fileURLToPath(new URL("./floors.json", import.meta.url))

/** A share that falls by more is a fault: less is a phrase or two of hundreds. */
const FALL = 0.005
/** A share that rises by as much has a floor to be raised. */
const RISE = 0.02

const PLACES = 4
const rounded = (share: number): number => Number(share.toFixed(PLACES))

/** Figures as they are written down, shares to four places. */
export const floorOf = ({marked, found, ceiling, rows}: Figures): Figures => ({
  marked,
  found: rounded(found),
  ceiling: rounded(ceiling),
  rows: rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, n]) => [key, rounded(n)])) as Row),
})

/** Figures as they were written down, by set. */
export function floors(): Readonly<Record<string, Figures>> {
  return JSON.parse(readFileSync(path, "utf8")) as Record<string, Figures>
}

/** How `now` differs from its floor, a line for each figure; `fell` is a fault, `rose` a floor to be raised. */
export function compare(set: string, now: Figures, floor: Figures): {fell: string[]; rose: string[]} {
  const [fell, rose]: [string[], string[]] = [[], []]
  if (now.marked !== floor.marked)
    fell.push(`${set}: other marks, of ${now.marked} phrases; its floor is of ${floor.marked}`)
  const share = (figure: string, is: number, was: number): void => {
    if (is < was - FALL) fell.push(`${set}: ${figure} fell from ${was.toFixed(3)} to ${is.toFixed(3)}`)
    else if (is >= was + RISE) rose.push(`${set}: ${figure} rose from ${was.toFixed(3)} to ${is.toFixed(3)}`)
  }
  /** A count of which `good` is fewer, or more. */
  const count = (figure: string, good: "fewer" | "more", is: number, was: number): void => {
    if (is === was) return
    const list = is < was === (good === "fewer") ? rose : fell
    list.push(`${set}: ${was} ${figure} became ${is}`)
  }
  share("marked phrases found", now.found, floor.found)
  share("F1 of links with every phrase as marked", now.ceiling, floor.ceiling)
  for (const [i, was] of floor.rows.entries()) {
    const is = now.rows[i]!
    const after = was.cards === 0 ? "unasked" : `after ${was.cards} cards`
    share(`precision ${after}`, is.precision, was.precision)
    share(`recall ${after}`, is.recall, was.recall)
    share(`F ${after}`, is.f, was.f)
    share(`F1 of links ${after}`, is.links, was.links)
    share(`circles found ${after}`, is.circles, was.circles)
    share(`names that are noun phrases ${after}`, is.names, was.names)
    count(`disputes that are none ${after}`, "fewer", is.contested - is.disputes, was.contested - was.disputes)
    count(`disputes found ${after}`, "more", is.disputes, was.disputes)
    count(`disputes lost ${after}`, "fewer", is.lost, was.lost)
    count(`rumours that stand ${after}`, "fewer", is.rumours, was.rumours)
  }
  return {fell, rose}
}

/** Writes the figures of today, those of sets that were not scored as they were. */
export function writeFloors(scored: ReadonlyMap<string, Figures>): void {
  const all = {
    ...(existsSync(path) ? floors() : {}),
    ...Object.fromEntries([...scored].map(([set, figures]) => [set, floorOf(figures)])),
  }
  const line = ({marked, found, ceiling, rows}: Figures): string =>
    `{"marked": ${marked}, "found": ${found}, "ceiling": ${ceiling}, "rows": [\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n")}\n  ]}`
  const sets = Object.entries(all).map(([set, figures]) => `  ${JSON.stringify(set)}: ${line(figures)}`)
  writeFileSync(path, `{\n${sets.join(",\n")}\n}\n`)
}
