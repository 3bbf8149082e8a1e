// The functions an equation may call: how many arguments, which units, what they mean.
// One table, read by the parser (names, arity), the unit check (rules) and the docs; the
// engine implements each under the same name.
//
// `memory: true` marks those that remember the past: the engine gives each call its own
// state. All others are functions of their arguments, and of time, alone.

/**
 * What the unit check asks of one argument: `same` arguments all share one unit; `none` is
 * dimensionless; `time` is the model's unit of time; `any` is not looked at (a condition).
 */
export type ArgumentUnit = "same" | "none" | "time" | "any"

/** How a function of the model language is called: its arguments, and their units. */
export type FunctionRule = {
  readonly name: string
  /** Names of the arguments for people, in order; a name in brackets may be left out; "..." repeats the last pair. */
  readonly args: readonly string[]
  /** Fewest and most arguments. */
  readonly least: number
  readonly most: number
  /** One for each argument; the last one counts for all that follow. */
  readonly units: readonly ArgumentUnit[]
  /** The unit of the result; special cases are worked out in dimensions.ts. */
  readonly result: "same" | "none" | "root" | "quotient" | "slope" | "rate" | "time" | "lookup" | "free"
  readonly memory: boolean
  /** What it is, with formula or source. */
  readonly says: string
  /** A whole equation that uses it. */
  readonly example: string
}

/** An equation with more arguments than this in one call was not written by a person. */
const MANY = 256

const rules: readonly FunctionRule[] = [
  {
    name: "if",
    args: ["condition", "then", "else"],
    least: 3,
    most: 3,
    units: ["any", "same", "same"],
    result: "same",
    memory: false,
    says: "`then` where `condition` is not 0, else `else`.",
    example: "if(harvest < need, imports, 0)",
  },
  {
    name: "min",
    args: ["a", "b", "..."],
    least: 1,
    most: MANY,
    units: ["same"],
    result: "same",
    memory: false,
    says: "The smallest of its arguments.",
    example: "min(demand, capacity)",
  },
  {
    name: "max",
    args: ["a", "b", "..."],
    least: 1,
    most: MANY,
    units: ["same"],
    result: "same",
    memory: false,
    says: "The largest of its arguments.",
    example: "max(0, need - harvest)",
  },
  {
    name: "clamp",
    args: ["x", "low", "high"],
    least: 3,
    most: 3,
    units: ["same"],
    result: "same",
    memory: false,
    says: "x held between low and high: max(low, min(high, x)).",
    example: "clamp(trust + gain, 0, 1)",
  },
  {
    name: "abs",
    args: ["x"],
    least: 1,
    most: 1,
    units: ["same"],
    result: "same",
    memory: false,
    says: "x without its sign.",
    example: "abs(exports - imports)",
  },
  {
    name: "floor",
    args: ["x"],
    least: 1,
    most: 1,
    units: ["same"],
    result: "same",
    memory: false,
    says: "The largest whole number not above x.",
    example: "floor(crews)",
  },
  {
    name: "ceil",
    args: ["x"],
    least: 1,
    most: 1,
    units: ["same"],
    result: "same",
    memory: false,
    says: "The smallest whole number not below x.",
    example: "ceil(trucks)",
  },
  {
    name: "mod",
    args: ["x", "y"],
    least: 2,
    most: 2,
    units: ["same"],
    result: "same",
    memory: false,
    says: "What is left of x after whole multiples of y, with the sign of y: x - y * floor(x / y).",
    example: "mod(time, 52)",
  },
  {
    name: "sqrt",
    args: ["x"],
    least: 1,
    most: 1,
    units: ["same"],
    result: "root",
    memory: false,
    says: "The square root; of a number below 0 it is no number, and the run fails.",
    example: "sqrt(variance)",
  },
  {
    name: "exp",
    args: ["x"],
    least: 1,
    most: 1,
    units: ["none"],
    result: "none",
    memory: false,
    says: "e to the power x.",
    example: "exp(-decay * age)",
  },
  {
    name: "ln",
    args: ["x"],
    least: 1,
    most: 1,
    units: ["none"],
    result: "none",
    memory: false,
    says: "The natural logarithm; of 0 or less it is no finite number, and the run fails.",
    example: "ln(price / price_before)",
  },
  {
    name: "tanh",
    args: ["x"],
    least: 1,
    most: 1,
    units: ["none"],
    result: "none",
    memory: false,
    says: "The hyperbolic tangent: runs from -1 to 1, slope 1 at 0.",
    example: "tanh(hostility)",
  },
  {
    name: "saturate",
    args: ["z"],
    least: 1,
    most: 1,
    units: ["none"],
    result: "none",
    memory: false,
    says: "The logistic curve 1 / (1 + exp(-z)): runs from 0 to 1, 0.5 at z = 0, slope 1/4 there.",
    example: "saturate(4 * (pressure - 0.5))",
  },
  {
    name: "sin",
    args: ["x"],
    least: 1,
    most: 1,
    units: ["none"],
    result: "none",
    memory: false,
    says: "The sine of x radians.",
    example: "sin(2 * 3.14159265358979 * season)",
  },
  {
    name: "cos",
    args: ["x"],
    least: 1,
    most: 1,
    units: ["none"],
    result: "none",
    memory: false,
    says: "The cosine of x radians.",
    example: "cos(2 * 3.14159265358979 * season)",
  },
  {
    name: "safe_divide",
    args: ["a", "b", "[otherwise]"],
    least: 2,
    most: 3,
    units: ["any", "any", "any"],
    result: "quotient",
    memory: false,
    says: "a / b, or `otherwise` (0 when left out) where b is 0. A plain division by 0 fails the run.",
    example: "safe_divide(killed, attacks)",
  },
  {
    name: "lookup",
    args: ["x", "x1", "y1", "..."],
    least: 5,
    most: MANY + 1,
    units: ["any"],
    result: "lookup",
    memory: false,
    says: "Straight lines through the points (x1, y1), (x2, y2), ..., flat beyond the first and the last. The points are plain numbers, x1 < x2 < ...",
    example: "lookup(strain, 0, 1, 0.5, 0.8, 1, 0.1)",
  },
  {
    name: "step",
    args: ["height", "at"],
    least: 2,
    most: 2,
    units: ["same", "time"],
    result: "same",
    memory: false,
    says: "0 before time `at`, `height` from then on.",
    example: "step(0.2, 26)",
  },
  {
    name: "pulse",
    args: ["at", "width"],
    least: 2,
    most: 2,
    units: ["time", "time"],
    result: "none",
    memory: false,
    says: "1 while at <= time < at + width (one step at least), else 0.",
    example: "raids_of_spring * pulse(30, 4)",
  },
  {
    name: "ramp",
    args: ["slope", "from", "to"],
    least: 3,
    most: 3,
    units: ["same", "time", "time"],
    result: "slope",
    memory: false,
    says: "0 until time `from`, then rising by `slope` per unit of time until `to`, level from there on.",
    example: "ramp(price_rise, 10, 20)",
  },
  {
    name: "initial",
    args: ["x"],
    least: 1,
    most: 1,
    units: ["same"],
    result: "same",
    memory: true,
    says: "The value x has at the initial time.",
    example: "exports / initial(exports)",
  },
  {
    name: "smooth",
    args: ["x", "tau", "[initial]"],
    least: 2,
    most: 3,
    units: ["same", "time", "same"],
    result: "same",
    memory: true,
    says: "x seen with an exponential delay of mean tau: s' = (x - s) / tau, s = `initial` (x when left out) at the start.",
    example: "smooth(hunger, 8)",
  },
  {
    name: "smooth3",
    args: ["x", "tau", "[initial]"],
    least: 2,
    most: 3,
    units: ["same", "time", "same"],
    result: "same",
    memory: true,
    says: "Three `smooth` in a row, each of tau / 3: hardly any answer at first, most of it around tau.",
    example: "smooth3(hunger, 8)",
  },
  {
    name: "delay",
    args: ["x", "tau", "[initial]"],
    least: 2,
    most: 3,
    units: ["same", "time", "same"],
    result: "same",
    memory: true,
    says: "A material delay of first order: what enters at rate x leaves at rate m / tau, with m' = x - m / tau and m = tau * `initial` (x when left out) at the start. Nothing is lost when tau changes. Vensim's DELAY1.",
    example: "delay(orders, 6)",
  },
  {
    name: "delay3",
    args: ["x", "tau", "[initial]"],
    least: 2,
    most: 3,
    units: ["same", "time", "same"],
    result: "same",
    memory: true,
    says: "A material delay of third order: three `delay` in a row, each of tau / 3.",
    example: "delay3(orders, 6)",
  },
  {
    name: "delay_fixed",
    args: ["x", "tau", "initial"],
    least: 3,
    most: 3,
    units: ["same", "time", "same"],
    result: "same",
    memory: true,
    says: "The value x had exactly tau ago, `initial` until then; tau is read once, at the start, and rounded to whole steps.",
    example: "delay_fixed(shipments, 3, 0)",
  },
]

/** The functions of the model language, by name. */
export const functions: ReadonlyMap<string, FunctionRule> = new Map(rules.map((rule) => [rule.name, rule]))

/** How a function is called, for messages and docs: `smooth(x, tau, [initial])`. */
export function signature(rule: FunctionRule): string {
  return `${rule.name}(${rule.args.join(", ")})`
}
