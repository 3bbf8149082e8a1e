// A dependency tree: who governs whom, what a word's subtree covers, and the noun phrase or
// clause that a word heads. Tokens of one sentence and their tree in, token indices and spans out.
//
// The invariant: a span is token indices, half open, contiguous; a node's children are in the order of the text.
// Here because every rule over syntax asks these questions, and none should go through arrays of its own.

import {RELATIONS, type Relation, type Token, type Tree} from "./token.ts"

/** No word. */
export const NONE = -1

/** Each relation without its subtype. */
const BASE = Object.fromEntries(RELATIONS.map((rel) => [rel, rel.split(":")[0]!])) as Readonly<
  Record<Relation, Relation>
>

/** Steps up a tree that are followed at most. */
const HIGH = 12

/** One sentence with its tree. */
export class Dependencies {
  readonly tokens: readonly Token[]
  readonly head: Int32Array
  readonly rel: readonly Relation[]
  /** First and last token (inclusive) of each word's subtree. */
  readonly first: Int32Array
  readonly last: Int32Array
  /** Each relation without its subtype: "nsubj" of "nsubj:pass". */
  readonly #base: readonly Relation[]
  readonly #firstChild: Int32Array
  readonly #nextSibling: Int32Array
  /** What ties each word to its governor, as far as it was asked for. */
  readonly #markers: (string | null)[]

  constructor(tokens: readonly Token[], tree: Tree) {
    const n = tokens.length
    this.tokens = tokens
    this.head = tree.head
    this.rel = tree.rel
    this.#base = tree.rel.map((rel) => BASE[rel])
    this.#markers = new Array<string | null>(n).fill(null)
    this.#firstChild = new Int32Array(n).fill(NONE)
    this.#nextSibling = new Int32Array(n).fill(NONE)
    this.first = new Int32Array(n)
    this.last = new Int32Array(n)
    for (let i = 0; i < n; i++) {
      this.first[i] = i
      this.last[i] = i
    }
    for (let i = n - 1; i >= 0; i--) {
      const head = tree.head[i]!
      if (head < 0) continue
      this.#nextSibling[i] = this.#firstChild[head]!
      this.#firstChild[head] = i
    }
    // From the leaves up: each word is looked at once, however deep a long list hangs.
    const order = new Int32Array(n)
    let count = 0
    for (let i = 0; i < n; i++) if (tree.head[i]! < 0) order[count++] = i
    for (let k = 0; k < count; k++)
      for (let child = this.#firstChild[order[k]!]!; child !== NONE; child = this.#nextSibling[child]!)
        order[count++] = child
    for (let k = count - 1; k >= 0; k--) {
      const i = order[k]!
      const head = tree.head[i]!
      if (head < 0) continue
      if (this.first[head]! > this.first[i]!) this.first[head] = this.first[i]!
      if (this.last[head]! < this.last[i]!) this.last[head] = this.last[i]!
    }
  }

  /** Children of `i` in the order of the text; with `rels`, those so related to it, subtypes included. */
  children(i: number, ...rels: readonly Relation[]): number[] {
    const found: number[] = []
    for (let child = this.#firstOf(i); child !== NONE; child = this.#nextSibling[child]!)
      if (rels.length === 0 || this.isAny(child, rels)) found.push(child)
    return found
  }

  /** The first child of `i` that is so related to it; -1 where there is none. */
  child(i: number, ...rels: readonly Relation[]): number {
    for (let child = this.#firstOf(i); child !== NONE; child = this.#nextSibling[child]!)
      if (this.isAny(child, rels)) return child
    return NONE
  }

  /** Whether there is such a word. Rules ask for words beside the ends, and an array that is asked outside its bounds is slow ever after. */
  #holds(i: number): boolean {
    return i >= 0 && i < this.tokens.length
  }

  #firstOf(i: number): number {
    return this.#holds(i) ? this.#firstChild[i]! : NONE
  }

  /** Whether `i` is related to its governor as one of `rels`, or as a subtype of one: "nsubj" is "nsubj:pass" too. */
  is(i: number, ...rels: readonly Relation[]): boolean {
    return this.isAny(i, rels)
  }

  /** The same of a list that stands ready. */
  isAny(i: number, rels: readonly Relation[]): boolean {
    if (!this.#holds(i)) return false
    const [own, base] = [this.rel[i], this.#base[i]]
    for (let k = 0; k < rels.length; k++) if (rels[k] === own || rels[k] === base) return true
    return false
  }

  lower(i: number): string {
    return this.#holds(i) ? this.tokens[i]!.lower : ""
  }

  lemma(i: number): string {
    return this.#holds(i) ? this.tokens[i]!.lemma : ""
  }

  tag(i: number): string {
    return this.#holds(i) ? this.tokens[i]!.tag : ""
  }

  /** The finer part of speech (Penn Treebank: Marcus et al. 1993). */
  fine(i: number): string {
    return this.#holds(i) ? this.tokens[i]!.xpos : ""
  }

  /** Whether a word is a verb, and none that stands as an adjective or a preposition: "rising", "following". */
  isVerbal(i: number): boolean {
    if ((this.tag(i) !== "VERB" && this.tag(i) !== "AUX") || this.is(i, "amod", "case", "compound")) return false
    // "The displaced" names somebody.
    return !(this.fine(i) === "VBN" && this.child(i, "det") >= 0)
  }

  /** Whether a word heads a clause: a verb, or what a copula makes one. */
  headsClause(i: number): boolean {
    return this.isVerbal(i) || this.child(i, "cop") >= 0 || this.child(i, "nsubj") >= 0
  }

  /** The first of a word and its governors, from below, of which something holds; NONE where it holds of none. */
  firstUp(i: number, holds: (at: number) => boolean): number {
    let at = i
    while (at >= 0 && !holds(at)) at = this.head[at]!
    return at
  }

  /** The word that heads the clause that a word stands in; NONE where none does. */
  clauseHead(i: number): number {
    return this.firstUp(i, (at) => this.headsClause(at))
  }

  /** A word and its governors, from below, up to twelve steps; none of NONE. */
  upFrom(i: number): number[] {
    const path: number[] = []
    for (let at = i; path.length <= HIGH && at >= 0; at = this.head[at]!) path.push(at)
    return path
  }

  /** Words before a word's phrase that tie it to its governor: "in protest at" gives "in", of a phrase "at". */
  markers(i: number): string {
    if (!this.#holds(i)) return ""
    const words = this.#markers[i] ?? this.#markersOf(i)
    this.#markers[i] = words
    return words
  }

  #markersOf(i: number): string {
    return (
      this.children(i, "case", "mark")
        // "Depends on whether the rains come": it hangs by the "on".
        .filter((c) => c < i && this.lower(c) !== "whether")
        .map((c) => [c, ...this.children(c, "fixed")].map((k) => this.lower(k)).join(" "))
        .join(" ")
    )
  }
}
