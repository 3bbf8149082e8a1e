// Which conditions notice that a link of a model is cut: those nearest to the link are asked first.

import type {CaseCheck} from "../../src/check/index.ts"
import type {Model} from "../../src/model/index.ts"
import {type DirectLink, startsOf, withoutLink} from "./cuts.ts"
import {holdingOf} from "./holding.ts"

/** Conditions asked of a cut model in one go before the others are; each go asks four times as many. */
const FIRST = 3

/**
 * Asks of models with a link cut.
 *
 * @param guards  conditions that hold of `model` itself. @param all  whether every condition is asked after one has noticed.
 * @returns of a link the ids of conditions that no longer hold without it; of `among` alone where that is given.
 */
export function noticingOf(
  model: Model,
  {guards, runs, all = false}: {guards: readonly CaseCheck[]; runs: number; all?: boolean},
): (link: DirectLink, among?: readonly CaseCheck[]) => Promise<string[]> {
  const starts = startsOf(model)
  return async (link, among = guards) => {
    const cut = withoutLink(model, link, starts)
    const far = ({set, comparisons}: CaseCheck): number =>
      (link.cause in set ? 0 : 1) + (comparisons.some(({measure}) => measure.quantity === link.effect) ? 0 : 2)
    const asked = [...among].sort((a, b) => far(a) - far(b))
    const noticed: string[] = []
    let most = FIRST
    for (let from = 0; from < asked.length && (all || noticed.length === 0); ) {
      const checks = asked.slice(from, from + most)
      const still = await holdingOf(cut, {checks, runs})
      noticed.push(...checks.flatMap(({id}) => (still.has(id) ? [] : [id])))
      from += most
      most *= 4
    }
    return noticed
  }
}
