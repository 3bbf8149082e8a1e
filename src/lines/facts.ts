// What is known of each word of a sentence before anything is said about causes: its own form, its neighbours, its
// governor and the clause it stands in, and which words often signal a cause.
//
// Tokens and a tree in; whole numbers out, because a learnt table is found by hashing them. Invariant:
// the same sentence gives the same numbers in training and in reading. A change here makes every weights file foreign:
// raise FORMAT in weights.ts.

import {type Dependencies, NONE} from "../language/index.ts"

const FNV_START = 0x811c9dc5 | 0
const FNV_PRIME = 0x01000193

/** FNV-1a (Fowler, Noll and Vo 1991) over UTF-16 code units, every digit as 0; never 0 itself, which stands for nothing. */
export function hashOf(text: string): number {
  let hash = FNV_START
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    hash = Math.imul(hash ^ (code >= 48 && code <= 57 ? 48 : code), FNV_PRIME)
  }
  return hash | 0 || 1
}

// Odd constants with many bits, one for each place, so that (a, b) is not (b, a).
const TEMPLATE = 0x9e3779b1 | 0
const PLACE_1 = 0x85ebca6b | 0
const PLACE_2 = 0xc2b2ae35 | 0
const PLACE_3 = 0x27d4eb2f | 0

/** Up to three facts and the number of their template as one number: the integer finaliser of Mueller (2011), constants by Wellons (2018). */
export function mixed(template: number, a: number, b = 0, c = 0): number {
  let h =
    (Math.imul(template + 1, TEMPLATE) + Math.imul(a, PLACE_1) + Math.imul(b, PLACE_2) + Math.imul(c, PLACE_3)) | 0
  h ^= h >>> 16
  h = Math.imul(h, 0x7feb352d)
  h ^= h >>> 15
  h = Math.imul(h, 0x846ca68b | 0)
  return h ^ (h >>> 16)
}

/** Relations whose dependent opens a clause of its own, subtypes included. */
const CLAUSAL = new Set(["root", "advcl", "acl", "ccomp", "xcomp", "csubj", "parataxis"])
/** Relations of the small words that say what a clause or phrase is to its governor. */
const MARKING = ["mark", "case", "cc"] as const

/** 0, 1, 2, 3, then by doublings: lengths and distances that count the same. */
export function bucket(n: number): number {
  return n < 4 ? n : n < 6 ? 4 : n < 9 ? 5 : n < 13 ? 6 : n < 20 ? 7 : n < 32 ? 8 : 9
}

/** One sentence as numbers; arrays have one entry a token, hashes are never 0. */
export type Facts = {
  readonly d: Dependencies
  readonly length: number
  readonly lower: Int32Array
  readonly lemma: Int32Array
  readonly tag: Int32Array
  readonly fine: Int32Array
  readonly rel: Int32Array
  /** The first small word of what each word heads ("because", "of", "to"); 0 for none. */
  readonly marker: Int32Array
  /** The word that heads the clause each word is in. */
  readonly clause: Int32Array
  /** What sort of clause that is: its relation and its marker. */
  readonly kind: Int32Array
  /** The highest word whose subtree begins (ends) here; -1 for none. */
  readonly opens: Int32Array
  readonly closes: Int32Array
  /** Whether each word often signals a cause: its lemma's hash, or 0. */
  readonly signal: Int32Array
  readonly quoted: Uint8Array
  readonly depth: Int32Array
}

/** @param signals  lemmas' hashes that often signal a cause. */
export function factsOf(d: Dependencies, signals: ReadonlySet<number>): Facts {
  const {tokens, head} = d
  const n = tokens.length
  const each = (of: (i: number) => number): Int32Array => Int32Array.from({length: n}, (_, i) => of(i))
  const lemma = each((i) => hashOf(tokens[i]!.lemma))
  const rel = each((i) => hashOf(d.rel[i]!))
  const marker = each((i) => {
    const small = d.child(i, ...MARKING)
    if (small !== NONE && small < i) return lemma[small]!
    const first = d.first[i]!
    return first < i && /^W/.test(d.fine(first)) ? lemma[first]! : 0
  })
  const isClause = (i: number): boolean => {
    const plain = d.rel[i]!.split(":")[0]!
    return CLAUSAL.has(plain) || (plain === "conj" && d.tag(i) === "VERB")
  }
  const clause = new Int32Array(n).fill(NONE)
  const depth = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    let steps = 0
    for (let at = i; at >= 0 && steps < n; at = head[at]!, steps++)
      if (clause[i] === NONE && isClause(at)) clause[i] = at
    depth[i] = steps
  }
  const opens = new Int32Array(n).fill(NONE)
  const closes = new Int32Array(n).fill(NONE)
  const size = (i: number) => d.last[i]! - d.first[i]!
  for (let i = 0; i < n; i++) {
    const [first, last] = [d.first[i]!, d.last[i]!]
    if (opens[first] === NONE || size(opens[first]!) < size(i)) opens[first] = i
    if (closes[last] === NONE || size(closes[last]!) < size(i)) closes[last] = i
  }
  let open = false
  const quoted = new Uint8Array(n)
  for (let i = 0; i < n; i++) {
    const mark = tokens[i]!.lower
    if (mark === '"' || mark === "``" || mark === "''") open = mark === "``" || (mark === '"' && !open)
    quoted[i] = open ? 1 : 0
  }
  return {
    d,
    length: n,
    lower: each((i) => hashOf(tokens[i]!.lower)),
    lemma,
    tag: each((i) => hashOf(tokens[i]!.tag)),
    fine: each((i) => hashOf(tokens[i]!.xpos)),
    rel,
    marker,
    clause,
    kind: each((i) => (clause[i] === NONE ? 0 : mixed(0, rel[clause[i]!]!, marker[clause[i]!]!))),
    opens,
    closes,
    signal: each((i) => (signals.has(lemma[i]!) ? lemma[i]! : 0)),
    quoted,
    depth,
  }
}
