// Parts of a theme: a theme whose words name things ("lake", "groundwater") is one factor only as far as the documents
// tell one story of them. In: phrases with their factors. Out: the same, where what two words of one theme name stands
// apart until something is told of both, of one sign and by two documents.
//
// What the codebook puts under one roof for one crisis is two things in another, and a join that nobody asked for spoils
// every link of its factor; two that should be one are a card away from it (docs/methods/names.md).

import {groupBy} from "../core/grouping.ts"
import {slug} from "../core/ids.ts"
import type {Frame} from "./frame.ts"
import {bareRoot, gistOf, isEmpty} from "./gist.ts"
import type {Identity, Instance} from "./identity.ts"
import {classOf} from "./kinds.ts"
import {wordsOf} from "./pattern.ts"

/** A factor of one theme, by what its words name. */
type Parts = {readonly identity: Identity; readonly byWord: ReadonlyMap<string, readonly Instance[]>}

/** Takes factors of themes apart, in place: new factors are put into `factors`, instances move. */
export function keepPartsApart(
  instances: readonly Instance[],
  factors: Map<string, Identity>,
  names: Set<string>,
): void {
  const split = [...groupBy(instances, ({factor}) => factor)].flatMap(([id, of]): Parts[] => {
    const identity = factors.get(id)!
    if (identity.origin !== "codebook" || !identity.theme?.heads || identity.theme.kinds) return []
    const byWord = wordsOfParts(of)
    return byWord.size > 1 ? [{identity, byWord}] : []
  })
  if (split.length === 0) return
  const wordOf = new Map(split.flatMap(({byWord}) => [...byWord].flatMap(([word, of]) => of.map((i) => [i, word]))))
  const isTold = toldOfBoth(instances, wordOf as ReadonlyMap<Instance, string>)
  for (const {identity, byWord} of split) {
    const groups = joined([...byWord], (a, b) => isTold(`${identity.id} ${a} ${b}`))
    if (groups.length < 2) continue
    // The one told most keeps the theme's name and id; of equal ones the first by its word.
    groups.sort((a, b) => b.of.length - a.of.length || (a.word < b.word ? -1 : 1))
    factors.set(identity.id, {...identity, kind: groups[0]!.said})
    for (const {said, of} of groups.slice(1)) {
      const part = {
        ...identity,
        id: freeKey(slug([identity.id, said].join(" ")), (key) => factors.has(key), "_"),
        name: freeKey(`${identity.name} (${said})`, (key) => names.has(key.toLowerCase()), " "),
        kind: said,
      }
      factors.set(part.id, part)
      names.add(part.name.toLowerCase())
      for (const instance of of) {
        instance.factor = part.id
        instance.why = `"${instance.frame.text}" is ${part.name}: nothing is told both of it and of other ${identity.name.toLowerCase()}`
      }
    }
  }
}

function freeKey(wanted: string, isTaken: (key: string) => boolean, mark: string): string {
  let key = wanted
  for (let n = 2; isTaken(key); n++) key = `${wanted}${mark}${n}`
  return key
}

/** A root behind a prefix that makes another word of it. */
const DERIVED = /^(?:in|en|un|mis|dis|non)(.{4,})$/

/**
 * Phrases of one theme by the noun that named it, in the order of the words. What was named by several words, or by words
 * for the opposite, goes with the word among them that names others alone, else with the one told most.
 */
function wordsOfParts(of: readonly Instance[]): Map<string, Instance[]> {
  const rooted = of.map((instance) => ({
    instance,
    // What its company brought here says it in words of its own.
    roots: instance.frame.theme === null ? gistOf(instance.frame).roots : rootsNamed(instance.frame),
  }))
  const isPlain = ({instance: {frame}, roots}: (typeof rooted)[number]) =>
    frame.theme !== null && roots.length === 1 && !frame.against && !isEmpty(frame.matched.toLowerCase())
  const byWord = groupBy(rooted.filter(isPlain), ({roots}) => roots[0]!)
  // "Debt" and "indebted", "trust" and "mistrust".
  for (const [word, of] of [...byWord]) {
    const bare = DERIVED.exec(word)?.[1]
    if (bare === undefined || !byWord.has(bare)) continue
    byWord.get(bare)!.push(...of)
    byWord.delete(word)
  }
  const plain = new Map([...byWord].flatMap(([word, of]) => of.map(({instance}) => [instance, word] as const)))
  const most = [...byWord].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))[0]?.[0]
  if (most === undefined) return new Map()
  const found = new Map(
    [...byWord].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word]): [string, Instance[]] => [word, []]),
  )
  for (const one of rooted) {
    const word = plain.get(one.instance) ?? rootsBeside(one).find((root) => found.has(root)) ?? most
    found.get(word)!.push(one.instance)
  }
  return found
}

/** Frames do not change, and are asked about again at every gathering. */
const known = new WeakMap<Frame, readonly string[]>()

/** Roots of the words that named a phrase. */
function rootsNamed(frame: Frame): readonly string[] {
  const roots = known.get(frame) ?? wordsOf(frame.matched).map(({lower}) => bareRoot(classOf(lower)))
  known.set(frame, roots)
  return roots
}

/** Roots of the words that named a phrase, from the last, then of all its words. */
function rootsBeside({instance, roots}: {readonly instance: Instance; readonly roots: readonly string[]}): string[] {
  return [...roots].reverse().concat(wordsOf(instance.frame.text).map(({lower}) => bareRoot(classOf(lower))))
}

/** Whether claims tell one link of two words of a factor, with one sign. */
function toldOfBoth(instances: readonly Instance[], wordOf: ReadonlyMap<Instance, string>): (key: string) => boolean {
  const links = new Map<string, {cause: Set<string>; effect: Set<string>; from: string; to: string}>()
  const asked = new Set([...wordOf.keys()].map(({claim}) => claim.id))
  for (const [, of] of groupBy(instances, ({claim}) => (asked.has(claim.id) ? claim.id : null))) {
    const {sign} = of[0]!.claim
    if (sign !== "+" && sign !== "-") continue
    for (const cause of of.filter(({side}) => side === "cause"))
      for (const effect of of.filter(({side}) => side === "effect")) {
        const own = sign === "+" || effect.frame.absorbs ? 1 : -1
        const key = `${cause.factor} ${effect.factor} ${own * cause.frame.turn * effect.frame.turn}`
        const link = links.get(key) ?? {cause: new Set(), effect: new Set(), from: cause.factor, to: effect.factor}
        links.set(key, link)
        if (wordOf.has(cause)) link.cause.add(wordOf.get(cause)!)
        if (wordOf.has(effect)) link.effect.add(wordOf.get(effect)!)
      }
  }
  const told = new Set<string>()
  for (const {cause, effect, from, to} of links.values())
    for (const [words, id] of [
      [cause, from],
      [effect, to],
    ] as const)
      for (const a of words) for (const b of words) told.add(`${id} ${a} ${b}`)
  return (key) => told.has(key)
}

type Group = {readonly word: string; readonly said: string; readonly of: readonly Instance[]}

/** Words of which one story is told, put together; each group under its most told word, as a phrase says it. */
function joined(
  words: readonly (readonly [string, readonly Instance[]])[],
  areOne: (a: string, b: string) => boolean,
): Group[] {
  const left = [...words]
  const groups: Group[] = []
  while (left.length > 0) {
    const group = [left.shift()!]
    for (let at = 0; at < group.length; at++)
      for (let i = left.length - 1; i >= 0; i--)
        if (areOne(group[at]![0], left[i]![0])) group.push(...left.splice(i, 1))
    const [word, most] = [...group].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))[0]!
    const said = most.find(({frame}) => !frame.matched.includes(" "))?.frame.matched.toLowerCase() ?? word
    groups.push({word, said, of: group.flatMap(([, of]) => of)})
  }
  return groups
}
