// Prepositions, conjunctions and adverbs that set a cause beside its effect.

import type {Condition} from "../claim.ts"

type Told = {
  readonly words: readonly string[]
  readonly example: {readonly text: string; readonly cause: string; readonly effect: string}
}

/** Phrases that stand alike in one sentence, at its "{}". */
function alike(phrases: readonly string[], {text, ...sides}: Told["example"]): Told[] {
  return phrases.map((phrase) => {
    const spelt = phrase.replace(" n't", "n't")
    const first = text.startsWith("{}") ? spelt[0]!.toUpperCase() + spelt.slice(1) : spelt
    return {words: phrase.split(" "), example: {text: text.replace("{}", first), ...sides}}
  })
}

const bringing = (told: Told) => ({...told, sign: "+" as const})
const LAW_FAILS = {text: "{} the law fails, raids multiply.", cause: "the law fails", effect: "raids multiply"}

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
  ...alike(["in revenge for", "in reprisal for"], {
    text: "Rebels shelled the port {} the raid.",
    cause: "the raid",
    effect: "Rebels shelled the port",
  }).map(bringing),
  ...alike(["in punishment for"], {
    text: "The guards were moved {} the leak.",
    cause: "the leak",
    effect: "The guards were moved",
  }).map(bringing),
  ...alike(["by dint of"], {text: "The port opened {} the truce.", cause: "the truce", effect: "The port opened"}).map(
    bringing,
  ),
  ...alike(["what with"], {text: "{} the siege, trade fell.", cause: "the siege", effect: "trade fell"}).map(bringing),
  ...alike(["courtesy of"], {
    text: "The port opened late, {} the strike.",
    cause: "the strike",
    effect: "The port opened late",
  }).map(bringing),
  ...alike(["at the behest of", "at the insistence of", "at the urging of"], {
    text: "The pass closed {} the guild.",
    cause: "the guild",
    effect: "The pass closed",
  }).map(bringing),
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
  readonly example: {readonly text: string; readonly cause: string; readonly effect: string}
}[] = [
  {
    words: ["only", "if"],
    condition: "only if",
    sign: "+",
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
    example: {text: "Trade fell because the raids spread.", cause: "the raids spread", effect: "Trade fell"},
  },
  {
    words: ["for", "fear", "that"],
    condition: null,
    sign: "+",
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
    example: {text: "Where the law fails, raids multiply.", cause: "the law fails", effect: "raids multiply"},
  },
  {
    words: ["only", "when"],
    condition: "only if",
    sign: "+",
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
    example: {text: "Whenever the law fails, raids multiply.", cause: "the law fails", effect: "raids multiply"},
  },
  ...alike(["every time", "each time", "wherever"], LAW_FAILS).map((each) => ({
    ...bringing(each),
    condition: "if" as const,
  })),
  ...alike(["the minute"], {
    text: "{} the law fails, the raids spread.",
    cause: "the law fails",
    effect: "the raids spread",
  }).map((each) => ({...bringing(each), condition: "once" as const})),
  ...alike(["seeing that", "inasmuch as", "insofar as", "to the extent that"], LAW_FAILS).map((each) => ({
    ...bringing(each),
    condition: null,
  })),
  {
    words: ["providing"],
    condition: "if",
    sign: "+",
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
    example: {
      text: "The truce will hold on condition that the patrols continue.",
      cause: "the patrols continue",
      effect: "The truce will hold",
    },
  },
  {
    words: ["considering", "that"],
    condition: null,
    sign: "+",
    example: {
      text: "Considering that the raids have spread, trade falls.",
      cause: "the raids have spread",
      effect: "trade falls",
    },
  },
  {
    words: ["supposing"],
    condition: "if",
    sign: "+",
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
  ...alike(
    [
      "if it were not for",
      "if it was not for",
      "if it were n't for",
      "if it was n't for",
      "had it not been for",
      "if it had not been for",
      "if it had n't been for",
      "if not for",
      "were it not for",
    ],
    {text: "{} the patrols, raids would spread.", cause: "the patrols", effect: "raids would spread"},
  ),
]

/** Connectives whose clause follows from what stands before them. */
export const FOLLOWING: ReadonlySet<string> = new Set(
  "so | thus | hence | therefore | and so | and thus | and therefore | and hence | and in turn | thereby | consequently | as a result | and as a result | as a consequence | in consequence | for this reason | for that reason | for these reasons | whereupon".split(
    " | ",
  ),
)

/** What an "if" is called that opens what is aimed at: "the pass must open if aid is to arrive". */
export const AIM = "if it is to"

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
  {words: ["no", "wonder"], example: "The raids spread. No wonder trade fell."},
  {words: ["small", "wonder"], example: "The raids spread. Small wonder trade fell."},
  {words: ["little", "wonder"], example: "The raids spread. Little wonder trade fell."},
  {words: ["in", "response", ","], example: "The raids spread. In response, trade fell."},
  {words: ["in", "retaliation", ","], example: "The raids spread. In retaliation, trade fell."},
  {words: ["in", "protest", ","], example: "The raids spread. In protest, trade fell."},
  {words: ["for", "this", "reason"], example: "The raids spread. For this reason, trade fell."},
  {words: ["for", "that", "reason"], example: "The raids spread. For that reason, trade fell."},
  {words: ["for", "these", "reasons"], example: "The raids spread. For these reasons, trade fell."},
]

/** On what condition a connective says it, where it does so on one. */
export const CONDITIONS: ReadonlyMap<string, Condition> = new Map(
  [...CLAUSE_OPENERS, ...BECAUSE_OF].flatMap(({words, condition}) => (condition ? [[words.join(" "), condition]] : [])),
)
