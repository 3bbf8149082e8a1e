// What stands on either side of a trigger, over the tree: the subject of a verb however far it is shared, the
// noun phrase that a word heads, the clause that a verb heads. Words of a tree in, token spans out.
//
// The invariant: a span holds its head, is contiguous, opens with no preposition, conjunction or mark, and leaves
// out what only comments on it (", which ...", "(...)", ", prompting ..."). Here because every frame asks for the
// same three things, and a cause and its effect must never overlap.

import {type Dependencies, NONE, type Span} from "../language/index.ts"

/** One side of a claim. `clause`: a whole clause rather than a thing. */
export type Argument = Span & {readonly head: number; readonly clause: boolean}

/** How far up a shared subject is looked for. */
const FAR = 8

/** Prepositions that open a circumstance of the clause, not a part of the noun phrase before them. */
const CIRCUMSTANCE = new Set([
  ...["after", "before", "since", "during", "amid", "amidst", "despite", "because", "due", "following", "without"],
  ...["until", "till", "throughout", "unlike", "except", "thanks", "owing", "instead", "notwithstanding"],
])

/** Adverbs before a phrase that weigh it and are no part of it. */
const WEIGHING = new Set([
  ...["especially", "particularly", "notably", "including", "even", "also", "just", "mainly", "mostly", "largely"],
  ...[
    "partly",
    "primarily",
    "not",
    "only",
    "rather",
    "instead",
    "thus",
    "then",
    "however",
    "meanwhile",
    "perhaps",
    "in",
  ],
])

/** Verbs whose subject, not whose object, does what their infinitive says. */
const SUBJECT_CONTROL = new Set(["promise", "threaten", "vow", "use", "seek", "do", "have"])

/** Relative pronouns. */
const RELATIVE = new Set(["which", "that", "who", "whom", "whose"])

const REFLEXIVE = new Set(["itself", "themselves", "himself", "herself"])

/** Pronouns that stand for a clause of a cleft: "what drove the exodus". */
const FREE = new Set(["what", "whatever"])

export function isVerb(d: Dependencies, i: number): boolean {
  return d.tag(i) === "VERB" || d.tag(i) === "AUX" || d.fine(i).startsWith("VB")
}

/** Whether `i` heads a clause: a verb, or what a copula says of a subject. */
export function isClause(d: Dependencies, i: number): boolean {
  return isVerb(d, i) || d.child(i, "cop") !== NONE || d.child(i, "nsubj", "csubj") !== NONE
}

export function isPassive(d: Dependencies, v: number): boolean {
  if (d.child(v, "aux:pass") !== NONE) return true
  // "a decline, brought about by the war": behind a noun and before its agent no tense is meant.
  if (d.fine(v) === "VBD" && d.is(v, "acl") && d.child(v, "nsubj", "obj", "aux") === NONE)
    return d.children(v, "obl").some((c) => c > v && marker(d, c) === "by" && d.child(c, "nummod") === NONE)
  if (d.fine(v) !== "VBN") return false
  const auxiliaries = d.children(v, "aux").map((a) => d.lemma(a))
  if (auxiliaries.includes("be") || auxiliaries.includes("get")) return true
  // "unrest fuelled by raids": without an auxiliary only where it hangs on what it was done to. A finite verb may
  // be tagged so as well, and then has an object.
  if (auxiliaries.length > 0 || d.child(v, "obj") !== NONE) return false
  return d.is(v, "acl", "advcl", "amod")
}

/** Whether a comma or dash stands right before `i`. */
export function afterComma(d: Dependencies, i: number): boolean {
  return i > 0 && isBreak(d, i - 1)
}

/** Whether `i` is a comma, a stop within a sentence, or a dash between words; a hyphen inside a word is none. */
function isBreak(d: Dependencies, i: number): boolean {
  const token = d.tokens[i]!
  if (!/^(?:[,;:–—]|-+)$/.test(token.text)) return false
  return token.text !== "-" || (d.tokens[i - 1]?.to !== token.from && d.tokens[i + 1]?.from !== token.to)
}

/** Whether the subtree that begins at `first` is set off by a comma or dash, before it or as its first token. */
function setOff(d: Dependencies, first: number): boolean {
  return afterComma(d, first) || isBreak(d, first)
}

/** Whether a semicolon, colon or dash stands right before `i`: no phrase runs over it. */
function stops(d: Dependencies, i: number): boolean {
  return i > 0 && /^(?:[;:–—]|--+)$/.test(d.tokens[i - 1]!.text)
}

/** The word that opens the subtree of `i` and relates it: its preposition or mark, in lower case; "" without one. */
export function marker(d: Dependencies, i: number): string {
  const mark = d.child(i, "case", "mark")
  return mark === NONE ? "" : d.lower(mark)
}

/** Behind "not" they deny nothing. */
const ONLY = new Set(["only", "just", "merely", "simply"])

/** Without blanks, punctuation, prepositions, conjunctions and weighing adverbs at its ends; null when nothing is left. */
export function trimmed(d: Dependencies, start: number, end: number, head: number): Span | null {
  let [a, b] = [start, end]
  const opens = (i: number) =>
    i !== head &&
    (d.tag(i) === "PUNCT" ||
      d.tag(i) === "CCONJ" ||
      d.is(i, "cc") ||
      (d.is(i, "case") && d.head[i]! >= 0 && d.lower(i) !== "'s" && d.lower(i) !== "'") ||
      d.is(i, "mark") ||
      (d.is(i, "fixed") && i === a) ||
      (d.tag(i) === "ADV" && WEIGHING.has(d.lower(i))))
  while (a < b && opens(a) && !/^["“‘(]$/.test(d.tokens[a]!.text)) a++
  // "threatens not only trade but ...": both are meant.
  if (b - a > 2 && a + 1 < head && d.lower(a) === "not" && ONLY.has(d.lower(a + 1))) a += 2
  while (
    b > a &&
    b - 1 !== head &&
    (d.tag(b - 1) === "PUNCT" || d.is(b - 1, "cc") || (d.is(b - 1, "case") && d.tag(b - 1) === "ADP")) &&
    !/^["”’)%]$/.test(d.tokens[b - 1]!.text)
  )
    b--
  // What a comma and a participle or relative pronoun open, or a dash, only comments, however the tree hangs it.
  for (let i = Math.max(a, head) + 1; i < b - 1; i++) {
    const comma = d.tokens[i]!.text === ","
    const tail =
      comma &&
      (d.fine(i + 1) === "VBG" ||
        ["which", "who", "whose"].includes(d.lower(i + 1)) ||
        (d.tag(i + 1) === "ADV" && d.fine(i + 2) === "VBG"))
    const lacking =
      ["without", "by", "while"].includes(d.lower(i)) &&
      d.fine(i + 1) === "VBG" &&
      !(d.lower(i) === "by" && d.is(i + 1, "amod"))
    if (tail || lacking || stops(d, i + 1)) b = i
  }
  // "On the contrary, attacks": what is fronted is no part of the phrase behind its comma.
  for (let i = a; i < head; i++)
    if (
      d.tokens[i]!.text === "," &&
      d.head[i] !== undefined &&
      d.children(head, "conj", "amod").every((c) => c > head || c < a) &&
      d.child(head, "nsubj") === NONE
    )
      a = i + 1
  // Quotation marks and brackets belong to a phrase only in pairs.
  const count = (marks: string) => {
    let n = 0
    for (let i = a; i < b; i++) if (marks.includes(d.tokens[i]!.text)) n++
    return n
  }
  while (
    a < b &&
    a !== head &&
    /^["“‘(]$/.test(d.tokens[a]!.text) &&
    (count('"“”') % 2 === 1 || count("(") !== count(")"))
  )
    a++
  while (
    b > a &&
    b - 1 !== head &&
    /^["”’)]$/.test(d.tokens[b - 1]!.text) &&
    (count('"“”') % 2 === 1 || count("(") !== count(")"))
  )
    b--
  return b > a ? {start: a, end: b} : null
}

/** Whether a child right of a noun is no part of the phrase that the noun heads. */
function comments(d: Dependencies, child: number): boolean {
  if (d.is(child, "conj", "parataxis", "advcl", "discourse")) return true
  if (d.is(child, "appos", "list")) return true
  const first = d.first[child]!
  if (d.is(child, "acl"))
    return setOff(d, first) || ["while", "by", "without", "after", "before", "when"].includes(marker(d, child))
  if (d.is(child, "nmod", "obl") && saysWhen(d, child) && marker(d, child) !== "of") return true
  // "a week without ferries would": before its verb the subject keeps what it lacks.
  const noun = d.head[child]!
  if (marker(d, child) === "without" && d.is(child, "nmod") && d.is(noun, "nsubj") && d.head[noun]! > child)
    return setOff(d, first)
  if (d.is(child, "nmod", "obl")) return CIRCUMSTANCE.has(marker(d, child)) || setOff(d, first)
  return false
}

/** The noun phrase that `head` heads, without what it is joined to. */
export function nounPhrase(d: Dependencies, head: number, stopBefore = d.tokens.length): Argument | null {
  let start = head
  let end = head + 1
  const children = d.children(head)
  const kept = (child: number) =>
    !d.is(child, "punct") && !d.is(child, "cop") && !d.is(child, "nsubj") && !d.is(child, "aux")
  // "depends largely on rain": what stands before the preposition says how.
  const preposition = d.child(head, "case")
  // "Without rain, the wells are a danger": of a predicate only what stands behind its copula.
  const copula = d.child(head, "cop")
  for (const child of children)
    if (
      child < head &&
      (copula > head || child > copula) &&
      !(child < preposition && d.is(child, "advmod")) &&
      kept(child) &&
      !d.is(child, "cc") &&
      !d.is(child, "advcl") &&
      !d.is(child, "parataxis")
    )
      start = Math.min(start, d.first[child]!)
  for (const child of children) {
    if (child <= head) continue
    if (d.is(child, "punct", "cc")) {
      if (/^[)"”’]$/.test(d.tokens[child]!.text)) end = Math.max(end, child + 1)
      continue
    }
    if (comments(d, child) || d.first[child]! >= stopBefore || stops(d, d.first[child]!)) break
    if (!kept(child)) continue
    end = Math.max(end, rightEdge(d, child, stopBefore) + 1)
  }
  let stop = Math.min(end, Math.max(stopBefore, head + 1))
  for (let i = head + 1; i < stop; i++) if (/^[([]$/.test(d.tokens[i]!.text)) stop = i
  const span = trimmed(d, start, stop, head)
  return span ? {...span, head, clause: false} : null
}

/** Prepositions whose phrase, right behind a noun, says which of its kind it is. */
const WHICH_ONE = new Set([
  ...[
    "between",
    "among",
    "amongst",
    "in",
    "within",
    "inside",
    "of",
    "for",
    "with",
    "against",
    "toward",
    "towards",
    "to",
    "over",
  ],
  ...["on", "about", "at", "along", "around", "beyond", "across", "from", "near", "behind"],
])
/** Nouns whose infinitive says what they are about: "the refusal to publish". */
const WILLED = new Set(
  "refusal failure attempt decision plan effort ability inability unwillingness willingness threat promise move bid right need order reluctance readiness desire proposal vote agreement pledge push campaign call pressure tendency".split(
    " ",
  ),
)
const WHEN =
  /^(?:years?|months?|weeks?|days?|decades?|hours?|century|centuries|summer|winter|spring|autumn|january|february|march|april|june|july|august|september|october|november|december|(?:19|20)\d\ds?|monday|tuesday|wednesday|thursday|friday|saturday|sunday|night|morning|evening|time)$/

/** Parts of a year by their number: "in the first quarter", "in the second half of May". */
const PART_OF_TIME = new Set(["quarter", "half", "season", "dekad", "period", "term"])
const NTH = new Set("first second third fourth last next previous same current coming past".split(" "))

/** Whether the prepositional phrase that `i` heads only says when. */
export function saysWhen(d: Dependencies, i: number): boolean {
  return (
    WHEN.test(d.lower(i)) || (PART_OF_TIME.has(d.lower(i)) && d.children(i, "amod").some((c) => NTH.has(d.lower(c))))
  )
}

/**
 * A phrase with what directly follows it and belongs to it, though the tree hangs it on the verb: "the gap [between
 * the schools]", "the grants [that the schools receive]". Where a phrase is attached is what parsers know least.
 */
export function widened(
  d: Dependencies,
  argument: Argument,
  verb: number,
  taken: ReadonlySet<number> = new Set(),
): Argument {
  let {end} = argument
  if (argument.clause) return argument
  const following = d.children(verb, "obl", "nmod", "acl", "advcl").filter((c) => c > argument.head && !taken.has(c))
  for (let moved = true, steps = 0; moved && steps < 4; steps++) {
    moved = false
    for (const c of following) {
      const quoted = /^["”’]$/.test(d.tokens[end]?.text ?? "") && d.first[c] === end + 1
      if (
        (d.first[c] !== end && !quoted) ||
        (d.tag(c) === "NUM" && !ofSeveral(d, c)) ||
        d.child(c, "nummod") !== NONE ||
        saysWhen(d, c) ||
        ["expense", "cost"].includes(d.lower(c))
      )
        continue
      // "sparked a walkout by the pupils": what the pupils did; "lowered costs by a third" is no part of costs.
      const doers =
        marker(d, c) === "by" && d.fine(c) === "NNS" && d.child(verb, "obj") === argument.head && !isVerb(d, c)
      const willed = WILLED.has(d.lemma(argument.head)) && marker(d, c) === "to" && d.fine(c) === "VB"
      if (!willed && !doers && (!WHICH_ONE.has(marker(d, c)) || isVerb(d, c))) continue
      const phrase = willed ? clauseOf(d, c) : nounPhrase(d, c)
      if (!phrase || phrase.end <= end) continue
      end = phrase.end
      moved = true
    }
    const opener = d.lower(end)
    if (
      ["that", "who", "which", "whom"].includes(opener) &&
      end < d.tokens.length &&
      ["WDT", "WP", "IN"].includes(d.fine(end))
    ) {
      const inner = d.head[end]!
      if (inner > end && isVerb(d, inner)) {
        const edge = Math.max(inner, rightEdge(d, inner, d.tokens.length)) + 1
        if (edge > end) {
          end = edge
          moved = true
        }
      }
    }
  }
  const span = end > argument.end ? trimmed(d, argument.start, end, argument.head) : null
  return span ? {...argument, ...span} : argument
}

/** "one of the busiest ports": a number that counts out of something, and is neither a year nor an amount. */
function ofSeveral(d: Dependencies, number: number): boolean {
  return /^[a-z]+$/.test(d.lower(number)) && d.children(number, "nmod").some((c) => marker(d, c) === "of")
}

/** Last token of a subtree without the comments that trail it. */
function rightEdge(d: Dependencies, i: number, stopBefore: number): number {
  let edge = i
  for (const child of d.children(i)) {
    if (child < i) {
      edge = Math.max(edge, Math.min(i, d.last[child]!))
      continue
    }
    if (d.is(child, "punct")) continue
    const first = d.first[child]!
    if (first >= stopBefore) break
    if (d.is(child, "conj")) {
      // Inside a phrase, what is joined stays: "between the port and the mine".
      if (setOff(d, first) && isClause(d, child)) break
    } else if (comments(d, child) && !purposed(d, i, child)) break
    edge = Math.max(edge, rightEdge(d, child, stopBefore))
  }
  return edge
}

/** "a tax [designed [to save the ponds]]": what a thing is for belongs to what it is. */
function purposed(d: Dependencies, participle: number, child: number): boolean {
  return (
    d.is(participle, "acl") && d.fine(participle) === "VBN" && d.is(child, "advcl") && d.first[child] === participle + 1
  )
}

/** `head` with the nouns that are joined to it, each a phrase of its own where each can stand alone. */
export function nounPhrases(d: Dependencies, head: number, stopBefore?: number): Argument[] {
  const first = nounPhrase(d, head, stopBefore)
  if (!first) return []
  const listed = opened(d, first)
  if (listed) return listed
  const joined = joinedNouns(d, head).filter((c) => d.first[c]! < (stopBefore ?? d.tokens.length))
  if (joined.length === 0) return [first]
  const rest = joined.map((c) => nounPhrase(d, c, stopBefore))
  const parts = [first, ...rest].filter((part) => part !== null)
  // "neither the shuttle nor the fast": each by itself.
  if (joined.some((c) => d.children(c, "cc").some((word) => d.lower(word) === "nor")))
    return parts.map((part, i) =>
      i === 0 && d.lower(part.start) === "neither" ? {...part, start: part.start + 1} : part,
    )
  // Names that are joined act together; so does what a word right of the last one binds: "trade and security ties".
  const together =
    parts.some((part) => d.tag(part.head) === "PROPN" && !(part.head === 0 && QUALITY.test(d.lower(0)))) ||
    parts.some((part) => d.tag(part.head) === "ADJ" || d.tag(part.head) === "NUM" || d.tag(part.head) === "PRON") ||
    (d.lower(first.start) === "both" && parts.length === 2) ||
    d.lower(first.start) === "between"
  if (together) return [{start: first.start, end: parts.at(-1)!.end, head, clause: false}]
  // "flooded roads and insecurity along the corridor": a phrase right behind the last part, hung on the first.
  const end = parts.at(-1)!.end
  const behind = d
    .children(head, "nmod")
    .find((c) => d.first[c] === end && WHICH_ONE.has(marker(d, c)) && !saysWhen(d, c))
  const more = behind === undefined || end >= (stopBefore ?? d.tokens.length) ? null : nounPhrase(d, behind, stopBefore)
  return more && more.end > end ? parts.map((part) => (part.end === end ? {...part, end: more.end} : part)) : parts
}

/** Endings of nouns for qualities and events, which a capital at the head of a sentence makes no names. */
const QUALITY = /(?:ty|[st]ion|ment|ness|ance|ence|ism|ure|age|ing|cy)s?$/

/** Nouns joined to `head`, and to those: parsers may hang each part of a list on the part before it. */
function joinedNouns(d: Dependencies, head: number, depth = 0): number[] {
  return d
    .children(head, "conj")
    .filter((c) => c > head && !isVerb(d, c))
    .flatMap((c) => (depth < FAR ? [c, ...joinedNouns(d, c, depth + 1)] : [c]))
}

/**
 * A phrase parted at ", and": what a comma and a conjunction join stands beside the whole, not beside the last noun
 * in it, where parsers like to hang it. Null where there is none.
 */
function opened(d: Dependencies, phrase: Argument): Argument[] | null {
  for (let i = phrase.head + 1; i < phrase.end - 2; i++) {
    if (d.tokens[i]!.text !== "," || !["and", "or"].includes(d.lower(i + 1))) continue
    let top = i + 2
    for (let steps = 0; steps < FAR && d.head[top]! >= i + 2 && d.head[top]! < phrase.end; steps++) top = d.head[top]!
    if (!["NOUN", "PROPN"].includes(d.tag(top))) return null
    const rest = nounPhrase(d, top)
    const own = trimmed(d, phrase.start, i, phrase.head)
    if (!rest || !own || rest.start < i) return null
    const first: Argument = {...phrase, ...own}
    // "A, B, and C": commas before it part as well.
    const cut = [...Array(first.end - phrase.head).keys()]
      .map((k) => phrase.head + k)
      .find((k) => d.tokens[k]!.text === "," && ["NOUN", "PROPN", "ADJ", "DET"].includes(d.tag(k + 1)))
    if (cut === undefined) return [first, rest]
    let second = cut + 1
    for (let steps = 0; steps < FAR && d.head[second]! > cut && d.head[second]! < first.end; steps++)
      second = d.head[second]!
    const middle = ["NOUN", "PROPN"].includes(d.tag(second)) ? nounPhrase(d, second, i) : null
    const before = trimmed(d, first.start, cut, phrase.head)
    return middle && before && middle.start > cut ? [{...first, ...before}, middle, rest] : [first, rest]
  }
  return null
}

/**
 * The clause that `v` heads: from its subject to its last complement, without what is joined to it, fronted
 * circumstances, and tails.
 * @param without a child that is left out, with all after it (the clause that gives the reason).
 */
export function clauseOf(d: Dependencies, v: number, without = NONE): Argument | null {
  const leftOut = without === NONE ? NONE : d.first[without]!
  let start = v
  let end = v + 1
  const children = d.children(v)
  const subject = children.find((c) => c < v && d.is(c, "nsubj", "csubj", "expl"))
  if (subject !== undefined) start = nounPhrase(d, subject, v)?.start ?? d.first[subject]!
  for (const c of children)
    if (
      c < v &&
      c > (subject ?? NONE) &&
      !d.is(c, "punct") &&
      !d.is(c, "mark") &&
      !d.is(c, "cc") &&
      !d.is(c, "advcl") &&
      c !== without
    )
      start = Math.min(start, subject === undefined && d.is(c, "obl") ? start : d.first[c]!)
  for (const c of children) {
    if (c <= v) {
      if (d.last[c]! >= v && !d.is(c, "conj")) end = Math.max(end, d.last[c]! + 1)
      continue
    }
    if (d.is(c, "punct")) continue
    const first = d.first[c]!
    if (c === without || (leftOut > v && first >= leftOut) || stops(d, first)) break
    if (d.is(c, "conj", "parataxis")) break
    if (
      d.is(c, "obl") &&
      saysWhen(d, c) &&
      c > v + 1 &&
      d.children(v).every((other) => other <= c || d.is(other, "punct", "conj"))
    )
      break
    if (d.is(c, "advcl") && (setOff(d, first) || CONDITIONS.has(marker(d, c)))) break
    end = Math.max(end, rightEdge(d, c, leftOut > v ? leftOut : d.tokens.length) + 1)
  }
  if (leftOut > v) end = Math.min(end, leftOut)
  // What is left out may stand inside what is kept only at an edge.
  if (without !== NONE && d.last[without]! < v && d.last[without]! >= start) start = d.last[without]! + 1
  const span = trimmed(d, start, end, v)
  return span ? {...span, head: v, clause: true} : null
}

const CONDITIONS = new Set([
  "if",
  "unless",
  "until",
  "because",
  "while",
  "although",
  "whereas",
  "though",
  "once",
  "when",
])

/**
 * `v` with the clauses joined to it that have a subject of their own: "trade fell and prices rose".
 * @param reason what a connective opens: a clause that a comma sets off is no part of it.
 */
export function clauses(d: Dependencies, v: number, without = NONE, reason = false): Argument[] {
  const own = clauseOf(d, v, without)
  const joined = d
    .children(v, "conj")
    .filter((c) => c > v && isClause(d, c) && !(reason && afterComma(d, d.first[c]!)))
    .flatMap((c) => {
      if (d.child(c, "nsubj", "csubj") !== NONE) return clauseOf(d, c) ?? []
      return []
    })
  if (!own) return joined
  // "armed and closed the road": without a subject of its own what is joined goes with the first.
  const last = d
    .children(v, "conj")
    .findLast((c) => c > v && isVerb(d, c) && d.child(c, "nsubj", "csubj") === NONE && !afterComma(d, d.first[c]!))
  const more =
    last === undefined || (without !== NONE && d.first[without]! > v && d.first[without]! < last)
      ? null
      : clauseOf(d, last)
  const whole = more && joined.length === 0 && more.end > own.end ? {...own, end: more.end} : own
  return [whole, ...joined]
}

/** The verb of the clause that holds `i`: `i` itself, or the nearest governor that heads a clause. */
export function clauseHead(d: Dependencies, i: number): number {
  for (let at = i, steps = 0; at >= 0 && steps < d.tokens.length; at = d.head[at]!, steps++)
    if (isClause(d, at) && !(at === i && steps > 0)) return at
  return i
}

/** What a verb is a tail of, when it is one: ", prompting ...". The governing clause; null for any other verb. */
export function tailOf(d: Dependencies, v: number): Argument | null {
  if (d.fine(v) !== "VBG" || d.child(v, "nsubj", "aux", "mark", "case") !== NONE) return null
  // "further inflaming", "thereby closing": an adverb may stand between the comma and the verb.
  const first = d.first[v]!
  let opening = v
  while (opening > first && ["ADV", "PART"].includes(d.tag(opening - 1))) opening--
  if (d.lower(opening - 1) === "turn" && d.lower(opening - 2) === "in") opening -= 2
  if (!afterComma(d, opening)) {
    if (!d.is(v, "conj")) return null
    const h = d.head[v]!
    return h >= 0 && d.fine(h) === "VBG" ? tailOf(d, h) : null
  }
  const governor = d.head[v]!
  if (governor < 0 || governor > v) return null
  if (d.is(v, "conj") && d.fine(governor) === "VBG") {
    const first = tailOf(d, governor)
    if (first) return first
  }
  // "prevented the clans from trading, prompting": what prompts is the finite clause, not the trading.
  let head = finiteAbove(d, clauseHead(d, governor))
  // A relative clause between, or a clause that only names who says it.
  if (head < 0 || !isClause(d, head)) return null
  const complement = d.child(head, "ccomp")
  if (complement !== NONE && complement > head && complement < v && isClause(d, complement)) head = complement
  const [clause] = clauses(d, head, v)
  return clause && clause.end <= opening ? clause : null
}

/** Whether `v` heads a clause with a tense of its own. */
/** `head`, or the nearest clause above it that has a tense. */
function finiteAbove(d: Dependencies, head: number): number {
  let at = head
  for (let steps = 0; steps < FAR && isVerb(d, at) && !finite(d, at) && d.head[at]! >= 0; steps++)
    at = clauseHead(d, d.head[at]!)
  return at
}

function finite(d: Dependencies, v: number): boolean {
  return hasTense(d, v) || d.child(v, "aux", "cop", "nsubj") !== NONE
}

/** What a relative pronoun stands for: the noun before it, or the clause where verb and noun disagree in number. */
function antecedent(d: Dependencies, verb: number, pronoun: number): Argument[] {
  const noun = d.head[verb]!
  if (noun < 0) return []
  const comma = afterComma(d, pronoun)
  const finiteForms = [...d.children(verb, "aux", "cop"), verb].map((i) => d.fine(i))
  const singular =
    finiteForms.includes("VBZ") ||
    [...d.children(verb, "aux", "cop")].some((i) => ["has", "was", "is", "does"].includes(d.lower(i)))
  const plural = ["NNS", "NNPS"].includes(d.fine(noun)) || d.child(noun, "conj") !== NONE
  if (d.lower(pronoun - 1) === "one") {
    // "a strike, one that could ruin the port": what is called so again.
    const named = afterComma(d, pronoun - 1) ? nounBefore(d, pronoun - 1) : []
    return named.length > 0 ? named : [{start: pronoun - 1, end: pronoun, head: pronoun - 1, clause: false}]
  }
  const many =
    finiteForms.includes("VBP") ||
    [...d.children(verb, "aux", "cop")].some((i) => ["are", "have", "were", "do"].includes(d.lower(i)))
  if (isVerb(d, noun) && many) return nounBefore(d, pronoun)
  // "leaves at six, which makes": an hour or a number makes nothing.
  if (comma && (d.tag(noun) === "NUM" || saysWhen(d, noun))) {
    const head = clauseHead(d, d.head[noun]! >= 0 ? d.head[noun]! : noun)
    const clause = isClause(d, head) ? clauseOf(d, head, verb) : null
    if (clause) return retrim(d, clause.end > d.first[verb]! ? {...clause, end: d.first[verb]!} : clause)
  }
  if (comma && d.lower(pronoun) === "which" && (isVerb(d, noun) || (singular && plural))) {
    // "stayed calm, sending letters to urge restraint, which let the raids go on": the staying calm.
    const head = finiteAbove(d, clauseHead(d, noun))
    const clause = isClause(d, head) ? clauseOf(d, head, verb) : null
    if (clause)
      return [clause.end > d.first[verb]! ? {...clause, end: d.first[verb]!} : clause].flatMap((c) => retrim(d, c))
  }
  // "a cycle of blame and reprisal that deepens": one thing deepens, and the two are what it is of.
  const whole = d.head[noun]!
  const ofTwo = !comma && singular && d.is(noun, "nmod") && marker(d, noun) === "of" && d.fine(whole) === "NN"
  const joint = ofTwo ? d.child(noun, "conj") : NONE
  const counted = joint > noun && joint < verb ? whole : noun
  const phrase = nounPhrase(d, counted, d.first[verb]!)
  if (
    phrase &&
    NAMES_THE_CLAUSE.has(d.lower(noun)) &&
    afterComma(d, phrase.start) &&
    ["a", "an", "something"].includes(d.lower(phrase.start))
  ) {
    const governor = d.head[noun]!
    const head = governor < 0 || governor > noun ? NONE : finiteAbove(d, clauseHead(d, governor))
    const clause = head !== NONE && isClause(d, head) ? clauseOf(d, head, noun) : null
    if (clause && clause.end <= phrase.start) return [clause]
  }
  return phrase ? [phrase] : []
}

/** "The drought, coupled with the war, has emptied": what a comma and these words set beside the subject `own` of `v`. */
function accompanying(d: Dependencies, own: number, v: number): Argument[] {
  for (let i = own + 2; i < v - 1; i++) {
    if (d.lower(i) !== "with" || !BESIDE.has(d.lower(i - 1)) || !afterComma(d, i - 1)) continue
    const noun = d.head[i]!
    const phrase = noun > i && noun < v ? nounPhrase(d, noun, v) : null
    return phrase && phrase.start > i ? [phrase] : []
  }
  return []
}

const BESIDE = new Set(["coupled", "combined", "paired", "together", "along"])

/** The noun phrase that ends before the relative pronoun `i`, where the tree does not tie the two. */
function nounBefore(d: Dependencies, i: number): Argument[] {
  const last = afterComma(d, i) ? i - 2 : i - 1
  let noun = last
  for (let steps = 0; noun >= 0 && steps < FAR; steps++) {
    const governor = d.head[noun]!
    if (governor < 0 || governor >= i || !["NOUN", "PROPN"].includes(d.tag(governor)) || d.last[governor]! < last) break
    noun = governor
  }
  const phrase = noun >= 0 && ["NOUN", "PROPN"].includes(d.tag(noun)) ? nounPhrase(d, noun, i) : null
  return phrase && phrase.end >= last ? [phrase] : []
}

/** Nouns that, set off by a comma, name what the clause before says: ", a move that ...". */
const NAMES_THE_CLAUSE = new Set([
  "move",
  "step",
  "change",
  "decision",
  "development",
  "trend",
  "shift",
  "something",
  "pattern",
  "outcome",
  "measure",
  "act",
  "result",
  "policy",
  "failure",
  "success",
  "event",
])

/** A predicate without the copula and what stands before it. */
function afterCopula(d: Dependencies, head: number, one: Argument): Argument {
  const cop = d.child(head, "cop")
  return cop !== NONE && cop >= one.start && cop < head ? {...one, start: cop + 1} : one
}

function retrim(d: Dependencies, argument: Argument): Argument[] {
  const span = trimmed(d, argument.start, argument.end, argument.head)
  return span ? [{...argument, ...span}] : []
}

/** A subject with the prepositional phrases between it and its verb, though the tree hangs them elsewhere. */
function reaching(d: Dependencies, argument: Argument, v: number): Argument {
  const opening = Math.min(v, ...d.children(v, "aux", "advmod", "cop", "mark", "expl").filter((c) => c >= argument.end))
  if (opening <= argument.end || d.tag(argument.end) !== "ADP") return argument
  for (let i = argument.end; i < opening; i++)
    if (d.tag(i) === "PUNCT" || d.tag(i) === "SCONJ" || hasTense(d, i) || CIRCUMSTANCE.has(d.lower(i))) return argument
  const span = trimmed(d, argument.start, opening, argument.head)
  return span ? {...argument, ...span} : argument
}

/**
 * "tensions with the coast": a subject right behind a preposition is the end of a longer one, however the tree
 * hangs it.
 */
function led(d: Dependencies, part: Argument): Argument {
  const [preposition, noun] = [part.start - 1, part.start - 2]
  if (
    noun < 0 ||
    d.fine(preposition) !== "IN" ||
    !WHICH_ONE.has(d.lower(preposition)) ||
    !["NOUN", "PROPN"].includes(d.tag(noun))
  )
    return part
  const whole = nounPhrase(d, noun, preposition)
  return whole && whole.end === preposition ? {start: whole.start, end: part.end, head: noun, clause: false} : part
}

function hasTense(d: Dependencies, i: number): boolean {
  return ["VBZ", "VBP", "VBD", "MD"].includes(d.fine(i))
}

/** What a verb says its deed of: its subject, shared or inherited; empty where the tree names none. */
export function subjects(d: Dependencies, v: number, depth = 0): Argument[] {
  if (depth > FAR || v < 0) return []
  // "the crowding is itself breeding fever": not itself; "The arrival of refugees since June has": no date where there
  // is another.
  const named = d.children(v, "nsubj", "csubj").filter((c) => c < v && !REFLEXIVE.has(d.lower(c)))
  const own =
    named.findLast((c) => named.length === 1 || !saysWhen(d, c)) ?? named.at(-1) ?? d.child(v, "nsubj", "csubj")
  // "What could avert the worst is rain": what it says it is.
  if (d.is(v, "csubj") && own === NONE && FREE.has(d.lower(d.first[v]!)) && d.head[d.first[v]!] === v)
    return cleft(d, v)
  if (own !== NONE && own !== undefined) {
    if (d.is(own, "csubj")) {
      const free = d.children(own, "nsubj").some((c) => FREE.has(d.lower(c)))
      if (free) return []
      const span = trimmed(d, d.first[own]!, d.last[own]! < v ? d.last[own]! + 1 : own + 1, own)
      return span ? [{...span, head: own, clause: true}] : []
    }
    if (FREE.has(d.lower(own))) return cleft(d, v)
    if (
      d.lower(own) === "which" &&
      d.lower(own + 1) === "in" &&
      d.lower(own + 2) === "turn" &&
      (d.fine(v) === "VBZ" || d.fine(v) === "VBD" || d.child(v, "aux") !== NONE)
    ) {
      // "curtailed irrigation, which in turn": what goes on is the whole of it.
      const head = finiteAbove(d, clauseHead(d, d.head[v]!))
      const clause = head >= 0 && head < own && isClause(d, head) ? clauseOf(d, head, v) : null
      if (clause && clause.start < own) return retrim(d, {...clause, end: Math.min(clause.end, own - 1)})
    }
    if (RELATIVE.has(d.lower(own)) && d.tag(own) === "PRON" && !isFirstOf(d, own)) {
      const relative = relativeVerb(d, v)
      if (relative !== NONE) return antecedent(d, relative, own)
    }
    if (RELATIVE.has(d.lower(own)) && d.is(v, "acl")) return antecedent(d, v, own)
    if (d.fine(own) === "WDT" && own > 0) return nounBefore(d, own)
    const parts = nounPhrases(d, own, v > own ? v : undefined).map((part, i) =>
      i === 0 && v > own ? led(d, part) : part,
    )
    if (v < own) return parts
    return [
      ...parts.map((part, i) => (i === parts.length - 1 ? reaching(d, part, v) : part)),
      ...accompanying(d, own, v),
    ]
  }
  // "Vaccinating calves halved losses": a gerund right before its verb is its subject, whatever the tree calls it.
  const before = d
    .children(v, "ccomp", "advcl", "parataxis", "acl")
    .find((c) => c < v && d.fine(c) === "VBG" && d.child(c, "mark", "case", "nsubj") === NONE)
  if (before !== undefined) {
    const opening = Math.min(v, ...d.children(v, "aux", "advmod", "cop").filter((c) => c > before))
    if (d.last[before] === opening - 1 && !afterComma(d, opening))
      return [{start: d.first[before]!, end: opening, head: before, clause: true}]
  }
  const governor = d.head[v]!
  if (governor < 0) return []
  if (FREE.has(d.lower(governor)) && governor < v && d.is(v, "acl")) {
    const whole = d.head[governor]!
    return whole > v && d.child(whole, "cop") !== NONE
      ? nounPhrases(d, whole)
          .map((one) => ({...one, start: Math.max(one.start, v + 1)}))
          .flatMap((one) => retrim(d, afterCopula(d, whole, one)))
      : []
  }
  if (d.is(v, "conj")) {
    const tail = tailOf(d, v)
    if (tail) return [tail]
    return isClause(d, governor) ? subjects(d, governor, depth + 1) : []
  }
  if (d.is(v, "ccomp") && d.child(v, "aux") !== NONE) {
    // "warn that filling the lake would ruin the rice": the gerund before the verb, however it is hung.
    const opening = Math.min(v, ...d.children(v, "aux", "advmod"))
    const that = d.child(v, "mark")
    const gerund = that !== NONE && that < opening - 1 ? that + 1 : NONE
    if (gerund !== NONE && d.fine(gerund) === "VBG") return [{start: gerund, end: opening, head: gerund, clause: true}]
    return []
  }
  if (d.tag(governor) === "ADJ" && d.is(v, "advcl", "acl", "xcomp") && d.fine(v) === "VB")
    return subjects(d, governor, depth + 1)
  if (d.is(v, "xcomp", "ccomp")) {
    const object = d.child(governor, "obj", "iobj")
    if (object !== NONE && object < v && !SUBJECT_CONTROL.has(d.lemma(governor))) return nounPhrases(d, object, v)
    return subjects(d, governor, depth + 1)
  }
  const tail = tailOf(d, v)
  if (tail) return [tail]
  if (d.is(v, "acl")) {
    // "policies fuelling unrest": the noun; "the plan to close the road", "talk about closing it": nobody yet.
    if (marker(d, v) === "of" && ["accuse", "suspect", "convict", "guilty"].includes(d.lemma(governor)))
      return accused(d, governor, v)
    // "accuse the mill of poisoning the river": hung on the accused.
    const accuser = d.head[governor]!
    if (marker(d, v) === "of" && accuser >= 0 && ["accuse", "suspect", "convict"].includes(d.lemma(accuser)))
      return accused(d, accuser, v)
    if (d.child(v, "mark", "case") !== NONE) return []
    if (d.fine(v) === "VBG" || d.fine(v) === "VBN") {
      const noun = nounPhrase(d, governor, d.first[v]!)
      return noun ? [noun] : []
    }
    return []
  }
  if (d.is(v, "advcl")) {
    if (marker(d, v) === "of" && ["accuse", "suspect", "convict"].includes(d.lemma(governor)))
      return accused(d, governor, v)
    if (d.fine(v) === "VBG" || d.fine(v) === "VBN") return subjects(d, governor, depth + 1)
    return []
  }
  return []
}

/** "accuses the mill of poisoning the river": the accused. */
function accused(d: Dependencies, v: number, deed: number): Argument[] {
  if (isPassive(d, v)) return subjects(d, v)
  const object = d.child(v, "obj")
  const phrase = object === NONE ? null : nounPhrase(d, object, object < deed ? d.first[deed]! : undefined)
  return phrase ? [phrase] : []
}

/** The relative clause that `v` heads or shares. */
function relativeVerb(d: Dependencies, v: number): number {
  for (let at = v, steps = 0; at >= 0 && steps < FAR; at = d.head[at]!, steps++)
    if (d.is(at, "acl") || (d.is(at, "advcl") && d.children(at, "nsubj").some((c) => d.lower(c) === "which"))) return at
  return NONE
}

function isFirstOf(d: Dependencies, i: number): boolean {
  return i === 0 || (d.tag(i - 1) === "PUNCT" && d.tokens[i - 1]!.text === '"')
}

/** "What drove the exodus was hunger": what the whole says it was. */
function cleft(d: Dependencies, v: number): Argument[] {
  const top = d.head[v]!
  if (top < 0 || !d.is(v, "csubj", "advcl", "acl")) return []
  if (top > v) return nounPhrases(d, top)
  return []
}
