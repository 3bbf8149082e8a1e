// `brink score`: a reading held against anyone's annotation, the reader against anyone's rule tests, or what was foretold
// against data that came later. In: two files of JSON, files of cases, or a file and a case. Out: a table, or one value.
// Files of another format are refused by what they say they are, before a schema lists everything that such a file lacks.

import type {z} from "zod"
import {formats} from "../case/formats.ts"
import {fared, foretoldSchema, inFolder, openCase, type SeriesFared} from "../case/index.ts"
import {counted} from "../core/counted.ts"
import {Fault} from "../core/fault.ts"
import {refusal} from "../core/mistakes.ts"
import {readPlaced, readYaml} from "../core/source.ts"
import {
  annotationAsReading,
  claimsIn,
  type Found,
  type GoldFile,
  type GoldMistake,
  goldSchema,
  judge,
  type MentionScore,
  mistakesIn,
  parseCases,
  refuseOtherTexts,
  type Score,
  type Scored,
  score,
} from "../gold/index.ts"
import {type Common, type ExitCode, type Request, textOf} from "./request.ts"
import {columns, json, short} from "./tables.ts"
import {saySome} from "./warnings.ts"

const READING = "brink/reading@1"
const GOLD = "brink/gold@1"
const FORETOLD = "brink/foretold@1"

/** `brink score` */
export async function actScore(
  request: Request,
  readingFile: string | undefined,
  goldFile: string | undefined,
  o: ScoreOptions,
): Promise<ExitCode> {
  if (o.against !== undefined || o.until !== undefined) return await scoreForetold(request, readingFile, goldFile, o)
  if (o.cases !== undefined) {
    if (readingFile !== undefined || o.misses)
      throw new Fault(
        "cli/usage",
        `--cases reads sentences by themselves, and ${o.misses ? "--misses" : readingFile} is of readings`,
        {
          next: "Ask for one of them.",
        },
      )
    return await scoreCases(request, o.cases, o)
  }
  const isThere = readingFile !== undefined && (goldFile !== undefined || request.io.kindOfPath(readingFile) === "file")
  const text = isThere ? textOf(request, readingFile) : ""
  if (formatOf(text) === FORETOLD)
    throw new Fault("cli/usage", `${readingFile} is what was foretold, and no case is named to score it on`, {
      next: `brink score ${readingFile} --against CASE`,
    })
  if (readingFile === undefined || goldFile === undefined)
    throw new Fault(
      "cli/usage",
      `Missing required argument '${readingFile === undefined ? "READING.json" : "GOLD.json"}'`,
      {
        next: "For example: brink score reading.json gold.json, or brink score --cases my-cases",
      },
    )
  const reading = readScored(text, readingFile)
  const goldText = textOf(request, goldFile)
  const gold = readGold(goldText, goldFile)
  refuseOtherTexts(reading, gold)
  refuseMistakes(goldText, goldFile, mistakesIn(gold, reading))
  const result = score(reading, gold)
  if (o.json) request.terminal.give(json(result))
  else request.terminal.say(printScore(result) + (o.misses ? printMisses(result, reading, gold) : ""))
  return 0
}

type ScoreOptions = Common & {misses?: boolean; cases?: string; against?: string; until?: string}

/** What was foretold, on the data of a case that go further now. */
async function scoreForetold(
  request: Request,
  file: string | undefined,
  more: string | undefined,
  {against, until, misses, cases, ...o}: ScoreOptions,
): Promise<ExitCode> {
  const usage = (says: string) =>
    new Fault("cli/usage", says, {next: "For example: brink score foretold.json --against my-case"})
  if (against === undefined) throw usage("--until is of what was foretold, and --against names no case")
  if (file === undefined) throw usage("--against is the case to score on, and no file of what was foretold is named")
  if (more !== undefined || misses || cases !== undefined)
    throw usage(`--against scores what was foretold, and ${more ?? (misses ? "--misses" : "--cases")} is of readings`)
  const text = textOf(request, file)
  const format = formatOf(text)
  if (format !== null && format !== FORETOLD)
    refuseFormat(file, format, "what was foretold", "Give what `brink outlook CASE --register FILE` wrote.")
  const told = readJson(text, file, foretoldSchema)
  const opened = await openCase(against, request.io, o)
  const place = inFolder(opened.path, "data")
  const series = fared(told, opened.series, {file, place, ...(until !== undefined && {until})})
  if (o.json) request.terminal.give(json({foretold: told.day, series}))
  else request.terminal.say(printFared(told.day, series))
  saySome(
    request.terminal.note,
    series.flatMap(({quantity, lacking}) =>
      lacking.map((from) => `${place}: no value of ${quantity} from ${from}: not scored`),
    ),
  )
  return 0
}

function printFared(day: string, all: readonly SeriesFared[]): string {
  return all
    .map(({label, source, period, periods, inside, scores}) =>
      [
        `${label} (${source}), foretold as of ${day}`,
        `  of ${counted(periods.length, period)} ${inside.eight} lay where 8 of 10 runs lay, ${inside.half} where half did`,
        columns([
          ["  mean quantile score, lower is better", ""],
          ...scores.map(({name, score}) => [`  ${name}`, short(score)]),
        ]),
        columns([
          ["  from", "foretold", "8 of 10", "half", "came"],
          ...periods.map(({from, p10, p25, p50, p75, p90, observed}) => [
            `  ${from}`,
            short(p50),
            `${short(p10)} to ${short(p90)}`,
            `${short(p25)} to ${short(p75)}`,
            short(observed),
          ]),
        ]),
        "",
      ].join("\n"),
    )
    .join("\n")
}

/** The files of cases at a path: one .txt file, or those of a folder. @throws Fault where there is none. */
function caseFiles(path: string, {io}: Request): string[] {
  const there = io.kindOfPath(path)
  if (there === null)
    throw new Fault("doors/not-found", `There is no file or folder ${path}`, {next: "Check the spelling."})
  const files = there === "file" ? [path] : io.listFiles(path, [".txt"]).map((name) => inFolder(path, name))
  if (files.length === 0)
    throw new Fault("reading/no-case", `There are no cases in ${path}`, {
      next: "Cases are .txt files (docs/methods/reviewing.md); `brink read PATH --as-case CLAIM` prints one.",
    })
  return files
}

/** 1 where the reader fails a case. */
async function scoreCases(request: Request, path: string, o: Common): Promise<ExitCode> {
  const {io, terminal} = request
  const cases = caseFiles(path, request).flatMap((file) => parseCases(file, io.readText(file) ?? ""))
  if (cases.length === 0)
    throw new Fault("reading/no-case", `There are no cases in ${path}`, {
      next: "A case is a # title, a sentence, and what it should give (docs/methods/reviewing.md).",
    })
  const english = await io.english()
  const bar = terminal.bar("reading the cases")
  const judged = cases.map((each, i) => {
    const {lenient, strict, wrong} = judge(each, claimsIn(each.sentence, english))
    bar.to((i + 1) / cases.length)
    const {file, line, title, sentence} = each
    return {file, line, title, sentence, passes: lenient, strictly: strict, wrong}
  })
  bar.end()
  const failing = judged.filter(({passes}) => !passes)
  const summary = {
    cases: judged.length,
    passed: judged.length - failing.length,
    strictly: judged.filter(({strictly}) => strictly).length,
  }
  if (o.json) terminal.give(json({...summary, failing: failing.map(({passes, strictly, ...rest}) => rest)}))
  else {
    const told = failing.flatMap(({file, line, title, sentence, wrong}) => [
      `${file}:${line}: ${title}`,
      `  ${sentence}`,
      ...wrong.map((each) => `  ${each}`),
      "",
    ])
    terminal.say(
      `${[...told, `${summary.passed} of ${summary.cases} cases passed, ${summary.strictly} of them to the letter`].join("\n")}\n`,
    )
  }
  return failing.length > 0 ? 1 : 0
}

/** What a file of JSON says its format is; null where it says none. */
function formatOf(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text)
    const format = typeof value === "object" && value !== null && "format" in value ? value.format : null
    return typeof format === "string" ? format : null
  } catch {
    return null
  }
}

function refuseFormat(file: string, format: string, wanted: string, next: string): never {
  throw new Fault("reading/other-format", `${file} is ${format}, not ${wanted}`, {place: `${file}:1:1`, next})
}

function readScored(text: string, file: string): Scored {
  const format = formatOf(text)
  if (format === GOLD) {
    const gold = readGold(text, file)
    refuseMistakes(text, file, mistakesIn(gold, {}))
    return annotationAsReading(gold)
  }
  if (format !== null && format !== READING)
    refuseFormat(file, format, "a reading", "Give what `brink read PATH --json` prints, or an annotation.")
  return readJson(text, file, formats.reading)
}

function readGold(text: string, file: string): GoldFile {
  const format = formatOf(text)
  if (format !== null && format !== GOLD && format !== READING)
    refuseFormat(file, format, "an annotation", `An annotation is ${GOLD} (docs/formats/gold.md), or a reading.`)
  return readJson(text, file, goldSchema)
}

/** @throws Fault `reading/invalid-file` with every mistake in an annotation, where there is one. */
function refuseMistakes(text: string, file: string, mistakes: readonly GoldMistake[]): void {
  if (mistakes.length === 0) return
  const places = readPlaced(text, file, goldSchema, "reading")
  throw refusal(
    "reading",
    file,
    mistakes.map(({path, says}) => ({place: places.valueAt(path), says})),
    "Mend the annotation at these places; offsets count UTF-16 code units of what `brink read --text FILE` prints.",
  )
}

/** A file of JSON. Valid ones are read by the JSON parser, which is fast; the YAML reader says where the mistakes of others are. */
function readJson<T>(text: string, file: string, schema: z.ZodType<T>): T {
  try {
    const result = schema.safeParse(JSON.parse(text))
    if (result.success) return result.data
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return readYaml(text, file, schema, "reading")
}

const of = (n: number | null): string => (n === null ? "-" : n.toFixed(3))

const row = (name: string, f: Found, of_: string): string[] => [
  name,
  of(f.recall),
  of(f.precision),
  of(f.f1),
  `${f.found} of ${f.wanted} ${of_}`,
]

function mentionRow(name: string, m: MentionScore): string[] {
  return row(name, m, `found, ${m.spurious} made up, ${m.taken} of ${m.decoys} decoys taken`)
}

function printScore(s: Score): string {
  const counted = Object.entries(s.counts).filter(([flag]) => flag !== "time")
  return `${columns([
    ["", "recall", "precision", "F1", ""],
    row("both phrases, most of the shorter", s, `required claims found, ${s.spurious} of ${s.claims} made up`),
    row("both phrases, most of the longer", s.strict, "required claims found"),
    row("sentences", s.sentences, "sentences with a required claim found"),
    ...(s.quantities ? [mentionRow("quantities", s.quantities)] : []),
    ...(s.dates ? [mentionRow("dates", s.dates)] : []),
  ])}\n\n${columns([
    ["of the claims found", "agree", ""],
    ["sign", of(s.sign), ""],
    ...Object.entries(s.flags).map(([flag, share]) => {
      const count = counted.find(([name]) => name === flag)?.[1]
      return [flag, of(share), count ? `${count.found} of ${count.wanted} that have it, ${count.wrongly} wrongly` : ""]
    }),
    ["thing", of(s.thing), ""],
    ["change", of(s.change), ""],
  ])}\n${s.silent > 0 ? `\n${s.broken} of ${s.silent} stretches that say nothing have a claim\n` : ""}`
}

function printMisses(s: Score, reading: Scored, gold: GoldFile): string {
  const missed = new Set(s.missed)
  const extra = new Set(s.extra)
  const place = ({from, to}: {from: number; to: number}): string => `${from}-${to}`
  return `\n${columns([
    ["missed or made up", "file", "cause", "effect"],
    ...gold.claims
      .map((g, i) => [g.id ?? String(i + 1), g.file, place(g.cause), place(g.effect)])
      .filter(([id]) => missed.has(id!)),
    ...reading.claims
      .filter((c) => extra.has(c.id))
      .map((c) => [`+ ${c.id}`, c.file, `${place(c.cause)} ${c.cause.text}`, `${place(c.effect)} ${c.effect.text}`]),
  ])}\n`
}
