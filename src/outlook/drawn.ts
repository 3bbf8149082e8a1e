// What the runs drew, one input at a time: so that who looks through hundreds of inputs of a hundred thousand runs holds one.

import {type Groups, setsIn} from "../answers/index.ts"
import {readersOf} from "../check/index.ts"
import type {Program} from "../engine/index.ts"
import type {InForce, Runs} from "../ensemble/index.ts"
import type {Model} from "../model/index.ts"
import {isSampled} from "./evidence.ts"

/** An input that runs draw: a disagreement or a number. */
export type DrawnInput = Program["inputs"][number]

/** The inputs that are drawn, and the numbers of each over all runs. */
export type Drawn = {
  readonly inputs: readonly DrawnInput[]
  /** By its place in `inputs`. */
  readonly column: (place: number) => Float64Array
  readonly seed: string
}

/** The inputs of a program that its runs draw. */
export const drawnInputs = ({inputs}: Pick<Program, "inputs">): DrawnInput[] =>
  inputs.filter(({role, prior}) => role !== "lever" && (role === "contested" || isSampled(prior)))

/**
 * Whether a path of the model's equations leads from a drawn input to a quantity. What has none cannot move it, however well
 * the two go together by chance.
 */
export function leadsTo(quantity: string, model: Model, inForce: readonly InForce[]): (input: string) => boolean {
  const behind = new Map<string, string[]>()
  for (const [read, readers] of readersOf(model))
    for (const reader of readers) {
      const there = behind.get(reader)
      if (there) there.push(read)
      else behind.set(reader, [read])
    }
  const leading = new Set<string>()
  for (const queue = [quantity]; queue.length > 0; ) {
    const name = queue.pop()!
    if (leading.has(name)) continue
    leading.add(name)
    queue.push(...(behind.get(name) ?? []))
  }
  // How long something goes on is drawn apart from the model, and acts through its lever.
  const levers = new Map(inForce.map(({drawn, lever}) => [drawn, lever.name]))
  return (input) => leading.has(levers.get(input) ?? input)
}

/** Of what was drawn the inputs that lead to a quantity. */
export function leadingTo(quantity: string, drawn: Drawn, model: Model, inForce: readonly InForce[]): Drawn {
  const leads = leadsTo(quantity, model, inForce)
  const places = [...drawn.inputs.keys()].filter((place) => leads(drawn.inputs[place]!.name))
  return {
    ...drawn,
    inputs: places.map((place) => drawn.inputs[place]!),
    column: (place) => drawn.column(places[place]!),
  }
}

/** What runs drew that are all there. */
export function drawnBy({plan, inputs, inputNames}: Pick<Runs, "plan" | "inputs" | "inputNames">): Drawn {
  const drawn = drawnInputs(plan.program)
  const width = inputNames.length
  return {
    inputs: drawn,
    seed: plan.seed,
    column: (place) => {
      const at = inputNames.indexOf(drawn[place]!.name)
      return Float64Array.from({length: plan.runs}, (_, run) => inputs[run * width + at]!)
    },
  }
}

/** Some runs of a column. */
export function only(column: Float64Array, runs: ArrayLike<number>): Float64Array {
  const kept = new Float64Array(runs.length)
  for (let k = 0; k < kept.length; k++) kept[k] = column[runs[k]!]!
  return kept
}

/** The sets that some runs drew their inputs from together, as the parameter sets that a calibration kept. */
export function setsOf({inputs, column}: Drawn, runs: readonly number[]): Groups | null {
  for (const [place, {role, prior}] of inputs.entries()) {
    if (role !== "parameter" || prior.kind === "chance") continue
    const sets = setsIn(only(column(place), runs))
    if (sets !== null) return sets
  }
  return null
}
