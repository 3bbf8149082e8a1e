// Claims that a model names by the beginning of their ids. In: a model as its author wrote it, and the ids of the claims
// that the documents make. Out: the same model with whole ids, which is what every layer after this looks up.

import {Fault} from "../core/fault.ts"
import {findClaim} from "../map/index.ts"
import type {Because, Model} from "../model/index.ts"

/**
 * `model` with the whole id of each claim it names. A name that begins no id stays as it is: the documents make no such
 * claim, which `brink validate` says with its place.
 *
 * @throws Fault `case/ambiguous-claim` for the beginning of several ids, `case/short-claim` for one of fewer than four
 *               signs; each names who rests on it.
 */
export function withWholeClaims(model: Model, ids: readonly string[]): Model {
  const claims = ids.map((id) => ({id}))
  const known = new Set(ids)
  const found = new Map<string, string>()
  const whole = (given: string, by: string, line?: number): string => {
    if (known.has(given)) return given
    const before = found.get(given)
    if (before !== undefined) return before
    try {
      const id = findClaim(given, claims)?.id ?? given
      found.set(given, id)
      return id
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault
      const {code, what, next} = fault
      throw new Fault(code, `'${by}' rests on a claim by the beginning of its id: ${what}`, {
        place: `${model.file ?? model.name}${line === undefined ? "" : `:${line}`}`,
        ...(next !== undefined && {next}),
      })
    }
  }
  const resting = (because: readonly Because[], by: string, line?: number): Because[] =>
    because.map((one) => ("claim" in one ? {claim: whole(one.claim, by, line)} : one))
  return {
    ...model,
    quantities: model.quantities.map((q) => ({...q, because: resting(q.because, q.name, q.line)})),
    contested: model.contested.map((switched) => ({
      ...switched,
      sides: switched.sides.map((side) => ({...side, claims: side.claims.map((id) => whole(id, switched.name))})),
    })),
    events: model.events.map((event) => ({...event, because: resting(event.because, event.name)})),
    ...(model.tables && {
      tables: model.tables.map((table) => ({...table, because: resting(table.because, table.name)})),
    }),
  }
}
