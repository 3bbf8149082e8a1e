// Which of the assumptions of core/opinions.ts a factor or a link calls for: how fast it follows its causes, how strong it
// is. In: a theme, or words of strength. Out: a prior, with the reason that the drafted model prints beside it.

import {OTHER_PACE, PACES, type Pace, WEIGHTS, type Weight} from "../core/opinions.ts"
import {themes} from "../map/index.ts"
import type {Distribution} from "../model/index.ts"

/** How fast a factor is: by the kind of its theme, else as a choice when it is one. */
export function paceOf(theme: string, choice: boolean): Pace {
  const kind = themes.find((known) => known.id === theme)?.kind ?? (choice ? "choice" : null)
  return kind ? PACES[kind] : OTHER_PACE
}

/** The weight that words of strength call for. */
export function weightOf(strength: string | null): Weight {
  const words = strength?.toLowerCase() ?? ""
  for (const weight of WEIGHTS) if (weight.words === null || weight.words.test(words)) return weight
  throw new Error("the last weight takes every word")
}

/** A triangular prior over a span. */
export function triangular(span: {low: number; mode: number; high: number}): Distribution {
  return {kind: "triangular", low: span.low, mode: span.mode, high: span.high}
}
