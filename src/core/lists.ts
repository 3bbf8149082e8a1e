// Lists as long as data may be. A call takes about a hundred thousand arguments and no more, so what has the length of
// a file, a run or a table is never spread into one: these go through it.

/** Adds `more` to the end of `into`. */
export function append<T>(into: T[], more: Iterable<T>): void {
  for (const one of more) into.push(one)
}

/** As `Math.min` of all of them: Infinity of none, NaN where one is. */
export function least(values: Iterable<number>): number {
  let found = Number.POSITIVE_INFINITY
  for (const value of values) found = Math.min(found, value)
  return found
}

/** As `Math.max` of all of them: -Infinity of none, NaN where one is. */
export function greatest(values: Iterable<number>): number {
  let found = Number.NEGATIVE_INFINITY
  for (const value of values) found = Math.max(found, value)
  return found
}
