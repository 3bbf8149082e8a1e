// Words that say how a claim is said: by whom, how surely, how strongly.

import {words} from "../../core/word-lists.ts"

/** Verbs that hedge what hangs on them: "threatens to halt". */
export const HEDGING: ReadonlySet<string> = new Set(
  words(`
    threaten risk appear seem expect tend promise intend aim seek try attempt hope want design mean plan serve set suppose
    pledge
  `),
)

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
export const TELLING: ReadonlySet<string> = new Set(["tell", "inform", "notify", "advise"])

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
export const LIKELIHOOD: ReadonlySet<string> = new Set([...OPEN, ...words("unlikely potentially potential possible")])

/** Adverbs that leave open what they stand right beside. */
export const PERHAPS: ReadonlySet<string> = new Set([...OPEN, ...words("supposedly ostensibly seemingly conceivably")])
