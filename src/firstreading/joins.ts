// Factors that may be one thing under two names. Proposed by the words that their names and phrases share; ranked by how
// rare these are and by what joining the two would close.

import {areApart, type Factor, type Link} from "../map/index.ts"
import type {Join} from "./finding.ts"
import {reachOf} from "./levers.ts"
import type {Material} from "./material.ts"
import {stemsOf} from "./wording.ts"

/** Proposals shown: more is a day's work, not a first look. */
const MOST_JOINS = 10
/** What joining would close counts up to here. */
const MOST_CLOSED = 4
/** A word that so many factors share tells no two of them apart. */
const TOO_COMMON = 6
/** What a word counts that only a phrase of one of the two has; and contrary words with nothing shared. */
const PHRASE_WORD = 0.4
const CONTRARY_LIKENESS = 0.5
/** Less alike than this is chance. */
const LEAST_LIKENESS = 0.5
/** Pairs of which it is asked what joining would close, and pairs that are looked at: bounds in work. */
const MOST_WEIGHED = 200
const MOST_PAIRS = 20_000

/** Pairs of words that turn a thing round, as stems of `stemsOf` or short words. */
const CONTRARIES: readonly (readonly [string, string])[] = [
  ["late", "early"],
  ["late", "earlier"],
  ["clos", "open"],
  ["clos", "reopen"],
  ["closur", "reopen"],
  ["more", "less"],
  ["rise", "fall"],
  ["trust", "mistrust"],
  ["trust", "distrust"],
  ["stability", "instability"],
]
/** Words that undo what they stand before. */
const UNDOES =
  /\b(?:lift(?:s|ed|ing)?|end(?:s|ed|ing)? of|remov(?:e|es|ed|al|ing)|cancel(?:s|led|ling)?|stop(?:s|ped|ping)?|without|no|lack of|loss of|repeal(?:s|ed)?|withdraw(?:s|al)?)\b/i

type Named = {readonly factor: Factor; readonly name: Set<string>; readonly all: Set<string>}

/** Never two factors that the case, the codebook or a person tells apart, nor two that a sentence says cause each other. */
export function joinsOf(known: Material, most = MOST_JOINS): Join[] {
  const {map} = known
  const linked = new Set(map.links.flatMap(({from, to}) => [from, to]))
  const all: Named[] = map.factors
    .filter(({id}) => linked.has(id))
    .map((factor) => ({
      factor,
      name: new Set(stemsOf(factor.name)),
      all: new Set([factor.name, ...factor.alsoCalled].flatMap(stemsOf)),
    }))
  // Two things of one place or one actor are not one thing.
  const names = new Set(known.reading.actors.flatMap(({name, alsoCalled}) => [name, ...alsoCalled]).flatMap(stemsOf))
  for (const {name, all: words} of all) for (const word of names) for (const set of [name, words]) set.delete(word)
  const times = new Map<string, number>()
  for (const {all: words} of all) for (const word of words) times.set(word, (times.get(word) ?? 0) + 1)
  const together = new Set(map.links.flatMap(({from, to}) => [`${from} ${to}`, `${to} ${from}`]))
  const sharers = new Map<string, Named[]>()
  for (const one of all)
    for (const word of one.all)
      if (times.get(word)! <= TOO_COMMON) sharers.set(word, [...(sharers.get(word) ?? []), one])
  const apart = areApart(map, known.edits)
  const seen = new Set<string>()
  const found: Pair[] = []
  for (const near of [...sharers.values(), ...contrary(all)])
    for (const [i, a] of near.entries())
      for (const b of near.slice(i + 1)) {
        const key = [a.factor.id, b.factor.id].sort().join(" ")
        if (seen.has(key) || seen.size > MOST_PAIRS || a === b) continue
        seen.add(key)
        if (apart(a.factor.id, b.factor.id)) continue
        if (together.has(key) || (a.factor.origin !== "words" && b.factor.origin !== "words")) continue
        const shared = [...a.all].filter(
          (word) => b.all.has(word) && (a.name.has(word) || b.name.has(word)) && times.get(word)! <= TOO_COMMON,
        )
        const turned = isContrary(a.factor, b.factor)
        if (shared.length === 0 && !areContrary(a.name, b.name)) continue
        // A name's own word says more than a word of one of its phrases.
        const likeness =
          shared.length === 0
            ? CONTRARY_LIKENESS
            : sum(
                shared.map((word) => (a.name.has(word) && b.name.has(word) ? 1 : PHRASE_WORD) / (times.get(word)! - 1)),
              )
        if (likeness < LEAST_LIKENESS) continue
        found.push({a: a.factor, b: b.factor, sign: turned ? "opposite" : "same", shared, likeness})
      }
  // What joining closes is looked up of the most alike alone: it takes the ways from each of the two.
  const alike = found.sort((a, b) => b.likeness - a.likeness || (keyOf(a) < keyOf(b) ? -1 : 1)).slice(0, MOST_WEIGHED)
  const reach = reachOf(
    map,
    alike.flatMap(({a, b}) => [a.id, b.id]),
  )
  const quoteOf = ({claims}: Factor) => known.best(claims)[0] ?? null
  return alike
    .map(({a, b, sign, shared, likeness}) => {
      const closes = Math.min(MOST_CLOSED, closedBy(map.links, a.id, b.id, reach))
      return {
        factors: [a.id, b.id] as const,
        sign,
        shared,
        closes,
        quotes: [quoteOf(a), quoteOf(b)] as const,
        score: likeness * (1 + closes),
      }
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({score, ...join}) => join)
}

type Pair = Pick<Join, "sign" | "shared"> & {readonly a: Factor; readonly b: Factor; readonly likeness: number}

const keyOf = ({a, b}: Pair): string => `${a.id} ${b.id}`

/** Groups of factors that a pair of contrary words brings together, where they share no word. */
function contrary(all: readonly Named[]): Named[][] {
  return CONTRARIES.flatMap(([one, other]) => {
    const having = (word: string) => all.filter(({name}) => name.has(word))
    return having(one).flatMap((a) => having(other).map((b) => [a, b]))
  })
}

/** Whether one is the other turned round: contrary words, or a word that undoes before what they share. */
function isContrary(a: Factor, b: Factor): boolean {
  const [one, other] = [a, b].map(({name, alsoCalled}) => [name, ...alsoCalled].join("; ")) as [string, string]
  const [oneStems, otherStems] = [new Set(stemsOf(one)), new Set(stemsOf(other))]
  return areContrary(oneStems, otherStems) || UNDOES.test(one) !== UNDOES.test(other)
}

/** Whether one has a word whose contrary the other has, and not both. */
function areContrary(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return CONTRARIES.some(
    ([x, y]) =>
      (one.has(x) && other.has(y) && !one.has(y) && !other.has(x)) ||
      (one.has(y) && other.has(x) && !one.has(x) && !other.has(y)),
  )
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

/** Links that would be told by both, and circles that would close, were the two one. */
function closedBy(
  links: readonly Link[],
  a: string,
  b: string,
  reach: ReadonlyMap<string, ReadonlySet<string>>,
): number {
  const ends = (id: string) => ({
    out: new Set(links.filter(({from}) => from === id).map(({to}) => to)),
    into: new Set(links.filter(({to}) => to === id).map(({from}) => from)),
  })
  const [one, other] = [ends(a), ends(b)]
  const both = (x: ReadonlySet<string>, y: ReadonlySet<string>) => [...x].filter((id) => y.has(id)).length
  const circles = Number(reach.get(a)?.has(b) ?? false) + Number(reach.get(b)?.has(a) ?? false)
  return both(one.out, other.out) + both(one.into, other.into) + circles
}
