// What a linear model looks at, as data. Lines such as "s0.word b0.tag" in, row numbers of a
// table of weights out: each line names up to four facts about the moment ("atoms"), and their
// values together are hashed to one row.
//
// Templates are few hundred bytes of text that people can read and change; compiled, they are
// one loop over whole numbers without a branch. Their own hash stands in the weights file, so
// that weights learnt with other templates are refused.

import {hashOf} from "./hashing.ts"

/** Most atoms of one template. */
const PLACES = 4

/** Compiled. Templates of one atom come first, then those of two, three and four, so that each loop does only its work. */
export type Templates = {
  readonly count: number
  /** How many templates have at most one, two and three atoms. */
  readonly upTo: readonly [one: number, two: number, three: number]
  /** What tells the templates apart: a number for each, from its place in the lines. */
  readonly seeds: Int32Array
  /** Index of each template's first, second, third and fourth atom. */
  readonly atoms: readonly [Int32Array, Int32Array, Int32Array, Int32Array]
  /** Hash of the lines and of the atoms' order. */
  readonly fingerprint: number
}

/**
 * @param atoms  names of the atoms in the order of their values, which begin at index 1.
 * @param lines  one template each: names of one to four atoms, in any order, parted by blanks.
 */
export function compileTemplates(atoms: readonly string[], lines: readonly string[]): Templates {
  const index = new Map(atoms.map((name, i) => [name, i + 1]))
  const templates = lines.map((line, t) => {
    const names = line.split(" ")
    if (names.length > PLACES) throw new Error(`A template of ${names.length} atoms: ${line}`)
    const at = names.map((name) => {
      const found = index.get(name)
      if (found === undefined) throw new Error(`No atom is called ${name}`)
      return found
    })
    return {at, seed: Math.imul(t + 1, TEMPLATE)}
  })
  templates.sort((a, b) => a.at.length - b.at.length)
  const upTo = (most: number) => templates.filter(({at}) => at.length <= most).length
  const atomsAt = (place: number) => Int32Array.from(templates, ({at}) => at[place] ?? 0)
  return {
    count: lines.length,
    upTo: [upTo(1), upTo(2), upTo(3)],
    seeds: Int32Array.from(templates, ({seed}) => seed),
    atoms: [atomsAt(0), atomsAt(1), atomsAt(2), atomsAt(3)],
    fingerprint: hashOf([...atoms, "", ...lines].join("\n")),
  }
}

/** Those of the templates whose atoms `wanted` accepts; a template's row is the same as among all. */
export function someTemplates(all: Templates, wanted: (atoms: readonly number[]) => boolean): Templates {
  const kept = Array.from({length: all.count}, (_, t) => t).filter((t) =>
    wanted(all.atoms.map((of) => of[t]!).filter((atom) => atom > 0)),
  )
  const pick = (of: Int32Array) => Int32Array.from(kept, (t) => of[t]!)
  const [first, second, third, fourth] = all.atoms
  const upTo = (most: number) => kept.filter((t) => t < all.upTo[most]!).length
  return {
    count: kept.length,
    upTo: [upTo(0), upTo(1), upTo(2)],
    seeds: pick(all.seeds),
    atoms: [pick(first), pick(second), pick(third), pick(fourth)],
    fingerprint: all.fingerprint,
  }
}

// Odd constants with many bits: one for each place, so that (a, b) is not (b, a).
const TEMPLATE = 0x9e3779b1 | 0
const PLACE_1 = 0x85ebca6b | 0
const PLACE_2 = 0xc2b2ae35 | 0
const PLACE_3 = 0x27d4eb2f | 0
const PLACE_4 = 0x165667b1 | 0

const FACTOR_1 = 0x7feb352d
const FACTOR_2 = 0x846ca68b | 0
export const FACTORS = [FACTOR_1, FACTOR_2] as const

/** Spreads the bits of a sum over all of them: the integer finaliser of Mueller (2011), constants by Wellons (2018). */
function spread(sum: number, shift: number): number {
  let h = sum ^ (sum >>> 16)
  h = Math.imul(h, FACTOR_1)
  h ^= h >>> 15
  h = Math.imul(h, FACTOR_2)
  return (h ^ (h >>> 16)) >>> shift
}

/**
 * The row of each template.
 * @param values  of the atoms, from index 1.
 * @param bits    the table has 2^bits rows.
 * @param rows    filled: one row number a template.
 */
export function rowsOf(templates: Templates, values: Int32Array, bits: number, rows: Int32Array): void {
  const {count, seeds} = templates
  const [ones, twos, threes] = templates.upTo
  const [first, second, third, fourth] = templates.atoms
  const shift = 32 - bits
  let t = 0
  for (; t < ones; t++) rows[t] = spread((seeds[t]! + Math.imul(values[first[t]!]!, PLACE_1)) | 0, shift)
  for (; t < twos; t++)
    rows[t] = spread(
      (seeds[t]! + Math.imul(values[first[t]!]!, PLACE_1) + Math.imul(values[second[t]!]!, PLACE_2)) | 0,
      shift,
    )
  for (; t < threes; t++)
    rows[t] = spread(
      (seeds[t]! +
        Math.imul(values[first[t]!]!, PLACE_1) +
        Math.imul(values[second[t]!]!, PLACE_2) +
        Math.imul(values[third[t]!]!, PLACE_3)) |
        0,
      shift,
    )
  for (; t < count; t++)
    rows[t] = spread(
      (seeds[t]! +
        Math.imul(values[first[t]!]!, PLACE_1) +
        Math.imul(values[second[t]!]!, PLACE_2) +
        Math.imul(values[third[t]!]!, PLACE_3) +
        Math.imul(values[fourth[t]!]!, PLACE_4)) |
        0,
      shift,
    )
}

/** Fills the row of each template, as `rowsOf` does for tables of 2^bits rows. */
export type Rows = (values: Int32Array, rows: Int32Array) => void

/** Sums what the rows of some templates hold, into `sums`: of SHIFT, LEFT and RIGHT. Rows are those of tables.ts, `ActionRows`. */
export type Sums = (values: Int32Array, codes: Uint16Array, different: Int16Array, sums: Int32Array) => void

/**
 * The rows of templates as one function without a loop: each product of a value and its place is made once, and no index is read.
 * Half the work of `rowsOf`, which is what is meant. Where no code may be made while running, `rowsOf` itself.
 */
export function compileRows(templates: Templates, bits: number): Rows {
  const {products, hashes} = unrolled(templates, bits)
  const lines = hashes.flatMap((hash, t) => [...hash, `R[${t}] = (h ^ (h >>> 16)) >>> ${32 - bits}`])
  const loop: Rows = (values, rows) => rowsOf(templates, values, bits, rows)
  return made<Rows>(["V", "R"], [...products, "let h", ...lines]) ?? loop
}

/** The same with the sums of what a table holds in these rows: no row waits to be stored. */
export function compileSums(templates: Templates, bits: number): Sums {
  const {products, hashes} = unrolled(templates, bits)
  const rows = new Int32Array(templates.count)
  const lines = hashes.flatMap((hash) => [
    ...hash,
    `r = C[(h ^ (h >>> 16)) >>> ${32 - bits}] << 2`,
    ...["s", "l", "g"].map((sum, k) => `${sum} = (${sum} + D[r + ${k}]) | 0`),
  ])
  const loop: Sums = (values, codes, different, sums) => {
    rowsOf(templates, values, bits, rows)
    sums.fill(0)
    for (const row of rows) for (let k = 0; k < 3; k++) sums[k] = sums[k]! + different[codes[row]! * 4 + k]!
  }
  const body = [...products, "let h, r, s = 0, l = 0, g = 0", ...lines, "S[0] = s", "S[1] = l", "S[2] = g"]
  return made<Sums>(["V", "C", "D", "S"], body) ?? loop
}

/** A function of the text of its body; null where code may not be made. */
function made<F>(names: readonly string[], body: readonly string[]): F | null {
  const text = `"use strict"; return (${names.join(", ")}) => {\n${body.join("\n")}\n}`
  try {
    return new Function(text)() as F
  } catch (error) {
    if (error instanceof EvalError) return null
    throw error
  }
}

export const PLACES_OF: readonly number[] = [PLACE_1, PLACE_2, PLACE_3, PLACE_4]

/** The lines that make each product once, and for each template those that leave its hash, but for the last step, in `h`. */
function unrolled(templates: Templates, bits: number) {
  if (bits < 1 || bits > 31) throw new Error(`A table of 2^${bits} rows`)
  const known = new Map<string, string>()
  const hashes = Array.from({length: templates.count}, (_, t) => {
    const terms = templates.atoms.flatMap((of, place) => {
      const atom = of[t]!
      if (atom === 0) return []
      const name = `p${place}_${atom}`
      known.set(name, `const ${name} = Math.imul(V[${atom}], ${PLACES_OF[place]})`)
      return [name]
    })
    return [
      `h = (${[templates.seeds[t]!, ...terms].join(" + ")}) | 0`,
      `h = Math.imul(h ^ (h >>> 16), ${FACTOR_1})`,
      `h = Math.imul(h ^ (h >>> 15), ${FACTOR_2})`,
    ]
  })
  return {products: [...known.values()], hashes}
}
