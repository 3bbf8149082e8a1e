// The pipeline: open -> read -> gather -> draft -> compile -> simulate -> check -> weigh. In: a case (or a folder, or a
// document) and the io layer. Out: whatever the caller asked for. What takes long is a stage (stages.ts), which a case
// folder keeps by its input.

import type {CheckResult, History, Observed} from "../check/index.ts"
import {assembled, type DocumentReading, isOfModel, type Reading} from "../claims/index.ts"
import {dayNumber, isoOf} from "../core/calendar.ts"
import {onOneLine} from "../core/controls.ts"
import {weeksPerUnit} from "../core/duration.ts"
import {Fault, type Issue, nearest} from "../core/fault.ts"
import {groupBy} from "../core/grouping.ts"
import {slug} from "../core/ids.ts"
import {append} from "../core/lists.ts"
import {type Document, type Lineage, lineages, openDocument, type Source} from "../documents/index.ts"
import {asDraftedOf, draft} from "../draft/index.ts"
import {scenarioSettings} from "../engine/index.ts"
import {type Life, stretched} from "../ensemble/index.ts"
import type {FirstReading} from "../firstreading/index.ts"
import {type CausalMap, corrected, type Edit, Gathering, gatherPlaced, isRejected} from "../map/index.ts"
import {assertScenario, distributionOf, type Model, type WordedDistribution, weighLineages} from "../model/index.ts"
import type {Foretelling, Outlook, Path, Press, SinceView, WeighInput} from "../outlook/index.ts"
import {cacheByContent, cacheOf, type KeepEach, type Keeping, keepNothing} from "./cache.ts"
import {type Case, OPEN_QUESTION, openCase, readScenario, scenarioNames} from "./case.ts"
import {type Io, inFolder} from "./io.ts"
import {type CaseDraws, drawnFor, drawsOf} from "./plausible.ts"
import {allAhead, allInModelTime, dated, dayInModelTime} from "./series.ts"
import {lineagesShape, voicesShape} from "./shapes.ts"
import {
  CHECK,
  FORETOLD,
  LEVERS,
  MAP,
  OUTLOOK,
  READ,
  RECORD,
  type Runner,
  type Stage,
  type TrackRecord,
} from "./stages.ts"
import {withWholeClaims} from "./whole-claims.ts"

/** What the documents say, one by one. */
export type Said = {
  readonly documents: readonly Document[]
  readonly lineages: readonly Lineage[]
  readonly reading: Reading
}

/** A model, and whether it was drafted from the map by rule. */
export type Modelled = {readonly model: Model; readonly drafted: boolean}

/** All that the pipeline gives. */
export type PipelineResult = Said &
  Modelled & {
    readonly opened: Case
    readonly map: CausalMap
    readonly check: CheckResult
    readonly outlook: Outlook
    /** Null where the case has no series to hold the model against. */
    readonly record: TrackRecord | null
    /** What can be said in words and signs alone of a folder that nobody has modelled; null where an analyst has. */
    readonly first: FirstReading | null
    /** The plausible sets that runs drew from; null: the priors. */
    readonly draws: CaseDraws | null
    /** What is foretold of periods to come, where that was asked for. */
    readonly foretold: Foretelling | null
    /** Of each day before the one asked about that case.yaml has a retrospective of, the latest first. */
    readonly retrospectives: readonly Retrospective[]
    /** What is to be said of the sets that parameters were drawn from. */
    readonly notes: readonly string[]
  }

/** What was foretold of a day before the one that is asked about, made from what was known then, and what came. */
export type Retrospective = {
  /** The day, YYYY-MM-DD. */
  readonly day: string
  /** Documents it is made from, and those dated later. */
  readonly documents: number
  readonly later: number
  /** The last day of the data that the runs' parameter sets were fitted to; null: drawn from the priors. */
  readonly fittedUntil: string | null
  readonly runs: number
  readonly failed: number
  /** None where no series goes beyond the day. */
  readonly since: readonly SinceView[]
}

export type PipelineOptions = {
  readonly runs: number
  /** 0 to 2^64-1, in decimal. */
  readonly seed: string
  readonly maxFile?: number
  /** The case where it is open already, with decisions that no file may hold yet. */
  readonly opened?: Case
  /** The day asked about, YYYY-MM-DD, in place of the case's start. */
  readonly asOf?: string
  /**
   * Made from what was known on the day asked about: documents dated later are left out, and so are sets fitted to later
   * data. Without `asOf` the day is the latest that case.yaml has a retrospective of, else its start.
   */
  readonly retrospective?: boolean
  /** What is foretold of periods to come is wanted too, to be written down. */
  readonly register?: boolean
  readonly onProgress?: Runner["progress"]
}

/**
 * The whole way to an outlook.
 *
 * @throws Fault of any stage on the way; `case/no-document` and `case/no-claim` when the
 *               documents give nothing to go on; `case/as-of` for a day that the model or the documents do not reach.
 */
export async function runPipeline(path: string, io: Io, options: PipelineOptions): Promise<PipelineResult> {
  const progress = options.onProgress ?? (() => {})
  const own = options.opened ?? (await openCase(path, io, options))
  const past = options.retrospective && options.asOf === undefined ? retrospectiveDays(own.settings).at(-1) : undefined
  const day = options.asOf ?? past
  const ready = await readied(own, io, {
    ...options,
    ...(day !== undefined && {day: {day, as: past === undefined ? `--as-of ${day}` : retrospectiveOf(day)}}),
  })
  const {opened, documents, lineages, reading, map, model, drafted, draws, runner, asked} = ready
  const {settings, series, checks} = opened
  const keep = cacheOf(opened, io)
  const through = async <In, Out>(stage: Stage<In, Out>, input: In): Promise<Out> => {
    const made = () => stage.make(input, runner)
    const out = await keep(stage.name, stage.on ? stage.on(input) : input, stage.shape, made)
    progress(stage.name, 1)
    return out
  }
  if (options.register) assertForetells(ready)
  const question = {...asked, model, drafted, map, reading}
  const untouched = opened.untouched && {untouched: true}
  const checked = await through(CHECK, {...question, ...asDrafted(opened, map), checks})
  const data = observed(opened, model)
  const onData = {
    ...asked,
    model: dated(model, settings),
    series,
    scenario: opened.replay,
    ...(draws && draws.earlier.length > 0 && {earlier: draws.earlier.map(({text}) => text)}),
  }
  const record = data.length === 0 ? null : await through(RECORD, onData)
  const outlook = await through(OUTLOOK, {
    ...question,
    ...untouched,
    model: untilHorizon(model, opened.horizonWeeks),
    check: checked,
    ...(settings.question === OPEN_QUESTION ? {} : {question: settings.question}),
    outcomes: settings.outcomes ?? [],
    data,
    watch: settings.watch ?? [],
    thresholds: settings.thresholds ?? [],
    stakes: settings.stakes ?? [],
    ripe: settings.ripe ?? [],
    calm: Object.entries(settings.calm ?? {}).map(([quantity, level]) => ({quantity, level})),
    paths: await pathsOf(opened, model, io),
    skipped: skipped(reading),
    ...(record && {skill: skillOf(record)}),
  })
  const pressing = async (factors: readonly string[]) =>
    factors.length > 0 ? through(LEVERS, {...asked, model, map, factors}) : []
  const said = {documents, lineages, reading}
  const first = drafted ? await firstOf({...said, map, outlook}, opened, pressing) : null
  const foretold = options.register ? await foretoldBy(ready, io) : null
  const retrospectives = options.retrospective || drafted ? [] : await lookedBack(own, opened, io, options)
  const notes = [...ready.notes, ...clockNotes(opened, model), ...(draws?.notes ?? [])]
  return {
    ...said,
    model,
    drafted,
    opened,
    map,
    check: checked,
    outlook,
    record,
    first,
    draws,
    foretold,
    retrospectives,
    notes,
  }
}

/** The days that a case has retrospectives of, the earliest first. */
function retrospectiveDays({retrospective}: Case["settings"]): string[] {
  return [retrospective ?? []].flat().sort()
}

/**
 * Holds the days that case.yaml has retrospectives of against the model's time.
 * @throws Fault `case/as-of` for the first that its runs do not reach, or that lies before the first dated document.
 */
export function assertLooksBack(own: Case, model: Pick<Model, "time">, documents: readonly Document[]): void {
  for (const day of retrospectiveDays(own.settings))
    assertReached({day, as: retrospectiveOf(day)}, own, model, documents)
}

/** What a refusal calls a day that case.yaml has a retrospective of. */
const retrospectiveOf = (day: string): string => `retrospective ${day} in case.yaml`

type ReadyOptions = Pick<PipelineOptions, "runs" | "seed" | "retrospective" | "onProgress"> & {
  /** The day asked about in place of the case's start, and what refusals call it. */
  readonly day?: {readonly day: string; readonly as: string}
}

/**
 * A case, read and mapped, with its model and what its runs draw from, ready for the stages that run it.
 * @throws Fault as `runPipeline`.
 */
export async function readied(
  own: Case,
  io: Io,
  {runs, seed, day, retrospective, onProgress = () => {}}: ReadyOptions,
) {
  const whole = day === undefined ? own : {...own, settings: {...own.settings, start: day.day}}
  const {opened, later} = retrospective ? knownOn(whole) : {opened: whole, later: []}
  const {start} = opened.settings
  const asRead = await readCase(opened, io)
  onProgress("read", 1)
  const map = await mapOfCase(opened, asRead, io)
  const said = asDecided(opened, asRead)
  onProgress("map", 1)
  const modelled = await modelOf(opened, map)
  const {model} = modelled
  if (day !== undefined) assertReached(day, own, model, said.documents)
  const sets = drawsOf(opened, modelled, io)
  const sighted = retrospective === true && sets?.seesAhead === true
  const draws = sighted ? null : sets
  const runner: Runner = {...drawnFor(opened, model, draws, io.execute), pasts: new Map(), progress: onProgress}
  const notes = [
    ...later.map(({file, date}) => `${file}: of ${date}, after ${start}: left out`),
    ...(sighted ? [`${sets!.file}: fitted to data after ${start}: the priors are drawn from`] : []),
  ]
  const asked = {runs, seed, ...happened(opened, model), ...(draws && {plausible: draws.text})}
  return {...said, ...modelled, opened, map, later, draws, runner, asked, notes}
}

type Ready = Awaited<ReturnType<typeof readied>>

/** What the runs of a case foretell of its series, from its cache or made now. @throws Fault of `foretellings`. */
async function foretoldBy(ready: Ready, io: Io): Promise<Foretelling> {
  const {opened, model, map, reading, asked, runner} = ready
  const input = {
    ...asked,
    model: untilHorizon(model, opened.horizonWeeks),
    map,
    reading,
    outcomes: opened.settings.outcomes ?? [],
    data: foretellable(ready),
  }
  // By content: each day that a case looks back to is kept beside the others.
  const keepEach = cacheByContent(opened.inMemory ? null : opened.path, io)
  const [found] = await keepEach(FORETOLD.name, [input], FORETOLD.shape, (one) => FORETOLD.make(one, runner))
  return found!
}

/** The series of a case with the periods to come that its runs reach. */
function foretellable({opened, model}: Pick<Ready, "opened" | "model">): Observed[] {
  const {start} = opened.settings
  const {time} = untilHorizon(dated(model, opened.settings), opened.horizonWeeks)
  return start === undefined ? [] : allAhead(opened.series, time, start)
}

/** @throws Fault `case/no-foretelling` where the case has nothing that could be written down before it comes. */
function assertForetells(ready: Ready): void {
  const {opened, model, drafted} = ready
  const refuse = (says: string, next: string) => new Fault("case/no-foretelling", says, {place: opened.path, next})
  if (drafted)
    throw refuse(
      "A drafted model has words and signs, and foretells no number that could be registered",
      "Build on it: `brink draft` prints it as text to edit.",
    )
  const {now} = model.time
  if (now === undefined)
    throw refuse("No day within the model's run is asked about", "Give case.yaml a start, or name a day with --as-of.")
  const names = new Set(model.quantities.map(({name}) => name))
  const reached = foretellable(ready).filter(
    ({quantity, ahead = []}) => names.has(quantity) && ahead.some(({from}) => from >= now),
  )
  if (reached.length === 0)
    throw refuse(
      "No series of data has a period to come that the runs reach",
      "Put a table into data/ whose column is a quantity of the model, with two values up to the day asked about.",
    )
}

/**
 * What the case's retrospectives of days before the one asked about foretold, and what came, the latest day first.
 * @throws Fault as `runPipeline`, of any of them.
 */
async function lookedBack(own: Case, {settings}: Case, io: Io, options: PipelineOptions): Promise<Retrospective[]> {
  const {start} = settings
  const days = retrospectiveDays(settings).filter((day) => start !== undefined && day < start)
  const found: Retrospective[] = []
  for (const day of days.reverse()) {
    const {runs, seed} = options
    const ready = await readied(own, io, {runs, seed, retrospective: true, day: {day, as: retrospectiveOf(day)}})
    const {since, failed} = await foretoldBy(ready, io)
    found.push({
      day,
      documents: ready.documents.length,
      later: ready.later.length,
      fittedUntil: ready.draws?.until ?? null,
      ...{runs, failed, since},
    })
  }
  return found
}

/**
 * A case with the documents that were there on the day asked about, and those that came later. A document of a month or a
 * year was there on the day where any day of that month or year was.
 * @throws Fault `case/retrospective` where no day is asked about, where a document has no date, and where all came later.
 */
function knownOn(whole: Case): {opened: Case; later: {file: string; date: string}[]} {
  const {start} = whole.settings
  const refuse = (says: string, place: string, next: string) => new Fault("case/retrospective", says, {place, next})
  if (start === undefined)
    throw refuse(
      "A retrospective is of a day, and the case has none",
      whole.path,
      "Give it a start, or name it with --as-of.",
    )
  const dated = whole.sources.map((source) => ({source, document: openDocument(source).document}))
  const open = dated.filter(({document}) => document !== null && !document.date)
  if (open.length > 0)
    throw refuse(
      `Nobody can say whether ${open.length === 1 ? "this document was" : `these ${open.length} documents were`} known on ${start}: no date is given`,
      open.map(({source}) => source.file).join(", "),
      "Give each a date in its front matter, or take it out.",
    )
  const isLater = (date: string | null | undefined) => date != null && date > start.slice(0, date.length)
  const later = dated.flatMap(({source, document}) =>
    isLater(document?.date) ? [{file: source.file, date: document!.date!}] : [],
  )
  if (whole.sources.length > 0 && later.length === whole.sources.length)
    throw refuse(
      `All ${later.length} documents know what came after ${start}`,
      whole.path,
      "Name a later day with --as-of.",
    )
  const files = new Set(later.map(({file}) => file))
  return {opened: {...whole, sources: whole.sources.filter(({file}) => !files.has(file))}, later}
}

/** The first reading of a drafted case. `press` runs its model with each of these factors held up. */
async function firstOf(
  found: Said & {readonly map: CausalMap; readonly outlook: Outlook},
  {edits}: Case,
  press: (factors: readonly string[]) => Promise<Press[]>,
): Promise<FirstReading> {
  const {firstReading, leversToPress} = await import("../firstreading/index.ts")
  const {map, outlook} = found
  // A quantity of a draft bears its factor's id, or that and a low line where a formula could not name it.
  const ids = new Set(map.factors.map(({id}) => id))
  const outcomes = outlook.outcomes
    .map((name) => (ids.has(name) ? name : name.replace(/_$/, "")))
    .filter((id) => ids.has(id))
  const pressed = await press(leversToPress(map, outcomes).press)
  // Where nothing leads, nothing that the documents speak of does.
  const drift = outlook.drivers[0]?.parameter.startsWith("trend_") ?? true
  return firstReading({...found, edits, outcomes, pressed, drift})
}

/** Scenarios of a case that are compared; each costs one ensemble. */
const MOST_PATHS = 12

/**
 * The scenarios of a case with a model of its own, but for what happened: what lies before the day asked about is past.
 * @throws Fault of a scenario that does not fit the model.
 */
async function pathsOf(opened: Case, model: Model, io: Io): Promise<Path[]> {
  if (opened.inMemory || opened.model === null) return []
  const {now} = model.time
  const paths: Path[] = []
  for (const name of scenarioNames(opened.path, io)) {
    if (name === "replay") continue
    const scenario = await readScenario(opened.path, name, io)
    assertScenario(scenario, model)
    const settings = scenarioSettings(scenario)
      .filter(({to}) => now === undefined || to === undefined || to > now)
      .map((one) => (now === undefined ? one : {...one, from: Math.max(now, one.from ?? now)}))
    const events = scenario.events.filter(({at}) => now === undefined || at >= now)
    // Cases number their scenarios: the number is no part of the name.
    const label = name.replace(/^[a-z]?\d+[-_]/, "").replace(/[-_]/g, " ")
    paths.push({name, label: label.charAt(0).toUpperCase() + label.slice(1), why: scenario.why, settings, events})
  }
  return paths.filter(({settings, events}) => settings.length + events.length > 0).slice(0, MOST_PATHS)
}

/** Of how many backtests of each series the best naive forecast was beaten, and beat the model, beyond chance. */
function skillOf({scores}: TrackRecord): NonNullable<WeighInput["skill"]> {
  return [...groupBy(scores, ({quantity}) => quantity)].map(([quantity, of]) => ({
    quantity,
    tests: of.length,
    shown: of.filter(({low}) => low > 0).length,
    worse: of.filter(({high}) => high < 0).length,
  }))
}

/**
 * What reading needs of the world: English, the language model where one was asked for, and where documents' readings
 * are kept.
 */
type Readers = Pick<Io, "english" | "readOne" | "languageModel"> & Partial<Keeping>

/**
 * Opens and reads the documents of a case; with a language model, what it proposes is told through it. `onRead` is told how
 * many of how many documents are read, from none on, and waited for.
 * @throws Fault `case/no-document` when none can be read, naming each file and why; of the language model.
 */
export async function readCase(
  opened: Pick<Case, "path" | "sources" | "issues"> & {readonly inMemory?: boolean},
  io: Readers,
  onRead?: (done: number, of: number) => void | Promise<void>,
): Promise<Said> {
  const {english, languageModel} = io
  const documents: Document[] = []
  const issues: Issue[] = [...opened.issues]
  for (const source of opened.sources) {
    const one = openDocument(source)
    append(issues, one.issues)
    if (one.document) documents.push(one.document)
  }
  issues.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0))
  const of = documents.length
  if (of === 0) throw noDocument(opened.path, issues)
  await onRead?.(0, of)
  if (!languageModel) {
    // English is opened only where a document has to be read.
    const keepEach = cacheByContent(opened.inMemory === false ? opened.path : null, io)
    const [found = []] = await keepEach("lineages", [documents], lineagesShape, lineages)
    const each = await readEach(documents, keepEach, io, (done) => onRead?.(done, of))
    return {documents, lineages: found, reading: assembled(documents, found, each, issues)}
  }
  const {questionsAbout, read} = await import("../claims/whole.ts")
  const {name} = languageModel
  const found = lineages(documents)
  const answers = await languageModel.ask(questionsAbout(documents, name))
  const reading = read(documents, found, await english(), issues, {name, answers})
  for (const issue of reading.issues) if (isOfModel(issue)) languageModel.told(issue)
  return {documents, lineages: found, reading}
}

/** What each document says by itself, from its cache or read now. */
const readEach = (
  documents: readonly Document[],
  keepEach: KeepEach,
  io: Readers,
  onRead?: (done: number) => void | Promise<void>,
): Promise<DocumentReading[]> => keepEach(READ.name, documents, READ.shape, (one) => READ.make(one, io), onRead)

/**
 * What each of some documents says by itself, as `readCase` reads them; null for one that cannot be read.
 * @param folder of the case that they lie in; null: none.
 */
export async function readSome(
  sources: readonly (Source | null)[],
  folder: string | null,
  io: Readers,
): Promise<(DocumentReading | null)[]> {
  const documents = sources.map((source) => source && openDocument(source).document)
  const each = await readEach(
    documents.filter((document) => document !== null),
    cacheByContent(folder, io),
    io,
  )
  let read = 0
  return documents.map((document) => document && each[read++]!)
}

// A refusal that names three files is read to its end.
const NAMED_FILES = 3

function noDocument(path: string, issues: readonly Issue[]): Fault {
  const named = issues.slice(0, NAMED_FILES).map((issue) => `\n  ${onOneLine(issue.file)}: ${issue.says}`)
  if (issues.length > NAMED_FILES) named.push(`\n  and ${issues.length - NAMED_FILES} more`)
  return new Fault("case/no-document", `There is no English document to read in ${path}${named.join("")}`, {
    next: "Put articles there as .txt, .md, .html, .docx or .pdf files.",
  })
}

/**
 * The map of what the documents say together, with the case's codebook and edits.
 * @throws Fault `case/no-claim` when no sentence says that one thing causes another.
 */
export function gatherMap(opened: Pick<Case, "path" | "codebook" | "edits">, said: Said): CausalMap {
  return MAP.make(sourcesOfMap(opened, said))
}

/** What gathers the map of a case again and again, as decisions are made about it. @throws Fault as `gatherMap`. */
export function gatheringOf(opened: Pick<Case, "path" | "codebook" | "edits">, said: Said): Gathering {
  const {reading, codebook} = sourcesOfMap(opened, said)
  return new Gathering(reading, codebook)
}

/** The same with every phrase where it was brought. @throws Fault as `gatherMap`. */
export function gatherPhrases(opened: Pick<Case, "path" | "codebook" | "edits">, said: Said) {
  const {reading, codebook, edits} = sourcesOfMap(opened, said)
  return gatherPlaced(reading, {codebook, edits})
}

/** @throws Fault as `gatherMap`. */
function sourcesOfMap(
  {path, codebook, edits}: Pick<Case, "path" | "codebook" | "edits">,
  {reading, documents}: Said,
): Parameters<typeof MAP.make>[0] {
  if (reading.claims.length > 0 || edits.some(({kind}) => kind === "add")) return {reading, codebook, edits}
  throw new Fault("case/no-claim", `No sentence in ${path} says that one thing causes another`, {
    place: documents.map((d) => d.file).join(", "),
    next: "Add documents that tell causes; `brink read --why PATH` shows what each sentence gave.",
  })
}

/**
 * As `gatherMap`, kept from before where the same was gathered from the same.
 * @throws Fault as `gatherMap`.
 */
export async function mapOfCase(opened: Case, said: Said, io: Readers): Promise<CausalMap> {
  // What a language model adds is not in the documents, so nothing is kept of it.
  if (io.languageModel) return gatherMap(opened, said)
  const keepEach = cacheByContent(opened.inMemory ? null : opened.path, io)
  const [map] = await keepEach(MAP.name, [sourcesOfMap(opened, said)], MAP.shape, MAP.make)
  return map!
}

/** Keeps a map that was gathered already, where `mapOfCase` will look for it: an edit gathers what comes of it. */
export async function keepMap(opened: Case, said: Said, map: CausalMap, io: Readers): Promise<void> {
  if (io.languageModel) return
  const keepEach = cacheByContent(opened.path, io)
  await keepEach(MAP.name, [sourcesOfMap(opened, said)], MAP.shape, () => map)
}

/**
 * What the documents say, with the signs and phrases that edits correct: what checks, findings and traces are made of.
 * The map is gathered from what was read, which it corrects itself.
 */
export function asDecided(opened: Pick<Case, "edits">, said: Said): Said {
  return {...said, reading: corrected(said.reading, opened.edits)}
}

/**
 * The case's own model, its disagreements weighed by the voices of the documents where it asks for that; else its
 * draft. With what edits assume about its parameters.
 * @throws Fault of draft, when the map has no link to draft; `model/invalid-file` for an assumed value that is none.
 */
export async function modelOf(opened: Modellable & Pick<Case, "edits">, map: CausalMap): Promise<Modelled> {
  return modelFrom(opened, map, await assuming(opened.edits))
}

/**
 * Quantities of the case's model that stand as they were drafted, for the check: what nobody has edited says what the documents say
 * because it was made of it, whoever keeps it in a file.
 */
export function asDrafted(
  {model, untouched}: Pick<Case, "model" | "untouched">,
  map: CausalMap,
): {asDrafted?: string[]} {
  const names = model === null ? [] : untouched ? model.quantities.map(({name}) => name) : asDraftedOf(model, map)
  return names.length > 0 ? {asDrafted: names} : {}
}

type Modellable = Pick<Case, "model" | "settings" | "horizonWeeks" | "inMemory">

/** What puts the values in that edits assume; it reads and writes models as files, and is loaded where there are any. */
async function assuming(edits: readonly Edit[]): Promise<(model: Model) => Model> {
  if (!edits.some((edit) => edit.kind === "assume" && "quantity" in edit)) return (model) => model
  const {withAssumed} = await import("./assumed.ts")
  return (model) => withAssumed(model, edits)
}

/** As `modelOf`, by who has what puts assumed values in. */
export function modelFrom(opened: Modellable, map: CausalMap, assumed: (model: Model) => Model): Modelled {
  const {start} = opened.settings
  if (opened.model !== null) return {model: asked(weighed(assumed(opened.model), map), start), drafted: false}
  const model = draft(map, {
    name: opened.inMemory ? "draft" : slug(opened.settings.title),
    ...(start && {origin: start}),
    ...(opened.horizonWeeks !== undefined && {horizon: opened.horizonWeeks}),
  })
  return {model: assumed(model), drafted: true}
}

/** The model with the day that the case asks about, at the nearest saved row, where that lies within the run. */
function asked(model: Model, start: string | undefined): Model {
  const {time} = model
  const day = start === undefined ? null : dayInModelTime(start, time)
  if (day === null) return model
  const now = time.start + Math.round((day - time.start) / time.save) * time.save
  return now > time.start && now < time.stop ? {...model, time: {...time, now}} : model
}

/**
 * @throws Fault `case/as-of` where the day lies before the first dated document, or outside the run of a model that the
 *               case has of its own; a drafted model begins on it.
 */
function assertReached(
  {day, as}: {readonly day: string; readonly as: string},
  {path, model: own}: Case,
  {time}: Pick<Model, "time">,
  documents: readonly Document[],
): void {
  const refuse = (says: string, next: string) => {
    throw new Fault("case/as-of", `${as}: ${says}`, {place: path, next})
  }
  const dates = documents.flatMap(({date}) => (date ? [date] : [])).sort()
  const [first] = dates
  if (first !== undefined && dayNumber(day) < dayNumber(first))
    refuse(
      `the first of these documents is of ${first}: nobody had written anything yet`,
      "Name that day or a later one.",
    )
  if (own === null) return
  const at = own.time.origin === undefined ? null : dayInModelTime(day, time)
  const length = weeksPerUnit(time.unit)
  if (at === null || length === null)
    refuse(
      "the model has no calendar: its time has no origin, or its unit is no span of time",
      "Give model.yaml an origin under time, such as {unit: week, origin: 2031-01-01}.",
    )
  else if (at <= time.start || at >= time.stop) {
    const dayOf = (moment: number) => isoOf(dayNumber(time.origin!) + 7 * length! * moment)
    refuse(
      `it lies outside the model's run, ${dayOf(time.start)} to ${dayOf(time.stop)}`,
      "Name a day between them, or give model.yaml another stop.",
    )
  }
}

/**
 * What happened, for tests of what is said of the past: the scenario `replay` of a case with a model of its own; and how
 * long what it leaves in force lasts.
 * @throws Fault of a scenario that does not fit the model, and of `livesOf`.
 */
export function happened(
  opened: Pick<Case, "model" | "replay" | "settings" | "path">,
  model: Model,
): {replay?: History; lasts?: readonly Life[]} {
  const {replay} = opened
  if (replay === null || opened.model === null) return {}
  assertScenario(replay, model)
  return {replay: {settings: scenarioSettings(replay), events: replay.events}, ...livesOf(opened, model)}
}

/**
 * How long what levers set lasts, in the model's unit of time.
 * @throws Fault `case/lasts` for what is no lever of the model, and where its time has no calendar.
 */
export function livesOf({settings, path}: Pick<Case, "settings" | "path">, model: Model): {lasts?: readonly Life[]} {
  const {lasts} = settings
  if (lasts === undefined || lasts.length === 0) return {}
  const levers = model.quantities.filter(({kind}) => kind === "lever").map(({name}) => name)
  const length = weeksPerUnit(model.time.unit)
  const place = inFolder(path, "case.yaml")
  return {
    lasts: lasts.map(({lever, life, unit, source}) => {
      if (!levers.includes(lever)) {
        const near = nearest(lever, levers)
        throw new Fault("case/lasts", `lasts: the model has no lever '${lever}'`, {
          place,
          next: near.length > 0 ? `Nearest: ${near.join(", ")}` : "Name a lever of model.yaml.",
        })
      }
      if (length === null)
        throw new Fault(
          "case/lasts",
          `lasts: the model's unit of time, '${model.time.unit}', is no span of a calendar`,
          {
            place,
            next: "Give model.yaml a unit of time such as week.",
          },
        )
      const sane = distributionOf(life as WordedDistribution, () => {})
      return {lever, life: stretched(sane, weeksPerUnit(unit)! / length), source}
    }),
  }
}

/** The model cut off at the horizon that the case asks about. */
export function untilHorizon(model: Model, weeks: number | undefined): Model {
  const {time} = model
  const length = weeksPerUnit(time.unit)
  if (time.now === undefined || weeks === undefined || length === null) return model
  const stop = time.now + Math.max(1, Math.round(weeks / length / time.save)) * time.save
  return stop < time.stop ? {...model, time: {...time, stop}} : model
}

/** What of the times that case.yaml asks for lies beyond the run of the case's own model. */
export function clockNotes({model: own, settings, horizonWeeks, path}: Case, model: Model): string[] {
  const {time} = model
  const file = inFolder(path, "case.yaml")
  const day = settings.start === undefined || own === null ? null : dayInModelTime(settings.start, time)
  const length = weeksPerUnit(time.unit)
  if (day === null || length === null) return []
  const dayOf = (at: number) => isoOf(dayNumber(time.origin!) + 7 * length * at)
  const run = `the model's run, ${dayOf(time.start)} to ${dayOf(time.stop)}`
  if (time.now === undefined)
    return Math.abs(day - time.start) <= time.save
      ? []
      : [`${file}: start ${settings.start} lies outside ${run}: the whole run is told`]
  return horizonWeeks !== undefined && time.now + horizonWeeks / length > time.stop + time.save
    ? [`${file}: the horizon, ${settings.horizon} from ${settings.start}, goes beyond ${run}: what is told ends there`]
    : []
}

/**
 * The model with whole ids of claims, each side of a disagreement with as many voices as lineages make its claims; a
 * rejected claim has none.
 */
function weighed(model: Model, map: CausalMap): Model {
  const voices = map.groundings.filter((grounding) => !isRejected(grounding))
  const lineage = new Map(voices.map((grounding) => [grounding.claim, grounding.lineage]))
  const whole = withWholeClaims(
    model,
    map.groundings.map(({claim}) => claim),
  )
  return weighLineages(whole, (claim) => lineage.get(claim) ?? null)
}

/**
 * The model that a case runs, and the files that were passed over. Its documents are read only where the model comes of
 * them: for a draft, and for disagreements that their voices weigh; a folder keeps what they weigh. `left` is null
 * where they were not needed.
 * @throws Fault as `readCase`, `gatherMap` and `modelOf`.
 */
export async function modelToRun(
  opened: Case,
  io: Readers & Partial<Io>,
): Promise<Modelled & {readonly left: ReturnType<typeof skipped> | null}> {
  const own = opened.model
  if (own === null) {
    const said = await readCase(opened, io)
    return {...(await modelOf(opened, await mapOfCase(opened, said, io))), left: skipped(said.reading)}
  }
  const alone = (await assuming(opened.edits))(own)
  if (opened.sources.length === 0 || own.contested.every(({weight}) => weight === "stated"))
    return {model: alone, drafted: false, left: null}
  const {sources, issues, codebook, edits} = opened
  // What a language model adds is not in the documents, so nothing is kept of it.
  const keep = io.languageModel ? keepNothing : cacheOf(opened, io)
  const {chances, left} = await keep(
    "voices",
    {sources, issues, codebook, edits, contested: own.contested},
    voicesShape,
    async () => {
      const said = await readCase(opened, io)
      const told = said.reading.claims.length > 0
      const heard = told ? weighed(alone, await mapOfCase(opened, said, io)).contested.map(({chance}) => chance) : null
      return {chances: heard, left: skipped(said.reading)}
    },
  )
  if (chances === null) return {model: alone, drafted: false, left}
  const contested = alone.contested.map((one, i) => ({...one, chance: chances[i]!}))
  return {model: asked({...alone, contested}, opened.settings.start), drafted: false, left}
}

/** The case's data in the model's time; none where the model has no date. */
export function observed(opened: Pick<Case, "settings" | "series">, model: Model) {
  return allInModelTime(opened.series, dated(model, opened.settings).time)
}

// A guess at the encoding, front matter in disorder and a document without a claim are said, but the document was read.
const READ_ALL_THE_SAME = new Set([
  "doors/encoding",
  "doors/macros",
  "doors/pages-without-text",
  "text/language-part",
  "text/front-matter",
  "reading/no-claim",
])

/** The files that were passed over, and why: what makes a command end with 1. */
export function skipped(reading: Reading): {file: string; why: string}[] {
  return reading.issues
    .filter((issue) => /^(?:doors|text)\//.test(issue.code) && !READ_ALL_THE_SAME.has(issue.code))
    .map((issue) => ({file: issue.file, why: issue.says}))
}
