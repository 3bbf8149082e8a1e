// What a step costs: which quantities it clearly makes worse, whose those are, and which loops
// work against it.
//
// In: runs with the step and without, what is wanted of each quantity by the case's audience and
// by those who hold a stake, and the loops through the outcome. Out: views. A stake is what somebody is known to
// want, never what they will do: who would spoil a step is read from who clearly loses by it.

import type {Runs} from "../ensemble/index.ts"
import type {Evidence} from "./evidence.ts"
import type {Moved, PriceView} from "./finding.ts"
import {polarityOf, type RunLoop} from "./loops.ts"
import {ENOUGH_RUNS, eventWhere, type Group, intervalOf, levelsAt, shareOf, validIn} from "./measure.ts"
import {MOVES, scaleOf} from "./outcomes.ts"

/** What somebody wants of a quantity, as case.yaml has it. */
export type Stake = {readonly quantity: string; readonly holder: string; readonly wanted: "less" | "more"}

/** A wish: of a holder, or, where `holder` is null, of those the outlook is written for. */
export type Wish = {readonly quantity: string; readonly holder: string | null; readonly wanted: "less" | "more"}

/** A step moves a quantity clearly where it does so one way in two of three runs. */
export const CLEAR = 2 / 3
/** What is made worse, shown for one step. */
const MOST_WORSE = 4
/** Losses and gains of one holder. */
const MOST_OF_A_HOLDER = 3
/** Loops that work against one step. */
const MOST_LOOPS = 3

/** The scale of each quantity of which anything is wanted. */
export function scalesOf(wishes: readonly Wish[], base: Runs, known: Evidence): Map<string, number> {
  return new Map([...new Set(wishes.map((w) => w.quantity))].map((name) => [name, scaleOf(name, base, known)]))
}

/** How a quantity's end differs from that of the same run without the step, upwards and downwards. */
function movedBy(
  name: string,
  scale: number,
  base: Runs,
  runs: Runs,
  valid: Uint8Array,
  sides: readonly Group[],
  known: Evidence,
): {rise: Moved; fall: Moved} {
  const last = base.time.length - 1
  const [before, change] = [levelsAt(base, name, last, valid), levelsAt(runs, name, last, valid)]
  for (let run = 0; run < change.length; run++) change[run]! -= before[run]!
  const least = MOVES * scale
  const one = {
    quantity: name,
    label: known.label(name),
    unit: known.quantity(name)!.unit,
    change: intervalOf(change, valid),
  }
  const share = (holds: (v: number) => boolean) => shareOf(eventWhere(change, holds), valid, sides)
  return {rise: {...one, share: share((v) => v > least)}, fall: {...one, share: share((v) => v < -least)}}
}

/** What a step makes clearly worse at the end of the horizon, and what those with a stake clearly lose and gain. */
export function priceOf(
  wishes: readonly Wish[],
  own: string | null,
  base: Runs,
  runs: Runs,
  sides: readonly Group[],
  scales: ReadonlyMap<string, number>,
  known: Evidence,
): Pick<PriceView, "worse" | "stakes"> {
  const valid = validIn(base, runs)
  if (valid.reduce((n, v) => n + v, 0) < ENOUGH_RUNS) return {worse: [], stakes: []}
  const moved = new Map(
    [...new Set(wishes.map((w) => w.quantity))]
      .filter((name) => name !== own)
      .map((name) => [name, movedBy(name, scales.get(name)!, base, runs, valid, sides, known)]),
  )
  const part = (one: Moved) => Math.abs(one.change.mid) / scales.get(one.quantity)!
  const clear = (some: readonly Moved[], most: number) =>
    some
      .filter(({share}) => share.share >= CLEAR)
      .sort((a, b) => part(b) - part(a) || (a.quantity < b.quantity ? -1 : 1))
      .slice(0, most)
  const against = ({quantity, wanted}: Wish) => {
    const both = moved.get(quantity)
    return both ? [wanted === "more" ? both.fall : both.rise] : []
  }
  const towards = ({quantity, wanted}: Wish) => {
    const both = moved.get(quantity)
    return both ? [wanted === "more" ? both.rise : both.fall] : []
  }
  const holders = [...new Set(wishes.flatMap(({holder}) => (holder === null ? [] : [holder])))]
  return {
    worse: clear(wishes.filter((w) => w.holder === null).flatMap(against), MOST_WORSE),
    stakes: holders.flatMap((holder) => {
      const mine = wishes.filter((w) => w.holder === holder)
      const [loses, gains] = [mine.flatMap(against), mine.flatMap(towards)].map((some) => clear(some, MOST_OF_A_HOLDER))
      return loses!.length + gains!.length > 0 ? [{holder, loses: loses!, gains: gains!}] : []
    }),
  }
}

/** A balancing loop from the first outcome on: what it leads to, and which way each moves when the outcome falls. */
export type Return = {
  readonly names: readonly string[]
  readonly leads: readonly {readonly name: string; readonly rises: boolean}[]
}

/**
 * The loops that bring an outcome back. Where most of them come back through one quantity, such as the decision
 * that all of them bear on, that quantity says nothing of any one of them and is left out.
 */
export function returns(loops: readonly RunLoop[], outcome: string): Return[] {
  const through = loops.filter(({names, signs}) => names.includes(outcome) && polarityOf(signs) === "B")
  const lasts = through.map(({names}) => names[(names.indexOf(outcome) + names.length - 1) % names.length]!)
  const isJoint = (name: string) => lasts.length > 2 && lasts.filter((last) => last === name).length * 2 > lasts.length
  return through.flatMap(({names, signs}) => {
    const at = names.indexOf(outcome)
    let rises = false
    const leads = names.slice(1).map((_, n) => {
      const k = (at + n) % names.length
      if (signs[k] === "-") rises = !rises
      return {name: names[(k + 1) % names.length]!, rises}
    })
    const own = leads.filter(({name}) => !isJoint(name))
    return own.length > 0 ? [{names, leads: own}] : []
  })
}

/**
 * The balancing loops that are at work against a step: all that the loop leads to moves clearly as the loop has it,
 * given which way the step moves the outcome. How much of the step they take away is not in this.
 */
export function against(
  all: readonly Return[],
  /** Whether the step raises the outcome; null where it does neither clearly. */
  rises: boolean | null,
  base: Runs,
  runs: Runs,
  sides: readonly Group[],
  known: Evidence,
): Against[] {
  const valid = validIn(base, runs)
  if (rises === null || valid.reduce((n, v) => n + v, 0) < ENOUGH_RUNS) return []
  const moves = new Map<string, ReturnType<typeof movedBy>>()
  const of = (name: string) => {
    const kept = moves.get(name) ?? movedBy(name, scaleOf(name, base, known), base, runs, valid, sides, known)
    moves.set(name, kept)
    return kept
  }
  const found = all.flatMap(({names, leads}) => {
    const each = leads.map((one) => (one.rises === rises ? of(one.name).fall : of(one.name).rise))
    const by = each.at(-1)!
    if (!each.every(({share}) => share.share >= CLEAR)) return []
    return [{names, by, part: Math.abs(by.change.mid) / scaleOf(by.quantity, base, known)}]
  })
  found.sort((a, b) => b.part - a.part || a.names.length - b.names.length)
  const taken = new Set<string>()
  return found.flatMap(({names, by}) => {
    if (taken.has(by.quantity) || taken.size >= MOST_LOOPS) return []
    taken.add(by.quantity)
    return [{names, by}]
  })
}

/** A loop by its quantities, and what it brings back. */
export type Against = {readonly names: readonly string[]; readonly by: Moved}
