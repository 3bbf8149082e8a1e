// Every sentence of an outcome of the bundled case, counted again from the paths of its runs by plain loops: what the
// page says happens in so many runs does, and its level is where it says.

import {cpSync, mkdtempSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {basename, join} from "node:path"
import {expect, test} from "vitest"
import {runPipeline} from "../../src/case/index.ts"
import {inThousands} from "../../src/core/digits.ts"
import {type Plan, type Runs, sweepHere} from "../../src/ensemble/index.ts"
import {openWorld} from "../../src/io/index.ts"

/** What an outcome's event is, in a path: written here from the words of case.yaml, not from its measure. */
const happens: Readonly<Record<string, (path: readonly number[]) => boolean>> = {
  "keep at one a week or more all year": (path) => {
    for (const level of path) if (level < 1) return false
    return true
  },
  "fall below one a week at some time": (path) => {
    for (const level of path) if (level < 1) return true
    return false
  },
}

/** The paths of one quantity, run by run. */
function pathsOf(runs: Runs, name: string): number[][] {
  const paths: number[][] = []
  const j = runs.names.indexOf(name)
  for (let run = 0; run < runs.plan.runs; run++) {
    if (runs.status[run] !== 0) continue
    const path: number[] = []
    for (let t = 0; t < runs.time.length; t++)
      path.push(runs.series[(run * runs.names.length + j) * runs.time.length + t]!)
    paths.push(path)
  }
  return paths
}

/** Two significant digits, as people write them. */
function digits(value: number): string {
  const rounded = Number(value.toPrecision(2))
  return rounded >= 1000 ? inThousands(String(rounded)) : String(rounded)
}

test("each outcome sentence of the bundled page holds of its runs", async () => {
  const world = openWorld({workers: 1})
  const folder = mkdtempSync(join(tmpdir(), "recount-"))
  cpSync("cases/pakistan-taliban", folder, {recursive: true, filter: (file) => basename(file) !== ".brink"})
  const kept: Runs[] = []
  try {
    const execute = async (plan: Plan) => {
      const runs = sweepHere(plan)
      kept.push(runs)
      return runs
    }
    const {outlook} = await runPipeline(folder, {...world, execute}, {runs: 200, seed: "1"})
    const base = kept.find((runs) => runs.names.includes(outlook.outcomes[0]!) && runs.hash === outlook.hash)!
    expect(outlook.views.length).toBeGreaterThan(3)
    for (const [n, view] of outlook.views.entries()) {
      const {says} = outlook.findings[n]!
      const paths = pathsOf(base, view.quantity)
      // The level: the middle run at the end.
      const ends = paths.map((path) => path.at(-1)!).sort((a, b) => a - b)
      const middle = (ends[Math.floor((ends.length - 1) / 2)]! + ends[Math.ceil((ends.length - 1) / 2)]!) / 2
      expect(says, says).toContain(`about ${digits(middle)} `)
      // The event.
      const [, shares, clause] = /In (.+? of 10) runs \(\d+–\d+\) (?:it|they) (.+?)\.(?: |$)/u.exec(says)!
      const width = widthOf(view, paths)
      const moves: Readonly<Record<string, (path: readonly number[]) => boolean>> = {
        "ends higher": (path) => path.at(-1)! - path[0]! > width / 100,
        "ends lower": (path) => path.at(-1)! - path[0]! < -width / 100,
        "end higher": (path) => path.at(-1)! - path[0]! > width / 100,
        "end lower": (path) => path.at(-1)! - path[0]! < -width / 100,
      }
      const event = happens[clause!] ?? moves[clause!]
      expect(event, clause).toBeDefined()
      let count = 0
      for (const path of paths) if (event!(path)) count++
      const tenths = Math.round((10 * count) / paths.length)
      const words = tenths === 10 && count < paths.length ? "more than 9 of 10" : `${tenths} of 10`
      expect(shares, says).toBe(words)
      // And the word of its movement: up, down or neither in over 66 of 100 runs.
      const share = (of: string) => paths.filter(moves[of]!).length / paths.length
      const verb =
        share("end higher") > 0.66
          ? /rises? to/u
          : share("end lower") > 0.66
            ? /falls? to/u
            : /(?:goes?|go) on at|stays? at/u
      expect(says).toMatch(verb)
    }
    // The first words that are read and the first of the page are these.
    expect(outlook.bottomLine).toMatch(
      /^If nobody takes a new step, Pakistani strikes (?:go on at|rise to|fall to|stay at) about /u,
    )
    expect(outlook.bottomLine.split(". ")[1]).toMatch(
      /^In .+ they (?:keep at one a week or more all year|fall below one a week at some time)/u,
    )
    expect(outlook.bottomLine).not.toMatch(/unlikely that|\b(?:not|never)\b/u)
  } finally {
    await world.close()
    rmSync(folder, {recursive: true})
  }
}, 300_000)

/** The width a hundredth of which counts as a change: the declared range, else from the 2.5th to the 97.5th of 100 values. */
function widthOf(
  {range}: {readonly range: readonly [number, number] | null},
  paths: readonly (readonly number[])[],
): number {
  if (range) return range[1] - range[0]
  const all = paths.flat().sort((a, b) => a - b)
  const at = (p: number) => {
    const place = p * (all.length - 1)
    const low = Math.floor(place)
    return all[low]! + (place - low) * ((all[low + 1] ?? all[low]!) - all[low]!)
  }
  return at(0.975) - at(0.025)
}
