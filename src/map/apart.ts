// Which factors people said are two things, so that nobody is asked again whether they are one. In: a map and the edits of
// its case. Out: a question that two ids of factors answer.

import {groupBy} from "../core/grouping.ts"
import {activeEdits} from "./edits.ts"
import {findFactor} from "./gather.ts"
import type {CausalMap, Edit} from "./map.ts"

/** Whether an edit in force says of two factors, by their ids, that they are two. */
export function areApart(map: CausalMap, edits: readonly Edit[]): (one: string, other: string) => boolean {
  const said = activeEdits(edits).filter((edit) => edit.kind === "apart")
  if (said.length === 0) return () => false
  const pairs = new Set(
    said.flatMap(({factors, called}) => {
      const [a, b] = factors.map((name, i) => findFactor(map, name)?.id ?? byPhrases(map, called?.[i] ?? []))
      return a === undefined || b === undefined || a === b ? [] : [keyOf(a, b)]
    }),
  )
  return (one, other) => pairs.has(keyOf(one, other))
}

const keyOf = (a: string, b: string): string => [a, b].sort().join(" ")

/** The factor that has most of these phrases; undefined where none has, or two have as many. */
function byPhrases(map: CausalMap, phrases: readonly string[]): string | undefined {
  const wanted = new Set(phrases)
  const counted = map.factors.map(({id, alsoCalled}) => ({id, n: alsoCalled.filter((one) => wanted.has(one)).length}))
  const most = Math.max(0, ...counted.map(({n}) => n))
  const best = most === 0 ? [] : (groupBy(counted, ({n}) => n).get(most) ?? [])
  return best.length === 1 ? best[0]!.id : undefined
}
