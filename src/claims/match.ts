// The one matcher: rows of the table (rules.ts) over the predicates of a sentence (analyse.ts). Predicates in, candidates out:
// two spans and the row that proposes them. What a row proposes need not be said: the scorer decides.

import type {Dependencies, Span} from "../language/index.ts"
import type {Argument, Predicate, Role} from "./analyse.ts"
import {clause, nounPhrase, stretch, type Width} from "./bounds.ts"
import {ROWS_BY_NAME, type Row} from "./rules.ts"

/** How bounds were drawn: over the tree, or "flat", from mark to mark, where trees slip. */
export type Bounds = Width | "flat"

export type Candidate = {
  readonly row: Row
  readonly predicate: Predicate
  readonly cause: Span
  readonly effect: Span
  /** The words that head the two. */
  readonly heads: {readonly cause: number; readonly effect: number}
  readonly widths: readonly [cause: Bounds, effect: Bounds]
  /** Which of several hosts it was. */
  readonly nth: number
}

function spanOf(d: Dependencies, {head, kind, without, before}: Argument, width: Width): Span {
  if (kind === "phrase") return nounPhrase(d, head, width, before)
  return clause(d, head, without, kind === "bare", width)
}

/** The spans of an argument by width; up to the end of a second one, where there is one. */
function spansOf(
  d: Dependencies,
  trigger: Span,
  argument: Argument,
  last: Argument | null = null,
): Readonly<Record<Bounds, Span>> {
  const at = (width: Width): Span => {
    const span = spanOf(d, argument, width)
    if (last === null) return span
    const end = spanOf(d, last, width)
    return {start: Math.min(span.start, end.start), end: Math.max(span.end, end.end)}
  }
  const [narrow, whole, wide] = [at("narrow"), at("whole"), at("wide")]
  const own = argument.head >= trigger.start && argument.head < trigger.end
  return {narrow, whole, wide, flat: own || last !== null ? whole : stretch(d, argument.head, trigger)}
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

/** Widths of cause and effect that are tried: bounds are what trees know least, and the scorer weighs them. */
const WIDTHS: readonly (readonly [Bounds, Bounds])[] = [
  ["whole", "whole"],
  ["whole", "narrow"],
  ["narrow", "whole"],
  ["whole", "wide"],
  ["wide", "whole"],
  ["flat", "whole"],
  ["whole", "flat"],
  ["flat", "flat"],
]

/** "Made a raid more likely" says of the raid that it comes: a grade of the effect, which the rules before read, and no state. */
const CHANCES = new Set(["likely", "unlikely", "probable", "improbable"])

const apart = (a: Span, b: Span): boolean => a.end <= b.start || b.end <= a.start

/** Every candidate of a sentence, in the order of its predicates. Cause and effect share no word. */
export function candidates(d: Dependencies, predicates: readonly Predicate[]): Candidate[] {
  const found: Candidate[] = []
  for (const predicate of predicates) {
    // Many rows read the same arguments of a predicate: their spans are drawn once.
    const drawn = new Map<Argument, ReturnType<typeof spansOf>>()
    const drawnOf = (argument: Argument) => {
      const known = drawn.get(argument) ?? spansOf(d, predicate.at, argument)
      drawn.set(argument, known)
      return known
    }
    for (const name of [predicate.name, ""])
      for (const row of ROWS_BY_NAME.get(`${predicate.kind} ${name}`) ?? []) {
        if (row.form && row.form !== predicate.form) continue
        if (row.heads && !argumentsOf(predicate, row.heads[0]).some(({head}) => row.heads![1].has(d.lemma(head))))
          continue
        const [first, second] = typeof row.effect === "string" ? [row.effect, null] : row.effect
        const last = second === null ? null : argumentsOf(predicate, second).at(-1)
        if (last === undefined || (last !== null && CHANCES.has(d.lemma(last.head)))) continue
        for (const [i, one] of argumentsOf(predicate, row.cause).entries())
          for (const [j, other] of argumentsOf(predicate, first).entries()) {
            const causes = drawnOf(one)
            const effects = last === null ? drawnOf(other) : spansOf(d, predicate.at, other, last)
            const seen = new Set<string>()
            for (const [causeWidth, effectWidth] of WIDTHS) {
              const [cause, effect] = [causes[causeWidth], effects[effectWidth]]
              const key = `${cause.start} ${cause.end} ${effect.start} ${effect.end}`
              if (seen.has(key) || !apart(cause, effect)) continue
              seen.add(key)
              const heads = {cause: one.head, effect: other.head}
              found.push({row, predicate, cause, effect, widths: [causeWidth, effectWidth], heads, nth: i + j})
            }
          }
      }
  }
  return found
}
