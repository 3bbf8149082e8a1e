// Who is meant: names, demonyms, capitals and group words in a phrase become actors. In:
// the reading's own actors, the claims' quotes, and a table of states. Out: a book that
// finds actors in words, folding what names the same one ("Arvian leaders", the capital of
// Arvia, "the Arvian army" are Arvia), and never folding two that only share a word.
//
// Longer names win over shorter ones: that alone keeps an offshoot apart from the movement
// it is named after.

import type {Reading} from "../claims/index.ts"
import {groupBy} from "../core/grouping.ts"
import {slug} from "../core/ids.ts"
import {beginning} from "../core/prefixes.ts"
import {DECIDED, PRODUCT, rulers, states} from "../mentions/index.ts"
import {type Word, wordsOf} from "./pattern.ts"

/** What sort of actor: it decides which generic word ("the militants") may stand for it. */
export type ActorKind = "state" | "armed" | "people" | "workers" | "employers" | "outside" | "place" | "both" | "named"

/** Somebody who acts or is acted on, under the one name that the map uses. */
export type KnownActor = {
  readonly id: string
  readonly name: string
  readonly kind: ActorKind
  /** A word for a kind of actor rather than a name: "the militants". */
  readonly generic: boolean
  /** How it is called where it acts: the capital, when the documents use it so. */
  readonly seat?: string
}

/** An actor found in words [from, to). `adjective`: "Arvian". */
export type Mention = {
  readonly actor: string
  readonly from: number
  readonly to: number
  readonly possessive: boolean
  readonly adjective: boolean
}

/** Who is who in one reading. */
export type ActorBook = {
  readonly actors: ReadonlyMap<string, KnownActor>
  /** Those things happen in: states, regions, and names the documents say "in" before. */
  readonly places: ReadonlySet<string>
  find(words: readonly Word[]): Mention[]
  /** The id for a name as an analyst writes it in a codebook; made when it is new. */
  named(name: string): string
  /** Whether another book knows the same actors under the same names. */
  saysTheSame(other: ActorBook): boolean
}

// Both begin at the first capital of a run of letters, and at no later one: a row of capitals is gone through once.
/** "Pakistani Taliban". */
const CAPITALISED_PAIR = /(?<!\p{L})(?:(?!\p{Lu})\p{L})*(\p{Lu}\p{L}+)\s+(\p{Lu}\p{L}+)/gu
/** "Salt Carriers' Union (SCU)". */
const NAME_WITH_INITIALS =
  /(?<![\p{L}'’])(?:(?!\p{Lu})[\p{L}'’])*((?:[\p{Lu}][\p{L}'’]*(?:[-\s](?:of|the|i|e|for|and)(?=[-\s]))?[-\s]){1,6})\(([\p{Lu}]{2,7}(?:-[\p{Lu}]{1,3})?)\)/gu
const INITIALS = /^\((\p{Lu}{2,7})\)/u

/** The initials that stand in brackets behind a name somewhere in the text. */
function initialsOf(name: string, text: string): string | null {
  for (let at = text.indexOf(`${name} (`); at >= 0; at = text.indexOf(`${name} (`, at + 1)) {
    const open = at + name.length + 1
    const found = INITIALS.exec(text.slice(open, open + 9))
    if (found) return found[1]!
  }
  return null
}

/** Words for a kind of actor, by what they are. The first of a line names the actor. */
const GROUPS: readonly (readonly [kind: ActorKind, id: string, name: string, words: string])[] = [
  [
    "armed",
    "armed_groups",
    "armed groups",
    "armed groups|armed group|militants|militant|insurgents|insurgent|rebels|rebel|terrorists|terrorist|terrorist groups|gunmen|fighters|militias|militia|guerrillas|extremists|extremist groups|jihadists|non state actors|militant groups|rebel groups|insurgent groups|these elements|such elements|these groups|co ethnics|bandits|gangs",
  ],
  [
    "workers",
    "workers",
    "workers",
    "workers|worker|unions|union|trade unions|dockers|dock workers|dockworkers|miners|teachers|nurses|drivers|crews|staff|employees|labourers|strikers",
  ],
  [
    "employers",
    "employers",
    "employers",
    "employers|employer|management|managers|operator|operators|port operator|company|companies|firms|owners|plant owners",
  ],
  [
    "outside",
    "donors",
    "donors",
    "donors|donor|aid agencies|aid agency|aid groups|relief agencies|humanitarian agencies",
  ],
  ["outside", "mediators", "mediators", "mediators|mediator|envoys|envoy"],
  [
    "outside",
    "neighbours",
    "neighbouring states",
    "neighbouring countries|neighboring countries|neighbouring states|neighboring states|regional powers|regional actors",
  ],
  ["people", "opposition", "the opposition", "opposition|opposition parties|opposition supporters"],
  ["people", "farmers", "farmers", "farmers|farmer|growers|herders"],
  ["people", "protesters", "protesters", "protesters|demonstrators"],
  [
    "people",
    "people",
    "people",
    "people|young people|families|households|residents|civilians|children|women|communities|students|villagers|citizens|the public",
  ],
  [
    "state",
    "government",
    "the government",
    "government|authorities|ministry|cabinet|council|parliament|administration",
  ],
  [
    "place",
    "region",
    "the region",
    "region|regional|south asia|south asian|central asia|middle east|west africa|east africa|southeast asia|neighbourhood|neighborhood",
  ],
  [
    "both",
    "both_sides",
    "both countries",
    "both sides|both countries|both nations|both governments|both communities|two countries|two nations|two sides|two neighbors|two neighbours",
  ],
  ["state", "security_forces", "security forces", "security forces|army|military|police|troops|soldiers"],
]

/** Organs and people of a state: with its name before them they are the state. */
const ORGANS: ReadonlySet<string> = new Set(
  `government governments authorities administration regime leadership leaders leader officials official army military forces troops soldiers
  police establishment rulers ruler ministers minister ministry commanders policymakers spokesmen spokesman parliament cabinet council
  president state army's navy air security border political powerful led backed emirate`.split(/\s+/),
)

/** Names that are not actors though they are capitalised. */
const NOT_ACTORS: ReadonlySet<string> = new Set(
  `january february march april may june july august september october november december monday tuesday wednesday thursday friday
  saturday sunday islam islamic muslim christian hindu buddhist cold world war line mr mrs ms dr i north south east west
  northern southern eastern western central asia asian europe european africa african pashto arabic english covid
  a an the this that these those it its he she they we you his her their our my your there here and or but nor yet so if when while
  as since because although though unless until what who which why how where not no none some many most all both each every any
  such one two three more less in on at by for from with without after before under over between among`.split(/\s+/),
)

type Entry = {
  readonly words: readonly string[]
  readonly actor: string
  readonly adjective: boolean
}

/**
 * Makes the book for one reading.
 *
 * @param extra further names from the case's codebook: each becomes an actor of its own unless it is a name known already.
 */
export function actorBook(reading: Pick<Reading, "actors" | "claims">, extra: readonly string[] = []): ActorBook {
  return new Who(reading, extra)
}

/** Who is who, gathered step by step: states first, then movements, kinds of actors, initials, and names. */
class Who implements ActorBook {
  readonly actors = new Map<string, KnownActor>()
  readonly places: ReadonlySet<string>
  private readonly entries: Entry[] = []
  /** Ids by the words they go under, in lower case with a blank between. */
  private readonly byWords = new Map<string, string>()
  /** Names by their first word, the longest first. */
  private readonly byFirst: ReadonlyMap<string, readonly Entry[]>
  /** Names of products, which are nobody. */
  private readonly goods = new Set<string>()

  constructor(reading: Pick<Reading, "actors" | "claims">, extra: readonly string[]) {
    const quotes = reading.claims.map((claim) => claim.quote.text)
    const text = [...new Set(quotes)].join("\n")
    // What is called by a name first keeps it.
    this.addStates(text)
    this.addMovements(text)
    this.addGroups()
    this.addInitials(text)
    const goods = reading.actors.filter(({roles}) => roles.includes(PRODUCT))
    for (const {name, alsoCalled} of goods) for (const one of [name, ...alsoCalled]) this.goods.add(keyOf(one))
    this.addRead(reading.actors.filter((actor) => !goods.includes(actor)))
    for (const name of extra) if (!this.byWords.has(keyOf(name))) this.call(this.addNamed(name), name)
    this.addProperNames(quotes)
    const byFirst = groupBy(this.entries, (entry) => entry.words[0]!)
    for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length)
    this.byFirst = byFirst
    this.places = this.placesIn(text)
  }

  find(words: readonly Word[]): Mention[] {
    const found: Mention[] = []
    for (let at = 0; at < words.length; at++) {
      const hit = (this.byFirst.get(words[at]!.lower) ?? []).find((entry) =>
        entry.words.every((word, k) => words[at + k]?.lower === word),
      )
      if (!hit) continue
      // "may", "mali", "chad" in lower case are words, not names.
      if (
        !this.actors.get(hit.actor)!.generic &&
        words[at]!.text === words[at]!.lower &&
        !/^\p{Lu}/u.test(words[at]!.text)
      )
        continue
      // "Military operations" is not the military.
      if (
        hit.actor === "security_forces" &&
        words[at]!.lower === "military" &&
        at + 1 < words.length &&
        isNounAfter(words[at + 1]!)
      )
        continue
      let to = at + hit.words.length
      let possessive = words[to - 1]!.possessive
      if (!this.actors.get(hit.actor)!.generic) {
        // "Arvia's military", "the Arvian political leadership", "Arvia-led government".
        let end = to
        while (end < words.length && end - to < 4 && ORGANS.has(words[end]!.lower) && !words[end]!.broken) end++
        const last = words[end - 1]
        if (end > to && last && !/^(?:powerful|security|border|political|air|led|backed|military)$/.test(last.lower)) {
          to = end
          possessive = last.possessive
        } else if (end > to && last?.lower === "military" && (end === words.length || !isNounAfter(words[end]!))) {
          to = end
          possessive = last.possessive
        }
        // The brackets behind a name: "Ridge Front (RF)".
        const next = words[to]
        if (next?.broken && this.byWords.get(next.lower) === hit.actor) to++
      }
      found.push({actor: hit.actor, from: at, to, possessive, adjective: hit.adjective && to === at + hit.words.length})
      at = to - 1
    }
    return found
  }

  named(name: string): string {
    return this.byWords.get(keyOf(name)) ?? this.addNamed(name)
  }

  saysTheSame(other: ActorBook): boolean {
    return other instanceof Who && other.spelt() === this.spelt()
  }

  private spelt(): string {
    return JSON.stringify([[...this.actors.values()], [...this.places], this.entries])
  }

  private add(actor: KnownActor): string {
    if (!this.actors.has(actor.id)) this.actors.set(actor.id, actor)
    return actor.id
  }

  /** Somebody of whom no more is known than the name. */
  private addNamed(name: string): string {
    return this.add({id: idOf(name), name, kind: armedName(name) ? "armed" : "named", generic: false})
  }

  /** Lets an actor be called `name`, unless another one is. */
  private call(id: string, name: string, adjective = false): void {
    const words = wordsOf(name).map((w) => w.lower)
    if (words.length === 0) return
    const key = words.join(" ")
    if (this.byWords.has(key)) return
    this.byWords.set(key, id)
    this.entries.push({words, actor: id, adjective})
  }

  /** States with their people, capitals and other names; and those who rule them. */
  private addStates(text: string): void {
    for (const {name, people, seats, otherNames} of states) {
      const id = idOf(name)
      const seat = seats.map((s) => ({s, n: count(text, s)})).sort((a, b) => b.n - a.n)[0]
      // A capital stands for its government only where the documents use it that way.
      this.add({id, name, kind: "state", generic: false, ...(seat && seat.n > 0 ? {seat: seat.s} : {})})
      this.call(id, name)
      for (const adjective of people) {
        this.call(id, adjective, true)
        if (/(?:an|i)$/.test(adjective)) this.call(id, `${adjective}s`)
      }
      for (const other of [...seats, ...otherNames]) this.call(id, other)
    }
    for (const [ruler, place] of rulers) this.call(idOf(place), ruler)
  }

  /** A movement named after another state than the one it rules is another movement. */
  private addMovements(text: string): void {
    const governs = new Map(rulers.map(([ruler, place]) => [ruler, idOf(place)]))
    const seen = new Set<string>()
    for (const match of text.matchAll(CAPITALISED_PAIR)) {
      const home = this.byWords.get(match[1]!.toLowerCase())
      const rules = governs.get(match[2]!)
      if (!home || !rules || home === rules) continue
      const name = `${match[1]} ${match[2]}`
      if (seen.has(name)) continue
      seen.add(name)
      const short = initialsOf(name, text) ?? name
      this.call(this.add({id: idOf(short), name: short, kind: "armed", generic: false}), name)
      this.call(idOf(short), short)
    }
  }

  /** Words for kinds of actors. */
  private addGroups(): void {
    for (const [kind, id, name, words] of GROUPS) {
      this.add({id, name, kind, generic: true})
      for (const word of words.split("|")) this.call(id, word)
    }
  }

  /** Long Name (LN): both names of one actor, and of one that is not the state it is named after. */
  private addInitials(text: string): void {
    for (const match of text.matchAll(NAME_WITH_INITIALS)) {
      const long = match[1]!.trim().replace(/^(?:The|A|An)\s+/, "")
      const short = match[2]!
      const id =
        this.byWords.get(
          wordsOf(short)
            .map((w) => w.lower)
            .join(" "),
        ) ?? idOf(short)
      this.add({id, name: short, kind: armedName(long) ? "armed" : "named", generic: false})
      this.call(id, short)
      if (wordsOf(long).length > 1) this.call(id, long)
    }
  }

  /** Actors that the reader found. */
  private addRead(named: Reading["actors"]): void {
    const read = named
      .map((actor) => ({
        roles: actor.roles,
        // "The Council", of the Salt Road Council, stays the word for any council.
        names: [actor.name, ...actor.alsoCalled].filter(
          (name) =>
            isName(name) &&
            !isCompound(name, this.byWords) &&
            !this.actors.get(this.byWords.get(keyOf(name)) ?? "")?.generic,
        ),
      }))
      .filter(({names}) => names.length > 0)
      // "Arvia" before "Arvian", so that the one can be known as of the other.
      .sort((a, b) => (calledBy(a.names) < calledBy(b.names) ? -1 : 1))
    for (const {names, roles} of read) {
      const known = names.map((name) => this.byWords.get(keyOf(name))).find((id) => id !== undefined)
      const name = calledBy(names)
      const home = known ? null : demonymOf(name, this.byWords)
      if (home) {
        for (const other of names) this.call(home, other, true)
        continue
      }
      const id = known ?? idOf(name)
      const armed = roles.some((role) => /armed|militant|rebel|insurgent|terror/i.test(role)) || names.some(armedName)
      const kind = armed ? "armed" : roles.includes("state") ? "state" : "named"
      this.add({id, name, kind, generic: false})
      // "Arvian" among the names of Arvia describes; "Arvians" are its people.
      for (const other of names) this.call(id, other, isAdjectiveOf(other, names))
    }
  }

  /** Capitalised names that nobody has told of. */
  private addProperNames(quotes: readonly string[]): void {
    for (const name of properNames(quotes)) {
      if (this.byWords.has(keyOf(name)) || this.goods.has(keyOf(name))) continue
      const home = demonymOf(name, this.byWords)
      if (home) this.call(home, name, true)
      else this.call(this.addNamed(name), name)
    }
  }

  /** Those things happen in. */
  private placesIn(text: string): Set<string> {
    const saidAsPlace = beginning(
      [...text.matchAll(/(?<= (?:in|across|inside|throughout) )/g)].map((gap) => text.slice(gap.index)),
    )
    return new Set(
      [...this.actors.values()]
        .filter(({kind, name, generic}) =>
          generic ? kind === "place" || kind === "both" : kind === "state" || saidAsPlace(name),
        )
        .map(({id}) => id),
    )
  }
}

/** The word after "military" that makes it an adjective: "military operations". */
function isNounAfter(word: Word): boolean {
  return (
    !word.broken &&
    !/^(?:and|or|to|has|had|have|is|are|was|were|will|would|may|could|can|launch|launched|in|on|of|by|with|against)$/.test(
      word.lower,
    )
  )
}

function idOf(name: string): string {
  return slug(name)
}

function keyOf(name: string): string {
  return wordsOf(name)
    .map((w) => w.lower)
    .join(" ")
}

function isName(name: string): boolean {
  const words = wordsOf(name)
  return (
    words.length > 0 &&
    words.length <= 6 &&
    words.some((w) => /^\p{Lu}/u.test(w.text)) &&
    !words.every((w) => NOT_ACTORS.has(w.lower))
  )
}

/** "Arvia-Belmar", "Arvia-led": a joining of names that are known, not a name. */
function isCompound(name: string, byWords: ReadonlyMap<string, string>): boolean {
  const words = wordsOf(name)
  return (
    words.length > 1 &&
    words.some((w) => w.joined) &&
    words.every((w) => byWords.has(w.lower) || /^(?:led|backed|based|run|held|aligned|linked)$/.test(w.lower))
  )
}

/** Whether one name of an actor is the adjective of another: it goes on, with an adjective's ending, where that one stops. */
function isAdjectiveOf(name: string, names: readonly string[]): boolean {
  const root = /^(.{3,}?)(?:ians?|eans?|ans?|ese|ish|n|i)$/i.exec(name)?.[1]
  return root !== undefined && names.some((other) => other.length < name.length && other.startsWith(root))
}

/** What an actor is called in the map: its short form in capitals, else the name that the reading gives it. */
function calledBy(names: readonly string[]): string {
  return names.find((name) => /^[\p{Lu}][\p{Lu}\d-]{1,6}$/u.test(name)) ?? names[0]!
}

function armedName(name: string): boolean {
  return /\b(?:front|brigades?|militia|liberation|jihad|tehree?k|tehrik|taliban|khorasan|rebels|insurgents|guerrillas?|armed|mujahid\w*|resistance)\b/i.test(
    name,
  )
}

function count(text: string, name: string): number {
  let n = 0
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) n++
  return n
}

/** Capitalised names that stand inside a sentence, where a capital means something. */
function properNames(quotes: readonly string[]): string[] {
  const names = new Set<string>()
  for (const quote of quotes) {
    const words = wordsOf(quote)
    let start = true
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!
      const first = start || (word.broken && /[.!?:"“”]/.test(quote.slice(Math.max(0, word.from - 3), word.from)))
      start = false
      // A capital at the start of a sentence means nothing, unless somebody owns something there: "Arvia's".
      if (
        (first && !(word.possessive && word.lower.length > 3)) ||
        word.joined ||
        !/^\p{Lu}/u.test(word.text) ||
        NOT_ACTORS.has(word.lower)
      )
        continue
      let end = i + 1
      while (
        end < words.length &&
        /^\p{Lu}/u.test(words[end]!.text) &&
        !words[end]!.broken &&
        !words[end]!.joined &&
        !words[end - 1]!.possessive
      )
        end++
      const isDecided = DECIDED.has(words[end - 1]!.lower) && words[i - 1]?.lower === "the"
      if (end - i <= 4 && !isDecided)
        names.add(
          words
            .slice(i, end)
            .map((w) => w.text)
            .join(" "),
        )
      i = end - 1
    }
  }
  return [...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

/** "Arvian" belongs to Arvia, "Norvenese" to Norven: an adjective ending on a known one-word name. */
function demonymOf(name: string, byWords: ReadonlyMap<string, string>): string | null {
  const lower = name.toLowerCase()
  const bare = /^(.{3,}?)(?:ians|ian|ans|an|ns|n|ese|ish|is|i|ers|er)$/.exec(lower)
  if (!bare || lower.includes(" ")) return null
  const homes = [...byWords.keys()].filter((key) => {
    if (key === lower || key.includes(" ") || !key.startsWith(bare[1]!)) return false
    return key.length - bare[1]!.length <= 2
  })
  return homes.length === 1 ? byWords.get(homes[0]!)! : null
}
