// Where a refusal of the compiler points: an equation as its author wrote it, with its line
// where the model came from a file. Here because every part of the compiler refuses.

import type {Model} from "../model/index.ts"
import type {Failure} from "./program.ts"

/** An equation by its quantity's name; `file` and `line` where it has them. */
export type Place = {readonly file?: string; readonly name: string; readonly line: number; readonly source: string}

/** A place in words: `model.yaml:12: births = rate * people`. */
export function showPlace({file, name, line, source}: Place): string {
  const where = line <= 0 ? "" : file === undefined ? `line ${line}: ` : `${file}:${line}: `
  return `${where}${name}${source ? ` = ${source}` : ""}`
}

/** Why a run failed, with the line of the equation where the model has one. */
export function failureTold(
  {name, says}: Pick<Failure, "name" | "says">,
  {file, quantities}: Pick<Model, "file" | "quantities">,
): string {
  const line = quantities.find((quantity) => quantity.name === name)?.line ?? 0
  return file === undefined || line === 0 ? says : `${says} (${file}:${line})`
}
