// <sim_specs>: when a run begins, steps, saves and ends, and how it integrates. In: the element, the root's variables
// and who wrote the file. Out: a blueprint's times.
//
// A file without times still gives some, since whoever opens it wants to see the model; what was taken is said.

import {type Blueprint, nameKey, type Term, type Variable} from "../blueprint/blueprint.ts"
import {num} from "../blueprint/terms.ts"
import type {Equations} from "./equations.ts"
import {elements, text, undocumented, VENSIM_SPACE, wordIn, type XmileFile} from "./xmile-file.ts"
import type {XmlElement} from "./xml.ts"

type Times = Blueprint["time"]

/** Where files say how often a run is saved, besides <savestep> and its like. */
const SAVE_ATTRIBUTES = ["isee:save_interval", "save_interval", "savestep"] as const
const SAVE_ELEMENTS = ["savestep", "save_interval", "save_step"] as const

/**
 * The times of a run.
 *
 * @param variables of the root.
 * @param equations of the root's scope.
 * @param exported Vensim itself wrote the file.
 */
export function readTimes(
  file: XmileFile,
  specs: XmlElement | null,
  variables: readonly Variable[],
  equations: Equations,
  exported: boolean,
): Times {
  if (!specs) return {unit: "", start: num(0), stop: num(100), step: num(1), save: null, method: "euler"}
  const number = (local: string, otherwise: number, needed: boolean): Term => {
    const element = file.child(specs, local)
    const term = element && equations.in(undocumented(element), `<${local}>`).term
    if (!term && (needed || element))
      file.report(
        "exchange/no-times",
        element ?? specs,
        element ? `<${local}> holds no number` : `The times of the run lack <${local}>; ${otherwise} is taken`,
        `Write <${local}>${otherwise}</${local}> with the number you mean.`,
      )
    return term ?? num(otherwise)
  }
  const start = number("start", 0, true)
  const stop = number("stop", 100, true)
  let step = number("dt", 1, false)
  const dt = file.child(specs, "dt")
  if (dt && wordIn(dt, "reciprocal") === "true") {
    if (step.op === "number" && step.value !== 0) step = num(1 / step.value)
    else
      file.report(
        "exchange/no-times",
        dt,
        "<dt> is the reciprocal of no number",
        "Write how many steps a unit of time has.",
      )
  }
  const {save, from} = readSave(file, specs, variables, equations)
  const read = new Set(["start", "stop", "dt", "time_units", ...(from ? [from] : [])])
  file.keepRest(
    "xmile.sim_specs",
    specs,
    new Set(["method", "time_units", ...SAVE_ATTRIBUTES]),
    elements(specs).filter((one) => !(file.standard(one) && read.has(one.local))),
  )
  return {
    unit: (specs.attributes.get("time_units")?.value ?? text(file.child(specs, "time_units"))).trim(),
    start,
    stop,
    step,
    save,
    method: readMethod(file, specs, exported),
  }
}

/** How often the run is saved, and the name of the element that says so, where one does. */
function readSave(
  file: XmileFile,
  specs: XmlElement,
  variables: readonly Variable[],
  equations: Equations,
): {save: Times["save"]; from?: string} {
  const exact = file.own(specs, "save")
  if (exact !== undefined) return {save: exact === "" ? null : equations.noted(exact, specs, "save")}
  const [interval] = SAVE_ATTRIBUTES.flatMap((name) => specs.attributes.get(name) ?? [])
  if (interval) {
    const value = Number(interval.value)
    // 0 is Stella's word for every step.
    return {save: value > 0 ? num(value) : null}
  }
  const [own] = SAVE_ELEMENTS.flatMap((name) => file.child(specs, name) ?? [])
  const saveper = elements(specs).find((one) => one.local === "saveper" && one.space === VENSIM_SPACE)
  const element = own ?? (saveper && undocumented(saveper))
  if (element) {
    // The step itself is what goes without saying.
    const save = nameKey(text(element)) === "time step" ? null : equations.in(element, `<${element.local}>`).term
    return {save, from: element.local}
  }
  // Files that another tool's models were turned into carry that tool's control variables.
  const control = variables.find((variable) => nameKey(variable.name) === "saveper" && variable.subscripts.length === 0)
  return {save: control?.equation ?? null}
}

/**
 * Vensim's own export says RK4 of every model, whatever its settings are (each of the field's test models that it
 * wrote says so beside a .mdl that says Euler): there the word tells nothing, and Euler is Vensim's default.
 */
function readMethod(file: XmileFile, specs: XmlElement, exported: boolean): Times["method"] {
  const written = specs.attributes.get("method")
  if (!written) return "euler"
  if (written.value.trim().toLowerCase() === "rk4" && exported) {
    file.report(
      "exchange/method",
      written,
      "Vensim writes the method RK4 into every XMILE file; Euler, its default, is taken",
      "Run it with --method rk4 where the model means RK4.",
      false,
    )
    return "euler"
  }
  const wanted = written.value
    .split(",")
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== "")
  for (const word of wanted) if (word === "euler" || word === "rk2" || word === "rk4") return word
  if (wanted.length === 0) return "euler"
  file.report(
    "exchange/method",
    written,
    `The integration method '${written.value.trim().slice(0, 40)}' is not offered; rk4 is taken`,
    "Choose euler, rk2 or rk4.",
    false,
  )
  return "rk4"
}
