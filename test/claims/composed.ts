// Sentences put together of parts that each are read by themselves: an opening, a way to tell a cause, what is said of either side, an
// ending; or of an opening and a sentence that is told by the order of its clauses. What does not go together shows in the pairs of
// parts that are read less often than each of the two alone would have it.

import {seeded} from "../../scripts/seeded.ts"

/** A side of a claim: its words, one of them that a claim of it has, and whether a verb of it is plural. */
type Side = {readonly words: string; readonly has: string; readonly many: boolean}
type Dress = Readonly<Record<string, (words: string) => string>>
type Join = Readonly<Record<string, (cause: Side, effect: Side) => string>>

/** A family of sentences: kinds of parts by their names. `joined`: what makes several things of one. */
type Family = {
  readonly openings: Readonly<Record<string, string>>
  readonly causes: readonly Side[]
  readonly effects: readonly Side[]
  readonly ofCause: Dress
  readonly ofEffect: Dress
  readonly joined: readonly string[]
  readonly joins: Join
  readonly endings: Readonly<Record<string, string>>
}

export type Composed = {
  readonly parts: readonly string[]
  readonly text: string
  readonly cause: string
  readonly effect: string
}

const side = (words: string, has: string, many = false): Side => ({words, has, many})
const s = ({many}: Side): string => (many ? "" : "s")
const is = ({many}: Side): string => (many ? "are" : "is")
const was = ({many}: Side): string => (many ? "were" : "was")
const has = ({many}: Side): string => (many ? "have" : "has")

const OPENINGS = {
  none: "",
  said: "officials said ",
  "said that": "officials said that ",
  "told that": "she told reporters that ",
  "found that": "the report found that ",
  fears: "there are fears that ",
  clear: "it is clear that ",
  according: "according to the guild, ",
  "in May": "in May, ",
  "in the north": "in the north, ",
  "last year": "last year ",
  but: "but ",
  meanwhile: "meanwhile, ",
  still: "still, ",
  first: "first, ",
  worse: "what is worse, ",
}

const ENDINGS = {
  none: "",
  said: ", officials said",
  according: ", according to the guild",
  while: ", while the port stayed open",
  despite: " despite the truce",
  but: ", but nobody resigned",
  told: ", the mayor told a rally on Friday",
  especially: ", especially in the hills",
  month: " within a month",
}

/** One thing brings about, or ends, another. */
const OF_THINGS: Family = {
  openings: {
    ...OPENINGS,
    warned: "growers have warned that ",
    argue: "critics argue ",
    although: "although the harvest was good, ",
    after: "after two years of talks, ",
    since: "since the war began, ",
  },
  causes: [
    side("the closure", "closure"),
    side("a long drought", "drought"),
    side("low prices", "prices", true),
    side("the quarrel over water", "quarrel"),
    side("the new toll on salt", "toll"),
    side("attacks on convoys", "attacks", true),
    side("mistrust of the courts", "mistrust"),
    side("the arrest of two clerks", "arrest"),
    side("poor roads", "roads", true),
    side("corruption", "corruption"),
    side("the collapse of the talks", "collapse"),
  ],
  effects: [
    side("wages", "wages", true),
    side("debts in the north", "debts", true),
    side("exports of grain", "exports", true),
    side("losses at the port", "losses", true),
    side("the price of bread", "price"),
    side("trade between the towns", "trade"),
    side("tourism", "tourism"),
    side("faith in the council", "faith"),
    side("the shortage of nurses", "shortage"),
    side("the flight of young people", "flight"),
  ],
  ofCause: {
    none: (x) => x,
    which: (x) => `${x}, which began in May,`,
    "and more": (x) => `${x} and the levy`,
    "more and": (x) => `the levy and ${x}`,
    both: (x) => `both the levy and ${x}`,
    list: (x) => `the levy, a poor harvest and ${x}`,
    series: (x) => `the levy, a poor harvest, and ${x}`,
    brackets: (x) => `${x} (see below)`,
    years: (x) => `${x} in recent years`,
    spring: (x) => `${x} this spring`,
    not: (x) => `${x}, not the levy,`,
    rather: (x) => `${x}, rather than calming the town,`,
    "by doing": (x) => `${x}, by raising costs,`,
  },
  ofEffect: {
    none: (y) => y,
    and: (y) => `${y} and the mood of the town`,
    list: (y) => `${y}, morale and health`,
    both: (y) => `both ${y} and morale`,
    across: (y) => `${y} across the country`,
    which: (y) => `${y}, which had long been stable,`,
  },
  joined: ["and more", "more and", "both", "list", "series", "and"],
  joins: {
    hurt: (x, y) => `${x.words} ${has(x)} hurt ${y.words}`,
    raise: (x, y) => `${x.words} raise${s(x)} ${y.words}`,
    fuel: (x, y) => `${x.words} ${was(x)} fuelling ${y.words}`,
    could: (x, y) => `${x.words} could worsen ${y.words}`,
    led: (x, y) => `${x.words} led to ${y.words}`,
    cause: (x, y) => `${x.words} ${is(x)} the main cause of ${y.words}`,
    behind: (x, y) => `${x.words} ${is(x)} behind ${y.words}`,
    hit: (x, y) => `${y.words} ${has(y)} been hit by ${x.words}`,
    stem: (x, y) => `${y.words} stem${s(y)} from ${x.words}`,
    result: (x, y) => `${y.words} ${is(y)} the result of ${x.words}`,
    because: (x, y) => `${y.words} fell because of ${x.words}`,
    "because in front": (x, y) => `because of ${x.words}, ${y.words} fell`,
    due: (x, y) => `${y.words} rose due to ${x.words}`,
    "as a result": (x, y) => `as a result of ${x.words}, ${y.words} fell`,
    thanks: (x, y) => `${y.words} grew thanks to ${x.words}`,
    blame: (x, y) => `experts blame ${x.words} for ${y.words}`,
    drive: (x, y) => `${x.words} ${is(x)} driving ${y.words}`,
    role: (x, y) => `${x.words} played a part in ${y.words}`,
    responsible: (x, y) => `${x.words} ${was(x)} responsible for ${y.words}`,
    undermine: (x, y) => `${x.words} undermined ${y.words}`,
    threaten: (x, y) => `${x.words} threaten${s(x)} ${y.words}`,
  },
  endings: {...ENDINGS, year: " last year", again: " once more", than: " more than anything else"},
}

/** Of a clause whose subject ends at "|". */
const inClause =
  (inserted: string) =>
  (words: string): string =>
    words.replace("|", inserted)
const clause = (subject: string, rest: string, has: string): Side => side(`${subject}| ${rest}`, has)

/** What stands inside either clause. */
const INSERTED: Dress = {
  none: inClause(""),
  which: inClause(", which had long been feared,"),
  said: inClause(", officials said,"),
  named: inClause(", said Ines Vell, the mayor,"),
  also: inClause(" also"),
}

/** One clause follows from another. */
const OF_CLAUSES: Family = {
  openings: {...OPENINGS, and: "and "},
  causes: [
    clause("the rains", "failed", "failed"),
    clause("the guild", "raised the toll", "raised"),
    clause("prices", "had doubled", "doubled"),
    clause("two bridges", "collapsed in the flood", "collapsed"),
    clause("the council", "closed the market", "closed"),
    clause("fuel", "was scarce", "scarce"),
    clause("the truce", "broke down", "broke"),
    clause("the banks", "stopped lending", "lending"),
    clause("loans", "were too dear", "dear"),
  ],
  effects: [
    clause("families", "left the valley", "left"),
    clause("trade", "stopped", "stopped"),
    clause("the mill", "cut wages", "cut"),
    clause("hundreds of workers", "lost their jobs", "lost"),
    clause("the school", "could not open", "open"),
    clause("farmers", "sold their herds", "sold"),
    clause("the ferry", "was cancelled", "cancelled"),
    clause("exports", "fell by a third", "fell"),
  ],
  ofCause: {
    ...INSERTED,
    spring: (words) => `${inClause("")(words)} in the spring of 2019`,
  },
  ofEffect: {
    ...INSERTED,
    again: (words) => `${inClause("")(words)} again`,
  },
  joined: [],
  joins: {
    because: (x, y) => `${y.words} because ${x.words}`,
    "because in front": (x, y) => `because ${x.words}, ${y.words}`,
    so: (x, y) => `${x.words}, so ${y.words}`,
    "and so": (x, y) => `${x.words}, and so ${y.words}`,
    since: (x, y) => `since ${x.words}, ${y.words}`,
    as: (x, y) => `${y.words} as ${x.words}`,
    when: (x, y) => `when ${x.words}, ${y.words}`,
    if: (x, y) => `if ${x.words}, ${y.words}`,
    after: (x, y) => `${y.words} after ${x.words}`,
    once: (x, y) => `once ${x.words}, ${y.words}`,
    "as a result": (x, y) => `${x.words}. As a result, ${y.words}`,
    therefore: (x, y) => `${x.words}. Therefore, ${y.words}`,
    meant: (x, y) => `${x.words}, which meant that ${y.words}`,
    "result within": (x, y) => `${x.words} and, as a result, ${y.words}`,
    consequently: (x, y) => `${x.words}; consequently, ${y.words}`,
    "given that": (x, y) => `given that ${x.words}, ${y.words}`,
    "now that": (x, y) => `now that ${x.words}, ${y.words}`,
    due: (x, y) => `${y.words} due to the fact that ${x.words}`,
    thus: (x, y) => `${x.words}, and thus ${y.words}`,
    reason: (x, y) => `the reason why ${y.words} is that ${x.words}`,
  },
  endings: ENDINGS,
}

const written = (text: string): string => text[0]!.toUpperCase() + text.slice(1)

const FAMILIES = {things: OF_THINGS, clauses: OF_CLAUSES}

/** Sentences told by the order of their clauses: a word of the cause, and one of the effect. */
const IN_ORDER: Readonly<Record<string, readonly [text: string, cause: string, effect: string]>> = {
  "the longer": ["the longer the drought lasts, the fewer herds survive", "drought", "herds"],
  "the more": ["the more the toll rises, the less traders import", "toll", "traders"],
  had: ["had the rains come, the herds would have grown", "rains", "herds"],
  should: ["should the dam fail, the valley will flood", "dam", "valley"],
  were: ["were the bridge to close, trade would stop", "bridge", "trade"],
  "no sooner": ["no sooner had the toll risen than trade stopped", "toll", "trade"],
  hardly: ["hardly had the ban been lifted when prices fell", "ban", "prices"],
  "only after": ["only after the wells were cleaned did the cholera retreat", "wells", "cholera"],
  "only if": ["only if the guild agrees will the port reopen", "guild", "port"],
  "only when": ["only when the rains came did the fires stop", "rains", "fires"],
  "not until": ["not until the wells were cleaned did the cholera retreat", "wells", "cholera"],
  "its own": ["its harbour blocked, the island ran out of fuel", "harbour", "island"],
  being: ["its loans being short, the mill closed", "loans", "mill"],
  having: ["having lost their boats, the fishers left the bay", "boats", "fishers"],
  "no comma": ["because of the strike trains were late", "strike", "trains"],
  since: ["since wages froze, nurses are short", "wages", "nurses"],
  as: ["as rivers shrink, herders move south", "rivers", "herders"],
  faced: ["faced with falling sales, the mill cut wages", "sales", "mill"],
  hit: ["hit by falling sales, the mill closed", "sales", "mill"],
  behind: ["behind the flood lies a broken dam", "dam", "flood"],
  driving: ["driving the rise in rents is a shortage of land", "shortage", "rents"],
  given: ["given the drought, herders moved south", "drought", "herders"],
  with: ["with the bridge closed, traders lost income", "bridge", "traders"],
  thanks: ["thanks to the truce, trade grew", "truce", "trade"],
  provided: ["provided that the rains come, the herds will grow", "rains", "herds"],
  assuming: ["assuming that the rains come, the herds will grow", "rains", "herds"],
  unless: ["unless the rains come, the herds will shrink", "rains", "herds"],
  without: ["without the dam, the valley would flood", "dam", "valley"],
  "in case of": ["in case of a flood, the mill will close", "flood", "mill"],
  "as long as": ["as long as the strike lasts, trains will be late", "strike", "trains"],
  whether: ["whether the herds grow depends on whether the rains come", "rains", "herds"],
  cleft: ["it was the drought that emptied the wells", "drought", "wells"],
  "it is because of": ["it is because of the drought that the wells are empty", "drought", "wells"],
  what: ["what emptied the wells was the drought", "drought", "wells"],
  due: ["due to the drought, the wells dried up", "drought", "wells"],
  "now that": ["now that the truce holds, trade grows", "truce", "trade"],
  "seeing that": ["seeing that the truce holds, traders return", "truce", "traders"],
  "for want of": ["for want of rain, the wells dried up", "rain", "wells"],
  by: ["by closing the pass, the council emptied the inns", "pass", "inns"],
  through: ["through a ban on timber, the state saved the forest", "ban", "forest"],
  if: ["if the rains come, the herds will grow", "rains", "herds"],
  once: ["once the truce ended, trade stopped", "truce", "trade"],
  after: ["after the truce ended, trade stopped", "truce", "trade"],
  "in response to": ["in response to the ban, traders left the port", "ban", "traders"],
}

/** Each of these behind each opening. */
export function inOrder(): Composed[] {
  const openings = {
    ...OPENINGS,
    argue: "critics argue ",
    although: "although the harvest was good, ",
    warned: "growers have warned that ",
  }
  return Object.entries(openings).flatMap(([opening, opens]) =>
    Object.entries(IN_ORDER).map(([form, [told, cause, effect]]) => {
      const text = `${opens}${told}.`
      return {
        parts: [`opening ${opening}`, `form ${form}`],
        text: written(text),
        cause,
        effect,
      }
    }),
  )
}

/** What opens two clauses of a cause, in front of its effect and behind it. */
const OPENING_TWO = [
  ...["because", "since", "if", "whenever", "as long as", "so long as", "provided", "provided that", "providing"],
  ...["assuming", "on condition that", "in case", "only if", "given that", "now that", "the moment", "every time"],
]

/** Two clauses of a cause, of which the second is asked for: "provided the rains come and the truce holds, herds will grow". */
export function joinedCauses(): Composed[] {
  const causes = [
    ["the rains fail", "rains"],
    ["the guild raises the toll", "guild"],
    ["fuel is scarce", "fuel"],
    ["the truce breaks down", "truce"],
    ["two bridges collapse", "bridges"],
  ] as const
  const effects = [
    ["families will leave the valley", "families"],
    ["trade will stop", "trade"],
    ["farmers will sell their herds", "farmers"],
    ["exports will fall by a third", "exports"],
  ] as const
  return OPENING_TWO.flatMap((opener, nth) =>
    causes.flatMap(([first], k) =>
      [true, false].map((inFront) => {
        const [second, cause] = causes[(k + 1 + (nth % (causes.length - 1))) % causes.length]!
        const [told, effect] = effects[(nth + k) % effects.length]!
        const both = `${opener} ${first} and ${second}`
        const parts = [`opener ${opener}`, inFront ? "in front" : "behind"]
        return {parts, text: written(inFront ? `${both}, ${told}.` : `${told} ${both}.`), cause, effect}
      }),
    ),
  )
}

/** So many sentences of a family, alike for a seed. */
export function composed(family: keyof typeof FAMILIES, count: number, seed: number): Composed[] {
  const {openings, causes, effects, ofCause, ofEffect, joined, joins, endings} = FAMILIES[family]
  const random = seeded(seed)
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!
  const named = <T>(of: Readonly<Record<string, T>>): readonly [string, T] => one(Object.entries(of))
  return Array.from({length: count}, () => {
    const [opening, opens] = named(openings)
    const [join, joining] = named(joins)
    const [causeBy, dressCause] = named(ofCause)
    const [effectBy, dressEffect] = named(ofEffect)
    const [ending, ends] = named(endings)
    const [x, y] = [one(causes), one(effects)]
    const dressed = (of: Side, by: string, dress: (words: string) => string): Side => ({
      ...of,
      words: dress(of.words),
      many: of.many || joined.includes(by),
    })
    const told = joining(dressed(x, causeBy, dressCause), dressed(y, effectBy, dressEffect))
    const text = `${opens}${told}${ends}.`.replace(/,(?=[,.;])/g, "")
    return {
      parts: [`opening ${opening}`, `cause ${causeBy}`, `effect ${effectBy}`, `join ${join}`, `ending ${ending}`],
      text: written(text),
      cause: x.has,
      effect: y.has,
    }
  })
}

/** Words around a claim that deny it, and such as only look so. */
const DENYING: Readonly<Record<string, string>> = {
  "no evidence": "there is no evidence that CLAIM",
  "little evidence": "there is little evidence that CLAIM",
  denied: "the mayor denied that CLAIM",
  "rejects the claim": "the mayor rejects the claim that CLAIM",
  myth: "it is a myth that CLAIM",
  "not true": "it is not true that CLAIM",
  doubt: "economists doubt that CLAIM",
  "found no sign": "the panel found no sign that CLAIM",
  "not the case": "the ministry rejects the false claim that CLAIM",
}
const NOT_DENYING: Readonly<Record<string, string>> = {
  "nobody denies": "nobody denies that CLAIM",
  "no one disputes": "no one disputes that CLAIM",
  "few doubt": "few doubt that CLAIM",
  "no doubt": "there is no doubt that CLAIM",
  "little doubt": "there is little doubt that CLAIM",
  "no denying": "there is no denying that CLAIM",
  "no dispute": "there is no dispute that CLAIM",
  secret: "it is no secret that CLAIM",
  surprise: "it is no surprise that CLAIM",
  "not mention": "the report did not mention that CLAIM",
  "no idea": "the mayor had no idea that CLAIM",
  ignores: "the plan ignores that CLAIM",
  "beyond dispute": "it is beyond dispute that CLAIM",
  evidence: "there is evidence that CLAIM",
  think: "experts think that CLAIM",
  thought: "it is thought that CLAIM",
  suggestions: "there are suggestions that CLAIM",
  suggest: "surveys suggest that CLAIM",
  theory: "the theory that CLAIM has gained ground",
  expected: "nobody expected that CLAIM",
  "not surprising": "it is not surprising that CLAIM",
  true: "it is true that CLAIM",
}

/** Claims behind each of these words, behind openings and before endings, and whether they are denied. */
export function denials(): (Composed & {readonly denied: boolean})[] {
  const {fears: _, ...openings} = OPENINGS
  const {none, said, while: besides, month} = ENDINGS
  const all = [
    ...Object.entries(DENYING).map(([form, words]) => ({form, words, denied: true})),
    ...Object.entries(NOT_DENYING).map(([form, words]) => ({form, words, denied: false})),
  ]
  const causes = OF_THINGS.causes.filter(({many}) => !many).slice(0, 4)
  return all.flatMap(({form, words, denied}) =>
    Object.entries(openings).flatMap(([opening, opens]) =>
      Object.entries({none, said, besides, month}).map(([ending, ends], nth) => {
        const [x, y] = [causes[nth % causes.length]!, OF_THINGS.effects[nth]!]
        const text = `${opens}${words.replace("CLAIM", `${x.words} has hurt ${y.words}`)}${ends}.`
        const parts = [`opening ${opening}`, `form ${form}`, `ending ${ending}`]
        return {parts, text: written(text), cause: x.has, effect: y.has, denied}
      }),
    ),
  )
}

/** A share of sentences that were read, of those with some parts. */
export type Share = {readonly parts: string; readonly read: number; readonly of: number; readonly expected: number}

/** The pairs of parts that lack most sentences that the two alone would have had read, the worst first. */
export function worstPairs(results: readonly {readonly parts: readonly string[]; readonly read: boolean}[]): Share[] {
  const counts = new Map<string, {read: number; of: number}>()
  const count = (name: string, read: boolean) => {
    const so = counts.get(name) ?? {read: 0, of: 0}
    counts.set(name, {read: so.read + Number(read), of: so.of + 1})
  }
  for (const {parts, read} of results)
    for (const [i, first] of parts.entries()) {
      count(first, read)
      for (const second of parts.slice(i + 1)) count(`${first} + ${second}`, read)
    }
  const share = (name: string) => counts.get(name)!.read / counts.get(name)!.of
  const all = results.filter(({read}) => read).length / results.length
  return [...counts]
    .filter(([name]) => name.includes(" + "))
    .map(([name, {read, of}]) => {
      const [first, second] = name.split(" + ") as [string, string]
      return {parts: name, read, of, expected: (of * share(first) * share(second)) / all}
    })
    .sort((a, b) => b.expected - b.read - (a.expected - a.read))
}
