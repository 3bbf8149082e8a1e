// Who says a claim, where its sentence names somebody: "Officials warn that ...", "According to X, ...", "..., X said". In: a
// sentence's tree and the claim's places. Out: the head of the phrase that names who says it, and the verb that does.
//
// A linear model chooses among all things of the sentence, or nobody; learnt from annotated sentences and pieces by
// `npm run train:claims`. What stands beside a clause parsers hang anywhere, so no rule over the tree finds it.

import {type Dependencies, NONE, type Span} from "../language/index.ts"
import {PRONOUN_OF_RELATIVE, subjects} from "./analyse.ts"
import {nounPhrase} from "./bounds.ts"
import {headOf} from "./extents.ts"
import {type FactOf, factHash, factName, factNumber, kindOf, upFrom} from "./features.ts"
import {HANDING_ON, SAYING, TELLING} from "./lexicon.ts"
import {SCALE} from "./scorer.ts"
import {SPEAKER_WEIGHTS} from "./speaker-weights.ts"
import {parsePairs, type WeightTable} from "./weight-table.ts"

/** Where a claim stands in its sentence. */
export type Places = {readonly d: Dependencies; readonly cause: Span; readonly effect: Span; readonly signal: Span}

/** A thing of a sentence, and what it hangs on or is the subject of. */
export type Speaker = {
  readonly head: number
  /** The verb that says it, the preposition of several words before it, or whatever it hangs on; NONE where that is nothing. */
  readonly verb: number
  /** How it hangs on that; "shared": its subject, though the tree hangs it elsewhere; "case": behind that preposition. */
  readonly relation: string
}

/** What heads the name of a thing. */
const THINGS = new Set(["NOUN", "PROPN", "PRON", "SYM", "X"])
/** What does only in such places: "two said", "the rich say". */
const OTHERS = new Set(["ADJ", "DET", "NUM"])

/** Those of each sentence: every claim of it asks for the same ones. */
const known = new WeakMap<Dependencies, readonly Speaker[]>()

/**
 * All that may be said to say a claim. A relative pronoun is not, nor what "whose" owns: what they stand for is; and nothing beyond a
 * semicolon.
 */
export function speakersOf({d, cause, effect}: Omit<Places, "signal">): readonly Speaker[] {
  const all = known.get(d) ?? allSpeakers(d)
  known.set(d, all)
  const [from, to] = [Math.min(cause.start, effect.start), Math.max(cause.end, effect.end)]
  return all.filter(({head}) => !isParted(d, head, from, to))
}

/** Whether a semicolon stands between a word and the tokens [from, to). */
function isParted(d: Dependencies, i: number, from: number, to: number): boolean {
  const [start, end] = i < from ? [i, from] : [to, i]
  for (let k = start; k < end; k++) if (d.lower(k) === ";") return true
  return false
}

function allSpeakers(d: Dependencies): Speaker[] {
  const found: Speaker[] = []
  const put = (one: Speaker): void => {
    if (PRONOUN_OF_RELATIVE.has(d.lower(one.head)) || d.children(one.head).some((k) => d.lower(k) === "whose")) return
    if (!found.some(({head, verb}) => head === one.head && verb === one.verb)) found.push(one)
  }
  for (let verb = 0; verb < d.tokens.length; verb++)
    if (d.fine(verb).startsWith("V"))
      for (const {head, kind} of subjects(d, verb))
        if (kind === "phrase") put({head, verb, relation: d.head[head] === verb ? d.rel[head]! : "shared"})
  for (let head = 0; head < d.tokens.length; head++) {
    const other = OTHERS.has(d.tag(head)) && d.is(head, "nsubj", "obl", "nmod", "obl:agent", "nmod:poss")
    if (!other && !THINGS.has(d.tag(head))) continue
    if (d.is(head, "compound", "flat", "fixed", "amod", "goeswith", "conj")) continue
    // "According to": says it as a verb does, wherever a parser hangs the phrase.
    const according = d.children(head, "case").find((c) => d.child(c, "fixed") !== NONE)
    if (according === undefined) put({head, verb: d.head[head]!, relation: d.rel[head]!})
    else put({head: d.is(head, "nmod:poss") ? d.head[head]! : head, verb: according, relation: "case"})
  }
  return found
}

/** What sort of verb of saying a word is. */
function sortOf(lemma: string): string {
  if (TELLING.has(lemma)) return "telling"
  const saying = SAYING.get(lemma)
  if (saying) return saying.belief ? "believing" : saying.denies ? "denying" : "saying"
  return HANDING_ON.has(lemma) ? "handing" : "other"
}

const inside = (i: number, {start, end}: Span): boolean => i >= start && i < end

/** Where a word stands to the two sides of a claim. */
function placeOf(i: number, first: Span, second: Span): string {
  if (i < 0) return "^"
  if (i < first.start) return "before"
  if (inside(i, first)) return "first"
  if (i < second.start) return "between"
  return inside(i, second) ? "second" : "behind"
}

/** What gives facts about whether a thing is who says a claim. `fact` as in features.ts. */
export function speakerFacts<T>({d, cause, effect, signal}: Places, fact: FactOf<T>): (speaker: Speaker) => T[] {
  const [first, second] = cause.start < effect.start ? [cause, effect] : [effect, cause]
  const above = upFrom(d, signal.start)
  const governors = [above, upFrom(d, headOf(d, cause)), upFrom(d, headOf(d, effect))]
  const sayings = above.filter((i) => d.fine(i).startsWith("V") && sortOf(d.lemma(i)) !== "other")
  const relations = (path: readonly number[]) => path.map((i) => d.rel[i]).join("<")
  return ({head, verb, relation}) => {
    const {start, end} = nounPhrase(d, head)
    const [says, form] = verb < 0 ? ["^", "^"] : [d.lemma(verb), d.fine(verb)]
    const sort = sortOf(says)
    const [place, of] = [placeOf(head, first, second), placeOf(verb, first, second)]
    const own = verb < 0 ? [head] : upFrom(d, verb)
    const top = own.find((i) => above.includes(i))
    const way = (path: readonly number[]) => (top === undefined ? [] : path.slice(0, path.indexOf(top)))
    const [down, up] = [way(above), relations(way(own))]
    const hung = down.length > 0 ? `${d.rel[down.at(-1)!]} ${d.lower(d.child(down.at(-1)!, "mark"))}` : ""
    const governs = governors.map((path) => path.includes(verb)).join(" ")
    const [from, to] =
      place === "before" ? [head, first.start] : place === "behind" ? [second.end, head] : [first.end, head]
    const between = d.tokens.slice(from, to)
    const marked = (by: RegExp, most: number) => Math.min(most, between.filter(({lower}) => by.test(lower)).length)
    const [commas, quotes, stops] = [marked(/^,$/, 2), marked(/["“”]/, 2), marked(/^[;:–—]$/, 1)]
    const next = verb < 0 ? "^" : d.lower(verb + 1)
    const facts = [
      fact`all`,
      fact`w ${d.lemma(head)}`,
      fact`before ${d.lower(start - 2)} ${d.lower(start - 1)}`,
      fact`before ${d.lower(start - 2)} ${d.lower(start - 1)} ${place}`,
      fact`behind ${d.lower(end)} ${d.lower(end + 1)}`,
      fact`path ${relations(down)}|${up}`,
      fact`stem ${says.slice(0, 5)} ${relation}`,
    ]
    for (const by of ["", sort, says]) {
      facts.push(
        fact`rel ${relation} ${by}`,
        fact`place ${place} ${relation} ${by}`,
        fact`of ${of} ${place} ${by}`,
        fact`governs ${governs} ${relation} ${by}`,
        fact`hung ${hung}|${up} ${Math.min(3, down.length)} ${by}`,
        fact`next ${next} ${by}`,
        fact`nth ${sayings.indexOf(verb)} ${by}`,
      )
      if (by === says) continue
      facts.push(
        fact`kind ${kindOf(d, head)} ${by}`,
        fact`form ${form} ${relation} ${of} ${by}`,
        fact`left ${d.lower(start - 1)} ${relation} ${by}`,
        fact`right ${d.lower(end)} ${place} ${by}`,
        fact`nextof ${next} ${of} ${by}`,
        fact`last ${d.lower(verb - 1)} ${of} ${by}`,
        fact`marks ${place} ${commas} ${quotes} ${by}`,
        fact`stops ${place} ${stops} ${of} ${by}`,
        fact`sayings ${sayings.indexOf(verb)} ${Math.min(3, sayings.length)} ${relation} ${by}`,
        fact`trigger ${verb === signal.start} ${relation} ${by}`,
        fact`in ${place} ${governs} ${by}`,
      )
    }
    if (verb >= 0) {
      facts.push(fact`takes ${d.child(verb, "obj") !== NONE} ${d.child(verb, "ccomp") !== NONE} ${sort} ${relation}`)
      for (const k of d.children(verb, "aux", "advmod", "aux:pass", "cop", "mark"))
        facts.push(fact`aux ${d.lower(k)} ${sort}`)
    }
    for (const k of d.children(head, "det", "nummod", "nmod:poss", "acl", "amod", "nmod"))
      facts.push(fact`with ${d.rel[k]} ${d.is(k, "det") ? d.lower(k) : ""} ${relation}`)
    return facts
  }
}

let weights: WeightTable | null = null
const shipped = (): WeightTable => {
  weights ??= parsePairs(SPEAKER_WEIGHTS)
  return weights
}

/** Who says a claim; null where nobody is likelier, so that the text tells it as its own. */
export function speakerOf(places: Places): Speaker | null {
  let [best, most]: [Speaker | null, number] = [null, 0]
  const facts = speakerFacts(places, factNumber)
  for (const speaker of speakersOf(places)) {
    const sum = shipped().sum(facts(speaker))
    if (sum > most) [best, most] = [speaker, sum]
  }
  return best
}

/** What each fact weighs for a thing as who says a claim, against nobody, in log odds. */
export function weighedForSpeaker(
  places: Places,
  speaker: Speaker,
): {readonly fact: string; readonly weight: number}[] {
  const facts = speakerFacts(places, factName)(speaker)
  return [...new Set(facts)].map((fact) => ({fact, weight: shipped().sum([factHash(fact)]) / SCALE}))
}
