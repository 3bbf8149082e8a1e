// A case: the folder that docs/formats/case.md describes, opened. In: a path and the io layer. Out: everything the
// case holds, each file validated with the place of every mistake. A folder without a
// case.yaml, or one document, is a case in memory: same shape, nothing is ever written to it.
//
// Nothing here touches the world but through `Io`.

import type {CaseChecks} from "../check/index.ts"
import {Fault, type Issue, nearest} from "../core/fault.ts"
import {slug} from "../core/ids.ts"
import {isAsMarked} from "../core/own-mark.ts"
import type {Source} from "../documents/index.ts"
import type {CaseFactor, Edit} from "../map/index.ts"
import type {Model, Scenario} from "../model/index.ts"
import {cacheByContent, type Shape} from "./cache.ts"
import {type Io, inFolder} from "./io.ts"
import {parseSeries, type Series} from "./series.ts"
import type {CaseSettings, Settings} from "./settings.ts"
import {checksShape, codebookShape, modelShape, scenarioShape, settingsShape} from "./shapes.ts"

export type Case = {
  /** As the user gave it, without a slash at its end. */
  readonly path: string
  /** No case.yaml: read as a case in memory, nothing is written to it. */
  readonly inMemory: boolean
  readonly settings: Omit<CaseSettings, "format">
  /** Weeks a drafted model runs; undefined: the draft's default. */
  readonly horizonWeeks: number | undefined
  readonly sources: readonly Source[]
  /** What was passed over on the way, by name. */
  readonly issues: readonly Issue[]
  readonly codebook: readonly CaseFactor[]
  readonly edits: readonly Edit[]
  /** model.yaml, parsed; null: the model is drafted from the map. */
  readonly model: Model | null
  /** model.yaml is a draft as it was written by rule: nobody has edited it since. */
  readonly untouched: boolean
  readonly checks: CaseChecks
  /** The scenario of what really happened. */
  readonly replay: Scenario | null
  readonly series: readonly Series[]
}

/** The question of a case in memory. */
export const OPEN_QUESTION = "What do these documents say will happen, and what would change it?"

/** Whether `path` is a case folder: one with a case.yaml. */
export function isCase(path: string, io: Pick<Io, "readText" | "kindOfPath">): boolean {
  return io.kindOfPath(path) === "folder" && io.kindOfPath(inFolder(path, "case.yaml")) === "file"
}

/** What other tools call their models. */
const OTHER_TOOLS = /\.(?:mdl|xmile|stmx|itmx)$/i

/**
 * Opens a case, a folder of documents or one document.
 *
 * @throws Fault `doors/not-found`; `case/invalid-file`, `map/...`, `model/...`, `check/...`
 *               with every mistake of the first file that has any.
 */
export async function openCase(path: string, io: Io, options: {maxFile?: number} = {}): Promise<Case> {
  const given = path.replace(/(?<=[^/]|^\/)\/+$/, "")
  if (!isCase(given, io)) {
    if (OTHER_TOOLS.test(given) && io.kindOfPath(given) === "file")
      throw new Fault("case/model", `${given} is a model, and this command reads documents or a case`, {
        next: `\`brink run ${given}\` runs it; \`brink import ${given} --out model.yaml\` makes it the model of a case.`,
      })
    const found = await io.readDocuments([given], options)
    return {
      path: given,
      inMemory: true,
      settings: {title: counted(found.sources.length), question: OPEN_QUESTION},
      horizonWeeks: undefined,
      sources: found.sources,
      issues: found.issues,
      codebook: [],
      edits: [],
      model: null,
      untouched: false,
      checks: [],
      replay: null,
      series: [],
    }
  }
  const file = (name: string): string => inFolder(given, name)
  const keepEach = cacheByContent(given, io)
  // Files in YAML, kept as they were parsed: most commands find every one of them as it was, and parsing takes longer than
  // what they do with them. What parses is loaded where it parses.
  const parsed = async <T>(what: string, name: string, shape: Shape, read: Parser<T>): Promise<T | null> => {
    const text = io.readText(file(name), given)
    if (text === null) return null
    const [value] = await keepEach(what, [{text, name: file(name)}], shape, () => read(text, file(name)))
    return value!
  }
  const {settings, horizonWeeks} = (await parsed("settings", "case.yaml", settingsShape, readSettings))!
  const documents = file("documents")
  const found =
    io.kindOfPath(documents) === "folder"
      ? await io.readDocuments([documents], {...options, within: given})
      : {sources: [], issues: []}
  const model = await parsed("model", "model.yaml", modelShape, readModel)
  return {
    path: given,
    inMemory: false,
    settings,
    horizonWeeks,
    sources: found.sources,
    issues: found.issues,
    codebook: (await parsed("factors", "factors.yaml", codebookShape, readFactors)) ?? [],
    edits: await readEdits(io.readText(file("edits.jsonl"), given) ?? "", file("edits.jsonl")),
    model,
    untouched: model !== null && isDraft(model) && isAsMarked(io.readText(file("model.yaml"), given) ?? ""),
    checks: (await parsed("checks", "checks.yaml", checksShape, readChecks)) ?? [],
    replay: asScenario(await parsed("scenario", "scenarios/replay.yaml", scenarioShape, readReplay)),
    series: io
      .listFiles(file("data"), [".csv"])
      .flatMap((name) =>
        parseSeries(io.readText(inFolder(file("data"), name), given) ?? "", inFolder(file("data"), name)),
      ),
  }
}

/** Does anything in a model rest on a link of a map? What is imported from another tool rests on none. */
const isDraft = ({quantities}: Model): boolean =>
  quantities.some(({because}) => because.some((reason) => "link" in reason))

/** The text of a file, and how it is called in refusals, into what it says. */
type Parser<T> = (text: string, file: string) => Promise<T>

const readSettings: Parser<Settings> = async (text, file) => (await import("./settings.ts")).parseSettings(text, file)
const readFactors: Parser<CaseFactor[]> = async (text, file) =>
  (await import("../map/index.ts")).parseCodebook(text, file)
const readEdits: Parser<Edit[]> = async (text, file) =>
  text === "" ? [] : (await import("../map/index.ts")).parseEdits(text, file)
const readModel: Parser<Model> = async (text, file) => (await import("../model/index.ts")).parseModel(text, file)
const readChecks: Parser<CaseChecks> = async (text, file) => (await import("../check/index.ts")).parseChecks(text, file)
const readReplay: Parser<PlainScenario> = async (text, file) => {
  const scenario = await readScenarioFile(text, file)
  return {...scenario, places: [...scenario.places!]}
}
const readScenarioFile: Parser<Scenario> = async (text, file) =>
  (await import("../model/index.ts")).parseScenario(text, file)

/** A scenario as JSON can hold it. */
type PlainScenario = Omit<Scenario, "places"> & {readonly places: readonly (readonly [string, string])[]}

const asScenario = (plain: PlainScenario | null): Scenario | null => plain && {...plain, places: new Map(plain.places)}

const counted = (documents: number): string => (documents === 1 ? "One document" : `${documents} documents`)

/** Names of the scenarios beside a model: those of a case, or of the folder a bare model file stands in. */
export function scenarioNames(folder: string, io: Io): string[] {
  return io.listFiles(inFolder(folder, "scenarios"), [".yaml", ".yml"]).map((name) => name.replace(/\.ya?ml$/i, ""))
}

/**
 * One scenario by name, or by the path of its file.
 * @throws Fault `case/unknown-scenario` with the nearest names; `model/invalid-file`.
 */
export async function readScenario(folder: string, name: string, io: Io): Promise<Scenario> {
  const tries = /\.ya?ml$/i.test(name)
    ? [name, inFolder(inFolder(folder, "scenarios"), name)]
    : ["yaml", "yml"].map((extension) => inFolder(inFolder(folder, "scenarios"), `${name}.${extension}`))
  for (const file of tries) {
    if (io.kindOfPath(file) !== "file") continue
    return await readScenarioFile(io.readText(file, file === name ? undefined : folder)!, file)
  }
  const names = scenarioNames(folder, io)
  const near = nearest(name, names)
  throw new Fault("case/unknown-scenario", `There is no scenario '${name}'`, {
    next:
      names.length === 0
        ? `${inFolder(folder, "scenarios")} holds none; a scenario is a file such as scenarios/${slug(name)}.yaml.`
        : near.length > 0
          ? `Did you mean ${near.map((n) => `'${n}'`).join(" or ")}? There are: ${names.join(", ")}.`
          : `There are: ${names.join(", ")}.`,
  })
}
