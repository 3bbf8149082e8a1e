// What a sentence shows of whether it tells a cause at all: its words, its words in their tree, and the
// likeliest pair of spans. Facts in, rows of a table of weights out, each once.

import {bucket, type Facts, mixed} from "./facts.ts"

/** @param likeliest  rows of the likeliest pair, of pairs.ts. @returns numbers of 32 bits, to be shifted. */
export function sentenceRows(f: Facts, likeliest: Int32Array | null): Int32Array {
  const {d, lower, lemma, tag, fine, rel, marker, kind, signal, length: n} = f
  const rows = new Set<number>()
  const add = (t: number, a: number, b = 0, c = 0) => rows.add(mixed(5000 + t, a, b, c))
  const at = (values: Int32Array, i: number) => values[i] ?? 3
  add(0, 1)
  add(1, bucket(n))
  for (let i = 0; i < n; i++) {
    const h = d.head[i]!
    add(2, lower[i]!)
    add(3, lemma[i]!)
    add(4, lemma[i]!, at(lemma, i + 1))
    add(5, lemma[i]!, at(lemma, i + 1), at(lemma, i + 2))
    add(6, lemma[i]!, at(fine, i + 1))
    add(7, fine[i]!, at(lemma, i + 1))
    add(8, fine[i]!, at(fine, i + 1), at(fine, i + 2))
    add(9, lemma[i]!, rel[i]!)
    if (h >= 0) {
      add(10, lemma[i]!, rel[i]!, lemma[h]!)
      add(11, lemma[i]!, rel[i]!, tag[h]!)
      add(12, tag[i]!, rel[i]!, lemma[h]!)
      if (marker[i] !== 0) {
        add(13, marker[i]!, rel[i]!, tag[h]!)
        add(14, marker[i]!, rel[i]!, lemma[h]!)
        add(15, marker[i]!, lemma[i]!)
      }
      if (f.clause[i] === i) add(16, kind[i]!, fine[i]!, fine[h]!)
    }
    if (signal[i] !== 0) {
      add(17, signal[i]!, at(fine, i + 1), i > 0 ? fine[i - 1]! : 0)
      add(18, signal[i]!, h < 0 ? 0 : tag[h]!, bucket(i))
    }
  }
  // A pair's rows by another number, so that they do not mean here what they mean in their own table.
  if (likeliest) for (const row of likeliest) rows.add(mixed(6000, row))
  return Int32Array.from(rows)
}
