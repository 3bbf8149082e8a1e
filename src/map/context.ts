// What phrases are read by besides their own words: who is who, which documents settle which meanings, what their sentences
// name. In: the claims of a reading and the case's own factors. Out: the frames of every phrase. Of a reading that has a
// sentence more or less only the phrases that this touches are read again.

import type {Claim, Reading} from "../claims/index.ts"
import {SETTING_SPOKEN} from "../core/opinions.ts"
import {type ActorBook, actorBook, type KnownActor, type Mention} from "./actors.ts"
import {rulesOf, wordedOf} from "./case-factors.ts"
import {fields, settings} from "./codebook.ts"
import type {CaseFactor} from "./codebook-file.ts"
import {
  type Frame,
  framesOf,
  isOutOfField,
  onlyRules,
  type Rule,
  type RuleIndex,
  rulesWithin,
  type Setting,
  type Silent,
  themeRules,
} from "./frame.ts"
import {wordMatcher, wordsOf} from "./pattern.ts"
import type {Theme, ThemeSetting} from "./theme.ts"
import {areTheSame, Unchanged} from "./unchanged.ts"

/** What phrases are read by: all that hangs on the sentences, and on no decision about what is read in them. */
export type Context = {
  readonly claims: readonly Claim[]
  readonly book: ActorBook
  /** Fields whose words are used of other things here, because their setting is hardly spoken of. */
  readonly figurative: ReadonlySet<string>
  /** The frames of a phrase of a claim; with `without`, without themes of silent fields that a single word names. */
  frames(claim: Claim, side: "cause" | "effect", without?: SilentFields): readonly Frame[]
}

/** Fields without a part in what is told, as a question about a theme; `fields` spells them: the same spelling, the same answers. */
export type SilentFields = {readonly silent: Silent; readonly fields: string}

/** What one context leaves to the next, which a sentence more or less may change. */
export class Sentences {
  /** The words of each sentence in small letters. */
  private readonly spoken = new Map<string, ReadonlySet<string>>()
  private readonly mentions = new Unchanged<readonly Mention[]>()
  private readonly own = new Unchanged<readonly Rule[]>()
  private readonly groups = new Unchanged<readonly string[]>()
  private readonly frames = new Map<string, Unchanged<readonly Frame[]>>()
  private book: ActorBook | null = null
  private meant: readonly Rule[] = []
  indexes = new Map<string, RuleIndex>()
  inFields = new Map<string, Map<RuleIndex, RuleIndex>>()

  spokenIn(quote: string): ReadonlySet<string> {
    const there = this.spoken.get(quote) ?? new Set(wordsOf(quote).map(({lower}) => lower))
    this.spoken.set(quote, there)
    return there
  }

  /** The book of the last context where this one says the same of everybody. */
  bookOf(made: ActorBook): ActorBook {
    if (this.book === null || !this.book.saysTheSame(made)) this.book = made
    return this.book
  }

  /** Actors in a sentence; the same list for the same sentence and book. */
  named(quote: string, book: ActorBook): readonly Mention[] {
    return this.mentions.get(quote, [book], () => book.find(wordsOf(quote)))
  }

  /** The armed groups that a file names, as found; the same list where they are those of last time. */
  groupsOf(file: string, ids: readonly string[]): readonly string[] {
    return this.groups.settle(file, ids, areTheSame)
  }

  /** Rules of the case's own factors. */
  rulesOf(cases: readonly CaseFactor[], book: ActorBook): readonly Rule[] {
    return this.own.get("", [book], () => rulesOf(cases, book))
  }

  /** Rules by the meanings that documents settle, and within their fields, kept as long as there are no others. */
  indexesOf(meant: readonly Rule[]): Pick<Sentences, "indexes" | "inFields"> {
    if (!areTheSame(this.meant, meant)) {
      this.meant = meant
      this.indexes = new Map()
      this.inFields = new Map()
    }
    return this
  }

  /** The frames of a phrase: those of last time where all that it is read against is the same. */
  framesOf(claim: Claim, side: "cause" | "effect", fields: string, setting: Setting): readonly Frame[] {
    const {signal, cause, effect} = claim
    const {quote, named, groups, book, rules} = setting
    const kind = `${side} ${fields}`
    const there = this.frames.get(kind) ?? new Unchanged<readonly Frame[]>()
    this.frames.set(kind, there)
    return there.get(claim.id, [signal, cause, effect, quote, named, groups, book, rules], () =>
      framesOf(claim, side, setting),
    )
  }
}

/** What the phrases of a reading are read by. @param sentences  what the contexts before left. */
export function contextOf(reading: Reading, cases: readonly CaseFactor[], sentences: Sentences): Context {
  const extra = cases.flatMap((c) => [c.holder, c.target].filter((name): name is string => name !== undefined))
  const book = sentences.bookOf(actorBook(reading, extra))
  const corpora = new Map<string, Set<string>>()
  for (const {file, quote} of reading.claims) {
    const corpus = corpora.get(file) ?? new Set()
    corpora.set(file, corpus)
    for (const word of sentences.spokenIn(quote.text)) corpus.add(word)
  }
  const folder = new Set([...corpora.values()].flatMap((corpus) => [...corpus]))
  const named = (claim: Claim) => sentences.named(claim.quote.text, book)
  const kinds = reading.claims.flatMap((claim) => named(claim).map(({actor}) => book.actors.get(actor)!))
  const shown = settingsOf(folder, kinds)
  const every = [...sentences.rulesOf(cases, book), ...themeRules()]
  const meant = every.filter(({theme, own}) => own !== null || belongs(theme, shown))
  const {indexes, inFields} = sentences.indexesOf(meant)
  const within = rulesWithin(meant, folder, indexes)
  const byFile = new Map([...corpora].map(([file, corpus]) => [file, within(corpus)]))
  const groups = new Map<string, Set<string>>()
  for (const claim of reading.claims) {
    if (!groups.has(claim.file)) groups.set(claim.file, new Set())
    for (const {actor} of named(claim)) {
      const {kind, generic} = book.actors.get(actor)!
      if (kind === "armed" && !generic) groups.get(claim.file)!.add(actor)
    }
  }
  const armed = new Map([...groups].map(([file, ids]) => [file, sentences.groupsOf(file, [...ids])]))
  const worded = wordedOf(cases)
  const settingOf = (claim: Claim, rules: RuleIndex): Setting => ({
    quote: claim.quote.text,
    spoken: sentences.spokenIn(claim.quote.text),
    named: named(claim),
    groups: armed.get(claim.file)!,
    book,
    rules,
    worded,
  })
  const inField = (rules: RuleIndex, {silent, fields}: SilentFields): RuleIndex => {
    const those = inFields.get(fields) ?? new Map<RuleIndex, RuleIndex>()
    inFields.set(fields, those)
    const made = those.get(rules) ?? onlyRules(rules, (rule) => !isOutOfField(rule, silent))
    those.set(rules, made)
    return made
  }
  return {
    claims: reading.claims,
    book,
    figurative: figurativeFields(reading.claims, sentences),
    frames(claim, side, without) {
      const own = byFile.get(claim.file)!
      const rules = without ? inField(own, without) : own
      return sentences.framesOf(claim, side, without?.fields ?? "", settingOf(claim, rules))
    },
  }
}

/** The settings that documents show, by their words and by whom they name. */
function settingsOf(words: ReadonlySet<string>, actors: readonly KnownActor[]): Set<string> {
  const named = new Set(
    actors.map(({kind, generic}) =>
      kind === "state" ? (generic ? null : "named state") : kind === "armed" ? kind : null,
    ),
  )
  const shown = settings.filter((setting) => {
    if (setting.actors.some((who) => named.has(who))) return true
    const matches = wordMatcher(setting.words)
    return [...words].some(matches)
  })
  return new Set(shown.map(({id}) => id))
}

/** The fields whose setting is hardly spoken of: too few of the different words of each sentence are its words. */
function figurativeFields(claims: readonly Claim[], sentences: Sentences): Set<string> {
  const spoken = [...new Set(claims.map(({quote}) => quote.text))].flatMap((quote) => [...sentences.spokenIn(quote)])
  const isSpoken = ({words}: ThemeSetting) => spoken.filter(wordMatcher(words)).length >= SETTING_SPOKEN * spoken.length
  const asked = fields.flatMap(({id, setting}) =>
    settings.filter((one) => one.id === setting).map((one) => ({id, one})),
  )
  return new Set(asked.filter(({one}) => !isSpoken(one)).map(({id}) => id))
}

/** A theme of a setting is left out where the documents show another and none of its own: cormorants make no raids. */
function belongs(theme: Theme, shown: ReadonlySet<string>): boolean {
  return theme.in === undefined || shown.size === 0 || theme.in.some((setting) => shown.has(setting))
}
