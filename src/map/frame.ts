// What a phrase is about: its theme, whose it is, and which way its own words turn it. In:
// a phrase as worded, with the sentence it stands in. Out: one frame for each thing it
// lists. The words decide; nothing is filled in here, so that gather can say for every
// merge which words brought a phrase to its factor.

import {ACTORS, type Claim, type Phrase, type Words} from "../claims/index.ts"
import type {ActorBook, Mention} from "./actors.ts"
import {
  beings,
  bodies,
  deeds,
  emptyWords,
  failingWords,
  harmWords,
  lessening,
  lesseningTails,
  lightHeads,
  risingWords,
  themes,
  worseningWords,
} from "./codebook.ts"
import {bareRoot, type FrameWords, isEmpty} from "./gist.ts"
import {kindOf} from "./kinds.ts"
import {beginsWithVerb, COUNT, nameOfWords, namesNothing, RELATIVE, saysTooLittle, tellsDeed} from "./naming.ts"
import {
  foldedPhrase,
  functionWords,
  headAt,
  matchAt,
  type Pattern,
  pattern,
  prepositions,
  stem,
  type Word,
  wordMatcher,
  wordsOf,
} from "./pattern.ts"
import type {Theme} from "./theme.ts"

/** What one item of a phrase is about: its theme, who holds it, against whom, and which way it is turned. */
export type Frame = FrameWords & {
  /** Ids of actors. */
  readonly holder: string | null
  readonly target: string | null
  /** Of what, for a theme that has kinds: the timber of "timber prices". */
  readonly kind: string | null
  /** Its change times its opposite words: which way the factor moves when the phrase is so. */
  readonly turn: 1 | -1
  /** The phrase names a movement, not the thing alone. */
  readonly moves: boolean
  /** Id of the case's own factor whose alias named it. */
  readonly own: string | null
  /** The verb that gave the claim its sign is part of what varies ("displacing civilians"): the sign is used up. */
  readonly absorbs: boolean
  /** States the sentence names: a nameless instability can only be theirs. */
  readonly near: readonly string[]
  /** Said of both sides alike: "mutual distrust". */
  readonly mutual: boolean
  /** For phrases that no theme names: the words without those that say which way. */
  readonly label: string
  /** The label names a deed, by its verb. */
  readonly deed?: true
  /** Words for the theme's opposite named it. */
  readonly against?: true
}

/** One pattern and what it names: a theme of the codebook, or a factor of the case's own (`own`, which wins). */
export type Rule = {
  readonly theme: Theme
  readonly own: {readonly id: string; readonly holder: string | null; readonly not: readonly Pattern[]} | null
  readonly order: number
  readonly pattern: Pattern
  readonly opposite: boolean
}
/** A whole phrase that a factor of the case's own claims as worded: the phrase says that it rises (1) or falls (-1). */
export type Worded = {readonly theme: Theme; readonly own: string; readonly turn: 1 | -1}

type Match = Rule & {
  readonly from: number
  readonly to: number
  readonly depth: number
  /** Is the meaning of its word settled by the sentence, and not by the rest of the document alone? */
  readonly settled: boolean
}

let shippedRules: readonly Rule[] | null = null

/** The rules of the shipped codebook: made when the first map is gathered, since most commands gather none. */
export function themeRules(): readonly Rule[] {
  shippedRules ??= themes.flatMap((theme, order) => [
    ...theme.says.map((source) => ({theme, own: null, order, pattern: pattern(source), opposite: false})),
    ...(theme.opposite ?? []).map((source) => ({theme, own: null, order, pattern: pattern(source), opposite: true})),
  ])
  return shippedRules
}

/** A phrase with more content words than this that no theme names is a story, not a factor. */
const MOST_CONTENT = 6

/** A clause of more words that no theme names tells a story. */
const LONGEST_CLAUSE = 7

/** A theme's word this many prepositions deep is no longer what the phrase is about. */
const DEEPEST = 1

/** Rules by the word they begin with. */
export type RuleIndex = {
  readonly rules: readonly Rule[]
  readonly byWord: ReadonlyMap<string, readonly Rule[]>
  /** By the first two letters of a beginning. */
  readonly byStem: ReadonlyMap<string, readonly Rule[]>
}

const STEM_KEY = 2

/**
 * The rules that hold in each document of a folder: those for words with two meanings only where the document's own words
 * settle the meaning.
 *
 * @param folder lower-case words of all quotes of all files: enough where nobody is at issue, not for a strike of whom
 * @param made   indexes of these rules, by the rules that hold: filled as documents need others
 * @returns the rules of a document, by the lower-case words of its quotes, which are among those of the folder
 */
export function rulesWithin(
  rules: readonly Rule[],
  folder: ReadonlySet<string>,
  made: Map<string, RuleIndex> = new Map(),
): (corpus: ReadonlySet<string>) => RuleIndex {
  const words = [...folder]
  /** The words that settle a rule's meaning; null where it has but one. */
  const settling = rules.map(({pattern: {near}}) =>
    near.length === 0 ? null : words.filter((word) => near.some((matches) => matches(word))),
  )
  // Most documents of a folder settle the same meanings.
  return (corpus) => {
    const holds = rules.map(({theme}, i) => {
      const near = settling[i]
      return !near || (theme.heads ? near.length > 0 : near.some((word) => corpus.has(word)))
    })
    const key = holds.map((one) => (one ? 1 : 0)).join("")
    const index = made.get(key) ?? indexRules(rules.filter((_, i) => holds[i]))
    made.set(key, index)
    return index
  }
}

function indexRules(rules: readonly Rule[]): RuleIndex {
  const byWord = new Map<string, Rule[]>()
  const byStem = new Map<string, Rule[]>()
  const put = (map: Map<string, Rule[]>, key: string, rule: Rule) => {
    const list = map.get(key)
    if (!list) map.set(key, [rule])
    else if (list.at(-1) !== rule) list.push(rule)
  }
  for (const rule of rules) {
    for (const word of rule.pattern.first.words) put(byWord, word, rule)
    for (const stem of rule.pattern.first.stems) put(byStem, stem.slice(0, STEM_KEY), rule)
  }
  return {rules, byWord, byStem}
}

/** The same rules but those of one case factor. */
function without(index: RuleIndex, own: string): RuleIndex {
  return onlyRules(index, (rule) => rule.own?.id !== own)
}

/** The rules of an index for which `holds`. */
export function onlyRules(index: RuleIndex, holds: (rule: Rule) => boolean): RuleIndex {
  const keep = (map: ReadonlyMap<string, readonly Rule[]>) =>
    new Map([...map].map(([key, list]) => [key, list.filter(holds)]))
  return {rules: index.rules.filter(holds), byWord: keep(index.byWord), byStem: keep(index.byStem)}
}

/** Whether a theme is of no field that has a part in the documents: "relief" is aid in a famine, and a feeling elsewhere. */
export type Silent = (theme: Theme) => boolean

/** Does one word alone name the theme of a rule, and is the theme of no field here? */
export const isOutOfField = ({own, theme, pattern}: Rule, silent: Silent): boolean =>
  own === null && pattern.steps.length === 1 && silent(theme)

/** What a phrase is read against. */
export type Setting = {
  /** The sentence, for "its", "the group" and the like, its words in small letters, and the actors in it. */
  readonly quote: string
  readonly spoken: ReadonlySet<string>
  readonly named: readonly Mention[]
  /** The armed groups named anywhere in the file, by id. */
  readonly groups: readonly string[]
  readonly book: ActorBook
  /** The codebook's rules, and the case's own before them. */
  readonly rules: RuleIndex
  /** Whole phrases that the case's own factors claim, by `foldedPhrase`. */
  readonly worded: ReadonlyMap<string, Worded>
}

/** The frames of a phrase of a claim, one for each item of a list; none where it names nothing that varies. */
export function framesOf(claim: Claim, side: "cause" | "effect", setting: Setting): Frame[] {
  const {[side]: phrase, signal, cause} = claim
  const own = framesByWords(phrase, setting, side, signal, cause)
  const {says} = phrase
  // What a cause does is the cause as a whole: "the dam cut the catch, so crews left" is about the dam.
  if (!says || side === "cause" || wordedFrame(phrase.text, phrase.change, setting)) return own
  const ends = framesByWords(says.effect, setting, "effect", says.signal, says.cause)
  // Nothing is its own cause.
  const causes = framesByWords(cause, setting, "cause", signal, cause)
  if (ends.length === 0 || ends.some((one) => causes.some((other) => nameTheSame(one, other)))) return own
  return ends.map((one) => ({...one, turn: says.sign === "-" ? (-one.turn as 1 | -1) : one.turn, moves: true}))
}

const DEAR: ReadonlySet<string> = new Set("expensive costly costlier dear dearer pricier unaffordable".split(" "))
const CHEAP: ReadonlySet<string> = new Set("cheap cheaper affordable".split(" "))
const TELLS_PRICE: readonly string[] = [...DEAR, ...CHEAP]
/** Words between a thing and how dear it is, and those that may stand behind that: "bread has become much dearer in the north". */
const BEFORE_DEAR: ReadonlySet<string> = new Set(
  `is are was were be has have had been become becomes became get gets got grow grows grew remain remains remained stay stays stayed
  even ever still much far too so very again increasingly more less`.split(/\s+/),
)
const BEHIND_DEAR: ReadonlySet<string> = new Set(
  "in for at across throughout than every each again there now".split(" "),
)
/** The price of money is called interest, by a theme of its own. */
const MONEY: ReadonlySet<string> = new Set("credit loan loans borrowing money mortgage mortgages".split(" "))

/** Of a thing behind it these say what it costs: "dear fuel"; what is costly may be a war. */
const BEFORE_THING: ReadonlySet<string> = new Set("expensive dear dearer pricier costlier cheap cheaper".split(" "))
const BEFORE_CHEAP: ReadonlySet<string> = new Set("the a an such so very too more less even ever much".split(" "))
/** Cheap work is paid low wages, and cheap talk costs nothing. */
const NO_GOODS: ReadonlySet<string> = new Set("labour labor talk tricks work".split(" "))

/** What a phrase says to be dear or cheap, and the word that says so. */
type Priced = {readonly thing: string; readonly by: Word; readonly low: boolean}

/** "Fuel more expensive", "bread became dearer in the north", "cheap flour". */
function pricedIn(text: string, setting: Setting): Priced | null {
  // Hardly any sentence speaks of it, and every phrase is asked.
  if (!TELLS_PRICE.some((word) => setting.spoken.has(word))) return null
  const words = wordsOf(text)
  const at = words.findIndex(({lower}) => DEAR.has(lower) || CHEAP.has(lower))
  const [by, behind] = [words[at], words[at + 1]]
  if (!by) return null
  const low = CHEAP.has(by.lower) !== (words[at - 1]?.lower === "less")
  const isOf = BEFORE_THING.has(by.lower) && behind && words.slice(0, at).every(({lower}) => BEFORE_CHEAP.has(lower))
  // "Cheap glass from abroad" is glass that comes.
  const comes = words.some(({lower}) => lower === "from" || lower === "by")
  const goods = isOf && !comes && !MONEY.has(behind.lower) && !NO_GOODS.has(behind.lower)
  const thing = goods ? text.slice(behind.from) : ""
  if (thing !== "" && !namesPeople(thing, setting)) return {thing, by, low}
  if (at < 1 || (behind && !BEHIND_DEAR.has(behind.lower))) return null
  let end = at
  while (end > 0 && BEFORE_DEAR.has(words[end - 1]!.lower)) end--
  if (end === 0 || MONEY.has(words[end - 1]!.lower)) return null
  return {thing: text.slice(0, words[end - 1]!.to), by, low}
}

/** What is said to be dear or cheap is its price, where no theme knows it as dear: "loans costly" has one of its own. */
function pricedFrame(text: string, frames: readonly Frame[], setting: Setting): Frame | null {
  const priced = pricedIn(text, setting)
  const known = ({own, theme, matched}: Frame) =>
    own !== null || (theme !== null && wordsOf(matched).some(({lower}) => lower === priced?.by.lower))
  if (!priced || frames.some(known)) return null
  const item = {text: `the price of ${priced.thing}`, inside: null, change: priced.low ? "-" : "+"} as const
  const frame = frameOf(item, setting)
  return frame && {...frame, text, moves: true}
}

/** Do two frames name one thing: a factor of the case, a theme of the same holder and target, or the same words? */
function nameTheSame(a: Frame, b: Frame): boolean {
  if (a.own !== null || b.own !== null) return a.own === b.own
  if (a.theme || b.theme) return a.theme === b.theme && a.holder === b.holder && a.target === b.target
  return a.content.length > 0 && a.content.join(" ") === b.content.join(" ")
}

/** The frames of a phrase by its own words. @param signal, cause  of the claim whose side the phrase is. */
function framesByWords(
  phrase: Phrase,
  setting: Setting,
  side: "cause" | "effect",
  signal: Words | undefined,
  cause: Words,
): Frame[] {
  const worded = wordedFrame(phrase.text, phrase.change, setting)
  if (worded) return [worded]
  const within = signal !== undefined && signal.from >= phrase.from && signal.to <= phrase.to ? signal.text : null
  const frames = itemsOf(phrase, setting).flatMap((item) => {
    const frame = frameOf(item, setting)
    if (frame?.holder && BOTH.has(frame.holder) && frame.theme?.kind === "state" && frame.theme.roles === "holder") {
      // What both sides suffer, each of them suffers.
      const states = statesIn(setting.named, setting.book)
      if (states.length === 2) return states.map((holder) => ({...frame, holder}))
    }
    if (frame?.theme && frame.holder === null && phrase.refers && /^(?:it|they)\b/i.test(phrase.text)) {
      // "Pressure on Arvia may force it to act": whom the pronoun stands for holds what follows.
      const stands = setting.book.find(wordsOf(phrase.refers)).at(-1)?.actor ?? null
      if (stands !== null && stands !== frame.target && frame.theme.roles !== "none")
        return [{...frame, holder: stands}]
    }
    return frame ? [within !== null && frame.matched.startsWith(within) ? {...frame, absorbs: true} : frame] : []
  })
  const price = pricedFrame(phrase.text, frames, setting)
  if (price) return [price]
  if (frames.some((f) => f.theme !== null)) return frames
  // "Raids displaced civilians": what happens is named by the verb, not by whom it happens to. To blame somebody for a flood
  // does nothing to the flood.
  const isDoneBy = signal !== undefined && (cause.to <= signal.from || phrase.to <= signal.from)
  if (isDoneBy && within === null && side === "effect") {
    const verbal = frameOf({text: `${signal.text} ${phrase.text}`, inside: null, change: null}, setting)
    const byVerb = verbal?.theme && wordsOf(verbal.matched)[0]?.lower === wordsOf(signal.text).at(-1)?.lower
    if (byVerb && (!verbal.theme.people || namesPeople(phrase.text, setting))) return [{...verbal, absorbs: true}]
  }
  // "It to raise fares" says itself what it is about.
  const says = frames.length > 0 && /^(?:it|they|he|she)\s/i.test(phrase.text)
  if (!phrase.refers || says) return frames.length > 0 ? frames : actorAlone(phrase, setting, side, signal)
  // "This", "such a scenario": what it stands for is what it is about. "Arvia: own unity" is Arvia's unity.
  const [owner, thing] = phrase.refers.includes(": ") ? splitOnce(phrase.refers, ": ") : ["", phrase.refers]
  const plain = frameOf({text: sameDeed(phrase.text, thing), inside: null, change: null}, setting)
  const meant =
    plain?.theme || owner === "" ? plain : (frameOf({text: owner, inside: null, change: null}, setting) ?? plain)
  // "Those bribes" are bribes, whatever they take up; "this crisis" is what it stands for.
  if (!meant || (frames.length > 0 && (meant.theme === null || phrase.about !== undefined))) return frames
  const holder = meant.holder ?? setting.book.find(wordsOf(owner))[0]?.actor ?? null
  const turn = phrase.change === "-" ? (-meant.turn as 1 | -1) : meant.turn
  return [{...meant, holder: meant.theme?.roles === "none" ? null : holder, turn}]
}

/** Does a phrase name people: by what they are or do, by name, or only by how many there are ("killed forty")? */
function namesPeople(text: string, {book}: Setting): boolean {
  const words = wordsOf(text)
  // "The women's purse" is no woman.
  const isPerson = (word: Word) =>
    !word.possessive && (beings.has(word.lower) || bodies.has(word.lower) || isDoer(word))
  return book.find(words).length > 0 || words.some(isPerson) || COUNT.test(words.at(-1)?.lower ?? "")
}
/** Is it a word for people by what they are or do? */
const isDoer = ({lower}: Word): boolean => PEOPLE.test(lower) || (/.{3}[eo]rs?$/.test(lower) && !NO_DOERS.test(lower))
const PEOPLE =
  /^(?:people|them|him|her|us|me|you|everyone|everybody|civilians?|troops?|poor|sick|elderly|.{3,}(?:ists?|men|folk|population))$/
const NO_DOERS =
  /^(?:rivers?|flowers?|towers?|waters?|powers?|numbers?|papers?|tigers?|borders?|corridors?|factors?|sectors?|reactors?|tractors?|motors?|doors?|summer|winter|weather|timber|under|over|after|other|others)$/

/** What the analyst has said of these very words; null where she has not. */
function wordedFrame(text: string, change: "+" | "-" | null, {worded}: Setting): Frame | null {
  const found = worded.size > 0 ? worded.get(foldedPhrase(text)) : undefined
  if (!found) return null
  return {...alone(found.theme, text, text, null), own: found.own, turn: found.turn, moves: change !== null}
}

/**
 * An actor and nothing else: an armed group stands for its strength ("they blame the Ridge
 * Front for the raids"), another for what the verb says it does or undergoes.
 */
function actorAlone(phrase: Phrase, setting: Setting, side: "cause" | "effect", signal?: Words): Frame[] {
  const {book, named} = setting
  const mentions = book.find(wordsOf(phrase.text))
  const actor = mentions.length > 0 ? book.actors.get(mentions.at(-1)!.actor)! : null
  if (!actor || actor.generic) return []
  const deed = deeds.find((d) => d.side === side && signal && wordMatcher(d.verbs)(signal.text.toLowerCase()))
  // "Arvia pressures Belmar into talks": what a lone actor does is the verb.
  if (!deed && side === "cause" && signal && actor.kind !== "place") {
    const verb = wordsOf(signal.text)
    const found = unpeopled(verb, setting.spoken, setting.rules)
    if (found && !found.own && !found.opposite && found.theme.choice && found.theme.roles === "both")
      return [alone(found.theme, `${phrase.text} ${signal.text}`, signal.text, actor.id)]
  }
  const id = deed?.theme ?? (actor.kind === "armed" ? "insurgency" : null)
  const theme = themes.find((t) => t.id === id)
  if (!theme) return []
  const frame = alone(
    theme,
    deed ? `${signal!.text} ${phrase.text}` : phrase.text,
    deed ? signal!.text : actor.name,
    theme.roles === "none" ? null : actor.id,
  )
  return [{...frame, turn: phrase.change === "-" ? -1 : 1, moves: phrase.change !== null, near: statesIn(named, book)}]
}

/** A frame of a theme and its holder: nothing turned, and nothing else told. */
function alone(theme: Theme, text: string, matched: string, holder: string | null): Frame {
  return {
    text,
    theme,
    own: null,
    holder,
    target: null,
    kind: null,
    turn: 1,
    moves: false,
    absorbs: false,
    near: [],
    mutual: false,
    matched,
    label: "",
    content: [],
    about: [],
    says: false,
  }
}

/** Enough letters that two words of the same root are one: "attempt", "attempted". */
const ROOT = 5

/** "Every attempt", after a sentence that says who "attempted to fence the ridge": from the word of the same root on. */
function sameDeed(anaphor: string, meant: string): string {
  const root = wordsOf(anaphor).at(-1)?.lower.slice(0, ROOT) ?? ""
  const again = root.length < ROOT ? undefined : wordsOf(meant).find((w, i) => i > 0 && w.lower.startsWith(root))
  return again ? meant.slice(again.from) : meant
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return [text.slice(0, at), text.slice(at + mark.length)]
}

type Item = {
  readonly text: string
  /** Offsets into `text` of what varies; null for all of it. */
  readonly inside: readonly {from: number; to: number}[] | null
  readonly change: "+" | "-" | null
  /** The noun phrase that the reader made for it. */
  readonly about?: string
}

/** "Rumours that the wells are poisoned" are rumours, whatever is said in them. Tried at the beginning of a phrase alone. */
const HANDS_ON =
  /^((?:(?:the|a|an|these|those|such|new|old|wild|false|persistent)\s+){0,3}(?:rumou?rs?|gossip|stories|accusations?|allegations?))\s+that\b/i

/** A list names several things; parts of one thing with other words between them are one. */
function itemsOf(phrase: Phrase, setting: Setting): Item[] {
  const handed = HANDS_ON.exec(phrase.text)
  if (handed) {
    const item: Item = {text: handed[1]!, inside: null, change: null}
    if (frameOf(item, setting)?.theme) return [item]
  }
  const parts = phrase.thing.map((part) => ({
    from: part.from - phrase.from,
    to: part.to - phrase.from,
    text: part.text,
  }))
  const between = parts.slice(1).map((part, i) => phrase.text.slice(parts[i]!.to, part.from))
  const isList =
    parts.length > 1 &&
    between.every((gap) =>
      /^\s*(?:,|;|and\b|or\b|as well as\b|along with\b)[\s,;]*(?:(?:and|or|both|the|a|an|of|further|even|also)\s+)*$/i.test(
        gap,
      ),
    )
  if (isList) return parts.map((part) => ({text: part.text, inside: null, change: phrase.change}))
  const items = splitList({text: phrase.text, inside: parts.length > 0 ? parts : null, change: phrase.change}, setting)
  return items.length === 1 && phrase.about !== undefined ? [{...items[0]!, about: phrase.about}] : items
}

const JOINING: ReadonlySet<string> = new Set(["and", "or", "nor"])

/** "Commerce and livelihoods on both sides": two things, where each part names another theme. */
function splitList(item: Item, {rules, spoken}: Setting): Item[] {
  const words = wordsOf(item.text)
  const named = (parts: readonly Word[]) => unpeopled(parts, spoken, rules)
  const finite = words.findIndex((w) => FINITE.has(w.lower))
  // "Trade and fishing have fallen": two things, unless the verb is done to a third.
  if (finite >= 0 && (item.change === null || named(words.slice(finite + 1)))) return [item]
  const content = words.findIndex((w) => !isLight(w) && !prepositions.has(w.lower))
  const preposition = (after: number) => {
    const at = words.findIndex((w, i) => i > after && prepositions.has(w.lower))
    return at < 0 ? words.length : at
  }
  let end = preposition(content)
  // "The combined weight of tolls and raids": of a word that names nothing, what it is of.
  if (words[end]?.lower === "of" && !named(words.slice(0, end))) end = preposition(end)
  if (finite >= 0) end = Math.min(end, finite)
  const cuts: number[] = []
  // "Blame and reprisal that breeds mistrust": what a part goes on to say does not name it.
  const tail = words[finite]?.from ?? words[tailOf(words)]?.from ?? item.text.length
  for (let i = 1; i < end; i++)
    if (JOINING.has(words[i]!.lower) || /^,(?!\d)/.test(item.text.slice(words[i - 1]!.to))) cuts.push(i)
  if (cuts.length === 0) return [item]
  const pieces: Item[] = []
  let from = 0
  for (const cut of [...cuts, -1]) {
    const to = cut < 0 ? item.text.length : words[cut]!.from
    const text = item.text
      .slice(from, to)
      .replace(/(?<![\s,])[\s,]+(?:(?:and|or|nor)[\s,]*)?$/i, "")
      .replace(/^\s*(?:and|or|nor)\s+/i, "")
    from = to
    if (text.trim() !== "") pieces.push({text, inside: null, change: item.change})
  }
  const factors = pieces.map((piece, i) => {
    const told = i < pieces.length - 1 ? piece.text : piece.text.slice(0, tail - item.text.length || undefined)
    const match = named(wordsOf(told))
    return match?.own?.id ?? match?.theme.id
  })
  return factors.every((id) => id !== undefined) && new Set(factors).size === factors.length ? pieces : [item]
}

function frameOf(item: Item, setting: Setting): Frame | null {
  const {book, rules, spoken} = setting
  const worded = wordedFrame(item.text, item.change, setting)
  if (worded) return worded
  const words = wordsOf(item.text)
  const mentions = book.find(words)
  const there: There = (who, at) =>
    mentions.some((m) => {
      const {generic, kind} = book.actors.get(m.actor)!
      if (who === "actor") return !generic
      return who === "owner" || who === "name" ? m.to === at && !generic : kind === who
    })
  const inThing = item.inside
    ? withMeasures(
        words,
        words.map((w) => item.inside!.some((part) => w.from >= part.from && w.to <= part.to)),
      )
    : null
  const find = (inside: readonly boolean[] | null) => {
    // What a tail tells of the phrase is not what the phrase is about.
    const end = tailOf(words)
    const before =
      end < words.length ? bestMatch({words, spoken, mentions, inside, from: 0, to: end}, rules, there) : null
    const whole = before ?? bestMatch({words, spoken, mentions, inside, from: 0, to: words.length}, rules, there)
    for (const {from, to} of stretches(before ? words.slice(0, end) : words)) {
      // "Military action remains an option" is one thing said with the verb inside it.
      if (whole && whole.from < to && whole.to > to) return whole
      const found = bestMatch({words, spoken, mentions, inside, from, to}, rules, there)
      // "The hospital is understaffed": what is said of it is a thing itself.
      const said = found && from === 0 && COPULA.has(words[to]?.lower ?? "") ? whole : null
      if (
        said &&
        (said.from === to + 1 || (said.from === to + 2 && /ly$|^(?:very|badly|so|too)$/.test(words[to + 1]!.lower)))
      )
        return said
      if (found) return found
    }
    return whole
  }
  const thing = find(inThing)
  const open = inThing ? find(null) : null
  // The analyst's own words may hold the word that says which way: "clinic failures". So may a theme's: "heavy rains" are no lack of drought.
  const covers = thing !== null && open !== null && open.from <= thing.from && open.to >= thing.to
  const more = covers && (open.own !== null || (thing.opposite && !open.opposite))
  const within = more && inThing!.slice(open.from, open.to).includes(false) ? null : thing
  const match = within ?? open
  if (!match || isBeside(match, words, item.about))
    return calledByTree(item, unnamed(item, words, inThing, mentions, setting), setting)
  const roles = rolesOf(match, words, mentions, setting)
  // "Raid" may be the case's word for the hill clans' raids; the coast clans' raids are not those.
  if (match.own?.holder && roles.holder && roles.holder !== match.own.holder && !book.actors.get(roles.holder)!.generic)
    return frameOf(item, {...setting, rules: without(rules, match.own.id)})

  let turn: 1 | -1 = match.opposite ? -1 : 1
  // A match outside the thing uses up the words that gave the change: "to close the border".
  if (within !== null && item.change !== null) turn = item.change === "-" ? (-turn as 1 | -1) : turn
  else if (turnedRound(words, match)) turn = -turn as 1 | -1
  // A state's attacks are its military operations.
  const theme = meant(match, roles, words, book)
  const matched = words.slice(match.from, match.to).map((w) => w.text)
  return {
    ...alone(theme, item.text, matched.join(" "), roles.holder),
    own: match.own?.id ?? null,
    near: statesIn(setting.named, book),
    mutual: roles.mutual || words.some((w) => MUTUAL.has(w.lower)) || eachOther(item.text),
    target: roles.target,
    kind: kindOf(
      match.theme,
      words,
      match,
      (i) => mentions.some((m) => i >= m.from && i < m.to && !book.actors.get(m.actor)!.generic),
      nounPhraseEnd(words, match, item.about),
    ),
    turn,
    moves: item.change !== null,
    ...(match.opposite && {against: true as const}),
  }
}

/** Where the noun phrase that the reader made ends among the words, if it holds the match; else the end of the words. */
function nounPhraseEnd(words: readonly Word[], {from, to}: Match, about: string | undefined): number {
  const named = wordsOf(about ?? "").map(({lower}) => lower)
  const at = named.indexOf(words[from]!.lower)
  const last = named.at(-1)
  if (at < 0 || last === undefined || named.length - at <= to - from) return words.length
  const end = words.findIndex(({lower}, i) => i >= to && lower === last)
  return end < 0 ? words.length : end + 1
}

/**
 * Does one word of a theme only say which or whose the thing is that the noun phrase of the tree is headed by: "import rules", "the
 * discovery of gas"? Whoever does something is no theme by that, wherever it stands: "traders sold their barns". Of 1,560 phrases that
 * a theme had by its words 72 of 100 were about it where its word headed that noun phrase, and 42 where it did not.
 */
function isBeside({own, from, to}: Match, words: readonly Word[], about: string | undefined): boolean {
  if (own !== null || to > from + 1 || about === undefined) return false
  const named = wordsOf(about)
  const last = headAt(named)
  const head = named[last]
  const at = named.findIndex(({lower}) => bareRoot(lower) === bareRoot(words[from]!.lower))
  if (!head || at === last) return false
  if (isDoer(words[from]!)) return true
  // "Angry traders" are anger.
  if (at >= 0 && (isDoer(head) || beings.has(head.lower)) && SAID_OF_PEOPLE.test(named[at]!.lower)) return false
  return at >= 0 && !saysHowMuch(head) && !head.lower.endsWith("ing")
}

const SAID_OF_PEOPLE = /(?:ed|[^aeiou]y|less|ous|ful|sick|ill|poor)$/

/** Does a noun only say how much there is of what stands before it, or what becomes of it? */
const saysHowMuch = (word: Word): boolean =>
  TAILS.has(word.lower) ||
  isLight(word) ||
  lessening.has(word.lower) ||
  lesseningTails.has(word.lower) ||
  failingWords.has(word.lower) ||
  harmWords.has(word.lower) ||
  risingWords.has(word.lower) ||
  tellsWay(word.lower)

/** Nouns that say what of a thing varies: "the cost of shipping" is not shipping. */
export const MEASURES: ReadonlySet<string> = new Set(
  `cost costs price prices rate rates value values quality length flow flows supply supplies demand burden level levels availability
  export exports import imports production output use`.split(/\s+/),
)

/** What varies, with the measure that stands before it: the reader leaves "the cost of" outside the thing. */
function withMeasures(words: readonly Word[], inside: boolean[]): boolean[] {
  const wide = [...inside]
  for (let i = 1; i < words.length; i++) {
    if (!inside[i] || inside[i - 1]) continue
    let at = i - 1
    while (at > 0 && /^(?:the|a|an|its|their)$/.test(words[at]!.lower)) at--
    if (at < 1 || words[at]!.lower !== "of" || !MEASURES.has(words[at - 1]!.lower)) continue
    for (let k = at - 1; k < i; k++) wide[k] = true
  }
  return wide
}

/** Words after which a clause says something of what stands before them. */
const FINITE: ReadonlySet<string> = new Set(
  `is are was were has have had will would could may might must can should remain remains remained become becomes became`.split(
    /\s+/,
  ),
)

const isLight = (word: Word) =>
  functionWords.has(word.lower) || lightHeads.has(word.lower) || emptyWords.has(word.lower)

/**
 * Where to look first. A clause that says what was done is about what it was done to ("the
 * fees have crippled trade"); one that says how something is, about its subject ("talks have
 * collapsed"); else the whole phrase.
 */
function stretches(words: readonly Word[]): {from: number; to: number}[] {
  const done = words.findIndex(
    (w, i) =>
      (harmWords.has(w.lower) && w.lower.endsWith("ed")) ||
      (i > 0 && /^(?:has|have|had)$/.test(words[i - 1]!.lower) && harmWords.has(w.lower)),
  )
  const finite = words.findIndex((w, i) => i > 0 && (FINITE.has(w.lower) || w.lower === "to"))
  return [
    ...(done > 0 ? [{from: done + 1, to: words.length}] : []),
    ...(finite > 0 ? [{from: 0, to: finite}] : []),
    // What is said of the subject, when the subject is only somebody: "the neighbours have remained passive".
    ...(finite > 0 && words[finite]!.lower !== "to" ? [{from: finite + 1, to: words.length}] : []),
  ]
}

/** Where a relative clause or a participle behind a comma begins: "a crisis that ...", "a raid, prompting ..."; else the end. */
function tailOf(words: readonly Word[]): number {
  const at = words.findIndex(
    (w, i) =>
      i > 1 &&
      ((RELATIVE.has(w.lower) && !prepositions.has(words[i - 1]!.lower)) ||
        (w.broken && /.{3}ing$/.test(w.lower) && !NOUNS_IN_ING.has(w.lower))),
  )
  return at < 0 ? words.length : at
}

/** Nouns that look like participles where a list goes on: "homes, farming and trade". */
const NOUNS_IN_ING: ReadonlySet<string> = new Set(
  "farming fishing mining housing shipping building suffering banking hunting trading smuggling looting fighting learning".split(
    " ",
  ),
)

/** Among so many words before what is lacked "without" stands. */
const NEAR = 3

/** Do the words around the match say the opposite of it: "crippled trade", "hostility unsustainable", "relations deteriorated"? */
function turnedRound(words: readonly Word[], match: Match): boolean {
  const good = (match.theme.wanted === "more") !== match.opposite
  const before = words.slice(0, match.from)
  const after = words.slice(match.to)
  const worse = (w: Word) => good && worseningWords.has(w.lower)
  // "Households almost without income".
  const lacked = before.slice(-NEAR).some((w) => w.lower === "without")
  const lowered = lacked || before.some((w, i) => worse(w) || lowers(words, i))
  // "Struggles to govern a land on the brink of collapse": what a verb is done to is not what fails.
  const verbal = words.slice(match.from, match.to).some((w) => w.lower === "to")
  const fails =
    !verbal &&
    after.some(
      (w, i) =>
        (i === 0 && !w.broken && lesseningTails.has(w.lower)) ||
        failingWords.has(w.lower) ||
        worse(w) ||
        (w.lower === "way" && /^g[ai]v/.test(after[i - 1]?.lower ?? "")),
    )
  return lowered !== (fails || ceases(after))
}

/** Verbs of a relative clause by which those it tells of are not there: "ferries that skip the island". */
const CEASING: ReadonlySet<string> = new Set(
  `skip skips skipped miss misses missed vanish vanishes vanished disappear disappears disappeared stop stops stopped
  fail fails failed close closes closed collapse collapses collapsed break breaks broke die dies died`.split(/\s+/),
)
const OUT: ReadonlySet<string> = new Set(["out", "down", "under", "dark", "missing", "bankrupt"])

/** Do the words right behind a noun say in a relative clause that it ceases: "every lamp that goes out"? */
function ceases(after: readonly Word[]): boolean {
  const [opener, verb, next] = after
  if (!opener || opener.broken || !RELATIVE.has(opener.lower) || !verb) return false
  return CEASING.has(verb.lower) || (/^(?:go|goes|went|going)$/.test(verb.lower) && OUT.has(next?.lower ?? ""))
}

type Search = {
  readonly words: readonly Word[]
  /** The words of the sentence, in small letters: they settle what a word of two meanings means. */
  readonly spoken: ReadonlySet<string>
  readonly mentions: readonly Mention[]
  /** Which words are the thing; null for all. */
  readonly inside: readonly boolean[] | null
  readonly from: number
  readonly to: number
}

/** Is somebody of a kind named? Of an owner and of a name: one that ends at `at`. */
type There = (who: "owner" | "name" | "armed" | "place" | "actor", at: number) => boolean

/** "War-torn", "drought-stricken": said of the place, which is not what the phrase is about. */
const STRICKEN: ReadonlySet<string> = new Set(
  "torn weary ravaged stricken prone hit scarred affected ridden battered plagued era time".split(" "),
)

/** Nouns behind a theme's word that leave it the head in all but grammar: "herring catches", "flood damage". */
const TAILS: ReadonlySet<string> = new Set(
  `crisis crises growth level levels rate rates system systems sector use usage supply supplies industry production output
  number numbers stock stocks case cases condition conditions damage loss losses problem problems situation season
  policy scheme schemes measure measures cover coverage service services spread bill bills cost costs demand catch catches
  operations work works programme programmes program programs project projects campaign campaigns money`.split(/\s+/),
)

/** Is the word at `at` only the first part of another thing's name: "herring auctions", "tax lawyers"? */
function isModifier(words: readonly Word[], at: number): boolean {
  const next = words[at + 1]
  if (!next || next.broken || words[at]!.possessive) return false
  const {lower} = next
  if (prepositions.has(lower) || FINITE.has(lower) || saysHowMuch(next)) return false
  if (!/[^aeiou]s$|[gcd]es$|ers?$|ors?$|ets?$|ists?$|ment$/.test(lower) || /(?:ed|ing|ly)$/.test(lower)) return false
  // "Forests burn out there": only the last word before a preposition or the end can be the head.
  const after = words[at + 2]
  return !after || after.broken || prepositions.has(after.lower)
}

/** Does the noun phrase end at `to`, so that the word before it is its head and tells of no other noun? */
function endsHead(words: readonly Word[], to: number): boolean {
  const next = words[to]
  if (!next || next.broken) return true
  const {lower} = next
  return (
    prepositions.has(lower) ||
    isLight(next) ||
    FINITE.has(lower) ||
    TAILS.has(lower) ||
    tellsWay(lower) ||
    lesseningTails.has(lower) ||
    /(?:ed|ing|ly)$/.test(lower)
  )
}

/** What a theme comes to in the hands of its holder: a state's attacks are military operations, its support backing. */
function meant(
  match: Match,
  roles: {holder: string | null; target: string | null},
  words: readonly Word[],
  book: ActorBook,
): Theme {
  const {theme} = match
  if (theme.id === "attacks" && isState(roles.holder, book)) return STRIKES
  const backing = theme.id === "sympathy" && words[match.from]!.lower === "support" && roles.target !== null
  if (backing && roles.holder !== null && !book.actors.get(roles.holder)!.generic) return BACKING
  return theme
}

/** A state, or a name that the documents use as a place where things happen and that is no armed group. */
function isState(id: string | null, book: ActorBook): boolean {
  const actor = id === null ? undefined : book.actors.get(id)
  if (!actor || actor.generic) return false
  return actor.kind === "state" || (actor.kind === "named" && book.places.has(actor.id))
}

const STRIKES: Theme = themes.find((theme) => theme.id === "strikes")!
const BACKING: Theme = themes.find((theme) => theme.id === "patronage")!
const BOTH: ReadonlySet<string> = new Set(["both_sides"])

/** A word behind these is a verb: "continues to demand". */
const AS_VERB = /^(?:to|will|would|may|might|can|could|must|should|who|which|they|it|we)$/

/** The theme of the head: fewest prepositions before it, then furthest right, then longest. */
function bestMatch(
  {words, spoken, mentions, inside, from, to: end}: Search,
  rules: RuleIndex,
  there: There,
): Match | null {
  let best: Match | null = null
  let depth = 0
  for (let at = from; at < end; at++) {
    // Behind a comma a list goes on, unless nothing was named yet: "a larger, more bitter war".
    if (at > from && (prepositions.has(words[at - 1]!.lower) || (words[at]!.broken && best !== null))) depth++
    // "Restart the lines when the fish come back" is about the lines.
    if (at > from && CLAUSE_OPENERS.has(words[at]!.lower)) depth += DEEPEST + 1
    if (inside && !inside[at]) continue
    const {lower} = words[at]!
    const byWord = rules.byWord.get(lower) ?? NO_RULES
    const byStem = rules.byStem.get(lower.slice(0, STEM_KEY)) ?? NO_RULES
    // This is where a large folder's time goes: no list is made for a word.
    for (let next = 0; next < byWord.length + byStem.length; next++) {
      const rule = (next < byWord.length ? byWord[next] : byStem[next - byWord.length])!
      const to = matchAt(rule.pattern, words, at)
      if (to < 0 || to > end) continue
      if (inside && !inside[to - 1]) continue
      if (mentions.some((m) => m.from <= at && to <= m.to && m.to - m.from > 1 && there("name", m.to))) continue
      if (to < words.length && bodies.has(words[to]!.lower) && !words[to]!.broken) continue
      if (rule.pattern.asks && !there(rule.pattern.asks, at)) continue
      if (to < words.length && STRICKEN.has(words[to]!.lower)) continue
      if (rule.theme.heads && to === at + 1 && isModifier(words, at)) continue
      if (rule.theme.heads && rule.own === null && isDoneTo(words, at)) continue
      if (rule.own?.not.some((phrase) => isWithin(phrase, words, at, to))) continue
      if (rule.theme.noun && at > 0 && AS_VERB.test(words[at - 1]!.lower)) continue
      const {near, steps} = rule.pattern
      const settled = near.length === 0 || isSpoken(spoken, near)
      // What the rest of the document speaks of settles one word only where that word is what the phrase is about.
      if (!settled && steps.length === 1 && (depth > DEEPEST || !endsHead(words, to))) continue
      const match = {...rule, from: at, to, depth, settled}
      if (best === null || better(match, best)) best = match
    }
  }
  if (best !== null && isWhere(words, from, best))
    return bestMatch({words, spoken, mentions, inside, from, to: best.from}, rules, there)
  if (best === null || best.depth <= DEEPEST) return best
  // Deep inside, only heads that stand for what follows them let it through.
  const covered = (i: number) => mentions.some((m) => i >= m.from && i < m.to)
  const found = best
  const heads = words.filter((w, i) => i >= from && i < found.from && !covered(i) && !prepositions.has(w.lower))
  if (heads.every((w) => functionWords.has(w.lower) || lightHeads.has(w.lower) || lessening.has(w.lower))) return found
  return bestMatch({words, spoken, mentions, inside, from, to: found.to - 1}, rules, there)
}

/**
 * Is a state's one word only where the thing is that heads the phrase ("the fridges in most village clinics")? What moves in it ("a
 * slump in prices") is the state's own.
 */
function isWhere(words: readonly Word[], begin: number, {own, theme, from, to}: Match): boolean {
  if (own !== null || theme.kind !== "state" || to > from + 1) return false
  let mark = from - 1
  while (mark > begin && !prepositions.has(words[mark]!.lower) && !words[mark + 1]!.broken) mark--
  if (mark <= begin || !WHERE.has(words[mark]!.lower)) return false
  return words
    .slice(begin, mark)
    .some(
      ({lower}) =>
        !(functionWords.has(lower) || prepositions.has(lower) || isEmpty(lower)) &&
        !(tellsWay(lower) || lesseningTails.has(lower) || /(?:ing|ed)$/.test(lower)),
    )
}

const WHERE: ReadonlySet<string> = new Set(["in", "at", "near", "inside", "outside"])

const NO_RULES: readonly Rule[] = []

/** Is a word of the sentence one of these? */
function isSpoken(spoken: ReadonlySet<string>, near: readonly ((word: string) => boolean)[]): boolean {
  for (const word of spoken) if (near.some((is) => is(word))) return true
  return false
}

/** Words that open a clause of their own within a phrase. */
const CLAUSE_OPENERS: ReadonlySet<string> = new Set(["when", "whenever", "because", "while", "unless"])
const PARTICLES: ReadonlySet<string> = new Set(["back", "up", "out", "off", "away", "down"])

/** Is the noun at `at` only what something is done to: "to boycott our fish"? Not where the verb says that it falls or rises. */
function isDoneTo(words: readonly Word[], at: number): boolean {
  let verb = at - 1
  while (verb > 0 && (isDeterminer(words[verb]!) || PARTICLES.has(words[verb]!.lower))) verb--
  const before = words[verb - 1]
  if (!before || words[verb]!.broken || !/^(?:to|will|would|can|could|may|might|must|should)$/.test(before.lower))
    return false
  const {lower} = words[verb]!
  if (functionWords.has(lower) || prepositions.has(lower)) return false
  return !tellsWay(lower)
}

const isDeterminer = ({lower}: Word): boolean =>
  /^(?:a|an|the|our|their|its|his|her|my|your|this|that|these|those)$/.test(lower)

/** The best match of all the words, whoever is named among them. */
function unpeopled(words: readonly Word[], spoken: ReadonlySet<string>, rules: RuleIndex): Match | null {
  return bestMatch({words, spoken, mentions: [], inside: null, from: 0, to: words.length}, rules, () => false)
}

/** Do the words from `at` to `to` lie within a match of `phrase`? */
function isWithin(phrase: Pattern, words: readonly Word[], at: number, to: number): boolean {
  const {steps} = phrase
  // A comma in it is no end of it: these are whole phrases.
  const fits = (from: number) => steps.every((step, k) => step !== "gap" && step(words[from + k]?.lower ?? ""))
  for (let from = at; from >= 0 && from > at - steps.length; from--)
    if (from + steps.length >= to && fits(from)) return true
  return false
}

/** The states a sentence names, by id. */
function statesIn(named: readonly Mention[], book: ActorBook): string[] {
  const states = named
    .map((m) => m.actor)
    .filter((id) => book.actors.get(id)!.kind === "state" && !book.actors.get(id)!.generic)
  return [...new Set(states)].sort()
}

function better(a: Match, b: Match): boolean {
  if (a.depth !== b.depth) return a.depth < b.depth
  if ((a.own === null) !== (b.own === null)) return a.own !== null
  if (a.to !== b.to) return a.to > b.to
  if (a.from !== b.from) return a.from < b.from
  const specific = (m: Match) => (m.pattern.near.length === 0 ? 0 : m.settled ? 1 : 0.5) + (m.pattern.asks ? 1 : 0)
  if (specific(a) !== specific(b)) return specific(a) > specific(b)
  return a.order < b.order
}

const MUTUAL: ReadonlySet<string> = new Set(["mutual", "mutually", "bilateral", "reciprocal"])
const COPULA: ReadonlySet<string> = new Set(["is", "are", "was", "were", "remains", "remain", "became", "become"])
const BE: ReadonlySet<string> = new Set(["is", "are", "was", "were", "been", "being", "be"])
/** "Neither trusts the other", "trust in each other": also apart, but in one line. */
function eachOther(text: string): boolean {
  if (/\b(?:each other|one another)\b/i.test(text)) return true
  return text.split(/[\r\n\u2028\u2029]/).some((line) => {
    const first = /\b(?:neither|each)\b/i.exec(line)
    return first !== null && /\bthe other\b/i.test(line.slice(first.index + first[0].length))
  })
}
const HOLDER_MARKS: ReadonlySet<string> = new Set(["by", "from", "among", "within"])
const PLACE_MARKS: ReadonlySet<string> = new Set(["in", "inside", "across", "throughout"])

/** Who holds it and whom it is about, from where the names stand around the words of the theme. */
function rolesOf(
  match: Match,
  words: readonly Word[],
  mentions: readonly Mention[],
  setting: Setting,
): {holder: string | null; target: string | null; mutual: boolean} {
  const {theme} = match
  const {book} = setting
  const isArmed = (m: Mention) => book.actors.get(m.actor)!.kind === "armed"
  if (theme.roles === "none") return {holder: null, target: null, mutual: false}
  if (theme.roles === "group") {
    const group = mentions.find((m) => isArmed(m) && !book.actors.get(m.actor)!.generic) ?? mentions.find(isArmed)
    const only = setting.groups.length === 1 ? setting.groups[0]! : null
    return {
      holder: group && !book.actors.get(group.actor)!.generic ? group.actor : (pointedAt(words, setting) ?? only),
      target: null,
      mutual: false,
    }
  }

  let mutual = false
  let holder: string | null = null
  let target: string | null = null
  // "A unified Arvian policy": a name in the gap of a pattern stands before its head.
  const inGap = (m: Mention) => m.from > match.from && m.to < match.to && theme.id !== "action"
  const before = mentions.filter((m) => m.to <= match.from || inGap(m))
  // A name inside the match is part of what it says, but for whom action is taken against.
  const after = mentions.filter((m) => m.from >= (theme.id === "action" ? match.from : match.to))
  const last = before.at(-1)
  if (last) {
    holder = last.actor
    const previous = before.at(-2)
    if (previous && linked(words, previous, last) && previous.actor !== last.actor) {
      // "Arvia-Belmar tensions", "Arvia and Belmar's trade".
      if (theme.roles === "holder") holder = null
      else {
        holder = previous.actor
        target = last.actor
      }
    }
  }
  for (let i = 0; i < after.length; i++) {
    const m = after[i]!
    const mark = markBefore(words, m.from, match.to)
    const next = after[i + 1]
    if (mark === "between" && next) {
      holder = m.actor
      target = next.actor
      mutual = theme.roles === "both"
      break
    }
    // "The suspicion that Arvia harbours toward Belmar"; "the distrust of Belmar in Arvia".
    if (theme.kind === "attitude" && theme.roles === "both" && holder === null) {
      const subject = mark === null && /^(?:that|which)$/.test(words[m.from - 1]?.lower ?? "")
      const there = target !== null && mark !== null && PLACE_MARKS.has(mark)
      if (subject || there) {
        holder = m.actor
        continue
      }
    }
    // "Belmar is mistrusted by Arvia".
    if (mark === "by" && holder !== null && target === null && BE.has(words[match.from - 1]?.lower ?? "")) {
      target = holder
      holder = m.actor
      continue
    }
    const {kind} = book.actors.get(m.actor)!
    const place = mark !== null && (PLACE_MARKS.has(mark) || (mark === "on" && (kind === "both" || kind === "place")))
    if (theme.id === "action" && isArmed(m)) target ??= m.actor
    // Where a step is taken is not whom it is taken against.
    else if (place && (theme.id === "action" || theme.roles === "pair")) continue
    else if (mark !== null && HOLDER_MARKS.has(mark)) holder ??= m.actor
    else if (mark === "of") {
      const ofTarget = theme.ofTarget === "always" || (theme.ofTarget === "opposite" && match.opposite)
      if (ofTarget || holder !== null) target ??= m.actor
      else holder = m.actor
    } else if (
      theme.roles === "holder" &&
      (place || mark === null) &&
      (theme.kind === "state" || theme.kind === "attitude")
    )
      holder ??= m.actor
    else target ??= m.actor
  }
  if (target === null && theme.id === "action") target = pointedAt(words, setting)
  if (
    holder === null &&
    (words.some((w) => (w.lower === "its" || w.lower === "their") && w.from < words[match.from]!.from) ||
      (match.from > 0 && /^(?:it|they|he|she)$/.test(words[0]!.lower)))
  )
    holder = onlyBefore(words, setting)
  if (holder === target) target = null
  return {holder, target, mutual}
}

/** Joined by a hyphen or by nothing but "and". */
function linked(words: readonly Word[], a: Mention, b: Mention): boolean {
  if (b.from === a.to) return words[b.from]!.joined
  return b.from === a.to + 1 && words[a.to]!.lower === "and"
}

/** The preposition that rules the words at `at`, looking back over articles and adjectives, not past `stop`. */
function markBefore(words: readonly Word[], at: number, stop: number): string | null {
  for (let i = at - 1, seen = 0; i >= Math.max(0, stop - 1) && seen < 4; i--, seen++) {
    const word = words[i]!.lower
    if (word === "between" || prepositions.has(word) || word === "to") return word
  }
  return null
}

/** "The group", "these militants": the one armed group the sentence has named, else nobody. */
function pointedAt(words: readonly Word[], {named, book}: Setting): string | null {
  if (!words.some((w) => /^(?:group|groups|movement|organisation|organization|militants|them|it)$/.test(w.lower)))
    return null
  const groups = named
    .map((m) => book.actors.get(m.actor)!)
    .filter((actor) => actor.kind === "armed" && !actor.generic)
    .map((actor) => actor.id)
  return new Set(groups).size === 1 ? groups[0]! : null
}

/** "Its", "their": the one actor named before these words, else nobody. */
function onlyBefore(words: readonly Word[], {quote, book}: Setting): string | null {
  const place = quote.indexOf(
    words
      .map((w) => w.text)
      .slice(0, 2)
      .join(" "),
  )
  const before = new Set(book.find(wordsOf(place > 0 ? quote.slice(0, place) : "")).map((m) => m.actor))
  return before.size === 1 ? [...before][0]! : null
}

/**
 * A frame that words alone name, called by the noun phrase that the reader made. Where the words come down to whoever does it, that
 * phrase is what it is about too: "the shepherd sold more lambs" is about lambs.
 */
function calledByTree(item: Item, frame: Frame | null, setting: Setting): Frame | null {
  const {about} = item
  if (!frame || about === undefined) return frame
  const words = wordsOf(about)
  if (words.every(({lower}) => SOMEBODY.has(stem(lower)))) return frame
  const {deed: _, ...called} = {...frame, label: about}
  if (!SOMEBODY.has(frame.content.at(-1)!)) return called
  const thing = unnamed(
    {text: about, inside: null, change: item.change},
    words,
    null,
    setting.book.find(words),
    setting,
  )
  if (!thing || thing.content.at(-1) === frame.content.at(-1)) return called
  return {...called, content: thing.content, about: thing.about, says: false}
}

/** Stems of words for people, and for who acts. */
const SOMEBODY: ReadonlySet<string> = new Set([...beings, ...ACTORS].map(stem))

/** A phrase no theme names: kept by its own content words, when it has any and not too many. */
function unnamed(
  item: Item,
  words: readonly Word[],
  inThing: readonly boolean[] | null,
  mentions: readonly Mention[],
  setting: Setting,
): Frame | null {
  const {book} = setting
  // Of a clause whose parts stand apart, the first that can vary counts: "the burden weighs more than the
  // fear" is the burden, "Arvia to release prisoners" the release.
  if (item.inside && item.inside.length > 1) {
    for (const part of item.inside) {
      const text = item.text.slice(part.from, part.to)
      const own = wordsOf(text)
      if (own.length === 0 || FINITE.has(own[0]!.lower)) continue
      const frame = unnamed({text, inside: null, change: item.change}, own, null, book.find(own), setting)
      if (frame) return item.change === null ? {...frame, ...toldOf(words, part.to)} : frame
    }
    // "The president had been detained": neither he nor what was done to him stands alone; he tells it from other arrests.
    const who = words.find((w) => beings.has(w.lower))
    const whole = who ? unnamed({...item, inside: null}, words, null, mentions, setting) : null
    return whole && {...whole, content: [stem(who!.lower)], about: [], says: false}
  }
  // A clause that no theme names tells a story; an actor alone cannot rise or fall.
  const anyone = (i: number) => mentions.some((m) => i >= m.from && i < m.to)
  const clause = words.some((w, i) => i > 0 && FINITE.has(w.lower)) && item.change === null
  if (clause && words.length > LONGEST_CLAUSE) return null
  if (words.every((w, i) => anyone(i) || functionWords.has(w.lower))) return null
  const deed = item.change === null && tellsDeed(words, wordBefore(item.text, setting.quote))
  if (item.change === null && namesNothing(words, deed)) return null
  const covered = (i: number) =>
    mentions.some(
      (m) => i >= m.from && i < m.to && (!book.actors.get(m.actor)!.generic || m.to - m.from === words.length),
    )
  // "The lamps that go out" are lamps, of whatever kind.
  const tail = words.findIndex((w, i) => i > 0 && RELATIVE.has(w.lower))
  const told = words.slice(0, Math.max(tail, 0)).some((w) => !isLight(w) && !beings.has(w.lower))
  const saysOnly = words.every((w) => isLight(w) || lessening.has(w.lower))
  const usable = words
    .map((word, i) => ({word, i}))
    .filter(({i}) => (!inThing || inThing[i]) && !(told && i >= tail))
    .filter(({word, i}) => !functionWords.has(word.lower) && !prepositions.has(word.lower) && !covered(i))
    .filter(
      ({word}) => (!lightHeads.has(word.lower) || (saysOnly && SELF.has(word.lower))) && !/^\d+$/.test(word.lower),
    )
    .filter(({word}) => !lessening.has(word.lower) || (words.length <= 2 && STANDING.has(word.lower)))
    .filter(({word, i}, at, all) => at === all.length - 1 || !(risingWords.has(word.lower) || harms(words, i)))
  // "Initial Arvian" is Arvia, not something of Arvia's: an actor cannot rise or fall.
  // "The flow to Arvia" is a flow.
  const whither = (w: Word, i: number) => w.lower === "to" && mentions.some(({from}) => from > i && from <= i + 2)
  const stop = words.findIndex((w, i) => i > 0 && (prepositions.has(w.lower) || w.broken || whither(w, i)))
  const headIndex = (stop < 0 ? words.length : stop) - 1
  if (covered(headIndex) && !mentions.some((m) => m.to === headIndex + 1 && (m.possessive || m.adjective))) return null
  const contentful = usable.filter(({word}) => !emptyWords.has(word.lower))
  if (contentful.length === 0 || contentful.length > MOST_CONTENT) return null
  // Parents alone do not rise or fall; the number of parents does. A day is when something happens.
  const counted = item.change !== null || words.some((w) => lightHeads.has(w.lower))
  if (!counted && !clause && contentful.every(({word}) => beings.has(word.lower))) return null
  if (contentful.every(({word}) => DATES.has(word.lower))) return null
  const firstPreposition = words.findIndex((w, i) => i > usable[0]!.i && prepositions.has(w.lower))
  const heads = usable.filter(({i}) => firstPreposition < 0 || i < firstPreposition)
  // An empty head with something behind it ("the measures of the plan") is about what is behind it.
  const whole = heads.some(({word}) => !emptyWords.has(word.lower)) ? heads : contentful
  // "Dust blown from bare fields" is dust.
  const chosen = whole.length > 1 && isParticiple(whole.at(-1)!.word) ? whole.slice(0, -1) : whole
  const lowered = item.change === null && words.slice(0, chosen[0]!.i).some((_, i) => lowers(words, i))
  const label = labelOf(item, deed, setting.quote, lowered)
  if (!counted && saysTooLittle(label, deed)) return null
  // "The child dies" is no child.
  if (!counted && !clause && wordsOf(label).every((w) => beings.has(w.lower))) return null
  // "Addressed", "divided": said of something that is not there.
  if (chosen.length === 1 && /.{3}[^e]ed$/.test(chosen[0]!.word.lower) && chosen[0]!.word.lower !== "hatred")
    return null
  // "Arvia's arms", "Arvian arms", "the arms of Arvia", "the burden on taxpayers in Arvia": whose it is keeps it apart.
  const holder =
    mentions.find((m) => m.possessive || m.adjective || m.from < chosen[0]!.i) ??
    mentions.find((m) => HOLDING.has(words[m.from - 1]?.lower ?? ""))
  // "The suspension", "the deterioration" alone is a thing, of which there is more where it is told.
  const isWhole =
    inThing !== null &&
    item.change !== null &&
    !words.some((_, i) => lowers(words, i) && !chosen.some((one) => one.i === i)) &&
    !words.some((w) => FINITE.has(w.lower)) &&
    words.every((w, i) => inThing[i] || OPENS_THING.test(w.lower))
  const stands = isWhole || chosen.every(({word}) => STANDING.has(word.lower))
  let turn: 1 | -1 = !stands && (item.change === "-" || lowered) ? -1 : 1
  if (item.change === null && tail > 0 && ceases(words.slice(tail))) turn = -turn as 1 | -1
  return {
    text: item.text,
    theme: null,
    own: null,
    absorbs: false,
    near: [],
    mutual: false,
    holder: holder && !book.actors.get(holder.actor)!.generic ? holder.actor : null,
    target: null,
    kind: null,
    turn,
    moves: item.change !== null,
    matched: "",
    label,
    ...(deed && {deed: true as const}),
    content: chosen.map(({word}) => stem(word.lower)),
    about: clause ? saidOf(words, headIndex, covered) : aboutOf(words, firstPreposition, covered),
    says: clause,
  }
}

/** Behind these stands what a harm comes from, or where it is, and not what it is done to: "damage from a mistake". */
const NOT_DONE_TO: ReadonlySet<string> = new Set(["from", "by", "at", "among"])

/** Is it a word of harm with what it is done to behind it? */
const harms = (words: readonly Word[], i: number): boolean =>
  harmWords.has(words[i]!.lower) && !NOT_DONE_TO.has(words[i + 1]?.lower ?? "")

/** Does a word say that there is less of what stands behind it: "lack of", "prohibiting"? */
const lowers = (words: readonly Word[], i: number): boolean => lessening.has(words[i]!.lower) || harms(words, i)

/** Is a word a form that says what was done to the noun before it? */
const isParticiple = ({lower}: Word): boolean => /.{3}[^e]ed$/.test(lower) || PARTICIPLES.has(lower)
const PARTICIPLES: ReadonlySet<string> = new Set(
  `blown borne bought brought built caught cut dealt done drawn driven fed found given grown held kept known laid left lent
  lost made paid put sent shown sold spent taken taught thrown told withdrawn won written`.split(/\s+/),
)

/** Roots of what a short clause says of its subject, which ends at `head`. */
function saidOf(words: readonly Word[], head: number, covered: (at: number) => boolean): string[] {
  const roots: string[] = []
  for (let i = head + 1; i < words.length && !(words[i]!.broken && roots.length > 0); i++) {
    if (prepositions.has(words[i]!.lower) && roots.length > 0) break
    if (!covered(i) && !isLight(words[i]!) && !prepositions.has(words[i]!.lower)) roots.push(bareRoot(words[i]!.lower))
  }
  return roots
}

/**
 * What a clause says of the thing that ends at `to` of its text: "water goes through the turbines" is not all water.
 * Undefined where it says how the thing is ("the canals are dry"), or only which ("the fish that are left").
 */
function toldOf(words: readonly Word[], to: number): Pick<Frame, "about" | "says"> | undefined {
  const head = words.findLastIndex((word) => word.to <= to)
  if (words.some(({lower}, i) => i > 0 && i <= head && RELATIVE.has(lower))) return undefined
  const behind = words.slice(head + 1)
  const at = behind.findIndex(({lower}) => !HELPS.has(lower))
  const [verb, next] = behind.slice(Math.max(at, 0))
  if (!verb || behind[0]!.broken || RELATIVE.has(verb.lower) || prepositions.has(verb.lower)) return undefined
  // "Sturgeon can no longer spawn" is about sturgeon.
  if (/^(?:no|not|never|cannot)$/.test(verb.lower) || IS_THERE.has(verb.lower)) return undefined
  if (BE.has(verb.lower) && !(next && isParticiple(next))) return undefined
  if (tellsWay(verb.lower)) return undefined
  const about = saidOf(words, head, () => false)
  return about.length > 0 ? {about, says: true} : undefined
}

/** Verbs that say of a thing that it is there, or how it is. */
const IS_THERE: ReadonlySet<string> = new Set(
  `remain remains remained become becomes became come comes came arrive arrives arrived stay stays stayed appear appears
  appeared exist exists existed`.split(/\s+/),
)
const HELPS: ReadonlySet<string> = new Set(
  "can could will would may might must should has have had do does did".split(" "),
)
const WAYS = [lessening, harmWords, risingWords, failingWords, worseningWords]
/** Is it a word for which way a thing goes? */
const tellsWay = (lower: string): boolean => WAYS.some((list) => list.has(lower))

/** Roots of the nouns behind the "of" at `at`, up to the next preposition. */
function aboutOf(words: readonly Word[], at: number, covered: (at: number) => boolean): string[] {
  // "A ceiling of 2,600 tonnes" is a ceiling, whatever it is measured in.
  if (words[at]?.lower !== "of" || /^\d/.test(words[at + 1]?.lower ?? "")) return []
  const roots: string[] = []
  for (let i = at + 1; i < words.length && !prepositions.has(words[i]!.lower) && !words[i]!.broken; i++)
    if (!covered(i) && !isLight(words[i]!) && !lessening.has(words[i]!.lower)) roots.push(bareRoot(words[i]!.lower))
  return roots
}

/** Words before a thing that say nothing of how much of it there is; "no" does. */
const OPENS_THING = /^(?:the|an?|th(?:is|at|ese|ose)|such|its|their|our)$/
/** Words of less that are a thing themselves where nothing else is there: "coastal erosion". */
const STANDING: ReadonlySet<string> = new Set(["erosion", "withdrawal", "deficit", "suspension"])

/** Words that grade what stands behind them, and are a thing themselves where nothing does: "such talk". */
const SELF: ReadonlySet<string> = new Set(
  `scandal scandals talk hope hopes success credibility quality durability sustainability effectiveness promise
  responsibility`.split(/\s+/),
)

/** Prepositions that say whose a thing is, where no theme says what the parts of the phrase do. */
const HOLDING: ReadonlySet<string> = new Set(["of", "in", "by", "across", "among", "for", "inside", "within"])

/** The word so many before a phrase in its sentence, in small letters; empty where there is none, or a mark between. */
function wordBefore(text: string, quote: string, depth = 1): string {
  const at = quote.indexOf(text)
  const last = at > 0 ? wordsOf(quote.slice(0, at)).at(-depth) : undefined
  return last && !/[.,;:!?()–—]/.test(quote.slice(last.to, at)) ? last.lower : ""
}

/** Names of days and months. */
const DATES: ReadonlySet<string> = new Set(
  `monday tuesday wednesday thursday friday saturday sunday january february april june july august september october
  november december mid today yesterday tomorrow weekend`.split(/\s+/),
)

/** The words of the thing alone: "lack of patience" is called patience, and, where it is turned round, "prohibiting payments" payments. */
function labelOf(item: Item, isDeed: boolean, quote: string, lowered: boolean): string {
  const text = item.inside ? item.inside.map((part) => item.text.slice(part.from, part.to)).join(" ") : item.text
  const words = wordsOf(text)
  if (words.length === 0) return text.trim()
  let from = 0
  // "Years of neglect" is called neglect.
  const grades = (at: number) => isLight(words[at]!) && words[at + 1]?.lower === "of"
  while (
    from < words.length - 1 &&
    (functionWords.has(words[from]!.lower) ||
      lessening.has(words[from]!.lower) ||
      (lowered && harms(words, from) && /.{3}(?:ing|ed)$/.test(words[from]!.lower)) ||
      prepositions.has(words[from]!.lower) ||
      grades(from))
  )
    from++
  // "Worse, heavy-handed searches" are searches.
  if (words[from + 1]?.broken && SAID_OF_ALL.test(words[from]!.lower)) from++
  // "Pike there are" is called pike.
  const there = words.length > from + 1 && words.at(-1)!.lower === "there" ? words.length - 1 : words.length
  const named = words.slice(from, there)
  const opening = item.inside ? wordsOf(item.text.slice(0, item.inside[0]!.from)) : []
  const before = (words[from - 1] ?? opening.at(-1))?.lower ?? wordBefore(text, quote)
  const beforeThat = words[from - 1] ? (words[from - 2] ?? opening.at(-1)) : opening.at(-2)
  const furtherBefore = beforeThat?.lower ?? (words[from - 1] || opening.length > 0 ? "" : wordBefore(text, quote, 2))
  const isDone = isDeed || beginsWithVerb(named, before, furtherBefore)
  const name = nameOfWords(text, named, isDone)
  const empty = wordsOf(name).every(({lower}) => beings.has(lower) || emptyWords.has(lower))
  if (!empty) return name
  // "The president had been detained" is called by what is said of him.
  const done = words.at(-1)!
  const said = words.some(({lower}) => BE.has(lower)) && /.{3}(?:ed|en)$/.test(done.lower)
  return said ? `${done.lower} ${name}` : nameOfWords(text, named, isDone, true)
}

/** Words before a comma that are said of the whole sentence. */
const SAID_OF_ALL = /^(?:worse|better|instead|moreover|however|therefore|meanwhile|besides|finally|.{3,}ly)$/

/** Does a case factor's own name say its theme (1) or the opposite of it (-1)? "Border closure" is openness turned round. */
export function polarityOf(name: string, theme: string): 1 | -1 {
  const words = wordsOf(name)
  const found = unpeopled(words, new Set(), rulesOfTheme(theme))
  return found?.opposite ? -1 : 1
}

/** By which pattern of a theme one word names it: its condition, null where it asks for none. */
export type Reach = {readonly conditions: ((word: string) => boolean) | null}

/** How a single word names a theme of the shipped codebook; null where it does not, or only with other words. */
export function reachOf(theme: string, matched: string): Reach | null {
  const word = wordsOf(matched)
  const fitting = themeRules().filter(
    (rule) => rule.theme.id === theme && word.length === 1 && matchAt(rule.pattern, word, 0) === 1,
  )
  if (fitting.length === 0) return null
  if (fitting.some(({pattern}) => pattern.near.length === 0)) return {conditions: null}
  return {conditions: (other) => fitting.some(({pattern}) => pattern.near.some((matches) => matches(other)))}
}

/** What the shipped codebook says of one theme, by its id: made when first asked for, since every phrase may ask again. */
const byTheme = new Map<string, RuleIndex>()

function rulesOfTheme(theme: string): RuleIndex {
  const known = byTheme.get(theme)
  if (known) return known
  // One name settles no meaning of a word that has two.
  const index = indexRules(themeRules().filter((rule) => rule.theme.id === theme && rule.pattern.near.length === 0))
  // An id that no theme has gives an index without rules: those are a stranger's to name, and are not kept.
  if (index.rules.length > 0) byTheme.set(theme, index)
  return index
}
