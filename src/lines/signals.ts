// Which words signal that one stretch causes another, once the two are known: candidates and what they show.
// Facts and a pair in, rows of a table of weights out, as in pairs.ts. The first candidate is always "none".

import type {Span} from "../language/index.ts"
import {bucket, type Facts, mixed} from "./facts.ts"
import type {Ends} from "./pairs.ts"

/** A signal has at most this many words. */
const LONGEST = 4

export type SignalCandidates = {
  /** From the second candidate on; the first is none. */
  readonly spans: readonly Span[]
  /** Of all candidates, none first. Numbers of 32 bits, to be shifted. */
  readonly rows: readonly Int32Array[]
}

/** Short stretches with a word that often signals a cause, or that fill what is between the two. */
export function signalCandidates(f: Facts, cause: Ends, effect: Ends): SignalCandidates {
  const {d, lemma, fine, rel, signal, length: n} = f
  const order = cause.from <= effect.from ? 0 : 1
  const [first, second] = order === 0 ? [cause, effect] : [effect, cause]
  const spans: Span[] = []
  const gap = second.from - first.to
  for (let start = 0; start < n; start++)
    for (let end = start + 1; end <= Math.min(n, start + LONGEST); end++) {
      let telling = start === first.to && end === second.from
      for (let i = start; i < end && !telling; i++) telling = signal[i] !== 0
      if (telling) spans.push({start, end})
    }
  const none = [3000, 3001 + order]
  const rows: number[][] = [none.map((t) => mixed(t, 1))]
  rows[0]!.push(
    mixed(3003, lemma[second.from]!, order),
    mixed(3004, bucket(Math.max(0, gap)), order),
    mixed(3005, gap > 0 ? lemma[first.to]! : 0, gap > 0 ? lemma[second.from - 1]! : 0),
    mixed(3006, fine[second.from]!, order),
    mixed(3007, lemma[first.from]!, order),
    mixed(3008, first.from > 0 ? lemma[first.from - 1]! : 0, order),
  )
  const placeOf = (i: number): number =>
    i < first.from
      ? 1
      : i < first.to
        ? i === first.from
          ? 2
          : 3
        : i < second.from
          ? 4
          : i < second.to
            ? i === second.from
              ? 5
              : 6
            : 7
  for (const {start, end} of spans) {
    const place = placeOf(start) * 2 + order
    const ends = placeOf(end - 1)
    let [words, kinds] = [end - start, end - start]
    for (let i = start; i < end; i++) {
      words = mixed(3, words, lemma[i]!)
      kinds = mixed(4, kinds, fine[i]!)
    }
    const next = end === second.from ? 1 : end === first.from ? 2 : 0
    const prior = start === first.to ? 1 : start === second.from ? 2 : start === first.from ? 3 : 0
    let t = 3020
    const own: number[] = []
    const add = (a: number, b = 0, c = 0) => {
      own.push(mixed(t++, a, b, c))
    }
    add(words)
    add(words, place)
    add(words, next, prior)
    add(words, place, next * 4 + prior)
    add(kinds)
    add(kinds, place, next * 4 + prior)
    add(place, ends, end - start)
    add(place, next, prior)
    add(lemma[start]!, place)
    add(lemma[end - 1]!, place)
    add(lemma[start]!, end - start)
    add(fine[start]!, place)
    add(rel[start]!, place)
    add(rel[end - 1]!, fine[end - 1]!, place)
    add(start > 0 ? lemma[start - 1]! : 0, lemma[start]!)
    add(lemma[end - 1]!, end < n ? lemma[end]! : 0)
    add(start > 0 ? fine[start - 1]! : 0, kinds, end < n ? fine[end]! : 0)
    const h = d.head[end - 1]!
    const governs = h < 0 ? 0 : h >= cause.from && h < cause.to ? 1 : h >= effect.from && h < effect.to ? 2 : 3
    add(governs, rel[end - 1]!, place)
    add(governs, words)
    add(end - start)
    add(Math.min(4, Math.abs(start - second.from)), order)
    rows.push(own)
  }
  return {spans, rows: rows.map((list) => Int32Array.from(list))}
}
