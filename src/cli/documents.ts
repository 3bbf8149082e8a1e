// Commands about what documents say: read, map, press, why. Words in, one call down the
// road, words out.

import {
  asDecided,
  inFolder,
  isCase,
  mapOfCase,
  modelOf,
  openCase,
  readCase,
  runPipeline,
  type Said,
  skipped,
} from "../case/index.ts"
import {type Reading, readLines} from "../claims/index.ts"
import {Fault} from "../core/fault.ts"
import {groupBy} from "../core/grouping.ts"
import {append} from "../core/lists.ts"
import {type Piece, readDocument} from "../io/index.ts"
import {
  activeEdits,
  type ClaimEdit,
  decide,
  type Edit,
  findFactor,
  inPlace,
  lostPlaces,
  nearestFactors,
  printedMap,
} from "../map/index.ts"
import {press, type Trace, trace} from "../outlook/index.ts"
import {type Common, type ExitCode, needsAttention, oneResult, type Request} from "./request.ts"
import {asCase, standing} from "./rule-tests.ts"
import {columns, graphml, json, svgFile} from "./tables.ts"
import {claimLine, claimTrail, LEGEND} from "./telling.ts"

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
    const {loadLearned} = await import("../io/learned.ts")
    const lines = readLines(await documentText(request, o.lines, o.maxFile), await io.english(), loadLearned())
    if (o.json) terminal.give(json(lines))
    else
      terminal.say(
        `${columns(lines.map((l) => [l.line, l.causal ? "causal" : "-", l.score.toFixed(2), `${l.relations.length} relations`]))}\n`,
      )
    return 0
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
    const from = [document.publisher, document.author, document.date].filter((s) => s !== undefined).join(", ")
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

/** `brink map` */
export async function actMap(
  request: Request,
  path: string,
  o: Common & {svg?: boolean; graphml?: boolean; focus?: string},
): Promise<ExitCode> {
  oneResult({"--json": o.json === true, "--svg": o.svg === true, "--graphml": o.graphml === true})
  if (o.focus !== undefined && !o.svg)
    throw new Fault("cli/usage", "--focus is the middle of a picture, and no picture was asked for", {
      next: "Add --svg.",
    })
  const {said, map} = await mapOf(request, path, o)
  const {terminal} = request
  if (o.json) terminal.give(json(printedMap(map)))
  else if (o.svg) {
    const {figureCss, neighbourhood} = await import("../figure/index.ts")
    const picture = neighbourhood(map, o.focus === undefined ? {} : {focus: factorOf(map, o.focus).id})
    terminal.give(svgFile(picture, figureCss))
  } else if (o.graphml) terminal.give(graphml(map))
  else terminal.say(printMap(map))
  return needsAttention(request, skipped(said.reading), map)
}

type MapOf = Awaited<ReturnType<typeof mapOfCase>>

async function mapOf(request: Request, path: string, o: {maxFile?: number}) {
  const opened = await openCase(path, request.io, o)
  const said = await readCase(opened, request.io)
  return {opened, said, map: await mapOfCase(opened, said, request.io)}
}

/** Shown first in a table that fits a screen. */
const MOST_SHOWN = 20

function printMap(map: MapOf): string {
  const name = new Map(map.factors.map((f) => [f.id, f.name]))
  const contested = map.links.filter((l) => l.sign === "contested")
  const rows = map.links
    .slice(0, MOST_SHOWN)
    .map((l) => [
      `  ${name.get(l.from)}`,
      l.sign === "contested" ? "-(+/-)->" : l.sign === "unclear" ? "-(?)->" : `-(${l.sign})->`,
      name.get(l.to)!,
      `${l.for.lineages}:${l.against.lineages}`,
      l.belief.toFixed(2),
    ])
  const lines = [
    `${map.factors.length} factors, ${map.links.length} links, ${contested.length} contested, ${map.loops.length} loops`,
    "",
    "Links, best told first (voices for : against, belief)",
    columns(rows),
  ]
  if (map.links.length > MOST_SHOWN) lines.push(`  and ${map.links.length - MOST_SHOWN} more (--json)`)
  if (contested.length > 0)
    append(lines, [
      "",
      "Contested",
      ...contested.map(
        (l) => `  ${name.get(l.from)} -> ${name.get(l.to)}: ${l.for.lineages} for, ${l.against.lineages} against`,
      ),
    ])
  if (map.loops.length > 0)
    append(lines, [
      "",
      "Loops",
      ...map.loops
        .slice(0, MOST_SHOWN / 2)
        .map(
          (l) =>
            `  ${l.polarity}  ${l.factors.map((f) => name.get(f)).join(" -> ")}${l.toldBy.length > 0 ? `  (told by ${l.toldBy.join(", ")})` : ""}`,
        ),
    ])
  return `${lines.join("\n")}\n`
}

/** The factor that goes by a name. @throws Fault `map/unknown-factor` with the nearest names. */
function factorOf(map: MapOf, name: string) {
  const factor = findFactor(map, name)
  if (factor) return factor
  const near = nearestFactors(map, name)
  throw new Fault("map/unknown-factor", `The map has no factor '${name}'`, {
    next: near.length > 0 ? `Nearest: ${near.join(", ")}` : "`brink map PATH` lists the factors.",
  })
}

/** `brink press` */
export async function actPress(request: Request, path: string, asked: string, o: Common): Promise<ExitCode> {
  const {opened, said, map} = await mapOf(request, path, o)
  // A name may itself end with a sign; as typed it is tried first.
  const direction = /-$/.test(asked) && !findFactor(map, asked) ? "-" : "+"
  const factor = findFactor(map, asked) ?? factorOf(map, asked.replace(/[+-]$/, ""))
  const {model} = modelOf({...opened, model: null}, map)
  const bar = request.terminal.bar("pressing")
  const pressed = await press({
    model,
    map,
    factor: factor.id,
    direction,
    runs: o.runs!,
    seed: o.seed!,
    execute: request.io.execute,
  })
  bar.end()
  if (o.json) request.terminal.give(json(pressed))
  else {
    const share = (n: number): string => n.toFixed(2)
    const moved = pressed.responses
      .filter((r) => r.none < 1)
      .sort((a, b) => a.none - b.none || (a.factor < b.factor ? -1 : 1))
    request.terminal.say(
      `${factor.name} held ${direction === "+" ? "up" : "down"}: share of ${pressed.runs} runs in which each other factor ends higher, lower, the same\n${columns(
        [
          ["  factor", "higher", "lower", "same"],
          ...moved.map((r) => [`  ${r.name}`, share(r.up), share(r.down), share(r.none)]),
        ],
      )}\n${pressed.responses.length - moved.length > 0 ? `  ${pressed.responses.length - moved.length} more are not reached\n` : ""}`,
    )
  }
  return needsAttention(request, skipped(said.reading), map)
}

// Ids of findings, as `brink outlook --json` prints them.
const FINDING = /^(?:outcome|lever|loop|driver|dispute|signpost)-\d+(?:-\d+)?$/

/** `brink why` */
export async function actWhy(request: Request, path: string, name: string, o: Common): Promise<ExitCode> {
  const {opened, said, map} = await mapOf(request, path, o)
  const {model} = modelOf(opened, map)
  // Findings come of runs: the pipeline goes so far only for them.
  const findings = FINDING.test(name)
    ? (await runPipeline(path, request.io, {...o, runs: o.runs!, seed: o.seed!})).outlook.findings
    : []
  if (FINDING.test(name) && !findings.some((finding) => finding.id === name))
    throw new Fault("cli/unknown-finding", `The outlook has no finding '${name}'`, {
      next: `With --runs ${o.runs} --seed ${o.seed} it has: ${findings.map((finding) => finding.id).join(", ")}.`,
    })
  const traced = trace(name, {
    model,
    map,
    reading: asDecided(opened, said).reading,
    edits: inPlace(opened.edits, said.reading),
    findings,
  })
  if (o.json) request.terminal.give(json(traced))
  else request.terminal.say(printTrace(traced))
  return needsAttention(request, skipped(said.reading), map)
}

function printTrace(traced: Trace): string {
  const lines = [`${traced.name}: ${traced.says}`]
  for (const q of traced.quantities) {
    lines.push("", `${q.kind} ${q.name} [${q.unit}]${q.line > 0 ? `, line ${q.line}` : ""}`, `  ${q.equation}`)
    if (q.because.length > 0)
      append(
        lines,
        q.because.map((b) => `  because ${b}`),
      )
  }
  const quote = (c: Trace["claims"][number], indent: string): string =>
    `${indent}"${c.text.replace(/\s+/g, " ")}"\n${indent}  ${c.file}:${c.from}-${c.to}${c.by ? `, says ${c.by}` : ""}${c.side === "none" ? "" : ` (${c.side})`}`
  for (const link of traced.links) {
    const [pro, contra, zero] = link.voices
    lines.push(
      "",
      `link ${link.id}: ${link.says} (voices for ${pro}, against ${contra}, no effect ${zero}; belief ${link.belief.toFixed(2)})`,
    )
    append(
      lines,
      link.claims.map((c) => quote(c, "  ")),
    )
  }
  if (traced.claims.length > 0) append(lines, ["", ...traced.claims.map((c) => quote(c, ""))])
  if (traced.assumed.length > 0)
    append(lines, ["", "Assumed", ...traced.assumed.map((a) => `  ${a.where}: ${a.says} (${a.by})`)])
  if (traced.data.length > 0) append(lines, ["", "Data", ...traced.data.map((d) => `  ${d}`)])
  if (traced.edits.length > 0)
    append(lines, ["", "Edits", ...traced.edits.map((e) => `  ${e.n} ${e.kind} by ${e.by}: ${e.why}`)])
  return `${lines.join("\n")}\n`
}
