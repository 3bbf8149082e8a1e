// The verb groups of a sentence, and where its noun phrases and clauses begin and end, asked by token. A tree in, spans out. What interprets a claim asks it: what varies in a phrase, what a pronoun
// stands for, who says it.

import {
  clause,
  type Dependencies,
  IN_PHRASE,
  nounPhrase,
  oncePer,
  type Span,
  type VerbGroup,
  verbGroups,
} from "../language/index.ts"
import {PRONOUN_OF_RELATIVE, subjects} from "./analyse.ts"

export class Clauses {
  readonly d: Dependencies
  readonly groups: readonly VerbGroup[]
  /** Index of the verb group a token belongs to, or -1. */
  readonly groupAt: Int16Array

  constructor(d: Dependencies) {
    this.d = d
    this.groupAt = new Int16Array(d.tokens.length).fill(-1)
    this.groups = verbGroups(d)
    for (const [n, {start, end}] of this.groups.entries()) this.groupAt.fill(n, start, end)
  }

  /** The verb group a token belongs to, if any. */
  groupOf(i: number): VerbGroup | undefined {
    return this.groups[this.groupAt[i] ?? -1]
  }

  /** Whether a group's clause says which noun is meant: "the truce that once held". */
  isRelative({verb}: VerbGroup): boolean {
    // "The teams have come": without a subject of its own a parser hangs a main verb on its noun, too.
    return this.d.is(verb, "acl") && this.d.child(verb, "nsubj") >= 0
  }

  /** What a verb is said of; `clause` marks a whole clause. */
  subject({verb}: VerbGroup): (Span & {clause?: boolean}) | null {
    const {d} = this
    const expletive = d.child(verb, "expl")
    if (expletive >= 0 && expletive < verb) return {start: expletive, end: expletive + 1}
    const [told] = subjects(d, verb)
    if (!told) return null
    if (told.kind !== "phrase") return {...clause(d, told.head, told.without), clause: true}
    const {start, end} = told.span ?? nounPhrase(d, told.head, "whole", told.before)
    // "The Fisheries Directorate": what stands right before it of its name, which trees leave out.
    let from = start
    const belongs = (i: number) => IN_PHRASE.has(this.d.tag(i)) && !PRONOUN_OF_RELATIVE.has(this.d.lower(i))
    while (belongs(from - 1) && this.d.tag(from) !== "DET" && this.groupAt[from - 1] === -1) from--
    return {start: from, end}
  }

  /** End of the clause that begins at `start`, with what is joined to it without a comma. */
  clauseEnd(start: number): number {
    const {d} = this
    const isMain = (group: VerbGroup) => !this.isRelative(group) && !d.is(group.verb, "parataxis")
    const finite = this.groups.filter((group) => group.end > start && group.finite)
    const first = finite.find(isMain) ?? finite[0]
    if (!first) return d.tokens.length
    let head = first.verb
    let end = Math.max(clause(d, head).end, head + 1)
    for (let joined: number | undefined = head; joined !== undefined; ) {
      head = joined
      joined = d.children(head, "conj").find((c) => d.first[c]! === end && this.d.lower(end - 1) !== ",")
      if (joined !== undefined) end = Math.max(clause(d, joined).end, joined + 1)
    }
    return end
  }
}

/** Of a tree, once it is asked for: most sentences tell nothing that would be interpreted. */
export const clausesOf = oncePer((d) => new Clauses(d))
