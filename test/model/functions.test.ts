// The table promises what the engine does: each function, on t = 0, 1, ... 6, against values
// worked out by hand or by the closed form its row states.
import {expect, test} from "vitest"
import {functions, parseModel} from "../../src/model/index.ts"
import {course} from "../engine/course.ts"

const seven = [0, 1, 2, 3, 4, 5, 6]

/** Draws have no values to know: null says that they lie between 2 and 3. */
const known: Record<string, readonly [equation: string, values: readonly number[] | null]> = {
  if: ["if(t > 3, 1, 2)", [2, 2, 2, 2, 1, 1, 1]],
  min: ["min(t, 3)", [0, 1, 2, 3, 3, 3, 3]],
  max: ["max(t, 3)", [3, 3, 3, 3, 4, 5, 6]],
  clamp: ["clamp(t, 2, 4)", [2, 2, 2, 3, 4, 4, 4]],
  abs: ["abs(-t)", [0, 1, 2, 3, 4, 5, 6]],
  floor: ["floor(t / 2)", [0, 0, 1, 1, 2, 2, 3]],
  ceil: ["ceil(t / 2)", [0, 1, 1, 2, 2, 3, 3]],
  mod: ["mod(-t, 3)", [0, 2, 1, 0, 2, 1, 0]],
  sqrt: ["sqrt(t)", [0, 1, 2, 3, 4, 5, 6].map(Math.sqrt)],
  exp: ["exp(t)", [0, 1, 2, 3, 4, 5, 6].map(Math.exp)],
  ln: ["ln(t + 1)", [1, 2, 3, 4, 5, 6, 7].map(Math.log)],
  tanh: ["tanh(t)", [0, 1, 2, 3, 4, 5, 6].map(Math.tanh)],
  saturate: ["saturate(t)", [0, 1, 2, 3, 4, 5, 6].map((z) => 1 / (1 + Math.exp(-z)))],
  sin: ["sin(t)", [0, 1, 2, 3, 4, 5, 6].map(Math.sin)],
  cos: ["cos(t)", [0, 1, 2, 3, 4, 5, 6].map(Math.cos)],
  safe_divide: ["safe_divide(1, t - 3, 9)", [-1 / 3, -1 / 2, -1, 9, 1, 1 / 2, 1 / 3]],
  lookup: ["lookup(t, 1, 0, 2, 4, 4, 0)", [0, 0, 4, 2, 0, 0, 0]],
  step: ["step(2, 3)", [0, 0, 0, 2, 2, 2, 2]],
  pulse: ["pulse(2, 2)", [0, 0, 1, 1, 0, 0, 0]],
  ramp: ["ramp(1, 2, 4)", [0, 0, 0, 1, 2, 2, 2]],
  initial: ["initial(t + 5)", [5, 5, 5, 5, 5, 5, 5]],
  // s' = (1 - s) / 2 from 0; in a chain of three 3 / 2 stands for 1 / 2.
  smooth: ["smooth(step(1, 0), 2, 0)", [0, 1, 2, 3, 4, 5, 6].map((t) => 1 - Math.exp(-t / 2))],
  delay: ["delay(step(1, 0), 2, 0)", [0, 1, 2, 3, 4, 5, 6].map((t) => 1 - Math.exp(-t / 2))],
  smooth3: ["smooth3(step(1, 0), 2, 0)", [0, 1, 2, 3, 4, 5, 6].map(thirdOrder)],
  delay3: ["delay3(step(1, 0), 2, 0)", [0, 1, 2, 3, 4, 5, 6].map(thirdOrder)],
  delay_fixed: ["delay_fixed(t, 2, 7)", [7, 7, 0, 1, 2, 3, 4]],
  element: ["element(t, 7, 8, 9)", [0, 7, 8, 9, 0, 0, 0]],
  sign: ["sign(t - 2)", [-1, -1, 0, 1, 1, 1, 1]],
  trunc: ["trunc(t / 2 - 1.5)", [-1, -1, 0, 0, 0, 1, 1]],
  round: ["round(t / 2 - 1)", [-1, 0, 0, 1, 1, 2, 2]],
  quantum: ["quantum(-t, 2.5)", [0, 0, 0, -2.5, -2.5, -5, -5]],
  remainder: ["remainder(-t, 3)", [0, -1, -2, 0, -1, -2, 0]],
  log10: ["log10(10^t)", [0, 1, 2, 3, 4, 5, 6]],
  log: ["log(3^t, 3)", [0, 1, 2, 3, 4, 5, 6]],
  tan: ["tan(t)", seven.map(Math.tan)],
  asin: ["asin(t / 6)", seven.map((t) => Math.asin(t / 6))],
  acos: ["acos(-t / 6)", seven.map((t) => Math.acos(-t / 6))],
  atan: ["atan(t)", seven.map(Math.atan)],
  atan2: ["atan2(t - 3, -2)", seven.map((t) => Math.atan2(t - 3, -2))],
  sinh: ["sinh(t)", seven.map(Math.sinh)],
  cosh: ["cosh(t)", seven.map(Math.cosh)],
  root: ["root(-t, 3)", seven.map((t) => Math.cbrt(-t))],
  factorial: ["factorial(t)", [1, 1, 2, 6, 24, 120, 720]],
  gamma_ln: ["gamma_ln(t + 1)", [1, 1, 2, 6, 24, 120, 720].map(Math.log)],
  combinations: ["combinations(6, t)", [1, 6, 15, 20, 15, 6, 1]],
  permutations: ["permutations(6, t)", [1, 6, 30, 120, 360, 720, 720]],
  // One, two, three standard deviations: 68.27, 95.45, 99.73 percent lie within them.
  normal_cdf: [
    "normal_cdf(t, 3, 1)",
    [
      0.0013498980316301, 0.0227501319481792, 0.158655253931457, 0.5, 0.841344746068543, 0.977249868051821,
      0.99865010196837,
    ],
  ],
  normal_quantile: ["normal_quantile(normal_cdf(t, 3, 2), 3, 2)", seven],
  zidz: ["zidz(1, t - 3)", [-1 / 3, -1 / 2, -1, 0, 1, 1 / 2, 1 / 3]],
  xidz: ["xidz(1, (t - 3) / 30000000, 9)", [9, 9, 9, 9, 9, 9, 9]],
  sum: ["sum(t, 1, 2)", [3, 4, 5, 6, 7, 8, 9]],
  product: ["product(t, 2, 3)", [0, 6, 12, 18, 24, 30, 36]],
  mean: ["mean(t, 1, 2)", [1, 4 / 3, 5 / 3, 2, 7 / 3, 8 / 3, 3]],
  standard_deviation: ["standard_deviation(0, t)", seven.map((t) => t / Math.SQRT2)],
  pulse_train: ["pulse_train(1, 1, 2, 5)", [0, 1, 0, 1, 0, 1, 0]],
  // The step is 1/16: a volume of 1 in one step is a flow of 16.
  pulses: ["pulses(1, 2, 3)", [0, 0, 16, 0, 0, 16, 0]],
  time_step: ["time_step() / week", seven.map(() => 0.0625)],
  start_time: ["start_time() / week", seven.map(() => 0)],
  stop_time: ["stop_time() / week", seven.map(() => 6)],
  step_begin: ["step_begin() / week", seven],
  counter: ["counter(2, 5)", [2, 3, 4, 2, 3, 4, 2]],
  sinwave: ["sinwave(-2, 4)", [0, 2, 0, -2, 0, 2, 0]],
  coswave: ["coswave(2, 4)", [2, 0, -2, 0, 2, 0, -2]],
  // Weeks from Monday, 3 March 2025: the day of the month a week on, and so on.
  get_time_value: ["get_time_value(0, 0, 4)", [3, 10, 17, 24, 31, 7, 14]],
  active_initial: ["initial(active_initial(t + 1, 5)) + t", [5, 6, 7, 8, 9, 10, 11]],
  previous: ["(t - previous(t, 0)) * 16", [0, 1, 1, 1, 1, 1, 1]],
  sample_if: ["sample_if(mod(time, 2) == 0, t, 9)", [0, 0, 2, 2, 4, 4, 6]],
  derivative: ["derivative(3 * t) * week", [0, 3, 3, 3, 3, 3, 3]],
  smooth_n: ["smooth_n(step(1, 0), 2, 0, 3)", seven.map(thirdOrder)],
  delay_n: ["delay_n(step(3, -1), 2, 3, 4)", seven.map(() => 3)],
  delay_information: ["delay_information(t, 2, 7)", [7, 7, 0, 1, 2, 3, 4]],
  delay_material: ["delay_material(t, 2, 7, 0)", [7, 7, 0, 1, 2, 3, 4]],
  // 16 enter in a week, so the first batch of 24 is whole after 24 steps of 1, and out two weeks later, in one step.
  delay_batch: ["delay_batch(16, 24, 2, 5, 1, 0) / 16", [0, 5 / 16, 0, 0, 0, 0, 0]],
  delay_conveyor: ["delay_conveyor(step(1, 0), 2, 0, 1, 10, 2)", [5, 5, 1, 1, 1, 1, 1]],
  // A tenth of what enters leaks on the way.
  conveyor: ["conveyor(0, step(1, 0), 2, 0, 1, 0, 0, 0.1, 0, 1)", [0, 0, 0.9, 0.9, 0.9, 0.9, 0.9]],
  // Of what grows by a tenth in each unit of time a trend of a tenth is seen.
  trend: ["trend(exp(t / 10), 1, 0.1)", seven.map(() => 0.1)],
  forecast: ["forecast(exp(t / 10), 1, 2, 0.1) / exp(t / 10)", seven.map(() => 1.2)],
  // Nothing is discounted at a rate of 0; what comes in counts at the end of its step.
  npv: ["npv(1, 0, 2, 3)", seven.map((t) => 3 * (2 + t + 0.0625))],
  npve: ["npve(1, 0, 2, 3)", seven.map((t) => 3 * (2 + t + 0.0625))],
  // Three a week from week 2 on, a third of it written off in each of three weeks.
  depreciate_straightline: ["depreciate_straightline(step(3, 2), 3, 1, 0)", [0, 0, 1, 2, 3, 3, 3]],
  // Two thirds at once, a third a week later; 5 are left of before, and 1 of the week after.
  depreciate_by_schedule: [
    "depreciate_by_schedule(0, 2, step(3, 2) - step(3, 4), 2, 0, 4, 2, 5, 1)",
    [5, 1, 2, 3, 1, 0, 0],
  ],
  // Two come in during the second week: nothing at first, an eighth in its first step, then 1 = 2 / (1 + r)^2.
  internal_rate: [
    "internal_rate(step(2, 1) - step(2, 2), 1, -1, 0, 9)",
    [9, Math.sqrt(1 / 8) - 1, ...[2, 3, 4, 5, 6].map(() => Math.SQRT2 - 1)],
  ],
  history: ["history(t + 7, time - 2 * week)", [0, 0, 7, 8, 9, 10, 11]],
  // Three payments of 1 grow to 3 + 3 r + r^2, and are worth 1/(1+r) + 1/(1+r)^2 when there are two.
  future_value: ["future_value(t / 100, 3, -1, 0)", seven.map((t) => 3 + (3 * t) / 100 + (t / 100) ** 2)],
  present_value: ["present_value(t / 100, 2, -1, 0)", seven.map((t) => worth(t / 100))],
  payment: ["payment(t / 100, 2, 1, 0)", seven.map((t) => -1 / worth(t / 100))],
  priority_share: ["priority_share(4, 3, 2, t)", [4, 4, 4, 2, 0, 0, 0]],
  vector_lookup: ["vector_lookup(0, 3, 0, 4, 2, t, 1, 5, 0)", [0, 0, 2, 4, 3, 2, 2]],
  interpolate: ["interpolate(0, 2, 2, 2, t / 6, 0.5, 0, 2, 4, 6)", seven.map((t) => 1 + (4 * t) / 6)],
  rate_of_return: ["rate_of_return(0, 2, 0, (1 + t / 10)^2, -1, 0, 9)", seven.map((t) => t / 10)],
  // The first request of 3 gives way between 6 and 4, the second between 2 and 0.
  market_priority: ["market_priority(0, 2, 3, 3, 5, 1, 2, t)", [6, 16 / 3, 14 / 3, 2, 4 / 3, 2 / 3, 0]],
  random_uniform: ["random_uniform(2, 3)", null],
  random_normal: ["random_normal(2, 3, 0, 1)", null],
  random_exponential: ["random_exponential(2, 3, 0, 1)", null],
  random_lognormal: ["random_lognormal(2.5, 0.01)", null],
  random_poisson: ["random_poisson(2, 3, 5, 0, 1)", null],
  random_gamma: ["random_gamma(2, 3, 5, 0, 1)", null],
  random_beta: ["random_beta(2, 3, 2, 3, 2, 1)", null],
  random_binomial: ["random_binomial(2, 3, 0.5, 8, 0, 1)", null],
  random_negative_binomial: ["random_negative_binomial(2, 3, 0.5, 2, 0, 1)", null],
  random_geometric: ["clamp(random_geometric(0.4), 2, 3)", null],
  random_triangular: ["random_triangular(2, 3, 0, 1, 5)", null],
  random_weibull: ["random_weibull(2, 3, 2, 0, 2)", null],
  random_logistic: ["clamp(random_logistic(2.5, 0.1), 2, 3)", null],
  random_pareto: ["clamp(random_pareto(3, 2), 2, 3)", null],
  random_chance: ["2 + random_chance(0.5)", null],
  random_pink_noise: ["clamp(random_pink_noise(2.5, 0.1, 2), 2, 3)", null],
  vector_sort_order: ["vector_sort_order(0, 3, 4, t, 2, 1)", [1, 1, 1, 2, 2, 2, 2]],
  vector_rank: ["vector_rank(1, 3, 4, t, 2, -1)", [3, 3, 2, 2, 2, 1, 1]],
  vector_reorder: ["vector_reorder(0, 3, 7, 8, t, mod(t, 3), 0, 0)", [7, 8, 2, 7, 8, 5, 7]],
  vector_elm_map: ["vector_elm_map(1, 7, 0, 1, 2, 3, 4, 5, 6, min(t, 5))", [1, 2, 3, 4, 5, 6, 6]],
  vector_select: ["vector_select(0, 3, t > 1, t > 2, 2, 10, 20, 30, 9, 0, 0)", [60, 60, 70, 90, 90, 90, 90]],
  array_rank: ["array_rank(0, 3, 4, t, 2, 1)", [2, 2, 2, 3, 3, 3, 3]],
  // Two requests of 3 at the same priority share alike; all is filled when there is enough.
  allocate_available: ["allocate_available(1, 2, 3, 3, 1, 5, 2, 0, 1, 5, 2, 0, t)", [0, 0.5, 1, 1.5, 2, 2.5, 3]],
  // The second stands a whole width below the first: it gets what the first leaves.
  allocate_by_priority: ["allocate_by_priority(1, 2, 3, 3, 5, 1, 2, t)", [0, 0, 0, 0, 1, 2, 3]],
  // Demand falls from 10 to 0 between 4 and 6, supply of 10 rises there: they meet in the middle; a demand of 5 lower.
  find_market_price: ["find_market_price(0, 1, 10, 1, 5, 2, 0, 10, 1, 5, 2, 0) + t", [5, 6, 7, 8, 9, 10, 11]],
  demand_at_price: ["demand_at_price(0, 1, 10, 1, 3, 2, 0, t)", [10, 10, 10, 5, 0, 0, 0]],
  supply_at_price: ["supply_at_price(0, 1, 10, 1, 3, 2, 0, t)", [0, 0, 0, 5, 10, 10, 10]],
  // The inverse of [[1, t], [0, 1]] is [[1, -t], [0, 1]].
  invert_matrix: ["invert_matrix(1, 2, 1, t, 0, 1)", seven.map((t) => -t)],
}

/** Two payments of 1 at the ends of the next two periods. */
function worth(rate: number): number {
  return 1 / (1 + rate) + 1 / (1 + rate) ** 2
}

/** What comes out of three equal lags of 2/3 in a row after a step to 1: the Erlang distribution. */
function thirdOrder(t: number): number {
  const k = (3 * t) / 2
  return 1 - Math.exp(-k) * (1 + k + (k * k) / 2)
}

test.each([...functions.keys()])("%s does what the table says", (name) => {
  const [equation, values] = known[name]!
  const model = parseModel(
    `format: brink/model@1
time: {unit: week, origin: 2025-03-03, stop: 6, step: 0.0625, save: 1, method: rk4}
quantities:
  t: {kind: stock, unit: 1, initial: 0, inflows: [passing], because: [assumed: a clock]}
  week: {kind: parameter, unit: week, value: 1, because: [assumed: a unit]}
  passing: {kind: flow, unit: 1/week, equation: 1, because: [assumed: a clock]}
  tried: {kind: auxiliary, unit: 1, equation: "${equation}", because: [assumed: what is tried]}
`,
    "functions.yaml",
  )
  const got = course(model).of("tried")
  if (values === null) {
    for (const value of got) expect(value >= 2 && value <= 3, `${equation} gives ${value}`).toBe(true)
    return
  }
  values.forEach((value, t) => {
    expect(got[t], `${equation} at ${t}`).toBeCloseTo(value, 5)
  })
})
