// The rules of the reader: where cause and effect stand around a word that relates two things, one row a construction. Data in,
// data out: match.ts reads them over the predicates of analyse.ts, the scorer decides which of what they propose is said.
//
// `[cause]` and `{effect}` are marked in an invented sentence, which the tests read. Passives, relatives, shared subjects and
// coordination are the analysis' business: no row knows them.

import {wordSet as lemmas} from "../core/word-lists.ts"
import type {Condition, Sign} from "./claim.ts"
import {ADJECTIVES, LEANING} from "./lexicon/adjectives.ts"
import {AIM, BECAUSE_OF, CLAUSE_OPENERS, FOLLOWING, WITHOUT} from "./lexicon/connectives.ts"
import {PERCEIVING} from "./lexicon/manner.ts"
import {LOWERING, RAISING} from "./lexicon/moving.ts"
import {BEARING, JUDGEMENTS, NOUNS} from "./lexicon/nouns.ts"
import {GIVING, LIGHT_VERBS, ofSign, PLACE_VERBS, withParticle} from "./lexicon/phrasal-verbs.ts"
import {
  AILMENTS,
  AMOUNT_OF,
  CREDITING,
  DURATIONS,
  FALLING,
  FEELING,
  IN_FEELING,
  MEASURED,
  MOVING,
  REACTIONS,
  RISING,
  SENDING,
  WAYS,
} from "./lexicon/rows.ts"
import {PLACES} from "./lexicon/sorts.ts"
import {ALTER, LOWER, RAISE, VERBS, type VerbFamily, type VerbFrame} from "./lexicon/verbs.ts"
import type {Predicate, Role} from "./predicate.ts"

/** "worse": of what nobody wants more, of all else less. "verb": as the verb moves what it acts on. "cause": as its cause moves. "deed": as the verb does whose object the effect is. */
export type RowSign = Sign | "worse" | "verb" | "cause" | "deed"

export type Row = {
  /** Stable; a claim carries it. */
  readonly id: string
  /** Absent: the lexicon has it. */
  readonly example?: string
  /** For `--why`. */
  readonly says: string
  readonly on: Predicate["kind"]
  /** Names of predicates; absent: any. */
  readonly names?: ReadonlySet<string>
  /** Names that it never reads. */
  readonly except?: ReadonlySet<string>
  readonly form?: Predicate["form"]
  /** Never of predicates of this form. */
  readonly neverForm?: Predicate["form"]
  readonly cause: Role
  /** Two: from the first's beginning to the second's end ("[farmers] [to leave]"). */
  readonly effect: Role | readonly [Role, Role]
  /** Only where one of these heads that role: "put [pressure] on". */
  readonly heads?: readonly [Role, ReadonlySet<string>]
  /** Never where one of these heads that role. */
  readonly without?: readonly [Role, ReadonlySet<string>]
  /** Never where something has that role. */
  readonly lacks?: Role
  readonly sign: RowSign
  readonly condition?: Condition
  /** Of a row that says nothing but a cause: how sure a rule would be (0 to 1), which the scorer weighs as it does that of rules. */
  readonly confidence?: number
  /** Only of documents that talk (talk.ts). */
  readonly talk?: true
  /** Only where the words of both sides say that there comes to be more or less of something. */
  readonly moving?: true
  /** What is not so turns the sign: "trout don't like warm water". */
  readonly turns?: true
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(" | "))
const joined = (lists: readonly {readonly words: readonly string[]}[]): ReadonlySet<string> =>
  new Set(lists.map((each) => each.words.join(" ")))

/** What a row says whose one side stands behind a preposition, and whose other side the predicate is said of. */
const behind = (role: Role, side: "cause" | "effect"): Pick<Row, "says" | "cause" | "effect"> => ({
  says: `what stands behind "${role}" is the ${side}`,
  ...(side === "cause" ? {cause: role, effect: "subject"} : {cause: "subject", effect: role}),
})

/** A row that a frame of verbs has: how its id ends, and of which verbs it is where not of the whole family. */
type FrameRow = Pick<Row, "says" | "cause" | "effect" | "names" | "lacks"> & {readonly end: string}

const DOING = "what it makes somebody do is the effect"
// biome-ignore format: one row a line, or the table is not read as one.
const FRAMES: Readonly<Record<Exclude<VerbFrame, "forward" | "reverse">, readonly FrameRow[]>> = {
  object: [{end: "", says: "what it acts on is the effect", cause: "subject", effect: "object"}],
  "object to": [
    {end: "", says: DOING, cause: "subject", effect: ["object", "infinitive"]},
    {end: ".into", says: DOING, cause: "subject", effect: ["object", "into"]},
    {end: ".object", says: "what it brings about is the effect", cause: "subject", effect: "object"},
  ],
  "object from": [
    {end: "", says: "what it keeps somebody from is the effect", cause: "subject", effect: ["object", "from"]},
    {end: ".object", says: "what it keeps away is the effect", cause: "subject", effect: "object", lacks: "from"},
  ],
  complement: [
    {end: "", says: "what it makes of a thing is the effect", cause: "subject", effect: ["object", "state"]},
    {end: ".do", says: DOING, cause: "subject", effect: ["object", "infinitive"]},
    {end: ".without", says: "what it leaves somebody without is the effect", cause: "subject", effect: ["object", "without"]},
    {end: ".with", says: "what it leaves somebody with is the effect", cause: "subject", effect: ["object", "with"]},
    {end: ".in", says: "what it leaves somebody in is the effect", cause: "subject", effect: ["object", "in"]},
  ],
  needs: [
    {end: "", says: "what it needs is the cause", cause: "object", effect: "subject"},
    {end: ".for", says: "what it is needed for is the effect", cause: "object", effect: "for", lacks: "subject"},
  ],
  blame: [
    {end: "", says: "who is blamed is the cause", cause: "object", effect: "for"},
    {end: ".to", says: "what is to blame is the cause", cause: "subject", effect: "for"},
    {end: ".on", says: "who is blamed is the cause", cause: "on", effect: "object"},
  ],
  attribute: [
    {end: "", says: "what it is put down to is the cause", cause: "to", effect: "object"},
    {end: ".particle", says: "what it is put down to is the cause", cause: "to", effect: "object", names: new Set(["put down", "chalk up"])},
  ],
  alone: [{end: "", says: "what does it works against its own aim", cause: "subject", effect: "self"}],
}

/** The rows of a family of verbs; each of its prepositions is a row of its own. */
function frameRows({frame, prepositions = [], bare}: VerbFamily): readonly FrameRow[] {
  if (frame === "forward") return prepositions.map((role) => ({end: `.${role}`, ...behind(role, "effect")}))
  if (frame === "reverse")
    return prepositions.flatMap((role) => [
      {end: `.${role}`, ...behind(role, "cause")},
      {end: `.${role}.passive`, ...behind(role, "cause"), effect: "object"},
    ])
  if (!bare) return FRAMES[frame]
  const does = {end: ".bare", says: "what it does is the effect", cause: "subject", effect: "object"}
  return [...FRAMES[frame], {...does, names: new Set(bare)}]
}

const verbRows = (): Row[] =>
  VERBS.flatMap((family) =>
    frameRows(family).map(
      ({end, ...row}): Row => ({
        names: new Set(family.lemmas),
        ...row,
        id: `verb.${family.name.replaceAll(" ", "-")}${end}`,
        on: "verb",
        sign: family.sign,
        ...(family.heads && {heads: ["object", new Set(family.heads)]}),
      }),
    ),
  )

/** Sides of nouns that may be named as the cause themselves: "the driver of it is". */
const NAMING: ReadonlySet<string> = new Set(["cause of", "obstacle to", "threat to"])

/** Roles of what a thing belongs to. */
const OWNING: readonly Role[] = ["owner", "its"]

const nounRows = (): Row[] =>
  NOUNS.flatMap(({name, nouns, side, sign, prepositions}) =>
    prepositions.flatMap((role, nth): Row[] => {
      const id = `noun.${name.replaceAll(" ", "-")}.${role}`
      const base = {id, on: "noun", names: new Set(nouns), sign, effect: role} as const
      const named = {...base, id: `${id}.is`, says: "what is named as its cause", cause: "is", confidence: 0.7}
      const lies = {...base, id: `${id}.lies`, says: "where its cause lies", cause: "place", confidence: 0.7}
      const whose = ["of", "owner"].map((cause) => ({...base, id: `${id}.${cause}`, says: "whose effect it is", cause}))
      return [
        {...base, ...behind(role, side === "result of" ? "cause" : "effect")},
        ...(NAMING.has(side) ? [named] : []),
        // "The flood's main cause is a faulty sluice": no preposition says what it is the cause of.
        ...(NAMING.has(side) && nth === 0
          ? OWNING.map((effect) => ({...named, id: `${id}.is.${effect}`, effect}))
          : []),
        // "Drought is the valley's main threat"; no "soup is the chef's recipe".
        ...(NAMING.has(side) && side !== "cause of" && nth === 0
          ? [{...base, id: `${id}.owner`, says: "what is said to be its cause", cause: "subject", effect: "owner"}]
          : []),
        ...(side === "cause of" ? [lies] : []),
        ...(side === "effect on" ? whose : []),
      ]
    }),
  )

const adjectiveRows = (): Row[] =>
  [
    ...ADJECTIVES.map((one, nth) => ({...one, id: nth, side: "effect" as const})),
    ...[...LEANING].map(([id, one]) => ({...one, id, words: [id], side: "cause" as const})),
  ].flatMap(({id, words, prepositions, sign, side}) =>
    prepositions.map((role): Row => {
      const row = behind(role, side)
      return {id: `adjective.${id}.${role}`, on: "adjective", names: new Set(words), sign, ...row}
    }),
  )

const lightRows = (): Row[] =>
  LIGHT_VERBS.flatMap(({verbs, noun, prepositions, sign}) =>
    prepositions.map(
      (role): Row => ({
        id: `light.${noun}.${role}`,
        on: "verb",
        names: new Set(verbs),
        heads: ["object", new Set([noun])],
        sign,
        ...behind(role, "effect"),
      }),
    ),
  )

/** "Stands in the way of a truce", and the same said by a copula. */
const placeRows = (): Row[] =>
  PLACE_VERBS.flatMap(({verbs, noun, prepositions, sign}) =>
    prepositions.flatMap((preposition): Row[] => {
      const row = {says: `what stands behind "of" is the effect`, cause: "subject", sign}
      return [
        {...row, id: `place.${noun}`, on: "verb", names: new Set(verbs), effect: `${preposition} ${noun} of`},
        {...row, id: `place.${noun}.is`, on: "noun", names: new Set([`${preposition} ${noun}`]), effect: "of"},
      ]
    }),
  )

// biome-ignore format: one row a line, or the table is not read as one.
const CONNECTIVES: readonly Row[] = [
  {id: "because-of", example: "{Trade fell} because of [the raids].", says: "what stands behind it is the cause", on: "connective", names: new Set([...joined(BECAUSE_OF.filter((each) => !each.condition && each.sign === "+")), "by reason of", "under the weight of", "in the face of", "in the aftermath of", "on the heels of", "in retaliation to", "in retaliation against", "on the basis of", "in the view of", "in reaction to"]), cause: "inside", effect: "host", sign: "+"},
  {id: "because-of.minus", example: "{The mill stood idle} for want of [water].", says: "what is lacking is the cause", on: "connective", names: joined(BECAUSE_OF.filter((each) => !each.condition && each.sign === "-")), cause: "inside", effect: "host", sign: "-"},
  {id: "because-of", example: "{Tin rose} on [fears of a blockade].", says: "what stands behind it is the cause", on: "connective", names: words("on"), heads: ["inside", lemmas("fear worry hope concern expectation speculation prospect sign forecast rumour doubt anxiety optimism demand news")], cause: "inside", effect: "host", sign: "+"},
  {id: "because", example: "{Trade fell} because [the bridge collapsed].", says: "its clause is the cause", on: "connective", names: words("because | since | as | now that | given that | considering that | for fear that | in that"), cause: "inside", effect: "host", sign: "+"},
  {id: "ground", example: "{Dockers struck} over [the new tolls].", says: "the ground of what is done is the cause", on: "connective", names: new Set([...words("over | against | at | about | to protest | to protest against | to protest about | protesting | protesting against | protesting over | protesting at | to oppose | opposing | condemning | to condemn | to denounce | denouncing | in protest over | in protest of | in opposition to | to express | to register"), ...IN_FEELING]), cause: "inside", effect: "host", sign: "+"},
  {id: "reaction", example: "{The market closed} after [rebels shelled the square].", says: "what it comes after is the cause", on: "connective", names: words("after | when | following | upon | on | in the wake of | amid | amidst | with | once | where | during | hours after | days after | a day after | soon after | minutes after | weeks after | months after"), cause: "inside", effect: "host", sign: "+"},
  {id: "harm-in", example: "{Nine miners died} in [the blast].", says: "what did the harm is the cause", on: "connective", names: words("in | by | of | from | under"), cause: "inside", effect: "host", sign: "+"},
  {id: "reason-for", example: "{A clerk was dismissed} for [leaking the tender].", says: "the reason of what is done is the cause", on: "connective", names: words("for | for allegedly | on suspicion of | on charges of | on the charge of | in connection with | on the grounds of | on the ground of | on the grounds that | on the ground that | on grounds of | citing | on the advice of | on the orders of | at the request of | under"), cause: "inside", effect: "host", sign: "+"},
  {id: "feeling", example: "Angered by [the verdict], {villagers marched on the palace}.", says: "what is felt about is the cause", on: "connective", names: FEELING, cause: "inside", effect: "host", sign: "+"},
  {id: "harm-where", example: "[The fire] in which {four cooks died} began in the kitchen.", says: "what happened in it is the effect", on: "connective", names: words("in which | where | during which | following which | after which | as a result of which | because of which | due to which | thanks to which | owing to which | by which"), cause: "host", effect: "inside", sign: "+"},
  {id: "means", example: "{Prices fell} through [cheaper freight].", says: "what stands behind it is the means", on: "connective", names: words("by | through | via | by means of | with the help of | relying on | using"), cause: "inside", effect: "host", sign: "deed"},
  {id: "so", example: "[The bridge collapsed], so {traders left}.", says: "its clause is the effect", on: "connective", names: new Set([...FOLLOWING, ...words("with the result that | with the effect that | with the consequence that | so that | in order that | such that | to the point where | to the point that | to such an extent that | to such a degree that | so much so that")]), cause: "host", effect: "inside", sign: "+"},
  {id: "if", example: "If [the patrols stop], {the raids return}.", says: "its clause is the condition", on: "connective", names: joined(CLAUSE_OPENERS.filter((each) => each.condition === "if" && each.sign === "+")), cause: "inside", effect: "host", sign: "+", condition: "if"},
  {id: "if-aim", example: "[The pass must open] if {aid is to arrive}.", says: "its clause is the aim, and what is needed for it the cause", on: "connective", names: new Set([AIM]), cause: "host", effect: "inside", sign: "+"},
  {id: "only-if", example: "{The truce holds} only if [the patrols go on].", says: "its clause is the condition", on: "connective", names: joined(CLAUSE_OPENERS.filter((each) => each.condition === "only if")), cause: "inside", effect: "host", sign: "+", condition: "only if"},
  {id: "as-long-as", example: "{The raids fall} as long as [the patrols go on].", says: "its clause is the condition", on: "connective", names: joined(CLAUSE_OPENERS.filter((each) => each.condition === "as long as")), cause: "inside", effect: "host", sign: "+", condition: "as long as"},
  {id: "while-lasts", example: "{The truce holds} while [the money lasts].", says: "its clause is the condition", on: "connective", names: words("while"), heads: ["inside", lemmas("last continue persist endure")], cause: "inside", effect: "host", sign: "+", condition: "as long as", confidence: 0.7},
  {id: "unless", example: "{The herds shrink} unless [the rains come].", says: "its clause keeps the other from coming true", on: "connective", names: words("unless"), cause: "inside", effect: "host", sign: "-", condition: "unless"},
  {id: "until", example: "{The sit-in goes on} until [the minister resigns].", says: "its clause ends the other", on: "connective", names: words("until | till"), cause: "inside", effect: "host", sign: "-", condition: "until"},
  {id: "not-until", example: "Not until [the rains returned] did {the herds recover}.", says: "its clause lets the other come true", on: "connective", names: words("not until | not till"), cause: "inside", effect: "host", sign: "+", condition: "until"},
  {id: "the-more", example: "The longer [the drought lasts], the longer {the queues}.", says: "the first of two comparatives is the cause", on: "pair", names: words("the more"), cause: "host", effect: "inside", sign: "+"},
  {id: "the-less", example: "The longer [the drought lasts], the fewer {the herds}.", says: "the first of two comparatives is the cause", on: "pair", names: words("the less"), cause: "host", effect: "inside", sign: "-"},
  {id: "so-does", example: "As [the harvest shrinks], so does {the herd}.", says: "what goes the same way is the effect", on: "pair", names: words("so do"), cause: "inside", effect: "host", sign: "cause", confidence: 0.8},
  {id: "so-does.if", example: "If [the harvest shrinks], so will {the herd}.", says: "what goes the same way is the effect", on: "pair", names: words("if so do"), cause: "inside", effect: "host", sign: "cause", condition: "if", confidence: 0.8},
  {id: "as-it-moves", example: "As [more shops close], {fewer visitors come}.", says: "what moves along with it is the effect", on: "pair", names: words("as"), cause: "inside", effect: "host", moving: true, sign: "+", confidence: 0.8},
  {id: "had", example: "Had [the rains come], {the herds would have grown}.", says: "its clause is the condition", on: "pair", names: words("had"), cause: "inside", effect: "host", sign: "+", condition: "if"},
  {id: "no-sooner", example: "No sooner had [the toll been lifted] than {lorries filled the valley}.", says: "what had only just come about is the cause", on: "pair", names: words("no sooner"), cause: "inside", effect: "host", sign: "+", confidence: 0.7},
  {id: "absolute", example: "[Its loans being short], {the mill closed}.", says: "what is so meanwhile is the cause", on: "pair", names: words("absolute | being | having"), cause: "inside", effect: "host", sign: "+", confidence: 0.7},
  {id: "fronted-state.is", example: "[Unable to sell their milk], {dairies poured it away}.", says: "the state in front is the cause", on: "pair", names: words("state"), cause: "inside", effect: "host", sign: "+", confidence: 0.7},
  {id: "state-outcome", example: "[Tired crews] {make more mistakes}.", says: "the state of who does more or less is the cause", on: "pair", names: words("then more"), cause: "inside", effect: "host", sign: "+", confidence: 0.7},
  {id: "do-and", example: "[Close the pass] and {trade will die}.", says: "what is done first is the condition", on: "pair", names: words("do and"), cause: "inside", effect: "host", sign: "+", condition: "if"},
  {id: "do-or", example: "[Pay the guards] or {they will leave}.", says: "what is done first keeps the other from coming true", on: "pair", names: words("do or"), cause: "inside", effect: "host", sign: "-", condition: "unless"},
  {id: "otherwise-clause", example: "[The road must be mended], otherwise {the clinic will close}.", says: "the clause before it keeps the other from coming true", on: "pair", names: words("otherwise"), cause: "host", effect: "inside", sign: "-", condition: "unless", confidence: 0.7},
  {id: "is-why-clause", example: "[The pass froze], which is why {traders left}.", says: "the clause behind \"why\" is the effect", on: "pair", names: words("is why"), cause: "inside", effect: "host", sign: "+"},
  {id: "reasons-listed", example: "{Pupils stay away} for three reasons: [bullying], bad marks and boredom.", says: "each of the reasons listed is a cause", on: "pair", names: words("reasons:"), cause: "inside", effect: "host", sign: "+"},
  {id: "so-much-that", example: "[The river carries so little sand] that {the delta shrinks}.", says: "how much it is brings the other about", on: "pair", names: words("so that much"), cause: "host", effect: "inside", sign: "+"},
  {id: "reason-equals", example: "The reason {the kilns are cold} is [a quarrel over charcoal].", says: "what the reason is said to be is the cause", on: "pair", names: words("the reason is"), cause: "inside", effect: "host", sign: "+"},
  {id: "result-equals", example: "One consequence of [the merger] was {the loss of the ferry}.", says: "what the result is said to be is the effect", on: "pair", names: words("the result is"), cause: "host", effect: "inside", sign: "+"},
  {id: "sequel", example: "[The water turns murky] and {the plants die}.", says: "what is told first is the cause", on: "pair", names: words("then"), cause: "inside", effect: "host", sign: "+", talk: true},
  {id: "opener", example: "The moment [the guards leave], {the looting starts}.", says: "its clause is the cause", on: "connective", names: joined([...BECAUSE_OF.filter((each) => each.condition === "if"), ...CLAUSE_OPENERS].filter((each) => each.sign === "+" && (each.condition !== "if" || each.words[0] === "in") && each.condition !== "only if" && each.condition !== "as long as")), cause: "inside", effect: "host", sign: "+"},
  {id: "opener.minus", says: "its clause keeps the other from coming true", on: "connective", names: joined(CLAUSE_OPENERS.filter((each) => each.sign === "-" && each.condition !== "unless" && each.condition !== "until")), cause: "inside", effect: "host", sign: "-"},
  {id: "without-which", example: "It needs [trust], without which {no truce can hold}.", says: "its clause is kept from coming true where that is lacking", on: "connective", names: words("without which"), cause: "host", effect: "inside", sign: "-", condition: "without", confidence: 0.7},
  {id: "lest", example: "[The keepers dimmed the lamps] lest {the moths swarm}.", says: "its clause is what is kept from coming true", on: "connective", names: words("lest"), cause: "host", effect: "inside", sign: "-"},
  {id: "without", example: "Without [new pumps], {the fields dry out}.", says: "what is lacking keeps the other from coming true", on: "connective", names: joined(WITHOUT), cause: "inside", effect: "host", sign: "-", condition: "without"},
]

// biome-ignore format: one row a line, or the table is not read as one.
const OWN: readonly Row[] = [
  ...["on", "for", "upon"].map((role): Row => ({id: `bearing.${role}`, says: "on what it bears is the effect", on: "noun", names: BEARING, cause: "subject", effect: role, sign: "unclear"})),
  {id: "purpose.lower", example: "[Guards fired] to scatter {the crowd}.", says: "what is done is the cause of what is wanted", on: "verb", names: LOWERING, form: "purpose", cause: "host", effect: "object", sign: "-"},
  {id: "purpose.raise", example: "[The guild cut fares] to raise {demand}.", says: "what is done is the cause of what is wanted", on: "verb", names: RAISING, form: "purpose", cause: "host", effect: "object", sign: "+"},
  {id: "purpose.make-do", example: "[The crown cut its aid] to force {the rebels to talk}.", says: "what is done is the cause of what somebody is to do", on: "verb", form: "purpose", cause: "host", effect: ["object", "infinitive"], sign: "+"},
  {id: "by-doing.lower", example: "The dispensary shortened {its queue} by [telling people when to come].", says: "what it is done by is the cause", on: "verb", names: LOWERING, cause: "by", effect: "object", sign: "-"},
  {id: "by-doing.raise", example: "The dispensary raised {its intake} by [telling people when to come].", says: "what it is done by is the cause", on: "verb", names: RAISING, cause: "by", effect: "object", sign: "+"},
  {id: "purpose.any", example: "[The guild cut fares] to {win back travellers}.", says: "what is done is the cause of what is wanted", on: "verb", form: "purpose", cause: "host", effect: "self", sign: "+"},
  {id: "tail.lower", example: "[Police fired], killing {two men}.", says: "the clause before it is the cause", on: "verb", names: LOWERING, form: "tail", cause: "host", effect: "object", sign: "-"},
  {id: "tail.raise", example: "[The levy doubled], causing {a boycott}.", says: "the clause before it is the cause", on: "verb", names: RAISING, form: "tail", cause: "host", effect: "object", sign: "+"},
  {id: "tail.make-do", example: "[The levy doubled], forcing {traders to leave}.", says: "the clause before it is the cause", on: "verb", form: "tail", cause: "host", effect: ["object", "infinitive"], sign: "+"},
  {id: "tail.make-so", example: "[The quake struck], leaving {ten people homeless}.", says: "the clause before it is the cause", on: "verb", names: lemmas("leave make render turn bring send"), form: "tail", cause: "host", effect: ["object", "state"], sign: "+"},
  {id: "tail.leave", example: "[The quake cut the road], leaving {the clinics without fuel}.", says: "the clause before it is the cause", on: "verb", names: lemmas("leave"), form: "tail", cause: "host", effect: ["object", "without"], sign: "+"},
  {id: "tail.lead-to", example: "[The levy doubled], leading to {a boycott}.", says: "the clause before it is the cause", on: "verb", names: lemmas("lead contribute"), form: "tail", cause: "host", effect: "to", sign: "+"},
  {id: "tail.passive", example: "{Prices have climbed}, fuelled by [fears of war].", says: "what it was done by is the cause", on: "verb", names: RAISING, form: "tail", cause: "by", effect: "host", sign: "+"},
  {id: "tail.passive-lower", example: "{Trade fell}, hampered by [floods].", says: "what it was done by is the cause", on: "verb", names: LOWERING, form: "tail", cause: "by", effect: "host", sign: "-"},
  {id: "tail.any", example: "[The council raised the levy], {driving up prices}.", says: "the clause before it is the cause", on: "verb", form: "tail", cause: "host", effect: "self", sign: "+"},
  {id: "expecting", example: "[Fearing a new raid], {the traders shut their stalls}.", says: "what is feared or believed is the cause", on: "verb", names: lemmas("fear worry concern believe suspect think feel realise realize sense hope resent mourn allege protest oppose condemn denounce decry slam criticise criticize flay lack want need know have"), form: "tail", cause: "self", effect: "host", sign: "+"},
  {id: "resenting", example: "Resenting [the levy], {traders shut their stalls}.", says: "what is felt about is the cause", on: "verb", names: lemmas("resent mourn protest oppose condemn denounce decry slam criticise criticize flay suspect fear"), form: "tail", cause: "object", effect: "host", sign: "+"},
  {id: "credit.tail", example: "{Thefts fell}, the clerk crediting [the lamps].", says: "who is credited or blamed is the cause of what was said before", on: "verb", names: CREDITING, form: "tail", cause: "object", effect: "host", sign: "+", confidence: 0.7},
  {id: "serve", example: "[The hedge] hides {the ducklings}.", says: "what a thing serves is the effect", on: "verb", names: lemmas("bring provide shelter hide heat store release clean filter clear"), cause: "subject", effect: "object", sign: "+", talk: true},
  {id: "spoil", example: "[The rubbish] annoys {the anglers}.", says: "what a thing uses up or spoils is the effect", on: "verb", names: lemmas("use absorb soak shade chase dirty cover replace annoy bother clear clean break"), cause: "subject", effect: "object", sign: "-", talk: true},
  {id: "like", example: "{The trout} enjoy [cold water].", says: "what is liked is the cause", on: "verb", names: lemmas("like love enjoy prefer need"), cause: "object", effect: "subject", sign: "+", talk: true, turns: true},
  {id: "dislike", example: "{Swimmers} avoid [the weeds].", says: "what is disliked is the cause", on: "verb", names: lemmas("hate dislike avoid"), cause: "object", effect: "subject", sign: "-", talk: true, turns: true},
  {id: "lose-to", example: "The mill lost {nine hours} to [power cuts].", says: "what it is lost to is the cause", on: "verb", names: lemmas("lose"), cause: "to", effect: "object", sign: "-", confidence: 0.7},
  {id: "take-off", example: "[Dear oil] takes half a point off {growth}.", says: "what something is taken off is the effect", on: "verb", names: lemmas("take knock shave wipe cut slice trim"), cause: "subject", effect: "off", sign: "-", confidence: 0.7},
  {id: "move-into", example: "[The flood] washed {mines into the fields}.", says: "what it moves somewhere is the effect", on: "verb", names: MOVING, cause: "subject", effect: ["object", "into"], sign: "+"},
  {id: "fronted-state", example: "[Deprived of water], {the garrison withdrew}.", says: "the state in front is the cause", on: "verb", form: "fronted", cause: "self", effect: "host", sign: "+", confidence: 0.7},
  {id: "it-takes", example: "It took [a flood] before {anybody mended the dyke}.", says: "what it takes is the cause", on: "verb", names: lemmas("take need require"), heads: ["it", lemmas("it")], without: ["object", DURATIONS], cause: "object", effect: "before", sign: "+", confidence: 0.7},
  {id: "it-takes.to", example: "It takes [a frost] to {empty the stores}.", says: "what it takes is the cause", on: "verb", names: lemmas("take need require"), heads: ["it", lemmas("it")], without: ["object", DURATIONS], cause: "object", effect: ["extraposed", "infinitive"], sign: "+", confidence: 0.7},
  {id: "enough-for", example: "[One frost] is enough for {the pipes to burst}.", says: "what is enough is the cause", on: "adjective", names: lemmas("enough sufficient"), cause: "subject", effect: "for to", sign: "+", confidence: 0.7},
  {id: "enough-to", example: "[One frost] is enough to {empty the stores}.", says: "what is enough is the cause", on: "adjective", names: lemmas("enough sufficient"), cause: "subject", effect: "infinitive", sign: "+", confidence: 0.7},
  {id: "blame-lies", example: "The blame for {the flood} lies with [the mill].", says: "where the blame or the credit lies is the cause", on: "noun", names: lemmas("blame credit responsibility fault thanks"), cause: "place", effect: "for", sign: "+", confidence: 0.7},
  {id: "key-is", example: "The key to {the recovery} is [cheap fuel].", says: "what is named as the key to it is the cause", on: "noun", names: lemmas("key secret precondition prerequisite spur incentive solution"), cause: "is", effect: "to", sign: "+", confidence: 0.7},
  {id: "is-behind", example: "[A faulty sluice] is behind {the flood}.", says: "what is behind it is the cause", on: "noun", cause: "subject", effect: "behind it", sign: "+", confidence: 0.7},
  {id: "come-with", example: "With [the road] came {the loggers}.", says: "what it comes with is the cause", on: "verb", names: lemmas("come arrive"), cause: "with in front", effect: "subject", sign: "+", confidence: 0.7},
  {id: "fall-victim", example: "{The herders} fell victim to [the drought].", says: "what it falls victim to is the cause", on: "verb", names: lemmas("fall"), heads: ["object", lemmas("victim prey")], cause: "to", effect: "subject", sign: "-", confidence: 0.7},
  {id: "owe-to", example: "{The harvest} owes much to [the new canal].", says: "what it owes something to is the cause", on: "verb", names: lemmas("owe"), heads: ["object", lemmas("much lot little something more less nothing deal")], cause: "to", effect: "subject", sign: "+", confidence: 0.7},
  {id: "compound", example: "[Drought]-induced {losses} ruined the herders.", says: "what stands before the hyphen is the cause", on: "pair", names: words("-induced"), cause: "host", effect: "inside", sign: "+", confidence: 0.7},
  {id: "to-do-with", example: "{The delay} has a lot to do with [the frost].", says: "what it has to do with is the cause", on: "verb", names: lemmas("do"), form: "purpose", cause: "with", effect: "doer", sign: "+", confidence: 0.7},
  {id: "credit-with", example: "Growers credit [the canal] with {the harvest}.", says: "what is credited with it is the cause", on: "verb", names: lemmas("credit"), cause: "object", effect: "with", sign: "+", confidence: 0.7},
  {id: "resulting", example: "Clerks feared [the levy] and the resulting {queues}.", says: "what it results from is the cause", on: "pair", names: words("resulting"), cause: "host", effect: "inside", sign: "+", confidence: 0.7},
  {id: "too-to", example: "[The boats are too old] to {cross the strait}.", says: "what there is too much of keeps it from coming true", on: "pair", names: words("too to"), cause: "host", effect: "inside", sign: "-", confidence: 0.7},
  {id: "so-enough-to", example: "[Coal is cheap enough] for {the kilns to burn}.", says: "what there is enough of brings it about", on: "pair", names: words("enough to"), cause: "host", effect: "inside", sign: "+", confidence: 0.7},
  {id: "vanish-with", example: "{Village dances} vanished with [the exodus of the young].", says: "what it goes with is the cause", on: "verb", names: lemmas("vanish disappear fade evaporate dissolve die"), cause: "with", effect: "subject", sign: "-", confidence: 0.6},
  {id: "respond-with", example: "The guild responded to [the sackings] with {a strike}.", says: "what it is answered with is the effect", on: "verb", names: lemmas("respond react reply retaliate"), cause: "to", effect: "with", sign: "+", confidence: 0.9},
  {id: "result-is", example: "One result of [the merger], clerks say, was {a wave of dismissals}.", says: "what its result is said to be is the effect", on: "noun", names: lemmas("result consequence outcome upshot effect"), cause: "of", effect: "is", sign: "+", confidence: 0.7},
  {id: "is-why", example: "[Weak demand] is why {the mill closed}.", says: "the clause behind \"why\" is the effect", on: "noun", names: lemmas("why reason"), cause: "subject", effect: "why", sign: "+", confidence: 0.7},
  {id: "no-link", example: "There is no link between [the dye] and {the rash}.", says: "what it is not linked to is the effect", on: "noun", names: words("no link | no connection | no association | no relationship"), cause: "between", effect: "and", without: ["between", PLACES], sign: "+", confidence: 0.7},
  {id: "verb.lead-to.to", example: "[Smoking] has been linked to {cancer}.", says: "the ailment that it is linked to is the effect", on: "verb", names: lemmas("link tie connect"), heads: ["to", AILMENTS], without: ["object", AILMENTS], cause: "object", effect: "to", sign: "+"},
  {id: "set-against", example: "[The levy] set {the town against the guild}.", says: "what it sets against what is the effect", on: "verb", names: lemmas("set pit"), cause: "subject", effect: ["object", "against"], sign: "+", confidence: 0.7},
  {id: "rid-of", example: "[The closure] rid the town of {soot}.", says: "what it rids of is the effect", on: "verb", names: lemmas("rid cure cleanse purge relieve clear"), cause: "subject", effect: "of object", sign: "-", confidence: 0.7},
  {id: "draw-from", example: "The sect draws {its strength} from [hunger].", says: "what it is drawn from is the cause", on: "verb", names: lemmas("draw derive take gain get"), heads: ["object", lemmas("strength support recruit legitimacy income revenue inspiration appeal authority profit")], cause: "from", effect: "object", sign: "+", confidence: 0.7},
  {id: "go-back-to", example: "{The feud} goes back to [a sale of land].", says: "what it goes back to is the cause", on: "verb", names: lemmas("go date hark"), cause: "back to", effect: "subject", sign: "+", confidence: 0.7},
  {id: "answer-by", example: "Growers adapted to [the drought] by {planting millet}.", says: "what it is answered by is the effect", on: "verb", names: lemmas("respond react adapt adjust retaliate"), cause: "to", effect: "by", sign: "+", confidence: 0.7},
  {id: "answer-by", example: "Hotels made up for [the loss] by {cutting prices}.", says: "what is done about it is the effect", on: "verb", names: words("make up | compensate"), cause: "for", effect: "by", sign: "+", confidence: 0.7},
  {id: "answer-by", example: "Herders cope with [the drought] by {selling calves}.", says: "what is done about it is the effect", on: "verb", names: lemmas("cope deal contend"), cause: "with", effect: "by", sign: "+", confidence: 0.7},
  {id: "answer-with", example: "[The complaints] were answered with {a lockout}.", says: "what it is answered with is the effect", on: "verb", names: lemmas("answer greet"), cause: "object", effect: "with", sign: "+", confidence: 0.7},
  {id: "answer-with", example: "[The complaints] were met with {silence}.", says: "what it is met with is the effect", on: "verb", names: lemmas("meet"), heads: ["with", REACTIONS], cause: "object", effect: "with", sign: "+", confidence: 0.7},
  {id: "meet-with", example: "[The ban] met with {fierce resistance}.", says: "what it meets with is the effect", on: "verb", names: lemmas("meet"), heads: ["with", REACTIONS], cause: "subject", effect: "with", sign: "+", confidence: 0.7},
  {id: "answered-by", example: "[The ban] was answered by {a strike}.", says: "what it is answered by is the effect", on: "verb", names: lemmas("answer greet meet"), heads: ["subject", REACTIONS], cause: "object", effect: "subject", sign: "+", confidence: 0.7},
  {id: "roots-in", example: "{The feud} has its roots in [an old debt].", says: "what it has its roots in is the cause", on: "verb", names: lemmas("have"), heads: ["object", lemmas("root origin source cause beginning")], cause: "in", effect: "subject", sign: "+", confidence: 0.7},
  {id: "out-of", example: "{The clerk lied} out of [fear].", says: "what it is done out of is the cause", on: "connective", names: words("out of | in"), heads: ["inside", lemmas("fear eagerness haste hurry rush anxiety zeal desire determination spite pity habit respect desperation loyalty greed anger hunger boredom necessity despair frustration jealousy revenge concern shame")], cause: "inside", effect: "host", sign: "+", confidence: 0.7},
  ...WAYS.map((way): Row => ({id: `send.${way}`, ...(way === "to" && {example: "[The rumour] sent {traders to the border}."}), says: "where it makes somebody go is the effect", on: "verb", names: SENDING, cause: "subject", effect: ["object", way], sign: "+"})),
  {id: "into-doing", example: "[The raid] frightened {the council into closing the bridge}.", says: "what it makes somebody do is the effect", on: "verb", names: new Set([...RAISE, ...LOWER, ...words("shame | bully | trick | talk | fool | panic | bounce | scare | nudge | jolt | shock")]), cause: "subject", effect: ["object", "into"], sign: "+", confidence: 0.7},
  {id: "rise-with.with", example: "{Theft} rises with [hunger].", says: "what it rises with is the cause", on: "verb", names: RISING, cause: "with", effect: "subject", sign: "+", confidence: 0.6},
  {id: "fall-with", example: "{Yields} fall with [altitude].", says: "what it falls with is the cause", on: "verb", names: FALLING, heads: ["with", AMOUNT_OF], cause: "with", effect: "subject", sign: "-", confidence: 0.6},
  {id: "track", example: "{Demand for steel} tracks [the level of building].", says: "the amount that it goes along with is the cause", on: "verb", names: lemmas("track"), heads: ["subject", MEASURED], cause: "object", effect: "subject", sign: "+", confidence: 0.6},
  {id: "respond-to", example: "{Demand} responds to [the fare].", says: "what an amount moves in answer to is the cause", on: "verb", names: lemmas("respond react adjust adapt"), heads: ["subject", MEASURED], cause: "to", effect: "subject", sign: "unclear", confidence: 0.6},
  {id: "sensitive-to", example: "{Demand} is sensitive to [the fare].", says: "what an amount moves in answer to is the cause", on: "adjective", names: lemmas("sensitive responsive"), heads: ["subject", MEASURED], cause: "to", effect: "subject", sign: "unclear", confidence: 0.6},
  {id: "detriment", example: "[The lines merged], to the detriment of {small shippers}.", says: "who suffers from it is the effect", on: "connective", names: words("to the detriment of | at the expense of"), cause: "host", effect: "inside", sign: "-", confidence: 0.7},
  {id: "cost-of", example: "[The mill closed] at a cost of {nine jobs}.", says: "what it costs is the effect", on: "connective", names: words("at a cost of | at the cost of | at the price of | with the loss of"), cause: "host", effect: "inside", sign: "-", confidence: 0.7},
  {id: "benefit-of", example: "[The lines merged], to the benefit of {large shippers}.", says: "who gains by it is the effect", on: "connective", names: words("to the benefit of | to the advantage of | to the good of"), cause: "host", effect: "inside", sign: "+", confidence: 0.7},
  {id: "draw-reaction", example: "[The verdict] drew {a strong backlash}.", says: "what it meets with is the effect", on: "verb", names: lemmas("draw face invite attract evoke invoke elicit receive meet earn spark see generate"), heads: ["object", REACTIONS], cause: "subject", effect: "object", sign: "+"},
  {id: "give-object", example: "[The truce] gave {hope of an early harvest}.", says: "what it gives is the effect", on: "verb", names: lemmas("give bring offer lend"), heads: ["object", lemmas("hope boost impetus momentum relief rise strength courage confidence fillip reason cause joy")], cause: "subject", effect: "object", sign: "+"},
  {id: "take-lives", example: "[The flood] took {the lives of nine miners}.", says: "what it takes is the effect", on: "verb", names: lemmas("take claim cost"), heads: ["object", lemmas("life toll")], cause: "subject", effect: "object", sign: "-"},
  {id: "take-share", example: "[The fever] took {a third of the herd}.", says: "what it takes a share of is the effect", on: "verb", names: lemmas("take"), heads: ["object", lemmas("half third quarter fifth sixth tenth")], cause: "subject", effect: "object", sign: "-", confidence: 0.6},
  {id: "take-from", example: "[The canal] takes water from {the marshes}.", says: "what something is taken from is the effect", on: "verb", names: lemmas("take remove withdraw divert siphon drain steal"), cause: "subject", effect: "from", sign: "-", confidence: 0.6},
  {id: "raise", example: "[The levy] augmented {the deficit}.", says: "what it acts on is the effect", on: "verb", names: new Set([...RAISE, ...withParticle("+")]), cause: "subject", effect: "object", sign: "+"},
  {id: "lower", example: "[The levy] halved {wages}.", says: "what it acts on is the effect", on: "verb", names: new Set([...LOWER, ...withParticle("-")]), cause: "subject", effect: "object", sign: "-"},
  {id: "alter", example: "[The vote] modified {the balance}.", says: "what it acts on is the effect", on: "verb", names: new Set(ALTER), cause: "subject", effect: "object", sign: "unclear"},
  {id: "harm", example: "[The blast] killed {nine miners}.", says: "what it acts on is the effect", on: "verb", names: lemmas("kill injure wound hurt damage destroy claim disrupt paralyse paralyze hit affect displace cripple"), cause: "subject", effect: "object", sign: "-"},
  {id: "harm", example: "{Millers} are squeezed between [dear grain and a price freeze].", says: "what it stands between is the cause", on: "verb", names: lemmas("squeeze catch trap wedge sandwich"), form: "plain", cause: "between", effect: "object", sign: "-"},
  {id: "give", example: "[The truce] gave {traders a chance}.", says: "what it gives is the effect", on: "verb", names: new Set(ofSign(GIVING, "+")), cause: "subject", effect: ["recipient", "object"], sign: "+"},
  {id: "cost", example: "[The strikes] cost {the port its licence}.", says: "what it takes is the effect", on: "verb", names: new Set(ofSign(GIVING, "-")), cause: "subject", effect: ["recipient", "object"], sign: "+"},
  {id: "mean-that", example: "[A late thaw] means {the ferries run late}.", says: "the clause that it takes is the effect", on: "verb", names: lemmas("mean ensure make"), cause: "subject", effect: "content", sign: "+"},
  {id: "make-easier", example: "[The ford] made it possible for {carts to cross}.", says: "what it makes easier is the effect", on: "verb", names: words("make it +"), form: "plain", cause: "subject", effect: ["extraposed", "infinitive"], sign: "+"},
  {id: "make-harder", example: "[Fog] made it harder for {the boats to land}.", says: "what it makes harder is the effect", on: "verb", names: words("make it -"), form: "plain", cause: "subject", effect: ["extraposed", "infinitive"], sign: "-"},
  {id: "tail.make-easier", example: "[The ford was cleared], making it easier to {cross}.", says: "the clause before it is the cause", on: "verb", names: words("make it +"), form: "tail", cause: "host", effect: ["extraposed", "infinitive"], sign: "+"},
  {id: "tail.make-harder", example: "[Fog settled], making it impossible for {the boats to land}.", says: "the clause before it is the cause", on: "verb", names: words("make it -"), form: "tail", cause: "host", effect: ["extraposed", "infinitive"], sign: "-"},
  {id: "explain", example: "[The tax] explains {why the mill moved}.", says: "the clause that it takes is the effect", on: "verb", names: lemmas("explain"), cause: "subject", effect: "content", sign: "+"},
  {id: "eat", example: "[Perch] eat {the minnows}.", says: "what it eats is the effect", on: "verb", names: lemmas("eat devour graze browse hunt"), cause: "subject", effect: "object", sign: "-"},
  {id: "part-in", example: "[Rumour] played a part in {the collapse}.", says: "what it has a part in is the effect", on: "verb", names: lemmas("play have take"), heads: ["object", lemmas("part role hand share")], cause: "subject", effect: "in", sign: "+"},
  {id: "wonders-for", example: "[The new manager] has done wonders for {output}.", says: "what it does something for is the effect", on: "verb", names: lemmas("do work"), heads: ["object", lemmas("wonder wonders much miracle good lot little nothing something")], cause: "subject", effect: "for", sign: "+"},
  {id: "do-to", example: "[The cordon] did nothing to slow {the cholera}.", says: "what it does something about is the effect", on: "verb", names: LOWERING, form: "purpose", cause: "doer", effect: "object", sign: "-"},
  {id: "do-to.raise", example: "[The elections] will do much to strengthen {the crown}.", says: "what it does something about is the effect", on: "verb", names: RAISING, form: "purpose", cause: "doer", effect: "object", sign: "+"},
  {id: "comes-down-to", example: "{The feud} comes down to [a lack of water].", says: "what it comes down to is the cause", on: "verb", names: words("come down | boil down"), cause: "to", effect: "subject", sign: "+"},
  {id: "carry-of", example: "[The merger] carries the risk of {layoffs}.", says: "what it carries a chance of is the effect", on: "verb", names: lemmas("carry run bear bring pose hold"), heads: ["object", lemmas("risk chance likelihood danger threat promise prospect possibility")], cause: "subject", effect: "of object", sign: "+"},
  {id: "seen-as", example: "The clans view [the toll] as {a betrayal}.", says: "it is seen as what it brings about", on: "verb", names: PERCEIVING, cause: "object", effect: "as", heads: ["as", new Set(JUDGEMENTS.filter(({sign}) => sign === "+").flatMap(({nouns}) => nouns))], sign: "+"},
  {id: "protest-object", example: "{Farmers protested} [the levy].", says: "the ground of what is done is the cause", on: "verb", names: lemmas("protest oppose resist"), cause: "object", effect: "self-host", sign: "+"},
]

const NAMED: readonly Row[] = [
  ...CONNECTIVES,
  ...verbRows(),
  ...lightRows(),
  ...placeRows(),
  ...nounRows(),
  ...adjectiveRows(),
  ...OWN,
]

/** Whatever a verb does to what it acts on, where no other row has the verb so: which verbs say a cause, the scorer learns. */
const ACT: Row = {
  id: "act",
  example: "[The thaw] lifted {the river}.",
  says: "what it acts on is the effect",
  on: "verb",
  // Who does what an infinitive says is often another than the tree has it, and a purpose has rows of its own.
  neverForm: "purpose",
  cause: "subject",
  effect: "object",
  without: ["object", lemmas("effect impact influence consequence result role part way")],
  sign: "verb",
  except: new Set([
    ...lemmas("be remain become seem appear stay mean constitute represent include contain know say"),
    ...NAMED.flatMap(({on, cause, effect, names, heads}) =>
      on === "verb" && cause === "subject" && effect === "object" && !heads ? [...(names ?? [])] : [],
    ),
  ]),
}

export const ROWS: readonly Row[] = [...NAMED, ACT]

/** Rows whose words say of two things with a place where one of them is: "the lane leads to the chapel", "behind the chapel lies a pond". */
export const SEATING: ReadonlySet<string> = new Set(
  "verb.lead-to.to verb.lie-behind.behind place.root place.root.is place.heart place.heart.is place.bottom place.bottom.is".split(
    " ",
  ),
)

/** Rows by what they are read on and the name, and behind them those for any name, which stand under "" too. */
export const ROWS_BY_NAME: Readonly<Record<Predicate["kind"], ReadonlyMap<string, readonly Row[]>>> = (() => {
  const table = {verb: new Map(), noun: new Map(), adjective: new Map(), connective: new Map(), pair: new Map()}
  for (const row of ROWS)
    for (const name of row.names ?? [""]) table[row.on].set(name, [...(table[row.on].get(name) ?? []), row])
  for (const byName of Object.values(table))
    for (const [name, rows] of byName) if (name !== "") byName.set(name, [...rows, ...(byName.get("") ?? [])])
  return table
})()
