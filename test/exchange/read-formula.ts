// One whole equation, read as the readers read it: what the tests of equations ask for.

import type {Spot, Term} from "../../src/exchange/blueprint/blueprint.ts"
import {Formula, type Mistake, type Vocabulary} from "../../src/exchange/blueprint/formula.ts"
import {type Dialect, Tokens} from "../../src/exchange/blueprint/tokens.ts"

/**
 * One whole equation, nothing left over.
 *
 * @param text   the equation as its author wrote it, entities decoded.
 * @param place  from an offset into `text` to its place in the file.
 * @returns      its tree, or null with at least one grave mistake.
 */
export function readFormula(
  text: string,
  dialect: Dialect,
  vocabulary: Vocabulary,
  place: (offset: number) => Spot,
): {readonly term: Term | null; readonly mistakes: readonly Mistake[]} {
  const formula = new Formula(new Tokens(text, 0, dialect), vocabulary, place)
  const term = formula.attempt(() => {
    const whole = formula.expression()
    formula.finish()
    return whole
  })
  return {term, mistakes: formula.mistakes}
}
