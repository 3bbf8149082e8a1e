// A word that relates things, and the things by their roles, as an analysis finds them in a tree and as rules ask for them.

import type {Span} from "../language/index.ts"

/**
 * What an argument is to its predicate. Of a verb: "subject", "object", "recipient", "infinitive" (what it makes its object do),
 * "state" (what it makes its object), "content" (a clause that it takes), "host" of a purpose or a tail (the clause that it
 * hangs on), "doer" of a purpose, "of object" (what "of" ties to its object), "it" (a subject that stands for nothing), and
 * "extraposed" (what an object "it" stands for, from who does it on). Of a connective: "inside" (what it opens) and "host". Of a
 * noun or an adjective: "subject" (what it is said of), "is" (what is said of it), "owner", "its" (an owner told by a pronoun), "place" (where it
 * lies or goes: "the blame lies with"), "why" (the clause behind that word), "behind it" (itself, where its subject is behind it). A
 * preposition is a role of its own for what stands behind it: "to", "from", "for to" ("for the pipes to burst").
 */
export type Role = string

/** An argument before its bounds are drawn. */
export type Argument = {
  readonly head: number
  /** A clause with its subject, or from its verb on; or a phrase. */
  readonly kind: "phrase" | "clause" | "bare"
  /** This word's subtree is no part of it. */
  readonly without?: number
  /** It ends before this token. */
  readonly before?: number
  /** Its bounds, where words on either side set them. */
  readonly span?: Span
  /** What led to it: a list that it is a further member of, though the tree may not join it to the others ("next"), or its place beside the verb, where the tree says nothing. */
  readonly how?: "member" | "next member" | "placed"
}

export type Predicate = {
  readonly kind: "verb" | "noun" | "adjective" | "connective" | "pair"
  /** Its lemma, with its particle ("bring about"); a connective's words ("as a result of"). */
  readonly name: string
  readonly at: Span
  readonly head: number
  /**
   * How its clause hangs on another: by a "to" of purpose, as a participle beside it, as one that opens the sentence ("deprived of
   * water"), or by none of these.
   */
  readonly form: "plain" | "purpose" | "tail" | "fronted"
  readonly roles: ReadonlyMap<Role, readonly Argument[]>
}
