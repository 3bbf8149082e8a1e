// `brink why`: what a number rests on. In: a name of the model, the map or the outlook. Out: its equation, links, quotes and
// assumptions, or one value.

import {asDecided, modelOf, runPipeline, skipped} from "../case/index.ts"
import {Fault, listed} from "../core/fault.ts"
import {append} from "../core/lists.ts"
import {inPlace, placePhrases} from "../map/index.ts"
import {type Trace, type TracedClaim, type TracedPhrase, trace} from "../words/index.ts"
import {mapOf} from "./open-map.ts"
import {type Common, type ExitCode, needsAttention, type Request} from "./request.ts"
import {json} from "./tables.ts"

// Ids of findings, as `brink outlook --json` prints them.
const FINDING = /^(?:outcome|lever|loop|driver|dispute|signpost)-\d+(?:-\d+)?$/

/** Stands before a phrase that says that its factor falls, as in the lists of `brink factors`. */
const TURNED = "~"
/** Phrases of a factor, and claims of each, that are printed. */
const MOST_PHRASES = 40
const MOST_CLAIMS = 5

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
    placed: placePhrases(said.reading, {codebook: opened.codebook, edits: opened.edits}),
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
  const phrase = ({text, turned}: TracedPhrase): string => `${turned ? TURNED : ""}${text}`
  const quote = (c: TracedClaim, indent: string): string =>
    [
      `${indent}${c.id}  ${phrase(c.cause)} -(${c.sign})-> ${phrase(c.effect)}`,
      `${indent}  "${c.text.replace(/\s+/g, " ")}"`,
      `${indent}  ${c.file}:${c.from}-${c.to}${c.by ? `, says ${c.by}` : ""}${c.side === "none" ? "" : ` (${c.side})`}`,
    ].join("\n")
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
  if (traced.phrases.length > 0) {
    const shown = traced.phrases.slice(0, MOST_PHRASES)
    const more = traced.phrases.length - shown.length
    append(lines, ["", "Phrases", ...shown.map((one) => `  ${phrase(one)}  (${listed(one.claims, MOST_CLAIMS)})`)])
    if (more > 0) lines.push(`  and ${more} more: --json has all`)
  }
  if (traced.claims.length > 0) append(lines, ["", ...traced.claims.map((c) => quote(c, ""))])
  if (traced.assumed.length > 0)
    append(lines, ["", "Assumed", ...traced.assumed.map((a) => `  ${a.where}: ${a.says} (${a.by})`)])
  if (traced.data.length > 0) append(lines, ["", "Data", ...traced.data.map((d) => `  ${d}`)])
  if (traced.edits.length > 0)
    append(lines, ["", "Edits", ...traced.edits.map((e) => `  ${e.n} ${e.kind} by ${e.by}: ${e.why}`)])
  const told = [...traced.links.flatMap(({claims}) => claims), ...traced.claims]
  if ([...traced.phrases, ...told.flatMap(({cause, effect}) => [cause, effect])].some(({turned}) => turned))
    append(lines, [
      "",
      `${TURNED} before a phrase: it is taken to say less of its factor; \`brink edit CASE turn FACTOR PHRASE\` turns it round.`,
    ])
  return `${lines.join("\n")}\n`
}
