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

/** Compiled: four indices into the atoms for each template; index 0 is the atom that is always 0. */
export type Templates = {
  readonly places: Int32Array
  readonly count: number
  /** Hash of the lines and of the atoms' order. */
  readonly fingerprint: number
}

/**
 * @param atoms  names of the atoms in the order of their values, which begin at index 1.
 * @param lines  one template each: names of one to four atoms, in any order, parted by blanks.
 */
export function compileTemplates(atoms: readonly string[], lines: readonly string[]): Templates {
  const index = new Map(atoms.map((name, i) => [name, i + 1]))
  const places = new Int32Array(lines.length * PLACES)
  lines.forEach((line, t) => {
    const names = line.split(" ")
    if (names.length > PLACES) throw new Error(`A template of ${names.length} atoms: ${line}`)
    names.forEach((name, p) => {
      const at = index.get(name)
      if (at === undefined) throw new Error(`No atom is called ${name}`)
      places[t * PLACES + p] = at
    })
  })
  return {places, count: lines.length, fingerprint: hashOf([...atoms, "", ...lines].join("\n"))}
}

// Odd constants with many bits: one for each place, so that (a, b) is not (b, a).
const TEMPLATE = 0x9e3779b1 | 0
const PLACE_1 = 0x85ebca6b | 0
const PLACE_2 = 0xc2b2ae35 | 0
const PLACE_3 = 0x27d4eb2f | 0
const PLACE_4 = 0x165667b1 | 0

/**
 * The row of each template.
 * @param values  of the atoms; `values[0]` is 0.
 * @param bits    the table has 2^bits rows.
 * @param rows    filled: one row number a template.
 */
export function rowsOf(templates: Templates, values: Int32Array, bits: number, rows: Int32Array): void {
  const {places, count} = templates
  const shift = 32 - bits
  for (let t = 0, p = 0; t < count; t++, p += PLACES) {
    let h =
      (Math.imul(t + 1, TEMPLATE) +
        Math.imul(values[places[p]!]!, PLACE_1) +
        Math.imul(values[places[p + 1]!]!, PLACE_2) +
        Math.imul(values[places[p + 2]!]!, PLACE_3) +
        Math.imul(values[places[p + 3]!]!, PLACE_4)) |
      0
    // Spreads the bits of the sum over all of them: the integer finaliser of Mueller (2011), constants by Wellons (2018).
    h ^= h >>> 16
    h = Math.imul(h, 0x7feb352d)
    h ^= h >>> 15
    h = Math.imul(h, 0x846ca68b | 0)
    rows[t] = (h ^ (h >>> 16)) >>> shift
  }
}
