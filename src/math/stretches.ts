// Stretches of a row of numbers. In: the numbers, and what a stretch costs. Out: the stretches that sum to the most.

/** Places [start, end) of a row. */
type Stretch = {readonly start: number; readonly end: number}

/** Parts so far, and the sum of their numbers. */
type Best = {readonly sum: number; readonly parts: readonly Stretch[]}

/** The stretches of numbers whose sums are the most together, where each but the first costs `cost` (Viterbi 1967). */
export function likeliestParts(sums: readonly number[], cost: number): readonly Stretch[] {
  // Up to a number: no part yet, the number out of any part, the number in one.
  const none: Best = {sum: 0, parts: []}
  const impossible: Best = {sum: Number.NEGATIVE_INFINITY, parts: []}
  let [out, within] = [impossible, impossible]
  for (const [at, sum] of sums.entries()) {
    const before = out.sum - cost > none.sum ? {...out, sum: out.sum - cost} : none
    const opened = {sum: before.sum, parts: [...before.parts, {start: at, end: at}]}
    const into = opened.sum > within.sum ? opened : within
    out = within.sum > out.sum ? within : out
    within = {sum: into.sum + sum, parts: [...into.parts.slice(0, -1), {start: into.parts.at(-1)!.start, end: at + 1}]}
  }
  return [none, out, within].reduce((best, one) => (one.sum > best.sum ? one : best)).parts
}
