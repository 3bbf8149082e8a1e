// `brink read`: who says what causes what. In: documents, or a case. Out: a table of claims, one value, the text of a
// document, or a rule test.

import {inFolder, isCase, openCase, readCase, type Said, skipped} from "../case/index.ts"
import {publishedBy, type Reading} from "../claims/index.ts"
import {counted} from "../core/counted.ts"
import {Fault} from "../core/fault.ts"
import {groupBy} from "../core/grouping.ts"
import {append} from "../core/lists.ts"
import {type Piece, readDocument} from "../io/index.ts"
import {LARGEST_FILE} from "../io/limits.ts"
import {activeEdits, type ClaimEdit, decide, type Edit, lostPlaces} from "../map/index.ts"
import {claimLine, claimTrail, LEGEND} from "./claim-lines.ts"
import {type Common, type ExitCode, needsAttention, oneResult, type Request} from "./request.ts"
import {columns, json} from "./tables.ts"

type ReadOptions = Common & {
  why?: boolean
  text?: string
  lines?: string
  asCase?: string
  plan?: string
  from?: string
  shards?: string
  shardDocuments?: number
}

/** `brink read` */
export async function actRead(request: Request, paths: string[], o: ReadOptions): Promise<ExitCode> {
  const {io, terminal} = request
  oneResult({"--as-case": o.asCase !== undefined, "--json": o.json === true, "--why": o.why === true && !o.json})
  oneResult({PATH: paths.length > 0, "--text": o.text !== undefined, "--lines": o.lines !== undefined})
  oneResult({"--text": o.text !== undefined, "--json": o.json === true})
  if (o.llmModel !== undefined && (o.text !== undefined || o.lines !== undefined))
    throw new Fault(
      "cli/usage",
      `--llm-model reads documents, and ${o.text !== undefined ? "--text" : "--lines"} does not`,
      {
        next: "Ask for one of them.",
      },
    )
  if (refuseShardWords(paths, o)) return actInShards(request, paths[0], o)
  if (o.text !== undefined) {
    terminal.give(await documentText(request, o.text, o.maxFile))
    return 0
  }
  if (o.lines !== undefined) {
    const [{readLines}, {loadLearned}] = await Promise.all([import("../lines/index.ts"), import("../io/learned.ts")])
    const lines = readLines(await documentText(request, o.lines, o.maxFile), await io.english(), loadLearned())
    if (o.json) terminal.give(json(lines))
    else
      terminal.say(
        `${columns(lines.map((l) => [l.line, l.causal ? "causal" : "-", l.score.toFixed(2), counted(l.relations.length, "relation")]))}\n`,
      )
    return 0
  }
  if (o.why) {
    const {sentenceAsked, sentencesInWords, stagesAsked} = await import("./sentence-stages.ts")
    const asked = await sentenceAsked(request, paths, o.maxFile)
    if (asked && o.llmModel !== undefined)
      throw new Fault("cli/usage", "--llm-model reads documents, and --why of a sentence does not", {
        next: "Ask for one of them.",
      })
    if (asked) {
      if (o.json)
        terminal.give(json({format: "brink/sentences@1", sentences: (await stagesAsked(request, asked)).sentences}))
      else terminal.say(await sentencesInWords(request, asked))
      return 0
    }
  }
  if (paths.length === 0)
    throw new Fault("cli/usage", "Missing PATH: what is to be read", {
      next: "For example: brink read cases/pakistan-taliban",
    })
  const only = paths.length === 1 && isCase(paths[0]!, io) ? await openCase(paths[0]!, io, o) : null
  const found =
    only ??
    (await io.readDocuments(
      paths.map((p) => (isCase(p, io) ? inFolder(p, "documents") : p)),
      o,
    ))
  const said = await readCase({path: paths.join(" "), sources: found.sources, issues: found.issues}, io)
  return show(request, said, only?.edits ?? [], o)
}

/** Options that make shards of documents, as they are typed. */
const shardWords = ({plan, from, shards, shardDocuments}: ReadOptions) =>
  Object.entries({"--plan": plan, "--from": from, "--shards": shards, "--shard-documents": shardDocuments})
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name)

/** Whether shards are asked for. @throws Fault `cli/usage` for words that do not go together. */
function refuseShardWords(paths: readonly string[], o: ReadOptions): boolean {
  const asked = shardWords(o)
  const [first] = asked
  if (first === undefined) return false
  const refuse = (what: string, next: string) => new Fault("cli/usage", what, {next})
  const other = o.text !== undefined ? "--text" : o.lines !== undefined ? "--lines" : null
  if (other !== null) throw refuse(`${first} is for many documents, and ${other} is of one`, "Ask for one of them.")
  if (o.llmModel !== undefined)
    throw refuse("Shards are read where no language model is asked", `Leave out ${first}, or --llm-model.`)
  if (o.from !== undefined) {
    if (o.plan === undefined || paths.length > 0 || o.shards !== undefined || o.shardDocuments !== undefined)
      throw refuse(
        "--from gathers the shards of a plan, and the plan says of which documents they are",
        "brink read --plan FILE --from DIR",
      )
    return true
  }
  if (paths.length !== 1)
    throw refuse(
      `${first} is for one folder of documents or case, and ${paths.length === 0 ? "PATH is missing" : `${paths.length} are named`}`,
      "For example: brink read articles/ --plan plan.json",
    )
  if (o.plan === undefined && o.shards === undefined)
    throw refuse("--shard-documents says how a plan is cut", "Add --plan FILE or --shards DIR.")
  const results = {
    "--shards": o.shards,
    "--json": o.json || undefined,
    "--why": o.why || undefined,
    "--as-case": o.asCase,
  }
  const also = Object.entries(results).find(([, value]) => value !== undefined)?.[0]
  if (o.plan !== undefined && also !== undefined)
    throw refuse(
      `--plan writes down what is to be read, and ${also} asks for what it says`,
      "Leave it out here, and give it where the shards are gathered: --plan FILE --from DIR.",
    )
  return true
}

/** The same by shards of documents: their plan, or what they say together. */
async function actInShards(request: Request, path: string | undefined, o: ReadOptions): Promise<ExitCode> {
  const {io, terminal} = request
  const {gatherReading, openReadingPlan, sharedReading, writeReadingPlan} = await import("./reading-plan.ts")
  if (o.plan !== undefined && path !== undefined) {
    io.tryToWrite(o.plan, {inputs: [path], force: o.force === true})
    const {count, size} = writeReadingPlan(request, path, o, o.plan)
    terminal.note(`${count} shards of ${size} documents, numbered from 0`)
    terminal.say(`${o.plan}\n`)
    return 0
  }
  const opened = o.plan === undefined ? null : openReadingPlan(request, o.plan)
  if (opened && o.maxFile !== LARGEST_FILE && o.maxFile !== opened.planned.maxFile)
    throw new Fault("cli/usage", "--max-file was said when the plan was made, and --from gathers what it says", {
      next: "Leave it out, or make another plan.",
    })
  const said = opened
    ? await gatherReading(request, opened, o.from!)
    : await sharedReading(request, path!, o, o.shards!)
  const of = opened?.place.path ?? path!
  // Decisions are shown with --why alone, so a case is opened for no more.
  const edits = (o.why || o.asCase !== undefined) && isCase(of, io) ? (await openCase(of, io, o)).edits : []
  return show(request, said, edits, o)
}

/** A reading as one JSON value. @throws Fault `cli/too-large` where no text is as long. */
export function readingJson<T extends {readonly documents: readonly unknown[]}>(reading: T): string {
  try {
    return json(reading)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Fault(
      "cli/too-large",
      `What ${reading.documents.length} documents say is more than one JSON value holds`,
      {
        next: "Read them in several folders, or go on with `brink map`, which needs no such value.",
      },
    )
  }
}

/** Shows what was read, in the form that was asked for. */
async function show(request: Request, said: Said, edits: readonly Edit[], o: ReadOptions): Promise<ExitCode> {
  const {terminal} = request
  const {reading} = said
  if (o.asCase !== undefined) {
    const {asCase, standing} = await import("./rule-tests.ts")
    const block = asCase(reading, edits, o.asCase)
    terminal.give(`${block}\n`)
    terminal.note(await standing(block, request))
    return needsAttention(request, skipped(reading))
  }
  if (o.json)
    terminal.give(readingJson(o.why ? reading : {...reading, claims: reading.claims.map(({why, ...claim}) => claim)}))
  else terminal.say(printReading(said, o.why === true ? decidedAbout(reading, edits) : null))
  // Without --why no decision is shown, so none is missed.
  return needsAttention(request, skipped(reading), {
    issues: o.why ? lostPlaces(decide(activeEdits(edits), reading)) : [],
  })
}

/** The text of one document as offsets count in it. @throws Fault as for a skipped file. */
async function documentText(request: Request, file: string, maxFile: number | undefined): Promise<string> {
  const there = request.io.kindOfPath(file)
  if (there !== "file")
    throw new Fault("doors/not-found", there === null ? `There is no file ${file}` : `${file} is a folder`, {
      next: there === null ? "Check the spelling." : "Name one document in it.",
    })
  const {source, issue} = await readDocument(file, file, maxFile)
  if (!source) throw new Fault(issue!.code, `${file}: ${issue!.says}`, {next: issue!.next})
  return source.text
}

/** The edits in force about each claim, by its id. */
function decidedAbout(reading: Reading, edits: readonly Edit[]): ReadonlyMap<string, readonly ClaimEdit[]> {
  const about = new Map<string, ClaimEdit[]>()
  for (const {edit, claims} of decide(activeEdits(edits), reading).places)
    for (const {id} of claims) about.set(id, [...(about.get(id) ?? []), edit])
  return about
}

/** @param decided the edits about each claim, where the reasons of claims are asked for. */
function printReading({reading, lineages}: Said, decided: ReadonlyMap<string, readonly ClaimEdit[]> | null): Piece[] {
  const lines: (string | readonly Piece[])[] = decided && reading.claims.length > 0 ? [LEGEND, ""] : []
  const byFile = groupBy(reading.claims, (claim) => claim.file)
  for (const document of reading.documents) {
    const claims = byFile.get(document.file) ?? []
    const from = [publishedBy(document), document.author, document.date].filter((s) => s !== undefined).join(", ")
    lines.push(`${document.file}: ${document.title}${from ? ` (${from})` : ""}`)
    lines.push(
      `  ${counted(document.words, "word")}, ${counted(claims.length, "claim")}${document.lineage === document.file ? "" : `, one origin with ${document.lineage}`}`,
    )
    for (const claim of claims) {
      lines.push(`  ${claim.id}  ${claimLine(claim)}`)
      if (decided)
        append(
          lines,
          claimTrail(claim, decided.get(claim.id) ?? []).map((line) => ["      ", ...[line].flat()]),
        )
    }
    lines.push("")
  }
  for (const lineage of lineages)
    if (lineage.files.length > 1)
      append(lines, [`One origin: ${lineage.files.join(", ")}`, ...lineage.evidence.map((e) => `  ${e}`), ""])
  const {documents, claims, quantities, dates, actors} = reading
  lines.push(
    `${counted(documents.length, "document")} in ${counted(lineages.length, "lineage")}, ${counted(claims.length, "claim")}, ${counted(quantities.length, "quantity", "quantities")}, ${counted(dates.length, "date")}, ${counted(actors.length, "actor")}`,
  )
  return lines.flatMap((line) => [...[line].flat(), "\n"])
}
