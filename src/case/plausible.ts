// plausible.csv of a case: the parameter sets that a calibration kept, for runs to draw from.
//
// In: a case folder through the io layer, and the model it runs. Out: where its runs draw from;
// null where there is no such file, and the priors are drawn from. Sets that were made for
// another model are refused: used in silence they would say nothing true of it.

import {type Draws, openDraws, parsePlausible} from "../calibrate/index.ts"
import type {FittedDraws} from "../check/index.ts"
import {dayNumber, isoOf} from "../core/calendar.ts"
import {Fault} from "../core/fault.ts"
import {contentHash} from "../core/ids.ts"
import type {Executor} from "../ensemble/index.ts"
import {type Model, runsOn} from "../model/index.ts"
import type {Case} from "./case.ts"
import {type Io, inFolder} from "./io.ts"
import {dated, dayInModelTime} from "./series.ts"

/**
 * Where the runs of a check draw from: of the plausible sets where there are any, of the priors also then where what
 * the sets have seen must not be known.
 */
export function drawnFor(
  {settings}: Pick<Case, "settings">,
  model: Pick<Model, "time">,
  draws: CaseDraws | null,
  execute: Executor,
): {execute: Executor; fitted?: FittedDraws} {
  if (!draws) return {execute}
  const until = dayInModelTime(isoOf(dayNumber(draws.until) + 1), dated(model, settings).time)
  // A model without a date has no series in its time, and nothing to look ahead to.
  return {execute: draws.executing(execute), ...(until !== null && {fitted: {until, priors: execute}})}
}

/** The name of the file in a case. */
export const PLAUSIBLE = "plausible.csv"

/** Where a case's runs draw from, and the hash of the file's text, for keys of what is made from it. */
export type CaseDraws = Draws & {readonly text: string}

/** SHA-256 of what the runs of the case's model.yaml depend on; null where it has none. Prose and comments do not count. */
export function modelHash({model, settings}: Pick<Case, "model" | "settings">): string | null {
  return model && contentHash(runsOn(dated(model, settings)))
}

/** As files name the model that were made before prose did not count: the hash of its whole text, line ends aside. */
function textHash(path: string, {readText}: Pick<Io, "readText">): string | null {
  const text = readText(inFolder(path, "model.yaml"))
  return text === null ? null : contentHash(text.replaceAll("\r\n", "\n"))
}

/** What a calibration of `model` has a column for. */
const drawnIn = ({quantities, contested}: Model): string[] => [
  ...quantities.flatMap(({kind, value, name}) =>
    kind === "parameter" && value && value.kind !== "fixed" ? [name] : [],
  ),
  ...contested.map(({name}) => name),
]

/** The text of a case's plausible sets; null where it has none. */
export function plausibleText(
  {path, inMemory}: Pick<Case, "path" | "inMemory">,
  io: Pick<Io, "readText">,
): string | null {
  return inMemory ? null : io.readText(inFolder(path, PLAUSIBLE))
}

/**
 * The plausible sets of a case.
 *
 * @throws Fault `calibrate/other-model` when its runs depended on something else then; `calibrate/missing-column`;
 *               `calibrate/invalid-file`; of `openDraws`.
 */
export function drawsOf(
  opened: Pick<Case, "path" | "inMemory" | "model" | "settings">,
  {model}: {readonly model: Model},
  io: Pick<Io, "readText">,
): CaseDraws | null {
  const file = inFolder(opened.path, PLAUSIBLE)
  const text = plausibleText(opened, io)
  if (text === null) return null
  const plausible = parsePlausible(text, file)
  if (opened.model === null)
    throw new Fault("calibrate/other-model", "These plausible sets are of a model.yaml, and the case has none", {
      place: file,
      next: "Put the model back, or delete the file.",
    })
  if (plausible.hash !== modelHash(opened) && plausible.hash !== textHash(opened.path, io))
    throw new Fault(
      "calibrate/other-model",
      "These plausible sets were made for another model.yaml: an equation, a number, a unit, an event or a time in it has changed since",
      {
        place: file,
        next: `\`brink calibrate ${opened.path}\` makes them anew; without the file the priors are drawn from.`,
      },
    )
  const draws = openDraws(plausible, model, file)
  const lacking = drawnIn(model).find((name) => !plausible.names.includes(name))
  if (lacking !== undefined)
    throw new Fault("calibrate/missing-column", `There is no column for '${lacking}', which the model draws`, {
      place: file,
      next: `\`brink calibrate ${opened.path}\` makes the file anew; without it the priors are drawn from.`,
    })
  return {...draws, text: contentHash(text)}
}
