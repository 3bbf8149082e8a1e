// How well it is told apart what a text holds out as its own and what it only hands on or denies: invented pieces that nothing is
// learnt from, read and counted.

import {HELD} from "../../src/claims/held.ts"
import {read} from "../../src/claims/whole.ts"
import {lineages, openDocument} from "../../src/documents/index.ts"
import {english} from "../language/english.ts"
import {type HeldPiece, heldPieces, type Place} from "./texts.ts"

/** Pieces of one way of holding out: how many there are, in how many the claim is read, and in how many of those as another. */
export type HeldCount = {readonly pieces: number; readonly read: number; readonly wrong: number}
/** "alleged" is whatever somebody holds: accusations, fears and beliefs too. */
export type HeldScore = Readonly<Record<"own" | "rumoured" | "alleged" | "denied", HeldCount>>

const WAYS: ReadonlySet<string> = new Set(HELD)

/** More than half of the shorter. */
const shared = (from: number, to: number, [start, end]: Place): boolean =>
  2 * (Math.min(to, end) - Math.max(from, start)) > Math.min(to - from, end - start)

/** Whether a piece is read, and whether wrongly: what is no fact as one, what is one as none. */
function isRead({id, text, cause, effect, held}: HeldPiece): {found: boolean; wrong: boolean} {
  const {document} = openDocument({file: `${id}.txt`, kind: "text", text})
  if (!document) throw new Error(`${id} is not read as English`)
  const claims = read([document], lineages([document]), english()).claims.filter(
    (claim) => shared(claim.cause.from, claim.cause.to, cause) && shared(claim.effect.from, claim.effect.to, effect),
  )
  const doubted = claims.filter(({hedge}) => hedge?.split(/\W+/).some((word) => WAYS.has(word)))
  const named = claims.filter(({by}) => by !== null)
  const denied = claims.filter((claim) => claim.denied)
  const right =
    held === "own"
      ? doubted.length + denied.length === 0
      : held === "denied"
        ? denied.length === claims.length
        : claims.every(
            (claim) => claim.denied || doubted.includes(claim) || (held !== "rumoured" && named.includes(claim)),
          )
  return {found: claims.length > 0, wrong: claims.length > 0 && !right}
}

export function scoreHeld(): HeldScore {
  const empty = (): HeldCount => ({pieces: 0, read: 0, wrong: 0})
  const score = {own: empty(), rumoured: empty(), alleged: empty(), denied: empty()}
  for (const piece of heldPieces("held-scored")) {
    const {held} = piece
    const way = held === "own" || held === "rumoured" || held === "denied" ? held : "alleged"
    const {found, wrong} = isRead(piece)
    const was = score[way]
    score[way] = {pieces: was.pieces + 1, read: was.read + Number(found), wrong: was.wrong + Number(wrong)}
  }
  return score
}
