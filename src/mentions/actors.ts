// Who is named in the documents: states, organs, movements, firms, people. The tokens of
// each sentence in, one list of actors out, each under its fullest name with the other ways
// the documents call it, and what sort of actor the words say it is.
//
// A name is a run of words with capitals. Names are folded only where the text or general
// knowledge says that they are one: a short form in brackets, a surname after the full name,
// "the Council" behind the one council that its document named, an adjective of a place, a
// seat of government, a firm's first word that speaks where its whole name stood before.

import {slug} from "../core/ids.ts"
import {beginning} from "../core/prefixes.ts"
import type {Token} from "../language/index.ts"
import {
  type ActorRole,
  DECIDED,
  FIGHTING,
  FRONTS,
  HEADED,
  JOINING,
  MAKING_ADJECTIVES,
  NAMES_ALONE,
  NO_ACTORS,
  PRODUCT,
  ROLE_WORDS,
  TITLES,
} from "./actor-words.ts"
import {media, organisations, states} from "./gazetteer.ts"
import type {Actor} from "./mention.ts"

/** The names met so far in one document. */
export type NameTally = {
  readonly names: Map<string, Named>
  /** Short forms and what they are short for, as brackets give them, in the order of the text. */
  readonly brackets: Bracket[]
}

/** "Salt Road Council (SRC)", or the other way round. */
type Bracket = {readonly short: string; readonly name: string; readonly shortFirst: boolean}

/** The names of one document as plain data: what JSON gives back as it was. */
export type DocumentNames = {
  readonly names: readonly (readonly [name: string, Omit<Named, "roles"> & {readonly roles: readonly string[]}])[]
  readonly brackets: readonly Bracket[]
}

/** What is known of one name as written. */
type Named = {
  count: number
  /** Stands somewhere away from the start of a sentence, where a capital means something. */
  inner: boolean
  /** Describes a noun somewhere: "the Arvian army". */
  describes: boolean
  /** How often it is an adjective and nothing else. */
  adjective: number
  /** Says something somewhere: "Norvik denied that". */
  speaks: boolean
  /** Is where something is: "in Norvik", "near Norvik". */
  place: boolean
  readonly roles: Set<string>
}

const unknown = (): Named => ({
  count: 0,
  inner: false,
  describes: false,
  adjective: 0,
  speaks: false,
  place: false,
  roles: new Set(),
})

/** Adds what is known of a name in one document to what is known of it elsewhere. */
function put(names: Map<string, Named>, name: string, more: Omit<Named, "roles"> & {readonly roles: Iterable<string>}) {
  const named = names.get(name) ?? unknown()
  names.set(name, named)
  named.count += more.count
  named.inner ||= more.inner
  named.describes ||= more.describes
  named.adjective += more.adjective
  named.speaks ||= more.speaks
  named.place ||= more.place
  for (const role of more.roles) named.roles.add(role)
}

/** A tally without names. */
export function noNames(): NameTally {
  return {names: new Map(), brackets: []}
}

/**
 * Puts whoever publishes a document before all that it names, where it calls somebody by the common noun of that name: "the
 * Office" of a report of the Office for Roads.
 */
export function introducePublisher({names}: NameTally, publisher: string | undefined): void {
  if (publisher === undefined || names.has(publisher)) return
  const ends = endings([publisher])
  if (![...names.keys()].some((name) => roleWordsOnly(name) && ends.has(name.toLowerCase()))) return
  const rest = [...names]
  names.clear()
  names.set(publisher, {...unknown(), inner: true})
  for (const [name, named] of rest) names.set(name, named)
}

/** What a tally has come to. */
export function namesOf({names, brackets}: NameTally): DocumentNames {
  return {names: [...names].map(([name, named]) => [name, {...named, roles: [...named.roles]}]), brackets}
}

/** The names of all documents together, in their order, what short forms stand for, and what common nouns do in their document. */
function together(documents: readonly DocumentNames[]): {
  names: Map<string, Named>
  short: Map<string, string>
  common: {readonly name: string; readonly full: string; readonly named: DocumentNames["names"][number][1]}[]
} {
  const names = new Map<string, Named>()
  const short = new Map<string, string>()
  const common = []
  for (const document of documents) {
    const before: string[] = []
    for (const [name, named] of document.names) {
      if (roleWordsOnly(name) && !KNOWN.has(name)) {
        // "The Office" is whichever one office stood before it; none of another document.
        const full = endings(before).get(name.toLowerCase())
        if (full) common.push({name, full, named})
        continue
      }
      // "The Fund" behind "the IMF".
      before.push(KNOWN.get(name)?.name ?? name)
      put(names, name, named)
    }
    for (const bracket of document.brackets) {
      const first = short.get(bracket.short)
      if (first === undefined) short.set(bracket.short, bracket.name)
      // The same short form for another spelling: "Tarik-e-Arv (TEA)", "Tariq-i-Arv (TEA)".
      else if (!bracket.shortFirst && first !== bracket.name && sharesWord(first, bracket.name))
        short.set(bracket.name, first)
    }
  }
  return {names, short, common}
}

const ROLE_OF: ReadonlyMap<string, ActorRole> = new Map(
  ROLE_WORDS.toReversed().flatMap(([role, words]) => words.split(/\s+/).map((word) => [word, role] as const)),
)
/** Common nouns that say beside a name what it is: "Ridge Front fighters", "the mining company Sel Works". */
const BESIDE: ReadonlyMap<string, string> = new Map(
  (
    [
      [
        "armed group",
        "fighter militant rebel insurgent gunman guerrilla militia terrorist jihadist separatist combatant faction",
      ],
      [
        "firm",
        "company firm operator carrier lender miner bank airline manufacturer supplier utility giant conglomerate refinery",
      ],
      ["media", "newspaper broadcaster channel station website magazine outlet daily weekly"],
      ["party", "party"],
      ["civil society", "union charity guild ngo nonprofit church campaign watchdog association"],
      ["state", "country nation kingdom republic"],
      ["mediator", "mediator broker go-between intermediary"],
      ["government body", "ministry regulator agency parliament court police"],
    ] as const
  ).flatMap(([role, words]) => words.split(" ").map((word) => [word, role] as const)),
)
/** Roles that a common noun beside a name gives it; a name that says its own is no other. */
const ROLES_OF_NOUNS: ReadonlySet<string> = new Set([...BESIDE.values()].filter((role) => role !== "mediator"))
/** Adjectives before "group" or "movement" that make it an armed one. */
const ARMED = new Set(
  "armed militant rebel insurgent terrorist separatist jihadist extremist guerrilla paramilitary".split(" "),
)
/** Organs that only a state has: what stands before them with a capital is one. */
const ORGANS = new Set(
  "government army parliament troops president navy embassy constitution ministers ambassador".split(" "),
)
const SPEAKING = new Set(["say", "tell", "add", "warn", "note", "recall", "insist", "argue"])
/** What is said and done in words: whose first word does so alone is called by it. */
const DECLARING = new Set(
  "say tell add warn note insist argue deny dispute announce claim reject confirm promise refuse accuse admit concede reply counter contend maintain".split(
    " ",
  ),
)
const WHERE = new Set("in near outside inside across around throughout".split(" "))
const MEDIATING = new Set(["mediate", "broker"])

/** Most words of a name. What is longer is a heading in capitals. */
const LONGEST_NAME = 9

/** Adds the names of one sentence of `text` to the tally. */
export function tallyNames(tally: NameTally, text: string, tokens: readonly Token[]): void {
  for (let i = 0; i < tokens.length; ) {
    const end = nameEnd(tokens, i)
    if (end === i) {
      i++
      continue
    }
    addRun(tally, text, tokens, i, end)
    i = end
  }
}

/** Whether the token at `k` is a word of a name. At the start of a sentence a capital means nothing: the tag must. */
function isNameWord(tokens: readonly Token[], k: number): boolean {
  const token = tokens[k]
  if (!token || !/^\p{Lu}/u.test(token.text)) return false
  if (token.tag === "PROPN") return true
  return k > 0 && (token.tag === "NOUN" || token.tag === "ADJ" || token.tag === "X") && tokens[k - 1]!.tag !== "PUNCT"
}

/** End of the name that starts at `i`, or `i` itself. */
function nameEnd(tokens: readonly Token[], i: number): number {
  if (!isNameWord(tokens, i)) return i
  let end = i + 1
  let headed = HEADED.has(tokens[i]!.lower)
  let joined = false
  while (end < tokens.length && end - i < LONGEST_NAME) {
    const token = tokens[end]!
    // Within a name a capital counts whatever the word was taken for: "Sel Works", "Valley Herald".
    if (isNameWord(tokens, end) || (token.tag === "VERB" && /^\p{Lu}/u.test(token.text))) {
      headed ||= HEADED.has(token.lower)
      end++
      continue
    }
    const owned = ownedEnd(tokens, end)
    if (owned > end) {
      headed = true
      end = owned
      continue
    }
    const next = tokens[end + 1]
    if (token.text === "-" && token.from === tokens[end - 1]!.to && next?.from === token.to) {
      end += 2
      continue
    }
    // "Ministry of Water", "Bank of the Hills", "Office for Roads and Bridges".
    const the = next?.lower === "the" ? 1 : 0
    const joins = (JOINING.has(token.lower) && (headed || token.lower !== "of")) || (token.lower === "and" && joined)
    if (!joins || (token.lower === "for" && !headed) || !isNameWord(tokens, end + 1 + the)) break
    joined ||= token.lower === "of" || token.lower === "for"
    end += 2 + the
  }
  return Math.min(end, tokens.length)
}

/**
 * "The Mineworkers' and Energy Union", "the Women's League": where a mark of owning behind a plural stands at `at`, the end of the
 * body that it owns; else `at`.
 */
function ownedEnd(tokens: readonly Token[], at: number): number {
  const [mark, owner] = [tokens[at], tokens[at - 1]]
  const many = mark?.text === "'" || mark?.text === "’" ? /s$/ : /^(?:women|men|children|people)$/
  if (!mark || !owner || !/^['’]s?$/.test(mark.text) || mark.from !== owner.to || !many.test(owner.lower)) return at
  let k = at + (tokens[at + 1]?.lower === "and" ? 2 : 1)
  const first = k
  const owns = (i: number) =>
    i > first && /^['’]s?$/.test(tokens[i]?.text ?? "") && tokens[i]!.from === tokens[i - 1]!.to
  while (k - first < LONGEST_NAME && (isNameWord(tokens, k) || owns(k))) k++
  return k > first && OWNED.has(ROLE_OF.get(tokens[k - 1]!.lower) ?? "") ? k : at
}

const OWNED: ReadonlySet<string> = new Set(["civil society", "party", "international organisation"])

/** Splits a run of name words into a person and what her title is of; other runs are one name. */
function addRun(tally: NameTally, text: string, tokens: readonly Token[], start: number, end: number): void {
  // "Arvian President Ana Mora": whose president, and the person.
  let title = -1
  for (let k = start; k < end; k++) {
    if (TITLES.has(tokens[k]!.lower.replace(/\.$/, ""))) title = k
    // "Minister of Water", "Council of Elders": an office or an organ and no person.
    else if (title >= 0 && JOINING.has(tokens[k]!.lower)) {
      addName(tally, text, tokens, start, end, null)
      return
    }
  }
  if (title >= 0) {
    if (title > start) addName(tally, text, tokens, start, start + 1, null)
    let from = title + 1
    if (tokens[from]?.text === ".") from++
    if (from < end) addName(tally, text, tokens, from, end, tokens[title]!.lower.replace(/\.$/, ""))
    return
  }
  // "spokesman Ivo Kar", "minister of water Ana Mora" with small letters.
  const before = tokens[start - 1]
  const small = before && TITLES.has(before.lower) && before.tag !== "VERB" ? before.lower : null
  addName(tally, text, tokens, start, end, end - start <= 3 ? small : null)
}

/** Counts one name, with what its neighbours say it is. */
function addName(
  tally: NameTally,
  text: string,
  tokens: readonly Token[],
  start: number,
  end: number,
  title: string | null,
): void {
  const name = text.slice(tokens[start]!.from, tokens[end - 1]!.to).replace(/\s+/g, " ")
  if (NO_ACTORS.has(name.toLowerCase())) return
  if (DECIDED.has(tokens[end - 1]!.lower) && tokens[start - 1]?.lower === "the") return
  const named = tally.names.get(name) ?? unknown()
  tally.names.set(name, named)
  named.count++
  if (start > 0) named.inner = true
  if (title !== null) named.roles.add("person").add(title)
  beside(named, tokens, start, end)
  const opened = tokens[end]
  if (opened?.text === "(" && tokens[end + 2]?.text === ")" && isShortForm(tokens[end + 1]!.text)) {
    tally.brackets.push({short: tokens[end + 1]!.text, name, shortFirst: false})
  }
  // "SRC (Salt Road Council)".
  if (opened?.text === "(" && isShortForm(name)) {
    const full = nameEnd(tokens, end + 1)
    if (full > end + 2 && tokens[full]?.text === ")") {
      const long = text.slice(tokens[end + 1]!.from, tokens[full - 1]!.to).replace(/\s+/g, " ")
      if (initialsOf(long).startsWith(name[0]!)) tally.brackets.push({short: name, name: long, shortFirst: true})
    }
  }
}

function sharesWord(a: string, b: string): boolean {
  const words = new Set(a.toLowerCase().split(/[\s-]+/))
  return b
    .toLowerCase()
    .split(/[\s-]+/)
    .some((word) => word.length > 3 && words.has(word))
}

function isShortForm(text: string): boolean {
  return /^[\p{Lu}][\p{Lu}&\d-]+$/u.test(text)
}

function initialsOf(name: string): string {
  return name
    .split(/[\s-]+/)
    .map((word) => word[0] ?? "")
    .join("")
}

/** What the words next to a name say of it. */
function beside(named: Named, tokens: readonly Token[], start: number, end: number): void {
  const next = tokens[end]
  const before = tokens[start - 1]
  if (next && next.tag === "NOUN" && next.from > tokens[end - 1]!.to) {
    named.describes = true
    const role = BESIDE.get(next.lemma)
    if (role && role !== "state" && role !== "mediator") named.roles.add(role)
    if (ORGANS.has(next.lower)) named.roles.add("state")
  }
  if (tokens[end - 1]!.tag === "ADJ") {
    named.describes = true
    named.adjective++
  }
  if (before?.tag === "NOUN" || before?.tag === "ADJ") {
    const role = BESIDE.get(before.lemma)
    if (role) named.roles.add(role)
    if (
      /^(?:group|movement|organi[sz]ation|outfit|network)$/.test(before.lower) &&
      ARMED.has(tokens[start - 2]?.lower ?? "")
    )
      named.roles.add("armed group")
  }
  // "The Ridge Front, a rebel group, ...".
  if (next?.text === "," && ["a", "an", "the"].includes(tokens[end + 1]?.lower ?? "")) {
    for (let k = end + 2; k < end + 6 && tokens[k] && (tokens[k]!.tag === "ADJ" || tokens[k]!.tag === "NOUN"); k++) {
      const role = BESIDE.get(tokens[k]!.lemma)
      if (role) named.roles.add(role)
      if (ARMED.has(tokens[k]!.lower)) named.roles.add("armed group")
    }
  }
  if (next?.tag === "VERB" && DECLARING.has(next.lemma)) named.speaks = true
  if (isUsed(tokens, start)) named.roles.add(PRODUCT)
  // "Shares in Norvik" are no place.
  if (before && WHERE.has(before.lower) && tokens[start - 2]?.tag !== "NOUN") named.place = true
  // "Ana Mora said", ", said Ana Mora": two or three names that speak are a person, where no word of theirs says otherwise.
  const says = (k: number) => tokens[k]?.tag === "VERB" && SPEAKING.has(tokens[k]!.lemma)
  const comma = tokens[end]?.text === "," && tokens[end + 1]?.tag === "NUM" ? 3 : 0
  if (end - start >= 2 && end - start <= 3 && (says(end + comma) || says(start - 1))) named.roles.add("person")
  // "Arv brokered the truce", "talks mediated by Arv", "the Arv-brokered truce".
  for (let k = end; k < end + 3 && k < tokens.length; k++)
    if (MEDIATING.has(tokens[k]!.lemma) && (tokens[k]!.tag === "VERB" || tokens[k - 1]!.text === "-"))
      named.roles.add("mediator")
  if (before?.lower === "by" && MEDIATING.has(tokens[start - 2]?.lemma ?? "")) named.roles.add("mediator")
}

/** Nouns of what is done with a product, behind which its name stands, by the preposition between. */
const DONE_WITH: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    on: "ban",
    of: "use abuse sale dose overdose spraying maker residue trace prescription",
    for: "prescription",
    to: "exposure",
  }).map(([preposition, nouns]) => [preposition, new Set(nouns.split(" "))]),
)
const USING: ReadonlySet<string> = new Set(["spray", "prescribe", "inject", "smoke"])

/** "A ban on Velotrin", "sprayed Velotrin". */
function isUsed(tokens: readonly Token[], start: number): boolean {
  const [before, noun] = [tokens[start - 1], tokens[start - 2]]
  if (before?.tag === "VERB") return USING.has(before.lemma)
  return noun?.tag === "NOUN" && DONE_WITH.get(before!.lower)?.has(noun.lemma) === true
}

// ---- from names to actors

/** What the gazetteer calls a name, and what it is. Adjectives and people of a state are its names too. */
const KNOWN: ReadonlyMap<string, {readonly name: string; readonly role: ActorRole}> = (() => {
  const known = new Map<string, {name: string; role: ActorRole}>()
  const put = (word: string, name: string, role: ActorRole) => {
    if (!known.has(word)) known.set(word, {name, role})
  }
  for (const {name, people, seats, otherNames} of states) {
    for (const word of [name, ...seats, ...otherNames]) put(word, name, "state")
    for (const word of people) {
      put(word, name, "state")
      put(`${word}s`, name, "state")
    }
  }
  for (const {name, otherNames} of organisations)
    for (const word of [name, ...otherNames]) put(word, name, "international organisation")
  for (const name of media) put(name, name, "media")
  return known
})()

/** The role that the words of a name themselves tell. */
function roleByName(name: string): ActorRole | null {
  const words = name.toLowerCase().split(/[\s-]+/)
  const last = words.at(-1)!
  if (words.length > 1 && FRONTS.has(last) && (last === "front" || words.some((word) => FIGHTING.has(word))))
    return "armed group"
  // What stands before "of" heads the name: "Bank of Arv", "Ministry of Trade and Industry".
  const of = words.findIndex((word) => word === "of" || word === "for")
  const heads = of > 0 ? [...words.slice(0, of).toReversed(), ...words.slice(of + 1)] : words.toReversed()
  for (const word of heads) {
    const role = ROLE_OF.get(word)
    // A union of workers is none of states.
    if (role === "international organisation" && /s['’]s? |['’]s /.test(name)) return "civil society"
    if (role === "armed group" || (role && words.length > 1)) return role
  }
  return null
}

/** Of a claim: who says so, and the words of its cause and effect. */
type Told = {
  readonly by: string | null
  readonly cause: {readonly text: string}
  readonly effect: {readonly text: string}
}

/**
 * Who is named: names folded as the head of this file says, of those that occur twice, speak,
 * or say what they are. `roles` says what sort of actor it is and where it turns up: as a
 * speaker, in a cause, in an effect, or only mentioned.
 */
export function actorsOf(documents: readonly DocumentNames[], claims: readonly Told[]): Actor[] {
  const {names, short, common} = together(documents)
  const folded = fold(names, short, firstWords(documents, names))
  const groups = new Map<string, Map<string, Named>>()
  const add = (full: string | null, name: string, named: Parameters<typeof put>[2]) => {
    if (full === null) return
    const group = groups.get(full) ?? new Map<string, Named>()
    groups.set(full, group)
    put(group, name, named)
  }
  for (const name of [...names.keys()].sort()) add(folded(name), name, names.get(name)!)
  for (const {name, full, named} of common) add(folded(full), name, named)
  const speaks = namedIn(claims.map((claim) => claim.by ?? ""))
  const causes = namedIn(claims.map((claim) => claim.cause.text))
  const affected = namedIn(claims.map((claim) => claim.effect.text))
  const actors: Actor[] = []
  for (const [full, group] of groups) {
    const members = [...group.keys()].sort()
    const all = [...group.values()]
    const told = new Set(all.flatMap(({roles}) => [...roles]))
    const known = KNOWN.get(full)?.role ?? roleByName(full)
    // What a name says of itself is surer than its neighbours; of a person only neighbours tell.
    if (known) {
      // "Afghan rebels" make no rebels of the state.
      for (const role of [...told]) if (ROLES_OF_NOUNS.has(role)) told.delete(role)
      told.add(known)
    }
    if (told.has("person") && (known || full.split(" ").length > 4)) told.delete("person")
    const spoken = members.some(speaks)
    // Who speaks, or is known for anything else, is no product, whatever is banned or used.
    if (spoken || told.size > 1 || all.some(({speaks, place}) => speaks || place)) told.delete(PRODUCT)
    // A capital at the start of a sentence means nothing, unless two words stand so and somebody says a claim.
    const inner = all.some((named) => named.inner) || known !== null || (spoken && members.some((n) => n.includes(" ")))
    const count = all.reduce((sum, named) => sum + named.count, 0)
    if (!inner || !(count >= 2 || spoken || told.size > 0)) continue
    actors.push({
      id: slug(full),
      name: full,
      alsoCalled: members.filter((name) => name !== full),
      roles: [
        ...[...told].sort(),
        ...(spoken ? ["speaker"] : []),
        ...(members.some(causes) ? ["in causes"] : []),
        ...(members.some(affected) ? ["in effects"] : []),
      ],
    })
  }
  return actors.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/**
 * The same actors, those marked as speakers that claims are said by now: people correct who says a claim, and add claims.
 * An actor that had none to say stays; a name that was no actor does not become one, since it takes the documents to tell.
 */
export function spokenAnew(actors: readonly Actor[], claims: readonly Told[]): readonly Actor[] {
  const speaks = namedIn(claims.map((claim) => claim.by ?? ""))
  const isSpeaker = (role: string): boolean => role === "speaker"
  return actors.map((actor) => {
    const now = [actor.name, ...actor.alsoCalled].some(speaks)
    if (now === actor.roles.some(isSpeaker)) return actor
    const rest = actor.roles.filter((role) => !isSpeaker(role))
    const at = rest.findIndex((role) => role.startsWith("in "))
    const place = at < 0 ? rest.length : at
    return {...actor, roles: now ? [...rest.slice(0, place), "speaker", ...rest.slice(place)] : rest}
  })
}

/** Which full name each name stands for; null for one that names nobody alone. */
function fold(
  names: NameTally["names"],
  short: ReadonlyMap<string, string>,
  firsts: ReadonlyMap<string, string>,
): (name: string) => string | null {
  const ends = endings(names.keys())
  const persons = surnames(names)
  const homes = places(names)
  const step = (name: string): string | null => {
    const known = KNOWN.get(name)
    if (known) return known.name
    if (isCompound(name, names)) return null
    const full = short.get(name)
    if (full !== undefined) return full
    const person = persons.get(name)
    if (person !== undefined) return person ?? name
    const whole = ends.get(name.toLowerCase())
    // "Council" alone is a name only where one council is.
    if (whole !== undefined && whole !== name && (whole === null || roleWordsOnly(name) || name.includes(" ")))
      return whole ?? (roleWordsOnly(name) ? null : name)
    if (roleWordsOnly(name)) return null
    const firm = firsts.get(name)
    if (firm !== undefined) return firm
    const named = names.get(name)
    if (!named?.describes) return name
    const home = homes(name)
    // "Islamist", "Keynesian": an adjective that nothing named explains names nobody.
    return home ?? (named.adjective === named.count ? null : name)
  }
  return (name) => {
    let at: string | null = name
    // A short form of a name that is itself folded: three steps are more than any text needs.
    for (let n = 0; n < 3 && at !== null; n++) {
      const next: string | null = step(at)
      if (next === at) break
      at = next
    }
    return at
  }
}

/** "Arv-Belmar", "Arv-led": names joined, and no name. */
function isCompound(name: string, names: NameTally["names"]): boolean {
  const parts = name.split(/[-–]/)
  if (parts.length < 2) return false
  return parts.every((part, i) =>
    i > 0 && MAKING_ADJECTIVES.has(part)
      ? true
      : names.has(part) || KNOWN.has(part) || NAMES_ALONE.has(part.toLowerCase()),
  )
}

/** Whether a name is made of words of kind alone: "Council", "Liberation Front". */
function roleWordsOnly(name: string): boolean {
  return name
    .toLowerCase()
    .split(/[\s-]+/)
    .every(
      (word) =>
        (ROLE_OF.has(word) && !NAMES_ALONE.has(word)) || FRONTS.has(word) || HEADED.has(word) || TITLES.has(word),
    )
}

/**
 * "Norvik" -> "Norvik Mutual": first words that one document uses of the one name that it opened with them before, and that say
 * something and are nowhere a place. "Arvia Council" is the council of a place, whatever Arvia says.
 */
function firstWords(documents: readonly DocumentNames[], names: NameTally["names"]): ReadonlyMap<string, string> {
  const longer = new Map<string, string | null>()
  for (const name of names.keys()) {
    const first = name.split(" ")[0]!
    if (first !== name) longer.set(first, longer.has(first) ? null : name)
  }
  const isKind = (word: string): boolean => ROLE_OF.has(word) && !HOUSES.has(word)
  const found = new Map<string, string>()
  for (const document of documents) {
    const seen = new Set<string>()
    for (const [name, {speaks}] of document.names) {
      const full = longer.get(name)
      const called = full && seen.has(full) && speaks && names.get(name)?.place === false
      if (called && !full.toLowerCase().split(" ").some(isKind) && !KNOWN.has(name) && !KNOWN.has(full))
        found.set(name, full)
      seen.add(name)
    }
  }
  return found
}

/** What a firm adds to its own name. */
const HOUSES: ReadonlySet<string> = new Set(
  "inc ltd corp co company corporation plc llc gmbh ag group holdings holding partners".split(" "),
)

/** Ends of names that say what they are -> the one name that ends so; null where several do. */
function endings(names: Iterable<string>): ReadonlyMap<string, string | null> {
  const ends = new Map<string, string | null>()
  for (const name of names) {
    if (roleByName(name) === null && !/front|army|movement/i.test(name)) continue
    const words = name.split(" ")
    const of = words.findIndex((word) => word === "of" || word === "for")
    // "Porto Lindo" is no short form of the University of Porto Lindo.
    for (let from = 1; from < (of > 0 ? of : words.length); from++) {
      const end = words.slice(from).join(" ").toLowerCase()
      ends.set(end, ends.has(end) && ends.get(end) !== name ? null : name)
    }
    // "The Bank", of the Bank of Arvia.
    const head = of > 0 ? words.slice(0, of).join(" ").toLowerCase() : ""
    if (head !== "") ends.set(head, ends.has(head) && ends.get(head) !== name ? null : name)
  }
  return ends
}

/** Surnames and full names of persons: surname -> full name, null where several bear it. */
function surnames(names: NameTally["names"]): ReadonlyMap<string, string | null> {
  const persons = new Map<string, string | null>()
  for (const [name, {roles}] of names) {
    const words = name.split(" ")
    if (words.length < 2 || words.length > 4 || !roles.has("person") || KNOWN.has(name) || roleByName(name)) continue
    const last = words.at(-1)!
    persons.set(last, persons.has(last) && persons.get(last) !== name ? null : name)
  }
  return persons
}

/** "Arvian" -> "Arvia", "Norvenese" -> "Norven": the one place whose name an adjective extends. */
function places(names: NameTally["names"]): (adjective: string) => string | null {
  const roots = new Map<string, string | null>()
  for (const [name, {describes}] of names) {
    const lower = name.toLowerCase()
    if (name.includes("-") || isShortForm(name) || roleByName(name)) continue
    // An adjective is no place for another.
    if (describes && DEMONYMS.some((ending) => lower.endsWith(ending))) continue
    for (let cut = 0; cut <= 2 && lower.length - cut >= SHORTEST_ROOT; cut++) {
      const root = lower.slice(0, lower.length - cut)
      roots.set(root, roots.has(root) && roots.get(root) !== name ? null : name)
    }
  }
  return (adjective) => {
    const lower = adjective.toLowerCase()
    for (const ending of DEMONYMS) {
      if (!lower.endsWith(ending)) continue
      const root = lower.slice(0, lower.length - ending.length)
      const home = root.length >= SHORTEST_ROOT ? roots.get(root) : undefined
      if (home && home !== adjective && home.length < adjective.length) return home
    }
    return null
  }
}

/** Endings of adjectives and peoples, longest first. */
const DEMONYMS = ["ians", "ian", "eans", "ean", "ans", "ese", "ish", "an", "ns", "is", "ers", "er", "n", "i"]

/** A root shorter than this names too many things, in letters. */
const SHORTEST_ROOT = 3

/**
 * Whether a name stands in any of the texts. A name opens with a capital, so only what
 * follows a capital can begin with one.
 */
function namedIn(texts: readonly string[]): (name: string) => boolean {
  return beginning(
    [...new Set(texts)].flatMap((text) => [...text.matchAll(/\p{Lu}/gu)].map((capital) => text.slice(capital.index))),
  )
}
