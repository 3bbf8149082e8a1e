// The decisions of a case, each with what became of it. In: a case. Out: a table.

import {type Case, mapOfCase, openCase, readCase, type Said} from "../case/index.ts"
import type {Claim} from "../claims/index.ts"
import {Fault} from "../core/fault.ts"
import {groupBy} from "../core/grouping.ts"
import {
  activeEdits,
  type CausalMap,
  type ClaimEdit,
  decide,
  type Edit,
  isAboutClaim,
  overruledBy,
  undoneBy,
} from "../map/index.ts"
import {type ExitCode, needsAttention, type Request} from "./request.ts"
import {columns} from "./tables.ts"

/** Prints the edits of a case, one a line. */
export async function listEdits(request: Request, path: string): Promise<ExitCode> {
  const {io, terminal} = request
  const opened = await openCase(path, io)
  if (opened.inMemory)
    throw new Fault("case/not-a-case", `${path} has no case.yaml, so it has no edits`, {
      next: `Make a case of it: brink init DIR ${path}`,
    })
  if (opened.edits.length === 0) {
    terminal.say(`${path} has no edits yet.\n`)
    return 0
  }
  const said = await readCase(opened, io)
  const map = await mapOfCase(opened, said, io)
  terminal.say(`${columns(editRows(opened, said, map))}\n`)
  return needsAttention(request, [], map)
}

/** One row for each edit: its number, what it does, who and why, what became of it. */
function editRows(opened: Case, said: Said, map: CausalMap): string[][] {
  const undone = undoneBy(opened.edits)
  const active = activeEdits(opened.edits)
  const decided = decide(active, said.reading).places
  const places = new Map(decided.map((place) => [place.edit.n, place]))
  const overruled = overruledBy(active, decided)
  const lost = new Set(
    map.issues.flatMap(({code, says}) => {
      const n = code === "map/edit-lost" ? /^edit (\d+) /.exec(says)?.[1] : undefined
      return n === undefined ? [] : [Number(n)]
    }),
  )
  const rows = groupBy(map.groundings, ({claim}) => claim)
  /** Of claims that are in no link why they are in none: a decision about them holds, and moves nothing. */
  const undrawn = (claims: readonly Claim[]): string => {
    const mine = claims.flatMap(({id}) => rows.get(id) ?? [])
    const [first] = mine
    return first && mine.every(({link}) => link === null) ? `, in no link: ${first.why}` : ""
  }
  return opened.edits.map((edit) => {
    const place = places.get(edit.n)
    const found = place?.by === "words" ? `, found again as ${place.claims.map((claim) => claim.id).join(", ")}` : ""
    const became = (): string => {
      if (undone.has(edit.n)) return `undone by ${undone.get(edit.n)}`
      if (edit.kind === "undo") return ""
      if (lost.has(edit.n)) return "has lost its place"
      if (overruled.has(edit.n)) return `overruled by ${overruled.get(edit.n)}`
      return `in force${found}${place && edit.kind !== "reject" ? undrawn(place.claims) : ""}`
    }
    return [String(edit.n), `${about(edit)}`, `${edit.by}: ${edit.why.replace(/\s+/g, " ")}`, became()]
  })
}

/** What an edit does to what, in few words. */
function about(edit: Edit): string {
  if (isAboutClaim(edit)) return `claim ${edit.claim} ${decision(edit)}`
  switch (edit.kind) {
    case "sign":
      return `link ${edit.link} sign ${edit.sign}`
    case "lag":
      return `link ${edit.link} "${edit.lag}"`
    case "merge":
      return `merge ${edit.factors.map((name) => (edit.opposite?.includes(name) ? `opposite of ${name}` : name)).join(", ")}`
    case "split":
      return `split ${edit.factors[0]}: ${edit.phrases.map((phrase) => `"${phrase}"`).join(", ")} ${edit.opposite ? "is the opposite of" : "is"} ${edit.into ?? edit.name}`
    case "apart":
      return `apart ${edit.factors.join(", ")}`
    case "rename":
      return `rename ${edit.factors[0]} to ${edit.name}`
    case "assume":
      return "link" in edit ? `assume ${edit.link} ${edit.sign}` : `assume ${edit.quantity} ${edit.value}`
    default:
      return "of" in edit ? `undo ${edit.of}` : ""
  }
}

/** What an edit does to its claim, in few words. */
export function decision(edit: ClaimEdit): string {
  if (edit.kind === "add") return `added: ${edit.cause} -(${edit.sign})-> ${edit.effect}`
  if (edit.kind === "sign") return `sign ${edit.sign}`
  if (edit.kind === "speaker") return `said by ${edit.speaker ?? "its author"}`
  if (edit.kind === "side") return `put on the side ${edit.side}`
  if (edit.kind === "span")
    return [edit.cause && `cause "${edit.cause}"`, edit.effect && `effect "${edit.effect}"`].filter(Boolean).join(", ")
  return edit.kind === "accept" ? "accepted" : "rejected"
}
