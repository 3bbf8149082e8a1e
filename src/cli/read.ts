// `brink read`: who says what causes what. In: documents, or a case. Out: a table of claims, one value, the text of a
// document, or a rule test.

import {inFolder, isCase, openCase, readCase, type Said, skipped} from "../case/index.ts"
import {publishedBy, type Reading} from "../claims/index.ts"
import {Fault} from "../core/fault.ts"
import {groupBy} from "../core/grouping.ts"
import {append} from "../core/lists.ts"
import {type Piece, readDocument} from "../io/index.ts"
import {activeEdits, type ClaimEdit, decide, type Edit, lostPlaces} from "../map/index.ts"
import {claimLine, claimTrail, LEGEND} from "./claim-lines.ts"
import {type Common, type ExitCode, needsAttention, oneResult, type Request} from "./request.ts"
import {columns, json} from "./tables.ts"

/** `brink read` */
export async function actRead(
  request: Request,
  paths: string[],
  o: Common & {why?: boolean; text?: string; lines?: string; asCase?: string},
): Promise<ExitCode> {
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
  if (o.text !== undefined) {
    terminal.give(await documentText(request, o.text, o.maxFile))
    return 0
  }
  if (o.lines !== undefined) {
    const [{readLines}, {loadLearned}] = await Promise.all([import("../claims/whole.ts"), import("../io/learned.ts")])
    const lines = readLines(await documentText(request, o.lines, o.maxFile), await io.english(), loadLearned())
    if (o.json) terminal.give(json(lines))
    else
      terminal.say(
        `${columns(lines.map((l) => [l.line, l.causal ? "causal" : "-", l.score.toFixed(2), `${l.relations.length} relations`]))}\n`,
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
  const {reading} = said
  const edits = only?.edits ?? []
  if (o.asCase !== undefined) {
    const {asCase, standing} = await import("./rule-tests.ts")
    const block = asCase(reading, edits, o.asCase)
    terminal.give(`${block}\n`)
    terminal.note(await standing(block, request))
    return needsAttention(request, skipped(reading))
  }
  if (o.json)
    terminal.give(json(o.why ? reading : {...reading, claims: reading.claims.map(({why, ...claim}) => claim)}))
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
      `  ${document.words} words, ${claims.length} claims${document.lineage === document.file ? "" : `, one origin with ${document.lineage}`}`,
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
    `${documents.length} documents in ${lineages.length} lineages, ${claims.length} claims, ${quantities.length} quantities, ${dates.length} dates, ${actors.length} actors`,
  )
  return lines.flatMap((line) => [...[line].flat(), "\n"])
}
