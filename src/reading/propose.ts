// What one sentence says causes what: the frames and connectives over its tree first, the windows of tags where
// the tree gives a trigger nothing. Tokens and a tree in, proposals out, in the order of their triggers.
//
// Where both readings of a trigger give the same two sides, the claim is surer. Invariant: no two proposals have
// the same sides.

import {Clauses, Dependencies, type English, type Span, type Token, type Tree} from "../syntax/index.ts"
import {isVerb, subjects} from "./arguments.ts"
import {BEARING_NOUNS, COMPOUNDED, framed} from "./frames.ts"
import {type Insertion, insertions} from "./insertions.ts"
import {ADJECTIVES, BECAUSE_OF, CLAUSE_OPENERS, NOUNS, WITHOUT} from "./lexicon.ts"
import {linked} from "./linking.ts"
import {FORMS, type Proposal} from "./proposal.ts"
import {VERB_LEMMAS, propose as windowed} from "./windows.ts"

/** What a claim gains when both readings agree on it. */
const AGREEMENT = 0.15
/** The surest a claim is. */
const SUREST = 0.95

export type Proposed = {
  readonly clauses: Clauses
  /** Null where no tree was made. */
  readonly dependencies: Dependencies | null
  readonly proposals: readonly Proposal[]
}

/** Written forms of all words that a frame, a noun, an adjective or a connective of the lexicon starts from. */
const TRIGGERS: ReadonlySet<string> = new Set([
  ...VERB_LEMMAS.keys(),
  ...NOUNS.flatMap((family) => family.nouns).flatMap((noun) => [noun, plural(noun)]),
  ...BEARING_NOUNS.flatMap((noun) => [noun, plural(noun)]),
  ...ADJECTIVES.flatMap((family) => family.words),
  // Of a connective of several words the longest: "of" and "the" stand everywhere.
  ...[...BECAUSE_OF, ...CLAUSE_OPENERS, ...WITHOUT].map(({words}) =>
    words.reduce((a, b) => (b.length > a.length ? b : a)),
  ),
  ...COMPOUNDED,
  ..."when therefore thus hence consequently accordingly so such as since only why how behind result effect consequence outcome".split(
    " ",
  ),
])

/** Words that trigger a claim only where they open a sentence. */
const FRONTED: ReadonlySet<string> = new Set(["with", "had", "were", "should", "otherwise", "having", "fearing"])

function plural(noun: string): string {
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : /(?:s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`
}

/** Whether a sentence holds a word that could trigger a claim: only then is its tree worth making. */
export function tellsCauses(tokens: readonly Token[]): boolean {
  return FRONTED.has(tokens[0]?.lower ?? "") || tokens.some((token) => TRIGGERS.has(token.lower))
}

/** @param english null where the sentence is not worth a tree: then the windows alone are read. */
export function propose(tokens: readonly Token[], english: English | null): Proposed {
  const inserted = insertions(tokens)
  const kept = tokens.map((_, i) => i).filter((i) => !inserted.some(({start, end}) => i >= start && i < end))
  const whole = tokens.map(heard)
  const read = windowed(kept.length === tokens.length ? whole : kept.map((i) => whole[i]!))
  const clauses = kept.length === tokens.length ? read.clauses : new Clauses(whole, VERB_LEMMAS)
  const windows =
    kept.length === tokens.length ? read.proposals : read.proposals.map((proposal) => placed(proposal, kept))
  if (!english || tokens.at(-1)?.text === "?") return {clauses, dependencies: null, proposals: windows}
  const d = new Dependencies(tokens, parsed(english, tokens, inserted, kept))
  const trees = [...framed(d), ...linked(d)]
  const silent = windows.filter(
    (p) =>
      !(p.rule.startsWith("verb ") && understood(d, p.signal.start)) &&
      !(p.condition === "if" && asksWhether(d, p.signal.start)),
  )
  return {clauses, dependencies: d, proposals: merged(tokens, trees, silent)}
}

/** A token as the coarser tagger has it: the windows weigh its slips by spelling, and know them. */
function heard(token: Token): Token {
  return {...token, tag: token.outer ?? token.tag}
}

/** A proposal over some of a sentence's tokens, as one over all of them. */
function placed(proposal: Proposal, kept: readonly number[]): Proposal {
  const span = ({start, end}: Span): Span =>
    start === end ? {start: kept[start] ?? 0, end: kept[start] ?? 0} : {start: kept[start]!, end: kept[end - 1]! + 1}
  return {...proposal, cause: span(proposal.cause), effect: span(proposal.effect), signal: span(proposal.signal)}
}

/** Whether the tree knows both sides of a verb, so that its silence is an answer. */
function understood(d: Dependencies, i: number): boolean {
  if (!isVerb(d, i)) return false
  return subjects(d, i).length > 0 && d.children(i, "obj", "obl", "xcomp", "ccomp").some((c) => c > i)
}

/**
 * Participles that the parser took for adjectives where they are verbs: ", prompting riots" behind a clause, and
 * "and worsened relations" behind a verb of the same tense.
 */
function verbsFreed(tokens: readonly Token[], tree: Tree): Tree {
  let head: Int32Array | null = null
  let rel: string[] | null = null
  const hang = (i: number, governor: number, relation: string) => {
    head ??= tree.head.slice()
    rel ??= tree.rel.slice()
    head[i] = governor
    rel[i] = relation
  }
  const root = tree.head.indexOf(-1)
  for (let i = 2; i < tokens.length - 1; i++) {
    if (tree.rel[i] !== "amod" || tree.head[i]! <= i) continue
    const noun = tree.head[i]!
    const opening = tokens[i - 1]!.tag === "ADV" ? i - 2 : i - 1
    const before = tokens[opening]!
    if (
      /ing$/.test(tokens[i]!.lower) &&
      before.text === "," &&
      tree.head[opening - 1] !== noun &&
      root >= 0 &&
      root < opening &&
      tokens[root]!.tag === "VERB"
    ) {
      hang(i, root, "advcl")
      hang(noun, i, "obj")
    } else if (tokens[i]!.xpos === "VBN" && ["and", "but"].includes(before.lower) && tree.rel[noun] === "conj") {
      const first = tree.head[noun]!
      const verb = tree.rel[first] === "obj" ? tree.head[first]! : -1
      if (verb < 0 || !["VBD", "VBN"].includes(tokens[verb]!.xpos) || !FORMS.has(tokens[i]!.lower)) continue
      hang(i, verb, "conj")
      hang(noun, i, "obj")
    }
  }
  return head && rel ? {head, rel} : tree
}

/**
 * A stretch without any verb of its own tense, whose root is a noun that a past participle hangs on: in prose the
 * participle is the verb ("The tax cut into wages"), unless somebody did it to the noun.
 */
function mended(tokens: readonly Token[], given: Tree): Tree {
  const tree = verbsFreed(tokens, given)
  const root = tree.head.indexOf(-1)
  if (root < 0 || !["NOUN", "PROPN"].includes(tokens[root]!.tag) || !/^[.!;]$/.test(tokens.at(-1)!.text)) return tree
  if (tokens.some((token) => ["VBZ", "VBP", "VBD", "MD"].includes(token.xpos))) return tree
  let verb = -1
  for (let i = root + 1; i < tokens.length; i++)
    if (
      ((tokens[i]!.xpos === "VBN" && tree.rel[i] === "acl") ||
        (tree.rel[i] === "amod" && tree.head[i]! < i && /ed$/.test(tokens[i]!.lower))) &&
      tokens[i - 1]!.text !== "," &&
      (tokens[i + 1]?.lower !== "by" || ["virtue", "means", "way"].includes(tokens[i + 2]?.lower ?? ""))
    )
      verb = i
  if (verb < 0) return tree
  const head = tree.head.slice()
  const rel = tree.rel.slice()
  // The noun that the whole hangs on is what did it; the way from the verb up to it is turned round.
  head[verb] = -1
  rel[verb] = "root"
  head[root] = verb
  rel[root] = "nsubj"
  const last = tokens.length - 1
  if (tree.head[last] === root) head[last] = verb
  return {head, rel}
}

/**
 * The tree of a sentence. Insertions are parsed by themselves and hang on it; so are its parts between semicolons:
 * no trigger reaches over one, and a parser goes astray less in short stretches.
 */
function parsed(
  english: English,
  tokens: readonly Token[],
  inserted: readonly Insertion[],
  kept: readonly number[],
): Tree {
  const parts: number[][] = [[]]
  kept.forEach((i, n) => {
    parts.at(-1)!.push(i)
    if (tokens[i]!.text === ";" && parts.at(-1)!.length > 3 && n < kept.length - 3) parts.push([])
  })
  for (const {start, end} of inserted) parts.push(Array.from({length: end - start}, (_, k) => start + k))
  const [first] = parts
  if (parts.length === 1 && first!.length === tokens.length) return mended(tokens, english.parse(tokens))
  const head = new Int32Array(tokens.length)
  const rel = new Array<string>(tokens.length)
  let top = -1
  for (const part of parts) {
    if (part.length === 0) continue
    const words = part.map((i) => tokens[i]!)
    const tree = mended(words, english.parse(words))
    tree.head.forEach((governor, k) => {
      head[part[k]!] = governor >= 0 ? part[governor]! : top
      rel[part[k]!] = governor >= 0 || top < 0 ? tree.rel[k]! : "parataxis"
    })
    if (top < 0) top = part[tree.head.indexOf(-1)] ?? part[0]!
  }
  return {head, rel}
}

/** Whether the "if" at `i` opens what is asked: "asked if the ferry was running". */
function asksWhether(d: Dependencies, i: number): boolean {
  const clause = d.head[i]!
  return clause > i && d.is(clause, "ccomp") && d.head[clause]! < i
}

const sides = (p: Proposal): string =>
  `${p.fromBefore ? "before" : `${p.cause.start}-${p.cause.end}`}:${p.effect.start}-${p.effect.end}`

function merged(tokens: readonly Token[], trees: readonly Proposal[], windows: readonly Proposal[]): Proposal[] {
  const told = new Uint8Array(tokens.length)
  for (const {signal} of trees) told.fill(1, signal.start, signal.end)
  const silent = windows.filter(({signal}) => !told.subarray(signal.start, signal.end).includes(1))
  const agreed = new Set(windows.map(sides))
  const best = new Map<string, Proposal>()
  const inverted = trees.find((p) => p.rule === "clause inversion")
  const across = (p: Proposal): boolean =>
    inverted !== undefined &&
    p !== inverted &&
    p.cause.start < inverted.cause.end &&
    p.effect.start >= inverted.cause.end &&
    p.condition === null
  for (const proposal of [...trees, ...silent]) {
    if (across(proposal)) continue
    const key = sides(proposal)
    const rival = best.get(key)
    if (!rival || rival.confidence < proposal.confidence) best.set(key, proposal)
  }
  const both = new Set(trees.map(sides).filter((key) => agreed.has(key)))
  const all = [...best].map(([key, p]) =>
    both.has(key) ? {...p, confidence: Math.min(SUREST, round(p.confidence + AGREEMENT))} : p,
  )
  const pronoun = (p: Proposal) => p.cause.end - p.cause.start === 1 && tokens[p.cause.start]?.tag === "PRON"
  // "If X, it ...": where the condition is the cause, the pronoun is not one too.
  const kept = all.filter(
    (p) =>
      (!spoken(tokens, p) && !pronoun(p)) ||
      !all.some((q) => q !== p && !pronoun(q) && q.effect.start === p.effect.start && q.effect.end === p.effect.end),
  )
  return kept.sort(
    (a, b) => a.signal.start - b.signal.start || a.cause.start - b.cause.start || a.effect.start - b.effect.start,
  )
}

/** "If you have questions, write to us": said to the reader, about nothing. */
function spoken(tokens: readonly Token[], {condition, cause, effect}: Proposal): boolean {
  return (
    (condition === "if" || condition === "unless") &&
    ((["any", "so", "not", "otherwise", "necessary", "possible"].includes(tokens[cause.start]!.lower) &&
      cause.end - cause.start < 4) ||
      tokens[effect.start]!.xpos === "VB" ||
      (["you", "i"].includes(tokens[cause.start]!.lower) &&
        (["i", "you"].includes(tokens[effect.start]!.lower) ||
          ["ask", "believe", "like"].includes(tokens[cause.start + 1]?.lemma ?? ""))))
  )
}

function round(share: number): number {
  return Math.round(share * 100) / 100
}
