// What must go on being read of the known texts. In: counts as they are now, and those that were written down (floors.json).
// Out: what fell; what rose, so that the floor is raised with it. `npm run known -- --write-floors` writes the counts of today.

import {existsSync, readFileSync, writeFileSync} from "node:fs"
import {fileURLToPath} from "node:url"
import type {Counts, Figures} from "./score.ts"

const path = fileURLToPath(new URL("./floors.json", import.meta.url))

/** Counts as they are written down. */
export const floorOf = ({links, loops, ownNames, perfectNames}: Figures): Figures => ({
  links,
  loops,
  ownNames,
  perfectNames,
})

/** Counts as they were written down, by the name of the text. */
export function floors(): Readonly<Record<string, Figures>> {
  return JSON.parse(readFileSync(path, "utf8")) as Record<string, Figures>
}

const WAYS = {ownNames: "with the map's own names", perfectNames: "with perfect names"} as const

/** How `now` differs from its floor, a line for each count; `fell` is a fault, `rose` a floor to be raised. */
export function compare(text: string, now: Figures, floor: Figures): {fell: string[]; rose: string[]} {
  const [fell, rose]: [string[], string[]] = [[], []]
  if (now.links !== floor.links || now.loops !== floor.loops)
    fell.push(
      `${text}: other marks, of ${now.links} links and ${now.loops} loops; its floor is of ${floor.links} and ${floor.loops}`,
    )
  for (const way of ["ownNames", "perfectNames"] as const) {
    const count = (figure: string, key: keyof Counts, good: "fewer" | "more"): void => {
      const [is, was] = [now[way][key], floor[way][key]]
      if (is === was) return
      const list = is < was === (good === "fewer") ? rose : fell
      list.push(`${text}, ${WAYS[way]}: ${was} ${figure} became ${is}`)
    }
    count("links found", "links", "more")
    count("links that are not marked", "unmarked", "fewer")
    count("loops found", "loops", "more")
  }
  return {fell, rose}
}

/** Writes the counts of today, those of texts that were not scored as they were. */
export function writeFloors(scored: ReadonlyMap<string, Figures>): void {
  const all = {
    ...(existsSync(path) ? floors() : {}),
    ...Object.fromEntries([...scored].map(([name, figures]) => [name, floorOf(figures)])),
  }
  const lines = Object.entries(all).map(([name, figures]) => `  ${JSON.stringify(name)}: ${JSON.stringify(figures)}`)
  writeFileSync(path, `{\n${lines.join(",\n")}\n}\n`)
}
