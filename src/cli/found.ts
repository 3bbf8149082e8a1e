// What was found in documents, as the files that a case keeps for people to read and to compare.

import type {Reading} from "../claims/index.ts"
import {jsonText} from "../core/controls.ts"
import {type CausalMap, printedMap} from "../map/index.ts"
import {json} from "./tables.ts"

/** Their names: one claim a line, and the map. Every run of the pipeline makes them anew. */
export const FOUND = ["claims.jsonl", "map.json"] as const

/** Their names, each with its text. @param sectors as `printedMap` takes them. */
export function foundFiles(
  {claims}: Reading,
  map: CausalMap,
  sectors: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<(typeof FOUND)[number], string> {
  return new Map([
    ["claims.jsonl", claims.map(json).join("")],
    ["map.json", `${jsonText(printedMap(map, sectors), 1)}\n`],
  ])
}
