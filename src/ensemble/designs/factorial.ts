// Every combination of what is chosen, or a balanced part of them: scenarios, options, sides of disagreements.
//
// In: factors, each with its levels by name. Out: rows of level numbers. Nothing is drawn.

import {Fault} from "../../core/fault.ts"

/** What is varied, and what it may be: the sides of a disagreement, the options, the scenarios. */
export type Factor = {readonly name: string; readonly levels: readonly string[]}

/** Combinations of levels. */
export type Factorial = {
  readonly factors: readonly Factor[]
  readonly rows: number
  /** rows x factors, row-major: which level, from 0. */
  readonly cells: Uint16Array
  /** 3: no two main effects are mixed up; 4: nor a main effect and one of two factors together; null: nothing is. */
  readonly resolution: 3 | 4 | null
}

/** Combinations in a table: each is an ensemble of its own. */
export const MOST_COMBINATIONS = 65_536

/**
 * All combinations, the last factor turning fastest.
 *
 * @throws Fault `design/nothing-drawn`, `design/named-twice`, `design/no-choice` (fewer than two levels),
 *               `design/too-many-combinations`.
 */
export function fullFactorial(factors: readonly Factor[]): Factorial {
  assertFactors(factors)
  const rows = factors.reduce((n, {levels}) => n * levels.length, 1)
  if (rows > MOST_COMBINATIONS)
    throw new Fault("design/too-many-combinations", `${factors.length} factors have ${rows} combinations`, {
      next: `At most ${MOST_COMBINATIONS} are tried: leave out a factor or a level, or take a fractional design.`,
    })
  const cells = new Uint16Array(rows * factors.length)
  let turn = rows
  factors.forEach(({levels}, column) => {
    turn /= levels.length
    for (let row = 0; row < rows; row++) cells[row * factors.length + column] = Math.floor(row / turn) % levels.length
  })
  return {factors, rows, cells, resolution: null}
}

/**
 * The smallest regular two-level fraction of a resolution (Box and Hunter 1961): a full design in some factors, and every
 * other factor the product of at least two of them (III) or of an odd number of at least three (IV). Of as few factors as
 * the full design has room for, all combinations.
 *
 * @throws Fault `design/nothing-drawn`, `design/named-twice`, `design/no-choice`, `design/not-two-levels`,
 *               `design/too-many-combinations`.
 */
export function fractionalFactorial(factors: readonly Factor[], resolution: 3 | 4): Factorial {
  assertFactors(factors)
  const other = factors.find(({levels}) => levels.length !== 2)
  if (other)
    throw new Fault(
      "design/not-two-levels",
      `'${other.name}' has ${other.levels.length} levels, and a fractional design takes two`,
      {
        next: "Name its two ends, or take the full design.",
      },
    )
  const wanted = factors.length
  let basic = 1
  while (wordsOf(basic, resolution) < wanted) basic++
  const rows = 1 << basic
  if (rows > MOST_COMBINATIONS)
    throw new Fault("design/too-many-combinations", `${wanted} factors need ${rows} combinations`, {
      next: `At most ${MOST_COMBINATIONS} are tried: leave out some factors.`,
    })
  // A word is the set of basic factors of which a column is the product. Words of one come first, the longest next:
  // long words mix effects up with those of many factors together.
  const words = Array.from({length: rows - 1}, (_, i) => i + 1).filter(
    (word) => resolution === 3 || weight(word) % 2 === 1,
  )
  words.sort((a, b) => Number(weight(b) === 1) - Number(weight(a) === 1) || weight(b) - weight(a) || a - b)
  const cells = new Uint16Array(rows * wanted)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < wanted; column++) {
      const word = words[column]!
      // In signs -1 and 1, a product of w factors that are all low is low where w is odd.
      cells[row * wanted + column] = (weight(row & word) + weight(word) + 1) % 2
    }
  return {factors, rows, cells, resolution: basic >= wanted ? null : resolution}
}

/** Columns that a fraction with so many basic factors has room for. */
function wordsOf(basic: number, resolution: 3 | 4): number {
  return resolution === 3 ? (1 << basic) - 1 : 1 << (basic - 1)
}

/** How many bits are set. */
function weight(word: number): number {
  let n = 0
  for (let rest = word; rest > 0; rest &= rest - 1) n++
  return n
}

function assertFactors(factors: readonly Factor[]): void {
  if (factors.length === 0)
    throw new Fault("design/nothing-drawn", "A factorial design of no factors", {
      next: "Name what is varied: a scenario, an option, a disagreement.",
    })
  const seen = new Set<string>()
  for (const {name, levels} of factors) {
    if (seen.has(name))
      throw new Fault("design/named-twice", `'${name}' stands twice among the factors of the design`, {
        next: "Name each factor once.",
      })
    seen.add(name)
    if (levels.length < 2)
      throw new Fault(
        "design/no-choice",
        `'${name}' has ${levels.length} level${levels.length === 1 ? "" : "s"}: there is nothing to vary`,
        {
          next: "Give it two levels, or leave it out.",
        },
      )
    const twice = levels.find((level, k) => levels.indexOf(level) < k)
    if (twice !== undefined)
      throw new Fault("design/named-twice", `'${name}' has the level '${twice}' twice`, {next: "Name each level once."})
  }
}
