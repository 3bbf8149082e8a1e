// `brink diff`: what changed between two versions of a case, and which change moved what. In: two cases, folders, or what
// `brink outlook --json` printed. Out: the differences in words, or one value.

import {compare, type Diff, linkWords, moveWords, outcomeWords, stepWords} from "../case/index.ts"
import {type Common, type ExitCode, needsAttention, type Request} from "./request.ts"
import {columns, json} from "./tables.ts"

/** `brink diff` */
export async function actDiff(request: Request, before: string, after: string, o: Common): Promise<ExitCode> {
  const {io, terminal} = request
  const bar = terminal.bar("replaying the changes")
  let found: Awaited<ReturnType<typeof compare>>
  try {
    found = await compare(before, after, io, {
      runs: o.runs!,
      seed: o.seed!,
      ...(o.maxFile !== undefined && {maxFile: o.maxFile}),
      onProgress: (share) => bar.to(share),
    })
  } finally {
    bar.end()
  }
  if (o.json)
    terminal.give(json({format: "brink/diff@1", before, after, runs: found.runs, seed: found.seed, ...found.diff}))
  else terminal.say(`${diffWords(found.diff, found.runs).join("\n")}\n`)
  return needsAttention(request, found.left)
}

/** What changed, line by line; one line where nothing did. */
export function diffWords({steps, claims, loops, links, outcomes, compared}: Diff, runs: number): string[] {
  if (steps.length === 0) return ["Nothing changed."]
  const numbers = (of: readonly number[]) => of.map((step) => `[${step + 1}]`).join(" ")
  return [
    "What changed",
    ...steps.map((step, k) => `  [${k + 1}] ${stepWords(step)}`),
    "",
    `Claims: ${claims.gained} gained, ${claims.lost} lost, ${claims.decided} decided. Loops: ${loops.after}, before ${loops.before}.`,
    ...(links.length === 0
      ? ["Links: none is new, gone, turned, or told by more or fewer voices."]
      : [
          `Links: ${links.length} moved`,
          columns(links.map((one) => [`  ${one.id}`, linkWords(one), numbers(one.by)])),
        ]),
    ...(compared === null
      ? []
      : outcomes.length === 0
        ? [`Outcomes: no share of ${compared} moved by a run in ten or more (${runs} runs each).`]
        : [
            `Outcomes: ${outcomes.length} of ${compared} moved by a run in ten or more (${runs} runs each)`,
            ...outcomes.map((one) => `  ${outcomeWords(one)}: ${one.by.map(moveWords).join(", ")}`),
          ]),
  ]
}
