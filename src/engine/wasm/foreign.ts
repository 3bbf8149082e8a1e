// Equations that have no vector form, as JavaScript over the memory of a block of members:
// the same text as the emitter's, but slot `s` of member `m` stands at V[s * pitch + m].
//
// Assignments go in, a function comes out that works them out for members from <= m < to
// and tells which of them divided by zero. Where text may not be made into functions, the
// interpreter's operations do the same, slower.

import {argumentsOf, isShallow, partsOf} from "../code.ts"
import {literal} from "../emitter.ts"
import {elementary, type Moment, operations} from "../operations/mathematics.ts"
import {type OpenTable, readTable} from "../operations/tables.ts"
import {vectors} from "../operations/vectors.ts"
import type {Assignment, Code} from "../program.ts"

/** Where equations work, and what they read beside slots. */
export type Place = {
  readonly cells: Float64Array
  /** Numbers from one slot to the next. */
  readonly pitch: number
  readonly tables: readonly OpenTable[]
  readonly moment: Moment
  /** Called with a member that divided by zero; null where that is no matter. */
  readonly aside: ((member: number) => void) | null
}

/** Works out the equations of a group for members from <= m < to, of which member 0 is run `run`. */
export type Work = (from: number, to: number, run: number) => void

/** A number for a member. */
export type Value = (member: number) => number

/** Deeper equations are evaluated as trees, not written: the parser of JavaScript has an end too. */
const DEEPEST = 500

/** The function of some assignments, in their order. */
export function workOf(assignments: readonly Assignment[], place: Place): Work {
  const parts = assignments.map((assignment) => partOf(assignment, place))
  return (from, to, run) => {
    for (const part of parts) part(from, to, run)
  }
}

function partOf(assignment: Assignment, place: Place): Work {
  const {slot, code, count} = assignment
  if (count !== undefined && code[0] === "f") return block(slot, code, count, place)
  for (const part of partsOf(code)) if (part[0] === "s") return evaluated(slot, code, place)
  return (isShallow(code, DEEPEST) ? written(slot, code, place) : null) ?? evaluated(slot, code, place)
}

/** As JavaScript; null where functions may not be made of text. */
function written(slot: number, code: Code, {cells, pitch, tables, moment, aside}: Place): Work | null {
  const scratches: string[] = []
  const divisors: string[] = []
  const scratch = () => {
    scratches.push(`q${scratches.length}`)
    return scratches.at(-1)!
  }
  const text = (part: Code): string => {
    switch (part[0]) {
      case "n":
        return literal(part[1])
      case "v":
        return `V[${part[1] * pitch} + m]`
      case "t":
        return "t"
      case "s":
      case "w":
        throw new Error("a sum over turns is walked")
      case "l":
        return `readTable(TABLES[${part[1]}], "${part[2]}", ${text(part[3])})`
      default:
        return operations.get(part[1])!.text(argumentsOf(part).map(text), {
          div: (a, b) => {
            if (!aside) return `(${a} / ${b})`
            const divisor = scratch()
            divisors.push(divisor)
            return `(${a} / (${divisor} = ${b}))`
          },
          hold: scratch,
        })
    }
  }
  const line = `V[${slot * pitch} + m] = ${text(code)}`
  const names = {V: cells, TABLES: tables, readTable, moment, aside, ...elementary}
  const lines = [
    '"use strict"',
    "return function (from, to, run) {",
    `const t = moment.t, t0 = moment.t0, k = moment.k, STEP = ${literal(moment.step)}`,
    "const D = [moment.seed.lo, moment.seed.hi, 0]",
    ...(scratches.length > 0 ? [`let ${scratches.join(", ")}`] : []),
    "for (let m = from; m < to; m++) {",
    "D[2] = run + m",
    // A divisor in a branch that is not taken stays 1.
    ...divisors.map((divisor) => `${divisor} = 1`),
    line,
    ...(divisors.length > 0 ? [`if (${divisors.map((divisor) => `${divisor} === 0`).join(" || ")}) aside(m)`] : []),
    "}",
    "}",
  ]
  try {
    return new Function(...Object.keys(names), lines.join("\n"))(...Object.values(names)) as Work
  } catch {
    // A page's policy may forbid it.
    return null
  }
}

/** By the interpreter's operations. */
function evaluated(slot: number, code: Code, place: Place): Work {
  const {cells, pitch, moment, aside} = place
  const value = closure(code, place)
  const first = slot * pitch
  return (from, to, run) => {
    for (let member = from; member < to; member++) {
      moment.zero = false
      moment.run = run + member
      cells[first + member] = value(member)
      if (moment.zero) aside?.(member)
    }
  }
}

/** A function of whole arrays. */
function block(slot: number, code: readonly ["f", string, ...Code[]], count: number, place: Place): Work {
  const {cells, pitch, moment, aside} = place
  const {fill} = vectors.get(code[1])!
  const args = argumentsOf(code).map((arg) => closure(arg, place))
  const results = new Float64Array(count)
  const first = slot * pitch
  return (from, to, run) => {
    for (let member = from; member < to; member++) {
      moment.zero = false
      moment.run = run + member
      const [n, ...numbers] = args.map((arg) => arg(member))
      if (moment.zero && aside) aside(member)
      else {
        fill(n!, numbers, results, 0)
        for (let i = 0; i < count; i++) cells[first + i * pitch + member] = results[i]!
      }
    }
  }
}

/** A number of `code` for a member: the interpreter's own operations, over this memory. */
export function closure(code: Code, place: Place, turning = {turn: 0}): Value {
  const {cells, moment, pitch, tables} = place
  switch (code[0]) {
    case "n": {
      const value = code[1]
      return () => value
    }
    case "v": {
      const first = code[1] * pitch
      return (member) => cells[first + member]!
    }
    case "t":
      return () => moment.t
    case "w": {
      const [, slot, stride] = code
      return (member) => cells[(slot + turning.turn * stride) * pitch + member]!
    }
    case "s": {
      const [, turns] = code
      const of = closure(code[2], place, turning)
      return (member) => {
        turning.turn = 0
        let total = of(member)
        for (turning.turn = 1; turning.turn < turns; turning.turn++) total += of(member)
        return total
      }
    }
    case "l": {
      const table = tables[code[1]]!
      const how = code[2]
      const of = closure(code[3], place, turning)
      return (member) => readTable(table, how, of(member))
    }
    default: {
      const {value} = operations.get(code[1])!
      const args = argumentsOf(code).map((arg) => closure(arg, place, turning))
      const count = args.length
      return (member) => value((i) => args[i]!(member), count, moment)
    }
  }
}
