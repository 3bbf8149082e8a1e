// In which corner of what was drawn the first outcome's event happens, in words.
//
// In: what each run drew, and whether it happens in it. Out: the limits of the corner and a sentence, or why there is none.
// No further run is made.

import {discovered, type Groups, type Limit, standardRanks} from "../answers/index.ts"
import {Fault} from "../core/fault.ts"
import {type InForce, seedOf} from "../ensemble/index.ts"
import {type Drawn, only, setsOf} from "./drawn.ts"
import {conditionOf, type Evidence} from "./evidence.ts"
import type {CornerView} from "./finding.ts"
import {unitWords} from "./outcomes.ts"
import {inputQuestion} from "./splits.ts"
import {agree, figure, list, ofTen} from "./words.ts"

/** What a corner is sought in. */
export type Cornered = {
  readonly known: Evidence
  readonly inForce?: readonly InForce[]
  readonly toCome?: (one: InForce) => (drawn: number) => number
  readonly drawn: Drawn
  /** What happens, inside a sentence; 1 in each run in which it does; the runs that count. */
  readonly event: {readonly says: string; readonly happens: Uint8Array}
  readonly valid: Uint8Array
}

/** A corner that says no more than all runs do, within this, is none. */
const WORTH_SAYING = 0.1
/** Inputs among which a corner is sought: of more, those that go most with what happens. */
const MOST_SOUGHT = 60
/** A limit that fewer of the halves of the runs make is chance. */
const AGAIN = 0.5

/**
 * The corner in which the event happens most: null where there is none that says a tenth more than all runs do on the halves
 * of the runs that did not find it, or that half of them make again; or where it happens, or does not, in fewer than 30 runs.
 */
export function corner(asked: Cornered): CornerView | null {
  const {known, drawn, event, valid} = asked
  const runs = [...valid.keys()].filter((run) => valid[run] === 1)
  const happens = Uint8Array.from(runs, (run) => event.happens[run]!)
  if (drawn.inputs.length === 0) return null
  const {places, columns} = goingWith(happens, drawn, runs)
  const found = sought(
    places.map((place) => drawn.inputs[place]!.name),
    columns,
    happens,
    event.says,
    drawn.seed,
    setsOf(drawn, runs),
  )
  if (found === null) return null
  const {density, coverage, mass, overall, within, elsewhere} = found
  if (!(elsewhere.density >= overall + WORTH_SAYING) || found.limits.some(({again}) => again < AGAIN)) return null
  const limits = found.limits.map((limit) => ({
    input: limit.name,
    ...limitWords(limit, limit.name, asked),
    low: Number.isFinite(limit.low) ? limit.low : null,
    high: Number.isFinite(limit.high) ? limit.high : null,
    again: limit.again,
  }))
  const where = list(limits.map(({says}) => says))
  return {
    event: event.says,
    runs: runs.length,
    limits,
    ...{mass, density, coverage, overall, within, elsewhere},
    says: `In ${ofTen(density)} of the runs in which ${where}, ${event.says}; in ${ofTen(overall)} of all runs. Of those in which it happens ${ofTen(coverage)} are such runs`,
  }

  /** "the truce is kept", "the cost of a raid is above 3 days". */
  function limitWords({low, high}: Limit, name: string, {inForce = [], toCome}: Cornered) {
    const contested = known.model.contested.find((one) => one.name === name)
    const isLow = low > Number.NEGATIVE_INFINITY
    const isHigh = high < Number.POSITIVE_INFINITY
    const question = inputQuestion(name, {known, inForce})
    if (contested) return {question, says: conditionOf(contested, isLow)}
    const own = known.quantity(name)
    const lapse = inForce.find((one) => one.drawn === name)
    const meant = lapse && toCome ? toCome(lapse) : (value: number) => value
    const unit = unitWords(lapse ? known.model.time.unit : (own?.unit ?? ""))
    const amount = (value: number) => `${figure(meant(value))}${unit === "" ? "" : ` ${unit}`}`
    const bounds =
      isLow && isHigh
        ? `from ${amount(low)} to ${amount(high)}`
        : isLow
          ? `above ${amount(low)}`
          : `below ${amount(high)}`
    if (own?.value?.kind === "chance")
      return {question, says: `the answer to “${question}” is “${isLow ? "yes" : "no"}”`}
    if (lapse) {
      const lasting = known.inside(lapse.lever.name)
      return {
        question,
        says: `${lasting} ${agree(lasting, "go")} on for ${isLow ? "more" : "less"} than ${amount(isLow ? low : high)}`,
      }
    }
    return {question, says: `the answer to “${question}” is ${bounds}`}
  }
}

/** The inputs whose mean rank differs most between runs in which it happens and the others: a corner is sought among these. */
function goingWith(
  happens: Uint8Array,
  {inputs, column}: Drawn,
  runs: readonly number[],
): {readonly places: readonly number[]; readonly columns: readonly Float64Array[]} {
  if (inputs.length <= MOST_SOUGHT) {
    const places = [...inputs.keys()]
    return {places, columns: places.map((place) => only(column(place), runs))}
  }
  const apart = inputs.map((_, place) => {
    let sum = 0
    const ranks = standardRanks(only(column(place), runs))
    if (ranks !== null) for (let run = 0; run < ranks.length; run++) sum += ranks[run]! * happens[run]!
    return Math.abs(sum)
  })
  const places = [...inputs.keys()]
    .sort((a, b) => apart[b]! - apart[a]! || a - b)
    .slice(0, MOST_SOUGHT)
    .sort((a, b) => a - b)
  return {places, columns: places.map((place) => only(column(place), runs))}
}

/** Null too of an event that nothing can be sought for. */
function sought(
  names: readonly string[],
  columns: readonly Float64Array[],
  happens: Uint8Array,
  says: string,
  seed: string,
  sets: Groups | null,
) {
  try {
    return discovered(names, columns, happens, says, seedOf(seed), sets)
  } catch (error) {
    if (error instanceof Fault && ["answers/constant", "answers/too-few"].includes(error.code)) return null
    throw error
  }
}
