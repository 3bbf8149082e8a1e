// What a person asks for in one breath, as the edits that do it: the kinds of edit are few, and stay so. In: what is
// asked, and what stands. Out: acts, and a sentence about them where they do not speak for themselves.

import {activeEdits, areApart, type Edit, type EditAct, findFactor} from "../map/index.ts"
import {empty, factorOf, linkOf, type NewAct} from "./settled.ts"
import type {Standing} from "./standing.ts"

/** One edit; or a link to be rejected with all that tells it, or two factors to be two. */
export type Asked =
  | Exclude<NewAct, {readonly kind: "apart"}>
  | {readonly kind: "reject"; readonly link: string}
  | {readonly kind: "apart"; readonly factors: readonly [string, string]}

/** Acts that do what is asked, one after the other. */
type Acts = {readonly acts: readonly NewAct[]; readonly says?: string}

/** @throws Fault `case/unknown-...` for what is not there; `case/empty-edit` where there is nothing to do. */
export function actsOf(asked: Asked, standing: Standing): Acts {
  if (asked.kind === "apart") return apart(asked.factors, standing)
  if (asked.kind === "reject" && "link" in asked) return {acts: rejections(asked.link, standing)}
  return {acts: [asked]}
}

/** Every claim that tells a link, rejected. */
function rejections(name: string, {map}: Standing): NewAct[] {
  const {id} = linkOf(name, map)
  const claims = [...new Set(map.groundings.filter((grounding) => grounding.link === id).map(({claim}) => claim))]
  if (claims.length === 0)
    throw empty(
      `No claim tells the link ${id}: it was assumed`,
      "`brink edit CASE` lists the edits; undo the one that assumes it.",
    )
  return claims.map((claim) => ({kind: "reject", claim}))
}

/**
 * Of two factors it is said that they are two, so that nobody is asked again. Of one, the latest merge without which the two
 * are two is undone, and the others that it joined stay joined; where no merge made them one, the documents' phrases did:
 * those that say the second are split off.
 */
function apart([one, other]: readonly [string, string], standing: Standing): Acts {
  const home = factorOf(one, standing.map)
  const there = findFactor(standing.map, other)?.id
  if (there !== undefined && there !== home) {
    if (areApart(standing.map, standing.edits)(home, there))
      throw empty(`'${one}' and '${other}' are said to be two already`, "`brink edit CASE` lists the edits.")
    return {
      acts: [{kind: "apart", factors: [home, there]}],
      says: `they are two factors already: nobody is asked again whether '${one}' and '${other}' are one`,
    }
  }
  for (const merge of mergesInto(home, standing.edits)) {
    const undo: EditAct = {kind: "undo", of: merge.n}
    const {map} = standing.with({format: "brink/edit@1", n: nextOf(standing.edits), by: "", why: "", ...undo})
    const idOf = (name: string): string | undefined => findFactor(map, name)?.id
    const [stays, leaves] = [idOf(one), idOf(other)]
    if (stays === undefined || leaves === undefined || stays === leaves) continue
    const joined = new Set(merge.factors.map(idOf))
    const still = [...joined].filter((id): id is string => id !== undefined && id !== leaves)
    return {
      acts: [undo, ...(still.length > 1 ? [{kind: "merge", factors: still} as const] : [])],
      says: `takes back edit ${merge.n}, the merge by ${merge.by}: ${merge.why}`,
    }
  }
  return {
    acts: [{kind: "split", factors: [home], phrases: [other], name: other}],
    says: `no edit merged them: phrases of ${home} that say "${other}" become a factor of their own`,
  }
}

type Merge = Extract<Edit, {kind: "merge"}>

/** The merges in force that lead to a factor, the latest first. */
function mergesInto(home: string, edits: readonly Edit[]): Merge[] {
  const merges = activeEdits(edits).filter((edit) => edit.kind === "merge")
  const reached = new Set([home])
  return merges.reverse().filter(({factors: [first, ...others]}) => {
    if (!reached.has(first!)) return false
    for (const name of others) reached.add(name)
    return true
  })
}

/** The number that the next edit gets. */
export function nextOf(edits: readonly Edit[]): number {
  return edits.reduce((most, edit) => Math.max(most, edit.n), 0) + 1
}
