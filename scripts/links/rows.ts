// Rows of a page's tables that name a mechanism of a model and the conditions that show it.

import type {DirectLink} from "./cuts.ts"

/** A row: what its first cell calls it, its arrows (`a -> b -> c` is two), and the conditions named in it (`S01: `). */
export type Row = {readonly id: string; readonly links: readonly DirectLink[]; readonly conditions: readonly string[]}

/** The rows whose first cell is letters and digits, such as S01, in the order of the page. */
export function rowsOf(page: string): Row[] {
  return page.split("\n").flatMap((line) => {
    const id = /^\| ([A-Z]\d+) \|/.exec(line)?.[1]
    if (id === undefined) return []
    const paths = [...line.matchAll(/`([^`]*->[^`]*)`/g)].map(([, path]) =>
      path!.split("->").map((name) => name.trim()),
    )
    const links = paths.flatMap((names) => names.slice(1).map((effect, i) => ({cause: names[i]!, effect})))
    const conditions = [...line.matchAll(/\b([A-Z]\d+[a-z]?): /g)].map(([, condition]) => condition!)
    return [{id, links, conditions}]
  })
}
