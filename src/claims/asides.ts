// Who is named beside a claim, set off by commas: "The embargo, sceptics argue, hurt the poor", "..., warned the mayor of Tull",
// "..., according to the guild". A sentence and a proposal in; the speaker out. Words and tags alone: what stands beside a clause
// is what parsers hang anywhere.

import type {Span} from "../language/index.ts"
import {isMark, TIMES} from "./bounds.ts"
import type {Clauses, VerbGroup} from "./clauses.ts"
import {apart} from "./extents.ts"
import {HANDING_ON, SAYING, TELLING} from "./lexicon.ts"
import {wordsOf} from "./phrase.ts"
import type {Proposal} from "./proposal.ts"

/** Who says a claim, and how. */
export type Attribution = {
  /** As the text words it; null where the text tells the claim as its own. */
  readonly by: string | null
  /** Believed, feared, expected: what came can refute it. */
  readonly belief: boolean
  readonly past: boolean
  /** "had hoped": the tense itself says that it did not come about. */
  readonly unmet: boolean
  readonly denies: boolean
  readonly hedge: string | null
}

/** A claim that the text tells as its own. */
export const OWN: Attribution = {by: null, belief: false, past: false, unmet: false, denies: false, hedge: null}

type Saying = {readonly belief: boolean; readonly denies: boolean}

/** What a verb of saying or thinking makes of what is said; undefined of any other verb. */
export const reporting = (lemma: string): Saying | undefined => SAYING.get(lemma) ?? HANDING_ON.get(lemma)

/** What a verb of saying leaves open of what is said, as it stands; null where it is handed on as so. */
export const doubt = (clauses: Clauses, {start, end}: Span, {belief, denies}: Saying): string | null =>
  belief && !denies
    ? clauses.tokens
        .slice(start, end)
        .map((token) => token.text)
        .join(" ")
    : null

/** Whether a phrase is one of the claim's own sides. */
export function holds(one: Span, {cause, effect}: Proposal): boolean {
  return !apart(one, cause) || !apart(one, effect)
}

/** Words that open a clause of its own, which is no aside about the one before it. */
const OPENS_ANOTHER = new Set(
  "and but or yet so nor while whereas which who whom whose where when because although though if unless since before after until that for despite".split(
    " ",
  ),
)

/** What a sentence is cut into by commas and the like, none of them empty. */
function parts(clauses: Clauses): Span[] {
  const {tokens} = clauses
  const found: Span[] = []
  let start = 0
  for (let end = 0; end <= tokens.length; end++)
    if (end === tokens.length || (isMark(clauses.lower(end)) && tokens[end]!.xpos !== "HYPH")) {
      if (end > start) found.push({start, end})
      start = end + 1
    }
  return found
}

/** Who is named beside a claim; null where nobody is. */
export function aside(clauses: Clauses, text: string, proposal: Proposal): Attribution | null {
  const cut = parts(clauses)
  const last = Math.max(proposal.cause.end, proposal.effect.end)
  // What a later clause of its own says is not said of the claim.
  const another = cut.find(
    ({start}) => start >= last && (OPENS_ANOTHER.has(clauses.lower(start)) || clauses.lower(start - 1) === ";"),
  )
  const own = another ? cut.filter(({start}) => start < another.start) : cut
  for (const part of own) {
    if (holds(part, proposal)) continue
    const said = saidIn(clauses, part, proposal, own)
    if (said) return {...said.how, by: wordsOf(clauses, text, said.who).text}
  }
  const who = accordingTo(clauses, proposal, another?.start ?? clauses.tokens.length)
  return who && {...OWN, by: wordsOf(clauses, text, who).text}
}

const usable = (clauses: Clauses, who: (Span & {clause?: boolean}) | null, proposal: Proposal): who is Span =>
  who !== null &&
  !who.clause &&
  !holds(who, proposal) &&
  !["it", "there", "which", "that"].includes(clauses.lower(who.start))

/** A part that says who says it, and little else. */
function saidIn(clauses: Clauses, part: Span, proposal: Proposal, all: readonly Span[]) {
  const at = sayingIn(clauses, part)
  if (at < 0) return null
  const group = clauses.groupOf(at) ?? null
  const [start, end] = group ? [group.start, group.end] : [at, at + 1]
  if (group && !tellsPlainly(clauses, group)) return null
  if (OPENS_ANOTHER.has(clauses.lower(end))) return null
  for (let i = part.start; i < start; i++) if (OPENS_ANOTHER.has(clauses.lower(i))) return null

  const [first, last] = [
    Math.min(proposal.cause.start, proposal.effect.start),
    Math.max(proposal.cause.end, proposal.effect.end),
  ]
  const tells = TELLING.has(clauses.d.lemma(at))
  const inverted = start === part.start && !tells
  // Between the claim's own words nothing else stands in it than who says it; behind them it goes on as it will.
  const inside = part.start > first && part.end < last
  if (inside ? !inverted && end !== part.end : part.start < last) return null
  const next = clauses.phraseRight(end)
  // "the guild announced a meeting" says that, and nothing of the claim.
  const object = next !== null && /^(?:DT|PRP\$|NN|JJ|CD)/.test(clauses.tokens[end]?.xpos ?? "")
  if (object && !inverted && !tells && !TIMES.has(clauses.lower(next.end - 1))) return null

  const subject = group ? clauses.subject(group) : clauses.phraseLeft(at - 1)
  // "the head of the guild, Ana Roth, told the radio": who stands first behind the claim.
  const apposed = all.find((one) => one.start >= last && one.start < part.start)
  const who = [inverted ? next : null, subject, apposed ? clauses.phraseRight(apposed.start) : null].find((one) =>
    usable(clauses, one, proposal),
  )
  if (!who) return null
  const saying = reporting(clauses.d.lemma(at))!
  const how = {
    belief: saying.belief,
    past: group?.past ?? true,
    unmet: false,
    denies: saying.denies || (group?.negation ?? -1) >= 0,
    hedge: doubt(clauses, {start, end}, saying),
  }
  return {who, how}
}

/** The verb of saying of a part, by its tag: "said several women" looks like no verb group, and "told" like a participle; or -1. */
function sayingIn(clauses: Clauses, {start, end}: Span): number {
  for (let i = start; i < end; i++)
    if (/^VB[DPZN]$/.test(clauses.tokens[i]!.xpos ?? "") && reporting(clauses.d.lemma(i))) return i
  return -1
}

/** No "might say", "to say", "was said to": nobody in particular, or not yet. */
function tellsPlainly(clauses: Clauses, {form, modal, passive, start, end}: VerbGroup): boolean {
  if (modal || form === "infinitive" || (passive && end - start > 1)) return false
  return form !== "participle" || !["to", "by", "of"].includes(clauses.lower(end))
}

/** "..., according to the guild", and the like between the sides of a claim or before it; null behind `before`. */
function accordingTo(clauses: Clauses, proposal: Proposal, before: number): Span | null {
  const {cause, effect} = proposal
  const at = clauses.tokens.findIndex((_, i) => clauses.at(i, ["according", "to"]))
  if (at < 0 || at >= before || (at > 0 && !isMark(clauses.lower(at - 1)))) return null
  const outside = at <= Math.min(cause.start, effect.start) || at >= Math.max(cause.end, effect.end)
  const between = at >= Math.min(cause.end, effect.end) && at <= Math.max(cause.start, effect.start)
  const who = clauses.phraseRight(at + 2)
  return (outside || between) && usable(clauses, who, proposal) ? who : null
}
