// Clauses and phrases that a connective puts beside their effect, over the tree: "because", "if", "due to". Trees
// and the lexicon's connectives in, proposals out.
//
// The invariant is that of frames.ts: cause and effect share no word. Here because a connective's two sides are a
// clause and its governor, while a verb's are its own arguments.

import {type Dependencies, NONE, type Span} from "../language/index.ts"
import {
  type Argument,
  afterComma,
  clauseHead,
  clauseOf,
  clauses,
  isClause,
  isVerb,
  marker,
  nounPhrase,
  nounPhrases,
  saysWhen,
} from "./arguments.ts"
import type {Condition, Sign} from "./claim.ts"
import {DIRECTION_NOUNS, MOVEMENT_VERBS} from "./direction.ts"
import {halves} from "./halves.ts"
import {pointedReason} from "./joints.ts"
import {BECAUSE_OF, byFirstWord, CLAUSE_OPENERS, SAYING, UNWANTED, VERBS, WITHOUT} from "./lexicon.ts"
import {mannerAt} from "./manner.ts"
import {singular} from "./phrase.ts"
import {bearsChange} from "./phrase-kinds.ts"
import type {Proposal} from "./proposal.ts"
import type {Rule} from "./rule.ts"

/** A connective found in a sentence: its words, what it opens, and what that hangs on. */
type Link = {
  readonly signal: Span
  /** Head of what the connective opens. */
  readonly opened: number
  /** The word whose subtree is left out of the effect. */
  readonly whole: number
  readonly governor: number
}

const at = (d: Dependencies, i: number, words: readonly string[]): boolean =>
  words.every((word, k) => d.lower(i + k) === word)

/** How many words a connective takes at `i`, graded or not: "thanks [in part] to"; 0 where it is not there. */
function lengthAt(d: Dependencies, i: number, words: readonly string[]): number {
  if (at(d, i, words)) return words.length
  if (words.length !== 2 || d.lower(i) !== words[0]) return 0
  let k = i + 1
  if (d.lower(k) === "in") while (k < i + 4 && d.tag(k) !== "NOUN") k++
  else if (d.tag(k) !== "ADV") return 0
  return d.lower(k + 1) === words[1] ? k + 2 - i : 0
}

/** What the connective of `length` words at `i` opens, and what that hangs on; null where the tree does not say. */
function linkAt(d: Dependencies, i: number, length: number): Link | null {
  const signal = {start: i, end: i + length}
  // "as a result of the raids": the noun inside the connective governs what it opens.
  for (let k = i; k < i + length; k++) {
    if (d.tag(k) !== "NOUN") continue
    const opened = d.children(k, "nmod", "acl", "obl").find((c) => c >= i + length)
    const governor = d.head[k]!
    return opened === undefined || governor < 0 ? null : {signal, opened, whole: k, governor}
  }
  // "owing to a plague": a parser may take the preposition for a verb.
  const own = length > 1 && isVerb(d, i) ? d.children(i, "obl", "nmod", "obj").find((c) => c >= i + length) : undefined
  if (own !== undefined && d.head[i]! >= 0) return {signal, opened: own, whole: i, governor: d.head[i]!}
  const opened = d.head[i]!
  if (opened < 0 || opened < i + length || !d.is(i, "mark", "case", "advmod", "fixed", "cc")) return null
  const governor = d.head[opened]!
  return governor < 0 ? null : {signal, opened, whole: opened, governor}
}

/** What the connective opens: a clause, or nouns. */
function reasons(d: Dependencies, link: Link): Argument[] {
  const {opened} = link
  if (isClause(d, opened) && (isVerb(d, opened) || d.child(opened, "cop") !== NONE))
    return clauses(d, opened, NONE, true).filter((one) => one.start >= link.signal.end)
  return nounPhrases(d, opened).filter((one) => one.start >= link.signal.end)
}

/**
 * "hoped that once it took power, the camps would close": a fronted clause and what its comma opens, by the order of
 * words, where the tree hangs the clause elsewhere. Null where the tree does well.
 */
function frontedPair(d: Dependencies, link: Link): {readonly cause: Argument; readonly effects: Argument[]} | null {
  const {start, end} = link.signal
  const opens =
    start === 0 || ["that", "and", "but", ";"].includes(d.lower(start - 1)) || d.tokens[start - 1]!.text === ","
  if (!opens || !isVerb(d, link.opened) || d.child(link.opened, "nsubj") === NONE) return null
  const comma = commaAfterVerb(d, end)
  const main = comma === NONE || comma < link.opened ? null : clauseAfter(d, comma + 1)
  if (!main || main.start > comma + 4 || main.head === link.governor || comma < d.child(link.opened, "nsubj"))
    return null
  if (link.governor > comma) return null
  // "if rents go up they work more, so they drop out": the main clause runs on without a comma, and the tree has it.
  if (link.governor > link.opened && isVerb(d, link.governor) && d.child(link.governor, "nsubj") > link.opened)
    return null
  const effects = clauses(d, main.head).map((one) => ({...one, start: Math.max(one.start, main.start)}))
  return {cause: {start: end, end: comma, head: link.opened, clause: true}, effects}
}

/** A clause put in front and what its comma opens, by where the sentence's halves part, where the tree has no such link. */
function frontHalf(d: Dependencies, length: number): {cause: Argument; effects: Argument[]} | null {
  const pair = halves(d.tokens)
  if (pair?.opens !== "clause") return null
  let main = pair.cut
  for (let steps = 0; steps < d.tokens.length && d.head[main]! >= pair.cut; steps++) main = d.head[main]!
  const end = d.tokens[pair.cut - 1]!.text === "," ? pair.cut - 1 : pair.cut
  const effects = clauses(d, main).map((one) => ({...one, start: Math.max(one.start, pair.cut)}))
  return {cause: {start: length, end, head: length, clause: true}, effects}
}

/** What follows from it: the clause that it hangs on, or the noun. */
function consequences(d: Dependencies, link: Link): Argument[] {
  const {whole} = link
  // "tends to be viscous due to": what tends.
  let governor = link.governor
  for (let steps = 0; d.is(governor, "xcomp") && d.head[governor]! >= 0 && steps < 4; steps++)
    governor = d.head[governor]!
  // "the pastures, thin owing to a poor autumn,": the pastures.
  if (d.tag(governor) === "ADJ" && d.is(governor, "acl") && d.child(governor, "cop", "nsubj") === NONE) {
    const noun = nounPhrase(d, d.head[governor]!, d.first[governor]!)
    return noun ? [noun] : []
  }
  // "kept their children at home for fear of": not the home alone.
  if (!isClause(d, governor) && !d.is(governor, "nsubj") && !d.is(governor, "root")) governor = clauseHead(d, governor)
  // "..., its director says": what is said, not the saying.
  const warned = d
    .children(governor, "obl", "nmod")
    .find((c) => c > governor && c !== whole && ["of", "about", "over"].includes(marker(d, c)))
  if (SAYING.has(d.lemma(governor)) && warned !== undefined && isVerb(d, governor)) {
    const phrase = nounPhrase(d, warned, d.first[whole]! > warned ? d.first[whole]! : undefined)
    return phrase ? [phrase] : []
  }
  if (SAYING.has(d.lemma(governor))) {
    const said = d.children(governor, "ccomp", "parataxis").find((c) => c !== whole && isClause(d, c))
    if (said !== undefined) governor = said
  }
  if (isClause(d, governor)) {
    // "costs that were incurred as a result of": the costs; but of "the warning that raids will go on" what is warned of.
    if (d.is(governor, "acl") && d.head[governor]! >= 0 && !saysThat(d, governor)) {
      const noun = nounPhrase(d, d.head[governor]!, d.first[governor]!)
      return noun ? [noun] : []
    }
    // "That is because": what "that" stands for.
    if (d.tag(governor) === "PRON") {
      const phrase = nounPhrase(d, governor)
      return phrase ? [phrase] : []
    }
    // "shut because of the frost, and the mill burned": what is joined behind a trailing reason is not its effect.
    return clauses(d, governor, whole).filter((one) => whole < governor || one.start < link.signal.start)
  }
  if (d.is(whole, "nmod", "acl")) {
    const phrase = nounPhrase(d, governor, d.first[whole]!)
    return phrase ? [phrase] : []
  }
  const clause = clauseOf(d, clauseHead(d, governor), whole)
  return clause ? [clause] : []
}

const CAUSING: ReadonlySet<string> = new Set(["mean", "cause", "lead", "make", "result"])

function proposals(
  d: Dependencies,
  link: Link,
  sign: Sign,
  condition: Condition | null,
  confidence: number,
  rule: Rule,
): Proposal[] {
  const found: Proposal[] = []
  const fronted = frontedPair(d, link)
  for (const cause of fronted ? [fronted.cause] : reasons(d, link))
    for (const [nth, effect] of (fronted ? fronted.effects : consequences(d, link)).entries()) {
      // "when they earn more they buy goats, and goats mean less grass": what is joined says its own cause.
      if (nth > 0 && CAUSING.has(d.lemma(effect.head))) continue
      if (cause.start < effect.end && effect.start < cause.end) continue
      if (effect.start < link.signal.end && link.signal.start < effect.end) continue
      found.push(pair(d, cause, effect, link.signal, sign, condition, confidence, rule))
    }
  return found
}

function pair(
  d: Dependencies,
  cause: Argument,
  effect: Argument,
  signal: Span,
  sign: Sign,
  condition: Condition | null,
  confidence: number,
  rule: Rule,
): Proposal {
  const {hedge, time, strength} = mannerAt(d, effect.head)
  return {
    cause: {start: cause.start, end: cause.end},
    effect: {start: effect.start, end: effect.end},
    signal,
    sign,
    condition,
    hedge,
    // A negated main clause moves its thing down; it is not a denial of the link.
    denied: false,
    time,
    strength,
    confidence,
    rule,
  }
}

/** Pairs of two clauses that share no word with each other. */
function pairs(
  d: Dependencies,
  from: readonly (Argument | null)[],
  to: readonly (Argument | null)[],
  signal: Span,
  condition: Condition | null,
  confidence: number,
  rule: Rule,
): Proposal[] {
  const found: Proposal[] = []
  for (const cause of from)
    for (const effect of to) {
      if (!cause || !effect || (cause.start < effect.end && effect.start < cause.end)) continue
      if ([cause, effect].some((side) => side.start < signal.end && signal.start < side.end)) continue
      found.push(pair(d, cause, effect, signal, "+", condition, confidence, rule))
    }
  return found
}

/** Adverbs that make their clause what follows from the clause before: ", and therefore ...". */
const HENCE = new Set(["therefore", "thus", "hence", "consequently", "accordingly", "thereby"])

/** Whether "so" is the first word of a clause with a subject that stands beside another: "they leave so we close". */
function opensClause(d: Dependencies, i: number): boolean {
  const clause = d.head[i]!
  return clause > i && d.is(clause, "parataxis") && d.first[clause] === i
}

/** "the bridge fell, so traders left"; "the bridge fell and, as a result, traders left". */
function so(d: Dependencies, i: number): Proposal[] {
  const word = d.lower(i)
  const result =
    word === "as" &&
    d.lower(i + 1) === "a" &&
    ["result", "consequence"].includes(d.lower(i + 2)) &&
    d.lower(i + 3) !== "of"
  const joins =
    word === "so" &&
    (afterComma(d, i) || d.lower(i - 1) === "and" || opensClause(d, i)) &&
    d.lower(i + 1) !== "that" &&
    d.tag(i + 1) !== "AUX"
  const pointed = pointedReason(d.tokens, i)
  if (pointed > 0) return becauseOfThat(d, i)
  if (i === 0 || !(result || joins || HENCE.has(word))) return []
  const signal = {start: i, end: i + (result ? 3 : 1)}
  const clause = clauseHead(d, d.head[result ? i + 2 : i]! < 0 ? i : d.head[result ? i + 2 : i]!)
  if (result) {
    const expected = awaited(d, i, clause)
    if (expected) return expected
  }
  const governor = d.head[clause]!
  if (clause < i || governor < 0 || governor > i || !d.is(clause, "conj", "parataxis", "advcl")) return []
  if (d.child(clause, "nsubj") === NONE || !isClause(d, governor)) return []
  const effect = clauses(d, clause).map((one) => (one.start < signal.end ? {...one, start: signal.end} : one))
  return pairs(d, [clauseOf(d, governor, clause)], effect, signal, null, 0.65, {
    kind: "clause",
    name: result ? `as a ${d.lower(i + 2)}` : word,
  })
}

/** "Because of that the spring is muddy": what "that" stands for is the cause. */
function becauseOfThat(d: Dependencies, i: number): Proposal[] {
  const main = clauseAfter(d, i + 3)
  if (!main) return []
  const that: Argument = {start: i + 2, end: i + 3, head: i + 2, clause: false}
  const effects = clauses(d, main.head).map((one) => ({...one, start: Math.max(one.start, main.start)}))
  return pairs(d, [that], effects, {start: i, end: i + 2}, null, 0.6, {kind: "clause", name: "because of that"})
}

/** "fares rose, and she expects ridership to fall as a result": what is expected of the clause before. */
function awaited(d: Dependencies, i: number, inner: number): Proposal[] | null {
  let said = inner
  for (let steps = 0; steps < 4 && said >= 0 && !d.is(said, "conj"); steps++) said = d.head[said]!
  if (said < 0 || said === inner || said > i || !SAYING.has(d.lemma(said)) || d.child(said, "nsubj") === NONE)
    return null
  const governor = d.head[said]!
  if (governor < 0 || !isClause(d, governor)) return null
  const effect = clauseOf(d, inner, d.head[i + 2] === inner ? i + 2 : NONE)
  const object = d.child(said, "obj")
  const start = object > said && object < inner ? d.first[object]! : effect?.start
  if (!effect || start === undefined) return null
  const whole = {...effect, start: Math.min(start, effect.start), end: Math.min(effect.end, i)}
  return pairs(d, [clauseOf(d, governor, said)], [whole], {start: i, end: i + 3}, null, 0.55, {
    kind: "clause",
    name: "as a result",
  })
}

/** "raised the embankment so that the road would stay dry": what is wanted of a deed. */
function soThat(d: Dependencies, i: number): Proposal[] {
  if (d.lower(i) !== "so" || d.lower(i + 1) !== "that" || i === 0) return []
  const clause = d.head[i + 1]! > i ? d.head[i + 1]! : d.head[i]!
  const main = clause < 0 ? NONE : d.head[clause]!
  if (main < 0 || main > i || clause < i || d.child(clause, "nsubj") === NONE || !isVerb(d, main)) return []
  const deed = clauseOf(d, main, clause)
  const effect = clauses(d, clause).map((one) => (one.start < i + 2 ? {...one, start: i + 2} : one))
  return pairs(
    d,
    [deed && d.children(clause, "aux").length > 0 ? {...deed, start: Math.max(deed.start, main)} : deed],
    effect,
    {start: i, end: i + 2},
    null,
    0.6,
    {kind: "clause", name: "so that"},
  )
}

/** "Fearing a boycott, the brewery withdrew": what moved somebody to do it. */
function moved(d: Dependencies): Proposal[] {
  if (d.fine(0) !== "VBG") return []
  const having = d.lower(0) === "having"
  const clause = having ? d.head[0]! : 0
  if (clause < 0 || !(having || ["fear", "anticipate", "worry", "expect", "face"].includes(d.lemma(0)))) return []
  const main = d.head[clause]!
  if (main <= clause || !d.is(clause, "advcl") || d.child(main, "nsubj") === NONE) return []
  const own = clauseOf(d, clause)
  const from = own ? {...own, start: 0} : null
  // The trigger is the form of the verb itself; the comma stands for it.
  const comma = from ? from.end : 0
  return pairs(d, [from], clauses(d, main, clause), {start: comma, end: comma + 1}, null, 0.5, {
    kind: "clause",
    name: "fronted",
  })
}

/** "The reason why so few return is the stench": what is told of, and what it is put down to. */
function reasonIs(d: Dependencies): Proposal[] {
  const noun = d.tokens.findIndex(({lower}, i) => i < 5 && lower === "reason")
  const pair = noun > 0 ? halves(d.tokens) : null
  if (pair?.opens !== "cleft") return []
  let start = noun + 1
  while (["why", "that", "for", "which"].includes(d.lower(start))) start++
  if (d.lower(noun + 1) === "for" && d.lower(noun + 2) !== "which") return []
  let [from, end] = [pair.cut + 1, d.tokens.length]
  while (["been", "that", "because", "simply", "partly", "mainly", "largely"].includes(d.lower(from))) from++
  while (end > from && d.tag(end - 1) === "PUNCT") end--
  if (end - from < 1 || pair.cut - start < 2) return []
  return pairs(
    d,
    [{start: from, end, head: from, clause: true}],
    [{start, end: pair.cut, head: start, clause: true}],
    {start: pair.cut, end: pair.cut + 1},
    null,
    0.65,
    {kind: "the reason is"},
  )
}

/** "The result was a month of rationing": what the sentence before brought. */
function outcome(d: Dependencies): Proposal[] {
  const at = d.lower(0) === "the" ? 1 : 0
  if (!["result", "effect", "consequence", "outcome", "upshot"].includes(d.lower(at)) || at === 0) return []
  const cop = at + 1
  // "The result: a third of the land lies fallow."
  const colon = d.tokens[cop]?.text === ":"
  if (!colon && !["was", "is", "were", "are", "has", "have"].includes(d.lower(cop))) return []
  let start = cop + 1
  while (["been", "that", "to"].includes(d.lower(start))) start++
  let end = d.tokens.length
  while (end > start && d.tag(end - 1) === "PUNCT") end--
  if (end - start < 1 || (d.tag(start) === "ADJ" && end - start === 1)) return []
  const {hedge, time, strength} = mannerAt(d, clauseHead(d, start))
  return [
    {
      cause: {start: 0, end: 0},
      effect: {start, end},
      signal: {start: at, end: at + 1},
      sign: "+",
      condition: null,
      hedge,
      denied: false,
      time,
      strength,
      confidence: 0.6,
      rule: {kind: "the result was"},
      fromBefore: true,
    },
  ]
}

/** "insurers trebled their rates, with the result that barges lie idle". */
function withResult(d: Dependencies, i: number): Proposal[] {
  if (d.lower(i) !== "with" || d.lower(i + 1) !== "the" || d.lower(i + 3) !== "that" || i < 3) return []
  if (!["result", "consequence", "effect", "outcome"].includes(d.lower(i + 2))) return []
  const deed = afterComma(d, i) ? i - 1 : i
  let start = deed
  while (start > 0 && !/^[;:–—]$/.test(d.tokens[start - 1]!.text)) start--
  if (["and", "but", "so"].includes(d.lower(start))) start++
  let end = i + 4
  while (end < d.tokens.length && !/^[.;:!]$/.test(d.tokens[end]!.text)) end++
  if (deed - start < 2 || end - i < 6) return []
  return pairs(
    d,
    [{start, end: deed, head: start, clause: true}],
    [{start: i + 4, end, head: clauseAfter(d, i + 4)?.head ?? i + 4, clause: true}],
    {start: i, end: i + 4},
    null,
    0.65,
    {kind: "clause", name: "with the result that"},
  )
}

/** What somebody or something is in, fronted, and the prepositions behind it: "Deprived of water, the garrison left". */
const FRONTED_STATES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ..."deprived starved stripped robbed bereft short shorn fearful wary weary tired afraid mindful"
    .split(" ")
    .map((word) => [word, ["of"]] as const),
  ..."faced confronted".split(" ").map((word) => [word, ["with", "by"]] as const),
  ..."worried alarmed frightened anxious nervous angry furious outraged uneasy"
    .split(" ")
    .map((word) => [word, ["about", "at", "over", "by", "that"]] as const),
  ..."stung rattled shaken panicked scared".split(" ").map((word) => [word, ["by"]] as const),
  ["desperate", ["for", "to"]],
  ["unable", ["to"]],
])

/** "Deprived of water, the garrison withdrew", "Unable to pay, the guild sold its barges". */
function frontedState(d: Dependencies): Proposal[] {
  if (!FRONTED_STATES.get(d.lower(0))?.includes(d.lower(1))) return []
  const comma = d.tokens.findIndex(({text}) => text === ",")
  if (comma < 3 || comma > 14) return []
  const main = clauseAfter(d, comma + 1)
  if (!main || main.start > comma + 3) return []
  return pairs(
    d,
    [{start: 0, end: comma, head: 0, clause: true}],
    clauses(d, main.head).map((one) => ({...one, start: Math.max(one.start, comma + 1)})),
    {start: comma, end: comma + 1},
    null,
    0.5,
    {kind: "clause", name: "fronted"},
  )
}

/** "At the root of the quarrel lies the barrage": what stands there is put last. */
function rootedIn(d: Dependencies): Proposal[] {
  const opens =
    d.lower(0) === "at" && d.lower(1) === "the" && ROOT_PLACES.has(d.lower(2)) && d.lower(3) === "of"
      ? 4
      : d.lower(0) === "behind"
        ? 1
        : 0
  if (opens === 0) return []
  let verb = opens + 1
  while (verb < opens + 9 && !LYING.has(d.lower(verb))) {
    if (d.tag(verb) === "PUNCT") return []
    verb++
  }
  if (!LYING.has(d.lower(verb))) return []
  const noun = d.tokens.findIndex(({tag}, k) => k >= opens && k < verb && tag === "NOUN" && d.tag(k + 1) !== "NOUN")
  if (noun < 0 || !bearsChange(d, {start: opens, end: verb, head: noun, clause: false})) return []
  let end = verb + 1
  while (end < d.tokens.length && !/^[,.;:–—]$/.test(d.tokens[end]!.text)) end++
  if (end - verb < 2) return []
  return pairs(
    d,
    [{start: verb + 1, end, head: verb + 1, clause: true}],
    [{start: opens, end: verb, head: noun, clause: true}],
    {start: verb, end: verb + 1},
    null,
    0.6,
    {kind: "verb", name: "lie behind"},
  )
}

const ROOT_PLACES: ReadonlySet<string> = new Set("root roots heart core centre center bottom source origin".split(" "))
const LYING: ReadonlySet<string> = new Set("lies lie lay is are was were stands stand stood sits sit sat".split(" "))

/** "must open its mill, or else the tenants will burn it". */
function orElse(d: Dependencies, i: number): Proposal[] {
  if (d.lower(i) !== "or" || !["else", "otherwise"].includes(d.lower(i + 1)) || i < 3) return []
  const main = clauseAfter(d, i + 2)
  const before = main && clauseHead(d, d.head[main.head]! >= 0 && d.head[main.head]! < i ? d.head[main.head]! : 0)
  const [cause, effect] = main ? [clauseOf(d, before!, main.head), clauseOf(d, main.head)] : [null, null]
  if (!cause || !effect || !main) return []
  const from = {...cause, end: afterComma(d, i) ? i - 1 : i}
  const to = {...effect, start: Math.max(effect.start, i + 2)}
  return pairs(d, [from], [to], {start: i, end: i + 2}, "unless", 0.65, {kind: "clause", name: "or else"}).map((p) => ({
    ...p,
    sign: "-" as const,
  }))
}

/** "muffled the bells lest the besiegers find the tower": what a deed is to keep from happening. */
function lest(d: Dependencies, i: number): Proposal[] {
  if (d.lower(i) !== "lest") return []
  let main = i - 1
  while (main > 0 && !["VBD", "VBZ", "VBP"].includes(d.fine(main))) main--
  let [end, start] = [d.tokens.length, i + 1]
  while (end > start && d.tag(end - 1) === "PUNCT") end--
  // "lest it drive the clans away": what "it" would do is a claim of its own.
  if (main <= 0 || end - start < 2 || d.tag(start) === "PRON") return []
  const deed = afterComma(d, i) ? i - 1 : i
  return pairs(
    d,
    [{start: main, end: deed, head: main, clause: true}],
    [{start, end, head: start, clause: true}],
    {start: i, end: i + 1},
    null,
    0.6,
    {kind: "clause", name: "lest"},
  ).map((p) => ({...p, sign: "-" as const, hedge: "lest", time: "past" as const}))
}

const MISHAPS = new Set("lose waste spoil miss die perish fail collapse drown starve kill ruin".split(" "))

/** "was lost through careless mooring": by what something came to grief. */
function through(d: Dependencies, i: number): Proposal[] {
  if (d.lower(i) !== "through" || !d.is(i, "case")) return []
  const by = d.head[i]!
  const verb = by < 0 ? NONE : d.head[by]!
  if (verb < 0 || verb > i || !MISHAPS.has(d.lemma(verb)) || (isVerb(d, verb) && d.child(verb, "obj") !== NONE))
    return []
  return pairs(d, nounPhrases(d, by), clauses(d, verb, by), {start: i, end: i + 1}, null, 0.55, {kind: "through"})
}

/** "Otherwise, the fields will drown": if what the sentence before asks for is left undone. */
function otherwise(d: Dependencies): Proposal[] {
  if (d.lower(0) !== "otherwise") return []
  const main = clauseAfter(d, 1)
  const effect = main ? clauseOf(d, main.head) : null
  if (!main || !effect) return []
  const {hedge, time, strength} = mannerAt(d, main.head)
  return [
    {
      cause: {start: 0, end: 0},
      effect: {start: Math.max(main.start, effect.start), end: effect.end},
      signal: {start: 0, end: 1},
      sign: "-",
      condition: "unless",
      hedge,
      denied: false,
      time,
      strength,
      confidence: 0.55,
      rule: {kind: "otherwise"},
      fromBefore: true,
    },
  ]
}

/** "so severe that herders left". */
function degree(d: Dependencies, i: number): Proposal[] {
  if (!["so", "such"].includes(d.lower(i))) return []
  const graded = d.head[i]!
  if (graded < i) return []
  for (const top of [graded, d.head[graded]!]) {
    if (top === undefined || top < 0) continue
    const that = d
      .children(top, "ccomp", "advcl", "acl")
      .find((c) => c > i && marker(d, c) === "that" && d.child(c, "nsubj") !== NONE)
    if (that === undefined) continue
    const head = clauseHead(d, top)
    return pairs(
      d,
      [clauseOf(d, head, that)].map((one) => one && without(one, i)),
      clauses(d, that).filter((one) => one.start > d.first[that]!),
      {start: d.first[that]!, end: d.first[that]! + 1},
      null,
      0.6,
      {kind: "clause", name: "so that"},
    )
  }
  return []
}

/** A clause may hold "so" in its midst: it stays, as worded. */
function without(one: Argument, i: number): Argument {
  return one.start === i ? {...one, start: i + 1} : one
}

/** The first token after `from` that heads a clause with its subject before it, and that subject's first token. */
function clauseAfter(d: Dependencies, from: number): {readonly start: number; readonly head: number} | null {
  for (let i = from; i < d.tokens.length; i++) {
    if (!d.is(i, "nsubj", "expl") || d.first[i]! < from) continue
    const head = d.head[i]!
    if (head > i) return {start: d.first[i]!, head}
  }
  return null
}

/** The first comma after a verb, from `from` on. */
function commaAfterVerb(d: Dependencies, from: number): number {
  let verb = false
  for (let i = from; i < d.tokens.length; i++) {
    if (isVerb(d, i)) verb = true
    if (d.tokens[i]!.text === "," && verb) return i
  }
  return NONE
}

/** "Had the rains come, the herds would have grown", "Were the road to close, ...": by the order of words alone. */
function inverted(d: Dependencies): Proposal[] {
  const first = d.lower(0)
  if (!["had", "were", "should"].includes(first) || d.tag(1) === "ADV") return []
  if (d.lower(1) === "it" && d.lower(2) === "not") return []
  let comma = commaAfterVerb(d, 1)
  // ", officials now concede,": an insertion, and then the main clause.
  const main = comma === NONE ? null : clauseAfter(d, comma + 1)
  if (!main) return []
  let {start, head} = main
  if (SAYING.has(d.lemma(head))) {
    const next = commaAfterVerb(d, start)
    const beyond = next === NONE ? null : clauseAfter(d, next + 1)
    if (beyond) [start, head, comma] = [beyond.start, beyond.head, comma]
  }
  const effect = clauseOf(d, head)
  const cause: Argument = {start: 1, end: comma, head: 1, clause: true}
  return pairs(
    d,
    [cause],
    effect ? [{...effect, start: Math.max(start, effect.start)}] : [],
    {start: 0, end: 1},
    "if",
    0.75,
    {kind: "clause", name: "inversion"},
  )
}

/** "Only if the parties agree can the loan be paid": the main clause opens with its auxiliary. */
function onlyInverted(d: Dependencies): Proposal[] {
  if (d.lower(0) !== "only" || !["if", "when", "once", "after", "by", "through", "with"].includes(d.lower(1))) return []
  for (let k = 3; k < d.tokens.length - 2; k++) {
    if (d.fine(k) !== "MD" && !["do", "does", "did", "is", "are", "was", "were", "has", "have"].includes(d.lower(k)))
      continue
    const head = d.head[k]!
    const subject = head > k ? d.child(head, "nsubj") : NONE
    if (subject <= k || subject > head) continue
    const effect = clauseOf(d, head)
    if (!effect) return []
    const end = d.tokens[k - 1]!.text === "," ? k - 1 : k
    return pairs(
      d,
      [{start: 2, end, head: 2, clause: true}],
      [{...effect, start: Math.max(k + 1, d.first[subject]!)}],
      {start: 0, end: 2},
      "only if",
      0.7,
      {kind: "clause", name: "only if"},
    )
  }
  return []
}

/** "Spare the landowners again, and the crown will sink", "Pay them or they will leave". */
function imperative(d: Dependencies): Proposal[] {
  if (!["VB", "VBP"].includes(d.fine(0)) || d.tokens.some((token) => token.text === ":")) return []
  const pair = halves(d.tokens)
  if (pair?.opens !== "command") return []
  const {cut, gap} = pair
  const joins = cut - gap + (d.tokens[cut - gap]!.text === "," ? 1 : 0)
  const main = clauseAfter(d, cut)
  const effect = main ? clauseOf(d, main.head) : null
  const cause: Argument = {start: 0, end: cut - gap, head: 0, clause: true}
  const unless = d.lower(joins) === "or"
  return pairs(
    d,
    [cause],
    [effect && {...effect, start: Math.max(cut, effect.start)}],
    {start: joins, end: cut},
    unless ? "unless" : "if",
    0.65,
    {kind: "clause", name: "imperative"},
  ).map((p) => ({...p, sign: unless ? "-" : "+"}))
}

const CHANGES: ReadonlySet<string> = new Set([
  ...MOVEMENT_VERBS.keys(),
  ...VERBS.filter((family) => family.frame === "object").flatMap((family) => family.lemmas),
])

/** "sales fell as shoppers stayed home", "with the road closed, trade collapsed", "since the road is closed, ...". */
function beside(d: Dependencies, i: number): Proposal[] {
  const word = d.lower(i)
  if (!["as", "with", "since", "after"].includes(word) || !(d.is(i, "mark") || (word === "with" && d.is(i, "case"))))
    return []
  const clause = d.head[i]!
  if (clause < i || !d.is(clause, "advcl") || d.child(clause, "nsubj") === NONE) return []
  const hung = d.head[clause]!
  const main = hung < 0 || word !== "since" ? hung : clauseHead(d, hung)
  if (main < 0 || !isClause(d, main) || d.child(main, "nsubj") === NONE) return []
  // A trailing "with" only adds; "as will the guild" only compares.
  if ((word === "with" && clause > main) || d.tag(i + 1) === "AUX") return []
  if (
    d.lower(i + 1) === "if" ||
    d.lower(i + 1) === "though" ||
    d.lower(i - 1) === "as" ||
    d.lower(i - 1) === "just" ||
    d.lower(i - 1) === "even"
  )
    return []
  if (word === "after" && !(MOVEMENT_VERBS.has(d.lemma(main)) && isVerb(d, clause))) return []
  if (word === "as" && !SAYING.has(d.lemma(main)) && !(CHANGES.has(d.lemma(main)) && isVerb(d, clause))) return []
  if (SAYING.has(d.lemma(clause))) return []
  // "since the mine closed, X has ...": a time; "since the lender had no money, the panic spread": a reason.
  if (word === "since" && d.children(main, "aux").some((aux) => ["has", "have", "had"].includes(d.lower(aux))))
    return []
  return pairs(
    d,
    clauses(d, clause),
    clauses(d, main, clause),
    {start: i, end: i + 1},
    null,
    word === "as" ? 0.45 : 0.5,
    {kind: "clause", name: word},
  )
}

/** Nouns for what comes to pass, beside those that say which way. */
const EVENTS = new Set(
  "death arrival departure fall loss advent onset outbreak discovery completion withdrawal destruction victory defeat".split(
    " ",
  ),
)

/** "With heavy sanctions, the ministry struggles": what it struggles under. */
function under(d: Dependencies, i: number): Proposal[] {
  if (i !== 0 || d.lower(0) !== "with" || !d.is(0, "case")) return []
  const what = d.head[0]!
  const main = what > 0 ? d.head[what]! : NONE
  if (main < what || !isVerb(d, main) || d.child(main, "nsubj") < what) return []
  const event = DIRECTION_NOUNS.has(d.lower(what)) || EVENTS.has(d.lower(what))
  if (
    !(
      (event && d.children(what, "nmod").some((c) => marker(d, c) === "of")) ||
      MOVEMENT_VERBS.has(d.lemma(main)) ||
      ["struggle", "lack", "suffer", "face", "risk", "need", "turn", "leave", "flee"].includes(d.lemma(main))
    )
  )
    return []
  return pairs(d, nounPhrases(d, what), [clauseOf(d, main, what)], {start: 0, end: 1}, null, 0.45, {
    kind: "clause",
    name: "with",
  })
}

/** Endings of nouns for what somebody did or what happened, before "of": "the reopening of the border". */
const HAPPENING = /(?:ing|[st]ion|ure|al|ment|ence|ance)s?$/

/** "Cases surged following the destruction of two wells": what moved, and the event that set it off. */
function aftermath(d: Dependencies, i: number): Proposal[] {
  const word = (["after", "following"] as const).find((each) => each === d.lower(i))
  if (!word || !d.is(i, "case")) return []
  const event = d.head[i]!
  const main = event > i ? d.head[event]! : NONE
  if (main < 0 || !isVerb(d, main) || !MOVEMENT_VERBS.has(d.lemma(main)) || d.child(main, "nsubj", "aux:pass") === NONE)
    return []
  const noun = singular(d.lower(event))
  const of = d.children(event, "nmod").some((c) => c > event && marker(d, c) === "of")
  const happened =
    DIRECTION_NOUNS.has(noun) || EVENTS.has(noun) || UNWANTED.has(noun) || (of && HAPPENING.test(d.lower(event)))
  if (!happened || saysWhen(d, event) || d.child(event, "nummod") !== NONE || d.child(main, "obj") !== NONE) return []
  return pairs(d, nounPhrases(d, event), clauses(d, main, event), {start: i, end: i + 1}, null, 0.5, {
    kind: i === 0 || event < main ? `${word} an event` : "after an event",
  })
}

/** "It is because the sluices leak that the meadows are sour": a reason singled out. */
function singledOut(d: Dependencies): Proposal[] {
  const how = d.tag(2) === "ADV" ? 3 : 2
  if (d.lower(0) !== "it" || !["is", "was"].includes(d.lower(1))) return []
  const found = SINGLING.find((words) => at(d, how, words))
  if (!found) return []
  const start = how + found.length
  const that = d.tokens.findIndex(({lower}, i) => i > start && lower === "that" && d.fine(i) !== "DT")
  let end = d.tokens.length
  while (end > that && d.tag(end - 1) === "PUNCT") end--
  if (that < 0 || end - that < 3) return []
  const verb = d.tokens.findIndex(({xpos}, i) => i > that && /^(?:VB[ZPD]|MD)$/.test(xpos))
  if (verb < 0) return []
  return pairs(
    d,
    [{start, end: that, head: start, clause: true}],
    [{start: that + 1, end, head: verb, clause: true}],
    {start: how, end: start},
    null,
    0.75,
    {kind: "because of", name: found.join(" ")},
  )
}

const SINGLING = [
  ["because", "of"],
  ["because"],
  ["thanks", "to"],
  ["due", "to"],
  ["owing", "to"],
  ["on", "account", "of"],
]
const WEIGHED = new Set(["less", "more", "not", "partly"])

/** "is due less to rust than to a quarrel": the reason that weighs more, by the order of words. */
function weighed(d: Dependencies, i: number): Proposal[] {
  const owed = ["due", "attributable", "owing"].includes(d.lower(i))
  const of = d.lower(i + 1) === "because" && d.lower(i + 2) === "of"
  const grade = owed ? d.lower(i + 1) : of ? d.lower(i) : ""
  if (!WEIGHED.has(grade) || grade === "partly") return []
  const [open, word] = owed ? [i + 3, "to"] : [i + 3, "of"]
  if (owed && d.lower(i + 2) !== "to") return []
  const joint = d.tokens.findIndex(({lower}, k) => k > open && lower === (grade === "not" ? "but" : "than"))
  if (joint < 0) return []
  const second = d.tokens.findIndex(({lower}, k) => k > joint && k < joint + 3 && lower === word) + 1
  let end = d.tokens.length
  while (end > second && d.tag(end - 1) === "PUNCT") end--
  let subject = i
  while (subject > 0 && d.lemma(subject - 1) === "be") subject--
  if (second === 0 || end - second < 1 || subject < 1 || d.tokens.slice(0, i).some(({text}) => text === ",")) return []
  const stop = d.tokens[joint - 1]!.text === "," ? joint - 1 : joint
  const [first, other] = [
    {start: open, end: stop, head: open, clause: true},
    {start: second, end, head: second, clause: true},
  ]
  const effect = {start: 0, end: subject, head: 0, clause: true}
  const told = (cause: Argument, signal: Span, denied: boolean) =>
    pairs(d, [cause], [effect], signal, null, 0.65, {kind: "because of", name: `due ${word}`}).map((p) => ({
      ...p,
      denied,
    }))
  const [signal, behind] = [
    {start: i, end: open},
    {start: joint, end: second},
  ]
  if (grade === "more") return told(first, signal, false)
  return [...(grade === "not" ? told(first, signal, true) : []), ...told(other, behind, false)]
}

const TELLING = new Set(["say", "tell", "know", "ask", "decide", "see", "disclose", "reveal", "predict", "announce"])

/** "believed that when the rebels won, the border would open": a time that is a condition, because the rest is still to come. */
function whenever(d: Dependencies, i: number): Proposal[] {
  if (d.lower(i) !== "when" || ["only", "even", "just"].includes(d.lower(i - 1))) return []
  const link = linkAt(d, i, 1)
  if (
    !link ||
    !isClause(d, link.opened) ||
    d.is(link.opened, "acl") ||
    (d.is(link.opened, "ccomp") && !MOVEMENT_VERBS.has(d.lemma(link.governor))) ||
    d.child(link.opened, "nsubj", "expl") === NONE ||
    // "say when it will be back": asked, no condition.
    (link.governor === i - 1 && isVerb(d, i - 1) && TELLING.has(d.lemma(i - 1)))
  )
    return []
  // "when they earn more they buy boats", "yields fall when fields are left bare": each time, where both are told of
  // the present, and what is put in front, moves or is graded ("spend less when") is no mere date.
  const graded =
    MOVEMENT_VERBS.has(d.lemma(link.governor)) ||
    d.tokens.slice(link.governor + 1, link.governor + 3).some(({xpos}) => xpos === "JJR" || xpos === "RBR")
  const each =
    mannerAt(d, link.opened).time === "present" &&
    (i < link.governor || (graded && ["VBZ", "VBP"].includes(d.fine(link.governor))))
  return proposals(d, link, "+", "if", 0.5, {kind: "clause", name: "when"}).filter(
    ({time}) => time === "future" || (each && time === "present"),
  )
}

const DISCORD = new Set(
  "clash quarrel argue feud riot protest strike march walk resign split fight fall break boycott sue demonstrate mutiny rebel rally dispute".split(
    " ",
  ),
)
const UPROAR = new Set(
  "fight clash riot protest strike brawl quarrel dispute row feud scuffle unrest violence".split(" "),
)

/** "walked out over pay", "fights broke out over a well": what people fall out over. */
function over(d: Dependencies, i: number): Proposal[] {
  if (d.lower(i) !== "over" || !d.is(i, "case")) return []
  const what = d.head[i]!
  const verb = what > i ? d.head[what]! : NONE
  if (verb < 0 || verb > i || !d.is(what, "obl") || !isVerb(d, verb) || !DISCORD.has(d.lemma(verb))) return []
  const subject = d.child(verb, "nsubj")
  if (subject === NONE || subject > verb || d.child(what, "nummod") !== NONE || saysWhen(d, what)) return []
  if (["fall", "break"].includes(d.lemma(verb)) && !["out", "apart"].includes(d.lower(verb + 1))) return []
  if (d.lemma(verb) === "break" && !UPROAR.has(d.lemma(subject))) return []
  if (d.lemma(verb) === "walk" && d.lower(verb + 1) !== "out") return []
  return pairs(d, nounPhrases(d, what), [clauseOf(d, verb, what)], {start: i, end: i + 1}, null, 0.55, {
    kind: "clause",
    name: "over",
  })
}

/** "Only by reopening the road can the two sides revive trade". */
function onlyBy(d: Dependencies, i: number): Proposal[] {
  if (d.lower(i) !== "only" || !["by", "through", "with", "when", "after"].includes(d.lower(i + 1))) return []
  const opened = d.head[i + 1]!
  if (opened < i) return []
  const main = d.head[opened]!
  if (main < 0 || !isClause(d, main) || main < opened) return []
  const reasons = isVerb(d, opened) ? [clauseOf(d, opened)] : nounPhrases(d, opened)
  return pairs(d, reasons, clauses(d, main, opened), {start: i, end: i + 2}, "only if", 0.65, {
    kind: "clause",
    name: "only by",
  })
}

/** "which is why herders left". */
function why(d: Dependencies, i: number): Proposal[] {
  if (
    !["why", "how"].includes(d.lower(i)) ||
    !["is", "was", "'s"].includes(d.lower(i - 1)) ||
    !["which", "that", "this"].includes(d.lower(i - 2))
  )
    return []
  const hung = d.head[i]!
  const clause = hung > i ? hung : (clauseAfter(d, i + 1)?.head ?? NONE)
  if (clause < i) return []
  const pointing = i - 2
  const before =
    d.lower(pointing) === "which" && pointing > 1
      ? clauseHead(d, d.head[clause]! >= 0 && d.head[clause]! < pointing ? d.head[clause]! : 0)
      : NONE
  const cause: Argument | null =
    before !== NONE && isClause(d, before)
      ? clauseOf(d, before)
      : {start: pointing, end: pointing + 1, head: pointing, clause: false}
  const from =
    cause && cause.end > pointing && cause.clause
      ? {...cause, end: afterComma(d, pointing) ? pointing - 1 : pointing}
      : cause
  const found = pairs(d, [from], clauses(d, clause), {start: i, end: i + 1}, null, 0.65, {
    kind: "clause",
    name: "which is why",
  })
  if (found.length > 0 || d.lower(pointing) !== "which") return found
  // Where the tree has the clauses tangled, by the order of words.
  const deed = afterComma(d, pointing) ? pointing - 1 : pointing
  let start = deed
  while (start > 0 && !/^[;:–—]$/.test(d.tokens[start - 1]!.text)) start--
  let end = i + 1
  while (end < d.tokens.length && !/^[.;:!]$/.test(d.tokens[end]!.text)) end++
  return pairs(
    d,
    [{start, end: deed, head: start, clause: true}],
    [{start: i + 1, end, head: clause, clause: true}],
    {start: i, end: i + 1},
    null,
    0.55,
    {kind: "clause", name: "which is why"},
  )
}

/** "If you have questions, write to us", "If I may": said to the reader, about nothing. */
function addressed(d: Dependencies, link: Link): boolean {
  const subject = d.child(link.opened, "nsubj")
  if (subject === NONE || !["you", "i"].includes(d.lower(subject))) return false
  const other = d.child(link.governor, "nsubj")
  return (
    other === NONE || ["i", "you"].includes(d.lower(other)) || ["ask", "believe", "like"].includes(d.lemma(link.opened))
  )
}

/** Verbs whose "if" opens what is asked or found out. */
const ASKING = new Set("ask know see wonder check decide doubt test determine question investigate examine".split(" "))

/** Whether the clause that an "if" opens is asked: "asked if the ferry was running". "Raids will go on if" asks nothing. */
export function toldQuestion(d: Dependencies, clause: number): boolean {
  const governor = d.head[clause]!
  const asks = governor >= 0 && ASKING.has(d.lemma(governor))
  return d.is(clause, "ccomp") ? asks || governor < 0 || !isVerb(d, governor) : asks && d.first[clause] === governor + 1
}

/** "the warning that raids will go on", ", warning that they will": whether the clause on a noun is what it says. */
function saysThat(d: Dependencies, clause: number): boolean {
  if (marker(d, clause) === "that") return true
  const noun = d.head[clause]!
  const verb = /^(.{3,})ing$/.exec(d.lower(noun))?.[1]
  return d.lower(noun + 1) === "that" && verb !== undefined && (SAYING.has(verb) || SAYING.has(`${verb}e`))
}

/** Whether "only" stands before the connective, with the verb: "can only succeed if". */
function onlyBefore(d: Dependencies, i: number): boolean {
  for (let k = Math.max(0, i - 8); k < i; k++) if (d.lower(k) === "only" && d.tag(k) === "ADV") return true
  return false
}

/** Verbs of a state that lasts. */
const LASTING = new Set(["remain", "stay", "continue", "hold", "keep", "persist", "last", "wait", "refuse"])

/** Whether a clause tells what is not yet, will be, or lasts: only then does "until" say what it waits for. */
function lasting(d: Dependencies, v: number): boolean {
  const how = mannerAt(d, v)
  return (
    how.denied ||
    how.time === "future" ||
    LASTING.has(d.lemma(v)) ||
    (d.child(v, "cop") !== NONE && how.time === "present")
  )
}

/** Verbs that "without" says the manner of. */
const GONE_WITHOUT = new Set(["go", "do", "live", "manage", "leave", "cope", "remain", "stay"])

const REASONS = byFirstWord(BECAUSE_OF)
const OPENERS = byFirstWord(CLAUSE_OPENERS)
const ABSENCES = byFirstWord(WITHOUT)

/** All that connectives over the tree propose. */
export function linked(d: Dependencies): Proposal[] {
  const found: Proposal[] = [
    ...inverted(d),
    ...onlyInverted(d),
    ...imperative(d),
    ...moved(d),
    ...reasonIs(d),
    ...outcome(d),
    ...frontedState(d),
    ...rootedIn(d),
    ...otherwise(d),
    ...singledOut(d),
  ]
  for (let i = 0; i < d.tokens.length; i++)
    found.push(
      ...so(d, i),
      ...soThat(d, i),
      ...withResult(d, i),
      ...degree(d, i),
      ...beside(d, i),
      ...onlyBy(d, i),
      ...whenever(d, i),
      ...under(d, i),
      ...why(d, i),
      ...over(d, i),
      ...orElse(d, i),
      ...lest(d, i),
      ...through(d, i),
      ...aftermath(d, i),
      ...weighed(d, i),
      ...reasonAt(d, i),
      ...openedAt(d, i),
      ...absenceAt(d, i),
    )
  return found
}

/** "because of the raids", "owing to the raids". */
function reasonAt(d: Dependencies, i: number): Proposal[] {
  return (REASONS.get(d.lower(i)) ?? []).flatMap(({words, sign, condition}) => {
    // "due to be finished": a time that is set.
    const length = lengthAt(d, i, words)
    const set = words.at(-1) === "to" && ["VB", "AUX"].includes(d.fine(i + length))
    // "and because of that the members leave": what "that" stands for is told before.
    const told = pointedReason(d.tokens, i) > 0 && clauseAfter(d, i + 3) !== null
    const link = length > 0 && !set && !told ? linkAt(d, i, length) : null
    return link ? proposals(d, link, sign, condition ?? null, 0.7, {kind: "because of", name: words.join(" ")}) : []
  })
}

/** "if the rains fail", "because the rains failed". */
function openedAt(d: Dependencies, i: number): Proposal[] {
  return (OPENERS.get(d.lower(i)) ?? []).flatMap(({words, condition, sign, confidence}) => {
    const [first] = words
    if (!at(d, i, words) || (first === "because" && d.lower(i + 1) === "of")) return []
    if (first === "because" && i < 4 && singledOut(d).length > 0) return []
    if (words.length === 1 && first === "if" && ["only", "even", "as"].includes(d.lower(i - 1))) return []
    // "if it were not for the levee"
    if (words.length === 1 && d.is(i, "case") && d.is(i + 1, "fixed")) return []
    const rule: Rule = {kind: "clause", name: words.join(" ")}
    const link = linkAt(d, i, words.length)
    if (!link || !isClause(d, link.opened)) {
      const parted = i === 0 ? frontHalf(d, words.length) : null
      if (!parted) return []
      const {cause, effects} = parted
      const signal = {start: 0, end: words.length}
      return pairs(d, [cause], effects, signal, condition, confidence, rule).map((p) => ({...p, sign}))
    }
    if ((["if", "only"].includes(first!) && toldQuestion(d, link.opened)) || d.is(link.opened, "acl")) return []
    if (addressed(d, link)) return []
    if (first === "where" && i > 0 && !/^[;:]$/.test(d.tokens[i - 1]!.text)) return []
    if (first === "until" && !lasting(d, clauseHead(d, link.governor))) return []
    const found = proposals(
      d,
      link,
      sign,
      condition === "if" && onlyBefore(d, i) ? "only if" : condition,
      confidence,
      rule,
    )
    return first === "because" ? contrasted(d, i, found).filter((p) => !judges(d, p.effect)) : found
  })
}

/** "Too many visitors is not good because": what is only judged does not come of its reason. */
function judges(d: Dependencies, {start, end}: Span): boolean {
  let last = end - 1
  while (last > start && ["either", "too", "really", "though"].includes(d.lower(last))) last--
  if (!JUDGEMENTS.has(d.lower(last))) return false
  for (let k = last - 1; k > start; k--) if (d.tag(k) !== "ADV" && d.lower(k) !== "not") return d.lemma(k) === "be"
  return false
}

const JUDGEMENTS: ReadonlySet<string> = new Set(
  "good bad nice sad great fine important stupid silly wrong right".split(" "),
)

/** "failed not because the walls were high but because the men went unpaid": the first is denied, the second told of the same. */
function contrasted(d: Dependencies, i: number, found: readonly Proposal[]): Proposal[] {
  const denied = d.lower(i - 1) === "not"
  const other = d.lower(i - 1) === "but"
  if (!denied && !other) return [...found]
  const not = denied
    ? i - 1
    : d.tokens.findLastIndex(({lower}, k) => k < i && lower === "not" && d.lower(k + 1) === "because")
  if (not < 0) return [...found]
  return found.flatMap((p) => {
    const cause = {...p.cause, end: Math.max(p.cause.start + 1, cutAt(d, p.cause, "but"))}
    if (p.effect.start > not) return []
    return [{...p, cause, effect: {...p.effect, end: Math.min(p.effect.end, not)}, denied: denied || p.denied}]
  })
}

function cutAt(d: Dependencies, {start, end}: Span, word: string): number {
  for (let k = start; k < end; k++) if (d.lower(k) === word) return k
  return end
}

/** "without a pilot", "in the absence of a pilot". */
function absenceAt(d: Dependencies, i: number): Proposal[] {
  return (ABSENCES.get(d.lower(i)) ?? []).flatMap(({words}) => {
    // "will go without doctors": what is gone without is no condition.
    if (!at(d, i, words) || d.lower(i + words.length) === "from") return []
    if (words.length === 1 && GONE_WITHOUT.has(d.lemma(i - 1))) return []
    const link = linkAt(d, i, words.length)
    // "another year without them": one that lacks them, no condition.
    if (link && d.is(link.opened, "nmod") && link.governor < i && d.is(link.governor, "nsubj")) return []
    return link && mannerAt(d, clauseHead(d, link.governor)).time === "future"
      ? proposals(d, link, "-", "without", 0.65, {kind: "clause", name: words.join(" ")})
      : []
  })
}
