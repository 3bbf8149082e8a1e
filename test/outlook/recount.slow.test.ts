// The sentences of the bundled page, counted again from the paths of its runs by plain loops: what the page says happens
// in so many runs does, and its levels, changes and times are where it says. Each sentence is taken apart into the
// numbers that were counted again; no digit may be left over.

import {cpSync, mkdtempSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {basename, join} from "node:path"
import {afterAll, beforeAll, expect, test} from "vitest"
import {type PipelineResult, runPipeline} from "../../src/case/index.ts"
import {inThousands} from "../../src/core/digits.ts"
import {type Plan, type Runs, sweepHere} from "../../src/ensemble/index.ts"
import {openWorld} from "../../src/io/index.ts"
import {definition} from "../../src/outlook/definition.ts"
import type {Interval, Outlook, Share} from "../../src/outlook/index.ts"

const folder = mkdtempSync(join(tmpdir(), "recount-"))
const world = openWorld({workers: 1})
const kept: Runs[] = []
const levers = new Set<string>()
let result: PipelineResult
let outlook: Outlook
let base: Runs
/** Run by run on which side of each disagreement it is, for sides of at least 30 runs. */
let sides: {name: string; is: boolean; has: boolean[]}[]

beforeAll(async () => {
  cpSync("cases/pakistan-taliban", folder, {recursive: true, filter: (file) => basename(file) !== ".brink"})
  const execute = async (plan: Plan) => {
    // Where each lever stands is saved too: by it, and by nothing else, a test knows which step an ensemble is.
    for (const {name, role} of plan.program.inputs) if (role === "lever") levers.add(name)
    const there = plan.program.outputs.flatMap(({name}) => (levers.has(name) ? [name] : []))
    const saved = plan.save && plan.save.length > 10 ? {save: [...new Set([...plan.save, ...there])]} : {}
    const runs = sweepHere({...plan, ...saved})
    kept.push(runs)
    return runs
  }
  result = await runPipeline(folder, {...world, execute}, {runs: 200, seed: "1"})
  outlook = result.outlook
  base = kept.find((runs) => runs.hash === outlook.hash && runs.names.includes(outlook.outcomes[0]!))!
  sides = base.plan.program.inputs.flatMap(({name, role}) => {
    if (role !== "contested") return []
    return [true, false].flatMap((is) => {
      const has = drawn(name).map((v) => v > 0.5 === is)
      return has.filter(Boolean).length >= 30 ? [{name, is, has}] : []
    })
  })
}, 900_000)
afterAll(async () => {
  await world.close()
  rmSync(folder, {recursive: true})
})

/** What an outcome's event is, in a path: written here from the words of case.yaml, not from its measure. */
const happens: Readonly<Record<string, (path: readonly number[]) => boolean>> = {
  "are above one a week for most of the year": (path) => timeBeyond(path, 1, (v) => v > 1) > horizon() / 2,
  "are at one a week or fewer for most of the year": (path) => timeBeyond(path, 1, (v) => v > 1) <= horizon() / 2,
}

function unknown(words: string): never {
  throw new Error(`nothing here counts whether a path would “${words}”`)
}

const read = new Map<Runs, Map<string, number[][]>>()

/** The paths of one quantity, run by run. */
function pathsOf(runs: Runs, name: string): number[][] {
  const known = read.get(runs) ?? new Map<string, number[][]>()
  read.set(runs, known)
  const before = known.get(name)
  if (before) return before
  const paths: number[][] = []
  known.set(name, paths)
  const j = runs.names.indexOf(name)
  for (let run = 0; run < runs.plan.runs; run++) {
    const path: number[] = []
    for (let t = 0; t < runs.time.length; t++)
      path.push(runs.series[(run * runs.names.length + j) * runs.time.length + t]!)
    paths.push(path)
  }
  return paths
}

/** What each run drew of one input. */
function drawn(name: string): number[] {
  const k = base.inputNames.indexOf(name)
  const all: number[] = []
  for (let run = 0; run < base.plan.runs; run++) all.push(base.inputs[run * base.inputNames.length + k]!)
  return all
}

/** Two significant digits, as people write them; `floor` is the least step worth printing. */
function digits(value: number, floor = 0): string {
  const stepped = floor > 0 ? Math.round(value / floor) * floor : value
  const rounded = Number(stepped.toPrecision(2))
  if (rounded === 0 || Math.abs(value) < floor / 2) return "0"
  const size = Math.abs(rounded)
  return `${rounded < 0 ? "−" : ""}${size >= 1000 ? inThousands(String(size)) : String(size)}`
}

/** "0.16 (0.08–0.28)" of three numbers: none finer than a hundredth of half of the largest. */
function ranged({low, mid, high}: Interval, sign = false): string {
  const largest = Math.max(Math.abs(low), Math.abs(mid), Math.abs(high))
  const floor = largest > 0 ? 10 ** (Math.floor(Math.log10(largest / 2)) - 1) : 0
  const [a, b, c] = [low, mid, high].map((v) => {
    const text = digits(v, floor)
    return sign && v > 0 && text !== "0" ? `+${text}` : text
  }) as [string, string, string]
  const range = a === c ? a : /^[−+]/u.test(a) || /^[−+]/u.test(c) ? `${a} to ${c}` : `${a}–${c}`
  return `${b} (${range})`
}

/** Between the two numbers that lie around this part of the way from the smallest to the largest. */
function quantile(values: readonly number[], p: number): number {
  const all = [...values].sort((a, b) => a - b)
  const place = p * (all.length - 1)
  const low = Math.floor(place)
  return all[low]! + (place - low) * ((all[low + 1] ?? all[low]!) - all[low]!)
}

const tenth = (values: readonly number[]): Interval => ({
  low: quantile(values, 0.1),
  mid: quantile(values, 0.5),
  high: quantile(values, 0.9),
})

/** A share and its spread: over the sides of each disagreement, at least the score interval (Wilson 1927). */
function shareOf(
  event: readonly boolean[],
  within: readonly boolean[] = event.map(() => true),
  without?: string,
): Share {
  let [k, n] = [0, 0]
  for (const [run, one] of event.entries()) {
    if (!within[run]) continue
    n++
    if (one) k++
  }
  const z = 1.959963984540054
  const p = k / n
  const centre = (p + z ** 2 / 2 / n) / (1 + z ** 2 / n)
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + z ** 2 / 4 / n ** 2)
  let low = k === 0 ? 0 : centre - half
  let high = k === n ? 1 : centre + half
  for (const {name, has} of sides) {
    if (name === without) continue
    let [some, all] = [0, 0]
    for (const [run, one] of event.entries()) {
      if (!within[run] || !has[run]) continue
      all++
      if (one) some++
    }
    if (all < 30) continue
    low = Math.min(low, some / all)
    high = Math.max(high, some / all)
  }
  return {share: p, low, high}
}

function ofTen(share: number): string {
  const tenths = Math.round(share * 10)
  if (tenths === 0 && share > 0) return "fewer than 1 of 10"
  return tenths === 10 && share < 1 ? "more than 9 of 10" : `${tenths} of 10`
}

/** "7 of 10 runs (6–8)", with the ends in whole runs of ten, rounded outward. */
function inRuns({share, low, high}: Share): string {
  if (share === 1) return "all runs"
  if (share === 0) return "no run"
  const [a, b] = [Math.floor(low * 10 + 1e-9), Math.ceil(high * 10 - 1e-9)]
  return `${ofTen(share)} runs (${a === b ? a : `${a}–${b}`})`
}

/** Takes each part out of a sentence, in turn; what is left may hold no digit but those of the month and year that names have. */
function accounted(says: string, parts: readonly (string | RegExp)[]): void {
  let left = says.replaceAll(/\b(?:October )?2025\b/gu, "then")
  for (const part of parts) {
    const at = typeof part === "string" ? left.indexOf(part) : left.search(part)
    expect(at, `${part} in: ${says}`).toBeGreaterThanOrEqual(0)
    const length = typeof part === "string" ? part.length : part.exec(left)![0].length
    left = `${left.slice(0, at)}…${left.slice(at + length)}`
  }
  expect(left, says).not.toMatch(/\d/u)
}

/** The width a hundredth of which counts as a change: the declared range, else from the 2.5th to the 97.5th of 100 values. */
function widthOf({range}: {readonly range: readonly [number, number] | null}, paths: readonly number[][]): number {
  if (range) return range[1] - range[0]
  const all = paths.flat()
  return quantile(all, 0.975) - quantile(all, 0.025)
}

/** When the straight line between two saved rows passes a level. */
function passes(path: readonly number[], t: number, level: number): number {
  const part = (level - path[t - 1]!) / (path[t]! - path[t - 1]!)
  return base.time[t - 1]! + part * (base.time[t]! - base.time[t - 1]!)
}

/** How much of the time a path is on one side of a level. */
function timeBeyond(path: readonly number[], level: number, beyond: (v: number) => boolean): number {
  let sum = 0
  for (let t = 1; t < path.length; t++) {
    const [from, to] = [base.time[t - 1]!, base.time[t]!]
    const [was, is] = [beyond(path[t - 1]!), beyond(path[t]!)]
    if (was && is) sum += to - from
    else if (was) sum += passes(path, t, level) - from
    else if (is) sum += to - passes(path, t, level)
  }
  return sum
}

const horizon = () => base.time.at(-1)! - base.time[0]!

/** What a step is compared by: of strikes the share of the time that they are above one a week, else the level at the end. */
const compared = (quantity: string, path: readonly number[]) =>
  quantity === outlook.outcomes[0] ? timeBeyond(path, 1, (v) => v > 1) / horizon() : path.at(-1)!

/** A hundredth of what it is compared by. */
function least(quantity: string): number {
  if (quantity === outlook.outcomes[0]) return 0.01
  const view = outlook.views.find((one) => one.quantity === quantity)!
  return widthOf(view, pathsOf(base, quantity)) / 100
}

/** Of each ensemble of a step the one lever that it moves, and where that stands in every run at every time. */
function movedIn(runs: Runs): {lever: string; value: number} | null {
  const moved = [...levers].filter((name) =>
    pathsOf(runs, name).some((path, run) => path.some((v, t) => v !== pathsOf(base, name)[run]![t])),
  )
  const [lever] = moved
  const value = lever === undefined ? Number.NaN : pathsOf(runs, lever)[0]!.at(-1)!
  if (lever === undefined || moved.length > 1) return null
  return pathsOf(runs, lever).every((path) => path.slice(1).every((v) => v === value)) ? {lever, value} : null
}

const steps = new Map<string, Runs[]>()

/** The ensemble in which one lever stands at one value in every run and at every time, and no other is moved. */
function ensembleOf(lever: string, value: number): Runs {
  if (steps.size === 0)
    for (const runs of kept) {
      const isStep = runs !== base && runs.time.length === base.time.length && runs.time[0] === base.time[0]
      if (!isStep || ![...levers].every((name) => runs.names.includes(name))) continue
      const one = movedIn(runs)
      const key = one && `${one.lever} at ${one.value}`
      if (key !== null) steps.set(key, [...(steps.get(key) ?? []), runs])
    }
  const found = steps.get(`${lever} at ${value}`) ?? []
  expect(found, `${lever} at ${value}`).toHaveLength(1)
  return found[0]!
}

/** A step by its deed, as the model's author words it: its lever, and the value that it is put to. */
function stepOf(deed: string): Runs {
  for (const {name, deeds, range} of result.model.quantities)
    for (const [end, words] of Object.entries(deeds ?? {})) {
      if (words !== deed) continue
      const stands = outlook.inForce?.find(({lever}) => lever === name)?.value
      return ensembleOf(name, end === "low" ? range![0] : end === "high" ? range![1] : stands!)
    }
  throw new Error(`no lever is moved by “${deed}”`)
}

/** In which runs an outcome is moved up, or down, by a step: by more than a hundredth. */
function moved(runs: Runs, quantity: string, way: 1 | -1): boolean[] {
  const [before, after, bound] = [pathsOf(base, quantity), pathsOf(runs, quantity), least(quantity)]
  return before.map((path, run) => (compared(quantity, after[run]!) - compared(quantity, path)) * way > bound)
}

/** In which runs the clause of an outcome's event is so: "Taliban retaliation ends lower". */
function eventOf(clause: string): boolean[] {
  const view = outlook.views.find(({label}) => clause.toLowerCase().startsWith(label.toLowerCase()))!
  expect(view, clause).toBeDefined()
  const paths = pathsOf(base, view.quantity)
  const words = clause.slice(view.label.length + 1)
  const way = /^ends? (higher|lower)$/u.exec(words)?.[1]
  if (words === "ends above the middle run") {
    const ends = paths.map((path) => path.at(-1)!)
    const middle = quantile(ends, 0.5)
    return ends.map((end) => end > middle)
  }
  if (way === undefined) return paths.map((path) => (happens[words] ?? unknown(words))(path))
  const width = widthOf(view, paths)
  return paths.map((path) => (path.at(-1)! - path[0]!) * (way === "higher" ? 1 : -1) > width / 100)
}

test("each outcome sentence holds of its runs", () => {
  expect(outlook.failed).toBe(0)
  expect(outlook.views.length).toBeGreaterThan(3)
  for (const [n, view] of outlook.views.entries()) {
    const {says} = outlook.findings[n]!
    const paths = pathsOf(base, view.quantity)
    const level = ranged(tenth(paths.map((path) => path.at(-1)!)))
    const [middle, range] = level.split(" (") as [string, string]
    // The event.
    const [, clause] = /In .+? runs \(\d+–\d+\) (?:it|they) (.+?)\.(?: |$)/u.exec(says)!
    const happened = eventOf(`${view.label} ${clause}`)
    // Of strikes, how much of the time they are above one a week.
    const time = n === 0 ? ranged(tenth(paths.map((path) => compared(view.quantity, path)))).split(" (") : null
    const spent = time ? [`above 1 a week is ${time[0]} (${time[1]}`] : []
    accounted(says, [`about ${middle}`, `(${range}`, `In ${inRuns(shareOf(happened))}`, ...spent])
    // And the word of its movement: up, down or neither in over 66 of 100 runs.
    const width = widthOf(view, paths)
    const share = (way: number) =>
      paths.filter((path) => (path.at(-1)! - path[0]!) * way > width / 100).length / paths.length
    const verb = share(1) > 0.66 ? /rises? to/u : share(-1) > 0.66 ? /falls? to/u : /(?:goes?|go) on at|stays? at/u
    expect(says).toMatch(verb)
  }
  // The first words that are read and the first of the page are these.
  expect(outlook.bottomLine).toMatch(
    /^If nobody takes a new step, Pakistani strikes (?:go on at|rise to|fall to|stay at) about /u,
  )
  expect(outlook.bottomLine.split(". ")[1]).toMatch(
    /^In .+ they (?:are above one a week for most of the year|are at one a week or fewer for most of the year)/u,
  )
  expect(outlook.bottomLine).not.toMatch(/unlikely that|\b(?:not|never)\b/u)
})

test("each sentence of a step holds of the runs in which its lever alone is moved", () => {
  expect(outlook.options.length).toBeGreaterThan(3)
  for (const option of outlook.options) {
    const runs = stepOf(option.taken.replace(/^if /u, ""))
    for (const {outcome, change, up, down, finding} of option.effects) {
      const {says} = outlook.findings.find(({id}) => id === finding)!
      const [before, after] = [pathsOf(base, outcome), pathsOf(runs, outcome)]
      const changes = before.map((path, run) => compared(outcome, after[run]!) - compared(outcome, path))
      const [rises, falls] = [moved(runs, outcome, 1), moved(runs, outcome, -1)]
      const [more, less] = [shareOf(rises), shareOf(falls)]
      expect([up, down]).toEqual([more.share, less.share])
      for (const key of ["low", "mid", "high"] as const) expect(change[key]).toBeCloseTo(tenth(changes)[key], 9)
      const [most, other] = more.share >= less.share ? [more, less] : [less, more]
      const way = outcome === outlook.outcomes[0] ? ["for longer", "for a shorter time"] : ["higher", "lower"]
      if (more.share < less.share) way.reverse()
      const level = outcome === outlook.outcomes[0] ? ["above 1 a week"] : []
      accounted(says, [
        ...level,
        `${way[0]} in ${inRuns(most)}`,
        `${way[1]} in ${inRuns(other)}`,
        `change ${ranged(tenth(changes), true)}`,
        `A run counts from a change of ${digits(least(outcome))}`,
      ])
    }
    // What works on either side of every dispute, and what only on one.
    const first = outlook.outcomes[0]!
    const way = option.readings!.way === "up" ? 1 : -1
    const goes = moved(runs, first, way)
    const clear = sides.filter(({has}) => {
      const there = goes.filter((_, run) => has[run])
      return there.filter(Boolean).length / there.length >= 2 / 3
    })
    expect(option.readings).toMatchObject({clear: clear.length, of: sides.length})
    for (const {question, when} of option.readings!.only) {
      const {name, sides: said} = result.model.contested.find((one) => one.question === question)!
      const holding = clear.filter((one) => one.name === name)
      expect(holding).toHaveLength(1)
      expect(said.find(({is}) => is === holding[0]!.is)!.if).toBe(when)
    }
  }
})

test("each side effect of a step holds of the same runs", () => {
  const told = outlook.options.filter(({sideEffect}) => sideEffect !== null)
  expect(told.length).toBeGreaterThan(0)
  for (const option of told) {
    const runs = stepOf(option.taken.replace(/^if /u, ""))
    const [, label, verb] = /^(.+?) (rises?|falls?) in /u.exec(option.sideEffect!)!
    const {name, range} = result.model.quantities.find((q) => q.label === label)!
    const [before, after] = [pathsOf(base, name), pathsOf(runs, name)]
    const bounds: [number, number] | null = range?.every(Number.isFinite) ? [range[0], range[1]] : null
    const width = widthOf({range: bounds}, before)
    const goes = before.map(
      (path, run) => (after[run]!.at(-1)! - path.at(-1)!) * (verb!.startsWith("rise") ? 1 : -1) > width / 100,
    )
    accounted(option.sideEffect!, [inRuns(shareOf(goes))])
    expect(goes.filter(Boolean).length / goes.length).toBeGreaterThanOrEqual(2 / 3)
    expect(name).not.toBe(outlook.outcomes[0])
  }
})

test("each sentence of a driver holds of the runs in which it is low, and high", () => {
  expect(outlook.drivers.length).toBeGreaterThan(0)
  const happened = eventOf(outlook.event.says)
  for (const {parameter, finding, kind, lowLabel, highLabel, atLow, atHigh} of outlook.drivers) {
    const {says} = outlook.findings.find(({id}) => id === finding)!
    const all = drawn(parameter)
    const isSwitch = kind !== "parameter"
    const low = all.map((v) => (isSwitch ? v <= 0.5 : v <= quantile(all, 1 / 3)))
    const high = all.map((v) => (isSwitch ? v > 0.5 : v >= quantile(all, 2 / 3)))
    const [below, above] = [shareOf(happened, low), shareOf(happened, high)]
    expect([atLow, atHigh]).toEqual([below.share, above.share])
    // What a life that is drawn comes to in weeks is not in the runs: their shares are counted, their lengths are not.
    const isLapse = outlook.inForce!.some(({lever}) => parameter === `${lever}_to_come`)
    if (isLapse) {
      expect(Number.parseFloat(lowLabel)).toBeLessThan(Number.parseFloat(highLabel))
      accounted(says, [`At ${lowLabel}, `, inRuns(below), `at ${highLabel}, `, inRuns(above)])
    } else if (!isSwitch) {
      const largest = Math.max(...Object.values(tenth(all)).map(Math.abs))
      const floor = 10 ** (Math.floor(Math.log10(largest / 2)) - 1)
      for (const [label, within] of [
        [lowLabel, low],
        [highLabel, high],
      ] as const)
        expect(label.split(" ")[0]).toBe(
          digits(
            quantile(
              all.filter((_, run) => within[run]),
              0.5,
            ),
            floor,
          ),
        )
      accounted(says, [`At ${lowLabel}, `, inRuns(below), `at ${highLabel}, `, inRuns(above)])
    } else accounted(says, [inRuns(above), inRuns(below)])
  }
})

test("each sentence of a disagreement holds of the runs on its two sides", () => {
  expect(outlook.disputes.length).toBeGreaterThan(3)
  const happened = eventOf(outlook.event.says)
  for (const {id, worth, sides: both} of outlook.disputes) {
    const all = drawn(id)
    expect(all.every(Number.isFinite), id).toBe(true)
    const within = [all.map((v) => v > 0.5), all.map((v) => v <= 0.5)] as const
    const [yes, no] = within.map((side) => shareOf(happened, side, id)) as [Share, Share]
    for (const [k, share] of [yes, no].entries())
      for (const key of ["share", "low", "high"] as const) expect(both[k]!.share[key]).toBeCloseTo(share[key], 9)
    const parts: string[] = []
    if (worth.startsWith("Settling it would move the answer by ")) {
      const apart = Math.abs(yes.share - no.share)
      const whole = Math.round(apart * 10)
      parts.push(
        apart < 0.1 ? "less than 1 run of 10" : whole === 1 ? "1 run of 10" : `${whole} runs of 10`,
        `${inRuns(yes)} if the first side is right`,
        `${inRuns(no)} if the second is`,
      )
      const values = pathsOf(base, outlook.outcomes[0]!).map((path) => compared(outlook.outcomes[0]!, path))
      const [one, two] = within.map((side) => ranged(tenth(values.filter((_, run) => side[run]))))
      const unit = / of the time against /u.test(worth) ? " of the time" : ""
      parts.push(`That is ${one}${unit} against ${two}${unit}.`)
    }
    const elsewhere = /It matters elsewhere: (.+?) in [^,]+? where the first side/u.exec(worth)
    if (elsewhere) {
      const so = eventOf(elsewhere[1]!)
      const [first, second] = within.map((side) => shareOf(so, side, id)) as [Share, Share]
      parts.push(`${inRuns(first)} where the first side is right`, `in ${inRuns(second)} where the second is`)
    }
    const step = /It decides what one step does: if (.+?), (.+?) than otherwise in /u.exec(worth)
    if (step) {
      const [, deed, clause] = step as unknown as [string, string, string]
      const view = outlook.views.find(({label}) => clause.toLowerCase().startsWith(label.toLowerCase()))!
      const way = / (?:higher|for longer)$/u.test(clause) ? 1 : -1
      const goes = moved(stepOf(deed), view.quantity, way)
      if (view.quantity === outlook.outcomes[0]) parts.push("above 1 a week")
      const [first, second] = within.map((side) => shareOf(goes, side, id)) as [Share, Share]
      parts.push(`${inRuns(first)} where the first side is right`, `${inRuns(second)} where the second is`)
    }
    const best = /Which step does most stays the same: “(.+?)”/u.exec(worth)
    if (best) {
      // Of all that was tried, but for what moves it by definition, in the mean over the runs: the time above one a week.
      const [first] = outlook.outcomes
      const mean = (runs: Runs) => pathsOf(runs, first!).reduce((sum, path) => sum + compared(first!, path), 0)
      const ends = result.model.quantities.flatMap(({name, deeds}) =>
        definition(result.model, name, first!) === null ? Object.values(deeds ?? {}) : [],
      )
      const tried = ends.flatMap((deed) => {
        try {
          return [{deed, sum: mean(stepOf(deed))}]
        } catch {
          return []
        }
      })
      expect(tried.length).toBeGreaterThan(outlook.options.length)
      // Two steps that leave nothing do as much as one another.
      const least = Math.min(...tried.map(({sum}) => sum))
      const most = tried.filter(({sum}) => sum === least).map(({deed}) => deed.toLowerCase())
      expect(most).toContain(best[1]!.toLowerCase())
    }
    accounted(worth, parts)
  }
})

test("each signpost holds of the runs on its side of the level, a quarter of the way", () => {
  expect(outlook.signposts.length).toBeGreaterThan(2)
  for (const {quantity, threshold, then, finding} of outlook.signposts) {
    const {says} = outlook.findings.find(({id}) => id === finding)!
    const [, side, number, begins] = /^(above|below) (\S+).*\(begins at (\S+)\)$/u.exec(threshold)!
    const cut = Number(number!.replace(/,/gu, "").replace("−", "-"))
    const paths = pathsOf(base, quantity)
    expect(begins).toBe(
      digits(
        quantile(
          paths.map(([first]) => first!),
          0.5,
        ),
      ),
    )
    const quarter = Math.round((base.time.length - 1) / 4)
    const within = paths.map((path) => (side === "above" ? path[quarter]! > cut : path[quarter]! <= cut))
    const happened = eventOf(/^(.+?) in (?:all runs|no run|more than|fewer than|\d)/u.exec(then)![1]!)
    const parts = [`in ${inRuns(shareOf(happened, within))}`, `not ${inRuns(shareOf(happened)).replace(" runs", "")}`]
    accounted(then, parts)
    accounted(says, [`${side} ${number}`, /by \d+ \p{L}+ \d{4}/u, ...parts])
  }
})

/** When a path is beyond a level at first, leaves it, comes to it anew, and leaves it again. */
function passage(path: readonly number[], level: number, beyond: (v: number) => boolean) {
  const turns: {time: number; into: boolean}[] = []
  for (let t = 1; t < path.length; t++)
    if (beyond(path[t]!) !== beyond(path[t - 1]!)) turns.push({time: passes(path, t, level), into: beyond(path[t]!)})
  const already = beyond(path[0]!)
  const into = turns.findIndex((turn) => turn.into)
  return {
    already,
    left: already ? turns[0]?.time : undefined,
    comes: turns[into]?.time,
    goes: into < 0 ? undefined : turns[into + 1]?.time,
  }
}

/** The first length by which the part that is still going has fallen by p: life table over the distinct lengths (Kaplan and Meier 1958). */
function lasting(all: readonly {length: number; ended: boolean}[], p: number): number | null {
  let going = 1
  for (const length of [...new Set(all.filter(({ended}) => ended).map((one) => one.length))].sort((a, b) => a - b)) {
    const under = all.filter((one) => one.length >= length).length
    const ends = all.filter((one) => one.ended && one.length === length).length
    going *= 1 - ends / under
    if (1 - going >= p - 1e-9) return length
  }
  return null
}

function sameShare(told: Share, counted: Share): void {
  for (const key of ["share", "low", "high"] as const) expect(told[key]).toBeCloseTo(counted[key], 9)
}

test("each threshold is crossed when, for how long, at what cost and with how much warning as is told", () => {
  expect(outlook.thresholds!.length).toBeGreaterThan(2)
  for (const one of outlook.thresholds!) {
    const beyond = (v: number) => (one.side === "above" ? v > one.level : v < one.level)
    const paths = pathsOf(base, one.quantity)
    const all = paths.map((path) => passage(path, one.level, beyond))
    const end = base.time.at(-1)!
    sameShare(one.already, shareOf(all.map(({already}) => already)))
    sameShare(one.comes, shareOf(all.map(({comes}) => comes !== undefined)))
    for (const {time, share} of one.by)
      sameShare(share, shareOf(all.map(({comes}) => comes !== undefined && comes <= time)))
    const came = all.filter(({comes}) => comes !== undefined)
    if (one.when) {
      const when = tenth(came.map(({comes}) => comes!))
      for (const key of ["low", "mid", "high"] as const) expect(one.when[key]).toBeCloseTo(when[key], 9)
    }
    for (const [spell, lengths] of [
      [one.goesOn, all.filter(({already}) => already).map(({left}) => [base.time[0]!, left] as const)],
      [one.lasts, came.map(({comes, goes}) => [comes!, goes] as const)],
    ] as const) {
      const told = lengths.map(([from, until]) => ({length: (until ?? end) - from, ended: until !== undefined}))
      if (!spell) {
        expect(told.length).toBeLessThan(30)
        continue
      }
      expect(spell.runs).toBe(told.length)
      expect(spell.open).toBeCloseTo(told.filter(({ended}) => !ended).length / told.length, 9)
      for (const [key, p] of [
        ["low", 0.1],
        ["mid", 0.5],
        ["high", 0.9],
      ] as const) {
        const counted = lasting(told, p)
        if (counted === null) expect(spell[key]).toBeNull()
        else expect(spell[key]).toBeCloseTo(counted, 9)
      }
    }
    if (one.cost?.total) {
      const flow = pathsOf(base, one.cost.quantity)
      const usual = drawn(one.cost.usual as string)
      const spent = paths.map((path) => timeBeyond(path, one.level, beyond))
      const costs = paths.map((path, run) => {
        let sum = 0
        for (let t = 1; t < path.length; t++) {
          const part = timeBeyond(path.slice(t - 1, t + 1), one.level, beyond)
          sum += part * (usual[run]! - (flow[run]![t]! + flow[run]![t - 1]!) / 2)
        }
        return sum
      })
      const some = (values: readonly number[]) => tenth(values.filter((_, run) => spent[run]! > 0))
      for (const key of ["low", "mid", "high"] as const) {
        expect(one.cost.total[key]).toBeCloseTo(some(costs)[key], 6)
        expect(one.cost.beyond![key]).toBeCloseTo(some(spent)[key], 9)
      }
    }
    for (const warning of one.warnings) {
      const watched = pathsOf(base, warning.quantity)
      const leads: number[] = []
      let [crossings, idle] = [0, 0]
      // The runs of odd number judge it: those that are on the near side at some time.
      for (let run = 1; run < paths.length; run += 2) {
        const {already, left, comes} = all[run]!
        const since = already ? left : base.time[0]!
        if (since === undefined) continue
        let sounds: number | undefined
        for (const [t, v] of watched[run]!.entries())
          if (sounds === undefined && base.time[t]! >= since)
            if (warning.side === "above" ? v > warning.level : v < warning.level) sounds = base.time[t]!
        if (comes === undefined) idle += sounds === undefined ? 0 : 1
        else {
          crossings++
          if (sounds !== undefined && comes - sounds >= 1) leads.push(comes - sounds)
        }
      }
      expect(warning.caught).toBeCloseTo(leads.length / crossings, 9)
      expect(warning.idle).toBeCloseTo(idle / (idle + leads.length), 9)
      for (const key of ["low", "mid", "high"] as const) expect(warning.lead[key]).toBeCloseTo(tenth(leads)[key], 9)
    }
  }
})

test("the worst credible case and the ripeness are where they are told", () => {
  for (const one of outlook.worst!) {
    const paths = pathsOf(base, one.quantity)
    const p = one.wanted === "less" ? 0.95 : 0.05
    const at = (t: number) => paths.map((path) => path[t]!)
    const row = (time: number) => [...base.time].indexOf(time)
    expect(one.now).toBeCloseTo(quantile(at(0), 0.5), 9)
    for (const {time, mid, worst} of one.at) {
      expect(mid).toBeCloseTo(quantile(at(row(time)), 0.5), 9)
      expect(worst).toBeCloseTo(quantile(at(row(time)), p), 9)
    }
    let worst = one.wanted === "less" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
    for (let t = row(one.at[0]!.time); t < base.time.length; t++)
      worst = (one.wanted === "less" ? Math.max : Math.min)(worst, quantile(at(t), p))
    expect(one.peak.worst).toBeCloseTo(worst, 9)
    expect(quantile(at(row(one.peak.time)), p)).toBeCloseTo(worst, 9)
    for (const {time, mid, worst: most} of one.total?.at ?? []) {
      // Of a rate by the month so many weeks come to less: 12 of 365.25 days in it.
      const factor = /a month$/u.test(one.unit) ? (7 * 12) / 365.25 : 1
      const sums = paths.map((path) => {
        let sum = 0
        for (let t = 1; t <= row(time); t++) sum += (path[t]! + path[t - 1]!) / 2
        return sum * factor
      })
      expect(mid / quantile(sums, 0.5)).toBeCloseTo(1, 3)
      expect(most / quantile(sums, p)).toBeCloseTo(1, 3)
    }
  }
  const {signs, together, best} = outlook.ripe!
  const holds = ({quantity, when, level}: (typeof signs)[number], t: number) =>
    pathsOf(base, quantity).map((path) => (when === "above" ? path[t]! > level : path[t]! < level))
  for (const sign of signs) {
    sameShare(sign.holds, shareOf(holds(sign, 0)))
    sameShare(sign.later, shareOf(holds(sign, base.time.length - 1)))
  }
  const all = (t: number) => {
    const each = signs.map((sign) => holds(sign, t))
    return shareOf(each[0]!.map((_, run) => each.every((one) => one[run])))
  }
  for (const {time, share} of together) sameShare(share, all([...base.time].indexOf(time)))
  sameShare(best.share, all([...base.time].indexOf(best.time)))
  for (let t = 0; t < base.time.length; t++) expect(all(t).share).toBeLessThanOrEqual(best.share.share)
})

test("what each loop is said to add is what its two runs differ by", () => {
  const [outcome] = outlook.outcomes as [string]
  const surplus = `${outcome}\u0000surplus`
  const twins = kept.filter((runs) => runs.names.includes(surplus) && runs.inputNames.length > base.inputNames.length)
  /** The loop that is open in this ensemble; none in that with all of them whole. */
  const openIn = (runs: Runs) => {
    const at = runs.inputNames.findIndex((name, k) => name.startsWith("loop ") && runs.inputs[k] === 1)
    return at < 0 ? null : runs.inputNames[at]!
  }
  const whole = twins.find((runs) => openIn(runs) === null)!
  const opens = twins.filter((runs) => openIn(runs) !== null)
  expect(opens.length).toBe(outlook.loops.length)
  const counted = outlook.loops.map(({pulse}) => {
    expect(pulse!.of).toBe(outcome)
    const end = [...whole.time].findIndex((t) => t >= pulse!.at + pulse!.within - 1e-9)
    return opens.map((open) => {
      const [all, cut] = [whole, open].map((runs) => pathsOf(runs, surplus).map((path) => path[end]!))
      return tenth(cut!.map((v, run) => (all![run]! - v) / v))
    })
  })
  const taken = new Set<number>()
  for (const [n, {gain, pulse, finding}] of outlook.loops.entries()) {
    // Each ensemble is one loop's, and no two loops are told by the same.
    const mine = counted[n]!.findIndex(
      ({low, mid, high}, k) =>
        !taken.has(k) && [low - gain!.low, mid - gain!.mid, high - gain!.high].every((d) => Math.abs(d) < 1e-9),
    )
    expect(mine, outlook.loops[n]!.name).toBeGreaterThanOrEqual(0)
    taken.add(mine)
    const {low, mid, high} = counted[n]![mine]!
    const {says} = outlook.findings.find(({id}) => id === finding)!
    const within = `within ${pulse!.within} weeks`
    if (Math.max(Math.abs(low), Math.abs(mid), Math.abs(high)) < 0.005) {
      accounted(says, ["next to nothing more by this circle", within])
      continue
    }
    const near = mid < 0 ? {low: -high, mid: -mid, high: -low} : {low, mid, high}
    const [middle, range] = ranged(near).split(" (") as [string, string]
    accounted(says, [
      `One strike more brings ${middle} ${mid < 0 ? "fewer" : "more"} by this circle ${within} (${range}`,
    ])
  }
  expect(taken.size).toBe(outlook.loops.length)
})
