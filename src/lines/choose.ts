// Which relations to tell of a sentence, surest first: the candidates' shares in, up to three pairs out.
//
// What counts is that a span is right, so each candidate is worth the probability that its cause is right plus
// that its effect is (minimum risk: Kumar and Byrne 2004), and not its own share alone. A further relation is the best
// of what is left when candidates are discounted by how much of them has been told.

import type {ScoredPair} from "./chain.ts"
import type {Ends} from "./pairs.ts"

/** Relations told of one sentence. */
const MOST_RELATIONS = 3
/** A further relation worth less is not told. Without the bound spans gain .002, and twice as many relations are wrong. */
const LEAST_WORTH = 0.1

/** Of two spans, the tokens in common as a share of the longer. */
function overlap(a: Ends, b: Ends): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from)) / Math.max(a.to - a.from, b.to - b.from)
}

/**
 * @param shares  of the candidates; they sum to 1.
 * @returns indices of candidates, surest first, each with its worth (0 to 2).
 */
export function chosen(pairs: readonly ScoredPair[], shares: Float64Array): {index: number; worth: number}[] {
  const left = shares.slice()
  const told: {index: number; worth: number}[] = []
  const key = (side: string, span: Ends) => `${side}${span.from}-${span.to}`
  while (told.length < MOST_RELATIONS) {
    const mass = new Map<string, number>()
    pairs.forEach(({cause, effect}, k) => {
      for (const name of [key("c", cause), key("e", effect)]) mass.set(name, (mass.get(name) ?? 0) + left[k]!)
    })
    let best = -1
    let most = 0
    pairs.forEach(({cause, effect}, k) => {
      if (left[k] === 0) return
      const worth = mass.get(key("c", cause))! + mass.get(key("e", effect))!
      if (worth > most) {
        most = worth
        best = k
      }
    })
    if (best < 0 || (told.length > 0 && most < LEAST_WORTH)) break
    told.push({index: best, worth: most})
    const last = pairs[best]!
    pairs.forEach(({cause, effect}, k) => {
      left[k] = left[k]! * (1 - (overlap(cause, last.cause) + overlap(effect, last.effect)) / 2)
    })
    left[best] = 0
  }
  return told
}
