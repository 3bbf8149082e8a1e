// What the map alone implies: hold one factor up or down and see what follows.
//
// In go a drafted model and its map, out come the shares of runs in which each other
// factor ends higher, lower or where it would have ended anyway. Each run is compared
// with itself unpressed, so the one thing that differs is the press. This is the shape of
// `brink press --json` (format brink/press@1).

import {Fault, nearest} from "../core/fault.ts"
import {ENSEMBLES_AHEAD, inTurn} from "../core/in-turn.ts"
import {compile} from "../engine/index.ts"
import {type Executor, quantile7, type Runs} from "../ensemble/index.ts"
import type {CausalMap, Factor} from "../map/index.ts"
import type {Model, Quantity} from "../model/index.ts"

export type Press = {
  readonly format: "brink/press@1"
  /** Factor id. */
  readonly factor: string
  readonly direction: "+" | "-"
  readonly runs: number
  /** In the map's order, without the pressed factor. Shares of the runs that did not fail; they add up to 1. */
  readonly responses: readonly {
    readonly factor: string
    readonly name: string
    readonly up: number
    readonly down: number
    readonly none: number
  }[]
}

export type PressInput = {
  /** The draft of `map`: a factor's quantity has the factor's id as its name. */
  readonly model: Model
  readonly map: CausalMap
  /** Factor id; `findFactor` of the map layer finds it by name or alias. */
  readonly factor: string
  readonly direction: "+" | "-"
  readonly runs: number
  /** 0 to 2^64-1, in decimal. */
  readonly seed: string
  readonly execute: Executor
}

/** By how much a factor is held above or below its start, of a range from 0 to 1. */
const pressSize = 0.2
/** A response counts from this share of the factor's range: less is no answer. */
const movementShare = 0.01

/**
 * Hold `factor` at its start plus 0.2 (minus 0.2), inside its range, over the model's
 * horizon, and compare the end of every run with the same run unpressed. Factors that are
 * not in the model (no link touches them) are not listed.
 *
 * @throws Fault `press/unknown-factor` when the map has no such factor; `press/not-linked`
 *               when no link of the model touches it; `press/all-failed` when no run reached the end.
 */
export async function press({factor, ...input}: PressInput): Promise<Press> {
  const [pressed] = await pressEach({...input, factors: [factor]})
  return pressed!
}

/**
 * As `press`, for each of `factors` in their order; what they are compared with is run once.
 * @throws Fault as `press`.
 */
export async function pressEach(
  input: Omit<PressInput, "factor"> & {readonly factors: readonly string[]},
): Promise<Press[]> {
  const {model, map, direction, execute} = input
  const quantities = quantitiesOf(model, map)
  const held = input.factors.map((factor) => heldOf(factor, map, quantities))
  if (held.length === 0) return []
  const present = map.factors.filter((factor) => quantities.has(factor.id))
  const ends: Model = {...model, time: {...model.time, save: model.time.stop - model.time.start}}
  const plan = {
    runs: input.runs,
    seed: input.seed,
    save: present.map((factor) => quantities.get(factor.id)!.name),
  }
  const base = await execute({...plan, program: compile(ends, {})})
  const begun = async (factor: Factor) => {
    const {name, range} = quantities.get(factor.id)!
    const [low, high] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    const starts = valid(base, name, 0).sort()
    if (starts.length === 0) throw allFailed(base)
    const size = Number.isFinite(high - low) ? pressSize * (high - low) : pressSize
    const start = quantile7(starts, 0.5)
    const value = Math.min(high, Math.max(low, start + (direction === "+" ? size : -size)))
    return execute({...plan, program: compile(ends, {settings: [{name, act: "=", value}]})})
  }
  const pressed: Press[] = []
  for (const [factor, made] of inTurn(held, ENSEMBLES_AHEAD, begun)) {
    const runs = await made
    const others = present.filter(({id}) => id !== factor.id)
    pressed.push({
      format: "brink/press@1",
      factor: factor.id,
      direction,
      runs: input.runs,
      responses: others.map(({id, name}) => ({factor: id, name, ...response(base, runs, quantities.get(id)!)})),
    })
  }
  return pressed
}

/** The factor that is held. @throws Fault `press/unknown-factor`, `press/not-linked`. */
function heldOf(id: string, map: CausalMap, quantities: ReadonlyMap<string, Quantity>): Factor {
  const factor = map.factors.find((one) => one.id === id)
  if (!factor) {
    const near = nearest(
      id,
      map.factors.map((one) => one.id),
    )
    throw new Fault("press/unknown-factor", `The map has no factor "${id}"`, {
      next: near.length > 0 ? `Nearest: ${near.join(", ")}.` : "`brink map` lists the factors.",
    })
  }
  if (!quantities.has(id))
    throw new Fault("press/not-linked", `No link of the model touches ${factor.name}`, {
      next: "Press a factor with links; `brink map` lists them.",
    })
  return factor
}

/** The stock of each factor id: of that name, else (an id that no quantity may bear) of the factor's label. */
function quantitiesOf(model: Model, map: CausalMap): Map<string, Quantity> {
  const byName = new Map(model.quantities.map((quantity) => [quantity.name, quantity]))
  const byLabel = new Map(
    model.quantities.filter((quantity) => quantity.kind === "stock").map((quantity) => [quantity.label, quantity]),
  )
  const found = new Map<string, Quantity>()
  for (const factor of map.factors) {
    const quantity = byName.get(factor.id) ?? byLabel.get(factor.name)
    if (quantity) found.set(factor.id, quantity)
  }
  return found
}

/** Shares of the runs valid in both ensembles in which `name` ends higher, lower, or neither. */
function response(base: Runs, runs: Runs, {name, range}: Quantity): {up: number; down: number; none: number} {
  const last = base.time.length - 1
  let span = range ? range[1] - range[0] : Number.NaN
  if (!Number.isFinite(span)) {
    const sorted = valid(base, name, last).sort()
    span = quantile7(sorted, 0.95) - quantile7(sorted, 0.05)
  }
  let [all, up, down] = [0, 0, 0]
  for (let run = 0; run < base.status.length; run++) {
    if (base.status[run] !== 0 || runs.status[run] !== 0) continue
    all++
    const moved = at(runs, name, run, last) - at(base, name, run, last)
    if (moved > movementShare * span) up++
    else if (moved < -movementShare * span) down++
  }
  if (all === 0) throw allFailed(runs)
  return {up: up / all, down: down / all, none: (all - up - down) / all}
}

function at(runs: Runs, name: string, run: number, t: number): number {
  return runs.series[(run * runs.names.length + runs.names.indexOf(name)) * runs.time.length + t]!
}

/** Values of the runs that did not fail, at saved row `t`. */
function valid(runs: Runs, name: string, t: number): Float64Array {
  const all: number[] = []
  for (let run = 0; run < runs.status.length; run++) if (runs.status[run] === 0) all.push(at(runs, name, run, t))
  return Float64Array.from(all)
}

function allFailed(runs: Runs): Fault {
  return new Fault(
    "press/all-failed",
    `All ${runs.status.length} runs failed: ${runs.failures[0]?.says ?? "no reason"}`,
    {
      next: "Look at the model with `brink run`.",
    },
  )
}
