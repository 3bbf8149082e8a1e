// Training of the lemmatiser: words with tags and lemmas in, endings and changes out.

import {
  type Change,
  changed,
  endingKey,
  kindOfForm,
  type LemmaModel,
  Lemmatiser,
  LONGEST_ENDING,
} from "../../src/language/lemma.ts"
import {plain} from "../../src/language/tokens.ts"
import type {Sentence} from "./treebank.ts"

/** Different words that an ending must decide alike before it is believed. */
const BELIEVED = 2

/** How `form` becomes `lemma`, or null where they have nothing in common and the form is long. */
function changeOf(form: string, lemma: string): string {
  let same = 0
  while (same < form.length && same < lemma.length && form[same] === lemma[same]) same++
  return `${form.length - same} ${lemma.slice(same)}`
}

type Pair = {kind: string; form: string; change: string; count: number}

function pairsOf(sentences: readonly Sentence[]): Pair[] {
  const counts = new Map<string, Map<string, number>>()
  for (const s of sentences)
    s.words.forEach((word, i) => {
      const form = plain(word)
      const lemma = plain(s.lemmas[i]!)
      // Lemmas of misspelt words are those of the word meant; they teach no rule.
      if (!/^[\x20-\x7e]+$/.test(form + lemma) || s.relations[i] === "goeswith") return
      const key = `${kindOfForm(s.penns[i]!)} ${form}`
      const of = counts.get(key) ?? new Map<string, number>()
      const change = changeOf(form, lemma)
      counts.set(key, of.set(change, (of.get(change) ?? 0) + 1))
    })
  return [...counts].map(([key, of]) => {
    const [change, count] = [...of].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]!
    const at = key.indexOf(" ")
    return {kind: key.slice(0, at), form: key.slice(at + 1), change, count}
  })
}

export function learnLemmas(sentences: readonly Sentence[]): LemmaModel {
  const pairs = pairsOf(sentences)
  const names: string[] = []
  const index = new Map<string, number>()
  const changes: Change[] = []
  const numberOf = (name: string) => {
    const known = index.get(name)
    if (known !== undefined) return known
    const at = name.indexOf(" ")
    index.set(name, names.length)
    changes.push({off: Number(name.slice(0, at)), on: name.slice(at + 1)})
    return names.push(name) - 1
  }
  const changeOf = new Map<number, number>()
  // Endings from short to long: one is stored only where it decides otherwise than a shorter one.
  const decide = (kind: string, form: string, longest: number) => {
    for (let length = Math.min(longest, form.length - 1); length >= 0; length--) {
      const change = changeOf.get(endingKey(kind, form.slice(form.length - length), false))
      if (change !== undefined) return names[change]
    }
    return undefined
  }
  for (let length = 0; length <= LONGEST_ENDING; length++) {
    const votes = new Map<string, Map<string, number>>()
    for (const {kind, form, change} of pairs) {
      if (kind === "plain" || form.length <= length) continue
      const key = `${kind} ${form.slice(form.length - length)}`
      const of = votes.get(key) ?? new Map<string, number>()
      votes.set(key, of.set(change, (of.get(change) ?? 0) + 1))
    }
    for (const [key, of] of votes) {
      const [best, count] = [...of].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]!
      const at = key.indexOf(" ")
      const kind = key.slice(0, at)
      const ending = key.slice(at + 1)
      if (count < BELIEVED) continue
      // A rule that takes letters off must not depend on letters it has not seen.
      if (Number(best.slice(0, best.indexOf(" "))) > length) continue
      if (decide(kind, `?${ending}`, length - 1) !== best) changeOf.set(endingKey(kind, ending, false), numberOf(best))
    }
  }
  const lemmatiser = new Lemmatiser({changes, changeOf})
  for (const {kind, form, change} of pairs) {
    const at = change.indexOf(" ")
    const wanted = changed(form, {off: Number(change.slice(0, at)), on: change.slice(at + 1)})
    if (lemmatiser.lemma(form, kind) !== wanted) changeOf.set(endingKey(kind, form, true), numberOf(change))
  }
  return {changes, changeOf}
}

/** Part of words whose lemma is right in lower case: all, and those of a form not seen in training. */
export function scoreLemmas(
  model: LemmaModel,
  sentences: readonly Sentence[],
  pennsOf: (at: number, i: number) => string,
  seen: ReadonlySet<string>,
): {all: number; unseen: number; slips: Map<string, number>} {
  const lemmatiser = new Lemmatiser(model)
  const slips = new Map<string, number>()
  let words = 0
  let right = 0
  let unseenWords = 0
  let unseenRight = 0
  sentences.forEach((s, at) => {
    s.words.forEach((word, i) => {
      const form = plain(word)
      const penn = pennsOf(at, i)
      const lemma = lemmatiser.lemma(form, penn)
      const ok = lemma === plain(s.lemmas[i]!)
      const isNew = !seen.has(form)
      words++
      if (ok) right++
      if (isNew) unseenWords++
      if (isNew && ok) unseenRight++
      if (!ok) {
        const slip = `${form}/${penn}:${lemma}!=${plain(s.lemmas[i]!)}`
        slips.set(slip, (slips.get(slip) ?? 0) + 1)
      }
    })
  })
  return {all: right / words, unseen: unseenRight / unseenWords, slips}
}
