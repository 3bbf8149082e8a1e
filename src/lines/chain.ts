// A sentence cut into what is before, a first argument, what is between, a second argument and what is after: a
// linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) whose states allow exactly one cause
// and one effect, in either order.
//
// Scores of every token in every state in; the logarithm of the sum over all cuts, and the likeliest pairs, out.
// Invariant: time and memory are linear in the tokens for the sums. The same loops train and read.

import {exp, log} from "../math/elementary.ts"
import {bucket, type Facts, mixed} from "./facts.ts"

/** What a token may be scored for, once for each order of the two arguments. */
export const IN_FIRST = 0
export const IN_SECOND = 1
export const BEGINS_FIRST = 2
export const BEGINS_SECOND = 3
export const ENDS_FIRST = 4
export const ENDS_SECOND = 5
export const BETWEEN = 6
/** Columns of each order: 0 the cause comes first, 1 the effect does. */
export const OF_ORDER = 7
/** Columns of a table of weights; a token before or after both scores 0. */
export const COLUMNS = 2 * OF_ORDER

/** Facts that the chain looks at for each token. */
export const CHAIN_TEMPLATES = 67

const at = (values: Int32Array, i: number): number => (i < 0 ? 2 : (values[i] ?? 3))

/**
 * What each token shows, as rows of a table of weights.
 * @param bits  the table has 2^bits rows. @returns CHAIN_TEMPLATES rows for each token.
 */
export function chainRows(f: Facts, bits: number): Int32Array {
  const {length: n, lower, lemma, tag, fine, rel, marker, clause, kind, opens, closes, signal, quoted, d} = f
  const rows = new Int32Array(n * CHAIN_TEMPLATES)
  const shift = 32 - bits
  // The nearest signalling word on each side, and how far.
  const left = new Int32Array(n).fill(-1)
  const right = new Int32Array(n).fill(-1)
  for (let i = 1; i < n; i++) left[i] = signal[i - 1] !== 0 ? i - 1 : left[i - 1]!
  for (let i = n - 2; i >= 0; i--) right[i] = signal[i + 1] !== 0 ? i + 1 : right[i + 1]!
  const commas = new Int32Array(n + 1)
  for (let i = 0; i < n; i++) commas[i + 1] = commas[i]! + (d.tag(i) === "PUNCT" && d.lower(i) === "," ? 1 : 0)
  const nodeRel = (node: number) => (node < 0 ? 0 : rel[node]!)
  const nodeTag = (node: number) => (node < 0 ? 0 : tag[node]!)
  const nodeMark = (node: number) => (node < 0 ? 0 : marker[node]!)
  for (let i = 0; i < n; i++) {
    let to = i * CHAIN_TEMPLATES
    let t = 0
    const add = (a: number, b = 0, c = 0) => {
      rows[to++] = mixed(t++, a, b, c) >>> shift
    }
    const h = d.head[i]!
    const c = clause[i]!
    const up = c < 0 || d.head[c]! < 0 ? -1 : clause[d.head[c]!]!
    add(1)
    for (let o = -2; o <= 2; o++) add(at(lemma, i + o))
    for (let o = -2; o <= 2; o++) add(at(fine, i + o))
    for (let o = -1; o <= 1; o++) add(at(lower, i + o))
    add(at(lemma, i - 1), lemma[i]!)
    add(lemma[i]!, at(lemma, i + 1))
    add(at(lemma, i - 2), at(lemma, i - 1))
    add(at(lemma, i + 1), at(lemma, i + 2))
    add(at(lemma, i - 1), fine[i]!)
    add(fine[i]!, at(lemma, i + 1))
    add(at(fine, i - 1), fine[i]!)
    add(fine[i]!, at(fine, i + 1))
    add(at(fine, i - 1), fine[i]!, at(fine, i + 1))
    add(at(fine, i - 2), at(fine, i - 1), fine[i]!)
    add(fine[i]!, at(fine, i + 1), at(fine, i + 2))
    // Its governor.
    const hl = h < 0 ? 2 : lemma[h]!
    const ht = h < 0 ? 2 : tag[h]!
    const away = h < 0 ? 20 : (h < i ? 0 : 10) + bucket(Math.abs(h - i))
    add(rel[i]!)
    add(rel[i]!, tag[i]!)
    add(rel[i]!, ht, away)
    add(rel[i]!, hl)
    add(at(rel, i - 1), rel[i]!)
    add(rel[i]!, at(rel, i + 1))
    add(marker[i]!, rel[i]!)
    // Its clause, and the one above.
    add(kind[i]!)
    add(kind[i]!, c < 0 ? 0 : c < i ? 1 : c > i ? 2 : 3)
    add(c < 0 ? 0 : lemma[c]!)
    add(c < 0 ? 0 : rel[c]!, c < 0 ? 0 : lemma[c]!)
    add(kind[i]!, up < 0 ? 0 : kind[up]!)
    add(up < 0 ? 0 : lemma[up]!, kind[i]!)
    add(kind[i]!, at(kind, i - 1))
    add(kind[i]!, at(kind, i + 1))
    add(c < 0 ? 0 : fine[c]!, c < 0 ? 0 : rel[c]!)
    // What begins and ends here.
    const o = opens[i]!
    const e = closes[i]!
    const o2 = i + 1 < n ? opens[i + 1]! : -2
    const e0 = i > 0 ? closes[i - 1]! : -2
    add(nodeRel(o), nodeTag(o), nodeMark(o))
    add(nodeRel(o), o < 0 ? 0 : lemma[o]!)
    add(nodeRel(o), nodeTag(o), o < 0 ? 0 : bucket(d.last[o]! - i))
    add(nodeRel(e), nodeTag(e), nodeMark(e))
    add(nodeRel(e), nodeTag(e), e < 0 ? 0 : bucket(i - d.first[e]!))
    add(nodeRel(e), at(fine, i + 1))
    add(nodeRel(e), nodeRel(o2), nodeMark(o2))
    add(nodeRel(o2), nodeTag(o2), nodeMark(o2))
    add(nodeRel(e0), nodeRel(o), nodeMark(o))
    add(nodeRel(e0), nodeTag(e0), nodeMark(e0))
    add(o2 < 0 ? 0 : lemma[o2]!, nodeRel(o2))
    // Signals near.
    const l = left[i]!
    const r = right[i]!
    add(l < 0 ? 0 : signal[l]!)
    add(r < 0 ? 0 : signal[r]!)
    add(l < 0 ? 0 : signal[l]!, l < 0 ? 0 : bucket(i - l))
    add(r < 0 ? 0 : signal[r]!, r < 0 ? 0 : bucket(r - i))
    add(l < 0 ? 0 : signal[l]!, r < 0 ? 0 : signal[r]!)
    add(signal[i]!, at(fine, i - 1), at(fine, i + 1))
    add(l < 0 ? 0 : signal[l]!, l < 0 ? 0 : Math.min(3, commas[i]! - commas[l]!), tag[i]!)
    add(r < 0 ? 0 : signal[r]!, r < 0 ? 0 : Math.min(3, commas[r]! - commas[i + 1]!), tag[i]!)
    add(l < 0 ? 0 : signal[l]!, kind[i]!)
    add(r < 0 ? 0 : signal[r]!, kind[i]!)
    // Where it stands.
    add(bucket(i))
    add(bucket(n - 1 - i))
    add(Math.min(4, commas[i]!), Math.min(4, commas[n]! - commas[i + 1]!), d.lower(i) === "," ? 1 : 2)
    add(quoted[i]! + 1, i > 0 ? quoted[i - 1]! : 0)
    add(bucket(f.depth[i]!), tag[i]!)
  }
  return rows
}

/** Room for one sentence's sums, reused from sentence to sentence. All values are logarithms. */
export class Chain {
  length = 0
  /** One score a token and column. */
  scores = new Float64Array(0)
  /** Forward sums: within the first, ended first, between, within the second, after; one row an order. */
  #f1 = new Float64Array(0)
  #m = new Float64Array(0)
  #f2 = new Float64Array(0)
  #a = new Float64Array(0)
  /** Backward sums: what follows once a token is the last of the first, between, the last of the second. */
  #g1 = new Float64Array(0)
  #gm = new Float64Array(0)
  #g2 = new Float64Array(0)
  #h1 = new Float64Array(0)
  #h2 = new Float64Array(0)
  /** Logarithm of the sum over all cuts. */
  total = Number.NEGATIVE_INFINITY

  /** Makes room for a sentence. */
  open(length: number): void {
    this.length = length
    if (this.scores.length < length * COLUMNS) {
      const room = 2 * length + 16
      this.scores = new Float64Array(room * COLUMNS)
      const two = () => new Float64Array(2 * room)
      this.#f1 = two()
      this.#m = two()
      this.#f2 = two()
      this.#a = two()
      this.#g1 = two()
      this.#gm = two()
      this.#g2 = two()
      this.#h1 = two()
      this.#h2 = two()
    }
  }

  /** Sums forward and backward over all cuts of the sentence whose scores are filled in. */
  sum(): void {
    const n = this.length
    const s = this.scores
    this.total = Number.NEGATIVE_INFINITY
    for (let order = 0; order < 2; order++) {
      const base = order * n
      const col = order * OF_ORDER
      for (let j = 0; j < n; j++) {
        const k = j * COLUMNS + col
        const at = base + j
        const first = j > 0
        const f1 = first ? this.#f1[at - 1]! : Number.NEGATIVE_INFINITY
        const e1 = first ? f1 + s[k - COLUMNS + ENDS_FIRST]! : Number.NEGATIVE_INFINITY
        const m = first ? this.#m[at - 1]! : Number.NEGATIVE_INFINITY
        const f2 = first ? this.#f2[at - 1]! : Number.NEGATIVE_INFINITY
        const e2 = first ? f2 + s[k - COLUMNS + ENDS_SECOND]! : Number.NEGATIVE_INFINITY
        const a = first ? this.#a[at - 1]! : Number.NEGATIVE_INFINITY
        const ready = logAdd(e1, m)
        this.#f1[at] = logAdd(s[k + BEGINS_FIRST]!, f1) + s[k + IN_FIRST]!
        this.#m[at] = ready + s[k + BETWEEN]!
        this.#f2[at] = logAdd(ready + s[k + BEGINS_SECOND]!, f2) + s[k + IN_SECOND]!
        this.#a[at] = logAdd(a, e2)
      }
      const last = base + n - 1
      const z = logAdd(this.#f2[last]! + s[(n - 1) * COLUMNS + col + ENDS_SECOND]!, this.#a[last]!)
      this.total = logAdd(this.total, z)
      for (let j = n - 1; j >= 0; j--) {
        const k = j * COLUMNS + col
        const at = base + j
        const more = j < n - 1
        const next = k + COLUMNS
        // What is gained after each state ends at j: h2 after the second's last token, h1 after the first's, gm in between.
        this.#h2[at] = 0
        const begin2 = more
          ? s[next + BEGINS_SECOND]! + s[next + IN_SECOND]! + this.#g2[at + 1]!
          : Number.NEGATIVE_INFINITY
        const between = more ? s[next + BETWEEN]! + this.#gm[at + 1]! : Number.NEGATIVE_INFINITY
        this.#h1[at] = logAdd(begin2, between)
        this.#gm[at] = this.#h1[at]!
        this.#g1[at] = logAdd(
          s[k + ENDS_FIRST]! + this.#h1[at]!,
          more ? s[next + IN_FIRST]! + this.#g1[at + 1]! : Number.NEGATIVE_INFINITY,
        )
        this.#g2[at] = logAdd(
          s[k + ENDS_SECOND]!,
          more ? s[next + IN_SECOND]! + this.#g2[at + 1]! : Number.NEGATIVE_INFINITY,
        )
      }
    }
  }

  /** Adds to `into` the probability of each token in each column, times `by`. After `sum`. */
  expect(into: Float64Array, by: number): void {
    const n = this.length
    const s = this.scores
    const z = this.total
    for (let order = 0; order < 2; order++) {
      const base = order * n
      const col = order * OF_ORDER
      for (let j = 0; j < n; j++) {
        const k = j * COLUMNS + col
        const at = base + j
        const add = (column: number, x: number) => {
          if (x > -30) into[k + column] = into[k + column]! + by * exp(x)
        }
        const ready =
          j === 0
            ? Number.NEGATIVE_INFINITY
            : logAdd(this.#f1[at - 1]! + s[k - COLUMNS + ENDS_FIRST]!, this.#m[at - 1]!)
        add(IN_FIRST, this.#f1[at]! + this.#g1[at]! - z)
        add(BEGINS_FIRST, s[k + BEGINS_FIRST]! + s[k + IN_FIRST]! + this.#g1[at]! - z)
        add(ENDS_FIRST, this.#f1[at]! + s[k + ENDS_FIRST]! + this.#h1[at]! - z)
        add(BETWEEN, this.#m[at]! + this.#gm[at]! - z)
        add(IN_SECOND, this.#f2[at]! + this.#g2[at]! - z)
        add(BEGINS_SECOND, ready + s[k + BEGINS_SECOND]! + s[k + IN_SECOND]! + this.#g2[at]! - z)
        add(ENDS_SECOND, this.#f2[at]! + s[k + ENDS_SECOND]! - z)
      }
    }
  }

  /**
   * The likeliest pairs, best first: exact among the `wide` likeliest spans of each side and order.
   * @returns up to `most`; `score` is the logarithm of a pair's probability.
   */
  pairs(wide: number, most: number): ScoredPair[] {
    const n = this.length
    const s = this.scores
    const z = this.total
    const found: ScoredPair[] = []
    for (let order = 0; order < 2; order++) {
      const base = order * n
      const col = order * OF_ORDER
      const sums = [IN_FIRST, IN_SECOND, BETWEEN].map((column) => {
        const sum = new Float64Array(n + 1)
        for (let j = 0; j < n; j++) sum[j + 1] = sum[j]! + s[j * COLUMNS + col + column]!
        return sum
      })
      const [in1, in2, between] = sums as [Float64Array, Float64Array, Float64Array]
      const score = (j: number, column: number) => s[j * COLUMNS + col + column]!
      const span1 = (from: number, to: number) =>
        score(from, BEGINS_FIRST) + in1[to]! - in1[from]! + score(to - 1, ENDS_FIRST)
      const span2 = (from: number, to: number) =>
        score(from, BEGINS_SECOND) + in2[to]! - in2[from]! + score(to - 1, ENDS_SECOND)
      const firsts: ScoredSpan[] = []
      const seconds: ScoredSpan[] = []
      for (let from = 0; from < n; from++) {
        const begin1 = score(from, BEGINS_FIRST) + score(from, IN_FIRST) + this.#g1[base + from]! - z
        const ready =
          from === 0
            ? Number.NEGATIVE_INFINITY
            : logAdd(this.#f1[base + from - 1]! + score(from - 1, ENDS_FIRST), this.#m[base + from - 1]!)
        const begin2 = ready + score(from, BEGINS_SECOND) + score(from, IN_SECOND) + this.#g2[base + from]! - z
        for (let to = from + 1; to <= n; to++) {
          if (begin1 > LEAST) keep(firsts, wide, from, to, span1(from, to) + this.#h1[base + to - 1]! - z)
          if (begin2 > LEAST) keep(seconds, wide, from, to, ready + span2(from, to) - z)
        }
      }
      for (const a of firsts)
        for (const b of seconds) {
          if (b.from < a.to) continue
          const sum = span1(a.from, a.to) + between[b.from]! - between[a.to]! + span2(b.from, b.to) - z
          found.push({
            order,
            cause: order === 0 ? a : b,
            effect: order === 0 ? b : a,
            score: sum,
          })
        }
    }
    found.sort(
      (a, b) =>
        b.score - a.score ||
        a.cause.from - b.cause.from ||
        a.cause.to - b.cause.to ||
        a.effect.from - b.effect.from ||
        a.effect.to - b.effect.to,
    )
    return found.slice(0, most)
  }
}

/** Beginnings less likely than e to this are passed over. */
const LEAST = -9

export type ScoredSpan = {readonly from: number; readonly to: number; readonly score: number}
export type ScoredPair = {
  /** 0: the cause comes first. */
  readonly order: number
  readonly cause: ScoredSpan
  readonly effect: ScoredSpan
  readonly score: number
}

/** Keeps the best `most`, best first; equal ones in the order of the text. */
function keep(list: ScoredSpan[], most: number, from: number, to: number, score: number): void {
  if (!(score > Number.NEGATIVE_INFINITY)) return
  if (list.length === most && list[most - 1]!.score >= score) return
  let at = list.length
  while (at > 0 && list[at - 1]!.score < score) at--
  list.splice(at, 0, {from, to, score})
  if (list.length > most) list.pop()
}

/** log(e^a + e^b). */
function logAdd(a: number, b: number): number {
  if (a === Number.NEGATIVE_INFINITY) return b
  if (b === Number.NEGATIVE_INFINITY) return a
  return a > b ? a + log(1 + exp(b - a)) : b + log(1 + exp(a - b))
}
