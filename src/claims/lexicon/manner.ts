// Words that say how a claim is said: by whom, how surely, how strongly.

import {phrases, wordSet, words} from "../../core/word-lists.ts"

/** Verbs that hedge what hangs on them: "threatens to halt". */
export const HEDGING: ReadonlySet<string> = new Set(
  words(`
    threaten risk appear seem expect tend promise intend aim seek try attempt hope want design mean plan serve set suppose
    pledge
  `),
)

/** Verbs that leave open whether the clause behind them is so: "it seems that", "surveys suggest that". */
export const SEEMING = wordSet("seem appear suggest hint imply")

/** Verbs of saying and thinking: what follows "that" is somebody's word. `belief`: it can be refuted by what came. */
export const SAYING: ReadonlyMap<string, {readonly belief: boolean; readonly denies: boolean}> = new Map<
  string,
  {readonly belief: boolean; readonly denies: boolean}
>([
  ...words(`
    say warn argue suggest claim stress note acknowledge insist allege maintain add report state admit caution
    tell conclude accuse contend assert declare explain concede complain remark estimate
  `).map((lemma) => [lemma, {belief: false, denies: false}] as const),
  ...words(`
    believe think fear hope expect assume anticipate predict suspect consider see view worry reckon
  `).map((lemma) => [lemma, {belief: true, denies: false}] as const),
  ...["deny", "reject", "dispute", "dismiss", "doubt"].map((lemma) => [lemma, {belief: false, denies: true}] as const),
])

/** Verbs that hand on what is said: they name a speaker, and decide nothing of what is read, as those of `SAYING` do. */
export const HANDING_ON: typeof SAYING = new Map<string, {readonly belief: boolean; readonly denies: boolean}>([
  ...words(`
    announce write find point counter observe reveal confirm recall reply retort quip joke thunder testify hold agree show
    reiterate emphasise emphasize underline boast lament hint calculate object relate guess rule retain grumble recount protest
    mutter sneer shout cry advise notify inform reason conjecture posit judge swear
  `).map((lemma) => [lemma, {belief: false, denies: false}] as const),
  ...["feel", "speculate", "theorise", "theorize", "forecast"].map(
    (lemma) => [lemma, {belief: true, denies: false}] as const,
  ),
])

/** Verbs of saying whose object is who is told. */
export const TELLING = wordSet("tell inform notify advise")

/** Verbs of seeing something as something. */
export const PERCEIVING: ReadonlySet<string> = new Set(
  words(`
  see view regard perceive consider treat frame describe
`),
)

/** Words that grade the verb beside them; kept as the claim's strength. */
export const STRENGTH: ReadonlySet<string> = new Set(
  words(`
  severely sharply heavily significantly greatly deeply strongly dramatically seriously badly massively slightly
  somewhat partly partially marginally modestly directly largely mainly decisively substantially considerably
  markedly steadily rapidly inevitably only further
`),
)

const OPEN = words("likely possibly perhaps probably reportedly apparently allegedly presumably maybe arguably")

/** Adverbs and adjectives of likelihood; with the modals they make a hedge. */
export const LIKELIHOOD: ReadonlySet<string> = new Set([
  ...OPEN,
  ...words(
    "unlikely potentially potential possible probable plausible conceivable likeliest doubtful unproven likelihood probability",
  ),
])
/** What is said of a noun that names a cause, where nobody says that it is one. */
export const SUSPECTED: ReadonlySet<string> = new Set([...LIKELIHOOD, ...words("suspected alleged supposed presumed")])

/** Adverbs that leave open what they stand right beside. */
export const PERHAPS: ReadonlySet<string> = new Set([...OPEN, ...words("supposedly ostensibly seemingly conceivably")])

/** What is said of somebody's word that is not so. */
export const UNTRUE = wordSet(
  "false untrue incorrect baseless unfounded groundless mistaken wrong bogus discredited debunked myth fiction fallacy misconception nonsense lie",
)
export const TRUE = wordSet("true correct right accurate clear obvious evident apparent plain")

/** What is said of a thing that is so, by itself or with a "not": "it is not surprising that", "no wonder". */
export const FACTIVE = wordSet(
  "surprising surprise wonder coincidence accident strange odd remarkable striking ironic unfortunate",
)
/** What nobody did before something came: "nobody expected that". */
export const FORESEEING = wordSet("expect foresee imagine predict anticipate guess")

/** What is said of somebody's word that nobody has confirmed, and verbs by which it is. */
export const UNPROVEN = wordSet("unconfirmed unverified unproven unsubstantiated uncorroborated")
/** Words that nobody answers for. */
export const RUMOURS = wordSet("rumour rumor gossip hearsay speculation")
export const PROVING = wordSet("confirm verify substantiate corroborate")

/** Words before a subject that is none. */
export const NO = wordSet("no neither")

/** Who is nobody, and what is none. */
export const NONE_OF_THEM = wordSet("none nobody")

/** Words that deny the verb they stand with. */
export const NEGATIONS = wordSet("not n't never hardly scarcely rarely seldom neither nor")

export const LACKING = wordSet("lack want shortage")

/** What a thing comes to that ends: "to a halt", "to its knees". */
export const ENDS = wordSet("halt standstill stop end close knee nothing conclusion collapse ruin")

export const NEITHER = wordSet("neither nor")

export const NOTHING = wordSet("nothing little")

/** How much is done for a purpose: something, unless it is denied. */
export const MUCH = wordSet("much more anything something thing lot enough")

/** What somebody meant to bring about, as mannerAt words it. */
export const MEANT = /\b(?:supposed|meant|intended|designed|expected) to\b/

/** What is told by these is told by nobody. */
export const NOBODY = /(?:^|\s)(?:rumou?rs?|gossip|hearsay|talk|whispers|speculation|word)$/i

/** Openings that turn against what was expected. */
export const REFUTING = phrases(`
  however, instead, but, yet, on the contrary, in practice, in reality, in the event, nothing of the, it did not, it has not, they did not, it never,
  they never, they have not, it failed, they failed, none of, neither, no such
`)

/** Words that say of a hope that it did not come true. */
export const DASHED = wordSet(
  "opposite unmet crumbled dashed evaporated disappointed misplaced unfulfilled illusory backfired",
)

const SO_LONG = String.raw`(?:the\s+)?(?:(?:next|coming|past|following|few|several|two|three|four|five|six|a|some|many|last)\s*)?(?:few\s+|several\s+)?(?:hours?|days?|weeks?|months?|years?|decades?)\b`
/** Words of time between a cause and its effect; "after two years of talks" is none, "within a year of the flood" is. */
export const LAG = new RegExp(
  String.raw`\b(?:within\s+${SO_LONG}|(?:over|in|after|for)\s+${SO_LONG}(?!\s+of\b))|\b(?:immediately|overnight|at once|eventually|gradually|in the long run|in the short term|in the long term|over time|soon|in time)\b`,
  "i",
)
