// `brink why`: what a number rests on. In: a name of the model, the map or the outlook. Out: its equation, links, quotes and
// assumptions, or one value.

import {asDecided, modelOf, runPipeline, skipped} from "../case/index.ts"
import {Fault} from "../core/fault.ts"
import {append} from "../core/lists.ts"
import {inPlace} from "../map/index.ts"
import {type Trace, trace} from "../words/index.ts"
import {mapOf} from "./open-map.ts"
import {type Common, type ExitCode, needsAttention, type Request} from "./request.ts"
import {json} from "./tables.ts"

// Ids of findings, as `brink outlook --json` prints them.
const FINDING = /^(?:outcome|lever|loop|driver|dispute|signpost)-\d+(?:-\d+)?$/

/** `brink why` */
export async function actWhy(request: Request, path: string, name: string, o: Common): Promise<ExitCode> {
  const {opened, said, map} = await mapOf(request, path, o)
  const {model} = await modelOf(opened, map)
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
    const sector = q.sector === undefined ? "" : `, ${q.sector}`
    lines.push("", `${q.kind} ${q.name} [${q.unit}]${sector}${q.line > 0 ? `, line ${q.line}` : ""}`, `  ${q.equation}`)
    if (q.by !== undefined) lines.push(`  ${q.kind === "lever" ? "moved by" : "could be measured by"} ${q.by}`)
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
