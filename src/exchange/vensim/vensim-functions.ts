// Vensim's functions, and which function of Brink's language each of them is. One table, read forwards by the reader
// of .mdl files and backwards by their writer.
//
// In: a Vensim name with its arguments. Out: a Term under Brink's name with its arguments in Brink's order, or what is
// wrong with the call. Names are Vensim's reference guide's; case, blanks and underscores do not count. Functions
// that Vensim has and Brink has not are listed too, so that a refusal can say which of the two it is.

import {groupBy} from "../../core/grouping.ts"
import {MISSING} from "../../core/missing.ts"
import {nameKey, type Spot, type Term} from "../blueprint/blueprint.ts"
import type {Mistake} from "../blueprint/formula.ts"

/** How one of Vensim's functions is called, and what it is here. */
type VensimFunction = {
  /** As Vensim's reference writes it. */
  readonly name: string
  /** In Brink's language (model/functions.ts), or the name under which `flatten` knows it. */
  readonly fn: string
  /** Fewest and most arguments in Vensim. */
  readonly least: number
  readonly most: number
  /**
   * What stands in each place of `fn`: an argument of Vensim's, by its index from 0, or a number. Absent: the same
   * arguments in the same order.
   */
  readonly order?: readonly (number | {readonly is: number})[]
  /** Which of Vensim's arguments are whole arrays, the name of a lookup or data variable, or words in quotes. */
  readonly takes?: readonly ("array" | "table" | "words" | "value")[]
  /** Written in this form: the one that is chosen when a model is written; others are other spellings. */
  readonly written?: false
}

type More = Pick<VensimFunction, "order" | "takes" | "written">

function row(name: string, fn: string, least: number, most = least, more: More = {}): VensimFunction {
  return {name, fn, least, most, ...more}
}

const ARRAY: More["takes"] = ["array"]
const TABLE: More["takes"] = ["table"]
const WORDS: More["takes"] = ["words"]
const READ_ONLY = {written: false} as const

const rows: readonly VensimFunction[] = [
  // Choosing, rounding, elementary functions.
  row("IF THEN ELSE", "if", 3),
  row("MIN", "min", 1, 2),
  row("MAX", "max", 1, 2),
  row("ABS", "abs", 1),
  row("INTEGER", "trunc", 1),
  row("MODULO", "remainder", 2),
  row("QUANTUM", "quantum", 2),
  row("SQRT", "sqrt", 1),
  row("EXP", "exp", 1),
  row("LN", "ln", 1),
  row("LOG", "log", 2),
  row("GAMMA LN", "gamma_ln", 1),
  row("SIN", "sin", 1),
  row("COS", "cos", 1),
  row("TAN", "tan", 1),
  row("ARCSIN", "asin", 1),
  row("ARCCOS", "acos", 1),
  row("ARCTAN", "atan", 1),
  row("SINH", "sinh", 1),
  row("COSH", "cosh", 1),
  row("TANH", "tanh", 1),
  row("ZIDZ", "zidz", 2),
  row("XIDZ", "xidz", 3),
  // Of time.
  row("STEP", "step", 2),
  row("PULSE", "pulse", 2),
  row("PULSE TRAIN", "pulse_train", 4),
  row("RAMP", "ramp", 3),
  row("GET TIME VALUE", "get_time_value", 3),
  // Functions that remember.
  row("INITIAL", "initial", 1),
  row("REINITIAL", "initial", 1, 1, READ_ONLY),
  row("ACTIVE INITIAL", "active_initial", 2),
  row("SAMPLE IF TRUE", "sample_if", 3),
  row("SMOOTH", "smooth", 2),
  row("SMOOTHI", "smooth", 3),
  row("SMOOTH3", "smooth3", 2),
  row("SMOOTH3I", "smooth3", 3),
  row("SMOOTH N", "smooth_n", 4),
  row("DELAY1", "delay", 2),
  row("DELAY1I", "delay", 3),
  row("DELAY3", "delay3", 2),
  row("DELAY3I", "delay3", 3),
  row("DELAY N", "delay_n", 4),
  row("DELAY FIXED", "delay_fixed", 3),
  row("DELAY INFORMATION", "delay_information", 3),
  row("DELAY MATERIAL", "delay_material", 4),
  row("DELAY BATCH", "delay_batch", 6),
  row("DELAY CONVEYOR", "delay_conveyor", 6, 6, {takes: ["value", "value", "value", "table", "value", "value"]}),
  row("TREND", "trend", 3),
  row("FORECAST", "forecast", 3),
  row("NPV", "npv", 4),
  row("NPVE", "npve", 4),
  row("DEPRECIATE STRAIGHTLINE", "depreciate_straightline", 4),
  row("DEPRECIATE BY SCHEDULE", "depreciate_by_schedule", 5, 5, {
    takes: ["value", "array", "array", "value", "value"],
  }),
  row("INTERNAL RATE OF RETURN", "internal_rate", 4, 4, {order: [0, 1, 2, 3, {is: MISSING}]}),
  // Draws. The last argument, the stream, makes one call's draws differ from another's.
  row("RANDOM 0 1", "random_uniform", 0, 0, {order: [{is: 0}, {is: 1}], written: false}),
  row("RANDOM UNIFORM", "random_uniform", 3),
  row("RANDOM NORMAL", "random_normal", 5),
  row("RANDOM EXPONENTIAL", "random_exponential", 5),
  row("RANDOM POISSON", "random_poisson", 6),
  row("RANDOM GAMMA", "random_gamma", 6),
  row("RANDOM BETA", "random_beta", 7),
  row("RANDOM BINOMIAL", "random_binomial", 7),
  row("RANDOM NEGATIVE BINOMIAL", "random_negative_binomial", 7),
  row("RANDOM TRIANGULAR", "random_triangular", 6),
  row("RANDOM WEIBULL", "random_weibull", 6),
  row("RANDOM PINK NOISE", "random_pink_noise", 4),
  row("RANDOM LOOKUP", "random_lookup", 6, 6, {takes: TABLE}),
  // Whole arrays.
  row("SUM", "sum", 1, 1, {takes: ARRAY}),
  row("PROD", "product", 1, 1, {takes: ARRAY}),
  row("VMIN", "vmin", 1, 1, {takes: ARRAY}),
  row("VMAX", "vmax", 1, 1, {takes: ARRAY}),
  row("ELMCOUNT", "size", 1, 1, {takes: ARRAY}),
  row("VECTOR SELECT", "vector_select", 5, 5, {takes: ["array", "array", "value", "value", "value"]}),
  row("VECTOR SORT ORDER", "vector_sort_order", 2, 2, {takes: ["array", "value"]}),
  row("VECTOR RANK", "vector_rank", 2, 2, {takes: ["array", "value"]}),
  row("VECTOR REORDER", "vector_reorder", 2, 2, {takes: ["array", "array"]}),
  row("VECTOR ELM MAP", "vector_elm_map", 2, 2, {takes: ["array", "value"]}),
  row("ALLOCATE AVAILABLE", "allocate_available", 3, 3, {takes: ["array", "array", "value"]}),
  row("ALLOC P", "priority_share", 4),
  row("MARKETP", "market_priority", 5, 5, {takes: ["array", "array", "value", "value", "value"]}),
  row("VECTOR LOOKUP", "vector_lookup", 5, 5, {takes: ["array", "value", "value", "value", "value"]}),
  row("ALLOCATE BY PRIORITY", "allocate_by_priority", 5, 5, {takes: ["array", "array", "value", "value", "value"]}),
  row("FIND MARKET PRICE", "find_market_price", 4, 4, {takes: ["array", "array", "array", "array"]}),
  row("DEMAND AT PRICE", "demand_at_price", 3, 3, {takes: ["array", "array", "value"]}),
  row("SUPPLY AT PRICE", "supply_at_price", 3, 3, {takes: ["array", "array", "value"]}),
  row("INVERT MATRIX", "invert_matrix", 2, 2, {takes: ["array", "value"]}),
  // Lookups read in other ways, and data as a whole.
  row("LOOKUP EXTRAPOLATE", "lookup_extrapolate", 2, 2, {takes: TABLE}),
  row("TABXL", "lookup_extrapolate", 2, 2, {takes: TABLE, written: false}),
  row("LOOKUP FORWARD", "lookup_forward", 2, 2, {takes: TABLE}),
  row("LOOKUP BACKWARD", "lookup_backward", 2, 2, {takes: TABLE}),
  row("LOOKUP INVERT", "lookup_invert", 2, 2, {takes: TABLE}),
  row("LOOKUP SLOPE", "lookup_slope", 2, 3, {takes: TABLE}),
  row("LOOKUP AREA", "lookup_area", 3, 3, {takes: TABLE}),
  row("TIME SHIFT", "time_shift", 2, 2, {takes: TABLE}),
  row("CUMULATE", "cumulate", 1, 1, {takes: TABLE}),
  row("X IF MISSING", "x_if_missing", 2, 2, {takes: ["value", "value"]}),
  row("CUMULATEF", "cumulate_total", 1, 1, {takes: TABLE}),
  row("GET DATA AT TIME", "get_data_at_time", 2, 2, {takes: TABLE}),
  row("GET DATA BETWEEN TIMES", "get_data_between_times", 3, 3, {takes: TABLE}),
  row("GET DATA FIRST TIME", "get_data_first_time", 1, 1, {takes: TABLE}),
  row("GET DATA LAST TIME", "get_data_last_time", 1, 1, {takes: TABLE}),
  row("GET DATA MAX", "get_data_max", 3, 3, {takes: TABLE}),
  row("GET DATA MIN", "get_data_min", 3, 3, {takes: TABLE}),
  row("GET DATA MEAN", "get_data_mean", 3, 3, {takes: TABLE}),
  row("GET DATA MEDIAN", "get_data_median", 3, 3, {takes: TABLE}),
  row("GET DATA STDV", "get_data_stdv", 3, 3, {takes: TABLE}),
  row("GET DATA TOTAL POINTS", "get_data_total_points", 1, 3, {takes: TABLE}),
  // Data from other files; exchange/data.ts answers them.
  row("GET XLS DATA", "get_xls_data", 4, 4, {takes: WORDS}),
  row("GET XLS CONSTANTS", "get_xls_constants", 3, 3, {takes: WORDS}),
  row("GET XLS LOOKUPS", "get_xls_lookups", 4, 4, {takes: WORDS}),
  row("GET XLS SUBSCRIPT", "get_xls_subscript", 5, 5, {takes: WORDS}),
  row("GET DIRECT DATA", "get_direct_data", 4, 4, {takes: WORDS}),
  row("GET DIRECT CONSTANTS", "get_direct_constants", 3, 3, {takes: WORDS}),
  row("GET DIRECT LOOKUPS", "get_direct_lookups", 4, 4, {takes: WORDS}),
  row("GET DIRECT SUBSCRIPT", "get_direct_subscript", 4, 5, {takes: WORDS}),
  row("GET 123 DATA", "get_123_data", 4, 4, {takes: WORDS}),
  row("GET 123 CONSTANTS", "get_123_constants", 3, 3, {takes: WORDS}),
  row("GET 123 LOOKUPS", "get_123_lookups", 4, 4, {takes: WORDS}),
  // What reality checks are made with; they are kept, not run.
  row("RC COMPARE", "rc_compare", 1, 5),
  row("RC COMPARE CHECK", "rc_compare_check", 1, 5),
  row("RC DECAY", "rc_decay", 2, 5),
  row("RC DECAY CHECK", "rc_decay_check", 2, 6),
  row("RC GROW", "rc_grow", 2, 5),
  row("RC GROW CHECK", "rc_grow_check", 2, 6),
  row("RC RAMP", "rc_ramp", 2, 5),
  row("RC RAMP CHECK", "rc_ramp_check", 2, 6),
  row("RC STEP", "rc_step", 2, 5),
  row("RC STEP CHECK", "rc_step_check", 2, 6),
]

/** Vensim's functions that take a form of their own and are read by `vensimCall` or mdl.ts. */
const ownForms = [
  "INTEG",
  "SINTEG",
  "DELAYP",
  "GAME",
  "POWER",
  "TIME BASE",
  "WITH LOOKUP",
  "TABBED ARRAY",
  "A FUNCTION OF",
] as const

/** Functions of Vensim that have no meaning in a run of Brink's, and why; docs/formats/vensim.md says the same. */
const unsupported: readonly {readonly names: readonly string[]; readonly why: string}[] = [
  {
    names: ["DELAY PROFILE"],
    why: "the reference does not say how its lookup is laid over the steps, nor how what is under way at the start grows",
  },
  {
    names: ["FIND ZERO", "SIMULTANEOUS"],
    why: "equations that wait for each other are refused with the circle shown; what an iteration comes to depends on how it is done",
  },
  {
    names: ["GET ODBC CONSTANTS", "GET ODBC DATA", "GET ODBC LOOKUPS"],
    why: "a database is not read: save the tables as .csv or .xlsx",
  },
  {
    names: ["GET VDF CONSTANTS", "GET VDF DATA", "GET VDF LOOKUPS"],
    why: "the layout of Vensim's own files of runs is not published: export the run as .tab or .csv",
  },
  {names: ["MESSAGE"], why: "a run shows no dialogue"},
  {
    names: [
      "QUEUE AGE AVERAGE",
      "QUEUE AGE IN RANGE",
      "QUEUE AGE OLDEST",
      "QUEUE ATTRIB AVERAGE",
      "QUEUE ATTRIB IN RANGE",
      "QUEUE ATTRIB MAX",
      "QUEUE ATTRIB MIN",
      "QUEUE ATTRIB QUANTITY",
      "QUEUE FIFO",
      "QUEUE FIFO ATTRIB",
    ],
    why: "queues that equations look into are not offered; XMILE's queues and conveyors are",
  },
  {
    names: ["SHIFT IF TRUE"],
    why: "it changes stocks from within another equation; the reference does not say when in the step. Flows from one age to the next say the same",
  },
]

/** Vensim's functions by the key of their name. */
export const vensimFunctions: ReadonlyMap<string, VensimFunction> = new Map(
  rows.map((rule) => [nameKey(rule.name), rule]),
)

/**
 * Why Brink has not a function that Vensim has, by the key of its name; a file may define macros and lookups of these
 * names. DELAYP with a third argument is one inside an expression: mdl.ts reads it where it is the whole right side.
 */
export const vensimUnsupported: ReadonlyMap<string, string> = new Map([
  ...unsupported.flatMap(({names, why}) => names.map((name) => [nameKey(name), why] as const)),
  [nameKey("DELAYP"), "with a name for what is under way it must be the whole right side of its equation"],
])

/** Every name of a function that Vensim has, as its reference writes it. */
export const vensimNames: readonly string[] = [
  ...rows.map((rule) => rule.name),
  ...ownForms,
  ...unsupported.flatMap(({names}) => names),
]

/** Keys of the names that no variable of a .mdl may have without quotes. */
export const vensimReserved: ReadonlySet<string> = new Set(vensimNames.map(nameKey))

/** How a function is called in Vensim, for messages. */
function arity({name, least, most}: VensimFunction): string {
  const count = least === most ? String(least) : `${least} to ${most}`
  return `${name} takes ${count} argument${count === "1" ? "" : "s"}`
}

/**
 * What a call of Vensim's is in Brink's language.
 *
 * @param name    as written.
 * @param strings  what the file's string variables hold, by the key of their name (`file :IS: 'data.xls'`).
 * @param report  hears what is wrong with the call.
 * @returns       its Term; null when `name` is no function known here: then it is a macro or a lookup, or a function of
 *                Vensim's that Brink has not (`vensimUnsupported`).
 */
export function readVensimCall(
  name: string,
  args: readonly Term[],
  at: Spot,
  report: (mistake: Mistake) => void,
  strings: ReadonlyMap<string, string> = new Map(),
): Term | null {
  const key = nameKey(name)
  const rule = vensimFunctions.get(key)
  if (rule) {
    if (args.length < rule.least || args.length > rule.most)
      report({
        code: "exchange/arguments",
        says: `${arity(rule)}, found ${args.length}`,
        next: "Give it the arguments that Vensim's reference lists.",
        at,
        grave: true,
      })
    const given = rule.takes === WORDS ? args.map((arg) => asWords(arg, strings)) : args
    const ordered = rule.order
      ? rule.order.map((place): Term => (typeof place === "number" ? given[place]! : {op: "number", value: place.is}))
      : given
    return {op: "call", fn: rule.fn, args: ordered.filter((arg) => arg !== undefined), at}
  }
  if (key === "delayp") return args.length === 2 ? {op: "call", fn: "delay3", args, at} : null
  if (key === "power" && args.length === 2) return {op: "binary", fn: "^", left: args[0]!, right: args[1]!}
  if (key === "game" && args.length === 1) return args[0]!
  if (key === "time base" && args.length === 2)
    return {
      op: "binary",
      fn: "+",
      left: args[0]!,
      right: {op: "binary", fn: "*", left: args[1]!, right: {op: "time"}},
    }
  if (key === "with lookup" && args.length === 2 && args[1]!.op === "points") return {...args[1]!, of: args[0]!}
  if (key === "tabbed array") return {op: "list", values: args}
  if (key === "a function of") {
    report({
      code: "exchange/not-written",
      says: "An equation that is not written yet: A FUNCTION OF only names its causes",
      next: "Write the equation.",
      at,
      grave: true,
    })
    return {op: "call", fn: "a_function_of", args, at}
  }
  if (ownForms.some((form) => nameKey(form) === key)) {
    const whole = key === "integ" || key === "sinteg"
    report({
      code: "exchange/arguments",
      says: whole ? `${key.toUpperCase()} inside an expression` : `${name} not called as Vensim calls it`,
      next: whole
        ? `${key.toUpperCase()}(rate, initial value${key === "integ" ? "" : ", ..."}) must be the whole right side of its equation.`
        : "Give it the arguments that Vensim's reference lists.",
      at,
      grave: true,
    })
    return {op: "call", fn: key.replaceAll(" ", "_"), args, at}
  }
  return null
}

/** A file or cell may also stand in double quotes, which are a name's elsewhere, bare (a row, a column), or in a string variable. */
function asWords(arg: Term, strings: ReadonlyMap<string, string>): Term {
  if (arg.op === "name" && arg.subscripts.length === 0)
    return {op: "text", text: strings.get(nameKey(arg.name)) ?? arg.name}
  if (arg.op === "number") return {op: "text", text: String(arg.value)}
  return arg
}

const byFunction: ReadonlyMap<string, readonly VensimFunction[]> = groupBy(rows, ({written, fn}) =>
  written === false ? null : fn,
)

/**
 * How Vensim writes a call of Brink's: its name and the arguments in Vensim's order; null when it has no function of
 * that meaning with that many arguments. Draws without a stream get stream 0.
 */
export function writeVensimCall(
  fn: string,
  args: readonly Term[],
): {readonly name: string; readonly args: readonly Term[]} | null {
  for (const rule of byFunction.get(fn) ?? []) {
    const wanted = rule.order ? rule.order.length : args.length
    if (wanted !== args.length) continue
    if (rule.order) {
      const back: Term[] = []
      const fits = rule.order.every((place, i) => {
        const arg = args[i]!
        if (typeof place !== "number") return arg.op === "number" && arg.value === place.is
        back[place] = arg
        return true
      })
      if (fits && back.length >= rule.least) return {name: rule.name, args: back}
      continue
    }
    if (args.length >= rule.least && args.length <= rule.most) return {name: rule.name, args}
    if (fn.startsWith("random_") && args.length === rule.least - 1)
      return {name: rule.name, args: [...args, {op: "number", value: 0}]}
  }
  return null
}
