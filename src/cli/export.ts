// `brink export`: a model in another tool's format, one run of it, or its structure. In: a model of any tool or a case. Out:
// its text; what the format has no words for is named on stderr.

import {compile} from "../engine/index.ts"
import {central} from "../ensemble/index.ts"
import {type Blueprint, blueprintOf, exportMdl, writeSdJson, writeXmile} from "../exchange/index.ts"
import {writeInPieces} from "../io/index.ts"
import {type Model, sectorsIn} from "../model/index.ts"
import {oneRun, runCsv} from "./one-run.ts"
import {isModelFile, openRunnable} from "./open-model.ts"
import {type ExitCode, oneOf, type Request, TARGETS} from "./request.ts"
import {type FormatOptions, giveModel, targetOf} from "./results.ts"
import {graphml, modelGraphml} from "./tables.ts"
import {noteGuarded, saySome} from "./warnings.ts"

/** `brink export` */
export async function actExport(request: Request, path: string, o: FormatOptions): Promise<ExitCode> {
  const {io} = request
  oneOf("format", o.to!, TARGETS)
  const target = {...targetOf(path, o), later: o.to !== "csv"}
  if (o.out !== "-") io.tryToWrite(o.out!, target)
  if (o.to === "graphml" && !isModelFile(path, request)) {
    const {mapOf} = await import("./open-map.ts")
    const {opened, map} = await mapOf(request, path, o)
    giveModel(request, graphml(map, opened.model ? sectorsIn(opened.model) : new Map()), o.to, o.out!, target)
    return 0
  }
  const {model, blueprint, draws, code} = await openRunnable(request, path, o)
  if (o.to === "graphml") giveModel(request, modelGraphml(model), o.to, o.out!, target)
  else if (o.to === "csv") {
    const program = compile(model)
    const run = oneRun(program, "js", "1", draws?.central)
    const names = program.outputs.map((output) => output.name)
    await handPieces(request, runCsv(run, names), o.out!)
    noteGuarded(request, names)
    if (run.failure) {
      request.terminal.warn(`the run failed: ${run.failure.says}`)
      return 1
    }
  } else giveModel(request, written(request, o.to!, model, blueprint), o.to!, o.out!, target)
  return code
}

/** A model as text in a tool's format, everything that the format cannot hold named on stderr. */
function written(request: Request, format: string, model: Model, blueprint: Blueprint | null): string {
  const say = (notes: readonly string[]) => {
    saySome(
      request.terminal.warn,
      notes.map((note) => `${format}: ${note}`),
    )
  }
  const drawn = blueprint === null ? blueprintOf(model, central) : {blueprint, notes: []}
  say(drawn.notes)
  const {text, notes} =
    format === "mdl"
      ? exportMdl(drawn.blueprint, model, central)
      : format === "xmile"
        ? writeXmile(drawn.blueprint)
        : writeSdJson(drawn.blueprint)
  say(notes)
  return text
}

/** What may be longer than a string can be. */
async function handPieces({terminal}: Request, pieces: Iterable<string>, out: string): Promise<void> {
  if (out !== "-") await writeInPieces(out, pieces)
  else for (const piece of pieces) terminal.give(piece)
}
