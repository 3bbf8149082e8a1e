// One sentence, parsed: its slips mended, cut into parts that are read by themselves, tagged and made a tree. Tokens in, the same
// tokens with their tree out. What is said of what, analyse.ts finds over it.

import {Dependencies, type English, type Relation, type Token, type Tree} from "../language/index.ts"
import {TENSED} from "./bounds.ts"
import {Clauses} from "./clauses.ts"
import {insertions} from "./insertions.ts"
import {SAYING} from "./lexicon.ts"
import {respelt} from "./slips.ts"

/** Fewer words tell no cause and its effect. */
export const SHORTEST = 3

export type Parsed = {
  readonly tokens: readonly Token[]
  /** Null where no tree was made. */
  readonly dependencies: Dependencies | null
  /** The parts that the sentence was cut into: indices of their tokens. */
  readonly parts: readonly (readonly number[])[]
}

/** @param english null where no tree may be made. */
export function parse(written: readonly Token[], english: English | null): Parsed {
  const tokens = respelt(written)
  const parting = partsOf(tokens)
  const read = english !== null && tokens.length >= SHORTEST && tokens.at(-1)?.text !== "?"
  const dependencies = read ? new Dependencies(tokens, parsed(english, tokens, parting)) : null
  return {tokens, dependencies, parts: parting.parts}
}

/** Clauses of a stretch that is looked at whatever it is: a question, a heading, a phrase that somebody chose. */
export const clausesIn = (tokens: readonly Token[], english: English): Clauses =>
  new Clauses(new Dependencies(tokens, parsed(english, tokens, partsOf(tokens))))

/** A sentence in the parts that are read by themselves: token indices. */
type Parting = {
  readonly parts: readonly (readonly number[])[]
  /** Parts that a conjunction joins to the part before. */
  readonly joins: ReadonlySet<number>
  /** Of parts that only say more of the noun before them: what they are to it. */
  readonly beside: ReadonlyMap<number, Relation>
}

/** Insertions apart, cut at semicolons and where a clause with a subject of its own is joined. */
function partsOf(tokens: readonly Token[]): Parting {
  const inserted = insertions(tokens)
  const kept = tokens.map((_, i) => i).filter((i) => !inserted.some(({start, end}) => i >= start && i < end))
  const parts: number[][] = [[]]
  const joins = new Set<number>()
  kept.forEach((i, n) => {
    const open = parts.at(-1)!
    open.push(i)
    if (open.length <= 3 || n >= kept.length - 3) return
    const joined = joinsClause(tokens, kept, n, open)
    if (joined) joins.add(parts.length)
    if (joined || tokens[i]!.text === ";") parts.push([])
  })
  const beside = new Map<number, Relation>()
  for (const {start, end, relation} of inserted) {
    if (relation) beside.set(parts.length, relation)
    parts.push(Array.from({length: end - start}, (_, k) => start + k))
  }
  return {parts, joins, beside}
}

/** Words that put a clause in front: what is joined behind may be its second half. */
const SUBORDINATE: ReadonlySet<string> = new Set(
  "if unless until when where because since as once while although though after before should had were without only".split(
    " ",
  ),
)

/**
 * Whether the word at `kept[n]` joins a clause with a subject and a verb of its own to one that has a verb already:
 * ", and the war would cause suffering". Parsers like to take such a subject for the last of a list.
 */
function joinsClause(tokens: readonly Token[], kept: readonly number[], n: number, before: readonly number[]): boolean {
  const at = (k: number) => tokens[kept[k]!]!
  if (at(n).tag !== "CCONJ" || at(n - 1).text !== ",") return false
  if (!before.some((i) => TENSED.has(tokens[i]!.xpos)) || SUBORDINATE.has(tokens[before[0]!]!.lower)) return false
  let noun = false
  for (let k = n + 1; k < kept.length && k < n + 16; k++) {
    const {xpos, tag, text, lower} = at(k)
    if (TENSED.has(xpos)) return noun
    if (
      text === "," ||
      /^(?:W|TO)/.test(xpos) ||
      (k === n + 1 && xpos.startsWith("VB")) ||
      (tag === "SCONJ" && lower !== "that")
    )
      return false
    noun ||= ["NOUN", "PROPN", "PRON"].includes(tag)
  }
  return false
}

/**
 * The tree of a sentence. Insertions are parsed by themselves and hang on it; so are its parts between semicolons:
 * no trigger reaches over one, and a parser goes astray less in short stretches.
 */
function parsed(english: English, tokens: readonly Token[], {parts, joins, beside}: Parting): Tree {
  if (parts.length === 1) return alone(english, tokens)
  const head = new Int32Array(tokens.length)
  const rel = new Array<Relation>(tokens.length)
  let top = -1
  for (const [nth, part] of parts.entries()) {
    if (part.length === 0) continue
    if (beside.has(nth)) {
      hangBeside(english, tokens, part, beside.get(nth)!, head, rel)
      continue
    }
    const words = part.map((i) => tokens[i]!)
    const tree = alone(english, words)
    tree.head.forEach((governor, k) => {
      head[part[k]!] = governor >= 0 ? part[governor]! : top
      rel[part[k]!] = governor >= 0 || top < 0 ? tree.rel[k]! : joins.has(nth) ? "conj" : "parataxis"
    })
    if (top >= 0 && !joins.has(nth)) continue
    const root = part[tree.head.indexOf(-1)] ?? part[0]!
    // "said that A, and B": what is joined is joined to what is said.
    const said = SAYING.has(tokens[root]!.lemma)
      ? tree.rel.findIndex((relation, k) => relation === "ccomp" && part[tree.head[k]!] === root && k > tree.head[k]!)
      : -1
    top = said >= 0 ? part[said]! : root
  }
  return {head, rel}
}

/** Parses an aside together with the noun that it says more of, and hangs it there. */
function hangBeside(
  english: English,
  tokens: readonly Token[],
  part: readonly number[],
  relation: Relation,
  head: Int32Array,
  rel: Relation[],
): void {
  let noun = part[0]! - 1
  while (noun > 0 && tokens[noun]!.tag === "PUNCT") noun--
  while (/^(?:compound|flat|nummod)/.test(rel[noun]!) && head[noun]! >= 0) noun = head[noun]!
  const words = [noun, ...part.filter((i, k) => k < part.length - 1 || tokens[i]!.text !== ",")]
  const tree = english.parse(words.map((i) => tokens[i]!))
  for (const i of part) {
    head[i] = noun
    rel[i] = "punct"
  }
  tree.head.forEach((governor, k) => {
    if (k === 0) return
    // What governs the noun in this stretch, or nothing, hangs on the noun.
    head[words[k]!] = governor < 0 ? noun : words[governor]!
    rel[words[k]!] = governor < 0 ? relation : governor === 0 && tree.rel[k] !== "punct" ? relation : tree.rel[k]!
  })
}

/** The tree of one stretch. A parser hears what was meant: "means" for "=", "'s" for the end of "theres". */
function alone(english: English, words: readonly Token[]): Tree {
  const meant = words.some(unheard) ? words.map((word) => (unheard(word) ? {...word, text: word.lower} : word)) : words
  return english.parse(meant)
}

const unheard = ({text, lower}: Token): boolean =>
  (lower === "means" && text.length < 3) || (lower === "'s" && text === "s")
