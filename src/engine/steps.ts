// A run's times as steps: how many there are, which are saved, and which is the first at or
// after some time. Times are decimals, steps whole numbers: dividing one by another misses a
// whole number by a little, and what is nearly one counts as one everywhere alike.

import {Fault} from "../core/fault.ts"
import type {Time} from "../model/language.ts"

/** Dividing two decimals misses a whole number by less than this share. */
export const NEARLY = 1e-9
/** More steps than any run that ends while someone waits for it. */
const MOST_STEPS = 20_000_000

/** Steps of a run and steps between saved rows. @throws Fault `engine/bad-time`. */
export function grid(time: Time): {steps: number; every: number} {
  const refuse = (what: string, next = "stop - start and save must be whole multiples of the time step"): never => {
    throw new Fault("engine/bad-time", what, {
      place: `time: {start: ${time.start}, stop: ${time.stop}, step: ${time.step}, save: ${time.save}}`,
      next,
    })
  }
  if (![time.start, time.stop, time.step, time.save].every(Number.isFinite) || !(time.step > 0) || !(time.save > 0))
    refuse("Times must be finite, step and save above 0", "Correct the times of the run")
  if (time.stop < time.start)
    refuse(`The run stops at ${time.stop}, before it starts at ${time.start}`, "Let it stop later")
  const whole = (length: number, what: string) => {
    const ratio = length / time.step
    const count = Math.floor(ratio + 0.5)
    if (Math.abs(ratio - count) > NEARLY * Math.max(1, ratio))
      refuse(`${what} ${length} is not a whole number of time steps`)
    return count
  }
  const steps = whole(time.stop - time.start, "The run's length")
  if (steps > MOST_STEPS)
    refuse(`${steps} time steps are more than ${MOST_STEPS}`, "Choose a longer time step, or a shorter run")
  const every = whole(time.save, "The interval of saved rows")
  return {steps, every: every < 1 ? refuse("The interval of saved rows is below one time step") : every}
}

/** The first step that is not before so long after the start. */
export function stepAfter(elapsed: number, step: number): number {
  return Math.ceil(elapsed / step - NEARLY)
}
