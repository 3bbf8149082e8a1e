// Two significant digits: no number that comes from runs is known to more.

/** The number with two significant digits. */
export function rounded(value: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(2))
}
