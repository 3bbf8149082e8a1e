// Which files are models of other tools, by how their names end; models.ts reads them.

import {extname} from "node:path"

/** The tools whose models are read. */
export type Tool = "vensim" | "xmile"

const TOOLS: ReadonlyMap<string, Tool> = new Map([
  [".mdl", "vensim"],
  [".xmile", "xmile"],
  [".stmx", "xmile"],
  [".itmx", "xmile"],
  [".xml", "xmile"],
])

/** How files of models of other tools end. */
export const FOREIGN_ENDINGS: readonly string[] = [...TOOLS.keys()]

/** The tool that a path names a model of, by its extension; null for any other path. */
export function toolOf(path: string): Tool | null {
  return TOOLS.get(extname(path).toLowerCase()) ?? null
}

/** Whether a path names a model of another tool, by its extension. */
export const isForeignModel = (path: string): boolean => toolOf(path) !== null
