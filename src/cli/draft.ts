// `brink draft`: a first model of what documents say, as text to edit.

import {modelOf, skipped} from "../case/index.ts"
import {gapsOf, toldOf} from "../check/index.ts"
import {counted} from "../core/counted.ts"
import {leftOut, printSketch, sketch} from "../draft/index.ts"
import type {CausalMap} from "../map/index.ts"
import {printModel} from "../model/index.ts"
import {mapOf} from "./open-map.ts"
import {type ExitCode, needsAttention, type Request} from "./request.ts"
import {type FormatOptions, giveModel, targetOf} from "./results.ts"

/** What of a map its whole draft does not contain, as a sentence; null when it contains all of it. */
function notDrafted(map: CausalMap): string | null {
  const {factors, links} = leftOut(map)
  const names = factors.map(({name}) => name).join(", ")
  const parts = [
    ...(links.length > 0
      ? [counted(links.length, "link that is hardly believed", "links that are hardly believed")]
      : []),
    ...(factors.length > 0 ? [`${counted(factors.length, "factor")} without a link (${names})`] : []),
  ]
  return parts.length > 0 ? `not drafted: ${parts.join("; ")}` : null
}

/** `brink draft` */
export async function actDraft(
  request: Request,
  path: string,
  o: FormatOptions & {whole?: boolean},
): Promise<ExitCode> {
  const {out = "-"} = o
  const target = targetOf(path, o)
  if (out !== "-") request.io.tryToWrite(out, target)
  const {opened, said, map} = await mapOf(request, path, o)
  // The clock of a draft is that of the case, whichever of the two is asked for.
  const {model} = await modelOf({...opened, model: null}, map)
  const {name, time} = model
  const sketched = () => {
    const made = sketch(map, {name, horizon: time.stop - time.start, ...(time.origin && {origin: time.origin})})
    // As `brink todo` counts.
    const {unmodelled, unfollowed} = gapsOf(map, made)
    return printSketch(made, {
      factors: {left: unmodelled.length, of: toldOf(map).length},
      links: {left: unfollowed.length, of: map.links.length},
    })
  }
  giveModel(request, o.whole ? printModel(model) : sketched(), "yaml", out, target)
  const left = o.whole ? notDrafted(map) : null
  if (left) request.terminal.note(left)
  return needsAttention(request, skipped(said.reading), map)
}
