// What one sentence says causes what: the frames and connectives over its tree first, the windows of tags where
// the tree gives a trigger nothing. Tokens and a tree in, proposals out, in the order of their triggers.
//
// Where both readings of a trigger give the same two sides, the claim is surer. Invariant: no two proposals have
// the same sides.

import {type Clauses, Dependencies, type English, type Token, type Tree} from "../syntax/index.ts"
import {isVerb, subjects} from "./arguments.ts"
import {BEARING_NOUNS, COMPOUNDED, framed} from "./frames.ts"
import {ADJECTIVES, BECAUSE_OF, CLAUSE_OPENERS, NOUNS, WITHOUT} from "./lexicon.ts"
import {linked} from "./linking.ts"
import type {Proposal} from "./proposal.ts"
import {VERB_LEMMAS, propose as windowed} from "./rules.ts"

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
  ...[...BECAUSE_OF, ...CLAUSE_OPENERS, ...WITHOUT].map(({words}) => words[0]!),
  ...COMPOUNDED,
  ...[
    "therefore",
    "thus",
    "hence",
    "consequently",
    "accordingly",
    "so",
    "such",
    "as",
    "with",
    "since",
    "only",
    "why",
    "had",
    "were",
    "should",
  ],
])

function plural(noun: string): string {
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : /(?:s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`
}

/** Whether a sentence holds a word that could trigger a claim: only then is its tree worth making. */
export function tellsCauses(tokens: readonly Token[]): boolean {
  return tokens.some((token) => TRIGGERS.has(token.lower))
}

/** @param tree null where none was made: then the windows alone are read. */
export function propose(tokens: readonly Token[], tree: Tree | null): Proposed {
  const {clauses, proposals: windows} = windowed(tokens.map((token) => ({...token, tag: token.outer ?? token.tag})))
  if (!tree || tokens.at(-1)?.text === "?") return {clauses, dependencies: null, proposals: windows}
  const d = new Dependencies(tokens, tree)
  const trees = [...framed(d), ...linked(d)]
  return {
    clauses,
    dependencies: d,
    proposals: merged(
      tokens,
      trees,
      windows.filter((p) => !(p.rule.startsWith("verb ") && understood(d, p.signal.start))),
    ),
  }
}

/** Whether the tree knows both sides of a verb, so that its silence is an answer. */
function understood(d: Dependencies, i: number): boolean {
  if (!isVerb(d, i)) return false
  return subjects(d, i).length > 0 && d.children(i, "obj", "obl", "xcomp", "ccomp").some((c) => c > i)
}

/**
 * The tree of a sentence, its parts between semicolons parsed by themselves: no trigger reaches over one, and a
 * parser goes astray less in short stretches. Later parts hang on the first.
 */
export function parsed(english: English, tokens: readonly Token[]): Tree {
  const cuts: number[] = []
  for (let i = 3; i < tokens.length - 3; i++) if (tokens[i]!.text === ";") cuts.push(i + 1)
  if (cuts.length === 0) return english.parse(tokens)
  const head = new Int32Array(tokens.length)
  const rel: string[] = []
  let start = 0
  let top = -1
  for (const end of [...cuts, tokens.length]) {
    const part = english.parse(tokens.slice(start, end))
    part.head.forEach((governor, i) => {
      head[start + i] = governor >= 0 ? start + governor : top
      rel.push(governor >= 0 || top < 0 ? part.rel[i]! : "parataxis")
    })
    if (top < 0) top = part.head.indexOf(-1)
    start = end
  }
  return {head, rel}
}

const sides = (p: Proposal): string =>
  `${p.fromBefore ? "before" : `${p.cause.start}-${p.cause.end}`}:${p.effect.start}-${p.effect.end}`

function merged(tokens: readonly Token[], trees: readonly Proposal[], windows: readonly Proposal[]): Proposal[] {
  const told = new Uint8Array(tokens.length)
  for (const {signal} of trees) told.fill(1, signal.start, signal.end)
  const silent = windows.filter(({signal}) => !told.subarray(signal.start, signal.end).includes(1))
  const agreed = new Set(windows.map(sides))
  const best = new Map<string, Proposal>()
  for (const proposal of [...trees, ...silent]) {
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
    condition === "if" &&
    ["you", "i"].includes(tokens[cause.start]!.lower) &&
    (tokens[effect.start]!.xpos === "VB" || ["i", "you"].includes(tokens[effect.start]!.lower))
  )
}

function round(share: number): number {
  return Math.round(share * 100) / 100
}
