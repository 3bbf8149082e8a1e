// Words that keep the same company: two phrases that no theme names, or one that a theme names and one that none does,
// are one factor when they are headed by one root, or share two, and stand in the same place of the same story. In: phrases
// with their factors. Out: which factors are one, and why.
//
// "The levy drove away coastal shippers" and "fewer ships call because of the levy" are one story: the cause is one
// factor, and shippers and ships are of one root. One shared word alone, or one shared neighbour alone, merges nothing;
// two things of which one is said to cause the other, or whose signs differ, are never one.

import {DOMINANCE} from "../core/opinions.ts"
import {gistOf} from "./gist.ts"
import type {Identity, Instance} from "./identity.ts"

/** Each round may bring neighbours together that the next one needs. Stories are not longer than this. */
const ROUNDS = 4

/** Of phrases with one root in one place only so many are compared: a word in more of them tells nothing. */
const MOST_COMPARED = 12

/** Of a factor that is called in more ways only what heads them is looked at. */
const MOST_ROOTS = 12

type Place = {readonly cause: string; readonly effect: string; readonly sign: string}

/** What the phrases of one factor come down to, together. */
export type Kin = {readonly heads: ReadonlySet<string>; readonly roots: ReadonlySet<string>}

/**
 * Joins factors by the company they keep, in place: instances move, factors that are empty go. What has joined a factor
 * brings no roots of its own into it, so that no chain of likenesses leads from one thing to another.
 *
 * @param kins  what the phrases of each factor come down to, as `kinsOf` has it of these phrases
 */
export function joinByCompany(
  instances: readonly Instance[],
  factors: Map<string, Identity>,
  kins: ReadonlyMap<string, Kin>,
): void {
  const now = new Map<string, string>()
  const at = (id: string): string => {
    let home = id
    while (now.has(home)) home = now.get(home)!
    return home
  }
  const why = new Map<string, string>()
  const told = storiesOf(instances)
  const taken = takenUp(instances)
  const times = new Map<string, number>()
  for (const {factor} of instances) times.set(factor, (times.get(factor) ?? 0) + 1)
  for (let round = 0; round < ROUNDS; round++) {
    const stories = told.map(({cause, effect, sign}): Place => ({cause: at(cause), effect: at(effect), sign}))
    const linked = new Map<string, Set<string>>()
    const link = (a: string, b: string) => {
      if (!linked.has(a)) linked.set(a, new Set())
      linked.get(a)!.add(b)
    }
    for (const {cause, effect} of stories) {
      link(cause, effect)
      link(effect, cause)
    }
    let joined = 0
    for (const {a, b, says} of [...taken, ...sharedNeighbour(stories, kins), ...sharedRoots(stories, kins)]) {
      const [one, other] = [at(a), at(b)]
      if (one === other || linked.get(one)?.has(other)) continue
      const home = homeOf(factors.get(one)!, factors.get(other)!, (id) => times.get(id) ?? 0)
      if (home === null) continue
      const gone = home.id === one ? other : one
      now.set(gone, home.id)
      why.set(gone, says)
      for (const neighbour of linked.get(gone) ?? []) {
        link(home.id, neighbour)
        link(neighbour, home.id)
      }
      joined++
    }
    if (joined === 0) break
  }
  for (const instance of instances) {
    const home = at(instance.factor)
    if (home === instance.factor) continue
    instance.why = `"${instance.frame.text}" is ${factors.get(home)!.name}: ${why.get(instance.factor)!}`
    instance.factor = home
  }
  for (const gone of now.keys()) factors.delete(gone)
}

/** What the phrases of each factor come down to. */
export function kinsOf(instances: readonly Instance[]): Map<string, Kin> {
  const kins = new Map<string, {heads: Set<string>; roots: Set<string>}>()
  for (const instance of instances) {
    const kin = kins.get(instance.factor) ?? {heads: new Set(), roots: new Set()}
    kins.set(instance.factor, kin)
    const {heads, roots} = gistOf(instance.frame)
    // "The grapes failed" is the harvest of grapes: what stands beside a theme's words says what it is of.
    for (const head of instance.frame.theme === null ? heads : roots) kin.heads.add(head)
    for (const root of roots) kin.roots.add(root)
  }
  return kins
}

/** What every claim says of which factors, once each. */
function storiesOf(instances: readonly Instance[]): Place[] {
  const byClaim = new Map<string, {causes: Instance[]; effects: Instance[]}>()
  for (const instance of instances) {
    const {id} = instance.claim
    if (!byClaim.has(id)) byClaim.set(id, {causes: [], effects: []})
    byClaim.get(id)![instance.side === "cause" ? "causes" : "effects"].push(instance)
  }
  const stories: Place[] = []
  for (const {causes, effects} of byClaim.values())
    for (const c of causes)
      for (const e of effects) {
        const product = wayTold(e) * c.frame.turn
        if (c.factor !== e.factor) stories.push({cause: c.factor, effect: e.factor, sign: String(product)})
      }
  return stories
}

/** Which way an effect is said to go; 0 where that is unclear. */
function wayTold({claim: {sign}, frame}: Instance): number {
  const own = sign === "+" || (sign === "-" && frame.absorbs) ? 1 : sign === "-" ? -1 : 0
  return own * frame.turn
}

type Pair = {readonly a: string; readonly b: string; readonly says: string}

/**
 * What a cause takes up with a demonstrative ("those savings", behind "it froze pensions") is what was said to come about right before
 * it: where both go the same way, and each is one thing.
 */
function takenUp(instances: readonly Instance[]): Pair[] {
  const isOf = (i: number, {claim, side}: Instance) => instances[i]?.claim === claim && instances[i].side === side
  const told = new Map<string, Instance>()
  const pairs: Pair[] = []
  for (const [i, one] of instances.entries()) {
    const {claim, side, frame, factor} = one
    if (isOf(i - 1, one) || isOf(i + 1, one)) continue
    if (side === "effect") told.set(`${claim.file} ${claim.effect.text}`, one)
    const {refers} = claim.cause
    const effect = side === "cause" && refers !== undefined ? told.get(`${claim.file} ${refers}`) : undefined
    if (!effect || effect.factor === factor || wayTold(effect) !== frame.turn) continue
    pairs.push({a: factor, b: effect.factor, says: `takes up "${refers}", which is told right before it`})
  }
  return pairs
}

/** Factors on the same side of one factor, with one sign, that are akin. */
function sharedNeighbour(stories: readonly Place[], kins: ReadonlyMap<string, Kin>): Pair[] {
  const places = new Map<string, Set<string>>()
  const put = (key: string, factor: string) => {
    const there = places.get(key)
    if (there) there.add(factor)
    else places.set(key, new Set([factor]))
  }
  for (const {cause, effect, sign} of stories) {
    put(`after ${cause} ${sign}`, effect)
    put(`before ${effect} ${sign}`, cause)
  }
  const shared = [...places].flatMap(([place, factors]) => {
    // Most factors stand in one place alone: nothing is spelt for those.
    if (factors.size < 2) return []
    const byRoot = new Map<string, string[]>()
    for (const factor of factors) for (const root of rootsOf(kins.get(factor))) putIn(byRoot, root, factor)
    return [...byRoot].flatMap(([root, members]) =>
      members.length < 2 ? [] : [{key: `${place} ${root}`, root, isAfter: place.startsWith("after"), members}],
    )
  })
  return shared
    .sort(byKey)
    .flatMap(({root, isAfter, members}) =>
      twos(members).flatMap(([a, b]): Pair[] =>
        akin(kins.get(a), kins.get(b), root)
          ? [{a, b, says: `shares "${root}…" with it, and they have the same ${isAfter ? "cause" : "effect"}`}]
          : [],
      ),
    )
}

/** Two links whose causes are kin and whose effects are kin: the same said twice. */
function sharedRoots(stories: readonly Place[], kins: ReadonlyMap<string, Kin>): Pair[] {
  const spelt = new Map(stories.map((story) => [`${story.cause}>${story.effect}>${story.sign}`, story]))
  const byFrom = new Map<string, string[]>()
  for (const [id, {cause, sign}] of spelt)
    for (const from of rootsOf(kins.get(cause))) putIn(byFrom, `${sign} ${from}`, id)
  const shared = [...byFrom].flatMap(([begins, ids]) => {
    if (ids.length < 2) return []
    const byTo = new Map<string, string[]>()
    for (const id of ids) for (const to of rootsOf(kins.get(spelt.get(id)!.effect))) putIn(byTo, to, id)
    const from = begins.slice(begins.indexOf(" ") + 1)
    return [...byTo].flatMap(([to, members]) =>
      members.length < 2 ? [] : [{key: `${begins} ${to}`, from, to, members}],
    )
  })
  return shared.sort(byKey).flatMap(({from, to, members}) =>
    twos(members).flatMap(([one, other]): Pair[] => {
      const [a, b] = [spelt.get(one)!, spelt.get(other)!]
      if (a.cause === b.cause || a.effect === b.effect) return []
      if (!akin(kins.get(a.cause), kins.get(b.cause), from) || !akin(kins.get(a.effect), kins.get(b.effect), to))
        return []
      const says = `both its cause and its effect share a root with what is said elsewhere ("${from}…", "${to}…")`
      return [
        {a: a.cause, b: b.cause, says},
        {a: a.effect, b: b.effect, says},
      ]
    }),
  )
}

function putIn(lists: Map<string, string[]>, key: string, one: string): void {
  const list = lists.get(key)
  if (list) list.push(one)
  else lists.set(key, [one])
}

const byKey = (a: {readonly key: string}, b: {readonly key: string}): number => (a.key < b.key ? -1 : 1)

/** All twos, in the order of ids; none where too many share a root for it to tell anything. */
function twos(members: readonly string[]): [string, string][] {
  if (members.length > MOST_COMPARED) return []
  const few = [...members].sort()
  return few.flatMap((a, i) => few.slice(i + 1).map((b): [string, string] => [a, b]))
}

function rootsOf(kin: Kin | undefined): Iterable<string> {
  return kin && kin.roots.size <= MOST_ROOTS ? kin.roots : [...(kin?.heads ?? [])].slice(0, MOST_ROOTS)
}

/**
 * The shared root heads phrases of both, and they do not each have a word of their own beside it: "timber exports" and "wool
 * exports" are two things. Where it heads one of them alone, another is shared: "a festival" and "its reputation" are two.
 */
function akin(a: Kin | undefined, b: Kin | undefined, root: string): boolean {
  if (!a || !b || !(a.heads.has(root) || b.heads.has(root))) return false
  const shared = [...a.roots].filter((other) => b.roots.has(other)).length
  if (shared >= 2) return true
  return shared === Math.min(a.roots.size, b.roots.size) && a.heads.has(root) && b.heads.has(root)
}

/**
 * Which of the two the other joins, of those that only words name the one told more; null where they are two things by what is known
 * of them.
 */
function homeOf(a: Identity, b: Identity, told: (id: string) => number): Identity | null {
  const isKnown = (one: Identity) => one.origin !== "words" || one.listed === true
  if (isKnown(a) && isKnown(b)) return null
  if (a.holder !== null && b.holder !== null && a.holder !== b.holder) return null
  // Words that are told far more are no other name of a theme: all fires, of which some bring losses, are no losses.
  if (isKnown(a)) return told(b.id) > DOMINANCE * told(a.id) ? null : a
  if (isKnown(b)) return told(a.id) > DOMINANCE * told(b.id) ? null : b
  return (told(b.id) - told(a.id) || (a.id < b.id ? -1 : 1)) < 0 ? a : b
}
