// What a phrase of a claim is about: the head of its tree, the words beside it, which way the phrase turns it, and a whole
// noun phrase to call it by. In: a phrase at its place in a quote, and English. Out: its subject matter; nothing is known
// here of any crisis.
//
// Heads that only grade ("the number of", "the risk of") give way to what stands behind them; heads that lessen ("shortage
// of") too, turning the way. A being with "into", "out of" or "to do" is about that, and so is anything that is made to do
// something; of a being and what something is done to, the phrase is about the latter. A clause with a verb of rising or
// falling is about its subject. After design and measurement of the project: docs/methods/names.md.

import type {Range} from "../documents/index.ts"
import {
  BEINGS,
  COSTLY,
  EMPTY,
  FALLING,
  GRADES,
  HIGH,
  hasNoun,
  inIng,
  LESS,
  LIGHT_VERBS,
  LOW,
  LOWERING,
  MORE,
  nounOfVerb,
  PALE,
  RISING,
  TELLING,
  UNDONE,
} from "./about-words.ts"
import {Dependencies, NONE} from "./dependencies.ts"
import type {English} from "./english.ts"
import type {Relation} from "./token.ts"

/** What a phrase is about. */
export type About = {
  /** Lemma of its head; null where nothing in it can be one (a pronoun, a number). */
  readonly head: string | null
  /** Lemmas beside the head that say which of its kind: nouns before it, adjectives, what it is of. */
  readonly modifiers: readonly string[]
  /** 1, or -1 where the phrase's own words turn its head round: "shortage of", "low", "has fallen". */
  readonly turn: 1 | -1
  /** The head is a name, and so is whatever stands beside it: a person, a place, a firm. */
  readonly isName: boolean
  /** The head is a being (people, a group) of which nothing is said. */
  readonly isBeing: boolean
  /** Only a verb says what it is about. */
  readonly isVerbal: boolean
  /** A noun phrase to call it by, in small letters but for names; "" where there is none. */
  readonly label: string
}

/** Reads phrases of quotes; each quote is parsed once. `refers`: what a phrase points back at, where the reader knows. */
export type Analyst = (quote: Range & {readonly text: string}, phrase: Range, refers?: string) => About

const NOTHING: About = {head: null, modifiers: [], turn: 1, isName: false, isBeing: false, isVerbal: false, label: ""}

/** Prepositions behind a noun after which it is said of what it is. */
const OF = /^(?:of|in|to|for|on|at|from|with|between|about|by|over|against|towards?|among|into|within|behind)$/
/** Those that a name keeps. */
const KEPT_IN_NAMES = /^(?:of|in|to|for|between|on)$/
/** Longer quotes are parsed without gain: what a list or a table is about is not in its tree. In letters. */
const LONGEST_QUOTE = 2000
/** Words of a name. */
const MOST_WORDS = 6

/** @param english tags and parses. */
export function analyst(english: English): Analyst {
  const parsed = new Map<string, Dependencies>()
  return (quote, phrase, refers) => {
    if (quote.text.length > LONGEST_QUOTE) return NOTHING
    let tree = parsed.get(quote.text)
    if (!tree) {
      const tokens = english.tokens(quote.text, {from: 0, to: quote.text.length})
      tree = new Dependencies(tokens, english.parse(tokens))
      parsed.set(quote.text, tree)
    }
    const about = aboutIn(tree, [{from: phrase.from - quote.from, to: phrase.to - quote.from}])
    if (about.head !== null || refers === undefined || refers.length > LONGEST_QUOTE) return about
    // "It drops": what "it" stands for.
    const tokens = english.tokens(refers, {from: 0, to: refers.length})
    const meant = aboutIn(new Dependencies(tokens, english.parse(tokens)), [{from: 0, to: refers.length}])
    return {...meant, turn: meant.turn === about.turn ? 1 : -1}
  }
}

/** What the words in `ranges` of a sentence are about; ranges in the units of its tokens. */
export const aboutIn = (tree: Dependencies, ranges: readonly Range[]): About => new Phrase(tree, ranges).about()

/** Which way a name goes: -1 for one that says that there is little of a thing, "bee shortage" or "weak hives". */
export function turnOfName(look: Analyst, name: string): 1 | -1 {
  const whole = {from: 0, to: name.length}
  const {turn, head} = look({...whole, text: name}, whole)
  // Alone, without a sentence around it, "bee" is hardly told from "be", and nothing is seen before the shortage.
  return head !== null && LESS.has(head) ? -1 : turn
}

const isNounTag = (tag: string): boolean => tag === "NOUN" || tag === "PROPN"

/** One phrase in its tree. Tokens by their indices in the quote. */
class Phrase {
  readonly #tree: Dependencies
  readonly #inside: ReadonlySet<number>
  readonly #seen = new Set<number>()
  readonly #modifiers: {word: string; name: boolean}[] = []
  #turn: 1 | -1 = 1
  #head: string | null = null
  #at = NONE
  #label = ""
  /** Only a verb says what it is about. */
  #verbal = false
  #said = false

  constructor(tree: Dependencies, ranges: readonly Range[]) {
    this.#tree = tree
    const inside = tree.tokens.map((_, i) => i).filter((i) => ranges.some((range) => this.#within(i, range)))
    this.#inside = new Set(inside)
  }

  #within(i: number, {from, to}: Range): boolean {
    const token = this.#tree.tokens[i]!
    return token.from >= from && token.to <= to
  }

  about(): About {
    const root = this.#root()
    if (root === null) return NOTHING
    const deed = this.#isNoun(root) ? this.#deedOf(root) : NONE
    if (deed !== NONE) this.#verb(deed, root)
    else if (this.#isNoun(root) || this.#tag(root) === "NUM") this.#noun(root)
    else if (/^(?:VERB|AUX|ADJ)$/.test(this.#tag(root))) this.#verb(root, NONE)
    const head = this.#head
    if (head === null || !/^\p{L}[\p{L}'-]*$/u.test(head) || head.length < 3) return {...NOTHING, turn: this.#turn}
    const modifiers = this.#modifiers.map(({word}) => word)
    // A sentence begins with a capital, whatever its first word is.
    const proper = this.#at > 0 && this.#tag(this.#at) === "PROPN"
    return {
      head,
      modifiers,
      turn: this.#turn,
      isName: !this.#verbal && proper && this.#modifiers.every(({name}) => name),
      isBeing: !this.#verbal && !this.#said && modifiers.length === 0 && (BEINGS.has(head) || EMPTY.has(head)),
      isVerbal: this.#verbal,
      label: this.#label,
    }
  }

  #tag(i: number): string {
    return this.#tree.tag(i)
  }

  #lower(i: number): string {
    return this.#tree.tokens[i]?.lower ?? ""
  }

  #isNoun(i: number): boolean {
    return i !== NONE && isNounTag(this.#tag(i))
  }

  /** Children of `i` in the phrase. */
  #children(i: number, ...rels: readonly Relation[]): number[] {
    return this.#tree.children(i, ...rels).filter((k) => this.#inside.has(k))
  }

  #child(i: number, ...rels: readonly Relation[]): number {
    return this.#children(i, ...rels)[0] ?? NONE
  }

  /** The preposition of `i`; "" where it has none. */
  #preposition(i: number): string {
    return this.#lower(this.#tree.child(i, "case"))
  }

  #root(): number | null {
    const {tokens, head} = this.#tree
    const roots = [...this.#inside].filter((i) => !this.#inside.has(head[i]!) && tokens[i]!.tag !== "PUNCT")
    const says = (i: number) => /^(?:VERB|ADJ)$/.test(this.#tag(i))
    const clause = roots.find((i) => says(i) && this.#child(i, "nsubj") !== NONE)
    const nouns = roots.filter((i) => this.#isNoun(i))
    // "The shepherd ... lambs": of who does it and what it is done to, that.
    const noun = nouns.find((i) => !BEINGS.has(tokens[i]!.lemma)) ?? nouns[0]
    return clause ?? noun ?? roots.find(says) ?? roots[0] ?? null
  }

  /** What a noun before it is made to do: "(forced) the chain to lay off staff". */
  #deedOf(noun: number): number {
    const {tokens, head} = this.#tree
    const verb = [...this.#inside].find((i) => i > noun && tokens[i]!.tag === "VERB" && !this.#inside.has(head[i]!))
    return verb !== undefined && this.#tree.is(verb, "xcomp") && head[verb] === head[noun] ? verb : NONE
  }

  #flip(): void {
    this.#turn = this.#turn === 1 ? -1 : 1
  }

  #add(i: number): void {
    const word = this.#tree.lemma(i)
    if (!/^\p{L}[\p{L}-]+$/u.test(word) || PALE.has(word) || this.#modifiers.some((m) => m.word === word)) return
    this.#modifiers.push({word, name: this.#tag(i) === "PROPN"})
  }

  #price(costly: 1 | -1): void {
    if (costly < 0) this.#flip()
    this.#modifiers.push({word: "price", name: false})
  }

  #noun(i: number): void {
    const again = this.#seen.has(i)
    this.#seen.add(i)
    const word = this.#tree.lemma(i)
    const behind = this.#children(i, "nmod").filter(
      (k) => !this.#tree.is(k, "nmod:poss") && OF.test(this.#preposition(k)),
    )
    const before = this.#children(i, "compound")
    const lessens = LESS.has(word)
    if ((lessens || GRADES.has(word) || MORE.has(word)) && !again) {
      const on = behind.find((k) => this.#isNoun(k)) ?? behind[0] ?? (lessens ? before.at(-1) : undefined)
      if (on !== undefined && !this.#seen.has(on) && (this.#isNoun(on) || this.#tag(on) === "NUM")) {
        if (lessens) this.#flip()
        for (const k of before) if (k !== on) this.#add(k)
        this.#noun(on)
        return
      }
    }
    // "Failure to thin the forest": what is not done.
    const undone =
      UNDONE.has(word) && !again ? this.#children(i, "acl").find((k) => this.#lower(k - 1) === "to") : undefined
    if (undone !== undefined) {
      this.#flip()
      this.#verb(undone, NONE)
      return
    }
    if (this.#tag(i) === "NUM" || EMPTY.has(word)) {
      // "Two of five wells", "those who fall ill": what stands behind says it.
      const on = behind.find((k) => this.#isNoun(k) && !this.#seen.has(k))
      const tail = this.#child(i, "acl")
      if (on !== undefined) {
        this.#noun(on)
        return
      }
      if (tail !== NONE && !again && this.#isNoun(i)) {
        this.#verb(tail, i)
        return
      }
      if (this.#tag(i) === "NUM") return
    }
    if (BEINGS.has(word) && !again && !this.#verbal && this.#insteadOfBeing(i)) return
    this.#head = word
    this.#at = i
    for (const k of this.#children(i, "amod", "advmod", "nummod")) {
      const lower = this.#lower(k)
      if (LOW.has(lower)) this.#flip()
      // "Cheap cover" keeps the word in its name, and goes its way.
      if (COSTLY.has(lower)) this.#modifiers.push({word: "price", name: false})
    }
    for (const k of before) this.#add(k)
    for (const k of this.#children(i, "amod")) {
      const lower = this.#lower(k)
      if (!LOW.has(lower) && !HIGH.has(lower) && !COSTLY.has(lower)) this.#add(k)
    }
    for (const k of this.#children(i, "nmod:poss")) if (this.#isNoun(k)) this.#add(k)
    for (const k of behind) {
      const lemma = this.#tree.lemma(k)
      if (!this.#isNoun(k) || GRADES.has(lemma) || EMPTY.has(lemma)) continue
      this.#add(k)
      for (const c of this.#children(k, "compound")) this.#add(c)
    }
    this.#label = this.#nameOf(i)
  }

  /** "Growers into debt", "patients to arrive late": what happens to a being is what it is about. */
  #insteadOfBeing(i: number): boolean {
    const later = [...this.#inside].filter((k) => k > i)
    const into = later.find((k) => this.#isNoun(k) && /^(?:into|onto|out)$/.test(this.#preposition(k)))
    if (into !== undefined) {
      this.#said = true
      this.#noun(into)
      this.#add(i)
      return true
    }
    const doing = later.find((k) => this.#tag(k) === "VERB" && this.#lower(k - 1) === "to" && this.#inside.has(k - 1))
    if (doing === undefined) return false
    this.#verb(doing, NONE)
    return true
  }

  /** @param whose the noun that is known to be its subject. */
  #verb(i: number, whose: number): void {
    const word = this.#tree.lemma(i)
    // "His neighbour would": what he would do is not there.
    if (this.#tree.fine(i) === "MD") return
    const subject = whose !== NONE ? whose : this.#child(i, "nsubj")
    const direct = this.#child(i, "obj")
    const object = direct !== NONE ? direct : this.#child(i, "obl", "xcomp", "ccomp")
    const passive = this.#child(i, "nsubj:pass") !== NONE
    if (this.#children(i, "advmod").some((k) => /^(?:not|no|never|n't)$/.test(this.#lower(k)))) this.#flip()
    this.#said = true
    if (this.#tag(i) === "ADJ" && this.#isNoun(subject)) {
      // "Dehydration is likelier", "wheat is dearer".
      const lower = this.#lower(i)
      const costly = COSTLY.get(lower)
      if (LOW.has(lower)) this.#flip()
      this.#noun(subject)
      if (costly !== undefined) this.#price(costly)
      else if (!LOW.has(lower) && !HIGH.has(lower)) this.#add(i)
      return
    }
    if (subject !== NONE && (FALLING.has(word) || RISING.has(word)) && !this.#isNoun(direct)) {
      if (FALLING.has(word)) this.#flip()
      if (this.#isNoun(subject)) this.#noun(subject)
      return
    }
    // "Stopped asking", "put off drilling": what is no longer done.
    const doing = this.#children(i, "xcomp").find((k) => this.#tag(k) === "VERB")
    const putOff = word === "put" && this.#lower(this.#tree.child(i, "compound:prt")) === "off"
    if (doing !== undefined && (putOff || (LOWERING.has(word) && !passive))) {
      this.#flip()
      this.#verb(doing, NONE)
      return
    }
    if (LOWERING.has(word) && !this.#tree.is(i, "xcomp") && this.#isNoun(passive ? subject : object)) {
      this.#flip()
      this.#noun(passive ? subject : object)
      if (!passive && this.#isNoun(subject)) this.#add(subject)
      return
    }
    // "Patients got worse care": a verb that says nothing by itself.
    if (LIGHT_VERBS.has(word) && this.#isNoun(object)) {
      this.#noun(object)
      if (this.#isNoun(subject)) this.#add(subject)
      return
    }
    // "Had to suspend lessons"
    if (LIGHT_VERBS.has(word) && doing !== undefined) {
      this.#verb(doing, NONE)
      return
    }
    if (LIGHT_VERBS.has(word) && !(word === "leave" && object === NONE) && this.#isNoun(subject) && whose === NONE) {
      this.#noun(subject)
      return
    }
    this.#verbal = true
    this.#head = word
    this.#at = i
    if (this.#isNoun(subject)) this.#add(subject)
    if (this.#isNoun(object)) this.#add(object)
    // "Families bury their dead" is no burial of families.
    const of = this.#isNoun(direct) ? direct : direct === NONE && this.#isNoun(subject) ? subject : NONE
    const named = this.#meant(of)
    const plain = named === NONE || EMPTY.has(this.#tree.lemma(named)) ? "" : this.#nameOf(named, true)
    const particle = this.#tree.child(i, "compound:prt")
    // "Laying off staff", and no "laying of staff".
    if (plain !== "")
      this.#label =
        particle === NONE ? `${nounOfVerb(word)} of ${plain}` : `${inIng(word)} ${this.#lower(particle)} ${plain}`
    else this.#label = hasNoun(word) && this.#tag(i) === "VERB" ? nounOfVerb(word) : ""
  }

  /** Of a noun that only says how much, what it is of: "fields" for "two fifths of the fields"; NONE where that is not said. */
  #meant(i: number): number {
    if (i === NONE || !GRADES.has(this.#tree.lemma(i))) return i
    return this.#meant(this.#children(i, "nmod").find((k) => k > i && this.#isNoun(k)) ?? NONE)
  }

  /**
   * The words of a noun phrase as they stand, without articles, possessive pronouns and words that say which way.
   * @param short  without what stands behind the head.
   */
  #nameOf(i: number, short = false): string {
    const keep = new Set([i])
    const left = (k: number) => {
      for (const c of this.#children(k, "compound", "amod", "nmod:poss", "case", "punct")) {
        if ((c > k && this.#lower(c) !== "'s") || !this.#isOfName(c)) continue
        keep.add(c)
        if (this.#isNoun(c)) left(c)
      }
    }
    left(i)
    if (!short)
      for (const k of this.#children(i, "nmod")) {
        if (k < i || !this.#isNoun(k)) continue
        const by = this.#tree.child(k, "case")
        if (by === NONE || !KEPT_IN_NAMES.test(this.#lower(by))) break
        keep.add(by)
        for (const d of this.#tree.children(k, "det")) if (this.#lower(d) === "the") keep.add(d)
        keep.add(k)
        left(k)
        break
      }
    const {tokens} = this.#tree
    for (const k of [...keep]) for (const joined of this.#hyphened(k)) keep.add(joined)
    const ordered = [...keep].sort((a, b) => a - b)
    const words: string[] = []
    for (const [n, k] of ordered.entries()) {
      const token = tokens[k]!
      const last = n > 0 ? tokens[ordered[n - 1]!]! : null
      const hyphen = last !== null && tokens[k - 1]?.text === "-" && token.from === last.to + 1 ? "-" : ""
      const joined = last !== null && (token.from === last.to || hyphen !== "")
      const isNamed = token.tag === "PROPN" || (token.tag === "ADJ" && k > 0)
      const text = isNamed || /^\p{Lu}{2,}$/u.test(token.text) ? token.text : token.lower
      if (joined) words.push(`${words.pop() ?? ""}${hyphen}${text}`)
      else words.push(text)
    }
    const cut = words.slice(0, MOST_WORDS)
    while (cut.length > 1 && (KEPT_IN_NAMES.test(cut.at(-1)!) || cut.at(-1) === "the")) cut.pop()
    return cut.join(" ").replace(/["“”]/g, "").trim()
  }

  /** Tokens that hyphens join to one: "first", "-" and "time" of "first-time buyers", for any of them. */
  #hyphened(i: number): number[] {
    const {tokens} = this.#tree
    const meets = (k: number) => tokens[k - 1]?.to === tokens[k]?.from
    const joins = (k: number) => tokens[k]?.text === "-" && meets(k) && meets(k + 1)
    let [from, to] = [i, i]
    while (joins(from - 1)) from -= 2
    while (joins(to + 1)) to += 2
    return Array.from({length: to - from}, (_, n) => from + n + (from + n >= i ? 1 : 0))
  }

  /** Does the word `c` before a noun belong into its name? */
  #isOfName(c: number): boolean {
    const lower = this.#lower(c)
    if (this.#tree.is(c, "case")) return lower === "'s"
    if (this.#tree.is(c, "punct")) return lower === "-"
    if (this.#tree.is(c, "nmod:poss")) return this.#isNoun(c)
    if (!this.#tree.is(c, "amod")) return true
    const lemma = this.#tree.lemma(c)
    const participle = this.#tag(c) === "VERB" && lower.endsWith("ing")
    return !LOW.has(lower) && !HIGH.has(lower) && (!PALE.has(lemma) || TELLING.has(lemma)) && !participle
  }
}
