// The one matcher: rows of the table (rules.ts) over the predicates of a sentence (analyse.ts). Predicates in, candidates out:
// two spans and the row that proposes them. What a row proposes need not be said: the scorer decides.

import {
  apart,
  clause,
  type Dependencies,
  type Drawn,
  holds,
  nounPhrase,
  remembered,
  type Span,
  stretch,
  type Width,
} from "../language/index.ts"
import type {Reading} from "./features.ts"
import {membersOf} from "./lists.ts"
import type {Argument, Predicate, Role} from "./predicate.ts"
import {ROWS_BY_NAME, type Row} from "./rules.ts"

/** What the scorer is to weigh, beside what made it. Its two spans are as they are drawn first, of those that share no word. */
export type Candidate = Reading & {readonly row: Row; readonly predicate: Predicate}

function spanOf(d: Dependencies, {head, kind, without, before, span}: Argument, width: Width): Span {
  if (span) return span
  if (kind === "phrase") return nounPhrase(d, head, width, before)
  return clause(d, head, without, kind === "bare", width)
}

/** The spans of an argument: as it is drawn first, and each way in which it is; most candidates are so unlikely that only the first is asked. */
type Drawings = {readonly first: Span; readonly all: () => Drawn}

/** @param last  a second argument, up to whose end the spans reach. */
function drawingsOf(d: Dependencies, trigger: Span, argument: Argument, last: Argument | null = null): Drawings {
  const at = (width: Width): Span => {
    const span = spanOf(d, argument, width)
    if (last === null) return span
    const end = spanOf(d, last, width)
    return {start: Math.min(span.start, end.start), end: Math.max(span.end, end.end)}
  }
  const first = at("whole")
  let all: Drawn | null = null
  const drawn = (): Drawn => {
    if (argument.span && last === null) return [["whole", first]]
    const tree = [["whole", first] as const, ["narrow", at("narrow")] as const]
    const own = holds(trigger, argument.head)
    return own || last !== null ? tree : [...tree, ["flat", stretch(d, argument.head, trigger)]]
  }
  return {
    first,
    all: () => {
      all ??= drawn()
      return all
    },
  }
}

/** What a row's role stands for; "self" is the predicate's own clause from its verb on. */
function argumentsOf({roles, head}: Predicate, role: Role): readonly Argument[] {
  if (role === "self") return [{head, kind: "bare"}]
  if (role === "self-host") {
    const object = roles.get("object")?.[0]
    return [object ? {head, kind: "clause", without: object.head} : {head, kind: "clause"}]
  }
  return roles.get(role) ?? []
}

/** The name that rows know a predicate by: where none has its particle ("bring up"), or its preposition, that of the bare word. */
function nameOf({kind, name}: Predicate): string {
  const blank = name.indexOf(" ")
  if (blank < 0 || kind === "connective" || kind === "pair" || ROWS_BY_NAME[kind].has(name)) return name
  return kind === "verb" ? name.slice(0, blank) : name.slice(name.lastIndexOf(" ") + 1)
}

/** Of two sides the spans, as they are drawn first, that share no word. */
function firstApart(causes: Drawings, effects: Drawings): readonly [cause: Span, effect: Span] | null {
  if (apart(causes.first, effects.first)) return [causes.first, effects.first]
  for (const [, cause] of causes.all())
    for (const [, effect] of effects.all()) if (apart(cause, effect)) return [cause, effect]
  return null
}

/**
 * Every candidate of a sentence, in the order of its predicates. Cause and effect share no word.
 * @param talk  whether its document talks (talk.ts).
 */
export function candidates(d: Dependencies, predicates: readonly Predicate[], talk: boolean): Candidate[] {
  const found: Candidate[] = []
  for (const predicate of predicates) {
    const named = nameOf(predicate)
    const byName = ROWS_BY_NAME[predicate.kind]
    const rows = byName.get(named) ?? byName.get("")
    if (!rows || predicate.roles.size === 0) continue
    // Many rows read the same arguments of a predicate: their spans are drawn once.
    const drawnOf = remembered((argument: Argument) => drawingsOf(d, predicate.at, argument))
    const listed = remembered((argument: Argument) => membersOf(d, argument))
    for (const row of rows) {
      const causing = argumentsOf(predicate, row.cause)
      if (causing.length === 0) continue
      if ((row.form && row.form !== predicate.form) || row.neverForm === predicate.form) continue
      if (row.lacks && predicate.roles.has(row.lacks)) continue
      if (row.except?.has(named) || (row.talk && !talk)) continue
      if (row.heads && !argumentsOf(predicate, row.heads[0]).some(({head}) => row.heads![1].has(d.lemma(head))))
        continue
      if (row.without && argumentsOf(predicate, row.without[0]).some(({head}) => row.without![1].has(d.lemma(head))))
        continue
      const [first, second] = typeof row.effect === "string" ? [row.effect, null] : row.effect
      const last = second === null ? null : argumentsOf(predicate, second).at(-1)
      if (last === undefined) continue
      const causers = causing.flatMap(listed)
      const affected = argumentsOf(predicate, first).flatMap(last === null ? listed : (one) => [one])
      for (let i = 0; i < causers.length; i++)
        for (let j = 0; j < affected.length; j++) {
          const [one, other] = [causers[i]!, affected[j]!]
          const causes = drawnOf(one)
          const effects = last === null ? drawnOf(other) : drawingsOf(d, predicate.at, other, last)
          const pair = firstApart(causes, effects)
          if (!pair) continue
          found.push({
            row,
            predicate,
            cause: pair[0],
            effect: pair[1],
            drawn: {cause: causes.all, effect: effects.all},
            heads: {cause: one.head, effect: other.head},
            nth: i + j,
            how: `${one.how ?? ""} ${other.how ?? ""}`,
            at: predicate.at,
            rule: row.id,
            name: predicate.name,
            kind: predicate.kind,
            confidence: row.confidence,
            talk,
          })
        }
    }
  }
  return found
}
