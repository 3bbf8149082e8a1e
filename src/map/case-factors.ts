// The case's own codebook: factors the analyst has named, with the words that mean them. In: case factors. Out: the rules by
// which phrases find them before any theme of the shipped codebook is asked.

import type {Reading} from "../claims/index.ts"
import {slug} from "../core/ids.ts"
import {CASE_WEIGHT} from "../core/opinions.ts"
import {type ActorBook, actorBook} from "./actors.ts"
import {themes} from "./codebook.ts"
import type {CaseFactor} from "./codebook-file.ts"
import type {Rule, Worded} from "./frame.ts"
import {foldedPhrase, matchAt, type Pattern, pattern, stem, wordsOf} from "./pattern.ts"
import type {Theme} from "./theme.ts"

/** The theme a case factor belongs to: the shipped one of that name, or one of its own. */
export function themeOf(factor: CaseFactor): Theme {
  const shipped = themes.find((theme) => theme.id === factor.theme)
  return {
    id: shipped?.id ?? factor.theme ?? "other",
    name: nameOf(factor),
    fields: [],
    kind: shipped?.kind ?? "state",
    roles: shipped?.roles ?? (factor.target ? "both" : factor.holder ? "holder" : "none"),
    says: [],
    ...(shipped?.labels ? {labels: shipped.labels} : {}),
    ...(factor.choice === true || (factor.choice === undefined && shipped?.choice) ? {choice: true as const} : {}),
    ...(shipped?.aim ? {aim: shipped.aim} : {}),
    // What nobody has confirmed is reported as no outcome.
    weight: factor.proposed ? 0 : (factor.weight ?? shipped?.weight ?? CASE_WEIGHT),
    wanted: factor.wanted ?? shipped?.wanted ?? null,
    unit: factor.unit ?? shipped?.unit ?? "1",
  }
}

/** As people are shown it: its name, else its key with the underscores opened. */
export function nameOf(factor: CaseFactor): string {
  if (factor.name) return factor.name
  const open = factor.id.replaceAll("_", " ")
  return open.charAt(0).toUpperCase() + open.slice(1)
}

/** One rule an alias; a factor is always called by its own name too. */
export function rulesOf(factors: readonly CaseFactor[], book: ActorBook): Rule[] {
  return factors.flatMap((factor) => {
    const theme = themeOf(factor)
    const own = {
      id: factor.id,
      holder: factor.holder ? book.named(factor.holder) : null,
      not: (factor.not ?? []).flatMap(patternOf),
    }
    const rule = (alias: string, opposite: boolean): Rule[] =>
      patternOf(alias).map((words) => ({theme, own, order: -1, pattern: words, opposite}))
    const said = new Set([...(factor.aliases ?? []), nameOf(factor), slug(factor.id).replaceAll("_", " ")])
    return [
      ...[...said].flatMap((alias) => rule(alias, false)),
      ...(factor.opposites ?? []).flatMap((alias) => rule(alias, true)),
    ]
  })
}

/** The pattern of an alias: its words in order, singular or plural; none of an alias without words. */
export function patternOf(alias: string): Pattern[] {
  const words = wordsOf(alias).map((w) => asStep(w.lower))
  return words.length === 0 ? [] : [pattern(words.join(" "))]
}

/** Is `text` an alias, singular or plural? */
export function aliasIs(alias: string, text: string): boolean {
  const words = wordsOf(text)
  return words.length > 0 && patternOf(alias).some((one) => matchAt(one, words, 0) === words.length)
}

/** Does an alias, singular or plural, stand anywhere in `text`? The text is split once, for many aliases. */
export function aliasesIn(text: string): (alias: string) => boolean {
  const words = wordsOf(text)
  return (alias) => patternOf(alias).some((one) => words.some((_, at) => matchAt(one, words, at) >= 0))
}

/**
 * Of the actors that factors.yaml writes, those that no text names: not by this name, and not by another that the reading
 * knows for it ("Arvian", the capital of Arvia). One in small letters is a description: it is enough that its words are there.
 */
export function unnamedActors(
  names: readonly string[],
  reading: Pick<Reading, "actors" | "claims">,
  texts: readonly string[],
): ReadonlySet<string> {
  const isSaid = aliasesIn(texts.join("\n"))
  const left = [...new Set(names)].filter((name) => {
    const open = name.replaceAll("_", " ")
    return !isSaid(open) && (/\p{Lu}/u.test(open) || !open.split(/\s+/).every(isSaid))
  })
  if (left.length === 0) return new Set()
  const book = actorBook(reading)
  const met = new Set(texts.flatMap((text) => book.find(wordsOf(text)).map(({actor}) => actor)))
  return new Set(left.filter((name) => !met.has(book.named(name))))
}

/** The whole phrases that the factors claim, by their words (`foldedPhrase`); of two that claim one, the first. */
export function wordedOf(factors: readonly CaseFactor[]): ReadonlyMap<string, Worded> {
  const worded = new Map<string, Worded>()
  const put = (phrase: string, one: Worded) => {
    const key = foldedPhrase(phrase)
    if (key !== "" && !worded.has(key)) worded.set(key, one)
  }
  for (const factor of factors) {
    const theme = themeOf(factor)
    for (const phrase of factor.phrases ?? []) put(phrase, {theme, own: factor.id, turn: 1})
    for (const phrase of factor.opposites ?? []) put(phrase, {theme, own: factor.id, turn: -1})
  }
  return worded
}

/** A word of an alias, matching its singular and plural. */
function asStep(word: string): string {
  const base = stem(word)
  const forms = new Set([word, base, `${base}s`, `${base}es`, base.endsWith("y") ? `${base.slice(0, -1)}ies` : base])
  return [...forms].join("|")
}
