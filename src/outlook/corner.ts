// In which corner of what was drawn the first outcome's event happens, in words.
//
// In: what each run drew, and whether it happens in it. Out: the limits of the corner and a sentence, or why there is none.
// No further run is made.

import {discovered, type Groups, type Limit} from "../answers/index.ts"
import {Fault} from "../core/fault.ts"
import {type InForce, type Runs, seedOf} from "../ensemble/index.ts"
import {conditionOf, type Evidence, isSampled} from "./evidence.ts"
import {setsOf} from "./find-out.ts"
import type {CornerView} from "./finding.ts"
import {inputQuestion} from "./splits.ts"
import {agree, figure, list, ofTen, opened} from "./words.ts"

/** What a corner is sought in. */
export type Cornered = {
  readonly known: Evidence
  readonly inForce?: readonly InForce[]
  readonly toCome?: (one: InForce) => (drawn: number) => number
  /** The inputs drawn, and what each was in each run. */
  readonly base: Pick<Runs, "plan" | "inputs" | "inputNames">
  /** What happens, inside a sentence; 1 in each run in which it does; the runs that count. */
  readonly event: {readonly says: string; readonly happens: Uint8Array}
  readonly valid: Uint8Array
}

/** A corner that says no more than all runs do, within this, is none. */
const WORTH_SAYING = 0.1
/** A limit that fewer of the halves of the runs make is chance. */
const AGAIN = 0.5

/**
 * The corner in which the event happens most: null where there is none that says a tenth more than all runs do on the halves
 * of the runs that did not find it, or that half of them make again; or where it happens, or does not, in fewer than 30 runs.
 */
export function corner(asked: Cornered): CornerView | null {
  const {known, base, event, valid} = asked
  const width = base.inputNames.length
  const inputs = base.plan.program.inputs.flatMap((input, k) =>
    input.role === "lever" || !(input.role === "contested" || isSampled(input.prior)) ? [] : [{input, k}],
  )
  const runs = [...valid.keys()].filter((run) => valid[run] === 1)
  const columns = inputs.map(({k}) => Float64Array.from(runs, (run) => base.inputs[run * width + k]!))
  const happens = Uint8Array.from(runs, (run) => event.happens[run]!)
  if (inputs.length === 0) return null
  const found = sought(
    inputs.map(({input}) => input.name),
    columns,
    happens,
    event.says,
    base.plan.seed,
    setsOf(base, runs),
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
    says: `${opened(event.says)} in ${ofTen(density)} runs in which ${where}; in ${ofTen(overall)} of all runs. So it is in ${ofTen(coverage)} of the runs in which it happens`,
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
    const unit = lapse ? known.model.time.unit : own?.unit && own.unit !== "1" ? own.unit : ""
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
