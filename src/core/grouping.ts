// Items gathered by a key. Items go in, one list a key comes out; keys stand in the order
// in which they are first met, items in theirs. Here because many layers need it, and
// copying the list at each item makes the work grow with the square of the largest group.

/**
 * Lists of items that share a key.
 * @param keyOf  the key of an item; null leaves the item out.
 */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K | null): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
