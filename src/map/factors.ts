// From phrases to factors: which phrases are about the same thing. In: frames. Out: one
// factor for each theme with its holder and target, one for each thing only words name.
//
// Merging is careful in one direction: two factors that should be one are an edit away from
// it; two things wrongly made one are a lie nobody sees. So a missing holder is filled in
// only when there is one candidate, and trust of X in Y never meets trust of Y in X.

import {slug} from "../core/ids.ts"
import {DOMINANCE} from "../core/opinions.ts"
import type {ActorBook} from "./actors.ts"
import {nameOf, themeOf} from "./case-factors.ts"
import {emptyWords, themes} from "./codebook.ts"
import type {CaseFactor} from "./codebook-file.ts"
import {joinByCompany, type Kin, kinsOf} from "./company.ts"
import {type Frame, MEASURES, polarityOf} from "./frame.ts"
import {bareRoot, gistOf} from "./gist.ts"
import type {Identity, Instance} from "./identity.ts"
import {holdsVerb} from "./naming.ts"
import {keepPartsApart} from "./parts.ts"
import {wordsOf} from "./pattern.ts"
import type {Theme} from "./theme.ts"
import {haveSame} from "./unchanged.ts"

/** Of one head so many things are compared; where there are more, fewer words no longer mean one of them. */
const MOST_OF_ONE_HEAD = 100

/** Names in figures are cut beyond this; labels are made to stay below it where they can. */
const LONGEST_NAME = 44

type Key = {
  theme: Theme
  holder: string | null
  target: string | null
  kind: string | null
  mutual: boolean
  /** For what a place has: the states its sentence names; null where that does not matter. */
  near: readonly string[] | null
  instances: Instance[]
}

/** What phrases are by themselves, before the company that they keep: which way a phrase goes has no part in it. */
export type Brought = {
  readonly book: ActorBook
  readonly asked: readonly Pick<Instance, "claim" | "frame">[]
  readonly found: readonly Pick<Instance, "frame" | "factor" | "why">[]
  readonly factors: ReadonlyMap<string, Identity>
  readonly names: ReadonlySet<string>
  readonly kins: ReadonlyMap<string, Kin>
}

/**
 * Gives every instance its factor; returns the factors by id.
 * @param last  what was brought of this reading and the case's codebook before: it holds where phrases only turned.
 */
export function identify(
  instances: readonly Instance[],
  book: ActorBook,
  cases: readonly CaseFactor[],
  last?: Brought,
): {readonly identities: Map<string, Identity>; readonly brought: Brought} {
  const isAsBefore = last !== undefined && last.book === book && onlyTurned(last.asked, instances)
  const brought = isAsBefore ? last : bring(instances, book, cases)
  if (isAsBefore) bringAgain(instances, last)
  const identities = new Map(brought.factors)
  joinByCompany(instances, identities, brought.kins)
  keepPartsApart(instances, identities, new Set(brought.names))
  return {identities, brought}
}

/** Are these the same phrases of the same claims, whichever way they go? */
function onlyTurned(before: Brought["asked"], now: readonly Instance[]): boolean {
  const isSame = (then: Frame, frame: Frame) =>
    then === frame || haveSame({...then, turn: frame.turn, moves: frame.moves}, frame)
  return (
    before.length === now.length &&
    now.every(({claim, frame}, i) => before[i]!.claim.id === claim.id && isSame(before[i]!.frame, frame))
  )
}

function bringAgain(instances: readonly Instance[], {asked, found}: Brought): void {
  instances.forEach((instance, i) => {
    const {frame, factor, why} = found[i]!
    const [then, now] = [asked[i]!.frame, instance.frame]
    const turn = (frame.turn * then.turn * now.turn) as 1 | -1
    instance.frame = then === now ? frame : {...frame, turn, moves: now.moves}
    instance.factor = factor
    instance.why = why
  })
}

/** Brings every phrase to a factor by its theme or its words alone. */
function bring(instances: readonly Instance[], book: ActorBook, cases: readonly CaseFactor[]): Brought {
  const asked = instances.map(({claim, frame}) => ({claim, frame}))
  const factors = new Map<string, Identity>()
  const names = new Set<string>()
  for (const c of cases) {
    const identity = caseIdentity(c, book)
    factors.set(c.id, identity)
    names.add(identity.name.toLowerCase())
  }
  const spoken = new Set(instances.map((i) => (i.frame.own === null ? i.frame.theme?.id : undefined)))

  const contrasted = contrastsIn(instances)
  const senses = sensesIn(instances)
  const byTheme = new Map<string, Map<string, Key>>()
  for (const instance of instances) {
    const worded = inItsSense(instance.frame, senses)
    const one = worded.theme?.contrasts !== undefined && !contrasted.has(worded.theme.id)
    const frame = one ? {...worded, kind: null} : worded
    instance.frame = frame
    if (frame.own !== null) {
      instance.factor = frame.own
      instance.why = `"${frame.text}" is ${factors.get(frame.own)!.name}: the case's codebook names "${frame.matched}"`
    } else if (frame.theme !== null) {
      const theme = themeMeant(frame, frame.theme, spoken)
      const key = keyOf(frame, theme, book)
      const keys = byTheme.get(theme.id) ?? new Map<string, Key>()
      byTheme.set(theme.id, keys)
      const spelt = spell(key)
      if (!keys.has(spelt)) keys.set(spelt, key)
      keys.get(spelt)!.instances.push(instance)
    }
  }
  for (const [, keys] of [...byTheme].sort(([a], [b]) => (a < b ? -1 : 1)))
    settle([...keys.values()], book, cases, factors, names)
  cluster(
    instances.filter((i) => i.frame.own === null && i.frame.theme === null),
    factors,
    names,
  )
  const found = instances.map(({frame, factor, why}) => ({frame, factor, why}))
  return {book, asked, found, factors, names, kins: kinsOf(instances)}
}

/** Of each word that names more than one theme alone, how often it names which, the one named most first. */
function sensesIn(instances: readonly Instance[]): Map<string, [Theme, number][]> {
  const senses = new Map<string, Map<Theme, number>>()
  for (const {frame} of instances) {
    if (frame.theme === null || !isOneWord(frame)) continue
    const word = singular(frame)
    const themes = senses.get(word) ?? new Map<Theme, number>()
    senses.set(word, themes.set(frame.theme, (themes.get(frame.theme) ?? 0) + 1))
  }
  return new Map(
    [...senses]
      .filter(([, themes]) => themes.size > 1)
      .map(([word, themes]) => [word, [...themes].sort(([, a], [, b]) => b - a)]),
  )
}

/** "Hostilities" are no hostility. */
const singular = ({matched}: Frame): string => matched.toLowerCase().replace(/s$/, "")

const isOneWord = ({matched, own}: Frame): boolean => own === null && /^\p{L}+$/u.test(matched)

/** One sense a word in what is told together (Gale, Church and Yarowsky 1992): in a folder about walkouts "the strike" is one. */
function inItsSense(frame: Frame, senses: ReturnType<typeof sensesIn>): Frame {
  const {theme} = frame
  const themes = theme !== null && isOneWord(frame) ? senses.get(singular(frame)) : undefined
  if (!theme || !themes) return frame
  const [most, times] = themes[0]!
  const own = themes.find(([other]) => other === theme)![1]
  return most === theme || theme.bare === most.id || times < DOMINANCE * own
    ? frame
    : {...frame, theme: most, kind: null}
}

/** The themes of which some file names two kinds, or the folder does, where only that tells them apart. */
function contrastsIn(instances: readonly Instance[]): Set<string> {
  const kinds = new Map<string, Set<string>>()
  for (const {claim, frame} of instances) {
    if (frame.theme?.contrasts === undefined || frame.kind === null) continue
    const key = `${frame.theme.contrasts === "file" ? claim.file : ""}|${frame.theme.id}`
    kinds.set(key, (kinds.get(key) ?? new Set()).add(frame.kind))
  }
  return new Set([...kinds].filter(([, named]) => named.size > 1).map(([key]) => key.slice(key.lastIndexOf("|") + 1)))
}

/** Prices of nothing in particular are inflation, where the documents speak of inflation. */
function themeMeant(frame: Frame, theme: Theme, spoken: ReadonlySet<string | undefined>): Theme {
  if (frame.kind !== null || theme.bare === undefined || !spoken.has(theme.bare)) return theme
  return themes.find((other) => other.id === theme.bare) ?? theme
}

function caseIdentity(factor: CaseFactor, book: ActorBook): Identity {
  return {
    id: factor.id,
    name: nameOf(factor),
    theme: themeOf(factor),
    holder: factor.holder ? book.named(factor.holder) : null,
    target: factor.target ? book.named(factor.target) : null,
    kind: null,
    origin: factor.proposed ? "words" : "case",
    listed: true,
  }
}

function keyOf(frame: Frame, theme: Theme, book: ActorBook): Key {
  let {holder, target} = frame
  // People are whom everything is about: they tell one factor from another no more than "the world".
  if (holder === "people") holder = null
  if (target === "people") target = null
  const order = (a: string | null, b: string | null) => (a !== null && b !== null && a > b ? [b, a] : [a, b])
  if (theme.roles === "none") holder = target = null
  if (theme.roles === "holder" || theme.roles === "group") target = null
  if (theme.roles === "target") {
    // Support of Arvians for Arvia's council is the council's support.
    target = target ?? holder
    holder = null
  }
  if (theme.roles === "pair") {
    // Outsiders and crowds do not make a pair with a state: "talks by mediators".
    // A region's are another thing than those of two in it: "regional relations".
    const outside = (id: string | null) =>
      id !== null && book.actors.get(id)!.generic && book.actors.get(id)!.kind !== "place"
    if (outside(holder)) holder = null
    if (outside(target) && book.actors.get(target!)!.kind !== "armed") target = null
    ;[holder, target] = order(holder, target) as [string | null, string | null]
    if (holder === null) [holder, target] = [target, holder]
  }
  // What is mutual has no direction.
  const mutual = frame.mutual && theme.roles === "both"
  if (mutual) {
    if (holder === null || target === null) holder = target = null
    else [holder, target] = order(holder, target) as [string | null, string | null]
  }
  // A place's state is a place's: "corruption in the ministry" says nothing of where, and "both
  // sides" is everywhere the documents speak of.
  if (theme.kind === "state" && theme.roles === "holder" && holder !== null) {
    const {generic, kind} = book.actors.get(holder)!
    if (generic && (kind === "state" || kind === "both")) holder = null
  }
  const placed = theme.roles === "holder" && theme.kind === "state" && holder === null
  return {
    theme,
    holder,
    target,
    kind: theme.kinds && !(theme.contrasts === "nameless" && holder !== null) ? frame.kind : null,
    mutual,
    near: placed ? (frame.holder === null ? frame.near : []) : null,
    instances: [],
  }
}

function spell(key: Pick<Key, "holder" | "target" | "kind" | "mutual" | "near">): string {
  return `${same(key)}|${key.near?.join(",") ?? ""}`
}

/** What a key is, whatever its sentences name besides. */
function same(key: Pick<Key, "holder" | "target" | "kind" | "mutual">): string {
  return `${key.holder ?? ""}|${key.target ?? ""}|${key.kind ?? ""}|${key.mutual ? "mutual" : ""}`
}

/** How much a key says: two for each name, one for each kind of actor. */
function detail(key: Key, book: ActorBook): number {
  const one = (id: string | null) => (id === null ? 0 : book.actors.get(id)!.generic ? 1 : 2)
  const kind = key.kind === null ? 0 : key.theme.contrasts === "nameless" ? 0.5 : 2
  return one(key.holder) + one(key.target) + kind + (key.mutual ? 0.5 : 0)
}

/** May what `part` leaves open be what `whole` says? */
function fits(part: Key, whole: Key, book: ActorBook): boolean {
  const slot = (a: string | null, b: string | null) => {
    if (a === null || a === b) return true
    const generic = book.actors.get(a)!
    if (!generic.generic || b === null) return false
    const named = book.actors.get(b)!
    return !named.generic && (named.kind === generic.kind || (named.kind === "named" && generic.kind !== "state"))
  }
  // "The raids" may be those of whoever is named for raids.
  const isDone = part.theme.contrasts === "nameless" && whole.holder !== null
  const isOfKind = isDone ? whole.instances.some(({frame}) => frame.kind === part.kind) : part.kind === whole.kind
  if (part.kind !== null && !isOfKind) return false
  if (part.theme.roles === "pair") {
    const have = [whole.holder, whole.target]
    // What names nobody is no whole region's.
    const wide = have.some((a) => a !== null && book.actors.get(a)!.kind === "place")
    if (wide && part.holder === null && part.target === null) return false
    return [part.holder, part.target].every((a) => a === null || have.some((b) => slot(a, b)))
  }
  if (part.near && !(whole.holder !== null && part.near.includes(whole.holder))) return false
  return slot(part.holder, whole.holder) && slot(part.target, whole.target)
}

/** Brings the keys of one theme together where that is unambiguous, and makes its factors. */
function settle(
  keys: Key[],
  book: ActorBook,
  cases: readonly CaseFactor[],
  factors: Map<string, Identity>,
  names: Set<string>,
): void {
  const ordered = [...keys].sort((a, b) => detail(b, book) - detail(a, book) || (spell(a) < spell(b) ? -1 : 1))
  const roots: Key[] = []
  const joined = new Map<Key, {root: Key; why: string}>()
  for (const key of ordered) {
    const candidates = roots.filter((root) => detail(root, book) > detail(key, book) && fits(key, root, book))
    const twin = roots.find((root) => same(root) === same(key))
    const root = choose(key, candidates)
    if (!root && twin) joined.set(key, {root: twin, why: ""})
    else if (root) joined.set(key, {root, why: reason(key, root, book, candidates.length)})
    else roots.push(key)
  }
  // A direction that is the only one singled out is part of what is between the two.
  const between = roots.find((root) => root.mutual)
  const oneSided = roots.filter((root) => !root.mutual)
  if (between && oneSided.length === 1) {
    const [side] = oneSided
    roots.splice(roots.indexOf(side!), 1)
    for (const [key, to] of [...joined]) if (to.root === side) joined.set(key, {...to, root: between})
    joined.set(side!, {
      root: between,
      why: "no other direction is singled out, so it is part of what is between the two",
    })
  }
  // One half knows who, the other whom, and nobody says anything else: they are one.
  const {theme} = keys[0]!
  if (theme.roles === "both" && roots.length === 2) {
    const who = roots.find((k) => k.holder !== null && k.target === null && !k.mutual)
    const whom = roots.find((k) => k.holder === null && k.target !== null && !k.mutual)
    if (who && whom && who.holder !== whom.target) {
      const {holder} = who
      const {target} = whom
      const whole: Key = {theme, holder, target, kind: null, mutual: false, near: null, instances: []}
      roots.splice(0, 2, whole)
      for (const [key, to] of [...joined])
        if (to.root === who || to.root === whom) joined.set(key, {...to, root: whole})
      joined.set(who, {root: whole, why: "no other phrase of this theme says whom, or who"})
      joined.set(whom, {root: whole, why: "no other phrase of this theme says whom, or who"})
    }
  }
  for (const root of roots) {
    const own = cases.find(
      (c) =>
        c.theme === theme.id &&
        (isOf(c, root, book) || (theme.roles === "pair" && isOf({holder: c.target, target: c.holder}, root, book))) &&
        (c.holder !== undefined || roots.length === 1),
    )
    const identity: Identity = own
      ? factors.get(own.id)!
      : {
          id: free(idFor(theme.id, root), factors),
          name: freeName(label(theme, root, book), names),
          theme,
          holder: root.holder,
          target: root.target,
          kind: root.kind,
          origin: "codebook",
        }
    factors.set(identity.id, identity)
    const members = [root, ...keys.filter((key) => key !== root && joined.get(key)?.root === root)]
    for (const member of members) {
      const filled = joined.get(member)?.why
      for (const instance of member.instances) {
        instance.factor = identity.id
        // The case calls it by the theme's opposite: "Border closure" for openness.
        if (own && polarityOf(nameOf(own), theme.id) < 0)
          instance.frame = {...instance.frame, turn: -instance.frame.turn as 1 | -1}
        instance.why = `"${instance.frame.text}" is ${identity.name}: "${instance.frame.matched}" names ${theme.name.toLowerCase()}${filled ? `; ${filled}` : ""}`
      }
    }
  }
}

/** Are the holder and the target that an analyst gave a factor those of `root`? */
function isOf(named: Pick<CaseFactor, "holder" | "target">, root: Key, book: ActorBook): boolean {
  return (
    (!named.holder || book.named(named.holder) === root.holder) &&
    (!named.target || root.target === null || book.named(named.target) === root.target)
  )
}

/** The one candidate; for a phrase that names nobody, also the one that dwarfs the others. */
function choose(key: Key, candidates: readonly Key[]): Key | null {
  if (key.mutual) {
    const pairs = candidates.filter((c) => c.mutual)
    return pairs.length === 1 ? pairs[0]! : null
  }
  if (key.theme.rivalrous && key.holder === null) return null
  // "Mistrust" alone is of both sides wherever the documents know of more than one direction.
  if (key.theme.kind === "attitude" && key.theme.roles === "both" && key.holder === null && key.target === null) {
    const mutual = candidates.find((c) => c.mutual)
    return mutual ?? (candidates.length === 1 ? candidates[0]! : null)
  }
  const open = candidates.filter((c) => !c.mutual)
  if (open.length === 1) return open[0]!
  if (open.length === 0 || key.holder !== null || key.target !== null) return null
  const [first, second] = [...open].sort((a, b) => b.instances.length - a.instances.length)
  return first!.instances.length >= DOMINANCE * second!.instances.length ? first! : null
}

function reason(key: Key, root: Key, book: ActorBook, candidates: number): string {
  const names = [root.holder, root.target].filter((a): a is string => a !== null).map((a) => book.actors.get(a)!.name)
  const only = candidates === 1 ? "is the only one the documents speak of" : "is by far the one most spoken of"
  if (root.kind !== null && key.kind === null) return `it does not say of what, and that of ${root.kind} ${only}`
  const missing = key.holder === null && key.target === null ? "it names nobody" : "it leaves somebody open"
  return `${missing}, and that of ${names.join(" and ") || "both sides"} ${only}`
}

function idFor(theme: string, key: Pick<Key, "holder" | "target" | "kind" | "mutual">): string {
  const kind = key.kind === null ? null : slug(key.kind)
  const mutual = key.mutual && key.holder !== null ? "mutual" : null
  return [theme, kind, mutual, key.holder, key.target].filter((part) => part !== null).join("_")
}

/** Names the model language has its own use for, and ids that begin with a digit, are moved aside. */
const RESERVED: ReadonlySet<string> = new Set(
  `time step pulse ramp smooth smooth3 delay delay3 delay_fixed lookup min max abs exp log ln sqrt sin cos tan tanh atan floor ceil round
  if and or not true false pi mod initial previous sum integer power contested`.split(/\s+/),
)

function free(id: string, taken: ReadonlyMap<string, Identity>): string {
  const safe = /^\d/.test(id) ? `n${id}` : RESERVED.has(id) ? `${id}_factor` : id
  let candidate = safe
  for (let n = 2; taken.has(candidate); n++) candidate = `${safe}_${n}`
  return candidate
}

/** `name`, or the first of "name (2)", "name (3)" ... that no factor has; it is taken from then on. */
function freeName(name: string, taken: Set<string>): string {
  let candidate = name
  for (let n = 2; taken.has(candidate.toLowerCase()); n++) candidate = `${name} (${n})`
  taken.add(candidate.toLowerCase())
  return candidate
}

/** What a factor of the codebook is called: its theme's label with the actors as people call them where they act. */
function label(theme: Theme, key: Key, book: ActorBook): string {
  // What is between two states is called by their names, what one of them does by its seat.
  const acting = theme.kind !== "state" && theme.roles !== "pair"
  const call = (id: string) => {
    const actor = book.actors.get(id)!
    const name = acting && actor.seat ? actor.seat : actor.name
    const spelt = /^\p{Lu}{2,}$/u.test(name) || (actor.kind === "armed" && name.includes(" "))
    return spelt && !actor.generic ? `the ${name}` : name
  }
  const which =
    key.holder !== null && key.target !== null
      ? "both"
      : key.holder !== null
        ? "holder"
        : key.target !== null
          ? "target"
          : null
  if (key.kind !== null && which === null) {
    // "Timber prices", but "public spending (fuel)": a word before an adjective would seem to go with it.
    const open = Object.keys(theme.kinds ?? {}).every((name) => name === "*") && !theme.name.includes(" ")
    const bracketed = key.kind.toLowerCase() === theme.name.toLowerCase() ? theme.name : `${theme.name} (${key.kind})`
    const name = open ? `${key.kind} ${theme.name.toLowerCase()}` : bracketed
    return name.charAt(0).toUpperCase() + name.slice(1)
  }
  if (which === null) return theme.name
  const fallback = {
    holder: `${theme.name} (${"{h}"})`,
    target: `${theme.name} (${"{t}"})`,
    both: `${theme.name} ({h}, {t})`,
  }[which]
  if (key.mutual && key.holder !== null && key.target !== null)
    return `${theme.name} between ${call(key.holder)} and ${call(key.target)}`
  const wide = key.holder !== null && book.actors.get(key.holder)!.kind === "place"
  const pairOf = wide ? `${theme.name} in {h}` : `${theme.name} with {h}`
  const form = theme.labels?.[which] ?? (which === "holder" && theme.roles === "pair" ? pairOf : fallback)
  const crowd = key.holder !== null && /^(?:people|workers|employers|armed)$/.test(book.actors.get(key.holder)!.kind)
  const inPlace = key.holder !== null && book.places.has(key.holder)
  const h = key.holder === null ? "" : call(key.holder)
  const t = key.target === null ? "" : call(key.target)
  const bare = (name: string) => name.replace(/^the /, "")
  const holder = form.startsWith("{h") ? bare(h) : h
  // "Attacks by armed groups", not "Armed groups attacks".
  if (form.startsWith("{h} ") && book.actors.get(key.holder!)!.generic) return `${theme.name} by ${h}`
  const filled = form
    .replace("{in h}", crowd ? `among ${h}` : `${inPlace ? "in" : "of"} ${h}`)
    .replace("{h's}", /s$/.test(holder) ? `${holder}'` : `${holder}'s`)
    .replace("{h}", holder)
    .replace("{t}", form.includes("-{t}") ? bare(t) : t)
  return filled.charAt(0).toUpperCase() + filled.slice(1)
}

/** Phrases that only words name: together when their roots are the same, or one says the same with fewer. */
function cluster(instances: readonly Instance[], factors: Map<string, Identity>, names: Set<string>): void {
  type Group = {roots: readonly string[]; holder: string | null; instances: Instance[]}
  const byHead = new Map<string, Group[]>()
  // Whoever is named first: a phrase that names nobody may then join the one thing it can mean.
  const named = (i: Instance) => (i.frame.holder === null ? 0 : 1)
  const exact = new Map<string, Group>()
  const gists = new Map(instances.map((i) => [i, gistOf(i.frame)]))
  // What is said with more words is the thing alone ("seals" after "grey seals") in one document: in another it may be any.
  const among = (groups: readonly Group[], roots: readonly string[], {claim, frame: {holder}}: Instance) => {
    if (groups.length > MOST_OF_ONE_HEAD) return null
    const same = groups.filter(
      (g) =>
        roots.every((root) => g.roots.includes(root)) &&
        (holder === null || g.holder === holder) &&
        (roots.length === g.roots.length ||
          g.instances.some(
            ({claim: {file}, frame: {deed, says, text}}) =>
              file === claim.file && !deed && !says && !holdsVerb(wordsOf(text)),
          )),
    )
    const equal = same.filter((g) => g.roots.length === roots.length)
    return same.length === 1 ? same[0]! : equal.length === 1 ? equal[0]! : null
  }
  const ordered = [...instances].sort(
    (a, b) => named(b) - named(a) || gists.get(b)!.roots.length - gists.get(a)!.roots.length,
  )
  for (const instance of ordered) {
    const {heads, roots} = gists.get(instance)!
    // The head is the same word; the words beside it may be of one family.
    const {content} = instance.frame
    const head = content.findLast((word) => !emptyWords.has(word)) ?? content.at(-1) ?? heads[0] ?? ""
    const {holder} = instance.frame
    const groups = byHead.get(head) ?? []
    byHead.set(head, groups)
    // "Crowding of tugboats" and "tugboat crowding": the same two words are one thing, whichever heads it.
    const spelt = `${roots.length > 1 ? [...roots].sort().join(" ") : head}|${holder ?? ""}`
    const home = exact.get(spelt) ?? among(groups, roots, instance)
    if (home) home.instances.push(instance)
    else {
      const group: Group = {roots, holder, instances: [instance]}
      groups.push(group)
      exact.set(spelt, group)
    }
  }
  // The thing itself has the name before what a clause says of it.
  const tells = (group: Group) => (group.instances.every(({frame}) => frame.says) ? 1 : 0)
  for (const group of [...byHead.values()].flat().sort((a, b) => tells(a) - tells(b))) {
    const named = namesOf(group.instances.map(({frame}) => frame))
    const content = group.instances[0]!.frame.content
    const id = free(slug([...content, ...(group.holder ? [group.holder] : [])].join(" ")), factors)
    const name = freeName(named.find((one) => !names.has(one.toLowerCase())) ?? named[0]!, names)
    factors.set(id, {id, name, theme: null, holder: group.holder, target: null, kind: null, origin: "words"})
    for (const instance of group.instances) {
      instance.factor = id
      instance.why = `"${instance.frame.text}" is ${name}: by its own words (${instance.frame.content.join(", ")})`
    }
  }
}

/** Of names the one of two words is best, then of three, of one; a longer one the shorter it is. */
const BY_LENGTH = [2, 3, 1, 4, 5, 6]

/**
 * Names for a group, best first: a noun before a deed, what half of the phrases say before what some add ("customers" before "a thousand
 * customers", but "home values" before "values"), then what is told most, then the fitting length.
 */
function namesOf(frames: readonly Frame[]): string[] {
  // Most groups are one phrase.
  if (frames.length === 1) return [wordedName(frames[0]!)]
  const spelt = frames.map(({label}) => label.toLowerCase())
  const roots = frames.map(({label, text}) => new Set(wordsOf(`${label} ${text}`).map(({lower}) => bareRoot(lower))))
  const told = new Map<string, number>()
  for (const label of spelt) told.set(label, (told.get(label) ?? 0) + 1)
  const rank = (frame: Frame, nth: number): readonly number[] => {
    const words = wordsOf(frame.label).map(({lower}) => bareRoot(lower))
    const held = roots.filter((there) => words.every((word) => there.has(word))).length
    const at = BY_LENGTH.indexOf(frame.label.split(" ").length)
    const poor = words.length === 1 && MEASURES.has(frame.label.toLowerCase())
    const done = frame.deed || /^\w+ing (?:the|a|an|its|their|our|his|her) /i.test(frame.label)
    const length = at < 0 ? BY_LENGTH.length : at
    return [
      done ? 1 : 0,
      poor || 2 * held <= frames.length ? 1 : 0,
      -told.get(spelt[nth]!)!,
      length,
      // "Nurses" before "nurse"
      /s$/i.test(frame.label) ? 0 : 1,
      frame.label.length,
    ]
  }
  const ranked = frames.map((frame, nth) => ({name: wordedName(frame), rank: rank(frame, nth), label: frame.label}))
  ranked.sort((a, b) => {
    const at = a.rank.findIndex((value, i) => value !== b.rank[i])
    return at >= 0 ? a.rank[at]! - b.rank[at]! : a.label < b.label ? -1 : 1
  })
  return ranked.map(({name}) => name)
}

/** The words themselves, cut at a word. */
function wordedName(frame: Frame): string {
  let name = frame.label.replace(/\s+/g, " ")
  if (name.length > LONGEST_NAME) {
    name = name.slice(0, LONGEST_NAME)
    name = name
      .slice(0, Math.max(name.lastIndexOf(" "), 1))
      .replace(/\s(?:of|in|on|to|the|a|an|and|or|with|for|by|from)$/i, "")
  }
  return name.charAt(0).toUpperCase() + name.slice(1)
}
