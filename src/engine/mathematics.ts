// What each operator and function of the model language computes, twice: as a number, for
// the interpreter, and as JavaScript text, for the compiled form. The two stand side by
// side because they must give the same bits: the same operations in the same order.
//
// Only exactly specified arithmetic (+ - * / sqrt floor ceil min max) and the house's own
// elementary functions are used. Functions that remember are not here: the compiler turns
// them into stocks, lags and prelude slots.

import {cos, exp, expText, log, POWERS_OF_TWO, pow, sin, tanh} from "../elementary.ts"

/** Where in a run an expression is evaluated. */
export type Moment = {
  /** Time, and time at the beginning of the step (they differ within a Runge-Kutta step). */
  t: number
  t0: number
  /** Number of the step. */
  k: number
  readonly step: number
  /** Set to true where something is divided by 0. */
  zero: boolean
}

/** One function of the model language, for the interpreter and for the emitter: the same operations in the same order. */
export type Operation = {
  /** The value; `arg(i)` evaluates argument i, and is called only for arguments that count. */
  readonly value: (arg: (i: number) => number, count: number, moment: Moment) => number
  /** JavaScript for the same. `div(a, b)` gives text that divides and notes zeros; `hold()` names a new scratch variable. */
  readonly text: (args: readonly string[], write: {div(a: string, b: string): string; hold(): string}) => string
}

/** Times are compared with this share of a step as slack, so that 0.1 * 3 still reaches 0.3. */
const SLACK = 1e-6

/** What the text of operations reads by name. */
export const elementary = {POWERS_OF_TWO, exp, log, pow, sin, cos, tanh} as const

const divide = (a: number, b: number, moment: Moment): number => {
  if (b === 0) moment.zero = true
  return a / b
}

const infix = (sign: string, value: (a: number, b: number) => number): Operation => ({
  value: (arg) => value(arg(0), arg(1)),
  text: ([a, b]) => `(${a} ${sign} ${b})`,
})

const comparison = (sign: string, value: (a: number, b: number) => boolean): Operation => ({
  value: (arg) => (value(arg(0), arg(1)) ? 1 : 0),
  text: ([a, b]) => `(${a} ${sign} ${b} ? 1 : 0)`,
})

const call = (name: string, value: (x: number) => number): Operation => ({
  value: (arg) => value(arg(0)),
  text: ([x]) => `${name}(${x})`,
})

/** Of two or more, as a chain of pairs from the left. */
const chain = (name: "Math.min" | "Math.max", value: (a: number, b: number) => number): Operation => ({
  value: (arg, count) => {
    let best = arg(0)
    for (let i = 1; i < count; i++) best = value(best, arg(i))
    return best
  },
  text: (args) => args.reduce((best, next) => `${name}(${best}, ${next})`),
})

const entries: readonly (readonly [string, Operation])[] = [
  ["+", infix("+", (a, b) => a + b)],
  ["-", infix("-", (a, b) => a - b)],
  ["*", infix("*", (a, b) => a * b)],
  ["/", {value: (arg, _, moment) => divide(arg(0), arg(1), moment), text: ([a, b], write) => write.div(a!, b!)}],
  ["^", {value: (arg) => pow(arg(0), arg(1)), text: ([a, b]) => `pow(${a}, ${b})`}],
  ["negative", {value: (arg) => -arg(0), text: ([a]) => `(-${a})`}],
  ["<", comparison("<", (a, b) => a < b)],
  ["<=", comparison("<=", (a, b) => a <= b)],
  [">", comparison(">", (a, b) => a > b)],
  [">=", comparison(">=", (a, b) => a >= b)],
  ["==", comparison("===", (a, b) => a === b)],
  ["!=", comparison("!==", (a, b) => a !== b)],
  ["not", {value: (arg) => (arg(0) === 0 ? 1 : 0), text: ([a]) => `(${a} === 0 ? 1 : 0)`}],
  [
    "and",
    {
      value: (arg) => (arg(0) !== 0 && arg(1) !== 0 ? 1 : 0),
      text: ([a, b]) => `(${a} !== 0 && ${b} !== 0 ? 1 : 0)`,
    },
  ],
  [
    "or",
    {
      value: (arg) => (arg(0) !== 0 || arg(1) !== 0 ? 1 : 0),
      text: ([a, b]) => `(${a} !== 0 || ${b} !== 0 ? 1 : 0)`,
    },
  ],
  // The branch not taken is not evaluated: if(b > 0, a / b, 0) never divides by zero.
  ["if", {value: (arg) => (arg(0) !== 0 ? arg(1) : arg(2)), text: ([a, b, c]) => `(${a} !== 0 ? ${b} : ${c})`}],
  ["min", chain("Math.min", Math.min)],
  ["max", chain("Math.max", Math.max)],
  [
    "clamp",
    {
      value: (arg) => Math.max(arg(1), Math.min(arg(2), arg(0))),
      text: ([x, low, high]) => `Math.max(${low}, Math.min(${high}, ${x}))`,
    },
  ],
  ["abs", call("Math.abs", Math.abs)],
  ["floor", call("Math.floor", Math.floor)],
  ["ceil", call("Math.ceil", Math.ceil)],
  ["sqrt", call("Math.sqrt", Math.sqrt)],
  ["exp", {value: (arg) => exp(arg(0)), text: ([x], write) => expText(x!, write.hold)}],
  ["ln", call("log", log)],
  ["tanh", call("tanh", tanh)],
  ["sin", call("sin", sin)],
  ["cos", call("cos", cos)],
  [
    "saturate",
    {
      value: (arg) => 1 / (1 + exp(-arg(0))),
      text: ([z], write) => `(1 / (1 + ${expText(`-${z}`, write.hold)}))`,
    },
  ],
  [
    "mod",
    {
      value: (arg, _, moment) => {
        const x = arg(0)
        const y = arg(1)
        return x - y * Math.floor(divide(x, y, moment))
      },
      text: ([x, y], write) => {
        const [a, b] = [write.hold(), write.hold()]
        return `(${a} = ${x}, ${b} = ${y}, ${a} - ${b} * Math.floor(${write.div(a, b)}))`
      },
    },
  ],
  [
    "safe_divide",
    {
      value: (arg, count) => {
        const b = arg(1)
        if (b === 0) return count > 2 ? arg(2) : 0
        return arg(0) / b
      },
      text: ([a, b, otherwise], write) => {
        const below = write.hold()
        return `(${below} = ${b}, ${below} === 0 ? ${otherwise ?? "0"} : ${a} / ${below})`
      },
    },
  ],
  [
    "lookup",
    {
      value: (arg, count) => {
        const x = arg(0)
        if (x <= arg(1)) return arg(2)
        for (let i = 3; i < count; i += 2)
          if (x <= arg(i)) {
            const slope = (arg(i + 1) - arg(i - 1)) / (arg(i) - arg(i - 2))
            return arg(i - 1) + (x - arg(i - 2)) * slope
          }
        // Beyond the last point, or no number at all.
        return x > arg(count - 2) ? arg(count - 1) : x
      },
      text: ([at, ...points], write) => {
        const x = write.hold()
        let text = `${x} <= ${points[0]} ? ${points[1]}`
        for (let i = 2; i < points.length; i += 2) {
          const slope = `((${points[i + 1]} - ${points[i - 1]}) / (${points[i]} - ${points[i - 2]}))`
          text += ` : ${x} <= ${points[i]} ? ${points[i - 1]} + (${x} - ${points[i - 2]}) * ${slope}`
        }
        return `(${x} = ${at}, ${text} : ${x} > ${points.at(-2)} ? ${points.at(-1)} : ${x})`
      },
    },
  ],
  // Steps and pulses start with a step and hold for the whole of it, also within Runge-Kutta.
  [
    "step",
    {
      value: (arg, _, {t0, step}) => (t0 + step * SLACK >= arg(1) ? arg(0) : 0),
      text: ([height, at]) => `(t0 + STEP * ${SLACK} >= ${at} ? ${height} : 0)`,
    },
  ],
  [
    "pulse",
    {
      value: (arg, _, {t0, step}) => {
        const at = arg(0)
        const width = arg(1)
        const reached = t0 + step * SLACK
        return reached >= at && (reached < at + width || reached - step < at) ? 1 : 0
      },
      text: ([start, width], write) => {
        const [at, reached] = [write.hold(), write.hold()]
        // The width is read where it stands, so both forms evaluate the two arguments once, in order.
        const wide = write.hold()
        const test = `${reached} >= ${at} && (${reached} < ${at} + ${wide} || ${reached} - STEP < ${at})`
        return `(${at} = ${start}, ${wide} = ${width}, ${reached} = t0 + STEP * ${SLACK}, ${test} ? 1 : 0)`
      },
    },
  ],
  [
    "ramp",
    {
      value: (arg, _, {t}) => arg(0) * Math.max(0, Math.min(t, arg(2)) - arg(1)),
      text: ([slope, from, to]) => `(${slope} * Math.max(0, Math.min(t, ${to}) - ${from}))`,
    },
  ],
  // The rest is written by the compiler, not by authors.
  [
    /** during(from, to, then, else): `then` at steps from <= k < to. */
    "during",
    {
      value: (arg, _, {k}) => (k >= arg(0) && k < arg(1) ? arg(2) : arg(3)),
      text: ([from, to, then, otherwise]) => `(k >= ${from} && k < ${to} ? ${then} : ${otherwise})`,
    },
  ],
  [
    /** whole_steps(tau): a delay in whole steps, one at least; NaN for a time below 0. */
    "whole_steps",
    {
      value: (arg, _, {step}) => {
        const tau = arg(0)
        return tau >= 0 ? Math.max(1, Math.floor(tau / step + 0.5)) : Number.NaN
      },
      text: ([time], write) => {
        const tau = write.hold()
        return `(${tau} = ${time}, ${tau} >= 0 ? Math.max(1, Math.floor(${tau} / STEP + 0.5)) : NaN)`
      },
    },
  ],
]

/** Every operation by the name `Code` calls it. */
export const operations: ReadonlyMap<string, Operation> = new Map(entries)
