// The functions an equation may call: how many arguments, which units, what they mean.
// One table, read by the parser (names, arity), the unit check (rules) and the docs; the
// engine implements each under the same name.
//
// `memory: true` marks those that remember the past: the engine gives each call its own
// state. `random: true` marks draws, `block: true` functions of whole arrays. All others
// are functions of their arguments, and of time, alone. Where a row follows another tool,
// it names that tool's function; the formulas are those of its reference.

/**
 * What the unit check asks of one argument: `same` arguments all share one unit; `none` is
 * dimensionless; `time` is the model's unit of time; `any` is not looked at (a condition).
 */
type ArgumentUnit = "same" | "none" | "time" | "any"

/** How a function of the model language is called: its arguments, and their units. */
export type FunctionRule = {
  readonly name: string
  /** Names of the arguments for people, in order; a name in brackets may be left out; "..." repeats what stands before it. */
  readonly args: readonly string[]
  /** Fewest and most arguments. */
  readonly least: number
  readonly most: number
  /** One for each argument; the last one counts for all that follow. */
  readonly units: readonly ArgumentUnit[]
  /**
   * The unit of the result; special cases are worked out in dimensions.ts. `rate`: that of the arguments per unit of
   * time; `slope`: times it; `free`: not known.
   */
  readonly result: "same" | "none" | "root" | "quotient" | "slope" | "rate" | "time" | "lookup" | "free"
  readonly memory: boolean
  /** Draws a number at every step, the same for the whole of it; a last argument `seed`, a constant, makes it another draw. */
  readonly random?: true
  /**
   * A function of whole arrays: its result has `n` elements (`n * n` for a matrix), of which the call gives the one at
   * `at`, from 0. Both are plain numbers and stand first; the elements of its arrays follow one after the other.
   */
  readonly block?: true
  /** What it is, with formula or source. */
  readonly says: string
  /** A whole equation that uses it. */
  readonly example: string
}

type Mark = Partial<Pick<FunctionRule, "memory" | "random" | "block" | "least" | "most">>

/**
 * A row of the table. `call` is how it is written: `smooth(x, tau, [initial])`; `units` has a word for each argument,
 * the last one for all that follow.
 */
function row(
  call: string,
  units: string,
  result: FunctionRule["result"],
  says: string,
  example: string,
  mark: Mark = {},
): FunctionRule {
  const open = call.indexOf("(")
  const args = call
    .slice(open + 1, -1)
    .split(", ")
    .filter((arg) => arg !== "")
  const named = args.filter((arg) => arg !== "...")
  return {
    name: call.slice(0, open),
    args,
    least: named.filter((arg) => !arg.startsWith("[")).length,
    most: named.length < args.length ? Number.POSITIVE_INFINITY : named.length,
    units: units.split(" ") as ArgumentUnit[],
    result,
    memory: false,
    says,
    example,
    ...mark,
  }
}

const memory: Mark = {memory: true}
const random: Mark = {random: true}
const block: Mark = {block: true}

const rules: readonly FunctionRule[] = [
  // Choosing and comparing.
  row(
    "if(condition, then, else)",
    "any same same",
    "same",
    "`then` where `condition` is not 0, else `else`.",
    "if(harvest < need, imports, 0)",
  ),
  row("min(a, b, ...)", "same", "same", "The smallest of its arguments.", "min(demand, capacity)", {least: 1}),
  row("max(a, b, ...)", "same", "same", "The largest of its arguments.", "max(0, need - harvest)", {least: 1}),
  row(
    "clamp(x, low, high)",
    "same",
    "same",
    "x held between low and high: max(low, min(high, x)).",
    "clamp(trust + gain, 0, 1)",
  ),
  row(
    "element(index, a, b, ...)",
    "none same",
    "same",
    "The argument that `index` counts, from 1, its fraction dropped; 0 where there is none. XMILE's array element by number.",
    "element(season, 12, 18, 9, 4)",
    {least: 2},
  ),
  // Rounding and signs.
  row("abs(x)", "same", "same", "x without its sign.", "abs(exports - imports)"),
  row("sign(x)", "any", "none", "1 above 0, -1 below, 0 at 0.", "sign(balance)"),
  row("floor(x)", "same", "same", "The largest whole number not above x.", "floor(crews)"),
  row("ceil(x)", "same", "same", "The smallest whole number not below x.", "ceil(trucks)"),
  row("trunc(x)", "same", "same", "x without its fraction: -2.5 becomes -2. Vensim's INTEGER.", "trunc(convoys)"),
  row("round(x)", "same", "same", "The nearest whole number; halves go up.", "round(convoys)"),
  row(
    "quantum(x, q)",
    "same",
    "same",
    "The multiple of q at x or next to it on the side of 0: q * trunc(x / q); x where q is not above 0.",
    "quantum(shipments, truck_load)",
  ),
  row(
    "mod(x, y)",
    "same",
    "same",
    "What is left of x after whole multiples of y, with the sign of y: x - y * floor(x / y).",
    "mod(time, 52)",
  ),
  row(
    "remainder(x, y)",
    "same",
    "same",
    "What is left of x after whole multiples of y, with the sign of x: x - y * trunc(x / y). Vensim's MODULO.",
    "remainder(balance, unit_price)",
  ),
  // Elementary functions.
  row("sqrt(x)", "same", "root", "The square root; of a number below 0 it is no number.", "sqrt(variance)"),
  row("exp(x)", "none", "none", "e to the power x.", "exp(-decay * age)"),
  row(
    "ln(x)",
    "none",
    "none",
    "The natural logarithm; of 0 or less it is no finite number.",
    "ln(price / price_before)",
  ),
  row("log10(x)", "none", "none", "The decimal logarithm.", "log10(concentration)"),
  row(
    "log(x, base)",
    "none",
    "none",
    "The logarithm of x to a base: ln(x) / ln(base), whole where x is a whole power of the base.",
    "log(cases, 2)",
  ),
  row("sin(x)", "none", "none", "The sine of x radians.", "sin(2 * 3.14159265358979 * season)"),
  row("cos(x)", "none", "none", "The cosine of x radians.", "cos(2 * 3.14159265358979 * season)"),
  row("tan(x)", "none", "none", "The tangent of x radians.", "tan(slope_angle)"),
  row("asin(x)", "none", "none", "The angle between -pi/2 and pi/2 whose sine is x.", "asin(height / length_of_ramp)"),
  row("acos(x)", "none", "none", "The angle between 0 and pi whose cosine is x.", "acos(width / length_of_ramp)"),
  row("atan(x)", "none", "none", "The angle between -pi/2 and pi/2 whose tangent is x.", "atan(grade)"),
  row("atan2(y, x)", "same", "none", "The angle of the point (x, y), between -pi and pi.", "atan2(north, east)"),
  row("sinh(x)", "none", "none", "The hyperbolic sine: (exp(x) - exp(-x)) / 2.", "sinh(strain)"),
  row("cosh(x)", "none", "none", "The hyperbolic cosine: (exp(x) + exp(-x)) / 2.", "cosh(strain)"),
  row("tanh(x)", "none", "none", "The hyperbolic tangent: runs from -1 to 1, slope 1 at 0.", "tanh(hostility)"),
  row(
    "saturate(z)",
    "none",
    "none",
    "The logistic curve 1 / (1 + exp(-z)): runs from 0 to 1, 0.5 at z = 0, slope 1/4 there.",
    "saturate(4 * (pressure - 0.5))",
  ),
  row(
    "root(x, n)",
    "none",
    "none",
    "The n-th root, x to the power 1 / n; of a number below 0 for odd n alone.",
    "root(volume, 3)",
  ),
  row(
    "factorial(n)",
    "none",
    "none",
    "The product 1 * 2 * ... * n; between whole numbers the gamma function of n + 1; below 0 no number.",
    "factorial(teams)",
  ),
  row("gamma_ln(x)", "none", "none", "The logarithm of the gamma function, for x above 0.", "gamma_ln(shape)"),
  row(
    "combinations(n, k)",
    "none",
    "none",
    "In how many ways k of n things can be chosen.",
    "combinations(villages, 2)",
  ),
  row(
    "permutations(n, k)",
    "none",
    "none",
    "In how many orders k of n things can be put.",
    "permutations(villages, 2)",
  ),
  row(
    "normal_cdf(x, mean, sd)",
    "same",
    "none",
    "How likely a normal number with that mean and standard deviation is not above x.",
    "normal_cdf(rain, usual_rain, spread)",
  ),
  row(
    "normal_quantile(p, mean, sd)",
    "none same same",
    "same",
    "The value below which a normal number stays with chance p.",
    "normal_quantile(0.95, usual_rain, spread)",
  ),
  // Money. The conventions are those of isee's "Financial builtins": what comes in is above 0, what is paid below, and
  // present * (1 + rate) ^ periods + payment / rate * ((1 + rate) ^ periods - 1) + future = 0 (at a rate of 0:
  // present + payment * periods + future = 0), the first payment standing at the end of the first period.
  row(
    "future_value(rate, periods, payment, present)",
    "none none same same",
    "same",
    "What is there after so many periods: -(present * g + payment / rate * (g - 1)), g = (1 + rate) ^ periods. Stella's FV.",
    "future_value(0.01, 36, -saved_each_month, -saved_before)",
  ),
  row(
    "present_value(rate, periods, payment, future)",
    "none none same same",
    "same",
    "What so many payments are worth now: -(payment / rate * (g - 1) + future) / g, g = (1 + rate) ^ periods. Stella's PV.",
    "present_value(0.01, 36, rent, 0)",
  ),
  row(
    "payment(rate, periods, present, future)",
    "none none same same",
    "same",
    "What is paid at the end of each period: -(present * g + future) / ((g - 1) / rate), g = (1 + rate) ^ periods. Stella's PMT.",
    "payment(0.01, 36, loan, 0)",
  ),
  row(
    "priority_share(request, priority, width, price)",
    "same same same same",
    "same",
    "What is left of a request at a price in units of priority: all of it up to priority - width / 2, none from priority + width / 2, a straight line between. Vensim's ALLOC P.",
    "priority_share(need, urgency, 2, market_priority(0, 2, need, others, urgency, 3, 2, supply))",
  ),
  // Dividing with care.
  row(
    "safe_divide(a, b, [otherwise])",
    "any any any",
    "quotient",
    "a / b, or `otherwise` (0 when left out) where b is 0. A plain division by 0 is infinite, or no number.",
    "safe_divide(killed, attacks)",
  ),
  row(
    "zidz(a, b)",
    "any any",
    "quotient",
    "a / b, or 0 where b is nearer to 0 than 1e-6. Vensim's ZIDZ.",
    "zidz(killed, attacks)",
  ),
  row(
    "xidz(a, b, x)",
    "any any any",
    "quotient",
    "a / b, or x where b is nearer to 0 than 1e-6. Vensim's XIDZ.",
    "xidz(killed, attacks, 1)",
  ),
  // Of many.
  row("sum(a, b, ...)", "same", "same", "Its arguments added from the left.", "sum(north, south, east)", {least: 1}),
  row("product(a, b, ...)", "none", "none", "Its arguments multiplied from the left.", "product(share_a, share_b)", {
    least: 1,
  }),
  row("mean(a, b, ...)", "same", "same", "sum(a, b, ...) over their number.", "mean(north, south, east)", {least: 1}),
  row(
    "standard_deviation(a, b, ...)",
    "same",
    "same",
    "The root of the mean squared distance from the mean, over one less than their number; 0 of a single one. Stella's STDDEV.",
    "standard_deviation(north, south, east)",
    {least: 1},
  ),
  row(
    "lookup(x, x1, y1, ...)",
    "any",
    "lookup",
    "Straight lines through the points (x1, y1), (x2, y2), ..., flat beyond the first and the last. The points are plain numbers, x1 < x2 < ...",
    "lookup(strain, 0, 1, 0.5, 0.8, 1, 0.1)",
    {least: 5},
  ),
  // Of time.
  row(
    "step(height, at)",
    "same time",
    "same",
    "0 before time `at`, `height` from then on; a time between two steps counts at the nearer one.",
    "step(0.2, 26)",
  ),
  row(
    "pulse(at, width)",
    "time time",
    "none",
    "1 while at <= time < at + width (one step at least), else 0; times between two steps count at the nearer one.",
    "raids_of_spring * pulse(30, 4)",
  ),
  row(
    "pulse_train(start, width, between, end)",
    "time",
    "none",
    "pulse(start, width), and again after every `between`, up to and at `end`. Vensim's PULSE TRAIN.",
    "drills * pulse_train(0, 1, 13, 104)",
  ),
  row(
    "pulses(volume, first, [interval])",
    "same time time",
    "rate",
    "`volume` in one step, as a flow of volume / step: at time `first` and again after every `interval`; once when that is 0 or left out. XMILE's PULSE.",
    "pulses(aid_convoy, 4, 13)",
  ),
  row(
    "ramp(slope, from, to)",
    "same time time",
    "slope",
    "0 until time `from`, then rising by `slope` per unit of time until `to`, level from there on.",
    "ramp(price_rise, 10, 20)",
  ),
  row("time_step()", "any", "time", "The length of a step.", "stock_of_grain / time_step()"),
  row("start_time()", "any", "time", "The time at which the run begins.", "time - start_time()"),
  row("stop_time()", "any", "time", "The time at which the run ends.", "stop_time() - time"),
  row(
    "step_begin()",
    "any",
    "time",
    "Time at the beginning of the step: `time`, but that it does not move within a Runge-Kutta step.",
    "step_begin()",
  ),
  row(
    "counter(start, end)",
    "same",
    "same",
    "Counts from `start` up with time, and begins anew when it reaches `end`. Stella's COUNTER.",
    "counter(1, 13)",
  ),
  row(
    "sinwave(amplitude, period)",
    "same time",
    "same",
    "abs(amplitude) * sin(2 pi time / period). Stella's SINWAVE.",
    "sinwave(swing, 52)",
  ),
  row(
    "coswave(amplitude, period)",
    "same time",
    "same",
    "abs(amplitude) * cos(2 pi time / period). Stella's COSWAVE.",
    "coswave(swing, 52)",
  ),
  row(
    "get_time_value(relative_to, offset, measure)",
    "any",
    "free",
    "The calendar of time 0 = the model's origin, else of a bare year: Vensim's GET TIME VALUE. relative_to 0: now, 1: the start of the run; offset in units of time; measure 0: time itself, 1: year, 2: quarter, 3: month, 4: day of the month, 5: day of the week (Sunday is 0), 6: days since the year 0, 7: hour, 8: minute, 9: second, 10: elapsed seconds, modulo 500,000.",
    "get_time_value(0, 0, 3)",
  ),
  // Functions that remember.
  row("initial(x)", "same", "same", "The value x has at the initial time.", "exports / initial(exports)", memory),
  row(
    "active_initial(x, start)",
    "same",
    "same",
    "x; but what is worked out at the initial time, before the first step, sees `start` in its place. Vensim's ACTIVE INITIAL.",
    "active_initial(capacity_wanted, 100)",
    memory,
  ),
  row(
    "previous(x, [initial])",
    "same",
    "same",
    "The value x had one step ago; `initial` (x when left out) at the start. XMILE's PREVIOUS.",
    "previous(price, 100)",
    memory,
  ),
  row(
    "sample_if(condition, x, initial)",
    "any same same",
    "same",
    "x in a step in which `condition` holds, in others what it was in the step before; `initial` until the first. Vensim's SAMPLE IF TRUE.",
    "sample_if(mod(time, 52) == 0, price, 100)",
    memory,
  ),
  row(
    "derivative(x)",
    "same",
    "rate",
    "(x - x one step ago) / step; 0 at the start. Stella's DERIVN of first order.",
    "derivative(price)",
    memory,
  ),
  row(
    "smooth(x, tau, [initial])",
    "same time same",
    "same",
    "x seen with an exponential delay of mean tau: s' = (x - s) / tau, s = `initial` (x when left out) at the start.",
    "smooth(hunger, 8)",
    memory,
  ),
  row(
    "smooth3(x, tau, [initial])",
    "same time same",
    "same",
    "Three `smooth` in a row, each of tau / 3: hardly any answer at first, most of it around tau.",
    "smooth3(hunger, 8)",
    memory,
  ),
  row(
    "smooth_n(x, tau, initial, n)",
    "same time same none",
    "same",
    "n `smooth` in a row, each of tau / n; n is a constant. Vensim's SMOOTH N, XMILE's SMTHN.",
    "smooth_n(hunger, 8, 0, 5)",
    memory,
  ),
  row(
    "delay(x, tau, [initial])",
    "same time same",
    "same",
    "A material delay of first order: what enters at rate x leaves at rate m / tau, with m' = x - m / tau and m = tau * `initial` (x when left out) at the start. Nothing is lost when tau changes. Vensim's DELAY1.",
    "delay(orders, 6)",
    memory,
  ),
  row(
    "delay3(x, tau, [initial])",
    "same time same",
    "same",
    "A material delay of third order: three `delay` in a row, each of tau / 3.",
    "delay3(orders, 6)",
    memory,
  ),
  row(
    "delay_n(x, tau, initial, n)",
    "same time same none",
    "same",
    "A material delay of order n, a constant: n `delay` in a row, each of tau / n, of which the last gives what it holds by the tau of the step before, for a whole step; with a tau known beforehand at most tau / step of them. Vensim's DELAY N, XMILE's DELAYN.",
    "delay_n(orders, 6, 0, 5)",
    memory,
  ),
  row(
    "delay_fixed(x, tau, [initial])",
    "same time same",
    "same",
    "The value x had exactly tau ago, `initial` (x when left out) until then; tau is read once, at the start, and rounded to whole steps.",
    "delay_fixed(shipments, 3, 0)",
    memory,
  ),
  row(
    "delay_information(x, tau, initial)",
    "same time same",
    "same",
    "x as it was when what arrives now was sent, tau being read when it is sent: what is overtaken is dropped, what is late leaves the last value standing. Vensim's DELAY INFORMATION.",
    "delay_information(reports, road_time, 0)",
    memory,
  ),
  row(
    "delay_material(x, tau, initial, missing)",
    "same time same same",
    "same",
    "x sent now comes out tau later, tau being read when it is sent: what arrives in one step is added up, and `missing` stands where nothing arrives. Vensim's DELAY MATERIAL.",
    "delay_material(starts, building_time, 2, 0)",
    memory,
  ),
  row(
    "delay_batch(x, size, tau, initial, first, backlog)",
    "any any time any time any",
    "free",
    "What enters at rate x gathers until it is `size`, is then worked on for tau, and comes out whole in one step, as a flow; one batch at a time. At the start a batch `initial` comes out at time `first`, and `backlog` waits. Vensim's DELAY BATCH.",
    "delay_batch(arrivals, 40, 2, 0, 0, 0)",
    memory,
  ),
  row(
    "delay_conveyor(x, tau, leak, initial, total, tau_initial)",
    "any",
    "free",
    "A belt of length tau that loses a fraction `leak` per unit of time all along it; at the start it carries `total`, laid out evenly over tau_initial (`initial` is the name of a shape that is read as flat). Vensim's DELAY CONVEYOR.",
    "delay_conveyor(recruits, 12, 0.01, 1, 600, 12)",
    memory,
  ),
  row(
    "conveyor(flow, x, tau, initial, sample, halted, exponential, fraction, from, to, ...)",
    "any",
    "free",
    "One flow off a belt: 0 is what leaves it, 1 and more are its leaks, each with a fraction and the part of the belt (0 to 1) along which it leaks. What enters at rate x in a step leaves tau later, tau being taken as it enters while `sample` is not 0; `initial` is laid out evenly at the start; nothing moves while `halted` is not 0. A leak takes its fraction of what entered by the end of its part, or, where `exponential` is not 0, that fraction per unit of time of what is left. Calls that differ in `flow` alone are of one belt. XMILE's conveyor.",
    "conveyor(0, hiring, 6, 60, 1, 0, 0, 0.1, 0, 1)",
    {...memory, least: 7},
  ),
  row(
    "trend(x, tau, [initial])",
    "same time any",
    "free",
    "The fractional rate of change of x, as people see it who remember over tau: zidz(x - a, tau * abs(a)), a' = (x - a) / tau, a = x / (1 + initial * tau) at the start. Vensim's TREND.",
    "trend(price, 12, 0)",
    memory,
  ),
  row(
    "forecast(x, tau, horizon, [initial])",
    "same time time any",
    "same",
    "x carried on along its trend: x * (1 + zidz(x - a, tau * a) * horizon), with a as in `trend` (initial 0 when left out). Vensim's FORECAST.",
    "forecast(demand, 12, 26)",
    memory,
  ),
  row(
    "npv(stream, rate, initial, factor)",
    "any",
    "free",
    "Net present value: (n + stream * step * d) * factor with d' = -d * rate / (1 + rate * step), d = 1, and n' = stream * d, n = initial at the start. Vensim's NPV.",
    "npv(income, 0.002, 0, 1)",
    memory,
  ),
  row(
    "npve(stream, rate, initial, factor)",
    "any",
    "free",
    "As npv, but each step's stream is valued at the end of the step: d = 1 / (1 + rate * step) at the start. Vensim's NPVE.",
    "npve(income, 0.002, 0, 1)",
    memory,
  ),
  row(
    "depreciate_straightline(stream, lifetime, period, initial)",
    "same time time same",
    "same",
    "What is written off of investments in equal parts over n = lifetime / period periods of accounts, the one of the investment included: (stream now + the means of stream over the n - 1 periods before) / n. Before the start the stream was `initial`; n is rounded, and taken at the start. Vensim's DEPRECIATE STRAIGHTLINE.",
    "depreciate_straightline(investment, 20, 1, 0)",
    memory,
  ),
  row(
    "depreciate_by_schedule(at, n, stream, lifetime, since, share, ..., initial, ...)",
    "any",
    "free",
    "What is written off of investments by n shares, one for each period of lifetime / n, scaled to add up to 1: the first share of the stream now, each other of its mean in the period as long ago, and the element of `initial` that belongs to the period counted from the start. Periods begin at `since`. Vensim's DEPRECIATE BY SCHEDULE.",
    "depreciate_by_schedule(0, 2, investment, 2, 0, 0.6, 0.4, 0, 0)",
    {memory: true, block: true, least: 7},
  ),
  row(
    "internal_rate(stream, period, initial, at, missing)",
    "any",
    "none",
    "The rate per period, between -1 and 1, at which what the stream brought up to and with this step is worth nothing: each period's sum at its end, `initial` at time `at`; `missing` where no rate does it. Of several the one nearest to 0; `period` is a constant. Vensim's INTERNAL RATE OF RETURN.",
    "internal_rate(income - outlay, 52, 0, 0, 0)",
    memory,
  ),
  row(
    "history(x, at)",
    "same time",
    "same",
    "The value x had at time `at`, 0 before the start and ahead of now: `at` is a constant, or time less a constant, and counts at the nearest step. Stella's HISTORY.",
    "history(price, time - 4)",
    memory,
  ),
  // Draws, a new one for every step. docs/methods/random-numbers.md has the methods; no other tool's numbers come out.
  row(
    "random_uniform(low, high, [seed])",
    "same same any",
    "same",
    "Anything between low and high alike.",
    "random_uniform(0, 1)",
    random,
  ),
  row(
    "random_normal(low, high, mean, sd, [seed])",
    "same same same same any",
    "same",
    "Normal, and between low and high. Vensim's RANDOM NORMAL.",
    "random_normal(0, 100, usual_rain, spread)",
    random,
  ),
  row(
    "random_exponential(low, high, shift, stretch, [seed])",
    "same same same same any",
    "same",
    "Exponential of mean 1, times stretch, plus shift, and between low and high. Vensim's RANDOM EXPONENTIAL.",
    "random_exponential(0, 100, 0, usual_gap)",
    random,
  ),
  row(
    "random_lognormal(mean, sd, [seed])",
    "same same any",
    "same",
    "Lognormal with this mean and standard deviation of its own. XMILE's LOGNORMAL.",
    "random_lognormal(usual_rain, spread)",
    random,
  ),
  row(
    "random_poisson(low, high, mean, shift, stretch, [seed])",
    "any",
    "free",
    "A Poisson count of that mean, times stretch, plus shift, and between low and high. Vensim's RANDOM POISSON.",
    "random_poisson(0, 1000, raids_expected, 0, 1)",
    random,
  ),
  row(
    "random_gamma(low, high, order, shift, stretch, [seed])",
    "any",
    "free",
    "Gamma of that order (shape) and scale 1, times stretch, plus shift, and between low and high. Vensim's RANDOM GAMMA.",
    "random_gamma(0, 1000, 3, 0, 2)",
    random,
  ),
  row(
    "random_beta(low, high, a, b, shift, stretch, [seed])",
    "any",
    "free",
    "Beta with shapes a and b on 0 to 1, times stretch, plus shift, and between low and high. Vensim's RANDOM BETA.",
    "random_beta(0, 1, 2, 5, 0, 1)",
    random,
  ),
  row(
    "random_binomial(low, high, p, n, shift, stretch, [seed])",
    "any",
    "free",
    "How many of n tries succeed that each do with chance p, times stretch, plus shift, and between low and high. Vensim's RANDOM BINOMIAL.",
    "random_binomial(0, 100, 0.2, 20, 0, 1)",
    random,
  ),
  row(
    "random_negative_binomial(low, high, p, n, shift, stretch, [seed])",
    "any",
    "free",
    "How many tries it takes until n succeed, each with chance p, times stretch, plus shift, and between low and high. Vensim's RANDOM NEGATIVE BINOMIAL.",
    "random_negative_binomial(0, 1000, 0.2, 3, 0, 1)",
    random,
  ),
  row(
    "random_geometric(p, [seed])",
    "none any",
    "none",
    "How many tries it takes until the first succeeds, each with chance p. Stella's GEOMETRIC.",
    "random_geometric(0.1)",
    random,
  ),
  row(
    "random_triangular(low, high, start, peak, stop, [seed])",
    "same same same same same any",
    "same",
    "Triangular from start over peak to stop, and between low and high. Vensim's RANDOM TRIANGULAR.",
    "random_triangular(0, 10, 1, 3, 9)",
    random,
  ),
  row(
    "random_weibull(low, high, shape, shift, stretch, [seed])",
    "any",
    "free",
    "Weibull of that shape and scale 1, times stretch, plus shift, and between low and high. Vensim's RANDOM WEIBULL.",
    "random_weibull(0, 1000, 2, 0, 10)",
    random,
  ),
  row(
    "random_logistic(mean, scale, [seed])",
    "same same any",
    "same",
    "Logistic: mean + scale * ln(u / (1 - u)). Stella's LOGISTIC.",
    "random_logistic(usual_rain, spread)",
    random,
  ),
  row(
    "random_pareto(shape, scale, [seed])",
    "none same any",
    "same",
    "Pareto: scale * (1 - u)^(-1 / shape). Stella's PARETO.",
    "random_pareto(3, smallest_raid)",
    random,
  ),
  row(
    "random_chance(p, [seed])",
    "none any",
    "none",
    "1 with chance p in this step, else 0.",
    "random_chance(0.02)",
    random,
  ),
  row(
    "random_pink_noise(mean, sd, correlation_time, [seed])",
    "same same time any",
    "same",
    "Noise that remembers: p' = (w - p) / correlation_time with w drawn anew in each step, mean + sd * sqrt((2 - c) / c) * z, c = step / correlation_time and z standard normal; p = mean at the start. Vensim's RANDOM PINK NOISE.",
    "random_pink_noise(usual_rain, spread, 4)",
    {random: true, memory: true},
  ),
  // Functions of whole arrays.
  row(
    "vector_sort_order(at, n, x, ..., direction)",
    "any",
    "free",
    "Which element stands in place `at` when the n elements of x are sorted, counted from 0: rising where direction is above 0, else falling; equal ones in their order. Vensim's VECTOR SORT ORDER.",
    "vector_sort_order(0, 3, north, south, east, 1)",
    block,
  ),
  row(
    "vector_rank(at, n, x, ..., direction)",
    "any",
    "none",
    "The rank of element `at`, from 1: of the smallest where direction is above 0, else of the largest; equal ones in their order. Vensim's VECTOR RANK.",
    "vector_rank(0, 3, north, south, east, 1)",
    block,
  ),
  row(
    "vector_reorder(at, n, x, ..., order, ...)",
    "any",
    "free",
    "The element of x that `order` has in place `at`, counted from 0; no number where there is none. Vensim's VECTOR REORDER.",
    "vector_reorder(0, 2, north, south, 1, 0)",
    block,
  ),
  row(
    "vector_elm_map(at, n, x, ..., offset)",
    "any",
    "free",
    "The element of x, counted from 0, that stands at `at` + offset, its fraction rounded; a missing value where there is none. Vensim's VECTOR ELM MAP.",
    "vector_elm_map(0, 3, north, south, east, 1)",
    block,
  ),
  row(
    "vector_select(at, n, select, ..., x, ..., missing, action, error)",
    "any",
    "free",
    "Elements of x where `select` is not 0, put together by action 0: sum of select * x, 1: product of it, 2: smallest, 3: largest, 4: mean, 5: product of x ^ select, 6 to 10: the sum, product, smallest, largest and mean of x alone; `missing` where none is selected. error 1: none selected, 2: more than one, 3: either fails the run. Vensim's VECTOR SELECT.",
    "vector_select(0, 2, 1, 1, north, south, 0, 0, 0)",
    block,
  ),
  row(
    "vector_lookup(at, n, y, ..., x, low, high, mode)",
    "any",
    "free",
    "A table whose n heights y stand evenly from `low` to `high`, read at x: mode 0 along straight lines, 1 the area from `low`, 2 the point before, 3 drawn on beyond the ends, 4 the point after, 5 the place where the height is x, 6 the slope; 7, 8 and 9 as 1, 5 and 6, drawn on beyond the ends. Vensim's VECTOR LOOKUP.",
    "vector_lookup(0, 3, 0, low_yield, high_yield, rain, 0, 800, 0)",
    block,
  ),
  row(
    "interpolate(at, n, size, ..., place, ..., x, ...)",
    "any",
    "free",
    "Between the elements of an array of n dimensions, each with its size and a place from 0 (its first element) to 1 (its last), along straight lines in each; the last dimension runs fastest. Stella's INTERPOLATE.",
    "interpolate(0, 1, 3, share, north, south, east)",
    {...block, least: 5},
  ),
  row(
    "rate_of_return(at, n, flow, ..., first, place, missing)",
    "any",
    "none",
    "The rate r between -1 and 1, the one nearest to 0, at which n flows at the ends of periods 1, 2, ... and `first` at `place` periods are worth nothing: sum of flow / (1 + r) ^ i is 0; `missing` where there is none.",
    "rate_of_return(0, 2, income, income, -outlay, 0, 0)",
    block,
  ),
  row(
    "market_priority(at, n, request, ..., priority, ..., width, supply)",
    "any",
    "free",
    "The priority at which the requests, each by its priority_share, add up to the supply. Vensim's MARKETP.",
    "market_priority(0, 2, north, south, 5, 3, 2, supply)",
    block,
  ),
  row(
    "array_rank(at, n, x, ..., rank)",
    "any",
    "none",
    "Which element, counted from 1, is the smallest (rank 1), the second smallest and so on; 0 where there is none. Of equal ones the first comes first, or, where n more numbers follow those of x, the one whose number among them is smaller. XMILE's RANK.",
    "array_rank(0, 3, north, south, east, 1)",
    block,
  ),
  row(
    "allocate_available(at, n, request, ..., profile, ..., available)",
    "any",
    "free",
    "What request `at` gets of what is available. The profile of each is four numbers: shape (0 fixed, 1 rectangular, 2 triangular, 3 normal, 4 exponential), priority, width, extra. The price is found at which the requests, each times the share of its shape above the price, add up to what is available. Vensim's ALLOCATE AVAILABLE.",
    "allocate_available(0, 2, north, south, 1, 5, 2, 0, 1, 3, 2, 0, supply)",
    block,
  ),
  row(
    "allocate_by_priority(at, n, request, ..., priority, ..., width, supply)",
    "any",
    "free",
    "What request `at` gets of the supply, higher priorities first, those within `width` of each other sharing. Vensim's ALLOCATE BY PRIORITY.",
    "allocate_by_priority(0, 2, north, south, 5, 3, 2, supply)",
    block,
  ),
  row(
    "find_market_price(at, n, demand, ..., profile, ..., supply, ..., profile, ...)",
    "any",
    "free",
    "The price at which n demands and the supplies, each with a profile as in allocate_available, are equal. Vensim's FIND MARKET PRICE.",
    "find_market_price(0, 1, demand, 3, 5, 2, 0, supply, 3, 5, 2, 0)",
    block,
  ),
  row(
    "demand_at_price(at, n, demand, ..., profile, ..., price)",
    "any",
    "free",
    "What demand `at` takes at that price. Vensim's DEMAND AT PRICE.",
    "demand_at_price(0, 1, demand, 3, 5, 2, 0, price)",
    block,
  ),
  row(
    "supply_at_price(at, n, supply, ..., profile, ..., price)",
    "any",
    "free",
    "What supply `at` gives at that price. Vensim's SUPPLY AT PRICE.",
    "supply_at_price(0, 1, supply, 3, 5, 2, 0, price)",
    block,
  ),
  row(
    "invert_matrix(at, n, a, ...)",
    "any",
    "free",
    "Element `at` of the inverse of the n by n matrix a, both row by row; a matrix that has none fails the run. Vensim's INVERT MATRIX.",
    "invert_matrix(0, 2, 2, 1, 1, 3)",
    block,
  ),
]

/** The functions of the model language, by name. */
export const functions: ReadonlyMap<string, FunctionRule> = new Map(rules.map((rule) => [rule.name, rule]))

/** How a function is called, for messages and docs: `smooth(x, tau, [initial])`. */
export function signature(rule: FunctionRule): string {
  return `${rule.name}(${rule.args.join(", ")})`
}
