// Which points of the inputs are run: designs, each made for some questions.
//
// In: the drawn inputs of a program by name, a size, a seed. Out: shares of probability, runs x inputs, from which
// `inputsOf` makes values by the inverse of each input's distribution alone. A draw's address is its input's name, so
// that an input more moves nobody else's draw; a dimension of Sobol's sequence is an input's place among the drawn, so
// that there it is one more at the end that moves nobody's.

import {counted} from "../../core/counted.ts"
import {Fault} from "../../core/fault.ts"
import type {Program} from "../../engine/index.ts"
import {ordinal, streams, uniformAt} from "../../math/random.ts"
import type {Distribution} from "../../model/index.ts"
import {central, latinShares, quantileOf, seedOf} from "../sample.ts"
import {MOST_DIMENSIONS} from "./directions.ts"
import {scrambledSobol} from "./sobol.ts"

export const designKinds = ["latin", "sobol", "saltelli", "morris"] as const

/**
 * latin: a Latin hypercube. sobol: the first points of a scrambled Sobol' sequence. saltelli: two such tables A and B, and
 * A with one column of B for each input. morris: trajectories that move one input at a time.
 */
export type DesignKind = (typeof designKinds)[number]

/** What is run, as shares of probability. */
export type Design = {
  readonly kind: DesignKind
  /** The inputs that are drawn, one column each. */
  readonly names: readonly string[]
  readonly runs: number
  readonly seed: string
  /** runs x names, row-major, each strictly between 0 and 1. */
  readonly points: Float64Array
  /** Runs that are answered for together: 1; saltelli: A, B and one for each input; morris: a trajectory. */
  readonly block: number
  /** morris: how far each input is moved, in shares of its distribution; from one side to the other counts as 1. */
  readonly deltas: Float64Array
}

/** An input that is drawn. */
export type Drawn = {readonly name: string; readonly prior: Distribution}

/** Trajectories under which a mean of elementary effects says little (Campolongo, Cariboni and Saltelli 2007 use 10 and more). */
export const FEWEST_TRAJECTORIES = 10
/** Base points under which indices are noise: Saltelli et al. (2010) begin at some hundred. */
export const FEWEST_BASE_POINTS = 64

/** The inputs of a program that are drawn at all, in its order. */
export function drawnInputs(program: Program): Drawn[] {
  return program.inputs.filter(({prior}) => prior.kind !== "fixed").map(({name, prior}) => ({name, prior}))
}

/**
 * The design of `runs` runs.
 *
 * @throws Fault `ensemble/bad-seed`; `design/named-twice`, `design/nothing-drawn`, `design/bad-distribution`,
 *               `design/too-small`, `design/wrong-size`, `design/too-many-inputs`.
 */
export function designOf(kind: DesignKind, drawn: readonly Drawn[], runs: number, seed: string): Design {
  assertDrawn(drawn, kind)
  switch (kind) {
    case "latin":
      return latin(drawn, runs, seed)
    case "sobol":
      return sobol(drawn, runs, seed)
    case "saltelli":
      return saltelli(drawn, runs, seed)
    case "morris":
      return morris(drawn, runs, seed)
  }
}

/**
 * The inputs of a program under a design: runs x inputs, row-major, for `Plan.inputs`. What is not drawn is at its one value.
 *
 * @throws Fault `design/other-inputs` where the design was made for other inputs.
 */
export function inputsOf(design: Design, program: Program): Float64Array {
  const columns = program.inputs.map(({name, prior}) => (prior.kind === "fixed" ? -1 : design.names.indexOf(name)))
  const drawn = drawnInputs(program)
  const missing = drawn.find(({name}) => !design.names.includes(name))
  if (missing || drawn.length !== design.names.length)
    throw new Fault(
      "design/other-inputs",
      `The design has ${counted(design.names.length, "input")}, the model draws ${counted(drawn.length, "input")}`,
      {
        ...(missing && {place: missing.name}),
        next: "Make the design from the inputs of this very model.",
      },
    )
  const [width, wide] = [program.inputs.length, design.names.length]
  const table = new Float64Array(design.runs * width)
  for (const [k, {prior}] of program.inputs.entries()) {
    const column = columns[k]!
    const still = column < 0 ? central(prior) : 0
    for (let run = 0; run < design.runs; run++)
      table[run * width + k] = column < 0 ? still : quantileOf(prior, design.points[run * wide + column]!)
  }
  return table
}

function assertDrawn(drawn: readonly Drawn[], kind: DesignKind): void {
  if (drawn.length === 0)
    throw new Fault("design/nothing-drawn", `A ${kind} design of no inputs`, {
      next: "Give a parameter of the model a range, or leave the design out.",
    })
  const seen = new Map<number, string>()
  for (const {name, prior} of drawn) {
    const other = seen.get(ordinal(name))
    if (other === name)
      throw new Fault("design/named-twice", `'${name}' stands twice among the inputs of the design`, {
        next: "Name each input once.",
      })
    if (other !== undefined)
      throw new Fault("ensemble/name-collision", `'${other}' and '${name}' would draw the same random numbers`, {
        next: "Rename one of them",
      })
    seen.set(ordinal(name), name)
    const wrong = cannotBe(prior)
    if (wrong !== null)
      throw new Fault("design/bad-distribution", `'${name}' has a distribution that cannot be: ${wrong}`, {
        place: name,
        next: "Mend its bounds or shape.",
      })
  }
}

/** Why there is no such distribution; null where there is. */
function cannotBe(prior: Distribution): string | null {
  const numbers = Object.values(prior).filter((value) => typeof value === "number")
  const odd = numbers.find((value) => !Number.isFinite(value))
  if (odd !== undefined) return `${odd} is no number`
  switch (prior.kind) {
    case "fixed":
      return null
    case "uniform":
      return prior.low > prior.high ? `its low end ${prior.low} is above its high end ${prior.high}` : null
    case "triangular":
      return prior.low > prior.mode || prior.mode > prior.high
        ? `${prior.low}, ${prior.mode}, ${prior.high} do not rise`
        : null
    case "normal":
      return prior.sd < 0 ? `its standard deviation is ${prior.sd}` : null
    case "lognormal":
      return prior.p5 <= 0 || prior.p95 < prior.p5
        ? `its percentiles ${prior.p5} and ${prior.p95} are not above 0 and rising`
        : null
    case "beta":
      if (prior.a <= 0 || prior.b <= 0) return `its shapes ${prior.a} and ${prior.b} are not above 0`
      return prior.low > prior.high ? `its low end ${prior.low} is above its high end ${prior.high}` : null
    case "chance":
      return prior.p < 0 || prior.p > 1 ? `its chance is ${prior.p}` : null
  }
}

function tooSmall(kind: DesignKind, runs: number, next: string): Fault {
  return new Fault("design/too-small", `${runs} runs are too few for a ${kind} design`, {next})
}

function assertCount(kind: DesignKind, runs: number): void {
  if (!Number.isSafeInteger(runs) || runs < 1) throw tooSmall(kind, runs, "Ask for a whole number of runs, at least 1.")
}

/** McKay, Beckman and Conover (1979): each input has one run in each of as many equal strata of its probability as there are runs. */
function latin(drawn: readonly Drawn[], runs: number, seed: string): Design {
  assertCount("latin", runs)
  const words = seedOf(seed)
  const points = new Float64Array(runs * drawn.length)
  const shares = new Float64Array(runs)
  drawn.forEach(({name}, column) => {
    latinShares(words, ordinal(name), shares)
    for (let run = 0; run < runs; run++) points[run * drawn.length + column] = shares[run]!
  })
  return plain("latin", drawn, runs, seed, points)
}

function plain(kind: DesignKind, drawn: readonly Drawn[], runs: number, seed: string, points: Float64Array): Design {
  return {kind, names: drawn.map(({name}) => name), runs, seed, points, block: 1, deltas: new Float64Array(0)}
}

/** The columns of a scrambled sequence, each with the scramble of its input's name, `purpose` before it. */
function scrambled(
  drawn: readonly Drawn[],
  count: number,
  seed: string,
  dimension: (column: number) => number,
  purpose: string,
): Float64Array[] {
  const words = seedOf(seed)
  return drawn.map(({name}, column) => scrambledSobol(dimension(column), count, words, ordinal(`${purpose}${name}`)))
}

function assertPower(kind: DesignKind, points: number, each: number, runs: number): void {
  let power = 2
  while (2 * power <= points) power *= 2
  if (power !== points)
    throw new Fault(
      "design/wrong-size",
      `${runs} runs are no ${kind} design: Sobol's points are balanced in powers of two`,
      {
        next: `Ask for ${power * each} or ${2 * power * each} runs.`,
      },
    )
}

function assertDimensions(kind: DesignKind, drawn: readonly Drawn[], each: number): void {
  if (drawn.length * each > MOST_DIMENSIONS)
    throw new Fault(
      "design/too-many-inputs",
      `A ${kind} design has room for ${MOST_DIMENSIONS / each} inputs, and ${drawn.length} are drawn`,
      {
        next: "Use the latin or the morris design, or fix the inputs that decide least.",
      },
    )
}

/** Sobol' (1967) with the direction numbers of Joe and Kuo (2008), scrambled as Owen (1995). Runs are a power of two. */
function sobol(drawn: readonly Drawn[], runs: number, seed: string): Design {
  assertCount("sobol", runs)
  assertDimensions("sobol", drawn, 1)
  if (runs < 2) throw tooSmall("sobol", runs, "Ask for a power of two, at least 2.")
  assertPower("sobol", runs, 1, runs)
  const columns = scrambled(drawn, runs, seed, (column) => column, "")
  const points = new Float64Array(runs * drawn.length)
  for (let run = 0; run < runs; run++)
    for (let column = 0; column < columns.length; column++)
      points[run * columns.length + column] = columns[column]![run]!
  return plain("sobol", drawn, runs, seed, points)
}

/**
 * The radial design of Saltelli et al. (2010): base point j is the rows A_j, B_j, and A_j with column i of B_j for each
 * input i. A and B are columns of one scrambled sequence, input i in dimensions 2i and 2i + 1.
 */
function saltelli(drawn: readonly Drawn[], runs: number, seed: string): Design {
  assertCount("saltelli", runs)
  assertDimensions("saltelli", drawn, 2)
  const width = drawn.length
  const block = width + 2
  const base = runs / block
  if (base < FEWEST_BASE_POINTS)
    throw tooSmall(
      "saltelli",
      runs,
      `Of ${counted(width, "input")} ask for ${FEWEST_BASE_POINTS * block} runs at least (${FEWEST_BASE_POINTS} base points of ${block} runs).`,
    )
  assertPower("saltelli", base, block, runs)
  const a = scrambled(drawn, base, seed, (column) => 2 * column, "A ")
  const b = scrambled(drawn, base, seed, (column) => 2 * column + 1, "B ")
  const points = new Float64Array(runs * width)
  for (let j = 0; j < base; j++)
    for (let row = 0; row < block; row++) {
      const at = (j * block + row) * width
      for (let column = 0; column < width; column++)
        points[at + column] = (row === 1 || row - 2 === column ? b : a)[column]![j]!
    }
  return {...plain("saltelli", drawn, runs, seed, points), block}
}

/** The least share that is told from none beside 1. */
const TINY = 1 / 9007199254740992

/** Levels of an input in Morris's grid; each move is half of them. */
const LEVELS = 4

/**
 * Trajectories of Morris (1991): each begins at a random level of each input (the middles of four equal parts of its
 * probability) and moves each once, by two levels, in a random order. An input that is there or not moves from one side to
 * the other, however rare.
 */
function morris(drawn: readonly Drawn[], runs: number, seed: string): Design {
  assertCount("morris", runs)
  const width = drawn.length
  const block = width + 1
  const trajectories = Math.floor(runs / block)
  if (trajectories < FEWEST_TRAJECTORIES)
    throw tooSmall(
      "morris",
      runs,
      `Of ${counted(width, "input")} ask for ${FEWEST_TRAJECTORIES * block} runs at least (${FEWEST_TRAJECTORIES} trajectories of ${block} runs).`,
    )
  if (trajectories * block !== runs)
    throw new Fault("design/wrong-size", `${runs} runs are no whole trajectories of ${block} runs`, {
      next: `Ask for ${trajectories * block} or ${(trajectories + 1) * block} runs.`,
    })
  const {lo, hi} = seedOf(seed)
  const points = new Float64Array(runs * width)
  const addresses = drawn.map(({name}) => ordinal(name))
  const place = (column: number, level: number) => {
    const {prior} = drawn[column]!
    if (prior.kind !== "chance") return (level + 0.5) / LEVELS
    // The middle of the shares that give 0, or of those that give 1; where a side cannot be, still inside (0, 1).
    const share = level < LEVELS / 2 ? (1 - prior.p) / 2 : 1 - prior.p / 2
    return Math.min(1 - TINY, Math.max(TINY, share))
  }
  for (let t = 0; t < trajectories; t++) {
    const draw = (column: number, k: number) => uniformAt(lo, hi, t, addresses[column]!, k, streams.design)
    const levels = drawn.map((_, column) => Math.floor(draw(column, 1) * LEVELS))
    const key = drawn.map((_, column) => draw(column, 2))
    const order = [...drawn.keys()].sort((x, y) => key[x]! - key[y]! || x - y)
    for (let row = 0; row < block; row++) {
      if (row > 0) {
        const moved = order[row - 1]!
        levels[moved] = (levels[moved]! + LEVELS / 2) % LEVELS
      }
      for (let column = 0; column < width; column++)
        points[(t * block + row) * width + column] = place(column, levels[column]!)
    }
  }
  const deltas = Float64Array.from(drawn, ({prior}) => (prior.kind === "chance" ? 1 : 0.5))
  return {...plain("morris", drawn, runs, seed, points), block, deltas}
}
