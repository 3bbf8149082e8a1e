// Sentences put together of parts that each are read by themselves: an opening, a way to tell a cause, what is said of either side, an
// ending. What does not go together shows in the pairs of parts that are read less often than each of the two alone would have it.

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
    not: (x) => `${x}, not the levy,`,
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

const FAMILIES = {things: OF_THINGS, clauses: OF_CLAUSES}

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
      text: text[0]!.toUpperCase() + text.slice(1),
      cause: x.has,
      effect: y.has,
    }
  })
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
