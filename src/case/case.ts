// A case: the folder that docs/formats/case.md describes, opened. In: a path and the io layer. Out: everything the
// case holds, each file validated with the place of every mistake. A folder without a
// case.yaml, or one document, is a case in memory: same shape, nothing is ever written to it.
//
// Nothing here touches the world but through `Io`.

import {z} from "zod"
import {type CaseChecks, parseChecks} from "../check/index.ts"
import {weeksPerUnit} from "../core/duration.ts"
import {Fault, type Issue, nearest} from "../core/fault.ts"
import {slug} from "../core/ids.ts"
import {readYaml} from "../core/source.ts"
import type {Source} from "../documents/index.ts"
import {type CaseFactor, type Edit, parseCodebook, parseEdits} from "../map/index.ts"
import {type Model, parseModel, parseScenario, type Scenario} from "../model/index.ts"
import {cacheByContent} from "./cache.ts"
import {type Io, inFolder} from "./io.ts"
import {parseSeries, type Series} from "./series.ts"
import {modelShape} from "./shapes.ts"

const words = z.string().regex(/\S/, {error: "a few words, not an empty text"})
const NUMBER = String.raw`-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?`
// The measures that src/outlook/measure.ts reads.
const MEASURE = new RegExp(
  String.raw`^\s*(?:level|change|total|time\s+to\s+${NUMBER}|longest\s+spell\s+(?:above|below)\s+${NUMBER})\s*$`,
  "i",
)
const HORIZON = /^\s*((?!0+(?:\.0+)?\s)\d+(?:\.\d+)?)\s+(days?|weeks?|months?|years?)\s*$/

const wanted = z.enum(["less", "more"])
const beyond = {above: z.number().optional(), below: z.number().optional()}
const costs = z.strictObject({quantity: words, usual: z.union([z.number(), words]).optional()}).meta({
  description: "What time beyond it costs: the shortfall of a flow from `usual`; without `usual`, the whole of it.",
})
const ONE_SIDE = {error: "one of `above: X` and `below: X`"}

function isOneSided({above, below}: {above?: number | undefined; below?: number | undefined}): boolean {
  return (above === undefined) !== (below === undefined)
}

/** What case.yaml may hold (format brink/case@1). */
export const caseSchema = z.strictObject({
  format: z.literal("brink/case@1"),
  title: words,
  question: words.meta({description: "The question the outlook answers, as one sentence."}),
  start: z.iso
    .date({error: "a date such as 2031-10-01"})
    .optional()
    .meta({description: "The day that the model's time 0 stands for."}),
  horizon: z
    .string()
    .regex(HORIZON, {error: "a length such as 52 weeks"})
    .optional()
    .meta({description: "How far a drafted model runs; an analyst's model says so itself.", examples: ["52 weeks"]}),
  outcomes: z
    .array(
      z.strictObject({
        quantity: words,
        measure: z
          .string()
          .regex(MEASURE, {error: "level, change, total, time to X or longest spell above X, X a number"})
          .optional()
          .meta({description: "level, change, total, time to X, longest spell above X"}),
        says: words.optional().meta({description: "The event in words: raids reach twelve a week."}),
        wanted: wanted.optional(),
      }),
    )
    .optional(),
  watch: z
    .array(z.strictObject({quantity: words, published: words.meta({description: "Who publishes it, and how often."})}))
    .optional()
    .meta({description: "What can be watched: signposts are taken from these quantities first."}),
  thresholds: z
    .array(
      z
        .strictObject({quantity: words, ...beyond, says: words.optional(), costs: costs.optional()})
        .refine(isOneSided, ONE_SIDE),
    )
    .optional()
    .meta({
      description:
        "Levels that readers plan by: when each is crossed, for how long, at what cost, with how much warning.",
    }),
  stakes: z
    .array(z.strictObject({quantity: words, holder: words, wanted}))
    .optional()
    .meta({description: "Who wants what of a quantity: who loses by a step is read from these."}),
  ripe: z
    .array(z.strictObject({side: words, quantity: words, ...beyond}).refine(isOneSided, ONE_SIDE))
    .optional()
    .meta({description: "Signs that a side is willing; the moment is ripe while all of them hold."}),
  readers: z.array(words).optional(),
  audience: words.optional(),
})

/** case.yaml as written. */
export type CaseSettings = z.infer<typeof caseSchema>

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
      checks: [],
      replay: null,
      series: [],
    }
  }
  const file = (name: string): string => inFolder(given, name)
  const parse = <T>(name: string, read: (text: string, file: string) => T, absent: T): T => {
    const text = io.readText(file(name), given)
    return text === null ? absent : read(text, file(name))
  }
  // By far the longest of a case's files, and the slowest to parse.
  const keepEach = cacheByContent(given, io)
  const keptModel = async (text: string, name: string): Promise<Model | null> =>
    (await keepEach("model", [{text, name}], modelShape, () => parseModel(text, name)))[0]!
  const settings = readYaml(io.readText(file("case.yaml"), given)!, file("case.yaml"), caseSchema, "case")
  const documents = file("documents")
  const found =
    io.kindOfPath(documents) === "folder"
      ? await io.readDocuments([documents], {...options, within: given})
      : {sources: [], issues: []}
  const horizon = settings.horizon ? HORIZON.exec(settings.horizon)! : null
  return {
    path: given,
    inMemory: false,
    settings,
    horizonWeeks: horizon ? Number(horizon[1]) * weeksPerUnit(horizon[2]!)! : undefined,
    sources: found.sources,
    issues: found.issues,
    codebook: parse("factors.yaml", parseCodebook, []),
    edits: parse("edits.jsonl", parseEdits, []),
    model: await parse<Promise<Model | null> | null>("model.yaml", keptModel, null),
    checks: parse<CaseChecks>("checks.yaml", parseChecks, []),
    replay: parse<Scenario | null>("scenarios/replay.yaml", parseScenario, null),
    series: io
      .listFiles(file("data"), [".csv"])
      .flatMap((name) =>
        parseSeries(io.readText(inFolder(file("data"), name), given) ?? "", inFolder(file("data"), name)),
      ),
  }
}

const counted = (documents: number): string => (documents === 1 ? "One document" : `${documents} documents`)

/** Names of the scenarios beside a model: those of a case, or of the folder a bare model file stands in. */
export function scenarioNames(folder: string, io: Io): string[] {
  return io.listFiles(inFolder(folder, "scenarios"), [".yaml", ".yml"]).map((name) => name.replace(/\.ya?ml$/i, ""))
}

/**
 * One scenario by name, or by the path of its file.
 * @throws Fault `case/unknown-scenario` with the nearest names; `model/invalid-file`.
 */
export function readScenario(folder: string, name: string, io: Io): Scenario {
  const tries = /\.ya?ml$/i.test(name)
    ? [name, inFolder(inFolder(folder, "scenarios"), name)]
    : ["yaml", "yml"].map((extension) => inFolder(inFolder(folder, "scenarios"), `${name}.${extension}`))
  for (const file of tries) {
    if (io.kindOfPath(file) !== "file") continue
    return parseScenario(io.readText(file, file === name ? undefined : folder)!, file)
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
