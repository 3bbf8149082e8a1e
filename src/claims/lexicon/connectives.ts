// Prepositions, conjunctions and adverbs that set a cause beside its effect.

/** Prepositions and phrases that put a cause beside its effect in one clause: EFFECT because of CAUSE. */
export const BECAUSE_OF: readonly {
  readonly words: readonly string[]
  readonly sign: "+" | "-"
  readonly condition?: "if"
  readonly example: {readonly text: string; readonly cause: string; readonly effect: string}
}[] = [
  {
    words: ["because", "of"],
    sign: "+",
    example: {text: "Trade fell because of the raids.", cause: "the raids", effect: "Trade fell"},
  },
  {
    words: ["in", "revenge", "for"],
    sign: "+",
    example: {
      text: "Rebels shelled the port in revenge for the raid.",
      cause: "the raid",
      effect: "Rebels shelled the port",
    },
  },
  {
    words: ["in", "reprisal", "for"],
    sign: "+",
    example: {
      text: "Rebels shelled the port in reprisal for the raid.",
      cause: "the raid",
      effect: "Rebels shelled the port",
    },
  },
  {
    words: ["in", "punishment", "for"],
    sign: "+",
    example: {
      text: "The guards were moved in punishment for the leak.",
      cause: "the leak",
      effect: "The guards were moved",
    },
  },
  {
    words: ["by", "dint", "of"],
    sign: "+",
    example: {text: "The port opened by dint of the truce.", cause: "the truce", effect: "The port opened"},
  },
  {
    words: ["courtesy", "of"],
    sign: "+",
    example: {
      text: "The port opened late, courtesy of the strike.",
      cause: "the strike",
      effect: "The port opened late",
    },
  },
  {
    words: ["thanks", "in", "part", "to"],
    sign: "+",
    example: {text: "Trade rose thanks in part to the truce.", cause: "the truce", effect: "Trade rose"},
  },
  {
    words: ["thanks", "largely", "to"],
    sign: "+",
    example: {text: "Trade rose thanks largely to the truce.", cause: "the truce", effect: "Trade rose"},
  },
  {
    words: ["thanks", "mainly", "to"],
    sign: "+",
    example: {text: "Trade rose thanks mainly to the truce.", cause: "the truce", effect: "Trade rose"},
  },
  {
    words: ["at", "the", "behest", "of"],
    sign: "+",
    example: {text: "The pass closed at the behest of the guild.", cause: "the guild", effect: "The pass closed"},
  },
  {
    words: ["at", "the", "insistence", "of"],
    sign: "+",
    example: {text: "The pass closed at the insistence of the guild.", cause: "the guild", effect: "The pass closed"},
  },
  {
    words: ["at", "the", "urging", "of"],
    sign: "+",
    example: {text: "The pass closed at the urging of the guild.", cause: "the guild", effect: "The pass closed"},
  },
  {
    words: ["due", "to"],
    sign: "+",
    example: {text: "Trade fell due to the raids.", cause: "the raids", effect: "Trade fell"},
  },
  {
    words: ["owing", "to"],
    sign: "+",
    example: {text: "Owing to the raids, trade fell.", cause: "the raids", effect: "trade fell"},
  },
  {
    words: ["thanks", "to"],
    sign: "+",
    example: {text: "Trade rose thanks to the truce.", cause: "the truce", effect: "Trade rose"},
  },
  {
    words: ["as", "a", "result", "of"],
    sign: "+",
    example: {text: "As a result of the raids, trade fell.", cause: "the raids", effect: "trade fell"},
  },
  {
    words: ["as", "a", "consequence", "of"],
    sign: "+",
    example: {text: "Trade fell as a consequence of the raids.", cause: "the raids", effect: "Trade fell"},
  },
  {
    words: ["in", "response", "to"],
    sign: "+",
    example: {text: "The clans armed in response to the raids.", cause: "the raids", effect: "The clans armed"},
  },
  {
    words: ["on", "account", "of"],
    sign: "+",
    example: {text: "Trade fell on account of the raids.", cause: "the raids", effect: "Trade fell"},
  },
  {
    words: ["in", "light", "of"],
    sign: "+",
    example: {
      text: "In light of the raids, the council closed the road.",
      cause: "the raids",
      effect: "the council closed the road",
    },
  },
  {
    words: ["in", "view", "of"],
    sign: "+",
    example: {
      text: "In view of the raids, the council closed the road.",
      cause: "the raids",
      effect: "the council closed the road",
    },
  },
  {
    words: ["on", "the", "back", "of"],
    sign: "+",
    example: {text: "Prices rose on the back of the drought.", cause: "the drought", effect: "Prices rose"},
  },
  {
    words: ["by", "virtue", "of"],
    sign: "+",
    example: {text: "Trade rose by virtue of the truce.", cause: "the truce", effect: "Trade rose"},
  },
  {
    words: ["for", "fear", "of"],
    sign: "+",
    example: {text: "The traders left for fear of raids.", cause: "raids", effect: "The traders left"},
  },
  {
    words: ["for", "lack", "of"],
    sign: "-",
    example: {text: "The clinic closed for lack of nurses.", cause: "lack of nurses", effect: "The clinic closed"},
  },
  {
    words: ["for", "want", "of"],
    sign: "-",
    example: {text: "The clinic closed for want of nurses.", cause: "want of nurses", effect: "The clinic closed"},
  },
  {
    words: ["in", "retaliation", "for"],
    sign: "+",
    example: {
      text: "The clan closed the road in retaliation for the raids.",
      cause: "the raids",
      effect: "The clan closed the road",
    },
  },
  {
    words: ["in", "reaction", "to"],
    sign: "+",
    example: {
      text: "The clan closed the road in reaction to the raids.",
      cause: "the raids",
      effect: "The clan closed the road",
    },
  },
  {
    words: ["in", "protest", "at"],
    sign: "+",
    example: {
      text: "The miners stopped work in protest at the raids.",
      cause: "the raids",
      effect: "The miners stopped work",
    },
  },
  {
    words: ["in", "protest", "against"],
    sign: "+",
    example: {
      text: "The miners stopped work in protest against the raids.",
      cause: "the raids",
      effect: "The miners stopped work",
    },
  },
  {
    words: ["given"],
    sign: "+",
    example: {text: "Given the drought, trade fell.", cause: "the drought", effect: "trade fell"},
  },
  {
    words: ["in", "the", "event", "of"],
    sign: "+",
    condition: "if",
    example: {text: "In the event of a drought, trade falls.", cause: "a drought", effect: "trade falls"},
  },
  {
    words: ["in", "case", "of"],
    sign: "+",
    condition: "if",
    example: {text: "In case of a drought, trade falls.", cause: "a drought", effect: "trade falls"},
  },
  {
    words: ["in", "the", "wake", "of"],
    sign: "+",
    example: {text: "Trade fell in the wake of the raids.", cause: "the raids", effect: "Trade fell"},
  },
  {
    words: ["by", "dint", "of"],
    sign: "+",
    example: {text: "The village rose by dint of hard work.", cause: "hard work", effect: "The village rose"},
  },
  {
    words: ["in", "consequence", "of"],
    sign: "+",
    example: {text: "Trade fell in consequence of the raids.", cause: "the raids", effect: "Trade fell"},
  },
  {
    words: ["on", "the", "strength", "of"],
    sign: "+",
    example: {text: "Prices rose on the strength of the harvest.", cause: "the harvest", effect: "Prices rose"},
  },
  {
    words: ["under", "pressure", "from"],
    sign: "+",
    example: {text: "The council fell under pressure from the clans.", cause: "the clans", effect: "The council fell"},
  },
]

/** Words that open a clause whose other clause is the effect. */
export const CLAUSE_OPENERS: readonly {
  readonly words: readonly string[]
  readonly condition: "if" | "only if" | "unless" | "until" | "without" | "as long as" | "once" | null
  readonly sign: "+" | "-"
  readonly confidence: number
  readonly example: {readonly text: string; readonly cause: string; readonly effect: string}
}[] = [
  {
    words: ["only", "if"],
    condition: "only if",
    sign: "+",
    confidence: 0.7,
    example: {
      text: "The truce will hold only if the patrols continue.",
      cause: "the patrols continue",
      effect: "The truce will hold",
    },
  },
  {
    words: ["if"],
    condition: "if",
    sign: "+",
    confidence: 0.75,
    example: {
      text: "If the patrols stop, the raids will return.",
      cause: "the patrols stop",
      effect: "the raids will return",
    },
  },
  {
    words: ["provided"],
    condition: "if",
    sign: "+",
    confidence: 0.6,
    example: {
      text: "The truce will hold provided the patrols continue.",
      cause: "the patrols continue",
      effect: "The truce will hold",
    },
  },
  {
    words: ["unless"],
    condition: "unless",
    sign: "-",
    confidence: 0.75,
    example: {
      text: "Unless the rains come, the herds will shrink.",
      cause: "the rains come",
      effect: "the herds will shrink",
    },
  },
  {
    words: ["until"],
    condition: "until",
    sign: "-",
    confidence: 0.6,
    example: {
      text: "Until trust is restored, the clans remain divided.",
      cause: "trust is restored",
      effect: "the clans remain divided",
    },
  },
  {
    words: ["as", "long", "as"],
    condition: "as long as",
    sign: "+",
    confidence: 0.65,
    example: {
      text: "As long as the patrols continue, the raids will fall.",
      cause: "the patrols continue",
      effect: "the raids will fall",
    },
  },
  {
    words: ["so", "long", "as"],
    condition: "as long as",
    sign: "+",
    confidence: 0.65,
    example: {
      text: "The raids will fall so long as the patrols continue.",
      cause: "the patrols continue",
      effect: "The raids will fall",
    },
  },
  {
    words: ["once"],
    condition: "once",
    sign: "+",
    confidence: 0.5,
    example: {
      text: "Once the patrols begin, the raids will fall.",
      cause: "the patrols begin",
      effect: "the raids will fall",
    },
  },
  {
    words: ["now", "that"],
    condition: null,
    sign: "+",
    confidence: 0.55,
    example: {
      text: "Now that the raids have spread, trade falls.",
      cause: "the raids have spread",
      effect: "trade falls",
    },
  },
  {
    words: ["because"],
    condition: null,
    sign: "+",
    confidence: 0.75,
    example: {text: "Trade fell because the raids spread.", cause: "the raids spread", effect: "Trade fell"},
  },
  {
    words: ["for", "fear", "that"],
    condition: null,
    sign: "+",
    confidence: 0.6,
    example: {
      text: "Traders stayed away for fear that the raids would return.",
      cause: "the raids would return",
      effect: "Traders stayed away",
    },
  },
  {
    words: ["where"],
    condition: "if",
    sign: "+",
    confidence: 0.45,
    example: {text: "Where the law fails, raids multiply.", cause: "the law fails", effect: "raids multiply"},
  },
  {
    words: ["only", "when"],
    condition: "only if",
    sign: "+",
    confidence: 0.65,
    example: {
      text: "The truce will hold only when the patrols begin.",
      cause: "the patrols begin",
      effect: "The truce will hold",
    },
  },
  {
    words: ["only", "once"],
    condition: "only if",
    sign: "+",
    confidence: 0.65,
    example: {
      text: "The truce will hold only once the patrols begin.",
      cause: "the patrols begin",
      effect: "The truce will hold",
    },
  },
  {
    words: ["as", "soon", "as"],
    condition: "once",
    sign: "+",
    confidence: 0.55,
    example: {
      text: "As soon as the patrols begin, the raids will fall.",
      cause: "the patrols begin",
      effect: "the raids will fall",
    },
  },
  {
    words: ["the", "moment"],
    condition: "once",
    sign: "+",
    confidence: 0.55,
    example: {
      text: "The moment the patrols begin, the raids will fall.",
      cause: "the patrols begin",
      effect: "the raids will fall",
    },
  },
  {
    words: ["in", "the", "event", "that"],
    condition: "if",
    sign: "+",
    confidence: 0.65,
    example: {
      text: "In the event that the patrols stop, the raids will return.",
      cause: "the patrols stop",
      effect: "the raids will return",
    },
  },
  {
    words: ["in", "case"],
    condition: "if",
    sign: "+",
    confidence: 0.55,
    example: {
      text: "In case the patrols stop, the raids will return.",
      cause: "the patrols stop",
      effect: "the raids will return",
    },
  },
  {
    words: ["given", "that"],
    condition: null,
    sign: "+",
    confidence: 0.55,
    example: {
      text: "Given that the patrols have stopped, the raids will return.",
      cause: "the patrols have stopped",
      effect: "the raids will return",
    },
  },
  {
    words: ["whenever"],
    condition: "if",
    sign: "+",
    confidence: 0.6,
    example: {text: "Whenever the law fails, raids multiply.", cause: "the law fails", effect: "raids multiply"},
  },
  {
    words: ["every", "time"],
    condition: "if",
    sign: "+",
    confidence: 0.6,
    example: {text: "Every time the law fails, raids multiply.", cause: "the law fails", effect: "raids multiply"},
  },
  {
    words: ["the", "moment"],
    condition: "once",
    sign: "+",
    confidence: 0.6,
    example: {text: "The moment the law fails, raids multiply.", cause: "the law fails", effect: "raids multiply"},
  },
  {
    words: ["the", "minute"],
    condition: "once",
    sign: "+",
    confidence: 0.6,
    example: {text: "The minute the law fails, the raids spread.", cause: "the law fails", effect: "the raids spread"},
  },
  {
    words: ["seeing", "that"],
    condition: null,
    sign: "+",
    confidence: 0.6,
    example: {text: "Seeing that the law fails, raids multiply.", cause: "the law fails", effect: "raids multiply"},
  },
  {
    words: ["inasmuch", "as"],
    condition: null,
    sign: "+",
    confidence: 0.6,
    example: {text: "Inasmuch as the law fails, raids multiply.", cause: "the law fails", effect: "raids multiply"},
  },
  {
    words: ["insofar", "as"],
    condition: null,
    sign: "+",
    confidence: 0.6,
    example: {text: "Insofar as the law fails, raids multiply.", cause: "the law fails", effect: "raids multiply"},
  },
  {
    words: ["to", "the", "extent", "that"],
    condition: null,
    sign: "+",
    confidence: 0.6,
    example: {
      text: "To the extent that the law fails, raids multiply.",
      cause: "the law fails",
      effect: "raids multiply",
    },
  },
  {
    words: ["wherever"],
    condition: "if",
    sign: "+",
    confidence: 0.6,
    example: {text: "Wherever the law fails, raids multiply.", cause: "the law fails", effect: "raids multiply"},
  },
  {
    words: ["providing"],
    condition: "if",
    sign: "+",
    confidence: 0.55,
    example: {
      text: "The truce will hold providing the patrols continue.",
      cause: "the patrols continue",
      effect: "The truce will hold",
    },
  },
  {
    words: ["assuming"],
    condition: "if",
    sign: "+",
    confidence: 0.5,
    example: {
      text: "The truce will hold assuming the patrols continue.",
      cause: "the patrols continue",
      effect: "The truce will hold",
    },
  },
  {
    words: ["on", "condition", "that"],
    condition: "if",
    sign: "+",
    confidence: 0.6,
    example: {
      text: "The truce will hold on condition that the patrols continue.",
      cause: "the patrols continue",
      effect: "The truce will hold",
    },
  },
  {
    words: ["given", "that"],
    condition: null,
    sign: "+",
    confidence: 0.55,
    example: {
      text: "Given that the raids have spread, trade falls.",
      cause: "the raids have spread",
      effect: "trade falls",
    },
  },
  {
    words: ["considering", "that"],
    condition: null,
    sign: "+",
    confidence: 0.55,
    example: {
      text: "Considering that the raids have spread, trade falls.",
      cause: "the raids have spread",
      effect: "trade falls",
    },
  },
  {
    words: ["in", "the", "event", "that"],
    condition: "if",
    sign: "+",
    confidence: 0.55,
    example: {
      text: "In the event that the patrols stop, the raids will return.",
      cause: "the patrols stop",
      effect: "the raids will return",
    },
  },
  {
    words: ["supposing"],
    condition: "if",
    sign: "+",
    confidence: 0.55,
    example: {
      text: "Supposing the patrols stop, the raids will return.",
      cause: "the patrols stop",
      effect: "the raids will return",
    },
  },
]

/** Phrases that open a clause of its absence: "Without X, Y". The phrase after them is the cause, with sign "-". */
export const WITHOUT: readonly {
  readonly words: readonly string[]
  readonly example: {readonly text: string; readonly cause: string; readonly effect: string}
}[] = [
  {
    words: ["without"],
    example: {text: "Without aid the clinics will close.", cause: "aid", effect: "the clinics will close"},
  },
  {
    words: ["in", "the", "absence", "of"],
    example: {text: "In the absence of patrols, raids will spread.", cause: "patrols", effect: "raids will spread"},
  },
  {
    words: ["absent"],
    example: {text: "Absent the patrols, raids will spread.", cause: "the patrols", effect: "raids will spread"},
  },
  {
    words: ["but", "for"],
    example: {text: "But for the patrols, raids would spread.", cause: "the patrols", effect: "raids would spread"},
  },
  {
    words: ["failing"],
    example: {text: "Failing an accord, raids will spread.", cause: "an accord", effect: "raids will spread"},
  },
  {
    words: ["barring"],
    example: {text: "Barring an accord, raids will spread.", cause: "an accord", effect: "raids will spread"},
  },
  {
    words: ["if", "it", "were", "not", "for"],
    example: {
      text: "If it were not for the patrols, raids would spread.",
      cause: "the patrols",
      effect: "raids would spread",
    },
  },
  {
    words: ["if", "it", "was", "not", "for"],
    example: {
      text: "If it was not for the patrols, raids would spread.",
      cause: "the patrols",
      effect: "raids would spread",
    },
  },
  {
    words: ["if", "it", "were", "n't", "for"],
    example: {
      text: "If it weren't for the patrols, raids would spread.",
      cause: "the patrols",
      effect: "raids would spread",
    },
  },
  {
    words: ["if", "it", "was", "n't", "for"],
    example: {
      text: "If it wasn't for the patrols, raids would spread.",
      cause: "the patrols",
      effect: "raids would spread",
    },
  },
  {
    words: ["had", "it", "not", "been", "for"],
    example: {
      text: "Had it not been for the patrols, raids would spread.",
      cause: "the patrols",
      effect: "raids would spread",
    },
  },
  {
    words: ["if", "it", "had", "not", "been", "for"],
    example: {
      text: "If it had not been for the patrols, raids would spread.",
      cause: "the patrols",
      effect: "raids would spread",
    },
  },
  {
    words: ["if", "it", "had", "n't", "been", "for"],
    example: {
      text: "If it hadn't been for the patrols, raids would spread.",
      cause: "the patrols",
      effect: "raids would spread",
    },
  },
  {
    words: ["if", "not", "for"],
    example: {text: "If not for the patrols, raids would spread.", cause: "the patrols", effect: "raids would spread"},
  },
  {
    words: ["were", "it", "not", "for"],
    example: {
      text: "Were it not for the patrols, raids would spread.",
      cause: "the patrols",
      effect: "raids would spread",
    },
  },
]

/** Connectives by their first word, so that a token asks only for those that it can open. */
export function byFirstWord<T extends {readonly words: readonly string[]}>(
  list: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const table = new Map<string, T[]>()
  for (const one of list) table.set(one.words[0]!, [...(table.get(one.words[0]!) ?? []), one])
  return table
}

/** A sentence that opens with one of these is the effect of the sentence before it. */
export const THEREFORE: readonly {readonly words: readonly string[]; readonly example: string}[] = [
  {words: ["as", "a", "result", ","], example: "The raids spread. As a result, trade fell."},
  {words: ["as", "a", "consequence", ","], example: "The raids spread. As a consequence, trade fell."},
  {words: ["in", "consequence", ","], example: "The raids spread. In consequence, trade fell."},
  {words: ["consequently"], example: "The raids spread. Consequently, trade fell."},
  {words: ["therefore"], example: "The raids spread. Therefore, trade fell."},
  {words: ["thus"], example: "The raids spread. Thus, trade fell."},
  {words: ["hence"], example: "The raids spread. Hence, trade fell."},
  {words: ["accordingly"], example: "The raids spread. Accordingly, trade fell."},
  {words: ["for", "this", "reason"], example: "The raids spread. For this reason, trade fell."},
  {words: ["for", "that", "reason"], example: "The raids spread. For that reason, trade fell."},
  {words: ["for", "these", "reasons"], example: "The raids spread. For these reasons, trade fell."},
]
