// A verb as one family of the lexicon reads it: what every frame needs of it, found once. A verb of a tree and a family
// in; how it is said, which way it moves what it takes, and the maker of its proposals out.

import type {Dependencies} from "../language/index.ts"
import {type Argument, isPassive} from "./arguments.ts"
import type {Sign} from "./claim.ts"
import type {VerbFamily} from "./lexicon.ts"
import {type Manner, mannerAt} from "./manner.ts"
import {combine} from "./pairing.ts"
import {singular} from "./phrase.ts"
import {worsened} from "./phrase-kinds.ts"
import type {Proposal} from "./proposal.ts"

const HARMING = new Set(["severely", "badly", "adversely", "negatively", "seriously", "heavily"])

/** Goods of which there is more when they are eased. */
const EASED = new Set(
  "access trade travel movement relation tie transport passage crossing flow life delivery entry recovery breathing planting".split(
    " ",
  ),
)

/** A verb of a tree as one family of the lexicon reads it. */
export type VerbReading = {
  readonly d: Dependencies
  /** The verb's token. */
  readonly v: number
  readonly family: VerbFamily
  readonly passive: boolean
  readonly how: Manner
  /** The family's sign where it is the same for all that the verb takes. */
  readonly plain: Sign
  /** The sign between the verb's cause and this effect. */
  readonly judged: (effect: Argument) => Sign
  /** Proposals from every cause to every effect; the verb itself is the signal unless said otherwise. */
  readonly make: (
    from: readonly Argument[],
    to: readonly Argument[],
    sign: Sign | ((effect: Argument) => Sign),
    confidence: number,
  ) => Proposal[]
}

/** Reads `v` as `family` has it. */
export function verbReading(d: Dependencies, v: number, family: VerbFamily): VerbReading {
  const how = mannerAt(d, v)
  return {
    d,
    v,
    family,
    passive: isPassive(d, v),
    how,
    plain: family.sign === "worse" ? "unclear" : family.sign,
    judged(effect) {
      if (family.sign === "unclear" && how.strength && HARMING.has(how.strength)) return "-"
      // "Harvests were poor, worsened by locusts": that they were.
      if (family.sign === "worse" && effect.clause) return "+"
      if (family.sign === "worse") return worsened(d, effect.head)
      // "eased access": of a good that is eased there is more.
      if (d.lemma(v) === "ease") return EASED.has(singular(d.lower(effect.head))) ? "+" : "-"
      return family.sign
    },
    make: (from, to, sign, confidence) =>
      combine(d, from, to, {start: v, end: v + 1}, how, {kind: "verb", name: family.name}, confidence, sign),
  }
}
