// Nouns that carry the relation, and what grades or judges by a noun: "a cause of", "had a harmful effect on", "sees
// the toll as a betrayal".

import {wordSet, words} from "../../core/word-lists.ts"

/** Nouns that carry the relation: "a cause of", "the result of", "the effect of X on Y". */
export type NounFamily = {
  readonly name: string
  readonly side: "cause of" | "result of" | "effect on" | "obstacle to" | "threat to" | "key to"
  readonly nouns: readonly string[]
  readonly prepositions: readonly string[]
  readonly sign: "+" | "-" | "unclear"
  readonly example: {readonly text: string; readonly cause: string; readonly effect: string}
}

export const NOUNS: readonly NounFamily[] = [
  {
    name: "cause of",
    side: "cause of",
    nouns: words(`
      cause source reason driver trigger catalyst root engine origin recipe ground ingredient motive
      motivation explanation
    `),
    prepositions: ["of", "for", "behind"],
    sign: "+",
    example: {text: "The drought is the main cause of the dispute.", cause: "The drought", effect: "the dispute"},
  },
  {
    name: "result of",
    side: "result of",
    nouns: words(
      "result consequence outcome product by-product byproduct upshot legacy fruit offshoot symptom work handiwork fault doing",
    ),
    prepositions: ["of"],
    sign: "+",
    example: {text: "The dispute is the result of the drought.", cause: "the drought", effect: "The dispute"},
  },
  {
    name: "effect on",
    side: "effect on",
    nouns: ["effect", "impact", "influence", "toll"],
    prepositions: ["on"],
    sign: "unclear",
    example: {text: "The effect of the drought on trade was plain.", cause: "the drought", effect: "trade"},
  },
  {
    name: "obstacle to",
    side: "obstacle to",
    nouns: words(`
      obstacle barrier hindrance impediment brake remedy cure antidote deterrent bulwark safeguard setback
      disaster catastrophe handicap curse drain check damper protection defence defense insurance disincentive
      drag burden constraint shield buffer hedge solution problem headache nightmare ordeal calamity scourge
    `),
    prepositions: ["to", "on", "for", "against"],
    sign: "-",
    example: {text: "The fence is an obstacle to trade.", cause: "The fence", effect: "trade"},
  },
  {
    name: "threat to",
    side: "threat to",
    nouns: ["threat", "danger", "blow", "affront", "challenge", "hazard", "menace", "risk"],
    prepositions: ["to"],
    sign: "-",
    example: {text: "The drought is a threat to the herds.", cause: "The drought", effect: "the herds"},
  },
  {
    name: "key to",
    side: "key to",
    nouns: words(`
      key path road basis foundation hope boon lifeline godsend blessing incentive spur stimulus boost
      prerequisite precondition lever catalyst invitation impetus springboard gateway
      magnet relief comfort gift windfall bonanza bonus help
    `),
    prepositions: ["to", "for", "towards", "toward", "for to"],
    sign: "+",
    example: {text: "Patience is the key to the truce.", cause: "Patience", effect: "the truce"},
  },
  {
    name: "factor in",
    side: "cause of",
    nouns: words("factor contributor culprit"),
    prepositions: words("in to behind"),
    sign: "+",
    example: {text: "Fatigue is a factor in the wreck.", cause: "Fatigue", effect: "the wreck"},
  },
  {
    name: "response to",
    side: "result of",
    nouns: words("response reaction backlash"),
    prepositions: words("to against"),
    sign: "+",
    example: {text: "The strike was a response to the tax.", cause: "the tax", effect: "The strike"},
  },
  {
    name: "reprisal for",
    side: "result of",
    nouns: words("reprisal retaliation revenge vengeance retribution punishment penalty reward payback"),
    prepositions: words("for"),
    sign: "+",
    example: {text: "The raid was a reprisal for the arrest.", cause: "the arrest", effect: "The raid"},
  },
  {
    name: "function of",
    side: "result of",
    nouns: ["function"],
    prepositions: ["of"],
    sign: "unclear",
    example: {text: "The yield is a function of the rain.", cause: "the rain", effect: "The yield"},
  },
  {
    name: "victim of",
    side: "result of",
    nouns: words("victim casualty"),
    prepositions: words("of"),
    sign: "-",
    example: {text: "Trade was a victim of the drought.", cause: "the drought", effect: "Trade"},
  },
  {
    name: "beneficiary of",
    side: "result of",
    nouns: words("beneficiary"),
    prepositions: words("of"),
    sign: "+",
    example: {text: "Trade is a beneficiary of the truce.", cause: "the truce", effect: "Trade"},
  },
  {
    name: "pillar of",
    side: "key to",
    nouns: words("pillar backbone cornerstone linchpin lifeblood mainstay bedrock guarantee guarantor"),
    prepositions: words("of"),
    sign: "+",
    example: {text: "Trust is the pillar of the truce.", cause: "Trust", effect: "the truce"},
  },
]

/** Nouns for a bearing whose way is not said, or said by an adjective. */
export const BEARING: ReadonlySet<string> = new Set([
  ...["effect", "impact", "influence", "toll", "bearing", "repercussion", "consequence", "implication"],
])

/** Nouns for what somebody or something has in what comes about: "played a part in". */
export const SHARES: readonly string[] = ["role", "part"]

/**
 * What somebody sees a thing as: "views X as a threat to Y" says that X lowers Y, "sees X as a
 * betrayal" that X brings a sense of betrayal.
 */
export const JUDGEMENTS: readonly {
  readonly nouns: readonly string[]
  /** With "to": the phrase after it is lowered. Without: the noun itself is what follows. */
  readonly sign: "+" | "-"
  readonly example: {readonly text: string; readonly cause: string; readonly effect: string}
}[] = [
  {
    nouns: ["threat", "affront", "challenge", "danger", "blow", "insult", "obstacle"],
    sign: "-",
    example: {text: "The clans see the fence as an affront to their pride.", cause: "the fence", effect: "their pride"},
  },
  {
    nouns: ["betrayal", "provocation", "humiliation", "aggression", "injustice"],
    sign: "+",
    example: {text: "The clans view the toll as a betrayal.", cause: "the toll", effect: "a betrayal"},
  },
]

/** Nouns of what brings something about. */
export const REASONS = wordSet("reason cause explanation root source driver origin culprit trigger")
/** Nouns of what came of something. */
export const RESULTS = wordSet("result consequence outcome upshot effect")
