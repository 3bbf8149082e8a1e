// The times of a run: what a file's settings say, worked out to numbers.
//
// In: terms for start, stop, step and save, which may be equations of constants, and the flat quantities they read.
// Out: the model's `Time`, and the control variables as what they are in a run (`TIME STEP` is the step, also when
// a run halves it). A final time that changes with time alone ends the run at the first step that reaches it; a step or a
// save interval that changes, and anything that waits for what the run works out, is refused.

import {greatest, least} from "../../core/lists.ts"
import {type Expr, type Quantity, type Time, worthOf} from "../../model/index.ts"
import {type Blueprint, nameKey, type Term} from "../blueprint/blueprint.ts"
import type {Findings} from "../blueprint/findings.ts"
import {call, number} from "./expressions.ts"

/** Two decimals divided miss a whole number by less than this share. */
const NEARLY = 1e-9
/** Steps at which a time that changes is looked at. */
const MOST_LOOKED_AT = 1_000_000

/**
 * The times of `blueprint`.
 *
 * @param inRoot lays a term out in the file's root.
 * @returns the times; control variables in their place, by name; and those that a file keeps to itself: XMILE's times
 *   are no variables, and are wanted among what comes out as in every other tool.
 */
export function timeOf(
  blueprint: Blueprint,
  quantities: readonly Quantity[],
  inRoot: (term: Term) => Expr,
  findings: Findings,
): {time: Time; controls: ReadonlyMap<string, Quantity>; more: readonly Quantity[]} {
  const byName = new Map(quantities.map((quantity) => [quantity.name, quantity]))
  const known = new Map<string, number | null>()
  let now: number | null = null
  let step: number | null = null
  /** Whether what was worked out last reads time, or a stock of this name. */
  let varies = false
  let waitsFor: string | null = null
  const atStart = {
    time: () => {
      varies = true
      return now
    },
    name: (name: string) => {
      const {kind, initial, value, equation} = byName.get(name) ?? {}
      if (kind === "stock") waitsFor ??= name
      if (kind !== "stock" && value?.kind === "fixed") return value.value
      return (kind === "stock" ? initial : equation) ?? null
    },
    call: (fn: string, args: readonly number[]) => (fn === "time_step" ? step : called(fn, args)),
  }
  const {time} = blueprint
  const spotOf = (name: string) => blueprint.parts[0]?.variables.find((variable) => nameKey(variable.name) === name)?.at
  const settle = (what: string, control: string, term: Term): number | null => {
    varies = false
    waitsFor = null
    const value = worthOf(inRoot(term), atStart, known)
    if (value === null || !Number.isFinite(value)) {
      findings.add(
        "exchange/bad-time",
        spotOf(control),
        `${what} cannot be worked out before the run`,
        "Give it as a number, or an equation of constants",
      )
      return null
    }
    if (waitsFor !== null)
      findings.add(
        "exchange/varying-time",
        spotOf(control),
        `${what} depends on '${waitsFor}', which the run works out`,
        "Give it as a number, or as an equation of constants; a final time may also depend on Time",
      )
    return value
  }
  /** The value of `expr` at a time, of what is known to depend on time alone. */
  const valueAt = (expr: Expr, time: number): number => {
    now = time
    const value = worthOf(expr, atStart, new Map())
    now = start
    return value ?? Number.NaN
  }
  /** Refuses what is not the same at every step of the run. */
  const refuseChange = (what: string, control: string, term: Term, atFirst: number, steps: number): void => {
    const expr = inRoot(term)
    for (let k = 1; k <= Math.min(steps, MOST_LOOKED_AT); k++) {
      const value = valueAt(expr, start + k * dt)
      if (value === atFirst) continue
      findings.add(
        "exchange/varying-time",
        spotOf(control),
        `${what} changes in the run: it is ${atFirst} at ${start} and ${value} at ${start + k * dt}`,
        "Time steps and saved rows are evenly spaced here: give it as one number, the smallest that it takes",
      )
      return
    }
  }
  const start = settle("The initial time", "initial time", time.start) ?? 0
  now = start
  known.clear()
  step = settle("The time step", "time step", time.step)
  const stepVaries = varies
  if (step !== null && !(step > 0)) {
    findings.add("exchange/bad-time", spotOf("time step"), `The time step is ${step}`, "Give a time step above 0")
    step = null
  }
  const dt = step ?? 1
  known.clear()
  let wanted = settle("The final time", "final time", time.stop) ?? start + dt
  if (varies && waitsFor === null) {
    // The run ends at the first step that has reached the final time as it is then.
    const expr = inRoot(time.stop)
    let k = 0
    while (k < MOST_LOOKED_AT && !(start + k * dt >= valueAt(expr, start + k * dt) - NEARLY * dt)) k++
    wanted = start + k * dt
    if (k === MOST_LOOKED_AT)
      findings.add(
        "exchange/bad-time",
        spotOf("final time"),
        `The final time changes in the run, and is not reached within ${MOST_LOOKED_AT} time steps`,
        "Give it as a number",
      )
  }
  const {steps, exact} = stepsTo(start, wanted, dt)
  const stop = exact ? wanted : start + steps * dt
  if (wanted < start)
    findings.add(
      "exchange/bad-time",
      spotOf("final time"),
      `The run ends at ${wanted}, before it begins at ${start}`,
      "Give a final time after the initial time",
    )
  else if (!exact)
    findings.add(
      "exchange/uneven-time",
      spotOf("final time"),
      `The time from ${start} to ${wanted} is no whole number of time steps of ${dt}; the run ends at ${stop}`,
      "Choose a time step that divides it",
      false,
    )
  if (stepVaries && step !== null) refuseChange("The time step", "time step", time.step, step, steps)
  const asked = time.save === null ? null : settle("The interval of saved values", "saveper", time.save)
  if (varies && waitsFor === null && time.save !== null && asked !== null)
    refuseChange("The interval of saved values", "saveper", time.save, asked, steps)
  let save = asked !== null && asked > 0 ? asked : dt
  const every = Math.max(1, Math.round(save / dt))
  if (Math.abs(save / dt - every) > NEARLY * Math.max(1, every)) {
    findings.add(
      "exchange/uneven-time",
      spotOf("saveper"),
      `Values are saved every ${save}, which is no whole number of time steps of ${dt}; they are saved every ${every * dt}`,
      "Choose a whole number of time steps",
      false,
    )
    save = every * dt
  }
  const {method} = time
  const result: Time = {
    unit: time.unit.trim() === "" ? UNKNOWN_UNIT : time.unit,
    start,
    stop: Math.max(start, stop),
    step: dt,
    save,
    method: method as Time["method"],
  }
  return {
    time: result,
    controls: controlsOf(blueprint, quantities, result, known),
    more: blueprint.tool === "xmile" ? unnamed(quantities, result) : [],
  }
}

/** How many steps reach `stop`: the last is the first that does not fall short of it by more than rounding. */
function stepsTo(start: number, stop: number, dt: number): {steps: number; exact: boolean} {
  const ratio = (stop - start) / dt
  const whole = Math.floor(ratio + 0.5)
  if (Math.abs(ratio - whole) <= NEARLY * Math.max(1, Math.abs(ratio))) return {steps: Math.max(0, whole), exact: true}
  return {steps: Math.max(0, Math.ceil(ratio)), exact: false}
}

/** What variables of time rest on that the file gives as settings, not as equations. */
const SETTINGS: Quantity["because"] = [{assumed: "the run's settings"}]

/** Of time, where the file says nothing. */
const UNKNOWN_UNIT = "time"

const CONTROLS: ReadonlyMap<string, readonly [fn: string, part: "step" | "start" | "stop"]> = new Map([
  ["time step", ["time_step", "step"]],
  ["initial time", ["start_time", "start"]],
  ["final time", ["stop_time", "stop"]],
])

/** The times of a run under the names that other tools give them, where the model has no such variables. */
function unnamed(quantities: readonly Quantity[], time: Time): Quantity[] {
  const known = new Set(quantities.map((quantity) => nameKey(quantity.name)))
  const one = (name: string, equation: Expr): Quantity[] =>
    known.has(nameKey(name))
      ? []
      : [{name, kind: "auxiliary", unit: time.unit, equation, because: SETTINGS, source: "", line: 0}]
  return [
    ...one("INITIAL TIME", call("start_time")),
    ...one("FINAL TIME", call("stop_time")),
    ...one("TIME STEP", call("time_step")),
    ...one("SAVEPER", number(time.save)),
  ]
}

/** Vensim's control variables as functions of the run, where their own equation says the same. */
function controlsOf(
  blueprint: Blueprint,
  quantities: readonly Quantity[],
  time: Time,
  known: ReadonlyMap<string, number | null>,
): Map<string, Quantity> {
  const controls = new Map<string, Quantity>()
  if (blueprint.tool !== "vensim") return controls
  for (const quantity of quantities) {
    const key = nameKey(quantity.name)
    const {value: prior, ...rest} = quantity
    const own = prior?.kind === "fixed" ? prior.value : (known.get(quantity.name) ?? null)
    const control = CONTROLS.get(key)
    if (control && own === time[control[1]] && (prior || quantity.equation?.op !== "call"))
      controls.set(quantity.name, {...rest, kind: "auxiliary", equation: call(control[0])})
    else if ((control || key === "saveper") && prior?.kind === "fixed")
      controls.set(quantity.name, {...rest, kind: "auxiliary", equation: number(prior.value)})
  }
  return controls
}

/** The plain functions that times are made of. */
function called(fn: string, args: readonly number[]): number | null {
  const [a, b] = args as [number, number]
  switch (fn) {
    case "min":
      return least(args)
    case "max":
      return greatest(args)
    case "abs":
      return Math.abs(a)
    case "floor":
      return Math.floor(a)
    case "ceil":
      return Math.ceil(a)
    case "trunc":
      return Math.trunc(a)
    case "round":
      return Math.floor(a + 0.5)
    case "sqrt":
      return Math.sqrt(a)
    case "mod":
      return a - b * Math.floor(a / b)
    case "initial":
      return a
    case "active_initial":
      return b
    default:
      return null
  }
}
