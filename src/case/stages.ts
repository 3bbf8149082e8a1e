// The stages of the pipeline that are kept: reading a document, gathering the map, the checks, the track record, the
// outlook. In: a stage's input. Out: what it makes of it.
//
// A stage sees its input and the runner, and nothing else, so that nothing can change what it gives without changing the
// hash that it is kept by. Who runs, who is told how far it is, and what was run before are the runner's: nothing that is
// given depends on them. What makes a stage is loaded where it is made, not where it is found kept.

import type {SeriesFit} from "../calibrate/index.ts"
import type {Backtested, Check, CheckInput, CheckResult, FittedDraws, History} from "../check/index.ts"
import type {DocumentReading, Reading} from "../claims/index.ts"
import type {Document} from "../documents/index.ts"
import type {Executor, Life, Pasts} from "../ensemble/index.ts"
import {type CaseFactor, type CausalMap, type Edit, gather} from "../map/index.ts"
import {type Model, runsOn, type Scenario} from "../model/index.ts"
import type {Foretelling, foretellings, Outlook, Press, WeighInput} from "../outlook/index.ts"
import type {Shape} from "./cache.ts"
import type {Io} from "./io.ts"
import {allInModelTime, type Series} from "./series.ts"
import {checkShape, documentShape, foretoldShape, mapShape, outlookShape, pressedShape, recordShape} from "./shapes.ts"

/** What takes time on the way to an outlook, in this order. */
export type StageName = "read" | "map" | "check" | "record" | "outlook" | "foretold" | "levers"

/** What a stage is carried out with. */
export type Runner = {
  readonly execute: Executor
  /** Where `execute` draws from sets that were fitted to data. */
  readonly fitted?: FittedDraws
  /** What happened up to the case's day is run once, for the checks and for the outlook. */
  readonly pasts: Pasts
  readonly progress: (stage: StageName, share: number) => void
}

/** A stage and how it is kept; `By` is what it is carried out with. */
export type Stage<In, Out, By = Runner> = {
  readonly name: StageName
  /** What it gives. */
  readonly shape: Shape
  /** What of its input decides what it gives; all of it where this is absent. */
  readonly on?: (input: In) => unknown
  readonly make: (input: In, by: By) => Out | Promise<Out>
}

/** What one document says by itself. English is opened only where a document has to be read. */
export const READ = {
  name: "read",
  shape: documentShape,
  make: async (document, io) => {
    if (io.readOne) return io.readOne(document)
    const {readOne} = await import("../claims/whole.ts")
    return readOne(document, await io.english())
  },
} satisfies Stage<Document, DocumentReading, Pick<Io, "english" | "readOne">>

/** The map of what the documents say together. */
export const MAP = {
  name: "map",
  shape: mapShape,
  make: ({reading, codebook, edits}) => gather(reading, {codebook: [...codebook], edits: [...edits]}),
} satisfies Stage<{reading: Reading; codebook: readonly CaseFactor[]; edits: readonly Edit[]}, CausalMap>

/** What every ensemble is asked with. */
type Asked = {
  readonly runs: number
  /** 0 to 2^64-1, in decimal. */
  readonly seed: string
  /** What happened before the case's day. */
  readonly replay?: History
  /** How long what levers set lasts. */
  readonly lasts?: readonly Life[]
  /** The hash of the sets that runs draw from; absent where they draw from the priors. */
  readonly plausible?: string
}

/** Whether the model does what was said and what the case asks of it. */
export const CHECK: Stage<Asked & Omit<CheckInput, keyof Runner | "onProgress">, CheckResult> = {
  name: "check",
  shape: checkShape,
  make: async (input, {execute, pasts, progress}) => {
    const {check} = await import("../check/index.ts")
    return check({...input, execute, pasts, onProgress: (done, total) => progress("check", done / total)})
  },
}

/** What the model makes of the case's observed series. */
export type TrackRecord = {
  readonly runs: number
  /** The backtest: every method at every horizon that could be scored. */
  readonly scores: readonly Backtested[]
  /** Series and horizons that could not be, each with its reason. */
  readonly unscored: readonly Check[]
  /** How the runs tell what was observed, with all that happened put on them. */
  readonly fits: readonly SeriesFit[]
}

/** Runs of one ensemble of the track record: a score of so many members is within a hundredth of that of a thousand. */
const MOST_RECORD_RUNS = 300

type OnData = Asked & {
  /** With the day of its time 0. */
  readonly model: Model
  readonly series: readonly Series[]
  readonly scenario: Scenario | null
  /** The hashes of sets fitted to less, which early forecasts draw from. */
  readonly earlier?: readonly string[]
}

/** The backtest and the fit of a model to the case's series. */
export const RECORD: Stage<OnData, TrackRecord> = {
  name: "record",
  shape: recordShape,
  // Of the model: what its runs do, the chances of its switches, and how many numbers rest on which data. Its words are
  // not shown, nor those of documents.
  on: ({model, ...others}) => ({
    ...others,
    model: runsOn(model),
    chances: model.contested.map(({name, chance}) => [name, chance]),
    rest: model.quantities.flatMap(({because}) => because.filter((one) => "data" in one)),
  }),
  make: async ({model, series, scenario, replay, lasts, seed, ...asked}, {execute, fitted: seen, progress}) => {
    const [{backtest, backtestEnsembles}, {fitted}] = await Promise.all([
      import("../check/index.ts"),
      import("../calibrate/index.ts"),
    ])
    const runs = Math.min(asked.runs, MOST_RECORD_RUNS)
    const observed = allInModelTime(series, model.time)
    const blind = {
      model,
      observed,
      ...(replay && {replay}),
      ...(lasts && {lasts}),
      execute,
      runs,
      seed,
      ...(seen && {fitted: seen}),
    }
    const ensembles = backtestEnsembles(blind) + 1
    const {checks, scores} = await backtest({...blind, onProgress: (done) => progress("record", done / ensembles)})
    const fits = await fitted({model, replay: scenario, series, execute, runs, seed})
    return {runs, scores, unscored: checks.filter(({verdict}) => verdict.startsWith("not ")), fits}
  },
}

/** The findings, over what lies ahead of the case's day. */
export const OUTLOOK: Stage<Asked & Omit<WeighInput, keyof Runner | "onProgress" | "fittedUntil">, Outlook> = {
  name: "outlook",
  shape: outlookShape,
  make: async (input, {execute, fitted: seen, pasts, progress}) => {
    const {weigh} = await import("../outlook/index.ts")
    return weigh({
      ...input,
      ...(seen && {fittedUntil: seen.until}),
      execute,
      pasts,
      onProgress: (done, total) => progress("outlook", done / total),
    })
  },
}

/**
 * What the runs of an outlook foretell of its series: of a day before the outlook's own, to be held against what came, and
 * of periods to come, to be written down.
 */
export const FORETOLD: Stage<Asked & Omit<Parameters<typeof foretellings>[0], keyof Runner>, Foretelling> = {
  name: "foretold",
  shape: foretoldShape,
  make: async (input, {execute, fitted: seen, pasts}) => {
    const {foretellings} = await import("../outlook/index.ts")
    return foretellings({...input, ...(seen && {fittedUntil: seen.until}), execute, pasts})
  },
}

/** Runs of one press: a sign that holds in 95 of 100 of the runs that move is seen in so many. */
const MOST_PRESSED_RUNS = 300

/** Which way each choice that documents name pushes everything else, in the drafted model of their map. */
export const LEVERS: Stage<
  Asked & {readonly model: Model; readonly map: CausalMap; readonly factors: readonly string[]},
  Press[]
> = {
  name: "levers",
  shape: pressedShape,
  make: async ({model, map, factors, runs, seed}, {execute}) => {
    const {pressEach} = await import("../outlook/index.ts")
    return pressEach({model, map, factors, direction: "+", runs: Math.min(runs, MOST_PRESSED_RUNS), seed, execute})
  },
}
