// plausible*.csv of a case: the parameter sets that calibrations kept, for runs to draw from.
//
// In: a case folder through the io layer, and the model it runs. Out: where its runs draw from;
// null where there is no such file, and the priors are drawn from. Of several files, fitted to
// data until different days, the day that is asked about decides. Sets that were made for
// another model are refused: used in silence they would say nothing true of it.

import {type Draws, openDraws, type Plausible, parsePlausible} from "../calibrate/index.ts"
import type {FittedDraws} from "../check/index.ts"
import {dayNumber, isoOf} from "../core/calendar.ts"
import {Fault} from "../core/fault.ts"
import {groupBy} from "../core/grouping.ts"
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
  const {time} = dated(model, settings)
  const endOf = ({until}: Draws) => dayInModelTime(isoOf(dayNumber(until) + 1), time)
  const until = endOf(draws)
  const own = draws.executing(execute)
  // A model without a date has no series in its time, and nothing to look ahead to.
  if (until === null) return {execute: own}
  const earlier = draws.earlier.map((sets) => ({until: endOf(sets)!, execute: sets.executing(execute)}))
  return {execute: own, fitted: {until, earlier, priors: execute}}
}

/** The name of a case's one file of sets. */
export const PLAUSIBLE = "plausible.csv"

/** The names of files of sets, where a case has several: `plausible-2031-10-01.csv`. */
const SETS = /^plausible.*\.csv$/

/**
 * Where a case's runs draw from; the file, as refusals name it; the hash of its text, for keys of what is made from it; and
 * whether the sets have seen data after the day that is asked about.
 */
export type CaseDraws = OpenSets & {
  readonly seesAhead: boolean
  /** The case's sets that were fitted to less, the earliest first: what a forecast made before then may draw from. */
  readonly earlier: readonly OpenSets[]
}

type OpenSets = Draws & {readonly file: string; readonly text: string}

type SetsFile = {readonly file: string; readonly text: string; readonly plausible: Plausible}

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

/** The texts of a case's files of plausible sets by their names, in the order of these. */
export function plausibleTexts(
  {path, inMemory}: Pick<Case, "path" | "inMemory">,
  io: Pick<Io, "readText" | "listFiles">,
): ReadonlyMap<string, string> {
  const names = inMemory ? [] : io.listFiles(path, [".csv"]).filter((name) => SETS.test(name))
  return new Map(
    names.flatMap((name): [string, string][] => {
      const text = io.readText(inFolder(path, name), path)
      return text === null ? [] : [[name, text]]
    }),
  )
}

/**
 * Every file of plausible sets of a case, those fitted to the earliest data first.
 *
 * @throws Fault `calibrate/other-model` for one whose runs depended on something else then; `calibrate/same-until` for two
 *               that were fitted to data until one day; `calibrate/invalid-file`.
 */
function setsOf(
  opened: Pick<Case, "path" | "inMemory" | "model" | "settings">,
  io: Pick<Io, "readText" | "listFiles">,
): SetsFile[] {
  const {path} = opened
  const all = [...plausibleTexts(opened, io)].map(([name, text]) => {
    const file = inFolder(path, name)
    return {file, text, plausible: parsePlausible(text, file)}
  })
  if (all.length === 0) return []
  if (opened.model === null)
    throw new Fault("calibrate/other-model", "These plausible sets are of a model.yaml, and the case has none", {
      place: all.map(({file}) => file).join(", "),
      next: `Put the model back, or delete ${all.length === 1 ? "the file" : "the files"}.`,
    })
  const known = [modelHash(opened), textHash(path, io)]
  const others = all.filter(({plausible}) => !known.includes(plausible.hash))
  if (others.length > 0)
    throw new Fault(
      "calibrate/other-model",
      "These plausible sets were made for another model.yaml: an equation, a number, a unit, an event or a time in it has changed since",
      {
        place: others.map(({file}) => file).join(", "),
        next:
          all.length === 1
            ? `\`brink calibrate ${path}${byMethod(others[0]!.plausible)}\` makes them anew; without the file the priors are drawn from.`
            : others.map(({file, plausible}) => anew(path, file, plausible)).join("\n  "),
      },
    )
  assertApart(all.map(({file, plausible}) => ({file, until: plausible.until})))
  return all.sort((a, b) => (a.plausible.until < b.plausible.until ? -1 : 1))
}

const byMethod = ({method}: Plausible): string => (method ? ` --method ${method}` : "")

/** The command that makes one file of several anew. */
function anew(path: string, file: string, plausible: Plausible): string {
  const {until} = plausible
  return `\`brink calibrate ${path}${byMethod(plausible)} --until ${until} --out ${file.slice(file.lastIndexOf("/") + 1)}\` makes ${file} anew; or delete it.`
}

/** @throws Fault `calibrate/same-until` for files fitted to data until one day: nothing says which of them a run draws from. */
function assertApart(files: readonly {readonly file: string; readonly until: string}[]): void {
  for (const [until, same] of groupBy(files, (one) => one.until))
    if (same.length > 1)
      throw new Fault(
        "calibrate/same-until",
        `${same.length} files of plausible sets were fitted to data until ${until}`,
        {
          place: same.map(({file}) => file).join(", "),
          next: "Keep one of them, or calibrate the other anew with another --until.",
        },
      )
}

/**
 * Refuses to put sets that were fitted to data until one day beside others of that day.
 * @param name of the file in the case that they will stand in.
 * @throws Fault `calibrate/same-until`; `calibrate/invalid-file`.
 */
export function assertNewSets(
  opened: Pick<Case, "path" | "inMemory">,
  {name, until}: {readonly name: string; readonly until: string},
  io: Pick<Io, "readText" | "listFiles">,
): void {
  const there = [...plausibleTexts(opened, io)].flatMap(([other, text]) => {
    const file = inFolder(opened.path, other)
    return other === name || parsePlausible(text, file).until !== until ? [] : [{file, until}]
  })
  if (there.length > 0 && SETS.test(name)) assertApart([{file: inFolder(opened.path, name), until}, ...there])
}

/** Whether runs of a case look for sets in a file of this name. */
export function isSetsName(name: string): boolean {
  return SETS.test(name)
}

/**
 * The plausible sets that runs of a case draw from: of the day that is asked about those fitted to the latest data that
 * are not after it; where all are, or no day is asked about, those fitted to the latest data.
 *
 * @throws Fault of `setsOf`; `calibrate/missing-column`; of `openDraws`.
 */
export function drawsOf(
  opened: Pick<Case, "path" | "inMemory" | "model" | "settings">,
  {model}: {readonly model: Model},
  io: Pick<Io, "readText" | "listFiles">,
): CaseDraws | null {
  const all = setsOf(opened, io)
  const {start} = opened.settings
  const isAhead = ({plausible}: SetsFile) => start !== undefined && plausible.until > start
  const chosen = all.findLast((one) => !isAhead(one)) ?? all.at(-1)
  if (chosen === undefined) return null
  const [own, ...less] = all
    .slice(0, all.indexOf(chosen) + 1)
    .reverse()
    .map((one) => openedSets(one, opened.path, model))
  return {...own!, seesAhead: isAhead(chosen), earlier: less.reverse()}
}

/** Every file of plausible sets of a case, opened; the earliest first. @throws Fault as `drawsOf`, of any of them. */
export function allSets(
  opened: Pick<Case, "path" | "inMemory" | "model" | "settings">,
  {model}: {readonly model: Model},
  io: Pick<Io, "readText" | "listFiles">,
): OpenSets[] {
  return setsOf(opened, io).map((one) => openedSets(one, opened.path, model))
}

function openedSets({file, text, plausible}: SetsFile, path: string, model: Model): OpenSets {
  const draws = openDraws(plausible, model, file)
  const lacking = drawnIn(model).find((name) => !plausible.names.includes(name))
  if (lacking !== undefined)
    throw new Fault("calibrate/missing-column", `There is no column for '${lacking}', which the model draws`, {
      place: file,
      next: `\`brink calibrate ${path}\` makes the file anew; without it the priors are drawn from.`,
    })
  return {...draws, file, text: contentHash(text)}
}
