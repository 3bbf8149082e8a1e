// Which steps are held against each other, where it is said what is wanted of the first outcome: one set for all sections of
// the page and for `brink decide`, so that no two of them choose among other steps.
//
// In: the first outcome in each run without a step and under each step tried. Out: the steps that help, those left out, and
// those that move the outcome by definition. The first runs alone decide, so that more runs change no set.

import {mean} from "../math/scores.ts"
import type {Model} from "../model/index.ts"
import {definition} from "./definition.ts"
import {countedRuns} from "./worth.ts"

/** One lever at one of its ends. */
export type Step = {
  readonly lever: string
  readonly value: number
  /** Half of it: half way from where the lever stands, or, where the step keeps it there, from its default. */
  readonly half: number
  /** Who can move the lever, where the model says so. */
  readonly by?: string
  /** As a title: of a draft "More talks", else the deed, "The council ends its patrols". */
  readonly label: string
  /** What that is of the lever: "pushed up throughout", "patrols at 0, not 4". */
  readonly setting: string
  /** The condition of what it does: "with more talks", "if the council ends its patrols". */
  readonly taken: string
  /** The factor a drafted lever pushes. */
  readonly factor: string | null
  /** First or second choice of this lever: a drafted lever's told direction comes first. */
  readonly order: number
}

/** What a step makes of the first outcome, run by run. */
export type Tried = {
  readonly step: Step
  readonly values: Float64Array
  readonly valid: Uint8Array
  /** The same of every outcome, the first among them. */
  readonly outcomes: readonly Float64Array[]
}

/** Runs that steps are tried on before they are chosen. */
export const TRIED = 256
/** Steps that are held against each other: more are not compared by anybody. */
const MOST_CHOSEN = 6
/** A step helps where it moves the first outcome visibly in as many of the runs at least. */
const LEAST_MOVED = 0.05

export type Choice = {
  readonly among: readonly Tried[]
  readonly left: readonly Step[]
  readonly apart: readonly Tried[]
}

/** The ends of levers to try: both of an author's lever; of a draft's the other one is mostly the mirror of the first. */
export function endsToTry(steps: readonly Step[], isDraft: boolean): readonly Step[] {
  return isDraft ? steps.filter(({order, factor}) => order === 0 || factor === null) : steps
}

/**
 * The steps that better the first outcome most on average, the most first and each lever once, of those that move it through
 * the system. What moves it by definition does most whatever is known, and stands `apart`, unless no two others differ.
 *
 * @param before  the outcome without a step, NaN of a run that failed.
 * @param least   a change that can be seen, in the outcome's unit.
 */
export function choiceOf(
  tried: readonly Tried[],
  {before, better, least}: {readonly before: Float64Array; readonly better: boolean; readonly least: number},
  model: Model,
  outcome: string,
): Choice {
  const sign = better ? 1 : -1
  const gains = tried.map((one) => {
    const [was, is] = [before, one.values].map((values) => values.subarray(0, Math.min(TRIED, one.values.length)))
    const runs = countedRuns([was!, is!], one.valid.subarray(0, is!.length))
    const change = Float64Array.from(runs, (run) => sign * (is![run]! - was![run]!))
    const moved = change.reduce((n, by) => n + (Math.abs(by) > least ? 1 : 0), 0)
    return {one, gain: runs.length > 0 && moved >= LEAST_MOVED * runs.length ? mean(change) : Number.NaN}
  })
  gains.sort((a, b) => (b.gain || 0) - (a.gain || 0) || (a.one.step.lever < b.one.step.lever ? -1 : 1))
  const {among, apart} = comparedSteps(tried, model, outcome)
  const taken = new Set<string>()
  const chosen: Tried[] = []
  const left: Step[] = []
  for (const {one, gain} of gains.filter(({one}) => among.includes(one))) {
    const {lever} = one.step
    if (gain > 0 && chosen.length < MOST_CHOSEN && !taken.has(lever)) {
      taken.add(lever)
      chosen.push(one)
    } else left.push(one.step)
  }
  return {among: chosen, left, apart}
}

/**
 * Steps that move the outcome through the system, and those that do so by definition; where no two of the first differ in
 * any run that is looked at all are of them.
 */
export function comparedSteps(
  tried: readonly Tried[],
  model: Model,
  outcome: string,
): {readonly among: readonly Tried[]; readonly apart: readonly Tried[]} {
  const among: Tried[] = []
  const apart: Tried[] = []
  for (const one of tried) {
    const isApart = one.step.factor === null && definition(model, one.step.lever, outcome) !== null
    ;(isApart ? apart : among).push(one)
  }
  const [first] = among
  const differ = among.some(({values}) =>
    values.subarray(0, TRIED).some((value, run) => !Object.is(value, first!.values[run])),
  )
  return differ ? {among, apart} : {among: tried, apart: []}
}
