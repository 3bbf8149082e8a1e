// Who says a claim, where its sentence names somebody: "Officials warn that ...", "According to X, ...", "..., X said". In: a
// sentence's tree and the claim's places. Out: the head of the phrase that names who says it, and the verb that does.
//
// A linear model chooses among all things of the sentence, or nobody; learnt from annotated sentences and pieces by
// `npm run train:claims`. What stands beside a clause parsers hang anywhere, so no rule over the tree finds it.

import {type FactOf, factName, factNumber} from "../core/fact.ts"
import {decodedOnce, parsePairs, SCALE, type WeighedFact, weighedFacts} from "../core/weight-table.ts"
import {type Dependencies, headOf, holds, NONE, nounPhrase, oncePer, type Span} from "../language/index.ts"
import {PRONOUN_OF_RELATIVE, subjects} from "./analyse.ts"
import {kindOf} from "./lexicon/kinds.ts"
import {sortOfSaying} from "./lexicon/sayings.ts"
import {SPEAKER_WEIGHTS} from "./speaker-weights.ts"

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

const STOPS: ReadonlySet<string> = new Set(";:–—")
/** What heads the name of a thing. */
const THINGS = new Set(["NOUN", "PROPN", "PRON", "SYM", "X"])
/** What does only in such places: "two said", "the rich say". */
const OTHERS = new Set(["ADJ", "DET", "NUM"])

/**
 * All that may be said to say a claim. A relative pronoun is not, nor what "whose" owns: what they stand for is; and nothing beyond a
 * semicolon.
 */
export function speakersOf({d, cause, effect}: Omit<Places, "signal">): readonly Speaker[] {
  const [from, to] = [Math.min(cause.start, effect.start), Math.max(cause.end, effect.end)]
  return allSpeakers(d).filter(({head}) => !isParted(d, head, from, to))
}

const semicolons = oncePer((d): number[] => d.tokens.flatMap(({lower}, i) => (lower === ";" ? i : [])))

/** Whether a semicolon stands between a word and the tokens [from, to). */
function isParted(d: Dependencies, i: number, from: number, to: number): boolean {
  const [start, end] = i < from ? [i, from] : [to, i]
  return semicolons(d).some((at) => at >= start && at < end)
}

const allSpeakers = oncePer((d): readonly Speaker[] => {
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
})

/** Where a word stands to the two sides of a claim. */
function placeOf(i: number, first: Span, second: Span): string {
  if (i < 0) return "^"
  if (i < first.start) return "before"
  if (holds(first, i)) return "first"
  if (i < second.start) return "between"
  return holds(second, i) ? "second" : "behind"
}

/** Facts about whether a thing is who says a claim: of how it stands in the sentence, and of its words and those of who says something. */
type SpeakerFacts<T> = {readonly stands: T[]; readonly words: () => T[]}

/** What gives these facts of a claim. `fact` as in features.ts. */
function factsOf<T>({d, cause, effect, signal}: Places, fact: FactOf<T>): (speaker: Speaker) => SpeakerFacts<T> {
  const [first, second] = cause.start < effect.start ? [cause, effect] : [effect, cause]
  const above = d.upFrom(signal.start)
  const governors = [above, d.upFrom(headOf(d, cause)), d.upFrom(headOf(d, effect))]
  const sayings = above.filter((i) => d.fine(i).startsWith("V") && sortOfSaying(d.lemma(i)) !== "other")
  const relations = (path: readonly number[]) => path.map((i) => d.rel[i]).join("<")
  return ({head, verb, relation}) => {
    const {start, end} = nounPhrase(d, head)
    const [says, form] = verb < 0 ? ["^", "^"] : [d.lemma(verb), d.fine(verb)]
    const sort = sortOfSaying(says)
    const [place, of] = [placeOf(head, first, second), placeOf(verb, first, second)]
    const own = verb < 0 ? [head] : d.upFrom(verb)
    const top = own.find((i) => above.includes(i))
    const way = (path: readonly number[]) => (top === undefined ? [] : path.slice(0, path.indexOf(top)))
    const [down, up] = [way(above), relations(way(own))]
    const hung = down.length > 0 ? `${d.rel[down.at(-1)!]} ${d.lower(d.child(down.at(-1)!, "mark"))}` : ""
    const governs = governors.map((path) => path.includes(verb)).join(" ")
    const [from, to] =
      place === "before" ? [head, first.start] : place === "behind" ? [second.end, head] : [first.end, head]
    let [commas, quotes, stops] = [0, 0, 0]
    for (let i = from; i < to; i++) {
      const lower = d.lower(i)
      if (lower === ",") commas = Math.min(2, commas + 1)
      else if (lower.includes('"')) quotes = Math.min(2, quotes + 1)
      else if (STOPS.has(lower)) stops = 1
    }
    const next = verb < 0 ? "^" : d.lower(verb + 1)
    const kind = kindOf(d, head)
    const by = (says: string): T[] => [
      fact`${relation} of ${says}`,
      fact`${relation} of ${says}, place ${place}`,
      fact`place ${place}, of ${says} ${of}`,
      fact`${relation} of ${says}, which governs trigger, cause, effect ${governs}`,
      fact`claim hangs ${hung}|${up} ${Math.min(3, down.length)} on ${says}`,
      fact`${says} before ${next}`,
      fact`${says}, saying ${sayings.indexOf(verb)}`,
    ]
    const bySort = (says: string): T[] => [
      fact`of kind ${kind} of ${says}`,
      fact`${relation} of ${says}, a ${form} ${of}`,
      fact`behind ${d.lower(start - 1)}, ${relation} of ${says}`,
      fact`before ${d.lower(end)}, place ${place}, of ${says}`,
      fact`${says} ${of} before ${next}`,
      fact`${says} ${of} behind ${d.lower(verb - 1)}`,
      fact`place ${place}, commas ${commas}, quotation marks ${quotes}, of ${says}`,
      fact`place ${place}, stops ${stops}, of ${says} ${of}`,
      fact`${relation} of ${says}, saying ${sayings.indexOf(verb)} of ${Math.min(3, sayings.length)}`,
      fact`${relation} of ${says}, itself the trigger ${verb === signal.start}`,
      fact`place ${place}, of ${says}, which governs trigger, cause, effect ${governs}`,
    ]
    const words = (): T[] => {
      const facts = [
        fact`is ${d.lemma(head)}`,
        fact`behind ${d.lower(start - 2)} ${d.lower(start - 1)}`,
        fact`behind ${d.lower(start - 2)} ${d.lower(start - 1)}, place ${place}`,
        fact`before ${d.lower(end)} ${d.lower(end + 1)}`,
        fact`way in the tree ${relations(down)}|${up}`,
        fact`${relation} of ${says.slice(0, 5)}-`,
        ...by(sort),
        ...(sort === says ? [] : [...bySort(sort), ...by(says)]),
      ]
      if (verb >= 0) {
        facts.push(
          fact`${relation} of ${sort}, with object ${d.child(verb, "obj") !== NONE}, clause ${d.child(verb, "ccomp") !== NONE}`,
        )
        for (const k of d.children(verb, "aux", "advmod", "aux:pass", "cop", "mark"))
          facts.push(fact`${sort} with ${d.lower(k)}`)
      }
      for (const k of d.children(head, "det", "nummod", "nmod:poss", "acl", "amod", "nmod"))
        facts.push(fact`${relation} with ${d.rel[k]} ${d.is(k, "det") ? d.lower(k) : ""}`)
      return facts
    }
    return {stands: [fact`anybody`, ...by(""), ...bySort("")], words}
  }
}

/** All facts about whether a thing is who says a claim. */
export function speakerFacts<T>(places: Places, fact: FactOf<T>): (speaker: Speaker) => T[] {
  const facts = factsOf(places, fact)
  return (speaker) => {
    const {stands, words} = facts(speaker)
    return [...stands, ...words()]
  }
}

const shipped = decodedOnce(() => parsePairs(SPEAKER_WEIGHTS))

/**
 * Words of a thing that stands where hardly anybody does who says something are not asked: in logits, what they add at most. Of the 250
 * speakers of 1,500 sentences of news they had to add 1.2 at most.
 */
const WORDS_ADD = 3

/** Who says a claim; null where nobody is likelier, so that the text tells it as its own. */
export function speakerOf(places: Places): Speaker | null {
  let [best, most]: [Speaker | null, number] = [null, 0]
  const facts = factsOf(places, factNumber)
  for (const speaker of speakersOf(places)) {
    const {stands, words} = facts(speaker)
    const sum = shipped().sum(stands)
    if (sum <= -WORDS_ADD * SCALE) continue
    const whole = sum + shipped().sum(words())
    if (whole > most) [best, most] = [speaker, whole]
  }
  return best
}

/** What each fact weighs for a thing as who says a claim, against nobody, in log odds. */
export const weighedForSpeaker = (places: Places, speaker: Speaker): WeighedFact[] =>
  weighedFacts(speakerFacts(places, factName)(speaker), (number) => shipped().sum([number]))
