// The words that say one thing bears on another: rules as data. Each family shares a
// frame (where cause and effect stand), a sign between the phrases as worded, and one
// invented example sentence that the tests read. A lemma can stand in several families
// ("push"): frames that need a preposition are tried before those that do not.
//
// Nothing here knows a crisis: the lists are general English, chosen from the frames
// that newspaper prose uses, and a family is split wherever its members would not fit
// the same example.

/** How the arguments stand around a verb. */
export type VerbFrame =
  /** CAUSE verb EFFECT; passive EFFECT is verbed by CAUSE. */
  | "object"
  /** CAUSE verb ACTOR to DO: the effect is the actor and the doing. Falls back to "object". */
  | "object to"
  /** CAUSE verb ACTOR from DOING. Falls back to "object". */
  | "object from"
  /** CAUSE verb (ACTOR) prep EFFECT. */
  | "forward"
  /** EFFECT verb prep CAUSE. */
  | "reverse"
  /** EFFECT verb CAUSE: what is needed is the cause. */
  | "needs"
  /** CAUSE verb EFFECT adjective: the adjective says which way. */
  | "complement"
  /** ACCUSER blames CAUSE for EFFECT. */
  | "blame"
  /** EFFECT is attributed to CAUSE. */
  | "attribute"
  /** CAUSE backfires: it works against its own aim, which the sentence leaves unsaid. */
  | "alone"

export type VerbFamily = {
  readonly name: string
  readonly frame: VerbFrame
  /** "worse": "-" on things one wants, "+" on things one does not want. */
  readonly sign: "+" | "-" | "worse" | "unclear"
  readonly lemmas: readonly string[]
  /** Only where one of these, singular, heads the effect: "leaves a gap", but not "leaves a town". */
  readonly heads?: readonly string[]
  /** Lemmas of the frames "object to" and "object from" that also take a bare thing: "prevented a war". */
  readonly bare?: readonly string[]
  /** Prepositions that the frames "forward", "reverse" and "attribute" need. */
  readonly prepositions?: readonly string[]
  /** An invented sentence; `{}` is where each lemma of the family can stand in the past tense. */
  readonly example: {
    readonly text: string
    readonly cause: string
    readonly effect: string
    readonly sign: "+" | "-" | "unclear"
  }
}

export const VERBS: readonly VerbFamily[] = [
  {
    name: "bring about",
    frame: "object",
    sign: "+",
    lemmas: [
      "cause",
      "trigger",
      "spark",
      "provoke",
      "fuel",
      "produce",
      "create",
      "generate",
      "induce",
      "ignite",
      "reignite",
      "inflame",
      "intensify",
      "exacerbate",
      "aggravate",
      "deepen",
      "heighten",
      "increase",
      "raise",
      "boost",
      "strengthen",
      "reinforce",
      "accelerate",
      "escalate",
      "amplify",
      "widen",
      "prolong",
      "perpetuate",
      "sustain",
      "foster",
      "promote",
      "stimulate",
      "facilitate",
      "elicit",
      "evoke",
      "stoke",
      "fan",
      "spur",
      "catalyse",
      "catalyze",
      "hasten",
      "bolster",
      "improve",
      "enhance",
      "ensure",
      "guarantee",
      "entrench",
      "unleash",
      "revive",
      "renew",
      "rekindle",
      "precipitate",
      "engender",
      "breed",
      "incite",
      "instigate",
      "benefit",
      "favour",
      "favor",
      "restore",
      "magnify",
      "compound",
      "feed",
      "nourish",
      "underpin",
      "kindle",
      "secure",
      "protect",
      "preserve",
      "safeguard",
      "stabilise",
      "stabilize",
      "radicalise",
      "radicalize",
      "legitimise",
      "legitimize",
      "harden",
      "sharpen",
      "swell",
      "inflate",
      "aid",
      "double",
      "triple",
      "multiply",
      "sow",
      "bring",
      "expand",
      "support",
      "necessitate",
      "invite",
      "herald",
      "arouse",
      "nurture",
      "quicken",
      "cement",
      "consolidate",
      "uphold",
      "maintain",
      "build",
      "yield",
      "spread",
      "mean",
      "justify",
      "attract",
      "reopen",
      "reawaken",
      "shore",
    ],
    example: {text: "The raids {} the unrest.", cause: "The raids", effect: "the unrest", sign: "+"},
  },
  {
    name: "bring down",
    frame: "object",
    sign: "-",
    lemmas: [
      "halt",
      "hamper",
      "impede",
      "inhibit",
      "reduce",
      "decrease",
      "lower",
      "cut",
      "curb",
      "limit",
      "restrict",
      "constrain",
      "weaken",
      "undermine",
      "erode",
      "damage",
      "harm",
      "hurt",
      "destroy",
      "disrupt",
      "derail",
      "diminish",
      "dampen",
      "ease",
      "alleviate",
      "mitigate",
      "relieve",
      "defuse",
      "calm",
      "cripple",
      "paralyse",
      "paralyze",
      "jeopardise",
      "jeopardize",
      "endanger",
      "imperil",
      "strain",
      "suppress",
      "slow",
      "end",
      "eliminate",
      "eradicate",
      "avert",
      "thwart",
      "frustrate",
      "obstruct",
      "contain",
      "counter",
      "shrink",
      "squeeze",
      "choke",
      "stifle",
      "sap",
      "drain",
      "deplete",
      "depress",
      "delay",
      "preclude",
      "forestall",
      "minimise",
      "minimize",
      "shatter",
      "sour",
      "discredit",
      "wreck",
      "ruin",
      "devastate",
      "impair",
      "stall",
      "freeze",
      "stunt",
      "cool",
      "soften",
      "tame",
      "isolate",
      "alienate",
      "divide",
      "destabilise",
      "destabilize",
      "marginalise",
      "marginalize",
      "burden",
      "displace",
      "reverse",
      "dilute",
      "delegitimise",
      "delegitimize",
      "stretch",
      "overwhelm",
      "unsettle",
      "curtail",
      "lessen",
      "temper",
      "moderate",
      "quell",
      "stem",
      "break",
      "fracture",
      "split",
      "hollow",
      "complicate",
      "overshadow",
      "threaten",
      "stop",
      "hinder",
      "block",
      "neutralise",
      "neutralize",
      "dismantle",
      "sever",
      "compromise",
      "undercut",
      "subvert",
      "stymie",
      "foil",
      "scuttle",
      "sabotage",
      "torpedo",
      "poison",
      "corrode",
      "tear",
      "dent",
      "blunt",
      "degrade",
      "strangle",
      "wash",
      "sweep",
      "scare",
      "ravage",
      "decimate",
      "batter",
      "slash",
      "gut",
      "swamp",
      "hobble",
      "bleed",
      "clog",
      "rob",
      "cost",
      "starve",
      "shut",
      "spoil",
      "sink",
      "upset",
      "deprive",
      "resolve",
      "overcome",
      "outweigh",
    ],
    example: {text: "The raids {} the harvest.", cause: "The raids", effect: "the harvest", sign: "-"},
  },
  {
    name: "put pressure on",
    frame: "object",
    sign: "+",
    lemmas: ["exert", "pile"],
    example: {
      text: "The raids {} pressure on the council.",
      cause: "The raids",
      effect: "pressure on the council",
      sign: "+",
    },
  },
  {
    name: "put pressure on",
    frame: "object",
    sign: "+",
    lemmas: ["put", "place"],
    heads: ["pressure", "strain", "burden", "stress"],
    example: {
      text: "The raids {} pressure on the council.",
      cause: "The raids",
      effect: "pressure on the council",
      sign: "+",
    },
  },
  {
    name: "risk",
    frame: "object",
    sign: "+",
    lemmas: ["risk", "court"],
    example: {text: "The raids {} a boycott.", cause: "The raids", effect: "a boycott", sign: "+"},
  },
  {
    name: "worsen",
    frame: "object",
    sign: "worse",
    lemmas: ["worsen", "deteriorate"],
    example: {text: "The raids {} relations.", cause: "The raids", effect: "relations", sign: "-"},
  },
  {
    name: "alter",
    frame: "object",
    sign: "unclear",
    lemmas: ["alter", "affect", "influence", "reshape", "transform", "shape", "impact", "change"],
    example: {text: "The vote {} the balance.", cause: "The vote", effect: "the balance", sign: "unclear"},
  },
  {
    name: "make someone do",
    frame: "object to",
    sign: "+",
    lemmas: [
      "force",
      "compel",
      "push",
      "oblige",
      "prompt",
      "lead",
      "allow",
      "enable",
      "permit",
      "encourage",
      "free",
      "inspire",
      "motivate",
      "embolden",
      "empower",
      "drive",
      "help",
      "propel",
      "move",
      "press",
      "pressure",
      "persuade",
      "convince",
      "tempt",
      "assist",
      "require",
    ],
    bare: ["prompt", "encourage", "inspire", "help", "drive", "allow", "permit", "enable", "embolden", "empower"],
    example: {text: "The raids {} the clans to arm.", cause: "The raids", effect: "the clans to arm", sign: "+"},
  },
  {
    name: "keep someone from doing",
    frame: "object from",
    sign: "-",
    lemmas: ["prevent", "deter", "discourage", "dissuade", "bar", "keep", "restrain", "prohibit"],
    bare: ["prevent", "deter", "discourage", "restrain", "dissuade", "prohibit"],
    example: {
      text: "The fence {} traders from crossing.",
      cause: "The fence",
      effect: "traders from crossing",
      sign: "-",
    },
  },
  {
    name: "lead to",
    frame: "forward",
    sign: "+",
    lemmas: ["lead", "contribute", "add"],
    prepositions: ["to"],
    example: {text: "The raids {} to unrest.", cause: "The raids", effect: "unrest", sign: "+"},
  },
  {
    name: "result in",
    frame: "forward",
    sign: "+",
    lemmas: ["result", "culminate", "end"],
    prepositions: ["in"],
    example: {text: "The raids {} in a boycott.", cause: "The raids", effect: "a boycott", sign: "+"},
  },
  {
    // Less of what one wants, more of what one does not.
    name: "turn into",
    frame: "forward",
    sign: "worse",
    lemmas: ["deteriorate"],
    prepositions: ["into", "toward", "towards", "over"],
    example: {text: "Relations {} into war.", cause: "Relations", effect: "war", sign: "-"},
  },
  {
    name: "turn into",
    frame: "forward",
    sign: "+",
    lemmas: [
      "translate",
      "spiral",
      "escalate",
      "develop",
      "spill",
      "snowball",
      "grow",
      "plunge",
      "drag",
      "push",
      "drive",
      "force",
      "tip",
      "pressure",
      "coerce",
      "press",
      "draw",
      "lure",
    ],
    prepositions: ["into", "toward", "towards", "over"],
    example: {text: "The dispute {} into open war.", cause: "The dispute", effect: "open war", sign: "+"},
  },
  {
    name: "eat into",
    frame: "forward",
    sign: "-",
    lemmas: ["eat", "cut", "bite", "chip"],
    prepositions: ["into", "away", "at"],
    example: {text: "The tax {} into wages.", cause: "The tax", effect: "wages", sign: "-"},
  },
  {
    name: "leave behind",
    frame: "object",
    sign: "+",
    lemmas: ["leave"],
    heads: ["vacuum", "gap", "void", "hole", "room", "space", "opening", "scar"],
    example: {text: "The retreat {} a vacuum.", cause: "The retreat", effect: "a vacuum", sign: "+"},
  },
  {
    name: "stem from",
    frame: "reverse",
    sign: "+",
    lemmas: [
      "result",
      "stem",
      "arise",
      "derive",
      "emerge",
      "flow",
      "originate",
      "suffer",
      "benefit",
      "come",
      "spring",
      "follow",
    ],
    prepositions: ["from"],
    example: {text: "The unrest {} from the raids.", cause: "the raids", effect: "The unrest", sign: "+"},
  },
  {
    name: "depend on",
    frame: "reverse",
    sign: "+",
    lemmas: ["depend", "hinge", "rest", "rely"],
    prepositions: ["on", "upon"],
    example: {text: "The truce {} on the patrols.", cause: "the patrols", effect: "The truce", sign: "+"},
  },
  {
    name: "be rooted in",
    frame: "reverse",
    sign: "+",
    lemmas: ["root", "ground", "originate", "lie"],
    prepositions: ["in"],
    example: {text: "The dispute originated in the drought.", cause: "the drought", effect: "The dispute", sign: "+"},
  },
  {
    name: "require",
    frame: "needs",
    sign: "+",
    lemmas: ["require", "need", "demand"],
    example: {text: "Peace {} patience.", cause: "patience", effect: "Peace", sign: "+"},
  },
  {
    name: "make it so",
    frame: "complement",
    sign: "+",
    lemmas: ["make", "leave", "render"],
    example: {text: "The raids {} trade impossible.", cause: "The raids", effect: "trade impossible", sign: "+"},
  },
  {
    name: "blame for",
    frame: "blame",
    sign: "+",
    lemmas: ["blame", "fault"],
    prepositions: ["for"],
    example: {text: "Villagers {} the clan for the thefts.", cause: "the clan", effect: "the thefts", sign: "+"},
  },
  {
    name: "attribute to",
    frame: "attribute",
    sign: "+",
    lemmas: ["attribute", "ascribe", "credit"],
    prepositions: ["to"],
    example: {text: "Villagers {} the thefts to the drought.", cause: "the drought", effect: "the thefts", sign: "+"},
  },
  {
    name: "backfire",
    frame: "alone",
    sign: "+",
    lemmas: ["backfire"],
    example: {text: "The curfew {}.", cause: "The curfew", effect: "backfired", sign: "+"},
  },
]

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
    nouns: ["cause", "source", "driver", "trigger", "catalyst", "root", "engine", "origin", "recipe", "ground"],
    prepositions: ["of", "for", "behind"],
    sign: "+",
    example: {text: "The drought is the main cause of the dispute.", cause: "The drought", effect: "the dispute"},
  },
  {
    name: "result of",
    side: "result of",
    nouns: ["result", "consequence", "outcome", "product", "upshot", "legacy"],
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
    nouns: ["obstacle", "barrier", "hindrance", "impediment", "brake"],
    prepositions: ["to", "on"],
    sign: "-",
    example: {text: "The fence is an obstacle to trade.", cause: "The fence", effect: "trade"},
  },
  {
    name: "threat to",
    side: "threat to",
    nouns: ["threat", "danger", "blow", "affront", "challenge"],
    prepositions: ["to"],
    sign: "-",
    example: {text: "The drought is a threat to the herds.", cause: "The drought", effect: "the herds"},
  },
  {
    name: "key to",
    side: "key to",
    nouns: ["key", "path", "road", "basis", "foundation", "hope"],
    prepositions: ["to", "for", "towards", "toward"],
    sign: "+",
    example: {text: "Patience is the key to the truce.", cause: "Patience", effect: "the truce"},
  },
]

/** Predicate adjectives: "X is vital to Y". */
export const ADJECTIVES: readonly {
  readonly words: readonly string[]
  readonly prepositions: readonly string[]
  readonly sign: "+" | "-"
  readonly example: {readonly text: string; readonly cause: string; readonly effect: string}
}[] = [
  {
    words: ["key", "crucial", "vital", "essential", "critical", "necessary", "central", "indispensable", "responsible"],
    prepositions: ["to", "for"],
    sign: "+",
    example: {text: "Rain is vital to the herds.", cause: "Rain", effect: "the herds"},
  },
  {
    words: ["harmful", "detrimental", "damaging", "ruinous", "fatal"],
    prepositions: ["to", "for"],
    sign: "-",
    example: {text: "The tax is harmful to trade.", cause: "The tax", effect: "trade"},
  },
]

/** Prepositions and phrases that put a cause beside its effect in one clause: EFFECT because of CAUSE. */
export const BECAUSE_OF: readonly {
  readonly words: readonly string[]
  readonly sign: "+" | "-"
  readonly example: {readonly text: string; readonly cause: string; readonly effect: string}
}[] = [
  {
    words: ["because", "of"],
    sign: "+",
    example: {text: "Trade fell because of the raids.", cause: "the raids", effect: "Trade fell"},
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
    words: ["in", "the", "wake", "of"],
    sign: "+",
    example: {text: "Trade fell in the wake of the raids.", cause: "the raids", effect: "Trade fell"},
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
    words: ["because"],
    condition: null,
    sign: "+",
    confidence: 0.75,
    example: {text: "Trade fell because the raids spread.", cause: "the raids spread", effect: "Trade fell"},
  },
  {
    words: ["where"],
    condition: "if",
    sign: "+",
    confidence: 0.45,
    example: {text: "Where the law fails, raids multiply.", cause: "the law fails", effect: "raids multiply"},
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
]

/** A sentence that opens with one of these is the effect of the sentence before it. */
export const THEREFORE: readonly {readonly words: readonly string[]; readonly example: string}[] = [
  {words: ["as", "a", "result", ","], example: "The raids spread. As a result, trade fell."},
  {words: ["as", "a", "consequence", ","], example: "The raids spread. As a consequence, trade fell."},
  {words: ["consequently"], example: "The raids spread. Consequently, trade fell."},
  {words: ["therefore"], example: "The raids spread. Therefore, trade fell."},
  {words: ["thus"], example: "The raids spread. Thus, trade fell."},
  {words: ["hence"], example: "The raids spread. Hence, trade fell."},
  {words: ["accordingly"], example: "The raids spread. Accordingly, trade fell."},
]

/** Verbs one looks through: "threatens to halt", "continues to fuel". The hedge they lend, if any. */
export const LOOK_THROUGH: ReadonlyMap<string, {readonly hedge: boolean}> = new Map<string, {readonly hedge: boolean}>([
  ...[
    "threaten",
    "risk",
    "appear",
    "seem",
    "expect",
    "tend",
    "promise",
    "intend",
    "aim",
    "seek",
    "try",
    "attempt",
    "hope",
    "want",
    "design",
    "mean",
    "plan",
    "serve",
    "set",
    "pledge",
  ].map((lemma) => [lemma, {hedge: true}] as const),
  ...["begin", "start", "continue", "come", "go", "manage", "keep", "help", "use", "work", "succeed", "move"].map(
    (lemma) => [lemma, {hedge: false}] as const,
  ),
])

/** Verbs of saying and thinking: what follows "that" is somebody's word. `belief`: it can be refuted by what came. */
export const SAYING: ReadonlyMap<string, {readonly belief: boolean; readonly denies: boolean}> = new Map<
  string,
  {readonly belief: boolean; readonly denies: boolean}
>([
  ...[
    "say",
    "warn",
    "argue",
    "suggest",
    "claim",
    "stress",
    "note",
    "acknowledge",
    "insist",
    "allege",
    "maintain",
    "add",
    "report",
    "state",
    "admit",
    "caution",
    "tell",
    "conclude",
    "accuse",
    "contend",
    "assert",
    "declare",
    "explain",
  ].map((lemma) => [lemma, {belief: false, denies: false}] as const),
  ...[
    "believe",
    "think",
    "fear",
    "hope",
    "expect",
    "assume",
    "anticipate",
    "predict",
    "suspect",
    "consider",
    "see",
    "view",
    "worry",
  ].map((lemma) => [lemma, {belief: true, denies: false}] as const),
  ...["deny", "reject", "dispute", "dismiss"].map((lemma) => [lemma, {belief: false, denies: true}] as const),
])

/** Things nobody wants more of: to worsen one of them is to raise it. General English, singular. */
export const UNWANTED: ReadonlySet<string> = new Set([
  "crisis",
  "conflict",
  "tension",
  "violence",
  "poverty",
  "instability",
  "insecurity",
  "problem",
  "shortage",
  "hardship",
  "unemployment",
  "inflation",
  "mistrust",
  "distrust",
  "suffering",
  "hunger",
  "famine",
  "dispute",
  "divide",
  "rift",
  "hostility",
  "danger",
  "risk",
  "threat",
  "situation",
  "plight",
  "misery",
  "debt",
  "deficit",
  "war",
  "chaos",
  "unrest",
  "disorder",
  "fear",
  "anger",
  "grievance",
  "displacement",
  "disease",
  "drought",
  "flood",
  "pollution",
  "corruption",
  "crime",
  "fighting",
  "toll",
  "vulnerability",
  "isolation",
  "decline",
  "collapse",
  "damage",
  "division",
  "polarisation",
  "polarization",
  "woe",
  "burden",
  "strain",
  "pressure",
  "disaster",
  "emergency",
  "scarcity",
  "outbreak",
  "malnutrition",
  "inequality",
  "exodus",
  "spiral",
  "cycle",
  "deadlock",
  "escalation",
])

/** Words that grade the verb beside them; kept as the claim's strength. */
export const STRENGTH: ReadonlySet<string> = new Set([
  "severely",
  "sharply",
  "heavily",
  "significantly",
  "greatly",
  "deeply",
  "strongly",
  "dramatically",
  "seriously",
  "badly",
  "massively",
  "slightly",
  "somewhat",
  "partly",
  "partially",
  "marginally",
  "modestly",
  "directly",
  "largely",
  "mainly",
  "decisively",
  "substantially",
  "considerably",
  "markedly",
  "steadily",
  "rapidly",
  "inevitably",
  "only",
  "further",
])

/** Adverbs and adjectives of likelihood; with the modals they make a hedge. */
export const LIKELIHOOD: ReadonlySet<string> = new Set([
  "likely",
  "unlikely",
  "possibly",
  "perhaps",
  "potentially",
  "probably",
  "reportedly",
  "apparently",
  "allegedly",
  "presumably",
  "maybe",
  "arguably",
  "potential",
  "possible",
])

/**
 * Verbs that tell what somebody does rather than what follows from something: with a person,
 * a state or a pronoun as subject they are not read as a claim ("the council maintained a stance").
 */
export const DEEDS: ReadonlySet<string> = new Set([
  "maintain",
  "support",
  "bring",
  "build",
  "secure",
  "protect",
  "preserve",
  "safeguard",
  "favour",
  "favor",
  "expand",
  "consolidate",
  "uphold",
  "counter",
  "overcome",
  "break",
  "create",
  "produce",
  "spread",
  "mean",
  "shape",
  "influence",
  "double",
  "promote",
  "yield",
  "block",
  "stop",
  "end",
  "cut",
  "halt",
  "shut",
  "reopen",
  "restore",
  "deny",
  "resolve",
  "contain",
  "isolate",
  "aid",
  "sever",
  "dismantle",
  "invite",
  "raise",
  "lower",
  "need",
  "require",
  "demand",
  "help",
  "press",
  "move",
  "lead",
  "drive",
  "renew",
  "revive",
  "feed",
  "sink",
  "upset",
  "limit",
  "restrict",
  "reverse",
  "suppress",
  "justify",
  "attract",
  "benefit",
])

/** Nouns for those who act, singular: with DEEDS they only tell a deed. */
export const ACTORS: ReadonlySet<string> = new Set([
  "country",
  "nation",
  "state",
  "government",
  "leader",
  "official",
  "army",
  "military",
  "minister",
  "side",
  "party",
  "people",
  "group",
  "administration",
  "authority",
  "council",
  "president",
  "spokesman",
  "soldier",
  "trader",
  "farmer",
  "worker",
  "union",
  "company",
  "neighbour",
  "neighbor",
  "power",
  "faction",
  "element",
  "negotiator",
  "mediator",
  "resident",
  "villager",
  "police",
  "commander",
  "everyone",
  "critic",
  "analyst",
])

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
    example: {text: "The clans view the toll as a betrayal.", cause: "the toll", effect: "betrayal"},
  },
]

/** Verbs of seeing something as something. */
export const PERCEIVING: ReadonlySet<string> = new Set([
  "see",
  "view",
  "regard",
  "perceive",
  "consider",
  "treat",
  "frame",
  "describe",
])

/** "Citing X, the council did Y": the reason given. */
export const CITING: ReadonlySet<string> = new Set(["cite", "invoke", "blame"])

/** Verbs that only say that somebody meets a thing: the thing is their object. */
export const MEETING: ReadonlySet<string> = new Set([
  "face",
  "see",
  "experience",
  "suffer",
  "undergo",
  "endure",
  "witness",
  "confront",
])

/** Things and processes written with a capital only because a sentence opens with them; endings tell the rest. */
export const THINGS: ReadonlySet<string> = new Set([
  "trade",
  "aid",
  "rain",
  "rains",
  "trust",
  "fear",
  "hope",
  "peace",
  "food",
  "fuel",
  "law",
  "water",
  "bread",
  "prices",
  "wages",
  "strikes",
  "raids",
  "attacks",
  "talks",
  "work",
])

/** Nouns of "has had no effect on", "had a harmful impact on". */
export const EFFECT_NOUNS: ReadonlySet<string> = new Set(["effect", "impact", "influence", "bearing"])

/** The words before them that say which way; without one the direction is not said. The first that fits counts. */
export const EFFECT_GRADES: readonly {
  readonly words: readonly string[]
  readonly sign: "+" | "-" | "0"
  readonly example: {readonly text: string; readonly cause: string; readonly effect: string}
}[] = [
  {
    words: ["no", "little", "negligible", "minimal"],
    sign: "0",
    example: {text: "Aid has had no effect on hunger.", cause: "Aid", effect: "hunger"},
  },
  {
    words: ["harmful", "negative", "damaging", "adverse", "severe", "devastating", "chilling", "bad"],
    sign: "-",
    example: {text: "The ban had a harmful effect on trade.", cause: "The ban", effect: "trade"},
  },
  {
    words: ["positive", "beneficial", "stabilising", "stabilizing", "good", "calming"],
    sign: "+",
    example: {text: "The truce had a calming effect on prices.", cause: "The truce", effect: "prices"},
  },
]
