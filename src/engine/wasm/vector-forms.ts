// Equations as vector instructions: the value of an expression for two members at a time,
// the same operations in the same order as the interpreter's, so the same bits.
//
// An expression and the site where it is written go in; instructions that leave one vector
// come out in the site's body. A condition leaves a mask, all bits of a lane set or none.
// Lanes in which something is not plain (a division by zero, an argument that a kernel does
// not cover) are only flagged: `isPlain` says beforehand which expressions can be written so.

import {vector as v} from "../../core/wasm-module.ts"
import {argumentsOf, isShallow, partsOf} from "../code.ts"
import {NEARLY_ZERO, SLACK} from "../operations/mathematics.ts"
import type {OpenTable} from "../operations/tables.ts"
import type {Code, Reading} from "../program.ts"
import {exp, isPlainPower, type Kernels, keep, log, pow} from "./wasm-kernels.ts"

/** Deepest equation written as instructions; deeper ones are evaluated by JavaScript. */
const DEEPEST = 400
/** Points of a table written as a chain of choices. */
const MOST_POINTS = 24

/** Where an expression is written. */
export type Site = Kernels & {
  readonly tables: readonly OpenTable[]
  /** The model's step. */
  readonly step: number
  /** A division by zero is flagged. */
  readonly strict: boolean
  /** The value of a slot, on the stack. */
  read(slot: number): void
  /** A local that holds time, time at the beginning of the step, or the number of the step. */
  clock(what: "time" | "started" | "number"): number
  /** What `write` writes counts only where `mask` is set, or is not: flags elsewhere are none. */
  within(mask: number, inverse: boolean, write: () => void): void
}

/** A vector operation in place of `operations.get(name)`. Leaves one vector; reads its arguments with `value` or `mask`. */
type Operation = (site: Site, args: readonly Code[]) => void

const arithmetic =
  (instruction: number): Operation =>
  (site, [first, ...rest]) => {
    value(site, first!)
    for (const next of rest) {
      value(site, next)
      site.body.v(instruction)
    }
  }

const ofOne =
  (instruction: number): Operation =>
  (site, [x]) => {
    value(site, x!)
    site.body.v(instruction)
  }

/** "and" and "or": the second counts only where the first leaves the answer open. */
const joined =
  (settled: boolean, instruction: number): Operation =>
  (site, [a, b]) => {
    mask(site, a!)
    const first = keep(site)
    site.body.get(first)
    site.within(first, settled, () => mask(site, b!))
    site.body.v(instruction)
  }

/** What is left of x after whole multiples of y, of which `whole` says how they count. */
const leftOver =
  (whole: number): Operation =>
  (site, [x, y]) => {
    const [a, b] = [localOf(site, x!), localOf(site, y!)]
    notZero(site, y!, b)
    site.body.get(a).get(b).get(a).get(b).v(v.div).v(whole).v(v.mul).v(v.sub)
  }

/** Comparisons and logic: they leave a mask. */
const conditions: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ["<", arithmetic(v.lt)],
  ["<=", arithmetic(v.le)],
  [">", arithmetic(v.gt)],
  [">=", arithmetic(v.ge)],
  ["==", arithmetic(v.eq)],
  ["!=", arithmetic(v.ne)],
  [
    "not",
    (site, [x]) => {
      mask(site, x!)
      site.body.v(v.not)
    },
  ],
  ["and", joined(false, v.and)],
  ["or", joined(true, v.or)],
])

/** Of equal numbers the first, as mathematics.ts has it: these two instructions have just that meaning. */
const least = arithmetic(v.pmin)
const most = arithmetic(v.pmax)

const values: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ["+", arithmetic(v.add)],
  ["-", arithmetic(v.sub)],
  ["*", arithmetic(v.mul)],
  ["/", (site, [a, b]) => divide(site, a!, b!)],
  [
    // Constant powers that stand apart do not come here, squares and square roots excepted; see isPlain.
    "^",
    (site, [x, y]) => {
      const {body} = site
      if (y![0] !== "n" || isPlainPower(y![1])) {
        value(site, x!)
        pow(site, localOf(site, y!), y![0] === "n")
        return
      }
      const of = localOf(site, x!)
      if (y![1] === 2) {
        body.get(of).get(of).v(v.mul)
        return
      }
      // The power of 0 and of numbers below it differs from the root's.
      body.get(of).splat(0).v(v.le)
      site.flag()
      body.get(of).v(v.sqrt)
    },
  ],
  ["negative", ofOne(v.neg)],
  ["abs", ofOne(v.abs)],
  ["floor", ofOne(v.floor)],
  ["ceil", ofOne(v.ceil)],
  ["sqrt", ofOne(v.sqrt)],
  ["min", least],
  ["max", most],
  [
    "clamp",
    (site, [x, low, high]) => {
      value(site, x!)
      value(site, high!)
      site.body.v(v.pmin)
      value(site, low!)
      site.body.v(v.pmax)
    },
  ],
  [
    "if",
    (site, [condition, then, otherwise]) => {
      mask(site, condition!)
      choose(site, then!, otherwise!)
    },
  ],
  [
    "during",
    (site, [from, to, then, otherwise]) => {
      const k = site.clock("number")
      site.body.get(k)
      value(site, from!)
      site.body.v(v.ge).get(k)
      value(site, to!)
      site.body.v(v.lt).v(v.and)
      choose(site, then!, otherwise!)
    },
  ],
  [
    "exp",
    (site, [x]) => {
      value(site, x!)
      exp(site)
    },
  ],
  [
    "ln",
    (site, [x]) => {
      value(site, x!)
      log(site)
    },
  ],
  [
    "saturate",
    (site, [z]) => {
      site.body.splat(1).splat(1)
      value(site, z!)
      site.body.v(v.neg)
      exp(site)
      site.body.v(v.add).v(v.div)
    },
  ],
  ["mod", leftOver(v.floor)],
  [
    "safe_divide",
    (site, [a, b, otherwise]) => {
      value(site, b!)
      const below = keep(site)
      site.body.get(below).splat(0).v(v.eq)
      const zero = keep(site)
      if (otherwise) site.within(zero, false, () => value(site, otherwise))
      else site.body.splat(0)
      site.within(zero, true, () => value(site, a!))
      site.body.get(below).v(v.div).get(zero).v(v.bitselect)
    },
  ],
  [
    "step",
    (site, [height, at]) => {
      middle(site)
      value(site, at!)
      site.body.v(v.gt)
      const reached = keep(site)
      site.body.get(reached)
      site.within(reached, false, () => value(site, height!))
      site.body.v(v.and)
    },
  ],
  [
    "pulse",
    (site, [start, width]) => {
      const {body} = site
      const at = localOf(site, start!)
      const wide = localOf(site, width!)
      middle(site)
      const reached = keep(site)
      body.get(reached).get(at).v(v.gt)
      body.get(reached).get(at).get(wide).v(v.add).v(v.lt)
      body.get(reached).splat(site.step).v(v.sub).get(at).v(v.le).v(v.or)
      body.v(v.and).splat(1).v(v.and)
    },
  ],
  [
    "pulse_train",
    (site, args) => {
      const {body} = site
      const {step} = site
      const [start, width, between, end] = args.map((arg) => localOf(site, arg))
      middle(site)
      const reached = keep(site)
      body.get(reached).get(start!).v(v.gt).get(reached).splat(step).v(v.sub).get(end!).v(v.lt).v(v.and)
      body.get(reached).get(start!).v(v.sub)
      const into = keep(site)
      // Not between > 0, or within a pulse of the train, or within the first step.
      body.get(between!).splat(0).v(v.gt).v(v.not)
      body.get(into).get(between!).get(into).get(between!).v(v.div).v(v.floor).v(v.mul).v(v.sub)
      body.get(width!).splat(step).get(width!).splat(step).v(v.gt).v(v.bitselect).v(v.lt).v(v.or)
      body.get(into).splat(step).v(v.le).v(v.or)
      body.v(v.and).splat(1).v(v.and)
    },
  ],
  [
    "pulses",
    (site, args) => {
      const {body} = site
      const {step} = site
      const [volume, first, interval] = [...args, ["n", 0] as Code].map((arg) => localOf(site, arg))
      middle(site)
      body.get(first!).v(v.sub)
      const into = keep(site)
      body.get(volume!).splat(step).v(v.div)
      body.get(into).splat(0).v(v.gt)
      body.get(into).get(interval!).get(into).get(interval!).v(v.div).v(v.floor).v(v.mul).v(v.sub)
      body.get(into).get(interval!).splat(0).v(v.gt).v(v.bitselect)
      body.splat(step).v(v.lt).get(into).splat(step).v(v.le).v(v.or)
      body.v(v.and).v(v.and)
    },
  ],
  [
    "ramp",
    (site, [slope, from, to]) => {
      value(site, slope!)
      site.body.splat(0).get(site.clock("started"))
      value(site, to!)
      site.body.v(v.min)
      value(site, from!)
      site.body.v(v.sub).v(v.max).v(v.mul)
    },
  ],
  ["step_begin", (site) => void site.body.get(site.clock("started"))],
  [
    "reached",
    (site, [at]) => {
      site.body
        .get(site.clock("started"))
        .splat(site.step * SLACK)
        .v(v.add)
      value(site, at!)
      site.body.v(v.ge).splat(1).v(v.and)
    },
  ],
  [
    "once",
    (site, [x, own]) => {
      site.body.get(site.clock("time")).get(site.clock("started")).v(v.eq)
      choose(site, x!, own!)
    },
  ],
  ["trunc", ofOne(v.trunc)],
  ["sum", arithmetic(v.add)],
  ["product", arithmetic(v.mul)],
  [
    "mean",
    (site, args) => {
      arithmetic(v.add)(site, args)
      site.body.splat(args.length).v(v.div)
    },
  ],
  [
    "sign",
    (site, [x]) => {
      const {body} = site
      const of = localOf(site, x!)
      body.splat(1).splat(-1).get(of).get(of).splat(0).v(v.lt).v(v.bitselect).get(of).splat(0).v(v.gt).v(v.bitselect)
    },
  ],
  [
    "round",
    (site, [x]) => {
      const {body} = site
      const of = localOf(site, x!)
      body.get(of).v(v.floor)
      const below = keep(site)
      body.get(below).splat(1).v(v.add).get(below).get(of).get(below).v(v.sub).splat(0.5).v(v.ge).v(v.bitselect)
    },
  ],
  [
    "quantum",
    (site, [x, q]) => {
      const {body} = site
      const [of, by] = [localOf(site, x!), localOf(site, q!)]
      body.get(by).get(of).get(by).v(v.div).v(v.trunc).v(v.mul).get(of).get(by).splat(0).v(v.gt).v(v.bitselect)
    },
  ],
  ["zidz", (site, [a, b]) => divideUnlessNearZero(site, a!, b!, ["n", 0])],
  ["xidz", (site, [a, b, x]) => divideUnlessNearZero(site, a!, b!, x!)],
  ["remainder", leftOver(v.trunc)],
  [
    "element",
    (site, [index, ...list]) => {
      const {body} = site
      const all = list.map((one) => localOf(site, one))
      value(site, index!)
      body.v(v.trunc)
      const at = keep(site)
      body.splat(0)
      all.forEach((one, i) => {
        const otherwise = keep(site)
        body
          .get(one)
          .get(otherwise)
          .get(at)
          .splat(i + 1)
          .v(v.eq)
          .v(v.bitselect)
      })
    },
  ],
  ["lookup", (site, [x, ...points]) => alongPoints(site, x!, points)],
])

/** The value of `code`, on the stack. */
export function value(site: Site, code: Code): void {
  const {body} = site
  switch (code[0]) {
    case "n":
      body.splat(code[1])
      return
    case "v":
      site.read(code[1])
      return
    case "t":
      body.get(site.clock("time"))
      return
    case "l":
      alongTable(site, site.tables[code[1]]!, code[2], code[3])
      return
    default: {
      const [, name, ...args] = code as readonly ["f", string, ...Code[]]
      const condition = conditions.get(name)
      if (condition) {
        condition(site, args)
        body.splat(1).v(v.and)
      } else values.get(name)!(site, args)
    }
  }
}

/** The value of `code` in a new local. */
export function localOf(site: Site, code: Code): number {
  value(site, code)
  return keep(site)
}

/** Where `code` is not 0, as a mask on the stack. */
function mask(site: Site, code: Code): void {
  const condition = code[0] === "f" ? conditions.get(code[1]) : undefined
  if (condition) condition(site, argumentsOf(code))
  else {
    value(site, code)
    site.body.splat(0).v(v.ne)
  }
}

/** `then` or `otherwise` by the mask on the stack. */
function choose(site: Site, then: Code, otherwise: Code): void {
  const chosen = keep(site)
  site.within(chosen, false, () => value(site, then))
  site.within(chosen, true, () => value(site, otherwise))
  site.body.get(chosen).v(v.bitselect)
}

/** The middle of the step, on the stack: test inputs change at the step nearest to their time. */
function middle(site: Site): void {
  site.body
    .get(site.clock("started"))
    .splat(site.step * 0.5)
    .v(v.add)
}

function divide(site: Site, a: Code, b: Code): void {
  value(site, a)
  value(site, b)
  if (!neverZero(b)) {
    const divisor = site.fresh()
    site.body.tee(divisor)
    notZero(site, b, divisor)
  }
  site.body.v(v.div)
}

/** a / b, or x where b is nearly 0. All three are evaluated. */
function divideUnlessNearZero(site: Site, a: Code, b: Code, x: Code): void {
  const {body} = site
  const [over, under, otherwise] = [localOf(site, a), localOf(site, b), localOf(site, x)]
  body.get(otherwise).get(over).get(under).v(v.div)
  body.get(under).v(v.abs).splat(NEARLY_ZERO).v(v.lt).v(v.bitselect)
}

/** Flags lanes of a strict run in which `divisor`, the value of `code`, is 0. */
function notZero(site: Site, code: Code, divisor: number): void {
  if (!site.strict || neverZero(code)) return
  site.body.get(divisor).splat(0).v(v.eq)
  site.flag()
}

/** A table of the program, read by a chain of choices: the pieces of tables.ts, from the first to the last. */
function alongTable(site: Site, table: OpenTable, how: Reading, of: Code): void {
  const {body} = site
  const {x, y, slope} = table
  const last = x.length - 1
  const beyond = how === "extend" ? "extend" : table.beyond
  const at = localOf(site, of)
  /** The line through point i. */
  const line = (i: number, rise: number) =>
    body.splat(y[i]!).get(at).splat(x[i]!).v(v.sub).splat(rise).v(v.mul).v(v.add)
  const piece = (i: number) => {
    if (last === 0) body.get(at).splat(0).v(v.mul).splat(y[0]!).v(v.add)
    else line(i, slope[i]!)
  }
  const instead = (write: () => void, bound: number, instruction: number) => {
    const before = keep(site)
    write()
    body.get(before).get(at).splat(bound).v(instruction).v(v.bitselect)
  }
  const outside = (height: number) => () => body.splat(height)
  piece(0)
  for (let i = 1; i < last; i++) instead(() => piece(i), x[i]!, v.ge)
  if (last > 0) instead(() => body.splat(y[last]!), x[last]!, v.ge)
  if (beyond === "extend" && last > 0) instead(() => line(last, slope[last - 1]!), x[last]!, v.gt)
  else {
    instead(outside(y[last]!), x[last]!, v.gt)
    instead(outside(y[0]!), x[0]!, v.lt)
  }
}

/** Straight lines between constant points: the choice of the interpreter, from the last segment to the first. */
function alongPoints(site: Site, at: Code, points: readonly Code[]): void {
  const {body} = site
  const numbers = points.map((point) => point[1] as number)
  const count = numbers.length
  const x = localOf(site, at)
  body.splat(numbers[1]!)
  // From the bottom of the choices to the top: beyond the last point, or no number; each segment; before the first.
  body
    .splat(numbers[count - 1]!)
    .get(x)
    .get(x)
    .splat(numbers[count - 2]!)
    .v(v.gt)
    .v(v.bitselect)
  for (let i = count - 2; i >= 2; i -= 2) {
    const slope = (numbers[i + 1]! - numbers[i - 1]!) / (numbers[i]! - numbers[i - 2]!)
    const below = keep(site)
    body
      .splat(numbers[i - 1]!)
      .get(x)
      .splat(numbers[i - 2]!)
      .v(v.sub)
      .splat(slope)
      .v(v.mul)
      .v(v.add)
    body.get(below).get(x).splat(numbers[i]!).v(v.le).v(v.bitselect)
  }
  body.get(x).splat(numbers[0]!).v(v.le).v(v.bitselect)
}

/** Whether `code` can be seen never to be 0; no number is not 0 either. */
function neverZero(code: Code): boolean {
  if (code[0] === "n") return code[1] !== 0
  return code[0] === "f" && code[1] === "+" && code.length === 4 && isPositiveSum(code[2] as Code, code[3] as Code)
}

function isPositiveSum(a: Code, b: Code): boolean {
  return (isPositive(a) && isNotNegative(b)) || (isPositive(b) && isNotNegative(a))
}

function isPositive(code: Code): boolean {
  return code[0] === "n" && code[1] > 0
}

function isNotNegative(code: Code): boolean {
  if (code[0] === "n") return code[1] >= 0
  return code[0] === "f" && ["exp", "saturate", "abs"].includes(code[1])
}

/** Whether every part of `code` has a vector form. */
export function isPlain(code: Code, tables: readonly OpenTable[]): boolean {
  if (!isShallow(code, DEEPEST)) return false
  for (const part of partsOf(code)) if (!hasForm(part, tables)) return false
  return true
}

function hasForm(code: Code, tables: readonly OpenTable[]): boolean {
  // Sums over turns have no vector form: a loop in a loop over members gains nothing.
  if (code[0] === "s" || code[0] === "w") return false
  if (code[0] === "l") return isChain(tables[code[1]]!, code[2])
  if (code[0] !== "f") return true
  const [, name, ...args] = code as readonly ["f", string, ...Code[]]
  if (name === "^") {
    const [, y] = args as [Code, Code]
    return y[0] !== "n" || y[1] === 2 || y[1] === 0.5 || isPlainPower(y[1])
  }
  if (name === "element") return args.length <= MOST_POINTS
  if (name === "lookup") return args.length <= 1 + 2 * MOST_POINTS && args.slice(1).every(([what]) => what === "n")
  return values.has(name) || conditions.has(name)
}

/** Whether a table is short, and read along its lines, which have values on either side. */
function isChain({x, between, beyond}: OpenTable, how: Reading): boolean {
  const lines = how === "extend" || (how === "value" && between === "line" && beyond !== "none")
  return lines && x.length >= 1 && x.length <= MOST_POINTS
}

/** What flags lanes for other reasons than a division by 0. */
export const KERNELS: ReadonlySet<string> = new Set(["exp", "ln", "saturate", "^"])

/** Whether an expression calls a function that is worked out inside vectors. */
export function hasKernel(code: Code): boolean {
  for (const part of partsOf(code)) if (part[0] === "f" && KERNELS.has(part[1])) return true
  return false
}
