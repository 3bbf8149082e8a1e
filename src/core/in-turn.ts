// Work that waits for others, begun before it is its turn, and answered in turn.
//
// What comes out, and which refusal is thrown first, is as if each had begun when the one before was done; only whoever
// works on them, such as threads, is never idle between two.

/**
 * Begins `act` for each of `items` in order, up to `most` more of them ahead of the one whose turn it is, and gives each
 * with what it will answer.
 */
export function* inTurn<T, R>(
  items: readonly T[],
  most: number,
  act: (item: T) => Promise<R>,
): Generator<readonly [T, Promise<R>]> {
  const begun: Promise<R>[] = []
  for (const [i, item] of items.entries()) {
    while (begun.length < items.length && begun.length <= i + most) {
      const one = act(items[begun.length]!)
      // It is heard when its turn comes, and not at all where an earlier one was refused.
      one.catch(() => {})
      begun.push(one)
    }
    yield [item, begun[i]!]
    // What was answered is the caller's to keep.
    delete (begun as (Promise<R> | undefined)[])[i]
  }
}

/** Ensembles begun ahead: as many as keep threads busy while one is looked at, and few tables at once. */
export const ENSEMBLES_AHEAD = 2
