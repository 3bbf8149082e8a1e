// A reading held against anyone's annotation. In: what was read, and gold claims, quantities and
// dates with their places. Out: what was found, missed and made up, and how often sign and flags agree. Each
// thing read answers for at most one gold thing and the other way round, best overlap first, so that
// no order of the input matters. Only annotated files count, and only the version that was annotated.

import type {Claim} from "../claims/whole.ts"
import type {GoldFile, Scored} from "./annotation.ts"
import {nameOfFile, refuseOtherTexts} from "./check.ts"

/** Flags that are said or not said, or one of few words. */
export const FLAGS = ["condition", "hedge", "denied", "refuted", "by", "time", "lag", "strength"] as const
export type Flag = (typeof FLAGS)[number]

/** Shares are null where there is nothing to share out. */
export type Found = {
  /** Required gold things, and how many of them were found. */
  readonly wanted: number
  readonly found: number
  readonly recall: number | null
  /** The share of what was read that some gold thing answers for. */
  readonly precision: number | null
  readonly f1: number | null
}

/** A flag by count, because a rare one hides in an accuracy. */
export type FlagCount = {
  /** Required gold claims that have it (for `condition`: any), how many of them were found with the right value, ... */
  readonly wanted: number
  readonly found: number
  /** ... and how many of the claims found have it against the gold. */
  readonly wrongly: number
}

export type MentionScore = Found & {
  /** Things read in annotated files that no gold thing answers for. */
  readonly spurious: number
  /** Marked decoys, and how many of them were taken. */
  readonly decoys: number
  readonly taken: number
}

export type Score = Found & {
  /** Claims read in annotated files, and how many of them no gold claim answers for. */
  readonly claims: number
  readonly spurious: number
  /** The same with each phrase overlapping by more than half of the longer, not of the shorter. */
  readonly strict: Found
  /** Sentences with a claim, whatever its phrases. */
  readonly sentences: Found
  /** Of the claims found whose gold says a sign, the share with that sign. */
  readonly sign: number | null
  /** Of the claims found whose gold says the flag, the share that agrees. */
  readonly flags: Readonly<Record<Flag, number | null>>
  readonly counts: Readonly<Record<Flag, FlagCount>>
  /** Of the phrases found whose gold says so, the share whose change agrees, and whose thing overlaps by more than half of the longer. */
  readonly change: number | null
  readonly thing: number | null
  /** Stretches marked as saying nothing, and how many of them have a claim. */
  readonly silent: number
  readonly broken: number
  /** Absent where the gold has none of them marked. */
  readonly quantities?: MentionScore
  readonly dates?: MentionScore
  /** Gold claims that were missed, by id or number from 1; ids of spurious claims. */
  readonly missed: readonly string[]
  readonly extra: readonly string[]
}

type Place = {readonly from: number; readonly to: number}
type Gold = GoldFile["claims"][number]
type Read = Scored["claims"][number]
type Measure = (a: Place, b: Place) => number

/** More than this share in common is the same phrase. */
const HALF = 0.5

function common(a: Place, b: Place): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from))
}

/** Length in common, as a share of the shorter. */
const ofShorter: Measure = (a, b) => common(a, b) / Math.max(1, Math.min(a.to - a.from, b.to - b.from))

/** Length in common, as a share of the longer. */
const ofLonger: Measure = (a, b) => common(a, b) / Math.max(1, Math.max(a.to - a.from, b.to - b.from))

/** Width of the stretches by which places near a place are looked up: a long sentence. */
const STRETCH = 512

/** A look-up of the entries whose place shares a character with another place of the same file. Time: linear in what is near. */
function nearby<T>(
  entries: readonly T[],
  at: (entry: T) => Place & {file: string},
): (place: Place & {file: string}) => Set<T> {
  const stretches = new Map<string, T[]>()
  const keys = ({file, from, to}: Place & {file: string}): string[] => {
    const found: string[] = []
    for (let i = Math.floor(from / STRETCH); i <= Math.floor(Math.max(from, to - 1) / STRETCH); i++)
      found.push(`${i} ${file}`)
    return found
  }
  for (const entry of entries)
    for (const key of keys(at(entry))) {
      const list = stretches.get(key)
      if (list) list.push(entry)
      else stretches.set(key, [entry])
    }
  return (place) => new Set(keys(place).flatMap((key) => stretches.get(key) ?? []))
}

type Pair<R, G> = {readonly read: R; readonly gold: G; readonly likeness: number; readonly order: number}

/** Pairs one to one: best first, required gold before optional, then in the order of the gold. */
function matched<R, G extends {optional?: boolean | undefined}>(pairs: Pair<R, G>[]): Map<G, R> {
  pairs.sort(
    (a, b) =>
      b.likeness - a.likeness ||
      Number(a.gold.optional ?? false) - Number(b.gold.optional ?? false) ||
      a.order - b.order,
  )
  const taken = new Map<G, R>()
  const used = new Set<R>()
  for (const {read, gold} of pairs) {
    if (taken.has(gold) || used.has(read)) continue
    taken.set(gold, read)
    used.add(read)
  }
  return taken
}

function claimsMatched(read: readonly Read[], gold: readonly Gold[], overlap: Measure): Map<Gold, Read> {
  const near = nearby(gold, (g) => ({file: g.file, from: g.cause.from, to: g.cause.to}))
  const order = new Map(gold.map((g, i) => [g, i] as const))
  const pairs: Pair<Read, Gold>[] = []
  read.forEach((claim, i) => {
    for (const wanted of near({file: claim.file, from: claim.cause.from, to: claim.cause.to})) {
      const cause = overlap(claim.cause, wanted.cause)
      const effect = overlap(claim.effect, wanted.effect)
      if (cause > HALF && effect > HALF)
        pairs.push({read: claim, gold: wanted, likeness: cause + effect, order: i * gold.length + order.get(wanted)!})
    }
  })
  return matched(pairs)
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

function found(wanted: number, hits: number, right: number, all: number): Found {
  const recall = share(hits, wanted)
  const precision = share(right, all)
  const sum = (recall ?? 0) + (precision ?? 0)
  return {
    wanted,
    found: hits,
    recall,
    precision,
    f1: recall === null || precision === null ? null : sum === 0 ? 0 : (2 * recall * precision) / sum,
  }
}

function foundOf(taken: ReadonlyMap<Gold, Read>, read: readonly Read[], gold: readonly Gold[]): Found {
  const used = new Set(taken.values())
  const required = gold.filter((g) => !g.optional)
  const all = read.filter((c) => used.has(c) || !c.optional)
  return found(required.length, required.filter((g) => taken.has(g)).length, used.size, all.length)
}

const quoteOf = (g: Gold): Place =>
  g.quote ?? {from: Math.min(g.cause.from, g.effect.from), to: Math.max(g.cause.to, g.effect.to)}

/** Sentences that have a claim: stretches that some claim quotes, each once. */
function sentencesFound(read: readonly Read[], gold: readonly Gold[]): Found {
  const places = <T>(list: readonly T[], at: (entry: T) => Place & {file: string}): (Place & {file: string})[] => [
    ...new Map(list.map(at).map((p) => [`${p.from} ${p.to} ${p.file}`, p] as const)).values(),
  ]
  const goldPlace = (g: Gold): Place & {file: string} => ({file: g.file, ...quoteOf(g)})
  const quoted = places(read, (c) => ({file: c.file, from: c.quote.from, to: c.quote.to}))
  const required = places(
    gold.filter((g) => !g.optional),
    goldPlace,
  )
  const any = places(gold, goldPlace)
  const meets =
    (near: (p: Place & {file: string}) => Set<Place>) =>
    (p: Place & {file: string}): boolean =>
      [...near(p)].some((other) => ofShorter(p, other) > HALF)
  return found(
    required.length,
    required.filter(meets(nearby(quoted, (p) => p))).length,
    quoted.filter(meets(nearby(any, (p) => p))).length,
    quoted.length,
  )
}

/** A flag as it is compared: words of a hedge, a speaker, a lag or a strength count as said. */
function flagValue(flag: Flag, value: unknown): unknown {
  if (flag === "condition" || flag === "time") return value ?? null
  return value !== null && value !== undefined && value !== false
}

const isSet = (flag: Flag, value: unknown): boolean =>
  flag !== "time" && flagValue(flag, value) !== (flag === "condition" ? null : false)

function flagCount(flag: Flag, taken: ReadonlyMap<Gold, Read>, gold: readonly Gold[]): FlagCount {
  const agrees = (g: Gold): boolean => {
    const read = taken.get(g)
    return read !== undefined && flagValue(flag, read[flag]) === flagValue(flag, g[flag])
  }
  const wanted = gold.filter((g) => !g.optional && isSet(flag, g[flag]))
  return {
    wanted: wanted.length,
    found: wanted.filter(agrees).length,
    wrongly: [...taken].filter(([g, c]) => g[flag] !== undefined && isSet(flag, c[flag]) && !agrees(g)).length,
  }
}

/** Agreement on a phrase's change and thing, over both phrases of every claim found. */
function phrasesAgree(taken: ReadonlyMap<Gold, Read>): {change: number | null; thing: number | null} {
  const phrases = [...taken].flatMap(([g, c]) => [
    {gold: g.cause, read: c.cause},
    {gold: g.effect, read: c.effect},
  ])
  const hull = (parts: readonly Place[]): Place => ({from: parts[0]?.from ?? 0, to: parts.at(-1)?.to ?? 0})
  const changes = phrases.filter(({gold}) => gold.change !== undefined)
  const things = phrases.filter(({gold}) => gold.thing !== undefined && gold.thing.length > 0)
  return {
    change: share(changes.filter(({gold, read}) => gold.change === read.change).length, changes.length),
    thing: share(
      things.filter(({gold, read}) => ofLonger(hull(gold.thing!), hull(read.thing)) > HALF).length,
      things.length,
    ),
  }
}

type Mention = {readonly file: string; readonly quote: Place; readonly optional?: boolean | undefined}

function mentionScore<R extends Mention, G extends Mention>(
  read: readonly R[],
  gold: readonly G[],
  decoys: readonly (Place & {file: string})[],
  same: (read: R, gold: G) => boolean,
): MentionScore {
  const near = nearby(gold, (g) => ({file: g.file, from: g.quote.from, to: g.quote.to}))
  const order = new Map(gold.map((g, i) => [g, i] as const))
  const pairs: Pair<R, G>[] = []
  read.forEach((mention, i) => {
    for (const wanted of near({file: mention.file, from: mention.quote.from, to: mention.quote.to}))
      if (ofShorter(mention.quote, wanted.quote) > HALF && same(mention, wanted))
        pairs.push({
          read: mention,
          gold: wanted,
          likeness: ofLonger(mention.quote, wanted.quote),
          order: i * gold.length + order.get(wanted)!,
        })
  })
  const taken = matched(pairs)
  const used = new Set(taken.values())
  const required = gold.filter((g) => !g.optional)
  // Whatever is read of an optional thing is not spurious, its value included.
  const excused = (m: R): boolean =>
    [...near({file: m.file, from: m.quote.from, to: m.quote.to})].some(
      (g) => g.optional && ofShorter(m.quote, g.quote) > HALF,
    )
  const extra = read.filter((mention) => !used.has(mention) && !excused(mention))
  const nearExtra = nearby(extra, (m) => ({file: m.file, from: m.quote.from, to: m.quote.to}))
  return {
    ...found(required.length, required.filter((g) => taken.has(g)).length, used.size, used.size + extra.length),
    spurious: extra.length,
    decoys: decoys.length,
    taken: decoys.filter((d) => [...nearExtra(d)].some((m) => ofShorter(m.quote, d) > HALF)).length,
  }
}

/** Numbers are the same to the precision that words carry. */
const CLOSE = 1e-6

function sameQuantity(
  a: {value: number; low?: number | undefined; high?: number | undefined},
  b: {value: number; low?: number | undefined; high?: number | undefined},
): boolean {
  const close = (x: number, y: number): boolean => Math.abs(x - y) <= CLOSE * Math.max(1, Math.abs(x), Math.abs(y))
  if (b.low !== undefined && b.high !== undefined && a.low !== undefined && a.high !== undefined)
    return close(a.low, b.low) && close(a.high, b.high)
  return close(a.value, b.value)
}

/** Days of each month, February at its longest: ends of spans are only compared with each other. */
const DAYS = ["31", "29", "31", "30", "31", "30", "31", "31", "30", "31", "30", "31"]

/** First and last day of what an ISO date of any precision, or two of them, name. */
function span(from: string, to: string | undefined): string {
  const last = to ?? from
  const month = /^-?\d{4,}-(\d\d)$/.exec(last)?.[1]
  const start = /^-?\d{4,}$/.test(from) ? `${from}-01-01` : /^-?\d{4,}-\d\d$/.test(from) ? `${from}-01` : from
  const end = /^-?\d{4,}$/.test(last) ? `${last}-12-31` : month ? `${last}-${DAYS[Number(month) - 1] ?? "31"}` : last
  return `${start} ${end.replace(/-02-28$/, "-02-29")}`
}

/**
 * Scores a reading against `gold`, in which there is no mistake (`mistakesIn`).
 * @throws Fault as `refuseOtherTexts`
 */
export function score(reading: Scored, gold: GoldFile): Score {
  refuseOtherTexts(reading, gold)
  const files = new Set(gold.files?.map(nameOfFile) ?? gold.claims.map((g) => g.file))
  const inFiles = <T extends {file: string}>(list: readonly T[] | undefined): T[] =>
    (list ?? []).filter((x) => files.has(x.file))
  const read = inFiles(reading.claims)
  const wanted = inFiles(gold.claims)
  const taken = claimsMatched(read, wanted, ofShorter)
  const used = new Set(taken.values())
  const spurious = read.filter((c) => !used.has(c) && !c.optional)
  const saying = (key: keyof Gold): [Gold, Read][] => [...taken].filter(([g]) => g[key] !== undefined)
  const agreeing = (key: keyof Gold, agrees: (g: Gold, c: Read) => boolean): number | null => {
    const of = saying(key)
    return share(of.filter(([g, c]) => agrees(g, c)).length, of.length)
  }
  const perFlag = <T>(make: (flag: Flag) => T): Record<Flag, T> =>
    Object.fromEntries(FLAGS.map((flag) => [flag, make(flag)])) as Record<Flag, T>
  const silent = inFiles(gold.nothing).filter((n) => n.of === "claim")
  const nearRead = nearby(spurious, (c) => ({file: c.file, from: c.quote.from, to: c.quote.to}))
  const decoys = (of: "quantity" | "date"): (Place & {file: string})[] =>
    inFiles(gold.nothing).filter((n) => n.of === of)
  return {
    ...foundOf(taken, read, wanted),
    claims: read.length,
    spurious: spurious.length,
    strict: foundOf(claimsMatched(read, wanted, ofLonger), read, wanted),
    sentences: sentencesFound(read, wanted),
    sign: agreeing("sign", (g, c) => g.sign === c.sign),
    flags: perFlag((flag) => agreeing(flag, (g, c) => flagValue(flag, g[flag]) === flagValue(flag, c[flag]))),
    counts: perFlag((flag) => flagCount(flag, taken, wanted)),
    ...phrasesAgree(taken),
    silent: silent.length,
    broken: silent.filter((n) => [...nearRead(n)].some((c) => ofShorter(c.quote, n) > HALF)).length,
    ...(gold.quantities && {
      quantities: mentionScore(inFiles(reading.quantities), inFiles(gold.quantities), decoys("quantity"), sameQuantity),
    }),
    ...(gold.dates && {
      dates: mentionScore(
        inFiles(reading.dates),
        inFiles(gold.dates),
        decoys("date"),
        (a, b) => span(a.from, a.to) === span(b.from, b.to),
      ),
    }),
    missed: wanted.flatMap((g, i) => (g.optional || taken.has(g) ? [] : [g.id ?? String(i + 1)])),
    extra: spurious.map((c) => c.id),
  }
}

/** An annotation as a reading, so that two annotators can be held against each other. Its optional claims are never spurious. */
export function annotationAsReading(gold: GoldFile): Scored {
  const words = (value: string | boolean | null | undefined): string | null =>
    value === true ? "said" : value === false ? null : (value ?? null)
  const phrase = (p: Gold["cause"]): Read["cause"] => ({
    from: p.from,
    to: p.to,
    text: "",
    thing: (p.thing ?? [p]).map((t) => ({from: t.from, to: t.to, text: ""})),
    change: p.change ?? null,
  })
  return {
    documents: (gold.files ?? []).map((f) => (typeof f === "string" ? {file: f} : f)),
    claims: gold.claims.map((g, i) => ({
      id: g.id ?? String(i + 1),
      file: g.file,
      quote: {...quoteOf(g), text: ""},
      cause: phrase(g.cause),
      effect: phrase(g.effect),
      sign: g.sign ?? "unclear",
      condition: (g.condition ?? null) as Claim["condition"],
      hedge: words(g.hedge),
      denied: g.denied ?? false,
      refuted: g.refuted ?? false,
      time: g.time ?? "present",
      by: words(g.by),
      lag: words(g.lag),
      strength: words(g.strength),
      ...(g.optional && {optional: true}),
    })),
    quantities: (gold.quantities ?? []).map((q) => ({...q, quote: {...q.quote, text: ""}, unit: q.unit ?? ""})),
    dates: (gold.dates ?? []).map((d) => ({...d, quote: {...d.quote, text: ""}})),
  }
}
