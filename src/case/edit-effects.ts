// What edits did that neither their lines nor the counts of the map say. In: what stood before them and what stands. Out:
// sentences.

import {findWords, type Reading} from "../claims/index.ts"
import {nearest} from "../core/fault.ts"
import {groupBy} from "../core/grouping.ts"
import {activeEdits, type Edit, isAboutClaim, overruledBy, type Unlinked} from "../map/index.ts"
import type {Standing} from "./standing.ts"

/**
 * Rejected claims that edits since `before` brought back, claims that they are about and that are in no link, and speakers
 * whom no document names.
 */
export function effectsOf(before: Standing, after: Standing): string[] {
  const made = after.edits.slice(before.edits.length)
  return [...broughtBack(before, after), ...inNoLink(before, after), ...unnamedSpeakers(made, before.reading)]
}

/** Whoever is said to say a claim and stands in no document is written all the same: he may go by another name there. */
function unnamedSpeakers(made: readonly Edit[], {texts, documents, actors, claims}: Reading): string[] {
  const given = made.flatMap((edit) => ((edit.kind === "speaker" || edit.kind === "add") && edit.speaker) || [])
  return [...new Set(given)].flatMap((who) => {
    const isNamed = documents.some(({file}) => findWords(texts?.of(file)?.text ?? "", who).length > 0)
    if (isNamed) return []
    const names = [
      ...actors.flatMap(({name, alsoCalled}) => [name, ...alsoCalled]),
      ...claims.flatMap(({by}) => by ?? []),
    ]
    const near = nearest(who, names)
    return [
      `'${who}' is named in no document: it is written as it was given\n  ${near.length > 0 ? `Nearest: ${near.join(", ")}` : "`brink read CASE` shows who says what."}`,
    ]
  })
}

/** An undo of a rejection says itself what it does. */
function broughtBack(before: Standing, after: Standing): string[] {
  const [then, now] = [before, after].map(({edits, decisions}) => overruledBy(activeEdits(edits), decisions.places))
  return after.decisions.places.flatMap(({edit, claims}) => {
    const by = now!.get(edit.n)
    if (edit.kind !== "reject" || by === undefined || then!.has(edit.n)) return []
    if (before.edits.some(({n}) => n === by)) return []
    return [
      `brings back claim ${claims.map(({id}) => id).join(", ")}, which edit ${edit.n} by ${edit.by} had rejected: ${edit.why}`,
    ]
  })
}

/** Who adds, corrects or accepts a claim wants it drawn: where it is not, why not, and what would. */
function inNoLink(before: Standing, after: Standing): string[] {
  const made = after.edits.slice(before.edits.length).filter((edit) => isAboutClaim(edit) && edit.kind !== "reject")
  if (made.length === 0) return []
  const numbers = new Set(made.map(({n}) => n))
  const about = after.decisions.places.flatMap(({edit, claims}) => (numbers.has(edit.n) ? claims : []))
  const ids = new Set(about.map(({id}) => id))
  const rows = groupBy(after.map.groundings, ({claim}) => (ids.has(claim) ? claim : null))
  return [...rows].flatMap(([claim, mine]) => {
    const {unlinked, why} = mine[0]!
    if (!unlinked || unlinked.kind === "rejected" || mine.some(({link}) => link !== null)) return []
    return [`claim ${claim} is in no link: ${why}\n  ${nextOf(unlinked, claim)}`]
  })
}

/** What brings a claim into a link that is in none. */
function nextOf(unlinked: Exclude<Unlinked, {readonly kind: "rejected"}>, claim: string): string {
  switch (unlinked.kind) {
    case "ungrounded":
      return `"${unlinked.phrase}" as an alias of a factor in factors.yaml gives it one; or name other words: \`brink edit CASE span ${claim} CAUSE EFFECT\`.`
    case "itself":
      return "Split the factor, `brink edit CASE split`, if the two are not the same thing."
    case "hearsay":
      return `\`brink edit CASE accept ${claim} plainly\` draws it, if it is so.`
    case "doubtful":
      return `\`brink edit CASE accept ${claim}\` draws it, if it is rightly read.`
  }
}
