// Seeds of random numbers as people write them. In: text. Out: the number, or null. Apart from what draws with them, so that
// a refused option loads no generator.

/** The largest: a seed has 64 bits. */
export const MOST_SEED = 0xffff_ffff_ffff_ffffn

/** The whole number from 0 to `MOST_SEED` that `text` writes in decimal; null where it writes none. */
export function readSeed(text: string): bigint | null {
  const value = /^\d{1,20}$/.test(text) ? BigInt(text) : null
  return value === null || value > MOST_SEED ? null : value
}
