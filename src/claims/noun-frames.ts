// Nouns and adjectives that say what causes what: "the cause of", "the effect of X on Y", "good for", "drought-driven". A
// word of a tree in, proposals out.

import {type Dependencies, NONE} from "../language/index.ts"
import {
  type Argument,
  clauseOf,
  isPassive,
  isVerb,
  marker,
  nounPhrase,
  nounPhrases,
  subjects,
  widened,
} from "./arguments.ts"
import type {Sign} from "./claim.ts"
import {ADJECTIVES, BEARING, COMPOUNDED, EFFECT_GRADES, LEANING, NOUNS, SHARES} from "./lexicon.ts"
import {type Manner, mannerAt} from "./manner.ts"
import {combine} from "./pairing.ts"
import {singular} from "./phrase.ts"
import {bearsChange} from "./phrase-kinds.ts"
import type {Proposal} from "./proposal.ts"
import {causes, governed, last, patients} from "./verb-arguments.ts"

/** Verbs that say of their subject what it is, or serves as. */
const NAMING = new Set([
  "be",
  "become",
  "remain",
  "pose",
  "serve",
  "offer",
  "present",
  "mark",
  "represent",
  "provide",
  "constitute",
  "form",
  "act",
  "prove",
  "stay",
  "see",
  "view",
  "regard",
  "describe",
  "consider",
])

/** Of what the noun `n` is said: the subject of "is", the object of "sees ... as", what it stands beside. */
function saidOf(d: Dependencies, n: number): {readonly of: Argument[]; readonly verb: number} | null {
  if (d.child(n, "cop") !== NONE) return {of: subjects(d, n), verb: n}
  const governor = d.head[n]!
  if (governor < 0) return null
  const above = d.is(n, "appos") ? saidOf(d, governor) : null
  if (above) return above
  if (d.is(n, "appos")) return {of: nounPhrases(d, governor, d.first[n]!), verb: n}
  if (d.is(n, "conj"))
    return d.child(governor, "cop") !== NONE
      ? {of: subjects(d, governor), verb: n}
      : d.tag(governor) === "NOUN"
        ? saidOf(d, governor)
        : null
  if (!NAMING.has(d.lemma(governor))) return null
  const as = marker(d, n) === "as"
  if (d.is(n, "xcomp", "obj") || as) {
    const object = d.child(governor, "obj")
    if (as && object !== NONE && object !== n && object < n)
      return {of: nounPhrases(d, object, d.first[n]!), verb: governor}
    return {of: isPassive(d, governor) ? patients(d, governor) : subjects(d, governor), verb: governor}
  }
  return null
}

/** What a noun says causes what. */
export function ofNoun(d: Dependencies, n: number): Proposal[] {
  const lemma = singular(d.lemma(n))
  const found: Proposal[] = []
  if (marker(d, n) === "behind" && d.child(n, "cop") !== NONE)
    return combine(
      d,
      subjects(d, n),
      nounPhrases(d, n),
      {start: d.child(n, "case"), end: d.child(n, "case") + 1},
      mannerAt(d, n),
      {kind: "behind"},
      0.65,
      "+",
    )
  found.push(...paid(d, n))
  const compound = driven(d, n)
  if (compound) found.push(...compound)
  for (const family of NOUNS) {
    if (!family.nouns.includes(lemma) || family.side === "effect on") continue
    // "As a result of the ban, flour became scarce": a connective.
    if (family.side === "result of" && d.lower(n - 2) === "as" && d.lower(n - 1) === "a") continue
    const inner = d
      .children(n, "nmod", "acl", "obl", "advcl")
      .find(
        (c) =>
          c > n &&
          (family.prepositions.includes(marker(d, c)) || (family.prepositions.includes("to") && marker(d, c) === "to")),
      )
    if (inner === undefined) continue
    const signal = {start: n, end: n + 1}
    let pair = saidOf(d, n)
    // "The main cause of the exodus is hunger": the noun itself is the subject.
    const governor = d.head[n]!
    // A place is none: "The cause of the fire was in the attic".
    const told = governor > n && d.is(n, "nsubj") && d.child(governor, "cop") !== NONE && marker(d, governor) === ""
    if (!pair && told) {
      const named = isVerb(d, governor) ? clauseOf(d, governor) : nounPhrase(d, governor)
      if (named)
        pair = {
          of: [{...named, start: Math.max(named.start, n + 1)}].filter((one) => one.end > one.start),
          verb: governor,
        }
    }
    if (!pair || pair.of.length === 0) continue
    const flags = mannerAt(d, pair.verb)
    const governedBy = governed(d, inner)
    const turned = family.side === "result of"
    const sign = family.sign
    found.push(
      ...combine(
        d,
        turned ? governedBy : pair.of,
        turned ? pair.of : governedBy,
        signal,
        flags,
        {kind: "noun", name: family.name},
        0.7,
        sign,
      ),
    )
    return found
  }
  if (BEARING.has(lemma)) found.push(...bearing(d, n))
  if (SHARES.includes(lemma) && d.is(n, "obj") && ["play", "have"].includes(d.lemma(d.head[n]!))) {
    const verb = d.head[n]!
    const inner = [...d.children(n, "nmod", "acl"), ...d.children(verb, "obl", "advcl")].find(
      (c) => c > n && marker(d, c) === "in",
    )
    if (inner !== undefined)
      found.push(
        ...combine(
          d,
          subjects(d, verb),
          governed(d, inner),
          {start: n, end: n + 1},
          mannerAt(d, verb),
          {kind: "noun", name: "role in"},
          0.6,
          "+",
        ),
      )
  }
  return found
}

/** "The price of the alliance was the loss of the road": what is had is paid for with what follows. */
function paid(d: Dependencies, n: number): Proposal[] {
  const whole = d.head[n]!
  if (!["price", "cost", "penalty", "reward"].includes(d.lower(n)) || whole < n || !d.is(n, "nsubj")) return []
  const of = d.children(n, "nmod", "acl").find((c) => c > n && ["of", "for"].includes(marker(d, c)))
  if (of === undefined || d.child(whole, "cop") === NONE || d.tag(whole) !== "NOUN") return []
  const effect = nounPhrases(d, whole).filter((one) => bearsChange(d, one) && d.child(one.head, "nummod") === NONE)
  return combine(
    d,
    governed(d, of),
    effect,
    {start: n, end: n + 1},
    mannerAt(d, whole),
    {kind: "noun", name: `${d.lower(n)} of`},
    0.6,
    "+",
  )
}

/** "the effect of X on Y", "X's effect on Y", "has a harmful effect on Y". */
function bearing(d: Dependencies, n: number): Proposal[] {
  const governor = d.head[n]!
  const having =
    governor >= 0 &&
    d.is(n, "obj") &&
    ["have", "exert", ...(singular(d.lemma(n)) === "toll" ? ["take"] : [])].includes(d.lemma(governor))
  const inner = [...d.children(n, "nmod"), ...(having ? d.children(governor, "obl") : [])].find(
    (c) => c > n && ["on", "upon", "for"].includes(marker(d, c)),
  )
  if (
    inner === undefined ||
    (marker(d, inner) === "for" && !["consequence", "repercussion", "implication"].includes(singular(d.lemma(n))))
  )
    return []
  const words = d.children(n, "amod", "det").map((c) => d.lower(c))
  const sign: Sign = EFFECT_GRADES.find((grade) => words.some((word) => grade.words.includes(word)))?.sign ?? "unclear"
  const signal = {start: n, end: n + 1}
  if (having)
    return combine(
      d,
      causes(d, governor),
      governed(d, inner),
      signal,
      mannerAt(d, governor),
      {kind: "noun", name: "has an effect on"},
      0.65,
      sign,
    )
  const of = d.children(n, "nmod").find((c) => (c > n && marker(d, c) === "of") || (c < n && d.is(c, "nmod:poss")))
  if (of === undefined) return []
  const source = nounPhrases(d, of, of > n ? d.first[inner]! : undefined).map((one) =>
    ["'s", "'", "’s", "’"].includes(d.lower(one.end - 1)) ? {...one, end: one.end - 1} : one,
  )
  const flags: Manner = {hedge: null, denied: false, none: false, strength: null, time: "present"}
  return combine(d, source, governed(d, inner), signal, flags, {kind: "noun", name: "effect on"}, 0.5, sign)
}

/** "drought-driven hunger": a compound that says what brought the noun about. */
function driven(d: Dependencies, n: number): Proposal[] | null {
  for (const c of d.children(n, "amod", "compound", "acl")) {
    if (c > n || !COMPOUNDED.has(d.lower(c)) || d.lower(c - 1) !== "-" || c < 2) continue
    const source = c - 2
    if (!["NOUN", "PROPN"].includes(d.tag(source))) continue
    const span: Argument = {start: source, end: source + 1, head: source, clause: false}
    const rest = nounPhrase(d, n)
    if (!rest) continue
    const flags: Manner = {hedge: null, denied: false, none: false, strength: null, time: "present"}
    return combine(
      d,
      [span],
      [{...rest, start: c + 1}],
      {start: c, end: c + 1},
      flags,
      {kind: "compound driven"},
      0.6,
      "+",
    )
  }
  return null
}

/** What an adjective says causes what. */
export function ofAdjective(d: Dependencies, a: number): Proposal[] {
  const leaning = LEANING.get(d.lower(a))
  const on = leaning
    ? d.children(a, "obl", "advcl", "nmod").find((c) => c > a && leaning.prepositions.includes(marker(d, c)))
    : undefined
  if (leaning && on !== undefined) {
    const who =
      d.child(a, "cop") !== NONE || d.is(a, "xcomp")
        ? subjects(d, a)
        : d.is(a, "amod") && d.head[a]! < a
          ? nounPhrases(d, d.head[a]!, d.first[a]!)
          : []
    return combine(
      d,
      last(governed(d, on), (one) => widened(d, one, a, new Set([on]))),
      who,
      {start: a, end: a + 1},
      mannerAt(d, d.is(a, "xcomp") ? d.head[a]! : a),
      {kind: "adjective", name: d.lower(a)},
      0.65,
      leaning.sign,
    )
  }
  for (const family of ADJECTIVES) {
    if (!family.words.includes(d.lower(a))) continue
    const inner = d
      .children(a, "obl", "advcl", "nmod", "xcomp")
      .find((c) => c > a && family.prepositions.includes(marker(d, c)))
    if (inner === undefined) continue
    const cop = d.child(a, "cop") !== NONE || d.is(a, "xcomp")
    const who = cop ? subjects(d, a) : d.is(a, "amod") && d.head[a]! < a ? nounPhrases(d, d.head[a]!, d.first[a]!) : []
    // "That is bad for the birds" tells of what was said; "it is good for us" may tell of nothing.
    if (who.length === 0 || who.some((one) => d.tag(one.head) === "PRON" && !TOLD.has(d.lower(one.head)))) continue
    return combine(
      d,
      who,
      governed(d, inner),
      {start: a, end: a + 1},
      mannerAt(d, d.is(a, "xcomp") ? d.head[a]! : a),
      {kind: "adjective", name: d.lower(a)},
      0.6,
      family.sign,
    )
  }
  return []
}

/** Pronouns that stand for what was said before. */
const TOLD: ReadonlySet<string> = new Set(["this", "that"])
