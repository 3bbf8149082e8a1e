// What the documents at a path say together, for the commands that work on the map itself.

import {mapOfCase, openCase, readCase} from "../case/index.ts"
import {Fault} from "../core/fault.ts"
import {type CausalMap, findFactor, nearestFactors} from "../map/index.ts"
import type {Request} from "./request.ts"

/** A case or documents read, and their map. */
export async function mapOf(request: Request, path: string, o: {maxFile?: number}) {
  const opened = await openCase(path, request.io, o)
  const said = await readCase(opened, request.io)
  return {opened, said, map: await mapOfCase(opened, said, request.io)}
}

/** The factor that goes by a name. @throws Fault `map/unknown-factor` with the nearest names. */
export function factorOf(map: CausalMap, name: string) {
  const factor = findFactor(map, name)
  if (factor) return factor
  const near = nearestFactors(map, name)
  throw new Fault("map/unknown-factor", `The map has no factor '${name}'`, {
    next: near.length > 0 ? `Nearest: ${near.join(", ")}` : "`brink map PATH` lists the factors.",
  })
}
