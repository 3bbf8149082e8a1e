// plausible.csv of a case: the parameter sets that a calibration kept, for runs to draw from.
//
// In: a case folder through its doors, and the model it runs. Out: where its runs draw from;
// null where there is no such file, and the priors are drawn from. Sets that were made for
// another text of the model are refused: used in silence they would say nothing true of it.

import {dayNumber, isoOf} from "../calendar.ts"
import {type Draws, openDraws, parsePlausible} from "../calibrate/index.ts"
import type {FittedDraws} from "../check/index.ts"
import type {Executor} from "../ensemble/index.ts"
import {Fault} from "../fault.ts"
import {contentHash} from "../ids.ts"
import type {Model} from "../model/index.ts"
import {type Case, type Doors, inFolder} from "./case.ts"
import {dated, dayInModelTime} from "./series.ts"
import type {Modelled} from "./walk.ts"

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

/** SHA-256 of the text of the case's model.yaml; null where it has none. Line ends do not count: git may change them. */
export function modelHash(path: string, {readText}: Pick<Doors, "readText">): string | null {
  const text = readText(inFolder(path, "model.yaml"))
  return text === null ? null : contentHash(text.replaceAll("\r\n", "\n"))
}

/**
 * The plausible sets of a case.
 *
 * @throws Fault `calibrate/other-model` when they were made for another text of model.yaml; `calibrate/invalid-file`.
 */
export function drawsOf(
  opened: Pick<Case, "path" | "inMemory">,
  {model}: Pick<Modelled, "model">,
  doors: Pick<Doors, "readText">,
): CaseDraws | null {
  if (opened.inMemory) return null
  const file = inFolder(opened.path, PLAUSIBLE)
  const text = doors.readText(file)
  if (text === null) return null
  const plausible = parsePlausible(text, file)
  if (plausible.hash !== modelHash(opened.path, doors))
    throw new Fault("calibrate/other-model", "These plausible sets were made for another text of model.yaml", {
      place: file,
      next: `\`brink calibrate ${opened.path}\` makes them anew; without the file the priors are drawn from.`,
    })
  return {...openDraws(plausible, model, file), text: contentHash(text)}
}
