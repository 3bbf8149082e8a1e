export type {Asked} from "./asked.ts"
export {cacheByContent} from "./cache.ts"
export {
  type Case,
  isCase,
  OPEN_QUESTION,
  openCase,
  readScenario,
  scenarioNames,
} from "./case.ts"
export {changedSince, compare, type Earlier, readEarlier, versionOf, versionSchema} from "./compare.ts"
export {type Decided, decided} from "./decided.ts"
export {type Diff, diff, hasChanged} from "./diff.ts"
export {linkWords, moveWords, outcomeWords, stepWords} from "./diff-words.ts"
export {editLines, hasSpan, namesWords} from "./edit-lines.ts"
export {type Appended, appendEdits, appendLines, editsOf, tryLines} from "./edits.ts"
export {type Io, inFolder, type Target} from "./io.ts"
export {
  asDecided,
  asDrafted,
  assertLooksBack,
  clockNotes,
  gatheringOf,
  gatherMap,
  gatherPhrases,
  happened,
  keepMap,
  livesOf,
  type Modelled,
  mapOfCase,
  modelOf,
  modelToRun,
  observed,
  type PipelineOptions,
  type PipelineResult,
  type Retrospective,
  readCase,
  readSome,
  runPipeline,
  type Said,
  skipped,
} from "./pipeline.ts"
export {type Planned, planSchema} from "./planned.ts"
export {
  allSets,
  assertNewSets,
  type CaseDraws,
  drawnFor,
  drawsOf,
  isSetsName,
  modelHash,
  PLAUSIBLE,
} from "./plausible.ts"
export {fared, foretoldSchema, type Registered, registered, type SeriesFared} from "./registered.ts"
export {amiss, dated, gapsOf, inModelTime, parseSeries, type Series} from "./series.ts"
export type {CaseSettings} from "./settings.ts"
export type {PhraseReader} from "./settled.ts"
export type {StageName, TrackRecord} from "./stages.ts"
export type {Version} from "./version.ts"
