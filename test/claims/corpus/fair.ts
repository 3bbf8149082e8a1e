// Fair scores of labelled spans. In: tag sequences of gold and prediction. Out: counts, and F1 in
// which a span that is nearly right is half an error on each side and not two errors (Ortmann 2022,
// "Fine-Grained Error Analysis and Fair Evaluation of Labeled Spans").

/** A span of tokens [from, to) with its label. */
export type Span = {readonly from: number; readonly to: number; readonly label: string}

export type FairCounts = {
  /** Identical spans; spans with the wrong label; the wrong bounds; both; made up; missed. */
  readonly hits: number
  readonly label: number
  readonly bounds: number
  readonly both: number
  readonly extra: number
  readonly missed: number
}

export const NOTHING: FairCounts = {hits: 0, label: 0, bounds: 0, both: 0, extra: 0, missed: 0}

export function plus(a: FairCounts, b: FairCounts): FairCounts {
  return {
    hits: a.hits + b.hits,
    label: a.label + b.label,
    bounds: a.bounds + b.bounds,
    both: a.both + b.both,
    extra: a.extra + b.extra,
    missed: a.missed + b.missed,
  }
}

/** Counts in the order of the paper: exact first, then a wrong label in place, wrong bounds, both wrong; each span once. */
export function fairCounts(gold: readonly Span[], read: readonly Span[]): FairCounts {
  const wanted = new Set(gold)
  const said = new Set(read)
  const take = (agree: (g: Span, r: Span) => boolean): number => {
    let count = 0
    for (const g of wanted) {
      let best: Span | null = null
      for (const r of said) if (agree(g, r) && (best === null || common(g, r) > common(g, best))) best = r
      if (best === null) continue
      wanted.delete(g)
      said.delete(best)
      count++
    }
    return count
  }
  const same = (g: Span, r: Span): boolean => g.from === r.from && g.to === r.to
  const meets = (g: Span, r: Span): boolean => common(g, r) > 0
  const hits = take((g, r) => same(g, r) && g.label === r.label)
  const label = take(same)
  const bounds = take((g, r) => meets(g, r) && g.label === r.label)
  const both = take(meets)
  return {hits, label, bounds, both, extra: said.size, missed: wanted.size}
}

function common(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from))
}

export function fairScore(c: FairCounts): {precision: number; recall: number; f1: number} {
  const half = (c.label + c.bounds + c.both) / 2
  const precision = c.hits / Math.max(1, c.hits + c.extra + half)
  const recall = c.hits / Math.max(1, c.hits + c.missed + half)
  return {precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)}
}

/** One relation of a sentence: spans of tokens [from, to); signals may be several. */
export type Relation = {
  readonly cause: readonly [number, number] | null
  readonly effect: readonly [number, number] | null
  readonly signals: readonly (readonly [number, number])[]
}

/**
 * Spans as the shared task's own reader of tags sees them: a span of one word is not closed by its end tag
 * and runs on to the next tag or the end of the sentence. `closed` reads them as they stand.
 */
function asTagged(spans: readonly Span[], length: number, closed: boolean): Span[] {
  if (closed) return [...spans]
  const sorted = [...spans].sort((a, b) => a.from - b.from || a.to - b.to)
  return sorted.map((span, i) =>
    span.to - span.from === 1 ? {...span, to: Math.max(span.to, sorted[i + 1]?.from ?? length)} : span,
  )
}

/** Cause and effect are one sequence, signals another; a span laid over another takes its tokens. */
function counts(
  gold: Relation,
  read: Relation,
  length: number,
  closed: boolean,
): {arguments: FairCounts; signals: FairCounts} {
  const sides = (r: Relation): Span[] =>
    asTagged(
      [
        ...(r.cause ? [{from: r.cause[0], to: r.cause[1], label: "cause"}] : []),
        ...(r.effect ? [{from: r.effect[0], to: r.effect[1], label: "effect"}] : []),
      ],
      length,
      closed,
    )
  const signals = (r: Relation): Span[] =>
    asTagged(
      r.signals.map(([from, to]) => ({from, to, label: "signal"})),
      length,
      closed,
    )
  return {arguments: fairCounts(sides(gold), sides(read)), signals: fairCounts(signals(gold), signals(read))}
}

const EMPTY: Relation = {cause: null, effect: null, signals: []}
/** Above this many relations a sentence's permutations are not all tried: 7! = 5,040 a sentence is enough. */
const MOST_PERMUTED = 6

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length <= 1) return [[...list]]
  return list.flatMap((first, i) =>
    permutations([...list.slice(0, i), ...list.slice(i + 1)]).map((rest) => [first, ...rest]),
  )
}

/** The best way to lay a sentence's predictions against its relations: only as many predictions as relations, missing ones empty. */
export function fairSentence(
  gold: readonly Relation[],
  read: readonly Relation[],
  length: number,
  closed: boolean,
): {arguments: FairCounts; signals: FairCounts} {
  const padded = gold.map((_, i) => read[i] ?? EMPTY)
  const orders = padded.length > MOST_PERMUTED ? [padded] : permutations(padded)
  let best: {arguments: FairCounts; signals: FairCounts; f1: number} | null = null
  for (const order of orders) {
    let all = {arguments: NOTHING, signals: NOTHING}
    gold.forEach((relation, i) => {
      const c = counts(relation, order[i]!, length, closed)
      all = {arguments: plus(all.arguments, c.arguments), signals: plus(all.signals, c.signals)}
    })
    const {f1} = fairScore(plus(all.arguments, all.signals))
    if (best === null || f1 > best.f1) best = {...all, f1}
  }
  return best ?? {arguments: NOTHING, signals: NOTHING}
}
