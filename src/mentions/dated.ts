// What a date dates: the words it describes ("the 2025 war with Arv"), the thing before it
// ("the takeover of 2021"), else the part of the sentence it stands in. A tagged sentence
// and the place of a date in, the words as worded out.

import {type DateSpan, plural} from "./dates.ts"
import type {Lexeme, TaggedSentence} from "./lexemes.ts"

/** Words that bind a date to a sentence and say nothing of what is dated. */
const BINDING = new Set(
  "in on at by since until till during from before after of over through throughout within between for around about only already early late mid the a an when as while once and or but".split(
    " ",
  ),
)
/** Fewer words than this tell no event: the next part of the sentence is looked at. */
const LEAST_WORDS = 2

/** What the date at `span` dates, one of the sentence's `dates`; "" where the sentence holds nothing else. */
export function datedBy(sentence: TaggedSentence, span: DateSpan, dates: readonly DateSpan[]): string {
  return described(sentence, span) ?? named(sentence, span) ?? told(sentence, span, dates)
}

/** "The 2025 war with Arv", "the March 2024 elections", "the 12 March attack". */
function described({lexemes, tag, text}: TaggedSentence, {start, end}: DateSpan): string | null {
  const first = lexemes[end]
  if (first?.kind !== "word" || (first.glued && lexemes[end - 1]!.kind !== "mark")) return null
  const before = lexemes[start - 1]
  // Only after an article or an owner does a date describe: "in 2025 war broke out" dates the clause.
  if (!before || !(tag(start - 1) === "DET" || tag(start - 1) === "PRON" || /(?:^|['’])s$/.test(before.lower)))
    return null
  let at = end
  while (
    tag(at) === "ADJ" ||
    tag(at) === "NOUN" ||
    tag(at) === "PROPN" ||
    (lexemes[at]?.lower === "-" && lexemes[at]!.glued)
  )
    at++
  if (at === end || !(tag(at - 1) === "NOUN" || tag(at - 1) === "PROPN")) return null
  // "Since the 1980s herders have left" dates the leaving; "in the 2025 war they lost" the war.
  const timed = BINDING.has(lexemes[start - 2]?.lower ?? "") && (tag(at) === "VERB" || tag(at) === "AUX")
  if (timed && plural(lexemes[at - 1]!.lower)) return null
  const more = complement({lexemes, tag, text} as TaggedSentence, at)
  return text.slice(first.from, lexemes[more - 1]!.to)
}

/** The end of "with Arv", "of the salt road" behind a noun, or `at`. */
function complement({lexemes, tag}: TaggedSentence, at: number): number {
  if (!["of", "with", "on", "against", "between", "for", "over", "in"].includes(lexemes[at]?.lower ?? "")) return at
  let k = at + 1
  while (tag(k) === "DET" || tag(k) === "ADJ" || tag(k) === "PRON") k++
  const noun = k
  while (tag(k) === "NOUN" || tag(k) === "PROPN") k++
  return k > noun ? k : at
}

/** "The takeover of 2021", "the war in the hills (2001-2021)", "an accord signed in 2019". */
function named(sentence: TaggedSentence, {start, end}: DateSpan): string | null {
  const {lexemes, tag, text} = sentence
  const bracketed = lexemes[start - 1]?.text === "(" && lexemes[end]?.text === ")"
  const of =
    lexemes[start - 1]?.lower === "of" || (lexemes[start - 1]?.lower === "the" && lexemes[start - 2]?.lower === "of")
  if (!bracketed && !of) return null
  let k = start - (lexemes[start - 1]?.lower === "the" ? 3 : 2)
  const last = k
  let noun = -1
  for (; k >= 0 && last - k < 8; k--) {
    const word = lexemes[k]!
    const kind = tag(k)
    if (kind === "NOUN" || kind === "PROPN") noun = k
    else if (noun >= 0 && (kind === "ADJ" || (word.glued && word.kind === "mark" && word.lower !== ","))) continue
    else if (noun >= 0 && bracketed && ["in", "of", "on", "with", "against"].includes(word.lower)) continue
    else if (noun >= 0 && kind === "DET" && bracketed && ["in", "of", "on"].includes(lexemes[k - 1]?.lower ?? ""))
      continue
    else break
  }
  if (noun < 0 || tag(last) === "VERB") return null
  let from = k + 1
  while (from <= last && !(tag(from) === "NOUN" || tag(from) === "PROPN" || tag(from) === "ADJ")) from++
  return from > last ? null : text.slice(lexemes[from]!.from, lexemes[last]!.to)
}

/** The part of the sentence between commas that the date stands in, or the next part where it stands alone. */
function told(sentence: TaggedSentence, {start, end}: DateSpan, dates: readonly DateSpan[]): string {
  const {lexemes} = sentence
  const inside = isInBrackets(lexemes, start)
  const stops = (i: number) =>
    /^[()]$/.test(lexemes[i]!.text)
      ? inside
      : /^[,;:—–…“”"]$/.test(lexemes[i]!.text) || (lexemes[i]!.lower === "-" && !lexemes[i]!.glued)
  let from = start
  while (from > 0 && !stops(from - 1)) from--
  let to = end
  while (to < lexemes.length && !stops(to)) to++
  let before = start
  while (before > from && BINDING.has(lexemes[before - 1]!.lower)) before--
  const left = trimmed(sentence, from, before, dates)
  const right = trimmed(sentence, end, to, dates)
  // The longer side tells more: "the guild closed the pass [in 2019]", "[In 2019] the guild closed the pass".
  const best = right.words > left.words && left.words < LEAST_WORDS * 2 ? right : left
  if (best.words >= LEAST_WORDS) return best.text
  if (to < lexemes.length) {
    let after = to + 1
    while (after < lexemes.length && !stops(after)) after++
    const next = trimmed(sentence, to + 1, after, dates)
    if (next.words >= LEAST_WORDS) return next.text
  }
  if (from > 0) {
    let first = from - 1
    while (first > 0 && !stops(first - 1)) first--
    const earlier = trimmed(sentence, first, from - 1, dates)
    if (earlier.words > 0) return earlier.text
  }
  return best.text
}

/** Whether the lexeme at `i` stands between brackets. */
function isInBrackets(lexemes: TaggedSentence["lexemes"], i: number): boolean {
  for (let k = i - 1; k >= 0; k--) {
    if (lexemes[k]!.text === ")") return false
    if (lexemes[k]!.text === "(") return true
  }
  return false
}

function trimmed(
  {lexemes, text}: TaggedSentence,
  from: number,
  to: number,
  dates: readonly DateSpan[],
): {words: number; text: string} {
  let [a, b] = [from, to]
  const article = (k: number) => ["the", "a", "an"].includes(lexemes[k]!.lower)
  // Another date at an edge goes with what binds it.
  const dated = (k: number) => dates.some((span) => k >= span.start && k < span.end)
  const opens = (k: number) =>
    (article(k) && !dated(k + 1)) ||
    (lexemes[k]!.lower === "at" && /^(?:least|most)$/.test(lexemes[k + 1]?.lower ?? ""))
  while (a < b && (isEdge(lexemes[a]!) || dated(a) || (BINDING.has(lexemes[a]!.lower) && !opens(a)))) a++
  while (b > a && (isEdge(lexemes[b - 1]!) || dated(b - 1) || BINDING.has(lexemes[b - 1]!.lower))) b--
  return {words: b - a, text: b > a ? text.slice(lexemes[a]!.from, lexemes[b - 1]!.to) : ""}
}

/** Marks that belong to no phrase; signs of money and per cent do. */
function isEdge({kind, text}: Lexeme): boolean {
  return kind === "mark" && !/^[\p{Sc}%°]$/u.test(text)
}
