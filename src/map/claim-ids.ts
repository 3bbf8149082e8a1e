// A claim by its id as a person gives it: whole, or its beginning where no other id begins so. In: what was given and
// the claims. Out: the claim. The one place that knows how short an id may be; whatever is written holds whole ids.

import {Fault, listed, nearest} from "../core/fault.ts"

/** Signs of an id that are enough where no other begins with them. */
export const ENOUGH_SIGNS = 4
/** Ids that a refusal names. */
export const MOST_NAMED = 5

/**
 * The claim that goes by this id or beginning of one; null where none does.
 * @throws Fault `case/ambiguous-claim` for a beginning of several ids; `case/short-claim` for one of fewer than four signs.
 */
export function findClaim<C extends {readonly id: string}>(given: string, claims: readonly C[]): C | null {
  const exact = claims.find(({id}) => id === given)
  if (exact || given === "") return exact ?? null
  const begun = claims.filter(({id}) => id.startsWith(given))
  if (begun.length === 0) return null
  if (given.length < ENOUGH_SIGNS)
    throw new Fault("case/short-claim", `'${given}' is too short for the id of a claim`, {
      next: `Give its first ${ENOUGH_SIGNS} signs, or more.`,
    })
  if (begun.length > 1) {
    const ids = begun.map(({id}) => id)
    throw new Fault("case/ambiguous-claim", `${ids.length} claims have ids that begin with '${given}'`, {
      next: `Give more signs: ${listed(ids, MOST_NAMED)}`,
    })
  }
  return begun[0]!
}

/** As `findClaim`, where there must be one. @throws Fault `case/unknown-claim` with the nearest ids. */
export function claimNamed<C extends {readonly id: string}>(given: string, claims: readonly C[]): C {
  const found = findClaim(given, claims)
  if (found) return found
  const near = nearest(
    given,
    claims.map(({id}) => id),
  )
  throw new Fault("case/unknown-claim", `There is no claim '${given}'`, {
    next: near.length > 0 ? `Nearest: ${near.join(", ")}` : "`brink read PATH` lists the claims.",
  })
}
