// What people tell one after the other when they talk: "the water turns murky, the plants get no light and die". No word
// says that one comes of the other, but who explains how things hang together tells changes in their order. Stretches of
// a sentence in, proposals out: few, unsure, and only in documents that talk (`talks`), because in reports clauses stand
// side by side for other reasons.
//
// Invariant: what a sequel links no other rule has linked, and its effect tells a change.

import type {Range} from "../documents/index.ts"
import type {Dependencies, Span, Token} from "../language/index.ts"
import {subjects} from "./analyse.ts"
import {isVerbal, nounPhrase, TENSED} from "./bounds.ts"
import type {Clauses} from "./clauses.ts"
import {type Stretch, stretches, ties} from "./joints.ts"
import {words} from "./lexicon/words.ts"
import {MOVEMENT_VERBS} from "./lexicon.ts"
import {mannerAt} from "./manner.ts"
import {phraseOf, pointsBack} from "./phrase.ts"
import type {Proposal} from "./proposal.ts"

/** How many sentences tell how a document speaks. */
const ENOUGH = 60
/** Fewer sentences than this are no telling. */
const FEWEST = 3
/** Names and figures a text may have, of a hundred words, and still be talk. */
const NAMED = 2
/** Words of talk that it must have, of a hundred. */
const SPOKEN = 1
const SPEAKING =
  /\b(?:i|i'm|we|my|our|me|us|you|your|don'?t|doesn'?t|can'?t|won'?t|isn'?t|aren'?t|thats|that's|its|it's|there's|theres|lots?|gets?|too|so|then|stuff|thing|things|really|bad|good)\b/gi
const NAME = /(?<=[a-z,;:]\s)(?!I\b)[A-Z][\p{L}]+/gu
const FIGURE = /\d{2,}|[%$€£]/g
const QUOTED = /["“”«»]/

/** Whether a document talks of how things go, without names, figures and quotations: what somebody explains in their own words. */
export function talks(text: string, said: readonly Range[]): boolean {
  if (said.length < FEWEST) return false
  let [words, names, spoken] = [0, 0, 0]
  for (const {from, to} of said.slice(0, ENOUGH)) {
    const sentence = text.slice(from, to)
    if (QUOTED.test(sentence)) return false
    words += sentence.split(/\s+/).length
    names += (sentence.match(NAME)?.length ?? 0) + (sentence.match(FIGURE)?.length ?? 0)
    spoken += sentence.match(SPEAKING)?.length ?? 0
  }
  return names * 100 <= words * NAMED && spoken * 100 >= words * SPOKEN
}

/** Words that put a clause in front and say when the next one comes. */
const WHEN: ReadonlySet<string> = new Set(["when", "whenever", "wherever", "once", "if", "because", "since"])
/** Words between two clauses that say that the second comes later. */
const LATER: ReadonlySet<string> = new Set(["then", "so", "now", "eventually", "soon", "afterwards"])
const BEFORE_SUBJECT: ReadonlySet<string> = new Set([
  ...LATER,
  "since",
  "after",
  "also",
  "even",
  "of",
  "course",
  "maybe",
  "and",
])
/** Verbs of becoming, beside those of rising and falling. */
const BECOMING: ReadonlySet<string> = new Set(
  "get become turn grow die go come rot dry stop start suffer stay leave lose spread break close smell stink flood sink settle breed hatch choke starve freeze melt burn open quit give move".split(
    " ",
  ),
)
const GRADED: ReadonlySet<string> = new Set(["JJR", "RBR"])
const NONE_LEFT: ReadonlySet<string> = new Set("no not n't nobody nothing never hardly too enough none only".split(" "))

/** What each clause of a sentence that talks comes to in the next. */
export function sequels(clauses: Clauses, text: string, found: readonly Proposal[]): Proposal[] {
  const {tokens} = clauses
  const told: Proposal[] = []
  const lead = opinion(tokens)
  const row = stretches(tokens.slice(lead), true).map((each) => ({
    ...each,
    start: each.start + lead,
    end: each.end + lead,
  }))
  for (let n = 1; n < row.length; n++) {
    const [before, after] = [row[n - 1]!, row[n]!]
    if (after.fronted || (before.fronted && after.tie !== "main")) continue
    const opener = tokens[before.start]!.lower
    if (before.fronted && !WHEN.has(opener) && !WHEN.has(tokens[before.start + 1]?.lower ?? "")) continue
    const whole = bare(tokens, before)
    const effect = bare(tokens, after)
    if (!whole || !effect || linkedBy(found, before, after)) continue
    // "Droppings bring phosphorus and then you get algae": what the first clause itself comes to leads on.
    const led = before.fronted ? undefined : found.findLast((p) => leads(p, whole))
    const cause = led ? led.effect : whole
    const joint = tokens.slice(after.start, effect.start).map(({lower}) => lower)
    if (joint.includes("but") || joint.includes("or") || joint.includes("because")) continue
    // "and that makes it worse", "and shade keeps it cool": what points back or tells a cause is told by other rules.
    const causes = ({cause: {start}, effect: other}: Proposal) => start >= after.start && other.start < effect.end
    if (pointing(tokens, clauses, effect) || found.some((p) => p.effect.start >= after.start && causes(p))) continue
    // "We went home and then it got dark": what happened once is a story, and no cause.
    if (past(tokens, whole) && past(tokens, effect) && !joint.includes("so")) continue
    const later = before.fronted || joint.some((word) => LATER.has(word))
    if (!changes(tokens, clauses, text, effect) || (!later && !led && !changes(tokens, clauses, text, cause))) continue
    told.push({
      cause,
      effect,
      signal: {start: after.start, end: Math.max(after.start, effect.start)},
      sign: led?.sign ?? "+",
      condition: before.fronted && opener === "if" ? "if" : null,
      hedge: null,
      denied: false,
      time: "present",
      strength: null,
      confidence: later ? 0.4 : 0.3,
      rule: {kind: "sequel"},
    })
  }
  return told
}

/** How many words only say who thinks so: "I would say", "in my opinion", "you see that". */
function opinion(tokens: readonly Token[]): number {
  const lower = (i: number) => tokens[i]?.lower ?? ""
  if (lower(0) === "in" && lower(1) === "my") return lower(3) === "," ? 4 : 3
  if (!["i", "we", "you", "they", "some"].includes(lower(0))) return 0
  let k = 1
  while (["would", "can", "could", "also", "often", "do"].includes(lower(k))) k++
  if (!OPINIONS.has(lower(k))) return 0
  return lower(k + 1) === "that" ? k + 2 : k + 1
}

const OPINIONS: ReadonlySet<string> = new Set("think say believe guess reckon find suppose".split(" "))

/** A stretch without what ties it to the one before and without its stop. */
function bare(tokens: readonly Token[], {start, end, fronted}: Stretch): Span | null {
  let from = start + (fronted ? 0 : ties(tokens.slice(start, end)))
  while (
    from < end &&
    (BEFORE_SUBJECT.has(tokens[from]!.lower) ||
      (fronted && WHEN.has(tokens[from]!.lower)) ||
      tokens[from]!.tag === "PUNCT")
  )
    from++
  // "when it's a wet spring": the spring, and nothing that "it" stands for.
  const stands = fronted && tokens[from]?.lower === "it" && tokens[from + 1]?.lemma === "be"
  if (stands && tokens[from + 2]?.xpos === "DT") from += 2
  let to = from
  // What a relative clause or a reason goes on to say is another claim's.
  while (to < end && !(tokens[to]!.text === "," || (to > from + 1 && tokens[to]!.lower === "because"))) to++
  while (to > from && tokens[to - 1]!.tag === "PUNCT") to--
  return to - from >= 2 ? {start: from, end: to} : null
}

function leads({cause, effect, sign, denied, fromBefore}: Proposal, {start, end}: Span): boolean {
  return (
    !fromBefore &&
    !denied &&
    sign !== "unclear" &&
    cause.start >= start &&
    effect.start > cause.start &&
    effect.end <= end
  )
}

/** Whether the first verb with a tense stands in the past. */
function past(tokens: readonly Token[], {start, end}: Span): boolean {
  for (let i = start; i < end; i++) if (TENSED.has(tokens[i]!.xpos)) return tokens[i]!.xpos === "VBD"
  return false
}

function pointing(tokens: readonly Token[], clauses: Clauses, {start}: Span): boolean {
  return (
    ["this", "that", "which", "these"].includes(tokens[start]!.lower) && pointsBack(clauses, {start, end: start + 1})
  )
}

function linkedBy(found: readonly Proposal[], a: Span, b: Span): boolean {
  const within = (p: Span, s: Span) => p.start < s.end && s.start < p.end
  return found.some(
    (p) =>
      !p.fromBefore && ((within(p.cause, a) && within(p.effect, b)) || (within(p.cause, b) && within(p.effect, a))),
  )
}

/** Whether a clause tells that something changes, or that there is more or less of it. */
function changes(tokens: readonly Token[], clauses: Clauses, text: string, span: Span): boolean {
  for (let i = span.start; i < span.end; i++) {
    const {lemma, lower, xpos, tag} = tokens[i]!
    if (GRADED.has(xpos) || NONE_LEFT.has(lower)) return true
    if ((tag === "VERB" || xpos.startsWith("VB")) && (BECOMING.has(lemma) || MOVEMENT_VERBS.has(lemma))) return true
  }
  return phraseOf(clauses, text, span).change !== null
}

/** What plain verbs say that a thing does to another: families that only talk uses for causes. */
const SERVING: ReadonlySet<string> = new Set(
  "give bring provide shelter hide protect feed nourish attract warm heat store breed release clean filter clear".split(
    " ",
  ),
)
const SPOILING: ReadonlySet<string> = new Set(
  "eat graze use absorb soak shade frighten chase foul dirty cover replace annoy bother disturb trample choke smother clog kill hurt damage break ruin".split(
    " ",
  ),
)
/** What a thing likes makes for more of it. */
const LIKING: ReadonlySet<string> = new Set(["like", "love", "enjoy", "prefer"])
const DISLIKING: ReadonlySet<string> = new Set(["hate", "dislike", "avoid"])
const PERSONS: ReadonlySet<string> = new Set(words("i we you he she everybody nobody who which that one"))

/** What does what a verb says, where it is no person. */
const doers = (d: Dependencies, v: number): Span[] =>
  subjects(d, v)
    .filter(({head}) => !PERSONS.has(d.lower(head)))
    .map(({head, before}) => nounPhrase(d, head, "whole", before))

/** "Trees give shade", "cattle trample the bank", "trout don't like warm water": plain verbs, where nothing else reads them. */
export function workings(d: Dependencies, found: readonly Proposal[]): Proposal[] {
  const told: Proposal[] = []
  for (let v = 1; v < d.tokens.length - 1; v++) {
    const lemma = d.lemma(v)
    const likes = LIKING.has(lemma) || DISLIKING.has(lemma)
    if (!(likes || SERVING.has(lemma) || SPOILING.has(lemma)) || !isVerbal(d, v)) continue
    if (["VBD", "VBN", "VBG"].includes(d.fine(v)) || found.some(({signal}) => signal.start <= v && v < signal.end))
      continue
    const object = d.child(v, "obj")
    const what = object > v && d.tag(object) === "NOUN" ? nounPhrase(d, object) : null
    const {denied} = mannerAt(d, v)
    if (!what || (denied && !likes)) continue
    for (const who of doers(d, v)) {
      if (who.end > what.start) continue
      const [cause, effect] = likes ? [what, who] : [who, what]
      const sign = SPOILING.has(lemma) || (likes && DISLIKING.has(lemma) !== denied) ? "-" : "+"
      told.push(plain(cause, effect, v, sign))
    }
  }
  return told
}

function plain(cause: Span, effect: Span, v: number, sign: "+" | "-"): Proposal {
  return {
    cause: {start: cause.start, end: cause.end},
    effect: {start: effect.start, end: effect.end},
    signal: {start: v, end: v + 1},
    sign,
    condition: null,
    hedge: null,
    denied: false,
    time: "present",
    strength: null,
    confidence: 0.45,
    rule: {kind: "plain verb"},
  }
}
