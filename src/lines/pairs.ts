// Which of the chain's pairs is the cause and its effect: a linear model over what the chain cannot see, because it
// looks at single words: how a whole span lies over the tree, and what the two are to each other.
//
// Facts and pairs in, rows of a table of weights out; the sum of a pair's weights is the logarithm of its odds.
// Invariant: what a span shows is worked out once, however many pairs it stands in.

import {NONE} from "../language/index.ts"
import type {ScoredPair} from "./chain.ts"
import {bucket, type Facts, mixed} from "./facts.ts"

/** Tokens [from, to). */
export type Ends = {readonly from: number; readonly to: number}

const CAUSE = 1
const EFFECT = 2

/** The word in the span whose governor is outside it: the first of the highest, and how many there are. */
function heads(f: Facts, {from, to}: Ends): {head: number; count: number} {
  let [head, count] = [from, 0]
  let best = Number.POSITIVE_INFINITY
  for (let i = from; i < to; i++) {
    const governor = f.d.head[i]!
    if (governor >= from && governor < to) continue
    if (f.d.tag(i) === "PUNCT") continue
    count++
    if (f.depth[i]! < best) {
      best = f.depth[i]!
      head = i
    }
  }
  return {head, count}
}

const lemmaAt = (f: Facts, i: number): number => (i < 0 ? 2 : (f.lemma[i] ?? 3))
const fineAt = (f: Facts, i: number): number => (i < 0 ? 2 : (f.fine[i] ?? 3))

/** Everything one span shows as `side`, standing first (0) or second (1). */
function spanRows(f: Facts, span: Ends, side: number, place: number, rows: number[]): void {
  const {d, lemma, fine, tag, rel, marker, kind, opens, closes, signal} = f
  const {from, to} = span
  const n = f.length
  const {head: h, count} = heads(f, span)
  const last = to - 1
  let t = side * 100
  const add = (a: number, b = 0, c = 0) => {
    rows.push(mixed(t++, a, b, c))
  }
  add(lemmaAt(f, from - 1))
  add(lemmaAt(f, from - 1), place + 1)
  add(fineAt(f, from - 1), fine[from]!)
  add(lemma[from]!)
  add(lemma[from]!, place + 1)
  add(fine[from]!, fineAt(f, from + 1), place + 1)
  add(lemmaAt(f, from - 1), lemma[from]!)
  add(lemmaAt(f, from - 1), fine[from]!)
  add(lemma[from]!, lemmaAt(f, from + 1))
  add(lemma[last]!)
  add(fine[last]!, fineAt(f, to))
  add(lemmaAt(f, to))
  add(lemmaAt(f, to), place + 1)
  add(fine[last]!, lemmaAt(f, to))
  add(lemmaAt(f, to), lemmaAt(f, to + 1))
  // How it lies over the tree.
  const headRel = rel[h]!
  const startsWell = d.first[h]! === from ? 1 : d.first[h]! < from ? 2 : 3
  const endsWell = d.last[h]! === last ? 1 : d.last[h]! > last ? 2 : 3
  add(Math.min(count, 5))
  add(Math.min(count, 5), headRel)
  add(headRel, tag[h]!)
  add(headRel, fine[h]!, place + 1)
  add(headRel, marker[h]!)
  add(headRel, marker[h]!, place + 1)
  add(lemma[h]!)
  add(lemma[h]!, headRel)
  add(lemma[h]!, place + 1)
  add(startsWell, endsWell)
  add(startsWell, headRel, tag[h]!)
  add(endsWell, headRel, tag[h]!)
  add(kind[h]!)
  add(d.head[h]! < 0 ? 2 : lemma[d.head[h]!]!, headRel)
  // What a node that begins here reaches, and one that ends here.
  const o = opens[from]!
  const e = closes[last]!
  const reach = o === NONE ? 0 : d.last[o]! > last ? 1 : d.last[o]! === last ? 2 : 3
  const reachBack = e === NONE ? 0 : d.first[e]! < from ? 1 : d.first[e]! === from ? 2 : 3
  add(reach, reachBack)
  add(reach, o === NONE ? 0 : rel[o]!, o === NONE ? 0 : marker[o]!)
  add(reachBack, e === NONE ? 0 : rel[e]!)
  // What of the head's own is left out on each side.
  const within = (i: number): boolean => {
    for (let at = i, steps = 0; at >= 0 && steps < n; at = d.head[at]!, steps++) if (at === h) return true
    return false
  }
  const child = (i: number): number => {
    let at = i
    for (let steps = 0; steps < n && d.head[at]! >= 0 && d.head[at] !== h; steps++) at = d.head[at]!
    return at
  }
  const leftOut = from > 0 && within(from - 1) ? child(from - 1) : NONE
  const rightOut = to < n && within(to) ? child(to) : NONE
  add(leftOut === NONE ? 0 : rel[leftOut]!, leftOut === NONE ? 0 : lemma[leftOut]!)
  add(leftOut === NONE ? 0 : rel[leftOut]!, headRel)
  add(rightOut === NONE ? 0 : rel[rightOut]!, rightOut === NONE ? 0 : marker[rightOut]!)
  add(rightOut === NONE ? 0 : rel[rightOut]!, rightOut === NONE ? 0 : tag[rightOut]!, headRel)
  // Size and make.
  const subject = d.child(h, "nsubj", "csubj")
  const own = subject === NONE ? 0 : subject >= from && subject < to ? 1 : 2
  let [commas, marks, verbs, signals] = [0, 0, 0, 0]
  let firstSignal = 0
  for (let i = from; i < to; i++) {
    if (d.tag(i) === "VERB") verbs++
    if (d.lower(i) === ",") commas++
    else if (d.tag(i) === "PUNCT") marks++
    if (signal[i] !== 0 && i > from) {
      signals++
      if (firstSignal === 0) firstSignal = signal[i]!
    }
  }
  add(bucket(to - from))
  add(bucket(to - from), tag[h]!)
  add(bucket(to - from), headRel)
  add(own, fine[h]!, headRel)
  add(own, Math.min(3, verbs))
  add(Math.min(commas, 3), Math.min(marks, 3))
  add(Math.min(3, signals), firstSignal)
  add(Math.min(verbs, 4), place + 1)
  add(d.tag(from) === "PUNCT" ? 1 : 0, d.tag(last) === "PUNCT" ? 1 : 0)
  add(from === 0 ? 1 : 0, to === n ? 2 : to === n - 1 && d.tag(last + 1) === "PUNCT" ? 1 : 0, place + 1)
  add(f.quoted[from]! * 2 + f.quoted[last]!, from > 0 ? f.quoted[from - 1]! : 0, to < n ? f.quoted[to]! : 0)
  add(bucket(f.depth[h]!), place + 1)
}

/** What the two are to each other. */
function pairRows(f: Facts, pair: ScoredPair, rows: number[]): void {
  const {d, lemma, fine, tag, rel, marker, clause} = f
  const {order} = pair
  const [first, second] = order === 0 ? [pair.cause, pair.effect] : [pair.effect, pair.cause]
  const n = f.length
  const gap = second.from - first.to
  let t = 1000 + order * 100
  const add = (a: number, b = 0, c = 0) => {
    rows.push(mixed(t++, a, b, c))
  }
  const h1 = heads(f, first).head
  const h2 = heads(f, second).head
  add(1)
  add(bucket(gap))
  const between = (from: Int32Array): number => {
    let sum = gap + 1
    for (let i = first.to; i < second.from; i++) sum = mixed(1, sum, from[i]!)
    return sum
  }
  add(gap <= 5 ? between(lemma) : 0)
  add(gap <= 5 ? between(fine) : 0)
  add(gap > 0 ? lemma[first.to]! : 0, gap > 0 ? lemma[second.from - 1]! : 0)
  add(gap > 0 ? lemma[first.to]! : 0)
  add(gap > 0 ? lemma[second.from - 1]! : 0)
  add(lemma[second.from]!, gap === 0 ? 1 : 2)
  add(lemma[second.from]!, fine[h2]!, rel[h2]!)
  add(lemma[first.from]!)
  add(lemmaAt(f, first.from - 1))
  add(lemmaAt(f, first.from - 1), lemmaAt(f, second.from - 1))
  // Which governs which.
  const governs = (a: Ends, h: number) => d.head[h]! >= a.from && d.head[h]! < a.to
  const tie = governs(first, h2) ? (d.head[h2] === h1 ? 1 : 2) : governs(second, h1) ? (d.head[h1] === h2 ? 3 : 4) : 5
  const tied = tie <= 2 ? h2 : tie <= 4 ? h1 : NONE
  add(tie)
  add(tie, tied === NONE ? 0 : rel[tied]!, tied === NONE ? 0 : marker[tied]!)
  add(tie, tied === NONE ? 0 : rel[tied]!, tied === NONE ? 0 : fine[tied]!)
  add(tie, tied === NONE ? 0 : lemma[tied]!, tied === NONE ? 0 : rel[tied]!)
  add(tie, tied === NONE ? 0 : lemma[d.head[tied]!]!, tied === NONE ? 0 : rel[tied]!)
  const g1 = d.head[h1]!
  const g2 = d.head[h2]!
  const joint =
    tie !== 5
      ? 0
      : g1 === g2
        ? 1
        : g1 >= 0 && g1 >= first.to && g1 < second.from
          ? 2
          : g2 >= first.to && g2 < second.from
            ? 3
            : 4
  add(joint, rel[h1]!, rel[h2]!)
  add(joint, g1 < 0 ? 0 : lemma[g1]!, g2 < 0 ? 0 : lemma[g2]!)
  add(joint, joint === 1 && g1 >= 0 ? lemma[g1]! : 0)
  add(fine[h1]!, fine[h2]!, tie)
  add(tag[h1]!, tag[h2]!, rel[h2]!)
  add(clause[h1] === clause[h2] ? 1 : 2, rel[h1]!, rel[h2]!)
  add(lemma[h1]!, rel[h2]!, marker[h2]!)
  add(lemma[h2]!, rel[h1]!, marker[h1]!)
  add(marker[h1]!, marker[h2]!, tie)
  // What is left outside of both.
  const before = first.from
  const after = n - second.to
  add(bucket(before))
  add(bucket(after))
  add(Math.min(3, before), Math.min(3, after), Math.min(3, gap))
  add(bucket(before + after + gap))
  add(bucket(first.to - first.from), bucket(second.to - second.from))
  t = 1050 + order * 100
  for (let i = first.to; i < Math.min(second.from, first.to + 12); i++) rows.push(mixed(t, lemma[i]!))
}

/** Rows of each pair: what its cause shows, its effect, and the two together. Numbers of 32 bits, to be shifted. */
export function rowsOfPairs(f: Facts, pairs: readonly ScoredPair[]): Int32Array[] {
  const shown = new Map<string, number[]>()
  const ofSpan = (span: Ends, side: number, place: number): number[] => {
    const key = `${side} ${place} ${span.from} ${span.to}`
    let rows = shown.get(key)
    if (!rows) {
      rows = []
      spanRows(f, span, side, place, rows)
      shown.set(key, rows)
    }
    return rows
  }
  return pairs.map((pair, rank) => {
    const own: number[] = []
    pairRows(f, pair, own)
    const gap = pairs[0]!.score - pair.score
    own.push(
      mixed(2000, bucket(rank)),
      mixed(2001, Math.floor(gap * 2)),
      mixed(2002, Math.min(40, Math.floor(-pair.score * 2))),
    )
    return Int32Array.from([
      ...ofSpan(pair.cause, CAUSE, pair.order),
      ...ofSpan(pair.effect, EFFECT, 1 - pair.order),
      ...own,
    ])
  })
}
