// What each operator and function of the model language computes, twice: as a number, for
// the interpreter, and as JavaScript text, for the compiled form. The two stand side by
// side because they must give the same bits: the same operations in the same order.
//
// Only exactly specified arithmetic (+ - * / sqrt floor ceil min max) and the project's own
// elementary functions are used. Functions that remember are not here: the compiler turns
// them into stocks, lags and prelude slots. Functions of whole arrays are in vectors.ts.

import {
  drawBeta,
  drawBinomial,
  drawChance,
  drawExponential,
  drawGamma,
  drawGeometric,
  drawLogistic,
  drawLognormal,
  drawNegativeBinomial,
  drawNormal,
  drawPareto,
  drawPoisson,
  drawTriangular,
  drawUniform,
  drawWeibull,
  normalBelow,
} from "../../math/distributions.ts"
import {
  acos,
  asin,
  atan,
  atan2,
  cos,
  cosh,
  exp,
  expText,
  log,
  log10,
  POWERS_OF_TWO,
  pow,
  sin,
  sinh,
  tan,
  tanh,
} from "../../math/elementary.ts"
import {logGamma, normalQuantile, streams, uniformAt} from "../../math/random.ts"
import {calendar} from "./calendar.ts"
import {priorityShare, vectors} from "./vectors.ts"

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
  /** The run's number and the seed's two words, for draws. */
  run: number
  seed: {readonly lo: number; readonly hi: number}
}

/** One function of the model language, for the interpreter and for the emitter: the same operations in the same order. */
export type Operation = {
  /** The value; `arg(i)` evaluates argument i, and is called only for arguments that count. */
  readonly value: (arg: (i: number) => number, count: number, moment: Moment) => number
  /** JavaScript for the same. `div(a, b)` gives text that divides and notes zeros; `hold()` names a new scratch variable. */
  readonly text: (args: readonly string[], write: {div(a: string, b: string): string; hold(): string}) => string
}

// What follows is not in the elementary functions, and stands in one place for both forms.

const sign = (x: number): number => (x > 0 ? 1 : x < 0 ? -1 : x)
const round = (x: number): number => {
  const below = Math.floor(x)
  return x - below >= 0.5 ? below + 1 : below
}
const quantum = (x: number, q: number): number => (q > 0 ? q * Math.trunc(x / q) : x)
/** Nearer to 0 than this counts as 0 in ZIDZ and XIDZ (Vensim's reference). */
export const NEARLY_ZERO = 1e-6
const xidz = (a: number, b: number, x: number): number => (Math.abs(b) < NEARLY_ZERO ? x : a / b)
const zidz = (a: number, b: number): number => xidz(a, b, 0)
/** ln x / ln base, and the whole number where x is exactly that power. */
const logTo = (x: number, base: number): number => {
  const ratio = base === 10 ? log10(x) : log(x) / log(base)
  const whole = Math.floor(ratio + 0.5)
  return whole !== ratio && pow(base, whole) === x ? whole : ratio
}
const root = (x: number, n: number): number => {
  if (!(x < 0)) return n === 2 ? Math.sqrt(x) : pow(x, 1 / n)
  return n % 2 === 1 || n % 2 === -1 ? -pow(-x, 1 / n) : Number.NaN
}
/** Beyond this the factorial is no longer a finite double. */
const LARGEST_FACTORIAL = 170
const factorial = (n: number): number => {
  if (!(n >= 0)) return Number.NaN
  if (n > LARGEST_FACTORIAL) return Number.POSITIVE_INFINITY
  if (Math.floor(n) !== n) return exp(logGamma(n + 1))
  let value = 1
  for (let i = 2; i <= n; i++) value *= i
  return value
}
/** Longest product that is written out; beyond it whole numbers have long become inexact. */
const LONGEST_PRODUCT = 10_000
const permutations = (n: number, k: number): number => {
  if (!(k >= 0 && n >= 0 && k <= LONGEST_PRODUCT)) return Number.NaN
  let value = 1
  for (let i = 0; i < Math.floor(k); i++) value *= Math.floor(n) - i
  return value
}
const combinations = (n: number, k: number): number => {
  if (!(k >= 0 && n >= 0)) return Number.NaN
  const [all, some] = [Math.floor(n), Math.floor(k)]
  if (some > all) return 0
  const few = Math.min(some, all - some)
  if (few > LONGEST_PRODUCT) return Number.NaN
  let value = 1
  // Each division is exact: value is a binomial coefficient after it.
  for (let i = 1; i <= few; i++) value = (value * (all - few + i)) / i
  return value
}
const normalCdf = (x: number, mean: number, sd: number): number => normalBelow((x - mean) / sd)
const normalAt = (p: number, mean: number, sd: number): number =>
  p > 0 && p < 1 ? mean + sd * normalQuantile(p) : Number.NaN
const deviation = (values: readonly number[]): number => {
  if (values.length < 2) return 0
  let sum = 0
  for (const x of values) sum += x
  const mean = sum / values.length
  let squares = 0
  for (const x of values) squares += (x - mean) * (x - mean)
  return Math.sqrt(squares / (values.length - 1))
}
const element = (index: number, values: readonly number[]): number => {
  const at = Math.trunc(index)
  return at >= 1 && at <= values.length ? values[at - 1]! : 0
}
const drawAt = (lo: number, hi: number, run: number, address: number, k: number): number =>
  uniformAt(lo, hi, run, address, k, streams.draws)
const pulseTrain = (t0: number, step: number, start: number, width: number, between: number, end: number): number => {
  const reached = t0 + step * 0.5
  // `end` itself still belongs to the train; half a step is the slack of both comparisons.
  if (!(reached > start && reached - step < end)) return 0
  if (!(between > 0)) return 1
  const into = reached - start
  return into - between * Math.floor(into / between) < (width > step ? width : step) || into <= step ? 1 : 0
}
const pulses = (t0: number, step: number, volume: number, first: number, interval: number): number => {
  const into = t0 + step * 0.5 - first
  if (!(into > 0)) return 0
  const since = interval > 0 ? into - interval * Math.floor(into / interval) : into
  return since < step || into <= step ? volume / step : 0
}
/** 2 pi. */
const TURN = 6.283185307179586
const wave = (shape: (x: number) => number, amplitude: number, t: number, period: number): number =>
  Math.abs(amplitude) * shape((TURN * t) / period)
const pinkNoise = (u: number, mean: number, sd: number, tau: number, step: number): number => {
  const c = step / tau
  return mean + sd * Math.sqrt((2 - c) / c) * normalQuantile(u)
}

// Of money (isee's "Financial builtins"): growth over all periods, and what payments of 1 grow to.
const futureValue = (rate: number, periods: number, payment: number, present: number): number => {
  if (rate === 0) return -(present + payment * periods)
  const growth = pow(1 + rate, periods)
  return -(present * growth + (payment / rate) * (growth - 1))
}
const presentValue = (rate: number, periods: number, payment: number, future: number): number => {
  if (rate === 0) return -(payment * periods + future)
  const growth = pow(1 + rate, periods)
  return -((payment / rate) * (growth - 1) + future) / growth
}
const payment = (rate: number, periods: number, present: number, future: number): number => {
  if (rate === 0) return -(present + future) / periods
  const growth = pow(1 + rate, periods)
  return -(present * growth + future) / ((growth - 1) / rate)
}

/** Times are compared with this share of a step as slack, so that 0.1 * 3 still reaches 0.3. */
export const SLACK = 1e-6

/** What the text of operations reads by name. */
export const elementary = {
  POWERS_OF_TWO,
  acos,
  asin,
  atan,
  atan2,
  calendar,
  combinations,
  cos,
  cosh,
  deviation,
  drawAt,
  drawBeta,
  drawBinomial,
  drawChance,
  drawExponential,
  drawGamma,
  drawGeometric,
  drawLogistic,
  drawLognormal,
  drawNegativeBinomial,
  drawNormal,
  drawPareto,
  drawPoisson,
  drawTriangular,
  drawUniform,
  drawWeibull,
  element,
  exp,
  factorial,
  futureValue,
  log,
  log10,
  logGamma,
  logTo,
  normalAt,
  normalCdf,
  payment,
  permutations,
  pinkNoise,
  pow,
  presentValue,
  priorityShare,
  pulses,
  pulseTrain,
  quantum,
  root,
  round,
  sign,
  sin,
  sinh,
  tan,
  tanh,
  wave,
  xidz,
  zidz,
} as const

/** Those of them that take and give numbers. */
type Named = Exclude<keyof typeof elementary, "POWERS_OF_TWO" | "element" | "deviation" | "wave">

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

/** A function of `elementary`, all of its arguments evaluated from the left. */
const named = (name: Named): Operation => ({
  value: (arg, count) => {
    const values: number[] = []
    for (let i = 0; i < count; i++) values.push(arg(i))
    return (elementary[name] as (...args: number[]) => number)(...values)
  },
  text: (args) => `${name}(${args.join(", ")})`,
})

/** The same for a function of a list: `leading` arguments of its own, then the list. */
const listed = (name: "element" | "deviation", leading: 0 | 1): Operation => ({
  value: (arg, count) => {
    const own = leading === 1 ? arg(0) : 0
    const values: number[] = []
    for (let i = leading; i < count; i++) values.push(arg(i))
    return leading === 1 ? element(own, values) : deviation(values)
  },
  text: (args) => {
    const list = `[${args.slice(leading).join(", ")}]`
    return `${name}(${[...args.slice(0, leading), list].join(", ")})`
  },
})

/**
 * A draw: its first argument is its address, a plain number that the compiler gives it; the uniform number of this
 * run, address and step goes first into the function of `elementary`, the other arguments follow.
 */
const draw = (name: Named, last = ""): Operation => ({
  value: (arg, count, {run, seed, k, step}) => {
    const values = [drawAt(seed.lo, seed.hi, run, arg(0), k)]
    for (let i = 1; i < count; i++) values.push(arg(i))
    if (last !== "") values.push(step)
    return (elementary[name] as (...args: number[]) => number)(...values)
  },
  text: ([address, ...args]) =>
    `${name}(${[`drawAt(D[0], D[1], D[2], ${address}, k)`, ...args, ...(last === "" ? [] : [last])].join(", ")})`,
})

/** The larger of two: of equal ones the first, and the first where either is no number. One instruction of a vector. */
const larger = (a: number, b: number): number => (a < b ? b : a)
/** The smaller of two, in the same way. */
const smaller = (a: number, b: number): number => (b < a ? b : a)

/** What may be written twice: a number or a name. */
const isSimple = (text: string): boolean => /^\w+(?:\.\w+)?(?:e[+-]?\d+)?$/.test(text) || /^\(-[\w.]+\)$/.test(text)

/** Of two or more, as a chain of pairs from the left. */
const chain = (sign: "<" | ">", value: (a: number, b: number) => number): Operation => ({
  value: (arg, count) => {
    let best = arg(0)
    for (let i = 1; i < count; i++) best = value(best, arg(i))
    return best
  },
  text: (args, write) => {
    if (args.length === 1) return args[0]!
    const best = write.hold()
    const parts = [`${best} = ${args[0]}`]
    let next: string | null = null
    args.slice(1).forEach((arg, i) => {
      let name = arg
      if (!isSimple(arg)) {
        next ??= write.hold()
        parts.push(`${next} = ${arg}`)
        name = next
      }
      const choice = sign === "<" ? `${best} < ${name} ? ${name} : ${best}` : `${name} < ${best} ? ${name} : ${best}`
      parts.push(i === args.length - 2 ? choice : `${best} = ${choice}`)
    })
    return `(${parts.join(", ")})`
  },
})

/** Of many, from the left, without brackets between. */
const run = (sign: "+" | "*", value: (a: number, b: number) => number): Operation => ({
  value: (arg, count) => {
    let total = arg(0)
    for (let i = 1; i < count; i++) total = value(total, arg(i))
    return total
  },
  text: (args) => `(${args.join(` ${sign} `)})`,
})

/** A function of whole arrays, asked for one element: at, n, then the arrays. The compiler has one block work out all. */
const vectorElement = (name: string): Operation => ({
  value: (arg, count) => {
    const {count: results, fill} = vectors.get(name)!
    const [at, n] = [arg(0), arg(1)]
    const args: number[] = []
    for (let i = 2; i < count; i++) args.push(arg(i))
    const into = new Float64Array(results(n))
    fill(n, args, into, 0)
    return into[at] ?? Number.NaN
  },
  text: () => {
    throw new Error(`${name} is worked out by a block`)
  },
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
  ["min", chain(">", smaller)],
  ["max", chain("<", larger)],
  [
    "clamp",
    {
      // From the left: x, low, high. What is no number stays none.
      value: (arg) => {
        const x = arg(0)
        const low = arg(1)
        return larger(smaller(x, arg(2)), low)
      },
      text: ([x, low, high], write) => {
        const [of, below] = [write.hold(), write.hold()]
        const above = write.hold()
        const held = `${of} = ${x}, ${below} = ${low}, ${above} = ${high}, ${of} = ${above} < ${of} ? ${above} : ${of}`
        return `(${held}, ${of} < ${below} ? ${below} : ${of})`
      },
    },
  ],
  ["abs", call("Math.abs", Math.abs)],
  ["floor", call("Math.floor", Math.floor)],
  ["ceil", call("Math.ceil", Math.ceil)],
  ["trunc", call("Math.trunc", Math.trunc)],
  ["sum", run("+", (a, b) => a + b)],
  ["product", run("*", (a, b) => a * b)],
  [
    "mean",
    {
      value: (arg, count) => {
        let total = arg(0)
        for (let i = 1; i < count; i++) total += arg(i)
        return total / count
      },
      text: (args) => `((${args.join(" + ")}) / ${args.length})`,
    },
  ],
  ["element", listed("element", 1)],
  ["standard_deviation", listed("deviation", 0)],
  ["sign", named("sign")],
  ["round", named("round")],
  ["quantum", named("quantum")],
  ["zidz", named("zidz")],
  ["xidz", named("xidz")],
  ["log", named("logTo")],
  ["root", named("root")],
  ["factorial", named("factorial")],
  ["gamma_ln", named("logGamma")],
  ["combinations", named("combinations")],
  ["permutations", named("permutations")],
  ["normal_cdf", named("normalCdf")],
  ["normal_quantile", named("normalAt")],
  ["future_value", named("futureValue")],
  ["present_value", named("presentValue")],
  ["payment", named("payment")],
  ["priority_share", named("priorityShare")],
  ["log10", named("log10")],
  ["tan", named("tan")],
  ["asin", named("asin")],
  ["acos", named("acos")],
  ["atan", named("atan")],
  ["atan2", named("atan2")],
  ["sinh", named("sinh")],
  ["cosh", named("cosh")],
  ["random_uniform", draw("drawUniform")],
  ["random_normal", draw("drawNormal")],
  ["random_exponential", draw("drawExponential")],
  ["random_lognormal", draw("drawLognormal")],
  ["random_poisson", draw("drawPoisson")],
  ["random_gamma", draw("drawGamma")],
  ["random_beta", draw("drawBeta")],
  ["random_binomial", draw("drawBinomial")],
  ["random_negative_binomial", draw("drawNegativeBinomial")],
  ["random_geometric", draw("drawGeometric")],
  ["random_triangular", draw("drawTriangular")],
  ["random_weibull", draw("drawWeibull")],
  ["random_logistic", draw("drawLogistic")],
  ["random_pareto", draw("drawPareto")],
  ["random_chance", draw("drawChance")],
  // The white noise behind random_pink_noise; the compiler adds the stock that remembers.
  ["white_noise", draw("pinkNoise", "STEP")],
  ...[...vectors.keys()].map((name) => [name, vectorElement(name)] as const),
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
    "remainder",
    {
      value: (arg, _, moment) => {
        const x = arg(0)
        const y = arg(1)
        return x - y * Math.trunc(divide(x, y, moment))
      },
      text: ([x, y], write) => {
        const [a, b] = [write.hold(), write.hold()]
        return `(${a} = ${x}, ${b} = ${y}, ${a} - ${b} * Math.trunc(${write.div(a, b)}))`
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
  // Test inputs change between steps alone, also under Runge-Kutta, and at the step nearest to the time they are
  // given (Vensim's "time plus": time + step / 2).
  [
    "step",
    {
      value: (arg, _, {t0, step}) => (t0 + step * 0.5 > arg(1) ? arg(0) : 0),
      text: ([height, at]) => `(t0 + STEP * 0.5 > ${at} ? ${height} : 0)`,
    },
  ],
  [
    "pulse",
    {
      value: (arg, _, {t0, step}) => {
        const at = arg(0)
        const width = arg(1)
        const reached = t0 + step * 0.5
        return reached > at && (reached < at + width || reached - step <= at) ? 1 : 0
      },
      text: ([start, width], write) => {
        const [at, wide, reached] = [write.hold(), write.hold(), write.hold()]
        const test = `${reached} > ${at} && (${reached} < ${at} + ${wide} || ${reached} - STEP <= ${at})`
        return `(${at} = ${start}, ${wide} = ${width}, ${reached} = t0 + STEP * 0.5, ${test} ? 1 : 0)`
      },
    },
  ],
  [
    "pulse_train",
    {
      value: (arg, _, {t0, step}) => pulseTrain(t0, step, arg(0), arg(1), arg(2), arg(3)),
      text: (args) => `pulseTrain(t0, STEP, ${args.join(", ")})`,
    },
  ],
  [
    "pulses",
    {
      value: (arg, count, {t0, step}) => pulses(t0, step, arg(0), arg(1), count > 2 ? arg(2) : 0),
      text: ([volume, first, interval]) => `pulses(t0, STEP, ${volume}, ${first}, ${interval ?? "0"})`,
    },
  ],
  [
    "ramp",
    {
      value: (arg, _, {t0}) => arg(0) * Math.max(0, Math.min(t0, arg(2)) - arg(1)),
      text: ([slope, from, to]) => `(${slope} * Math.max(0, Math.min(t0, ${to}) - ${from}))`,
    },
  ],
  ["step_begin", {value: (_arg, _count, {t0}) => t0, text: () => "t0"}],
  [
    "sinwave",
    {
      value: (arg, _, {t}) => wave(sin, arg(0), t, arg(1)),
      text: ([amplitude, period]) => `wave(sin, ${amplitude}, t, ${period})`,
    },
  ],
  [
    "coswave",
    {
      value: (arg, _, {t}) => wave(cos, arg(0), t, arg(1)),
      text: ([amplitude, period]) => `wave(cos, ${amplitude}, t, ${period})`,
    },
  ],
  // The rest is written by the compiler, not by authors.
  [
    /** reached(at): 1 from the first step at or after a time. */
    "reached",
    {
      value: (arg, _, {t0, step}) => (t0 + step * SLACK >= arg(0) ? 1 : 0),
      text: ([at]) => `(t0 + STEP * ${SLACK} >= ${at} ? 1 : 0)`,
    },
  ],
  [
    /** once(x, slot's own value): x at the beginning of a step, and what it was then within a Runge-Kutta step. */
    "once",
    {
      value: (arg, _, {t, t0}) => (t === t0 ? arg(0) : arg(1)),
      text: ([x, own]) => `(t === t0 ? ${x} : ${own})`,
    },
  ],
  [
    /** calendar(unit, origin, time, measure): see calendar.ts. */
    "calendar",
    named("calendar"),
  ],
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

/** What reads the clock, or draws: never to be taken as the same at two steps. */
export const timed: ReadonlySet<string> = new Set([
  "step",
  "pulse",
  "pulse_train",
  "pulses",
  "ramp",
  "reached",
  "step_begin",
  "sinwave",
  "coswave",
  "once",
  "during",
  "white_noise",
  ...entries.map(([name]) => name).filter((name) => name.startsWith("random_")),
])

/** What notes a division by zero. */
export const dividing: ReadonlySet<string> = new Set(["/", "mod", "remainder"])

/** Which arguments are evaluated whenever the operation is, for those that leave some out. */
export const certain: ReadonlyMap<string, readonly number[]> = new Map([
  ["if", [0]],
  ["and", [0]],
  ["or", [0]],
  ["safe_divide", [1]],
  ["step", [1]],
  ["once", []],
  ["during", []],
])
