// The number that stands for a value nobody has. Vensim writes it :NA: and calculates with
// it as with any number, so that models may ask `x == missing`; Brink does the same.

/** What stands for a missing value: Vensim's :NA:, -2^109. */
export const MISSING = -6.490371073168535e32
