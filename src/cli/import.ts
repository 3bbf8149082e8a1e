// `brink import`: another tool's model as a model.yaml, laid out flat.

import {Fault} from "../core/fault.ts"
import {isForeignModel} from "../io/index.ts"
import {printModel} from "../model/index.ts"
import {openRunnable} from "./open-model.ts"
import type {ExitCode, Request} from "./request.ts"
import {type FormatOptions, giveModel, targetOf} from "./results.ts"

/** `brink import` */
export async function actImport(request: Request, path: string, o: FormatOptions): Promise<ExitCode> {
  const {io} = request
  if (!isForeignModel(path))
    throw new Fault("cli/usage", `${path} is not a model of another tool`, {
      next: "Name a .mdl, .xmile, .stmx or .xml file; `brink draft` makes a model of documents.",
    })
  const target = targetOf(path, o)
  if (o.out !== "-") io.tryToWrite(o.out!, target)
  const {model, code} = await openRunnable(request, path, o)
  giveModel(request, printModel(model), "yaml", o.out!, target)
  return code
}
